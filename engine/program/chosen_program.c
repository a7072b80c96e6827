/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Few charges of many as a program of its own, and what those that are left out may be worth. */
#include "program/choosing.h"

#include <math.h>
#include <string.h>

/* Rows with anything in them, and which of them what is left out could relieve. */
static bool list_rows(cg_choosing *w) {
    const cg_scaled *s = w->run->scaled;
    int *place = CG_ARRAY(w->arena, int, s->rows + 1);
    bool *used = CG_ARRAY(w->arena, bool, s->rows + 1);
    bool *relieved = CG_ARRAY(w->arena, bool, s->rows + 1);
    for (int j = 0; j < s->columns; j++) {
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            int i = s->index[k] - 1;
            used[i] = used[i] || w->kept[j];
            bool relieves = !w->kept[j] && w->m->upper[j] > 0 && w->m->charge_of[j] == CG_NONE &&
                            (s->value[k] > 0 ? !isinf(s->row_lower[i]) : !isinf(s->row_upper[i]));
            relieved[i] = relieved[i] || relieves;
        }
    }
    for (int i = 0; i < s->rows; i++) {
        if (!used[i] && (s->row_lower[i] > 0 || s->row_upper[i] < 0)) {
            return false;
        }
        place[i] = used[i] ? w->scaled.rows : CG_NONE;
        if (used[i]) {
            w->bare[w->scaled.rows] = relieved[i] && !w->m->implied[i];
            w->rows[w->scaled.rows++] = i;
        }
    }
    for (int at = 0; at < w->spread.program.rows; at++) {
        w->row_of[at] = place[w->spread.row[at]];
    }
    cg_scaled *c = &w->scaled;
    for (int j = 0; j < s->columns; j++) {
        if (!w->kept[j]) {
            if (w->run->lower[j] > 0) {
                return false;
            }
            continue;
        }
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            c->index[c->start[c->columns] + k - s->start[j]] = place[s->index[k] - 1] + 1;
            c->value[c->start[c->columns] + k - s->start[j]] = s->value[k];
        }
        w->columns[c->columns] = j;
        w->place[j] = c->columns;
        c->start[c->columns + 1] = c->start[c->columns] + s->start[j + 1] - s->start[j];
        c->columns++;
    }
    return true;
}

/* The choice as a program of its own, in the same scales. */
bool cg_choosing_write(cg_choosing *w) {
    const cg_scaled *s = w->run->scaled;
    cg_scaled *c = &w->scaled;
    cg_arena *arena = w->arena;
    w->rows = CG_ARRAY(arena, int, s->rows + 1);
    w->columns = CG_ARRAY(arena, int, s->columns + 1);
    w->place = CG_ARRAY(arena, int, s->columns + 1);
    w->bare = CG_ARRAY(arena, bool, s->rows + 1);
    *c = (cg_scaled){.start = CG_ARRAY(arena, int, s->columns + 1),
                     .index = CG_ARRAY(arena, int, s->start[s->columns] + 1),
                     .value = CG_ARRAY(arena, double, s->start[s->columns] + 1),
                     .objective_scale = s->objective_scale,
                     .constant = s->constant};
    if (!list_rows(w)) {
        return false;
    }
    c->lower = CG_ARRAY(arena, double, c->columns + 1);
    c->upper = CG_ARRAY(arena, double, c->columns + 1);
    c->cost = CG_ARRAY(arena, double, c->columns + 1);
    c->integer = CG_ARRAY(arena, bool, c->columns + 1);
    c->column_scale = CG_ARRAY(arena, double, c->columns + 1);
    c->row_lower = CG_ARRAY(arena, double, c->rows + 1);
    c->row_upper = CG_ARRAY(arena, double, c->rows + 1);
    c->row_scale = CG_ARRAY(arena, double, c->rows + 1);
    for (int at = 0; at < c->columns; at++) {
        int j = w->columns[at];
        bool flow = w->m->charge_of[j] == CG_NONE && w->m->lower[j] == 0;
        c->lower[at] = w->run->lower[j];
        c->upper[at] = flow ? w->m->upper[j] : w->run->upper[j];
        c->cost[at] = s->cost[j];
        c->integer[at] = s->integer[j];
        c->column_scale[at] = 1;
    }
    for (int at = 0; at < c->rows; at++) {
        c->row_lower[at] = s->row_lower[w->rows[at]];
        c->row_upper[at] = s->row_upper[w->rows[at]];
        c->row_scale[at] = 1;
    }
    return true;
}

/* What the terms of each row can come to, all of them 0 at the least. */
void cg_choosing_measure(cg_choosing *w) {
    const cg_scaled *s = &w->spread.program;
    for (int i = 0; i < s->rows; i++) {
        w->room[i] = s->row_upper[i];
    }
    for (int j = 0; j < s->columns; j++) {
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            int i = s->index[k] - 1;
            w->room[i] = s->value[k] < 0 ? INFINITY : w->room[i];
        }
    }
}

/* The reduced cost of a column left out. Of a charge that is kept it pays its part of what the
 * flows in the choice leave unpaid: y = load / most + s, whoever the load is of. */
static double price_of(const cg_choosing *w, int at, const double *unpaid) {
    const cg_scaled *s = &w->spread.program;
    const cg_entries *carriers = &w->m->carriers;
    int j = w->spread.column[at];
    double reduced = w->cost[at];
    for (int k = carriers->start[j]; k < carriers->start[j + 1]; k++) {
        const cg_charge *charge = cg_carrier(w->m, k);
        if (w->kept[charge->column]) {
            reduced += carriers->value[k] / charge->most * unpaid[w->place[charge->column]];
        }
    }
    for (int k = s->start[at]; k < s->start[at + 1]; k++) {
        reduced -= s->value[k] * w->dual[s->index[k] - 1];
    }
    return reduced;
}

/* At prices by row of the choice: each column left out whose reduced cost is negative belongs to
 * one of its rows, and takes no more than the best of a row makes of all that can come to it, nor
 * more than all of them together make of all that they can be. */
static double beyond(void *payload, const double *dual, const double *unpaid) {
    cg_choosing *w = payload;
    const cg_scaled *s = &w->spread.program;
    for (int i = 0; i < s->rows; i++) {
        w->dual[i] = w->row_of[i] == CG_NONE ? 0 : dual[w->row_of[i]];
        w->deepest[i] = w->sum[i] = 0;
    }
    double loose = 0;
    for (int j = 0; j < s->columns; j++) {
        if (w->kept[w->spread.column[j]]) {
            continue;
        }
        double reduced = price_of(w, j, unpaid);
        w->reduced[j] = reduced;
        if (reduced >= 0) {
            continue;
        }
        int best = CG_NONE;
        double takes = INFINITY, value = 1;
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            int i = s->index[k] - 1;
            if (w->room[i] / s->value[k] < takes && s->value[k] > 0) {
                takes = w->room[i] / s->value[k];
                best = i;
                value = s->value[k];
            }
        }
        if (best == CG_NONE) {
            loose += reduced * s->upper[j];
            continue;
        }
        w->deepest[best] = fmin(w->deepest[best], reduced / value);
        w->sum[best] += reduced * s->upper[j];
    }
    for (int i = 0; i < s->rows; i++) {
        loose += w->deepest[i] < 0 ? fmax(w->sum[i], w->deepest[i] * w->room[i]) : 0;
    }
    return loose;
}

/* What the last run told is what the next one knows. */
void cg_choosing_forget_cuts(cg_choosing *w) {
    int told = w->cuts.count - w->known_cuts;
    if (told > 0) {
        memmove(w->cuts.items, w->cuts.items + w->known_cuts, (size_t)told * sizeof(cg_cut));
    }
    w->cuts.count = w->known_cuts = told;
}

static bool known_cut(void *payload, int which, int *count, int *column, double *value,
                      double *most) {
    const cg_choosing *w = payload;
    if (which >= w->known_cuts) {
        return false;
    }
    const cg_cut *cut = &w->cuts.items[which];
    *count = cut->count;
    *most = cut->most;
    for (int k = 0; k < cut->count; k++) {
        column[k] = w->place[cut->column[k]];
        value[k] = cut->value[k];
    }
    return true;
}

static void put_cut(void *payload, int count, const int *column, const double *value, double most) {
    cg_choosing *w = payload;
    cg_cut cut = {.count = count,
                  .column = CG_ARRAY(w->arena, int, count + 1),
                  .value = CG_ARRAY(w->arena, double, count + 1),
                  .most = most};
    for (int k = 0; k < count; k++) {
        cut.column[k] = w->columns[column[k]];
        cut.value[k] = value[k];
    }
    CG_PUSH(w->arena, &w->cuts, cut);
}

/* What charges can carry that have flows in the choice and flows that are left out. */
static const double *most_of(const cg_choosing *w) {
    double *most = CG_ARRAY(w->arena, double, w->scaled.columns + 1);
    for (int c = 0; c < w->m->charges.count; c++) {
        const cg_charge *charge = &w->m->charges.items[c];
        for (int f = charge->first; f < charge->first + charge->count; f++) {
            int flow = w->m->flows.items[f].column;
            if (w->kept[charge->column] && !w->kept[flow] && w->m->upper[flow] > 0) {
                most[w->place[charge->column]] = charge->most;
            }
        }
    }
    return most;
}

/* A run of the choice, from the plan that is known. */
cg_run *cg_choosing_run(cg_choosing *w) {
    const cg_run *whole = w->run;
    cg_run *run = CG_NEW(w->arena, cg_run);
    w->choice.bare = w->bare;
    w->choice.most = most_of(w);
    w->choice.beyond = beyond;
    w->choice.payload = w;
    w->choice.known_cut = known_cut;
    w->choice.put_cut = put_cut;
    *run = (cg_run){.scaled = &w->scaled,
                    .settings = whole->settings,
                    .started = whole->started,
                    .lower = w->scaled.lower,
                    .upper = w->scaled.upper,
                    .tolerance = whole->tolerance,
                    .turn = whole->turn,
                    .search_work = whole->search_work,
                    .chosen = &w->choice,
                    .x = CG_ARRAY(w->arena, double, w->scaled.columns + 1),
                    .bound = -INFINITY};
    if (whole->start != NULL) {
        double *start = CG_ARRAY(w->arena, double, w->scaled.columns + 2);
        for (int at = 0; at < w->scaled.columns; at++) {
            start[at + 1] = whole->start[w->columns[at] + 1];
        }
        run->start = start;
    }
    return run;
}

void cg_choosing_take(const cg_choosing *w, const cg_run *inner) {
    cg_run *run = w->run;
    run->verdict = inner->verdict;
    run->has_x = inner->has_x;
    run->hopeless = inner->hopeless;
    run->node_work = inner->node_work;
    run->bound = fmax(inner->bound, w->relaxed_bound);
    memset(run->x, 0, (size_t)run->scaled->columns * sizeof *run->x);
    for (int at = 0; at < w->scaled.columns && inner->has_x; at++) {
        run->x[w->columns[at]] = inner->x[at];
    }
}
