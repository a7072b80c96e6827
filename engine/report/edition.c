/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of an edition may see. */
#include "report/edition.h"

#include "report/telling.h"

bool cg_shows_to(const cg_telling *telling, int audiences) {
    return (audiences & (1 << telling->edition.audience)) != 0;
}

bool cg_shows_costs(const cg_telling *telling) {
    return cg_shows_to(telling, CG_SEEN_BY_ANALYST | CG_SEEN_BY_FIRM);
}

bool cg_shows_firms(const cg_telling *telling) {
    return cg_shows_to(telling, CG_SEEN_INSIDE);
}

bool cg_shows_policy(const cg_telling *telling) {
    return cg_shows_to(telling, CG_SEEN_BY_ANALYST);
}

const cg_plan *cg_plan_for(cg_arena *arena, const cg_plan *plan, const cg_edition *edition) {
    (void)arena;
    (void)edition;
    return plan;
}
