/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a park dressed as a workbook that people fill in. */
#ifndef CG_WORKBOOK_PARK_BOOK_H
#define CG_WORKBOOK_PARK_BOOK_H

#include "tables/fill.h"
#include "workbook/xlsx.h"

/* The grids that cg_fill_tables made of `how`, with styles, lists to choose from, checks of what is
 * typed and a sheet that explains the words of those lists. `title` goes into the file's
 * properties. */
const cg_book *cg_park_book(cg_arena *arena, const cg_grids *grids, const cg_fill *how,
                            const char *title);

#endif
