/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A basis made of a point: of the columns in use, as many as are independent on the rows that they
 * fill. */
#include "program/sift.h"

#include "program/triangle_reach.h"

#include <math.h>
#include <stdlib.h>

/* A row counts as full from this share of its side on. */
#define FULL 0.99
/* A column is well in use from this share of the most that it can be. */
#define WELL 1e-3
/* A pivot is no smaller than this share of the largest there is, and than this by itself: below,
 * the column hangs on those before it. With 0.1 and a millionth GLPK found a basis of 7,300 rows
 * singular, and went all the way from the slacks. */
#define THRESHOLD 0.5
#define DEPENDENT 1e-2
#define NOTHING 1e-12

/* The columns chosen so far, as the lower triangle of a factorization whose diagonal is 1. */
typedef struct triangle {
    cg_arena *arena;
    int *step_of; /* by row: the column that stands there, by its number; CG_NONE */
    int *start;   /* by column */
    CG_VECTOR(int) row;
    CG_VECTOR(double) value;
    int columns;
} triangle;

/* Left-looking sparse elimination (Gilbert and Peierls 1988, "Sparse partial pivoting in time
 * proportional to arithmetic operations"): each column is solved with the triangle so far. */
typedef struct elimination {
    const cg_scaled *s;
    const bool *full; /* by row: others take no part */
    triangle t;
    double *work;            /* by row: the solved column */
    cg_triangle_reach reach; /* its rows */
} elimination;

static void solve_column(elimination *e, int column) {
    const cg_scaled *s = e->s;
    cg_triangle_steps steps = {e->t.step_of, e->t.start, e->t.row.items};
    cg_triangle_reach_clear(&e->reach);
    for (int k = s->start[column]; k < s->start[column + 1]; k++) {
        int i = s->index[k] - 1;
        if (e->full[i]) {
            cg_triangle_reach_from(&e->reach, &steps, i);
        }
    }
    for (int n = 0; n < e->reach.count; n++) {
        e->work[e->reach.rows[n]] = 0;
    }
    for (int k = s->start[column]; k < s->start[column + 1]; k++) {
        int i = s->index[k] - 1;
        e->work[i] = e->full[i] ? s->value[k] : 0;
    }
    for (int n = e->reach.count - 1; n >= 0; n--) {
        int step = e->t.step_of[e->reach.rows[n]];
        double times = e->work[e->reach.rows[n]];
        for (int k = step == CG_NONE ? 0 : e->t.start[step];
             step != CG_NONE && k < e->t.start[step + 1]; k++) {
            e->work[e->t.row.items[k]] -= e->t.value.items[k] * times;
        }
    }
}

/* The row where the column is to stand: of those nearly as good as the best, the emptiest. */
static int pivot_row(const elimination *e, const int *uses) {
    double best = 0;
    for (int n = 0; n < e->reach.count; n++) {
        int i = e->reach.rows[n];
        best = e->t.step_of[i] == CG_NONE ? fmax(best, fabs(e->work[i])) : best;
    }
    int row = CG_NONE;
    for (int n = 0; n < e->reach.count && best > DEPENDENT; n++) {
        int i = e->reach.rows[n];
        bool good = e->t.step_of[i] == CG_NONE && fabs(e->work[i]) >= THRESHOLD * best;
        if (good && (row == CG_NONE || uses[i] < uses[row])) {
            row = i;
        }
    }
    return row;
}

static void take(elimination *e, int row) {
    triangle *t = &e->t;
    t->step_of[row] = t->columns;
    for (int n = 0; n < e->reach.count; n++) {
        int i = e->reach.rows[n];
        if (t->step_of[i] == CG_NONE && fabs(e->work[i]) > NOTHING) {
            CG_PUSH(t->arena, &t->row, i);
            CG_PUSH(t->arena, &t->value, e->work[i] / e->work[row]);
        }
    }
    t->start[++t->columns] = t->row.count;
}

/* A column in use, and on how many full rows. */
typedef struct use {
    int column, rows;
    double share; /* of the most it can be */
} use;

/* Those well in use first; among them short columns, which keep the triangle sparse. */
static int first_to_stand(const void *a, const void *b) {
    const use *x = a, *y = b;
    bool x_well = x->share > WELL, y_well = y->share > WELL;
    if (x_well != y_well) {
        return x_well ? -1 : 1;
    }
    if (x->rows != y->rows) {
        return x->rows - y->rows;
    }
    if (x->share != y->share) {
        return x->share < y->share ? 1 : -1;
    }
    return x->column - y->column;
}

/* Returns how many columns are in use; counts the uses of each row. */
static int list_uses(const elimination *e, const cg_guess *guess, const cg_growing *growing,
                     use *uses, int *of_row) {
    const cg_scaled *s = e->s;
    int count = 0;
    for (int at = 0; at < growing->column_count; at++) {
        use one = {.column = growing->columns[at]};
        double x = guess->x[one.column];
        one.share = x == 0 ? 0 : x / cg_guess_most(s, guess, one.column);
        if (!(one.share > CG_USED)) {
            continue;
        }
        for (int k = s->start[one.column]; k < s->start[one.column + 1]; k++) {
            one.rows += e->full[s->index[k] - 1];
            of_row[s->index[k] - 1]++;
        }
        uses[count++] = one;
    }
    qsort(uses, (size_t)count, sizeof *uses, first_to_stand);
    return count;
}

static const bool *full_rows(cg_arena *arena, const cg_scaled *s, const cg_guess *guess,
                             const cg_growing *growing, const double *activity) {
    bool *full = CG_ARRAY(arena, bool, s->rows + 1);
    for (int at = 0; at < growing->row_count; at++) {
        int i = growing->rows[at];
        full[i] = guess->dual[i] < 0 && activity[i] >= FULL * s->row_upper[i];
    }
    return full;
}

static elimination start(cg_arena *arena, const cg_scaled *s, const bool *full) {
    elimination e = {.s = s,
                     .full = full,
                     .t = {.arena = arena,
                           .step_of = CG_ARRAY(arena, int, s->rows + 1),
                           .start = CG_ARRAY(arena, int, s->rows + 2)},
                     .work = CG_ARRAY(arena, double, s->rows + 1),
                     .reach = cg_triangle_reach_new(arena, s->rows)};
    for (int i = 0; i < s->rows; i++) {
        e.t.step_of[i] = CG_NONE;
    }
    return e;
}

int cg_crash(cg_solver *solver, const cg_guess *guess, const cg_growing *growing,
             const double *activity) {
    const cg_scaled *s = solver->scaled;
    cg_arena *scratch = cg_arena_within(solver->arena);
    elimination e = start(scratch, s, full_rows(scratch, s, guess, growing, activity));
    use *uses = CG_ARRAY(scratch, use, growing->column_count + 1);
    int *of_row = CG_ARRAY(scratch, int, s->rows + 1);
    int count = list_uses(&e, guess, growing, uses, of_row);
    int left_out = 0;
    for (int u = 0; u < count; u++) {
        solve_column(&e, uses[u].column);
        int row = pivot_row(&e, of_row);
        if (row != CG_NONE) {
            take(&e, row);
            bool fixed = s->row_lower[row] == s->row_upper[row];
            growing->run->row_status[row] = fixed ? CG_AT_BOTH : CG_AT_UPPER;
            growing->run->column_status[uses[u].column] = CG_BASIC;
        } else {
            left_out += uses[u].share > WELL;
        }
    }
    cg_arena_empty(scratch);
    return left_out;
}
