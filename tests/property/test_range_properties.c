/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of lows and highs for any park: a plan held at the stated numbers is the plan itself,
 * no end passes it on the wrong side, and holding it never beats planning anew. */
#include "study/held.h"
#include "support/random_park.h"
#include "support/solved.h"

#include "base/number.h"

#include <criterion/criterion.h>

#include <math.h>
#include <string.h>

#define PARKS 40
/* What two solves of programs that differ may differ by where mathematics says that they do not. */
#define OPTIMUM 1e-7

/* ---- parks whose numbers have ranges */

typedef enum written { RANGED, ADVERSE, FAVOURABLE } written;

typedef struct ranging {
    cg_arena *arena;
    chance luck;
    written as;
    bool treated_today; /* the plant treats something today */
} ranging;

/* What more of a number does to a plan, said a second time: what unit/range_signs.def says is held
 * against it. */
static const struct {
    const char *key;
    int sign;
} moved[] = {{"quantity", 1},
             {"price", 1},
             {"disposal_cost", 1},
             {"emissions", 1},
             {"disposal_emissions", 1},
             {"capacity", 1},
             {"limits", 1},
             {"quality", -1},
             {"removal", 1},
             {"ratio", 1},
             {"yield", 1},
             {"loss", -1},
             {"temperature_drop", -1},
             {"length", -1},
             {"approach", -1},
             {"minimum_approach", -1},
             {"pass_through_cost", -1},
             {"cost", -1},
             {"cost_emissions", -1},
             {"treatment_cost", -1},
             {"treatment_emissions", -1},
             {"transport_cost", -1},
             {"transport_emissions", -1},
             {"per_unit", -1},
             {"per_unit_km", -1},
             {"fixed", -1},
             {"fixed_per_km", -1},
             {"life", 1},
             {"discount_rate", -1},
             {"carbon_price", 1}};

static bool is_below(const cg_json *node, const char *key) {
    for (; node != NULL; node = node->parent) {
        if (node->key != NULL && strcmp(node->key, key) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_named(const cg_json *node, const char *key) {
    return node->key != NULL && strcmp(node->key, key) == 0;
}

static int sign_of(const ranging *r, const cg_json *node) {
    if (is_named(node, "from") || is_named(node, "to")) {
        return is_below(node, "outputs") ? 1 : -1;
    }
    if (is_named(node, "operating_cost") || is_named(node, "operating_emissions")) {
        const char *facility = cg_json_member_text(node->parent, "id");
        return r->treated_today && strcmp(facility, "plant") == 0 ? 1 : -1;
    }
    if (is_below(node, "quality") && is_named(node, "acid")) {
        return 0;
    }
    for (size_t i = 0; i < sizeof moved / sizeof *moved; i++) {
        if (is_below(node, moved[i].key)) {
            return is_named(node, "min") ? -moved[i].sign : moved[i].sign;
        }
    }
    return 0;
}

static cg_json *part(const ranging *r, const char *key, double value) {
    cg_json *made = CG_NEW(r->arena, cg_json);
    made->type = CG_JSON_NUMBER;
    made->number = value;
    made->key = key;
    return made;
}

static void put_range(ranging *r, cg_json *node) {
    int sign = sign_of(r, node);
    /* Both ends of a flow of heat move, and alike, or it would cool upwards. */
    bool heat = is_named(node, "from") || is_named(node, "to");
    if (sign == 0 || (!heat && !chance_once_in(&r->luck, 2))) {
        return;
    }
    double wide = heat ? 5 : 0.01 * chance_below(&r->luck, 11) * fabs(node->number);
    double low = node->number - wide, high = node->number + wide;
    if (r->as != RANGED) {
        node->number = (sign > 0) == (r->as == FAVOURABLE) ? high : low;
        return;
    }
    double value = node->number;
    node->type = CG_JSON_OBJECT;
    cg_json_append(node, part(r, "value", value));
    cg_json_append(node, part(r, "low", low));
    cg_json_append(node, part(r, "high", high));
}

static void put_ranges(ranging *r, cg_json *node) {
    if (node->type == CG_JSON_NUMBER) {
        put_range(r, node);
        return;
    }
    for (cg_json *child = node->first; child != NULL; child = child->next) {
        put_ranges(r, child);
    }
}

static const char *park_as(cg_arena *arena, unsigned seed, written as) {
    const char *park = random_park(arena, seed);
    cg_json *root = read_json(arena, "random park", park, strlen(park));
    ranging r = {arena, {seed}, as, strstr(park, "disposed_at") != NULL};
    put_ranges(&r, root);
    cg_json_writer writer = cg_json_write_start(arena);
    size_t length = 0;
    cg_json_tree(&writer, NULL, root);
    return cg_json_finish(&writer, &length);
}

/* ---- the engine's own road, without the public header's */

typedef struct road {
    cg_arena *arena;
    cg_diagnostics said;
    cg_park *stated;
    const cg_solved *solved;
    cg_plan *plan;
} road;

static const char *first_error(const road *r) {
    for (int i = 0; i < r->said.items.count; i++) {
        if (r->said.items.items[i].severity == CG_ERROR) {
            return cg_diagnostic_sentence(r->arena, &r->said.items.items[i], CG_ENGLISH);
        }
    }
    return "";
}

static const cg_matches *matches_of(road *r, cg_park *park, const cg_couples *among) {
    cg_rules *none = CG_NEW(r->arena, cg_rules);
    const cg_law *law =
        cg_law_new(r->arena, &r->said, none, &(cg_law_options){.date = "2026-06-30"});
    const cg_matches *matches = cg_matches_find(
        r->arena, &r->said, park, law, (cg_wanted){CG_KEEP_USABLE, CG_NONE, CG_NONE, among, false});
    cr_assert_eq(r->said.errors, 0, "%s", first_error(r));
    return matches;
}

static cg_park *park_at(road *r, const char *text, cg_range_end end) {
    cg_park_source source = {
        .file = "park.json", .bytes = text, .length = strlen(text), .end = end};
    cg_park *park = cg_park_read(r->arena, &r->said, &source);
    cr_assert(park != NULL && r->said.errors == 0, "%s", first_error(r));
    return park;
}

static const cg_plan_options cheapest = {.objective = CG_MEASURE_COST,
                                         .settings = {.node_limit = 50000}};

static road plan_of(cg_arena *arena, const char *text) {
    road r = {.arena = arena, .said = {.arena = arena}};
    r.stated = park_at(&r, text, CG_AS_STATED);
    r.solved = cg_plan_solve(cg_model_new(arena, matches_of(&r, r.stated, NULL)), &cheapest);
    cr_assert_eq(r.solved->outcome, CG_OPTIMAL);
    r.plan = cg_plan_account(r.solved);
    return r;
}

/* In a world that knows of the exchanges `among` alone; NULL: of all. Returns how many it knows. */
static int hold_among(road *r, const char *text, cg_range_end end, const cg_couples *among,
                      double gains[CG_RANGE_FIGURES]) {
    cg_park *park = park_at(r, text, end);
    cg_held_run_today(park, r->stated);
    const cg_matches *matches = matches_of(r, park, among);
    cg_model *world = cg_model_new_sized(r->arena, matches);
    cr_assert(cg_held_gains(world, r->solved, &cheapest, gains));
    return matches->candidates.count;
}

static void hold(road *r, const char *text, cg_range_end end, double gains[CG_RANGE_FIGURES]) {
    hold_among(r, text, end, cg_held_couples(r->arena, r->solved), gains);
}

/* ---- what holds */

static bool near(double a, double b, double scale) {
    return fabs(a - b) <= OPTIMUM * fmax(fabs(scale), fmax(fabs(a), fabs(b)));
}

/* Where all that the plan saves and owes is found again, the plan comes out: its sizes, what it
 * opens, and what flows by pieces of heat, in one period or two. */
Test(range_properties, a_plan_held_at_the_stated_numbers_is_the_plan, .timeout = 240) {
    int building = 0;
    for (unsigned seed = 1; seed <= PARKS; seed++) {
        cg_arena *arena = test_arena();
        const char *text = park_as(arena, seed, RANGED);
        road r = plan_of(arena, text);
        double gains[CG_RANGE_FIGURES];
        hold(&r, text, CG_AS_STATED, gains);
        const cg_totals *totals = &r.plan->totals;
        cr_expect(near(gains[CG_RANGE_NET_SAVING], totals->net_saving, r.plan->baseline.cost),
                  "park %u: held %.12g, planned %.12g", seed, gains[CG_RANGE_NET_SAVING],
                  totals->net_saving);
        cr_expect(near(gains[CG_RANGE_INVESTMENT], totals->investment, 1),
                  "park %u: held invests %.12g, planned %.12g", seed, gains[CG_RANGE_INVESTMENT],
                  totals->investment);
        cr_expect(near(gains[CG_RANGE_PAYBACK], totals->payback_years, 1), "park %u: payback",
                  seed);
        building += totals->investment > 0;
        cg_arena_free(arena);
    }
    cr_expect_gt(building, PARKS / 2, "hardly a park builds anything: nothing was tested");
}

/* Less is there at the adverse end and it is worth less, more at the favourable one. Not so where a
 * plant is full of what it treats today: with less of that, it has room for more. So the ends are
 * told as the least and the most of the three. */
Test(range_properties, no_end_passes_the_plan_on_the_wrong_side, .timeout = 240) {
    int wider = 0;
    for (unsigned seed = 1; seed <= PARKS; seed++) {
        cg_arena *arena = test_arena();
        const char *text = park_as(arena, seed, RANGED);
        road r = plan_of(arena, text);
        double low[CG_RANGE_FIGURES], high[CG_RANGE_FIGURES];
        hold(&r, text, CG_ADVERSE, low);
        hold(&r, text, CG_FAVOURABLE, high);
        double planned = r.plan->totals.net_saving, slack = OPTIMUM * fabs(r.plan->baseline.cost);
        cr_expect_leq(low[CG_RANGE_NET_SAVING], planned + slack, "park %u: %.12g, planned %.12g",
                      seed, low[CG_RANGE_NET_SAVING], planned);
        cr_expect_geq(high[CG_RANGE_NET_SAVING], planned - slack, "park %u: %.12g, planned %.12g",
                      seed, high[CG_RANGE_NET_SAVING], planned);
        wider += low[CG_RANGE_NET_SAVING] < planned && planned < high[CG_RANGE_NET_SAVING];
        cg_arena_free(arena);
    }
    cr_expect_gt(wider, PARKS / 2, "hardly a range reaches a saving: nothing was tested");
}

/* Nothing else of what could be is of any weight in the plan's world. */
Test(range_properties, a_world_need_know_of_the_plans_exchanges_alone, .timeout = 240) {
    int spared = 0;
    for (unsigned seed = 1; seed <= PARKS; seed++) {
        cg_arena *arena = test_arena();
        const char *text = park_as(arena, seed, RANGED);
        road r = plan_of(arena, text);
        cg_range_end end = seed % 2 == 0 ? CG_ADVERSE : CG_FAVOURABLE;
        const cg_couples *its_own = cg_held_couples(arena, r.solved);
        double all[CG_RANGE_FIGURES], own[CG_RANGE_FIGURES];
        int known = hold_among(&r, text, end, NULL, all);
        spared += known - hold_among(&r, text, end, its_own, own);
        cr_expect(near(all[CG_RANGE_NET_SAVING], own[CG_RANGE_NET_SAVING], r.plan->baseline.cost),
                  "park %u: %.12g, %.12g", seed, all[CG_RANGE_NET_SAVING],
                  own[CG_RANGE_NET_SAVING]);
        cr_expect(near(all[CG_RANGE_INVESTMENT], own[CG_RANGE_INVESTMENT], 1), "park %u", seed);
        cg_arena_free(arena);
    }
    cr_expect_gt(spared, PARKS, "hardly an exchange was spared: nothing was tested");
}

static cg_print_of_world print_of(road *r, const char *text, cg_range_end end, double more) {
    cg_park *park = park_at(r, text, end);
    cg_held_run_today(park, r->stated);
    const cg_couples *its_own = cg_held_couples(r->arena, r->solved);
    cg_model *world = cg_model_new_sized(r->arena, matches_of(r, park, its_own));
    /* One number of the held program, another one in each park. */
    if (more != 0 && world->program->entries.count > 0) {
        int at = r->stated->outputs.count * 7 % world->program->entries.count;
        world->program->entries.items[at].value += more;
    }
    return cg_held_print(world, r->solved);
}

static bool is_same_print(cg_print_of_world a, cg_print_of_world b) {
    return a.halves[0] == b.halves[0] && a.halves[1] == b.halves[1];
}

/* Two worlds are told apart by any number of theirs, by the last bit of it, and by none that is not
 * theirs. */
Test(range_properties, worlds_have_one_print_where_they_are_one, .timeout = 240) {
    int apart = 0;
    for (unsigned seed = 1; seed <= PARKS / 4; seed++) {
        cg_arena *arena = test_arena();
        const char *text = park_as(arena, seed, RANGED);
        road r = plan_of(arena, text);
        cg_print_of_world adverse = print_of(&r, text, CG_ADVERSE, 0);
        cr_expect(is_same_print(adverse, print_of(&r, text, CG_ADVERSE, 0)), "park %u", seed);
        apart += !is_same_print(adverse, print_of(&r, text, CG_FAVOURABLE, 0));
        apart += !is_same_print(adverse, print_of(&r, text, CG_ADVERSE, 1e-12));
        cg_arena_free(arena);
    }
    cr_expect_gt(apart, PARKS / 4, "%d", apart);
}

static void check_against_anew(cg_arena *arena, unsigned seed, cg_range_end end) {
    const char *text = park_as(arena, seed, RANGED);
    road r = plan_of(arena, text);
    double held[CG_RANGE_FIGURES];
    hold(&r, text, end, held);
    road anew = plan_of(arena, park_as(arena, seed, end == CG_ADVERSE ? ADVERSE : FAVOURABLE));
    cr_expect_leq(held[CG_RANGE_NET_SAVING],
                  anew.plan->totals.net_saving + OPTIMUM * fabs(anew.plan->baseline.cost),
                  "park %u: held %.12g, planned anew %.12g", seed, held[CG_RANGE_NET_SAVING],
                  anew.plan->totals.net_saving);
}

/* Whoever may plan anew with the numbers of an end, written out, does at least as well as whoever
 * is held to the plan there. */
Test(range_properties, holding_a_plan_never_beats_planning_anew, .timeout = 240) {
    for (unsigned seed = 1; seed <= PARKS; seed++) {
        cg_arena *arena = test_arena();
        check_against_anew(arena, seed, CG_ADVERSE);
        check_against_anew(arena, seed, CG_FAVOURABLE);
        cg_arena_free(arena);
    }
}

/* What the plan tells, for every objective: low <= planned <= high of what it gains. */
Test(range_properties, what_is_planned_lies_between, .timeout = 240) {
    static const struct {
        const char *figure, *today, *planned;
    } figures[] = {{"emissions_saving", "baseline.emissions", "planned.emissions"},
                   {"water_saved", "baseline.water_purchased", "planned.water_purchased"},
                   {"waste_avoided", "baseline.waste_disposed", "planned.waste_disposed"},
                   {"net_saving", "baseline.cost", "planned.cost"}};
    int told = 0;
    for (unsigned seed = 1; seed <= PARKS; seed++) {
        cg_arena *arena = test_arena();
        question asked = question_about(park_as(arena, seed, RANGED));
        asked.options.objective = (congsinh_objective)(seed % 4);
        const cg_json *plan = solve_question(arena, &asked).plan;
        const cg_json *ranges = cg_json_member(plan, "ranges");
        cr_expect(ranges == NULL || cg_json_member(ranges, "left_out") == NULL, "park %u: %s", seed,
                  cg_json_member_text(cg_json_member(ranges, "why"), "en"));
        for (size_t f = 0; f < sizeof figures / sizeof *figures; f++) {
            double planned = plan_number(arena, plan, figures[f].today) -
                             plan_number(arena, plan, figures[f].planned);
            double slack = 1e-9 * fabs(plan_number(arena, plan, figures[f].today));
            double low =
                plan_number(arena, plan, cg_format(arena, "ranges.%s.low", figures[f].figure));
            double high =
                plan_number(arena, plan, cg_format(arena, "ranges.%s.high", figures[f].figure));
            cr_expect(isnan(low) || (low <= planned + slack && planned <= high + slack),
                      "park %u: %s from %.12g to %.12g, planned %.12g", seed, figures[f].figure,
                      low, high, planned);
            told += !isnan(low);
        }
        cg_arena_free(arena);
    }
    cr_expect_gt(told, PARKS, "hardly a range was told: nothing was tested");
}
