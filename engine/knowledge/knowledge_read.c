/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts together what is known: shipped packs, then the park's own entries on top. */
#include "knowledge/knowledge.h"

#include "knowledge/frameworks.h"
#include "knowledge/read.h"

static const cg_json *find_factor(const void *payload, const char *id) {
    const cg_knowledge *knowledge = payload;
    int index = cg_map_find(knowledge->factor_ids, id);
    return index != CG_NONE ? knowledge->factors.items[index].entry : NULL;
}

void cg_knowledge_lend(cg_reader *reader, const cg_knowledge *knowledge) {
    reader->find_factor = find_factor;
    reader->payload = knowledge;
    reader->factor_ids = knowledge->factor_ids;
}

static cg_knowledge *start(cg_reader *reader) {
    cg_arena *arena = reader->arena;
    cg_knowledge *knowledge = CG_NEW(arena, cg_knowledge);
    knowledge->arena = arena;
    knowledge->resource_ids = cg_map_new(arena);
    knowledge->mode_ids = cg_map_new(arena);
    knowledge->parameter_ids = cg_map_new(arena);
    knowledge->attribute_ids = cg_map_new(arena);
    knowledge->factor_ids = cg_map_new(arena);
    knowledge->fact_ids = cg_map_new(arena);
    for (int family = 0; family < CG_FAMILIES; family++) {
        knowledge->default_mode[family] = CG_NONE;
    }
    cg_knowledge_lend(reader, knowledge);
    return knowledge;
}

cg_knowledge *cg_knowledge_read(cg_reader *reader, const cg_knowledge_sources *sources) {
    cg_knowledge *knowledge = start(reader);
    cg_packs packs = {0};
    cg_packs_gather(knowledge, reader, sources, &packs);
    /* In this order: every later kind may refer to the earlier ones. */
    cg_factors_read(knowledge, &packs);
    cg_attributes_declare(knowledge, &packs);
    knowledge->predicate_names = cg_predicate_names(knowledge->arena, knowledge);
    cg_parameters_read(knowledge, &packs);
    for (int i = 0; i < packs.count; i++) {
        cg_parameters_meet(knowledge, &packs.items[i].reader, packs.items[i].root);
    }
    if (sources->park != NULL) {
        cg_parameters_meet(knowledge, reader, sources->park);
    }
    cg_modes_read(knowledge, &packs);
    cg_resources_read(knowledge, &packs);
    cg_substitutions_read(knowledge, &packs);
    cg_fact_kinds_read(knowledge, reader, sources->models_folder, sources->framework);
    return knowledge;
}
