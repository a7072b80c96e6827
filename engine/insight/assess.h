/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park and its firms held against a framework's criteria, today and after a plan. */
#ifndef CG_INSIGHT_ASSESS_H
#define CG_INSIGHT_ASSESS_H

#include "knowledge/frameworks.h"
#include "knowledge/rules.h"
#include "park/park.h"
#include "plan/plan.h"

typedef enum cg_met {
    CG_MET,
    CG_NOT_MET,
    CG_NO_DATA, /* not stated: neither a pass nor a failure */
    CG_MET_COUNT
} cg_met;
/* "met", "not-met", "no-data". */
const char *cg_met_id(cg_met met);

typedef enum cg_time { CG_TODAY, CG_AFTER, CG_TIMES } cg_time;

/* How a criterion stands at one time. */
typedef struct cg_standing {
    cg_met met;
    bool has_value; /* false: there is no figure, or nobody stated it */
    double value;   /* what is certain: a share, a number, a count; 1 or 0 for a fact */
    double most;    /* what it would be if all that nobody stated were true */
    double gap;     /* what is missing to the threshold: a number, or so many firms or exchanges */
    int count, unknown, of; /* firms or exchanges: it holds, nobody knows, of how many */
} cg_standing;

/* What a criterion rests on: a fact of the park or of a firm. */
typedef struct cg_proof {
    int firm;            /* CG_NONE: the park */
    const cg_fact *fact; /* NULL: not stated */
    bool unproven;       /* stated without the evidence it needs, so that it counts as not stated */
} cg_proof;

typedef struct cg_assessed {
    const cg_criterion *criterion;
    cg_standing at[CG_TIMES];
    CG_VECTOR(cg_proof) proofs; /* of firms: each of them, in their order */
} cg_assessed;

/* An exchange between two firms, however many ways it goes. Only where both stand in a park, this
 * or another, is it a symbiosis to count. */
typedef struct cg_symbiosis {
    int output, input;
    bool at[CG_TIMES];
    bool outside; /* an end stands in no park: shown, not counted */
} cg_symbiosis;

typedef struct cg_firm_assessed {
    int firm;
    cg_assessed *items; /* one for each of the assessment's firm_criteria */
} cg_firm_assessed;

typedef struct cg_assessment {
    cg_arena *arena;
    const cg_park *park;
    const cg_framework *framework;
    const cg_plan *plan; /* NULL: none */
    bool has_after;      /* there is a plan that holds something to go by */
    const char *date;
    CG_VECTOR(cg_assessed)
    items; /* of the park, its developer and all firms, as the framework lists */
    CG_VECTOR(const cg_criterion *) firm_criteria;
    CG_VECTOR(cg_firm_assessed) firms; /* those in the park, where there are criteria for them */
    CG_VECTOR(cg_symbiosis) symbioses;
    int *first_of;  /* by firm, and one more: where its symbioses begin in `of_firm` */
    int *of_firm;   /* indices of symbioses, ascending for each firm */
    int firm_count; /* in the park */
} cg_assessment;

typedef struct cg_assess_asked {
    const cg_park *park;
    const cg_framework *framework;
    const cg_plan *plan; /* of this park; NULL: today alone */
    const char *date;    /* whose criteria are in force */
} cg_assess_asked;
/* NULL after reporting that no criterion of the framework is in force on the day. */
cg_assessment *cg_assess(cg_arena *arena, cg_diagnostics *diagnostics,
                         const cg_assess_asked *asked);

/* Whether both ends of a symbiosis state the criterion's fact; true where it asks for none. */
cg_truth cg_symbiosis_holds(const cg_assessment *assessment, const cg_criterion *criterion,
                            const cg_symbiosis *symbiosis);
/* What a firm states of the criterion's fact. */
cg_truth cg_firm_states(const cg_assessment *assessment, int firm, int fact);
/* How many of the items stand so at a time. */
int cg_assessment_count(const cg_assessment *assessment, cg_time time, cg_met met);
/* How many of the firms meet all criteria for a firm. */
int cg_assessment_firms_met(const cg_assessment *assessment, cg_time time);

#endif
