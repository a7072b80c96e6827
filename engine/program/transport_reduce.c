/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left of a block once columns that stand still are taken into the sides of their rows, and
 * rows of one other column into its bounds. So a network stays one where its pipes are held. */
#include "program/transport.h"

#include "base/map.h"

#include <math.h>

/* Bounds that cross by less than this share of what they are made of are one. */
#define CROSSED 1e-12

/* By row: what the columns that stand still bring, and how many move. */
typedef struct census {
    long double *taken;
    const int *moving;
} census;

/* How many columns move in each row: those whose bounds are not one. */
static int *moving_columns(cg_arena *arena, const cg_scaled *s, const double *lower,
                           const double *upper) {
    int *moving = CG_ARRAY(arena, int, s->rows);
    for (int j = 0; j < s->columns; j++) {
        for (int k = s->start[j]; lower[j] != upper[j] && k < s->start[j + 1]; k++) {
            moving[s->index[k] - 1]++;
        }
    }
    return moving;
}

static bool stays(const cg_scaled *s, const int *moving, int i) {
    return moving[i] > 1 && (!isinf(s->row_lower[i]) || !isinf(s->row_upper[i]));
}

/* Whether column j stands in no more than two of the rows that stay. */
static bool is_narrow(const cg_scaled *s, const int *moving, int j) {
    int entries = 0;
    for (int k = s->start[j]; k < s->start[j + 1]; k++) {
        entries += stays(s, moving, s->index[k] - 1);
    }
    return entries <= 2;
}

static bool are_narrow(const cg_scaled *s, const int *moving, const double *lower,
                       const double *upper) {
    for (int j = 0; j < s->columns; j++) {
        if (lower[j] != upper[j] && (s->integer[j] || !is_narrow(s, moving, j))) {
            return false;
        }
    }
    return true;
}

bool cg_may_be_transport(cg_arena *arena, const cg_scaled *s) {
    cg_arena *scratch = cg_arena_within(arena);
    const int *moving = moving_columns(scratch, s, s->lower, s->upper);
    bool may = are_narrow(s, moving, s->lower, s->upper);
    cg_arena_empty(scratch);
    return may;
}

static census count(cg_arena *arena, const cg_run *run) {
    const cg_scaled *s = run->scaled;
    census c = {.taken = CG_ARRAY(arena, long double, s->rows),
                .moving = moving_columns(arena, s, run->lower, run->upper)};
    for (int j = 0; j < s->columns; j++) {
        bool still = run->lower[j] == run->upper[j] && run->lower[j] != 0;
        for (int k = s->start[j]; still && k < s->start[j + 1]; k++) {
            c.taken[s->index[k] - 1] += (long double)s->value[k] * (long double)run->lower[j];
        }
    }
    return c;
}

/* Whether a row of no moving column holds; rounding is left to another way. */
static bool holds(const cg_scaled *s, const census *c, int i) {
    return c->taken[i] >= (long double)s->row_lower[i] &&
           c->taken[i] <= (long double)s->row_upper[i];
}

/* The rows that stay; false where all do, or one that goes does not hold. */
static bool keep_rows(cg_reduced *r, const cg_scaled *s, const census *c, int *place) {
    for (int i = 0; i < s->rows; i++) {
        place[i] = CG_NONE;
        if (stays(s, c->moving, i)) {
            place[i] = r->scaled.rows;
            r->row[r->scaled.rows++] = i;
        }
        if (c->moving[i] == 0 && !holds(s, c, i)) {
            return false;
        }
    }
    return r->scaled.rows < s->rows;
}

/* Takes the sides of the row of entry k, in which the last column alone moves, as its bounds. */
static void tighten(cg_reduced *r, const census *c, int k) {
    const cg_scaled *s = r->whole->scaled;
    int i = s->index[k] - 1;
    long double value = s->value[k];
    double a = (double)(((long double)s->row_lower[i] - c->taken[i]) / value);
    double b = (double)(((long double)s->row_upper[i] - c->taken[i]) / value);
    int at = r->scaled.columns;
    if (fmin(a, b) > r->scaled.lower[at]) {
        r->scaled.lower[at] = fmin(a, b);
        r->lower_row[at] = i;
    }
    if (fmax(a, b) < r->scaled.upper[at]) {
        r->scaled.upper[at] = fmax(a, b);
        r->upper_row[at] = i;
    }
}

/* Bounds that cross by no more than rounding become one; false where they cross by more. */
static bool uncross(cg_scaled *rest, int at, double size) {
    if (rest->lower[at] <= rest->upper[at]) {
        return true;
    }
    if (rest->lower[at] - rest->upper[at] > CROSSED * size) {
        return false;
    }
    rest->upper[at] = rest->lower[at];
    return true;
}

static bool keep_column(cg_reduced *r, const census *c, const int *place, int j) {
    const cg_scaled *s = r->whole->scaled;
    cg_scaled *rest = &r->scaled;
    int at = rest->columns;
    double size = 0;
    rest->lower[at] = r->whole->lower[j];
    rest->upper[at] = r->whole->upper[j];
    rest->cost[at] = s->cost[j];
    rest->integer[at] = s->integer[j];
    r->column[at] = j;
    r->lower_row[at] = CG_NONE;
    r->upper_row[at] = CG_NONE;
    int next = rest->start[at];
    for (int k = s->start[j]; k < s->start[j + 1]; k++) {
        int i = s->index[k] - 1;
        if (place[i] != CG_NONE) {
            rest->index[next] = place[i] + 1;
            rest->value[next++] = s->value[k];
        } else if (c->moving[i] == 1) {
            tighten(r, c, k);
            size = fmax(size, fabs((double)(c->taken[i] / (long double)s->value[k])));
        }
    }
    rest->columns++;
    rest->start[rest->columns] = next;
    return uncross(rest, at, fmax(size, fabs(rest->lower[at])));
}

static void set_sides(cg_reduced *r, const census *c) {
    const cg_scaled *s = r->whole->scaled;
    for (int at = 0; at < r->scaled.rows; at++) {
        int i = r->row[at];
        r->scaled.row_lower[at] = (double)((long double)s->row_lower[i] - c->taken[i]);
        r->scaled.row_upper[at] = (double)((long double)s->row_upper[i] - c->taken[i]);
    }
}

static cg_run *run_of(cg_arena *arena, const cg_reduced *r) {
    const cg_scaled *rest = &r->scaled;
    cg_run *run = CG_NEW(arena, cg_run);
    *run = (cg_run){.scaled = rest,
                    .settings = r->whole->settings,
                    .started = r->whole->started,
                    .lower = rest->lower,
                    .upper = rest->upper,
                    .x = CG_ARRAY(arena, double, rest->columns),
                    .dual = CG_ARRAY(arena, double, rest->rows),
                    .row_status = CG_ARRAY(arena, int, rest->rows),
                    .column_status = CG_ARRAY(arena, int, rest->columns),
                    .work = r->whole->work,
                    .sums = r->whole->sums};
    return run;
}

cg_reduced *cg_transport_reduce(cg_arena *arena, cg_run *run) {
    const cg_scaled *s = run->scaled;
    census c = count(arena, run);
    int *place = CG_ARRAY(arena, int, s->rows);
    cg_reduced *r = CG_NEW(arena, cg_reduced);
    r->whole = run;
    r->row = CG_ARRAY(arena, int, s->rows);
    if (!are_narrow(s, c.moving, run->lower, run->upper) || !keep_rows(r, s, &c, place)) {
        return NULL;
    }
    r->column = CG_ARRAY(arena, int, s->columns);
    r->lower_row = CG_ARRAY(arena, int, s->columns);
    r->upper_row = CG_ARRAY(arena, int, s->columns);
    cg_scaled *rest = &r->scaled;
    rest->start = CG_ARRAY(arena, int, s->columns + 1);
    rest->index = CG_ARRAY(arena, int, s->start[s->columns]);
    rest->value = CG_ARRAY(arena, double, s->start[s->columns]);
    rest->lower = CG_ARRAY(arena, double, s->columns);
    rest->upper = CG_ARRAY(arena, double, s->columns);
    rest->cost = CG_ARRAY(arena, double, s->columns);
    rest->integer = CG_ARRAY(arena, bool, s->columns);
    rest->row_lower = CG_ARRAY(arena, double, rest->rows);
    rest->row_upper = CG_ARRAY(arena, double, rest->rows);
    for (int j = 0; j < s->columns; j++) {
        if (run->lower[j] != run->upper[j] && !keep_column(r, &c, place, j)) {
            return NULL;
        }
    }
    set_sides(r, &c);
    r->run = run_of(arena, r);
    return r;
}

static double coefficient(const cg_scaled *s, int i, int j) {
    for (int k = s->start[j]; k < s->start[j + 1]; k++) {
        if (s->index[k] == i + 1) {
            return s->value[k];
        }
    }
    return 0;
}

/* A column at a bound that a row gave it is basic, and the row stands on its side instead, with the
 * dual that leaves the column no reduced cost. */
static void restore_column(const cg_reduced *r, int at) {
    cg_run *whole = r->whole;
    const cg_scaled *s = whole->scaled;
    int j = r->column[at];
    int status = r->run->column_status[at];
    /* Where bounds all but crossed, the row's may lie outside by rounding. */
    whole->x[j] = fmin(fmax(r->run->x[at], whole->lower[j]), whole->upper[j]);
    whole->column_status[j] = status;
    if (status == CG_BASIC) {
        return;
    }
    long double reduced = s->cost[j];
    for (int k = s->start[j]; k < s->start[j + 1]; k++) {
        reduced -= (long double)s->value[k] * (long double)whole->dual[s->index[k] - 1];
    }
    bool at_lower = status == CG_AT_BOTH ? reduced >= 0 : status == CG_AT_LOWER;
    int i = at_lower ? r->lower_row[at] : r->upper_row[at];
    if (i == CG_NONE) {
        whole->column_status[j] = at_lower ? CG_AT_LOWER : CG_AT_UPPER;
        return;
    }
    double value = coefficient(s, i, j);
    bool one_side = s->row_lower[i] == s->row_upper[i];
    whole->column_status[j] = CG_BASIC;
    whole->dual[i] = (double)(reduced / (long double)value);
    whole->row_status[i] = one_side                  ? CG_AT_BOTH
                           : at_lower == (value > 0) ? CG_AT_LOWER
                                                     : CG_AT_UPPER;
}

void cg_transport_restore(const cg_reduced *r) {
    cg_run *whole = r->whole;
    for (int i = 0; i < whole->scaled->rows; i++) {
        whole->dual[i] = 0;
        whole->row_status[i] = CG_BASIC;
    }
    for (int j = 0; j < whole->scaled->columns; j++) {
        whole->x[j] = whole->lower[j];
        whole->column_status[j] = CG_AT_BOTH;
    }
    for (int at = 0; at < r->scaled.rows; at++) {
        whole->dual[r->row[at]] = r->run->dual[at];
        whole->row_status[r->row[at]] = r->run->row_status[at];
    }
    for (int at = 0; at < r->scaled.columns; at++) {
        restore_column(r, at);
    }
    whole->verdict = r->run->verdict;
    whole->has_x = r->run->has_x;
}
