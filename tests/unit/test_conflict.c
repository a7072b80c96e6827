/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which wishes cannot hold together. */
#include "program_help.h"

#define SOFT 4

/* Water bought w, reuse r <= 40; hard: w + r = 100. Wishes on w and r, in m3: */
typedef struct wishes {
    const char *name;
    struct {
        double w, r, lower, upper;
    } rows[SOFT];
    int expected[SOFT], count;
    double least[SOFT];
    double r_upper;
} wishes;

static void named(cg_arena *arena, void *payload) {
    const wishes *given = payload;
    int soft[SOFT];
    cg_program *program = cg_program_new(arena);
    int w = column(program, 0, NO_BOUND, 5);
    int r = column(program, 0, given->r_upper, 1);
    int need = row(program, 100, 100);
    cg_program_set(program, need, w, 1);
    cg_program_set(program, need, r, 1);
    for (int s = 0; s < SOFT; s++) {
        soft[s] = row(program, given->rows[s].lower, given->rows[s].upper);
        cg_program_set(program, soft[s], w, given->rows[s].w);
        cg_program_set(program, soft[s], r, given->rows[s].r);
    }
    int count = -1;
    double *least = NULL;
    int *rows = cg_program_conflict(arena, program, soft, SOFT, NULL, &count, &least);
    cr_assert_eq(count, given->count, "%s: %d rows", given->name, count);
    for (int k = 0; k < count; k++) {
        cr_expect_eq(rows[k], soft[given->expected[k]], "%s: row %d", given->name, rows[k]);
        cr_expect_float_eq(least[k], given->least[k], 1e-6, "%s: gives %g", given->name, least[k]);
    }
    int again = -1;
    cg_program_conflict(arena, program, soft, SOFT, NULL, &again, NULL);
    cr_expect_eq(again, count);
}

#define ANY                                                                                        \
    { 0, 0, -NO_BOUND, NO_BOUND }

Test(conflict, the_smallest_set_and_by_how_much) {
    wishes table[] = {
        {"all hold", {{1, 0, -NO_BOUND, 70}, {0, 1, 30, NO_BOUND}, ANY, ANY}, {0}, 0, {0}, 40},
        /* at most 50 bought, but reuse ends at 40: 60 must be bought */
        {"one against the hard rows",
         {ANY, {1, 0, -NO_BOUND, 50}, {0, 1, 30, NO_BOUND}, ANY},
         {1},
         1,
         {10},
         40},
        /* bought <= 70 wants r >= 30; r <= 25: either gives 5; the others do not matter */
        {"two against each other",
         {{1, 0, -NO_BOUND, 90}, {1, 0, -NO_BOUND, 70}, {0, 1, 5, NO_BOUND}, {0, 1, -NO_BOUND, 25}},
         {1, 3},
         2,
         {5, 5},
         40},
        /* r >= 50 breaks the hard bound alone, though w <= 40 cannot hold either: one set is named.
         * The elastic solve lets the dearer by size give; either is a smallest set. */
        {"in another unit", {{1e-3, 0, -NO_BOUND, 0.05}, ANY, ANY, ANY}, {0}, 1, {0.01}, 40},
        /* reuse of at most -1 is a mistake in the hard rows: no wish is to blame */
        {"the hard rows themselves", {{1, 0, -NO_BOUND, 50}, ANY, ANY, ANY}, {0}, 0, {0}, -1},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        with_arena(named, &table[i]);
    }
}

static void whole(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = cg_program_new(arena);
    int first = binary(program, 1);
    int second = binary(program, 1);
    int soft[] = {row(program, 0.5, NO_BOUND), row(program, 0.5, NO_BOUND),
                  row(program, -NO_BOUND, 1)};
    cg_program_set(program, soft[0], first, 1);
    cg_program_set(program, soft[1], second, 1);
    cg_program_set(program, soft[2], first, 1);
    cg_program_set(program, soft[2], second, 1);
    int count = 0;
    double *least = NULL;
    /* The relaxation holds with both at a half; whole pipes do not. */
    cg_program_conflict(arena, program, soft, 3, NULL, &count, &least);
    cr_assert_eq(count, 3);
    cr_expect_float_eq(least[0], 0.5, 1e-9);
    cr_expect_float_eq(least[1], 0.5, 1e-9);
    cr_expect_float_eq(least[2], 1, 1e-9);
}

Test(conflict, whole_numbers_count) {
    with_arena(whole, NULL);
}
