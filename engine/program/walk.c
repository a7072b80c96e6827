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
/* A column is looked at while its reduced cost is below this share of its cost. All are looked at
 * anew when there are so many times more than at first. */
#define FAR 0.003
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

cg_walk *cg_walk_new(cg_arena *arena, const cg_scaled *s) {
    cg_walk *w = CG_NEW(arena, cg_walk);
    int all = s->rows + s->columns + 1, rows = s->rows + 1, columns = s->columns + 1;
    int entries = s->start[s->columns] + 1;
    *w = (cg_walk){.s = s,
                   .factor = cg_factor_new(arena, s),
                   .head = CG_ARRAY(arena, int, rows),
                   .at = CG_ARRAY(arena, signed char, all),
                   .x = CG_ARRAY(arena, double, all),
                   .dual = CG_ARRAY(arena, double, rows),
                   .cost = CG_ARRAY(arena, double, columns),
                   .variable = CG_ARRAY(arena, int, all),
                   .number = CG_ARRAY(arena, int, columns),
                   .side = CG_ARRAY(arena, double, all),
                   .reduced = CG_ARRAY(arena, double, all),
                   .turning = CG_ARRAY(arena, double, all),
                   .tableau = CG_ARRAY(arena, double, all),
                   .start = CG_ARRAY(arena, int, all + 1),
                   .row = CG_ARRAY(arena, int, entries),
                   .value = CG_ARRAY(arena, double, entries),
                   .solved = CG_ARRAY(arena, double, rows),
                   .across = CG_ARRAY(arena, double, rows),
                   .turn = CG_ARRAY(arena, double, rows),
                   .way = CG_ARRAY(arena, double, columns),
                   .weight = CG_ARRAY(arena, double, rows),
                   .filled = CG_ARRAY(arena, int, rows)};
    for (int i = 0; i < s->rows; i++) {
        w->variable[i] = s->columns + i;
    }
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
        w->across[i] =
            v < w->s->columns ? w->s->cost[v] - priced(w, v, w->dual) : -w->dual[v - w->s->columns];
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
        set_basic(w);
        set_dual(w, w->s->cost, w->dual);
    }
    drop_endless(w, w->dual);
}

/* ---- what is looked at */

static int number_of(const cg_walk *w, int variable) {
    int columns = w->s->columns;
    return variable < columns ? w->number[variable] : variable - columns;
}

static void set_side(cg_walk *w, int n) {
    int v = w->variable[n];
    bool moves = w->at[v] != CG_BASIC && low(w, v) < high(w, v);
    w->side[n] = !moves ? 0 : w->at[v] == CG_AT_LOWER ? 1 : -1;
}

static void set_sides(cg_walk *w) {
    for (int n = 0; n < w->count; n++) {
        set_side(w, n);
    }
}

static void look_at(cg_walk *w, int column) {
    const cg_scaled *s = w->s;
    int n = w->count++, to = w->start[n];
    w->variable[n] = column;
    w->number[column] = n;
    for (int k = s->start[column]; k < s->start[column + 1]; k++) {
        w->row[to] = s->index[k] - 1;
        w->value[to++] = s->value[k];
    }
    w->start[n + 1] = to;
    set_side(w, n);
}

static void look_at_slacks(cg_walk *w) {
    w->count = w->s->rows;
    for (int i = 0; i < w->s->rows; i++) {
        set_side(w, i);
    }
}

/* `sum` is what the rows' prices say of each that is looked at: of a slack its own row's. */
static double along(const cg_walk *w, int n, const double *dual) {
    double sum = 0;
    for (int k = w->start[n]; k < w->start[n + 1]; k++) {
        sum += w->value[k] * dual[w->row[k]];
    }
    return sum;
}

static void set_reduced(const cg_walk *w, const double *costs, const double *dual,
                        double *reduced) {
    for (int i = 0; i < w->s->rows; i++) {
        reduced[i] = w->at[w->variable[i]] == CG_BASIC ? 0 : -dual[i];
    }
    for (int n = w->s->rows; n < w->count; n++) {
        int j = w->variable[n];
        reduced[n] = w->at[j] == CG_BASIC ? 0 : costs[j] - along(w, n, dual);
    }
}

static void price_at(cg_walk *w) {
    set_dual(w, w->cost, w->dual);
    set_reduced(w, w->cost, w->dual, w->reduced);
}

/* Chooses anew what is looked at, by duals that stand in the walk. */
static void choose(cg_walk *w) {
    look_at_slacks(w);
    for (int j = 0; j < w->s->columns; j++) {
        bool far =
            w->at[j] == CG_AT_LOWER && w->cost[j] - priced(w, j, w->dual) > FAR * fabs(w->cost[j]);
        w->number[j] = CG_NONE;
        if (!far) {
            look_at(w, j);
        }
    }
    w->kept = w->count;
    set_reduced(w, w->cost, w->dual, w->reduced);
}

/* The same as before, with all that does not rest at its lower bound. */
static void choose_again(cg_walk *w) {
    look_at_slacks(w);
    for (int j = 0; j < w->s->columns; j++) {
        if (w->number[j] != CG_NONE || w->at[j] != CG_AT_LOWER) {
            look_at(w, j);
        }
    }
    set_reduced(w, w->cost, w->dual, w->reduced);
}

/* Whether columns that were not looked at would pay at the block's costs with these duals: they are
 * looked at from now on. */
static bool look_at_paying(cg_walk *w, const double *dual) {
    int before = w->count;
    for (int j = 0; j < w->s->columns; j++) {
        if (w->number[j] == CG_NONE && low(w, j) < high(w, j) &&
            w->s->cost[j] - priced(w, j, dual) < -price_room(w, j)) {
            look_at(w, j);
        }
    }
    return w->count > before;
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
    if (basic != w->s->rows || !make_factors(w) || !set_resting(w)) {
        return false;
    }
    memcpy(w->cost, w->s->cost, (size_t)w->s->columns * sizeof(double));
    set_basic(w);
    set_dual(w, w->cost, w->dual);
    choose(w);
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
    choose_again(w);
    return true;
}

/* ---- an exchange */

/* The row of the tableau at a place, of all that can move. */
static void set_row(cg_walk *w, int place) {
    memset(w->across, 0, (size_t)w->s->rows * sizeof(double));
    w->across[place] = 1;
    cg_factor_back(w->factor, w->across);
    for (int i = 0; i < w->s->rows; i++) {
        w->tableau[i] = w->side[i] == 0 ? 0 : w->across[i];
    }
    for (int n = w->s->rows; n < w->count; n++) {
        w->tableau[n] = w->side[n] == 0 ? 0 : along(w, n, w->across);
    }
}

static void set_solved(cg_walk *w, int variable) {
    memset(w->solved, 0, (size_t)w->s->rows * sizeof(double));
    add_column(w, variable, 1, w->solved);
    cg_factor_forward(w->factor, w->solved);
    w->filled_count = 0;
    for (int i = 0; i < w->s->rows; i++) {
        if (w->solved[i] != 0) {
            w->filled[w->filled_count++] = i;
        }
    }
}

/* The reduced costs after the row that stands there was used. */
static void turn_row(cg_walk *w, int entering, int leaving, double pivot, double *reduced) {
    double times = reduced[entering] / pivot;
    for (int n = 0; times != 0 && n < w->count; n++) {
        reduced[n] -= times * w->tableau[n];
    }
    reduced[entering] = 0;
    reduced[leaving] = -times;
}

/* Moves all basic values, and the entering one by `by`. */
static void move(cg_walk *w, int entering, double by) {
    if (by == 0) {
        return;
    }
    for (int n = 0; n < w->filled_count; n++) {
        int i = w->filled[n];
        w->x[w->head[i]] -= by * w->solved[i];
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
    set_side(w, number_of(w, leaving));
    set_side(w, number_of(w, entering));
}

/* ---- bounds and sides */

/* Of the values beyond their bounds, the place of the furthest, by weight; CG_NONE. */
static int furthest_out(const cg_walk *w) {
    int place = CG_NONE;
    double most = 0;
    for (int i = 0; i < w->s->rows; i++) {
        int v = w->head[i];
        double l = low(w, v), h = high(w, v), x = w->x[v];
        double out = x < l ? l - x : x - h;
        if (out > ROOM + TOLERANCE * fabs(x < l ? l : h) && out * out > most * w->weight[i]) {
            most = out * out / w->weight[i];
            place = i;
        }
    }
    return place;
}

/* What enters so that reduced costs keep their signs: of those that nearly bind, the one with the
 * largest pivot (Harris 1973). A number of what is looked at; CG_NONE. */
static int first_to_bind(const cg_walk *w, bool rises) {
    double least = INFINITY, towards = rises ? -1 : 1;
    for (int n = 0; n < w->count; n++) {
        double by = towards * w->side[n] * w->tableau[n];
        if (by > PIVOT) {
            double at = (fabs(w->reduced[n]) + TOLERANCE) / by;
            least = at < least ? at : least;
        }
    }
    int entering = CG_NONE;
    double largest = 0;
    for (int n = 0; n < w->count && isfinite(least); n++) {
        double by = towards * w->side[n] * w->tableau[n];
        if (by > PIVOT && by > largest && fabs(w->reduced[n]) <= least * by) {
            entering = n;
            largest = by;
        }
    }
    return entering;
}

static signed char other_bound(signed char at) {
    return at == CG_AT_LOWER ? CG_AT_UPPER : CG_AT_LOWER;
}

/* Puts each variable where its reduced cost wants it, if there is such a bound; false where there
 * is none at all. */
static bool rest_by_price(cg_walk *w) {
    for (int n = 0; n < w->count; n++) {
        int v = w->variable[n];
        if (w->at[v] == CG_BASIC || low(w, v) == high(w, v)) {
            continue;
        }
        double wrong = w->at[v] == CG_AT_LOWER ? -w->reduced[n] : w->reduced[n];
        double other = w->at[v] == CG_AT_LOWER ? high(w, v) : low(w, v);
        if ((wrong > price_room(w, v) && isfinite(other)) || !isfinite(resting(w, v))) {
            w->at[v] = other_bound(w->at[v]);
        }
    }
    set_sides(w);
    return set_resting(w);
}

/* Weights near those of steepest edges, which begin as equals (Harris 1973; Forrest and Goldfarb
 * 1992). */
static void weigh(cg_walk *w, int place) {
    double pivot = w->solved[place], own = w->weight[place];
    for (int n = 0; n < w->filled_count; n++) {
        int i = w->filled[n];
        double share = w->solved[i] / pivot;
        w->weight[i] = fmax(w->weight[i], share * share * own);
    }
    w->weight[place] = fmax(1, own / (pivot * pivot));
}

static int longest(const cg_walk *w) {
    return LONGEST + LONGEST_A_ROW * w->s->rows;
}

/* Looks at all columns, where those looked at cannot make up for a value; what would pay goes to
 * its other bound, so that reduced costs keep their signs. False: there are no more. */
static bool look_at_all(cg_walk *w) {
    int before = w->count;
    for (int j = 0; j < w->s->columns; j++) {
        if (w->number[j] == CG_NONE && low(w, j) < high(w, j)) {
            look_at(w, j);
        }
    }
    price_at(w);
    if (w->count == before || !rest_by_price(w)) {
        return false;
    }
    set_basic(w);
    return true;
}

static void weigh_equal(cg_walk *w) {
    for (int i = 0; i < w->s->rows; i++) {
        w->weight[i] = 1;
    }
}

/* A value that is out by no more than rounding goes to its bound; the proof has the last word. */
static bool drop_rounding(cg_walk *w, int place) {
    int v = w->head[place];
    double broken = w->x[v] < low(w, v) ? low(w, v) : high(w, v);
    bool is_rounding = fabs(w->x[v] - broken) <= CG_CLEAN * (1 + fabs(broken));
    w->x[v] = is_rounding ? broken : w->x[v];
    return is_rounding;
}

/* One exchange for the value at a place. False: the factors are too worn to tell. */
static bool mend(cg_walk *w, int place, int entering, bool rises) {
    int leaving = w->head[place], variable = w->variable[entering];
    set_solved(w, variable);
    double pivot = w->solved[place];
    if (fabs(pivot - w->tableau[entering]) > AGREES * (1 + fabs(pivot)) || pivot == 0) {
        return false;
    }
    if (w->side[entering] * w->reduced[entering] < 0) {
        w->reduced[entering] = 0; /* rounding, which would lead back */
    }
    double bound = rises ? low(w, leaving) : high(w, leaving);
    move(w, variable, (w->x[leaving] - bound) / pivot);
    turn_row(w, entering, number_of(w, leaving), pivot, w->reduced);
    weigh(w, place);
    exchange(w, place, variable, rises);
    return true;
}

static bool follow_sides(cg_walk *w) {
    price_at(w);
    if (!rest_by_price(w)) {
        return false;
    }
    set_basic(w);
    weigh_equal(w);
    bool fresh = false;
    for (int left = longest(w); left > 0; left--) {
        int place = furthest_out(w);
        if (place == CG_NONE) {
            return true;
        }
        bool rises = w->x[w->head[place]] < low(w, w->head[place]);
        set_row(w, place);
        int entering = first_to_bind(w, rises);
        if (entering == CG_NONE) {
            if (look_at_all(w)) {
                continue;
            }
            if (drop_rounding(w, place)) {
                continue;
            }
            return false; /* nothing can make up for it: whoever solves it anew will say */
        }
        bool is_mended = mend(w, place, entering, rises);
        if (!is_mended && fresh) {
            return false;
        }
        fresh = !is_mended;
        if (!is_mended || !cg_factor_exchange(w->factor, place, w->solved)) {
            weigh_equal(w); /* places change */
            if (!cg_walk_renew(w)) {
                return false;
            }
        }
    }
    return false;
}

/* ---- costs */

/* How far on the way, 0 to 1, the reduced cost of what is looked at turns to the wrong sign, not
 * before `now`; infinite where it has the right one at the end. */
static double turns_at(const cg_walk *w, int n, double now) {
    double at_first = w->side[n] * w->reduced[n], turning = w->side[n] * w->turning[n];
    if (at_first + turning >= 0 || at_first + turning >= -price_room(w, w->variable[n])) {
        return INFINITY;
    }
    double at = turning < 0 ? at_first / -turning : now;
    return at > now ? at : now;
}

/* The next to enter on the way, of several at once the one that is most wrong, and where; CG_NONE
 * where there is none before its end. */
static int next_to_turn(cg_walk *w, double *now) {
    int entering = CG_NONE;
    double next = INFINITY, before = *now, wrong = 0;
    for (int n = 0; n < w->count; n++) {
        double at = turns_at(w, n, before);
        if (at < next || (at == next && at == before)) {
            double beyond = fabs(w->reduced[n] + before * w->turning[n]);
            if (at < next || beyond > wrong) {
                next = at;
                entering = n;
                wrong = beyond;
            }
        }
    }
    *now = entering == CG_NONE ? 1 : fmin(next, 1);
    return entering;
}

/* How far the entering variable may move by what a place allows, with some room. */
static double room_of(const cg_walk *w, int place, double falls, double room) {
    int v = w->head[place];
    double bound = falls > 0 ? low(w, v) : high(w, v);
    double way = falls > 0 ? w->x[v] - bound : bound - w->x[v];
    return isfinite(bound) ? ((way > 0 ? way : 0) + room * (1 + fabs(bound))) / fabs(falls)
                           : INFINITY;
}

/* What leaves for a variable that rises (or falls): a place, or CG_NONE where it reaches its own
 * other bound before. `by` is how far; infinite where nothing stops it. */
static int first_to_stop(const cg_walk *w, int entering, double direction, double *by) {
    double least = INFINITY;
    for (int n = 0; n < w->filled_count; n++) {
        int i = w->filled[n];
        double falls = direction * w->solved[i];
        if (fabs(falls) > PIVOT) {
            double most = room_of(w, i, falls, ROOM);
            least = most < least ? most : least;
        }
    }
    int place = CG_NONE;
    for (int n = 0; n < w->filled_count; n++) {
        int i = w->filled[n];
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
static bool step(cg_walk *w, int entering) {
    int variable = w->variable[entering];
    double direction = w->side[entering], by;
    set_solved(w, variable);
    int place = first_to_stop(w, variable, direction, &by);
    if (!isfinite(by)) {
        return false;
    }
    if (place == CG_NONE) {
        move(w, variable, direction * by);
        w->at[variable] = other_bound(w->at[variable]);
        w->x[variable] = resting(w, variable);
        set_side(w, entering);
        return true;
    }
    int leaving = number_of(w, w->head[place]);
    double pivot = w->solved[place];
    set_row(w, place);
    if (fabs(pivot - w->tableau[entering]) > AGREES * (1 + fabs(pivot))) {
        return false;
    }
    move(w, variable, direction * by);
    turn_row(w, entering, leaving, pivot, w->reduced);
    turn_row(w, entering, leaving, pivot, w->turning);
    exchange(w, place, variable, direction * pivot > 0);
    if (!cg_factor_exchange(w->factor, place, w->solved)) {
        if (!cg_walk_renew(w)) {
            return false;
        }
        set_turning(w);
    }
    return true;
}

/* One way from the costs of the walk to those of the block. */
static bool go(cg_walk *w) {
    double now = 0;
    price_at(w);
    set_turning(w);
    for (int left = longest(w); left > 0; left--) {
        int entering = next_to_turn(w, &now);
        if (entering == CG_NONE) {
            memcpy(w->cost, w->s->cost, (size_t)w->s->columns * sizeof(double));
            return true;
        }
        if (!step(w, entering)) {
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

/* What the duals of this basis would have pay at the end of the way is looked at before, and what
 * pays there all the same makes another way, from there to there. */
static bool follow_costs(cg_walk *w) {
    set_way(w);
    set_dual(w, w->s->cost, w->dual);
    look_at_paying(w, w->dual);
    do {
        if (!go(w)) {
            return false;
        }
        set_way(w);
        set_dual(w, w->cost, w->dual);
    } while (look_at_paying(w, w->dual));
    if (w->count > OUTWEIGHED * w->kept + ALWAYS_KEPT) {
        choose(w);
    } else {
        set_reduced(w, w->cost, w->dual, w->reduced);
    }
    return true;
}

bool cg_walk_follow(cg_walk *w, bool sides) {
    return (!sides || follow_sides(w)) && follow_costs(w);
}

static double reach_of(const cg_walk *w, int v, double side, double reduced, double turning) {
    double against = -side * turning;
    return against <= 0 ? FURTHEST : (fabs(reduced) + price_room(w, v)) / against;
}

double cg_walk_reach(cg_walk *w, const double *slope, double sign) {
    for (int j = 0; j < w->s->columns; j++) {
        w->way[j] = sign * slope[j];
    }
    set_turning(w);
    double reach = FURTHEST;
    for (int n = 0; n < w->count; n++) {
        double one = reach_of(w, w->variable[n], w->side[n], w->reduced[n], w->turning[n]);
        reach = fmin(reach, one);
    }
    for (int j = 0; j < w->s->columns; j++) {
        if (w->number[j] == CG_NONE && low(w, j) < high(w, j)) {
            double reduced = w->cost[j] - priced(w, j, w->dual);
            double turning = w->way[j] - priced(w, j, w->turn);
            reach = fmin(reach, reach_of(w, j, 1, reduced, turning));
        }
    }
    return reach;
}

void cg_walk_lean(cg_walk *w, double times) {
    for (int i = 0; i < w->s->rows; i++) {
        w->turn[i] = w->dual[i] + times * w->turn[i];
    }
    drop_endless(w, w->turn);
}
