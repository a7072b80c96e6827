/* SPDX-License-Identifier: GPL-3.0-or-later */
/* {"kind": "forbid"}: the exchange may not be. */
#include "effect.h"

static void check(const cg_reader *reader, const cg_rule *rule) {
    static const char *const known[] = {"kind", NULL};
    cg_reader_check_keys(reader, rule->effect, known);
}

static cg_ruling rule_on(const cg_rule *rule, const cg_exchange_case *exchange) {
    (void)rule;
    (void)exchange;
    return CG_RULING_FORBIDDEN;
}

extern const cg_effect cg_effect_forbid;
const cg_effect cg_effect_forbid = {"forbid", check, rule_on};
