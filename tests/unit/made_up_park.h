/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up programs of the kind that a large park makes. */
#ifndef CG_TESTS_UNIT_MADE_UP_PARK_H
#define CG_TESTS_UNIT_MADE_UP_PARK_H

#include "program_help.h"

enum { OUTPUTS = 60, INPUTS = 60, LIMITS = 2 };

/* Made-up park: outputs and inputs on a plane, what is near pays more; each input takes a share of
 * what it is sent, holds limits on the mean of two concentrations, and some outputs are scarce. */
static inline void make_up(cg_program *program, uint64_t seed) {
    chance c = {.state = seed};
    double at[OUTPUTS + INPUTS], dirt[OUTPUTS][LIMITS];
    int first = program->rows.count, input = first + OUTPUTS, limit = input + INPUTS;
    for (int i = 0; i < OUTPUTS + INPUTS; i++) {
        at[i] = uniform(&c);
        row(program, -CG_UNBOUNDED, between(&c, 10, 1000));
    }
    for (int i = 0; i < INPUTS * LIMITS; i++) {
        row(program, -CG_UNBOUNDED, program->rows.items[input + i / LIMITS].upper * 20);
    }
    for (int o = 0; o < OUTPUTS; o++) {
        for (int k = 0; k < LIMITS; k++) {
            dirt[o][k] = between(&c, 0, 60);
        }
        for (int i = 0; i < INPUTS; i++) {
            double ratio = between(&c, 0.6, 1);
            double worth = 3 - 4 * fabs(at[o] - at[OUTPUTS + i]) + uniform(&c);
            int j = column(program, 0, uniform(&c) < 0.1 ? 5 : CG_UNBOUNDED, -worth);
            cg_program_set(program, first + o, j, 1);
            cg_program_set(program, input + i, j, ratio);
            for (int k = 0; k < LIMITS; k++) {
                cg_program_set(program, limit + i * LIMITS + k, j, dirt[o][k] - 20 * (1 - ratio));
            }
        }
    }
}

static inline cg_program *made_up(cg_arena *arena, uint64_t seed) {
    cg_program *program = cg_program_new(arena);
    make_up(program, seed);
    return program;
}

/* Five of them side by side. */
static inline cg_program *several(cg_arena *arena) {
    cg_program *program = cg_program_new(arena);
    for (uint64_t seed = 21; seed < 26; seed++) {
        make_up(program, seed);
    }
    return program;
}

#endif
