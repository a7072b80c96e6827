/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which table a sheet is, where its headings stand, and which column each of them is. */
#ifndef CG_TABLES_HEADINGS_H
#define CG_TABLES_HEADINGS_H

#include "base/diagnostic.h"
#include "tables/columns.h"
#include "tables/grid.h"

/* One table's columns with every name they go by. */
typedef struct cg_column_names {
    cg_table_columns columns;
    cg_map *whole; /* folded headings with their units, and paths -> index of a column */
    cg_map *bare;  /* folded headings without what stands in brackets */
    const char *list[CG_LANGUAGES]; /* the first headings, for sentences */
} cg_column_names;

/* The names of all tables; made once for all sheets. */
typedef struct cg_names {
    cg_arena *arena;
    const cg_knowledge *knowledge;
    cg_column_names tables[CG_TABLE_COUNT];
    cg_map *sheets; /* folded names and keys -> cg_table_id */
} cg_names;
cg_names *cg_names_new(cg_arena *arena, const cg_knowledge *knowledge);

/* What stands beside a measured number, in the order of cg_measured_parts. */
enum {
    CG_PART_UNIT,
    CG_PART_LOW,
    CG_PART_HIGH,
    CG_PART_BASIS,
    CG_PART_SOURCE,
    CG_PART_YEAR,
    CG_PART_SOURCE_VI,
    CG_PART_SOURCE_EN,
    CG_PARTS
};
extern const char *const cg_measured_parts[CG_PARTS]; /* "unit", "low" … */

typedef struct cg_heading {
    int column; /* of the sheet, from 1 */
    const cg_table_column *is;
    const char *unit;    /* in the heading's brackets, and not the column's own; else NULL */
    int parts[CG_PARTS]; /* of MEASURED: their headings, or CG_NONE */
} cg_heading;

/* A sheet that is a table. */
typedef struct cg_found_sheet {
    const char *file;
    const cg_grid *grid;
    cg_table_id table;
    int heading_row;      /* index in grid->rows */
    cg_language language; /* of most headings */
    CG_VECTOR(cg_heading) headings;
} cg_found_sheet;
typedef CG_VECTOR(cg_found_sheet) cg_found_sheets;

/* The sheets of a book that are tables, in the book's order. What is none is said: an error where
 * it looks like one that was meant, else a warning. */
cg_found_sheets cg_found_sheets_of(const cg_names *names, cg_diagnostics *diagnostics,
                                   const cg_grids *book);
/* "Outputs!C12". */
cg_place cg_cell_place(cg_arena *arena, const cg_found_sheet *sheet, int column, int row);
/* The heading of a column as it stands on the sheet, for sentences. */
const char *cg_heading_shown(cg_arena *arena, const cg_found_sheet *sheet, int column);
/* A text of a cell for sentences: without control characters, cut where it is long. */
const char *cg_cell_text_shown(cg_arena *arena, const char *text);
/* What a cell holds, for sentences: a number as it is, a text in quotes. */
const char *cg_cell_shown(cg_arena *arena, const cg_cell *cell);

#endif
