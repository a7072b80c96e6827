/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heat runs from hot to cold: flows are cut into pieces at shifted temperatures, and a piece passes
 * to a piece that lies nowhere above it (the transshipment view of heat recovery: Papoulias &
 * Grossmann, Computers & Chemical Engineering 7(6):707-721, 1983). */
#include "physics.h"

#include <math.h>
#include <stdlib.h>

/* Temperatures nearer than this are one: far below any thermometer, far above rounding. */
#define SAME_K 1e-9

static int hotter_first(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

/* The shifted ends of a flow: outputs count colder, inputs hotter, by their share of the approach.
 */
static void ends(const cg_flow *flow, bool output, double *upper_c, double *lower_c) {
    double shift_k = output ? -flow->approach_k : flow->approach_k;
    *upper_c = fmax(flow->from_c, flow->to_c) + shift_k;
    *lower_c = fmin(flow->from_c, flow->to_c) + shift_k;
}

typedef CG_VECTOR(double) temperatures;

static void collect(cg_arena *arena, temperatures *cuts, const cg_flow *flows, int count,
                    bool output) {
    for (int f = 0; f < count; f++) {
        if (flows[f].family != CG_HEAT) {
            continue;
        }
        double upper_c, lower_c;
        ends(&flows[f], output, &upper_c, &lower_c);
        CG_PUSH(arena, cuts, upper_c);
        CG_PUSH(arena, cuts, lower_c);
    }
}

static void collect_steps(cg_arena *arena, temperatures *cuts, double step_k) {
    if (cuts->count == 0 || step_k <= 0) {
        return;
    }
    double highest = cuts->items[0], lowest = cuts->items[0];
    for (int i = 1; i < cuts->count; i++) {
        highest = fmax(highest, cuts->items[i]);
        lowest = fmin(lowest, cuts->items[i]);
    }
    for (double k = ceil(lowest / step_k); k * step_k <= highest; k++) {
        CG_PUSH(arena, cuts, k * step_k);
    }
}

/* The pieces of a flow between `upper_c` and `lower_c`, put into `items` where that is not NULL:
 * how many there are is known before they are made, so that each flow takes no more than its own.
 */
static int divide(const temperatures *cuts, double upper_c, double lower_c, cg_piece *items) {
    int count = 0;
    double top = upper_c;
    for (int i = 0; i < cuts->count && top > lower_c; i++) {
        double at = cuts->items[i];
        if (at >= top - SAME_K) {
            continue;
        }
        double bottom = at <= lower_c + SAME_K ? lower_c : at;
        if (items != NULL) {
            items[count] = (cg_piece){top, bottom, (top - bottom) / (upper_c - lower_c)};
        }
        count++;
        top = bottom;
    }
    return count;
}

static cg_pieces cut(cg_arena *arena, const temperatures *cuts, const cg_flow *flow, bool output) {
    double upper_c, lower_c;
    ends(flow, output, &upper_c, &lower_c);
    if (upper_c - lower_c <= SAME_K) {
        cg_pieces whole = {CG_NEW(arena, cg_piece), 1};
        whole.items[0] = (cg_piece){upper_c, lower_c, 1};
        return whole;
    }
    int count = divide(cuts, upper_c, lower_c, NULL);
    cg_pieces pieces = {CG_ARRAY(arena, cg_piece, count + 1), count};
    divide(cuts, upper_c, lower_c, pieces.items);
    return pieces;
}

cg_heat cg_heat_cut(cg_arena *arena, const cg_park *park) {
    cg_heat heat = {CG_ARRAY(arena, cg_pieces, park->outputs.count + 1),
                    CG_ARRAY(arena, cg_pieces, park->inputs.count + 1)};
    temperatures cuts = {0};
    collect(arena, &cuts, park->outputs.items, park->outputs.count, true);
    collect(arena, &cuts, park->inputs.items, park->inputs.count, false);
    collect_steps(arena, &cuts, park->temperature_step_k);
    if (cuts.count > 0) {
        qsort(cuts.items, (size_t)cuts.count, sizeof(double), hotter_first);
    }
    for (int o = 0; o < park->outputs.count; o++) {
        if (park->outputs.items[o].family == CG_HEAT) {
            heat.outputs[o] = cut(arena, &cuts, &park->outputs.items[o], true);
        }
    }
    for (int i = 0; i < park->inputs.count; i++) {
        if (park->inputs.items[i].family == CG_HEAT) {
            heat.inputs[i] = cut(arena, &cuts, &park->inputs.items[i], false);
        }
    }
    return heat;
}

bool cg_heat_passes(const cg_piece *from, const cg_piece *to, double drop_k) {
    return from->upper_c - drop_k >= to->upper_c - SAME_K &&
           from->lower_c - drop_k >= to->lower_c - SAME_K;
}

/* Temperatures are asked only where both sides are heat; fuel to heat is an ordinary substitution.
 */
static cg_obstacle examine(cg_meeting *meeting) {
    cg_obstacle found = cg_quality_meets(meeting);
    const cg_pieces *from = &meeting->heat->outputs[meeting->output];
    const cg_pieces *to = &meeting->heat->inputs[meeting->input];
    if (to->count == 0) {
        return found;
    }
    /* If any piece passes to any, the hottest passes to the coldest. */
    if (!cg_heat_passes(&from->items[0], &to->items[to->count - 1], meeting->drop_k)) {
        return CG_TOO_COLD;
    }
    return found;
}

extern const cg_physics cg_physics_heat;
const cg_physics cg_physics_heat = {"heat", examine};
