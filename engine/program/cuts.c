/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts by mixed integer rounding of single rows and of sums of rows, after flows are replaced by
 * what their charges allow: Marchand and Wolsey, "Aggregation and mixed integer rounding to solve
 * MIPs", Operations Research 49 (2001). On a supply or demand row these are the flow cover
 * inequalities. Ours and not GLPK's: see solve_glpk/search.c. */
#include "program/fixed_charge.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rounding is only done where the fraction leaves numbers sane. */
#define LEAST_FRACTION 0.005
#define MOST_FRACTION 0.995
#define LEAST_DEPTH 1e-4
/* Largest to smallest value of a cut. */
#define SPREAD 1e7
/* Each right side is let out by this share of its largest term. */
#define LOOSE 1e-10
#define MOST_PARTS 8

/* Terms of a row whose columns were replaced: g of integers (complemented: of u - y), h of what is
 * 0 at the least. */
typedef enum stand_in { AT_LOWER, AT_UPPER, UNDER_CHARGE } stand_in;

typedef struct part {
    stand_in kind;
    int column; /* the flow, or the binary of the whole charge */
    int charge; /* UNDER_CHARGE */
    bool whole; /* the load of the charge, not one flow */
    double value, most;
} part;

typedef struct workshop {
    const cg_mixed *m;
    const double *x;
    double *row; /* dense, by column */
    int *listed; /* columns of the row */
    bool *seen;
    int count;
    double side;
    part *parts;
    int part_count;
    double *integer; /* dense, values of integers after replacement */
    int *integers;
    bool *has_integer, *complemented;
    int integer_count;
    double right; /* after replacement */
    double *cut;  /* dense */
} workshop;

static workshop *new_workshop(cg_arena *arena, const cg_mixed *m, const double *x) {
    workshop *w = CG_NEW(arena, workshop);
    int n = m->columns + 1;
    *w = (workshop){.m = m,
                    .x = x,
                    .row = CG_ARRAY(arena, double, n),
                    .listed = CG_ARRAY(arena, int, n),
                    .seen = CG_ARRAY(arena, bool, n),
                    .parts = CG_ARRAY(arena, part, n),
                    .integer = CG_ARRAY(arena, double, n),
                    .integers = CG_ARRAY(arena, int, n),
                    .has_integer = CG_ARRAY(arena, bool, n),
                    .complemented = CG_ARRAY(arena, bool, n),
                    .cut = CG_ARRAY(arena, double, n)};
    return w;
}

static void clear_row(workshop *w) {
    for (int k = 0; k < w->count; k++) {
        w->row[w->listed[k]] = 0;
        w->seen[w->listed[k]] = false;
    }
    w->count = 0;
    w->side = 0;
}

static void add_term(workshop *w, int column, double value) {
    if (!w->seen[column]) {
        w->seen[column] = true;
        w->listed[w->count++] = column;
    }
    w->row[column] += value;
}

/* Adds times * (row <= upper side), or for negative times times * (row >= lower side). */
static void add_row(workshop *w, int row, double times) {
    const cg_entries *by_row = &w->m->by_row;
    for (int k = by_row->start[row]; k < by_row->start[row + 1]; k++) {
        add_term(w, by_row->other[k], times * by_row->value[k]);
    }
    w->side += times * (times > 0 ? w->m->row_upper[row] : w->m->row_lower[row]);
}

static void add_integer(workshop *w, int column, double value) {
    if (!w->has_integer[column]) {
        w->has_integer[column] = true;
        w->integers[w->integer_count++] = column;
    }
    w->integer[column] += value;
}

static void clear_parts(workshop *w) {
    for (int k = 0; k < w->integer_count; k++) {
        int j = w->integers[k];
        w->integer[j] = 0;
        w->has_integer[j] = false;
        w->complemented[j] = false;
    }
    w->integer_count = 0;
    w->part_count = 0;
}

/* The common value of a charge's flows per share, where the row has all of them alike. */
static double value_of_load(const workshop *w, const cg_charge *charge) {
    double value = 0;
    for (int f = charge->first; f < charge->first + charge->count; f++) {
        const cg_flow *flow = &w->m->flows.items[f];
        double one = w->row[flow->column] / flow->share;
        if (f > charge->first && fabs(one - value) > 1e-12 * fabs(value)) {
            return 0;
        }
        value = f > charge->first ? value : one;
    }
    return value;
}

static bool is_free(const cg_mixed *m, const cg_charge *charge) {
    return m->upper[charge->column] > 0 && m->lower[charge->column] < 1;
}

/* Replaces value * (one flow or load) by value * (most * y - t). */
static void put_under_charge(workshop *w, part p) {
    p.kind = UNDER_CHARGE;
    add_integer(w, w->m->charges.items[p.charge].column, p.value * p.most);
    p.value = -p.value;
    w->parts[w->part_count++] = p;
}

/* Loads of whole charges first: their flows are struck from the row. */
static void replace_loads(workshop *w) {
    const cg_mixed *m = w->m;
    int listed = w->count;
    for (int k = 0; k < listed; k++) {
        int j = w->listed[k];
        for (int at = m->carriers.start[j]; w->row[j] != 0 && at < m->carriers.start[j + 1]; at++) {
            int index = m->flows.items[m->carriers.other[at]].charge;
            const cg_charge *charge = &m->charges.items[index];
            double value = is_free(m, charge) && !charge->stands ? value_of_load(w, charge) : 0;
            double load = value == 0 ? 0 : cg_charge_load(m, charge, w->x);
            double y = w->x[charge->column];
            if (value == 0 || load <= 0 || charge->most * y - load > load) {
                continue;
            }
            for (int f = charge->first; f < charge->first + charge->count; f++) {
                w->row[m->flows.items[f].column] = 0;
            }
            put_under_charge(w, (part){.charge = index,
                                       .column = charge->column,
                                       .whole = true,
                                       .value = value,
                                       .most = charge->most});
        }
    }
}

/* The charge that leaves a flow the least, or CG_NONE. */
static int nearest_charge(const workshop *w, int column, double *most, double *room) {
    const cg_mixed *m = w->m;
    int nearest = CG_NONE;
    for (int at = m->carriers.start[column]; at < m->carriers.start[column + 1]; at++) {
        const cg_flow *flow = &m->flows.items[m->carriers.other[at]];
        const cg_charge *charge = &m->charges.items[flow->charge];
        double own = flow->most;
        double left = own * w->x[charge->column] - w->x[column];
        if (is_free(m, charge) && (nearest == CG_NONE || left < *room)) {
            nearest = flow->charge;
            *most = own;
            *room = left;
        }
    }
    return nearest;
}

/* Replaces one continuous column by what is nearest; false where it has no bounds. */
static bool replace_column(workshop *w, int j) {
    const cg_mixed *m = w->m;
    double value = w->row[j], most = 0, room = INFINITY;
    double above = w->x[j] - m->lower[j];
    double below = m->upper[j] - w->x[j];
    int charge = m->lower[j] == 0 ? nearest_charge(w, j, &most, &room) : CG_NONE;
    if (charge != CG_NONE && room < above && room <= below) {
        put_under_charge(w, (part){.charge = charge, .column = j, .value = value, .most = most});
        return true;
    }
    if (isinf(above) && isinf(below)) {
        return false;
    }
    bool up = below < above;
    w->right -= value * (up ? m->upper[j] : m->lower[j]);
    w->parts[w->part_count++] =
        (part){.kind = up ? AT_UPPER : AT_LOWER, .column = j, .value = up ? -value : value};
    return true;
}

static bool replace_columns(workshop *w) {
    const cg_mixed *m = w->m;
    w->right = w->side;
    replace_loads(w);
    for (int k = 0; k < w->count; k++) {
        int j = w->listed[k];
        if (w->row[j] == 0) {
            continue;
        }
        if (m->lower[j] == m->upper[j]) {
            w->right -= w->row[j] * m->lower[j];
        } else if (m->integer[j]) {
            if (m->lower[j] != 0 || isinf(m->upper[j])) {
                return false;
            }
            add_integer(w, j, w->row[j]);
        } else if (!replace_column(w, j)) {
            return false;
        }
    }
    return true;
}

static double value_at(const workshop *w, const part *p) {
    const cg_mixed *m = w->m;
    if (p->kind == AT_LOWER) {
        return w->x[p->column] - m->lower[p->column];
    }
    if (p->kind == AT_UPPER) {
        return m->upper[p->column] - w->x[p->column];
    }
    const cg_charge *charge = &m->charges.items[p->charge];
    double load = p->whole ? cg_charge_load(m, charge, w->x) : w->x[p->column];
    return fmax(0, p->most * w->x[charge->column] - load);
}

static double rounded(double value, double fraction) {
    double whole = floor(value);
    return whole + fmax(0, value - whole - fraction) / (1 - fraction);
}

/* The right side with the complemented integers moved over, divided. */
static double divided_side(const workshop *w, double divisor) {
    double side = w->right;
    for (int k = 0; k < w->integer_count; k++) {
        int j = w->integers[k];
        side -= w->complemented[j] ? w->integer[j] * w->m->upper[j] : 0;
    }
    return side / divisor;
}

/* How far x breaks the rounded row, relative to the size of its terms; negative: not at all. */
static double depth_of(const workshop *w, double divisor) {
    double side = divided_side(w, divisor);
    double fraction = side - floor(side);
    if (!(fraction > LEAST_FRACTION) || !(fraction < MOST_FRACTION)) {
        return -1;
    }
    double left = 0, size = 0;
    for (int k = 0; k < w->integer_count; k++) {
        int j = w->integers[k];
        bool turned = w->complemented[j];
        double value = rounded((turned ? -w->integer[j] : w->integer[j]) / divisor, fraction);
        left += value * (turned ? w->m->upper[j] - w->x[j] : w->x[j]);
        size += value * value;
    }
    for (int k = 0; k < w->part_count; k++) {
        const part *p = &w->parts[k];
        if (p->value < 0) {
            double value = p->value / (divisor * (1 - fraction));
            left += value * value_at(w, p);
            /* As much as the column can be, in units of what it is used for. */
            double reach = p->kind == UNDER_CHARGE ? p->most : w->m->upper[p->column];
            reach = isinf(reach) ? 1 : reach;
            size += value * reach * (value * reach);
        }
    }
    return size > 0 ? (left - floor(side)) / sqrt(size) : -1;
}

/* Adds times * part to the cut, in the program's columns; what is constant to the side. */
static void give_back(workshop *w, const part *p, double times, double *side) {
    const cg_mixed *m = w->m;
    if (p->kind == AT_LOWER) {
        w->cut[p->column] += times;
        *side += times * m->lower[p->column];
        return;
    }
    if (p->kind == AT_UPPER) {
        w->cut[p->column] -= times;
        *side -= times * m->upper[p->column];
        return;
    }
    const cg_charge *charge = &m->charges.items[p->charge];
    w->cut[charge->column] += times * p->most;
    if (!p->whole) {
        w->cut[p->column] -= times;
        return;
    }
    for (int f = charge->first; f < charge->first + charge->count; f++) {
        w->cut[m->flows.items[f].column] -= times * m->flows.items[f].share;
    }
}

static double scatter(workshop *w, double divisor) {
    double whole_side = divided_side(w, divisor);
    double fraction = whole_side - floor(whole_side);
    double side = floor(whole_side);
    for (int k = 0; k < w->integer_count; k++) {
        int j = w->integers[k];
        bool turned = w->complemented[j];
        double value = rounded((turned ? -w->integer[j] : w->integer[j]) / divisor, fraction);
        w->cut[j] += turned ? -value : value;
        side -= turned ? value * w->m->upper[j] : 0;
    }
    for (int k = 0; k < w->part_count; k++) {
        if (w->parts[k].value < 0) {
            give_back(w, &w->parts[k], w->parts[k].value / (divisor * (1 - fraction)), &side);
        }
    }
    return side;
}

/* Reads the dense cut out and clears it. Values that are rounding are moved to the safe side. */
static bool gather(cg_arena *arena, workshop *w, double side, cg_cut *cut) {
    const cg_mixed *m = w->m;
    double largest = 0, terms = fabs(side);
    int count = 0;
    for (int j = 0; j < m->columns; j++) {
        largest = fmax(largest, fabs(w->cut[j]));
        count += w->cut[j] != 0;
    }
    *cut = (cg_cut){.column = CG_ARRAY(arena, int, count + 1),
                    .value = CG_ARRAY(arena, double, count + 1)};
    bool sane = largest > 0;
    for (int j = 0; count > 0 && j < m->columns; j++) {
        double value = w->cut[j];
        w->cut[j] = 0;
        if (value == 0) {
            continue;
        }
        double reach = value > 0 ? m->lower[j] : m->upper[j];
        if (fabs(value) * SPREAD < largest) {
            sane = sane && !isinf(reach);
            side -= isinf(reach) ? 0 : value * reach;
            continue;
        }
        terms = fmax(terms, isinf(m->upper[j]) ? 0 : fabs(value * m->upper[j]));
        cut->column[cut->count] = j;
        cut->value[cut->count++] = value;
    }
    cut->most = side + LOOSE * terms;
    return sane;
}

/* Divisors worth a try: the values of integers that are not whole in x. */
static double best_divisor(const workshop *w, double *depth) {
    double best = 0;
    *depth = LEAST_DEPTH;
    for (int k = 0; k < w->integer_count; k++) {
        int j = w->integers[k];
        double divisor = fabs(w->integer[j]);
        if (divisor == 0 || w->x[j] <= 1e-9 || w->x[j] >= w->m->upper[j] - 1e-9) {
            continue;
        }
        double reached = depth_of(w, divisor);
        if (reached > *depth) {
            *depth = reached;
            best = divisor;
        }
    }
    for (double half = best / 2; best > 0 && half > best / 10; half /= 2) {
        double reached = depth_of(w, half);
        if (reached > *depth) {
            *depth = reached;
            best = half;
        }
    }
    return best;
}

/* Complements more integers, one by one, as long as that makes the cut deeper. */
static double complemented_further(workshop *w, double divisor, double depth) {
    for (int k = 0; k < w->integer_count; k++) {
        int j = w->integers[k];
        if (w->x[j] <= 1e-9 || w->x[j] >= w->m->upper[j] - 1e-9) {
            continue;
        }
        w->complemented[j] = !w->complemented[j];
        double reached = depth_of(w, divisor);
        if (reached > depth) {
            depth = reached;
        } else {
            w->complemented[j] = !w->complemented[j];
        }
    }
    return depth;
}

/* Rounds the row as it stands in the workshop; true where a cut came of it. */
static bool round_row(cg_arena *arena, workshop *w, cg_cuts *cuts) {
    bool found = false;
    if (replace_columns(w)) {
        for (int k = 0; k < w->integer_count; k++) {
            int j = w->integers[k];
            w->complemented[j] = w->x[j] > w->m->upper[j] / 2;
        }
        double depth;
        double divisor = best_divisor(w, &depth);
        if (divisor > 0) {
            depth = complemented_further(w, divisor, depth);
            cg_cut cut;
            if (gather(arena, w, scatter(w, divisor), &cut)) {
                cut.depth = depth;
                CG_PUSH(arena, cuts, cut);
                found = true;
            }
        }
    }
    clear_parts(w);
    return found;
}

static void try_row(cg_arena *arena, workshop *w, int row, double times, cg_cuts *cuts) {
    clear_row(w);
    add_row(w, row, times);
    round_row(arena, w, cuts);
}

/* The rows of a charge's flows, one each, added up so that the whole load stands in the sum: such
 * are the pieces of one stream of heat. */
static void try_sum(cg_arena *arena, workshop *w, const cg_charge *charge, int which,
                    cg_cuts *cuts) {
    const cg_mixed *m = w->m;
    int used[MOST_PARTS];
    int count = 0;
    clear_row(w);
    for (int f = charge->first; f < charge->first + charge->count; f++) {
        const cg_flow *flow = &m->flows.items[f];
        int left = which;
        for (int k = m->by_column.start[flow->column]; k < m->by_column.start[flow->column + 1];
             k++) {
            int row = m->by_column.other[k];
            if (m->implied[row] || !(m->by_column.value[k] > 0) || isinf(m->row_upper[row]) ||
                left-- > 0) {
                continue;
            }
            bool again = false;
            for (int u = 0; u < count; u++) {
                again = again || used[u] == row;
            }
            if (!again && count < MOST_PARTS) {
                used[count++] = row;
                add_row(w, row, flow->share / m->by_column.value[k]);
            }
            break;
        }
    }
    if (count > 1) {
        round_row(arena, w, cuts);
    }
}

static int by_depth(const void *a, const void *b) {
    const cg_cut *one = a, *other = b;
    if (one->depth != other->depth) {
        return one->depth > other->depth ? -1 : 1;
    }
    return one->count != other->count
               ? one->count - other->count
               : memcmp(one->column, other->column, (size_t)one->count * sizeof(int));
}

void cg_cuts_find(cg_arena *arena, const cg_mixed *m, const double *x, cg_cuts *cuts) {
    workshop *w = new_workshop(arena, m, x);
    for (int i = 0; i < m->rows; i++) {
        if (m->implied[i]) {
            continue;
        }
        if (!isinf(m->row_upper[i])) {
            try_row(arena, w, i, 1, cuts);
        }
        if (!isinf(m->row_lower[i])) {
            try_row(arena, w, i, -1, cuts);
        }
    }
    for (int c = 0; c < m->charges.count; c++) {
        const cg_charge *charge = &m->charges.items[c];
        double y = x[charge->column];
        for (int which = 0; charge->count > 1 && y > 1e-6 && y < 1 - 1e-6 && which < 2; which++) {
            try_sum(arena, w, charge, which, cuts);
        }
        /* One flow, bounded by less than the whole charge. */
        for (int f = charge->first; charge->count > 1 && f < charge->first + charge->count; f++) {
            const cg_flow *flow = &m->flows.items[f];
            double over = x[flow->column] - flow->most * y;
            if (!is_free(m, charge) || over <= 1e-3 * flow->most) {
                continue;
            }
            cg_cut cut = {.count = 2,
                          .column = CG_ARRAY(arena, int, 2),
                          .value = CG_ARRAY(arena, double, 2),
                          .most = LOOSE * flow->most,
                          .depth = over / flow->most};
            cut.column[0] = flow->column;
            cut.value[0] = 1;
            cut.column[1] = charge->column;
            cut.value[1] = -flow->most;
            CG_PUSH(arena, cuts, cut);
        }
    }
    if (cuts->count > 1) {
        qsort(cuts->items, (size_t)cuts->count, sizeof *cuts->items, by_depth);
    }
}
