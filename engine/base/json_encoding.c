/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether bytes are UTF-8, and what they seem to be where they are not. */
#include "base/json_scan.h"

#include <string.h>
#include <utf8proc.h>

static bool is_letter(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool looks_like_utf16(const unsigned char *bytes, size_t length) {
    if (length < 2) {
        return false;
    }
    bool marked = (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF);
    /* Without a mark: JSON begins with an ASCII character, one half of which is then NUL. */
    return marked || bytes[0] == 0 || bytes[1] == 0;
}

/* The bytes of the character at `at`, or 0 where it is no UTF-8. */
static size_t character(const unsigned char *bytes, size_t length, size_t at) {
    if (bytes[at] < 0x80) {
        return 1;
    }
    utf8proc_int32_t point = 0;
    utf8proc_ssize_t size = utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(length - at), &point);
    return size > 0 ? (size_t)size : 0;
}

/* The old Vietnamese encoding that one-byte letters behind ASCII letters suggest, or NULL. TCVN3
 * (TCVN 5712:1993) has its letters from 0xA8 up and its most frequent ones (a-breve to d-stroke, a
 * with its tones) in 0xA8 to 0xB9, where windows-1258 has signs that never stand in a word; 0xFF is
 * no Vietnamese letter in either. Where most of the text is UTF-8 after all, it is a damaged file
 * and no other encoding. */
static const char *legacy_name(const unsigned char *bytes, size_t length) {
    int good = 0;
    int high = 0;
    int tcvn3 = 0;
    for (size_t i = 0; i < length;) {
        size_t size = character(bytes, length, i);
        good += size > 1;
        if (size == 0 && bytes[i] >= 0xA8 && bytes[i] < 0xFF && i > 0 && is_letter(bytes[i - 1])) {
            high++;
            tcvn3 += bytes[i] <= 0xB9;
        }
        i += size == 0 ? 1 : size;
    }
    if (high <= good) {
        return NULL;
    }
    return tcvn3 > 0 ? "TCVN3 (ABC)" : "windows-1258";
}

static int line_of(const char *bytes, size_t at) {
    int line = 1;
    for (size_t i = 0; i < at; i++) {
        line += bytes[i] == '\n';
    }
    return line;
}

/* The first byte that is no UTF-8, or `length`. */
static size_t first_invalid(const unsigned char *bytes, size_t length) {
    size_t i = 0;
    while (i < length) {
        size_t size = character(bytes, length, i);
        if (size == 0) {
            return i;
        }
        i += size;
    }
    return i;
}

/* Whether the character at `at` is only unfinished, the text ending in it. */
static bool is_cut(const unsigned char *bytes, size_t length, size_t at) {
    unsigned char first = bytes[at];
    size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + size <= length) {
        return false;
    }
    for (size_t i = at + 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80) {
            return false;
        }
    }
    return true;
}

/* Whether the beginning holds what no text of any encoding does. */
static bool has_controls(const unsigned char *bytes, size_t length) {
    enum { BEGINNING = 4096 };
    for (size_t i = 0; i < length && i < BEGINNING; i++) {
        if (bytes[i] < '\t' || (bytes[i] > '\r' && bytes[i] < ' ')) {
            return true;
        }
    }
    return false;
}

/* Whether this is no text at all but a file of some other program; reports which. */
static bool is_other_kind(cg_diagnostics *diagnostics, cg_place place, const char *bytes,
                          size_t length) {
    static const struct {
        const char *mark;
        size_t length;
        cg_message_id message;
    } kinds[] = {{"PK\003\004", 4, CG_MSG_JSON_IS_WORKBOOK},
                 {"\xD0\xCF\x11\xE0", 4, CG_MSG_JSON_IS_WORKBOOK},
                 {"%PDF", 4, CG_MSG_JSON_IS_PDF},
                 {"\x1F\x8B", 2, CG_MSG_JSON_BINARY}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (length >= kinds[i].length && memcmp(bytes, kinds[i].mark, kinds[i].length) == 0) {
            cg_say(diagnostics, CG_ERROR, place, kinds[i].message, NULL);
            return true;
        }
    }
    return false;
}

bool cg_json_scan_encoding(cg_diagnostics *diagnostics, const char *file, const char *bytes,
                           size_t length) {
    cg_place place = {.file = file, .line = 1};
    const unsigned char *raw = (const unsigned char *)bytes;
    if (is_other_kind(diagnostics, place, bytes, length)) {
        return false;
    }
    if (looks_like_utf16(raw, length)) {
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_JSON_UTF16, NULL);
        return false;
    }
    size_t at = first_invalid(raw, length);
    if (at == length) {
        return true;
    }
    place.line = line_of(bytes, at);
    const char *byte = cg_format(diagnostics->arena, "%zu", at + 1);
    if (is_cut(raw, length, at)) {
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_JSON_CUT, NULL);
        return false;
    }
    if (has_controls(raw, length)) {
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_JSON_BINARY, NULL);
        return false;
    }
    const char *legacy = legacy_name(raw, length);
    if (legacy != NULL) {
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_JSON_LEGACY_ENCODING, byte, legacy, NULL);
        return false;
    }
    cg_say(diagnostics, CG_ERROR, place, CG_MSG_JSON_NOT_UTF8, byte, NULL);
    return false;
}
