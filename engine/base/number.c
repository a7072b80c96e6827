/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decimal text to double without the locale, and compensated sums. */
#include "base/number.h"

#include "base/decimal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SAFE_DIGITS = 15,     /* below 2^53 */
    EXPONENT_LIMIT = 5000 /* beyond it every double is 0 or infinite, whatever its digits */
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Clinger 1990, "How to read floating point numbers accurately": whole digits below 2^53 and a
 * power of ten up to 22 are exact doubles, so one product or quotient is rounded rightly. Most
 * numbers people write end here. */
static bool quick_value(const cg_decimal *number, double *out) {
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
double cg_decimal_value(const cg_decimal *number) {
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
    char text[CG_DECIMAL_DIGITS + 32];
    /* A dropped digit only matters in that there was one: a 1 stands for it. */
    snprintf(text, sizeof text, "%s%.*s%se%d", number->negative ? "-" : "", number->count,
             number->digits, number->more ? "1" : "",
             (int)(power - number->count - (number->more ? 1 : 0)));
    return strtod(text, NULL);
}

static void take_digit(cg_decimal *number, char digit) {
    if (number->count == 0 && digit == '0') {
        return;
    }
    if (number->count < CG_DECIMAL_DIGITS) {
        number->digits[number->count++] = digit;
        return;
    }
    number->more = number->more || digit != '0';
}

/* Reads the digits before and behind the point. NULL where there is no number. */
static const char *read_digits(const char *at, cg_decimal *number) {
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
static const char *read_exponent(const char *at, cg_decimal *number) {
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
    cg_decimal
        number; /* its room for digits is left as it is: clearing it costs more than reading */
    number.negative = *text == '-';
    number.more = false;
    number.count = 0;
    number.exponent = 0;
    const char *at = read_digits(*text == '-' || *text == '+' ? text + 1 : text, &number);
    if (at == NULL) {
        return false;
    }
    *end = read_exponent(at, &number);
    *out = cg_decimal_value(&number);
    return true;
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
