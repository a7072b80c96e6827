/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets the trees of a park's firms go, which weigh more than all that is known of them. */
#include <string.h>

#include "park/build.h"
#include "park/order.h"

/* Plain numbers say nothing of what they rest on. */
static void keep_value(cg_arena *arena, cg_value *value) {
    bool says_more = value->node != NULL && value->node->type == CG_JSON_OBJECT;
    value->node = says_more ? cg_json_copy_whole(arena, value->node) : NULL;
    value->source = cg_words_copy(arena, value->source);
    value->factor = cg_copy_text(arena, value->factor);
    value->missing_rate = cg_copy_text(arena, value->missing_rate);
}

static void keep_attributes(cg_arena *arena, cg_attributes *attributes) {
    for (int a = 0; a < attributes->count; a++) {
        attributes->items[a].value = cg_json_copy_whole(arena, attributes->items[a].value);
    }
}

static cg_json *without_members(cg_arena *arena, const cg_json *node) {
    cg_json *made = CG_NEW(arena, cg_json);
    *made = (cg_json){.type = node->type, .key = node->key, .line = node->line};
    return made;
}

/* What figures are told of besides quantity and price; NULL where a flow states none of it. */
static const cg_json *costs_of(cg_arena *arena, const cg_json *node) {
    static const char *const kept[] = {"cost", "emissions", "disposal_emissions"};
    cg_json *made = NULL;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        const cg_json *member = cg_json_member(node, kept[i]);
        if (member != NULL) {
            made = made != NULL ? made : without_members(arena, node);
            cg_json_append(made, cg_json_copy_whole(arena, member));
        }
    }
    return made;
}

static void keep_flow(cg_arena *arena, const cg_park *park, cg_flow *flow) {
    flow->id = flow->ref + strlen(park->firms.items[flow->firm].id) + 1;
    flow->name = cg_words_copy(arena, flow->name);
    flow->reason = cg_words_copy(arena, flow->reason);
    keep_value(arena, &flow->quantity_value);
    keep_value(arena, &flow->price_value);
    if (flow->temperature != NULL) {
        keep_value(arena, flow->temperature);
    }
    keep_attributes(arena, &flow->attributes);
    flow->costs = costs_of(arena, flow->node);
    flow->node = NULL;
}

/* Rules ask for what a firm states by its name, and messages for its place: all but its flows and
 * where it stands. */
static bool is_taken_over(const char *key) {
    static const char *const keys[] = {"outputs", "inputs", "at", "at_km"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(key, keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

static cg_json *firm_alone(cg_arena *arena, const cg_json *node) {
    cg_json *made = without_members(arena, node);
    for (const cg_json *member = node->first; member != NULL; member = member->next) {
        if (!is_taken_over(member->key)) {
            cg_json_append(made, cg_json_copy_whole(arena, member));
        }
    }
    return made;
}

static void keep_firm(cg_arena *arena, cg_firm *firm) {
    firm->name = cg_words_copy(arena, firm->name);
    firm->sector = cg_copy_text(arena, firm->sector);
    firm->other_park = cg_copy_text(arena, firm->other_park);
    for (int i = 0; i < firm->licence_count; i++) {
        firm->licences[i] = cg_copy_text(arena, firm->licences[i]);
    }
    keep_attributes(arena, &firm->attributes);
    for (int f = 0; f < firm->facts.count; f++) {
        cg_fact *fact = &firm->facts.items[f];
        fact->evidence = cg_words_copy(arena, fact->evidence);
        fact->source = cg_words_copy(arena, fact->source);
    }
    firm->node = firm_alone(arena, firm->node);
}

void cg_firms_let_go(cg_build *build) {
    cg_arena *arena = build->arena;
    cg_park *park = build->park;
    for (int o = 0; o < park->outputs.count; o++) {
        keep_flow(arena, park, &park->outputs.items[o]);
    }
    for (int i = 0; i < park->inputs.count; i++) {
        keep_flow(arena, park, &park->inputs.items[i]);
    }
    cg_json *list = cg_json_member(park->document, "firms");
    if (list != NULL) {
        list->first = list->last = NULL;
        list->count = 0;
    }
    for (int f = 0; f < park->firms.count; f++) {
        keep_firm(arena, &park->firms.items[f]);
        cg_json_append(list, (cg_json *)park->firms.items[f].node);
    }
    cg_arena_free(build->apart);
    build->apart = NULL;
}

cg_json *cg_park_whole(cg_arena *arena, const cg_park *park) {
    if (park->text == NULL) {
        return cg_json_copy(arena, park->document);
    }
    cg_park_source source = {.file = park->file,
                             .bytes = park->text->bytes,
                             .length = park->text->length,
                             .settings = park->text->settings,
                             .setting_count = park->text->setting_count};
    cg_diagnostics unheard = {.arena = arena}; /* all was said when the park was read */
    cg_json *document = cg_park_document(arena, &unheard, &source);
    cg_park_order(arena, document);
    return document;
}

cg_place cg_flow_place(cg_arena *arena, const cg_park *park, const cg_flow *flow) {
    if (flow->node != NULL) {
        return cg_json_place(arena, park->file, flow->node);
    }
    bool output = flow >= park->outputs.items && flow < park->outputs.items + park->outputs.count;
    return (cg_place){park->file,
                      cg_format(arena, "firms.%s.%s.%s", park->firms.items[flow->firm].id,
                                output ? "outputs" : "inputs", flow->id),
                      flow->line};
}
