/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows and columns that are left, in lists by how much is in them; and the steps that each take
 * one row and one column out. */
#include "program/factor/elimination.h"

#include "base/map.h"

#include <math.h>
#include <string.h>

/* So many rows and columns are looked at for a pivot. */
#define MOST_LOOKED 4
/* A pivot is no smaller than this share of what else stands in its row, and than this itself. */
#define THRESHOLD 0.1
#define SINGULAR 1e-9
/* What is below is taken for rounding. */
#define NOTHING 1e-14
/* A line that moves has so many times its entries of room, and some. */
#define MORE_ROOM 2
#define SOME_ROOM 4
/* Pools of entries for what is left, over the room of a triangle. */
#define POOLS 3

/* Lines that grow and shrink, in one pool; a line that outgrows its place moves to the end. */
typedef struct pool {
    int lines;
    int *start, *count, *room; /* by line */
    int *item, *spare_item;
    double *value, *spare_value; /* NULL: items alone */
    int used, most;
} pool;

/* Lines in rings by how many entries they have. */
typedef struct ranks {
    int *first;         /* by entries; CG_NONE */
    int *next, *before; /* by line */
    int *rank;          /* by line; CG_NONE where it is in no ring */
} ranks;

struct cg_elimination {
    int room;
    pool rows, columns;
    ranks by_row, by_column;
    double *largest; /* by row; below 0: not known */
    cg_eliminated done;
    /* While one step is taken. */
    double *times; /* by column: what the pivot's row has there */
    int *met;      /* by column: the row that met it last, by how many did before */
    int meeting;
    int *beside; /* the rows of the pivot's column */
};

/* ---- pools */

static pool new_pool(cg_arena *arena, int lines, int most, bool valued) {
    return (pool){.start = CG_ARRAY(arena, int, lines + 1),
                  .count = CG_ARRAY(arena, int, lines + 1),
                  .room = CG_ARRAY(arena, int, lines + 1),
                  .item = CG_ARRAY(arena, int, most + 1),
                  .spare_item = CG_ARRAY(arena, int, most + 1),
                  .value = valued ? CG_ARRAY(arena, double, most + 1) : NULL,
                  .spare_value = valued ? CG_ARRAY(arena, double, most + 1) : NULL,
                  .lines = lines,
                  .most = most};
}

static void copy_line(const pool *p, int line, int *item, double *value) {
    size_t count = (size_t)p->count[line];
    memcpy(item, p->item + p->start[line], count * sizeof *item);
    if (value != NULL) {
        memcpy(value, p->value + p->start[line], count * sizeof *value);
    }
}

/* All lines close together again, in the other half of the pool. */
static void close_up(pool *p) {
    int used = 0;
    for (int n = 0; n < p->lines; n++) {
        copy_line(p, n, p->spare_item + used, p->value == NULL ? NULL : p->spare_value + used);
        p->start[n] = used;
        p->room[n] = p->count[n];
        used += p->count[n];
    }
    int *item = p->item;
    double *value = p->value;
    p->item = p->spare_item;
    p->value = p->spare_value;
    p->spare_item = item;
    p->spare_value = value;
    p->used = used;
}

/* Makes room for `more` entries of a line. False: there is none. */
static bool make_way(pool *p, int line, int more) {
    int wanted = p->count[line] + more;
    if (wanted <= p->room[line]) {
        return true;
    }
    int room = MORE_ROOM * wanted + SOME_ROOM;
    if (p->used + room > p->most) {
        close_up(p);
        if (p->used + room > p->most) {
            return false;
        }
    }
    copy_line(p, line, p->item + p->used, p->value == NULL ? NULL : p->value + p->used);
    p->start[line] = p->used;
    p->room[line] = room;
    p->used += room;
    return true;
}

static int place_in(const pool *p, int line, int item) {
    int at = p->start[line];
    while (p->item[at] != item) {
        at++;
    }
    return at;
}

static void take_out(pool *p, int line, int at) {
    int last = p->start[line] + --p->count[line];
    p->item[at] = p->item[last];
    if (p->value != NULL) {
        p->value[at] = p->value[last];
    }
}

/* ---- rings by entries */

static ranks new_ranks(cg_arena *arena, int lines) {
    return (ranks){.first = CG_ARRAY(arena, int, lines + 2),
                   .next = CG_ARRAY(arena, int, lines + 1),
                   .before = CG_ARRAY(arena, int, lines + 1),
                   .rank = CG_ARRAY(arena, int, lines + 1)};
}

static void unlink_line(ranks *r, int line) {
    if (r->rank[line] == CG_NONE) {
        return;
    }
    int next = r->next[line], before = r->before[line];
    if (before == CG_NONE) {
        r->first[r->rank[line]] = next;
    } else {
        r->next[before] = next;
    }
    if (next != CG_NONE) {
        r->before[next] = before;
    }
    r->rank[line] = CG_NONE;
}

static void link_line(ranks *r, int line, int count) {
    unlink_line(r, line);
    int next = r->first[count];
    r->next[line] = next;
    r->before[line] = CG_NONE;
    r->rank[line] = count;
    r->first[count] = line;
    if (next != CG_NONE) {
        r->before[next] = line;
    }
}

/* ---- made once, and filled */

static cg_lines new_lines(cg_arena *arena, int lines, int room) {
    return (cg_lines){CG_ARRAY(arena, int, lines + 2), CG_ARRAY(arena, int, room + 1),
                      CG_ARRAY(arena, double, room + 1)};
}

cg_elimination *cg_elimination_new(cg_arena *arena, int rows, int room) {
    cg_elimination *e = CG_NEW(arena, cg_elimination);
    *e = (cg_elimination){.room = room,
                          .rows = new_pool(arena, rows, POOLS * room, true),
                          .columns = new_pool(arena, rows, POOLS * room, false),
                          .by_row = new_ranks(arena, rows),
                          .by_column = new_ranks(arena, rows),
                          .largest = CG_ARRAY(arena, double, rows + 1),
                          .done = {.row = CG_ARRAY(arena, int, rows + 1),
                                   .column = CG_ARRAY(arena, int, rows + 1),
                                   .pivot = CG_ARRAY(arena, double, rows + 1),
                                   .lower = new_lines(arena, rows, room),
                                   .upper = new_lines(arena, rows, room)},
                          .times = CG_ARRAY(arena, double, rows + 1),
                          .met = CG_ARRAY(arena, int, rows + 1),
                          .beside = CG_ARRAY(arena, int, rows + 1)};
    return e;
}

static void clear_pool(pool *p, ranks *r) {
    p->used = 0;
    for (int n = 0; n < p->lines; n++) {
        p->start[n] = p->count[n] = p->room[n] = 0;
        r->rank[n] = CG_NONE;
        r->first[n] = CG_NONE;
    }
    r->first[p->lines] = CG_NONE;
}

void cg_elimination_clear(cg_elimination *e) {
    clear_pool(&e->rows, &e->by_row);
    clear_pool(&e->columns, &e->by_column);
    memset(e->met, 0, (size_t)e->rows.lines * sizeof *e->met);
    e->meeting = e->done.steps = 0;
    e->done.lower.start[0] = e->done.upper.start[0] = 0;
}

static bool add_entry(cg_elimination *e, int row, int column, double value) {
    pool *r = &e->rows, *c = &e->columns;
    if (!make_way(r, row, 1) || !make_way(c, column, 1)) {
        return false;
    }
    int at = r->start[row] + r->count[row]++;
    r->item[at] = column;
    r->value[at] = value;
    c->item[c->start[column] + c->count[column]++] = row;
    return true;
}

/* Room for so many entries, and some; places one after the other. */
static bool expect(pool *p, const int *counts, int lines) {
    for (int n = 0; n < lines; n++) {
        p->start[n] = p->used;
        p->room[n] = counts[n] == 0 ? 0 : counts[n] + counts[n] / 2 + SOME_ROOM;
        p->used += p->room[n];
    }
    return p->used <= p->most;
}

bool cg_elimination_expect(cg_elimination *e, const int *in_row, const int *in_column,
                           int columns) {
    return expect(&e->rows, in_row, e->rows.lines) && expect(&e->columns, in_column, columns);
}

void cg_elimination_put(cg_elimination *e, int row, int column, double value) {
    pool *r = &e->rows, *c = &e->columns;
    int at = r->start[row] + r->count[row]++;
    e->largest[row] = -1;
    r->item[at] = column;
    r->value[at] = value;
    c->item[c->start[column] + c->count[column]++] = row;
}

/* ---- which to take */

typedef struct choice {
    int row, column;
    double fills; /* at the most */
} choice;

static bool may_be_pivot(cg_elimination *e, int row, double value) {
    const pool *r = &e->rows;
    if (e->largest[row] < 0) {
        double largest = 0;
        for (int k = r->start[row]; k < r->start[row] + r->count[row]; k++) {
            largest = fmax(largest, fabs(r->value[k]));
        }
        e->largest[row] = largest;
    }
    return fabs(value) >= THRESHOLD * e->largest[row] && fabs(value) > SINGULAR;
}

static void offer(const cg_elimination *e, choice *best, int row, int column) {
    double fills = (double)(e->rows.count[row] - 1) * (double)(e->columns.count[column] - 1);
    if (fills < best->fills) {
        *best = (choice){row, column, fills};
    }
}

/* The emptiest row that a column may be taken for. */
static int row_for(cg_elimination *e, int column) {
    const pool *c = &e->columns, *r = &e->rows;
    int row = CG_NONE;
    for (int k = c->start[column]; k < c->start[column] + c->count[column]; k++) {
        int i = c->item[k];
        if ((row == CG_NONE || r->count[i] < r->count[row]) &&
            may_be_pivot(e, i, r->value[place_in(r, i, column)])) {
            row = i;
        }
    }
    return row;
}

static int column_for(cg_elimination *e, int row) {
    const pool *c = &e->columns, *r = &e->rows;
    int column = CG_NONE;
    for (int k = r->start[row]; k < r->start[row] + r->count[row]; k++) {
        int j = r->item[k];
        if ((column == CG_NONE || c->count[j] < c->count[column]) &&
            may_be_pivot(e, row, r->value[k])) {
            column = j;
        }
    }
    return column;
}

/* Of what has the fewest entries, columns before rows. A column that may be taken for no row rests
 * until something in it changes. */
static choice choose(cg_elimination *e) {
    choice best = {CG_NONE, CG_NONE, INFINITY};
    int looked = 0;
    for (int count = 1; count <= e->rows.lines; count++) {
        double least = (double)(count - 1) * (count - 1);
        int next;
        for (int j = e->by_column.first[count]; j != CG_NONE; j = next) {
            next = e->by_column.next[j];
            int row = row_for(e, j);
            if (row == CG_NONE) {
                unlink_line(&e->by_column, j);
                continue;
            }
            offer(e, &best, row, j);
            if (best.fills <= least || ++looked == MOST_LOOKED) {
                return best;
            }
        }
        least = (double)count * (count - 1);
        for (int i = e->by_row.first[count]; i != CG_NONE; i = e->by_row.next[i]) {
            int column = column_for(e, i);
            if (column == CG_NONE) {
                continue;
            }
            offer(e, &best, i, column);
            if (best.fills <= least || ++looked == MOST_LOOKED) {
                return best;
            }
        }
        if (best.fills <= least) {
            return best;
        }
    }
    return best;
}

/* ---- a step */

/* The pivot's row goes to the upper triangle, out of what is left. */
static bool take_row(cg_elimination *e, choice pivot) {
    pool *r = &e->rows, *c = &e->columns;
    cg_eliminated *d = &e->done;
    int at = d->upper.start[d->steps];
    if (at + r->count[pivot.row] > e->room) {
        return false;
    }
    for (int k = r->start[pivot.row]; k < r->start[pivot.row] + r->count[pivot.row]; k++) {
        int j = r->item[k];
        take_out(c, j, place_in(c, j, pivot.row));
        if (j == pivot.column) {
            d->pivot[d->steps] = r->value[k];
            continue;
        }
        unlink_line(&e->by_column, j);
        d->upper.item[at] = j;
        d->upper.value[at++] = r->value[k];
        e->times[j] = r->value[k];
    }
    d->upper.start[d->steps + 1] = at;
    unlink_line(&e->by_row, pivot.row);
    unlink_line(&e->by_column, pivot.column);
    r->count[pivot.row] = 0;
    return true;
}

/* Takes `times` the pivot's row from another: what it has already, then what is new. */
static bool subtract(cg_elimination *e, int row, double times) {
    pool *r = &e->rows;
    const cg_eliminated *d = &e->done;
    int from = d->upper.start[d->steps], to = d->upper.start[d->steps + 1], left = to - from;
    e->meeting++;
    for (int k = r->start[row]; k < r->start[row] + r->count[row]; k++) {
        int j = r->item[k];
        if (e->times[j] == 0) {
            continue;
        }
        e->met[j] = e->meeting;
        left--;
        r->value[k] -= times * e->times[j];
        if (fabs(r->value[k]) <= NOTHING) {
            take_out(r, row, k--);
            take_out(&e->columns, j, place_in(&e->columns, j, row));
        }
    }
    if (left > 0 && !make_way(r, row, left)) {
        return false;
    }
    for (int k = from; left > 0 && k < to; k++) {
        int j = d->upper.item[k];
        if (e->met[j] != e->meeting && !add_entry(e, row, j, -times * d->upper.value[k])) {
            return false;
        }
    }
    return true;
}

static bool take_step(cg_elimination *e, choice pivot) {
    pool *r = &e->rows, *c = &e->columns;
    cg_eliminated *d = &e->done;
    if (!take_row(e, pivot)) {
        return false;
    }
    int beside = c->count[pivot.column], at = d->lower.start[d->steps];
    if (at + beside > e->room) {
        return false;
    }
    copy_line(c, pivot.column, e->beside, NULL);
    c->count[pivot.column] = 0;
    for (int n = 0; n < beside; n++) {
        int i = e->beside[n], k = place_in(r, i, pivot.column);
        double times = r->value[k] / d->pivot[d->steps];
        take_out(r, i, k);
        if (!subtract(e, i, times)) {
            return false;
        }
        d->lower.item[at] = i;
        d->lower.value[at++] = times;
        e->largest[i] = -1;
        link_line(&e->by_row, i, r->count[i]);
    }
    for (int k = d->upper.start[d->steps]; k < d->upper.start[d->steps + 1]; k++) {
        int j = d->upper.item[k];
        e->times[j] = 0;
        link_line(&e->by_column, j, c->count[j]);
    }
    d->row[d->steps] = pivot.row;
    d->column[d->steps] = pivot.column;
    d->lower.start[++d->steps] = at;
    return true;
}

const cg_eliminated *cg_eliminate(cg_elimination *e, int columns) {
    for (int i = 0; i < e->rows.lines; i++) {
        if (e->rows.count[i] > 0) {
            link_line(&e->by_row, i, e->rows.count[i]);
        }
    }
    for (int j = 0; j < columns; j++) {
        link_line(&e->by_column, j, e->columns.count[j]);
        e->times[j] = 0;
    }
    while (e->done.steps < columns) {
        choice pivot = choose(e);
        if (pivot.row == CG_NONE || !take_step(e, pivot)) {
            return NULL;
        }
    }
    return &e->done;
}
