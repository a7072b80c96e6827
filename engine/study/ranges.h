/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan gains at the least and at the most, where numbers have a low and a high. */
#ifndef CG_STUDY_RANGES_H
#define CG_STUDY_RANGES_H

#include "study/held.h"

/* The plan's own figures, in the order of cg_range_figure. */
void cg_ranges_planned(const cg_plan *plan, double gains[CG_RANGE_FIGURES]);
/* Sets for each figure the least and the most of what was planned and of what came out in the
 * worlds; a figure that comes out the same in all has neither. */
void cg_ranges_span(cg_plan *plan, const double (*worlds)[CG_RANGE_FIGURES], int count);

#endif
