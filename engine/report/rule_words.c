/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells predicates and effects by the names that a park states. */
#include "report/rule_words.h"

#include <string.h>

#include "base/text.h"

typedef struct teller {
    cg_arena *arena;
    cg_language language;
} teller;

static const char *say(const teller *t, cg_message_id id, const char *first, const char *second) {
    return cg_message(t->arena, id, t->language, first, second, NULL);
}

/* --- predicates ----------------------------------------------------------------------------------
 */

static const char *tell_value(const teller *t, const cg_json *value) {
    if (value->type == CG_JSON_BOOLEAN) {
        return say(t, value->truth ? CG_MSG_RULES_YES : CG_MSG_RULES_NO, NULL, NULL);
    }
    if (value->type != CG_JSON_ARRAY) {
        return cg_json_canonical(t->arena, value);
    }
    cg_text list = cg_text_start(t->arena);
    for (const cg_json *item = value->first; item != NULL; item = item->next) {
        cg_text_addf(&list, "%s%s", item == value->first ? "" : ", ",
                     cg_json_canonical(t->arena, item));
    }
    return list.bytes;
}

static const char *tell_comparison(const teller *t, const char *name, const cg_json *comparison) {
    static const struct {
        const char *how;
        cg_message_id message;
    } known[] = {{"at_least", CG_MSG_RULES_AT_LEAST},
                 {"at_most", CG_MSG_RULES_AT_MOST},
                 {"more_than", CG_MSG_RULES_MORE_THAN},
                 {"less_than", CG_MSG_RULES_LESS_THAN},
                 {"in", CG_MSG_RULES_AMONG},
                 {"has", CG_MSG_RULES_HAS},
                 {"has_value_of", CG_MSG_RULES_HAS_VALUE_OF},
                 {NULL, CG_MSG_RULES_IS}};
    if (strcmp(comparison->key, "stated") == 0) {
        return say(t, comparison->truth ? CG_MSG_RULES_STATED : CG_MSG_RULES_NOT_STATED, name,
                   NULL);
    }
    int k = 0;
    while (known[k].how != NULL && strcmp(known[k].how, comparison->key) != 0) {
        k++;
    }
    return say(t, known[k].message, name, tell_value(t, comparison));
}

static const char *tell_predicate(const teller *t, const cg_json *predicate, bool inside);

/* The parts of a list, in brackets where they stand among others. */
static const char *tell_list(const teller *t, const cg_json *list, cg_message_id between,
                             bool inside) {
    cg_text text = cg_text_start(t->arena);
    bool brackets = inside && list->count > 1;
    cg_text_add(&text, brackets ? "(" : "");
    for (const cg_json *item = list->first; item != NULL; item = item->next) {
        cg_text_add(&text, item == list->first ? "" : say(t, between, NULL, NULL));
        cg_text_add(&text, tell_predicate(t, item, list->count > 1));
    }
    cg_text_add(&text, brackets ? ")" : "");
    return text.bytes;
}

static const char *tell_member(const teller *t, const cg_json *member, bool inside) {
    if (strcmp(member->key, "all") == 0) {
        return tell_list(t, member, CG_MSG_RULES_AND, inside);
    }
    if (strcmp(member->key, "any") == 0) {
        return tell_list(t, member, CG_MSG_RULES_OR, inside);
    }
    if (strcmp(member->key, "not") == 0) {
        return say(t, CG_MSG_RULES_NOT, tell_predicate(t, member, false), NULL);
    }
    if (member->type != CG_JSON_OBJECT) {
        return say(t, CG_MSG_RULES_IS, member->key, tell_value(t, member));
    }
    cg_text text = cg_text_start(t->arena);
    for (const cg_json *one = member->first; one != NULL; one = one->next) {
        if (strcmp(one->key, "note") != 0) {
            cg_text_add(&text, text.length > 0 ? say(t, CG_MSG_RULES_AND, NULL, NULL) : "");
            cg_text_add(&text, tell_comparison(t, member->key, one));
        }
    }
    return text.bytes;
}

static const char *tell_predicate(const teller *t, const cg_json *predicate, bool inside) {
    cg_text text = cg_text_start(t->arena);
    for (const cg_json *member = predicate->first; member != NULL; member = member->next) {
        if (strcmp(member->key, "note") != 0) {
            cg_text_add(&text, text.length > 0 ? say(t, CG_MSG_RULES_AND, NULL, NULL) : "");
            cg_text_add(&text, tell_member(t, member, inside || predicate->count > 1));
        }
    }
    return text.bytes;
}

const char *cg_tell_predicate(cg_arena *arena, const cg_json *predicate, cg_language language) {
    const teller t = {arena, language};
    return tell_predicate(&t, predicate, false);
}

/* --- effects -------------------------------------------------------------------------------------
 */

/* A number as the pack states it: {"factor": ID} by the factor's name, else as written. */
static const char *tell_number(const teller *t, const cg_json *node) {
    const char *factor = cg_json_member_text(node, "factor");
    if (factor != NULL) {
        return say(t, CG_MSG_RULES_FACTOR, factor, NULL);
    }
    return node->type == CG_JSON_STRING ? node->text : cg_json_canonical(t->arena, node);
}

static const char *tell_months(const teller *t, const cg_json *months) {
    return months->type == CG_JSON_ARRAY && months->count == 2
               ? cg_format(t->arena, "%s–%s", cg_json_canonical(t->arena, months->first),
                           cg_json_canonical(t->arena, months->last))
               : cg_json_canonical(t->arena, months);
}

const char *cg_rule_days(cg_arena *arena, const char *from, const char *to, cg_language language) {
    if (from != NULL && to != NULL) {
        return cg_message(arena, CG_MSG_RULES_FROM_TO, language, from, to, NULL);
    }
    if (from != NULL) {
        return cg_message(arena, CG_MSG_RULES_FROM, language, from, NULL);
    }
    return to != NULL ? cg_message(arena, CG_MSG_RULES_TO, language, to, NULL) : NULL;
}

/* Who decides, under every name with its days. */
static const char *tell_authority(const teller *t, const cg_rules *rules, const char *id) {
    cg_text text = cg_text_start(t->arena);
    for (int a = 0; a < rules->authorities.count; a++) {
        const cg_authority *one = &rules->authorities.items[a];
        if (strcmp(one->id, id) == 0) {
            cg_text_addf(&text, "%s%s", text.length > 0 ? "; " : "",
                         cg_words_in(one->name, t->language, one->id));
            const char *days = cg_rule_days(t->arena, one->from, one->to, t->language);
            if (days != NULL) {
                cg_text_addf(&text, " (%s)", days);
            }
        }
    }
    return text.length > 0 ? text.bytes : id;
}

static const char *tell_permit(const teller *t, const cg_rules *rules, const cg_json *effect) {
    cg_text text = cg_text_start(t->arena);
    const cg_json *name = cg_json_member(effect, "name");
    const char *localised = cg_json_member_text(name, t->language == CG_VIETNAMESE ? "vi" : "en");
    const char *plain = name != NULL && name->type == CG_JSON_STRING ? name->text : "–";
    cg_text_add(&text,
                say(t, CG_MSG_RULES_EFFECT_PERMIT, localised != NULL ? localised : plain, NULL));
    const cg_json *cost = cg_json_member(effect, "cost"),
                  *months = cg_json_member(effect, "months");
    const char *authority = cg_json_member_text(effect, "authority");
    cg_text_add(&text, " ");
    cg_text_add(&text, cost != NULL ? say(t, CG_MSG_RULES_PERMIT_COST, tell_number(t, cost), NULL)
                                    : say(t, CG_MSG_RULES_PERMIT_NO_COST, NULL, NULL));
    if (months != NULL) {
        cg_text_addf(&text, " %s",
                     say(t, CG_MSG_RULES_PERMIT_MONTHS, tell_months(t, months), NULL));
    }
    if (authority != NULL) {
        cg_text_addf(
            &text, " %s",
            say(t, CG_MSG_RULES_PERMIT_AUTHORITY, tell_authority(t, rules, authority), NULL));
    }
    return text.bytes;
}

static const char *tell_limit(const teller *t, const cg_json *effect) {
    const char *what = cg_json_member_text(effect, "what"),
               *attribute = cg_json_member_text(effect, "attribute");
    const cg_json *limits = cg_json_member(effect, "limits"),
                  *at_most = cg_json_member(effect, "at_most");
    const char *bound = limits != NULL      ? cg_json_canonical(t->arena, limits)
                        : attribute != NULL ? attribute
                        : at_most != NULL   ? tell_number(t, at_most)
                                            : "–";
    const char *per = cg_json_member_text(effect, "per");
    const char *told = say(t, CG_MSG_RULES_EFFECT_LIMIT, what != NULL ? what : "–", bound);
    return per == NULL
               ? told
               : cg_format(t->arena, "%s %s", told, say(t, CG_MSG_RULES_LIMIT_PER, per, NULL));
}

const char *cg_tell_effect(cg_arena *arena, const cg_rules *rules, const cg_rule *rule,
                           cg_language language) {
    const teller t = {arena, language};
    const cg_json *what = cg_json_member(rule->effect, "what"),
                  *rate = cg_json_member(rule->effect, "rate");
    const char *via = cg_json_member_text(rule->effect, "via"),
               *on = cg_json_member_text(rule->effect, "on");
    switch (rule->effect_kind) {
    case CG_EFFECT_forbid:
        return say(&t, CG_MSG_RULES_EFFECT_FORBID, NULL, NULL);
    case CG_EFFECT_route:
        return say(&t, CG_MSG_RULES_EFFECT_ROUTE, via != NULL ? via : "–", NULL);
    case CG_EFFECT_require:
        return say(&t, CG_MSG_RULES_EFFECT_REQUIRE,
                   what != NULL ? tell_predicate(&t, what, false) : "–", NULL);
    case CG_EFFECT_permit:
        return tell_permit(&t, rules, rule->effect);
    case CG_EFFECT_limit:
        return tell_limit(&t, rule->effect);
    case CG_EFFECT_charge:
        return say(&t,
                   on != NULL && strcmp(on, "exchange") == 0 ? CG_MSG_RULES_EFFECT_CHARGE_EXCHANGE
                                                             : CG_MSG_RULES_EFFECT_CHARGE,
                   rate != NULL ? tell_number(&t, rate) : "–", NULL);
    case CG_EFFECT_COUNT:
        break;
    }
    return "–";
}
