/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What flows are worth, pair by pair. */
#include "plan/flows.h"

static void add_effect(cg_flow_part *part, const cg_unit_effect *effect, double quantity) {
    cg_parts_add(&part->parts, &effect->parts, quantity);
    part->emissions_saved_kg += effect->emissions_saved_kg * quantity;
}

static void visit_candidates(const cg_model *model, const double *x, cg_flow_visit visit,
                             void *payload) {
    for (int a = 0; a < model->activities.count; a++) {
        const cg_activity *activity = &model->activities.items[a];
        for (int p = 0; p < model->park->periods.count && activity->kind <= CG_PASS; p++) {
            double quantity = x[activity->column + p];
            if (quantity == 0) {
                continue;
            }
            cg_flow_part part = {.candidate = activity->source,
                                 .intake = CG_NONE,
                                 .supply = CG_NONE,
                                 .period = p,
                                 .quantity = quantity,
                                 .delivered = quantity * activity->delivered,
                                 .first = activity->first,
                                 .second = activity->second,
                                 .first_quantity = quantity,
                                 .second_quantity = quantity * activity->enters_second};
            cg_unit_effect effect = cg_activity_effect(model, activity, p);
            add_effect(&part, &effect, quantity);
            visit(payload, &part);
        }
    }
}

/* What one facility treats in one period. */
typedef struct treated {
    int facility, period;
    double *sent; /* by intake of this facility (from first): what leaves the output into the mix */
    int first, end;   /* intakes of this facility */
    double intake;    /* what arrives of it */
    double handed_on; /* what leaves again for inputs */
} treated;

static double sent_for_treatment(const cg_model *model, const double *x, const cg_intake *intake,
                                 int index, int period) {
    if (!intake->home) {
        int activity = model->of_intake[index];
        return activity == CG_NONE ? 0 : x[model->activities.items[activity].column + period];
    }
    double left = model->park->outputs.items[intake->output].amount[period];
    const cg_uses *uses = &model->by_output[intake->output];
    for (int u = 0; u < uses->count; u++) {
        left -= x[model->activities.items[uses->items[u].activity].column + period];
    }
    return left > 0 ? left : 0;
}

static double arriving_share(const cg_model *model, const cg_intake *intake) {
    return 1 - model->matches->pipes.items[intake->pipe].way.loss;
}

/* A part of what an output sends for treatment: `quantity` of it, of which `handed_on` leaves the
 * facility again by `supply` (CG_NONE: nothing, it is treated and discharged). */
static void visit_treated(const cg_model *model, const treated *what, int intake_index,
                          int supply_index, const double amounts[2], cg_flow_visit visit,
                          void *payload) {
    const cg_intake *intake = &model->matches->intakes.items[intake_index];
    cg_flow_part part = {.candidate = CG_NONE,
                         .intake = intake_index,
                         .supply = supply_index,
                         .period = what->period,
                         .quantity = amounts[0],
                         .first = intake->pipe,
                         .second = CG_NONE,
                         .first_quantity = amounts[0]};
    if (!intake->home) {
        /* A unit does the same whether it comes into the mix or for treatment alone. */
        int brings = model->of_intake[intake_index] != CG_NONE ? model->of_intake[intake_index]
                                                               : model->of_service[intake_index];
        cg_unit_effect in =
            cg_activity_effect(model, &model->activities.items[brings], what->period);
        add_effect(&part, &in, amounts[0]);
    }
    if (supply_index != CG_NONE) {
        const cg_activity *supply = &model->activities.items[model->of_supply[supply_index]];
        cg_unit_effect out = cg_activity_effect(model, supply, what->period);
        add_effect(&part, &out, amounts[1]);
        part.delivered = amounts[1] * supply->delivered;
        part.second = supply->second;
        part.second_quantity = amounts[1];
    }
    visit(payload, &part);
}

static void visit_supply(const cg_model *model, const double *x, const treated *what,
                         int supply_index, cg_flow_visit visit, void *payload) {
    double given = x[model->activities.items[model->of_supply[supply_index]].column + what->period];
    double yield = model->park->facilities.items[what->facility].yield;
    if (given == 0 || what->intake <= 0) {
        return;
    }
    for (int i = what->first; i < what->end; i++) {
        const cg_intake *intake = &model->matches->intakes.items[i];
        double sent = what->sent[i - what->first];
        if (sent == 0) {
            continue;
        }
        double amounts[2] = {given / (yield * what->intake) * sent,
                             given * sent * arriving_share(model, intake) / what->intake};
        visit_treated(model, what, i, supply_index, amounts, visit, payload);
    }
}

/* What is treated and not handed on: a service, where it is not what happens today. */
static void visit_services(const cg_model *model, const double *x, const treated *what,
                           cg_flow_visit visit, void *payload) {
    double yield = model->park->facilities.items[what->facility].yield;
    double used = what->intake > 0 && yield > 0 ? what->handed_on / (yield * what->intake) : 0;
    for (int i = what->first; i < what->end; i++) {
        const cg_intake *intake = &model->matches->intakes.items[i];
        double left = what->sent[i - what->first] * (1 - used);
        if (left <= 1e-12 * what->sent[i - what->first]) {
            left = 0;
        }
        if (model->of_service[i] != CG_NONE) {
            left += x[model->activities.items[model->of_service[i]].column + what->period];
        }
        if (!intake->home && left > 0) {
            double amounts[2] = {left, 0};
            visit_treated(model, what, i, CG_NONE, amounts, visit, payload);
        }
    }
}

static void visit_facility(const cg_model *model, const double *x, treated *what,
                           cg_flow_visit visit, void *payload) {
    const cg_matches *matches = model->matches;
    what->intake = what->handed_on = 0;
    for (int i = what->first; i < what->end; i++) {
        const cg_intake *intake = &matches->intakes.items[i];
        double sent = sent_for_treatment(model, x, intake, i, what->period);
        what->sent[i - what->first] = sent;
        what->intake += sent * arriving_share(model, intake);
    }
    for (int s = 0; s < matches->supplies.count; s++) {
        if (matches->supplies.items[s].facility == what->facility &&
            model->of_supply[s] != CG_NONE) {
            what->handed_on +=
                x[model->activities.items[model->of_supply[s]].column + what->period];
            visit_supply(model, x, what, s, visit, payload);
        }
    }
    visit_services(model, x, what, visit, payload);
}

void cg_flows_visit(const cg_model *model, const double *x, cg_flow_visit visit, void *payload) {
    visit_candidates(model, x, visit, payload);
    const cg_matches *matches = model->matches;
    treated what = {.sent = CG_ARRAY(model->arena, double, matches->intakes.count + 1)};
    while (what.end < matches->intakes.count) {
        what.first = what.end;
        what.facility = matches->intakes.items[what.first].facility;
        while (what.end < matches->intakes.count &&
               matches->intakes.items[what.end].facility == what.facility) {
            what.end++;
        }
        for (what.period = 0; what.period < model->park->periods.count; what.period++) {
            visit_facility(model, x, &what, visit, payload);
        }
    }
}
