/* SPDX-License-Identifier: GPL-3.0-or-later */
/* {"kind": "permit", "name": WORDS, "cost": MONEY, "months": 6 or [3, 9], "authority": ID}: allowed
 * once a permit is obtained, which costs money once for each exchange, takes months and is
 * somebody's to decide. Without "cost" it is not known, and counts as nothing. */
#include "effect.h"

static double month(const cg_reader *reader, const cg_json *node) {
    cg_value value = {0};
    if (node != NULL) {
        cg_value_read_least(reader, node, CG_KIND_NUMBER, CG_WATER, 0, &value);
    }
    return value.value;
}

static void read_months(const cg_reader *reader, const cg_json *node, cg_permit_terms *terms) {
    terms->has_months = node != NULL;
    if (node == NULL) {
        return;
    }
    bool range = node->type == CG_JSON_ARRAY;
    if (range && node->count != 2) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), CG_MSG_MONTHS_FORM,
               cg_json_canonical(reader->arena, node), NULL);
        return;
    }
    terms->months_least = month(reader, range ? node->first : node);
    terms->months_most = range ? month(reader, node->first->next) : terms->months_least;
    if (terms->months_least > terms->months_most) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), CG_MSG_MONTHS_REVERSED,
               cg_reader_shown(reader, node->first), cg_reader_shown(reader, node->first->next),
               NULL);
    }
}

static void read_terms(const cg_reader *reader, const cg_park *park, cg_rule *rule) {
    static const char *const known[] = {"kind", "name", "cost", "months", "authority", NULL};
    cg_permit_terms *terms = CG_NEW(reader->arena, cg_permit_terms);
    const cg_json *cost = cg_json_member(rule->effect, "cost");
    (void)park;
    cg_reader_check_keys(reader, rule->effect, known);
    terms->name = cg_reader_sentence(reader, cg_json_member(rule->effect, "name"));
    if (cg_json_member(rule->effect, "name") == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, rule->effect),
               CG_MSG_EFFECT_WITHOUT, rule->id, "permit", "name", NULL);
    }
    if (cost != NULL) {
        cg_value_read_least(reader, cost, CG_KIND_MONEY, CG_WATER, 0, &terms->cost);
    }
    read_months(reader, cg_json_member(rule->effect, "months"), terms);
    terms->authority = cg_reader_text(reader, rule->effect, "authority", NULL);
    rule->terms = terms;
}

static cg_ruling rule_on(const cg_rule *rule, const cg_exchange_case *exchange,
                         const cg_asked *asked) {
    (void)rule;
    (void)exchange;
    (void)asked;
    return (cg_ruling){CG_RULING_PERMIT, NULL, CG_NONE};
}

extern const cg_effect cg_effect_permit;
const cg_effect cg_effect_permit = {"permit", read_terms, rule_on};
