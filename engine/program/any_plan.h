/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any plan that holds the common rows, whatever it costs. Room-private. */
#ifndef CG_PROGRAM_ANY_PLAN_H
#define CG_PROGRAM_ANY_PLAN_H

#include "program/program.h"

typedef struct cg_any_plan {
    double *x;       /* by column, a plan but for rounding; NULL: none was found */
    bool impossible; /* proven: there is none */
} cg_any_plan;

/* Looks for a plan of a program whose common rows have an upper side alone: what these rows lack is
 * minimised in place of its costs. It ends by itself, after as much work on every machine. */
cg_any_plan cg_program_any_plan(cg_arena *arena, const cg_program *program,
                                const cg_solve_settings *settings);

#endif
