/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan of a solution adds up to, without its lines. */
#include "base/number.h"
#include "plan/resolve_state.h"

/* At the stated prices: adding up nothing else makes the totals of a sweep cheap. The columns of
 * activities come before all others, those of one side by side. */
void cg_resolve_keep_effects(cg_resolve *r) {
    const cg_model *model = r->model;
    int periods = r->park->periods.count, columns = model->activities.count * periods;
    r->effects = CG_ARRAY(r->arena, double, (size_t)columns *CG_SUM_INVESTMENT + 1);
    for (int c = 0; c < columns; c++) {
        int a = c / periods;
        cg_unit_effect effect =
            cg_activity_uncharged(model, &model->activities.items[a], c % periods);
        double *into = r->effects + (size_t)c * CG_SUM_INVESTMENT;
        into[CG_SUM_PURCHASE] = effect.parts.avoided_purchase;
        into[CG_SUM_DISPOSAL] = effect.parts.avoided_disposal;
        into[CG_SUM_TRANSPORT] = effect.parts.transport_cost;
        into[CG_SUM_TREATMENT] = effect.parts.treatment_cost;
        into[CG_SUM_CHARGES] = cg_activity_charge(model, a);
        into[CG_SUM_EMISSIONS_KG] = effect.emissions_saved_kg;
    }
}

static void add_column(const cg_resolve *r, int column, double x, cg_sum *into) {
    if (column < r->model->activities.count * r->park->periods.count) {
        const double *effect = r->effects + (size_t)column * CG_SUM_INVESTMENT;
        for (int i = 0; i < CG_SUM_INVESTMENT; i++) {
            if (effect[i] != 0) {
                cg_sum_add(&into[i], effect[i] * x);
            }
        }
    }
    cg_sum_add(&into[CG_SUM_INVESTMENT], r->model->measure[CG_MEASURE_INVESTMENT][column] * x);
}

static void keep_sums(cg_part_totals *part, const cg_sum *sums) {
    for (int i = 0; i < CG_SUMS; i++) {
        part->sums[i] = cg_sum_value(&sums[i]);
    }
}

void cg_resolve_prepare_totals(cg_resolve *r) {
    cg_sum sums[CG_SUMS] = {{0}};
    for (int c = 0; c < r->model->activities.count * r->park->periods.count; c++) {
        if (r->model->running[c] != 0) {
            add_column(r, c, r->model->running[c], sums);
        }
    }
    keep_sums(&r->running_totals, sums);
    r->running_totals.sums[CG_SUM_INVESTMENT] = 0; /* what is there is not built again */
    int parts = cg_warm_parts(r->warm);
    r->parts = CG_ARRAY(r->arena, cg_part_totals, parts + 1);
    for (int p = 0; p < parts; p++) {
        r->parts[p].version = CG_NONE;
    }
}

/* Only blocks whose values changed are added up anew. */
static void add_parts(cg_resolve *r, const double *x, cg_sum *into) {
    for (int p = 0; p < cg_warm_parts(r->warm); p++) {
        cg_warm_part part = cg_warm_part_at(r->warm, p);
        cg_part_totals *kept = &r->parts[p];
        if (kept->version != part.version) {
            cg_sum sums[CG_SUMS] = {{0}};
            for (int n = 0; n < part.count; n++) {
                add_column(r, part.columns[n], x[part.columns[n]], sums);
            }
            keep_sums(kept, sums);
            kept->version = part.version;
        }
        for (int i = 0; i < CG_SUMS && part.count > 0; i++) {
            cg_sum_add(&into[i], kept->sums[i]);
        }
    }
    for (int i = 0; i < CG_SUMS; i++) {
        cg_sum_add(&into[i], -r->running_totals.sums[i]);
    }
}

static void add_charges(const cg_resolve *r, const double *x, cg_sum *into) {
    for (int e = 0; e < r->model->charges.count; e++) {
        const cg_charge_entry *entry = &r->model->charges.items[e];
        if (entry->column != CG_NONE) {
            cg_sum_add(&into[CG_SUM_CHARGES],
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
                cg_sum_add(&into[is_output ? CG_SUM_DISPOSAL : CG_SUM_PURCHASE],
                           cg_resolve_cheaper(r, activity, p, is_output) *
                               (x[c] - r->model->running[c]));
            }
        }
    }
}

cg_totals cg_resolve_totals(cg_resolve *r, const cg_solution *solution) {
    cg_sum sums[CG_SUMS] = {{0}};
    cg_totals totals = {0};
    add_parts(r, solution->x, sums);
    add_charges(r, solution->x, sums);
    add_price_changes(r, solution->x, sums);
    totals.emissions_saving = cg_sum_value(&sums[CG_SUM_EMISSIONS_KG]) / 1000;
    cg_parts *parts = &totals.parts;
    *parts = (cg_parts){.avoided_purchase = cg_sum_value(&sums[CG_SUM_PURCHASE]),
                        .avoided_disposal = cg_sum_value(&sums[CG_SUM_DISPOSAL]),
                        .transport_cost = cg_sum_value(&sums[CG_SUM_TRANSPORT]),
                        .treatment_cost = cg_sum_value(&sums[CG_SUM_TREATMENT]),
                        .fees = cg_sum_value(&sums[CG_SUM_CHARGES]) -
                                r->park->carbon_price * totals.emissions_saving};
    totals.investment = cg_sum_value(&sums[CG_SUM_INVESTMENT]);
    totals.net_saving = r->model->running_measure[CG_MEASURE_COST] - solution->objective;
    /* What money is left is what building and permits cost a year. */
    parts->annualised_investment =
        totals.investment == 0 ? 0 : cg_parts_saving(parts) - totals.net_saving;
    double yearly = totals.net_saving + parts->annualised_investment;
    totals.pays_back = totals.investment == 0 || yearly > 0;
    totals.payback_years = totals.investment == 0 ? 0 : yearly > 0 ? totals.investment / yearly : 0;
    return totals;
}
