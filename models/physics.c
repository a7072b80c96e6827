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

cg_quality cg_quality_after(const cg_quality *quality, const cg_substitution *substitution,
                            int parameter) {
    cg_quality after = quality[parameter];
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

cg_obstacle cg_quality_examine(const cg_knowledge *knowledge, const cg_limit *limits,
                               const cg_quality *quality, const cg_substitution *substitution,
                               bool each, int *parameter) {
    cg_obstacle found = CG_CLEAR;
    for (int p = 0; p < knowledge->parameters.count; p++) {
        if (!limits[p].has_max && !limits[p].has_min) {
            continue;
        }
        cg_quality received = cg_quality_after(quality, substitution, p);
        if (!received.known) {
            if (found == CG_CLEAR) {
                found = CG_QUALITY_UNKNOWN;
                *parameter = p;
            }
            continue;
        }
        if ((each || !knowledge->parameters.items[p].mixes) &&
            outside(&limits[p], received.value)) {
            *parameter = p;
            return CG_QUALITY_UNFIT;
        }
    }
    return found;
}

cg_obstacle cg_quality_meets(cg_meeting *meeting) {
    const cg_park *park = meeting->park;
    return cg_quality_examine(park->knowledge, park->inputs.items[meeting->input].limits,
                              park->outputs.items[meeting->output].quality, meeting->substitution,
                              false, &meeting->parameter);
}
