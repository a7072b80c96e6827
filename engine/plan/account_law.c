/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan says of the law: uncertain rules, permits to obtain, how open questions were read. */
#include <string.h>

#include "match/prospects.h"
#include "match/reasons.h"
#include "plan/book.h"
#include "plan/solve.h"

/* Which rules decide about anything that could flow, by rule of the law; all in one pass, for every
 * pair through a plant asks the law. */
static const bool *deciding_rules(cg_arena *arena, const cg_matches *matches) {
    bool *decides = CG_ARRAY(arena, bool, matches->law->rule_count + 1);
    for (int c = 0; c < matches->candidates.count; c++) {
        int rule = matches->candidates.items[c].finding.rule;
        decides[rule == CG_NONE ? matches->law->rule_count : rule] = true;
    }
    for (int i = 0; matches->law->rule_count > 0 && i < matches->intakes.count; i++) {
        for (int s = 0; s < matches->supplies.count; s++) {
            const cg_intake *intake = &matches->intakes.items[i];
            const cg_supply *supply = &matches->supplies.items[s];
            int rule = intake->facility == supply->facility
                           ? cg_finding_of_treated(matches, intake, supply).rule
                           : CG_NONE;
            decides[rule == CG_NONE ? matches->law->rule_count : rule] = true;
        }
    }
    return decides;
}

static const cg_permit *known_permit(const cg_plan *plan, const char *id) {
    for (int i = 0; i < plan->permits.count; i++) {
        if (strcmp(plan->permits.items[i].id, id) == 0) {
            return &plan->permits.items[i];
        }
    }
    return NULL;
}

/* Whether some exchange may need a rule's permit or not: that turns on what nobody stated. */
static bool may_be_needed(const cg_model *model, int rule) {
    for (int a = 0; a < model->activities.count; a++) {
        const cg_behind *behind = &model->behind[a];
        for (int i = 0; i < behind->count; i++) {
            if (behind->items[i].rule == rule && !behind->items[i].certain) {
                return true;
            }
        }
    }
    return false;
}

static bool asks_for_permit(const cg_behind *behind, int rule) {
    for (int i = 0; i < behind->count; i++) {
        if (behind->items[i].rule == rule && behind->items[i].ruling.kind == CG_RULING_PERMIT) {
            return true;
        }
    }
    return false;
}

/* How often a rule's permit is obtained: once for each exchange that carries more than today. */
static int times_needed(const cg_model *model, const double *x, int rule) {
    int times = 0;
    for (int a = 0; a < model->activities.count; a += cg_pieces_from(model, a)) {
        times += asks_for_permit(&model->behind[a], rule) &&
                 cg_carries_more(model, x, a, cg_pieces_from(model, a));
    }
    return times;
}

static void add_permit(cg_plan *plan, const cg_solved *solved, int index) {
    const cg_model *model = solved->model;
    const cg_law *law = model->matches->law;
    const cg_rule *rule = law->rules[index];
    const cg_permit_terms *terms = rule->terms;
    const cg_authority *authority =
        terms->authority == NULL ? NULL : cg_authority_on(law->pack, terms->authority, law->date);
    cg_permit permit = {.id = rule->id,
                        .name = terms->name,
                        .clause = rule->clause,
                        .cost_known = terms->cost.given,
                        .cost = terms->cost.value,
                        .has_months = terms->has_months,
                        .months_least = terms->months_least,
                        .months_most = terms->months_most,
                        .needed = times_needed(model, solved->x, index),
                        .uncertain = strcmp(rule->confidence, "uncertain") == 0 ||
                                     may_be_needed(model, index)};
    if (authority != NULL) {
        permit.authority = authority->name;
    }
    CG_PUSH(plan->arena, &plan->permits, permit);
}

/* What the plan's lines need, told once. */
static void add_permits(cg_plan *plan, const cg_solved *solved) {
    const cg_law *law = solved->model->matches->law;
    for (int r = 0; r < law->rule_count; r++) {
        const cg_rule *rule = law->rules[r];
        if (rule->effect_kind != CG_EFFECT_permit || !cg_law_takes(law, rule)) {
            continue;
        }
        for (int l = 0; l < plan->lines.count; l++) {
            const cg_line *line = &plan->lines.items[l];
            for (int p = 0; p < line->permit_count; p++) {
                if (strcmp(line->permits[p], rule->id) == 0 &&
                    known_permit(plan, rule->id) == NULL) {
                    add_permit(plan, solved, r);
                }
            }
        }
    }
}

/* Whether anything that could flow here turns on a question. */
static bool is_asked(const cg_model *model, int question, const bool *decides) {
    const cg_law *law = model->matches->law;
    for (int r = 0; r < law->rule_count; r++) {
        if (decides[r] && law->rules[r]->question == question) {
            return true;
        }
    }
    for (int a = 0; a < model->activities.count; a++) {
        for (int i = 0; i < model->behind[a].count; i++) {
            if (law->rules[model->behind[a].items[i].rule]->question == question) {
                return true;
            }
        }
    }
    const cg_prospects *prospects = model->matches->prospects;
    for (int i = 0; prospects != NULL && i < model->park->outputs.count * law->rule_count; i++) {
        if (prospects->behind[i] && law->rules[i % law->rule_count]->question == question) {
            return true;
        }
    }
    for (int c = 0; c < model->matches->candidates.count; c++) {
        if (model->matches->candidates.items[c].finding.question == question) {
            return true;
        }
    }
    return false;
}

/* How the questions of the pack were read, where anything here turns on them. */
static void add_readings(cg_plan *plan, const cg_model *model, const bool *decides) {
    const cg_law *law = model->matches->law;
    for (int q = 0; q < law->pack->questions.count; q++) {
        const cg_legal_question *question = &law->pack->questions.items[q];
        const cg_reading *taken = &question->readings.items[law->reading[q]];
        if (is_asked(model, q, decides)) {
            CG_PUSH(plan->arena, &plan->readings,
                    ((cg_plan_reading){question->id, taken->id, question->title, taken->title,
                                       question->open}));
        }
    }
}

/* Whether a line of the plan rests on a rule. */
static bool is_behind_a_line(const cg_plan *plan, const char *id) {
    for (int l = 0; l < plan->lines.count; l++) {
        for (int r = 0; r < plan->lines.items[l].rule_count; r++) {
            if (strcmp(plan->lines.items[l].rules[r], id) == 0) {
                return true;
            }
        }
    }
    return false;
}

static bool is_among(const char *const *rules, int count, const char *id) {
    for (int r = 0; r < count; r++) {
        if (strcmp(rules[r], id) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_cited(const cg_plan *plan, const char *id) {
    bool cited = is_behind_a_line(plan, id);
    for (int i = 0; i < plan->rejected.count && !cited; i++) {
        cited = is_among(plan->rejected.items[i].rules, plan->rejected.items[i].rule_count, id);
    }
    for (int i = 0; i < plan->wasted.count && !cited; i++) {
        cited = is_among(plan->wasted.items[i].rules, plan->wasted.items[i].rule_count, id);
    }
    for (int i = 0; i < plan->policy.count && !cited; i++) {
        cited = is_among(plan->policy.items[i].rules, plan->policy.items[i].rule_count, id);
    }
    return cited;
}

/* The articles behind the ids that lines, what was not chosen and what is thrown away name. */
static void add_cited(cg_plan *plan, const cg_law *law) {
    for (int r = 0; r < law->rule_count; r++) {
        const cg_rule *rule = law->rules[r];
        if (cg_law_takes(law, rule) && is_cited(plan, rule->id)) {
            CG_PUSH(plan->arena, &plan->cited,
                    ((cg_cited_rule){rule->id, rule->title, rule->instrument, rule->clause}));
        }
    }
}

static void add_uncertain(cg_plan *plan, const cg_matches *matches, const bool *decides) {
    for (int r = 0; r < matches->law->rule_count; r++) {
        const cg_rule *rule = matches->law->rules[r];
        if (rule->confidence != NULL && strcmp(rule->confidence, "uncertain") == 0 &&
            (decides[r] ||
             (cg_law_takes(matches->law, rule) && is_behind_a_line(plan, rule->id)))) {
            CG_PUSH(plan->arena, &plan->uncertain, ((cg_uncertain_rule){rule->id, rule->title}));
        }
    }
}

void cg_account_law(cg_plan *plan, const cg_solved *solved) {
    const cg_matches *matches = solved->model->matches;
    const bool *decides = deciding_rules(plan->arena, matches);
    add_uncertain(plan, matches, decides);
    add_permits(plan, solved);
    add_readings(plan, solved->model, decides);
    add_cited(plan, matches->law);
}
