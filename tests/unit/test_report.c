/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every report keeps to, whatever it says: width, quoting, nothing that a name could break. */
#include "report/report.h"

#include "one_arena.h"
#include "plan_by_hand.h"

#include <criterion/criterion.h>
#include <string.h>
#include <utf8proc.h>

TestSuite(report, .init = open_arena, .fini = close_arena);

static const char *write(const cg_plan *plan, cg_report_format format, cg_language language) {
    size_t length = 0;
    const char *text = cg_report_write(arena, plan, format, language, &length);
    cr_assert_eq(strlen(text), length);
    return text;
}

static int columns(const char *line, size_t length) {
    int width = 0;
    for (size_t at = 0; at < length;) {
        utf8proc_int32_t point = 0;
        at += (size_t)utf8proc_iterate((const utf8proc_uint8_t *)line + at, -1, &point);
        width += utf8proc_charwidth(point);
    }
    return width;
}

static void check_width(const char *text) {
    for (const char *line = text; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        cr_expect_leq(columns(line, length), 80, "%.*s", (int)length, line);
        line += length + (line[length] == '\n');
    }
}

Test(report, text_fits_a_terminal) {
    for (int language = 0; language < CG_LANGUAGES; language++) {
        check_width(write(plan_by_hand(arena), CG_REPORT_TEXT, (cg_language)language));
        check_width(write(plan_in_conflict(arena), CG_REPORT_TEXT, (cg_language)language));
    }
}

/* What is open stands in the summary as on the page, six at the most and the rest counted: the
 * share of estimates, a parameter to measure and ten permits of unknown cost are twelve. */
Test(report, text_lists_what_is_to_confirm) {
    static const char *const heads[] = {"Still to be confirmed\n",
                                        "Số liệu, nội dung còn phải xác nhận\n"};
    static const char *const more[] = {"and 6 more", "và 6 mục khác"};
    static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    for (int language = 0; language < CG_LANGUAGES; language++) {
        cg_plan *plan = plan_by_hand(arena);
        plan->uncertain.count = 0;
        plan->permits.count = 0;
        const char *few = write(plan, CG_REPORT_TEXT, (cg_language)language);
        cr_expect_not_null(strstr(few, heads[language]), "%s", few);
        cr_expect_null(strstr(few, more[language]));
        for (int i = 0; i < 10; i++) {
            CG_PUSH(arena, &plan->permits, ((cg_permit){.id = names[i], .needed = 1}));
        }
        const char *many = write(plan, CG_REPORT_TEXT, (cg_language)language);
        const char *list = strstr(many, heads[language]);
        cr_assert_not_null(list);
        cr_expect_not_null(strstr(list, more[language]), "%s", list);
        check_width(many);
    }
}

Test(report, largest_saving_first) {
    const char *text = write(plan_by_hand(arena), CG_REPORT_MARKDOWN, CG_ENGLISH);
    cr_expect_lt(strstr(text, "paper.effluent"), strstr(text, "power.ash"));
}

Test(report, markdown_tables_hold_whatever_names_say) {
    const char *text = write(plan_by_hand(arena), CG_REPORT_MARKDOWN, CG_ENGLISH);
    cr_expect_not_null(strstr(text, "Paper \\| mill (paper.effluent)"));
    /* Each row of a table has as many cells as its head. */
    int bars = 0;
    for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1) {
        int here = 0;
        for (const char *c = line; *c != '\n' && *c != '\0'; c++) {
            here += *c == '|' && (c == line || c[-1] != '\\');
        }
        cr_expect(bars == 0 || here == 0 || here == bars, "%.60s", line);
        bars = here;
    }
}

Test(report, criteria_in_a_document) {
    const char *text = write(plan_by_hand(arena), CG_REPORT_MARKDOWN, CG_ENGLISH);
    cr_expect_not_null(
        strstr(text, "- Met after the plan: **2 of 3** (0 not met, 1 without data)"));
    cr_expect_not_null(strstr(text, "| **not met**: As \\| stated | **met**: As \\| stated |"));
    cr_expect_not_null(strstr(text, "| As \\| stated | met | no data → met |"));
    cg_plan *bare = plan_by_hand(arena);
    bare->assessment = NULL;
    cr_expect_null(strstr(write(bare, CG_REPORT_MARKDOWN, CG_ENGLISH), "riteria"));
}

Test(report, names_cannot_steer_a_terminal) {
    cg_plan *plan = plan_by_hand(arena);
    plan->park_name = (cg_words){{"a\033[2Jb\nc\xC2\x9B", NULL}};
    const char *text = write(plan, CG_REPORT_TEXT, CG_ENGLISH);
    cr_expect_null(strchr(text, '\033'));
    cr_expect_null(strstr(text, "\xC2\x9B"));
}

Test(report, csv) {
    cg_plan *plan = plan_by_hand(arena);
    plan->lines.items[0].from_firm = (cg_words){{"=1+1", NULL}};
    plan->lines.items[1].from_firm = (cg_words){{"a \"b\", c\nd", NULL}};
    const char *text = write(plan, CG_REPORT_CSV, CG_ENGLISH);
    cr_expect_eq(strncmp(text, "\xEF\xBB\xBFkind,from,", 13), 0);
    cr_expect_not_null(strstr(text, ",\"'=1+1\","), "a formula is text");
    cr_expect_not_null(strstr(text, ",\"a \"\"b\"\", c\nd\","));
    cr_expect_not_null(strstr(text, ",1200.5,t,1200.5,t,300500000,-2.5,0,,changed,,,E02\r\n"),
                       "a point, whole precision, an empty cell for what is not known");
}

Test(report, csv_numbers_are_the_same_in_every_language) {
    cr_expect_not_null(strstr(write(plan_by_hand(arena), CG_REPORT_CSV, CG_VIETNAMESE),
                              ",1200.5,t,1200.5,t,300500000,-2.5,0,,thay đổi,,,E02\r\n"));
}

Test(report, formats_by_ending) {
    static const struct {
        const char *file;
        cg_report_format format;
    } rows[] = {{"plan.json", CG_REPORT_JSON},    {"a/b.MD", CG_REPORT_MARKDOWN},
                {"x.csv", CG_REPORT_CSV},         {"x.txt", CG_REPORT_TEXT},
                {"x.xlsx", CG_REPORT_WORKBOOK},   {"x.geojson", CG_REPORT_GEOJSON},
                {"x.graphml", CG_REPORT_GRAPHML}, {"x.Sankey.csv", CG_REPORT_SANKEY},
                {".sankey.csv", CG_REPORT_CSV},   {"x.pdf", CG_REPORT_FORMATS},
                {"csv", CG_REPORT_FORMATS},       {".csv", CG_REPORT_FORMATS},
                {"", CG_REPORT_FORMATS},          {"x.csv.bak", CG_REPORT_FORMATS}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(cg_report_format_of(rows[i].file), rows[i].format, "%s", rows[i].file);
    }
    cr_expect_str_eq(cg_report_ending(CG_REPORT_CSV), ".csv");
    cr_expect_null(cg_report_ending(CG_REPORT_FORMATS));
}

/* A plan that is best by what was asked, and maybe not the cheapest of those, is not told to have
 * a better one; a shortfall by what was asked is no money, and no prices are no scarcity of
 * nothing.
 */
Test(report, text_of_another_objective_than_cost) {
    cg_plan *plan = plan_by_hand(arena);
    plan->status = "limit";
    plan->objective = "emissions";
    plan->gap = 1e-9;
    plan->bound = plan->planned.emissions;
    plan->rejected.items[1].shortfall = 0.25;
    plan->rejected.items[1].shortfall_unit = "t CO2e";
    plan->prices.count = 0;
    plan->price_unit = NULL;
    const char *text = write(plan, CG_REPORT_TEXT, CG_ENGLISH);
    cr_expect_not_null(strstr(text, "By what was asked no plan is better"), "%s", text);
    cr_expect_null(strstr(text, "a better plan may exist"));
    cr_expect_null(strstr(text, "Not proven best:"));
    check_width(text);
    check_width(write(plan, CG_REPORT_TEXT, CG_VIETNAMESE));
    text = write(plan, CG_REPORT_MARKDOWN, CG_ENGLISH);
    cr_expect_not_null(strstr(text, "worse by 0.25 t CO2e a unit"), "%s", text);
    cr_expect_not_null(strstr(text, "Not known for this plan"));
    cr_expect_null(strstr(text, "Nothing scarce holds the plan back"));
    /* Far from its bound it is a limit as any other. */
    plan->gap = 0.1;
    text = write(plan, CG_REPORT_TEXT, CG_ENGLISH);
    cr_expect_not_null(strstr(text, "a better plan may exist"));
}
