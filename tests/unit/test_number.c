/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as text and back, and compensated sums. */
#include "base/number.h"

#include <criterion/criterion.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Expected: the shortest decimal that reads back, plain from 1e-6 up to below 1e21 as ECMAScript's
 * Number::toString lays it out. */
Test(number, shortest_text) {
    static const struct {
        double value;
        const char *expected;
    } cases[] = {
        {0, "0"},
        {-0.0, "0"},
        {1, "1"},
        {-1, "-1"},
        {0.1, "0.1"},
        {1200, "1200"},
        {1e-9, "1e-9"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1.0 / 3, "0.3333333333333333"},
        {9007199254740992.0, "9007199254740992"},
        {123456789012345680.0, "123456789012345680"},
        {1e20, "100000000000000000000"},
        {1e21, "1e21"},
        {-1.5e21, "-1.5e21"},
        {1e22, "1e22"},
        {1e-6, "0.000001"},
        {1.25e-6, "0.00000125"},
        {9.9e-7, "9.9e-7"},
        {1e-7, "1e-7"},
        {5e-324, "5e-324"},
        {DBL_MAX, "1.7976931348623157e308"},
        {DBL_MIN, "2.2250738585072014e-308"},
        {-123.456, "-123.456"},
        {-1.2345678901234567e-6, "-0.0000012345678901234567"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char room[CG_NUMBER_ROOM];
        cr_assert_str_eq(cg_number_text(cases[i].value, room), cases[i].expected, "case %zu: %s", i,
                         room);
    }
}

/* Expected values are those of the compiler, which rounds decimal constants rightly. */
Test(number, reads_json_grammar) {
    static const struct {
        const char *text;
        double value;
        size_t length; /* read */
    } cases[] = {
        {"0", 0, 1},
        {"12", 12, 2},
        {"+5", 5, 2},
        {"-5.25x", -5.25, 5},
        {"1e3", 1000, 3},
        {"1E+3", 1000, 4},
        {"1e-3", 0.001, 4},
        {"01", 0, 1},
        {"1.", 1, 1},
        {"1.e5", 1, 1},
        {"1e", 1, 1},
        {"1e+", 1, 1},
        {"0.1", 0.1, 3},
        {"0.000123", 0.000123, 8},
        {"1200 m3/d", 1200, 4},
        {"1,5", 1, 1},
        {"0x10", 0, 1},
        {"1e999", INFINITY, 5},
        {"-1e999", -INFINITY, 6},
        {"1e-999", 0, 6},
        {"0e99999999999999999999", 0, 22},
        {"1e99999999999999999999", INFINITY, 22},
        {"4.9e-324", 4.9e-324, 8},
        {"9007199254740993", 9007199254740992.0, 16}, /* half way: to even */
        {"9007199254740993.0000000000000000000000001", 9007199254740994.0, 42},
        {"8.41e+21", 8.41e21, 8},
        {"2.2250738585072011e-308", 2.2250738585072011e-308, 23},
        {"0.30000000000000004", 0.30000000000000004, 19},
        {"100000e-5", 1, 9},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = NAN;
        const char *end = NULL;
        cr_assert(cg_number_read(cases[i].text, &value, &end), "%s", cases[i].text);
        cr_assert(value == cases[i].value, "%s read as %.17g", cases[i].text, value);
        cr_assert_eq((size_t)(end - cases[i].text), cases[i].length, "%s", cases[i].text);
    }
    static const char *const refused[] = {"",   "-",   "+",   ".5",  "-.5",
                                          "e5", "+-1", "inf", "NaN", " 1"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        double value = 0;
        const char *end = NULL;
        cr_assert_not(cg_number_read(refused[i], &value, &end), "%s", refused[i]);
    }
}

Test(number, thousands_of_digits_decide_a_rounding) {
    /* 2^53 + 1 is half way between two doubles; a 1 in the 2000th decimal place tips it upwards. */
    char text[2100] = "9007199254740993.";
    size_t length = strlen(text);
    memset(text + length, '0', 2000);
    text[length + 2000] = '\0';
    double value = 0;
    const char *end = NULL;
    cr_assert(cg_number_read(text, &value, &end));
    cr_assert(value == 9007199254740992.0);
    text[length + 1999] = '1';
    cr_assert(cg_number_read(text, &value, &end));
    cr_assert(value == 9007199254740994.0);
    cr_assert_eq(*end, '\0');
}

/* SplitMix64: Steele, Lea, Flood 2014, doi:10.1145/2714064.2660195. */
static uint64_t next_random(uint64_t *state) {
    uint64_t z = (*state += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

static void check_round_trip(double value) {
    char room[CG_NUMBER_ROOM];
    cg_number_text(value, room);
    double again = NAN;
    const char *end = NULL;
    cr_assert(cg_number_read(room, &again, &end));
    cr_assert(*end == '\0' && again == value, "%.17g became %s", value, room);
    /* The C library's own reading as a second witness, in the C locale of this process. */
    cr_assert(strtod(room, NULL) == value, "%.17g became %s", value, room);
}

Test(number, round_trip_of_random_doubles) {
    uint64_t state = 1;
    for (int i = 0; i < 10000;) {
        uint64_t bits = next_random(&state);
        double value = 0;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value)) {
            continue;
        }
        check_round_trip(value);
        check_round_trip((double)(bits % 100000000) / 1000);
        i++;
    }
}

/* The digits of the shortest of %.15g to %.17g that reads back: the C library chooses and rounds
 * them, a second way to the same. Signs, points, exponents and zeros at the ends are passed over.
 */
static void check_digits(double value) {
    char expected[64], text[CG_NUMBER_ROOM], digits[2][64] = {{0}};
    for (int count = 15; count <= 17; count++) {
        snprintf(expected, sizeof expected, "%.*e", count - 1, value);
        if (strtod(expected, NULL) == value) {
            break;
        }
    }
    *strchr(expected, 'e') = '\0';
    cg_number_text(value, text);
    if (strchr(text, 'e') != NULL) {
        *strchr(text, 'e') = '\0';
    }
    const char *both[2] = {expected, text};
    for (int i = 0; i < 2; i++) {
        size_t length = 0;
        for (const char *at = both[i]; *at != '\0'; at++) {
            if (*at >= '0' && *at <= '9' && (length > 0 || *at != '0')) {
                digits[i][length++] = *at;
            }
        }
        while (length > 0 && digits[i][length - 1] == '0') {
            digits[i][--length] = '\0';
        }
    }
    cr_assert_str_eq(digits[1], digits[0], "of %.17g", value);
}

/* Around powers of two and ten, where digits and distances change, and anywhere between. */
Test(number, digits_are_those_of_the_c_library) {
    uint64_t state = 7;
    for (int power = -30; power <= 70; power++) {
        double two = ldexp(1, power), ten = pow(10, power / 3);
        for (int step = -40; step <= 40; step++) {
            check_digits(two + step * ldexp(two, -52));
            check_digits(ten + step * ldexp(ten, -53));
            check_digits(two * (1 + step * 0.0125));
        }
        for (int i = 0; i < 500; i++) {
            check_digits(two * (1 + ldexp((double)(next_random(&state) >> 12), -52)));
            check_digits((double)(next_random(&state) % 100000000) / 1000);
        }
    }
    /* Exactly between two texts of 15 digits: the even one, where both read back. */
    check_digits(9007199254740993.0);
    check_digits(4503599627370497.5);
    check_digits(562949953421312.125);
    check_digits(0.000030517578125);
}

Test(number, locale_does_not_matter) {
    if (setlocale(LC_NUMERIC, "vi_VN.UTF-8") == NULL &&
        setlocale(LC_NUMERIC, "de_DE.UTF-8") == NULL) {
        cr_skip_test("no locale with a decimal comma is installed");
    }
    char room[CG_NUMBER_ROOM];
    cr_assert_str_eq(cg_number_text(0.30000000000000004, room), "0.30000000000000004");
    double value = 0;
    const char *end = NULL;
    cr_assert(cg_number_read("0.30000000000000004", &value, &end));
    cr_assert(value == 0.1 + 0.2);
}

Test(number, compensated_sum) {
    /* Neumaier's own example: Kahan's sum gives 0, plain addition too; the true sum is 2. */
    static const double addends[] = {1, 1e100, 1, -1e100};
    cg_sum sum = {0};
    for (int i = 0; i < 4; i++) {
        cg_sum_add(&sum, addends[i]);
    }
    cr_assert(cg_sum_value(&sum) == 2);
    cg_sum tenths = {0};
    for (int i = 0; i < 1000000; i++) {
        cg_sum_add(&tenths, 0.1);
    }
    /* A million times the double nearest 0.1, rounded once, is the double 100000. */
    cr_assert(cg_sum_value(&tenths) == 100000.0);
}
