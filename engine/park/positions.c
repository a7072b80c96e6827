/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things are: positions of firms and facilities, corridors, straight distances. */
#include "park/build.h"

#include "base/number.h"

#include <math.h>

/* The mean radius (2a + b) / 3 of the ellipsoid GRS 80 (Moritz 2000, "Geodetic Reference System
 * 1980"). */
#define EARTH_RADIUS_KM 6371.0088
#define RADIANS_A_DEGREE 0.017453292519943295

static void say_out_of_range(cg_build *build, const cg_json *node, const cg_position *at) {
    char x[CG_NUMBER_ROOM];
    char y[CG_NUMBER_ROOM];
    CG_ERROR_AT(build, node, CG_MSG_PARK_AT_RANGE, cg_number_text(at->x, x),
                cg_number_text(at->y, y));
}

bool cg_point_read(cg_build *build, const cg_json *node, cg_position *out) {
    const cg_json *first = node->type == CG_JSON_ARRAY ? node->first : NULL;
    if (!first || node->count != 2 || first->type != CG_JSON_NUMBER ||
        first->next->type != CG_JSON_NUMBER) {
        CG_ERROR_AT(build, node, CG_MSG_PARK_POINT_SHAPE, cg_reader_shown(&build->reader, node));
        return false;
    }
    cg_position at = {true, first->number, first->next->number};
    if (build->position_kind != CG_POSITION_AT_KM && (fabs(at.x) > 180 || fabs(at.y) > 90)) {
        say_out_of_range(build, node, &at);
        return false;
    }
    *out = at;
    return true;
}

/* The position that stands first in the file's list, not in the order of ids. */
static const cg_json *first_with_position(const cg_json *list) {
    const cg_json *first = NULL;
    for (const cg_json *node = list ? list->first : NULL; node; node = node->next) {
        bool has = cg_json_member(node, "at") || cg_json_member(node, "at_km");
        if (has && (!first || node->index < first->index)) {
            first = node;
        }
    }
    return first;
}

void cg_position_kind_find(cg_build *build, const cg_json *document) {
    const cg_json *first = first_with_position(cg_json_member(document, "firms"));
    if (!first) {
        first = first_with_position(cg_json_member(document, "facilities"));
    }
    if (first) {
        bool on_plane = cg_json_member(first, "at_km") != NULL;
        build->position_kind = on_plane ? CG_POSITION_AT_KM : CG_POSITION_AT;
        build->park->on_plane = on_plane;
    }
}

void cg_position_read(cg_build *build, const cg_json *object, cg_position *out) {
    const cg_json *at = cg_json_member(object, "at");
    const cg_json *at_km = cg_json_member(object, "at_km");
    if (!at && !at_km) {
        return;
    }
    cg_position_kind kind = at_km ? CG_POSITION_AT_KM : CG_POSITION_AT;
    if ((at && at_km) || kind != build->position_kind) {
        const cg_json *odd = build->position_kind == CG_POSITION_AT_KM ? at : at_km;
        CG_ERROR_AT(build, odd, CG_MSG_PARK_AT_MIXED);
        return;
    }
    cg_point_read(build, at_km ? at_km : at, out);
}

static void corridor_nodes(cg_build *build, const cg_json *node, cg_corridor *out) {
    const cg_json *nodes = cg_build_required(build, node, "nodes");
    if (!nodes || !cg_reader_is(&build->reader, nodes, CG_JSON_ARRAY)) {
        return;
    }
    out->nodes = CG_ARRAY(build->arena, cg_position, nodes->count + 1);
    for (const cg_json *point = nodes->first; point; point = point->next) {
        if (cg_point_read(build, point, &out->nodes[out->node_count])) {
            out->node_count++;
        }
    }
    if (nodes->count < 2) {
        CG_ERROR_AT(build, nodes, CG_MSG_PARK_CORRIDOR_SHORT);
    }
}

static void corridor_modes(cg_build *build, const cg_json *node, cg_corridor *out) {
    const cg_json *list = cg_build_list(build, node, "modes");
    if (!list) {
        return;
    }
    out->modes = CG_ARRAY(build->arena, const char *, list->count + 1);
    for (const cg_json *named = list->first; named; named = named->next) {
        const char *mode = cg_build_mode(build, named);
        if (mode) {
            out->modes[out->mode_count++] = mode;
        }
    }
}

void cg_corridors_read(cg_build *build, const cg_json *document) {
    static const char *const keys[] = {"id", "name", "nodes", "modes", NULL};
    const cg_json *list = cg_build_list(build, document, "corridors");
    for (const cg_json *node = list ? list->first : NULL; node; node = node->next) {
        if (!cg_reader_is(&build->reader, node, CG_JSON_OBJECT)) {
            continue;
        }
        cg_reader_check_keys(&build->reader, node, keys);
        if (cg_json_member(node, "id")) {
            cg_build_id(build, node);
        }
        cg_reader_words(&build->reader, cg_json_member(node, "name"));
        cg_corridor corridor = {.node = node};
        corridor_nodes(build, node, &corridor);
        corridor_modes(build, node, &corridor);
        CG_PUSH(build->arena, &build->park->corridors, corridor);
    }
}

/* The haversine form: exact for near points, where the arc cosine loses half the digits. */
static double great_circle_km(cg_position a, cg_position b) {
    double south_north = sin((b.y - a.y) * RADIANS_A_DEGREE / 2);
    double west_east = sin((b.x - a.x) * RADIANS_A_DEGREE / 2);
    double half = south_north * south_north +
                  cos(a.y * RADIANS_A_DEGREE) * cos(b.y * RADIANS_A_DEGREE) * west_east * west_east;
    return 2 * EARTH_RADIUS_KM * asin(sqrt(fmin(1, half)));
}

double cg_straight_km(const cg_park *park, cg_position a, cg_position b) {
    return park->on_plane ? hypot(b.x - a.x, b.y - a.y) : great_circle_km(a, b);
}

/* On a sphere the straight line through the ground is the shorter one. */
void cg_position_in_space(const cg_park *park, cg_position at, double along_km[3]) {
    if (park->on_plane) {
        along_km[0] = at.x;
        along_km[1] = at.y;
        along_km[2] = 0;
        return;
    }
    double longitude = at.x * RADIANS_A_DEGREE, latitude = at.y * RADIANS_A_DEGREE;
    along_km[0] = EARTH_RADIUS_KM * cos(latitude) * cos(longitude);
    along_km[1] = EARTH_RADIUS_KM * cos(latitude) * sin(longitude);
    along_km[2] = EARTH_RADIUS_KM * sin(latitude);
}
