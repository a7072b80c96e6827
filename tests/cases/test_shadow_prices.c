/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one unit more is worth, of parks so small that it can be worked out by hand: an output with
 * one buyer and an input with one source are as scarce as those of many. */
#include "support/solved.h"

#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Firm a gives water away that costs 3 VND/m3 to dispose of (and 1 VND/m3 to give), firm b buys at
 * 10 VND/m3: a unit exchanged saves 10 + 3 - 1 = 12 VND. %1$s: a's quantity, %2$s: members of the
 * input before its price, %3$s: of the park. */
static const char park[] =
    "{\"format\": \"congsinh-park/1\","
    " \"park\": {\"id\": \"p\", \"year\": 2026, \"currency\": \"VND\"}, %3$s"
    " \"firms\": [{\"id\": \"a\", \"name\": \"A\", \"at_km\": [0, 0], \"outputs\": [{\"id\": "
    "\"out\","
    "   \"resource\": \"clean\", \"quantity\": %1$s, \"disposal_cost\": \"3 VND/m3\","
    "   \"cost\": \"1 VND/m3\"}]},"
    "  {\"id\": \"b\", \"name\": \"B\", \"at_km\": [0, 1], \"inputs\": [{\"id\": \"in\", %2$s"
    "   \"price\": \"10 VND/m3\"}]}],"
    " \"models\": {\"resources\": [{\"id\": \"clean\", \"family\": \"water\", \"mode\": \"hose\"},"
    "   {\"id\": \"half\", \"family\": \"water\", \"mode\": \"hose\"}],"
    "  \"substitutions\": [{\"output\": \"clean\", \"input\": \"half\", \"ratio\": 0.5}],"
    "  \"modes\": [{\"id\": \"hose\", \"family\": \"water\"},"
    "   {\"id\": \"pipe\", \"investment\": {\"fixed\": \"100 VND\","
    "    \"life\": \"1 yr\"}},"
    "   {\"id\": \"sized\", \"investment\": {\"per_unit\":"
    "    \"2 VND/(m3/yr)\", \"life\": \"1 yr\"}},"
    "   {\"id\": \"dear\", \"investment\": {\"per_unit\":"
    "    \"20 VND/(m3/yr)\", \"life\": \"1 yr\"}}]}}";

#define CLEAN(quantity) "\"resource\": \"clean\", \"quantity\": " quantity ","
#define FREE_MONEY "\"assumptions\": {\"discount_rate\": 0},"
#define ENDS "\"from\": \"a\", \"to\": \"b\", \"existing\": true"
#define LINK(capacity) FREE_MONEY "\"links\": [{" ENDS ", \"capacity\": " capacity "}],"
#define TWO_HALVES                                                                                 \
    FREE_MONEY "\"periods\": [{\"id\": \"dry\", \"hours\": 4380}, {\"id\": \"wet\", "              \
               "\"hours\": 4380}],"

static const struct row {
    const char *what, *has, *needs, *rest;
    const char *mode; /* of the resource; NULL: free of any */
    const char *kind, *subject;
    double worth; /* summed over the periods */
    int prices;   /* how many are told */
} rows[] = {
    {"less to give than is needed: a unit more saves 12", "100", CLEAN("250"), "", NULL, "supply",
     "a.out", 12, 1},
    {"less needed than there is: a unit more saves 12", "250", CLEAN("100"), "", NULL, "demand",
     "b.in", 12, 1},
    {"two units for one: 0.5 x 10 + 3 - 1 = 7 a unit given is 14 a unit needed", "250",
     "\"resource\": \"half\", \"quantity\": 100,", "", NULL, "demand", "b.in", 14, 1},
    {"no more than 40 of 100 from others: a unit more from them saves 12", "250",
     CLEAN("100") "\"max_share\": 0.4,", "", NULL, "share", "b.in", 12, 1},
    {"a pipe of 100 VND a year is built at 12 x 100 = 1,200: the unit after it saves 12", "100",
     CLEAN("250"), FREE_MONEY, "pipe", "supply", "a.out", 12, 1},
    {"the same, held by what is needed", "250", CLEAN("100"), FREE_MONEY, "pipe", "demand", "b.in",
     12, 1},
    /* A unit more in both halves needs 2 m3/yr of pipe, 4 VND: 12 + 12 - 4 = 20. How the halves
     * share that is open, so only their sum can be held. */
    {"two halves of a year share a pipe", "100", CLEAN("250"), TWO_HALVES, "sized", "supply",
     "a.out", 20, 0},
    {"a link carries 60, and more would cost 20 a unit: a unit more over it saves 12", "100",
     CLEAN("250"), LINK("60"), "dear", "link", "a > b", 12, 1},
    {"a link carries more than there is to give, and a pipe beside it is not needed: 12", "100",
     CLEAN("250"), LINK("900"), "sized", "supply", "a.out", 12, 1},
    {"the same, held by what is needed", "250", CLEAN("100"), LINK("900"), "dear", "demand", "b.in",
     12, 1},
};
enum { ROWS = sizeof rows / sizeof *rows };

static solved solve_row(cg_arena *arena, const struct row *row) {
    char text[4096], setting[64];
    snprintf(text, sizeof text, park, row->has, row->needs, row->rest);
    snprintf(setting, sizeof setting, "models.resources.clean.mode=%s", row->mode);
    const char *const settings[] = {setting};
    question asked = question_about(cg_copy(arena, text, strlen(text)));
    if (row->mode != NULL) {
        asked.settings = settings;
        asked.setting_count = 1;
    }
    solved out = solve_question(arena, &asked);
    cr_assert_eq(out.status, CONGSINH_OK, "%s: %s", row->what, out.sayings);
    return out;
}

Test(shadow_prices, of_one_buyer_and_one_source) {
    cg_arena *arena = test_arena();
    for (int i = 0; i < ROWS; i++) {
        const struct row *row = &rows[i];
        solved out = solve_row(arena, row);
        double worth = 0;
        const cg_json *prices = cg_json_member(out.plan, "shadow_prices");
        cr_assert_not_null(prices, "%s", row->what);
        for (const cg_json *price = prices->first; price != NULL; price = price->next) {
            cr_expect_str_eq(cg_json_member_text(price, "kind"), row->kind, "%s", row->what);
            cr_expect_str_eq(cg_json_member_text(price, "subject"), row->subject, "%s", row->what);
            worth += cg_json_member(price, "worth")->number;
        }
        cr_expect_float_eq(worth, row->worth, 1e-9, "%s: %g", row->what, worth);
        cr_expect(row->prices == 0 || prices->count == row->prices, "%s", row->what);
    }
    cg_arena_free(arena);
}

/* Heat that falls into two pieces at the 60 degC of its buyer, over a link with room for all of it:
 * a unit more of either piece saves the 10 VND of buying it, in each half of the year. */
static const char heat[] =
    "{\"format\": \"congsinh-park/1\","
    " \"park\": {\"id\": \"p\", \"year\": 2026, \"currency\": \"VND\"}," TWO_HALVES
    " \"links\": [{\"from\": \"a\", \"to\": \"b\", \"existing\": true, \"capacity\": \"900 "
    "MWh/yr\"}],"
    " \"firms\": [{\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": [{\"id\": \"out\", \"resource\": "
    "\"warm\","
    "   \"quantity\": \"100 MWh/yr\", \"from\": \"90 degC\", \"to\": \"40 degC\"}]},"
    "  {\"id\": \"b\", \"at_km\": [0, 1], \"inputs\": [{\"id\": \"in\", \"resource\": \"warm\","
    "   \"quantity\": \"500 MWh/yr\", \"price\": \"10 VND/MWh\", \"from\": \"20 degC\","
    "   \"to\": \"60 degC\"}]}],"
    " \"models\": {\"resources\": [{\"id\": \"warm\", \"family\": \"heat\", \"mode\": \"sized\"}],"
    "  \"modes\": [{\"id\": \"sized\", \"investment\": {\"per_unit\": \"3 VND/(MWh/yr)\","
    "    \"life\": \"1 yr\"}}]}}";

Test(shadow_prices, of_pieces_that_a_link_holds_together) {
    cg_arena *arena = test_arena();
    question asked = question_about(heat);
    solved out = solve_question(arena, &asked);
    cr_assert_eq(out.status, CONGSINH_OK, "%s", out.sayings);
    const cg_json *prices = cg_json_member(out.plan, "shadow_prices");
    cr_assert_not_null(prices);
    cr_expect_eq(prices->count, 4, "%d", prices->count);
    for (const cg_json *price = prices->first; price != NULL; price = price->next) {
        cr_expect_str_eq(cg_json_member_text(price, "kind"), "supply");
        cr_expect_float_eq(cg_json_member(price, "worth")->number, 10, 1e-9);
    }
    cg_arena_free(arena);
}

Test(shadow_prices, in_words) {
    static const char *const sentences[][2] = {
        {"One m³ more a year from A (clean) would be worth 12 VND a year.",
         "Nếu A (clean) có thêm một m³ mỗi năm thì mỗi năm được thêm 12 đồng."},
        {"One m³ more a year needed by B (clean) would be worth 12 VND a year.",
         "Nếu B (clean) cần thêm một m³ mỗi năm thì mỗi năm được thêm 12 đồng."}};
    cg_arena *arena = test_arena();
    for (int i = 0; i < 2; i++) {
        solved out = solve_row(arena, &rows[i]);
        for (int language = 0; language < 2; language++) {
            congsinh *context = NULL;
            congsinh_plan *plan = NULL;
            char *text = NULL;
            size_t length = 0;
            congsinh_options options = CONGSINH_OPTIONS_INIT;
            options.language = (congsinh_language)language;
            cr_assert_eq(congsinh_new(&context, &options), CONGSINH_OK);
            cr_assert_eq(congsinh_plan_read(&plan, context, "plan", out.bytes, out.length),
                         CONGSINH_OK);
            cr_assert_eq(congsinh_plan_write(&text, &length, context, plan, CONGSINH_MARKDOWN),
                         CONGSINH_OK);
            cr_expect_not_null(strstr(text, sentences[i][language]), "%s in\n%s",
                               sentences[i][language], text);
            congsinh_text_free(text);
            congsinh_plan_free(plan);
            congsinh_free(context);
        }
    }
    cg_arena_free(arena);
}
