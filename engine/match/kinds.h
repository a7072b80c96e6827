/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of facility that rules ask about, so that a slip of the finger in a park is seen. */
#ifndef CG_MATCH_KINDS_H
#define CG_MATCH_KINDS_H

#include "knowledge/rules.h"
#include "park/park.h"

/* Warns of each facility whose kind no rule names and that is near to one that a rule does: any
 * word may be a kind, so that no other is judged. */
void cg_kinds_check(cg_arena *arena, cg_diagnostics *diagnostics, const cg_park *park,
                    const cg_rules *rules);

#endif
