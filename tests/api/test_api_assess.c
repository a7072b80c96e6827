/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Assessments through the public header: who is asked what, and what comes of it. */
#include "api_help.h"

/* Both firms apply ISO systems and nothing runs yet: the plan makes the first symbiosis. */
#define ISO_PARK                                                                                   \
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"t\", \"country\": \"VN\", \"year\": "  \
    "2026, \"currency\": \"VND\", \"facts\": {\"worker_housing\": true, \"shared_land_share\": "   \
    "0.2}}, \"firms\": ["                                                                          \
    "{\"id\": \"a\", \"facts\": {\"iso_14001\": true}, \"outputs\": [{\"id\": \"e\", "             \
    "\"resource\": \"w\", \"quantity\": 100, \"disposal_cost\": 5}]},"                             \
    "{\"id\": \"b\", \"facts\": {\"iso_14001\": true}, \"inputs\": [{\"id\": \"i\", "              \
    "\"resource\": \"w\", \"quantity\": 100, \"price\": 10}]}],"                                   \
    " \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\", \"mode\": \"p\"}],"      \
    " \"modes\": [{\"id\": \"p\", \"family\": \"water\"}]}}"

static congsinh_criterion find(const congsinh_assessment *assessment, const char *id,
                               const char *firm) {
    for (int i = 0; i < congsinh_assessment_count(assessment); i++) {
        congsinh_criterion one = congsinh_assessment_at(assessment, i);
        bool same = firm == NULL ? one.firm == NULL : one.firm && strcmp(one.firm, firm) == 0;
        if (same && strcmp(one.id, id) == 0) {
            return one;
        }
    }
    cr_assert_fail("no criterion %s", id);
    return (congsinh_criterion){NULL, NULL, CONGSINH_NO_DATA, CONGSINH_NO_DATA};
}

Test(api_assess, before_and_after_a_plan) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = api_park(context, ISO_PARK);
    congsinh_plan *plan = NULL;
    congsinh_assessment *assessment = NULL;
    cr_assert_eq(congsinh_solve(&plan, context, park, NULL), CONGSINH_OK);
    cr_assert_eq(congsinh_assess(&assessment, context, park, plan, NULL), CONGSINH_OK);
    /* Nine of the park (Article 37), four of each of the two firms. */
    cr_expect_eq(congsinh_assessment_count(assessment), 9 + 2 * 4);
    static const struct {
        const char *id, *firm;
        congsinh_met today, after;
    } rows[] = {{"C2b", NULL, CONGSINH_NOT_MET, CONGSINH_MET},
                {"C3a", NULL, CONGSINH_NOT_MET, CONGSINH_NOT_MET},
                {"C3b", NULL, CONGSINH_MET, CONGSINH_MET},
                {"C1a", NULL, CONGSINH_NO_DATA, CONGSINH_NO_DATA},
                {"E3", "b", CONGSINH_NOT_MET, CONGSINH_MET},
                {"E4", "b", CONGSINH_NO_DATA, CONGSINH_NO_DATA}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        congsinh_criterion found = find(assessment, rows[i].id, rows[i].firm);
        cr_expect_eq(found.today, rows[i].today, "%s today", rows[i].id);
        cr_expect_eq(found.after, rows[i].after, "%s after", rows[i].id);
    }
    cr_expect_null(congsinh_assessment_at(assessment, 17).id);
    cr_expect_null(congsinh_assessment_at(assessment, -1).id);
    congsinh_assessment_free(assessment);
    /* Without a plan what comes after is what is. */
    cr_assert_eq(congsinh_assess(&assessment, context, park, NULL, NULL), CONGSINH_OK);
    cr_expect_eq(find(assessment, "C2b", NULL).after, CONGSINH_NOT_MET);
    congsinh_assessment_free(assessment);
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    congsinh_free(context);
}

static char *plan_of(congsinh *context, const char *text, congsinh_format format) {
    congsinh_park *park = api_park(context, text);
    congsinh_plan *plan = NULL;
    char *written = NULL;
    size_t length = 0;
    cr_assert_eq(congsinh_solve(&plan, context, park, NULL), CONGSINH_OK);
    cr_assert_eq(congsinh_plan_write(&written, &length, context, plan, format), CONGSINH_OK);
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    return written;
}

/* A plan carries the assessment by its country's framework, or by the park's own; a framework that
 * cannot be used is said, and is no reason to have no plan. */
Test(api_assess, goes_with_the_plan) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    char *text = plan_of(context, ISO_PARK, CONGSINH_JSON);
    cr_expect_not_null(strstr(text, "\"assessment\": {"));
    cr_expect_not_null(strstr(text, "\"framework\": \"vn-eip\""));
    congsinh_text_free(text);
    text = plan_of(context, ISO_PARK, CONGSINH_HTML);
    cr_expect_not_null(strstr(text, "id=\"vi-criteria\""));
    congsinh_text_free(text);
    text = plan_of(context, API_PARK(""), CONGSINH_JSON);
    cr_expect_null(strstr(text, "\"assessment\""));
    cr_expect_eq(api_said(context, "PLAN_NOT_ASSESSED"), -1);
    congsinh_text_free(text);
    text = plan_of(context,
                   "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"t\", \"year\": 2026, "
                   "\"currency\": \"VND\", \"framework\": \"vn-epi\"}}",
                   CONGSINH_JSON);
    cr_expect_null(strstr(text, "\"assessment\""));
    cr_expect_geq(api_said(context, "PLAN_NOT_ASSESSED"), 0);
    congsinh_text_free(text);
    congsinh_free(context);
}

Test(api_assess, what_cannot_be_asked_is_said) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = api_park(context, ISO_PARK);
    congsinh_park *other = api_park(context, API_PARK(""));
    congsinh_plan *plan = NULL;
    congsinh_assessment *assessment = NULL;
    congsinh_assess_options options = CONGSINH_ASSESS_OPTIONS_INIT;
    cr_assert_eq(congsinh_solve(&plan, context, other, NULL), CONGSINH_OK);
    cr_expect_eq(congsinh_assess(&assessment, context, park, plan, NULL), CONGSINH_BAD_DATA);
    cr_expect_null(assessment);
    cr_expect_geq(api_said(context, "PLAN_OF_ANOTHER_PARK"), 0);
    cr_expect_eq(congsinh_assess(&assessment, context, other, NULL, NULL), CONGSINH_BAD_DATA);
    cr_expect_geq(api_said(context, "FRAMEWORK_NONE"), 0);
    options.date = "2026-02-30";
    cr_expect_eq(congsinh_assess(&assessment, context, park, NULL, &options), CONGSINH_BAD_DATA);
    cr_expect_geq(api_said(context, "DATE_FORM"), 0);
    options.date = "1999-01-01";
    cr_expect_eq(congsinh_assess(&assessment, context, park, NULL, &options), CONGSINH_BAD_DATA);
    cr_expect_geq(api_said(context, "FRAMEWORK_NOT_IN_FORCE"), 0);
    congsinh_assessment_free(NULL);
    congsinh_plan_free(plan);
    congsinh_park_free(other);
    congsinh_park_free(park);
    congsinh_free(context);
}

Test(api_assess, every_format_is_written) {
    static const struct {
        congsinh_format format;
        const char *says;
    } rows[] = {{CONGSINH_TEXT, "C2b   chưa đạt         đạt"},
                {CONGSINH_JSON, "\"format\": \"congsinh-assessment/1\""},
                {CONGSINH_MARKDOWN, "| C2b |"},
                {CONGSINH_CSV, ",C2b,"}};
    congsinh *context = api_context(CONGSINH_VIETNAMESE);
    congsinh_park *park = api_park(context, ISO_PARK);
    congsinh_plan *plan = NULL;
    congsinh_assessment *assessment = NULL;
    cr_assert_eq(congsinh_solve(&plan, context, park, NULL), CONGSINH_OK);
    cr_assert_eq(congsinh_assess(&assessment, context, park, plan, NULL), CONGSINH_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *text = NULL;
        size_t length = 0;
        cr_assert_eq(congsinh_assessment_write(&text, &length, context, assessment, rows[i].format),
                     CONGSINH_OK);
        cr_expect_eq(strlen(text), length);
        cr_expect_not_null(strstr(text, rows[i].says), "%s", rows[i].says);
        congsinh_text_free(text);
    }
    congsinh_assessment_free(assessment);
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    congsinh_free(context);
}
