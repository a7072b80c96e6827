/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who exchanges what with whom, out of a plan that holds what its readers may see. */
#include "report/network.h"

#include "base/map.h"

#include <math.h>
#include <string.h>

const char *const cg_network_kind_ids[] = {"firm", "outside", "facility", "group"};

typedef struct builder {
    const cg_telling *telling;
    cg_network network;
    cg_map *places; /* of the plan, by the keys of nodes */
} builder;

/* A plan's places by the keys of nodes. */
static cg_map *places_of(const cg_telling *t) {
    cg_map *places = cg_map_new(t->arena);
    for (int i = 0; i < t->plan->places.count; i++) {
        const cg_plan_place *place = &t->plan->places.items[i];
        bool facility = strcmp(place->kind, "facility") == 0;
        cg_map_add(places, cg_format(t->arena, "%s:%s", facility ? "facility" : "firm", place->id),
                   i);
    }
    return places;
}

static int add_node(builder *b, cg_network_node node) {
    const cg_telling *t = b->telling;
    node.key = cg_format(t->arena, "%s:%s", cg_network_kind_ids[node.kind], node.id);
    int place = node.kind == CG_NETWORK_GROUP ? CG_NONE : cg_map_find(b->places, node.key);
    node.place = place == CG_NONE ? NULL : &t->plan->places.items[place];
    if (node.place != NULL && strcmp(node.place->kind, "outside") == 0) {
        node.kind = CG_NETWORK_OUTSIDE;
    }
    CG_PUSH(t->arena, &b->network.nodes, node);
    return b->network.nodes.count - 1;
}

static void add_parties(builder *b) {
    const cg_telling *t = b->telling;
    for (int i = 0; i < t->plan->parties.count; i++) {
        const cg_party *party = &t->plan->parties.items[i];
        const char *operator_name = cg_tell_name(t, party->operator_name, "");
        add_node(b,
                 (cg_network_node){.kind = party->facility ? CG_NETWORK_FACILITY : CG_NETWORK_FIRM,
                                   .id = party->id,
                                   .name = cg_tell_name(t, party->name, party->id),
                                   .operator_name = *operator_name == '\0' ? NULL : operator_name,
                                   .saving = party->saving,
                                   .investment = party->investment});
    }
}

/* The firm of a flow whose firm the edition has no line of its own for: what stands before the last
 * point. */
static const char *firm_of(const cg_telling *t, const char *end) {
    const char *point = strrchr(end, '.');
    return point == NULL ? end : cg_copy(t->arena, end, (size_t)(point - end));
}

/* The node at an end of a line, which is a firm's flow or a facility's id. A firm's edition holds
 * no lines of its partners: their names stand with the exchange. */
static int node_at(builder *b, const char *end, bool facility, cg_words name) {
    const cg_telling *t = b->telling;
    int party = cg_tell_party_of(t->plan, end);
    if (party >= 0 && t->plan->parties.items[party].facility == facility) {
        return party; /* parties come first, in their order */
    }
    const char *id = facility ? end : firm_of(t, end);
    for (int i = t->plan->parties.count; i < b->network.nodes.count; i++) {
        const cg_network_node *node = &b->network.nodes.items[i];
        if ((node->kind == CG_NETWORK_FACILITY) == facility && strcmp(node->id, id) == 0) {
            return i;
        }
    }
    return add_node(b, (cg_network_node){.kind = facility ? CG_NETWORK_FACILITY : CG_NETWORK_FIRM,
                                         .id = id,
                                         .name = cg_tell_name(t, name, id),
                                         .saving = (double)NAN,
                                         .investment = (double)NAN});
}

static double payback_of(const cg_line *line) {
    double yearly = line->saving + line->parts.annualised_investment;
    return line->investment > 0 && yearly > 0 ? line->investment / yearly : (double)NAN;
}

static void add_line(builder *b, const cg_line *line) {
    const cg_telling *t = b->telling;
    cg_network_edge edge = {.via = -1,
                            .line = line,
                            .id = cg_line_number(t->arena, line->number),
                            .name = cg_tell_name(t, line->resource_name, line->resource),
                            .unit = line->unit,
                            .quantity = line->quantity,
                            .exchanges = 1,
                            .payback = payback_of(line),
                            .existing = cg_line_stands(line)};
    edge.from = node_at(b, line->from, false, line->from_firm);
    edge.to = node_at(b, line->to, line->service, line->to_firm);
    if (line->via != NULL) {
        edge.via = node_at(b, line->via, true, line->via_name);
    }
    b->network.nodes.items[edge.from].gives = true;
    b->network.nodes.items[edge.to].takes = true;
    CG_PUSH(t->arena, &b->network.edges, edge);
}

/* What an edition has that names nobody: the sums that its tables have, too. */
static void add_families(builder *b) {
    const cg_telling *t = b->telling;
    cg_network_node group = {.kind = CG_NETWORK_GROUP,
                             .saving = (double)NAN,
                             .investment = (double)NAN,
                             .id = "givers",
                             .name = cg_tell(t, CG_MSG_NETWORK_GIVERS, NULL),
                             .gives = true};
    int from = add_node(b, group);
    group.id = "receivers";
    group.name = cg_tell(t, CG_MSG_NETWORK_RECEIVERS, NULL);
    group.gives = false;
    group.takes = true;
    int to = add_node(b, group);
    for (cg_family family = CG_WATER; family < CG_FAMILIES; family++) {
        cg_network_edge edge = {.from = from,
                                .via = -1,
                                .to = to,
                                .id = cg_family_id(family),
                                .name = cg_tell_family(t, family),
                                .unit = cg_family_unit(family),
                                .quantity = t->park.families[family].quantity,
                                .exchanges = t->park.families[family].exchanges,
                                .payback = (double)NAN};
        if (edge.exchanges > 0) {
            CG_PUSH(t->arena, &b->network.edges, edge);
        }
    }
}

cg_network cg_network_of(const cg_telling *t) {
    builder b = {.telling = t, .places = places_of(t)};
    if (t->edition.audience == CG_FOR_PUBLIC) {
        add_families(&b);
        return b.network;
    }
    add_parties(&b);
    for (int i = 0; i < t->plan->lines.count; i++) {
        add_line(&b, &t->plan->lines.items[i]);
    }
    return b.network;
}
