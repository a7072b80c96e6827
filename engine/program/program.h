/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A neutral linear or mixed-integer program whose rows and columns know what they stand for. */
#ifndef CG_PROGRAM_PROGRAM_H
#define CG_PROGRAM_PROGRAM_H

#include "base/map.h"
#include "base/stages.h"
#include "base/text.h"

#define CG_UNBOUNDED 1e300 /* at or beyond this a bound is none */

/* What a row or column stands for, in the domain's words: the kind is a word such as "supply",
 * "demand", "blend", "capacity", "direct", "treat"; the indices mean what the kind's maker says
 * (an output, an input, a facility, a parameter …; CG_NONE where unused). Readable in LP text as
 * kind(name,name)@period. */
typedef struct cg_tag {
    const char *kind;    /* static text */
    const char *subject; /* "paper.effluent", "wwtp", "paper.effluent > dyeing.rinse"; borrowed */
    const char *detail;  /* a parameter, a piece of heat, a mode; NULL where none; borrowed */
    int period;          /* CG_NONE where the whole year */
    int first, second, third;
} cg_tag;

typedef struct cg_column {
    cg_tag tag;
    double lower, upper;
    double cost; /* in the objective, minimised */
    bool integer;
} cg_column;

typedef struct cg_row {
    cg_tag tag;
    double lower, upper;
    bool common; /* ties together what else falls apart into blocks, as a budget of the whole */
} cg_row;

typedef struct cg_entry {
    int row, column;
    double value;
} cg_entry;

/* Minimise constant + Σ cost x  subject to  lower <= Σ a x <= upper  for each row, and column
 * bounds. */
typedef struct cg_program {
    cg_arena *arena;
    cg_arena *entries_arena; /* within it: of the entries alone */
    CG_VECTOR(cg_column) columns;
    CG_VECTOR(cg_row) rows;
    CG_VECTOR(cg_entry) entries; /* any order; several of one place add up */
    double constant;
} cg_program;

cg_program *cg_program_new(cg_arena *arena);
int cg_program_add_column(cg_program *program, cg_tag tag, double lower, double upper, double cost);
int cg_program_add_row(cg_program *program, cg_tag tag, double lower, double upper);
/* Drops all entries, which nobody asks for once a program is solved. */
void cg_program_forget_entries(cg_program *program);
/* Zero values are left out. */
void cg_program_set(cg_program *program, int row, int column, double value);
bool cg_program_has_integers(const cg_program *program);
/* The tag in one line: "blend dyeing.rinse COD @dry"; `periods` names them (NULL: by number). */
const char *cg_tag_text(cg_arena *arena, const cg_tag *tag, const char *const *periods);
/* The program as CPLEX LP text with exact numbers and readable, unique, legal names made of the
 * tags; for people, golden files and other solvers. Rows and columns in the order they were added.
 */
const char *cg_program_lp_text(cg_arena *arena, const cg_program *program,
                               const char *const *periods);
/* The same as free MPS, for solvers that read no LP text. */
const char *cg_program_mps_text(cg_arena *arena, const cg_program *program,
                                const char *const *periods);
/* Column-wise copy of the entries: start[columns+1], row[], value[], duplicates added up, rows
 * ascending. */
typedef struct cg_matrix {
    int *start, *row;
    double *value;
} cg_matrix;
cg_matrix cg_program_matrix(cg_arena *arena, const cg_program *program);

typedef enum cg_outcome {
    CG_OPTIMAL,    /* proven, to the last digits that arithmetic lets it be */
    CG_INFEASIBLE, /* no solution exists */
    CG_LIMIT,      /* stopped at a limit, the asked gap included, with a solution */
    CG_NO_ANSWER,  /* stopped at a limit without one, or the solver failed; see message */
} cg_outcome;

/* Seconds of a clock that only goes forward. Reaches limits and progress, never a result. */
double cg_clock(void);

typedef struct cg_solve_settings {
    double time_limit_s; /* 0: none. Of a search; a linear program may take a second more, or there
                            would be no plan to stop with */
    double gap;     /* relative gap at which a MILP may stop, as CG_LIMIT; 0: solve to the end */
    int node_limit; /* 0: none */
    int jobs;       /* blocks solved at once, each in a thread; up to 1: in the caller's. Reaches no
                       result */
    /* Called now and then on long work, by one thread at a time; returns true to stop. May be NULL.
     */
    bool (*progress)(void *payload, double elapsed_s, double best, double bound);
    void *payload;
    cg_stages *stages; /* hears how long steps take; NULL: nobody does */
} cg_solve_settings;

/* A column of the reserve that a solution uses. */
typedef struct cg_taken {
    int index;
    double x;
} cg_taken;

/* Prices of two objectives, one after the other, as of rows (dual) and columns (reduced) of one
 * program: the first's at its best, and the second's among the optima of the first. */
typedef struct cg_stage_prices {
    const double *first_dual, *first_reduced;
    const double *second_dual, *second_reduced; /* NULL: nobody knows them */
} cg_stage_prices;

/* Of CG_INFEASIBLE and CG_NO_ANSWER x, reduced and dual are NULL, the objective is NaN, the bound
 * plus or minus infinity. An objective that falls without end is CG_NO_ANSWER. */
typedef struct cg_solution {
    cg_outcome outcome;
    double *x; /* by column */
    double *
        reduced; /* by column: cost - Σ dual a; of the LP with integers fixed where there are any */
    double *dual;     /* by row: change of the objective per unit of the binding side */
    double objective; /* constant included, from x, in compensated sums */
    double bound;     /* proven lower bound: the search's for a MILP; for an LP that of certify.c */
    const char *message;           /* the solver's words where it failed, else NULL */
    CG_VECTOR(cg_taken) taken;     /* of the reserve: all that are not 0 */
    const cg_stage_prices *staged; /* of cg_program_solve_among; else NULL */
} cg_solution;

/* Columns that a program could have and does not hold: far more than its answer uses. Each is 0 at
 * the least, stands in rows of the program, and is derived again whenever it is asked for. */
typedef struct cg_reserve {
    const void *owner;
    int count;
    int most_entries; /* of one column */
    /* Writes column `index`: its cost, its most and its entries, each row at most once, rows
     * ascending; returns how many. Allocates nothing and may be called by several threads. */
    int (*column)(const void *owner, int index, double *cost, double *upper, int *rows,
                  double *values);
    /* The entries alone, where that is less work; NULL: it is not. */
    int (*entries)(const void *owner, int index, int *rows, double *values);
} cg_reserve;

/* Solves. Only solve_glpk/ knows GLPK; it scales flows to a sane order, leaves MIR cuts off, never
 * reports infeasible from a run with cuts or presolve without a second run without, and is
 * deterministic. `start` (may be NULL): of a MILP a known feasible solution, offered as incumbent;
 * of a linear program values near which its optimum is expected, feasible or not. */
cg_solution *cg_program_solve(cg_arena *arena, const cg_program *program,
                              const cg_solve_settings *settings, const double *start);
/* The same as if the program held all columns of a reserve (NULL: none). x and reduced are of the
 * program's own columns, `taken` of the reserve's; objective and bound count both. Blocks, parts
 * without a row in common, are solved by themselves, each with all its columns in memory. */
cg_solution *cg_program_solve_with(cg_arena *arena, const cg_program *program,
                                   const cg_reserve *reserve, const cg_solve_settings *settings,
                                   const double *start);

/* Among the optima of a program by `first_cost`, of which `first` is one, the best by the program's
 * own costs. Row `held_row` of the program holds the first objective at its best; it is
 * not looked at, but its dual says what a unit of the first objective is worth in the second, and
 * with it all duals are those of the program: sums of both objectives' that prove it and price
 * nothing; `staged` has the prices apart. NULL where no clear answer was found, or where the duals
 * of `first` do not prove it best without regard to what is whole. */
cg_solution *cg_program_solve_among(cg_arena *arena, const cg_program *program,
                                    const double *first_cost, const cg_solution *first,
                                    int held_row, const cg_solve_settings *settings);

/* What plain arithmetic says of a solution, without the solver. */
typedef struct cg_certificate {
    double objective; /* of x, compensated */
    double bound;     /* lower bound on the LP (integers fixed at x): the Lagrangean bound of `dual`
                               over the column boxes */
    double primal_residual; /* largest violation of a row or bound, relative to the row's largest
                               term (at least the absolute value 1 is not assumed: a row of zeros
                               has 0) */
    double dual_residual; /* largest wrong-signed reduced cost or row dual, relative to the column's
                             largest term |cost|, |dual a| */
} cg_certificate;
cg_certificate cg_program_certify(cg_arena *arena, const cg_program *program,
                                  const cg_solution *solution);

/* What else is held where it is told by how much a row would have to give: all other rows; of a row
 * that has a second conflict beside it only the rows of its own; and where these are none, nothing.
 */
typedef enum cg_held { CG_HELD_ALL, CG_HELD_ITS_CONFLICT, CG_HELD_NONE } cg_held;

typedef struct cg_conflicting {
    int row;
    double give; /* in the row's own unit; infinite where that was not found */
    cg_held held;
} cg_conflicting;

/* Which rows among `soft` cannot hold together with all others: first an elastic re-solve, then a
 * deletion filter, so that each set found is a smallest one; where loosening one of its rows does
 * not do, the same once more without it, for a further one. How many rows in *count; 0 where the
 * program is feasible or its infeasibility does not rest on them. */
cg_conflicting *cg_program_conflict(cg_arena *arena, const cg_program *program, const int *soft,
                                    int soft_count, const cg_solve_settings *settings, int *count);

#endif
