/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports for their audiences, as the public header promises them: what each may hold, in every
 * format and both languages. */
#include "api_help.h"

#include <ctype.h>
#include <unistd.h>

/* The sample park with three figures told in confidence, each of digits that nothing else in it
 * has: a price that an exchange turns on, a sale and a fee for disposal. */
#define PULP "firms.paper.inputs.pulp.price={\"value\": \"5876543 VND/t\", \"confidential\": true}"
#define OFFCUTS                                                                                    \
    "firms.seafood.outputs.offcuts.disposal_cost={\"value\": \"-3765432 VND/t\", "                 \
    "\"confidential\": true}"
#define GYPSUM                                                                                     \
    "firms.chemicals.outputs.gypsum.disposal_cost={\"value\": \"765987 VND/t\", "                  \
    "\"confidential\": true}"
static const char *const settings[] = {PULP, OFFCUTS, GYPSUM};
/* As they would be read without what parts digits: whole, or in millions to four digits. */
static const struct {
    const char *firm, *digits;
} secrets[] = {{"paper", "5876543"},   {"paper", "5877 million"},   {"paper", "5877 triệu"},
               {"seafood", "3765432"}, {"seafood", "3765 million"}, {"seafood", "3765 triệu"},
               {"chemicals", "765987"}};
enum { SECRETS = sizeof secrets / sizeof *secrets };

typedef struct sample {
    congsinh *context;
    congsinh_park *park;
    congsinh_plan *plan;
} sample;

static sample sample_of(congsinh_language language) {
    sample s = {.context = api_context(language)};
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    source.file = congsinh_sample_park(s.context);
    source.settings = settings;
    source.setting_count = sizeof settings / sizeof *settings;
    cr_assert_eq(congsinh_park_read(&s.park, s.context, &source), CONGSINH_OK);
    cr_assert_eq(congsinh_solve(&s.plan, s.context, s.park, NULL), CONGSINH_OK);
    return s;
}

static void end(sample *s) {
    congsinh_plan_free(s->plan);
    congsinh_park_free(s->park);
    congsinh_free(s->context);
}

/* The caller frees it. */
static char *report_of(const sample *s, congsinh_report_options options, congsinh_format format) {
    char *text = NULL;
    size_t length = 0;
    cr_assert_eq(congsinh_report_write(&text, &length, s->context, s->plan, &options, format),
                 CONGSINH_OK);
    cr_assert_eq(strlen(text), length);
    return text;
}

/* Whether the text begins with the 64 digits of a SHA-256. */
static bool is_digest(const char *text) {
    for (int i = 0; i < 64; i++) {
        if (!isxdigit((unsigned char)text[i]) || isupper((unsigned char)text[i])) {
            return false;
        }
    }
    return true;
}

/* The same without what parts digits: points, commas, blanks; and without digests. Byte by byte:
 * under the sanitizers every function of strings measures all that is left of the text. */
static void join_digits(char *text) {
    char *to = text;
    for (const char *at = text; *at != '\0'; at++) {
        if (is_digest(at)) {
            at += 63;
        } else if (at[0] == '\xC2' && at[1] == '\xA0') {
            at++;
        } else if (*at != '.' && *at != ',') {
            *to++ = *at;
        }
    }
    *to = '\0';
}

static const congsinh_format formats[] = {CONGSINH_TEXT,   CONGSINH_MARKDOWN,  CONGSINH_CSV,
                                          CONGSINH_HTML,   CONGSINH_GEOJSON,   CONGSINH_GRAPHML,
                                          CONGSINH_SANKEY, CONGSINH_GEOPACKAGE};
enum { FORMATS = sizeof formats / sizeof *formats };

/* Tables have neither a head nor sentences. */
static bool is_table(congsinh_format format) {
    return format == CONGSINH_CSV || format == CONGSINH_SANKEY;
}

static const congsinh_language languages[] = {CONGSINH_ENGLISH, CONGSINH_VIETNAMESE};

static void expect_no_secrets(const sample *s, congsinh_report_options options) {
    for (int f = 0; f < FORMATS; f++) {
        char *text = report_of(s, options, formats[f]);
        join_digits(text);
        for (int i = 0; i < SECRETS; i++) {
            bool own = options.firm != NULL && strcmp(options.firm, secrets[i].firm) == 0;
            cr_expect(own || strstr(text, secrets[i].digits) == NULL, "%s of audience %d %s: %s",
                      congsinh_format_ending((int)formats[f]), (int)options.audience,
                      options.firm == NULL ? "" : options.firm, secrets[i].digits);
        }
        congsinh_text_free(text);
    }
}

Test(editions, hold_no_digit_of_what_was_told_in_confidence) {
    for (int l = 0; l < 2; l++) {
        sample s = sample_of(languages[l]);
        congsinh_report_options options = CONGSINH_REPORT_OPTIONS_INIT;
        expect_no_secrets(&s, options);
        options.audience = CONGSINH_FOR_PUBLIC;
        expect_no_secrets(&s, options);
        options.audience = CONGSINH_FOR_FIRM;
        static const char *const firms[] = {"paper",     "seafood",  "chemicals",
                                            "packaging", "fishmeal", "cement"};
        for (size_t f = 0; f < sizeof firms / sizeof *firms; f++) {
            options.firm = firms[f];
            expect_no_secrets(&s, options);
        }
        end(&s);
    }
}

/* The plan itself tells: the lines of those parts, and a purchase that comes to the price. */
Test(editions, are_made_of_a_plan_that_holds_it) {
    sample s = sample_of(CONGSINH_ENGLISH);
    congsinh_report_options options = CONGSINH_REPORT_OPTIONS_INIT;
    options.audience = CONGSINH_FOR_ANALYST;
    char *text = report_of(&s, options, CONGSINH_JSON);
    cr_expect_not_null(strstr(text, "\"confidential\": ["));
    cr_expect_not_null(strstr(text, "\"confidential\": true"));
    congsinh_text_free(text);
    end(&s);
}

/* What the board's table of exchanges has of one whose money is withheld: quantity and CO2e. */
Test(editions, withhold_the_money_of_an_exchange_and_nothing_else) {
    sample s = sample_of(CONGSINH_ENGLISH);
    congsinh_report_options options = CONGSINH_REPORT_OPTIONS_INIT;
    char *board = report_of(&s, options, CONGSINH_CSV);
    options.audience = CONGSINH_FOR_ANALYST;
    char *analyst = report_of(&s, options, CONGSINH_CSV);
    const char *of_board = strstr(board, "seafood.offcuts,"),
               *of_analyst = strstr(analyst, "seafood.offcuts,");
    cr_assert(of_board != NULL && of_analyst != NULL);
    /* from .. input unit: eleven cells alike; then the saving, which the board has not. */
    int commas = 0;
    while (*of_board == *of_analyst && *of_board != '\r') {
        commas += *of_board == ',';
        of_board++;
        of_analyst++;
    }
    cr_expect_eq(commas, 11);
    cr_expect_eq(*of_board, ',');
    congsinh_text_free(board);
    congsinh_text_free(analyst);
    end(&s);
}

/* Names that stand in the sample park and nowhere else. */
Test(editions, name_only_those_whom_their_readers_may_know) {
    sample s = sample_of(CONGSINH_VIETNAMESE);
    static const struct {
        congsinh_audience audience;
        const char *firm;
        const char *named, *not_named;
    } cases[] = {
        {CONGSINH_FOR_BOARD, NULL, "Bao bì Thành Công", NULL},
        {CONGSINH_FOR_ANALYST, NULL, "Bao bì Thành Công", NULL},
        {CONGSINH_FOR_PUBLIC, NULL, "KCN Mẫu", "Bao bì Thành Công"},
        {CONGSINH_FOR_PUBLIC, NULL, "KCN Mẫu", "packaging"},
        {CONGSINH_FOR_FIRM, "paper", "Bao bì Thành Công", "Bột cá Nam Hải"}, /* a partner, none */
        {CONGSINH_FOR_FIRM, "fishmeal", "Bột cá Nam Hải", "Bao bì Thành Công"},
        {CONGSINH_FOR_FIRM, "garment", "KCN Mẫu", "Bao bì Thành Công"}, /* without an exchange */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        congsinh_report_options options = CONGSINH_REPORT_OPTIONS_INIT;
        options.audience = cases[i].audience;
        options.firm = cases[i].firm;
        for (int f = 0; f < FORMATS; f++) {
            char *text = report_of(&s, options, formats[f]);
            bool csv = is_table(formats[f]); /* may hold no line at all */
            cr_expect(csv || strstr(text, cases[i].named) != NULL, "case %zu, format %d", i, f);
            cr_expect(cases[i].not_named == NULL || strstr(text, cases[i].not_named) == NULL,
                      "case %zu, format %d names %s", i, f, cases[i].not_named);
            congsinh_text_free(text);
        }
    }
    end(&s);
}

/* Only the analyst's speaks of what the law forbids, and says that it proposes nothing. */
Test(editions, ask_policy_questions_of_the_analyst_alone) {
    sample s = sample_of(CONGSINH_ENGLISH);
    congsinh_report_options options = CONGSINH_REPORT_OPTIONS_INIT;
    options.firm = "paper";
    for (int audience = CONGSINH_FOR_BOARD; audience <= CONGSINH_FOR_PUBLIC; audience++) {
        options.audience = (congsinh_audience)audience;
        for (int f = 0; f < FORMATS; f++) {
            char *text = report_of(&s, options, formats[f]);
            bool told = strstr(text, "not proposals to anybody") != NULL ||
                        strstr(text, "not\n  proposals to anybody") != NULL;
            bool meant = audience == CONGSINH_FOR_ANALYST && formats[f] <= CONGSINH_HTML &&
                         formats[f] != CONGSINH_CSV;
            cr_expect_eq(told, meant, "audience %d, format %d", audience, f);
            congsinh_text_free(text);
        }
    }
    end(&s);
}

/* Where everybody stands is for the board and the analyst; nor do corridors tell the others. */
Test(editions, of_a_map_place_nobody_for_a_firm_or_the_public) {
    sample s = sample_of(CONGSINH_ENGLISH);
    congsinh_report_options options = CONGSINH_REPORT_OPTIONS_INIT;
    options.firm = "steel";
    for (int audience = CONGSINH_FOR_BOARD; audience <= CONGSINH_FOR_PUBLIC; audience++) {
        options.audience = (congsinh_audience)audience;
        bool meant = audience == CONGSINH_FOR_BOARD || audience == CONGSINH_FOR_ANALYST;
        char *map = report_of(&s, options, CONGSINH_GEOJSON);
        char *graph = report_of(&s, options, CONGSINH_GRAPHML);
        cr_expect_eq(strstr(map, "\"coordinates\"") != NULL, meant, "audience %d", audience);
        cr_expect_eq(strstr(graph, "\"n.latitude\">") != NULL, meant, "audience %d", audience);
        congsinh_text_free(map);
        congsinh_text_free(graph);
    }
    end(&s);
}

Test(editions, of_json_is_the_whole_plan_or_nothing) {
    sample s = sample_of(CONGSINH_ENGLISH);
    congsinh_report_options options = CONGSINH_REPORT_OPTIONS_INIT;
    char *text = "unset";
    size_t length = 0;
    cr_expect_eq(congsinh_report_write(&text, &length, s.context, s.plan, &options, CONGSINH_JSON),
                 CONGSINH_BAD_USAGE);
    cr_expect_null(text);
    options.audience = CONGSINH_FOR_ANALYST;
    char *whole = report_of(&s, options, CONGSINH_JSON);
    cr_assert_eq(congsinh_plan_write(&text, &length, s.context, s.plan, CONGSINH_JSON),
                 CONGSINH_OK);
    cr_expect_str_eq(whole, text);
    congsinh_text_free(whole);
    congsinh_text_free(text);
    end(&s);
}

/* Without options it is the board's draft, as congsinh_plan_write makes it. */
Test(editions, are_the_boards_where_nobody_is_named) {
    sample s = sample_of(CONGSINH_VIETNAMESE);
    for (int f = 0; f < FORMATS; f++) {
        char *one = NULL, *other = NULL;
        size_t length = 0;
        cr_assert_eq(congsinh_report_write(&one, &length, s.context, s.plan, NULL, formats[f]),
                     CONGSINH_OK);
        cr_assert_eq(congsinh_plan_write(&other, &length, s.context, s.plan, formats[f]),
                     CONGSINH_OK);
        cr_expect_str_eq(one, other);
        cr_expect(is_table(formats[f]) || strstr(one, "DỰ THẢO") != NULL);
        congsinh_text_free(one);
        congsinh_text_free(other);
    }
    end(&s);
}

Test(editions, of_a_firm_that_is_not_there_are_refused) {
    static const struct {
        const char *firm, *code;
    } cases[] = {{"papr", "EDITION_NO_FIRM_NEAREST"},
                 {"wwtp", "EDITION_NO_FIRM"}, /* a facility */
                 {NULL, "EDITION_NO_FIRM"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sample s = sample_of(CONGSINH_ENGLISH);
        congsinh_report_options options = CONGSINH_REPORT_OPTIONS_INIT;
        options.audience = CONGSINH_FOR_FIRM;
        options.firm = cases[i].firm;
        char *text = NULL;
        size_t length = 0;
        cr_expect_eq(
            congsinh_report_write(&text, &length, s.context, s.plan, &options, CONGSINH_TEXT),
            CONGSINH_BAD_DATA);
        cr_expect_null(text);
        cr_expect_geq(api_said(s.context, cases[i].code), 0, "%s", cases[i].code);
        end(&s);
    }
}

/* Whoever prepared it may be called anything: nothing ends a string of the style sheet or a tag. */
Test(editions, keep_names_as_texts) {
    sample s = sample_of(CONGSINH_ENGLISH);
    congsinh_report_options options = CONGSINH_REPORT_OPTIONS_INIT;
    options.official = true;
    options.prepared_by = "</style><script>alert(1)</script>\"}";
    options.approved_by = "Trần Thị Bình";
    char *text = report_of(&s, options, CONGSINH_HTML);
    cr_expect_null(strstr(text, "<script>alert"));
    cr_expect_not_null(strstr(text, "Trần Thị Bình"));
    cr_expect_not_null(strstr(text, "CHÍNH THỨC"));
    cr_expect_null(strstr(text, "DỰ THẢO"));
    congsinh_text_free(text);
    end(&s);
}

static const char *json_of(congsinh *context, congsinh_plan *plan) {
    char *text = NULL;
    size_t length = 0;
    cr_assert_eq(congsinh_plan_write(&text, &length, context, plan, CONGSINH_JSON), CONGSINH_OK);
    return text;
}

typedef struct waste_case {
    const char *what, *park;
    double quantity, disposal, worth;
} waste_case;

/* a has 100 that cost 5 to be rid of, b buys at 10: a unit that goes there saves 15. Where b takes
 * less than there is, one more is worth nothing more; where b would take more, one more is worth
 * 15, of which 5 are the disposal. What runs today is not thrown away. */
#define PAIR(needs, more)                                                                          \
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"t\", \"year\": 2026, "                 \
    "\"currency\": \"VND\"}, \"firms\": ["                                                         \
    "{\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": [{\"id\": \"e\", \"resource\": \"w\", "       \
    "\"quantity\": 100, \"disposal_cost\": 5}]}, "                                                 \
    "{\"id\": \"b\", \"at_km\": [1, 0], \"inputs\": [{\"id\": \"i\", \"resource\": \"w\", "        \
    "\"quantity\": " needs ", \"price\": 10}]}" more                                               \
    "\"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\", \"mode\": \"p\"}], "      \
    "\"modes\": [{\"id\": \"p\", \"family\": \"water\"}]}}"
static const waste_case wastes[] = {
    {"more than is wanted", PAIR("60", "], "), 100, 500, 0},
    {"less than is wanted", PAIR("200", "], "), 100, 500, 1000},
    {"a part of it runs",
     PAIR("200", "], \"exchanges\": [{\"from\": \"a.e\", \"to\": \"b.i\", \"quantity\": 40, "
                 "\"status\": \"running\"}], "),
     60, 300, 600},
};

Test(editions, count_what_is_thrown_away_today) {
    for (size_t i = 0; i < sizeof wastes / sizeof *wastes; i++) {
        congsinh *context = api_context(CONGSINH_ENGLISH);
        congsinh_park *park = api_park(context, wastes[i].park);
        congsinh_plan *plan = NULL;
        cr_assert_eq(congsinh_solve(&plan, context, park, NULL), CONGSINH_OK);
        const char *text = json_of(context, plan);
        const char *list = "\"wasted_today\": [";
        cr_expect_float_eq(api_number_behind(text, list, "\"quantity\": "), wastes[i].quantity,
                           1e-9, "%s", wastes[i].what);
        cr_expect_float_eq(api_number_behind(text, list, "\"disposal\": "), wastes[i].disposal,
                           1e-9, "%s", wastes[i].what);
        cr_expect_float_eq(api_number_behind(text, list, "\"worth\": "), wastes[i].worth, 1e-6,
                           "%s", wastes[i].what);
        congsinh_text_free((char *)text);
        congsinh_plan_free(plan);
        congsinh_park_free(park);
        congsinh_free(context);
    }
}

/* b may not take it; c may, buys 40 at 4 and saves 9 a unit. b would save 15 a unit of all 100, and
 * what c takes is no loss to it while 60 are left: 1500 at the most. (It would add 1140: all to b,
 * and c's 360 gone.) */
Test(editions, weigh_what_the_law_forbids) {
    static const char pack[] =
        "{\"format\": \"congsinh-rules/1\", \"id\": \"own\", \"title\": \"Own\", \"rules\": ["
        "{\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": "
        "\"c\", "
        "\"applies\": {\"input.resource\": \"v\"}, \"effect\": {\"kind\": \"forbid\"}}]}";
    static const char park_text[] =
        "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"t\", \"year\": 2026, "
        "\"currency\": \"VND\"}, \"firms\": ["
        "{\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": [{\"id\": \"e\", \"resource\": \"w\", "
        "\"quantity\": 100, \"disposal_cost\": 5}]}, "
        "{\"id\": \"b\", \"at_km\": [1, 0], \"inputs\": [{\"id\": \"i\", \"resource\": \"v\", "
        "\"quantity\": 100, \"price\": 10}]}, "
        "{\"id\": \"c\", \"at_km\": [1, 0], \"inputs\": [{\"id\": \"i\", \"resource\": \"w\", "
        "\"quantity\": 40, \"price\": 4}]}], "
        "\"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\", \"mode\": \"p\"}, "
        "{\"id\": \"v\", \"family\": \"water\", \"mode\": \"p\"}], "
        "\"substitutions\": [{\"output\": \"w\", \"input\": \"v\"}], "
        "\"modes\": [{\"id\": \"p\", \"family\": \"water\"}]}}";
    char file[] = API_PACK_FILE;
    api_pack_write(file, pack);
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = api_park(context, park_text);
    congsinh_plan *plan = NULL;
    congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
    options.law.rules = file;
    cr_assert_eq(congsinh_solve(&plan, context, park, &options), CONGSINH_OK);
    cr_expect_float_eq(congsinh_plan_totals(plan).net_saving, 360, 1e-9);
    const char *text = json_of(context, plan);
    const char *list = "\"policy_questions\": [";
    cr_expect_float_eq(api_number_behind(text, list, "\"quantity\": "), 100, 1e-9);
    cr_expect_float_eq(api_number_behind(text, list, "\"worth\": "), 1500, 1e-6);
    congsinh_text_free((char *)text);
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    congsinh_free(context);
    unlink(file);
}

/* A quantity told in confidence could not be checked by those who share the park's water. */
Test(editions, take_confidence_of_prices_alone) {
    static const char *const wrong[] = {
        "firms.paper.inputs.pulp.quantity={\"value\": \"5000 t/yr\", \"confidential\": true}",
        "assumptions.carbon_price={\"value\": 1, \"confidential\": true}"};
    for (int i = 0; i < 2; i++) {
        congsinh *context = api_context(CONGSINH_ENGLISH);
        congsinh_park *park = NULL;
        congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
        source.file = congsinh_sample_park(context);
        source.settings = &wrong[i];
        source.setting_count = 1;
        cr_expect_eq(congsinh_park_read(&park, context, &source), CONGSINH_BAD_DATA);
        cr_expect_geq(api_said(context, "VALUE_NO_CONFIDENCE"), 0, "%s", wrong[i]);
        congsinh_free(context);
    }
}
