/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rules to price, and which only together. */
#include "study/rule_prices.h"

#include <string.h>

/* One asking: which rules weigh on what could flow, and which of them on the same thing. */
typedef struct weighing {
    cg_arena *arena;
    const cg_matches *matches;
    const cg_law *law;
    int *group;        /* by rule of the law: the first of its group */
    bool *speaks;      /* by rule */
    bool *would_speak; /* by rule, under whatever reading */
} weighing;

static int leader(const weighing *w, int rule) {
    while (w->group[rule] != rule) {
        rule = w->group[rule];
    }
    return rule;
}

/* Forbids, asks for, limits or charges: what is met or complied with weighs nothing here. */
static bool weighs(const cg_ruled *ruled) {
    return ruled->ruling.kind != CG_RULING_MET && ruled->ruling.kind != CG_RULING_COMPLIES;
}

static void weigh(weighing *w, const cg_exchange_case *exchange) {
    cg_ruled *behind;
    int first = CG_NONE;
    int count = cg_law_behind(w->arena, w->law, exchange, &behind);
    for (int r = 0; r < w->law->rule_count; r++) {
        w->would_speak[r] = w->would_speak[r] || w->law->scratch[r].applies;
    }
    for (int i = 0; i < count; i++) {
        int rule = behind[i].rule;
        w->speaks[rule] = true;
        if (!weighs(&behind[i])) {
            continue;
        }
        if (first == CG_NONE) {
            first = leader(w, rule);
        }
        /* The lower of two leads, so that the order of exchanges does not matter. */
        int other = leader(w, rule);
        int low = first < other ? first : other;
        w->group[first] = low;
        w->group[other] = low;
        first = low;
    }
    cg_arena_empty(w->arena);
}

/* But for the law. */
static bool could_flow(const cg_finding *finding) {
    return finding->verdict != CG_IMPOSSIBLE && finding->verdict != CG_CLOSED;
}

static void weigh_all(weighing *w) {
    const cg_matches *matches = w->matches;
    for (int c = 0; c < matches->candidates.count; c++) {
        const cg_candidate *candidate = &matches->candidates.items[c];
        if (could_flow(&candidate->finding)) {
            cg_exchange_case exchange = cg_case_of(matches, candidate);
            weigh(w, &exchange);
        }
    }
    for (int i = 0; i < matches->intakes.count; i++) {
        for (int s = 0; s < matches->supplies.count; s++) {
            const cg_intake *intake = &matches->intakes.items[i];
            const cg_supply *supply = &matches->supplies.items[s];
            if (intake->facility == supply->facility && could_flow(&intake->finding) &&
                could_flow(&supply->finding)) {
                cg_exchange_case exchange = cg_case_treated(matches, intake, supply);
                weigh(w, &exchange);
            }
        }
    }
}

/* What is charged on discharge is asked of no exchange. */
static void weigh_discharge(weighing *w) {
    for (int r = 0; r < w->law->rule_count; r++) {
        bool charge = w->law->rules[r]->effect_kind == CG_EFFECT_charge;
        w->speaks[r] = w->speaks[r] || charge;
        w->would_speak[r] = w->would_speak[r] || charge;
    }
}

/* Adds a price and the scenario that finds it. */
static void ask(cg_rule_prices *prices, cg_study *study, cg_rule_price price) {
    static const cg_json nowhere = {.type = CG_JSON_OBJECT};
    cg_scenario scenario = {.id = cg_format(prices->arena, "price-%d", study->items.count + 1),
                            .title = price.title,
                            .based_on = CG_NONE,
                            .node = &nowhere};
    if (price.kind == CG_PRICED_READING) {
        scenario.readings = price.ids;
        scenario.reading_count = price.count;
    } else {
        scenario.without = price.ids;
        scenario.without_count = price.count;
    }
    price.result = study->items.count + 1;
    CG_PUSH(prices->arena, &study->items, scenario);
    CG_PUSH(prices->arena, &prices->items, price);
}

/* A rule under several versions or readings is one rule to whoever leaves it out. */
static bool is_listed(const cg_rule_price *price, const char *id) {
    for (int i = 0; i < price->count; i++) {
        if (strcmp(price->ids[i], id) == 0) {
            return true;
        }
    }
    return false;
}

static void list_rule(cg_rule_prices *prices, const weighing *w, int r, cg_rule_price *price) {
    const cg_rule *rule = w->law->rules[r];
    price->speaks = price->speaks || w->speaks[r];
    price->uncertain = price->uncertain || strcmp(rule->confidence, "uncertain") == 0;
    if (!is_listed(price, rule->id)) {
        price->ids[price->count++] = cg_copy_text(prices->arena, rule->id);
    }
}

static cg_rule_price empty_price(cg_rule_prices *prices, const weighing *w, cg_priced kind) {
    return (cg_rule_price){
        .kind = kind,
        .ids = (const char **)CG_ARRAY(prices->arena, const char *, w->law->rule_count + 1)};
}

static void ask_rules(cg_rule_prices *prices, cg_study *study, const weighing *w) {
    for (int r = 0; r < w->law->rule_count; r++) {
        const cg_rule *rule = w->law->rules[r];
        cg_rule_price price = empty_price(prices, w, CG_PRICED_RULE);
        bool again = false;
        for (int before = 0; before < r; before++) {
            again = again || strcmp(w->law->rules[before]->id, rule->id) == 0;
        }
        for (int other = r; other < w->law->rule_count && !again; other++) {
            if (strcmp(w->law->rules[other]->id, rule->id) == 0) {
                list_rule(prices, w, other, &price);
            }
        }
        price.title = cg_words_copy(prices->arena, rule->title);
        if (!again) {
            ask(prices, study, price);
        }
    }
}

static void ask_groups(cg_rule_prices *prices, cg_study *study, const weighing *w) {
    cg_rule_price all = empty_price(prices, w, CG_PRICED_ALL);
    int grouped = 0;
    for (int r = 0; r < w->law->rule_count; r++) {
        cg_rule_price group = empty_price(prices, w, CG_PRICED_GROUP);
        list_rule(prices, w, r, &all);
        for (int other = 0; other < w->law->rule_count && w->group[r] == r; other++) {
            if (leader(w, other) == r) {
                list_rule(prices, w, other, &group);
            }
        }
        if (group.count > 1) {
            grouped = group.count;
            ask(prices, study, group);
        }
    }
    if (all.count > 1 && grouped < all.count) {
        ask(prices, study, all);
    }
}

/* "May two firms …? A contract is enough". */
static cg_words question_and_answer(cg_arena *arena, const cg_legal_question *question,
                                    const cg_reading *reading) {
    cg_words both = {{NULL}};
    for (int i = 0; i < CG_LANGUAGES; i++) {
        const char *asked = cg_words_in(question->title, (cg_language)i, question->id);
        size_t length = strlen(asked);
        const char *between = length > 0 && asked[length - 1] == '?' ? " " : ": ";
        both.in[i] = cg_format(arena, "%s%s%s", asked, between,
                               cg_words_in(reading->title, (cg_language)i, reading->id));
    }
    return both;
}

static void ask_readings(cg_rule_prices *prices, cg_study *study, const weighing *w) {
    const cg_rules *pack = w->law->pack;
    for (int q = 0; q < pack->questions.count; q++) {
        const cg_legal_question *question = &pack->questions.items[q];
        bool in_force = false, speaks = false;
        for (int r = 0; r < w->law->rule_count; r++) {
            in_force = in_force || w->law->rules[r]->question == q;
            speaks = speaks || (w->law->rules[r]->question == q && w->would_speak[r]);
        }
        for (int k = 0; in_force && k < question->readings.count; k++) {
            if (k == w->law->reading[q]) {
                continue;
            }
            cg_rule_price price = empty_price(prices, w, CG_PRICED_READING);
            price.ids[price.count++] = cg_copy_text(prices->arena, question->readings.items[k].id);
            price.title =
                question_and_answer(prices->arena, question, &question->readings.items[k]);
            price.uncertain = question->open;
            price.speaks = speaks;
            ask(prices, study, price);
        }
    }
}

cg_rule_prices *cg_rule_prices_ask(cg_arena *arena, const cg_matches *matches, cg_study **study) {
    const cg_law *law = matches->law;
    cg_rule_prices *prices = CG_NEW(arena, cg_rule_prices);
    weighing w = {cg_arena_within(arena),
                  matches,
                  law,
                  CG_ARRAY(arena, int, law->rule_count + 1),
                  CG_ARRAY(arena, bool, law->rule_count + 1),
                  CG_ARRAY(arena, bool, law->rule_count + 1)};
    *study = CG_NEW(arena, cg_study);
    prices->arena = arena;
    for (int r = 0; r < law->rule_count; r++) {
        w.group[r] = r;
    }
    weigh_all(&w);
    weigh_discharge(&w);
    ask_rules(prices, *study, &w);
    ask_groups(prices, *study, &w);
    ask_readings(prices, *study, &w);
    return prices;
}

cg_study *cg_readings_study(cg_arena *arena, const cg_law *law) {
    cg_study *study = CG_NEW(arena, cg_study);
    cg_rule_prices *unused = CG_NEW(arena, cg_rule_prices);
    weighing w = {.arena = arena,
                  .law = law,
                  .speaks = CG_ARRAY(arena, bool, law->rule_count + 1),
                  .would_speak = CG_ARRAY(arena, bool, law->rule_count + 1)};
    unused->arena = arena;
    ask_readings(unused, study, &w);
    int kept = 0;
    for (int i = 0; i < study->items.count; i++) {
        if (unused->items.items[i].uncertain) {
            study->items.items[kept] = study->items.items[i];
            study->items.items[kept].id = study->items.items[kept].readings[0];
            kept++;
        }
    }
    study->items.count = kept;
    return study;
}

double cg_party_gain(const cg_result *base, const cg_result *without, int party) {
    const cg_result_party *with = &base->parties.items[party];
    const cg_result_party *less = &without->parties.items[party];
    return less->saving - with->saving + with->charged_today - less->charged_today;
}

const char *cg_priced_id(cg_priced kind) {
    static const char *const ids[] = {[CG_PRICED_RULE] = "rule",
                                      [CG_PRICED_GROUP] = "rules-together",
                                      [CG_PRICED_ALL] = "all-rules",
                                      [CG_PRICED_READING] = "reading"};
    return ids[kind];
}
