/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet of lists that cells choose from; inside this room. */
#ifndef CG_WORKBOOK_PARK_LISTS_H
#define CG_WORKBOOK_PARK_LISTS_H

#include "tables/columns.h"
#include "workbook/xlsx.h"

typedef struct cg_book_list {
    const char *const *words; /* NULL-ended */
    cg_book_range range;
} cg_book_list;

typedef struct cg_book_lists {
    cg_arena *arena;
    cg_book *book;
    const cg_knowledge *knowledge;
    cg_language language;
    cg_book_sheet sheet;
    CG_VECTOR(cg_book_list) items;
    int columns;                /* taken so far */
    int heading, word, meaning; /* styles */
} cg_book_lists;

void cg_book_lists_start(cg_arena *arena, cg_book_lists *lists, cg_book *book,
                         const cg_knowledge *knowledge, cg_language language);
/* Where the words stand; they are added, under `heading` and each with what it means, where they do
 * not stand there yet. */
cg_book_range cg_book_lists_range(cg_book_lists *lists, const char *const *words,
                                  const char *heading);

#endif
