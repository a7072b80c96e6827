/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program of a park: what may flow, what each unit of it does, and the rows that hold it
 * together. docs/mathematics.md gives every variable, row and unit. */
#ifndef CG_PLAN_MODEL_H
#define CG_PLAN_MODEL_H

#include "match/matches.h"
#include "plan/burdens.h"
#include "plan/plan.h"
#include "program/program.h"

typedef enum cg_activity_kind {
    CG_DIRECT, /* from an output to an input */
    CG_PASS,   /* the same by way of a facility that hands it on as it came */
    CG_TREAT,  /* from an output into a facility that is not its home */
    CG_SUPPLY  /* from a facility, after treatment, to an input */
} cg_activity_kind;

/* One thing that may flow; it has one column a period. A unit of it is a unit that leaves its
 * output (its facility, for a supply). */
typedef struct cg_activity {
    cg_activity_kind kind;
    int output, input, facility; /* CG_NONE where it has none */
    int piece_from, piece_to;    /* of heat, else CG_NONE */
    int substitution;            /* or CG_NONE */
    int source;                  /* candidate (direct, pass), intake (treat) or supply */
    bool handed_on;       /* a treat: what comes of it may be handed on; else treatment alone */
    int first, second;    /* pipes it runs in; CG_NONE */
    double enters_second; /* share of a unit that enters the second pipe */
    double arrives;       /* share that arrives at the facility */
    double delivered;     /* what the input saves, per unit */
    bool open;            /* may run in a plan */
    bool assumed;         /* parameters not stated count as at the limit */
    int column;           /* of its first period */
} cg_activity;

/* What a plan is measured by: each is a constant (without any exchange) plus so much per unit of
 * each column. */
typedef enum cg_measure {
    CG_MEASURE_COST,
    CG_MEASURE_EMISSIONS, /* t */
    CG_MEASURE_WATER_PURCHASED,
    CG_MEASURE_WASTEWATER_DISCHARGED,
    CG_MEASURE_WASTE_DISPOSED,
    CG_MEASURE_HEAT_PURCHASED,
    CG_MEASURE_HEAT_DISPOSED,
    CG_MEASURE_MATERIAL_PURCHASED,
    CG_MEASURE_INVESTMENT, /* one-off */
    CG_MEASURES
} cg_measure;

/* A list of activities with a share each: those of an output, of an input, those that run in a
 * pipe. */
typedef struct cg_use {
    int activity;
    double share;
} cg_use;
typedef struct cg_uses {
    cg_use *items;
    int count;
} cg_uses;

/* How a pipe's (or a new facility's) investment stands in the program; CG_NONE where it has no such
 * column. */
typedef struct cg_building {
    int capacity_column; /* yearly rate */
    int fixed_column;    /* 0 or 1 */
    int open_row;        /* of the first period: nothing runs unless it is built; CG_NONE */
    int free_column;     /* first period: what an existing link carries of it */
} cg_building;

/* One side of a limit on the mean of what an input receives. */
typedef struct cg_blend {
    int input, parameter;
    bool most; /* the upper side */
    double limit;
    double
        bought; /* of what is bought; counts as just at the limit where it alone would break it */
} cg_blend;

typedef struct cg_model {
    cg_arena *arena;
    const cg_park *park;
    const cg_matches *matches;
    CG_VECTOR(cg_activity) activities;
    int *of_candidate; /* first activity of a candidate, or CG_NONE */
    int *of_intake;    /* the activity that brings an intake into the mix, or CG_NONE */
    int *of_service;   /* the one that brings it for treatment alone, or CG_NONE */
    int *of_supply;
    cg_uses *by_output, *by_input, *by_pipe, *by_facility; /* by_facility: treat and pass */
    cg_building *pipes, *facilities;
    bool named; /* its columns have names, for its text: nobody else asks for them */
    bool sized; /* every size to be paid for has a column of its own, never folded into flows */
    cg_behind *behind;                  /* by activity */
    struct cg_prospect_rows *prospects; /* plan/prospects.h; NULL where there are none */
    CG_VECTOR(cg_permits) permits;
    CG_VECTOR(cg_charge_entry) charges;
    CG_VECTOR(cg_credit) credits;
    cg_program *program; /* in an arena of its own, with the measures */
    const char **period_ids;
    double *measure[CG_MEASURES]; /* by column */
    double constant[CG_MEASURES]; /* without any exchange */
    double *running;              /* by column of an activity: what runs today */
    double
        running_measure[CG_MEASURES]; /* what that changes in each measure, before any investment */
    int requirement_row[CG_REQUIREMENT_COUNT]; /* or CG_NONE */
} cg_model;

/* Builds the program: columns without costs (set them with cg_model_set_objective), all rows, the
 * park's requirements among them. */
cg_model *cg_model_new(cg_arena *arena, const cg_matches *matches);
/* The same, where what is built has a size that flows may not exceed (model->sized). */
cg_model *cg_model_new_sized(cg_arena *arena, const cg_matches *matches);
/* Whether all that could be bought, sent and built adds up to finite figures. A sum that does not
 * would be proven best against itself. */
bool cg_model_is_finite(const cg_model *model);
/* Makes a measure the objective, without its constant. */
void cg_model_set_objective(cg_model *model, cg_measure measure);
/* Σ measure x of the columns' values (constant not included), compensated. */
double cg_model_measure(const cg_model *model, cg_measure measure, const double *x);

/* What one unit of an activity does in a period, investment aside: parts of the saving (avoided
 * ones positive, costs positive in their own part) and the kg CO2e it saves. */
typedef struct cg_unit_effect {
    cg_parts parts;
    double emissions_saved_kg;
} cg_unit_effect;
cg_unit_effect cg_activity_effect(const cg_model *model, const cg_activity *activity, int period);
/* The same without what rules charge, also of an activity that the model does not hold. */
cg_unit_effect cg_activity_uncharged(const cg_model *model, const cg_activity *activity,
                                     int period);
/* The uncharged effect of a direct exchange by a way that is no pipe of the matches. */
cg_unit_effect cg_direct_effect(const cg_model *model, const cg_activity *activity,
                                const cg_way *way, int period);
/* What a unit of an activity changes in purchases and disposals: adds to each measure. */
void cg_activity_flows(const cg_model *model, const cg_activity *activity, int period,
                       double measures[CG_MEASURES]);
/* What a candidate would be as an activity, whether it may run or not; heat as a whole. */
cg_activity cg_candidate_activity(const cg_model *model, int candidate);
/* The quality of what an activity brings to its input. */
cg_quality cg_activity_quality(const cg_model *model, const cg_activity *activity, int parameter);
/* Money and kg CO2e that today's disposal of a unit of an output costs the park in a period. */
double cg_disposal_cost(const cg_model *model, int output, int period);
double cg_disposal_emissions_kg(const cg_model *model, int output);

/* The measure of which a requirement states the most. */
cg_measure cg_requirement_measure(cg_requirement requirement);

/* --- pieces shared by plan/'s own files ----------------------------------------------------------
 */

void cg_model_add_activities(cg_model *model);
void cg_model_add_measures(cg_model *model);
void cg_model_add_rows(cg_model *model);
void cg_model_add_mixing(cg_model *model);
void cg_model_add_investments(cg_model *model);
void cg_model_add_requirements(cg_model *model);
/* What each measure is without any exchange, charges on what is discharged included as far as they
 * are known. */
void cg_model_set_constants(cg_model *model);
/* What would arrive at a facility in a period from the outputs that are at home there. */
double cg_home_amount(const cg_model *model, int facility, int period);
/* What of a facility's capacity is left in a period beside them; below 0 where they do not fit. */
double cg_capacity_left(const cg_model *model, int facility, int period);
/* The most that may run in a pipe in a period. */
double cg_most_in_pipe(const cg_model *model, int pipe, int period);
/* The most of a requirement's measure that its row lets be. */
double cg_requirement_most(const cg_model *model, cg_requirement requirement);
/* How much of a unit of an output counts as discharged or disposed of while it stays where it goes
 * today: at a facility, what arrives there; nothing of what is sold. */
double cg_disposed_share(const cg_model *model, int output, int period);
/* Adds a column, with room for its measures. */
int cg_model_add_column(cg_model *model, cg_tag tag, double upper, bool integer);
/* Sets, for every activity that leaves an output, how a unit of it stands in a row. */
void cg_model_set_leaving(cg_model *model, int row, int output, int period, double value);
/* The limits on the mean of what an input receives, in the order of their rows; room for two a
 * parameter. Returns how many. */
int cg_input_blends(const cg_model *model, int input, cg_blend *blends);
/* By how much a unit of an activity loads the limit. */
double cg_blend_load(const cg_model *model, const cg_blend *side, const cg_activity *activity);
/* Whether both ends are one firm's. */
bool cg_is_own(const cg_model *model, const cg_activity *activity);
/* The most that may run in an activity in a period. */
double cg_activity_most(const cg_model *model, const cg_activity *activity, int period);

#endif
