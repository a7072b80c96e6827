/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of an edition may see, and figures of the park that all may see. */
#include "report/edition.h"

#include "report/telling.h"

#include <string.h>

bool cg_shows_to(const cg_telling *telling, int audiences) {
    return (audiences & (1 << telling->edition.audience)) != 0;
}

bool cg_shows_costs(const cg_telling *telling) {
    return cg_shows_to(telling, CG_SEEN_BY_ANALYST | CG_SEEN_BY_FIRM);
}

bool cg_shows_firms(const cg_telling *telling) {
    return cg_shows_to(telling, CG_SEEN_INSIDE);
}

bool cg_shows_policy(const cg_telling *telling) {
    return cg_shows_to(telling, CG_SEEN_BY_ANALYST);
}

bool cg_withholds(const cg_telling *telling) {
    return telling->withholds;
}

static cg_family family_of(const char *unit) {
    for (cg_family family = CG_WATER; family < CG_FAMILIES; family++) {
        if (unit != NULL && strcmp(unit, cg_family_unit(family)) == 0) {
            return family;
        }
    }
    return CG_FAMILIES;
}

/* The parties of a plan by their ids, and room for one. */
typedef struct directory {
    const cg_plan *plan;
    cg_map *ids;
    cg_text id;
} directory;

static directory directory_of(cg_arena *arena, const cg_plan *plan) {
    directory made = {plan, cg_map_new(arena), cg_text_start(arena)};
    for (int i = 0; i < plan->parties.count; i++) {
        cg_map_add(made.ids, plan->parties.items[i].id, i);
    }
    return made;
}

/* As cg_tell_party_of: firms' ids hold no dot where a park was read, so that the first dot mostly
 * tells at once, and parties are not gone through for each of many lines. */
static int party_of(directory *d, const char *end) {
    const char *dot = strchr(end, '.');
    int found = CG_NONE;
    if (dot != NULL && strchr(dot + 1, '.') == NULL) {
        d->id.length = 0;
        cg_text_add_bytes(&d->id, end, (size_t)(dot - end));
        found = dot == end ? CG_NONE : cg_map_find(d->ids, d->id.bytes);
    }
    bool firm = found != CG_NONE && !d->plan->parties.items[found].facility;
    return firm ? found : cg_tell_party_of(d->plan, end);
}

/* Marks the firm at an end; whether it is the first time. */
static bool is_new(directory *d, const char *end, bool *in) {
    const cg_plan *plan = d->plan;
    int party = party_of(d, end);
    if (party < 0 || plan->parties.items[party].facility || in[party]) {
        return false;
    }
    in[party] = true;
    return true;
}

cg_park_figures cg_park_figures_of(cg_arena *arena, const cg_plan *plan) {
    cg_park_figures park = {.firms = cg_tell_firm_count(plan)};
    bool *in = CG_ARRAY(arena, bool, plan->parties.count + 1);
    directory parties = directory_of(arena, plan);
    for (int i = 0; i < plan->lines.count; i++) {
        const cg_line *line = &plan->lines.items[i];
        cg_family family = family_of(line->unit);
        if (line->service || !(line->quantity > 0)) {
            continue;
        }
        park.exchanges++;
        park.with_permits += line->permit_count > 0;
        park.firms_in += is_new(&parties, line->from, in);
        park.firms_in += is_new(&parties, line->to, in);
        if (family != CG_FAMILIES) {
            park.families[family].exchanges++;
            park.families[family].quantity += line->quantity;
        }
    }
    return park;
}
