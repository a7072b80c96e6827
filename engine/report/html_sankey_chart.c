/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was laid out, as data of a chart: the places and the words of the drawing beside it. */
#include "report/html_charts.h"
#include "report/html_sankey.h"

#include <math.h>

/* Across: 0 is the givers' end, 1 the receivers'. */
static const double across[] = {0, 0.5, 1};
#define SINK_ACROSS 0.36
#define SOURCE_ACROSS 0.64

enum { COLUMNS = 3 };

typedef struct chart_node {
    const char *name, *detail, *told, *kind;
    int column;
    double across, y, height; /* as drawn */
    double in, out;           /* of its height, taken by bands */
} chart_node;

typedef struct chart_band {
    int from, to;
    double thick;
    bool open; /* not from party to party */
    const char *told;
} chart_band;

typedef struct chart {
    const cg_html *h;
    const cg_sankey *sankey;
    bool plan;
    CG_VECTOR(chart_node) nodes;
    CG_VECTOR(chart_band) bands;
} chart;

/* Hundredths of a drawn unit: what the browser adds up is then what is added up here. */
static double drawn(double value) {
    return round(value * 100) / 100;
}

static void add_band(chart *c, chart_band band) {
    /* What is there is seen. */
    band.thick = fmax(drawn(band.thick), 0.8);
    c->nodes.items[band.from].out += band.thick;
    c->nodes.items[band.to].in += band.thick;
    CG_PUSH(c->h->telling.arena, &c->bands, band);
}

static const char *detail_of(const cg_html *h, const cg_sankey_node *node) {
    const cg_telling *t = &h->telling;
    if (!isfinite(node->told)) {
        return node->resource;
    }
    const char *figure = cg_figure_quantity(t->arena, node->told, node->unit, t->language);
    return *node->resource == '\0' ? figure
                                   : cg_format(t->arena, "%s · %s", figure, node->resource);
}

static void add_nodes(chart *c) {
    for (int n = 0; n < c->sankey->nodes.count; n++) {
        const cg_sankey_node *node = &c->sankey->nodes.items[n];
        bool plant = node->side == CG_SANKEY_PLANT;
        const char *detail = plant ? "" : detail_of(c->h, node);
        CG_PUSH(c->h->telling.arena, &c->nodes,
                ((chart_node){.name = node->name,
                              .detail = detail,
                              .told = *detail == '\0' ? node->name
                                                      : cg_format(c->h->telling.arena, "%s: %s",
                                                                  node->name, detail),
                              .kind = plant ? "plant" : "node",
                              .column = (int)node->side,
                              .across = across[node->side],
                              .y = node->y,
                              .height = node->height}));
    }
}

static void add_exchanges(chart *c) {
    const cg_sankey *s = c->sankey;
    for (int b = 0; b < s->bands.count; b++) {
        const cg_sankey_band *band = &s->bands.items[b];
        double amount = c->plan ? band->amount : band->today;
        if (amount > 0) {
            add_band(c, (chart_band){band->from, band->to, amount * s->scale, false,
                                     cg_sankey_told(c->h, s, s->nodes.items[band->from].name,
                                                    s->nodes.items[band->to].name, amount)});
        }
    }
}

/* What is not handed over today, summed over a side, in drawn units. */
static double open_of(const cg_sankey *s, cg_sankey_side side) {
    double sum = 0;
    for (int n = 0; n < s->nodes.count; n++) {
        const cg_sankey_node *node = &s->nodes.items[n];
        sum += node->side == side ? fmax(node->amount - node->today, 0) * s->scale : 0;
    }
    return sum;
}

static int add_outer(chart *c, const char *name, double at, double height) {
    double room = c->sankey->height - CG_SANKEY_TOP;
    CG_PUSH(c->h->telling.arena, &c->nodes,
            ((chart_node){.name = name,
                          .detail = "",
                          .told = name,
                          .kind = "outer",
                          .column = CG_SANKEY_PLANT,
                          .across = at,
                          .y = CG_SANKEY_TOP + fmax(room - height, 0) / 2,
                          .height = height}));
    return c->nodes.count - 1;
}

static void add_open_ends(chart *c) {
    const cg_sankey *s = c->sankey;
    double left = open_of(s, CG_SANKEY_GIVER), right = open_of(s, CG_SANKEY_RECEIVER);
    if (!(left > 0)) {
        return;
    }
    int sink = add_outer(c, cg_html_word(c->h, CG_MSG_HTML_FLOW_SINK), SINK_ACROSS, left);
    int source = add_outer(c, cg_html_word(c->h, CG_MSG_HTML_FLOW_SOURCE), SOURCE_ACROSS, right);
    for (int n = 0; n < s->nodes.count; n++) {
        const cg_sankey_node *node = &s->nodes.items[n];
        double amount = node->amount - node->today;
        if (!(amount > 0) || node->side == CG_SANKEY_PLANT) {
            continue;
        }
        bool giver = node->side == CG_SANKEY_GIVER;
        const char *from = giver ? node->name : c->nodes.items[source].name;
        const char *to = giver ? c->nodes.items[sink].name : node->name;
        add_band(c, (chart_band){giver ? n : source, giver ? sink : n, amount * s->scale, true,
                                 cg_sankey_told(c->h, s, from, to, amount)});
    }
}

/* A plant that does not run today is not drawn. */
static bool is_seen(const chart_node *node) {
    return node->column != CG_SANKEY_PLANT || node->in + node->out > 0;
}

/* The height that ECharts is to give a sankey so that it draws one unit as one: it fits the fullest
 * column into it. */
static double span_of(const chart *c) {
    double columns[COLUMNS] = {0};
    for (int n = 0; n < c->nodes.count; n++) {
        const chart_node *node = &c->nodes.items[n];
        double height = fmax(drawn(node->height), fmax(node->in, node->out));
        columns[node->column] += is_seen(node) ? height : 0;
    }
    return fmax(columns[0], fmax(columns[1], columns[2]));
}

static void write_nodes(const chart *c, cg_json_writer *w) {
    cg_json_open_flat_array(w, "nodes");
    for (int n = 0; n < c->nodes.count; n++) {
        const chart_node *node = &c->nodes.items[n];
        cg_json_open_object(w, NULL);
        cg_json_string(w, "name", node->name);
        cg_json_string(w, "detail", node->detail);
        cg_json_string(w, "told", node->told);
        cg_json_string(w, "kind", node->kind);
        cg_json_integer(w, "column", node->column);
        cg_json_number(w, "across", node->across);
        cg_json_number(w, "y", drawn(node->y));
        cg_json_number(w, "height", drawn(node->height));
        cg_json_boolean(w, "seen", is_seen(node));
        cg_json_close_object(w);
    }
    cg_json_close_array(w);
}

static void write_bands(const chart *c, cg_json_writer *w) {
    cg_json_open_flat_array(w, "bands");
    for (int b = 0; b < c->bands.count; b++) {
        const chart_band *band = &c->bands.items[b];
        cg_json_open_object(w, NULL);
        cg_json_integer(w, "from", band->from);
        cg_json_integer(w, "to", band->to);
        cg_json_number(w, "thick", drawn(band->thick));
        cg_json_boolean(w, "open", band->open);
        cg_json_string(w, "told", band->told);
        cg_json_close_object(w);
    }
    cg_json_close_array(w);
}

void cg_sankey_chart(cg_html *h, const cg_sankey *sankey, bool plan, const char *told) {
    chart c = {.h = h, .sankey = sankey, .plan = plan};
    add_nodes(&c);
    add_exchanges(&c);
    if (!plan) {
        add_open_ends(&c);
    }
    cg_json_writer writer = cg_chart_start(h);
    cg_json_string(&writer, "family", cg_html_family(sankey->unit));
    cg_json_number(&writer, "height", drawn(sankey->height));
    cg_json_number(&writer, "span", drawn(span_of(&c)));
    write_nodes(&c, &writer);
    write_bands(&c, &writer);
    cg_chart_add(h, "sankey", told, &writer);
}
