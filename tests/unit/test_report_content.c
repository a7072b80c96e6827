/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report tells of what the plan rests on, with figures worked by hand. */
#include "report/content.h"
#include "report/report.h"

#include "one_arena.h"
#include "plan_by_hand.h"
#include "unit/value.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

TestSuite(report_content, .init = open_arena, .fini = close_arena);

/* The effluent's line with the limit of its input, months, a permit, and its two flows. */
static cg_plan *detailed(void) {
    cg_plan *plan = plan_by_hand(arena);
    cg_line *line = &plan->lines.items[0];
    while (strcmp(line->from, "paper.effluent") != 0) {
        line++;
    }
    static const char *permits[] = {"VN-PERMIT"};
    line->alone = line->parts;
    line->permits = permits;
    line->permit_count = 1;
    line->build = (cg_months){true, 3, 12, {{NULL, NULL}}};
    cg_line_quality cod = {"COD", "mg/L", {{"COD", "COD"}}, true, 60, 43.8, false, 50, NAN};
    cg_line_quality ph = {"pH", "", {{"pH", "pH"}}, false, 7.2, NAN, false, 9, 6};
    CG_PUSH(arena, &line->quality, cod);
    CG_PUSH(arena, &line->quality, ph);
    cg_permit permit = {.id = "VN-PERMIT",
                        .name = {{"The permit", "Giấy phép"}},
                        .has_months = true,
                        .months_least = 2,
                        .months_most = 8,
                        .needed = 1};
    CG_PUSH(arena, &plan->permits, permit);
    cg_plan_flow flows[] = {{.id = "paper.effluent",
                             .resource = "treated-wastewater",
                             .unit = "m3",
                             .amount = 365000,
                             .of_amount = {.basis = CG_BASIS_ESTIMATED}},
                            {.id = "dyeing.rinse",
                             .resource = "process-water",
                             .unit = "m3",
                             .input = true,
                             .amount = 400000,
                             .price = 14000,
                             .of_amount = {.basis = CG_BASIS_MEASURED},
                             .of_price = {.basis = CG_BASIS_BILLED}}};
    CG_PUSH(arena, &plan->flows, flows[0]);
    CG_PUSH(arena, &plan->flows, flows[1]);
    return plan;
}

static cg_telling telling_of(const cg_plan *plan, cg_language language) {
    const cg_edition analyst = {.audience = CG_FOR_ANALYST};
    return cg_telling_for(arena, plan, &analyst, language);
}

static const cg_group *group_to(const cg_groups *groups, const char *to) {
    for (int g = 0; g < groups->count; g++) {
        if (strcmp(groups->items[g].total->to, to) == 0) {
            return &groups->items[g];
        }
    }
    return NULL;
}

static bool says(const cg_sentences *sentences, const char *part) {
    for (int i = 0; i < sentences->count; i++) {
        if (strstr(sentences->items[i], part) != NULL) {
            return true;
        }
    }
    for (int i = 0; i < sentences->count; i++) {
        cr_log_info("%s", sentences->items[i]);
    }
    return false;
}

Test(report_content, quality_is_held_against_its_limit) {
    cg_telling t = telling_of(detailed(), CG_ENGLISH);
    cg_groups groups = cg_groups_of(&t);
    cg_checks checks = cg_tell_checks(&t, group_to(&groups, "dyeing.rinse"));
    /* 43.8 of 50 is 87.6 %. */
    cr_expect(says(&checks.quality, "brings 60 mg/L; with all else that the input gets 43.8 mg/L; "
                                    "limit: at most 50 mg/L; 87.6% of the limit used"));
    /* A limit to two sides has no share. */
    cr_expect(says(&checks.quality, "pH: brings 7.2; limit: 6 to 9"));
    cr_expect_eq(checks.quality.count, 2);
}

Test(report_content, what_makes_an_exchange_fail_is_worked_out) {
    cg_telling t = telling_of(detailed(), CG_ENGLISH);
    cg_groups groups = cg_groups_of(&t);
    cg_checks checks = cg_tell_checks(&t, group_to(&groups, "dyeing.rinse"));
    /* 2,136 million / 292,000 m3 is 7,315 a m3; of a price of 14,000 that is 52.2505 %, and
     * 14,000 - 7,315.07 = 6,684.93 is what is left. */
    cr_expect(says(&checks.fails, "saves 7,315 VND for each m³"));
    cr_expect(says(&checks.fails, "by more than 52.3%: from 14,000 VND/m³ to below 6,685 VND/m³"));
    /* 292,000 of 365,000. */
    cr_expect(says(&checks.fails, "take 80.0% of what"));
    cr_expect(says(&checks.fails, "Without The permit none of it may run: 2.136 billion VND"));
}

Test(report_content, standby_tells_what_stopping_costs_a_day) {
    cg_telling t = telling_of(detailed(), CG_ENGLISH);
    cg_groups groups = cg_groups_of(&t);
    cg_checks checks = cg_tell_checks(&t, group_to(&groups, "dyeing.rinse"));
    /* 292,000 of 400,000; over 8,760 h it is 800 m3 a day, at 14,000 that is 11.2 million. */
    cr_expect(says(&checks.standby, "covers 73.0% of what"));
    cr_expect(
        says(&checks.standby, "800 m³ a day must be bought again: at 14,000 VND/m³ that is 11.2"));
}

Test(report_content, a_board_is_told_no_price) {
    cg_plan *plan = detailed();
    const cg_edition board = {.audience = CG_FOR_BOARD};
    cg_telling t = cg_telling_for(arena, plan, &board, CG_ENGLISH);
    cg_groups groups = cg_groups_of(&t);
    cg_checks checks = cg_tell_checks(&t, group_to(&groups, "dyeing.rinse"));
    cr_expect(says(&checks.fails, "falls by more than 7,315 VND/m³"));
    for (int i = 0; i < checks.fails.count; i++) {
        cr_expect_null(strstr(checks.fails.items[i], "14,000"));
    }
    for (int i = 0; i < checks.standby.count; i++) {
        cr_expect_null(strstr(checks.standby.items[i], "14,000"));
    }
}

Test(report_content, a_start_waits_for_permits_then_building) {
    cg_telling t = telling_of(detailed(), CG_VIETNAMESE);
    cg_groups groups = cg_groups_of(&t);
    cg_starts starts = cg_starts_of(&t, &groups);
    cr_assert_eq(starts.count, 1);
    /* June 2026 and 2 + 3 months is November 2026; 8 + 12 months is February 2028. */
    cr_expect_str_eq(cg_tell_start(&t, &starts.items[0]), "11/2026 đến 02/2028");
}

Test(report_content, time_that_nobody_states_is_left_open) {
    cg_plan *plan = detailed();
    plan->permits.items[0].has_months = false;
    cg_telling t = telling_of(plan, CG_ENGLISH);
    cg_groups groups = cg_groups_of(&t);
    cg_starts starts = cg_starts_of(&t, &groups);
    cr_assert_eq(starts.count, 1);
    cr_expect_not_null(
        strstr(cg_tell_start(&t, &starts.items[0]), "how long a permit takes is not stated"));
}

Test(report_content, what_rests_on_estimates_comes_by_its_money) {
    cg_telling t = telling_of(detailed(), CG_ENGLISH);
    cg_doubtfuls rows = cg_doubtfuls_of(&t);
    cr_assert_eq(rows.count, 1); /* the other figures are measured, billed, or nothing at all */
    cr_expect_not_null(strstr(rows.items[0].figure, "365,000 m³"));
    cr_expect_float_eq(rows.items[0].money, 2136e6, 1);
}

Test(report_content, exchanges_have_one_number_in_every_report) {
    const cg_plan *plan = detailed();
    const cg_report_format formats[] = {CG_REPORT_MARKDOWN, CG_REPORT_CSV, CG_REPORT_JSON,
                                        CG_REPORT_HTML};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        size_t length = 0;
        const char *text = cg_report_write(arena, plan, formats[i], CG_ENGLISH, &length);
        cr_expect_not_null(strstr(text, "E01"), "format %zu", i);
        cr_expect_not_null(strstr(text, "E02"), "format %zu", i);
    }
}

Test(report_content, figures_of_the_first_screen_lead_to_a_row) {
    size_t length = 0;
    const char *text = cg_report_write(arena, detailed(), CG_REPORT_HTML, CG_ENGLISH, &length);
    for (const char *at = strstr(text, "href=\"#"); at != NULL; at = strstr(at + 1, "href=\"#")) {
        const char *name = at + strlen("href=\"#");
        const char *id = cg_format(arena, "id=\"%.*s\"", (int)strcspn(name, "\""), name);
        cr_expect_not_null(strstr(text, id), "%s leads nowhere", id);
    }
    cr_expect_not_null(strstr(text, "href=\"#en-row-net-saving\""));
}
