/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the writer of a comparison in a format. */
#include "report/report_study.h"

const char *cg_report_study(cg_arena *arena, const cg_comparison *comparison,
                            cg_report_format format, cg_language language, size_t *length) {
    switch (format) {
    case CG_REPORT_JSON:
        return cg_report_study_json(arena, comparison, language, length);
    case CG_REPORT_MARKDOWN:
        return cg_report_study_markdown(arena, comparison, language, length);
    case CG_REPORT_CSV:
        return cg_report_study_csv(arena, comparison, language, length);
    case CG_REPORT_HTML: /* a comparison has no page of its own yet: the public function refuses */
    case CG_REPORT_GEOJSON: /* of plans alone, as are the next four */
    case CG_REPORT_GRAPHML:
    case CG_REPORT_SANKEY:
    case CG_REPORT_GEOPACKAGE:
    case CG_REPORT_WORKBOOK:
    case CG_REPORT_TEXT:
    case CG_REPORT_FORMATS:
        break;
    }
    return cg_report_study_text(arena, comparison, language, length);
}
