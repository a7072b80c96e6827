/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the optimum of a linear block to that of the same block with other numbers, one exchange of
 * the basis after the other. Room-private. */
#ifndef CG_PROGRAM_WALK_H
#define CG_PROGRAM_WALK_H

#include "program/block.h"
#include "program/factor/factor.h"

/* A basis of the block and what follows from it. The block's costs have to be right where columns
 * are looked at or near, but to begin, to trim and after sides everywhere. Variables are those of
 * cg_factor. Nothing here is a proof: what is reached is certified by its x and duals alone. */
typedef struct cg_walk {
    const cg_scaled *s;
    cg_factor *factor;
    int *head;          /* by place: the basic variable */
    int *head_number;   /* by place: its number among what is looked at */
    double *low, *high; /* by place: its bounds */
    double *basic;      /* by place: its value, which is in `x` only after cg_walk_price */
    signed char *at;    /* by variable: CG_BASIC, CG_AT_LOWER, CG_AT_UPPER */
    double *x;          /* by variable */
    double *dual;       /* by row, after cg_walk_price */
    double *cost;       /* by column that is looked at: the costs that were reached last */
    int exchanges;      /* since it was made */
    int made;           /* how often the basis was factored */
    /* What is looked at: all slacks, in the order of rows, then some columns; others rest at 0,
     * their lower bound, and are far from paying. Side by side, for each exchange goes through all
     * that can move. */
    int count, kept;
    int *variable;         /* by its number here */
    int *number;           /* by column: its number, or CG_NONE */
    int *near, near_count; /* columns that were not far from paying when all were priced last */
    double *side; /* 1: rests at its lower bound, -1: at its upper, 0: is basic or cannot move */
    /* Those that can move, slacks apart, in no order; what follows is kept of them alone. */
    int *slacks, slack_count, *columns, column_count;
    int *among;                /* by number: its place there, or CG_NONE */
    double *reduced, *turning; /* reduced costs at those costs, and how they turn on the way */
    double *tableau;           /* a row of it */
    int *pulled;               /* room for numbers that a value brought back could bind */
    int *start, *row;          /* their entries */
    double *value;
    double *begins, *changes; /* costs at the beginning of a way, and by what they change on it */
    /* Room to work in. */
    double *solved, *across, *turn;
    double *together;          /* by row: the columns of a bundle side by side, 0 between bundles */
    double *pair;              /* by row: duals at the costs of the walk, and how they turn */
    int *reached;              /* rows of a bundle */
    double *way;               /* by column looked at: what costs change on the way */
    double *weight;            /* by place: how much a value's lying out counts */
    int *filled, filled_count; /* the rows where `solved` is not 0 */
    int *stopping;             /* places that may stop what enters */
    double *stops;             /* and how far until each does */
} cg_walk;

/* Room for all it will need; `scaled` is borrowed, its bounds, sides and costs may change. */
cg_walk *cg_walk_new(cg_arena *arena, const cg_scaled *scaled);
/* Begins at a basis, by row and column as GLPK tells it, and at the block's numbers as they are.
 * False: it cannot be used. After any false here or below it has to begin anew. */
bool cg_walk_begin(cg_walk *walk, const int *row_status, const int *column_status);
/* Begins at one that it had before, which is the best at the costs that the caller has put into
 * `cost`; `made` is what cg_walk.made was then, or CG_NONE. */
bool cg_walk_return(cg_walk *walk, const signed char *at, const int *head, int made);
/* Follows bounds and sides (where they changed), by the dual simplex method, then costs, by the
 * parametric primal one (Gass and Saaty 1955), of what is looked at. Stops, with false, when the
 * solver must. */
bool cg_walk_follow(cg_walk *walk, cg_solver *solver, bool sides);
/* Whether more is looked at than is worth it; chooses anew, by the costs of the block. */
bool cg_walk_is_outgrown(const cg_walk *walk);
void cg_walk_trim(cg_walk *walk);
/* Before all columns are priced: nothing is near to paying. */
void cg_walk_price_begins(cg_walk *walk);
/* Told of a column whose reduced cost is below this share of its cost. True where it would pay and
 * was not looked at: it is from now on, and the walk has to follow once more. */
#define CG_WALK_NEAR 0.01
bool cg_walk_finds(cg_walk *walk, int column, double reduced);
/* Costs along a line: base + at * slope, by column. */
typedef struct cg_walk_line {
    const double *base, *slope;
    double at;
} cg_walk_line;
/* How many times `sign` (1 or -1) a slope costs can be added before the basis has to change; where
 * that is seen to be less than `worth` not all are asked. */
double cg_walk_reach(cg_walk *walk, const cg_walk_line *line, double sign, double worth);
/* Puts into `turn` what duals are when so many were. */
void cg_walk_lean(cg_walk *walk, double times);
/* Factors the basis anew and takes from it what rounding has gathered. */
bool cg_walk_renew(cg_walk *walk);
/* Brings x and duals to what the basis says, exactly but for rounding; `again` takes once more what
 * was left of them through the basis. */
void cg_walk_price(cg_walk *walk, bool again);

#endif
