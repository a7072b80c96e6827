/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the law puts on what it allows: permits to pay for, quantities not to exceed, charges. */
#ifndef CG_PLAN_BURDENS_H
#define CG_PLAN_BURDENS_H

#include "match/matches.h"

struct cg_model;

/* The rules behind an activity, each once. What is treated is judged for every output that may be
 * in the mix: a rule about one of them is about all that is handed on. */
typedef struct cg_behind {
    cg_ruled *items;
    int count;
} cg_behind;

/* The permits that a candidate or a supply must have before anything flows there. */
typedef struct cg_permits {
    int activity, count;  /* the activities that need them */
    double cost, annuity; /* one-off money, and the share of it a year */
    double *free;         /* by period: what runs today needs none */
    int column;           /* 0 or 1 */
    int row;              /* of the first period: nothing more than `free` without them */
} cg_permits;

/* One rule's charge on what the park discharges: so much money a unit of a column, paid by a party
 * (firms first, then facilities). */
typedef struct cg_charge_entry {
    int rule;   /* of law->rules */
    int column; /* CG_NONE: without any exchange */
    int party;
    double money;
} cg_charge_entry;

/* What a plant hands on of a mix that is charged in part, as far as that is free of the charge: a
 * column of one period, at most what is brought of what is charged and what is handed on. */
typedef struct cg_credit {
    int column, brought_row, handed_on_row;
} cg_credit;

/* Whether what an intake brings is, or may be, in the mix that its facility hands on. */
bool cg_is_in_mix(const struct cg_model *model, int intake);
/* How many activities, from this one on, are one exchange: the pieces of an exchange of heat stand
 * side by side, everything else is one by itself. */
int cg_pieces_from(const struct cg_model *model, int activity);
/* The first activity of the exchange that this one is a piece of. */
int cg_first_piece(const struct cg_model *model, int activity);
/* Whether `count` activities from `activity` on carry more in any period of `x` than runs today. */
bool cg_carries_more(const struct cg_model *model, const double *x, int activity, int count);
/* Asks the law about every activity, once. */
void cg_model_ask_law(struct cg_model *model);
/* Charges on exchanges and on what is discharged, into the measure of cost. */
void cg_model_add_charges(struct cg_model *model);
/* Sets what is free of a charge at `x`, from what flows there. */
void cg_model_set_credits(const struct cg_model *model, double *x);
/* Rows for quantities and shares that rules limit. */
void cg_model_add_limits(struct cg_model *model);
/* Columns and rows for what permits cost; after what runs today is known. */
void cg_model_add_permits(struct cg_model *model);
/* The permits that an activity's exchange must have, where they cost anything; else NULL. */
const cg_permits *cg_permits_of(const struct cg_model *model, int activity);
/* Money a unit of an activity is charged by rules, where it moves. */
double cg_activity_charge(const struct cg_model *model, int activity);

#endif
