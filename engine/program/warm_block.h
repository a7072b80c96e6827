/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One block of a program that is solved again and again. Room-private. */
#ifndef CG_PROGRAM_WARM_BLOCK_H
#define CG_PROGRAM_WARM_BLOCK_H

#include "program/sift.h"

/* How many numbers changed, of each kind. */
typedef struct cg_changes {
    int costs, sides; /* bounds count as sides */
} cg_changes;

/* What the block was when it was first solved: where it comes back to its numbers nothing is left
 * to solve, and what is near them is best begun there. */
typedef struct cg_home {
    bool known;
    double *cost, *lower, *upper, *row_lower, *row_upper; /* scaled */
    double objective, bound;
    double *x, *dual; /* in the program's own units */
    bool has_basis;
    int *row_status, *column_status, *rows, *columns;
    int row_count, column_count;
} cg_home;

typedef struct cg_warm_block {
    cg_scaled scaled;
    const cg_solve_settings *settings;
    const int *rows, *columns;  /* of the program */
    double *x, *reduced, *dual; /* of the whole program: the block writes to places of its own */
    cg_sifting *sifting;        /* NULL: never from a basis */
    bool has_basis;             /* that of the last optimum stands in the sifting's run */
    bool unsolved;
    cg_changes since; /* the last solve */
    cg_changes away;  /* from home */
    cg_home home;
    /* Costs at the last optimum; the direction in which they went to it, how its duals follow that
     * direction, and room for duals to try. */
    double *solved_cost, *direction, *duals_follow, *tried;
    bool has_direction;
    int leading;      /* the column that the direction moves most */
    int kept_columns; /* of its problem, when it was last trimmed */
    /* What the last solve was, and what came of it. */
    bool solved_again;
    int iterations;
    cg_outcome outcome;
    double objective, bound; /* in the program's own units, without the constant */
    char message[CG_RUN_MESSAGE_ROOM];
} cg_warm_block;

/* Makes room for all it will need; what stands above `sifting` is set. */
void cg_warm_block_start(cg_arena *arena, cg_warm_block *block);
/* Scaled numbers; columns and rows of the block. */
void cg_warm_block_set_cost(cg_warm_block *block, int column, double cost);
/* All of them, by column of the program and not scaled. */
void cg_warm_block_set_costs(cg_warm_block *block, const double *costs);
void cg_warm_block_set_bounds(cg_warm_block *block, int column, double lower, double upper);
void cg_warm_block_set_sides(cg_warm_block *block, int row, double lower, double upper);
bool cg_warm_block_is_changed(const cg_warm_block *block);
/* `work` is emptied by the caller; nothing else is allocated from. */
void cg_warm_block_solve(cg_warm_block *block, cg_arena *work, double started);
/* Writes the reduced costs of the last solve. */
void cg_warm_block_price(const cg_warm_block *block);

#endif
