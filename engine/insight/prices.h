/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much cheaper, nearer or cleaner an exchange would have to be, from the duals of the certified
 * program. */
#ifndef CG_INSIGHT_PRICES_H
#define CG_INSIGHT_PRICES_H

#include "insight/explain.h"

/* Fills the figures of a way that is allowed and not in the plan. They hold for the first unit, all
 * else as in the plan. */
void cg_price_way(const cg_explanation *explanation, cg_way_answer *way);

#endif
