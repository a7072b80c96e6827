/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scaling a program so that typical values, coefficients and costs are of a sane order. */
#include "program/solver.h"

#include <math.h>

/* A column's typical value becomes one of [VALUE, 2 VALUE), a row's largest coefficient one of
 * [1/2, 1), the largest cost one of [COST, 2 COST). GLPK's tolerances are then near 1e-11 of what
 * they measure, and 1e-16 times a bad basis' condition still stays below them. */
#define VALUE 64.0
#define COST 64.0
/* No column is taken for more than this much smaller than the largest. */
#define SPREAD 0x1p-24
/* A row that leaves a column less than this share of its own bound says nothing of what is typical
 * of it: scaled to that, its coefficients elsewhere would be rounding. Such is the row that holds
 * an objective at its best. */
#define TIGHT 0x1p-10

static double power_of_two(double value) {
    int exponent = 0;
    if (!(value > 0) || isinf(value)) {
        return 1;
    }
    (void)frexp(value, &exponent);
    return ldexp(1, exponent - 1);
}

static double largest_side(double lower, double upper) {
    double a = isinf(lower) ? 0 : fabs(lower);
    double b = isinf(upper) ? 0 : fabs(upper);
    return a > b ? a : b;
}

/* Where a row of coefficients of one sign limits a column that is not negative, that limit is as
 * good as a bound ("Σ x <= supply"). Kept per row: whether it is such a row. */
static bool *packing_rows(cg_arena *arena, const cg_scaled *s) {
    bool *packing = CG_ARRAY(arena, bool, s->rows);
    for (int i = 0; i < s->rows; i++) {
        packing[i] = !isinf(s->row_upper[i]) && s->row_upper[i] > 0;
    }
    for (int j = 0; j < s->columns; j++) {
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            if (s->value[k] < 0 || s->lower[j] < 0) {
                packing[s->index[k] - 1] = false;
            }
        }
    }
    return packing;
}

static double typical_value(const cg_scaled *s, const bool *packing, int j) {
    double typical = isinf(s->upper[j]) ? INFINITY : largest_side(s->lower[j], s->upper[j]);
    typical = typical > 0 ? typical : INFINITY;
    double least = isinf(typical) ? 0 : typical * TIGHT;
    for (int k = s->start[j]; k < s->start[j + 1]; k++) {
        int i = s->index[k] - 1;
        if (packing[i] && s->value[k] > 0) {
            typical = fmin(typical, fmax(least, s->row_upper[i] / s->value[k]));
        }
    }
    if (isinf(typical)) {
        typical = largest_side(s->lower[j], s->upper[j]);
    }
    return typical > 0 ? typical : INFINITY;
}

/* Columns without any limit of their own: as large as makes their largest term that of the rows
 * they stand in, or those rows' bounds. */
static double borrowed_value(const cg_scaled *s, const double *row_term, int j) {
    double value = INFINITY;
    for (int k = s->start[j]; k < s->start[j + 1]; k++) {
        double term = row_term[s->index[k] - 1];
        if (term > 0 && s->value[k] != 0) {
            value = fmin(value, term / fabs(s->value[k]));
        }
    }
    return value;
}

static void scale_columns(cg_arena *arena, cg_scaled *s) {
    const bool *packing = packing_rows(arena, s);
    double *typical = CG_ARRAY(arena, double, s->columns);
    double *row_term = CG_ARRAY(arena, double, s->rows);
    double largest = 0;
    for (int i = 0; i < s->rows; i++) {
        row_term[i] = largest_side(s->row_lower[i], s->row_upper[i]);
    }
    for (int j = 0; j < s->columns; j++) {
        typical[j] = typical_value(s, packing, j);
        for (int k = s->start[j]; !isinf(typical[j]) && k < s->start[j + 1]; k++) {
            double *term = &row_term[s->index[k] - 1];
            *term = fmax(*term, fabs(s->value[k]) * typical[j]);
        }
    }
    for (int j = 0; j < s->columns; j++) {
        typical[j] = isinf(typical[j]) ? borrowed_value(s, row_term, j) : typical[j];
        largest = isinf(typical[j]) ? largest : fmax(largest, typical[j]);
    }
    for (int j = 0; j < s->columns; j++) {
        double value = isinf(typical[j]) ? largest : fmax(typical[j], largest * SPREAD);
        /* Integers keep their units: the search rounds them. */
        s->column_scale[j] = s->integer[j] ? 1 : power_of_two(value > 0 ? value / VALUE : 1);
    }
}

static void scale_rows(cg_arena *arena, cg_scaled *s) {
    double *largest = CG_ARRAY(arena, double, s->rows);
    for (int j = 0; j < s->columns; j++) {
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            double *row = &largest[s->index[k] - 1];
            *row = fmax(*row, fabs(s->value[k]) * s->column_scale[j]);
        }
    }
    for (int i = 0; i < s->rows; i++) {
        s->row_scale[i] = 0.5 / power_of_two(largest[i]);
    }
}

static void scale_objective(cg_scaled *s) {
    double largest = 0;
    for (int j = 0; j < s->columns; j++) {
        largest = fmax(largest, fabs(s->cost[j]) * s->column_scale[j]);
    }
    s->objective_scale = largest > 0 ? COST / power_of_two(largest) : 1;
}

static void apply(cg_scaled *s) {
    for (int j = 0; j < s->columns; j++) {
        if (s->lower[j] != 0) { /* what is not written takes no memory: nearly all are 0 */
            s->lower[j] /= s->column_scale[j];
        }
        s->upper[j] /= s->column_scale[j];
        s->cost[j] *= s->column_scale[j] * s->objective_scale;
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            s->value[k] *= s->row_scale[s->index[k] - 1] * s->column_scale[j];
        }
    }
    for (int i = 0; i < s->rows; i++) {
        s->row_lower[i] *= s->row_scale[i];
        s->row_upper[i] *= s->row_scale[i];
    }
}

void cg_scale(cg_arena *arena, cg_scaled *s) {
    cg_arena *scratch = cg_arena_within(arena);
    scale_columns(scratch, s);
    scale_rows(scratch, s);
    scale_objective(s);
    apply(s);
    cg_arena_empty(scratch);
}
