/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The primal network simplex method: from spanning tree to spanning tree.
 *
 * Ahuja, Magnanti, Orlin, "Network Flows" (1993), chapter 11: a basis is a spanning tree, hung on
 * the root. It is kept strongly feasible: from every node a little more could flow to the root
 * along the tree. Then the method ends whatever the degeneracy (Cunningham 1976), and whole numbers
 * make that hold on a machine as well. What enters is chosen by block search (Grigoriadis 1986;
 * Kiraly, Kovacs, "Efficient implementations of minimum-cost flow algorithms", 2012, found it the
 * fastest rule): the best of a block of arcs, the blocks in turn. A tree is kept by parent, first
 * child and siblings rather than by a thread through all nodes: to move a part of it is then a
 * matter of its stem alone, and potentials and depths are renewed in one walk over the part. */
#include "program/network_simplex.h"

#include "base/map.h"

#include <math.h>

/* A longer block finds better arcs, so that fewer pivots are needed, but takes longer. Measured, it
 * pays to spend about as long on looking at arcs as on the tree: there a step takes as long as some
 * looks, as nodes lie apart. Shorter than a quarter of the square root of the arcs never paid. */
#define LEAST_BLOCK 10
#define LOOKS_A_STEP 8
#define FIT_EVERY 64    /* pivots */
#define WATCH_EVERY 512 /* pivots */

/* The cycle that an entering arc closes: its flow grows from `first` to `second`, from there along
 * the tree up to `join`, and down again to `first`. */
typedef struct cycle {
    int arc;
    int first, second, join;
    int leaving; /* the node whose branch leaves; CG_NONE where the arc itself is the limit */
    bool leaving_first; /* on the way from `join` to `first` */
    int64_t amount;
} cycle;

static void hang(cg_network_simplex *s, int node, int parent) {
    cg_branch *branch = &s->branch[node];
    int sibling = s->branch[parent].child;
    branch->parent = parent;
    branch->previous = CG_NONE;
    branch->next = sibling;
    if (sibling != CG_NONE) {
        s->branch[sibling].previous = node;
    }
    s->branch[parent].child = node;
}

static void unhang(cg_network_simplex *s, int node) {
    const cg_branch *branch = &s->branch[node];
    if (branch->previous != CG_NONE) {
        s->branch[branch->previous].next = branch->next;
    } else {
        s->branch[branch->parent].child = branch->next;
    }
    if (branch->next != CG_NONE) {
        s->branch[branch->next].previous = branch->previous;
    }
}

/* Whether the node's slack takes its whole supply, and could take a little more from it. */
static bool slack_serves(const cg_network *network, int node) {
    int slack = network->slack[node];
    if (slack == CG_NONE) {
        return false;
    }
    int64_t supply = network->supply[node];
    int64_t capacity = network->capacity[slack];
    return network->source[slack] == node ? supply >= 0 && supply < capacity
                                          : supply < 0 && -supply <= capacity;
}

/* What the node's slack leaves of its supply when it carries all that it can of the right way. */
static int64_t supply_left(cg_network_simplex *s, int node) {
    const cg_network *network = s->network;
    int slack = network->slack[node];
    int64_t supply = network->supply[node];
    if (slack == CG_NONE || supply == 0 || (network->source[slack] == node) != (supply > 0)) {
        return supply;
    }
    s->state[slack] = CG_ARC_FULL;
    return supply > 0 ? supply - network->capacity[slack] : supply + network->capacity[slack];
}

static void plant(cg_network_simplex *s) {
    const cg_network *network = s->network;
    int root = network->nodes;
    s->branch[root] = (cg_branch){
        .parent = CG_NONE, .child = CG_NONE, .next = CG_NONE, .previous = CG_NONE, .arc = CG_NONE};
    for (int node = 0; node < root; node++) {
        cg_branch *branch = &s->branch[node];
        *branch = (cg_branch){.child = CG_NONE, .depth = 1, .capacity = CG_UNLIMITED};
        int64_t left = network->supply[node];
        branch->arc = network->arcs + node;
        if (slack_serves(network, node)) {
            branch->arc = network->slack[node];
            branch->capacity = network->capacity[branch->arc];
            branch->upward = network->source[branch->arc] == node;
        } else {
            left = supply_left(s, node);
            branch->upward = left >= 0;
            s->potential[node] = branch->upward ? -s->penalty : s->penalty;
        }
        branch->flow = left < 0 ? -left : left;
        s->state[branch->arc] = CG_ARC_IN_TREE;
        hang(s, node, root);
    }
}

static int64_t largest_cost(const cg_network *network) {
    int64_t largest = 0;
    for (int arc = 0; arc < network->arcs; arc++) {
        int64_t cost = network->cost[arc];
        cost = cost < 0 ? -cost : cost;
        largest = cost > largest ? cost : largest;
    }
    return largest;
}

cg_network_simplex *cg_network_simplex_new(cg_arena *arena, const cg_network *network) {
    cg_network_simplex *s = CG_NEW(arena, cg_network_simplex);
    s->network = network;
    s->branch = CG_ARRAY(arena, cg_branch, network->nodes + 1);
    s->potential = CG_ARRAY(arena, int64_t, network->nodes + 1);
    s->state = CG_ARRAY(arena, signed char, network->arcs + network->nodes);
    memset(s->state, CG_ARC_EMPTY, (size_t)network->arcs + (size_t)network->nodes);
    s->largest_cost = largest_cost(network);
    s->penalty = s->largest_cost * (network->nodes + 1) + 1;
    s->least_block = LEAST_BLOCK + (int)(sqrt((double)network->arcs) / 4);
    s->block = s->least_block * 4;
    plant(s);
    return s;
}

/* The arc of [from, to) that gains most by a unit of flow, or CG_NONE. */
static int best_of(const cg_network_simplex *s, int from, int to) {
    const int *source = s->network->source;
    const int *target = s->network->target;
    const int64_t *cost = s->network->cost;
    const int64_t *potential = s->potential;
    int64_t least = 0;
    int best = CG_NONE;
    for (int arc = from; arc < to; arc++) {
        int64_t reduced =
            s->state[arc] * (cost[arc] + potential[source[arc]] - potential[target[arc]]);
        if (reduced < least) {
            least = reduced;
            best = arc;
        }
    }
    return best;
}

static int entering_arc(cg_network_simplex *s) {
    int arcs = s->network->arcs;
    int looked = 0;
    while (looked < arcs) {
        int from = s->position;
        int to = arcs - from < s->block ? arcs : from + s->block;
        int best = best_of(s, from, to);
        looked += to - from;
        s->looks += to - from;
        s->position = to < arcs ? to : 0;
        if (best != CG_NONE) {
            return best;
        }
    }
    return CG_NONE;
}

static int64_t room_upward(const cg_branch *branch) {
    if (!branch->upward) {
        return branch->flow;
    }
    return branch->capacity == CG_UNLIMITED ? CG_UNLIMITED : branch->capacity - branch->flow;
}

static int64_t room_downward(const cg_branch *branch) {
    if (branch->upward) {
        return branch->flow;
    }
    return branch->capacity == CG_UNLIMITED ? CG_UNLIMITED : branch->capacity - branch->flow;
}

/* Of the branches that limit the flow the last leaves, seen from `join` along the cycle: that keeps
 * the tree strongly feasible. Both ways are walked up at once, the deeper first. */
static cycle cycle_of(cg_network_simplex *s, int arc) {
    bool empty = s->state[arc] == CG_ARC_EMPTY;
    int first = empty ? s->network->source[arc] : s->network->target[arc];
    int second = empty ? s->network->target[arc] : s->network->source[arc];
    cycle c = {.arc = arc,
               .first = first,
               .second = second,
               .leaving = CG_NONE,
               .leaving_first = true,
               .amount = s->network->capacity[arc]};
    int64_t least = CG_UNLIMITED; /* on the second way */
    int limit = CG_NONE;
    while (first != second) {
        const cg_branch *down = &s->branch[first];
        const cg_branch *up = &s->branch[second];
        s->steps++;
        if (down->depth >= up->depth) {
            int64_t room = room_downward(down);
            c.leaving = room < c.amount ? first : c.leaving;
            c.amount = room < c.amount ? room : c.amount;
            first = down->parent;
        } else {
            int64_t room = room_upward(up);
            limit = room <= least ? second : limit;
            least = room <= least ? room : least;
            second = up->parent;
        }
    }
    c.join = first;
    if (least <= c.amount) {
        c.amount = least;
        c.leaving = limit;
        c.leaving_first = false;
    }
    return c;
}

static void push(cg_network_simplex *s, const cycle *c) {
    if (c->amount == 0) {
        return;
    }
    for (int node = c->first; node != c->join; node = s->branch[node].parent) {
        s->branch[node].flow += s->branch[node].upward ? -c->amount : c->amount;
    }
    for (int node = c->second; node != c->join; node = s->branch[node].parent) {
        s->branch[node].flow += s->branch[node].upward ? c->amount : -c->amount;
    }
}

/* The part of the tree below `last` hangs on `parent` by `arc` at `node` now, and its stem from
 * `node` to `last` the other way round. */
static void turn_stem(cg_network_simplex *s, int node, int last, cg_branch by) {
    for (;;) {
        cg_branch *branch = &s->branch[node];
        cg_branch old = *branch;
        unhang(s, node);
        branch->arc = by.arc;
        branch->upward = by.upward;
        branch->flow = by.flow;
        branch->capacity = by.capacity;
        hang(s, node, by.parent);
        if (node == last) {
            return;
        }
        by = old;
        by.parent = node;
        by.upward = !old.upward;
        node = old.parent;
    }
}

/* Renews potentials and depths of all that hangs on `top`, itself included. */
static void renew(cg_network_simplex *s, int top, int64_t change) {
    cg_branch *branch = s->branch;
    int node = top;
    int depth = branch[branch[top].parent].depth + 1;
    for (;;) {
        branch[node].depth = depth;
        s->potential[node] += change;
        s->steps++;
        if (branch[node].child != CG_NONE) {
            node = branch[node].child;
            depth++;
            continue;
        }
        while (node != top && branch[node].next == CG_NONE) {
            node = branch[node].parent;
            depth--;
        }
        if (node == top) {
            return;
        }
        node = branch[node].next;
    }
}

static void exchange(cg_network_simplex *s, const cycle *c) {
    const cg_network *network = s->network;
    const cg_branch *leaving = &s->branch[c->leaving];
    int node = c->leaving_first ? c->first : c->second;
    bool full = s->state[c->arc] == CG_ARC_FULL;
    int64_t capacity = network->capacity[c->arc];
    cg_branch entering = {.parent = c->leaving_first ? c->second : c->first,
                          .arc = c->arc,
                          .upward = network->source[c->arc] == node,
                          .flow = full ? capacity - c->amount : c->amount,
                          .capacity = capacity};
    s->state[leaving->arc] = leaving->flow == 0 ? CG_ARC_EMPTY : CG_ARC_FULL;
    s->state[c->arc] = CG_ARC_IN_TREE;
    int64_t reduced = network->cost[c->arc] + s->potential[network->source[c->arc]] -
                      s->potential[network->target[c->arc]];
    turn_stem(s, node, c->leaving, entering);
    renew(s, node, entering.upward ? -reduced : reduced);
}

/* False where the cycle has no limit. */
static bool pivot(cg_network_simplex *s, int arc) {
    cycle c = cycle_of(s, arc);
    if (c.amount == CG_UNLIMITED) {
        s->gain = s->potential[s->network->target[arc]] - s->potential[s->network->source[arc]] -
                  s->network->cost[arc];
        return false;
    }
    s->pivots++;
    push(s, &c);
    if (c.leaving == CG_NONE) {
        s->state[arc] = (signed char)-s->state[arc];
        return true;
    }
    exchange(s, &c);
    return true;
}

static void fit_block(cg_network_simplex *s) {
    if (s->steps * LOOKS_A_STEP > s->looks) {
        s->block += s->block / 4;
    } else if (s->block > s->least_block) {
        s->block -= s->block / 8;
    }
    s->block = s->block < s->network->arcs ? s->block : s->network->arcs;
    s->looks = 0;
    s->steps = 0;
}

cg_network_end cg_network_simplex_run(cg_network_simplex *s) {
    for (;;) {
        int arc = entering_arc(s);
        if (arc == CG_NONE) {
            return CG_NETWORK_OPTIMAL;
        }
        if (!pivot(s, arc)) {
            return CG_NETWORK_ENDLESS;
        }
        if (s->pivots % FIT_EVERY == 0) {
            fit_block(s);
        }
        if (s->pivots % WATCH_EVERY == 0 && s->watch.stop != NULL &&
            s->watch.stop(s->watch.payload)) {
            return CG_NETWORK_STOPPED;
        }
    }
}

void cg_network_simplex_recost(cg_network_simplex *s) {
    memset(s->potential, 0, ((size_t)s->network->nodes + 1) * sizeof *s->potential);
}
