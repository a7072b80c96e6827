/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who goes on searching once every block has a plan and a bound, and how far. Room-private. */
#ifndef CG_PROGRAM_SHARES_H
#define CG_PROGRAM_SHARES_H

#include "program/program.h"

/* How a block stands after a first, short search. */
typedef struct cg_standing {
    int block;
    bool hopeless; /* at this pace its proof would take hours */
    double gap;    /* objective minus bound, in money; infinite where there is no plan */
    double spent;  /* the work of that search, all before it included */
    double node;   /* the work of one of its nodes */
} cg_standing;

/* What a block gets. */
typedef struct cg_share {
    int block;
    double part; /* of the time that is left when its turn comes; 1 for the last */
    double work; /* of the search, as cg_run counts it; 0: until it ends by itself */
} cg_share;

/* From blocks that are searched and not proven to what each gets, those first where the most is
 * open; returns how many get anything. `whole` is the objective of all blocks. Nothing but the
 * arguments decides, so that answers repeat whatever the number of jobs; `standings` is put in
 * order. */
int cg_shares_find(cg_standing *standings, int count, const cg_solve_settings *settings,
                   double whole, cg_share *shares);

#endif
