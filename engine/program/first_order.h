/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A point near the optimum of a linear block, found without any basis. Room-private. */
#ifndef CG_PROGRAM_FIRST_ORDER_H
#define CG_PROGRAM_FIRST_ORDER_H

#include "program/block.h"

typedef struct cg_guess {
    double *x;    /* by column: within its bounds, near an optimum */
    double *dual; /* by row: of the right sign, near the optimum's */
    double *most; /* by column, what counts as all of it; NULL: the most that its rows let it be, if
                     no other relieves them, worked out when asked */
    float weight; /* of dual against primal steps, as it came out */
} cg_guess;

double cg_guess_most(const cg_scaled *scaled, const cg_guess *guess, int column);

/* Restarted, reflected Halpern iterations of the primal-dual hybrid gradient method (Chambolle and
 * Pock 2011; Lu and Yang 2024, "Restarted Halpern PDHG for linear programming"), on about `per_row`
 * columns a row, chosen anew from all columns by what they are worth at the duals so far. All lower
 * bounds are 0. Nothing of it is trusted: it says where the simplex method should begin. */
cg_guess cg_first_order(cg_solver *solver, int per_row, int rounds, int iterations);
/* More rounds of the same, from where the last ended. */
void cg_first_order_goes_on(cg_solver *solver, cg_guess *guess, int per_row, int rounds,
                            int iterations);

#endif
