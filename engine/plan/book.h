/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The books of a plan: every flow entered once, on its line, on its parties and in the totals. */
#ifndef CG_PLAN_BOOK_H
#define CG_PLAN_BOOK_H

#include "base/number.h"
#include "plan/flows.h"
#include "plan/solve.h"

/* What a line carries in a pipe over the year, so that the pipe's investment can be shared. */
typedef struct cg_book_carried {
    int line, next; /* the next of the same pipe, or CG_NONE */
    double quantity;
} cg_book_carried;

typedef struct cg_book {
    const cg_model *model;
    cg_plan *plan;
    cg_arena *scratch; /* of the book alone */
    cg_map *lines;     /* key of a line -> index in plan->lines */
    cg_text key;       /* room for one */
    double sign;       /* 1 while the plan is entered, -1 while what runs today is */
    cg_sum avoided_purchase, avoided_disposal, transport_cost, treatment_cost, fees,
        annualised_investment, investment, emissions_saved_kg;
    CG_VECTOR(cg_book_carried) carried;
    int *first_carried, *last_carried; /* by pipe, or CG_NONE */
    int *receiver; /* by line: the party that pays treatment, ways, fees and investment */
    int receiver_capacity;
} cg_book;

/* Parties are firms first, then facilities, in the park's order. */
cg_book *cg_book_open(const cg_model *model, cg_plan *plan);
/* Lets go of what finding lines took; the plan and the sums stay. */
void cg_book_close(cg_book *book);
/* Enters what runs today, the plan, and what must be built; then orders the lines by saving and
 * closes them. */
void cg_book_enter(cg_book *book, const double *x);
/* What the plan says of the law: uncertain rules, permits to obtain, readings taken. */
void cg_account_law(cg_plan *plan, const cg_solved *solved);
/* What one unit more of each row's side is worth, by row: of duals, and of what the bounds of
 * columns hold of the same (book_bounds.c). In the model's arena. */
double *cg_book_worth_of_rows(const cg_solved *solved);
/* Shadow prices from the duals, and the best exchanges not chosen. */
void cg_book_add_prices(cg_plan *plan, const cg_solved *solved);
void cg_book_add_rejected(cg_plan *plan, const cg_solved *solved);
/* What is thrown away today, and what the law forbids that would be worth most. */
void cg_book_add_unused(cg_plan *plan, const cg_solved *solved);

/* The line of a candidate, or of an intake and a supply (CG_NONE: service); made where it is new.
 */
int cg_book_line(cg_book *book, int candidate, int intake, int supply);
/* The legs of a line over these pipes; `second` CG_NONE where there is one. */
void cg_line_note_legs(const cg_model *model, int first, int second, cg_line *line);
/* The limits of a line's input with what the line brings, and temperatures (line_details.c). */
void cg_line_note_ends(const cg_model *model, int candidate, int intake, int supply, cg_line *line);
/* Takes the longer of two times to build. */
void cg_months_take(cg_months *into, const cg_value *build_months);
/* What of the inputs' limits is used, the flows at the ends (account_flows.c), what to measure
 * (account_unknown.c), every figure used (account_figures.c) and names of all other flows spoken of
 * (account_names.c); in this order, once the lines are closed. */
void cg_account_flows(cg_plan *plan, const cg_solved *solved);
void cg_account_unknown(cg_plan *plan, const cg_solved *solved);
void cg_account_figures(cg_plan *plan, const cg_solved *solved);
void cg_account_names(cg_plan *plan, const cg_solved *solved);
/* What a number rests on: what stands beside it, else on the entry that holds it. `node` may be
 * NULL. */
cg_evidence cg_evidence_of(const cg_knowledge *knowledge, const cg_json *node);
/* Adds what is built, to lines, items and parties. */
void cg_book_enter_investments(cg_book *book, const double *x);
/* Permits on lines, charges on the whole park. */
void cg_book_enter_burdens(cg_book *book, const double *x);
/* Shares a pipe's money over the lines that use it, by yearly quantity. */
void cg_book_share_pipe(cg_book *book, int pipe, double one_off, double yearly);
void cg_book_pay(cg_book *book, int line, double one_off, double yearly);

/* So many of what is left out are told, of what may be and of what may not. */
#define CG_REJECTED_TOLD 10
/* By how much a unit would have to be better, where its columns have these reduced costs, by
 * period, and the room it takes in what is built has one too. */
double cg_shortfall_of_periods(const cg_park *park, const double *reduced, double room);
/* What is nearest to paying ranks highest. */
double cg_rank_of_shortfall(const cg_park *park, int input, double delivered, double shortfall);

#endif
