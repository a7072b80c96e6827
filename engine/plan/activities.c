/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may flow, and what each unit of it does. */
#include <math.h>

#include "plan/model.h"

static const cg_way *way_of(const cg_model *model, int pipe) {
    return &model->matches->pipes.items[pipe].way;
}

static int push(cg_model *model, cg_activity activity) {
    activity.column = CG_NONE;
    CG_PUSH(model->arena, &model->activities, activity);
    return model->activities.count - 1;
}

/* Heat between heat: one activity for every piece that may pass to a piece. */
static void add_pieces(cg_model *model, cg_activity activity) {
    const cg_pieces *from = &model->matches->heat.outputs[activity.output];
    const cg_pieces *to = &model->matches->heat.inputs[activity.input];
    double drop_k = way_of(model, activity.first)->drop_k;
    for (int a = 0; a < from->count; a++) {
        for (int b = 0; b < to->count; b++) {
            if (cg_heat_passes(&from->items[a], &to->items[b], drop_k)) {
                activity.piece_from = a;
                activity.piece_to = b;
                push(model, activity);
            }
        }
    }
}

cg_activity cg_candidate_activity(const cg_model *model, int index) {
    const cg_candidate *candidate = &model->matches->candidates.items[index];
    cg_activity activity = {.kind = candidate->facility == CG_NONE ? CG_DIRECT : CG_PASS,
                            .output = candidate->output,
                            .input = candidate->input,
                            .facility = candidate->facility,
                            .piece_from = CG_NONE,
                            .piece_to = CG_NONE,
                            .substitution = candidate->substitution,
                            .source = index,
                            .first = candidate->first,
                            .second = candidate->second,
                            .delivered = candidate->delivered,
                            .column = CG_NONE,
                            .open = cg_is_open(&candidate->finding),
                            .assumed = candidate->assumed};
    if (candidate->facility != CG_NONE) {
        activity.arrives = activity.enters_second = 1 - way_of(model, candidate->first)->loss;
    }
    return activity;
}

static void add_candidate(cg_model *model, int index) {
    const cg_candidate *candidate = &model->matches->candidates.items[index];
    cg_activity activity = cg_candidate_activity(model, index);
    if (!activity.open && candidate->running == CG_NONE) {
        return;
    }
    model->of_candidate[index] = model->activities.count;
    const cg_park *park = model->park;
    if (park->outputs.items[candidate->output].family == CG_HEAT &&
        park->inputs.items[candidate->input].family == CG_HEAT) {
        add_pieces(model, activity);
    } else {
        push(model, activity);
    }
}

static int push_treat(cg_model *model, int index, bool handed_on, bool open) {
    const cg_intake *intake = &model->matches->intakes.items[index];
    return push(model, (cg_activity){.kind = CG_TREAT,
                                     .output = intake->output,
                                     .input = CG_NONE,
                                     .facility = intake->facility,
                                     .piece_from = CG_NONE,
                                     .piece_to = CG_NONE,
                                     .substitution = CG_NONE,
                                     .source = index,
                                     .handed_on = handed_on,
                                     .first = intake->pipe,
                                     .second = CG_NONE,
                                     .arrives = 1 - way_of(model, intake->pipe)->loss,
                                     .open = open});
}

/* What the law lets into the mix only under conditions may always be brought for treatment alone.
 * What runs today is in the mix, lawful or not. */
static void add_intake(cg_model *model, int index) {
    const cg_intake *intake = &model->matches->intakes.items[index];
    bool open = cg_is_open(&intake->finding);
    if (intake->home) {
        return;
    }
    if (intake->running || (open && intake->handed_on)) {
        model->of_intake[index] = push_treat(model, index, true, open && intake->handed_on);
    }
    if (open && (!intake->handed_on || intake->choice)) {
        model->of_service[index] = push_treat(model, index, false, true);
    }
}

static void add_supply(cg_model *model, int index) {
    const cg_supply *supply = &model->matches->supplies.items[index];
    bool open = cg_is_open(&supply->finding);
    if (!open && supply->running == NULL) {
        return;
    }
    model->of_supply[index] = push(model, (cg_activity){.kind = CG_SUPPLY,
                                                        .output = CG_NONE,
                                                        .input = supply->input,
                                                        .facility = supply->facility,
                                                        .piece_from = CG_NONE,
                                                        .piece_to = CG_NONE,
                                                        .substitution = supply->substitution,
                                                        .source = index,
                                                        .first = CG_NONE,
                                                        .second = supply->pipe,
                                                        .enters_second = 1,
                                                        .delivered = supply->delivered,
                                                        .open = open,
                                                        .assumed = supply->assumed});
}

/* Lists by owner in two passes: count, then fill. */
static cg_uses *start_lists(cg_arena *arena, int owners) {
    return CG_ARRAY(arena, cg_uses, owners + 1);
}

static void count_use(cg_uses *lists, int owner) {
    if (owner != CG_NONE) {
        lists[owner].count++;
    }
}

/* In one piece: most lists are short. */
static void make_room(cg_arena *arena, cg_uses *lists, int owners) {
    int count = 0;
    for (int i = 0; i < owners; i++) {
        count += lists[i].count;
    }
    cg_use *items = CG_ARRAY(arena, cg_use, count + 1);
    for (int i = 0; i < owners; i++) {
        lists[i].items = items;
        items += lists[i].count;
        lists[i].count = 0;
    }
}

static void put_use(cg_uses *lists, int owner, int activity, double share) {
    if (owner != CG_NONE) {
        lists[owner].items[lists[owner].count++] = (cg_use){activity, share};
    }
}

static void make_lists(cg_model *model) {
    cg_arena *arena = model->arena;
    int outputs = model->park->outputs.count, inputs = model->park->inputs.count;
    int pipes = model->matches->pipes.count, facilities = model->park->facilities.count;
    model->by_output = start_lists(arena, outputs);
    model->by_input = start_lists(arena, inputs);
    model->by_pipe = start_lists(arena, pipes);
    model->by_facility = start_lists(arena, facilities);
    for (int a = 0; a < model->activities.count; a++) {
        const cg_activity *activity = &model->activities.items[a];
        count_use(model->by_output, activity->output);
        count_use(model->by_input, activity->input);
        count_use(model->by_pipe, activity->first);
        count_use(model->by_pipe, activity->second);
        count_use(model->by_facility, activity->facility);
    }
    make_room(arena, model->by_output, outputs);
    make_room(arena, model->by_input, inputs);
    make_room(arena, model->by_pipe, pipes);
    make_room(arena, model->by_facility, facilities);
    for (int a = 0; a < model->activities.count; a++) {
        const cg_activity *activity = &model->activities.items[a];
        put_use(model->by_output, activity->output, a, 1);
        put_use(model->by_input, activity->input, a, activity->delivered);
        put_use(model->by_pipe, activity->first, a, 1);
        put_use(model->by_pipe, activity->second, a, activity->enters_second);
        put_use(model->by_facility, activity->facility, a, activity->arrives);
    }
}

static int *nowhere(cg_arena *arena, int count) {
    int *list = CG_ARRAY(arena, int, count + 1);
    for (int i = 0; i < count; i++) {
        list[i] = CG_NONE;
    }
    return list;
}

static const char *subject_of(const cg_model *model, const cg_activity *activity) {
    const cg_park *park = model->park;
    const char *from =
        activity->output == CG_NONE ? NULL : park->outputs.items[activity->output].ref;
    const char *to = activity->input == CG_NONE ? NULL : park->inputs.items[activity->input].ref;
    const char *via =
        activity->facility == CG_NONE ? NULL : park->facilities.items[activity->facility].id;
    if (from == NULL) {
        return cg_format(model->arena, "%s > %s", via, to);
    }
    if (to == NULL) {
        return cg_format(model->arena, "%s > %s", from, via);
    }
    return via == NULL ? cg_format(model->arena, "%s > %s", from, to)
                       : cg_format(model->arena, "%s > %s > %s", from, via, to);
}

static const char *detail_of(const cg_model *model, const cg_activity *activity) {
    if (activity->piece_from != CG_NONE) {
        return cg_format(model->arena, "%d-%d", activity->piece_from, activity->piece_to);
    }
    int mode = way_of(model, activity->first != CG_NONE ? activity->first : activity->second)->mode;
    return mode == CG_NONE ? NULL : model->park->knowledge->modes.items[mode].id;
}

static void add_columns(cg_model *model, int index) {
    static const char *const kinds[] = {"direct", "pass", "treat", "supply"};
    cg_activity *activity = &model->activities.items[index];
    const char *kind =
        activity->kind == CG_TREAT && !activity->handed_on ? "service" : kinds[activity->kind];
    const char *subject = model->named ? subject_of(model, activity) : NULL;
    const char *detail = model->named ? detail_of(model, activity) : NULL;
    for (int p = 0; p < model->park->periods.count; p++) {
        cg_tag tag = {kind, subject, detail, p, index, activity->source, CG_NONE};
        double most = activity->open ? cg_activity_most(model, activity, p) : 0;
        int column = cg_model_add_column(model, tag, most, false);
        if (p == 0) {
            activity->column = column;
        }
    }
}

void cg_model_add_activities(cg_model *model) {
    const cg_matches *matches = model->matches;
    model->of_candidate = nowhere(model->arena, matches->candidates.count);
    model->of_intake = nowhere(model->arena, matches->intakes.count);
    model->of_service = nowhere(model->arena, matches->intakes.count);
    model->of_supply = nowhere(model->arena, matches->supplies.count);
    for (int c = 0; c < matches->candidates.count; c++) {
        add_candidate(model, c);
    }
    for (int i = 0; i < matches->intakes.count; i++) {
        add_intake(model, i);
    }
    for (int s = 0; s < matches->supplies.count; s++) {
        add_supply(model, s);
    }
    make_lists(model);
    for (int a = 0; a < model->activities.count; a++) {
        add_columns(model, a);
    }
}

bool cg_is_own(const cg_model *model, const cg_activity *activity) {
    return activity->output != CG_NONE && activity->input != CG_NONE &&
           model->park->outputs.items[activity->output].firm ==
               model->park->inputs.items[activity->input].firm;
}

double cg_activity_most(const cg_model *model, const cg_activity *activity, int period) {
    double most = CG_UNBOUNDED;
    const cg_heat *heat = &model->matches->heat;
    if (activity->output != CG_NONE) {
        double share = activity->piece_from == CG_NONE
                           ? 1
                           : heat->outputs[activity->output].items[activity->piece_from].share;
        most = model->park->outputs.items[activity->output].amount[period] * share;
    }
    if (activity->input != CG_NONE) {
        const cg_flow *input = &model->park->inputs.items[activity->input];
        double share = activity->piece_to == CG_NONE
                           ? 1
                           : heat->inputs[activity->input].items[activity->piece_to].share;
        /* max_share is of what others deliver: a firm's own reuse is not held by it. */
        double limit = cg_is_own(model, activity) ? share : fmin(share, input->max_share);
        most = fmin(most, input->amount[period] * limit / activity->delivered);
    }
    return most;
}

cg_quality cg_activity_quality(const cg_model *model, const cg_activity *activity, int parameter) {
    const cg_knowledge *knowledge = model->park->knowledge;
    const cg_substitution *substitution =
        activity->substitution == CG_NONE ? NULL
                                          : &knowledge->substitutions.items[activity->substitution];
    const cg_qualities *quality =
        activity->kind == CG_SUPPLY
            ? model->park->facilities.items[activity->facility].given_quality
            : model->park->outputs.items[activity->output].quality;
    return cg_quality_after(quality, substitution, parameter);
}

double cg_disposal_cost(const cg_model *model, int output, int period) {
    const cg_flow *flow = &model->park->outputs.items[output];
    int home = model->matches->home_intake[output];
    if (home == CG_NONE) {
        return flow->price[period];
    }
    const cg_intake *intake = &model->matches->intakes.items[home];
    const cg_way *way = way_of(model, intake->pipe);
    return model->park->facilities.items[intake->facility].operating_cost * (1 - way->loss) +
           way->cost;
}

double cg_disposal_emissions_kg(const cg_model *model, int output) {
    const cg_flow *flow = &model->park->outputs.items[output];
    int home = model->matches->home_intake[output];
    if (home == CG_NONE) {
        return flow->disposal_emissions;
    }
    const cg_intake *intake = &model->matches->intakes.items[home];
    const cg_way *way = way_of(model, intake->pipe);
    return model->park->facilities.items[intake->facility].operating_emissions * (1 - way->loss) +
           way->emissions;
}

/* What leaves an output is no longer disposed of, and costs what giving it away costs. */
static void leave_output(const cg_model *model, const cg_activity *activity, int period,
                         cg_unit_effect *effect) {
    const cg_flow *output = &model->park->outputs.items[activity->output];
    effect->parts.avoided_disposal += cg_disposal_cost(model, activity->output, period);
    effect->emissions_saved_kg += cg_disposal_emissions_kg(model, activity->output);
    /* What giving costs is asked of what is given to others. */
    if (!cg_is_own(model, activity)) {
        effect->parts.treatment_cost += output->cost;
        effect->emissions_saved_kg -= output->cost_emissions;
    }
}

static void reach_input(const cg_model *model, const cg_activity *activity, int period,
                        cg_unit_effect *effect) {
    const cg_flow *input = &model->park->inputs.items[activity->input];
    effect->parts.avoided_purchase += input->price[period] * activity->delivered;
    effect->emissions_saved_kg += input->emissions * activity->delivered;
    if (activity->substitution != CG_NONE) {
        const cg_substitution *substitution =
            &model->park->knowledge->substitutions.items[activity->substitution];
        effect->parts.treatment_cost += substitution->treatment_cost.value;
        effect->emissions_saved_kg -= substitution->treatment_emissions.value;
    }
}

static void run_way(const cg_way *way, double share, cg_unit_effect *effect) {
    effect->parts.transport_cost += way->cost * share;
    effect->emissions_saved_kg -= way->emissions * share;
}

static void enter_facility(const cg_model *model, const cg_activity *activity,
                           cg_unit_effect *effect) {
    const cg_facility *facility = &model->park->facilities.items[activity->facility];
    if (activity->kind == CG_PASS) {
        effect->parts.treatment_cost += facility->pass_through_cost * activity->arrives;
        return;
    }
    effect->parts.treatment_cost += facility->operating_cost * activity->arrives;
    effect->emissions_saved_kg -= facility->operating_emissions * activity->arrives;
}

static void put_carbon_price(const cg_model *model, cg_unit_effect *effect) {
    effect->parts.fees = -model->park->carbon_price * effect->emissions_saved_kg / 1000;
}

cg_unit_effect cg_activity_uncharged(const cg_model *model, const cg_activity *activity,
                                     int period) {
    cg_unit_effect effect = {0};
    if (activity->output != CG_NONE) {
        leave_output(model, activity, period, &effect);
    }
    if (activity->input != CG_NONE) {
        reach_input(model, activity, period, &effect);
    }
    if (activity->first != CG_NONE) {
        run_way(way_of(model, activity->first), 1, &effect);
    }
    if (activity->second != CG_NONE) {
        run_way(way_of(model, activity->second), activity->enters_second, &effect);
    }
    if (activity->kind == CG_PASS || activity->kind == CG_TREAT) {
        enter_facility(model, activity, &effect);
    }
    put_carbon_price(model, &effect);
    return effect;
}

cg_unit_effect cg_direct_effect(const cg_model *model, const cg_activity *activity,
                                const cg_way *way, int period) {
    cg_unit_effect effect = {0};
    leave_output(model, activity, period, &effect);
    reach_input(model, activity, period, &effect);
    run_way(way, 1, &effect);
    put_carbon_price(model, &effect);
    return effect;
}

cg_unit_effect cg_activity_effect(const cg_model *model, const cg_activity *activity, int period) {
    cg_unit_effect effect = cg_activity_uncharged(model, activity, period);
    effect.parts.fees += cg_activity_charge(model, (int)(activity - model->activities.items));
    return effect;
}
