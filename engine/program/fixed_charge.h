/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs whose integers are mostly charges: things paid for as soon as anything runs in them.
 * What the steps of cg_run_fixed_charge share. Room-private. */
#ifndef CG_PROGRAM_FIXED_CHARGE_H
#define CG_PROGRAM_FIXED_CHARGE_H

#include "program/session.h"

/* A binary y that costs `fixed`, lets more run, and is paid for as soon as that is used. Beside
 * that it may take from rows (`takes` of the program): a budget that it counts in, or what excludes
 * it. Where it stands in one row alone, sum of share * flow <= most * y with each flow 0 at the
 * least, the relaxation does without it. In several rows (one a period), or where some may run free
 * of it, it stays (`stands`): its load is then what y has to be at the least, and most is 1. */
typedef struct cg_charge {
    int column, row;
    bool stands;
    double fixed, most; /* most is tightened to what can arrive at all */
    int first, count;   /* of mixed->flows: the flows that need it */
} cg_charge;

typedef struct cg_flow {
    int column, charge;
    double share;
    double most; /* of this flow alone, where the charge is paid */
} cg_flow;

/* A continuous column that was another's sum: sum of share * flow <= times * column, with a cost
 * and no other row. Its cost went to the flows. */
typedef struct cg_folded {
    int column, row;
    double times;
} cg_folded;

/* Entries of row or column i are [start[i], start[i + 1]) of other (the column or row) and value.
 */
typedef struct cg_entries {
    int *start, *other;
    double *value;
} cg_entries;

/* A scaled program taken apart, with everything that follows from it: bounds are tighter, costs of
 * folded columns moved. Rows and columns keep their numbers; both count from 0. */
typedef struct cg_mixed {
    cg_arena *arena;
    int rows, columns;
    cg_entries by_row, by_column;
    double *lower, *upper, *cost;
    bool *integer;
    double *row_lower, *row_upper;
    bool *implied; /* rows that the charges and folded columns stand for */
    /* By row: what the flows of a charge may come to where less than can arrive; else 0. Such a row
     * stands in linear programs, though its charge does not. */
    double *binding;
    bool *takes; /* rows of an upper side alone that charges take from */
    int taking;  /* how many */
    /* Rows from which nothing follows, since columns that are left out could relieve them; NULL:
     * there are none. */
    const bool *bare;
    CG_VECTOR(cg_charge) charges;
    CG_VECTOR(cg_flow) flows;
    CG_VECTOR(cg_folded) folded;
    int *charge_of;      /* by column: the charge whose binary it is, or CG_NONE */
    cg_entries carriers; /* by column: its flows, and their share */
    int other_integers;  /* that are no charges and not fixed */
} cg_mixed;

/* The cost of a flow with what it pays of its charges. */
double cg_mixed_full_cost(const cg_mixed *mixed, int column);

/* Whether a row stands in linear programs, and its upper side there; a binary that is a charge of
 * the row has no entry. */
static inline bool cg_mixed_stands(const cg_mixed *mixed, int row) {
    return !mixed->implied[row] || mixed->binding[row] > 0;
}
static inline double cg_mixed_side(const cg_mixed *mixed, int row) {
    return mixed->binding[row] > 0 ? mixed->binding[row] : mixed->row_upper[row];
}
/* The entries of such a row, in index and value from [1], columns counting from 1. */
int cg_mixed_row(const cg_mixed *mixed, int row, int *index, double *value);

/* Takes the program of `run`, with the bounds of `run`, apart. */
cg_mixed *cg_mixed_new(cg_arena *arena, const cg_run *run);
/* The charge of entry k of mixed->carriers. */
static inline const cg_charge *cg_carrier(const cg_mixed *mixed, int k) {
    return &mixed->charges.items[mixed->flows.items[mixed->carriers.other[k]].charge];
}
/* What runs in a charge; of one that stands, what it has to be. */
double cg_charge_load(const cg_mixed *mixed, const cg_charge *charge, const double *x);
/* Whether x, completed, leaves every row that charges take from within its side. */
bool cg_mixed_holds(const cg_mixed *mixed, const double *x);
/* Sets folded columns, and each charge to whether anything runs in it. What hardly runs does not:
 * its flows become 0. */
void cg_mixed_complete(const cg_mixed *mixed, double *x);
/* The objective without its constant. */
double cg_mixed_objective(const cg_mixed *mixed, const double *x);

/* A row that every solution keeps: sum of value * column <= most. */
typedef struct cg_cut {
    int count;
    int *column;
    double *value;
    double most;
    double depth; /* how far the point lies outside, relative to what its terms can be */
} cg_cut;

typedef CG_VECTOR(cg_cut) cg_cuts;

/* Cuts that x, over all columns, breaks; allocated in `arena`. */
void cg_cuts_find(cg_arena *arena, const cg_mixed *mixed, const double *x, cg_cuts *cuts);

/* The linear relaxation in a session. The binary y of a charge is not in it: its column stands for
 * s = y - load / most, which is 0 at the least, and the flows carry fixed / most of the cost. That
 * saves a row for each charge, most of which never matter. */
typedef struct cg_relaxed {
    const cg_mixed *mixed;
    cg_session *session;
    double *lower, *upper; /* by column: of integers, as they stand now */
    int *closed;           /* by column: how many of its carriers are held at 0 */
    int fixed_rows;        /* of the session: the program's own; the extras follow */
    CG_VECTOR(int)
    extras; /* by row after those: a cut of the pool, or CG_NONE - 1 - charge for
               the row load / most + s >= 1 of a charge that is held at 1 */
    CG_VECTOR(cg_cut) pool;
    int *cut_row;  /* by cut of the pool: its row now, or CG_NONE */
    int *paid_row; /* by charge: the same */
    int cut_room;
    int *index; /* room for a row, from [1] */
    double *value, *dense;
    unsigned char *basis; /* room for one */
    int basis_room;
    int *drop; /* room for rows to drop */
    int drop_room;
} cg_relaxed;

/* A basis, whatever cuts come and go meanwhile. */
typedef struct cg_snapshot {
    unsigned char *basis; /* the program's rows, then columns */
    int *extras;          /* those that are not basic, and where they stand */
    unsigned char *stand;
    int count, room;
    int users;
    struct cg_snapshot *next;
} cg_snapshot;

cg_relaxed *cg_relaxed_open(const cg_mixed *mixed, const cg_run *run, cg_session *elder);
/* Holds an integer within bounds. */
void cg_relaxed_hold(cg_relaxed *relaxed, int column, double lower, double upper);
void cg_relaxed_add_cut(cg_relaxed *relaxed, const cg_cut *cut);
/* Drops the extra rows that do not bind. */
void cg_relaxed_drop_slack(cg_relaxed *relaxed);
/* Takes the basis into `snapshot`, or gives it back, with every row that it needs. */
void cg_relaxed_keep_basis(cg_relaxed *relaxed, cg_snapshot *snapshot);
void cg_relaxed_set_basis(cg_relaxed *relaxed, const cg_snapshot *snapshot);
/* x of the last solve, in the program's columns. */
void cg_relaxed_point(const cg_relaxed *relaxed, double *x);
/* What one more of y costs, with its cuts: the reduced cost of y at its bound. */
double cg_relaxed_reduced(const cg_relaxed *relaxed, int column);

/* The best plan known. */
typedef struct cg_best {
    bool known;
    double objective; /* without constant */
    double *x;
} cg_best;

/* Takes x where it is better, and a plan: charges may take too much. */
bool cg_best_offer(cg_best *best, const cg_mixed *mixed, const double *x);

/* Plans by linear programs alone: prices of charges spread over what ran last, then toggled one by
 * one. Only where every integer is a charge. */
typedef struct cg_planner {
    const cg_mixed *mixed;
    cg_session *session;
    bool *open; /* by charge */
    /* Rows that charges take from: which they are, their rows of the session, and what the open
     * charges leave of them. While slopes are scaled a flow takes its charge's part by its load. */
    int *taking, *taking_row;
    double *left;
    double *rate;  /* by charge: what a unit of its load is of it, as it ran last */
    double *slope; /* by column: room for such a row */
    bool sloped;   /* so they stand now */
    int *index;    /* room for a row, from [1] */
    double *value;
    double *price; /* by charge: of one unit of its load */
    double *x;
    double *upper; /* by column, as it stands in the session */
    unsigned char *basis;
    unsigned char *relaxed; /* the basis of the relaxation, where has_relaxed */
    bool has_relaxed;
    bool *worth; /* by charge: to be tried the other way round */
} cg_planner;

cg_planner *cg_planner_open(const cg_mixed *mixed, const cg_run *run, cg_session *elder);
/* The plan of planner->x with its own charges paid and no others, at the best flows; true where it
 * is better. */
bool cg_planner_settle(cg_planner *planner, cg_best *best);
void cg_scale_slopes(cg_planner *planner, cg_best *best, int rounds);
void cg_search_locally(cg_planner *planner, cg_best *best, int solves);

/* What holding an integer down, or up, gained for each unit it was moved: sums and how many. */
typedef struct cg_gains {
    double sum[2];
    int count[2];
} cg_gains;

/* Branch and bound over the relaxation. What is read at the end: the bound that is proven. */
typedef struct cg_search {
    cg_relaxed *relaxed;
    cg_planner *planner; /* for plans on the way; NULL where not every integer is a charge */
    const cg_run *run;
    cg_best *best;
    cg_gains *gains;            /* by column; kept from one search to the next */
    const bool *closed_columns; /* to look no further than a part: held at 0 where true; or NULL */
    int most_nodes;             /* of this search alone; 0: as the settings say */
    double bound;
    bool stopped;  /* at a limit of nodes or time, or by the caller */
    bool hopeless; /* it would go on for hours */
    bool closed;   /* the gap asked for was reached */
    int nodes;
    int looks; /* how often patience has looked and let it go on */
    /* Work as cg_session_work counts it: of everything before the first node, of one solve of the
     * root with new cuts (0: there was none), and what had been done when this search began. */
    double root_work, root_solve, begun;
} cg_search;

/* The work of a first turn's search; at least as much as half its root took. */
#define QUICK_WORK 2e8
/* The search of a part: its work, and the fewest nodes. */
#define PART_WORK 3e8
#define PART_LEAST 40

/* What counts as better than the best plan: an objective below this. */
double cg_search_cutoff(const cg_search *search);
/* Whether best and bound are as near as the settings ask. */
bool cg_search_is_near_enough(const cg_search *search, double bound);
bool cg_search_is_proven(const cg_search *search);
/* All work done for this program so far. */
double cg_search_work(const cg_search *search);
/* Of one node: as measured, before the first as the root's solves tell. */
double cg_search_node_work(const cg_search *search);
/* Whether a search has done so much work, and so many nodes at the least. */
bool cg_search_has_spent(const cg_search *search, double work, double least_nodes);
/* Whether a search that began at a root of this bound has done what its turn asks of it, or would
 * go on for hours; sets search->hopeless. */
bool cg_search_has_done_its_work(cg_search *search, double root);
/* From a solved root. */
void cg_search_tree(cg_search *search);

/* What a solved root leaves open, as a program of its own. */
typedef struct cg_remainder {
    cg_scaled scaled;
    int *rows, *columns; /* of the whole */
    cg_run *run;         /* from the best plan */
} cg_remainder;

/* NULL where nearly all of it is left. `bound` is the objective of the root as it stands in
 * relaxed->session. All is allocated in the arena of `relaxed->mixed`. */
cg_remainder *cg_remainder_of(const cg_run *run, const cg_relaxed *relaxed, const cg_best *best,
                              double bound);
/* Takes what became of the remainder into the run of the whole, which holds the best plan and the
 * bound that were known before. */
void cg_remainder_take(const cg_remainder *remainder, cg_run *run);

/* Solves the program of `run` where some columns are integers, within run->lower and run->upper: x,
 * has_x, bound and verdict as cg_run_search says them; no duals and no basis. run->start (may be
 * NULL) is a feasible x to begin with. */
void cg_run_fixed_charge(cg_arena *arena, cg_run *run);

#endif
