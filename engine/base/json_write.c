/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing JSON: indented for people, canonical for digests; every number reads back exactly. */
#include "base/json.h"

#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* One character of a text, escaped where JSON asks for it. Returns its bytes. */
static size_t add_character(cg_text *out, const char *at) {
    static const char *const controls[] = {
        ['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f", ['\r'] = "\\r"};
    unsigned char c = (unsigned char)*at;
    if (c == '"' || c == '\\') {
        cg_text_addf(out, "\\%c", *at);
        return 1;
    }
    if (c < ' ') {
        if (c < sizeof controls / sizeof *controls && controls[c] != NULL) {
            cg_text_add(out, controls[c]);
            return 1;
        }
        cg_text_addf(out, "\\u%04x", (unsigned)c);
        return 1;
    }
    utf8proc_int32_t point = 0;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)at, -1, &point);
    if (size <= 0) {
        /* The document must stay UTF-8 whatever it is given: the replacement character. */
        cg_text_add(out, "\xEF\xBF\xBD");
        return 1;
    }
    cg_text_add_bytes(out, at, (size_t)size);
    return (size_t)size;
}

/* Bytes that stand in JSON as they are: of ASCII all but controls, the quote and the backslash. */
static const bool plain[256] = {
    [' '] = true, ['!'] = true, ['#' ... '['] = true, [']' ... '~'] = true};

static size_t plain_bytes(const char *text) {
    size_t count = 0;
    while (plain[(unsigned char)text[count]]) {
        count++;
    }
    return count;
}

/* Most texts are plain: they are written with their quotes in one piece. */
static void add_quoted(cg_text *out, const char *text) {
    size_t count = plain_bytes(text);
    char *at = cg_text_room(out, count + 2);
    at[0] = '"';
    memcpy(at + 1, text, count);
    if (text[count] == '\0') {
        at[count + 1] = '"';
        cg_text_wrote(out, count + 2);
        return;
    }
    cg_text_wrote(out, count + 1);
    for (text += count; *text != '\0'; text += count) {
        text += add_character(out, text);
        count = plain_bytes(text);
        cg_text_add_bytes(out, text, count);
    }
    cg_text_add_bytes(out, "\"", 1);
}

static void add_number(cg_text *out, double value) {
    if (!isfinite(value)) {
        cg_text_add_bytes(out, "null", 4);
        return;
    }
    char *at = cg_text_room(out, CG_NUMBER_ROOM);
    cg_text_wrote(out, strlen(cg_number_text(value, at)));
}

cg_json_writer cg_json_write_start(cg_arena *arena) {
    return (cg_json_writer){.out = cg_text_start(arena), .first = true};
}

/* A comma where there is one, a new line, its blanks. */
static void new_line(cg_json_writer *writer, bool comma) {
    size_t blanks = 2 * (size_t)writer->depth;
    char *at = cg_text_room(&writer->out, blanks + 2);
    at[0] = ',';
    at[comma] = '\n';
    for (size_t i = 0; i < blanks; i++) {
        at[comma + 1 + i] = ' ';
    }
    cg_text_wrote(&writer->out, comma + 1 + blanks);
}

/* What stands before a value: the comma, the blanks, the name. */
static void begin_value(cg_json_writer *writer, const char *key) {
    cg_text *out = &writer->out;
    if (writer->depth > 0 && writer->flat == 0) {
        new_line(writer, !writer->first);
    } else if (!writer->first) {
        cg_text_add_bytes(out, ", ", writer->flat > 0 ? 2 : 1);
    }
    writer->first = false;
    if (key != NULL) {
        add_quoted(out, key);
        memcpy(cg_text_room(out, 2), ": ", 2);
        cg_text_wrote(out, 2);
    }
}

static void open_nested(cg_json_writer *writer, const char *key, const char *bracket, bool flat) {
    begin_value(writer, key);
    cg_text_add(&writer->out, bracket);
    writer->depth++;
    /* What stands inside one line stays on it. */
    writer->flat += flat || writer->flat > 0;
    writer->first = true;
}

static void close_nested(cg_json_writer *writer, const char *bracket) {
    writer->depth--;
    if (!writer->first && writer->flat == 0) {
        new_line(writer, false);
    }
    writer->flat -= writer->flat > 0;
    writer->first = false;
    cg_text_add(&writer->out, bracket);
}

void cg_json_open_object(cg_json_writer *writer, const char *key) {
    open_nested(writer, key, "{", false);
}

void cg_json_close_object(cg_json_writer *writer) {
    close_nested(writer, "}");
}

void cg_json_open_array(cg_json_writer *writer, const char *key) {
    open_nested(writer, key, "[", false);
}

void cg_json_open_flat_array(cg_json_writer *writer, const char *key) {
    open_nested(writer, key, "[", true);
}

void cg_json_close_array(cg_json_writer *writer) {
    close_nested(writer, "]");
}

void cg_json_number(cg_json_writer *writer, const char *key, double value) {
    begin_value(writer, key);
    add_number(&writer->out, value);
}

void cg_json_integer(cg_json_writer *writer, const char *key, long long value) {
    begin_value(writer, key);
    cg_text_addf(&writer->out, "%lld", value);
}

void cg_json_string(cg_json_writer *writer, const char *key, const char *text) {
    if (text == NULL) {
        cg_json_null(writer, key);
        return;
    }
    begin_value(writer, key);
    add_quoted(&writer->out, text);
}

void cg_json_boolean(cg_json_writer *writer, const char *key, bool truth) {
    begin_value(writer, key);
    cg_text_add(&writer->out, truth ? "true" : "false");
}

void cg_json_null(cg_json_writer *writer, const char *key) {
    begin_value(writer, key);
    cg_text_add(&writer->out, "null");
}

void cg_json_words(cg_json_writer *writer, const char *key, cg_words words) {
    const char *english = words.in[CG_ENGLISH];
    const char *vietnamese = words.in[CG_VIETNAMESE];
    if (english == NULL || vietnamese == NULL || strcmp(english, vietnamese) == 0) {
        cg_json_string(writer, key, english == NULL ? vietnamese : english);
        return;
    }
    cg_json_open_object(writer, key);
    cg_json_string(writer, "vi", vietnamese);
    cg_json_string(writer, "en", english);
    cg_json_close_object(writer);
}

void cg_json_string_if(cg_json_writer *writer, const char *key, const char *text) {
    if (text != NULL) {
        cg_json_string(writer, key, text);
    }
}

void cg_json_words_if(cg_json_writer *writer, const char *key, cg_words words) {
    if (cg_words_in(words, CG_ENGLISH, NULL) != NULL) {
        cg_json_words(writer, key, words);
    }
}

void cg_json_strings(cg_json_writer *writer, const char *key, const char *const *items, int count) {
    cg_json_open_flat_array(writer, key);
    for (int i = 0; i < count; i++) {
        cg_json_string(writer, NULL, items[i]);
    }
    cg_json_close_array(writer);
}

void cg_json_integers(cg_json_writer *writer, const char *key, const int *items, int count) {
    cg_json_open_flat_array(writer, key);
    for (int i = 0; i < count; i++) {
        cg_json_integer(writer, NULL, items[i]);
    }
    cg_json_close_array(writer);
}

/* Whether an array holds plain values alone, so that it reads best on one line. */
static bool is_flat(const cg_json *array) {
    for (const cg_json *child = array->first; child != NULL; child = child->next) {
        if (child->type == CG_JSON_ARRAY || child->type == CG_JSON_OBJECT) {
            return false;
        }
    }
    return true;
}

static void write_children(cg_json_writer *writer, const cg_json *node) {
    for (const cg_json *child = node->first; child != NULL; child = child->next) {
        cg_json_tree(writer, child->key, child);
    }
}

void cg_json_tree(cg_json_writer *writer, const char *key, const cg_json *node) {
    switch (node->type) {
    case CG_JSON_NULL:
        cg_json_null(writer, key);
        return;
    case CG_JSON_BOOLEAN:
        cg_json_boolean(writer, key, node->truth);
        return;
    case CG_JSON_NUMBER:
        cg_json_number(writer, key, node->number);
        return;
    case CG_JSON_STRING:
        cg_json_string(writer, key, node->text);
        return;
    case CG_JSON_ARRAY:
        open_nested(writer, key, "[", is_flat(node));
        write_children(writer, node);
        cg_json_close_array(writer);
        return;
    case CG_JSON_OBJECT:
        cg_json_open_object(writer, key);
        write_children(writer, node);
        cg_json_close_object(writer);
        return;
    }
}

const char *cg_json_finish(cg_json_writer *writer, size_t *length) {
    cg_text_add_bytes(&writer->out, "\n", 1);
    *length = writer->out.length;
    return writer->out.bytes;
}

static int compare_names(const void *a, const void *b) {
    const cg_json *const *left = a;
    const cg_json *const *right = b;
    return strcmp((*left)->key, (*right)->key);
}

static const cg_json **children_of(cg_arena *arena, const cg_json *node) {
    const cg_json **children = CG_ARRAY(arena, const cg_json *, node->count);
    int i = 0;
    for (const cg_json *child = node->first; child != NULL; child = child->next) {
        children[i++] = child;
    }
    if (node->type == CG_JSON_OBJECT && i > 1) {
        qsort(children, (size_t)i, sizeof *children, compare_names);
    }
    return children;
}

void cg_json_add_canonical(cg_text *out, const cg_json *node, const cg_json_teller *teller) {
    if (teller->tell != NULL && teller->tell(teller->payload, node, out)) {
        return;
    }
    switch (node->type) {
    case CG_JSON_NULL:
        cg_text_add(out, "null");
        return;
    case CG_JSON_BOOLEAN:
        cg_text_add(out, node->truth ? "true" : "false");
        return;
    case CG_JSON_NUMBER:
        add_number(out, node->number);
        return;
    case CG_JSON_STRING:
        add_quoted(out, node->text);
        return;
    case CG_JSON_ARRAY:
    case CG_JSON_OBJECT:
        break;
    }
    bool object = node->type == CG_JSON_OBJECT;
    const cg_json **children = children_of(out->arena, node);
    cg_text_add(out, object ? "{" : "[");
    for (int i = 0; i < node->count; i++) {
        cg_text_add(out, i > 0 ? "," : "");
        if (object) {
            add_quoted(out, children[i]->key);
            cg_text_add(out, ":");
        }
        cg_json_add_canonical(out, children[i], teller);
    }
    cg_text_add(out, object ? "}" : "]");
}

const char *cg_json_canonical(cg_arena *arena, const cg_json *node) {
    cg_text out = cg_text_start(arena);
    cg_json_add_canonical(&out, node, &(cg_json_teller){NULL, NULL});
    return out.bytes;
}
