/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distances along a park's corridors: one net of shortest ways for each mode, made when first
 * asked. */
#include "match/corridors.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "graph/graph.h"

typedef struct edges {
    CG_VECTOR(int) from;
    CG_VECTOR(int) to;
    CG_VECTOR(double) length;
} edges;

typedef struct net {
    const char *mode; /* "" for ways without one */
    CG_VECTOR(cg_position) nodes;
    edges edges;
    double *distance; /* nodes x nodes; NULL where no corridor carries the mode */
} net;

struct cg_corridors {
    cg_arena *arena;
    const cg_park *park;
    CG_VECTOR(net) nets;
};

cg_corridors *cg_corridors_new(cg_arena *arena, const cg_park *park) {
    cg_corridors *corridors = CG_NEW(arena, cg_corridors);
    corridors->arena = arena;
    corridors->park = park;
    return corridors;
}

static bool carries(const cg_corridor *corridor, const char *mode) {
    if (corridor->modes == NULL) {
        return true;
    }
    for (int m = 0; m < corridor->mode_count; m++) {
        if (strcmp(corridor->modes[m], mode) == 0) {
            return true;
        }
    }
    return false;
}

/* Nodes of different corridors that coincide are one: that is where corridors join. */
static int node_at(cg_arena *arena, net *made, cg_map *known, cg_position at) {
    char x[CG_NUMBER_ROOM], y[CG_NUMBER_ROOM];
    const char *key = cg_format(arena, "%s %s", cg_number_text(at.x, x), cg_number_text(at.y, y));
    int node = cg_map_find(known, key);
    if (node == CG_NONE) {
        node = made->nodes.count;
        CG_PUSH(arena, &made->nodes, at);
        cg_map_add(known, key, node);
    }
    return node;
}

static void add_corridor(cg_corridors *corridors, net *made, cg_map *known, edges *list,
                         const cg_corridor *corridor) {
    cg_arena *arena = corridors->arena;
    int before = CG_NONE;
    for (int n = 0; n < corridor->node_count; n++) {
        int node = node_at(arena, made, known, corridor->nodes[n]);
        if (before != CG_NONE && before != node) {
            CG_PUSH(arena, &list->from, before);
            CG_PUSH(arena, &list->to, node);
            CG_PUSH(arena, &list->length,
                    cg_straight_km(corridors->park, made->nodes.items[before],
                                   made->nodes.items[node]));
        }
        before = node;
    }
}

static net *make_net(cg_corridors *corridors, const char *mode) {
    cg_arena *arena = corridors->arena;
    CG_PUSH(arena, &corridors->nets, ((net){.mode = mode}));
    net *made = &corridors->nets.items[corridors->nets.count - 1];
    cg_map *known = cg_map_new(arena);
    edges list = {0};
    for (int c = 0; c < corridors->park->corridors.count; c++) {
        if (carries(&corridors->park->corridors.items[c], mode)) {
            add_corridor(corridors, made, known, &list, &corridors->park->corridors.items[c]);
        }
    }
    if (made->nodes.count == 0) {
        return made;
    }
    double *distance = CG_ARRAY(arena, double, made->nodes.count * made->nodes.count);
    cg_graph graph = {made->nodes.count, list.from.count, list.from.items, list.to.items,
                      list.length.items};
    made->edges = list;
    if (cg_graph_distances(&graph, distance)) {
        made->distance = distance;
    }
    return made;
}

static const net *net_for(cg_corridors *corridors, const char *mode) {
    for (int n = 0; n < corridors->nets.count; n++) {
        if (strcmp(corridors->nets.items[n].mode, mode) == 0) {
            return &corridors->nets.items[n];
        }
    }
    return make_net(corridors, mode);
}

static int nearest(const cg_park *park, const net *made, cg_position at, double *km) {
    int found = 0;
    *km = INFINITY;
    for (int n = 0; n < made->nodes.count; n++) {
        double here = cg_straight_km(park, at, made->nodes.items[n]);
        if (here < *km) {
            *km = here;
            found = n;
        }
    }
    return found;
}

bool cg_corridors_km(cg_corridors *corridors, const char *mode, cg_position from, cg_position to,
                     double *km) {
    if (corridors->park->corridors.count == 0) {
        return false;
    }
    const net *made = net_for(corridors, mode == NULL ? "" : mode);
    if (made->distance == NULL) {
        return false;
    }
    double start_km, end_km;
    int start = nearest(corridors->park, made, from, &start_km);
    int end = nearest(corridors->park, made, to, &end_km);
    double along_km = made->distance[(size_t)start * (size_t)made->nodes.count + (size_t)end];
    *km = start_km + along_km + end_km;
    return isfinite(along_km);
}

/* The node next to `at` on the shortest way to `end`, and nearer to it; the first such edge where
 * there are several. CG_NONE where there is none. */
static int step_towards(const net *made, int at, int end) {
    size_t nodes = (size_t)made->nodes.count;
    const double *to_end = made->distance + (size_t)end * nodes; /* as far there as back */
    int next = CG_NONE;
    double least = INFINITY;
    for (int e = 0; e < made->edges.from.count; e++) {
        int a = made->edges.from.items[e], b = made->edges.to.items[e];
        if (a != at && b != at) {
            continue;
        }
        int other = a == at ? b : a;
        double over = made->edges.length.items[e] + to_end[other];
        if (to_end[other] < to_end[at] && over < least) {
            least = over;
            next = other;
        }
    }
    return next;
}

int cg_corridors_path(cg_corridors *corridors, const char *mode, cg_position from, cg_position to,
                      cg_position **nodes) {
    double km;
    if (!cg_corridors_km(corridors, mode, from, to, &km)) {
        return 0;
    }
    const net *made = net_for(corridors, mode == NULL ? "" : mode);
    int at = nearest(corridors->park, made, from, &km),
        end = nearest(corridors->park, made, to, &km);
    CG_VECTOR(cg_position) path = {0};
    CG_PUSH(corridors->arena, &path, made->nodes.items[at]);
    while (at != end) {
        at = step_towards(made, at, end);
        if (at == CG_NONE) {
            return 0;
        }
        CG_PUSH(corridors->arena, &path, made->nodes.items[at]);
    }
    *nodes = path.items;
    return path.count;
}
