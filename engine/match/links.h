/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a park's links speaks of a way: the most specific ends win, then the link with the mode.
 */
#ifndef CG_MATCH_LINKS_H
#define CG_MATCH_LINKS_H

#include "park/park.h"

typedef struct cg_links cg_links;
cg_links *cg_links_new(cg_arena *arena, cg_diagnostics *diagnostics, const cg_park *park);

/* What the links say of a way from one end to another. */
typedef struct cg_link_word {
    int link;     /* the one that wins, or CG_NONE */
    int existing; /* the one that exists in this direction among the winners, or CG_NONE */
    bool has_length, forbidden;
    double length_km;
} cg_link_word;
/* `from`, `to`: a flow or a facility each; a flow's firm speaks where no link names the flow.
 * `mode` is a mode's id or NULL. A tie is reported once. */
cg_link_word cg_links_ask(cg_links *links, cg_end from, cg_end to, const char *mode);
/* Whether any link joins this end, or its firm where it is a flow, with a facility (`facility`), or
 * with a firm or a flow (else). Of a way between two ends of which one is not so joined no link
 * speaks. */
bool cg_links_touch(const cg_links *links, cg_end end, bool facility);

#endif
