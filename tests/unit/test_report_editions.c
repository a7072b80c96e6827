/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a plan an edition holds: sums that would tell one firm's price, lines beside the withheld
 * ones, and what is never there. */
#include "plan_by_hand.h"
#include "scratch.h"

#include "report/edition.h"
#include "report/telling.h"

#include <criterion/criterion.h>

#include <math.h>
#include <string.h>

/* One firm of a made-up plan: its money in two parts, and whether it told some in confidence. */
typedef struct firm_row {
    const char *id;
    double purchase, disposal;
    bool confidential;
} firm_row;

typedef struct sum_case {
    const char *what;
    firm_row firms[5];
    bool hides_sum, hides_parts;
} sum_case;

/* Sums are told where three firms or more have a part in them, or none told anything in confidence:
 * with two the one knows the other's. */
static const sum_case sums[] = {
    {"nobody confides", {{"a", 10, 0, false}, {"b", 0, 5, false}}, false, false},
    {"one of two confides", {{"a", 10, 0, true}, {"b", 0, 5, false}}, true, true},
    {"one of three, who all buy",
     {{"a", 10, 0, true}, {"b", 20, 0, false}, {"c", 5, 0, false}},
     false,
     false},
    {"the only buyer of three",
     {{"a", 10, 0, true}, {"b", 0, 5, false}, {"c", 0, 6, false}},
     false,
     true},
    {"a buyer of two among four",
     {{"a", 10, 0, true}, {"b", 7, 5, false}, {"c", 0, 6, false}, {"d", 0, 6, false}},
     false,
     true},
    {"one who neither buys nor pays less",
     {{"a", 0, 0, true}, {"b", 7, 5, false}, {"c", 0, 6, false}, {"d", 0, 6, false}},
     false,
     false},
};

static cg_plan *plan_of(cg_arena *arena, const firm_row *firms) {
    cg_plan *plan = plan_by_hand(arena);
    plan->parties.count = 0;
    plan->lines.count = 0;
    for (int i = 0; i < 5 && firms[i].id != NULL; i++) {
        cg_party party = {.id = firms[i].id,
                          .purchase = firms[i].purchase,
                          .disposal = firms[i].disposal,
                          .saving = firms[i].purchase + firms[i].disposal,
                          .confidential = firms[i].confidential};
        CG_PUSH(arena, &plan->parties, party);
    }
    return plan;
}

static void try_sums(const sum_case *row) {
    SCRATCH_START(s);
    const cg_plan *plan = plan_of(s.arena, row->firms);
    for (int audience = CG_FOR_BOARD; audience <= CG_FOR_PUBLIC; audience++) {
        const cg_edition edition = {.audience = (cg_audience)audience, .firm = "nobody"};
        const cg_plan *seen = cg_plan_for(s.arena, plan, &edition);
        bool all = audience == CG_FOR_ANALYST;
        cr_expect_eq(isnan(seen->totals.net_saving), row->hides_sum && !all, "%s, %d", row->what,
                     audience);
        cr_expect_eq(isnan(seen->totals.payback_years), row->hides_sum && !all);
        cr_expect_eq(isnan(seen->baseline.cost), row->hides_sum && !all);
        cr_expect_eq(isnan(seen->bound), row->hides_sum && !all);
        cr_expect_eq(isnan(seen->totals.parts.avoided_purchase), row->hides_parts && !all, "%s, %d",
                     row->what, audience);
        /* One part alone would follow from the sum and the others. */
        cr_expect_eq(isnan(seen->totals.parts.avoided_disposal), row->hides_parts && !all);
        cr_expect_eq(seen->baseline.water_purchased, plan->baseline.water_purchased);
    }
    SCRATCH_END(s);
}

Test(report_editions, withhold_sums_of_few) {
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        try_sums(&sums[i]);
    }
}

/* Four lines, the second touches b, who confides. The total tells the sum of what is withheld, so
 * that the smallest line without b is withheld with it; both stand last, by their names. */
Test(report_editions, withhold_a_second_line_beside_the_only_one) {
    SCRATCH_START(s);
    cg_plan *plan =
        plan_of(s.arena,
                (firm_row[5]){
                    {"a", 1, 0, false}, {"b", 1, 0, true}, {"c", 1, 0, false}, {"d", 1, 0, false}});
    const cg_line lines[] = {{.from = "c.o", .to = "d.i", .saving = 9, .quantity = 1},
                             {.from = "c.o",
                              .to = "b.i",
                              .saving = 7,
                              .quantity = 2,
                              .confidential = CG_CONFIDES_PURCHASE},
                             {.from = "a.o", .to = "c.i", .saving = 4, .quantity = 3},
                             {.from = "a.o", .to = "b.j", .saving = 1, .quantity = 4}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        CG_PUSH(s.arena, &plan->lines, lines[i]);
    }
    const cg_edition board = {0};
    const cg_plan *seen = cg_plan_for(s.arena, plan, &board);
    cr_assert_eq(seen->lines.count, 4);
    const double quantities[] = {1, 4, 3, 2}; /* told, told; then a's before c's */
    for (int i = 0; i < 4; i++) {
        cr_expect_eq(seen->lines.items[i].quantity, quantities[i]);
        cr_expect_eq(isnan(seen->lines.items[i].saving), i >= 2, "line %d", i);
        cr_expect(isnan(seen->lines.items[i].to_saving));
        cr_expect(isnan(seen->lines.items[i].parts.avoided_purchase));
    }
    cr_expect_eq(seen->prices.count, 0); /* duals are made of all prices */
    cr_expect_not(seen->rejected.items[1].has_shortfall);
    SCRATCH_END(s);
}

/* Dye-house and cement of the plan by hand; what each has of it. */
Test(report_editions, of_a_firm_hold_its_own_and_the_parks_sums) {
    SCRATCH_START(s);
    cg_plan *plan = plan_by_hand(s.arena);
    double path[] = {1, 2};
    for (int i = 0; i < plan->lines.count; i++) {
        plan->lines.items[i].leg_count = 1;
        plan->lines.items[i].legs[0] = (cg_line_leg){.existing = true, .path = path, .nodes = 1};
    }
    const cg_edition edition = {.audience = CG_FOR_FIRM, .firm = "dyeing"};
    const cg_telling told = cg_telling_for(s.arena, plan, &edition, CG_ENGLISH);
    const cg_plan *seen = told.plan;
    cr_assert_eq(seen->parties.count, 1);
    cr_expect_str_eq(seen->parties.items[0].id, "dyeing");
    cr_expect_eq(seen->parties.items[0].purchase, 4088e6);
    for (int i = 0; i < seen->lines.count; i++) {
        cr_expect(strncmp(seen->lines.items[i].from, "dyeing.", 7) == 0 ||
                  strncmp(seen->lines.items[i].to, "dyeing.", 7) == 0);
        /* Corridors would tell where others stand. */
        cr_expect_eq(seen->lines.items[i].legs[0].nodes, 0);
    }
    cr_expect_gt(seen->lines.count, 0);
    cr_expect_eq(seen->places.count + seen->rejected.count + seen->prices.count +
                     seen->items.count + seen->policy.count,
                 0);
    cr_expect_eq(seen->totals.net_saving, plan->totals.net_saving);
    /* What is counted is counted of all, whatever the firm's own plan holds. */
    cr_expect_eq(told.park.exchanges, cg_tell_exchange_count(plan));
    cr_expect_eq(told.park.firms, 2);
    SCRATCH_END(s);
}
