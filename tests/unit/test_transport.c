/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks that are networks: known where they are, and solved as GLPK solves them. */
#include "program/transport.h"
#include "program_help.h"

#include "one_arena.h"

TestSuite(transport, .init = open_arena, .fini = close_arena);

/* The program by one way, with what the certificate says. */
typedef struct answer {
    cg_verdict verdict;
    bool known;            /* as a network */
    double objective, gap; /* gap: relative to the largest money of a column */
    cg_certificate certificate;
    cg_run *run;
    cg_scaled scaled;
} answer;

static cg_scaled scaled_of(const cg_program *program) {
    cg_scaled scaled = cg_program_arrays(arena, program);
    cg_scale(arena, &scaled);
    return scaled;
}

static cg_run *run_of(const cg_scaled *scaled, const cg_solve_settings *settings) {
    cg_run *run = CG_NEW(arena, cg_run);
    *run = (cg_run){.scaled = scaled,
                    .settings = settings,
                    .started = cg_clock(),
                    .lower = scaled->lower,
                    .upper = scaled->upper,
                    .tolerance = 1e-9,
                    .x = CG_ARRAY(arena, double, scaled->columns),
                    .dual = CG_ARRAY(arena, double, scaled->rows),
                    .row_status = CG_ARRAY(arena, int, scaled->rows),
                    .column_status = CG_ARRAY(arena, int, scaled->columns),
                    .work = CG_ARRAY(arena, double, scaled->rows + 1),
                    .sums = CG_ARRAY(arena, long double, scaled->rows + 1)};
    return run;
}

/* Objective and certificate of the run in the program's own units; rounding at its bounds is taken
 * off x, as solving does with every run. */
static void certify(const cg_program *program, answer *a) {
    const cg_scaled *s = &a->scaled;
    cg_solution solution = {.x = CG_ARRAY(arena, double, s->columns),
                            .dual = CG_ARRAY(arena, double, s->rows)};
    double money = 0;
    for (int j = 0; j < s->columns; j++) {
        solution.x[j] = a->run->x[j] * s->column_scale[j];
        money = fmax(money, fabs(solution.x[j] * program->columns.items[j].cost));
    }
    for (int i = 0; i < s->rows; i++) {
        double dual = a->run->dual[i];
        bool sideless =
            (dual > 0 && isinf(s->row_lower[i])) || (dual < 0 && isinf(s->row_upper[i]));
        solution.dual[i] = sideless ? 0 : dual * s->row_scale[i] / s->objective_scale;
    }
    a->certificate = cg_program_certify(arena, program, &solution);
    a->objective = a->certificate.objective;
    double gap = fabs(a->objective - a->certificate.bound);
    a->gap = gap > 0 ? gap / fmax(money, 1e-300) : 0;
}

static answer by_network(const cg_program *program) {
    static const cg_solve_settings settings = {0};
    answer a = {.scaled = scaled_of(program)};
    cg_scaled *kept = CG_NEW(arena, cg_scaled);
    *kept = a.scaled;
    a.run = run_of(kept, &settings);
    a.known = cg_run_transport(arena, a.run);
    a.verdict = a.known ? a.run->verdict : CG_RUN_UNCLEAN;
    if (a.run->has_x) {
        certify(program, &a);
    }
    return a;
}

static bool is_network(const cg_program *program) {
    cg_scaled scaled = scaled_of(program);
    return cg_is_transport(arena, &scaled);
}

static void closes(const answer *a, const char *name) {
    cr_assert_eq(a->verdict, CG_RUN_OPTIMAL, "%s: verdict %d", name, (int)a->verdict);
    cr_assert_leq(a->certificate.primal_residual, 1e-9, "%s: primal %g", name,
                  a->certificate.primal_residual);
    cr_assert_leq(a->certificate.dual_residual, 1e-9, "%s: dual %g", name,
                  a->certificate.dual_residual);
    cr_assert_leq(a->gap, 1e-9, "%s: gap %g", name, a->gap);
}

/* What the basis says of a row or column holds, and as many are basic as there are rows. */
static void basis_holds(const answer *a, const char *name) {
    const cg_scaled *s = &a->scaled;
    int basic = 0;
    double *activity = CG_ARRAY(arena, double, s->rows);
    double *term = CG_ARRAY(arena, double, s->rows);
    for (int j = 0; j < s->columns; j++) {
        int status = a->run->column_status[j];
        double side = status == CG_AT_UPPER ? s->upper[j] : s->lower[j];
        basic += status == CG_BASIC;
        cr_assert(status == CG_BASIC || a->run->x[j] == side, "%s: column %d", name, j);
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            activity[s->index[k] - 1] += s->value[k] * a->run->x[j];
            term[s->index[k] - 1] += fabs(s->value[k] * a->run->x[j]);
        }
    }
    for (int i = 0; i < s->rows; i++) {
        int status = a->run->row_status[i];
        double side = status == CG_AT_UPPER ? s->row_upper[i] : s->row_lower[i];
        basic += status == CG_BASIC;
        cr_assert(status == CG_BASIC || fabs(activity[i] - side) <= 1e-12 * term[i], "%s: row %d",
                  name, i);
    }
    cr_assert_eq(basic, s->rows, "%s: %d basic of %d rows", name, basic, s->rows);
}

/* GLPK takes the basis, and finds no better from there. */
static void glpk_agrees(const cg_program *program, const answer *a, const char *name) {
    basis_holds(a, name);
    cg_solve_settings settings = {0};
    answer other = {.scaled = a->scaled};
    other.run = run_of(a->run->scaled, &settings);
    other.run->basis = CG_BASIS_GIVEN;
    memcpy(other.run->row_status, a->run->row_status, (size_t)a->scaled.rows * sizeof(int));
    memcpy(other.run->column_status, a->run->column_status,
           (size_t)a->scaled.columns * sizeof(int));
    cg_run_linear(other.run);
    cr_assert_eq(other.run->verdict, CG_RUN_OPTIMAL, "%s: GLPK's verdict %d", name,
                 (int)other.run->verdict);
    certify(program, &other);
    double scale = fmax(fabs(a->objective), fabs(other.objective));
    cr_assert_leq(fabs(a->objective - other.objective), 1e-9 * scale, "%s: %.17g, GLPK's %.17g",
                  name, a->objective, other.objective);
}

/* One supply and one demand of a table: the coefficient in either row, and the price. */
static int arc(cg_program *program, const int *rows, const double *values, double cost) {
    int j = column(program, 0, NO_BOUND, cost);
    cg_program_set(program, rows[0], j, values[0]);
    cg_program_set(program, rows[1], j, values[1]);
    return j;
}

/* Supplies, demands and prices: Σ over a supply <= it, Σ over a demand >= or == it. */
typedef struct table {
    int supplies, demands;
    const double *supply, *demand, *cost;
    double demand_upper; /* 1: the demand itself, else none */
} table;

static cg_program *program_of(const table *t) {
    cg_program *program = cg_program_new(arena);
    for (int i = 0; i < t->supplies; i++) {
        row(program, -NO_BOUND, t->supply[i]);
    }
    for (int i = 0; i < t->demands; i++) {
        row(program, t->demand[i], t->demand_upper == 1 ? t->demand[i] : NO_BOUND);
    }
    for (int k = 0; k < t->supplies * t->demands; k++) {
        arc(program, (int[]){k / t->demands, t->supplies + k % t->demands}, (double[]){1, 1},
            t->cost[k]);
    }
    return program;
}

/* Dantzig, "Linear Programming and Extensions" (1963), 3-3: cans from two canneries to three
 * warehouses; 153.675 thousand dollars with freight at 90 dollars a case and thousand miles. */
Test(transport, canneries) {
    const table t = {.supplies = 2,
                     .demands = 3,
                     .supply = (const double[]){350, 600},
                     .demand = (const double[]){325, 300, 275},
                     .cost = (const double[]){0.225, 0.153, 0.162, 0.225, 0.162, 0.126}};
    cg_program *program = program_of(&t);
    answer a = by_network(program);
    closes(&a, "canneries");
    cr_assert(near(a.objective, 153.675, 1e-12), "%.17g", a.objective);
    glpk_agrees(program, &a, "canneries");
}

/* An assignment of three to three: every basis is degenerate. */
Test(transport, degenerate_assignment) {
    const table t = {.supplies = 3,
                     .demands = 3,
                     .supply = (const double[]){1, 1, 1},
                     .demand = (const double[]){1, 1, 1},
                     /* The six orders cost 4+4+6, 4+5+3, 2+3+6, 2+5+5, 8+3+3, 8+4+5. */
                     .cost = (const double[]){4, 2, 8, 3, 4, 5, 5, 3, 6},
                     .demand_upper = 1};
    cg_program *program = program_of(&t);
    answer a = by_network(program);
    closes(&a, "assignment");
    cr_assert(near(a.objective, 11, 1e-12), "%.17g", a.objective);
    glpk_agrees(program, &a, "assignment");
}

/* 0.1 + 0.2 is not 0.3 in binary: rounding is not called infeasible. */
Test(transport, sides_that_only_rounding_parts) {
    const table t = {.supplies = 2,
                     .demands = 1,
                     .supply = (const double[]){0.1, 0.2},
                     .demand = (const double[]){0.3},
                     .cost = (const double[]){1, 2},
                     .demand_upper = 1};
    cg_program *program = program_of(&t);
    program->rows.items[0].lower = 0.1;
    program->rows.items[1].lower = 0.2;
    answer a = by_network(program);
    closes(&a, "0.1 + 0.2");
    cr_assert(near(a.objective, 0.5, 1e-12), "%.17g", a.objective);
}

/* Beside a price of 1e12 whole units are 7e-6, and a price of 1 + 1e-6 looks like one of 1: found
 * by going on with what the prices lack. */
Test(transport, prices_beyond_whole_numbers) {
    for (int order = 0; order < 2; order++) {
        cg_program *program = cg_program_new(arena);
        row(program, -NO_BOUND, 10);
        row(program, 10, NO_BOUND);
        arc(program, (int[]){0, 1}, (double[]){1, 1}, order ? 1 : 1 + 1e-6);
        arc(program, (int[]){0, 1}, (double[]){1, 1}, order ? 1 + 1e-6 : 1);
        arc(program, (int[]){0, 1}, (double[]){1, 1}, 1e12);
        answer a = by_network(program);
        closes(&a, "prices");
        cr_assert(near(a.objective, 10, 1e-12), "%.17g", a.objective);
        basis_holds(&a, "prices");
    }
}

/* A bound of 1e24 that means none, on the way through a store: were it counted as a capacity, a
 * whole unit would be more than all there is. 4 at 1 and 3 at 2. */
Test(transport, bounds_that_mean_none) {
    cg_program *program = cg_program_new(arena);
    row(program, -NO_BOUND, 4);
    row(program, -NO_BOUND, 5);
    row(program, 0, 0);
    row(program, 7, NO_BOUND);
    arc(program, (int[]){0, 2}, (double[]){1, -1}, 1);
    arc(program, (int[]){1, 2}, (double[]){1, -1}, 2);
    arc(program, (int[]){2, 3}, (double[]){1, 1}, 0);
    for (int j = 0; j < 3; j++) {
        program->columns.items[j].upper = 1e24;
    }
    answer a = by_network(program);
    closes(&a, "1e24");
    cr_assert(near(a.objective, 10, 1e-12), "%.17g", a.objective);
    glpk_agrees(program, &a, "1e24");
}

/* More is asked than there is, by much and by little. */
Test(transport, infeasible) {
    const double asked[] = {1000, 951, 950.01};
    for (int k = 0; k < 3; k++) {
        const table t = {.supplies = 2,
                         .demands = 1,
                         .supply = (const double[]){350, 600},
                         .demand = &asked[k],
                         .cost = (const double[]){1, 1}};
        answer a = by_network(program_of(&t));
        cr_expect_eq(a.verdict, CG_RUN_INFEASIBLE, "%g of 950: verdict %d", asked[k],
                     (int)a.verdict);
        cr_expect_not(a.run->has_x);
    }
}

/* What goes round in a circle and earns at every turn never ends; with one way limited it does. */
Test(transport, circle) {
    for (int limited = 0; limited < 3; limited++) {
        cg_program *program = cg_program_new(arena);
        for (int i = 0; i < 3; i++) {
            row(program, 0, limited == 2 && i == 0 ? 1 : 0);
        }
        for (int i = 0; i < 3; i++) {
            arc(program, (int[]){i, (i + 1) % 3}, (double[]){1, -1}, i == 0 ? -3 : 1);
        }
        program->columns.items[1].upper = (double[]){NO_BOUND, 7, 1e24}[limited];
        answer a = by_network(program);
        if (limited == 2) {
            /* A bound, though one that looks like none: not without end, so another way is asked.
             */
            cr_expect_eq(a.verdict, CG_RUN_UNCLEAN, "verdict %d", (int)a.verdict);
            continue;
        }
        if (!limited) {
            cr_expect_eq(a.verdict, CG_RUN_UNBOUNDED, "verdict %d", (int)a.verdict);
            continue;
        }
        closes(&a, "circle");
        /* 7 round at -3 + 1 + 1. */
        cr_expect(near(a.objective, -7, 1e-12), "%.17g", a.objective);
    }
}

/* Columns in one row alone, with bounds on both sides, counted from above, and fixed; a supply of
 * nothing. By hand: c (at least 1, at most 2, costs 3) must give at least what is asked: 6 = a + b
 * + c with a <= 2 at 1, b <= 10 at 2.5 and c at its least, 1: 2 + 3 * 2.5 + 3 = 12.5; d, which
 * takes what it can below 4 for -1 each, adds -4; e is held at 5 for 1. */
Test(transport, bounds_and_single_rows) {
    cg_program *program = cg_program_new(arena);
    row(program, 6, NO_BOUND);
    row(program, -NO_BOUND, 5 + 4);
    row(program, -NO_BOUND, 0);
    int a = column(program, 0, 2, 1);
    int b = column(program, 0, 10, 2.5);
    int c = column(program, 1, 2, 3);
    int d = column(program, -NO_BOUND, 4, -1);
    int e = column(program, 5, 5, 1);
    cg_program_set(program, 0, a, 1);
    cg_program_set(program, 0, b, 1);
    cg_program_set(program, 0, c, 1);
    cg_program_set(program, 1, d, 1);
    cg_program_set(program, 1, e, 1);
    arc(program, (int[]){2, 0}, (double[]){1, 1}, 0.1); /* a free gift of nothing */
    answer found = by_network(program);
    closes(&found, "bounds");
    cr_assert(near(found.objective, 12.5 - 4 + 5, 1e-12), "%.17g", found.objective);
    glpk_agrees(program, &found, "bounds");
}

/* Two supplies and two demands joined by four columns: a circle of ratios. */
static cg_program *circle_of_ratios(double last) {
    cg_program *program = cg_program_new(arena);
    row(program, -NO_BOUND, 10);
    row(program, -NO_BOUND, 20);
    row(program, -NO_BOUND, 12);
    row(program, -NO_BOUND, 15);
    /* Of what i gives j gets s_i t_j: 0.7 and 0.35 by 1 and 0.9. */
    arc(program, (int[]){0, 2}, (double[]){1, 0.7}, -5);
    arc(program, (int[]){0, 3}, (double[]){1, 0.7 * 0.9}, -6);
    arc(program, (int[]){1, 2}, (double[]){1, 0.35}, -2);
    arc(program, (int[]){1, 3}, (double[]){1, last}, -4);
    return program;
}

Test(transport, ratios) {
    cg_program *program = circle_of_ratios(0.35 * 0.9);
    cr_expect(is_network(program));
    answer a = by_network(program);
    closes(&a, "ratios");
    glpk_agrees(program, &a, "ratios");
    const double slips[] = {1e-6, -1e-6, 1e-9, 1e-11};
    for (int k = 0; k < 4; k++) {
        cr_expect_not(is_network(circle_of_ratios(0.35 * 0.9 * (1 + slips[k]))), "slip %g",
                      slips[k]);
    }
}

/* What is no network is refused, each for its own reason, and the run is left as it was. */
Test(transport, refused) {
    for (int why = 0; why < 4; why++) {
        cg_program *program = circle_of_ratios(why == 0 ? 0.3 : 0.35 * 0.9);
        if (why == 1) {
            cg_program_set(program, 3, 0, 1); /* three rows */
        }
        if (why == 2) {
            program->columns.items[2].integer = true;
        }
        if (why == 3) {
            program->columns.items[1].lower = -NO_BOUND; /* no bound at all */
        }
        cr_expect_not(is_network(program), "%d", why);
        cg_scaled scaled = scaled_of(program);
        cg_run *run = run_of(&scaled, NULL);
        run->verdict = CG_RUN_STOPPED;
        cr_expect_not(cg_run_transport(arena, run), "%d", why);
        cr_expect_eq(run->verdict, CG_RUN_STOPPED, "%d", why);
    }
}

/* A row without sides, a column without a row, a pipe that is there (3 wide, so at most 3 of x1),
 * an integer that is fixed, and rows that say of one column what a bound could: x0 >= 2, x3 = 1. */
Test(transport, left_out) {
    cg_program *program = circle_of_ratios(0.35 * 0.9);
    row(program, -NO_BOUND, NO_BOUND);
    row(program, -NO_BOUND, 0);
    row(program, 2, NO_BOUND);
    row(program, 3, 3);
    for (int j = 0; j < 4; j++) {
        cg_program_set(program, 4, j, 1 + j);
    }
    int pipe = column(program, 3, 3, 10);
    cg_program_set(program, 5, 1, 1);
    cg_program_set(program, 5, pipe, -1);
    int fixed = binary(program, 2);
    program->columns.items[fixed].lower = 1;
    cg_program_set(program, 5, fixed, 0.5);
    cg_program_set(program, 6, 0, 1);
    cg_program_set(program, 7, 3, 3);
    column(program, -1, 4, -2);
    cr_expect_not(is_network(program));
    answer a = by_network(program);
    closes(&a, "left out");
    cr_expect(near(a.run->x[0] * a.scaled.column_scale[0], 7.5, 1e-12)); /* 10 - x1 */
    cr_expect(near(a.run->x[1] * a.scaled.column_scale[1], 2.5, 1e-12)); /* 3 - 0.5 */
    cr_expect(near(a.run->x[3] * a.scaled.column_scale[3], 1, 1e-12));
    glpk_agrees(program, &a, "left out");
}

/* All rows are left out: each column stands where its price and its bounds put it. By hand 3 x 2 -
 * 1 x 4 + 5 x 1, the last held by a row of equal sides. */
Test(transport, nothing_left) {
    cg_program *program = cg_program_new(arena);
    row(program, 2, NO_BOUND);
    row(program, -NO_BOUND, 8);
    row(program, 3, 3);
    for (int j = 0; j < 3; j++) {
        column(program, 0, 9, (double[]){3, -1, 5}[j]);
        cg_program_set(program, j, j, 1 + j);
    }
    int still = column(program, 0, 0, 1);
    for (int i = 0; i < 3; i++) {
        cg_program_set(program, i, still, 1);
    }
    answer a = by_network(program);
    closes(&a, "nothing left");
    cr_assert(near(a.objective, 6 - 4 + 5, 1e-12), "%.17g", a.objective);
    glpk_agrees(program, &a, "nothing left");
}

/* What is left out must hold by itself. */
Test(transport, left_out_and_broken) {
    cg_program *program = circle_of_ratios(0.35 * 0.9);
    row(program, 3, NO_BOUND);
    column(program, 2, 2, 0);
    for (int i = 2; i < 5; i++) {
        cg_program_set(program, i, 4, 1);
    }
    cg_scaled scaled = scaled_of(program);
    cr_expect_not(cg_run_transport(arena, run_of(&scaled, NULL)));
}

/* A circle whose ratios fit but whose signs do not: three rows, each sharing with the next. */
Test(transport, odd_circle) {
    for (int turned = 0; turned < 2; turned++) {
        cg_program *program = cg_program_new(arena);
        for (int i = 0; i < 3; i++) {
            row(program, -NO_BOUND, 1);
        }
        for (int i = 0; i < 3; i++) {
            arc(program, (int[]){i, (i + 1) % 3}, (double[]){1, i == 2 && turned ? -1 : 1}, -1);
        }
        /* All alike, the circle is odd: x + y <= 1 thrice has its best at halves. */
        cr_expect_eq(is_network(program), turned == 1, "%d", turned);
    }
}

static bool at_once(void *payload) {
    int *calls = payload;
    ++*calls;
    return true;
}

/* Four hundred pairs, each node with a supply of one and every arc cheaper than none: more pivots
 * than are done between two looks. Stopped, the tree is a solution still, and the method goes on
 * from there to where it ends undisturbed. */
Test(transport, stops_and_goes_on) {
    enum { half = 200, arcs = half * half };
    int64_t ends[2] = {0};
    for (int stopped = 0; stopped < 2; stopped++) {
        chance c = {.state = 17};
        cg_network n = {.nodes = 2 * half,
                        .arcs = arcs + 2 * half,
                        .source = CG_ARRAY(arena, int, arcs + 2 * half),
                        .target = CG_ARRAY(arena, int, arcs + 2 * half),
                        .cost = CG_ARRAY(arena, int64_t, arcs + 2 * half),
                        .capacity = CG_ARRAY(arena, int64_t, arcs + 2 * half),
                        .supply = CG_ARRAY(arena, int64_t, 2 * half),
                        .slack = CG_ARRAY(arena, int, 2 * half)};
        for (int k = 0; k < n.arcs; k++) {
            int i = k - arcs;
            n.source[k] = k < arcs ? k / half : i < half ? i : n.nodes;
            n.target[k] = k < arcs ? half + k % half : i < half ? n.nodes : i;
            n.cost[k] = k < arcs ? -1 - below(&c, 1000) : 0;
            n.capacity[k] = CG_UNLIMITED;
        }
        for (int i = 0; i < n.nodes; i++) {
            n.supply[i] = i < half ? 1 : -1;
            n.slack[i] = arcs + i;
        }
        cg_network_simplex *simplex = cg_network_simplex_new(arena, &n);
        int calls = 0;
        simplex->watch.stop = stopped ? at_once : NULL;
        simplex->watch.payload = &calls;
        cr_expect_eq(cg_network_simplex_run(simplex),
                     stopped ? CG_NETWORK_STOPPED : CG_NETWORK_OPTIMAL);
        cr_expect_eq(calls, stopped);
        simplex->watch.stop = NULL;
        cr_expect_eq(cg_network_simplex_run(simplex), CG_NETWORK_OPTIMAL);
        for (int i = 0; i < n.nodes; i++) {
            const cg_branch *branch = &simplex->branch[i];
            cr_expect(branch->flow >= 0 && branch->flow <= 1);
            /* Strongly feasible: a little more could flow to the root. */
            cr_expect(branch->upward || branch->flow > 0, "node %d", i);
            ends[stopped] += branch->flow * n.cost[branch->arc];
        }
    }
    cr_expect_eq(ends[0], ends[1]);
    cr_expect_lt(ends[0], -half * 950); /* the best of 200 prices each is near 995 */
}

/* Kinds of random networks. */
typedef struct kind {
    const char *name;
    uint64_t seed;
    int count, rows, columns;
    double spread;      /* decades of factors, quantities and prices */
    bool bipartite;     /* rows give or take, all sides "at most" */
    bool whole, pierce; /* whole: small whole numbers; pierce: sides that cut off a solution */
    bool held;          /* some columns go through what stands still, or have rows of their own */
} kind;

static double decades(chance *c, double spread) {
    return pow(10, between(c, -spread / 2, spread / 2));
}

static double quantity(chance *c, const kind *k) {
    return k->whole ? below(c, 6) : below(c, 4) == 0 ? 0 : uniform(c) * decades(c, k->spread);
}

static void random_sides(cg_program *program, chance *c, const kind *k, const double *sum) {
    for (int i = 0; i < program->rows.count; i++) {
        cg_row *r = &program->rows.items[i];
        double size = fabs(sum[i]) + (k->whole ? 1 : 1e-3);
        double above = below(c, 2) == 0 ? 0 : size * (k->whole ? 2 : uniform(c));
        double under = below(c, 2) == 0 ? 0 : size * (k->whole ? 1 : uniform(c));
        int sides = k->bipartite ? 0 : below(c, 4);
        r->upper = sides == 1 ? NO_BOUND : sides == 2 ? sum[i] : sum[i] + above;
        r->lower = sides == 0 ? -NO_BOUND : sides == 2 ? sum[i] : sum[i] - under;
        if (k->pierce && below(c, 8) == 0 && r->upper < NO_BOUND) {
            r->upper -= 3 * size;
            r->lower = fmin(r->lower, r->upper);
        }
    }
}

/* A row of column j's own, with or without a column that stands still in it. What it lets the
 * column be may leave the others no solution. */
static void hold(cg_program *program, chance *c, int j) {
    const cg_column *column_j = &program->columns.items[j];
    double from = column_j->lower > -NO_BOUND ? column_j->lower : column_j->upper - 2;
    double width = below(c, 3) * (below(c, 2) == 0 ? 1 : uniform(c));
    double value = below(c, 2) == 0 ? 1 : -0.3;
    double still = below(c, 3);
    if (below(c, 3) > 0) {
        return;
    }
    int i = row(program, -NO_BOUND, NO_BOUND);
    double side = value * (from + width) - still;
    cg_program_set(program, i, j, value);
    cg_program_set(program, i, column(program, still, still, between(c, -1, 1)), -1);
    program->rows.items[i].lower = value < 0 || below(c, 4) == 0 ? side : -NO_BOUND;
    program->rows.items[i].upper = value > 0 ? side : NO_BOUND;
}

/* Rows take their sides round the sums of some point within all bounds. */
static cg_program *random_network(chance *c, const kind *k) {
    cg_program *program = cg_program_new(arena);
    int rows = 2 + below(c, k->rows);
    int columns = 1 + below(c, k->columns);
    double *factor = CG_ARRAY(arena, double, rows);
    double *sum = CG_ARRAY(arena, double, rows);
    for (int i = 0; i < rows; i++) {
        row(program, 0, 0);
        factor[i] = decades(c, k->spread) * (below(c, 2) == 0 && !k->bipartite ? -1 : 1);
        factor[i] = k->whole ? copysign(1, factor[i]) : factor[i];
    }
    for (int j = 0; j < columns; j++) {
        double lower = !k->bipartite && below(c, 3) == 0 ? quantity(c, k) - 2 : 0;
        double width = quantity(c, k);
        double inside = lower + width * (k->whole ? below(c, 2) : uniform(c));
        double cost = (k->whole ? below(c, 9) - 4 : between(c, -2, 2)) * decades(c, k->spread / 2);
        int free_side = k->bipartite ? 1 : below(c, 4);
        column(program, free_side == 2 ? -NO_BOUND : lower,
               free_side == 1 ? NO_BOUND : lower + width,
               !k->bipartite && free_side == 1   ? fabs(cost)
               : !k->bipartite && free_side == 2 ? -fabs(cost)
                                                 : cost);
        int from = below(c, k->bipartite ? rows / 2 : rows);
        int to = k->bipartite ? rows / 2 + below(c, rows - rows / 2) : below(c, rows);
        double unit = k->whole ? 1 : decades(c, k->spread);
        cg_program_set(program, from, j, unit / factor[from]);
        sum[from] += unit / factor[from] * inside;
        if (to != from && (k->bipartite || below(c, 6) > 0)) {
            double value = (k->bipartite ? unit : -unit) / factor[to];
            cg_program_set(program, to, j, value);
            sum[to] += value * inside;
        }
    }
    random_sides(program, c, k, sum);
    for (int j = 0; k->held && j < columns; j++) {
        hold(program, c, j);
    }
    return program;
}

/* GLPK's own word on the program, from nothing. */
static answer by_glpk(const cg_program *program, const answer *like) {
    static const cg_solve_settings settings = {0};
    answer a = {.scaled = like->scaled};
    a.run = run_of(like->run->scaled, &settings);
    a.run->basis = CG_BASIS_SLACK;
    cg_run_linear(a.run);
    a.verdict = a.run->verdict;
    if (a.run->has_x) {
        certify(program, &a);
    }
    return a;
}

/* False where the program is not known as a network. */
static bool agrees(const cg_program *program, const char *name) {
    answer a = by_network(program);
    if (!a.known) {
        return false;
    }
    answer other = by_glpk(program, &a);
    cr_assert_eq(a.verdict, other.verdict, "%s: verdict %d, GLPK's %d", name, (int)a.verdict,
                 (int)other.verdict);
    if (a.verdict != CG_RUN_OPTIMAL) {
        return true;
    }
    closes(&a, name);
    double scale = fmax(fabs(a.objective), fabs(other.objective));
    cr_assert_leq(fabs(a.objective - other.objective), 1e-9 * scale, "%s: %.17g, GLPK's %.17g",
                  name, a.objective, other.objective);
    glpk_agrees(program, &a, name);
    return true;
}

Test(transport, as_glpk_says) {
    static const kind kinds[] = {
        {"supply and demand", 1, 400, 12, 60, .spread = 2, .bipartite = true},
        {"whole supply and demand", 2, 400, 12, 60, .bipartite = true, .whole = true},
        {"general", 3, 400, 10, 30, .spread = 2},
        {"whole, many ties", 4, 800, 8, 30, .whole = true},
        {"four decades", 5, 300, 10, 40, .spread = 4},
        {"infeasible at times", 6, 400, 8, 20, .whole = true, .pierce = true},
        {"held", 9, 600, 8, 30, .spread = 2, .held = true},
        {"held, whole", 10, 600, 8, 30, .whole = true, .held = true},
        {"a little larger", 7, 10, 120, 1500, .spread = 2, .bipartite = true},
        {"a little larger, general", 8, 10, 80, 600, .whole = true},
    };
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        chance c = {.state = 0x9e3779b97f4a7c15ULL * kinds[k].seed};
        int known = 0;
        for (int i = 0; i < kinds[k].count; i++) {
            known += agrees(random_network(&c, &kinds[k]), kinds[k].name);
            cg_arena_empty(arena);
        }
        /* Where a row of its own gives a column bounds that exclude each other, GLPK is to say so.
         */
        cr_expect_geq(known, kinds[k].held ? kinds[k].count / 2 : kinds[k].count, "%s: %d",
                      kinds[k].name, known);
    }
}
