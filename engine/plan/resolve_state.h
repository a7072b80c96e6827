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

/* What the totals of a plan are sums of; fees apart. */
enum {
    CG_SUM_PURCHASE,
    CG_SUM_DISPOSAL,
    CG_SUM_TRANSPORT,
    CG_SUM_TREATMENT,
    CG_SUM_CHARGES,
    CG_SUM_EMISSIONS_KG,
    CG_SUM_INVESTMENT,
    CG_SUMS
};

/* Those sums over some columns at the stated prices, and the version of the values they are of. */
typedef struct cg_part_totals {
    double sums[CG_SUMS];
    int version;
} cg_part_totals;

struct cg_resolve {
    cg_arena *arena;
    cg_park *park;
    cg_model *model;
    cg_plan_options options;
    cg_warm *warm;
    cg_flow_stated *stated; /* by flow */
    double stated_carbon;
    double running_cost;           /* of what runs today, as stated */
    double *uncarboned;            /* by column: the cost without carbon, as stated */
    double *effects;               /* by column of an activity and sum of the totals, as stated */
    cg_part_totals *parts;         /* by block of the program */
    cg_part_totals running_totals; /* of what runs today, as stated */
    double *row_upper;             /* as stated */
    int *shared;                   /* rows of several flows: capacities, yields, requirements */
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
/* Makes room for the sums of each block, once there are blocks. */
void cg_resolve_prepare_totals(cg_resolve *resolve);

#endif
