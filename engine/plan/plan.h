/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan as it is written and read: the chosen exchanges, their money, emissions and proof. */
#ifndef CG_PLAN_PLAN_H
#define CG_PLAN_PLAN_H

#include "match/exceptions.h"
#include "plan/details.h"
#include "plan/plan_assessment.h"

/* Yearly, base units, the park's currency; emissions in t CO2e. */
typedef struct cg_balance {
    double cost, emissions, water_purchased, wastewater_discharged, waste_disposed, heat_purchased,
        heat_disposed, material_purchased;
} cg_balance;

/* The parts of a saving: each is baseline less plan for what is avoided, plan less baseline for
 * what is paid. */
typedef struct cg_parts {
    double avoided_purchase, avoided_disposal, transport_cost, treatment_cost, fees,
        annualised_investment;
} cg_parts;
double cg_parts_saving(const cg_parts *parts);
void cg_parts_add(cg_parts *into, const cg_parts *parts, double times);

typedef struct cg_totals {
    double net_saving;
    cg_parts parts;
    double investment, emissions_saving;
    bool pays_back; /* false: payback_years is null */
    double payback_years;
} cg_totals;

/* Which part of a line's money rests on what a firm or an operator told in confidence. */
typedef enum cg_confidence {
    CG_CONFIDES_DISPOSAL = 1, /* what the giver, or the plant it gives to today, pays or asks */
    CG_CONFIDES_PURCHASE = 2, /* what the receiver buys at */
    CG_CONFIDES_TREATMENT = 4 /* what giving, or a plant on the way, costs */
} cg_confidence;
/* "disposal", "purchase", "treatment", NULL: in the order of their bits. */
extern const char *const cg_confidence_ids[];

/* What a plan gains, each figure with what it comes to at the least and at the most. */
typedef enum cg_range_figure {
    CG_RANGE_NET_SAVING,
    CG_RANGE_EMISSIONS, /* t CO2e saved */
    CG_RANGE_WATER,     /* m3 bought less */
    CG_RANGE_WASTEWATER,
    CG_RANGE_WASTE, /* t disposed of less */
    CG_RANGE_INVESTMENT,
    CG_RANGE_PAYBACK, /* years; infinite: it never pays back */
    CG_RANGE_FIGURES
} cg_range_figure;
typedef struct cg_low_high {
    bool given; /* false: nothing that has a range reaches this figure */
    double low, high;
} cg_low_high;
/* The same plan where the park's numbers that have a range are all at their adverse end, and all at
 * their favourable one (docs/decisions/0015-low-and-high.md). */
typedef struct cg_plan_ranges {
    bool given;
    int own; /* numbers with a range that the park states; further ones stand in shipped packs */
    cg_low_high figures[CG_RANGE_FIGURES];
    const char *left_out; /* NULL, or why there are none: "limit", "infeasible", "contradiction",
                             "no-proof", "time" */
    cg_words why;         /* of a contradiction: what does not fit at one of the ends */
} cg_plan_ranges;

typedef enum cg_change { CG_NEW, CG_KEEP, CG_CHANGE } cg_change; /* against what runs today */

/* One exchange (or service: treatment alone, `to` is a facility). */
typedef struct cg_line {
    int number;                  /* from 1, unique: "E01" in every report */
    const char *from, *to;       /* "firm.flow"; a service's `to` is the facility's id */
    cg_words from_firm, to_firm; /* names of the two ends */
    const char *via;             /* facility id or NULL */
    cg_words via_name, mode_name;
    const char *mode, *resource, *input_resource; /* input_resource NULL for a service */
    cg_words resource_name, input_resource_name;
    const char *unit; /* of quantity; delivered is in input_unit */
    const char *input_unit;
    double quantity, delivered;
    double *quantity_by_period;
    double saving, emissions_saving, investment;
    cg_parts parts;
    double distance_km;
    bool pass_through, service, outside; /* outside: an end stands outside the park */
    cg_change change;
    bool running;
    double running_quantity; /* today's, where running */
    const char **rules;      /* ids of the rules behind it */
    int rule_count;
    const char **permits; /* ids of the rules whose permits it needs: plan->permits tells of them */
    int permit_count;
    const char **assumed; /* parameters not stated that count as at the limit */
    int assumed_count;
    int *exceptions; /* on which it rests: indices of the plan's */
    int exception_count;
    int confidential; /* parts of its money that rest on what was told in confidence: a set of
                         cg_confidence */
    double from_saving,
        to_saving;  /* before any sharing: how its saving falls on the two ends (and facilities) */
    cg_parts alone; /* as `parts`, against none of it: the same where nothing runs today */
    CG_VECTOR(cg_line_quality) quality; /* the limits of its input */
    cg_line_heat heat;
    cg_months build; /* of the pipes that must be built for it */
    cg_line_leg legs[CG_LINE_LEGS];
    int leg_count;    /* 0: not known */
    int substitution; /* that opens it, or CG_NONE; not written */
} cg_line;

/* Whether it runs today, or everything it needs is there. */
bool cg_line_stands(const cg_line *line);
/* Writes the member "legs" where there is anything to say. */
void cg_line_write_legs(cg_json_writer *writer, const cg_line *line);

/* What the plan does to a party before any sharing. */
typedef enum cg_gain {
    CG_GAIN_TOLD, /* as its figures say */
    CG_GAIN_NONE,
    CG_GAIN_SOME,
    CG_GAIN_LOSS,
    CG_GAIN_LOST_SALES /* it loses what it sells today, and nothing else */
} cg_gain;

typedef struct cg_party { /* a firm's or facility's own line, before any sharing */
    const char *id;
    cg_words name;
    bool facility;
    double saving;
    double purchase, disposal, transport, treatment, fees,
        annualised_investment; /* each as a saving (+) or cost (-) */
    double investment;
    bool confidential;      /* one of its own prices or costs was told in confidence */
    cg_gain gain;           /* in an edition that withholds its figures; not written */
    double charged_today;   /* what rules charge it before any change; not written */
    cg_words operator_name; /* of a facility: who runs it, where stated */
} cg_party;

/* CG_GAIN_NONE or what else it comes to; never CG_GAIN_TOLD. */
cg_gain cg_gain_of_party(const cg_party *party);

typedef struct cg_park_item {
    const char *kind;    /* "facility-investment", "rule-charge" */
    const char *subject; /* facility or rule id */
    cg_words name;
    double saving; /* of an investment below 0; of a charge either way */
    double investment, annualised_investment, fees;
    cg_months build; /* of a facility */
} cg_park_item;

/* What one unit more of something scarce is worth a year (duals of the certified program). */
typedef struct cg_shadow_price {
    const char *
        kind; /* "supply", "demand", "capacity", "yield", "blend", "share", "link", "requirement" */
    const char *subject; /* "wwtp", "paper.effluent", "investment_max" */
    const char
        *detail; /* parameter, or the temperatures of a piece of heat ("120–150 °C"), or NULL */
    const char *period; /* or NULL */
    double worth;       /* in the plan's `price_unit` */
    const char *unit;   /* of what: "m3", "t", "MWh", "VND", "m3 x mg/L" */
} cg_shadow_price;

/* What was possible and lawful and not chosen, and what was not allowed: for reports. */
typedef struct cg_rejected {
    const char *from, *to, *via, *mode;
    const char *verdict; /* as in match */
    bool has_shortfall;
    double shortfall;           /* by how much a unit would have to be better (allowed ones) */
    const char *shortfall_unit; /* of what: the objective's unit, or the currency where it is not
                                   short of that; NULL where there is none */
    bool must_build; /* something must be built once, before the first unit; not in `shortfall` */
    const char **rules;
    int rule_count;
} cg_rejected;

/* What an output of a firm throws away today: what no running exchange takes of it. Nothing that is
 * sold is thrown away. */
typedef struct cg_waste {
    const char *from; /* "firm.flow" */
    const char *resource;
    cg_words resource_name;
    const char *unit;
    double quantity; /* a year */
    double disposal; /* what the firm pays for it a year */
    double worth;    /* what it would be worth beyond that payment, by the plan's shadow prices; NaN
                        where these are not money */
    const char **rules; /* those that speak of any exchange it could be in */
    int rule_count;
} cg_waste;

/* What a rule forbids, by what it would be worth at the most: a question to those who make the
 * rules, no proposal. */
typedef struct cg_policy_question {
    const char *from, *to, *via, *mode;
    const char *verdict; /* "forbidden", or "open" where another reading would allow it */
    const char **rules;
    int rule_count;
    const char *unit;
    double quantity; /* a year: all that the two ends could exchange */
    double worth; /* a year at the plan's shadow prices: the most that it could add, before anything
                     is built */
} cg_policy_question;

/* A rule that shaped this plan, or kept something out of it, and is one reading of the law among
 * others. */
typedef struct cg_uncertain_rule {
    const char *id;
    cg_words title;
} cg_uncertain_rule;

/* A permit that lines of the plan need. */
typedef struct cg_permit {
    const char *id; /* of its rule */
    cg_words name, authority, clause;
    bool cost_known;
    double cost; /* one-off, for each exchange; counted as 0 where not known */
    bool has_months;
    double months_least, months_most;
    int needed; /* how often it is obtained: for each direct exchange, for each facility and input
                 */
    bool uncertain; /* whether it is needed rests on one reading, or on facts not stated */
} cg_permit;

/* How a question that the law leaves open was read. */
typedef struct cg_plan_reading {
    const char *question, *reading;
    cg_words question_title, reading_title;
    bool open; /* of law; false: a variant that the pack offers */
} cg_plan_reading;

/* A rule that a line rests on, or that keeps out what was not chosen: what a reader can look up. */
typedef struct cg_cited_rule {
    const char *id;
    cg_words title, instrument, clause;
} cg_cited_rule;

/* Where a party stands: degrees longitude and latitude, or km on a plane (plan->on_plane). */
typedef struct cg_plan_place {
    const char *id;
    const char *kind; /* "firm", "outside" (of the park) or "facility" */
    double x, y;
} cg_plan_place;

typedef struct cg_conflict {
    const char *requirement; /* "investment_max" */
    double stated, least;    /* as stated; what is enough with those held that `held` says */
    const char *unit;
    const char *held; /* NULL: all others; "conflict": those of its own conflict, "none": no other,
                         where there are more conflicts than one */
} cg_conflict;

typedef struct cg_plan {
    cg_arena *arena;
    const char *park;
    cg_words park_name;
    int year;
    const char *currency;
    const char *status, *objective; /* "optimal" "limit" "infeasible"; "cost" … */
    cg_words rules_title;           /* of that pack; none where it has none */
    const char *rules, *date;       /* "none" where no rules */
    const char **without;
    int without_count;
    const char **periods;
    double *period_hours;
    int period_count;
    cg_totals totals;
    cg_plan_ranges ranges;
    cg_balance baseline, planned;
    CG_VECTOR(cg_line) lines;
    CG_VECTOR(cg_party) parties;
    CG_VECTOR(cg_park_item) items;
    const char *price_unit; /* what shadow prices are in: "VND", "t CO2e", "m3", "t"; NULL where
                               nobody knows them */
    CG_VECTOR(cg_shadow_price) prices;
    CG_VECTOR(cg_rejected) rejected;
    CG_VECTOR(cg_waste) wasted;
    CG_VECTOR(cg_policy_question) policy; /* the worth most first */
    CG_VECTOR(cg_conflict) conflicts;
    CG_VECTOR(cg_uncertain_rule) uncertain;
    CG_VECTOR(cg_permit) permits;
    CG_VECTOR(cg_plan_reading) readings;
    CG_VECTOR(cg_cited_rule) cited;
    CG_VECTOR(cg_plan_place) places; /* of those whose place is stated */
    bool on_plane;
    CG_VECTOR(cg_exception) exceptions;              /* what the park stated against the rules */
    const char *exceptions_file, *exceptions_sha256; /* NULL: none were given */
    double bound, gap, primal_residual, dual_residual;
    const char *bound_of; /* "linear program" or "search" */
    const char *program, *park_sha256;
    const char **models;
    int model_count;
    /* How much of the stated figures rests on what: counts by basis ("measured" … "unstated"). */
    int basis_count[8];
    CG_VECTOR(cg_plan_flow) flows;       /* at the ends of its lines */
    CG_VECTOR(cg_plan_figure) figures;   /* that its lines rest on */
    CG_VECTOR(cg_plan_name) names;       /* of flows spoken of that are not in `flows` */
    CG_VECTOR(cg_plan_unknown) unknowns; /* worth most first */
    bool unknowns_sought; /* false: the park is too large for all pairs to be looked at */
    int unknowns_left;    /* that are worth something and not in the list */
    const char **notes;   /* assumptions the reader must know, message ids with arguments already in
                             words {vi,en} */
    cg_words *note_words;
    int note_count;
    const cg_plan_assessment *assessment; /* NULL: no framework fits the park */
} cg_plan;

/* "E01": what every report calls the line of that number. */
const char *cg_line_number(cg_arena *arena, int number);
/* congsinh-plan/1. */
const char *cg_plan_json(cg_arena *arena, const cg_plan *plan, size_t *length);
/* The same piece by piece: plans of large parks are longer than all else that is known of them. */
void cg_plan_json_pour(cg_arena *arena, const cg_plan *plan, cg_pour pour, void *payload);
/* Writes the member "conflict": each requirement that cannot hold, what it states and what would.
 */
void cg_plan_write_conflicts(cg_json_writer *writer, const cg_conflict *conflicts, int count);
/* Reads what cg_plan_json wrote (unknown keys are welcome and left alone); NULL after reporting. */
cg_plan *cg_plan_from_json(cg_arena *arena, cg_diagnostics *diagnostics, const char *file,
                           const cg_json *document);

#endif
