/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of GLPK over plain arrays; the only file that sees GLPK. */
#include "program/session.h"
#include "program/solver.h"

#include <glpk.h>

#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <string.h>
#include <time.h>

/* An integer may be this far from whole: GLPK's 1e-5 lets a pipe that is not built carry 1e-5 of
 * its capacity. */
#define WHOLE 1e-9
#define PROGRESS_EVERY_S 1.0
#define REFINEMENTS 2
/* A linear program may go on so long beyond the time limit. Without it there is no plan at all, and
 * the plan that a search found at its limit stands only once one more is solved: a busy machine
 * would throw it away. */
#define BEYOND_S 1.0
#define LEAST_LINEAR_MS 100 /* of each block: small ones are done by then */
/* GLPK can go round for ever on a badly scaled program, complaining of numerical instability each
 * time. Counted, not timed, so that the same program always takes the same way. */
#define ITERATIONS_EACH 50 /* for each row and column, and */
#define ITERATIONS_BASE 2000
#define COMPLAINTS 200
#define COMPLAINTS_IN_SEARCH 20000

_Static_assert((int)CG_BASIC == GLP_BS && (int)CG_AT_LOWER == GLP_NL &&
                   (int)CG_AT_UPPER == GLP_NU && (int)CG_BETWEEN_NONE == GLP_NF &&
                   (int)CG_AT_BOTH == GLP_NS,
               "the solver's words for a basis are ours");

/* Where GLPK's ways out lead. Lives on the stack of one entry; reached by pointer alone. */
typedef struct guard {
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
} guard;

double cg_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double unscaled_objective(const cg_scaled *scaled, double objective) {
    return objective / scaled->objective_scale + scaled->constant;
}

/* Tells progress about once a second; true where the caller wants to stop. */
static bool wants_stop(guard *g, double best, double bound) {
    const cg_solve_settings *settings = g->run->settings;
    double now = cg_clock();
    if (settings->progress == NULL || now - g->told < PROGRESS_EVERY_S) {
        return false;
    }
    g->told = now;
    return settings->progress(settings->payload, now - g->run->started,
                              unscaled_objective(g->run->scaled, best),
                              unscaled_objective(g->run->scaled, bound));
}

/* True where GLPK has complained more often than there is hope. */
static bool is_hopeless(guard *g, const char *text) {
    if (strstr(text, "numerical instability") != NULL) {
        g->complaints++;
    }
    return g->complaints > (g->searching ? COMPLAINTS_IN_SEARCH : COMPLAINTS);
}

/* Swallows GLPK's text and keeps that of an error. The simplex method has no callback of its own,
 * but says a line now and then: progress is told, and stopping done, from here. */
static int hear(void *info, const char *text) {
    guard *g = info;
    if (!glp_at_error()) {
        if (is_hopeless(g, text)) {
            longjmp(g->out, 1);
        }
        if (!g->searching && wants_stop(g, INFINITY, -INFINITY)) {
            g->stopped = true;
            longjmp(g->out, 1);
        }
        return 1;
    }
    size_t length = strlen(text);
    if (g->length + length < CG_RUN_MESSAGE_ROOM) {
        memcpy(g->run->message + g->length, text, length + 1);
        g->length += length;
    }
    return 1;
}

static void fail(void *info) {
    guard *g = info;
    longjmp(g->out, 1);
}

static int bound_type(double lower, double upper) {
    if (isinf(lower) && isinf(upper)) {
        return GLP_FR;
    }
    if (isinf(upper)) {
        return GLP_LO;
    }
    if (isinf(lower)) {
        return GLP_UP;
    }
    return lower == upper ? GLP_FX : GLP_DB;
}

static void build(glp_prob *problem, const cg_run *run) {
    const cg_scaled *s = run->scaled;
    glp_set_obj_dir(problem, GLP_MIN);
    if (s->rows > 0) {
        glp_add_rows(problem, s->rows);
    }
    if (s->columns > 0) {
        glp_add_cols(problem, s->columns);
    }
    for (int i = 0; i < s->rows; i++) {
        glp_set_row_bnds(problem, i + 1, bound_type(s->row_lower[i], s->row_upper[i]),
                         s->row_lower[i], s->row_upper[i]);
    }
    for (int j = 0; j < s->columns; j++) {
        int first = s->start[j];
        glp_set_col_bnds(problem, j + 1, bound_type(run->lower[j], run->upper[j]), run->lower[j],
                         run->upper[j]);
        glp_set_obj_coef(problem, j + 1, s->cost[j]);
        /* GLPK counts from 1: its element 0 is the one before the column's first. */
        if (s->start[j + 1] > first) {
            glp_set_mat_col(problem, j + 1, s->start[j + 1] - first, s->index + first - 1,
                            s->value + first - 1);
        }
    }
}

static void set_basis(glp_prob *problem, const cg_run *run) {
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

/* What is left of the time and so much beyond it, but at least `least`. */
static int milliseconds_left(const cg_run *run, double beyond_s, int least) {
    double limit = run->settings->time_limit_s;
    if (!(limit > 0)) {
        return INT_MAX;
    }
    double left = 1000 * (limit + beyond_s - (cg_clock() - run->started));
    return left < least ? least : left > 1e9 ? INT_MAX : (int)left;
}

static int simplex(glp_prob *problem, const cg_run *run) {
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = run->settings->progress != NULL ? GLP_MSG_ALL : GLP_MSG_ERR;
    parameters.out_frq = 1000;
    parameters.meth = run->dual_simplex ? GLP_DUALP : GLP_PRIMAL;
    parameters.pricing = GLP_PT_PSE;
    parameters.tol_bnd = run->tolerance;
    parameters.tol_dj = run->tolerance;
    parameters.presolve = run->presolve ? GLP_ON : GLP_OFF;
    parameters.tm_lim = milliseconds_left(run, BEYOND_S, LEAST_LINEAR_MS);
    double iterations =
        ITERATIONS_BASE + ITERATIONS_EACH * ((double)run->scaled->rows + run->scaled->columns);
    parameters.it_lim = iterations < INT_MAX ? (int)iterations : INT_MAX;
    return run->exact ? glp_exact(problem, &parameters) : glp_simplex(problem, &parameters);
}

static cg_verdict verdict_of(glp_prob *problem, int code) {
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

static double resting_value(int status, double lower, double upper) {
    if (status == GLP_NU) {
        return upper;
    }
    return status == GLP_NF ? 0 : lower;
}

static void copy_out(glp_prob *problem, cg_run *run) {
    const cg_scaled *s = run->scaled;
    for (int j = 0; j < s->columns; j++) {
        run->column_status[j] = glp_get_col_stat(problem, j + 1);
        run->x[j] = run->column_status[j] == GLP_BS
                        ? glp_get_col_prim(problem, j + 1)
                        : resting_value(run->column_status[j], run->lower[j], run->upper[j]);
    }
    for (int i = 0; i < s->rows; i++) {
        run->row_status[i] = glp_get_row_stat(problem, i + 1);
        run->dual[i] = run->row_status[i] == GLP_BS ? 0 : glp_get_row_dual(problem, i + 1);
    }
}

/* Which of the block's rows and columns stand where in the problem: all in their order, or those of
 * a growing one. */
static int row_count(const guard *g) {
    return g->growing != NULL ? g->growing->row_count : g->run->scaled->rows;
}

static int column_count(const guard *g) {
    return g->growing != NULL ? g->growing->column_count : g->run->scaled->columns;
}

static int row_at(const guard *g, int place) {
    return g->growing != NULL ? g->growing->rows[place] : place;
}

static int column_at(const guard *g, int place) {
    return g->growing != NULL ? g->growing->columns[place] : place;
}

static int place_of(const guard *g, int row) {
    return g->growing != NULL ? g->growing->row_place[row] : row;
}

/* Corrects the basic columns: what is left of A x = row values, in long double, goes through the
 * basis once more. GLPK's own values carry the error of a thousand updates. */
static void refine_x(glp_prob *problem, const guard *g) {
    cg_run *run = g->run;
    const cg_scaled *s = run->scaled;
    int rows = row_count(g);
    for (int at = 0; at < rows; at++) {
        int i = row_at(g, at);
        run->sums[at] = run->row_status[i] == GLP_BS
                            ? 0
                            : resting_value(run->row_status[i], s->row_lower[i], s->row_upper[i]);
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
static void refine_dual(glp_prob *problem, const guard *g) {
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

static void refine(glp_prob *problem, const guard *g) {
    if (row_count(g) == 0 || (!glp_bf_exists(problem) && glp_factorize(problem) != 0)) {
        return;
    }
    for (int i = 0; i < REFINEMENTS; i++) {
        refine_x(problem, g);
        refine_dual(problem, g);
    }
}

static void linear(glp_prob *problem, const guard *g) {
    cg_run *run = g->run;
    build(problem, run);
    set_basis(problem, run);
    int code = simplex(problem, run);
    run->verdict = verdict_of(problem, code);
    run->has_x = run->verdict == CG_RUN_OPTIMAL ||
                 (run->verdict == CG_RUN_STOPPED && glp_get_prim_stat(problem) == GLP_FEAS);
    copy_out(problem, run);
    if (run->verdict == CG_RUN_OPTIMAL) {
        refine(problem, g);
    }
}

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
static void between_nodes(glp_tree *tree, guard *g) {
    const cg_solve_settings *settings = g->run->settings;
    double best = incumbent(tree);
    int node = glp_ios_best_node(tree);
    double open = node != 0 ? glp_ios_node_bound(tree, node) : best;
    double proven = isinf(best) ? open : fmin(open, best - allowance(g->run, best));
    /* GLPK starts the root at -DBL_MAX. */
    g->run->bound = fmax(g->run->bound, proven);
    g->nodes++;
    double whole = fabs(unscaled_objective(g->run->scaled, best));
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
    guard *g = info;
    int reason = glp_ios_reason(tree);
    if (reason == GLP_ISELECT) {
        between_nodes(tree, g);
    }
    if (reason == GLP_IHEUR && !g->offered && g->run->start != NULL) {
        g->offered = true;
        glp_ios_heur_sol(tree, g->run->start);
    }
    if (wants_stop(g, incumbent(tree), g->run->bound)) {
        g->stopped = true;
        glp_ios_terminate(tree);
    }
}

static void init_search(glp_iocp *parameters, guard *g) {
    glp_init_iocp(parameters);
    parameters->msg_lev = GLP_MSG_ERR;
    parameters->tol_int = WHOLE;
    parameters->tol_obj = g->run->prune;
    parameters->tm_lim = milliseconds_left(g->run, 0, 1);
    parameters->cb_func = search_callback;
    parameters->cb_info = g;
    parameters->gmi_cuts = g->run->cuts ? GLP_ON : GLP_OFF;
    parameters->cov_cuts = g->run->cuts ? GLP_ON : GLP_OFF;
    parameters->clq_cuts = g->run->cuts ? GLP_ON : GLP_OFF;
    /* Never the mixed integer rounding cuts: GLPK 5.0's cut off all solutions of a badly scaled
     * program, or stop on an assertion. */
    parameters->mir_cuts = GLP_OFF;
}

static cg_verdict search_verdict(const guard *g, glp_prob *problem, int code) {
    int status = glp_mip_status(problem);
    if (code == 0 && status == GLP_NOFEAS) {
        return CG_RUN_INFEASIBLE;
    }
    if ((code == 0 && status == GLP_OPT) || code == GLP_EMIPGAP || g->gap_closed) {
        return CG_RUN_OPTIMAL;
    }
    return code == GLP_ETMLIM || code == GLP_ESTOP ? CG_RUN_STOPPED : CG_RUN_UNCLEAN;
}

static void search(glp_prob *problem, guard *g) {
    cg_run *run = g->run;
    const cg_scaled *s = run->scaled;
    glp_iocp parameters;
    build(problem, run);
    for (int j = 0; j < s->columns; j++) {
        glp_set_col_kind(problem, j + 1, s->integer[j] ? GLP_IV : GLP_CV);
    }
    set_basis(problem, run);
    /* glp_intopt wants GLPK's own word that the relaxation is solved: no step is left to do. */
    run->verdict = verdict_of(problem, simplex(problem, run));
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

/* ---- a problem that grows */

/* Puts the entries of a column that stand in rows of the problem where GLPK takes them. */
static int gather(const cg_growing *g, int column) {
    const cg_run *run = g->run;
    const cg_scaled *s = run->scaled;
    int count = 0;
    for (int k = s->start[column]; k < s->start[column + 1]; k++) {
        int place = g->row_place[s->index[k] - 1];
        if (place != CG_NONE) {
            run->places[++count] = place + 1;
            run->work[count] = s->value[k];
        }
    }
    return count;
}

static void put_column(glp_prob *problem, const cg_growing *g, int at) {
    int count = gather(g, g->columns[at]);
    glp_set_mat_col(problem, at + 1, count, g->run->places, g->run->work);
}

static void append_rows(glp_prob *problem, const cg_growing *g, int from) {
    if (g->row_count > from) {
        glp_add_rows(problem, g->row_count - from);
    }
    for (int at = from; at < g->row_count; at++) {
        int i = g->rows[at];
        double lower = g->run->scaled->row_lower[i], upper = g->run->scaled->row_upper[i];
        glp_set_row_bnds(problem, at + 1, bound_type(lower, upper), lower, upper);
        glp_set_row_stat(problem, at + 1, g->run->row_status[i]);
    }
}

static void append_columns(glp_prob *problem, const cg_growing *g, int from) {
    if (g->column_count > from) {
        glp_add_cols(problem, g->column_count - from);
    }
    for (int at = from; at < g->column_count; at++) {
        int j = g->columns[at];
        double lower = g->run->lower[j], upper = g->run->upper[j];
        glp_set_col_bnds(problem, at + 1, bound_type(lower, upper), lower, upper);
        glp_set_obj_coef(problem, at + 1, g->run->scaled->cost[j]);
        put_column(problem, g, at);
        glp_set_col_stat(problem, at + 1, g->run->column_status[j]);
    }
}

/* New rows find their entries in the columns that are there already. */
static void fill_new_rows(glp_prob *problem, const cg_growing *g, int from, int columns) {
    const cg_scaled *s = g->run->scaled;
    for (int at = 0; at < columns && g->row_count > from; at++) {
        int j = g->columns[at];
        bool touches = false;
        for (int k = s->start[j]; k < s->start[j + 1] && !touches; k++) {
            touches = g->row_place[s->index[k] - 1] >= from;
        }
        if (touches) {
            put_column(problem, g, at);
        }
    }
}

/* Values and statuses of what is in the problem; the rest stays slack, or at its bound. */
static void read_grown(glp_prob *problem, const cg_growing *g) {
    cg_run *run = g->run;
    for (int at = 0; at < g->row_count; at++) {
        int i = g->rows[at];
        run->row_status[i] = glp_get_row_stat(problem, at + 1);
        run->dual[i] = run->row_status[i] == GLP_BS ? 0 : glp_get_row_dual(problem, at + 1);
    }
    for (int at = 0; at < g->column_count; at++) {
        int j = g->columns[at];
        run->column_status[j] = glp_get_col_stat(problem, at + 1);
        run->x[j] = run->column_status[j] == GLP_BS
                        ? glp_get_col_prim(problem, at + 1)
                        : resting_value(run->column_status[j], run->lower[j], run->upper[j]);
    }
}

static void follow_direction(glp_prob *problem, const guard *guarded) {
    const cg_growing *g = guarded->growing;
    cg_run *run = g->run;
    int rows = g->row_count;
    if (g->direction == NULL || rows == 0 ||
        (!glp_bf_exists(problem) && glp_factorize(problem) != 0)) {
        return;
    }
    for (int at = 1; at <= rows; at++) {
        int k = glp_get_bhead(problem, at);
        run->work[at] = k > rows ? -g->direction[g->columns[k - rows - 1]] : 0;
    }
    glp_btran(problem, run->work);
    for (int at = 0; at < rows; at++) {
        int i = g->rows[at];
        g->duals_follow[i] = run->row_status[i] == GLP_BS ? 0 : run->work[at + 1];
    }
}

static void grow_until_done(glp_prob *problem, guard *guarded) {
    cg_growing *g = guarded->growing;
    cg_run *run = g->run;
    int rows = 0, columns = 0;
    glp_set_obj_dir(problem, GLP_MIN);
    do {
        int rows_before = rows, columns_before = columns;
        append_rows(problem, g, rows_before);
        fill_new_rows(problem, g, rows_before, columns_before);
        append_columns(problem, g, columns_before);
        rows = g->row_count;
        columns = g->column_count;
        /* Rows that were missed leave the duals as they were, columns the values. */
        run->dual_simplex =
            columns_before == 0 ? g->dual_first : rows > rows_before && columns == columns_before;
        int before = glp_get_it_cnt(problem);
        run->verdict = verdict_of(problem, simplex(problem, run));
        g->iterations += glp_get_it_cnt(problem) - before;
        if (run->verdict != CG_RUN_OPTIMAL) {
            run->has_x = false;
            return;
        }
        g->optima++;
        read_grown(problem, g);
        refine(problem, guarded);
    } while (g->grow(g->payload, g));
    follow_direction(problem, guarded);
    run->has_x = true;
}

/* Its own function, so that everything it changes lives in its callers' frames and survives the
 * jump. */
static void armed(guard *g, void (*job)(glp_prob *problem, guard *g)) {
    if (setjmp(g->out) != 0) {
        /* Frees every object of this thread, the problem included. */
        glp_error_hook(NULL, NULL);
        glp_free_env();
        g->run->verdict = g->stopped ? CG_RUN_STOPPED : CG_RUN_UNCLEAN;
        g->run->has_x = false;
        return;
    }
    glp_prob *problem = glp_create_prob();
    job(problem, g);
    glp_delete_prob(problem);
    glp_error_hook(NULL, NULL);
    glp_term_hook(NULL, NULL);
    if (g->made_environment) {
        glp_free_env();
    }
}

/* Arms the ways out and runs. Other libraries that use GLPK leave their own hooks behind, so ours
 * are set at every entry. */
static void guarded(cg_run *run, cg_growing *growing, void (*job)(glp_prob *problem, guard *g)) {
    guard g = {.run = run, .growing = growing, .told = cg_clock()};
    /* GLPK keeps an environment for each thread and frees none when the thread ends. One that was
     * there before is the caller's, with his own problems in it. */
    g.made_environment = glp_init_env() == 0;
    run->verdict = CG_RUN_UNCLEAN;
    run->has_x = false;
    run->message[0] = '\0';
    /* With GLP_OFF the text of an error would be lost. */
    glp_term_out(GLP_ON);
    glp_term_hook(hear, &g);
    glp_error_hook(fail, &g);
    armed(&g, job);
}

static void linear_job(glp_prob *problem, guard *g) {
    linear(problem, g);
}

void cg_run_linear(cg_run *run) {
    guarded(run, NULL, linear_job);
}

void cg_run_search(cg_run *run) {
    guarded(run, NULL, search);
}

void cg_run_growing(cg_growing *growing) {
    guarded(growing->run, growing, grow_until_done);
}

struct cg_session {
    cg_run run; /* for the guard: settings, start, scale */
    guard guard;
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
    glp_term_out(GLP_ON);
    glp_term_hook(hear, &session->guard);
    glp_error_hook(fail, &session->guard);
    if (setjmp(session->guard.out) != 0) {
        glp_error_hook(NULL, NULL);
        glp_free_env();
        lose_all(session);
        return;
    }
    job(session, what);
    glp_error_hook(NULL, NULL);
    glp_term_hook(NULL, NULL);
}

cg_session *cg_session_open(cg_arena *arena, const cg_run *run, cg_session *elder) {
    cg_session *session = CG_NEW(arena, cg_session);
    session->run = (cg_run){.scaled = run->scaled,
                            .settings = run->settings,
                            .started = run->started,
                            .tolerance = run->tolerance};
    session->guard = (guard){.run = &session->run, .told = cg_clock()};
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
    glp_set_col_bnds(session->problem, j, bound_type(column[0], column[1]), column[0], column[1]);
    glp_set_obj_coef(session->problem, j, column[2]);
}

void cg_session_add_column(cg_session *session, double lower, double upper, double cost) {
    worked(session, add_column, (double[]){lower, upper, cost});
}

static void add_row(cg_session *session, const void *what) {
    const rows_work *row = what;
    int i = glp_add_rows(session->problem, 1);
    glp_set_row_bnds(session->problem, i, bound_type(row->lower, row->upper), row->lower,
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
        glp_set_col_bnds(session->problem, column + 1, bound_type(lower, upper), lower, upper);
    }
}

void cg_session_set_cost(cg_session *session, int column, double cost) {
    if (session->problem != NULL) {
        glp_set_obj_coef(session->problem, column + 1, cost);
    }
}

void cg_session_set_row(cg_session *session, int row, double lower, double upper) {
    if (session->problem != NULL) {
        glp_set_row_bnds(session->problem, row + 1, bound_type(lower, upper), lower, upper);
    }
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
    parameters.tm_lim = milliseconds_left(&session->run, 0, 1);
    parameters.it_lim = work->way.iterations > 0 ? work->way.iterations : INT_MAX;
    if (work->way.dual && !isinf(work->way.cutoff)) {
        parameters.obj_ul = work->way.cutoff;
    }
    int code = glp_simplex(session->problem, &parameters);
    *work->end = end_of(session->problem, code);
}

cg_end cg_session_solve(cg_session *session, cg_way way) {
    cg_end end = CG_END_BROKEN;
    session->guard.complaints = 0;
    worked(session, solve_session, &(solve_work){way, &end});
    return session->guard.stopped ? CG_END_STOPPED : end;
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
           wants_stop(&session->guard, best, bound);
}
