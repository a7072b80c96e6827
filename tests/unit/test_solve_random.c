/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thousands of made-up programs: certificates close, and searches agree with enumeration. */
#include "program_help.h"

#include <string.h>

typedef struct shape {
    const char *name;
    uint64_t seed;
    int count, rows, columns;
    double spread; /* decades over which columns, rows and prices are scaled */
    bool integral; /* small whole coefficients: many ties, degenerate corners */
} shape;

static double decades(chance *c, double spread) {
    return pow(10, between(c, -spread / 2, spread / 2));
}

/* Rows are put around the activities of a point inside the box, so a solution exists. */
static cg_program *random_program(cg_arena *arena, chance *c, const shape *s) {
    cg_program *program = cg_program_new(arena);
    int columns = 1 + below(c, s->columns);
    int rows = 1 + below(c, s->rows);
    double *inside = CG_ARRAY(arena, double, columns);
    for (int j = 0; j < columns; j++) {
        double size = decades(c, s->spread);
        inside[j] = below(c, 3) == 0 ? 0 : size * (s->integral ? below(c, 5) : uniform(c) * 4);
        double upper = below(c, 2) == 0 ? NO_BOUND : 4 * size;
        double cost = s->integral ? below(c, 7) - 2 : between(c, -1, 3);
        cost = upper == NO_BOUND && cost < 0 ? -cost : cost;
        column(program, 0, upper, cost * decades(c, s->spread));
    }
    for (int i = 0; i < rows; i++) {
        double size = decades(c, s->spread);
        double activity = 0;
        row(program, 0, 0);
        for (int j = 0; j < columns; j++) {
            double value = s->integral ? below(c, 5) - 2 : between(c, -1, 2);
            if (below(c, 3) == 0) {
                cg_program_set(program, i, j, value * size);
                activity += value * size * inside[j];
            }
        }
        int kind = below(c, 4);
        double room = below(c, 2) == 0 ? 0 : uniform(c) * size;
        program->rows.items[i].lower = kind == 1   ? -NO_BOUND
                                       : kind == 0 ? activity
                                                   : activity - room;
        program->rows.items[i].upper = kind == 2   ? NO_BOUND
                                       : kind == 0 ? activity
                                                   : activity + room;
    }
    return program;
}

/* The money in play, which a gap is measured against; where nothing moves, what could be. */
static double largest_money(const cg_program *program, const cg_solution *solution) {
    double largest = 0;
    for (int j = 0; j < program->columns.count; j++) {
        largest = fmax(largest, fabs(program->columns.items[j].cost * solution->x[j]));
    }
    for (int j = 0; largest == 0 && j < program->columns.count; j++) {
        const cg_column *item = &program->columns.items[j];
        largest = item->upper < NO_BOUND ? fmax(largest, fabs(item->cost) * item->upper) : largest;
    }
    return largest;
}

typedef struct tally {
    const shape *shape;
    chance *chance;
    double gap, primal, dual; /* the worst so far */
} tally;

static void certificate_closes(cg_arena *arena, void *payload) {
    tally *r = payload;
    const char *name = r->shape->name;
    cg_program *program = random_program(arena, r->chance, r->shape);
    cg_solution *solution = cg_program_solve(arena, program, NULL, NULL);
    cr_assert_eq(solution->outcome, CG_OPTIMAL, "%s: outcome %d", name, (int)solution->outcome);
    cg_certificate certificate = cg_program_certify(arena, program, solution);
    double gap = fabs(certificate.objective - certificate.bound);
    gap = gap > 0 ? gap / largest_money(program, solution) : 0;
    r->gap = fmax(r->gap, gap);
    r->primal = fmax(r->primal, certificate.primal_residual);
    r->dual = fmax(r->dual, certificate.dual_residual);
    cr_expect(gap < 1e-9, "%s: gap %g of %.17g", name, gap, certificate.objective);
    cr_expect(certificate.primal_residual < 1e-9, "%s: primal %g", name,
              certificate.primal_residual);
    cr_expect(certificate.dual_residual < 1e-9, "%s: dual %g", name, certificate.dual_residual);
}

/* 2,001 linear programs in all. */
Test(solve_random, certificates_close, .timeout = 240) {
    static const shape shapes[] = {
        {.name = "small", .seed = 20240607, .count = 700, .rows = 10, .columns = 15},
        {.name = "degenerate",
         .seed = 20240608,
         .count = 600,
         .rows = 12,
         .columns = 20,
         .integral = true},
        {.name = "badly scaled",
         .seed = 20240609,
         .count = 500,
         .rows = 12,
         .columns = 20,
         .spread = 6},
        {.name = "larger", .seed = 20240610, .count = 200, .rows = 60, .columns = 90, .spread = 3},
        /* At fine tolerances GLPK's simplex goes round for ever on this one. */
        {.name = "absurdly scaled",
         .seed = 17250337888367007195ULL,
         .count = 1,
         .rows = 12,
         .columns = 20,
         .spread = 8},
    };
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        chance c = {.state = shapes[i].seed};
        tally r = {.shape = &shapes[i], .chance = &c};
        for (int k = 0; k < shapes[i].count; k++) {
            with_arena(certificate_closes, &r);
        }
        cr_log_info("%s: worst gap %g, primal %g, dual %g", shapes[i].name, r.gap, r.primal,
                    r.dual);
    }
}

/* Fixed-charge transport: pipes of `size` flow that cost money to build, a way round for all
 * demand. */
static cg_program *pipes(cg_arena *arena, chance *c, double size, double price) {
    cg_program *program = cg_program_new(arena);
    int sources = 1 + below(c, 3);
    int sinks = 1 + below(c, 3);
    for (int i = 0; i < sources; i++) {
        row(program, -NO_BOUND, size * between(c, 1, 3));
    }
    for (int k = 0; k < sinks; k++) {
        double demand = size * between(c, 0.5, 2);
        int meet = row(program, demand, demand);
        cg_program_set(program, meet, column(program, 0, NO_BOUND, price * between(c, 2, 4)), 1);
    }
    for (int i = 0; i < sources; i++) {
        for (int k = 0; k < sinks; k++) {
            double capacity = size * between(c, 0.5, 2);
            int flow = column(program, 0, NO_BOUND, price * between(c, 0, 2));
            int built = binary(program, price * size * between(c, 0.2, 2));
            int link = row(program, -NO_BOUND, 0);
            cg_program_set(program, i, flow, 1);
            cg_program_set(program, sources + k, flow, 1);
            cg_program_set(program, link, flow, 1);
            cg_program_set(program, link, built, -capacity);
        }
    }
    return program;
}

/* The least objective over every choice of the binaries (at most nine here). */
static double enumerated(cg_arena *arena, const cg_program *program) {
    cg_program fixed = *program;
    int binaries[16];
    int count = 0;
    double least = INFINITY;
    fixed.columns.items = CG_ARRAY(arena, cg_column, program->columns.count);
    memcpy(fixed.columns.items, program->columns.items,
           (size_t)program->columns.count * sizeof(cg_column));
    for (int j = 0; j < program->columns.count; j++) {
        if (program->columns.items[j].integer) {
            binaries[count++] = j;
            fixed.columns.items[j].integer = false;
        }
    }
    for (int choice = 0; choice < 1 << count; choice++) {
        for (int b = 0; b < count; b++) {
            cg_column *item = &fixed.columns.items[binaries[b]];
            item->lower = item->upper = (choice >> b) & 1;
        }
        cg_solution *solution = cg_program_solve(arena, &fixed, NULL, NULL);
        if (solution->outcome == CG_OPTIMAL) {
            least = fmin(least, solution->objective);
        }
    }
    return least;
}

typedef struct order {
    double size, price;
    uint64_t seed;
} order;

static void search_agrees(cg_arena *arena, void *payload) {
    const order *o = payload;
    chance c = {.state = o->seed};
    cg_program *program = pipes(arena, &c, o->size, o->price);
    double expected = enumerated(arena, program);
    cg_solution *solution = cg_program_solve(arena, program, NULL, NULL);
    cr_assert_eq(solution->outcome, CG_OPTIMAL, "%d: outcome %d", (int)o->seed,
                 (int)solution->outcome);
    cr_expect(near(solution->objective, expected, 1e-9), "%d: %.17g, not %.17g", (int)o->seed,
              solution->objective, expected);
    cr_expect(solution->bound <= solution->objective && near(solution->bound, expected, 2e-9),
              "%d: bound %.17g of %.17g", (int)o->seed, solution->bound, expected);
    cg_certificate certificate = cg_program_certify(arena, program, solution);
    cr_expect(certificate.primal_residual < 1e-9 && certificate.dual_residual < 1e-9);
    cr_expect(near(certificate.bound, certificate.objective, 1e-9), "%d: fixed bound %.17g",
              (int)o->seed, certificate.bound);
}

/* Sizes and prices from a brook in EUR to a river in VND. */
Test(solve_random, search_agrees_with_enumeration, .timeout = 240) {
    order orders[] = {{10, 1, 0}, {1e6, 1e4, 0}, {1e-2, 1e6, 0}, {1e3, 1e10, 0}};
    for (int k = 0; k < 100; k++) {
        orders[k % 4].seed = 77 + (uint64_t)k;
        with_arena(search_agrees, &orders[k % 4]);
    }
}
