/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions about graphs; graph_igraph.c is the only file that sees igraph. */
#ifndef CG_GRAPH_GRAPH_H
#define CG_GRAPH_GRAPH_H

#include "base/memory.h"

/* An undirected graph with lengths. */
typedef struct cg_graph {
    int nodes, edges;
    const int *from, *to; /* by edge */
    const double *length; /* by edge, >= 0 */
} cg_graph;

/* Shortest lengths between all pairs (Dijkstra): distance[a * nodes + b], INFINITY where no way
 * joins them. `distance` is the caller's, nodes * nodes. False where igraph fails (memory). Not
 * thread-safe: igraph is not. */
bool cg_graph_distances(const cg_graph *graph, double *distance);

#endif
