/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan held while the park's numbers turn out otherwise: what is built stays built, and only what
 * the plan lets flow may flow. */
#ifndef CG_STUDY_HELD_H
#define CG_STUDY_HELD_H

#include <stdint.h>

#include "plan/solve.h"

/* Makes what runs today run as far as the numbers of `world` let it: never more than stated, and
 * the same share of its output and of its input. `stated` is the same park as it was planned for.
 */
void cg_held_run_today(cg_park *world, const cg_park *stated);

/* The pairs between which the plan lets anything flow from an output to an input: all that its
 * world need know of. */
cg_couples *cg_held_couples(cg_arena *arena, const cg_solved *plan);

/* All that what the plan gains in `world` comes from, the held program to the last number, as 128
 * bits: two worlds of the same print gain the same. Changes the world as cg_held_gains does, which
 * may come after. */
typedef struct cg_print_of_world {
    uint64_t halves[2];
} cg_print_of_world;
cg_print_of_world cg_held_print(cg_model *world, const cg_solved *plan);

/* What the plan gains in `world`, the same park's program with other numbers (cg_model_new_sized;
 * it is changed): only the plan's exchanges may run, no pipe or plant carries more than the plan
 * built, and what that costs is owed whether it pays or not. Within that the park runs for the
 * plan's own objective. False where that has no proven answer. */
bool cg_held_gains(cg_model *world, const cg_solved *plan, const cg_plan_options *options,
                   double gains[CG_RANGE_FIGURES]);

#endif
