/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for any park: balances close, lines add up, more supply and fewer rules never cost. */
#include "support/random_park.h"
#include "support/solved.h"

#include "base/number.h"

#include <criterion/criterion.h>

#include <math.h>
#include <string.h>

#define PARKS 40

/* The contract's: "both hold to 1e-9 relative". */
#define IDENTITY 1e-9
/* What two solves of programs that differ may differ by where mathematics says that they do not. */
#define OPTIMUM 1e-7

typedef void property(cg_arena *arena, const char *park, unsigned seed);

static void for_every_park(property *check) {
    for (unsigned seed = 1; seed <= PARKS; seed++) {
        cg_arena *arena = test_arena();
        check(arena, random_park(arena, seed), seed);
        cg_arena_free(arena);
    }
}

static solved solve_with(cg_arena *arena, const char *park, const char *const *settings,
                         int count) {
    question asked = question_about(park);
    asked.settings = settings;
    asked.setting_count = count;
    solved answer = solve_question(arena, &asked);
    cr_assert_not_null(answer.plan, "no plan: %s", answer.sayings);
    return answer;
}

static bool near(double a, double b, double scale, double tolerance) {
    return fabs(a - b) <= tolerance * fmax(scale, fmax(fabs(a), fabs(b)));
}

/* The sum of `key` over the objects of the list `list`; 0 where there is no such list. */
static double sum_of(const cg_json *plan, const char *list, const char *key) {
    const cg_json *items = cg_json_member(plan, list);
    cg_sum sum = {0};
    for (const cg_json *one = items != NULL ? items->first : NULL; one != NULL; one = one->next) {
        const cg_json *value = cg_json_member(one, key);
        if (value != NULL && value->type == CG_JSON_NUMBER) {
            cg_sum_add(&sum, value->number);
        }
    }
    return cg_sum_value(&sum);
}

static void check_identity(cg_arena *arena, const char *park, unsigned seed) {
    const cg_json *plan = solve_with(arena, park, NULL, 0).plan;
    double baseline = plan_number(arena, plan, "baseline.cost");
    double planned = plan_number(arena, plan, "planned.cost");
    double saving = plan_number(arena, plan, "totals.net_saving");
    double parts = plan_number(arena, plan, "totals.avoided_purchase") +
                   plan_number(arena, plan, "totals.avoided_disposal") -
                   plan_number(arena, plan, "totals.transport_cost") -
                   plan_number(arena, plan, "totals.treatment_cost") -
                   plan_number(arena, plan, "totals.fees") -
                   plan_number(arena, plan, "totals.annualised_investment");
    double emissions = plan_number(arena, plan, "baseline.emissions") -
                       plan_number(arena, plan, "planned.emissions");
    cr_expect(near(saving, baseline - planned, fabs(baseline), IDENTITY),
              "park %u: saves %.12g, baseline less planned is %.12g", seed, saving,
              baseline - planned);
    cr_expect(near(saving, parts, fabs(baseline), IDENTITY),
              "park %u: saves %.12g, parts come to %.12g", seed, saving, parts);
    cr_expect(near(plan_number(arena, plan, "totals.emissions_saving"), emissions,
                   plan_number(arena, plan, "baseline.emissions"), IDENTITY),
              "park %u: emissions", seed);
    cr_expect_geq(saving, -OPTIMUM * fabs(baseline), "park %u: a loss is the best plan", seed);
}

Test(properties, every_item_of_cost_is_in_one_part, .timeout = 120) {
    for_every_park(check_identity);
}

static void check_lines(cg_arena *arena, const char *park, unsigned seed) {
    const cg_json *plan = solve_with(arena, park, NULL, 0).plan;
    double baseline = fabs(plan_number(arena, plan, "baseline.cost"));
    double saving = plan_number(arena, plan, "totals.net_saving");
    double lines = sum_of(plan, "exchanges", "saving") + sum_of(plan, "park_items", "saving");
    double parties = sum_of(plan, "firms", "saving") + sum_of(plan, "facilities", "saving");
    cr_expect(near(lines, saving, baseline, IDENTITY), "park %u: lines %.12g, saving %.12g", seed,
              lines, saving);
    cr_expect(near(parties, saving, baseline, IDENTITY), "park %u: firms %.12g, saving %.12g", seed,
              parties, saving);
    cr_expect(near(sum_of(plan, "exchanges", "emissions_saving") +
                       sum_of(plan, "park_items", "emissions_saving"),
                   plan_number(arena, plan, "totals.emissions_saving"),
                   plan_number(arena, plan, "baseline.emissions"), IDENTITY),
              "park %u: emissions of lines", seed);
    cr_expect(
        near(sum_of(plan, "exchanges", "investment") + sum_of(plan, "park_items", "investment"),
             plan_number(arena, plan, "totals.investment"), baseline, IDENTITY),
        "park %u: investment of lines", seed);
}

Test(properties, the_lines_add_up_to_the_saving, .timeout = 120) {
    for_every_park(check_lines);
}

static void check_certificate(cg_arena *arena, const char *park, unsigned seed) {
    const cg_json *plan = solve_with(arena, park, NULL, 0).plan;
    cr_expect_str_eq(cg_json_member_text(plan, "status"), "optimal", "park %u", seed);
    cr_expect_leq(plan_number(arena, plan, "certificate.gap"), OPTIMUM, "park %u: gap", seed);
    cr_expect_leq(plan_number(arena, plan, "certificate.primal_residual"), 1e-9, "park %u: primal",
                  seed);
    cr_expect_leq(plan_number(arena, plan, "certificate.dual_residual"), 1e-7, "park %u: dual",
                  seed);
    cr_expect_geq(plan_number(arena, plan, "certificate.bound") + 1e-6,
                  plan_number(arena, plan, "totals.net_saving"), "park %u: bound", seed);
}

Test(properties, the_certificate_holds, .timeout = 120) {
    for_every_park(check_certificate);
}

/* The ends of a park's list of lists: calls with the path "firms.f0.outputs.water-outputs". */
typedef struct walk {
    cg_arena *arena;
    const char *park;
    unsigned seed;
} walk;

static double saving_with_supply(const walk *w, const char *path, double quantity) {
    char room[CG_NUMBER_ROOM];
    const char *settings[] = {
        cg_format(w->arena, "%s.quantity=%s", path, cg_number_text(quantity, room)),
        cg_format(w->arena, "%s.disposal_cost=0", path),
        cg_format(w->arena, "%s.disposal_emissions=0", path),
    };
    return plan_number(w->arena, solve_with(w->arena, w->park, settings, 3).plan,
                       "totals.net_saving");
}

static void check_more_supply(const walk *w, const cg_json *firm, const cg_json *output) {
    const char *path = cg_format(w->arena, "firms.%s.outputs.%s", cg_json_member_text(firm, "id"),
                                 cg_json_member_text(output, "id"));
    double less = saving_with_supply(w, path, 60), more = saving_with_supply(w, path, 180);
    cr_expect_geq(more, less - OPTIMUM * fmax(1, fabs(less)),
                  "park %u: %s of 60 saves %.12g, of 180 only %.12g", w->seed, path, less, more);
}

/* What is treated today is paid for by the unit, so more of it is dearer with or without a plan. */
static void check_supply(cg_arena *arena, const char *park, unsigned seed) {
    walk w = {arena, park, seed};
    const cg_json *root = read_json(arena, "random park", park, strlen(park));
    for (const cg_json *f = cg_json_member(root, "firms")->first; f != NULL; f = f->next) {
        for (const cg_json *o = cg_json_member(f, "outputs")->first; o != NULL; o = o->next) {
            if (cg_json_member(o, "disposed_at") == NULL) {
                check_more_supply(&w, f, o);
            }
        }
    }
}

Test(properties, more_supply_without_disposal_cost_never_lowers_the_saving, .timeout = 240) {
    for_every_park(check_supply);
}

static double saving_under(cg_arena *arena, const char *park, const char *rules) {
    static const char *const settings[] = {"models.resources.used-water.wastewater=true",
                                           "models.resources.dirty-water.wastewater=true"};
    question asked = question_about(park);
    asked.settings = settings;
    asked.setting_count = 2;
    asked.options.law.rules = rules;
    solved answer = solve_question(arena, &asked);
    cr_assert_not_null(answer.plan, "no plan under %s: %s", rules, answer.sayings);
    return plan_number(arena, answer.plan, "totals.net_saving");
}

Test(properties, a_dropped_rule_never_costs, .timeout = 240) {
    int differ = 0;
    for (unsigned seed = 1; seed <= PARKS; seed++) {
        cg_arena *arena = test_arena();
        const char *park = random_park(arena, seed);
        double bound = saving_under(arena, park, "vn"), free = saving_under(arena, park, "none");
        cr_expect_geq(free, bound - OPTIMUM * fmax(1, fabs(bound)),
                      "park %u: %.12g under the rules, %.12g without", seed, bound, free);
        differ += free > bound * (1 + 1e-6) ? 1 : 0;
        cg_arena_free(arena);
    }
    cr_expect_gt(differ, 0, "the rules change nothing in any park: nothing was tested");
}

/* The same park with its firms in the opposite order. */
static const char *reversed(cg_arena *arena, const char *park) {
    cg_json *root = read_json(arena, "random park", park, strlen(park));
    cg_json *firms = cg_json_member(root, "firms");
    cg_json *done = NULL;
    for (cg_json *one = firms->first; one != NULL;) {
        cg_json *next = one->next;
        one->next = done;
        done = one;
        one = next;
    }
    firms->last = firms->first;
    firms->first = done;
    cg_json_writer writer = cg_json_write_start(arena);
    size_t length = 0;
    cg_json_tree(&writer, NULL, root);
    return cg_json_finish(&writer, &length);
}

static void check_order(cg_arena *arena, const char *park, unsigned seed) {
    static const char *const paths[] = {"totals.net_saving", "baseline.cost", "planned.cost",
                                        "baseline.emissions", "baseline.water_purchased"};
    const cg_json *one = solve_with(arena, park, NULL, 0).plan;
    const cg_json *other = solve_with(arena, reversed(arena, park), NULL, 0).plan;
    double scale = fabs(plan_number(arena, one, "baseline.cost"));
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        double a = plan_number(arena, one, paths[i]), b = plan_number(arena, other, paths[i]);
        cr_expect(near(a, b, scale, IDENTITY), "park %u: %s is %.12g, in the other order %.12g",
                  seed, paths[i], a, b);
    }
}

Test(properties, the_order_of_firms_does_not_matter, .timeout = 120) {
    for_every_park(check_order);
}

/* A park in which the plant is all there is: whatever a plan calls it, today's disposal stays. */
static const char *treated_today(cg_arena *arena, unsigned seed) {
    chance luck = {seed};
    cg_text firms = cg_text_start(arena);
    char quantity[CG_NUMBER_ROOM], x[CG_NUMBER_ROOM];
    for (int f = 0; f < 4; f++) {
        cg_text_addf(&firms,
                     "%s{\"id\":\"f%d\",\"at_km\":[%s,0],\"outputs\":[{\"id\":\"o\",\"resource\":"
                     "\"waste-water\","
                     "\"quantity\":%s,\"disposal_cost\":3,\"disposed_at\":\"plant\",\"quality\":{"
                     "\"load\":90}}]}",
                     f > 0 ? "," : "", f, cg_number_text(chance_number(&luck, 0.1, 9.1, 0.7), x),
                     cg_number_text(chance_number(&luck, 0.3, 1000.3, 0.7), quantity));
    }
    return cg_format(arena,
                     "{\"format\":\"congsinh-park/"
                     "1\",\"park\":{\"id\":\"today\",\"year\":2026,\"currency\":\"USD\"},"
                     "\"assumptions\":{\"carbon_price\":7.3},\"firms\":[%s,{\"id\":\"taker\",\"at_"
                     "km\":[1,1],\"inputs\":"
                     "[{\"id\":\"i\",\"resource\":\"waste-water\",\"quantity\":100,\"price\":9,"
                     "\"limits\":{\"load\":10}}]}],"
                     "\"facilities\":[{\"id\":\"plant\",\"mode\":\"sewer\",\"at_km\":[2,2],"
                     "\"operating_cost\":1.1,"
                     "\"operating_emissions\":313,\"accepts\":{\"resources\":[\"waste-water\"]},"
                     "\"capacity\":5000,"
                     "\"gives\":{\"resource\":\"waste-water\",\"quality\":{\"load\":30}}}],"
                     "\"models\":{\"resources\":[{\"id\":\"waste-water\",\"family\":\"water\","
                     "\"quality\":{\"load\":10}}],"
                     "\"parameters\":[{\"id\":\"load\",\"mixes\":true}],\"modes\":[{\"id\":"
                     "\"sewer\",\"family\":\"water\","
                     "\"transport_cost\":0.37,\"transport_emissions\":11,\"loss\":0.003,"
                     "\"investment\":{\"per_unit\":3}}]}}",
                     firms.bytes);
}

Test(properties, relabelling_what_is_treated_today_saves_exactly_nothing) {
    for (unsigned seed = 1; seed <= 20; seed++) {
        cg_arena *arena = test_arena();
        const cg_json *plan = solve_with(arena, treated_today(arena, seed), NULL, 0).plan;
        cr_expect(plan_number(arena, plan, "totals.net_saving") == 0.0, "park %u saves %.17g", seed,
                  plan_number(arena, plan, "totals.net_saving"));
        cr_expect(
            plan_number(arena, plan, "baseline.cost") == plan_number(arena, plan, "planned.cost"),
            "park %u: baseline %.17g, planned %.17g", seed,
            plan_number(arena, plan, "baseline.cost"), plan_number(arena, plan, "planned.cost"));
        cr_expect_gt(plan_number(arena, plan, "baseline.cost"), 0.0);
        cr_expect_eq(cg_json_member(plan, "exchanges")->count, 0, "park %u has lines", seed);
        cg_arena_free(arena);
    }
}

static void check_bytes(cg_arena *arena, const char *park, unsigned seed) {
    question asked = question_about(park);
    solved one = solve_question(arena, &asked);
    asked.options.jobs = 4;
    solved other = solve_question(arena, &asked);
    cr_assert(one.plan != NULL && other.plan != NULL, "park %u has no plan", seed);
    cr_expect_str_eq(one.bytes, other.bytes, "park %u: two solves, two plans", seed);
}

Test(properties, the_same_park_gives_the_same_bytes, .timeout = 120) {
    for_every_park(check_bytes);
}
