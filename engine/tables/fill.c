/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays a park's document out in tables: what a column says exactly goes there, what a line of
 * figures says goes there, and the rest stands as JSON beside its path. */
#include "tables/filling.h"

#include "tables/fold.h"

#include <string.h>

static const char *text(const cg_json *object, const char *key) {
    return cg_json_member_text(object, key);
}

/* A text that can stand first in a row, and on a path. */
static bool names_a_row(const cg_json *node, bool dots) {
    return node != NULL && cg_text_fits_cell(node) && node->text[0] != CG_EXAMPLE_MARK[0] &&
           strchr(node->text, '/') == NULL && (dots || strchr(node->text, '.') == NULL);
}

/* Whether every entry of a list can be told by `key`, so that its rows stand for it. */
static bool is_told_by(const cg_json *list, const char *key, bool dots) {
    if (list->type != CG_JSON_ARRAY || list->count == 0) {
        return false;
    }
    for (const cg_json *entry = list->first; entry != NULL; entry = entry->next) {
        if (entry->type != CG_JSON_OBJECT || !names_a_row(cg_json_member(entry, key), dots) ||
            !cg_fill_has_plain_keys(entry)) {
            return false;
        }
    }
    return true;
}

static void add_flows(cg_filling *f, const cg_json *firm, cg_table_id table) {
    static const char *const none[] = {NULL};
    const char *key = cg_table_of(table).list;
    const cg_json *list = cg_json_member(firm, key);
    if (list == NULL) {
        return;
    }
    const char *base = cg_format(f->arena, "firms.%s.%s", text(firm, "id"), key);
    if (!is_told_by(list, "id", false)) {
        cg_fill_other(f, list, base);
        return;
    }
    for (const cg_json *flow = list->first; flow != NULL; flow = flow->next) {
        cg_target to = {&f->sheets[table], cg_format(f->arena, "%s.%s", base, text(flow, "id"))};
        cg_filled_row(f->arena, to.sheet);
        cg_filled_put(f->arena, to.sheet, "firm", cg_text_cell(text(firm, "id")));
        cg_fill_members(f, &to, flow, none);
    }
}

static void add_firms(cg_filling *f, const cg_json *list) {
    static const char *const apart[] = {"outputs", "inputs", "facts", NULL};
    for (const cg_json *firm = list->first; firm != NULL; firm = firm->next) {
        const char *id = text(firm, "id");
        cg_target to = {&f->sheets[CG_TABLE_FIRMS], cg_format(f->arena, "firms.%s", id)};
        cg_filled_row(f->arena, to.sheet);
        cg_fill_members(f, &to, firm, apart);
        cg_fill_facts(f, firm, id, to.base);
        add_flows(f, firm, CG_TABLE_OUTPUTS);
        add_flows(f, firm, CG_TABLE_INPUTS);
    }
}

/* Entries with an id are known by it, others by their place. */
static void add_rows(cg_filling *f, cg_table_id table, const cg_json *list) {
    static const char *const none[] = {NULL};
    const char *key = cg_table_of(table).list;
    int place = 0;
    for (const cg_json *entry = list->first; entry != NULL; entry = entry->next, place++) {
        const char *id = text(entry, "id");
        cg_target to = {&f->sheets[table], id != NULL ? cg_format(f->arena, "%s.%s", key, id)
                                                      : cg_format(f->arena, "%s.%d", key, place)};
        cg_filled_row(f->arena, to.sheet);
        cg_fill_members(f, &to, entry, none);
    }
}

/* Without other firms before anything is asked of the list: as JSON it would hold them all. */
static const cg_json *only_firm(const cg_filling *f, const cg_json *list) {
    cg_json *only = CG_NEW(f->arena, cg_json);
    *only = (cg_json){.type = CG_JSON_ARRAY, .key = list->key};
    for (const cg_json *firm = list->first; firm != NULL; firm = firm->next) {
        const char *id = text(firm, "id");
        if (id != NULL && strcmp(id, f->how->firm) == 0) {
            cg_json_append(only, cg_json_copy(f->arena, firm));
        }
    }
    return only;
}

static void add_list(cg_filling *f, cg_table_id table) {
    const cg_json *list = cg_json_member(f->document, cg_table_of(table).list);
    bool ends = table == CG_TABLE_LINKS || table == CG_TABLE_EXCHANGES;
    if (list == NULL) {
        return;
    }
    list = table == CG_TABLE_FIRMS && f->how->firm != NULL ? only_firm(f, list) : list;
    if (!is_told_by(list, ends ? "from" : "id", ends)) {
        cg_fill_other(f, list, list->key);
        return;
    }
    if (table == CG_TABLE_FIRMS) {
        add_firms(f, list);
        return;
    }
    add_rows(f, table, list);
}

/* Lists of knowledge, corridors, and what else stands on top. */
static void add_rest(cg_filling *f) {
    static const char *const apart[] = {"format", "park",  "assumptions", "requirements", "periods",
                                        "firms",  "links", "facilities",  "exchanges",    NULL};
    for (const cg_json *member = f->document->first; member != NULL; member = member->next) {
        bool models = strcmp(member->key, "models") == 0 && member->type == CG_JSON_OBJECT &&
                      member->count > 0;
        if (models) {
            for (const cg_json *list = member->first; list != NULL; list = list->next) {
                cg_fill_other(f, list, cg_format(f->arena, "models.%s", list->key));
            }
        } else if (!cg_is_among(apart, member->key)) {
            cg_fill_other(f, member, member->key);
        }
    }
}

static void fill_document(cg_filling *f) {
    static const cg_table_id lists[] = {CG_TABLE_PERIODS, CG_TABLE_FACILITIES, CG_TABLE_LINKS,
                                        CG_TABLE_EXCHANGES};
    if (f->how->firm == NULL) {
        cg_fill_park_items(f);
        for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
            add_list(f, lists[i]);
        }
        add_rest(f);
    }
    add_list(f, CG_TABLE_FIRMS);
}

static bool is_of_firms(cg_table_id table) {
    return table == CG_TABLE_FIRMS || table == CG_TABLE_OUTPUTS || table == CG_TABLE_INPUTS ||
           table == CG_TABLE_FACTS || table == CG_TABLE_FIGURES;
}

cg_grids *cg_fill_tables(cg_arena *arena, const cg_json *document, const cg_fill *how) {
    cg_filling f = {.arena = arena, .how = how, .document = document};
    for (int table = 0; table < CG_TABLE_COUNT; table++) {
        cg_filled_start(arena, &f.sheets[table], how->knowledge, (cg_table_id)table);
    }
    if (how->empty) {
        cg_fill_template(&f);
    } else {
        fill_document(&f);
    }
    cg_grids *grids = CG_NEW(arena, cg_grids);
    for (int table = 0; table < CG_TABLE_COUNT; table++) {
        bool told = how->empty ? how->firm == NULL || is_of_firms((cg_table_id)table)
                               : f.sheets[table].rows.count > 0;
        if (told) {
            CG_PUSH(arena, &grids->grids,
                    cg_filled_grid(arena, &f.sheets[table], how->language, how->empty));
        }
    }
    return grids;
}
