/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a sheet: their cells by heading, which of them count, and the decimal marks of columns.
 */
#include "tables/gathering.h"

#include "tables/fold.h"
#include "tables/numbers.h"

#include <string.h>

/* ---- cells and rows */

bool cg_cell_is_empty(cg_arena *arena, const cg_cell *cell) {
    if (cell->kind != CG_CELL_TEXT) {
        return cell->kind == CG_CELL_EMPTY;
    }
    /* Most texts begin with a letter or digit. */
    unsigned char first = (unsigned char)cell->text[0];
    bool visible = first > ' ' && first < 0x7F;
    return !visible && cg_cell_trimmed(arena, cell->text)[0] == '\0';
}

cg_cell cg_row_cell(const cg_row *row, int heading) {
    if (heading == CG_NONE) {
        return (cg_cell){.kind = CG_CELL_EMPTY};
    }
    return cg_grid_cell(row->cells, row->sheet->headings.items[heading].column);
}

int cg_row_heading(const cg_row *row, const char *path) {
    for (int i = 0; i < row->sheet->headings.count; i++) {
        const cg_table_column *column = row->sheet->headings.items[i].is;
        if (column != NULL && strcmp(column->path, path) == 0) {
            return i;
        }
    }
    return CG_NONE;
}

cg_place cg_row_place(cg_gathering *g, const cg_row *row, int heading) {
    if (heading == CG_NONE) {
        return cg_row_start(g, row);
    }
    return cg_cell_place(g->arena, row->sheet, row->sheet->headings.items[heading].column,
                         row->cells->number);
}

cg_place cg_row_start(cg_gathering *g, const cg_row *row) {
    int column = row->cells->cells.count > 0 ? row->cells->cells.items[0].column : 1;
    return cg_cell_place(g->arena, row->sheet, column, row->cells->number);
}

cg_json *cg_node_at(cg_gathering *g, cg_json_type type, cg_place place) {
    cg_json *node = CG_NEW(g->arena, cg_json);
    cg_place *kept = CG_NEW(g->arena, cg_place);
    *kept = place;
    node->type = type;
    node->stated = kept;
    return node;
}

static bool is_headings_again(const cg_found_sheet *sheet, const cg_grid_row *row) {
    const cg_grid_row *headings = &sheet->grid->rows.items[sheet->heading_row];
    for (int i = 0; i < row->cells.count; i++) {
        const cg_cell *cell = &row->cells.items[i];
        cg_cell heading = cg_grid_cell(headings, cell->column);
        if (cell->kind != CG_CELL_TEXT || heading.kind != CG_CELL_TEXT ||
            strcmp(cell->text, heading.text) != 0) {
            return false;
        }
    }
    return row->cells.count > 0;
}

static bool is_read(const cg_found_sheet *sheet, int column) {
    for (int i = 0; i < sheet->headings.count; i++) {
        if (sheet->headings.items[i].column == column) {
            return sheet->headings.items[i].is != NULL;
        }
    }
    return false;
}

bool cg_row_counts(cg_arena *arena, const cg_found_sheet *sheet, const cg_grid_row *row) {
    for (int i = 0; i < row->cells.count; i++) {
        const cg_cell *cell = &row->cells.items[i];
        if (!is_read(sheet, cell->column) || cg_cell_is_empty(arena, cell)) {
            continue;
        }
        bool is_example =
            cell->kind == CG_CELL_TEXT && strncmp(cg_cell_trimmed(arena, cell->text),
                                                  CG_EXAMPLE_MARK, strlen(CG_EXAMPLE_MARK)) == 0;
        return !is_example && !is_headings_again(sheet, row);
    }
    return false;
}

/* ---- decimal marks */

/* Whether numbers stand in a column; "value" may be one of several kinds. */
static bool has_numbers(const cg_table_column *column) {
    return column != NULL &&
           (column->kind == CG_COLUMN_FIGURE || column->kind == CG_COLUMN_MEASURED ||
            column->kind == CG_COLUMN_PLACE ||
            (column->table == CG_TABLE_FACTS && strcmp(column->path, "value") == 0));
}

/* The mark of one column: the first text that proves one; another that proves the other is said. */
static cg_decimal_mark mark_of(cg_gathering *g, const cg_found_sheet *sheet, int column) {
    cg_decimal_mark mark = CG_MARK_PROVEN;
    const char *proof = NULL, *proof_cell = NULL;
    for (int i = sheet->heading_row + 1; i < sheet->grid->rows.count; i++) {
        const cg_grid_row *row = &sheet->grid->rows.items[i];
        cg_cell cell = cg_grid_cell(row, column);
        if (cell.kind != CG_CELL_TEXT) {
            continue;
        }
        const char *text = cg_cell_trimmed(g->arena, cell.text);
        cg_number_shape shape = cg_number_shape_of(g->arena, text);
        bool proves = shape == CG_SHAPE_POINT || shape == CG_SHAPE_COMMA;
        if (!proves || !cg_row_counts(g->arena, sheet, row)) {
            continue;
        }
        cg_decimal_mark proven = shape == CG_SHAPE_POINT ? CG_MARK_POINT : CG_MARK_COMMA;
        if (mark == CG_MARK_PROVEN) {
            mark = proven;
            proof = cg_cell_text_shown(g->arena, text);
            proof_cell = cg_cell_name(g->arena, column, row->number);
        } else if (mark != proven) {
            const char *shown = cg_cell_text_shown(g->arena, text);
            bool point = proven == CG_MARK_POINT;
            cg_say(g->diagnostics, CG_ERROR, cg_cell_place(g->arena, sheet, column, row->number),
                   point ? CG_MSG_IMPORT_POINT_AMONG_COMMAS : CG_MSG_IMPORT_COMMA_AMONG_POINTS,
                   shown, proof, proof_cell, NULL);
        }
    }
    return mark;
}

const cg_decimal_mark *cg_column_marks(cg_gathering *g, const cg_found_sheet *sheet) {
    cg_decimal_mark *marks = CG_ARRAY(g->arena, cg_decimal_mark, sheet->headings.count + 1);
    for (int i = 0; i < sheet->headings.count; i++) {
        marks[i] = g->how->mark;
        if (marks[i] == CG_MARK_PROVEN && has_numbers(sheet->headings.items[i].is)) {
            marks[i] = mark_of(g, sheet, sheet->headings.items[i].column);
            marks[i] = marks[i] == CG_MARK_PROVEN ? g->how->unproven : marks[i];
        }
    }
    return marks;
}
