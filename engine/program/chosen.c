/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs with very many charges, by few of them. Whatever a column is worth that is left out is
 * taken off the bound by its reduced cost, as in column generation: Barnhart and others,
 * "Branch-and-price: column generation for solving huge integer programs", Operations Research 46
 * (1998). The bound is that of the root with its cuts; what is searched below it are plans. */
#include "program/choosing.h"

#include "program/selection.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How often columns come in that would pay at the prices of the root with its cuts. */
#define GROWTHS 3
/* And until so few of them would, as a share of those chosen. */
#define FEW 0.01
/* How much longer than the relaxation all the rest takes. */
#define PRICES_TAKE 100
/* A column pays from this share of what it costs. */
#define PAYS 1e-9

/* A column as it is offered to a row. */
typedef struct offer {
    int row, column;
    double key;
} offer;

static int best_first(const void *a, const void *b) {
    const offer *x = a, *y = b;
    if (x->row != y->row) {
        return x->row - y->row;
    }
    return x->key != y->key ? (x->key < y->key ? -1 : 1) : x->column - y->column;
}

/* Rows that stand for one charge alone choose nothing. */
static bool *choosing_rows(const cg_choosing *w) {
    bool *chooses = CG_ARRAY(w->arena, bool, w->m->rows + 1);
    memset(chooses, true, (size_t)w->m->rows * sizeof *chooses);
    for (int f = 0; f < w->m->folded.count; f++) {
        chooses[w->m->folded.items[f].row] = false;
    }
    return chooses;
}

/* Keeps a column with all that carries it. */
static void keep(cg_choosing *w, int column) {
    const cg_entries *carriers = &w->m->carriers;
    w->kept[column] = true;
    for (int k = carriers->start[column]; k < carriers->start[column + 1]; k++) {
        w->kept[cg_carrier(w->m, k)->column] = true;
    }
}

/* A flow runs with all that carries it, and a folded column goes with its row. What flows that are
 * left out cost is without their part of charges that are kept, which changes: see `price_of`. */
static void keep_what_follows(cg_choosing *w) {
    for (int at = 0; at < w->spread.program.columns; at++) {
        int j = w->spread.column[at];
        bool carried = w->m->carriers.start[j] < w->m->carriers.start[j + 1];
        w->cost[at] = w->spread.program.cost[at];
        bool all = true;
        for (int k = w->m->carriers.start[j]; k < w->m->carriers.start[j + 1]; k++) {
            const cg_charge *charge = cg_carrier(w->m, k);
            bool kept = w->kept[charge->column];
            all = all && kept;
            w->cost[at] -= kept ? charge->fixed / charge->most * w->m->carriers.value[k] : 0;
        }
        w->kept[j] = w->kept[j] || (carried && all);
    }
    for (int f = 0; f < w->m->folded.count; f++) {
        const cg_folded *folded = &w->m->folded.items[f];
        for (int k = w->m->by_row.start[folded->row]; k < w->m->by_row.start[folded->row + 1];
             k++) {
            int j = w->m->by_row.other[k];
            w->kept[folded->column] = w->kept[folded->column] || w->kept[j];
        }
    }
}

/* Offers every column that is not kept and has less than this reduced cost to the rows it stands
 * in, and keeps the best of each; how many were offered. */
static int keep_best(cg_choosing *w, double below) {
    const cg_scaled *s = &w->spread.program;
    const bool *chooses = choosing_rows(w);
    offer *offers = CG_ARRAY(w->arena, offer, s->start[s->columns] + 1);
    int count = 0, offered = 0;
    for (int at = 0; at < s->columns; at++) {
        int j = w->spread.column[at];
        if (w->kept[j] || w->reduced[at] >= below * fabs(s->cost[at])) {
            continue;
        }
        offered++;
        for (int k = s->start[at]; k < s->start[at + 1]; k++) {
            int row = s->index[k] - 1;
            if (chooses[w->spread.row[row]] && s->value[k] > 0) {
                offers[count++] = (offer){row, j, w->reduced[at] / fmax(1e-9, fabs(s->cost[at]))};
            }
        }
    }
    qsort(offers, (size_t)count, sizeof *offers, best_first);
    for (int k = 0, taken = 0; k < count; k++) {
        taken = k == 0 || offers[k].row != offers[k - 1].row ? 0 : taken;
        if (taken >= w->per_row) {
            continue;
        }
        taken++;
        keep(w, offers[k].column);
    }
    keep_what_follows(w);
    return offered;
}

static void choose(cg_choosing *w) {
    const cg_scaled *s = &w->spread.program;
    memcpy(w->dual, w->relaxed->dual, (size_t)s->rows * sizeof(double));
    cg_price_all(s, w->dual, w->reduced);
    for (int at = 0; at < s->columns; at++) {
        if (w->relaxed->x[at] > 0) {
            keep(w, w->spread.column[at]);
        }
    }
    for (int j = 0; j < w->m->columns && w->run->start != NULL; j++) {
        if (w->run->start[j + 1] > 0 && w->m->charge_of[j] == CG_NONE) {
            keep(w, j);
        }
    }
    keep_best(w, INFINITY);
}

/* Keeps all that would pay at the last prices; how many columns that are. */
static int keep_paying(cg_choosing *w) {
    const cg_scaled *s = &w->spread.program;
    int count = 0;
    for (int at = 0; at < s->columns; at++) {
        int j = w->spread.column[at];
        if (!w->kept[j] && w->reduced[at] < -PAYS * fabs(s->cost[at])) {
            keep(w, j);
            count++;
        }
    }
    keep_what_follows(w);
    return count;
}

/* Prices of the root with its cuts, until what is left out hardly pays at them. Where very much
 * would, all of it comes in for the bound, and plans are made of few. */
static bool tighten_bound(cg_choosing *w) {
    size_t size = (size_t)w->m->columns * sizeof *w->kept;
    bool *few = CG_ARRAY(w->arena, bool, w->m->columns + 1);
    bool many = false;
    w->choice.root_only = true;
    for (int growth = 0; growth < GROWTHS; growth++) {
        cg_choosing_forget_cuts(w);
        cg_run *root = cg_choosing_run(w);
        cg_run_fixed_charge(w->arena, root);
        w->relaxed_bound = fmax(w->relaxed_bound, root->bound);
        memcpy(few, w->kept, size);
        int before = w->scaled.columns;
        int more = growth + 1 < GROWTHS && !many ? keep_paying(w) : 0;
        if (more == 0) {
            break;
        }
        many = more > before / 2;
        if (!cg_choosing_write(w)) {
            return false;
        }
        if (more <= FEW * before) {
            break;
        }
        if (many) {
            memcpy(w->few, few, size);
        }
    }
    if (many) {
        memcpy(w->kept, w->few, size);
        keep_best(w, -PAYS);
        w->cuts.count = w->known_cuts = 0;
    }
    return !many || cg_choosing_write(w);
}

static bool has_no_time(const cg_run *run) {
    double limit = run->settings->time_limit_s;
    return limit > 0 && cg_clock() - run->started >= limit;
}

/* No plan but the one to begin with, or none of anything; and a bound of guessed prices. */
static bool take_nothing(const cg_choosing *w) {
    cg_run *run = w->run;
    run->verdict = CG_RUN_STOPPED;
    run->has_x = true;
    run->bound = cg_spread_bound(w->arena, run, &w->spread);
    for (int j = 0; j < run->scaled->columns; j++) {
        run->x[j] = run->start != NULL ? run->start[j + 1] : 0;
    }
    return true;
}

/* Prices for the bound take many times as long as the relaxation did; a plan comes first. */
static bool has_time_for_prices(const cg_run *run) {
    double limit = run->settings->time_limit_s;
    return !(limit > 0) || cg_clock() - run->started < limit / PRICES_TAKE;
}

bool cg_run_chosen(cg_arena *arena, cg_run *run, cg_many many) {
    if (run->scaled->columns < many.columns || run->chosen != NULL) {
        return false;
    }
    cg_choosing *w = CG_NEW(arena, cg_choosing);
    *w = (cg_choosing){
        .arena = arena, .run = run, .per_row = many.per_row, .m = cg_mixed_new(arena, run)};
    if (!cg_spread_of(w->m, &w->spread, run->scaled)) {
        return false;
    }
    w->relaxed = cg_spread_solve(arena, run, w->m, &w->spread);
    if (w->relaxed == NULL) {
        return has_no_time(run) && take_nothing(w);
    }
    w->relaxed_bound = w->relaxed->bound;
    int rows = w->spread.program.rows, columns = w->spread.program.columns;
    w->reduced = CG_ARRAY(arena, double, columns + 1);
    w->cost = CG_ARRAY(arena, double, columns + 1);
    w->kept = CG_ARRAY(arena, bool, w->m->columns + 1);
    w->few = CG_ARRAY(arena, bool, w->m->columns + 1);
    w->row_of = CG_ARRAY(arena, int, rows + 1);
    w->dual = CG_ARRAY(arena, double, rows + 1);
    w->room = CG_ARRAY(arena, double, rows + 1);
    w->deepest = CG_ARRAY(arena, double, rows + 1);
    w->sum = CG_ARRAY(arena, double, rows + 1);
    cg_choosing_measure(w);
    choose(w);
    if (!cg_choosing_write(w)) {
        return false;
    }
    if (has_time_for_prices(run) && !tighten_bound(w)) {
        return false;
    }
    w->choice.root_only = false;
    cg_choosing_forget_cuts(w);
    cg_run *inner = cg_choosing_run(w);
    cg_run_fixed_charge(arena, inner);
    cg_choosing_take(w, inner);
    return true;
}
