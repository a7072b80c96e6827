/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which integer a node is branched on: by pseudo-costs that trial branches make reliable. */
#include "program/branching.h"

/* Trials: pivots of each, how many a node, and how many branches make a pseudo-cost reliable. */
#define TRIAL_PIVOTS 15
#define TRIALS 8
#define RELIABLE 1
/* A gain of nothing still tells one candidate from another. */
#define LEAST_GAIN 1e-6

void cg_branching_learn(cg_tree *t, int column, bool up, double gain, double distance) {
    cg_gains *g = &t->gains[column];
    if (distance > CG_WHOLE) {
        g->sum[up] += fmax(0, gain) / distance;
        g->count[up]++;
    }
}

static double expected(const cg_tree *t, int column, bool up, double average) {
    const cg_gains *g = &t->gains[column];
    return g->count[up] > 0 ? g->sum[up] / g->count[up] : average;
}

static double score(double down, double up) {
    return fmax(LEAST_GAIN, down) * fmax(LEAST_GAIN, up);
}

typedef struct candidate {
    int column;
    double score;
} candidate;

/* The integers that are not whole, the best by their pseudo-costs first; at most `most`. */
static int candidates_of(const cg_tree *t, candidate *list, int most) {
    double sum[2] = {0};
    int known[2] = {0};
    for (int k = 0; k < t->integer_count; k++) {
        for (int up = 0; up < 2; up++) {
            const cg_gains *g = &t->gains[t->integers[k]];
            sum[up] += g->count[up] > 0 ? g->sum[up] / g->count[up] : 0;
            known[up] += g->count[up] > 0;
        }
    }
    int count = 0;
    for (int k = 0; k < t->integer_count; k++) {
        int j = t->integers[k];
        double part = t->x[j] - floor(t->x[j]);
        if (cg_is_whole(t->x[j]) || t->relaxed->lower[j] == t->relaxed->upper[j]) {
            continue;
        }
        double average[2] = {known[0] > 0 ? sum[0] / known[0] : 1,
                             known[1] > 0 ? sum[1] / known[1] : 1};
        candidate one = {j, score(expected(t, j, false, average[0]) * part,
                                  expected(t, j, true, average[1]) * (1 - part))};
        int at = count < most ? count++ : most;
        if (at == most && one.score <= list[most - 1].score) {
            continue;
        }
        at = at == most ? most - 1 : at;
        while (at > 0 && list[at - 1].score < one.score) {
            list[at] = list[at - 1];
            at--;
        }
        list[at] = one;
    }
    return count;
}

/* What holding a column so makes of the objective, within a few pivots; infinite where nothing
 * better than the best plan is left. */
static double try_hold(cg_tree *t, int column, double lower, double upper,
                       const cg_snapshot *from) {
    double was_lower = t->relaxed->lower[column];
    double was_upper = t->relaxed->upper[column];
    cg_relaxed_hold(t->relaxed, column, lower, upper);
    cg_session *session = t->relaxed->session;
    cg_way way = {.dual = true, .cutoff = cg_search_cutoff(t->search), .iterations = TRIAL_PIVOTS};
    cg_end end = cg_session_solve(session, way);
    double objective = cg_session_objective(session);
    cg_relaxed_hold(t->relaxed, column, was_lower, was_upper);
    cg_relaxed_set_basis(t->relaxed, from);
    if (end == CG_END_CUT_OFF) {
        return INFINITY;
    }
    return end == CG_END_OPTIMAL || end == CG_END_PARTLY ? objective : -INFINITY;
}

cg_branching cg_branching_choose(cg_tree *t, double objective, const cg_snapshot *from) {
    candidate list[TRIALS];
    int count = candidates_of(t, list, TRIALS);
    cg_branching best = {.column = CG_NONE};
    double reached = -1;
    for (int i = 0; i < count; i++) {
        int j = list[i].column;
        const cg_gains *g = &t->gains[j];
        double part = t->x[j] - floor(t->x[j]);
        cg_branching one = {.column = j,
                            .down = expected(t, j, false, 1) * part,
                            .up = expected(t, j, true, 1) * (1 - part)};
        if (g->count[0] < RELIABLE || g->count[1] < RELIABLE) {
            double low = t->relaxed->lower[j], high = t->relaxed->upper[j];
            one.down = try_hold(t, j, low, floor(t->x[j]), from) - objective;
            one.up = try_hold(t, j, ceil(t->x[j]), high, from) - objective;
            one.shut[0] = isinf(one.down) && one.down > 0;
            one.shut[1] = isinf(one.up) && one.up > 0;
            if (one.shut[0] || one.shut[1]) {
                return one;
            }
            cg_branching_learn(t, j, false, one.down, part);
            cg_branching_learn(t, j, true, one.up, 1 - part);
        }
        double its = score(one.down, one.up);
        if (its > reached) {
            reached = its;
            best = one;
        }
    }
    return best;
}

/* All are whole as far as tolerances tell, and yet the plan costs more than the relaxation, which
 * has leant on them: the one that is the furthest off is held to what it ought to be. */
cg_branching cg_branching_least_whole(const cg_tree *t) {
    cg_branching c = {.column = CG_NONE};
    double furthest = 0;
    for (int k = 0; k < t->integer_count; k++) {
        int j = t->integers[k];
        if (t->relaxed->lower[j] < t->relaxed->upper[j] && cg_off_whole(t->x[j]) > furthest) {
            furthest = cg_off_whole(t->x[j]);
            c.column = j;
        }
    }
    return c;
}
