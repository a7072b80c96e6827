/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matches, plans, programs and explanations, as the public header promises them. */
#include "api_help.h"

#include <math.h>
#include <unistd.h>

typedef struct text {
    char *bytes;
    size_t length;
} text;

static text plan_text(congsinh *context, const congsinh_plan *plan, congsinh_format format) {
    text out = {NULL, 0};
    cr_assert_eq(congsinh_plan_write(&out.bytes, &out.length, context, plan, format), CONGSINH_OK);
    cr_assert_eq(strlen(out.bytes), out.length);
    return out;
}

Test(plan, adds_up_to_what_a_hand_finds) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = api_park(context, API_PARK(""));
    congsinh_plan *plan = NULL;
    cr_assert_eq(congsinh_solve(&plan, context, park, NULL), CONGSINH_OK);
    congsinh_totals totals = congsinh_plan_totals(plan);
    cr_expect_float_eq(totals.net_saving, 1500, 1e-9);
    cr_expect_float_eq(totals.avoided_purchase, 1000, 1e-9);
    cr_expect_float_eq(totals.avoided_disposal, 500, 1e-9);
    cr_expect_eq(totals.payback_years, 0);
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    congsinh_free(context);
}

/* Written, read and written again: the same bytes, in every format; and from the file's text alone.
 */
Test(plan, is_the_same_after_being_written_and_read) {
    congsinh *context = api_context(CONGSINH_VIETNAMESE);
    congsinh_park *park = NULL;
    congsinh_plan *plan = NULL, *again = NULL;
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    source.file = congsinh_sample_park(context);
    cr_assert_eq(congsinh_park_read(&park, context, &source), CONGSINH_OK);
    cr_assert_eq(congsinh_solve(&plan, context, park, NULL), CONGSINH_OK);
    text json = plan_text(context, plan, CONGSINH_JSON);
    cr_assert_eq(congsinh_plan_read(&again, context, "plan.json", json.bytes, json.length),
                 CONGSINH_OK);
    for (int format = CONGSINH_TEXT; format <= CONGSINH_CSV; format++) {
        text first = plan_text(context, plan, (congsinh_format)format);
        text second = plan_text(context, again, (congsinh_format)format);
        cr_expect(first.length == second.length &&
                      memcmp(first.bytes, second.bytes, first.length) == 0,
                  "format %d differs", format);
        congsinh_text_free(first.bytes);
        congsinh_text_free(second.bytes);
    }
    congsinh_totals one = congsinh_plan_totals(plan), other = congsinh_plan_totals(again);
    cr_expect_eq(memcmp(&one, &other, sizeof one), 0);
    congsinh_plan_free(again);
    cr_expect_eq(congsinh_plan_read(&again, context, "plan.json", json.bytes, json.length / 2),
                 CONGSINH_BAD_DATA);
    cr_expect_null(again);
    congsinh_text_free(json.bytes);
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    congsinh_free(context);
}

/* Whatever is asked twice, by another context, with other jobs: the same bytes. */
Test(plan, comes_out_the_same_twice) {
    text seen[2];
    for (int i = 0; i < 2; i++) {
        congsinh *context = api_context(CONGSINH_ENGLISH);
        congsinh_park *park = NULL;
        congsinh_plan *plan = NULL;
        congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
        congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
        options.jobs = 1 + 3 * i;
        source.file = congsinh_sample_park(context);
        cr_assert_eq(congsinh_park_read(&park, context, &source), CONGSINH_OK);
        cr_assert_eq(congsinh_solve(&plan, context, park, &options), CONGSINH_OK);
        seen[i] = plan_text(context, plan, CONGSINH_JSON);
        congsinh_plan_free(plan);
        congsinh_park_free(park);
        congsinh_free(context);
    }
    cr_expect(seen[0].length == seen[1].length &&
              memcmp(seen[0].bytes, seen[1].bytes, seen[0].length) == 0);
    congsinh_text_free(seen[0].bytes);
    congsinh_text_free(seen[1].bytes);
}

/* 100 needed, 30 to be had: at least 70 are bought, and 50 are asked for. */
Test(plan, that_cannot_be_names_the_requirement) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = NULL;
    congsinh_plan *plan = NULL;
    static const char *const settings[] = {"firms.a.outputs.e.quantity=30",
                                           "requirements.water_purchased_max=50"};
    const char *document = API_PARK(", \"requirements\": {}");
    congsinh_park_source source = {"t.json", document, strlen(document), settings, 2, NULL, NULL};
    cr_assert_eq(congsinh_park_read(&park, context, &source), CONGSINH_OK);
    cr_assert_eq(congsinh_solve(&plan, context, park, NULL), CONGSINH_INFEASIBLE);
    cr_assert_not_null(plan);
    text json = plan_text(context, plan, CONGSINH_JSON);
    cr_expect_not_null(strstr(json.bytes, "\"status\": \"infeasible\""));
    cr_expect_not_null(strstr(json.bytes, "\"requirement\": \"water_purchased_max\""), "%s",
                       json.bytes);
    cr_expect_not_null(strstr(json.bytes, "\"least\": 70"), "%s", json.bytes);
    congsinh_text_free(json.bytes);
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    congsinh_free(context);
}

static void expect_limit(congsinh *context, const congsinh_solve_options *options) {
    char *document = park_of_choices(900);
    congsinh_park *park = api_park(context, document);
    congsinh_plan *plan = NULL;
    cr_assert_eq(congsinh_solve(&plan, context, park, options), CONGSINH_LIMIT);
    cr_assert_not_null(plan);
    text json = plan_text(context, plan, CONGSINH_JSON);
    cr_expect_not_null(strstr(json.bytes, "\"status\": \"limit\""));
    congsinh_text_free(json.bytes);
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    free(document);
}

Test(plan, stops_at_the_time_limit, .timeout = 60) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
    options.time_limit = 1e-7;
    expect_limit(context, &options);
    congsinh_free(context);
}

Test(plan, has_a_gap_where_one_is_allowed, .timeout = 60) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    char *document = park_of_choices(0);
    congsinh_park *park = api_park(context, document);
    congsinh_plan *plan = NULL;
    congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
    options.gap = 0.5;
    congsinh_status status = congsinh_solve(&plan, context, park, &options);
    cr_expect(status == CONGSINH_OK || status == CONGSINH_LIMIT);
    cr_expect_gt(congsinh_plan_totals(plan).net_saving, 0);
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    congsinh_free(context);
    free(document);
}

/* Every text and every status of what is not there: out is NULL and something is said. */
Test(tell, refuses_what_is_not_there) {
    static const char *const pairs[][2] = {
        {"a.x", "b.i"}, {"a.e", "b.x"}, {"z.e", "b.i"}, {"", ""}, {"b.i", "a.e"}};
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = api_park(context, API_PARK(""));
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        int before = congsinh_diagnostic_count(context);
        char *out = (char *)context;
        congsinh_status status = congsinh_explain(&out, NULL, context, park, NULL, pairs[i][0],
                                                  pairs[i][1], CONGSINH_TEXT);
        cr_expect_eq(status, CONGSINH_BAD_DATA, "%s %s: %d", pairs[i][0], pairs[i][1], (int)status);
        cr_expect_null(out);
        cr_expect_gt(congsinh_diagnostic_count(context), before);
    }
    static const char *const wrong[] = {"NO-SUCH-RULE"};
    const congsinh_law laws[] = {{.rules = "nowhere"},
                                 {.rules = "vn", .date = "2026-02-30"},
                                 {.rules = "vn", .without = wrong, .without_count = 1},
                                 {.rules = "vn", .exceptions = "no-such-file.json"},
                                 {.rules = "vn", .exceptions_bytes = "{", .exceptions_length = 1}};
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++) {
        congsinh_matches *matches = (congsinh_matches *)context;
        congsinh_plan *plan = (congsinh_plan *)context;
        congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
        options.law = laws[i];
        int before = congsinh_diagnostic_count(context);
        cr_expect_eq(congsinh_match(&matches, context, park, &laws[i]), CONGSINH_BAD_DATA,
                     "law %zu", i);
        cr_expect_gt(congsinh_diagnostic_count(context), before);
        cr_expect_null(matches);
        cr_expect_eq(congsinh_solve(&plan, context, park, &options), CONGSINH_BAD_DATA, "law %zu",
                     i);
        cr_expect_null(plan);
    }
    congsinh_park_free(park);
    congsinh_free(context);
}

/* The same question wrong again is as wrong as before, though what was said stands in the list
 * once. */
Test(tell, a_mistake_made_twice_is_one_twice) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = NULL;
    const char *wrong = API_PARK(", \"assumtions\": {}");
    cr_expect_eq(api_read(&park, context, wrong), CONGSINH_BAD_DATA);
    int said = congsinh_diagnostic_count(context);
    cr_expect_eq(api_read(&park, context, wrong), CONGSINH_BAD_DATA);
    cr_expect_null(park);
    cr_expect_eq(congsinh_diagnostic_count(context), said);
    congsinh_free(context);
}

Test(tell, explains_and_lists) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = api_park(context, API_PARK(""));
    text out = {NULL, 0};
    cr_assert_eq(
        congsinh_explain(&out.bytes, &out.length, context, park, NULL, "a.e", "b.i", CONGSINH_TEXT),
        CONGSINH_OK);
    cr_expect_not_null(strstr(out.bytes, "is in the best plan"), "%s", out.bytes);
    congsinh_text_free(out.bytes);
    congsinh_matches *matches = NULL;
    cr_assert_eq(congsinh_match(&matches, context, park, NULL), CONGSINH_OK);
    cr_assert_eq(congsinh_matches_write(&out.bytes, &out.length, context, matches, CONGSINH_JSON),
                 CONGSINH_OK);
    cr_expect_not_null(strstr(out.bytes, "\"allowed\""), "%s", out.bytes);
    congsinh_text_free(out.bytes);
    cr_assert_eq(congsinh_matches_write(&out.bytes, &out.length, context, matches, CONGSINH_CSV),
                 CONGSINH_OK);
    cr_expect_not_null(strstr(out.bytes, "a.e,a,b.i,b,"), "%s", out.bytes);
    congsinh_text_free(out.bytes);
    /* What is not written so is said, not written as something else. */
    cr_expect_eq(congsinh_matches_write(&out.bytes, NULL, context, matches, CONGSINH_MARKDOWN),
                 CONGSINH_BAD_USAGE);
    cr_expect_null(out.bytes);
    cr_expect_eq(congsinh_rules_write(&out.bytes, NULL, context, "vn", CONGSINH_CSV),
                 CONGSINH_BAD_USAGE);
    cr_expect_eq(
        congsinh_explain(&out.bytes, NULL, context, park, NULL, "a.e", "b.i", CONGSINH_HTML),
        CONGSINH_BAD_USAGE);
    congsinh_matches_free(matches);
    cr_assert_eq(congsinh_rules_write(&out.bytes, NULL, context, "vn", CONGSINH_JSON), CONGSINH_OK);
    cr_expect_not_null(strstr(out.bytes, "VN-WW-CENTRAL"));
    congsinh_text_free(out.bytes);
    congsinh_park_free(park);
    congsinh_free(context);
}

#ifdef GLPSOL
/* The objective glpsol finds in the program that congsinh_program_write wrote. */
static double by_glpsol(congsinh *context, const congsinh_park *park) {
    char name[] = "/tmp/congsinh_lp_XXXXXX", answer[sizeof name + 8], command[256];
    text lp = {NULL, 0};
    cr_assert_eq(congsinh_program_write(&lp.bytes, &lp.length, context, park, NULL), CONGSINH_OK);
    int handle = mkstemp(name);
    cr_assert_geq(handle, 0);
    cr_assert_eq(write(handle, lp.bytes, lp.length), (ssize_t)lp.length);
    close(handle);
    snprintf(answer, sizeof answer, "%s.out", name);
    snprintf(command, sizeof command, "%s --lp %s -o %s >/dev/null", GLPSOL, name, answer);
    cr_assert_eq(system(command), 0, "glpsol refuses:\n%s", lp.bytes);
    FILE *file = fopen(answer, "r");
    double value = (double)NAN;
    char line[256];
    while (fgets(line, sizeof line, file) != NULL) {
        const char *found = strncmp(line, "Objective:", 10) == 0 ? strchr(line, '=') : NULL;
        value = found != NULL ? strtod(found + 1, NULL) : value;
    }
    fclose(file);
    unlink(name);
    unlink(answer);
    congsinh_text_free(lp.bytes);
    return value;
}

/* The program's objective is what exchanges change in the cost. All of it saves 100 x 5 + 100 x 10
 * = 1500, less what a pipe costs: 100 over 20 years at 10 %, 100 x 0.1 / (1 - 1.1^-20)
 * = 11.7459625. */
Test(tell, the_program_is_read_and_solved_by_glpsol) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *free_way = api_park(context, API_PARK(""));
    static const char *const settings[] = {"models.modes.p.investment={\"fixed\": 100}"};
    const char *document = API_PARK("");
    congsinh_park_source source = {"t.json", document, strlen(document), settings, 1, NULL, NULL};
    congsinh_park *fixed = NULL;
    cr_assert_eq(congsinh_park_read(&fixed, context, &source), CONGSINH_OK);
    cr_expect_float_eq(by_glpsol(context, free_way), -1500, 1e-6);
    cr_expect_float_eq(by_glpsol(context, fixed), 11.7459625 - 1500, 1e-4);
    congsinh_park_free(free_way);
    congsinh_park_free(fixed);
    congsinh_free(context);
}
#endif

/* What is saved in pieces is what is written as one text; where it cannot be, nothing is left. */
Test(plan, is_saved_as_it_is_written) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = NULL;
    congsinh_plan *plan = NULL;
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    source.file = congsinh_sample_park(context);
    cr_assert_eq(congsinh_park_read(&park, context, &source), CONGSINH_OK);
    cr_assert_eq(congsinh_solve(&plan, context, park, NULL), CONGSINH_OK);
    text json = plan_text(context, plan, CONGSINH_JSON);
    cr_assert_gt(json.length, 3 * 32768, "one piece holds it: nothing is tested");
    char folder[] = "/tmp/congsinh_api_XXXXXX", name[64];
    cr_assert_not_null(mkdtemp(folder));
    snprintf(name, sizeof name, "%s/plan.json", folder);
    cr_assert_eq(congsinh_plan_save(context, plan, name), CONGSINH_OK);
    char *saved = malloc(json.length + 1);
    FILE *file = fopen(name, "rb");
    cr_expect_eq(fread(saved, 1, json.length + 1, file), json.length);
    fclose(file);
    cr_expect_eq(memcmp(saved, json.bytes, json.length), 0);
    free(saved);
    cr_expect_eq(congsinh_plan_save(context, plan, "/dev/full"), CONGSINH_MACHINE);
    cr_expect_geq(api_said(context, "FILE_DISK_FULL"), 0);
    cr_expect_eq(congsinh_plan_save(context, plan, folder), CONGSINH_BAD_DATA);
    cr_expect_geq(api_said(context, "FILE_IS_FOLDER"), 0);
    congsinh_text_free(json.bytes);
    unlink(name);
    cr_expect_eq(rmdir(folder), 0, "something else was left in the folder");
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    congsinh_free(context);
}
