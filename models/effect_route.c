/* SPDX-License-Identifier: GPL-3.0-or-later */
/* {"kind": "route", "via": "central-wastewater"}: the exchange must go by a facility of that kind.
 */
#include "effect.h"

#include <string.h>

static void check(const cg_reader *reader, const cg_rule *rule) {
    static const char *const known[] = {"kind", "via", NULL};
    cg_reader_check_keys(reader, rule->effect, known);
    if (cg_json_member_text(rule->effect, "via") == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, rule->effect),
               CG_MSG_EFFECT_WITHOUT_VIA, rule->id, NULL);
    }
}

static cg_ruling rule_on(const cg_rule *rule, const cg_exchange_case *exchange) {
    const char *asked = cg_json_member_text(rule->effect, "via");
    const char *kind =
        exchange->via == CG_NONE ? NULL : exchange->park->facilities.items[exchange->via].kind;
    return asked != NULL && kind != NULL && strcmp(kind, asked) == 0 ? CG_RULING_COMPLIES
                                                                     : CG_RULING_FORBIDDEN;
}

extern const cg_effect cg_effect_route;
const cg_effect cg_effect_route = {"route", check, rule_on};
