/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An assessment, as its readers want to see it. */
#ifndef CG_REPORT_REPORT_ASSESS_H
#define CG_REPORT_REPORT_ASSESS_H

#include "insight/assess.h"
#include "report/report.h"

/* The whole text, in `arena`, UTF-8, NUL behind `*length` bytes. */
const char *cg_report_assess(cg_arena *arena, const cg_assessment *assessment,
                             cg_report_format format, cg_language language, size_t *length);

/* 80 columns for people. */
const char *cg_report_assess_text(cg_arena *arena, const cg_assessment *assessment,
                                  cg_language language, size_t *length);
/* congsinh-assessment/1. */
const char *cg_report_assess_json(cg_arena *arena, const cg_assessment *assessment,
                                  cg_language language, size_t *length);
const char *cg_report_assess_markdown(cg_arena *arena, const cg_assessment *assessment,
                                      cg_language language, size_t *length);
/* One row a criterion, then one a firm and criterion. */
const char *cg_report_assess_csv(cg_arena *arena, const cg_assessment *assessment,
                                 cg_language language, size_t *length);

#endif
