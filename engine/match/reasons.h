/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a candidate is not allowed, in a sentence that says what stopped it and what to do. */
#ifndef CG_MATCH_REASONS_H
#define CG_MATCH_REASONS_H

#include "match/matches.h"

/* What decided about a treated pair. */
typedef enum cg_decided {
    CG_DECIDED_BY_INTAKE, /* the way into the facility */
    CG_DECIDED_BY_SUPPLY, /* what it hands on to the input, or what it treats today already */
    CG_DECIDED_BY_LAW,    /* the law about this very pair */
    CG_DECIDED_BY_MIXING  /* the law about another input that would receive of the same mix */
} cg_decided;
typedef struct cg_treated {
    cg_finding finding;
    cg_decided by;
    int other; /* DECIDED_BY_MIXING: that other input; else CG_NONE */
} cg_treated;
/* What the park, physics and the law say of what `intake` takes and `supply`, of the same facility,
 * hands on. */
cg_treated cg_treated_of(const cg_matches *matches, const cg_intake *intake,
                         const cg_supply *supply);

/* Its finding alone. */
cg_finding cg_finding_of_treated(const cg_matches *matches, const cg_intake *intake,
                                 const cg_supply *supply);

/* A few sentences without control characters, in `arena`. Where the candidate is open: NULL, or,
 * where a rule sends it by its facility, that rule's sentence. */
const char *cg_reason_of_candidate(cg_arena *arena, const cg_matches *matches,
                                   const cg_candidate *candidate, cg_language language);
/* The same of a treated pair. */
const char *cg_reason_of_treated(cg_arena *arena, const cg_matches *matches,
                                 const cg_intake *intake, const cg_supply *supply,
                                 cg_language language);
/* "beyond-reach", "quality-unknown", …, or "rule" where the law decided; "allowed" where nothing
 * stands in the way. */
const char *cg_reason_code(const cg_finding *finding);

/* What quality a candidate or treated pair was held against. */
typedef struct cg_quality_case {
    const cg_qualities *quality;         /* as it leaves the output or the facility */
    const cg_substitution *substitution; /* that treats it on the way, or NULL */
    const cg_limits *limits;
    const char *of, *at; /* whose quality it is, and who limits it: paper.effluent, wwtp */
} cg_quality_case;
/* False where the finding is not about quality. */
bool cg_quality_case_of_candidate(cg_quality_case *out, const cg_matches *matches,
                                  const cg_candidate *candidate);
bool cg_quality_case_of_treated(cg_quality_case *out, const cg_matches *matches,
                                const cg_intake *intake, const cg_supply *supply);
/* The ids of the limited parameters that are not stated; `*count` of them. */
const char **cg_quality_not_stated(cg_arena *arena, const cg_knowledge *knowledge,
                                   const cg_quality_case *asked, int *count);

#endif
