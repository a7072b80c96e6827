/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The park's own lines and the facts that criteria ask for, laid out in tables. */
#include "tables/filling.h"

#include "base/number.h"

#include <string.h>

/* "27.4 %" as 0.274, shown as a percentage: the decimal point then is the spreadsheet's business.
 */
static bool percent_cell(cg_filling *f, const cg_json *node, cg_cell *out) {
    cg_parted parted;
    if (node->type != CG_JSON_STRING || !cg_parted_of(f->arena, node, &parted) || !parted.exact ||
        strcmp(parted.unit, "%") != 0) {
        return false;
    }
    char room[CG_NUMBER_ROOM];
    const char *end;
    const char *digits = cg_number_text(parted.number, room);
    *out = (cg_cell){.kind = CG_CELL_PERCENT};
    return strchr(digits, 'e') == NULL &&
           cg_number_read(cg_format(f->arena, "%se-2", digits), &out->number, &end);
}

static bool fact_value(cg_filling *f, const cg_json *node, cg_cell *out) {
    cg_parted parted;
    if (node->type == CG_JSON_NUMBER && cg_parted_of(f->arena, node, &parted)) {
        *out = cg_number_cell(node->number);
        return true;
    }
    return cg_cell_of(f->arena, f->how->language, node, CG_COLUMN_TRUTH, NULL, out) ||
           percent_cell(f, node, out);
}

/* One text, or one for each language, that come back as they are. */
static bool words_fit(const cg_json *words) {
    return words->type == CG_JSON_OBJECT ? cg_languages_fit_cells(words) : cg_text_fits_cell(words);
}

/* Everything beside "value" has a column; {"value"} alone would come back plain. */
static bool fact_fits(const cg_filling *f, const cg_json *fact) {
    for (const cg_json *member = fact->first; member != NULL; member = member->next) {
        cg_cell cell;
        const char *key = member->key;
        bool words = strcmp(key, "evidence") == 0 || strcmp(key, "source") == 0;
        bool year = strcmp(key, "year") == 0;
        bool known = words || year || strcmp(key, "confidence") == 0;
        bool fits = words ? words_fit(member)
                          : cg_cell_of(f->arena, CG_ENGLISH, member,
                                       year ? CG_COLUMN_WHOLE : CG_COLUMN_TEXT, NULL, &cell);
        if (strcmp(key, "value") != 0 && !(known && fits)) {
            return false;
        }
    }
    return fact->count > 1;
}

static void add_fact(cg_filling *f, const cg_json *fact, const char *firm, const char *base) {
    bool stated = fact->type == CG_JSON_OBJECT;
    const cg_json *value = stated ? cg_json_member(fact, "value") : fact;
    cg_cell cell;
    bool known = cg_map_find(f->how->knowledge->fact_ids, fact->key) != CG_NONE;
    if (!known || value == NULL || !fact_value(f, value, &cell) ||
        (stated && !fact_fits(f, fact))) {
        cg_fill_other(f, fact, cg_format(f->arena, "%s.facts.%s", base, fact->key));
        return;
    }
    cg_filled *sheet = &f->sheets[CG_TABLE_FACTS];
    cg_filled_row(f->arena, sheet);
    if (firm != NULL) {
        cg_filled_put(f->arena, sheet, "firm", cg_text_cell(firm));
    }
    cg_filled_put(f->arena, sheet, "fact", cg_text_cell(fact->key));
    cg_filled_put(f->arena, sheet, "value", cell);
    if (stated) {
        static const char *const apart[] = {"value", NULL};
        cg_fill_members(f, &(cg_target){sheet, base}, fact, apart);
    }
}

void cg_fill_facts(cg_filling *f, const cg_json *object, const char *firm, const char *base) {
    const cg_json *facts = cg_json_member(object, "facts");
    if (facts == NULL) {
        return;
    }
    if (facts->type != CG_JSON_OBJECT || facts->count == 0 || !cg_fill_has_plain_keys(facts)) {
        cg_fill_other(f, facts, cg_format(f->arena, "%s.facts", base));
        return;
    }
    for (const cg_json *fact = facts->first; fact != NULL; fact = fact->next) {
        add_fact(f, fact, firm, base);
    }
}

/* The node at a path of names, or NULL. */
static const cg_json *node_at(cg_arena *arena, const cg_json *root, const char *path) {
    for (const char *dot = strchr(path, '.'); root != NULL && dot != NULL;
         dot = strchr(path, '.')) {
        root = cg_json_member(root, cg_copy(arena, path, (size_t)(dot - path)));
        path = dot + 1;
    }
    return cg_json_member(root, path);
}

void cg_fill_start_item(cg_filling *f, const char *key) {
    cg_filled_row(f->arena, &f->sheets[CG_TABLE_PARK]);
    cg_filled_put(f->arena, &f->sheets[CG_TABLE_PARK], "key", cg_text_cell(key));
}

/* The name of the item at a path, else the path. */
static const char *item_name(const cg_filling *f, const char *path) {
    cg_park_items items = cg_park_items_of(f->arena, f->how->knowledge);
    for (int i = 0; i < items.count; i++) {
        if (strcmp(items.items[i].path, path) == 0) {
            return cg_words_in(items.items[i].name, f->how->language, path);
        }
    }
    return path;
}

/* One language of words that have a line of their own. */
bool cg_fill_is_of_words(const char *path) {
    size_t length = strlen(path);
    return length > 3 &&
           (strcmp(path + length - 3, ".vi") == 0 || strcmp(path + length - 3, ".en") == 0);
}

static bool put_item_words(cg_filling *f, const cg_park_entry *item, const cg_json *node) {
    static const char *const keys[] = {"vi", "en"};
    if (!cg_languages_fit_cells(node)) {
        return false;
    }
    for (int i = 0; i < 2; i++) {
        const cg_json *text = cg_json_member(node, keys[i]);
        if (text != NULL) {
            cg_fill_start_item(f, item_name(f, cg_format(f->arena, "%s.%s", item->path, keys[i])));
            cg_filled_put(f->arena, &f->sheets[CG_TABLE_PARK], "value", cg_text_cell(text->text));
        }
    }
    return true;
}

static bool put_item_measured(cg_filling *f, const char *key, const cg_json *node) {
    cg_figure_cells cells;
    cg_target to = {&f->sheets[CG_TABLE_PARK], ""};
    if (!cg_figure_cells_of(f->arena, f->how->language, node, &cells) || cells.extended) {
        return false;
    }
    cg_fill_start_item(f, key);
    return cg_fill_measured(f, &to, node, "value");
}

/* A lone rule pack is a string, several a list. */
static bool item_list_cell(cg_filling *f, const cg_json *node, cg_cell *out) {
    if (node->type == CG_JSON_STRING) {
        *out = cg_text_cell(node->text);
        return cg_text_fits_cell(node) && strchr(node->text, ';') == NULL;
    }
    return node->count > 1 &&
           cg_cell_of(f->arena, f->how->language, node, CG_COLUMN_LIST, NULL, out);
}

static bool put_item(cg_filling *f, const cg_park_entry *item, const cg_json *node) {
    const char *name = cg_words_in(item->name, f->how->language, item->path);
    if (item->kind == CG_COLUMN_MEASURED) {
        return put_item_measured(f, name, node);
    }
    cg_cell cell;
    bool fits = item->kind == CG_COLUMN_LIST
                    ? item_list_cell(f, node, &cell)
                    : cg_cell_of(f->arena, f->how->language, node, item->kind, item->unit, &cell);
    if (!fits) {
        return item->kind == CG_COLUMN_WORDS && put_item_words(f, item, node);
    }
    cg_fill_start_item(f, name);
    cg_filled_put(f->arena, &f->sheets[CG_TABLE_PARK], "value", cell);
    const char *help = cg_words_in(item->help, f->how->language, "");
    if (help[0] != '\0') {
        cg_filled_put(f->arena, &f->sheets[CG_TABLE_PARK], "help", cg_text_cell(help));
    }
    return true;
}

static bool is_item(const cg_park_items *items, const char *path) {
    for (int i = 0; i < items->count; i++) {
        if (strcmp(items->items[i].path, path) == 0) {
            return true;
        }
    }
    return false;
}

/* What no item names: rates of other currencies as lines of their own, the rest beside. */
static void add_unlisted(cg_filling *f, const cg_park_items *items, const cg_json *object,
                         const char *base) {
    bool rates = strcmp(base, "assumptions.exchange_rates") == 0;
    for (const cg_json *member = object->first; member != NULL; member = member->next) {
        const char *path = cg_format(f->arena, "%s.%s", base, member->key);
        bool nested = strcmp(path, "assumptions.exchange_rates") == 0 &&
                      member->type == CG_JSON_OBJECT && member->count > 0 &&
                      cg_fill_has_plain_keys(member);
        if (strcmp(path, "park.facts") == 0 || is_item(items, path)) {
            continue;
        }
        if (nested) {
            add_unlisted(f, items, member, path);
        } else if (!rates || !put_item_measured(f, path, member)) {
            cg_fill_beside(f, member, path);
        }
    }
}

void cg_fill_park_items(cg_filling *f) {
    static const char *const objects[] = {"park", "assumptions", "requirements"};
    cg_park_items items = cg_park_items_of(f->arena, f->how->knowledge);
    for (int i = 0; i < items.count; i++) {
        const cg_json *node = node_at(f->arena, f->document, items.items[i].path);
        if (node != NULL && !cg_fill_is_of_words(items.items[i].path) &&
            !put_item(f, &items.items[i], node)) {
            cg_fill_beside(f, node, items.items[i].path);
        }
    }
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
        const cg_json *object = cg_json_member(f->document, objects[i]);
        if (object == NULL) {
            continue;
        }
        if (object->type != CG_JSON_OBJECT || object->count == 0) {
            cg_fill_other(f, object, objects[i]);
        } else {
            add_unlisted(f, &items, object, objects[i]);
        }
    }
    cg_fill_facts(f, cg_json_member(f->document, "park"), NULL, "park");
}
