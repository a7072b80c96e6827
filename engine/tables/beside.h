/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV tables beside a park's document, which names them under "tables". */
#ifndef CG_TABLES_BESIDE_H
#define CG_TABLES_BESIDE_H

#include "base/json.h"
#include "knowledge/knowledge.h"
#include "tables/grid.h"

typedef struct cg_beside {
    const char *file; /* of the document: tables lie in its folder; NULL or "-": it has none */
    const cg_knowledge *knowledge; /* columns of parameters and attributes */
    cg_grids *book;                /* gets the sheets as they were read */
    cg_text *read; /* a line is added for each file opened, with its digest; NULL: nobody asks */
} cg_beside;

/* The document with the rows of the tables that it names in their places, and without "tables";
 * `document` itself where it names none. Only files that are named, and lie in the folder of the
 * document or below it, are opened. NULL after saying which cannot be read. Of a cell that is wrong
 * the place is {file, "outputs.csv!D12"}, and the document is given all the same, to look for more.
 */
cg_json *cg_tables_beside(cg_arena *arena, cg_diagnostics *diagnostics, cg_json *document,
                          const cg_beside *how);

#endif
