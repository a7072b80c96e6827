/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Resources: the kinds of thing that flow, with their family, quality and emissions. */
#include "knowledge/read.h"

#include <math.h>

void cg_say_unknown_resource(const cg_reader *reader, const cg_knowledge *knowledge,
                             const cg_json *node) {
    const char *nearest = cg_map_nearest(knowledge->resource_ids, node->text);
    cg_place place = cg_reader_place(reader, node);
    if (nearest != NULL) {
        cg_say(reader->diagnostics, CG_ERROR, place, CG_MSG_RESOURCE_UNKNOWN_NEAREST, node->text,
               nearest, NULL);
        return;
    }
    cg_say(reader->diagnostics, CG_ERROR, place, CG_MSG_RESOURCE_UNKNOWN, node->text, NULL);
}

const char *cg_mode_member(const cg_reader *reader, const cg_knowledge *knowledge,
                           const cg_json *object, cg_family family) {
    const cg_json *node = cg_json_member(object, "mode");
    if (node == NULL || !cg_reader_is(reader, node, CG_JSON_STRING)) {
        return NULL;
    }
    int index = cg_map_find(knowledge->mode_ids, node->text);
    if (index == CG_NONE) {
        cg_say_unknown_mode(reader, knowledge, node);
        return NULL;
    }
    const cg_mode *mode = &knowledge->modes.items[index];
    if (!cg_mode_carries(mode, family)) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), CG_MSG_MODE_UNFIT,
               mode->id, cg_family_unit(mode->measure), cg_family_unit(family), NULL);
        return NULL;
    }
    return mode->id;
}

static void read_resource(cg_knowledge *knowledge, const cg_pack *pack, const cg_json *entry) {
    static const char *const known[] = {
        "id",   "name",   "family", "quality",    "emissions", "disposal_emissions",
        "mode", "source", "year",   "confidence", NULL};
    const cg_reader *reader = &pack->reader;
    const char *id = cg_entry_id(pack, entry);
    if (id == NULL) {
        return;
    }
    cg_check_keys_and_attributes(reader, knowledge, entry, CG_ON_RESOURCE, known);
    cg_reader_evidence(reader, entry);
    cg_resource resource = {.id = id,
                            .name = cg_reader_words(reader, cg_json_member(entry, "name")),
                            .family = CG_MATERIAL,
                            .pack = pack->id};
    const cg_json *family = cg_json_member(entry, "family");
    if (family == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ENTRY_WITHOUT,
               "family", NULL);
    } else {
        cg_family_member(reader, family, &resource.family);
    }
    resource.quality = CG_ARRAY(knowledge->arena, cg_quality, knowledge->parameters.count + 1);
    cg_quality_read_object(reader, knowledge, cg_json_member(entry, "quality"), resource.quality);
    /* A credit (below 0) is a fair statement about emissions. */
    cg_member_value(reader, entry,
                    (cg_asked_value){"emissions", CG_KIND_EMISSIONS, resource.family, -INFINITY, 0},
                    &resource.emissions);
    cg_member_value(
        reader, entry,
        (cg_asked_value){"disposal_emissions", CG_KIND_EMISSIONS, resource.family, -INFINITY, 0},
        &resource.disposal_emissions);
    resource.mode = cg_mode_member(reader, knowledge, entry, resource.family);
    cg_attributes_read(reader, knowledge, entry, CG_ON_RESOURCE, &resource.attributes);
    int index = cg_map_find(knowledge->resource_ids, id);
    if (index == CG_NONE) {
        cg_map_add(knowledge->resource_ids, id, knowledge->resources.count);
        CG_PUSH(knowledge->arena, &knowledge->resources, resource);
        return;
    }
    if (!cg_entry_is_double(pack, entry, id, knowledge->resources.items[index].pack)) {
        knowledge->resources.items[index] = resource;
    }
}

void cg_resources_read(cg_knowledge *knowledge, const cg_packs *packs) {
    for (int i = 0; i < packs->count; i++) {
        const cg_pack *pack = &packs->items[i];
        for (const cg_json *entry = cg_pack_first(pack, "resources"); entry != NULL;
             entry = entry->next) {
            read_resource(knowledge, pack, entry);
        }
    }
}
