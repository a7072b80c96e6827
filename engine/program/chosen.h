/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs with very many charges, by few of them: all others are priced, for a bound that holds
 * for the whole. Room-private. */
#ifndef CG_PROGRAM_CHOSEN_H
#define CG_PROGRAM_CHOSEN_H

#include "program/block.h"
#include "program/fixed_charge.h"

/* The relaxation of a program with charges as a linear program that knows nothing of them: each is
 * spread over what it may carry. Only rows and columns that are left to decide stand in it. */
typedef struct cg_spread {
    cg_scaled program;
    int *row, *column; /* by row and column of it: the mixed program's */
    int *place;        /* by row of the mixed program: its row here, or CG_NONE */
    bool *without; /* by row of the mixed program: one of very many that stand for one pipe each,
                      and is left out until it does not hold */
} cg_spread;

/* False where the program has integers that are no charges, or columns that cannot be 0. */
bool cg_spread_of(const cg_mixed *mixed, cg_spread *spread, const cg_scaled *scaled);
/* Its optimum, with the rows that are needed; NULL where the solver had no clear word. */
cg_answer *cg_spread_solve(cg_arena *arena, const cg_run *run, const cg_mixed *mixed,
                           cg_spread *spread);

/* A bound of it without an optimum, by prices that are only guessed. */
double cg_spread_bound(cg_arena *arena, const cg_run *run, const cg_spread *spread);

typedef struct cg_many {
    int columns; /* a program of fewer is not taken */
    int per_row; /* columns chosen for each row, besides those that the relaxation uses */
} cg_many;

/* As cg_run_fixed_charge; false, and nothing done, where the program is small or not of the kind. */
bool cg_run_chosen(cg_arena *arena, cg_run *run, cg_many many);

#endif
