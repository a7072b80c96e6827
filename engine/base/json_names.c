/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names in a JSON tree: each once in its object, members by name, and the path of a value. */
#include "base/json_names.h"

#include <stdint.h>
#include <string.h>

/* Objects of so few members are compared pair by pair. */
enum { FEW = 8 };

/* A check under way. One table serves every object in turn, emptied behind each: a map for every
 * object would cost more memory than the tree. */
typedef struct check {
    cg_arena *arena;
    cg_diagnostics *diagnostics;
    const char *file;
    const cg_json **slots;
    size_t slot_count; /* a power of two, at least twice the members of the largest object */
} check;

static int most_members(const cg_json *node) {
    int most = node->type == CG_JSON_OBJECT ? node->count : 0;
    for (const cg_json *child = node->first; child != NULL; child = child->next) {
        int below = most_members(child);
        most = below > most ? below : most;
    }
    return most;
}

static void say_duplicate(check *c, const cg_json *first, const cg_json *second) {
    cg_say(c->diagnostics, CG_ERROR, cg_json_place(c->arena, c->file, second),
           CG_MSG_JSON_DUPLICATE, second->key, cg_format(c->arena, "%d", first->line), NULL);
}

static void check_few(check *c, const cg_json *object) {
    for (const cg_json *member = object->first; member != NULL; member = member->next) {
        for (const cg_json *other = object->first; other != member; other = other->next) {
            if (strcmp(other->key, member->key) == 0) {
                say_duplicate(c, other, member);
                break;
            }
        }
    }
}

static size_t hash_of(const char *key) {
    uint64_t hash = 14695981039346656037U; /* FNV-1a */
    for (; *key != '\0'; key++) {
        hash = (hash ^ (unsigned char)*key) * 1099511628211U;
    }
    return (size_t)(hash ^ (hash >> 32));
}

static void check_many(check *c, const cg_json *object) {
    size_t slot_count = 2 * FEW;
    while (slot_count < 2 * (size_t)object->count) {
        slot_count *= 2;
    }
    memset(c->slots, 0, slot_count * sizeof(*c->slots));
    for (const cg_json *member = object->first; member != NULL; member = member->next) {
        size_t slot = hash_of(member->key) & (slot_count - 1);
        while (c->slots[slot] != NULL && strcmp(c->slots[slot]->key, member->key) != 0) {
            slot = (slot + 1) & (slot_count - 1);
        }
        if (c->slots[slot] != NULL) {
            say_duplicate(c, c->slots[slot], member);
            continue;
        }
        c->slots[slot] = member;
    }
}

/* The recursion is bounded by the scan's greatest depth. */
static void check_node(check *c, const cg_json *node) {
    if (node->type == CG_JSON_OBJECT) {
        if (node->count <= FEW) {
            check_few(c, node);
        } else {
            check_many(c, node);
        }
    }
    for (const cg_json *child = node->first; child != NULL; child = child->next) {
        check_node(c, child);
    }
}

void cg_json_names_check(cg_arena *arena, cg_diagnostics *diagnostics, const char *file,
                         const cg_json *root) {
    check c = {.arena = arena, .diagnostics = diagnostics, .file = file};
    size_t most = (size_t)most_members(root);
    if (most > FEW) {
        c.slots = CG_ARRAY(arena, const cg_json *, 4 * most);
    }
    check_node(&c, root);
}

cg_json *cg_json_member(const cg_json *object, const char *key) {
    if (object == NULL || object->type != CG_JSON_OBJECT) {
        return NULL;
    }
    for (cg_json *child = object->first; child != NULL; child = child->next) {
        if (cg_same_text(child->key, key)) {
            return child;
        }
    }
    return NULL;
}

const char *cg_json_member_text(const cg_json *object, const char *key) {
    const cg_json *member = cg_json_member(object, key);
    return member != NULL && member->type == CG_JSON_STRING ? member->text : NULL;
}

/* The index that `name` writes, or -1: digits alone, at most nine, no zero in front. */
static int index_of(const char *name) {
    size_t length = strlen(name);
    if (length == 0 || length > 9 || strspn(name, "0123456789") != length ||
        (name[0] == '0' && length > 1)) {
        return -1;
    }
    int value = 0;
    for (; *name != '\0'; name++) {
        value = value * 10 + (*name - '0');
    }
    return value;
}

cg_json *cg_json_element(const cg_json *list, const char *name) {
    if (list == NULL || list->type != CG_JSON_ARRAY) {
        return NULL;
    }
    int wanted = index_of(name);
    int index = 0;
    cg_json *at_index = NULL;
    for (cg_json *child = list->first; child != NULL; child = child->next, index++) {
        const char *id = cg_json_member_text(child, "id");
        if (id != NULL && strcmp(id, name) == 0) {
            return child;
        }
        if (index == wanted) {
            at_index = child;
        }
    }
    return at_index;
}

/* The name of `node` in its parent. */
static const char *step(cg_arena *arena, const cg_json *node) {
    if (node->key != NULL) {
        return node->key;
    }
    const char *id = cg_json_member_text(node, "id");
    return id != NULL ? id : cg_format(arena, "%d", node->index);
}

/* The root has no name: it adds nothing. */
static void add_path(cg_text *path, const cg_json *node) {
    if (node->parent == NULL) {
        return;
    }
    add_path(path, node->parent);
    if (path->length > 0) {
        cg_text_add(path, ".");
    }
    cg_text_add(path, step(path->arena, node));
}

const char *cg_json_path(cg_arena *arena, const cg_json *node) {
    cg_text path = cg_text_start(arena);
    add_path(&path, node);
    return path.bytes;
}

cg_place cg_json_place(cg_arena *arena, const char *file, const cg_json *node) {
    for (const cg_json *at = node; at != NULL; at = at->parent) {
        if (at->stated != NULL) {
            return *at->stated;
        }
    }
    const char *path = cg_json_path(arena, node);
    return (cg_place){.file = file, .path = path[0] == '\0' ? NULL : path, .line = node->line};
}
