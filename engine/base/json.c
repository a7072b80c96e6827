/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON: a strict scan, then cJSON's tree turned into ours. The only file that sees cJSON.
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

static const size_t largest_text = (size_t)1 << 30;

/* A conversion under way: what the scan found, in the order in which values begin, which is also
 * the order of cJSON's tree walked from the top. */
typedef struct conversion {
    cg_arena *arena;
    const cg_json_scan *scan;
    cg_json *nodes; /* as many as scan->lines */
    int node_count, number_count;
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

static cg_json *convert(conversion *c, const cJSON *item);

static bool convert_children(conversion *c, const cJSON *item, cg_json *parent) {
    for (const cJSON *child = item->child; child != NULL; child = child->next) {
        cg_json *node = convert(c, child);
        if (node == NULL) {
            return false;
        }
        cg_json_append(parent, node);
    }
    return true;
}

/* NULL where memory ends. */
static cg_json *convert(conversion *c, const cJSON *item) {
    cg_json *node = &c->nodes[c->node_count];
    node->line = c->scan->lines.items[c->node_count++];
    if (item->string != NULL && (node->key = composed(c->arena, item->string)) == NULL) {
        return NULL;
    }
    switch (item->type & 0xFF) {
    case cJSON_True:
    case cJSON_False:
        node->type = CG_JSON_BOOLEAN;
        node->truth = cJSON_IsTrue(item);
        return node;
    case cJSON_Number:
        /* Not cJSON's value: its reading depends on the locale. */
        node->type = CG_JSON_NUMBER;
        node->number = c->scan->numbers.items[c->number_count++];
        return node;
    case cJSON_String:
        node->type = CG_JSON_STRING;
        node->text = composed(c->arena, item->valuestring);
        return node->text == NULL ? NULL : node;
    case cJSON_Array:
        node->type = CG_JSON_ARRAY;
        return convert_children(c, item, node) ? node : NULL;
    case cJSON_Object:
        node->type = CG_JSON_OBJECT;
        return convert_children(c, item, node) ? node : NULL;
    default:
        node->type = CG_JSON_NULL;
        return node;
    }
}

/* `text` passed the scan, so the one reason for cJSON to refuse it is that memory ended. All that
 * can be is allocated before its tree lives; the rest without jumping. */
static cg_json *parse(cg_arena *arena, const char *text, size_t length, const cg_json_scan *scan) {
    conversion c = {.arena = arena, .scan = scan};
    c.nodes = CG_ARRAY(arena, cg_json, scan->lines.count);
    cJSON *tree = cJSON_ParseWithLengthOpts(text, length + 1, NULL, true);
    cg_json *root = tree == NULL ? NULL : convert(&c, tree);
    cJSON_Delete(tree);
    if (root == NULL) {
        cg_memory_ended(arena);
    }
    return root;
}

cg_json *cg_json_read(cg_arena *arena, cg_diagnostics *diagnostics, const char *file,
                      const char *bytes, size_t length) {
    if (length > largest_text) {
        cg_say(diagnostics, CG_ERROR, (cg_place){.file = file}, CG_MSG_JSON_TOO_LARGE,
               cg_format(arena, "%zu", largest_text), NULL);
        return NULL;
    }
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        length -= 3;
    }
    char *text = cg_copy(arena, bytes, length);
    cg_json_scan scan = {0};
    if (!cg_json_scan_text(arena, diagnostics, file, text, length, &scan)) {
        return NULL;
    }
    cg_json *root = parse(arena, text, length, &scan);
    cg_json_names_check(arena, diagnostics, file, root);
    return root;
}

cg_json *cg_json_read_file(cg_arena *arena, cg_diagnostics *diagnostics, const char *path) {
    char *bytes = NULL;
    size_t length = 0;
    if (!cg_file_read(arena, diagnostics, path, largest_text, &bytes, &length)) {
        return NULL;
    }
    return cg_json_read(arena, diagnostics, path, bytes, length);
}
