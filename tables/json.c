/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts and numbers as JSON; what is UTF-8. */
#include "tables.h"

#include <stdlib.h>
#include <string.h>

void tables_json_text(FILE *to, const char *text) {
    putc('"', to);
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\') {
            putc('\\', to);
            putc(*at, to);
        } else if (*at < 0x20 || *at == 0x7F) {
            fprintf(to, "\\u%04x", *at);
        } else {
            putc(*at, to);
        }
    }
    putc('"', to);
}

/* The shortest text that reads back as the same number. No locale is ever set here. */
void tables_json_number(FILE *to, double number) {
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number) {
            break;
        }
    }
    fputs(text, to);
}

/* How many bytes the letter at `at` takes; 0 where it is none. RFC 3629, section 4. */
static size_t letter_length(const unsigned char *at, size_t left) {
    if (at[0] < 0x80) {
        return 1;
    }
    size_t length = at[0] >= 0xC2 && at[0] <= 0xDF   ? 2
                    : (at[0] & 0xF0) == 0xE0         ? 3
                    : at[0] >= 0xF0 && at[0] <= 0xF4 ? 4
                                                     : 0;
    if (length == 0 || length > left) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    bool overlong = (at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xF0 && at[1] < 0x90);
    bool surrogate = at[0] == 0xED && at[1] > 0x9F;
    bool beyond = at[0] == 0xF4 && at[1] > 0x8F;
    return overlong || surrogate || beyond ? 0 : length;
}

const unsigned char *tables_not_utf8(const unsigned char *text, size_t length) {
    for (size_t i = 0; i < length;) {
        size_t step = letter_length(text + i, length - i);
        if (step == 0) {
            return text + i;
        }
        i += step;
    }
    return NULL;
}

void tables_cut_between_letters(char *text) {
    const unsigned char *bytes = (const unsigned char *)text;
    const unsigned char *bad = tables_not_utf8(bytes, strlen(text));
    if (bad != NULL) {
        text[bad - bytes] = '\0';
    }
}
