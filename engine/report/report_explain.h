/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An explanation, told. */
#ifndef CG_REPORT_REPORT_EXPLAIN_H
#define CG_REPORT_REPORT_EXPLAIN_H

#include "insight/explain.h"

/* For people, at 80 columns. */
const char *cg_explanation_text(cg_arena *arena, const cg_explanation *explanation,
                                cg_language language, size_t *length);
/* {"format": "congsinh-explanation/1", "from", "to", "answer", "ways": [...], "sentences"} */
const char *cg_explanation_json(cg_arena *arena, const cg_explanation *explanation, size_t *length);

#endif
