/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single units by name; between unit.c, which knows the grammar, and unit_table.c. */
#ifndef CG_UNIT_UNIT_TABLE_H
#define CG_UNIT_UNIT_TABLE_H

#include "unit/unit.h"

/* 1, without dimension. */
cg_unit cg_unit_one(void);
/* Whether units.def has this very name. */
bool cg_unit_listed(const char *name);
/* The unit of that name: listed, a currency, or a mass of CO2e; false after filling `problem`. */
bool cg_unit_named(cg_unit *out, const char *name, const cg_currency *currency, cg_arena *arena,
                   cg_quantity_problem *problem);

#endif
