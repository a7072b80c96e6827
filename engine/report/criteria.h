/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reports of a plan say in the same words of the assessment it carries. */
#ifndef CG_REPORT_CRITERIA_H
#define CG_REPORT_CRITERIA_H

#include "report/telling.h"

/* "met", "not met", "no data" in the reader's language. */
const char *cg_criteria_word(const cg_telling *telling, const char *result);
/* A firm's result, or both where the plan changes it: "not met → met". */
const char *cg_criteria_change(const cg_telling *telling, const cg_plan_firm_assessed *firm,
                               int criterion);
/* Whether something is left to do for it, today or after the plan. */
bool cg_criteria_is_open(const cg_plan_criterion *criterion);
/* Whether the plan changes its result. */
bool cg_criteria_moves(const cg_plan_criterion *criterion);
/* What is missing, of both times where they differ; "" where nothing is. */
const char *cg_criteria_missing(const cg_telling *telling, const cg_plan_criterion *criterion);
/* Ids of the criteria whose results the plan changes, or that there is none. */
const char *cg_criteria_changed(const cg_telling *telling);
/* "met by 25 of 30 firms today, 25 after the plan". */
const char *cg_criteria_met_by(const cg_telling *telling, int criterion);
const char *cg_criteria_lead(const cg_telling *telling);
/* "4 of 9". */
const char *cg_criteria_met(const cg_telling *telling, int time);
/* "2 not met, 3 without data". */
const char *cg_criteria_rest(const cg_telling *telling, int time);
/* "0 → 2 of 30"; where there is no plan to go by "0 of 30". */
const char *cg_criteria_eco_firms(const cg_telling *telling);
/* The part of the criteria in a Markdown report, with its heading; nothing where the plan carries
 * no assessment. */
void cg_criteria_markdown(cg_text *out, const cg_telling *telling);

#endif
