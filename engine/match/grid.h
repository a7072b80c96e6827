/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points in the cells of a grid, so that those near a place are found without looking at all. */
#ifndef CG_MATCH_GRID_H
#define CG_MATCH_GRID_H

#include "base/memory.h"

/* km along three axes at right angles; a plane's third is 0. */
typedef struct cg_point {
    double along[3];
} cg_point;

typedef struct cg_grid cg_grid;
/* `names` (ascending) are what the points are called; all is copied. */
cg_grid *cg_grid_new(cg_arena *arena, const cg_point *points, const int *names, int count);
/* Writes the names of all points within `km` of `at` to `found`, which has room for every point,
 * ascending; returns how many. */
int cg_grid_near(const cg_grid *grid, cg_point at, double km, int *found);

#endif
