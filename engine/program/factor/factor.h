/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The factors of a basis, which go on from one change of the basis to the next. Room-private. */
#ifndef CG_PROGRAM_FACTOR_H
#define CG_PROGRAM_FACTOR_H

#include "program/solver.h"

/* Rows of the block count from 0. Its columns are variables 0 … columns - 1; variable columns + i
 * is the slack of row i, whose column is that of the identity: A x + slack = 0. Each basic variable
 * has a row that it stands for, its place. */
typedef struct cg_factor cg_factor;

/* Room for all it will ever need. */
cg_factor *cg_factor_new(cg_arena *arena, const cg_scaled *scaled);
/* Factors the basis `head`, by place, and gives each variable the place that suits it. False: the
 * basis is singular, or needs more room than there is; `head` is then as it was, and there are no
 * factors. */
bool cg_factor_make(cg_factor *factor, int *head);
/* Solves B v = v (by row, then by place), and v B = v (by place, then by row). */
void cg_factor_forward(const cg_factor *factor, double *v);
void cg_factor_back(const cg_factor *factor, double *v);
/* The same for the column of what will enter, and for the row of a place (`v` is that on return,
 * whatever it was). What the next exchange needs of both is kept. */
void cg_factor_column(cg_factor *factor, double *v);
void cg_factor_row(cg_factor *factor, int place, double *v);
/* The variable at the place of the last row was exchanged for that of the last column; `pivot` is
 * what that has there. False where the basis is better factored anew. */
bool cg_factor_exchange(cg_factor *factor, double pivot);
int cg_factor_exchanges(const cg_factor *factor);
/* Back to the basis that was factored. */
void cg_factor_undo(cg_factor *factor);

#endif
