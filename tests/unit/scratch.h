/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An arena and diagnostics for one test; memory that ends fails it. */
#ifndef CG_TESTS_SCRATCH_H
#define CG_TESTS_SCRATCH_H

#include "base/diagnostic.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

typedef struct scratch {
    cg_failure failure;
    cg_arena *arena;
    cg_diagnostics diagnostics;
} scratch;

/* `s` lives in the test's own frame, as the jump asks for. */
#define SCRATCH_START(s)                                                                           \
    scratch s = {0};                                                                               \
    if (setjmp(s.failure.point) != 0) {                                                            \
        abort(); /* fails the test */                                                              \
    }                                                                                              \
    s.arena = cg_arena_new(&s.failure);                                                            \
    s.diagnostics.arena = s.arena

#define SCRATCH_END(s) cg_arena_free((s).arena)

/* The name of the first thing said, or "". */
static inline const char *scratch_said(const scratch *s) {
    return s->diagnostics.items.count == 0 ? ""
                                           : cg_message_name(s->diagnostics.items.items[0].message);
}

#endif
