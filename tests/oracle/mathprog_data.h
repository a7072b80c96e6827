/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park as the data section of models/reference/symbiosis.mod. */
#ifndef ORACLE_MATHPROG_DATA_H
#define ORACLE_MATHPROG_DATA_H

#include "base/json.h"

/* Only for parks whose numbers are all bare, without corridors, running exchanges or rules. It
 * moves words and works nothing out. `objective`: "cost", "emissions", "water" or "waste". */
const char *mathprog_data(cg_arena *arena, const cg_json *park, const char *objective);

#endif
