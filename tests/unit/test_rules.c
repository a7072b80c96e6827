/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule packs: found by id or file, checked key by key, in force by date. */
#include "base/file.h"
#include "reading.h"

#include <unistd.h>

/* Writes `text` to a new file whose name ends in .json, reads it as a pack and removes it. */
static cg_rules *read_text(reading *r, const cg_knowledge *knowledge, const char *text) {
    char name[] = "/tmp/congsinh_rules_XXXXXX.json";
    int handle = mkstemps(name, 5);
    cr_assert(handle >= 0);
    close(handle);
    cr_assert(cg_file_write(&r->scratch->diagnostics, name, text, strlen(text)));
    cg_rules *rules = cg_rules_read(&r->reader, knowledge, NULL,
                                    cg_copy(r->scratch->arena, name, strlen(name)), (cg_place){0});
    unlink(name);
    return rules;
}

Test(rules, none_is_an_empty_pack) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    cr_expect_eq(cg_rules_read(&r.reader, NULL, NULL, NULL, (cg_place){0})->items.count, 0);
    cr_expect_eq(
        cg_rules_read(&r.reader, NULL, reading_models(&r), "none", (cg_place){0})->items.count, 0);
    cr_expect_eq(s.diagnostics.items.count, 0);
    SCRATCH_END(s);
}

Test(rules, an_unknown_pack_names_the_nearest) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    cr_expect_null(cg_rules_read(&r.reader, NULL, reading_models(&r), "atlantis", (cg_place){0}));
    cr_expect_null(cg_rules_read(&r.reader, NULL, NULL, "no-such-file.json", (cg_place){0}));
    cr_expect_str_eq(reading_said(&r), "RULES_UNKNOWN; FILE_MISSING");
    SCRATCH_END(s);
}

Test(rules, the_vietnamese_pack_routes_waste_water) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    const cg_knowledge_sources sources = {.models_folder = reading_models(&r)};
    cg_knowledge *knowledge = cg_knowledge_read(&r.reader, &sources);
    cg_rules *rules = cg_rules_read(&r.reader, knowledge, reading_models(&r), "vn", (cg_place){0});
    cr_assert_not_null(rules);
    cr_expect_eq(s.diagnostics.items.count, 0, "%s", reading_sentences(&r));
    cr_expect_str_eq(rules->pack, "rules/vn");
    int versions = 0;
    for (int i = 0; i < rules->items.count; i++) {
        const cg_rule *rule = &rules->items.items[i];
        /* Nobody held any rule against the gazette: the pack must say so. */
        cr_expect_not(rule->gazette_checked, "%s", rule->id);
        if (strcmp(rule->id, "VN-WW-CENTRAL") != 0) {
            continue;
        }
        versions++;
        cr_expect_eq(rule->effect_kind, CG_EFFECT_route);
        cr_expect_str_eq(cg_json_member_text(rule->effect, "via"), "central-wastewater");
        cr_expect_str_eq(rule->confidence, "uncertain");
    }
    /* To 2022-01-09 by an expert's statement; since 2025-01-06 by one of two readings. */
    cr_expect_eq(versions, 2);
    SCRATCH_END(s);
}

static const char two_rules[] =
    "{\"format\": \"congsinh-rules/1\", \"id\": \"own\", \"title\": \"Own\", \"checked_to\": "
    "\"2026-01-01\","
    " \"attributes\": [{\"id\": \"smelly\", \"type\": \"boolean\", \"on\": [\"flow\"]}],"
    " \"rules\": ["
    "  {\"id\": \"B\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": "
    "\"c\", \"from\": \"2024-02-29\", \"effect\": {\"kind\": \"forbid\"}},"
    "  {\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": "
    "\"c\", \"from\": \"2022-01-10\", \"to\": \"2025-01-05\","
    "   \"applies\": {\"output.wastewater\": true}, \"effect\": {\"kind\": \"forbid\"}}]}";

Test(rules, one_file_may_hold_a_whole_pack) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    cg_rules *rules = read_text(&r, NULL, two_rules);
    cr_assert_not_null(rules, "%s", reading_sentences(&r));
    cr_expect_eq(s.diagnostics.items.count, 0, "%s", reading_sentences(&r));
    cr_assert_eq(rules->items.count, 2);
    const cg_rule *first = &rules->items.items[0];
    cr_expect_str_eq(first->id, "A", "in order of id");
    cr_expect_str_eq(rules->packs.items[0].checked_to, "2026-01-01");
    /* Both days of the interval are in it. */
    cr_expect_not(cg_rule_in_force(first, "2022-01-09"));
    cr_expect(cg_rule_in_force(first, "2022-01-10"));
    cr_expect(cg_rule_in_force(first, "2025-01-05"));
    cr_expect_not(cg_rule_in_force(first, "2025-01-06"));
    cr_expect(cg_rule_in_force(&rules->items.items[1], "2099-12-31"));
    SCRATCH_END(s);
}

static const struct {
    const char *rule, *said;
} wrong_rules[] = {
    {"{\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": "
     "\"c\"}",
     "ENTRY_WITHOUT at rules.A"},
    {"{\"effect\": {\"kind\": \"forbid\"}}", "ENTRY_WITHOUT at rules.0"},
    {"{\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": "
     "\"c\", \"effect\": {\"kind\": \"forbit\"}}",
     "EFFECT_UNKNOWN_NEAREST at rules.A.effect"},
    {"{\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": "
     "\"c\", \"effect\": {\"kind\": \"praise\"}}",
     "EFFECT_UNKNOWN at rules.A.effect"},
    {"{\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": "
     "\"c\", \"from\": \"2023-02-29\", \"effect\": {\"kind\": \"forbid\"}}",
     "DATE_FORM at rules.A.from"},
    {"{\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": "
     "\"c\", \"from\": \"2023-02-03\", \"to\": \"2022-02-03\", \"effect\": {\"kind\": "
     "\"forbid\"}}",
     "DATES_REVERSED at rules.A"},
    {"{\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": "
     "\"c\", \"aplies\": {}, \"effect\": {\"kind\": \"forbid\"}}",
     "UNKNOWN_KEY_NEAREST at rules.A.aplies"},
    {"{\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": "
     "\"c\", \"effect\": {\"kind\": \"forbid\"}, \"cases\": [{\"verdict\": \"allowed\", \"fact\": "
     "{}}]}",
     "UNKNOWN_KEY_NEAREST at rules.A.cases.0.fact"},
    {"{\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": "
     "\"c\", \"applies\": {}, \"effect\": {\"kind\": \"forbid\"}}",
     "PREDICATE_EMPTY at rules.A.applies"},
    {"{\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": "
     "\"c\", \"effect\": {\"kind\": \"forbid\"}}, {\"id\": \"A\", \"title\": \"t\", \"message\": "
     "\"m\", \"instrument\": \"i\", \"clause\": \"c\", \"effect\": {\"kind\": "
     "\"forbid\"}}",
     "RULE_TWICE"},
    {"{\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"effect\": "
     "{\"kind\": \"forbid\"}}",
     "RULE_WITHOUT at rules.A"},
    /* What follows closes the list of rules. */
    {"{\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": "
     "\"c\", \"effect\": {\"kind\": \"forbid\"}}], \"id\": [5",
     "TEXT_EXPECTED at id"},
    {"{\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": "
     "\"c\", \"effect\": {\"kind\": \"forbid\"}}], \"note\": [5",
     "WORDS_EXPECTED at note"},
    {"{\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": "
     "\"c\", \"effect\": {\"kind\": \"forbid\"}}], \"sources\": [{\"id\": \"s\", \"confidence\": "
     "5}",
     "VALUE_CONFIDENCE at sources.s.confidence"},
};

static void expect_wrong(const char *rule, const char *said) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    read_text(&r, NULL,
              cg_format(s.arena, "{\"format\": \"congsinh-rules/1\", \"rules\": [%s]}", rule));
    cr_expect(strncmp(reading_said(&r), said, strlen(said)) == 0, "%s said: %s", rule,
              reading_said(&r));
    cr_expect_eq(s.diagnostics.errors, 1, "%s said: %s", rule, reading_said(&r));
    SCRATCH_END(s);
}

Test(rules, says_what_is_wrong) {
    for (size_t i = 0; i < sizeof wrong_rules / sizeof *wrong_rules; i++) {
        expect_wrong(wrong_rules[i].rule, wrong_rules[i].said);
    }
}

#define ROUTE(id, more, via)                                                                       \
    "{\"id\": \"" id "\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", "           \
    "\"clause\": \"c\", " more "\"effect\": {\"kind\": \"route\", \"via\": \"" via "\"}}"
#define WATER "\"applies\": {\"output.wastewater\": true}, "

/* Two rules that send the same exchange two ways at once; an exchange goes by one facility. */
static const struct {
    const char *rules;
    const char *questions;
    bool loops;
} routes[] = {
    {ROUTE("A", WATER, "x") ", " ROUTE("B", WATER, "y"), "", true},
    /* Without a condition it speaks of everything. */
    {ROUTE("A", WATER, "x") ", " ROUTE("B", "", "y"), "", true},
    {ROUTE("A", WATER, "x") ", " ROUTE("B", WATER, "x"), "", false},
    /* Not in force together. */
    {ROUTE("A", WATER "\"to\": \"2025-01-05\", ",
           "x") ", " ROUTE("B", WATER "\"from\": \"2025-01-06\", ", "y"),
     "", false},
    {ROUTE("A", WATER "\"question\": \"q\", \"reading\": \"1\", ",
           "x") ", " ROUTE("B", WATER "\"question\": \"q\", \"reading\": \"2\", ", "y"),
     "\"questions\": [{\"id\": \"q\", \"default\": \"1\", \"readings\": [{\"id\": \"1\"}, "
     "{\"id\": \"2\"}]}], ",
     false},
    /* Never of the same exchange. */
    {ROUTE("A", WATER, "x") ", " ROUTE("B", "\"applies\": {\"output.wastewater\": false}, ", "y"),
     "", false},
    {ROUTE("A",
           "\"applies\": {\"all\": [{\"output.wastewater\": true}, {\"resource.family\": "
           "\"water\"}]}, ",
           "x") ", " ROUTE("B", "\"applies\": {\"resource.family\": \"heat\"}, ", "y"),
     "", false},
    /* B leaves to A what goes by x: that satisfies both. */
    {ROUTE("A", WATER, "x") ", " ROUTE(
         "B",
         "\"applies\": {\"all\": [{\"output.wastewater\": true}, {\"not\": {\"via.kind\": "
         "\"x\"}}]}, ",
         "y"),
     "", false},
};

static void expect_route(size_t row) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    read_text(&r, NULL,
              cg_format(s.arena, "{\"format\": \"congsinh-rules/1\", %s\"rules\": [%s]}",
                        routes[row].questions, routes[row].rules));
    const char *expected = routes[row].loops ? "ROUTES_LOOP at rules.B.effect" : "";
    cr_expect_str_eq(reading_said(&r), expected, "row %zu said: %s", row, reading_said(&r));
    SCRATCH_END(s);
}

Test(rules, routes_that_undo_each_other_are_refused) {
    for (size_t row = 0; row < sizeof routes / sizeof *routes; row++) {
        expect_route(row);
    }
}

/* Everything that is wrong with a pack is said at once. */
Test(rules, a_broken_pack_is_refused_with_every_problem) {
    static const char broken[] =
        "{\"format\": \"congsinh-rules/1\", \"sources\": [{\"id\": \"law\", \"clauses\": [{\"id\": "
        "\"1\"}]}], \"authorities\": [{\"id\": \"board\", \"name\": \"b\"}], \"rules\": ["
        "{\"id\": \"A\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"from\": "
        "\"2023-02-03\", \"to\": \"2022-02-03\", \"applies\": {\"output.smely\": true}, \"cites\": "
        "[\"law 2\"], \"effect\": {\"kind\": \"permit\", \"name\": \"n\", \"authority\": "
        "\"bord\"}}," ROUTE("B", WATER, "x") ", " ROUTE("C", WATER, "y") "]}";
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    const cg_knowledge_sources sources = {.models_folder = reading_models(&r)};
    cg_knowledge *knowledge = cg_knowledge_read(&r.reader, &sources);
    read_text(&r, knowledge, broken);
    static const char *const problems[] = {
        "RULE_WITHOUT at rules.A",
        "DATES_REVERSED at rules.A",
        "PREDICATE_NAME",
        "CLAUSE_UNKNOWN at rules.A.cites.0",
        "CLAUSE_UNUSED at sources.law.clauses.1",
        "AUTHORITY_UNKNOWN at rules.A.effect.authority",
        "ROUTES_LOOP at rules.C.effect",
    };
    for (size_t i = 0; i < sizeof problems / sizeof *problems; i++) {
        cr_expect(strstr(reading_said(&r), problems[i]) != NULL, "%s is not said: %s", problems[i],
                  reading_said(&r));
    }
    cr_expect_eq(s.diagnostics.errors, 7, "%s", reading_said(&r));
    SCRATCH_END(s);
}

/* A pack given as a file declares its attributes before the park is read. */
Test(rules, a_file_declares_attributes) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    char name[] = "/tmp/congsinh_rules_XXXXXX.json";
    int handle = mkstemps(name, 5);
    cr_assert(handle >= 0);
    close(handle);
    cr_assert(cg_file_write(&s.diagnostics, name, two_rules, strlen(two_rules)));
    const cg_knowledge_sources sources = {.rules = name};
    cg_knowledge *knowledge = cg_knowledge_read(&r.reader, &sources);
    unlink(name);
    cr_expect_neq(cg_map_find(knowledge->attribute_ids, "smelly"), CG_NONE);
    cr_expect_eq(s.diagnostics.items.count, 0, "%s", reading_sentences(&r));
    SCRATCH_END(s);
}
