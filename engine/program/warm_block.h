/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One block of a program that is solved again and again. Room-private. */
#ifndef CG_PROGRAM_WARM_BLOCK_H
#define CG_PROGRAM_WARM_BLOCK_H

#include "program/block.h"
#include "program/walk.h"

/* How many numbers changed, of each kind. */
typedef struct cg_changes {
    int costs, sides; /* bounds count as sides */
} cg_changes;

/* What the block was when it was first solved: where it comes back to its numbers nothing is left
 * to solve, and what is near them is best begun there. */
typedef struct cg_home {
    bool known;
    double *base, *lower, *upper, *row_lower, *row_upper; /* scaled */
    double at;                                            /* on the line */
    double objective, bound;
    double *x, *dual; /* in the program's own units */
    bool has_basis;
    signed char *statuses; /* as in cg_walk */
    int *head;
    int made; /* the factors that its basis has, by cg_walk.made */
} cg_home;

/* A stretch of the line of costs along which x is proven to stay the best. */
typedef struct cg_stretch {
    bool known;
    double from, to;
    double objective[2], bound[2]; /* at its ends */
} cg_stretch;

typedef struct cg_warm_block {
    cg_scaled scaled; /* its costs are those of the last solve */
    const cg_solve_settings *settings;
    const int *rows, *columns;  /* of the program */
    double *x, *reduced, *dual; /* of the whole program: the block writes to places of its own */
    /* Costs are base + at * slope: by column, scaled. */
    double *base, *slope;
    bool has_slope; /* some slope is not 0 */
    double at, solved_at;
    cg_walk *walk; /* NULL: never from a basis */
    bool has_basis;
    bool unsolved;
    cg_changes since; /* the last solve */
    cg_changes away;  /* from home */
    cg_home home;
    cg_stretch stretch;
    /* Columns of the program that are not 0, and how often they changed. */
    int *used, used_count, version;
    bool is_dual_behind; /* what stands in `dual` is of an earlier solve */
    /* What the last solve was, and what came of it. */
    bool solved_again;
    int iterations;
    cg_outcome outcome;
    double objective, bound; /* in the program's own units, without the constant */
    char message[CG_RUN_MESSAGE_ROOM];
} cg_warm_block;

/* Makes room for all it will need; what stands above `walk` is set. */
void cg_warm_block_start(cg_arena *arena, cg_warm_block *block);
/* Scaled numbers; columns and rows of the block. */
void cg_warm_block_set_cost(cg_warm_block *block, int column, double base);
void cg_warm_block_set_bounds(cg_warm_block *block, int column, double lower, double upper);
void cg_warm_block_set_sides(cg_warm_block *block, int row, double lower, double upper);
bool cg_warm_block_is_changed(const cg_warm_block *block);
/* What is done with a change of the place on the line alone, where x is proven to stay the best:
 * next to nothing. False: it has to be solved. */
bool cg_warm_block_glides(cg_warm_block *block);
/* `work` is emptied by the caller; nothing else is allocated from. */
void cg_warm_block_solve(cg_warm_block *block, cg_arena *work, double started);
/* Brings costs, duals and reduced costs to where the last solve was. */
void cg_warm_block_settle(cg_warm_block *block);

#endif
