/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After costs have changed: from the old to the new on a straight line, by the parametric primal
 * simplex method. */
#include "program/walk_state.h"

/* All that is looked at is chosen anew when there is so many times more than at first. */
#define OUTWEIGHED 2
#define ALWAYS_KEPT 200
/* Far enough for any reach. */
#define FURTHEST 1e9

/* The next to enter on the way, of several at once the one that is most wrong: its number, CG_NONE
 * where there is none before the end; and where on the way, 0 to 1, its reduced cost turns to the
 * wrong sign. */
typedef struct turning {
    int entering;
    double at, before; /* not before that */
    double wrong;
} turning;

static turning none_turns(double before) {
    return (turning){.entering = CG_NONE, .at = INFINITY, .before = before};
}

static inline void look_for_turn(const cg_walk *w, int n, turning *next) {
    double reduced = w->reduced[n], turns = w->turning[n], side = w->side[n];
    double at_end = side * (reduced + turns);
    if (at_end >= 0 || at_end >= -cg_walk_price_room(w, w->variable[n])) {
        return;
    }
    double at = side * turns < 0 ? -reduced / turns : next->before;
    at = at > next->before ? at : next->before;
    if (at < next->at || (at == next->at && at == next->before)) {
        double beyond = fabs(reduced + next->before * turns);
        if (at < next->at || beyond > next->wrong) {
            *next = (turning){n, at, next->before, beyond};
        }
    }
}

static turning next_to_turn(const cg_walk *w, double now) {
    turning next = none_turns(now);
    for (int k = 0; k < w->slack_count; k++) {
        look_for_turn(w, w->slacks[k], &next);
    }
    for (int k = 0; k < w->column_count; k++) {
        look_for_turn(w, w->columns[k], &next);
    }
    return next;
}

/* What leaves for a variable that rises (or falls): a place, or CG_NONE where it reaches its own
 * other bound before. `by` is how far; infinite where nothing stops it. Of what stops it at nearly
 * the same time the largest pivot is taken (Harris 1973). */
static int first_to_stop(cg_walk *w, int entering, double direction, double *by) {
    double least = INFINITY, largest = 0;
    for (int n = 0; n < w->filled_count; n++) {
        int i = w->filled[n];
        double falls = direction * w->solved[i], size = fabs(falls);
        double bound = falls > 0 ? w->low[i] : w->high[i];
        double way = fmax(0, copysign(1, falls) * (w->x[w->head[i]] - bound));
        bool stops = size > CG_WALK_PIVOT && isfinite(bound);
        w->stops[n] = stops ? way / size : INFINITY;
        if (stops && way + CG_WALK_ROOM * (1 + fabs(bound)) < least * size) {
            least = (way + CG_WALK_ROOM * (1 + fabs(bound))) / size;
        }
    }
    int place = CG_NONE;
    *by = INFINITY;
    for (int n = 0; n < w->filled_count && isfinite(least); n++) {
        double size = fabs(w->solved[w->filled[n]]);
        if (w->stops[n] <= least && size > largest) {
            place = w->filled[n];
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

static void set_turning(cg_walk *w) {
    cg_walk_set_dual(w, w->way, w->turn);
    cg_walk_set_reduced(w, w->way, w->turn, w->turning);
}

/* What a step changes of reduced costs and their turning: so many times the row. */
typedef struct turn {
    int entering;
    double reduced, turning;
} turn;

static inline void turn_one(cg_walk *w, int n, const turn *by, turning *next) {
    double entry = cg_walk_entry(w, n);
    if (n == by->entering) {
        return;
    }
    w->reduced[n] -= by->reduced * entry;
    w->turning[n] -= by->turning * entry;
    look_for_turn(w, n, next);
}

/* Goes through all that can move, once: its entry in the row, what that changes, and who is next.
 */
static turning turn_all(cg_walk *w, int entering, int leaving, double pivot, double now) {
    turn by = {entering, w->reduced[entering] / pivot, w->turning[entering] / pivot};
    turning next = none_turns(now);
    for (int k = 0; k < w->slack_count; k++) {
        turn_one(w, w->slacks[k], &by, &next);
    }
    for (int k = 0; k < w->column_count; k++) {
        turn_one(w, w->columns[k], &by, &next);
    }
    w->reduced[entering] = w->turning[entering] = 0;
    w->reduced[leaving] = -by.reduced;
    w->turning[leaving] = -by.turning;
    return next;
}

/* One step on the way: a variable enters, or goes to its other bound. Tells who is next. */
static bool step(cg_walk *w, turning *next) {
    int entering = next->entering, variable = w->variable[entering];
    double direction = w->side[entering], now = fmin(next->at, 1), by;
    cg_walk_set_solved(w, variable);
    int place = first_to_stop(w, variable, direction, &by);
    if (!isfinite(by)) {
        return false;
    }
    if (place == CG_NONE) {
        cg_walk_move(w, variable, direction * by);
        w->at[variable] = cg_walk_other_bound(w->at[variable]);
        w->x[variable] = cg_walk_resting(w, variable);
        cg_walk_set_side(w, entering);
        *next = next_to_turn(w, now);
        return true;
    }
    int leaving = cg_walk_number_of(w, w->head[place]);
    double pivot = w->solved[place];
    cg_factor_row(w->factor, place, w->across);
    if (fabs(pivot - cg_walk_entry(w, entering)) > CG_WALK_AGREES * (1 + fabs(pivot))) {
        return false;
    }
    cg_walk_move(w, variable, direction * by);
    *next = turn_all(w, entering, leaving, pivot, now);
    cg_walk_exchange(w, place, variable, direction * pivot > 0);
    if (cg_factor_exchange(w->factor, pivot)) {
        if (w->side[leaving] != 0) {
            look_for_turn(w, leaving, next);
        }
        return true;
    }
    if (!cg_walk_renew(w)) {
        return false;
    }
    set_turning(w);
    *next = next_to_turn(w, now);
    return true;
}

/* From the costs of the walk to those of the block: costs of what is looked at. */
static void set_way(cg_walk *w) {
    for (int n = w->s->rows; n < w->count; n++) {
        int j = w->variable[n];
        w->way[j] = w->s->cost[j] - w->cost[j];
    }
}

static void arrive(cg_walk *w) {
    for (int n = w->s->rows; n < w->count; n++) {
        int j = w->variable[n];
        w->cost[j] = w->s->cost[j];
    }
}

/* One way from the costs of the walk to those of the block. */
static bool go(cg_walk *w, cg_solver *solver) {
    set_way(w);
    cg_walk_price_at(w);
    set_turning(w);
    turning next = next_to_turn(w, 0);
    for (int left = cg_walk_longest(w); left > 0 && !cg_walk_must_stop(solver, left); left--) {
        if (next.entering == CG_NONE) {
            arrive(w);
            return true;
        }
        if (!step(w, &next)) {
            return false;
        }
    }
    return false;
}

/* What pays there all the same makes another way, from there to there. */
bool cg_walk_follow_costs(cg_walk *w, cg_solver *solver) {
    if (w->count > OUTWEIGHED * w->kept + ALWAYS_KEPT) {
        cg_walk_set_dual(w, w->s->cost, w->dual);
        cg_walk_choose(w);
    }
    do {
        if (!go(w, solver)) {
            return false;
        }
        cg_walk_set_dual(w, w->cost, w->dual);
    } while (cg_walk_look_near(w));
    return true;
}

static double reach_of(const cg_walk *w, int v, double side, double reduced, double turns) {
    double against = -side * turns;
    return against <= 0 ? FURTHEST : (fabs(reduced) + cg_walk_price_room(w, v)) / against;
}

double cg_walk_reach(cg_walk *w, const double *slope, double sign) {
    for (int n = w->s->rows; n < w->count; n++) {
        w->way[w->variable[n]] = sign * slope[w->variable[n]];
    }
    cg_walk_price_at(w);
    set_turning(w);
    double reach = FURTHEST;
    for (int n = 0; n < w->count; n++) {
        double one = reach_of(w, w->variable[n], w->side[n], w->reduced[n], w->turning[n]);
        reach = fmin(reach, one);
    }
    for (int j = 0; j < w->s->columns; j++) {
        if (w->number[j] == CG_NONE && cg_walk_low(w, j) < cg_walk_high(w, j)) {
            double reduced = w->s->cost[j] - cg_walk_priced(w, j, w->dual);
            double turns = sign * slope[j] - cg_walk_priced(w, j, w->turn);
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
