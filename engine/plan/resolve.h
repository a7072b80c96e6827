/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same park with other numbers, solved again: prices, quantities and the carbon price change in
 * the program that is there, and nothing is matched anew. */
#ifndef CG_PLAN_RESOLVE_H
#define CG_PLAN_RESOLVE_H

#include "plan/solve.h"

typedef enum cg_change_kind {
    CG_CHANGE_CARBON,         /* the carbon price, money per t */
    CG_CHANGE_QUANTITY_TIMES, /* of what is stated, in every period */
    CG_CHANGE_PRICE,          /* money per unit, in every period: cg_flow.price */
    CG_CHANGE_PRICE_TIMES     /* of what is stated, in every period */
} cg_change_kind;

typedef struct cg_number_change {
    cg_change_kind kind;
    int flow; /* outputs first, then inputs; CG_NONE for the carbon price */
    double value;
} cg_number_change;

/* A copy of a park whose flows and carbon price may be changed; the rest is the park's own, which
 * must outlive it. */
cg_park *cg_park_to_change(cg_arena *arena, const cg_park *park);

typedef struct cg_resolve cg_resolve;
/* `park` is such a copy, and `model` the program made of it; both are changed by what follows. All
 * that will be needed is allocated here; nothing is solved yet. */
cg_resolve *cg_resolve_new(cg_arena *arena, cg_park *park, cg_model *model,
                           const cg_plan_options *options);

/* Makes the park what was stated with these changes and no others (of two to one number the later
 * counts). */
void cg_resolve_change(cg_resolve *resolve, const cg_number_change *changes, int count);
/* The first output (or CG_NONE) of which more runs today than it now has, or input that receives
 * more: in such a park today's exchanges cannot be. Counted as cg_number_change.flow. */
int cg_resolve_overdrawn(const cg_resolve *resolve);
/* Whether the program can follow the last change: not where another program would come of it, as
 * where rules ask how much a flow is, where what something costs to open depends on it, or where
 * the objective is another than cost. Then the road must be walked again with the changed park. */
bool cg_resolve_follows(const cg_resolve *resolve);
/* Solves the program of the changed park. The solution lasts until the next call; the model tells
 * of the changed park. */
const cg_solution *cg_resolve_solve(cg_resolve *resolve);
/* What a plan of the last solution adds up to: as cg_plan_account of it to rounding, without its
 * lines. */
cg_totals cg_resolve_totals(cg_resolve *resolve, const cg_solution *solution);
/* The solution in the terms of a plan to be told, copied into an arena. */
const cg_solved *cg_resolve_solved(cg_arena *arena, const cg_resolve *resolve,
                                   const cg_solution *solution);

#endif
