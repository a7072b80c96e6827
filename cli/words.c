/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's own sentences, filled in. */
#include "cli.h"

#include <stdarg.h>

static const char *const words[CLI_WORDS][2] = {
#define CLI_WORD(id, english, vietnamese) {english, vietnamese},
#include "words.def"
#undef CLI_WORD
};

const char *cli_word(congsinh_language language, cli_word_id id) {
    return words[id][language == CONGSINH_VIETNAMESE];
}

enum { MOST_TEXTS = 8 };

void cli_say(FILE *to, congsinh_language language, cli_word_id id, ...) {
    const char *texts[MOST_TEXTS];
    int count = 0;
    va_list list;
    va_start(list, id);
    for (const char *next = va_arg(list, const char *); next != NULL && count < MOST_TEXTS;
         next = va_arg(list, const char *)) {
        texts[count++] = next;
    }
    va_end(list);
    for (const char *at = cli_word(language, id); *at != '\0'; at++) {
        if (at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}') {
            int index = at[1] - '1';
            fputs(index < count ? texts[index] : "", to);
            at += 2;
            continue;
        }
        fputc(*at, to);
    }
}
