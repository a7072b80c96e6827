/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rules cost, as its readers want to see it. */
#ifndef CG_REPORT_REPORT_PRICES_H
#define CG_REPORT_REPORT_PRICES_H

#include "report/report.h"
#include "study/rule_prices.h"

/* 80 columns for people. */
const char *cg_report_prices_text(cg_arena *arena, const cg_rule_prices *prices,
                                  cg_language language, size_t *length);
/* For spreadsheets: a row a price. */
const char *cg_report_prices_csv(cg_arena *arena, const cg_rule_prices *prices,
                                 cg_language language, size_t *length);
/* congsinh-rule-prices/1. */
const char *cg_report_prices_json(cg_arena *arena, const cg_rule_prices *prices, size_t *length);

#endif
