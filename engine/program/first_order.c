/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Restarted, reflected Halpern PDHG on few columns of a block. */
#include "program/first_order.h"

#include <math.h>

#include "program/selection.h"

/* Restart when the step has shrunk to this share of the first since the last restart; or to the
 * second, and it grows again; or after this share of all iterations. */
#define ENOUGH 0.2
#define SOME 0.8
#define LONG 0.36
/* The weight follows what is seen slowly, and not too far. */
#define SMOOTH 0.2
#define LEAST_WEIGHT 0.01
#define MOST_WEIGHT 4

/* The chosen columns with their matrix by column and by row, everything scaled so that the matrix
 * has norm 1 at the most (Pock and Chambolle 2011, "Diagonal preconditioning", alpha = 1). Single
 * precision: it is a guess that is wanted. */
typedef struct subset {
    int rows, columns, entries;
    int *column;         /* of the block */
    int *start, *row;    /* by column */
    int *row_start, *at; /* by row */
    float *value, *row_value;
    float *cost, *upper;
    float *row_lower, *row_upper;
    float *x, *x_from, *x_step; /* iterate, where the last restart was, what the step leads to */
    float *y, *y_from, *y_step;
    float *x_scale, *y_scale; /* block's = scale * here */
} subset;

/* What stays the same through all rounds. */
typedef struct method {
    cg_solver *solver;
    const cg_scaled *s;
    cg_guess guess;
    double *price; /* by row: what a unit of it may be worth */
    double *sums;  /* by row: room */
    bool *chosen;
    float weight; /* of dual against primal steps */
} method;

/* Its bound, or what a row that holds it alone leaves. */
double cg_guess_most(const cg_scaled *s, const cg_guess *guess, int column) {
    if (guess->most != NULL) {
        return guess->most[column];
    }
    double most = s->upper[column];
    for (int k = s->start[column]; k < s->start[column + 1]; k++) {
        double side = s->row_upper[s->index[k] - 1];
        if (s->value[k] > 0 && side > 0) {
            most = fmin(most, side / s->value[k]);
        }
    }
    return isinf(most) || most <= 0 ? 1 : most;
}

/* A third of the mean of what a unit of the row earns in the columns that pay. */
static void set_prices(method *m) {
    const cg_scaled *s = m->s;
    int *count = CG_ARRAY(m->solver->arena, int, s->rows + 1);
    double sum = 0;
    for (int j = 0; j < s->columns; j++) {
        for (int k = s->start[j]; s->cost[j] < 0 && k < s->start[j + 1]; k++) {
            m->price[s->index[k] - 1] += -s->cost[j] / fabs(s->value[k]);
            count[s->index[k] - 1]++;
        }
    }
    for (int i = 0; i < s->rows; i++) {
        m->price[i] = count[i] > 0 ? m->price[i] / count[i] / 3 : 0;
        sum += m->price[i];
    }
    for (int i = 0; i < s->rows; i++) {
        m->price[i] = m->price[i] > 0 ? m->price[i] : sum > 0 ? sum / s->rows : 1;
    }
}

/* Chooses the best columns of each row by reduced cost as a share of what they are worth, and keeps
 * all that are used. */
static int choose(method *m, int per_row) {
    const cg_scaled *s = m->s;
    cg_arena *scratch = cg_arena_within(m->solver->arena);
    cg_selection selection = cg_selection_new(scratch, s, per_row);
    for (int j = 0; j < s->columns; j++) {
        m->chosen[j] = m->guess.x[j] > 0;
        if (s->upper[j] > 0) {
            double reduced = cg_price_one(s, m->guess.dual, j);
            cg_selection_offer(&selection, j, reduced / fmax(fabs(s->cost[j]), 1e-9));
        }
    }
    cg_selection_mark(&selection, m->chosen);
    int count = 0;
    for (int j = 0; j < s->columns; j++) {
        count += m->chosen[j];
    }
    cg_arena_empty(scratch);
    return count;
}

static subset room_for(cg_arena *arena, int rows, int columns, int entries) {
    return (subset){.rows = rows,
                    .columns = columns,
                    .entries = entries,
                    .column = CG_ARRAY(arena, int, columns + 1),
                    .start = CG_ARRAY(arena, int, columns + 1),
                    .row = CG_ARRAY(arena, int, entries + 1),
                    .row_start = CG_ARRAY(arena, int, rows + 2),
                    .at = CG_ARRAY(arena, int, entries + 1),
                    .value = CG_ARRAY(arena, float, entries + 1),
                    .row_value = CG_ARRAY(arena, float, entries + 1),
                    .cost = CG_ARRAY(arena, float, columns + 1),
                    .upper = CG_ARRAY(arena, float, columns + 1),
                    .row_lower = CG_ARRAY(arena, float, rows + 1),
                    .row_upper = CG_ARRAY(arena, float, rows + 1),
                    .x = CG_ARRAY(arena, float, columns + 1),
                    .x_from = CG_ARRAY(arena, float, columns + 1),
                    .x_step = CG_ARRAY(arena, float, columns + 1),
                    .y = CG_ARRAY(arena, float, rows + 1),
                    .y_from = CG_ARRAY(arena, float, rows + 1),
                    .y_step = CG_ARRAY(arena, float, rows + 1),
                    .x_scale = CG_ARRAY(arena, float, columns + 1),
                    .y_scale = CG_ARRAY(arena, float, rows + 1)};
}

/* Scales: with u the most of a column and p the price of a row, terms p |a| u are money; the square
 * roots of their sums share the step between both sides. */
static void set_scales(const method *m, subset *t) {
    const cg_scaled *s = m->s;
    double *sums = m->sums;
    memset(sums, 0, (size_t)t->rows * sizeof *sums);
    for (int c = 0; c < t->columns; c++) {
        int j = t->column[c];
        double most = cg_guess_most(s, &m->guess, j), sum = 0;
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            double term = m->price[s->index[k] - 1] * fabs(s->value[k]) * most;
            sums[s->index[k] - 1] += term;
            sum += term;
        }
        t->x_scale[c] = (float)(most / sqrt(fmax(sum, 1e-30)));
    }
    for (int i = 0; i < t->rows; i++) {
        t->y_scale[i] = (float)(m->price[i] / sqrt(fmax(sums[i], 1e-30)));
    }
}

static void fill_columns(const method *m, subset *t) {
    const cg_scaled *s = m->s;
    int at = 0;
    for (int c = 0; c < t->columns; c++) {
        int j = t->column[c];
        double scale = t->x_scale[c];
        t->start[c] = at;
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            int i = s->index[k] - 1;
            t->row[at] = i;
            t->value[at++] = (float)(s->value[k] * scale * (double)t->y_scale[i]);
            t->row_start[i + 2]++;
        }
        t->cost[c] = (float)(s->cost[j] * scale);
        t->upper[c] = (float)(s->upper[j] / scale);
        t->x[c] = (float)(m->guess.x[j] / scale);
    }
    t->start[t->columns] = at;
}

static void fill_rows(const method *m, subset *t) {
    for (int i = 0; i < t->rows; i++) {
        double scale = t->y_scale[i];
        t->row_lower[i] = (float)(m->s->row_lower[i] * scale);
        t->row_upper[i] = (float)(m->s->row_upper[i] * scale);
        t->y[i] = (float)(m->guess.dual[i] / scale);
        t->row_start[i + 2] += t->row_start[i + 1];
    }
    for (int c = 0; c < t->columns; c++) {
        for (int k = t->start[c]; k < t->start[c + 1]; k++) {
            int to = t->row_start[t->row[k] + 1]++;
            t->at[to] = c;
            t->row_value[to] = t->value[k];
        }
    }
}

static subset take_subset(method *m, cg_arena *arena, int count) {
    const cg_scaled *s = m->s;
    int entries = 0;
    for (int j = 0; j < s->columns; j++) {
        entries += m->chosen[j] ? s->start[j + 1] - s->start[j] : 0;
    }
    subset t = room_for(arena, s->rows, count, entries);
    for (int j = 0, c = 0; j < s->columns; j++) {
        if (m->chosen[j]) {
            t.column[c++] = j;
        }
    }
    set_scales(m, &t);
    fill_columns(m, &t);
    fill_rows(m, &t);
    return t;
}

/* How far one step leads, in each of the two spaces. */
typedef struct lengths {
    double x, y;
} lengths;

static double together(lengths l, float weight) {
    return (double)weight * l.x + l.y / (double)weight;
}

/* x_step = the projection of x - (cost - A'y) / weight; then y_step, from where 2 x_step - x would
 * lead. */
static lengths step(subset *t, float weight) {
    lengths moved = {0};
    float share = 1 / weight;
    for (int c = 0; c < t->columns; c++) {
        float reduced = t->cost[c];
        for (int k = t->start[c]; k < t->start[c + 1]; k++) {
            reduced -= t->value[k] * t->y[t->row[k]];
        }
        float to = t->x[c] - share * reduced;
        to = to < 0 ? 0 : to > t->upper[c] ? t->upper[c] : to;
        float by = to - t->x[c];
        moved.x += (double)(by * by);
        t->x_step[c] = to;
    }
    for (int i = 0; i < t->rows; i++) {
        float activity = 0;
        for (int k = t->row_start[i]; k < t->row_start[i + 1]; k++) {
            int c = t->at[k];
            activity += t->row_value[k] * (2 * t->x_step[c] - t->x[c]);
        }
        float low = t->y[i] + weight * (t->row_lower[i] - activity);
        float high = t->y[i] + weight * (t->row_upper[i] - activity);
        float to = low > 0 ? low : high < 0 ? high : 0;
        float by = to - t->y[i];
        moved.y += (double)(by * by);
        t->y_step[i] = to;
    }
    return moved;
}

/* The reflected step, drawn back to where the last restart was. */
static void average(float *at, const float *to, const float *from, int count, int iteration) {
    float share = (float)(iteration + 1) / (float)(iteration + 2);
    for (int i = 0; i < count; i++) {
        at[i] = share * (2 * to[i] - at[i]) + (1 - share) * from[i];
    }
}

static double distance(const float *a, const float *b, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
        float by = a[i] - b[i];
        sum += (double)(by * by);
    }
    return sqrt(sum);
}

/* Begins anew where the step leads; both sides should move about as far as since the last time. */
static void restart(subset *t, float *weight) {
    double dx = distance(t->x_step, t->x_from, t->columns);
    double dy = distance(t->y_step, t->y_from, t->rows);
    if (dx > 1e-12 && dy > 1e-12) {
        double weighted = SMOOTH * log(dy / dx) + (1 - SMOOTH) * log((double)*weight);
        *weight = (float)fmin(fmax(exp(weighted), LEAST_WEIGHT), MOST_WEIGHT);
    }
    memcpy(t->x, t->x_step, (size_t)t->columns * sizeof(float));
    memcpy(t->y, t->y_step, (size_t)t->rows * sizeof(float));
    memcpy(t->x_from, t->x_step, (size_t)t->columns * sizeof(float));
    memcpy(t->y_from, t->y_step, (size_t)t->rows * sizeof(float));
}

static void iterate(subset *t, float *weight, int iterations) {
    memcpy(t->x_from, t->x, (size_t)t->columns * sizeof(float));
    memcpy(t->y_from, t->y, (size_t)t->rows * sizeof(float));
    double first = 0, last = 0;
    for (int n = 0, since = 0; n < iterations; n++, since++) {
        double now = together(step(t, *weight), *weight);
        first = since == 0 ? now : first;
        bool far = since > LONG * (n + 1) && since > 10;
        if (since > 0 &&
            (now <= ENOUGH * ENOUGH * first || (now <= SOME * SOME * first && now > last) || far)) {
            restart(t, weight);
            since = -1;
            continue;
        }
        last = now;
        average(t->x, t->x_step, t->x_from, t->columns, since);
        average(t->y, t->y_step, t->y_from, t->rows, since);
    }
}

static void keep(method *m, const subset *t) {
    memset(m->guess.x, 0, (size_t)m->s->columns * sizeof(double));
    for (int c = 0; c < t->columns; c++) {
        double x = (double)t->x_step[c] * (double)t->x_scale[c];
        m->guess.x[t->column[c]] = fmin(x, m->s->upper[t->column[c]]);
    }
    for (int i = 0; i < t->rows; i++) {
        m->guess.dual[i] = (double)t->y_step[i] * (double)t->y_scale[i];
    }
}

void cg_first_order_goes_on(cg_solver *solver, cg_guess *guess, int per_row, int rounds,
                            int iterations) {
    const cg_scaled *s = solver->scaled;
    cg_arena *own = cg_arena_within(solver->arena);
    method m = {.solver = solver,
                .s = s,
                .guess = *guess,
                .weight = guess->weight,
                .price = CG_ARRAY(own, double, s->rows + 1),
                .sums = CG_ARRAY(own, double, s->rows + 1),
                .chosen = CG_ARRAY(own, bool, s->columns + 1)};
    set_prices(&m);
    cg_arena *scratch = cg_arena_within(own);
    for (int round = 0; round < rounds && !cg_must_stop(solver); round++) {
        subset t = take_subset(&m, scratch, choose(&m, per_row));
        iterate(&t, &m.weight, round + 1 < rounds ? iterations : 2 * iterations);
        keep(&m, &t);
        cg_arena_empty(scratch);
    }
    guess->weight = m.weight;
    cg_arena_empty(own);
}

cg_guess cg_first_order(cg_solver *solver, int per_row, int rounds, int iterations) {
    const cg_scaled *s = solver->scaled;
    cg_guess guess = {CG_ARRAY(solver->arena, double, s->columns + 1),
                      CG_ARRAY(solver->arena, double, s->rows + 1), NULL, 1};
    cg_first_order_goes_on(solver, &guess, per_row, rounds, iterations);
    return guess;
}
