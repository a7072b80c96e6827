/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first sentence of an explanation: whoever reads no further has not been told a wrong thing.
 */
#include "report/explain_headline.h"

#include "match/legal_words.h"

#include <string.h>

/* How the ways that decide stand. */
typedef struct deciding {
    const cg_way_answer *first;
    bool any_permit, all_permit; /* of them asks for a permit */
    bool reading;                /* one is allowed only as the law is read here */
    bool tied;                   /* one is as good as what the plan does */
} deciding;

static deciding deciding_ways(const cg_explanation *explanation) {
    deciding of = {.all_permit = true};
    for (int w = 0; w < explanation->ways.count; w++) {
        const cg_way_answer *way = &explanation->ways.items[w];
        if (way->answer != explanation->answer) {
            continue;
        }
        bool permit = way->finding.verdict == CG_ALLOWED_PERMITS;
        of.first = of.first == NULL ? way : of.first;
        of.any_permit = of.any_permit || permit;
        of.all_permit = of.all_permit && permit;
        of.reading = of.reading || way->finding.question != CG_NONE;
        of.tied = of.tied || cg_way_is_tied(way);
    }
    return of;
}

static cg_message_id in_plan(const deciding *of, bool limit) {
    if (limit) {
        return CG_MSG_ANSWER_IN_PLAN_LIMIT;
    }
    if (of->reading) {
        return CG_MSG_ANSWER_IN_PLAN_READING;
    }
    return of->any_permit ? CG_MSG_ANSWER_IN_PLAN_PERMITS : CG_MSG_ANSWER_IN_PLAN;
}

static cg_message_id not_worth(const deciding *of, bool limit) {
    if (limit) {
        return CG_MSG_ANSWER_NOT_WORTH_LIMIT;
    }
    if (of->tied) {
        return CG_MSG_ANSWER_TIED;
    }
    return of->all_permit ? CG_MSG_ANSWER_NOT_WORTH_PERMITS : CG_MSG_ANSWER_NOT_WORTH;
}

static cg_message_id message_of(const cg_explanation *explanation, const deciding *of) {
    bool limit = strcmp(explanation->plan->status, "limit") == 0;
    switch (explanation->answer) {
    case CG_IN_PLAN:
        return in_plan(of, limit);
    case CG_NOT_WORTH:
        return not_worth(of, limit);
    case CG_UNDECIDED:
        return CG_MSG_ANSWER_UNDECIDED;
    case CG_NOT_KNOWN:
        return CG_MSG_ANSWER_UNKNOWN;
    case CG_TWO_READINGS:
        return CG_MSG_ANSWER_OPEN;
    case CG_NOT_ALLOWED:
        return CG_MSG_ANSWER_NOT_ALLOWED;
    case CG_NOT_OPEN:
        return CG_MSG_ANSWER_CLOSED;
    case CG_NOT_POSSIBLE:
        return CG_MSG_ANSWER_IMPOSSIBLE;
    case CG_NO_SUBSTITUTION:
        break;
    }
    return CG_MSG_ANSWER_NO_SUBSTITUTION;
}

/* The readings of the question on which the first of the deciding ways turns. */
static const char *say_open(cg_arena *arena, const cg_explanation *explanation,
                            const cg_way_answer *way, cg_language language) {
    const cg_matches *matches = explanation->solved->model->matches;
    cg_exchange_case exchange =
        way->candidate != CG_NONE ? cg_case_of(matches, &matches->candidates.items[way->candidate])
                                  : cg_case_treated(matches, &matches->intakes.items[way->intake],
                                                    &matches->supplies.items[way->supply]);
    int question = way->finding.question;
    return cg_message(arena, CG_MSG_ANSWER_OPEN, language,
                      matches->park->outputs.items[explanation->output].ref,
                      matches->park->inputs.items[explanation->input].ref,
                      cg_other_readings_words(arena, matches->law, &exchange, question, language),
                      cg_reading_words(matches->law, question, language), NULL);
}

const char *cg_explanation_headline(cg_arena *arena, const cg_explanation *explanation,
                                    cg_language language) {
    const cg_park *park = explanation->solved->model->park;
    const cg_flow *output = &park->outputs.items[explanation->output];
    const cg_flow *input = &park->inputs.items[explanation->input];
    const cg_resource *given = &park->knowledge->resources.items[output->resource];
    const cg_resource *taken = &park->knowledge->resources.items[input->resource];
    deciding of = deciding_ways(explanation);
    if (explanation->answer == CG_TWO_READINGS) {
        return say_open(arena, explanation, of.first, language);
    }
    return cg_message(arena, message_of(explanation, &of), language, output->ref, input->ref,
                      given->id, taken->id, cg_words_in(given->name, language, given->id),
                      cg_words_in(taken->name, language, taken->id), NULL);
}
