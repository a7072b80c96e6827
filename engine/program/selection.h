/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing few columns of many: the best of each row. Room-private. */
#ifndef CG_PROGRAM_SELECTION_H
#define CG_PROGRAM_SELECTION_H

#include "program/solver.h"

/* Room for the best `most` columns of each row; nothing is allocated after it is made. */
typedef struct cg_selection {
    const cg_scaled *scaled;
    int most;
    int *count;   /* by row */
    float *worst; /* by row: the worst that it has, where it has as many as it may */
    int *column;  /* by row, `most` each: a heap with the worst on top */
    float *key;   /* the same */
} cg_selection;
cg_selection cg_selection_new(cg_arena *arena, const cg_scaled *scaled, int most);
void cg_selection_clear(cg_selection *selection);
/* What offering a column to a row comes to, where it is better than the worst. */
void cg_selection_take(cg_selection *selection, int row, int column, float key);
/* Offers a column to each of its rows; less is better. Most are no better than the worst. */
static inline void cg_selection_offer(cg_selection *selection, int column, double key) {
    const cg_scaled *s = selection->scaled;
    for (int k = s->start[column]; k < s->start[column + 1]; k++) {
        if ((float)key < selection->worst[s->index[k] - 1]) {
            cg_selection_take(selection, s->index[k] - 1, column, (float)key);
        }
    }
}
/* Calls for each column that is among the best of any row; sets its mark. */
void cg_selection_mark(const cg_selection *selection, bool *marked);

/* The reduced cost of a column at `dual`; of all columns. */
static inline double cg_price_one(const cg_scaled *scaled, const double *dual, int column) {
    double price = scaled->cost[column];
    for (int k = scaled->start[column]; k < scaled->start[column + 1]; k++) {
        price -= scaled->value[k] * dual[scaled->index[k] - 1];
    }
    return price;
}
void cg_price_all(const cg_scaled *scaled, const double *dual, double *reduced);

#endif
