/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of a factor share. Private to them. */
#ifndef CG_PROGRAM_FACTOR_STATE_H
#define CG_PROGRAM_FACTOR_STATE_H

#include "program/factor/elimination.h"
#include "program/factor/factor.h"
#include "program/triangle_reach.h"

/* So many exchanges cost more than factoring anew. */
#define CG_MOST_EXCHANGES 120
/* What is below is taken for rounding. */
#define CG_FACTOR_NOTHING 1e-14
/* How well the two ways to a pivot must agree. */
#define CG_FACTOR_AGREES 1e-6

/* B = L T U. Slacks stand for their own rows and come before all steps. */
struct cg_factor {
    const cg_scaled *s;
    cg_elimination *elimination;
    const cg_eliminated *lower; /* L by step, and the steps; NULL: no factors */
    int *step_of;               /* by row: the step that took it, CG_NONE for slacks */
    int *own;                   /* by row: itself */
    double *pivot;              /* of U, by place */
    cg_lines upper;             /* U by place: rows; without pivots */
    cg_lines upper_across;      /* U by row: places */
    int room;
    /* The exchanges, T = (1 + column row) … (1 + column row): what a column turns into within, less
     * that of what leaves, and the row of U's inverse (the middle product form of Huangfu and Hall
     * 2015). */
    int exchanges, exchanged_room;
    double *exchanged; /* their pivots */
    cg_lines columns, rows;
    int *slot;    /* by row: where the last column has it, + 1; 0 between exchanges */
    double *work; /* by row: 0 between solves */
    cg_triangle_reach reach;
    /* While factoring. */
    int *column_of; /* the basic variables that are no slacks */
    int *place_of;  /* theirs */
    bool *open;     /* by row: not a slack's */
    int *in_row, *in_column;
    int apart_count; /* entries in the rows of slacks */
    int *apart_row, *apart_column;
    double *apart_value;
    int *next; /* where the next entry goes, while entries are laid out another way */
};

#endif
