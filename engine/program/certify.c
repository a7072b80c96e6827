/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What plain arithmetic says of a solution: residuals and a lower bound, without the solver. */
#include "program/solver.h"

#include "base/number.h"

#include <math.h>

/* A wrong-signed reduced cost of a column without that bound makes the bound minus infinity unless
 * it is below this share of the column's largest term: then it is the rounding of the duals, is
 * told as dual_residual, and counts as zero. */
#define DUAL_TOLERANCE 1e-9

/* The program as certify sees it: integers fixed, rows measured at x. Without integers bounds and x
 * are the given ones: there may be millions. */
typedef struct view {
    const cg_scaled *program;
    const double *lower, *upper; /* of columns */
    const double *x;             /* integers rounded */
    double *row_term;            /* largest |a x| of each row, its finite violated bound included */
    double *dual;                /* cleaned */
} view;

static bool unbounded_below(double value) {
    return value <= -CG_UNBOUNDED;
}

static bool unbounded_above(double value) {
    return value >= CG_UNBOUNDED;
}

static double larger(double a, double b) {
    return a > b ? a : b;
}

static void fix_integers(cg_arena *arena, view *v) {
    int columns = v->program->columns;
    double *lower = CG_ARRAY(arena, double, columns), *upper = CG_ARRAY(arena, double, columns);
    double *x = CG_ARRAY(arena, double, columns);
    for (int j = 0; j < columns; j++) {
        bool integer = v->program->integer[j];
        x[j] = integer ? round(v->x[j]) : v->x[j];
        lower[j] = integer ? x[j] : v->lower[j];
        upper[j] = integer ? x[j] : v->upper[j];
    }
    v->lower = lower;
    v->upper = upper;
    v->x = x;
}

static view view_of(cg_arena *arena, const cg_scaled *program, const double *x,
                    const double *dual) {
    view v = {.program = program,
              .lower = program->lower,
              .upper = program->upper,
              .x = x,
              .row_term = CG_ARRAY(arena, double, program->rows),
              .dual = CG_ARRAY(arena, double, program->rows)};
    bool integers = false;
    for (int j = 0; j < program->columns; j++) {
        integers = integers || program->integer[j];
    }
    if (integers) {
        fix_integers(arena, &v);
    }
    for (int i = 0; i < program->rows; i++) {
        v.dual[i] = dual != NULL ? dual[i] : 0;
    }
    return v;
}

/* By how much `value` lies outside, and the bound it breaks. */
static double violation_of(double value, double lower, double upper, double *broken) {
    *broken = 0;
    if (!unbounded_below(lower) && value < lower) {
        *broken = lower;
        return lower - value;
    }
    if (!unbounded_above(upper) && value > upper) {
        *broken = upper;
        return value - upper;
    }
    return 0;
}

/* Rows: the activity is summed in long double, so that what remains is the solution's own error. */
static double row_residual(cg_arena *arena, view *v) {
    int rows = v->program->rows;
    long double *activity = CG_ARRAY(arena, long double, rows);
    for (int j = 0; j < v->program->columns; j++) {
        for (int k = v->program->start[j]; k < v->program->start[j + 1]; k++) {
            int i = v->program->index[k] - 1;
            long double term = (long double)v->program->value[k] * (long double)v->x[j];
            activity[i] += term;
            v->row_term[i] = larger(v->row_term[i], fabs((double)term));
        }
    }
    double worst = 0;
    for (int i = 0; i < rows; i++) {
        double lower = v->program->row_lower[i], upper = v->program->row_upper[i];
        double broken = 0;
        /* Differences in long double: an activity of 1e10 rounded to double would hide 1e-6. */
        long double below = unbounded_below(lower) ? 0 : (long double)lower - activity[i];
        long double above = unbounded_above(upper) ? 0 : activity[i] - (long double)upper;
        double violation = (double)(below > above ? below : above);
        broken = below > above ? lower : upper;
        if (violation > 0) {
            v->row_term[i] = larger(v->row_term[i], fabs(broken));
            worst = larger(worst, violation / v->row_term[i]);
        }
    }
    return worst;
}

/* Bounds of columns, and integers that are none: measured by what they do in the column's rows; in
 * a column of no row, by the bound itself. */
static double bound_residual(const view *v, const double *given) {
    double worst = 0;
    for (int j = 0; j < v->program->columns; j++) {
        double broken = 0;
        double violation =
            violation_of(given[j], v->program->lower[j], v->program->upper[j], &broken);
        if (v->program->integer[j]) {
            violation = larger(violation, fabs(given[j] - v->x[j]));
        }
        if (!(violation > 0)) {
            continue;
        }
        double share = 0;
        for (int k = v->program->start[j]; k < v->program->start[j + 1]; k++) {
            double term = v->row_term[v->program->index[k] - 1];
            double effect = fabs(v->program->value[k]) * violation;
            share = larger(share, effect / larger(term, effect));
        }
        if (v->program->start[j] == v->program->start[j + 1]) {
            share = violation / larger(fabs(given[j]), fabs(broken));
        }
        worst = larger(worst, share);
    }
    return worst;
}

/* The largest |cost| or |dual a| of column j. */
static double column_term(const view *v, int j) {
    double term = fabs(v->program->cost[j]);
    for (int k = v->program->start[j]; k < v->program->start[j + 1]; k++) {
        term = larger(term, fabs(v->program->value[k] * v->dual[v->program->index[k] - 1]));
    }
    return term;
}

/* Row duals that pull at a side the row does not have: told, then taken as zero. */
static double clean_duals(cg_arena *arena, view *v) {
    int rows = v->program->rows;
    bool *wrong = CG_ARRAY(arena, bool, rows);
    bool any = false;
    for (int i = 0; i < rows; i++) {
        wrong[i] = (v->dual[i] > 0 && unbounded_below(v->program->row_lower[i])) ||
                   (v->dual[i] < 0 && unbounded_above(v->program->row_upper[i])) ||
                   isnan(v->dual[i]);
        any = any || wrong[i];
    }
    double worst = 0;
    for (int j = 0; any && j < v->program->columns; j++) {
        double term = column_term(v, j);
        for (int k = v->program->start[j]; k < v->program->start[j + 1]; k++) {
            int i = v->program->index[k] - 1;
            if (wrong[i] && term > 0) {
                worst = larger(worst, fabs(v->dual[i] * v->program->value[k]) / term);
            }
        }
    }
    for (int i = 0; i < rows; i++) {
        v->dual[i] = wrong[i] ? 0 : v->dual[i];
    }
    return worst;
}

static long double reduced_cost(const view *v, int j) {
    long double reduced = v->program->cost[j];
    for (int k = v->program->start[j]; k < v->program->start[j + 1]; k++) {
        reduced -=
            (long double)v->dual[v->program->index[k] - 1] * (long double)v->program->value[k];
    }
    return reduced;
}

/* Adds the least value of reduced * x over the column's box; false where it has none. */
static bool add_least(cg_sum *sum, const view *v, int j, double *residual) {
    long double reduced = reduced_cost(v, j);
    double term = column_term(v, j);
    double side = reduced > 0 ? v->lower[j] : v->upper[j];
    if (reduced == 0) {
        return true;
    }
    if (!unbounded_below(side) && !unbounded_above(side)) {
        cg_sum_add(sum, (double)(reduced * (long double)side));
        return true;
    }
    double share = fabs((double)reduced) / term;
    *residual = larger(*residual, share);
    return share <= DUAL_TOLERANCE;
}

static double lagrangean_bound(const view *v, double *residual) {
    cg_sum sum = {0};
    bool finite = true;
    for (int i = 0; i < v->program->rows; i++) {
        if (v->dual[i] != 0) {
            long double side = v->dual[i] > 0 ? v->program->row_lower[i] : v->program->row_upper[i];
            cg_sum_add(&sum, (double)((long double)v->dual[i] * side));
        }
    }
    for (int j = 0; j < v->program->columns; j++) {
        finite = add_least(&sum, v, j, residual) && finite;
    }
    return finite ? cg_sum_value(&sum) : -INFINITY;
}

/* A reduced cost is wrong-signed where x stands away from the side it pulls to. That x may be
 * anywhere between its bounds makes this complementary slackness and dual feasibility at once; how
 * much money it is shows in objective - bound, so only infinite sides count as residual here. */
cg_certificate cg_scaled_certify(cg_arena *arena, const cg_scaled *program, const double *x,
                                 const double *dual) {
    cg_arena *scratch = cg_arena_within(arena);
    view v = view_of(scratch, program, x, dual);
    cg_certificate certificate = {.bound = -INFINITY};
    cg_sum objective = {0};
    for (int j = 0; j < program->columns; j++) {
        cg_sum_add(&objective, program->cost[j] * x[j]);
    }
    certificate.objective = cg_sum_value(&objective);
    certificate.primal_residual = row_residual(scratch, &v);
    certificate.primal_residual = larger(certificate.primal_residual, bound_residual(&v, x));
    certificate.dual_residual = clean_duals(scratch, &v);
    certificate.bound = lagrangean_bound(&v, &certificate.dual_residual);
    cg_arena_empty(scratch);
    return certificate;
}

/* What a column could take off the objective; a cost that nobody would pay says nothing. */
static double order_of(double cost, double lower, double upper) {
    double at = cost < 0 ? upper : lower;
    return isinf(at) || fabs(at) >= CG_UNBOUNDED ? 0 : larger(0, -cost * at);
}

double cg_scaled_order(const cg_scaled *program) {
    double order = 0;
    for (int j = 0; j < program->columns; j++) {
        order = larger(order, order_of(program->cost[j], program->lower[j], program->upper[j]));
    }
    return order;
}

double cg_program_order(const cg_program *program) {
    double order = 0;
    for (int j = 0; j < program->columns.count; j++) {
        const cg_column *column = &program->columns.items[j];
        order = larger(order, order_of(column->cost, column->lower, column->upper));
    }
    return order;
}

cg_certificate cg_program_certify(cg_arena *arena, const cg_program *program,
                                  const cg_solution *solution) {
    if (solution->x == NULL) {
        return (cg_certificate){.objective = NAN, .bound = -INFINITY};
    }
    cg_arena *scratch = cg_arena_within(arena);
    cg_scaled unscaled = cg_program_arrays(scratch, program);
    cg_certificate certificate = cg_scaled_certify(scratch, &unscaled, solution->x, solution->dual);
    certificate.objective += program->constant;
    certificate.bound += program->constant;
    cg_arena_empty(scratch);
    return certificate;
}
