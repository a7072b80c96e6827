/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact fractions: conversions are computed in them and rounded once, at the end. */
#include "unit/unit.h"

#include <ctype.h>

/* Doubles hold every whole number up to here. */
#define EXACT_DOUBLE_LIMIT (UINT64_C(1) << 53)
/* 10^19 is the largest power of ten below 2^64. */
#define LARGEST_DECIMAL_POWER 19

static uint64_t greatest_divisor(uint64_t a, uint64_t b) {
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

bool cg_ratio_multiply(cg_ratio *out, cg_ratio a, cg_ratio b) {
    uint64_t first = greatest_divisor(a.numerator, b.denominator);
    uint64_t second = greatest_divisor(b.numerator, a.denominator);
    return !__builtin_mul_overflow(a.numerator / first, b.numerator / second, &out->numerator) &&
           !__builtin_mul_overflow(a.denominator / second, b.denominator / first,
                                   &out->denominator);
}

cg_ratio cg_ratio_inverse(cg_ratio ratio) {
    return (cg_ratio){ratio.denominator, ratio.numerator};
}

/* 10^|power|, over or under 1. */
static bool power_of_ten(cg_ratio *out, int power) {
    int size = power < 0 ? -power : power;
    if (size > LARGEST_DECIMAL_POWER) {
        return false;
    }
    uint64_t value = 1;
    for (int i = 0; i < size; i++) {
        value *= 10;
    }
    *out = power < 0 ? (cg_ratio){1, value} : (cg_ratio){value, 1};
    return true;
}

/* The exponent behind 'e'; false where it is beyond any use here. */
static bool read_exponent(int *out, const char *text, const char *end) {
    bool negative = text < end && *text == '-';
    if (text < end && (*text == '-' || *text == '+')) {
        text++;
    }
    int value = 0;
    for (; text < end; text++) {
        value = value * 10 + (*text - '0');
        if (value > 1000) {
            return false;
        }
    }
    *out = negative ? -value : value;
    return true;
}

bool cg_ratio_from_decimal(cg_ratio *out, const char *text, const char *end) {
    uint64_t mantissa = 0;
    int power = 0;
    bool behind_point = false;
    for (; text < end && *text != 'e' && *text != 'E'; text++) {
        if (*text == '.') {
            behind_point = true;
            continue;
        }
        if (!isdigit((unsigned char)*text) ||
            __builtin_mul_overflow(mantissa, UINT64_C(10), &mantissa) ||
            __builtin_add_overflow(mantissa, (uint64_t)(*text - '0'), &mantissa)) {
            return false;
        }
        power -= behind_point ? 1 : 0;
    }
    int exponent = 0;
    if (mantissa == 0 || (text < end && !read_exponent(&exponent, text + 1, end))) {
        return false;
    }
    cg_ratio scale;
    return power_of_ten(&scale, power + exponent) &&
           cg_ratio_multiply(out, (cg_ratio){mantissa, 1}, scale);
}

bool cg_ratio_value(double *out, cg_ratio ratio) {
    *out = (double)ratio.numerator / (double)ratio.denominator;
    return ratio.numerator <= EXACT_DOUBLE_LIMIT && ratio.denominator <= EXACT_DOUBLE_LIMIT;
}
