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
/* The same where little of v is not 0, and for the row of a place, whatever v was. */
void cg_factor_column(cg_factor *factor, double *v);
void cg_factor_row(cg_factor *factor, int place, double *v);
/* Several columns at once: what a row has of all of them stands side by side. `filled` tells the
 * `count` rows where some are not 0, and on return those of what was solved, as many as are told.
 */
#define CG_TOGETHER 8
int cg_factor_together(cg_factor *factor, double *v, int *filled, int count);
/* Solves v B = v for two that stand side by side. */
void cg_factor_back_pair(const cg_factor *factor, double *v);
/* The variable at a place gives it to another, whose solved column has `pivot` there. False where
 * the basis is better factored anew. */
bool cg_factor_exchange(cg_factor *factor, int place, int entering, double pivot);
int cg_factor_exchanges(const cg_factor *factor);
/* Back to the basis that was factored. */
void cg_factor_undo(cg_factor *factor);

#endif
