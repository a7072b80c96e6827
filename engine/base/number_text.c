/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A double as the shortest decimal text that reads back as it, without the locale. */
#include "base/decimal.h"
#include "base/number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_DIGITS = 17,   /* always enough to read back the same double */
    SAFE_DIGITS = 15,   /* any decimal of so many digits survives decimal -> double -> decimal */
    LARGEST_PLAIN = 21, /* as ECMAScript: plain digits below 1e21 ... */
    SMALLEST_PLAIN = -6 /* ... and from 1e-6 up, an exponent elsewhere */
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static void drop_last_zeros(cg_decimal *number) {
    while (number->count > 1 && number->digits[number->count - 1] == '0') {
        number->count--;
    }
}

/* The `count` digits nearest to `value` > 0, without zeros at the end. %e always writes digit,
 * point, digits, e: whatever the locale's point is, it is no digit and is passed over. */
static void digits_of(double value, int count, cg_decimal *number) {
    char text[64];
    snprintf(text, sizeof text, "%.*e", count - 1, value);
    number->count = 0;
    const char *at = text;
    for (; *at != 'e'; at++) {
        if (is_digit(*at)) {
            number->digits[number->count++] = *at;
        }
    }
    number->exponent = strtol(at + 1, NULL, 10) + 1;
    drop_last_zeros(number);
}

/* Two digits at a time: a division by 10 each takes most of the time of writing a number. */
static void write_digits(unsigned long long whole, cg_decimal *number) {
    static const char pairs[] = "0001020304050607080910111213141516171819"
                                "2021222324252627282930313233343536373839"
                                "4041424344454647484950515253545556575859"
                                "6061626364656667686970717273747576777879"
                                "8081828384858687888990919293949596979899";
    char backwards[MOST_DIGITS + 1];
    char *end = backwards + sizeof backwards, *at = end;
    for (; whole >= 10; whole /= 100) {
        at -= 2;
        memcpy(at, pairs + whole % 100 * 2, 2);
    }
    if (whole > 0) {
        *--at = (char)('0' + whole);
    }
    number->count = (int)(end - at);
    memcpy(number->digits, at, (size_t)number->count);
}

/* Whole numbers of at most 15 digits need no search: their digits are the shortest there are. */
static bool whole_digits(double value, cg_decimal *number) {
    static const double limit = 1e15;
    if (value >= limit || value != floor(value)) {
        return false;
    }
    write_digits((unsigned long long)value, number);
    number->exponent = number->count;
    drop_last_zeros(number);
    return true;
}

/* What 128 bits hold exactly: m 10^power of m 2^-shift, which has 17 digits before the point. */
typedef struct scaled {
    unsigned __int128 product, one; /* one = 10^power: what a step of m is in it */
    int shift, power;
    bool even; /* m is */
} scaled;

static unsigned __int128 power_of_ten(int power) {
    static const unsigned long long low[] = {
        1ULL,       10ULL,       100ULL,       1000ULL,       10000ULL,       100000ULL,
        1000000ULL, 10000000ULL, 100000000ULL, 1000000000ULL, 10000000000ULL, 100000000000ULL};
    enum { HALF = sizeof low / sizeof *low - 1 };
    return power <= HALF ? low[power] : (unsigned __int128)low[HALF] * low[power - HALF];
}

/* False beyond what fits, and for powers of two, whose neighbours are not equally far. */
static bool scale(double value, scaled *out) {
    static const double least = 1e-5, most = 1e15;
    static const unsigned long long implied = 1ULL << 52, tenth_of_most = 10000000000000000ULL;
    unsigned long long bits = 0;
    memcpy(&bits, &value, sizeof bits);
    unsigned long long fraction = bits & (implied - 1);
    if (!(value >= least && value < most) || fraction == 0) {
        return false;
    }
    int exponent = (int)(bits >> 52);
    out->shift = 1023 + 52 - exponent;
    out->even = fraction % 2 == 0;
    /* log10(2) = 78,913 / 2^18: right, or one too many. */
    out->power = MOST_DIGITS - 1 - ((exponent - 1023) * 78913 >> 18);
    out->one = power_of_ten(out->power);
    out->product = (fraction | implied) * out->one;
    if (out->product >> out->shift >= tenth_of_most * 10) {
        out->power--;
        out->one = power_of_ten(out->power);
        out->product = (fraction | implied) * out->one;
    }
    return out->product >> out->shift >= tenth_of_most;
}

/* The whole number nearest to product / (unit 2^shift), of two the even one; whether it reads back
 * as the same double. Divides 64 bits: of 128 it would take longer than all the rest; and by what
 * is known where it is called. */
static inline __attribute__((always_inline)) bool nearest(const scaled *of, unsigned unit,
                                                          unsigned long long *out) {
    unsigned long long before = (unsigned long long)(of->product >> of->shift);
    unsigned __int128 behind = of->product & (((unsigned __int128)1 << of->shift) - 1);
    unsigned __int128 rest = (unsigned __int128)(before % unit) << of->shift | behind;
    unsigned __int128 step = (unsigned __int128)unit << of->shift;
    *out = before / unit;
    bool up = rest * 2 > step || (rest * 2 == step && *out % 2 == 1);
    *out += up;
    unsigned __int128 away = (up ? step - rest : rest) * 2;
    return away < of->one || (away == of->one && of->even);
}

/* The same digits as by printing and reading, for most numbers there are, in a tenth of the time.
 */
static bool exact_digits(double value, cg_decimal *number) {
    scaled of;
    if (!scale(value, &of)) {
        return false;
    }
    unsigned long long whole = 0;
    int digits = SAFE_DIGITS;
    if (!nearest(&of, 100, &whole)) {
        digits++;
        if (!nearest(&of, 10, &whole)) {
            digits++;
            nearest(&of, 1, &whole);
        }
    }
    write_digits(whole, number);
    /* 9.99… may round to a digit more. */
    number->exponent = MOST_DIGITS - of.power + number->count - digits;
    drop_last_zeros(number);
    return true;
}

/* Of `value` > 0. */
static void shortest(double value, cg_decimal *number) {
    if (whole_digits(value, number) || exact_digits(value, number)) {
        return;
    }
    /* Below DBL_MIN a double holds fewer than 15 digits, so a shorter text may do. */
    int count = value < DBL_MIN ? 1 : SAFE_DIGITS;
    for (; count < MOST_DIGITS; count++) {
        digits_of(value, count, number);
        if (cg_decimal_value(number) == value) {
            return;
        }
    }
    digits_of(value, MOST_DIGITS, number);
}

static char *put(char *at, const char *from, int count) {
    memcpy(at, from, (size_t)count);
    return at + count;
}

static char *put_zeros(char *at, int count) {
    memset(at, '0', (size_t)count);
    return at + count;
}

/* Of a number whose digits stand around its point, or near it. */
static void lay_out_plain(const cg_decimal *number, int point, char *at) {
    const char *digits = number->digits;
    int count = number->count;
    if (point <= 0) {
        at = put(at, "0.", 2);
        at = put_zeros(at, -point);
        at = put(at, digits, count);
    } else if (count <= point) {
        at = put(at, digits, count);
        at = put_zeros(at, point - count);
    } else {
        at = put(at, digits, point);
        *at++ = '.';
        at = put(at, digits + point, count - point);
    }
    *at = '\0';
}

static void lay_out(const cg_decimal *number, bool negative, char out[CG_NUMBER_ROOM]) {
    int point = (int)number->exponent; /* digits before the point */
    if (point > LARGEST_PLAIN || point <= SMALLEST_PLAIN) {
        snprintf(out, CG_NUMBER_ROOM, "%s%c%s%.*se%d", negative ? "-" : "", number->digits[0],
                 number->count > 1 ? "." : "", number->count - 1, number->digits + 1, point - 1);
        return;
    }
    if (negative) {
        *out = '-';
    }
    lay_out_plain(number, point, out + negative);
}

const char *cg_number_text(double value, char out[CG_NUMBER_ROOM]) {
    if (value == 0) {
        memcpy(out, "0", 2);
        return out;
    }
    cg_decimal
        number; /* its room for digits is left as it is: clearing it costs more than writing */
    number.negative = false;
    number.more = false;
    shortest(fabs(value), &number);
    lay_out(&number, value < 0, out);
    return out;
}
