/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parks in which nothing pays, or may be paid for: that is an answer, and proven as others are. */
#include "support/solved.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

/* What firm b needs it could have from firm a, saving 15.8 + 8.4 - 0.17 a unit, by a pipe that
 * costs more than the budget. %1$s: a's quantity, %2$s: b's, %3$s: the pipe, %4$s: the budget. */
static const char park[] =
    "{\"format\": \"congsinh-park/1\","
    " \"park\": {\"id\": \"p\", \"year\": 2026, \"currency\": \"VND\"},"
    " \"assumptions\": {\"discount_rate\": 0},"
    " \"firms\": ["
    "  {\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": [{\"id\": \"out\", \"resource\": \"w\","
    "   \"quantity\": %1$s, \"disposal_cost\": 8.4}]},"
    "  {\"id\": \"b\", \"at_km\": [0, 1], \"inputs\": [{\"id\": \"in\", \"resource\": \"w\","
    "   \"quantity\": %2$s, \"price\": 15.8}]}],"
    " \"requirements\": {\"investment_max\": %4$s},"
    " \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\", \"mode\": \"pipe\"}],"
    "  \"modes\": [{\"id\": \"pipe\", \"family\": \"water\", \"transport_cost\": 0.17,"
    "   \"investment\": {\"fixed\": %3$s, \"life\": 1}}]}}";

static const struct row {
    const char *gives, *needs, *pipe, *budget;
} rows[] = {
    {"100", "95", "1000", "20"},
    {"20000", "19000", "92000", "2000"},
    {"21171.4", "20112.83", "60000", "1999"},
    {"333.3", "316.635", "777.7", "13.1"},
    {"3e9", "2.85e9", "9e9", "1e7"}, /* the same however large the numbers are */
    {"3e-3", "2.85e-3", "9e-3", "1e-5"},
};
enum { ROWS = sizeof rows / sizeof *rows };

Test(nothing_pays, is_proven_best_and_not_a_limit) {
    cg_arena *arena = test_arena();
    for (int i = 0; i < ROWS; i++) {
        const struct row *row = &rows[i];
        char text[2048];
        snprintf(text, sizeof text, park, row->gives, row->needs, row->pipe, row->budget);
        question asked = question_about(cg_copy(arena, text, strlen(text)));
        solved out = solve_question(arena, &asked);
        cr_expect_eq(out.status, CONGSINH_OK, "%s: %s", row->gives, out.sayings);
        cr_expect_str_eq(cg_json_member_text(out.plan, "status"), "optimal", "%s", row->gives);
        cr_expect_eq(plan_number(arena, out.plan, "totals.net_saving"), 0, "%s", row->gives);
        cr_expect_eq(plan_number(arena, out.plan, "certificate.bound"), 0, "%s", row->gives);
        cr_expect_eq(plan_number(arena, out.plan, "certificate.gap"), 0, "%s", row->gives);
    }
    cg_arena_free(arena);
}

/* A pipe that pays a little more than nothing is no nothing: 24.03 x 95 - 2,282 = 0.85. */
Test(nothing_pays, does_not_swallow_what_pays_little) {
    cg_arena *arena = test_arena();
    char text[2048];
    snprintf(text, sizeof text, park, "100", "95", "2282", "1e6");
    question asked = question_about(cg_copy(arena, text, strlen(text)));
    solved out = solve_question(arena, &asked);
    cr_expect_eq(out.status, CONGSINH_OK, "%s", out.sayings);
    cr_expect_float_eq(plan_number(arena, out.plan, "totals.net_saving"), 0.85, 1e-9);
    cg_arena_free(arena);
}
