/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clock for each stage of a run. */
#include "base/stages.h"

#include <stddef.h>
#include <time.h>

static const cg_stage_name stage_names[CG_STAGES] = {
#define CG_STAGE(id, level, code, english, vietnamese)                                             \
    [CG_STAGE_##id] = {code, {[CG_ENGLISH] = english, [CG_VIETNAMESE] = vietnamese}, level},
#define CG_TALLY(id, code, english, vietnamese)
#include "base/stages.def"
#undef CG_STAGE
#undef CG_TALLY
};

static const cg_stage_name tally_names[CG_TALLIES] = {
#define CG_STAGE(id, level, code, english, vietnamese)
#define CG_TALLY(id, code, english, vietnamese)                                                    \
    [CG_TALLY_##id] = {code, {[CG_ENGLISH] = english, [CG_VIETNAMESE] = vietnamese}, 0},
#include "base/stages.def"
#undef CG_STAGE
#undef CG_TALLY
};

static int64_t now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (int64_t)at.tv_sec * 1000000000 + at.tv_nsec;
}

cg_stage_mark cg_stage_begin(const cg_stages *stages) {
    return stages == NULL ? 0 : now();
}

void cg_stage_end(cg_stages *stages, cg_stage_id id, cg_stage_mark begun) {
    if (stages != NULL) {
        atomic_fetch_add(&stages->clocks[id].nanoseconds, now() - begun);
        atomic_fetch_add(&stages->clocks[id].times, 1);
    }
}

double cg_stage_seconds(const cg_stages *stages, cg_stage_id id) {
    return 1e-9 * (double)stages->clocks[id].nanoseconds;
}

void cg_tally(cg_stages *stages, cg_tally_id id, int64_t number) {
    if (stages != NULL) {
        stages->tallies[id] = number;
    }
}

const cg_stage_name *cg_stage_named(cg_stage_id id) {
    return &stage_names[id];
}

const cg_stage_name *cg_tally_named(cg_tally_id id) {
    return &tally_names[id];
}
