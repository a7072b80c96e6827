/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each effect of a rule does to a plan, by hand: a gives 100 m3 at 5 to be rid of, b buys 100
 * m3 at 10, nothing on the way costs, so that without rules 1500 is saved. Discount rate 0: what is
 * paid once costs a twentieth a year. */
#include "api_help.h"

#include <math.h>
#include <unistd.h>

#define HEAD "\"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": \"c\", "
#define PACK(questions, rules)                                                                     \
    "{\"format\": \"congsinh-rules/1\", \"id\": \"own\", \"title\": \"Own\"," questions            \
    " \"rules\": [" rules "]}"
#define RULE(id, rest) "{\"id\": \"" id "\", " HEAD rest "}"
#define QUESTION                                                                                   \
    " \"questions\": [{\"id\": \"q\", \"title\": \"q\", \"default\": \"duty\", \"readings\": ["    \
    "{\"id\": \"duty\", \"title\": \"d\"}, {\"id\": \"free\", \"title\": \"f\"}]}],"
#define NO_RATE ", \"assumptions\": {\"discount_rate\": 0}"
/* a's water costs 5 to be rid of, c's nothing, and g's is too dirty to go anywhere. b buys 100
 * reclaimed units at 10. The plant takes both for 4, gives all of it again, and passes on what
 * comes for 1.
 */
#define PLANT                                                                                      \
    "{\"format\": \"congsinh-park/1\",\n"                                                          \
    " \"park\": {\"id\": \"t\", \"year\": 2026, \"currency\": \"VND\"},\n"                         \
    " \"assumptions\": {\"discount_rate\": 0}, \"firms\": [\n"                                     \
    "  {\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": [\n"                                        \
    "   {\"id\": \"e\", \"resource\": \"w\", \"quantity\": 100, \"disposal_cost\": 5}]},\n"        \
    "  {\"id\": \"c\", \"at_km\": [0, 0], \"outputs\": [\n"                                        \
    "   {\"id\": \"e\", \"resource\": \"w\", \"quantity\": 100, \"disposal_cost\": 0}]},\n"        \
    "  {\"id\": \"g\", \"at_km\": [0, 0], \"outputs\": [\n"                                        \
    "   {\"id\": \"e\", \"resource\": \"s\", \"quantity\": 100, \"disposal_cost\": 0}]},\n"        \
    "  {\"id\": \"b\", \"at_km\": [0, 0], \"inputs\": [\n"                                         \
    "   {\"id\": \"i\", \"resource\": \"r\", \"quantity\": 100, \"price\": 10}]},\n"               \
    "  {\"id\": \"d\", \"at_km\": [0, 0], \"inputs\": [\n"                                         \
    "   {\"id\": \"i\", \"resource\": \"w\", \"quantity\": 100, \"price\": 2}]}],\n"               \
    " \"facilities\": [{\"id\": \"f\", \"at_km\": [0, 0], \"accepts\": {\"resources\": [\"w\", "   \
    "\"s\"], \"limits\": {\"COD\": 50}},"                                                          \
    " \"operating_cost\": 4, \"pass_through\": true, \"pass_through_cost\": 1,"                    \
    " \"gives\": {\"resource\": \"r\", \"yield\": 1, \"serves\": [\"r\"]}}],\n"                    \
    " \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\", \"mode\": \"p\","        \
    "  \"quality\": {\"COD\": 10}}, {\"id\": \"s\", \"family\": \"water\","                        \
    "  \"quality\": {\"COD\": 100}}, {\"id\": \"r\", \"family\": \"water\","                       \
    "  \"mode\": \"p\"}],"                                                                         \
    " \"modes\": [{\"id\": \"p\", \"family\": \"water\"}]}}\n"
#define MOST_30(per)                                                                               \
    PACK("", RULE("A", "\"effect\": {\"kind\": \"limit\", \"what\": \"quantity\", \"family\": "    \
                       "\"water\", \"per\": \"" per "\", \"at_most\": 30}"))
#define RUNNING                                                                                    \
    NO_RATE                                                                                        \
    ", \"exchanges\": [{\"from\": \"a.e\", \"to\": \"b.i\", \"quantity\": 40, \"status\": "        \
    "\"running\"}]"

typedef struct effect_case {
    const char *what, *pack, *more, *reading;
    double net_saving, investment, fees, baseline_cost;
    const char *tells; /* in the plan's JSON */
} effect_case;

static const effect_case effects[] = {
    {"no rule applies",
     PACK("", RULE("A", "\"effect\": {\"kind\": \"forbid\"}, \"applies\": "
                        "{\"output.wastewater\": true}")),
     NO_RATE, NULL, 1500, 0, 0, 1500, "\"rules\": []"},
    {"forbidden", PACK("", RULE("A", "\"effect\": {\"kind\": \"forbid\"}")), NO_RATE, NULL, 0, 0, 0,
     1500, "\"exchanges\": []"},
    /* 4000 once is 200 a year. */
    {"a permit that pays",
     PACK("", RULE("A", "\"effect\": {\"kind\": \"permit\", \"name\": \"n\", \"cost\": 4000, "
                        "\"months\": [3, 9]}")),
     NO_RATE, NULL, 1300, 4000, 0, 1500, "\"permits\": [\"A\"]"},
    {"a permit that does not pay",
     PACK("", RULE("A", "\"effect\": {\"kind\": \"permit\", \"name\": \"n\", \"cost\": 40000}")),
     NO_RATE, NULL, 0, 0, 0, 1500, "\"exchanges\": []"},
    {"a permit whose cost nobody knows counts as nothing, and says so",
     PACK("", RULE("A", "\"effect\": {\"kind\": \"permit\", \"name\": \"n\"}")), NO_RATE, NULL,
     1500, 0, 0, 1500, "\"cost\": null"},
    /* 40 run today and need none; the other 60 save 15 each. */
    {"a permit for more than runs",
     PACK("", RULE("A", "\"effect\": {\"kind\": \"permit\", \"name\": \"n\", \"cost\": 4000}")),
     RUNNING, NULL, 700, 4000, 0, 900, "\"permits\": [\"A\"]"},
    {"no permit for what runs",
     PACK("", RULE("A", "\"effect\": {\"kind\": \"permit\", \"name\": \"n\", \"cost\": 40000}")),
     RUNNING, NULL, 0, 0, 0, 900, "\"change\": \"keep\""},
    {"a quantity a year", MOST_30("receiver"), NO_RATE, NULL, 450, 0, 0, 1500,
     "\"rules\": [\"A\"]"},
    {"the same of the sender", MOST_30("sender"), NO_RATE, NULL, 450, 0, 0, 1500,
     "\"rules\": [\"A\"]"},
    {"the same of the park", MOST_30("park"), NO_RATE, NULL, 450, 0, 0, 1500, "\"rules\": [\"A\"]"},
    {"a share of what is needed",
     PACK("",
          RULE("A", "\"effect\": {\"kind\": \"limit\", \"what\": \"share\", \"at_most\": 0.25}")),
     NO_RATE, NULL, 375, 0, 0, 1500, NULL},
    {"a concentration not known",
     PACK("",
          RULE("A", "\"effect\": {\"kind\": \"limit\", \"what\": \"concentration\", \"limits\": "
                    "{\"COD\": 50}}")),
     NO_RATE, NULL, 0, 0, 0, 1500, "\"exchanges\": []"},
    /* 2 on each of 100. */
    {"a charge on what moves",
     PACK("", RULE("A", "\"effect\": {\"kind\": \"charge\", \"on\": \"exchange\", \"family\": "
                        "\"water\", \"rate\": 2}")),
     NO_RATE, NULL, 1300, 0, 200, 1500, "\"fees\": 200"},
    /* 3 on each of 100 that are discharged today and no longer. */
    {"a charge on what is discharged",
     PACK("", RULE("A", "\"effect\": {\"kind\": \"charge\", \"on\": \"discharge\", \"family\": "
                        "\"water\", \"rate\": 3}")),
     NO_RATE, NULL, 1800, 0, -300, 1800, "\"rule-charge\""},
    {"a charge on another family is none",
     PACK("", RULE("A", "\"effect\": {\"kind\": \"charge\", \"on\": \"exchange\", \"family\": "
                        "\"material\", \"rate\": 2}")),
     NO_RATE, NULL, 1500, 0, 0, 1500, "\"rules\": []"},
    {"a quantity of another family asks for nothing to be stated",
     PACK("", RULE("A", "\"effect\": {\"kind\": \"limit\", \"what\": \"quantity\", \"family\": "
                        "\"material\", \"per\": \"receiver\", \"attribute\": "
                        "\"receiver.hazardous_permit_quantity\"}")),
     NO_RATE, NULL, 1500, 0, 0, 1500, "\"rules\": []"},
    /* The plant treats either's 100 for b: a's saves 5 + 10 - 4 each, and then c's reaches d for
     * 2. */
    {"a plant without rules", PACK("", ""), PLANT, NULL, 1300, 0, 0, 1700, NULL},
    /* Of c's 100, charged 3 each today, none is handed on: what a's is worth stays as it is, and
     * nobody is paid for handing on what was never charged. d takes none of it. */
    {"what was never charged is no relief of a charge",
     PACK(
         "",
         RULE(
             "A",
             "\"applies\": {\"sender.id\": \"c\"}, \"effect\": {\"kind\": \"charge\", "
             "\"on\": \"discharge\", \"family\": \"water\", \"rate\": 3}") ", " RULE("B",
                                                                                     "\"applies\": "
                                                                                     "{\"receiver."
                                                                                     "id\": "
                                                                                     "\"d\"}, "
                                                                                     "\"effect\": "
                                                                                     "{\"kind\": "
                                                                                     "\"forbid\""
                                                                                     "}")),
     PLANT, NULL, 1100, 0, 0, 2000, NULL},
    {"what a plant does not take is not in its mix",
     PACK("", RULE("A", "\"applies\": {\"sender.id\": \"g\"}, \"effect\": {\"kind\": \"charge\", "
                        "\"on\": \"exchange\", \"family\": \"water\", \"rate\": 2}")),
     PLANT, NULL, 1300, 0, 0, 1700, NULL},
    /* Each sends 30 in all, whether straight or through the plant; of c's, b then gets 30 in place
     * of a's: 30 x (5 + 2) + 70 x 11 + 30 x 6 + 30 x 2. */
    {"a sender's quantity counts what is passed through",
     PACK("", RULE("A", "\"applies\": {\"receiver.id\": \"d\"}, \"effect\": {\"kind\": "
                        "\"limit\", \"what\": \"quantity\", \"family\": \"water\", \"per\": "
                        "\"sender\", \"at_most\": 30}")),
     PLANT, NULL, 1220, 0, 0, 1700, "\"rules\": [\"A\"]"},
    {"a licence that nobody stated is not known",
     PACK("", RULE("A", "\"effect\": {\"kind\": \"require\", \"what\": {\"receiver.licences\": "
                        "{\"has\": \"l\"}}}")),
     NO_RATE, NULL, 0, 0, 0, 1500, "\"exchanges\": []"},
    {"an open question, read as usual",
     PACK(QUESTION, RULE("A", "\"question\": \"q\", \"reading\": \"duty\", \"effect\": {\"kind\": "
                              "\"forbid\"}")),
     NO_RATE, NULL, 0, 0, 0, 1500, "\"reading\": \"duty\""},
    {"the same, read the other way",
     PACK(QUESTION, RULE("A", "\"question\": \"q\", \"reading\": \"duty\", \"effect\": {\"kind\": "
                              "\"forbid\"}")),
     NO_RATE, "free", 1500, 0, 0, 1500, "\"reading\": \"free\""},
    {"versions of one rule stand apart in time",
     PACK("", RULE("A", "\"to\": \"2025-12-31\", \"effect\": {\"kind\": \"forbid\"}") ", " RULE(
                  "A", "\"from\": \"2026-01-01\", \"effect\": {\"kind\": \"permit\", \"name\": "
                       "\"n\", \"cost\": 4000}")),
     NO_RATE, NULL, 1300, 4000, 0, 1500, NULL},
};

static void expect_near(const effect_case *of, const char *what, double found, double expected) {
    cr_expect(fabs(found - expected) <= 1e-9 * fmax(1, fabs(expected)),
              "%s: %s is %.12g, not %.12g", of->what, what, found, expected);
}

static void expect_effect(congsinh *context, const effect_case *of, const char *file) {
    const char *park_text = strcmp(of->more, RUNNING) == 0 ? API_PARK(RUNNING)
                            : strcmp(of->more, PLANT) == 0 ? PLANT
                                                           : API_PARK(NO_RATE);
    congsinh_park *park = api_park(context, park_text);
    congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
    congsinh_plan *plan = NULL;
    char *json = NULL;
    size_t length;
    options.law.rules = file;
    options.law.readings = &of->reading;
    options.law.reading_count = of->reading != NULL ? 1 : 0;
    cr_assert_eq(congsinh_solve(&plan, context, park, &options), CONGSINH_OK, "%s", of->what);
    congsinh_totals totals = congsinh_plan_totals(plan);
    expect_near(of, "net_saving", totals.net_saving, of->net_saving);
    cr_assert_eq(congsinh_plan_write(&json, &length, context, plan, CONGSINH_JSON), CONGSINH_OK);
    expect_near(of, "investment", api_number_behind(json, "\"totals\"", "\"investment\": "),
                of->investment);
    expect_near(of, "fees", api_number_behind(json, "\"totals\"", "\"fees\": "), of->fees);
    expect_near(of, "baseline.cost", api_number_behind(json, "\"baseline\"", "\"cost\": "),
                of->baseline_cost);
    cr_expect(of->tells == NULL || strstr(json, of->tells) != NULL, "%s: no %s in %s", of->what,
              of->tells, json);
    congsinh_text_free(json);
    congsinh_plan_free(plan);
    congsinh_park_free(park);
}

Test(rules, do_to_a_plan_what_their_effect_says, .timeout = 60) {
    for (size_t i = 0; i < sizeof effects / sizeof *effects; i++) {
        congsinh *context = api_context(CONGSINH_ENGLISH);
        char file[] = API_PACK_FILE;
        api_pack_write(file, effects[i].pack);
        expect_effect(context, &effects[i], file);
        unlink(file);
        congsinh_free(context);
    }
}

#define LIMITED_BY(name)                                                                           \
    PACK("", RULE("A", "\"effect\": {\"kind\": \"limit\", \"what\": \"quantity\", \"family\": "    \
                       "\"water\", \"attribute\": \"" name "\"}"))

/* A name that nobody has is never stated, and a text limits nothing: neither is a limit. */
Test(rules, limit_a_quantity_only_by_a_number_that_can_be_stated, .timeout = 60) {
    static const char *const packs[] = {LIMITED_BY("receiver.no_such_thing"),
                                        LIMITED_BY("receiver.id")};
    for (size_t i = 0; i < sizeof packs / sizeof *packs; i++) {
        congsinh *context = api_context(CONGSINH_ENGLISH);
        congsinh_park *park = api_park(context, API_PARK(NO_RATE));
        congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
        congsinh_plan *plan = NULL;
        char file[] = API_PACK_FILE;
        api_pack_write(file, packs[i]);
        options.law.rules = file;
        cr_expect_eq(congsinh_solve(&plan, context, park, &options), CONGSINH_BAD_DATA, "%zu", i);
        congsinh_plan_free(plan);
        congsinh_park_free(park);
        unlink(file);
        congsinh_free(context);
    }
}

/* Two rules that forbid the same: neither costs anything by itself, together they cost all of it.
 */
static const char two_rules[] =
    PACK(QUESTION,
         RULE("A", "\"effect\": {\"kind\": \"forbid\"}") ", " RULE(
             "B", "\"question\": \"q\", \"reading\": \"duty\", \"effect\": "
                  "{\"kind\": \"forbid\"}") ", " RULE("C", "\"applies\": {\"output.wastewater\": "
                                                           "true}, \"effect\": "
                                                           "{\"kind\": \"forbid\"}"));

/* Of the price that begins with `head`. */
static void expect_price(const char *json, const char *head, double cost, const char *tells) {
    const char *at = strstr(json, head);
    cr_assert_not_null(at, "no %s in %s", head, json);
    const char *end = strstr(at + 1, "\"kind\": ");
    char *one = strndup(at, end == NULL ? strlen(at) : (size_t)(end - at));
    double found = api_number_behind(one, "\"change\"", "\"cost\": ");
    cr_expect(fabs(found - cost) <= 1e-6, "%s: %.12g, not %.12g", head, found, cost);
    cr_expect_not_null(strstr(one, tells), "%s: no %s in %s", head, tells, one);
    free(one);
}

/* b pays 2 on each of 100, on 40 of them already today; the reading that is not taken forbids. */
static const char charged_today[] = PACK(
    QUESTION,
    RULE("A", "\"effect\": {\"kind\": \"charge\", \"on\": \"exchange\", \"family\": \"water\", "
              "\"rate\": 2}") ", " RULE("B", "\"question\": \"q\", \"reading\": \"free\", "
                                             "\"effect\": {\"kind\": \"forbid\"}"));

static char *price(congsinh *context, const char *park, const char *pack) {
    char file[] = API_PACK_FILE;
    api_pack_write(file, pack);
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
    char *json = NULL;
    size_t length;
    source.file = "park.json";
    source.bytes = park;
    source.length = strlen(park);
    options.law.rules = file;
    cr_assert_eq(congsinh_rules_price(&json, &length, context, &source, &options, CONGSINH_JSON),
                 CONGSINH_OK);
    unlink(file);
    return json;
}

Test(rules, what_runs_is_charged_today_and_other_readings_are_asked, .timeout = 60) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    char *json = price(context, API_PARK(RUNNING), charged_today);
    expect_price(json, "\"rule\",\n      \"ids\": [\"A\"]", -200, "\"gain\": 200");
    /* Nothing runs any more: 100 bought at 10 and left at 5, and no charge. */
    expect_price(json, "\"reading\",\n      \"ids\": [\"free\"]", 1300, "\"speaks\": true");
    congsinh_text_free(json);
    congsinh_free(context);
}

Test(rules, cost_what_the_park_without_them_costs_less, .timeout = 60) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    char *json = price(context, API_PARK(""), two_rules);
    expect_price(json, "\"rule\",\n      \"ids\": [\"A\"]", 0, "\"speaks\": true");
    expect_price(json, "\"rule\",\n      \"ids\": [\"B\"]", 0, "\"speaks\": true");
    expect_price(json, "\"rule\",\n      \"ids\": [\"C\"]", 0, "\"speaks\": false");
    /* b buys 100 less at 10, a has 100 less to be rid of at 5. */
    expect_price(json, "\"rules-together\",\n      \"ids\": [\"A\", \"B\"]", -1500,
                 "\"gain\": 1000");
    expect_price(json, "\"all-rules\"", -1500, "\"gain\": 500");
    expect_price(json, "\"reading\",\n      \"ids\": [\"free\"]", 0, "\"speaks\": true");
    congsinh_text_free(json);
    congsinh_free(context);
}

#define CASED(applies)                                                                             \
    PACK("",                                                                                       \
         RULE("A", "\"effect\": {\"kind\": \"forbid\"}, \"cases\": ["                              \
                   "{\"title\": \"x\", \"applies\": true, \"verdict\": \"forbidden\"},"            \
                   "{\"title\": \"y\", \"applies\": " applies ", \"verdict\": \"forbidden\"}]"))

/* A pack's own cases are run: those that come out otherwise are said, and the pack is told. */
Test(rules, are_held_against_their_own_cases, .timeout = 60) {
    static const struct {
        const char *pack;
        congsinh_status status;
        int passed;
        const char *tells;
    } rows[] = {{CASED("true"), CONGSINH_OK, 2, "\"passed\": 2"},
                {CASED("false"), CONGSINH_BAD_DATA, 1, "\"passed\": 1"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        congsinh *context = api_context(CONGSINH_ENGLISH);
        char file[] = API_PACK_FILE;
        api_pack_write(file, rows[i].pack);
        congsinh_rule_cases cases;
        cr_expect_eq(congsinh_rules_check(&cases, context, file), rows[i].status, "%zu", i);
        cr_expect_eq(cases.run, 2);
        cr_expect_eq(cases.passed, rows[i].passed, "%zu: %d", i, cases.passed);
        char *text = NULL;
        size_t length;
        cr_expect_eq(congsinh_rules_write(&text, &length, context, file, CONGSINH_JSON),
                     rows[i].status);
        cr_assert_not_null(text);
        cr_expect_not_null(strstr(text, rows[i].tells), "%s", text);
        congsinh_text_free(text);
        unlink(file);
        congsinh_free(context);
    }
}
