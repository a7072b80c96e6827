/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the law says of an exchange. */
#include <string.h>

#include "match/law_facts.h"

static bool left_out(const cg_law *law, const char *id) {
    for (int i = 0; i < law->without_count; i++) {
        if (strcmp(law->without[i], id) == 0) {
            return true;
        }
    }
    return false;
}

static void report_unknown(cg_arena *arena, cg_diagnostics *diagnostics, const cg_law *law) {
    cg_map *known = cg_map_new(arena);
    for (int r = 0; r < law->pack->items.count; r++) {
        cg_map_add(known, law->pack->items.items[r].id, r);
    }
    for (int i = 0; i < law->without_count; i++) {
        if (cg_map_find(known, law->without[i]) != CG_NONE) {
            continue;
        }
        const char *nearest = cg_map_nearest(known, law->without[i]);
        cg_say(diagnostics, CG_ERROR, (cg_place){NULL, "--without", 0},
               nearest != NULL ? CG_MSG_NO_SUCH_RULE_NEAR : CG_MSG_NO_SUCH_RULE, law->without[i],
               cg_rules_name(law->pack), nearest, NULL);
    }
}

/* Takes a reading by its id; false where no question has it. */
static bool take(cg_law *law, const char *id) {
    for (int q = 0; q < law->pack->questions.count; q++) {
        const cg_legal_question *question = &law->pack->questions.items[q];
        for (int r = 0; r < question->readings.count; r++) {
            if (strcmp(question->readings.items[r].id, id) == 0) {
                law->reading[q] = r;
                return true;
            }
        }
    }
    return false;
}

static const char *all_readings(cg_arena *arena, const cg_rules *pack) {
    cg_text all = cg_text_start(arena);
    for (int q = 0; q < pack->questions.count; q++) {
        for (int r = 0; r < pack->questions.items[q].readings.count; r++) {
            cg_text_addf(&all, "%s%s", all.length > 0 ? ", " : "",
                         pack->questions.items[q].readings.items[r].id);
        }
    }
    return all.length > 0 ? all.bytes : "-";
}

static void take_readings(cg_arena *arena, cg_diagnostics *diagnostics, cg_law *law,
                          const cg_law_options *options) {
    for (int q = 0; q < law->pack->questions.count; q++) {
        law->reading[q] = law->pack->questions.items[q].usual;
    }
    for (int i = 0; i < options->reading_count; i++) {
        if (!take(law, options->readings[i])) {
            cg_say(diagnostics, CG_ERROR, (cg_place){NULL, "--reading", 0}, CG_MSG_NO_SUCH_READING,
                   options->readings[i], cg_rules_name(law->pack), all_readings(arena, law->pack),
                   NULL);
        }
    }
}

bool cg_law_takes(const cg_law *law, const cg_rule *rule) {
    return rule->question == CG_NONE || law->reading[rule->question] == rule->reading;
}

/* Those about rules that are not asked, or not under the readings taken, change nothing. */
static void check_exceptions(cg_arena *arena, cg_diagnostics *diagnostics, const cg_law *law) {
    const cg_rule **taken = CG_ARRAY(arena, const cg_rule *, law->rule_count + 1);
    int count = 0;
    for (int r = 0; r < law->rule_count; r++) {
        if (cg_law_takes(law, law->rules[r])) {
            taken[count++] = law->rules[r];
        }
    }
    cg_exceptions_check_rules(diagnostics, law->exceptions, taken, count, law->date);
}

/* Each pack knows the law of its own days. */
static void warn_of_day(cg_diagnostics *diagnostics, const cg_law *law) {
    const cg_place place = {NULL, "--date", 0};
    for (int p = 0; p < law->pack->packs.count; p++) {
        const cg_rule_pack *pack = &law->pack->packs.items[p];
        if (pack->covers_from != NULL && strcmp(law->date, pack->covers_from) < 0) {
            cg_say(diagnostics, CG_WARNING, place, CG_MSG_LAW_NOT_COVERED, pack->name,
                   pack->covers_from, NULL);
        }
        if (pack->checked_to != NULL && strcmp(pack->checked_to, law->date) < 0) {
            cg_say(diagnostics, CG_WARNING, place, CG_MSG_LAW_NOT_CHECKED, pack->name,
                   pack->checked_to, NULL);
        }
    }
}

cg_law *cg_law_new(cg_arena *arena, cg_diagnostics *diagnostics, const cg_rules *pack,
                   const cg_law_options *options) {
    cg_law *law = CG_NEW(arena, cg_law);
    *law = (cg_law){.pack = pack,
                    .date = options->date,
                    .without = options->without,
                    .without_count = options->without_count,
                    .exceptions = options->exceptions};
    law->reading = CG_ARRAY(arena, int, pack->questions.count + 1);
    law->rules = CG_ARRAY(arena, const cg_rule *, pack->items.count + 1);
    law->scratch = CG_ARRAY(arena, cg_ruled, pack->items.count + 1);
    law->counted =
        CG_ARRAY(arena, bool, law->exceptions == NULL ? 1 : law->exceptions->items.count + 1);
    take_readings(arena, diagnostics, law, options);
    for (int r = 0; r < pack->items.count; r++) {
        const cg_rule *rule = &pack->items.items[r];
        if (cg_rule_in_force(rule, law->date) && !left_out(law, rule->id)) {
            law->rules[law->rule_count++] = rule;
        }
    }
    report_unknown(arena, diagnostics, law);
    check_exceptions(arena, diagnostics, law);
    warn_of_day(diagnostics, law);
    return law;
}

bool cg_law_applies(const cg_law *law, const cg_rule *rule, const cg_exchange_case *exchange) {
    cg_json answer;
    bool licensed = false;
    const cg_asking ask = {exchange, law, &answer, law->exceptions, CG_NONE, &licensed};
    const cg_asked asked = {cg_law_look_up, &ask, false};
    if (rule->applies != NULL && cg_predicate_holds(rule->applies, &asked, NULL) != CG_TRUE) {
        return false;
    }
    int waiver = cg_exception_for(law->exceptions, CG_EXCEPTION_WAIVER, rule->id, exchange);
    if (waiver != CG_NONE) {
        law->exceptions->items.items[waiver].state = CG_EXCEPTION_AT_WORK;
    }
    return waiver == CG_NONE;
}

bool cg_law_number(const cg_law *law, const cg_exchange_case *exchange, const char *name,
                   double *out) {
    cg_json answer;
    bool licensed = false;
    const cg_asking ask = {exchange, law, &answer, law->exceptions, CG_NONE, &licensed};
    const cg_json *stated = cg_law_look_up(&ask, name);
    if (stated == NULL || stated->type != CG_JSON_NUMBER) {
        return false;
    }
    *out = stated->number;
    return true;
}

bool cg_verdict_is_open(cg_verdict verdict) {
    return verdict == CG_ALLOWED || verdict == CG_ALLOWED_VIA || verdict == CG_ALLOWED_PERMITS;
}

static cg_ruled rule_on(const cg_law *law, int r, const cg_asking *ask) {
    const cg_rule *rule = law->rules[r];
    const cg_exchange_case *exchange = ask->exchange;
    const cg_asked facts = {cg_law_look_up, ask, false}, *asked = &facts;
    const char *missing = NULL;
    cg_ruled ruled = {.rule = r, .ruling = {CG_RULING_BEARS, NULL, CG_NONE}, .exception = CG_NONE};
    cg_truth applies =
        rule->applies == NULL ? CG_TRUE : cg_predicate_holds(rule->applies, asked, &missing);
    if (applies == CG_FALSE) {
        return ruled;
    }
    ruled.certain = applies == CG_TRUE;
    ruled.ruling = cg_effect_of(rule->effect_kind)->rule_on(rule, exchange, asked);
    ruled.applies = ruled.ruling.kind != CG_RULING_NONE;
    missing = cg_law_to_state(law, exchange, missing);
    ruled.ruling.missing = cg_law_to_state(law, exchange, ruled.ruling.missing);
    if (!ruled.certain) {
        /* What may apply forbids nothing yet and allows nothing yet; what it costs is counted. */
        bool limits = rule->effect_kind == CG_EFFECT_limit && ruled.ruling.kind == CG_RULING_BEARS;
        if (ruled.ruling.kind == CG_RULING_FORBIDDEN || ruled.ruling.kind == CG_RULING_UNKNOWN ||
            limits) {
            ruled.ruling = (cg_ruling){CG_RULING_UNKNOWN, missing, CG_NONE};
        } else {
            ruled.applies =
                ruled.ruling.kind == CG_RULING_PERMIT || ruled.ruling.kind == CG_RULING_BEARS;
            ruled.ruling.missing = missing;
        }
    }
    return ruled;
}

static bool same_ruling(const cg_ruled *a, const cg_ruled *b) {
    return a->applies == b->applies && (!a->applies || a->ruling.kind == b->ruling.kind);
}

/* Marks the licences on which a ruling rests: the first that makes it alone, or, where it takes
 * several, all that were asked about. Returns the first of them; CG_NONE where the ruling would be
 * the same without any. */
static int licence_behind(const cg_law *law, const cg_asking *ask, const cg_ruled *ruled) {
    cg_asking other = *ask;
    other.exceptions = NULL;
    cg_ruled without = rule_on(law, ruled->rule, &other);
    if (same_ruling(&without, ruled)) {
        return CG_NONE;
    }
    int count = law->exceptions->items.count, first = CG_NONE;
    bool alone = false;
    other.exceptions = ask->exceptions;
    for (int pass = 0; pass < 2 && !alone; pass++) {
        for (int e = 0; e < count && !alone; e++) {
            bool asked = false;
            const cg_exception *exception = &law->exceptions->items.items[e];
            if (exception->kind != CG_EXCEPTION_LICENCE ||
                !cg_exception_covers(exception, ask->exchange)) {
                continue;
            }
            other.licence = e;
            other.licensed = &asked;
            cg_ruled with = rule_on(law, ruled->rule, &other);
            alone = asked && same_ruling(&with, ruled);
            if (alone || (asked && pass == 1)) {
                first = alone || first == CG_NONE ? e : first;
                law->counted[e] = true;
            }
        }
    }
    return first;
}

/* What the park's waivers and permits make of a ruling. What a rule asks for and has is nothing to
 * waive. */
static void except(const cg_law *law, const cg_exchange_case *exchange, cg_ruled *ruled) {
    const char *id = law->rules[ruled->rule]->id;
    int waiver = cg_exception_for(law->exceptions, CG_EXCEPTION_WAIVER, id, exchange);
    if (waiver != CG_NONE) {
        bool met = ruled->ruling.kind == CG_RULING_MET || ruled->ruling.kind == CG_RULING_COMPLIES;
        ruled->applies = !met;
        ruled->exception = met ? ruled->exception : waiver;
        ruled->ruling = (cg_ruling){CG_RULING_WAIVED, NULL, CG_NONE};
        return;
    }
    /* A version of the rule that forbids for want of the permit has nothing left to forbid. */
    if (ruled->ruling.kind == CG_RULING_PERMIT || ruled->ruling.kind == CG_RULING_FORBIDDEN) {
        int permit = cg_exception_for(law->exceptions, CG_EXCEPTION_PERMIT, id, exchange);
        if (permit != CG_NONE) {
            ruled->exception = permit;
            ruled->ruling = (cg_ruling){CG_RULING_HELD, NULL, CG_NONE};
        }
    }
}

/* The same with what the park states against it. */
static cg_ruled rule_with_exceptions(const cg_law *law, int r, const cg_exchange_case *exchange) {
    cg_json answer;
    bool licensed = false;
    const cg_asking ask = {exchange, law, &answer, law->exceptions, CG_NONE, &licensed};
    cg_ruled ruled = rule_on(law, r, &ask);
    if (licensed && cg_law_takes(law, law->rules[r])) {
        ruled.exception = licence_behind(law, &ask, &ruled);
    }
    if (law->exceptions != NULL && ruled.applies) {
        except(law, exchange, &ruled);
    }
    return ruled;
}

/* How strongly a ruling speaks: the strongest decides, the first of equals. */
static cg_verdict verdict_of(cg_ruling_kind kind) {
    switch (kind) {
    case CG_RULING_FORBIDDEN:
        return CG_FORBIDDEN;
    case CG_RULING_UNKNOWN:
        return CG_UNKNOWN_QUALITY;
    case CG_RULING_COMPLIES:
        return CG_ALLOWED_VIA;
    case CG_RULING_PERMIT:
        return CG_ALLOWED_PERMITS;
    case CG_RULING_NONE:
    case CG_RULING_MET:
    case CG_RULING_BEARS:
    case CG_RULING_WAIVED:
    case CG_RULING_HELD:
        break;
    }
    return CG_ALLOWED;
}

static int strength(cg_verdict verdict) {
    static const int strengths[CG_VERDICTS] = {[CG_ALLOWED_VIA] = 1,
                                               [CG_ALLOWED_PERMITS] = 2,
                                               [CG_UNKNOWN_QUALITY] = 3,
                                               [CG_FORBIDDEN] = 4};
    return strengths[verdict];
}

/* The verdict where question `q` is read as `reading` (CG_NONE: as taken). */
static cg_legal together(const cg_law *law, int q, int reading) {
    cg_legal legal = {CG_ALLOWED, CG_NONE, NULL, CG_NONE, CG_NONE};
    for (int r = 0; r < law->rule_count; r++) {
        const cg_rule *rule = law->rules[r];
        const cg_ruled *ruled = &law->scratch[r];
        bool counts = q != CG_NONE && rule->question == q ? rule->reading == reading
                                                          : cg_law_takes(law, rule);
        cg_verdict verdict = verdict_of(ruled->ruling.kind);
        /* Of two that forbid, the one that no reading turns is the firmer ground. */
        bool firmer = legal.rule != CG_NONE && verdict == CG_FORBIDDEN &&
                      legal.verdict == CG_FORBIDDEN && rule->question == CG_NONE &&
                      law->rules[legal.rule]->question != CG_NONE;
        if (ruled->applies && counts && (firmer || strength(verdict) > strength(legal.verdict))) {
            legal = (cg_legal){verdict, r, ruled->ruling.missing, ruled->ruling.parameter, CG_NONE};
        }
    }
    return legal;
}

/* Whether another reading of an open question would turn forbidden to not forbidden, or back. */
static int turning_question(const cg_law *law, const cg_legal *legal) {
    for (int r = 0; r < law->rule_count; r++) {
        int q = law->rules[r]->question;
        if (q == CG_NONE || !law->scratch[r].applies || !law->pack->questions.items[q].open) {
            continue;
        }
        for (int k = 0; k < law->pack->questions.items[q].readings.count; k++) {
            cg_legal other = together(law, q, k);
            if ((other.verdict == CG_FORBIDDEN) != (legal->verdict == CG_FORBIDDEN)) {
                return q;
            }
        }
    }
    return CG_NONE;
}

/* Asks every rule; law->counted then says which of the park's exceptions it rests on. */
static void ask_all(const cg_law *law, const cg_exchange_case *exchange) {
    int exceptions = law->exceptions == NULL ? 0 : law->exceptions->items.count;
    bool any = false;
    for (int e = 0; e < exceptions; e++) {
        law->counted[e] = false;
    }
    for (int r = 0; r < law->rule_count; r++) {
        law->scratch[r] = rule_with_exceptions(law, r, exchange);
        int exception = law->scratch[r].exception;
        if (exception != CG_NONE && cg_law_takes(law, law->rules[r])) {
            law->counted[exception] = any = true;
        }
    }
    for (int e = 0; any && e < exceptions; e++) {
        if (law->counted[e]) {
            law->exceptions->items.items[e].state = CG_EXCEPTION_AT_WORK;
        }
    }
}

cg_legal cg_law_ask(const cg_law *law, const cg_exchange_case *exchange) {
    ask_all(law, exchange);
    cg_legal legal = together(law, CG_NONE, CG_NONE);
    legal.question = turning_question(law, &legal);
    if (legal.question != CG_NONE && legal.verdict == CG_FORBIDDEN) {
        legal.verdict = CG_OPEN;
    }
    return legal;
}

bool cg_law_turns(const cg_law *law, const cg_exchange_case *exchange, int question, int reading) {
    ask_all(law, exchange);
    bool forbidden = together(law, CG_NONE, CG_NONE).verdict == CG_FORBIDDEN;
    return (together(law, question, reading).verdict == CG_FORBIDDEN) != forbidden;
}

/* Of the last asking. */
static bool is_behind(const cg_law *law, int rule) {
    return law->scratch[rule].applies && cg_law_takes(law, law->rules[rule]);
}

static bool asks_nothing(const cg_rule *rule, const cg_ruled *ruled) {
    if (!ruled->certain || ruled->exception != CG_NONE) {
        return false;
    }
    if (ruled->ruling.kind != CG_RULING_BEARS) {
        return ruled->ruling.kind == CG_RULING_MET;
    }
    /* What is charged on discharge is charged on what does not flow. */
    const cg_charge_terms *terms = rule->terms;
    return rule->effect_kind == CG_EFFECT_charge && terms->on == CG_CHARGED_DISCHARGE;
}

bool cg_law_asks_nothing(const cg_law *law) {
    for (int r = 0; r < law->rule_count; r++) {
        if (is_behind(law, r) && !asks_nothing(law->rules[r], &law->scratch[r])) {
            return false;
        }
    }
    return true;
}

void cg_law_mark(const cg_law *law, bool *behind) {
    for (int r = 0; r < law->rule_count; r++) {
        behind[r] = behind[r] || is_behind(law, r);
    }
}

/* Room for those that speak alone: few of many rules do, and a park has millions of exchanges. */
int cg_law_behind(cg_arena *arena, const cg_law *law, const cg_exchange_case *exchange,
                  cg_ruled **out) {
    int count = 0;
    ask_all(law, exchange);
    for (int r = 0; r < law->rule_count; r++) {
        count += is_behind(law, r);
    }
    *out = count == 0 ? NULL : CG_ARRAY(arena, cg_ruled, count);
    for (int r = 0, next = 0; next < count; r++) {
        if (is_behind(law, r)) {
            (*out)[next++] = law->scratch[r];
        }
    }
    return count;
}

int cg_law_exceptions(cg_arena *arena, const cg_law *law, const cg_exchange_case *exchange,
                      int **out) {
    int count = 0;
    *out = NULL;
    if (law->exceptions == NULL || law->exceptions->items.count == 0) {
        return 0;
    }
    ask_all(law, exchange);
    for (int e = 0; e < law->exceptions->items.count; e++) {
        count += law->counted[e];
    }
    *out = CG_ARRAY(arena, int, count);
    for (int e = 0, next = 0; next < count; e++) {
        if (law->counted[e]) {
            (*out)[next++] = e;
        }
    }
    return count;
}
