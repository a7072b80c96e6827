/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Growing texts, columns and folded paragraphs, measured in Unicode columns. */
#include "base/text.h"

#include "base/print.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

enum { FIRST_ROOM = 64, POURED_AT_ONCE = 1 << 15 };

cg_text cg_text_start(cg_arena *arena) {
    cg_text text = {.arena = arena, .capacity = FIRST_ROOM};
    text.bytes = cg_allocate(arena, FIRST_ROOM, 1);
    return text;
}

cg_text cg_text_pouring(cg_arena *arena, cg_pour pour, void *payload) {
    cg_text text = {.arena = arena, .capacity = POURED_AT_ONCE, .pour = pour, .payload = payload};
    text.bytes = cg_allocate(arena, POURED_AT_ONCE, 1);
    return text;
}

void cg_text_pour(cg_text *text) {
    text->pour(text->payload, text->bytes, text->length);
    text->length = 0;
    text->bytes[0] = '\0';
}

void cg_text_reserve(cg_text *text, size_t more) {
    if (text->pour != NULL && text->length > 0 && more >= text->capacity - text->length) {
        cg_text_pour(text);
    }
    if (more >= SIZE_MAX / 4 - text->length) {
        cg_memory_ended(text->arena);
    }
    size_t needed = text->length + more + 1;
    if (needed <= text->capacity) {
        return;
    }
    size_t capacity = text->capacity;
    while (capacity < needed) {
        capacity *= 2;
    }
    text->bytes = cg_enlarge(text->arena, text->bytes, text->length + 1, capacity, 1);
    text->capacity = capacity;
}

void cg_text_add_bytes(cg_text *text, const char *bytes, size_t length) {
    if (length == 0) {
        return;
    }
    if (length >= text->capacity - text->length) {
        cg_text_reserve(text, length);
    }
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void cg_text_add(cg_text *text, const char *piece) {
    cg_text_add_bytes(text, piece, strlen(piece));
}

void cg_text_addf(cg_text *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    size_t room = text->capacity - text->length;
    int length = cg_print(text->bytes + text->length, room, format, arguments);
    va_end(arguments);
    if (length < 0) {
        cg_memory_ended(text->arena);
    }
    if ((size_t)length >= room) {
        cg_text_reserve(text, (size_t)length);
        va_start(arguments, format);
        cg_print(text->bytes + text->length, (size_t)length + 1, format, arguments);
        va_end(arguments);
    }
    text->length += (size_t)length;
}

/* The length in bytes of the character at `bytes` and its columns. A byte that is no UTF-8 counts
 * as one character of one column, so that nothing is lost. */
static size_t character(const char *bytes, size_t length, int *columns) {
    utf8proc_int32_t point = -1;
    utf8proc_ssize_t size =
        utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)length, &point);
    if (size <= 0) {
        *columns = 1;
        return 1;
    }
    *columns = utf8proc_charwidth(point);
    return (size_t)size;
}

static int columns_of(const char *bytes, size_t length) {
    int total = 0;
    for (size_t i = 0; i < length;) {
        int columns = 0;
        i += character(bytes + i, length - i, &columns);
        total += columns;
    }
    return total;
}

int cg_text_columns(const char *piece) {
    return columns_of(piece, strlen(piece));
}

/* The bytes of the longest start of `piece` that fits; marks that follow its last letter with no
 * column of their own stay with it. */
static size_t fitting(const char *piece, size_t length, int width) {
    int used = 0;
    size_t i = 0;
    while (i < length) {
        int columns = 0;
        size_t size = character(piece + i, length - i, &columns);
        if (used + columns > width) {
            break;
        }
        used += columns;
        i += size;
    }
    return i;
}

static void add_blanks(cg_text *text, int count) {
    for (int i = 0; i < count; i++) {
        cg_text_add_bytes(text, " ", 1);
    }
}

/* Adds `piece` in `width` columns: padded, or cut with an ellipsis where it is wider. */
static void add_cell(cg_text *text, const char *piece, int width, bool right) {
    if (width <= 0) {
        return;
    }
    size_t length = strlen(piece);
    int columns = columns_of(piece, length);
    bool cut = columns > width;
    if (cut) {
        length = fitting(piece, length, width - 1);
        columns = columns_of(piece, length) + 1;
    }
    if (right) {
        add_blanks(text, width - columns);
    }
    cg_text_add_bytes(text, piece, length);
    if (cut) {
        cg_text_add(text, "…");
    }
    if (!right) {
        add_blanks(text, width - columns);
    }
}

void cg_text_add_column(cg_text *text, const char *piece, int width) {
    add_cell(text, piece, width, false);
}

void cg_text_add_column_right(cg_text *text, const char *piece, int width) {
    add_cell(text, piece, width, true);
}

void cg_text_add_folded(cg_text *text, const char *paragraph, int width, int indent) {
    int column = 0;
    bool started = false; /* a word stands on this line already */
    const char *rest = paragraph;
    while (*rest != '\0') {
        if (*rest == '\n' && rest[1] != '\0') {
            cg_text_add(text, "\n");
            add_blanks(text, indent);
            column = indent;
            started = false;
        }
        if (*rest == ' ' || *rest == '\n') {
            rest++;
            continue;
        }
        size_t length = strcspn(rest, " \n");
        int columns = columns_of(rest, length);
        if (started && column + 1 + columns > width) {
            cg_text_add(text, "\n");
            add_blanks(text, indent);
            column = indent;
            started = false;
        }
        if (started) {
            add_blanks(text, 1);
            column++;
        }
        cg_text_add_bytes(text, rest, length);
        column += columns;
        started = true;
        rest += length;
    }
    cg_text_add(text, "\n");
}

const char *cg_text_plain(cg_arena *arena, const char *text) {
    char *plain = cg_copy(arena, text, strlen(text));
    for (char *c = plain; *c != '\0'; c++) {
        unsigned char byte = (unsigned char)*c;
        /* U+0080 to U+009F, which terminals obey too, are C2 80 to C2 9F. */
        bool c1 = byte == 0xC2 && (unsigned char)c[1] >= 0x80 && (unsigned char)c[1] <= 0x9F;
        if (c1) {
            *c++ = ' ';
        }
        if (c1 || byte < ' ' || byte == 0x7F) {
            *c = ' ';
        }
    }
    return plain;
}

void cg_text_add_indented(cg_text *text, const char *paragraph, int width, int indent) {
    size_t start = text->length;
    cg_text_add_folded(text, paragraph, width - indent, 0);
    size_t lines = 0; /* that hold anything */
    for (size_t i = start; i < text->length; i++) {
        lines += text->bytes[i] != '\n' && (i == start || text->bytes[i - 1] == '\n');
    }
    /* Moved apart from the end, where it was folded: a copy of each paragraph would stay. */
    size_t from = text->length, to = from + lines * (size_t)indent;
    cg_text_reserve(text, lines * (size_t)indent);
    text->length = to;
    text->bytes[to] = '\0';
    while (from > start) {
        from--;
        text->bytes[--to] = text->bytes[from];
        if (text->bytes[from] != '\n' && (from == start || text->bytes[from - 1] == '\n')) {
            to -= (size_t)indent;
            memset(text->bytes + to, ' ', (size_t)indent);
        }
    }
}
