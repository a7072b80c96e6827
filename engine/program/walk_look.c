/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a walk looks at: side by side in memory, for each exchange goes through all of it. */
#include "program/walk_state.h"

/* A column is looked at while its reduced cost is below this share of its cost. */
#define FAR 0.003

/* Puts it where it belongs; what is last there takes the place of one that leaves. */
static void list(cg_walk *w, int n, bool moves) {
    bool is_slack = n < w->s->rows;
    int *of = is_slack ? w->slacks : w->columns;
    int *count = is_slack ? &w->slack_count : &w->column_count;
    int at = w->among[n];
    if (moves && at == CG_NONE) {
        w->among[n] = *count;
        of[(*count)++] = n;
    } else if (!moves && at != CG_NONE) {
        int last = of[--*count];
        of[at] = last;
        w->among[last] = at;
        w->among[n] = CG_NONE;
    }
}

void cg_walk_set_side(cg_walk *w, int n) {
    int v = w->variable[n];
    bool moves = w->at[v] != CG_BASIC && cg_walk_low(w, v) < cg_walk_high(w, v);
    w->side[n] = !moves ? 0 : w->at[v] == CG_AT_LOWER ? 1 : -1;
    list(w, n, moves);
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
    w->among[n] = CG_NONE;
    cg_walk_set_side(w, n);
}

static void look_at_slacks(cg_walk *w) {
    w->count = w->s->rows;
    w->slack_count = w->column_count = 0;
    for (int i = 0; i < w->s->rows; i++) {
        w->among[i] = CG_NONE;
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

void cg_walk_choose(cg_walk *w) {
    const cg_scaled *s = w->s;
    look_at_slacks(w);
    for (int j = 0; j < s->columns; j++) {
        bool far = w->at[j] == CG_AT_LOWER && s->lower[j] == 0 &&
                   s->cost[j] - cg_walk_priced(w, j, w->dual) > FAR * fabs(s->cost[j]);
        bool is_new = w->number[j] == CG_NONE;
        w->number[j] = CG_NONE;
        if (!far) {
            cg_walk_look_at(w, j);
            w->cost[j] = is_new ? s->cost[j] : w->cost[j];
        }
    }
    w->kept = w->count;
}

/* The same as before, with all that does not rest at its lower bound. */
void cg_walk_choose_again(cg_walk *w) {
    look_at_slacks(w);
    for (int j = 0; j < w->s->columns; j++) {
        if (w->number[j] != CG_NONE || w->at[j] != CG_AT_LOWER || w->s->lower[j] != 0) {
            cg_walk_look_at(w, j);
        }
    }
    cg_walk_set_reduced(w, w->cost, w->dual, w->reduced);
}

void cg_walk_price_begins(cg_walk *w) {
    w->near_count = 0;
}

bool cg_walk_finds(cg_walk *w, int column, double reduced) {
    if (w->number[column] != CG_NONE || cg_walk_low(w, column) == cg_walk_high(w, column)) {
        return false;
    }
    if (reduced >= -cg_walk_price_room(w, column)) {
        w->near[w->near_count++] = column;
        return false;
    }
    cg_walk_look_at(w, column);
    w->cost[column] = w->s->cost[column];
    return true;
}

bool cg_walk_look_near(cg_walk *w) {
    int before = w->count, left = 0;
    for (int n = 0; n < w->near_count; n++) {
        int j = w->near[n];
        if (w->number[j] != CG_NONE) {
            continue;
        }
        if (w->s->cost[j] - cg_walk_priced(w, j, w->dual) < -cg_walk_price_room(w, j)) {
            cg_walk_look_at(w, j);
            w->cost[j] = w->s->cost[j];
        } else {
            w->near[left++] = j;
        }
    }
    w->near_count = left;
    return w->count > before;
}
