/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small parks as texts, and reading them through the public header. */
#ifndef TESTS_API_HELP_H
#define TESTS_API_HELP_H

#include <congsinh/congsinh.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* a gives 100 at 5 to be rid of, b buys 100 at 10, nothing on the way costs: all of it saves 1500.
 * `more` adds keys. */
#define API_PARK(more)                                                                             \
    "{\"format\": \"congsinh-park/1\",\n"                                                          \
    " \"park\": {\"id\": \"t\", \"year\": 2026, \"currency\": \"VND\"},\n"                         \
    " \"firms\": [\n"                                                                              \
    "  {\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": [\n"                                        \
    "   {\"id\": \"e\", \"resource\": \"w\", \"quantity\": 100, \"disposal_cost\": 5}]},\n"        \
    "  {\"id\": \"b\", \"at_km\": [1, 0], \"inputs\": [\n"                                         \
    "   {\"id\": \"i\", \"resource\": \"w\", \"quantity\": 100, \"price\": 10}]}]" more            \
    ",\n \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\", \"mode\": \"p\"}],"   \
    " \"modes\": [{\"id\": \"p\", \"family\": \"water\"}]}}\n"

/* Thirty plants of which each costs to open, firms that ask, and pipes that cost `pipe` each: a
 * search, and with pipes that cost something a long one. The caller frees it. */
static inline char *park_of_choices(int pipe) {
    enum { PLANTS = 30, ASKING = 60 };
    char *text = calloc(1, 1 << 16);
    char *at = text;
    at += sprintf(at, "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"c\", \"year\": 2026, "
                      "\"currency\": \"VND\"},"
                      " \"firms\": [{\"id\": \"s\", \"at_km\": [50, 50], \"outputs\": [{\"id\": "
                      "\"o\", \"resource\": \"w\", "
                      "\"quantity\": 100000}]}");
    for (int i = 0; i < ASKING; i++) {
        at += sprintf(at,
                      ", {\"id\": \"f%02d\", \"at_km\": [%d, %d], \"inputs\": [{\"id\": \"i\", "
                      "\"resource\": \"c\", "
                      "\"quantity\": %d, \"price\": 900}]}",
                      i, i * 37 % 100, i * 61 % 100, 50 + i * 29 % 70);
    }
    at += sprintf(at, "], \"facilities\": [");
    for (int k = 0; k < PLANTS; k++) {
        at += sprintf(
            at,
            "%s{\"id\": \"k%d\", \"at_km\": [%d, %d], \"existing\": false, \"capacity\": %d, "
            "\"investment\": {\"fixed\": %d, \"life\": 1}, \"accepts\": {\"resources\": [\"w\"]}, "
            "\"gives\": {\"resource\": \"r\"}}",
            k == 0 ? "" : ", ", k, k * 53 % 100, k * 17 % 100, 300 + k * 31 % 200,
            8000 + k * 411 % 3000);
    }
    sprintf(at,
            "], \"assumptions\": {\"discount_rate\": 0}, \"models\": {\"resources\": [{\"id\": "
            "\"w\", \"family\": \"water\"}, "
            "{\"id\": \"c\", \"family\": \"water\"}, {\"id\": \"r\", \"family\": \"water\"}], "
            "\"substitutions\": "
            "[{\"output\": \"r\", \"input\": \"c\"}], \"modes\": [{\"id\": \"p\", \"family\": "
            "\"water\", "
            "\"transport_cost\": 1.5, \"investment\": {\"fixed\": %d, \"life\": 1}}]}}",
            pipe);
    return text;
}

static inline congsinh *api_context(congsinh_language language) {
    congsinh_options options = CONGSINH_OPTIONS_INIT;
    options.language = language;
    congsinh *context = NULL;
    cr_assert_eq(congsinh_new(&context, &options), CONGSINH_OK);
    return context;
}

static inline congsinh_status api_read(congsinh_park **out, congsinh *context, const char *text) {
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    source.file = "t.json";
    source.bytes = text;
    source.length = strlen(text);
    return congsinh_park_read(out, context, &source);
}

static inline congsinh_park *api_park(congsinh *context, const char *text) {
    congsinh_park *park = NULL;
    cr_assert_eq(
        api_read(&park, context, text), CONGSINH_OK, "%s",
        congsinh_diagnostic_count(context) > 0 ? congsinh_diagnostic_at(context, 0).sentence : "");
    return park;
}

/* Whether something of this code was said; its index, or -1. */
static inline int api_said(congsinh *context, const char *code) {
    for (int i = 0; i < congsinh_diagnostic_count(context); i++) {
        if (strcmp(congsinh_diagnostic_at(context, i).code, code) == 0) {
            return i;
        }
    }
    return -1;
}

/* The number behind the first `key` after `object` ("\"totals\"", "\"fees\": "). */
static inline double api_number_behind(const char *text, const char *object, const char *key) {
    const char *at = strstr(text, object);
    cr_assert_not_null(at, "%s", object);
    at = strstr(at, key);
    cr_assert_not_null(at, "%s", key);
    return strtod(at + strlen(key), NULL);
}

/* Writes a rule pack to a new file: `char file[] = API_PACK_FILE;` gets its name, and the test
 * unlinks it. */
#define API_PACK_FILE "/tmp/congsinh_rules_XXXXXX.json"
static inline void api_pack_write(char *file, const char *pack) {
    int handle = mkstemps(file, 5);
    cr_assert(handle >= 0);
    size_t length = strlen(pack);
    cr_assert_eq(write(handle, pack, length), (ssize_t)length);
    close(handle);
}

#endif
