/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of families, and quality, which all of them share. */
#include "physics.h"

#include <math.h>

#define CG_PHYSICS(id) extern const cg_physics cg_physics_##id;
#include "families.def"
#undef CG_PHYSICS

static const cg_physics *const families[] = {
#define CG_PHYSICS(id) &cg_physics_##id,
#include "families.def"
#undef CG_PHYSICS
};

const cg_physics *cg_physics_of(cg_family family) {
    return families[family];
}

cg_quality cg_quality_after(const cg_qualities *quality, const cg_substitution *substitution,
                            int parameter) {
    cg_quality after = cg_quality_at(quality, parameter);
    if (substitution == NULL) {
        return after;
    }
    if (substitution->quality != NULL && substitution->quality[parameter].known) {
        return substitution->quality[parameter];
    }
    if (substitution->removal != NULL && substitution->removal[parameter].known) {
        after.value *= 1 - substitution->removal[parameter].value;
    }
    return after;
}

/* Stated figures are compared as a laboratory would: equal within rounding is within. */
static bool outside(const cg_limit *limit, double value) {
    double slack = 1e-9 * fmax(1, fabs(value));
    return (limit->has_max && value > limit->max + slack) ||
           (limit->has_min && value < limit->min - slack);
}

/* What is held against what, and what was found so far. */
typedef struct holding {
    const cg_knowledge *knowledge;
    const cg_qualities *quality;
    const cg_substitution *substitution;
    bool each;
    cg_obstacle found;
    int parameter;
} holding;

/* True where nothing more need be looked at. */
static bool hold(holding *held, const cg_stated_limit *stated) {
    int parameter = stated->parameter;
    cg_quality received = cg_quality_after(held->quality, held->substitution, parameter);
    if (!received.known) {
        if (held->found == CG_CLEAR) {
            held->found = CG_QUALITY_UNKNOWN;
            held->parameter = parameter;
        }
        return false;
    }
    bool counts = held->each || !held->knowledge->parameters.items[parameter].mixes;
    if (counts && outside(&stated->limit, received.value)) {
        held->found = CG_QUALITY_UNFIT;
        held->parameter = parameter;
        return true;
    }
    return false;
}

cg_obstacle cg_quality_examine(const cg_knowledge *knowledge, const cg_limits *limits,
                               const cg_qualities *quality, const cg_substitution *substitution,
                               bool each, int *parameter) {
    holding held = {knowledge, quality, substitution, each, CG_CLEAR, CG_NONE};
    for (int l = 0; l < limits->count && !hold(&held, &limits->items[l]); l++) {
    }
    if (held.found != CG_CLEAR) {
        *parameter = held.parameter;
    }
    return held.found;
}

cg_obstacle cg_quality_meets(cg_meeting *meeting) {
    const cg_park *park = meeting->park;
    return cg_quality_examine(park->knowledge, park->inputs.items[meeting->input].limits,
                              park->outputs.items[meeting->output].quality, meeting->substitution,
                              false, &meeting->parameter);
}
