/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The certificate, on solutions written by hand: right ones, wrong ones, and ones that only look
 * right. */
#include "program_help.h"

/* min 2a + b; 0.9a + 0.8b >= 90; a + b <= 108; a <= 50. By hand: both rows bind, a = 36, b = 72,
 * and 2 = 0.9u + v, 1 = 0.8u + v give u = 10, v = -7; 10*90 - 7*108 = 144. */
static cg_program *links(cg_arena *arena) {
    cg_program *program = cg_program_new(arena);
    int a = column(program, 0, 50, 2);
    int b = column(program, 0, NO_BOUND, 1);
    int heat = row(program, 90, NO_BOUND);
    int supply = row(program, -NO_BOUND, 108);
    cg_program_set(program, heat, a, 0.9);
    cg_program_set(program, heat, b, 0.8);
    cg_program_set(program, supply, a, 1);
    cg_program_set(program, supply, b, 1);
    return program;
}

typedef struct claim {
    const char *name;
    double a, b, heat, supply; /* values and duals */
    double objective, bound, primal, dual;
} claim;

static void judged(cg_arena *arena, void *payload) {
    const claim *c = payload;
    double x[] = {c->a, c->b};
    double dual[] = {c->heat, c->supply};
    cg_solution solution = {.x = x, .dual = dual};
    cg_certificate found = cg_program_certify(arena, links(arena), &solution);
    cr_expect_float_eq(found.objective, c->objective, 1e-9, "%s: objective %g", c->name,
                       found.objective);
    cr_expect(found.bound == c->bound || fabs(found.bound - c->bound) < 1e-9, "%s: bound %.17g",
              c->name, found.bound);
    cr_expect_float_eq(found.primal_residual, c->primal, 1e-12, "%s: primal %g", c->name,
                       found.primal_residual);
    cr_expect_float_eq(found.dual_residual, c->dual, 1e-12, "%s: dual %g", c->name,
                       found.dual_residual);
}

Test(certify, says_what_hand_arithmetic_says) {
    claim claims[] = {
        {"the optimum", 36, 72, 10, -7, 144, 144, 0, 0},
        /* reduced a = 2, b = 1: both at zero */
        {"no duals", 36, 72, 0, 0, 144, 0, 0, 0},
        /* reduced a = 2 - 1.125 > 0, b = 1 - 1 = 0 but in doubles 0.8*1.25 is 1: bound 1.25*90 */
        {"duals of the looser problem", 36, 72, 1.25, 0, 144, 112.5, 0, 0},
        /* 0.9*40 + 0.8*72 = 93.6 holds, 112 > 108: 4 of 108 too much */
        {"too much supply", 40, 72, 10, -7, 152, 144, 4.0 / 108, 0},
        /* 0.9*36 = 32.4 + 56.8 = 89.2: 0.8 missing of 90 */
        {"too little heat", 36, 71, 10, -7, 143, 144, 0.8 / 90, 0},
        /* a 1 over its bound of 50; its largest effect is 1 of the 51 in the supply row */
        {"over a bound", 51, 57, 10, -7, 159, 144, 1.0 / 51, 0},
        /* b pays 2 more than its cost and has no upper bound: nothing is proven; 2 of 8 + … terms
           1, 16, 14 */
        {"a dual too high", 36, 72, 20, -14, 144, -INFINITY, 0, 1.0 / 16},
        /* a positive dual pulls at a lower bound that the supply row has not: the whole of a's
         * largest term; without it 10*0.9 > 2 pulls a to 50 and b without end */
        {"a dual of the wrong side", 36, 72, 10, 7, 144, -INFINITY, 0, 7.0 / 8},
    };
    for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
        with_arena(judged, &claims[i]);
    }
}

static void integers(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = cg_program_new(arena);
    int flow = column(program, 0, NO_BOUND, -3);
    int built = binary(program, 20);
    int link = row(program, -NO_BOUND, 0);
    program->constant = 7;
    cg_program_set(program, link, flow, 1);
    cg_program_set(program, link, built, -10);
    /* built = 1: flow 10, dual -3, objective 7 - 30 + 20; the fixed binary's reduced cost is 20
     * - 30. */
    double x[] = {10, 1};
    double dual[] = {-3};
    cg_solution solution = {.x = x, .dual = dual};
    cg_certificate found = cg_program_certify(arena, program, &solution);
    cr_expect_float_eq(found.objective, -3, 1e-12);
    cr_expect_float_eq(found.bound, -3, 1e-12);
    cr_expect_eq(found.primal_residual, 0);
    x[1] = 0.75; /* rounds to 1; 0.25 * 10 of the row's largest term 10 */
    found = cg_program_certify(arena, program, &solution);
    cr_expect_float_eq(found.primal_residual, 0.25, 1e-12);
}

Test(certify, integers_are_fixed_at_the_nearest_whole) {
    with_arena(integers, NULL);
}

static void zeros(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = cg_program_new(arena);
    int j = column(program, 0, 5, 1);
    cg_program_set(program, row(program, 0, 0), j, 1e-9);
    cg_program_set(program, row(program, 0, NO_BOUND), j, 1e9);
    double x[] = {0};
    double dual[] = {0, 0};
    cg_solution solution = {.x = x, .dual = dual};
    cg_certificate found = cg_program_certify(arena, program, &solution);
    cr_expect_eq(found.primal_residual, 0);
    cr_expect_eq(found.dual_residual, 0);
    cr_expect_eq(found.bound, 0);
    /* However small the row, half of its only term too much is half. */
    x[0] = 1e-20;
    found = cg_program_certify(arena, program, &solution);
    cr_expect_eq(found.primal_residual, 1);
    solution.x = NULL;
    cr_expect_eq(cg_program_certify(arena, program, &solution).bound, -INFINITY);
}

Test(certify, nothing_is_forgiven_for_being_small) {
    with_arena(zeros, NULL);
}
