/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contexts, parks, diagnostics and files, as the public header promises them. */
#include "api_help.h"

#include <dirent.h>
#include <unistd.h>

Test(context, knows_its_models_and_its_sample) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    cr_expect_str_eq(congsinh_version(), CONGSINH_VERSION);
    cr_assert_not_null(congsinh_models_folder(context));
    cr_assert_not_null(congsinh_sample_park(context));
    cr_expect_eq(access(congsinh_sample_park(context), R_OK), 0);
    cr_expect_eq(congsinh_diagnostic_count(context), 0);
    congsinh_free(context);
}

Test(context, what_was_said_can_be_forgotten) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    for (int i = 0; i < 3; i++) {
        congsinh_park *park = NULL;
        cr_expect_eq(api_read(&park, context, API_PARK(", \"firm\": []")), CONGSINH_BAD_DATA);
        cr_expect_eq(congsinh_diagnostic_count(context), 1, "round %d", i);
        cr_expect_str_eq(congsinh_diagnostic_at(context, 0).code, "UNKNOWN_KEY_NEAREST");
        congsinh_diagnostics_clear(context);
        cr_expect_eq(congsinh_diagnostic_count(context), 0);
        /* The next park is judged by itself. */
        cr_expect_eq(api_read(&park, context, API_PARK("")), CONGSINH_OK);
        congsinh_park_free(park);
    }
    congsinh_free(context);
}

Test(context, frees_nothing_without_a_word) {
    congsinh_free(NULL);
    congsinh_park_free(NULL);
    congsinh_matches_free(NULL);
    congsinh_plan_free(NULL);
    congsinh_text_free(NULL);
}

Test(context, a_wrong_models_folder_is_told) {
    congsinh_options options = CONGSINH_OPTIONS_INIT;
    options.models = "/nowhere/at/all";
    congsinh *context = NULL;
    cr_assert_eq(congsinh_new(&context, &options), CONGSINH_OK);
    congsinh_park *park = (congsinh_park *)context;
    cr_expect_eq(api_read(&park, context, API_PARK("")), CONGSINH_BAD_DATA);
    cr_expect_null(park);
    static const char *const packs[] = {"vn", NULL};
    for (int i = 0; i < 2; i++) {
        char *text = NULL;
        cr_expect_eq(congsinh_rules_write(&text, NULL, context, packs[i], CONGSINH_TEXT),
                     CONGSINH_BAD_DATA);
        cr_expect_null(text);
    }
    /* Said once, of one folder; and nothing else is, as everything would miss it. */
    cr_assert_eq(congsinh_diagnostic_count(context), 1);
    congsinh_diagnostic said = congsinh_diagnostic_at(context, 0);
    cr_expect_str_eq(said.code, "MODELS_MISSING");
    cr_expect_str_eq(said.path, "--models");
    cr_expect_not_null(strstr(said.sentence, "/nowhere/at/all"));
    congsinh_free(context);
}

Test(context, a_wrong_models_folder_of_the_environment_is_told) {
    setenv("CONGSINH_MODELS", "/nowhere/either", 1);
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = NULL;
    cr_expect_eq(api_read(&park, context, API_PARK("")), CONGSINH_BAD_DATA);
    int said = api_said(context, "MODELS_MISSING");
    cr_assert_geq(said, 0);
    cr_expect_str_eq(congsinh_diagnostic_at(context, said).path, "CONGSINH_MODELS");
    cr_expect_not_null(strstr(congsinh_diagnostic_at(context, said).sentence, "/nowhere/either"));
    congsinh_free(context);
}

/* Rules are read after the park, but with its errors every problem is to be listed at once. */
Test(context, an_unknown_rule_pack_is_told_with_all_else) {
    static const char text[] = "{\"format\": \"congsinh-park/1\",\n"
                               "\"park\": {\"id\": \"t\", \"year\": 2026, \"currency\": \"VND\",\n"
                               "  \"rules\": \"atlantis\"},\n"
                               "\"firmz\": []}";
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = NULL;
    cr_expect_eq(api_read(&park, context, text), CONGSINH_BAD_DATA);
    cr_expect_geq(api_said(context, "UNKNOWN_KEY_NEAREST"), 0);
    int said = api_said(context, "RULES_UNKNOWN");
    cr_assert_geq(said, 0);
    cr_expect_str_eq(congsinh_diagnostic_at(context, said).path, "park.rules");
    cr_expect_eq(congsinh_diagnostic_at(context, said).line, 3);
    congsinh_free(context);
}

/* The rule on waste water asks for a facility of the kind "central-wastewater". */
Test(context, a_kind_that_is_nearly_a_rules_is_told) {
    static const struct {
        const char *kind, *rules;
        bool told;
    } rows[] = {{"central-wastwater", "vn", true},
                {"central-wastewater", "vn", false},
                {"water-tower", "vn", false},
                {"central-wastwater", "none", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[2048];
        snprintf(
            text, sizeof text,
            API_PARK(",\n \"facilities\": [{\"id\": \"f\", \"kind\": \"%s\", \"at_km\": [1, 1], "
                     "\"accepts\": {\"resources\": [\"w\"]}}]"),
            rows[i].kind);
        congsinh *context = api_context(CONGSINH_ENGLISH);
        congsinh_park *park = api_park(context, text);
        congsinh_law law = CONGSINH_LAW_INIT;
        law.rules = rows[i].rules;
        congsinh_matches *matches = NULL;
        cr_expect_eq(congsinh_match(&matches, context, park, &law), CONGSINH_OK);
        int said = api_said(context, "FACILITY_KIND_NEAR");
        cr_expect_eq(said >= 0, rows[i].told, "%s under %s", rows[i].kind, rows[i].rules);
        if (said >= 0) {
            cr_expect_str_eq(congsinh_diagnostic_at(context, said).path, "facilities.f.kind");
        }
        congsinh_matches_free(matches);
        congsinh_park_free(park);
        congsinh_free(context);
    }
}

Test(context, endings_are_formats) {
    static const struct {
        const char *file;
        congsinh_format format;
    } known[] = {{"a.md", CONGSINH_MARKDOWN},     {"a.csv", CONGSINH_CSV},
                 {"a.html", CONGSINH_HTML},       {"x/y.json", CONGSINH_JSON},
                 {"a.txt", CONGSINH_TEXT},        {"a.geojson", CONGSINH_GEOJSON},
                 {"a.graphml", CONGSINH_GRAPHML}, {"a.sankey.csv", CONGSINH_SANKEY},
                 {"a.gpkg", CONGSINH_GEOPACKAGE}, {"sankey.csv", CONGSINH_CSV},
                 {"a.xlsx", CONGSINH_WORKBOOK}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        congsinh_format format = CONGSINH_TEXT;
        cr_expect(congsinh_format_of(&format, known[i].file), "%s", known[i].file);
        cr_expect_eq(format, known[i].format, "%s", known[i].file);
    }
    congsinh_format untouched = CONGSINH_CSV;
    cr_expect_not(congsinh_format_of(&untouched, "a.doc"));
    cr_expect_not(congsinh_format_of(&untouched, "json"));
    cr_expect_eq(untouched, CONGSINH_CSV);
    int endings = 0;
    while (congsinh_format_ending(endings) != NULL) {
        cr_expect_eq(congsinh_format_ending(endings)[0], '.');
        endings++;
    }
    cr_expect_eq(endings, 10);
}

Test(park, is_described) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park =
        api_park(context, API_PARK(", \"links\": [{\"from\": \"a\", \"to\": \"b\"}]"));
    congsinh_park_facts facts = congsinh_park_describe(park);
    cr_expect_str_eq(facts.id, "t");
    const int found[] = {facts.firms, facts.outputs,   facts.inputs, facts.facilities,
                         facts.links, facts.exchanges, facts.periods};
    const int expected[] = {2, 1, 1, 0, 1, 0, 1};
    for (int i = 0; i < 7; i++) {
        cr_expect_eq(found[i], expected[i], "count %d is %d", i, found[i]);
    }
    congsinh_park_free(park);
    congsinh_free(context);
}

/* Two mistakes, both said, each with code, file, path, line and a sentence in the reader's
 * language. */
static void expect_mistakes(congsinh_language language, const char *nearest) {
    congsinh *context = api_context(language);
    congsinh_park *park = (congsinh_park *)context;
    cr_expect_eq(
        api_read(&park, context,
                 API_PARK(",\n \"assumtions\": {},\n \"requirements\": {\"investment_max\": -1}")),
        CONGSINH_BAD_DATA);
    cr_expect_null(park, "out is NULL where nothing was read");
    int at = api_said(context, "UNKNOWN_KEY_NEAREST");
    cr_assert_geq(at, 0);
    congsinh_diagnostic said = congsinh_diagnostic_at(context, at);
    cr_expect_eq(said.severity, CONGSINH_ERROR);
    cr_expect_str_eq(said.file, "t.json");
    cr_expect_str_eq(said.path, "assumtions");
    cr_expect_eq(said.line, 8, "line %d", said.line);
    cr_expect_not_null(strstr(said.sentence, "assumptions"), "%s", said.sentence);
    cr_expect_not_null(strstr(said.sentence, nearest), "%s", said.sentence);
    int errors = 0;
    for (int i = 0; i < congsinh_diagnostic_count(context); i++) {
        said = congsinh_diagnostic_at(context, i);
        errors += said.severity == CONGSINH_ERROR ? 1 : 0;
    }
    cr_expect_eq(errors, 2, "%d errors", errors);
    cr_expect_str_eq(congsinh_diagnostic_at(context, 99).sentence, "",
                     "beyond the last there is nothing");
    congsinh_free(context);
}

Test(park, every_mistake_is_told_in_the_readers_language) {
    expect_mistakes(CONGSINH_ENGLISH, "did you mean");
    expect_mistakes(CONGSINH_VIETNAMESE, "có phải là");
}

Test(park, settings_are_applied_in_order) {
    static const char *const settings[] = {"firms.a.outputs.e.quantity=10",
                                           "firms.a.outputs.e.quantity=40",
                                           "firms.b.inputs.i.price=\"20 VND/m3\""};
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = NULL;
    congsinh_plan *plan = NULL;
    const char text[] = API_PARK("");
    congsinh_park_source source = {"t.json", text, strlen(text), settings, 3, NULL, NULL};
    cr_assert_eq(congsinh_park_read(&park, context, &source), CONGSINH_OK);
    cr_assert_eq(congsinh_solve(&plan, context, park, NULL), CONGSINH_OK);
    /* 40 x (5 + 20) */
    cr_expect_float_eq(congsinh_plan_totals(plan).net_saving, 1000, 1e-9);
    static const char *const wrong[] = {"firms.z.outputs.e.quantity=10"};
    source.settings = wrong;
    source.setting_count = 1;
    congsinh_park *none = park;
    cr_expect_eq(congsinh_park_read(&none, context, &source), CONGSINH_BAD_DATA);
    cr_expect_null(none);
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    congsinh_free(context);
}

Test(park, a_file_and_its_text_read_the_same) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = NULL;
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    source.file = congsinh_sample_park(context);
    cr_assert_eq(congsinh_park_read(&park, context, &source), CONGSINH_OK);
    cr_expect_gt(congsinh_park_describe(park).firms, 20);
    congsinh_park_free(park);
    source.file = "/nowhere/park.json";
    cr_expect_eq(congsinh_park_read(&park, context, &source), CONGSINH_BAD_DATA);
    cr_expect_null(park);
    congsinh_free(context);
}

static int files_in(const char *folder) {
    int count = 0;
    DIR *all = opendir(folder);
    for (const struct dirent *one = readdir(all); one != NULL; one = readdir(all)) {
        count += one->d_name[0] == '.' && strlen(one->d_name) < 3 ? 0 : 1;
    }
    closedir(all);
    return count;
}

Test(file, is_written_whole_or_not_at_all) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    char folder[] = "/tmp/congsinh_api_XXXXXX";
    cr_assert_not_null(mkdtemp(folder));
    char name[64], read[16] = "";
    snprintf(name, sizeof name, "%s/x", folder);
    cr_assert_eq(congsinh_file_write(context, name, "old", 3), CONGSINH_OK);
    cr_assert_eq(congsinh_file_write(context, name, "newer\n", 6), CONGSINH_OK);
    FILE *file = fopen(name, "rb");
    cr_expect_eq(fread(read, 1, sizeof read, file), 6);
    fclose(file);
    cr_expect_str_eq(read, "newer\n");
    cr_expect_eq(files_in(folder), 1, "a temporary file is left");
    cr_expect_eq(congsinh_diagnostic_count(context), 0);
    cr_expect_eq(congsinh_file_write(context, "/dev/full", "x", 1), CONGSINH_MACHINE);
    cr_expect_geq(api_said(context, "FILE_DISK_FULL"), 0);
    char none[80];
    snprintf(none, sizeof none, "%s/no/x", folder);
    cr_expect_neq(congsinh_file_write(context, none, "x", 1), CONGSINH_OK);
    unlink(name);
    rmdir(folder);
    congsinh_free(context);
}
