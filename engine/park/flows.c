/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outputs and inputs of one firm. */
#include "park/build.h"

#include <math.h>
#include <string.h>

static const char *const output_keys[] = {"id",
                                          "name",
                                          "resource",
                                          "quantity",
                                          "quality",
                                          "temperature",
                                          "from",
                                          "to",
                                          "approach",
                                          "emissions",
                                          "disposal_emissions",
                                          "disposal_cost",
                                          "disposed_at",
                                          "cost",
                                          "cost_emissions",
                                          NULL};
static const char *const input_keys[] = {
    "id",     "name",      "resource",  "quantity",           "quality", "temperature", "from",
    "to",     "approach",  "emissions", "disposal_emissions", "price",   "limits",      "accepts",
    "reason", "max_share", NULL};

/* One flow on its way into the park. */
typedef struct draft {
    cg_build *build;
    const cg_json *node;
    bool is_output;
    cg_flow flow;
    bool ends_read; /* "from" and "to" hold what was written */
} draft;

/* Outputs and inputs of a firm share their names, since both are written firm.flow. */
static void read_id(draft *of) {
    cg_build *build = of->build;
    const char *firm = build->park->firms.items[of->flow.firm].id;
    int unique = build->park->outputs.count + build->park->inputs.count;
    const char *id = cg_build_id(build, of->node);
    if (!id) {
        id = cg_format(build->arena, "#%d", unique);
    }
    const char *ref = cg_format(build->arena, "%s.%s", firm, id);
    int line = cg_map_find(build->flow_lines, ref);
    if (line != CG_NONE) {
        CG_ERROR_AT(build, of->node, CG_MSG_PARK_FLOW_TWICE, id, firm,
                    cg_format(build->arena, "%d", line));
        ref = cg_format(build->arena, "%s#%d", ref, unique);
    }
    cg_map_add(build->flow_lines, ref, of->node->line);
    of->flow.id = id;
    of->flow.ref = ref;
}

/* An unknown resource leaves the family open: the unit tells it, so that what else is wrong with
 * the flow is still found. */
static void read_resource(draft *of) {
    cg_build *build = of->build;
    const cg_json *named = cg_build_required(build, of->node, "resource");
    of->flow.resource = named ? cg_build_resource(build, named) : CG_NONE;
    if (of->flow.resource != CG_NONE) {
        of->flow.family = build->park->knowledge->resources.items[of->flow.resource].family;
        return;
    }
    of->flow.family = cg_build_family_guess(build, cg_json_member(of->node, "quantity"), CG_WATER);
}

static const cg_resource *resource_of(const draft *of) {
    if (of->flow.resource == CG_NONE) {
        return NULL;
    }
    return &of->build->park->knowledge->resources.items[of->flow.resource];
}

static void read_amounts(draft *of) {
    cg_build *build = of->build;
    cg_flow *flow = &of->flow;
    const cg_json *quantity = cg_build_required(build, of->node, "quantity");
    cg_by_period amounts = cg_amounts_read(build, quantity, flow->family);
    flow->amount = amounts.of;
    flow->quantity_value = amounts.first;
    flow->amount_year = cg_periods_total(build, amounts.of);
    const cg_json *price = of->is_output ? cg_json_member(of->node, "disposal_cost")
                                         : cg_build_required(build, of->node, "price");
    /* What is sold today has a disposal cost below 0; nothing is bought at a negative price. */
    cg_by_period prices = cg_prices_read(build, price, flow->family, of->is_output ? -INFINITY : 0);
    flow->price = prices.of;
    flow->price_value = prices.first;
    flow->confidential = prices.confidential;
}

static void read_emissions(draft *of) {
    const cg_resource *resource = resource_of(of);
    cg_expected expected = {CG_KIND_EMISSIONS, of->flow.family, 0,
                            resource ? resource->emissions.value : 0};
    of->flow.emissions = cg_build_number(of->build, of->node, "emissions", expected);
    expected.otherwise = resource ? resource->disposal_emissions.value : 0;
    of->flow.disposal_emissions =
        cg_build_number(of->build, of->node, "disposal_emissions", expected);
}

static void read_temperatures(draft *of) {
    cg_build *build = of->build;
    cg_flow *flow = &of->flow;
    cg_expected degrees = {CG_KIND_TEMPERATURE, flow->family, CG_ABSOLUTE_ZERO_C, 0};
    cg_expected kelvin = {CG_KIND_TEMPERATURE_DIFFERENCE, flow->family, 0,
                          build->park->minimum_approach_k / 2};
    int before = build->diagnostics->errors;
    flow->from_c = cg_build_number(build, of->node, "from", degrees);
    flow->to_c = cg_build_number(build, of->node, "to", degrees);
    of->ends_read = build->diagnostics->errors == before;
    flow->approach_k = cg_build_number(build, of->node, "approach", kelvin);
    cg_value temperature = cg_build_value(build, of->node, "temperature", degrees);
    if (temperature.given) {
        flow->temperature = CG_NEW(build->arena, cg_value);
        *flow->temperature = temperature;
    }
}

/* Keys that say something only on heat, or only on the other families. */
static void check_temperatures(draft *of) {
    static const char *const of_heat[] = {"from", "to", "approach", NULL};
    cg_build *build = of->build;
    if (of->flow.family != CG_HEAT) {
        for (int i = 0; of_heat[i] && of->flow.resource != CG_NONE; i++) {
            const cg_json *idle = cg_json_member(of->node, of_heat[i]);
            if (idle) {
                CG_WARN_AT(build, idle, CG_MSG_PARK_ONLY_ON_HEAT, of_heat[i]);
            }
        }
        return;
    }
    const cg_json *temperature = cg_json_member(of->node, "temperature");
    if (temperature) {
        CG_WARN_AT(build, temperature, CG_MSG_PARK_TEMPERATURE_ON_HEAT);
    }
    const cg_json *from = cg_build_required(build, of->node, "from");
    const cg_json *to = cg_build_required(build, of->node, "to");
    if (!from || !to || !of->ends_read) {
        return;
    }
    if (of->is_output && of->flow.from_c < of->flow.to_c) {
        CG_ERROR_AT(build, from, CG_MSG_PARK_OUTPUT_HEATS);
    }
    if (!of->is_output && of->flow.to_c < of->flow.from_c) {
        CG_ERROR_AT(build, from, CG_MSG_PARK_INPUT_COOLS);
    }
}

static void read_common(draft *of, const char *const *keys) {
    cg_build *build = of->build;
    cg_check_keys_and_attributes(&build->reader, build->park->knowledge, of->node, CG_ON_FLOW,
                                 keys);
    read_id(of);
    of->flow.node = of->flow.costs = of->node;
    of->flow.line = of->node->line;
    of->flow.name = cg_reader_words(&build->reader, cg_json_member(of->node, "name"));
    of->flow.limits = build->no_limits;
    of->flow.disposed_at = CG_NONE;
    of->flow.accepts = true;
    of->flow.max_share = 1;
    read_resource(of);
    read_amounts(of);
    of->flow.quality = cg_build_quality(build, of->node, of->flow.resource);
    read_emissions(of);
    read_temperatures(of);
    check_temperatures(of);
    cg_attributes_read(&build->reader, build->park->knowledge, of->node, CG_ON_FLOW,
                       &of->flow.attributes);
}

static void read_output(cg_build *build, const cg_json *node, int firm) {
    draft of = {.build = build, .node = node, .is_output = true, .flow = {.firm = firm}};
    read_common(&of, output_keys);
    cg_flow *flow = &of.flow;
    const cg_json *place = cg_json_member(node, "disposed_at");
    if (place) {
        flow->disposed_at = cg_build_facility(build, place);
    }
    cg_value cost =
        cg_build_value(build, node, "cost", (cg_expected){CG_KIND_PRICE, flow->family, 0, 0});
    flow->cost = cost.value;
    flow->confidential_cost = cost.confidential;
    flow->cost_emissions = cg_build_number(build, node, "cost_emissions",
                                           (cg_expected){CG_KIND_EMISSIONS, flow->family, 0, 0});
    cg_map_add(build->park->output_refs, flow->ref, build->park->outputs.count);
    CG_PUSH(build->arena, &build->park->outputs, of.flow);
}

static void read_input(cg_build *build, const cg_json *node, int firm) {
    draft of = {.build = build, .node = node, .is_output = false, .flow = {.firm = firm}};
    read_common(&of, input_keys);
    cg_flow *flow = &of.flow;
    flow->limits = cg_build_limits(build, node);
    flow->accepts = cg_reader_truth(&build->reader, node, "accepts", true);
    flow->reason = cg_reader_words(&build->reader, cg_json_member(node, "reason"));
    flow->max_share = cg_build_share(build, node, "max_share", 1);
    cg_map_add(build->park->input_refs, flow->ref, build->park->inputs.count);
    CG_PUSH(build->arena, &build->park->inputs, of.flow);
}

void cg_flows_read(cg_build *build, const cg_json *node, int firm) {
    const cg_json *outputs = cg_build_list(build, node, "outputs");
    for (const cg_json *flow = outputs ? outputs->first : NULL; flow; flow = flow->next) {
        if (cg_reader_is(&build->reader, flow, CG_JSON_OBJECT)) {
            read_output(build, flow, firm);
        }
    }
    const cg_json *inputs = cg_build_list(build, node, "inputs");
    for (const cg_json *flow = inputs ? inputs->first : NULL; flow; flow = flow->next) {
        if (cg_reader_is(&build->reader, flow, CG_JSON_OBJECT)) {
            read_input(build, flow, firm);
        }
    }
}

const cg_json *cg_flow_attribute(const cg_park *park, const cg_flow *flow, const char *id) {
    const cg_json *own = cg_attribute_value(park->knowledge, &flow->attributes, id);
    if (own || flow->resource == CG_NONE) {
        return own;
    }
    const cg_resource *resource = &park->knowledge->resources.items[flow->resource];
    return cg_attribute_value(park->knowledge, &resource->attributes, id);
}
