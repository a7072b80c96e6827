/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Qualities and limits of flows and facilities: read into rooms for every parameter, kept by what
 * is stated. */
#include "park/build.h"

#include <string.h>

/* Fills the room with what a resource usually has. */
static void set_usual(const cg_build *build, int resource) {
    const cg_knowledge *knowledge = build->park->knowledge;
    size_t size = (size_t)knowledge->parameters.count * sizeof(cg_quality);
    const cg_quality *usual =
        resource == CG_NONE ? NULL : knowledge->resources.items[resource].quality;
    if (usual == NULL) {
        memset(build->quality_room, 0, size);
    } else {
        memcpy(build->quality_room, usual, size);
    }
}

const cg_qualities *cg_build_quality(cg_build *build, const cg_json *owner, int resource) {
    const cg_knowledge *knowledge = build->park->knowledge;
    const cg_json *own = cg_build_object(build, owner, "quality");
    const cg_qualities **usual =
        &build->usual[resource == CG_NONE ? knowledge->resources.count : resource];
    if (own == NULL && *usual != NULL) {
        return *usual;
    }
    set_usual(build, resource);
    if (own != NULL) {
        cg_quality_read_object(&build->reader, knowledge, own, build->quality_room);
    }
    const cg_qualities *kept =
        cg_qualities_of(build->arena, build->quality_room, knowledge->parameters.count);
    if (own == NULL) {
        *usual = kept;
    }
    return kept;
}

const cg_limits *cg_build_limits(cg_build *build, const cg_json *owner) {
    const cg_knowledge *knowledge = build->park->knowledge;
    const cg_json *limits = cg_build_object(build, owner, "limits");
    if (limits == NULL) {
        return build->no_limits;
    }
    size_t size = (size_t)knowledge->parameters.count * sizeof(cg_limit);
    memset(build->limit_room, 0, size);
    cg_limits_read_object(&build->reader, knowledge, limits, build->limit_room);
    return cg_limits_of(build->arena, build->limit_room, knowledge->parameters.count);
}
