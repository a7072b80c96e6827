/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan on a map: RFC 7946, longitude and latitude of WGS 84. Firms, facilities and exchanges,
 * each with what it says of itself; what stands nowhere that is stated has no geometry. */
#include "report/report.h"

#include "report/network_fields.h"

#include <math.h>

typedef struct map {
    cg_telling telling;
    cg_network network;
    cg_json_writer json;
} map;

/* A park on a plane of its own has no place on the earth. */
static bool is_placed(const map *m, const cg_network_node *node) {
    const cg_plan_place *place = node->place;
    return place != NULL && !m->telling.plan->on_plane && isfinite(place->x) && isfinite(place->y);
}

/* To a centimetre: seven decimals of a degree. */
static double rounded(double degrees) {
    return round(degrees * 1e7) / 1e7;
}

static void add_position(map *m, double x, double y) {
    cg_json_open_flat_array(&m->json, NULL);
    cg_json_number(&m->json, NULL, rounded(x));
    cg_json_number(&m->json, NULL, rounded(y));
    cg_json_close_array(&m->json);
}

static void open_geometry(map *m, const char *type) {
    cg_json_open_object(&m->json, "geometry");
    cg_json_string(&m->json, "type", type);
}

static void add_point(map *m, const cg_network_node *node) {
    if (!is_placed(m, node)) {
        cg_json_null(&m->json, "geometry");
        return;
    }
    open_geometry(m, "Point");
    cg_json_open_flat_array(&m->json, "coordinates");
    cg_json_number(&m->json, NULL, rounded(node->place->x));
    cg_json_number(&m->json, NULL, rounded(node->place->y));
    cg_json_close_array(&m->json);
    cg_json_close_object(&m->json);
}

static bool apart(const cg_network_node *a, const cg_network_node *b) {
    return rounded(a->place->x) != rounded(b->place->x) ||
           rounded(a->place->y) != rounded(b->place->y);
}

static void add_node_position(map *m, const cg_network_node *node) {
    add_position(m, node->place->x, node->place->y);
}

static void add_path(map *m, const cg_line *line, int leg) {
    for (int n = 0; leg < line->leg_count && n < line->legs[leg].nodes; n++) {
        add_position(m, line->legs[leg].path[2 * n], line->legs[leg].path[2 * n + 1]);
    }
}

/* From the giver by way of the plant to the taker; without a place at either end, or where
 * everything stands in one, there is no line. */
static void add_line(map *m, const cg_network_edge *edge) {
    const cg_network_node *nodes = m->network.nodes.items;
    const cg_network_node *from = &nodes[edge->from], *to = &nodes[edge->to];
    const cg_network_node *via =
        edge->via >= 0 && is_placed(m, &nodes[edge->via]) ? &nodes[edge->via] : NULL;
    if (!is_placed(m, from) || !is_placed(m, to) ||
        !(apart(from, to) || (via != NULL && apart(from, via)))) {
        cg_json_null(&m->json, "geometry");
        return;
    }
    open_geometry(m, "LineString");
    cg_json_open_flat_array(&m->json, "coordinates");
    add_node_position(m, from);
    add_path(m, edge->line, 0);
    if (via != NULL) {
        add_node_position(m, via);
        add_path(m, edge->line, 1);
    }
    add_node_position(m, to);
    cg_json_close_array(&m->json);
    cg_json_close_object(&m->json);
}

static void add_properties(map *m, const char *layer, const cg_field *fields, int count) {
    cg_json_open_object(&m->json, "properties");
    cg_json_string(&m->json, "layer", layer);
    for (int i = 0; i < count; i++) {
        const cg_field *field = &fields[i];
        if (field->type == CG_FIELD_TEXT) {
            cg_json_string(&m->json, field->key, field->text);
        } else if (field->type != CG_FIELD_PLACE) {
            cg_json_number(&m->json, field->key, field->number);
        }
    }
    cg_json_close_object(&m->json);
}

static void open_feature(map *m, const char *id) {
    cg_json_open_object(&m->json, NULL);
    cg_json_string(&m->json, "type", "Feature");
    cg_json_string(&m->json, "id", id);
}

static void add_nodes(map *m, bool facilities) {
    cg_field fields[CG_NETWORK_FIELDS];
    for (int i = 0; i < m->network.nodes.count; i++) {
        const cg_network_node *node = &m->network.nodes.items[i];
        if ((node->kind == CG_NETWORK_FACILITY) != facilities || node->kind == CG_NETWORK_GROUP) {
            continue;
        }
        open_feature(m, node->key);
        add_point(m, node);
        int count = cg_node_fields(&m->telling, node, fields);
        add_properties(m, facilities ? "facilities" : "firms", fields, count);
        cg_json_close_object(&m->json);
    }
}

static void add_edges(map *m) {
    cg_field fields[CG_NETWORK_FIELDS];
    for (int i = 0; i < m->network.edges.count; i++) {
        const cg_network_edge *edge = &m->network.edges.items[i];
        open_feature(m, cg_format(m->telling.arena, "exchange:%s", edge->id));
        add_line(m, edge);
        int count = cg_edge_fields(&m->telling, &m->network, edge, 0, fields);
        add_properties(m, "exchanges", fields, count);
        cg_json_close_object(&m->json);
    }
}

static void open_collection(map *m, const char *key) {
    cg_json_open_object(&m->json, key);
    cg_json_string(&m->json, "type", "FeatureCollection");
    cg_json_string(&m->json, "name", key == NULL ? cg_tell_park(&m->telling) : key);
    if (key != NULL) {
        cg_json_string(&m->json, "park", cg_tell_park(&m->telling));
    }
    cg_json_string(&m->json, "edition", cg_tell_edition(&m->telling));
    cg_json_open_array(&m->json, "features");
}

static void close_collection(map *m) {
    cg_json_close_array(&m->json);
    cg_json_close_object(&m->json);
}

static map map_of(cg_arena *arena, const cg_plan *plan, const cg_edition *edition,
                  cg_language language) {
    map m = {.telling = cg_telling_for(arena, plan, edition, language),
             .json = cg_json_write_start(arena)};
    m.network = cg_network_of(&m.telling);
    return m;
}

const char *cg_report_geojson(cg_arena *arena, const cg_plan *plan, const cg_edition *edition,
                              cg_language language, size_t *length) {
    map m = map_of(arena, plan, edition, language);
    open_collection(&m, NULL);
    add_nodes(&m, false);
    add_nodes(&m, true);
    add_edges(&m);
    close_collection(&m);
    return cg_json_finish(&m.json, length);
}

/* The same features as layers, each of one kind: what congsinh-tables makes a GeoPackage of. */
const char *cg_report_layers(cg_arena *arena, const cg_plan *plan, const cg_edition *edition,
                             cg_language language, size_t *length) {
    map m = map_of(arena, plan, edition, language);
    cg_json_open_object(&m.json, NULL);
    cg_json_open_object(&m.json, "layers");
    open_collection(&m, "firms");
    add_nodes(&m, false);
    close_collection(&m);
    open_collection(&m, "facilities");
    add_nodes(&m, true);
    close_collection(&m);
    open_collection(&m, "exchanges");
    add_edges(&m);
    close_collection(&m);
    cg_json_close_object(&m.json);
    cg_json_close_object(&m.json);
    return cg_json_finish(&m.json, length);
}
