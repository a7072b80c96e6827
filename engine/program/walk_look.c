/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a walk looks at: side by side in memory, for each exchange goes through all of it. */
#include "program/walk_state.h"

/* A column is looked at while its reduced cost is below this share of its cost. */
#define FAR 0.003

void cg_walk_set_side(cg_walk *w, int n) {
    int v = w->variable[n];
    bool moves = w->at[v] != CG_BASIC && cg_walk_low(w, v) < cg_walk_high(w, v);
    w->side[n] = !moves ? 0 : w->at[v] == CG_AT_LOWER ? 1 : -1;
}

void cg_walk_set_sides(cg_walk *w) {
    for (int n = 0; n < w->count; n++) {
        cg_walk_set_side(w, n);
    }
}

void cg_walk_look_at(cg_walk *w, int column) {
    const cg_scaled *s = w->s;
    int n = w->count++, to = w->start[n];
    w->variable[n] = column;
    w->number[column] = n;
    for (int k = s->start[column]; k < s->start[column + 1]; k++) {
        w->row[to] = s->index[k] - 1;
        w->value[to++] = s->value[k];
    }
    w->start[n + 1] = to;
    cg_walk_set_side(w, n);
}

static void look_at_slacks(cg_walk *w) {
    w->count = w->s->rows;
    for (int i = 0; i < w->s->rows; i++) {
        cg_walk_set_side(w, i);
    }
}

void cg_walk_set_reduced(const cg_walk *w, const double *costs, const double *dual,
                         double *reduced) {
    for (int i = 0; i < w->s->rows; i++) {
        reduced[i] = w->at[w->variable[i]] == CG_BASIC ? 0 : -dual[i];
    }
    for (int n = w->s->rows; n < w->count; n++) {
        int j = w->variable[n];
        reduced[n] = w->at[j] == CG_BASIC ? 0 : costs[j] - cg_walk_along(w, n, dual);
    }
}

void cg_walk_price_at(cg_walk *w) {
    cg_walk_set_dual(w, w->cost, w->dual);
    cg_walk_set_reduced(w, w->cost, w->dual, w->reduced);
}

/* Chooses anew what is looked at, by duals that stand in the walk. */
void cg_walk_choose(cg_walk *w) {
    look_at_slacks(w);
    for (int j = 0; j < w->s->columns; j++) {
        bool far = w->at[j] == CG_AT_LOWER &&
                   w->cost[j] - cg_walk_priced(w, j, w->dual) > FAR * fabs(w->cost[j]);
        w->number[j] = CG_NONE;
        if (!far) {
            cg_walk_look_at(w, j);
        }
    }
    w->kept = w->count;
    cg_walk_set_reduced(w, w->cost, w->dual, w->reduced);
}

/* The same as before, with all that does not rest at its lower bound. */
void cg_walk_choose_again(cg_walk *w) {
    look_at_slacks(w);
    for (int j = 0; j < w->s->columns; j++) {
        if (w->number[j] != CG_NONE || w->at[j] != CG_AT_LOWER) {
            cg_walk_look_at(w, j);
        }
    }
    cg_walk_set_reduced(w, w->cost, w->dual, w->reduced);
}

/* Whether columns that were not looked at would pay at the block's costs with these duals: they are
 * looked at from now on. */
bool cg_walk_look_at_paying(cg_walk *w, const double *dual) {
    int before = w->count;
    for (int j = 0; j < w->s->columns; j++) {
        if (w->number[j] == CG_NONE && cg_walk_low(w, j) < cg_walk_high(w, j) &&
            w->s->cost[j] - cg_walk_priced(w, j, dual) < -cg_walk_price_room(w, j)) {
            cg_walk_look_at(w, j);
        }
    }
    return w->count > before;
}
