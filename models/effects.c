/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of effects. */
#include "effect.h"

#define CG_EFFECT(id) extern const cg_effect cg_effect_##id;
#include "effects.def"
#undef CG_EFFECT

static const cg_effect *const effects[] = {
#define CG_EFFECT(id) &cg_effect_##id,
#include "effects.def"
#undef CG_EFFECT
};

const cg_effect *cg_effect_of(cg_effect_kind kind) {
    return effects[kind];
}
