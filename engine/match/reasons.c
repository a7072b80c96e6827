/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a candidate is not allowed, in a sentence that says what stopped it and what to do. */
#include "match/reasons.h"

#include "match/legal_words.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "text/figures.h"

/* One reason being told. */
typedef struct reason {
    cg_arena *arena;
    const cg_matches *matches;
    cg_language language;
    const cg_finding *finding;
    /* The way that is at fault, and its ends. */
    const cg_way *way;
    const char *from, *to;
    double ratio; /* what the way would deliver of a unit without its loss */
    double reach_km;
    const char *input; /* that accepts nothing, or asks for heat */
    int output_index, input_index, facility_index;
    cg_quality_case quality;
    cg_exchange_case exchange; /* as the law sees it */
} reason;

static const char *figure(const reason *r, double value) {
    return cg_figure_short(r->arena, value, r->language);
}

const char *cg_reason_code(const cg_finding *finding) {
    static const char *const codes[] = {
        [CG_CLEAR] = "allowed",
        [CG_NO_WAY_OPEN] = "no-way-open",
        [CG_NOT_ACCEPTED] = "not-accepted",
        [CG_LINK_FORBIDDEN] = "link-forbidden",
        [CG_OWN_FIRM] = "own-firm",
        [CG_BEYOND_REACH] = "beyond-reach",
        [CG_LOST_ON_THE_WAY] = "lost-on-the-way",
        [CG_TOO_COLD] = "too-cold",
        [CG_QUALITY_UNFIT] = "quality-unfit",
        [CG_QUALITY_UNKNOWN] = "quality-unknown",
        [CG_FACILITY_REFUSES] = "facility-refuses",
        [CG_FACILITY_UNFIT] = "facility-unfit",
        [CG_FACILITY_UNKNOWN] = "facility-unknown",
        [CG_FACILITY_GIVES_NOT] = "facility-gives-not",
    };
    bool by_rule = finding->verdict == CG_FORBIDDEN || finding->verdict == CG_OPEN ||
                   finding->verdict == CG_ALLOWED_VIA || finding->verdict == CG_ALLOWED_PERMITS ||
                   (finding->verdict == CG_UNKNOWN_QUALITY && finding->obstacle == CG_CLEAR);
    if (by_rule) {
        return "rule";
    }
    return finding->verdict == CG_ALLOWED ? codes[CG_CLEAR] : codes[finding->obstacle];
}

/* --- the law -------------------------------------------------------------------------------------
 */

static const char *legal_source(const reason *r, const cg_rule *rule) {
    const char *instrument = cg_words_in(rule->instrument, r->language, NULL);
    const char *clause = cg_words_in(rule->clause, r->language, NULL);
    if (instrument != NULL && clause != NULL) {
        return cg_format(r->arena, "%s – %s", instrument, clause);
    }
    if (instrument != NULL || clause != NULL) {
        return instrument != NULL ? instrument : clause;
    }
    return cg_words_in(rule->source, r->language, "–");
}

static const char *join(const reason *r, const char *first, const char *second) {
    return cg_format(r->arena, "%s %s", first, second);
}

/* All permits that the exchange needs, in one sentence. */
static const char *tell_permits(const reason *r) {
    const cg_law *law = r->matches->law;
    cg_ruled *behind;
    cg_text list = cg_text_start(r->arena);
    int count = cg_law_behind(r->arena, law, &r->exchange, &behind);
    for (int i = 0; i < count; i++) {
        if (behind[i].ruling.kind == CG_RULING_PERMIT) {
            cg_text_addf(&list, "%s%s", list.length > 0 ? ". " : "",
                         cg_permit_words(r->arena, law, law->rules[behind[i].rule],
                                         behind[i].certain, r->matches->park->currency,
                                         r->language));
        }
    }
    return cg_message(r->arena, CG_MSG_REASON_PERMITS, r->language, list.bytes, NULL);
}

static const char *tell_rule(const reason *r) {
    const cg_finding *finding = r->finding;
    const char *silent = cg_message(r->arena, CG_MSG_REASON_RULE_SILENT, r->language, NULL);
    if (finding->rule == CG_NONE) {
        return silent;
    }
    const cg_rule *rule = r->matches->law->rules[finding->rule];
    const char *told = cg_words_in(rule->message, r->language, silent);
    if (finding->verdict == CG_UNKNOWN_QUALITY && finding->missing != NULL) {
        const char *unknown = cg_message(r->arena, CG_MSG_REASON_RULE_UNKNOWN, r->language,
                                         finding->missing, rule->id, NULL);
        told = join(r, unknown, told);
    }
    const char *sentence =
        cg_message(r->arena, CG_MSG_REASON_RULE, r->language, told, rule->id,
                   cg_words_in(rule->title, r->language, rule->id), legal_source(r, rule), NULL);
    if (finding->verdict == CG_ALLOWED_PERMITS) {
        sentence = join(r, sentence, tell_permits(r));
    }
    if (finding->question != CG_NONE) {
        sentence = join(r, sentence,
                        cg_question_words(r->arena, r->matches->law, &r->exchange,
                                          finding->question, r->language));
    }
    if (finding->verdict == CG_ALLOWED_VIA) {
        sentence = cg_message(r->arena, CG_MSG_REASON_RULE_ROUTE, r->language, sentence, NULL);
    }
    if (rule->confidence == NULL || strcmp(rule->confidence, "uncertain") != 0) {
        return sentence;
    }
    return join(r, sentence, cg_message(r->arena, CG_MSG_REASON_RULE_UNCERTAIN, r->language, NULL));
}

/* --- the way -------------------------------------------------------------------------------------
 */

static const char *tell_link(const reason *r) {
    const cg_words *why =
        r->way->link == CG_NONE ? NULL : &r->matches->park->links.items[r->way->link].why;
    const char *text = why == NULL ? NULL : cg_words_in(*why, r->language, NULL);
    return text == NULL || *text == '\0'
               ? cg_message(r->arena, CG_MSG_REASON_LINK_SILENT, r->language, r->from, r->to, NULL)
               : cg_message(r->arena, CG_MSG_REASON_LINK, r->language, r->from, r->to, text, NULL);
}

static const char *tell_not_accepted(const reason *r) {
    const char *why =
        cg_words_in(r->matches->park->inputs.items[r->input_index].reason, r->language, NULL);
    return why == NULL || *why == '\0'
               ? cg_message(r->arena, CG_MSG_REASON_NOT_ACCEPTED_SILENT, r->language, r->input,
                            NULL)
               : cg_message(r->arena, CG_MSG_REASON_NOT_ACCEPTED, r->language, r->input, why, NULL);
}

static const char *tell_reach(const reason *r) {
    return cg_message(r->arena, CG_MSG_REASON_BEYOND_REACH, r->language, r->from, r->to,
                      figure(r, r->way->km), figure(r, r->reach_km), NULL);
}

static const char *tell_lost(const reason *r) {
    return cg_message(r->arena, CG_MSG_REASON_LOST, r->language, r->from, r->to,
                      figure(r, r->way->km), figure(r, r->ratio), figure(r, r->way->loss), NULL);
}

/* To a tenth: no thermometer of a plant tells more. */
static const char *degrees(const reason *r, double value) {
    return figure(r, round(value * 10) / 10);
}

static const char *tell_span(const reason *r, double lower_c, double upper_c) {
    if (fabs(upper_c - lower_c) < 1e-9) {
        return cg_message(r->arena, CG_MSG_REASON_CELSIUS, r->language, degrees(r, upper_c), NULL);
    }
    return cg_message(r->arena, CG_MSG_REASON_CELSIUS_SPAN, r->language, degrees(r, lower_c),
                      degrees(r, upper_c), NULL);
}

/* The pieces are shifted by half an approach each; people read the input's own temperatures, so the
 * whole approach is taken off what arrives. */
static const char *tell_cold(const reason *r) {
    const cg_matches *matches = r->matches;
    const cg_pieces *from = &matches->heat.outputs[r->output_index],
                    *to = &matches->heat.inputs[r->input_index];
    double of_input = matches->park->inputs.items[r->input_index].approach_k;
    double approach = of_input + matches->park->outputs.items[r->output_index].approach_k;
    const cg_piece *hottest = &from->items[0], *coldest = &to->items[to->count - 1];
    double less = of_input + r->way->drop_k;
    return cg_message(r->arena, CG_MSG_REASON_TOO_COLD, r->language, r->from, r->input,
                      tell_span(r, hottest->lower_c - less, hottest->upper_c - less),
                      tell_span(r, coldest->lower_c - of_input, coldest->upper_c - of_input),
                      degrees(r, approach), degrees(r, r->way->drop_k), NULL);
}

/* --- quality -------------------------------------------------------------------------------------
 */

/* In the unit the parameter is declared in, which people state it in. */
static const char *tell_value(const reason *r, int parameter, double value) {
    const cg_parameter *p = &r->matches->park->knowledge->parameters.items[parameter];
    double unit = p->unit_factor > 0 ? p->unit_factor : 1;
    return cg_figure_quantity(r->arena, value / unit, p->unit, r->language);
}

static const char *tell_limit(const reason *r, int parameter) {
    cg_limit limit = cg_limit_at(r->quality.limits, parameter);
    const char *least = limit.has_min ? tell_value(r, parameter, limit.min) : NULL;
    const char *most = limit.has_max ? tell_value(r, parameter, limit.max) : NULL;
    if (least != NULL && most != NULL) {
        return cg_message(r->arena, CG_MSG_REASON_BETWEEN, r->language, least, most, NULL);
    }
    return most != NULL ? cg_message(r->arena, CG_MSG_REASON_AT_MOST, r->language, most, NULL)
                        : cg_message(r->arena, CG_MSG_REASON_AT_LEAST, r->language, least, NULL);
}

/* Ids are English words: a Vietnamese reader gets the name, and the id to write in the park beside
 * it. */
static const char *tell_parameter(const reason *r, int parameter) {
    const cg_parameter *p = &r->matches->park->knowledge->parameters.items[parameter];
    const char *name = cg_words_in(p->name, r->language, p->id);
    bool plain = r->language != CG_VIETNAMESE || strstr(name, p->id) != NULL;
    return !plain                         ? cg_format(r->arena, "%s (%s)", name, p->id)
           : r->language == CG_VIETNAMESE ? name
                                          : p->id;
}

static const char *tell_unfit(const reason *r) {
    const cg_quality_case *asked = &r->quality;
    int parameter = r->finding->parameter;
    const char *id = tell_parameter(r, parameter);
    cg_quality stated = cg_quality_at(asked->quality, parameter);
    cg_quality received = cg_quality_after(asked->quality, asked->substitution, parameter);
    bool treated = !stated.known || stated.value < received.value || stated.value > received.value;
    return cg_message(r->arena,
                      treated ? CG_MSG_REASON_QUALITY_UNFIT_TREATED : CG_MSG_REASON_QUALITY_UNFIT,
                      r->language, id, asked->of, tell_value(r, parameter, received.value),
                      asked->at, tell_limit(r, parameter), NULL);
}

static bool is_missing(const cg_quality_case *asked, int parameter) {
    cg_limit limit = cg_limit_at(asked->limits, parameter);
    return (limit.has_min || limit.has_max) &&
           !cg_quality_after(asked->quality, asked->substitution, parameter).known;
}

const char **cg_quality_not_stated(cg_arena *arena, const cg_knowledge *knowledge,
                                   const cg_quality_case *asked, int *count) {
    const char **ids = CG_ARRAY(arena, const char *, knowledge->parameters.count + 1);
    *count = 0;
    for (int p = 0; p < knowledge->parameters.count; p++) {
        if (is_missing(asked, p)) {
            ids[(*count)++] = knowledge->parameters.items[p].id;
        }
    }
    return ids;
}

static const char *tell_unknown(const reason *r) {
    const cg_knowledge *knowledge = r->matches->park->knowledge;
    cg_text list = cg_text_start(r->arena);
    for (int p = 0; p < knowledge->parameters.count; p++) {
        if (is_missing(&r->quality, p)) {
            cg_text_add(&list, list.length > 0 ? ", " : "");
            cg_text_add(&list, cg_message(r->arena, CG_MSG_REASON_PARAMETER_LIMIT, r->language,
                                          tell_parameter(r, p), tell_limit(r, p), NULL));
        }
    }
    return cg_message(r->arena, CG_MSG_REASON_QUALITY_UNKNOWN, r->language, list.bytes,
                      r->quality.of, r->quality.at, NULL);
}

static const char *tell_refused(const reason *r) {
    const cg_park *park = r->matches->park;
    const cg_flow *output = &park->outputs.items[r->output_index];
    return cg_message(r->arena, CG_MSG_REASON_REFUSED, r->language,
                      park->facilities.items[r->facility_index].id, output->ref,
                      park->knowledge->resources.items[output->resource].id, NULL);
}

static const char *tell_obstacle(const reason *r) {
    switch (r->finding->obstacle) {
    case CG_NOT_ACCEPTED:
        return tell_not_accepted(r);
    case CG_LINK_FORBIDDEN:
        return tell_link(r);
    case CG_BEYOND_REACH:
        return tell_reach(r);
    case CG_LOST_ON_THE_WAY:
        return tell_lost(r);
    case CG_TOO_COLD:
        return tell_cold(r);
    case CG_QUALITY_UNFIT:
    case CG_FACILITY_UNFIT:
        return tell_unfit(r);
    case CG_QUALITY_UNKNOWN:
    case CG_FACILITY_UNKNOWN:
        return tell_unknown(r);
    case CG_FACILITY_REFUSES:
        return tell_refused(r);
    case CG_CLEAR:
    case CG_NO_WAY_OPEN:
    case CG_OWN_FIRM:
    case CG_FACILITY_GIVES_NOT:
        break; /* never found of a candidate: such pairs are none */
    }
    return NULL;
}

static const char *tell(const reason *r) {
    if (r->finding->verdict == CG_ALLOWED) {
        return r->finding->question == CG_NONE
                   ? NULL
                   : cg_question_words(r->arena, r->matches->law, &r->exchange,
                                       r->finding->question, r->language);
    }
    const char *told =
        strcmp(cg_reason_code(r->finding), "rule") == 0 ? tell_rule(r) : tell_obstacle(r);
    return told == NULL ? NULL : cg_text_plain(r->arena, told);
}

/* --- candidates ----------------------------------------------------------------------------------
 */

static cg_quality_case facility_case(const cg_park *park, int output, int facility) {
    return (cg_quality_case){park->outputs.items[output].quality, NULL,
                             park->facilities.items[facility].limits,
                             park->outputs.items[output].ref, park->facilities.items[facility].id};
}

static bool by_facility(const cg_finding *finding) {
    return finding->obstacle == CG_FACILITY_UNFIT || finding->obstacle == CG_FACILITY_UNKNOWN;
}

static bool by_input(const cg_finding *finding) {
    return finding->obstacle == CG_QUALITY_UNFIT || finding->obstacle == CG_QUALITY_UNKNOWN;
}

static const cg_substitution *substitution_at(const cg_matches *matches, int index) {
    return index == CG_NONE ? NULL : &matches->park->knowledge->substitutions.items[index];
}

bool cg_quality_case_of_candidate(cg_quality_case *out, const cg_matches *matches,
                                  const cg_candidate *candidate) {
    const cg_park *park = matches->park;
    if (by_facility(&candidate->finding)) {
        *out = facility_case(park, candidate->output, candidate->facility);
        return true;
    }
    const cg_flow *output = &park->outputs.items[candidate->output],
                  *input = &park->inputs.items[candidate->input];
    *out = (cg_quality_case){output->quality, substitution_at(matches, candidate->substitution),
                             input->limits, output->ref, input->ref};
    return by_input(&candidate->finding);
}

static bool treated_case(cg_quality_case *out, const cg_matches *matches, const cg_intake *intake,
                         const cg_supply *supply, const cg_treated *treated) {
    const cg_park *park = matches->park;
    if (treated->by == CG_DECIDED_BY_INTAKE) {
        *out = facility_case(park, intake->output, intake->facility);
        return by_facility(&treated->finding);
    }
    const cg_facility *facility = &park->facilities.items[supply->facility];
    const cg_flow *input = &park->inputs.items[supply->input];
    *out =
        (cg_quality_case){facility->given_quality, substitution_at(matches, supply->substitution),
                          input->limits, facility->id, input->ref};
    return treated->by == CG_DECIDED_BY_SUPPLY && by_input(&treated->finding);
}

bool cg_quality_case_of_treated(cg_quality_case *out, const cg_matches *matches,
                                const cg_intake *intake, const cg_supply *supply) {
    cg_treated treated = cg_treated_of(matches, intake, supply);
    return treated_case(out, matches, intake, supply, &treated);
}

static bool at_fault(const cg_way *way) {
    return way->forbidden || way->beyond_reach || way->loss >= 1;
}

static void set_way(reason *r, int pipe, const char *from, const char *to) {
    r->way = &r->matches->pipes.items[pipe].way;
    r->from = from;
    r->to = to;
}

const char *cg_reason_of_candidate(cg_arena *arena, const cg_matches *matches,
                                   const cg_candidate *candidate, cg_language language) {
    const cg_park *park = matches->park;
    const char *from = park->outputs.items[candidate->output].ref,
               *to = park->inputs.items[candidate->input].ref;
    reason r = {.arena = arena,
                .matches = matches,
                .language = language,
                .finding = &candidate->finding,
                .ratio = 1,
                .input = to,
                .output_index = candidate->output,
                .input_index = candidate->input,
                .facility_index = candidate->facility,
                .exchange = cg_case_of(matches, candidate)};
    cg_quality_case_of_candidate(&r.quality, matches, candidate);
    if (candidate->facility == CG_NONE) {
        const cg_substitution *substitution = substitution_at(matches, candidate->substitution);
        set_way(&r, candidate->first, from, to);
        r.ratio = substitution == NULL ? 1 : substitution->ratio.value;
        r.reach_km = substitution == NULL ? 0 : substitution->reach.value;
        return tell(&r);
    }
    const cg_facility *facility = &park->facilities.items[candidate->facility];
    r.reach_km = facility->reach_km;
    set_way(&r, candidate->first, from, facility->id);
    if (!at_fault(r.way)) {
        set_way(&r, candidate->second, facility->id, to);
    }
    return tell(&r);
}

/* What the facility treats today that may not reach the input. */
static const char *home_at_fault(const cg_matches *matches, const cg_supply *supply) {
    for (int i = 0; i < matches->intakes.count; i++) {
        const cg_intake *intake = &matches->intakes.items[i];
        if (!intake->home || intake->facility != supply->facility) {
            continue;
        }
        cg_exchange_case exchange = cg_case_treated(matches, intake, supply);
        cg_legal legal = cg_law_ask(matches->law, &exchange);
        if (!cg_verdict_is_open(legal.verdict)) {
            return matches->park->outputs.items[intake->output].ref;
        }
    }
    return "–";
}

/* A sentence about mixing, to stand before the rule's own; NULL where the rule is about the pair
 * itself. */
static const char *tell_mixing(const reason *r, const cg_intake *intake, const cg_supply *supply,
                               const cg_treated *treated) {
    const cg_park *park = r->matches->park;
    const char *facility = park->facilities.items[supply->facility].id;
    if (treated->by == CG_DECIDED_BY_MIXING) {
        return cg_message(r->arena, CG_MSG_REASON_MIXED_INTAKE, r->language, facility,
                          park->outputs.items[intake->output].ref,
                          park->inputs.items[treated->other].ref, NULL);
    }
    if (treated->by == CG_DECIDED_BY_SUPPLY && treated->finding.rule != CG_NONE) {
        return cg_message(r->arena, CG_MSG_REASON_MIXED_SUPPLY, r->language, facility,
                          home_at_fault(r->matches, supply), park->inputs.items[supply->input].ref,
                          NULL);
    }
    return NULL;
}

const char *cg_reason_of_treated(cg_arena *arena, const cg_matches *matches,
                                 const cg_intake *intake, const cg_supply *supply,
                                 cg_language language) {
    const cg_park *park = matches->park;
    const cg_facility *facility = &park->facilities.items[supply->facility];
    cg_treated treated = cg_treated_of(matches, intake, supply);
    reason r = {.arena = arena,
                .matches = matches,
                .language = language,
                .finding = &treated.finding,
                .ratio = 1,
                .reach_km = facility->reach_km,
                .input = park->inputs.items[supply->input].ref,
                .output_index = intake->output,
                .input_index = supply->input,
                .facility_index = supply->facility,
                .exchange = cg_case_treated(matches, intake, supply)};
    treated_case(&r.quality, matches, intake, supply, &treated);
    if (treated.by == CG_DECIDED_BY_INTAKE) {
        set_way(&r, intake->pipe, park->outputs.items[intake->output].ref, facility->id);
    } else {
        set_way(&r, supply->pipe, facility->id, r.input);
    }
    const char *told = tell(&r);
    const char *mixing = tell_mixing(&r, intake, supply, &treated);
    return mixing == NULL || told == NULL ? told : cg_text_plain(arena, join(&r, mixing, told));
}
