/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The linear program of one block: which runs of the solver to try, and what may be believed of
 * them. */
#include "program/sift.h"

#include "program/transport.h"

#include <math.h>
#include <string.h>

/* Rational arithmetic is affordable up to here. */
#define EXACT_ROWS 400
/* A value this near to its bound, relative to its order, stands on it. */
#define SNAP 1e-12
#define TYPICAL 128.0 /* of a scaled value: see scale.c */

cg_run *cg_new_run(cg_solver *s) {
    int rows = s->scaled->rows;
    int columns = s->scaled->columns;
    cg_run *run = CG_NEW(s->arena, cg_run);
    run->scaled = s->scaled;
    run->settings = s->settings;
    run->started = s->started;
    run->turn = s->turn;
    run->punctual = s->punctual;
    run->search_work = s->work;
    /* Shared until they change: there may be millions. */
    run->lower = s->scaled->lower;
    run->upper = s->scaled->upper;
    run->x = CG_ARRAY(s->arena, double, columns);
    run->dual = CG_ARRAY(s->arena, double, rows);
    run->row_status = CG_ARRAY(s->arena, int, rows);
    run->column_status = CG_ARRAY(s->arena, int, columns);
    run->work = CG_ARRAY(s->arena, double, rows + 1);
    run->places = CG_ARRAY(s->arena, int, rows + 1);
    run->sums = CG_ARRAY(s->arena, long double, rows + 1);
    run->bound = -INFINITY;
    return run;
}

double cg_snapped(double x, double lower, double upper) {
    if (x < lower + SNAP * fmax(TYPICAL, fabs(lower))) {
        x = lower;
    }
    if (x > upper - SNAP * fmax(TYPICAL, fabs(upper))) {
        x = upper;
    }
    return x;
}

void cg_snap_column(cg_run *run, int j) {
    run->x[j] = cg_snapped(run->x[j], run->lower[j], run->upper[j]);
}

static void snap(cg_run *run) {
    for (int j = 0; j < run->scaled->columns; j++) {
        cg_snap_column(run, j);
    }
}

void cg_own_bounds(cg_solver *s, cg_run *run) {
    size_t size = (size_t)s->scaled->columns * sizeof(double);
    double *both = CG_ARRAY(s->arena, double, 2 * (size_t)s->scaled->columns + 1);
    memcpy(both, run->lower, size);
    memcpy(both + s->scaled->columns, run->upper, size);
    run->lower = both;
    run->upper = both + s->scaled->columns;
}

void cg_set_attempt(cg_run *run, cg_attempt a) {
    run->basis = a.basis;
    run->tolerance = a.tolerance;
    run->dual_simplex = a.dual_simplex;
    run->presolve = a.presolve;
    run->exact = a.exact;
}

bool cg_must_stop(cg_solver *s) {
    const cg_solve_settings *settings = s->settings;
    double now = cg_clock(), elapsed = now - s->started;
    if (settings->time_limit_s > 0 && elapsed > settings->time_limit_s) {
        return true;
    }
    if (settings->progress == NULL || elapsed < 1 || now - s->told < 1) {
        return false;
    }
    s->told = now;
    return settings->progress(settings->payload, elapsed, INFINITY, -INFINITY);
}

void cg_keep_message(cg_solver *s, const cg_run *run) {
    if (run->message[0] != '\0') {
        s->message = cg_copy(s->arena, run->message, strlen(run->message));
    }
}

static bool is_clear(cg_verdict verdict) {
    return verdict == CG_RUN_OPTIMAL || verdict == CG_RUN_STOPPED;
}

/* From the surest way to the last resort; a network, fixed integers or not, needs neither.
 * "Infeasible" and "unbounded" are believed when two different ways without presolve agree, or one
 * and the last has no better word. */
void cg_run_until_clear(cg_solver *s, cg_run *run) {
    static const cg_attempt ways[] = {
        {.basis = CG_BASIS_SLACK, .tolerance = 1e-9},
        {.basis = CG_BASIS_ADVANCED, .tolerance = 1e-7, .dual_simplex = true},
        {.basis = CG_BASIS_SLACK, .tolerance = 1e-7},
        {.basis = CG_BASIS_SLACK, .tolerance = 1e-7, .presolve = true},
        {.basis = CG_BASIS_SLACK, .tolerance = 1e-7, .exact = true},
    };
    cg_verdict word = CG_RUN_UNCLEAN;
    if (cg_run_transport(s->arena, run) && run->verdict != CG_RUN_UNCLEAN) {
        return;
    }
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (ways[i].exact && s->scaled->rows > EXACT_ROWS) {
            continue;
        }
        cg_set_attempt(run, ways[i]);
        cg_run_linear(run);
        cg_keep_message(s, run);
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
static void copy_dual(const cg_scaled *scaled, const cg_run *run, double *dual) {
    for (int i = 0; i < scaled->rows; i++) {
        bool sideless = (run->dual[i] > 0 && isinf(scaled->row_lower[i])) ||
                        (run->dual[i] < 0 && isinf(scaled->row_upper[i]));
        dual[i] = sideless ? 0 : run->dual[i];
    }
}

cg_answer *cg_answer_of(cg_solver *s, const double *x, const cg_run *run,
                        cg_certificate *certificate) {
    cg_answer *answer = CG_NEW(s->arena, cg_answer);
    answer->x = CG_ARRAY(s->arena, double, s->scaled->columns);
    answer->dual = CG_ARRAY(s->arena, double, s->scaled->rows);
    memcpy(answer->x, x, (size_t)s->scaled->columns * sizeof *x);
    if (run != NULL && run->verdict == CG_RUN_OPTIMAL) {
        copy_dual(s->scaled, run, answer->dual);
    }
    *certificate = cg_scaled_certify(s->arena, s->scaled, answer->x, answer->dual);
    answer->objective = certificate->objective;
    answer->bound = certificate->bound;
    return answer;
}

/* Objective minus bound, relative to the largest money in play: what a column costs, or would cost
 * at a bound it does not use where all stand at zero. */
static double relative_gap(const cg_scaled *scaled, const cg_answer *answer) {
    double largest = 0;
    for (int j = 0; j < scaled->columns; j++) {
        largest = fmax(largest, fabs(scaled->cost[j] * answer->x[j]));
    }
    double gap = fabs(answer->objective - answer->bound);
    for (int j = 0; largest == 0 && j < scaled->columns; j++) {
        double upper = isinf(scaled->upper[j]) ? 0 : fabs(scaled->upper[j]);
        largest = fmax(largest, fabs(scaled->cost[j]) * upper);
    }
    return gap > 0 ? gap / largest : 0;
}

/* How far from a closed certificate, as one number. */
static double flaw(const cg_scaled *scaled, const cg_answer *answer,
                   const cg_certificate *certificate) {
    return fmax(relative_gap(scaled, answer),
                fmax(certificate->primal_residual, certificate->dual_residual));
}

/* The same basis again, on finer terms. */
static cg_run *continued(cg_solver *s, const cg_run *run) {
    cg_run *again = cg_new_run(s);
    again->lower = run->lower;
    again->upper = run->upper;
    return again;
}

static void from_basis(const cg_run *from, cg_run *run) {
    memcpy(run->row_status, from->row_status, (size_t)run->scaled->rows * sizeof(int));
    memcpy(run->column_status, from->column_status, (size_t)run->scaled->columns * sizeof(int));
}

/* An optimal run whose certificate does not close goes on from its basis with a finer tolerance,
 * then in rational arithmetic; the best of them counts. */
cg_answer *cg_polished(cg_solver *s, cg_run *run) {
    static const cg_attempt finer[] = {
        {.basis = CG_BASIS_GIVEN, .tolerance = 1e-12},
        {.basis = CG_BASIS_GIVEN, .tolerance = 1e-9, .exact = true},
    };
    snap(run);
    cg_certificate certificate;
    cg_answer *best = cg_answer_of(s, run->x, run, &certificate);
    double least = flaw(s->scaled, best, &certificate);
    cg_run *again = run->verdict == CG_RUN_OPTIMAL && least > CG_CLEAN ? continued(s, run) : NULL;
    for (int i = 0; i < 2 && again != NULL && least > CG_CLEAN; i++) {
        if (finer[i].exact && s->scaled->rows > EXACT_ROWS) {
            break;
        }
        from_basis(run, again);
        cg_set_attempt(again, finer[i]);
        cg_run_linear(again);
        if (again->verdict != CG_RUN_OPTIMAL) {
            continue;
        }
        snap(again);
        cg_answer *other = cg_answer_of(s, again->x, again, &certificate);
        double left = flaw(s->scaled, other, &certificate);
        if (left < least) {
            best = other;
            least = left;
        }
    }
    return best;
}

cg_answer *cg_no_answer(cg_solver *s, cg_outcome outcome, const char *message) {
    cg_answer *answer = CG_NEW(s->arena, cg_answer);
    answer->outcome = outcome;
    answer->objective = NAN;
    answer->bound = outcome == CG_INFEASIBLE ? INFINITY : -INFINITY;
    answer->message = message;
    return answer;
}

cg_answer *cg_without_optimum(cg_solver *s, cg_run *run, bool has_integers) {
    switch (run->verdict) {
    case CG_RUN_INFEASIBLE:
        return cg_no_answer(s, CG_INFEASIBLE, NULL);
    case CG_RUN_UNBOUNDED:
        return cg_no_answer(s, CG_NO_ANSWER, CG_ENDLESS);
    case CG_RUN_STOPPED:
        if (run->has_x && !has_integers) {
            cg_answer *answer = cg_polished(s, run);
            answer->outcome = CG_LIMIT;
            answer->bound = -INFINITY;
            return answer;
        }
        return cg_no_answer(s, CG_NO_ANSWER, "stopped at a limit before any solution was found");
    case CG_RUN_UNCLEAN:
    case CG_RUN_OPTIMAL:
        break;
    }
    return cg_no_answer(s, CG_NO_ANSWER,
                        s->message != NULL ? s->message
                                           : "the solver could not finish: numerical trouble");
}

/* By the network simplex, where the block is a network; else NULL, and no memory is kept. */
static cg_answer *solved_as_network(cg_solver *s) {
    if (!cg_may_be_transport(s->arena, s->scaled)) {
        return NULL;
    }
    cg_solver within = *s;
    within.arena = cg_arena_within(s->arena);
    cg_run *run = cg_new_run(&within);
    cg_answer *answer = NULL;
    if (cg_run_transport(within.arena, run) && run->verdict != CG_RUN_UNCLEAN) {
        answer = run->verdict == CG_RUN_OPTIMAL ? cg_polished(s, run)
                                                : cg_without_optimum(s, run, false);
    }
    cg_arena_empty(within.arena);
    return answer;
}

static cg_answer *solved_as_large(cg_solver *s) {
    cg_answer *answer = solved_as_network(s);
    return answer != NULL ? answer : cg_solve_sifted(s);
}

/* A start that says nothing of the block is none. */
static bool says_something(const cg_scaled *scaled, const double *start) {
    for (int j = 0; start != NULL && j < scaled->columns; j++) {
        if (start[j] != 0) {
            return true;
        }
    }
    return false;
}

cg_answer *cg_solve_linear(cg_solver *s, const double *start) {
    cg_answer *answer = says_something(s->scaled, start) ? cg_solve_near(s, start) : NULL;
    /* What begins late would be stopped half way, where its rows need not hold yet. */
    if (answer == NULL && cg_is_siftable(s->scaled) && !cg_must_stop(s)) {
        answer = solved_as_large(s);
    }
    if (answer != NULL) {
        return answer;
    }
    if (s->punctual && cg_must_stop(s)) {
        return cg_no_answer(s, CG_NO_ANSWER, NULL);
    }
    cg_run *run = cg_new_run(s);
    cg_run_until_clear(s, run);
    return run->verdict == CG_RUN_OPTIMAL ? cg_polished(s, run) : cg_without_optimum(s, run, false);
}
