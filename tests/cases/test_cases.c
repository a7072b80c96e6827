/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published cases: each park of datasets/cases through reader and solver, against the answer known.
 */
#include "support/solved.h"

#include "base/file.h"
#include "base/number.h"

#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many scenarios datasets/cases holds: a run that finds fewer has lost some. */
#define KNOWN_SCENARIOS 85
/* The same for tests/cases/regressions. */
#define KNOWN_REGRESSIONS 92

typedef struct run {
    cg_arena *arena;
    FILE *table;
    const cg_json *scenario;
    const char *id; /* of the case */
    int scenarios, wrong;
} run;

/* The document of `node` as a text of its own. */
static const char *text_of(cg_arena *arena, const cg_json *node) {
    cg_json_writer writer = cg_json_write_start(arena);
    size_t length = 0;
    cg_json_tree(&writer, NULL, node);
    return cg_json_finish(&writer, &length);
}

static congsinh_objective objective_of(const char *name) {
    static const char *const names[] = {"cost", "emissions", "water", "waste"};
    for (int i = 0; i < 4; i++) {
        if (name != NULL && strcmp(name, names[i]) == 0) {
            return (congsinh_objective)i;
        }
    }
    cr_assert_fail("no objective \"%s\"", name != NULL ? name : "");
    return CONGSINH_COST;
}

static question question_of(cg_arena *arena, const cg_json *from, const cg_json *scenario) {
    const cg_json *park = cg_json_member(scenario, "park");
    const cg_json *set = cg_json_member(scenario, "set");
    const cg_json *options = cg_json_member(scenario, "options");
    question asked =
        question_about(text_of(arena, park != NULL ? park : cg_json_member(from, "park")));
    asked.options.objective = objective_of(cg_json_member_text(options, "objective"));
    asked.options.law.rules = cg_json_member_text(options, "rules");
    if (set != NULL) {
        const char **settings = CG_ARRAY(arena, const char *, set->count + 1);
        for (const cg_json *one = set->first; one != NULL; one = one->next) {
            settings[asked.setting_count++] = one->text;
        }
        asked.settings = settings;
    }
    return asked;
}

/* Whether an entry of a list of the plan has what the expectation names: an id, its ends. */
static bool has_named(const cg_json *entry, const cg_json *expectation) {
    static const char *const names[] = {"id", "from", "to"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        const char *wanted = cg_json_member_text(expectation, names[n]);
        const char *found = cg_json_member_text(entry, names[n]);
        if (wanted != NULL && (found == NULL || strcmp(found, wanted) != 0)) {
            return false;
        }
    }
    return true;
}

static bool goes_by(const cg_json *exchange, const char *via) {
    const cg_json *passed = cg_json_member(exchange, "via");
    for (const cg_json *one = passed != NULL ? passed->first : NULL; one != NULL; one = one->next) {
        if (one->text != NULL && strcmp(one->text, via) == 0) {
            return true;
        }
    }
    return false;
}

/* Sum of one field over the entries named; where there is none a quantity is 0, all else NaN. */
static double sum_over(const cg_json *list, const char *field, const cg_json *expectation) {
    const char *via = cg_json_member_text(expectation, "via");
    cg_sum sum = {0};
    int count = 0;
    for (const cg_json *one = list != NULL ? list->first : NULL; one != NULL; one = one->next) {
        if (!has_named(one, expectation) || (via != NULL && !goes_by(one, via))) {
            continue;
        }
        const cg_json *value = cg_json_member(one, field);
        cg_sum_add(&sum, value != NULL && value->type == CG_JSON_NUMBER ? value->number : NAN);
        count++;
    }
    return count > 0 || strcmp(field, "quantity") == 0 ? cg_sum_value(&sum) : (double)NAN;
}

/* "exchanges.FIELD" and "firms.FIELD" are sums over the lines the expectation names; all else is a
 * path. */
static double found_number(cg_arena *arena, const cg_json *plan, const cg_json *expectation) {
    static const char *const lists[] = {"exchanges", "firms"};
    const char *what = cg_json_member_text(expectation, "what");
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
        size_t length = strlen(lists[l]);
        if (strncmp(what, lists[l], length) == 0 && what[length] == '.') {
            return sum_over(cg_json_member(plan, lists[l]), what + length + 1, expectation);
        }
    }
    return plan_number(arena, plan, what);
}

static void print_row(const run *r, const char *what, const char *expected, const char *found,
                      bool right) {
    fprintf(r->table, "%-4s %-32s %-30s %18s %18s  %s\n", r->id,
            cg_json_member_text(r->scenario, "id"), what, expected, found, right ? "ok" : "WRONG");
}

static bool compare_status(const run *r, const cg_json *plan, const char *expected) {
    const char *status = cg_json_member_text(plan, "status");
    const char *found = status != NULL ? status : "no plan";
    bool right = strcmp(found, expected) == 0;
    print_row(r, "status", expected, found, right);
    return right;
}

/* Something said on the way: "CODE", or "CODE: PATH". */
static bool compare_said(const run *r, const solved *answer, const char *expected) {
    bool right = strstr(answer->sayings, expected) != NULL;
    print_row(r, "said", expected, right ? "said" : "not said", right);
    return right;
}

static bool compare(const run *r, const solved *answer, const cg_json *expectation) {
    const char *what = cg_json_member_text(expectation, "what");
    const cg_json *value = cg_json_member(expectation, "value");
    const cg_json *tolerance = cg_json_member(expectation, "tolerance");
    char expected_text[CG_NUMBER_ROOM], found_text[CG_NUMBER_ROOM];
    if (strcmp(what, "status") == 0) {
        return compare_status(r, answer->plan, value->text != NULL ? value->text : "no plan");
    }
    if (strcmp(what, "said") == 0) {
        return compare_said(r, answer, value->text);
    }
    double found = found_number(r->arena, answer->plan, expectation);
    bool right = fabs(found - value->number) <= tolerance->number;
    print_row(r, what, cg_number_text(value->number, expected_text),
              isfinite(found) ? cg_number_text(found, found_text) : "nothing", right);
    return right;
}

static void run_scenario(run *r, const cg_json *from) {
    question asked = question_of(r->arena, from, r->scenario);
    solved answer = solve_question(r->arena, &asked);
    const cg_json *expected = cg_json_member(r->scenario, "expected");
    r->scenarios++;
    cr_assert(expected != NULL && expected->count > 0, "%s expects nothing", r->id);
    for (const cg_json *one = expected->first; one != NULL; one = one->next) {
        if (!compare(r, &answer, one)) {
            fprintf(r->table, "%s", answer.sayings);
            r->wrong++;
        }
    }
}

static void run_file(run *r, const char *file) {
    cg_diagnostics diagnostics = {.arena = r->arena};
    cg_json *root = cg_json_read_file(r->arena, &diagnostics, file);
    cr_assert_not_null(root, "%s cannot be read", file);
    const cg_json *scenarios = cg_json_member(root, "scenarios");
    r->id = cg_json_member_text(root, "id");
    for (const cg_json *one = scenarios != NULL ? scenarios->first : NULL; one != NULL;
         one = one->next) {
        r->scenario = one;
        run_scenario(r, root);
    }
}

/* Every scenario of every file of a folder of the source tree; the table goes to `table`. */
static void run_folder(FILE *table, const char *name, int known) {
    cg_arena *arena = test_arena();
    const char *folder = cg_format(arena, "%s/%s", getenv("CONGSINH_SOURCE"), name);
    int count = 0;
    const char **files = cg_folder_list(arena, folder, ".json", &count);
    run r = {.arena = arena, .table = table};
    for (int i = 0; i < count; i++) {
        run_file(&r, cg_format(arena, "%s/%s", folder, files[i]));
    }
    fprintf(r.table, "%d scenarios, %d wrong\n", r.scenarios, r.wrong);
    cr_expect_eq(r.wrong, 0, "%d expectations not met", r.wrong);
    cr_expect_geq(r.scenarios, known, "only %d scenarios ran", r.scenarios);
    cg_arena_free(arena);
}

/* CONGSINH_CASES_TABLE names a file for the table; without it the table goes to the test's output.
 */
Test(cases, every_published_case_gives_its_published_answer, .timeout = 240) {
    const char *name = getenv("CONGSINH_CASES_TABLE");
    FILE *table = name != NULL ? fopen(name, "w") : stdout;
    cr_assert_not_null(table, "%s cannot be written", name);
    run_folder(table, "datasets/cases", KNOWN_SCENARIOS);
    if (name != NULL) {
        fclose(table);
    }
}

/* Small parks whose answer is worked out by hand (each says how), most of them for a mistake once
 * made. */
Test(cases, every_park_by_hand_gives_the_answer_worked_out, .timeout = 60) {
    run_folder(stdout, "tests/cases/regressions", KNOWN_REGRESSIONS);
}

/* Every scenario of a case says where its numbers come from and may be used. */
Test(cases, every_case_names_its_source_and_licence) {
    cg_arena *arena = test_arena();
    const char *folder = cg_format(arena, "%s/datasets/cases", getenv("CONGSINH_SOURCE"));
    int count = 0;
    const char **files = cg_folder_list(arena, folder, ".json", &count);
    for (int i = 0; i < count; i++) {
        cg_diagnostics diagnostics = {.arena = arena};
        cg_json *root =
            cg_json_read_file(arena, &diagnostics, cg_format(arena, "%s/%s", folder, files[i]));
        if (cg_json_member(root, "scenarios") == NULL) {
            continue;
        }
        static const char *const keys[] = {"id", "title", "citation", "licence", "provenance"};
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            const char *text = cg_json_member_text(root, keys[k]);
            cr_expect(text != NULL && text[0] != '\0', "%s lacks %s", files[i], keys[k]);
        }
    }
    cg_arena_free(arena);
}
