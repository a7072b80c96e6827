/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dresses the tables of a park: headings, widths, checks of what is typed, an example in grey. */
#include "workbook/park_book.h"

#include "workbook/park_checks.h"
#include "workbook/park_lists.h"

#include <math.h>
#include <string.h>

enum { HEADING_ROW = 1, FIRST_ROW = 2 };

/* The dress of a book: a style for each role. */
typedef struct dress {
    int about, required, optional, shown, data, text, thousands, whole, percent, told, example,
        item, item_required, field, field_thousands;
} dress;

typedef struct dressing {
    cg_arena *arena;
    const cg_fill *how;
    cg_book *book;
    cg_book_lists lists;
    const cg_grids *grids;
    dress style;
} dressing;

static dress make_dress(cg_arena *arena, cg_book *book) {
    cg_book_style ink = {.colour = 0x1F2A25, .background = CG_NO_COLOUR};
    dress made;
    made.data = cg_book_style_of(arena, book, ink);
    ink.indent = 1; /* so that a unit stands off the number before it */
    made.text = cg_book_style_of(arena, book, ink);
    ink.indent = 0;
    ink.format = "#,##0";
    made.thousands = cg_book_style_of(arena, book, ink);
    ink.format = "0";
    made.whole = cg_book_style_of(arena, book, ink);
    ink.format = "0.0#%";
    made.percent = cg_book_style_of(arena, book, ink);
    ink = (cg_book_style){.colour = 0x5B6862, .background = CG_NO_COLOUR, .indent = 1};
    made.told = cg_book_style_of(arena, book, ink);
    ink = (cg_book_style){
        .colour = 0x8A9690, .background = CG_NO_COLOUR, .italic = true, .indent = 1};
    made.example = cg_book_style_of(arena, book, ink);
    ink = (cg_book_style){.colour = 0x14532D, .background = CG_NO_COLOUR, .italic = true};
    made.about = cg_book_style_of(arena, book, ink);
    ink = (cg_book_style){.colour = 0xFFFFFF,
                          .background = 0x14532D,
                          .bold = true,
                          .wrap = true,
                          .border = true,
                          .align = CG_ALIGN_CENTRE};
    made.required = cg_book_style_of(arena, book, ink);
    ink.colour = 0x14532D;
    ink.background = 0xDCEBE3;
    made.optional = cg_book_style_of(arena, book, ink);
    ink.background = 0xEEF1F6;
    ink.colour = 0x27405E;
    made.shown = cg_book_style_of(arena, book, ink);
    ink = (cg_book_style){.colour = 0x1F2A25, .background = 0xF4F8F6, .border = true, .indent = 1};
    made.item = cg_book_style_of(arena, book, ink);
    ink.background = CG_NO_COLOUR;
    made.field = cg_book_style_of(arena, book, ink);
    ink.format = "#,##0";
    made.field_thousands = cg_book_style_of(arena, book, ink);
    ink.format = NULL;
    ink.background = 0xF4F8F6;
    ink.bold = true;
    made.item_required = cg_book_style_of(arena, book, ink);
    return made;
}

static cg_table_id table_of(const dressing *d, const cg_grid *grid) {
    for (int table = 0; table < CG_TABLE_COUNT; table++) {
        const char *name = cg_words_in(cg_table_of((cg_table_id)table).name, d->how->language, "");
        if (strcmp(name, grid->name) == 0) {
            return (cg_table_id)table;
        }
    }
    return CG_TABLE_OTHER;
}

/* What a row cannot do without. */
static bool is_required(cg_table_id table, const char *path) {
    static const char *const paths[CG_TABLE_COUNT][6] = {
        [CG_TABLE_PARK] = {"key", "value"},
        [CG_TABLE_PERIODS] = {"id", "hours"},
        [CG_TABLE_FIRMS] = {"id"},
        [CG_TABLE_OUTPUTS] = {"firm", "id", "resource", "quantity", "quantity/unit"},
        [CG_TABLE_INPUTS] = {"firm", "id", "resource", "quantity", "quantity/unit", "price"},
        [CG_TABLE_FACILITIES] = {"id"},
        [CG_TABLE_LINKS] = {"from", "to"},
        [CG_TABLE_EXCHANGES] = {"from", "to", "status"},
        [CG_TABLE_FACTS] = {"fact", "value"},
        [CG_TABLE_FIGURES] = {"of"},
        [CG_TABLE_OTHER] = {"path", "json"},
    };
    for (int i = 0; i < 6 && paths[table][i] != NULL; i++) {
        if (strcmp(paths[table][i], path) == 0) {
            return true;
        }
    }
    return false;
}

static bool ends_in(const char *text, const char *tail) {
    size_t length = strlen(text), end = strlen(tail);
    return length >= end && strcmp(text + length - end, tail) == 0;
}

static double width_of(const cg_table_column *column) {
    if (column->table == CG_TABLE_PARK) {
        return strcmp(column->path, "help") == 0    ? 96
               : strcmp(column->path, "key") == 0   ? 46
               : strcmp(column->path, "value") == 0 ? 28
                                                    : 16;
    }
    if (strcmp(column->path, "json") == 0 || strcmp(column->path, "of") == 0 ||
        strcmp(column->path, "path") == 0) {
        return 48;
    }
    switch (column->kind) {
    case CG_COLUMN_WORDS:
        return 30;
    case CG_COLUMN_ID:
    case CG_COLUMN_REFERENCE:
        return 20;
    case CG_COLUMN_CHOICE:
        return ends_in(column->path, "/basis") ? 12 : 24;
    case CG_COLUMN_TEXT:
        return ends_in(column->path, "/unit") ? 12 : strcmp(column->path, "note") == 0 ? 40 : 24;
    case CG_COLUMN_LIST:
        return 28;
    case CG_COLUMN_TRUTH:
    case CG_COLUMN_WHOLE:
    case CG_COLUMN_DAY:
    case CG_COLUMN_FIGURE:
    case CG_COLUMN_MEASURED:
    case CG_COLUMN_PLACE:
        return 14;
    }
    return 14;
}

static int heading_style(const dressing *d, const cg_table_column *column) {
    return is_required(column->table, column->path) ? d->style.required
           : column->dynamic                        ? d->style.shown
                                                    : d->style.optional;
}

static void add_headings(dressing *d, cg_book_sheet *sheet, const cg_grid_row *headings,
                         const cg_table_column *const *columns) {
    for (int i = 0; i < headings->cells.count; i++) {
        const cg_table_column *column = columns[i];
        const char *help = cg_words_in(column->help, d->how->language, "");
        CG_PUSH(d->arena, &sheet->cells,
                ((cg_book_cell){.row = HEADING_ROW,
                                .column = i,
                                .kind = CG_BOOK_TEXT,
                                .text = headings->cells.items[i].text,
                                .style = heading_style(d, column),
                                .note = d->how->empty && help[0] != '\0' ? help : NULL}));
        CG_PUSH(d->arena, &sheet->columns,
                ((cg_book_column){.column = i,
                                  .width = width_of(column),
                                  .style = CG_NONE,
                                  .folded = d->how->empty && !column->usual}));
    }
    CG_PUSH(d->arena, &sheet->rows, ((cg_book_row){HEADING_ROW, 48}));
}

static int number_style(const dressing *d, const cg_table_column *column, const cg_cell *cell) {
    if (cell->kind == CG_CELL_PERCENT) {
        return d->style.percent;
    }
    if (column->table == CG_TABLE_PARK) {
        /* Below stands the year, too. */
        return fabs(cell->number) < 10000 ? d->style.field : d->style.field_thousands;
    }
    if (column->kind == CG_COLUMN_WHOLE) {
        return d->style.whole;
    }
    bool long_whole = fabs(cell->number) >= 1000 && !(fabs(fmod(cell->number, 1)) > 0);
    return long_whole ? d->style.thousands : d->style.data;
}

static bool is_required_item(const dressing *d, const char *name) {
    static const char *const paths[] = {"park.id", "park.year", "park.currency", NULL};
    cg_park_items items = cg_park_items_of(d->arena, d->how->knowledge);
    for (int i = 0; i < items.count; i++) {
        const char *other = cg_words_in(items.items[i].name, d->how->language, "");
        for (int p = 0; strcmp(other, name) == 0 && paths[p] != NULL; p++) {
            if (strcmp(paths[p], items.items[i].path) == 0) {
                return true;
            }
        }
    }
    return false;
}

static int cell_style(const dressing *d, const cg_table_column *column, const cg_cell *cell,
                      bool example) {
    if (example) {
        return d->style.example;
    }
    if (cell->kind != CG_CELL_TEXT) {
        return number_style(d, column, cell);
    }
    if (column->table == CG_TABLE_PARK && strcmp(column->path, "key") == 0) {
        return is_required_item(d, cell->text) ? d->style.item_required : d->style.item;
    }
    if (strcmp(column->path, "help") == 0) {
        return d->style.told;
    }
    return column->table == CG_TABLE_PARK ? d->style.field : d->style.text;
}

static void add_rows(dressing *d, cg_book_sheet *sheet, const cg_grid *grid,
                     const cg_table_column *const *columns) {
    for (int r = FIRST_ROW; r < grid->rows.count; r++) {
        const cg_grid_row *row = &grid->rows.items[r];
        bool example = d->how->empty && row->cells.count > 0 &&
                       row->cells.items[0].kind == CG_CELL_TEXT &&
                       row->cells.items[0].text[0] == CG_EXAMPLE_MARK[0];
        for (int i = 0; i < row->cells.count; i++) {
            const cg_cell *cell = &row->cells.items[i];
            bool text = cell->kind == CG_CELL_TEXT;
            CG_PUSH(
                d->arena, &sheet->cells,
                ((cg_book_cell){.row = row->number - 1,
                                .column = cell->column - 1,
                                .kind = text ? CG_BOOK_TEXT : CG_BOOK_NUMBER,
                                .text = cell->text,
                                .number = cell->number,
                                .style = cell_style(d, columns[cell->column - 1], cell, example)}));
        }
    }
}

/* Frames around the values of the park's own lines, which stand for rows to come elsewhere. */
static void add_fields(dressing *d, cg_book_sheet *sheet, const cg_grid *grid,
                       const cg_table_column *const *columns) {
    for (int r = FIRST_ROW; r < grid->rows.count; r++) {
        const cg_grid_row *row = &grid->rows.items[r];
        for (int i = 0; i < grid->rows.items[HEADING_ROW].cells.count; i++) {
            bool is_empty = cg_grid_cell(row, i + 1).kind == CG_CELL_EMPTY;
            if (is_empty && strcmp(columns[i]->path, "help") != 0) {
                CG_PUSH(d->arena, &sheet->cells,
                        ((cg_book_cell){.row = row->number - 1,
                                        .column = i,
                                        .kind = CG_BOOK_BLANK,
                                        .style = d->style.field}));
            }
        }
    }
}

/* The explanation on top, with how the sheet is meant where it is to be filled in. */
static void add_about(dressing *d, cg_book_sheet *sheet, const cg_grid *grid, cg_table_id table,
                      bool folded) {
    const char *about = grid->rows.items[0].cells.items[0].text;
    if (d->how->empty) {
        cg_message_id how =
            table == CG_TABLE_PARK ? CG_MSG_BOOK_ITEMS_REQUIRED : CG_MSG_BOOK_REQUIRED;
        about = cg_format(d->arena, "%s %s%s%s", about,
                          cg_message(d->arena, how, d->how->language, NULL), folded ? " " : "",
                          folded ? cg_message(d->arena, CG_MSG_BOOK_FOLDED, d->how->language, NULL)
                                 : "");
    }
    CG_PUSH(d->arena, &sheet->cells,
            ((cg_book_cell){.kind = CG_BOOK_TEXT, .text = about, .style = d->style.about}));
    CG_PUSH(d->arena, &sheet->rows, ((cg_book_row){0, 24}));
}

/* Which column each heading is. */
static const cg_table_column **columns_of(dressing *d, const cg_grid_row *headings,
                                          cg_table_id table) {
    cg_table_columns all = cg_columns_of(d->arena, d->how->knowledge, table);
    cg_map *names = cg_map_new(d->arena);
    for (int i = 0; i < all.count; i++) {
        cg_map_add(names, cg_column_heading(d->arena, &all.items[i], d->how->language), i);
    }
    const cg_table_column **columns =
        CG_ARRAY(d->arena, const cg_table_column *, headings->cells.count + 1);
    for (int i = 0; i < headings->cells.count; i++) {
        int index = cg_map_find(names, headings->cells.items[i].text);
        columns[i] = &all.items[index == CG_NONE ? 0 : index];
    }
    return columns;
}

static int frozen_columns(cg_table_id table) {
    switch (table) {
    case CG_TABLE_OUTPUTS:
    case CG_TABLE_INPUTS:
    case CG_TABLE_LINKS:
    case CG_TABLE_EXCHANGES:
        return 2;
    default:
        return 1;
    }
}

static void add_sheet(dressing *d, const cg_grid *grid) {
    cg_table_id table = table_of(d, grid);
    const cg_grid_row *headings = &grid->rows.items[HEADING_ROW];
    const cg_table_column **columns = columns_of(d, headings, table);
    cg_book_sheet sheet = {.name = grid->name,
                           .tab = table == CG_TABLE_PARK      ? 0x14532D
                                  : table >= CG_TABLE_FIGURES ? 0x9AA5A0
                                                              : 0x3F9168,
                           .landscape = true,
                           .frozen_rows = FIRST_ROW,
                           .frozen_columns = frozen_columns(table)};
    bool folded = false;
    for (int i = 0; i < headings->cells.count; i++) {
        folded = folded || (d->how->empty && !columns[i]->usual);
    }
    add_about(d, &sheet, grid, table, folded);
    add_headings(d, &sheet, headings, columns);
    add_rows(d, &sheet, grid, columns);
    if (table == CG_TABLE_PARK) {
        add_fields(d, &sheet, grid, columns);
    }
    cg_park_checks checks = {.arena = d->arena,
                             .how = d->how,
                             .grids = d->grids,
                             .lists = &d->lists,
                             .sheet = &sheet,
                             .first_row = FIRST_ROW,
                             .last_row = grid->rows.count + CG_ROWS_TO_FILL};
    for (int i = 0; i < headings->cells.count; i++) {
        cg_park_check_column(&checks, columns[i], i);
    }
    if (!d->how->empty && grid->rows.count > FIRST_ROW) {
        sheet.filtered = true;
        sheet.filter =
            (cg_book_range){NULL, HEADING_ROW, 0, grid->rows.count - 1, headings->cells.count - 1};
    }
    CG_PUSH(d->arena, &d->book->sheets, sheet);
}

const cg_book *cg_park_book(cg_arena *arena, const cg_grids *grids, const cg_fill *how,
                            const char *title) {
    cg_book *book = CG_NEW(arena, cg_book);
    book->title = title;
    dressing d = {.arena = arena, .how = how, .book = book, .grids = grids};
    d.style = make_dress(arena, book);
    cg_book_lists_start(arena, &d.lists, book, how->knowledge, how->language);
    for (int g = 0; g < grids->grids.count; g++) {
        add_sheet(&d, &grids->grids.items[g]);
    }
    if (d.lists.items.count > 0) {
        CG_PUSH(arena, &book->sheets, d.lists.sheet);
    }
    return book;
}
