/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The firms of a park: who they are, where, and how they stand to the park. */
#include "park/build.h"

#include <string.h>

static const char *const keys[] = {"id",      "name",   "sector", "at",      "at_km", "licences",
                                   "outputs", "inputs", "park",   "outside", "facts", NULL};

static void read_outside(cg_build *build, const cg_json *node, cg_firm *firm) {
    static const char *const words[] = {"city", "farm", "firm", NULL};
    static const cg_outside meanings[] = {CG_CITY, CG_FARM, CG_OTHER_FIRM};
    int word = cg_build_choice(build, node, "outside", words);
    if (word != CG_NONE) {
        firm->outside = meanings[word];
    }
    const char *other = cg_reader_text(&build->reader, node, "park", NULL);
    if (!other || (build->park->id && strcmp(other, build->park->id) == 0)) {
        return;
    }
    if (firm->outside != CG_INSIDE) {
        CG_ERROR_AT(build, cg_json_member(node, "park"), CG_MSG_PARK_FIRM_OUTSIDE_TWICE);
        return;
    }
    firm->outside = CG_OTHER_PARK;
    firm->other_park = other;
}

/* The id under which the firm's flows are known. One without an id of its own gets a name that no
 * id can clash with, so that one mistake is not followed by a tail of others. */
static const char *own_id(cg_build *build, const cg_json *node) {
    int index = build->park->firms.count;
    const char *id = cg_build_id(build, node);
    if (!id) {
        return cg_format(build->arena, "#%d", index);
    }
    int line = cg_map_find(build->firm_lines, id);
    if (line != CG_NONE) {
        CG_ERROR_AT(build, node, CG_MSG_PARK_FIRM_TWICE, id, cg_format(build->arena, "%d", line));
        return cg_format(build->arena, "%s#%d", id, index);
    }
    line = cg_map_find(build->facility_lines, id);
    if (line != CG_NONE) {
        CG_ERROR_AT(build, node, CG_MSG_PARK_FIRM_AND_FACILITY, id,
                    cg_format(build->arena, "%d", line));
    }
    cg_map_add(build->firm_lines, id, node->line);
    return id;
}

static void read_firm(cg_build *build, const cg_json *node) {
    cg_park *park = build->park;
    const cg_reader *reader = &build->reader;
    cg_check_keys_and_attributes(reader, park->knowledge, node, CG_ON_FIRM, keys);
    cg_firm firm = {
        .id = cg_copy_text(build->arena, own_id(build, node)),
        .name = cg_reader_words(reader, cg_json_member(node, "name")),
        .sector = cg_reader_text(reader, node, "sector", NULL),
        .node = node,
    };
    cg_position_read(build, node, &firm.at);
    read_outside(build, node, &firm);
    firm.licences = cg_build_texts(build, node, "licences", &firm.licence_count);
    cg_attributes_read(reader, park->knowledge, node, CG_ON_FIRM, &firm.attributes);
    cg_facts_read(reader, park->knowledge, node, CG_ON_FIRM, &firm.facts);
    int index = park->firms.count;
    CG_PUSH(build->arena, &park->firms, firm);
    cg_map_add(park->firm_ids, firm.id, index);
    cg_flows_read(build, node, index);
}

void cg_firms_read(cg_build *build, const cg_json *document) {
    const cg_json *list = cg_build_list(build, document, "firms");
    for (const cg_json *node = list ? list->first : NULL; node; node = node->next) {
        if (cg_reader_is(&build->reader, node, CG_JSON_OBJECT)) {
            read_firm(build, node);
        }
    }
}
