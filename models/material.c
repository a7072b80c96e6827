/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Materials: as water, their composition is held against what the input takes. */
#include "physics.h"

static cg_obstacle examine(cg_meeting *meeting)
{
    const cg_park *park = meeting->park;
    return cg_quality_examine(park->knowledge, park->inputs.items[meeting->input].limits,
                              park->outputs.items[meeting->output].quality, meeting->substitution, false,
                              &meeting->parameter);
}

extern const cg_physics cg_physics_material;
const cg_physics cg_physics_material = {"material", examine};
