/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as text and compensated sums. Never depends on the locale. */
#ifndef CG_BASE_NUMBER_H
#define CG_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* Room for any text of cg_number_text, its NUL included. */
#define CG_NUMBER_ROOM 32

/* The shortest decimal text that reads back as exactly `value` ("0.1", "1200", "1e-9"); JSON's
 * grammar. -0 is written 0. `value` must be finite. Returns `out`. */
const char *cg_number_text(double value, char out[CG_NUMBER_ROOM]);
/* Reads a decimal number (JSON's grammar, a leading + allowed) from the start of `text`; true when
 * one was there, `*end` is then behind it. What is beyond a double's range reads as infinity: the
 * caller checks isfinite. "01" reads the 0 alone, "1." and "1e" the 1 alone. */
bool cg_number_read(const char *text, double *out, const char **end);

/* Neumaier's compensated sum: cg_sum s = {0}; cg_sum_add(&s, x); cg_sum_value(&s). */
typedef struct cg_sum {
    double total, lost;
} cg_sum;
void cg_sum_add(cg_sum *sum, double value);
double cg_sum_value(const cg_sum *sum);

#endif
