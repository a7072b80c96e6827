/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large blocks by few of their columns, and blocks by themselves, have the optimum of the whole. */
#include "made_up_park.h"

#include "program/blocks.h"
#include "program/crew.h"
#include "program/sift.h"

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
                        CG_ARRAY(arena, double, scaled.columns), 1};
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

/* A row that nothing at all breaks, as a cap below today's: up to what can be, and beyond. */
static void out_of_nothing(cg_arena *arena, void *payload) {
    (void)payload;
    static const cg_solve_settings none = {0};
    for (uint64_t seed = 1; seed <= 6; seed++) {
        cg_program *program = made_up(arena, seed);
        int cap = row(program, -CG_UNBOUNDED, 0);
        for (int j = 0; j < program->columns.count; j++) {
            cg_program_set(program, cap, j, -1 - j % 7);
        }
        cg_program *most = CG_NEW(arena, cg_program);
        *most = *program;
        most->columns.items = CG_ARRAY(arena, cg_column, program->columns.count);
        for (int j = 0; j < program->columns.count; j++) {
            most->columns.items[j] = program->columns.items[j];
            most->columns.items[j].cost = -1 - j % 7;
        }
        most->rows.items = CG_ARRAY(arena, cg_row, program->rows.count);
        memcpy(most->rows.items, program->rows.items, (size_t)program->rows.count * sizeof(cg_row));
        most->rows.items[cap].upper = CG_UNBOUNDED;
        double least = cg_program_solve(arena, most, NULL, NULL)->objective;
        for (int percent = 50; percent <= 101; percent += 17) {
            program->rows.items[cap].upper = least * percent / 100;
            cg_scaled scaled = cg_program_arrays(arena, program);
            cg_scale(arena, &scaled);
            cg_solver solver = {.arena = arena, .scaled = &scaled, .settings = &none};
            cr_assert(cg_is_siftable(&scaled));
            cg_answer *sifted = cg_solve_sifted(&solver);
            cr_assert_not_null(sifted, "%d %d: left to another way", (int)seed, percent);
            cr_assert_eq(sifted->outcome, percent > 100 ? CG_INFEASIBLE : CG_OPTIMAL);
            if (percent > 100) {
                continue;
            }
            cg_run *run = cg_new_run(&solver);
            cg_run_until_clear(&solver, run);
            cg_answer *straight = cg_polished(&solver, run);
            cr_expect_float_eq(sifted->objective, straight->objective,
                               1e-9 * fabs(straight->objective));
        }
    }
}

Test(sift, finds_its_way_where_nothing_is_no_solution, .timeout = 120) {
    with_arena(out_of_nothing, NULL);
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
    cg_reserve reserve = {&of, full->columns.count, 2 + LIMITS, column_of_held, NULL};
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

static bool never(void *payload, double elapsed_s, double best, double bound) {
    (void)elapsed_s, (void)best, (void)bound, (void)payload;
    return false;
}

static void by_threads(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = several(arena);
    cg_solution *alone = cg_program_solve(arena, program, NULL, NULL);
    for (int jobs = 2; jobs <= 5; jobs += 3) {
        cg_solve_settings settings = {.jobs = jobs, .progress = never};
        cg_solution *many = cg_program_solve(arena, program, &settings, NULL);
        size_t columns = (size_t)program->columns.count, rows = (size_t)program->rows.count;
        cr_assert_eq(many->outcome, CG_OPTIMAL);
        cr_expect_eq(memcmp(&many->objective, &alone->objective, sizeof(double)), 0);
        cr_expect_eq(memcmp(&many->bound, &alone->bound, sizeof(double)), 0);
        cr_expect_eq(memcmp(many->x, alone->x, columns * sizeof(double)), 0);
        cr_expect_eq(memcmp(many->reduced, alone->reduced, columns * sizeof(double)), 0);
        cr_expect_eq(memcmp(many->dual, alone->dual, rows * sizeof(double)), 0);
    }
}

Test(crew, any_number_of_threads_gives_the_same_bytes, .timeout = 60) {
    with_arena(by_threads, NULL);
}

/* What one thread lacks ends the whole, after the others have come home. */
static bool piece(void *payload, cg_arena *work, cg_arena *kept, int index) {
    int *done = payload;
    if (index == 3) {
        cg_allocate(work, (size_t)-1, 8); /* more than there is */
    }
    done[index] = *CG_NEW(kept, int) + 1;
    return true;
}

static void memory_ends(int jobs) {
    int done[8] = {0};
    cg_failure failure;
    cg_arena *arena = cg_arena_new(&failure);
    if (setjmp(failure.point) == 0) {
        cg_crew_work(arena, jobs, 8, piece, done);
        cr_assert(false, "memory did not end");
    }
    cr_expect_eq(done[0], 1);
    cr_expect_eq(done[3], 0);
    cg_arena_free(arena);
}

Test(crew, memory_that_ends_in_a_thread_ends_the_whole) {
    memory_ends(1);
    memory_ends(4);
}

static bool stops_at_four(void *payload, cg_arena *work, cg_arena *kept, int index) {
    (void)work, (void)kept;
    ((int *)payload)[index] = 1;
    return index != 4;
}

Test(crew, what_is_in_vain_is_left) {
    int done[8] = {0};
    cg_failure failure;
    cg_arena *arena = cg_arena_new(&failure);
    cr_assert(setjmp(failure.point) == 0);
    cg_crew_work(arena, 1, 8, stops_at_four, done);
    cr_expect_eq(done[4], 1);
    cr_expect_eq(done[5], 0);
    memset(done, 0, sizeof done);
    cg_crew_work(arena, 3, 8, stops_at_four, done);
    for (int i = 0; i <= 4; i++) {
        cr_expect_eq(done[i], 1, "piece %d", i);
    }
    cg_arena_free(arena);
}
