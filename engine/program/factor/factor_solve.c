/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solving with factors, and going on from one exchange to the next. */
#include "program/factor/factor_state.h"

#include <math.h>

/* ---- the three parts, each way */

static inline void take_line(const cg_lines *lines, int line, double times, double *v) {
    for (int k = lines->start[line]; k < lines->start[line + 1]; k++) {
        v[lines->item[k]] -= lines->value[k] * times;
    }
}

static inline double sum_line(const cg_lines *lines, int line, const double *v) {
    double sum = 0;
    for (int k = lines->start[line]; k < lines->start[line + 1]; k++) {
        sum += lines->value[k] * v[lines->item[k]];
    }
    return sum;
}

static void forward_exchanges(const cg_factor *f, double *v) {
    for (int e = 0; e < f->exchanges; e++) {
        double times = sum_line(&f->rows, e, v) / f->exchanged[e];
        if (times != 0) {
            take_line(&f->columns, e, times, v);
        }
    }
}

static void forward_lower(const cg_factor *f, double *v) {
    const cg_eliminated *d = f->lower;
    for (int step = 0; step < d->steps; step++) {
        double times = v[d->row[step]];
        if (times != 0) {
            take_line(&d->lower, step, times, v);
        }
    }
}

static void forward_upper(const cg_factor *f, double *v) {
    const cg_eliminated *d = f->lower;
    for (int step = d->steps - 1; step >= 0; step--) {
        int row = d->row[step];
        if (v[row] != 0) {
            v[row] /= f->pivot[row];
            take_line(&f->upper, row, v[row], v);
        }
    }
}

static void back_upper(const cg_factor *f, double *v) {
    const cg_eliminated *d = f->lower;
    /* Slacks come before all steps. */
    for (int i = 0; i < f->s->rows; i++) {
        if (!f->open[i] && v[i] != 0) {
            take_line(&f->upper_across, i, v[i], v);
        }
    }
    for (int step = 0; step < d->steps; step++) {
        int row = d->row[step];
        if (v[row] != 0) {
            v[row] /= f->pivot[row];
            take_line(&f->upper_across, row, v[row], v);
        }
    }
}

/* Most of a solved row is not 0: sums, which have no branches, are faster than going by what is. */
static void back_within(const cg_factor *f, double *v) {
    const cg_eliminated *d = f->lower;
    for (int e = f->exchanges - 1; e >= 0; e--) {
        double times = sum_line(&f->columns, e, v) / f->exchanged[e];
        if (times != 0) {
            take_line(&f->rows, e, times, v);
        }
    }
    for (int step = d->steps - 1; step >= 0; step--) {
        if (d->lower.start[step] < d->lower.start[step + 1]) {
            v[d->row[step]] -= sum_line(&d->lower, step, v);
        }
    }
}

void cg_factor_forward(const cg_factor *f, double *v) {
    forward_lower(f, v);
    forward_exchanges(f, v);
    forward_upper(f, v);
}

void cg_factor_back(const cg_factor *f, double *v) {
    back_upper(f, v);
    back_within(f, v);
}

/* ---- exchanges */

/* Whether what is solved now can be kept behind the lines of the exchanges. */
static bool has_room(const cg_factor *f, const cg_lines *lines) {
    return f->exchanges < CG_MOST_EXCHANGES &&
           lines->start[f->exchanges] + 2 * f->s->rows <= f->exchanged_room;
}

static void keep(const cg_factor *f, cg_lines *lines, int row, double value) {
    int *end = &lines->start[f->exchanges + 1];
    lines->item[*end] = row;
    lines->value[*end] = value;
    *end += fabs(value) > CG_FACTOR_NOTHING;
}

/* A column that enters leads to few rows: what it reaches is looked for. */
void cg_factor_column(cg_factor *f, double *v) {
    const cg_eliminated *d = f->lower;
    cg_triangle_steps steps = {f->step_of, d->lower.start, d->lower.item};
    cg_triangle_reach *reach = &f->reach;
    cg_triangle_reach_clear(reach);
    for (int i = 0; i < f->s->rows; i++) {
        if (v[i] != 0) {
            cg_triangle_reach_from(reach, &steps, i);
        }
    }
    for (int n = reach->count - 1; n >= 0; n--) {
        int row = reach->rows[n];
        if (f->step_of[row] != CG_NONE && v[row] != 0) {
            take_line(&d->lower, f->step_of[row], v[row], v);
        }
    }
    forward_exchanges(f, v);
    f->has_column = has_room(f, &f->columns);
    f->columns.start[f->exchanges + 1] = f->columns.start[f->exchanges];
    for (int i = 0; f->has_column && i < f->s->rows; i++) {
        keep(f, &f->columns, i, v[i]);
    }
    forward_upper(f, v);
}

/* So does a row, before the lower triangle. */
void cg_factor_row(cg_factor *f, int place, double *v) {
    cg_triangle_steps steps = {f->own, f->upper_across.start, f->upper_across.item};
    cg_triangle_reach *reach = &f->reach;
    memset(v, 0, (size_t)f->s->rows * sizeof *v);
    v[place] = 1;
    f->place = place;
    f->has_row = has_room(f, &f->rows);
    f->rows.start[f->exchanges + 1] = f->rows.start[f->exchanges];
    cg_triangle_reach_clear(reach);
    cg_triangle_reach_from(reach, &steps, place);
    for (int n = reach->count - 1; n >= 0; n--) {
        int row = reach->rows[n];
        v[row] /= f->pivot[row];
        take_line(&f->upper_across, row, v[row], v);
        if (f->has_row) {
            keep(f, &f->rows, row, v[row]);
        }
    }
    back_within(f, v);
}

/* Takes from the kept column an entry of the one that leaves. */
static void take_entry(cg_factor *f, int row, double value) {
    int *end = &f->columns.start[f->exchanges + 1];
    if (f->slot[row] == 0) {
        f->columns.item[*end] = row;
        f->columns.value[(*end)++] = -value;
    } else {
        f->columns.value[f->slot[row] - 1] -= value;
    }
}

bool cg_factor_exchange(cg_factor *f, double pivot) {
    if (!f->has_column || !f->has_row) {
        return false;
    }
    int from = f->columns.start[f->exchanges], to = f->columns.start[f->exchanges + 1];
    for (int k = from; k < to; k++) {
        f->slot[f->columns.item[k]] = k + 1;
    }
    take_entry(f, f->place, f->pivot[f->place]);
    for (int k = f->upper.start[f->place]; k < f->upper.start[f->place + 1]; k++) {
        take_entry(f, f->upper.item[k], f->upper.value[k]);
    }
    for (int k = from; k < to; k++) {
        f->slot[f->columns.item[k]] = 0;
    }
    f->exchanged[f->exchanges++] = pivot;
    f->has_column = f->has_row = false;
    return true;
}

int cg_factor_exchanges(const cg_factor *f) {
    return f->exchanges;
}

void cg_factor_undo(cg_factor *f) {
    f->exchanges = 0;
    f->columns.start[0] = f->rows.start[0] = 0;
    f->has_column = f->has_row = false;
}
