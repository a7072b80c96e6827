/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Among equally good solutions the cheapest, against holding the first objective in a row. */
#include "program_help.h"

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
