/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs searched by few of their charges: the bound holds for all of them, and the plans are
 * good. Expected values are those of the search over everything, which its own tests hold against
 * every choice. */
#include "fixed_charge_programs.h"

#include "program/chosen.h"

#include <string.h>

typedef struct mesh {
    int sources, sinks;
    bool shared;  /* half of the ways out of a source begin with a pipe that they share */
    bool blended; /* a sink takes a mean quality; what is cleaner lets in what is not */
} mesh;

static const mesh meshes[] = {
    {5, 5, false, false}, {7, 4, false, true}, {5, 5, true, false}, {6, 4, true, true}};

static int pipe(cg_program *program, double cost, double most) {
    int opens = row(program, -NO_BOUND, 0);
    cg_program_set(program, opens, binary(program, cost), -most);
    return opens;
}

static cg_program *mesh_program(cg_arena *arena, chance *c, const mesh *m) {
    cg_program *program = cg_program_new(arena);
    int out[8], supply[8], demand[8], blend[8];
    double has[8], quality[8];
    for (int i = 0; i < m->sources; i++) {
        has[i] = between(c, 10, 60);
        quality[i] = between(c, -3, 3);
        supply[i] = row(program, -NO_BOUND, has[i]);
        out[i] = m->shared ? pipe(program, between(c, 20, 120), has[i]) : CG_NONE;
    }
    for (int k = 0; k < m->sinks; k++) {
        double wants = between(c, 10, 60);
        demand[k] = row(program, -NO_BOUND, wants);
        blend[k] = row(program, -NO_BOUND, 0);
        for (int i = 0; i < m->sources; i++) {
            double upper = fmin(has[i], wants);
            int flow = column(program, 0, upper, -between(c, 2, 12));
            cg_program_set(program, supply[i], flow, 1);
            cg_program_set(program, demand[k], flow, between(c, 0.9, 1));
            if (m->blended) {
                cg_program_set(program, blend[k], flow, quality[i]);
            }
            if (m->shared && (i + k) % 2 == 0) {
                cg_program_set(program, out[i], flow, 1);
            }
            cg_program_set(program, pipe(program, between(c, 20, 100), upper), flow, 1);
        }
    }
    return program;
}

typedef struct tally {
    const mesh *mesh;
    uint64_t seed;
    int per_row;
    int runs, tight; /* how many bounds are better than the relaxation's by half of what is open */
    double lost;     /* of the optima, as a share, in all */
} tally;

static double relaxation_of(cg_arena *arena, const cg_run *run) {
    const cg_mixed *mixed = cg_mixed_new(arena, run);
    cg_spread spread;
    cr_assert(cg_spread_of(mixed, &spread, run->scaled));
    return cg_spread_solve(arena, run, mixed, &spread)->bound;
}

static void bounds_all(cg_arena *arena, void *payload) {
    tally *t = payload;
    chance c = {.state = t->seed};
    cg_program *program = mesh_program(arena, &c, t->mesh);
    cg_solution *whole = cg_program_solve(arena, program, NULL, NULL);
    cr_assert_eq(whole->outcome, CG_OPTIMAL, "%d: outcome %d, %.12g, %.12g", (int)t->seed,
                 (int)whole->outcome, whole->objective, whole->bound);
    cg_run *run = charge_run(arena, program, CG_FIRST_TURN);
    double order = run->scaled->objective_scale, optimum = whole->objective * order;
    cr_assert(cg_run_chosen(arena, run, (cg_many){0, t->per_row}));
    double slack = 1e-8 * fabs(optimum);
    cr_expect(run->bound <= optimum + slack, "%d, %d a row: bound %.12g above the optimum %.12g",
              (int)t->seed, t->per_row, run->bound, optimum);
    cr_assert(run->has_x);
    double objective = 0;
    for (int j = 0; j < run->scaled->columns; j++) {
        objective += run->scaled->cost[j] * run->x[j];
    }
    cr_expect(objective >= optimum - slack, "%d: %.12g is better than the best, %.12g",
              (int)t->seed, objective, optimum);
    cg_certificate certificate = cg_scaled_certify(arena, run->scaled, run->x,
                                                   CG_ARRAY(arena, double, run->scaled->rows + 1));
    cr_expect(certificate.primal_residual < 1e-8, "%d: a plan that breaks rows by %g", (int)t->seed,
              certificate.primal_residual);
    double relaxed = relaxation_of(arena, run);
    t->runs++;
    t->tight += optimum - run->bound <= (optimum - relaxed) / 2;
    t->lost += optimum < 0 ? (objective - optimum) / -optimum : 0;
}

/* The relaxation of a block that has a plan to fall back on stops at the limit; without one it may
 * go on, or there would be none. */
static void keeps_the_limit(cg_arena *arena, void *payload) {
    (void)payload;
    chance c = {.state = 101};
    cg_run *run = charge_run(arena, mesh_program(arena, &c, &meshes[0]), CG_FIRST_TURN);
    const cg_solve_settings hurried = {.time_limit_s = 1e-9};
    run->settings = &hurried;
    run->started = cg_clock() - 1;
    const cg_mixed *mixed = cg_mixed_new(arena, run);
    cg_spread spread;
    cr_assert(cg_spread_of(mixed, &spread, run->scaled));
    cr_expect_not_null(cg_spread_solve(arena, run, mixed, &spread));
    run->start = CG_ARRAY(arena, double, run->scaled->columns + 1);
    cr_expect_null(cg_spread_solve(arena, run, mixed, &spread));
}

Test(chosen, relaxation_keeps_the_limit_where_there_is_a_plan) {
    with_arena(keeps_the_limit, NULL);
}

/* With one column a row most of a program is left out, with three some of it. */
Test(chosen, bound_holds_for_what_is_left_out, .timeout = 280) {
    for (size_t i = 0; i < sizeof meshes / sizeof *meshes; i++) {
        tally t = {.mesh = &meshes[i]};
        for (int k = 0; k < 60; k++) {
            t.seed = 101 + 13 * (uint64_t)k;
            t.per_row = k % 2 == 0 ? 1 : 3;
            with_arena(bounds_all, &t);
        }
        /* Cuts close more than half of what is open in most of them; plans lose little. */
        cr_expect_gt(t.tight, t.runs / 2, "mesh %d: %d of %d are tight", (int)i, t.tight, t.runs);
        cr_expect_lt(t.lost / t.runs, 0.02, "mesh %d loses %g", (int)i, t.lost / t.runs);
    }
}
