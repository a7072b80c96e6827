/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan gains at the low and at the high of its park's numbers, worked out by hand. */
#include "api_help.h"

#include <math.h>

/* a gives 100 (80 to 120) and pays 5 (4 to 6) to be rid of one; b buys 150 at 10 (8 to 11), and
 * each emits 2 kg (1 to 3). A pipe of 1 km: 1 to run a unit through (`transport` in its place), 20
 * (15 to 30) to build one, over ten years at no interest a tenth of that a year. */
#define RANGED_PARK(transport, more)                                                               \
    "{\"format\": \"congsinh-park/1\","                                                            \
    " \"park\": {\"id\": \"t\", \"year\": 2026, \"currency\": \"VND\"},"                           \
    " \"assumptions\": {\"discount_rate\": 0},"                                                    \
    " \"firms\": ["                                                                                \
    "  {\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": ["                                          \
    "   {\"id\": \"e\", \"resource\": \"w\", \"quantity\": {\"value\": 100, \"low\": 80, "         \
    "\"high\": 120}, \"disposal_cost\": {\"value\": 5, \"low\": 4, \"high\": 6}}]},"               \
    "  {\"id\": \"b\", \"at_km\": [1, 0], \"inputs\": ["                                           \
    "   {\"id\": \"i\", \"resource\": \"w\", \"quantity\": 150, \"emissions\": {\"value\": 2, "    \
    "\"low\": 1, \"high\": 3}, \"price\": {\"value\": 10, \"low\": 8, \"high\": 11}}]}]" more      \
    ", \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\", \"mode\": \"p\"}],"     \
    " \"modes\": [{\"id\": \"p\", \"family\": \"water\", \"transport_cost\": " transport           \
    ", \"investment\": {\"per_unit\": {\"value\": 20, \"low\": 15, \"high\": 30}, \"life\": "      \
    "10}}]}}"

static char *plan_of(const char *park, const congsinh_solve_options *options,
                     congsinh_status expected) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *read = api_park(context, park);
    congsinh_plan *plan = NULL;
    char *text = NULL;
    cr_assert_eq(congsinh_solve(&plan, context, read, options), expected);
    cr_assert_eq(congsinh_plan_write(&text, NULL, context, plan, CONGSINH_JSON), CONGSINH_OK);
    congsinh_plan_free(plan);
    congsinh_park_free(read);
    congsinh_free(context);
    return text;
}

/* One end of one figure; NaN where it is null. */
static double end_of(const char *plan, const char *figure, const char *end) {
    char key[64];
    const char *at = strstr(plan, "\"ranges\": {");
    cr_assert_not_null(at, "no ranges in %s", plan);
    snprintf(key, sizeof key, "\"%s\": ", figure);
    at = strstr(at, key);
    cr_assert_not_null(at, "%s", figure);
    at += strlen(key);
    if (strncmp(at, "null", 4) == 0) {
        return (double)NAN;
    }
    snprintf(key, sizeof key, "\"%s\": ", end);
    at = strstr(at, key) + strlen(key);
    return strncmp(at, "null", 4) == 0 ? (double)INFINITY : strtod(at, NULL);
}

typedef struct expected {
    const char *figure;
    double low, high;
} expected;

static void expect_ranges(const char *park, const expected *rows) {
    char *plan = plan_of(park, NULL, CONGSINH_OK);
    for (const expected *row = rows; row->figure != NULL; row++) {
        double low = end_of(plan, row->figure, "low"), high = end_of(plan, row->figure, "high");
        /* A requirement that cannot be kept is eased by 1e-9 of the whole, more than it must. */
        const double near = 1e-8;
        bool same = (isnan(row->low) && isnan(low)) ||
                    (fabs(low - row->low) <= near * fabs(row->low) &&
                     (isinf(row->high) ? isinf(high) != 0
                                       : fabs(high - row->high) <= near * fabs(row->high)));
        cr_expect(same, "%s: %.12g to %.12g, and %.12g to %.12g was expected", row->figure, low,
                  high, row->low, row->high);
    }
    congsinh_text_free(plan);
}

/* Stated: 100 units at 10 + 5 - 1 = 14, and 2000 to build, 200 of it a year: 1200.
 * Adverse: 80 units at 8 + 4 - 1 = 11 are 880; the pipe is there for 100, and 30 each are 3000, 300
 * a year: 580, paid back in 3000 / 880 years. 80 units of 1 kg are 0.08 t.
 * Favourable: a has 120 and the pipe carries 100, at 11 + 6 - 1 = 16: 1600, less a tenth of 1500.
 */
Test(ranges, hold_what_is_built_and_owe_it) {
    static const expected rows[] = {{"net_saving", 580, 1450},
                                    {"emissions_saving", 0.08, 0.3},
                                    {"water_saved", 80, 100},
                                    {"waste_avoided", (double)NAN, 0},
                                    {"investment", 1500, 3000},
                                    {"payback_years", 1500.0 / 1600, 3000.0 / 880},
                                    {NULL, 0, 0}};
    expect_ranges(RANGED_PARK("1", ""), rows);
}

/* At 20 a unit for the way the pipe stands still: nothing is saved, 300 a year are owed. */
Test(ranges, let_stand_still_what_does_not_pay) {
    static const expected rows[] = {{"net_saving", -300, 1450},
                                    {"emissions_saving", 0, 0.3},
                                    {"payback_years", 1500.0 / 1600, (double)INFINITY},
                                    {NULL, 0, 0}};
    expect_ranges(RANGED_PARK("{\"value\": 1, \"low\": 1, \"high\": 20}", ""), rows);
}

/* The same, where no more than 60 may be bought: the plan buys 50. At the adverse end a has 80, so
 * 70 must be bought, and what the pipe brings it goes on bringing: 80 x (8 + 4 - 20) - 300. */
Test(ranges, keep_requirements_as_nearly_as_can_be) {
    static const expected rows[] = {
        {"net_saving", -940, 1450}, {"water_saved", 80, 100}, {NULL, 0, 0}};
    expect_ranges(RANGED_PARK("{\"value\": 1, \"low\": 1, \"high\": 20}",
                              ", \"requirements\": {\"water_purchased_max\": 60}"),
                  rows);
}

/* What runs today runs on as far as there is anything to give, and for more no pipe was built: the
 * plan changes nothing at either end, and that fewer units run is no contradiction. */
Test(ranges, shrink_what_runs_today_with_its_output) {
    char *plan = plan_of(RANGED_PARK("1", ", \"exchanges\": [{\"from\": \"a.e\", \"to\": \"b.i\", "
                                          "\"quantity\": 100, \"status\": \"running\"}]"),
                         NULL, CONGSINH_OK);
    cr_expect_null(strstr(plan, "\"left_out\""));
    cr_expect_null(strstr(plan, "\"ranges\""));
    congsinh_text_free(plan);
}

/* The plant treats what a lets go; running it costs 3 (2 to 5), which is avoided by what goes to b
 * straight: 10 + 3, at the ends 10 + 2 and 10 + 5. */
Test(ranges, avoid_what_a_plant_costs_to_run) {
    static const expected rows[] = {{"net_saving", 1200, 1500}, {NULL, 0, 0}};
    expect_ranges("{\"format\": \"congsinh-park/1\","
                  " \"park\": {\"id\": \"t\", \"year\": 2026, \"currency\": \"VND\"},"
                  " \"firms\": [{\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": [{\"id\": \"e\", "
                  "\"resource\": \"w\", \"quantity\": 100, \"disposed_at\": \"plant\"}]},"
                  " {\"id\": \"b\", \"at_km\": [0, 0], \"inputs\": [{\"id\": \"i\", "
                  "\"resource\": \"w\", \"quantity\": 100, \"price\": 10}]}],"
                  " \"facilities\": [{\"id\": \"plant\", \"at_km\": [0, 0], \"accepts\": "
                  "{\"resources\": [\"w\"]}, \"operating_cost\": "
                  "{\"value\": 3, \"low\": 2, \"high\": 5}}],"
                  " \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\", "
                  "\"mode\": \"p\"}], \"modes\": [{\"id\": \"p\", \"family\": \"water\"}]}}",
                  rows);
}

Test(ranges, are_not_told_where_no_number_has_one) {
    char *plan = plan_of(API_PARK(""), NULL, CONGSINH_OK);
    cr_expect_null(strstr(plan, "\"ranges\""));
    congsinh_text_free(plan);
}

Test(ranges, are_left_out_where_asked) {
    congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
    options.no_ranges = true;
    char *plan = plan_of(RANGED_PARK("1", ""), &options, CONGSINH_OK);
    cr_expect_null(strstr(plan, "\"ranges\""));
    congsinh_text_free(plan);
}

/* No number of the park has a range. b buys 100 t of the shipped clinker, whose factor has one, 897
 * kg/t (800 to 950); or of something else, and then no shipped range reaches the plan. */
#define PARK_WITHOUT_RANGES(bought, more)                                                          \
    "{\"format\": \"congsinh-park/1\","                                                            \
    " \"park\": {\"id\": \"t\", \"year\": 2026, \"currency\": \"VND\"},"                           \
    " \"firms\": ["                                                                                \
    "  {\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": ["                                          \
    "   {\"id\": \"e\", \"resource\": \"w\", \"quantity\": 100, \"disposal_cost\": 5}]},"          \
    "  {\"id\": \"b\", \"at_km\": [1, 0], \"inputs\": ["                                           \
    "   {\"id\": \"i\", \"resource\": \"" bought "\", \"quantity\": 100, \"price\": 10}]}],"       \
    " \"models\": {\"resources\": [" more "{\"id\": \"w\", \"family\": \"material\"}],"            \
    "  \"substitutions\": [{\"output\": \"w\", \"input\": \"" bought "\", \"mode\": \"p\"}],"      \
    "  \"modes\": [{\"id\": \"p\", \"family\": \"material\", \"transport_emissions\": 0}]}}"

Test(ranges, of_shipped_numbers_alone_are_told) {
    char *plan = plan_of(PARK_WITHOUT_RANGES("cement-additive", ""), NULL, CONGSINH_OK);
    cr_expect_float_eq(end_of(plan, "emissions_saving", "low"), 80, 1e-9);
    cr_expect_float_eq(end_of(plan, "emissions_saving", "high"), 95, 1e-9);
    cr_expect(isnan(end_of(plan, "net_saving", "low")));
    cr_expect_not_null(strstr(plan, "\"ranged_numbers\": 0"));
    congsinh_text_free(plan);
}

Test(ranges, of_shipped_numbers_that_nothing_uses_are_none) {
    char *plan = plan_of(PARK_WITHOUT_RANGES("v", "{\"id\": \"v\", \"family\": \"material\"}, "),
                         NULL, CONGSINH_OK);
    cr_expect_null(strstr(plan, "\"ranges\""));
    congsinh_text_free(plan);
}

/* A park whose text is long lets its firms go, and is read again at each end; of a short one the
 * same trees are read. Blanks make a text long, and nothing else. */
Test(ranges, are_those_of_the_park_however_it_is_kept) {
    static const char *const parks[] = {RANGED_PARK("1", ""),
                                        PARK_WITHOUT_RANGES("cement-additive", "")};
    for (size_t i = 0; i < sizeof parks / sizeof *parks; i++) {
        enum { LONG = 3 << 20 };
        size_t length = strlen(parks[i]);
        char *text = malloc(LONG + length + 1);
        cr_assert_not_null(text);
        memset(text, ' ', LONG);
        memcpy(text + LONG, parks[i], length + 1);
        char *small = plan_of(parks[i], NULL, CONGSINH_OK);
        char *large = plan_of(text, NULL, CONGSINH_OK);
        cr_expect_not_null(strstr(small, "\"ranges\""));
        cr_expect_str_eq(large, small);
        congsinh_text_free(small);
        congsinh_text_free(large);
        free(text);
    }
}

/* A requirement that nothing can meet: there is no plan to hold. */
Test(ranges, are_left_out_without_a_plan) {
    char *plan = plan_of(RANGED_PARK("1", ", \"requirements\": {\"water_purchased_max\": 10}"),
                         NULL, CONGSINH_INFEASIBLE);
    cr_expect_not_null(strstr(plan, "\"left_out\": \"infeasible\""));
    congsinh_text_free(plan);
}

Test(ranges, are_left_out_where_the_search_stopped) {
    char *park = park_of_choices(100);
    congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
    options.gap = 0.5;
    char *plan = plan_of(park, &options, CONGSINH_LIMIT);
    cr_expect_not_null(strstr(plan, "\"left_out\": \"limit\""));
    cr_expect_null(strstr(plan, "\"ranged_numbers\""));
    congsinh_text_free(plan);
    free(park);
}

/* Heat from 100 (60 to 110) down to 80: at the low end it would have to cool upwards. The plan
 * stands, nothing is said of the park, and the reason is in the plan. */
Test(ranges, say_where_an_end_contradicts_itself) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park =
        api_park(context, "{\"format\": \"congsinh-park/1\","
                          " \"park\": {\"id\": \"t\", \"year\": 2026, \"currency\": \"VND\"},"
                          " \"firms\": [{\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": [{\"id\": "
                          "\"o\", \"resource\": \"heat\", \"quantity\": 10, \"from\": {\"value\": "
                          "100, \"low\": 60, \"high\": 110}, \"to\": 80}]}],"
                          " \"models\": {\"resources\": [{\"id\": \"heat\", \"family\": "
                          "\"heat\"}]}}");
    congsinh_plan *plan = NULL;
    char *text = NULL;
    int before = congsinh_diagnostic_count(context);
    cr_assert_eq(congsinh_solve(&plan, context, park, NULL), CONGSINH_OK);
    cr_expect_eq(congsinh_diagnostic_count(context), before);
    cr_assert_eq(congsinh_plan_write(&text, NULL, context, plan, CONGSINH_JSON), CONGSINH_OK);
    cr_expect_not_null(strstr(text, "\"left_out\": \"contradiction\""));
    cr_expect_not_null(strstr(text, "\"why\": {"));
    congsinh_text_free(text);
    cr_assert_eq(congsinh_plan_write(&text, NULL, context, plan, CONGSINH_MARKDOWN), CONGSINH_OK);
    cr_expect_not_null(strstr(text, "contradict each other: a heat output cools"), "%s", text);
    congsinh_text_free(text);
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    congsinh_free(context);
}
