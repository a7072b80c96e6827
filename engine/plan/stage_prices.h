/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a unit is worth at a plan: in its objective's own unit, and in money among the plans that
 * are as good by it. */
#ifndef CG_PLAN_STAGE_PRICES_H
#define CG_PLAN_STAGE_PRICES_H

#include "plan/solve.h"

/* Duals by row, reduced costs by column; both NULL where nobody knows them. */
typedef struct cg_prices {
    const double *dual, *reduced;
} cg_prices;

/* In the objective's own unit (money, t CO2e, m3, t). */
cg_prices cg_prices_of_objective(const cg_solved *solved);
/* In money, the objective being held where it is. */
cg_prices cg_prices_of_money(const cg_solved *solved);
/* That unit in words: "t CO2e", "m3", "t", or the currency. */
const char *cg_unit_of_objective(const cg_solved *solved);

/* Both of a plan `x` that is best by another objective than cost and was searched as one program,
 * whose row `held_row` holds that objective: the integers stand where they are, and what is left is
 * linear. NULL where that gives no clear answer. */
const cg_stage_prices *cg_stage_prices_at(cg_model *model, cg_measure objective, int held_row,
                                          const double *x, const cg_solve_settings *settings);

#endif
