/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every shipped rule's own cases come out as written, and what comes out otherwise is said. */
#include "base/file.h"
#include "match/rule_cases.h"
#include "unit/reading.h"

#include <unistd.h>

static cg_case_results run(reading *r, const cg_rules *rules) {
    const cg_case_source source = {r->reader, reading_models(r), rules, CG_ENGLISH};
    return cg_rule_cases_run(&source);
}

static void run_pack(scratch *s, const char *pack) {
    reading r;
    reading_start(&r, s);
    const cg_rules *rules = cg_rules_read(&r.reader, NULL, reading_models(&r), pack, (cg_place){0});
    cr_assert_not_null(rules, "%s", reading_sentences(&r));
    int count = 0;
    for (int i = 0; i < rules->items.count; i++) {
        const cg_rule *rule = &rules->items.items[i];
        cr_assert(rule->cases != NULL && rule->cases->count > 0, "%s has no cases", rule->id);
        count += rule->cases->count;
    }
    cg_case_results results = run(&r, rules);
    cr_expect_eq(results.run, count);
    cr_expect_eq(results.passed, count, "%s:%s", pack, reading_sentences(&r));
    cr_expect_eq(s->diagnostics.errors, 0);
}

Test(rule_cases, every_shipped_rule_decides_as_its_own_cases_say, .timeout = 120) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    int packs = 0;
    const char **names = reading_packs(&r, &packs);
    for (int p = 0; p < packs; p++) {
        run_pack(&s, names[p]);
    }
    SCRATCH_END(s);
}

/* A rule against waste water in kitchens, with one case. */
#define KITCHEN(facts_and_what)                                                                    \
    "{\"format\": \"congsinh-rules/1\", \"id\": \"own\", \"attributes\": [{\"id\": "               \
    "\"kitchen\", \"on\": \"flow\"}], \"rules\": [{\"id\": \"A\", \"title\": \"t\", \"message\": " \
    "\"m\", \"instrument\": \"i\", \"clause\": \"c\", \"applies\": {\"all\": "                     \
    "[{\"output.wastewater\": true}, {\"output.quantity\": {\"at_least\": 1}}, "                   \
    "{\"input.kitchen\": true}]}, \"effect\": {\"kind\": \"forbid\"}, \"cases\": [{\"title\": "    \
    "\"x\", \"facts\": " facts_and_what "}]}]}"
#define BOTH "{\"output.wastewater\": true, \"input.kitchen\": true"

static const struct {
    const char *pack, *said;
} rows[] = {
    {KITCHEN(BOTH "}, \"applies\": true, \"verdict\": \"forbidden\""), ""},
    {KITCHEN("{\"output.wastewater\": true}, \"applies\": false, \"verdict\": \"allowed\""), ""},
    {KITCHEN(BOTH "}, \"applies\": true, \"verdict\": \"allowed\""),
     "CASE_VERDICT at rules.A.cases.0"},
    {KITCHEN(BOTH "}, \"applies\": false, \"verdict\": \"forbidden\""),
     "CASE_APPLIES at rules.A.cases.0"},
    {KITCHEN(BOTH "}, \"applies\": \"unknown\", \"verdict\": \"unknown\""),
     "CASE_VERDICT at rules.A.cases.0; CASE_APPLIES at rules.A.cases.0"},
    /* What makes no park. */
    {KITCHEN(BOTH "}, \"settings\": [\"firms.nobody.sector=C1\"], \"applies\": true, "
                  "\"verdict\": \"forbidden\""),
     "CASE_BROKEN at rules.A.cases.0"},
    {KITCHEN(BOTH ", \"exchange.mode\": \"camel\"}, \"applies\": true, \"verdict\": "
                  "\"forbidden\""),
     "CASE_BROKEN at rules.A.cases.0"},
    /* Other names than the park of the cases has. */
    {KITCHEN(BOTH ", \"sender.id\": \"a\", \"receiver.id\": \"b\", \"via.id\": \"c\", "
                  "\"via.kind\": \"d\", \"sender.sector\": \"C1011\"}, \"applies\": true, "
                  "\"verdict\": \"forbidden\""),
     ""},
};

static void expect_row(size_t row) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    char name[] = "/tmp/congsinh_cases_XXXXXX.json";
    int handle = mkstemps(name, 5);
    cr_assert(handle >= 0);
    close(handle);
    cr_assert(cg_file_write(&s.diagnostics, name, rows[row].pack, strlen(rows[row].pack)));
    const cg_rules *rules = cg_rules_read(&r.reader, NULL, NULL, name, (cg_place){0});
    cr_assert_not_null(rules, "row %zu:%s", row, reading_sentences(&r));
    cg_case_results results = run(&r, rules);
    unlink(name);
    cr_expect_eq(results.run, 1);
    cr_expect_eq(results.passed, rows[row].said[0] == '\0' ? 1 : 0, "row %zu", row);
    cr_expect_str_eq(reading_said(&r), rows[row].said, "row %zu:%s", row, reading_sentences(&r));
    SCRATCH_END(s);
}

Test(rule_cases, what_comes_out_otherwise_is_said) {
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        expect_row(row);
    }
}
