/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one unit more is worth where something else than cost was made least: in that objective's
 * own unit, of parks so small that it can be worked out by hand. */
#include "support/solved.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

/* Buying a unit emits 2 kg and disposing of one 1 kg, so a unit given by firm a saves 3 kg, one by
 * firm c, which emits 1 kg to give it, 2 kg; firm d's is as clean as a's and costs 5 VND more. Each
 * saves the 10 VND of buying it. %1$s: family, %2$s: what b needs, %3$s: what d gives, %4$s: mode.
 */
static const char park[] =
    "{\"format\": \"congsinh-park/1\","
    " \"park\": {\"id\": \"p\", \"year\": 2026, \"currency\": \"VND\"},"
    " \"assumptions\": {\"discount_rate\": 0},"
    " \"firms\": ["
    "  {\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": [{\"id\": \"out\", \"resource\": \"clean\","
    "   \"quantity\": 100}]},"
    "  {\"id\": \"b\", \"at_km\": [0, 0], \"inputs\": [{\"id\": \"in\", \"resource\": \"clean\","
    "   \"quantity\": %2$s, \"price\": 10}]},"
    "  {\"id\": \"c\", \"at_km\": [0, 0], \"outputs\": [{\"id\": \"out\", \"resource\": \"clean\","
    "   \"quantity\": 100, \"cost_emissions\": 1}]},"
    "  {\"id\": \"d\", \"at_km\": [0, 0], \"outputs\": [{\"id\": \"out\", \"resource\": \"clean\","
    "   \"quantity\": %3$s, \"cost\": 5}]}],"
    " \"models\": {\"resources\": [{\"id\": \"clean\", \"family\": \"%1$s\", \"mode\": \"%4$s\","
    "   \"emissions\": 2, \"disposal_emissions\": 1}],"
    "  \"modes\": [{\"id\": \"hose\", \"family\": \"%1$s\"},"
    "   {\"id\": \"pipe\", \"investment\": {\"fixed\": 100, \"life\": 1}},"
    "   {\"id\": \"sized\","
    "    \"investment\": {\"per_unit\": 2, \"life\": 1}}]}}";

static const struct row {
    const char *what, *family, *needs, *gives; /* gives: firm d */
    congsinh_objective objective;
    double supply, demand; /* worth of a unit more of a.out and of b.in; 0: not told */
    const char *unit;
} rows[] = {
    {"a unit more of a's saves 3 kg CO2e", "water", "500", "0", CONGSINH_EMISSIONS, 0.003, 0,
     "t CO2e"},
    {"a's is all taken, and a unit more stands for one of c's: 3 - 2 = 1 kg; one more needed "
     "takes one of c's: 2 kg",
     "water", "150", "0", CONGSINH_EMISSIONS, 0.001, 0.002, "t CO2e"},
    {"a unit more of any saves a unit bought", "water", "500", "50", CONGSINH_WATER, 1, 0, "m3"},
    {"there is enough: only one more needed saves one bought", "water", "150", "50", CONGSINH_WATER,
     0, 1, "m3"},
    {"a unit more that is given is one more disposed of or not: nothing; one needed is one less",
     "material", "150", "50", CONGSINH_WASTE, 0, 1, "t"},
};
enum { ROWS = sizeof rows / sizeof *rows };

static double worth_of(const cg_json *plan, const char *subject) {
    double worth = 0;
    const cg_json *prices = cg_json_member(plan, "shadow_prices");
    for (const cg_json *price = prices->first; price != NULL; price = price->next) {
        bool same = strcmp(cg_json_member_text(price, "subject"), subject) == 0;
        worth += same ? cg_json_member(price, "worth")->number : 0;
    }
    return worth;
}

static question ask(cg_arena *arena, const struct row *row, const char *mode) {
    char text[4096];
    snprintf(text, sizeof text, park, row->family, row->needs, row->gives, mode);
    question asked = question_about(cg_copy(arena, text, strlen(text)));
    asked.options.objective = row->objective;
    return asked;
}

static solved solve_row(cg_arena *arena, const struct row *row, const char *mode) {
    question asked = ask(arena, row, mode);
    solved out = solve_question(arena, &asked);
    cr_assert_eq(out.status, CONGSINH_OK, "%s: %s", row->what, out.sayings);
    cr_expect_str_eq(cg_json_member_text(out.plan, "status"), "optimal", "%s", row->what);
    return out;
}

/* What is built costs money and nothing of the objective, so the modes make no difference; they
 * make a linear program, one with 0/1 columns and one with sizes. */
Test(objective_prices, are_in_the_unit_of_the_objective) {
    static const char *const modes[] = {"hose", "pipe", "sized"};
    cg_arena *arena = test_arena();
    for (int i = 0; i < 3 * ROWS; i++) {
        const struct row *row = &rows[i / 3];
        const char *mode = modes[i % 3];
        solved out = solve_row(arena, row, mode);
        cr_expect_str_eq(cg_json_member_text(out.plan, "shadow_price_unit"), row->unit, "%s",
                         row->what);
        double supply = worth_of(out.plan, "a.out"), demand = worth_of(out.plan, "b.in");
        cr_expect_float_eq(supply, row->supply, 1e-9, "%s, %s: %g", mode, row->what, supply);
        cr_expect_float_eq(demand, row->demand, 1e-9, "%s, %s: %g", mode, row->what, demand);
        cr_expect_float_eq(plan_number(arena, out.plan, "certificate.gap"), 0, 2e-9, "%s",
                           row->what);
    }
    cg_arena_free(arena);
}

/* b needs what a gives: c's would have to emit 1 kg less a unit, and d's, just as good by
 * emissions, to be 5 VND cheaper. */
Test(objective_prices, say_what_an_exchange_is_short_of) {
    static const struct row row = {"what is short",    "water", "100", "100",
                                   CONGSINH_EMISSIONS, 0,       0,     "t CO2e"};
    static const char *const modes[] = {"hose", "pipe"};
    cg_arena *arena = test_arena();
    for (int m = 0; m < 2; m++) {
        solved out = solve_row(arena, &row, modes[m]);
        const cg_json *list = cg_json_member(out.plan, "not_chosen");
        cr_assert_eq(list->count, 2);
        for (const cg_json *node = list->first; node != NULL; node = node->next) {
            bool dear = strcmp(cg_json_member_text(node, "from"), "d.out") == 0;
            double shortfall = cg_json_member(node, "shortfall")->number;
            cr_expect_float_eq(shortfall, dear ? 5 : 0.001, 1e-9, "%s: %g", modes[m], shortfall);
            cr_expect_str_eq(cg_json_member_text(node, "shortfall_unit"), dear ? "VND" : "t CO2e");
        }
    }
    cg_arena_free(arena);
}

/* The least emissions are found however short the time; the cheapest plan of that is not looked for
 * then, so the plan is not said to be the best, and money has no prices. */
Test(objective_prices, are_known_of_a_plan_that_is_not_the_cheapest) {
    cg_arena *arena = test_arena();
    question asked = ask(arena, &rows[0], "hose");
    asked.options.time_limit = 1e-7;
    solved out = solve_question(arena, &asked);
    cr_assert_eq(out.status, CONGSINH_LIMIT, "%s", out.sayings);
    cr_expect_float_eq(plan_number(arena, out.plan, "certificate.gap"), 0, 1e-9);
    cr_expect_str_eq(cg_json_member_text(out.plan, "shadow_price_unit"), "t CO2e");
    cr_expect_float_eq(worth_of(out.plan, "a.out"), 0.003, 1e-9);
    cg_arena_free(arena);
}
