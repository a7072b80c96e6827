/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be typed into a column of a park's tables; inside this room. */
#ifndef CG_WORKBOOK_PARK_CHECKS_H
#define CG_WORKBOOK_PARK_CHECKS_H

#include "tables/fill.h"
#include "workbook/park_lists.h"

/* Rows below the last one that are checked too. */
#define CG_ROWS_TO_FILL 2000

typedef struct cg_park_checks {
    cg_arena *arena;
    const cg_fill *how;
    const cg_grids *grids;
    cg_book_lists *lists;
    cg_book_sheet *sheet;
    int first_row, last_row; /* of the data */
} cg_park_checks;

/* Adds the check of `column`, which stands at `at` (from 0) of the sheet. */
void cg_park_check_column(const cg_park_checks *checks, const cg_table_column *column, int at);

#endif
