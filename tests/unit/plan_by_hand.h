/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small plan made by hand: what the report tests tell, with figures that can be checked by eye.
 */
#ifndef PLAN_BY_HAND_H
#define PLAN_BY_HAND_H

#include "plan/plan.h"

/* Three lines (by way of the plant, outside and running today, treatment alone), three parties, one
 * loser. */
cg_plan *plan_by_hand(cg_arena *arena);
/* The same park whose requirements cannot hold together. */
cg_plan *plan_in_conflict(cg_arena *arena);
/* Gives a plan another assessment: every text of it is `said`. Both above have one. */
void plan_assessed(cg_arena *arena, cg_plan *plan, cg_words said);

#endif
