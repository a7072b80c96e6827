/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Effluent standards: the class that a water flow's stated quality meets, never assumed. */
#ifndef CG_MODELS_EFFLUENT_H
#define CG_MODELS_EFFLUENT_H

#include "knowledge/rules.h"
#include "park/park.h"

typedef struct cg_effluent_limit {
    int parameter;     /* CG_NONE: the flow's temperature */
    const char *asked; /* "output.quality.COD", as a person is asked for it */
    bool scaled;       /* times Kq and Kf */
    bool fresh_only;   /* not asked of what goes into brackish or salt water */
    bool has_least;
    double least[2], most[2]; /* of column A, of column B */
} cg_effluent_limit;
/* A factor that grows or falls in steps. */
typedef struct cg_effluent_step {
    double at_most; /* the last one: infinite */
    double factor;
} cg_effluent_step;
typedef CG_VECTOR(cg_effluent_step) cg_effluent_steps;
typedef struct cg_effluent_standard {
    const char *id;
    const char *from, *to; /* ISO, inclusive; NULL: open */
    CG_VECTOR(cg_effluent_limit) limits;
    cg_effluent_steps by_flow;  /* Kf, by m3 a day let off */
    cg_effluent_steps by_river; /* Kq, by m3/s of the receiving river */
    cg_effluent_steps by_lake;  /* Kq, by m3 of the receiving lake */
} cg_effluent_standard;
typedef struct cg_effluent_standards {
    CG_VECTOR(cg_effluent_standard) items;
} cg_effluent_standards;

/* Reads the pack's "effluent_standards"; never NULL; problems are reported. */
const cg_effluent_standards *cg_effluent_read(const cg_reader *reader,
                                              const cg_knowledge *knowledge, const cg_rules *rules);
/* The one in force on a day (ISO); NULL where none is. */
const cg_effluent_standard *cg_effluent_standard_on(const cg_effluent_standards *standards,
                                                    const char *date);

/* "A" (as clean as for water that becomes drinking water), "B" (other waters), "none" (neither);
 * NULL where not known, and `missing` is then the first thing to state. What is stated and too high
 * even for column B decides whatever else is missing. */
typedef struct cg_effluent {
    const char *class_id;
    const char *missing;
} cg_effluent;
/* `standard` may be NULL: nothing is then known, and nothing that could be stated would help. */
cg_effluent cg_effluent_of(const cg_effluent_standard *standard, const cg_park *park,
                           const cg_flow *flow);

#endif
