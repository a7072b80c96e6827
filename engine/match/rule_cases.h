/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the cases that rules carry: does each rule say what whoever wrote it expects of it? */
#ifndef CG_MATCH_RULE_CASES_H
#define CG_MATCH_RULE_CASES_H

#include "match/matches.h"
#include "text/message.h"

typedef struct cg_case_results {
    int run, passed;
} cg_case_results;

/* What running a pack's cases needs. */
typedef struct cg_case_source {
    cg_reader reader; /* its diagnostics hear of every case that fails */
    const char *models_folder;
    const cg_rules *rules;
    cg_language language; /* of titles and sentences within what is said */
} cg_case_source;

/* Makes of every case a small park in which its facts stand as a person would have stated them, and
 * asks of the exchange in it what the one rule, alone and under its own reading, says. A case that
 * comes out otherwise, or that cannot be made a park, is an error at its place. */
cg_case_results cg_rule_cases_run(const cg_case_source *source);

#endif
