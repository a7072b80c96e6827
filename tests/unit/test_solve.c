/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solving: hand-made programs, their duals, what has no answer, limits, and GLPK's own failures. */
#include "program_help.h"

#include "program/solver.h"

#include <string.h>

typedef struct hand {
    const char *name;
    struct {
        double lower, upper, cost;
    } columns[3];
    int column_count;
    struct {
        double lower, upper, a[3];
    } rows[3];
    int row_count;
    double objective, x[3], dual[3], reduced[3];
} hand;

static cg_program *built(cg_arena *arena, const hand *h) {
    cg_program *program = cg_program_new(arena);
    for (int j = 0; j < h->column_count; j++) {
        column(program, h->columns[j].lower, h->columns[j].upper, h->columns[j].cost);
    }
    for (int i = 0; i < h->row_count; i++) {
        row(program, h->rows[i].lower, h->rows[i].upper);
        for (int j = 0; j < h->column_count; j++) {
            cg_program_set(program, i, j, h->rows[i].a[j]);
        }
    }
    return program;
}

static bool agrees(double found, double expected) {
    return fabs(found - expected) <= 1e-12 * fmax(1, fabs(expected));
}

static void by_hand(cg_arena *arena, void *payload) {
    const hand *h = payload;
    cg_program *program = built(arena, h);
    cg_solution *solution = cg_program_solve(arena, program, NULL, NULL);
    cr_assert_eq(solution->outcome, CG_OPTIMAL, "%s", h->name);
    cr_expect(agrees(solution->objective, h->objective), "%s: %.17g", h->name, solution->objective);
    cr_expect(agrees(solution->bound, h->objective), "%s: bound %.17g", h->name, solution->bound);
    for (int j = 0; j < h->column_count; j++) {
        cr_expect(agrees(solution->x[j], h->x[j]), "%s: x[%d] = %.17g", h->name, j, solution->x[j]);
        cr_expect(agrees(solution->reduced[j], h->reduced[j]), "%s: reduced[%d] = %.17g", h->name,
                  j, solution->reduced[j]);
    }
    for (int i = 0; i < h->row_count; i++) {
        cr_expect(agrees(solution->dual[i], h->dual[i]), "%s: dual[%d] = %.17g", h->name, i,
                  solution->dual[i]);
    }
}

#define UP NO_BOUND
#define DOWN (-NO_BOUND)

Test(solve, hand_made_programs_with_their_duals) {
    hand table[] = {
        /* a + b = 108 and 0.9a + 0.8b = 90; 2 = 0.9u + v, 1 = 0.8u + v */
        {"two rows bind",
         {{0, 50, 2}, {0, UP, 1}},
         2,
         {{90, UP, {0.9, 0.8}}, {DOWN, 108, {1, 1}}},
         2,
         144,
         {36, 72},
         {10, -7},
         {0, 0}},
        /* cheap supply ends at 6e5; one more unit of demand costs the dear price */
        {"flows of 1e6, prices to 1e10",
         {{0, 6e5, 1e4}, {0, UP, 1e10}},
         2,
         {{1e6, 1e6, {1, 1}}},
         1,
         6e9 + 4e15,
         {6e5, 4e5},
         {1e10},
         {1e4 - 1e10, 0}},
        /* the same in litres a second and thousands */
        {"tiny flows",
         {{0, 6e-7, 3}, {0, UP, 8}},
         2,
         {{1e-6, 1e-6, {1, 1}}},
         1,
         1.8e-6 + 3.2e-6,
         {6e-7, 4e-7},
         {8},
         {-5, 0}},
        /* the upper side of a range binds: more room lowers the objective by 1 */
        {"range", {{0, UP, -1}, {0, UP, 0.5}}, 2, {{1, 4, {1, 1}}}, 1, -4, {4, 0}, {-1}, {0, 1.5}},
        {"lower side of a range", {{0, UP, 3}}, 1, {{1, 4, {2}}}, 1, 1.5, {0.5}, {1.5}, {0}},
        {"free column", {{DOWN, UP, 1}}, 1, {{-5, UP, {1}}}, 1, -5, {-5}, {1}, {0}},
        {"upper bound only", {{DOWN, 7, -2}}, 1, {{DOWN, UP, {1}}}, 1, -14, {7}, {0}, {-2}},
        {"negative lower bound", {{-3, 7, 2}}, 1, {{DOWN, 100, {1}}}, 1, -6, {-3}, {0}, {2}},
        {"fixed column",
         {{2, 2, 5}, {0, UP, 1}},
         2,
         {{10, 10, {1, 2}}},
         1,
         14,
         {2, 4},
         {0.5},
         {4.5, 0}},
        {"no rows", {{1, 2, 5}, {0, 3, -1}}, 2, {{0, 0, {0}}}, 0, 2, {1, 3}, {0}, {5, -1}},
        {"empty row", {{1, 2, 5}}, 1, {{DOWN, 3, {0}}}, 1, 5, {1}, {0}, {5}},
        {"nothing at all", {{0, 0, 0}}, 0, {{0, 0, {0}}}, 0, 0, {0}, {0}, {0}},
        /* x = y = 1 twice over: the third row says nothing new */
        {"degenerate",
         {{0, UP, 1}, {0, UP, 1}},
         2,
         {{1, 1, {1, 0}}, {DOWN, 1, {0, 1}}, {2, UP, {1, 1}}},
         3,
         2,
         {1, 1},
         {0, 0, 1},
         {0, 0}},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        with_arena(by_hand, &table[i]);
    }
}

typedef struct hopeless {
    const char *name;
    hand program;
    bool whole; /* all columns integer */
    cg_outcome outcome;
} hopeless;

static void no_solution(cg_arena *arena, void *payload) {
    const hopeless *h = payload;
    cg_program *program = built(arena, &h->program);
    for (int j = 0; j < program->columns.count; j++) {
        program->columns.items[j].integer = h->whole;
    }
    cg_solution *solution = cg_program_solve(arena, program, NULL, NULL);
    cr_expect_eq(solution->outcome, h->outcome, "%s: %d", h->name, (int)solution->outcome);
    cr_expect_null(solution->x, "%s", h->name);
    cr_expect((solution->message != NULL) == (h->outcome == CG_NO_ANSWER), "%s: %s", h->name,
              solution->message);
}

Test(solve, what_has_no_solution_says_so) {
    hopeless table[] = {
        {"rows contradict",
         {"", {{0, UP, 1}}, 1, {{5, UP, {1}}, {DOWN, 4, {1}}}, 2, 0, {0}, {0}, {0}},
         false,
         CG_INFEASIBLE},
        {"85 of 90 MW",
         {"",
          {{0, 50, 2}, {0, UP, 1}},
          2,
          {{90, UP, {0.9, 0.8}}, {DOWN, 100, {1, 1}}},
          2,
          0,
          {0},
          {0},
          {0}},
         false,
         CG_INFEASIBLE},
        {"empty row wants 1",
         {"", {{0, UP, 1}}, 1, {{1, UP, {0}}}, 1, 0, {0}, {0}, {0}},
         false,
         CG_INFEASIBLE},
        {"bounds crossed",
         {"", {{2, 1, 1}}, 1, {{DOWN, UP, {1}}}, 1, 0, {0}, {0}, {0}},
         false,
         CG_INFEASIBLE},
        {"row bounds crossed",
         {"", {{0, 9, 1}}, 1, {{3, 2, {1}}}, 1, 0, {0}, {0}, {0}},
         false,
         CG_INFEASIBLE},
        {"no whole number between",
         {"", {{0.2, 0.8, 1}}, 1, {{DOWN, UP, {1}}}, 1, 0, {0}, {0}, {0}},
         true,
         CG_INFEASIBLE},
        {"2x + 2y = 3",
         {"", {{0, 5, 1}, {0, 5, 1}}, 2, {{3, 3, {2, 2}}}, 1, 0, {0}, {0}, {0}},
         true,
         CG_INFEASIBLE},
        {"no floor",
         {"", {{0, UP, -1}, {0, UP, 1}}, 2, {{0, UP, {1, -1}}}, 1, 0, {0}, {0}, {0}},
         false,
         CG_NO_ANSWER},
        {"no floor, no rows",
         {"", {{DOWN, 3, 1}}, 1, {{0, 0, {0}}}, 0, 0, {0}, {0}, {0}},
         false,
         CG_NO_ANSWER},
        {"not a number",
         {"", {{0, 1, NAN}}, 1, {{0, UP, {1}}}, 1, 0, {0}, {0}, {0}},
         false,
         CG_NO_ANSWER},
        {"infinite coefficient",
         {"", {{0, 1, 1}}, 1, {{0, UP, {INFINITY}}}, 1, 0, {0}, {0}, {0}},
         false,
         CG_NO_ANSWER},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        with_arena(no_solution, &table[i]);
    }
}

static void whole_numbers(cg_arena *arena, void *payload) {
    (void)payload;
    /* Whole numbers with broken bounds, and no row at all: min 3u - v, u in [0.5, 3.5], v in
     * [-9, 2.5]. */
    cg_program *program = cg_program_new(arena);
    column(program, 0.5, 3.5, 3);
    column(program, -9, 2.5, -1);
    program->columns.items[0].integer = true;
    program->columns.items[1].integer = true;
    program->constant = 100;
    cg_solution *solution = cg_program_solve(arena, program, NULL, NULL);
    cr_assert_eq(solution->outcome, CG_OPTIMAL);
    cr_expect_eq(solution->objective, 101);
    cr_expect(solution->bound <= 101 && solution->bound > 101 - 1e-6);
}

Test(solve, whole_numbers_without_rows) {
    with_arena(whole_numbers, NULL);
}

/* Market split (Cornuejols and Dawande 1998): rows of random weights to be met by half their sum,
 * missing costs. Small, and far too hard to finish. */
static cg_program *market(cg_arena *arena, double *start) {
    cg_program *program = cg_program_new(arena);
    chance c = {.state = 4};
    for (int i = 0; i < 4; i++) {
        int total = 0;
        row(program, 0, 0);
        for (int j = 0; j < 30; j++) {
            int weight = below(&c, 100);
            if (i == 0) {
                binary(program, 0);
            }
            cg_program_set(program, i, j, weight);
            total += weight;
        }
        program->rows.items[i].lower = program->rows.items[i].upper = total / 2;
    }
    for (int i = 0; i < 4; i++) {
        cg_program_set(program, i, column(program, 0, UP, 1), 1);
        cg_program_set(program, i, column(program, 0, UP, 1), -1);
        start[30 + 2 * i] = program->rows.items[i].upper;
    }
    return program;
}

static void limits(cg_arena *arena, void *payload) {
    (void)payload;
    double start[38] = {0};
    cg_program *program = market(arena, start);
    cg_solve_settings settings = {.node_limit = 300};
    cg_solution *first = cg_program_solve(arena, program, &settings, start);
    cg_solution *second = cg_program_solve(arena, program, &settings, start);
    cr_assert_eq(first->outcome, CG_LIMIT);
    cr_expect(first->bound <= first->objective);
    cr_expect(first->bound >= 0, "the relaxation already proves 0, found %g", first->bound);
    cr_expect(first->objective <= start[30] + start[32] + start[34] + start[36]);
    cr_expect_eq(memcmp(first->x, second->x, 38 * sizeof(double)), 0);
    cr_expect_eq(memcmp(first->dual, second->dual, 4 * sizeof(double)), 0);
    cr_expect_eq(memcmp(&first->bound, &second->bound, sizeof(double)), 0);
    cg_certificate certificate = cg_program_certify(arena, program, first);
    cr_expect(certificate.primal_residual < 1e-9);
    /* A gap that the first incumbent meets ends the search, and is a limit like any other. */
    program->constant = 1e6;
    settings = (cg_solve_settings){.gap = 0.01};
    cg_solution *rough = cg_program_solve(arena, program, &settings, start);
    cr_assert_eq(rough->outcome, CG_LIMIT);
    cr_expect(rough->objective - rough->bound <= 0.01 * rough->objective);
}

Test(solve, limits_give_the_best_so_far_and_the_same_twice, .timeout = 120) {
    with_arena(limits, NULL);
}

static bool stop_at_once(void *payload, double elapsed_s, double best, double bound) {
    int *calls = payload;
    (*calls)++;
    return elapsed_s > 0 && bound <= best;
}

static void stopped(cg_arena *arena, void *payload) {
    (void)payload;
    double start[38] = {0};
    int calls = 0;
    cg_program *program = market(arena, start);
    cg_solve_settings settings = {.progress = stop_at_once, .payload = &calls};
    cg_solution *solution = cg_program_solve(arena, program, &settings, start);
    cr_expect_eq(solution->outcome, CG_LIMIT);
    cr_expect_eq(calls, 1);
    /* The clock's own limit. */
    settings = (cg_solve_settings){.time_limit_s = 0.2};
    solution = cg_program_solve(arena, program, &settings, start);
    cr_expect_eq(solution->outcome, CG_LIMIT);
}

Test(solve, the_caller_and_the_clock_can_stop_it, .timeout = 120) {
    with_arena(stopped, NULL);
}

/* Things of random weight and worth for 150 sacks that each hold half of all: its relaxation alone
 * takes many milliseconds. */
static cg_program *sacks(cg_arena *arena) {
    enum { SACKS = 150, THINGS = 600 };
    cg_program *program = cg_program_new(arena);
    chance c = {.state = 7};
    for (int i = 0; i < SACKS; i++) {
        row(program, -INFINITY, 25.0 * THINGS);
    }
    for (int j = 0; j < THINGS; j++) {
        binary(program, -1 - below(&c, 100));
        for (int i = 0; i < SACKS; i++) {
            cg_program_set(program, i, j, below(&c, 100));
        }
    }
    return program;
}

/* However short the time: only the search is cut short, or a busy machine has no plan at all. */
static void hasty(cg_arena *arena, void *payload) {
    (void)payload;
    const double nothing[600] = {0};
    cg_solve_settings settings = {.time_limit_s = 1e-9};
    cg_solution *solution = cg_program_solve(arena, sacks(arena), &settings, nothing);
    cr_assert_eq(solution->outcome, CG_LIMIT, "%s", solution->message);
    cr_expect_leq(solution->objective, 0);
    cr_expect_lt(solution->bound, solution->objective);
}

Test(solve, has_a_solution_where_there_was_no_time_to_search, .timeout = 120) {
    with_arena(hasty, NULL);
}

static cg_run *run_of(cg_arena *arena, const cg_scaled *scaled, const cg_solve_settings *settings) {
    cg_run *run = CG_NEW(arena, cg_run);
    *run = (cg_run){.scaled = scaled,
                    .settings = settings,
                    .lower = scaled->lower,
                    .upper = scaled->upper,
                    .tolerance = 1e-9,
                    .x = CG_ARRAY(arena, double, scaled->columns),
                    .dual = CG_ARRAY(arena, double, scaled->rows),
                    .work = CG_ARRAY(arena, double, scaled->rows + 1),
                    .sums = CG_ARRAY(arena, long double, scaled->rows + 1),
                    .places = CG_ARRAY(arena, int, scaled->rows + 1),
                    .row_status = CG_ARRAY(arena, int, scaled->rows),
                    .column_status = CG_ARRAY(arena, int, scaled->columns)};
    return run;
}

static cg_scaled scaled_arrays(cg_arena *arena, const cg_program *program) {
    cg_scaled scaled = cg_program_arrays(arena, program);
    cg_scale(arena, &scaled);
    return scaled;
}

static void misuse(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = cg_program_new(arena);
    cg_program_set(program, row(program, 1, 1), column(program, 0, 5, 1), 1);
    cg_scaled scaled = scaled_arrays(arena, program);
    static const cg_solve_settings none = {0};
    cg_run *run = run_of(arena, &scaled, &none);
    for (int round = 0; round < 3; round++) {
        scaled.index[0] = 99; /* a row that is not there: GLPK would end the process */
        cg_run_linear(run);
        cr_expect_eq(run->verdict, CG_RUN_UNCLEAN);
        cr_expect_not_null(strstr(run->message, "row index out of range"), "%s", run->message);
        cg_run_search(run);
        cr_expect_eq(run->verdict, CG_RUN_UNCLEAN);
        scaled.index[0] = 1;
        cg_run_linear(run);
        cr_expect_eq(run->verdict, CG_RUN_OPTIMAL);
        cr_expect_str_empty(run->message);
    }
    cg_entry astray = {.row = 7, .column = 0, .value = 1};
    CG_PUSH(arena, &program->entries, astray);
    cg_solution *solution = cg_program_solve(arena, program, NULL, NULL);
    cr_expect_eq(solution->outcome, CG_NO_ANSWER);
    cr_expect_not_null(solution->message);
}

Test(solve, glpk_failures_come_back_as_words) {
    with_arena(misuse, NULL);
}

/* The ways that solve.c keeps for bad days, on a good one: a = 36 of 108 MW, and 100 MW too little.
 */
static void ways(cg_arena *arena, void *payload) {
    (void)payload;
    static const cg_solve_settings none = {0};
    for (int way = 0; way < 2 * 2 * 2 * 2; way++) {
        for (int supply = 100; supply <= 108; supply += 8) {
            hand links = {"",  {{0, 50, 2}, {0, UP, 1}},
                          2,   {{90, UP, {0.9, 0.8}}, {DOWN, supply, {1, 1}}},
                          2,   0,
                          {0}, {0},
                          {0}};
            cg_scaled scaled = scaled_arrays(arena, built(arena, &links));
            cg_run *run = run_of(arena, &scaled, &none);
            run->basis = way & 1 ? CG_BASIS_ADVANCED : CG_BASIS_SLACK;
            run->dual_simplex = way & 2;
            run->presolve = way & 4;
            run->exact = way & 8;
            cg_run_linear(run);
            cr_assert_eq(run->verdict, supply == 108 ? CG_RUN_OPTIMAL : CG_RUN_INFEASIBLE,
                         "way %d, %d MW: %d", way, supply, (int)run->verdict);
            double a = run->x[0] * scaled.column_scale[0];
            double price = run->dual[0] * scaled.row_scale[0] / scaled.objective_scale;
            cr_expect(supply == 100 || agrees(a, 36), "way %d: a = %.17g", way, a);
            cr_expect(supply == 100 || agrees(price, 10), "way %d: %.17g", way, price);
        }
    }
}

Test(solve, every_way_leads_to_the_same_answer) {
    with_arena(ways, NULL);
}

static void start_helps(cg_arena *arena, void *payload) {
    (void)payload;
    double start[38] = {0};
    cg_program *program = market(arena, start);
    cg_solve_settings settings = {.node_limit = 1};
    cg_solution *with = cg_program_solve(arena, program, &settings, start);
    cr_expect_eq(with->outcome, CG_LIMIT);
    start[0] = 0.4; /* not whole: rounded, and the rest solved anew */
    start[30] = 0;
    cr_expect_eq(cg_program_solve(arena, program, &settings, start)->outcome, CG_LIMIT);
}

Test(solve, a_start_is_an_answer_even_when_nothing_is_searched, .timeout = 60) {
    with_arena(start_helps, NULL);
}

Test(solve, scaling_is_by_powers_of_two) {
    cg_failure failure;
    cg_arena *arena = cg_arena_new(&failure);
    cr_assert_not_null(arena);
    cg_program *program = cg_program_new(arena);
    int flow = column(program, 0, 1e6, 3e9);
    int rest = column(program, 0, NO_BOUND, 1e4);
    int built = binary(program, 1e11);
    int meet = row(program, 7e5, 7e5);
    int link = row(program, -NO_BOUND, 0);
    cg_program_set(program, meet, flow, 1);
    cg_program_set(program, meet, rest, 1);
    cg_program_set(program, link, flow, 1);
    cg_program_set(program, link, built, -1e6);
    cg_scaled scaled = scaled_arrays(arena, program);
    for (int j = 0; j < 3; j++) {
        int exponent = 0;
        cr_expect_eq(frexp(scaled.column_scale[j], &exponent), 0.5);
        cr_expect(isinf(scaled.upper[j]) || scaled.upper[j] < 1000);
    }
    cr_expect_eq(scaled.column_scale[built], 1);
    for (int k = 0; k < 4; k++) {
        cr_expect(fabs(scaled.value[k]) <= 1 && fabs(scaled.value[k]) > 1e-3, "%g",
                  scaled.value[k]);
    }
    cg_arena_free(arena);
}

/* Lets every allocation of building, solving, certifying and writing fail in turn: each way out
 * leaves nothing behind (the sanitizers and valgrind look) and the next solve is right. */
Test(solve, memory_may_end_anywhere) {
    cg_failure failure;
    cg_arena *volatile arena = NULL;
    volatile long after = 1;
    volatile bool done = false;
    while (!done) {
        cg_fail_allocation_after(0);
        cg_arena_free(arena);
        arena = cg_arena_new(&failure);
        cr_assert_not_null(arena);
        if (setjmp(failure.point) != 0) {
            after++;
            continue;
        }
        cg_fail_allocation_after(after);
        double start[38] = {0};
        cg_solve_settings settings = {.node_limit = 3};
        cg_program *program = market(arena, start);
        cg_solution *solution = cg_program_solve(arena, program, &settings, start);
        cg_program_lp_text(arena, program, NULL);
        done = true;
        cg_fail_allocation_after(0);
        cr_expect_eq(solution->outcome, CG_LIMIT);
    }
    cr_expect(after > 3, "%ld allocations only", after);
    cg_arena_free(arena);
}
