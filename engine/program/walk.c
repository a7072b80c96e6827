/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From one optimum to the next by exchanges of the basis: the dual simplex method after bounds and
 * sides have changed, the parametric primal one after costs. Each exchange touches only what its
 * row of the tableau touches, which in blocks like ours is little. */
#include "program/walk.h"

#include "program/block.h"

#include <math.h>

/* A value is beyond its bound from this share of it on, and a reduced cost has the wrong sign from
 * this share of the cost: far less than a proof lets pass, for many may add up. */
#define TOLERANCE 1e-11
/* By how much values may pass their bounds for the sake of a better pivot. */
#define ROOM 1e-12
/* What may be exchanged for what: the least pivot, and how well its two ways must agree. */
#define PIVOT 1e-7
#define AGREES 1e-6
#define NOTHING 1e-13
/* A column is looked at while its reduced cost is below this share of its cost. All are looked at
 * anew when there are so many times more than at first. */
#define FAR 0.02
#define OUTWEIGHED 2
#define ALWAYS_KEPT 200
/* Far enough for any reach. */
#define FURTHEST 1e9
/* More exchanges than this a row and a solve: the walk goes round. */
#define LONGEST_A_ROW 4
#define LONGEST 200

static double low(const cg_walk *w, int v) {
    int n = w->s->columns;
    return v < n ? w->s->lower[v] : -w->s->row_upper[v - n];
}

static double high(const cg_walk *w, int v) {
    int n = w->s->columns;
    return v < n ? w->s->upper[v] : -w->s->row_lower[v - n];
}

/* ---- made once */

static void list_by_row(cg_walk *w) {
    const cg_scaled *s = w->s;
    for (int k = 0; k < s->start[s->columns]; k++) {
        w->row_start[s->index[k]]++;
    }
    for (int i = 0; i < s->rows; i++) {
        w->row_start[i + 1] += w->row_start[i];
        w->touched[i] = w->row_start[i];
    }
    for (int j = 0; j < s->columns; j++) {
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            int at = w->touched[s->index[k] - 1]++;
            w->row_column[at] = j;
            w->row_entry[at] = k;
            w->entry_place[k] = at;
        }
    }
}

cg_walk *cg_walk_new(cg_arena *arena, const cg_scaled *s) {
    cg_walk *w = CG_NEW(arena, cg_walk);
    int all = s->rows + s->columns + 1, rows = s->rows + 1, entries = s->start[s->columns] + 1;
    *w = (cg_walk){.s = s,
                   .factor = cg_factor_new(arena, s),
                   .head = CG_ARRAY(arena, int, rows),
                   .at = CG_ARRAY(arena, signed char, all),
                   .x = CG_ARRAY(arena, double, all),
                   .dual = CG_ARRAY(arena, double, rows),
                   .reduced = CG_ARRAY(arena, double, all),
                   .turning = CG_ARRAY(arena, double, all),
                   .cost = CG_ARRAY(arena, double, s->columns + 1),
                   .way = CG_ARRAY(arena, double, s->columns + 1),
                   .active = CG_ARRAY(arena, int, s->columns + 1),
                   .is_active = CG_ARRAY(arena, bool, s->columns + 1),
                   .row_end = CG_ARRAY(arena, int, rows),
                   .entry_place = CG_ARRAY(arena, int, entries),
                   .row_start = CG_ARRAY(arena, int, rows + 1),
                   .row_column = CG_ARRAY(arena, int, entries),
                   .row_entry = CG_ARRAY(arena, int, entries),
                   .solved = CG_ARRAY(arena, double, rows),
                   .row = CG_ARRAY(arena, double, rows),
                   .turn = CG_ARRAY(arena, double, rows),
                   .tableau = CG_ARRAY(arena, double, all),
                   .touched = CG_ARRAY(arena, int, all),
                   .listed = CG_ARRAY(arena, int, all),
                   .is_listed = CG_ARRAY(arena, bool, all)};
    list_by_row(w);
    return w;
}

/* ---- what follows from a basis */

static double resting(const cg_walk *w, int v) {
    return w->at[v] == CG_AT_UPPER ? high(w, v) : low(w, v);
}

/* Adds `times` the column of a variable. */
static void add_column(const cg_walk *w, int v, double times, double *to) {
    const cg_scaled *s = w->s;
    if (v >= s->columns) {
        to[v - s->columns] += times;
        return;
    }
    for (int k = s->start[v]; k < s->start[v + 1]; k++) {
        to[s->index[k] - 1] += times * s->value[k];
    }
}

/* False where a variable would rest at a bound that it does not have. */
static bool set_resting(cg_walk *w) {
    for (int v = 0; v < w->s->rows + w->s->columns; v++) {
        if (w->at[v] != CG_BASIC) {
            w->x[v] = resting(w, v);
            if (!isfinite(w->x[v])) {
                return false;
            }
        }
    }
    return true;
}

/* Basic values: those that make up for what all others add up to. */
static void set_basic(cg_walk *w) {
    int rows = w->s->rows;
    memset(w->solved, 0, (size_t)rows * sizeof(double));
    for (int v = 0; v < rows + w->s->columns; v++) {
        if (w->at[v] != CG_BASIC && w->x[v] != 0) {
            add_column(w, v, -w->x[v], w->solved);
        }
    }
    cg_factor_forward(w->factor, w->solved);
    for (int i = 0; i < rows; i++) {
        w->x[w->head[i]] = w->solved[i];
    }
}

static double cost_of(const cg_walk *w, const double *costs, int v) {
    return v < w->s->columns ? costs[v] : 0;
}

/* A reduced cost has the wrong sign when it is beyond this. */
static double price_room(const cg_walk *w, int v) {
    return TOLERANCE * (1 + fabs(cost_of(w, w->s->cost, v)));
}

static double priced(const cg_walk *w, int column, const double *dual) {
    const cg_scaled *s = w->s;
    double sum = 0;
    for (int k = s->start[column]; k < s->start[column + 1]; k++) {
        sum += s->value[k] * dual[s->index[k] - 1];
    }
    return sum;
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
static void drop_endless(const cg_walk *w, double *dual) {
    for (int i = 0; i < w->s->rows; i++) {
        if (isinf(dual[i] > 0 ? w->s->row_lower[i] : w->s->row_upper[i])) {
            dual[i] = 0;
        }
    }
}

static void set_dual(const cg_walk *w, const double *costs, double *dual) {
    for (int i = 0; i < w->s->rows; i++) {
        dual[i] = cost_of(w, costs, w->head[i]);
    }
    cg_factor_back(w->factor, dual);
    drop_idle(w, dual);
}

static void set_reduced(const cg_walk *w, const double *costs, const double *dual, double *reduced) {
    int columns = w->s->columns;
    for (int n = 0; n < w->active_count; n++) {
        int j = w->active[n];
        reduced[j] = w->at[j] == CG_BASIC ? 0 : costs[j] - priced(w, j, dual);
    }
    for (int i = 0; i < w->s->rows; i++) {
        reduced[columns + i] = w->at[columns + i] == CG_BASIC ? 0 : -dual[i];
    }
}

static void price_at(cg_walk *w) {
    set_dual(w, w->cost, w->dual);
    set_reduced(w, w->cost, w->dual, w->reduced);
}

static void refine(cg_walk *w) {
    int rows = w->s->rows;
    memset(w->solved, 0, (size_t)rows * sizeof(double));
    for (int v = 0; v < rows + w->s->columns; v++) {
        if (w->x[v] != 0) {
            add_column(w, v, -w->x[v], w->solved);
        }
    }
    cg_factor_forward(w->factor, w->solved);
    for (int i = 0; i < rows; i++) {
        w->x[w->head[i]] += w->solved[i];
    }
    for (int i = 0; i < rows; i++) {
        int v = w->head[i];
        w->row[i] = v < w->s->columns ? w->s->cost[v] - priced(w, v, w->dual)
                                      : -w->dual[v - w->s->columns];
    }
    cg_factor_back(w->factor, w->row);
    for (int i = 0; i < rows; i++) {
        w->dual[i] += w->row[i];
    }
    drop_idle(w, w->dual);
}

void cg_walk_price(cg_walk *w, bool again) {
    if (again) {
        refine(w);
    } else {
        set_basic(w);
        set_dual(w, w->s->cost, w->dual);
    }
    drop_endless(w, w->dual);
}

/* ---- what is looked at */

static void put_entry(cg_walk *w, int place, int column, int entry) {
    w->row_column[place] = column;
    w->row_entry[place] = entry;
    w->entry_place[entry] = place;
}

static void activate(cg_walk *w, int column) {
    const cg_scaled *s = w->s;
    w->is_active[column] = true;
    w->active[w->active_count++] = column;
    for (int k = s->start[column]; k < s->start[column + 1]; k++) {
        int from = w->entry_place[k], to = w->row_end[s->index[k] - 1]++;
        int other = w->row_column[to], others = w->row_entry[to];
        put_entry(w, from, other, others);
        put_entry(w, to, column, k);
    }
}

/* Chooses them anew, by duals that stand in the walk. */
static void choose_active(cg_walk *w) {
    const cg_scaled *s = w->s;
    memcpy(w->row_end, w->row_start, (size_t)s->rows * sizeof *w->row_end);
    w->active_count = 0;
    for (int j = 0; j < s->columns; j++) {
        bool far = w->at[j] == CG_AT_LOWER &&
                   w->cost[j] - priced(w, j, w->dual) > FAR * fabs(w->cost[j]);
        w->is_active[j] = false;
        if (!far) {
            activate(w, j);
        }
    }
    w->kept_active = w->active_count;
}

/* What does not rest at its lower bound is looked at. */
static void activate_kept(cg_walk *w) {
    for (int j = 0; j < w->s->columns; j++) {
        if (!w->is_active[j] && w->at[j] != CG_AT_LOWER) {
            activate(w, j);
        }
    }
}

/* Whether columns that were not looked at would pay: they are from now on. */
static bool activate_paying(cg_walk *w) {
    int before = w->active_count;
    for (int j = 0; j < w->s->columns; j++) {
        if (!w->is_active[j] && low(w, j) < high(w, j)) {
            double reduced = w->cost[j] - priced(w, j, w->dual);
            if (reduced < -price_room(w, j)) {
                activate(w, j);
                w->reduced[j] = reduced;
            }
        }
    }
    return w->active_count > before;
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
        w->at[v] = (signed char)(status == CG_BASIC      ? CG_BASIC
                                 : !one_sided            ? CG_AT_LOWER
                                 : is_row                ? turned
                                                         : status);
        if (status == CG_BASIC) {
            if (basic == w->s->rows) {
                return false;
            }
            w->head[basic++] = v;
        }
    }
    if (basic != w->s->rows || !make_factors(w) || !set_resting(w)) {
        return false;
    }
    memcpy(w->cost, w->s->cost, (size_t)w->s->columns * sizeof(double));
    set_basic(w);
    set_dual(w, w->cost, w->dual);
    choose_active(w);
    set_reduced(w, w->cost, w->dual, w->reduced);
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
    set_dual(w, w->cost, w->dual);
    activate_kept(w);
    set_reduced(w, w->cost, w->dual, w->reduced);
    return true;
}

/* ---- an exchange */

static void touch(cg_walk *w, int v, double by) {
    if (w->tableau[v] == 0) {
        w->touched[w->touched_count++] = v;
        w->tableau[v] = 1e-300; /* stays touched where terms cancel */
    }
    w->tableau[v] += by;
}

static void let_row_go(cg_walk *w) {
    for (int t = 0; t < w->touched_count; t++) {
        w->tableau[w->touched[t]] = 0;
    }
    w->touched_count = 0;
}

/* The row of the tableau at a place, of all that is not basic. */
static void set_row(cg_walk *w, int place) {
    const cg_scaled *s = w->s;
    let_row_go(w);
    memset(w->row, 0, (size_t)s->rows * sizeof(double));
    w->row[place] = 1;
    cg_factor_back(w->factor, w->row);
    for (int i = 0; i < s->rows; i++) {
        double times = w->row[i];
        if (fabs(times) <= NOTHING) {
            continue;
        }
        if (w->at[s->columns + i] != CG_BASIC) {
            touch(w, s->columns + i, times);
        }
        for (int k = w->row_start[i]; k < w->row_end[i]; k++) {
            if (w->at[w->row_column[k]] != CG_BASIC) {
                touch(w, w->row_column[k], times * s->value[w->row_entry[k]]);
            }
        }
    }
}

static void set_solved(cg_walk *w, int variable) {
    memset(w->solved, 0, (size_t)w->s->rows * sizeof(double));
    add_column(w, variable, 1, w->solved);
    cg_factor_forward(w->factor, w->solved);
}

/* The reduced costs after the row that stands there was used. */
static void turn_row(cg_walk *w, int entering, int leaving, double pivot, double *reduced) {
    double times = reduced[entering] / pivot;
    for (int t = 0; times != 0 && t < w->touched_count; t++) {
        int v = w->touched[t];
        reduced[v] -= times * w->tableau[v];
    }
    reduced[entering] = 0;
    reduced[leaving] = -times;
}

/* Moves all basic values, and the entering one by `by`. */
static void move(cg_walk *w, int entering, double by) {
    if (by == 0) {
        return;
    }
    for (int i = 0; i < w->s->rows; i++) {
        if (w->solved[i] != 0) {
            w->x[w->head[i]] -= by * w->solved[i];
        }
    }
    w->x[entering] += by;
}

/* What rounding has gathered goes where the basis is factored anew. */
bool cg_walk_renew(cg_walk *w) {
    if (!make_factors(w)) {
        return false;
    }
    set_basic(w);
    price_at(w);
    return true;
}

/* The variable at a place gives it to another and rests where it stands. */
static void exchange(cg_walk *w, int place, int entering, bool at_low) {
    int leaving = w->head[place];
    w->at[leaving] = at_low ? CG_AT_LOWER : CG_AT_UPPER;
    w->x[leaving] = resting(w, leaving);
    w->at[entering] = CG_BASIC;
    w->head[place] = entering;
    w->exchanges++;
}

/* ---- bounds and sides */

/* Of the values beyond their bounds, the place of the furthest; CG_NONE. */
static int furthest_out(const cg_walk *w) {
    int place = CG_NONE;
    double most = 0;
    for (int i = 0; i < w->s->rows; i++) {
        int v = w->head[i];
        double l = low(w, v), h = high(w, v), x = w->x[v];
        double out = x < l ? l - x : x - h;
        if (out > ROOM + TOLERANCE * fabs(x < l ? l : h) && out > most) {
            most = out;
            place = i;
        }
    }
    return place;
}

/* Whether a variable beside the basis may take the place of one that has to rise or fall. */
static bool may_enter(const cg_walk *w, int v, bool rises) {
    double towards = rises ? -w->tableau[v] : w->tableau[v];
    return low(w, v) < high(w, v) &&
           (w->at[v] == CG_AT_LOWER ? towards > PIVOT : towards < -PIVOT);
}

/* What enters so that reduced costs keep their signs: of those that nearly bind, the one with the
 * largest pivot (Harris 1973). */
static int first_to_bind(const cg_walk *w, bool rises) {
    double least = INFINITY;
    for (int t = 0; t < w->touched_count; t++) {
        int v = w->touched[t];
        if (may_enter(w, v, rises)) {
            least = fmin(least, (fabs(w->reduced[v]) + TOLERANCE) / fabs(w->tableau[v]));
        }
    }
    int entering = CG_NONE;
    for (int t = 0; t < w->touched_count; t++) {
        int v = w->touched[t];
        if (may_enter(w, v, rises) && fabs(w->reduced[v]) / fabs(w->tableau[v]) <= least &&
            (entering == CG_NONE || fabs(w->tableau[v]) > fabs(w->tableau[entering]))) {
            entering = v;
        }
    }
    return entering;
}

/* Puts each variable where its reduced cost wants it; false where it has no such bound. */
static bool rest_by_price(cg_walk *w) {
    for (int v = 0; v < w->s->columns + w->s->rows; v++) {
        bool is_kept = v >= w->s->columns || w->is_active[v];
        if (!is_kept || w->at[v] == CG_BASIC || low(w, v) == high(w, v)) {
            continue;
        }
        double room = price_room(w, v);
        if (w->reduced[v] > room) {
            w->at[v] = CG_AT_LOWER;
        } else if (w->reduced[v] < -room) {
            w->at[v] = CG_AT_UPPER;
        } else if (!isfinite(resting(w, v))) {
            w->at[v] = w->at[v] == CG_AT_LOWER ? CG_AT_UPPER : CG_AT_LOWER;
        }
    }
    return set_resting(w);
}

static int longest(const cg_walk *w) {
    return LONGEST + LONGEST_A_ROW * w->s->rows;
}

static bool follow_sides(cg_walk *w) {
    if (!rest_by_price(w)) {
        return false;
    }
    set_basic(w);
    bool fresh = false;
    for (int left = longest(w); left > 0; left--) {
        int place = furthest_out(w);
        if (place == CG_NONE) {
            return true;
        }
        int leaving = w->head[place];
        bool rises = w->x[leaving] < low(w, leaving);
        set_row(w, place);
        int entering = first_to_bind(w, rises);
        if (entering == CG_NONE) {
            return false; /* nothing can make up for it: whoever solves it anew will say */
        }
        set_solved(w, entering);
        double pivot = w->solved[place];
        if (fabs(pivot - w->tableau[entering]) > AGREES * (1 + fabs(pivot)) || pivot == 0) {
            if (fresh || !cg_walk_renew(w)) {
                return false;
            }
            fresh = true;
            continue;
        }
        fresh = false;
        double bound = rises ? low(w, leaving) : high(w, leaving);
        move(w, entering, (w->x[leaving] - bound) / pivot);
        turn_row(w, entering, leaving, pivot, w->reduced);
        exchange(w, place, entering, rises);
        if (!cg_factor_exchange(w->factor, place, w->solved) && !cg_walk_renew(w)) {
            return false;
        }
    }
    return false;
}

/* ---- costs */

/* How far on the way, 0 to 1, the reduced cost of a variable beside the basis turns to the wrong
 * sign, not before `now`; infinite where it has the right one at the end. */
static double turns_at(const cg_walk *w, int v, double now) {
    if (w->at[v] == CG_BASIC || low(w, v) == high(w, v)) {
        return INFINITY;
    }
    double sign = w->at[v] == CG_AT_LOWER ? 1 : -1;
    double at_first = sign * w->reduced[v], turning = sign * w->turning[v];
    if (at_first + turning >= -price_room(w, v)) {
        return INFINITY;
    }
    return turning < 0 ? fmax(now, at_first / -turning) : now;
}

static void list(cg_walk *w, int v) {
    if (!w->is_listed[v]) {
        w->is_listed[v] = true;
        w->listed[w->listed_count++] = v;
    }
}

static void list_touched(cg_walk *w, double now) {
    for (int t = 0; t < w->touched_count; t++) {
        if (turns_at(w, w->touched[t], now) <= 1) {
            list(w, w->touched[t]);
        }
    }
}

static void empty_list(cg_walk *w) {
    for (int n = 0; n < w->listed_count; n++) {
        w->is_listed[w->listed[n]] = false;
    }
    w->listed_count = 0;
}

/* The next to enter on the way, and where; CG_NONE where there is none before its end. */
static int next_to_turn(cg_walk *w, double *now) {
    int entering = CG_NONE, kept = 0;
    double next = 1;
    for (int n = 0; n < w->listed_count; n++) {
        int v = w->listed[n];
        double at = turns_at(w, v, *now);
        if (at > 1) {
            w->is_listed[v] = false;
            continue;
        }
        w->listed[kept++] = v;
        if (at < next || (at == next && (entering == CG_NONE || fabs(w->turning[v]) >
                                                                    fabs(w->turning[entering])))) {
            next = at;
            entering = v;
        }
    }
    w->listed_count = kept;
    *now = next;
    return entering;
}

/* How far the entering variable may move by what a place allows, with some room. */
static double room_of(const cg_walk *w, int place, double falls, double room) {
    int v = w->head[place];
    double bound = falls > 0 ? low(w, v) : high(w, v);
    double way = falls > 0 ? w->x[v] - bound : bound - w->x[v];
    return isfinite(bound) ? (fmax(0, way) + room * (1 + fabs(bound))) / fabs(falls) : INFINITY;
}

/* What leaves for a variable that rises (or falls): a place, or CG_NONE where it reaches its own
 * other bound before. `by` is how far; infinite where nothing stops it. */
static int first_to_stop(const cg_walk *w, int entering, double direction, double *by) {
    double least = INFINITY;
    for (int i = 0; i < w->s->rows; i++) {
        double falls = direction * w->solved[i];
        if (fabs(falls) > PIVOT) {
            least = fmin(least, room_of(w, i, falls, ROOM));
        }
    }
    int place = CG_NONE;
    for (int i = 0; i < w->s->rows; i++) {
        double falls = direction * w->solved[i];
        if (fabs(falls) > PIVOT && room_of(w, i, falls, 0) <= least &&
            (place == CG_NONE || fabs(falls) > fabs(w->solved[place]))) {
            place = i;
        }
    }
    double range = high(w, entering) - low(w, entering);
    *by = place == CG_NONE ? INFINITY : room_of(w, place, direction * w->solved[place], 0);
    if (range <= *by) {
        *by = range;
        return CG_NONE;
    }
    return place;
}

static void set_turning(cg_walk *w) {
    set_dual(w, w->way, w->turn);
    set_reduced(w, w->way, w->turn, w->turning);
}

/* One step on the way: a variable enters, or goes to its other bound. */
static bool step(cg_walk *w, int entering, double now) {
    double direction = w->at[entering] == CG_AT_LOWER ? 1 : -1, by;
    set_solved(w, entering);
    int place = first_to_stop(w, entering, direction, &by);
    if (!isfinite(by)) {
        return false;
    }
    if (place == CG_NONE) {
        move(w, entering, direction * by);
        w->at[entering] = w->at[entering] == CG_AT_LOWER ? CG_AT_UPPER : CG_AT_LOWER;
        w->x[entering] = resting(w, entering);
        return true;
    }
    int leaving = w->head[place];
    double pivot = w->solved[place];
    set_row(w, place);
    if (fabs(pivot - w->tableau[entering]) > AGREES * (1 + fabs(pivot))) {
        return false;
    }
    move(w, entering, direction * by);
    turn_row(w, entering, leaving, pivot, w->reduced);
    turn_row(w, entering, leaving, pivot, w->turning);
    exchange(w, place, entering, direction * pivot > 0);
    list_touched(w, now);
    if (turns_at(w, leaving, now) <= 1) {
        list(w, leaving);
    }
    if (!cg_factor_exchange(w->factor, place, w->solved)) {
        if (!cg_walk_renew(w)) {
            return false;
        }
        set_turning(w);
    }
    return true;
}

/* Lists what turns on the way, of all that is looked at. */
static void list_all(cg_walk *w) {
    empty_list(w);
    for (int n = 0; n < w->active_count; n++) {
        if (turns_at(w, w->active[n], 0) <= 1) {
            list(w, w->active[n]);
        }
    }
    for (int i = 0; i < w->s->rows; i++) {
        if (turns_at(w, w->s->columns + i, 0) <= 1) {
            list(w, w->s->columns + i);
        }
    }
}

static void arrive(cg_walk *w) {
    for (int n = 0; n < w->active_count; n++) {
        w->reduced[w->active[n]] += w->turning[w->active[n]];
    }
    for (int v = w->s->columns; v < w->s->columns + w->s->rows; v++) {
        w->reduced[v] += w->turning[v];
    }
    memcpy(w->cost, w->s->cost, (size_t)w->s->columns * sizeof(double));
}

/* One way from the costs of the walk to those of the block. */
static bool go(cg_walk *w) {
    set_turning(w);
    list_all(w);
    double now = 0;
    for (int left = longest(w); left > 0; left--) {
        int entering = next_to_turn(w, &now);
        if (entering == CG_NONE) {
            arrive(w);
            return true;
        }
        if (!step(w, entering, now)) {
            return false;
        }
    }
    return false;
}

static void set_way(cg_walk *w) {
    for (int j = 0; j < w->s->columns; j++) {
        w->way[j] = w->s->cost[j] - w->cost[j];
    }
}

/* What was not looked at on the way and would pay at its end makes another, from there to there. */
static bool follow_costs(cg_walk *w) {
    set_way(w);
    if (!go(w)) {
        return false;
    }
    set_dual(w, w->cost, w->dual);
    while (activate_paying(w)) {
        memset(w->way, 0, (size_t)w->s->columns * sizeof(double));
        if (!go(w)) {
            return false;
        }
        set_dual(w, w->cost, w->dual);
    }
    if (w->active_count > OUTWEIGHED * w->kept_active + ALWAYS_KEPT) {
        choose_active(w);
        set_reduced(w, w->cost, w->dual, w->reduced);
    }
    return true;
}

bool cg_walk_follow(cg_walk *w, bool sides) {
    return (!sides || follow_sides(w)) && follow_costs(w);
}

static double reach_of(const cg_walk *w, int v, double reduced, double turning) {
    double against = w->at[v] == CG_AT_LOWER ? -turning : turning;
    if (against <= 0 || w->at[v] == CG_BASIC || low(w, v) == high(w, v)) {
        return FURTHEST;
    }
    return (fabs(reduced) + price_room(w, v)) / against;
}

double cg_walk_reach(cg_walk *w, const double *slope, double sign) {
    for (int j = 0; j < w->s->columns; j++) {
        w->way[j] = sign * slope[j];
    }
    set_turning(w);
    double reach = FURTHEST;
    for (int v = 0; v < w->s->columns + w->s->rows; v++) {
        bool is_kept = v >= w->s->columns || w->is_active[v];
        double reduced = is_kept ? w->reduced[v] : w->cost[v] - priced(w, v, w->dual);
        double turning = is_kept ? w->turning[v] : w->way[v] - priced(w, v, w->turn);
        reach = fmin(reach, reach_of(w, v, reduced, turning));
    }
    return reach;
}

void cg_walk_lean(cg_walk *w, double times) {
    for (int i = 0; i < w->s->rows; i++) {
        w->turn[i] = w->dual[i] + times * w->turn[i];
    }
    drop_endless(w, w->turn);
}
