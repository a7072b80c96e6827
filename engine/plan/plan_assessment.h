/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan carries of the assessment of its park: results, and what a report says of them in
 * both languages. */
#ifndef CG_PLAN_PLAN_ASSESSMENT_H
#define CG_PLAN_PLAN_ASSESSMENT_H

#include "base/json.h"
#include "text/message.h"

/* Today, and after the plan. */
enum { CG_PLAN_TIMES = 2 };

/* How a criterion stands at one time. */
typedef struct cg_plan_standing {
    const char *result; /* "met", "not-met", "no-data"; NULL: that time is not told of */
    cg_words standing;  /* its value: "4 of 30 firms (13.3%), 23 not stated" */
    cg_words missing;   /* to the threshold; empty where it is met */
} cg_plan_standing;

typedef struct cg_plan_criterion {
    const char *id;
    const char *subject; /* "developer", "firms", "park", "firm" */
    cg_words title, clause, threshold, closes;
    cg_plan_standing at[CG_PLAN_TIMES]; /* of a criterion for firms: empty */
    cg_words *evidence;
    int evidence_count;
} cg_plan_criterion;

/* A firm held against the criteria for a firm. */
typedef struct cg_plan_firm_assessed {
    const char *id;
    cg_words name;
    const char **at[CG_PLAN_TIMES]; /* a result for each of firm_criteria; NULL: not told of */
} cg_plan_firm_assessed;

typedef struct cg_plan_assessment {
    const char *framework, *date;
    cg_words title;
    bool has_after;
    CG_VECTOR(cg_plan_criterion) criteria;      /* of the park, its developer, all firms */
    CG_VECTOR(cg_plan_criterion) firm_criteria; /* for each firm by itself */
    CG_VECTOR(cg_plan_firm_assessed) firms;
    CG_VECTOR(cg_words) outside; /* exchanges with partners in no park: real, and not counted */
    CG_VECTOR(cg_words) notes;   /* what must be said of the framework itself */
} cg_plan_assessment;

/* How many of the criteria of the park stand so ("met" …) at a time. */
int cg_plan_criteria_that(const cg_plan_assessment *assessment, int time, const char *result);
/* How many of the firms meet all criteria for a firm. */
int cg_plan_firms_met(const cg_plan_assessment *assessment, int time);

/* The same without evidence, firms and partners, for readers to whom firms are not named: counts
 * and results of the park alone. NULL for NULL. */
const cg_plan_assessment *cg_plan_assessment_unnamed(cg_arena *arena,
                                                     const cg_plan_assessment *assessment);

/* The member "assessment". */
void cg_plan_assessment_write(cg_json_writer *writer, const cg_plan_assessment *assessment);
/* Reads the member of a plan; NULL where there is none, or after reporting. */
cg_plan_assessment *cg_plan_assessment_read(cg_arena *arena, cg_diagnostics *diagnostics,
                                            const char *file, const cg_json *plan);

#endif
