/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An explanation, told: the answer first, then each way with what it earns or what stops it. */
#include "report/report_explain.h"

#include <math.h>
#include <string.h>

#include "match/reasons.h"
#include "report/explain_headline.h"
#include "report/telling.h"
#include "text/figures.h"

#define WIDTH 80

/* One explanation being told in one language. */
typedef struct speaker {
    cg_arena *arena;
    const cg_explanation *explanation;
    const cg_park *park;
    cg_language language;
} speaker;

typedef CG_VECTOR(const char *) sentences;

#define SAY(speak, into, id, ...)                                                                  \
    do {                                                                                           \
        CG_PUSH((speak)->arena, (into),                                                            \
                cg_message((speak)->arena, (id), (speak)->language, __VA_ARGS__, NULL));           \
    } while (0)

static const char *money(const speaker *speak, double value) {
    return cg_figure_money(speak->arena, value, speak->park->currency, speak->language);
}

static const char *unit_of(const speaker *speak, bool of_output) {
    const cg_flow *flow = of_output ? &speak->park->outputs.items[speak->explanation->output]
                                    : &speak->park->inputs.items[speak->explanation->input];
    return cg_family_unit(flow->family);
}

static const char *quantity(const speaker *speak, double value, bool of_output) {
    return cg_figure_quantity(speak->arena, value, unit_of(speak, of_output), speak->language);
}

static const char *per_unit(const speaker *speak, double value, bool of_output) {
    return cg_format(speak->arena, "%s %s/%s",
                     cg_figure_short(speak->arena, value, speak->language),
                     cg_figure_currency(speak->park->currency, speak->language),
                     cg_figure_unit(unit_of(speak, of_output), speak->language));
}

static const char *name_of(const speaker *speak, const cg_firm *firm) {
    return cg_words_in(firm->name, speak->language, firm->id);
}

static void say_in_plan(const speaker *speak, const cg_way_answer *way, sentences *into) {
    const cg_line *line = way->line;
    const cg_park *park = speak->park;
    const cg_firm *sender =
        &park->firms.items[park->outputs.items[speak->explanation->output].firm];
    const cg_firm *receiver =
        &park->firms.items[park->inputs.items[speak->explanation->input].firm];
    SAY(speak, into, CG_MSG_EXPLAIN_QUANTITY, quantity(speak, line->quantity, true),
        quantity(speak, line->delivered, false));
    SAY(speak, into, CG_MSG_EXPLAIN_WORTH, money(speak, line->saving),
        cg_figure_short(speak->arena, line->emissions_saving, speak->language));
    SAY(speak, into, CG_MSG_EXPLAIN_SPLIT, name_of(speak, sender), money(speak, line->from_saving),
        name_of(speak, receiver), money(speak, line->to_saving));
    if (line->investment > 0) {
        SAY(speak, into, CG_MSG_EXPLAIN_INVESTMENT, money(speak, line->investment));
    }
    if (line->running) {
        SAY(speak, into, line->change == CG_KEEP ? CG_MSG_EXPLAIN_KEPT : CG_MSG_EXPLAIN_CHANGED,
            quantity(speak, line->running_quantity, true));
    }
}

static const char *quality(const speaker *speak, int parameter, double value) {
    const cg_parameter *what = &speak->park->knowledge->parameters.items[parameter];
    return cg_format(speak->arena, "%s %s", cg_figure_short(speak->arena, value, speak->language),
                     cg_quality_unit(what->kind));
}

static void say_not_worth(const speaker *speak, const cg_way_answer *way, sentences *into) {
    if (!way->is_priced) {
        CG_PUSH(speak->arena, into,
                cg_message(speak->arena, CG_MSG_EXPLAIN_NO_PRICES, speak->language, NULL));
        return;
    }
    if (way->by_objective) {
        SAY(speak, into, CG_MSG_EXPLAIN_SHORT_BY_OBJECTIVE,
            cg_figure_quantity(speak->arena, way->shortfall, way->shortfall_unit, speak->language),
            cg_figure_unit(unit_of(speak, true), speak->language));
        return;
    }
    if (way->must_build) {
        if (way->gain_most < way->build_yearly) {
            SAY(speak, into, CG_MSG_EXPLAIN_BUILD, per_unit(speak, way->unit_worth, true),
                quantity(speak, way->quantity_most, true), money(speak, way->gain_most),
                money(speak, way->build_yearly));
            return;
        }
        SAY(speak, into, CG_MSG_EXPLAIN_BUILD_SCARCE, per_unit(speak, way->unit_worth, true),
            money(speak, way->build_yearly));
        return;
    }
    if (cg_way_is_tied(way)) {
        SAY(speak, into, CG_MSG_EXPLAIN_TIED, way->via == NULL ? "" : way->via);
        return;
    }
    SAY(speak, into, CG_MSG_EXPLAIN_CHEAPER, per_unit(speak, way->shortfall, true));
    if (way->has_price) {
        SAY(speak, into, CG_MSG_EXPLAIN_PRICE, per_unit(speak, way->price_now, false),
            per_unit(speak, way->price_needed, false));
    }
    if (way->has_nearer) {
        SAY(speak, into, CG_MSG_EXPLAIN_NEARER,
            cg_figure_short(speak->arena, way->nearer_km, speak->language),
            cg_figure_short(speak->arena, way->distance_km, speak->language));
    } else if (!(way->build_yearly > 0)) {
        SAY(speak, into, CG_MSG_EXPLAIN_NOT_NEARER,
            cg_figure_short(speak->arena, way->distance_km, speak->language));
    }
    if (way->has_cleaner) {
        SAY(speak, into, CG_MSG_EXPLAIN_CLEANER,
            speak->park->knowledge->parameters.items[way->parameter].id,
            quality(speak, way->parameter, way->quality_now),
            quality(speak, way->parameter, way->quality_needed));
    }
}

static const char *reason(const speaker *speak, const cg_way_answer *way) {
    const cg_matches *matches = speak->explanation->solved->model->matches;
    if (way->candidate != CG_NONE) {
        return cg_reason_of_candidate(speak->arena, matches,
                                      &matches->candidates.items[way->candidate], speak->language);
    }
    return cg_reason_of_treated(speak->arena, matches, &matches->intakes.items[way->intake],
                                &matches->supplies.items[way->supply], speak->language);
}

/* The park's exceptions on which a way's verdict rests. */
static int exceptions_of(const speaker *speak, const cg_way_answer *way, int **out) {
    const cg_matches *matches = speak->explanation->solved->model->matches;
    *out = NULL;
    if (way->answer == CG_NOT_OPEN || way->answer == CG_NOT_POSSIBLE ||
        way->answer == CG_NO_SUBSTITUTION) {
        return 0;
    }
    cg_exchange_case exchange =
        way->candidate != CG_NONE ? cg_case_of(matches, &matches->candidates.items[way->candidate])
                                  : cg_case_treated(matches, &matches->intakes.items[way->intake],
                                                    &matches->supplies.items[way->supply]);
    return cg_law_exceptions(speak->arena, matches->law, &exchange, out);
}

static void say_exceptions(const speaker *speak, const cg_way_answer *way, sentences *into) {
    const cg_law *law = speak->explanation->solved->model->matches->law;
    int *exceptions;
    int count = exceptions_of(speak, way, &exceptions);
    for (int e = 0; e < count; e++) {
        const cg_exception *stated = &law->exceptions->items.items[exceptions[e]];
        const char *told = cg_exception_told(speak->arena, stated, speak->language);
        CG_PUSH(speak->arena, into, cg_format(speak->arena, "%s.", told));
    }
}

static sentences say_way(const speaker *speak, const cg_way_answer *way) {
    sentences into = {0};
    if (way->answer == CG_IN_PLAN) {
        say_in_plan(speak, way, &into);
    } else if (way->answer == CG_NOT_WORTH) {
        say_not_worth(speak, way, &into);
    }
    if (way->line != NULL && way->answer != CG_IN_PLAN) {
        SAY(speak, &into, CG_MSG_EXPLAIN_ENDS, quantity(speak, way->line->running_quantity, true));
    }
    const char *why = reason(speak, way);
    if (why != NULL) {
        CG_PUSH(speak->arena, &into, why);
    }
    say_exceptions(speak, way, &into);
    return into;
}

static bool stopped_at_limit(const speaker *speak) {
    return strcmp(speak->explanation->plan->status, "limit") == 0;
}

/* What the answers rest on, where it is no proven plan: the requirements in conflict, or how far
 * the proof got. Empty where the plan is the best. */
static sentences say_standing(const speaker *speak) {
    sentences into = {0};
    const cg_plan *plan = speak->explanation->plan;
    cg_telling telling = cg_telling_start(speak->arena, plan, speak->language);
    if (strcmp(plan->status, "infeasible") == 0) {
        SAY(speak, &into, CG_MSG_REPORT_IS_INFEASIBLE, "");
        for (int i = 0; i < plan->conflicts.count; i++) {
            CG_PUSH(speak->arena, &into, cg_tell_conflict(&telling, &plan->conflicts.items[i]));
        }
    } else if (stopped_at_limit(speak) && speak->explanation->solved->solution == NULL) {
        SAY(speak, &into, CG_MSG_EXPLAIN_NO_PLAN, "");
    } else if (stopped_at_limit(speak)) {
        CG_PUSH(speak->arena, &into, cg_tell_limit(&telling));
        SAY(speak, &into, CG_MSG_SEARCH_GO_ON, "");
    }
    return into;
}

static const char *headline(const speaker *speak) {
    return cg_explanation_headline(speak->arena, speak->explanation, speak->language);
}

static const char *mode_name(const speaker *speak, const char *id) {
    const cg_knowledge *knowledge = speak->park->knowledge;
    int mode = id == NULL ? CG_NONE : cg_map_find(knowledge->mode_ids, id);
    return mode == CG_NONE ? "–"
                           : cg_words_in(knowledge->modes.items[mode].name, speak->language, id);
}

static const char *describe_way(const speaker *speak, const cg_way_answer *way) {
    const char *km = cg_figure_short(speak->arena, way->distance_km, speak->language);
    const char *mode = mode_name(speak, way->mode);
    if (way->via == NULL) {
        return cg_message(speak->arena, CG_MSG_WAY_DIRECT, speak->language, mode, km, NULL);
    }
    return cg_message(speak->arena, way->pass_through ? CG_MSG_WAY_PASSED : CG_MSG_WAY_TREATED,
                      speak->language, way->via, mode, km, NULL);
}

/* Several rules and figures are about money of the park's whole year; an explanation of another
 * objective's plan says so. */
static const char *about_objective(const speaker *speak) {
    const cg_telling telling = {
        .arena = speak->arena, .plan = speak->explanation->plan, .language = speak->language};
    return cg_is_by_cost(speak->explanation->plan)
               ? NULL
               : cg_tell(&telling, CG_MSG_EXPLAIN_OBJECTIVE, cg_tell_objective(&telling), NULL);
}

/* First what the answer rests on: it changes what every later sentence is worth. */
static void add_standing(cg_text *text, const speaker *speak) {
    sentences standing = say_standing(speak);
    for (int s = 0; s < standing.count; s++) {
        cg_text_add(text, s > 0 ? "  - " : "");
        cg_text_add_folded(text, standing.items[s], s > 0 ? WIDTH - 4 : WIDTH, s > 0 ? 4 : 0);
    }
    if (standing.count > 0) {
        cg_text_add(text, "\n");
    }
}

const char *cg_explanation_text(cg_arena *arena, const cg_explanation *explanation,
                                cg_language language, size_t *length) {
    speaker speak = {arena, explanation, explanation->solved->model->park, language};
    cg_text text = cg_text_start(arena);
    add_standing(&text, &speak);
    cg_text_add_folded(&text, headline(&speak), WIDTH, 0);
    for (int w = 0; w < explanation->ways.count; w++) {
        const cg_way_answer *way = &explanation->ways.items[w];
        cg_text_add(&text, "\n");
        cg_text_add_folded(&text, describe_way(&speak, way), WIDTH, 0);
        sentences said = say_way(&speak, way);
        for (int s = 0; s < said.count; s++) {
            cg_text_add(&text, "  - ");
            cg_text_add_folded(&text, said.items[s], WIDTH - 4, 4);
        }
    }
    const char *objective = about_objective(&speak);
    if (objective != NULL) {
        cg_text_add(&text, "\n");
        cg_text_add_folded(&text, objective, WIDTH, 0);
    }
    *length = text.length;
    return text.bytes;
}

static cg_words in_both(const speaker *speak, const char *(*say)(const speaker *)) {
    cg_words words;
    for (int language = 0; language < CG_LANGUAGES; language++) {
        speaker other = *speak;
        other.language = (cg_language)language;
        words.in[language] = say(&other);
    }
    return words;
}

static void write_line(cg_json_writer *writer, const cg_way_answer *way) {
    const cg_line *line = way->line;
    cg_json_open_object(writer, "line");
    cg_json_number(writer, "quantity", line->quantity);
    cg_json_number(writer, "delivered", line->delivered);
    cg_json_number(writer, "saving", line->saving);
    cg_json_number(writer, "emissions_saving", line->emissions_saving);
    cg_json_number(writer, "investment", line->investment);
    cg_json_number(writer, "from_saving", line->from_saving);
    cg_json_number(writer, "to_saving", line->to_saving);
    if (line->running) {
        cg_json_number(writer, "running_quantity", line->running_quantity);
    }
    cg_json_close_object(writer);
}

static void write_needs(cg_json_writer *writer, const speaker *speak, const cg_way_answer *way) {
    cg_json_open_object(writer, "needs");
    cg_json_number(writer, "shortfall", way->shortfall);
    cg_json_string(writer, "shortfall_unit", way->shortfall_unit);
    if (way->has_price) {
        cg_json_number(writer, "price_now", way->price_now);
        cg_json_number(writer, "price_needed", way->price_needed);
    }
    if (way->has_nearer) {
        cg_json_number(writer, "nearer_km", way->nearer_km);
    }
    if (way->has_cleaner) {
        cg_json_string(writer, "parameter",
                       speak->park->knowledge->parameters.items[way->parameter].id);
        cg_json_number(writer, "quality_now", way->quality_now);
        cg_json_number(writer, "quality_needed", way->quality_needed);
    }
    if (way->must_build) {
        cg_json_number(writer, "unit_worth", way->unit_worth);
        cg_json_number(writer, "build_yearly", way->build_yearly);
        cg_json_number(writer, "quantity_most", way->quantity_most);
        cg_json_number(writer, "gain_most", way->gain_most);
    }
    cg_json_close_object(writer);
}

static void write_rule(cg_json_writer *writer, const speaker *speak, const cg_way_answer *way) {
    const cg_matches *matches = speak->explanation->solved->model->matches;
    const cg_finding finding = way->finding;
    cg_json_string(writer, "verdict", cg_verdict_id(finding.verdict));
    cg_json_open_flat_array(writer, "rules");
    if (finding.rule != CG_NONE) {
        cg_json_string(writer, NULL, matches->law->rules[finding.rule]->id);
    }
    cg_json_close_array(writer);
    if (finding.parameter != CG_NONE) {
        cg_json_string(writer, "parameter",
                       speak->park->knowledge->parameters.items[finding.parameter].id);
    }
}

/* The same sentences in both languages; of a way, or of the plan where `way` is NULL. */
static void write_sentences(cg_json_writer *writer, const char *key, const speaker *speak,
                            const cg_way_answer *way) {
    static const char *const keys[CG_LANGUAGES] = {[CG_ENGLISH] = "en", [CG_VIETNAMESE] = "vi"};
    cg_json_open_object(writer, key);
    for (int language = 0; language < CG_LANGUAGES; language++) {
        speaker other = *speak;
        other.language = (cg_language)language;
        sentences said = way == NULL ? say_standing(&other) : say_way(&other, way);
        cg_json_open_array(writer, keys[language]);
        for (int s = 0; s < said.count; s++) {
            cg_json_string(writer, NULL, said.items[s]);
        }
        cg_json_close_array(writer);
    }
    cg_json_close_object(writer);
}

static void write_way(cg_json_writer *writer, const speaker *speak, const cg_way_answer *way) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "answer", cg_answer_id(way->answer));
    cg_json_strings(writer, "via", &way->via, way->via == NULL ? 0 : 1);
    cg_json_string(writer, "mode", way->mode);
    if (way->pass_through) {
        cg_json_boolean(writer, "pass_through", true);
    }
    cg_json_number(writer, "distance_km", way->distance_km);
    write_rule(writer, speak, way);
    int *exceptions;
    int count = exceptions_of(speak, way, &exceptions);
    if (count > 0) {
        cg_json_integers(writer, "exceptions", exceptions, count);
    }
    if (way->line != NULL) {
        write_line(writer, way);
    }
    if (way->answer == CG_NOT_WORTH && way->is_priced) {
        write_needs(writer, speak, way);
    }
    write_sentences(writer, "sentences", speak, way);
    cg_json_close_object(writer);
}

/* What the plan behind the answers is, and why it is no proven one. */
static void write_standing(cg_json_writer *writer, const speaker *speak) {
    const cg_plan *plan = speak->explanation->plan;
    cg_json_string(writer, "status", plan->status);
    if (strcmp(plan->status, "optimal") == 0) {
        return;
    }
    if (plan->conflicts.count > 0) {
        cg_plan_write_conflicts(writer, plan->conflicts.items, plan->conflicts.count);
    } else if (speak->explanation->solved->solution != NULL) {
        cg_json_number(writer, "gap", plan->gap);
    }
    write_sentences(writer, "standing", speak, NULL);
}

const char *cg_explanation_json(cg_arena *arena, const cg_explanation *explanation,
                                size_t *length) {
    speaker speak = {arena, explanation, explanation->solved->model->park, CG_ENGLISH};
    cg_json_writer writer = cg_json_write_start(arena);
    cg_json_open_object(&writer, NULL);
    cg_json_string(&writer, "format", "congsinh-explanation/1");
    cg_json_string(&writer, "from", speak.park->outputs.items[explanation->output].ref);
    cg_json_string(&writer, "to", speak.park->inputs.items[explanation->input].ref);
    cg_json_string(&writer, "objective", explanation->plan->objective);
    if (explanation->plan->exceptions_file != NULL) {
        cg_exceptions_write(&writer, "exceptions", explanation->plan->exceptions.items,
                            explanation->plan->exceptions.count);
    }
    write_standing(&writer, &speak);
    cg_json_string(&writer, "answer", cg_answer_id(explanation->answer));
    cg_json_words(&writer, "sentence", in_both(&speak, headline));
    cg_json_open_array(&writer, "ways");
    for (int w = 0; w < explanation->ways.count; w++) {
        write_way(&writer, &speak, &explanation->ways.items[w]);
    }
    cg_json_close_array(&writer);
    cg_json_close_object(&writer);
    return cg_json_finish(&writer, length);
}
