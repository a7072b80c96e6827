/* SPDX-License-Identifier: GPL-3.0-or-later */
/* igraph behind one door. It allocates by itself and nothing of ours is allocated while it does, so
 * memory running out inside it comes back as an error code, never as a jump. */
#include "graph/graph.h"

#include <igraph.h>

static bool copy_distances(const igraph_matrix_t *result, int nodes, double *distance) {
    for (int a = 0; a < nodes; a++) {
        for (int b = 0; b < nodes; b++) {
            distance[(size_t)a * (size_t)nodes + (size_t)b] = MATRIX(*result, a, b);
        }
    }
    return true;
}

static bool solve(const igraph_t *network, const igraph_vector_t *lengths, const cg_graph *graph,
                  double *distance) {
    igraph_matrix_t result;
    if (igraph_matrix_init(&result, 0, 0) != IGRAPH_SUCCESS) {
        return false;
    }
    bool done = igraph_distances_dijkstra(network, &result, igraph_vss_all(), igraph_vss_all(),
                                          lengths, IGRAPH_ALL) == IGRAPH_SUCCESS &&
                copy_distances(&result, graph->nodes, distance);
    igraph_matrix_destroy(&result);
    return done;
}

bool cg_graph_distances(const cg_graph *graph, double *distance) {
    igraph_error_handler_t *before = igraph_set_error_handler(igraph_error_handler_ignore);
    igraph_vector_int_t ends;
    igraph_vector_t lengths;
    igraph_t network;
    bool done = false;
    if (igraph_vector_int_init(&ends, 2 * (igraph_integer_t)graph->edges) != IGRAPH_SUCCESS) {
        goto restore;
    }
    if (igraph_vector_init(&lengths, graph->edges) != IGRAPH_SUCCESS) {
        goto free_ends;
    }
    for (int e = 0; e < graph->edges; e++) {
        VECTOR(ends)[2 * e] = graph->from[e];
        VECTOR(ends)[2 * e + 1] = graph->to[e];
        VECTOR(lengths)[e] = graph->length[e];
    }
    if (igraph_create(&network, &ends, graph->nodes, IGRAPH_UNDIRECTED) == IGRAPH_SUCCESS) {
        done = solve(&network, &lengths, graph, distance);
        igraph_destroy(&network);
    }
    igraph_vector_destroy(&lengths);
free_ends:
    igraph_vector_int_destroy(&ends);
restore:
    igraph_set_error_handler(before);
    return done;
}
