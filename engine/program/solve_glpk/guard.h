/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this folder, the only place that sees GLPK, share. Room-private; nothing
 * outside the folder includes it. */
#ifndef CG_PROGRAM_SOLVE_GLPK_GUARD_H
#define CG_PROGRAM_SOLVE_GLPK_GUARD_H

#include "program/solver.h"

#include <glpk.h>

#include <setjmp.h>

/* Where GLPK's ways out lead. Lives on the stack of one entry; reached by pointer alone. */
typedef struct cg_guard {
    jmp_buf out;
    cg_run *run;
    cg_growing *growing;   /* or NULL */
    size_t length;         /* of run->message */
    double told;           /* when progress was last told */
    bool made_environment; /* GLPK's, for this run alone */
    int nodes;
    int complaints; /* of instability */
    bool searching; /* stop at the next node, not in the middle of one */
    bool offered;   /* the start was */
    bool stopped;   /* by the caller or at a limit of ours */
    bool gap_closed;
} cg_guard;

/* Sets GLPK's hooks, which lead to `out`: the caller has called setjmp there. Other libraries that
 * use GLPK leave their own behind, so they are set at every entry. */
void cg_guard_arm(cg_guard *g);
void cg_guard_disarm(void);
/* Tells progress about once a second; true where the caller wants to stop. Both scaled, without the
 * constant. */
bool cg_guard_wants_stop(cg_guard *g, double best, double bound);
double cg_unscaled_objective(const cg_scaled *scaled, double objective);
/* Does a job on a problem of its own with the ways out armed. */
void cg_glpk_guarded(cg_run *run, cg_growing *growing, void (*job)(glp_prob *problem, cg_guard *g));
/* GLPK's word for a pair of bounds. */
int cg_glpk_bounds(double lower, double upper);
/* What is left of the time and so much beyond it, but at least `least`. */
int cg_glpk_milliseconds_left(const cg_run *run, double beyond_s, int least);

/* The pieces of a run (linear.c). */
void cg_glpk_build(glp_prob *problem, const cg_run *run);
void cg_glpk_set_basis(glp_prob *problem, const cg_run *run);
int cg_glpk_simplex(glp_prob *problem, const cg_run *run);
cg_verdict cg_glpk_verdict(glp_prob *problem, int code);
/* Where a row or column stands that is not basic. */
double cg_glpk_resting_value(int status, double lower, double upper);
/* Corrects values and duals of an optimum through its basis, in long double. */
void cg_glpk_refine(glp_prob *problem, const cg_guard *g);

#endif
