/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory ends at the n-th allocation, for n after n: a status, nothing lost, and the context works
 * on. */
#include "base/memory.h"
#include "fault_help.h"

#include <math.h>

/* Everything at once: periods, a plant that treats today, pass-through, heat, a fixed charge,
 * corridors, a running exchange, a requirement, a number with a low and a high. */
static const char small_park[] =
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"small\", \"year\": 2026, \"currency\": "
    "\"VND\"},"
    " \"periods\": [{\"id\": \"dry\", \"hours\": 4380}, {\"id\": \"wet\", \"hours\": 4380}],"
    " \"firms\": [{\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": ["
    "   {\"id\": \"e\", \"resource\": \"w\", \"quantity\": {\"dry\": 60, \"wet\": 40}, "
    "\"disposal_cost\": 5,"
    "    \"disposed_at\": \"plant\", \"quality\": {\"COD\": 80}},"
    "   {\"id\": \"h\", \"resource\": \"heat\", \"quantity\": 100, \"from\": 200, \"to\": 150}]},"
    "  {\"id\": \"b\", \"at_km\": [1, 0], \"inputs\": ["
    "   {\"id\": \"i\", \"resource\": \"c\", \"quantity\": 100, \"price\": 20, \"limits\": "
    "{\"COD\": 50}, \"max_share\": 0.9},"
    "   {\"id\": \"s\", \"resource\": \"heat\", \"quantity\": 80, \"price\": 15, \"from\": 50, "
    "\"to\": 100}]}],"
    " \"facilities\": [{\"id\": \"plant\", \"kind\": \"central-wastewater\", \"at_km\": [1, 1], "
    "\"mode\": \"pipe\","
    "   \"accepts\": {\"resources\": [\"w\"]}, \"capacity\": 150, \"pass_through\": true, "
    "\"operating_cost\": {\"value\": 2, \"low\": 1, \"high\": 3},"
    "   \"gives\": {\"resource\": \"r\", \"yield\": 0.9, \"quality\": {\"COD\": 10}}}],"
    " \"corridors\": [{\"nodes\": [[0, 0], [0, 1], [1, 1]]}, {\"nodes\": [[1, 1], [1, 0]]}],"
    " \"links\": [{\"from\": \"a\", \"to\": \"plant\", \"existing\": true, \"capacity\": 70}],"
    " \"exchanges\": [{\"from\": \"a.h\", \"to\": \"b.s\", \"quantity\": 10, \"status\": "
    "\"running\"}],"
    " \"requirements\": {\"water_purchased_max\": 95},"
    " \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\", \"wastewater\": true}, "
    "{\"id\": \"c\", \"family\": \"water\"},"
    "   {\"id\": \"r\", \"family\": \"water\"}, {\"id\": \"heat\", \"family\": \"heat\"}],"
    "  \"substitutions\": [{\"output\": \"w\", \"input\": \"c\"}, {\"output\": \"r\", \"input\": "
    "\"c\"}],"
    "  \"modes\": [{\"id\": \"pipe\", \"family\": \"water\", \"transport_cost\": 0.1,"
    "    \"investment\": {\"per_unit_km\": 1, \"fixed\": 100}}, {\"id\": \"main\", \"family\": "
    "\"heat\", \"temperature_drop\": 1}],"
    "  \"parameters\": [{\"id\": \"COD\", \"unit\": \"mg/L\"}]}}";

/* The same context again, now with memory: the very same plan. */
static void expect_works_on(congsinh *context, const subject *of, const made *right, long after) {
    made again;
    congsinh_status status = walk(context, of, &again);
    cr_assert_eq(status, CONGSINH_OK, "after %ld allocations the context is spoilt: status %d",
                 after, (int)status);
    cr_assert(again.length == right->length && memcmp(again.plan, right->plan, right->length) == 0,
              "after %ld allocations another plan comes out", after);
    congsinh_text_free(again.plan);
}

static congsinh_status walk_with(long after, const subject *of, const made *right, bool again) {
    congsinh *context = NULL;
    made out = {NULL, 0};
    cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
    cg_fail_allocation_after(after);
    congsinh_status status = walk(context, of, &out);
    /* Saying what was wrong must hold without memory too. */
    for (int i = 0; i < congsinh_diagnostic_count(context); i++) {
        cr_assert_not_null(congsinh_diagnostic_at(context, i).code);
    }
    cg_fail_allocation_after(0);
    congsinh_text_free(out.plan);
    cr_assert(status == CONGSINH_OK || status == CONGSINH_NO_MEMORY,
              "after %ld allocations: status %d", after, (int)status);
    if (again) {
        expect_works_on(context, of, right, after);
    }
    congsinh_free(context);
    return status;
}

/* Every allocation up to `dense`, then ever fewer, growing by `growth`, to the end; how often
 * memory ended. */
static int run_out(const subject *of, long dense, double growth, int again_every) {
    congsinh *context = NULL;
    made right;
    cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
    congsinh_status whole = walk(context, of, &right);
    cr_assert_eq(
        whole, CONGSINH_OK, "status %d: %s", (int)whole,
        congsinh_diagnostic_count(context) == 0 ? "" : congsinh_diagnostic_at(context, 0).sentence);
    congsinh_free(context);
    int ended = 0;
    for (long after = 1;; after += after < dense ? 1 : (long)ceil((double)after * growth)) {
        if (walk_with(after, of, &right, ended % again_every == 0) == CONGSINH_OK) {
            break;
        }
        ended++;
    }
    congsinh_text_free(right.plan);
    return ended;
}

Test(memory_ends, on_a_small_park_of_everything, .timeout = 240) {
    const subject of = {small_park, strlen(small_park), "vn", "a.e", "b.i", NULL, 0};
    int ended = run_out(&of, 60, 0.01, 10);
    cr_expect_gt(ended, 300, "memory ended only %d times", ended);
}

Test(memory_ends, on_the_sample, .timeout = 240) {
    subject of = {.rules = "vn", .from = "power.steam", .to = "dyeing.steam"};
    char *text = sample_text(&of.length);
    of.bytes = text;
    int ended = run_out(&of, 5, 0.15, 10);
    cr_expect_gt(ended, 40, "memory ended only %d times", ended);
    free(text);
}

Test(memory_ends, before_there_is_a_context) {
    for (long after = 1; after < 40; after++) {
        congsinh *context = (congsinh *)&after;
        cg_fail_allocation_after(after);
        congsinh_status status = congsinh_new(&context, NULL);
        cg_fail_allocation_after(0);
        cr_assert(status == CONGSINH_OK || status == CONGSINH_NO_MEMORY);
        cr_assert_eq(context == NULL, status != CONGSINH_OK);
        congsinh_free(context);
        if (status == CONGSINH_OK) {
            cr_assert_gt(after, 1);
            return;
        }
    }
    cr_assert_fail("a context takes more than 40 allocations");
}

/* Scenarios that are solved, that fail and that conflict, told in every format. */
static const char small_study[] =
    "{\"format\": \"congsinh-study/1\", \"title\": \"t\", \"scenarios\": ["
    "{\"id\": \"dear\", \"set\": {\"firms.b.inputs.i.price\": 30}},"
    "{\"id\": \"joined\", \"based_on\": \"dear\", \"join\": [{\"id\": \"c\", \"at_km\": [0, 1]}], "
    "\"leave\": [\"a\"], \"readings\": []},"
    "{\"id\": \"slip\", \"leave\": [\"nobody\"]},"
    "{\"id\": \"conflict\", \"set\": {\"requirements.net_saving_min\": 1e9}}]}";

/* The status of all of it; the comparison as JSON in `*out`, to be freed by congsinh_text_free. */
static congsinh_status walk_study(congsinh *context, char **out) {
    static const congsinh_format formats[] = {CONGSINH_TEXT, CONGSINH_MARKDOWN, CONGSINH_CSV,
                                              CONGSINH_JSON};
    congsinh_park_source park = {"park.json", small_park, strlen(small_park), NULL, 0, NULL, NULL};
    congsinh_study *study = NULL;
    congsinh_comparison *comparison = NULL;
    *out = NULL;
    congsinh_status status =
        congsinh_study_read(&study, context, "study.json", small_study, strlen(small_study));
    cr_assert_eq(study == NULL, status != CONGSINH_OK);
    if (status == CONGSINH_OK) {
        status = congsinh_study_solve(&comparison, context, study, &park, NULL);
        cr_assert_eq(comparison == NULL, status != CONGSINH_INFEASIBLE);
    }
    for (int f = 0; f < 4 && status == CONGSINH_INFEASIBLE; f++) {
        congsinh_text_free(*out);
        *out = NULL;
        congsinh_status written =
            congsinh_comparison_write(out, NULL, context, comparison, formats[f]);
        status = written == CONGSINH_OK ? status : written;
    }
    congsinh_comparison_free(comparison);
    congsinh_study_free(study);
    return status;
}

Test(memory_ends, on_a_study, .timeout = 240) {
    int ended = 0;
    char *right = NULL;
    congsinh *context = NULL;
    cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
    cr_assert_eq(walk_study(context, &right), CONGSINH_INFEASIBLE);
    congsinh_free(context);
    for (long after = 1;; after += after < 100 ? 1 : after / 50) {
        char *found = NULL, *again = NULL;
        cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
        cg_fail_allocation_after(after);
        congsinh_status status = walk_study(context, &found);
        cg_fail_allocation_after(0);
        congsinh_text_free(found);
        cr_assert(status == CONGSINH_INFEASIBLE || status == CONGSINH_NO_MEMORY,
                  "after %ld allocations: status %d", after, (int)status);
        if (ended % 20 == 0) {
            cr_assert_eq(walk_study(context, &again), CONGSINH_INFEASIBLE);
            cr_assert_str_eq(again, right, "after %ld allocations another result", after);
            congsinh_text_free(again);
        }
        congsinh_free(context);
        if (status == CONGSINH_INFEASIBLE) {
            break;
        }
        ended++;
    }
    congsinh_text_free(right);
    cr_expect_gt(ended, 200, "memory ended only %d times", ended);
}
