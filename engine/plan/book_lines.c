/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line of the plan is about. */
#include "plan/book.h"

static cg_words name_of_firm(const cg_park *park, int firm) {
    return park->firms.items[firm].name;
}

static void describe_sender(const cg_park *park, int output_index, cg_line *line) {
    const cg_flow *output = &park->outputs.items[output_index];
    const cg_resource *resource = &park->knowledge->resources.items[output->resource];
    line->from = output->ref;
    line->from_firm = name_of_firm(park, output->firm);
    line->resource = resource->id;
    line->resource_name = resource->name;
    line->unit = cg_family_unit(resource->family);
    line->input_unit = line->unit;
    line->outside = park->firms.items[output->firm].outside != CG_INSIDE;
    bool plant =
        output->disposed_at != CG_NONE && park->facilities.items[output->disposed_at].confidential;
    line->confidential |= output->confidential || plant ? CG_CONFIDES_DISPOSAL : 0;
    line->confidential |= output->confidential_cost ? CG_CONFIDES_TREATMENT : 0;
}

static void describe_receiver(const cg_park *park, int input_index, cg_line *line) {
    const cg_flow *input = &park->inputs.items[input_index];
    const cg_resource *resource = &park->knowledge->resources.items[input->resource];
    line->to = input->ref;
    line->to_firm = name_of_firm(park, input->firm);
    line->input_resource = resource->id;
    line->input_resource_name = resource->name;
    line->input_unit = cg_family_unit(resource->family);
    line->outside = line->outside || park->firms.items[input->firm].outside != CG_INSIDE;
    line->confidential |= input->confidential ? CG_CONFIDES_PURCHASE : 0;
}

static void describe_via(const cg_park *park, int facility, cg_line *line) {
    line->via = park->facilities.items[facility].id;
    line->via_name = park->facilities.items[facility].name;
    line->confidential |= park->facilities.items[facility].confidential ? CG_CONFIDES_TREATMENT : 0;
}

static void describe_way(const cg_model *model, int first, int second, cg_line *line) {
    const cg_way *way = &model->matches->pipes.items[first].way;
    if (way->mode != CG_NONE) {
        line->mode = model->park->knowledge->modes.items[way->mode].id;
        line->mode_name = model->park->knowledge->modes.items[way->mode].name;
    }
    line->distance_km = way->km;
    if (second != CG_NONE) {
        line->distance_km += model->matches->pipes.items[second].way.km;
    }
    cg_line_note_legs(model, first, second, line);
}

/* The rules behind a line, and which of them ask for a permit. */
static void name_rules(const cg_model *model, const cg_behind *behind, cg_line *line) {
    if (behind->count == 0) {
        return;
    }
    line->rules = (const char **)CG_ARRAY(model->arena, const char *, behind->count + 1);
    line->permits = (const char **)CG_ARRAY(model->arena, const char *, behind->count + 1);
    for (int i = 0; i < behind->count; i++) {
        if (behind->items[i].ruling.kind == CG_RULING_WAIVED) {
            continue;
        }
        const char *id = model->matches->law->rules[behind->items[i].rule]->id;
        line->rules[line->rule_count++] = id;
        if (behind->items[i].ruling.kind == CG_RULING_PERMIT) {
            line->permits[line->permit_count++] = id;
        }
    }
}

static void ask_and_name(const cg_model *model, const cg_exchange_case *exchange, cg_line *line) {
    cg_behind behind;
    behind.count = cg_law_behind(model->arena, model->matches->law, exchange, &behind.items);
    name_rules(model, &behind, line);
    line->exception_count =
        cg_law_exceptions(model->arena, model->matches->law, exchange, &line->exceptions);
}

/* Which limited parameters nobody stated: they count as at the limit, because the exchange runs
 * today. */
static void name_assumed(const cg_model *model, int input, const cg_qualities *quality,
                         const cg_substitution *substitution, cg_line *line) {
    const cg_knowledge *knowledge = model->park->knowledge;
    const cg_limits *limits = model->park->inputs.items[input].limits;
    line->assumed = (const char **)CG_ARRAY(model->arena, const char *, limits->count + 1);
    for (int l = 0; l < limits->count; l++) {
        int k = limits->items[l].parameter;
        if (!cg_quality_after(quality, substitution, k).known) {
            line->assumed[line->assumed_count++] = knowledge->parameters.items[k].id;
        }
    }
}

static const cg_substitution *substitution_at(const cg_model *model, int index) {
    return index == CG_NONE ? NULL : &model->park->knowledge->substitutions.items[index];
}

static void describe_candidate(const cg_model *model, int index, cg_line *line) {
    const cg_candidate *candidate = &model->matches->candidates.items[index];
    describe_sender(model->park, candidate->output, line);
    describe_receiver(model->park, candidate->input, line);
    if (candidate->facility != CG_NONE) {
        describe_via(model->park, candidate->facility, line);
        line->pass_through = true;
    }
    describe_way(model, candidate->first, candidate->second, line);
    cg_exchange_case exchange = cg_case_of(model->matches, candidate);
    ask_and_name(model, &exchange, line);
    if (candidate->assumed) {
        name_assumed(model, candidate->input, model->park->outputs.items[candidate->output].quality,
                     substitution_at(model, candidate->substitution), line);
    }
}

static void describe_treated(const cg_model *model, int intake_index, int supply_index,
                             cg_line *line) {
    const cg_intake *intake = &model->matches->intakes.items[intake_index];
    describe_sender(model->park, intake->output, line);
    if (supply_index == CG_NONE) {
        line->service = true;
        line->to = model->park->facilities.items[intake->facility].id;
        line->to_firm = model->park->facilities.items[intake->facility].name;
        line->confidential |= model->park->facilities.items[intake->facility].confidential
                                  ? CG_CONFIDES_TREATMENT
                                  : 0;
        describe_way(model, intake->pipe, CG_NONE, line);
        return;
    }
    const cg_supply *supply = &model->matches->supplies.items[supply_index];
    describe_receiver(model->park, supply->input, line);
    describe_via(model->park, intake->facility, line);
    describe_way(model, intake->pipe, supply->pipe, line);
    cg_exchange_case exchange = cg_case_treated(model->matches, intake, supply);
    ask_and_name(model, &exchange, line);
    if (supply->assumed) {
        name_assumed(model, supply->input,
                     model->park->facilities.items[supply->facility].given_quality,
                     substitution_at(model, supply->substitution), line);
    }
}

static int payer_of(const cg_model *model, int candidate, int intake, int supply) {
    const cg_park *park = model->park;
    const cg_matches *matches = model->matches;
    if (candidate != CG_NONE) {
        return park->inputs.items[matches->candidates.items[candidate].input].firm;
    }
    if (supply != CG_NONE) {
        return park->inputs.items[matches->supplies.items[supply].input].firm;
    }
    return park->outputs.items[matches->intakes.items[intake].output].firm;
}

int cg_book_line(cg_book *book, int candidate, int intake, int supply) {
    const cg_model *model = book->model;
    cg_plan *plan = book->plan;
    book->key.length = 0;
    cg_text_addf(&book->key, "%d %d %d", candidate, intake, supply);
    int found = cg_map_find(book->lines, book->key.bytes);
    if (found != CG_NONE) {
        return found;
    }
    cg_line line = {.quantity_by_period = CG_ARRAY(plan->arena, double, plan->period_count)};
    if (candidate != CG_NONE) {
        describe_candidate(model, candidate, &line);
    } else {
        describe_treated(model, intake, supply, &line);
    }
    cg_line_note_ends(model, candidate, intake, supply, &line);
    if (plan->lines.count == book->receiver_capacity) {
        book->receiver = cg_grow(book->scratch, book->receiver, &book->receiver_capacity,
                                 sizeof *book->receiver);
    }
    book->receiver[plan->lines.count] = payer_of(model, candidate, intake, supply);
    CG_PUSH(plan->arena, &plan->lines, line);
    cg_map_add(book->lines, cg_copy(book->scratch, book->key.bytes, book->key.length),
               plan->lines.count - 1);
    return plan->lines.count - 1;
}
