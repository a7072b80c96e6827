/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a root leaves open holds every better plan: searched in place of the whole, it ends at the
 * optimum of the whole. */
#include "fixed_charge_programs.h"

#include "program/fixed_charge.h"

#include <string.h>

typedef struct order {
    const charge_shape *shape;
    uint64_t seed;
    bool from_the_best; /* with nothing left to gain */
    int remainders;     /* how often there was one */
} order;

/* The root with three rounds of cuts; its bound. */
static double solve_root(cg_arena *arena, cg_relaxed *relaxed) {
    const cg_mixed *mixed = relaxed->mixed;
    double *x = CG_ARRAY(arena, double, mixed->columns + 1);
    for (int round = 0;; round++) {
        cr_assert_eq(cg_session_solve(relaxed->session, (cg_way){.cutoff = INFINITY}),
                     CG_END_OPTIMAL);
        if (round == 3) {
            return cg_session_objective(relaxed->session);
        }
        cg_cuts cuts = {0};
        cg_relaxed_point(relaxed, x);
        cg_cuts_find(arena, mixed, x, &cuts);
        for (int k = 0; k < cuts.count; k++) {
            cg_relaxed_add_cut(relaxed, &cuts.items[k]);
        }
    }
}

/* The first plan of slope scaling, or the best of all. */
static void plan(cg_planner *planner, const cg_run *run, const cg_solution *optimum,
                 bool from_the_best, cg_best *best) {
    cg_scale_slopes(planner, best, 1);
    for (int j = 0; j < run->scaled->columns && from_the_best; j++) {
        planner->x[j] = optimum->x[j] / run->scaled->column_scale[j];
    }
    if (from_the_best) {
        cg_planner_settle(planner, best);
    }
}

static void has_the_optimum(cg_arena *arena, void *payload) {
    order *o = payload;
    chance c = {.state = o->seed};
    cg_program *program = charge_program(arena, &c, o->shape);
    cg_solution *optimum = cg_program_solve(arena, program, NULL, NULL);
    cg_run *run = charge_run(arena, program, CG_ONLY_TURN);
    cg_mixed *mixed = cg_mixed_new(arena, run);
    /* No planner, or charges that take from rows: such programs are searched whole. */
    if (mixed->other_integers > 0 || mixed->taking > 0 || mixed->charges.count == 0) {
        return;
    }
    cg_best best = {.x = CG_ARRAY(arena, double, mixed->columns + 1)};
    cg_planner *planner = cg_planner_open(mixed, run, NULL);
    plan(planner, run, optimum, o->from_the_best, &best);
    cr_assert(best.known);
    cg_relaxed *relaxed = cg_relaxed_open(mixed, run, planner->session);
    double bound = solve_root(arena, relaxed);
    cg_remainder *rest = cg_remainder_of(run, relaxed, &best, bound);
    cg_session_close(relaxed->session);
    cg_session_close(planner->session);
    if (rest == NULL) {
        return;
    }
    o->remainders++;
    cr_expect(rest->scaled.columns < run->scaled->columns);
    cg_run_fixed_charge(arena, rest->run);
    cr_assert(rest->run->has_x);
    memcpy(run->x, best.x, (size_t)mixed->columns * sizeof(double));
    run->bound = bound;
    cg_remainder_take(rest, run);
    double objective = 0;
    for (int j = 0; j < run->scaled->columns; j++) {
        objective += run->scaled->cost[j] * run->x[j];
    }
    double whole = objective / run->scaled->objective_scale + program->constant;
    cr_expect(near(whole, optimum->objective, 1e-8), "%s %d: %.12g, not %.12g", o->shape->name,
              (int)o->seed, whole, optimum->objective);
    cr_expect(run->bound <= objective + 1e-8 * fabs(objective));
    cg_certificate certificate = cg_scaled_certify(arena, run->scaled, run->x, NULL);
    cr_expect(certificate.primal_residual < 1e-8, "%s %d: a row is broken by %g", o->shape->name,
              (int)o->seed, certificate.primal_residual);
}

Test(remainder, has_the_optimum_of_the_whole, .timeout = 120) {
    order o = {0};
    for (size_t i = 0; i < sizeof charge_shapes / sizeof *charge_shapes; i++) {
        for (int k = 0; k < 40; k++) {
            o.shape = &charge_shapes[i];
            o.seed = 211 + (uint64_t)k;
            o.from_the_best = k % 2 == 1;
            with_arena(has_the_optimum, &o);
        }
    }
    cr_expect_gt(o.remainders, 40, "%d remainders are too few to tell", o.remainders);
}
