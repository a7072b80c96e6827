/* SPDX-License-Identifier: GPL-3.0-or-later */
/* models/reference/symbiosis.mod with a park's data, read by GLPK's MathProg reader and solved. */
#ifndef ORACLE_MATHPROG_H
#define ORACLE_MATHPROG_H

#include "base/json.h"

typedef struct mathprog_answer {
    bool solved, infeasible;
    int columns, integers;
    double objective;
} mathprog_answer;

mathprog_answer mathprog_solve(cg_arena *arena, const cg_json *park, const char *objective);

#endif
