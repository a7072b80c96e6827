/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program solved again after changes has the optimum that it would have if it were solved anew.
 */
#include "made_up_park.h"

#include "program/warm.h"

#include <string.h>

#define SAME 1e-9

/* Large blocks, small ones of all kinds of rows, a search, and what stands alone. */
static cg_program *mixed(cg_arena *arena) {
    cg_program *program = several(arena);
    chance c = {.state = 77};
    for (int b = 0; b < 6; b++) {
        int first = program->columns.count;
        for (int j = 0; j < 6; j++) {
            column(program, 0, 10, between(&c, -5, 1));
            program->columns.items[first + j].integer = b == 5 && j < 3;
        }
        for (int i = 0; i < 4; i++) {
            int r = row(program, i == 0 ? 0.5 : -CG_UNBOUNDED, between(&c, 4, 30));
            for (int j = 0; j < 6; j++) {
                cg_program_set(program, r, first + j, between(&c, i == 3 ? -0.5 : 0.1, 2));
            }
        }
    }
    column(program, 1, 7, 5); /* of no row */
    program->constant = 1000;
    return program;
}

static double certified_gap(cg_arena *arena, const cg_program *program, const cg_solution *of) {
    cg_certificate certificate = cg_program_certify(arena, program, of);
    cr_expect_lt(certificate.primal_residual, SAME);
    cr_expect_lt(certificate.dual_residual, SAME);
    cr_expect(near(of->objective, certificate.objective, SAME));
    return certificate.objective - certificate.bound;
}

/* Holds what a warm solve found against a solve from nothing. */
static void same_as_cold(cg_arena *arena, const cg_program *program, cg_warm *warm, bool searched) {
    const cg_solution *found = cg_warm_solve(warm);
    cg_warm_settle(warm);
    cg_arena *scratch = cg_arena_within(arena);
    const cg_solution *cold = cg_program_solve(scratch, program, NULL, NULL);
    cr_assert_eq(found->outcome, cold->outcome, "%d for %d", found->outcome, cold->outcome);
    if (cold->x != NULL) {
        cr_expect(near(found->objective, cold->objective, SAME), "%.12g for %.12g",
                  found->objective, cold->objective);
        double gap = certified_gap(scratch, program, found);
        cr_expect(searched || gap <= SAME * fabs(found->objective), "gap %g", gap);
        cg_matrix matrix = cg_program_matrix(scratch, program);
        for (int j = 0; j < program->columns.count; j++) {
            double reduced = program->columns.items[j].cost, term = fabs(reduced);
            for (int k = matrix.start[j]; k < matrix.start[j + 1]; k++) {
                double part = matrix.value[k] * found->dual[matrix.row[k]];
                reduced -= part;
                term = fmax(term, fabs(part));
            }
            cr_expect_leq(fabs(found->reduced[j] - reduced), 1e-9 * fmax(term, 1e-9), "column %d",
                          j);
        }
    }
    cg_arena_empty(scratch);
}

static void change_costs(cg_warm *warm, const cg_program *program, chance *c, double share) {
    for (int j = 0; j < program->columns.count; j++) {
        if (uniform(c) < share) {
            cg_warm_set_cost(warm, j, program->columns.items[j].cost * between(c, 0.8, 1.25));
        }
    }
}

static void change_sides(cg_warm *warm, const cg_program *program, chance *c, double share) {
    for (int i = 0; i < program->rows.count; i++) {
        const cg_row *row = &program->rows.items[i];
        if (uniform(c) < share) {
            cg_warm_set_sides(warm, i, row->lower,
                              fmax(row->lower + 1, row->upper * between(c, 0.7, 1.4)));
        }
    }
}

static void change_bounds(cg_warm *warm, const cg_program *program, chance *c, double share) {
    for (int j = 0; j < program->columns.count; j++) {
        double lower = uniform(c) < 0.1 ? 0.001 : 0;
        if (uniform(c) < share) {
            cg_warm_set_bounds(warm, j, program->columns.items[j].integer ? 0 : lower,
                               between(c, 0.01, 50));
        }
    }
}

typedef struct kept_numbers {
    cg_column *columns;
    cg_row *rows;
} kept_numbers;

static kept_numbers keep(cg_arena *arena, const cg_program *program) {
    kept_numbers k = {CG_ARRAY(arena, cg_column, program->columns.count),
                      CG_ARRAY(arena, cg_row, program->rows.count)};
    memcpy(k.columns, program->columns.items, (size_t)program->columns.count * sizeof *k.columns);
    memcpy(k.rows, program->rows.items, (size_t)program->rows.count * sizeof *k.rows);
    return k;
}

static void put_back(cg_warm *warm, const cg_program *program, const kept_numbers *k) {
    for (int j = 0; j < program->columns.count; j++) {
        cg_warm_set_cost(warm, j, k->columns[j].cost);
        cg_warm_set_bounds(warm, j, k->columns[j].lower, k->columns[j].upper);
    }
    for (int i = 0; i < program->rows.count; i++) {
        cg_warm_set_sides(warm, i, k->rows[i].lower, k->rows[i].upper);
    }
}

static void change_after_change(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = mixed(arena);
    kept_numbers first = keep(arena, program);
    cg_warm *warm = cg_warm_new(arena, program, NULL, NULL);
    chance c = {.state = 5};
    double objective = cg_warm_solve(warm)->objective;
    same_as_cold(arena, program, warm, true);
    for (int step = 0; step < 24; step++) {
        double share = step % 3 == 0 ? 1 : 0.02;
        if (step % 4 != 1) {
            change_costs(warm, program, &c, share);
        }
        if (step % 4 != 0) {
            change_sides(warm, program, &c, share);
        }
        if (step % 4 == 3) {
            change_bounds(warm, program, &c, 0.02);
        }
        same_as_cold(arena, program, warm, true);
        if (step % 8 == 7) {
            put_back(warm, program, &first);
            cr_expect(near(cg_warm_solve(warm)->objective, objective, SAME));
        }
    }
    cg_warm_work worked = cg_warm_worked(warm);
    cr_expect_gt(worked.again, 5 * worked.cold / 2, "%d again, %d cold", worked.again, worked.cold);
}

Test(warm, has_the_optimum_of_the_changed_program, .timeout = 240) {
    with_arena(change_after_change, NULL);
}

/* One row lost after the other, each by itself: certificates of linear programs close. */
static void one_at_a_time(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = several(arena);
    cg_warm *warm = cg_warm_new(arena, program, NULL, NULL);
    double objective = cg_warm_solve(warm)->objective;
    cr_expect_eq(cg_warm_worked(warm).cold, 5);
    for (int i = 0; i < OUTPUTS; i += 5) {
        double upper = program->rows.items[i].upper;
        cg_warm_set_sides(warm, i, -CG_UNBOUNDED, 0);
        same_as_cold(arena, program, warm, false);
        cr_expect_geq(cg_warm_solve(warm)->objective, objective - SAME * fabs(objective));
        cg_warm_set_sides(warm, i, -CG_UNBOUNDED, upper);
    }
    cr_expect(near(cg_warm_solve(warm)->objective, objective, SAME));
    /* Only the block of these rows is touched, and not at all by what changes nothing. */
    cr_expect_eq(cg_warm_worked(warm).cold, 5);
    cr_expect_eq(cg_warm_worked(warm).again, OUTPUTS / 5 + 1);
    cg_warm_set_cost(warm, 0, program->columns.items[0].cost);
    cg_warm_solve(warm);
    cr_expect_eq(cg_warm_worked(warm).again, OUTPUTS / 5 + 1);
}

Test(warm, solves_what_changed_alone, .timeout = 120) {
    with_arena(one_at_a_time, NULL);
}

/* Along a line of costs, to and fro, in steps of all sizes, with other changes between: where
 * nothing turns a step is gliding, and its objective that of a solve from nothing all the same. */
static void along_a_line(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = mixed(arena);
    chance c = {.state = 31};
    double *slope = CG_ARRAY(arena, double, program->columns.count);
    for (int j = 0; j < program->columns.count; j++) {
        slope[j] = uniform(&c) < 0.7 ? between(&c, -0.02, 0.01) : 0;
    }
    cg_cost_line line = {slope, 10};
    cg_warm *warm = cg_warm_new(arena, program, &line, NULL);
    same_as_cold(arena, program, warm, true);
    double at = 10;
    for (int step = 0; step < 40; step++) {
        at += step < 16 ? 0.01 : step < 24 ? between(&c, -20, 20) : step < 32 ? -0.01 : 1;
        cg_warm_set_at(warm, at);
        if (step % 11 == 7) {
            change_sides(warm, program, &c, 0.02);
        }
        if (step % 13 == 5) {
            int j = (int)(uniform(&c) * program->columns.count);
            cg_warm_set_cost(warm, j, between(&c, -5, 1));
        }
        same_as_cold(arena, program, warm, true);
    }
    cg_warm_work worked = cg_warm_worked(warm);
    cr_expect_gt(worked.glided, 20, "%d glided", worked.glided);
    cr_expect_gt(worked.again, 100, "%d again", worked.again);
}

Test(warm, goes_along_a_line_of_costs, .timeout = 240) {
    with_arena(along_a_line, NULL);
}

static void impossible(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = mixed(arena);
    cg_warm *warm = cg_warm_new(arena, program, NULL, NULL);
    double objective = cg_warm_solve(warm)->objective;
    cg_row first = program->rows.items[0];
    cg_warm_set_sides(warm, 0, 1e9, CG_UNBOUNDED);
    const cg_solution *none = cg_warm_solve(warm);
    cr_expect_eq(none->outcome, CG_INFEASIBLE);
    cr_expect_null(none->x);
    cg_warm_set_sides(warm, 0, 5, 4); /* sides that exclude each other */
    cr_expect_eq(cg_warm_solve(warm)->outcome, CG_INFEASIBLE);
    cg_warm_set_sides(warm, 0, first.lower, first.upper);
    cr_expect(near(cg_warm_solve(warm)->objective, objective, SAME));
    cg_warm_set_bounds(warm, program->columns.count - 1, 1, CG_UNBOUNDED);
    cg_warm_set_cost(warm, program->columns.count - 1, -5); /* falls without end */
    cr_expect_eq(cg_warm_solve(warm)->outcome, CG_NO_ANSWER);
}

Test(warm, comes_back_from_what_cannot_be, .timeout = 120) {
    with_arena(impossible, NULL);
}

static void by_threads(cg_arena *arena, void *payload) {
    (void)payload;
    static const cg_solve_settings settings[] = {{.jobs = 1}, {.jobs = 4}};
    cg_program *programs[2];
    cg_warm *warm[2];
    chance chances[2] = {{.state = 9}, {.state = 9}};
    for (int i = 0; i < 2; i++) {
        programs[i] = mixed(arena);
        warm[i] = cg_warm_new(arena, programs[i], NULL, &settings[i]);
    }
    for (int step = 0; step < 4; step++) {
        const cg_solution *found[2];
        for (int i = 0; i < 2; i++) {
            change_costs(warm[i], programs[i], &chances[i], 0.5);
            change_sides(warm[i], programs[i], &chances[i], 0.1);
            found[i] = cg_warm_solve(warm[i]);
            cg_warm_settle(warm[i]);
        }
        size_t columns = (size_t)programs[0]->columns.count;
        cr_expect_eq(memcmp(&found[0]->objective, &found[1]->objective, sizeof(double)), 0);
        cr_expect_eq(memcmp(found[0]->x, found[1]->x, columns * sizeof(double)), 0);
        cr_expect_eq(memcmp(found[0]->reduced, found[1]->reduced, columns * sizeof(double)), 0);
    }
}

Test(warm, any_number_of_threads_gives_the_same_bytes, .timeout = 120) {
    with_arena(by_threads, NULL);
}

/* Its own function: what it changes lives in the caller's frame and survives the jump. */
static bool solve_with(cg_failure *failure, cg_warm **warm, cg_program *program, cg_arena *arena,
                       double *objective) {
    if (setjmp(failure->point) != 0) {
        return false;
    }
    if (*warm == NULL) {
        *warm = cg_warm_new(arena, program, NULL, NULL);
    }
    *objective = cg_warm_solve(*warm)->objective;
    return true;
}

Test(warm, the_same_call_may_be_made_again_where_memory_ended, .timeout = 120) {
    cg_failure failure;
    cg_arena *arena = cg_arena_new(&failure);
    cr_assert(setjmp(failure.point) == 0);
    cg_program *program = mixed(arena);
    double expected = cg_program_solve(arena, program, NULL, NULL)->objective;
    cg_warm *warm = NULL;
    double found = 0;
    int failed = 0;
    for (long after = 1; after < 4000; after += 1 + after / 8) {
        cg_fail_allocation_after(after);
        bool ended = !solve_with(&failure, &warm, program, arena, &found);
        cg_fail_allocation_after(0);
        failed += ended;
        if (!ended) {
            cr_expect(near(found, expected, SAME));
        }
    }
    cr_expect_gt(failed, 10);
    cr_expect(solve_with(&failure, &warm, program, arena, &found));
    cr_expect(near(found, expected, SAME));
    cg_arena_free(arena);
}

/* A cap below what nothing at all would be, tightened until nothing holds it, and let go again. */
static void under_a_cap(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = made_up(arena, 3);
    int cap = row(program, -CG_UNBOUNDED, -1);
    for (int j = 0; j < program->columns.count; j++) {
        cg_program_set(program, cap, j, -1 - j % 7);
    }
    cg_warm *warm = cg_warm_new(arena, program, NULL, NULL);
    int possible = 0, impossible = 0;
    for (double most = 1e3; most < 1e7; most *= 3) {
        cg_warm_set_sides(warm, cap, -CG_UNBOUNDED, -most);
        const cg_solution *now = cg_warm_solve(warm);
        program->rows.items[cap].upper = -most;
        cg_solution *cold = cg_program_solve(arena, program, NULL, NULL);
        cr_assert_eq(now->outcome, cold->outcome, "cap %g: %d, not %d", most, (int)now->outcome,
                     (int)cold->outcome);
        possible += now->outcome == CG_OPTIMAL;
        impossible += now->outcome == CG_INFEASIBLE;
        cr_expect(now->outcome != CG_OPTIMAL || near(now->objective, cold->objective, SAME));
    }
    cr_expect_gt(possible, 1);
    cr_expect_gt(impossible, 1);
    cg_warm_set_sides(warm, cap, -CG_UNBOUNDED, -1e3);
    cr_expect_eq(cg_warm_solve(warm)->outcome, CG_OPTIMAL);
}

Test(warm, what_nothing_at_all_does_not_solve, .timeout = 120) {
    with_arena(under_a_cap, NULL);
}
