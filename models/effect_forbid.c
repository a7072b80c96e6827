/* SPDX-License-Identifier: GPL-3.0-or-later */
/* {"kind": "forbid"}: the exchange is not allowed. */
#include "effect.h"

static void read_terms(const cg_reader *reader, const cg_park *park, cg_rule *rule) {
    static const char *const known[] = {"kind", NULL};
    (void)park;
    cg_reader_check_keys(reader, rule->effect, known);
}

static cg_ruling rule_on(const cg_rule *rule, const cg_exchange_case *exchange,
                         const cg_asked *asked) {
    (void)rule;
    (void)exchange;
    (void)asked;
    return (cg_ruling){CG_RULING_FORBIDDEN, NULL, CG_NONE};
}

extern const cg_effect cg_effect_forbid;
const cg_effect cg_effect_forbid = {"forbid", read_terms, rule_on};
