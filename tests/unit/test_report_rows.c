/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader counts as one: lines that a plant mixes, prices that are alike. */
#include "report/groups.h"
#include "report/scarce.h"

#include "scratch.h"

Test(report_rows, a_plant_that_mixes_gives_one_row_an_input) {
    static const cg_line lines[] = {
        {.from = "a.x",
         .to = "c.in",
         .via = "plant",
         .mode = "pipe",
         .unit = "m3",
         .quantity = 10,
         .saving = 5},
        {.from = "b.x",
         .to = "d.in",
         .via = "plant",
         .mode = "pipe",
         .unit = "m3",
         .quantity = 1,
         .saving = 11},
        {.from = "b.x",
         .to = "c.in",
         .via = "plant",
         .mode = "pipe",
         .unit = "m3",
         .quantity = 20,
         .saving = 7},
        /* Handed on as it came, running today, or direct: each stands alone. */
        {.from = "e.x",
         .to = "c.in",
         .via = "plant",
         .mode = "pipe",
         .unit = "m3",
         .pass_through = true,
         .saving = 3},
        {.from = "f.x",
         .to = "c.in",
         .via = "plant",
         .mode = "pipe",
         .unit = "m3",
         .running = true,
         .saving = 2},
        {.from = "g.x", .to = "c.in", .mode = "pipe", .unit = "m3", .saving = 1},
    };
    SCRATCH_START(s);
    cg_plan *plan = CG_NEW(s.arena, cg_plan);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        CG_PUSH(s.arena, &plan->lines, lines[i]);
    }
    cg_telling telling = cg_telling_start(s.arena, plan, CG_ENGLISH);
    cg_groups groups = cg_groups_of(&telling);
    cr_assert_eq(groups.count, 5);
    /* 5 + 7 = 12 is more than 11, though neither is. */
    cr_expect_str_eq(groups.items[0].total->to, "c.in");
    cr_expect_eq(groups.items[0].count, 2);
    cr_expect_str_eq(groups.items[0].lines[0]->from, "b.x");
    cr_expect_eq(groups.items[0].total->saving, 12);
    cr_expect_eq(groups.items[0].total->quantity, 30);
    for (int g = 1; g < groups.count; g++) {
        cr_expect_eq(groups.items[g].count, 1);
    }
    SCRATCH_END(s);
}

Test(report_rows, equal_prices_are_told_once) {
    static const cg_shadow_price prices[] = {
        {"supply", "a.heat", "60–80 °C", "dry", 9, "MWh"},
        {"supply", "a.heat", "80–90 °C", "dry", 9, "MWh"},
        {"capacity", "plant", NULL, "dry", 5, "m3"},
        {"capacity", "plant", NULL, "wet", 5, "m3"},
        {"capacity", "other", NULL, "dry", 4, "m3"},
        {"capacity", "other", NULL, "wet", 3, "m3"},
        {"blend", "c.in", "COD", "dry", 2, "m3 x mg/L"},
        {"blend", "c.in", "TSS", "dry", 2, "m3 x mg/L"},
    };
    SCRATCH_START(s);
    cg_plan *plan = CG_NEW(s.arena, cg_plan);
    plan->period_count = 2;
    for (size_t i = 0; i < sizeof prices / sizeof *prices; i++) {
        CG_PUSH(s.arena, &plan->prices, prices[i]);
    }
    cg_scarce scarce = cg_scarce_of(s.arena, plan);
    cr_assert_eq(scarce.count, 6);
    cr_expect_str_eq(scarce.items[0].detail, "60–80 °C, 80–90 °C"); /* pieces of one heat */
    cr_expect_str_eq(scarce.items[0].period, "dry");                /* and not of the wet period */
    cr_expect_null(scarce.items[1].period);                         /* the plant, in both */
    cr_expect_str_eq(scarce.items[2].period, "dry"); /* worth something else in each */
    cr_expect_str_eq(scarce.items[3].period, "wet");
    cr_expect_str_eq(scarce.items[4].detail, "COD"); /* two limits are two limits */
    SCRATCH_END(s);
}
