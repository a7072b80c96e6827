/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A comparison of scenarios as its readers want to see it. */
#ifndef CG_REPORT_REPORT_STUDY_H
#define CG_REPORT_REPORT_STUDY_H

#include "report/report.h"
#include "study/result.h"

/* The whole text, in `arena`, UTF-8, NUL behind `*length` bytes. JSON is congsinh-study-result/1.
 */
const char *cg_report_study(cg_arena *arena, const cg_comparison *comparison,
                            cg_report_format format, cg_language language, size_t *length);

/* One each. */
const char *cg_report_study_text(cg_arena *arena, const cg_comparison *comparison,
                                 cg_language language, size_t *length);
const char *cg_report_study_json(cg_arena *arena, const cg_comparison *comparison,
                                 cg_language language, size_t *length);
const char *cg_report_study_markdown(cg_arena *arena, const cg_comparison *comparison,
                                     cg_language language, size_t *length);
const char *cg_report_study_csv(cg_arena *arena, const cg_comparison *comparison,
                                cg_language language, size_t *length);

/* Figures of a plan as a JSON object, less those of another (NULL: as they are). */
void cg_study_write_balance(cg_json_writer *writer, const char *key, const cg_balance *of,
                            const cg_balance *less);
/* Exchanges that came, went or changed, as a JSON array. */
void cg_study_write_changes(cg_json_writer *writer, const char *key, const cg_pair_change *changes,
                            int count);

#endif
