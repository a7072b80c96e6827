/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON: a strict scan, then cJSON's trees turned into ours. The only file that sees cJSON.
 * */
#include "base/json.h"

#include "base/file.h"
#include "base/json_names.h"
#include "base/json_scan.h"

#include <cjson/cJSON.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Containers so near the top are walked here, and each value in them is a tree of cJSON's of its
 * own, gone before the next: of a park a firm at a time. A whole one would be larger than ours. */
enum { WALKED_DEPTH = 2, NAME_SLOTS = 512, NODES_AT_ONCE = 512 };
/* A small one is given to cJSON whole: asking it for each value costs more than the tree. */
#define LARGE_TEXT ((size_t)1 << 17)

/* Where nodes and texts are made. */
typedef struct pool {
    cg_arena *arena;
    cg_json *nodes; /* the next free one */
    int left;
} pool;

/* A conversion under way: what the scan found, in the order in which values begin, which is also
 * the order of cJSON's trees walked from the top. */
typedef struct conversion {
    cg_arena *arena;
    const cg_json_scan *scan;
    const char *list; /* what stands in it is made apart */
    pool main, apart, *now;
    int walked; /* depth */
    int node_count, number_count;
    const char *at, *end;
    const char **names; /* met before: documents say few names many times; NULL where none */
} conversion;

/* True where valid UTF-8 is in NFC for certain: below U+0300, and from U+1E00 to U+1EFF, where the
 * letters of Vietnamese are, every character is NFC_Quick_Check=Yes and of combining class 0, now
 * and in all versions of Unicode to come (Standard Annex #15, section 9; the stability policy). */
static bool is_composed(const unsigned char *at) {
    while (*at != '\0') {
        if (*at < 0x80) {
            at += 1;
        } else if (*at < 0xCC) {
            at += 2;
        } else if (at[0] == 0xE1 && at[1] >= 0xB8 && at[1] <= 0xBB) {
            at += 3;
        } else {
            return false;
        }
    }
    return true;
}

/* A copy of `text` in NFC, or NULL where memory ends: cJSON's tree is alive. */
static const char *composed(cg_arena *arena, const char *text) {
    size_t length = strlen(text);
    char *normal = NULL;
    if (!is_composed((const unsigned char *)text)) {
        normal = (char *)utf8proc_NFC((const utf8proc_uint8_t *)text);
        if (normal == NULL) {
            return NULL;
        }
        text = normal;
        length = strlen(normal);
    }
    char *copy = cg_try_allocate(arena, length + 1, 1);
    if (copy != NULL) {
        memcpy(copy, text, length);
    }
    free(normal);
    return copy;
}

const char *cg_json_nfc(cg_arena *arena, const char *text) {
    const char *copy = composed(arena, text);
    if (copy == NULL) {
        cg_memory_ended(arena);
    }
    return copy;
}

/* As composed(); the same names are one text where that is found quickly. */
static const char *name_of(const conversion *c, const char *text) {
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (const char *at = text; *at != '\0'; at++) {
        hash = (hash ^ (unsigned char)*at) * 16777619U;
    }
    const char **slot = &c->names[(hash ^ hash >> 16) % NAME_SLOTS];
    if (*slot != NULL && strcmp(*slot, text) == 0) {
        return *slot;
    }
    const char *name = composed(c->arena, text);
    if (name != NULL && strcmp(name, text) == 0) {
        *slot = name;
    }
    return name;
}

/* NULL where memory ends. */
static cg_json *next_node(conversion *c) {
    pool *from = c->now;
    if (from->left == 0) {
        int rest = c->scan->lines.count - c->node_count;
        from->left = rest < NODES_AT_ONCE ? rest : NODES_AT_ONCE;
        from->nodes = cg_try_allocate(from->arena, (size_t)from->left, sizeof *from->nodes);
    }
    if (from->nodes == NULL) {
        return NULL;
    }
    cg_json *node = from->nodes++;
    from->left--;
    node->line = c->scan->lines.items[c->node_count++];
    return node;
}

static bool convert(conversion *c, const cJSON *item, cg_json *parent);

static bool convert_children(conversion *c, const cJSON *item, cg_json *parent) {
    for (const cJSON *child = item->child; child != NULL; child = child->next) {
        if (!convert(c, child, parent)) {
            return false;
        }
    }
    return true;
}

static bool convert_value(conversion *c, const cJSON *item, cg_json *node) {
    switch (item->type & 0xFF) {
    case cJSON_True:
    case cJSON_False:
        node->type = CG_JSON_BOOLEAN;
        node->truth = cJSON_IsTrue(item);
        return true;
    case cJSON_Number:
        /* Not cJSON's value: its reading depends on the locale. */
        node->type = CG_JSON_NUMBER;
        node->number = c->scan->numbers.items[c->number_count++];
        return true;
    case cJSON_String:
        node->type = CG_JSON_STRING;
        node->text = composed(c->now->arena, item->valuestring);
        return node->text != NULL;
    case cJSON_Array:
        node->type = CG_JSON_ARRAY;
        return convert_children(c, item, node);
    case cJSON_Object:
        node->type = CG_JSON_OBJECT;
        return convert_children(c, item, node);
    default:
        return true;
    }
}

/* False where memory ends. */
static bool convert(conversion *c, const cJSON *item, cg_json *parent) {
    cg_json *node = next_node(c);
    if (node == NULL || (item->string != NULL && (node->key = name_of(c, item->string)) == NULL)) {
        return false;
    }
    cg_json_append(parent, node);
    return convert_value(c, item, node);
}

/* The text passed the scan, so the one reason for cJSON to refuse it is that memory ended. What
 * follows allocates without jumping while a tree of cJSON's lives. */
static cJSON *parse_here(conversion *c) {
    const char *stop = NULL;
    cJSON *tree = cJSON_ParseWithLengthOpts(c->at, (size_t)(c->end - c->at) + 1, &stop, false);
    if (tree == NULL) {
        cg_memory_ended(c->arena);
    }
    c->at = stop;
    return tree;
}

static void pass_blanks(conversion *c) {
    while (*c->at == ' ' || *c->at == '\t' || *c->at == '\r' || *c->at == '\n') {
        c->at++;
    }
}

/* A member's name and its colon. */
static const char *take_name(conversion *c) {
    cJSON *text = parse_here(c);
    const char *name = name_of(c, text->valuestring);
    cJSON_Delete(text);
    if (name == NULL) {
        cg_memory_ended(c->arena);
    }
    pass_blanks(c);
    c->at++;
    pass_blanks(c);
    return name;
}

static cg_json *take_node(conversion *c) {
    cg_json *node = next_node(c);
    if (node == NULL) {
        cg_memory_ended(c->arena);
    }
    return node;
}

static void take_value(conversion *c, cg_json *node, int depth);

/* From the bracket that opens to behind the one that closes. */
static void walk(conversion *c, cg_json *node, int depth) {
    char closing = node->type == CG_JSON_OBJECT ? '}' : ']';
    pool *outside = c->now;
    if (depth == 1 && c->list != NULL && node->key != NULL && strcmp(node->key, c->list) == 0) {
        c->now = &c->apart;
    }
    c->at++;
    pass_blanks(c);
    while (*c->at != closing) {
        const char *name = node->type == CG_JSON_OBJECT ? take_name(c) : NULL;
        cg_json *child = take_node(c);
        child->key = name;
        cg_json_append(node, child);
        take_value(c, child, depth + 1);
        pass_blanks(c);
        if (*c->at == ',') {
            c->at++;
            pass_blanks(c);
        }
    }
    c->at++;
    c->now = outside;
}

static void take_value(conversion *c, cg_json *node, int depth) {
    if (depth < c->walked && (*c->at == '{' || *c->at == '[')) {
        node->type = *c->at == '{' ? CG_JSON_OBJECT : CG_JSON_ARRAY;
        walk(c, node, depth);
        return;
    }
    cJSON *tree = parse_here(c);
    bool whole = convert_value(c, tree, node);
    cJSON_Delete(tree);
    if (!whole) {
        cg_memory_ended(c->arena);
    }
}

static cg_json *parse(cg_arena *arena, const cg_json_source *source, const char *text,
                      const cg_json_scan *scan) {
    bool parted = source->apart != NULL;
    conversion c = {.arena = arena,
                    .scan = scan,
                    .list = parted ? source->list : NULL,
                    .main = {.arena = arena},
                    .apart = {.arena = source->apart},
                    .walked = parted || source->length > LARGE_TEXT ? WALKED_DEPTH : 0,
                    .at = text,
                    .end = text + source->length};
    c.now = &c.main;
    c.names = CG_ARRAY(arena, const char *, NAME_SLOTS);
    pass_blanks(&c);
    cg_json *root = take_node(&c);
    take_value(&c, root, 0);
    return root;
}

cg_json *cg_json_read_apart(cg_arena *arena, cg_diagnostics *diagnostics,
                            const cg_json_source *given) {
    cg_json_source source = *given;
    if (source.length > CG_JSON_LARGEST) {
        cg_say(diagnostics, CG_ERROR, (cg_place){.file = source.file}, CG_MSG_JSON_TOO_LARGE,
               cg_format(arena, "%zu", CG_JSON_LARGEST), NULL);
        return NULL;
    }
    if (source.length >= 3 && memcmp(source.bytes, "\xEF\xBB\xBF", 3) == 0) {
        source.bytes += 3;
        source.length -= 3;
    }
    cg_arena *room = cg_arena_within(arena);
    char *text = cg_copy(room, source.bytes, source.length);
    cg_json_scan scan = {0};
    cg_json *root = NULL;
    if (cg_json_scan_text(room, diagnostics, source.file, text, source.length, &scan)) {
        root = parse(arena, &source, text, &scan);
        cg_json_names_check(room, diagnostics, source.file, root);
    }
    cg_arena_free(room);
    return root;
}

cg_json *cg_json_read(cg_arena *arena, cg_diagnostics *diagnostics, const char *file,
                      const char *bytes, size_t length) {
    cg_json_source source = {.file = file, .bytes = bytes, .length = length};
    return cg_json_read_apart(arena, diagnostics, &source);
}

cg_json *cg_json_read_file(cg_arena *arena, cg_diagnostics *diagnostics, const char *path) {
    cg_arena *room = cg_arena_within(arena);
    char *bytes = NULL;
    size_t length = 0;
    cg_json *root = NULL;
    if (cg_file_read(room, diagnostics, path, CG_JSON_LARGEST, &bytes, &length)) {
        root = cg_json_read(arena, diagnostics, path, bytes, length);
    }
    cg_arena_free(room);
    return root;
}
