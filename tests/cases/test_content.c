/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan rests on, of parks so small that it can be worked out by hand: limits and what is
 * mixed, what would make an exchange fail, standby, what to measure first, the figures used. */
#include "support/solved.h"

#include <criterion/criterion.h>

#include <string.h>

/* C needs 100 m3 of at most 50 mg/L COD and buys at 10 mg/L; A gives up to 60 m3 of 90 mg/L, B up
 * to 20 m3 of 30 mg/L. A unit of either saves 10 (bought) + 2 (disposed of) - 1 (one km) = 11 VND.
 *   90 a + 30 b + 10 (100 - a - b) <= 50 x 100, so 80 a + 20 b <= 4,000.
 * A unit of B takes a quarter of the room of one of A: b = 20, all there is, then a = 3,600 / 80 =
 * 45. They save 495 and 220 VND. The mix is (90 x 45 + 30 x 20 + 10 x 35) / 100 = 50 mg/L.
 * Nobody states the COD of D and E. D's 10 m3 would save 10 + 3 - 2 km = 11 each, 110 VND; E's 5 m3
 * 10 + 2 - 1 = 11 each, 55 VND. */
static const char mixed[] =
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"m\", \"year\": 2026, \"currency\": "
    "\"VND\"}, "
    "\"firms\": [ "
    "{\"id\": \"a\", \"name\": \"A\", \"at_km\": [0, 0], \"outputs\": [{\"id\": \"used\", "
    "\"resource\": \"clean\", \"quantity\": {\"value\": 60, \"basis\": \"estimated\"}, "
    "\"quality\": {\"COD\": \"90 mg/L\"}, \"disposal_cost\": \"2 VND/m3\"}]}, "
    "{\"id\": \"b\", \"name\": \"B\", \"at_km\": [0, 2], \"outputs\": [{\"id\": \"rinse\", "
    "\"resource\": \"clean\", \"quantity\": {\"value\": 20, \"basis\": \"measured\"}, \"quality\": "
    "{\"COD\": \"30 mg/L\"}, \"disposal_cost\": {\"value\": \"2 VND/m3\", \"basis\": "
    "\"billed\"}}]}, "
    "{\"id\": \"c\", \"name\": \"C\", \"at_km\": [0, 1], \"inputs\": [{\"id\": \"wash\", "
    "\"resource\": \"clean\", \"quantity\": {\"value\": 100, \"basis\": \"measured\"}, "
    "\"quality\": {\"COD\": \"10 mg/L\"}, \"limits\": {\"COD\": \"50 mg/L\"}, \"price\": "
    "{\"value\": \"10 VND/m3\", \"low\": \"8 VND/m3\", \"high\": \"12 VND/m3\", \"basis\": "
    "\"billed\", \"source\": {\"vi\": \"hóa đơn 7\", \"en\": \"bill 7\"}, \"year\": 2025}}]}, "
    "{\"id\": \"d\", \"name\": \"D\", \"at_km\": [0, 3], \"outputs\": [{\"id\": \"murky\", "
    "\"resource\": \"clean\", \"quantity\": 10, \"disposal_cost\": \"3 VND/m3\"}]}, "
    "{\"id\": \"e\", \"name\": \"E\", \"at_km\": [1, 1], \"outputs\": [{\"id\": \"murky\", "
    "\"resource\": \"clean\", \"quantity\": 5, \"disposal_cost\": \"2 VND/m3\"}]}], "
    "\"models\": {\"resources\": [{\"id\": \"clean\", \"family\": \"water\", \"mode\": \"hose\"}], "
    "\"modes\": [{\"id\": \"hose\", \"family\": \"water\", \"transport_cost\": {\"value\": \"1 "
    "VND/m3/km\", \"source\": \"pump book\", \"year\": 2024}}]}} ";

/* Half a year each: 10 of 20 m3 in the dry half make 90 x 10 / 20 = 45 mg/L, 10 of 100 m3 in the
 * wet one 9 mg/L; what C buys is counted as 0, for nobody states it. The mix nearest to the limit
 * is told: 45 of 50, 90 %. Of 120 m3 A covers 20: 16.7 %. */
static const char halves[] =
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"n\", \"year\": 2026, \"currency\": "
    "\"VND\"}, "
    "\"periods\": [{\"id\": \"wet\", \"hours\": 4380}, {\"id\": \"dry\", \"hours\": 4380}], "
    "\"firms\": [ "
    "{\"id\": \"a\", \"name\": \"A\", \"outputs\": [{\"id\": \"used\", \"resource\": \"clean\", "
    "\"quantity\": {\"dry\": 10, \"wet\": 10}, \"quality\": {\"COD\": \"90 mg/L\"}}]}, "
    "{\"id\": \"c\", \"name\": \"C\", \"inputs\": [{\"id\": \"wash\", \"resource\": \"clean\", "
    "\"quantity\": {\"dry\": 20, \"wet\": 100}, \"limits\": {\"COD\": \"50 mg/L\"}, \"price\": "
    "\"10 VND/m3\"}]}], "
    "\"models\": {\"resources\": [{\"id\": \"clean\", \"family\": \"water\"}]}} ";

static solved solve(cg_arena *arena, const char *park) {
    question asked = question_about(park);
    solved out = solve_question(arena, &asked);
    cr_assert_eq(out.status, CONGSINH_OK, "%s", out.sayings);
    return out;
}

static double number_in(const cg_json *object, const char *key) {
    const cg_json *member = cg_json_member(object, key);
    cr_assert(member != NULL && member->type == CG_JSON_NUMBER, "no number %s", key);
    return member->number;
}

static const cg_json *row_of(const cg_json *plan, const char *list, const char *key,
                             const char *value) {
    const cg_json *rows = cg_json_member(plan, list);
    for (const cg_json *row = rows == NULL ? NULL : rows->first; row != NULL; row = row->next) {
        const char *found = cg_json_member_text(row, key);
        if (found != NULL && strcmp(found, value) == 0) {
            return row;
        }
    }
    cr_assert_fail("%s has no %s %s", list, key, value);
    return NULL;
}

/* Brought, mixed and allowed: of the line that leaves an output. */
static void check_quality(const cg_json *plan, const char *from, double brings, double mix) {
    const cg_json *line = row_of(plan, "exchanges", "from", from);
    const cg_json *quality = cg_json_member(line, "quality")->first;
    cr_expect_str_eq(cg_json_member_text(quality, "parameter"), "COD");
    cr_expect_float_eq(number_in(quality, "brings"), brings, 1e-9);
    cr_expect_float_eq(number_in(quality, "mix"), mix, 1e-9);
    cr_expect_float_eq(number_in(quality, "most"), 50, 1e-9);
}

Test(content, quality_against_limits) {
    cg_arena *arena = test_arena();
    solved out = solve(arena, mixed);
    cr_expect_float_eq(number_in(row_of(out.plan, "exchanges", "from", "a.used"), "quantity"), 45,
                       1e-9);
    cr_expect_float_eq(number_in(row_of(out.plan, "exchanges", "from", "b.rinse"), "quantity"), 20,
                       1e-9);
    check_quality(out.plan, "a.used", 90, 50);
    check_quality(out.plan, "b.rinse", 30, 50);
    check_quality(solve(arena, halves).plan, "a.used", 90, 45);
    cg_arena_free(arena);
}

Test(content, what_to_measure_first) {
    cg_arena *arena = test_arena();
    static const struct {
        const char *from;
        double worth, quantity;
    } rows[] = {{"d.murky", 110, 10}, {"e.murky", 55, 5}};
    solved out = solve(arena, mixed);
    const cg_json *told = cg_json_member(out.plan, "to_measure");
    cr_assert_eq(told->count, 2);
    const cg_json *row = told->first;
    for (int i = 0; i < 2; i++, row = row->next) {
        cr_expect_str_eq(cg_json_member_text(row, "from"), rows[i].from);
        cr_expect_str_eq(cg_json_member_text(row, "at"), rows[i].from);
        cr_expect_str_eq(cg_json_member_text(row, "to"), "c.wash");
        cr_expect_str_eq(cg_json_member(row, "parameters")->first->text, "COD");
        cr_expect_float_eq(number_in(row, "worth_most"), rows[i].worth, 1e-9);
        cr_expect_float_eq(number_in(row, "quantity_most"), rows[i].quantity, 1e-9);
    }
    cr_expect_eq(number_in(out.plan, "to_measure_left"), 0);
    cg_arena_free(arena);
}

/* What both exchanges are reckoned with, each once: C's bill and the hose serve two, a disposal
 * one; D and E give nothing, so their figures are not used. */
Test(content, figures_used) {
    cg_arena *arena = test_arena();
    static const struct {
        const char *kind, *subject;
        double value;
        const char *source; /* NULL: none stated */
        int year, exchanges;
    } rows[] = {{"price", "c.wash", 10, "bill 7", 2025, 2},
                {"transport_cost", "hose", 1, "pump book", 2024, 2},
                {"disposal_cost", "a.used", 2, NULL, 0, 1},
                {"disposal_cost", "b.rinse", 2, NULL, 0, 1},
                {"discount_rate", "park", 0.1, NULL, 0, 2},
                {"carbon_price", "park", 0, NULL, 0, 2}};
    enum { ROWS = sizeof rows / sizeof *rows };
    solved out = solve(arena, mixed);
    cr_expect_eq(cg_json_member(out.plan, "figures")->count, ROWS);
    for (int i = 0; i < ROWS; i++) {
        const char *subject = rows[i].subject;
        const cg_json *figure = strcmp(subject, "park") == 0
                                    ? row_of(out.plan, "figures", "kind", rows[i].kind)
                                    : row_of(out.plan, "figures", "subject", subject);
        cr_expect_str_eq(cg_json_member_text(figure, "kind"), rows[i].kind);
        cr_expect_float_eq(number_in(figure, "value"), rows[i].value, 1e-12, "%s", subject);
        cr_expect_eq(number_in(figure, "exchanges"), rows[i].exchanges, "%s", subject);
        const cg_json *stated = cg_json_member(figure, "source");
        const char *source = stated != NULL && stated->type == CG_JSON_OBJECT
                                 ? cg_json_member_text(stated, "en")
                                 : cg_json_member_text(figure, "source");
        cr_expect(rows[i].source == NULL ? source == NULL
                                         : source != NULL && strcmp(source, rows[i].source) == 0);
        cr_expect(rows[i].year == 0 || number_in(figure, "year") == rows[i].year);
    }
    const cg_json *bill = row_of(out.plan, "figures", "subject", "c.wash");
    cr_expect_float_eq(number_in(bill, "low"), 8, 1e-12);
    cr_expect_float_eq(number_in(bill, "high"), 12, 1e-12);
    cr_expect_str_eq(cg_json_member_text(cg_json_member(bill, "source"), "vi"), "hóa đơn 7");
    cg_arena_free(arena);
}

/* The analyst's report of a plan, in Markdown. */
static const char *report_of(cg_arena *arena, const solved *of, congsinh_language language) {
    congsinh *context = NULL;
    congsinh_plan *plan = NULL;
    char *text = NULL;
    size_t length = 0;
    congsinh_options options = CONGSINH_OPTIONS_INIT;
    congsinh_report_options report = CONGSINH_REPORT_OPTIONS_INIT;
    options.language = language;
    report.audience = CONGSINH_FOR_ANALYST;
    cr_assert_eq(congsinh_new(&context, &options), CONGSINH_OK);
    cr_assert_eq(congsinh_plan_read(&plan, context, "plan", of->bytes, of->length), CONGSINH_OK);
    cr_assert_eq(congsinh_report_write(&text, &length, context, plan, &report, CONGSINH_MARKDOWN),
                 CONGSINH_OK);
    const char *kept = cg_copy(arena, text, length);
    congsinh_text_free(text);
    congsinh_plan_free(plan);
    congsinh_free(context);
    return kept;
}

/* 45 of A's 60 m3 are 75 %, and 45 of C's 100 are 45 %; B's 20 are all it has and a fifth of C's.
 * Stopped, 45 / 365 = 0.1233 m3 a day at 10 VND is 1.23 VND a day; 20 / 365 = 0.05479. Without the
 * purchase 2 - 1 = 1 VND is left of 11, without the disposal 10 - 1 = 9: both still pay. */
static const char *const said_of_mixed[] = {
    "brings 90 mg/L; with all else that the input gets 50 mg/L; limit: at most 50 mg/L; 100% of "
    "the limit used",
    "brings 30 mg/L; with all else that the input gets 50 mg/L; limit: at most 50 mg/L",
    "At the quantity planned it saves 11 VND for each m³ received.",
    "It pays even if what it replaces cost nothing.",
    "It pays even if disposing of what is given cost nothing.",
    "All exchanges of the plan take 75.0% of what A (clean, a.used) has.",
    "The plan takes all that B (clean, b.rinse) has: where less comes, less is exchanged.",
    "What holds it where it is: the limit of Chemical oxygen demand at C (clean, c.wash).",
    "A covers 45.0% of what C (clean, c.wash) needs: its largest single source.",
    "B covers 20.0% of what C (clean, c.wash) needs; A covers more.",
    "If it stops, 0.123 m³ a day must be bought again: at 10 VND/m³ that is 1.23 VND a day.",
    "If it stops, 0.0548 m³ a day must be bought again: at 10 VND/m³ that is 0.548 VND a day.",
    "| D (clean, d.murky) | Chemical oxygen demand | D (clean, d.murky) → C (clean, c.wash) | 110 |",
    "| E (clean, e.murky) | Chemical oxygen demand | E (clean, e.murky) → C (clean, c.wash) | 55 |",
    "| A (clean, a.used): quantity, 60 m³ a year | estimated | 495 |",
    "| Price paid: C (clean, c.wash) | 10 VND/m³ | 8–12 | billed | bill 7 | 2025; – | 2 |"};

/* 20 of C's 120 m3 are 16.7 %; the other half of the year is far from the limit. */
static const char *const said_of_halves[] = {
    "brings 90 mg/L; with all else that the input gets 45 mg/L", "90.0% of the limit used",
    "A covers 16.7% of what C (clean, c.wash) needs: its largest single source."};

static const char *const said_in_vietnamese[] = {
    "A đáp ứng 45,0% nhu cầu của C (clean, c.wash): nguồn đơn lẻ lớn nhất.",
    "phải mua lại 0,123 m³ mỗi ngày: theo giá 10 đồng/m³ là 1,23 đồng mỗi ngày.",
    "| hóa đơn | hóa đơn 7 | 2025; – | 2 |"};

static void check_said(const char *text, const char *const *sentences, size_t count) {
    for (size_t i = 0; i < count; i++) {
        cr_expect_not_null(strstr(text, sentences[i]), "%s", sentences[i]);
    }
}
#define CHECK_SAID(text, list) check_said(text, list, sizeof(list) / sizeof *(list))

Test(content, in_words) {
    cg_arena *arena = test_arena();
    solved first = solve(arena, mixed), second = solve(arena, halves);
    CHECK_SAID(report_of(arena, &first, CONGSINH_ENGLISH), said_of_mixed);
    CHECK_SAID(report_of(arena, &first, CONGSINH_VIETNAMESE), said_in_vietnamese);
    CHECK_SAID(report_of(arena, &second, CONGSINH_ENGLISH), said_of_halves);
    cg_arena_free(arena);
}

/* A source is a text or one for each language, of a number and of a fact alike; and nothing else.
 */
Test(content, sources_are_texts) {
    static const char *const wrong[] = {"7", "{}", "{\"vi\": 7}", "[\"bill\"]", "{\"fr\": \"x\"}"};
    static const char format[] =
        "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"m\", \"year\": 2026, "
        "\"currency\": \"VND\"}, \"firms\": [{\"id\": \"c\", \"inputs\": [{\"id\": \"in\", "
        "\"resource\": \"clean\", \"quantity\": 1, \"price\": {\"value\": \"1 VND/m3\", "
        "\"source\": %s}}]}], \"models\": {\"resources\": [{\"id\": \"clean\", \"family\": "
        "\"water\"}]}}";
    cg_arena *arena = test_arena();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        question asked = question_about(cg_format(arena, format, wrong[i]));
        solved out = solve_question(arena, &asked);
        cr_expect_eq(out.status, CONGSINH_BAD_DATA, "%s", wrong[i]);
        cr_expect_not_null(strstr(out.sayings, "firms.c.inputs.in.price.source"), "%s: %s",
                           wrong[i], out.sayings);
    }
    cg_arena_free(arena);
}
