/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of rows and columns for files of other programs. Room-private. */
#ifndef CG_PROGRAM_NAMES_H
#define CG_PROGRAM_NAMES_H

#include "program/program.h"

/* Made of the tags: readable, unique among rows and among columns, at most 255 bytes, and of no
 * signs but those that CPLEX LP and free MPS both take. "constant" is no column and "objective" no
 * row. */
typedef struct cg_program_names {
    const char **columns, **rows;
} cg_program_names;
cg_program_names cg_program_name(cg_arena *arena, const cg_program *program,
                                 const char *const *periods);

#endif
