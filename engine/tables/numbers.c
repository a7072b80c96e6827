/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads numbers with either decimal mark and says which of the two a text proves. */
#include "tables/numbers.h"

#include "base/number.h"
#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Blanks and apostrophes that part thousands, longest first where one begins another. */
static const char *const blanks[] = {
    " ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x87", NULL};
static const char *const apostrophes[] = {"'", "\xE2\x80\x99", NULL};
static const char *const minuses[] = {"-", "\xE2\x88\x92", "\xE2\x80\x93", NULL};

/* The bytes that one of `signs` takes at `at`, or 0. */
static size_t sign_at(const char *at, const char *const *signs) {
    for (int i = 0; signs[i] != NULL; i++) {
        size_t length = strlen(signs[i]);
        if (strncmp(at, signs[i], length) == 0) {
            return length;
        }
    }
    return 0;
}

static size_t digits_at(const char *at) {
    return strspn(at, "0123456789");
}

/* A separator of thousands at `at` with three digits behind it and no more: its bytes, else 0. What
 * it is goes to `kind`, so that one number uses one. */
static size_t separator_at(const char *at, char other, char *kind) {
    size_t length = 0;
    if (*at == other) {
        length = 1;
        *kind = other;
    } else if ((length = sign_at(at, blanks)) > 0) {
        *kind = ' ';
    } else if ((length = sign_at(at, apostrophes)) > 0) {
        *kind = '\'';
    }
    return length > 0 && digits_at(at + length) == 3 ? length : 0;
}

/* Adds the digits before the decimal mark; NULL where they are in no right groups. */
static const char *add_whole(cg_text *out, const char *at, char other) {
    size_t count = digits_at(at);
    size_t zeros = 0;
    while (zeros + 1 < count && at[zeros] == '0') {
        zeros++;
    }
    cg_text_add_bytes(out, at + zeros, count - zeros);
    bool may_group = count <= 3 && at[0] != '0';
    at += count;
    char used = '\0', kind = '\0';
    size_t length;
    while (may_group && (length = separator_at(at, other, &kind)) > 0) {
        if (used != '\0' && kind != used) {
            return NULL;
        }
        used = kind;
        cg_text_add_bytes(out, at + length, 3);
        at += length + 3;
    }
    return at;
}

/* Adds "e-9" where a whole exponent stands at `at`. */
static const char *add_exponent(cg_text *out, const char *at) {
    if (*at != 'e' && *at != 'E') {
        return at;
    }
    const char *digits = at + 1 + (at[1] == '-' || at[1] == '+' ? 1 : 0);
    size_t count = digits_at(digits);
    if (count == 0 || isalpha((unsigned char)digits[count])) {
        return at;
    }
    cg_text_add_bytes(out, at, (size_t)(digits - at) + count);
    return digits + count;
}

const char *cg_number_plain(cg_arena *arena, const char *text, cg_decimal_mark mark,
                            const char **rest) {
    const char point = mark == CG_MARK_COMMA ? ',' : '.';
    cg_text out = cg_text_start(arena);
    size_t minus = sign_at(text, minuses);
    if (minus > 0) {
        cg_text_add(&out, "-");
    }
    const char *at = text + minus + (minus == 0 && *text == '+' ? 1 : 0);
    if (!isdigit((unsigned char)*at)) {
        return NULL;
    }
    at = add_whole(&out, at, point == '.' ? ',' : '.');
    if (at == NULL) {
        return NULL;
    }
    if (*at == point) {
        size_t count = digits_at(at + 1);
        if (count == 0) {
            return NULL;
        }
        cg_text_add(&out, ".");
        cg_text_add_bytes(&out, at + 1, count);
        at += 1 + count;
    }
    at = add_exponent(&out, at);
    if (*at != '\0' && strchr(".,'", *at) != NULL) {
        return NULL;
    }
    *rest = at;
    return out.bytes;
}

cg_number_shape cg_number_shape_of(cg_arena *arena, const char *text) {
    const char *at = text + sign_at(text, minuses);
    at += *at == '+' ? 1 : 0;
    if (!isdigit((unsigned char)*at)) {
        return CG_SHAPE_NONE;
    }
    const char *rest = NULL;
    const char *point = cg_number_plain(arena, text, CG_MARK_POINT, &rest);
    const char *comma = cg_number_plain(arena, text, CG_MARK_COMMA, &rest);
    if (point == NULL && comma == NULL) {
        return CG_SHAPE_BROKEN;
    }
    if (point == NULL || comma == NULL) {
        return point != NULL ? CG_SHAPE_POINT : CG_SHAPE_COMMA;
    }
    return strcmp(point, comma) == 0 ? CG_SHAPE_PLAIN : CG_SHAPE_AMBIGUOUS;
}

const char *cg_percent_text(cg_arena *arena, double number) {
    /* 0.07 * 100 is not 7: the nearest number of 15 digits is what was meant. */
    double percent = number * 100;
    if (fabs(percent) > 0 && fabs(percent) < 1e15) {
        double scale = pow(10, 14 - floor(log10(fabs(percent))));
        double rounded = round(percent * scale) / scale;
        percent = isfinite(rounded) ? rounded : percent;
    }
    char room[CG_NUMBER_ROOM];
    return cg_format(arena, "%s %%", cg_number_text(percent, room));
}

/* What units are called in Vietnamese, without marks and with them. */
static const char *const unit_words[][2] = {
    {"ngay dem", "ngày đêm"}, {"ngay", "ngày"}, {"tan", "tấn"},     {"nam", "năm"},
    {"thang", "tháng"},       {"tuan", "tuần"}, {"gio", "giờ"},     {"phut", "phút"},
    {"nghin", "nghìn"},       {"ngan", "ngàn"}, {"trieu", "triệu"}, {"ty dong", "tỷ đồng"},
    {"ti dong", "tỉ đồng"},   {"dong", "đồng"}, {"khoi", "khối"},   {"met khoi", "mét khối"},
    {"lit", "lít"},           {"do C", "độ C"},
};

static const char *const *word_at(const char *at, bool begins) {
    for (size_t i = 0; begins && i < sizeof unit_words / sizeof *unit_words; i++) {
        size_t length = strlen(unit_words[i][0]);
        unsigned char next = (unsigned char)at[length > strlen(at) ? strlen(at) : length];
        if (strncmp(at, unit_words[i][0], length) == 0 && !isalnum(next) && next < 0x80) {
            return unit_words[i];
        }
    }
    return NULL;
}

const char *cg_unit_marked(cg_arena *arena, const char *unit) {
    cg_text out = cg_text_start(arena);
    bool begins = true;
    while (*unit != '\0') {
        const char *const *word = word_at(unit, begins);
        const char *piece = word != NULL ? word[1] : unit;
        size_t taken = word != NULL ? strlen(word[0]) : 1;
        cg_text_add_bytes(&out, piece, word != NULL ? strlen(piece) : 1);
        unsigned char last = (unsigned char)unit[taken - 1];
        begins = !isalnum(last) && last < 0x80;
        unit += taken;
    }
    return out.bytes;
}
