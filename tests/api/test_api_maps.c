/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps, graphs and diagrams of flows, as the public header promises them. */
#include "api_help.h"

#include <ctype.h>

/* a gives to b, both at 10.60 degrees north; two corridors at 10.61 that join in 106.75, one of
 * them with a branch that leads nowhere. */
#define EARTH(names, more)                                                                         \
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"t\", \"year\": 2026, "                 \
    "\"currency\": \"VND\"}, \"firms\": ["                                                         \
    "{\"id\": \"a\", " names " \"at\": [106.7, 10.6], \"outputs\": [{\"id\": \"e\", "              \
    "\"resource\": \"w\", \"quantity\": 100, \"disposal_cost\": 5}]}, "                            \
    "{\"id\": \"b\", \"at\": [106.8, 10.6], \"inputs\": [{\"id\": \"i\", \"resource\": \"w\", "    \
    "\"quantity\": 100, \"price\": 10}]}], "                                                       \
    "\"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\", \"mode\": \"p\"}], "      \
    "\"modes\": [{\"id\": \"p\", \"family\": \"water\"}]}" more "}"
#define CORRIDORS                                                                                  \
    ", \"corridors\": [{\"nodes\": [[106.7, 10.61], [106.75, 10.61], [106.75, 10.7]]}, "           \
    "{\"nodes\": [[106.75, 10.61], [106.8, 10.61]]}]"

typedef struct written {
    congsinh *context;
    congsinh_park *park;
    congsinh_plan *plan;
} written;

static written plan_of(const char *text) {
    written w = {.context = api_context(CONGSINH_ENGLISH)};
    w.park = api_park(w.context, text);
    cr_assert_eq(congsinh_solve(&w.plan, w.context, w.park, NULL), CONGSINH_OK);
    return w;
}

static void end(written *w) {
    congsinh_plan_free(w->plan);
    congsinh_park_free(w->park);
    congsinh_free(w->context);
}

/* The plan as it is after it was written and read again. The caller frees the text. */
static char *told(written *w, congsinh_format format) {
    char *json = NULL, *text = NULL;
    size_t length = 0;
    cr_assert_eq(congsinh_plan_write(&json, &length, w->context, w->plan, CONGSINH_JSON),
                 CONGSINH_OK);
    congsinh_plan *again = NULL;
    cr_assert_eq(congsinh_plan_read(&again, w->context, "plan.json", json, length), CONGSINH_OK);
    congsinh_report_options options = CONGSINH_REPORT_OPTIONS_INIT;
    options.audience = CONGSINH_FOR_ANALYST;
    cr_assert_eq(congsinh_report_write(&text, &length, w->context, again, &options, format),
                 CONGSINH_OK);
    congsinh_plan_free(again);
    congsinh_text_free(json);
    return text;
}

/* Takes out all blanks that no string is made of here. */
static const char *packed(char *text) {
    char *to = text;
    for (const char *at = text; *at != '\0'; at++) {
        if (!isspace((unsigned char)*at)) {
            *to++ = *at;
        }
    }
    *to = '\0';
    return text;
}

typedef struct line_case {
    const char *what, *park, *line, *state;
} line_case;

static const line_case lines[] = {
    {"straight", EARTH("", ""), "[[106.7,10.6],[106.8,10.6]]", "\"new\""},
    {"along the corridors", EARTH("", CORRIDORS),
     "[[106.7,10.6],[106.7,10.61],[106.75,10.61],[106.8,10.61],[106.8,10.6]]", "\"new\""},
    {"a link's length is not along the corridors",
     EARTH("", CORRIDORS ", \"links\": [{\"from\": \"a\", \"to\": \"b\", \"length\": 12}]"),
     "[[106.7,10.6],[106.8,10.6]]", "\"new\""},
    {"a link that is there",
     EARTH("", CORRIDORS ", \"links\": [{\"from\": \"a\", \"to\": \"b\", \"existing\": true}]"),
     "[[106.7,10.6],[106.7,10.61],[106.75,10.61],[106.8,10.61],[106.8,10.6]]", "\"existing\""},
    {"it runs today",
     EARTH("", ", \"exchanges\": [{\"from\": \"a.e\", \"to\": \"b.i\", \"quantity\": 40, "
               "\"status\": \"running\"}]"),
     "[[106.7,10.6],[106.8,10.6]]", "\"existing\""},
    {"by way of a plant",
     EARTH("", ", \"facilities\": [{\"id\": \"f\", \"at\": [106.7123456789, 10.5], \"accepts\": "
               "{\"resources\": [\"w\"]}, \"gives\": {\"resource\": \"w\", \"yield\": 1}, "
               "\"capacity\": 1000}], \"links\": [{\"from\": \"a\", \"to\": \"b\", "
               "\"forbidden\": \"x\"}]"),
     "[[106.7,10.6],[106.7123457,10.5],[106.8,10.6]]", "\"new\""},
};

Test(maps, draw_an_exchange_along_what_it_follows) {
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        written w = plan_of(lines[i].park);
        char *map = told(&w, CONGSINH_GEOJSON);
        const char *found = strstr(packed(map), "\"LineString\",\"coordinates\":");
        cr_assert_not_null(found, "%s: %s", lines[i].what, map);
        found = strchr(found, '[');
        cr_expect(strncmp(found, lines[i].line, strlen(lines[i].line)) == 0, "%s: %.90s",
                  lines[i].what, found);
        const char *state = strstr(found, "\"state\":");
        cr_assert_not_null(state);
        cr_expect(strncmp(state + 8, lines[i].state, strlen(lines[i].state)) == 0, "%s: %.30s",
                  lines[i].what, state);
        congsinh_text_free(map);
        end(&w);
    }
}

Test(maps, of_a_park_on_a_plane_are_refused_with_the_key_to_change) {
    static const congsinh_language languages[] = {CONGSINH_ENGLISH, CONGSINH_VIETNAMESE};
    for (int l = 0; l < 2; l++) {
        congsinh *context = api_context(languages[l]);
        congsinh_park *park = api_park(context, API_PARK(""));
        congsinh_plan *plan = NULL;
        cr_assert_eq(congsinh_solve(&plan, context, park, NULL), CONGSINH_OK);
        for (int way = 0; way < 2; way++) {
            char *text = "unset";
            size_t length = 0;
            congsinh_diagnostics_clear(context);
            congsinh_status status =
                way == 0
                    ? congsinh_plan_write(&text, &length, context, plan, CONGSINH_GEOJSON)
                    : congsinh_report_write(&text, &length, context, plan, NULL, CONGSINH_GEOJSON);
            cr_expect_eq(status, CONGSINH_BAD_DATA);
            cr_expect_null(text);
            int said = api_said(context, "MAP_ON_PLANE");
            cr_assert_geq(said, 0);
            cr_expect_not_null(strstr(congsinh_diagnostic_at(context, said).sentence, "\"at\""));
        }
        /* A graph needs no map: km stand as km. */
        char *graph = NULL;
        cr_expect_eq(congsinh_plan_write(&graph, NULL, context, plan, CONGSINH_GRAPHML),
                     CONGSINH_OK);
        cr_expect_not_null(strstr(graph, "<data key=\"n.x_km\">1</data>"));
        cr_expect_null(strstr(graph, "<data key=\"n.longitude\">"));
        congsinh_text_free(graph);
        congsinh_plan_free(plan);
        congsinh_park_free(park);
        congsinh_free(context);
    }
}

/* A firm that stands nowhere is there without a geometry, and so is its exchange. */
Test(maps, hold_what_has_no_place_without_a_geometry) {
    written w = plan_of(
        "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"t\", \"year\": 2026, "
        "\"currency\": \"VND\"}, \"firms\": [{\"id\": \"a\", \"at\": [106.7, 10.6], "
        "\"outputs\": [{\"id\": \"e\", \"resource\": \"w\", \"quantity\": 100, "
        "\"disposal_cost\": 5}]}, {\"id\": \"b\", \"inputs\": [{\"id\": \"i\", "
        "\"resource\": \"w\", \"quantity\": 100, \"price\": 10}]}], \"models\": {\"resources\": "
        "[{\"id\": \"w\", \"family\": \"water\", \"mode\": \"p\"}], \"modes\": [{\"id\": \"p\", "
        "\"family\": \"water\"}]}}");
    char *map = told(&w, CONGSINH_GEOJSON);
    packed(map);
    cr_expect_not_null(strstr(map, "\"id\":\"firm:a\",\"geometry\":{\"type\":\"Point\","
                                   "\"coordinates\":[106.7,10.6]}"));
    cr_expect_not_null(strstr(map, "\"id\":\"firm:b\",\"geometry\":null"));
    cr_expect_not_null(strstr(map, "\"id\":\"exchange:E01\",\"geometry\":null"));
    cr_expect_null(strstr(map, "\"crs\""));
    congsinh_text_free(map);
    end(&w);
}

/* Whatever a firm is called, the file stays XML and a table's cell no formula. */
Test(maps, keep_names_as_texts) {
    written w = plan_of(EARTH("\"name\": \"=A & <B> \\\"C\\\" \\uffff\",", ""));
    char *graph = told(&w, CONGSINH_GRAPHML);
    cr_expect_not_null(strstr(
        graph, "<data key=\"n.label\">=A &amp; &lt;B&gt; &quot;C&quot; \xEF\xBF\xBD</data>"));
    cr_expect_null(strstr(graph, "<B>"));
    congsinh_text_free(graph);
    char *rows = told(&w, CONGSINH_SANKEY);
    cr_expect_not_null(strstr(rows, "\r\n\"'=A & <B> \"\"C\"\" "));
    congsinh_text_free(rows);
    end(&w);
}

/* b's leavings go back to a: no flow ends where one began, and two firms of one name are told
 * apart. */
Test(maps, of_flows_never_run_in_a_circle) {
    written w = plan_of(
        "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"t\", \"year\": 2026, "
        "\"currency\": \"VND\"}, \"firms\": ["
        "{\"id\": \"a\", \"name\": \"Mill\", \"outputs\": [{\"id\": \"e\", \"resource\": \"w\", "
        "\"quantity\": 100, \"disposal_cost\": 5}], \"inputs\": [{\"id\": \"j\", \"resource\": "
        "\"s\", \"quantity\": 7, \"price\": 3}]}, "
        "{\"id\": \"b\", \"name\": \"Mill\", \"inputs\": [{\"id\": \"i\", \"resource\": \"w\", "
        "\"quantity\": 60, \"price\": 10}], \"outputs\": [{\"id\": \"k\", \"resource\": \"s\", "
        "\"quantity\": 7, \"disposal_cost\": 1}]}, "
        "{\"id\": \"c\", \"name\": \"Dyer\", \"inputs\": [{\"id\": \"i\", \"resource\": \"w\", "
        "\"quantity\": 40, \"price\": 10}]}], \"models\": {\"resources\": [{\"id\": \"w\", "
        "\"family\": \"water\", \"mode\": \"p\"}, {\"id\": \"s\", \"family\": \"material\", "
        "\"mode\": \"r\"}], \"modes\": [{\"id\": \"p\", \"family\": \"water\"}, {\"id\": \"r\", "
        "\"family\": \"material\"}]}}");
    char *rows = told(&w, CONGSINH_SANKEY);
    cr_expect_not_null(strstr(rows, "source,target,type,value,unit\r\n"));
    cr_expect_not_null(strstr(rows, "Mill [a],Mill [b] (takes),w,60,m3\r\n"), "%s", rows);
    cr_expect_not_null(strstr(rows, "Mill [b],Mill [a] (takes),s,7,t\r\n"), "%s", rows);
    cr_expect_not_null(strstr(rows, "Mill [a],Dyer,w,40,m3\r\n"), "%s", rows);
    congsinh_text_free(rows);
    end(&w);
}

/* What may be added up stands on the first leg alone. */
Test(maps, of_graphs_have_an_edge_a_leg) {
    written w = plan_of(lines[5].park);
    char *graph = told(&w, CONGSINH_GRAPHML);
    const char *first = strstr(graph, "<edge id=\"E01.1\" source=\"firm:a\" target=\"facility:f\"");
    const char *second =
        strstr(graph, "<edge id=\"E01.2\" source=\"facility:f\" target=\"firm:b\"");
    cr_assert(first != NULL && second != NULL, "%s", graph);
    const char *saving = strstr(first, "<data key=\"e.net_saving\">1500</data>");
    cr_expect(saving != NULL && saving < second);
    cr_expect_null(strstr(second, "e.net_saving"));
    cr_expect_not_null(strstr(second, "<data key=\"e.amount\">100</data>"));
    congsinh_text_free(graph);
    end(&w);
}
