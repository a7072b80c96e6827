/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a park's program to its proven best plan. */
#ifndef CG_PLAN_SOLVE_H
#define CG_PLAN_SOLVE_H

#include "plan/model.h"

typedef struct cg_plan_options {
    cg_measure objective; /* cost, emissions, water purchased or waste disposed */
    cg_solve_settings settings;
    double until;        /* when all of it should be over, by cg_clock: each stage has what is left;
                            0: each has the time limit of the settings */
    const double *start; /* by column: values near which the best is expected, feasible or not;
                            NULL: nobody knows any */
    bool spends;         /* the model is alone in an arena within the matches' one: where a plan is
                            told of another model, it goes with its arena, and the prospects too;
                            that other one keeps what a plan is told of and no entries */
} cg_plan_options;

/* What solving gave, still in the program's terms. */
typedef struct cg_solved {
    const cg_model *model;
    cg_measure objective;
    cg_outcome outcome;
    const double *x;             /* by column; NULL where nothing was found */
    const cg_solution *solution; /* the last stage's, NULL where infeasible: its duals prove it;
                                    what they say of prices: stage_prices.h */
    cg_certificate certificate;  /* of the stage that proves the objective */
    double bound;                /* lower bound on the objective's measure, constant included */
    bool by_search;              /* the bound is the branch-and-bound search's */
    const int *conflict;         /* requirements that cannot hold together */
    const cg_conflicting *gives; /* of each, by how much it would have to give */
    int conflict_count;
    bool overflows; /* what must stop leaves more at a facility than its capacity: it may stay there
                     */
    int overfull_row; /* that capacity, and by how much it is exceeded at the least */
    double overfull_by;
    const char *message; /* the solver's words where it failed */
} cg_solved;

/* Solves for the objective; for another than cost then for the cheapest among the plans within 1e-9
 * of the best. What is found lies in the model's arena and that of its matches. */
cg_solved *cg_plan_solve(cg_model *model, const cg_plan_options *options);

/* Clears what is rounding in a solution's x: what is certified is what the plan says. The new x is
 * allocated in the model's arena. */
void cg_plan_tidy(const cg_model *model, cg_solution *solution);

/* Tells the plan as it is written: lines, totals, parties, shadow prices, certificate. Everything
 * is copied or lives in the model's arena. */
cg_plan *cg_plan_account(const cg_solved *solved);
/* Lets the program go, once the plan is told. */
void cg_plan_forget_program(const cg_solved *solved);

#endif
