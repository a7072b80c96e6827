/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays a park's document out in tables: what a column says exactly goes there, what a line of
 * figures says goes there, and the rest stands as JSON beside its path. */
#include "tables/fill.h"

#include "base/number.h"
#include "base/text.h"
#include "tables/fill_cells.h"
#include "tables/fill_sheet.h"

#include <string.h>

typedef struct filling {
    cg_arena *arena;
    const cg_fill *how;
    const cg_json *document;
    cg_filled sheets[CG_TABLE_COUNT];
} filling;

/* Where one object's members go: its row, and how the document knows it. */
typedef struct target {
    cg_filled *sheet;
    const char *base; /* "firms.paper.outputs.effluent" */
} target;

static const char *text(const cg_json *object, const char *key) {
    return cg_json_member_text(object, key);
}

/* --- what no column says
 * ---------------------------------------------------------------------------
 */

static void put_other(filling *f, const char *path, const char *json) {
    cg_filled *sheet = &f->sheets[CG_TABLE_OTHER];
    cg_filled_row(f->arena, sheet);
    cg_filled_put(f->arena, sheet, "path", cg_text_cell(path));
    cg_filled_put(f->arena, sheet, "json", cg_text_cell(json));
}

/* As JSON; where that is longer than a cell, first the empty list or object and then, each by
 * itself, what stands in it. */
static void add_other(filling *f, const cg_json *node, const char *path) {
    const char *json = cg_json_canonical(f->arena, node);
    bool nested = node->type == CG_JSON_ARRAY || node->type == CG_JSON_OBJECT;
    if (!nested || strlen(json) <= CG_CELL_BYTES) {
        put_other(f, path, json);
        return;
    }
    bool list = node->type == CG_JSON_ARRAY;
    put_other(f, path, list ? "[]" : "{}");
    int index = 0;
    for (const cg_json *child = node->first; child != NULL; child = child->next) {
        add_other(f, child,
                  list ? cg_format(f->arena, "%s.%d", path, index++)
                       : cg_format(f->arena, "%s.%s", path, child->key));
    }
}

static void put_figure(filling *f, const char *path, const char *period,
                       const cg_figure_cells *cells) {
    cg_filled *sheet = &f->sheets[CG_TABLE_FIGURES];
    cg_filled_row(f->arena, sheet);
    cg_filled_put(f->arena, sheet, "of", cg_text_cell(path));
    if (period != NULL) {
        cg_filled_put(f->arena, sheet, "period", cg_text_cell(period));
    }
    const struct {
        const char *path;
        cg_cell cell;
    } parts[] = {
        {"value", cells->value},
        {"value/unit", cells->unit},
        {"value/low", cells->low},
        {"value/high", cells->high},
        {"value/basis", cells->basis},
        {"value/source", cells->source},
        {"value/year", cells->year},
        {"factor", cells->factor},
        {"times", cells->times},
        {"confidence", cells->confidence},
        {"confidential", cells->confidential},
        {"note", cells->note},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cg_filled_put(f->arena, sheet, parts[i].path, parts[i].cell);
    }
}

static bool is_period(const filling *f, const char *id) {
    const cg_json *list = cg_json_member(f->document, "periods");
    for (const cg_json *node = list != NULL ? list->first : NULL; node != NULL; node = node->next) {
        const char *other = text(node, "id");
        if (other != NULL && strcmp(other, id) == 0) {
            return true;
        }
    }
    return false;
}

/* One line a period, where each says a number. */
static bool add_by_period(filling *f, const cg_json *map, const char *path) {
    cg_figure_cells cells;
    for (const cg_json *member = map->first; member != NULL; member = member->next) {
        if (!is_period(f, member->key) ||
            !cg_figure_cells_of(f->arena, f->how->language, member, &cells)) {
            return false;
        }
    }
    for (const cg_json *member = map->first; member != NULL; member = member->next) {
        cg_figure_cells_of(f->arena, f->how->language, member, &cells);
        put_figure(f, path, member->key, &cells);
    }
    return map->count > 0;
}

/* A number or a map of numbers by period; a text that only looks like one must come back as it is.
 */
static bool add_figure(filling *f, const cg_json *node, const char *path) {
    cg_figure_cells cells;
    if (node->type == CG_JSON_OBJECT && cg_json_member(node, "value") == NULL &&
        cg_json_member(node, "factor") == NULL) {
        return add_by_period(f, node, path);
    }
    cg_parted parted;
    bool loose =
        node->type == CG_JSON_STRING && (!cg_parted_of(f->arena, node, &parted) || !parted.exact);
    if (loose || !cg_figure_cells_of(f->arena, f->how->language, node, &cells)) {
        return false;
    }
    put_figure(f, path, NULL, &cells);
    return true;
}

static void add_beside(filling *f, const cg_json *node, const char *path) {
    if (!add_figure(f, node, path)) {
        add_other(f, node, path);
    }
}

/* --- what columns say
 * ------------------------------------------------------------------------------
 */

/* {"vi", "en"}, or one of them, in the columns of languages. */
static bool put_languages(filling *f, const target *to, const cg_json *node, const char *path) {
    const cg_json *each[] = {cg_json_member(node, "vi"), cg_json_member(node, "en")};
    static const char *const keys[] = {"vi", "en"};
    int given = 0;
    for (int i = 0; i < 2; i++) {
        given += each[i] != NULL && cg_text_fits_cell(each[i]) ? 1 : 0;
    }
    if (node->type != CG_JSON_OBJECT || given == 0 || given != node->count) {
        return false;
    }
    for (int i = 0; i < 2; i++) {
        if (each[i] != NULL) {
            cg_filled_put(f->arena, to->sheet, cg_format(f->arena, "%s.%s", path, keys[i]),
                          cg_text_cell(each[i]->text));
        }
    }
    return true;
}

/* A number with what it rests on, in the columns beside `path`. */
static bool put_measured(filling *f, const target *to, const cg_json *node, const char *path) {
    cg_figure_cells cells;
    if (!cg_figure_cells_of(f->arena, f->how->language, node, &cells) || cells.extended) {
        return false;
    }
    const struct {
        const char *part;
        cg_cell cell;
    } parts[] = {{"", cells.value},     {"/unit", cells.unit},   {"/low", cells.low},
                 {"/high", cells.high}, {"/basis", cells.basis}, {"/source", cells.source},
                 {"/year", cells.year}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cg_filled_put(f->arena, to->sheet, cg_format(f->arena, "%s%s", path, parts[i].part),
                      parts[i].cell);
    }
    return true;
}

/* {"min", "max"} or {"min"}: the columns of the most and of the least. */
static bool put_band(filling *f, const target *to, const cg_json *node, const char *path) {
    const cg_json *least = cg_json_member(node, "min"), *most = cg_json_member(node, "max");
    const char *least_path = cg_format(f->arena, "%s.min", path);
    const cg_column *column = cg_filled_column(to->sheet, least_path);
    cg_cell low = {0}, high = {0};
    bool fits = column != NULL && least != NULL && node->count == (most != NULL ? 2 : 1) &&
                cg_cell_of(f->arena, f->how->language, least, CG_COLUMN_FIGURE, column->unit, &low);
    fits = fits && (most == NULL || cg_cell_of(f->arena, f->how->language, most, CG_COLUMN_FIGURE,
                                               column->unit, &high));
    if (fits) {
        cg_filled_put(f->arena, to->sheet, path, high);
        cg_filled_put(f->arena, to->sheet, least_path, low);
    }
    return fits;
}

/* [x, y] in two columns. */
static bool put_pair(filling *f, const target *to, const cg_json *node, const char *path) {
    cg_parted parted[2];
    bool pair = node->type == CG_JSON_ARRAY && node->count == 2 &&
                cg_filled_column(to->sheet, cg_format(f->arena, "%s.0", path)) != NULL;
    const cg_json *item = node->first;
    for (int i = 0; pair && i < 2; i++, item = item->next) {
        pair = item->type == CG_JSON_NUMBER && cg_parted_of(f->arena, item, &parted[i]);
    }
    for (int i = 0; pair && i < 2; i++) {
        cg_filled_put(f->arena, to->sheet, cg_format(f->arena, "%s.%d", path, i),
                      cg_number_cell(parted[i].number));
    }
    return pair;
}

static bool put_in_columns(filling *f, const target *to, const cg_json *node, const char *path) {
    const cg_column *column = cg_filled_column(to->sheet, path);
    if (column == NULL) {
        return put_pair(f, to, node, path);
    }
    if (column->kind == CG_COLUMN_MEASURED) {
        return put_measured(f, to, node, path);
    }
    cg_cell cell;
    if (cg_cell_of(f->arena, f->how->language, node, column->kind, column->unit, &cell)) {
        cg_filled_put(f->arena, to->sheet, path, cell);
        return true;
    }
    return (column->kind == CG_COLUMN_WORDS && put_languages(f, to, node, path)) ||
           put_band(f, to, node, path);
}

/* No name on the way is one that a path would part. */
static bool has_plain_keys(const cg_json *object) {
    for (const cg_json *member = object->first; member != NULL; member = member->next) {
        if (member->key[0] == '\0' || strpbrk(member->key, "./") != NULL) {
            return false;
        }
    }
    return true;
}

/* One value below a row's object: in columns, or beside. `path` is within that object. */
static void add_value(filling *f, const target *to, const cg_json *node, const char *path) {
    if (put_in_columns(f, to, node, path)) {
        return;
    }
    if (node->type == CG_JSON_OBJECT && node->count > 0 && cg_filled_leads(to->sheet, path) &&
        cg_filled_column(to->sheet, path) == NULL && has_plain_keys(node)) {
        for (const cg_json *member = node->first; member != NULL; member = member->next) {
            add_value(f, to, member, cg_format(f->arena, "%s.%s", path, member->key));
        }
        return;
    }
    add_beside(f, node, cg_format(f->arena, "%s.%s", to->base, path));
}

/* The members of a row's object but those in `apart`. */
static void add_members(filling *f, const target *to, const cg_json *object,
                        const char *const *apart) {
    for (const cg_json *member = object->first; member != NULL; member = member->next) {
        bool skipped = false;
        for (int i = 0; apart[i] != NULL; i++) {
            skipped = skipped || strcmp(apart[i], member->key) == 0;
        }
        if (!skipped) {
            add_value(f, to, member, member->key);
        }
    }
}

/* --- facts
 * -----------------------------------------------------------------------------------------
 */

/* "27.4 %" as 0.274, shown as a percentage: the decimal point then is the spreadsheet's business.
 */
static bool percent_cell(filling *f, const cg_json *node, cg_cell *out) {
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

static bool fact_value(filling *f, const cg_json *node, cg_cell *out) {
    cg_parted parted;
    if (node->type == CG_JSON_NUMBER && cg_parted_of(f->arena, node, &parted)) {
        *out = cg_number_cell(node->number);
        return true;
    }
    return cg_cell_of(f->arena, f->how->language, node, CG_COLUMN_TRUTH, NULL, out) ||
           percent_cell(f, node, out);
}

/* Everything beside "value" has a column; {"value"} alone would come back plain. */
static bool fact_fits(filling *f, const cg_json *fact) {
    static const char *const known[] = {"source", "confidence", "year"};
    int told = 1;
    cg_cell cell;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const cg_json *member = cg_json_member(fact, known[i]);
        cg_column_kind kind = i == 2 ? CG_COLUMN_WHOLE : CG_COLUMN_TEXT;
        if (member != NULL && !cg_cell_of(f->arena, CG_ENGLISH, member, kind, NULL, &cell)) {
            return false;
        }
        told += member != NULL ? 1 : 0;
    }
    const cg_json *evidence = cg_json_member(fact, "evidence");
    bool words = evidence == NULL || cg_text_fits_cell(evidence);
    if (!words && evidence->type == CG_JSON_OBJECT) {
        const cg_json *vi = cg_json_member(evidence, "vi"), *en = cg_json_member(evidence, "en");
        int given = (vi != NULL && cg_text_fits_cell(vi) ? 1 : 0) +
                    (en != NULL && cg_text_fits_cell(en) ? 1 : 0);
        words = given > 0 && given == evidence->count;
    }
    told += evidence != NULL ? 1 : 0;
    return words && told > 1 && told == fact->count;
}

static void add_fact(filling *f, const cg_json *fact, const char *firm, const char *base) {
    bool stated = fact->type == CG_JSON_OBJECT;
    const cg_json *value = stated ? cg_json_member(fact, "value") : fact;
    cg_cell cell;
    bool known = cg_map_find(f->how->knowledge->fact_ids, fact->key) != CG_NONE;
    if (!known || value == NULL || !fact_value(f, value, &cell) ||
        (stated && !fact_fits(f, fact))) {
        add_other(f, fact, cg_format(f->arena, "%s.facts.%s", base, fact->key));
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
        add_members(f, &(target){sheet, base}, fact, apart);
    }
}

static void add_facts(filling *f, const cg_json *object, const char *firm, const char *base) {
    const cg_json *facts = cg_json_member(object, "facts");
    if (facts == NULL) {
        return;
    }
    if (facts->type != CG_JSON_OBJECT || facts->count == 0 || !has_plain_keys(facts)) {
        add_other(f, facts, cg_format(f->arena, "%s.facts", base));
        return;
    }
    for (const cg_json *fact = facts->first; fact != NULL; fact = fact->next) {
        add_fact(f, fact, firm, base);
    }
}

/* --- lists
 * -----------------------------------------------------------------------------------------
 */

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
            !has_plain_keys(entry)) {
            return false;
        }
    }
    return true;
}

static void add_flows(filling *f, const cg_json *firm, cg_table_id table) {
    static const char *const none[] = {NULL};
    const char *key = cg_table_of(table).list;
    const cg_json *list = cg_json_member(firm, key);
    if (list == NULL) {
        return;
    }
    const char *base = cg_format(f->arena, "firms.%s.%s", text(firm, "id"), key);
    if (!is_told_by(list, "id", false)) {
        add_other(f, list, base);
        return;
    }
    for (const cg_json *flow = list->first; flow != NULL; flow = flow->next) {
        target to = {&f->sheets[table], cg_format(f->arena, "%s.%s", base, text(flow, "id"))};
        cg_filled_row(f->arena, to.sheet);
        cg_filled_put(f->arena, to.sheet, "firm", cg_text_cell(text(firm, "id")));
        add_members(f, &to, flow, none);
    }
}

static bool is_asked_for(const filling *f, const char *firm) {
    return f->how->firm == NULL || strcmp(f->how->firm, firm) == 0;
}

static void add_firms(filling *f, const cg_json *list) {
    static const char *const apart[] = {"outputs", "inputs", "facts", NULL};
    for (const cg_json *firm = list->first; firm != NULL; firm = firm->next) {
        const char *id = text(firm, "id");
        if (!is_asked_for(f, id)) {
            continue;
        }
        target to = {&f->sheets[CG_TABLE_FIRMS], cg_format(f->arena, "firms.%s", id)};
        cg_filled_row(f->arena, to.sheet);
        add_members(f, &to, firm, apart);
        add_facts(f, firm, id, to.base);
        add_flows(f, firm, CG_TABLE_OUTPUTS);
        add_flows(f, firm, CG_TABLE_INPUTS);
    }
}

/* Entries with an id are known by it, others by their place. */
static void add_rows(filling *f, cg_table_id table, const cg_json *list) {
    static const char *const none[] = {NULL};
    const char *key = cg_table_of(table).list;
    int place = 0;
    for (const cg_json *entry = list->first; entry != NULL; entry = entry->next, place++) {
        const char *id = text(entry, "id");
        target to = {&f->sheets[table], id != NULL ? cg_format(f->arena, "%s.%s", key, id)
                                                   : cg_format(f->arena, "%s.%d", key, place)};
        cg_filled_row(f->arena, to.sheet);
        add_members(f, &to, entry, none);
    }
}

static void add_list(filling *f, cg_table_id table) {
    const cg_json *list = cg_json_member(f->document, cg_table_of(table).list);
    bool ends = table == CG_TABLE_LINKS || table == CG_TABLE_EXCHANGES;
    if (list == NULL) {
        return;
    }
    if (!is_told_by(list, ends ? "from" : "id", ends)) {
        add_other(f, list, list->key);
        return;
    }
    if (table == CG_TABLE_FIRMS) {
        add_firms(f, list);
        return;
    }
    add_rows(f, table, list);
}

/* --- the park's own sheet
 * --------------------------------------------------------------------------
 */

/* The node at a path of names, or NULL. */
static const cg_json *node_at(cg_arena *arena, const cg_json *root, const char *path) {
    for (const char *dot = strchr(path, '.'); root != NULL && dot != NULL;
         dot = strchr(path, '.')) {
        root = cg_json_member(root, cg_copy(arena, path, (size_t)(dot - path)));
        path = dot + 1;
    }
    return cg_json_member(root, path);
}

static void start_item(filling *f, const char *key) {
    cg_filled_row(f->arena, &f->sheets[CG_TABLE_PARK]);
    cg_filled_put(f->arena, &f->sheets[CG_TABLE_PARK], "key", cg_text_cell(key));
}

/* The name of the item at a path, else the path. */
static const char *item_name(const filling *f, const char *path) {
    cg_park_items items = cg_park_items_of(f->arena, f->how->knowledge);
    for (int i = 0; i < items.count; i++) {
        if (strcmp(items.items[i].path, path) == 0) {
            return cg_words_in(items.items[i].name, f->how->language, path);
        }
    }
    return path;
}

/* One language of words that have a line of their own. */
static bool is_of_words(const char *path) {
    size_t length = strlen(path);
    return length > 3 &&
           (strcmp(path + length - 3, ".vi") == 0 || strcmp(path + length - 3, ".en") == 0);
}

static bool put_item_words(filling *f, const cg_park_item *item, const cg_json *node) {
    static const char *const keys[] = {"vi", "en"};
    const cg_json *each[] = {cg_json_member(node, "vi"), cg_json_member(node, "en")};
    int given = 0;
    for (int i = 0; i < 2; i++) {
        given += each[i] != NULL && cg_text_fits_cell(each[i]) ? 1 : 0;
    }
    if (node->type != CG_JSON_OBJECT || given == 0 || given != node->count) {
        return false;
    }
    for (int i = 0; i < 2; i++) {
        if (each[i] != NULL) {
            start_item(f, item_name(f, cg_format(f->arena, "%s.%s", item->path, keys[i])));
            cg_filled_put(f->arena, &f->sheets[CG_TABLE_PARK], "value",
                          cg_text_cell(each[i]->text));
        }
    }
    return true;
}

static bool put_item_measured(filling *f, const char *key, const cg_json *node) {
    cg_figure_cells cells;
    target to = {&f->sheets[CG_TABLE_PARK], ""};
    if (!cg_figure_cells_of(f->arena, f->how->language, node, &cells) || cells.extended) {
        return false;
    }
    start_item(f, key);
    return put_measured(f, &to, node, "value");
}

/* A lone rule pack is a string, several a list. */
static bool item_list_cell(filling *f, const cg_json *node, cg_cell *out) {
    if (node->type == CG_JSON_STRING) {
        *out = cg_text_cell(node->text);
        return cg_text_fits_cell(node) && strchr(node->text, ';') == NULL;
    }
    return node->count > 1 &&
           cg_cell_of(f->arena, f->how->language, node, CG_COLUMN_LIST, NULL, out);
}

static bool put_item(filling *f, const cg_park_item *item, const cg_json *node) {
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
    start_item(f, name);
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
static void add_unlisted(filling *f, const cg_park_items *items, const cg_json *object,
                         const char *base) {
    bool rates = strcmp(base, "assumptions.exchange_rates") == 0;
    for (const cg_json *member = object->first; member != NULL; member = member->next) {
        const char *path = cg_format(f->arena, "%s.%s", base, member->key);
        bool nested = strcmp(path, "assumptions.exchange_rates") == 0 &&
                      member->type == CG_JSON_OBJECT && member->count > 0 && has_plain_keys(member);
        if (strcmp(path, "park.facts") == 0 || is_item(items, path)) {
            continue;
        }
        if (nested) {
            add_unlisted(f, items, member, path);
        } else if (!rates || !put_item_measured(f, path, member)) {
            add_beside(f, member, path);
        }
    }
}

static void add_items(filling *f) {
    static const char *const objects[] = {"park", "assumptions", "requirements"};
    cg_park_items items = cg_park_items_of(f->arena, f->how->knowledge);
    for (int i = 0; i < items.count; i++) {
        const cg_json *node = node_at(f->arena, f->document, items.items[i].path);
        if (node != NULL && !is_of_words(items.items[i].path) &&
            !put_item(f, &items.items[i], node)) {
            add_beside(f, node, items.items[i].path);
        }
    }
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
        const cg_json *object = cg_json_member(f->document, objects[i]);
        if (object == NULL) {
            continue;
        }
        if (object->type != CG_JSON_OBJECT || object->count == 0) {
            add_other(f, object, objects[i]);
        } else {
            add_unlisted(f, &items, object, objects[i]);
        }
    }
    add_facts(f, cg_json_member(f->document, "park"), NULL, "park");
}

/* --- the whole
 * -------------------------------------------------------------------------------------
 */

/* Lists of knowledge, corridors, and what else stands on top. */
static void add_rest(filling *f) {
    static const char *const apart[] = {"format", "park",  "assumptions", "requirements", "periods",
                                        "firms",  "links", "facilities",  "exchanges",    NULL};
    for (const cg_json *member = f->document->first; member != NULL; member = member->next) {
        bool skipped = false;
        for (int i = 0; apart[i] != NULL; i++) {
            skipped = skipped || strcmp(apart[i], member->key) == 0;
        }
        bool models = strcmp(member->key, "models") == 0 && member->type == CG_JSON_OBJECT &&
                      member->count > 0;
        if (models) {
            for (const cg_json *list = member->first; list != NULL; list = list->next) {
                add_other(f, list, cg_format(f->arena, "models.%s", list->key));
            }
        } else if (!skipped) {
            add_other(f, member, member->key);
        }
    }
}

static void fill_document(filling *f) {
    static const cg_table_id lists[] = {CG_TABLE_PERIODS, CG_TABLE_FACILITIES, CG_TABLE_LINKS,
                                        CG_TABLE_EXCHANGES};
    if (f->how->firm == NULL) {
        add_items(f);
        for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
            add_list(f, lists[i]);
        }
        add_rest(f);
    }
    add_list(f, CG_TABLE_FIRMS);
}

/* Every item with its explanation, and no value. */
static void fill_items(filling *f) {
    cg_park_items items = cg_park_items_of(f->arena, f->how->knowledge);
    for (int i = 0; i < items.count; i++) {
        const cg_park_item *item = &items.items[i];
        if (is_of_words(item->path)) {
            continue;
        }
        start_item(f, cg_words_in(item->name, f->how->language, item->path));
        const char *help = cg_words_in(item->help, f->how->language, "");
        const char *example =
            item->example == NULL || strstr(help, item->example) != NULL
                ? ""
                : cg_format(f->arena, "%s%s: %s.", help[0] != '\0' ? " " : "",
                            f->how->language == CG_ENGLISH ? "Example" : "Ví dụ", item->example);
        if (help[0] != '\0' || example[0] != '\0') {
            cg_filled_put(f->arena, &f->sheets[CG_TABLE_PARK], "help",
                          cg_text_cell(cg_format(f->arena, "%s%s", help, example)));
        }
    }
}

/* One line that shows what to write, marked so that it is passed over. */
static void fill_example(filling *f, cg_filled *sheet) {
    bool first = true;
    for (int i = 0; i < sheet->columns.count; i++) {
        const cg_column *column = &sheet->columns.items[i];
        if (column->example == NULL) {
            continue;
        }
        if (first) {
            cg_filled_row(f->arena, sheet);
        }
        cg_json node = {.type = CG_JSON_STRING, .text = column->example};
        cg_figure_cells cells;
        target to = {sheet, ""};
        if (first) {
            const char *mark = f->how->language == CG_ENGLISH ? "(example)" : "(ví dụ)";
            cg_filled_put(f->arena, sheet, column->path,
                          cg_text_cell(cg_format(f->arena, "%s %s", mark, column->example)));
        } else if (column->kind != CG_COLUMN_MEASURED ||
                   !cg_figure_cells_of(f->arena, f->how->language, &node, &cells) ||
                   !put_measured(f, &to, &node, column->path)) {
            double number;
            const char *end;
            bool plain = column->kind != CG_COLUMN_TEXT &&
                         cg_number_read(column->example, &number, &end) && *end == '\0';
            cg_filled_put(f->arena, sheet, column->path,
                          plain ? cg_number_cell(number) : cg_text_cell(column->example));
        }
        first = false;
    }
}

static bool is_of_firms(cg_table_id table) {
    return table == CG_TABLE_FIRMS || table == CG_TABLE_OUTPUTS || table == CG_TABLE_INPUTS ||
           table == CG_TABLE_FACTS || table == CG_TABLE_FIGURES;
}

static void fill_template(filling *f) {
    if (f->how->firm == NULL) {
        fill_items(f);
    }
    for (int table = CG_TABLE_PARK + 1; table < CG_TABLE_COUNT; table++) {
        fill_example(f, &f->sheets[table]);
    }
    if (f->how->firm != NULL) {
        cg_filled_row(f->arena, &f->sheets[CG_TABLE_FIRMS]);
        cg_filled_put(f->arena, &f->sheets[CG_TABLE_FIRMS], "id", cg_text_cell(f->how->firm));
    }
}

cg_grids *cg_fill_tables(cg_arena *arena, const cg_json *document, const cg_fill *how) {
    filling f = {.arena = arena, .how = how, .document = document};
    for (int table = 0; table < CG_TABLE_COUNT; table++) {
        cg_filled_start(arena, &f.sheets[table], how->knowledge, (cg_table_id)table);
    }
    if (how->empty) {
        fill_template(&f);
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
