/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the law says of an exchange. */
#include <string.h>

#include "match/matches.h"

static bool left_out(const cg_law *law, const char *id)
{
    for (int i = 0; i < law->without_count; i++) {
        if (strcmp(law->without[i], id) == 0) {
            return true;
        }
    }
    return false;
}

static void report_unknown(cg_arena *arena, cg_diagnostics *diagnostics, const cg_law *law)
{
    cg_map *known = cg_map_new(arena);
    for (int r = 0; r < law->pack->items.count; r++) {
        cg_map_add(known, law->pack->items.items[r].id, r);
    }
    for (int i = 0; i < law->without_count; i++) {
        if (cg_map_find(known, law->without[i]) != CG_NONE) {
            continue;
        }
        const char *nearest = cg_map_nearest(known, law->without[i]);
        const char *pack = law->pack->pack == NULL ? "none" : law->pack->pack;
        if (nearest != NULL) {
            cg_say(diagnostics, CG_ERROR, (cg_place){NULL, "--without", 0}, CG_MSG_NO_SUCH_RULE_NEAR,
                   law->without[i], pack, nearest, NULL);
        } else {
            cg_say(diagnostics, CG_ERROR, (cg_place){NULL, "--without", 0}, CG_MSG_NO_SUCH_RULE, law->without[i], pack,
                   NULL);
        }
    }
}

cg_law *cg_law_new(cg_arena *arena, cg_diagnostics *diagnostics, const cg_rules *pack, const char *date,
                   const char *const *without, int without_count)
{
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

/* Facts that are worked out rather than stated are answered by these shared, constant values. */
static const cg_json yes = {.type = CG_JSON_BOOLEAN, .truth = true};
static const cg_json no = {.type = CG_JSON_BOOLEAN, .truth = false};

static const cg_json *truth(bool value)
{
    return value ? &yes : &no;
}

static const cg_json *of_exchange(const cg_exchange_case *exchange, const char *fact)
{
    const cg_park *park = exchange->park;
    const cg_firm *sender = &park->firms.items[park->outputs.items[exchange->output].firm];
    const cg_firm *receiver = &park->firms.items[park->inputs.items[exchange->input].firm];
    if (strcmp(fact, "same_park") == 0) {
        bool other = sender->outside == CG_OTHER_PARK && receiver->outside == CG_OTHER_PARK &&
                     strcmp(sender->other_park, receiver->other_park) == 0;
        return truth((sender->outside == CG_INSIDE && receiver->outside == CG_INSIDE) || other);
    }
    if (strcmp(fact, "own_firm") == 0) {
        return truth(sender == receiver);
    }
    if (strcmp(fact, "direct") == 0) {
        return truth(exchange->via == CG_NONE);
    }
    return NULL;
}

static const cg_json *of_firm(const cg_park *park, const cg_firm *firm, const char *fact)
{
    const cg_json *stated = cg_attribute_value(park->knowledge, &firm->attributes, fact);
    return stated != NULL ? stated : cg_json_member(firm->node, fact);
}

static const cg_json *of_facility(const cg_exchange_case *exchange, const char *fact)
{
    if (exchange->via == CG_NONE) {
        return NULL;
    }
    const cg_facility *facility = &exchange->park->facilities.items[exchange->via];
    const cg_json *stated = cg_attribute_value(exchange->park->knowledge, &facility->attributes, fact);
    return stated != NULL ? stated : cg_json_member(facility->node, fact);
}

/* "subject.fact" */
static const cg_json *look_up(const void *payload, const char *name)
{
    const cg_exchange_case *exchange = payload;
    const cg_park *park = exchange->park;
    const cg_flow *output = &park->outputs.items[exchange->output];
    const cg_flow *input = &park->inputs.items[exchange->input];
    const char *dot = strchr(name, '.');
    if (dot == NULL) {
        return NULL;
    }
    size_t length = (size_t)(dot - name);
    const char *fact = dot + 1;
#define SUBJECT(text) (length == sizeof(text) - 1 && memcmp(name, text, length) == 0)
    if (SUBJECT("output")) {
        return cg_flow_attribute(park, output, fact);
    }
    if (SUBJECT("input")) {
        return cg_flow_attribute(park, input, fact);
    }
    if (SUBJECT("resource")) {
        return cg_attribute_value(park->knowledge, &park->knowledge->resources.items[output->resource].attributes, fact);
    }
    if (SUBJECT("sender")) {
        return of_firm(park, &park->firms.items[output->firm], fact);
    }
    if (SUBJECT("receiver")) {
        return of_firm(park, &park->firms.items[input->firm], fact);
    }
    if (SUBJECT("via")) {
        return of_facility(exchange, fact);
    }
    if (SUBJECT("park")) {
        return cg_attribute_value(park->knowledge, &park->attributes, fact);
    }
    if (SUBJECT("exchange")) {
        return of_exchange(exchange, fact);
    }
#undef SUBJECT
    return NULL;
}

cg_legal cg_law_ask(const cg_law *law, const cg_park *park, int output, int via, int input)
{
    cg_exchange_case exchange = {park, output, input, via};
    cg_asked asked = {look_up, &exchange};
    cg_legal found = {CG_ALLOWED, CG_NONE, NULL};
    for (int r = 0; r < law->rule_count; r++) {
        const cg_rule *rule = law->rules[r];
        const char *missing = NULL;
        cg_truth applies = rule->applies == NULL ? CG_TRUE : cg_predicate_holds(rule->applies, &asked, &missing);
        if (applies == CG_FALSE) {
            continue;
        }
        cg_ruling ruling = cg_effect_of(rule->effect_kind)->rule_on(rule, &exchange);
        if (ruling == CG_RULING_FORBIDDEN && applies == CG_TRUE) {
            return (cg_legal){CG_FORBIDDEN, r, NULL};
        }
        if (ruling == CG_RULING_FORBIDDEN && found.verdict != CG_UNKNOWN_QUALITY) {
            found = (cg_legal){CG_UNKNOWN_QUALITY, r, missing};
        } else if (ruling == CG_RULING_COMPLIES && applies == CG_TRUE && found.verdict == CG_ALLOWED) {
            found = (cg_legal){CG_ALLOWED_VIA, r, NULL};
        }
    }
    return found;
}
