/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows as objects of the document's lists; flows under their firms; the same thing given twice. */
#include "tables/gathering.h"

#include "base/text.h"
#include "tables/fold.h"

#include <string.h>

/* ---- putting values in their places */

static const char *last_name(const char *path, size_t *head) {
    const char *dot = strrchr(path, '.');
    *head = dot == NULL ? 0 : (size_t)(dot - path);
    return dot == NULL ? path : dot + 1;
}

/* The object at the first `length` bytes of a path, made where it is not there; NULL where
 * something else stands in the way. */
static cg_json *object_at(cg_gathering *g, cg_json *object, const char *path, size_t length,
                          const cg_json *for_place) {
    while (length > 0) {
        size_t step = 0;
        while (step < length && path[step] != '.') {
            step++;
        }
        const char *key = cg_copy(g->arena, path, step);
        cg_json *member = cg_json_member(object, key);
        if (member == NULL) {
            member = cg_node_at(g, CG_JSON_OBJECT, *for_place->stated);
            member->key = key;
            cg_json_append(object, member);
        }
        if (member->type != CG_JSON_OBJECT) {
            return NULL;
        }
        object = member;
        path += step;
        length -= step;
        if (length > 0) {
            path++;
            length--;
        }
    }
    return object;
}

static void add_member(cg_gathering *g, cg_json *object, const char *key, cg_json *node) {
    node->key = cg_copy(g->arena, key, strlen(key));
    cg_json_append(object, node);
}

/* A limit's most is the plain number, until a least comes beside it. */
static bool put_limit(cg_gathering *g, cg_json *limits, const char *parameter, bool least,
                      cg_json *node) {
    cg_json *there = cg_json_member(limits, parameter);
    if (there == NULL && !least) {
        add_member(g, limits, parameter, node);
        return true;
    }
    cg_json *both = there;
    if (both == NULL || both->type != CG_JSON_OBJECT || cg_json_member(both, "value") != NULL) {
        both = cg_node_at(g, CG_JSON_OBJECT, *node->stated);
        if (there != NULL) {
            cg_json_remove(there);
            add_member(g, both, "max", there);
        }
        add_member(g, limits, parameter, both);
    }
    add_member(g, both, least ? "min" : "max", node);
    return true;
}

bool cg_put(cg_gathering *g, cg_json *object, const char *path, cg_json *node) {
    static const char *const limits[] = {"limits.", "accepts.limits.", NULL};
    size_t head = 0;
    for (int i = 0; limits[i] != NULL; i++) {
        size_t length = strlen(limits[i]);
        if (strncmp(path, limits[i], length) != 0) {
            continue;
        }
        cg_json *parent = object_at(g, object, path, length - 1, node);
        const char *parameter = path + length;
        const char *dot = strrchr(parameter, '.');
        bool least = dot != NULL && strcmp(dot, ".min") == 0;
        parameter = least ? cg_copy(g->arena, parameter, (size_t)(dot - parameter)) : parameter;
        return parent != NULL && put_limit(g, parent, parameter, least, node);
    }
    const char *name = last_name(path, &head);
    cg_json *parent = object_at(g, object, path, head, node);
    cg_json *there = parent != NULL ? cg_json_member(parent, name) : NULL;
    if (parent == NULL || there != NULL) {
        /* "name" and "name.vi" in one row, or a path twice. */
        const cg_json *first = there;
        for (size_t i = 0; first == NULL && i <= head; i++) {
            if (i == head || path[i] == '.') {
                first = cg_json_member(object, cg_copy(g->arena, path, i));
            }
        }
        cg_say(g->diagnostics, CG_ERROR, *node->stated, CG_MSG_IMPORT_CELLS_CONFLICT, path,
               first != NULL && first->stated != NULL ? first->stated->path : "", NULL);
        return false;
    }
    add_member(g, parent, name, node);
    return true;
}

/* Both numbers of a pair, or nothing after reporting that one is missing. */
static void put_pair(cg_gathering *g, const cg_row *row, cg_json *object, const char *key) {
    cg_json *numbers[2];
    int headings[2];
    bool empty[2];
    for (int i = 0; i < 2; i++) {
        headings[i] = cg_row_heading(row, cg_format(g->arena, "%s.%d", key, i));
        cg_cell cell = cg_row_cell(row, headings[i]);
        empty[i] = cg_cell_is_empty(g->arena, &cell);
        numbers[i] = cg_cell_as(g, row, headings[i], CG_COLUMN_PLACE, NULL);
    }
    if (empty[0] && empty[1]) {
        return;
    }
    if (empty[0] || empty[1]) {
        int missing = empty[0] ? 0 : 1;
        const char *name =
            headings[missing] == CG_NONE
                ? cg_format(g->arena, "%s.%d", key, missing)
                : cg_heading_shown(g->arena, row->sheet,
                                   row->sheet->headings.items[headings[missing]].column);
        cg_say(g->diagnostics, CG_ERROR, cg_row_place(g, row, headings[missing]),
               CG_MSG_IMPORT_HALF_PLACE, name, NULL);
        return;
    }
    if (numbers[0] == NULL || numbers[1] == NULL) {
        return;
    }
    cg_json *pair = cg_node_at(g, CG_JSON_ARRAY, *numbers[0]->stated);
    cg_json_append(pair, numbers[0]);
    cg_json_append(pair, numbers[1]);
    add_member(g, object, key, pair);
}

cg_json *cg_row_object(cg_gathering *g, const cg_row *row, const char *const *apart) {
    cg_json *object = cg_node_at(g, CG_JSON_OBJECT, cg_row_start(g, row));
    for (int i = 0; i < row->sheet->headings.count; i++) {
        const cg_heading *heading = &row->sheet->headings.items[i];
        const cg_table_column *column = heading->is;
        if (column == NULL || strchr(column->path, '/') != NULL ||
            column->kind == CG_COLUMN_PLACE || cg_is_among(apart, column->path)) {
            continue;
        }
        bool since = strcmp(column->path, "since") == 0;
        cg_json *node = column->kind == CG_COLUMN_MEASURED
                            ? cg_measured(g, row, column->path)
                            : cg_cell_as(g, row, i, since ? CG_COLUMN_DAY : column->kind,
                                         heading->unit != NULL ? heading->unit : column->unit);
        cg_cell cell = cg_row_cell(row, i);
        if (node == NULL && !cg_cell_is_empty(g->arena, &cell)) {
            /* Said already: so that nobody takes the cell for empty. */
            node = cg_node_at(g, CG_JSON_NULL, cg_row_place(g, row, i));
        }
        if (node != NULL) {
            cg_put(g, object, column->path, node);
        }
    }
    put_pair(g, row, object, "at");
    put_pair(g, row, object, "at_km");
    return object;
}

/* ---- lists, and what stands in them once */

void cg_add_to_list(cg_gathering *g, cg_json *object, const char *key, cg_json *row) {
    cg_json *list = cg_json_member(object, key);
    if (list == NULL) {
        list = cg_node_at(g, CG_JSON_ARRAY, *row->stated);
        list->key = key;
        cg_json_append(object, list);
    }
    if (list->type != CG_JSON_ARRAY) {
        return; /* a document that was there before has something else in its place, as its reader
                   will say */
    }
    cg_json_append(list, row);
}

static const char *shown_node(cg_gathering *g, const cg_json *node) {
    return node == NULL ? "\"\"" : cg_cell_text_shown(g->arena, cg_json_canonical(g->arena, node));
}

/* The first member in which two rows differ: its two sides, either of which may be NULL. */
static void find_difference(cg_gathering *g, const cg_json *a, const cg_json *b,
                            const cg_json **one, const cg_json **other) {
    *one = a;
    *other = b;
    if (a->type != CG_JSON_OBJECT || b->type != CG_JSON_OBJECT) {
        return;
    }
    for (int side = 0; side < 2; side++) {
        const cg_json *from = side == 0 ? a : b;
        for (const cg_json *member = from->first; member != NULL; member = member->next) {
            const cg_json *match = cg_json_member(side == 0 ? b : a, member->key);
            if (match == NULL || strcmp(cg_json_canonical(g->arena, member),
                                        cg_json_canonical(g->arena, match)) != 0) {
                *one = side == 0 ? member : match;
                *other = side == 0 ? match : member;
                return;
            }
        }
    }
}

/* "Firms!C12 (lan.xlsx)". */
static const char *place_shown(cg_gathering *g, cg_place place) {
    return place.file == NULL ? place.path : cg_format(g->arena, "%s (%s)", place.path, place.file);
}

static void say_conflict(cg_gathering *g, const char *shown, const cg_entry *first,
                         const cg_json *node) {
    const cg_json *one = NULL, *other = NULL;
    find_difference(g, first->node, node, &one, &other);
    const cg_json *any = one != NULL ? one : other;
    const char *what = any->key == NULL ? shown : cg_format(g->arena, "%s: %s", shown, any->key);
    cg_place here = one != NULL ? *one->stated : first->place;
    cg_place there = other != NULL ? *other->stated : *node->stated;
    cg_say(g->diagnostics, CG_ERROR, there, CG_MSG_IMPORT_ROWS_CONFLICT, what, shown_node(g, other),
           shown_node(g, one), place_shown(g, here), NULL);
    cg_say(g->diagnostics, CG_ERROR, here, CG_MSG_IMPORT_ROWS_CONFLICT, what, shown_node(g, one),
           shown_node(g, other), place_shown(g, there), NULL);
}

bool cg_is_new(cg_gathering *g, const char *key, const char *shown, cg_json *node, int book) {
    int found = cg_map_find(g->seen, key);
    if (found == CG_NONE) {
        cg_map_add(g->seen, key, g->entries.count);
        /* All rows of a table come before what is put into them. But for JSON, whose lists grow. */
        bool grows = strncmp(key, "other\x1f", strlen("other\x1f")) == 0;
        cg_entry entry = {grows ? cg_json_copy(g->arena, node) : node, *node->stated, book};
        CG_PUSH(g->arena, &g->entries, entry);
        return true;
    }
    const cg_entry *first = &g->entries.items[found];
    if (first->book == book) {
        cg_say(g->diagnostics, CG_ERROR, *node->stated, CG_MSG_IMPORT_ROW_TWICE,
               cg_cell_text_shown(g->arena, shown), first->place.path, NULL);
        return false;
    }
    if (strcmp(cg_json_canonical(g->arena, first->node), cg_json_canonical(g->arena, node)) != 0) {
        say_conflict(g, cg_cell_text_shown(g->arena, shown), first, node);
    }
    return false;
}

/* What a row is known by in its list: its id, or its ends and its way. */
static const char *name_of(cg_gathering *g, const cg_json *object) {
    static const char *const keys[] = {"id", "from", "to", "mode", "via", NULL};
    cg_text name = cg_text_start(g->arena);
    for (int i = 0; keys[i] != NULL; i++) {
        const char *text = cg_json_member_text(object, keys[i]);
        if (text != NULL) {
            cg_text_addf(&name, "%s%s", name.length > 0 ? " " : "", text);
        }
    }
    const cg_json *pass = cg_json_member(object, "pass_through");
    bool passes = pass != NULL && pass->truth && cg_json_member(object, "via") != NULL;
    cg_text_add(&name, passes ? " pass_through" : "");
    return name.bytes;
}

/* ---- tables */

void cg_gather_plain(cg_gathering *g, const cg_row *row) {
    const char *list = cg_table_of(row->sheet->table).list;
    bool has_id = row->sheet->table == CG_TABLE_PERIODS || row->sheet->table == CG_TABLE_FACILITIES;
    if (has_id && cg_text_needed(g, row, "id") == NULL) {
        return;
    }
    cg_json *object = cg_row_object(g, row, NULL);
    const char *name = name_of(g, object);
    if (cg_is_new(g, cg_format(g->arena, "%s\x1f%s", list, name), name, object, row->book)) {
        cg_add_to_list(g, g->document, list, object);
    }
}

void cg_gather_firm(cg_gathering *g, const cg_row *row) {
    const char *id = cg_text_needed(g, row, "id");
    if (id == NULL) {
        return;
    }
    cg_json *firm = cg_row_object(g, row, NULL);
    if (!cg_is_new(g, cg_format(g->arena, "firms\x1f%s", id), id, firm, row->book)) {
        return;
    }
    cg_add_to_list(g, g->document, "firms", firm);
    cg_map_add(g->firms, id, g->firm_nodes.count);
    const char *name = cg_json_member_text(firm, "name");
    cg_map_add(g->firm_names, cg_folded(g->arena, name != NULL ? name : id), g->firm_nodes.count);
    CG_PUSH(g->arena, &g->firm_nodes, firm);
}

/* Says that no sheet knows the firm, with the nearest that it does. */
static void say_unknown_firm(cg_gathering *g, cg_place place, const char *id) {
    /* Its name in place of its id is a slip that can be named. */
    int named = cg_map_find(g->firm_names, cg_folded(g->arena, id));
    const char *near = named != CG_NONE ? cg_json_member_text(g->firm_nodes.items[named], "id")
                                        : cg_map_nearest(g->firms, id);
    const char *shown = cg_cell_text_shown(g->arena, id);
    if (near != NULL) {
        cg_say(g->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_FIRM_NEAR, shown, near, NULL);
        return;
    }
    cg_say(g->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_FIRM_UNKNOWN, shown, NULL);
}

cg_json *cg_row_firm(cg_gathering *g, const cg_row *row) {
    const char *id = cg_text_needed(g, row, "firm");
    if (id == NULL) {
        return NULL;
    }
    int found = cg_map_find(g->firms, id);
    if (found != CG_NONE) {
        return g->firm_nodes.items[found];
    }
    cg_place place = cg_row_place(g, row, cg_row_heading(row, "firm"));
    say_unknown_firm(g, place, id);
    for (int i = 0; i < g->strangers.count; i++) {
        if (strcmp(cg_json_member_text(g->strangers.items[i], "id"), id) == 0) {
            return g->strangers.items[i];
        }
    }
    cg_json *firm = cg_node_at(g, CG_JSON_OBJECT, place);
    cg_json *name = cg_node_at(g, CG_JSON_STRING, place);
    name->text = id;
    add_member(g, firm, "id", name);
    cg_add_to_list(g, g->document, "firms", firm);
    CG_PUSH(g->arena, &g->strangers, firm);
    return firm;
}

void cg_gather_flow(cg_gathering *g, const cg_row *row) {
    cg_json *firm = cg_row_firm(g, row);
    const char *id = cg_text_needed(g, row, "id");
    static const char *const apart[] = {"firm", NULL};
    cg_json *flow = cg_row_object(g, row, apart);
    if (firm == NULL || id == NULL) {
        return;
    }
    /* Outputs and inputs of a firm share their ids. */
    const char *name = cg_format(g->arena, "%s.%s", cg_json_member_text(firm, "id"), id);
    if (cg_is_new(g, cg_format(g->arena, "flow\x1f%s", name), name, flow, row->book)) {
        cg_add_to_list(g, firm, cg_table_of(row->sheet->table).list, flow);
    }
}
