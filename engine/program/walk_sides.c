/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After bounds and sides have changed: the dual simplex method. */
#include "program/walk_state.h"

/* Of the values beyond their bounds, the place of the furthest, by weight; CG_NONE. */
static int furthest_out(const cg_walk *w) {
    int place = CG_NONE;
    double most = 0;
    for (int i = 0; i < w->s->rows; i++) {
        double l = w->low[i], h = w->high[i], x = w->basic[i];
        double out = x < l ? l - x : x - h;
        if (out > CG_WALK_ROOM + CG_WALK_TOLERANCE * fabs(x < l ? l : h) &&
            out * out > most * w->weight[i]) {
            most = out * out / w->weight[i];
            place = i;
        }
    }
    return place;
}

/* How much of a number's reduced cost goes for each unit that a value is brought back. */
static inline double pull_of(const cg_walk *w, int n, double towards) {
    return towards * w->side[n] * w->tableau[n];
}

/* Lists in w->pulled which of these could bind, after `count` others, and when the first does, with
 * some room; returns how many there are now. */
static int list_pulled(cg_walk *w, const int *numbers, int of, double towards, int count,
                       double *least) {
    double first = *least;
    for (int k = 0; k < of; k++) {
        int n = numbers[k];
        double by = pull_of(w, n, towards);
        if (by > CG_WALK_PIVOT) {
            double at = (fabs(w->reduced[n]) + CG_WALK_TOLERANCE) / by;
            first = at < first ? at : first;
            w->pulled[count++] = n;
        }
    }
    *least = first;
    return count;
}

/* What enters so that reduced costs keep their signs: of those that nearly bind, the one with the
 * largest pivot (Harris 1973). A number of what is looked at; CG_NONE. */
static int first_to_bind(cg_walk *w, bool rises) {
    double towards = rises ? -1 : 1, least = INFINITY, largest = 0;
    int count = list_pulled(w, w->slacks, w->slack_count, towards, 0, &least);
    count = list_pulled(w, w->columns, w->column_count, towards, count, &least);
    int entering = CG_NONE;
    for (int k = 0; k < count; k++) {
        int n = w->pulled[k];
        double by = pull_of(w, n, towards);
        if (by > largest && fabs(w->reduced[n]) <= least * by) {
            entering = n;
            largest = by;
        }
    }
    return entering;
}

/* The reduced costs after the row that stands there was used. */
static void turn_row(cg_walk *w, int entering, int leaving, double pivot) {
    double times = w->reduced[entering] / pivot;
    for (int k = 0; times != 0 && k < w->slack_count; k++) {
        w->reduced[w->slacks[k]] -= times * w->tableau[w->slacks[k]];
    }
    for (int k = 0; times != 0 && k < w->column_count; k++) {
        w->reduced[w->columns[k]] -= times * w->tableau[w->columns[k]];
    }
    w->reduced[entering] = 0;
    w->reduced[leaving] = -times;
}

/* Puts each variable where its reduced cost wants it, if there is such a bound; false where there
 * is none at all. */
static bool rest_by_price(cg_walk *w) {
    for (int n = 0; n < w->count; n++) {
        int v = w->variable[n];
        if (w->at[v] == CG_BASIC || cg_walk_low(w, v) == cg_walk_high(w, v)) {
            continue;
        }
        double wrong = w->at[v] == CG_AT_LOWER ? -w->reduced[n] : w->reduced[n];
        double other = w->at[v] == CG_AT_LOWER ? cg_walk_high(w, v) : cg_walk_low(w, v);
        if ((wrong > cg_walk_price_room(w, v) && isfinite(other)) ||
            !isfinite(cg_walk_resting(w, v))) {
            w->at[v] = cg_walk_other_bound(w->at[v]);
        }
    }
    cg_walk_set_sides(w);
    return cg_walk_set_resting(w);
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

/* Looks at all columns, where those looked at cannot make up for a value; what would pay goes to
 * its other bound, so that reduced costs keep their signs. False: there are no more. */
static bool look_at_all(cg_walk *w) {
    int before = w->count;
    for (int j = 0; j < w->s->columns; j++) {
        if (w->number[j] == CG_NONE && cg_walk_low(w, j) < cg_walk_high(w, j)) {
            cg_walk_look_at(w, j);
            w->cost[j] = w->s->cost[j];
        }
    }
    cg_walk_price_at(w);
    if (w->count == before || !rest_by_price(w)) {
        return false;
    }
    cg_walk_set_basic(w);
    return true;
}

static void weigh_equal(cg_walk *w) {
    for (int i = 0; i < w->s->rows; i++) {
        w->weight[i] = 1;
    }
}

/* A value that is out by no more than rounding goes to its bound; the proof has the last word. */
static bool drop_rounding(cg_walk *w, int place) {
    double x = w->basic[place], broken = x < w->low[place] ? w->low[place] : w->high[place];
    bool is_rounding = fabs(x - broken) <= CG_CLEAN * (1 + fabs(broken));
    w->basic[place] = is_rounding ? broken : x;
    return is_rounding;
}

/* One exchange for the value at a place. False: the factors are too worn to tell. */
static bool mend(cg_walk *w, int place, int entering, bool rises) {
    int leaving = w->head[place], variable = w->variable[entering];
    cg_walk_set_solved(w, variable);
    double pivot = w->solved[place];
    if (fabs(pivot - w->tableau[entering]) > CG_WALK_AGREES * (1 + fabs(pivot)) || pivot == 0) {
        return false;
    }
    if (w->side[entering] * w->reduced[entering] < 0) {
        w->reduced[entering] = 0; /* rounding, which would lead back */
    }
    double bound = rises ? cg_walk_low(w, leaving) : cg_walk_high(w, leaving);
    cg_walk_move(w, variable, (w->basic[place] - bound) / pivot);
    turn_row(w, entering, cg_walk_number_of(w, leaving), pivot);
    weigh(w, place);
    cg_walk_exchange(w, place, variable, rises);
    return true;
}

bool cg_walk_follow_sides(cg_walk *w, cg_solver *solver) {
    cg_walk_price_at(w);
    if (!rest_by_price(w)) {
        return false;
    }
    cg_walk_set_basic(w);
    weigh_equal(w);
    bool fresh = false;
    for (int left = cg_walk_longest(w); left > 0 && !cg_walk_must_stop(solver, left); left--) {
        int place = furthest_out(w);
        if (place == CG_NONE) {
            return true;
        }
        bool rises = w->basic[place] < w->low[place];
        cg_walk_set_row(w, place);
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
        int variable = w->variable[entering];
        bool is_mended = mend(w, place, entering, rises);
        if (!is_mended && fresh) {
            return false;
        }
        fresh = !is_mended;
        if (!is_mended || !cg_factor_exchange(w->factor, place, variable, w->solved[place])) {
            weigh_equal(w); /* places change */
            if (!cg_walk_renew(w)) {
                return false;
            }
            cg_walk_price_at(w);
        }
    }
    return false;
}
