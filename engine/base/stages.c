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

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

void cg_stage_begin(cg_stages *stages, cg_stage_id id) {
    if (stages != NULL) {
        stages->clocks[id].begun = now();
        stages->clocks[id].runs = true;
    }
}

void cg_stage_end(cg_stages *stages, cg_stage_id id) {
    if (stages == NULL || !stages->clocks[id].runs) {
        return;
    }
    cg_stage_clock *clock = &stages->clocks[id];
    clock->seconds += now() - clock->begun;
    clock->times++;
    clock->runs = false;
}

void cg_tally(cg_stages *stages, cg_tally_id id, double number) {
    if (stages != NULL) {
        stages->tallies[id] = number;
    }
}

void cg_stages_add(cg_stages *to, const cg_stages *from) {
    for (int i = 0; to != NULL && i < CG_STAGES; i++) {
        to->clocks[i].seconds += from->clocks[i].seconds;
        to->clocks[i].times += from->clocks[i].times;
    }
}

const cg_stage_name *cg_stage_named(cg_stage_id id) {
    return &stage_names[id];
}

const cg_stage_name *cg_tally_named(cg_tally_id id) {
    return &tally_names[id];
}
