/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar of JSON (RFC 8259), checked to the letter before cJSON sees the text. */
#include "base/json_scan.h"

#include "base/number.h"

#include <math.h>
#include <string.h>
#include <utf8proc.h>

enum {
    DEEPEST = 200,
    CJSON_NUMBER_ROOM = 60, /* cJSON 1.7.15 copies a number into 64 bytes and cuts what is longer */
    LONGEST_SHOWN = 24      /* of what was found, in a message */
};

typedef struct scanner {
    cg_arena *arena;
    cg_diagnostics *diagnostics;
    const char *file;
    char *at, *end; /* *end is NUL */
    int line, depth;
    cg_json_scan *out;
} scanner;

static bool scan_value(scanner *s);

static cg_place here(const scanner *s) {
    return (cg_place){.file = s->file, .line = s->line};
}

static void skip_blanks(scanner *s) {
    for (;; s->at++) {
        if (*s->at == '\n') {
            s->line++;
            continue;
        }
        if (*s->at != ' ' && *s->at != '\t' && *s->at != '\r') {
            return;
        }
    }
}

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '-' || c == '.' || c == '_';
}

/* What stands at the scanner, for a message: a word, or one character. */
static const char *found(const scanner *s) {
    size_t length = 0;
    while (length < LONGEST_SHOWN && is_word(s->at[length])) {
        length++;
    }
    if (length > 0) {
        return cg_copy(s->arena, s->at, length);
    }
    if ((unsigned char)*s->at < ' ') {
        return cg_format(s->arena, "U+%04X", (unsigned)(unsigned char)*s->at);
    }
    utf8proc_int32_t point = 0;
    utf8proc_ssize_t size =
        utf8proc_iterate((const utf8proc_uint8_t *)s->at, s->end - s->at, &point);
    return cg_copy(s->arena, s->at, size > 0 ? (size_t)size : 1);
}

/* Says `message` about what was found; at the end of the text, that it is cut. Always false. */
static bool refuse(scanner *s, cg_message_id message, const char *expected) {
    if (s->at == s->end) {
        cg_say(s->diagnostics, CG_ERROR, here(s), CG_MSG_JSON_CUT, NULL);
        return false;
    }
    cg_say(s->diagnostics, CG_ERROR, here(s), message, found(s), expected, NULL);
    return false;
}

static bool scan_word(scanner *s, const char *word) {
    size_t length = strlen(word);
    size_t left = (size_t)(s->end - s->at);
    if (left < length && strncmp(s->at, word, left) == 0) {
        s->at = s->end;
        return refuse(s, CG_MSG_JSON_VALUE_EXPECTED, NULL);
    }
    if (strncmp(s->at, word, length) != 0 || is_word(s->at[length])) {
        return refuse(s, CG_MSG_JSON_VALUE_EXPECTED, NULL);
    }
    s->at += length;
    return true;
}

static bool scan_number(scanner *s) {
    char *start = s->at;
    double value = 0;
    const char *behind = start;
    bool read = cg_number_read(start, &value, &behind);
    char *stop = start + (behind - start);
    /* "1.", "1e" and "-" may be the beginning of a number whose rest was cut off. */
    bool unfinished = *start == '-' && start + 1 == s->end;
    if (read) {
        const char *tail = stop;
        while (*tail == '.' || *tail == 'e' || *tail == 'E' || *tail == '+' || *tail == '-') {
            tail++;
        }
        unfinished = tail > stop && tail == s->end;
    }
    if (unfinished) {
        s->at = s->end;
        return refuse(s, CG_MSG_JSON_CUT, NULL);
    }
    if (!read || *start == '+' || is_word(*stop)) {
        return refuse(s, CG_MSG_JSON_NUMBER_FORM, NULL);
    }
    if (!isfinite(value)) {
        return refuse(s, CG_MSG_JSON_NUMBER_RANGE, NULL);
    }
    CG_PUSH(s->arena, &s->out->numbers, value);
    if (stop - start > CJSON_NUMBER_ROOM) {
        memset(start, ' ', (size_t)(stop - start));
        *start = '0';
    }
    s->at = stop;
    return true;
}

/* The four hexadecimal digits at `at`, or -1. */
static int hexadecimal(const char *at) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
        char c = at[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

/* Says `message` about the `length` bytes at the scanner. Always false. */
static bool refuse_escape(scanner *s, cg_message_id message, size_t length) {
    if ((size_t)(s->end - s->at) < length) {
        s->at = s->end;
        return refuse(s, CG_MSG_JSON_CUT, NULL);
    }
    utf8proc_int32_t point = 0;
    utf8proc_ssize_t last = utf8proc_iterate((const utf8proc_uint8_t *)s->at + length - 1,
                                             s->end - s->at - (ptrdiff_t)length + 1, &point);
    length += last > 1 ? (size_t)last - 1 : 0;
    cg_say(s->diagnostics, CG_ERROR, here(s), message, cg_copy(s->arena, s->at, length), NULL);
    return false;
}

/* "\u" and what follows it, at the scanner. */
static bool scan_code(scanner *s) {
    int code = hexadecimal(s->at + 2);
    if (code < 0) {
        return refuse_escape(s, CG_MSG_JSON_ESCAPE, s->end - s->at < 6 ? 6 : 2);
    }
    if (code == 0) {
        return refuse_escape(s, CG_MSG_JSON_NUL, 6);
    }
    if (code < 0xD800 || code > 0xDFFF) {
        s->at += 6;
        return true;
    }
    bool second = s->at[6] == '\\' && s->at[7] == 'u';
    int low = second ? hexadecimal(s->at + 8) : -1;
    if (code > 0xDBFF || low < 0xDC00 || low > 0xDFFF) {
        return refuse_escape(s, CG_MSG_JSON_SURROGATE, 6);
    }
    s->at += 12;
    return true;
}

static bool scan_escape(scanner *s) {
    if (s->at[1] == 'u') {
        return scan_code(s);
    }
    if (s->at[1] == '\0' || strchr("\"\\/bfnrt", s->at[1]) == NULL) {
        return refuse_escape(s, CG_MSG_JSON_ESCAPE, 2);
    }
    s->at += 2;
    return true;
}

static bool scan_string(scanner *s) {
    s->at++;
    while (*s->at != '"') {
        if (*s->at == '\\') {
            if (!scan_escape(s)) {
                return false;
            }
            continue;
        }
        if ((unsigned char)*s->at < ' ') {
            return refuse(s, CG_MSG_JSON_CONTROL, NULL);
        }
        s->at++;
    }
    s->at++;
    return true;
}

/* A member's name and its colon. */
static bool scan_name(scanner *s) {
    if (*s->at != '"') {
        return refuse(s, CG_MSG_JSON_KEY_EXPECTED, NULL);
    }
    if (!scan_string(s)) {
        return false;
    }
    skip_blanks(s);
    if (*s->at != ':') {
        return refuse(s, CG_MSG_JSON_COLON_EXPECTED, NULL);
    }
    s->at++;
    return true;
}

static bool scan_members(scanner *s, bool named, char closing) {
    const char expected[] = {closing, '\0'};
    s->at++;
    skip_blanks(s);
    if (*s->at == closing) {
        s->at++;
        return true;
    }
    for (;;) {
        skip_blanks(s);
        if ((named && !scan_name(s)) || !scan_value(s)) {
            return false;
        }
        skip_blanks(s);
        if (*s->at == closing) {
            s->at++;
            return true;
        }
        if (*s->at != ',') {
            return refuse(s, CG_MSG_JSON_COMMA_EXPECTED, expected);
        }
        s->at++;
    }
}

/* The recursion is bounded by DEEPEST. */
static bool scan_nested(scanner *s) {
    if (s->depth == DEEPEST) {
        cg_say(s->diagnostics, CG_ERROR, here(s), CG_MSG_JSON_DEEP,
               cg_format(s->arena, "%d", DEEPEST), NULL);
        return false;
    }
    s->depth++;
    bool named = *s->at == '{';
    bool good = scan_members(s, named, named ? '}' : ']');
    s->depth--;
    return good;
}

static bool scan_value(scanner *s) {
    skip_blanks(s);
    CG_PUSH(s->arena, &s->out->lines, s->line);
    switch (*s->at) {
    case '{':
    case '[':
        return scan_nested(s);
    case '"':
        return scan_string(s);
    case 't':
        return scan_word(s, "true");
    case 'f':
        return scan_word(s, "false");
    case 'n':
        return scan_word(s, "null");
    case '.':
    case '+':
    case '-':
        return scan_number(s);
    default:
        if (*s->at >= '0' && *s->at <= '9') {
            return scan_number(s);
        }
        return refuse(s, CG_MSG_JSON_VALUE_EXPECTED, NULL);
    }
}

bool cg_json_scan_text(cg_arena *arena, cg_diagnostics *diagnostics, const char *file, char *text,
                       size_t length, cg_json_scan *out) {
    *out = (cg_json_scan){0};
    if (!cg_json_scan_encoding(diagnostics, file, text, length)) {
        return false;
    }
    scanner s = {.arena = arena,
                 .diagnostics = diagnostics,
                 .file = file,
                 .at = text,
                 .end = text + length,
                 .line = 1,
                 .out = out};
    skip_blanks(&s);
    if (s.at == s.end) {
        cg_say(diagnostics, CG_ERROR, (cg_place){.file = file}, CG_MSG_JSON_EMPTY, NULL);
        return false;
    }
    if (!scan_value(&s)) {
        return false;
    }
    skip_blanks(&s);
    if (s.at != s.end) {
        return refuse(&s, CG_MSG_JSON_TRAILING, NULL);
    }
    return true;
}
