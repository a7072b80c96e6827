/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Substitutions: one resource standing in for another, at a ratio, after a treatment. */
#include "knowledge/read.h"

#include <math.h>

/* The resource an end names; CG_NONE after reporting. */
static int read_end(const cg_reader *reader, const cg_knowledge *knowledge, const cg_json *entry,
                    const char *key) {
    const cg_json *node = cg_json_member(entry, key);
    if (node == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ENTRY_WITHOUT,
               key, NULL);
        return CG_NONE;
    }
    if (!cg_reader_is(reader, node, CG_JSON_STRING)) {
        return CG_NONE;
    }
    int index = cg_map_find(knowledge->resource_ids, node->text);
    if (index == CG_NONE) {
        cg_say_unknown_resource(reader, knowledge, node);
    }
    return index;
}

/* What is the same whatever resource the output is. */
static void read_plain_figures(const cg_knowledge *knowledge, const cg_reader *reader,
                               const cg_json *entry, cg_substitution *into) {
    const cg_asked_value asked[] = {
        {"reach", CG_KIND_DISTANCE, CG_MATERIAL, 0, 0},
        {"loss", CG_KIND_SHARE_PER_KM, CG_MATERIAL, 0, 0},
        {"temperature_drop", CG_KIND_TEMPERATURE_PER_KM, CG_MATERIAL, 0, 0},
    };
    cg_value *const values[] = {&into->reach, &into->loss, &into->temperature_drop};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        cg_member_value(reader, entry, asked[i], values[i]);
    }
    into->has_reach = into->reach.given;
    cg_member_positive(reader, entry, (cg_asked_value){"ratio", CG_KIND_NUMBER, CG_MATERIAL, 0, 1},
                       &into->ratio);
    into->quality = CG_ARRAY(knowledge->arena, cg_quality, knowledge->parameters.count + 1);
    into->removal = CG_ARRAY(knowledge->arena, cg_quality, knowledge->parameters.count + 1);
    cg_quality_read_object(reader, knowledge, cg_json_member(entry, "quality"), into->quality);
    cg_removal_read_object(reader, knowledge, cg_json_member(entry, "removal"), into->removal);
}

static void read_figures(const cg_reader *reader, const cg_json *entry, cg_family family,
                         cg_substitution *into) {
    /* All per unit of the output, as the contract says; the ratio is units of input per unit of
     * output. */
    const cg_asked_value asked[] = {
        {"treatment_cost", CG_KIND_PRICE, family, 0, 0},
        {"treatment_emissions", CG_KIND_EMISSIONS, family, -INFINITY, 0},
        {"transport_cost", CG_KIND_TRANSPORT_COST, family, 0, 0},
        {"transport_emissions", CG_KIND_TRANSPORT_EMISSIONS, family, 0, 0},
    };
    cg_value *const values[] = {&into->treatment_cost, &into->treatment_emissions,
                                &into->transport_cost, &into->transport_emissions};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        cg_member_value(reader, entry, asked[i], values[i]);
    }
    cg_investment_read(reader, cg_json_member(entry, "investment"), family, &into->investment);
}

/* What a substitution is known by, in one text. */
static const char *identity_of(cg_arena *arena, const cg_knowledge *knowledge,
                               const cg_substitution *one) {
    return cg_format(arena, "%s > %s%s%s", knowledge->resources.items[one->output].id,
                     knowledge->resources.items[one->input].id, one->mode != NULL ? ", " : "",
                     one->mode != NULL ? one->mode : "");
}

static void keep(cg_knowledge *knowledge, const cg_pack *pack, const cg_json *entry, cg_map *known,
                 const cg_substitution *one) {
    const char *identity = identity_of(knowledge->arena, knowledge, one);
    int index = cg_map_find(known, identity);
    if (index == CG_NONE) {
        cg_map_add(known, identity, knowledge->substitutions.count);
        CG_PUSH(knowledge->arena, &knowledge->substitutions, *one);
        return;
    }
    if (!cg_entry_is_double(pack, entry, identity, knowledge->substitutions.items[index].pack)) {
        knowledge->substitutions.items[index] = *one;
    }
}

static void read_substitution(cg_knowledge *knowledge, const cg_pack *pack, const cg_json *entry,
                              cg_map *identities) {
    static const char *const known[] = {"output",
                                        "input",
                                        "mode",
                                        "ratio",
                                        "treatment_cost",
                                        "quality",
                                        "removal",
                                        "treatment_emissions",
                                        "reach",
                                        "transport_cost",
                                        "loss",
                                        "temperature_drop",
                                        "transport_emissions",
                                        "investment",
                                        "name",
                                        "source",
                                        "year",
                                        "confidence",
                                        NULL};
    const cg_reader *reader = &pack->reader;
    if (!cg_reader_is(reader, entry, CG_JSON_OBJECT)) {
        return;
    }
    cg_reader_check_keys(reader, entry, known);
    cg_reader_evidence(reader, entry);
    cg_reader_words(reader, cg_json_member(entry, "name"));
    cg_substitution one = {.output = read_end(reader, knowledge, entry, "output"),
                           .input = read_end(reader, knowledge, entry, "input"),
                           .pack = pack->id,
                           .line = entry->line};
    read_plain_figures(knowledge, reader, entry, &one);
    if (one.output == CG_NONE || one.input == CG_NONE) {
        return;
    }
    if (one.output == one.input) {
        cg_say(reader->diagnostics, CG_WARNING, cg_reader_place(reader, entry),
               CG_MSG_SUBSTITUTION_OF_ITSELF, knowledge->resources.items[one.output].id, NULL);
    }
    cg_family family = knowledge->resources.items[one.output].family;
    one.mode = cg_mode_member(reader, knowledge, entry, family);
    read_figures(reader, entry, family, &one);
    keep(knowledge, pack, entry, identities, &one);
}

void cg_substitutions_read(cg_knowledge *knowledge, const cg_packs *packs) {
    cg_map *identities = cg_map_new(knowledge->arena);
    for (int i = 0; i < packs->count; i++) {
        const cg_pack *pack = &packs->items[i];
        for (const cg_json *entry = cg_pack_first(pack, "substitutions"); entry != NULL;
             entry = entry->next) {
            read_substitution(knowledge, pack, entry, identities);
        }
    }
}
