/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan of a solution adds up to, without its lines. */
#include "base/number.h"
#include "plan/resolve_state.h"

/* Sums of parts, fees apart. */
enum { PURCHASE, DISPOSAL, TRANSPORT, TREATMENT, CHARGES, EMISSIONS_KG, SUMS };

/* At the stated prices: adding up nothing else makes
 * the totals of a sweep cheap. The columns of activities come before all others, those of one side
 * by side. */
void cg_resolve_keep_effects(cg_resolve *r) {
    const cg_model *model = r->model;
    int periods = r->park->periods.count, columns = model->activities.count * periods;
    r->effects = CG_ARRAY(r->arena, double, (size_t)columns *SUMS + 1);
    for (int c = 0; c < columns; c++) {
        int a = c / periods;
        cg_unit_effect effect =
            cg_activity_uncharged(model, &model->activities.items[a], c % periods);
        double *into = r->effects + (size_t)c * SUMS;
        into[PURCHASE] = effect.parts.avoided_purchase;
        into[DISPOSAL] = effect.parts.avoided_disposal;
        into[TRANSPORT] = effect.parts.transport_cost;
        into[TREATMENT] = effect.parts.treatment_cost;
        into[CHARGES] = cg_activity_charge(model, a);
        into[EMISSIONS_KG] = effect.emissions_saved_kg;
    }
}

static void add_activities(const cg_resolve *r, const double *x, cg_sum *into) {
    int columns = r->model->activities.count * r->park->periods.count;
    for (int c = 0; c < columns; c++) {
        double more = r->has_running ? x[c] - r->model->running[c] : x[c];
        const double *effect = r->effects + (size_t)c * SUMS;
        for (int i = 0; more != 0 && i < SUMS; i++) {
            if (effect[i] != 0) {
                cg_sum_add(&into[i], effect[i] * more);
            }
        }
    }
    for (int e = 0; e < r->model->charges.count; e++) {
        const cg_charge_entry *entry = &r->model->charges.items[e];
        if (entry->column != CG_NONE) {
            cg_sum_add(&into[CHARGES],
                       entry->money * (x[entry->column] - r->model->running[entry->column]));
        }
    }
}

/* What prices that are not as stated change of what is avoided. */
static void add_price_changes(const cg_resolve *r, const double *x, cg_sum *into) {
    for (int i = 0; r->prices_change && i < r->changed.count; i++) {
        int f = r->changed.items[i];
        const cg_uses *uses = cg_resolve_uses(r, f);
        bool is_output = f < r->park->outputs.count;
        for (int u = 0; u < uses->count; u++) {
            const cg_activity *activity = &r->model->activities.items[uses->items[u].activity];
            for (int p = 0; p < r->park->periods.count; p++) {
                int c = activity->column + p;
                cg_sum_add(&into[is_output ? DISPOSAL : PURCHASE],
                           cg_resolve_cheaper(r, activity, p, is_output) *
                               (x[c] - r->model->running[c]));
            }
        }
    }
}

static double investment_of(const cg_model *model, const double *x) {
    cg_sum sum = {0};
    for (int c = 0; c < model->program->columns.count; c++) {
        if (x[c] != 0) {
            cg_sum_add(&sum, model->measure[CG_MEASURE_INVESTMENT][c] * x[c]);
        }
    }
    return cg_sum_value(&sum);
}

cg_totals cg_resolve_totals(const cg_resolve *r, const cg_solution *solution) {
    cg_sum sums[SUMS] = {{0}};
    cg_totals totals = {0};
    add_activities(r, solution->x, sums);
    add_price_changes(r, solution->x, sums);
    totals.emissions_saving = cg_sum_value(&sums[EMISSIONS_KG]) / 1000;
    cg_parts *parts = &totals.parts;
    *parts = (cg_parts){.avoided_purchase = cg_sum_value(&sums[PURCHASE]),
                        .avoided_disposal = cg_sum_value(&sums[DISPOSAL]),
                        .transport_cost = cg_sum_value(&sums[TRANSPORT]),
                        .treatment_cost = cg_sum_value(&sums[TREATMENT]),
                        .fees = cg_sum_value(&sums[CHARGES]) -
                                r->park->carbon_price * totals.emissions_saving};
    totals.investment = investment_of(r->model, solution->x);
    totals.net_saving = r->model->running_measure[CG_MEASURE_COST] - solution->objective;
    /* What money is left is what building and permits cost a year. */
    parts->annualised_investment =
        totals.investment == 0 ? 0 : cg_parts_saving(parts) - totals.net_saving;
    double yearly = totals.net_saving + parts->annualised_investment;
    totals.pays_back = totals.investment == 0 || yearly > 0;
    totals.payback_years = totals.investment == 0 ? 0 : yearly > 0 ? totals.investment / yearly : 0;
    return totals;
}
