/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a context's work took is told in the order of a run, and reaches no result. */
#include "api_help.h"

enum { ROOM = 32 };

static const congsinh_stage *stage_of(const congsinh_stage *stages, int count, const char *code) {
    for (int i = 0; i < count; i++) {
        if (strcmp(stages[i].code, code) == 0) {
            return &stages[i];
        }
    }
    return NULL;
}

/* The sample solved and written; the caller frees the text. */
static char *plan_of(congsinh *context) {
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    source.file = congsinh_sample_park(context);
    congsinh_park *park = NULL;
    congsinh_plan *plan = NULL;
    char *text = NULL;
    cr_assert_eq(congsinh_park_read(&park, context, &source), CONGSINH_OK);
    cr_assert_eq(congsinh_solve(&plan, context, park, NULL), CONGSINH_OK);
    cr_assert_eq(congsinh_plan_write(&text, NULL, context, plan, CONGSINH_JSON), CONGSINH_OK);
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    return text;
}

Test(stages, are_told_in_the_order_of_a_run) {
    static const char *const expected[] = {"reading", "law",     "matching", "program", "solving",
                                           "blocks",  "telling", "ranges",   "writing"};
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_stage stages[ROOM];
    cr_expect_eq(congsinh_stages(context, stages, ROOM), 0);
    congsinh_text_free(plan_of(context));
    int count = congsinh_stages(context, stages, ROOM);
    int at = -1;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const congsinh_stage *stage = stage_of(stages, count, expected[i]);
        cr_assert_not_null(stage, "%s", expected[i]);
        cr_expect_gt((int)(stage - stages), at, "%s", expected[i]);
        cr_expect_geq(stage->seconds, 0);
        at = (int)(stage - stages);
    }
    cr_expect_gt(stage_of(stages, count, "solving")->seconds, 0);
    cr_expect_eq(stage_of(stages, count, "reading")->times, 1);
    congsinh_free(context);
}

/* No more than there is room for is written, and all are counted. */
Test(stages, fill_the_room_that_is_given) {
    congsinh *context = api_context(CONGSINH_VIETNAMESE);
    congsinh_text_free(plan_of(context));
    congsinh_stage stages[ROOM] = {0};
    int count = congsinh_stages(context, stages, 2);
    cr_expect_gt(count, 2);
    cr_expect_str_eq(stages[0].name, "đọc số liệu khu");
    cr_expect_null(stages[2].code);
    congsinh_tally tallies[ROOM] = {0};
    cr_expect_eq(congsinh_tallies(context, tallies, 1), 3);
    cr_expect_null(tallies[1].code);
    cr_expect_eq(congsinh_tallies(context, NULL, 0), 3);
    congsinh_free(context);
}

/* A context that has measured before writes the same plan. */
Test(stages, reach_no_result) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    char *first = plan_of(context), *second = plan_of(context);
    cr_expect_str_eq(first, second);
    congsinh_stage stages[ROOM];
    int count = congsinh_stages(context, stages, ROOM);
    cr_expect_eq(stage_of(stages, count, "reading")->times, 2);
    congsinh_text_free(first);
    congsinh_text_free(second);
    congsinh_free(context);
}
