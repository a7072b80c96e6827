/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pairs of an output and an input, to look at these alone of the millions that a large park has. */
#ifndef CG_MATCH_COUPLES_H
#define CG_MATCH_COUPLES_H

#include "base/memory.h"

typedef struct cg_couple {
    int output, input;
} cg_couple;

typedef struct cg_couples {
    int *start;  /* by output, and one more: where its inputs begin in `inputs` */
    int *inputs; /* ascending, each once */
} cg_couples;

/* Of `count` pairs in any order, repeated or not, whose outputs are 0 … output_count - 1; sorts
 * them where they lie. */
cg_couples *cg_couples_new(cg_arena *arena, cg_couple *pairs, int count, int output_count);
bool cg_couples_hold(const cg_couples *pairs, int output, int input);

#endif
