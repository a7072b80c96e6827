/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quality parameters: the declared ones, and those that a park uses without a declaration. */
#include "knowledge/read.h"

#include <string.h>

static void declare(cg_knowledge *knowledge, const cg_pack *pack, const cg_json *entry) {
    static const char *const known[] = {"id",     "name", "unit",       "mixes",
                                        "source", "year", "confidence", NULL};
    const cg_reader *reader = &pack->reader;
    const char *id = cg_entry_id(pack, entry);
    if (id == NULL) {
        return;
    }
    cg_reader_check_keys(reader, entry, known);
    cg_reader_evidence(reader, entry);
    cg_parameter parameter = {.id = id,
                              .name = cg_reader_words(reader, cg_json_member(entry, "name")),
                              .kind = CG_CONCENTRATION,
                              .unit = cg_reader_text(reader, entry, "unit", "mg/L"),
                              .unit_factor = 1,
                              .mixes = cg_reader_truth(reader, entry, "mixes", true),
                              .declared = true,
                              .pack = pack->id};
    cg_quantity_problem problem;
    if (!cg_quality_unit_read(&parameter.unit_factor, &parameter.kind, parameter.unit,
                              knowledge->arena, &problem)) {
        cg_quality_say(reader->diagnostics, cg_reader_place(reader, cg_json_member(entry, "unit")),
                       parameter.unit, NULL, &problem);
    }
    int index = cg_map_find(knowledge->parameter_ids, id);
    if (index == CG_NONE) {
        cg_map_add(knowledge->parameter_ids, id, knowledge->parameters.count);
        CG_PUSH(knowledge->arena, &knowledge->parameters, parameter);
        return;
    }
    if (!cg_entry_is_double(pack, entry, id, knowledge->parameters.items[index].pack)) {
        knowledge->parameters.items[index] = parameter;
    }
}

void cg_parameters_read(cg_knowledge *knowledge, const cg_packs *packs) {
    for (int i = 0; i < packs->count; i++) {
        const cg_pack *pack = &packs->items[i];
        for (const cg_json *entry = cg_pack_first(pack, "parameters"); entry != NULL;
             entry = entry->next) {
            declare(knowledge, pack, entry);
        }
    }
}

/* The kind of the first number with a unit below `node`; false where there is none. */
static bool find_kind(const cg_reader *reader, const cg_json *node, cg_quality_kind *out) {
    static const char *const parts[] = {"value", "max", "min", "low", "high"};
    if (node->type == CG_JSON_STRING) {
        double value;
        cg_quantity_problem problem;
        return cg_quality_read(&value, out, node->text, reader->arena, &problem);
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const cg_json *part = cg_json_member(node, parts[i]);
        if (part != NULL && part->type == CG_JSON_STRING && find_kind(reader, part, out)) {
            return true;
        }
    }
    return false;
}

/* The nearest declared parameter, so that a slip of the finger is seen. */
static void say_undeclared(const cg_knowledge *knowledge, const cg_reader *reader,
                           const cg_json *member) {
    cg_map *declared = cg_map_new(knowledge->arena);
    for (int i = 0; i < knowledge->parameters.count; i++) {
        if (knowledge->parameters.items[i].declared) {
            cg_map_add(declared, knowledge->parameters.items[i].id, i);
        }
    }
    const char *nearest = cg_map_nearest(declared, member->key);
    if (nearest != NULL) {
        cg_say(reader->diagnostics, CG_WARNING, cg_reader_place(reader, member),
               CG_MSG_PARAMETER_UNDECLARED, member->key, nearest, NULL);
    }
}

static void meet(cg_knowledge *knowledge, const cg_reader *reader, const cg_json *member,
                 bool shares) {
    if (strcmp(member->key, "note") == 0) {
        return;
    }
    cg_quality_kind kind = CG_CONCENTRATION;
    bool found = !shares && find_kind(reader, member, &kind);
    int index = cg_map_find(knowledge->parameter_ids, member->key);
    if (index == CG_NONE) {
        say_undeclared(knowledge, reader, member);
        cg_map_add(knowledge->parameter_ids, member->key, knowledge->parameters.count);
        cg_parameter parameter = {.id = member->key,
                                  .name = {{member->key, member->key}},
                                  .kind = kind,
                                  .unit = found ? cg_quality_unit(kind) : NULL,
                                  .unit_factor = 1,
                                  .mixes = true,
                                  .pack = "park"};
        CG_PUSH(knowledge->arena, &knowledge->parameters, parameter);
        return;
    }
    cg_parameter *parameter = &knowledge->parameters.items[index];
    if (found && parameter->unit == NULL) {
        parameter->kind = kind;
        parameter->unit = cg_quality_unit(kind);
    }
}

static bool is_named(const cg_json *node, const char *name) {
    return node->key != NULL && strcmp(node->key, name) == 0;
}

/* True where the members of `node` are parameters. */
static bool holds_parameters(const cg_json *node) {
    return node->type == CG_JSON_OBJECT &&
           (is_named(node, "removal") || is_named(node, "quality") || is_named(node, "limits"));
}

static void walk(cg_knowledge *knowledge, const cg_reader *reader, const cg_json *node) {
    bool here = holds_parameters(node);
    for (const cg_json *child = node->first; child != NULL; child = child->next) {
        if (here) {
            meet(knowledge, reader, child, is_named(node, "removal"));
        } else {
            walk(knowledge, reader, child);
        }
    }
}

bool cg_parameters_are_met(const cg_knowledge *knowledge, const cg_json *document) {
    bool here = holds_parameters(document);
    for (const cg_json *child = document->first; child != NULL; child = child->next) {
        bool met = here ? strcmp(child->key, "note") == 0 ||
                              cg_map_find(knowledge->parameter_ids, child->key) != CG_NONE
                        : cg_parameters_are_met(knowledge, child);
        if (!met) {
            return false;
        }
    }
    return true;
}

void cg_parameters_meet(cg_knowledge *knowledge, const cg_reader *reader, const cg_json *document) {
    walk(knowledge, reader, document);
    for (int i = 0; i < knowledge->parameters.count; i++) {
        cg_parameter *parameter = &knowledge->parameters.items[i];
        if (parameter->unit == NULL) {
            parameter->unit = cg_quality_unit(parameter->kind);
        }
    }
}
