/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a rule does to an exchange it applies to: one file an effect, listed in effects.def. */
#ifndef CG_MODELS_EFFECT_H
#define CG_MODELS_EFFECT_H

#include "knowledge/rules.h"
#include "park/park.h"

typedef enum cg_ruling {
    CG_RULING_NONE,     /* the rule asks nothing of this exchange as it stands */
    CG_RULING_COMPLIES, /* allowed because it does what the rule asks (goes by the required plant)
                         */
    CG_RULING_FORBIDDEN /* not allowed as it stands */
} cg_ruling;

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

typedef struct cg_effect {
    const char *id;
    /* Reports what is wrong with a rule's effect object. */
    void (*check)(const cg_reader *reader, const cg_rule *rule);
    /* The ruling, for an exchange to which the rule applies. */
    cg_ruling (*rule_on)(const cg_rule *rule, const cg_exchange_case *exchange);
} cg_effect;

const cg_effect *cg_effect_of(cg_effect_kind kind);

#endif
