/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks what only shows in a whole pack: who decides permits, and routes that undo each other. */
#include "knowledge/rules_read.h"

#include <string.h>

bool cg_rules_overlap(const cg_rule *a, const cg_rule *b) {
    bool apart = (a->to != NULL && b->from != NULL && strcmp(a->to, b->from) < 0) ||
                 (b->to != NULL && a->from != NULL && strcmp(b->to, a->from) < 0) ||
                 (a->question != CG_NONE && a->question == b->question && a->reading != b->reading);
    return !apart;
}

void cg_rules_check_authorities(cg_rule_source *source) {
    cg_reader *reader = &source->reader;
    cg_map *known = cg_map_new(reader->arena);
    for (int a = 0; a < source->rules->authorities.count; a++) {
        cg_map_add(known, source->rules->authorities.items[a].id, a);
    }
    for (int r = source->first_rule; r < source->rules->items.count; r++) {
        const cg_rule *rule = &source->rules->items.items[r];
        const char *authority = cg_json_member_text(rule->effect, "authority");
        reader->file = rule->file;
        if (rule->effect_kind == CG_EFFECT_permit && authority != NULL &&
            cg_map_find(known, authority) == CG_NONE) {
            cg_say(reader->diagnostics, CG_ERROR,
                   cg_reader_place(reader, cg_json_member(rule->effect, "authority")),
                   CG_MSG_AUTHORITY_UNKNOWN, rule->id, authority, NULL);
        }
    }
}

/* --- routing loops: two rules in force together that ask for different kinds of facility, each
 * of what goes by the other's. An exchange goes by one facility, so nothing could ever satisfy
 * both. --- */

/* A supposed exchange: what a rule's predicate says must hold for it to apply, gone by `kind`. */
typedef struct supposed {
    const cg_json *applies;
    const cg_json *kind;
    const cg_json *passes; /* "exchange.direct" of an exchange by a facility: false */
} supposed;

/* The value that the predicate demands `name` to have, found among what must all hold. */
static const cg_json *demanded(const cg_json *predicate, const char *name) {
    for (const cg_json *one = predicate != NULL ? predicate->first : NULL; one != NULL;
         one = one->next) {
        const cg_json *found = NULL;
        if (one->key != NULL && strcmp(one->key, name) == 0 && one->type != CG_JSON_OBJECT) {
            return one;
        }
        if (one->key != NULL && strcmp(one->key, "all") == 0) {
            for (const cg_json *item = one->first; item != NULL && found == NULL;
                 item = item->next) {
                found = demanded(item, name);
            }
        }
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

static const cg_json *look_up(const void *payload, const char *name) {
    const supposed *exchange = payload;
    if (strcmp(name, "via.kind") == 0) {
        return exchange->kind;
    }
    if (strcmp(name, "exchange.direct") == 0) {
        return exchange->passes;
    }
    return demanded(exchange->applies, name);
}

/* True where `rule` may speak of an exchange that `other` speaks of and that goes where `other`
 * wants it. Only what the two predicates state as equal to a value tells them apart. */
static bool may_speak(const cg_rule *rule, const cg_rule *other) {
    static const cg_json passes = {.type = CG_JSON_BOOLEAN, .truth = false};
    const supposed exchange = {other->applies, cg_json_member(other->effect, "via"), &passes};
    const cg_asked asked = {look_up, &exchange, true};
    return cg_predicate_holds(rule->applies, &asked, NULL) != CG_FALSE;
}

static bool loops(const cg_rule *a, const cg_rule *b) {
    const char *by = cg_json_member_text(a->effect, "via");
    const char *other = cg_json_member_text(b->effect, "via");
    return by != NULL && other != NULL && strcmp(by, other) != 0 && cg_rules_overlap(a, b) &&
           may_speak(a, b) && may_speak(b, a);
}

void cg_rules_check_routes(cg_rule_source *source) {
    cg_reader *reader = &source->reader;
    const cg_rules *rules = source->rules;
    for (int r = source->first_rule; r < rules->items.count; r++) {
        const cg_rule *rule = &rules->items.items[r];
        for (int o = 0; o < r && rule->effect_kind == CG_EFFECT_route; o++) {
            const cg_rule *other = &rules->items.items[o];
            if (other->effect_kind == CG_EFFECT_route && loops(rule, other)) {
                reader->file = rule->file;
                cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, rule->effect),
                       CG_MSG_ROUTES_LOOP, rule->id, cg_json_member_text(rule->effect, "via"),
                       other->id, cg_json_member_text(other->effect, "via"), NULL);
            }
        }
    }
}
