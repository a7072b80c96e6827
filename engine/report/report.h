/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan as its readers want to see it: one writer a format, listed in formats.def. */
#ifndef CG_REPORT_REPORT_H
#define CG_REPORT_REPORT_H

#include "report/edition.h"

typedef enum cg_report_format {
#define CG_REPORT_FORMAT(id, ending, writer) CG_REPORT_##id,
#include "report/formats.def"
#undef CG_REPORT_FORMAT
    CG_REPORT_FORMATS
} cg_report_format;

/* Each writer: the whole text, in `arena`, UTF-8, NUL behind `*length` bytes. */
#define CG_REPORT_FORMAT(id, ending, writer)                                                       \
    const char *writer(cg_arena *arena, const cg_plan *plan, const cg_edition *edition,            \
                       cg_language language, size_t *length);
#include "report/formats.def"
#undef CG_REPORT_FORMAT

/* What is asked of a report. */
typedef struct cg_report_wish {
    cg_report_format format;
    cg_language language;
    cg_edition edition;
} cg_report_wish;
/* JSON is the whole plan, whatever edition is asked for: it is the caller's to refuse that. */
const char *cg_report_write_for(cg_arena *arena, const cg_plan *plan, const cg_report_wish *wish,
                                size_t *length);
/* The edition that a format has where none is asked for: the board's draft, of JSON the whole plan.
 */
const char *cg_report_write(cg_arena *arena, const cg_plan *plan, cg_report_format format,
                            cg_language language, size_t *length);
/* ".md"; NULL beyond the last. */
const char *cg_report_ending(int format);
/* By a file name's ending, case folded; CG_REPORT_FORMATS where no format has it. */
cg_report_format cg_report_format_of(const char *file);

#endif
