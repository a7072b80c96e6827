/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts: what a park and its firms state with evidence, for frameworks to hold them against. */
#include "knowledge/frameworks.h"

#include <string.h>

/* The names that "facts" of `bearer` may hold. */
static const char *const *names_of(const cg_reader *reader, const cg_knowledge *knowledge,
                                   cg_bearer bearer) {
    const char **names = CG_ARRAY(reader->arena, const char *, knowledge->fact_kinds.count + 1);
    int count = 0;
    for (int i = 0; i < knowledge->fact_kinds.count; i++) {
        if ((knowledge->fact_kinds.items[i].on & (unsigned)bearer) != 0) {
            names[count++] = knowledge->fact_kinds.items[i].id;
        }
    }
    return names;
}

/* A share or a number, alone or as the "value" of an object. */
static bool read_number(const cg_reader *reader, const cg_json *node, cg_fact_type type,
                        double *out) {
    cg_value value;
    cg_kind kind = type == CG_FACT_SHARE ? CG_KIND_SHARE : CG_KIND_NUMBER;
    if (!cg_value_read_least(reader, node, kind, CG_MATERIAL, 0, &value)) {
        return false;
    }
    *out = value.value;
    if (type == CG_FACT_SHARE && value.value > 1) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), CG_MSG_FACT_SHARE,
               cg_reader_shown(reader, node), NULL);
        return false;
    }
    return true;
}

static bool read_value(const cg_reader *reader, const cg_json *node, cg_fact_type type,
                       cg_fact *fact) {
    if (type != CG_FACT_BOOLEAN) {
        return read_number(reader, node, type, &fact->number);
    }
    fact->truth = node->truth;
    return cg_reader_is(reader, node, CG_JSON_BOOLEAN);
}

/* The value alone, or an object that says what it rests on. False after reporting. */
static bool read_fact(const cg_reader *reader, const cg_json *node, cg_fact_type type,
                      cg_fact *fact) {
    static const char *const known[] = {"value", "evidence", "source", "year", "confidence", NULL};
    if (node->type != CG_JSON_OBJECT) {
        return read_value(reader, node, type, fact);
    }
    cg_reader_check_keys(reader, node, known);
    fact->evidence = cg_reader_words(reader, cg_json_member(node, "evidence"));
    const cg_json *year = cg_json_member(node, "year");
    const cg_json *value = cg_json_member(node, "value");
    bool good = cg_reader_evidence(reader, node);
    if (good) {
        fact->source = cg_words_stated(cg_json_member(node, "source"));
        fact->year = year != NULL ? (int)year->number : 0;
    }
    if (value == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), CG_MSG_ENTRY_WITHOUT,
               "value", NULL);
        return false;
    }
    return read_value(reader, value, type, fact) && good;
}

/* Facts of the other bearer are reported here, and left out of what is unknown. */
static bool say_misplaced(const cg_reader *reader, const cg_knowledge *knowledge,
                          const cg_json *member, cg_bearer bearer) {
    int index = cg_map_find(knowledge->fact_ids, member->key);
    if (index == CG_NONE || (knowledge->fact_kinds.items[index].on & (unsigned)bearer) != 0) {
        return false;
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, member), CG_MSG_FACT_MISPLACED,
           member->key, bearer == CG_ON_FIRM ? "park" : "firms", NULL);
    return true;
}

static void check_names(const cg_reader *reader, const cg_knowledge *knowledge,
                        const cg_json *facts, cg_bearer bearer) {
    const char *const *names = names_of(reader, knowledge, bearer);
    int count = 0;
    while (names[count] != NULL) {
        count++;
    }
    const char **all = CG_ARRAY(reader->arena, const char *, count + facts->count + 1);
    memcpy(all, names, (size_t)count * sizeof *all);
    for (const cg_json *member = facts->first; member != NULL; member = member->next) {
        if (say_misplaced(reader, knowledge, member, bearer)) {
            all[count++] = member->key;
        }
    }
    cg_reader_check_keys(reader, facts, all);
}

/* Facts that the object states as attributes, which have no evidence of their own. */
static void take_attributes(const cg_reader *reader, const cg_knowledge *knowledge,
                            const cg_json *object, cg_bearer bearer, cg_facts *into) {
    for (int k = 0; k < knowledge->fact_kinds.count; k++) {
        const cg_fact_kind *kind = &knowledge->fact_kinds.items[k];
        const cg_json *stated = cg_json_member(object, kind->id);
        bool mine = (kind->on & (unsigned)bearer) != 0 && kind->type == CG_FACT_BOOLEAN;
        if (!mine || stated == NULL || stated->type != CG_JSON_BOOLEAN ||
            cg_map_find(knowledge->attribute_ids, kind->id) == CG_NONE) {
            continue;
        }
        const cg_fact *other = cg_fact_of(into, k);
        if (other == NULL) {
            CG_PUSH(reader->arena, into, ((cg_fact){.kind = k, .truth = stated->truth}));
        } else if (other->truth != stated->truth) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, stated),
                   CG_MSG_FACT_DISAGREES, kind->id, NULL);
        }
    }
}

void cg_facts_read(const cg_reader *reader, const cg_knowledge *knowledge, const cg_json *object,
                   cg_bearer bearer, cg_facts *into) {
    const cg_json *facts = cg_json_member(object, "facts");
    if (facts != NULL && cg_reader_is(reader, facts, CG_JSON_OBJECT)) {
        check_names(reader, knowledge, facts, bearer);
        for (const cg_json *member = facts->first; member != NULL; member = member->next) {
            int index = cg_map_find(knowledge->fact_ids, member->key);
            cg_fact fact = {.kind = index};
            if (index != CG_NONE &&
                (knowledge->fact_kinds.items[index].on & (unsigned)bearer) != 0 &&
                read_fact(reader, member, knowledge->fact_kinds.items[index].type, &fact)) {
                CG_PUSH(reader->arena, into, fact);
            }
        }
    }
    take_attributes(reader, knowledge, object, bearer, into);
}

const cg_fact *cg_fact_of(const cg_facts *facts, int kind) {
    for (int i = 0; i < facts->count; i++) {
        if (facts->items[i].kind == kind) {
            return &facts->items[i];
        }
    }
    return NULL;
}
