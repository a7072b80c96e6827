/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the stages of a run took, and how large what they worked on was. For people who measure:
 * nothing that makes a result may read it. */
#ifndef CG_BASE_STAGES_H
#define CG_BASE_STAGES_H

#include <stdbool.h>

#include "text/message.h"

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
    double seconds; /* of all times that it ended */
    double begun;
    int times;
    bool runs;
} cg_stage_clock;

/* Of one context, or of one worker: one thread at a time. Zeroed it is new. */
typedef struct cg_stages {
    cg_stage_clock clocks[CG_STAGES];
    double tallies[CG_TALLIES];
} cg_stages;

/* Nobody listens where `stages` is NULL. A stage that is left by a jump, as memory ended, never
 * ends and is not counted; stages of other ids may run within. */
void cg_stage_begin(cg_stages *stages, cg_stage_id id);
void cg_stage_end(cg_stages *stages, cg_stage_id id);
/* The last that was told stands. */
void cg_tally(cg_stages *stages, cg_tally_id id, double number);
/* What a worker of its own took, to those of the context: seconds add up, of threads side by side
 * to more than went by. */
void cg_stages_add(cg_stages *to, const cg_stages *from);

/* What they are called. */
typedef struct cg_stage_name {
    const char *code;
    const char *in[CG_LANGUAGES];
    int level;
} cg_stage_name;
const cg_stage_name *cg_stage_named(cg_stage_id id);
const cg_stage_name *cg_tally_named(cg_tally_id id);

#endif
