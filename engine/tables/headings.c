/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds tables on sheets, and headings in rows, by the names that people give them. */
#include "tables/headings.h"

#include "base/number.h"
#include "base/text.h"
#include "tables/fold.h"
#include "tables/numbers.h"
#include "tables/problems.h"
#include "unit/quantity.h"

#include <string.h>

/* Titles and explanations stand above the headings, but not a page of them. */
enum { ROWS_LOOKED_AT = 40, FEWEST_HEADINGS = 1, ALIKE_HEADINGS = 4, NAMES_TOLD = 12 };

/* ---- names */

static void add_name(cg_arena *arena, cg_map *map, const char *name, int index) {
    cg_map_add(map, cg_folded(arena, name), index);
}

static const char *list_of(cg_arena *arena, const cg_table_columns *columns, cg_language language) {
    cg_text list = cg_text_start(arena);
    for (int i = 0; i < columns->count && i < NAMES_TOLD; i++) {
        cg_text_addf(&list, "%s\"%s\"", i > 0 ? ", " : "",
                     cg_words_in(columns->items[i].heading, language, columns->items[i].path));
    }
    cg_text_add(&list, columns->count > NAMES_TOLD ? ", …" : "");
    return list.bytes;
}

static void add_names(cg_names *names, cg_table_id id) {
    cg_arena *arena = names->arena;
    cg_column_names *table = &names->tables[id];
    table->columns = cg_columns_of(arena, names->knowledge, id);
    table->whole = cg_map_new(arena);
    table->bare = cg_map_new(arena);
    for (int i = 0; i < table->columns.count; i++) {
        const cg_table_column *column = &table->columns.items[i];
        for (int l = 0; l < CG_LANGUAGES; l++) {
            const char *heading = cg_words_in(column->heading, (cg_language)l, column->path);
            const char *bare = heading;
            cg_bracketed(arena, heading, &bare);
            add_name(arena, table->whole, heading, i);
            add_name(arena, table->whole, cg_column_heading(arena, column, (cg_language)l), i);
            add_name(arena, table->bare, bare, i);
        }
    }
    /* A path never hides a heading. */
    for (int i = 0; i < table->columns.count; i++) {
        add_name(arena, table->whole, table->columns.items[i].path, i);
    }
    /* What an output holds people head by its name alone: COD. Of an input it could be a limit. */
    static const char quality[] = "quality.";
    for (int i = 0; i < table->columns.count; i++) {
        const cg_table_column *column = &table->columns.items[i];
        if (column->dynamic && strncmp(column->path, quality, sizeof quality - 1) == 0) {
            add_name(arena, table->whole, column->path + sizeof quality - 1, i);
        }
    }
    for (int l = 0; l < CG_LANGUAGES; l++) {
        table->list[l] = list_of(arena, &table->columns, (cg_language)l);
    }
}

cg_names *cg_names_new(cg_arena *arena, const cg_knowledge *knowledge) {
    cg_names *names = CG_NEW(arena, cg_names);
    names->arena = arena;
    names->knowledge = knowledge;
    names->sheets = cg_map_new(arena);
    for (int id = 0; id < CG_TABLE_COUNT; id++) {
        cg_table table = cg_table_of((cg_table_id)id);
        add_names(names, (cg_table_id)id);
        add_name(arena, names->sheets, table.list, id);
        for (int language = 0; language < CG_LANGUAGES; language++) {
            add_name(arena, names->sheets,
                     cg_words_in(table.name, (cg_language)language, table.list), id);
        }
    }
    return names;
}

/* The column that a heading names, or CG_NONE. */
static int column_named(cg_arena *arena, const cg_column_names *table, const char *heading) {
    int found = cg_map_find(table->whole, cg_folded(arena, heading));
    if (found != CG_NONE) {
        return found;
    }
    const char *bare = heading;
    if (cg_bracketed(arena, heading, &bare) == NULL) {
        return cg_map_find(table->bare, cg_folded(arena, heading));
    }
    found = cg_map_find(table->bare, cg_folded(arena, bare));
    return found != CG_NONE ? found : cg_map_find(table->whole, cg_folded(arena, bare));
}

/* ---- sentences */

const char *cg_cell_text_shown(cg_arena *arena, const char *text) {
    enum { LONGEST = 60 };
    const char *plain = cg_text_plain(arena, text);
    if (strlen(plain) > LONGEST && cg_text_columns(plain) > LONGEST) {
        cg_text cut = cg_text_start(arena);
        cg_text_add_column(&cut, plain, LONGEST);
        return cut.bytes;
    }
    return plain;
}

const char *cg_cell_shown(cg_arena *arena, const cg_cell *cell) {
    char room[CG_NUMBER_ROOM];
    switch (cell->kind) {
    case CG_CELL_EMPTY:
        return "\"\"";
    case CG_CELL_NUMBER:
        return cg_format(arena, "%s", cg_number_text(cell->number, room));
    case CG_CELL_PERCENT:
        return cg_percent_text(arena, cell->number);
    case CG_CELL_TRUTH:
        return cell->number > 0 ? "TRUE" : "FALSE";
    case CG_CELL_DATE:
    case CG_CELL_ERROR:
    case CG_CELL_FORMULA:
        return cg_cell_text_shown(arena, cell->text);
    case CG_CELL_TEXT:
        return cg_format(arena, "\"%s\"", cg_cell_text_shown(arena, cell->text));
    }
    return "";
}

cg_place cg_cell_place(cg_arena *arena, const cg_found_sheet *sheet, int column, int row) {
    return (cg_place){
        .file = sheet->file,
        .path = cg_format(arena, "%s!%s", sheet->grid->name, cg_cell_name(arena, column, row))};
}

const char *cg_heading_shown(cg_arena *arena, const cg_found_sheet *sheet, int column) {
    cg_cell cell = cg_grid_cell(&sheet->grid->rows.items[sheet->heading_row], column);
    return cell.text != NULL ? cg_cell_text_shown(arena, cg_cell_trimmed(arena, cell.text)) : "";
}

static const char *sheet_names(cg_arena *arena) {
    cg_text list = cg_text_start(arena);
    for (int id = 0; id < CG_TABLE_COUNT; id++) {
        cg_table table = cg_table_of((cg_table_id)id);
        cg_text_addf(&list, "%s\"%s\" (%s)", id > 0 ? ", " : "",
                     cg_words_in(table.name, CG_VIETNAMESE, table.list), table.list);
    }
    return list.bytes;
}

/* ---- rows of headings */

/* A heading in brackets, or led by #, is a person's own and passed over. */
static bool is_own(const char *heading) {
    return heading[0] == '(' || heading[0] == '[' || heading[0] == '#';
}

static int known_in_row(cg_arena *arena, const cg_column_names *table, const cg_grid_row *row) {
    int known = 0;
    for (int i = 0; i < row->cells.count; i++) {
        const cg_cell *cell = &row->cells.items[i];
        known += cell->kind == CG_CELL_TEXT &&
                 column_named(arena, table, cg_cell_trimmed(arena, cell->text)) != CG_NONE;
    }
    return known;
}

/* The index of the row that holds most headings of the table, and in `most` how many; CG_NONE where
 * none holds enough. */
static int heading_row_of(cg_arena *arena, const cg_column_names *table, const cg_grid *grid,
                          int *most) {
    int best = CG_NONE;
    *most = FEWEST_HEADINGS - 1;
    for (int i = 0; i < grid->rows.count && i < ROWS_LOOKED_AT; i++) {
        int known = known_in_row(arena, table, &grid->rows.items[i]);
        if (known > *most) {
            *most = known;
            best = i;
        }
    }
    return best;
}

typedef struct finding {
    const cg_names *names;
    cg_arena *arena;
    cg_diagnostics *diagnostics;
    cg_found_sheets sheets;
} finding;

static void say_unknown_heading(finding *f, const cg_found_sheet *sheet, const cg_cell *cell,
                                const char *heading) {
    const cg_column_names *table = &f->names->tables[sheet->table];
    int row = sheet->grid->rows.items[sheet->heading_row].number;
    cg_place place = cg_cell_place(f->arena, sheet, cell->column, row);
    const char *bare = heading;
    cg_bracketed(f->arena, heading, &bare);
    const char *folded = cg_folded(f->arena, bare);
    const char *near = cg_map_nearest(table->whole, folded);
    int found = cg_map_find(table->whole, near);
    if (near == NULL) {
        near = cg_map_nearest(table->bare, folded);
        found = cg_map_find(table->bare, near);
    }
    if (near == NULL) {
        near = cg_map_nearest(table->whole, cg_folded(f->arena, heading));
        found = cg_map_find(table->whole, near);
    }
    const char *shown = cg_cell_text_shown(f->arena, heading);
    if (near == NULL) {
        cg_say(f->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_HEADING_UNKNOWN, shown,
               table->list[sheet->language], NULL);
        return;
    }
    const cg_table_column *column = &table->columns.items[found];
    cg_say(f->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_HEADING_NEAR, shown,
           cg_words_in(column->heading, sheet->language, column->path), NULL);
}

/* Whether a column's numbers may have a unit in the heading. */
static bool takes_unit(const cg_table_column *column) {
    return column->kind == CG_COLUMN_MEASURED || column->kind == CG_COLUMN_FIGURE;
}

/* The unit in a heading's brackets, where it is not the column's own; NULL without one. */
static const char *heading_unit(finding *f, const cg_found_sheet *sheet, const cg_cell *cell,
                                const cg_table_column *column) {
    const char *bare = NULL;
    const char *unit = cg_bracketed(f->arena, cell->text, &bare);
    int known = cg_map_find(f->names->tables[sheet->table].whole, cg_folded(f->arena, cell->text));
    if (unit == NULL || known != CG_NONE || !takes_unit(column)) {
        return NULL;
    }
    unit = cg_unit_marked(f->arena, unit);
    if (!cg_quantity_is_any(cg_format(f->arena, "1 %s", unit), NULL, f->arena)) {
        int row = sheet->grid->rows.items[sheet->heading_row].number;
        cg_say(f->diagnostics, CG_ERROR, cg_cell_place(f->arena, sheet, cell->column, row),
               CG_MSG_IMPORT_HEADING_UNIT, cg_cell_text_shown(f->arena, unit), NULL);
        return NULL;
    }
    return unit;
}

static void add_heading(finding *f, cg_found_sheet *sheet, const cg_cell *cell) {
    const cg_column_names *table = &f->names->tables[sheet->table];
    const char *heading = cg_cell_trimmed(f->arena, cell->text);
    if (heading[0] == '\0') {
        return;
    }
    int found = column_named(f->arena, table, heading);
    if (found == CG_NONE && is_own(heading)) {
        CG_PUSH(f->arena, &sheet->headings, ((cg_heading){.column = cell->column}));
        return;
    }
    if (found == CG_NONE) {
        say_unknown_heading(f, sheet, cell, heading);
        CG_PUSH(f->arena, &sheet->headings, ((cg_heading){.column = cell->column}));
        return;
    }
    const cg_table_column *column = &table->columns.items[found];
    int row = sheet->grid->rows.items[sheet->heading_row].number;
    for (int i = 0; i < sheet->headings.count; i++) {
        if (sheet->headings.items[i].is == column) {
            cg_say(f->diagnostics, CG_ERROR, cg_cell_place(f->arena, sheet, cell->column, row),
                   CG_MSG_IMPORT_HEADING_TWICE, cg_cell_text_shown(f->arena, heading),
                   cg_cell_name(f->arena, sheet->headings.items[i].column, row), NULL);
            CG_PUSH(f->arena, &sheet->headings, ((cg_heading){.column = cell->column}));
            return;
        }
    }
    cg_heading added = {
        .column = cell->column, .is = column, .unit = heading_unit(f, sheet, cell, column)};
    CG_PUSH(f->arena, &sheet->headings, added);
}

const char *const cg_measured_parts[CG_PARTS] = {
    "unit", "low", "high", "basis", "source", "year", "source.vi", "source.en",
};

/* The heading of PATH/PART, or CG_NONE. */
static int part_named(const cg_found_sheet *sheet, const char *path, const char *part) {
    size_t length = strlen(path);
    for (int i = 0; i < sheet->headings.count; i++) {
        const cg_table_column *column = sheet->headings.items[i].is;
        if (column != NULL && strncmp(column->path, path, length) == 0 &&
            column->path[length] == '/' && strcmp(column->path + length + 1, part) == 0) {
            return i;
        }
    }
    return CG_NONE;
}

static void find_parts(cg_found_sheet *sheet) {
    for (int i = 0; i < sheet->headings.count; i++) {
        cg_heading *heading = &sheet->headings.items[i];
        for (int part = 0; part < CG_PARTS; part++) {
            heading->parts[part] =
                heading->is == NULL ? CG_NONE
                                    : part_named(sheet, heading->is->path, cg_measured_parts[part]);
        }
    }
}

static void read_headings(finding *f, cg_found_sheet *sheet) {
    const cg_grid_row *row = &sheet->grid->rows.items[sheet->heading_row];
    for (int i = 0; i < row->cells.count; i++) {
        if (row->cells.items[i].kind == CG_CELL_TEXT) {
            add_heading(f, sheet, &row->cells.items[i]);
        }
    }
    find_parts(sheet);
}

/* ---- sheets */

/* The table whose headings a sheet holds, though it is called otherwise; CG_NONE. */
static int looks_like(finding *f, const cg_grid *grid) {
    int best = CG_NONE, best_count = ALIKE_HEADINGS - 1;
    for (int id = 0; id < CG_TABLE_COUNT; id++) {
        int count = 0;
        heading_row_of(f->arena, &f->names->tables[id], grid, &count);
        if (count > best_count) {
            best = id;
            best_count = count;
        }
    }
    return best;
}

static const char *name_as_written(cg_arena *arena, int id, const char *folded) {
    cg_table table = cg_table_of((cg_table_id)id);
    const char *vietnamese = cg_words_in(table.name, CG_VIETNAMESE, table.list);
    const char *english = cg_words_in(table.name, CG_ENGLISH, table.list);
    return strcmp(cg_folded(arena, vietnamese), folded) == 0 ? vietnamese : english;
}

static void say_unknown_sheet(finding *f, const cg_grids *book, const cg_grid *grid) {
    const char *folded = cg_folded(f->arena, grid->name);
    const cg_words lists = cg_lists_sheet_name();
    bool is_ours = cg_is_problems_sheet(f->arena, grid->name) ||
                   strcmp(cg_folded(f->arena, lists.in[CG_ENGLISH]), folded) == 0 ||
                   strcmp(cg_folded(f->arena, lists.in[CG_VIETNAMESE]), folded) == 0;
    if (is_ours || grid->hidden || grid->rows.count == 0) {
        return;
    }
    cg_place place = {.file = book->file, .path = grid->name};
    const char *shown = cg_cell_text_shown(f->arena, grid->name);
    const char *near = cg_map_nearest(f->names->sheets, folded);
    int looks = looks_like(f, grid);
    if (near != NULL) {
        cg_say(f->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_SHEET_NEAR, shown,
               name_as_written(f->arena, cg_map_find(f->names->sheets, near), near), NULL);
    } else if (looks != CG_NONE) {
        cg_table table = cg_table_of((cg_table_id)looks);
        cg_say(f->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_SHEET_LOOKS, shown,
               cg_words_in(table.name, CG_VIETNAMESE, table.list), NULL);
    } else {
        cg_say(f->diagnostics, CG_WARNING, place, CG_MSG_IMPORT_SHEET_PASSED, shown, NULL);
    }
}

/* Whether anything but a title and an explanation stands on it. */
static bool is_filled(const cg_grid *grid) {
    for (int i = 0; i < grid->rows.count; i++) {
        if (grid->rows.items[i].cells.count > 1) {
            return true;
        }
    }
    return false;
}

static cg_language language_of_name(cg_arena *arena, const cg_grid *grid, cg_table_id table) {
    const char *name = cg_words_in(cg_table_of(table).name, CG_VIETNAMESE, "");
    bool vietnamese = strcmp(cg_folded(arena, name), cg_folded(arena, grid->name)) == 0;
    return vietnamese ? CG_VIETNAMESE : CG_ENGLISH;
}

/* The language that most known headings of a row are in. */
static cg_language language_of_row(cg_arena *arena, const cg_column_names *table,
                                   const cg_grid_row *row) {
    int vietnamese = 0, english = 0;
    for (int i = 0; i < row->cells.count; i++) {
        const cg_cell *cell = &row->cells.items[i];
        int found = cell->kind == CG_CELL_TEXT ? column_named(arena, table, cell->text) : CG_NONE;
        if (found == CG_NONE) {
            continue;
        }
        const char *bare = cell->text;
        cg_bracketed(arena, cell->text, &bare);
        cg_words heading = table->columns.items[found].heading;
        const char *folded = cg_folded(arena, bare);
        vietnamese += strcmp(folded, cg_folded(arena, heading.in[CG_VIETNAMESE])) == 0;
        english += strcmp(folded, cg_folded(arena, heading.in[CG_ENGLISH])) == 0;
    }
    return vietnamese > english ? CG_VIETNAMESE : CG_ENGLISH;
}

static void add_sheet(finding *f, const cg_grids *book, const cg_grid *grid, cg_table_id table) {
    cg_place place = {.file = book->file, .path = grid->name};
    if (grid->hidden) {
        cg_say(f->diagnostics, CG_WARNING, place, CG_MSG_IMPORT_SHEET_HIDDEN,
               cg_cell_text_shown(f->arena, grid->name), NULL);
        return;
    }
    for (int i = 0; i < f->sheets.count; i++) {
        if (f->sheets.items[i].table == table) {
            cg_say(f->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_SHEET_TWICE,
                   cg_table_of(table).list, f->sheets.items[i].grid->name, NULL);
        }
    }
    int known = 0;
    cg_found_sheet sheet = {.file = book->file, .grid = grid, .table = table};
    sheet.heading_row = heading_row_of(f->arena, &f->names->tables[table], grid, &known);
    if (sheet.heading_row == CG_NONE) {
        if (is_filled(grid) || grid->table != NULL) {
            cg_say(f->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_NO_HEADINGS,
                   f->names->tables[table].list[language_of_name(f->arena, grid, table)], NULL);
        }
        return;
    }
    sheet.language =
        language_of_row(f->arena, &f->names->tables[table], &grid->rows.items[sheet.heading_row]);
    read_headings(f, &sheet);
    CG_PUSH(f->arena, &f->sheets, sheet);
}

cg_found_sheets cg_found_sheets_of(const cg_names *names, cg_diagnostics *diagnostics,
                                   const cg_grids *book) {
    finding f = {.names = names, .arena = names->arena, .diagnostics = diagnostics};
    int errors = diagnostics->errors;
    for (int i = 0; i < book->grids.count; i++) {
        const cg_grid *grid = &book->grids.items[i];
        const char *said = grid->table != NULL ? grid->table : grid->name;
        int table = cg_map_find(names->sheets, cg_folded(f.arena, said));
        if (table == CG_NONE) {
            say_unknown_sheet(&f, book, grid);
        } else {
            add_sheet(&f, book, grid, (cg_table_id)table);
        }
    }
    if (f.sheets.count == 0 && diagnostics->errors == errors) {
        cg_say(diagnostics, CG_ERROR, (cg_place){.file = book->file}, CG_MSG_IMPORT_NO_SHEET,
               sheet_names(f.arena), NULL);
    }
    return f.sheets;
}
