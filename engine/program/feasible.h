/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a large linear block has a solution at all. Room-private. */
#ifndef CG_PROGRAM_FEASIBLE_H
#define CG_PROGRAM_FEASIBLE_H

#include "program/block.h"

typedef enum cg_feasibility { CG_HAS_SOLUTION, CG_HAS_NONE, CG_NOT_KNOWN } cg_feasibility;

/* For a block that can be sifted. `*x`, by column, gets a solution where there is one; NULL where
 * that is nothing at all. That there is none is proven by duals, not by the solver's word. */
cg_feasibility cg_find_solution(cg_solver *solver, const double **x);

#endif
