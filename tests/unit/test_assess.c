/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frameworks are read with every slip said; a park is held against one in three values. */
#include "base/file.h"
#include "insight/assess.h"
#include "reading.h"

#include <math.h>
#include <unistd.h>

/* Facts of each type, of firms and of the park. */
#define FACTS                                                                                      \
    "\"facts\": [{\"id\": \"clean\", \"on\": [\"firm\", \"park\"], \"type\": \"boolean\"},"        \
    " {\"id\": \"saves\", \"on\": [\"firm\"], \"type\": \"boolean\", \"evidence_needed\": true},"  \
    " {\"id\": \"land\", \"on\": [\"park\"], \"type\": \"share\"},"                                \
    " {\"id\": \"plots\", \"on\": [\"park\"], \"type\": \"number\"}],"
#define CRITERION(id, subject, test, more)                                                         \
    "{\"id\": \"" id "\", \"title\": \"t\", \"subject\": \"" subject                               \
    "\", \"instrument\": \"i\", \"clause\": \"c\", \"closes\": \"x\", \"test\": {" test "}" more   \
    "}"
#define FRAMEWORK(criteria)                                                                        \
    "{\"format\": \"congsinh-framework/1\", \"id\": \"f\", \"title\": \"F\", " FACTS               \
    " \"criteria\": [" criteria "]}"

static const char *write_file(scratch *s, const char *text) {
    char name[] = "/tmp/congsinh_framework_XXXXXX.json";
    int handle = mkstemps(name, 5);
    cr_assert(handle >= 0);
    close(handle);
    cr_assert(cg_file_write(&s->diagnostics, name, text, strlen(text)));
    return cg_copy(s->arena, name, strlen(name));
}

/* Three firms in the park, one of another park, one in no park; a gives to b, which runs. */
#define PARK(park, a, b, c)                                                                        \
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"p\", \"year\": 2026, \"currency\": "   \
    "\"VND\"" park "},"                                                                            \
    " \"firms\": ["                                                                                \
    "{\"id\": \"a\"" a ", \"outputs\": [{\"id\": \"o\", \"resource\": \"w\", \"quantity\": 9}]},"  \
    "{\"id\": \"b\"" b ", \"inputs\": [{\"id\": \"i\", \"resource\": \"w\", \"quantity\": 9, "     \
    "\"price\": 1}]},"                                                                             \
    "{\"id\": \"c\"" c ", \"inputs\": [{\"id\": \"i\", \"resource\": \"w\", \"quantity\": 9, "     \
    "\"price\": 1}]},"                                                                             \
    "{\"id\": \"far\", \"park\": \"q\", \"facts\": {\"clean\": true}, \"inputs\": [{\"id\": "      \
    "\"i\", \"resource\": \"w\", \"quantity\": 9, \"price\": 1}]},"                                \
    "{\"id\": \"town\", \"outside\": \"city\", \"facts\": {\"clean\": true}, \"inputs\": "         \
    "[{\"id\": \"i\", \"resource\": \"w\", \"quantity\": 9, \"price\": 1}]}],"                     \
    " \"exchanges\": [{\"from\": \"a.o\", \"to\": \"b.i\", \"quantity\": 1, \"status\": "          \
    "\"running\"}, {\"from\": \"a.o\", \"to\": \"c.i\", \"status\": \"studied\"}],"                \
    " \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\"}]}}"

static const cg_park *read_park(scratch *s, const char *text, const char *framework) {
    cg_park_source source = {
        .file = "park.json", .bytes = text, .length = strlen(text), .framework = framework};
    return cg_park_read(s->arena, &s->diagnostics, &source);
}

static cg_framework *read_framework(scratch *s, const cg_park *park, const char *name) {
    cg_reader reader = park->reader;
    reader.arena = s->arena;
    reader.diagnostics = &s->diagnostics;
    cg_framework_asked asked = {.name = name};
    return cg_framework_read(&reader, park->knowledge, NULL, &asked);
}

/* Everything said: "CODE path; …". */
static const char *said(scratch *s) {
    cg_text text = cg_text_start(s->arena);
    for (int i = 0; i < s->diagnostics.items.count; i++) {
        const cg_diagnostic *item = &s->diagnostics.items.items[i];
        cg_text_addf(&text, "%s%s %s", i > 0 ? "; " : "", cg_message_name(item->message),
                     item->place.path != NULL ? item->place.path : "");
    }
    return text.bytes;
}

/* A text, and all that is said of it. */
typedef struct saying {
    const char *text, *said;
} saying;

static void check_framework(const saying *row, size_t i) {
    SCRATCH_START(s);
    const char *file = write_file(&s, row->text);
    const cg_park *park = read_park(&s, PARK("", "", "", ""), file);
    cr_assert_not_null(park);
    cg_framework *framework = read_framework(&s, park, file);
    cr_expect_str_eq(said(&s), row->said, "row %zu: %s", i, said(&s));
    cr_expect_eq(framework == NULL, row->said[0] != '\0', "row %zu", i);
    unlink(file);
    SCRATCH_END(s);
}

Test(assess, a_framework_says_what_is_wrong_with_it) {
    static const saying rows[] = {
        {FRAMEWORK(CRITERION("c", "park", "\"kind\": \"fact\", \"fact\": \"clean\"", "")), ""},
        {FRAMEWORK(CRITERION("c", "park", "\"kind\": \"fct\"", "")),
         "CHOICE_UNKNOWN criteria.c.test.kind"},
        {FRAMEWORK(CRITERION("c", "parks", "\"kind\": \"fact\"", "")),
         "CHOICE_UNKNOWN criteria.c.subject"},
        /* A fact nobody declares, one of the other subject, one of another type. */
        {FRAMEWORK(CRITERION("c", "park", "\"kind\": \"fact\", \"fact\": \"cleen\"", "")),
         "CRITERION_FACT criteria.c.test"},
        {FRAMEWORK(CRITERION("c", "park", "\"kind\": \"fact\", \"fact\": \"saves\"", "")),
         "CRITERION_FACT criteria.c.test"},
        {FRAMEWORK(CRITERION("c", "park", "\"kind\": \"fact\", \"fact\": \"land\"", "")),
         "CRITERION_FACT criteria.c.test"},
        {FRAMEWORK(CRITERION("c", "park",
                             "\"kind\": \"value\", \"fact\": \"clean\", \"at_least\": 1", "")),
         "CRITERION_FACT criteria.c.test"},
        {FRAMEWORK(CRITERION("c", "firms", "\"kind\": \"fact\", \"fact\": \"clean\"", "")),
         "CRITERION_SUBJECT criteria.c.test"},
        {FRAMEWORK(CRITERION("c", "firms", "\"kind\": \"firms\", \"fact\": \"clean\"", "")),
         "ENTRY_WITHOUT criteria.c.test"},
        {FRAMEWORK(CRITERION("c", "park",
                             "\"kind\": \"value\", \"fact\": \"land\", \"at_least\": 25", "")),
         "FACT_SHARE criteria.c.test.at_least"},
        {FRAMEWORK(CRITERION("c", "park", "\"kind\": \"fact\", \"fact\": \"clean\"",
                             ", \"from\": \"2026-02-30\", \"too\": \"x\"")),
         "UNKNOWN_KEY_NEAREST criteria.c.too; DATE_FORM criteria.c.from"},
        /* A list that names nobody asks nothing, and what the kind does not read binds nothing. */
        {FRAMEWORK(CRITERION("c", "firm", "\"kind\": \"criteria\"", "")),
         "ENTRY_WITHOUT criteria.c.test"},
        {FRAMEWORK(CRITERION("c", "firm", "\"kind\": \"criteria\", \"of\": []", "")),
         "ENTRY_WITHOUT criteria.c.test"},
        {FRAMEWORK(CRITERION("c", "firm", "\"kind\": \"criteria\", \"of\": [\"firm\"]", "")),
         "CHOICE_UNKNOWN criteria.c.test.of.0"},
        {FRAMEWORK(CRITERION("c", "firm",
                             "\"kind\": \"criteria\", \"of\": [\"park\"], \"at_least\": 1, "
                             "\"fact\": \"saves\"",
                             "")),
         "CRITERION_KEY_IDLE criteria.c.test.fact; CRITERION_KEY_IDLE criteria.c.test.at_least"},
        {FRAMEWORK(CRITERION("c", "park",
                             "\"kind\": \"fact\", \"fact\": \"clean\", \"at_least\": 1, \"of\": "
                             "[\"park\"]",
                             "")),
         "CRITERION_KEY_IDLE criteria.c.test.at_least; CRITERION_KEY_IDLE criteria.c.test.of"},
        {FRAMEWORK("], \"sources\": [{\"id\": \"s\", \"status\": 5, \"confidence\": \"sure\"}"),
         "WORDS_EXPECTED sources.s.status; VALUE_CONFIDENCE sources.s.confidence"},
        {FRAMEWORK("], \"$schema\": \"framework.json\", \"sources\": ["), ""},
        /* Versions may share an id where their days do not meet. */
        {FRAMEWORK(CRITERION(
             "c", "park", "\"kind\": \"fact\", \"fact\": \"clean\"",
             ", \"to\": \"2022-07-14\"") "," CRITERION("c", "park",
                                                       "\"kind\": \"fact\", \"fact\": \"clean\"",
                                                       ", \"from\": \"2022-07-15\"")),
         ""},
        {FRAMEWORK(CRITERION(
             "c", "park", "\"kind\": \"fact\", \"fact\": \"clean\"",
             ", \"to\": \"2022-07-15\"") "," CRITERION("c", "park",
                                                       "\"kind\": \"fact\", \"fact\": \"clean\"",
                                                       ", \"from\": \"2022-07-15\"")),
         "CRITERION_TWICE criteria.c"},
        {FRAMEWORK("{\"id\": \"c\", \"subject\": \"park\"}"),
         "CRITERION_WITHOUT criteria.c; CRITERION_WITHOUT criteria.c; CRITERION_WITHOUT "
         "criteria.c; CRITERION_WITHOUT criteria.c; CRITERION_WITHOUT criteria.c"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check_framework(&rows[i], i);
    }
}

static void check_nobodys_fact(const char *on) {
    SCRATCH_START(s);
    const char *file =
        write_file(&s, cg_format(s.arena,
                                 "{\"format\": \"congsinh-framework/1\", \"id\": \"f\", \"facts\": "
                                 "[{\"id\": \"x\", \"type\": \"boolean\"%s}], \"criteria\": []}",
                                 on));
    read_park(&s, PARK("", "", "", ""), file);
    /* The usual park states a fact that this framework does not know. */
    const char *first = "ENTRY_WITHOUT facts.x";
    cr_expect_eq(strncmp(said(&s), first, strlen(first)), 0, "%s: %s", on, said(&s));
    unlink(file);
    SCRATCH_END(s);
}

Test(assess, a_fact_is_of_somebody) {
    check_nobodys_fact("");
    check_nobodys_fact(", \"on\": []");
}

static void check_facts(const saying *row, size_t i) {
    SCRATCH_START(s);
    const char *file = write_file(&s, FRAMEWORK(""));
    read_park(&s, row->text, file);
    cr_expect_str_eq(said(&s), row->said, "row %zu: %s", i, said(&s));
    unlink(file);
    SCRATCH_END(s);
}

Test(assess, facts_are_held_against_what_is_declared) {
    static const saying rows[] = {
        {PARK(", \"facts\": {\"land\": \"27 %\", \"plots\": 3, \"clean\": true}",
              ", \"facts\": {\"saves\": {\"value\": true, \"evidence\": \"bills\", \"source\": "
              "\"s\", \"year\": 2025}}",
              "", ""),
         ""},
        {PARK(", \"facts\": {\"lnd\": 0.3}", "", "", ""), "UNKNOWN_KEY_NEAREST park.facts.lnd"},
        {PARK(", \"facts\": {\"land\": 27}", "", "", ""), "FACT_SHARE park.facts.land"},
        {PARK(", \"facts\": {\"land\": true, \"clean\": 1}", "", "", ""),
         "VALUE_EXPECTED park.facts.land; TRUTH_EXPECTED park.facts.clean"},
        {PARK(", \"facts\": {\"saves\": true}", ", \"facts\": {\"land\": 0.3}", "", ""),
         "FACT_MISPLACED park.facts.saves; FACT_MISPLACED firms.a.facts.land"},
        {PARK("", ", \"facts\": {\"clean\": {\"valu\": true}}", ", \"facts\": []", ""),
         "UNKNOWN_KEY_NEAREST firms.a.facts.clean.valu; ENTRY_WITHOUT firms.a.facts.clean; "
         "OBJECT_EXPECTED firms.b.facts"},
        {PARK("", ", \"facts\": {\"clean\": {\"value\": true, \"year\": 20256}}", "", ""),
         "VALUE_YEAR firms.a.facts.clean.year"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check_facts(&rows[i], i);
    }
}

/* A criterion of one kind, a park, and what must come of it today and after a plan in which a gives
 * to b and c, to a firm of another park and to the town. */
typedef struct expected {
    const char *criterion, *park;
    cg_met today, after;
    double value_today, value_after, gap_today; /* NaN: none */
} expected;

#define CLEAN ", \"facts\": {\"clean\": true}"
#define DIRTY ", \"facts\": {\"clean\": false}"
#define SAVES(evidence) ", \"facts\": {\"saves\": {\"value\": true" evidence "}}"
#define HALF "\"kind\": \"firms\", \"fact\": \"clean\", \"at_least\": \"50 %\""
#define SHARE_OF_SAVERS "\"kind\": \"firms\", \"fact\": \"saves\", \"at_least\": 0.3"
#define EXCHANGES(n) "\"kind\": \"exchanges\", \"fact\": \"clean\", \"at_least\": " n

static const expected table[] = {
    /* Facts and values: stated or not. */
    {CRITERION("c", "park", "\"kind\": \"fact\", \"fact\": \"clean\"", ""), PARK(CLEAN, "", "", ""),
     CG_MET, CG_MET, 1, 1, 0},
    {CRITERION("c", "developer", "\"kind\": \"fact\", \"fact\": \"clean\"", ""),
     PARK(DIRTY, "", "", ""), CG_NOT_MET, CG_NOT_MET, 0, 0, 1},
    {CRITERION("c", "park", "\"kind\": \"fact\", \"fact\": \"clean\"", ""), PARK("", "", "", ""),
     CG_NO_DATA, CG_NO_DATA, NAN, NAN, NAN},
    {CRITERION("c", "park", "\"kind\": \"value\", \"fact\": \"land\", \"at_least\": 0.25", ""),
     PARK(", \"facts\": {\"land\": 0.25}", "", "", ""), CG_MET, CG_MET, 0.25, 0.25, 0},
    {CRITERION("c", "park", "\"kind\": \"value\", \"fact\": \"land\", \"at_least\": \"25 %\"", ""),
     PARK(", \"facts\": {\"land\": 0.2}", "", "", ""), CG_NOT_MET, CG_NOT_MET, 0.2, 0.2, 0.05},
    {CRITERION("c", "park", "\"kind\": \"value\", \"fact\": \"plots\", \"at_least\": 4", ""),
     PARK("", "", "", ""), CG_NO_DATA, CG_NO_DATA, NAN, NAN, NAN},
    /* Half of three firms are two. One is clean: with one more unknown it could still be met, with
     * two that are not it cannot. Firms of other parks and of none do not count. */
    {CRITERION("c", "firms", HALF, ""), PARK("", CLEAN, CLEAN, ""), CG_MET, CG_MET, 2. / 3, 2. / 3,
     0},
    {CRITERION("c", "firms", HALF, ""), PARK("", CLEAN, DIRTY, ""), CG_NO_DATA, CG_NO_DATA, 1. / 3,
     1. / 3, 1},
    {CRITERION("c", "firms", HALF, ""), PARK("", CLEAN, DIRTY, DIRTY), CG_NOT_MET, CG_NOT_MET,
     1. / 3, 1. / 3, 1},
    /* 30 % of three is 0.9: one firm. Savings without evidence are as if nobody had stated them. */
    {CRITERION("c", "firms", SHARE_OF_SAVERS, ""),
     PARK("", SAVES(", \"evidence\": \"bills\""), "", ""), CG_MET, CG_MET, 1. / 3, 1. / 3, 0},
    {CRITERION("c", "firms", SHARE_OF_SAVERS, ""), PARK("", SAVES(""), "", ""), CG_NO_DATA,
     CG_NO_DATA, 0, 0, 1},
    /* a to b runs; the plan adds c and the other park's firm, and the town, which never counts. */
    {CRITERION("c", "firms", EXCHANGES("1"), ""), PARK("", CLEAN, CLEAN, ""), CG_MET, CG_MET, 1, 2,
     0},
    {CRITERION("c", "firms", EXCHANGES("1"), ""), PARK("", CLEAN, DIRTY, ""), CG_NOT_MET, CG_MET, 0,
     1, 1},
    {CRITERION("c", "firms", EXCHANGES("1"), ""), PARK("", CLEAN, "", ""), CG_NO_DATA, CG_MET, 0, 1,
     1},
    {CRITERION("c", "firms", EXCHANGES("1"), ""), PARK("", DIRTY, CLEAN, CLEAN), CG_NOT_MET,
     CG_NOT_MET, 0, 0, 1},
    {CRITERION("c", "firms", EXCHANGES("3"), ""), PARK("", CLEAN, CLEAN, ""), CG_NOT_MET,
     CG_NO_DATA, 1, 2, 2},
    {CRITERION("c", "firms", "\"kind\": \"exchanges\", \"at_least\": 4", ""), PARK("", "", "", ""),
     CG_NOT_MET, CG_NOT_MET, 1, 3, 3},
};

static cg_plan *plan_of(scratch *s, const char *status) {
    static const char *const to[] = {"b.i", "b.i", "c.i", "far.i", "town.i", "wwtp"};
    cg_plan *plan = CG_NEW(s->arena, cg_plan);
    plan->status = status;
    for (size_t i = 0; i < sizeof to / sizeof *to; i++) {
        /* The second is b's by another way; the last a service, the town's a fourth partner. */
        cg_line line = {.from = "a.o", .to = to[i], .quantity = 1, .service = i == 5};
        CG_PUSH(s->arena, &plan->lines, line);
    }
    return plan;
}

static cg_assessment *assess(scratch *s, const char *criteria, const char *park_text,
                             const char *status) {
    const char *file = write_file(s, cg_format(s->arena, FRAMEWORK("%s"), criteria));
    const cg_park *park = read_park(s, park_text, file);
    cg_framework *framework = read_framework(s, park, file);
    unlink(file);
    cr_assert_eq(s->diagnostics.errors, 0, "%s", said(s));
    cg_assess_asked asked = {park, framework, status == NULL ? NULL : plan_of(s, status),
                             "2026-06-30"};
    return cg_assess(s->arena, &s->diagnostics, &asked);
}

static void expect_value(const cg_standing *standing, double value, size_t row) {
    cr_expect_eq(standing->has_value, !isnan(value), "row %zu", row);
    cr_expect(isnan(value) || fabs(standing->value - value) < 1e-12, "row %zu: %g", row,
              standing->value);
}

static void check_row(const expected *e, size_t i) {
    SCRATCH_START(s);
    cg_assessment *assessment = assess(&s, e->criterion, e->park, "optimal");
    cr_assert_eq(assessment->items.count, 1);
    const cg_assessed *item = &assessment->items.items[0];
    cr_expect_eq(item->at[CG_TODAY].met, e->today, "row %zu today", i);
    cr_expect_eq(item->at[CG_AFTER].met, e->after, "row %zu after", i);
    expect_value(&item->at[CG_TODAY], e->value_today, i);
    expect_value(&item->at[CG_AFTER], e->value_after, i);
    cr_expect(isnan(e->gap_today) || fabs(item->at[CG_TODAY].gap - e->gap_today) < 1e-12,
              "row %zu: gap %g", i, item->at[CG_TODAY].gap);
    SCRATCH_END(s);
}

Test(assess, every_kind_of_test_by_hand) {
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        check_row(&table[i], i);
    }
}

/* b is an eco-firm once the park meets its own criteria, b's own exchange counts and it is clean.
 */
Test(assess, each_firm_by_itself) {
    SCRATCH_START(s);
    static const char criteria[] = CRITERION("p", "firms", EXCHANGES("2"), "") "," CRITERION(
        "e1", "firm", "\"kind\": \"criteria\", \"of\": [\"firms\", \"park\"]",
        "") "," CRITERION("e2", "firm", EXCHANGES("1"),
                          "") "," CRITERION("e3", "firm",
                                            "\"kind\": \"fact\", \"fact\": "
                                            "\"clean\"",
                                            "");
    cg_assessment *assessment = assess(&s, criteria, PARK("", CLEAN, CLEAN, DIRTY), "optimal");
    cr_assert_eq(assessment->firms.count, 3);
    cr_assert_eq(assessment->firm_criteria.count, 3);
    static const cg_met after[3][3] = {
        {CG_MET, CG_MET, CG_MET}, {CG_MET, CG_MET, CG_MET}, {CG_MET, CG_NOT_MET, CG_NOT_MET}};
    for (int f = 0; f < 3; f++) {
        const cg_firm_assessed *firm = &assessment->firms.items[f];
        cr_expect_eq(firm->items[0].at[CG_TODAY].met, CG_NOT_MET);
        for (int c = 0; c < 3; c++) {
            cr_expect_eq(firm->items[c].at[CG_AFTER].met, after[f][c], "firm %d, %d", f, c);
        }
    }
    cr_expect_eq(cg_assessment_firms_met(assessment, CG_TODAY), 0);
    cr_expect_eq(cg_assessment_firms_met(assessment, CG_AFTER), 2);
    SCRATCH_END(s);
}

/* What no plan can tell stays untold; the town's partner is shown and never counted. */
static void check_status(const char *status, bool has_after) {
    SCRATCH_START(s);
    cg_assessment *assessment =
        assess(&s, CRITERION("c", "firms", EXCHANGES("1"), ""), PARK("", CLEAN, CLEAN, ""), status);
    cr_expect_eq(assessment->has_after, has_after);
    cr_expect_eq(assessment->symbioses.count, has_after ? 4 : 1);
    int outside = 0;
    for (int k = 0; k < assessment->symbioses.count; k++) {
        outside += assessment->symbioses.items[k].outside;
    }
    cr_expect_eq(outside, has_after ? 1 : 0);
    SCRATCH_END(s);
}

Test(assess, without_a_plan_only_today) {
    static const char *const statuses[] = {NULL, "infeasible", "limit"};
    for (size_t i = 0; i < 3; i++) {
        check_status(statuses[i], i == 2);
    }
}

Test(assess, criteria_are_of_their_day) {
    SCRATCH_START(s);
    cr_expect_null(assess(&s,
                          CRITERION("c", "park", "\"kind\": \"fact\", \"fact\": \"clean\"",
                                    ", \"to\": \"2026-06-29\""),
                          PARK("", "", "", ""), NULL));
    cr_expect_str_eq(said(&s), "FRAMEWORK_NOT_IN_FORCE criteria");
    SCRATCH_END(s);
}

/* The shipped one reads without a word, every criterion says where it stands in the law, and the
 * thresholds are those of Decree 35/2022 Article 37 (9 criteria) and Decree 82/2018 Article 42. */
Test(assess, the_shipped_framework) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    const cg_knowledge_sources sources = {.models_folder = reading_models(&r)};
    cg_knowledge *knowledge = cg_knowledge_read(&r.reader, &sources);
    cg_framework_asked asked = {.country = "VN"};
    cg_framework *framework = cg_framework_read(&r.reader, knowledge, reading_models(&r), &asked);
    cr_assert_not_null(framework, "%s", said(&s));
    cr_expect_str_eq(framework->id, "vn-eip");
    static const struct {
        const char *day;
        int park, firm;
    } days[] = {{"2018-07-09", 0, 0},
                {"2018-07-10", 8, 0},
                {"2022-07-14", 8, 0},
                {"2022-07-15", 9, 4},
                {"2026-06-30", 9, 4}};
    for (size_t d = 0; d < sizeof days / sizeof *days; d++) {
        int park = 0, firm = 0;
        for (int i = 0; i < framework->items.count; i++) {
            const cg_criterion *one = &framework->items.items[i];
            bool counts = cg_criterion_in_force(one, days[d].day);
            park += counts && one->subject != CG_OF_FIRM;
            firm += counts && one->subject == CG_OF_FIRM;
        }
        cr_expect_eq(park, days[d].park, "%s: %d", days[d].day, park);
        cr_expect_eq(firm, days[d].firm, "%s: %d", days[d].day, firm);
    }
    static const struct {
        const char *id;
        double at_least;
    } thresholds[] = {{"C2a", 1},   {"C2b", 1},   {"C2c", 0.2}, {"C3a", 0.25}, {"O3a", 0.9},
                      {"O3b", 0.2}, {"O4", 0.25}, {"O5a", 1},   {"O5b", 0.1}};
    for (size_t t = 0; t < sizeof thresholds / sizeof *thresholds; t++) {
        bool found = false;
        for (int i = 0; i < framework->items.count; i++) {
            const cg_criterion *one = &framework->items.items[i];
            found = found || (strcmp(one->id, thresholds[t].id) == 0 &&
                              fabs(one->at_least - thresholds[t].at_least) < 1e-15);
        }
        cr_expect(found, "%s", thresholds[t].id);
    }
    for (int i = 0; i < framework->items.count; i++) {
        cr_expect_not_null(cg_words_in(framework->items.items[i].source, CG_ENGLISH, NULL));
        cr_expect_not(framework->items.items[i].gazette_checked);
    }
    asked = (cg_framework_asked){.country = "DK"};
    cr_expect_null(cg_framework_read(&r.reader, knowledge, reading_models(&r), &asked));
    asked = (cg_framework_asked){.name = "vn-epi"};
    cr_expect_null(cg_framework_read(&r.reader, knowledge, reading_models(&r), &asked));
    cr_expect_str_eq(said(&s), "FRAMEWORK_NONE ; FRAMEWORK_UNKNOWN_NEAREST ");
    SCRATCH_END(s);
}
