/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small random parks: the library's optimum is the optimum of models/reference/symbiosis.mod. */
#include "oracle/mathprog.h"
#include "support/random_park.h"
#include "support/solved.h"

#include "base/number.h"

#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PARKS 60
/* What two honest solvers of one program may differ by. */
#define AGREEMENT 1e-7

typedef struct purpose {
    congsinh_objective objective;
    const char *name, *path; /* the model's word; the plan's field */
} purpose;

static const purpose purposes[] = {
    {CONGSINH_COST, "cost", "planned.cost"},
    {CONGSINH_EMISSIONS, "emissions", "planned.emissions"},
    {CONGSINH_WATER, "water", "planned.water_purchased"},
    {CONGSINH_WASTE, "waste", "planned.waste_disposed"},
};

/* How far the library is from the reference, relative; NaN where it gave no plan. */
static double disagreement(cg_arena *arena, const char *park, unsigned seed, const purpose *aim) {
    cg_json *tree = read_json(arena, "random park", park, strlen(park));
    mathprog_answer reference = mathprog_solve(arena, tree, aim->name);
    cr_assert(reference.solved, "park %u, %s: the reference finds no optimum", seed, aim->name);
    question asked = question_about(park);
    asked.options.objective = aim->objective;
    solved answer = solve_question(arena, &asked);
    if (answer.plan == NULL) {
        cr_log_error("park %u: no plan\n%s", seed, answer.sayings);
        return (double)NAN;
    }
    double found = plan_number(arena, answer.plan, aim->path);
    double scale = fmax(1.0, fabs(reference.objective));
    if (!(fabs(found - reference.objective) <= AGREEMENT * scale)) {
        cr_log_error("park %u, %s: library %.12g, reference %.12g (%d columns, %d whole)", seed,
                     aim->name, found, reference.objective, reference.columns, reference.integers);
    }
    return fabs(found - reference.objective) / scale;
}

/* CONGSINH_ORACLE_KEEP names a folder for the parks that disagree. */
static void keep_park(cg_arena *arena, const char *park, unsigned seed) {
    const char *folder = getenv("CONGSINH_ORACLE_KEEP");
    FILE *file =
        folder == NULL ? NULL : fopen(cg_format(arena, "%s/random-%u.json", folder, seed), "w");
    if (file != NULL) {
        fputs(park, file);
        fclose(file);
    }
}

static int count_disagreements(size_t aim, unsigned step) {
    int wrong = 0;
    for (unsigned seed = 1; seed <= PARKS; seed += step) {
        cg_arena *arena = test_arena();
        const char *park = random_park(arena, seed);
        if (!(disagreement(arena, park, seed, &purposes[aim]) <= AGREEMENT)) {
            keep_park(arena, park, seed);
            wrong++;
        }
        cg_arena_free(arena);
    }
    return wrong;
}

Test(mathprog, the_least_cost_agrees, .timeout = 240) {
    cr_expect_eq(count_disagreements(0, 1), 0);
}

Test(mathprog, the_least_emissions_agree, .timeout = 240) {
    cr_expect_eq(count_disagreements(1, 3), 0);
}

Test(mathprog, the_least_water_bought_agrees, .timeout = 240) {
    cr_expect_eq(count_disagreements(2, 3), 0);
}

Test(mathprog, the_least_waste_agrees, .timeout = 240) {
    cr_expect_eq(count_disagreements(3, 3), 0);
}

/* The least water the reference finds, and the cap that asks for `share` of the way there from
 * today's. */
static const char *water_cap(cg_arena *arena, const char *park, double share) {
    char room[CG_NUMBER_ROOM];
    question asked = question_about(park);
    const cg_json *plan = solve_question(arena, &asked).plan;
    cg_json *tree = read_json(arena, "random park", park, strlen(park));
    double least = mathprog_solve(arena, tree, "water").objective;
    double today = plan_number(arena, plan, "baseline.water_purchased");
    if (least < 1 || today - least < 1) {
        return NULL;
    }
    return cg_format(arena, "requirements={\"water_purchased_max\":%s}",
                     cg_number_text(fmax(0, today - share * (today - least)), room));
}

/* Both find the same cost under the cap, or both find that it cannot hold. */
static bool cap_agrees(cg_arena *arena, const char *park, const char *cap) {
    cg_diagnostics diagnostics = {.arena = arena};
    cg_json *tree = read_json(arena, "random park", park, strlen(park));
    cr_assert(cg_json_set(arena, &diagnostics, tree, cap));
    mathprog_answer reference = mathprog_solve(arena, tree, "cost");
    question asked = question_about(park);
    asked.settings = &cap;
    asked.setting_count = 1;
    solved answer = solve_question(arena, &asked);
    cr_assert_not_null(answer.plan, "%s", answer.sayings);
    if (reference.infeasible) {
        return strcmp(cg_json_member_text(answer.plan, "status"), "infeasible") == 0;
    }
    double found = plan_number(arena, answer.plan, "planned.cost");
    return fabs(found - reference.objective) <= AGREEMENT * fmax(1.0, fabs(reference.objective));
}

Test(mathprog, a_cap_on_water_costs_the_same_or_cannot_hold, .timeout = 240) {
    static const double shares[] = {0.5, 0.95, 1.02};
    int compared = 0;
    for (unsigned seed = 1; seed <= PARKS; seed += 2) {
        cg_arena *arena = test_arena();
        const char *park = random_park(arena, seed);
        for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
            const char *cap = water_cap(arena, park, shares[i]);
            if (cap != NULL) {
                cr_expect(cap_agrees(arena, park, cap), "park %u with %s", seed, cap);
                compared++;
            }
        }
        cg_arena_free(arena);
    }
    cr_expect_geq(compared, 20, "only %d caps compared", compared);
}

/* A generator that makes next to empty programs would prove nothing. */
Test(mathprog, the_parks_are_worth_the_trouble, .timeout = 240) {
    int columns = 0, integers = 0;
    for (unsigned seed = 1; seed <= PARKS; seed++) {
        cg_arena *arena = test_arena();
        const char *park = random_park(arena, seed);
        mathprog_answer reference =
            mathprog_solve(arena, read_json(arena, "random park", park, strlen(park)), "cost");
        cr_expect(reference.solved, "park %u has no optimum", seed);
        columns += reference.columns;
        integers += reference.integers;
        cg_arena_free(arena);
    }
    cr_expect_geq(columns, 40 * PARKS);
    cr_expect_geq(integers, PARKS);
}
