/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a number format of XLSX makes of a number: a day, a percentage, a number (ECMA-376, 18.8.30
 * and 18.8.31). */
#include "tables.h"

#include <string.h>
#include <strings.h>

/* The formats that have a number and no text. */
static tables_kind built_in_kind(long id) {
    if (id == 9 || id == 10) {
        return TABLES_PERCENT;
    }
    bool date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
                (id >= 50 && id <= 54) || id == 57 || id == 58;
    return date ? TABLES_DATE : TABLES_NUMBER;
}

/* What stands in quotes, behind a backslash or in brackets is shown as it is, or a colour, or a
 * condition. */
static const char *behind_literal(const char *at) {
    if (*at == '"') {
        const char *end = strchr(at + 1, '"');
        return end == NULL ? at + strlen(at) : end + 1;
    }
    if (*at == '[') {
        const char *end = strchr(at, ']');
        return end == NULL ? at + strlen(at) : end + 1;
    }
    if (*at == '\\' || *at == '_' || *at == '*') {
        return at[1] == '\0' ? at + 1 : at + 2;
    }
    return at;
}

tables_kind tables_format_kind(long id, const char *code) {
    if (code == NULL) {
        return built_in_kind(id);
    }
    /* A day or a year makes a date; hours alone stay a number, and a month of its own is "m" or
     * minutes. */
    bool day = false, month = false, clock = false, percent = false;
    for (const char *at = code; *at != '\0' && *at != ';';) {
        const char *behind = behind_literal(at);
        if (behind != at) {
            at = behind;
            continue;
        }
        if (strncasecmp(at, "General", 7) == 0) {
            at += 7;
            continue;
        }
        day = day || strchr("dDyY", *at) != NULL;
        month = month || *at == 'm' || *at == 'M';
        clock = clock || strchr("hHsS", *at) != NULL;
        percent = percent || *at == '%';
        at++;
    }
    if (day || (month && !clock)) {
        return TABLES_DATE;
    }
    return percent ? TABLES_PERCENT : TABLES_NUMBER;
}
