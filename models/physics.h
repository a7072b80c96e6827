/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The physics of one exchange: one file a family, listed in families.def. */
#ifndef CG_MODELS_PHYSICS_H
#define CG_MODELS_PHYSICS_H

#include "park/park.h"

/* What stands in the way of an exchange. */
typedef enum cg_obstacle {
    CG_CLEAR,
    CG_NO_WAY_OPEN,       /* no substitution opens it */
    CG_NOT_ACCEPTED,      /* the input accepts nothing */
    CG_LINK_FORBIDDEN,    /* a link of the park closes it */
    CG_OWN_FIRM,          /* both ends in one firm, without own_reuse */
    CG_BEYOND_REACH,      /* further than its reach */
    CG_LOST_ON_THE_WAY,   /* nothing would arrive */
    CG_TOO_COLD,          /* no part of the heat is hot enough */
    CG_QUALITY_UNFIT,     /* a parameter that does not mix is outside its limit */
    CG_QUALITY_UNKNOWN,   /* a limited parameter is not stated */
    CG_FACILITY_REFUSES,  /* the facility does not take this resource */
    CG_FACILITY_UNFIT,    /* the output is outside the facility's limits */
    CG_FACILITY_UNKNOWN,  /* a parameter the facility limits is not stated */
    CG_FACILITY_GIVES_NOT /* the facility hands nothing on that the input takes */
} cg_obstacle;
#define CG_OBSTACLES (CG_FACILITY_GIVES_NOT + 1)

/* A quality as an input would receive it: after the substitution's treatment. */
cg_quality cg_quality_after(const cg_qualities *quality, const cg_substitution *substitution,
                            int parameter);

/* Holds the qualities of one flow, as received, against limits: every limited parameter must be
 * known, and one that does not mix (or every one, where `each` is true: a facility's limits) must
 * be within. `*parameter` gets the first at fault. Answers CG_CLEAR, CG_QUALITY_UNKNOWN or
 * CG_QUALITY_UNFIT; unfit before unknown. */
cg_obstacle cg_quality_examine(const cg_knowledge *knowledge, const cg_limits *limits,
                               const cg_qualities *quality, const cg_substitution *substitution,
                               bool each, int *parameter);

/* A piece of a flow of heat, between two shifted temperatures. */
typedef struct cg_piece {
    double upper_c, lower_c;
    double share; /* of the flow */
} cg_piece;
typedef struct cg_pieces {
    cg_piece *items; /* hottest first */
    int count;
} cg_pieces;

/* Cuts every flow of heat of the park at every end of any (shifted) and at the multiples of
 * temperature_step. outputs[], inputs[] by flow; flows of other families get no pieces. */
typedef struct cg_heat {
    cg_pieces *outputs, *inputs;
} cg_heat;
cg_heat cg_heat_cut(cg_arena *arena, const cg_park *park);
/* Whether heat of piece `from` may warm piece `to` after losing `drop_k` on the way. */
bool cg_heat_passes(const cg_piece *from, const cg_piece *to, double drop_k);

/* What a family asks of an exchange over a way that cools by `drop_k`. */
typedef struct cg_meeting {
    const cg_park *park;
    const cg_heat *heat;
    int output, input;
    const cg_substitution *substitution; /* NULL: same resource */
    double drop_k;
    int parameter; /* out: the parameter at fault */
} cg_meeting;
typedef struct cg_physics {
    const char *id;
    cg_obstacle (*examine)(cg_meeting *meeting);
} cg_physics;
/* What every family asks: the output's quality, as received, against the input's limits. Sets
 * meeting->parameter. */
cg_obstacle cg_quality_meets(cg_meeting *meeting);
/* The physics of a family of what is sent. */
const cg_physics *cg_physics_of(cg_family family);

#endif
