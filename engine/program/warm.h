/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that is solved again and again while its numbers change: each time from the basis that
 * was best before, and only where something changed. */
#ifndef CG_PROGRAM_WARM_H
#define CG_PROGRAM_WARM_H

#include "program/program.h"

typedef struct cg_warm cg_warm;

/* Everything it will need is allocated here, in `arena`; it lives as long as that. The program is
 * borrowed: its rows, columns and entries stay those they are, its numbers are changed by the calls
 * below alone, and its own arrays hold what was set (costs once they are settled). Nothing is
 * solved yet. No object of the solver
 * is kept: the basis is a status for each row and column, from which the solver's own problem is
 * made anew each time, so that it may be used by one thread now and by another later. With several
 * jobs progress is not told. */
cg_warm *cg_warm_new(cg_arena *arena, cg_program *program, const cg_solve_settings *settings);

/* Numbers are finite, or bounds and sides at or beyond CG_UNBOUNDED. What is set to what it is
 * already counts as no change. */
void cg_warm_set_cost(cg_warm *warm, int column, double cost);
/* All of them, by column: the faster way for many. */
void cg_warm_set_costs(cg_warm *warm, const double *costs);
void cg_warm_set_bounds(cg_warm *warm, int column, double lower, double upper);
void cg_warm_set_sides(cg_warm *warm, int row, double lower, double upper);

/* Solves what changed since the last time: linear blocks from their basis, by the primal simplex
 * method after costs, by the dual one after bounds and sides; with integers, or where the solver
 * has no clear word, from nothing. Either way all columns of a block are priced and all its rows
 * checked, so that the answer is as proven as that of cg_program_solve; its objective is the same
 * to rounding, but where several solutions are best it may be another of them. The solution and
 * what it points to last until the next call; its reduced costs are those last settled. Where
 * memory ends the same call may be made again. */
const cg_solution *cg_warm_solve(cg_warm *warm);

/* Brings to where the last solve was what costs a pass over all columns, which a sweep does
 * without: the reduced costs of the solution, and the costs in the program. */
void cg_warm_settle(cg_warm *warm);

/* What the work was, since it was made. */
typedef struct cg_warm_work {
    int cold, again; /* blocks solved from nothing, and from their basis */
    int iterations;  /* of the simplex method in those solved again */
} cg_warm_work;
cg_warm_work cg_warm_worked(const cg_warm *warm);

#endif
