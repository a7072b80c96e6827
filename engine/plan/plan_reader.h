/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces of reading a plan: members by their keys, with what is wrong reported where it stands.
 */
#ifndef CG_PLAN_PLAN_READER_H
#define CG_PLAN_PLAN_READER_H

#include "plan/plan.h"

typedef struct cg_plan_reader {
    cg_arena *arena;
    cg_diagnostics *diagnostics;
    const char *file;
    cg_plan *plan;
} cg_plan_reader;

/* Says of what type a value is and should be. */
void cg_plan_say_type(const cg_plan_reader *r, const cg_json *node, cg_json_type expected);
/* The member where it is there and of its type; reports what is not. Null counts as absent. */
const cg_json *cg_plan_optional(const cg_plan_reader *r, const cg_json *object, const char *key,
                                cg_json_type type);
/* The same for what may be left out and is never null. */
const cg_json *cg_plan_stated(const cg_plan_reader *r, const cg_json *object, const char *key,
                              cg_json_type type);
/* False after reporting that the member is missing. */
bool cg_plan_has(const cg_plan_reader *r, const cg_json *object, const char *key);
/* A member that must be there; NULL after reporting. */
const cg_json *cg_plan_needed(const cg_plan_reader *r, const cg_json *object, const char *key,
                              cg_json_type type);

/* Texts are copied; NULL where absent, "" where a needed one is, so that reading goes on. */
const char *cg_plan_copied(const cg_plan_reader *r, const cg_json *node);
const char *cg_plan_text(const cg_plan_reader *r, const cg_json *object, const char *key);
const char *cg_plan_need_text(const cg_plan_reader *r, const cg_json *object, const char *key);
/* A text of a closed list ended by NULL; reports another. */
const char *cg_plan_need_word(const cg_plan_reader *r, const cg_json *object, const char *key,
                              const char *const *words);
/* Null and what is absent are NaN in here. */
double cg_plan_number(const cg_plan_reader *r, const cg_json *object, const char *key);
double cg_plan_need_number(const cg_plan_reader *r, const cg_json *object, const char *key);
/* What is always there and null where nothing is known. */
double cg_plan_need_number_or_null(const cg_plan_reader *r, const cg_json *object, const char *key);
bool cg_plan_truth(const cg_plan_reader *r, const cg_json *object, const char *key);
cg_words cg_plan_words_of(const cg_plan_reader *r, const cg_json *node);
cg_words cg_plan_words(const cg_plan_reader *r, const cg_json *object, const char *key);
const char **cg_plan_strings(const cg_plan_reader *r, const cg_json *object, const char *key,
                             int *count);
/* The objects of a list, which may be NULL: the first, then the one from `node` on. */
const cg_json *cg_plan_first_object(const cg_plan_reader *r, const cg_json *list);
const cg_json *cg_plan_next_object(const cg_plan_reader *r, const cg_json *node);

/* What stands beside the keys of every plan (plan_details_read.c). */
void cg_plan_read_line_details(const cg_plan_reader *r, const cg_json *node, cg_line *line);
void cg_line_read_legs(const cg_plan_reader *r, const cg_json *node, cg_line *line);
void cg_plan_read_details(const cg_plan_reader *r, const cg_json *document);
cg_months cg_plan_read_months(const cg_plan_reader *r, const cg_json *object);

#endif
