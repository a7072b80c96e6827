/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which prospects a program holds, as those who choose and those who tell of it see it. */
#ifndef CG_PLAN_PROSPECT_CHOICE_H
#define CG_PLAN_PROSPECT_CHOICE_H

#include "plan/prospects.h"

struct cg_prospect_choice {
    cg_arena *arena;
    cg_model *model;
    cg_arena *solving; /* of one round */
    cg_prospect_columns columns;
    int own_columns;      /* of the program without prospects */
    bool *held;           /* by prospect: the program holds its columns */
    CG_VECTOR(int) order; /* prospects in the order of their columns */
    bool all;             /* it holds every one */
    double left;
    int *rows; /* room for the entries of one column */
    double *values;
    /* By column of the reserve, but those that are held: the reduced costs that the bound was found
     * with, where they are also those at these duals; NULL. */
    const double *priced_at;
    double *priced;
};

/* A column of the reserve at duals. */
typedef struct cg_priced {
    double reduced, term; /* term: the largest of what it is made of */
    double upper;
} cg_priced;
/* Makes columns of a prospect. */
void cg_prospect_hold(cg_prospect_choice *choice, int prospect);
/* So many values and room for more, up to `length`. */
double *cg_values_longer(cg_arena *arena, const double *values, int count, int length);
cg_priced cg_prospect_price(const cg_prospect_choice *choice, int index, const double *dual);
/* The reduced cost of a column that is not held, at the duals of a solution. */
double cg_prospect_reduced(const cg_prospect_choice *choice, int index, const double *dual);

#endif
