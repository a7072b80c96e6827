/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the whole park that bind nothing. Room-private. */
#ifndef CG_PROGRAM_WITHOUT_COMMON_H
#define CG_PROGRAM_WITHOUT_COMMON_H

#include "program/program.h"

/* Solves as cg_program_solve, as if the rows marked common were not there. NULL where what it finds
 * does not hold them, which the relaxation mostly tells before any search. */
cg_solution *cg_solve_without_common(cg_arena *arena, const cg_program *program,
                                     const cg_solve_settings *settings, const double *start);

#endif
