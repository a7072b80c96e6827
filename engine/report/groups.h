/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan's lines as a reader counts them: what a plant mixes and hands on to one input is one row.
 */
#ifndef CG_REPORT_GROUPS_H
#define CG_REPORT_GROUPS_H

#include "report/telling.h"

typedef struct cg_group {
    const cg_line **lines; /* the largest saving first */
    int count;
    const cg_line *total; /* the first line with the sums of all; of one line that line */
} cg_group;
typedef CG_VECTOR(cg_group) cg_groups;

/* Every line is in one group; the group with the largest saving comes first. New lines by way of a
 * plant that mixes them, to one input, stand together; all others alone. */
cg_groups cg_groups_of(const cg_telling *telling);

#endif
