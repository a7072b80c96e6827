/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Knows a block that is a network, and solves it by the network simplex method. */
#include "program/transport.h"

#include <math.h>

/* How far the factors of a circle of columns may miss each other: rounding, nothing more. */
#define CONSISTENT 1e-12
#define ROUNDS 8
/* What a row lacks of less than this share of its terms is the rounding of given numbers, */
#define ROUNDING 1e-11
/* and more than this is not. */
#define MISSING 1e-6
#define WATCH_EVERY_S 1.0
/* As solve_glpk/linear.c: without a linear program's end there is no plan at all. */
#define LEAST_S 1.0

/* Rows that columns tie together, as a forest: each with its factor over its parent's. */
typedef struct forest {
    int *parent, *size;
    double *factor;
} forest;

/* The row's root; `*factor` is the row's over the root's. Halves the way on the way. */
static int root_of(forest *f, int row, double *factor) {
    *factor = 1;
    while (f->parent[row] != row) {
        int parent = f->parent[row];
        f->factor[row] *= f->factor[parent];
        f->parent[row] = f->parent[parent];
        *factor *= f->factor[row];
        row = f->parent[row];
    }
    return row;
}

/* Ties the rows of a column's two entries; false where they are tied otherwise already. */
static bool tie(forest *f, const int *rows, const double *values) {
    double factor[2];
    int first = root_of(f, rows[0] - 1, &factor[0]);
    int second = root_of(f, rows[1] - 1, &factor[1]);
    double a = factor[0] * values[0];
    double b = factor[1] * values[1];
    if (!isnormal(a) || !isnormal(b)) {
        return false;
    }
    if (first == second) {
        return fabs(a + b) <= CONSISTENT * fabs(a) && rows[0] != rows[1];
    }
    bool under_first = f->size[first] >= f->size[second];
    int root = under_first ? first : second;
    int child = under_first ? second : first;
    f->parent[child] = root;
    f->size[root] += f->size[child];
    f->factor[child] = under_first ? -a / b : -b / a;
    return true;
}

static bool is_plain_column(const cg_scaled *s, int j) {
    bool plain = s->start[j + 1] - s->start[j] <= 2 && !s->integer[j] &&
                 !(isinf(s->lower[j]) && isinf(s->upper[j]));
    for (int k = s->start[j]; plain && k < s->start[j + 1]; k++) {
        plain = isnormal(s->value[k]);
    }
    return plain;
}

static bool is_plain(const cg_scaled *s) {
    for (int j = 0; j < s->columns; j++) {
        if (!is_plain_column(s, j)) {
            return false;
        }
    }
    for (int i = 0; i < s->rows; i++) {
        if (isinf(s->row_lower[i]) && isinf(s->row_upper[i])) {
            return false;
        }
    }
    return true;
}

double *cg_transport_factors(cg_arena *arena, const cg_scaled *s) {
    if (!is_plain(s)) {
        return NULL;
    }
    forest f = {.parent = CG_ARRAY(arena, int, s->rows),
                .size = CG_ARRAY(arena, int, s->rows),
                .factor = CG_ARRAY(arena, double, s->rows)};
    for (int i = 0; i < s->rows; i++) {
        f.parent[i] = i;
        f.size[i] = 1;
        f.factor[i] = 1;
    }
    for (int j = 0; j < s->columns; j++) {
        int k = s->start[j];
        if (s->start[j + 1] == k + 2 && !tie(&f, s->index + k, s->value + k)) {
            return NULL;
        }
    }
    double *factors = CG_ARRAY(arena, double, s->rows);
    for (int i = 0; i < s->rows; i++) {
        (void)root_of(&f, i, &factors[i]);
        if (!isnormal(factors[i])) {
            return NULL;
        }
    }
    return factors;
}

bool cg_is_transport(cg_arena *arena, const cg_scaled *scaled) {
    cg_arena *scratch = cg_arena_within(arena);
    bool is = cg_transport_factors(scratch, scaled) != NULL;
    cg_arena_empty(scratch);
    return is;
}

/* Tells progress about once a second, and looks at the clock. */
typedef struct watcher {
    const cg_run *run;
    double told, until; /* by cg_clock; until: infinite where there is no limit */
} watcher;

static bool wants_stop(void *payload) {
    watcher *w = payload;
    const cg_solve_settings *settings = w->run->settings;
    double now = cg_clock();
    if (now > w->until) {
        return true;
    }
    if (settings->progress == NULL || now - w->told < WATCH_EVERY_S) {
        return false;
    }
    w->told = now;
    return settings->progress(settings->payload, now - w->run->started, INFINITY, -INFINITY);
}

static watcher watcher_of(const cg_run *run) {
    double now = cg_clock();
    double limit = run->settings->time_limit_s;
    return (watcher){.run = run,
                     .told = now,
                     .until = limit > 0 ? fmax(run->started + limit, now + LEAST_S) : INFINITY};
}

/* What the tree at the end of the method says of the block, once it is read. What is neither
 * clearly something nor clearly nothing is left to another way. */
static cg_verdict verdict_of(const cg_transport *t, const cg_network_simplex *simplex,
                             cg_network_end end) {
    double missing = cg_transport_missing(t, simplex);
    bool solution = missing <= ROUNDING;
    switch (end) {
    case CG_NETWORK_OPTIMAL:
        return solution ? CG_RUN_OPTIMAL : missing > MISSING ? CG_RUN_INFEASIBLE : CG_RUN_UNCLEAN;
    case CG_NETWORK_ENDLESS:
        return solution && !t->is_bounded &&
                       (double)simplex->gain > MISSING * (double)simplex->largest_cost
                   ? CG_RUN_UNBOUNDED
                   : CG_RUN_UNCLEAN;
    case CG_NETWORK_STOPPED:
        break;
    }
    t->run->has_x = solution;
    return CG_RUN_STOPPED;
}

/* Whole numbers cannot hold costs to their last digit over long ways. So the method goes on with
 * what the arcs of its tree lack in full precision, magnified, until nothing is left to gain: the
 * refinement of Gleixner, Steffy, Wolter, "Iterative refinement for linear programming" (2016). */
static void solve(cg_arena *arena, cg_transport *t) {
    watcher w = watcher_of(t->run);
    cg_transport_cost(t);
    cg_network_simplex *simplex = cg_network_simplex_new(arena, &t->network);
    simplex->watch = (cg_watch){.stop = wants_stop, .payload = &w};
    t->penalty *= (double)simplex->penalty;
    for (int round = 0; round < ROUNDS; round++) {
        cg_network_end end = cg_network_simplex_run(simplex);
        cg_transport_read(t, simplex);
        t->run->verdict = verdict_of(t, simplex, end);
        if (round > 0 && end == CG_NETWORK_ENDLESS) {
            /* What is left to gain now is near rounding. */
            t->run->verdict = CG_RUN_UNCLEAN;
        }
        if (t->run->verdict != CG_RUN_OPTIMAL || !cg_transport_reprice(t, simplex)) {
            break;
        }
        cg_network_simplex_recost(simplex);
    }
    t->run->has_x = t->run->has_x || t->run->verdict == CG_RUN_OPTIMAL;
}

/* False where the run's block is no network. */
static bool run_network(cg_arena *arena, cg_run *run) {
    const double *factors = cg_transport_factors(arena, run->scaled);
    if (factors == NULL) {
        return false;
    }
    run->has_x = false;
    run->verdict = CG_RUN_UNCLEAN;
    run->message[0] = '\0';
    solve(arena, cg_transport_new(arena, run, factors));
    return true;
}

bool cg_run_transport(cg_arena *arena, cg_run *run) {
    cg_arena *scratch = cg_arena_within(arena);
    bool solved = run_network(scratch, run);
    cg_reduced *reduced = solved ? NULL : cg_transport_reduce(scratch, run);
    if (reduced != NULL && run_network(scratch, reduced->run)) {
        solved = true;
        run->message[0] = '\0';
        cg_transport_restore(reduced);
    }
    cg_arena_empty(scratch);
    return solved;
}
