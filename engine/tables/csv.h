/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The CSV door: RFC 4180, read strictly. csv.c is the only file that sees libcsv. */
#ifndef CG_TABLES_CSV_H
#define CG_TABLES_CSV_H

#include "base/diagnostic.h"
#include "tables/grid.h"

/* One is read into memory whole. */
#define CG_CSV_MOST_BYTES ((size_t)256 << 20)

typedef struct cg_csv {
    const char *file;  /* as it is opened, for what is wrong with the file as a whole */
    const char *book;  /* what it stands beside, for places of cells: {book, "NAME!C12"} */
    const char *name;  /* as the document names it */
    char separator;    /* of fields: ',' ';' or a tab */
    const char *bytes; /* UTF-8, with or without a byte order mark; lives as long as asked for */
    size_t length;
} cg_csv;

/* The cells of a CSV text as rows of `grid`, all of them TEXT, empty ones left out; rows count
 * records and not lines. Every record must have as many fields as the first, blank lines apart: a
 * comma too many would put values under other headings. Bounded in cells, columns and the length of
 * a cell. False after saying what is wrong. */
bool cg_csv_read(cg_arena *arena, cg_diagnostics *diagnostics, const cg_csv *csv, cg_grid *grid);

#endif
