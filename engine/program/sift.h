/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A large linear block by few of its rows and columns, until nothing is missed. Room-private. */
#ifndef CG_PROGRAM_SIFT_H
#define CG_PROGRAM_SIFT_H

#include "program/first_order.h"
#include "program/selection.h"

/* A linear block solved by few of its rows and columns. */
typedef struct cg_sifting {
    const cg_scaled *scaled;
    cg_growing growing;
    cg_selection selection;
    /* Of the last optimum: */
    double *activity; /* by row */
    double *reduced;  /* by column; not set where it is `once` */
    bool once;        /* solved once and not gone on from: nobody asks for all reduced costs, and
                         what is not written takes no memory */
    bool *in;         /* by column: the problem holds it */
    bool *marked;
} cg_sifting;

/* Whether a block is of the kind that this way is for: large, its columns from 0 up. */
bool cg_is_siftable(const cg_scaled *scaled);
/* Room for it in the solver's arena; nothing is allocated afterwards. */
cg_sifting *cg_sifting_new(cg_solver *solver);
/* Begins with the rows and columns that a guess points to, and a basis near it. Returns what
 * cg_crash does. */
int cg_sift_begin(cg_sifting *sifting, cg_solver *solver, const cg_guess *guess);
/* Solves what was begun, from that basis, or from all slacks where the solver can do nothing with
 * it. */
void cg_sift_run(cg_sifting *sifting);
/* Begins with all of them, and the basis that stands in the run. */
void cg_sift_hold_all(cg_sifting *sifting);
/* Takes a column into the problem that is not in it. */
void cg_sift_hold(cg_sifting *sifting, int column);
/* Begins at a guess, solves the rows and columns that it points to, and lets the problem grow until
 * every row holds and no column of the block would pay: the answer is the whole block's. NULL where
 * the solver had no clear word. */
cg_answer *cg_solve_sifted(cg_solver *solver);
/* The same from a guess that is there. */
cg_answer *cg_sift_from(cg_solver *solver, const cg_guess *guess);
/* Guesses, until the guess is near a corner, and begins there. */
void cg_sift_guess(cg_sifting *sifting, cg_solver *solver);
/* The same after a first phase where nothing at all is no solution (feasible.h), whose columns come
 * in, too. False where it is proven that there is no solution. */
bool cg_sift_prepare(cg_sifting *sifting, cg_solver *solver);
/* A block of any kind, from a point near which its optimum is expected, feasible or not. NULL as
 * above. */
cg_answer *cg_solve_near(cg_solver *solver, const double *x);
/* Sets the basis of a growing problem near a guess, where each row has that activity: of the
 * columns in use as many as are independent on the rows that they fill.
 * Returns how many of those well in use are left out: none, were the guess a corner. */
int cg_crash(cg_solver *solver, const cg_guess *guess, const cg_growing *growing,
             const double *activity);
/* A guess uses a column from this share of the most it can be. */
#define CG_USED 1e-6

#endif
