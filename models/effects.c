/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of effects, and what several of them read. */
#include "effect.h"

#define CG_EFFECT(id) extern const cg_effect cg_effect_##id;
#include "effects.def"
#undef CG_EFFECT

static const cg_effect *const effects[] = {
#define CG_EFFECT(id) &cg_effect_##id,
#include "effects.def"
#undef CG_EFFECT
};

const cg_effect *cg_effect_of(cg_effect_kind kind) {
    return effects[kind];
}

bool cg_effect_moves(const cg_exchange_case *exchange, cg_family family) {
    const cg_park *park = exchange->park;
    int resource = exchange->via == CG_NONE || exchange->pass_through
                       ? park->outputs.items[exchange->output].resource
                       : park->facilities.items[exchange->via].given_resource;
    return park->knowledge->resources.items[resource].family == family;
}

bool cg_effect_family(const cg_reader *reader, const cg_rule *rule, cg_family *out) {
    const cg_json *family = cg_json_member(rule->effect, "family");
    if (family != NULL) {
        return cg_family_member(reader, family, out);
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, rule->effect),
           CG_MSG_EFFECT_WITHOUT, rule->id, cg_json_member_text(rule->effect, "kind"), "family",
           NULL);
    return false;
}
