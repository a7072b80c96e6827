/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flows at the ends of a plan's lines, and what its mixtures use of the inputs' limits. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/book.h"
#include "plan/solve.h"

static const char *member_text(const cg_json *object, const char *key, const char *known) {
    return known != NULL ? known : cg_json_member_text(object, key);
}

static void take_evidence(cg_evidence *into, const cg_json *object) {
    const cg_json *year = cg_json_member(object, "year");
    if (cg_words_in(into->source, CG_ENGLISH, NULL) == NULL) {
        into->source = cg_words_stated(cg_json_member(object, "source"));
    }
    into->confidence = member_text(object, "confidence", into->confidence);
    if (into->year == 0 && year != NULL && year->type == CG_JSON_NUMBER &&
        fabs(year->number) < 1e5) {
        into->year = (int)year->number;
    }
}

static void take_basis(cg_evidence *into, const cg_json *object) {
    const char *basis = cg_json_member_text(object, "basis");
    for (int b = CG_BASIS_MEASURED; basis != NULL && b < CG_BASIS_COUNT; b++) {
        if (strcmp(cg_basis_id((cg_basis)b), basis) == 0) {
            into->basis = b;
        }
    }
}

/* What is said of an entry ("id" …, "source", "confidence") holds for the numbers in it; a flow of
 * a firm says nothing of the kind. */
static void take_entry(cg_evidence *into, const cg_json *node) {
    for (; node != NULL; node = node->parent) {
        if (node->type == CG_JSON_OBJECT && cg_json_member(node, "confidence") != NULL) {
            take_evidence(into, node);
            return;
        }
    }
}

cg_evidence cg_evidence_of(const cg_knowledge *knowledge, const cg_json *node) {
    cg_evidence evidence = {0};
    if (node == NULL) {
        return evidence;
    }
    const char *factor = cg_json_member_text(node, "factor");
    const cg_json *value = cg_json_member(node, "value");
    factor = factor != NULL ? factor : cg_json_member_text(value, "factor");
    if (node->type == CG_JSON_OBJECT) {
        take_evidence(&evidence, node);
        take_basis(&evidence, node);
    }
    int known = factor == NULL ? CG_NONE : cg_map_find(knowledge->factor_ids, factor);
    if (known != CG_NONE) {
        evidence.factor = factor;
        evidence.basis = evidence.basis == CG_BASIS_UNSTATED ? CG_BASIS_DEFAULT : evidence.basis;
        take_evidence(&evidence, knowledge->factors.items[known].entry);
    }
    take_entry(&evidence, node);
    return evidence;
}

/* The mean of a price over the year's amounts; over the hours where there is nothing. */
static double mean_price(const cg_park *park, const cg_flow *flow) {
    double money = 0, amount = 0;
    for (int p = 0; p < park->periods.count; p++) {
        double weight = flow->amount_year > 0 ? flow->amount[p] : park->periods.items[p].hours;
        money += flow->price[p] * weight;
        amount += weight;
    }
    return amount > 0 ? money / amount : 0;
}

static void add_flow(cg_plan *plan, const cg_park *park, const cg_flow *flow, bool input) {
    const cg_resource *resource = &park->knowledge->resources.items[flow->resource];
    cg_plan_flow told = {.id = flow->ref,
                         .name = flow->name,
                         .resource_name = resource->name,
                         .resource = resource->id,
                         .unit = cg_family_unit(flow->family),
                         .input = input,
                         .amount = flow->amount_year,
                         .by_period = flow->amount,
                         .price = mean_price(park, flow),
                         .of_amount = cg_evidence_of(park->knowledge, flow->quantity_value.node),
                         .of_price = cg_evidence_of(park->knowledge, flow->price_value.node)};
    CG_PUSH(plan->arena, &plan->flows, told);
}

static void add_flows(cg_plan *plan, const cg_park *park) {
    bool *gives = CG_ARRAY(plan->arena, bool, park->outputs.count + 1);
    bool *takes = CG_ARRAY(plan->arena, bool, park->inputs.count + 1);
    for (int l = 0; l < plan->lines.count; l++) {
        const cg_line *line = &plan->lines.items[l];
        int from = cg_map_find(park->output_refs, line->from);
        int to = line->service ? CG_NONE : cg_map_find(park->input_refs, line->to);
        if (from != CG_NONE) {
            gives[from] = true;
        }
        if (to != CG_NONE) {
            takes[to] = true;
        }
    }
    for (int o = 0; o < park->outputs.count; o++) {
        if (gives[o]) {
            add_flow(plan, park, &park->outputs.items[o], false);
        }
    }
    for (int i = 0; i < park->inputs.count; i++) {
        if (takes[i]) {
            add_flow(plan, park, &park->inputs.items[i], true);
        }
    }
}

/* What a firm buys besides, as the program reckons it (rows.c): cleaner than any limit where nobody
 * states it, and just at the limit where it alone would break it. */
static double bought_quality(const cg_flow *input, int parameter) {
    cg_limit limit = cg_limit_at(input->limits, parameter);
    double bought = cg_quality_at(input->quality, parameter).value;
    bought = limit.has_max ? fmin(bought, limit.max) : bought;
    return limit.has_min ? fmax(bought, limit.min) : bought;
}

/* The mean of a parameter over all that an input gets in a period; NaN where it gets nothing by
 * exchange, or where nobody states what comes. */
static double mix_of(const cg_solved *solved, int input_index, int parameter, int period) {
    const cg_model *model = solved->model;
    const cg_flow *input = &model->park->inputs.items[input_index];
    const cg_uses *uses = &model->by_input[input_index];
    double load = 0, all = 0, bought = input->amount[period];
    bool any = false;
    for (int u = 0; u < uses->count; u++) {
        const cg_activity *activity = &model->activities.items[uses->items[u].activity];
        double x = solved->x[activity->column + period];
        if (x == 0) {
            continue;
        }
        any = true;
        load += x * cg_activity_quality(model, activity, parameter).value;
        bought -= x * uses->items[u].share;
        all += x;
        if (!cg_activity_quality(model, activity, parameter).known) {
            return (double)NAN;
        }
    }
    bought = fmax(bought, 0);
    all += bought;
    load += bought * bought_quality(input, parameter);
    return any && all > 0 ? load / all : (double)NAN;
}

/* The mix of the period in which it is nearest to its limit. */
static void find_mix(const cg_solved *solved, int input, int parameter, cg_line_quality *quality) {
    double nearest = -INFINITY;
    for (int p = 0; p < solved->model->park->periods.count; p++) {
        double mix = mix_of(solved, input, parameter, p);
        double over = isnan(quality->most) ? -INFINITY : mix - quality->most;
        double under = isnan(quality->least) ? -INFINITY : quality->least - mix;
        double distance = fmax(over, under);
        if (!isnan(mix) && distance > nearest) {
            nearest = distance;
            quality->mix = mix;
            quality->bought_unstated =
                !cg_quality_at(solved->model->park->inputs.items[input].quality, parameter).known;
        }
    }
}

/* A line with what ranks it: the saving of all that a plant mixes for its input, and their first.
 */
typedef struct ranked_line {
    cg_line *line;
    double saving;
    int bundle, order;
} ranked_line;

static int by_saving(const void *a, const void *b) {
    const ranked_line *x = a, *y = b;
    if (x->saving != y->saving) {
        return x->saving < y->saving ? 1 : -1;
    }
    return x->bundle != y->bundle ? x->bundle - y->bundle : x->order - y->order;
}

static int by_ends(const void *a, const void *b) {
    const ranked_line *x = a, *y = b;
    int order = strcmp(x->line->to, y->line->to);
    order = order != 0 ? order : strcmp(x->line->from, y->line->from);
    return order != 0 ? order : x->order - y->order;
}

/* The first of the lines that a plant mixes with this one for its input, which reports tell as one;
 * the line itself where nothing is mixed. `mixes` holds those met before. */
static int first_mixed(cg_arena *scratch, const cg_plan *plan, cg_map *mixes, int index) {
    const cg_line *line = &plan->lines.items[index];
    if (line->via == NULL || line->pass_through || line->running) {
        return index;
    }
    /* Ids hold no blank. */
    const char *key = cg_format(scratch, "%s %s", line->via, line->to);
    int first = cg_map_find(mixes, key);
    if (first == CG_NONE) {
        cg_map_add(mixes, key, index);
        return index;
    }
    return first;
}

/* By saving, what is told as one together. Where somebody confided a price, a number would tell by
 * its place what an edition withholds: then by the ends. */
static void number_lines(cg_plan *plan) {
    cg_arena *scratch = cg_arena_within(plan->arena);
    ranked_line *all = CG_ARRAY(scratch, ranked_line, plan->lines.count + 1);
    cg_map *mixes = cg_map_new(scratch);
    bool confides = false;
    for (int l = 0; l < plan->lines.count; l++) {
        cg_line *line = &plan->lines.items[l];
        int first = first_mixed(scratch, plan, mixes, l);
        all[l] = (ranked_line){.line = line, .bundle = first, .order = l};
        all[first].saving += line->saving;
    }
    for (int l = 0; l < plan->lines.count; l++) {
        all[l].saving = all[all[l].bundle].saving;
    }
    for (int p = 0; p < plan->parties.count; p++) {
        confides = confides || plan->parties.items[p].confidential;
    }
    if (plan->lines.count > 0) {
        qsort(all, (size_t)plan->lines.count, sizeof *all, confides ? by_ends : by_saving);
    }
    for (int l = 0; l < plan->lines.count; l++) {
        all[l].line->number = l + 1;
    }
    cg_arena_free(scratch);
}

void cg_account_flows(cg_plan *plan, const cg_solved *solved) {
    const cg_park *park = solved->model->park;
    number_lines(plan);
    add_flows(plan, park);
    for (int l = 0; l < plan->lines.count; l++) {
        cg_line *line = &plan->lines.items[l];
        int input = line->service ? CG_NONE : cg_map_find(park->input_refs, line->to);
        for (int q = 0; input != CG_NONE && q < line->quality.count; q++) {
            cg_line_quality *quality = &line->quality.items[q];
            int parameter = cg_map_find(park->knowledge->parameter_ids, quality->parameter);
            if (quality->mixes && parameter != CG_NONE && line->quantity > 0) {
                find_mix(solved, input, parameter, quality);
            }
        }
    }
}
