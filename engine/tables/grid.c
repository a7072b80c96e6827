/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells by column, and their names. */
#include "tables/grid.h"

cg_cell cg_grid_cell(const cg_grid_row *row, int column) {
    for (int i = 0; i < row->cells.count && row->cells.items[i].column <= column; i++) {
        if (row->cells.items[i].column == column) {
            return row->cells.items[i];
        }
    }
    return (cg_cell){.kind = CG_CELL_EMPTY, .column = column};
}

/* Columns count A to Z, AA to ZZ, AAA …: base 26 without a zero. */
const char *cg_cell_name(cg_arena *arena, int column, int row) {
    enum { LETTERS = 26, ROOM = 8 };
    char letters[ROOM];
    int at = ROOM;
    letters[--at] = '\0';
    for (int rest = column; rest > 0 && at > 0; rest = (rest - 1) / LETTERS) {
        letters[--at] = (char)('A' + (rest - 1) % LETTERS);
    }
    return cg_format(arena, "%s%d", letters + at, row);
}
