/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs with rows that all blocks have in common, as a budget: such a row is taken by its price,
 * so that the blocks stay apart. Room-private. */
#ifndef CG_PROGRAM_PRICED_H
#define CG_PROGRAM_PRICED_H

#include "program/program.h"

/* Whether it pays: there are rows marked common that have an upper side alone, and more columns
 * than one block of the whole is good for. */
bool cg_is_priced(const cg_program *program, const cg_reserve *reserve);

/* Solves as cg_program_solve_with. NULL where it found no plan that holds the common rows, or what
 * it found is not to be trusted: another way may. */
cg_solution *cg_solve_priced(cg_arena *arena, const cg_program *program, const cg_reserve *reserve,
                             const cg_solve_settings *settings, const double *start);

#endif
