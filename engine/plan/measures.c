/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan is measured by: money, emissions, water, waste, each linear in what flows. */
#include "base/number.h"
#include "plan/model.h"

/* Sold today: neither waste water nor waste (contract, "The plan"). */
static bool is_sold(const cg_flow *output, int period) {
    return output->disposed_at == CG_NONE && output->price[period] < 0;
}

static cg_measure disposal_measure(cg_family family) {
    return family == CG_WATER      ? CG_MEASURE_WASTEWATER_DISCHARGED
           : family == CG_MATERIAL ? CG_MEASURE_WASTE_DISPOSED
                                   : CG_MEASURE_HEAT_DISPOSED;
}

static cg_measure purchase_measure(cg_family family) {
    return family == CG_WATER      ? CG_MEASURE_WATER_PURCHASED
           : family == CG_MATERIAL ? CG_MEASURE_MATERIAL_PURCHASED
                                   : CG_MEASURE_HEAT_PURCHASED;
}

double cg_disposed_share(const cg_model *model, int output, int period) {
    int home = model->matches->home_intake[output];
    if (home != CG_NONE) {
        return 1 - model->matches->pipes.items[model->matches->intakes.items[home].pipe].way.loss;
    }
    return is_sold(&model->park->outputs.items[output], period) ? 0 : 1;
}

void cg_model_set_constants(cg_model *model) {
    const cg_park *park = model->park;
    cg_sum sums[CG_MEASURES] = {{0}};
    cg_sum kg = {0};
    for (int p = 0; p < park->periods.count; p++) {
        for (int o = 0; o < park->outputs.count; o++) {
            const cg_flow *output = &park->outputs.items[o];
            double amount = output->amount[p];
            cg_sum_add(&sums[CG_MEASURE_COST], amount * cg_disposal_cost(model, o, p));
            cg_sum_add(&kg, amount * cg_disposal_emissions_kg(model, o));
            double share = output->family == CG_HEAT ? 1 : cg_disposed_share(model, o, p);
            cg_sum_add(&sums[disposal_measure(output->family)], amount * share);
        }
        for (int i = 0; i < park->inputs.count; i++) {
            const cg_flow *input = &park->inputs.items[i];
            cg_sum_add(&sums[CG_MEASURE_COST], input->amount[p] * input->price[p]);
            cg_sum_add(&kg, input->amount[p] * input->emissions);
            cg_sum_add(&sums[purchase_measure(input->family)], input->amount[p]);
        }
    }
    cg_sum_add(&sums[CG_MEASURE_EMISSIONS], cg_sum_value(&kg) / 1000);
    cg_sum_add(&sums[CG_MEASURE_COST], park->carbon_price * cg_sum_value(&kg) / 1000);
    for (int m = 0; m < CG_MEASURES; m++) {
        model->constant[m] = cg_sum_value(&sums[m]);
    }
    for (int e = 0; e < model->charges.count; e++) {
        const cg_charge_entry *entry = &model->charges.items[e];
        model->constant[CG_MEASURE_COST] += entry->column == CG_NONE ? entry->money : 0;
    }
}

/* The family a facility's discharge counts in: that of what it takes. */
static bool facility_takes(const cg_model *model, int facility, cg_family family) {
    const cg_facility *place = &model->park->facilities.items[facility];
    for (int a = 0; a < place->accepted_count; a++) {
        if (model->park->knowledge->resources.items[place->accepted[a]].family == family) {
            return true;
        }
    }
    for (int o = 0; o < model->park->outputs.count; o++) {
        if (model->park->outputs.items[o].disposed_at == facility &&
            model->park->outputs.items[o].family == family) {
            return true;
        }
    }
    return false;
}

void cg_activity_flows(const cg_model *model, const cg_activity *activity, int period,
                       double measures[CG_MEASURES]) {
    const cg_park *park = model->park;
    if (activity->output != CG_NONE) {
        const cg_flow *output = &park->outputs.items[activity->output];
        double share =
            output->family == CG_HEAT ? 1 : cg_disposed_share(model, activity->output, period);
        double *disposed = &measures[disposal_measure(output->family)];
        *disposed -= share;
        if (activity->kind == CG_TREAT) {
            *disposed += activity->arrives;
        }
    }
    if (activity->input != CG_NONE) {
        measures[purchase_measure(park->inputs.items[activity->input].family)] -=
            activity->delivered;
    }
    if (activity->kind == CG_SUPPLY) {
        cg_family given = park->knowledge->resources
                              .items[park->facilities.items[activity->facility].given_resource]
                              .family;
        if (given != CG_HEAT && facility_takes(model, activity->facility, given)) {
            measures[disposal_measure(given)] -= 1;
        }
    }
}

void cg_model_add_measures(cg_model *model) {
    cg_model_set_constants(model);
    for (int a = 0; a < model->activities.count; a++) {
        const cg_activity *activity = &model->activities.items[a];
        for (int p = 0; p < model->park->periods.count; p++) {
            int column = activity->column + p;
            cg_unit_effect effect = cg_activity_effect(model, activity, p);
            double measures[CG_MEASURES] = {[CG_MEASURE_COST] = -cg_parts_saving(&effect.parts),
                                            [CG_MEASURE_EMISSIONS] =
                                                -effect.emissions_saved_kg / 1000};
            cg_activity_flows(model, activity, p, measures);
            for (int m = 0; m < CG_MEASURES; m++) {
                model->measure[m][column] = measures[m];
            }
        }
    }
}

void cg_model_set_objective(cg_model *model, cg_measure measure) {
    for (int c = 0; c < model->program->columns.count; c++) {
        model->program->columns.items[c].cost = model->measure[measure][c];
    }
}

double cg_model_measure(const cg_model *model, cg_measure measure, const double *x) {
    cg_sum sum = {0};
    for (int c = 0; c < model->program->columns.count; c++) {
        cg_sum_add(&sum, model->measure[measure][c] * x[c]);
    }
    return cg_sum_value(&sum);
}
