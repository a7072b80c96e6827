/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables that a park names, put into its document. */
#ifndef CG_PARK_TABLES_H
#define CG_PARK_TABLES_H

#include "park/park.h"
#include "tables/grid.h"

/* A document that has "tables" with their rows in their places; NULL after saying which of them
 * cannot be read. In `book` the sheets they were read from. */
cg_json *cg_park_tables(cg_arena *arena, cg_diagnostics *diagnostics, cg_json *document,
                        const cg_park_source *source, cg_grids *book);

#endif
