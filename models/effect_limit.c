/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may not be exceeded:
 * {"kind": "limit", "what": "concentration", "limits": {"COD": "150 mg/L"}}, of each output by
 * itself;
 * {"kind": "limit", "what": "temperature", "at_most": "40 degC"}, of the output;
 * {"kind": "limit", "what": "quantity", "family": "material", "per": "receiver", "at_most": "12
 * t/yr"} or "attribute": "receiver.permitted_quantity" in place of "at_most";
 * {"kind": "limit", "what": "share", "at_most": 0.8}, of what the input needs. */
#include "effect.h"

#include <math.h>
#include <string.h>

static const char *const kinds[] = {"concentration", "temperature", "quantity", "share", NULL};
static const char *const sums[] = {"exchange", "sender", "receiver", "park", NULL};

/* The place of a member's word in a list; `otherwise` where absent; -1 after reporting. */
static int word_at(const cg_reader *reader, const cg_rule *rule, const char *key,
                   const char *const *words, int otherwise) {
    const char *word = cg_reader_text(reader, rule->effect, key, NULL);
    cg_text all = cg_text_start(reader->arena);
    if (word == NULL && otherwise >= 0) {
        return otherwise;
    }
    for (int i = 0; words[i] != NULL; i++) {
        if (word != NULL && strcmp(words[i], word) == 0) {
            return i;
        }
        cg_text_addf(&all, "%s%s", i > 0 ? ", " : "", words[i]);
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, rule->effect), CG_MSG_EFFECT_WORD,
           rule->id, key, all.bytes, NULL);
    return -1;
}

static void say_without(const cg_reader *reader, const cg_rule *rule, const char *key) {
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, rule->effect),
           CG_MSG_EFFECT_WITHOUT, rule->id, "limit", key, NULL);
}

static void say_at(const cg_reader *reader, const cg_json *node, cg_message_id message,
                   const char *first, const char *second) {
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), message, first, second,
           NULL);
}

/* What another kind of limit would read binds nothing here, and whoever wrote it thinks it does. */
static void check_idle(const cg_reader *reader, const cg_rule *rule, cg_limited what) {
    static const struct {
        const char *key;
        unsigned read_by; /* bits of cg_limited */
    } keys[] = {
        {"limits", 1U << CG_LIMIT_CONCENTRATION},
        {"at_most", 1U << CG_LIMIT_TEMPERATURE | 1U << CG_LIMIT_QUANTITY | 1U << CG_LIMIT_SHARE},
        {"attribute", 1U << CG_LIMIT_QUANTITY},
        {"per", 1U << CG_LIMIT_QUANTITY},
        {"family", 1U << CG_LIMIT_QUANTITY}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const cg_json *member = cg_json_member(rule->effect, keys[i].key);
        if (member != NULL && (keys[i].read_by & 1U << what) == 0) {
            say_at(reader, member, CG_MSG_LIMIT_KEY_IDLE, keys[i].key, kinds[what]);
        }
    }
}

/* The number that another one states in place of "at_most". */
static void read_attribute(const cg_reader *reader, const cg_park *park, const cg_rule *rule,
                           cg_limit_terms *terms) {
    const cg_json *node = cg_json_member(rule->effect, "attribute");
    terms->attribute = cg_reader_text(reader, rule->effect, "attribute", NULL);
    if (terms->attribute == NULL) {
        return;
    }
    /* A text limits nothing, and a name that nobody has is never stated. */
    cg_number_name_check(reader, park->knowledge, node);
    if (cg_json_member(rule->effect, "at_most") != NULL) {
        say_at(reader, node, CG_MSG_LIMIT_TWO_MEASURES, NULL, NULL);
    }
}

static void read_at_most(const cg_reader *reader, const cg_park *park, const cg_rule *rule,
                         cg_limit_terms *terms) {
    const cg_json *node = cg_json_member(rule->effect, "at_most");
    cg_kind kind = terms->what == CG_LIMIT_TEMPERATURE ? CG_KIND_TEMPERATURE
                   : terms->what == CG_LIMIT_SHARE     ? CG_KIND_SHARE
                                                       : CG_KIND_FLOW;
    if (terms->what == CG_LIMIT_QUANTITY) {
        read_attribute(reader, park, rule, terms);
    }
    if (node == NULL) {
        if (cg_json_member(rule->effect, "attribute") == NULL) {
            say_without(reader, rule, "at_most");
        }
        return;
    }
    cg_value value = {0};
    double least = kind == CG_KIND_TEMPERATURE ? -INFINITY : 0;
    cg_value_read_least(reader, node, kind, terms->family, least, &value);
    terms->at_most = value.value;
    if (kind == CG_KIND_SHARE && value.value > 1) {
        say_at(reader, node, CG_MSG_LIMIT_SHARE_OVER_ALL, cg_reader_shown(reader, node), NULL);
    }
}

static void read_terms(const cg_reader *reader, const cg_park *park, cg_rule *rule) {
    static const char *const known[] = {"kind", "what",      "limits", "at_most",
                                        "per",  "attribute", "family", NULL};
    cg_limit_terms *terms = CG_NEW(reader->arena, cg_limit_terms);
    cg_reader_check_keys(reader, rule->effect, known);
    rule->terms = terms;
    int what = word_at(reader, rule, "what", kinds, -1);
    int per = word_at(reader, rule, "per", sums, CG_PER_EXCHANGE);
    if (what < 0 || per < 0) {
        return;
    }
    terms->what = (cg_limited)what;
    terms->per = (cg_limit_per)per;
    check_idle(reader, rule, terms->what);
    if (terms->what == CG_LIMIT_CONCENTRATION) {
        const cg_json *limits = cg_json_member(rule->effect, "limits");
        terms->limits = CG_ARRAY(reader->arena, cg_limit, park->knowledge->parameters.count + 1);
        if (limits == NULL || (limits->type == CG_JSON_OBJECT && limits->first == NULL)) {
            say_without(reader, rule, "limits");
        } else {
            cg_limits_read_object(reader, park->knowledge, limits, terms->limits);
        }
        return;
    }
    if (terms->what != CG_LIMIT_QUANTITY || cg_effect_family(reader, rule, &terms->family)) {
        read_at_most(reader, park, rule, terms);
    }
}

static cg_ruling on_concentration(const cg_limit_terms *terms, const cg_exchange_case *exchange) {
    const cg_park *park = exchange->park;
    const cg_flow *output = &park->outputs.items[exchange->output];
    cg_ruling ruling = {CG_RULING_MET, NULL, CG_NONE};
    for (int p = 0; p < park->knowledge->parameters.count; p++) {
        const cg_limit *limit = &terms->limits[p];
        if (!limit->has_min && !limit->has_max) {
            continue;
        }
        cg_quality quality = cg_quality_at(output->quality, p);
        if (!quality.known) {
            ruling = (cg_ruling){CG_RULING_UNKNOWN, park->knowledge->parameters.items[p].id, p};
        } else if ((limit->has_max && quality.value > limit->max) ||
                   (limit->has_min && quality.value < limit->min)) {
            return (cg_ruling){CG_RULING_FORBIDDEN, NULL, p};
        }
    }
    return ruling;
}

static cg_ruling rule_on(const cg_rule *rule, const cg_exchange_case *exchange,
                         const cg_asked *asked) {
    const cg_limit_terms *terms = rule->terms;
    const cg_value *temperature = exchange->park->outputs.items[exchange->output].temperature;
    switch (terms->what) {
    case CG_LIMIT_CONCENTRATION:
        return on_concentration(terms, exchange);
    case CG_LIMIT_TEMPERATURE:
        if (temperature == NULL) {
            return (cg_ruling){CG_RULING_UNKNOWN, "output.temperature", CG_NONE};
        }
        return (cg_ruling){temperature->value <= terms->at_most ? CG_RULING_MET
                                                                : CG_RULING_FORBIDDEN,
                           NULL, CG_NONE};
    case CG_LIMIT_QUANTITY:
        if (!cg_effect_moves(exchange, terms->family)) {
            return (cg_ruling){CG_RULING_NONE, NULL, CG_NONE};
        }
        if (terms->attribute != NULL && asked->look_up(asked->payload, terms->attribute) == NULL) {
            return (cg_ruling){CG_RULING_UNKNOWN, terms->attribute, CG_NONE};
        }
        break;
    case CG_LIMIT_SHARE:
        break;
    }
    return (cg_ruling){CG_RULING_BEARS, NULL, CG_NONE};
}

extern const cg_effect cg_effect_limit;
const cg_effect cg_effect_limit = {"limit", read_terms, rule_on};
