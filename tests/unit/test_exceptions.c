/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a park states against the rules: how far each exception reaches, and what is wrong with one.
 */
#include "base/file.h"
#include "match/matches.h"
#include "park_sample.h"
#include "reading.h"

#include <unistd.h>

/* Four outputs, each under one rule of the pack below, and two firms that could take any of them.
 */
static const char park_text[] =
    "{\"format\": \"congsinh-park/1\","
    " \"park\": {\"id\": \"door\", \"year\": 2026, \"currency\": \"VND\"},"
    " \"firms\": [{\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": ["
    "   {\"id\": \"barred\", \"resource\": \"w\", \"quantity\": 9, \"barred\": true},"
    "   {\"id\": \"permitted\", \"resource\": \"w\", \"quantity\": 9, \"permitted\": true},"
    "   {\"id\": \"waste\", \"resource\": \"w\", \"quantity\": 9, \"waste\": true},"
    "   {\"id\": \"hazard\", \"resource\": \"w\", \"quantity\": 9, \"hazard\": true, \"code\": "
    "\"18 "
    "01\"}]},"
    "  {\"id\": \"b\", \"at_km\": [1, 0], \"licences\": [\"trade\"], \"codes\": [], \"inputs\": ["
    "   {\"id\": \"i\", \"resource\": \"w\", \"quantity\": 9, \"price\": 1}]},"
    "  {\"id\": \"c\", \"at_km\": [0, 1], \"licences\": [], \"codes\": [\"07 03\"], \"inputs\": ["
    "   {\"id\": \"i\", \"resource\": \"w\", \"quantity\": 9, \"price\": 1}]}],"
    " \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\"}],"
    "  \"modes\": [{\"id\": \"pipe\", \"family\": \"water\"}],"
    "  \"attributes\": [{\"id\": \"barred\"}, {\"id\": \"permitted\"}, {\"id\": \"waste\"}, "
    "{\"id\": "
    "\"hazard\"},"
    "   {\"id\": \"code\", \"type\": \"text\", \"on\": \"flow\"},"
    "   {\"id\": \"codes\", \"type\": \"list\", \"on\": \"firm\"}]}}";

#define RULE(id, applies, effect)                                                                  \
    "{\"id\": \"" id "\", \"title\": \"" id                                                        \
    " title\", \"message\": \"m\", \"instrument\": \"i\", "                                        \
    "\"clause\": \"c\", \"applies\": {\"output." applies "\": true}, \"effect\": {" effect "}}"

static const char pack_text[] =
    "{\"format\": \"congsinh-rules/1\", \"id\": \"own\", \"title\": \"Own\", \"checked_to\": "
    "\"2026-12-31\", \"rules\": [" RULE("BARRED", "barred", "\"kind\": \"forbid\"") ", " RULE(
        "CODE", "hazard",
        "\"kind\": \"require\", \"what\": {\"receiver.codes\": {\"has_value_of\": "
        "\"output.code\"}}") ", " RULE("LICENCE", "waste",
                                       "\"kind\": \"require\", \"what\": {\"all\": "
                                       "[{\"receiver.licences\": {\"has\": "
                                       "\"waste-treatment\"}}, {\"receiver.licences\": {\"has\": "
                                       "\"trade\"}}]}") ", " RULE("PERMIT", "permitted",
                                                                  "\"kind\": "
                                                                  "\"permit\", "
                                                                  "\"name\": "
                                                                  "\"Approval\", "
                                                                  "\"cost\": \"1000 "
                                                                  "VND\"") "]}";

typedef struct door {
    cg_park *park;
    cg_rules *pack;
    cg_reader reader;
    cg_exceptions *exceptions;
    cg_law *law;
    cg_matches *matches;
} door;

static cg_rules *read_pack(scratch *s, cg_reader *reader, const cg_park *park) {
    char name[] = "/tmp/congsinh_door_XXXXXX.json";
    int handle = mkstemps(name, 5);
    cr_assert(handle >= 0);
    close(handle);
    cr_assert(cg_file_write(&s->diagnostics, name, pack_text, strlen(pack_text)));
    cg_rules *pack = cg_rules_read(reader, park->knowledge, NULL,
                                   cg_copy(s->arena, name, strlen(name)), (cg_place){0});
    unlink(name);
    cr_assert_not_null(pack, "%s", park_said(s));
    for (int r = 0; r < pack->items.count; r++) {
        cg_rule *rule = &pack->items.items[r];
        cg_effect_of(rule->effect_kind)->read(reader, park, rule);
    }
    return pack;
}

/* The park with these exceptions on 2026-06-30; `list` is what stands in the document's list. */
static door open_door(scratch *s, const char *document) {
    door d = {.park = park_from(s, park_text, NULL)};
    cr_assert_not_null(d.park, "%s", park_said(s));
    d.reader = d.park->reader;
    d.reader.arena = s->arena;
    d.reader.diagnostics = &s->diagnostics;
    d.pack = read_pack(s, &d.reader, d.park);
    cr_assert_eq(s->diagnostics.errors, 0, "%s", park_said(s));
    s->diagnostics = (cg_diagnostics){.arena = s->arena};
    cg_exceptions_source source = {"door.json", document, strlen(document)};
    cg_law_options options = {.date = "2026-06-30"};
    options.exceptions = d.exceptions =
        cg_exceptions_read(&d.reader, &source, d.park, d.pack, options.date);
    d.law = cg_law_new(s->arena, &s->diagnostics, d.pack, &options);
    d.matches = cg_matches_find(s->arena, &s->diagnostics, d.park, d.law,
                                (cg_wanted){CG_KEEP_ALL, CG_NONE, CG_NONE, NULL, false});
    return d;
}

static door open_with(scratch *s, const char *list) {
    return open_door(s, cg_format(s->arena,
                                  "{\"format\": \"congsinh-exceptions/1\", \"park\": \"door\", "
                                  "\"exceptions\": [%s]}",
                                  list));
}

/* A letter a pair, in the order of outputs and inputs: F forbidden, P with permits, A allowed. */
static const char *verdicts(scratch *s, const door *d) {
    cg_text text = cg_text_start(s->arena);
    for (int c = 0; c < d->matches->candidates.count; c++) {
        const cg_candidate *candidate = &d->matches->candidates.items[c];
        cg_verdict verdict = candidate->finding.verdict;
        cg_text_addf(&text, "%s%s", c > 0 && c % 2 == 0 ? " " : "",
                     verdict == CG_FORBIDDEN         ? "F"
                     : verdict == CG_ALLOWED_PERMITS ? "P"
                     : verdict == CG_ALLOWED         ? "A"
                                                     : "?");
    }
    return text.bytes;
}

/* Pairs: barred, hazard, permitted, waste, by id; each to b and to c. Without exceptions FF FF PP
 * FF. */
static const struct {
    const char *stated, *verdicts, *said;
} reaches[] = {
    {"", "FF FF PP FF", ""},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\"}", "AA FF PP FF", ""},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\", \"from\": \"a.barred\", "
     "\"to\": \"b.i\"}",
     "AF FF PP FF", ""},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\", \"from\": \"a\", \"to\": "
     "\"c\"}",
     "FA FF PP FF", ""},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\", \"firm\": \"c\"}",
     "FA FF PP FF", ""},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\", \"firm\": \"a\"}",
     "AA FF PP FF", ""},
    {"{\"kind\": \"waiver\", \"rule\": \"PERMIT\", \"because\": \"x\", \"to\": \"b.i\"}",
     "FF FF AP FF", ""},
    {"{\"kind\": \"permit\", \"rule\": \"PERMIT\", \"number\": \"7\", \"to\": \"c\"}",
     "FF FF PA FF", ""},
    /* The rule asks for "trade" too: what the park says stays, and only the firm that is named has
     * more. */
    {"{\"kind\": \"licence\", \"firm\": \"b\", \"licence\": \"waste-treatment\"}", "FF FF PP AF",
     ""},
    {"{\"kind\": \"licence\", \"firm\": \"c\", \"licence\": \"waste-treatment\"},"
     " {\"kind\": \"licence\", \"firm\": \"c\", \"licence\": \"trade\"}",
     "FF FF PP FA", ""},
    {"{\"kind\": \"licence\", \"firm\": \"c\", \"codes\": [\"18 01\"], \"number\": \"3\"}",
     "FF FA PP FF", ""},
    /* Days are inclusive. */
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\", \"until\": \"2026-06-30\"}",
     "AA FF PP FF", ""},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\", \"until\": \"2026-06-29\"}",
     "FF FF PP FF", "WARNING EXCEPTION_ENDED exceptions.0\n"},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\", \"date\": \"2026-06-30\"}",
     "AA FF PP FF", ""},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\", \"date\": \"2026-07-01\"}",
     "FF FF PP FF", "WARNING EXCEPTION_EARLY exceptions.0\n"},
    {"{\"kind\": \"licence\", \"firm\": \"b\", \"licence\": \"waste-treatment\", \"until\": "
     "\"2025-01-01\"}",
     "FF FF PP FF", "WARNING EXCEPTION_ENDED exceptions.0\n"},
    /* The rule does not speak of that output; the licence is not what the rule asks for. */
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\", \"from\": \"a.waste\"}",
     "FF FF PP FF", "WARNING EXCEPTION_IDLE exceptions.0\n"},
    {"{\"kind\": \"licence\", \"firm\": \"b\", \"licence\": \"co-processing\"}", "FF FF PP FF",
     "WARNING EXCEPTION_IDLE exceptions.0\n"},
    /* With the licence there is nothing left to waive. */
    {"{\"kind\": \"licence\", \"firm\": \"b\", \"licence\": \"waste-treatment\"},"
     " {\"kind\": \"waiver\", \"rule\": \"LICENCE\", \"because\": \"x\", \"to\": \"b\"}",
     "FF FF PP AF", "WARNING EXCEPTION_IDLE exceptions.1\n"},
};

__attribute__((noinline)) static void check_reach(size_t row) {
    SCRATCH_START(s);
    door d = open_with(&s, reaches[row].stated);
    cr_expect_str_eq(verdicts(&s, &d), reaches[row].verdicts, "%s", reaches[row].stated);
    cr_expect_str_eq(park_said(&s), reaches[row].said, "%s", reaches[row].stated);
    SCRATCH_END(s);
}

Test(exceptions, each_reaches_as_far_as_it_says) {
    for (size_t row = 0; row < sizeof reaches / sizeof *reaches; row++) {
        check_reach(row);
    }
}

static const struct {
    const char *stated, *said;
} wrong[] = {
    {"{\"kind\": \"waver\"}", "ERROR EXCEPTION_KIND_NEAR exceptions.0.kind\n"},
    {"{\"rule\": \"BARRED\"}", "ERROR ENTRY_WITHOUT exceptions.0\n"},
    {"{\"kind\": \"waiver\", \"rule\": \"BARED\", \"because\": \"x\"}",
     "ERROR NO_SUCH_RULE_NEAR exceptions.0.rule\n"},
    {"{\"kind\": \"waiver\", \"rule\": \"VN-1\", \"because\": \"x\"}",
     "ERROR NO_SUCH_RULE exceptions.0.rule\n"},
    {"{\"kind\": \"waiver\", \"because\": \"x\"}", "ERROR EXCEPTION_WITHOUT exceptions.0\n"},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\"}", "ERROR EXCEPTION_WITHOUT exceptions.0\n"},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \" \"}",
     "ERROR EXCEPTION_WITHOUT exceptions.0\n"},
    {"{\"kind\": \"permit\", \"rule\": \"PERMIT\"}", "ERROR EXCEPTION_WITHOUT exceptions.0\n"},
    {"{\"kind\": \"permit\", \"rule\": \"BARRED\", \"number\": \"1\"}",
     "ERROR EXCEPTION_NO_PERMIT_RULE exceptions.0.rule\n"},
    {"{\"kind\": \"licence\", \"licence\": \"waste-treatment\"}",
     "ERROR EXCEPTION_WITHOUT exceptions.0\n"},
    {"{\"kind\": \"licence\", \"firm\": \"b\"}", "ERROR EXCEPTION_HOLDS_NOTHING exceptions.0\n"},
    {"{\"kind\": \"licence\", \"firm\": \"b\", \"codes\": \"18 01\"}",
     "ERROR LIST_EXPECTED exceptions.0.codes\nERROR EXCEPTION_HOLDS_NOTHING exceptions.0\n"},
    {"{\"kind\": \"licence\", \"firm\": \"x.y.z\", \"licence\": \"l\"}",
     "ERROR EXCEPTION_UNKNOWN_FIRM exceptions.0.firm\n"},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\", \"from\": \"a.bared\"}",
     "ERROR EXCEPTION_UNKNOWN_SENDER_NEAR exceptions.0.from\n"},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\", \"from\": \"b.i\", \"to\": "
     "\"nobody\"}",
     "ERROR EXCEPTION_UNKNOWN_SENDER exceptions.0.from\nERROR EXCEPTION_UNKNOWN_RECEIVER "
     "exceptions.0.to\n"},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\", \"firm\": \"a\", \"to\": "
     "\"b\"}",
     "ERROR EXCEPTION_FIRM_AND_ENDS exceptions.0.firm\n"},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"becuase\": \"x\"}",
     "ERROR UNKNOWN_KEY_NEAREST exceptions.0.becuase\nERROR EXCEPTION_WITHOUT exceptions.0\n"},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\", \"until\": \"2026-02-30\"}",
     "ERROR DATE_FORM exceptions.0.until\n"},
    {"{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\", \"date\": \"2026-02-03\", "
     "\"until\": \"2026-02-02\"}",
     "ERROR DATES_REVERSED exceptions.0\n"},
    {"7", "ERROR OBJECT_EXPECTED exceptions.0\n"},
};

/* What was said as errors; what a broken exception leaves idle is no matter here. */
static const char *errors_said(scratch *s) {
    cg_text text = cg_text_start(s->arena);
    for (int i = 0; i < s->diagnostics.items.count; i++) {
        const cg_diagnostic *said = &s->diagnostics.items.items[i];
        if (said->severity == CG_ERROR) {
            cg_text_addf(&text, "ERROR %s %s\n", cg_message_name(said->message),
                         said->place.path != NULL ? said->place.path : "");
        }
    }
    return text.bytes;
}

__attribute__((noinline)) static void check_wrong(size_t row) {
    SCRATCH_START(s);
    open_with(&s, wrong[row].stated);
    cr_expect_str_eq(errors_said(&s), wrong[row].said, "%s", wrong[row].stated);
    SCRATCH_END(s);
}

Test(exceptions, what_is_wrong_is_said_where_it_stands) {
    for (size_t row = 0; row < sizeof wrong / sizeof *wrong; row++) {
        check_wrong(row);
    }
}

Test(exceptions, every_problem_of_a_document_is_said) {
    SCRATCH_START(s);
    open_door(&s, "{\"format\": \"congsinh-park/1\", \"park\": \"other\", \"exeptions\": []}");
    cr_expect_str_eq(errors_said(&s),
                     "ERROR UNKNOWN_KEY_NEAREST exeptions\nERROR EXCEPTIONS_FORMAT format\nERROR "
                     "EXCEPTIONS_OTHER_PARK park\nERROR ENTRY_WITHOUT \n");
    SCRATCH_END(s);
}

/* What waived and held rules look like to those who tell of them. */
Test(exceptions, what_is_behind_a_verdict_names_them) {
    SCRATCH_START(s);
    door d = open_with(&s, "{\"kind\": \"permit\", \"rule\": \"PERMIT\", \"number\": \"7\"},"
                           "{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": \"x\"},"
                           "{\"kind\": \"licence\", \"firm\": \"b\", \"licence\": \"trade-2\"},"
                           "{\"kind\": \"licence\", \"firm\": \"b\", \"licence\": "
                           "\"waste-treatment\"}");
    /* Candidates 0, 4, 6: barred, permitted, waste to b; 7: waste to c. */
    static const struct {
        int candidate;
        cg_ruling_kind kind;
        int exception;
    } rows[] = {{0, CG_RULING_WAIVED, 1},
                {4, CG_RULING_HELD, 0},
                {6, CG_RULING_MET, 3},
                {7, CG_RULING_FORBIDDEN, CG_NONE}};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        cg_exchange_case exchange =
            cg_case_of(d.matches, &d.matches->candidates.items[rows[r].candidate]);
        cg_ruled *behind;
        int *exceptions;
        cr_assert_eq(cg_law_behind(s.arena, d.law, &exchange, &behind), 1);
        cr_expect_eq(behind[0].ruling.kind, rows[r].kind, "row %zu", r);
        cr_expect_eq(behind[0].exception, rows[r].exception, "row %zu", r);
        int count = cg_law_exceptions(s.arena, d.law, &exchange, &exceptions);
        cr_expect_eq(count, rows[r].exception == CG_NONE ? 0 : 1, "row %zu", r);
        cr_expect(count == 0 || exceptions[0] == rows[r].exception, "row %zu", r);
    }
    cr_expect_eq(d.exceptions->items.items[2].state, CG_EXCEPTION_IDLE);
    cr_expect_eq(d.exceptions->items.items[3].state, CG_EXCEPTION_AT_WORK);
    SCRATCH_END(s);
}

Test(exceptions, each_is_told_in_both_languages) {
    SCRATCH_START(s);
    door d = open_with(
        &s,
        "{\"kind\": \"waiver\", \"rule\": \"BARRED\", \"because\": {\"en\": \"it is old\", "
        "\"vi\": \"đã cũ\"}, \"by\": \"Board\", \"date\": \"2026-01-02\", \"until\": "
        "\"2027-01-02\", \"from\": \"a\"},"
        "{\"kind\": \"permit\", \"rule\": \"PERMIT\", \"number\": \"7/GP\", \"because\": \"y\"},"
        "{\"kind\": \"licence\", \"firm\": \"c\", \"codes\": [\"18 01\"], \"number\": \"3\"}");
    const cg_exception *items = d.exceptions->items.items;
    cr_expect_str_eq(cg_exception_told(s.arena, &items[0], CG_ENGLISH),
                     "BARRED (BARRED title) does not apply here: it is old, by Board, of "
                     "2 January 2026, until 2 January 2027");
    cr_expect_str_eq(cg_exception_told(s.arena, &items[0], CG_VIETNAMESE),
                     "BARRED (BARRED title) không áp dụng ở đây: đã cũ, theo Board, ngày "
                     "2/1/2026, đến hết ngày 2/1/2027");
    cr_expect_str_eq(cg_exception_reach(s.arena, &items[0], CG_ENGLISH), "all from a");
    cr_expect_str_eq(
        cg_exception_told(s.arena, &items[1], CG_ENGLISH),
        "The permit that PERMIT (PERMIT title) asks for is there: no. 7/GP, because y");
    cr_expect_str_eq(cg_exception_reach(s.arena, &items[1], CG_VIETNAMESE), "trong toàn khu");
    cr_expect_str_eq(cg_exception_told(s.arena, &items[2], CG_ENGLISH),
                     "c holds codes [\"18 01\"], no. 3");
    cr_expect_str_eq(cg_exception_reach(s.arena, &items[2], CG_ENGLISH), "");
    SCRATCH_END(s);
}
