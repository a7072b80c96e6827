/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan as it is written: every figure of it is added up here, from the flows and nothing else.
 */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "match/reasons.h"
#include "plan/book.h"
#include "plan/solve.h"

#include <congsinh/congsinh.h>

double cg_parts_saving(const cg_parts *parts) {
    return parts->avoided_purchase + parts->avoided_disposal - parts->transport_cost -
           parts->treatment_cost - parts->fees - parts->annualised_investment;
}

void cg_parts_add(cg_parts *into, const cg_parts *parts, double times) {
    into->avoided_purchase += parts->avoided_purchase * times;
    into->avoided_disposal += parts->avoided_disposal * times;
    into->transport_cost += parts->transport_cost * times;
    into->treatment_cost += parts->treatment_cost * times;
    into->fees += parts->fees * times;
    into->annualised_investment += parts->annualised_investment * times;
}

cg_gain cg_gain_of_party(const cg_party *party) {
    if (party->gain != CG_GAIN_TOLD) {
        return party->gain;
    }
    if (party->saving >= 0) {
        return party->saving > 0 ? CG_GAIN_SOME : CG_GAIN_NONE;
    }
    bool sales = !party->facility && party->disposal < 0 && party->disposal <= party->saving;
    return sales ? CG_GAIN_LOST_SALES : CG_GAIN_LOSS;
}

static cg_balance balance_of(const cg_model *model, const double *extra) {
    double value[CG_MEASURES];
    for (int m = 0; m < CG_MEASURES; m++) {
        value[m] = model->constant[m] + extra[m];
        /* Sums that cancel leave rounding behind: nothing left is nothing. */
        if (fabs(value[m]) <= 1e-12 * fabs(model->constant[m])) {
            value[m] = 0;
        }
    }
    return (cg_balance){.cost = value[CG_MEASURE_COST],
                        .emissions = value[CG_MEASURE_EMISSIONS],
                        .water_purchased = value[CG_MEASURE_WATER_PURCHASED],
                        .wastewater_discharged = value[CG_MEASURE_WASTEWATER_DISCHARGED],
                        .waste_disposed = value[CG_MEASURE_WASTE_DISPOSED],
                        .heat_purchased = value[CG_MEASURE_HEAT_PURCHASED],
                        .heat_disposed = value[CG_MEASURE_HEAT_DISPOSED],
                        .material_purchased = value[CG_MEASURE_MATERIAL_PURCHASED]};
}

static void total_up(cg_plan *plan, const cg_book *book) {
    cg_totals *totals = &plan->totals;
    totals->parts = (cg_parts){cg_sum_value(&book->avoided_purchase),
                               cg_sum_value(&book->avoided_disposal),
                               cg_sum_value(&book->transport_cost),
                               cg_sum_value(&book->treatment_cost),
                               cg_sum_value(&book->fees),
                               cg_sum_value(&book->annualised_investment)};
    totals->net_saving = cg_parts_saving(&totals->parts);
    totals->investment = cg_sum_value(&book->investment);
    totals->emissions_saving = cg_sum_value(&book->emissions_saved_kg) / 1000;
    double yearly = totals->net_saving + totals->parts.annualised_investment;
    totals->pays_back = totals->investment == 0 || yearly > 0;
    totals->payback_years = totals->investment == 0 ? 0
                            : yearly > 0            ? totals->investment / yearly
                                                    : 0;
}

static double objective_value(const cg_plan *plan, cg_measure objective,
                              const cg_balance *balance) {
    switch (objective) {
    case CG_MEASURE_EMISSIONS:
        return balance->emissions;
    case CG_MEASURE_WATER_PURCHASED:
        return balance->water_purchased;
    case CG_MEASURE_WASTE_DISPOSED:
        return balance->waste_disposed;
    default:
        return balance == &plan->baseline ? plan->baseline.cost : plan->totals.net_saving;
    }
}

static void state_proof(cg_plan *plan, const cg_solved *solved) {
    double value = objective_value(plan, solved->objective, &plan->planned);
    double baseline = objective_value(plan, solved->objective, &plan->baseline);
    /* For cost the proof is of the saving, counted from what runs today. */
    plan->bound = solved->objective == CG_MEASURE_COST
                      ? solved->model->constant[CG_MEASURE_COST] +
                            solved->model->running_measure[CG_MEASURE_COST] - solved->bound
                      : solved->bound;
    double away = fabs(plan->bound - value);
    plan->gap = away == 0 ? 0 : away / fmax(fabs(value), 1e-9 * fabs(baseline));
    plan->primal_residual = solved->certificate.primal_residual;
    plan->dual_residual = solved->certificate.dual_residual;
    plan->bound_of = solved->by_search ? "search" : "linear program";
}

static const char *objective_id(cg_measure objective) {
    return objective == CG_MEASURE_EMISSIONS         ? "emissions"
           : objective == CG_MEASURE_WATER_PURCHASED ? "water"
           : objective == CG_MEASURE_WASTE_DISPOSED  ? "waste"
                                                     : "cost";
}

static const char rules_folder[] = "rules/";

static void describe(cg_plan *plan, const cg_solved *solved) {
    const cg_model *model = solved->model;
    const cg_park *park = model->park;
    const cg_law *law = model->matches->law;
    plan->arena = model->arena;
    plan->park = park->id;
    plan->park_name = park->name;
    plan->year = park->year;
    plan->currency = park->currency;
    plan->objective = objective_id(solved->objective);
    plan->status = solved->outcome == CG_INFEASIBLE ? "infeasible"
                   : solved->outcome == CG_OPTIMAL  ? "optimal"
                                                    : "limit";
    plan->rules = cg_rules_name(law->pack);
    if (law->pack->packs.count == 1) {
        plan->rules_title = law->pack->packs.items[0].title;
    }
    plan->date = law->date;
    plan->without = (const char **)CG_ARRAY(plan->arena, const char *, law->without_count + 1);
    for (int w = 0; w < law->without_count; w++) {
        plan->without[w] = law->without[w];
    }
    plan->without_count = law->without_count;
    plan->periods = model->period_ids;
    plan->period_hours = CG_ARRAY(plan->arena, double, park->periods.count);
    for (int p = 0; p < park->periods.count; p++) {
        plan->period_hours[p] = park->periods.items[p].hours;
    }
    plan->period_count = park->periods.count;
    plan->park_sha256 = park->sha256;
    plan->program = "congsinh " CONGSINH_VERSION;
    plan->models = CG_ARRAY(plan->arena, const char *,
                            park->knowledge->pack_count + law->pack->packs.count + 1);
    for (int r = 0; r < law->pack->packs.count; r++) {
        plan->models[plan->model_count++] = law->pack->packs.items[r].id;
    }
    for (int m = 0; m < park->knowledge->pack_count; m++) {
        /* Of the packs of rules only those asked count; the others were read for their
         * attributes. */
        if (strncmp(park->knowledge->packs[m], rules_folder, sizeof rules_folder - 1) != 0) {
            plan->models[plan->model_count++] = park->knowledge->packs[m];
        }
    }
}

/* What the park states against the rules, and what became of each. */
static void state_exceptions(cg_plan *plan, const cg_law *law) {
    if (law->exceptions == NULL) {
        return;
    }
    plan->exceptions_file = law->exceptions->file;
    plan->exceptions_sha256 = law->exceptions->sha256;
    for (int e = 0; e < law->exceptions->items.count; e++) {
        CG_PUSH(plan->arena, &plan->exceptions, law->exceptions->items.items[e]);
    }
}

static void count_value(cg_plan *plan, const cg_value *value) {
    if (value->given) {
        plan->basis_count[value->basis]++;
    }
}

/* How much of what the firms state rests on what. */
static void count_bases(cg_plan *plan, const cg_park *park) {
    for (int o = 0; o < park->outputs.count; o++) {
        count_value(plan, &park->outputs.items[o].quantity_value);
        count_value(plan, &park->outputs.items[o].price_value);
    }
    for (int i = 0; i < park->inputs.count; i++) {
        count_value(plan, &park->inputs.items[i].quantity_value);
        count_value(plan, &park->inputs.items[i].price_value);
    }
}

static void state_conflict(cg_plan *plan, const cg_solved *solved) {
    static const char *const held[] = {
        [CG_HELD_ALL] = NULL, [CG_HELD_ITS_CONFLICT] = "conflict", [CG_HELD_NONE] = "none"};
    static const char *const units[CG_REQUIREMENT_COUNT] = {NULL, "t CO2e", "m3", "m3", "t", NULL};
    for (int i = 0; i < solved->conflict_count; i++) {
        int r = solved->conflict[i];
        double stated = solved->model->park->requirements[r].value;
        double give = solved->gives[i].give;
        cg_conflict conflict = {cg_requirement_id((cg_requirement)r), stated,
                                r == CG_NET_SAVING_MIN ? stated - give : stated + give,
                                units[r] == NULL ? plan->currency : units[r],
                                held[solved->gives[i].held]};
        CG_PUSH(plan->arena, &plan->conflicts, conflict);
    }
}

void cg_plan_forget_program(const cg_solved *solved) {
    cg_arena_free(solved->model->program->arena);
}

cg_plan *cg_plan_account(const cg_solved *solved) {
    const cg_model *model = solved->model;
    cg_plan *plan = CG_NEW(model->arena, cg_plan);
    describe(plan, solved);
    state_exceptions(plan, model->matches->law);
    count_bases(plan, model->park);
    plan->baseline = plan->planned = balance_of(model, model->running_measure);
    if (solved->solution == NULL) {
        plan->totals.pays_back = true;
        plan->bound_of = "none";
        if (solved->outcome == CG_NO_ANSWER) {
            plan->bound = plan->gap = NAN; /* nothing is proven, where a 0 would say all is */
        }
        state_conflict(plan, solved);
        return plan;
    }
    cg_book *book = cg_book_open(model, plan);
    cg_book_enter(book, solved->x);
    total_up(plan, book);
    cg_book_close(book);
    double extra[CG_MEASURES];
    for (int m = 0; m < CG_MEASURES; m++) {
        extra[m] = cg_model_measure(model, (cg_measure)m, solved->x);
    }
    plan->planned = balance_of(model, extra);
    /* What is saved is told once: the planned figures of money and emissions follow from the lines.
     */
    plan->planned.cost = plan->baseline.cost - plan->totals.net_saving;
    plan->planned.emissions = plan->baseline.emissions - plan->totals.emissions_saving;
    state_proof(plan, solved);
    cg_book_add_prices(plan, solved);
    cg_book_add_rejected(plan, solved);
    cg_book_add_unused(plan, solved);
    cg_account_law(plan, solved);
    cg_account_flows(plan, solved);
    cg_account_unknown(plan, solved);
    cg_account_figures(plan, solved);
    cg_account_names(plan, solved);
    return plan;
}
