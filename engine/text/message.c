/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of sentences and the filling in of their arguments. */
#include "text/message.h"

#include "base/text.h"
#include "text/day.h"

#include <stdarg.h>
#include <string.h>

typedef struct message {
    const char *name;
    const char *pattern[CG_LANGUAGES];
} message;

static const message messages[] = {
#define CG_MESSAGE(id, english, vietnamese)                                                        \
    [CG_MSG_##                                                                                     \
        id] = {.name = #id, .pattern = {[CG_ENGLISH] = english, [CG_VIETNAMESE] = vietnamese}},
#include "text/messages.def"
#undef CG_MESSAGE
};

const char *cg_message_name(cg_message_id id) {
    return messages[id].name;
}

const char *cg_message_pattern(cg_message_id id, cg_language language) {
    return messages[id].pattern[language];
}

/* Where an argument belongs: its number and whether it is a day. */
typedef struct placeholder {
    int number; /* 0: none stands there */
    bool day;
    const char *end; /* behind it */
} placeholder;

/* What "{12}" or "{12d}" at `at` asks for. */
static placeholder placeholder_at(const char *at) {
    placeholder none = {0, false, NULL};
    if (*at != '{') {
        return none;
    }
    size_t digits = strspn(at + 1, "0123456789");
    bool day = at[1 + digits] == 'd';
    const char *close = at + 1 + digits + (day ? 1 : 0);
    if (digits == 0 || digits > 2 || *close != '}') {
        return none;
    }
    int number = 0;
    for (size_t i = 1; i <= digits; i++) {
        number = number * 10 + (at[i] - '0');
    }
    return (placeholder){number, day, close + 1};
}

const char *cg_message_fill(cg_arena *arena, cg_message_id id, cg_language language,
                            const char *const *arguments, int count) {
    cg_text sentence = cg_text_start(arena);
    const char *at = cg_message_pattern(id, language);
    while (*at != '\0') {
        size_t plain = strcspn(at + 1, "{") + 1;
        placeholder asked = placeholder_at(at);
        if (asked.number == 0) {
            cg_text_add_bytes(&sentence, at, plain);
            at += plain;
            continue;
        }
        const char *argument = asked.number <= count ? arguments[asked.number - 1] : NULL;
        if (argument != NULL) {
            cg_text_add(&sentence, asked.day ? cg_day_told(arena, argument, language) : argument);
        }
        at = asked.end;
    }
    return sentence.bytes;
}

const char *cg_message(cg_arena *arena, cg_message_id id, cg_language language, ...) {
    va_list list;
    va_start(list, language);
    int count = 0;
    while (va_arg(list, const char *) != NULL) {
        count++;
    }
    va_end(list);
    const char **arguments = CG_ARRAY(arena, const char *, count);
    va_start(list, language);
    for (int i = 0; i < count; i++) {
        arguments[i] = va_arg(list, const char *);
    }
    va_end(list);
    return cg_message_fill(arena, id, language, arguments, count);
}

const char *cg_words_in(cg_words words, cg_language language, const char *otherwise) {
    if (words.in[language] != NULL) {
        return words.in[language];
    }
    for (int i = 0; i < CG_LANGUAGES; i++) {
        if (words.in[i] != NULL) {
            return words.in[i];
        }
    }
    return otherwise;
}

cg_words cg_words_copy(cg_arena *arena, cg_words words) {
    for (int i = 0; i < CG_LANGUAGES; i++) {
        words.in[i] = cg_copy_text(arena, words.in[i]);
    }
    return words;
}
