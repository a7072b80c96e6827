/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan of the park must keep: most investment, most water bought, least saving. */
#include "park/build.h"

#include <math.h>

typedef struct requirement {
    const char *id;
    cg_kind kind;
    cg_family family;
    double least;
} requirement;

static const requirement requirements[CG_REQUIREMENT_COUNT] = {
    [CG_INVESTMENT_MAX] = {"investment_max", CG_KIND_MONEY, CG_WATER, 0},
    [CG_EMISSIONS_MAX] = {"emissions_max", CG_KIND_MASS_EMISSIONS, CG_WATER, 0},
    [CG_WATER_PURCHASED_MAX] = {"water_purchased_max", CG_KIND_FLOW, CG_WATER, 0},
    [CG_WASTEWATER_DISCHARGED_MAX] = {"wastewater_discharged_max", CG_KIND_FLOW, CG_WATER, 0},
    [CG_WASTE_DISPOSED_MAX] = {"waste_disposed_max", CG_KIND_FLOW, CG_MATERIAL, 0},
    /* A negative one says how much the plan may cost: sensible together with the others. */
    [CG_NET_SAVING_MIN] = {"net_saving_min", CG_KIND_MONEY, CG_WATER, -INFINITY},
};

const char *cg_requirement_id(cg_requirement which) {
    return requirements[which].id;
}

void cg_requirements_read(cg_build *build, const cg_json *document) {
    const cg_json *object = cg_build_object(build, document, "requirements");
    const char *keys[CG_REQUIREMENT_COUNT + 1] = {NULL};
    for (int i = 0; i < CG_REQUIREMENT_COUNT; i++) {
        const requirement *asked = &requirements[i];
        keys[i] = asked->id;
        build->park->requirements[i] = cg_build_value(
            build, object, asked->id, (cg_expected){asked->kind, asked->family, asked->least, 0});
    }
    if (object) {
        cg_reader_check_keys(&build->reader, object, keys);
    }
}
