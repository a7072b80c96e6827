/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a unit is worth at a plan, objective by objective. */
#include "plan/stage_prices.h"

#include <math.h>

cg_prices cg_prices_of_objective(const cg_solved *solved) {
    if (solved->objective == CG_MEASURE_COST) {
        return (cg_prices){solved->solution->dual, solved->solution->reduced};
    }
    const cg_stage_prices *staged = solved->solution->staged;
    return staged == NULL ? (cg_prices){NULL, NULL}
                          : (cg_prices){staged->first_dual, staged->first_reduced};
}

cg_prices cg_prices_of_money(const cg_solved *solved) {
    if (solved->objective == CG_MEASURE_COST) {
        return (cg_prices){solved->solution->dual, solved->solution->reduced};
    }
    const cg_stage_prices *staged = solved->solution->staged;
    return staged == NULL ? (cg_prices){NULL, NULL}
                          : (cg_prices){staged->second_dual, staged->second_reduced};
}

const char *cg_unit_of_objective(const cg_solved *solved) {
    switch (solved->objective) {
    case CG_MEASURE_EMISSIONS:
        return "t CO2e";
    case CG_MEASURE_WATER_PURCHASED:
        return "m3";
    case CG_MEASURE_WASTE_DISPOSED:
        return "t";
    default:
        return solved->model->park->currency;
    }
}

/* The program with its integers where they are; by the objective, which no row holds yet. */
static cg_program *with_integers_fixed(const cg_model *model, cg_measure objective, int held_row,
                                       const double *x) {
    const cg_program *from = model->program;
    cg_program *fixed = cg_program_new(model->arena);
    for (int c = 0; c < from->columns.count; c++) {
        const cg_column *column = &from->columns.items[c];
        double lower = column->integer ? round(x[c]) : column->lower;
        double upper = column->integer ? lower : column->upper;
        cg_program_add_column(fixed, column->tag, lower, upper, model->measure[objective][c]);
    }
    for (int r = 0; r < from->rows.count; r++) {
        const cg_row *row = &from->rows.items[r];
        cg_program_add_row(fixed, row->tag, r == held_row ? -CG_UNBOUNDED : row->lower,
                           r == held_row ? CG_UNBOUNDED : row->upper);
    }
    for (int e = 0; e < from->entries.count; e++) {
        const cg_entry *entry = &from->entries.items[e];
        cg_program_set(fixed, entry->row, entry->column, entry->value);
    }
    return fixed;
}

const cg_stage_prices *cg_stage_prices_at(cg_model *model, cg_measure objective, int held_row,
                                          const double *x, const cg_solve_settings *settings) {
    cg_program *fixed = with_integers_fixed(model, objective, held_row, x);
    cg_solution *first = cg_program_solve(model->arena, fixed, settings, x);
    if (first->outcome != CG_OPTIMAL) {
        return NULL;
    }
    for (int c = 0; c < fixed->columns.count; c++) {
        fixed->columns.items[c].cost = model->measure[CG_MEASURE_COST][c];
    }
    cg_solution *second = cg_program_solve_among(model->arena, fixed, model->measure[objective],
                                                 first, held_row, settings);
    return second == NULL ? NULL : second->staged;
}
