/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a program apart where no row holds it together: union by rows, with path halving. */
#include "program/blocks.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

static int root_of(int *parent, int row) {
    while (parent[row] != row) {
        parent[row] = parent[parent[row]];
        row = parent[row];
    }
    return row;
}

/* The lower row becomes the root, so that roots do not depend on the order of the columns. */
static void join(int *parent, int a, int b) {
    a = root_of(parent, a);
    b = root_of(parent, b);
    if (a < b) {
        parent[b] = a;
    } else {
        parent[a] = b;
    }
}

/* Room for one column of the reserve. */
typedef struct column_room {
    int *rows;
    double *values;
} column_room;

static column_room room_for(cg_arena *arena, const cg_reserve *reserve) {
    int most = reserve == NULL ? 0 : reserve->most_entries;
    return (column_room){CG_ARRAY(arena, int, most + 1), CG_ARRAY(arena, double, most + 1)};
}

static int entries_of(const cg_reserve *reserve, int index, const column_room *room) {
    double cost, upper;
    return reserve->entries != NULL
               ? reserve->entries(reserve->owner, index, room->rows, room->values)
               : reserve->column(reserve->owner, index, &cost, &upper, room->rows, room->values);
}

static int reserve_count(const cg_reserve *reserve) {
    return reserve == NULL ? 0 : reserve->count;
}

/* What of each column decides about its block: a row of it; CG_NONE where it has none. What a
 * column of the reserve holds is asked only once: working it out takes most of the time here. */
typedef struct anchors {
    int *own, *reserved;
    unsigned char *entries; /* by reserved column, up to MANY; there it is asked again */
} anchors;
enum { MANY = UCHAR_MAX };

static anchors join_rows(cg_arena *arena, const cg_blocks *blocks, int *parent) {
    int own = blocks->program->columns.count, reserved = reserve_count(blocks->reserve);
    anchors at = {CG_ARRAY(arena, int, own + 1), CG_ARRAY(arena, int, reserved + 1),
                  CG_ARRAY(arena, unsigned char, reserved + 1)};
    const cg_matrix *matrix = &blocks->matrix;
    for (int j = 0; j < own; j++) {
        int first = matrix->start[j];
        at.own[j] = first < matrix->start[j + 1] ? matrix->row[first] : CG_NONE;
        for (int k = first + 1; k < matrix->start[j + 1]; k++) {
            join(parent, matrix->row[first], matrix->row[k]);
        }
    }
    column_room room = room_for(arena, blocks->reserve);
    for (int j = 0; j < reserved; j++) {
        int count = entries_of(blocks->reserve, j, &room);
        at.reserved[j] = count > 0 ? room.rows[0] : CG_NONE;
        at.entries[j] = (unsigned char)(count < MANY ? count : MANY);
        for (int k = 1; k < count; k++) {
            join(parent, room.rows[0], room.rows[k]);
        }
    }
    return at;
}

/* Lists of members of each block, by a counting sort; `block_of` says where each item belongs. */
static cg_members listed(cg_arena *arena, int blocks, const int *block_of, int count) {
    cg_members members = {CG_ARRAY(arena, int, blocks + 2), CG_ARRAY(arena, int, count + 1)};
    int *next = members.start + 1;
    for (int i = 0; i < count; i++) {
        next[block_of[i] + 1]++;
    }
    for (int b = 0; b < blocks; b++) {
        next[b + 1] += next[b];
    }
    /* next[b] is where block b goes on; at the end it is where block b + 1 begins. */
    for (int i = 0; i < count; i++) {
        members.items[next[block_of[i]]++] = i;
    }
    return members;
}

/* The same by spans. */
static cg_spans spanned(cg_arena *arena, int blocks, const int *block_of, int count) {
    cg_spans members = {.start = CG_ARRAY(arena, int, blocks + 2),
                        .size = CG_ARRAY(arena, int, blocks + 1)};
    int *next = members.start + 1;
    for (int i = 0; i < count; i++) {
        members.size[block_of[i]]++;
        next[block_of[i] + 1] += i == 0 || block_of[i] != block_of[i - 1];
    }
    for (int b = 0; b < blocks; b++) {
        next[b + 1] += next[b];
    }
    members.spans = CG_ARRAY(arena, cg_span, next[blocks] + 1);
    for (int i = 0, end = 0; i < count; i = end) {
        for (end = i + 1; end < count && block_of[end] == block_of[i]; end++) {
        }
        members.spans[next[block_of[i]]++] = (cg_span){i, end - i};
    }
    return members;
}

/* From an anchor to its block; columns without rows get blocks of their own. */
static void number_columns(const int *block_of_row, int *anchor, int count, int *blocks) {
    for (int j = 0; j < count; j++) {
        anchor[j] = anchor[j] == CG_NONE ? (*blocks)++ : block_of_row[anchor[j]];
    }
}

static void count_entries(cg_arena *arena, cg_blocks *blocks, const anchors *at) {
    blocks->entries = CG_ARRAY(arena, int, blocks->count + 1);
    for (int j = 0; j < blocks->program->columns.count; j++) {
        blocks->entries[at->own[j]] += blocks->matrix.start[j + 1] - blocks->matrix.start[j];
    }
    column_room room = room_for(arena, blocks->reserve);
    for (int j = 0; j < reserve_count(blocks->reserve); j++) {
        int count = at->entries[j] < MANY ? at->entries[j] : entries_of(blocks->reserve, j, &room);
        blocks->entries[at->reserved[j]] += count;
    }
}

cg_blocks *cg_blocks_find(cg_arena *arena, const cg_program *program, const cg_reserve *reserve) {
    cg_blocks *blocks = CG_NEW(arena, cg_blocks);
    *blocks = (cg_blocks){
        .program = program, .reserve = reserve, .matrix = cg_program_matrix(arena, program)};
    cg_arena *scratch = cg_arena_within(arena);
    int rows = program->rows.count;
    int *parent = CG_ARRAY(scratch, int, rows + 1),
        *block_of_row = CG_ARRAY(scratch, int, rows + 1);
    for (int i = 0; i < rows; i++) {
        parent[i] = i;
    }
    anchors at = join_rows(scratch, blocks, parent);
    for (int i = 0; i < rows; i++) {
        int root = root_of(parent, i); /* never after i */
        block_of_row[i] = root == i ? blocks->count++ : block_of_row[root];
    }
    number_columns(block_of_row, at.own, program->columns.count, &blocks->count);
    number_columns(block_of_row, at.reserved, reserve_count(reserve), &blocks->count);
    blocks->rows = listed(arena, blocks->count, block_of_row, rows);
    blocks->columns = listed(arena, blocks->count, at.own, program->columns.count);
    blocks->reserved = spanned(arena, blocks->count, at.reserved, reserve_count(reserve));
    blocks->place = CG_ARRAY(arena, int, rows + 1);
    for (int i = 0; i < rows; i++) {
        blocks->place[blocks->rows.items[i]] =
            i - blocks->rows.start[block_of_row[blocks->rows.items[i]]];
    }
    count_entries(arena, blocks, &at);
    cg_arena_empty(scratch);
    return blocks;
}

static double below(double lower) {
    return lower <= -CG_UNBOUNDED ? -INFINITY : lower;
}

static double above(double upper) {
    return upper >= CG_UNBOUNDED ? INFINITY : upper;
}

static int size_of(const cg_members *members, int block) {
    return members->start[block + 1] - members->start[block];
}

static cg_scaled room_of(cg_arena *arena, const cg_blocks *blocks, int block) {
    int rows = size_of(&blocks->rows, block);
    int columns = size_of(&blocks->columns, block) + blocks->reserved.size[block];
    cg_scaled s = {.rows = rows,
                   .columns = columns,
                   .objective_scale = 1,
                   .start = CG_ARRAY(arena, int, columns + 1),
                   .index = CG_ARRAY(arena, int, blocks->entries[block] + 1),
                   .value = CG_ARRAY(arena, double, blocks->entries[block] + 1),
                   .lower = CG_ARRAY(arena, double, columns + 1),
                   .upper = CG_ARRAY(arena, double, columns + 1),
                   .cost = CG_ARRAY(arena, double, columns + 1),
                   .integer = CG_ARRAY(arena, bool, columns + 1),
                   .row_lower = CG_ARRAY(arena, double, rows + 1),
                   .row_upper = CG_ARRAY(arena, double, rows + 1),
                   .column_scale = CG_ARRAY(arena, double, columns + 1),
                   .row_scale = CG_ARRAY(arena, double, rows + 1)};
    for (int j = 0; j < columns; j++) {
        s.column_scale[j] = 1;
    }
    for (int i = 0; i < rows; i++) {
        s.row_scale[i] = 1;
    }
    return s;
}

static void put_own(const cg_blocks *blocks, int column, cg_scaled *s, int j) {
    const cg_column *from = &blocks->program->columns.items[column];
    s->integer[j] = from->integer;
    s->cost[j] = from->cost;
    s->lower[j] = from->integer ? ceil(below(from->lower)) : below(from->lower);
    s->upper[j] = from->integer ? floor(above(from->upper)) : above(from->upper);
    int at = s->start[j];
    for (int k = blocks->matrix.start[column]; k < blocks->matrix.start[column + 1]; k++) {
        s->index[at] = blocks->place[blocks->matrix.row[k]] + 1;
        s->value[at++] = blocks->matrix.value[k];
    }
    s->start[j + 1] = at;
}

static void put_reserved(const cg_blocks *blocks, int column, cg_scaled *s, int j) {
    int *rows = s->index + s->start[j];
    int count = blocks->reserve->column(blocks->reserve->owner, column, &s->cost[j], &s->upper[j],
                                        rows, s->value + s->start[j]);
    s->upper[j] = above(s->upper[j]);
    for (int k = 0; k < count; k++) {
        rows[k] = blocks->place[rows[k]] + 1;
    }
    s->start[j + 1] = s->start[j] + count;
}

/* The whole program as one block. */
static cg_blocks whole(cg_arena *arena, const cg_program *program) {
    int rows = program->rows.count, columns = program->columns.count;
    cg_blocks blocks = {.program = program,
                        .matrix = cg_program_matrix(arena, program),
                        .place = CG_ARRAY(arena, int, rows + 1),
                        .entries = CG_ARRAY(arena, int, 1),
                        .count = 1};
    for (int i = 0; i < rows; i++) {
        blocks.place[i] = i;
    }
    blocks.entries[0] = blocks.matrix.start[columns];
    const int *all = CG_ARRAY(arena, int, (rows > columns ? rows : columns) + 1);
    blocks.rows = listed(arena, 1, all, rows); /* all of block 0 */
    blocks.columns = listed(arena, 1, all, columns);
    blocks.reserved = spanned(arena, 1, all, 0);
    return blocks;
}

cg_scaled cg_program_arrays(cg_arena *arena, const cg_program *program) {
    cg_arena *scratch = cg_arena_within(arena);
    cg_blocks blocks = whole(scratch, program);
    cg_scaled s = cg_block_program(arena, &blocks, 0);
    cg_arena_empty(scratch);
    return s;
}

cg_scaled cg_block_program(cg_arena *arena, const cg_blocks *blocks, int block) {
    cg_scaled s = room_of(arena, blocks, block);
    const int *rows = blocks->rows.items + blocks->rows.start[block];
    const int *own = blocks->columns.items + blocks->columns.start[block];
    int owned = size_of(&blocks->columns, block);
    for (int i = 0; i < s.rows; i++) {
        const cg_row *row = &blocks->program->rows.items[rows[i]];
        s.row_lower[i] = below(row->lower);
        s.row_upper[i] = above(row->upper);
    }
    for (int j = 0; j < owned; j++) {
        put_own(blocks, own[j], &s, j);
    }
    for (int n = blocks->reserved.start[block], j = owned; n < blocks->reserved.start[block + 1];
         n++) {
        const cg_span *span = &blocks->reserved.spans[n];
        for (int i = 0; i < span->count; i++) {
            put_reserved(blocks, span->first + i, &s, j++);
        }
    }
    return s;
}

/* ---- which first */

static bool is_searched(const cg_blocks *blocks, int block) {
    for (int c = blocks->columns.start[block]; c < blocks->columns.start[block + 1]; c++) {
        if (blocks->program->columns.items[blocks->columns.items[c]].integer) {
            return true;
        }
    }
    return false;
}

typedef struct ranked {
    int block, entries;
    bool searched;
} ranked;

/* Linear blocks first, the largest in front, so that several workers end together; then those that
 * are searched, the smallest in front: where time ends, the most of them are done. */
static int first_to_solve(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->searched != y->searched) {
        return x->searched ? 1 : -1;
    }
    int by_size = x->entries < y->entries ? -1 : x->entries > y->entries;
    return by_size != 0 ? (x->searched ? by_size : -by_size) : x->block - y->block;
}

int cg_blocks_rank(cg_arena *arena, const cg_blocks *blocks, int *order) {
    cg_arena *scratch = cg_arena_within(arena);
    int count = blocks->count, searched = 0;
    ranked *ranks = CG_ARRAY(scratch, ranked, count + 1);
    for (int b = 0; b < count; b++) {
        ranks[b] = (ranked){b, blocks->entries[b], is_searched(blocks, b)};
        searched += ranks[b].searched;
    }
    qsort(ranks, (size_t)count, sizeof *ranks, first_to_solve);
    for (int b = 0; b < count; b++) {
        order[b] = ranks[b].block;
    }
    cg_arena_empty(scratch);
    return searched;
}
