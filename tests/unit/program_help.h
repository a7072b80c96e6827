/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of program/ share: an arena, short building words, a small random generator. */
#ifndef CG_TESTS_UNIT_PROGRAM_HELP_H
#define CG_TESTS_UNIT_PROGRAM_HELP_H

#include "program/program.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdint.h>

#define NO_BOUND CG_UNBOUNDED

/* Runs `body` with a fresh arena; memory ending fails the test. */
static inline void with_arena(void (*body)(cg_arena *arena, void *payload), void *payload) {
    cg_failure failure;
    cg_arena *arena = cg_arena_new(&failure);
    cr_assert_not_null(arena);
    if (setjmp(failure.point) != 0) {
        cr_assert_fail("memory ended");
    }
    body(arena, payload);
    cg_arena_free(arena);
}

static inline cg_tag tag_of(const char *kind, const char *subject) {
    return (cg_tag){.kind = kind,
                    .subject = subject,
                    .period = CG_NONE,
                    .first = CG_NONE,
                    .second = CG_NONE,
                    .third = CG_NONE};
}

static inline int column(cg_program *program, double lower, double upper, double cost) {
    return cg_program_add_column(program, tag_of("x", NULL), lower, upper, cost);
}

static inline int binary(cg_program *program, double cost) {
    int j = cg_program_add_column(program, tag_of("y", NULL), 0, 1, cost);
    program->columns.items[j].integer = true;
    return j;
}

static inline int row(cg_program *program, double lower, double upper) {
    return cg_program_add_row(program, tag_of("row", NULL), lower, upper);
}

/* xorshift64*, Vigna 2016: the same numbers on every machine. */
typedef struct chance {
    uint64_t state;
} chance;

static inline double uniform(chance *c) {
    c->state ^= c->state >> 12;
    c->state ^= c->state << 25;
    c->state ^= c->state >> 27;
    return (double)((c->state * 2685821657736338717ULL) >> 11) * 0x1p-53;
}

static inline double between(chance *c, double from, double to) {
    return from + (to - from) * uniform(c);
}

static inline int below(chance *c, int count) {
    return (int)(uniform(c) * count);
}

static inline bool near(double found, double expected, double relative) {
    return fabs(found - expected) <= relative * fmax(1e-300, fabs(expected));
}

#endif
