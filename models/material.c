/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Materials: as water, their composition is held against what the input takes. */
#include "physics.h"

extern const cg_physics cg_physics_material;
const cg_physics cg_physics_material = {"material", cg_quality_meets};
