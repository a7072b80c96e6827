/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the lists of a park's document in an order that does not depend on its file. */
#include "park/order.h"

#include <stdlib.h>
#include <string.h>

typedef struct entry {
    cg_json *node;
    const char *name;
    int place;
} entry;

static int by_name(const void *a, const void *b) {
    const entry *one = a, *other = b;
    int order = strcmp(one->name, other->name);
    return order != 0 ? order : one->place - other->place;
}

/* What a thing is known by, in one text: its id, or of a link, an exchange or a substitution its
 * ends and its way, or the nodes of a corridor. The separator sorts before every character of an
 * id. */
static const char *name_of(cg_arena *arena, const cg_json *node) {
    static const char *const keys[] = {"id",   "from", "to",           "output", "input",
                                       "mode", "via",  "pass_through", "nodes"};
    cg_text name = cg_text_start(arena);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const cg_json *member = cg_json_member(node, keys[i]);
        bool plain = member != NULL && member->type == CG_JSON_STRING;
        cg_text_add(&name, member == NULL ? ""
                           : plain        ? member->text
                                          : cg_json_canonical(arena, member));
        cg_text_add(&name, "\x1f");
    }
    return name.bytes;
}

static void link_again(cg_json *list, const entry *entries) {
    list->first = entries[0].node;
    list->last = entries[list->count - 1].node;
    for (int i = 0; i < list->count; i++) {
        entries[i].node->next = i + 1 < list->count ? entries[i + 1].node : NULL;
    }
}

static void put_in_order(cg_arena *arena, cg_json *list) {
    if (list == NULL || list->type != CG_JSON_ARRAY || list->count < 2) {
        return;
    }
    entry *entries = CG_ARRAY(arena, entry, list->count);
    int count = 0;
    for (cg_json *node = list->first; node != NULL; node = node->next) {
        entries[count] = (entry){node, name_of(arena, node), count};
        count++;
    }
    qsort(entries, (size_t)count, sizeof *entries, by_name);
    link_again(list, entries);
}

void cg_park_order(cg_arena *arena, cg_json *document) {
    static const char *const lists[] = {"firms", "facilities", "links", "corridors", "exchanges"};
    cg_arena *room = cg_arena_within(arena);
    cg_json *firms = cg_json_member(document, "firms");
    for (cg_json *firm = firms != NULL ? firms->first : NULL; firm != NULL; firm = firm->next) {
        put_in_order(room, cg_json_member(firm, "outputs"));
        put_in_order(room, cg_json_member(firm, "inputs"));
    }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        put_in_order(room, cg_json_member(document, lists[i]));
    }
    const cg_json *models = cg_json_member(document, "models");
    for (cg_json *list = models != NULL ? models->first : NULL; list != NULL; list = list->next) {
        put_in_order(room, list);
    }
    cg_arena_free(room);
}
