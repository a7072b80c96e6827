/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prospects (match/prospects.h) as columns of a park's program. A large park has a million of them;
 * the program holds those that a plan could want, and all others are priced: with the program's
 * duals none of them would better the plan, so the plan is the best of all. Their share of the
 * bound is part of the certificate. */
#ifndef CG_PLAN_PROSPECTS_H
#define CG_PLAN_PROSPECTS_H

#include "match/prospects.h"
#include "plan/solve.h"

/* Something that every unit leaving an output does in a row, whatever way it goes. */
typedef struct cg_leaving {
    int row, period;
    double value;
} cg_leaving;
typedef struct cg_leavings {
    CG_VECTOR(cg_leaving) entries;
} cg_leavings;

/* What the prospects ask of the program's rows, noted while these are made. */
typedef struct cg_prospect_rows {
    cg_arena *arena;        /* of all of it */
    bool *leaves, *arrives; /* by output, by input: any prospect does */
    int *supply, *demand;   /* by flow and period: the row of the whole flow; CG_NONE */
    int *share;             /* by input: of the first period; CG_NONE */
    int *first_blend;       /* by input; one more behind the last */
    cg_blend *blends;       /* every limit on what an input's mean may be */
    bool *binds;            /* by blend: a prospect loads the limit */
    int *blend_row;         /* by blend: of the first period; CG_NONE */
    bool finite;            /* how they load every limit is a number */
    cg_leavings *leavings;  /* by output */
    double *charged;        /* by output and period: money a unit that leaves it */
} cg_prospect_rows;

/* Which rows will be needed, before they are made; NULL where the matches hold no prospects.
 * `like`: what cg_prospect_rows_asked kept of another model of the same park, in place of asking
 * every prospect; NULL: they are asked. */
cg_prospect_rows *cg_prospect_rows_new(const cg_model *model, const cg_prospect_rows *like);
/* What prospects ask of a model's rows, without the rows. */
cg_prospect_rows *cg_prospect_rows_asked(cg_arena *arena, const cg_model *model);
/* A model with the rows that another one of the same park has. */
cg_model *cg_model_new_like(cg_arena *arena, const cg_matches *matches,
                            const cg_prospect_rows *like);
/* Forgets them, in a model that is made and holds no prospects any more. */
void cg_prospect_rows_let_go(cg_model *model);
/* Notes how a unit that leaves an output stands in a row; does nothing without prospects. */
void cg_prospects_leave(cg_model *model, int row, int output, int period, double value);

/* A prospect as an activity, which no list of the model holds: it runs in no pipe of the list. */
cg_activity cg_prospect_activity(const cg_model *model, int prospect);
/* What a unit of a prospect changes in each measure in a period. */
void cg_prospect_measures(const cg_model *model, int prospect, int period,
                          double measures[CG_MEASURES]);

/* How much all of them together could change each measure at the most; 0 where there are none, not
 * a number where anything of them is not. */
void cg_prospects_most(const cg_model *model, double most[CG_MEASURES]);

/* The prospects as columns, one a period: column `prospect * periods + period` of the reserve. */
typedef struct cg_prospect_columns {
    const cg_model *model;
    cg_measure objective;
    int held_row; /* of the objective that is held, or CG_NONE */
    cg_measure held;
    const bool *taken; /* by prospect: the program holds it, so the reserve has nothing of it */
    cg_reserve reserve;
} cg_prospect_columns;
/* `columns` must stay where it is as long as its reserve is used. */
void cg_prospect_columns_start(cg_prospect_columns *columns, const cg_model *model);

/* Which prospects the program holds as columns, behind its own. */
typedef struct cg_prospect_choice cg_prospect_choice;
cg_prospect_choice *cg_prospect_choice_new(cg_arena *arena, cg_model *model);
/* From now on the columns' costs are a measure's; where a row holds another measure, they stand in
 * it. */
void cg_prospect_choice_aim(cg_prospect_choice *choice, cg_measure objective, int held_row,
                            cg_measure held);
/* cg_program_solve, over the program and all prospects: those that the solution uses are columns of
 * the program afterwards, and the solution is of these columns. */
cg_solution *cg_prospect_choice_solve(cg_prospect_choice *choice, const cg_solve_settings *settings,
                                      const double *start);
/* cg_program_solve_among, over the program and all prospects: the cheapest of the optima of the
 * objective that is held, of which `first` is one. */
cg_solution *cg_prospect_choice_among(cg_prospect_choice *choice, const cg_solution *first,
                                      const cg_solve_settings *settings);
/* Makes columns of all prospects, for what has to see the whole program. */
void cg_prospect_choice_take_all(cg_prospect_choice *choice);
/* What the prospects that the program does not hold take from the bound of the last solution: 0 but
 * for rounding. */
double cg_prospect_choice_left(const cg_prospect_choice *choice);
/* How many prospects the program holds; 0 for NULL. */
int cg_prospect_choice_held(const cg_prospect_choice *choice);
/* Drops all columns but those of the first `held`, for a solution from when there were no more.
 * Does nothing for NULL. */
void cg_prospect_choice_forget(cg_prospect_choice *choice, int held);
/* The solution told of a model that holds, beside its own, the prospects that carry anything and
 * those next to it, as candidates like any other; that model lies in the matches' arena. `spends`:
 * the model of the choice and all prospects are let go before it is made. */
void cg_prospect_choice_settle(cg_prospect_choice *choice, cg_solved *solved, bool spends);

#endif
