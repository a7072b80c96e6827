/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Direct exchanges: every output to every input that its resource or a substitution opens. */
#include "match/prospects.h"

cg_way_terms cg_terms_direct(const cg_park *park, int output, const cg_substitution *substitution) {
    const cg_knowledge *knowledge = park->knowledge;
    const cg_resource *resource = &knowledge->resources.items[park->outputs.items[output].resource];
    cg_way_terms terms = {.mode = knowledge->default_mode[resource->family]};
    if (resource->mode != NULL) {
        terms.mode = cg_map_find(knowledge->mode_ids, resource->mode);
    }
    if (substitution == NULL) {
        return terms;
    }
    if (substitution->mode != NULL) {
        terms.mode = cg_map_find(knowledge->mode_ids, substitution->mode);
    }
    terms.transport_cost = &substitution->transport_cost;
    terms.transport_emissions = &substitution->transport_emissions;
    terms.loss = &substitution->loss;
    terms.temperature_drop = &substitution->temperature_drop;
    terms.investment = &substitution->investment;
    terms.has_reach = substitution->has_reach;
    terms.reach_km = substitution->reach.value;
    return terms;
}

int cg_add_pipe(cg_finder *finder, cg_pipe_kind kind, int output, int facility, int input,
                cg_way way) {
    CG_PUSH(finder->arena, &finder->matches->pipes,
            ((cg_pipe){kind, output, facility, input, way, NULL}));
    return finder->matches->pipes.count - 1;
}

void cg_report_way_rate(cg_finder *finder, const cg_way *way) {
    const cg_park *park = finder->matches->park;
    if (way->missing_rate == NULL || way->mode == CG_NONE || finder->rate_reported[way->mode]) {
        return;
    }
    finder->rate_reported[way->mode] = true;
    cg_say(finder->diagnostics, CG_ERROR, (cg_place){park->file, "assumptions.exchange_rates", 0},
           CG_MSG_NO_RATE_FOR_WAY, way->missing_rate, park->knowledge->modes.items[way->mode].id,
           park->currency, NULL);
}

bool cg_is_open(const cg_finding *finding) {
    return cg_verdict_is_open(finding->verdict);
}

cg_exchange_case cg_case_of(const cg_matches *matches, const cg_candidate *candidate) {
    const cg_way *way = &matches->pipes.items[candidate->first].way;
    double second_km =
        candidate->second == CG_NONE ? 0 : matches->pipes.items[candidate->second].way.km;
    return (cg_exchange_case){matches->park,
                              candidate->output,
                              candidate->input,
                              candidate->facility,
                              candidate->facility != CG_NONE,
                              way->mode,
                              way->km + second_km,
                              way->link};
}

void cg_finding_take(cg_finding *finding, cg_legal legal) {
    finding->verdict = legal.verdict;
    finding->rule = legal.rule;
    finding->missing = legal.missing;
    finding->question = legal.question;
    if (legal.parameter != CG_NONE) {
        finding->parameter = legal.parameter;
    }
}

/* Physics first, then the law, then what is not known: the more final word wins. */
static cg_finding judge(cg_finder *finder, const cg_way *way, cg_meeting *meeting,
                        double delivered) {
    const cg_park *park = meeting->park;
    cg_finding finding = {CG_IMPOSSIBLE, CG_CLEAR, CG_NONE, CG_NONE, NULL, CG_NONE};
    if (way->beyond_reach) {
        finding.obstacle = CG_BEYOND_REACH;
        return finding;
    }
    /* 0.9 - 0.18 x 5 is nothing, though its rounding is not. */
    double ratio = meeting->substitution == NULL ? 1 : meeting->substitution->ratio.value;
    if (delivered <= 1e-12 * ratio) {
        finding.obstacle = CG_LOST_ON_THE_WAY;
        return finding;
    }
    meeting->parameter = CG_NONE;
    cg_obstacle physics =
        cg_physics_of(park->outputs.items[meeting->output].family)->examine(meeting);
    finding.obstacle = physics;
    finding.parameter = meeting->parameter;
    if (physics != CG_CLEAR && physics != CG_QUALITY_UNKNOWN) {
        return finding;
    }
    if (!park->inputs.items[meeting->input].accepts || way->forbidden) {
        finding.verdict = CG_CLOSED;
        finding.obstacle = way->forbidden ? CG_LINK_FORBIDDEN : CG_NOT_ACCEPTED;
        return finding;
    }
    cg_exchange_case exchange = {park,  meeting->output, meeting->input, CG_NONE,
                                 false, way->mode,       way->km,        way->link};
    cg_finding_take(&finding, cg_law_ask(finder->matches->law, &exchange));
    if (physics == CG_QUALITY_UNKNOWN && cg_is_open(&finding)) {
        finding.verdict = CG_UNKNOWN_QUALITY;
    }
    return finding;
}

static bool *substitution_reported(const cg_finder *finder, const cg_substitution *substitution) {
    const cg_substitution *all = finder->matches->park->knowledge->substitutions.items;
    return &finder->substitution_rate_reported[substitution - all];
}

void cg_report_substitution_rate(cg_finder *finder, const cg_substitution *substitution) {
    if (substitution == NULL || substitution->treatment_cost.missing_rate == NULL ||
        *substitution_reported(finder, substitution)) {
        return;
    }
    *substitution_reported(finder, substitution) = true;
    const cg_park *park = finder->matches->park;
    const char *pair = cg_format(finder->arena, "%s > %s",
                                 park->knowledge->resources.items[substitution->output].id,
                                 park->knowledge->resources.items[substitution->input].id);
    cg_say(finder->diagnostics, CG_ERROR, (cg_place){park->file, "assumptions.exchange_rates", 0},
           CG_MSG_NO_RATE_FOR_SUBSTITUTION, substitution->treatment_cost.missing_rate, pair,
           park->currency, NULL);
}

bool cg_rate_to_report(const cg_finder *finder, const cg_way_terms *terms,
                       const cg_substitution *substitution) {
    if (terms->mode != CG_NONE && !finder->rate_reported[terms->mode] &&
        cg_terms_lack_rate(finder->ways, terms)) {
        return true;
    }
    return substitution != NULL && substitution->treatment_cost.missing_rate != NULL &&
           !*substitution_reported(finder, substitution);
}

static void consider(cg_finder *finder, const cg_offer *of, int input) {
    cg_matches *matches = finder->matches;
    const cg_park *park = matches->park;
    cg_way way = cg_way_direct(finder->ways, of->output, input, &of->terms);
    double delivered = (of->substitution == NULL ? 1 : of->substitution->ratio.value) - way.loss;
    cg_meeting meeting = {park,       &matches->heat, of->output, input, of->substitution,
                          way.drop_k, CG_NONE};
    cg_finding finding = judge(finder, &way, &meeting, delivered);
    bool runs = of->runs && cg_runs_today(finder, of->output, input, CG_ANY_WAY);
    bool kept = cg_is_kept(finder, of->output, input, &finding, runs);
    if (kept || finder->wanted.keep != CG_KEEP_USABLE) {
        cg_note_unplaced(finder, of->output, CG_NONE, input, &way);
    }
    if (cg_is_open(&finding) || runs) {
        cg_report_way_rate(finder, &way);
        cg_report_substitution_rate(finder, of->substitution);
    }
    cg_judged pair = {of, input, &way, &finding, runs};
    if (kept && !cg_prospects_take(finder, &pair)) {
        int pipe = cg_add_pipe(finder, CG_PIPE_DIRECT, of->output, CG_NONE, input, way);
        cg_candidate candidate = {of->output, input,   CG_NONE,   of->substitution_index,
                                  pipe,       CG_NONE, delivered, finding,
                                  CG_NONE,    false};
        CG_PUSH(finder->arena, &matches->candidates, candidate);
    }
}

/* Whether looking at a pair could report anything, or keep it, where only what runs is kept. */
static bool may_matter(const cg_finder *finder, const cg_offer *of, const cg_reach *reach,
                       int input) {
    return finder->firm_unasked[of->sender] || finder->firm_unasked[cg_reach_firm(reach, input)] ||
           (of->linked && cg_reach_linked(reach, input)) ||
           (of->runs && cg_runs_today(finder, of->output, input, CG_ANY_WAY)) ||
           (of->lacks_rate && cg_rate_to_report(finder, &of->terms, of->substitution));
}

/* Whether looking at a pair of the offer that nobody asks for could report anything, or keep it. */
static bool could_matter(const cg_finder *finder, const cg_offer *of) {
    return finder->any_unplaced || of->linked || of->runs || of->lacks_rate;
}

/* The pairs alone that are asked for by name. */
static void consider_couples(cg_finder *finder, const cg_offer *of, int resource) {
    const cg_park *park = finder->matches->park;
    const cg_couples *among = finder->wanted.among;
    int end = among == NULL ? 0 : among->start[of->output + 1];
    for (int c = among == NULL ? 0 : among->start[of->output]; c < end; c++) {
        const cg_flow *input = &park->inputs.items[among->inputs[c]];
        if (input->resource == resource && (input->firm != of->sender || park->own_reuse)) {
            consider(finder, of, among->inputs[c]);
        }
    }
}

static void consider_all(cg_finder *finder, cg_reach *reach, int output, int resource,
                         int substitution) {
    const cg_park *park = finder->matches->park;
    if (!cg_reach_takes(reach, resource)) {
        return;
    }
    cg_offer of = {.reach = reach,
                   .output = output,
                   .resource = resource,
                   .substitution_index = substitution,
                   .sender = park->outputs.items[output].firm};
    if (substitution != CG_NONE) {
        of.substitution = &park->knowledge->substitutions.items[substitution];
    }
    of.terms = cg_terms_direct(park, output, of.substitution);
    of.linked = cg_ways_linked(finder->ways, (cg_end){CG_END_OUTPUT, output});
    of.runs = finder->first_running[output] != CG_NONE;
    of.lacks_rate = cg_rate_to_report(finder, &of.terms, of.substitution);
    bool all = cg_asks_all(finder);
    if (!all && !could_matter(finder, &of)) {
        consider_couples(finder, &of, resource);
        return;
    }
    const int *inputs;
    int beyond, count = cg_reach_inputs(reach, &of, &inputs, &beyond);
    for (int i = 0; i < count; i++) {
        bool own = cg_reach_firm(reach, inputs[i]) == of.sender;
        if ((!own || park->own_reuse) && (all || cg_asks_for(finder, output, inputs[i]) ||
                                          may_matter(finder, &of, reach, inputs[i]))) {
            consider(finder, &of, inputs[i]);
        }
    }
    finder->matches->impossible[CG_BEYOND_REACH] +=
        finder->wanted.keep == CG_KEEP_POSSIBLE ? beyond : 0;
}

void cg_find_direct(cg_finder *finder) {
    const cg_park *park = finder->matches->park;
    const cg_knowledge *knowledge = park->knowledge;
    cg_reach *reach = cg_reach_new(finder);
    for (int o = 0; o < park->outputs.count; o++) {
        int resource = park->outputs.items[o].resource;
        consider_all(finder, reach, o, resource, CG_NONE);
        for (int s = 0; s < knowledge->substitutions.count; s++) {
            const cg_substitution *substitution = &knowledge->substitutions.items[s];
            /* Resources of one id exchange at ratio 1, whatever a substitution says of them. */
            if (substitution->output == resource && substitution->input != resource) {
                consider_all(finder, reach, o, substitution->input, s);
            }
        }
    }
}
