/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a root leaves open as a program of its own: without the charges that cannot pay any more,
 * what they carry, and the rows that nothing can break then. Known as a restart: Achterberg,
 * "Constraint Integer Programming" (2007), 10.9. */
#include "program/fixed_charge.h"

#include <math.h>
#include <string.h>

/* The remainder pays where its rows and columns are this share of what they were. */
#define PAYS 0.75
/* Bounds by reduced costs are left this much wider, so that the best plan stays within them. */
#define WIDER 1e-6
/* A bound is only moved where it comes down to this share. */
#define MOVES 0.9
#define NEAR 1e-8
/* Rounding of a row's sum, as a share of its terms. */
#define ROUNDING 1e-9

typedef struct cutting {
    const cg_mixed *m;
    const cg_run *run;
    cg_remainder *rest;
    double *lower, *upper; /* by column of the whole */
    int *place;            /* by row: in the remainder, or CG_NONE */
} cutting;

/* Flows by their reduced costs: to be more than so much would cost more than is left to gain. */
static void set_bounds(cutting *c, const cg_relaxed *relaxed, double left) {
    const cg_mixed *m = c->m;
    for (int j = 0; j < m->columns; j++) {
        bool charge = m->charge_of[j] != CG_NONE;
        bool flow = !charge && !m->integer[j] && m->lower[j] == 0;
        c->lower[j] = c->run->lower[j];
        c->upper[j] = charge || flow ? m->upper[j] : c->run->upper[j];
        double reduced = cg_session_reduced(relaxed->session, j);
        if (flow && reduced > 0 && cg_session_value(relaxed->session, j) == 0) {
            double most = left / reduced * (1 + WIDER) + WIDER;
            c->upper[j] = most < MOVES * c->upper[j] ? most : c->upper[j];
        }
    }
}

/* Whether x keeps the bounds, but for the solver's rounding. */
static bool holds(const cutting *c, const double *x) {
    for (int j = 0; j < c->m->columns; j++) {
        if (x[j] < c->lower[j] - NEAR || x[j] > c->upper[j] + NEAR) {
            return false;
        }
    }
    return true;
}

static bool stays(const cutting *c, int column) {
    return c->lower[column] != 0 || c->upper[column] != 0;
}

/* Whether anything within the bounds can break a row. */
static bool can_break(const cutting *c, int row) {
    const cg_mixed *m = c->m;
    double least = 0, most = 0, size = 0;
    for (int k = m->by_row.start[row]; k < m->by_row.start[row + 1]; k++) {
        int j = m->by_row.other[k];
        double one = m->by_row.value[k] * c->lower[j];
        double other = stays(c, j) ? m->by_row.value[k] * c->upper[j] : 0;
        least += fmin(one, other);
        most += fmax(one, other);
        size += fmax(fabs(one), fabs(other));
    }
    double rounding = ROUNDING * size;
    return least < m->row_lower[row] + rounding || most > m->row_upper[row] - rounding;
}

static bool is_empty(const cutting *c, int row) {
    const cg_mixed *m = c->m;
    for (int k = m->by_row.start[row]; k < m->by_row.start[row + 1]; k++) {
        if (stays(c, m->by_row.other[k])) {
            return false;
        }
    }
    return true;
}

static void list(cutting *c) {
    const cg_mixed *m = c->m;
    cg_remainder *rest = c->rest;
    rest->rows = CG_ARRAY(m->arena, int, m->rows + 1);
    rest->columns = CG_ARRAY(m->arena, int, m->columns + 1);
    for (int i = 0; i < m->rows; i++) {
        bool kept = !is_empty(c, i) && can_break(c, i);
        c->place[i] = kept ? rest->scaled.rows : CG_NONE;
        if (kept) {
            rest->rows[rest->scaled.rows++] = i;
        }
    }
    for (int j = 0; j < m->columns; j++) {
        if (stays(c, j)) {
            rest->columns[rest->scaled.columns++] = j;
        }
    }
}

static void write_rows(cutting *c) {
    cg_scaled *to = &c->rest->scaled;
    cg_arena *arena = c->m->arena;
    const cg_scaled *from = c->run->scaled;
    to->row_lower = CG_ARRAY(arena, double, to->rows + 1);
    to->row_upper = CG_ARRAY(arena, double, to->rows + 1);
    to->row_scale = CG_ARRAY(arena, double, to->rows + 1);
    for (int at = 0; at < to->rows; at++) {
        int i = c->rest->rows[at];
        to->row_lower[at] = from->row_lower[i];
        to->row_upper[at] = from->row_upper[i];
        to->row_scale[at] = 1;
    }
}

static void write_columns(cutting *c) {
    cg_scaled *to = &c->rest->scaled;
    cg_arena *arena = c->m->arena;
    const cg_scaled *from = c->run->scaled;
    to->start = CG_ARRAY(arena, int, to->columns + 1);
    to->index = CG_ARRAY(arena, int, from->start[from->columns] + 1);
    to->value = CG_ARRAY(arena, double, from->start[from->columns] + 1);
    to->lower = CG_ARRAY(arena, double, to->columns + 1);
    to->upper = CG_ARRAY(arena, double, to->columns + 1);
    to->cost = CG_ARRAY(arena, double, to->columns + 1);
    to->integer = CG_ARRAY(arena, bool, to->columns + 1);
    to->column_scale = CG_ARRAY(arena, double, to->columns + 1);
    for (int at = 0, end = 0; at < to->columns; at++) {
        int j = c->rest->columns[at];
        for (int k = from->start[j]; k < from->start[j + 1]; k++) {
            int row = c->place[from->index[k] - 1];
            if (row != CG_NONE) {
                to->index[end] = row + 1;
                to->value[end++] = from->value[k];
            }
        }
        to->start[at + 1] = end;
        to->lower[at] = c->lower[j];
        to->upper[at] = c->upper[j];
        to->cost[at] = from->cost[j];
        to->integer[at] = from->integer[j];
        to->column_scale[at] = 1;
    }
}

static cg_run *new_run(const cutting *c, const double *best) {
    cg_remainder *rest = c->rest;
    cg_arena *arena = c->m->arena;
    double *start = CG_ARRAY(arena, double, rest->scaled.columns + 2);
    for (int at = 0; at < rest->scaled.columns; at++) {
        start[at + 1] =
            fmin(fmax(best[rest->columns[at]], rest->scaled.lower[at]), rest->scaled.upper[at]);
    }
    cg_run *run = CG_NEW(arena, cg_run);
    *run = (cg_run){.scaled = &rest->scaled,
                    .settings = c->run->settings,
                    .started = c->run->started,
                    .lower = rest->scaled.lower,
                    .upper = rest->scaled.upper,
                    .tolerance = c->run->tolerance,
                    .turn = c->run->turn,
                    .search_work = c->run->search_work,
                    .remains = true,
                    .start = start,
                    .x = CG_ARRAY(arena, double, rest->scaled.columns + 1),
                    .bound = -INFINITY};
    return run;
}

cg_remainder *cg_remainder_of(const cg_run *run, const cg_relaxed *relaxed, const cg_best *best,
                              double bound) {
    const cg_mixed *m = relaxed->mixed;
    if (m->taking > 0) {
        return NULL; /* its rows know nothing of what charges take */
    }
    cutting c = {.m = m,
                 .run = run,
                 .rest = CG_NEW(m->arena, cg_remainder),
                 .lower = CG_ARRAY(m->arena, double, m->columns + 1),
                 .upper = CG_ARRAY(m->arena, double, m->columns + 1),
                 .place = CG_ARRAY(m->arena, int, m->rows + 1)};
    c.rest->scaled = (cg_scaled){.objective_scale = run->scaled->objective_scale,
                                 .constant = run->scaled->constant};
    set_bounds(&c, relaxed, best->objective - bound);
    if (!holds(&c, best->x)) {
        return NULL;
    }
    list(&c);
    double size = c.rest->scaled.rows + c.rest->scaled.columns;
    if (size > PAYS * (m->rows + m->columns)) {
        return NULL;
    }
    write_rows(&c);
    write_columns(&c);
    c.rest->run = new_run(&c, best->x);
    return c.rest;
}

void cg_remainder_take(const cg_remainder *rest, cg_run *run) {
    const cg_run *inner = rest->run;
    run->spent += inner->spent;
    run->node_work = inner->node_work;
    run->hopeless = inner->hopeless;
    if (inner->verdict == CG_RUN_UNCLEAN || !inner->has_x) {
        return;
    }
    run->verdict = inner->verdict;
    run->bound = fmax(run->bound, inner->bound);
    memset(run->x, 0, (size_t)run->scaled->columns * sizeof *run->x);
    for (int at = 0; at < rest->scaled.columns; at++) {
        run->x[rest->columns[at]] = inner->x[at];
    }
}
