/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reading and writing of numbers share: digits and where their point stands. */
#ifndef CG_BASE_DECIMAL_H
#define CG_BASE_DECIMAL_H

#include <stdbool.h>

/* More than the 767 that can decide a rounding of a double. */
#define CG_DECIMAL_DIGITS 800

/* A decimal number: 0.d1 d2 d3 ... times ten to the power of `exponent`. */
typedef struct cg_decimal {
    bool negative, more; /* more: digits that are not zero were dropped behind the last */
    int count;
    long long exponent;
    char digits[CG_DECIMAL_DIGITS + 1];
} cg_decimal;

/* The double nearest to it. */
double cg_decimal_value(const cg_decimal *number);

#endif
