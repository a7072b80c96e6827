/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds the program of a park, part by part. */
#include "plan/prospects.h"

#include <math.h>
#include <string.h>

/* Measures grow with the columns: doubled, as the columns are. */
static void make_room_for_measures(cg_model *model) {
    int count = model->program->columns.count;
    if (count & (count - 1)) {
        return;
    }
    int room = count == 0 ? 1 : 2 * count;
    for (int m = 0; m < CG_MEASURES; m++) {
        double *grown = CG_ARRAY(model->arena, double, room);
        if (count > 0) {
            memcpy(grown, model->measure[m], (size_t)count * sizeof *grown);
        }
        model->measure[m] = grown;
    }
}

int cg_model_add_column(cg_model *model, cg_tag tag, double upper, bool integer) {
    make_room_for_measures(model);
    int column = cg_program_add_column(model->program, tag, 0, upper, 0);
    model->program->columns.items[column].integer = integer;
    return column;
}

cg_measure cg_requirement_measure(cg_requirement requirement) {
    switch (requirement) {
    case CG_INVESTMENT_MAX:
        return CG_MEASURE_INVESTMENT;
    case CG_EMISSIONS_MAX:
        return CG_MEASURE_EMISSIONS;
    case CG_WATER_PURCHASED_MAX:
        return CG_MEASURE_WATER_PURCHASED;
    case CG_WASTEWATER_DISCHARGED_MAX:
        return CG_MEASURE_WASTEWATER_DISCHARGED;
    case CG_WASTE_DISPOSED_MAX:
        return CG_MEASURE_WASTE_DISPOSED;
    case CG_NET_SAVING_MIN:
    case CG_REQUIREMENT_COUNT:
        break;
    }
    return CG_MEASURE_COST;
}

/* A least saving is a most of cost, counted from what the park costs with the exchanges that run
 * today. */
double cg_requirement_most(const cg_model *model, cg_requirement requirement) {
    double stated = model->park->requirements[requirement].value;
    return requirement == CG_NET_SAVING_MIN
               ? model->running_measure[CG_MEASURE_COST] - stated
               : stated - model->constant[cg_requirement_measure(requirement)];
}

void cg_model_add_requirements(cg_model *model) {
    for (int r = 0; r < CG_REQUIREMENT_COUNT; r++) {
        const cg_value *stated = &model->park->requirements[r];
        model->requirement_row[r] = CG_NONE;
        if (!stated->given) {
            continue;
        }
        cg_measure measure = cg_requirement_measure((cg_requirement)r);
        double most = cg_requirement_most(model, (cg_requirement)r);
        cg_tag tag = {
            "requirement", cg_requirement_id((cg_requirement)r), NULL, CG_NONE, r, CG_NONE,
            CG_NONE};
        int row = cg_program_add_row(model->program, tag, -CG_UNBOUNDED, most);
        model->program->rows.items[row].common = true;
        for (int c = 0; c < model->program->columns.count; c++) {
            cg_program_set(model->program, row, c, model->measure[measure][c]);
        }
        model->requirement_row[r] = row;
    }
}

/* What runs today, as a value of each activity and period. Heat counts on its pair's first piece:
 * money and emissions are the same on any. */
static void set_running(cg_model *model) {
    const cg_matches *matches = model->matches;
    int periods = model->park->periods.count;
    model->running = CG_ARRAY(model->arena, double, model->program->columns.count + 1);
    for (int r = 0; r < matches->running.count; r++) {
        const cg_running *running = &matches->running.items[r];
        const double *amount = model->park->exchanges.items[running->exchange].amount;
        int activity = running->candidate != CG_NONE ? model->of_candidate[running->candidate]
                                                     : model->of_intake[running->intake];
        for (int p = 0; p < periods && activity != CG_NONE; p++) {
            model->running[model->activities.items[activity].column + p] += amount[p];
        }
    }
    for (int s = 0; s < matches->supplies.count; s++) {
        for (int p = 0; p < periods && matches->supplies.items[s].running != NULL; p++) {
            model->running[model->activities.items[model->of_supply[s]].column + p] +=
                matches->supplies.items[s].running[p];
        }
    }
    cg_model_set_credits(model, model->running);
    for (int m = 0; m < CG_MEASURES; m++) {
        model->running_measure[m] = cg_model_measure(model, (cg_measure)m, model->running);
    }
}

static cg_model *build(cg_arena *arena, const cg_matches *matches, bool sized) {
    cg_model *model = CG_NEW(arena, cg_model);
    model->arena = arena;
    model->sized = sized;
    model->park = matches->park;
    model->matches = matches;
    model->program = cg_program_new(arena);
    model->period_ids = CG_ARRAY(arena, const char *, matches->park->periods.count);
    for (int p = 0; p < matches->park->periods.count; p++) {
        model->period_ids[p] = matches->park->periods.items[p].id;
    }
    cg_model_add_activities(model);
    model->prospects = cg_prospect_rows_new(model);
    cg_model_ask_law(model);
    cg_model_add_measures(model);
    cg_model_add_charges(model);
    set_running(model);
    cg_model_add_rows(model);
    cg_model_add_limits(model);
    cg_model_add_mixing(model);
    cg_model_add_investments(model);
    cg_model_add_permits(model);
    cg_model_add_requirements(model);
    return model;
}

cg_model *cg_model_new(cg_arena *arena, const cg_matches *matches) {
    return build(arena, matches, false);
}

cg_model *cg_model_new_sized(cg_arena *arena, const cg_matches *matches) {
    return build(arena, matches, true);
}

bool cg_model_is_finite(const cg_model *model) {
    const cg_program *program = model->program;
    double reserved[CG_MEASURES];
    cg_prospects_most(model, reserved);
    for (int m = 0; m < CG_MEASURES; m++) {
        double most = reserved[m] + fabs(model->constant[m]) + fabs(model->running_measure[m]);
        for (int c = 0; c < program->columns.count; c++) {
            double upper = program->columns.items[c].upper;
            most += fabs(model->measure[m][c]) * (upper < CG_UNBOUNDED ? upper : 1);
        }
        if (!(most < CG_UNBOUNDED)) {
            return false;
        }
    }
    for (int r = 0; r < program->rows.count; r++) {
        if (isnan(program->rows.items[r].lower) || isnan(program->rows.items[r].upper)) {
            return false;
        }
    }
    for (int e = 0; e < program->entries.count; e++) {
        if (!isfinite(program->entries.items[e].value)) {
            return false;
        }
    }
    return true;
}
