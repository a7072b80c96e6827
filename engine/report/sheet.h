/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a short edition says, before it is known in which format: blocks of facts, tables and lists,
 * each text already in the reader's language. Texts are not yet safe for any format. */
#ifndef CG_REPORT_SHEET_H
#define CG_REPORT_SHEET_H

#include "report/telling.h"

enum { CG_SHEET_COLUMNS = 7 };

typedef enum cg_sheet_kind {
    CG_SHEET_FACTS, /* rows of label, figure, note ("" where there is none) */
    CG_SHEET_TABLE, /* rows under `heads`; columns from `numbers` on are figures */
    CG_SHEET_LIST   /* rows of one text */
} cg_sheet_kind;

typedef struct cg_sheet_row {
    const char *cells[CG_SHEET_COLUMNS];
} cg_sheet_row;

typedef struct cg_sheet_block {
    const char *name; /* "wasted": unique in its sheet */
    cg_sheet_kind kind;
    const char *heading;     /* NULL: none */
    const char *lead, *note; /* before and behind; NULL: none */
    const char *heads[CG_SHEET_COLUMNS];
    int columns, numbers;
    CG_VECTOR(cg_sheet_row) rows;
} cg_sheet_block;

typedef CG_VECTOR(cg_sheet_block) cg_sheet;

/* Everything that a firm's edition says under its head: what one A4 page holds. */
cg_sheet cg_sheet_of_firm(const cg_telling *telling);
/* What is exchanged, by family. */
cg_sheet_block cg_sheet_of_families(const cg_telling *telling);
/* What the law forbids that would be worth most; its `lead` says that these are questions. */
cg_sheet_block cg_sheet_of_policy(const cg_telling *telling);
/* What is still to be confirmed, as a list of at most so many; no rows where nothing is. */
cg_sheet_block cg_sheet_to_confirm(const cg_telling *telling, int most);

#endif
