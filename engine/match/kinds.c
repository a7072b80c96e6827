/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facilities whose kind is nearly one that a rule asks about. */
#include "match/kinds.h"

#include "base/text.h"

#include <string.h>

/* Every text in `node`: a kind, {"in": [...]}, {"has": ...}. */
static void add_texts(cg_map *kinds, const cg_json *node) {
    if (node->type == CG_JSON_STRING) {
        cg_map_add(kinds, node->text, 0);
    }
    for (const cg_json *child = node->first; child != NULL; child = child->next) {
        add_texts(kinds, child);
    }
}

static void add_asked(cg_map *kinds, const cg_json *predicate) {
    if (predicate->key != NULL && strcmp(predicate->key, "via.kind") == 0) {
        add_texts(kinds, predicate);
        return;
    }
    for (const cg_json *child = predicate->first; child != NULL; child = child->next) {
        add_asked(kinds, child);
    }
}

static cg_map *kinds_of(cg_arena *arena, const cg_rules *rules) {
    cg_map *kinds = cg_map_new(arena);
    for (int i = 0; i < rules->items.count; i++) {
        const cg_rule *rule = &rules->items.items[i];
        const char *via = cg_json_member_text(rule->effect, "via");
        if (via != NULL) {
            cg_map_add(kinds, via, 0);
        }
        if (rule->applies != NULL) {
            add_asked(kinds, rule->applies);
        }
    }
    return kinds;
}

void cg_kinds_check(cg_arena *arena, cg_diagnostics *diagnostics, const cg_park *park,
                    const cg_rules *rules) {
    const cg_map *kinds = kinds_of(arena, rules);
    for (int i = 0; i < park->facilities.count; i++) {
        const cg_facility *facility = &park->facilities.items[i];
        if (facility->kind == NULL || cg_map_find(kinds, facility->kind) != CG_NONE) {
            continue;
        }
        const char *nearest = cg_map_nearest(kinds, facility->kind);
        if (nearest != NULL) {
            cg_say(diagnostics, CG_WARNING,
                   cg_json_place(arena, park->file, cg_json_member(facility->node, "kind")),
                   CG_MSG_FACILITY_KIND_NEAR, facility->kind, nearest, NULL);
        }
    }
}
