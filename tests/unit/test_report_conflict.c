/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every edition says, in every format, of a park whose requirements cannot hold together. */
#include "report/report.h"

#include "one_arena.h"
#include "plan_by_hand.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

TestSuite(report_conflict, .init = open_arena, .fini = close_arena);

static const cg_report_format formats[] = {CG_REPORT_TEXT, CG_REPORT_MARKDOWN, CG_REPORT_CSV,
                                           CG_REPORT_HTML};

static const char *write(cg_audience audience, cg_report_format format, cg_language language) {
    const cg_report_wish wish = {
        .format = format, .language = language, .edition = {.audience = audience, .firm = "paper"}};
    size_t length = 0;
    return cg_report_write_for(arena, plan_in_conflict(arena), &wish, &length);
}

/* Both requirements by name, in every edition; none of them tells a firm's money. */
Test(report_conflict, names_what_conflicts_in_every_edition) {
    static const char *const names[][2] = {{"most investment", "vốn đầu tư tối đa"},
                                           {"most water bought", "lượng nước mua tối đa"}};
    for (int audience = 0; audience < CG_AUDIENCES; audience++) {
        for (size_t f = 0; f < sizeof formats / sizeof *formats; f++) {
            for (int language = 0; language < CG_LANGUAGES; language++) {
                const char *text = write((cg_audience)audience, formats[f], (cg_language)language);
                for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
                    cr_expect_not_null(strstr(text, names[i][language]), "%s, for %d in %d",
                                       names[i][language], audience, (int)formats[f]);
                }
            }
        }
    }
}

/* A plan that is none has no firms: the page says so instead of guessing at the firm's name. */
Test(report_conflict, says_to_a_firm_that_there_is_no_plan) {
    static const cg_report_format told[] = {CG_REPORT_TEXT, CG_REPORT_MARKDOWN, CG_REPORT_HTML};
    for (size_t f = 0; f < sizeof told / sizeof *told; f++) {
        const char *english = write(CG_FOR_FIRM, told[f], CG_ENGLISH);
        const char *vietnamese = write(CG_FOR_FIRM, told[f], CG_VIETNAMESE);
        cr_expect_not_null(strstr(english, "There is no plan, so none of firm paper"), "%d",
                           (int)told[f]);
        cr_expect_not_null(strstr(english, "firm paper alone"));
        cr_expect_not_null(strstr(vietnamese, "Chưa có phương án"), "%d", (int)told[f]);
        cr_expect_not_null(strstr(vietnamese, "riêng doanh nghiệp paper"));
        cr_expect_null(strstr(write(CG_FOR_BOARD, told[f], CG_ENGLISH), "so none of firm"));
    }
}

/* What a table would have of exchanges is not there; 851 million of investment, no least water. */
Test(report_conflict, tables_hold_the_requirements) {
    static const char *const rows[] = {
        "requirement in conflict,name,stated,would be enough,unit\r\n",
        "\r\ninvestment_max,most investment,100000000,851000000,VND\r\n",
        "\r\nwater_purchased_max,most water bought,700000,,m3\r\n"};
    for (int audience = 0; audience < CG_AUDIENCES; audience++) {
        const char *text = write((cg_audience)audience, CG_REPORT_CSV, CG_ENGLISH);
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            cr_expect_not_null(strstr(text, rows[i]), "for %d: %s", audience, rows[i]);
        }
        cr_expect_null(strstr(text, "Family"));
    }
}

static const char *write_found_nothing(cg_report_format format, cg_language language) {
    const cg_report_wish wish = {.format = format, .language = language};
    cg_plan *plan = plan_in_conflict(arena);
    plan->status = "limit";
    plan->bound_of = "none";
    plan->bound = plan->gap = NAN;
    plan->conflicts.count = 0;
    size_t length = 0;
    return cg_report_write_for(arena, plan, &wish, &length);
}

/* A search that found no plan has proven nothing: no bound of 0 is told. */
Test(report_conflict, of_no_plan_found_no_bound_is_told) {
    static const cg_report_format told[] = {CG_REPORT_TEXT, CG_REPORT_MARKDOWN, CG_REPORT_HTML};
    for (size_t f = 0; f < sizeof told / sizeof *told; f++) {
        const char *english = write_found_nothing(told[f], CG_ENGLISH);
        const char *vietnamese = write_found_nothing(told[f], CG_VIETNAMESE);
        cr_expect_not_null(strstr(english, "No plan was found"), "%d", (int)told[f]);
        cr_expect_not_null(strstr(vietnamese, "Chưa tìm được phương án"), "%d", (int)told[f]);
        cr_expect_null(strstr(english, "can do better than"), "%d", (int)told[f]);
        cr_expect_null(strstr(english, " nan"), "%d", (int)told[f]);
        cr_expect_null(strstr(english, "better plan and prove more"), "%d", (int)told[f]);
    }
}

/* Where one requirement loosened does not do, it is not said that the others are held; a plan that
 * is read again says the same. */
Test(report_conflict, says_what_is_enough_with_what) {
    static const struct {
        const char *held, *english, *vietnamese;
    } table[] = {{NULL, "with the other requirements held", "nếu giữ nguyên các yêu cầu khác"},
                 {"none", "even without the other requirements", "dù bỏ mọi yêu cầu khác"},
                 {"conflict", "if only the requirements it conflicts with",
                  "nếu chỉ giữ những yêu cầu mâu thuẫn với nó"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        for (int language = 0; language < CG_LANGUAGES; language++) {
            cg_plan *plan = plan_in_conflict(arena);
            plan->conflicts.items[0].held = table[i].held;
            const cg_report_wish wish = {.format = CG_REPORT_MARKDOWN,
                                         .language = (cg_language)language};
            size_t length = 0;
            const char *text = cg_report_write_for(arena, plan, &wish, &length);
            const char *said = language == CG_ENGLISH ? table[i].english : table[i].vietnamese;
            cr_expect_not_null(strstr(text, said), "%s", said);
            for (size_t other = 0; other < sizeof table / sizeof *table; other++) {
                const char *not_said =
                    language == CG_ENGLISH ? table[other].english : table[other].vietnamese;
                cr_expect(other == i || strstr(text, not_said) == NULL, "%s", not_said);
            }
        }
    }
}
