/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After costs have changed: from the old to the new on a straight line, by the parametric primal
 * simplex method. */
#include "program/walk_state.h"

/* All that is looked at is chosen anew when there is so many times more than at first. */
#define OUTWEIGHED 2
#define ALWAYS_KEPT 200
/* Far enough for any reach. */
#define FURTHEST 1e9

/* How far on the way, 0 to 1, the reduced cost of what is looked at turns to the wrong sign, not
 * before `now`; infinite where it has the right one at the end. */
static double turns_at(const cg_walk *w, int n, double now) {
    double at_first = w->side[n] * w->reduced[n], turning = w->side[n] * w->turning[n];
    if (at_first + turning >= 0 || at_first + turning >= -cg_walk_price_room(w, w->variable[n])) {
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
    double bound = falls > 0 ? cg_walk_low(w, v) : cg_walk_high(w, v);
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
        if (fabs(falls) > CG_WALK_PIVOT) {
            double most = room_of(w, i, falls, CG_WALK_ROOM);
            least = most < least ? most : least;
        }
    }
    int place = CG_NONE;
    for (int n = 0; n < w->filled_count; n++) {
        int i = w->filled[n];
        double falls = direction * w->solved[i];
        if (fabs(falls) > CG_WALK_PIVOT && room_of(w, i, falls, 0) <= least &&
            (place == CG_NONE || fabs(falls) > fabs(w->solved[place]))) {
            place = i;
        }
    }
    double range = cg_walk_high(w, entering) - cg_walk_low(w, entering);
    *by = place == CG_NONE ? INFINITY : room_of(w, place, direction * w->solved[place], 0);
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

/* One step on the way: a variable enters, or goes to its other bound. */
static bool step(cg_walk *w, int entering) {
    int variable = w->variable[entering];
    double direction = w->side[entering], by;
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
        return true;
    }
    int leaving = cg_walk_number_of(w, w->head[place]);
    double pivot = w->solved[place];
    cg_walk_set_row(w, place);
    if (fabs(pivot - w->tableau[entering]) > CG_WALK_AGREES * (1 + fabs(pivot))) {
        return false;
    }
    cg_walk_move(w, variable, direction * by);
    cg_walk_turn_row(w, entering, leaving, pivot, w->reduced);
    cg_walk_turn_row(w, entering, leaving, pivot, w->turning);
    cg_walk_exchange(w, place, variable, direction * pivot > 0);
    if (!cg_factor_exchange(w->factor, pivot)) {
        if (!cg_walk_renew(w)) {
            return false;
        }
        set_turning(w);
    }
    return true;
}

/* One way from the costs of the walk to those of the block. */
static bool go(cg_walk *w, cg_solver *solver) {
    double now = 0;
    cg_walk_price_at(w);
    set_turning(w);
    for (int left = cg_walk_longest(w); left > 0 && !cg_walk_must_stop(solver, left); left--) {
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
bool cg_walk_follow_costs(cg_walk *w, cg_solver *solver) {
    set_way(w);
    cg_walk_set_dual(w, w->s->cost, w->dual);
    cg_walk_look_at_paying(w, w->dual);
    do {
        if (!go(w, solver)) {
            return false;
        }
        set_way(w);
        cg_walk_set_dual(w, w->cost, w->dual);
    } while (cg_walk_look_at_paying(w, w->dual));
    if (w->count > OUTWEIGHED * w->kept + ALWAYS_KEPT) {
        cg_walk_choose(w);
    } else {
        cg_walk_set_reduced(w, w->cost, w->dual, w->reduced);
    }
    return true;
}

static double reach_of(const cg_walk *w, int v, double side, double reduced, double turning) {
    double against = -side * turning;
    return against <= 0 ? FURTHEST : (fabs(reduced) + cg_walk_price_room(w, v)) / against;
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
        if (w->number[j] == CG_NONE && cg_walk_low(w, j) < cg_walk_high(w, j)) {
            double reduced = w->cost[j] - cg_walk_priced(w, j, w->dual);
            double turning = w->way[j] - cg_walk_priced(w, j, w->turn);
            reach = fmin(reach, reach_of(w, j, 1, reduced, turning));
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
