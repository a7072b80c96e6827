/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Water: fit where its quality is known and what does not mix is within the limits; what mixes is blended
 * by the program. */
#include "physics.h"

static cg_obstacle examine(cg_meeting *meeting)
{
    const cg_park *park = meeting->park;
    return cg_quality_examine(park->knowledge, park->inputs.items[meeting->input].limits,
                              park->outputs.items[meeting->output].quality, meeting->substitution, false,
                              &meeting->parameter);
}

extern const cg_physics cg_physics_water;
const cg_physics cg_physics_water = {"water", examine};
