/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of a search over charges: what branching.c and branch_choice.c share. Room-private. */
#ifndef CG_PROGRAM_BRANCHING_H
#define CG_PROGRAM_BRANCHING_H

#include "program/fixed_charge.h"

#include <math.h>

/* An integer this near to whole is whole. */
#define CG_WHOLE 1e-9

/* One bound more than its parent has. */
typedef struct cg_hold {
    int parent; /* CG_NONE: the root */
    int column;
    double lower, upper;
} cg_hold;

typedef struct cg_node {
    int hold; /* the last of its holds */
    double bound;
    cg_snapshot *basis;
    int branched;          /* column it came of, for its pseudo-cost */
    double from, distance; /* objective before; how far the integer moved */
    bool up;
} cg_node;

typedef struct cg_tree {
    cg_search *search;
    cg_relaxed *relaxed;
    const cg_mixed *m;
    cg_arena *arena, *room;
    CG_VECTOR(cg_hold) holds;
    CG_VECTOR(cg_node) heap; /* least bound first, then the older */
    cg_snapshot *spare;
    cg_gains *gains;
    double *x, *plan, *lower, *upper;
    int *integers;
    int integer_count;
    double root;     /* bound of the root */
    double lost;     /* least bound of what could not be solved */
    double plunging; /* bound of the node at hand */
} cg_tree;

typedef struct cg_branching {
    int column;      /* CG_NONE: all are whole */
    double down, up; /* what is expected to be gained */
    bool shut[2];    /* a trial proved that this side holds nothing better */
} cg_branching;

static inline double cg_off_whole(double x) {
    return fabs(x - round(x));
}

static inline bool cg_is_whole(double x) {
    return cg_off_whole(x) <= CG_WHOLE;
}

/* What holding a column down or up over a distance has gained. */
void cg_branching_learn(cg_tree *tree, int column, bool up, double gain, double distance);
/* The integer to branch on at a node of this objective, whose basis is `from`. */
cg_branching cg_branching_choose(cg_tree *tree, double objective, const cg_snapshot *from);
/* The one to hold where all are whole as far as tolerances tell. */
cg_branching cg_branching_least_whole(const cg_tree *tree);

#endif
