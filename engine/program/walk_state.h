/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of a walk share: walk.c its basis, walk_look.c what is looked at, walk_sides.c and
 * walk_costs.c its two ways. Private to them. */
#ifndef CG_PROGRAM_WALK_STATE_H
#define CG_PROGRAM_WALK_STATE_H

#include "program/walk.h"

#include <math.h>

/* A value is beyond its bound from this share of it on, and a reduced cost has the wrong sign from
 * this share of the cost: far less than a proof lets pass, for many may add up. */
#define CG_WALK_TOLERANCE 1e-11
/* By how much values may pass their bounds for the sake of a better pivot. */
#define CG_WALK_ROOM 1e-12
/* What may be exchanged for what: the least pivot, and how well its two ways must agree. */
#define CG_WALK_PIVOT 1e-7
#define CG_WALK_AGREES 1e-6
/* More exchanges than this a row and a solve: the walk goes round. */
#define CG_WALK_LONGEST_A_ROW 4
#define CG_WALK_LONGEST 200
#define CG_WALK_SELDOM 50 /* exchanges */

/* The bounds of a variable: a slack is its row's negative. */
static inline double cg_walk_low(const cg_walk *w, int v) {
    int n = w->s->columns;
    return v < n ? w->s->lower[v] : -w->s->row_upper[v - n];
}

static inline double cg_walk_high(const cg_walk *w, int v) {
    int n = w->s->columns;
    return v < n ? w->s->upper[v] : -w->s->row_lower[v - n];
}

static inline double cg_walk_cost_of(const cg_walk *w, const double *costs, int v) {
    return v < w->s->columns ? costs[v] : 0;
}

/* A reduced cost has the wrong sign when it is beyond this. */
static inline double cg_walk_price_room(const cg_walk *w, int v) {
    return CG_WALK_TOLERANCE * (1 + fabs(cg_walk_cost_of(w, w->s->cost, v)));
}

/* What duals say that a column is worth. */
static inline double cg_walk_priced(const cg_walk *w, int column, const double *dual) {
    const cg_scaled *s = w->s;
    double sum = 0;
    for (int k = s->start[column]; k < s->start[column + 1]; k++) {
        sum += s->value[k] * dual[s->index[k] - 1];
    }
    return sum;
}

/* The same of a column by its number among what is looked at. */
static inline double cg_walk_along(const cg_walk *w, int n, const double *dual) {
    double sum = 0;
    for (int k = w->start[n]; k < w->start[n + 1]; k++) {
        sum += w->value[k] * dual[w->row[k]];
    }
    return sum;
}

/* Its number among what is looked at. */
static inline int cg_walk_number_of(const cg_walk *w, int variable) {
    int columns = w->s->columns;
    return variable < columns ? w->number[variable] : variable - columns;
}

static inline signed char cg_walk_other_bound(signed char at) {
    return at == CG_AT_LOWER ? CG_AT_UPPER : CG_AT_LOWER;
}

static inline double cg_walk_resting(const cg_walk *w, int v) {
    return w->at[v] == CG_AT_UPPER ? cg_walk_high(w, v) : cg_walk_low(w, v);
}

/* Now and then asks whether to stop. */
static inline bool cg_walk_must_stop(cg_solver *solver, int left) {
    return left % CG_WALK_SELDOM == 0 && cg_must_stop(solver);
}

static inline int cg_walk_longest(const cg_walk *w) {
    return CG_WALK_LONGEST + CG_WALK_LONGEST_A_ROW * w->s->rows;
}

/* ---- walk.c */

/* False where a variable would rest at a bound that it does not have. */
bool cg_walk_set_resting(cg_walk *walk);
/* Basic values: those that make up for what all others add up to. */
void cg_walk_set_basic(cg_walk *walk);
/* What the basis says of duals at some costs. */
void cg_walk_set_dual(const cg_walk *walk, const double *costs, double *dual);
/* No price towards a side that is none. */
void cg_walk_drop_endless(const cg_walk *walk, double *dual);
/* The row of the tableau at a place, of all that can move. */
void cg_walk_set_row(cg_walk *walk, int place);
/* Adds `times` the column of a variable. */
void cg_walk_add_column(const cg_walk *walk, int variable, double times, double *to);
/* The column of a variable, solved. */
void cg_walk_set_solved(cg_walk *walk, int variable);
/* Moves all basic values, and the entering one by `by`. */
void cg_walk_move(cg_walk *walk, int entering, double by);
/* The variable at a place gives it to another and rests where it stands. */
void cg_walk_exchange(cg_walk *walk, int place, int entering, bool at_low);

/* ---- walk_look.c */

void cg_walk_set_side(cg_walk *walk, int number);
void cg_walk_set_sides(cg_walk *walk);
void cg_walk_look_at(cg_walk *walk, int column);
/* Whether of what is near to paying something would pay by the duals that stand in the walk, at the
 * costs of the block: it is looked at from now on. */
bool cg_walk_look_near(cg_walk *walk);
/* Of what is looked at. */
void cg_walk_set_reduced(const cg_walk *walk, const double *costs, const double *dual,
                         double *reduced);
/* Duals and reduced costs at the costs of the walk. */
void cg_walk_price_at(cg_walk *walk);
/* Chooses anew what is looked at, by the costs of the block and the duals that stand in the walk;
 * or the same as before. */
void cg_walk_choose(cg_walk *walk);
void cg_walk_choose_again(cg_walk *walk);

/* ---- the two ways */

bool cg_walk_follow_sides(cg_walk *walk, cg_solver *solver);
bool cg_walk_follow_costs(cg_walk *walk, cg_solver *solver);

#endif
