/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies: every slip is said with its place, and scenarios change a park as they say. */
#include "base/text.h"
#include "park/membership.h"
#include "park_sample.h"
#include "study/study.h"

static cg_study *study_from(scratch *s, const char *text) {
    const cg_json *document =
        cg_json_read(s->arena, &s->diagnostics, "study.json", text, strlen(text));
    cr_assert_not_null(document, "a test's own JSON is wrong: %s", text);
    return cg_study_read(s->arena, &s->diagnostics, "study.json", document);
}

/* A study of the scenarios `inside`. */
#define STUDY(inside) "{\"format\": \"congsinh-study/1\", \"scenarios\": [" inside "]}"

Test(study, what_is_wrong_is_said_with_its_place) {
    static const struct {
        const char *text, *said;
    } rows[] = {
        {STUDY("{\"id\": \"a\"}"), ""},
        {STUDY("{\"id\": \"a\", \"note\": \"anything\", \"based_on\": \"base\"}"), ""},
        {"{\"$schema\": \"study.json\", \"format\": \"congsinh-study/1\", \"scenarios\": [{\"id\": "
         "\"a\"}]}",
         ""},
        {"[]", "ERROR OBJECT_EXPECTED \n"},
        {"{\"scenarios\": [{\"id\": \"a\"}]}", "ERROR STUDY_IS_NONE \n"},
        {"{\"format\": \"congsinh-park/1\"}", "ERROR STUDY_FORMAT format\n"},
        {"{\"format\": 1}", "ERROR TEXT_EXPECTED format\n"},
        {"{\"format\": \"congsinh-study/1\"}", "ERROR STUDY_EMPTY \n"},
        {STUDY(""), "ERROR STUDY_EMPTY \n"},
        {"{\"format\": \"congsinh-study/1\", \"scenarios\": {}}",
         "ERROR LIST_EXPECTED scenarios\n"},
        {"{\"format\": \"congsinh-study/1\", \"scenario\": [], \"scenarios\": [{\"id\": \"a\"}]}",
         "ERROR UNKNOWN_KEY_NEAREST scenario\n"},
        {"{\"format\": \"congsinh-study/1\", \"title\": 1, \"park\": 2, \"scenarios\": [1]}",
         "ERROR WORDS_EXPECTED title\nERROR TEXT_EXPECTED park\n"
         "ERROR OBJECT_EXPECTED scenarios.0\n"},
        {STUDY("{}"), "ERROR ENTRY_WITHOUT scenarios.0\n"},
        {STUDY("{\"id\": 1}"), "ERROR TEXT_EXPECTED scenarios.0.id\n"},
        {STUDY("{\"id\": \"\"}"), "ERROR STUDY_ID scenarios..id\n"},
        {STUDY("{\"id\": \"a b\"}"), "ERROR STUDY_ID scenarios.a b.id\n"},
        {STUDY("{\"id\": \"a.b\"}"), "ERROR STUDY_ID scenarios.a.b.id\n"},
        {STUDY("{\"id\": \"base\"}"), "ERROR STUDY_ID_BASE scenarios.base.id\n"},
        {STUDY("{\"id\": \"a\"}, {\"id\": \"a\"}"), "ERROR STUDY_ID_TWICE scenarios.a\n"},
        {STUDY("{\"id\": \"a\", \"sett\": {}}"), "ERROR UNKNOWN_KEY_NEAREST scenarios.a.sett\n"},
        {STUDY("{\"id\": \"a\", \"set\": []}"), "ERROR OBJECT_EXPECTED scenarios.a.set\n"},
        {STUDY("{\"id\": \"a\", \"set\": {\"x=y\": 1}}"), "ERROR STUDY_PATH scenarios.a.set.x=y\n"},
        {STUDY("{\"id\": \"a\", \"rules\": 1, \"without\": \"R\", \"readings\": [1]}"),
         "ERROR TEXT_EXPECTED scenarios.a.rules\nERROR LIST_EXPECTED scenarios.a.without\n"
         "ERROR TEXT_EXPECTED scenarios.a.readings.0\n"},
        {STUDY("{\"id\": \"a\", \"date\": \"2026-02-29\"}"), "ERROR DATE_FORM scenarios.a.date\n"},
        {STUDY("{\"id\": \"a\", \"objective\": \"money\"}"),
         "ERROR CHOICE_UNKNOWN scenarios.a.objective\n"},
        {STUDY("{\"id\": \"a\", \"leave\": \"paper\", \"join\": [1, {}]}"),
         "ERROR LIST_EXPECTED scenarios.a.leave\nERROR OBJECT_EXPECTED scenarios.a.join.0\n"
         "ERROR ENTRY_WITHOUT scenarios.a.join.1\n"},
        {STUDY("{\"id\": \"a\", \"based_on\": 1}"), "ERROR TEXT_EXPECTED scenarios.a.based_on\n"},
        {STUDY("{\"id\": \"carbon\"}, {\"id\": \"b\", \"based_on\": \"crabon\"}"),
         "ERROR STUDY_BASE_UNKNOWN_NEAR scenarios.b.based_on\n"},
        {STUDY("{\"id\": \"a\", \"based_on\": \"elsewhere\"}"),
         "ERROR STUDY_BASE_UNKNOWN scenarios.a.based_on\n"},
        {STUDY("{\"id\": \"a\", \"based_on\": \"a\"}"),
         "ERROR STUDY_CIRCLE scenarios.a.based_on\n"},
        {STUDY("{\"id\": \"d\", \"based_on\": \"a\"}, {\"id\": \"a\", \"based_on\": \"b\"},"
               " {\"id\": \"b\", \"based_on\": \"c\"}, {\"id\": \"c\", \"based_on\": \"a\"}"),
         "ERROR STUDY_CIRCLE scenarios.a.based_on\n"}};
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        s.diagnostics = (cg_diagnostics){.arena = s.arena};
        study_from(&s, rows[i].text);
        cr_expect_str_eq(park_said(&s), rows[i].said, "%s\n  said: %s", rows[i].text,
                         park_said(&s));
    }
    SCRATCH_END(s);
}

Test(study, a_circle_is_told_scenario_by_scenario) {
    SCRATCH_START(s);
    study_from(&s, STUDY("{\"id\": \"a\", \"based_on\": \"b\"}, {\"id\": \"b\", \"based_on\": "
                         "\"a\"}"));
    cr_assert_eq(s.diagnostics.items.count, 1);
    cr_expect_str_eq(s.diagnostics.items.items[0].arguments[0], "a → b → a");
    SCRATCH_END(s);
}

/* Bytes taken to read `count` scenarios that build on each other in one row, the last first, so
 * that every walk down the row has all of it before it. */
static size_t bytes_of_row(int count) {
    SCRATCH_START(s);
    cg_text text = cg_text_start(s.arena);
    for (int i = count; i > 0; i--) {
        cg_text_addf(&text, "%s{\"id\": \"s%d\"", i < count ? ", " : "", i);
        cg_text_addf(&text, i > 1 ? ", \"based_on\": \"s%d\"}" : "}", i - 1);
    }
    study_from(&s, cg_format(s.arena, STUDY("%s"), text.bytes));
    cr_expect_eq(s.diagnostics.errors, 0);
    size_t bytes = cg_arena_bytes(s.arena);
    SCRATCH_END(s);
    return bytes;
}

/* Twice as many may take twice as much and what blocks round up to; four times would be each row of
 * names written out for each scenario. */
Test(study, memory_grows_as_the_scenarios_do) {
    size_t few = bytes_of_row(2000), many = bytes_of_row(4000);
    cr_expect_lt(many, 3 * few, "%zu bytes for 2000, %zu for 4000", few, many);
}

/* Circles are told in the order of their first scenarios, whoever leads into them. */
Test(study, every_circle_is_told_in_order) {
    SCRATCH_START(s);
    study_from(&s, STUDY("{\"id\": \"in\", \"based_on\": \"y\"}, {\"id\": \"a\", "
                         "\"based_on\": \"b\"}, {\"id\": \"b\", \"based_on\": \"a\"},"
                         " {\"id\": \"x\", \"based_on\": \"y\"}, {\"id\": \"y\", "
                         "\"based_on\": \"z\"}, {\"id\": \"z\", \"based_on\": \"y\"}"));
    cr_assert_eq(s.diagnostics.items.count, 2);
    cr_expect_str_eq(s.diagnostics.items.items[0].arguments[0], "a → b → a");
    cr_expect_str_eq(s.diagnostics.items.items[1].arguments[0], "y → z → y");
    SCRATCH_END(s);
}

/* A scenario's law: the nearest says which pack, day and objective; rules left out and readings
 * add up from the first on. */
Test(study, what_it_builds_on_comes_first) {
    SCRATCH_START(s);
    const cg_study *study = study_from(
        &s, STUDY("{\"id\": \"c\", \"based_on\": \"b\", \"date\": \"2023-01-01\", \"without\": "
                  "[\"C\"], \"readings\": [\"y\"]},"
                  "{\"id\": \"a\", \"rules\": \"eu\", \"date\": \"2021-01-01\", \"without\": "
                  "[\"A\"], \"readings\": [\"x\"]},"
                  "{\"id\": \"b\", \"based_on\": \"a\", \"objective\": \"water\", \"without\": "
                  "[\"B\"]}"));
    cr_assert_eq(s.diagnostics.errors, 0);
    cg_scenario_terms terms = {.rules = "vn", .date = "2026-01-01", .objective = "cost"};
    CG_PUSH(s.arena, &terms.without, "Z");
    cg_scenario_terms_add(s.arena, study, 0, &terms);
    cr_expect_str_eq(terms.rules, "eu");
    cr_expect_str_eq(terms.date, "2023-01-01");
    cr_expect_str_eq(terms.objective, "water");
    cr_assert_eq(terms.without.count, 4);
    cr_expect_str_eq(terms.without.items[0], "Z");
    cr_expect_str_eq(terms.without.items[1], "A");
    cr_expect_str_eq(terms.without.items[3], "C");
    cr_assert_eq(terms.readings.count, 2);
    cr_expect_str_eq(terms.readings.items[1], "y");
    SCRATCH_END(s);
}

static cg_json *park_document(scratch *s, const char *const *settings, int count) {
    cg_park_source source = {.file = "park.json",
                             .bytes = park_sample,
                             .length = strlen(park_sample),
                             .settings = settings,
                             .setting_count = count};
    cg_json *document = cg_park_document(s->arena, &s->diagnostics, &source);
    cr_assert_not_null(document);
    return document;
}

static const char *text_at(const cg_json *document, const char *list, const char *id,
                           const char *key) {
    return cg_json_member_text(cg_json_element(cg_json_member(document, list), id), key);
}

/* First what it builds on, whole; then firms leave, join, and values are set, those of a firm that
 * joined too. */
Test(study, scenarios_build_on_each_other) {
    SCRATCH_START(s);
    const cg_study *study = study_from(
        &s, STUDY("{\"id\": \"late\", \"based_on\": \"early\", \"leave\": [\"paper\"],"
                  " \"join\": [{\"id\": \"paper\", \"name\": \"another\"}],"
                  " \"set\": {\"firms.paper.name\": \"renamed\", \"assumptions.carbon_price\": "
                  "\"2 VND/t\", \"requirements.investment_max\": 5}},"
                  "{\"id\": \"early\", \"set\": {\"firms.paper.name\": \"first\", "
                  "\"assumptions.carbon_price\": \"1 VND/t\", \"firms.paper.sector\": \"C1\"}}"));
    cg_json *early = park_document(&s, NULL, 0);
    cr_expect(cg_scenario_apply(s.arena, &s.diagnostics, study, 1, early));
    cr_expect_str_eq(text_at(early, "firms", "paper", "name"), "first");
    cg_json *late = park_document(&s, NULL, 0);
    cr_expect(cg_scenario_apply(s.arena, &s.diagnostics, study, 0, late), "%s", park_said(&s));
    cr_expect_str_eq(text_at(late, "firms", "paper", "name"), "renamed");
    cr_expect_null(text_at(late, "firms", "paper", "sector"));
    cr_expect_str_eq(cg_json_member_text(cg_json_member(late, "assumptions"), "carbon_price"),
                     "2 VND/t");
    cr_expect_eq(cg_json_member(cg_json_member(late, "requirements"), "investment_max")->number, 5);
    cr_expect_eq(s.diagnostics.items.count, 0, "%s", park_said(&s));
    SCRATCH_END(s);
}

Test(study, what_does_not_fit_the_park_is_said_all_of_it) {
    SCRATCH_START(s);
    const cg_study *study =
        study_from(&s, STUDY("{\"id\": \"a\", \"leave\": [\"papper\", \"nobody-near\"],"
                             " \"join\": [{\"id\": \"dyeing\"}],"
                             " \"set\": {\"firms.papr.name\": 1, \"firms.paper.name\": \"x\"}}"));
    cg_json *document = park_document(&s, NULL, 0);
    cr_expect_not(cg_scenario_apply(s.arena, &s.diagnostics, study, 0, document));
    cr_expect_str_eq(park_said(&s), "ERROR LEAVER_UNKNOWN_NEAR leave\nERROR LEAVER_UNKNOWN leave\n"
                                    "ERROR JOINER_THERE join\n"
                                    "ERROR SET_UNKNOWN_NEAREST firms.papr.name\n");
    SCRATCH_END(s);
}

/* A firm's flows, links and exchanges go with it, those of a firm whose id begins alike stay, and
 * the park that is left reads without an error. */
Test(study, a_firm_that_leaves_takes_all_of_its_own) {
    static const char *const settings[] = {
        "links=[{\"from\": \"paper\", \"to\": \"wwtp\", \"length\": \"1 km\"},"
        " {\"from\": \"dyeing.rinse\", \"to\": \"paper.effluent\", \"length\": \"1 km\"},"
        " {\"from\": \"dyeing\", \"to\": \"wwtp\", \"length\": \"1 km\"},"
        " {\"from\": \"paper-mill\", \"to\": \"wwtp\", \"length\": \"1 km\"}]",
        "exchanges=[{\"from\": \"paper.effluent\", \"to\": \"dyeing.rinse\", \"status\": "
        "\"studied\"}]"};
    SCRATCH_START(s);
    cg_json *document = park_document(&s, settings, 2);
    cg_json *firms = cg_json_member(document, "firms");
    cg_json *mill = cg_json_copy(s.arena, cg_json_element(firms, "paper"));
    *(cg_json *)cg_json_member(mill, "id") = (cg_json){.type = CG_JSON_STRING,
                                                       .text = "paper-mill",
                                                       .key = "id",
                                                       .parent = mill,
                                                       .next = cg_json_member(mill, "id")->next};
    cg_place place = {NULL, "join", 0};
    cr_assert(cg_firm_joins(s.arena, &s.diagnostics, document, mill, place));
    cr_assert(cg_firm_leaves(s.arena, &s.diagnostics, document, "paper", place));
    cr_expect_eq(cg_json_member(document, "links")->count, 2);
    cr_expect_eq(cg_json_member(document, "exchanges")->count, 0);
    cg_park_source source = {.file = "park.json", .document = document};
    const cg_park *park = cg_park_read(s.arena, &s.diagnostics, &source);
    cr_expect_eq(s.diagnostics.errors, 0, "%s", park_said(&s));
    cr_assert_eq(park->firms.count, 2);
    cr_expect_str_eq(park->firms.items[0].id, "dyeing");
    cr_expect_str_eq(park->firms.items[1].id, "paper-mill");
    cr_expect_eq(park->links.items[1].from.index, 1);
    SCRATCH_END(s);
}

/* What speaks of a firm that left, or of rules where another pack is asked, is left out; of a firm
 * whose id begins alike, and a licence under another law, it is not. */
Test(study, exceptions_go_with_those_they_speak_of) {
    static const char stated[] =
        "{\"exceptions\": [{\"kind\": \"waiver\", \"rule\": \"R\", \"from\": \"paper.effluent\"},"
        " {\"kind\": \"permit\", \"rule\": \"R\", \"to\": \"paper\"},"
        " {\"kind\": \"licence\", \"firm\": \"paper\"}, {\"kind\": \"licence\", \"firm\": "
        "\"paper-mill\"},"
        " {\"kind\": \"waiver\", \"rule\": \"R\", \"from\": \"dyeing\"}]}";
    SCRATCH_START(s);
    const cg_study *study = study_from(
        &s,
        STUDY("{\"id\": \"less\", \"leave\": [\"paper\"]}, {\"id\": \"law\", \"rules\": \"eu\"},"
              "{\"id\": \"on\", \"based_on\": \"less\"}, {\"id\": \"day\", \"date\": "
              "\"2021-01-01\"}"));
    const cg_json *document =
        cg_json_read(s.arena, &s.diagnostics, "e.json", stated, strlen(stated));
    cr_assert_eq(s.diagnostics.errors, 0, "%s", park_said(&s));
    static const char *const left[] = {
        "{\"exceptions\":[{\"firm\":\"paper-mill\",\"kind\":\"licence\"},"
        "{\"from\":\"dyeing\",\"kind\":\"waiver\",\"rule\":\"R\"}]}",
        "{\"exceptions\":[{\"firm\":\"paper\",\"kind\":\"licence\"},"
        "{\"firm\":\"paper-mill\",\"kind\":\"licence\"}]}"};
    for (int i = 0; i < 3; i++) {
        cr_expect_str_eq(
            cg_json_canonical(s.arena, cg_scenario_exceptions(s.arena, study, i, document)),
            left[i % 2]);
    }
    cr_expect_eq(cg_scenario_exceptions(s.arena, study, 3, document), document);
    SCRATCH_END(s);
}

/* The last, the first and the only child: what is left is a whole list. */
Test(study, a_tree_stays_whole_where_something_is_taken_out) {
    SCRATCH_START(s);
    cg_json *list = cg_json_read(s.arena, &s.diagnostics, NULL, "[1, 2, 3]", 9);
    cg_json *copy = cg_json_copy(s.arena, list);
    cg_json_remove(copy->last);
    cr_expect_str_eq(cg_json_canonical(s.arena, copy), "[1,2]");
    cg_json_remove(copy->first);
    cr_expect_str_eq(cg_json_canonical(s.arena, copy), "[2]");
    cr_expect_eq(copy->first->index, 0);
    cr_expect_eq(copy->last, copy->first);
    cg_json_remove(copy->first);
    cr_expect_str_eq(cg_json_canonical(s.arena, copy), "[]");
    cr_expect_null(copy->last);
    cg_json_append(copy, cg_json_copy(s.arena, list->first));
    cr_expect_str_eq(cg_json_canonical(s.arena, copy), "[1]");
    cr_expect_str_eq(cg_json_canonical(s.arena, list), "[1,2,3]");
    SCRATCH_END(s);
}

static const char *names_of(cg_arena *arena, const cg_json *properties) {
    cg_text names = cg_text_start(arena);
    for (const cg_json *one = properties->first; one != NULL; one = one->next) {
        /* Any object may have the one, and any document the other. */
        if (strcmp(one->key, "note") != 0 && strcmp(one->key, "$schema") != 0) {
            cg_text_addf(&names, "%s%s", names.length > 0 ? ", " : "", one->key);
        }
    }
    return names.bytes;
}

/* The schema and the reader know the same keys, in the same order: an unknown one is answered with
 * all that are known. */
Test(study, the_schema_knows_what_the_reader_knows) {
    SCRATCH_START(s);
    const char *source = getenv("CONGSINH_SOURCE");
    const cg_json *schema = cg_json_read_file(
        s.arena, &s.diagnostics,
        cg_format(s.arena, "%s/models/schema/study.json", source != NULL ? source : "../.."));
    cr_assert_not_null(schema);
    study_from(&s, "{\"format\": \"congsinh-study/1\", \"qqqqqqqqq\": 1, \"scenarios\": [{\"id\": "
                   "\"a\", \"qqqqqqqqq\": 1}]}");
    cr_assert_eq(s.diagnostics.items.count, 2);
    const cg_json *scenario = cg_json_member(cg_json_member(schema, "$defs"), "scenario");
    cr_expect_str_eq(s.diagnostics.items.items[0].arguments[1],
                     names_of(s.arena, cg_json_member(schema, "properties")));
    cr_expect_str_eq(s.diagnostics.items.items[1].arguments[1],
                     names_of(s.arena, cg_json_member(scenario, "properties")));
    SCRATCH_END(s);
}
