/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting the nodes of a read tree together and taking them apart. */
#include "base/json.h"

void cg_json_append(cg_json *parent, cg_json *child) {
    child->parent = parent;
    child->next = NULL;
    if (parent->last == NULL) {
        parent->first = child;
    } else {
        parent->last->next = child;
    }
    parent->last = child;
    child->index = parent->count++;
}

void cg_json_remove(cg_json *child) {
    cg_json *parent = child->parent;
    cg_json *before = NULL;
    for (cg_json *at = parent->first; at != child; at = at->next) {
        before = at;
    }
    if (before == NULL) {
        parent->first = child->next;
    } else {
        before->next = child->next;
    }
    parent->last = child->next == NULL ? before : parent->last;
    parent->count--;
    for (cg_json *at = child->next; at != NULL; at = at->next) {
        at->index--;
    }
    child->parent = NULL;
    child->next = NULL;
    child->index = 0;
}

cg_json *cg_json_copy(cg_arena *arena, const cg_json *node) {
    cg_json *copy = CG_NEW(arena, cg_json);
    *copy = (cg_json){.type = node->type,
                      .truth = node->truth,
                      .number = node->number,
                      .text = node->text,
                      .key = node->key,
                      .line = node->line,
                      .stated = node->stated};
    for (const cg_json *child = node->first; child != NULL; child = child->next) {
        cg_json_append(copy, cg_json_copy(arena, child));
    }
    return copy;
}

static void own_texts(cg_arena *arena, cg_json *node) {
    node->text = cg_copy_text(arena, node->text);
    for (cg_json *child = node->first; child != NULL; child = child->next) {
        own_texts(arena, child);
    }
}

cg_json *cg_json_copy_whole(cg_arena *arena, const cg_json *node) {
    cg_json *copy = cg_json_copy(arena, node);
    own_texts(arena, copy);
    return copy;
}

void cg_json_forget_lines(cg_json *node) {
    node->line = 0;
    for (cg_json *child = node->first; child != NULL; child = child->next) {
        cg_json_forget_lines(child);
    }
}
