/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells as the reader of workbooks hands them over: the JSON of congsinh-cells/1. */
#ifndef CG_TABLES_CELLS_JSON_H
#define CG_TABLES_CELLS_JSON_H

#include "base/diagnostic.h"
#include "tables/grid.h"

/* The sheets in `bytes`, which the workbook `file` was read into; NULL after saying why the reader
 * refused it, or that this is no such text. Rows and cells come in the order of their numbers. */
cg_grids *cg_cells_read(cg_arena *arena, cg_diagnostics *diagnostics, const char *file,
                        const char *bytes, size_t length);

#endif
