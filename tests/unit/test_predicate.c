/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Predicates of rules: true, false and unknown, and what is wrong with one. */
#include "reading.h"

static const cg_json *look_up(const void *payload, const char *name) {
    return cg_json_member(payload, name);
}

static const char facts_text[] =
    "{\"output.wastewater\": true, \"exchange.same_park\": false, \"exchange.distance_km\": 5,"
    " \"sender.sector\": \"C1702\", \"sender.licences\": [\"a\", \"b\"]}";

typedef struct predicate_row {
    const char *predicate;
    cg_truth truth;
    const char *missing;
} predicate_row;

static const predicate_row rows[] = {
    {"{\"output.wastewater\": true}", CG_TRUE, NULL},
    {"{\"output.wastewater\": false}", CG_FALSE, NULL},
    /* A boolean that nobody stated counts as false. */
    {"{\"output.hazardous\": true}", CG_FALSE, NULL},
    {"{\"output.hazardous\": false}", CG_TRUE, NULL},
    /* A number or text that nobody stated is unknown. */
    {"{\"via.kind\": \"central-wastewater\"}", CG_UNKNOWN, "via.kind"},
    {"{\"park.area\": {\"at_least\": 5}}", CG_UNKNOWN, "park.area"},
    {"{\"not\": {\"park.area\": {\"at_least\": 5}}}", CG_UNKNOWN, "park.area"},
    {"{\"park.area\": {\"stated\": true}}", CG_FALSE, NULL},
    {"{\"park.area\": {\"stated\": false}}", CG_TRUE, NULL},
    {"{\"sender.sector\": {\"stated\": true}}", CG_TRUE, NULL},
    {"{\"sender.sector\": \"C1702\"}", CG_TRUE, NULL},
    {"{\"sender.sector\": {\"in\": [\"C1\", \"C1702\"]}}", CG_TRUE, NULL},
    {"{\"sender.sector\": {\"in\": [\"C1\"]}}", CG_FALSE, NULL},
    {"{\"sender.licences\": {\"has\": \"b\"}}", CG_TRUE, NULL},
    {"{\"sender.licences\": {\"has\": \"c\"}}", CG_FALSE, NULL},
    {"{\"exchange.distance_km\": {\"at_least\": 5}}", CG_TRUE, NULL},
    {"{\"exchange.distance_km\": {\"more_than\": 5}}", CG_FALSE, NULL},
    {"{\"exchange.distance_km\": {\"at_most\": 5}}", CG_TRUE, NULL},
    {"{\"exchange.distance_km\": {\"less_than\": 5}}", CG_FALSE, NULL},
    {"{\"exchange.distance_km\": {\"at_least\": 4, \"less_than\": 6}}", CG_TRUE, NULL},
    /* That it is stated does not answer what else is asked of it. */
    {"{\"exchange.distance_km\": {\"stated\": true, \"at_least\": 9}}", CG_FALSE, NULL},
    {"{\"exchange.distance_km\": {\"stated\": true, \"at_least\": 5}}", CG_TRUE, NULL},
    {"{\"park.area\": {\"stated\": true, \"at_least\": 5}}", CG_FALSE, NULL},
    {"{\"all\": []}", CG_TRUE, NULL},
    {"{\"any\": []}", CG_FALSE, NULL},
    {"{\"all\": [{\"output.wastewater\": true}, {\"exchange.same_park\": true}]}", CG_FALSE, NULL},
    {"{\"any\": [{\"output.wastewater\": true}, {\"exchange.same_park\": true}]}", CG_TRUE, NULL},
    /* What is decided stays decided, whatever is unknown beside it. */
    {"{\"all\": [{\"park.area\": 1}, {\"exchange.same_park\": true}]}", CG_FALSE, NULL},
    {"{\"any\": [{\"park.area\": 1}, {\"output.wastewater\": true}]}", CG_TRUE, NULL},
    {"{\"all\": [{\"park.area\": 1}, {\"output.wastewater\": true}]}", CG_UNKNOWN, "park.area"},
    {"{\"any\": [{\"park.area\": 1}, {\"exchange.same_park\": true}]}", CG_UNKNOWN, "park.area"},
    {"{\"output.wastewater\": true, \"exchange.same_park\": false, \"note\": \"both\"}", CG_TRUE,
     NULL},
};

static void expect_row(const predicate_row *row) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    const cg_asked asked = {look_up, reading_json(&r, facts_text), false};
    const char *missing = "unset";
    cr_expect_eq(cg_predicate_holds(reading_json(&r, row->predicate), &asked, &missing), row->truth,
                 "%s", row->predicate);
    if (row->missing == NULL) {
        cr_expect_null(missing, "%s", row->predicate);
    } else {
        cr_expect(missing != NULL && strcmp(missing, row->missing) == 0, "%s", row->predicate);
    }
    SCRATCH_END(s);
}

Test(predicate, holds_in_three_values) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_row(&rows[i]);
    }
    const cg_asked asked = {look_up, NULL, false};
    cr_expect_eq(cg_predicate_holds(NULL, &asked, NULL), CG_TRUE);
}

static const struct {
    const char *predicate, *said;
} wrong_rows[] = {
    {"{\"all\": [{\"output.wastewater\": true}, {\"exchange.same_park\": true}]}", ""},
    {"{\"sender.iso\": true, \"via.kind\": {\"in\": [\"x\"]}, \"sender.licences\": {\"has\": "
     "\"x\"}}",
     ""},
    {"{\"output.wastwater\": true}", "PREDICATE_NAME_NEAREST at output.wastwater"},
    {"{\"moon.phase\": true}", "PREDICATE_NAME at moon.phase"},
    /* A firm's attribute is not the link's. */
    {"{\"link.iso\": true}", "PREDICATE_NAME"},
    {"{\"output.wastewater\": \"yes\"}", "PREDICATE_TYPE at output.wastewater"},
    {"{\"exchange.mode\": {\"at_least\": 5}}", "PREDICATE_TYPE"},
    {"{\"sender.licences\": \"x\"}", "PREDICATE_TYPE"},
    {"{\"sender.licences\": {\"has\": null}}", "PREDICATE_TYPE"},
    {"{\"sender.licences\": {\"has\": [\"x\"]}}", "PREDICATE_TYPE"},
    {"{\"exchange.distance_km\": {\"atleast\": 5}}", "UNKNOWN_KEY_NEAREST"},
    {"{\"exchange.distance_km\": {}}", "PREDICATE_EMPTY"},
    {"{}", "PREDICATE_EMPTY"},
    {"{\"all\": {\"output.wastewater\": true}}", "LIST_EXPECTED at all"},
    {"{\"any\": [{\"not\": 3}]}", "OBJECT_EXPECTED"},
};

static void expect_wrong(const char *predicate, const char *said) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    const cg_knowledge_sources sources = {
        .park_models =
            reading_json(&r, "{\"attributes\": ["
                             "{\"id\": \"wastewater\", \"type\": \"boolean\", \"on\": [\"flow\"]},"
                             "{\"id\": \"iso\", \"type\": \"boolean\", \"on\": [\"firm\"]}]}")};
    cg_knowledge *knowledge = cg_knowledge_read(&r.reader, &sources);
    cr_assert_eq(s.diagnostics.errors, 0);
    cg_predicate_check(&r.reader, knowledge, reading_json(&r, predicate));
    size_t length = said[0] == '\0' ? 1 : strlen(said);
    cr_expect(strncmp(reading_said(&r), said, length) == 0, "%s said: %s", predicate,
              reading_said(&r));
    SCRATCH_END(s);
}

Test(predicate, is_checked_when_it_is_read) {
    for (size_t i = 0; i < sizeof wrong_rows / sizeof *wrong_rows; i++) {
        expect_wrong(wrong_rows[i].predicate, wrong_rows[i].said);
    }
}
