/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows that hold flows together: supply, demand, share, blend, capacity, yield. */
#include <math.h>

#include "plan/prospects.h"

static int column_of(const cg_model *model, int activity, int period) {
    return model->activities.items[activity].column + period;
}

/* One side of a flow: an output with what leaves it, or an input with what it receives. */
typedef struct flow_side {
    const char *kind; /* of its rows: "supply" or "demand" */
    const cg_flow *flow;
    int index;
    const cg_uses *uses;
    const cg_pieces *pieces; /* of heat; count 0 for others */
    bool sends;
} flow_side;

static int piece_of(const cg_model *model, const flow_side *of, const cg_use *use) {
    const cg_activity *activity = &model->activities.items[use->activity];
    return of->sends ? activity->piece_from : activity->piece_to;
}

/* The row of the whole flow holds its prospects. */
static void note_whole(cg_model *model, const flow_side *of, int period, int row) {
    if (model->prospects != NULL) {
        int *rows = of->sends ? model->prospects->supply : model->prospects->demand;
        rows[of->index * model->park->periods.count + period] = row;
    }
}

static bool has_prospects(const cg_model *model, const flow_side *of) {
    return model->prospects != NULL &&
           (of->sends ? model->prospects->leaves[of->index] : model->prospects->arrives[of->index]);
}

/* The whole flow in one row, or one piece of it. */
static void add_flow_row(cg_model *model, const flow_side *of, int period, int piece) {
    const char *detail = piece == CG_NONE ? NULL : cg_format(model->arena, "%d", piece);
    double share = piece == CG_NONE ? 1 : of->pieces->items[piece].share;
    cg_tag tag = {of->kind, of->flow->ref, detail, period, of->index, piece, CG_NONE};
    int row =
        cg_program_add_row(model->program, tag, -CG_UNBOUNDED, of->flow->amount[period] * share);
    for (int u = 0; u < of->uses->count; u++) {
        const cg_use *use = &of->uses->items[u];
        if (piece == CG_NONE || piece_of(model, of, use) == piece) {
            cg_program_set(model->program, row, column_of(model, use->activity, period),
                           use->share);
        }
    }
    if (piece == CG_NONE) {
        note_whole(model, of, period, row);
    }
}

/* An output gives at most what it has, an input takes at most what it needs. Each piece of heat is
 * held by itself; what is no heat at its other end (fuel for steam) may fill any piece, so it is
 * held by the whole flow alone. */
static void add_flow_rows(cg_model *model, const flow_side *of) {
    bool prospects = has_prospects(model, of);
    if (of->uses->count == 0 && !prospects) {
        return;
    }
    bool whole = of->pieces->count <= 1 || prospects;
    for (int u = 0; u < of->uses->count && !whole; u++) {
        whole = piece_of(model, of, &of->uses->items[u]) == CG_NONE;
    }
    for (int p = 0; p < model->park->periods.count; p++) {
        for (int piece = 0; of->pieces->count > 1 && piece < of->pieces->count; piece++) {
            add_flow_row(model, of, p, piece);
        }
        if (whole) {
            add_flow_row(model, of, p, CG_NONE);
        }
    }
}

static void add_supply_rows(cg_model *model, int output) {
    flow_side of = {"supply",
                    &model->park->outputs.items[output],
                    output,
                    &model->by_output[output],
                    &model->matches->heat.outputs[output],
                    true};
    add_flow_rows(model, &of);
}

static void add_demand_rows(cg_model *model, int input) {
    flow_side of = {"demand",
                    &model->park->inputs.items[input],
                    input,
                    &model->by_input[input],
                    &model->matches->heat.inputs[input],
                    false};
    add_flow_rows(model, &of);
}

/* At most a share of an input is delivered by others. */
static void add_share_rows(cg_model *model, int input) {
    const cg_flow *flow = &model->park->inputs.items[input];
    const cg_uses *uses = &model->by_input[input];
    bool prospects = model->prospects != NULL && model->prospects->arrives[input];
    if (flow->max_share >= 1 || (uses->count == 0 && !prospects)) {
        return;
    }
    for (int p = 0; p < model->park->periods.count; p++) {
        cg_tag tag = {"share", flow->ref, NULL, p, input, CG_NONE, CG_NONE};
        int row = cg_program_add_row(model->program, tag, -CG_UNBOUNDED,
                                     flow->max_share * flow->amount[p]);
        if (prospects && p == 0) {
            model->prospects->share[input] = row;
        }
        for (int u = 0; u < uses->count; u++) {
            bool own = cg_is_own(model, &model->activities.items[uses->items[u].activity]);
            cg_program_set(model->program, row, column_of(model, uses->items[u].activity, p),
                           own ? 0 : uses->items[u].share);
        }
    }
}

/* By how much a unit of an activity loads the limit: with b = Q - sum r x bought,
 *   sum c x + c_b b <= L (sum x + b)   becomes   sum (c - L - r (c_b - L)) x <= Q (L - c_b). */
double cg_blend_load(const cg_model *model, const cg_blend *side, const cg_activity *activity) {
    cg_quality quality = cg_activity_quality(model, activity, side->parameter);
    double value = quality.known ? quality.value : side->limit;
    double load = value - side->limit - activity->delivered * (side->bought - side->limit);
    return side->most ? load : -load;
}

static double load_of(const cg_model *model, const cg_blend *side, const cg_use *use) {
    return cg_blend_load(model, side, &model->activities.items[use->activity]);
}

/* Returns the row of the first period; CG_NONE where nothing loads the limit. */
static int add_blend_row(cg_model *model, const cg_blend *side, bool binds) {
    const cg_flow *flow = &model->park->inputs.items[side->input];
    const cg_uses *uses = &model->by_input[side->input];
    for (int u = 0; u < uses->count; u++) {
        binds = binds || load_of(model, side, &uses->items[u]) > 0;
    }
    if (!binds) {
        return CG_NONE;
    }
    int first = model->program->rows.count;
    double room = side->most ? side->limit - side->bought : side->bought - side->limit;
    for (int p = 0; p < model->park->periods.count; p++) {
        cg_tag tag = {side->most ? "blend" : "blend-least",
                      flow->ref,
                      model->park->knowledge->parameters.items[side->parameter].id,
                      p,
                      side->input,
                      side->parameter,
                      CG_NONE};
        int row = cg_program_add_row(model->program, tag, -CG_UNBOUNDED, flow->amount[p] * room);
        for (int u = 0; u < uses->count; u++) {
            cg_program_set(model->program, row, column_of(model, uses->items[u].activity, p),
                           load_of(model, side, &uses->items[u]));
        }
    }
    return first;
}

int cg_input_blends(const cg_model *model, int input, cg_blend *blends) {
    const cg_flow *flow = &model->park->inputs.items[input];
    const cg_knowledge *knowledge = model->park->knowledge;
    int count = 0;
    for (int l = 0; l < flow->limits->count; l++) {
        const cg_limit *limit = &flow->limits->items[l].limit;
        int k = flow->limits->items[l].parameter;
        if (!knowledge->parameters.items[k].mixes) {
            continue;
        }
        /* One figure for both sides: what breaks the upper one does not make up for what is short
         * of the lower. */
        double bought = cg_quality_at(flow->quality, k).value;
        bought = limit->has_max ? fmin(bought, limit->max) : bought;
        bought = limit->has_min ? fmax(bought, limit->min) : bought;
        if (limit->has_max) {
            blends[count++] = (cg_blend){input, k, true, limit->max, bought};
        }
        if (limit->has_min) {
            blends[count++] = (cg_blend){input, k, false, limit->min, bought};
        }
    }
    return count;
}

static void add_blend_rows(cg_model *model, int input, cg_blend *room) {
    cg_prospect_rows *prospects = model->prospects;
    int count = cg_input_blends(model, input, room);
    for (int b = 0; b < count; b++) {
        int at = prospects == NULL ? 0 : prospects->first_blend[input] + b;
        int row = add_blend_row(model, &room[b], prospects != NULL && prospects->binds[at]);
        if (prospects != NULL) {
            prospects->blend_row[at] = row;
        }
    }
}

/* Where an output has its home, what leaves it no longer arrives there: the share that would have.
 */
static double home_share(const cg_model *model, int output, int facility) {
    int home = model->matches->home_intake[output];
    if (home == CG_NONE || model->matches->intakes.items[home].facility != facility) {
        return 0;
    }
    return 1 - model->matches->pipes.items[model->matches->intakes.items[home].pipe].way.loss;
}

double cg_home_amount(const cg_model *model, int facility, int period) {
    double amount = 0;
    for (int o = 0; o < model->park->outputs.count; o++) {
        amount += model->park->outputs.items[o].amount[period] * home_share(model, o, facility);
    }
    return amount;
}

/* Adds to `row`, for every activity that leaves an output at home here, `times` what no longer
 * arrives. */
static void set_leaving(cg_model *model, int row, int facility, int period, double times) {
    for (int o = 0; o < model->park->outputs.count; o++) {
        double share = home_share(model, o, facility);
        if (share != 0) {
            cg_model_set_leaving(model, row, o, period, times * share);
        }
    }
}

/* Below 0 where today's load fits only because something of it goes elsewhere: then something must
 * go on leaving. Today's fit is checked to rounding, and rounding must not make the program
 * infeasible. */
double cg_capacity_left(const cg_model *model, int facility, int period) {
    double capacity = model->park->facilities.items[facility].capacity[period];
    double room = capacity - cg_home_amount(model, facility, period);
    return fabs(room) <= 1e-9 * capacity ? 0 : room;
}

static void add_capacity_rows(cg_model *model, int facility) {
    const cg_facility *place = &model->park->facilities.items[facility];
    const cg_uses *uses = &model->by_facility[facility];
    if (!place->limited) {
        return;
    }
    for (int p = 0; p < model->park->periods.count; p++) {
        cg_tag tag = {"capacity", place->id, NULL, p, facility, CG_NONE, CG_NONE};
        int row = cg_program_add_row(model->program, tag, -CG_UNBOUNDED,
                                     cg_capacity_left(model, facility, p));
        for (int u = 0; u < uses->count; u++) {
            cg_program_set(model->program, row, column_of(model, uses->items[u].activity, p),
                           uses->items[u].share);
        }
        set_leaving(model, row, facility, p, -1);
    }
}

/* What is handed on after treatment is at most yield x what is treated. */
static void add_yield_rows(cg_model *model, int facility) {
    const cg_facility *place = &model->park->facilities.items[facility];
    const cg_uses *uses = &model->by_facility[facility];
    if (!place->gives) {
        return;
    }
    for (int p = 0; p < model->park->periods.count; p++) {
        cg_tag tag = {"yield", place->id, NULL, p, facility, CG_NONE, CG_NONE};
        int row = cg_program_add_row(model->program, tag, -CG_UNBOUNDED,
                                     place->yield * cg_home_amount(model, facility, p));
        for (int u = 0; u < uses->count; u++) {
            const cg_activity *activity = &model->activities.items[uses->items[u].activity];
            double value = 0;
            if (activity->kind == CG_SUPPLY) {
                value = 1;
            } else if (activity->kind == CG_TREAT && activity->handed_on) {
                value = -place->yield * activity->arrives;
            }
            cg_program_set(model->program, row, column_of(model, uses->items[u].activity, p),
                           value);
        }
        set_leaving(model, row, facility, p, place->yield);
    }
}

void cg_model_set_leaving(cg_model *model, int row, int output, int period, double value) {
    const cg_uses *uses = &model->by_output[output];
    for (int u = 0; u < uses->count; u++) {
        cg_program_set(model->program, row, column_of(model, uses->items[u].activity, period),
                       value);
    }
    cg_prospects_leave(model, row, output, period, value);
}

void cg_model_add_rows(cg_model *model) {
    const cg_park *park = model->park;
    cg_blend *room = CG_ARRAY(model->arena, cg_blend, 2 * park->knowledge->parameters.count + 1);
    for (int o = 0; o < park->outputs.count; o++) {
        add_supply_rows(model, o);
    }
    for (int i = 0; i < park->inputs.count; i++) {
        add_demand_rows(model, i);
        add_share_rows(model, i);
        add_blend_rows(model, i, room);
    }
    for (int f = 0; f < park->facilities.count; f++) {
        add_capacity_rows(model, f);
        add_yield_rows(model, f);
    }
}
