/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names are cut to the room there is, and those that run from right to left turn nothing around. */
#include "report/html_letters.h"

#include "one_arena.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(html_letters, .init = open_arena, .fini = close_arena);

Test(html_letters, wide_letters_are_cut_sooner) {
    static const struct {
        const char *text, *shown;
    } rows[] = {
        {"Hóa chất Nam Phương", "Hóa chất Nam Phương"},
        {"CÔNG TY TNHH", "CÔNG TY TNHH"},
        {"công ty tnhh một thành viên", "công ty tnhh một th…"},
        /* 12 capitals of 1.3, M of 1.65, 3 blanks of 0.55, the ellipsis of 1.05: 19.95. */
        {"CÔNG TY TNHH MỘT THÀNH VIÊN", "CÔNG TY TNHH MỘT…"},
        {"WWWWWWWWWWWWWWWWWWWW", "WWWWWWWWWWW…"},
        {"iiiiiiiiiiiiiiiiiiiiiiiiiiiiii", "iiiiiiiiiiiiiiiiiiiiiiiiiiiiii"},
        /* A mark that takes no room stays with its letter. */
        {"a\xCC\x81yyyyyyyyyyyyyyyyyyyyyyyy", "a\xCC\x81yyyyyyyyyyyyyyyyy…"},
        {"", ""},
    };
    const cg_html h = {.telling = {.arena = arena}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(cg_html_short(&h, rows[i].text, 20), rows[i].shown);
        cr_expect(cg_html_columns(cg_html_short(&h, rows[i].text, 20)) <= 20);
    }
}

/* Unicode Annex 9: an isolate (U+2068 to U+2069) is to what is around it one neutral sign. */
Test(html_letters, what_runs_left_is_set_apart) {
    static const struct {
        const char *text, *written;
    } rows[] = {
        {"Dệt → שלום", "Dệt → \u2068שלום\u2069"},
        {"שלום עולם → شركة: 12 t", "\u2068שלום עולם\u2069 → \u2068شركة\u2069: 12 t"},
        {"שלום (2 km)", "\u2068שלום\u2069 (2 km)"},
        {"שלום 5 עולם Co.", "\u2068שלום 5 עולם\u2069 Co."},
        {"שָׁלוֹם!", "\u2068שָׁלוֹם\u2069!"},
        {"2 → 3", "2 → 3"},
        /* What the text itself would end is blank: a name cannot leave the place it is set in. */
        {"ש\u2069ל", "\u2068ש ל\u2069"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cg_text out = cg_text_start(arena);
        cg_html_escape(&out, rows[i].text);
        cr_expect_str_eq(out.bytes, rows[i].written);
    }
}
