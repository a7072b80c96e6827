/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a candidate is not allowed, in a sentence that says what stopped it and what to do. */
#ifndef CG_MATCH_REASONS_H
#define CG_MATCH_REASONS_H

#include "match/matches.h"

/* One or two sentences without control characters, in `arena`. Where the candidate is open: NULL, or, where a rule sends
 * it by a facility, that rule's sentence. */
const char *cg_reason_of_candidate(cg_arena *arena, const cg_matches *matches, const cg_candidate *candidate,
                                   cg_language language);
/* The same for what `intake` takes and `supply` (of the same facility) hands on after treatment. */
const char *cg_reason_of_treated(cg_arena *arena, const cg_matches *matches, const cg_intake *intake,
                                 const cg_supply *supply, cg_language language);

/* What the law and the park say of a treated pair: the intake's finding where that is not open, else the supply's, else
 * the law's of the pair. */
cg_finding cg_finding_of_treated(const cg_matches *matches, const cg_intake *intake, const cg_supply *supply);

#endif
