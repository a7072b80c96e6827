/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small pieces of reading a park: required members, lists, ids, references, numbers. */
#include "park/build.h"

#include <string.h>

const cg_json *cg_build_required(cg_build *build, const cg_json *object, const char *key) {
    const cg_json *member = cg_json_member(object, key);
    if (!member) {
        CG_ERROR_AT(build, object, CG_MSG_ENTRY_WITHOUT, key);
    }
    return member;
}

const cg_json *cg_build_list(cg_build *build, const cg_json *object, const char *key) {
    const cg_json *member = cg_json_member(object, key);
    return member && cg_reader_is(&build->reader, member, CG_JSON_ARRAY) ? member : NULL;
}

const cg_json *cg_build_object(cg_build *build, const cg_json *object, const char *key) {
    const cg_json *member = cg_json_member(object, key);
    return member && cg_reader_is(&build->reader, member, CG_JSON_OBJECT) ? member : NULL;
}

/* Blanks of ASCII and the no-break space, which spreadsheets like to leave behind. */
static bool has_blank_or_dot(const char *text) {
    for (const char *at = text; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte <= ' ' || byte == 0x7f || byte == '.') {
            return true;
        }
    }
    return strstr(text, "\xc2\xa0") != NULL;
}

const char *cg_build_id(cg_build *build, const cg_json *object) {
    const cg_json *node = cg_build_required(build, object, "id");
    if (!node || !cg_reader_is(&build->reader, node, CG_JSON_STRING)) {
        return NULL;
    }
    if (!*node->text) {
        CG_ERROR_AT(build, node, CG_MSG_PARK_ID_EMPTY);
        return NULL;
    }
    if (has_blank_or_dot(node->text)) {
        CG_ERROR_AT(build, node, CG_MSG_PARK_ID_SIGNS, node->text);
    }
    return node->text;
}

const char **cg_build_texts(cg_build *build, const cg_json *object, const char *key, int *count) {
    *count = 0;
    const cg_json *list = cg_build_list(build, object, key);
    if (!list) {
        return NULL;
    }
    const char **texts = CG_ARRAY(build->arena, const char *, list->count + 1);
    for (const cg_json *item = list->first; item; item = item->next) {
        if (cg_reader_is(&build->reader, item, CG_JSON_STRING)) {
            texts[(*count)++] = item->text;
        }
    }
    return texts;
}

void cg_build_say_unknown(cg_build *build, const cg_json *node, cg_unknown say, const char *name,
                          const char *nearest) {
    if (nearest) {
        CG_ERROR_AT(build, node, say.near, name, nearest);
        return;
    }
    CG_ERROR_AT(build, node, say.plain, name);
}

/* The index of what the text `node` names in `ids`, or CG_NONE after reporting. */
static int reference(cg_build *build, const cg_json *node, const cg_map *ids, cg_unknown say) {
    if (!cg_reader_is(&build->reader, node, CG_JSON_STRING)) {
        return CG_NONE;
    }
    int found = cg_map_find(ids, node->text);
    if (found == CG_NONE) {
        cg_build_say_unknown(build, node, say, node->text, cg_map_nearest(ids, node->text));
    }
    return found;
}

const char *cg_build_mode(cg_build *build, const cg_json *node) {
    if (!node) {
        return NULL;
    }
    cg_unknown say = {CG_MSG_MODE_UNKNOWN, CG_MSG_MODE_UNKNOWN_NEAREST};
    int found = reference(build, node, build->park->knowledge->mode_ids, say);
    return found == CG_NONE ? NULL : build->park->knowledge->modes.items[found].id;
}

int cg_build_resource(cg_build *build, const cg_json *node) {
    cg_unknown say = {CG_MSG_RESOURCE_UNKNOWN, CG_MSG_RESOURCE_UNKNOWN_NEAREST};
    return reference(build, node, build->park->knowledge->resource_ids, say);
}

int cg_build_facility(cg_build *build, const cg_json *node) {
    cg_unknown say = {CG_MSG_PARK_UNKNOWN_FACILITY, CG_MSG_PARK_UNKNOWN_FACILITY_NEAR};
    return reference(build, node, build->park->facility_ids, say);
}

/* "a, b, c": the words a person may choose from. */
static const char *joined(cg_arena *arena, const char *const *words) {
    cg_text text = cg_text_start(arena);
    for (int i = 0; words[i]; i++) {
        cg_text_addf(&text, "%s\"%s\"", i ? ", " : "", words[i]);
    }
    return text.bytes;
}

int cg_build_choice(cg_build *build, const cg_json *object, const char *key,
                    const char *const *words) {
    const cg_json *node = cg_json_member(object, key);
    if (!node || !cg_reader_is(&build->reader, node, CG_JSON_STRING)) {
        return CG_NONE;
    }
    for (int i = 0; words[i]; i++) {
        if (strcmp(words[i], node->text) == 0) {
            return i;
        }
    }
    const char *all = joined(build->arena, words);
    const char *nearest = cg_nearest(words, node->text);
    if (nearest) {
        CG_ERROR_AT(build, node, CG_MSG_PARK_UNKNOWN_WORD_NEAR, node->text, all, nearest);
        return CG_NONE;
    }
    CG_ERROR_AT(build, node, CG_MSG_CHOICE_UNKNOWN, node->text, all);
    return CG_NONE;
}

cg_value cg_build_value(cg_build *build, const cg_json *object, const char *key,
                        cg_expected expected) {
    cg_value value = {.value = expected.otherwise};
    const cg_json *node = cg_json_member(object, key);
    if (node) {
        cg_value_read_least(&build->reader, node, expected.kind, expected.family, expected.least,
                            &value);
    }
    return value;
}

double cg_build_number(cg_build *build, const cg_json *object, const char *key,
                       cg_expected expected) {
    return cg_build_value(build, object, key, expected).value;
}

bool cg_build_positive(cg_build *build, const cg_json *node, double value) {
    if (!node || value > 0) {
        return true;
    }
    CG_ERROR_AT(build, node, CG_MSG_NOT_POSITIVE, node->key,
                cg_value_shown(&build->reader, node, "value", value));
    return false;
}

double cg_build_share(cg_build *build, const cg_json *object, const char *key, double otherwise) {
    cg_expected share = {CG_KIND_SHARE, CG_WATER, 0, otherwise};
    double value = cg_build_number(build, object, key, share);
    if (value > 1) {
        const cg_json *node = cg_json_member(object, key);
        CG_ERROR_AT(build, node, CG_MSG_PARK_SHARE_OVER_ONE, key,
                    cg_value_shown(&build->reader, node, "value", value));
    }
    return value;
}

cg_family cg_build_family_guess(const cg_build *build, const cg_json *node, cg_family otherwise) {
    while (node && node->type == CG_JSON_OBJECT) {
        const cg_json *value = cg_json_member(node, "value");
        node = value ? value : node->first;
    }
    if (!node || node->type != CG_JSON_STRING) {
        return otherwise;
    }
    for (cg_family family = CG_WATER; family < CG_FAMILIES; family++) {
        cg_meaning meaning = {CG_KIND_FLOW, family, build->reader.currency};
        cg_quantity_problem problem;
        double ignored = 0;
        if (cg_quantity_read(&ignored, node->text, meaning, build->arena, &problem)) {
            return family;
        }
    }
    return otherwise;
}
