/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept small is not kept less: with prospects or with candidates alone, a park has the same
 * best plan, proven alike, and the plan says the same of it. */
#include "plan/prospects.h"
#include "support/random_park.h"
#include "support/solved.h"

#include <criterion/criterion.h>

#include <math.h>
#include <string.h>

#define PARKS 60
/* Of two programs that are the same but for the order in which columns are looked at. */
#define SAME 1e-9

typedef struct road {
    cg_arena *arena;
    cg_diagnostics said;
    cg_park *park;
    const cg_solved *solved;
    const cg_plan *plan;
    int prospects;
} road;

static road solve(cg_arena *arena, const char *text, bool prospects, cg_measure objective) {
    road r = {.arena = arena, .said = {.arena = arena}};
    cg_park_source source = {.file = "park.json", .bytes = text, .length = strlen(text)};
    r.park = cg_park_read(arena, &r.said, &source);
    cr_assert(r.park != NULL && r.said.errors == 0);
    cg_rules *none = CG_NEW(arena, cg_rules);
    const cg_law *law = cg_law_new(arena, &r.said, none, &(cg_law_options){.date = "2026-06-30"});
    const cg_matches *matches = cg_matches_find(
        arena, &r.said, r.park, law, (cg_wanted){CG_KEEP_USABLE, CG_NONE, CG_NONE, prospects});
    r.prospects = cg_prospects_count(matches->prospects);
    const cg_plan_options options = {objective, {.node_limit = 50000}};
    r.solved = cg_plan_solve(cg_model_new(arena, matches), &options);
    r.plan = cg_plan_account(r.solved);
    return r;
}

static bool near(double a, double b, double scale) {
    return fabs(a - b) <= SAME * fmax(fabs(scale), fmax(fabs(a), fabs(b)));
}

static double value_of(const road *r) {
    const cg_model *model = r->solved->model;
    return model->constant[r->solved->objective] +
           cg_model_measure(model, r->solved->objective, r->solved->x);
}

static void compare(const road *a, const road *b, unsigned seed) {
    cr_assert_eq(a->solved->outcome, b->solved->outcome, "%u: %d %d", seed, a->solved->outcome,
                 b->solved->outcome);
    double scale = a->solved->model->constant[a->solved->objective];
    cr_expect(near(value_of(a), value_of(b), scale), "%u: %.12g %.12g", seed, value_of(a),
              value_of(b));
    cr_expect(near(a->solved->bound, b->solved->bound, scale), "%u: bounds %.12g %.12g", seed,
              a->solved->bound, b->solved->bound);
    cr_expect_leq(b->solved->certificate.primal_residual, 1e-9);
    cr_expect(near(a->plan->totals.net_saving, b->plan->totals.net_saving, scale), "%u", seed);
}

static int compare_parks(cg_measure objective) {
    int prospects = 0;
    for (unsigned seed = 1; seed <= PARKS; seed++) {
        cg_arena *arena = test_arena();
        const char *text = random_park(arena, seed);
        const road rich = solve(arena, text, false, objective);
        const road small = solve(arena, text, true, objective);
        prospects += small.prospects;
        compare(&rich, &small, seed);
        cg_arena_free(arena);
    }
    return prospects;
}

Test(prospects, the_plan_of_least_cost_is_the_same, .timeout = 240) {
    int prospects = compare_parks(CG_MEASURE_COST);
    cr_expect_gt(prospects, 5 * PARKS, "%d", prospects);
}

Test(prospects, the_plan_of_least_emissions_is_the_same, .timeout = 240) {
    compare_parks(CG_MEASURE_EMISSIONS);
}

Test(prospects, the_plan_of_least_waste_is_the_same, .timeout = 240) {
    compare_parks(CG_MEASURE_WASTE_DISPOSED);
}
