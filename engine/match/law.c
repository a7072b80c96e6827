/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the law says of an exchange. */
#include <string.h>

#include "match/matches.h"

static bool left_out(const cg_law *law, const char *id) {
    for (int i = 0; i < law->without_count; i++) {
        if (strcmp(law->without[i], id) == 0) {
            return true;
        }
    }
    return false;
}

static void report_unknown(cg_arena *arena, cg_diagnostics *diagnostics, const cg_law *law) {
    cg_map *known = cg_map_new(arena);
    for (int r = 0; r < law->pack->items.count; r++) {
        cg_map_add(known, law->pack->items.items[r].id, r);
    }
    for (int i = 0; i < law->without_count; i++) {
        if (cg_map_find(known, law->without[i]) != CG_NONE) {
            continue;
        }
        const char *nearest = cg_map_nearest(known, law->without[i]);
        static const char folder[] = "rules/";
        const char *pack = law->pack->pack == NULL ? "none" : law->pack->pack;
        pack += strncmp(pack, folder, sizeof folder - 1) == 0 ? sizeof folder - 1 : 0;
        if (nearest != NULL) {
            cg_say(diagnostics, CG_ERROR, (cg_place){NULL, "--without", 0},
                   CG_MSG_NO_SUCH_RULE_NEAR, law->without[i], pack, nearest, NULL);
        } else {
            cg_say(diagnostics, CG_ERROR, (cg_place){NULL, "--without", 0}, CG_MSG_NO_SUCH_RULE,
                   law->without[i], pack, NULL);
        }
    }
}

cg_law *cg_law_new(cg_arena *arena, cg_diagnostics *diagnostics, const cg_rules *pack,
                   const char *date, const char *const *without, int without_count) {
    cg_law *law = CG_NEW(arena, cg_law);
    *law = (cg_law){.pack = pack, .date = date, .without = without, .without_count = without_count};
    law->rules = CG_ARRAY(arena, const cg_rule *, pack->items.count + 1);
    for (int r = 0; r < pack->items.count; r++) {
        const cg_rule *rule = &pack->items.items[r];
        if (cg_rule_in_force(rule, date) && !left_out(law, rule->id)) {
            law->rules[law->rule_count++] = rule;
        }
    }
    report_unknown(arena, diagnostics, law);
    return law;
}

/* The answer to one question: facts that are worked out rather than stated need a place to stand.
 */
typedef struct asking {
    const cg_exchange_case *exchange;
    cg_json *answer;
} asking;

static const cg_json *truth(const asking *ask, bool value) {
    *ask->answer = (cg_json){.type = CG_JSON_BOOLEAN, .truth = value};
    return ask->answer;
}

static const cg_json *word(const asking *ask, const char *text) {
    *ask->answer = (cg_json){.type = CG_JSON_STRING, .text = text};
    return text == NULL ? NULL : ask->answer;
}

static bool is(const char *fact, const char *name) {
    return strcmp(fact, name) == 0;
}

static bool same_park(const cg_firm *sender, const cg_firm *receiver) {
    if (sender->outside == CG_OTHER_PARK && receiver->outside == CG_OTHER_PARK) {
        return strcmp(sender->other_park, receiver->other_park) == 0;
    }
    return sender->outside == CG_INSIDE && receiver->outside == CG_INSIDE;
}

static const cg_json *of_exchange(const asking *ask, const char *fact) {
    const cg_exchange_case *exchange = ask->exchange;
    const cg_park *park = exchange->park;
    const cg_firm *sender = &park->firms.items[park->outputs.items[exchange->output].firm];
    const cg_firm *receiver = &park->firms.items[park->inputs.items[exchange->input].firm];
    if (is(fact, "same_park")) {
        return truth(ask, same_park(sender, receiver));
    }
    if (is(fact, "own_firm")) {
        return truth(ask, sender == receiver);
    }
    if (is(fact, "direct")) {
        return truth(ask, exchange->via == CG_NONE);
    }
    if (is(fact, "pass_through")) {
        return truth(ask, exchange->pass_through);
    }
    if (is(fact, "mode")) {
        return exchange->mode == CG_NONE
                   ? NULL
                   : word(ask, park->knowledge->modes.items[exchange->mode].id);
    }
    if (is(fact, "distance_km")) {
        *ask->answer = (cg_json){.type = CG_JSON_NUMBER, .number = exchange->distance_km};
        return ask->answer;
    }
    return NULL;
}

static const cg_json *of_resource(const asking *ask, const cg_resource *resource,
                                  const char *fact) {
    if (is(fact, "id") || is(fact, "resource")) {
        return word(ask, resource->id);
    }
    if (is(fact, "family")) {
        return word(ask, cg_family_id(resource->family));
    }
    return cg_attribute_value(ask->exchange->park->knowledge, &resource->attributes, fact);
}

static const cg_json *of_flow(const asking *ask, const cg_flow *flow, const char *fact) {
    const cg_park *park = ask->exchange->park;
    const cg_json *stated = cg_flow_attribute(park, flow, fact);
    return stated != NULL
               ? stated
               : of_resource(ask, &park->knowledge->resources.items[flow->resource], fact);
}

static const cg_json *of_firm(const asking *ask, const cg_firm *firm, const char *fact) {
    if (is(fact, "outside")) {
        return truth(ask, firm->outside != CG_INSIDE);
    }
    const cg_json *stated =
        cg_attribute_value(ask->exchange->park->knowledge, &firm->attributes, fact);
    return stated != NULL ? stated : cg_json_member(firm->node, fact);
}

static const cg_json *of_facility(const asking *ask, const char *fact) {
    if (ask->exchange->via == CG_NONE) {
        return NULL;
    }
    const cg_facility *facility = &ask->exchange->park->facilities.items[ask->exchange->via];
    if (is(fact, "exists")) {
        return truth(ask, facility->exists);
    }
    const cg_json *stated =
        cg_attribute_value(ask->exchange->park->knowledge, &facility->attributes, fact);
    return stated != NULL ? stated : cg_json_member(facility->node, fact);
}

static const cg_json *of_link(const asking *ask, const char *fact) {
    if (ask->exchange->link == CG_NONE) {
        return NULL;
    }
    const cg_link *link = &ask->exchange->park->links.items[ask->exchange->link];
    return is(fact, "existing")
               ? truth(ask, link->existing)
               : cg_attribute_value(ask->exchange->park->knowledge, &link->attributes, fact);
}

static const cg_json *of_park(const asking *ask, const char *fact) {
    const cg_park *park = ask->exchange->park;
    if (is(fact, "id")) {
        return word(ask, park->id);
    }
    return is(fact, "country") ? word(ask, park->country)
                               : cg_attribute_value(park->knowledge, &park->attributes, fact);
}

/* "subject.fact" */
static const cg_json *look_up(const void *payload, const char *name) {
    const asking *ask = payload;
    const cg_park *park = ask->exchange->park;
    const cg_flow *output = &park->outputs.items[ask->exchange->output];
    const cg_flow *input = &park->inputs.items[ask->exchange->input];
    const char *dot = strchr(name, '.');
    if (dot == NULL) {
        return NULL;
    }
    size_t length = (size_t)(dot - name);
    const char *fact = dot + 1;
#define SUBJECT(text) (length == sizeof(text) - 1 && memcmp(name, text, length) == 0)
    if (SUBJECT("output")) {
        return of_flow(ask, output, fact);
    }
    if (SUBJECT("input")) {
        return of_flow(ask, input, fact);
    }
    if (SUBJECT("resource")) {
        return of_resource(ask, &park->knowledge->resources.items[output->resource], fact);
    }
    if (SUBJECT("sender")) {
        return of_firm(ask, &park->firms.items[output->firm], fact);
    }
    if (SUBJECT("receiver")) {
        return of_firm(ask, &park->firms.items[input->firm], fact);
    }
    if (SUBJECT("via")) {
        return of_facility(ask, fact);
    }
    if (SUBJECT("link")) {
        return of_link(ask, fact);
    }
    if (SUBJECT("park")) {
        return of_park(ask, fact);
    }
    if (SUBJECT("exchange")) {
        return of_exchange(ask, fact);
    }
#undef SUBJECT
    return NULL;
}

cg_legal cg_law_ask(const cg_law *law, const cg_exchange_case *exchange) {
    cg_json answer;
    asking ask = {exchange, &answer};
    cg_asked asked = {look_up, &ask};
    cg_legal found = {CG_ALLOWED, CG_NONE, NULL};
    for (int r = 0; r < law->rule_count; r++) {
        const cg_rule *rule = law->rules[r];
        const char *missing = NULL;
        cg_truth applies =
            rule->applies == NULL ? CG_TRUE : cg_predicate_holds(rule->applies, &asked, &missing);
        if (applies == CG_FALSE) {
            continue;
        }
        cg_ruling ruling = cg_effect_of(rule->effect_kind)->rule_on(rule, exchange);
        if (ruling == CG_RULING_FORBIDDEN && applies == CG_TRUE) {
            return (cg_legal){CG_FORBIDDEN, r, NULL};
        }
        if (ruling == CG_RULING_FORBIDDEN && found.verdict != CG_UNKNOWN_QUALITY) {
            found = (cg_legal){CG_UNKNOWN_QUALITY, r, missing};
        } else if (ruling == CG_RULING_COMPLIES && applies == CG_TRUE &&
                   found.verdict == CG_ALLOWED) {
            found = (cg_legal){CG_ALLOWED_VIA, r, NULL};
        }
    }
    return found;
}
