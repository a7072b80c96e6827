/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One value of a park in its columns; else as a line of figures; else as JSON beside its path. */
#include "tables/filling.h"

#include "tables/fold.h"

#include <string.h>

static const char *text(const cg_json *object, const char *key) {
    return cg_json_member_text(object, key);
}

static void put_other(cg_filling *f, const char *path, const char *json) {
    cg_filled *sheet = &f->sheets[CG_TABLE_OTHER];
    cg_filled_row(f->arena, sheet);
    cg_filled_put(f->arena, sheet, "path", cg_text_cell(path));
    cg_filled_put(f->arena, sheet, "json", cg_text_cell(json));
}

/* As JSON; where that is longer than a cell, first the empty list or object and then, each by
 * itself, what stands in it. */
void cg_fill_other(cg_filling *f, const cg_json *node, const char *path) {
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
        cg_fill_other(f, child,
                      list ? cg_format(f->arena, "%s.%d", path, index++)
                           : cg_format(f->arena, "%s.%s", path, child->key));
    }
}

static void put_figure(cg_filling *f, const char *path, const char *period,
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
        {"value/source.vi", cells->source_vi},
        {"value/source.en", cells->source_en},
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

static bool is_period(const cg_filling *f, const char *id) {
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
static bool add_by_period(cg_filling *f, const cg_json *map, const char *path) {
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
static bool add_figure(cg_filling *f, const cg_json *node, const char *path) {
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

void cg_fill_beside(cg_filling *f, const cg_json *node, const char *path) {
    if (!add_figure(f, node, path)) {
        cg_fill_other(f, node, path);
    }
}

/* {"vi", "en"}, or one of them, in the columns of languages. */
static bool put_languages(cg_filling *f, const cg_target *to, const cg_json *node,
                          const char *path) {
    if (!cg_languages_fit_cells(node)) {
        return false;
    }
    for (const cg_json *text = node->first; text != NULL; text = text->next) {
        cg_filled_put(f->arena, to->sheet, cg_format(f->arena, "%s.%s", path, text->key),
                      cg_text_cell(text->text));
    }
    return true;
}

/* A number with what it rests on, in the columns beside `path`. */
bool cg_fill_measured(cg_filling *f, const cg_target *to, const cg_json *node, const char *path) {
    cg_figure_cells cells;
    if (!cg_figure_cells_of(f->arena, f->how->language, node, &cells) || cells.extended) {
        return false;
    }
    const struct {
        const char *part;
        cg_cell cell;
    } parts[] = {{"", cells.value},
                 {"/unit", cells.unit},
                 {"/low", cells.low},
                 {"/high", cells.high},
                 {"/basis", cells.basis},
                 {"/source", cells.source},
                 {"/source.vi", cells.source_vi},
                 {"/source.en", cells.source_en},
                 {"/year", cells.year}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cg_filled_put(f->arena, to->sheet, cg_format(f->arena, "%s%s", path, parts[i].part),
                      parts[i].cell);
    }
    return true;
}

/* {"min", "max"} or {"min"}: the columns of the most and of the least. */
static bool put_band(cg_filling *f, const cg_target *to, const cg_json *node, const char *path) {
    const cg_json *least = cg_json_member(node, "min"), *most = cg_json_member(node, "max");
    const char *least_path = cg_format(f->arena, "%s.min", path);
    const cg_table_column *column = cg_filled_column(to->sheet, least_path);
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
static bool put_pair(cg_filling *f, const cg_target *to, const cg_json *node, const char *path) {
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

static bool put_in_columns(cg_filling *f, const cg_target *to, const cg_json *node,
                           const char *path) {
    const cg_table_column *column = cg_filled_column(to->sheet, path);
    if (column == NULL) {
        return put_pair(f, to, node, path);
    }
    if (column->kind == CG_COLUMN_MEASURED) {
        return cg_fill_measured(f, to, node, path);
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
bool cg_fill_has_plain_keys(const cg_json *object) {
    for (const cg_json *member = object->first; member != NULL; member = member->next) {
        if (member->key[0] == '\0' || strpbrk(member->key, "./") != NULL) {
            return false;
        }
    }
    return true;
}

/* One value below a row's object: in columns, or beside. `path` is within that object. */
static void add_value(cg_filling *f, const cg_target *to, const cg_json *node, const char *path) {
    if (put_in_columns(f, to, node, path)) {
        return;
    }
    if (node->type == CG_JSON_OBJECT && node->count > 0 && cg_filled_leads(to->sheet, path) &&
        cg_filled_column(to->sheet, path) == NULL && cg_fill_has_plain_keys(node)) {
        for (const cg_json *member = node->first; member != NULL; member = member->next) {
            add_value(f, to, member, cg_format(f->arena, "%s.%s", path, member->key));
        }
        return;
    }
    cg_fill_beside(f, node, cg_format(f->arena, "%s.%s", to->base, path));
}

/* The members of a row's object but those in `apart`. */
void cg_fill_members(cg_filling *f, const cg_target *to, const cg_json *object,
                     const char *const *apart) {
    for (const cg_json *member = object->first; member != NULL; member = member->next) {
        if (!cg_is_among(apart, member->key)) {
            add_value(f, to, member, member->key);
        }
    }
}
