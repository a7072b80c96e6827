/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distances along a park's corridors. */
#ifndef CG_MATCH_CORRIDORS_H
#define CG_MATCH_CORRIDORS_H

#include "park/park.h"

typedef struct cg_corridors cg_corridors;
cg_corridors *cg_corridors_new(cg_arena *arena, const cg_park *park);
/* The length between two places along the corridors that carry `mode` (an id, or NULL: only those
 * for all modes): each end joins its nearest node straight. False where they do not join both. */
bool cg_corridors_km(cg_corridors *corridors, const char *mode, cg_position from, cg_position to,
                     double *km);

/* The nodes along that way, in its order; returns how many, 0 where there is no such way. */
int cg_corridors_path(cg_corridors *corridors, const char *mode, cg_position from, cg_position to,
                      cg_position **nodes);

#endif
