/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Factors: named figures that other numbers may be taken from. */
#include "knowledge/read.h"

/* What a factor is for shows only where it is used; that it is a number at all is seen here. */
static void check_number(const cg_reader *reader, const cg_json *entry, const char *key) {
    /* At an end of the ranges the park is read again, and was told of this the first time. */
    const cg_json *node = reader->end == CG_AS_STATED ? cg_json_member(entry, key) : NULL;
    if (node == NULL || node->type == CG_JSON_NUMBER ||
        (node->type == CG_JSON_STRING &&
         cg_quantity_is_any(node->text, reader->currency, reader->arena)) ||
        (node->type == CG_JSON_OBJECT && cg_json_member(node, "factor") != NULL)) {
        return;
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), CG_MSG_VALUE_EXPECTED,
           cg_reader_shown(reader, node), "0.66 tCO2e/MWh", NULL);
}

static void read_factor(cg_knowledge *knowledge, const cg_pack *pack, const cg_json *entry) {
    static const char *const known[] = {"id",     "name", "value",      "low",      "high",
                                        "source", "year", "confidence", "replaces", NULL};
    const cg_reader *reader = &pack->reader;
    const char *id = cg_entry_id(pack, entry);
    if (id == NULL) {
        return;
    }
    cg_reader_check_keys(reader, entry, known);
    cg_reader_evidence(reader, entry);
    cg_reader_words(reader, cg_json_member(entry, "name"));
    cg_reader_text(reader, entry, "replaces", NULL);
    if (cg_json_member(entry, "value") == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ENTRY_WITHOUT,
               "value", NULL);
        return;
    }
    check_number(reader, entry, "value");
    check_number(reader, entry, "low");
    check_number(reader, entry, "high");
    const cg_json *year = cg_json_member(entry, "year");
    cg_factor factor = {
        .id = id,
        .entry = entry,
        .file = reader->file,
        .pack = pack->id,
        .source = cg_words_stated(cg_json_member(entry, "source")),
        .confidence = cg_json_member_text(entry, "confidence"),
        .year =
            year != NULL && year->type == CG_JSON_NUMBER && year->number < 1e5 && year->number > 0
                ? (int)year->number
                : 0,
    };
    int index = cg_map_find(knowledge->factor_ids, id);
    if (index == CG_NONE) {
        cg_map_add(knowledge->factor_ids, id, knowledge->factors.count);
        CG_PUSH(knowledge->arena, &knowledge->factors, factor);
        return;
    }
    if (!cg_entry_is_double(pack, entry, id, knowledge->factors.items[index].pack)) {
        knowledge->factors.items[index] = factor;
    }
}

void cg_factors_read(cg_knowledge *knowledge, const cg_packs *packs) {
    for (int i = 0; i < packs->count; i++) {
        const cg_pack *pack = &packs->items[i];
        for (const cg_json *entry = cg_pack_first(pack, "factors"); entry != NULL;
             entry = entry->next) {
            read_factor(knowledge, pack, entry);
        }
    }
}
