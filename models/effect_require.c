/* SPDX-License-Identifier: GPL-3.0-or-later */
/* {"kind": "require", "what": PREDICATE}: allowed where the predicate holds (a licence, a permit
 * code, a standard, an attribute). What nobody stated is unknown, a boolean too: a requirement is
 * never assumed to be met, nor to be failed. */
#include "effect.h"

static void read_terms(const cg_reader *reader, const cg_park *park, cg_rule *rule) {
    static const char *const known[] = {"kind", "what", NULL};
    const cg_json *what = cg_json_member(rule->effect, "what");
    cg_reader_check_keys(reader, rule->effect, known);
    if (what == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, rule->effect),
               CG_MSG_EFFECT_WITHOUT, rule->id, "require", "what", NULL);
        return;
    }
    cg_predicate_check(reader, park->knowledge, what);
}

static cg_ruling rule_on(const cg_rule *rule, const cg_exchange_case *exchange,
                         const cg_asked *asked) {
    const char *missing = NULL;
    cg_asked strictly = *asked;
    strictly.strict = true;
    (void)exchange;
    cg_truth met = cg_predicate_holds(cg_json_member(rule->effect, "what"), &strictly, &missing);
    cg_ruling_kind kind = met == CG_TRUE    ? CG_RULING_MET
                          : met == CG_FALSE ? CG_RULING_FORBIDDEN
                                            : CG_RULING_UNKNOWN;
    return (cg_ruling){kind, missing, CG_NONE};
}

extern const cg_effect cg_effect_require;
const cg_effect cg_effect_require = {"require", read_terms, rule_on};
