/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing few columns of many: the best of each row. */
#include "program/selection.h"

#include <math.h>

cg_selection cg_selection_new(cg_arena *arena, const cg_scaled *scaled, int most) {
    size_t places = (size_t)scaled->rows * (size_t)most + 1;
    cg_selection made = {.scaled = scaled,
                         .most = most,
                         .count = CG_ARRAY(arena, int, scaled->rows + 1),
                         .worst = CG_ARRAY(arena, float, scaled->rows + 1),
                         .column = CG_ARRAY(arena, int, places),
                         .key = CG_ARRAY(arena, float, places)};
    cg_selection_clear(&made);
    return made;
}

void cg_selection_clear(cg_selection *selection) {
    for (int row = 0; row < selection->scaled->rows; row++) {
        selection->count[row] = 0;
        selection->worst[row] = INFINITY;
    }
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

void cg_selection_take(cg_selection *s, int row, int column, float key) {
    float *keys = s->key + (size_t)row * (size_t)s->most;
    int *columns = s->column + (size_t)row * (size_t)s->most;
    int at = s->count[row] < s->most ? s->count[row]++ : 0;
    keys[at] = key;
    columns[at] = column;
    if (at > 0) {
        rise(keys, columns, at);
    } else {
        sink(keys, columns, s->count[row], 0);
    }
    if (s->count[row] == s->most) {
        s->worst[row] = keys[0];
    }
}

void cg_selection_mark(const cg_selection *s, bool *marked) {
    for (int row = 0; row < s->scaled->rows; row++) {
        for (int i = 0; i < s->count[row]; i++) {
            marked[s->column[(size_t)row * (size_t)s->most + (size_t)i]] = true;
        }
    }
}

void cg_price_all(const cg_scaled *scaled, const double *dual, double *reduced) {
    for (int j = 0; j < scaled->columns; j++) {
        reduced[j] = cg_price_one(scaled, dual, j);
    }
}
