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
    cg_held held[SOFT];
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
    cg_conflicting *rows = cg_program_conflict(arena, program, soft, SOFT, NULL, &count);
    cr_assert_eq(count, given->count, "%s: %d rows", given->name, count);
    for (int k = 0; k < count; k++) {
        cr_expect_eq(rows[k].row, soft[given->expected[k]], "%s: row %d", given->name, rows[k].row);
        cr_expect_float_eq(rows[k].give, given->least[k], 1e-6, "%s: gives %g", given->name,
                           rows[k].give);
        cr_expect_eq(rows[k].held, given->held[k], "%s: row %d", given->name, rows[k].row);
    }
}

#define ANY                                                                                        \
    { 0, 0, -NO_BOUND, NO_BOUND }

Test(conflict, the_smallest_set_and_by_how_much) {
    wishes table[] = {
        {"all hold", {{1, 0, -NO_BOUND, 70}, {0, 1, 30, NO_BOUND}, ANY, ANY}, {0}, 0, {0}, 40, {0}},
        /* at most 50 bought, but reuse ends at 40: 60 must be bought */
        {"one against the hard rows",
         {ANY, {1, 0, -NO_BOUND, 50}, {0, 1, 30, NO_BOUND}, ANY},
         {1},
         1,
         {10},
         40,
         {0}},
        /* bought <= 70 wants r >= 30; r <= 25: either gives 5; the others do not matter */
        {"two against each other",
         {{1, 0, -NO_BOUND, 90}, {1, 0, -NO_BOUND, 70}, {0, 1, 5, NO_BOUND}, {0, 1, -NO_BOUND, 25}},
         {1, 3},
         2,
         {5, 5},
         40,
         {0}},
        {"in another unit", {{1e-3, 0, -NO_BOUND, 0.05}, ANY, ANY, ANY}, {0}, 1, {0.01}, 40, {0}},
        /* w <= 40 wants r >= 60, so that neither can be met by itself: loosening one does not do */
        {"two by themselves",
         {{1, 0, -NO_BOUND, 40}, ANY, {0, 1, 50, NO_BOUND}, ANY},
         {2, 0},
         2,
         {10, 20},
         40,
         {CG_HELD_NONE, CG_HELD_NONE}},
        /* r >= 50 by itself, and beside it the two of above against each other */
        {"one by itself and two",
         {ANY, {1, 0, -NO_BOUND, 70}, {0, 1, 50, NO_BOUND}, {0, 1, -NO_BOUND, 25}},
         {2, 1, 3},
         3,
         {10, 5, 5},
         40,
         {CG_HELD_NONE, CG_HELD_ITS_CONFLICT, CG_HELD_ITS_CONFLICT}},
        /* reuse of at most -1 is a mistake in the hard rows: no wish is to blame */
        {"the hard rows themselves", {{1, 0, -NO_BOUND, 50}, ANY, ANY, ANY}, {0}, 0, {0}, -1, {0}},
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
    /* The relaxation holds with both at a half; whole pipes do not. */
    const cg_conflicting *rows = cg_program_conflict(arena, program, soft, 3, NULL, &count);
    cr_assert_eq(count, 3);
    cr_expect_float_eq(rows[0].give, 0.5, 1e-9);
    cr_expect_float_eq(rows[1].give, 0.5, 1e-9);
    cr_expect_float_eq(rows[2].give, 1, 1e-9);
}

Test(conflict, whole_numbers_count) {
    with_arena(whole, NULL);
}
