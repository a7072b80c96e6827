/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charges that rules make: on what an exchange moves, and on what the park discharges. */
#include <math.h>

#include "plan/prospects.h"

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

/* How much of what a facility treats is charged where it is discharged. */
typedef enum treated_share { TREATS_NONE, TREATS_SOME, TREATS_ALL } treated_share;

static treated_share treats_charged(const cg_model *model, const bool *charged, int facility) {
    bool some = false, all = true;
    for (int i = 0; i < model->matches->intakes.count; i++) {
        const cg_intake *intake = &model->matches->intakes.items[i];
        if (intake->facility == facility && cg_is_in_mix(model, i)) {
            some = some || charged[intake->output];
            all = all && charged[intake->output];
        }
    }
    return some ? all ? TREATS_ALL : TREATS_SOME : TREATS_NONE;
}

/* What is handed on of a mix counts as charged water first, but never as more than was brought: how
 * much that is depends on the plan, so it is a column. Proportion would be no linear program. */
static void set_arrivals(cg_model *model, int row, const bool *charged, int facility, int period) {
    double at_home = 0;
    for (int i = 0; i < model->matches->intakes.count; i++) {
        const cg_intake *intake = &model->matches->intakes.items[i];
        if (intake->facility != facility || !charged[intake->output] || !cg_is_in_mix(model, i)) {
            continue;
        }
        double arrives = 1 - model->matches->pipes.items[intake->pipe].way.loss;
        if (!intake->home) {
            int column = model->activities.items[model->of_intake[i]].column + period;
            cg_program_set(model->program, row, column, -arrives);
            continue;
        }
        at_home += arrives * model->park->outputs.items[intake->output].amount[period];
        cg_model_set_leaving(model, row, intake->output, period, arrives);
    }
    model->program->rows.items[row].upper = at_home;
}

static void set_handed_on(cg_model *model, int row, int facility, int period) {
    for (int s = 0; s < model->matches->supplies.count; s++) {
        if (model->matches->supplies.items[s].facility == facility &&
            model->of_supply[s] != CG_NONE) {
            int column = model->activities.items[model->of_supply[s]].column + period;
            cg_program_set(model->program, row, column, -1);
        }
    }
}

static double most_arriving(const cg_model *model, const bool *charged, int facility, int period) {
    double most = 0;
    for (int i = 0; i < model->matches->intakes.count; i++) {
        const cg_intake *intake = &model->matches->intakes.items[i];
        most += intake->facility == facility && charged[intake->output]
                    ? model->park->outputs.items[intake->output].amount[period]
                    : 0;
    }
    return most;
}

static void credit_mix(cg_model *model, int r, double rate, const bool *charged, int facility) {
    const char *id = model->park->facilities.items[facility].id;
    for (int p = 0; p < model->park->periods.count; p++) {
        cg_tag tag = {"uncharged", id, model->matches->law->rules[r]->id, p, facility, r, CG_NONE};
        int column =
            cg_model_add_column(model, tag, most_arriving(model, charged, facility, p), false);
        cg_credit credit = {column, cg_program_add_row(model->program, tag, -CG_UNBOUNDED, 0),
                            cg_program_add_row(model->program, tag, -CG_UNBOUNDED, 0)};
        set_arrivals(model, credit.brought_row, charged, facility, p);
        set_handed_on(model, credit.handed_on_row, facility, p);
        cg_program_set(model->program, credit.brought_row, column, 1);
        cg_program_set(model->program, credit.handed_on_row, column, 1);
        CG_PUSH(model->arena, &model->credits, credit);
        enter(model, (cg_charge_entry){r, column, facility_party(model, facility), -rate});
    }
}

/* What is left of a row of a credit at `x`, the credit's own column apart. */
static double room_in(const cg_model *model, int row, int column, const double *x) {
    const cg_program *program = model->program;
    double room = program->rows.items[row].upper;
    for (int e = 0; e < program->entries.count; e++) {
        const cg_entry *entry = &program->entries.items[e];
        if (entry->row == row && entry->column != column) {
            room -= entry->value * x[entry->column];
        }
    }
    return room;
}

void cg_model_set_credits(const cg_model *model, double *x) {
    for (int c = 0; c < model->credits.count; c++) {
        const cg_credit *credit = &model->credits.items[c];
        double most = fmin(room_in(model, credit->brought_row, credit->column, x),
                           room_in(model, credit->handed_on_row, credit->column, x));
        x[credit->column] = fmax(0, most);
    }
}

/* What one rule charges: which outputs, and how much of what each facility treats. */
typedef struct charge {
    int rule;
    double rate;
    bool *outputs;
    treated_share *facilities;
} charge;

static void charge_activity(cg_model *model, const charge *of, const cg_activity *activity) {
    int r = of->rule;
    double rate = of->rate;
    for (int p = 0; p < model->park->periods.count; p++) {
        int column = activity->column + p;
        if (activity->output != CG_NONE && of->outputs[activity->output]) {
            double share = cg_disposed_share(model, activity->output, p);
            enter(model,
                  (cg_charge_entry){r, column, payer_of(model, activity->output), -rate * share});
            if (activity->kind == CG_TREAT) {
                enter(model, (cg_charge_entry){r, column, facility_party(model, activity->facility),
                                               rate * activity->arrives});
            }
        }
        if (activity->kind == CG_SUPPLY && of->facilities[activity->facility] == TREATS_ALL) {
            enter(model,
                  (cg_charge_entry){r, column, facility_party(model, activity->facility), -rate});
        }
    }
}

static void charge_discharge(cg_model *model, int r) {
    const cg_rule *rule = model->matches->law->rules[r];
    const cg_charge_terms *terms = rule->terms;
    const cg_park *park = model->park;
    charge of = {r, terms->rate.value, CG_ARRAY(model->arena, bool, park->outputs.count + 1),
                 CG_ARRAY(model->arena, treated_share, park->facilities.count + 1)};
    for (int o = 0; o < park->outputs.count; o++) {
        of.outputs[o] = is_charged(model, rule, o);
        for (int p = 0; of.outputs[o] && p < park->periods.count; p++) {
            double discharged = cg_disposed_share(model, o, p) * park->outputs.items[o].amount[p];
            enter(model, (cg_charge_entry){r, CG_NONE, payer_of(model, o), of.rate * discharged});
        }
    }
    for (int o = 0; o < park->outputs.count && model->prospects != NULL; o++) {
        for (int p = 0; of.outputs[o] && p < park->periods.count; p++) {
            model->prospects->charged[o * park->periods.count + p] -=
                of.rate * cg_disposed_share(model, o, p);
        }
    }
    for (int f = 0; f < park->facilities.count; f++) {
        of.facilities[f] = treats_charged(model, of.outputs, f);
    }
    for (int a = 0; a < model->activities.count; a++) {
        charge_activity(model, &of, &model->activities.items[a]);
    }
    for (int f = 0; f < park->facilities.count; f++) {
        if (park->facilities.items[f].gives && of.rate > 0 && of.facilities[f] == TREATS_SOME) {
            credit_mix(model, r, of.rate, of.outputs, f);
        }
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
