/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of cells named by columns, and the grid made of them. */
#include "tables/fill_sheet.h"

#include "tables/fill_cells.h"

#include <stdlib.h>
#include <string.h>

enum { ABOUT_ROW = 1, HEADING_ROW = 2 };

void cg_filled_start(cg_arena *arena, cg_filled *sheet, const cg_knowledge *knowledge,
                     cg_table_id table) {
    *sheet = (cg_filled){.table = table, .columns = cg_columns_of(arena, knowledge, table)};
    sheet->paths = cg_map_new(arena);
    sheet->used = CG_ARRAY(arena, bool, sheet->columns.count);
    for (int i = 0; i < sheet->columns.count; i++) {
        cg_map_add(sheet->paths, sheet->columns.items[i].path, i);
    }
}

void cg_filled_row(cg_arena *arena, cg_filled *sheet) {
    cg_grid_row row = {.number = HEADING_ROW + 1 + sheet->rows.count};
    CG_PUSH(arena, &sheet->rows, row);
}

const cg_table_column *cg_filled_column(const cg_filled *sheet, const char *path) {
    int index = cg_map_find(sheet->paths, path);
    return index == CG_NONE ? NULL : &sheet->columns.items[index];
}

bool cg_filled_leads(const cg_filled *sheet, const char *path) {
    size_t length = strlen(path);
    for (int i = 0; i < sheet->columns.count; i++) {
        const char *other = sheet->columns.items[i].path;
        if (strncmp(other, path, length) == 0 && other[length] == '.') {
            return true;
        }
    }
    return false;
}

void cg_filled_put(cg_arena *arena, cg_filled *sheet, const char *path, cg_cell cell) {
    int index = cg_map_find(sheet->paths, path);
    if (index == CG_NONE || cell.kind == CG_CELL_EMPTY) {
        return;
    }
    cell.column = index;
    sheet->used[index] = true;
    CG_PUSH(arena, &sheet->rows.items[sheet->rows.count - 1].cells, cell);
}

static int by_column(const void *a, const void *b) {
    const cg_cell *one = a, *other = b;
    return one->column - other->column;
}

static void add_row(cg_arena *arena, cg_grid *grid, const cg_grid_row *row, const int *places) {
    cg_grid_row placed = {.number = row->number};
    for (int i = 0; i < row->cells.count; i++) {
        cg_cell cell = row->cells.items[i];
        cell.column = places[cell.column];
        CG_PUSH(arena, &placed.cells, cell);
    }
    if (placed.cells.count > 1) {
        qsort(placed.cells.items, (size_t)placed.cells.count, sizeof(cg_cell), by_column);
    }
    CG_PUSH(arena, &grid->rows, placed);
}

cg_grid cg_filled_grid(cg_arena *arena, const cg_filled *sheet, cg_language language, bool all) {
    cg_table table = cg_table_of(sheet->table);
    cg_grid grid = {.name = cg_words_in(table.name, language, table.list)};
    cg_cell about = cg_text_cell(cg_words_in(table.about, language, ""));
    about.column = 1;
    cg_grid_row first = {.number = ABOUT_ROW}, headings = {.number = HEADING_ROW};
    CG_PUSH(arena, &first.cells, about);
    int *places = CG_ARRAY(arena, int, sheet->columns.count);
    for (int i = 0; i < sheet->columns.count; i++) {
        if (all || sheet->used[i]) {
            cg_cell cell =
                cg_text_cell(cg_column_heading(arena, &sheet->columns.items[i], language));
            places[i] = cell.column = headings.cells.count + 1;
            CG_PUSH(arena, &headings.cells, cell);
        }
    }
    CG_PUSH(arena, &grid.rows, first);
    CG_PUSH(arena, &grid.rows, headings);
    for (int i = 0; i < sheet->rows.count; i++) {
        add_row(arena, &grid, &sheet->rows.items[i], places);
    }
    return grid;
}
