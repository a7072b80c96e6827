/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers with a range read at one end of it, for what a plan gains at the least and at the most.
 */
#ifndef CG_UNIT_RANGE_END_H
#define CG_UNIT_RANGE_END_H

#include "unit/value.h"

/* Moves a number that was read from `node` to the end of its range that the reader asks for, by the
 * table of unit/range_signs.def; `quality` is what a quality parameter's number means, else NULL.
 */
void cg_range_take_end(const cg_reader *reader, const cg_json *node,
                       const cg_quality_meaning *quality, cg_value *value);
/* The same reader with the ends exchanged, for a number whose sign its place in the document does
 * not tell. */
cg_reader cg_reader_turned(const cg_reader *reader);

#endif
