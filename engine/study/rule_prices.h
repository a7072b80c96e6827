/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rules cost: the park solved again without each of them, without those that only bite
 * together, and under every other reading. */
#ifndef CG_STUDY_RULE_PRICES_H
#define CG_STUDY_RULE_PRICES_H

#include "match/matches.h"
#include "study/result.h"

typedef enum cg_priced {
    CG_PRICED_RULE,    /* one rule left out */
    CG_PRICED_GROUP,   /* rules that speak of the same exchanges, all left out */
    CG_PRICED_ALL,     /* every rule left out */
    CG_PRICED_READING, /* a question read another way */
} cg_priced;

/* "rule", "rules-together", "all-rules", "reading". */
const char *cg_priced_id(cg_priced kind);

/* One price: row `result` of the comparison against row 0. */
typedef struct cg_rule_price {
    cg_priced kind;
    const char **ids; /* of the rules left out; of a reading: its own id */
    int count;
    cg_words title;
    bool uncertain; /* a rule among them, or the reading, is one reading of the law */
    bool speaks;    /* applies to anything that could flow here, or to what is discharged */
    int result;
} cg_rule_price;

typedef struct cg_rule_prices {
    cg_arena *arena;
    const char *rules, *date;
    const cg_comparison *comparison;
    CG_VECTOR(cg_rule_price) items; /* rules, groups, all together, readings */
} cg_rule_prices;

/* Lists what is to be priced, from matches that kept what is physically possible; `*study` gets the
 * scenarios for it. Texts are copied into `arena`. */
cg_rule_prices *cg_rule_prices_ask(cg_arena *arena, const cg_matches *matches, cg_study **study);

/* A scenario for every other reading of the open questions that rules in force turn on. */
cg_study *cg_readings_study(cg_arena *arena, const cg_law *law);

/* Money a year by which a party would be better off without the rules of a price (row against row
 * 0); the parties of both rows are the same. */
double cg_party_gain(const cg_result *base, const cg_result *without, int party);

#endif
