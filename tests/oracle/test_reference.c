/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reference model itself reaches the published answers, so that what is held against it is
 * known. */
#include "oracle/mathprog.h"
#include "support/solved.h"

#include "base/file.h"

#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Expectations that an objective of the model states, in parks whose numbers are all bare. */
#define KNOWN_EXPECTATIONS 22
/* Of each case: the thirteen of C01 differ in a capacity and a charge, and MathProg is slow on
 * them. */
#define SCENARIOS_EACH 3

/* Whether a number stands somewhere as a text, with its unit. */
static bool has_units(const cg_json *node) {
    if (node->type == CG_JSON_STRING && node->text[0] >= '0' && node->text[0] <= '9' &&
        strchr(node->text, ' ') != NULL) {
        return true;
    }
    for (const cg_json *one = node->first; one != NULL; one = one->next) {
        if (has_units(one)) {
            return true;
        }
    }
    return false;
}

/* The park of a scenario with its settings, as a tree of its own; NULL where its numbers have
 * units. */
static cg_json *park_of(cg_arena *arena, const cg_json *from, const cg_json *scenario) {
    cg_diagnostics diagnostics = {.arena = arena};
    const cg_json *own = cg_json_member(scenario, "park");
    const cg_json *settings = cg_json_member(scenario, "set");
    const char *text = cg_json_canonical(arena, own != NULL ? own : cg_json_member(from, "park"));
    cg_json *park = read_json(arena, "park", text, strlen(text));
    for (const cg_json *one = settings != NULL ? settings->first : NULL; one != NULL;
         one = one->next) {
        cr_assert(cg_json_set(arena, &diagnostics, park, one->text), "%s", one->text);
    }
    return has_units(cg_json_member(park, "firms")) ? NULL : park;
}

static bool is_goal(const char *what, const char *objective) {
    return (strcmp(what, "planned.cost") == 0 && strcmp(objective, "cost") == 0) ||
           (strcmp(what, "planned.water_purchased") == 0 && strcmp(objective, "water") == 0);
}

/* How many of a scenario's expectations were compared. */
static int check_scenario(cg_arena *arena, const cg_json *from, const cg_json *scenario) {
    int compared = 0;
    cg_json *park = park_of(arena, from, scenario);
    if (park == NULL) {
        return 0;
    }
    const char *objective = cg_json_member_text(cg_json_member(scenario, "options"), "objective");
    const char *name = cg_format(arena, "%s, %s", cg_json_member_text(from, "id"),
                                 cg_json_member_text(scenario, "id"));
    mathprog_answer answer = mathprog_solve(arena, park, objective);
    for (const cg_json *one = cg_json_member(scenario, "expected")->first; one != NULL;
         one = one->next) {
        const char *what = cg_json_member_text(one, "what");
        const cg_json *value = cg_json_member(one, "value");
        if (strcmp(what, "status") == 0) {
            cr_expect_eq(answer.infeasible, strcmp(value->text, "infeasible") == 0, "%s", name);
            compared++;
        }
        if (is_goal(what, objective)) {
            cr_expect_leq(fabs(answer.objective - value->number),
                          cg_json_member(one, "tolerance")->number, "%s: %.12g where %.12g is due",
                          name, answer.objective, value->number);
            compared++;
        }
    }
    return compared;
}

Test(reference, the_model_reaches_the_published_answers, .timeout = 240) {
    cg_arena *arena = test_arena();
    const char *folder = cg_format(arena, "%s/datasets/cases", getenv("CONGSINH_SOURCE"));
    int count = 0, compared = 0;
    const char **files = cg_folder_list(arena, folder, ".json", &count);
    for (int i = 0; i < count; i++) {
        cg_diagnostics diagnostics = {.arena = arena};
        cg_json *root =
            cg_json_read_file(arena, &diagnostics, cg_format(arena, "%s/%s", folder, files[i]));
        const cg_json *scenarios = cg_json_member(root, "scenarios");
        const cg_json *s = scenarios != NULL ? scenarios->first : NULL;
        for (int k = 0; k < SCENARIOS_EACH && s != NULL; k++, s = s->next) {
            compared += check_scenario(arena, root, s);
        }
    }
    cr_expect_geq(compared, KNOWN_EXPECTATIONS, "only %d expectations compared", compared);
    cg_arena_free(arena);
}
