/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands behind the public handles. */
#ifndef CG_API_CONTEXT_H
#define CG_API_CONTEXT_H

#include <congsinh/congsinh.h>

#include "base/stages.h"
#include "insight/explain.h"
#include "match/matches.h"
#include "plan/solve.h"
#include "report/edition.h"
#include "study/result.h"

struct congsinh {
    congsinh_options options;
    cg_failure failure;
    cg_arena *arena;
    cg_diagnostics diagnostics;
    cg_stages stages;        /* what the work took */
    cg_json_shelf *shelf;    /* of the documents of the models */
    const char *models;      /* NULL: none found */
    const char *sample_park; /* NULL: none found */
};

struct congsinh_park {
    cg_arena *arena;
    cg_park *park;
};

struct congsinh_matches {
    cg_arena *arena;
    cg_matches *matches;
};

struct congsinh_plan {
    cg_arena *arena;
    cg_plan *plan;
};

struct congsinh_study {
    cg_arena *arena;
    cg_study *study;
};

struct congsinh_comparison {
    cg_arena *arena;
    cg_comparison *comparison;
};

/* The options asked for; where none are (NULL), those that CONGSINH_SOLVE_OPTIONS_INIT says. */
const congsinh_solve_options *cg_solve_options(const congsinh_solve_options *asked);

/* Work that may run out of memory: CONGSINH_NO_MEMORY where it does, else what it answers. Whatever
 * it made so far must be reachable from `job`, for the caller to free. */
typedef congsinh_status (*cg_work)(congsinh *context, void *job);
congsinh_status cg_guard(congsinh *context, cg_work work, void *job);

cg_language cg_context_language(const congsinh *context);
/* An arena of the context's; CONGSINH_NO_MEMORY by way of NULL. */
cg_arena *cg_context_arena(congsinh *context);
/* A zeroed handle of `size` bytes, its first member an arena of its own; NULL: out of memory. */
void *cg_handle_new(congsinh *context, size_t size);
/* Frees it with its arena. Accepts NULL. */
void cg_handle_free(void *handle);
/* CONGSINH_BAD_DATA where errors were reported since `before`, else CONGSINH_OK. */
congsinh_status cg_status_since(const congsinh *context, int before);
/* The status of a file that could not be written, as was said last. */
congsinh_status cg_status_unwritten(const congsinh *context);
/* Gives a text out of an arena to the caller: malloc'd, freed by congsinh_text_free. */
congsinh_status cg_give_text(char **out, size_t *length, const char *text, size_t text_length);
/* A text being made in an arena of its own, then given to the caller. */
typedef struct cg_text_job {
    cg_arena *arena;
    const char *text;
    size_t length;
    congsinh_format format;
    const void *subject;
    const congsinh_solve_options *options;
    const char *from, *to;
    bool whatever; /* the text is given whatever the status: it tells what is wrong */
} cg_text_job;
/* Whether something is written as text or JSON, or else as `other`; its text is then none. */
bool cg_is_written(char **out, congsinh_format format, congsinh_format other);
/* Gives what `work` makes of the job: where it found a plan or none was asked for. */
congsinh_status cg_make_text(char **out, size_t *length, congsinh *context, cg_work work,
                             cg_text_job *job);
/* A document out of `bytes`, where they are NULL out of `file`; NULL after reporting. */
const cg_json *cg_context_document(congsinh *context, cg_arena *arena, const char *file,
                                   const char *bytes, size_t length);
cg_park_source cg_context_source(const congsinh *context, const congsinh_park_source *source);
/* As congsinh_park_read. */
congsinh_status cg_context_park(congsinh_park **out, congsinh *context,
                                const cg_park_source *source);
/* False after saying that the models folder somebody named holds no models. */
bool cg_context_models(congsinh *context);
/* A rule pack with what its effects say, held against what a park knows; NULL after reporting. */
cg_rules *cg_context_rules(congsinh *context, cg_arena *arena, const cg_park *park,
                           const char *name, cg_place place);
/* The law of a park as asked; NULL after reporting. */
cg_law *cg_context_law(congsinh *context, cg_arena *arena, const cg_park *park,
                       const congsinh_law *law);
/* Standard input can be read once, and a law may be asked more often: what is stated against the
 * rules there is read into the arena. False after reporting. */
bool cg_context_keep_exceptions(congsinh *context, cg_arena *arena, congsinh_law *law);
/* The measure that an objective makes least. */
cg_measure cg_context_measure(congsinh_objective objective);
/* The program of a park under a law; `question`: with all that may not be between its two flows, to
 * explain it; or NULL. NULL after reporting. */
cg_model *cg_context_model(congsinh *context, cg_arena *arena, const cg_park *park,
                           const congsinh_law *asked, const cg_question *question);
/* When a call that began then should have its plan ready to tell, by cg_clock; `so_far`: what is to
 * come is reckoned from what it took to make the program. 0 where no limit was asked for. */
double cg_context_until(const congsinh_solve_options *asked, double begun, double so_far);
cg_plan_options cg_context_plan_options(congsinh *context, const congsinh_solve_options *asked);
/* What a plan would gain with every number that has a range at its adverse end, and at its
 * favourable one. Found before the plan is told, so that a world and the plan's lines are never in
 * memory together. */
enum { CG_WORLDS = 2 };
typedef struct cg_worlds {
    bool known; /* false: there are none, or `left_out` says why */
    int own;    /* numbers with a range that the park states */
    double gains[CG_WORLDS][CG_RANGE_FIGURES];
    const char *left_out; /* see cg_plan_ranges */
    cg_words why;
} cg_worlds;
typedef struct cg_asked_worlds {
    const congsinh_solve_options *options;
    double takes; /* seconds that a world is reckoned to take, before there was one */
    double until; /* by cg_clock: none is begun that would last longer; 0: all are */
} cg_asked_worlds;
congsinh_status cg_context_worlds(congsinh *context, cg_arena *arena, const cg_solved *solved,
                                  const cg_asked_worlds *asked, cg_worlds *worlds);
void cg_worlds_tell(const cg_worlds *worlds, cg_plan *plan);
/* A plan's totals as the public header tells them. */
congsinh_totals cg_totals_told(const cg_totals *totals);
/* The status that an outcome has for the caller. */
congsinh_status cg_context_outcome(congsinh *context, const cg_solved *solved);

/* For whom a report is asked, in the report room's words; borrows its texts. */
cg_edition cg_edition_asked(const congsinh_report_options *asked);

#endif
