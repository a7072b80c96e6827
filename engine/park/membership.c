/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Firms that leave a park or join it, in its document, before that is read. */
#include "park/membership.h"

#include "base/map.h"

#include <string.h>

static cg_json *firms_of(const cg_json *document) {
    cg_json *firms = cg_json_member(document, "firms");
    return firms != NULL && firms->type == CG_JSON_ARRAY ? firms : NULL;
}

static cg_json *firm_named(const cg_json *firms, const char *id) {
    for (cg_json *firm = firms == NULL ? NULL : firms->first; firm != NULL; firm = firm->next) {
        const char *own = cg_json_member_text(firm, "id");
        if (own != NULL && strcmp(own, id) == 0) {
            return firm;
        }
    }
    return NULL;
}

static const char *nearest_firm(cg_arena *arena, const cg_json *firms, const char *id) {
    cg_map *known = cg_map_new(arena);
    for (const cg_json *firm = firms == NULL ? NULL : firms->first; firm != NULL;
         firm = firm->next) {
        const char *own = cg_json_member_text(firm, "id");
        if (own != NULL) {
            cg_map_add(known, own, firm->index);
        }
    }
    return cg_map_nearest(known, id);
}

/* Whether an end of a link or exchange is the firm or one of its flows ("firm.flow"). */
static bool is_of(const cg_json *object, const char *key, const char *firm) {
    const char *end = cg_json_member_text(object, key);
    size_t length = strlen(firm);
    return end != NULL && strncmp(end, firm, length) == 0 &&
           (end[length] == '\0' || end[length] == '.');
}

static void remove_ends(cg_json *list, const char *firm) {
    if (list == NULL || list->type != CG_JSON_ARRAY) {
        return;
    }
    cg_json *next = NULL;
    for (cg_json *entry = list->first; entry != NULL; entry = next) {
        next = entry->next;
        if (is_of(entry, "from", firm) || is_of(entry, "to", firm)) {
            cg_json_remove(entry);
        }
    }
}

bool cg_firm_leaves(cg_arena *arena, cg_diagnostics *diagnostics, cg_json *document, const char *id,
                    cg_place place) {
    cg_json *firms = firms_of(document);
    cg_json *firm = firm_named(firms, id);
    if (firm == NULL) {
        const char *nearest = nearest_firm(arena, firms, id);
        cg_say(diagnostics, CG_ERROR, place,
               nearest != NULL ? CG_MSG_LEAVER_UNKNOWN_NEAR : CG_MSG_LEAVER_UNKNOWN, id, nearest,
               NULL);
        return false;
    }
    cg_json_remove(firm);
    remove_ends(cg_json_member(document, "links"), id);
    remove_ends(cg_json_member(document, "exchanges"), id);
    return true;
}

bool cg_firm_joins(cg_arena *arena, cg_diagnostics *diagnostics, cg_json *document,
                   const cg_json *firm, cg_place place) {
    cg_json *firms = firms_of(document);
    const char *id = cg_json_member_text(firm, "id");
    if (firms == NULL) {
        return true; /* reading the park says what is wrong with its list */
    }
    if (id != NULL && firm_named(firms, id) != NULL) {
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_JOINER_THERE, id, NULL);
        return false;
    }
    cg_json *copy = cg_json_copy(arena, firm);
    copy->key = NULL;
    cg_json_forget_lines(copy);
    cg_json_append(firms, copy);
    return true;
}
