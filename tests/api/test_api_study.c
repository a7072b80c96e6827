/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies, as the public header promises them. */
#include "api_help.h"

#include <math.h>

static congsinh_study *api_study(congsinh *context, const char *text) {
    congsinh_study *study = NULL;
    cr_assert_eq(
        congsinh_study_read(&study, context, "study.json", text, strlen(text)), CONGSINH_OK, "%s",
        congsinh_diagnostic_count(context) > 0 ? congsinh_diagnostic_at(context, 0).sentence : "");
    return study;
}

static congsinh_park_source source_of(const char *text) {
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    source.file = "t.json";
    source.bytes = text;
    source.length = strlen(text);
    return source;
}

#define STUDY(inside) "{\"format\": \"congsinh-study/1\", \"scenarios\": [" inside "]}"

/* Of the park of api_help.h, which saves 100 x (5 + 10) = 1500. With a quarter of the output 25 x
 * 15 = 375; with water at 30 as well 25 x 35 = 875; where a second giver of 50 joins, 100 are asked
 * for, so 1500 still and a second exchange; where b leaves, nothing. What cannot be is a row. */
static const char all_kinds[] = STUDY(
    "{\"id\": \"quarter\", \"set\": {\"firms.a.outputs.e.quantity\": 25}},"
    "{\"id\": \"dear\", \"based_on\": \"quarter\", \"set\": {\"firms.b.inputs.i.price\": 30}},"
    "{\"id\": \"more\", \"based_on\": \"quarter\", \"join\": [{\"id\": \"c\", \"at_km\": [0, 1], "
    "\"outputs\": [{\"id\": \"e\", \"resource\": \"w\", \"quantity\": 75, \"disposal_cost\": "
    "5}]}]},"
    "{\"id\": \"alone\", \"leave\": [\"b\"]},"
    "{\"id\": \"slip\", \"set\": {\"firms.z.at_km\": 1}},"
    "{\"id\": \"conflict\", \"set\": {\"requirements.net_saving_min\": 2000}}");

typedef struct expected {
    const char *id;
    congsinh_status status;
    double saving;
    int exchanges, gained, lost;
} expected;

Test(study, every_scenario_is_solved_and_compared) {
    static const expected rows[] = {
        {"base", CONGSINH_OK, 1500, 1, 0, 0},         {"quarter", CONGSINH_OK, 375, 1, 0, 0},
        {"dear", CONGSINH_OK, 875, 1, 0, 0},          {"more", CONGSINH_OK, 1500, 2, 1, 0},
        {"alone", CONGSINH_OK, 0, 0, 0, 1},           {"slip", CONGSINH_BAD_DATA, 0, 0, 0, 0},
        {"conflict", CONGSINH_INFEASIBLE, 0, 0, 0, 0}};
    enum { ROWS = sizeof rows / sizeof *rows };
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_study *study = api_study(context, all_kinds);
    congsinh_park_source park = source_of(API_PARK(""));
    congsinh_comparison *comparison = NULL;
    cr_assert_eq(congsinh_study_solve(&comparison, context, study, &park, NULL),
                 CONGSINH_INFEASIBLE);
    congsinh_study_free(study); /* the comparison needs it no more */
    cr_assert_eq(congsinh_comparison_count(comparison), ROWS);
    for (int i = 0; i < ROWS; i++) {
        congsinh_scenario told = congsinh_comparison_at(comparison, i);
        cr_expect_str_eq(told.id, rows[i].id);
        cr_expect_eq(told.status, rows[i].status, "%s", told.id);
        cr_expect_float_eq(told.totals.net_saving, rows[i].saving, 1e-9, "%s", told.id);
        cr_expect_eq(told.exchanges, rows[i].exchanges, "%s", told.id);
        cr_expect_eq(told.gained, rows[i].gained, "%s", told.id);
        cr_expect_eq(told.lost, rows[i].lost, "%s", told.id);
        bool planned = rows[i].status == CONGSINH_OK;
        cr_expect_eq(told.reason == NULL, planned, "%s", told.id);
    }
    cr_expect_not_null(strstr(congsinh_comparison_at(comparison, 5).reason, "no \"z\" in firms"));
    cr_expect_null(congsinh_comparison_at(comparison, ROWS).id);
    cr_expect_null(congsinh_comparison_at(comparison, -1).id);
    int failed = api_said(context, "STUDY_SCENARIO_FAILED");
    cr_assert_geq(failed, 0);
    congsinh_diagnostic said = congsinh_diagnostic_at(context, failed);
    cr_expect_str_eq(said.path, "scenarios.slip");
    cr_expect_str_eq(said.file, "study.json");
    cr_expect_not_null(strstr(said.sentence, "no \"z\" in firms"));
    congsinh_comparison_free(comparison);
    congsinh_free(context);
}

/* Every format, twice, by two contexts: the same bytes, and JSON in every language. */
Test(study, is_told_the_same_twice) {
    char *texts[2][4];
    for (int turn = 0; turn < 2; turn++) {
        congsinh *context = api_context(CONGSINH_VIETNAMESE);
        congsinh_study *study = api_study(context, all_kinds);
        congsinh_park_source park = source_of(API_PARK(""));
        congsinh_comparison *comparison = NULL;
        congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
        options.jobs = 1 + turn;
        cr_assert_eq(congsinh_study_solve(&comparison, context, study, &park, &options),
                     CONGSINH_INFEASIBLE);
        for (int format = CONGSINH_TEXT; format <= CONGSINH_CSV; format++) {
            size_t length = 0;
            cr_assert_eq(congsinh_comparison_write(&texts[turn][format], &length, context,
                                                   comparison, (congsinh_format)format),
                         CONGSINH_OK);
            cr_expect_eq(strlen(texts[turn][format]), length);
        }
        congsinh_comparison_free(comparison);
        congsinh_study_free(study);
        congsinh_free(context);
    }
    for (int format = 0; format < 4; format++) {
        cr_expect_str_eq(texts[0][format], texts[1][format]);
        congsinh_text_free(texts[0][format]);
        congsinh_text_free(texts[1][format]);
    }
}

/* A scenario is what solve finds for the park it describes: by the caller's options, then its own.
 */
Test(study, a_scenario_is_the_plan_of_its_park) {
    static const char *const settings[] = {"firms.b.inputs.i.price=20"};
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_study *study =
        api_study(context, STUDY("{\"id\": \"half\", \"set\": {\"firms.a.outputs.e.quantity\": "
                                 "50}, \"objective\": \"water\"}"));
    congsinh_park_source park = source_of(API_PARK(""));
    park.settings = settings;
    park.setting_count = 1;
    congsinh_comparison *comparison = NULL;
    cr_assert_eq(congsinh_study_solve(&comparison, context, study, &park, NULL), CONGSINH_OK);
    cr_expect_float_eq(congsinh_comparison_at(comparison, 0).totals.net_saving, 100 * 25, 1e-9);
    cr_expect_float_eq(congsinh_comparison_at(comparison, 1).totals.net_saving, 50 * 25, 1e-9);
    char *json = NULL;
    cr_assert_eq(congsinh_comparison_write(&json, NULL, context, comparison, CONGSINH_JSON),
                 CONGSINH_OK);
    cr_expect_not_null(strstr(json, "\"objective\": \"water\""));
    congsinh_text_free(json);
    congsinh_comparison_free(comparison);
    congsinh_study_free(study);
    congsinh_free(context);
}

/* "firms.0" is the first of the file, whichever id it has, in the base and in every scenario: 10 x
 * (5 + 1) saved, of 4 still 24. */
Test(study, numbers_of_a_list_are_those_of_the_file) {
    static const char text[] =
        "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"p\", \"year\": 2026, "
        "\"currency\": \"VND\"}, \"firms\": [{\"id\": \"z\", \"outputs\": [{\"id\": \"e\", "
        "\"resource\": \"w\", \"quantity\": 10, \"disposal_cost\": 1}]}, {\"id\": \"b\", "
        "\"inputs\": "
        "[{\"id\": \"i\", \"resource\": \"w\", \"quantity\": 10, \"price\": 5}]}], \"models\": "
        "{\"resources\": [{\"id\": \"w\", \"family\": \"water\"}], \"modes\": [{\"id\": \"m\", "
        "\"family\": \"water\"}]}}";
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_study *study = api_study(
        context, STUDY("{\"id\": \"less\", \"set\": {\"firms.0.outputs.0.quantity\": 4}},"
                       "{\"id\": \"more\", \"set\": {\"firms.0.outputs.0.quantity\": 9}}"));
    congsinh_park_source park = source_of(text);
    congsinh_comparison *comparison = NULL;
    cr_assert_eq(congsinh_study_solve(&comparison, context, study, &park, NULL), CONGSINH_OK);
    cr_expect_float_eq(congsinh_comparison_at(comparison, 0).totals.net_saving, 60, 1e-9);
    cr_expect_float_eq(congsinh_comparison_at(comparison, 1).totals.net_saving, 24, 1e-9);
    cr_expect_float_eq(congsinh_comparison_at(comparison, 2).totals.net_saving, 54, 1e-9);
    congsinh_comparison_free(comparison);
    congsinh_study_free(study);
    congsinh_free(context);
}

/* Nothing comes of a study with an error, nor of a park that cannot be solved as it stands; a base
 * whose requirements conflict is a row, and one that relaxes them is solved. */
Test(study, a_broken_base_is_no_comparison) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_study *study = NULL;
    congsinh_comparison *comparison = NULL;
    const char *circle = STUDY("{\"id\": \"a\", \"based_on\": \"a\"}");
    cr_expect_eq(congsinh_study_read(&study, context, "s.json", circle, strlen(circle)),
                 CONGSINH_BAD_DATA);
    cr_expect_null(study);
    cr_expect_eq(congsinh_study_read(&study, context, "no-such-file.json", NULL, 0),
                 CONGSINH_BAD_DATA);
    study = api_study(context, STUDY("{\"id\": \"lax\", \"set\": {\"requirements\": {}}}"));
    congsinh_park_source park = source_of("{\"format\": \"congsinh-park/1\", \"firms\": 1}");
    cr_expect_eq(congsinh_study_solve(&comparison, context, study, &park, NULL), CONGSINH_BAD_DATA);
    cr_expect_null(comparison);
    cr_expect_geq(api_said(context, "ENTRY_WITHOUT"), 0);
    park = source_of(API_PARK(", \"requirements\": {\"net_saving_min\": 2000}"));
    cr_assert_eq(congsinh_study_solve(&comparison, context, study, &park, NULL),
                 CONGSINH_INFEASIBLE);
    congsinh_scenario base = congsinh_comparison_at(comparison, 0);
    congsinh_scenario lax = congsinh_comparison_at(comparison, 1);
    cr_expect_eq(base.status, CONGSINH_INFEASIBLE);
    cr_expect_not_null(strstr(base.reason, "net_saving_min"));
    cr_expect_eq(lax.status, CONGSINH_OK);
    cr_expect_float_eq(lax.totals.net_saving, 1500, 1e-9);
    cr_expect_eq(lax.gained, 0);
    congsinh_comparison_free(comparison);
    congsinh_study_free(study);
    congsinh_free(context);
}

static bool stop(void *payload, const char *sentence) {
    int *times = payload;
    cr_assert_gt(strlen(sentence), 0);
    (*times)++;
    return true;
}

/* Stopped from outside, what is not solved is a row that says so. */
Test(study, can_be_stopped, .timeout = 120) {
    int times = 0;
    congsinh_options options = CONGSINH_OPTIONS_INIT;
    options.progress = stop;
    options.payload = &times;
    congsinh *context = NULL;
    cr_assert_eq(congsinh_new(&context, &options), CONGSINH_OK);
    congsinh_study *study = api_study(context, STUDY("{\"id\": \"a\"}, {\"id\": \"b\"}"));
    char *text = park_of_choices(40);
    congsinh_park_source park = source_of(text);
    congsinh_comparison *comparison = NULL;
    /* Without any limit a search that gets nowhere ends before anybody is asked. */
    congsinh_solve_options limited = CONGSINH_SOLVE_OPTIONS_INIT;
    limited.time_limit = 60;
    congsinh_status status = congsinh_study_solve(&comparison, context, study, &park, &limited);
    cr_expect(status == CONGSINH_LIMIT || status == CONGSINH_INFEASIBLE, "status %d", (int)status);
    cr_expect_geq(times, 1);
    cr_expect_eq(congsinh_comparison_at(comparison, 0).status, CONGSINH_LIMIT);
    congsinh_comparison_free(comparison);
    congsinh_study_free(study);
    congsinh_free(context);
    free(text);
}
