/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small readers that every object of the data needs: keys, texts, truths, words. */
#include "unit/value.h"

#include "base/number.h"
#include "base/text.h"

#include <string.h>

cg_place cg_reader_place(const cg_reader *reader, const cg_json *node) {
    return cg_json_place(reader->arena, reader->file, node);
}

const char *cg_reader_shown(const cg_reader *reader, const cg_json *node) {
    switch (node->type) {
    case CG_JSON_NULL:
        return "null";
    case CG_JSON_BOOLEAN:
        return node->truth ? "true" : "false";
    case CG_JSON_NUMBER: {
        char room[CG_NUMBER_ROOM];
        return cg_format(reader->arena, "%s", cg_number_text(node->number, room));
    }
    case CG_JSON_STRING:
        return cg_format(reader->arena, "\"%s\"", node->text);
    case CG_JSON_ARRAY:
        return "[...]";
    case CG_JSON_OBJECT:
        return "{...}";
    }
    return "?";
}

bool cg_reader_is(const cg_reader *reader, const cg_json *node, cg_json_type type) {
    static const cg_message_id expected[] = {
        [CG_JSON_NULL] = CG_MSG_OBJECT_EXPECTED,   [CG_JSON_BOOLEAN] = CG_MSG_TRUTH_EXPECTED,
        [CG_JSON_NUMBER] = CG_MSG_NUMBER_EXPECTED, [CG_JSON_STRING] = CG_MSG_TEXT_EXPECTED,
        [CG_JSON_ARRAY] = CG_MSG_LIST_EXPECTED,    [CG_JSON_OBJECT] = CG_MSG_OBJECT_EXPECTED,
    };
    if (node->type == type) {
        return true;
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), expected[type],
           cg_reader_shown(reader, node), NULL);
    return false;
}

static bool is_listed(const char *const *names, const char *name) {
    for (; *names != NULL; names++) {
        if (cg_same_text(*names, name)) {
            return true;
        }
    }
    return false;
}

static const char *joined(cg_arena *arena, const char *const *names) {
    cg_text text = cg_text_start(arena);
    for (int i = 0; names[i] != NULL; i++) {
        cg_text_add(&text, i > 0 ? ", " : "");
        cg_text_add(&text, names[i]);
    }
    return text.bytes;
}

/* Keys that say something to people and editors alone. */
static bool is_aside(const cg_json *member, bool is_document) {
    return cg_same_text(member->key, "note") ||
           (is_document && cg_same_text(member->key, "$schema"));
}

static void check_keys(const cg_reader *reader, const cg_json *object, const char *const *known,
                       bool is_document) {
    if (!cg_reader_is(reader, object, CG_JSON_OBJECT)) {
        return;
    }
    for (const cg_json *member = object->first; member != NULL; member = member->next) {
        if (is_aside(member, is_document) || is_listed(known, member->key)) {
            continue;
        }
        const char *nearest = cg_nearest(known, member->key);
        cg_place place = cg_reader_place(reader, member);
        if (nearest != NULL) {
            cg_say(reader->diagnostics, CG_ERROR, place, CG_MSG_UNKNOWN_KEY_NEAREST, member->key,
                   nearest, NULL);
            continue;
        }
        cg_say(reader->diagnostics, CG_ERROR, place, CG_MSG_UNKNOWN_KEY, member->key,
               joined(reader->arena, known), NULL);
    }
}

void cg_reader_check_keys(const cg_reader *reader, const cg_json *object,
                          const char *const *known) {
    check_keys(reader, object, known, false);
}

void cg_reader_check_document(const cg_reader *reader, const cg_json *root,
                              const char *const *known) {
    check_keys(reader, root, known, true);
    cg_reader_text(reader, root, "$schema", NULL);
}

cg_words cg_reader_words(const cg_reader *reader, const cg_json *node) {
    static const char *const languages[] = {"vi", "en", NULL};
    cg_words words = {{NULL}};
    if (node == NULL) {
        return words;
    }
    if (node->type == CG_JSON_STRING) {
        words.in[CG_ENGLISH] = node->text;
        words.in[CG_VIETNAMESE] = node->text;
        return words;
    }
    if (node->type != CG_JSON_OBJECT) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), CG_MSG_WORDS_EXPECTED,
               cg_reader_shown(reader, node), NULL);
        return words;
    }
    cg_reader_check_keys(reader, node, languages);
    words.in[CG_ENGLISH] = cg_reader_text(reader, node, "en", NULL);
    words.in[CG_VIETNAMESE] = cg_reader_text(reader, node, "vi", NULL);
    return words;
}

cg_words cg_words_stated(const cg_json *node) {
    if (node != NULL && node->type == CG_JSON_STRING) {
        return (cg_words){{node->text, node->text}};
    }
    cg_words words = {{NULL}};
    if (node != NULL && node->type == CG_JSON_OBJECT) {
        words.in[CG_ENGLISH] = cg_json_member_text(node, "en");
        words.in[CG_VIETNAMESE] = cg_json_member_text(node, "vi");
    }
    return words;
}

cg_words cg_reader_sentence(const cg_reader *reader, const cg_json *node) {
    if (node != NULL && node->type == CG_JSON_OBJECT && node->first == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), CG_MSG_WORDS_EXPECTED,
               cg_reader_shown(reader, node), NULL);
    }
    return cg_reader_words(reader, node);
}

const char *cg_reader_text(const cg_reader *reader, const cg_json *object, const char *key,
                           const char *otherwise) {
    const cg_json *member = cg_json_member(object, key);
    if (member == NULL || !cg_reader_is(reader, member, CG_JSON_STRING)) {
        return otherwise;
    }
    return member->text;
}

bool cg_reader_truth(const cg_reader *reader, const cg_json *object, const char *key,
                     bool otherwise) {
    const cg_json *member = cg_json_member(object, key);
    if (member == NULL || !cg_reader_is(reader, member, CG_JSON_BOOLEAN)) {
        return otherwise;
    }
    return member->truth;
}

const cg_json *cg_reader_first(const cg_reader *reader, const cg_json *object, const char *key) {
    const cg_json *list = cg_json_member(object, key);
    return list != NULL && cg_reader_is(reader, list, CG_JSON_ARRAY) ? list->first : NULL;
}

const char *cg_reader_id(const cg_reader *reader, const cg_json *entry) {
    if (!cg_reader_is(reader, entry, CG_JSON_OBJECT)) {
        return NULL;
    }
    const char *id = cg_reader_text(reader, entry, "id", NULL);
    if (id == NULL || id[0] == '\0') {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ENTRY_WITHOUT,
               "id", NULL);
        return NULL;
    }
    return id;
}
