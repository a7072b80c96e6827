/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook as the check sees it: which cells there are and of what kind, held against the limits.
 */
#include "tables.h"

#include <stdlib.h>
#include <string.h>

enum { OGR_WIDENING = 100000 }; /* new columns times rows above them, at once */

tables_sheet *tables_book_sheet(tables_book *book, const char *name) {
    if (book->sheet_count == TABLES_MAX_SHEETS) {
        tables_refuse("too-many-sheets", "more than %d sheets", TABLES_MAX_SHEETS);
    }
    tables_sheet *sheet = &book->sheets[book->sheet_count++];
    *sheet = (tables_sheet){.name = tables_format("%s", name)};
    return sheet;
}

const char *tables_cell_name(char *into, int row, int column) {
    char letters[8];
    int count = 0;
    for (int rest = column; rest > 0 && count < 7; rest = (rest - 1) / 26) {
        letters[count++] = (char)('A' + (rest - 1) % 26);
    }
    char *at = into;
    while (count > 0) {
        *at++ = letters[--count];
    }
    snprintf(at, 16, "%d", row);
    return into;
}

static void check_place(const tables_sheet *sheet, int row, int column) {
    char name[24];
    if (column > TABLES_MAX_COLUMNS) {
        tables_refuse("too-many-columns", "%s!%s: only the first %d columns may hold anything",
                      sheet->name, tables_cell_name(name, row, column), TABLES_MAX_COLUMNS);
    }
    if (row > TABLES_MAX_ROWS) {
        tables_refuse("too-many-rows", "%s!%s: only the first %d rows may hold anything",
                      sheet->name, tables_cell_name(name, row, column), TABLES_MAX_ROWS);
    }
}

/* OGR keeps a field for every column of every row, and gives up where many rows would all get more.
 */
static void count_fields(tables_book *book, tables_sheet *sheet, const tables_cell *cell) {
    char name[24];
    if (cell->column > sheet->last_column && cell->row > 1 &&
        cell->column - sheet->last_column > OGR_WIDENING / (cell->row - 1)) {
        tables_refuse("far-right", "%s!%s: stands far to the right of all that is above it",
                      sheet->name, tables_cell_name(name, cell->row, cell->column));
    }
    size_t before = (size_t)sheet->last_row * (size_t)sheet->last_column;
    sheet->last_row = cell->row > sheet->last_row ? cell->row : sheet->last_row;
    sheet->last_column = cell->column > sheet->last_column ? cell->column : sheet->last_column;
    book->fields += (size_t)sheet->last_row * (size_t)sheet->last_column - before;
    if (book->fields > TABLES_MAX_FIELDS) {
        tables_refuse("too-many-cells",
                      "%s: rows times columns, empty ones counted, are more than %d", sheet->name,
                      TABLES_MAX_FIELDS);
    }
}

void tables_book_cell(tables_book *book, tables_sheet *sheet, tables_cell cell, size_t text) {
    char name[24];
    check_place(sheet, cell.row, cell.column);
    count_fields(book, sheet, &cell);
    book->text += text;
    if (text > TABLES_MAX_CELL_TEXT || book->text > TABLES_MAX_TEXT) {
        tables_refuse("too-much-text", "%s!%s: a cell may hold %d bytes of text, all cells %d MB",
                      sheet->name, tables_cell_name(name, cell.row, cell.column),
                      TABLES_MAX_CELL_TEXT, TABLES_MAX_TEXT / (1024 * 1024));
    }
    if (++book->cells > TABLES_MAX_CELLS) {
        tables_refuse("too-many-cells", "%s: more than %d cells", sheet->name, TABLES_MAX_CELLS);
    }
    if (sheet->cell_count == sheet->cell_room) {
        sheet->cell_room = sheet->cell_room * 2 + 256;
        sheet->cells = tables_grown(sheet->cells, sheet->cell_room, sizeof *sheet->cells);
    }
    sheet->cells[sheet->cell_count++] = cell;
    if (cell.kind == TABLES_FORMULA) {
        tables_book_problem(book, sheet->name, tables_cell_name(name, cell.row, cell.column),
                            "formula-without-value");
    }
}

void tables_book_merged(tables_sheet *sheet, const char *range) {
    if (sheet->merged_count == TABLES_MAX_CELLS / 20) {
        tables_refuse("too-many-cells", "%s: more than %d merged ranges", sheet->name,
                      TABLES_MAX_CELLS / 20);
    }
    if (sheet->merged_count == sheet->merged_room) {
        sheet->merged_room = sheet->merged_room * 2 + 16;
        sheet->merged = tables_grown(sheet->merged, sheet->merged_room, sizeof *sheet->merged);
    }
    sheet->merged[sheet->merged_count++] = tables_format("%s", range);
}

void tables_book_problem(tables_book *book, const char *sheet, const char *cell,
                         const char *problem) {
    if (book->problem_count == book->problem_room) {
        book->problem_room = book->problem_room * 2 + 16;
        book->problems = tables_grown(book->problems, book->problem_room, sizeof *book->problems);
    }
    book->problems[book->problem_count++] =
        (tables_problem){.sheet = sheet,
                         .cell = cell == NULL ? NULL : tables_format("%s", cell),
                         .problem = problem};
}
