/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as a reader writes them. The only place that knows separators, scales and dashes. */
#include "text/figures.h"

#include "base/number.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

#define NOT_KNOWN "–"

static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
enum { MOST_DECIMALS = 6 };

/* Digits in groups of three, the last `decimals` of them behind the decimal sign. */
static const char *group(cg_arena *arena, const char *digits, int decimals, cg_language language) {
    const char *thousands = language == CG_VIETNAMESE ? "." : ",";
    const char *point = language == CG_VIETNAMESE ? "," : ".";
    int whole = (int)strlen(digits) - decimals;
    cg_text out = cg_text_start(arena);
    for (int i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0) {
            cg_text_add(&out, thousands);
        }
        cg_text_add_bytes(&out, digits + i, 1);
    }
    if (decimals > 0) {
        cg_text_add(&out, point);
        cg_text_add(&out, digits + whole);
    }
    return out.bytes;
}

const char *cg_figure(cg_arena *arena, double value, int decimals, cg_language language) {
    if (!isfinite(value)) {
        return NOT_KNOWN;
    }
    double scaled = round(fabs(value) * powers[decimals]);
    if (scaled >= 9e18) {
        /* Beyond what an integer holds nobody counts digits: the shortest exact text. */
        char room[CG_NUMBER_ROOM];
        return cg_format(arena, "%s", cg_number_text(value, room));
    }
    const char *digits = cg_format(arena, "%0*lld", decimals + 1, (long long)scaled);
    const char *sign = value < 0 && scaled > 0 ? "-" : "";
    return cg_format(arena, "%s%s", sign, group(arena, digits, decimals, language));
}

/* How many decimals show `digits` significant digits of a value, without zeros behind. */
static int decimals_of(double value, int digits) {
    double size = fabs(value);
    if (!isfinite(size) || size < 1e-9) {
        return 0;
    }
    int decimals = digits - 1 - (int)floor(log10(size));
    decimals = decimals < 0 ? 0 : decimals > MOST_DECIMALS ? MOST_DECIMALS : decimals;
    long long scaled = (long long)round(size * powers[decimals]);
    while (decimals > 0 && scaled % 10 == 0) {
        scaled /= 10;
        decimals--;
    }
    return decimals;
}

const char *cg_figure_short(cg_arena *arena, double value, cg_language language) {
    return cg_figure(arena, value, decimals_of(value, 4), language);
}

double cg_figure_rounded(double value, int digits) {
    if (value == 0 || !isfinite(value)) {
        return value;
    }
    double step = pow(10, floor(log10(fabs(value))) + 1 - digits);
    return step < 1 ? round(value * round(1 / step)) / round(1 / step) : round(value / step) * step;
}

const char *cg_figure_share(cg_arena *arena, double share, cg_language language) {
    if (!isfinite(share)) {
        return NOT_KNOWN;
    }
    return cg_format(arena, "%s%%", cg_figure(arena, share * 100, share == 1 ? 0 : 1, language));
}

const char *cg_figure_most(cg_arena *arena, double share) {
    if (!isfinite(share)) {
        return NOT_KNOWN;
    }
    if (share == 0) {
        return "0";
    }
    return cg_format(arena, "1e%d", (int)ceil(log10(fabs(share))));
}

const char *cg_figure_currency(const char *currency, cg_language language) {
    if (currency == NULL) {
        return "";
    }
    return language == CG_VIETNAMESE && strcmp(currency, "VND") == 0 ? "đồng" : currency;
}

const char *cg_figure_money(cg_arena *arena, double value, const char *currency,
                            cg_language language) {
    if (!isfinite(value)) {
        return NOT_KNOWN;
    }
    const char *word = cg_figure_currency(currency, language);
    const char *space = *word == '\0' ? "" : " ";
    /* The scale is chosen by what will be printed: 999,999,999 is 1 billion, not 1,000 million. */
    if (fabs(value) >= 999950000.0) {
        return cg_format(arena, "%s %s%s%s", cg_figure_short(arena, value / 1e9, language),
                         cg_message_pattern(CG_MSG_REPORT_BILLION, language), space, word);
    }
    if (fabs(value) >= 999950.0) {
        return cg_format(arena, "%s %s%s%s", cg_figure_short(arena, value / 1e6, language),
                         cg_message_pattern(CG_MSG_REPORT_MILLION, language), space, word);
    }
    return cg_format(arena, "%s%s%s", cg_figure_short(arena, value, language), space, word);
}

const char *cg_figure_unit(const char *unit, cg_language language) {
    if (unit == NULL) {
        return "";
    }
    if (strcmp(unit, "m3") == 0) {
        return "m³";
    }
    if (language != CG_VIETNAMESE) {
        return unit;
    }
    return strcmp(unit, "t") == 0 ? "tấn" : strcmp(unit, "t CO2e") == 0 ? "tCO2tđ" : unit;
}

const char *cg_figure_quantity(cg_arena *arena, double value, const char *unit,
                               cg_language language) {
    const char *word = cg_figure_unit(unit, language);
    return cg_format(arena, "%s%s%s", cg_figure_short(arena, value, language),
                     *word == '\0' ? "" : " ", word);
}

cg_money_column cg_money_column_for(cg_arena *arena, double largest, const char *currency,
                                    cg_language language) {
    const char *word = cg_figure_currency(currency, language);
    if (!(fabs(largest) >= 1e7)) {
        return (cg_money_column){1, 0, word};
    }
    const char *million = cg_message_pattern(CG_MSG_REPORT_MILLION, language);
    /* One decimal tells small exchanges apart, as long as a column of 14 holds it. */
    int decimals = fabs(largest) >= 1e14 ? 0 : 1;
    return (cg_money_column){1e6, decimals, cg_format(arena, "%s %s", million, word)};
}

const char *cg_money_cell(cg_arena *arena, const cg_money_column *column, double value,
                          cg_language language) {
    return cg_figure(arena, value / column->divide, column->decimals, language);
}
