/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which writer tells an assessment in which format. */
#include "report/report_assess.h"

const char *cg_report_assess(cg_arena *arena, const cg_assessment *assessment,
                             cg_report_format format, cg_language language, size_t *length) {
    switch (format) {
    case CG_REPORT_JSON:
        return cg_report_assess_json(arena, assessment, language, length);
    case CG_REPORT_MARKDOWN:
        return cg_report_assess_markdown(arena, assessment, language, length);
    case CG_REPORT_CSV:
        return cg_report_assess_csv(arena, assessment, language, length);
    case CG_REPORT_HTML:    /* no page of its own yet: the public function refuses */
    case CG_REPORT_GEOJSON: /* of plans alone, as are the next four */
    case CG_REPORT_GRAPHML:
    case CG_REPORT_SANKEY:
    case CG_REPORT_GEOPACKAGE:
    case CG_REPORT_WORKBOOK:
    case CG_REPORT_TEXT:
    case CG_REPORT_FORMATS:
        break;
    }
    return cg_report_assess_text(arena, assessment, language, length);
}
