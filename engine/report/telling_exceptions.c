/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a park states against the rules, as a plan's reports tell it. */
#include "report/telling.h"

#include "base/text.h"

const char *cg_tell_exceptions_from(const cg_telling *telling) {
    const cg_plan *plan = telling->plan;
    const char *file = plan->exceptions_file == NULL ? "–" : plan->exceptions_file;
    const char *digest = plan->exceptions_sha256 == NULL ? "–" : plan->exceptions_sha256;
    return cg_tell(telling, CG_MSG_REPORT_EXCEPTIONS_FROM, cg_tell_plain(telling->arena, file),
                   cg_tell_plain(telling->arena, digest), NULL);
}

const char *cg_tell_exception(const cg_telling *telling, int exception) {
    const cg_exception *stated = &telling->plan->exceptions.items[exception];
    const char *number = cg_format(telling->arena, "%d", exception + 1);
    const char *told = cg_exception_told(telling->arena, stated, telling->language);
    const char *reach = cg_exception_reach(telling->arena, stated, telling->language);
    return cg_tell(telling,
                   *reach == '\0' ? CG_MSG_REPORT_EXCEPTION_PLAIN : CG_MSG_REPORT_EXCEPTION, number,
                   told, reach, NULL);
}

const char *cg_tell_line_exceptions(const cg_telling *telling, const cg_line *line) {
    cg_text numbers = cg_text_start(telling->arena);
    for (int e = 0; e < line->exception_count; e++) {
        cg_text_addf(&numbers, "%s%d", e > 0 ? ", " : "", line->exceptions[e] + 1);
    }
    return line->exception_count == 0
               ? ""
               : cg_tell(telling, CG_MSG_REPORT_EXCEPTION_NOTE, numbers.bytes, NULL);
}

const char *cg_tell_line_exceptions_in_full(const cg_telling *telling, const cg_line *line) {
    cg_text all = cg_text_start(telling->arena);
    for (int e = 0; e < line->exception_count; e++) {
        const cg_exception *stated = &telling->plan->exceptions.items[line->exceptions[e]];
        cg_text_addf(&all, "%s%s", e > 0 ? "; " : "",
                     cg_exception_told(telling->arena, stated, telling->language));
    }
    return all.bytes;
}
