/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads days and truths out of cells. */
#include "tables/cell_words.h"

#include "tables/fold.h"
#include "text/day.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

bool cg_truth_read(cg_arena *arena, bool *truth, const char *text) {
    static const char *const yes[] = {"yes", "y", "true", "co", "dung", "x", "1", "da co", NULL};
    static const char *const no[] = {"no", "n",    "false",   "khong", "sai",
                                     "0",  "chua", "chua co", NULL};
    const char *word = cg_folded(arena, text);
    *truth = cg_is_among(yes, word);
    return *truth || cg_is_among(no, word);
}

/* Up to three whole numbers parted by one sign, and nothing else. */
typedef struct numbers {
    int value[3], digits[3], count;
} numbers;

static bool read_numbers(numbers *out, const char *text) {
    char sign = '\0';
    *out = (numbers){.count = 0};
    for (;;) {
        size_t digits = strspn(text, "0123456789");
        if (out->count == 3 || digits == 0 || digits > 4) {
            return false;
        }
        for (size_t i = 0; i < digits; i++) {
            out->value[out->count] = out->value[out->count] * 10 + (text[i] - '0');
        }
        out->digits[out->count++] = (int)digits;
        text += digits;
        if (*text == '\0') {
            return true;
        }
        if (strchr("/-.", *text) == NULL || (sign != '\0' && *text != sign)) {
            return false;
        }
        sign = *text++;
    }
}

static const char *day_text(cg_arena *arena, int year, int month, int day) {
    const char *text = cg_format(arena, "%04d-%02d-%02d", year, month, day);
    return cg_day_is_valid(text) ? text : NULL;
}

static const char *month_text(cg_arena *arena, int year, int month) {
    return month >= 1 && month <= 12 ? cg_format(arena, "%04d-%02d", year, month) : NULL;
}

/* Without "ngày", "tháng", "năm", and the time of day that a spreadsheet may add. */
static const char *without_words(cg_arena *arena, const char *text) {
    static const char *const words[] = {"ngay ", "thang ", "nam ", NULL};
    const char *folded = cg_folded(arena, text);
    for (int i = 0; words[i] != NULL; i++) {
        if (strncmp(folded, words[i], strlen(words[i])) == 0) {
            folded += strlen(words[i]);
        }
    }
    size_t length = strlen(folded);
    const char *midnight[] = {" 00:00:00", "t00:00:00"};
    for (int i = 0; i < 2; i++) {
        size_t tail = strlen(midnight[i]);
        if (length > tail && strcmp(folded + length - tail, midnight[i]) == 0) {
            return cg_copy(arena, folded, length - tail);
        }
    }
    return folded;
}

const char *cg_date_read(cg_arena *arena, const char *text) {
    numbers n;
    if (!read_numbers(&n, without_words(arena, text))) {
        return NULL;
    }
    if (n.count == 1) {
        return n.digits[0] == 4 ? cg_format(arena, "%04d", n.value[0]) : NULL;
    }
    if (n.count == 2) {
        return n.digits[0] == 4   ? month_text(arena, n.value[0], n.value[1])
               : n.digits[1] == 4 ? month_text(arena, n.value[1], n.value[0])
                                  : NULL;
    }
    return n.digits[0] == 4   ? day_text(arena, n.value[0], n.value[1], n.value[2])
           : n.digits[2] == 4 ? day_text(arena, n.value[2], n.value[1], n.value[0])
                              : NULL;
}

const char *cg_date_of_serial(cg_arena *arena, double number) {
    /* 61 is 1900-03-01, 2958465 is 9999-12-31. */
    if (!(number >= 61) || !(number <= 2958465) || fmod(number, 1) > 0) {
        return NULL;
    }
    /* Days since 0000-03-01 into a day of the calendar (Howard Hinnant, "chrono-Compatible
     * Low-Level Date Algorithms"): 1899-12-30 is number 693899 of them. */
    long days = (long)number + 693899;
    long era = days / 146097;
    long of_era = days - era * 146097;
    long year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    long from_march = (5 * of_year + 2) / 153;
    int day = (int)(of_year - (153 * from_march + 2) / 5 + 1);
    int month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
    int year = (int)(year_of_era + era * 400) + (month <= 2 ? 1 : 0);
    return day_text(arena, year, month, day);
}
