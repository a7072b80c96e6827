/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that say themselves where they belong: the park's items, facts, figures, and anything else.
 */
#include "tables/gathering.h"

#include "base/text.h"
#include "tables/fold.h"

#include <string.h>

/* ---- the way to a place in the document */

static bool is_index(const char *name) {
    return name[0] != '\0' && strspn(name, "0123456789") == strlen(name);
}

static bool is_of_rows(const char *name) {
    static const char *const lists[] = {"firms", "outputs",   "inputs",     "periods",
                                        "links", "exchanges", "facilities", NULL};
    return cg_is_among(lists, name);
}

/* What `name` is in `node`; NULL where it is not there. Firms are found by their map. */
static cg_json *child_of(cg_gathering *g, cg_json *node, const char *name) {
    if (node->type == CG_JSON_ARRAY) {
        bool firms = node->parent == g->document && strcmp(node->key, "firms") == 0;
        int found = firms ? cg_map_find(g->firms, name) : CG_NONE;
        return found != CG_NONE ? g->firm_nodes.items[found] : cg_json_element(node, name);
    }
    return cg_json_member(node, name);
}

/* Adds `child` under `name`; false where nothing can stand there. */
static bool add_child(cg_json *node, const char *name, cg_json *child) {
    if (node->type == CG_JSON_OBJECT) {
        child->key = name;
    } else if (node->type != CG_JSON_ARRAY || !is_index(name) || strlen(name) > 6) {
        return false;
    }
    cg_json_append(node, child);
    return true;
}

/* One name on the way: the child, made where the way may be made; NULL where it ends. */
static cg_json *step(cg_gathering *g, cg_json *node, const char *name, const char *next,
                     cg_place place) {
    cg_json *child = child_of(g, node, name);
    if (child != NULL || is_of_rows(name) || node->type != CG_JSON_OBJECT) {
        return child;
    }
    child = cg_node_at(g, is_index(next) ? CG_JSON_ARRAY : CG_JSON_OBJECT, place);
    return add_child(node, name, child) ? child : NULL;
}

/* Puts `value` at `path` of the document; false after saying at `place` why it cannot stand there.
 */
static bool put_at(cg_gathering *g, const char *path, cg_json *value, cg_place place) {
    cg_json *node = g->document;
    const char *at = path;
    for (;;) {
        size_t length = strcspn(at, ".");
        const char *name = cg_copy(g->arena, at, length);
        bool last = at[length] == '\0';
        const char *next =
            last ? "" : cg_copy(g->arena, at + length + 1, strcspn(at + length + 1, "."));
        cg_json *there = last ? child_of(g, node, name) : NULL;
        if (there != NULL) {
            cg_say(g->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_PATH_TAKEN,
                   cg_cell_text_shown(g->arena, path),
                   there->stated != NULL ? there->stated->path : "", NULL);
            return false;
        }
        cg_json *child = last ? value : step(g, node, name, next, *value->stated);
        bool lost = name[0] == '\0' || child == NULL || (last && !add_child(node, name, value));
        if (lost) {
            cg_say(g->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_PATH_NOWHERE,
                   cg_cell_text_shown(g->arena, path), cg_cell_text_shown(g->arena, name), NULL);
            return false;
        }
        if (last) {
            return true;
        }
        node = child;
        at += length + 1;
    }
}

/* ---- the park's items */

/* A value at a path of the document's head which no list names. */
static cg_json *unlisted_value(cg_gathering *g, const cg_row *row, int heading, const char *path) {
    cg_cell cell = cg_row_cell(row, heading);
    bool figure = strncmp(path, "park.", strlen("park.")) != 0 || cell.kind == CG_CELL_NUMBER ||
                  cell.kind == CG_CELL_PERCENT;
    if (cell.kind == CG_CELL_TRUTH) {
        return cg_cell_as(g, row, heading, CG_COLUMN_TRUTH, NULL);
    }
    return figure ? cg_measured(g, row, "value")
                  : cg_cell_as(g, row, heading, CG_COLUMN_TEXT, NULL);
}

/* A measured number with the remark of its line, which is kept; of other items it is for people. */
static cg_json *with_note(cg_gathering *g, const cg_row *row, cg_json *value) {
    cg_json *note = cg_cell_as(g, row, cg_row_heading(row, "note"), CG_COLUMN_TEXT, NULL);
    if (value == NULL || note == NULL) {
        return value;
    }
    cg_json *object = value;
    if (value->type != CG_JSON_OBJECT) {
        object = cg_node_at(g, CG_JSON_OBJECT, *value->stated);
        value->key = "value";
        cg_json_append(object, value);
    }
    note->key = "note";
    cg_json_append(object, note);
    return object;
}

static cg_json *item_value(cg_gathering *g, const cg_row *row, const cg_park_entry *item) {
    int heading = cg_row_heading(row, "value");
    if (item->kind == CG_COLUMN_MEASURED) {
        return with_note(g, row, cg_measured(g, row, "value"));
    }
    cg_json *value = cg_cell_as(g, row, heading, item->kind, item->unit);
    if (value == NULL || item->kind != CG_COLUMN_LIST || value->count != 1) {
        return value;
    }
    cg_json *only = value->first;
    cg_json_remove(only);
    return only;
}

/* The path of WORDS in one language, "park.name.vi"; CG_NONE where `key` is none. */
static int words_item(cg_gathering *g, const char *key) {
    const char *dot = strrchr(key, '.');
    if (dot == NULL || (strcmp(dot, ".vi") != 0 && strcmp(dot, ".en") != 0)) {
        return CG_NONE;
    }
    const char *head = cg_copy(g->arena, key, (size_t)(dot - key));
    int found = cg_map_find(g->item_names, cg_folded(g->arena, head));
    bool words = found != CG_NONE && g->items.items[found].kind == CG_COLUMN_WORDS;
    return words ? found : CG_NONE;
}

static void say_unknown_item(cg_gathering *g, const cg_row *row, const char *key) {
    const char *near = cg_map_nearest(g->item_names, cg_folded(g->arena, key));
    cg_place place = cg_row_place(g, row, cg_row_heading(row, "key"));
    const char *shown = cg_cell_text_shown(g->arena, key);
    cg_language language = row->sheet->language;
    if (near != NULL) {
        const cg_park_entry *item = &g->items.items[cg_map_find(g->item_names, near)];
        cg_say(g->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_ITEM_NEAR, shown,
               cg_words_in(item->name, language, item->path), NULL);
        return;
    }
    cg_text list = cg_text_start(g->arena);
    for (int i = 0; i < g->items.count; i++) {
        cg_text_addf(&list, "%s\"%s\"", i > 0 ? ", " : "",
                     cg_words_in(g->items.items[i].name, language, g->items.items[i].path));
    }
    cg_say(g->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_ITEM_UNKNOWN, shown, list.bytes, NULL);
}

static bool is_head_path(const char *key) {
    static const char *const heads[] = {"park.", "assumptions.", "requirements.", NULL};
    for (int i = 0; heads[i] != NULL; i++) {
        if (strncmp(key, heads[i], strlen(heads[i])) == 0 && key[strlen(heads[i])] != '\0') {
            return true;
        }
    }
    return false;
}

void cg_gather_item(cg_gathering *g, const cg_row *row) {
    const char *key = cg_text_needed(g, row, "key");
    int heading = cg_row_heading(row, "value");
    cg_cell cell = cg_row_cell(row, heading);
    if (key == NULL || cg_cell_is_empty(g->arena, &cell)) {
        return;
    }
    int found = cg_map_find(g->item_names, cg_folded(g->arena, key));
    int words = found == CG_NONE ? words_item(g, key) : CG_NONE;
    const char *path = key;
    cg_json *value = NULL;
    if (found != CG_NONE) {
        path = g->items.items[found].path;
        value = item_value(g, row, &g->items.items[found]);
    } else if (words != CG_NONE) {
        path = cg_format(g->arena, "%s%s", g->items.items[words].path, strrchr(key, '.'));
        value = cg_cell_as(g, row, heading, CG_COLUMN_TEXT, NULL);
    } else if (is_head_path(key)) {
        value = unlisted_value(g, row, heading, key);
    } else {
        say_unknown_item(g, row, key);
        return;
    }
    if (value != NULL &&
        cg_is_new(g, cg_format(g->arena, "item\x1f%s", path), key, value, row->book)) {
        put_at(g, path, value, cg_row_place(g, row, cg_row_heading(row, "key")));
    }
}

/* ---- facts */

static void say_unknown_fact(cg_gathering *g, const cg_row *row, const char *fact) {
    const char *near = cg_map_nearest(g->names->knowledge->fact_ids, fact);
    cg_place place = cg_row_place(g, row, cg_row_heading(row, "fact"));
    const char *shown = cg_cell_text_shown(g->arena, fact);
    if (near != NULL) {
        cg_say(g->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_FACT_NEAR, shown, near, NULL);
        return;
    }
    cg_say(g->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_FACT_UNKNOWN, shown, NULL);
}

void cg_gather_fact(cg_gathering *g, const cg_row *row) {
    static const char *const apart[] = {"firm", "fact", "value", NULL};
    cg_cell firm_cell = cg_row_cell(row, cg_row_heading(row, "firm"));
    cg_json *firm = NULL;
    bool of_park = cg_cell_is_empty(g->arena, &firm_cell);
    if (!of_park && (firm = cg_row_firm(g, row)) == NULL) {
        return;
    }
    const char *fact = cg_text_needed(g, row, "fact");
    int known = fact == NULL ? CG_NONE : cg_map_find(g->names->knowledge->fact_ids, fact);
    if (fact == NULL || known == CG_NONE) {
        if (fact != NULL) {
            say_unknown_fact(g, row, fact);
        }
        return;
    }
    cg_fact_type type = g->names->knowledge->fact_kinds.items[known].type;
    cg_json *value = cg_cell_as(g, row, cg_row_heading(row, "value"),
                                type == CG_FACT_BOOLEAN ? CG_COLUMN_TRUTH : CG_COLUMN_FIGURE, NULL);
    if (value == NULL) {
        return;
    }
    cg_json *object = cg_row_object(g, row, apart);
    cg_json *stated = value;
    if (object->count > 0) {
        value->key = "value";
        cg_json_append(object, value);
        stated = object;
    }
    const char *id = of_park ? "" : cg_json_member_text(firm, "id");
    const char *path = of_park ? cg_format(g->arena, "park.facts.%s", fact)
                               : cg_format(g->arena, "firms.%s.facts.%s", id, fact);
    if (cg_is_new(g, cg_format(g->arena, "fact\x1f%s", path), path, stated, row->book)) {
        put_at(g, path, stated, cg_row_place(g, row, cg_row_heading(row, "fact")));
    }
}

/* ---- figures */

/* {"factor", "times"}, or the measured number, with what stands beside it; NULL after reporting. */
static cg_json *figure_of(cg_gathering *g, const cg_row *row) {
    static const char *const apart[] = {"of", "period", "value", NULL};
    cg_json *object = cg_row_object(g, row, apart);
    if (cg_json_member(object, "factor") != NULL) {
        cg_measured_rest(g, row, "value", "", object);
        return object;
    }
    cg_json *value = cg_measured(g, row, "value");
    if (value == NULL || object->count == 0) {
        return value;
    }
    if (value->type != CG_JSON_OBJECT) {
        value->key = "value";
        cg_json_append(object, value);
        return object;
    }
    while (value->first != NULL) {
        cg_json *member = value->first;
        cg_json_remove(member);
        cg_json_append(object, member);
    }
    return object;
}

/* Puts one period's figure into the map of its path. */
static void put_period(cg_gathering *g, const char *path, const char *period, cg_json *value,
                       cg_place place) {
    if (cg_map_find(g->period_maps, path) == CG_NONE) {
        cg_json *map = cg_node_at(g, CG_JSON_OBJECT, *value->stated);
        if (!put_at(g, path, map, place)) {
            return;
        }
        cg_map_add(g->period_maps, path, 0);
    }
    put_at(g, cg_format(g->arena, "%s.%s", path, period), value, place);
}

void cg_gather_figure(cg_gathering *g, const cg_row *row) {
    const char *path = cg_text_needed(g, row, "of");
    int period_heading = cg_row_heading(row, "period");
    cg_json *period = cg_cell_as(g, row, period_heading, CG_COLUMN_REFERENCE, NULL);
    cg_json *value = figure_of(g, row);
    if (path == NULL || value == NULL) {
        return;
    }
    const char *whole = period == NULL ? path : cg_format(g->arena, "%s.%s", path, period->text);
    if (!cg_is_new(g, cg_format(g->arena, "figure\x1f%s", whole), whole, value, row->book)) {
        return;
    }
    cg_place place = cg_row_place(g, row, cg_row_heading(row, "of"));
    if (period == NULL) {
        put_at(g, path, value, place);
    } else {
        put_period(g, path, period->text, value, place);
    }
}

/* ---- anything else */

static cg_json *json_of(cg_gathering *g, const cg_row *row) {
    int heading = cg_row_heading(row, "json");
    cg_cell cell = cg_row_cell(row, heading);
    if (cell.kind == CG_CELL_TRUTH || cell.kind == CG_CELL_NUMBER) {
        return cg_cell_as(g, row, heading,
                          cell.kind == CG_CELL_TRUTH ? CG_COLUMN_TRUTH : CG_COLUMN_FIGURE, NULL);
    }
    const char *text = cg_text_needed(g, row, "json");
    if (text == NULL) {
        return NULL;
    }
    cg_diagnostics apart = {.arena = g->arena};
    cg_json *value = cg_json_read(g->arena, &apart, NULL, text, strlen(text));
    cg_place place = cg_row_place(g, row, heading);
    if (value == NULL || apart.errors > 0) {
        cg_say(g->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_JSON_BROKEN, NULL);
        return NULL;
    }
    cg_json_forget_lines(value);
    cg_place *kept = CG_NEW(g->arena, cg_place);
    *kept = place;
    value->stated = kept;
    return value;
}

void cg_gather_other(cg_gathering *g, const cg_row *row) {
    const char *path = cg_text_needed(g, row, "path");
    cg_json *value = json_of(g, row);
    if (path != NULL && value != NULL &&
        cg_is_new(g, cg_format(g->arena, "other\x1f%s", path), path, value, row->book)) {
        put_at(g, path, value, cg_row_place(g, row, cg_row_heading(row, "path")));
    }
}
