/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sparse elimination in the order that fills least (Markowitz 1957, with the short search of Suhl
 * and Suhl 1990, "Computing sparse LU factorizations for large-scale linear programming bases").
 * Private to factors. */
#ifndef CG_PROGRAM_ELIMINATION_H
#define CG_PROGRAM_ELIMINATION_H

#include "base/memory.h"

/* Sparse lines one after the other: those of line n from start[n] to start[n + 1]. */
typedef struct cg_lines {
    int *start;
    int *item;
    double *value;
} cg_lines;

typedef struct cg_elimination cg_elimination;

/* What came of it: step k took a column for a row. Eliminated with it was, from the rows that
 * `lower` names, so many times its row; `upper` is what else stood in its row then, by column. */
typedef struct cg_eliminated {
    int steps;
    int *row, *column; /* by step */
    double *pivot;
    cg_lines lower, upper;
} cg_eliminated;

/* Room for as many rows and columns, and for so many entries of each triangle. */
cg_elimination *cg_elimination_new(cg_arena *arena, int rows, int room);
/* Nothing to eliminate: before each. */
void cg_elimination_clear(cg_elimination *elimination);
/* How many entries rows and columns will be given, from 0 on. False: no room for so many. */
bool cg_elimination_expect(cg_elimination *elimination, const int *in_row, const int *in_column,
                           int columns);
/* An entry that was expected. */
void cg_elimination_put(cg_elimination *elimination, int row, int column, double value);
/* Takes each of the columns for a row. NULL where there is none left for one, or too little room.
 * What is told lasts until it is cleared. */
const cg_eliminated *cg_eliminate(cg_elimination *elimination, int columns);

#endif
