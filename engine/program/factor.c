/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Factors of a basis: what is triangular is peeled off, the rest eliminated column by column; each
 * exchange is one more factor (the product form of Dantzig and Orchard-Hays 1954). */
#include "program/factor.h"

#include "program/triangle_reach.h"

#include <math.h>
#include <stdlib.h>

/* Entries of a factor a row, and of the exchanges; in small blocks, as many as there can be. */
#define ROOM_A_ROW 10
#define EXCHANGED_A_ROW 14
#define SMALL_ROOM 20000
/* So many exchanges cost more than factoring anew. */
#define MOST_EXCHANGES 60
/* A pivot is no smaller than this share of what else stands in its column, and than this itself. */
#define PEELED 0.01
#define THRESHOLD 0.1
#define SINGULAR 1e-9
/* Columns with more beside them than this count alike. */
#define MOST_CROWD 500
/* What is below is taken for rounding. */
#define NOTHING 1e-14

/* Sparse columns one after the other. */
typedef struct columns {
    int *start; /* by step */
    int *row;
    double *value;
} columns;

struct cg_factor {
    const cg_scaled *s;
    int room, exchanged_room;
    /* B = L U of the columns that are no slacks, in the order of steps. Slacks stand for their own
     * rows; what other columns have there is part of U. */
    int steps;
    int *step_of; /* by row: the step at which it was chosen; CG_NONE */
    int *row_of;  /* by step */
    double *pivot;
    columns lower, upper;
    columns lower_across,
        upper_across; /* the same by row of the block; their rows are rows of it */
    /* Exchanges: the place, the pivot, and the rest of the solved column. */
    int exchanges;
    int *place;
    double *exchanged;
    columns rest;
    /* While factoring. */
    int *placed;    /* by row: what stands for it */
    int *column_of; /* the basic variables that are no slacks */
    bool *open;     /* by row: neither chosen nor a slack's */
    int *in_row, *in_column;
    columns by_row;
    bool *done; /* as in column_of */
    int *queue;
    double *work;
    cg_triangle_reach reach;
    int *next; /* where the next entry goes, while entries are laid out another way */
};

static columns new_columns(cg_arena *arena, int count, int room) {
    return (columns){CG_ARRAY(arena, int, count + 2), CG_ARRAY(arena, int, room),
                     CG_ARRAY(arena, double, room)};
}

cg_factor *cg_factor_new(cg_arena *arena, const cg_scaled *s) {
    cg_factor *f = CG_NEW(arena, cg_factor);
    int rows = s->rows, small = rows < SMALL_ROOM / rows ? rows * rows : SMALL_ROOM;
    int room = ROOM_A_ROW * rows + small + 1, exchanged = EXCHANGED_A_ROW * rows + small + 1;
    *f = (cg_factor){.s = s,
                     .room = room,
                     .exchanged_room = exchanged,
                     .step_of = CG_ARRAY(arena, int, rows + 1),
                     .row_of = CG_ARRAY(arena, int, rows + 1),
                     .pivot = CG_ARRAY(arena, double, rows + 1),
                     .lower = new_columns(arena, rows, room),
                     .upper = new_columns(arena, rows, room),
                     .lower_across = new_columns(arena, rows, room),
                     .upper_across = new_columns(arena, rows, room),
                     .place = CG_ARRAY(arena, int, MOST_EXCHANGES),
                     .exchanged = CG_ARRAY(arena, double, MOST_EXCHANGES),
                     .rest = new_columns(arena, MOST_EXCHANGES, exchanged),
                     .placed = CG_ARRAY(arena, int, rows + 1),
                     .column_of = CG_ARRAY(arena, int, rows + 1),
                     .open = CG_ARRAY(arena, bool, rows + 1),
                     .in_row = CG_ARRAY(arena, int, rows + 1),
                     .in_column = CG_ARRAY(arena, int, rows + 1),
                     .by_row = new_columns(arena, rows, 1),
                     .done = CG_ARRAY(arena, bool, rows + 1),
                     .queue = CG_ARRAY(arena, int, 2 * rows + 1),
                     .work = CG_ARRAY(arena, double, rows + 1),
                     .reach = cg_triangle_reach_new(arena, rows),
                     .next = CG_ARRAY(arena, int, rows + 1)};
    f->by_row.row = CG_ARRAY(arena, int, room);
    return f;
}

/* ---- factoring: what is triangular */

/* Slacks have their rows; the others are listed, and what they have in the rows that are left is
 * counted. False where it is more than there is room for, or a slack is there twice. */
static bool list_columns(cg_factor *f, const int *head, int *count) {
    const cg_scaled *s = f->s;
    *count = 0;
    for (int i = 0; i < s->rows; i++) {
        f->open[i] = true;
        f->step_of[i] = CG_NONE;
        f->in_row[i] = 0;
    }
    for (int i = 0; i < s->rows; i++) {
        if (head[i] >= s->columns) {
            f->open[head[i] - s->columns] = false;
        } else {
            f->column_of[(*count)++] = head[i];
        }
    }
    int entries = 0, rows = 0;
    for (int i = 0; i < s->rows; i++) {
        rows += f->open[i];
    }
    for (int c = 0; c < *count; c++) {
        int j = f->column_of[c];
        f->done[c] = false;
        f->in_column[c] = 0;
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            f->in_column[c] += f->open[s->index[k] - 1];
            f->in_row[s->index[k] - 1] += f->open[s->index[k] - 1];
        }
        entries += s->start[j + 1] - s->start[j];
    }
    return rows == *count && entries < f->room;
}

static void list_by_row(cg_factor *f, int count) {
    const cg_scaled *s = f->s;
    int *start = f->by_row.start;
    start[0] = 0;
    for (int i = 0; i < s->rows; i++) {
        start[i + 1] = start[i] + f->in_row[i];
        f->next[i] = start[i];
    }
    for (int c = 0; c < count; c++) {
        int j = f->column_of[c];
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            int i = s->index[k] - 1;
            if (f->open[i]) {
                f->by_row.row[f->next[i]++] = c;
            }
        }
    }
}

/* The next step: column c, solved so far in `work` at the rows reached, stands for a row. */
static bool take_step(cg_factor *f, int row) {
    int step = f->steps;
    int low = f->lower.start[step], up = f->upper.start[step];
    if (low + f->reach.count >= f->room || up + f->reach.count >= f->room) {
        return false;
    }
    f->pivot[step] = f->work[row];
    for (int n = 0; n < f->reach.count; n++) {
        int i = f->reach.rows[n];
        double value = f->work[i];
        if (i == row || fabs(value) <= NOTHING) {
            continue;
        }
        if (f->open[i]) {
            f->lower.row[low] = i;
            f->lower.value[low++] = value / f->pivot[step];
        } else {
            f->upper.row[up] = i;
            f->upper.value[up++] = value;
        }
    }
    f->open[row] = false;
    f->step_of[row] = step;
    f->row_of[step] = row;
    f->steps++;
    f->lower.start[step + 1] = low;
    f->upper.start[step + 1] = up;
    return true;
}

/* The column as it is; true where `row` may be its pivot. */
static bool look_at(cg_factor *f, int column, int row) {
    const cg_scaled *s = f->s;
    double largest = 0;
    f->reach.count = 0;
    for (int k = s->start[column]; k < s->start[column + 1]; k++) {
        int i = s->index[k] - 1;
        f->reach.rows[f->reach.count++] = i;
        f->work[i] = s->value[k];
        largest = f->open[i] ? fmax(largest, fabs(s->value[k])) : largest;
    }
    return fabs(f->work[row]) >= PEELED * largest && fabs(f->work[row]) > SINGULAR;
}

/* What is left of the rows and columns beside a step that was taken. Those with one entry left are
 * queued: columns as they are, rows behind them. */
static int let_go(cg_factor *f, int c, int row, int queued, int count) {
    const cg_scaled *s = f->s;
    int j = f->column_of[c];
    for (int k = s->start[j]; k < s->start[j + 1]; k++) {
        int i = s->index[k] - 1;
        if (f->open[i] && --f->in_row[i] == 1) {
            f->queue[queued++] = count + i;
        }
    }
    for (int k = f->by_row.start[row]; k < f->by_row.start[row + 1]; k++) {
        int other = f->by_row.row[k];
        if (!f->done[other] && --f->in_column[other] == 1) {
            f->queue[queued++] = other;
        }
    }
    return queued;
}

static int only_row(const cg_factor *f, int c) {
    const cg_scaled *s = f->s;
    int j = f->column_of[c];
    for (int k = s->start[j]; k < s->start[j + 1]; k++) {
        if (f->open[s->index[k] - 1]) {
            return s->index[k] - 1;
        }
    }
    return CG_NONE;
}

static int only_column(const cg_factor *f, int row) {
    for (int k = f->by_row.start[row]; k < f->by_row.start[row + 1]; k++) {
        if (!f->done[f->by_row.row[k]]) {
            return f->by_row.row[k];
        }
    }
    return CG_NONE;
}

/* Columns with one row left, and rows with one column left, one after the other: nothing has to be
 * eliminated for them. */
static bool peel(cg_factor *f, int count) {
    int queued = 0;
    for (int c = 0; c < count; c++) {
        if (f->in_column[c] == 1) {
            f->queue[queued++] = c;
        }
    }
    for (int i = 0; i < f->s->rows; i++) {
        if (f->open[i] && f->in_row[i] == 1) {
            f->queue[queued++] = count + i;
        }
    }
    while (queued > 0) {
        int one = f->queue[--queued];
        int row = one < count ? (f->done[one] ? CG_NONE : only_row(f, one)) : one - count;
        int c = one < count ? one : f->open[row] ? only_column(f, row) : CG_NONE;
        if (row == CG_NONE || c == CG_NONE || !look_at(f, f->column_of[c], row)) {
            continue;
        }
        if (!take_step(f, row)) {
            return false;
        }
        f->done[c] = true;
        f->placed[row] = f->column_of[c];
        queued = let_go(f, c, row, queued, count);
    }
    return true;
}

/* ---- factoring: the rest (Gilbert and Peierls 1988) */

static void solve_column(cg_factor *f, int column) {
    const cg_scaled *s = f->s;
    cg_triangle_steps steps = {f->step_of, f->lower.start, f->lower.row};
    cg_triangle_reach_clear(&f->reach);
    for (int k = s->start[column]; k < s->start[column + 1]; k++) {
        cg_triangle_reach_from(&f->reach, &steps, s->index[k] - 1);
    }
    for (int n = 0; n < f->reach.count; n++) {
        f->work[f->reach.rows[n]] = 0;
    }
    for (int k = s->start[column]; k < s->start[column + 1]; k++) {
        f->work[s->index[k] - 1] = s->value[k];
    }
    for (int n = f->reach.count - 1; n >= 0; n--) {
        int step = f->step_of[f->reach.rows[n]];
        double times = f->work[f->reach.rows[n]];
        for (int k = step == CG_NONE ? 0 : f->lower.start[step];
             step != CG_NONE && k < f->lower.start[step + 1]; k++) {
            f->work[f->lower.row[k]] -= f->lower.value[k] * times;
        }
    }
}

/* Of the rows nearly as good as the best, the emptiest. */
static int pivot_row(const cg_factor *f) {
    double best = 0;
    int row = CG_NONE;
    for (int n = 0; n < f->reach.count; n++) {
        int i = f->reach.rows[n];
        best = f->open[i] ? fmax(best, fabs(f->work[i])) : best;
    }
    for (int n = 0; n < f->reach.count && best > SINGULAR; n++) {
        int i = f->reach.rows[n];
        if (f->open[i] && fabs(f->work[i]) >= THRESHOLD * best &&
            (row == CG_NONE || f->in_row[i] < f->in_row[row])) {
            row = i;
        }
    }
    return row;
}

/* How much a column that is left may fill: what else stands in its rows. */
static int crowd_of(const cg_factor *f, int c) {
    const cg_scaled *s = f->s;
    int j = f->column_of[c], crowd = 0;
    for (int k = s->start[j]; k < s->start[j + 1]; k++) {
        int i = s->index[k] - 1;
        crowd += f->open[i] ? f->in_row[i] : 0;
    }
    return crowd < MOST_CROWD ? crowd : MOST_CROWD - 1;
}

/* Those left, the least crowded first, by counting. Returns how many. */
static int list_rest(cg_factor *f, int count) {
    int begins[MOST_CROWD + 1] = {0}, left = 0;
    for (int c = 0; c < count; c++) {
        if (!f->done[c]) {
            f->in_column[c] = crowd_of(f, c);
            begins[f->in_column[c] + 1]++;
            left++;
        }
    }
    for (int n = 0; n < MOST_CROWD; n++) {
        begins[n + 1] += begins[n];
    }
    for (int c = 0; c < count; c++) {
        if (!f->done[c]) {
            f->queue[begins[f->in_column[c]]++] = c;
        }
    }
    return left;
}

static bool eliminate(cg_factor *f, int count) {
    int left = list_rest(f, count);
    for (int n = 0; n < left; n++) {
        solve_column(f, f->column_of[f->queue[n]]);
        int row = pivot_row(f);
        if (row == CG_NONE || !take_step(f, row)) {
            return false;
        }
        f->placed[row] = f->column_of[f->queue[n]];
    }
    return true;
}

/* The same entries by the row that they stand in, each with the row that its column stands for. */
static void turn_across(cg_factor *f, const columns *from, columns *to) {
    int rows = f->s->rows;
    memset(to->start, 0, (size_t)(rows + 1) * sizeof *to->start);
    for (int k = 0; k < from->start[f->steps]; k++) {
        to->start[from->row[k] + 1]++;
    }
    for (int i = 0; i < rows; i++) {
        to->start[i + 1] += to->start[i];
        f->next[i] = to->start[i];
    }
    for (int step = 0; step < f->steps; step++) {
        for (int k = from->start[step]; k < from->start[step + 1]; k++) {
            int at = f->next[from->row[k]]++;
            to->row[at] = f->row_of[step];
            to->value[at] = from->value[k];
        }
    }
}

bool cg_factor_make(cg_factor *f, int *head) {
    int rows = f->s->rows, count;
    f->steps = f->exchanges = 0;
    f->lower.start[0] = f->upper.start[0] = f->rest.start[0] = 0;
    if (!list_columns(f, head, &count)) {
        return false;
    }
    list_by_row(f, count);
    for (int i = 0; i < rows; i++) {
        f->placed[i] = f->s->columns + i;
    }
    if (!peel(f, count) || !eliminate(f, count)) {
        return false;
    }
    memcpy(head, f->placed, (size_t)rows * sizeof *head);
    turn_across(f, &f->lower, &f->lower_across);
    turn_across(f, &f->upper, &f->upper_across);
    return true;
}

/* ---- solving */

void cg_factor_forward(const cg_factor *f, double *v) {
    for (int step = 0; step < f->steps; step++) {
        double times = v[f->row_of[step]];
        for (int k = f->lower.start[step]; times != 0 && k < f->lower.start[step + 1]; k++) {
            v[f->lower.row[k]] -= f->lower.value[k] * times;
        }
    }
    for (int step = f->steps - 1; step >= 0; step--) {
        int row = f->row_of[step];
        if (v[row] == 0) {
            continue;
        }
        double times = v[row] /= f->pivot[step];
        for (int k = f->upper.start[step]; k < f->upper.start[step + 1]; k++) {
            v[f->upper.row[k]] -= f->upper.value[k] * times;
        }
    }
    for (int e = 0; e < f->exchanges; e++) {
        if (v[f->place[e]] == 0) {
            continue;
        }
        double times = v[f->place[e]] /= f->exchanged[e];
        for (int k = f->rest.start[e]; k < f->rest.start[e + 1]; k++) {
            v[f->rest.row[k]] -= f->rest.value[k] * times;
        }
    }
}

/* What a value means for all whose columns have entries in its row. */
static inline void take_across(const columns *across, int row, double *v) {
    double times = v[row];
    for (int k = across->start[row]; k < across->start[row + 1]; k++) {
        v[across->row[k]] -= across->value[k] * times;
    }
}

void cg_factor_back(const cg_factor *f, double *v) {
    for (int e = f->exchanges - 1; e >= 0; e--) {
        double sum = v[f->place[e]];
        for (int k = f->rest.start[e]; k < f->rest.start[e + 1]; k++) {
            sum -= f->rest.value[k] * v[f->rest.row[k]];
        }
        v[f->place[e]] = sum / f->exchanged[e];
    }
    /* Slacks come before all steps. */
    for (int i = 0; i < f->s->rows; i++) {
        if (f->step_of[i] == CG_NONE && v[i] != 0) {
            take_across(&f->upper_across, i, v);
        }
    }
    for (int step = 0; step < f->steps; step++) {
        int row = f->row_of[step];
        if (v[row] != 0) {
            v[row] /= f->pivot[step];
            take_across(&f->upper_across, row, v);
        }
    }
    for (int step = f->steps - 1; step >= 0; step--) {
        int row = f->row_of[step];
        if (v[row] != 0) {
            take_across(&f->lower_across, row, v);
        }
    }
}

/* ---- exchanges */

bool cg_factor_exchange(cg_factor *f, int place, const double *solved) {
    int at = f->rest.start[f->exchanges];
    if (f->exchanges == MOST_EXCHANGES || at + f->s->rows > f->exchanged_room) {
        return false;
    }
    for (int i = 0; i < f->s->rows; i++) {
        if (i != place && fabs(solved[i]) > NOTHING) {
            f->rest.row[at] = i;
            f->rest.value[at++] = solved[i];
        }
    }
    f->place[f->exchanges] = place;
    f->exchanged[f->exchanges] = solved[place];
    f->rest.start[++f->exchanges] = at;
    return true;
}

int cg_factor_exchanges(const cg_factor *f) {
    return f->exchanges;
}

void cg_factor_undo(cg_factor *f) {
    f->exchanges = 0;
}
