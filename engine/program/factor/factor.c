/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Factors of a basis made: slacks apart, the rest eliminated and laid out both ways. */
#include "program/factor/factor_state.h"

/* Entries of a triangle a row, and of the exchanges; in small blocks, as many as there can be. */
#define ROOM_A_ROW 10
#define EXCHANGED_A_ROW 20
#define SMALL_ROOM 20000

static cg_lines new_lines(cg_arena *arena, int lines, int room) {
    return (cg_lines){CG_ARRAY(arena, int, lines + 2), CG_ARRAY(arena, int, room + 1),
                      CG_ARRAY(arena, double, room + 1)};
}

cg_factor *cg_factor_new(cg_arena *arena, const cg_scaled *s) {
    cg_factor *f = CG_NEW(arena, cg_factor);
    int rows = s->rows, small = rows < SMALL_ROOM / rows ? rows * rows : SMALL_ROOM;
    int room = ROOM_A_ROW * rows + small + 1, exchanged = EXCHANGED_A_ROW * rows + small + 1;
    *f = (cg_factor){.s = s,
                     .elimination = cg_elimination_new(arena, rows, room),
                     .room = room,
                     .step_of = CG_ARRAY(arena, int, rows + 1),
                     .own = CG_ARRAY(arena, int, rows + 1),
                     .reach = cg_triangle_reach_new(arena, rows),
                     .pivot = CG_ARRAY(arena, double, rows + 1),
                     .upper = new_lines(arena, rows, room),
                     .upper_across = new_lines(arena, rows, room),
                     .exchanged_room = exchanged,
                     .exchanged = CG_ARRAY(arena, double, CG_MOST_EXCHANGES + 1),
                     .columns = new_lines(arena, CG_MOST_EXCHANGES, exchanged),
                     .rows = new_lines(arena, CG_MOST_EXCHANGES, exchanged),
                     .work = CG_ARRAY(arena, double, rows + 1),
                     .slot = CG_ARRAY(arena, int, rows + 1),
                     .column_of = CG_ARRAY(arena, int, rows + 1),
                     .place_of = CG_ARRAY(arena, int, rows + 1),
                     .open = CG_ARRAY(arena, bool, rows + 1),
                     .in_row = CG_ARRAY(arena, int, rows + 1),
                     .in_column = CG_ARRAY(arena, int, rows + 1),
                     .apart_row = CG_ARRAY(arena, int, room),
                     .apart_column = CG_ARRAY(arena, int, room),
                     .apart_value = CG_ARRAY(arena, double, room),
                     .next = CG_ARRAY(arena, int, rows + 1)};
    for (int i = 0; i < rows; i++) {
        f->own[i] = i;
    }
    return f;
}

/* Slacks have their rows; the others are listed. False where a slack is there twice. */
static bool list_columns(cg_factor *f, const int *head, int *count) {
    const cg_scaled *s = f->s;
    int open = s->rows;
    *count = 0;
    for (int i = 0; i < s->rows; i++) {
        f->open[i] = true;
    }
    for (int i = 0; i < s->rows; i++) {
        if (head[i] < s->columns) {
            f->column_of[(*count)++] = head[i];
            continue;
        }
        open -= f->open[head[i] - s->columns];
        f->open[head[i] - s->columns] = false;
    }
    return open == *count;
}

/* What they have in rows that are no slack's, and apart from that the rest. False: too much. */
static bool put_columns(cg_factor *f, int count) {
    const cg_scaled *s = f->s;
    int entries = 0;
    memset(f->in_row, 0, (size_t)s->rows * sizeof *f->in_row);
    for (int c = 0; c < count; c++) {
        int j = f->column_of[c];
        entries += s->start[j + 1] - s->start[j];
        f->in_column[c] = 0;
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            int i = s->index[k] - 1;
            f->in_row[i] += f->open[i];
            f->in_column[c] += f->open[i];
        }
    }
    cg_elimination_clear(f->elimination);
    if (entries >= f->room ||
        !cg_elimination_expect(f->elimination, f->in_row, f->in_column, count)) {
        return false;
    }
    f->apart_count = 0;
    for (int c = 0; c < count; c++) {
        int j = f->column_of[c];
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            int i = s->index[k] - 1;
            if (f->open[i]) {
                cg_elimination_put(f->elimination, i, c, s->value[k]);
                continue;
            }
            f->apart_row[f->apart_count] = i;
            f->apart_column[f->apart_count] = c;
            f->apart_value[f->apart_count++] = s->value[k];
        }
    }
    return true;
}

/* Counts by line become where each begins; false where that is more than there is room for. */
static bool begin_lines(cg_factor *f, cg_lines *lines) {
    for (int i = 0; i < f->s->rows; i++) {
        lines->start[i + 1] += lines->start[i];
        f->next[i] = lines->start[i];
    }
    return lines->start[f->s->rows] <= f->room;
}

static void lay(cg_factor *f, cg_lines *lines, int line, int item, double value) {
    int at = f->next[line]++;
    lines->item[at] = item;
    lines->value[at] = value;
}

/* U by row: what the steps left, and what columns have in the rows of slacks. */
static bool lay_upper_across(cg_factor *f) {
    const cg_eliminated *d = f->lower;
    cg_lines *to = &f->upper_across;
    memset(to->start, 0, (size_t)(f->s->rows + 1) * sizeof *to->start);
    for (int step = 0; step < d->steps; step++) {
        to->start[d->row[step] + 1] += d->upper.start[step + 1] - d->upper.start[step];
    }
    for (int n = 0; n < f->apart_count; n++) {
        to->start[f->apart_row[n] + 1]++;
    }
    if (!begin_lines(f, to)) {
        return false;
    }
    for (int step = 0; step < d->steps; step++) {
        for (int k = d->upper.start[step]; k < d->upper.start[step + 1]; k++) {
            lay(f, to, d->row[step], f->place_of[d->upper.item[k]], d->upper.value[k]);
        }
    }
    for (int n = 0; n < f->apart_count; n++) {
        lay(f, to, f->apart_row[n], f->place_of[f->apart_column[n]], f->apart_value[n]);
    }
    return true;
}

/* U by place. */
static bool lay_upper(cg_factor *f) {
    const cg_lines *from = &f->upper_across;
    cg_lines *to = &f->upper;
    int rows = f->s->rows;
    memset(to->start, 0, (size_t)(rows + 1) * sizeof *to->start);
    for (int k = 0; k < from->start[rows]; k++) {
        to->start[from->item[k] + 1]++;
    }
    if (!begin_lines(f, to)) {
        return false;
    }
    for (int i = 0; i < rows; i++) {
        for (int k = from->start[i]; k < from->start[i + 1]; k++) {
            lay(f, to, from->item[k], i, from->value[k]);
        }
    }
    return true;
}

bool cg_factor_make(cg_factor *f, int *head) {
    int rows = f->s->rows, count;
    f->lower = NULL;
    cg_factor_undo(f);
    if (!list_columns(f, head, &count) || !put_columns(f, count)) {
        return false;
    }
    const cg_eliminated *d = f->lower = cg_eliminate(f->elimination, count);
    for (int step = 0; d != NULL && step < count; step++) {
        f->place_of[d->column[step]] = d->row[step];
        f->pivot[d->row[step]] = d->pivot[step];
        f->step_of[d->row[step]] = step;
    }
    if (d == NULL || !lay_upper_across(f) || !lay_upper(f)) {
        f->lower = NULL;
        return false;
    }
    for (int i = 0; i < rows; i++) {
        if (!f->open[i]) {
            head[i] = f->s->columns + i;
            f->pivot[i] = 1;
            f->step_of[i] = CG_NONE;
        }
    }
    for (int c = 0; c < count; c++) {
        head[f->place_of[c]] = f->column_of[c];
    }
    return true;
}
