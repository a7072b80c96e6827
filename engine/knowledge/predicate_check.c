/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks a predicate's form and names when its pack is read. */
#include "knowledge/read.h"
#include "knowledge/rules.h"

#include <string.h>

typedef struct predicate_name {
    const char *name; /* "exchange.same_park" */
    cg_attribute_type type;
} predicate_name;

static const predicate_name own_names[] = {
#define CG_PREDICATE_NAME(subject, field, type) {#subject "." #field, type},
#include "knowledge/predicate_names.def"
#undef CG_PREDICATE_NAME
};
enum { OWN_NAMES = sizeof own_names / sizeof *own_names };

/* Subjects that show attributes, and whose. */
static const struct {
    const char *subject;
    unsigned bearers;
} subjects[] = {
    {"output", CG_ON_FLOW | CG_ON_RESOURCE},
    {"input", CG_ON_FLOW | CG_ON_RESOURCE},
    {"resource", CG_ON_FLOW | CG_ON_RESOURCE},
    {"sender", CG_ON_FIRM},
    {"receiver", CG_ON_FIRM},
    {"via", CG_ON_FACILITY},
    {"link", CG_ON_LINK},
    {"park", CG_ON_PARK},
};
enum { SUBJECTS = sizeof subjects / sizeof *subjects };

/* Every name that may be asked about, with its type as the value. */
cg_map *cg_predicate_names(cg_arena *arena, const cg_knowledge *knowledge) {
    cg_map *names = cg_map_new(arena);
    for (int i = 0; i < OWN_NAMES; i++) {
        cg_map_add(names, own_names[i].name, (int)own_names[i].type);
    }
    for (int s = 0; s < SUBJECTS; s++) {
        for (int i = 0; i < knowledge->attributes.count; i++) {
            const cg_attribute *attribute = &knowledge->attributes.items[i];
            if ((attribute->on & subjects[s].bearers) != 0) {
                cg_map_add(names, cg_format(arena, "%s.%s", subjects[s].subject, attribute->id),
                           (int)attribute->type);
            }
        }
    }
    return names;
}

static void say_form(const cg_reader *reader, const cg_json *node, cg_message_id message) {
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), message,
           node->key != NULL ? node->key : cg_reader_shown(reader, node), NULL);
}

/* True where `value` can be held against a name of `type`. */
static bool fits(const cg_json *value, cg_attribute_type type) {
    switch (type) {
    case CG_BOOLEAN:
        return value->type == CG_JSON_BOOLEAN;
    case CG_NUMBER:
        return value->type == CG_JSON_NUMBER;
    case CG_TEXT:
        return value->type == CG_JSON_STRING;
    case CG_LIST:
        return false;
    }
    return false;
}

static void say_no_name(const cg_reader *reader, const cg_map *names, const cg_json *node,
                        const char *name) {
    const char *nearest = cg_map_nearest(names, name);
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node),
           nearest != NULL ? CG_MSG_PREDICATE_NAME_NEAREST : CG_MSG_PREDICATE_NAME, name, nearest,
           NULL);
}

/* {"has_value_of": "output.waste_code"}, of a list. */
static void check_other_name(const cg_reader *reader, const cg_map *names,
                             const cg_json *comparison, int type) {
    if (!cg_reader_is(reader, comparison, CG_JSON_STRING)) {
        return;
    }
    if (type != CG_NONE && type != CG_LIST) {
        say_form(reader, comparison, CG_MSG_PREDICATE_TYPE);
    }
    if (names != NULL && cg_map_find(names, comparison->text) == CG_NONE) {
        say_no_name(reader, names, comparison, comparison->text);
    }
}

static void check_comparison(const cg_reader *reader, const cg_json *comparison, int type) {
    const char *how = comparison->key;
    if (strcmp(how, "in") == 0) {
        bool list = cg_reader_is(reader, comparison, CG_JSON_ARRAY);
        if (list && comparison->first == NULL) {
            say_form(reader, comparison, CG_MSG_PREDICATE_EMPTY);
        }
        for (const cg_json *item = list ? comparison->first : NULL; item != NULL;
             item = item->next) {
            if (type != CG_NONE && !fits(item, (cg_attribute_type)type)) {
                say_form(reader, comparison, CG_MSG_PREDICATE_TYPE);
            }
        }
        return;
    }
    if (strcmp(how, "stated") == 0) {
        cg_reader_is(reader, comparison, CG_JSON_BOOLEAN);
        return;
    }
    if (strcmp(how, "has") == 0) {
        bool one = comparison->type == CG_JSON_STRING || comparison->type == CG_JSON_NUMBER ||
                   comparison->type == CG_JSON_BOOLEAN;
        if (!one || (type != CG_NONE && type != CG_LIST)) {
            say_form(reader, comparison, CG_MSG_PREDICATE_TYPE);
        }
        return;
    }
    if (!cg_reader_is(reader, comparison, CG_JSON_NUMBER) ||
        (type != CG_NONE && type != CG_NUMBER)) {
        say_form(reader, comparison, CG_MSG_PREDICATE_TYPE);
    }
}

static void check_condition(const cg_reader *reader, const cg_map *names, const cg_json *asks) {
    static const char *const comparisons[] = {"at_least",  "at_most",      "more_than",
                                              "less_than", "in",           "has",
                                              "stated",    "has_value_of", NULL};
    int type = names != NULL ? cg_map_find(names, asks->key) : CG_NONE;
    if (names != NULL && type == CG_NONE) {
        say_no_name(reader, names, asks, asks->key);
        return;
    }
    if (asks->type != CG_JSON_OBJECT) {
        if (type != CG_NONE && !fits(asks, (cg_attribute_type)type)) {
            say_form(reader, asks, CG_MSG_PREDICATE_TYPE);
        }
        return;
    }
    if (asks->first == NULL) {
        say_form(reader, asks, CG_MSG_PREDICATE_EMPTY);
    }
    cg_reader_check_keys(reader, asks, comparisons);
    for (const cg_json *comparison = asks->first; comparison != NULL;
         comparison = comparison->next) {
        if (strcmp(comparison->key, "has_value_of") == 0) {
            check_other_name(reader, names, comparison, type);
        } else if (strcmp(comparison->key, "note") != 0 &&
                   cg_nearest(comparisons, comparison->key) != NULL) {
            check_comparison(reader, comparison, type);
        }
    }
}

static void check(const cg_reader *reader, const cg_map *names, const cg_json *predicate) {
    if (!cg_reader_is(reader, predicate, CG_JSON_OBJECT)) {
        return;
    }
    if (predicate->first == NULL) {
        say_form(reader, predicate, CG_MSG_PREDICATE_EMPTY);
    }
    for (const cg_json *member = predicate->first; member != NULL; member = member->next) {
        if (strcmp(member->key, "note") == 0) {
            continue;
        }
        if (strcmp(member->key, "not") == 0) {
            check(reader, names, member);
            continue;
        }
        if (strcmp(member->key, "all") != 0 && strcmp(member->key, "any") != 0) {
            check_condition(reader, names, member);
            continue;
        }
        if (!cg_reader_is(reader, member, CG_JSON_ARRAY)) {
            continue;
        }
        if (member->first == NULL) {
            say_form(reader, member, CG_MSG_PREDICATE_EMPTY);
        }
        for (const cg_json *item = member->first; item != NULL; item = item->next) {
            check(reader, names, item);
        }
    }
}

/* A fact of the type "list", "licences": [...]. */
static void check_list_fact(const cg_reader *reader, const cg_json *fact) {
    if (fact->type != CG_JSON_ARRAY) {
        say_form(reader, fact, CG_MSG_PREDICATE_TYPE);
        return;
    }
    for (const cg_json *item = fact->first; item != NULL; item = item->next) {
        if (item->type != CG_JSON_STRING && item->type != CG_JSON_NUMBER &&
            item->type != CG_JSON_BOOLEAN) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, item), CG_MSG_FACT_ITEM,
                   cg_reader_shown(reader, item), NULL);
        }
    }
}

void cg_facts_check(const cg_reader *reader, const cg_knowledge *knowledge, const cg_json *facts) {
    if (!cg_reader_is(reader, facts, CG_JSON_OBJECT)) {
        return;
    }
    const cg_map *names = knowledge != NULL ? knowledge->predicate_names : NULL;
    for (const cg_json *fact = facts->first; fact != NULL; fact = fact->next) {
        bool is_list = names != NULL && cg_map_find(names, fact->key) == CG_LIST;
        if (is_list || (names == NULL && fact->type == CG_JSON_ARRAY)) {
            check_list_fact(reader, fact);
        } else if (fact->type == CG_JSON_OBJECT) {
            say_form(reader, fact, CG_MSG_FACT_COMPARES);
        } else {
            check_condition(reader, names, fact);
        }
    }
}

void cg_number_name_check(const cg_reader *reader, const cg_knowledge *knowledge,
                          const cg_json *name) {
    if (knowledge == NULL || name == NULL || name->type != CG_JSON_STRING) {
        return;
    }
    const cg_map *names = knowledge->predicate_names;
    int type = cg_map_find(names, name->text);
    if (type == CG_NONE) {
        say_no_name(reader, names, name, name->text);
    } else if (type != CG_NUMBER) {
        say_form(reader, name, CG_MSG_PREDICATE_TYPE);
    }
}

void cg_predicate_check(const cg_reader *reader, const cg_knowledge *knowledge,
                        const cg_json *predicate) {
    check(reader, knowledge != NULL ? knowledge->predicate_names : NULL, predicate);
}
