/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How something gets from one place to another, and what that costs, loses and needs. */
#ifndef CG_MATCH_WAYS_H
#define CG_MATCH_WAYS_H

#include "park/park.h"

/* A way for one mode between two ends. A way whose ends have no place and no length is free and
 * lossless
 * (`placed` false). */
typedef struct cg_way {
    int mode;     /* knowledge->modes, or CG_NONE where the models have none for it */
    int link;     /* the link of the park that speaks of it, or CG_NONE */
    int existing; /* link that exists in this direction, or CG_NONE */
    bool placed;
    bool beyond_reach;
    bool forbidden; /* that link closes it */
    double km;
    double cost;                  /* money per unit that enters */
    double emissions;             /* kg CO2e per unit that enters */
    double loss;                  /* share of what enters (of the ratio, on a direct way) */
    double drop_k;                /* heat only */
    double per_capacity;          /* one-off money per unit a year of its largest flow */
    double per_capacity_km;       /* what each km adds to that */
    double fixed;                 /* one-off money if anything at all runs */
    double annuity;               /* yearly share of that money */
    const cg_value *build_months; /* to build it; NULL: nothing to build, or nobody says */
    const char *missing_rate;     /* a currency without exchange rate that it would need, or NULL */
} cg_way;

/* What a way takes its figures from: a mode, with what a substitution or facility puts in its
 * place. */
typedef struct cg_way_terms {
    int mode;
    const cg_value *transport_cost, *transport_emissions, *loss,
        *temperature_drop; /* in place of the mode's; NULL: the mode's */
    const cg_investment *investment;
    bool has_reach;
    double reach_km;
} cg_way_terms;

typedef struct cg_ways cg_ways;
/* Prepares links and corridors. Reports links that tie. `park` is borrowed. */
cg_ways *cg_ways_new(cg_arena *arena, cg_diagnostics *diagnostics, const cg_park *park);
/* The way of an output to an input, of an output to a facility, of a facility to an input. */
cg_way cg_way_direct(cg_ways *ways, int output, int input, const cg_way_terms *terms);
cg_way cg_way_in(cg_ways *ways, int output, int facility, const cg_way_terms *terms);
cg_way cg_way_out(cg_ways *ways, int facility, int input, const cg_way_terms *terms);

/* The nodes of the corridors that a way follows between its ends, from `from` on; returns how many,
 * 0 where it follows none. */
int cg_ways_path(cg_ways *ways, const cg_way *way, cg_position from, cg_position to,
                 cg_position **nodes);

/* A way of a length on these terms, of which no link speaks. */
cg_way cg_way_of_km(const cg_ways *ways, const cg_way_terms *terms, double km);
/* No way on these terms between places further apart than this, straight, is within its reach;
 * infinite where they have none. A link may say another length. */
double cg_terms_reach_km(const cg_ways *ways, const cg_way_terms *terms);
/* The share of what enters a way on these terms that a km of it loses. */
double cg_terms_loss(const cg_ways *ways, const cg_way_terms *terms);
/* How far apart places are, straight, at the most, where a way of so many km joins them. */
double cg_straight_within_km(const cg_ways *ways, const cg_way_terms *terms, double km);

/* Whether any way on these terms would need an exchange rate that is missing. */
bool cg_terms_lack_rate(const cg_ways *ways, const cg_way_terms *terms);
/* Whether any link could speak of the direct ways of an output, or to an input. */
bool cg_ways_linked(const cg_ways *ways, cg_end end);

/* The share of an investment that falls on a year: r / (1 - (1+r)^-life), 1/life where r = 0. */
double cg_annuity(double rate, double life_years);

#endif
