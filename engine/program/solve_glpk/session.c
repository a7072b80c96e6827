/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A linear program that lives in GLPK from one solve to the next. */
#include "program/session.h"
#include "program/solve_glpk/guard.h"

#include <limits.h>
#include <math.h>

/* So many steps a row and column are enough for any program: GLPK's dual simplex method goes in
 * circles now and then, for as long as it is let. */
#define ENOUGH 20

/* The work of one step of the simplex method and of beginning a solve (its basis is factored anew),
 * for each row and column. Measured on programs of 12 to 50 thousand of them: 4.5 (dual) to 8 ns
 * (primal) a step and 120 to begin. */
#define STEP_WORK 12
#define BEGIN_WORK 240

struct cg_session {
    cg_run run; /* for the guard: settings, start, scale */
    cg_guard guard;
    double work;
    glp_prob *problem; /* NULL: broken */
    cg_session *elder, *younger;
};

typedef struct rows_work {
    double lower, upper;
    int count;
    const int *index;
    const double *value;
} rows_work;

/* Their problems are gone with GLPK's environment. */
static void lose_all(cg_session *session) {
    session->problem = NULL;
    for (cg_session *other = session->elder; other != NULL; other = other->elder) {
        other->problem = NULL;
    }
    for (cg_session *other = session->younger; other != NULL; other = other->younger) {
        other->problem = NULL;
    }
}

/* Does a piece of work on the problem with the ways out armed. */
static void worked(cg_session *session, void (*job)(cg_session *session, const void *what),
                   const void *what) {
    if (session->problem == NULL) {
        return;
    }
    cg_guard_arm(&session->guard);
    if (setjmp(session->guard.out) != 0) {
        glp_error_hook(NULL, NULL);
        glp_free_env();
        lose_all(session);
        return;
    }
    job(session, what);
    cg_guard_disarm();
}

cg_session *cg_session_open(cg_arena *arena, const cg_run *run, cg_session *elder) {
    cg_session *session = CG_NEW(arena, cg_session);
    session->run = (cg_run){.scaled = run->scaled,
                            .settings = run->settings,
                            .started = run->started,
                            .tolerance = run->tolerance};
    session->guard = (cg_guard){.run = &session->run, .told = cg_clock()};
    session->elder = elder;
    if (elder != NULL) {
        elder->younger = session;
    }
    session->guard.made_environment = glp_init_env() == 0;
    session->problem = glp_create_prob();
    glp_set_obj_dir(session->problem, GLP_MIN);
    return session;
}

void cg_session_close(cg_session *session) {
    if (session != NULL && session->elder != NULL) {
        session->elder->younger = NULL;
    }
    if (session == NULL || session->problem == NULL) {
        return;
    }
    glp_delete_prob(session->problem);
    session->problem = NULL;
    if (session->guard.made_environment) {
        glp_free_env();
    }
}

static void add_column(cg_session *session, const void *what) {
    const double *column = what;
    int j = glp_add_cols(session->problem, 1);
    glp_set_col_bnds(session->problem, j, cg_glpk_bounds(column[0], column[1]), column[0],
                     column[1]);
    glp_set_obj_coef(session->problem, j, column[2]);
}

void cg_session_add_column(cg_session *session, double lower, double upper, double cost) {
    worked(session, add_column, (double[]){lower, upper, cost});
}

static void add_row(cg_session *session, const void *what) {
    const rows_work *row = what;
    int i = glp_add_rows(session->problem, 1);
    glp_set_row_bnds(session->problem, i, cg_glpk_bounds(row->lower, row->upper), row->lower,
                     row->upper);
    glp_set_mat_row(session->problem, i, row->count, row->index, row->value);
}

void cg_session_add_row(cg_session *session, double lower, double upper, int count,
                        const int *index, const double *value) {
    worked(session, add_row, &(rows_work){lower, upper, count, index, value});
}

static void drop_rows(cg_session *session, const void *what) {
    const rows_work *rows = what;
    glp_del_rows(session->problem, rows->count, rows->index);
}

void cg_session_drop_rows(cg_session *session, int count, const int *rows) {
    if (count > 0) {
        worked(session, drop_rows, &(rows_work){.count = count, .index = rows});
    }
}

void cg_session_set_column(cg_session *session, int column, double lower, double upper) {
    if (session->problem != NULL) {
        glp_set_col_bnds(session->problem, column + 1, cg_glpk_bounds(lower, upper), lower, upper);
    }
}

void cg_session_set_cost(cg_session *session, int column, double cost) {
    if (session->problem != NULL) {
        glp_set_obj_coef(session->problem, column + 1, cost);
    }
}

void cg_session_set_row(cg_session *session, int row, double lower, double upper) {
    if (session->problem != NULL) {
        glp_set_row_bnds(session->problem, row + 1, cg_glpk_bounds(lower, upper), lower, upper);
    }
}

typedef struct entries_work {
    int row, count;
    const int *index;
    const double *value;
} entries_work;

static void set_entries(cg_session *session, const void *what) {
    const entries_work *row = what;
    glp_set_mat_row(session->problem, row->row, row->count, row->index, row->value);
}

void cg_session_set_entries(cg_session *session, int row, int count, const int *index,
                            const double *value) {
    worked(session, set_entries, &(entries_work){row + 1, count, index, value});
}

int cg_session_rows(const cg_session *session) {
    return session->problem == NULL ? 0 : glp_get_num_rows(session->problem);
}

void cg_session_keep_basis(const cg_session *session, unsigned char *basis) {
    glp_prob *problem = session->problem;
    int rows = cg_session_rows(session);
    for (int i = 0; i < rows; i++) {
        basis[i] = (unsigned char)glp_get_row_stat(problem, i + 1);
    }
    for (int j = 0; problem != NULL && j < glp_get_num_cols(problem); j++) {
        basis[rows + j] = (unsigned char)glp_get_col_stat(problem, j + 1);
    }
}

void cg_session_set_basis(cg_session *session, const unsigned char *basis, int rows) {
    glp_prob *problem = session->problem;
    for (int i = 0; i < cg_session_rows(session); i++) {
        glp_set_row_stat(problem, i + 1, i < rows ? basis[i] : GLP_BS);
    }
    for (int j = 0; problem != NULL && j < glp_get_num_cols(problem); j++) {
        glp_set_col_stat(problem, j + 1, basis[rows + j]);
    }
}

static void slack_basis(cg_session *session, const void *what) {
    (void)what;
    glp_std_basis(session->problem);
}

void cg_session_slack_basis(cg_session *session) {
    worked(session, slack_basis, NULL);
}

typedef struct solve_work {
    cg_way way;
    cg_end *end;
} solve_work;

static cg_end end_of(glp_prob *problem, int code) {
    switch (code) {
    case 0:
        break;
    case GLP_EOBJUL:
    case GLP_EOBJLL:
        return CG_END_CUT_OFF;
    case GLP_EITLIM:
        return CG_END_PARTLY;
    case GLP_ETMLIM:
        return CG_END_STOPPED;
    default:
        return CG_END_BROKEN;
    }
    int status = glp_get_status(problem);
    return status == GLP_OPT      ? CG_END_OPTIMAL
           : status == GLP_NOFEAS ? CG_END_INFEASIBLE
                                  : CG_END_BROKEN;
}

static void solve_session(cg_session *session, const void *what) {
    const solve_work *work = what;
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_ERR;
    parameters.meth = work->way.dual ? GLP_DUAL : GLP_PRIMAL;
    parameters.tol_bnd = session->run.tolerance;
    parameters.tol_dj = session->run.tolerance;
    parameters.tm_lim = cg_glpk_milliseconds_left(&session->run, 0, 1);
    int size = glp_get_num_rows(session->problem) + glp_get_num_cols(session->problem);
    int enough = size < INT_MAX / ENOUGH ? ENOUGH * (size + ENOUGH) : INT_MAX;
    parameters.it_lim = work->way.iterations > 0 ? work->way.iterations : enough;
    if (work->way.dual && !isinf(work->way.cutoff)) {
        parameters.obj_ul = work->way.cutoff;
    }
    int before = glp_get_it_cnt(session->problem);
    int code = glp_simplex(session->problem, &parameters);
    int steps = glp_get_it_cnt(session->problem) - before;
    session->work += (double)size * (BEGIN_WORK + (double)STEP_WORK * steps);
    bool circles = code == GLP_EITLIM && work->way.iterations == 0;
    *work->end = circles ? CG_END_BROKEN : end_of(session->problem, code);
}

cg_end cg_session_solve(cg_session *session, cg_way way) {
    cg_end end = CG_END_BROKEN;
    session->guard.complaints = 0;
    worked(session, solve_session, &(solve_work){way, &end});
    return session->guard.stopped ? CG_END_STOPPED : end;
}

double cg_session_work(const cg_session *session) {
    return session->work;
}

double cg_session_objective(const cg_session *session) {
    return session->problem == NULL ? NAN : glp_get_obj_val(session->problem);
}

double cg_session_value(const cg_session *session, int column) {
    return session->problem == NULL ? 0 : glp_get_col_prim(session->problem, column + 1);
}

double cg_session_reduced(const cg_session *session, int column) {
    return session->problem == NULL ? 0 : glp_get_col_dual(session->problem, column + 1);
}

double cg_session_dual(const cg_session *session, int row) {
    return session->problem == NULL ? 0 : glp_get_row_dual(session->problem, row + 1);
}

bool cg_session_row_is_basic(const cg_session *session, int row) {
    return session->problem != NULL && glp_get_row_stat(session->problem, row + 1) == GLP_BS;
}

bool cg_session_should_stop(cg_session *session, double best, double bound) {
    double limit = session->run.settings->time_limit_s;
    return session->problem == NULL || (limit > 0 && cg_clock() - session->run.started >= limit) ||
           cg_guard_wants_stop(&session->guard, best, bound);
}
