/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing few columns of many: the best of each row. Room-private. */
#ifndef CG_PROGRAM_SELECTION_H
#define CG_PROGRAM_SELECTION_H

#include "program/solver.h"

/* Room for the best `most` columns of each row; nothing is allocated after it is made. */
typedef struct cg_selection {
    const cg_scaled *scaled;
    int most;
    int *count;  /* by row */
    int *column; /* by row, `most` each: a heap with the worst on top */
    float *key;  /* the same */
} cg_selection;
cg_selection cg_selection_new(cg_arena *arena, const cg_scaled *scaled, int most);
void cg_selection_clear(cg_selection *selection);
/* Offers a column to each of its rows; less is better. */
void cg_selection_offer(cg_selection *selection, int column, double key);
/* Calls for each column that is among the best of any row; sets its mark. */
void cg_selection_mark(const cg_selection *selection, bool *marked);

/* The reduced cost of a column at `dual`; of all columns. */
double cg_price_one(const cg_scaled *scaled, const double *dual, int column);
void cg_price_all(const cg_scaled *scaled, const double *dual, double *reduced);

#endif
