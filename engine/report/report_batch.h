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

/* The park's id, or the file where it has none to be known by. */
const char *cg_batch_title(const cg_batch_row *row);
const char *cg_batch_status(const cg_batch_row *row, cg_language language);

#endif
