/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts, whole numbers and single bytes printed directly; the rest by the C library. */
#include "base/print.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

typedef struct printer {
    char *out;
    size_t size;
    size_t length; /* of the whole text, of which only what fits is written */
} printer;

static bool is_simple(const char *format) {
    for (const char *at = strchr(format, '%'); at != NULL; at = strchr(at + 2, '%')) {
        if (at[1] != 's' && at[1] != 'd' && at[1] != 'c') {
            return false;
        }
    }
    return true;
}

static void put(printer *to, const char *bytes, size_t length) {
    if (to->length < to->size) {
        size_t room = to->size - to->length;
        memcpy(to->out + to->length, bytes, length < room ? length : room);
    }
    to->length += length;
}

static void put_number(printer *to, int number) {
    char digits[3 * sizeof(int) + 1];
    size_t at = sizeof digits;
    /* The least int has no positive of its own. */
    for (unsigned rest = number < 0 ? 0U - (unsigned)number : (unsigned)number;
         rest > 0 || at == sizeof digits; rest /= 10) {
        digits[--at] = (char)('0' + rest % 10);
    }
    if (number < 0) {
        digits[--at] = '-';
    }
    put(to, digits + at, sizeof digits - at);
}

static void put_argument(printer *to, char letter, va_list *arguments) {
    if (letter == 'd') {
        put_number(to, va_arg(*arguments, int));
        return;
    }
    if (letter == 'c') {
        char byte = (char)va_arg(*arguments, int);
        put(to, &byte, 1);
        return;
    }
    const char *text = va_arg(*arguments, const char *);
    text = text != NULL ? text : "(null)";
    put(to, text, strlen(text));
}

int cg_print(char *out, size_t size, const char *format, va_list arguments) {
    if (!is_simple(format)) {
        return vsnprintf(out, size, format, arguments);
    }
    va_list left;
    va_copy(left, arguments);
    printer to = {.out = out, .size = size};
    for (const char *at = format; *at != '\0';) {
        size_t plain = strcspn(at, "%");
        put(&to, at, plain);
        at += plain;
        if (*at == '%') {
            put_argument(&to, at[1], &left);
            at += 2;
        }
    }
    va_end(left);
    if (size > 0) {
        out[to.length < size ? to.length : size - 1] = '\0';
    }
    return to.length > INT_MAX ? -1 : (int)to.length;
}
