/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a program that have no row in common: each is solved by itself. Room-private. */
#ifndef CG_PROGRAM_BLOCKS_H
#define CG_PROGRAM_BLOCKS_H

#include "program/solver.h"

/* Members of block b are items[start[b]] … items[start[b + 1] - 1], ascending. */
typedef struct cg_members {
    int *start, *items;
} cg_members;

/* Members of block b are the numbers of spans[start[b]] … spans[start[b + 1] - 1], ascending:
 * columns of the reserve that follow one another mostly belong together. */
typedef struct cg_span {
    int first, count;
} cg_span;
typedef struct cg_spans {
    int *start, *size; /* size: by block, how many members it has */
    cg_span *spans;
} cg_spans;

/* Connected components of rows and columns, the columns of the reserve among them. A column without
 * a row, and a row without a column, is a block by itself. Numbered by their first row, then by
 * their only column. */
typedef struct cg_blocks {
    const cg_program *program;
    const cg_reserve *reserve; /* NULL: none */
    cg_matrix matrix;          /* of the program's own columns */
    cg_members rows, columns;
    cg_spans reserved;
    int *place;   /* by row: which of its block's rows it is */
    int *entries; /* by block: how many all its columns have */
    int count;
} cg_blocks;
cg_blocks *cg_blocks_find(cg_arena *arena, const cg_program *program, const cg_reserve *reserve);

/* The order in which to solve them, by place: linear blocks first, the largest in front; then those
 * with integers, the smallest in front. Returns how many these are. */
int cg_blocks_rank(cg_arena *arena, const cg_blocks *blocks, int *order);

/* One block as a program of its own, not scaled yet: rows as in blocks->rows, the program's own
 * columns first, then those of the reserve. Everything is allocated in `arena`. */
cg_scaled cg_block_program(cg_arena *arena, const cg_blocks *blocks, int block);

#endif
