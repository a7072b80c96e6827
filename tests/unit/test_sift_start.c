/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the solving of a large block begins: the guess, its basis, its rows and columns. */
#include "made_up_park.h"

#include "program/blocks.h"
#include "program/selection.h"
#include "program/sift.h"

static cg_solver solver_of(cg_arena *arena, const cg_scaled *scaled) {
    static const cg_solve_settings none = {0};
    return (cg_solver){.arena = arena, .scaled = (cg_scaled *)scaled, .settings = &none};
}

static cg_guess room_for_guess(cg_arena *arena, const cg_scaled *s) {
    return (cg_guess){CG_ARRAY(arena, double, s->columns), CG_ARRAY(arena, double, s->rows),
                      CG_ARRAY(arena, double, s->columns), 1};
}

/* What the guess' prices prove: full rows at their prices, and of each column that would still pay
 * the most that it can be. */
static double bound_of(cg_arena *arena, const cg_scaled *s, const cg_guess *guess) {
    double *reduced = CG_ARRAY(arena, double, s->columns), bound = 0;
    cg_price_all(s, guess->dual, reduced);
    for (int i = 0; i < s->rows; i++) {
        double side = guess->dual[i] < 0 ? s->row_upper[i] : s->row_lower[i];
        bound += guess->dual[i] == 0 ? 0 : guess->dual[i] * side;
    }
    for (int j = 0; j < s->columns; j++) {
        bound += fmin(0, reduced[j]) * cg_guess_most(s, guess, j);
    }
    return bound;
}

static void guess_is_near(cg_arena *arena, void *payload) {
    (void)payload;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        cg_scaled scaled = cg_program_arrays(arena, made_up(arena, seed));
        cg_scale(arena, &scaled);
        cg_solver solver = solver_of(arena, &scaled);
        cg_guess guess = cg_first_order(&solver, 60, 2, 300);
        double best = cg_solve_sifted(&solver)->objective;
        cr_expect_gt(bound_of(arena, &scaled, &guess), best + 0.01 * best, "seed %d: %g below %g",
                     (int)seed, bound_of(arena, &scaled, &guess), best);
    }
}

Test(first_order, comes_near_the_optimum, .timeout = 60) {
    with_arena(guess_is_near, NULL);
}

/* Columns of 1 to 15 entries: those that a loop is written out for, and longer ones. Of 900, each 1
 * at the most and each worth a little more than the last, the last row lets half be; the rows
 * before it let all be. */
static void guess_of_any_length(cg_arena *arena, void *payload) {
    (void)payload;
    enum { LONGEST_COLUMN = 15, COUNT = 900 };
    for (int length = 1; length <= LONGEST_COLUMN; length++) {
        cg_program *program = cg_program_new(arena);
        double best = 0;
        for (int i = 0; i < length; i++) {
            row(program, -CG_UNBOUNDED, i + 1 < length ? 4 * COUNT : COUNT / 2);
        }
        for (int j = 0; j < COUNT; j++) {
            double worth = 1 + j / (double)COUNT;
            column(program, 0, 1, -worth);
            best -= j >= COUNT / 2 ? worth : 0;
            for (int i = 0; i < length; i++) {
                cg_program_set(program, i, j, 1);
            }
        }
        cg_scaled scaled = cg_program_arrays(arena, program);
        cg_solver solver = solver_of(arena, &scaled);
        cg_guess guess = cg_first_order(&solver, COUNT, 2, 300);
        double bound = bound_of(arena, &scaled, &guess);
        cr_expect(bound <= best - 1e-6 * best && bound > best + 0.01 * best, "%d: %g for %g",
                  length, bound, best);
    }
}

Test(first_order, of_columns_of_any_length, .timeout = 60) {
    with_arena(guess_of_any_length, NULL);
}

static int ascending(const void *a, const void *b) {
    const float *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* Each column has a key of its own, so the best of a row are who they are. */
static void best_of_each_row(cg_arena *arena, void *payload) {
    (void)payload;
    enum { COUNT = 500, ROWS = 9, BEST = 4 };
    cg_program *program = cg_program_new(arena);
    chance c = {.state = 5};
    for (int i = 0; i < ROWS; i++) {
        row(program, -CG_UNBOUNDED, 1);
    }
    float key[COUNT], of_row[ROWS][COUNT], worst[ROWS];
    int count[ROWS] = {0};
    for (int j = 0; j < COUNT; j++) {
        column(program, 0, 1, -1);
        key[j] = j % 200 == 0 ? 1 + (float)j : (float)between(&c, -1, 1);
        for (int i = 0; i < ROWS; i++) {
            /* The last row has fewer columns than it may keep, each worse than the last. */
            if (i + 1 < ROWS ? uniform(&c) < 0.4 : j % 200 == 0) {
                cg_program_set(program, i, j, 1);
                of_row[i][count[i]++] = key[j];
            }
        }
    }
    for (int i = 0; i < ROWS; i++) {
        qsort(of_row[i], (size_t)count[i], sizeof(float), ascending);
        worst[i] = of_row[i][count[i] < BEST ? count[i] - 1 : BEST - 1];
    }
    cg_scaled scaled = cg_program_arrays(arena, program);
    cg_selection selection = cg_selection_new(arena, &scaled, BEST);
    for (int time = 0; time < 2; time++) { /* and once more after it was cleared */
        bool marked[COUNT] = {false};
        for (int j = 0; j < COUNT; j++) {
            cg_selection_offer(&selection, j, (double)key[j]);
        }
        cg_selection_mark(&selection, marked);
        for (int j = 0; j < COUNT; j++) {
            bool best = false;
            for (int k = scaled.start[j]; k < scaled.start[j + 1]; k++) {
                best = best || key[j] <= worst[scaled.index[k] - 1];
            }
            cr_assert_eq(marked[j], best, "column %d", j);
        }
        cg_selection_clear(&selection);
    }
}

Test(selection, keeps_the_best_of_each_row) {
    with_arena(best_of_each_row, NULL);
}

/* A block of two full rows, and two columns in use that differ by a thousandth: as a basis both
 * would have numbers of thousands, and many such pairs together are singular. */
static void nearly_the_same(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = cg_program_new(arena);
    row(program, -CG_UNBOUNDED, 2);
    row(program, -CG_UNBOUNDED, 2.001);
    for (int j = 0; j < 2; j++) {
        column(program, 0, 10, -1);
        cg_program_set(program, 0, j, 1);
        cg_program_set(program, 1, j, 1 + 0.001 * j);
    }
    cg_scaled s = cg_program_arrays(arena, program);
    cg_solver solver = solver_of(arena, &s);
    cg_guess guess = room_for_guess(arena, &s);
    for (int k = 0; k < 2; k++) {
        guess.x[k] = 1;
        guess.most[k] = 2;
        guess.dual[k] = -0.5;
    }
    cg_sifting *sifting = cg_sifting_new(&solver);
    cr_expect_eq(cg_sift_begin(sifting, &solver, &guess), 1);
    const int *status = sifting->growing.run->column_status;
    cr_expect_eq((status[0] == CG_BASIC) + (status[1] == CG_BASIC), 1);
}

Test(crash, takes_one_of_two_columns_that_are_nearly_the_same) {
    with_arena(nearly_the_same, NULL);
}

/* Row 0 is full and has a price; column 0 fills it, column 1 would pay nearly as well. Of the rows
 * that only column 1 stands in, row 1 is unused: whoever leaves it out lets column 1 carry ten
 * times what it may. Row 2 is used by three quarters by column 0, and can wait. */
static void untried(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = cg_program_new(arena);
    row(program, -CG_UNBOUNDED, 10);
    row(program, -CG_UNBOUNDED, 1);
    row(program, -CG_UNBOUNDED, 8);
    column(program, 0, 10, -1);
    column(program, 0, 10, -1);
    cg_program_set(program, 0, 0, 1);
    cg_program_set(program, 0, 1, 1);
    cg_program_set(program, 1, 1, 1);
    cg_program_set(program, 2, 0, 0.6);
    cg_scaled s = cg_program_arrays(arena, program);
    cg_solver solver = solver_of(arena, &s);
    cg_guess guess = room_for_guess(arena, &s);
    guess.x[0] = guess.most[0] = guess.most[1] = 10;
    guess.dual[0] = -1;
    cg_sifting *sifting = cg_sifting_new(&solver);
    cg_sift_begin(sifting, &solver, &guess);
    cr_expect_eq(sifting->growing.column_count, 2);
    cr_expect_neq(sifting->growing.row_place[0], CG_NONE);
    cr_expect_neq(sifting->growing.row_place[1], CG_NONE);
    cr_expect_eq(sifting->growing.row_place[2], CG_NONE);
}

Test(sift, begins_with_rows_that_the_guess_did_not_try) {
    with_arena(untried, NULL);
}

/* A column of the reserve may stand in more rows than a byte counts. */
enum { LONG = 300 };

static int long_column(const void *owner, int index, double *cost, double *upper, int *rows,
                       double *values) {
    (void)owner;
    *cost = -1;
    *upper = 7;
    int count = index == 0 ? LONG : 1;
    for (int k = 0; k < count; k++) {
        rows[k] = k;
        values[k] = 1;
    }
    return count;
}

static void long_columns(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = cg_program_new(arena);
    for (int i = 0; i < LONG; i++) {
        row(program, -CG_UNBOUNDED, 3);
    }
    cg_reserve reserve = {NULL, 2, LONG, long_column, NULL};
    cg_blocks *blocks = cg_blocks_find(arena, program, &reserve);
    cr_assert_eq(blocks->count, 1);
    cr_expect_eq(blocks->entries[0], LONG + 1);
    /* Both pay the same and share row 0, which holds 3 of them. */
    cr_expect_float_eq(cg_program_solve_with(arena, program, &reserve, NULL, NULL)->objective, -3,
                       1e-9);
}

Test(blocks, columns_may_be_long) {
    with_arena(long_columns, NULL);
}
