/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What could be exchanged directly, kept small. */
#include "match/prospects.h"

#include <limits.h>
#include <stdlib.h>

cg_prospects *cg_prospects_new(cg_arena *arena, const cg_park *park, const cg_law *law) {
    const cg_knowledge *knowledge = park->knowledge;
    cg_prospects *prospects = CG_NEW(arena, cg_prospects);
    prospects->lists = cg_arena_within(arena);
    prospects->end = CG_ARRAY(prospects->lists, int, park->outputs.count + 1);
    prospects->substitutions = knowledge->substitutions.count;
    prospects->roads =
        CG_ARRAY(arena, cg_road, knowledge->substitutions.count + knowledge->resources.count + 1);
    prospects->behind =
        CG_ARRAY(arena, bool, (size_t)park->outputs.count *(size_t)law->rule_count + 1);
    return prospects;
}

void cg_prospects_let_go(cg_prospects *prospects) {
    cg_arena_empty(prospects->lists);
    prospects->output.items = prospects->input.items = prospects->end = NULL;
    prospects->road.items = NULL;
    prospects->km.items = NULL;
    prospects->output.count = prospects->input.count = 0;
    prospects->road.count = prospects->km.count = 0;
    prospects->output.capacity = prospects->input.capacity = 0;
    prospects->road.capacity = prospects->km.capacity = 0;
}

int cg_prospects_count(const cg_prospects *prospects) {
    return prospects == NULL ? 0 : prospects->input.count;
}

int cg_prospect_output(const cg_prospects *prospects, int index) {
    int output = prospects->output.items[index / CG_PROSPECTS_A_MARK];
    while (prospects->end[output] <= index) {
        output++;
    }
    return output;
}

int cg_prospect_substitution(const cg_prospects *prospects, int index) {
    int road = prospects->road.items[index];
    return road < prospects->substitutions ? road : CG_NONE;
}

/* All that a way costs, loses and needs is so much a km, but for what is paid at its start. */
cg_way cg_prospect_way(const cg_prospects *prospects, int index) {
    const cg_road *road = &prospects->roads[prospects->road.items[index]];
    double km = prospects->km.items[index];
    cg_way way = road->km;
    way.km = km;
    way.cost = road->km.cost * km;
    way.emissions = road->km.emissions * km;
    way.loss = road->km.loss * km;
    way.drop_k = road->km.drop_k * km;
    way.per_capacity = road->start.per_capacity + way.per_capacity_km * km;
    return way;
}

double cg_prospect_delivered(const cg_park *park, const cg_prospects *prospects, int index) {
    const cg_road *road = &prospects->roads[prospects->road.items[index]];
    int substitution = cg_prospect_substitution(prospects, index);
    double ratio = substitution == CG_NONE
                       ? 1
                       : park->knowledge->substitutions.items[substitution].ratio.value;
    return ratio - road->km.loss * prospects->km.items[index];
}

static cg_road *road_of(const cg_finder *finder, const cg_offer *of) {
    cg_prospects *prospects = finder->prospects;
    int index = of->substitution_index != CG_NONE ? of->substitution_index
                                                  : prospects->substitutions + of->resource;
    cg_road *road = &prospects->roads[index];
    if (!road->made) {
        *road = (cg_road){.made = true,
                          .start = cg_way_of_km(finder->ways, &of->terms, 0),
                          .km = cg_way_of_km(finder->ways, &of->terms, 1)};
    }
    return road;
}

/* Nothing is to be told of it but that it may be. */
static bool is_plain(const cg_finding *finding) {
    return finding->verdict == CG_ALLOWED && finding->obstacle == CG_CLEAR &&
           finding->parameter == CG_NONE && finding->rule == CG_NONE && finding->missing == NULL &&
           finding->question == CG_NONE;
}

/* What is paid for each unit of its size is so much a unit that flows, where there is one period;
 * what is paid for being there at all is not. */
static bool is_paid_as_it_flows(const cg_park *park, const cg_way *way) {
    return way->fixed == 0 && (way->per_capacity == 0 || park->periods.count == 1);
}

/* Heat in several pieces is several exchanges. */
static bool is_one_exchange(const cg_matches *matches, int output, int input) {
    int from = matches->heat.outputs[output].count, to = matches->heat.inputs[input].count;
    return from == 0 || to == 0 || (from == 1 && to == 1);
}

static bool is_prospect(const cg_finder *finder, const cg_judged *pair) {
    const cg_matches *matches = finder->matches;
    const cg_way *way = pair->way;
    bool asked = finder->wanted.output == pair->of->output || finder->wanted.input == pair->input;
    bool lacks_rate =
        way->missing_rate != NULL || (pair->of->substitution != NULL &&
                                      pair->of->substitution->treatment_cost.missing_rate != NULL);
    return !asked && !pair->runs && is_plain(pair->finding) && way->placed &&
           way->link == CG_NONE && way->existing == CG_NONE && !lacks_rate &&
           is_paid_as_it_flows(matches->park, way) &&
           is_one_exchange(matches, pair->of->output, pair->input) &&
           cg_law_asks_nothing(matches->law);
}

bool cg_prospects_take(cg_finder *finder, const cg_judged *pair) {
    cg_prospects *prospects = finder->prospects;
    if (prospects == NULL || !is_prospect(finder, pair)) {
        return false;
    }
    const cg_road *road = road_of(finder, pair->of);
    if (road - prospects->roads > USHRT_MAX) {
        return false;
    }
    int rules = finder->matches->law->rule_count;
    cg_law_mark(finder->matches->law, prospects->behind + (size_t)pair->of->output * (size_t)rules);
    if (prospects->input.count % CG_PROSPECTS_A_MARK == 0) {
        CG_PUSH(prospects->lists, &prospects->output, pair->of->output);
    }
    CG_PUSH(prospects->lists, &prospects->input, pair->input);
    CG_PUSH(prospects->lists, &prospects->road, (unsigned short)(road - prospects->roads));
    CG_PUSH(prospects->lists, &prospects->km, pair->way->km);
    prospects->end[pair->of->output] = prospects->input.count;
    return true;
}

/* ---- some of them as candidates */

typedef struct turned {
    cg_candidate candidate;
    int chosen; /* which of those asked for */
} turned;

static int by_ends(const void *a, const void *b) {
    return cg_candidates_order(&((const turned *)a)->candidate, &((const turned *)b)->candidate);
}

static turned *turn(cg_arena *scratch, cg_matches *made, const int *chosen, int count) {
    const cg_prospects *prospects = made->prospects;
    turned *list = CG_ARRAY(scratch, turned, count + 1);
    for (int i = 0; i < count; i++) {
        int index = chosen[i];
        cg_pipe pipe = {CG_PIPE_DIRECT,
                        cg_prospect_output(prospects, index),
                        CG_NONE,
                        prospects->input.items[index],
                        cg_prospect_way(prospects, index),
                        NULL};
        list[i] = (turned){{pipe.output,
                            pipe.input,
                            CG_NONE,
                            cg_prospect_substitution(prospects, index),
                            made->pipes.count,
                            CG_NONE,
                            cg_prospect_delivered(made->park, prospects, index),
                            {CG_ALLOWED, CG_CLEAR, CG_NONE, CG_NONE, NULL, CG_NONE},
                            CG_NONE,
                            false},
                           i};
        made->pipes.items[made->pipes.count++] = pipe;
    }
    qsort(list, (size_t)count, sizeof *list, by_ends);
    return list;
}

/* Both lists are in order already. `moved` gets the new place of each candidate there was. */
static void merge(cg_matches *made, const turned *list, int count, int *place, int *moved) {
    const cg_candidate *old = made->candidates.items;
    int old_count = made->candidates.count, all = old_count + count, o = 0, n = 0;
    cg_candidate *items = CG_ARRAY(made->arena, cg_candidate, all + 1);
    for (int c = 0; c < all; c++) {
        bool first =
            n == count || (o < old_count && cg_candidates_order(&old[o], &list[n].candidate) < 0);
        if (first) {
            moved[o] = c;
            items[c] = old[o++];
        } else {
            place[list[n].chosen] = c;
            items[c] = list[n++].candidate;
        }
    }
    made->candidates.items = items;
    made->candidates.count = made->candidates.capacity = all;
}

cg_matches *cg_matches_with(cg_arena *arena, const cg_matches *matches, const int *chosen,
                            int count, int *place) {
    cg_matches *made = CG_NEW(arena, cg_matches);
    cg_arena *scratch = cg_arena_within(arena);
    *made = *matches;
    made->arena = arena;
    made->pipes.capacity = matches->pipes.count + count + 1;
    made->pipes.items = CG_ARRAY(arena, cg_pipe, made->pipes.capacity);
    if (matches->pipes.count > 0) {
        memcpy(made->pipes.items, matches->pipes.items,
               (size_t)matches->pipes.count * sizeof *made->pipes.items);
    }
    int *moved = CG_ARRAY(scratch, int, matches->candidates.count + 1);
    merge(made, turn(scratch, made, chosen, count), count, place, moved);
    made->running.items = CG_ARRAY(arena, cg_running, matches->running.count + 1);
    made->running.capacity = matches->running.count + 1;
    for (int r = 0; r < matches->running.count; r++) {
        made->running.items[r] = matches->running.items[r];
        int candidate = matches->running.items[r].candidate;
        made->running.items[r].candidate = candidate == CG_NONE ? CG_NONE : moved[candidate];
    }
    cg_arena_free(scratch);
    return made;
}
