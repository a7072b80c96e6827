/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What nodes and exchanges of a network say of themselves. */
#include "report/network_fields.h"

#include "plan/plan_fields.h"

#include <math.h>

static cg_field text_field(cg_arena *arena, const char *key, const char *text) {
    return (cg_field){key, CG_FIELD_TEXT, text == NULL ? NULL : cg_tell_plain(arena, text),
                      (double)NAN};
}

static cg_field number_field(const char *key, cg_field_type type, double number) {
    return (cg_field){key, type, NULL, number};
}

#define FIELD_TEXT(key, value) text_field(t->arena, key, value)
#define FIELD_NUMBER(key, value) number_field(key, CG_FIELD_NUMBER, value)
#define FIELD_SUM(key, value) number_field(key, CG_FIELD_SUM, value)
#define FIELD_PLACE(key, value) number_field(key, CG_FIELD_PLACE, value)

int cg_node_fields(const cg_telling *t, const cg_network_node *node,
                   cg_field fields[CG_NETWORK_FIELDS]) {
    int count = 0;
#define CG_NODE_FIELD(name, type, value) fields[count++] = FIELD_##type(#name, value);
#include "report/network_fields.def"
#undef CG_NODE_FIELD
    return count;
}

/* Whether it stands or is to be built; NULL of a family, whose exchanges differ. */
static const char *state_of(const cg_network_edge *edge, int leg) {
    const cg_line *line = edge->line;
    if (line == NULL) {
        return NULL;
    }
    bool stands = edge->existing;
    if (leg > 0 && leg <= line->leg_count) {
        stands = line->running || line->legs[leg - 1].existing;
    }
    return stands ? "existing" : "new";
}

/* "existing, new": leg by leg, where a plant stands between. */
static const char *legs_of(const cg_telling *t, const cg_line *line) {
    const char *states[CG_LINE_LEGS];
    for (int i = 0; i < line->leg_count; i++) {
        states[i] = line->running || line->legs[i].existing ? "existing" : "new";
    }
    return line->leg_count < 2 ? NULL : cg_tell_list(t, states, line->leg_count);
}

int cg_edge_fields(const cg_telling *t, const cg_network *network, const cg_network_edge *edge,
                   int leg, cg_field fields[CG_NETWORK_FIELDS]) {
    /* A family's sum is of no line. */
    static const cg_line none = {.delivered = (double)NAN,
                                 .saving = (double)NAN,
                                 .investment = (double)NAN,
                                 .emissions_saving = (double)NAN,
                                 .distance_km = (double)NAN};
    const cg_line *line = edge->line == NULL ? &none : edge->line;
    int count = 0;
#define CG_EDGE_FIELD(name, type, value) fields[count++] = FIELD_##type(#name, value);
#include "report/network_fields.def"
#undef CG_EDGE_FIELD
    return count;
}
