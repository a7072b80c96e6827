/* SPDX-License-Identifier: GPL-3.0-or-later */
/* {"kind": "charge", "on": "discharge" or "exchange", "family": "water", "rate": "1700 VND/m3"}: a
 * fee on every unit that the exchange moves, or that the park discharges or disposes of. */
#include "effect.h"
#include "unit/range_end.h"

#include <string.h>

static void read_terms(const cg_reader *reader, const cg_park *park, cg_rule *rule) {
    static const char *const known[] = {"kind", "on", "family", "rate", NULL};
    static const char *const bases[] = {"discharge", "exchange", NULL};
    cg_charge_terms *terms = CG_NEW(reader->arena, cg_charge_terms);
    const cg_json *rate = cg_json_member(rule->effect, "rate");
    const char *on = cg_reader_text(reader, rule->effect, "on", "");
    (void)park;
    cg_reader_check_keys(reader, rule->effect, known);
    terms->on = strcmp(on, "exchange") == 0 ? CG_CHARGED_EXCHANGE : CG_CHARGED_DISCHARGE;
    if (strcmp(on, bases[0]) != 0 && strcmp(on, bases[1]) != 0) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, rule->effect),
               CG_MSG_EFFECT_WORD, rule->id, "on", "discharge, exchange", NULL);
    }
    bool has_family = cg_effect_family(reader, rule, &terms->family);
    if (rate == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, rule->effect),
               CG_MSG_EFFECT_WITHOUT, rule->id, "charge", "rate", NULL);
    } else if (has_family) {
        /* What is charged on exchanges is borne by them, what is charged on discharge avoided. */
        const cg_reader turned = cg_reader_turned(reader);
        cg_value_read_least(terms->on == CG_CHARGED_EXCHANGE ? &turned : reader, rate,
                            CG_KIND_PRICE, terms->family, 0, &terms->rate);
    }
    rule->terms = terms;
}

static cg_ruling rule_on(const cg_rule *rule, const cg_exchange_case *exchange,
                         const cg_asked *asked) {
    const cg_charge_terms *terms = rule->terms;
    (void)asked;
    return (cg_ruling){cg_effect_moves(exchange, terms->family) ? CG_RULING_BEARS : CG_RULING_NONE,
                       NULL, CG_NONE};
}

extern const cg_effect cg_effect_charge;
const cg_effect cg_effect_charge = {"charge", read_terms, rule_on};
