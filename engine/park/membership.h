/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Firms that leave a park or join it, in its document, before that is read. */
#ifndef CG_PARK_MEMBERSHIP_H
#define CG_PARK_MEMBERSHIP_H

#include "base/json.h"

/* Takes a firm out with all that speaks of it: its flows, its links, its exchanges. False after
 * reporting at `place` that the park has no such firm (with the nearest known one). */
bool cg_firm_leaves(cg_arena *arena, cg_diagnostics *diagnostics, cg_json *document, const char *id,
                    cg_place place);
/* Puts a copy of a firm's object behind the others. False after reporting at `place` that the park
 * has one of that id; what else is wrong with it is said when the park is read. */
bool cg_firm_joins(cg_arena *arena, cg_diagnostics *diagnostics, cg_json *document,
                   const cg_json *firm, cg_place place);

#endif
