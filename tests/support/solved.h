/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park solved through the public header alone, its plan read back from the JSON it writes. */
#ifndef SUPPORT_SOLVED_H
#define SUPPORT_SOLVED_H

#include "base/json.h"

#include <congsinh/congsinh.h>

typedef struct solved {
    congsinh_status status;
    const char *bytes; /* of the plan as JSON, or NULL where none was made */
    size_t length;
    cg_json *plan;       /* the same, read */
    const char *sayings; /* every sentence said on the way, one a line */
} solved;

typedef struct question {
    const char *park; /* a park's text */
    const char *const *settings;
    int setting_count;
    congsinh_solve_options options;
} question;

/* A question with the defaults of solve, rules "none". */
question question_about(const char *park);
/* Reads, solves, writes, reads back; everything lives in `arena`. */
solved solve_question(cg_arena *arena, const question *asked);

/* The number at "planned.cost" and the like; NaN where it is not there or no number. */
double plan_number(cg_arena *arena, const cg_json *plan, const char *path);
/* An arena whose end of memory ends the test. */
cg_arena *test_arena(void);
/* Reads a JSON text; fails the test where it is none. */
cg_json *read_json(cg_arena *arena, const char *name, const char *bytes, size_t length);

#endif
