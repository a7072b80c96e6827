/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing a read tree by "PATH=VALUE". */
#include "base/json.h"

#include "base/json_names.h"
#include "base/map.h"

#include <string.h>
#include <utf8proc.h>

/* A change under way. */
typedef struct change {
    cg_arena *arena;
    cg_diagnostics *diagnostics;
    const char *path; /* whole, for messages */
} change;

/* The names known in `parent`: of its members, or the ids in a list. */
static cg_map *names_in(cg_arena *arena, const cg_json *parent) {
    cg_map *names = cg_map_new(arena);
    int i = 0;
    for (const cg_json *child = parent->first; child != NULL; child = child->next, i++) {
        const char *name = child->key != NULL ? child->key : cg_json_member_text(child, "id");
        if (name != NULL) {
            cg_map_add(names, name, i);
        }
    }
    return names;
}

static bool is_plain(const cg_json *node) {
    return node->type != CG_JSON_ARRAY && node->type != CG_JSON_OBJECT;
}

/* Says that `name` is not in `parent`. Always false. */
static bool say_unknown(const change *c, const cg_json *parent, const char *name) {
    cg_place place = {.path = c->path};
    const char *where = cg_json_path(c->arena, parent);
    if (is_plain(parent)) {
        cg_say(c->diagnostics, CG_ERROR, place, CG_MSG_SET_NOT_INSIDE, where, name, NULL);
        return false;
    }
    const char *nearest = cg_map_nearest(names_in(c->arena, parent), name);
    if (parent->parent == NULL) {
        cg_say(c->diagnostics, CG_ERROR, place,
               nearest == NULL ? CG_MSG_SET_UNKNOWN_TOP : CG_MSG_SET_UNKNOWN_TOP_NEAREST, name,
               c->path, nearest, NULL);
        return false;
    }
    if (nearest == NULL) {
        cg_say(c->diagnostics, CG_ERROR, place, CG_MSG_SET_UNKNOWN, name, where, c->path, NULL);
        return false;
    }
    cg_say(c->diagnostics, CG_ERROR, place, CG_MSG_SET_UNKNOWN_NEAREST, name, where, c->path,
           nearest, NULL);
    return false;
}

static cg_json *child_named(const cg_json *parent, const char *name) {
    return parent->type == CG_JSON_ARRAY ? cg_json_element(parent, name)
                                         : cg_json_member(parent, name);
}

static cg_json *read_value(cg_arena *arena, const char *text) {
    /* What is no JSON is a string, so what the reader says about it interests nobody. */
    cg_diagnostics unheard = {.arena = arena};
    cg_json *value = cg_json_read(arena, &unheard, NULL, text, strlen(text));
    if (value != NULL && unheard.errors == 0) {
        cg_json_forget_lines(value);
        return value;
    }
    value = CG_NEW(arena, cg_json);
    value->type = CG_JSON_STRING;
    value->text = cg_json_nfc(arena, text);
    return value;
}

/* Puts `value` where `node` stands, which keeps its name, neighbours and, of a table, cell: what
 * was said of the one there is no news of the other. */
static void replace(cg_json *node, const cg_json *value) {
    cg_json old = *node;
    *node = *value;
    node->key = old.key;
    node->parent = old.parent;
    node->next = old.next;
    node->index = old.index;
    node->stated = old.stated;
    for (cg_json *child = node->first; child != NULL; child = child->next) {
        child->parent = node;
    }
}

/* Sets `name` in `parent`; only an object takes a new name. */
static bool set_last(const change *c, cg_json *parent, const char *name, cg_json *value) {
    cg_json *node = child_named(parent, name);
    if (node != NULL) {
        replace(node, value);
        return true;
    }
    if (parent->type != CG_JSON_OBJECT) {
        return say_unknown(c, parent, name);
    }
    value->key = name;
    cg_json_append(parent, value);
    return true;
}

static bool is_utf8(const char *text) {
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
    while (*at != '\0') {
        utf8proc_int32_t point = 0;
        utf8proc_ssize_t size = utf8proc_iterate(at, -1, &point);
        if (size <= 0) {
            return false;
        }
        at += size;
    }
    return true;
}

/* Whether no name of the path, of `length` bytes, is empty. */
static bool is_path(const char *path, size_t length) {
    size_t name = 0;
    for (size_t i = 0; i < length; i++) {
        name = path[i] == '.' ? 0 : name + 1;
        if (path[i] == '.' && (i == 0 || path[i - 1] == '.')) {
            return false;
        }
    }
    return name > 0;
}

bool cg_json_set(cg_arena *arena, cg_diagnostics *diagnostics, cg_json *root,
                 const char *assignment) {
    cg_place nowhere = {0};
    if (!is_utf8(assignment)) {
        cg_say(diagnostics, CG_ERROR, nowhere, CG_MSG_SET_NOT_UTF8, assignment, NULL);
        return false;
    }
    const char *equals = strchr(assignment, '=');
    if (equals == NULL || !is_path(assignment, (size_t)(equals - assignment))) {
        cg_say(diagnostics, CG_ERROR, nowhere, CG_MSG_SET_FORM, assignment, NULL);
        return false;
    }
    const char *path =
        cg_json_nfc(arena, cg_copy(arena, assignment, (size_t)(equals - assignment)));
    change c = {.arena = arena, .diagnostics = diagnostics, .path = path};
    cg_json *parent = root;
    for (const char *dot = strchr(path, '.'); dot != NULL; dot = strchr(path, '.')) {
        const char *name = cg_copy(arena, path, (size_t)(dot - path));
        cg_json *child = child_named(parent, name);
        if (child == NULL) {
            return say_unknown(&c, parent, name);
        }
        parent = child;
        path = dot + 1;
    }
    return set_last(&c, parent, path, read_value(arena, equals + 1));
}
