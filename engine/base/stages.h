/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the stages of a run took, and how large what they worked on was. For people who measure:
 * nothing that makes a result may read it. */
#ifndef CG_BASE_STAGES_H
#define CG_BASE_STAGES_H

#include "text/message.h"

#include <stdatomic.h>
#include <stdint.h>

typedef enum cg_stage_id {
#define CG_STAGE(id, level, code, english, vietnamese) CG_STAGE_##id,
#define CG_TALLY(id, code, english, vietnamese)
#include "base/stages.def"
#undef CG_STAGE
#undef CG_TALLY
    CG_STAGES
} cg_stage_id;

typedef enum cg_tally_id {
#define CG_STAGE(id, level, code, english, vietnamese)
#define CG_TALLY(id, code, english, vietnamese) CG_TALLY_##id,
#include "base/stages.def"
#undef CG_STAGE
#undef CG_TALLY
    CG_TALLIES
} cg_tally_id;

typedef struct cg_stage_clock {
    _Atomic int64_t nanoseconds; /* of all times that it ended */
    _Atomic int times;
} cg_stage_clock;

/* Of one context. Zeroed it is new. Several threads may end stages at a time: their seconds add up,
 * to more than went by. */
typedef struct cg_stages {
    cg_stage_clock clocks[CG_STAGES];
    _Atomic int64_t tallies[CG_TALLIES];
} cg_stages;

/* When a stage began, in nanoseconds of a clock that only goes on. */
typedef int64_t cg_stage_mark;

/* A stage is what lies between
 *     cg_stage_mark begun = cg_stage_begin(stages);
 *     cg_stage_end(stages, CG_STAGE_SOLVING, begun);
 * and one that is left by a jump, as memory ended, is not counted. Nobody listens where `stages` is
 * NULL. Others may run within. */
cg_stage_mark cg_stage_begin(const cg_stages *stages);
void cg_stage_end(cg_stages *stages, cg_stage_id id, cg_stage_mark begun);
double cg_stage_seconds(const cg_stages *stages, cg_stage_id id);
/* The last that was told stands. */
void cg_tally(cg_stages *stages, cg_tally_id id, int64_t number);

/* What they are called. */
typedef struct cg_stage_name {
    const char *code;
    const char *in[CG_LANGUAGES];
    int level;
} cg_stage_name;
const cg_stage_name *cg_stage_named(cg_stage_id id);
const cg_stage_name *cg_tally_named(cg_tally_id id);

#endif
