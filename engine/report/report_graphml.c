/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan as a graph: GraphML, firms and facilities joined by exchanges, leg by leg. igraph's own
 * writer is not used: it needs a process-wide attribute table, writes 15 digits of 17, names nodes
 * n0, n1 … and cannot leave a figure out that is withheld. */
#include "report/report.h"

#include "base/number.h"
#include "report/network_fields.h"

#include <math.h>
#include <string.h>

typedef struct graph {
    cg_telling telling;
    cg_network network;
    cg_text out;
} graph;

/* What XML has no room for, beyond its own signs: control characters are blanks already. */
static void add_escaped(graph *g, const char *text) {
    for (const char *at = cg_tell_plain(g->telling.arena, text); *at != '\0'; at++) {
        switch (*at) {
        case '&':
            cg_text_add(&g->out, "&amp;");
            break;
        case '<':
            cg_text_add(&g->out, "&lt;");
            break;
        case '>':
            cg_text_add(&g->out, "&gt;");
            break;
        case '"':
            cg_text_add(&g->out, "&quot;");
            break;
        default:
            if (strncmp(at, "\xEF\xBF\xBE", 3) == 0 || strncmp(at, "\xEF\xBF\xBF", 3) == 0) {
                cg_text_add(&g->out, "\xEF\xBF\xBD"); /* U+FFFE and U+FFFF are none of XML's */
                at += 2;
                break;
            }
            cg_text_add_bytes(&g->out, at, 1);
        }
    }
}

/* Keys are "n." or "e." and the name, so that one name may be of both. */
static void add_data(graph *g, char of, const char *key, const char *text) {
    cg_text_addf(&g->out, "      <data key=\"%c.%s\">", of, key);
    add_escaped(g, text);
    cg_text_add(&g->out, "</data>\n");
}

static void add_field(graph *g, char of, const cg_field *field) {
    char room[CG_NUMBER_ROOM];
    if (field->type == CG_FIELD_TEXT && field->text != NULL) {
        add_data(g, of, field->key, field->text);
    }
    if (field->type != CG_FIELD_TEXT && isfinite(field->number)) {
        add_data(g, of, field->key, cg_number_text(field->number, room));
    }
}

static void declare(graph *g, char of, const char *key, const char *type) {
    cg_text_addf(&g->out, "  <key id=\"%c.%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n",
                 of, key,
                 of == 'n'   ? "node"
                 : of == 'e' ? "edge"
                             : "graph",
                 key, type);
}

static void declare_all(graph *g, char of, const cg_field *fields, int count) {
    declare(g, of, "label", "string");
    for (int i = 0; i < count; i++) {
        declare(g, of, fields[i].key, fields[i].type == CG_FIELD_TEXT ? "string" : "double");
    }
}

static void add_keys(graph *g) {
    cg_field fields[CG_NETWORK_FIELDS];
    declare(g, 'g', "name", "string");
    declare(g, 'g', "edition", "string");
    if (g->network.nodes.count > 0) {
        int count = cg_node_fields(&g->telling, &g->network.nodes.items[0], fields);
        declare_all(g, 'n', fields, count);
    }
    if (g->network.edges.count > 0) {
        int count = cg_edge_fields(&g->telling, &g->network, &g->network.edges.items[0], 0, fields);
        declare_all(g, 'e', fields, count);
        declare(g, 'e', "leg", "int");
    }
}

static void add_node(graph *g, const cg_network_node *node) {
    cg_field fields[CG_NETWORK_FIELDS];
    int count = cg_node_fields(&g->telling, node, fields);
    cg_text_add(&g->out, "    <node id=\"");
    add_escaped(g, node->key);
    cg_text_add(&g->out, "\">\n");
    add_data(g, 'n', "label", node->name);
    for (int i = 0; i < count; i++) {
        add_field(g, 'n', &fields[i]);
    }
    cg_text_add(&g->out, "    </node>\n");
}

/* One leg, from 1. What may be added up stands on the first alone, so that sums over edges are
 * those of the plan. */
static void add_leg(graph *g, const cg_network_edge *edge, int leg, int from, int to) {
    cg_field fields[CG_NETWORK_FIELDS];
    int count = cg_edge_fields(&g->telling, &g->network, edge, leg, fields);
    cg_text_addf(&g->out, "    <edge id=\"%s.%d\" source=\"", edge->id, leg);
    add_escaped(g, g->network.nodes.items[from].key);
    cg_text_add(&g->out, "\" target=\"");
    add_escaped(g, g->network.nodes.items[to].key);
    cg_text_add(&g->out, "\">\n");
    add_data(g, 'e', "label",
             edge->line == NULL ? edge->name
                                : cg_format(g->telling.arena, "%s %s", edge->id, edge->name));
    for (int i = 0; i < count; i++) {
        if (leg == 1 || fields[i].type != CG_FIELD_SUM) {
            add_field(g, 'e', &fields[i]);
        }
    }
    cg_text_addf(&g->out, "      <data key=\"e.leg\">%d</data>\n    </edge>\n", leg);
}

static void add_edge(graph *g, const cg_network_edge *edge) {
    if (edge->via < 0) {
        add_leg(g, edge, 1, edge->from, edge->to);
        return;
    }
    add_leg(g, edge, 1, edge->from, edge->via);
    add_leg(g, edge, 2, edge->via, edge->to);
}

const char *cg_report_graphml(cg_arena *arena, const cg_plan *plan, const cg_edition *edition,
                              cg_language language, size_t *length) {
    graph g = {.telling = cg_telling_for(arena, plan, edition, language),
               .out = cg_text_start(arena)};
    g.network = cg_network_of(&g.telling);
    cg_text_add(&g.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    add_keys(&g);
    cg_text_add(&g.out, "  <graph id=\"plan\" edgedefault=\"directed\">\n");
    add_data(&g, 'g', "name", cg_tell_park(&g.telling));
    add_data(&g, 'g', "edition", cg_tell_edition(&g.telling));
    for (int i = 0; i < g.network.nodes.count; i++) {
        add_node(&g, &g.network.nodes.items[i]);
    }
    for (int i = 0; i < g.network.edges.count; i++) {
        add_edge(&g, &g.network.edges.items[i]);
    }
    cg_text_add(&g.out, "  </graph>\n</graphml>\n");
    *length = g.out.length;
    return g.out.bytes;
}
