/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How something gets from one place to another. */
#include "match/ways.h"

#include <math.h>

#include "match/corridors.h"
#include "match/links.h"

struct cg_ways {
    const cg_park *park;
    cg_links *links;
    cg_corridors *corridors;
};

cg_ways *cg_ways_new(cg_arena *arena, cg_diagnostics *diagnostics, const cg_park *park) {
    cg_ways *ways = CG_NEW(arena, cg_ways);
    *ways = (cg_ways){park, cg_links_new(arena, diagnostics, park), cg_corridors_new(arena, park)};
    return ways;
}

double cg_annuity(double rate, double life_years) {
    if (rate == 0) {
        return 1 / life_years;
    }
    /* expm1 and log1p keep the digits of small rates, where 1 - (1+r)^-n cancels. */
    return rate / -expm1(-life_years * log1p(rate));
}

/* The figure that holds: what is stated in place of the mode's, else the mode's. */
static double figure(const cg_value *instead, const cg_value *of_mode, const char **missing_rate) {
    const cg_value *value = instead != NULL && instead->given ? instead : of_mode;
    if (value == NULL) {
        return 0;
    }
    if (value->missing_rate != NULL) {
        *missing_rate = value->missing_rate;
    }
    return value->value;
}

static void invest(cg_way *way, const cg_investment *investment, double rate) {
    if (investment == NULL || !investment->given) {
        return;
    }
    const char **missing = &way->missing_rate;
    way->per_capacity_km = figure(NULL, &investment->per_unit_km, missing);
    way->per_capacity =
        figure(NULL, &investment->per_unit, missing) + way->per_capacity_km * way->km;
    way->fixed = figure(NULL, &investment->fixed, missing) +
                 figure(NULL, &investment->fixed_per_km, missing) * way->km;
    way->build_months = investment->build_months.given ? &investment->build_months : NULL;
    way->annuity = cg_annuity(rate, figure(NULL, &investment->life, missing));
}

static bool measure(cg_ways *ways, cg_position from, cg_position to, const cg_mode *mode,
                    double *km) {
    if (!from.given || !to.given) {
        return false;
    }
    if (cg_corridors_km(ways->corridors, mode == NULL ? NULL : mode->id, from, to, km)) {
        return true;
    }
    *km = cg_straight_km(ways->park, from, to) * (mode == NULL ? 1 : mode->detour.value);
    return true;
}

int cg_ways_path(cg_ways *ways, const cg_way *way, cg_position from, cg_position to,
                 cg_position **nodes) {
    double km = (double)NAN;
    const char *mode =
        way->mode == CG_NONE ? NULL : ways->park->knowledge->modes.items[way->mode].id;
    bool placed = way->placed && from.given && to.given;
    /* Of another length it is a link's, or within one firm: not along the corridors. */
    if (!placed || !cg_corridors_km(ways->corridors, mode, from, to, &km) || km != way->km) {
        return 0;
    }
    return cg_corridors_path(ways->corridors, mode, from, to, nodes);
}

/* Both ends of a way, for the links and on the map. */
typedef struct both_ends {
    cg_end from, to;
    cg_position from_at, to_at;
    bool same_firm;
    cg_family family; /* of what runs */
} both_ends;

/* A capacity in m3 says nothing of heat. */
static bool carries(const cg_link *link, cg_family family) {
    return !link->limited || link->any_family || link->family == family;
}

static const cg_mode *mode_of(const cg_ways *ways, int mode) {
    return mode == CG_NONE ? NULL : &ways->park->knowledge->modes.items[mode];
}

/* What a way of way->km costs, loses and needs. */
static void put_figures(const cg_ways *ways, cg_way *way, const cg_way_terms *terms) {
    const cg_mode *mode = mode_of(ways, terms->mode);
    const char **missing = &way->missing_rate;
    way->cost =
        figure(terms->transport_cost, mode ? &mode->transport_cost : NULL, missing) * way->km;
    way->emissions =
        figure(terms->transport_emissions, mode ? &mode->transport_emissions : NULL, missing) *
        way->km;
    way->loss = figure(terms->loss, mode ? &mode->loss : NULL, missing) * way->km;
    way->drop_k =
        figure(terms->temperature_drop, mode ? &mode->temperature_drop : NULL, missing) * way->km;
    invest(way,
           terms->investment != NULL && terms->investment->given ? terms->investment
           : mode                                                ? &mode->investment
                                                                 : NULL,
           ways->park->discount_rate);
}

static cg_way way_between(cg_ways *ways, const both_ends *ends, const cg_way_terms *terms) {
    const cg_mode *mode = mode_of(ways, terms->mode);
    cg_link_word word =
        cg_links_ask(ways->links, ends->from, ends->to, mode == NULL ? NULL : mode->id);
    cg_way way = {.mode = terms->mode,
                  .link = word.link,
                  .forbidden = word.forbidden,
                  .existing = word.existing};
    if (way.existing != CG_NONE && !carries(&ways->park->links.items[way.existing], ends->family)) {
        way.existing = CG_NONE;
    }
    if (word.has_length) {
        way.km = word.length_km;
    } else if (ends->same_firm && ends->from_at.given) {
        way.km = 0; /* not by way of a corridor's nearest node and back */
    } else if (!measure(ways, ends->from_at, ends->to_at, mode, &way.km)) {
        return way;
    }
    way.placed = true;
    way.beyond_reach = terms->has_reach && way.km > terms->reach_km * (1 + 1e-12);
    put_figures(ways, &way, terms);
    return way;
}

bool cg_terms_lack_rate(const cg_ways *ways, const cg_way_terms *terms) {
    cg_way way = {.mode = terms->mode};
    put_figures(ways, &way, terms);
    return way.missing_rate != NULL;
}

cg_way cg_way_of_km(const cg_ways *ways, const cg_way_terms *terms, double km) {
    cg_way way = {
        .mode = terms->mode, .link = CG_NONE, .existing = CG_NONE, .placed = true, .km = km};
    put_figures(ways, &way, terms);
    return way;
}

double cg_terms_loss(const cg_ways *ways, const cg_way_terms *terms) {
    const cg_mode *mode = mode_of(ways, terms->mode);
    const char *missing = NULL;
    return figure(terms->loss, mode ? &mode->loss : NULL, &missing);
}

/* Along corridors nothing is shorter than straight; elsewhere the mode's detour counts, which may
 * be below 1. */
double cg_straight_within_km(const cg_ways *ways, const cg_way_terms *terms, double km) {
    const cg_mode *mode = mode_of(ways, terms->mode);
    double detour = mode == NULL ? 1 : mode->detour.value;
    if (ways->park->corridors.count > 0) {
        detour = fmin(1, detour);
    }
    return km / detour * (1 + 1e-9);
}

double cg_terms_reach_km(const cg_ways *ways, const cg_way_terms *terms) {
    return terms->has_reach ? cg_straight_within_km(ways, terms, terms->reach_km)
                            : (double)INFINITY;
}

bool cg_ways_linked(const cg_ways *ways, cg_end end) {
    return cg_links_touch(ways->links, end, false);
}

static cg_position firm_at(const cg_park *park, const cg_flow *flow) {
    return park->firms.items[flow->firm].at;
}

cg_way cg_way_direct(cg_ways *ways, int output, int input, const cg_way_terms *terms) {
    const cg_flow *from = &ways->park->outputs.items[output],
                  *to = &ways->park->inputs.items[input];
    both_ends ends = {{CG_END_OUTPUT, output}, {CG_END_INPUT, input},  firm_at(ways->park, from),
                      firm_at(ways->park, to), from->firm == to->firm, from->family};
    return way_between(ways, &ends, terms);
}

cg_way cg_way_in(cg_ways *ways, int output, int facility, const cg_way_terms *terms) {
    both_ends ends = {{CG_END_OUTPUT, output},
                      {CG_END_FACILITY, facility},
                      firm_at(ways->park, &ways->park->outputs.items[output]),
                      ways->park->facilities.items[facility].at,
                      false,
                      ways->park->outputs.items[output].family};
    return way_between(ways, &ends, terms);
}

cg_way cg_way_out(cg_ways *ways, int facility, int input, const cg_way_terms *terms) {
    both_ends ends = {{CG_END_FACILITY, facility},
                      {CG_END_INPUT, input},
                      ways->park->facilities.items[facility].at,
                      firm_at(ways->park, &ways->park->inputs.items[input]),
                      false,
                      ways->park->inputs.items[input].family};
    return way_between(ways, &ends, terms);
}
