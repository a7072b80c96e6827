/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each scenario of a study came to, and how it differs from the park as it stands. */
#ifndef CG_STUDY_RESULT_H
#define CG_STUDY_RESULT_H

#include "plan/plan.h"
#include "study/study.h"

/* All that goes from one output to one input, whatever its way; what has stopped is none. */
typedef struct cg_pair {
    const char *from, *to;
    const char **via; /* facilities that some of it goes by; "" for what goes straight */
    int via_count;
    double quantity; /* what leaves the output in a year */
    const char *unit;
} cg_pair;

/* One pair against the park as it stands. */
typedef struct cg_pair_change {
    const cg_pair *before, *after; /* NULL: not there */
    bool rerouted;                 /* there in both, by other facilities or now straight */
} cg_pair_change;

/* A firm's or facility's own line. */
typedef struct cg_result_party {
    const char *id;
    cg_words name;
    double saving, charged_today; /* as in a plan's parties */
} cg_result_party;

typedef struct cg_problem {
    cg_severity severity;
    const char *code, *path; /* path NULL where it has none */
    cg_words sentence;
} cg_problem;

/* One row of the comparison; everything lives in its arena. */
typedef struct cg_result {
    const char *id;
    cg_words title;
    const char *based_on;                   /* id, or NULL for the park as it stands itself */
    const char **settings, **leave, **join; /* its own: "PATH=VALUE", ids of firms */
    int setting_count, leave_count, join_count;
    const char *status;             /* a plan's, or "failed": no plan could be asked for */
    bool solved;                    /* there is a plan: optimal, or to a limit */
    CG_VECTOR(cg_problem) problems; /* errors first; warnings that the park as it stands has not */
    const char *objective, *rules, *date;
    const char **without, **readings;
    int without_count, reading_count;
    int exception_count; /* of what the park states against the rules, those that reach here */
    const char *currency, *park_sha256; /* NULL where failed */
    cg_totals totals;
    cg_balance baseline, planned;
    double bound, gap, primal_residual, dual_residual;
    CG_VECTOR(cg_conflict) conflicts;   /* where infeasible */
    CG_VECTOR(cg_pair) pairs;           /* in the order of the plan */
    CG_VECTOR(cg_result_party) parties; /* in the order of the plan */
    CG_VECTOR(cg_pair_change) gained, lost, changed;
    bool compared; /* the differences mean something: both solved, in one currency */
} cg_result;

typedef struct cg_comparison {
    cg_arena *arena;
    cg_language language; /* of whom it was made for */
    const char *park;
    cg_words park_name, title; /* of the study; empty where not stated */
    const char *currency, *program, *study_sha256;
    const char *exceptions_file, *exceptions_sha256; /* NULL: nothing is stated against the rules */
    CG_VECTOR(cg_words) exceptions;                  /* a sentence each, as the park stands */
    CG_VECTOR(cg_result) items; /* the park as it stands, then the scenarios as written */
} cg_comparison;

/* The row of a scenario (NULL: of the park as it stands), without a plan so far. */
cg_result cg_result_of(cg_arena *arena, const cg_study *study, const cg_scenario *scenario);
/* With its strings copied. */
cg_conflict cg_conflict_copy(cg_arena *arena, const cg_conflict *conflict);
/* Takes over what a plan says; strings are copied. */
void cg_result_take(cg_arena *arena, cg_result *into, const cg_plan *plan);
/* Keeps for the whole comparison what its first plan states against the rules. */
void cg_comparison_take_exceptions(cg_comparison *comparison, const cg_plan *plan);
/* Takes over the errors said of a row, and of its warnings those that the park as it stands
 * (`of_base`; NULL: the row is that) has not: whoever reads a park is told of the others there. */
void cg_result_hear(cg_arena *arena, cg_result *into, const cg_diagnostics *said,
                    const cg_diagnostics *of_base);
/* Holds every result against the first. */
void cg_comparison_compare(cg_comparison *comparison);

#endif
