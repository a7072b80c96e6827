/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as people write them in cells: "1.234,5 m³/ngày" and "1,234.5 m3/d". */
#ifndef CG_TABLES_NUMBERS_H
#define CG_TABLES_NUMBERS_H

#include "tables/gather.h"

/* What the signs of a number say of the decimal mark. */
typedef enum cg_number_shape {
    CG_SHAPE_NONE,      /* does not begin with a number */
    CG_SHAPE_PLAIN,     /* reads the same with either: "1200", "1 200" */
    CG_SHAPE_POINT,     /* only with a point: "1,234.5", "0.5", "12.25" */
    CG_SHAPE_COMMA,     /* only with a comma */
    CG_SHAPE_AMBIGUOUS, /* two different numbers: "1.234" */
    CG_SHAPE_BROKEN     /* no number with either: "1.2.3,4" */
} cg_number_shape;

cg_number_shape cg_number_shape_of(cg_arena *arena, const char *text);
/* The number in JSON's grammar, and in `rest` what stands behind it as it was written, blanks
 * before it included; NULL where `text` does not begin with a number under `mark` (POINT or COMMA).
 * Thousands may be parted by the other mark, a blank of any kind or an apostrophe. */
const char *cg_number_plain(cg_arena *arena, const char *text, cg_decimal_mark mark,
                            const char **rest);
/* A number that a cell shows as a percentage, as text: 0.25 is "25 %". */
const char *cg_percent_text(cg_arena *arena, double number);
/* Vietnamese words of units with their marks: "m3/ngay dem" is "m3/ngày đêm"; else as it is. */
const char *cg_unit_marked(cg_arena *arena, const char *unit);

#endif
