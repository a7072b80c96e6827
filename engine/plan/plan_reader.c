/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces of reading a plan: members by their keys, with what is wrong reported where it stands.
 */
#include "plan/plan_reader.h"

#include <math.h>
#include <string.h>

/* A type shown by example: reads the same in every language. */
static const char *type_example(cg_json_type type) {
    static const char *const words[] = {
        [CG_JSON_NULL] = "null",    [CG_JSON_BOOLEAN] = "true/false", [CG_JSON_NUMBER] = "0.5",
        [CG_JSON_STRING] = "\"…\"", [CG_JSON_ARRAY] = "[ … ]",        [CG_JSON_OBJECT] = "{ … }"};
    return words[type];
}

void cg_plan_say_type(const cg_plan_reader *r, const cg_json *node, cg_json_type expected) {
    cg_say(r->diagnostics, CG_ERROR, cg_json_place(r->arena, r->file, node), CG_MSG_PLAN_WRONG_TYPE,
           type_example(node->type), type_example(expected),
           node->key != NULL ? node->key : node->parent->key, NULL);
}

/* The member where it is there and of its type; reports what is not. Null counts as absent. */
const cg_json *cg_plan_optional(const cg_plan_reader *r, const cg_json *object, const char *key,
                                cg_json_type type) {
    const cg_json *node = cg_json_member(object, key);
    if (node == NULL || node->type == CG_JSON_NULL) {
        return NULL;
    }
    if (node->type != type) {
        cg_plan_say_type(r, node, type);
        return NULL;
    }
    return node;
}

/* The same for what may be left out and is never null. */
const cg_json *cg_plan_stated(const cg_plan_reader *r, const cg_json *object, const char *key,
                              cg_json_type type) {
    const cg_json *node = cg_json_member(object, key);
    if (node != NULL && node->type == CG_JSON_NULL) {
        cg_plan_say_type(r, node, type);
        return NULL;
    }
    return cg_plan_optional(r, object, key, type);
}

bool cg_plan_has(const cg_plan_reader *r, const cg_json *object, const char *key) {
    if (object == NULL || cg_json_member(object, key) != NULL) {
        return true;
    }
    cg_say(r->diagnostics, CG_ERROR, cg_json_place(r->arena, r->file, object),
           CG_MSG_PLAN_MISSING_KEY, key, NULL);
    return false;
}

const cg_json *cg_plan_needed(const cg_plan_reader *r, const cg_json *object, const char *key,
                              cg_json_type type) {
    return cg_plan_has(r, object, key) ? cg_plan_stated(r, object, key, type) : NULL;
}

const char *cg_plan_copied(const cg_plan_reader *r, const cg_json *node) {
    return node == NULL ? NULL : cg_copy(r->arena, node->text, strlen(node->text));
}

const char *cg_plan_text(const cg_plan_reader *r, const cg_json *object, const char *key) {
    return cg_plan_copied(r, cg_plan_optional(r, object, key, CG_JSON_STRING));
}

/* A text without which a report could not be written: never NULL, so that reading goes on. */
const char *cg_plan_need_text(const cg_plan_reader *r, const cg_json *object, const char *key) {
    const char *text = cg_plan_copied(r, cg_plan_needed(r, object, key, CG_JSON_STRING));
    return text == NULL ? "" : text;
}

/* Null, what is not known, is NaN in here. */
double cg_plan_number(const cg_plan_reader *r, const cg_json *object, const char *key) {
    const cg_json *node = cg_plan_optional(r, object, key, CG_JSON_NUMBER);
    return node == NULL ? (double)NAN : node->number;
}

double cg_plan_need_number(const cg_plan_reader *r, const cg_json *object, const char *key) {
    const cg_json *node = cg_plan_needed(r, object, key, CG_JSON_NUMBER);
    return node == NULL ? (double)NAN : node->number;
}

/* What is always there and null where nothing is known. */
double cg_plan_need_number_or_null(const cg_plan_reader *r, const cg_json *object,
                                   const char *key) {
    return cg_plan_has(r, object, key) ? cg_plan_number(r, object, key) : (double)NAN;
}

bool cg_plan_truth(const cg_plan_reader *r, const cg_json *object, const char *key) {
    const cg_json *node = cg_plan_optional(r, object, key, CG_JSON_BOOLEAN);
    return node != NULL && node->truth;
}

cg_words cg_plan_words_of(const cg_plan_reader *r, const cg_json *node) {
    cg_words words = {{NULL}};
    if (node == NULL || node->type == CG_JSON_NULL) {
        return words;
    }
    if (node->type == CG_JSON_STRING) {
        words.in[CG_ENGLISH] = words.in[CG_VIETNAMESE] = cg_plan_copied(r, node);
        return words;
    }
    if (node->type != CG_JSON_OBJECT) {
        cg_plan_say_type(r, node, CG_JSON_STRING);
        return words;
    }
    words.in[CG_VIETNAMESE] = cg_plan_text(r, node, "vi");
    words.in[CG_ENGLISH] = cg_plan_text(r, node, "en");
    return words;
}

cg_words cg_plan_words(const cg_plan_reader *r, const cg_json *object, const char *key) {
    return cg_plan_words_of(r, cg_json_member(object, key));
}

const char **cg_plan_strings(const cg_plan_reader *r, const cg_json *object, const char *key,
                             int *count) {
    const cg_json *list = cg_plan_stated(r, object, key, CG_JSON_ARRAY);
    *count = 0;
    if (list == NULL || list->count == 0) {
        return NULL;
    }
    const char **items = CG_ARRAY(r->arena, const char *, list->count);
    for (const cg_json *node = list->first; node != NULL; node = node->next) {
        if (node->type == CG_JSON_STRING) {
            items[(*count)++] = cg_plan_copied(r, node);
        } else {
            cg_plan_say_type(r, node, CG_JSON_STRING);
        }
    }
    return items;
}

/* The first item of a list of objects; the others follow by cg_plan_next_object. */
const cg_json *cg_plan_next_object(const cg_plan_reader *r, const cg_json *node) {
    while (node != NULL && node->type != CG_JSON_OBJECT) {
        cg_plan_say_type(r, node, CG_JSON_OBJECT);
        node = node->next;
    }
    return node;
}

const cg_json *cg_plan_first_object(const cg_plan_reader *r, const cg_json *list) {
    return list == NULL ? NULL : cg_plan_next_object(r, list->first);
}

/* A text of a closed list: reports tell by it what the plan is. */
const char *cg_plan_need_word(const cg_plan_reader *r, const cg_json *object, const char *key,
                              const char *const *words) {
    const char *text = cg_plan_need_text(r, object, key);
    cg_text all = cg_text_start(r->arena);
    for (int i = 0; words[i] != NULL; i++) {
        if (strcmp(words[i], text) == 0) {
            return text;
        }
        cg_text_addf(&all, "%s\"%s\"", i > 0 ? ", " : "", words[i]);
    }
    const cg_json *node = cg_json_member(object, key);
    if (node != NULL && node->type == CG_JSON_STRING) {
        cg_say(r->diagnostics, CG_ERROR, cg_json_place(r->arena, r->file, node),
               CG_MSG_CHOICE_UNKNOWN, text, all.bytes, NULL);
    }
    return text;
}
