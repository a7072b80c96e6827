/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dual fixing (Achterberg and others, "Presolve reductions in mixed integer programming", 2016,
 * section 4.4), for integers alone. */
#include "program/loosening.h"

#include <math.h>
#include <string.h>

static bool only_loosens(const cg_scaled *s, int j) {
    if (!s->integer[j] || s->cost[j] != 0 || s->lower[j] == s->upper[j] || isinf(s->upper[j])) {
        return false;
    }
    for (int k = s->start[j]; k < s->start[j + 1]; k++) {
        int i = s->index[k] - 1;
        if (!isinf(s->value[k] > 0 ? s->row_upper[i] : s->row_lower[i])) {
            return false;
        }
    }
    return true;
}

cg_scaled *cg_loosened(cg_arena *arena, const cg_scaled *s) {
    size_t columns = (size_t)s->columns;
    cg_scaled *loosened = NULL;
    for (int j = 0; j < s->columns; j++) {
        if (!only_loosens(s, j)) {
            continue;
        }
        if (loosened == NULL) {
            loosened = CG_NEW(arena, cg_scaled);
            *loosened = *s;
            loosened->lower = CG_ARRAY(arena, double, columns);
            loosened->integer = CG_ARRAY(arena, bool, columns);
            memcpy(loosened->lower, s->lower, columns * sizeof(double));
            memcpy(loosened->integer, s->integer, columns * sizeof(bool));
        }
        loosened->lower[j] = s->upper[j];
        loosened->integer[j] = false;
    }
    return loosened;
}

/* Whether all rows of column j still hold when it goes down to its lower bound; takes its part from
 * `value`, the rows' values, if so. */
static bool goes_down(const cg_scaled *s, int j, double *value) {
    double by = s->upper[j] - s->lower[j];
    for (int k = s->start[j]; k < s->start[j + 1]; k++) {
        int i = s->index[k] - 1;
        double after = value[i] - s->value[k] * by;
        if (after < s->row_lower[i] || after > s->row_upper[i]) {
            return false;
        }
    }
    for (int k = s->start[j]; k < s->start[j + 1]; k++) {
        value[s->index[k] - 1] -= s->value[k] * by;
    }
    return true;
}

void cg_take_back(cg_arena *arena, const cg_scaled *s, const cg_scaled *loosened, double *x) {
    double *value = CG_ARRAY(arena, double, s->rows + 1);
    for (int j = 0; j < s->columns; j++) {
        for (int k = s->start[j]; x[j] != 0 && k < s->start[j + 1]; k++) {
            value[s->index[k] - 1] += s->value[k] * x[j];
        }
    }
    for (int j = 0; j < s->columns; j++) {
        if (loosened->lower[j] != s->lower[j] && goes_down(s, j, value)) {
            x[j] = s->lower[j];
        }
    }
}
