/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charges that rules make: on what an exchange moves, and on what the park discharges. */
#include "plan/model.h"

double cg_activity_charge(const cg_model *model, int activity) {
    double money = 0;
    for (int i = 0; i < model->behind[activity].count; i++) {
        const cg_ruled *ruled = &model->behind[activity].items[i];
        const cg_rule *rule = model->matches->law->rules[ruled->rule];
        const cg_charge_terms *terms = rule->terms;
        if (ruled->ruling.kind == CG_RULING_BEARS && rule->effect_kind == CG_EFFECT_charge &&
            terms->on == CG_CHARGED_EXCHANGE) {
            money += terms->rate.value;
        }
    }
    return money;
}

static void enter(cg_model *model, cg_charge_entry entry) {
    if (entry.money != 0) {
        CG_PUSH(model->arena, &model->charges, entry);
    }
}

static int facility_party(const cg_model *model, int facility) {
    return model->park->firms.count + facility;
}

/* Who pays for what is discharged of an output today: its plant, or its firm. */
static int payer_of(const cg_model *model, int output) {
    const cg_flow *flow = &model->park->outputs.items[output];
    return flow->disposed_at != CG_NONE ? facility_party(model, flow->disposed_at) : flow->firm;
}

static bool is_charged(const cg_model *model, const cg_rule *rule, int output) {
    const cg_charge_terms *terms = rule->terms;
    cg_exchange_case discharge = {.park = model->park,
                                  .output = output,
                                  .input = CG_NONE,
                                  .via = CG_NONE,
                                  .mode = CG_NONE,
                                  .link = CG_NONE};
    return model->park->outputs.items[output].family == terms->family &&
           cg_law_applies(model->matches->law, rule, &discharge);
}

/* Whether a facility discharges anything that is charged. */
static bool treats_charged(const cg_model *model, const bool *charged, int facility) {
    for (int i = 0; i < model->matches->intakes.count; i++) {
        const cg_intake *intake = &model->matches->intakes.items[i];
        if (intake->facility == facility && charged[intake->output]) {
            return true;
        }
    }
    return false;
}

static void charge_activity(cg_model *model, int r, double rate, const bool *charged,
                            const cg_activity *activity) {
    for (int p = 0; p < model->park->periods.count; p++) {
        int column = activity->column + p;
        if (activity->output != CG_NONE && charged[activity->output]) {
            double share = cg_disposed_share(model, activity->output, p);
            enter(model,
                  (cg_charge_entry){r, column, payer_of(model, activity->output), -rate * share});
            if (activity->kind == CG_TREAT) {
                enter(model, (cg_charge_entry){r, column, facility_party(model, activity->facility),
                                               rate * activity->arrives});
            }
        }
        if (activity->kind == CG_SUPPLY && treats_charged(model, charged, activity->facility)) {
            enter(model,
                  (cg_charge_entry){r, column, facility_party(model, activity->facility), -rate});
        }
    }
}

static void charge_discharge(cg_model *model, int r) {
    const cg_rule *rule = model->matches->law->rules[r];
    const cg_charge_terms *terms = rule->terms;
    bool *charged = CG_ARRAY(model->arena, bool, model->park->outputs.count + 1);
    for (int o = 0; o < model->park->outputs.count; o++) {
        charged[o] = is_charged(model, rule, o);
        for (int p = 0; charged[o] && p < model->park->periods.count; p++) {
            enter(model, (cg_charge_entry){r, CG_NONE, payer_of(model, o),
                                           terms->rate.value * cg_disposed_share(model, o, p) *
                                               model->park->outputs.items[o].amount[p]});
        }
    }
    for (int a = 0; a < model->activities.count; a++) {
        charge_activity(model, r, terms->rate.value, charged, &model->activities.items[a]);
    }
}

void cg_model_add_charges(cg_model *model) {
    const cg_law *law = model->matches->law;
    for (int r = 0; r < law->rule_count; r++) {
        const cg_charge_terms *terms = law->rules[r]->terms;
        if (law->rules[r]->effect_kind == CG_EFFECT_charge && terms->on == CG_CHARGED_DISCHARGE &&
            cg_law_takes(law, law->rules[r])) {
            charge_discharge(model, r);
        }
    }
    for (int e = 0; e < model->charges.count; e++) {
        const cg_charge_entry *entry = &model->charges.items[e];
        if (entry->column == CG_NONE) {
            model->constant[CG_MEASURE_COST] += entry->money;
        } else {
            model->measure[CG_MEASURE_COST][entry->column] += entry->money;
        }
    }
}
