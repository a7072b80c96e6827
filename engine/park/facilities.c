/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shared plants of a park: what they take, hand on, cost and can hold. */
#include "park/build.h"

#include "unit/range_end.h"

#include <string.h>

static const char *const keys[] = {"id",
                                   "name",
                                   "kind",
                                   "operator",
                                   "at",
                                   "at_km",
                                   "mode",
                                   "capacity",
                                   "accepts",
                                   "gives",
                                   "serves",
                                   "operating_cost",
                                   "operating_emissions",
                                   "pass_through",
                                   "pass_through_cost",
                                   "existing",
                                   "investment",
                                   "reach",
                                   "transport_cost",
                                   "transport_emissions",
                                   "loss",
                                   "link_investment",
                                   NULL};
static const char *const accepts_keys[] = {"resources", "limits", NULL};
static const char *const gives_keys[] = {"resource", "yield", "quality", "serves", NULL};

static const char *own_id(cg_build *build, const cg_json *node) {
    int index = build->park->facilities.count;
    const char *id = cg_build_id(build, node);
    if (!id) {
        return cg_format(build->arena, "#%d", index);
    }
    int line = cg_map_find(build->facility_lines, id);
    if (line != CG_NONE) {
        CG_ERROR_AT(build, node, CG_MSG_PARK_FACILITY_TWICE, id,
                    cg_format(build->arena, "%d", line));
        return cg_format(build->arena, "%s#%d", id, index);
    }
    cg_map_add(build->facility_lines, id, node->line);
    return id;
}

void cg_facilities_list(cg_build *build, const cg_json *document) {
    cg_park *park = build->park;
    const cg_json *list = cg_build_list(build, document, "facilities");
    for (const cg_json *node = list ? list->first : NULL; node; node = node->next) {
        if (!cg_reader_is(&build->reader, node, CG_JSON_OBJECT)) {
            continue;
        }
        cg_facility facility = {.id = own_id(build, node), .given_resource = CG_NONE, .node = node};
        cg_map_add(park->facility_ids, facility.id, park->facilities.count);
        CG_PUSH(build->arena, &park->facilities, facility);
    }
}

static void add_accepted(cg_build *build, const cg_json *named, cg_facility *facility) {
    int resource = cg_build_resource(build, named);
    if (resource == CG_NONE) {
        return;
    }
    const cg_resource *known = build->park->knowledge->resources.items;
    if (known[resource].family == CG_HEAT) {
        CG_ERROR_AT(build, named, CG_MSG_PARK_FACILITY_HEAT, known[resource].id);
        return;
    }
    if (facility->accepted_count > 0 &&
        known[facility->accepted[0]].family != known[resource].family) {
        CG_WARN_AT(build, named, CG_MSG_PARK_FACILITY_MIXED, known[facility->accepted[0]].id,
                   known[resource].id);
    }
    for (int i = 0; i < facility->accepted_count; i++) {
        if (facility->accepted[i] == resource) {
            CG_WARN_AT(build, named, CG_MSG_PARK_NAMED_TWICE, known[resource].id);
            return;
        }
    }
    facility->accepted[facility->accepted_count++] = resource;
}

static void read_accepts(cg_build *build, cg_facility *facility) {
    facility->limits = build->no_limits;
    const cg_json *accepts = cg_build_object(build, facility->node, "accepts");
    if (!accepts) {
        return;
    }
    cg_reader_check_keys(&build->reader, accepts, accepts_keys);
    const cg_json *resources = cg_build_list(build, accepts, "resources");
    if (resources) {
        facility->accepted = CG_ARRAY(build->arena, int, resources->count + 1);
        for (const cg_json *named = resources->first; named; named = named->next) {
            add_accepted(build, named, facility);
        }
    }
    facility->limits = cg_build_limits(build, accepts);
}

/* "serves" stands on the facility, or in its "gives" where it reads more naturally. */
static void read_serves(cg_build *build, const cg_json *gives, cg_facility *facility) {
    const cg_json *outer = cg_json_member(facility->node, "serves");
    const cg_json *inner = cg_json_member(gives, "serves");
    if (outer && inner) {
        CG_ERROR_AT(build, inner, CG_MSG_PARK_SERVES_TWICE);
    }
    const cg_json *owner = outer ? facility->node : gives;
    const cg_json *list = outer ? outer : inner;
    if (!list) {
        return;
    }
    facility->serves = cg_build_texts(build, owner, "serves", &facility->serves_count);
    if (!facility->serves) {
        return;
    }
    for (const cg_json *named = list->first; named; named = named->next) {
        if (named->type == CG_JSON_STRING) {
            cg_build_resource(build, named);
        }
    }
}

static void read_gives(cg_build *build, cg_facility *facility) {
    facility->yield = 1;
    const cg_json *gives = cg_build_object(build, facility->node, "gives");
    read_serves(build, gives, facility);
    if (!gives) {
        return;
    }
    cg_reader_check_keys(&build->reader, gives, gives_keys);
    const cg_json *named = cg_build_required(build, gives, "resource");
    facility->given_resource = named ? cg_build_resource(build, named) : CG_NONE;
    facility->gives = facility->given_resource != CG_NONE;
    cg_expected share = {CG_KIND_SHARE, CG_WATER, 0, 1};
    facility->yield = cg_build_number(build, gives, "yield", share);
    facility->given_quality = cg_build_quality(build, gives, facility->given_resource);
}

/* The family that a facility's own numbers are in: that of what it takes, else of what it hands on,
 * is reached by, or has been given to treat. */
static cg_family family_of(const cg_build *build, int index) {
    const cg_park *park = build->park;
    const cg_facility *facility = &park->facilities.items[index];
    const cg_knowledge *knowledge = park->knowledge;
    if (facility->accepted_count > 0) {
        return knowledge->resources.items[facility->accepted[0]].family;
    }
    if (facility->given_resource != CG_NONE) {
        return knowledge->resources.items[facility->given_resource].family;
    }
    int mode = cg_map_find(knowledge->mode_ids, facility->mode);
    if (mode != CG_NONE && knowledge->modes.items[mode].has_family) {
        return knowledge->modes.items[mode].family;
    }
    for (int i = 0; i < park->outputs.count; i++) {
        if (park->outputs.items[i].disposed_at == index) {
            return park->outputs.items[i].family;
        }
    }
    return cg_build_family_guess(build, cg_json_member(facility->node, "capacity"), CG_WATER);
}

/* Between different families a yield is no share: MWh from a tonne. */
static void check_yield(cg_build *build, const cg_facility *facility, cg_family family) {
    const cg_resource *known = build->park->knowledge->resources.items;
    if (facility->gives && facility->yield > 1 &&
        known[facility->given_resource].family == family) {
        const cg_json *gives = cg_json_member(facility->node, "gives");
        CG_WARN_AT(build, cg_json_member(gives, "yield"), CG_MSG_PARK_YIELD_OVER_ONE);
    }
}

static void check_mode(cg_build *build, const cg_facility *facility, cg_family family) {
    const cg_knowledge *knowledge = build->park->knowledge;
    int index = cg_map_find(knowledge->mode_ids, facility->mode);
    const cg_mode *mode = index == CG_NONE ? NULL : &knowledge->modes.items[index];
    if (mode && mode->has_family && mode->family != family) {
        CG_ERROR_AT(build, cg_json_member(facility->node, "mode"), CG_MSG_MODE_UNFIT, mode->id,
                    cg_family_unit(mode->family), cg_family_unit(family));
    }
}

static bool treats_today(const cg_park *park, const cg_facility *facility) {
    for (int i = 0; i < park->outputs.count; i++) {
        int home = park->outputs.items[i].disposed_at;
        if (home != CG_NONE && &park->facilities.items[home] == facility) {
            return true;
        }
    }
    return false;
}

/* Where firms send something for treatment today, what that costs is avoided by an exchange. */
static void read_operation(cg_build *build, cg_facility *facility, cg_family family) {
    cg_reader reader = build->reader;
    if (treats_today(build->park, facility)) {
        build->reader = cg_reader_turned(&reader);
    }
    cg_value cost = cg_build_value(build, facility->node, "operating_cost",
                                   (cg_expected){CG_KIND_PRICE, family, 0, 0});
    facility->operating_cost = cost.value;
    facility->confidential |= cost.confidential;
    facility->operating_emissions = cg_build_number(build, facility->node, "operating_emissions",
                                                    (cg_expected){CG_KIND_EMISSIONS, family, 0, 0});
    build->reader = reader;
}

static void read_figures(cg_build *build, cg_facility *facility, cg_family family) {
    const cg_json *node = facility->node;
    const cg_json *capacity = cg_json_member(node, "capacity");
    facility->limited = capacity != NULL;
    facility->capacity = capacity ? cg_capacity_read(build, capacity, family) : NULL;
    cg_expected price = {CG_KIND_PRICE, family, 0, 0};
    cg_value handing_on = cg_build_value(build, node, "pass_through_cost", price);
    facility->pass_through_cost = handing_on.value;
    facility->confidential = handing_on.confidential;
    read_operation(build, facility, family);
    facility->pass_through = cg_reader_truth(&build->reader, node, "pass_through", false);
    facility->exists = cg_reader_truth(&build->reader, node, "existing", true);
    const cg_json *investment = cg_build_object(build, node, "investment");
    if (investment) {
        cg_investment_read(&build->reader, investment, family, &facility->investment);
    }
}

/* What its two legs have in place of the mode's. */
static void read_legs(cg_build *build, cg_facility *facility, cg_family family) {
    const cg_json *node = facility->node;
    facility->has_reach = cg_json_member(node, "reach") != NULL;
    facility->reach_km =
        cg_build_number(build, node, "reach", (cg_expected){CG_KIND_DISTANCE, family, 0, 0});
    facility->transport_cost = cg_build_value(build, node, "transport_cost",
                                              (cg_expected){CG_KIND_TRANSPORT_COST, family, 0, 0});
    facility->transport_emissions =
        cg_build_value(build, node, "transport_emissions",
                       (cg_expected){CG_KIND_TRANSPORT_EMISSIONS, family, 0, 0});
    facility->loss =
        cg_build_value(build, node, "loss", (cg_expected){CG_KIND_SHARE_PER_KM, family, 0, 0});
    const cg_json *investment = cg_build_object(build, node, "link_investment");
    if (investment) {
        cg_investment_read(&build->reader, investment, family, &facility->link_investment);
    }
}

static void read_facility(cg_build *build, int index) {
    const cg_reader *reader = &build->reader;
    const cg_knowledge *knowledge = build->park->knowledge;
    cg_facility *facility = &build->park->facilities.items[index];
    const cg_json *node = facility->node;
    cg_check_keys_and_attributes(reader, knowledge, node, CG_ON_FACILITY, keys);
    facility->name = cg_reader_words(reader, cg_json_member(node, "name"));
    facility->kind = cg_reader_text(reader, node, "kind", NULL);
    facility->operator_name = cg_reader_words(reader, cg_json_member(node, "operator"));
    cg_position_read(build, node, &facility->at);
    facility->mode = cg_build_mode(build, cg_json_member(node, "mode"));
    read_accepts(build, facility);
    read_gives(build, facility);
    cg_family family = family_of(build, index);
    check_mode(build, facility, family);
    check_yield(build, facility, family);
    read_figures(build, facility, family);
    read_legs(build, facility, family);
    cg_attributes_read(reader, knowledge, node, CG_ON_FACILITY, &facility->attributes);
}

static bool takes_family(const cg_park *park, const cg_facility *facility, cg_family family) {
    for (int i = 0; i < facility->accepted_count; i++) {
        if (park->knowledge->resources.items[facility->accepted[i]].family == family) {
            return true;
        }
    }
    return facility->accepted_count == 0;
}

/* Whether all that is disposed of at a facility fits its capacity depends on what the way there
 * loses, so on distances: that is found where ways are known, in match/. */
static void check_disposal(cg_build *build, const cg_flow *output) {
    const cg_facility *facility = &build->park->facilities.items[output->disposed_at];
    const cg_json *place = cg_json_member(output->node, "disposed_at");
    if (!facility->exists) {
        CG_ERROR_AT(build, place, CG_MSG_PARK_DISPOSED_AT_FUTURE, facility->id);
    }
    if (output->family == CG_HEAT) {
        CG_ERROR_AT(build, place, CG_MSG_PARK_DISPOSED_HEAT, facility->id);
        return;
    }
    if (!takes_family(build->park, facility, output->family)) {
        CG_ERROR_AT(build, place, CG_MSG_PARK_DISPOSED_FAMILY, facility->id,
                    cg_family_id(output->family));
    }
}

void cg_facilities_read(cg_build *build, const cg_json *document) {
    (void)document; /* its list is known */
    cg_park *park = build->park;
    for (int i = 0; i < park->facilities.count; i++) {
        read_facility(build, i);
    }
    for (int i = 0; i < park->outputs.count; i++) {
        if (park->outputs.items[i].disposed_at != CG_NONE) {
            check_disposal(build, &park->outputs.items[i]);
        }
    }
}
