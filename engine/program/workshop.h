/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row on its way to a cut: sums of rows, whose columns are replaced by what their charges allow.
 * What cuts.c and cut_rows.c share. Room-private. */
#ifndef CG_PROGRAM_WORKSHOP_H
#define CG_PROGRAM_WORKSHOP_H

#include "program/fixed_charge.h"

/* Terms of a row whose columns were replaced: g of integers (complemented: of u - y), h of what is
 * 0 at the least. */
typedef enum cg_stand_in { CG_FROM_LOWER, CG_FROM_UPPER, CG_UNDER_CHARGE } cg_stand_in;

typedef struct cg_part {
    cg_stand_in kind;
    int column; /* the flow, or the binary of the whole charge */
    int charge; /* CG_UNDER_CHARGE */
    bool whole; /* the load of the charge, not one flow */
    double value, most;
} cg_part;

typedef struct cg_workshop {
    const cg_mixed *m;
    const double *x;
    double *row; /* dense, by column */
    int *listed; /* columns of the row */
    bool *seen;
    int count;
    double side;
    cg_part *parts;
    int part_count;
    double *integer; /* dense, values of integers after replacement */
    int *integers;
    bool *has_integer, *complemented;
    int integer_count;
    double right; /* after replacement */
    double *cut;  /* dense */
} cg_workshop;

cg_workshop *cg_workshop_new(cg_arena *arena, const cg_mixed *mixed, const double *x);
/* Whether a charge may still be paid or not. */
bool cg_charge_is_free(const cg_mixed *mixed, const cg_charge *charge);
void cg_workshop_clear_row(cg_workshop *workshop);
/* Adds times * (row <= upper side), or for negative times times * (row >= lower side). */
void cg_workshop_add_row(cg_workshop *workshop, int row, double times);
/* Replaces every column of the row; false where one has no bounds. */
bool cg_workshop_replace(cg_workshop *workshop);
void cg_workshop_clear_parts(cg_workshop *workshop);

#endif
