/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A study: scenarios of one park, each a list of changes, that may build on each other. */
#ifndef CG_STUDY_STUDY_H
#define CG_STUDY_STUDY_H

#include "base/json.h"

/* The id of the park as it stands, which every study begins with. */
#define CG_STUDY_BASE "base"

/* One scenario as its author wrote it; what it builds on comes before its own changes. */
typedef struct cg_scenario {
    const char *id;
    cg_words title;           /* empty where not stated */
    int based_on;             /* of the study's items; CG_NONE: the park as it stands */
    const char **leave;       /* ids of firms */
    const cg_json **join;     /* firms' objects */
    const char **settings;    /* "PATH=VALUE" */
    const char *rules, *date; /* NULL: as in what it builds on */
    const char *objective;    /* "cost" …; NULL: the same */
    const char **without, **readings;
    int leave_count, join_count, setting_count, without_count, reading_count;
    const cg_json *node;
} cg_scenario;

typedef struct cg_study {
    const char *file;
    cg_words title;
    const char *park; /* id of the park that it was written for, or NULL */
    char sha256[65];  /* of its canonical form */
    CG_VECTOR(cg_scenario) items;
} cg_study;

/* congsinh-study/1. Reports every problem; the result may not be used where there was one. NULL
 * where there is no study to speak of. */
cg_study *cg_study_read(cg_arena *arena, cg_diagnostics *diagnostics, const char *file,
                        const cg_json *document);

/* Which law and objective are asked, everything that a scenario builds on included. */
typedef struct cg_scenario_terms {
    const char *rules, *date, *objective; /* NULL: nobody says */
    CG_VECTOR(const char *) without;
    CG_VECTOR(const char *) readings; /* of two of one question the later one counts */
} cg_scenario_terms;
/* Adds what a scenario and those it builds on say, the oldest first. */
void cg_scenario_terms_add(cg_arena *arena, const cg_study *study, int scenario,
                           cg_scenario_terms *into);
/* Changes a park's document in the same order; within one scenario firms leave, then join, then
 * values are set. False after reporting all that does not fit the park. */
bool cg_scenario_apply(cg_arena *arena, cg_diagnostics *diagnostics, const cg_study *study,
                       int scenario, cg_json *document);

/* What the park states against the rules (congsinh-exceptions/1), less what speaks of firms that
 * have left, and where the scenario asks another pack, of rules: a copy, or `document` itself. */
const cg_json *cg_scenario_exceptions(cg_arena *arena, const cg_study *study, int scenario,
                                      const cg_json *document);

#endif
