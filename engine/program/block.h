/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solving one block: between solve.c, which puts blocks together, and the ways that fit a block.
 * Everything is in the block's own, scaled terms. Room-private. */
#ifndef CG_PROGRAM_BLOCK_H
#define CG_PROGRAM_BLOCK_H

#include "base/number.h"
#include "program/solver.h"

/* Residuals and gaps above this are worth another run. */
#define CG_CLEAN 1e-9
#define CG_ENDLESS "the objective falls without end: some cost or bound is missing"

/* A block being solved. */
typedef struct cg_solver {
    cg_arena *arena; /* of this block */
    const cg_scaled *scaled;
    const cg_solve_settings *settings;
    double started;      /* the whole solve, by cg_clock */
    const char *message; /* the solver's last words where it failed */
    double told;         /* when progress was last told by cg_must_stop */
    cg_turn turn;        /* as in cg_run, for its search */
    double work;
} cg_solver;

/* Of CG_INFEASIBLE and CG_NO_ANSWER x and dual are NULL, the objective is NaN, the bound plus or
 * minus infinity. */
typedef struct cg_answer {
    cg_outcome outcome;
    double *x;               /* by column */
    double *dual;            /* by row; with integers of the linear program where they are fixed */
    double objective, bound; /* without the constant */
    const char *message;
    /* As in cg_run. */
    bool hopeless;
    double spent, node_work;
} cg_answer;

/* One way to run the simplex method. */
typedef struct cg_attempt {
    cg_basis basis;
    double tolerance;
    bool dual_simplex, presolve, exact;
} cg_attempt;

/* A run over all of the block, within its columns' bounds, which it shares; cg_own_bounds gives it
 * some of its own, to be changed. */
cg_run *cg_new_run(cg_solver *solver);
void cg_own_bounds(cg_solver *solver, cg_run *run);
void cg_set_attempt(cg_run *run, cg_attempt attempt);
/* A value put into its box, and onto a bound that it all but touches; the x of a column. */
double cg_snapped(double x, double lower, double upper);
void cg_snap_column(cg_run *run, int column);
/* Tells progress about once a second; true where the caller wants to stop, or time has ended. */
bool cg_must_stop(cg_solver *solver);
/* Keeps what the solver said of its failing. */
void cg_keep_message(cg_solver *solver, const cg_run *run);
/* Runs until a verdict can be believed: CG_RUN_OPTIMAL, _STOPPED, or an _INFEASIBLE or _UNBOUNDED
 * that two ways agree on. */
void cg_run_until_clear(cg_solver *solver, cg_run *run);
/* What an optimal run found, polished until its certificate closes as far as arithmetic lets it; of
 * a stopped run what there is. The outcome is left to the caller. */
cg_answer *cg_polished(cg_solver *solver, cg_run *run);
/* x as it is with the duals of `run` (NULL: none), certified. */
cg_answer *cg_answer_of(cg_solver *solver, const double *x, const cg_run *run,
                        cg_certificate *certificate);
/* The answer of a run that did not end in an optimum. */
cg_answer *cg_without_optimum(cg_solver *solver, cg_run *run, bool has_integers);
cg_answer *cg_no_answer(cg_solver *solver, cg_outcome outcome, const char *message);

/* A block, by the way that fits it. `start` as below. */
cg_answer *cg_solve_block(cg_solver *solver, const double *start);
/* A block without integers. `start` (or NULL): an x near its optimum. */
cg_answer *cg_solve_linear(cg_solver *solver, const double *start);
/* A block with integers. `start` (or NULL): a feasible x, scaled. */
cg_answer *cg_solve_integers(cg_solver *solver, const double *start);
/* The linear program left when the integers stand at the whole numbers nearest to x, or NULL where
 * that has no solution. */
cg_answer *cg_with_fixed_integers(cg_solver *solver, const double *x);

/* NULL where every number of a program is one and every entry has its place, else what is wrong. */
const char *cg_program_misuse(const cg_program *program);
/* Whether bounds or sides exclude each other, which GLPK takes for misuse. */
bool cg_is_crossed(const cg_scaled *scaled);
bool cg_has_integers(const cg_scaled *scaled);
/* What became of a block, in the program's own units, without the constant; a whole being put
 * together of such parts, which begins as {.outcome = CG_OPTIMAL}. */
typedef struct cg_part {
    cg_outcome outcome;
    const char *message;
    double objective, bound;
} cg_part;
typedef struct cg_whole {
    cg_outcome outcome;
    const char *message;
    cg_sum objective, bound;
    bool is_endless; /* some bound is infinite */
} cg_whole;
void cg_whole_add(cg_whole *whole, cg_part part);
/* Writes outcome, objective and bound into a solution; false where there are none. */
bool cg_whole_tell(cg_whole *whole, double constant, cg_solution *solution);
/* A solution without values. */
void cg_whole_none(cg_solution *solution, cg_outcome outcome, const char *message);
/* How much an outcome of one block weighs on the whole: infeasible beats no answer, which beats a
 * limit, which beats an optimum. */
int cg_outcome_weight(cg_outcome outcome);

#endif
