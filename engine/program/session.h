/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A linear program that lives in GLPK from one solve to the next: rows, bounds and costs change,
 * the basis stays. Written in solve_glpk/session.c. Room-private. */
#ifndef CG_PROGRAM_SESSION_H
#define CG_PROGRAM_SESSION_H

#include "program/solver.h"

/* Holds GLPK's objects, so it must be closed before control leaves by an arena's way out (see
 * cg_run_fixed_charge for how). Rows and columns count from 0. After GLPK has failed every call
 * does nothing and every solve ends CG_END_BROKEN. */
typedef struct cg_session cg_session;

typedef enum cg_end {
    CG_END_OPTIMAL,
    CG_END_INFEASIBLE,
    CG_END_CUT_OFF, /* the objective is beyond `cutoff` */
    CG_END_PARTLY,  /* at the limit of iterations */
    CG_END_STOPPED, /* at the limit of time, or by the caller */
    CG_END_BROKEN,  /* the solver gave up or does not know */
} cg_end;

typedef struct cg_way {
    bool dual;      /* from a dual feasible basis; else the primal simplex method */
    double cutoff;  /* the dual method stops beyond; infinite: never */
    int iterations; /* at most; 0: as many as it takes */
} cg_way;

/* `run` says settings and start, and `run->scaled` what money is; it must outlive the session. A
 * second session of the same thread names the first as its elder (else NULL) and is closed before
 * it: where GLPK fails in one, it fails in all. No cg_run_linear or cg_run_search runs while a
 * session is open. */
cg_session *cg_session_open(cg_arena *arena, const cg_run *run, cg_session *elder);
/* Accepts NULL. The arena keeps its memory. */
void cg_session_close(cg_session *session);
void cg_session_add_column(cg_session *session, double lower, double upper, double cost);
/* `index` and `value` are read from [1], and the columns in `index` count from 1, as GLPK's. */
void cg_session_add_row(cg_session *session, double lower, double upper, int count,
                        const int *index, const double *value);
/* Rows named from [1] and counting from 1, ascending. */
void cg_session_drop_rows(cg_session *session, int count, const int *rows);
void cg_session_set_column(cg_session *session, int column, double lower, double upper);
void cg_session_set_cost(cg_session *session, int column, double cost);
void cg_session_set_row(cg_session *session, int row, double lower, double upper);
/* The entries of a row anew. */
void cg_session_set_entries(cg_session *session, int row, int count, const int *index,
                            const double *value);
int cg_session_rows(const cg_session *session);
/* The basis as one byte a row, then one a column. Rows that have come since are basic. */
void cg_session_keep_basis(const cg_session *session, unsigned char *basis);
void cg_session_set_basis(cg_session *session, const unsigned char *basis, int rows);
void cg_session_slack_basis(cg_session *session);
cg_end cg_session_solve(cg_session *session, cg_way way);
/* What all solves have taken so far, about half a nanosecond each. Counted and not timed, so that
 * what is decided by it repeats. */
double cg_session_work(const cg_session *session);
/* Of the last solve. The objective has no constant. */
double cg_session_objective(const cg_session *session);
double cg_session_value(const cg_session *session, int column);
double cg_session_reduced(const cg_session *session, int column);
double cg_session_dual(const cg_session *session, int row);
bool cg_session_row_is_basic(const cg_session *session, int row);
/* Whether the time is up, or the caller wants to stop; tells him of progress. */
bool cg_session_should_stop(cg_session *session, double best, double bound);

#endif
