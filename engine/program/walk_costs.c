/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After costs have changed: from the old to the new on a straight line, by the parametric primal
 * simplex method. */
#include "program/walk_state.h"

/* All that is looked at is chosen anew when there is so many times more than at first. */
#define OUTWEIGHED 2
#define ALWAYS_KEPT 200
/* Far enough for any reach. */
#define FURTHEST 1e9

/* Where on the way, 0 to 1, the reduced cost of what is looked at turns to the wrong sign. */
typedef struct turning {
    int number; /* CG_NONE: nowhere before its end */
    double at;  /* not before `now` */
    double wrong;
} turning;

static inline turning turn_of(const cg_walk *w, int n, double now) {
    double reduced = w->reduced[n], turns = w->turning[n], side = w->side[n];
    double at_end = side * (reduced + turns);
    if (at_end >= 0 || at_end >= -cg_walk_price_room(w, w->variable[n])) {
        return (turning){.number = CG_NONE};
    }
    double at = side * turns < 0 ? fmax(-reduced / turns, now) : now;
    return (turning){n, at, fabs(reduced + now * turns)};
}

/* Of several at once the one that is most wrong. */
static inline bool is_before(const turning *a, const turning *b) {
    return a->at < b->at || (a->at == b->at && a->wrong > b->wrong);
}

/* The next to turn, in order, and one more. */
typedef struct bundle {
    int count;
    turning next[CG_TOGETHER + 1];
    double now, horizon; /* how far it is gone with */
    int reached;         /* rows */
} bundle;

static inline void offer(const cg_walk *w, bundle *b, int n) {
    turning one = turn_of(w, n, b->now);
    if (one.number == CG_NONE ||
        (b->count > CG_TOGETHER && !is_before(&one, &b->next[CG_TOGETHER]))) {
        return;
    }
    int at = b->count > CG_TOGETHER ? CG_TOGETHER : b->count++;
    for (; at > 0 && is_before(&one, &b->next[at - 1]); at--) {
        b->next[at] = b->next[at - 1];
    }
    b->next[at] = one;
}

/* Duals at the costs of the walk, and how they turn on the way. */
static void set_pair(cg_walk *w) {
    for (int i = 0; i < w->s->rows; i++) {
        int n = w->head_number[i];
        w->pair[2 * i] = n < w->s->rows ? 0 : w->begins[n];
        w->pair[2 * i + 1] = n < w->s->rows ? 0 : w->changes[n];
    }
    cg_factor_back_pair(w->factor, w->pair);
    for (int i = 0; i < w->s->rows; i++) {
        if (w->at[w->s->columns + i] == CG_BASIC) {
            w->pair[2 * i] = w->pair[2 * i + 1] = 0;
        }
    }
}

static inline void price(cg_walk *w, int n) {
    double reduced = w->begins[n], turns = w->changes[n];
    for (int k = w->start[n]; k < w->start[n + 1]; k++) {
        const double *dual = w->pair + 2 * (size_t)w->row[k];
        reduced -= w->value[k] * dual[0];
        turns -= w->value[k] * dual[1];
    }
    w->reduced[n] = reduced;
    w->turning[n] = turns;
}

/* All that can move is priced; of that the next to turn, not before `now`. */
static bundle next_to_turn(cg_walk *w, double now) {
    bundle b = {.now = now};
    set_pair(w);
    for (int k = 0; k < w->slack_count; k++) {
        int n = w->slacks[k];
        w->reduced[n] = -w->pair[2 * n];
        w->turning[n] = -w->pair[2 * n + 1];
        offer(w, &b, n);
    }
    for (int k = 0; k < w->column_count; k++) {
        price(w, w->columns[k]);
        offer(w, &b, w->columns[k]);
    }
    b.horizon = b.count > CG_TOGETHER ? b.next[CG_TOGETHER].at : INFINITY;
    b.count = b.count > CG_TOGETHER ? CG_TOGETHER : b.count;
    return b;
}

/* What leaves for a variable that rises (or falls): a place, or CG_NONE where it reaches its own
 * other bound before. `by` is how far; infinite where nothing stops it. Of what stops it at nearly
 * the same time the largest pivot is taken (Harris 1973). */
static int first_to_stop(cg_walk *w, int entering, double direction, double *by) {
    double least = INFINITY, largest = 0;
    int count = 0; /* of those that were the first, give or take the room, when they were met */
    for (int n = 0; n < w->filled_count; n++) {
        int i = w->filled[n];
        double falls = direction * w->solved[i], size = fabs(falls);
        double bound = falls > 0 ? w->low[i] : w->high[i];
        double way = fmax(0, falls > 0 ? w->basic[i] - bound : bound - w->basic[i]);
        if (size > CG_WALK_PIVOT && way < least * size && isfinite(bound)) {
            least = fmin(least, (way + CG_WALK_ROOM * (1 + fabs(bound))) / size);
            w->stops[count] = way / size;
            w->stopping[count++] = i;
        }
    }
    int place = CG_NONE;
    *by = INFINITY;
    for (int n = 0; n < count; n++) {
        double size = fabs(w->solved[w->stopping[n]]);
        if (w->stops[n] <= least && size > largest) {
            place = w->stopping[n];
            largest = size;
            *by = w->stops[n];
        }
    }
    double range = cg_walk_high(w, entering) - cg_walk_low(w, entering);
    if (range <= *by) {
        *by = range;
        return CG_NONE;
    }
    return place;
}

/* Their columns, solved side by side. */
static void solve_bundle(cg_walk *w, bundle *b) {
    const cg_scaled *s = w->s;
    b->reached = 0;
    for (int slot = 0; slot < b->count; slot++) {
        int v = w->variable[b->next[slot].number];
        if (v >= s->columns) {
            w->together[(size_t)(v - s->columns) * CG_TOGETHER + (size_t)slot] = 1;
            w->reached[b->reached++] = v - s->columns;
            continue;
        }
        for (int k = s->start[v]; k < s->start[v + 1]; k++) {
            size_t row = (size_t)(s->index[k] - 1);
            w->together[row * CG_TOGETHER + (size_t)slot] = s->value[k];
            w->reached[b->reached++] = (int)row;
        }
    }
    b->reached = cg_factor_together(w->factor, w->together, w->reached, b->reached);
}

static void clear_bundle(cg_walk *w, const bundle *b) {
    for (int n = 0; n < b->reached; n++) {
        memset(w->together + (size_t)w->reached[n] * CG_TOGETHER, 0, CG_TOGETHER * sizeof(double));
    }
}

/* One of its columns, as solved by itself. */
static void take_out(cg_walk *w, const bundle *b, int slot) {
    w->filled_count = 0;
    for (int n = 0; n < b->reached; n++) {
        int i = w->reached[n];
        double value = w->together[(size_t)i * CG_TOGETHER + (size_t)slot];
        w->solved[i] = value;
        w->filled[w->filled_count] = i;
        w->filled_count += value != 0; /* a branch would be guessed wrong too often */
    }
}

/* The others after an exchange; what leaves takes the slot of what enters. */
static void turn_bundle(cg_walk *w, bundle *b, int slot, int place, int leaving) {
    double times[CG_TOGETHER], pivot = w->solved[place];
    double *own = w->together + (size_t)place * CG_TOGETHER;
    double reduced = w->reduced[b->next[slot].number], turns = w->turning[b->next[slot].number];
    for (int n = 0; n < CG_TOGETHER; n++) {
        times[n] = own[n] / pivot;
    }
    times[slot] = 1 + 1 / pivot; /* a - (1 + 1 / pivot) a is - a / pivot */
    for (int n = 0; n < w->filled_count; n++) {
        double *to = w->together + (size_t)w->filled[n] * CG_TOGETHER;
        double value = w->solved[w->filled[n]];
        for (int k = 0; k < CG_TOGETHER; k++) {
            to[k] -= times[k] * value;
        }
    }
    for (int n = 0; n < b->count; n++) {
        own[n] = times[n];
        w->reduced[b->next[n].number] -= n == slot ? 0 : times[n] * reduced;
        w->turning[b->next[n].number] -= n == slot ? 0 : times[n] * turns;
    }
    own[slot] = 1 / pivot;
    w->reduced[b->next[slot].number] = w->turning[b->next[slot].number] = 0;
    w->reduced[leaving] = -reduced / pivot;
    w->turning[leaving] = -turns / pivot;
    b->next[slot].number = leaving;
}

typedef enum progress { WENT_ON, WORN, LOST } progress;

/* One step on the way: a variable of the bundle enters, or goes to its other bound. */
static progress step(cg_walk *w, bundle *b, int slot) {
    int entering = b->next[slot].number, variable = w->variable[entering];
    double direction = w->side[entering], by;
    take_out(w, b, slot);
    int place = first_to_stop(w, variable, direction, &by);
    if (!isfinite(by)) {
        return LOST;
    }
    cg_walk_move(w, variable, direction * by);
    if (place == CG_NONE) {
        w->at[variable] = cg_walk_other_bound(w->at[variable]);
        w->x[variable] = cg_walk_resting(w, variable);
        cg_walk_set_side(w, entering);
        return WENT_ON;
    }
    double pivot = w->solved[place];
    turn_bundle(w, b, slot, place, cg_walk_number_of(w, w->head[place]));
    cg_walk_exchange(w, place, variable, direction * pivot > 0);
    return cg_factor_exchange(w->factor, place, variable, pivot) ? WENT_ON : WORN;
}

/* The slot of the next in the bundle; CG_NONE where others come before. */
static int next_slot(const cg_walk *w, bundle *b, bool is_first) {
    turning next = {.at = INFINITY};
    int slot = CG_NONE;
    for (int n = 0; n < b->count; n++) {
        turning one = {.number = CG_NONE};
        if (w->side[b->next[n].number] != 0) {
            one = turn_of(w, b->next[n].number, b->now);
        }
        if (one.number != CG_NONE && is_before(&one, &next)) {
            next = one;
            slot = n;
        }
    }
    if (slot == CG_NONE || (!is_first && next.at > b->horizon)) {
        return CG_NONE;
    }
    b->now = fmin(next.at, 1);
    return slot;
}

/* All steps that a bundle is good for; takes them from `left`. */
static progress run(cg_walk *w, bundle *b, int *left) {
    progress went = WENT_ON;
    solve_bundle(w, b);
    int slot = next_slot(w, b, true);
    while (went == WENT_ON && slot != CG_NONE && *left > 0) {
        went = step(w, b, slot);
        slot = next_slot(w, b, false);
        (*left)--;
    }
    clear_bundle(w, b);
    return went;
}

/* From the costs of the walk to those of the block: costs of what is looked at. */
static void set_way(cg_walk *w) {
    for (int n = w->s->rows; n < w->count; n++) {
        int j = w->variable[n];
        w->begins[n] = w->cost[j];
        w->changes[n] = w->s->cost[j] - w->cost[j];
    }
    for (int i = 0; i < w->s->rows; i++) {
        w->head_number[i] = cg_walk_number_of(w, w->head[i]);
    }
}

/* Duals are left at the end of the way. */
static void arrive(cg_walk *w) {
    for (int n = w->s->rows; n < w->count; n++) {
        int j = w->variable[n];
        w->cost[j] = w->s->cost[j];
    }
    for (int i = 0; i < w->s->rows; i++) {
        w->dual[i] = w->pair[2 * i] + w->pair[2 * i + 1];
    }
}

/* One way from the costs of the walk to those of the block. */
static bool go(cg_walk *w, cg_solver *solver) {
    set_way(w);
    int left = cg_walk_longest(w);
    double now = 0;
    while (left > 0 && !cg_must_stop(solver)) {
        bundle b = next_to_turn(w, now);
        if (b.count == 0) {
            arrive(w);
            return true;
        }
        progress went = run(w, &b, &left);
        if (went == LOST || (went == WORN && !cg_walk_renew(w))) {
            return false;
        }
        now = b.now;
    }
    return false;
}

bool cg_walk_is_outgrown(const cg_walk *w) {
    return w->count > OUTWEIGHED * w->kept + ALWAYS_KEPT;
}

void cg_walk_trim(cg_walk *w) {
    cg_walk_set_dual(w, w->s->cost, w->dual);
    cg_walk_choose(w);
}

/* What pays there all the same makes another way, from there to there. */
bool cg_walk_follow_costs(cg_walk *w, cg_solver *solver) {
    do {
        if (!go(w, solver)) {
            return false;
        }
    } while (cg_walk_look_near(w));
    return true;
}

static double reach_of(const cg_walk *w, int v, double side, double reduced, double turns) {
    double against = -side * turns;
    return against <= 0 ? FURTHEST : (fabs(reduced) + cg_walk_price_room(w, v)) / against;
}

static void set_turning(cg_walk *w) {
    cg_walk_set_dual(w, w->way, w->turn);
    cg_walk_set_reduced(w, w->way, w->turn, w->turning);
}

double cg_walk_reach(cg_walk *w, const cg_walk_line *line, double sign, double worth) {
    for (int n = w->s->rows; n < w->count; n++) {
        w->way[w->variable[n]] = sign * line->slope[w->variable[n]];
    }
    cg_walk_price_at(w);
    set_turning(w);
    double reach = FURTHEST;
    for (int n = 0; n < w->count; n++) {
        double one = reach_of(w, w->variable[n], w->side[n], w->reduced[n], w->turning[n]);
        reach = fmin(reach, one);
    }
    for (int j = 0; j < w->s->columns && reach >= worth; j++) {
        if (w->number[j] == CG_NONE && cg_walk_low(w, j) < cg_walk_high(w, j)) {
            double reduced =
                line->base[j] + line->at * line->slope[j] - cg_walk_priced(w, j, w->dual);
            double turns = sign * line->slope[j] - cg_walk_priced(w, j, w->turn);
            reach = fmin(reach, reach_of(w, j, 1, reduced, turns));
        }
    }
    return reach;
}

void cg_walk_lean(cg_walk *w, double times) {
    for (int i = 0; i < w->s->rows; i++) {
        w->turn[i] = w->dual[i] + times * w->turn[i];
    }
    cg_walk_drop_endless(w, w->turn);
}
