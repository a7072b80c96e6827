/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is possible but odd in a park: warnings that a person should look at. */
#include "park/build.h"

#include "base/number.h"

/* --- flows --------------------------------------------------------------------------------------
 */

static bool breaks(const cg_limit *limit, double value) {
    return (limit->has_max && value > limit->max) || (limit->has_min && value < limit->min);
}

/* Bought resource counts as its resource states, 0 where silent; parameters that do not mix are not
 * asked of it. */
static void check_bought(cg_build *build, const cg_flow *input) {
    const cg_knowledge *knowledge = build->park->knowledge;
    for (int i = 0; i < input->limits->count; i++) {
        const cg_stated_limit *stated = &input->limits->items[i];
        const cg_parameter *parameter = &knowledge->parameters.items[stated->parameter];
        double value = cg_quality_at(input->quality, stated->parameter).value;
        if (!parameter->mixes || !breaks(&stated->limit, value)) {
            continue;
        }
        char room[CG_NUMBER_ROOM];
        const char *unit = cg_quality_unit(parameter->kind);
        CG_WARN_AT(
            build, cg_json_member(input->node, "limits"), CG_MSG_PARK_BOUGHT_BREAKS_LIMIT,
            parameter->id,
            cg_format(build->arena, "%s%s%s", cg_number_text(value, room), *unit ? " " : "", unit));
    }
}

static void check_zero(cg_build *build, const cg_flow *flow) {
    if (!(flow->amount_year > 0) && flow->quantity_value.given) {
        CG_WARN_AT(build, cg_json_member(flow->node, "quantity"), CG_MSG_PARK_NOTHING_FLOWS);
    }
}

static void check_inputs(cg_build *build) {
    const cg_park *park = build->park;
    for (int i = 0; i < park->inputs.count; i++) {
        const cg_flow *input = &park->inputs.items[i];
        check_zero(build, input);
        check_bought(build, input);
        double total = cg_periods_total(build, input->price);
        if (!(total > 0) && input->price_value.given && !input->price_value.missing_rate) {
            CG_WARN_AT(build, cg_json_member(input->node, "price"), CG_MSG_PARK_PRICE_ZERO);
        }
        const cg_json *reason = cg_json_member(input->node, "reason");
        if (reason && input->accepts) {
            CG_WARN_AT(build, reason, CG_MSG_PARK_REASON_IDLE);
        }
    }
}

/* --- facilities ---------------------------------------------------------------------------------
 */

static void check_facility(cg_build *build, const cg_facility *facility, bool is_used_today) {
    const cg_json *node = facility->node;
    if (facility->accepted_count == 0 && !is_used_today) {
        CG_WARN_AT(build, node, CG_MSG_PARK_FACILITY_TAKES_NOTHING, facility->id);
    }
    if (facility->exists && facility->investment.given) {
        CG_WARN_AT(build, cg_json_member(node, "investment"), CG_MSG_PARK_INVESTMENT_IDLE,
                   facility->id);
    }
    if (!facility->pass_through && cg_json_member(node, "pass_through_cost")) {
        CG_WARN_AT(build, cg_json_member(node, "pass_through_cost"),
                   CG_MSG_PARK_PASS_THROUGH_COST_IDLE);
    }
    if (facility->serves_count > 0 && !facility->gives && !facility->pass_through) {
        CG_WARN_AT(build, node, CG_MSG_PARK_SERVES_IDLE, facility->id);
    }
    if (facility->loss.value > 1) {
        CG_WARN_AT(build, cg_json_member(node, "loss"), CG_MSG_PARK_LOSS_OVER_ONE);
    }
}

static void check_facilities(cg_build *build) {
    const cg_park *park = build->park;
    bool *used = CG_ARRAY(build->arena, bool, park->facilities.count + 1);
    for (int i = 0; i < park->outputs.count; i++) {
        if (park->outputs.items[i].disposed_at != CG_NONE) {
            used[park->outputs.items[i].disposed_at] = true;
        }
        check_zero(build, &park->outputs.items[i]);
    }
    for (int i = 0; i < park->facilities.count; i++) {
        check_facility(build, &park->facilities.items[i], used[i]);
    }
}

void cg_park_check(cg_build *build) {
    if (build->park->outputs.count == 0 && build->park->inputs.count == 0) {
        CG_WARN_AT(build, build->park->document, CG_MSG_PARK_WITHOUT_FLOWS);
    }
    check_inputs(build);
    check_facilities(build);
}
