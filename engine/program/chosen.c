/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs with very many charges, by few of them. Whatever a column is worth that is left out is
 * taken off the bound by its reduced cost, as in column generation: Barnhart and others,
 * "Branch-and-price: column generation for solving huge integer programs", Operations Research 46
 * (1998). The bound is that of the root with its cuts; what is searched below it are plans. */
#include "program/chosen.h"

#include "program/selection.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How often columns come in that would pay at the prices of the root with its cuts. */
#define GROWTHS 3
/* And until so few of them would, as a share of those chosen. */
#define FEW 0.01
/* How much longer than the relaxation all the rest takes. */
#define PRICES_TAKE 10
/* A column pays from this share of what it costs. */
#define PAYS 1e-9

typedef struct choosing {
    cg_arena *arena;
    cg_run *run;
    int per_row;
    const cg_mixed *m;
    cg_spread spread;
    const cg_answer *relaxed;
    double relaxed_bound; /* the best so far */
    double *cost;         /* by column of the spread program: while it is left out */
    double *reduced;      /* by column of the spread program, at the last prices */
    bool *few;            /* the same, before all that pays came in */
    bool *kept;           /* by column of the mixed program */
    int *row_of;          /* by row of the spread program: its row in the choice, or CG_NONE */
    double *dual;         /* by row of the spread program */
    double *room; /* by row of the spread program: what its terms can come to; or infinite */
    double *deepest, *sum; /* by row of the spread program: see `beyond` */
    /* The choice. */
    cg_scaled scaled;
    int *rows, *columns; /* of the whole program, by those of the choice */
    bool *bare;
    int *place; /* by column of the whole program: in the choice */
    cg_choice choice;
    cg_cuts cuts; /* by columns of the whole program: those known to the run at hand, then those */
    int known_cuts; /* that it tells */
} choosing;

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
static bool *choosing_rows(const choosing *w) {
    bool *chooses = CG_ARRAY(w->arena, bool, w->m->rows + 1);
    memset(chooses, true, (size_t)w->m->rows * sizeof *chooses);
    for (int f = 0; f < w->m->folded.count; f++) {
        chooses[w->m->folded.items[f].row] = false;
    }
    return chooses;
}

/* Keeps a column with all that carries it. */
static void keep(choosing *w, int column) {
    const cg_entries *carriers = &w->m->carriers;
    w->kept[column] = true;
    for (int k = carriers->start[column]; k < carriers->start[column + 1]; k++) {
        w->kept[cg_carrier(w->m, k)->column] = true;
    }
}

/* A flow runs with all that carries it, and a folded column goes with its row. What flows that are
 * left out cost is without their part of charges that are kept, which changes: see `price_of`. */
static void keep_what_follows(choosing *w) {
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
static int keep_best(choosing *w, double below) {
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

static void choose(choosing *w) {
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

/* Rows with anything in them, and which of them what is left out could relieve. */
static bool list_rows(choosing *w) {
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
static bool write_choice(choosing *w) {
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
static void measure_room(choosing *w) {
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
static double price_of(const choosing *w, int at, const double *unpaid) {
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
    choosing *w = payload;
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
static void forget_cuts(choosing *w) {
    int told = w->cuts.count - w->known_cuts;
    if (told > 0) {
        memmove(w->cuts.items, w->cuts.items + w->known_cuts, (size_t)told * sizeof(cg_cut));
    }
    w->cuts.count = w->known_cuts = told;
}

static bool known_cut(void *payload, int which, int *count, int *column, double *value,
                      double *most) {
    const choosing *w = payload;
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
    choosing *w = payload;
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
static const double *most_of(const choosing *w) {
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
static cg_run *run_of(choosing *w) {
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

static void take(const choosing *w, const cg_run *inner) {
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

/* Keeps all that would pay at the last prices; how many columns that are. */
static int keep_paying(choosing *w) {
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
static bool tighten_bound(choosing *w) {
    size_t size = (size_t)w->m->columns * sizeof *w->kept;
    bool *few = CG_ARRAY(w->arena, bool, w->m->columns + 1);
    bool many = false;
    w->choice.root_only = true;
    for (int growth = 0; growth < GROWTHS; growth++) {
        forget_cuts(w);
        cg_run *root = run_of(w);
        cg_run_fixed_charge(w->arena, root);
        w->relaxed_bound = fmax(w->relaxed_bound, root->bound);
        memcpy(few, w->kept, size);
        int before = w->scaled.columns;
        int more = growth + 1 < GROWTHS && !many ? keep_paying(w) : 0;
        if (more == 0) {
            break;
        }
        many = more > before / 2;
        if (!write_choice(w)) {
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
    return !many || write_choice(w);
}

static bool has_no_time(const cg_run *run) {
    double limit = run->settings->time_limit_s;
    return limit > 0 && cg_clock() - run->started >= limit;
}

/* No plan but the one to begin with, or none of anything; and a bound of guessed prices. */
static bool take_nothing(const choosing *w) {
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
    choosing *w = CG_NEW(arena, choosing);
    *w = (choosing){
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
    measure_room(w);
    choose(w);
    if (!write_choice(w)) {
        return false;
    }
    if (has_time_for_prices(run) && !tighten_bound(w)) {
        return false;
    }
    w->choice.root_only = false;
    forget_cuts(w);
    cg_run *inner = run_of(w);
    cg_run_fixed_charge(arena, inner);
    take(w, inner);
    return true;
}
