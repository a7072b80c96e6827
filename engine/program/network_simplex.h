/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Flow of least cost through a network, in whole numbers, by the primal simplex method on trees.
 * Room-private. */
#ifndef CG_PROGRAM_NETWORK_SIMPLEX_H
#define CG_PROGRAM_NETWORK_SIMPLEX_H

#include "base/memory.h"

#include <stdint.h>

#define CG_UNLIMITED INT64_MAX /* a capacity that is none */
/* No number of a network may be larger than these, so that no sum of them overflows: all supplies
 * and capacities (but the endless) together, and the largest cost times nodes + 2. */
#define CG_MOST_FLOW ((int64_t)1 << 61)
#define CG_MOST_COST ((int64_t)1 << 60)

/* Of each node what flows out less what flows in is its supply; the root, which is node `nodes`,
 * takes or gives whatever is left. Sorted by source the arcs are read fastest. */
typedef struct cg_network {
    int nodes; /* without the root */
    int arcs;
    int *source, *target; /* by arc */
    int64_t *cost;        /* of a unit of flow; may be negative */
    int64_t *capacity;    /* not negative; CG_UNLIMITED for none */
    int64_t *supply;      /* by node */
    int *slack; /* by node: an arc between it and the root to begin with, CG_NONE where none is */
} cg_network;

/* A node and the arc of the tree between it and its parent; the root has neither. */
typedef struct cg_branch {
    int parent, child, next,
        previous; /* child: the first of its own; next, previous: of siblings */
    int depth;
    int arc; /* from `arcs` on: the artificial arc of node `arc - arcs`, which costs more than any
                way without */
    bool upward; /* the arc leads from the node to its parent */
    int64_t flow, capacity;
} cg_branch;

typedef enum cg_arc_state {
    CG_ARC_FULL = -1,
    CG_ARC_IN_TREE = 0,
    CG_ARC_EMPTY = 1,
} cg_arc_state;

/* Called now and then; returns true to stop. */
typedef struct cg_watch {
    bool (*stop)(void *payload);
    void *payload;
} cg_watch;

typedef struct cg_network_simplex {
    const cg_network *network;
    cg_watch watch;
    cg_branch *branch; /* by node, the root last */
    int64_t
        *potential; /* by node: cost + potential of source - potential of target is 0 in the tree */
    signed char *state; /* by arc, a cg_arc_state; the artificial ones behind the network's */
    int64_t penalty;    /* what a unit on an artificial arc costs */
    int64_t largest_cost;
    int64_t gain; /* of a unit round the cycle that is without end */
    int block;    /* arcs that are compared before one is taken */
    int least_block;
    int64_t looks; /* at arcs, and */
    int64_t steps; /* in the tree, since the block was last fitted to them */
    int position;  /* where the search for the next begins */
    int pivots;
} cg_network_simplex;

typedef enum cg_network_end {
    CG_NETWORK_OPTIMAL,
    CG_NETWORK_ENDLESS, /* round some cycle the cost falls without end */
    CG_NETWORK_STOPPED, /* by the watch; the tree is a solution unless artificial arcs carry flow */
} cg_network_end;

/* At the tree where every node hangs on the root. Borrows the network. */
cg_network_simplex *cg_network_simplex_new(cg_arena *arena, const cg_network *network);
/* From the tree as it is to the best. The same network always takes the same way. */
cg_network_end cg_network_simplex_run(cg_network_simplex *simplex);
/* To go on with the network's costs changed, those of the tree's arcs being 0 now, the artificial
 * ones' as well. */
void cg_network_simplex_recost(cg_network_simplex *simplex);

#endif
