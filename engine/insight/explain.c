/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why an exchange is in the best plan, out of it, or not possible: read off the plan, the findings
 * and the duals. */
#include "insight/explain.h"

#include <math.h>
#include <string.h>

#include "insight/prices.h"
#include "match/reasons.h"

const char *cg_answer_id(cg_answer answer) {
    static const char *const ids[] = {"in-plan", "not-worth-it", "undecided",
                                      "unknown", "open",         "not-allowed",
                                      "closed",  "impossible",   "no-substitution"};
    return ids[answer];
}

static int find_flow(const char *ref, const cg_map *wanted, const cg_map *other,
                     cg_diagnostics *diagnostics, bool is_output) {
    int found = cg_map_find(wanted, ref);
    if (found != CG_NONE) {
        return found;
    }
    cg_place place = {NULL, is_output ? "FROM" : "TO", 0};
    const char *nearest = cg_map_nearest(wanted, ref);
    if (cg_map_find(other, ref) != CG_NONE) {
        cg_say(diagnostics, CG_ERROR, place, is_output ? CG_MSG_FROM_IS_INPUT : CG_MSG_TO_IS_OUTPUT,
               ref, NULL);
    } else if (nearest != NULL) {
        cg_say(diagnostics, CG_ERROR, place,
               is_output ? CG_MSG_NO_OUTPUT_NEAR : CG_MSG_NO_INPUT_NEAR, ref, nearest, NULL);
    } else {
        cg_say(diagnostics, CG_ERROR, place, is_output ? CG_MSG_NO_OUTPUT : CG_MSG_NO_INPUT, ref,
               NULL);
    }
    return CG_NONE;
}

bool cg_question_read(cg_question *question, cg_diagnostics *diagnostics, const cg_park *park) {
    question->output =
        find_flow(question->from, park->output_refs, park->input_refs, diagnostics, true);
    question->input =
        find_flow(question->to, park->input_refs, park->output_refs, diagnostics, false);
    return question->output != CG_NONE && question->input != CG_NONE;
}

static cg_answer answer_of(const cg_finding *finding) {
    switch (finding->verdict) {
    case CG_ALLOWED:
    case CG_ALLOWED_VIA:
    case CG_ALLOWED_PERMITS:
        return CG_NOT_WORTH;
    case CG_UNKNOWN_QUALITY:
        return CG_NOT_KNOWN;
    case CG_OPEN:
        return CG_TWO_READINGS;
    case CG_FORBIDDEN:
        return CG_NOT_ALLOWED;
    case CG_CLOSED:
        return CG_NOT_OPEN;
    case CG_IMPOSSIBLE:
    case CG_VERDICTS:
        break;
    }
    return CG_NOT_POSSIBLE;
}

bool cg_way_is_tied(const cg_way_answer *way) {
    return way->answer == CG_NOT_WORTH && way->is_priced && !way->must_build &&
           !way->by_objective && way->shortfall <= 1e-9 * fmax(1, fabs(way->price_now));
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static const cg_line *find_line(const cg_explanation *explanation, const cg_way_answer *way) {
    const cg_park *park = explanation->solved->model->park;
    const char *from = park->outputs.items[explanation->output].ref,
               *to = park->inputs.items[explanation->input].ref;
    for (int l = 0; l < explanation->plan->lines.count; l++) {
        const cg_line *line = &explanation->plan->lines.items[l];
        if (strcmp(line->from, from) == 0 && strcmp(line->to, to) == 0 &&
            same_text(line->via, way->via) && same_text(line->mode, way->mode) &&
            line->pass_through == way->pass_through) {
            return line;
        }
    }
    return NULL;
}

static const char *mode_of_pipe(const cg_model *model, int pipe) {
    int mode = model->matches->pipes.items[pipe].way.mode;
    return mode == CG_NONE ? NULL : model->park->knowledge->modes.items[mode].id;
}

static void settle(cg_explanation *explanation, cg_way_answer *way, const cg_finding *finding) {
    way->answer = answer_of(finding);
    way->finding = *finding;
    way->line = find_line(explanation, way);
    if (way->line != NULL && way->line->quantity > 0) {
        way->answer = CG_IN_PLAN;
    }
    if (way->answer == CG_NOT_WORTH && explanation->solved->solution == NULL) {
        way->answer = CG_UNDECIDED;
    }
    if (way->answer == CG_NOT_WORTH) {
        cg_price_way(explanation, way);
    }
    CG_PUSH(explanation->solved->model->arena, &explanation->ways, *way);
}

static void add_candidates(cg_explanation *explanation) {
    const cg_model *model = explanation->solved->model;
    const cg_matches *matches = model->matches;
    for (int c = 0; c < matches->candidates.count; c++) {
        const cg_candidate *candidate = &matches->candidates.items[c];
        if (candidate->output != explanation->output || candidate->input != explanation->input) {
            continue;
        }
        cg_way_answer way = {.candidate = c, .intake = CG_NONE, .supply = CG_NONE};
        way.mode = mode_of_pipe(model, candidate->first);
        way.distance_km = matches->pipes.items[candidate->first].way.km;
        if (candidate->facility != CG_NONE) {
            way.via = model->park->facilities.items[candidate->facility].id;
            way.pass_through = true;
            way.distance_km += matches->pipes.items[candidate->second].way.km;
        }
        settle(explanation, &way, &candidate->finding);
    }
}

static void add_treated(cg_explanation *explanation) {
    const cg_model *model = explanation->solved->model;
    const cg_matches *matches = model->matches;
    for (int i = 0; i < matches->intakes.count; i++) {
        const cg_intake *intake = &matches->intakes.items[i];
        for (int s = 0; s < matches->supplies.count && intake->output == explanation->output; s++) {
            const cg_supply *supply = &matches->supplies.items[s];
            if (supply->facility != intake->facility || supply->input != explanation->input) {
                continue;
            }
            cg_way_answer way = {.candidate = CG_NONE, .intake = i, .supply = s};
            way.via = model->park->facilities.items[intake->facility].id;
            way.mode = mode_of_pipe(model, intake->pipe);
            way.distance_km = matches->pipes.items[intake->pipe].way.km +
                              matches->pipes.items[supply->pipe].way.km;
            cg_finding finding = cg_finding_of_treated(matches, intake, supply);
            settle(explanation, &way, &finding);
        }
    }
}

cg_explanation *cg_explain(const cg_question *question) {
    cg_explanation *explanation = CG_NEW(question->solved->model->arena, cg_explanation);
    explanation->solved = question->solved;
    explanation->plan = question->plan;
    explanation->output = question->output;
    explanation->input = question->input;
    explanation->answer = CG_NO_SUBSTITUTION;
    add_candidates(explanation);
    add_treated(explanation);
    for (int w = 0; w < explanation->ways.count; w++) {
        if (explanation->ways.items[w].answer < explanation->answer) {
            explanation->answer = explanation->ways.items[w].answer;
        }
    }
    return explanation;
}
