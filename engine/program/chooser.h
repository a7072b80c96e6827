/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plans of blocks found so far, and which of them go together under the common rows.
 * Room-private. */
#ifndef CG_PROGRAM_CHOOSER_H
#define CG_PROGRAM_CHOOSER_H

#include "program/blocks.h"

/* One plan of every block. */
typedef struct cg_block_plans {
    double *x;       /* by the program's own column */
    double *cost;    /* by block: by the program's own costs */
    double *use;     /* by block, then by common row: what it takes of it */
    cg_taken *taken; /* of the reserve */
    int taken_count;
} cg_block_plans;

typedef struct cg_chooser {
    cg_arena *arena, *work;
    const cg_program *program;
    const cg_reserve *reserve; /* of the program, common rows and all; NULL */
    const cg_blocks *blocks;   /* without the common rows */
    const int *row;            /* the common rows */
    const int *common;         /* by row: its place among them, or CG_NONE */
    int count;
    int *block_of, *block_of_reserved; /* by column */
    const int
        *alone; /* columns that stand in common rows alone: free to the chooser, 0 to blocks */
    int alone_count;
    bool *whole; /* by block: it has integers, so no mixture of plans */
    CG_VECTOR(cg_block_plans) plans;
    double objective; /* of the last choice; infinite: none */
} cg_chooser;

/* Borrows what `parts` names: program, reserve, blocks, row, common, count, alone, alone_count. */
cg_chooser *cg_chooser_new(cg_arena *arena, const cg_chooser *parts);
/* x of the program's own columns, copied; `taken` of the reserve, `taken_count` of them. */
void cg_chooser_add(cg_chooser *chooser, const double *x, const cg_taken *taken, int taken_count);
/* Of each block the plan that is cheapest at the prices; there is one at the least. */
double *cg_chooser_start(const cg_chooser *chooser, cg_arena *arena, const double *price);
/* The prices at which mixtures of the plans are in balance, and what the best costs in
 * *objective. False where no mixture holds the common rows. */
bool cg_chooser_prices(cg_chooser *chooser, double *price, double *objective);
/* By how much, each row measured by its size, mixtures must break the common rows at the least, and
 * what a unit of each row is worth there in `price`; NaN where that could not be found. */
double cg_chooser_violation(cg_chooser *chooser, double *price);
/* The best choice that holds the common rows: a plan for each block that is whole, a mixture for
 * each other. False where none was found; else sets x and what is taken of the reserve, in the
 * chooser's arena, and the objective. */
bool cg_chooser_choose(cg_chooser *chooser, const cg_solve_settings *settings,
                       cg_solution *solution);

#endif
