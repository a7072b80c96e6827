/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the park leaves unused: what is thrown away today, and what the law forbids, by their worth.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "match/prospects.h"
#include "plan/book.h"

enum { MOST_QUESTIONS = 10 };

/* What today's exchanges take of an output in a period; of one piece of its heat, or of all. */
static double taken_today(const cg_model *model, int output, int piece, int period) {
    const cg_uses *uses = &model->by_output[output];
    double taken = 0;
    for (int u = 0; u < uses->count; u++) {
        const cg_activity *activity = &model->activities.items[uses->items[u].activity];
        bool counts = piece == CG_NONE || activity->piece_from == piece;
        taken += counts ? model->running[activity->column + period] * uses->items[u].share : 0;
    }
    return taken;
}

/* What the duals say of every output and input, by flow and period. */
typedef struct duals {
    const cg_solved *solved;
    double *supply,
        *demand;    /* the least that a unit is worth: heat may pass by its cheapest piece */
    double *thrown; /* what the plan would give for all that an output throws away today */
} duals;

/* A row of the whole flow, or of a piece of its heat; the whole stands behind the pieces. */
static void take_row(double *least, const cg_tag *tag, double price, int at) {
    bool first = tag->second == 0 || (tag->second != CG_NONE && least[at] > price);
    least[at] = tag->second == CG_NONE ? least[at] + price : first ? price : least[at];
}

/* An activity that alone takes all there is stops at its own bound before the row does: what that
 * bound is worth belongs to the flow that sets it. */
static void take_bound(duals *found, const cg_activity *activity, int period) {
    const cg_model *model = found->solved->model;
    int periods = model->park->periods.count;
    double price = -found->solved->solution->reduced[activity->column + period];
    if (!(price > 0) || activity->output == CG_NONE) {
        return;
    }
    const cg_heat *heat = &model->matches->heat;
    double share = activity->piece_from == CG_NONE
                       ? 1
                       : heat->outputs[activity->output].items[activity->piece_from].share;
    double amount = model->park->outputs.items[activity->output].amount[period] * share;
    double most = cg_activity_most(model, activity, period);
    if (most >= amount * (1 - 1e-9)) {
        int at = activity->output * periods + period;
        double taken = taken_today(model, activity->output, activity->piece_from, period);
        found->supply[at] += activity->piece_from == CG_NONE ? price : 0;
        found->thrown[at] += fmax(0, amount - taken) * price;
    } else if (activity->input != CG_NONE && activity->piece_to == CG_NONE) {
        found->demand[activity->input * periods + period] += price / activity->delivered;
    }
}

static duals read_duals(cg_arena *arena, const cg_solved *solved) {
    const cg_model *model = solved->model;
    int periods = model->park->periods.count;
    duals found = {solved, CG_ARRAY(arena, double, model->park->outputs.count *periods + 1),
                   CG_ARRAY(arena, double, model->park->inputs.count *periods + 1),
                   CG_ARRAY(arena, double, model->park->outputs.count *periods + 1)};
    for (int r = 0; r < model->program->rows.count; r++) {
        const cg_row *row = &model->program->rows.items[r];
        double price = fmax(0, -solved->solution->dual[r]);
        int at = row->tag.first * periods + row->tag.period;
        if (strcmp(row->tag.kind, "demand") == 0) {
            take_row(found.demand, &row->tag, price, at);
        } else if (strcmp(row->tag.kind, "supply") == 0) {
            take_row(found.supply, &row->tag, price, at);
            double taken = taken_today(model, row->tag.first, row->tag.second, row->tag.period);
            found.thrown[at] += fmax(0, row->upper - taken) * price;
        }
    }
    for (int a = 0; a < model->activities.count; a++) {
        for (int p = 0; p < periods; p++) {
            take_bound(&found, &model->activities.items[a], p);
        }
    }
    return found;
}

/* Which rules speak of which output: what forbids any of its candidates, what stands behind those
 * that may run. By output, then by rule of the law. */
static bool *speaking_rules(cg_arena *arena, const cg_model *model) {
    const cg_matches *matches = model->matches;
    int rules = matches->law->rule_count;
    bool *speaks = CG_ARRAY(arena, bool, model->park->outputs.count *rules + 1);
    for (int c = 0; c < matches->candidates.count; c++) {
        const cg_candidate *candidate = &matches->candidates.items[c];
        if (candidate->finding.rule != CG_NONE) {
            speaks[candidate->output * rules + candidate->finding.rule] = true;
        }
    }
    for (int i = 0; matches->prospects != NULL && i < model->park->outputs.count * rules; i++) {
        speaks[i] = speaks[i] || matches->prospects->behind[i];
    }
    for (int a = 0; a < model->activities.count; a++) {
        int output = model->activities.items[a].output;
        for (int i = 0; i < model->behind[a].count && output != CG_NONE; i++) {
            speaks[output * rules + model->behind[a].items[i].rule] = true;
        }
    }
    return speaks;
}

static void name_rules(const cg_model *model, const bool *speaks, cg_waste *waste) {
    const cg_law *law = model->matches->law;
    waste->rules = (const char **)CG_ARRAY(model->arena, const char *, law->rule_count + 1);
    for (int r = 0; r < law->rule_count; r++) {
        if (speaks[r]) {
            waste->rules[waste->rule_count++] = law->rules[r]->id;
        }
    }
}

static void add_waste(cg_plan *plan, const duals *prices, int index, const bool *speaks) {
    const cg_solved *solved = prices->solved;
    const cg_model *model = solved->model;
    const cg_flow *output = &model->park->outputs.items[index];
    const cg_resource *resource = &model->park->knowledge->resources.items[output->resource];
    cg_waste waste = {.from = output->ref,
                      .resource = resource->id,
                      .resource_name = resource->name,
                      .unit = cg_family_unit(output->family),
                      .worth = solved->objective == CG_MEASURE_COST ? 0 : (double)NAN};
    for (int p = 0; p < model->park->periods.count; p++) {
        double left = output->amount[p] - taken_today(model, index, CG_NONE, p);
        if (output->price[p] < 0 || left <= 1e-9 * output->amount[p]) {
            continue;
        }
        waste.quantity += left;
        waste.disposal += left * output->price[p];
        /* A shadow price counts the disposal that is saved, too. */
        double saved = left * cg_disposal_cost(model, index, p);
        waste.worth +=
            fmax(0, prices->thrown[index * model->park->periods.count + p] - fmax(0, saved));
    }
    if (waste.quantity > 0) {
        name_rules(model, speaks, &waste);
        CG_PUSH(plan->arena, &plan->wasted, waste);
    }
}

/* The most that a forbidden exchange could add: what a unit would earn beyond what the plan makes
 * of its two ends already, times all of it. A column left out can add no more than that. */
static void weigh(const duals *prices, int candidate, cg_policy_question *question) {
    const cg_model *model = prices->solved->model;
    int periods = model->park->periods.count;
    const cg_activity activity = cg_candidate_activity(model, candidate);
    for (int p = 0; p < periods && activity.delivered > 0; p++) {
        cg_unit_effect effect = cg_activity_uncharged(model, &activity, p);
        double unit = cg_parts_saving(&effect.parts) -
                      prices->supply[activity.output * periods + p] -
                      prices->demand[activity.input * periods + p] * activity.delivered;
        double most = cg_activity_most(model, &activity, p);
        if (unit > 0 && most > 0) {
            question->quantity += most;
            question->worth += unit * most;
        }
    }
}

typedef struct ranked_question {
    cg_policy_question question;
    int order;
} ranked_question;

static int most_worth_first(const void *a, const void *b) {
    const ranked_question *x = a, *y = b;
    if (x->question.worth != y->question.worth) {
        return x->question.worth < y->question.worth ? 1 : -1;
    }
    return x->order - y->order;
}

static void describe(const cg_model *model, int index, cg_policy_question *question) {
    const cg_park *park = model->park;
    const cg_candidate *candidate = &model->matches->candidates.items[index];
    int mode = model->matches->pipes.items[candidate->first].way.mode;
    question->from = park->outputs.items[candidate->output].ref;
    question->to = park->inputs.items[candidate->input].ref;
    question->via =
        candidate->facility == CG_NONE ? NULL : park->facilities.items[candidate->facility].id;
    question->mode = mode == CG_NONE ? NULL : park->knowledge->modes.items[mode].id;
    question->verdict = cg_verdict_id(candidate->finding.verdict);
    question->unit = cg_family_unit(park->outputs.items[candidate->output].family);
    if (candidate->finding.rule != CG_NONE) {
        question->rules = (const char **)CG_ARRAY(model->arena, const char *, 1);
        question->rules[0] = model->matches->law->rules[candidate->finding.rule]->id;
        question->rule_count = 1;
    }
}

static void add_policy(cg_plan *plan, const duals *prices) {
    const cg_model *model = prices->solved->model;
    int count = model->matches->candidates.count, found = 0;
    cg_arena *scratch = cg_arena_within(plan->arena);
    ranked_question *all = CG_ARRAY(scratch, ranked_question, count + 1);
    for (int c = 0; c < count; c++) {
        const cg_candidate *candidate = &model->matches->candidates.items[c];
        cg_verdict verdict = candidate->finding.verdict;
        if ((verdict != CG_FORBIDDEN && verdict != CG_OPEN) || candidate->running != CG_NONE) {
            continue;
        }
        all[found] = (ranked_question){.order = c};
        weigh(prices, c, &all[found].question);
        found += all[found].question.worth > 0;
    }
    qsort(all, (size_t)found, sizeof *all, most_worth_first);
    for (int i = 0; i < found && i < MOST_QUESTIONS; i++) {
        describe(model, all[i].order, &all[i].question);
        CG_PUSH(plan->arena, &plan->policy, all[i].question);
    }
    cg_arena_free(scratch);
}

void cg_book_add_unused(cg_plan *plan, const cg_solved *solved) {
    const cg_model *model = solved->model;
    cg_arena *scratch = cg_arena_within(plan->arena);
    const duals prices = read_duals(scratch, solved);
    const bool *speaks = speaking_rules(scratch, model);
    for (int o = 0; o < model->park->outputs.count; o++) {
        add_waste(plan, &prices, o, speaks + o * model->matches->law->rule_count);
    }
    if (solved->objective == CG_MEASURE_COST) { /* else its duals are not money */
        add_policy(plan, &prices);
    }
    cg_arena_free(scratch);
}
