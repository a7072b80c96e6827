/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan tells beyond its sums, so that a report can say what each of them rests on: flows at
 * the ends, quality against limits, what to measure, every figure used. */
#ifndef CG_PLAN_DETAILS_H
#define CG_PLAN_DETAILS_H

#include "base/json.h"
#include "text/message.h"

/* What a figure rests on; no words, texts NULL and the year 0 where not stated. */
typedef struct cg_evidence {
    int basis; /* a cg_basis */
    cg_words source;
    const char *confidence;
    const char *factor; /* id of the factor it was taken from */
    int year;
} cg_evidence;

/* An output or an input at an end of an exchange. */
typedef struct cg_plan_flow {
    const char *id; /* "firm.flow" */
    cg_words name, resource_name;
    const char *resource, *unit;
    bool input;
    double amount;     /* a year: the most it can give, or what it needs */
    double *by_period; /* by the plan's periods */
    double price;      /* mean over the year: an input's price, an output's disposal cost */
    cg_evidence of_amount, of_price;
} cg_plan_flow;

/* What a flow that is at no end of an exchange holds: the name of its resource. */
typedef struct cg_plan_name {
    const char *id; /* "firm.flow" */
    cg_words name;
} cg_plan_name;

/* A limit of an input, and what a line brings of it. In the unit of the parameter's kind. */
typedef struct cg_line_quality {
    const char *parameter, *unit;
    cg_words name;
    bool mixes;
    double brings; /* NaN: not stated */
    double mix; /* of all that the input gets with what it still buys, in the period nearest to the
                   limit; NaN where it does not mix */
    bool bought_unstated; /* nobody states it of what the input buys besides: counted as 0 */
    double most, least;   /* NaN: no such limit */
} cg_line_quality;
/* What the limit holds: the mix, or where it does not mix what the line brings. */
double cg_line_quality_held(const cg_line_quality *quality);
/* Share of a limit to one side that is used; NaN where there are two sides or nothing is known. */
double cg_line_quality_used(const cg_line_quality *quality);

/* Temperatures of a line between heat and heat, °C and K; not given: `given` is false. */
typedef struct cg_line_heat {
    bool given;
    double from_hot, from_cold; /* what is given cools from, to */
    double to_cold, to_hot;     /* what is warmed, from, to */
    double drop_k, approach_k;  /* lost on the way; kept between the two at the least */
} cg_line_heat;

/* How long building takes. */
typedef struct cg_months {
    bool known;
    double least, most;
    cg_words source; /* none where not stated */
} cg_months;

/* One way of a line: to the taker, or to a plant, or from there. */
enum { CG_LINE_LEGS = 2 };
typedef struct cg_line_leg {
    bool existing; /* what it needs is there today: nothing is built */
    double *path;  /* x and y in turn: nodes of the corridors it follows, between its ends */
    int nodes;     /* 0: straight, as far as is known */
} cg_line_leg;

/* A pair that may not be judged before something is measured or found out. */
typedef struct cg_plan_unknown {
    const char *from, *to, *via; /* via NULL: direct */
    const char *at;              /* the flow or facility whose quality is not stated; NULL */
    const char **parameters;     /* to measure there */
    cg_words *names;             /* of those */
    int parameter_count;
    const char *missing; /* what a rule asks for instead: "output.temperature"; NULL */
    double worth;        /* a year at most: all that the two ends could exchange, nothing built */
    double quantity;     /* that is, leaving the output */
    const char *unit;
} cg_plan_unknown;

/* A figure that the plan's exchanges rest on. */
typedef struct cg_plan_figure {
    const char *kind;        /* "emissions", "transport_cost" …: the key it is read from */
    const char *subject;     /* flow, resource, mode, substitution ("a > b"), facility; "park" */
    cg_words name;           /* of the subject */
    double value, low, high; /* low and high NaN where there is no range */
    const char *unit;
    cg_evidence evidence;
    int lines; /* exchanges that use it */
} cg_plan_figure;

struct cg_plan;
struct cg_line;
/* Written and read beside the plan's own keys (plan_details_json.c, plan_details_read.c). */
void cg_plan_write_line_details(cg_json_writer *writer, const struct cg_line *line);
void cg_plan_write_details(cg_json_writer *writer, const struct cg_plan *plan);
void cg_plan_write_months(cg_json_writer *writer, const cg_months *months);

#endif
