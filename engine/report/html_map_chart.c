/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map as data of a chart. */
#include "report/html_charts.h"
#include "report/html_map.h"

#include <math.h>
#include <string.h>

static double tenth(double value) {
    return round(value * 10) / 10;
}

static void write_spots(const cg_map_drawing *m, cg_json_writer *w) {
    cg_json_open_flat_array(w, "spots");
    for (int i = 0; i < m->count; i++) {
        const cg_spot *spot = &m->spots[i];
        cg_json_open_object(w, NULL);
        cg_json_string(w, "kind", cg_spot_kind(spot));
        cg_json_string(w, "told", spot->name);
        cg_json_boolean(w, "small", !spot->linked && m->count > CG_MAP_MANY);
        cg_json_number(w, "x", tenth(spot->x));
        cg_json_number(w, "y", tenth(spot->y));
        if (spot->named) {
            cg_json_string(w, "name", spot->label);
            cg_json_string(w, "anchor", spot->anchor);
            cg_json_number(w, "right", tenth(spot->name_x - spot->x));
            cg_json_number(w, "down", tenth(spot->name_y - spot->y));
        }
        cg_json_close_object(w);
    }
    cg_json_close_array(w);
}

static bool same(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Where a line stands on the map: spots, -1 where unknown, or no plant. */
typedef struct way {
    const cg_line *line; /* NULL: no exchange */
    int from, via, to;
} way;

/* Asked once a line: finding a spot reads all parties. */
static way *ways_of(const cg_map_drawing *m) {
    const cg_plan *plan = m->h->telling.plan;
    way *ways = CG_ARRAY(m->h->telling.arena, way, plan->lines.count + 1);
    for (int i = 0; i < plan->lines.count; i++) {
        const cg_line *line = &plan->lines.items[i];
        if (line->quantity > 0 && !line->service) {
            ways[i] = (way){line, cg_spot_of(m, line->from), cg_spot_of(m, line->via),
                            cg_spot_of(m, line->to)};
        }
    }
    return ways;
}

/* From end to end, or one of its two legs at a plant. */
static bool goes(const way *w, const cg_spot_link *link) {
    if (w->line == NULL || !same(w->line->unit, link->line->unit)) {
        return false;
    }
    return w->via < 0 ? w->from == link->from && w->to == link->to
                      : (w->from == link->from && w->via == link->to) ||
                            (w->via == link->from && w->to == link->to);
}

/* What leaves the givers for this way in a year, of all lines that go it. */
static const char *told_of(const cg_map_drawing *m, const way *ways, const cg_spot_link *link) {
    const cg_telling *t = &m->h->telling;
    double sum = 0;
    for (int i = 0; i < t->plan->lines.count; i++) {
        sum += goes(&ways[i], link) ? ways[i].line->quantity : 0;
    }
    return cg_tell(t, CG_MSG_HTML_FLOW_BAND, m->spots[link->from].name, m->spots[link->to].name,
                   cg_figure_quantity(t->arena, sum, link->line->unit, t->language), NULL);
}

static void write_links(const cg_map_drawing *m, cg_json_writer *w) {
    const way *ways = ways_of(m);
    cg_json_open_flat_array(w, "links");
    for (int i = 0; i < m->links.count; i++) {
        const cg_spot_link *link = &m->links.items[i];
        cg_json_open_object(w, NULL);
        cg_json_integer(w, "from", link->from);
        cg_json_integer(w, "to", link->to);
        cg_json_string(w, "family", cg_html_family(link->line->unit));
        cg_json_string(w, "told", told_of(m, ways, link));
        cg_json_close_object(w);
    }
    cg_json_close_array(w);
}

void cg_map_chart(cg_map_drawing *map, const char *told) {
    cg_json_writer writer = cg_chart_start(map->h);
    cg_json_integer(&writer, "width", CG_MAP_WIDTH);
    cg_json_number(&writer, "height", tenth(map->height));
    cg_json_number(&writer, "bar", tenth(map->bar));
    cg_json_string(&writer, "barTold", map->bar_told);
    write_spots(map, &writer);
    write_links(map, &writer);
    cg_chart_add(map->h, "map", told, &writer);
}
