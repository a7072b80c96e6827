/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attributes: what rules may ask about, declared once and stated on many things. */
#include "knowledge/read.h"

#include <string.h>

static const char *const type_ids[] = {"boolean", "number", "text", "list", NULL};
static const char *const bearer_ids[] = {"resource", "flow", "firm", "link",
                                         "facility", "park", NULL};

static int position_in(const char *const *names, const char *name) {
    for (int i = 0; names[i] != NULL; i++) {
        if (cg_same_text(names[i], name)) {
            return i;
        }
    }
    return CG_NONE;
}

/* The place of `node`'s text in `names`; CG_NONE after reporting. */
static int choose(const cg_reader *reader, const cg_json *node, const char *const *names) {
    if (!cg_reader_is(reader, node, CG_JSON_STRING)) {
        return CG_NONE;
    }
    int position = position_in(names, node->text);
    if (position != CG_NONE) {
        return position;
    }
    cg_text all = cg_text_start(reader->arena);
    for (int i = 0; names[i] != NULL; i++) {
        cg_text_add(&all, i > 0 ? ", " : "");
        cg_text_add(&all, names[i]);
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), CG_MSG_CHOICE_UNKNOWN,
           node->text, all.bytes, NULL);
    return CG_NONE;
}

/* True where the name already means something on a thing that bears attributes; reported. */
static bool is_taken(const cg_reader *reader, const cg_json *entry, const char *id) {
    static const char *const taken[] = {
        "id",       "name",    "note",      "resource", "quantity",   "quality",   "temperature",
        "price",    "limits",  "emissions", "family",   "mode",       "sector",    "at",
        "at_km",    "park",    "outside",   "licences", "outputs",    "inputs",    "disposal_cost",
        "from",     "to",      "length",    "existing", "capacity",   "forbidden", "kind",
        "operator", "accepts", "gives",     "serves",   "cost",       "country",   "year",
        "date",     "rules",   "currency",  "source",   "confidence", "facts",     "framework",
        NULL};
    if (position_in(taken, id) == CG_NONE) {
        return false;
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ATTRIBUTE_TAKEN,
           id, NULL);
    return true;
}

/* What may bear the attribute; anything where silent. */
static unsigned read_bearers(const cg_reader *reader, const cg_json *entry) {
    const cg_json *on = cg_json_member(entry, "on");
    if (on == NULL) {
        return CG_ON_RESOURCE | CG_ON_FLOW | CG_ON_FIRM | CG_ON_LINK | CG_ON_FACILITY | CG_ON_PARK;
    }
    if (on->type == CG_JSON_STRING) {
        int position = choose(reader, on, bearer_ids);
        return position == CG_NONE ? 0 : 1U << position;
    }
    unsigned bearers = 0;
    if (cg_reader_is(reader, on, CG_JSON_ARRAY)) {
        if (on->first == NULL) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, on),
                   CG_MSG_ATTRIBUTE_OF_NOTHING, NULL);
        }
        for (const cg_json *item = on->first; item != NULL; item = item->next) {
            int position = choose(reader, item, bearer_ids);
            bearers |= position == CG_NONE ? 0 : 1U << position;
        }
    }
    return bearers;
}

static void declare(cg_knowledge *knowledge, const cg_pack *pack, const cg_json *entry) {
    static const char *const known[] = {"id",     "name", "type",       "on",
                                        "source", "year", "confidence", NULL};
    const cg_reader *reader = &pack->reader;
    const char *id = cg_entry_id(pack, entry);
    if (id == NULL || is_taken(reader, entry, id)) {
        return;
    }
    cg_reader_check_keys(reader, entry, known);
    cg_reader_evidence(reader, entry);
    cg_attribute attribute = {.id = id,
                              .type = CG_BOOLEAN,
                              .on = read_bearers(reader, entry),
                              .name = cg_reader_sentence(reader, cg_json_member(entry, "name")),
                              .pack = pack->id};
    const cg_json *type = cg_json_member(entry, "type");
    int position = type != NULL ? choose(reader, type, type_ids) : CG_BOOLEAN;
    if (position != CG_NONE) {
        attribute.type = (cg_attribute_type)position;
    }
    int index = cg_map_find(knowledge->attribute_ids, id);
    if (index == CG_NONE) {
        cg_map_add(knowledge->attribute_ids, id, knowledge->attributes.count);
        CG_PUSH(knowledge->arena, &knowledge->attributes, attribute);
        return;
    }
    if (!cg_entry_is_double(pack, entry, id, knowledge->attributes.items[index].pack)) {
        knowledge->attributes.items[index] = attribute;
    }
}

void cg_attributes_declare(cg_knowledge *knowledge, const cg_packs *packs) {
    for (int i = 0; i < packs->count; i++) {
        const cg_pack *pack = &packs->items[i];
        for (const cg_json *entry = cg_pack_first(pack, "attributes"); entry != NULL;
             entry = entry->next) {
            declare(knowledge, pack, entry);
        }
    }
}

static bool may_bear(const cg_attribute *attribute, cg_bearer bearer) {
    unsigned on = attribute->on;
    if (bearer == CG_ON_RESOURCE && (on & CG_ON_FLOW) != 0) {
        return true;
    }
    return (on & (unsigned)bearer) != 0;
}

static bool has_type(const cg_json *value, cg_attribute_type type) {
    switch (type) {
    case CG_BOOLEAN:
        return value->type == CG_JSON_BOOLEAN;
    case CG_NUMBER:
        return value->type == CG_JSON_NUMBER;
    case CG_TEXT:
        return value->type == CG_JSON_STRING;
    case CG_LIST:
        return value->type == CG_JSON_ARRAY;
    }
    return false;
}

void cg_attributes_read(const cg_reader *reader, const cg_knowledge *knowledge,
                        const cg_json *object, cg_bearer bearer, cg_attributes *into) {
    static const cg_json_type json_types[] = {
        [CG_BOOLEAN] = CG_JSON_BOOLEAN,
        [CG_NUMBER] = CG_JSON_NUMBER,
        [CG_TEXT] = CG_JSON_STRING,
        [CG_LIST] = CG_JSON_ARRAY,
    };
    if (object->type != CG_JSON_OBJECT) {
        return;
    }
    for (const cg_json *member = object->first; member != NULL; member = member->next) {
        int index = cg_map_find(knowledge->attribute_ids, member->key);
        if (index == CG_NONE || !may_bear(&knowledge->attributes.items[index], bearer)) {
            continue;
        }
        cg_attribute_type type = knowledge->attributes.items[index].type;
        if (!has_type(member, type)) {
            cg_reader_is(reader, member, json_types[type]);
            continue;
        }
        CG_PUSH(reader->arena, into, ((cg_stated){.attribute = index, .value = member}));
    }
}

/* The names that `object` may hold: `known` and the attributes of `bearer`. */
static const char *const *names_with_attributes(cg_arena *arena, const cg_knowledge *knowledge,
                                                cg_bearer bearer, const char *const *known) {
    int count = 0;
    while (known[count] != NULL) {
        count++;
    }
    const char **names = CG_ARRAY(arena, const char *, count + knowledge->attributes.count + 1);
    memcpy(names, known, (size_t)count * sizeof *names);
    for (int i = 0; i < knowledge->attributes.count; i++) {
        if (may_bear(&knowledge->attributes.items[i], bearer)) {
            names[count++] = knowledge->attributes.items[i].id;
        }
    }
    return names;
}

/* True where the key is an attribute's, but of other things; reported. */
static bool say_misplaced(const cg_reader *reader, const cg_knowledge *knowledge,
                          const cg_json *member, const char *const *names) {
    int index = cg_map_find(knowledge->attribute_ids, member->key);
    if (index == CG_NONE || position_in(names, member->key) != CG_NONE) {
        return false;
    }
    cg_text bearers = cg_text_start(reader->arena);
    for (int i = 0; bearer_ids[i] != NULL; i++) {
        if ((knowledge->attributes.items[index].on & (1U << i)) != 0) {
            cg_text_add(&bearers, bearers.length > 0 ? ", " : "");
            cg_text_add(&bearers, bearer_ids[i]);
        }
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, member),
           CG_MSG_ATTRIBUTE_MISPLACED, member->key, bearers.bytes, NULL);
    return true;
}

/* Whether nothing needs to be said: of nearly all objects, so that it makes no lists of names. */
static bool are_all_known(const cg_knowledge *knowledge, const cg_json *object, cg_bearer bearer,
                          const char *const *known) {
    for (const cg_json *member = object->first; member != NULL; member = member->next) {
        if (position_in(known, member->key) != CG_NONE) {
            continue;
        }
        int index = cg_map_find(knowledge->attribute_ids, member->key);
        if (index == CG_NONE || !may_bear(&knowledge->attributes.items[index], bearer)) {
            return false;
        }
    }
    return true;
}

static void say_unknown_keys(const cg_reader *reader, const cg_knowledge *knowledge,
                             const cg_json *object, cg_bearer bearer, const char *const *known) {
    const char *const *names = names_with_attributes(reader->arena, knowledge, bearer, known);
    const char **allowed = CG_ARRAY(reader->arena, const char *, object->count + 1);
    int misplaced = 0;
    for (const cg_json *member = object->first; member != NULL; member = member->next) {
        if (say_misplaced(reader, knowledge, member, names)) {
            allowed[misplaced++] = member->key;
        }
    }
    if (misplaced == 0) {
        cg_reader_check_keys(reader, object, names);
        return;
    }
    /* What was reported as misplaced is not reported as unknown once more. */
    int count = 0;
    while (names[count] != NULL) {
        count++;
    }
    const char **all = CG_ARRAY(reader->arena, const char *, count + misplaced + 1);
    memcpy(all, names, (size_t)count * sizeof *all);
    memcpy(all + count, allowed, (size_t)misplaced * sizeof *all);
    cg_reader_check_keys(reader, object, all);
}

void cg_check_keys_and_attributes(const cg_reader *reader, const cg_knowledge *knowledge,
                                  const cg_json *object, cg_bearer bearer,
                                  const char *const *known) {
    if (cg_reader_is(reader, object, CG_JSON_OBJECT) &&
        !are_all_known(knowledge, object, bearer, known)) {
        say_unknown_keys(reader, knowledge, object, bearer, known);
    }
}

const cg_json *cg_attribute_value(const cg_knowledge *knowledge, const cg_attributes *attributes,
                                  const char *id) {
    int index = cg_map_find(knowledge->attribute_ids, id);
    if (index == CG_NONE) {
        return NULL;
    }
    for (int i = 0; i < attributes->count; i++) {
        if (attributes->items[i].attribute == index) {
            return attributes->items[i].value;
        }
    }
    return NULL;
}
