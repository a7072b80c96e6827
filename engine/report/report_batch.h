/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roll-up of many parks as its readers want to see it. */
#ifndef CG_REPORT_REPORT_BATCH_H
#define CG_REPORT_REPORT_BATCH_H

#include "report/report.h"
#include "report/telling.h"
#include "study/batch.h"

typedef struct cg_batch_view {
    const cg_batch_row *rows;
    int count;
    const char *program; /* "congsinh 0.1.0" */
} cg_batch_view;

/* The whole text, in `arena`, UTF-8, NUL behind `*length` bytes. JSON is congsinh-batch/1; CSV has
 * a row a park; for people it is text. */
const char *cg_report_batch(cg_arena *arena, const cg_batch_view *view, cg_report_format format,
                            cg_language language, size_t *length);

/* One each. */
const char *cg_report_batch_text(cg_arena *arena, const cg_batch_view *view, cg_language language,
                                 size_t *length);
const char *cg_report_batch_json(cg_arena *arena, const cg_batch_view *view, size_t *length);
const char *cg_report_batch_csv(cg_arena *arena, const cg_batch_view *view, cg_language language,
                                size_t *length);

/* One page for all: both languages, links to what was written of each park. */
const char *cg_report_batch_html(cg_arena *arena, const cg_batch_view *view, cg_language language,
                                 size_t *length);

/* What the roll-ups for people say in the same words. */
const char *cg_batch_status_word(int status, cg_language language);
/* "optimal 18, bad data 2": those there are. */
const char *cg_batch_states(cg_arena *arena, const cg_batch_sum *sum, cg_language language);
/* "3 → 4 of 9"; a dash where no framework fits. */
const char *cg_batch_criteria_cell(cg_arena *arena, const cg_batch_criteria *criteria,
                                   cg_language language);
/* "Criteria met: …" over all parks, with shares; NULL where no framework fits any. */
const char *cg_batch_criteria_line(cg_arena *arena, const cg_batch_sum *sum, cg_language language);
const char *cg_batch_payback(cg_arena *arena, bool pays_back, double years, cg_language language);
/* "2 parks in VND: net saving …, investment …, payback …." */
const char *cg_batch_money_line(cg_arena *arena, const cg_batch_money *money, cg_language language);
/* How sure the plans are: all proven best, or which are not. */
const char *cg_batch_proof(cg_arena *arena, const cg_batch_view *view, cg_language language);

/* The park's id, or the file where it has none to be known by. */
const char *cg_batch_title(const cg_batch_row *row);
/* Why it has no plan: the requirements that conflict, in words, else the first error said; "" where
 * nothing was. */
const char *cg_batch_reason(cg_arena *arena, const cg_batch_row *row, cg_language language);
const char *cg_batch_status(const cg_batch_row *row, cg_language language);

#endif
