/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a rule does to an exchange it applies to: one file an effect, listed in effects.def. */
#ifndef CG_MODELS_EFFECT_H
#define CG_MODELS_EFFECT_H

#include "knowledge/rules.h"
#include "park/park.h"

/* The exchange as a rule sees it. */
typedef struct cg_exchange_case {
    const cg_park *park;
    int output, input;
    int via; /* facility, or CG_NONE: direct */
    bool pass_through;
    int mode;           /* knowledge->modes, or CG_NONE */
    double distance_km; /* all ways together */
    int link;           /* of the park, that speaks of the (first) way; or CG_NONE */
} cg_exchange_case;

typedef enum cg_ruling_kind {
    CG_RULING_FORBIDDEN, /* not allowed as it stands */
    CG_RULING_UNKNOWN,   /* turns on something that nobody stated */
    CG_RULING_COMPLIES,  /* allowed because it goes by the plant that the rule asks for */
    CG_RULING_PERMIT,    /* allowed once a permit is there */
    CG_RULING_NONE,      /* the rule speaks of another family: it does not apply */
    CG_RULING_MET,       /* what the rule requires is there */
    CG_RULING_BEARS,     /* allowed; the rule limits its quantity or charges for it */
    /* Never an effect's own: what a park's exceptions make of the others. */
    CG_RULING_WAIVED, /* the rule would stand in the way or burden it, and is said not to apply */
    CG_RULING_HELD    /* the permit it asks for is there: nothing to obtain, nothing to pay */
} cg_ruling_kind;

typedef struct cg_ruling {
    cg_ruling_kind kind;
    const char *missing; /* of CG_RULING_UNKNOWN: the name of what is not stated */
    int parameter;       /* of a concentration that is too high or unknown, else CG_NONE */
} cg_ruling;

typedef struct cg_effect {
    const char *id;
    /* Reads a rule's effect object into rule->terms; reports what is wrong with it. */
    void (*read)(const cg_reader *reader, const cg_park *park, cg_rule *rule);
    /* The ruling, for an exchange to which the rule applies. */
    cg_ruling (*rule_on)(const cg_rule *rule, const cg_exchange_case *exchange,
                         const cg_asked *asked);
} cg_effect;

const cg_effect *cg_effect_of(cg_effect_kind kind);
/* The "family" of an effect, which it must state; false after reporting. */
bool cg_effect_family(const cg_reader *reader, const cg_rule *rule, cg_family *out);
/* Whether an exchange moves a family: what leaves the output, or what a plant gives after treatment. */
bool cg_effect_moves(const cg_exchange_case *exchange, cg_family family);

/* Terms of "permit". */
typedef struct cg_permit_terms {
    cg_words name;
    cg_value cost; /* one-off money for each exchange; not given: not known, counted as 0 */
    bool has_months;
    double months_least, months_most;
    const char *authority; /* id among the pack's authorities, or NULL */
} cg_permit_terms;

/* What a "limit" limits. Concentration and temperature are the output's own, judged exchange by
 * exchange; quantity and share bind the plan. */
typedef enum cg_limited {
    CG_LIMIT_CONCENTRATION,
    CG_LIMIT_TEMPERATURE,
    CG_LIMIT_QUANTITY,
    CG_LIMIT_SHARE
} cg_limited;
/* Over what a quantity adds up. */
typedef enum cg_limit_per {
    CG_PER_EXCHANGE,
    CG_PER_SENDER,
    CG_PER_RECEIVER,
    CG_PER_PARK
} cg_limit_per;
typedef struct cg_limit_terms {
    cg_limited what;
    cg_limit *limits; /* of concentration, by parameter */
    double at_most;   /* degC; units a year; or a share of the input */
    const char
        *attribute; /* quantity: stated here instead, "receiver.permitted_quantity"; or NULL */
    cg_limit_per per;
    cg_family family; /* whose exchanges a quantity adds up */
} cg_limit_terms;

/* Terms of "charge": money per unit of what a park discharges, or of what an exchange moves. */
typedef enum cg_charged { CG_CHARGED_DISCHARGE, CG_CHARGED_EXCHANGE } cg_charged;
typedef struct cg_charge_terms {
    cg_charged on;
    cg_family family;
    cg_value rate;
} cg_charge_terms;

#endif
