/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of sentences and the filling in of their arguments. */
#include "text/message.h"

#include "base/text.h"

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

/* The number in "{12}" at `at`, and behind it `*end`; 0 where no such thing stands there. */
static int placeholder(const char *at, const char **end) {
    if (*at != '{') {
        return 0;
    }
    size_t digits = strspn(at + 1, "0123456789");
    if (digits == 0 || digits > 2 || at[1 + digits] != '}') {
        return 0;
    }
    int number = 0;
    for (size_t i = 1; i <= digits; i++) {
        number = number * 10 + (at[i] - '0');
    }
    *end = at + digits + 2;
    return number;
}

const char *cg_message_fill(cg_arena *arena, cg_message_id id, cg_language language,
                            const char *const *arguments, int count) {
    cg_text sentence = cg_text_start(arena);
    const char *at = cg_message_pattern(id, language);
    while (*at != '\0') {
        size_t plain = strcspn(at + 1, "{") + 1;
        const char *end = NULL;
        int number = placeholder(at, &end);
        if (number == 0) {
            cg_text_add_bytes(&sentence, at, plain);
            at += plain;
            continue;
        }
        if (number <= count && arguments[number - 1] != NULL) {
            cg_text_add(&sentence, arguments[number - 1]);
        }
        at = end;
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
