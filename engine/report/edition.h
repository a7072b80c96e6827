/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For whom a report is written, and what its readers may see. */
#ifndef CG_REPORT_EDITION_H
#define CG_REPORT_EDITION_H

#include "plan/plan.h"

typedef enum cg_audience {
    CG_FOR_BOARD,
    CG_FOR_FIRM,
    CG_FOR_ANALYST,
    CG_FOR_PUBLIC,
    CG_AUDIENCES
} cg_audience;

/* Sets of audiences: a section's line says with one who sees it. */
enum {
    CG_SEEN_BY_BOARD = 1 << CG_FOR_BOARD,
    CG_SEEN_BY_FIRM = 1 << CG_FOR_FIRM,
    CG_SEEN_BY_ANALYST = 1 << CG_FOR_ANALYST,
    CG_SEEN_BY_PUBLIC = 1 << CG_FOR_PUBLIC,
    CG_SEEN_INSIDE = CG_SEEN_BY_BOARD | CG_SEEN_BY_ANALYST, /* those to whom every firm is named */
    CG_SEEN_BY_ALL = CG_SEEN_INSIDE | CG_SEEN_BY_FIRM | CG_SEEN_BY_PUBLIC,
    CG_SEEN_BY_ALL_BUT_FIRM = CG_SEEN_INSIDE | CG_SEEN_BY_PUBLIC /* whose page is one A4 */
};

/* {0} is the board's draft. */
typedef struct cg_edition {
    cg_audience audience;
    const char *firm; /* the id of the firm it is for; NULL for the other audiences */
    bool official;    /* else a draft */
    const char *prepared, *checked, *approved; /* names; NULL: a line to sign on */
} cg_edition;

/* What a section may ask while it is told (decision 0014). The plan that a telling holds is already
 * without what its audience may not see, and withheld figures are NaN, told as a dash: asking is
 * for what would be empty then. */
struct cg_telling;
/* Whether the audience is one of the set. */
bool cg_shows_to(const struct cg_telling *telling, int audiences);
/* What a firm's money is made of (purchase, disposal …), column by column. */
bool cg_shows_costs(const struct cg_telling *telling);
/* Every firm by its name. */
bool cg_shows_firms(const struct cg_telling *telling);
/* Whether figures are withheld that somebody told in confidence. */
bool cg_withholds(const struct cg_telling *telling);
/* What the law forbids but is worth most. */
bool cg_shows_policy(const struct cg_telling *telling);

/* Counts and quantities of the whole park, which every audience may see: they stand here because
 * the plan of a firm's or the public's edition does not hold what they were counted from. */
typedef struct cg_park_figures {
    int exchanges, firms_in, firms; /* exchanges of the plan, firms at their ends, all firms */
    int with_permits;               /* exchanges that need any */
    struct {
        int exchanges;
        double quantity; /* what leaves the outputs in a year */
    } families[CG_FAMILIES];
} cg_park_figures;
cg_park_figures cg_park_figures_of(cg_arena *arena, const cg_plan *plan);

/* The plan as the audience may see it, in `arena`; the plan itself for the analyst. */
const cg_plan *cg_plan_for(cg_arena *arena, const cg_plan *plan, const cg_edition *edition);
/* Whether that plan is without something told in confidence. */
bool cg_plan_withholds(const cg_plan *plan, const cg_edition *edition);

/* Takes over what a plan tells beyond its sums (plan/details.h), without what the audience may not
 * see; `confides`: a party told something in confidence. */
void cg_details_for(cg_plan *into, const cg_plan *whole, const cg_edition *edition, bool confides);

#endif
