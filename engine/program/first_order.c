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
/* Primal steps are the longer ones to begin with. The weight follows what is seen slowly, and not
 * too far. */
#define FIRST_WEIGHT 0.3F
#define SMOOTH 0.3
#define LEAST_WEIGHT 0.01
#define MOST_WEIGHT 4
/* Every so many steps all columns are looked at. Between, those are asleep that stand at 0 and
 * whose reduced cost is above this share of their cost. */
#define AWAKE_FOR 8
#define DROWSY 0.01F

/* A row of a chosen column. */
typedef struct entry {
    int row;
    float value;
} entry;

/* A chosen column: where it stands, where the last restart was, where the step leads. */
typedef struct place {
    float at, from, step;
    float cost, upper;
} place;

/* Columns of as many entries lie side by side: no loop over entries has an end that would have to
 * be foreseen. The last kind has all that have more. */
enum { KINDS = 8 };
typedef struct kind {
    int first, end;       /* columns */
    int awake, awake_end; /* of those awake */
} kind;

/* The chosen columns, everything scaled so that the matrix has norm 1 at the most (Pock and
 * Chambolle 2011, "Diagonal preconditioning", alpha = 1). Single precision: it is a guess that is
 * wanted. By column alone: a step goes once through the matrix, taking prices and leaving
 * quantities. */
typedef struct subset {
    int rows, columns, entries;
    int *column; /* of the block */
    int *start;  /* by column */
    kind kinds[KINDS];
    entry *entry;
    float *row_lower, *row_upper;
    place *x;
    /* By row: prices, and what the columns' steps would come to if they went twice as far. */
    float *y, *y_from, *y_step, *activity;
    int *awake, awake_count; /* columns */
    int steps;
    float *x_scale, *y_scale; /* block's = scale * here */
} subset;

/* What stays the same through all rounds. */
typedef struct method {
    cg_solver *solver;
    const cg_scaled *s;
    cg_guess guess;
    double *price; /* by row: what a unit of it may be worth */
    double *sums;  /* by row: room */
    bool *chosen;  /* by column */
    int *list;     /* those chosen */
    int count;
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
            double alone = side / s->value[k];
            most = alone < most ? alone : most;
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
static void choose(method *m, int per_row) {
    const cg_scaled *s = m->s;
    cg_arena *scratch = cg_arena_within(m->solver->arena);
    cg_selection selection = cg_selection_new(scratch, s, per_row);
    for (int j = 0; j < s->columns; j++) {
        m->chosen[j] = m->guess.x[j] > 0;
        if (s->upper[j] > 0) {
            double reduced = cg_price_one(s, m->guess.dual, j), cost = fabs(s->cost[j]);
            cg_selection_offer(&selection, j, reduced / (cost > 1e-9 ? cost : 1e-9));
        }
    }
    cg_selection_mark(&selection, m->chosen);
    m->count = 0;
    for (int j = 0; j < s->columns; j++) {
        m->list[m->count] = j;
        m->count += m->chosen[j];
    }
    cg_arena_empty(scratch);
}

static subset room_for(cg_arena *arena, int rows, int columns, int entries) {
    return (subset){.rows = rows,
                    .columns = columns,
                    .entries = entries,
                    .column = CG_ARRAY(arena, int, columns + 1),
                    .start = CG_ARRAY(arena, int, columns + 1),
                    .entry = CG_ARRAY(arena, entry, entries + 1),
                    .row_lower = CG_ARRAY(arena, float, rows + 1),
                    .row_upper = CG_ARRAY(arena, float, rows + 1),
                    .activity = CG_ARRAY(arena, float, rows + 1),
                    .awake = CG_ARRAY(arena, int, columns + 1),
                    .x = CG_ARRAY(arena, place, columns + 1),
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
            t->entry[at++] = (entry){i, (float)(s->value[k] * scale * (double)t->y_scale[i])};
        }
        t->x[c].cost = (float)(s->cost[j] * scale);
        t->x[c].upper = (float)(s->upper[j] / scale);
        t->x[c].from = (float)(m->guess.x[j] / scale);
    }
    t->start[t->columns] = at;
}

static void fill_rows(const method *m, subset *t) {
    for (int i = 0; i < t->rows; i++) {
        double scale = t->y_scale[i];
        t->row_lower[i] = (float)(m->s->row_lower[i] * scale);
        t->row_upper[i] = (float)(m->s->row_upper[i] * scale);
        t->y_from[i] = (float)(m->guess.dual[i] / scale);
    }
}

static int kind_of(const cg_scaled *s, int column) {
    int entries = s->start[column + 1] - s->start[column];
    return entries < KINDS ? entries : 0;
}

/* Those chosen, by kind. */
static void list_columns(const method *m, subset *t) {
    const cg_scaled *s = m->s;
    int next[KINDS] = {0}, first = 0;
    for (int c = 0; c < m->count; c++) {
        next[kind_of(s, m->list[c])]++;
    }
    for (int n = 0; n < KINDS; n++) {
        t->kinds[n] = (kind){.first = first, .end = first + next[n]};
        next[n] = first;
        first = t->kinds[n].end;
    }
    for (int c = 0; c < m->count; c++) {
        t->column[next[kind_of(s, m->list[c])]++] = m->list[c];
    }
}

static subset take_subset(const method *m, cg_arena *arena) {
    const cg_scaled *s = m->s;
    int entries = 0;
    for (int c = 0; c < m->count; c++) {
        entries += s->start[m->list[c] + 1] - s->start[m->list[c]];
    }
    subset t = room_for(arena, s->rows, m->count, entries);
    list_columns(m, &t);
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

/* A step of the columns: what it takes and leaves by row, by what, and how far it went, as a sum of
 * squares. */
typedef struct stride {
    const float *y;
    float *activity;
    float by_weight, share;
    double moved;
} stride;

#define INLINE static inline __attribute__((always_inline))

/* One column from x to the projection of x - (cost - A'y) / weight; returns its reduced cost. No
 * branch rests on a value: about every second one stands at 0, and which does could not be
 * foreseen. */
INLINE float step_column(place *x, const entry *e, int entries, stride *by) {
    const float *restrict y = by->y;
    float *restrict activity = by->activity;
    float reduced = x->cost;
    for (int k = 0; k < entries; k++) {
        reduced -= e[k].value * y[e[k].row];
    }
    float at = by->share * (2 * x->step - x->at) + (1 - by->share) * x->from;
    float to = at - by->by_weight * reduced;
    to = to < x->upper ? to : x->upper;
    to = 0.5F * (to + fabsf(to)); /* at least 0 */
    float beyond = 2 * to - at, far = to - at;
    x->at = at;
    x->step = to;
    by->moved += (double)(far * far);
    for (int k = 0; k < entries; k++) {
        activity[e[k].row] += e[k].value * beyond;
    }
    return reduced;
}

INLINE int entries_of(const subset *t, int c, int entries) {
    return entries > 0 ? entries : t->start[c + 1] - t->start[c];
}

/* All columns of a kind; those that stand at 0 and would lose much by leaving it are asleep until
 * the next such step. */
INLINE void wake_kind(subset *t, kind *of, int entries, stride *by) {
    int *awake = t->awake, count = t->awake_count;
    of->awake = count;
    for (int c = of->first; c < of->end; c++) {
        place *x = &t->x[c];
        float reduced = step_column(x, t->entry + t->start[c], entries_of(t, c, entries), by);
        bool idle = x->at == 0 && x->from == 0 && x->step == 0;
        awake[count] = c;
        count += !idle || reduced < DROWSY * fabsf(x->cost);
    }
    of->awake_end = t->awake_count = count;
}

INLINE void step_kind(subset *t, kind *of, bool all, int entries, stride *moved) {
    stride by = *moved;
    if (all) {
        wake_kind(t, of, entries, &by);
    }
    const int *awake = t->awake;
    const entry *e = t->entry;
    for (int n = of->awake; n < of->awake_end && !all; n++) {
        int c = awake[n];
        step_column(&t->x[c], e + t->start[c], entries_of(t, c, entries), &by);
    }
    moved->moved = by.moved;
}

/* The loops over entries are written out for each kind. */
static void step_columns(subset *t, bool all, stride *by) {
    kind *of = t->kinds;
    t->awake_count = all ? 0 : t->awake_count;
    step_kind(t, &of[0], all, 0, by);
    step_kind(t, &of[1], all, 1, by);
    step_kind(t, &of[2], all, 2, by);
    step_kind(t, &of[3], all, 3, by);
    step_kind(t, &of[4], all, 4, by);
    step_kind(t, &of[5], all, 5, by);
    step_kind(t, &of[6], all, 6, by);
    step_kind(t, &of[7], all, 7, by);
}

/* The sum of the squares of how far a is from b; four sums, which need not wait for each other. */
static double squares(const float *a, const float *b, int count) {
    double sums[4] = {0};
    int i = 0;
    for (; i + 4 <= count; i += 4) {
        for (int n = 0; n < 4; n++) {
            float by = a[i + n] - b[i + n];
            sums[n] += (double)(by * by);
        }
    }
    for (; i < count; i++) {
        float by = a[i] - b[i];
        sums[0] += (double)(by * by);
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/* The same for y, from where the columns' steps would lead if they went twice as far. A row has at
 * most one side that its price pulls at. */
static double step_rows(const subset *t, float weight) {
    const float *restrict y = t->y, *restrict activity = t->activity;
    const float *restrict lower = t->row_lower, *restrict upper = t->row_upper;
    float *restrict to = t->y_step;
    for (int i = 0; i < t->rows; i++) {
        float low = y[i] + weight * (lower[i] - activity[i]);
        float high = y[i] + weight * (upper[i] - activity[i]);
        high = high < 0 ? high : 0;
        to[i] = low > high ? low : high;
    }
    return squares(t->y_step, t->y, t->rows);
}

/* The reflected step, drawn back to where the last restart was by all but `share`; of columns
 * step_column does it. */
static void average_rows(const subset *t, float share) {
    float *restrict y = t->y;
    const float *restrict from = t->y_from, *restrict to = t->y_step;
    for (int i = 0; i < t->rows; i++) {
        y[i] = share * (2 * to[i] - y[i]) + (1 - share) * from[i];
    }
}

static lengths step(subset *t, float weight, float share) {
    average_rows(t, share);
    memset(t->activity, 0, (size_t)t->rows * sizeof(float));
    stride by = {.y = t->y, .activity = t->activity, .by_weight = 1 / weight, .share = share};
    step_columns(t, t->steps++ % AWAKE_FOR == 0, &by);
    return (lengths){.x = by.moved, .y = step_rows(t, weight)};
}

/* How far the steps lead from where the last restart was; the next begins there. */
static double restart_columns(subset *t) {
    double sum = 0;
    for (int c = 0; c < t->columns; c++) {
        float by = t->x[c].step - t->x[c].from;
        sum += (double)(by * by);
        t->x[c].from = t->x[c].step;
    }
    return sqrt(sum);
}

static double restart_rows(subset *t) {
    double far = sqrt(squares(t->y_step, t->y_from, t->rows));
    memcpy(t->y_from, t->y_step, (size_t)t->rows * sizeof(float));
    return far;
}

/* Begins anew where the step leads; both sides should move about as far as since the last time. */
static void restart(subset *t, float *weight) {
    double dx = restart_columns(t);
    double dy = restart_rows(t);
    if (dx > 1e-12 && dy > 1e-12) {
        double weighted = SMOOTH * log(dy / dx) + (1 - SMOOTH) * log((double)*weight);
        *weight = (float)fmin(fmax(exp(weighted), LEAST_WEIGHT), MOST_WEIGHT);
    }
}

static void iterate(subset *t, float *weight, int iterations) {
    double first = 0, last = 0;
    float share = 0; /* right after a restart: all of it */
    for (int n = 0, since = 0; n < iterations; n++, since++) {
        double now = together(step(t, *weight, share), *weight);
        first = since == 0 ? now : first;
        bool far = since > LONG * (n + 1) && since > 10;
        if (since > 0 &&
            (now <= ENOUGH * ENOUGH * first || (now <= SOME * SOME * first && now > last) || far)) {
            restart(t, weight);
            share = 0;
            since = -1;
            continue;
        }
        last = now;
        share = (float)(since + 1) / (float)(since + 2);
    }
}

static void keep(method *m, const subset *t) {
    memset(m->guess.x, 0, (size_t)m->s->columns * sizeof(double));
    for (int c = 0; c < t->columns; c++) {
        double x = (double)t->x[c].step * (double)t->x_scale[c];
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
                .chosen = CG_ARRAY(own, bool, s->columns + 1),
                .list = CG_ARRAY(own, int, s->columns + 1)};
    set_prices(&m);
    cg_arena *scratch = cg_arena_within(own);
    for (int round = 0; round < rounds && !cg_must_stop(solver); round++) {
        choose(&m, per_row);
        subset t = take_subset(&m, scratch);
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
                      CG_ARRAY(solver->arena, double, s->rows + 1), NULL, FIRST_WEIGHT};
    cg_first_order_goes_on(solver, &guess, per_row, rounds, iterations);
    return guess;
}
