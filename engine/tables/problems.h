/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was said of tables, put in order: by book, sheet and cell, without what only follows. */
#ifndef CG_TABLES_PROBLEMS_H
#define CG_TABLES_PROBLEMS_H

#include "base/diagnostic.h"
#include "tables/grid.h"

/* Where a place of gathering lies; sheet CG_NONE: not on any sheet, row 0: the sheet as a whole. */
typedef struct cg_cell_at {
    int book, sheet, row, column;
} cg_cell_at;
/* False where the place is in none of the books. */
bool cg_cell_at_place(cg_cell_at *out, cg_place place, const cg_grids *const *books, int count);

/* Takes out of those from number `read` on what stands at a cell that gathering, which said those
 * from `first` to `read`, found an error in: it would say the same in other words. */
void cg_problems_drop_echoes(cg_diagnostics *diagnostics, int first, int read);
/* Puts those from number `first` on in the order of the cells they are about; the others last. */
void cg_problems_by_cell(cg_diagnostics *diagnostics, int first, const cg_grids *const *books,
                         int count);

/* The sheet that lists problems in a copy of a workbook; it is passed over in reading. */
cg_words cg_problems_sheet_name(void);
/* Whether a sheet is that list, in either language and however it is written. */
bool cg_is_problems_sheet(cg_arena *arena, const char *name);

#endif
