/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An assessment as a plan carries it: results, and its sentences in both languages. */
#ifndef CG_REPORT_ASSESS_TOLD_H
#define CG_REPORT_ASSESS_TOLD_H

#include "insight/assess.h"

/* In `arena`, nothing of it borrowed from the assessment, its park or its framework. */
cg_plan_assessment *cg_assess_told(cg_arena *arena, const cg_assessment *assessment);

#endif
