/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for any park: solved again under other numbers it saves what it saves when it is read
 * and solved with those numbers. */
#include "support/random_park.h"
#include "support/solved.h"

#include "base/number.h"

#include <criterion/criterion.h>

#include <math.h>
#include <string.h>

#define PARKS 40
#define STEPS 6
#define MOST_CHANGES 4
#define SAME 1e-9

/* Changes to a park, for a resolver and as settings for reading it. */
typedef struct scenario {
    congsinh_change changes[MOST_CHANGES];
    int count;
    const char *settings[64];
    int setting_count;
} scenario;

static const char *setting(cg_arena *arena, const cg_json *node, double value) {
    char text[CG_NUMBER_ROOM];
    return cg_format(arena, "%s=%s", cg_json_path(arena, node), cg_number_text(value, text));
}

/* A bare number, or one for each period. */
static void set_times(cg_arena *arena, scenario *s, const cg_json *node, double factor) {
    if (node->type == CG_JSON_NUMBER) {
        s->settings[s->setting_count++] = setting(arena, node, node->number * factor);
        return;
    }
    for (const cg_json *one = node->first; one != NULL; one = one->next) {
        s->settings[s->setting_count++] = setting(arena, one, one->number * factor);
    }
}

static const cg_json *any_child(chance *luck, const cg_json *list) {
    const cg_json *child = list == NULL ? NULL : list->first;
    for (int skip = child == NULL ? 0 : chance_below(luck, list->count); skip > 0; skip--) {
        child = child->next;
    }
    return child;
}

/* Changes the quantity or the price of some flow, where it states one. */
static void change_flow(cg_arena *arena, chance *luck, scenario *s, const cg_json *document) {
    const cg_json *firm = any_child(luck, cg_json_member(document, "firms"));
    bool is_output = chance_once_in(luck, 2);
    const cg_json *flow = any_child(luck, cg_json_member(firm, is_output ? "outputs" : "inputs"));
    bool price = chance_once_in(luck, 3);
    const char *key = !price ? "quantity" : is_output ? "disposal_cost" : "price";
    const cg_json *node = flow == NULL ? NULL : cg_json_member(flow, key);
    if (node == NULL) {
        return;
    }
    double factor = chance_once_in(luck, 3) && !price ? 0 : chance_number(luck, 0.6, 1.3, 0.05);
    const char *ref =
        cg_format(arena, "%s.%s", cg_json_member_text(firm, "id"), cg_json_member_text(flow, "id"));
    for (int i = 0; i < s->count; i++) {
        if (s->changes[i].flow != NULL && strcmp(s->changes[i].flow, ref) == 0) {
            return; /* settings would add up differently */
        }
    }
    s->changes[s->count++] =
        (congsinh_change){price ? CONGSINH_PRICE_TIMES : CONGSINH_QUANTITY_TIMES, ref, factor};
    set_times(arena, s, node, factor);
}

static scenario any_scenario(cg_arena *arena, chance *luck, const cg_json *document) {
    scenario s = {.count = 0};
    if (chance_once_in(luck, 3)) {
        double price = chance_number(luck, 0, 80, 10);
        s.changes[s.count++] = (congsinh_change){CONGSINH_CARBON_PRICE, NULL, price};
        char text[CG_NUMBER_ROOM];
        s.settings[s.setting_count++] =
            cg_format(arena, "assumptions.carbon_price=%s", cg_number_text(price, text));
    }
    while (s.count < MOST_CHANGES && !chance_once_in(luck, 3)) {
        change_flow(arena, luck, &s, document);
    }
    return s;
}

static bool near(double a, double b, double size) {
    return fabs(a - b) <= SAME * fmax(size, fmax(fabs(a), fabs(b)));
}

/* The plan that goes with the totals adds up to them. */
static void same_as_its_plan(congsinh_resolver *resolver, const congsinh_totals *totals,
                             double size, unsigned seed) {
    congsinh_plan *plan = NULL;
    cr_assert_eq(congsinh_resolver_plan(&plan, resolver), CONGSINH_OK, "park %u", seed);
    congsinh_totals told = congsinh_plan_totals(plan);
    const double a[] = {totals->net_saving,           totals->avoided_purchase,
                        totals->avoided_disposal,     totals->transport_cost,
                        totals->treatment_cost,       totals->fees,
                        totals->annualised_investment};
    const double b[] = {told.net_saving,           told.avoided_purchase, told.avoided_disposal,
                        told.transport_cost,       told.treatment_cost,   told.fees,
                        told.annualised_investment};
    for (int i = 0; i < 7; i++) {
        cr_expect(near(a[i], b[i], size), "park %u, total %d: %.12g for %.12g", seed, i, a[i],
                  b[i]);
    }
    cr_expect(near(totals->investment, told.investment, told.investment));
    cr_expect(
        near(totals->emissions_saving, told.emissions_saving, fabs(told.emissions_saving) + 1e-6));
    cr_expect(isnan(totals->payback_years) == isnan(told.payback_years));
    congsinh_plan_free(plan);
}

typedef struct tally {
    int compared, followed;
} tally;

static void hold_against(cg_arena *arena, congsinh *context, congsinh_resolver *resolver,
                         const question *asked, const scenario *s, tally *t) {
    congsinh_totals totals = {0};
    congsinh_status status = congsinh_resolve(&totals, resolver, s->changes, s->count);
    solved cold = solve_question(arena, asked);
    (void)context;
    if (cold.status != CONGSINH_OK) {
        return; /* as where a plant would overflow today */
    }
    cr_assert_eq(status, CONGSINH_OK, "%d, and from nothing it is found", (int)status);
    double size = fabs(plan_number(arena, cold.plan, "baseline.cost"));
    double expected = plan_number(arena, cold.plan, "totals.net_saving");
    cr_expect(near(totals.net_saving, expected, size), "%s and so on: %.12g for %.12g",
              s->setting_count > 0 ? s->settings[0] : "nothing", totals.net_saving, expected);
    same_as_its_plan(resolver, &totals, size, 0);
    t->compared++;
}

static void try_park(unsigned seed, tally *t) {
    cg_arena *arena = test_arena();
    const char *text = random_park(arena, seed);
    const cg_json *document = read_json(arena, "park", text, strlen(text));
    question asked = question_about(text);
    asked.options.no_ranges = true;
    congsinh *context = NULL;
    congsinh_park *park = NULL;
    congsinh_resolver *resolver = NULL;
    congsinh_park_source source = {.file = "park.json", .bytes = text, .length = strlen(text)};
    cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
    cr_assert_eq(congsinh_park_read(&park, context, &source), CONGSINH_OK);
    cr_assert_eq(congsinh_resolver_new(&resolver, context, park, &asked.options), CONGSINH_OK,
                 "park %u", seed);
    chance luck = {seed * 7919 + 1};
    congsinh_totals first = {0}, again = {0};
    cr_assert_eq(congsinh_resolve(&first, resolver, NULL, 0), CONGSINH_OK);
    for (int step = 0; step < STEPS; step++) {
        scenario s = any_scenario(arena, &luck, document);
        asked.settings = s.settings;
        asked.setting_count = s.setting_count;
        hold_against(arena, context, resolver, &asked, &s, t);
    }
    cr_assert_eq(congsinh_resolve(&again, resolver, NULL, 0), CONGSINH_OK);
    cr_expect(near(again.net_saving, first.net_saving, 0), "park %u", seed);
    congsinh_resolver_free(resolver);
    congsinh_park_free(park);
    congsinh_free(context);
    cg_arena_free(arena);
}

Test(resolve, is_worth_what_the_changed_park_is_worth, .timeout = 300) {
    tally t = {0, 0};
    for (unsigned seed = 1; seed <= PARKS; seed++) {
        try_park(seed, &t);
    }
    cr_expect_gt(t.compared, PARKS * STEPS / 2, "%d compared", t.compared);
}
