/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Integers that cost nothing and only loosen rows, as what is built does for an objective that does
 * not count money. Room-private. */
#ifndef CG_PROGRAM_LOOSENING_H
#define CG_PROGRAM_LOOSENING_H

#include "program/solver.h"

/* The program with such columns at their upper bounds, integers no more; NULL where there is none.
 * Its optimum is the program's, and duals that prove it prove it with the columns free to move
 * between their bounds, too. */
cg_scaled *cg_loosened(cg_arena *arena, const cg_scaled *program);
/* Puts those of them back to their lower bounds, in their order, that nothing needs. */
void cg_take_back(cg_arena *arena, const cg_scaled *program, const cg_scaled *loosened, double *x);

#endif
