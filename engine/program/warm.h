/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that is solved again and again while its numbers change: each time from the basis that
 * was best before, and only where something changed. */
#ifndef CG_PROGRAM_WARM_H
#define CG_PROGRAM_WARM_H

#include "program/program.h"

typedef struct cg_warm cg_warm;

/* Costs that move along a line: of a column what it costs apart, and `at` times its slope. */
typedef struct cg_cost_line {
    const double *slope; /* by column */
    double at;           /* where the program's costs are */
} cg_cost_line;

/* Everything it will need is allocated here, in `arena`; it lives as long as that. The program is
 * borrowed: its rows, columns and entries stay those they are, its numbers are changed by the calls
 * below alone, and its own arrays hold what was set (costs once they are settled). `line` (NULL:
 * costs move along none) is not needed afterwards. Nothing is solved yet. No object of the solver
 * is kept, so that it may be used by one thread now and by another later. With several jobs
 * progress is not told. */
cg_warm *cg_warm_new(cg_arena *arena, cg_program *program, const cg_cost_line *line,
                     const cg_solve_settings *settings);

/* Numbers are finite, or bounds and sides at or beyond CG_UNBOUNDED. What is set to what it is
 * already counts as no change. */
void cg_warm_set_cost(cg_warm *warm, int column, double apart);
/* Moves all costs along the line: as good as nothing where the basis stays the best. */
void cg_warm_set_at(cg_warm *warm, double at);
void cg_warm_set_bounds(cg_warm *warm, int column, double lower, double upper);
void cg_warm_set_sides(cg_warm *warm, int row, double lower, double upper);

/* Solves what changed since the last time: linear blocks from their basis, by the parametric primal
 * simplex method after costs, by the dual one after bounds and sides; with integers, or where that
 * leads nowhere, from nothing. Either way all columns of a block are priced and all its rows
 * checked, so that the answer is as proven as that of cg_program_solve; its objective is the same
 * to rounding, but where several solutions are best it may be another of them. The solution and
 * what it points to last until the next call; its duals and reduced costs are those last settled.
 * Where memory ends the same call may be made again. */
const cg_solution *cg_warm_solve(cg_warm *warm);

/* Of a block of the program: the columns that are not 0 in the last solution, and a number that
 * changes with their values. */
typedef struct cg_warm_part {
    const int *columns;
    int count, version;
} cg_warm_part;
int cg_warm_parts(const cg_warm *warm);
cg_warm_part cg_warm_part_at(const cg_warm *warm, int part);

/* Brings to where the last solve was what costs a pass over all columns, which a sweep does
 * without: duals and reduced costs of the solution, and the costs in the program. */
void cg_warm_settle(cg_warm *warm);

/* What the work was, since it was made. */
typedef struct cg_warm_work {
    int cold, again; /* blocks solved from nothing, and from their basis */
    int glided;      /* blocks that moved along the line where their basis was proven to stay */
    int iterations;  /* exchanges of the basis in those solved again */
} cg_warm_work;
cg_warm_work cg_warm_worked(const cg_warm *warm);

#endif
