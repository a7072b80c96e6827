/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Among equally good solutions the cheapest, against holding the first objective in a row. */
#include "fixed_charge_programs.h"

typedef struct two {
    cg_program *program;
    double first[24];
} two;

/* Small whole numbers: many optima of the first objective. */
static two made_up(cg_arena *arena, chance *c) {
    two made = {.program = cg_program_new(arena)};
    for (int i = 0; i < 10; i++) {
        row(made.program, i == 3 ? -4 : -CG_UNBOUNDED, 1 + below(c, 20));
    }
    for (int j = 0; j < 24; j++) {
        column(made.program, 0, below(c, 3) == 0 ? 1 + below(c, 6) : CG_UNBOUNDED, 0);
        made.first[j] = -below(c, 3);
        for (int k = 0; k < 3; k++) {
            cg_program_set(made.program, below(c, 10), j, 1 + below(c, 2));
        }
        cg_program_set(made.program, 3, j, j % 5 == 0 ? -1 : 0);
    }
    return made;
}

static void compare(cg_arena *arena, two *made, chance *c) {
    cg_program *program = made->program;
    for (int j = 0; j < 24; j++) {
        program->columns.items[j].cost = made->first[j];
    }
    cg_solution *first = cg_program_solve(arena, program, NULL, NULL);
    cr_assert_eq(first->outcome, CG_OPTIMAL);
    int held = row(program, -CG_UNBOUNDED, first->objective + 1e-9 * fabs(first->objective));
    for (int j = 0; j < 24; j++) {
        cg_program_set(program, held, j, made->first[j]);
        program->columns.items[j].cost = below(c, 9) - 4;
    }
    cg_solution *straight = cg_program_solve(arena, program, NULL, first->x);
    if (straight->outcome == CG_NO_ANSWER) {
        return; /* the second costs fall without end */
    }
    cg_solution *among = cg_program_solve_among(arena, program, made->first, first, held, NULL);
    cr_assert_not_null(among);
    double again = 0;
    for (int j = 0; j < 24; j++) {
        again += made->first[j] * among->x[j];
    }
    double size = 1 + fabs(straight->objective);
    /* What the room that the row leaves is worth. */
    double room = -among->dual[held] * 1e-9 * fabs(first->objective);
    cr_expect_float_eq(again, first->objective, 1e-9 * (1 + fabs(first->objective)));
    cr_expect_float_eq(among->objective, straight->objective, 1e-9 * size + room);
    /* The duals, the held row's among them, prove it for the whole program. */
    cg_certificate certificate = cg_program_certify(arena, program, among);
    cr_expect_lt(certificate.dual_residual, 1e-9);
    cr_expect_lt(certificate.objective - certificate.bound, 1e-9 * size + room);
    cr_expect_leq(among->dual[held], 0);
}

static void all(cg_arena *arena, void *payload) {
    (void)payload;
    chance c = {.state = 11};
    for (int n = 0; n < 300; n++) {
        two made = made_up(arena, &c);
        compare(arena, &made, &c);
    }
}

Test(among, equally_good_the_cheapest_is_found, .timeout = 60) {
    with_arena(all, NULL);
}

/* Charges that the first objective does not count: it builds no more than it needs, its duals prove
 * it, and the second stage pays for what it builds. */
static void with_charges(cg_arena *arena, void *payload) {
    (void)payload;
    int dearer = 0;
    for (size_t i = 0; i < sizeof charge_shapes / sizeof *charge_shapes; i++) {
        for (int k = 0; k < 12; k++) {
            chance c = {.state = 61 + 13 * (uint64_t)k};
            cg_program *program = charge_program(arena, &c, &charge_shapes[i]);
            int columns = program->columns.count;
            double *cost = CG_ARRAY(arena, double, columns);
            double *flows = CG_ARRAY(arena, double, columns);
            for (int j = 0; j < columns; j++) {
                cost[j] = program->columns.items[j].cost;
                flows[j] = cost[j] < 0 ? -1 : 0;
                program->columns.items[j].cost = flows[j];
            }
            cg_solution *first = cg_program_solve(arena, program, NULL, NULL);
            cr_assert_eq(first->outcome, CG_OPTIMAL);
            int held = row(program, -CG_UNBOUNDED, first->objective * (1 - 1e-9));
            double built = 0;
            for (int j = 0; j < columns; j++) {
                cg_program_set(program, held, j, flows[j]);
                program->columns.items[j].cost = cost[j];
                built += cost[j] * first->x[j];
            }
            cg_solution *straight = cg_program_solve(arena, program, NULL, first->x);
            cg_solution *among = cg_program_solve_among(arena, program, flows, first, held, NULL);
            bool either = charge_shapes[i].excluded || charge_shapes[i].budget > 0;
            if (either && among == NULL) {
                continue; /* which of two may run, or be paid, is not for duals to prove */
            }
            cr_assert_not_null(among, "%s %d", charge_shapes[i].name, k);
            double size = 1 + fabs(straight->objective);
            /* What the room that the row leaves is worth. */
            double room = -among->dual[held] * 1e-9 * fabs(first->objective);
            cr_expect_float_eq(among->objective, straight->objective, 1e-9 * size + room,
                               "%s %d: %.12g, not %.12g", charge_shapes[i].name, k,
                               among->objective, straight->objective);
            cr_expect_lt(cg_program_certify(arena, program, among).primal_residual, 1e-9);
            dearer += built > among->objective + 1e-6 * size;
        }
    }
    cr_expect_gt(dearer, 0, "the second stage had nothing to do");
}

Test(among, charges_that_the_first_objective_does_not_count, .timeout = 120) {
    with_arena(with_charges, NULL);
}
