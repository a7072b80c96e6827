/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Qualities and limits kept by the few parameters that are stated. */
#include "knowledge/knowledge.h"

const cg_qualities *cg_qualities_of(cg_arena *arena, const cg_quality *all, int parameters) {
    int count = 0;
    for (int p = 0; p < parameters; p++) {
        count += all[p].known;
    }
    cg_qualities *stated =
        cg_allocate(arena, 1, sizeof(cg_qualities) + (size_t)count * sizeof(cg_stated_quality));
    for (int p = 0; p < parameters; p++) {
        if (all[p].known) {
            stated->items[stated->count++] = (cg_stated_quality){p, all[p]};
        }
    }
    return stated;
}

const cg_limits *cg_limits_of(cg_arena *arena, const cg_limit *all, int parameters) {
    int count = 0;
    for (int p = 0; p < parameters; p++) {
        count += all[p].has_min || all[p].has_max;
    }
    cg_limits *stated =
        cg_allocate(arena, 1, sizeof(cg_limits) + (size_t)count * sizeof(cg_stated_limit));
    for (int p = 0; p < parameters; p++) {
        if (all[p].has_min || all[p].has_max) {
            stated->items[stated->count++] = (cg_stated_limit){p, all[p]};
        }
    }
    return stated;
}

cg_limit cg_limit_at(const cg_limits *stated, int parameter) {
    for (int i = 0; i < stated->count && stated->items[i].parameter <= parameter; i++) {
        if (stated->items[i].parameter == parameter) {
            return stated->items[i].limit;
        }
    }
    return (cg_limit){0};
}
