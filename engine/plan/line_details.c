/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line of the plan is held against: the limits of its input, temperatures, time to build. */
#include <math.h>

#include "plan/book.h"

const char *cg_line_number(cg_arena *arena, int number) {
    return cg_format(arena, "E%02d", number);
}

double cg_line_quality_held(const cg_line_quality *quality) {
    return quality->mixes ? quality->mix : quality->brings;
}

double cg_line_quality_used(const cg_line_quality *quality) {
    double held = cg_line_quality_held(quality);
    if (isnan(quality->most) == isnan(quality->least)) {
        return (double)NAN;
    }
    if (!isnan(quality->most)) {
        return quality->most > 0 ? held / quality->most : (double)NAN;
    }
    return held > 0 ? quality->least / held : (double)NAN;
}

void cg_months_take(cg_months *into, const cg_value *build_months) {
    if (build_months == NULL) {
        return;
    }
    double least = build_months->ranged ? build_months->low : build_months->value;
    double most = build_months->ranged ? build_months->high : build_months->value;
    if (!into->known || most > into->most) {
        *into = (cg_months){true, least, most, build_months->source};
    }
}

static void add_limits(const cg_model *model, const cg_activity *of, cg_line *line) {
    const cg_knowledge *knowledge = model->park->knowledge;
    const cg_limits *limits = model->park->inputs.items[of->input].limits;
    if (limits->count > 0) { /* room for these alone: lines are many */
        line->quality.items = CG_ARRAY(model->arena, cg_line_quality, limits->count);
        line->quality.capacity = limits->count;
    }
    for (int l = 0; l < limits->count; l++) {
        const cg_limit *limit = &limits->items[l].limit;
        int k = limits->items[l].parameter;
        const cg_parameter *parameter = &knowledge->parameters.items[k];
        cg_quality quality = cg_activity_quality(model, of, k);
        cg_line_quality held = {.parameter = parameter->id,
                                .unit = cg_quality_unit(parameter->kind),
                                .name = parameter->name,
                                .mixes = parameter->mixes,
                                .brings = quality.known ? quality.value : (double)NAN,
                                .mix = (double)NAN,
                                .most = limit->has_max ? limit->max : (double)NAN,
                                .least = limit->has_min ? limit->min : (double)NAN};
        CG_PUSH(model->arena, &line->quality, held);
    }
}

static void note_heat(const cg_model *model, const cg_activity *of, cg_line *line) {
    const cg_flow *output = &model->park->outputs.items[of->output];
    const cg_flow *input = &model->park->inputs.items[of->input];
    if (output->family != CG_HEAT || input->family != CG_HEAT) {
        return;
    }
    line->heat = (cg_line_heat){.given = true,
                                .from_hot = fmax(output->from_c, output->to_c),
                                .from_cold = fmin(output->from_c, output->to_c),
                                .to_cold = fmin(input->from_c, input->to_c),
                                .to_hot = fmax(input->from_c, input->to_c),
                                .drop_k = model->matches->pipes.items[of->first].way.drop_k,
                                .approach_k = output->approach_k + input->approach_k};
}

void cg_line_note_ends(const cg_model *model, int candidate_index, int intake, int supply_index,
                       cg_line *line) {
    line->substitution = CG_NONE;
    if (candidate_index != CG_NONE) {
        const cg_candidate *candidate = &model->matches->candidates.items[candidate_index];
        cg_activity of = {.kind = CG_DIRECT,
                          .output = candidate->output,
                          .input = candidate->input,
                          .facility = candidate->facility,
                          .substitution = candidate->substitution,
                          .first = candidate->first};
        add_limits(model, &of, line);
        note_heat(model, &of, line);
        line->substitution = of.substitution;
    } else if (supply_index != CG_NONE) {
        const cg_supply *supply = &model->matches->supplies.items[supply_index];
        cg_activity of = {.kind = CG_SUPPLY,
                          .output = model->matches->intakes.items[intake].output,
                          .input = supply->input,
                          .facility = supply->facility,
                          .substitution = supply->substitution};
        add_limits(model, &of, line);
        line->substitution = of.substitution;
    }
}
