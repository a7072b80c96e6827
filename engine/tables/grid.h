/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets of cells, as a workbook or a folder of CSV files gives them and as we write them: no
 * meaning yet, no file any more. */
#ifndef CG_TABLES_GRID_H
#define CG_TABLES_GRID_H

#include "base/memory.h"

typedef enum cg_cell_kind {
    CG_CELL_EMPTY,
    CG_CELL_TEXT,
    CG_CELL_NUMBER,
    CG_CELL_PERCENT, /* a number shown as a percentage: 0.25 where 25 % is shown */
    CG_CELL_DATE,    /* `text` is the day, 2026-06-30 */
    CG_CELL_TRUTH,   /* `number` is 1 or 0 */
    CG_CELL_ERROR,   /* `text` is what the spreadsheet shows, "#DIV/0!" */
    CG_CELL_FORMULA  /* has no stored value; `text` is the formula */
} cg_cell_kind;

typedef struct cg_cell {
    cg_cell_kind kind;
    int column; /* from 1 */
    double number;
    const char *text; /* UTF-8 as stored: not trimmed, not normalised */
} cg_cell;

typedef struct cg_grid_row {
    int number;               /* as the sheet counts it, from 1 */
    CG_VECTOR(cg_cell) cells; /* by column; empty ones may be left out */
} cg_grid_row;

typedef struct cg_grid {
    const char *name;  /* of the sheet, or of the file without its ending */
    const char *table; /* the key of the table it is said to be; NULL: its name says which */
    bool hidden;
    CG_VECTOR(cg_grid_row) rows;    /* by number; empty ones may be left out */
    CG_VECTOR(const char *) merged; /* "A1:F1" */
} cg_grid;

typedef struct cg_grids {
    const char *file;
    CG_VECTOR(cg_grid) grids;
} cg_grids;

/* The cell of a row in `column`; an empty cell where there is none. */
cg_cell cg_grid_cell(const cg_grid_row *row, int column);
/* "C12" of column 3, row 12. */
const char *cg_cell_name(cg_arena *arena, int column, int row);

#endif
