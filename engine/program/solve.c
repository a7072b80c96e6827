/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solving a program: which runs of the solver to try, and what may be believed of them. */
#include "program/solver.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

/* Residuals and gaps above this are worth another run. */
#define CLEAN 1e-9
/* Objective and bound of a search meet when they are this near. */
#define MET 1e-6
/* Rational arithmetic is affordable up to here. */
#define EXACT_ROWS 400
/* A value this near to its bound, relative to its order, stands on it. */
#define SNAP 1e-12
#define TYPICAL 128.0 /* of a scaled value: see scale.c */
/* What a search may leave unproven, as a share of the objective, and the least that arithmetic lets
 * it ask for. */
#define PRUNE 1e-9
#define FINEST 1e-13

typedef struct solver {
    cg_arena *arena;
    const cg_program *program;
    const cg_solve_settings *settings;
    cg_scaled scaled;
    double started;
    const char *message;
} solver;

static cg_run *new_run(solver *s) {
    int rows = s->scaled.rows;
    int columns = s->scaled.columns;
    cg_run *run = CG_NEW(s->arena, cg_run);
    run->scaled = &s->scaled;
    run->settings = s->settings;
    run->started = s->started;
    run->lower = CG_ARRAY(s->arena, double, columns);
    run->upper = CG_ARRAY(s->arena, double, columns);
    run->x = CG_ARRAY(s->arena, double, columns);
    run->dual = CG_ARRAY(s->arena, double, rows);
    run->row_status = CG_ARRAY(s->arena, int, rows);
    run->column_status = CG_ARRAY(s->arena, int, columns);
    run->work = CG_ARRAY(s->arena, double, rows + 1);
    run->sums = CG_ARRAY(s->arena, long double, rows + 1);
    run->bound = -INFINITY;
    run->prune = PRUNE;
    for (int j = 0; j < columns; j++) {
        run->lower[j] = s->scaled.lower[j];
        run->upper[j] = s->scaled.upper[j];
    }
    return run;
}

/* Puts x into its box, and onto a bound that it all but touches. */
static void snap(cg_run *run) {
    for (int j = 0; j < run->scaled->columns; j++) {
        double lower = run->lower[j];
        double upper = run->upper[j];
        double x = run->x[j];
        if (x < lower + SNAP * fmax(TYPICAL, fabs(lower))) {
            x = lower;
        }
        if (x > upper - SNAP * fmax(TYPICAL, fabs(upper))) {
            x = upper;
        }
        run->x[j] = x;
    }
}

typedef struct attempt {
    cg_basis basis;
    double tolerance;
    bool dual_simplex, presolve, exact;
} attempt;

static void set_attempt(cg_run *run, attempt a) {
    run->basis = a.basis;
    run->tolerance = a.tolerance;
    run->dual_simplex = a.dual_simplex;
    run->presolve = a.presolve;
    run->exact = a.exact;
}

static bool is_clear(cg_verdict verdict) {
    return verdict == CG_RUN_OPTIMAL || verdict == CG_RUN_STOPPED;
}

/* From the surest way to the last resort. "Infeasible" and "unbounded" are believed when two
 * different ways without presolve agree, or one and the last has no better word. */
static void run_until_clear(solver *s, cg_run *run) {
    static const attempt ways[] = {
        {.basis = CG_BASIS_SLACK, .tolerance = 1e-9},
        {.basis = CG_BASIS_ADVANCED, .tolerance = 1e-7, .dual_simplex = true},
        {.basis = CG_BASIS_SLACK, .tolerance = 1e-7},
        {.basis = CG_BASIS_SLACK, .tolerance = 1e-7, .presolve = true},
        {.basis = CG_BASIS_SLACK, .tolerance = 1e-7, .exact = true},
    };
    cg_verdict word = CG_RUN_UNCLEAN;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (ways[i].exact && s->scaled.rows > EXACT_ROWS) {
            continue;
        }
        set_attempt(run, ways[i]);
        cg_run_linear(run);
        if (run->message[0] != '\0') {
            s->message = cg_copy(s->arena, run->message, strlen(run->message));
        }
        if (is_clear(run->verdict) || (run->verdict != CG_RUN_UNCLEAN && run->verdict == word)) {
            return;
        }
        if (run->verdict != CG_RUN_UNCLEAN && !ways[i].presolve) {
            word = run->verdict;
        }
    }
    run->verdict = word;
}

/* Duals that pull at a side their row does not have prove nothing: zero is at least as good a
 * proof, and what they were worth, if they were more than rounding, then shows in the gap. */
static void drop_sideless(const cg_scaled *scaled, cg_run *run) {
    for (int i = 0; i < scaled->rows; i++) {
        if ((run->dual[i] > 0 && isinf(scaled->row_lower[i])) ||
            (run->dual[i] < 0 && isinf(scaled->row_upper[i]))) {
            run->dual[i] = 0;
        }
    }
}

/* What the run says in the program's own units. */
static cg_solution *solution_of(solver *s, cg_run *run) {
    const cg_scaled *scaled = &s->scaled;
    drop_sideless(scaled, run);
    cg_solution *solution = CG_NEW(s->arena, cg_solution);
    solution->x = CG_ARRAY(s->arena, double, scaled->columns);
    solution->reduced = CG_ARRAY(s->arena, double, scaled->columns);
    solution->dual = CG_ARRAY(s->arena, double, scaled->rows);
    for (int i = 0; run->verdict == CG_RUN_OPTIMAL && i < scaled->rows; i++) {
        solution->dual[i] = run->dual[i] * scaled->row_scale[i] / scaled->objective_scale;
    }
    for (int j = 0; j < scaled->columns; j++) {
        long double reduced = scaled->cost[j];
        for (int k = scaled->start[j]; k < scaled->start[j + 1]; k++) {
            reduced -= (long double)scaled->value[k] * (long double)run->dual[scaled->index[k] - 1];
        }
        solution->x[j] = run->x[j] * scaled->column_scale[j];
        solution->reduced[j] =
            run->verdict == CG_RUN_OPTIMAL
                ? (double)reduced / (scaled->column_scale[j] * scaled->objective_scale)
                : 0;
    }
    return solution;
}

/* Objective minus bound, relative to the largest money in play: what a column costs, or would cost
 * at a bound it does not use where all stand at zero. */
static double relative_gap(const cg_program *program, const cg_solution *solution,
                           const cg_certificate *certificate) {
    double largest = 0;
    for (int j = 0; j < program->columns.count; j++) {
        largest = fmax(largest, fabs(program->columns.items[j].cost * solution->x[j]));
    }
    double gap = fabs(certificate->objective - certificate->bound);
    for (int j = 0; largest == 0 && j < program->columns.count; j++) {
        const cg_column *column = &program->columns.items[j];
        double upper = column->upper < CG_UNBOUNDED ? fabs(column->upper) : 0;
        largest = fmax(largest, fabs(column->cost) * upper);
    }
    return gap > 0 ? gap / largest : 0;
}

/* How far from a closed certificate, as one number. */
static double flaw(const solver *s, const cg_solution *solution,
                   const cg_certificate *certificate) {
    return fmax(relative_gap(s->program, solution, certificate),
                fmax(certificate->primal_residual, certificate->dual_residual));
}

/* Certifies what the run found and sets objective and bound. */
static double judge(solver *s, const cg_program *program, cg_solution *solution) {
    cg_certificate certificate = cg_program_certify(s->arena, program, solution);
    solution->objective = certificate.objective;
    solution->bound = certificate.bound;
    return flaw(s, solution, &certificate);
}

/* An optimal run whose certificate does not close goes on from its basis with a finer tolerance,
 * then in rational arithmetic; the best of them counts. `program` is what is certified. */
static cg_solution *polished(solver *s, const cg_program *program, cg_run *run) {
    static const attempt finer[] = {
        {.basis = CG_BASIS_GIVEN, .tolerance = 1e-12},
        {.basis = CG_BASIS_GIVEN, .tolerance = 1e-9, .exact = true},
    };
    snap(run);
    cg_solution *best = solution_of(s, run);
    double least = judge(s, program, best);
    cg_run *again = run->verdict == CG_RUN_OPTIMAL && least > CLEAN ? new_run(s) : NULL;
    for (int i = 0; i < 2 && again != NULL && least > CLEAN; i++) {
        if (finer[i].exact && s->scaled.rows > EXACT_ROWS) {
            break;
        }
        memcpy(again->lower, run->lower, (size_t)s->scaled.columns * sizeof(double));
        memcpy(again->upper, run->upper, (size_t)s->scaled.columns * sizeof(double));
        memcpy(again->row_status, run->row_status, (size_t)s->scaled.rows * sizeof(int));
        memcpy(again->column_status, run->column_status, (size_t)s->scaled.columns * sizeof(int));
        set_attempt(again, finer[i]);
        cg_run_linear(again);
        if (again->verdict != CG_RUN_OPTIMAL) {
            continue;
        }
        snap(again);
        cg_solution *other = solution_of(s, again);
        double left = judge(s, program, other);
        if (left < least) {
            best = other;
            least = left;
        }
    }
    return best;
}

static cg_solution *no_answer(solver *s, cg_outcome outcome, const char *message) {
    cg_solution *solution = CG_NEW(s->arena, cg_solution);
    solution->outcome = outcome;
    solution->objective = NAN;
    solution->bound = outcome == CG_INFEASIBLE ? INFINITY : -INFINITY;
    solution->message = message;
    return solution;
}

/* A linear run that did not end in an optimum. */
static cg_solution *without_optimum(solver *s, cg_run *run) {
    switch (run->verdict) {
    case CG_RUN_INFEASIBLE:
        return no_answer(s, CG_INFEASIBLE, NULL);
    case CG_RUN_UNBOUNDED:
        return no_answer(s, CG_NO_ANSWER,
                         "the objective falls without end: some cost or bound is "
                         "missing");
    case CG_RUN_STOPPED:
        if (run->has_x && !cg_program_has_integers(s->program)) {
            cg_solution *solution = polished(s, s->program, run);
            solution->outcome = CG_LIMIT;
            solution->bound = -INFINITY;
            return solution;
        }
        return no_answer(s, CG_NO_ANSWER, "stopped at a limit before any solution was found");
    case CG_RUN_UNCLEAN:
    case CG_RUN_OPTIMAL:
        break;
    }
    return no_answer(s, CG_NO_ANSWER,
                     s->message != NULL ? s->message
                                        : "the solver could not finish: numerical trouble");
}

/* The linear program left when the integers stand at the whole numbers nearest to x (scaled), or
 * NULL where that has no solution. */
static cg_solution *with_fixed_integers(solver *s, const double *x) {
    cg_run *run = new_run(s);
    for (int j = 0; j < s->scaled.columns; j++) {
        if (s->scaled.integer[j]) {
            double whole = fmin(fmax(round(x[j]), run->lower[j]), run->upper[j]);
            run->lower[j] = whole;
            run->upper[j] = whole;
        }
    }
    run_until_clear(s, run);
    return run->verdict == CG_RUN_OPTIMAL ? polished(s, s->program, run) : NULL;
}

/* x itself, where it holds every row: the solver may fail to find again what it was given. */
static cg_solution *as_given(solver *s, const double *x) {
    cg_solution *given = CG_NEW(s->arena, cg_solution);
    given->x = CG_ARRAY(s->arena, double, s->scaled.columns);
    given->reduced = CG_ARRAY(s->arena, double, s->scaled.columns);
    given->dual = CG_ARRAY(s->arena, double, s->scaled.rows);
    memcpy(given->x, x, (size_t)s->scaled.columns * sizeof *x);
    cg_certificate certificate = cg_program_certify(s->arena, s->program, given);
    given->objective = certificate.objective;
    given->bound = certificate.bound;
    return certificate.primal_residual <= CLEAN ? given : NULL;
}

/* Values of a solution as a search takes them: scaled, from index 1. */
static double *as_start(solver *s, const cg_solution *solution) {
    double *start = CG_ARRAY(s->arena, double, s->scaled.columns + 1);
    for (int j = 0; j < s->scaled.columns; j++) {
        start[j + 1] = solution->x[j] / s->scaled.column_scale[j];
    }
    return start;
}

/* The bound that the relaxation's duals prove. */
static double relaxation_bound(solver *s, cg_run *run) {
    cg_program relaxed = *s->program;
    relaxed.columns.items = CG_ARRAY(s->arena, cg_column, relaxed.columns.count);
    for (int j = 0; j < relaxed.columns.count; j++) {
        relaxed.columns.items[j] = s->program->columns.items[j];
        relaxed.columns.items[j].integer = false;
    }
    cg_solution *solution = solution_of(s, run);
    return cg_program_certify(s->arena, &relaxed, solution).bound;
}

/* Searches with cuts; a run with cuts that finds nothing, or whose solution does not stand when its
 * integers are fixed, is not believed: a second goes without. */
static cg_solution *searched(solver *s, cg_run *run, const cg_solution *known, cg_run *relaxation) {
    const double *start = known != NULL ? as_start(s, known) : NULL;
    for (int pass = 0; pass < 2; pass++) {
        run->cuts = pass == 0;
        run->start = start;
        run->bound = -INFINITY;
        set_attempt(run, (attempt){.basis = CG_BASIS_GIVEN, .tolerance = 1e-7});
        memcpy(run->row_status, relaxation->row_status, (size_t)s->scaled.rows * sizeof(int));
        memcpy(run->column_status, relaxation->column_status,
               (size_t)s->scaled.columns * sizeof(int));
        cg_run_search(run);
        if (run->message[0] != '\0') {
            s->message = cg_copy(s->arena, run->message, strlen(run->message));
        }
        cg_solution *found = run->has_x ? with_fixed_integers(s, run->x) : NULL;
        if (found != NULL || run->verdict == CG_RUN_STOPPED) {
            return found;
        }
    }
    return NULL;
}

/* Whether objective and bound meet. A search that may stop at a gap, or whose integers cost
 * something to fix because it had leant on its tolerances, has not proven its best: its word
 * "optimal" is not passed on. */
static bool is_proven(const solver *s, const cg_solution *found) {
    double value = fabs(found->objective - s->program->constant);
    return found->objective - found->bound <= MET * value + CLEAN / s->scaled.objective_scale;
}

/* The one with the lower objective; the first where they are equal. Either may be NULL. */
static cg_solution *better(cg_solution *a, cg_solution *b) {
    if (a == NULL || b == NULL) {
        return a != NULL ? a : b;
    }
    return b->objective < a->objective ? b : a;
}

/* A short search to a wide gap: asked for the last digit, GLPK's search may go on for long before
 * it has any good solution at all, and with one from the start it can leave out most of what it
 * would look at. */
static cg_solution *rough_search(solver *s, const cg_solution *known, cg_run *relaxation) {
    cg_solve_settings rough = *s->settings;
    rough.gap = fmax(rough.gap, 0.01);
    rough.node_limit = rough.node_limit > 0 && rough.node_limit < 300 ? rough.node_limit : 300;
    cg_run *run = new_run(s);
    run->settings = &rough;
    cg_solution *found = searched(s, run, known, relaxation);
    /* A rough run that finds nothing says nothing. */
    s->message = NULL;
    return found;
}

/* What is left unproven is a share of 1 + |objective|: where the objective is small, or nothing
 * pays at all, that 1 would be all there is to see of the gap. */
static double prune_for(const solver *s, const cg_solution *known) {
    if (known == NULL) {
        return PRUNE;
    }
    double best = fabs(known->objective - s->program->constant) * s->scaled.objective_scale;
    return fmax(FINEST, PRUNE * best / (1 + best));
}

static cg_solution *solve_integers(solver *s, cg_run *relaxation, const double *start) {
    cg_solution *known = NULL;
    if (start != NULL) {
        double *scaled = CG_ARRAY(s->arena, double, s->scaled.columns);
        for (int j = 0; j < s->scaled.columns; j++) {
            scaled[j] = start[j] / s->scaled.column_scale[j];
        }
        known = with_fixed_integers(s, scaled);
        known = known != NULL ? known : as_given(s, start);
    }
    double bound = relaxation_bound(s, relaxation);
    known = better(known, rough_search(s, known, relaxation));
    cg_run *run = new_run(s);
    run->prune = prune_for(s, known);
    cg_solution *found = searched(s, run, known, relaxation);
    found = better(found, known);
    if (found == NULL) {
        return without_optimum(s, run);
    }
    double proven = run->bound / s->scaled.objective_scale + s->program->constant;
    found->bound = fmin(fmax(bound, proven), found->objective);
    bool optimal = run->verdict == CG_RUN_OPTIMAL && is_proven(s, found);
    found->outcome = optimal ? CG_OPTIMAL : CG_LIMIT;
    return found;
}

/* NULL where every number is one and every entry has its place, else what is wrong. */
static const char *misuse_of(const cg_program *program) {
    for (int j = 0; j < program->columns.count; j++) {
        const cg_column *column = &program->columns.items[j];
        if (!isfinite(column->cost) || isnan(column->lower) || isnan(column->upper)) {
            return "a cost or a bound of a column is not a finite number";
        }
    }
    for (int i = 0; i < program->rows.count; i++) {
        if (isnan(program->rows.items[i].lower) || isnan(program->rows.items[i].upper)) {
            return "a bound of a row is not a number";
        }
    }
    for (int k = 0; k < program->entries.count; k++) {
        const cg_entry *entry = &program->entries.items[k];
        if (!isfinite(entry->value)) {
            return "a coefficient is not a finite number";
        }
        if (entry->row < 0 || entry->row >= program->rows.count || entry->column < 0 ||
            entry->column >= program->columns.count) {
            return "a coefficient stands in a row or column that is not there";
        }
    }
    return NULL;
}

/* Bounds that exclude each other, which GLPK takes for misuse. */
static bool crossed(const cg_scaled *scaled) {
    for (int j = 0; j < scaled->columns; j++) {
        if (scaled->lower[j] > scaled->upper[j]) {
            return true;
        }
    }
    for (int i = 0; i < scaled->rows; i++) {
        if (scaled->row_lower[i] > scaled->row_upper[i]) {
            return true;
        }
    }
    return false;
}

cg_solution *cg_program_solve(cg_arena *arena, const cg_program *program,
                              const cg_solve_settings *settings, const double *start) {
    static const cg_solve_settings no_limits = {0};
    solver s = {.arena = arena,
                .program = program,
                .settings = settings != NULL ? settings : &no_limits,
                .started = cg_clock()};
    const char *trouble = misuse_of(program);
    if (trouble != NULL) {
        return no_answer(&s, CG_NO_ANSWER, trouble);
    }
    s.scaled = cg_scale(arena, program);
    if (crossed(&s.scaled)) {
        return no_answer(&s, CG_INFEASIBLE, NULL);
    }
    cg_run *run = new_run(&s);
    run_until_clear(&s, run);
    if (run->verdict != CG_RUN_OPTIMAL) {
        return without_optimum(&s, run);
    }
    if (cg_program_has_integers(program)) {
        return solve_integers(&s, run, start);
    }
    return polished(&s, program, run);
}
