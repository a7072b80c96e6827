/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days of the calendar: read as data has them, told as a reader writes them. */
#ifndef CG_TEXT_DAY_H
#define CG_TEXT_DAY_H

#include "text/message.h"

/* True for YYYY-MM-DD that is a day of the calendar, from year 1. */
bool cg_day_is_valid(const char *text);
/* "30 June 2026", in Vietnamese "30/6/2026"; what is no such day comes back as it is. */
const char *cg_day_told(cg_arena *arena, const char *text, cg_language language);

#endif
