/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of a park's document, which must not reach any result. */
#ifndef CG_PARK_ORDER_H
#define CG_PARK_ORDER_H

#include "base/json.h"

/* Puts firms, their flows, facilities, links, corridors, exchanges and models in an order that is
 * theirs and not the file's: by id, and what has none by its ends and its way. The program, the
 * books and the digest follow it, so that two files which list the same things give the same bytes.
 * Every node keeps the index it had, which its path is told by. Two of one name, which are an error
 * nearly everywhere, stay in the file's order. */
void cg_park_order(cg_arena *arena, cg_json *document);

#endif
