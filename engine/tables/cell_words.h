/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and truths as people write them in cells. */
#ifndef CG_TABLES_CELL_WORDS_H
#define CG_TABLES_CELL_WORDS_H

#include "base/memory.h"

/* "yes", "có", "x", "đã có" …: true and false in `truth`; false where `text` is neither. */
bool cg_truth_read(cg_arena *arena, bool *truth, const char *text);
/* The day (2026-06-30), month (2026-06) or year of "30/6/2026", "30.06.2026", "2026-06-30",
 * "6/2026", "tháng 6/2026", "2026"; the day comes before the month. NULL where it is none. */
const char *cg_date_read(cg_arena *arena, const char *text);
/* The day with this number in a spreadsheet, counted from 1899-12-30; NULL where it is none, or
 * before 1900-03-01, where spreadsheets disagree. */
const char *cg_date_of_serial(cg_arena *arena, double number);

#endif
