/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Growing texts, columns in Unicode width, folded paragraphs. */
#include "base/print.h"
#include "base/text.h"

#include "unit/scratch.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Test(text, grows_and_stays_terminated) {
    SCRATCH_START(s);
    cg_text text = cg_text_start(s.arena);
    cr_assert_str_eq(text.bytes, "");
    for (int i = 0; i < 1000; i++) {
        cg_text_addf(&text, "%03d", i);
        cr_assert_eq(text.length, 3 * (size_t)(i + 1));
        cr_assert_eq(text.bytes[text.length], '\0');
    }
    cr_assert_eq(memcmp(text.bytes + 2997, "999", 4), 0);
    cg_text_add_bytes(&text, "a\0b", 3);
    cr_assert_eq(memcmp(text.bytes + 3000, "a\0b", 4), 0);
    SCRATCH_END(s);
}

__attribute__((format(printf, 3, 4))) static int print(char *out, size_t size, const char *format,
                                                       ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = cg_print(out, size, format, arguments);
    va_end(arguments);
    return length;
}

/* What snprintf says is right, cut at every length. */
#define CHECK_PRINT(...)                                                                           \
    for (size_t size = 0; size < sizeof expected; size++) {                                        \
        memset(expected, '#', sizeof expected);                                                    \
        memset(actual, '#', sizeof actual);                                                        \
        int length = snprintf(expected, size, __VA_ARGS__);                                        \
        cr_assert_eq(print(actual, size, __VA_ARGS__), length, "%s", expected);                    \
        cr_assert_eq(memcmp(actual, expected, sizeof expected), 0, "%zu: %s", size, expected);     \
    }

Test(text, prints_as_printf) {
    char expected[80], actual[sizeof expected];
    CHECK_PRINT("nothing to fill in")
    CHECK_PRINT("%s", "")
    CHECK_PRINT("%s and %s", "đường", "b")
    CHECK_PRINT("%d, %d, %d, %d", 0, -7, INT_MAX, INT_MIN)
    CHECK_PRINT("%c%s%c", '<', "tag", '>')
    CHECK_PRINT("100%% of %s: %04d %.*s %zu", "all", 7, 2, "abc", (size_t)9)
}

Test(text, columns_count_unicode_width) {
    SCRATCH_START(s);
    static const struct {
        const char *piece;
        int width;
        bool right;
        const char *expected;
    } cases[] = {
        {"abc", 5, false, "abc  "},
        {"abc", 5, true, "  abc"},
        {"abc", 3, false, "abc"},
        {"abcd", 3, false, "ab…"},
        {"abcd", 3, true, "ab…"},
        {"đường", 7, false, "đường  "}, /* five letters, nine bytes */
        {"e\xCC\x81"
         "x",
         3, false,
         "e\xCC\x81"
         "x "},                        /* a mark has no column */
        {"水水", 5, false, "水水 "},   /* two columns each */
        {"水水", 3, false, "水…"},     /* 2 + 1 */
        {"水水水", 4, false, "水… "},  /* half a sign is none */
        {"a\xFF", 3, false, "a\xFF "}, /* no UTF-8: one column */
        {"abc", 0, false, ""},
        {"", 2, false, "  "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cg_text text = cg_text_start(s.arena);
        if (cases[i].right) {
            cg_text_add_column_right(&text, cases[i].piece, cases[i].width);
        } else {
            cg_text_add_column(&text, cases[i].piece, cases[i].width);
        }
        cr_assert_str_eq(text.bytes, cases[i].expected, "case %zu: \"%s\"", i, text.bytes);
    }
    SCRATCH_END(s);
}

Test(text, folds_at_blanks) {
    SCRATCH_START(s);
    static const struct {
        const char *paragraph;
        int width, indent;
        const char *expected;
    } cases[] = {
        {"", 10, 2, "\n"},
        {"one two three", 20, 2, "one two three\n"},
        {"one two three", 7, 2, "one two\n  three\n"},
        {"one two three", 13, 0, "one two three\n"},
        {"one two three", 12, 0, "one two\nthree\n"},
        {"a longestwordofall b", 6, 1, "a\n longestwordofall\n b\n"},
        {"  a   b  ", 10, 0, "a b\n"},
        {"a\nb", 10, 2, "a\n  b\n"},
        {"nước thải", 9, 0, "nước thải\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cg_text text = cg_text_start(s.arena);
        cg_text_add_folded(&text, cases[i].paragraph, cases[i].width, cases[i].indent);
        cr_assert_str_eq(text.bytes, cases[i].expected, "case %zu: \"%s\"", i, text.bytes);
    }
    SCRATCH_END(s);
}
