/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park's document laid out in tables. */
#ifndef CG_TABLES_FILL_H
#define CG_TABLES_FILL_H

#include "base/json.h"
#include "tables/columns.h"
#include "tables/grid.h"

typedef struct cg_fill {
    const cg_knowledge *knowledge;
    cg_language language; /* of sheet names and headings */
    bool empty;       /* no park: headings, explanations and an example line alone (a template) */
    const char *firm; /* only what this firm fills in; NULL: the whole park */
} cg_fill;

/* The sheets of the park `document` (NULL where `empty`): row 1 the sheet's explanation, row 2 the
 * headings, row 3 on the rows. A column nothing fills is left out, but of a template. What
 * cg_gather reads back from them is the same park: what no column can say exactly stands on the
 * sheets of figures and of other values. */
cg_grids *cg_fill_tables(cg_arena *arena, const cg_json *document, const cg_fill *how);

#endif
