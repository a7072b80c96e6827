/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every sentence in both languages with the same arguments, and diagnostics kept once. */
#include "text/message.h"

#include "unit/scratch.h"

/* The places {1} to {9} that a pattern has, as bits; those of days, {1d}, as others. */
static unsigned placeholders(const char *pattern) {
    unsigned set = 0;
    for (const char *at = strchr(pattern, '{'); at != NULL; at = strchr(at + 1, '{')) {
        bool day = at[1] != '\0' && at[2] == 'd' && at[3] == '}';
        if (at[1] >= '1' && at[1] <= '9' && (day || at[2] == '}')) {
            set |= 1U << (at[1] - '0' + (day ? 10 : 0));
        }
    }
    return set;
}

Test(message, both_languages_say_the_same_things) {
    for (int i = 0; i < CG_MESSAGE_COUNT; i++) {
        const char *english = cg_message_pattern((cg_message_id)i, CG_ENGLISH);
        const char *vietnamese = cg_message_pattern((cg_message_id)i, CG_VIETNAMESE);
        const char *name = cg_message_name((cg_message_id)i);
        cr_assert(english[0] != '\0' && vietnamese[0] != '\0', "%s", name);
        cr_assert_eq(placeholders(english), placeholders(vietnamese), "%s", name);
    }
}

Test(message, fills_arguments) {
    SCRATCH_START(s);
    cr_assert_str_eq(cg_message_name(CG_MSG_FILE_MISSING), "FILE_MISSING");
    cr_assert_str_eq(cg_message(s.arena, CG_MSG_FILE_IS_FOLDER, CG_ENGLISH, "x{1}", NULL),
                     "\"x{1}\" is a folder; a file was expected");
    cr_assert_str_eq(cg_message(s.arena, CG_MSG_FILE_IS_FOLDER, CG_VIETNAMESE, "x", NULL),
                     "\"x\" là thư mục; ở đây cần một tệp");
    /* An argument that is not there is left out; braces that hold no number stay. */
    cr_assert_str_eq(cg_message(s.arena, CG_MSG_FILE_IS_FOLDER, CG_ENGLISH, NULL),
                     "\"\" is a folder; a file was expected");
    cr_assert_not_null(strstr(
        cg_message(s.arena, CG_MSG_JSON_VALUE_EXPECTED, CG_ENGLISH, "?", NULL), "object { }"));
    SCRATCH_END(s);
}

/* A day stands in a sentence as its readers write it, and in what is no day nothing is changed. */
Test(message, days_are_told_as_readers_write_them) {
    static const struct {
        const char *day, *english, *vietnamese;
    } rows[] = {{"2026-06-30", "30 June 2026", "30/6/2026"},
                {"2021-01-01", "1 January 2021", "1/1/2021"},
                {"2021-12-09", "9 December 2021", "9/12/2021"},
                {"2024-02-29", "29 February 2024", "29/2/2024"},
                {"2026-06-31", "2026-06-31", "2026-06-31"},
                {"2026-13-01", "2026-13-01", "2026-13-01"},
                {"2026-6-1", "2026-6-1", "2026-6-1"},
                {"2026-06-30x", "2026-06-30x", "2026-06-30x"},
                {"2019-05", "2019-05", "2019-05"},
                {"–", "–", "–"},
                {"", "", ""}};
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(cg_message(s.arena, CG_MSG_ASSESS_DATE, CG_ENGLISH, rows[i].day, NULL),
                         cg_format(s.arena, "Criteria in force on %s.", rows[i].english));
        cr_expect_str_eq(
            cg_message(s.arena, CG_MSG_ASSESS_DATE, CG_VIETNAMESE, rows[i].day, NULL),
            cg_format(s.arena, "Các tiêu chí có hiệu lực ngày %s.", rows[i].vietnamese));
    }
    SCRATCH_END(s);
}

Test(message, words_fall_back) {
    cg_words both = {.in = {[CG_ENGLISH] = "water", [CG_VIETNAMESE] = "nước"}};
    cg_words one = {.in = {[CG_ENGLISH] = "water"}};
    cg_words none = {{NULL}};
    cr_assert_str_eq(cg_words_in(both, CG_VIETNAMESE, "-"), "nước");
    cr_assert_str_eq(cg_words_in(one, CG_VIETNAMESE, "-"), "water");
    cr_assert_str_eq(cg_words_in(none, CG_VIETNAMESE, "-"), "-");
    cr_assert_null(cg_words_in(none, CG_ENGLISH, NULL));
}

Test(diagnostic, same_item_is_kept_once_and_all_is_copied) {
    SCRATCH_START(s);
    char path[] = "firms.paper";
    cg_place place = {.file = "a.json", .path = path, .line = 3};
    cg_say(&s.diagnostics, CG_ERROR, place, CG_MSG_FILE_MISSING, path, NULL);
    cg_say(&s.diagnostics, CG_ERROR, place, CG_MSG_FILE_MISSING, path, NULL);
    cg_say(&s.diagnostics, CG_WARNING, place, CG_MSG_FILE_MISSING, path, NULL);
    place.line = 4;
    cg_say(&s.diagnostics, CG_NOTE, place, CG_MSG_FILE_MISSING, path, NULL);
    path[0] = 'X';
    cr_assert_eq(s.diagnostics.items.count, 3);
    /* Counted as often as they were said: who asks again must hear again that it is wrong. */
    cr_assert_eq(s.diagnostics.errors, 2);
    cr_assert_eq(s.diagnostics.warnings, 1);
    const cg_diagnostic *first = &s.diagnostics.items.items[0];
    cr_assert_str_eq(first->place.path, "firms.paper");
    cr_assert_str_eq(cg_diagnostic_sentence(s.arena, first, CG_ENGLISH),
                     "there is no file \"firms.paper\"; check its name and folder");
    SCRATCH_END(s);
}
