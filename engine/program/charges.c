/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a program with charges apart: finds them, tightens what they may carry, leaves out what
 * cannot pay. Every step has a proof; none is a guess. */
#include "program/fixed_charge.h"

#include <math.h>
#include <string.h>

/* Bounds made here are let out by this share, so that rounding cuts nothing off. */
#define LOOSE 1e-12
/* A load below this share of its most is none. */
#define NOTHING 1e-9

static cg_entries copied_columns(cg_arena *arena, const cg_scaled *s) {
    int count = s->start[s->columns];
    cg_entries e = {CG_ARRAY(arena, int, s->columns + 1), CG_ARRAY(arena, int, count + 1),
                    CG_ARRAY(arena, double, count + 1)};
    memcpy(e.start, s->start, ((size_t)s->columns + 1) * sizeof(int));
    for (int k = 0; k < count; k++) {
        e.other[k] = s->index[k] - 1;
        e.value[k] = s->value[k];
    }
    return e;
}

/* The same entries by their other side, of which there are `others`. */
static cg_entries turned(cg_arena *arena, const cg_entries *e, int count, int others) {
    int entries = e->start[count];
    cg_entries t = {CG_ARRAY(arena, int, others + 2), CG_ARRAY(arena, int, entries + 1),
                    CG_ARRAY(arena, double, entries + 1)};
    for (int k = 0; k < entries; k++) {
        t.start[e->other[k] + 2]++;
    }
    for (int i = 0; i < others; i++) {
        t.start[i + 2] += t.start[i + 1];
    }
    for (int j = 0; j < count; j++) {
        for (int k = e->start[j]; k < e->start[j + 1]; k++) {
            int at = t.start[e->other[k] + 1]++;
            t.other[at] = j;
            t.value[at] = e->value[k];
        }
    }
    return t;
}

/* The least that the entries of a row come to by their bounds alone; what is without end is
 * counted apart. */
typedef struct activity {
    double finite;
    int endless;
} activity;

static double least_term(const cg_mixed *m, int column, double value) {
    double at = value > 0 ? m->lower[column] : m->upper[column];
    return value * at;
}

static activity least_of_row(const cg_mixed *m, int row) {
    activity a = {0};
    for (int k = m->by_row.start[row]; k < m->by_row.start[row + 1]; k++) {
        double term = least_term(m, m->by_row.other[k], m->by_row.value[k]);
        if (isinf(term)) {
            a.endless++;
        } else {
            a.finite += term;
        }
    }
    return a;
}

/* A column is at most what the rows leave it when all others stand at their least. */
static void tighten_uppers(cg_mixed *m) {
    for (int i = 0; i < m->rows; i++) {
        if (isinf(m->row_upper[i]) || (m->bare != NULL && m->bare[i])) {
            continue;
        }
        activity least = least_of_row(m, i);
        if (least.endless > 0) {
            continue;
        }
        for (int k = m->by_row.start[i]; k < m->by_row.start[i + 1]; k++) {
            int j = m->by_row.other[k];
            double value = m->by_row.value[k];
            if (m->integer[j] || !(value > 0)) {
                continue;
            }
            double room = m->row_upper[i] - (least.finite - least_term(m, j, value));
            double most = fmax(m->lower[j], room / value * (1 + LOOSE));
            m->upper[j] = fmin(m->upper[j], most);
        }
    }
}

/* Columns of `row`, its binary left out, that are 0 at the least with a positive value. */
static bool carries_flows_alone(const cg_mixed *m, int row, int but) {
    for (int k = m->by_row.start[row]; k < m->by_row.start[row + 1]; k++) {
        int j = m->by_row.other[k];
        if (j != but && (m->integer[j] || m->lower[j] != 0 || !(m->by_row.value[k] > 0))) {
            return false;
        }
    }
    return true;
}

/* Whether entry k of by_column only takes from its row, which has an upper side alone. */
static bool is_taking(const cg_mixed *m, int k) {
    int row = m->by_column.other[k];
    return m->by_column.value[k] > 0 && isinf(m->row_lower[row]) && !isinf(m->row_upper[row]);
}

/* The one entry of a column that is no taking from a row, or CG_NONE. */
static int only_giving(const cg_mixed *m, int column) {
    int giving = CG_NONE;
    for (int k = m->by_column.start[column]; k < m->by_column.start[column + 1]; k++) {
        if (is_taking(m, k)) {
            continue;
        }
        if (giving != CG_NONE) {
            return CG_NONE;
        }
        giving = k;
    }
    return giving;
}

/* Whether a column is what the rest of one row, its k-th entry, is at most: sum of flows - value *
 * column <= 0. */
static bool is_roof(const cg_mixed *m, int column, int k) {
    if (k == CG_NONE) {
        return false;
    }
    int row = m->by_column.other[k];
    return m->by_column.value[k] < 0 && m->cost[column] >= 0 && m->lower[column] == 0 &&
           isinf(m->row_lower[row]) && m->row_upper[row] == 0 && !m->implied[row] &&
           m->by_row.start[row + 1] - m->by_row.start[row] > 1 &&
           carries_flows_alone(m, row, column);
}

/* The same of a column that stands in no other row. */
static bool is_roof_alone(const cg_mixed *m, int column) {
    int k = m->by_column.start[column];
    return m->by_column.start[column + 1] == k + 1 && is_roof(m, column, k);
}

/* The most that the flows of a row (all but one column) come to by their bounds. */
static double most_by_bounds(const cg_mixed *m, int row, int but) {
    double sum = 0;
    for (int k = m->by_row.start[row]; k < m->by_row.start[row + 1]; k++) {
        int j = m->by_row.other[k];
        sum += j == but ? 0 : m->by_row.value[k] * m->upper[j];
    }
    return sum;
}

/* The `which`-th row of a column that bounds it from above and is not `but`. */
static int bounding_row(const cg_mixed *m, int column, int but, int which) {
    for (int k = m->by_column.start[column]; k < m->by_column.start[column + 1]; k++) {
        int row = m->by_column.other[k];
        if (row != but && !m->implied[row] && m->by_column.value[k] > 0 &&
            !isinf(m->row_upper[row]) && which-- == 0) {
            return row;
        }
    }
    return CG_NONE;
}

typedef struct shared_row {
    int row;
    double ratio, least; /* of the flows in it: best share for a unit of the row; their least */
} shared_row;

/* Sum of share * flow over a charge, at most: each flow is counted in its `which`-th bounding row,
 * and a row's room goes to the flow that makes most of it. */
static double most_shared(const cg_mixed *m, const cg_charge *charge, const activity *least,
                          shared_row *rows, int which) {
    int count = 0;
    double sum = 0;
    for (int f = charge->first; f < charge->first + charge->count; f++) {
        const cg_flow *flow = &m->flows.items[f];
        int row = bounding_row(m, flow->column, charge->row, which);
        if (row == CG_NONE) {
            sum += flow->share * m->upper[flow->column];
            continue;
        }
        int at = 0;
        while (at < count && rows[at].row != row) {
            at++;
        }
        if (at == count) {
            rows[count++] = (shared_row){.row = row};
        }
        for (int k = m->by_column.start[flow->column]; k < m->by_column.start[flow->column + 1];
             k++) {
            if (m->by_column.other[k] == row) {
                rows[at].ratio = fmax(rows[at].ratio, flow->share / m->by_column.value[k]);
            }
        }
    }
    for (int r = 0; r < count; r++) {
        const activity *other = &least[rows[r].row];
        /* The flows themselves are 0 at the least. */
        sum += other->endless > 0 ? INFINITY
                                  : rows[r].ratio * (m->row_upper[rows[r].row] - other->finite);
    }
    return sum;
}

static void tighten_charge(cg_mixed *m, cg_charge *charge, const activity *least,
                           shared_row *rows) {
    if (charge->stands) {
        return;
    }
    double sum = 0;
    for (int f = charge->first; f < charge->first + charge->count; f++) {
        sum += m->flows.items[f].share * m->upper[m->flows.items[f].column];
    }
    for (int which = 0; which < 4; which++) {
        sum = fmin(sum, most_shared(m, charge, least, rows, which));
    }
    m->binding[charge->row] = sum > charge->most * (1 + NOTHING) ? charge->most : 0;
    charge->most = fmin(charge->most, sum * (1 + LOOSE));
    for (int f = charge->first; f < charge->first + charge->count; f++) {
        cg_flow *flow = &m->flows.items[f];
        flow->most = fmin(m->upper[flow->column], charge->most / flow->share);
    }
}

/* Whether more of a flow only ever takes from others: no row has it with a negative value or a
 * lower side. */
static bool only_takes(const cg_mixed *m, int column) {
    for (int k = m->by_column.start[column]; k < m->by_column.start[column + 1]; k++) {
        if (m->by_column.value[k] < 0 || !isinf(m->row_lower[m->by_column.other[k]])) {
            return false;
        }
    }
    return true;
}

/* A charge cannot pay where all that it may carry saves less than it costs and helps nothing else:
 * to do without is then as good. */
static bool cannot_pay(const cg_mixed *m, const cg_charge *charge) {
    double best = 0;
    for (int f = charge->first; f < charge->first + charge->count; f++) {
        const cg_flow *flow = &m->flows.items[f];
        if (!only_takes(m, flow->column)) {
            return false;
        }
        best = fmax(best, -m->cost[flow->column] / flow->share);
    }
    return !charge->stands && best * charge->most <= charge->fixed;
}

/* Lists the flows of a row that can only run where the charge is paid. */
static void add_flows(cg_mixed *m, cg_charge *charge, int row, double most) {
    for (int k = m->by_row.start[row]; k < m->by_row.start[row + 1]; k++) {
        int j = m->by_row.other[k];
        if (j != charge->column) {
            double share = m->by_row.value[k];
            cg_flow flow = {j, m->charges.count, share, fmin(m->upper[j], most / share)};
            CG_PUSH(m->arena, &m->flows, flow);
            charge->count++;
        }
    }
}

/* Tells the rows that a charge takes from. */
static void add_takings(cg_mixed *m, int column) {
    for (int k = m->by_column.start[column]; k < m->by_column.start[column + 1]; k++) {
        bool *takes = &m->takes[m->by_column.other[k]];
        m->taking += is_taking(m, k) && !*takes;
        *takes = *takes || is_taking(m, k);
    }
}

static void add_charge(cg_mixed *m, int column, int at) {
    int row = m->by_column.other[at];
    cg_charge charge = {.column = column,
                        .row = row,
                        .fixed = m->cost[column],
                        .most = -m->by_column.value[at],
                        .first = m->flows.count};
    add_flows(m, &charge, row, charge.most);
    add_takings(m, column);
    m->implied[row] = true;
    m->charge_of[column] = m->charges.count;
    CG_PUSH(m->arena, &m->charges, charge);
}

/* Replaces a value in both copies of the entries. */
static void set_value(cg_mixed *m, int row, int column, double value) {
    for (int k = m->by_row.start[row]; k < m->by_row.start[row + 1]; k++) {
        m->by_row.value[k] = m->by_row.other[k] == column ? value : m->by_row.value[k];
    }
    for (int k = m->by_column.start[column]; k < m->by_column.start[column + 1]; k++) {
        m->by_column.value[k] = m->by_column.other[k] == row ? value : m->by_column.value[k];
    }
}

/* One that stands in its rows, each no wider than what can come. */
static void add_standing(cg_mixed *m, int column) {
    cg_charge charge = {.column = column,
                        .row = CG_NONE,
                        .stands = true,
                        .fixed = m->cost[column],
                        .most = 1,
                        .first = m->flows.count};
    for (int at = m->by_column.start[column]; at < m->by_column.start[column + 1]; at++) {
        int row = m->by_column.other[at];
        double most = -m->by_column.value[at];
        if (is_taking(m, at) || !carries_flows_alone(m, row, column)) {
            continue;
        }
        double comes = most_by_bounds(m, row, column) * (1 + LOOSE) - m->row_upper[row];
        if (comes > 0 && comes < most) {
            most = comes;
            set_value(m, row, column, -most);
        }
        if (m->row_upper[row] == 0) {
            add_flows(m, &charge, row, most);
        }
    }
    add_takings(m, column);
    m->charge_of[column] = m->charges.count;
    CG_PUSH(m->arena, &m->charges, charge);
}

static bool is_binary(const cg_mixed *m, int column) {
    return m->integer[column] && m->lower[column] == 0 && m->upper[column] == 1;
}

/* Whether a binary costs something, and to have it only ever lets more run or takes. */
static bool is_standing(const cg_mixed *m, int column) {
    bool gives = m->by_column.start[column] == m->by_column.start[column + 1];
    for (int k = m->by_column.start[column]; k < m->by_column.start[column + 1]; k++) {
        if (is_taking(m, k)) {
            continue;
        }
        gives = true;
        if (m->by_column.value[k] >= 0 || !isinf(m->row_lower[m->by_column.other[k]]) ||
            isinf(m->row_upper[m->by_column.other[k]])) {
            return false;
        }
    }
    return gives && is_binary(m, column) && m->cost[column] >= 0;
}

/* A continuous roof costs what runs under it costs: its price goes to the flows, and the column
 * stays at its most. Where they cannot reach that, the row goes too. */
static void fold(cg_mixed *m, int column) {
    int at = m->by_column.start[column];
    int row = m->by_column.other[at];
    double times = -m->by_column.value[at];
    if (isinf(m->upper[column])) {
        return;
    }
    for (int k = m->by_row.start[row]; k < m->by_row.start[row + 1]; k++) {
        if (m->by_row.other[k] != column) {
            m->cost[m->by_row.other[k]] += m->cost[column] * m->by_row.value[k] / times;
        }
    }
    m->cost[column] = 0;
    m->lower[column] = m->upper[column];
    m->implied[row] = most_by_bounds(m, row, column) <= times * m->upper[column] * (1 - LOOSE);
    CG_PUSH(m->arena, &m->folded, ((cg_folded){column, row, times}));
}

static cg_entries carriers_of(cg_mixed *m) {
    int count = m->flows.count;
    cg_entries of_flows = {CG_ARRAY(m->arena, int, count + 1), CG_ARRAY(m->arena, int, count + 1),
                           CG_ARRAY(m->arena, double, count + 1)};
    for (int f = 0; f < count; f++) {
        of_flows.start[f + 1] = f + 1;
        of_flows.other[f] = m->flows.items[f].column;
        of_flows.value[f] = m->flows.items[f].share;
    }
    return turned(m->arena, &of_flows, count, m->columns);
}

static void shut(cg_mixed *m, const cg_charge *charge) {
    m->upper[charge->column] = 0;
    for (int f = charge->first; f < charge->first + charge->count; f++) {
        m->upper[m->flows.items[f].column] = 0;
    }
}

static double *copied(cg_arena *arena, const double *values, int count) {
    double *copy = CG_ARRAY(arena, double, count + 1);
    if (count > 0) {
        memcpy(copy, values, (size_t)count * sizeof(double));
    }
    return copy;
}

static cg_mixed *taken_apart(cg_arena *arena, const cg_run *run) {
    const cg_scaled *s = run->scaled;
    cg_mixed *m = CG_NEW(arena, cg_mixed);
    *m = (cg_mixed){.arena = arena,
                    .rows = s->rows,
                    .columns = s->columns,
                    .lower = copied(arena, run->lower, s->columns),
                    .upper = copied(arena, run->upper, s->columns),
                    .cost = copied(arena, s->cost, s->columns),
                    .row_lower = copied(arena, s->row_lower, s->rows),
                    .row_upper = copied(arena, s->row_upper, s->rows),
                    .integer = CG_ARRAY(arena, bool, s->columns + 1),
                    .implied = CG_ARRAY(arena, bool, s->rows + 1),
                    .binding = CG_ARRAY(arena, double, s->rows + 1),
                    .takes = CG_ARRAY(arena, bool, s->rows + 1),
                    .charge_of = CG_ARRAY(arena, int, s->columns + 1),
                    .bare = run->chosen == NULL ? NULL : run->chosen->bare};
    m->by_column = copied_columns(arena, s);
    m->by_row = turned(arena, &m->by_column, s->columns, s->rows);
    for (int j = 0; j < s->columns; j++) {
        m->integer[j] = s->integer[j];
        m->charge_of[j] = CG_NONE;
    }
    return m;
}

cg_mixed *cg_mixed_new(cg_arena *arena, const cg_run *run) {
    cg_mixed *m = taken_apart(arena, run);
    tighten_uppers(m);
    for (int j = 0; j < m->columns; j++) {
        int giving = is_binary(m, j) ? only_giving(m, j) : CG_NONE;
        if (is_roof(m, j, giving)) {
            add_charge(m, j, giving);
        }
    }
    for (int j = 0; j < m->columns; j++) {
        if (!m->integer[j] && is_roof_alone(m, j)) {
            fold(m, j);
        }
    }
    for (int j = 0; j < m->columns; j++) {
        if (m->charge_of[j] == CG_NONE && is_standing(m, j)) {
            add_standing(m, j);
        }
    }
    /* Once for all: rows of large blocks have thousands of entries. */
    activity *least = CG_ARRAY(arena, activity, m->rows + 1);
    for (int i = 0; i < m->rows; i++) {
        least[i] = m->bare != NULL && m->bare[i] ? (activity){.endless = 1} : least_of_row(m, i);
    }
    shared_row *rows = CG_ARRAY(arena, shared_row, m->flows.count + 1);
    for (int c = 0; c < m->charges.count; c++) {
        cg_charge *charge = &m->charges.items[c];
        tighten_charge(m, charge, least, rows);
        double told = run->chosen == NULL ? 0 : run->chosen->most[charge->column];
        charge->most = told > 0 ? told : charge->most;
        if (!(m->charges.items[c].most > 0) || cannot_pay(m, &m->charges.items[c])) {
            shut(m, &m->charges.items[c]);
        }
    }
    m->carriers = carriers_of(m);
    for (int j = 0; j < m->columns; j++) {
        m->other_integers +=
            m->integer[j] && m->charge_of[j] == CG_NONE && m->lower[j] < m->upper[j];
    }
    return m;
}

int cg_mixed_row(const cg_mixed *m, int row, int *index, double *value) {
    int count = 0;
    for (int k = m->by_row.start[row]; k < m->by_row.start[row + 1]; k++) {
        int j = m->by_row.other[k];
        if (!(m->binding[row] > 0) || m->charge_of[j] == CG_NONE) {
            index[++count] = j + 1;
            value[count] = m->by_row.value[k];
        }
    }
    return count;
}

/* What a charge that stands has to be, for all its rows to hold. */
static double least_standing(const cg_mixed *m, const cg_charge *charge, const double *x) {
    double least = 0;
    for (int at = m->by_column.start[charge->column]; at < m->by_column.start[charge->column + 1];
         at++) {
        int row = m->by_column.other[at];
        double over = -m->row_upper[row];
        if (is_taking(m, at)) {
            continue;
        }
        for (int k = m->by_row.start[row]; k < m->by_row.start[row + 1]; k++) {
            int j = m->by_row.other[k];
            over += j == charge->column ? 0 : m->by_row.value[k] * x[j];
        }
        least = fmax(least, over / -m->by_column.value[at]);
    }
    return least;
}

double cg_charge_load(const cg_mixed *m, const cg_charge *charge, const double *x) {
    if (charge->stands) {
        return least_standing(m, charge, x);
    }
    double load = 0;
    for (int f = charge->first; f < charge->first + charge->count; f++) {
        load += m->flows.items[f].share * x[m->flows.items[f].column];
    }
    return load;
}

void cg_mixed_complete(const cg_mixed *m, double *x) {
    for (int c = 0; c < m->charges.count; c++) {
        const cg_charge *charge = &m->charges.items[c];
        bool runs = cg_charge_load(m, charge, x) > NOTHING * charge->most;
        for (int f = charge->first; !runs && f < charge->first + charge->count; f++) {
            x[m->flows.items[f].column] = 0;
        }
        x[charge->column] = fmax(m->lower[charge->column], runs);
    }
    for (int i = 0; i < m->folded.count; i++) {
        const cg_folded *folded = &m->folded.items[i];
        double sum = 0;
        for (int k = m->by_row.start[folded->row]; k < m->by_row.start[folded->row + 1]; k++) {
            int j = m->by_row.other[k];
            sum += j == folded->column ? 0 : m->by_row.value[k] * x[j];
        }
        x[folded->column] = sum / folded->times;
    }
}

bool cg_mixed_holds(const cg_mixed *m, const double *x) {
    for (int i = 0; m->taking > 0 && i < m->rows; i++) {
        if (!m->takes[i]) {
            continue;
        }
        double sum = 0, size = fabs(m->row_upper[i]);
        for (int k = m->by_row.start[i]; k < m->by_row.start[i + 1]; k++) {
            double term = m->by_row.value[k] * x[m->by_row.other[k]];
            sum += term;
            size = fmax(size, fabs(term));
        }
        if (sum > m->row_upper[i] + NOTHING * size) {
            return false;
        }
    }
    return true;
}

double cg_mixed_objective(const cg_mixed *m, const double *x) {
    double sum = 0;
    for (int j = 0; j < m->columns; j++) {
        sum += m->cost[j] * x[j];
    }
    return sum;
}
