/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks that only move things from one row to another: networks. Room-private. */
#ifndef CG_PROGRAM_TRANSPORT_H
#define CG_PROGRAM_TRANSPORT_H

#include "program/network_simplex.h"
#include "program/solver.h"

/* Whether rows and columns can be multiplied so that every column takes 1 from one row and gives 1
 * to another, or stands in one row alone. Integers, columns without any bound, and rows without
 * sides make it none. */
bool cg_is_transport(cg_arena *arena, const cg_scaled *scaled);
/* A quick look first: false where it is none for certain, even without what cg_transport_reduce
 * leaves out. Takes no memory to speak of. */
bool cg_may_be_transport(cg_arena *arena, const cg_scaled *scaled);
/* Solves such a block as cg_run_linear would, much faster; false, and nothing is changed, where it
 * is none, even without what cg_transport_reduce leaves out. Infeasible and unbounded are told when
 * they are beyond doubt, else CG_RUN_UNCLEAN. The basis is one that GLPK takes. What it needs of
 * `arena` is given back. */
bool cg_run_transport(cg_arena *arena, cg_run *run);

/* By row: what multiplies it, sign included, so that a column's two products cancel; NULL where the
 * block is no network. */
double *cg_transport_factors(cg_arena *arena, const cg_scaled *scaled);

/* A block without its columns that stand still and its rows of at most one other column. */
typedef struct cg_reduced {
    cg_run *whole; /* of the block */
    cg_run *run;   /* of the rest */
    cg_scaled scaled;
    int *row, *column;          /* of the rest, each as in the block */
    int *lower_row, *upper_row; /* by column of the rest: which of the block's rows bounds it so;
                                   CG_NONE: its own bound */
} cg_reduced;

/* NULL where nothing would be left out, or something left out cannot hold.
 * Integers that stand still count as columns. */
cg_reduced *cg_transport_reduce(cg_arena *arena, cg_run *run);
/* Solution and basis of the rest for the block. */
void cg_transport_restore(const cg_reduced *reduced);

/* A block as a network. Row i is node i, and times its factor the balance of what flows out less
 * what flows in; a column's flow is its distance from the bound it is counted from, the lower where
 * there is one, times its coefficient there. First the arcs of the columns, then those of the rows'
 * slacks, which lead to the root where they are counted from the balance's upper side, else from
 * it. Rows with equal sides have none. */
typedef struct cg_transport {
    cg_run *run;
    const double *factor;  /* by row */
    double *lower, *upper; /* by row: sides of the balance of flows */
    int columns;           /* arcs that are columns */
    int *owner;            /* by arc: its column, or its row */
    cg_network network;
    bool is_bounded;  /* some column, though its arc has no capacity */
    double flow_unit; /* what a whole unit of flow is worth */
    double penalty;   /* cost of a unit of flow on an artificial arc */
    int *order;       /* nodes, parents before children: see cg_transport_read */
} cg_transport;

cg_transport *cg_transport_new(cg_arena *arena, cg_run *run, const double *factor);
/* What multiplies the column's distance from its bound to make it the flow of its arc; negative
 * where that is its upper. */
double cg_transport_unit(const cg_transport *transport, int column);
/* The costs of the whole numbers' network: those of the program. */
void cg_transport_cost(cg_transport *transport);
/* Whether some arc, priced by the run's duals in full precision, would still gain: the costs are
 * then what the arcs lack or gain, finely enough divided for it to count. */
bool cg_transport_reprice(cg_transport *transport, const cg_network_simplex *simplex);

/* Duals, x and basis of the tree, from the program's own numbers. */
void cg_transport_read(cg_transport *transport, const cg_network_simplex *simplex);
/* After cg_transport_read: what artificial arcs carry, the largest share that it is of its row's
 * largest term. */
double cg_transport_missing(const cg_transport *transport, const cg_network_simplex *simplex);

#endif
