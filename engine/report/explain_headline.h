/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first sentence of an explanation. */
#ifndef CG_REPORT_EXPLAIN_HEADLINE_H
#define CG_REPORT_EXPLAIN_HEADLINE_H

#include "insight/explain.h"

/* Begins with what is so: "Yes", "Allowed, but not worth it", "Open", "Forbidden", "Unknown" … */
const char *cg_explanation_headline(cg_arena *arena, const cg_explanation *explanation,
                                    cg_language language);

#endif
