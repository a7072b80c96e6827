/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as a reader writes them: 1,234.5 in English, 1.234,5 in Vietnamese; what is not known is
 * a dash. */
#ifndef CG_TEXT_FIGURES_H
#define CG_TEXT_FIGURES_H

#include "text/message.h"

/* Grouped by thousands with exactly `decimals` (0 to 6) digits behind the sign; half rounds away
 * from zero. */
const char *cg_figure(cg_arena *arena, double value, int decimals, cg_language language);
/* With four significant digits at most, whole above 1,000, no zeros behind: 1,234 12.34 0.05. */
const char *cg_figure_short(cg_arena *arena, double value, cg_language language);
/* With so many significant digits: 2.2313e9 to three is 2.23e9. For what is reckoned from
 * estimates. */
double cg_figure_rounded(double value, int digits);
/* A share as a percentage with one digit: 0.1234 is 12.3%; the whole is 100%. */
const char *cg_figure_share(cg_arena *arena, double share, cg_language language);
/* A tiny share as the power of ten it does not exceed: 3.2e-15 is "1e-14", 0 is "0". */
const char *cg_figure_most(cg_arena *arena, double share);
/* Money for a sentence: "12.34 billion VND", "12,34 tỷ đồng", "512,300 VND". `currency` may be
 * NULL. */
const char *cg_figure_money(cg_arena *arena, double value, const char *currency,
                            cg_language language);
/* A currency as a reader writes it: VND in Vietnamese is đồng; "" for NULL. */
const char *cg_figure_currency(const char *currency, cg_language language);
/* A unit as a reader writes it: m3 is m³, t in Vietnamese is tấn. Others as they are. */
const char *cg_figure_unit(const char *unit, cg_language language);
/* "1,234 m³". */
const char *cg_figure_quantity(cg_arena *arena, double value, const char *unit,
                               cg_language language);

/* How one column of a table writes its money: all in the same unit. */
typedef struct cg_money_column {
    double divide;
    int decimals;
    const char *unit; /* "million VND" */
} cg_money_column;
/* The unit that suits a table whose largest number is `largest`. */
cg_money_column cg_money_column_for(cg_arena *arena, double largest, const char *currency,
                                    cg_language language);
const char *cg_money_cell(cg_arena *arena, const cg_money_column *column, double value,
                          cg_language language);

#endif
