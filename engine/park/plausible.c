/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures that cannot be, or are far from what is usual in their country, sector and family. */
#include "park/plausible.h"

#include "base/number.h"

#include <string.h>

/* Tariffs of neighbouring parks differ by up to twice; a slip of unit or of zeros is ten times and
 * more. */
#define FAR 2.0

/* One figure of the park, and what a range may ask of it. */
typedef struct subject {
    cg_figure figure;
    double value;
    const cg_json *node; /* where it stands */
    cg_family family;
    int resource;       /* or CG_NONE */
    const char *sector; /* or NULL */
    int parameter;      /* quality alone */
} subject;

static bool is_of_sector(const cg_range *range, const char *sector) {
    for (int i = 0; i < range->sector_count; i++) {
        if (sector && strncmp(sector, range->sectors[i], strlen(range->sectors[i])) == 0) {
            return true;
        }
    }
    return range->sector_count == 0;
}

static bool is_of_parameter(const cg_range *range, const cg_park *park, const subject *of) {
    if (of->figure != CG_FIGURE_QUALITY || range->parameter != CG_NONE) {
        return of->figure != CG_FIGURE_QUALITY || range->parameter == of->parameter;
    }
    return range->kind == park->knowledge->parameters.items[of->parameter].kind;
}

static bool is_about(const cg_range *range, const cg_park *park, const subject *of) {
    if (range->figure != of->figure || (range->of_family && range->family != of->family)) {
        return false;
    }
    if (range->resource &&
        (of->resource == CG_NONE ||
         strcmp(range->resource, park->knowledge->resources.items[of->resource].id) != 0)) {
        return false;
    }
    return is_of_sector(range, of->sector) && is_of_parameter(range, park, of);
}

/* How exactly a range speaks: of a parameter, of a resource, of a sector, of all. */
static int rank_of(const cg_range *range) {
    return (range->parameter != CG_NONE ? 4 : 0) + (range->resource ? 2 : 0) +
           (range->sector_count > 0 ? 1 : 0);
}

/* The range that speaks most exactly of a figure; the last of equals, so that a later pack corrects
 * an earlier one. */
static const cg_range *find_range(const cg_ranges *list, const cg_park *park, const subject *of,
                                  cg_bound bound) {
    const cg_range *best = NULL;
    for (int i = 0; i < list->count; i++) {
        const cg_range *range = &list->items[i];
        if (range->bound == bound && is_about(range, park, of) &&
            (!best || rank_of(range) >= rank_of(best))) {
            best = range;
        }
    }
    return best;
}

/* A price in the park's own money; anything else as it was written. */
static void say_far(cg_build *build, const subject *of, const cg_range *range) {
    bool is_price = of->figure == CG_FIGURE_PRICE || of->figure == CG_FIGURE_DISPOSAL_COST;
    if (!is_price) {
        CG_WARN_AT(build, of->node, CG_MSG_PARK_FIGURE_FAR,
                   cg_value_shown(&build->reader, of->node, "value", of->value), range->low_text,
                   range->high_text, range->id);
        return;
    }
    char found[CG_NUMBER_ROOM];
    char low[CG_NUMBER_ROOM];
    char high[CG_NUMBER_ROOM];
    const char *unit = cg_kind_unit(build->arena, CG_KIND_PRICE, of->family, build->park->currency);
    CG_WARN_AT(build, of->node, CG_MSG_PARK_FIGURE_FAR,
               cg_format(build->arena, "%s %s", cg_number_text(of->value, found), unit),
               cg_number_text(range->low, low),
               cg_format(build->arena, "%s %s", cg_number_text(range->high, high), unit),
               range->id);
}

static bool is_usual(const cg_range *range, double value) {
    return value >= range->low / FAR && value <= range->high * FAR;
}

/* True after saying that a figure is under or over the ends of a range. */
static bool say_outside(cg_build *build, const subject *of, const cg_range *range) {
    bool under = range->has_low && of->value < range->low;
    bool over = range->has_high && of->value > range->high;
    if (!under && !over) {
        return false;
    }
    bool possible = range->bound == CG_BOUND_EXPECTED;
    cg_message_id odd = under ? CG_MSG_PARK_FIGURE_ODD_UNDER : CG_MSG_PARK_FIGURE_ODD_OVER;
    cg_message_id wrong =
        under ? CG_MSG_PARK_FIGURE_IMPOSSIBLE_UNDER : CG_MSG_PARK_FIGURE_IMPOSSIBLE_OVER;
    cg_say(build->diagnostics, possible ? CG_WARNING : CG_ERROR,
           cg_reader_place(&build->reader, of->node), possible ? odd : wrong,
           cg_value_shown(&build->reader, of->node, "value", of->value),
           under ? range->low_text : range->high_text, range->id, NULL);
    return true;
}

static void check(cg_build *build, const cg_ranges *list, const subject *of) {
    for (cg_bound bound = CG_BOUND_POSSIBLE; bound < CG_BOUNDS; bound++) {
        const cg_range *range = find_range(list, build->park, of, bound);
        if (!range) {
            continue;
        }
        if (bound != CG_BOUND_USUAL) {
            if (say_outside(build, of, range)) {
                return;
            }
            continue;
        }
        if (!is_usual(range, of->value)) {
            say_far(build, of, range);
        }
    }
}

static void check_price(cg_build *build, const cg_ranges *list, const cg_flow *flow, subject of) {
    of.value = flow->price_value.value;
    of.node = cg_json_member(flow->node,
                             of.figure == CG_FIGURE_DISPOSAL_COST ? "disposal_cost" : "price");
    /* Nothing is said of what is free or sold: 0 is warned of elsewhere, and by-products have any
     * price. */
    if (flow->price_value.given && !flow->price_value.missing_rate && of.value > 0 &&
        of.resource != CG_NONE) {
        check(build, list, &of);
    }
}

/* What `owner` states itself; what its resource adds is the models' own. */
static void check_quality(cg_build *build, const cg_ranges *list, const cg_json *owner,
                          const cg_qualities *quality, subject of) {
    const cg_json *stated = cg_json_member(owner, "quality");
    if (!stated || stated->type != CG_JSON_OBJECT) {
        return;
    }
    of.figure = CG_FIGURE_QUALITY;
    for (const cg_json *member = stated->first; member; member = member->next) {
        of.parameter = cg_map_find(build->park->knowledge->parameter_ids, member->key);
        if (of.parameter == CG_NONE || !cg_quality_at(quality, of.parameter).known) {
            continue;
        }
        of.value = cg_quality_at(quality, of.parameter).value;
        of.node = member;
        check(build, list, &of);
    }
}

static void check_temperature(cg_build *build, const cg_ranges *list, const cg_flow *flow,
                              subject of) {
    static const char *const names[] = {"temperature", "from", "to"};
    const double values[] = {flow->temperature == NULL ? 0 : flow->temperature->value, flow->from_c,
                             flow->to_c};
    bool is_heat = flow->family == CG_HEAT;
    of.figure = CG_FIGURE_TEMPERATURE;
    for (int i = is_heat ? 1 : 0; i < (is_heat ? 3 : 1); i++) {
        of.node = cg_json_member(flow->node, names[i]);
        of.value = values[i];
        if (of.node && flow->resource != CG_NONE) {
            check(build, list, &of);
        }
    }
}

static void check_flow(cg_build *build, const cg_ranges *list, const cg_flow *flow,
                       cg_figure money) {
    subject of = {.figure = money,
                  .family = flow->family,
                  .resource = flow->resource,
                  .sector = build->park->firms.items[flow->firm].sector};
    check_price(build, list, flow, of);
    check_quality(build, list, flow->node, flow->quality, of);
    check_temperature(build, list, flow, of);
}

static void check_facility(cg_build *build, const cg_ranges *list, const cg_facility *facility) {
    if (!facility->gives) {
        return;
    }
    subject of = {.family =
                      build->park->knowledge->resources.items[facility->given_resource].family,
                  .resource = facility->given_resource};
    check_quality(build, list, cg_json_member(facility->node, "gives"), facility->given_quality,
                  of);
}

static void check_assumptions(cg_build *build, const cg_ranges *list) {
    const cg_json *assumptions = cg_json_member(build->park->document, "assumptions");
    subject of = {.figure = CG_FIGURE_DISCOUNT_RATE,
                  .value = build->park->discount_rate,
                  .node = cg_json_member(assumptions, "discount_rate"),
                  .resource = CG_NONE};
    if (of.node) {
        check(build, list, &of);
    }
}

void cg_plausible_check(cg_build *build, const char *models_folder) {
    if (!models_folder) {
        return;
    }
    const cg_park *park = build->park;
    const cg_ranges *list = cg_ranges_read(build, models_folder);
    check_assumptions(build, list);
    for (int i = 0; i < park->outputs.count; i++) {
        check_flow(build, list, &park->outputs.items[i], CG_FIGURE_DISPOSAL_COST);
    }
    for (int i = 0; i < park->inputs.count; i++) {
        check_flow(build, list, &park->inputs.items[i], CG_FIGURE_PRICE);
    }
    for (int i = 0; i < park->facilities.count; i++) {
        check_facility(build, list, &park->facilities.items[i]);
    }
}
