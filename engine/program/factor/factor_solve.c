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

/* ---- what is nearly all 0 */

static void reach_from(cg_factor *f, const cg_triangle_steps *steps, const int *rows, int count) {
    cg_triangle_reach_clear(&f->reach);
    for (int n = 0; n < count; n++) {
        cg_triangle_reach_from(&f->reach, steps, rows[n]);
    }
}

static cg_triangle_steps lower_steps(const cg_factor *f) {
    return (cg_triangle_steps){f->step_of, f->lower->lower.start, f->lower->lower.item};
}

/* Counts what a line fills as reached. */
static void reach_line(cg_triangle_reach *reach, const cg_lines *lines, int line) {
    for (int k = lines->start[line]; k < lines->start[line + 1]; k++) {
        int row = lines->item[k];
        if (reach->mark[row] != reach->stamp) {
            reach->mark[row] = reach->stamp;
            reach->rows[reach->count++] = row;
        }
    }
}

void cg_factor_column(cg_factor *f, double *v) {
    const cg_eliminated *d = f->lower;
    cg_triangle_steps steps = lower_steps(f);
    cg_triangle_reach_clear(&f->reach);
    for (int i = 0; i < f->s->rows; i++) {
        if (v[i] != 0) {
            cg_triangle_reach_from(&f->reach, &steps, i);
        }
    }
    for (int n = f->reach.count - 1; n >= 0; n--) {
        int row = f->reach.rows[n];
        if (f->step_of[row] != CG_NONE) {
            take_line(&d->lower, f->step_of[row], v[row], v);
        }
    }
    forward_exchanges(f, v);
    forward_upper(f, v);
}

/* The row of U's inverse at a place, where it was reached. */
static void back_upper_from(cg_factor *f, int place, double *v) {
    cg_triangle_steps steps = {f->own, f->upper_across.start, f->upper_across.item};
    reach_from(f, &steps, &place, 1);
    v[place] = 1;
    for (int n = f->reach.count - 1; n >= 0; n--) {
        int row = f->reach.rows[n];
        v[row] /= f->pivot[row];
        take_line(&f->upper_across, row, v[row], v);
    }
}

void cg_factor_row(cg_factor *f, int place, double *v) {
    memset(v, 0, (size_t)f->s->rows * sizeof *v);
    back_upper_from(f, place, v);
    back_within(f, v);
}

/* ---- several columns side by side */

static inline void take_lines(const cg_lines *lines, int line, const double *times, double *v) {
    for (int k = lines->start[line]; k < lines->start[line + 1]; k++) {
        double *to = v + (size_t)lines->item[k] * CG_TOGETHER, value = lines->value[k];
        for (int n = 0; n < CG_TOGETHER; n++) {
            to[n] -= value * times[n];
        }
    }
}

static void exchanges_together(cg_factor *f, double *v) {
    for (int e = 0; e < f->exchanges; e++) {
        double times[CG_TOGETHER] = {0};
        bool any = false;
        for (int k = f->rows.start[e]; k < f->rows.start[e + 1]; k++) {
            const double *from = v + (size_t)f->rows.item[k] * CG_TOGETHER;
            for (int n = 0; n < CG_TOGETHER; n++) {
                times[n] += f->rows.value[k] * from[n];
            }
        }
        for (int n = 0; n < CG_TOGETHER; n++) {
            times[n] /= f->exchanged[e];
            any = any || times[n] != 0;
        }
        if (any) {
            reach_line(&f->reach, &f->columns, e);
            take_lines(&f->columns, e, times, v);
        }
    }
}

int cg_factor_together(cg_factor *f, double *v, int *filled, int count) {
    const cg_eliminated *d = f->lower;
    cg_triangle_reach *reach = &f->reach;
    cg_triangle_steps steps = lower_steps(f);
    reach_from(f, &steps, filled, count);
    for (int n = reach->count - 1; n >= 0; n--) {
        int row = reach->rows[n];
        if (f->step_of[row] != CG_NONE) {
            take_lines(&d->lower, f->step_of[row], v + (size_t)row * CG_TOGETHER, v);
        }
    }
    exchanges_together(f, v);
    for (int step = d->steps - 1; step >= 0; step--) {
        int row = d->row[step];
        if (reach->mark[row] != reach->stamp) {
            continue;
        }
        double *own = v + (size_t)row * CG_TOGETHER, once = 1 / f->pivot[row];
        for (int n = 0; n < CG_TOGETHER; n++) {
            own[n] *= once;
        }
        reach_line(reach, &f->upper, row);
        take_lines(&f->upper, row, own, v);
    }
    memcpy(filled, reach->rows, (size_t)reach->count * sizeof *filled);
    return reach->count;
}

/* ---- two rows side by side */

static inline void take_pairs(const cg_lines *lines, int line, double one, double two, double *v) {
    for (int k = lines->start[line]; k < lines->start[line + 1]; k++) {
        double *to = v + 2 * (size_t)lines->item[k];
        to[0] -= lines->value[k] * one;
        to[1] -= lines->value[k] * two;
    }
}

static inline void sum_pairs(const cg_lines *lines, int line, const double *v, double sums[2]) {
    sums[0] = sums[1] = 0;
    for (int k = lines->start[line]; k < lines->start[line + 1]; k++) {
        const double *from = v + 2 * (size_t)lines->item[k];
        sums[0] += lines->value[k] * from[0];
        sums[1] += lines->value[k] * from[1];
    }
}

void cg_factor_back_pair(const cg_factor *f, double *v) {
    const cg_eliminated *d = f->lower;
    double sums[2];
    for (int i = 0; i < f->s->rows; i++) {
        if (!f->open[i] && (v[2 * i] != 0 || v[2 * i + 1] != 0)) {
            take_pairs(&f->upper_across, i, v[2 * i], v[2 * i + 1], v);
        }
    }
    for (int step = 0; step < d->steps; step++) {
        int row = d->row[step];
        double *own = v + 2 * (size_t)row;
        own[0] /= f->pivot[row];
        own[1] /= f->pivot[row];
        take_pairs(&f->upper_across, row, own[0], own[1], v);
    }
    for (int e = f->exchanges - 1; e >= 0; e--) {
        sum_pairs(&f->columns, e, v, sums);
        take_pairs(&f->rows, e, sums[0] / f->exchanged[e], sums[1] / f->exchanged[e], v);
    }
    for (int step = d->steps - 1; step >= 0; step--) {
        if (d->lower.start[step] < d->lower.start[step + 1]) {
            sum_pairs(&d->lower, step, v, sums);
            v[2 * d->row[step]] -= sums[0];
            v[2 * d->row[step] + 1] -= sums[1];
        }
    }
}

/* ---- exchanges */

/* Puts what was reached behind the lines of the exchanges, and leaves 0 there. */
static void keep_reached(cg_factor *f, cg_lines *lines) {
    int at = lines->start[f->exchanges];
    for (int n = 0; n < f->reach.count; n++) {
        int row = f->reach.rows[n];
        lines->item[at] = row;
        lines->value[at] = f->work[row];
        at += fabs(f->work[row]) > CG_FACTOR_NOTHING;
        f->work[row] = 0;
    }
    lines->start[f->exchanges + 1] = at;
}

/* What the column of a variable is between the triangles. */
static void solve_within(cg_factor *f, int entering) {
    const cg_scaled *s = f->s;
    const cg_eliminated *d = f->lower;
    cg_triangle_steps steps = lower_steps(f);
    cg_triangle_reach *reach = &f->reach;
    cg_triangle_reach_clear(reach);
    if (entering >= s->columns) {
        f->work[entering - s->columns] = 1;
        cg_triangle_reach_from(reach, &steps, entering - s->columns);
    }
    for (int k = entering < s->columns ? s->start[entering] : 0;
         entering < s->columns && k < s->start[entering + 1]; k++) {
        f->work[s->index[k] - 1] = s->value[k];
        cg_triangle_reach_from(reach, &steps, s->index[k] - 1);
    }
    for (int n = reach->count - 1; n >= 0; n--) {
        int row = reach->rows[n];
        if (f->step_of[row] != CG_NONE) {
            take_line(&d->lower, f->step_of[row], f->work[row], f->work);
        }
    }
    for (int e = 0; e < f->exchanges; e++) {
        double times = sum_line(&f->rows, e, f->work) / f->exchanged[e];
        if (times != 0) {
            reach_line(reach, &f->columns, e);
            take_line(&f->columns, e, times, f->work);
        }
    }
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

static void take_leaving(cg_factor *f, int place) {
    int from = f->columns.start[f->exchanges], to = f->columns.start[f->exchanges + 1];
    for (int k = from; k < to; k++) {
        f->slot[f->columns.item[k]] = k + 1;
    }
    take_entry(f, place, f->pivot[place]);
    for (int k = f->upper.start[place]; k < f->upper.start[place + 1]; k++) {
        take_entry(f, f->upper.item[k], f->upper.value[k]);
    }
    for (int k = from; k < to; k++) {
        f->slot[f->columns.item[k]] = 0;
    }
}

static bool has_room(const cg_factor *f, const cg_lines *lines) {
    return lines->start[f->exchanges] + 2 * f->s->rows <= f->exchanged_room;
}

bool cg_factor_exchange(cg_factor *f, int place, int entering, double pivot) {
    int e = f->exchanges;
    if (e == CG_MOST_EXCHANGES || !has_room(f, &f->columns) || !has_room(f, &f->rows)) {
        return false;
    }
    back_upper_from(f, place, f->work);
    keep_reached(f, &f->rows);
    solve_within(f, entering);
    double again = sum_line(&f->rows, e, f->work);
    keep_reached(f, &f->columns);
    if (fabs(again - pivot) > CG_FACTOR_AGREES * (1 + fabs(pivot))) {
        return false;
    }
    take_leaving(f, place);
    f->exchanged[f->exchanges++] = pivot;
    return true;
}

int cg_factor_exchanges(const cg_factor *f) {
    return f->exchanges;
}

void cg_factor_undo(cg_factor *f) {
    f->exchanges = 0;
    f->columns.start[0] = f->rows.start[0] = 0;
}
