/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to measure first: pairs that nobody can judge yet, by the most that they could be worth. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "match/reasons.h"
#include "plan/book.h"
#include "plan/solve.h"

enum { MOST_TOLD = 20 };

/* A pair, as one activity or as one into a facility and one out of it. */
typedef struct pair {
    cg_activity in, out;
    bool treated, home;
} pair;

static double yielded(const cg_model *model, const pair *of) {
    return of->treated ? (of->home ? 1 - model->matches->pipes.items[of->in.first].way.loss
                                   : of->in.arrives) *
                             model->park->facilities.items[of->in.facility].yield
                       : 1;
}

/* What a unit that leaves the output saves in a period, nothing built and nothing charged. */
static double unit_worth(const cg_model *model, const pair *of, int period) {
    double worth = 0;
    if (!of->home) {
        cg_unit_effect effect = cg_activity_uncharged(model, &of->in, period);
        worth += cg_parts_saving(&effect.parts);
    }
    if (of->treated) {
        cg_unit_effect effect = cg_activity_uncharged(model, &of->out, period);
        worth += cg_parts_saving(&effect.parts) * yielded(model, of);
    }
    return worth;
}

/* All that the two ends could exchange. Whatever else a plan does, taking the pair out of it again
 * loses no more than this: what is built and what others could make of the same flows only lowers
 * it. */
static void value_pair(const cg_model *model, const pair *of, cg_plan_unknown *unknown) {
    double yield = yielded(model, of);
    for (int p = 0; p < model->park->periods.count; p++) {
        double worth = unit_worth(model, of, p);
        double most = cg_activity_most(model, &of->in, p);
        if (of->treated) {
            most = yield > 0 ? fmin(most, cg_activity_most(model, &of->out, p) / yield) : 0;
        }
        if (worth > 0 && most > 0) {
            unknown->worth += worth * most;
            unknown->quantity += most;
        }
    }
}

static void name_missing(const cg_model *model, const cg_finding *finding, bool about_quality,
                         const cg_quality_case *held, cg_plan_unknown *unknown) {
    unknown->missing = finding->missing;
    if (about_quality) {
        unknown->at = held->of;
        unknown->parameters = cg_quality_not_stated(model->arena, model->park->knowledge, held,
                                                    &unknown->parameter_count);
    } else if (finding->parameter != CG_NONE) {
        unknown->at = unknown->from;
        unknown->parameters = (const char **)CG_ARRAY(model->arena, const char *, 1);
        unknown->parameters[unknown->parameter_count++] =
            model->park->knowledge->parameters.items[finding->parameter].id;
    }
}

static void name_parameters(const cg_model *model, cg_plan_unknown *unknown) {
    const cg_knowledge *knowledge = model->park->knowledge;
    unknown->names = CG_ARRAY(model->arena, cg_words, unknown->parameter_count + 1);
    for (int i = 0; i < unknown->parameter_count; i++) {
        int index = cg_map_find(knowledge->parameter_ids, unknown->parameters[i]);
        if (index != CG_NONE) {
            unknown->names[i] = knowledge->parameters.items[index].name;
        }
    }
}

static cg_plan_unknown start(const cg_model *model, int output, int input, int facility) {
    const cg_park *park = model->park;
    return (cg_plan_unknown){.from = park->outputs.items[output].ref,
                             .to = park->inputs.items[input].ref,
                             .via =
                                 facility == CG_NONE ? NULL : park->facilities.items[facility].id,
                             .unit = cg_family_unit(park->outputs.items[output].family)};
}

static void add_candidate(cg_plan *plan, const cg_model *model, const cg_candidate *candidate) {
    bool passed = candidate->facility != CG_NONE;
    double arrives = passed ? 1 - model->matches->pipes.items[candidate->first].way.loss : 0;
    pair of = {.in = {.kind = passed ? CG_PASS : CG_DIRECT,
                      .output = candidate->output,
                      .input = candidate->input,
                      .facility = candidate->facility,
                      .piece_from = CG_NONE,
                      .piece_to = CG_NONE,
                      .substitution = candidate->substitution,
                      .first = candidate->first,
                      .second = candidate->second,
                      .enters_second = arrives,
                      .arrives = arrives,
                      .delivered = candidate->delivered}};
    cg_plan_unknown unknown =
        start(model, candidate->output, candidate->input, candidate->facility);
    cg_quality_case held;
    bool about_quality = cg_quality_case_of_candidate(&held, model->matches, candidate);
    value_pair(model, &of, &unknown);
    name_missing(model, &candidate->finding, about_quality, &held, &unknown);
    name_parameters(model, &unknown);
    CG_PUSH(plan->arena, &plan->unknowns, unknown);
}

static void add_treated(cg_plan *plan, const cg_model *model, const cg_intake *intake,
                        const cg_supply *supply, const cg_finding *finding) {
    pair of = {.in = {.kind = CG_TREAT,
                      .output = intake->output,
                      .input = CG_NONE,
                      .facility = intake->facility,
                      .piece_from = CG_NONE,
                      .piece_to = CG_NONE,
                      .substitution = CG_NONE,
                      .first = intake->pipe,
                      .second = CG_NONE,
                      .arrives = 1 - model->matches->pipes.items[intake->pipe].way.loss},
               .out = {.kind = CG_SUPPLY,
                       .output = CG_NONE,
                       .input = supply->input,
                       .facility = supply->facility,
                       .piece_from = CG_NONE,
                       .piece_to = CG_NONE,
                       .substitution = supply->substitution,
                       .first = CG_NONE,
                       .second = supply->pipe,
                       .enters_second = 1,
                       .delivered = supply->delivered},
               .treated = true,
               .home = intake->home};
    cg_plan_unknown unknown = start(model, intake->output, supply->input, intake->facility);
    cg_quality_case held;
    bool about_quality = cg_quality_case_of_treated(&held, model->matches, intake, supply);
    value_pair(model, &of, &unknown);
    name_missing(model, finding, about_quality, &held, &unknown);
    name_parameters(model, &unknown);
    CG_PUSH(plan->arena, &plan->unknowns, unknown);
}

static int most_worth_first(const void *a, const void *b) {
    const cg_plan_unknown *x = a, *y = b;
    if (x->worth != y->worth) {
        return x->worth < y->worth ? 1 : -1;
    }
    int order = strcmp(x->from, y->from);
    order = order != 0 ? order : strcmp(x->to, y->to);
    return order != 0 ? order : strcmp(x->via == NULL ? "" : x->via, y->via == NULL ? "" : y->via);
}

/* What is worth nothing at the most needs no measuring. */
static void keep_most_worth(cg_plan *plan) {
    if (plan->unknowns.count > 0) {
        qsort(plan->unknowns.items, (size_t)plan->unknowns.count, sizeof *plan->unknowns.items,
              most_worth_first);
    }
    int worth = 0;
    while (worth < plan->unknowns.count && plan->unknowns.items[worth].worth > 0) {
        worth++;
    }
    plan->unknowns.count = worth < MOST_TOLD ? worth : MOST_TOLD;
    plan->unknowns_left = worth - plan->unknowns.count;
}

void cg_account_unknown(cg_plan *plan, const cg_solved *solved) {
    const cg_model *model = solved->model;
    const cg_matches *matches = model->matches;
    plan->unknowns_sought = matches->keep == CG_KEEP_ALL || matches->keep == CG_KEEP_POSSIBLE;
    if (!plan->unknowns_sought) {
        return;
    }
    for (int c = 0; c < matches->candidates.count; c++) {
        if (matches->candidates.items[c].finding.verdict == CG_UNKNOWN_QUALITY) {
            add_candidate(plan, model, &matches->candidates.items[c]);
        }
    }
    for (int i = 0; i < matches->intakes.count; i++) {
        const cg_intake *intake = &matches->intakes.items[i];
        for (int s = 0; s < matches->supplies.count; s++) {
            const cg_supply *supply = &matches->supplies.items[s];
            if (supply->facility != intake->facility) {
                continue;
            }
            cg_finding finding = cg_finding_of_treated(matches, intake, supply);
            if (finding.verdict == CG_UNKNOWN_QUALITY) {
                add_treated(plan, model, intake, supply, &finding);
            }
        }
    }
    keep_most_worth(plan);
}
