/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of a park that is solved again: between resolve.c, which follows changes, and
 * resolve_totals.c, which adds up what came of them. Private to the two. */
#ifndef CG_PLAN_RESOLVE_STATE_H
#define CG_PLAN_RESOLVE_STATE_H

#include "plan/resolve.h"
#include "program/warm.h"

/* What was stated of a flow. */
typedef struct cg_flow_stated {
    double *amount, *price; /* by period */
    double amount_year;
    cg_value quantity_value, price_value;
} cg_flow_stated;

/* A list of flows that each stand in it once. */
typedef struct cg_flow_list {
    int *items, count;
    bool *holds; /* by flow */
} cg_flow_list;

struct cg_resolve {
    cg_arena *arena;
    cg_park *park;
    cg_model *model;
    cg_plan_options options;
    cg_warm *warm;
    cg_flow_stated *stated; /* by flow */
    double stated_carbon;
    double running_cost; /* of what runs today, as stated */
    double *uncarboned;  /* by column: the cost without carbon, as stated */
    double *effects;     /* by column of an activity and sum of the totals, as stated */
    double *row_upper;   /* as stated */
    int *shared;         /* rows of several flows: capacities, yields, requirements */
    int shared_count;
    cg_uses *rows;        /* by flow: its rows, whose sides grow with it; `activity` is a row */
    double *running;      /* by flow and period */
    double *factor;       /* by flow: times what is stated */
    cg_flow_list changed; /* flows that are not as stated */
    cg_flow_list behind;  /* flows that the program has not followed yet */
    bool has_running, quantities_change, prices_change, signs_change;
    double followed_carbon;
};

/* The activities that leave an output, or reach an input. */
const cg_uses *cg_resolve_uses(const cg_resolve *resolve, int flow);
/* What a unit of an activity costs less because the price at one of its ends is not as stated. */
double cg_resolve_cheaper(const cg_resolve *resolve, const cg_activity *activity, int period,
                          bool output);
/* Keeps what a unit of each column of an activity does, for the totals. */
void cg_resolve_keep_effects(cg_resolve *resolve);

#endif
