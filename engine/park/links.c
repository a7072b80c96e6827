/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The links of a park: lengths, existing pipes with their capacity, ways that are closed. */
#include "park/build.h"

#include <string.h>

static const char *const keys[] = {"from",     "to",       "mode",      "length",
                                   "existing", "capacity", "forbidden", NULL};

/* The known name nearest to an end that nothing has: a flow's where a dot was written. */
static const char *nearest_end(const cg_park *park, const char *name) {
    bool is_flow = strchr(name, '.') != NULL;
    const cg_map *maps[] = {is_flow ? park->output_refs : park->firm_ids,
                            is_flow ? park->input_refs : park->facility_ids};
    const char *nearest = cg_map_nearest(maps[0], name);
    return nearest ? nearest : cg_map_nearest(maps[1], name);
}

static bool find_end(const cg_park *park, const char *name, cg_end *out) {
    const cg_map *maps[] = {park->firm_ids, park->facility_ids, park->output_refs,
                            park->input_refs};
    static const cg_end_kind kinds[] = {CG_END_FIRM, CG_END_FACILITY, CG_END_OUTPUT, CG_END_INPUT};
    for (int i = 0; i < 4; i++) {
        int found = cg_map_find(maps[i], name);
        if (found != CG_NONE) {
            *out = (cg_end){kinds[i], found};
            return true;
        }
    }
    return false;
}

static bool read_end(cg_build *build, const cg_json *link, const char *key, cg_end *out) {
    const cg_json *node = cg_build_required(build, link, key);
    if (!node || !cg_reader_is(&build->reader, node, CG_JSON_STRING)) {
        return false;
    }
    if (find_end(build->park, node->text, out)) {
        return true;
    }
    cg_unknown say = {CG_MSG_PARK_UNKNOWN_END, CG_MSG_PARK_UNKNOWN_END_NEAR};
    cg_build_say_unknown(build, node, say, node->text, nearest_end(build->park, node->text));
    return false;
}

/* Two ends between which nothing can ever run. */
static bool is_idle(const cg_link *link) {
    bool same_side = link->from.kind == link->to.kind &&
                     (link->from.kind == CG_END_OUTPUT || link->from.kind == CG_END_INPUT);
    bool both_plants = link->from.kind == CG_END_FACILITY && link->to.kind == CG_END_FACILITY;
    return same_side || both_plants;
}

static void check_ends(cg_build *build, const cg_link *link) {
    if (link->from.kind == link->to.kind && link->from.index == link->to.index) {
        CG_ERROR_AT(build, link->node, CG_MSG_PARK_LINK_SELF,
                    cg_json_member_text(link->node, "from"));
        return;
    }
    if (is_idle(link)) {
        CG_WARN_AT(build, link->node, CG_MSG_PARK_LINK_IDLE,
                   cg_json_member_text(link->node, "from"), cg_json_member_text(link->node, "to"));
    }
}

/* The family that an end lets through; false where it says nothing. */
static bool family_of_end(const cg_park *park, cg_end end, cg_family *out) {
    switch (end.kind) {
    case CG_END_FIRM:
        return false;
    case CG_END_OUTPUT:
        *out = park->outputs.items[end.index].family;
        return true;
    case CG_END_INPUT:
        *out = park->inputs.items[end.index].family;
        return true;
    case CG_END_FACILITY: {
        const cg_facility *facility = &park->facilities.items[end.index];
        if (facility->accepted_count == 0) {
            return false;
        }
        *out = park->knowledge->resources.items[facility->accepted[0]].family;
        return true;
    }
    }
    return false;
}

/* Whether its ends or its mode say what runs over it. */
static bool is_tied(const cg_build *build, const cg_link *link) {
    const cg_park *park = build->park;
    cg_family family;
    int mode = cg_map_find(park->knowledge->mode_ids, link->mode);
    return family_of_end(park, link->from, &family) || family_of_end(park, link->to, &family) ||
           (mode != CG_NONE && park->knowledge->modes.items[mode].has_family);
}

/* A truck carries many kinds, so a mode without a family leaves the question to the unit. */
static cg_family family_of(const cg_build *build, const cg_link *link) {
    const cg_park *park = build->park;
    cg_family family = CG_WATER;
    if (family_of_end(park, link->from, &family) || family_of_end(park, link->to, &family)) {
        return family;
    }
    int mode = cg_map_find(park->knowledge->mode_ids, link->mode);
    if (mode != CG_NONE && park->knowledge->modes.items[mode].has_family) {
        return park->knowledge->modes.items[mode].family;
    }
    return cg_build_family_guess(build, cg_json_member(link->node, "capacity"), CG_WATER);
}

static void read_capacity(cg_build *build, cg_link *link) {
    const cg_json *capacity = cg_json_member(link->node, "capacity");
    if (!capacity) {
        return;
    }
    link->family = family_of(build, link);
    link->any_family = !is_tied(build, link) && capacity->type == CG_JSON_NUMBER;
    double *by_period = cg_capacity_read(build, capacity, link->family);
    if (!link->existing) {
        CG_WARN_AT(build, capacity, CG_MSG_PARK_LINK_CAPACITY_IDLE);
        return;
    }
    link->limited = true;
    link->capacity = by_period;
}

static bool is_empty(cg_words words) {
    for (int language = 0; language < CG_LANGUAGES; language++) {
        if (words.in[language] && *words.in[language]) {
            return false;
        }
    }
    return true;
}

static void read_forbidden(cg_build *build, cg_link *link) {
    const cg_json *why = cg_json_member(link->node, "forbidden");
    if (!why) {
        return;
    }
    link->forbidden = true;
    link->why = cg_reader_words(&build->reader, why);
    bool right = why->type == CG_JSON_STRING || why->type == CG_JSON_OBJECT;
    if (right && is_empty(link->why)) {
        CG_ERROR_AT(build, why, CG_MSG_PARK_FORBIDDEN_EMPTY);
    }
}

/* Two links that say how one pair is reached in one mode: one must win and none can. Opposite pipes
 * are two things and stand side by side as long as what holds both ways is the same. */
static bool is_tie(const cg_link *one, const cg_link *other) {
    bool same_direction =
        one->from.kind == other->from.kind && one->from.index == other->from.index;
    if (same_direction || one->forbidden || other->forbidden) {
        return true;
    }
    return one->has_length && other->has_length &&
           (one->length_km < other->length_km || one->length_km > other->length_km);
}

static void check_tie(cg_build *build, const cg_link *link, cg_map *pairs) {
    const char *from = cg_json_member_text(link->node, "from");
    const char *to = cg_json_member_text(link->node, "to");
    bool ordered = strcmp(from, to) <= 0;
    /* No id holds a blank, so blanks part the names. */
    const char *pair = cg_format(build->arena, "%s %s %s", ordered ? from : to, ordered ? to : from,
                                 link->mode ? link->mode : "");
    if (cg_map_add(pairs, pair, build->park->links.count)) {
        return;
    }
    const cg_link *first = &build->park->links.items[cg_map_find(pairs, pair)];
    if (is_tie(first, link)) {
        CG_ERROR_AT(build, link->node, CG_MSG_PARK_LINK_TWICE, from, to,
                    cg_format(build->arena, "%d", first->node->line));
    }
}

static void read_link(cg_build *build, const cg_json *node, cg_map *pairs) {
    const cg_reader *reader = &build->reader;
    cg_check_keys_and_attributes(reader, build->park->knowledge, node, CG_ON_LINK, keys);
    cg_link link = {.node = node};
    bool has_from = read_end(build, node, "from", &link.from);
    bool has_to = read_end(build, node, "to", &link.to);
    link.mode = cg_build_mode(build, cg_json_member(node, "mode"));
    link.has_length = cg_json_member(node, "length") != NULL;
    link.length_km =
        cg_build_number(build, node, "length", (cg_expected){CG_KIND_DISTANCE, CG_WATER, 0, 0});
    link.existing = cg_reader_truth(reader, node, "existing", false);
    read_forbidden(build, &link);
    cg_attributes_read(reader, build->park->knowledge, node, CG_ON_LINK, &link.attributes);
    if (!has_from || !has_to) {
        return;
    }
    read_capacity(build, &link);
    check_ends(build, &link);
    check_tie(build, &link, pairs);
    CG_PUSH(build->arena, &build->park->links, link);
}

void cg_links_read(cg_build *build, const cg_json *document) {
    cg_map *pairs = cg_map_new(build->arena);
    const cg_json *list = cg_build_list(build, document, "links");
    for (const cg_json *node = list ? list->first : NULL; node; node = node->next) {
        if (cg_reader_is(&build->reader, node, CG_JSON_OBJECT)) {
            read_link(build, node, pairs);
        }
    }
}
