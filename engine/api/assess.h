/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assessment that goes with a plan. */
#ifndef CG_API_ASSESS_H
#define CG_API_ASSESS_H

#include "api/context.h"
#include "insight/assess.h"

/* The park held against its own framework, else its country's, today and after `plan`. NULL where
 * none fits; a warning says so where the park names one. */
cg_assessment *cg_context_assessment(congsinh *context, cg_arena *arena, const cg_park *park,
                                     const cg_plan *plan);
/* Gives a plan the assessment of its park, where a framework fits. */
void cg_context_assess(congsinh *context, cg_plan *plan, const cg_park *park);

#endif
