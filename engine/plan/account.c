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

/* Which rules decide about anything that could flow, by rule of the law; all in one pass, for every
 * pair through a plant asks the law. */
static const bool *deciding_rules(cg_arena *arena, const cg_matches *matches) {
    bool *decides = CG_ARRAY(arena, bool, matches->law->rule_count + 1);
    for (int c = 0; c < matches->candidates.count; c++) {
        int rule = matches->candidates.items[c].finding.rule;
        decides[rule == CG_NONE ? matches->law->rule_count : rule] = true;
    }
    for (int i = 0; matches->law->rule_count > 0 && i < matches->intakes.count; i++) {
        for (int s = 0; s < matches->supplies.count; s++) {
            const cg_intake *intake = &matches->intakes.items[i];
            const cg_supply *supply = &matches->supplies.items[s];
            int rule = intake->facility == supply->facility
                           ? cg_finding_of_treated(matches, intake, supply).rule
                           : CG_NONE;
            decides[rule == CG_NONE ? matches->law->rule_count : rule] = true;
        }
    }
    return decides;
}

static const cg_permit *known_permit(const cg_plan *plan, const char *id) {
    for (int i = 0; i < plan->permits.count; i++) {
        if (strcmp(plan->permits.items[i].id, id) == 0) {
            return &plan->permits.items[i];
        }
    }
    return NULL;
}

/* Whether some exchange may need a rule's permit or not: that turns on what nobody stated. */
static bool may_be_needed(const cg_model *model, int rule) {
    for (int a = 0; a < model->activities.count; a++) {
        const cg_behind *behind = &model->behind[a];
        for (int i = 0; i < behind->count; i++) {
            if (behind->items[i].rule == rule && !behind->items[i].certain) {
                return true;
            }
        }
    }
    return false;
}

static bool carries_more(const cg_model *model, const double *x, int activity) {
    for (int p = 0; p < model->park->periods.count; p++) {
        int column = model->activities.items[activity].column + p;
        if (x[column] - model->running[column] > 1e-9 * x[column]) {
            return true;
        }
    }
    return false;
}

/* How often a rule's permit is obtained: once for whatever carries more than today. */
static int times_needed(const cg_model *model, const double *x, int rule) {
    int times = 0;
    const cg_activity *counted = NULL;
    for (int a = 0; a < model->activities.count; a++) {
        const cg_activity *activity = &model->activities.items[a];
        const cg_behind *behind = &model->behind[a];
        bool asks = false;
        for (int i = 0; i < behind->count; i++) {
            asks = asks || (behind->items[i].rule == rule &&
                            behind->items[i].ruling.kind == CG_RULING_PERMIT);
        }
        bool same = counted != NULL && counted->kind == activity->kind &&
                    counted->source == activity->source; /* pieces of one exchange of heat */
        if (asks && !same && carries_more(model, x, a)) {
            counted = activity;
            times++;
        }
    }
    return times;
}

static void add_permit(cg_plan *plan, const cg_solved *solved, int index) {
    const cg_model *model = solved->model;
    const cg_law *law = model->matches->law;
    const cg_rule *rule = law->rules[index];
    const cg_permit_terms *terms = rule->terms;
    const cg_authority *authority =
        terms->authority == NULL ? NULL : cg_authority_on(law->pack, terms->authority, law->date);
    cg_permit permit = {.id = rule->id,
                        .name = terms->name,
                        .clause = rule->clause,
                        .cost_known = terms->cost.given,
                        .cost = terms->cost.value,
                        .has_months = terms->has_months,
                        .months_least = terms->months_least,
                        .months_most = terms->months_most,
                        .needed = times_needed(model, solved->x, index),
                        .uncertain = strcmp(rule->confidence, "uncertain") == 0 ||
                                     may_be_needed(model, index)};
    if (authority != NULL) {
        permit.authority = authority->name;
    }
    CG_PUSH(plan->arena, &plan->permits, permit);
}

/* What the plan's lines need, told once. */
static void add_permits(cg_plan *plan, const cg_solved *solved) {
    const cg_law *law = solved->model->matches->law;
    for (int r = 0; r < law->rule_count; r++) {
        const cg_rule *rule = law->rules[r];
        if (rule->effect_kind != CG_EFFECT_permit || !cg_law_takes(law, rule)) {
            continue;
        }
        for (int l = 0; l < plan->lines.count; l++) {
            const cg_line *line = &plan->lines.items[l];
            for (int p = 0; p < line->permit_count; p++) {
                if (strcmp(line->permits[p], rule->id) == 0 &&
                    known_permit(plan, rule->id) == NULL) {
                    add_permit(plan, solved, r);
                }
            }
        }
    }
}

/* How the questions of the pack were read, where a rule in force turns on them. */
static void add_readings(cg_plan *plan, const cg_law *law) {
    for (int q = 0; q < law->pack->questions.count; q++) {
        const cg_legal_question *question = &law->pack->questions.items[q];
        const cg_reading *taken = &question->readings.items[law->reading[q]];
        bool in_force = false;
        for (int r = 0; r < law->rule_count; r++) {
            in_force = in_force || law->rules[r]->question == q;
        }
        if (in_force) {
            CG_PUSH(plan->arena, &plan->readings,
                    ((cg_plan_reading){question->id, taken->id, question->title, taken->title,
                                       question->open}));
        }
    }
}

/* Whether a line of the plan rests on a rule. */
static bool is_behind_a_line(const cg_plan *plan, const char *id) {
    for (int l = 0; l < plan->lines.count; l++) {
        for (int r = 0; r < plan->lines.items[l].rule_count; r++) {
            if (strcmp(plan->lines.items[l].rules[r], id) == 0) {
                return true;
            }
        }
    }
    return false;
}

static bool is_cited(const cg_plan *plan, const char *id) {
    if (is_behind_a_line(plan, id)) {
        return true;
    }
    for (int i = 0; i < plan->rejected.count; i++) {
        for (int r = 0; r < plan->rejected.items[i].rule_count; r++) {
            if (strcmp(plan->rejected.items[i].rules[r], id) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* The articles behind the ids that lines and what was not chosen name. */
static void add_cited(cg_plan *plan, const cg_law *law) {
    for (int r = 0; r < law->rule_count; r++) {
        const cg_rule *rule = law->rules[r];
        if (cg_law_takes(law, rule) && is_cited(plan, rule->id)) {
            CG_PUSH(plan->arena, &plan->cited,
                    ((cg_cited_rule){rule->id, rule->title, rule->instrument, rule->clause}));
        }
    }
}

static void add_uncertain(cg_plan *plan, const cg_matches *matches) {
    const bool *decides = deciding_rules(plan->arena, matches);
    for (int r = 0; r < matches->law->rule_count; r++) {
        const cg_rule *rule = matches->law->rules[r];
        if (rule->confidence != NULL && strcmp(rule->confidence, "uncertain") == 0 &&
            (decides[r] ||
             (cg_law_takes(matches->law, rule) && is_behind_a_line(plan, rule->id)))) {
            CG_PUSH(plan->arena, &plan->uncertain, ((cg_uncertain_rule){rule->id, rule->title}));
        }
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
    plan->models = CG_ARRAY(plan->arena, const char *, park->knowledge->pack_count + 2);
    if (law->pack->pack != NULL) {
        plan->models[plan->model_count++] = law->pack->pack;
    }
    for (int m = 0; m < park->knowledge->pack_count; m++) {
        /* Of the packs of rules only the one asked counts; the others were read for their
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
    static const char *const units[CG_REQUIREMENT_COUNT] = {NULL, "t CO2e", "m3", "m3", "t", NULL};
    for (int i = 0; i < solved->conflict_count; i++) {
        int r = solved->conflict[i];
        double stated = solved->model->park->requirements[r].value;
        double give = solved->least_violation == NULL ? 0 : solved->least_violation[i];
        cg_conflict conflict = {cg_requirement_id((cg_requirement)r), stated,
                                r == CG_NET_SAVING_MIN ? stated - give : stated + give,
                                units[r] == NULL ? plan->currency : units[r]};
        CG_PUSH(plan->arena, &plan->conflicts, conflict);
    }
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
        state_conflict(plan, solved);
        return plan;
    }
    cg_book *book = cg_book_open(model, plan);
    cg_book_enter(book, solved->x);
    total_up(plan, book);
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
    add_uncertain(plan, model->matches);
    add_permits(plan, solved);
    add_readings(plan, model->matches->law);
    add_cited(plan, model->matches->law);
    return plan;
}
