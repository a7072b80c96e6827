/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the writer of a format. */
#include "report/report.h"

#include <string.h>
#include <strings.h>

typedef const char *report_writer(cg_arena *arena, const cg_plan *plan, const cg_edition *edition,
                                  cg_language language, size_t *length);

typedef struct known_format {
    const char *ending;
    report_writer *write;
} known_format;

static const known_format formats[] = {
#define CG_REPORT_FORMAT(id, ending, writer) [CG_REPORT_##id] = {ending, writer},
#include "report/formats.def"
#undef CG_REPORT_FORMAT
};

const char *cg_report_json(cg_arena *arena, const cg_plan *plan, const cg_edition *edition,
                           cg_language language, size_t *length) {
    (void)edition;
    (void)language; /* a machine's format is the same in every language */
    return cg_plan_json(arena, plan, length);
}

const char *cg_report_write_for(cg_arena *arena, const cg_plan *plan, const cg_report_wish *wish,
                                size_t *length) {
    return formats[wish->format].write(arena, plan, &wish->edition, wish->language, length);
}

const char *cg_report_write(cg_arena *arena, const cg_plan *plan, cg_report_format format,
                            cg_language language, size_t *length) {
    const cg_report_wish wish = {.format = format, .language = language};
    return cg_report_write_for(arena, plan, &wish, length);
}

const char *cg_report_ending(int format) {
    return format >= 0 && format < CG_REPORT_FORMATS ? formats[format].ending : NULL;
}

cg_report_format cg_report_format_of(const char *file) {
    size_t length = strlen(file), longest = 0;
    cg_report_format found = CG_REPORT_FORMATS;
    for (int i = 0; i < CG_REPORT_FORMATS; i++) {
        size_t ending = strlen(formats[i].ending);
        /* The longest that fits: .sankey.csv is not .csv. */
        if (ending > longest && length > ending &&
            strcasecmp(file + length - ending, formats[i].ending) == 0) {
            found = (cg_report_format)i;
            longest = ending;
        }
    }
    return found;
}
