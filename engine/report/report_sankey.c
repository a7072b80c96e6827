/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan for programs that draw flows: source,target,type,value,unit, each pair and resource once.
 * A firm that gives and takes stands twice, so that no flow ever comes back to where it began. */
#include "report/report.h"

#include "base/map.h"
#include "base/number.h"
#include "report/csv.h"
#include "report/network.h"

typedef struct flow {
    const char *source, *target, *type, *unit;
    cg_sum value;
} flow;

typedef struct diagram {
    cg_telling telling;
    cg_network network;
    const char **names; /* of nodes, unique */
    cg_map *known;      /* flows by what they are called */
    CG_VECTOR(flow) flows;
} diagram;

static void name_nodes(diagram *d) {
    const cg_telling *t = &d->telling;
    cg_map *first = cg_map_new(t->arena);
    cg_map *often = cg_map_new(t->arena);
    d->names = (const char **)CG_ARRAY(t->arena, const char *, d->network.nodes.count + 1);
    for (int i = 0; i < d->network.nodes.count; i++) {
        const char *name = d->network.nodes.items[i].name;
        if (!cg_map_add(first, name, i)) {
            cg_map_add(often, name, i);
        }
    }
    for (int i = 0; i < d->network.nodes.count; i++) {
        const cg_network_node *node = &d->network.nodes.items[i];
        bool alone = cg_map_find(often, node->name) == CG_NONE;
        d->names[i] = alone ? node->name
                            : cg_tell(t, CG_MSG_NETWORK_SAME_NAME, node->name,
                                      cg_tell_plain(t->arena, node->id), NULL);
    }
}

/* The name of a node where something ends. */
static const char *taker(const diagram *d, int node) {
    return d->network.nodes.items[node].gives
               ? cg_tell(&d->telling, CG_MSG_NETWORK_TAKES, d->names[node], NULL)
               : d->names[node];
}

static void add_flow(diagram *d, const flow *asked, double value) {
    cg_arena *arena = d->telling.arena;
    const char *called = cg_format(arena, "%s\n%s\n%s\n%s", asked->source, asked->target,
                                   asked->type, asked->unit == NULL ? "" : asked->unit);
    int at = cg_map_find(d->known, called);
    if (at == CG_NONE) {
        at = d->flows.count;
        CG_PUSH(arena, &d->flows, *asked);
        cg_map_add(d->known, called, at);
    }
    cg_sum_add(&d->flows.items[at].value, value);
}

/* By way of a plant two rows of the same quantity, as the report's diagram draws it: what a plant
 * loses is told where exchanges are. */
static void add_edge(diagram *d, const cg_network_edge *edge) {
    const cg_telling *t = &d->telling;
    if (!(edge->quantity > 0)) {
        return;
    }
    flow way = {.source = d->names[edge->from], .type = edge->name, .unit = edge->unit};
    if (edge->via >= 0) {
        way.target = d->names[edge->via];
        add_flow(d, &way, edge->quantity);
        way.source = d->names[edge->via];
        way.type =
            edge->line->input_resource == NULL
                ? edge->name
                : cg_tell_name(t, edge->line->input_resource_name, edge->line->input_resource);
    }
    way.target = taker(d, edge->to);
    add_flow(d, &way, edge->quantity);
}

const char *cg_report_sankey(cg_arena *arena, const cg_plan *plan, const cg_edition *edition,
                             cg_language language, size_t *length) {
    diagram d = {.telling = cg_telling_for(arena, plan, edition, language),
                 .known = cg_map_new(arena)};
    d.network = cg_network_of(&d.telling);
    name_nodes(&d);
    for (int i = 0; i < d.network.edges.count; i++) {
        add_edge(&d, &d.network.edges.items[i]);
    }
    static const char *const heads[] = {"source", "target", "type", "value", "unit"};
    cg_csv csv = cg_csv_start(arena);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        cg_csv_text(&csv, heads[i]); /* what such programs look for, in no language */
    }
    cg_csv_end_row(&csv);
    for (int i = 0; i < d.flows.count; i++) {
        const flow *row = &d.flows.items[i];
        cg_csv_text(&csv, row->source);
        cg_csv_text(&csv, row->target);
        cg_csv_text(&csv, row->type);
        cg_csv_number(&csv, cg_sum_value(&row->value));
        cg_csv_text(&csv, row->unit);
        cg_csv_end_row(&csv);
    }
    *length = csv.out.length;
    return csv.out.bytes;
}
