/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan as a workbook: sheets of tables under their headings, made of what the edition's readers
 * may see. */
#ifndef CG_REPORT_PLAN_BOOK_H
#define CG_REPORT_PLAN_BOOK_H

#include "base/number.h"
#include "report/telling.h"
#include "workbook/xlsx.h"

typedef struct cg_plan_book {
    const cg_telling *telling;
    cg_book *book;
    const char *money_format; /* of cells: whole units of the currency */
    int balance_row;          /* of the summary's balance: its first row; CG_NONE without */
} cg_plan_book;

/* How a column's cells are written. */
typedef enum cg_plan_cells {
    CG_PLAN_TEXT,   /* wrapped */
    CG_PLAN_LABEL,  /* text in bold */
    CG_PLAN_MARK,   /* a short text in the middle: a number, a unit */
    CG_PLAN_MONEY,  /* in the currency's own unit */
    CG_PLAN_AMOUNT, /* as many decimals as its size asks for */
    CG_PLAN_COUNT,
    CG_PLAN_YEARS,
    CG_PLAN_PLAIN, /* a year: no separators */
    CG_PLAN_SHARE  /* 0.25 is 25.0% */
} cg_plan_cells;
typedef struct cg_plan_column {
    cg_message_id head;
    const char *of; /* the heading's {1}; NULL */
    double width;   /* in characters */
    cg_plan_cells cells;
} cg_plan_column;

/* A sheet being filled from top to bottom. */
typedef struct cg_plan_sheet {
    cg_plan_book *book;
    int sheet; /* number in the book */
    const cg_plan_column *columns;
    int count;
    int row;      /* the next to be written */
    int head_row; /* of the table under way */
    int lines;    /* of text in the highest cell of the row under way */
    bool total;   /* rows written from now on are sums */
} cg_plan_sheet;

/* A new sheet with its name as title, the park and the edition below it, and the columns' widths.
 */
cg_plan_sheet cg_plan_sheet_start(cg_plan_book *book, cg_message_id name,
                                  const cg_plan_column *columns, int count);
cg_book_sheet *cg_plan_sheet_of(const cg_plan_sheet *sheet);
/* A sentence across all columns. */
void cg_plan_sentence(cg_plan_sheet *sheet, const char *text);
/* A heading within the sheet, after an empty row. */
void cg_plan_heading(cg_plan_sheet *sheet, const char *text);
/* The row of headings; of the sheet's first table it stays in sight, above it everything does. */
void cg_plan_heads(cg_plan_sheet *sheet, bool stays);
/* Buttons on the headings, for the rows since. */
void cg_plan_filter(cg_plan_sheet *sheet);
/* Cells of the row under way. NULL and "" leave a framed empty cell; what is no number is a dash,
 * what is without end a word. Text is text whatever it begins with. */
void cg_plan_put(cg_plan_sheet *sheet, int column, const char *text);
void cg_plan_put_number(cg_plan_sheet *sheet, int column, double value);
void cg_plan_put_as(cg_plan_sheet *sheet, int column, double value, cg_plan_cells cells);
void cg_plan_next(cg_plan_sheet *sheet);

/* "VND/yr". */
const char *cg_plan_money_unit(const cg_telling *telling);
const char *cg_plan_yearly(const cg_telling *telling, const char *unit);
/* What of the list names it, as "E01, E03"; "" where none does. */
const char *cg_plan_lines_with(const cg_telling *telling, const char *rule, bool permits);

/* All of them. */
cg_book *cg_plan_book_of(const cg_telling *telling);
/* The sheets, in their order; each decides whether its audience has it. */
void cg_plan_book_summary(cg_plan_book *book);
void cg_plan_book_charts(cg_plan_book *book);
void cg_plan_book_exchanges(cg_plan_book *book);
void cg_plan_book_parties(cg_plan_book *book);
void cg_plan_book_wasted(cg_plan_book *book);
void cg_plan_book_permits(cg_plan_book *book);
void cg_plan_book_rules(cg_plan_book *book);
void cg_plan_book_figures(cg_plan_book *book);
void cg_plan_book_criteria(cg_plan_book *book);
void cg_plan_book_rejected(cg_plan_book *book);
void cg_plan_book_confirm(cg_plan_book *book);
void cg_plan_book_policy(cg_plan_book *book);
void cg_plan_book_provenance(cg_plan_book *book);

#endif
