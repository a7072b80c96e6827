/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between solve.c, which decides what to try, and solve_glpk/, which does one run: plain arrays.
 * Room-private. */
#ifndef CG_PROGRAM_SOLVER_H
#define CG_PROGRAM_SOLVER_H

#include "program/program.h"

/* A program with columns, rows and objective multiplied by powers of two, so that nothing is
 * rounded: x = column_scale * scaled x, scaled row = row_scale * row, scaled objective =
 * objective_scale * (objective - constant). Sides that are none are infinite. */
typedef struct cg_scaled {
    int rows, columns;
    int *start; /* columns + 1, from 0 */
    int *index; /* rows counted from 1, as GLPK does */
    double *value;
    double *lower, *upper, *cost; /* by column */
    bool *integer;
    double *row_lower, *row_upper;
    double *column_scale, *row_scale;
    double objective_scale;
    double constant; /* as it is, for telling progress and for what a gap is a share of */
} cg_scaled;

/* A whole program as such arrays, not scaled. */
cg_scaled cg_program_arrays(cg_arena *arena, const cg_program *program);
/* Chooses the scales of a program that is not scaled, and applies them. */
void cg_scale(cg_arena *arena, cg_scaled *program);
/* What plain arithmetic says of x and duals of these arrays, scaled or not (see
 * cg_program_certify); without the constant. */
cg_certificate cg_scaled_certify(cg_arena *arena, const cg_scaled *program, const double *x,
                                 const double *dual);

typedef enum cg_verdict {
    CG_RUN_OPTIMAL,
    CG_RUN_INFEASIBLE,
    CG_RUN_UNBOUNDED,
    CG_RUN_STOPPED, /* at a limit or by the caller; `has_x` says whether with a solution */
    CG_RUN_UNCLEAN, /* the solver gave up or does not know: worth another way */
} cg_verdict;

/* Where a row or column stands in a basis. */
enum { CG_BASIC = 1, CG_AT_LOWER, CG_AT_UPPER, CG_BETWEEN_NONE, CG_AT_BOTH };

typedef enum cg_basis { CG_BASIS_SLACK, CG_BASIS_ADVANCED, CG_BASIS_GIVEN } cg_basis;

/* How a block with charges is searched: once and to the end; or at first for a plan, a bound and a
 * look at whether a search would end, and a second time, from that plan, where it is worth it. */
typedef enum cg_turn { CG_ONLY_TURN, CG_FIRST_TURN, CG_SECOND_TURN } cg_turn;

#define CG_RUN_MESSAGE_ROOM 400

/* Of a program that is a choice of another's columns, which can do without those left out. */
typedef struct cg_choice {
    const bool *bare; /* by row: a column that is left out could relieve it */
    /* By column, of charges: what they can carry, columns left out included; 0: as it follows. */
    const double *most;
    /* What the columns left out may take from the objective (0 or less) at these prices of rows,
     * and with what a charge costs, by column, beyond what its flows pay of it. */
    double (*beyond)(void *payload, const double *dual, const double *unpaid);
    /* Gives a cut that is known, by columns of this program (room for all of them); false: there
     * are no more. The other way round: one that was of use at the end of the root. */
    bool (*known_cut)(void *payload, int which, int *count, int *column, double *value,
                      double *most);
    void (*put_cut)(void *payload, int count, const int *column, const double *value, double most);
    void *payload;
    bool root_only; /* no plan and no search: only prices and cuts are asked for */
} cg_choice;

/* The most that one column alone could take off the objective. What is less than CG_NOTHING of that
 * is rounding: rows hold, and integers are whole, to such a share. */
#define CG_NOTHING 1e-9
double cg_scaled_order(const cg_scaled *program);
double cg_program_order(const cg_program *program);

/* One run. Every array is allocated by the caller: nothing is allocated while GLPK's objects live.
 * All values are scaled. */
typedef struct cg_run {
    const cg_scaled *scaled;
    const cg_solve_settings *settings;
    double started;        /* of the whole solve, by cg_clock */
    double *lower, *upper; /* of columns; integers may be fixed here */
    double tolerance;      /* primal and dual, of the simplex method */
    cg_basis basis;
    bool dual_simplex, presolve, exact;
    bool punctual; /* a linear program stops at the time limit: who asked has a plan without it */
    bool cuts;     /* search: Gomory, cover and clique cuts */
    /* search: what is not better than the best known by this share of 1 + |best| is left out, and
     * the bound proven is that much better than the best. */
    double prune;
    const double
        *start;         /* search: a feasible x to begin with, from index 1 as GLPK does; or NULL */
    cg_turn turn;       /* cg_run_fixed_charge */
    double search_work; /* the same: about so much at most; 0: as the settings say */
    bool remains;       /* the same: it is the remainder of another (cg_remainder) */
    const cg_choice *chosen; /* the same: what it is a choice of; NULL: of nothing. Its bound then
                                holds for the other program, too */
    /* What comes out. */
    bool hopeless;           /* a search would go on for hours before it had proven its plan */
    double spent, node_work; /* by all of it, and of one node, in the measure of search_work */
    cg_verdict verdict;
    bool has_x;
    double *x;                       /* by column */
    double *dual;                    /* by row */
    int *row_status, *column_status; /* the basis; goes in for CG_BASIS_GIVEN */
    double bound;                    /* search: proven for the objective without its constant */
    char message[CG_RUN_MESSAGE_ROOM];
    /* Room to work in: rows + 1 each. */
    double *work;
    int *places;
    long double *sums;
} cg_run;

/* Solves the linear program (integers taken as continuous within lower and upper). */
void cg_run_linear(cg_run *run);
/* Searches over the integers, from the basis of an optimal cg_run_linear of the same bounds. */
void cg_run_search(cg_run *run);

/* A linear program that holds some rows and columns of a block, and grows until nothing is missed.
 * What is not in it counts as a slack row and as a column at its lower bound, 0. All arrays are the
 * caller's, with room for the whole block. */
typedef struct cg_growing {
    cg_run *run;         /* of the whole block; the basis to begin with is run->row_status and
                            run->column_status */
    int *rows, *columns; /* of the block, in the order in which they stand in the problem */
    int row_count, column_count;
    int *row_place; /* by row of the block: its place in `rows`, or CG_NONE */
    /* Asked after every optimum, whose x and duals stand in the run: appends what is missed to rows
     * (and tells their places) and columns; false: nothing is. Allocates nothing. */
    bool (*grow)(void *payload, struct cg_growing *growing);
    void *payload;
    int optima, iterations; /* how many there were */
} cg_growing;
void cg_run_growing(cg_growing *growing);

#endif
