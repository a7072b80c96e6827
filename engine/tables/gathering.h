/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files share that gather a document from tables; nobody else includes it. */
#ifndef CG_TABLES_GATHERING_H
#define CG_TABLES_GATHERING_H

#include "tables/gather.h"
#include "tables/headings.h"

/* What stood somewhere first. */
typedef struct cg_entry {
    cg_json *node;
    cg_place place;
    int book;
} cg_entry;

typedef struct cg_gathering {
    cg_arena *arena;
    cg_diagnostics *diagnostics;
    const cg_gather *how;
    const cg_names *names;
    cg_json *document;
    cg_map *seen; /* what a row stands for -> index in entries */
    CG_VECTOR(cg_entry) entries;
    cg_map *firms; /* id -> index in firm_nodes */
    CG_VECTOR(cg_json *) firm_nodes;
    cg_map *firm_names;             /* folded names -> the same */
    CG_VECTOR(cg_json *) strangers; /* firms that rows name and no sheet tells of */
    cg_map *period_maps;            /* paths of figures by period -> 0 */
    cg_park_items items;
    cg_map *item_names; /* folded names and paths -> index in items */
} cg_gathering;

/* One row of a table. `marks` are those of its sheet's headings. */
typedef struct cg_row {
    const cg_found_sheet *sheet;
    const cg_grid_row *cells;
    const cg_decimal_mark *marks;
    int book;
} cg_row;

/* ---- cell_rows.c: rows, their cells, and the marks of columns */

/* The decimal mark of each of the sheet's headings as the column's texts prove it, PROVEN where
 * none does. What disagrees is said. */
const cg_decimal_mark *cg_column_marks(cg_gathering *g, const cg_found_sheet *sheet);
/* Whether a row holds what is to be read: no example, no headings again, and something in a column
 * that is known (a form's numbered lines count as empty). */
bool cg_row_counts(cg_arena *arena, const cg_found_sheet *sheet, const cg_grid_row *row);
/* The cell of a heading; an empty one where there is no such heading (CG_NONE). */
cg_cell cg_row_cell(const cg_row *row, int heading);
bool cg_cell_is_empty(cg_arena *arena, const cg_cell *cell);
/* The heading of the column with this path, or CG_NONE. */
int cg_row_heading(const cg_row *row, const char *path);
cg_place cg_row_place(cg_gathering *g, const cg_row *row, int heading);
/* The place of the row's first filled cell. */
cg_place cg_row_start(cg_gathering *g, const cg_row *row);

/* ---- cell_values.c: a cell as a value of the document, which keeps the cell as its place */

cg_json *cg_node_at(cg_gathering *g, cg_json_type type, cg_place place);
/* The cell as a value of `kind`, a bare number being in `unit` (NULL or "": a number of the
 * document); NULL where it is empty or after reporting. Not for MEASURED. */
cg_json *cg_cell_as(cg_gathering *g, const cg_row *row, int heading, cg_column_kind kind,
                    const char *unit);
/* A MEASURED number of the headings PATH, PATH/unit …; NULL where empty or after reporting. */
cg_json *cg_measured(cg_gathering *g, const cg_row *row, const char *path);
/* What stands beside it alone: low, high, basis, source and year become members of `object`; false
 * where none is filled. */
bool cg_measured_rest(cg_gathering *g, const cg_row *row, const char *path, const char *unit,
                      cg_json *object);
/* The text of a cell that must hold one; NULL after reporting. */
const char *cg_text_needed(cg_gathering *g, const cg_row *row, const char *path);

/* ---- gather_rows.c: a row as an object, and lists of rows */

/* Puts `node` at a path of dots within `object`; false after saying that something stands there. */
bool cg_put(cg_gathering *g, cg_json *object, const char *path, cg_json *node);
/* The whole row but the columns of `apart`, which NULL ends. */
cg_json *cg_row_object(cg_gathering *g, const cg_row *row, const char *const *apart);
/* False where `key` was there before: after saying so, but for the same again in another book. */
bool cg_is_new(cg_gathering *g, const char *key, const char *shown, cg_json *node, int book);
/* Adds a row to the list `key` of an object, which is made where it is not there. */
void cg_add_to_list(cg_gathering *g, cg_json *object, const char *key, cg_json *row);
/* The firm that the column "firm" names; after reporting one that only stands for it, so that what
 * is told of it is read too, or NULL. */
cg_json *cg_row_firm(cg_gathering *g, const cg_row *row);

void cg_gather_plain(cg_gathering *g,
                     const cg_row *row); /* periods, facilities, links, exchanges */
void cg_gather_firm(cg_gathering *g, const cg_row *row);
void cg_gather_flow(cg_gathering *g, const cg_row *row);

/* ---- gather_paths.c: rows that say where in the document they belong */

void cg_gather_item(cg_gathering *g, const cg_row *row);
void cg_gather_fact(cg_gathering *g, const cg_row *row);
void cg_gather_figure(cg_gathering *g, const cg_row *row);
void cg_gather_other(cg_gathering *g, const cg_row *row);

#endif
