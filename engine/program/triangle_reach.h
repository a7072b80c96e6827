/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows a sparse column reaches through a triangle: the search before each step of a sparse
 * elimination (Gilbert and Peierls 1988, "Sparse partial pivoting in time proportional to
 * arithmetic operations"). Room-private. */
#ifndef CG_PROGRAM_TRIANGLE_REACH_H
#define CG_PROGRAM_TRIANGLE_REACH_H

#include "base/memory.h"

/* The steps of a triangle so far, borrowed: step k leads from its row to row[start[k]] …
 * row[start[k + 1] - 1]. */
typedef struct cg_triangle_steps {
    const int *step_of; /* by row, CG_NONE where it has none yet */
    const int *start, *row;
} cg_triangle_steps;

typedef struct cg_triangle_reach {
    int *rows, count;  /* reached, each after all that it leads to */
    int *mark, stamp;  /* by row: of the column that reached it last */
    int *stack, *next; /* of the search: rows, and where each goes on */
} cg_triangle_reach;

cg_triangle_reach cg_triangle_reach_new(cg_arena *arena, int rows);
/* Nothing is reached: before each column. */
void cg_triangle_reach_clear(cg_triangle_reach *reach);
/* Adds a row, unless it is reached already, and all that it leads to. */
void cg_triangle_reach_from(cg_triangle_reach *reach, const cg_triangle_steps *steps, int row);

#endif
