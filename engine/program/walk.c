/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A basis that goes from one optimum to the next: what follows from it, where it begins, and how
 * one variable is exchanged for another. */
#include "program/walk_state.h"

/* ---- made once */

cg_walk *cg_walk_new(cg_arena *arena, const cg_scaled *s) {
    cg_walk *w = CG_NEW(arena, cg_walk);
    int all = s->rows + s->columns + 1, rows = s->rows + 1, columns = s->columns + 1;
    int entries = s->start[s->columns] + 1;
    *w = (cg_walk){.s = s,
                   .factor = cg_factor_new(arena, s),
                   .head = CG_ARRAY(arena, int, rows),
                   .head_number = CG_ARRAY(arena, int, rows),
                   .low = CG_ARRAY(arena, double, rows),
                   .high = CG_ARRAY(arena, double, rows),
                   .basic = CG_ARRAY(arena, double, rows),
                   .at = CG_ARRAY(arena, signed char, all),
                   .x = CG_ARRAY(arena, double, all),
                   .dual = CG_ARRAY(arena, double, rows),
                   .cost = CG_ARRAY(arena, double, columns),
                   .variable = CG_ARRAY(arena, int, all),
                   .number = CG_ARRAY(arena, int, columns),
                   .near = CG_ARRAY(arena, int, columns),
                   .side = CG_ARRAY(arena, double, all),
                   .slacks = CG_ARRAY(arena, int, rows),
                   .columns = CG_ARRAY(arena, int, columns),
                   .among = CG_ARRAY(arena, int, all),
                   .pulled = CG_ARRAY(arena, int, all),
                   .reduced = CG_ARRAY(arena, double, all),
                   .turning = CG_ARRAY(arena, double, all),
                   .tableau = CG_ARRAY(arena, double, all),
                   .start = CG_ARRAY(arena, int, all + 1),
                   .row = CG_ARRAY(arena, int, entries),
                   .value = CG_ARRAY(arena, double, entries),
                   .begins = CG_ARRAY(arena, double, all),
                   .changes = CG_ARRAY(arena, double, all),
                   .solved = CG_ARRAY(arena, double, rows),
                   .across = CG_ARRAY(arena, double, rows),
                   .turn = CG_ARRAY(arena, double, rows),
                   .together = CG_ARRAY(arena, double, CG_TOGETHER *rows),
                   .pair = CG_ARRAY(arena, double, 2 * rows),
                   .reached = CG_ARRAY(arena, int, rows),
                   .way = CG_ARRAY(arena, double, columns),
                   .weight = CG_ARRAY(arena, double, rows),
                   .filled = CG_ARRAY(arena, int, rows + 1),
                   .stopping = CG_ARRAY(arena, int, rows),
                   .stops = CG_ARRAY(arena, double, rows)};
    for (int i = 0; i < s->rows; i++) {
        w->variable[i] = s->columns + i;
    }
    return w;
}

/* Adds `times` the column of a variable. */
void cg_walk_add_column(const cg_walk *w, int v, double times, double *to) {
    const cg_scaled *s = w->s;
    if (v >= s->columns) {
        to[v - s->columns] += times;
        return;
    }
    for (int k = s->start[v]; k < s->start[v + 1]; k++) {
        to[s->index[k] - 1] += times * s->value[k];
    }
}

/* False where a variable would rest at a bound that it does not have. What is not 0 is looked at.
 */
bool cg_walk_set_resting(cg_walk *w) {
    for (int v = 0; v < w->s->rows + w->s->columns; v++) {
        if (v < w->s->columns && w->s->lower[v] != 0 && w->number[v] == CG_NONE) {
            cg_walk_look_at(w, v);
        }
        if (w->at[v] != CG_BASIC) {
            w->x[v] = cg_walk_resting(w, v);
            if (!isfinite(w->x[v])) {
                return false;
            }
        }
    }
    return true;
}

static void stand_for(cg_walk *w, int place, int variable) {
    w->head[place] = variable;
    w->head_number[place] = cg_walk_number_of(w, variable);
    w->low[place] = cg_walk_low(w, variable);
    w->high[place] = cg_walk_high(w, variable);
}

/* Basic values: those that make up for what all others add up to. */
void cg_walk_set_basic(cg_walk *w) {
    int rows = w->s->rows;
    memset(w->solved, 0, (size_t)rows * sizeof(double));
    for (int n = 0; n < w->count; n++) {
        int v = w->variable[n];
        if (w->at[v] != CG_BASIC && w->x[v] != 0) {
            cg_walk_add_column(w, v, -w->x[v], w->solved);
        }
    }
    cg_factor_forward(w->factor, w->solved);
    for (int i = 0; i < rows; i++) {
        stand_for(w, i, w->head[i]);
        w->x[w->head[i]] = w->basic[i] = w->solved[i];
    }
}

/* A row whose slack is basic has no price: what is left of one is rounding. */
static void drop_idle(const cg_walk *w, double *dual) {
    for (int i = 0; i < w->s->rows; i++) {
        if (w->at[w->s->columns + i] == CG_BASIC) {
            dual[i] = 0;
        }
    }
}

/* Nor has one a price towards a side that is none, where an optimum is to be proven. */
void cg_walk_drop_endless(const cg_walk *w, double *dual) {
    for (int i = 0; i < w->s->rows; i++) {
        if (isinf(dual[i] > 0 ? w->s->row_lower[i] : w->s->row_upper[i])) {
            dual[i] = 0;
        }
    }
}

void cg_walk_set_dual(const cg_walk *w, const double *costs, double *dual) {
    for (int i = 0; i < w->s->rows; i++) {
        dual[i] = cg_walk_cost_of(w, costs, w->head[i]);
    }
    cg_factor_back(w->factor, dual);
    drop_idle(w, dual);
}

static void refine(cg_walk *w) {
    int rows = w->s->rows;
    memset(w->solved, 0, (size_t)rows * sizeof(double));
    for (int n = 0; n < w->count; n++) {
        int v = w->variable[n];
        if (w->x[v] != 0) {
            cg_walk_add_column(w, v, -w->x[v], w->solved);
        }
    }
    cg_factor_forward(w->factor, w->solved);
    for (int i = 0; i < rows; i++) {
        w->basic[i] += w->solved[i];
        w->x[w->head[i]] = w->basic[i];
    }
    for (int i = 0; i < rows; i++) {
        int v = w->head[i];
        w->across[i] = v < w->s->columns ? w->s->cost[v] - cg_walk_priced(w, v, w->dual)
                                         : -w->dual[v - w->s->columns];
    }
    cg_factor_back(w->factor, w->across);
    for (int i = 0; i < rows; i++) {
        w->dual[i] += w->across[i];
    }
    drop_idle(w, w->dual);
}

void cg_walk_price(cg_walk *w, bool again) {
    if (again) {
        refine(w);
    } else {
        cg_walk_set_basic(w);
        cg_walk_set_dual(w, w->s->cost, w->dual);
    }
    cg_walk_drop_endless(w, w->dual);
}

/* ---- where a walk begins */

static bool make_factors(cg_walk *w) {
    w->made++;
    return cg_factor_make(w->factor, w->head);
}

bool cg_walk_begin(cg_walk *w, const int *row_status, const int *column_status) {
    int columns = w->s->columns, basic = 0;
    for (int v = 0; v < columns + w->s->rows; v++) {
        bool is_row = v >= columns;
        int status = is_row ? row_status[v - columns] : column_status[v];
        /* The slack is the row's negative. */
        int turned = status == CG_AT_UPPER ? CG_AT_LOWER : CG_AT_UPPER;
        bool one_sided = status == CG_AT_LOWER || status == CG_AT_UPPER;
        w->at[v] = (signed char)(status == CG_BASIC ? CG_BASIC
                                 : !one_sided       ? CG_AT_LOWER
                                 : is_row           ? turned
                                                    : status);
        if (status == CG_BASIC) {
            if (basic == w->s->rows) {
                return false;
            }
            w->head[basic++] = v;
        }
    }
    if (basic != w->s->rows || !make_factors(w)) {
        return false;
    }
    memcpy(w->cost, w->s->cost, (size_t)w->s->columns * sizeof(double));
    cg_walk_set_dual(w, w->cost, w->dual);
    cg_walk_choose(w);
    cg_walk_set_reduced(w, w->cost, w->dual, w->reduced);
    if (!cg_walk_set_resting(w)) {
        return false;
    }
    cg_walk_set_basic(w);
    return true;
}

bool cg_walk_return(cg_walk *w, const signed char *at, const int *head, int made) {
    memcpy(w->at, at, (size_t)(w->s->columns + w->s->rows) * sizeof *at);
    memcpy(w->head, head, (size_t)w->s->rows * sizeof *head);
    if (w->made == made) {
        cg_factor_undo(w->factor);
    } else if (!make_factors(w)) {
        return false;
    }
    cg_walk_set_dual(w, w->cost, w->dual);
    cg_walk_choose_again(w);
    return true;
}

/* ---- an exchange */

/* The row of the tableau at a place, of all that can move. */
void cg_walk_set_row(cg_walk *w, int place) {
    cg_factor_row(w->factor, place, w->across);
    for (int k = 0; k < w->slack_count; k++) {
        w->tableau[w->slacks[k]] = w->across[w->slacks[k]];
    }
    for (int k = 0; k < w->column_count; k++) {
        w->tableau[w->columns[k]] = cg_walk_along(w, w->columns[k], w->across);
    }
}

void cg_walk_set_solved(cg_walk *w, int variable) {
    memset(w->solved, 0, (size_t)w->s->rows * sizeof(double));
    cg_walk_add_column(w, variable, 1, w->solved);
    cg_factor_column(w->factor, w->solved);
    w->filled_count = 0;
    for (int i = 0; i < w->s->rows; i++) {
        w->filled[w->filled_count] = i;
        w->filled_count += w->solved[i] != 0; /* a branch would be guessed wrong too often */
    }
}

/* Moves all basic values, and the entering one by `by`. */
void cg_walk_move(cg_walk *w, int entering, double by) {
    if (by == 0) {
        return;
    }
    for (int n = 0; n < w->filled_count; n++) {
        int i = w->filled[n];
        w->basic[i] -= by * w->solved[i];
    }
    w->x[entering] += by;
}

/* What rounding has gathered goes where the basis is factored anew. */
bool cg_walk_renew(cg_walk *w) {
    if (!make_factors(w)) {
        return false;
    }
    cg_walk_set_basic(w);
    return true;
}

/* The variable at a place gives it to another and rests where it stands. */
void cg_walk_exchange(cg_walk *w, int place, int entering, bool at_low) {
    int leaving = w->head[place];
    w->at[leaving] = at_low ? CG_AT_LOWER : CG_AT_UPPER;
    w->x[leaving] = cg_walk_resting(w, leaving);
    w->basic[place] = w->x[entering];
    w->at[entering] = CG_BASIC;
    stand_for(w, place, entering);
    w->exchanges++;
    cg_walk_set_side(w, cg_walk_number_of(w, leaving));
    cg_walk_set_side(w, cg_walk_number_of(w, entering));
}

/* ---- the whole of it */

bool cg_walk_follow(cg_walk *w, cg_solver *solver, bool sides) {
    if (sides) {
        if (!cg_walk_follow_sides(w, solver)) {
            return false;
        }
        if (cg_walk_is_outgrown(w)) {
            cg_walk_trim(w);
        }
    }
    return cg_walk_follow_costs(w, solver);
}
