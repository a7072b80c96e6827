/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of the data: bare, with unit, with range and basis, from factors; and what is said of
 * wrong ones. */
#include "reading.h"

#include <math.h>

/* Factors of these tests, by id. */
static const char factors_text[] =
    "{\"grid\": {\"id\": \"grid\", \"value\": \"0.6592 tCO2e/MWh\", \"low\": \"0.6 tCO2e/MWh\","
    "           \"source\": \"a notice\", \"year\": 2023},"
    " \"half-grid\": {\"id\": \"half-grid\", \"value\": {\"factor\": \"grid\", \"times\": 0.5}},"
    " \"round\": {\"id\": \"round\", \"value\": {\"factor\": \"round\"}},"
    " \"dollars\": {\"id\": \"dollars\", \"value\": \"2 USD/m3\"},"
    " \"euros\": {\"id\": \"euros\", \"value\": \"2 EUR/m3\"},"
    " \"upside\": {\"id\": \"upside\", \"value\": 7, \"low\": 8},"
    " \"bare\": {\"id\": \"bare\", \"value\": 7}}";

static const cg_json *find_factor(const void *payload, const char *id) {
    return cg_json_member(payload, id);
}

static void start(reading *r, scratch *s) {
    reading_start(r, s);
    cg_json *factors = reading_json(r, factors_text);
    cg_map *ids = cg_map_new(s->arena);
    for (const cg_json *one = factors->first; one != NULL; one = one->next) {
        cg_map_add(ids, one->key, 0);
    }
    r->reader.find_factor = find_factor;
    r->reader.payload = factors;
    r->reader.factor_ids = ids;
}

typedef struct good_row {
    const char *json;
    cg_kind kind;
    cg_family family;
    double value, low, high; /* low = high = NAN: no range */
    cg_basis basis;
} good_row;

static const good_row good_rows[] = {
    /* A bare number is in the base unit. */
    {"1200", CG_KIND_FLOW, CG_WATER, 1200, NAN, NAN, CG_BASIS_UNSTATED},
    /* 1200 m3/d x 365 d */
    {"\"1200 m3/d\"", CG_KIND_FLOW, CG_WATER, 438000, NAN, NAN, CG_BASIS_UNSTATED},
    /* 2 USD x 25000 */
    {"\"2 USD/m3\"", CG_KIND_PRICE, CG_WATER, 50000, NAN, NAN, CG_BASIS_UNSTATED},
    {"{\"value\": \"9 VND/t\", \"low\": 8, \"high\": \"11 VND/t\", \"basis\": \"billed\"}",
     CG_KIND_PRICE, CG_MATERIAL, 9, 8, 11, CG_BASIS_BILLED},
    /* Only one end given: the other is the value. */
    {"{\"value\": 9, \"low\": 8, \"source\": \"x\", \"year\": 2025, \"note\": \"y\"}",
     CG_KIND_PRICE, CG_MATERIAL, 9, 8, 9, CG_BASIS_UNSTATED},
    /* 659.2 kg/MWh x 0.5, and its low end; there is no high end. */
    {"{\"factor\": \"grid\", \"times\": 0.5}", CG_KIND_EMISSIONS, CG_HEAT, 329.6, 300, 329.6,
     CG_BASIS_DEFAULT},
    /* A factor of a factor: 659.2 x 0.5 x 2 */
    {"{\"factor\": \"half-grid\", \"times\": 2}", CG_KIND_EMISSIONS, CG_HEAT, 659.2, 600, 659.2,
     CG_BASIS_DEFAULT},
    {"{\"factor\": \"dollars\"}", CG_KIND_PRICE, CG_WATER, 50000, NAN, NAN, CG_BASIS_DEFAULT},
    {"{\"factor\": \"bare\"}", CG_KIND_PRICE, CG_WATER, 7, NAN, NAN, CG_BASIS_DEFAULT},
    {"{\"value\": {\"factor\": \"bare\"}, \"high\": 8, \"basis\": \"estimated\"}", CG_KIND_PRICE,
     CG_WATER, 7, 7, 8, CG_BASIS_ESTIMATED},
};

static void expect_good(const good_row *row) {
    SCRATCH_START(s);
    reading r;
    start(&r, &s);
    cg_value value;
    cr_expect(cg_value_read(&r.reader, reading_json(&r, row->json), row->kind, row->family, &value),
              "%s%s", row->json, reading_sentences(&r));
    cr_expect_eq(s.diagnostics.items.count, 0, "%s", row->json);
    cr_expect(value.given);
    cr_expect_float_eq(value.value, row->value, 1e-9 * row->value, "%s", row->json);
    cr_expect_eq(value.ranged, !isnan(row->low), "%s", row->json);
    if (value.ranged) {
        cr_expect_float_eq(value.low, row->low, 1e-9 * row->low, "%s", row->json);
        cr_expect_float_eq(value.high, row->high, 1e-9 * row->high, "%s", row->json);
    }
    cr_expect_eq(value.basis, row->basis, "%s", row->json);
    SCRATCH_END(s);
}

Test(value, reads_every_form) {
    for (size_t i = 0; i < sizeof good_rows / sizeof *good_rows; i++) {
        expect_good(&good_rows[i]);
    }
}

Test(value, keeps_where_a_factor_comes_from) {
    SCRATCH_START(s);
    reading r;
    start(&r, &s);
    cg_value value;
    cr_assert(cg_value_read(&r.reader, reading_json(&r, "{\"factor\": \"grid\"}"),
                            CG_KIND_EMISSIONS, CG_HEAT, &value));
    cr_expect_str_eq(value.factor, "grid");
    cr_expect_str_eq(cg_words_in(value.source, CG_VIETNAMESE, ""), "a notice");
    cr_expect_eq(value.year, 2023);
    SCRATCH_END(s);
}

typedef struct bad_row {
    const char *json;
    cg_kind kind;
    const char *said;
} bad_row;

static const bad_row bad_rows[] = {
    {"true", CG_KIND_PRICE, "VALUE_EXPECTED"},
    {"[1]", CG_KIND_PRICE, "VALUE_EXPECTED"},
    {"null", CG_KIND_PRICE, "VALUE_EXPECTED"},
    {"{\"low\": 1}", CG_KIND_PRICE, "VALUE_MISSING"},
    {"{\"value\": 1, \"hihg\": 2}", CG_KIND_PRICE, "UNKNOWN_KEY_NEAREST at hihg"},
    {"{\"value\": 1, \"zzzzzz\": 2}", CG_KIND_PRICE, "UNKNOWN_KEY at zzzzzz"},
    {"{\"value\": 5, \"low\": 6}", CG_KIND_PRICE, "VALUE_RANGE_LOW at low"},
    {"{\"value\": 5, \"high\": 4}", CG_KIND_PRICE, "VALUE_RANGE_HIGH at high"},
    {"{\"value\": 5, \"basis\": \"guessed\"}", CG_KIND_PRICE, "VALUE_BASIS at basis"},
    {"{\"value\": 5, \"year\": \"2025\"}", CG_KIND_PRICE, "VALUE_YEAR at year"},
    {"{\"value\": 5, \"confidence\": \"sure\"}", CG_KIND_PRICE, "VALUE_CONFIDENCE at confidence"},
    {"{\"value\": 5, \"confidential\": true}", CG_KIND_PRICE,
     "VALUE_NO_CONFIDENCE at confidential"}, /* not asked of a firm */
    {"{\"factor\": \"gird\"}", CG_KIND_PRICE, "FACTOR_UNKNOWN_NEAREST at factor"},
    {"{\"factor\": \"nothing-like-it\"}", CG_KIND_PRICE, "FACTOR_UNKNOWN at factor"},
    {"{\"factor\": \"grid\"}", CG_KIND_PRICE, "FACTOR_UNFIT at factor"},
    {"{\"factor\": \"upside\"}", CG_KIND_PRICE, "VALUE_RANGE_LOW at factor"},
    {"{\"factor\": \"bare\", \"times\": \"2\"}", CG_KIND_PRICE, "NUMBER_EXPECTED at times"},
    {"{\"factor\": \"bare\", \"times\": -2}", CG_KIND_PRICE, "VALUE_TOO_SMALL at times"},
    {"{\"factor\": \"bare\", \"time\": 2}", CG_KIND_PRICE, "UNKNOWN_KEY_NEAREST at time"},
    {"-1", CG_KIND_PRICE, "VALUE_TOO_SMALL"},
    {"{\"value\": 1, \"low\": -1}", CG_KIND_PRICE, "VALUE_TOO_SMALL"},
};

static void expect_bad(const bad_row *row) {
    SCRATCH_START(s);
    reading r;
    start(&r, &s);
    cg_value value;
    cg_value_read_least(&r.reader, reading_json(&r, row->json), row->kind, CG_WATER, 0, &value);
    cr_expect_str_eq(reading_said(&r), row->said, "%s said %s", row->json, reading_said(&r));
    cr_expect(s.diagnostics.errors == 1, "%s", row->json);
    cr_expect(value.given);
    SCRATCH_END(s);
}

Test(value, says_what_is_wrong) {
    for (size_t i = 0; i < sizeof bad_rows / sizeof *bad_rows; i++) {
        expect_bad(&bad_rows[i]);
    }
}

Test(value, a_factor_of_itself_is_a_circle) {
    SCRATCH_START(s);
    reading r;
    start(&r, &s);
    cg_value value;
    cr_expect_not(cg_value_read(&r.reader, reading_json(&r, "{\"factor\": \"round\"}"),
                                CG_KIND_PRICE, CG_WATER, &value));
    cr_expect(strstr(reading_said(&r), "FACTOR_CIRCLE") != NULL);
    SCRATCH_END(s);
}

/* A shipped price in a currency without a rate is no fault of the park until it is used. */
Test(value, lenient_about_rates_only_where_told) {
    static const char *const texts[] = {"\"2 EUR/m3\"", "{\"factor\": \"euros\"}"};
    SCRATCH_START(s);
    reading r;
    start(&r, &s);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        cg_json *node = reading_json(&r, texts[i]);
        cg_value value;
        r.reader.lenient_rates = true;
        cr_expect(cg_value_read_least(&r.reader, node, CG_KIND_PRICE, CG_WATER, 0, &value));
        cr_assert_not_null(value.missing_rate);
        cr_expect_str_eq(value.missing_rate, "EUR");
        cr_expect_eq(s.diagnostics.errors, (int)i);
        r.reader.lenient_rates = false;
        cr_expect_not(cg_value_read_least(&r.reader, node, CG_KIND_PRICE, CG_WATER, 0, &value));
        cr_expect_eq(s.diagnostics.errors, (int)i + 1);
    }
    SCRATCH_END(s);
}

Test(value, words_in_one_or_two_languages) {
    SCRATCH_START(s);
    reading r;
    start(&r, &s);
    cg_words both =
        cg_reader_words(&r.reader, reading_json(&r, "{\"vi\": \"hai\", \"en\": \"two\"}"));
    cr_expect_str_eq(both.in[CG_VIETNAMESE], "hai");
    cr_expect_str_eq(both.in[CG_ENGLISH], "two");
    cg_words one = cg_reader_words(&r.reader, reading_json(&r, "\"one\""));
    cr_expect_str_eq(one.in[CG_VIETNAMESE], "one");
    cg_reader_words(&r.reader, reading_json(&r, "{\"fr\": \"trois\"}"));
    cg_reader_words(&r.reader, reading_json(&r, "3"));
    cr_expect_str_eq(reading_said(&r), "UNKNOWN_KEY at fr; WORDS_EXPECTED");
    SCRATCH_END(s);
}
