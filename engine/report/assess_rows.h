/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every telling of an assessment says in the same words: results, values, gaps, evidence. */
#ifndef CG_REPORT_ASSESS_ROWS_H
#define CG_REPORT_ASSESS_ROWS_H

#include "insight/assess.h"
#include "report/telling.h"

/* One assessment being told; `telling` has no plan. */
typedef struct cg_assess_telling {
    cg_telling telling;
    const cg_assessment *assessment;
} cg_assess_telling;
cg_assess_telling cg_assess_telling_start(cg_arena *arena, const cg_assessment *assessment,
                                          cg_language language);

/* "not met"; in a narrow table "no". */
const char *cg_assess_word(const cg_assess_telling *t, cg_met met);
const char *cg_assess_short(const cg_assess_telling *t, cg_met met);
/* Today's result and, where the plan changes it, the one after, both by `say`. */
const char *cg_assess_cell(const cg_assess_telling *t, const cg_assessed *item,
                           const char *(*say)(const cg_assess_telling *, cg_met));
const char *cg_assess_subject(const cg_assess_telling *t, cg_subject subject);
/* "Article 37(2)(c), Decree 35/2022/ND-CP". */
const char *cg_assess_clause(const cg_assess_telling *t, const cg_criterion *criterion);
/* "4 of 30 firms (13.3%), 3 not stated". */
const char *cg_assess_value(const cg_assess_telling *t, const cg_assessed *item, cg_time time);
const char *cg_assess_threshold(const cg_assess_telling *t, const cg_assessed *item);
/* "firms missing: 2"; "" where it is met. */
const char *cg_assess_gap(const cg_assess_telling *t, const cg_assessed *item, cg_time time);
/* What the item rests on, a sentence each, at most `most` names in one; returns how many. */
int cg_assess_evidence(const cg_assess_telling *t, const cg_assessed *item, int most,
                       const char ***out);
/* Exchanges with partners outside any park, a line each; returns how many. */
int cg_assess_outside(const cg_assess_telling *t, const char ***out);
/* The head's sentences: day, counts, what they mean. */
int cg_assess_head(const cg_assess_telling *t, const char ***out);
/* What must be said of the framework itself: uncertain readings, gazette, day of the check. */
int cg_assess_foot(const cg_assess_telling *t, const char ***out);
/* How many firms meet all criteria for a firm. */
const char *cg_assess_firms_line(const cg_assess_telling *t);
/* How many firms meet the criterion for a firm of that number. */
const char *cg_assess_met_by(const cg_assess_telling *t, int criterion);
const char *cg_assess_park(const cg_assess_telling *t);
const char *cg_assess_firm(const cg_assess_telling *t, int firm);

#endif
