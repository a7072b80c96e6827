/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables for spreadsheets: RFC 4180, a byte order mark so that Excel reads Vietnamese. */
#ifndef CG_REPORT_CSV_H
#define CG_REPORT_CSV_H

#include "base/text.h"

typedef struct cg_csv {
    cg_text out;
    bool first; /* of its row */
} cg_csv;

cg_csv cg_csv_start(cg_arena *arena);
/* NULL is an empty cell; what would be run as a formula gets an apostrophe before it. */
void cg_csv_text(cg_csv *csv, const char *text);
/* Exact and with a decimal point, whatever the language: other programs read this. Empty where it
 * is not finite. */
void cg_csv_number(cg_csv *csv, double value);
void cg_csv_end_row(cg_csv *csv);

#endif
