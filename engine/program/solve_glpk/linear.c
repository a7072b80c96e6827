/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of GLPK's simplex method over plain arrays, its answer refined. */
#include "program/solve_glpk/guard.h"

#include <limits.h>

/* A linear program may go on so long beyond the time limit. Without it there is no plan at all, and
 * the plan that a search found at its limit stands only once one more is solved: a busy machine
 * would throw it away. */
#define BEYOND_S 1.0
#define LEAST_LINEAR_MS 100 /* of each block: small ones are done by then */
#define REFINEMENTS 2
/* Where GLPK goes round for ever without complaining. Counted, not timed, as its complaints. */
#define ITERATIONS_EACH 50 /* for each row and column, and */
#define ITERATIONS_BASE 2000

_Static_assert((int)CG_BASIC == GLP_BS && (int)CG_AT_LOWER == GLP_NL &&
                   (int)CG_AT_UPPER == GLP_NU && (int)CG_BETWEEN_NONE == GLP_NF &&
                   (int)CG_AT_BOTH == GLP_NS,
               "the solver's words for a basis are ours");

void cg_glpk_build(glp_prob *problem, const cg_run *run) {
    const cg_scaled *s = run->scaled;
    glp_set_obj_dir(problem, GLP_MIN);
    if (s->rows > 0) {
        glp_add_rows(problem, s->rows);
    }
    if (s->columns > 0) {
        glp_add_cols(problem, s->columns);
    }
    for (int i = 0; i < s->rows; i++) {
        glp_set_row_bnds(problem, i + 1, cg_glpk_bounds(s->row_lower[i], s->row_upper[i]),
                         s->row_lower[i], s->row_upper[i]);
    }
    for (int j = 0; j < s->columns; j++) {
        int first = s->start[j];
        glp_set_col_bnds(problem, j + 1, cg_glpk_bounds(run->lower[j], run->upper[j]),
                         run->lower[j], run->upper[j]);
        glp_set_obj_coef(problem, j + 1, s->cost[j]);
        /* GLPK counts from 1: its element 0 is the one before the column's first. */
        if (s->start[j + 1] > first) {
            glp_set_mat_col(problem, j + 1, s->start[j + 1] - first, s->index + first - 1,
                            s->value + first - 1);
        }
    }
}

void cg_glpk_set_basis(glp_prob *problem, const cg_run *run) {
    if (run->basis == CG_BASIS_SLACK) {
        glp_std_basis(problem);
        return;
    }
    if (run->basis == CG_BASIS_ADVANCED) {
        glp_adv_basis(problem, 0);
        return;
    }
    for (int i = 0; i < run->scaled->rows; i++) {
        glp_set_row_stat(problem, i + 1, run->row_status[i]);
    }
    for (int j = 0; j < run->scaled->columns; j++) {
        glp_set_col_stat(problem, j + 1, run->column_status[j]);
    }
}

int cg_glpk_simplex(glp_prob *problem, const cg_run *run) {
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = run->settings->progress != NULL ? GLP_MSG_ALL : GLP_MSG_ERR;
    parameters.out_frq = 1000;
    parameters.meth = run->dual_simplex ? GLP_DUALP : GLP_PRIMAL;
    parameters.pricing = GLP_PT_PSE;
    parameters.tol_bnd = run->tolerance;
    parameters.tol_dj = run->tolerance;
    parameters.presolve = run->presolve ? GLP_ON : GLP_OFF;
    parameters.tm_lim = run->punctual ? cg_glpk_milliseconds_left(run, 0, 1)
                                      : cg_glpk_milliseconds_left(run, BEYOND_S, LEAST_LINEAR_MS);
    double iterations =
        ITERATIONS_BASE + ITERATIONS_EACH * ((double)run->scaled->rows + run->scaled->columns);
    parameters.it_lim = iterations < INT_MAX ? (int)iterations : INT_MAX;
    return run->exact ? glp_exact(problem, &parameters) : glp_simplex(problem, &parameters);
}

cg_verdict cg_glpk_verdict(glp_prob *problem, int code) {
    if (code == GLP_ETMLIM) {
        return CG_RUN_STOPPED;
    }
    if (code == GLP_ENOPFS) {
        return CG_RUN_INFEASIBLE;
    }
    if (code != 0) {
        return CG_RUN_UNCLEAN;
    }
    switch (glp_get_status(problem)) {
    case GLP_OPT:
        return CG_RUN_OPTIMAL;
    case GLP_NOFEAS:
        return CG_RUN_INFEASIBLE;
    case GLP_UNBND:
        return CG_RUN_UNBOUNDED;
    default:
        return CG_RUN_UNCLEAN;
    }
}

double cg_glpk_resting_value(int status, double lower, double upper) {
    if (status == GLP_NU) {
        return upper;
    }
    return status == GLP_NF ? 0 : lower;
}

static void copy_out(glp_prob *problem, cg_run *run) {
    const cg_scaled *s = run->scaled;
    for (int j = 0; j < s->columns; j++) {
        run->column_status[j] = glp_get_col_stat(problem, j + 1);
        run->x[j] =
            run->column_status[j] == GLP_BS
                ? glp_get_col_prim(problem, j + 1)
                : cg_glpk_resting_value(run->column_status[j], run->lower[j], run->upper[j]);
    }
    for (int i = 0; i < s->rows; i++) {
        run->row_status[i] = glp_get_row_stat(problem, i + 1);
        run->dual[i] = run->row_status[i] == GLP_BS ? 0 : glp_get_row_dual(problem, i + 1);
    }
}

/* Which of the block's rows and columns stand where in the problem: all in their order, or those of
 * a growing one. */
static int row_count(const cg_guard *g) {
    return g->growing != NULL ? g->growing->row_count : g->run->scaled->rows;
}

static int column_count(const cg_guard *g) {
    return g->growing != NULL ? g->growing->column_count : g->run->scaled->columns;
}

static int row_at(const cg_guard *g, int place) {
    return g->growing != NULL ? g->growing->rows[place] : place;
}

static int column_at(const cg_guard *g, int place) {
    return g->growing != NULL ? g->growing->columns[place] : place;
}

static int place_of(const cg_guard *g, int row) {
    return g->growing != NULL ? g->growing->row_place[row] : row;
}

/* Corrects the basic columns: what is left of A x = row values, in long double, goes through the
 * basis once more. GLPK's own values carry the error of a thousand updates. */
static void refine_x(glp_prob *problem, const cg_guard *g) {
    cg_run *run = g->run;
    const cg_scaled *s = run->scaled;
    int rows = row_count(g);
    for (int at = 0; at < rows; at++) {
        int i = row_at(g, at);
        run->sums[at] =
            run->row_status[i] == GLP_BS
                ? 0
                : cg_glpk_resting_value(run->row_status[i], s->row_lower[i], s->row_upper[i]);
    }
    for (int at = 0; at < column_count(g); at++) {
        int j = column_at(g, at);
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            int place = place_of(g, s->index[k] - 1);
            if (place != CG_NONE) {
                run->sums[place] -= (long double)s->value[k] * (long double)run->x[j];
            }
        }
    }
    for (int at = 0; at < rows; at++) {
        run->work[at + 1] = run->row_status[row_at(g, at)] == GLP_BS ? 0 : -(double)run->sums[at];
    }
    glp_ftran(problem, run->work);
    for (int at = 1; at <= rows; at++) {
        int k = glp_get_bhead(problem, at);
        if (k > rows) {
            run->x[column_at(g, k - rows - 1)] += run->work[at];
        }
    }
}

/* The same for the row duals: every basic column's reduced cost is to be zero. */
static void refine_dual(glp_prob *problem, const cg_guard *g) {
    cg_run *run = g->run;
    const cg_scaled *s = run->scaled;
    int rows = row_count(g);
    for (int at = 1; at <= rows; at++) {
        int k = glp_get_bhead(problem, at);
        if (k <= rows) {
            run->work[at] = -run->dual[row_at(g, k - 1)];
            continue;
        }
        int j = column_at(g, k - rows - 1);
        long double reduced = s->cost[j];
        for (int e = s->start[j]; e < s->start[j + 1]; e++) {
            reduced -= (long double)s->value[e] * (long double)run->dual[s->index[e] - 1];
        }
        run->work[at] = -(double)reduced;
    }
    glp_btran(problem, run->work);
    for (int at = 0; at < rows; at++) {
        int i = row_at(g, at);
        run->dual[i] = run->row_status[i] == GLP_BS ? 0 : run->dual[i] + run->work[at + 1];
    }
}

void cg_glpk_refine(glp_prob *problem, const cg_guard *g) {
    if (row_count(g) == 0 || (!glp_bf_exists(problem) && glp_factorize(problem) != 0)) {
        return;
    }
    for (int i = 0; i < REFINEMENTS; i++) {
        refine_x(problem, g);
        refine_dual(problem, g);
    }
}

static void linear(glp_prob *problem, const cg_guard *g) {
    cg_run *run = g->run;
    cg_glpk_build(problem, run);
    cg_glpk_set_basis(problem, run);
    int code = cg_glpk_simplex(problem, run);
    run->verdict = cg_glpk_verdict(problem, code);
    run->has_x = run->verdict == CG_RUN_OPTIMAL ||
                 (run->verdict == CG_RUN_STOPPED && glp_get_prim_stat(problem) == GLP_FEAS);
    copy_out(problem, run);
    if (run->verdict == CG_RUN_OPTIMAL) {
        cg_glpk_refine(problem, g);
    }
}

static void linear_job(glp_prob *problem, cg_guard *g) {
    linear(problem, g);
}

void cg_run_linear(cg_run *run) {
    cg_glpk_guarded(run, NULL, linear_job);
}
