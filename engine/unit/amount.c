/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The number of a quantity: taken off its text exactly, refused where it is not plain. */
#include "unit/unit.h"

#include "base/number.h"
#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

/* U+2212, the minus sign of typesetters. */
#define LONG_MINUS "\xE2\x88\x92"

bool cg_problem_fill(cg_quantity_problem *problem, cg_quantity_status status, const char *unit,
                     const char *suggestion) {
    *problem = (cg_quantity_problem){status, unit, suggestion};
    return false;
}

/* How many groups of three digits, each led by `mark`, `text` begins with; `*end` is behind them.
 */
static int count_groups(const char *text, char mark, const char **end) {
    int groups = 0;
    while (text[0] == mark && isdigit((unsigned char)text[1]) && isdigit((unsigned char)text[2]) &&
           isdigit((unsigned char)text[3]) && !isdigit((unsigned char)text[4])) {
        text += 4;
        groups++;
    }
    *end = text;
    return groups;
}

/* Whether the decimal mark is the one that does not part the thousands: "1.200,5", "1,200.5". */
static bool is_other_mark(char mark, char decimal) {
    return (mark == '.' && decimal == ',') || (mark == ',' && decimal == '.');
}

static void add_without(cg_text *out, const char *text, const char *end, char mark) {
    for (; text < end; text++) {
        if (*text != mark) {
            cg_text_add_bytes(out, text, 1);
        }
    }
}

/* The text put right where only one reading is possible, else NULL: "1,5 t" is 1.5 t and "1 200 t"
 * is 1200 t, but "1,200 t" may be either. */
static const char *put_right(const char *text, const char *end, cg_arena *arena) {
    const char *first = text;
    while (isdigit((unsigned char)*first) || *first == '-' || *first == '+') {
        first++;
    }
    const char mark = *first;
    if (mark == '\0' || strchr(",. '_", mark) == NULL) {
        return NULL;
    }
    const char *behind;
    int groups = count_groups(first, mark, &behind);
    cg_text right = cg_text_start(arena);
    if (groups > 0 && is_other_mark(mark, *behind) && isdigit((unsigned char)behind[1])) {
        const char *tail = behind + 1 + strspn(behind + 1, "0123456789");
        if (*tail != '\0' && strchr(",.'_", *tail) != NULL) {
            return NULL;
        }
        add_without(&right, text, behind, mark);
        cg_text_add(&right, ".");
        cg_text_add(&right, behind + 1);
        return right.bytes;
    }
    bool certain = groups > 1 || (groups == 1 && mark != ',' && mark != '.');
    if (certain && (*behind == '\0' || strchr(",.'_", *behind) == NULL)) {
        add_without(&right, text, behind, mark);
        cg_text_add(&right, behind);
        return right.bytes;
    }
    if (groups > 0 || mark != ',' || first != end || !isdigit((unsigned char)first[1])) {
        return NULL;
    }
    const char *rest = first + 1 + strspn(first + 1, "0123456789");
    if (*rest != '\0' && strchr(",.'_", *rest) != NULL) {
        return NULL;
    }
    cg_text_add_bytes(&right, text, (size_t)(first - text));
    cg_text_add(&right, ".");
    cg_text_add(&right, first + 1);
    return right.bytes;
}

/* Whether what stands right behind the number shows that it goes on in a way not read here. */
static bool number_goes_on(const char *end) {
    if (*end != '\0' && strchr(",.'_-^", *end) != NULL) {
        return true;
    }
    end += strspn(end, " \t");
    return isdigit((unsigned char)*end);
}

bool cg_amount_read(cg_amount *out, const char *text, const char *example, cg_arena *arena,
                    cg_quantity_problem *problem) {
    text += strspn(text, " \t\r\n");
    bool long_minus = strncmp(text, LONG_MINUS, strlen(LONG_MINUS)) == 0;
    const char *start = long_minus ? text + strlen(LONG_MINUS) : text;
    if (!cg_number_read(start, &out->value, &out->end) ||
        (long_minus && !isdigit((unsigned char)*start))) {
        return cg_problem_fill(problem, CG_QUANTITY_NO_NUMBER, text, example);
    }
    if (!isfinite(out->value)) {
        return cg_problem_fill(problem, CG_QUANTITY_NOT_FINITE, text, example);
    }
    out->value = long_minus ? -out->value : out->value;
    out->digits = *start == '-' || *start == '+' ? start + 1 : start;
    const char *unit = cg_unit_normalise(arena, out->end);
    if (unit == NULL) {
        return cg_problem_fill(problem, CG_QUANTITY_SYNTAX, "", example);
    }
    unit += strspn(unit, " \r\n");
    if (number_goes_on(out->end) || isdigit((unsigned char)*unit)) {
        const char *right = put_right(start, out->end, arena);
        return cg_problem_fill(problem, CG_QUANTITY_SYNTAX, out->end,
                               right != NULL ? right : example);
    }
    char *trimmed = cg_copy(arena, unit, strlen(unit));
    size_t length = strlen(trimmed);
    while (length > 0 && strchr(" \r\n", trimmed[length - 1]) != NULL) {
        trimmed[--length] = '\0';
    }
    out->unit = trimmed;
    return true;
}

/* The amount in `base` as an exact fraction, unsigned and before an exchange rate; false where that
 * does not fit. */
static bool convert_exactly(double *out, const cg_amount *amount, const cg_unit *written,
                            const cg_unit *base) {
    cg_ratio ratio;
    return cg_ratio_from_decimal(&ratio, amount->digits, amount->end) &&
           cg_ratio_multiply(&ratio, ratio, written->ratio) &&
           cg_ratio_multiply(&ratio, ratio, cg_ratio_inverse(base->ratio)) &&
           cg_ratio_value(out, ratio);
}

bool cg_amount_convert(double *out, const cg_amount *amount, const cg_unit *written,
                       const cg_unit *base) {
    double result;
    if (convert_exactly(&result, amount, written, base)) {
        result = amount->value < 0 ? -result : result;
    } else {
        /* more digits than a double holds: each step rounds, which is below any such number's sense
         */
        cg_ratio factor;
        if (!cg_ratio_multiply(&factor, written->ratio, cg_ratio_inverse(base->ratio))) {
            return false;
        }
        result = amount->value * (double)factor.numerator / (double)factor.denominator;
    }
    result *= written->rate;
    if (!isfinite(result)) {
        return false;
    }
    *out = result;
    return true;
}
