/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decimal text to double and back without the locale, and compensated sums. */
#include "base/number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_DIGITS = 17,     /* always enough to read back the same double */
    SAFE_DIGITS = 15,     /* any decimal of so many digits survives decimal -> double -> decimal */
    EXACT_DIGITS = 800,   /* more than the 767 that can decide a rounding of a double */
    LARGEST_PLAIN = 21,   /* as ECMAScript: plain digits below 1e21 ... */
    SMALLEST_PLAIN = -6,  /* ... and from 1e-6 up, an exponent elsewhere */
    EXPONENT_LIMIT = 5000 /* beyond it every double is 0 or infinite, whatever its digits */
};

/* A decimal number: 0.d1 d2 d3 ... times ten to the power of `exponent`. */
typedef struct decimal {
    bool negative, more; /* more: digits that are not zero were dropped behind EXACT_DIGITS */
    int count;
    long long exponent;
    char digits[EXACT_DIGITS + 1];
} decimal;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Clinger 1990, "How to read floating point numbers accurately": whole digits below 2^53 and a
 * power of ten up to 22 are exact doubles, so one product or quotient is rounded rightly. Most
 * numbers people write end here. */
static bool quick_value(const decimal *number, double *out) {
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    long long power = number->exponent - number->count;
    if (number->count > SAFE_DIGITS || power > 22 || power < -22) {
        return false;
    }
    long long digits = 0;
    for (int i = 0; i < number->count; i++) {
        digits = digits * 10 + (number->digits[i] - '0');
    }
    double whole = (double)digits;
    double value = power < 0 ? whole / powers[-power] : whole * powers[power];
    *out = number->negative ? -value : value;
    return true;
}

/* strtod obeys the locale only in its decimal point. So it is given whole digits and an exponent,
 * never a point: exact, quick, and no locale object to keep. */
static double decimal_value(const decimal *number) {
    if (number->count == 0) {
        return number->negative ? -0.0 : 0.0;
    }
    double quick = 0;
    if (quick_value(number, &quick)) {
        return quick;
    }
    long long power = number->exponent;
    if (power > EXPONENT_LIMIT) {
        power = EXPONENT_LIMIT;
    }
    if (power < -EXPONENT_LIMIT) {
        power = -EXPONENT_LIMIT;
    }
    char text[EXACT_DIGITS + 32];
    /* A dropped digit only matters in that there was one: a 1 stands for it. */
    snprintf(text, sizeof text, "%s%.*s%se%d", number->negative ? "-" : "", number->count,
             number->digits, number->more ? "1" : "",
             (int)(power - number->count - (number->more ? 1 : 0)));
    return strtod(text, NULL);
}

static void take_digit(decimal *number, char digit) {
    if (number->count == 0 && digit == '0') {
        return;
    }
    if (number->count < EXACT_DIGITS) {
        number->digits[number->count++] = digit;
        return;
    }
    number->more = number->more || digit != '0';
}

/* Reads the digits before and behind the point. NULL where there is no number. */
static const char *read_digits(const char *at, decimal *number) {
    if (!is_digit(*at)) {
        return NULL;
    }
    bool zero = *at == '0';
    do {
        take_digit(number, *at++);
        number->exponent += number->count > 0;
    } while (!zero && is_digit(*at));
    if (*at != '.' || !is_digit(at[1])) {
        return at;
    }
    for (at++; is_digit(*at); at++) {
        take_digit(number, *at);
        number->exponent -= number->count == 0;
    }
    return at;
}

/* Reads an exponent where a whole one stands; far beyond any double it stops counting. */
static const char *read_exponent(const char *at, decimal *number) {
    if (*at != 'e' && *at != 'E') {
        return at;
    }
    const char *digit = at + 1;
    bool negative = *digit == '-';
    if (*digit == '-' || *digit == '+') {
        digit++;
    }
    if (!is_digit(*digit)) {
        return at;
    }
    long long power = 0;
    for (; is_digit(*digit); digit++) {
        if (power < 1000000000000000LL) {
            power = power * 10 + (*digit - '0');
        }
    }
    number->exponent += negative ? -power : power;
    return digit;
}

bool cg_number_read(const char *text, double *out, const char **end) {
    decimal number; /* its room for digits is left as it is: clearing it costs more than reading */
    number.negative = *text == '-';
    number.more = false;
    number.count = 0;
    number.exponent = 0;
    const char *at = read_digits(*text == '-' || *text == '+' ? text + 1 : text, &number);
    if (at == NULL) {
        return false;
    }
    *end = read_exponent(at, &number);
    *out = decimal_value(&number);
    return true;
}

static void drop_last_zeros(decimal *number) {
    while (number->count > 1 && number->digits[number->count - 1] == '0') {
        number->count--;
    }
}

/* The `count` digits nearest to `value` > 0, without zeros at the end. %e always writes digit,
 * point, digits, e: whatever the locale's point is, it is no digit and is passed over. */
static void digits_of(double value, int count, decimal *number) {
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

/* Whole numbers of at most 15 digits need no search: their digits are the shortest there are. */
static bool whole_digits(double value, decimal *number) {
    static const double limit = 1e15;
    if (value >= limit || value != floor(value)) {
        return false;
    }
    char backwards[SAFE_DIGITS];
    int count = 0;
    for (long long rest = (long long)value; rest > 0; rest /= 10) {
        backwards[count++] = (char)('0' + rest % 10);
    }
    for (int i = 0; i < count; i++) {
        number->digits[i] = backwards[count - 1 - i];
    }
    number->count = count;
    number->exponent = count;
    drop_last_zeros(number);
    return true;
}

/* Of `value` > 0. */
static void shortest(double value, decimal *number) {
    if (whole_digits(value, number)) {
        return;
    }
    /* Below DBL_MIN a double holds fewer than 15 digits, so a shorter text may do. */
    int count = value < DBL_MIN ? 1 : SAFE_DIGITS;
    for (; count < MOST_DIGITS; count++) {
        digits_of(value, count, number);
        if (decimal_value(number) == value) {
            return;
        }
    }
    digits_of(value, MOST_DIGITS, number);
}

static void lay_out(const decimal *number, const char *sign, char out[CG_NUMBER_ROOM]) {
    const char *digits = number->digits;
    int count = number->count;
    int point = (int)number->exponent; /* digits before the point */
    if (point > LARGEST_PLAIN || point <= SMALLEST_PLAIN) {
        snprintf(out, CG_NUMBER_ROOM, "%s%c%s%.*se%d", sign, digits[0], count > 1 ? "." : "",
                 count - 1, digits + 1, point - 1);
        return;
    }
    if (point <= 0) {
        snprintf(out, CG_NUMBER_ROOM, "%s0.%.*s%.*s", sign, -point, "000000", count, digits);
        return;
    }
    if (count <= point) {
        snprintf(out, CG_NUMBER_ROOM, "%s%.*s%.*s", sign, count, digits, point - count,
                 "000000000000000000000");
        return;
    }
    snprintf(out, CG_NUMBER_ROOM, "%s%.*s.%.*s", sign, point, digits, count - point,
             digits + point);
}

const char *cg_number_text(double value, char out[CG_NUMBER_ROOM]) {
    if (value == 0) {
        memcpy(out, "0", 2);
        return out;
    }
    decimal number; /* as above */
    number.negative = false;
    number.more = false;
    shortest(fabs(value), &number);
    lay_out(&number, value < 0 ? "-" : "", out);
    return out;
}

void cg_sum_add(cg_sum *sum, double value) {
    /* Neumaier 1974, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen",
     * doi:10.1002/zamm.19740540106: unlike Kahan's it also holds where the addend is the larger. */
    double total = sum->total + value;
    if (fabs(sum->total) >= fabs(value)) {
        sum->lost += (sum->total - total) + value;
    } else {
        sum->lost += (value - total) + sum->total;
    }
    sum->total = total;
}

double cg_sum_value(const cg_sum *sum) {
    return sum->total + sum->lost;
}
