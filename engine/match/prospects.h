/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What could be exchanged directly, kept small: in a large park there are a million such pairs, of
 * which a plan uses a few thousand. A prospect is a candidate that a plan may use and of which
 * nothing need be known but its ends, its way's length and what opens it; everything else follows
 * from the park. What is in any way special (a link of the park speaks of its way, it runs today,
 * it would have to be paid for at once, the law burdens it, its heat lies in several pieces) is a
 * candidate. */
#ifndef CG_MATCH_PROSPECTS_H
#define CG_MATCH_PROSPECTS_H

#include "match/reach.h"

/* How many prospects share one place in the list of outputs: the next few are found from there. */
#define CG_PROSPECTS_A_MARK 64

/* What the ways of one substitution, or of one resource to itself, have in common. */
typedef struct cg_road {
    bool made;
    cg_way start, km; /* a way of no length, and one of a km */
} cg_road;

typedef struct cg_prospects {
    cg_arena *lists;                /* the next five live here */
    CG_VECTOR(int) input;           /* in the order of their outputs */
    CG_VECTOR(unsigned short) road; /* of roads */
    CG_VECTOR(double) km;
    CG_VECTOR(int) output; /* of every CG_PROSPECTS_A_MARK-th */
    int *end;              /* by output: behind its last prospect; 0: it has none */
    cg_road *roads;        /* by substitution, then by resource: to itself */
    int substitutions;     /* how many of the roads are a substitution's */
    bool *behind; /* by output, then by rule of the law: it stands behind any of the output's */
} cg_prospects;

cg_prospects *cg_prospects_new(cg_arena *arena, const cg_park *park, const cg_law *law);
/* Forgets all of them, and what they take; what stands behind each output stays. */
void cg_prospects_let_go(cg_prospects *prospects);
int cg_prospects_count(const cg_prospects *prospects);
int cg_prospect_output(const cg_prospects *prospects, int index);
/* The substitution of a prospect, or CG_NONE. */
int cg_prospect_substitution(const cg_prospects *prospects, int index);
/* Its way, and what of a unit its input saves: the same to the last bit as a candidate's. */
cg_way cg_prospect_way(const cg_prospects *prospects, int index);
double cg_prospect_delivered(const cg_park *park, const cg_prospects *prospects, int index);

/* A pair that was judged open, just now. */
typedef struct cg_judged {
    const cg_offer *of;
    int input;
    const cg_way *way;
    const cg_finding *finding;
    bool runs;
} cg_judged;
/* Takes it as a prospect; false where it has to be a candidate. */
bool cg_prospects_take(cg_finder *finder, const cg_judged *pair);

/* The same matches, where some of the prospects (indices, ascending) are candidates; the candidates
 * keep their order. All prospects stay listed. `place[i]` gets the candidate of chosen[i]. */
cg_matches *cg_matches_with(cg_arena *arena, const cg_matches *matches, const int *chosen,
                            int count, int *place);

#endif
