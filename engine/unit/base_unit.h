/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base units of the kinds of quantity as units, every text of a park being converted to one. */
#ifndef CG_UNIT_BASE_UNIT_H
#define CG_UNIT_BASE_UNIT_H

#include "unit/quantity.h"
#include "unit/unit.h"

/* What cg_unit_read makes of `base`, a base unit of unit/quantity_kinds.def, where # is the unit of
 * `family` and $ is money. It knows the few names that stand there and nothing else, and so takes a
 * tenth of the time: a park and the shipped packs ask for it thousands of times. */
cg_unit cg_base_unit(const char *base, cg_family family);

#endif
