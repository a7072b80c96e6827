/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing few columns of many: the best of each row. */
#include "program/selection.h"

cg_selection cg_selection_new(cg_arena *arena, const cg_scaled *scaled, int most) {
    size_t places = (size_t)scaled->rows * (size_t)most + 1;
    return (cg_selection){.scaled = scaled,
                          .most = most,
                          .count = CG_ARRAY(arena, int, scaled->rows + 1),
                          .column = CG_ARRAY(arena, int, places),
                          .key = CG_ARRAY(arena, float, places)};
}

void cg_selection_clear(cg_selection *selection) {
    memset(selection->count, 0, (size_t)selection->scaled->rows * sizeof(int));
}

/* Lets what stands at `at` sink below all that are worse than it. */
static void sink(float *key, int *column, int count, int at) {
    float sinking = key[at];
    int of = column[at];
    for (int child = 2 * at + 1; child < count; child = 2 * at + 1) {
        child += child + 1 < count && key[child + 1] > key[child];
        if (key[child] <= sinking) {
            break;
        }
        key[at] = key[child];
        column[at] = column[child];
        at = child;
    }
    key[at] = sinking;
    column[at] = of;
}

static void rise(float *key, int *column, int at) {
    float rising = key[at];
    int of = column[at];
    while (at > 0 && key[(at - 1) / 2] < rising) {
        key[at] = key[(at - 1) / 2];
        column[at] = column[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    key[at] = rising;
    column[at] = of;
}

void cg_selection_offer(cg_selection *s, int column, double value) {
    for (int k = s->scaled->start[column]; k < s->scaled->start[column + 1]; k++) {
        int row = s->scaled->index[k] - 1;
        float *key = s->key + (size_t)row * (size_t)s->most;
        int *columns = s->column + (size_t)row * (size_t)s->most;
        if (s->count[row] < s->most) {
            key[s->count[row]] = (float)value;
            columns[s->count[row]] = column;
            rise(key, columns, s->count[row]++);
        } else if ((float)value < key[0]) {
            key[0] = (float)value;
            columns[0] = column;
            sink(key, columns, s->most, 0);
        }
    }
}

void cg_selection_mark(const cg_selection *s, bool *marked) {
    for (int row = 0; row < s->scaled->rows; row++) {
        for (int i = 0; i < s->count[row]; i++) {
            marked[s->column[(size_t)row * (size_t)s->most + (size_t)i]] = true;
        }
    }
}

double cg_price_one(const cg_scaled *scaled, const double *dual, int column) {
    double price = scaled->cost[column];
    for (int k = scaled->start[column]; k < scaled->start[column + 1]; k++) {
        price -= scaled->value[k] * dual[scaled->index[k] - 1];
    }
    return price;
}

void cg_price_all(const cg_scaled *scaled, const double *dual, double *reduced) {
    for (int j = 0; j < scaled->columns; j++) {
        reduced[j] = cg_price_one(scaled, dual, j);
    }
}
