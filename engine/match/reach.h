/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which inputs an output could serve directly: those of a resource, and of these no more than lie
 * near enough. */
#ifndef CG_MATCH_REACH_H
#define CG_MATCH_REACH_H

#include "match/matches.h"

typedef struct cg_reach cg_reach;

/* An output, and what opens a resource's inputs to it. */
typedef struct cg_offer {
    const cg_reach *reach;
    int output, resource; /* of the inputs */
    int substitution_index;
    const cg_substitution *substitution; /* NULL: the same resource */
    cg_way_terms terms;
    int sender;  /* its firm */
    bool linked; /* any link could speak of its ways */
    bool runs;   /* any exchange of it runs today */
    bool lacks_rate;
} cg_offer;

cg_reach *cg_reach_new(cg_finder *finder);
bool cg_reach_takes(const cg_reach *reach, int resource);
/* The inputs of an offer's resource that have to be looked at, ascending; the list is good until
 * the next is asked for. Left out is what lies so far off that nothing could come of it: all that
 * is kept of it is its number in *beyond. An input may be listed whose firm is the output's own. */
int cg_reach_inputs(cg_reach *reach, const cg_offer *of, const int **inputs, int *beyond);
/* An input's firm: apart from the inputs themselves, which are large and many. */
int cg_reach_firm(const cg_reach *reach, int input);
/* Whether any link could speak of direct ways to an input. */
bool cg_reach_linked(const cg_reach *reach, int input);

#endif
