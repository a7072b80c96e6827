/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Water: what its quality must be is all that physics asks; what mixes is blended by the program.
 */
#include "physics.h"

extern const cg_physics cg_physics_water;
const cg_physics cg_physics_water = {"water", cg_quality_meets};
