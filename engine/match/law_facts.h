/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is stated, or worked out, of the ends and the way of an exchange: the facts that rules ask.
 */
#ifndef CG_MATCH_LAW_FACTS_H
#define CG_MATCH_LAW_FACTS_H

#include "match/matches.h"

/* Who asks: the payload of cg_law_look_up. */
typedef struct cg_asking {
    const cg_exchange_case *exchange;
    const cg_law *law;
    cg_json *answer;                 /* where facts that are worked out rather than stated stand */
    const cg_exceptions *exceptions; /* whose licences count; NULL: none */
    int licence;                     /* that alone; CG_NONE: all */
    bool *licensed;                  /* set where an answer came from a licence */
} cg_asking;

/* What is stated under "subject.fact"; NULL: nothing. Overwrites *ask->answer. */
const cg_json *cg_law_look_up(const void *ask, const char *name);
/* What a person would have to state: of an effluent class, what it is worked out from. */
const char *cg_law_to_state(const cg_law *law, const cg_exchange_case *exchange,
                            const char *missing);

#endif
