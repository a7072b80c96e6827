/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of GLPK's branch and bound. */
#include "program/solve_glpk/guard.h"

#include <math.h>

/* An integer may be this far from whole: GLPK's 1e-5 lets a pipe that is not built carry 1e-5 of
 * its capacity. */
#define WHOLE 1e-9

static double incumbent(glp_tree *tree) {
    glp_prob *problem = glp_ios_get_prob(tree);
    return glp_mip_status(problem) == GLP_FEAS ? glp_mip_obj_val(problem) : INFINITY;
}

/* GLPK prunes a node whose bound is not better than the incumbent by this. */
static double allowance(const cg_run *run, double objective) {
    return run->prune * (1 + fabs(objective));
}

/* Between two nodes: keeps the proven bound, and stops at the limits. Nodes are counted here, so
 * that the same limit stops the same search everywhere. */
static void between_nodes(glp_tree *tree, cg_guard *g) {
    const cg_solve_settings *settings = g->run->settings;
    double best = incumbent(tree);
    int node = glp_ios_best_node(tree);
    double open = node != 0 ? glp_ios_node_bound(tree, node) : best;
    double proven = isinf(best) ? open : fmin(open, best - allowance(g->run, best));
    /* GLPK starts the root at -DBL_MAX. */
    g->run->bound = fmax(g->run->bound, proven);
    g->nodes++;
    double whole = fabs(cg_unscaled_objective(g->run->scaled, best));
    double distance = (best - g->run->bound) / g->run->scaled->objective_scale;
    if (settings->gap > 0 && !isinf(best) && distance <= settings->gap * whole) {
        g->gap_closed = true;
        glp_ios_terminate(tree);
    }
    if (settings->node_limit > 0 && g->nodes > settings->node_limit) {
        g->stopped = true;
        glp_ios_terminate(tree);
    }
}

static void search_callback(glp_tree *tree, void *info) {
    cg_guard *g = info;
    int reason = glp_ios_reason(tree);
    if (reason == GLP_ISELECT) {
        between_nodes(tree, g);
    }
    if (reason == GLP_IHEUR && !g->offered && g->run->start != NULL) {
        g->offered = true;
        glp_ios_heur_sol(tree, g->run->start);
    }
    if (cg_guard_wants_stop(g, incumbent(tree), g->run->bound)) {
        g->stopped = true;
        glp_ios_terminate(tree);
    }
}

static void init_search(glp_iocp *parameters, cg_guard *g) {
    glp_init_iocp(parameters);
    parameters->msg_lev = GLP_MSG_ERR;
    parameters->tol_int = WHOLE;
    parameters->tol_obj = g->run->prune;
    parameters->tm_lim = cg_glpk_milliseconds_left(g->run, 0, 1);
    parameters->cb_func = search_callback;
    parameters->cb_info = g;
    parameters->gmi_cuts = g->run->cuts ? GLP_ON : GLP_OFF;
    parameters->cov_cuts = g->run->cuts ? GLP_ON : GLP_OFF;
    parameters->clq_cuts = g->run->cuts ? GLP_ON : GLP_OFF;
    /* Never the mixed integer rounding cuts: GLPK 5.0's cut off all solutions of a badly scaled
     * program, or stop on an assertion. */
    parameters->mir_cuts = GLP_OFF;
}

static cg_verdict search_verdict(const cg_guard *g, glp_prob *problem, int code) {
    int status = glp_mip_status(problem);
    if (code == 0 && status == GLP_NOFEAS) {
        return CG_RUN_INFEASIBLE;
    }
    if ((code == 0 && status == GLP_OPT) || code == GLP_EMIPGAP || g->gap_closed) {
        return CG_RUN_OPTIMAL;
    }
    return code == GLP_ETMLIM || code == GLP_ESTOP ? CG_RUN_STOPPED : CG_RUN_UNCLEAN;
}

static void search(glp_prob *problem, cg_guard *g) {
    cg_run *run = g->run;
    const cg_scaled *s = run->scaled;
    glp_iocp parameters;
    cg_glpk_build(problem, run);
    for (int j = 0; j < s->columns; j++) {
        glp_set_col_kind(problem, j + 1, s->integer[j] ? GLP_IV : GLP_CV);
    }
    cg_glpk_set_basis(problem, run);
    /* glp_intopt wants GLPK's own word that the relaxation is solved: no step is left to do. */
    run->verdict = cg_glpk_verdict(problem, cg_glpk_simplex(problem, run));
    if (run->verdict != CG_RUN_OPTIMAL) {
        return;
    }
    init_search(&parameters, g);
    g->searching = true;
    int code = glp_intopt(problem, &parameters);
    run->verdict = search_verdict(g, problem, code);
    int status = glp_mip_status(problem);
    run->has_x = status == GLP_OPT || status == GLP_FEAS;
    for (int j = 0; run->has_x && j < s->columns; j++) {
        run->x[j] = glp_mip_col_val(problem, j + 1);
    }
    if (run->has_x && run->verdict == CG_RUN_OPTIMAL && !g->gap_closed) {
        double best = glp_mip_obj_val(problem);
        run->bound = fmax(run->bound, best - allowance(run, best));
    }
}

void cg_run_search(cg_run *run) {
    cg_glpk_guarded(run, NULL, search);
}
