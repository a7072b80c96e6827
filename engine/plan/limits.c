/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantities and shares that rules limit, as rows of the program. */
#include "plan/model.h"

/* One row's worth of activities. */
typedef struct limited {
    const cg_rule *rule;
    const cg_limit_terms *terms;
    int rule_index;
    int *next; /* by activity: the next that adds up with it; CG_NONE */
} limited;

static bool is_behind(const cg_model *model, int activity, int rule) {
    for (int i = 0; i < model->behind[activity].count; i++) {
        if (model->behind[activity].items[i].rule == rule) {
            return model->behind[activity].items[i].ruling.kind == CG_RULING_BEARS;
        }
    }
    return false;
}

static int sender_of(const cg_model *model, const cg_activity *activity) {
    return activity->output == CG_NONE ? CG_NONE
                                       : model->park->outputs.items[activity->output].firm;
}

static int receiver_of(const cg_model *model, const cg_activity *activity) {
    return model->park->inputs.items[activity->input].firm;
}

/* Activities with the same number add up under one limit: what a firm hands over is one sum
 * whatever way it goes; of treated water the plant is the sender. */
static int sum_of(const cg_model *model, const cg_limit_terms *terms, int a) {
    const cg_activity *activity = &model->activities.items[a];
    if (terms->what == CG_LIMIT_SHARE) {
        return activity->input;
    }
    int sender = sender_of(model, activity);
    switch (terms->per) {
    case CG_PER_EXCHANGE:
        return cg_first_piece(model, a);
    case CG_PER_SENDER:
        return sender != CG_NONE ? sender : model->park->firms.count + activity->facility;
    case CG_PER_RECEIVER:
        return receiver_of(model, activity);
    case CG_PER_PARK:
        break;
    }
    return 0;
}

/* A limit that is stated on one of the ends, as a number of the family's unit a year. */
static double stated_limit(const cg_model *model, const cg_limit_terms *terms,
                           const cg_activity *activity) {
    if (terms->attribute == NULL) {
        return terms->at_most;
    }
    cg_exchange_case exchange =
        activity->kind == CG_SUPPLY
            ? (cg_exchange_case){model->park, CG_NONE, activity->input, activity->facility, false,
                                 CG_NONE,     0,       CG_NONE}
            : cg_case_of(model->matches, &model->matches->candidates.items[activity->source]);
    double number = 0;
    return cg_law_number(model->matches->law, &exchange, terms->attribute, &number) ? number
                                                                                    : CG_UNBOUNDED;
}

static const char *subject_of(const cg_model *model, cg_limit_per per,
                              const cg_activity *activity) {
    const cg_park *park = model->park;
    switch (per) {
    case CG_PER_EXCHANGE:
        return cg_format(model->arena, "%s > %s",
                         activity->output == CG_NONE ? park->facilities.items[activity->facility].id
                                                     : park->outputs.items[activity->output].ref,
                         park->inputs.items[activity->input].ref);
    case CG_PER_SENDER:
        return activity->output == CG_NONE ? park->facilities.items[activity->facility].id
                                           : park->firms.items[sender_of(model, activity)].id;
    case CG_PER_RECEIVER:
        return park->firms.items[receiver_of(model, activity)].id;
    case CG_PER_PARK:
        break;
    }
    return park->id;
}

static bool counts(const cg_model *model, int a, const limited *of) {
    const cg_activity *activity = &model->activities.items[a];
    if (activity->kind == CG_TREAT || !is_behind(model, a, of->rule_index)) {
        return false;
    }
    int resource = activity->output != CG_NONE
                       ? model->park->outputs.items[activity->output].resource
                       : model->park->facilities.items[activity->facility].given_resource;
    return of->terms->what == CG_LIMIT_SHARE ||
           model->park->knowledge->resources.items[resource].family == of->terms->family;
}

/* All quantities of the year that add up with those of activity `first`. */
static void add_quantity_row(cg_model *model, const limited *of, int first) {
    const cg_activity *leader = &model->activities.items[first];
    double most = stated_limit(model, of->terms, leader);
    if (most >= CG_UNBOUNDED) {
        return;
    }
    cg_tag tag = {"limit",        subject_of(model, of->terms->per, leader),
                  of->rule->id,   CG_NONE,
                  of->rule_index, CG_NONE,
                  CG_NONE};
    int row = cg_program_add_row(model->program, tag, -CG_UNBOUNDED, most);
    for (int a = first; a != CG_NONE; a = of->next[a]) {
        for (int p = 0; p < model->park->periods.count; p++) {
            cg_program_set(model->program, row, model->activities.items[a].column + p, 1);
        }
    }
}

/* What an input receives under the rule, as a share of what it needs, in every period. */
static void add_share_rows(cg_model *model, const limited *of, int first) {
    int input = model->activities.items[first].input;
    const cg_flow *flow = &model->park->inputs.items[input];
    for (int p = 0; p < model->park->periods.count; p++) {
        cg_tag tag = {"limit", flow->ref, of->rule->id, p, of->rule_index, input, CG_NONE};
        int row = cg_program_add_row(model->program, tag, -CG_UNBOUNDED,
                                     of->terms->at_most * flow->amount[p]);
        for (int a = first; a != CG_NONE; a = of->next[a]) {
            const cg_activity *activity = &model->activities.items[a];
            cg_program_set(model->program, row, activity->column + p, activity->delivered);
        }
    }
}

/* Chains the activities of each sum, in their order. */
static void chain_sums(const cg_model *model, const limited *of, int *first, int sums) {
    for (int sum = 0; sum < sums; sum++) {
        first[sum] = CG_NONE;
    }
    for (int a = model->activities.count - 1; a >= 0; a--) {
        if (counts(model, a, of)) {
            int sum = sum_of(model, of->terms, a);
            of->next[a] = first[sum];
            first[sum] = a;
        }
    }
}

static void add_rule(cg_model *model, const limited *of) {
    const cg_park *park = model->park;
    int sums = model->activities.count + park->firms.count + park->facilities.count +
               park->inputs.count + 1; /* more than any number of a sum */
    int *first = CG_ARRAY(model->arena, int, sums);
    chain_sums(model, of, first, sums);
    for (int a = 0; a < model->activities.count; a++) {
        if (!counts(model, a, of) || first[sum_of(model, of->terms, a)] != a) {
            continue;
        }
        if (of->terms->what == CG_LIMIT_SHARE) {
            add_share_rows(model, of, a);
        } else {
            add_quantity_row(model, of, a);
        }
    }
}

void cg_model_add_limits(cg_model *model) {
    const cg_law *law = model->matches->law;
    for (int r = 0; r < law->rule_count; r++) {
        limited of = {.rule = law->rules[r], .terms = law->rules[r]->terms, .rule_index = r};
        if (of.rule->effect_kind == CG_EFFECT_limit && cg_law_takes(law, of.rule) &&
            (of.terms->what == CG_LIMIT_QUANTITY || of.terms->what == CG_LIMIT_SHARE)) {
            of.next = CG_ARRAY(model->arena, int, model->activities.count + 1);
            add_rule(model, &of);
        }
    }
}
