/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Few charges of many, being chosen and searched: what chosen.c and chosen_program.c share.
 * Room-private. */
#ifndef CG_PROGRAM_CHOOSING_H
#define CG_PROGRAM_CHOOSING_H

#include "program/chosen.h"

typedef struct cg_choosing {
    cg_arena *arena;
    cg_run *run;
    int per_row;
    const cg_mixed *m;
    cg_spread spread;
    const cg_answer *relaxed;
    double relaxed_bound; /* the best so far */
    double *cost;         /* by column of the spread program: while it is left out */
    double *reduced;      /* by column of the spread program, at the last prices */
    bool *few;            /* the same, before all that pays came in */
    bool *kept;           /* by column of the mixed program */
    int *row_of;          /* by row of the spread program: its row in the choice, or CG_NONE */
    double *dual;         /* by row of the spread program */
    double *room; /* by row of the spread program: what its terms can come to; or infinite */
    double *deepest, *sum; /* by row of the spread program: of what pays there */
    /* The choice. */
    cg_scaled scaled;
    int *rows, *columns; /* of the whole program, by those of the choice */
    bool *bare;
    int *place; /* by column of the whole program: in the choice */
    cg_choice choice;
    cg_cuts cuts; /* by columns of the whole program: those known to the run at hand, then those */
    int known_cuts; /* that it tells */
} cg_choosing;

/* Writes what is kept as a program of its own, in the same scales; false where what is left out
 * cannot stand at 0. */
bool cg_choosing_write(cg_choosing *choosing);
/* Measures what may come to each row. */
void cg_choosing_measure(cg_choosing *choosing);
/* What the last run told of cuts is what the next one knows. */
void cg_choosing_forget_cuts(cg_choosing *choosing);
/* A run of the choice, from the plan that is known; what it comes to, for the whole program. */
cg_run *cg_choosing_run(cg_choosing *choosing);
void cg_choosing_take(const cg_choosing *choosing, const cg_run *inner);

#endif
