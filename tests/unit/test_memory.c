/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arenas: zeroed, aligned, apart from each other, and one way out. */
#include "base/memory.h"

#include "unit/scratch.h"

#include <stdint.h>

Test(memory, blocks_are_zeroed_aligned_and_apart) {
    SCRATCH_START(s);
    static const size_t sizes[] = {0, 1, 7, 16, 100, 4000, 5000, 70000, 3, 2000000, 12};
    enum { COUNT = sizeof sizes / sizeof *sizes };
    unsigned char *blocks[COUNT];
    for (int i = 0; i < COUNT; i++) {
        blocks[i] = cg_allocate(s.arena, sizes[i], 1);
        cr_assert_eq((uintptr_t)blocks[i] % _Alignof(max_align_t), 0, "size %zu", sizes[i]);
        for (size_t j = 0; j < sizes[i]; j++) {
            cr_assert_eq(blocks[i][j], 0);
        }
        memset(blocks[i], i + 1, sizes[i]);
    }
    for (int i = 0; i < COUNT; i++) {
        for (size_t j = 0; j < sizes[i]; j++) {
            cr_assert_eq(blocks[i][j], i + 1, "block %d was overwritten", i);
        }
    }
    SCRATCH_END(s);
}

Test(memory, copies_and_formats) {
    SCRATCH_START(s);
    cr_assert_str_eq(cg_copy(s.arena, "abcdef", 3), "abc");
    cr_assert_str_eq(cg_copy(s.arena, "", 0), "");
    cr_assert_str_eq(cg_format(s.arena, "%s-%d", "x", 7), "x-7");
    SCRATCH_END(s);
}

Test(memory, vectors_grow) {
    SCRATCH_START(s);
    CG_VECTOR(int) numbers = {0};
    for (int i = 0; i < 10000; i++) {
        CG_PUSH(s.arena, &numbers, i);
    }
    for (int i = 0; i < 10000; i++) {
        cr_assert_eq(numbers.items[i], i);
    }
    SCRATCH_END(s);
}

/* A million numbers are 4 MiB, in an array of 2^20: 8 for both, and less than 3 for the small
 * arrays they were before, which stay. With the large ones kept too it would be 16. */
Test(memory, outgrown_arrays_are_given_back) {
    SCRATCH_START(s);
    CG_VECTOR(int) numbers = {0};
    CG_VECTOR(int) between = {0};
    for (int i = 0; i < 1000000; i++) {
        CG_PUSH(s.arena, &numbers, i);
        CG_PUSH(s.arena, &between, -i);
    }
    for (int i = 0; i < 1000000; i++) {
        cr_assert(numbers.items[i] == i && between.items[i] == -i);
    }
    cr_assert_lt(cg_arena_bytes(s.arena), 11 << 20);
    SCRATCH_END(s);
}

Test(memory, an_emptied_arena_holds_no_more_than_before) {
    SCRATCH_START(s);
    cg_arena *inner = cg_arena_within(s.arena);
    size_t held = 0;
    for (int round = 0; round < 100; round++) {
        char *zeroed = cg_allocate(inner, 100, 1);
        for (int i = 0; i < 100; i++) {
            cr_assert_eq(zeroed[i], 0);
        }
        memset(zeroed, 7, 100);
        memset(cg_allocate(inner, 5000, 1), 7, 5000);
        cg_arena_within(inner);
        held = round == 0 ? cg_arena_bytes(s.arena) : held;
        cr_assert_leq(cg_arena_bytes(s.arena), held);
        cg_arena_empty(inner);
    }
    SCRATCH_END(s);
}

Test(memory, overflowing_product_jumps) {
    cg_failure failure;
    cg_arena *arena = cg_arena_new(&failure);
    if (setjmp(failure.point) == 0) {
        cg_allocate(arena, SIZE_MAX / 2, 4);
        cr_assert_fail("no jump");
    }
    cr_assert_null(cg_try_allocate(arena, SIZE_MAX / 2, 4));
    cg_arena_free(arena);
}

Test(memory, refused_allocation_jumps_and_stays_refused) {
    cg_failure failure;
    cg_arena *arena = cg_arena_new(&failure);
    volatile int done = 0;
    cg_fail_allocation_after(2);
    if (setjmp(failure.point) == 0) {
        for (;;) {
            cg_allocate(arena, 1 << 20, 1); /* each a block of its own */
            done++;
        }
    }
    cr_assert_eq(done, 2);
    cr_assert_null(cg_arena_new(&failure));
    cg_fail_allocation_after(0);
    cr_assert_not_null(cg_try_allocate(arena, 1, 1));
    cg_arena_free(arena);
}

Test(memory, free_accepts_null) {
    cg_arena_free(NULL);
}

/* The sanitizer sees what is freed too early, or never. */
Test(memory, what_is_shared_lives_as_long_as_a_holder) {
    SCRATCH_START(s);
    cg_arena *first = cg_arena_new(&s.failure);
    cg_arena *second = cg_arena_new(&s.failure);
    cg_arena *shared = cg_arena_shared(first);
    cg_arena_hold(second, shared);
    cg_arena_hold(second, shared);
    char *text = cg_copy(shared, "here", 4);
    cg_arena *deeper = cg_arena_shared(shared);
    char *below = cg_copy(deeper, "below", 5);
    cg_arena_free(first);
    cr_expect_str_eq(text, "here");
    cg_arena_hold(s.arena, deeper);
    cg_arena_empty(second);
    cr_expect_str_eq(below, "below", "its other holder is there");
    cg_arena_hold(second, deeper);
    cg_arena_free(second);
    cr_expect_str_eq(below, "below");
    SCRATCH_END(s);
}

Test(memory, an_arena_within_may_go_before_the_other) {
    SCRATCH_START(s);
    cg_arena *first = cg_arena_within(s.arena), *second = cg_arena_within(s.arena),
             *third = cg_arena_within(s.arena);
    size_t before = cg_arena_bytes(s.arena);
    cg_arena *inside = cg_arena_within(second);
    cg_allocate(second, 1, 1 << 20);
    cg_allocate(inside, 1, 1 << 20);
    cr_expect_geq(cg_arena_bytes(s.arena), before + (2 << 20));
    cg_arena_free(second); /* from the middle of its row, with what is within it */
    cr_expect_eq(cg_arena_bytes(s.arena), before);
    cg_arena_free(third);
    cg_arena_free(first);
    cg_arena_within(s.arena);
    SCRATCH_END(s); /* frees none of them twice: the sanitizers see it */
}
