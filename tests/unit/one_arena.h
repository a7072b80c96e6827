/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arena of a test: TestSuite(name, .init = open_arena, .fini = close_arena). */
#ifndef CG_TESTS_ONE_ARENA_H
#define CG_TESTS_ONE_ARENA_H

#include "base/memory.h"

static cg_failure failure;
static cg_arena *arena;

static void open_arena(void) {
    arena = cg_arena_new(&failure);
}

static void close_arena(void) {
    cg_arena_free(arena);
}

#endif
