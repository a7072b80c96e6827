/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A basis made of a point: triangular, and feasible. */
#include "program/sift.h"

#include <math.h>
#include <stdlib.h>

typedef struct fullness {
    int column;
    double share; /* of the most it can be */
} fullness;

static int fullest_first(const void *a, const void *b) {
    const fullness *x = a, *y = b;
    if (x->share != y->share) {
        return x->share < y->share ? 1 : -1;
    }
    return x->column - y->column;
}

typedef struct crash {
    const cg_scaled *s;
    cg_run *run;
    const int *row_place; /* CG_NONE: the problem does not hold the row */
    double *left;         /* by row: of its upper side */
} crash;

/* The row that stops a column first as it grows; CG_NONE where it stands in one that is full
 * already, which would undo the triangle, or where none stops it. */
static int blocking_row(const crash *c, int column, double *step) {
    const cg_scaled *s = c->s;
    int blocking = CG_NONE;
    *step = s->upper[column];
    for (int k = s->start[column]; k < s->start[column + 1]; k++) {
        int i = s->index[k] - 1;
        if (c->row_place[i] == CG_NONE) {
            continue;
        }
        if (c->run->row_status[i] != CG_BASIC) {
            return CG_NONE;
        }
        double room = c->left[i] / s->value[k];
        if (s->value[k] > 0 && room < *step) {
            *step = room;
            blocking = i;
        }
    }
    return blocking;
}

/* Lets the column grow until it fills a row: the column enters the basis for the row's slack. */
static void push(crash *c, int column) {
    const cg_scaled *s = c->s;
    double step;
    int row = blocking_row(c, column, &step);
    if (row == CG_NONE || !(step > 0)) {
        return;
    }
    for (int k = s->start[column]; k < s->start[column + 1]; k++) {
        c->left[s->index[k] - 1] -= s->value[k] * step;
    }
    c->left[row] = 0;
    c->run->row_status[row] = s->row_lower[row] == s->row_upper[row] ? CG_AT_BOTH : CG_AT_UPPER;
    c->run->column_status[column] = CG_BASIC;
}

void cg_crash(cg_solver *solver, const cg_guess *guess, const cg_growing *growing) {
    const cg_scaled *s = solver->scaled;
    cg_arena *scratch = cg_arena_within(solver->arena);
    crash c = {s, growing->run, growing->row_place, CG_ARRAY(scratch, double, s->rows + 1)};
    fullness *order = CG_ARRAY(scratch, fullness, growing->column_count + 1);
    memcpy(c.left, s->row_upper, (size_t)s->rows * sizeof *c.left);
    int count = 0;
    for (int at = 0; at < growing->column_count; at++) {
        int j = growing->columns[at];
        double share = guess->x[j] / guess->most[j];
        if (share > CG_USED) {
            order[count++] = (fullness){j, share};
        }
    }
    qsort(order, (size_t)count, sizeof *order, fullest_first);
    for (int i = 0; i < count; i++) {
        push(&c, order[i].column);
    }
    cg_arena_empty(scratch);
}
