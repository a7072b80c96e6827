/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table on its way to a grid: rows whose cells are named by their columns' paths; inside this
 * room. */
#ifndef CG_TABLES_FILL_SHEET_H
#define CG_TABLES_FILL_SHEET_H

#include "tables/columns.h"
#include "tables/grid.h"

typedef struct cg_filled {
    cg_table_id table;
    cg_table_columns columns;
    cg_map *paths;               /* of columns -> index */
    bool *used;                  /* by column */
    CG_VECTOR(cg_grid_row) rows; /* cells by index of column, in any order */
} cg_filled;

void cg_filled_start(cg_arena *arena, cg_filled *sheet, const cg_knowledge *knowledge,
                     cg_table_id table);
/* A new, empty last row. */
void cg_filled_row(cg_arena *arena, cg_filled *sheet);
/* The column of that path, or NULL. */
const cg_table_column *cg_filled_column(const cg_filled *sheet, const char *path);
/* True where a column's path goes on behind `path`: "quality" of "quality.COD". */
bool cg_filled_leads(const cg_filled *sheet, const char *path);
/* Puts a cell into the last row, in a column that is there; an empty one is passed over. */
void cg_filled_put(cg_arena *arena, cg_filled *sheet, const char *path, cg_cell cell);
/* The grid: explanation, headings, rows. Columns that nothing fills are left out unless `all`. */
cg_grid cg_filled_grid(cg_arena *arena, const cg_filled *sheet, cg_language language, bool all);

#endif
