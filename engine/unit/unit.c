/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar of unit expressions: products bind tighter than slashes. */
#include "unit/unit.h"

#include "unit/unit_table.h"

#include <utf8proc.h>

#include <ctype.h>
#include <string.h>

/* Deeper parentheses have no meaning that a person could follow. */
#define DEEPEST 20

typedef struct expression {
    const char *at;
    const cg_currency *currency;
    cg_arena *arena;
    cg_quantity_problem *problem;
    int depth;
} expression;

/* People's other signs for the same thing. */
static utf8proc_int32_t plain_sign(utf8proc_int32_t sign) {
    if (sign == 0xB7 || sign == 0x22C5 || sign == 0x2219 || sign == 0x2022) {
        return '.';
    }
    if (sign == 0xD7) {
        return '*';
    }
    if (sign == 0x2212 || (sign >= 0x2010 && sign <= 0x2015)) {
        return '-';
    }
    return sign == '\t' || utf8proc_category(sign) == UTF8PROC_CATEGORY_ZS ? ' ' : sign;
}

/* ASCII is its own NFKC, and all but a few units are written in it. */
static char *normalise_ascii(cg_arena *arena, const char *text) {
    char *copy = cg_copy(arena, text, strlen(text));
    for (char *at = copy; *at != '\0'; at++) {
        if ((unsigned char)*at >= 0x80) {
            return NULL;
        }
        *at = *at == '\t' ? ' ' : *at;
    }
    return copy;
}

const char *cg_unit_normalise(cg_arena *arena, const char *text) {
    const char *ascii = normalise_ascii(arena, text);
    if (ascii != NULL) {
        return ascii;
    }
    /* NFKC rather than NFC: it also folds m³, CO₂, ℃, º and the micro sign. */
    const utf8proc_option_t options = UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_STABLE;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t length = (utf8proc_ssize_t)strlen(text);
    utf8proc_ssize_t count = utf8proc_decompose(bytes, length, NULL, 0, options);
    if (count < 0) {
        return NULL;
    }
    utf8proc_int32_t *signs = CG_ARRAY(arena, utf8proc_int32_t, count + 1);
    count = utf8proc_decompose(bytes, length, signs, count, options);
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        signs[i] = plain_sign(signs[i]);
    }
    return utf8proc_reencode(signs, count, options) < 0 ? NULL : (const char *)signs;
}

static bool syntax(expression *reader) {
    const char *at =
        *reader->at == '\0' ? "" : cg_copy(reader->arena, reader->at, strlen(reader->at));
    return cg_problem_fill(reader->problem, CG_QUANTITY_SYNTAX, at, NULL);
}

static bool is_name(const char *at) {
    return isalpha((unsigned char)*at) || *at == '%' || *at == '$' || (unsigned char)*at >= 0x80;
}

static const char *name_end(const char *at) {
    const char *start = at;
    while (is_name(at)) {
        at++;
    }
    if (at - start < 2 || strncmp(at - 2, "CO", 2) != 0 || *at != '2') {
        return at;
    }
    /* CO2, CO2e, CO2eq, CO2-e, CO2tđ: the 2 is no power */
    at++;
    at += at[0] == '-' && at[1] == 'e' ? 1 : 0;
    while (is_name(at)) {
        at++;
    }
    return at;
}

/* Multiplies `unit` by `factor` to the power; false where it does not fit. */
static bool multiply_power(cg_unit *unit, const cg_unit *factor, int power) {
    cg_ratio ratio = power < 0 ? cg_ratio_inverse(factor->ratio) : factor->ratio;
    double rate = power < 0 ? 1 / factor->rate : factor->rate;
    for (int i = 0; i < (power < 0 ? -power : power); i++) {
        if (!cg_ratio_multiply(&unit->ratio, unit->ratio, ratio)) {
            return false;
        }
        unit->rate *= rate;
    }
    for (int i = 0; i < CG_DIMENSIONS; i++) {
        unit->exponent[i] += power * factor->exponent[i];
        unit->uses[i] = unit->uses[i] || factor->uses[i];
    }
    unit->celsius = unit->celsius || factor->celsius;
    return true;
}

/* An optional power: "2", "^2", "-1", "^-1". 1 where none; 0 where it cannot be read. */
static int read_power(expression *reader) {
    const char *at = reader->at;
    bool marked = *at == '^';
    at += marked ? 1 : 0;
    bool negative = *at == '-';
    at += negative ? 1 : 0;
    if (!isdigit((unsigned char)*at)) {
        return marked ? 0 : 1;
    }
    int power = *at - '0';
    if (isdigit((unsigned char)at[1])) {
        return 0;
    }
    reader->at = at + 1;
    return negative ? -power : power;
}

/* "m" and 3 as "m3". By hand, for every m3 of every park comes by here and printf is slow. */
static const char *with_power(cg_arena *arena, const char *name, int power) {
    size_t length = strlen(name);
    char *text = cg_allocate(arena, length + 2, 1);
    memcpy(text, name, length);
    text[length] = (char)('0' + power);
    return text;
}

/* Two words that are one unit, "ngày đêm", "triệu đồng", taken off the text; NULL where these are
 * not. */
static const char *take_two_words(expression *reader) {
    const char *middle = name_end(reader->at);
    if (*middle == '\0' || strchr(" -.", *middle) == NULL || !is_name(middle + 1)) {
        return NULL;
    }
    const char *end = name_end(middle + 1);
    char *name = cg_copy(reader->arena, reader->at, (size_t)(end - reader->at));
    name[middle - reader->at] = ' ';
    if (cg_unit_listed(name)) {
        reader->at = end;
        return name;
    }
    /* "triệu m3": the cube is part of the name, as in "m3". */
    const char *cubed = *end == '3' ? with_power(reader->arena, name, 3) : NULL;
    if (cubed == NULL || !cg_unit_listed(cubed)) {
        return NULL;
    }
    reader->at = end + 1;
    return cubed;
}

static bool read_name(expression *reader, cg_unit *out, int *power) {
    const char *name = take_two_words(reader);
    if (name == NULL) {
        const char *end = name_end(reader->at);
        name = cg_copy(reader->arena, reader->at, (size_t)(end - reader->at));
        reader->at = end;
    }
    *power = read_power(reader);
    if (*power == 0) {
        return syntax(reader);
    }
    /* a cubic metre is a volume here, not a length to the third */
    int size = *power < 0 ? -*power : *power;
    const char *cubed = size > 1 ? with_power(reader->arena, name, size) : NULL;
    if (cubed != NULL &&
        (cg_unit_listed(cubed) || cg_unit_refusal(cubed, NULL) != CG_REFUSAL_NONE)) {
        *power /= size;
        return cg_unit_named(out, cubed, reader->currency, reader->arena, reader->problem);
    }
    return cg_unit_named(out, name, reader->currency, reader->arena, reader->problem);
}

static void skip_blanks(expression *reader) {
    while (*reader->at == ' ') {
        reader->at++;
    }
}

static bool read_quotient(expression *reader, cg_unit *out);

static bool read_factor(expression *reader, cg_unit *out) {
    cg_unit factor = cg_unit_one();
    int power = 1;
    if (*reader->at == '(') {
        reader->at++;
        if (++reader->depth > DEEPEST || !read_quotient(reader, &factor)) {
            return reader->depth > DEEPEST ? syntax(reader) : false;
        }
        reader->depth--;
        if (*reader->at != ')') {
            return syntax(reader);
        }
        reader->at++;
        power = read_power(reader);
    } else if (*reader->at == '1' && !isdigit((unsigned char)reader->at[1])) {
        reader->at++;
    } else if (!is_name(reader->at)) {
        return syntax(reader);
    } else if (!read_name(reader, &factor, &power)) {
        return false;
    }
    if (power == 0) {
        return syntax(reader);
    }
    return multiply_power(out, &factor, power) ||
           cg_problem_fill(reader->problem, CG_QUANTITY_NOT_FINITE, "", NULL);
}

/* Factors joined by blanks, dots, stars and hyphens. */
static bool read_product(expression *reader, cg_unit *out) {
    while (true) {
        if (!read_factor(reader, out)) {
            return false;
        }
        const char *behind = reader->at;
        skip_blanks(reader);
        if (*reader->at != '\0' && strchr(".*-", *reader->at) != NULL) {
            reader->at++;
            skip_blanks(reader);
            continue;
        }
        if (reader->at == behind || (!is_name(reader->at) && *reader->at != '(')) {
            return true;
        }
    }
}

/* Products joined by slashes. All of a product behind a slash is below it: people write "VND/t.km"
 * for VND/(t.km), and no kind takes the other reading, so that nothing is mistaken. */
static bool read_quotient(expression *reader, cg_unit *out) {
    skip_blanks(reader);
    if (*reader->at != '/' && !read_product(reader, out)) {
        return false;
    }
    while (*reader->at == '/') {
        reader->at++;
        skip_blanks(reader);
        cg_unit below = cg_unit_one();
        if (!read_product(reader, &below)) {
            return false;
        }
        if (!multiply_power(out, &below, -1)) {
            return cg_problem_fill(reader->problem, CG_QUANTITY_NOT_FINITE, "", NULL);
        }
    }
    return true;
}

bool cg_unit_read(cg_unit *out, const char *text, const cg_currency *currency, cg_arena *arena,
                  cg_quantity_problem *problem) {
    expression reader = {text, currency, arena, problem, 0};
    *out = cg_unit_one();
    if (*text == '\0') {
        return true;
    }
    if (!read_quotient(&reader, out)) {
        return false;
    }
    return *reader.at == '\0' || syntax(&reader);
}

bool cg_unit_fits(const cg_unit *written, const cg_unit *base) {
    for (int i = 0; i < CG_DIMENSIONS; i++) {
        bool mark = i == CG_CARBON || i == CG_SHARE;
        if (written->exponent[i] != base->exponent[i] && !(mark && written->exponent[i] == 0)) {
            return false;
        }
        bool cancelled = written->uses[i] && written->exponent[i] == 0;
        if (cancelled && !mark && i != CG_TIME && !base->uses[i]) {
            return false;
        }
    }
    return true;
}
