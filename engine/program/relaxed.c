/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The linear relaxation of a program with charges, without the rows and binaries of the charges. */
#include "program/fixed_charge.h"

#include <math.h>
#include <string.h>

double cg_mixed_full_cost(const cg_mixed *m, int column) {
    double cost = m->cost[column];
    for (int k = m->carriers.start[column]; k < m->carriers.start[column + 1]; k++) {
        const cg_charge *charge = cg_carrier(m, k);
        if (m->upper[charge->column] > 0 && !charge->stands) {
            cost += charge->fixed / charge->most * m->carriers.value[k];
        }
    }
    return cost;
}

static void add_columns(cg_relaxed *r) {
    const cg_mixed *m = r->mixed;
    for (int j = 0; j < m->columns; j++) {
        r->lower[j] = m->lower[j];
        r->upper[j] = m->upper[j];
        double cost = m->charge_of[j] != CG_NONE ? m->cost[j] : cg_mixed_full_cost(m, j);
        cg_session_add_column(r->session, m->lower[j], m->upper[j], cost);
    }
}

/* A value of y is one of s, and one of its flows. */
static void spread_charge(cg_relaxed *r, int column, double value) {
    const cg_charge *charge = &r->mixed->charges.items[r->mixed->charge_of[column]];
    for (int f = charge->first; f < charge->first + charge->count; f++) {
        const cg_flow *flow = &r->mixed->flows.items[f];
        r->dense[flow->column] += value * flow->share / charge->most;
    }
}

/* Adds a term to the row in `dense`. */
static void add_term(cg_relaxed *r, int column, double value) {
    int charge = r->mixed->charge_of[column];
    r->dense[column] += value;
    if (charge != CG_NONE && !r->mixed->charges.items[charge].stands &&
        r->mixed->upper[column] > 0) {
        spread_charge(r, column, value);
    }
}

/* The row of `dense` into index and value, cleared there. Its entries; the largest to *largest. */
static int take_dense(cg_relaxed *r, double *largest) {
    *largest = 0;
    for (int j = 0; j < r->mixed->columns; j++) {
        *largest = fmax(*largest, fabs(r->dense[j]));
    }
    int count = 0;
    for (int j = 0; j < r->mixed->columns; j++) {
        /* What is left of terms that cancel is rounding. */
        if (fabs(r->dense[j]) > 1e-13 * *largest) {
            r->index[++count] = j + 1;
            r->value[count] = r->dense[j];
        }
        r->dense[j] = 0;
    }
    return count;
}

/* A row that charges take from, in the columns of the relaxation. */
static int taking_row(cg_relaxed *r, int row) {
    const cg_entries *by_row = &r->mixed->by_row;
    double largest;
    for (int k = by_row->start[row]; k < by_row->start[row + 1]; k++) {
        add_term(r, by_row->other[k], by_row->value[k]);
    }
    return take_dense(r, &largest);
}

static void add_rows(cg_relaxed *r) {
    const cg_mixed *m = r->mixed;
    for (int i = 0; i < m->rows; i++) {
        if (!cg_mixed_stands(m, i)) {
            continue;
        }
        int count = m->takes[i] ? taking_row(r, i) : cg_mixed_row(m, i, r->index, r->value);
        r->fixed_rows++;
        cg_session_add_row(r->session, m->row_lower[i], cg_mixed_side(m, i), count, r->index,
                           r->value);
    }
}

cg_relaxed *cg_relaxed_open(const cg_mixed *mixed, const cg_run *run, cg_session *elder) {
    cg_arena *arena = mixed->arena;
    cg_relaxed *r = CG_NEW(arena, cg_relaxed);
    *r = (cg_relaxed){.mixed = mixed,
                      .paid_row = CG_ARRAY(arena, int, mixed->charges.count + 1),
                      .lower = CG_ARRAY(arena, double, mixed->columns + 1),
                      .upper = CG_ARRAY(arena, double, mixed->columns + 1),
                      .closed = CG_ARRAY(arena, int, mixed->columns + 1),
                      .index = CG_ARRAY(arena, int, mixed->columns + 1),
                      .value = CG_ARRAY(arena, double, mixed->columns + 1),
                      .dense = CG_ARRAY(arena, double, mixed->columns + 1)};
    for (int c = 0; c < mixed->charges.count; c++) {
        r->paid_row[c] = CG_NONE;
    }
    /* Nothing is allocated from here until the caller knows the session, and can close it. */
    r->session = cg_session_open(arena, run, elder);
    add_columns(r);
    add_rows(r);
    return r;
}

static int of_paid(int charge) {
    return CG_NONE - 1 - charge;
}

/* The row load / most + s >= 1, with nothing held yet. */
static void add_paid_row(cg_relaxed *r, int index) {
    const cg_charge *charge = &r->mixed->charges.items[index];
    int count = 0;
    for (int f = charge->first; f < charge->first + charge->count; f++) {
        r->index[++count] = r->mixed->flows.items[f].column + 1;
        r->value[count] = r->mixed->flows.items[f].share / charge->most;
    }
    r->index[++count] = charge->column + 1;
    r->value[count] = 1;
    r->paid_row[index] = r->fixed_rows + r->extras.count;
    CG_PUSH(r->mixed->arena, &r->extras, of_paid(index));
    double least = r->lower[charge->column] == 1 ? 1 : -INFINITY;
    cg_session_add_row(r->session, least, INFINITY, count, r->index, r->value);
}

static void close_charge(cg_relaxed *r, const cg_charge *charge, int by) {
    const cg_mixed *m = r->mixed;
    for (int f = charge->first; f < charge->first + charge->count; f++) {
        int flow = m->flows.items[f].column;
        r->closed[flow] += by;
        cg_session_set_column(r->session, flow, m->lower[flow],
                              r->closed[flow] > 0 ? m->lower[flow] : m->upper[flow]);
    }
    if (!charge->stands) {
        cg_session_set_column(r->session, charge->column, 0, by > 0 ? 0 : 1);
    }
}

static void pay_charge(cg_relaxed *r, int index, bool paid) {
    if (paid && r->paid_row[index] == CG_NONE) {
        add_paid_row(r, index);
    }
    if (r->paid_row[index] != CG_NONE) {
        cg_session_set_row(r->session, r->paid_row[index], paid ? 1 : -INFINITY, INFINITY);
    }
}

void cg_relaxed_hold(cg_relaxed *r, int column, double lower, double upper) {
    int index = r->mixed->charge_of[column];
    double was_lower = r->lower[column];
    double was_upper = r->upper[column];
    r->lower[column] = lower;
    r->upper[column] = upper;
    if (was_lower == lower && was_upper == upper) {
        return;
    }
    bool stands = index == CG_NONE || r->mixed->charges.items[index].stands;
    if (stands) {
        cg_session_set_column(r->session, column, lower, upper);
    }
    if (index == CG_NONE) {
        return;
    }
    if ((was_upper == 0) != (upper == 0)) {
        close_charge(r, &r->mixed->charges.items[index], upper == 0 ? 1 : -1);
    }
    if (!stands && (was_lower == 1) != (lower == 1)) {
        pay_charge(r, index, lower == 1);
    }
}

/* Adds the row of a cut of the pool. */
static void add_cut_row(cg_relaxed *r, int index) {
    const cg_cut *cut = &r->pool.items[index];
    for (int k = 0; k < cut->count; k++) {
        add_term(r, cut->column[k], cut->value[k]);
    }
    double largest;
    int count = take_dense(r, &largest);
    for (int k = 1; k <= count; k++) {
        r->value[k] /= largest;
    }
    r->cut_row[index] = r->fixed_rows + r->extras.count;
    CG_PUSH(r->mixed->arena, &r->extras, index);
    cg_session_add_row(r->session, -INFINITY, cut->most / largest, count, r->index, r->value);
}

void cg_relaxed_add_cut(cg_relaxed *r, const cg_cut *cut) {
    cg_arena *arena = r->mixed->arena;
    cg_cut copy = *cut;
    copy.column = CG_ARRAY(arena, int, cut->count);
    copy.value = CG_ARRAY(arena, double, cut->count);
    memcpy(copy.column, cut->column, (size_t)cut->count * sizeof(int));
    memcpy(copy.value, cut->value, (size_t)cut->count * sizeof(double));
    CG_PUSH(arena, &r->pool, copy);
    if (r->pool.count > r->cut_room) {
        int room = 2 * r->cut_room + 64;
        r->cut_row = cg_enlarge(arena, r->cut_row, (size_t)r->cut_room, (size_t)room, sizeof(int));
        r->cut_room = room;
    }
    add_cut_row(r, r->pool.count - 1);
}

static int *place_of(cg_relaxed *r, int extra) {
    return extra >= 0 ? &r->cut_row[extra] : &r->paid_row[CG_NONE - 1 - extra];
}

/* A charge that is held at 1 keeps its row. */
static bool is_held(const cg_relaxed *r, int extra) {
    return extra < 0 && r->lower[r->mixed->charges.items[CG_NONE - 1 - extra].column] == 1;
}

void cg_relaxed_drop_slack(cg_relaxed *r) {
    if (r->extras.count > r->drop_room) {
        r->drop_room = 2 * r->extras.count;
        r->drop = CG_ARRAY(r->mixed->arena, int, r->drop_room + 1);
    }
    int count = 0, kept = 0;
    for (int e = 0; e < r->extras.count; e++) {
        int extra = r->extras.items[e];
        int row = r->fixed_rows + e;
        if (cg_session_row_is_basic(r->session, row) && !is_held(r, extra)) {
            r->drop[++count] = row + 1;
            *place_of(r, extra) = CG_NONE;
            continue;
        }
        *place_of(r, extra) = r->fixed_rows + kept;
        r->extras.items[kept++] = extra;
    }
    r->extras.count = kept;
    cg_session_drop_rows(r->session, count, r->drop);
}

/* The session's basis, in r->basis. */
static unsigned char *whole_basis(cg_relaxed *r) {
    int size = r->fixed_rows + r->extras.count + r->mixed->columns + 1;
    if (size > r->basis_room) {
        r->basis_room = 2 * size;
        r->basis = CG_ARRAY(r->mixed->arena, unsigned char, r->basis_room);
    }
    return r->basis;
}

void cg_relaxed_keep_basis(cg_relaxed *r, cg_snapshot *s) {
    cg_arena *arena = r->mixed->arena;
    unsigned char *whole = whole_basis(r);
    cg_session_keep_basis(r->session, whole);
    if (s->basis == NULL) {
        s->basis = CG_ARRAY(arena, unsigned char, r->fixed_rows + r->mixed->columns + 1);
    }
    if (s->room < r->extras.count) {
        s->room = r->extras.count + 32;
        s->extras = CG_ARRAY(arena, int, s->room);
        s->stand = CG_ARRAY(arena, unsigned char, s->room);
    }
    memcpy(s->basis, whole, (size_t)r->fixed_rows);
    memcpy(s->basis + r->fixed_rows, whole + r->fixed_rows + r->extras.count,
           (size_t)r->mixed->columns);
    s->count = 0;
    for (int e = 0; e < r->extras.count; e++) {
        if (whole[r->fixed_rows + e] != CG_BASIC) {
            s->extras[s->count] = r->extras.items[e];
            s->stand[s->count++] = whole[r->fixed_rows + e];
        }
    }
}

void cg_relaxed_set_basis(cg_relaxed *r, const cg_snapshot *s) {
    for (int k = 0; k < s->count; k++) {
        if (*place_of(r, s->extras[k]) != CG_NONE) {
            continue;
        }
        if (s->extras[k] >= 0) {
            add_cut_row(r, s->extras[k]);
        } else {
            add_paid_row(r, CG_NONE - 1 - s->extras[k]);
        }
    }
    unsigned char *whole = whole_basis(r);
    memcpy(whole, s->basis, (size_t)r->fixed_rows);
    memset(whole + r->fixed_rows, CG_BASIC, (size_t)r->extras.count);
    memcpy(whole + r->fixed_rows + r->extras.count, s->basis + r->fixed_rows,
           (size_t)r->mixed->columns);
    for (int k = 0; k < s->count; k++) {
        whole[*place_of(r, s->extras[k])] = s->stand[k];
    }
    cg_session_set_basis(r->session, whole, r->fixed_rows + r->extras.count);
}

void cg_relaxed_point(const cg_relaxed *r, double *x) {
    const cg_mixed *m = r->mixed;
    for (int j = 0; j < m->columns; j++) {
        x[j] = cg_session_value(r->session, j);
    }
    for (int c = 0; c < m->charges.count; c++) {
        const cg_charge *charge = &m->charges.items[c];
        if (!charge->stands) {
            double load = cg_charge_load(m, charge, x);
            x[charge->column] = charge->most > 0 ? x[charge->column] + load / charge->most : 0;
        }
    }
}

/* What is paid at least for y = 1 where now nothing runs: load / most + s = 1 has to come from
 * columns at 0, the cheapest of them. */
double cg_relaxed_reduced(const cg_relaxed *r, int column) {
    const cg_mixed *m = r->mixed;
    const cg_charge *charge = &m->charges.items[m->charge_of[column]];
    double least = cg_session_reduced(r->session, column);
    for (int f = charge->first; !charge->stands && f < charge->first + charge->count; f++) {
        const cg_flow *flow = &m->flows.items[f];
        least =
            fmin(least, cg_session_reduced(r->session, flow->column) * charge->most / flow->share);
    }
    return least;
}
