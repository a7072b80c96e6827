/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a large park, its prospects and its plan hold in memory, counted in bytes of arenas: the
 * same on every machine. What was kept by mistake before shows as several times the bounds. */
#include "base/text.h"
#include "match_park.h"
#include "plan/prospects.h"

/* A town of firms a km apart, each gives and takes water; nothing arrives beyond 2.2 km. */
enum { WIDE = 80, HIGH = 60, FIRMS = WIDE * HIGH, PARAMETERS = 60 };

static const char *town(cg_arena *arena, const char *quality, const char *limits) {
    cg_text park = cg_text_start(arena);
    cg_text_add(&park,
                "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"t\", \"year\": 2026, "
                "\"currency\": \"VND\"}, \"firms\": [");
    for (int f = 0; f < FIRMS; f++) {
        cg_text_addf(&park,
                     "%s{\"id\": \"f%d\", \"at_km\": [%d, %d], \"outputs\": [{\"id\": \"o\", "
                     "\"resource\": \"w\", \"quantity\": %d, \"disposal_cost\": 2%s}], \"inputs\": "
                     "[{\"id\": \"i\", \"resource\": \"w\", \"quantity\": %d, \"price\": 5%s}]}",
                     f > 0 ? "," : "", f, f % WIDE, f / WIDE, 10 + f % 7, quality, 10 + f % 11,
                     limits);
    }
    cg_text_add(&park, "], \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\"}], "
                       "\"modes\": [{\"id\": \"pipe\", \"family\": \"water\", \"loss\": 0.45, "
                       "\"transport_cost\": 0.1}], \"parameters\": [");
    for (int p = 0; p < PARAMETERS; p++) {
        cg_text_addf(&park, "%s{\"id\": \"p%d\", \"unit\": \"mg/L\"}", p > 0 ? "," : "", p);
    }
    cg_text_add(&park, "]}}");
    return park.bytes;
}

/* Arrays over all parameters would take 16 bytes each of an output, 40 of an input. */
Test(kept_small, flows_hold_what_they_state) {
    SCRATCH_START(s);
    const char *text = town(s.arena, ", \"quality\": {\"p7\": 3, \"p50\": 4}",
                            ", \"limits\": {\"p7\": 5, \"p9\": 6}");
    cg_arena *arena = cg_arena_within(s.arena);
    cg_park_source source = {.file = "park.json", .bytes = text, .length = strlen(text)};
    const cg_park *park = cg_park_read(arena, &s.diagnostics, &source);
    cr_assert(park != NULL && s.diagnostics.errors == 0);
    cr_expect_eq(park->outputs.items[0].quality->count, 2);
    cr_expect_eq(park->inputs.items[0].limits->count, 2);
    size_t a_flow = (cg_arena_bytes(arena) - strlen(text)) / (2 * (size_t)FIRMS);
    cr_expect_lt(a_flow, 1700, "%zu", a_flow); /* with its share of a firm; blocks are of 1 MiB */
    SCRATCH_END(s);
}

typedef struct road {
    cg_arena *arena; /* of matches and what comes after them */
    cg_matches *matches;
    int prospects;
    size_t solved; /* bytes held once the plan is found */
    const cg_solved *plan;
} road;

static road solve(scratch *s, const cg_park *park, bool spends) {
    cg_rules *none = CG_NEW(s->arena, cg_rules);
    const cg_law *law =
        cg_law_new(s->arena, &s->diagnostics, none, &(cg_law_options){.date = "2026-06-30"});
    road r = {.arena = cg_arena_within(s->arena)};
    r.matches = cg_matches_find(r.arena, &s->diagnostics, park, law,
                                (cg_wanted){CG_KEEP_USABLE, CG_NONE, CG_NONE, NULL, true});
    r.prospects = cg_prospects_count(r.matches->prospects);
    cg_model *model = cg_model_new(cg_arena_within(r.arena), r.matches);
    const cg_plan_options options = {.objective = CG_MEASURE_COST, .spends = spends};
    r.plan = cg_plan_solve(model, &options);
    cr_assert_eq(r.plan->outcome, CG_OPTIMAL);
    r.solved = cg_arena_bytes(r.arena);
    return r;
}

Test(kept_small, what_a_plan_was_found_in_is_gone_and_lines_are_small, .timeout = 120) {
    SCRATCH_START(s);
    const cg_park *park = match_park(&s, town(s.arena, "", ""));
    road kept = solve(&s, park, false), spent = solve(&s, park, true);
    /* Within 2 km of a firm in the middle stand 12 others. */
    cr_expect_gt(spent.prospects, 11 * FIRMS);
    cr_expect_eq(kept.prospects, spent.prospects);
    cr_expect_eq(cg_prospects_count(spent.matches->prospects), 0);
    cr_expect_gt(cg_prospects_count(kept.matches->prospects), 0);
    double from_kept = kept.plan->bound, from_spent = spent.plan->bound;
    cr_expect_eq(from_kept, from_spent);
    /* The program they were found in, and they themselves, are nearly half of all. */
    cr_expect_lt(spent.solved, kept.solved / 3 * 2, "%zu of %zu", spent.solved, kept.solved);
    size_t before = cg_arena_bytes(spent.arena);
    const cg_plan *plan = cg_plan_account(spent.plan);
    size_t line = (cg_arena_bytes(spent.arena) - before) / (size_t)plan->lines.count;
    /* With what is told of its ends, and what lists that double have in hand. */
    cr_expect_lt(line, 3200, "%zu of %d", line, plan->lines.count);
    SCRATCH_END(s);
}
