/* SPDX-License-Identifier: GPL-3.0-or-later */
/* {"kind": "route", "via": "central-wastewater"}: the exchange must go by a facility of that kind.
 */
#include "effect.h"

#include <string.h>

static void read_terms(const cg_reader *reader, const cg_park *park, cg_rule *rule) {
    static const char *const known[] = {"kind", "via", NULL};
    (void)park;
    cg_reader_check_keys(reader, rule->effect, known);
    if (cg_json_member(rule->effect, "via") == NULL ||
        cg_reader_text(reader, rule->effect, "via", "?")[0] == '\0') {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, rule->effect),
               CG_MSG_EFFECT_WITHOUT_VIA, rule->id, NULL);
    }
}

static cg_ruling rule_on(const cg_rule *rule, const cg_exchange_case *exchange,
                         const cg_asked *asked) {
    const char *wanted = cg_json_member_text(rule->effect, "via");
    const char *kind =
        exchange->via == CG_NONE ? NULL : exchange->park->facilities.items[exchange->via].kind;
    bool goes_there = wanted != NULL && kind != NULL && strcmp(kind, wanted) == 0;
    (void)asked;
    return (cg_ruling){goes_there ? CG_RULING_COMPLIES : CG_RULING_FORBIDDEN, NULL, CG_NONE};
}

extern const cg_effect cg_effect_route;
const cg_effect cg_effect_route = {"route", read_terms, rule_on};
