/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs with charges: the search agrees with looking at every choice, its cuts cut nothing off,
 * its limits are kept. */
#include "fixed_charge_programs.h"

#include "program/fixed_charge.h"

#include <string.h>

typedef struct order {
    const charge_shape *shape;
    uint64_t seed;
} order;

static void for_each(void (*body)(cg_arena *arena, void *payload), int count) {
    for (size_t i = 0; i < sizeof charge_shapes / sizeof *charge_shapes; i++) {
        for (int k = 0; k < count; k++) {
            order o = {&charge_shapes[i], 4711 + 97 * (uint64_t)k};
            with_arena(body, &o);
        }
    }
}

/* Every choice of the binaries is one linear program: the least of all is the optimum. */
static double least_of_all(cg_arena *arena, const cg_program *program) {
    double least = INFINITY;
    cg_arena *room = cg_arena_within(arena);
    for (int choice = 0; choice < 1 << binaries_of(program); choice++) {
        cg_arena_empty(room);
        cg_solution *one = cg_program_solve(room, with_choice(room, program, choice), NULL, NULL);
        least = one->outcome == CG_OPTIMAL ? fmin(least, one->objective) : least;
    }
    return least;
}

static void agrees(cg_arena *arena, void *payload) {
    const order *o = payload;
    chance c = {.state = o->seed};
    cg_program *program = charge_program(arena, &c, o->shape);
    cr_assert_leq(binaries_of(program), MOST_BINARIES);
    double expected = least_of_all(arena, program);
    cg_solution *found = cg_program_solve(arena, program, NULL, NULL);
    cr_assert_eq(found->outcome, CG_OPTIMAL, "%s %d: outcome %d", o->shape->name, (int)o->seed,
                 (int)found->outcome);
    cr_expect(near(found->objective, expected, 1e-9), "%s %d: %.17g, not %.17g", o->shape->name,
              (int)o->seed, found->objective, expected);
    cr_expect(found->bound <= found->objective && near(found->bound, expected, 1e-8),
              "%s %d: bound %.17g of %.17g", o->shape->name, (int)o->seed, found->bound, expected);
    cg_certificate certificate = cg_program_certify(arena, program, found);
    cr_expect(certificate.primal_residual < 1e-9 && certificate.dual_residual < 1e-9);
}

Test(fixed_charge, search_agrees_with_every_choice, .timeout = 280) {
    for_each(agrees, 30);
}

/* The most that the left side of a cut can be with the binaries at `choice`; minus infinity where
 * that has no solution. */
static double most_left(cg_arena *arena, const cg_program *program, const cg_scaled *scaled,
                        const cg_mixed *mixed, const cg_cut *cut, int choice) {
    cg_program *fixed = with_choice(arena, program, choice);
    for (int j = 0; j < fixed->columns.count; j++) {
        cg_column *item = &fixed->columns.items[j];
        item->cost = 0;
        /* What cannot pay was shut: the cut is for what is left. */
        if (mixed->charge_of[j] != CG_NONE && item->lower > mixed->upper[j]) {
            return -INFINITY;
        }
    }
    for (int k = 0; k < cut->count; k++) {
        int j = cut->column[k];
        fixed->columns.items[j].cost = -cut->value[k] / scaled->column_scale[j];
    }
    cg_solution *solution = cg_program_solve(arena, fixed, NULL, NULL);
    return solution->outcome == CG_OPTIMAL ? -solution->objective : -INFINITY;
}

typedef struct cut_tally {
    order order;
    int cuts;
} cut_tally;

/* Cuts at the optimum of the relaxation and, so that there are more of them, at points between it
 * and other optima. */
static void cuts_hold(cg_arena *arena, void *payload) {
    cut_tally *t = payload;
    chance c = {.state = t->order.seed};
    cg_program *program = charge_program(arena, &c, t->order.shape);
    cg_run *run = charge_run(arena, program, CG_ONLY_TURN);
    cg_mixed *mixed = cg_mixed_new(arena, run);
    cg_relaxed *relaxed = cg_relaxed_open(mixed, run, NULL);
    double *x = CG_ARRAY(arena, double, mixed->columns + 1);
    cg_cuts cuts = {0};
    for (int round = 0; round < 4; round++) {
        cr_assert_eq(cg_session_solve(relaxed->session, (cg_way){.cutoff = INFINITY}),
                     CG_END_OPTIMAL);
        cg_relaxed_point(relaxed, x);
        int before = cuts.count;
        cg_cuts_find(arena, mixed, x, &cuts);
        for (int k = before; k < cuts.count; k++) {
            cg_relaxed_add_cut(relaxed, &cuts.items[k]);
        }
    }
    cg_session_close(relaxed->session);
    cg_arena *room = cg_arena_within(arena);
    for (int k = 0; k < cuts.count; k++) {
        const cg_cut *cut = &cuts.items[k];
        double size = fabs(cut->most);
        for (int at = 0; at < cut->count; at++) {
            double upper = mixed->upper[cut->column[at]];
            size = fmax(size, isinf(upper) ? 0 : fabs(cut->value[at] * upper));
        }
        for (int choice = 0; choice < 1 << binaries_of(program); choice++) {
            cg_arena_empty(room);
            double left = most_left(room, program, run->scaled, mixed, cut, choice);
            cr_expect(left <= cut->most + 1e-8 * size, "%s %d, cut %d, choice %d: %.12g > %.12g",
                      t->order.shape->name, (int)t->order.seed, k, choice, left, cut->most);
        }
    }
    t->cuts += cuts.count;
}

Test(fixed_charge, cuts_cut_no_choice_off, .timeout = 280) {
    for (size_t i = 0; i < sizeof charge_shapes / sizeof *charge_shapes; i++) {
        cut_tally t = {.order = {&charge_shapes[i], 0}};
        for (int k = 0; k < 6; k++) {
            t.order.seed = 31 + (uint64_t)k;
            with_arena(cuts_hold, &t);
        }
        cr_expect_gt(t.cuts, 0, "%s: no cut at all", charge_shapes[i].name);
    }
}

/* Too large to be proven at once. */
static const charge_shape large = {
    .name = "large", .sources = 14, .sinks = 14, .periods = 1, .pieces = 2, .sized = true};

static void keeps_limits(cg_arena *arena, void *payload) {
    (void)payload;
    chance c = {.state = 5};
    cg_program *program = charge_program(arena, &c, &large);
    cg_solve_settings settings = {.node_limit = 5};
    cg_solution *first = cg_program_solve(arena, program, &settings, NULL);
    cg_solution *second = cg_program_solve(arena, program, &settings, NULL);
    cr_assert_eq(first->outcome, CG_LIMIT);
    cr_expect_lt(first->bound, first->objective);
    size_t size = (size_t)program->columns.count * sizeof(double);
    cr_expect_eq(memcmp(first->x, second->x, size), 0);
    cr_expect_eq(memcmp(&first->bound, &second->bound, sizeof(double)), 0);
    settings = (cg_solve_settings){.gap = 0.05};
    cg_solution *rough = cg_program_solve(arena, program, &settings, NULL);
    cr_assert_eq(rough->outcome, CG_LIMIT);
    cr_expect(rough->objective - rough->bound <= 0.05 * fabs(rough->objective));
    /* The end of a search without limits lies between. */
    settings = (cg_solve_settings){.node_limit = 3000};
    cg_solution *best = cg_program_solve(arena, program, &settings, NULL);
    cr_expect(best->bound >= first->bound && best->objective <= first->objective);
    cr_expect(best->objective >= rough->bound && rough->objective >= best->bound);
}

Test(fixed_charge, limits_are_kept_and_repeat, .timeout = 120) {
    with_arena(keeps_limits, NULL);
}

/* A charge that cannot pay is left out before the search, and what a pipe can carry is what its
 * ends leave: 40 of 100 on the way to a demand of 20 whose blend takes twice its part. */
static void is_tightened(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = cg_program_new(arena);
    int supply = row(program, -NO_BOUND, 40);
    int demand = row(program, -NO_BOUND, 20);
    int blend = row(program, -NO_BOUND, 16);
    const double saved[2] = {3, 1};
    for (int k = 0; k < 2; k++) {
        int flow = column(program, 0, 100, -saved[k]);
        cg_program_set(program, supply, flow, 1);
        cg_program_set(program, demand, flow, 1);
        cg_program_set(program, blend, flow, 2);
        int opens = row(program, -NO_BOUND, 0);
        cg_program_set(program, opens, flow, 1);
        cg_program_set(program, opens, binary(program, 9), -100);
    }
    cg_run *run = charge_run(arena, program, CG_ONLY_TURN);
    cg_mixed *mixed = cg_mixed_new(arena, run);
    cr_assert_eq(mixed->charges.count, 2);
    for (int k = 0; k < 2; k++) {
        const cg_charge *charge = &mixed->charges.items[k];
        const cg_flow *flow = &mixed->flows.items[charge->first];
        /* 16 / 2 = 8; the first saves 24 of it for 9, the second 8. */
        double most = flow->most * run->scaled->column_scale[flow->column];
        cr_expect(k == 1 || near(most, 8, 1e-9), "carries %g", most);
        cr_expect_eq(mixed->upper[charge->column], k == 0 ? 1 : 0);
    }
}

Test(fixed_charge, what_cannot_pay_is_left_out) {
    with_arena(is_tightened, NULL);
}

/* What a budget counts is a charge all the same: a search that hardly begins has a plan, and what
 * it leaves open is what the same search leaves open without a budget. */
static void is_counted(cg_arena *arena, void *payload) {
    charge_shape shape = large;
    (void)payload;
    shape.budget = 0.15;
    shape.least = 0.3;
    chance c = {.state = 5};
    cg_program *program = charge_program(arena, &c, &shape);
    cg_mixed *mixed = cg_mixed_new(arena, charge_run(arena, program, CG_ONLY_TURN));
    cr_expect_eq(mixed->charges.count, binaries_of(program));
    cr_expect_eq(mixed->other_integers, 0);
    cg_solve_settings settings = {.node_limit = 5};
    cg_solution *found = cg_program_solve(arena, program, &settings, NULL);
    cr_assert_not_null(found->x, "%s", found->message);
    cr_expect_lt(found->objective - found->bound, 0.1 * fabs(found->objective), "%g, bound %g",
                 found->objective, found->bound);
    cr_expect_lt(cg_program_certify(arena, program, found).primal_residual, 1e-9);
}

Test(fixed_charge, what_a_budget_counts_is_a_charge, .timeout = 60) {
    with_arena(is_counted, NULL);
}
