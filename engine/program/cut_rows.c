/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows on their way to cuts: added up, their columns replaced by what their charges allow. */
#include "program/workshop.h"

#include <math.h>

cg_workshop *cg_workshop_new(cg_arena *arena, const cg_mixed *m, const double *x) {
    cg_workshop *w = CG_NEW(arena, cg_workshop);
    int n = m->columns + 1;
    *w = (cg_workshop){.m = m,
                       .x = x,
                       .row = CG_ARRAY(arena, double, n),
                       .listed = CG_ARRAY(arena, int, n),
                       .seen = CG_ARRAY(arena, bool, n),
                       .parts = CG_ARRAY(arena, cg_part, n),
                       .integer = CG_ARRAY(arena, double, n),
                       .integers = CG_ARRAY(arena, int, n),
                       .has_integer = CG_ARRAY(arena, bool, n),
                       .complemented = CG_ARRAY(arena, bool, n),
                       .cut = CG_ARRAY(arena, double, n)};
    return w;
}

void cg_workshop_clear_row(cg_workshop *w) {
    for (int k = 0; k < w->count; k++) {
        w->row[w->listed[k]] = 0;
        w->seen[w->listed[k]] = false;
    }
    w->count = 0;
    w->side = 0;
}

static void add_term(cg_workshop *w, int column, double value) {
    if (!w->seen[column]) {
        w->seen[column] = true;
        w->listed[w->count++] = column;
    }
    w->row[column] += value;
}

void cg_workshop_add_row(cg_workshop *w, int row, double times) {
    const cg_entries *by_row = &w->m->by_row;
    for (int k = by_row->start[row]; k < by_row->start[row + 1]; k++) {
        add_term(w, by_row->other[k], times * by_row->value[k]);
    }
    w->side += times * (times > 0 ? w->m->row_upper[row] : w->m->row_lower[row]);
}

static void add_integer(cg_workshop *w, int column, double value) {
    if (!w->has_integer[column]) {
        w->has_integer[column] = true;
        w->integers[w->integer_count++] = column;
    }
    w->integer[column] += value;
}

void cg_workshop_clear_parts(cg_workshop *w) {
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
static double value_of_load(const cg_workshop *w, const cg_charge *charge) {
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

bool cg_charge_is_free(const cg_mixed *m, const cg_charge *charge) {
    return m->upper[charge->column] > 0 && m->lower[charge->column] < 1;
}

/* Replaces value * (one flow or load) by value * (most * y - t). */
static void put_under_charge(cg_workshop *w, cg_part p) {
    p.kind = CG_UNDER_CHARGE;
    add_integer(w, w->m->charges.items[p.charge].column, p.value * p.most);
    p.value = -p.value;
    w->parts[w->part_count++] = p;
}

/* Loads of whole charges first: their flows are struck from the row. */
static void replace_loads(cg_workshop *w) {
    const cg_mixed *m = w->m;
    int listed = w->count;
    for (int k = 0; k < listed; k++) {
        int j = w->listed[k];
        for (int at = m->carriers.start[j]; w->row[j] != 0 && at < m->carriers.start[j + 1]; at++) {
            int index = m->flows.items[m->carriers.other[at]].charge;
            const cg_charge *charge = &m->charges.items[index];
            double value =
                cg_charge_is_free(m, charge) && !charge->stands ? value_of_load(w, charge) : 0;
            double load = value == 0 ? 0 : cg_charge_load(m, charge, w->x);
            double y = w->x[charge->column];
            if (value == 0 || load <= 0 || charge->most * y - load > load) {
                continue;
            }
            for (int f = charge->first; f < charge->first + charge->count; f++) {
                w->row[m->flows.items[f].column] = 0;
            }
            put_under_charge(w, (cg_part){.charge = index,
                                          .column = charge->column,
                                          .whole = true,
                                          .value = value,
                                          .most = charge->most});
        }
    }
}

/* The charge that leaves a flow the least, or CG_NONE. */
static int nearest_charge(const cg_workshop *w, int column, double *most, double *room) {
    const cg_mixed *m = w->m;
    int nearest = CG_NONE;
    for (int at = m->carriers.start[column]; at < m->carriers.start[column + 1]; at++) {
        const cg_flow *flow = &m->flows.items[m->carriers.other[at]];
        const cg_charge *charge = &m->charges.items[flow->charge];
        double own = flow->most;
        double left = own * w->x[charge->column] - w->x[column];
        if (cg_charge_is_free(m, charge) && (nearest == CG_NONE || left < *room)) {
            nearest = flow->charge;
            *most = own;
            *room = left;
        }
    }
    return nearest;
}

/* Replaces one continuous column by what is nearest; false where it has no bounds. */
static bool replace_column(cg_workshop *w, int j) {
    const cg_mixed *m = w->m;
    double value = w->row[j], most = 0, room = INFINITY;
    double above = w->x[j] - m->lower[j];
    double below = m->upper[j] - w->x[j];
    int charge = m->lower[j] == 0 ? nearest_charge(w, j, &most, &room) : CG_NONE;
    if (charge != CG_NONE && room < above && room <= below) {
        put_under_charge(w, (cg_part){.charge = charge, .column = j, .value = value, .most = most});
        return true;
    }
    if (isinf(above) && isinf(below)) {
        return false;
    }
    bool up = below < above;
    w->right -= value * (up ? m->upper[j] : m->lower[j]);
    w->parts[w->part_count++] = (cg_part){
        .kind = up ? CG_FROM_UPPER : CG_FROM_LOWER, .column = j, .value = up ? -value : value};
    return true;
}

bool cg_workshop_replace(cg_workshop *w) {
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
