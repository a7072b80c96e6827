/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A linear program in GLPK that grows until nothing is missed. */
#include "program/solve_glpk/guard.h"

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
        glp_set_row_bnds(problem, at + 1, cg_glpk_bounds(lower, upper), lower, upper);
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
        glp_set_col_bnds(problem, at + 1, cg_glpk_bounds(lower, upper), lower, upper);
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
        run->x[j] =
            run->column_status[j] == GLP_BS
                ? glp_get_col_prim(problem, at + 1)
                : cg_glpk_resting_value(run->column_status[j], run->lower[j], run->upper[j]);
    }
}

static void grow_until_done(glp_prob *problem, cg_guard *held) {
    cg_growing *g = held->growing;
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
        run->dual_simplex = columns_before > 0 && rows > rows_before && columns == columns_before;
        int before = glp_get_it_cnt(problem);
        run->verdict = cg_glpk_verdict(problem, cg_glpk_simplex(problem, run));
        g->iterations += glp_get_it_cnt(problem) - before;
        if (run->verdict != CG_RUN_OPTIMAL) {
            run->has_x = false;
            return;
        }
        g->optima++;
        read_grown(problem, g);
        cg_glpk_refine(problem, held);
    } while (g->grow(g->payload, g));
    run->has_x = true;
}

void cg_run_growing(cg_growing *growing) {
    cg_glpk_guarded(growing->run, growing, grow_until_done);
}
