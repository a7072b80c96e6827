/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shadow prices as a reader counts them: what is said alike of several periods or pieces of heat is
 * said once. */
#ifndef CG_REPORT_SCARCE_H
#define CG_REPORT_SCARCE_H

#include "plan/plan.h"

typedef CG_VECTOR(cg_shadow_price) cg_scarce;

/* The plan's shadow prices in their order, equal ones as one: its `period` is NULL where it holds
 * in all of them, its `detail` lists the pieces of heat. */
cg_scarce cg_scarce_of(cg_arena *arena, const cg_plan *plan);

#endif
