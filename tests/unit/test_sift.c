/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large blocks by few of their columns, and blocks by themselves, have the optimum of the whole. */
#include "program_help.h"

#include "program/blocks.h"
#include "program/sift.h"

enum { OUTPUTS = 60, INPUTS = 60, LIMITS = 2 };

/* Made-up park: outputs and inputs on a plane, what is near pays more; each input takes a share of
 * what it is sent, holds limits on the mean of two concentrations, and some outputs are scarce. */
static cg_program *made_up(cg_arena *arena, uint64_t seed) {
    cg_program *program = cg_program_new(arena);
    chance c = {.state = seed};
    double at[OUTPUTS + INPUTS], dirt[OUTPUTS][LIMITS];
    for (int i = 0; i < OUTPUTS + INPUTS; i++) {
        at[i] = uniform(&c);
        row(program, -CG_UNBOUNDED, between(&c, 10, 1000));
    }
    for (int i = 0; i < INPUTS * LIMITS; i++) {
        row(program, -CG_UNBOUNDED, program->rows.items[OUTPUTS + i / LIMITS].upper * 20);
    }
    for (int o = 0; o < OUTPUTS; o++) {
        for (int k = 0; k < LIMITS; k++) {
            dirt[o][k] = between(&c, 0, 60);
        }
        for (int i = 0; i < INPUTS; i++) {
            double ratio = between(&c, 0.6, 1);
            double worth = 3 - 4 * fabs(at[o] - at[OUTPUTS + i]) + uniform(&c);
            int j = column(program, 0, uniform(&c) < 0.1 ? 5 : CG_UNBOUNDED, -worth);
            cg_program_set(program, o, j, 1);
            cg_program_set(program, OUTPUTS + i, j, ratio);
            for (int k = 0; k < LIMITS; k++) {
                cg_program_set(program, OUTPUTS + INPUTS + i * LIMITS + k, j,
                               dirt[o][k] - 20 * (1 - ratio));
            }
        }
    }
    return program;
}

static void same_optimum(cg_arena *arena, void *payload) {
    (void)payload;
    static const cg_solve_settings none = {0};
    for (uint64_t seed = 1; seed <= 12; seed++) {
        cg_scaled scaled = cg_program_arrays(arena, made_up(arena, seed));
        cg_scale(arena, &scaled);
        cg_solver solver = {.arena = arena, .scaled = &scaled, .settings = &none};
        cr_assert(cg_is_siftable(&scaled));
        cg_answer *sifted = cg_solve_sifted(&solver);
        cr_assert_not_null(sifted);
        cg_run *run = cg_new_run(&solver);
        cg_run_until_clear(&solver, run);
        cg_answer *straight = cg_polished(&solver, run);
        double size = fabs(straight->objective);
        cr_expect_lt(fabs(sifted->objective - straight->objective), 1e-9 * size, "seed %d",
                     (int)seed);
        cg_certificate certificate = cg_scaled_certify(arena, &scaled, sifted->x, sifted->dual);
        cr_expect_lt(certificate.objective - certificate.bound, 1e-9 * size);
        cr_expect_lt(certificate.primal_residual, 1e-9);
    }
}

Test(sift, has_the_optimum_of_all_columns, .timeout = 120) {
    with_arena(same_optimum, NULL);
}

/* What a guess leaves out is found: a guess of nothing at all still ends at the optimum. */
static void from_nothing(cg_arena *arena, void *payload) {
    (void)payload;
    static const cg_solve_settings none = {0};
    cg_scaled scaled = cg_program_arrays(arena, made_up(arena, 99));
    cg_scale(arena, &scaled);
    cg_solver solver = {.arena = arena, .scaled = &scaled, .settings = &none};
    cg_guess nothing = {CG_ARRAY(arena, double, scaled.columns),
                        CG_ARRAY(arena, double, scaled.rows),
                        CG_ARRAY(arena, double, scaled.columns)};
    for (int j = 0; j < scaled.columns; j++) {
        nothing.most[j] = 1;
    }
    for (int i = 0; i < scaled.rows; i++) {
        nothing.dual[i] = -1e3; /* so dear that no column seems to pay, and every row is in */
    }
    cg_answer *found = cg_sift_from(&solver, &nothing);
    cg_answer *sifted = cg_solve_sifted(&solver);
    cr_assert_not_null(found);
    cr_expect_float_eq(found->objective, sifted->objective, 1e-9 * fabs(sifted->objective));
}

Test(sift, finds_what_the_guess_left_out, .timeout = 60) {
    with_arena(from_nothing, NULL);
}

/* Columns of the reserve, handed out one by one from a program that holds them. */
typedef struct held {
    const cg_program *program;
    cg_matrix matrix;
} held;

static int column_of_held(const void *owner, int index, double *cost, double *upper, int *rows,
                          double *values) {
    const held *of = owner;
    *cost = of->program->columns.items[index].cost;
    *upper = of->program->columns.items[index].upper;
    int first = of->matrix.start[index], count = of->matrix.start[index + 1] - first;
    memcpy(rows, of->matrix.row + first, (size_t)count * sizeof *rows);
    memcpy(values, of->matrix.value + first, (size_t)count * sizeof *values);
    return count;
}

static void reserved(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *full = made_up(arena, 5);
    held of = {full, cg_program_matrix(arena, full)};
    cg_program *rows_only = cg_program_new(arena);
    for (int i = 0; i < full->rows.count; i++) {
        cg_program_add_row(rows_only, full->rows.items[i].tag, full->rows.items[i].lower,
                           full->rows.items[i].upper);
    }
    cg_reserve reserve = {&of, full->columns.count, 2 + LIMITS, column_of_held};
    cg_solution *whole = cg_program_solve(arena, full, NULL, NULL);
    cg_solution *with = cg_program_solve_with(arena, rows_only, &reserve, NULL, NULL);
    cr_assert_eq(with->outcome, CG_OPTIMAL);
    cr_expect_eq(with->objective, whole->objective);
    cr_expect_eq(with->bound, whole->bound);
    for (int t = 0; t < with->taken.count; t++) {
        cr_expect_eq(with->taken.items[t].x, whole->x[with->taken.items[t].index]);
    }
    cr_expect_gt(with->taken.count, 0);
    cr_expect_eq(memcmp(with->dual, whole->dual, (size_t)full->rows.count * sizeof(double)), 0);
}

Test(sift, columns_of_the_reserve_count_like_the_programs_own, .timeout = 60) {
    with_arena(reserved, NULL);
}

/* Three programs side by side, their rows and columns mixed, and what stands alone. */
static void apart(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = cg_program_new(arena);
    for (int part = 0; part < 3; part++) {
        row(program, -CG_UNBOUNDED, 4 + part);
    }
    row(program, -1, 1); /* of no column */
    for (int part = 2; part >= 0; part--) {
        int j = column(program, 0, 10, -1);
        cg_program_set(program, part, j, 2);
        program->columns.items[j].integer = part == 1;
    }
    column(program, 1, 7, 5);  /* of no row: stands at 1 */
    column(program, 1, 7, -2); /* at 7 */
    column(program, -3, 7, 0); /* at 0 */
    program->constant = 100;
    cg_blocks *blocks = cg_blocks_find(arena, program, NULL);
    cr_assert_eq(blocks->count, 7);
    cg_solution *solution = cg_program_solve(arena, program, NULL, NULL);
    /* x = 6/2, 5/2 rounded down, 4/2: 100 - 3 - 2 - 2 + 5 - 14 */
    static const double x[] = {3, 2, 2, 1, 7, 0};
    cr_assert_eq(solution->outcome, CG_OPTIMAL);
    cr_expect_float_eq(solution->objective, 84, 1e-12);
    cr_expect_float_eq(solution->bound, 84, 1e-6);
    for (int j = 0; j < 6; j++) {
        cr_expect_float_eq(solution->x[j], x[j], 1e-12, "column %d: %g", j, solution->x[j]);
    }
    program->rows.items[3].lower = 0.5; /* cannot hold */
    cr_expect_eq(cg_program_solve(arena, program, NULL, NULL)->outcome, CG_INFEASIBLE);
    program->rows.items[3].lower = -1;
    program->columns.items[4].upper = CG_UNBOUNDED;
    cr_expect_eq(cg_program_solve(arena, program, NULL, NULL)->outcome, CG_NO_ANSWER);
}

Test(blocks, are_solved_apart_and_put_together) {
    with_arena(apart, NULL);
}
