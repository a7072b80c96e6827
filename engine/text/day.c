/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days of the calendar. */
#include "text/day.h"

#include "base/text.h"

#include <string.h>

typedef struct day {
    int year, month, day;
} day;

/* The number of the `count` digits at `text`, or -1. */
static int digits(const char *text, int count) {
    int number = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

static bool read(day *out, const char *text) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (strlen(text) != strlen("2026-06-30") || text[4] != '-' || text[7] != '-') {
        return false;
    }
    *out = (day){digits(text, 4), digits(text + 5, 2), digits(text + 8, 2)};
    if (out->year < 1 || out->month < 1 || out->month > 12 || out->day < 1) {
        return false;
    }
    bool leap = (out->year % 4 == 0 && out->year % 100 != 0) || out->year % 400 == 0;
    return out->day <= days[out->month - 1] + (leap && out->month == 2 ? 1 : 0);
}

bool cg_day_is_valid(const char *text) {
    day found;
    return read(&found, text);
}

const char *cg_day_told(cg_arena *arena, const char *text, cg_language language) {
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    day told;
    if (!read(&told, text)) {
        return text;
    }
    return language == CG_VIETNAMESE
               ? cg_format(arena, "%d/%d/%d", told.day, told.month, told.year)
               : cg_format(arena, "%d %s %d", told.day, months[told.month - 1], told.year);
}
