/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks up what a rule's predicate asks about an exchange. */
#include "match/law_facts.h"

#include "effluent.h"

#include <string.h>

static const cg_json *truth(const cg_asking *ask, bool value) {
    *ask->answer = (cg_json){.type = CG_JSON_BOOLEAN, .truth = value};
    return ask->answer;
}

static const cg_json *word(const cg_asking *ask, const char *text) {
    *ask->answer = (cg_json){.type = CG_JSON_STRING, .text = text};
    return text == NULL ? NULL : ask->answer;
}

static bool is(const char *fact, const char *name) {
    return cg_same_text(fact, name);
}

static bool same_park(const cg_firm *sender, const cg_firm *receiver) {
    if (sender->outside == CG_OTHER_PARK && receiver->outside == CG_OTHER_PARK) {
        return strcmp(sender->other_park, receiver->other_park) == 0;
    }
    return sender->outside == CG_INSIDE && receiver->outside == CG_INSIDE;
}

static const cg_json *of_exchange(const cg_asking *ask, const char *fact) {
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

static const cg_json *of_resource(const cg_asking *ask, const cg_resource *resource,
                                  const char *fact) {
    if (is(fact, "id") || is(fact, "resource")) {
        return word(ask, resource->id);
    }
    if (is(fact, "family")) {
        return word(ask, cg_family_id(resource->family));
    }
    return cg_attribute_value(ask->exchange->park->knowledge, &resource->attributes, fact);
}

static cg_effluent effluent_of(const cg_law *law, const cg_park *park, const cg_flow *flow) {
    const cg_effluent_standard *standard = cg_effluent_standard_on(law->pack->effluent, law->date);
    return cg_effluent_of(standard, park, flow);
}

static const cg_json *of_flow(const cg_asking *ask, const cg_flow *flow, const char *fact) {
    const cg_park *park = ask->exchange->park;
    if (is(fact, "temperature")) {
        if (flow->temperature == NULL) {
            return NULL;
        }
        *ask->answer = (cg_json){.type = CG_JSON_NUMBER, .number = flow->temperature->value};
        return ask->answer;
    }
    if (is(fact, "quantity")) {
        *ask->answer = (cg_json){.type = CG_JSON_NUMBER, .number = flow->amount_year};
        return ask->answer;
    }
    if (is(fact, "effluent_class")) {
        return word(ask, effluent_of(ask->law, park, flow).class_id);
    }
    const cg_json *stated = cg_flow_attribute(park, flow, fact);
    return stated != NULL
               ? stated
               : of_resource(ask, &park->knowledge->resources.items[flow->resource], fact);
}

static const cg_json *of_firm(const cg_asking *ask, const cg_firm *firm, const char *fact) {
    if (is(fact, "outside")) {
        return truth(ask, firm->outside != CG_INSIDE);
    }
    int index = (int)(firm - ask->exchange->park->firms.items);
    const cg_json *held = cg_exceptions_fact(ask->exceptions, index, fact, ask->licence);
    if (held != NULL) {
        *ask->licensed = true;
        return held;
    }
    const cg_json *stated =
        cg_attribute_value(ask->exchange->park->knowledge, &firm->attributes, fact);
    return stated != NULL ? stated : cg_json_member(firm->node, fact);
}

static const cg_json *of_facility(const cg_asking *ask, const char *fact) {
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

static const cg_json *of_link(const cg_asking *ask, const char *fact) {
    if (ask->exchange->link == CG_NONE) {
        return NULL;
    }
    const cg_link *link = &ask->exchange->park->links.items[ask->exchange->link];
    return is(fact, "existing")
               ? truth(ask, link->existing)
               : cg_attribute_value(ask->exchange->park->knowledge, &link->attributes, fact);
}

static const cg_json *of_park(const cg_asking *ask, const char *fact) {
    const cg_park *park = ask->exchange->park;
    if (is(fact, "id")) {
        return word(ask, park->id);
    }
    return is(fact, "country") ? word(ask, park->country)
                               : cg_attribute_value(park->knowledge, &park->attributes, fact);
}

const cg_json *cg_law_look_up(const void *payload, const char *name) {
    const cg_asking *ask = payload;
    const cg_park *park = ask->exchange->park;
    const char *dot = strchr(name, '.');
    if (dot == NULL) {
        return NULL;
    }
    size_t length = (size_t)(dot - name);
    const char *fact = dot + 1;
    /* What is discharged goes to nobody; what a mix hands on comes of nobody alone. */
    bool sent = ask->exchange->output != CG_NONE, received = ask->exchange->input != CG_NONE;
    const cg_flow *output = sent ? &park->outputs.items[ask->exchange->output] : NULL;
    const cg_flow *input = received ? &park->inputs.items[ask->exchange->input] : NULL;
#define SUBJECT(text) (length == sizeof(text) - 1 && memcmp(name, text, length) == 0)
    if (SUBJECT("park")) {
        return of_park(ask, fact);
    }
    if (SUBJECT("via")) {
        return of_facility(ask, fact);
    }
    if (SUBJECT("link")) {
        return of_link(ask, fact);
    }
    if (received && SUBJECT("input")) {
        return of_flow(ask, input, fact);
    }
    if (received && SUBJECT("receiver")) {
        return of_firm(ask, &park->firms.items[input->firm], fact);
    }
    if (!sent) {
        return NULL;
    }
    if (SUBJECT("output")) {
        return of_flow(ask, output, fact);
    }
    if (SUBJECT("resource")) {
        return of_resource(ask, &park->knowledge->resources.items[output->resource], fact);
    }
    if (SUBJECT("sender")) {
        return of_firm(ask, &park->firms.items[output->firm], fact);
    }
    if (received && SUBJECT("exchange")) {
        return of_exchange(ask, fact);
    }
#undef SUBJECT
    return NULL;
}

const char *cg_law_to_state(const cg_law *law, const cg_exchange_case *exchange,
                            const char *missing) {
    if (missing == NULL || strcmp(missing, "output.effluent_class") != 0) {
        return missing;
    }
    const cg_flow *output = &exchange->park->outputs.items[exchange->output];
    const char *behind = effluent_of(law, exchange->park, output).missing;
    return behind != NULL ? behind : missing;
}
