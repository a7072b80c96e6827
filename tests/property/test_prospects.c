/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept small is not kept less: with prospects or with candidates alone, a park has the same
 * best plan, proven alike, and the plan says the same of it. */
#include "plan/prospects.h"
#include "support/random_park.h"
#include "support/solved.h"

#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PARKS 60
#define LARGE_PARKS 12
#define FIRMS 50
/* Of two programs that are the same but for the order in which columns are looked at. */
#define SAME 1e-9

typedef struct road {
    cg_arena *arena;
    cg_diagnostics said;
    cg_park *park;
    const cg_solved *solved;
    const cg_plan *plan;
    int prospects, candidates;
} road;

/* Of each kind of rule one: what burdens nothing leaves a prospect one. */
static const char pack_text[] =
    "{\"format\": \"congsinh-rules/1\", \"rules\": ["
    "{\"id\": \"DISCHARGE\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", "
    "\"clause\": \"c\", \"effect\": {\"kind\": \"charge\", \"on\": \"discharge\", "
    "\"family\": \"water\", \"rate\": 3}},"
    "{\"id\": \"NEAR\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", "
    "\"clause\": \"c\", \"applies\": {\"output.family\": \"material\"}, \"effect\": {\"kind\": "
    "\"require\", \"what\": {\"exchange.distance_km\": {\"at_most\": 3}}}},"
    "{\"id\": \"PERMIT\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", "
    "\"clause\": \"c\", \"applies\": {\"output.quantity\": {\"at_least\": 700}}, \"effect\": "
    "{\"kind\": \"permit\", \"name\": \"n\"}},"
    "{\"id\": \"LIMIT\", \"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", "
    "\"clause\": \"c\", \"applies\": {\"output.quantity\": {\"at_least\": 500}}, \"effect\": "
    "{\"kind\": \"limit\", \"what\": \"quantity\", \"family\": \"water\", \"per\": \"sender\", "
    "\"at_most\": 400}}]}";

/* The pack in a file, which is to be removed. */
static char *write_pack(cg_arena *arena) {
    char *file = cg_format(arena, "%s", "/tmp/congsinh_prospects_XXXXXX.json");
    int handle = mkstemps(file, 5);
    cr_assert(handle >= 0 && write(handle, pack_text, sizeof pack_text - 1) > 0);
    close(handle);
    return file;
}

static cg_rules *pack_of(road *r, const char *file) {
    cg_reader reader = r->park->reader;
    reader.arena = r->arena;
    reader.diagnostics = &r->said;
    cg_rules *pack = cg_rules_read(&reader, r->park->knowledge, NULL, file, (cg_place){0});
    for (int i = 0; pack != NULL && i < pack->items.count; i++) {
        cg_effect_of(pack->items.items[i].effect_kind)
            ->read(&reader, r->park, &pack->items.items[i]);
    }
    cr_assert(pack != NULL && r->said.errors == 0);
    return pack;
}

typedef struct asked {
    const char *park;
    bool prospects;
    const char *rules; /* a file; NULL: none */
    cg_measure objective;
} asked;

static road solve(cg_arena *arena, const asked *of) {
    road r = {.arena = arena, .said = {.arena = arena}};
    cg_park_source source = {.file = "park.json", .bytes = of->park, .length = strlen(of->park)};
    r.park = cg_park_read(arena, &r.said, &source);
    cr_assert(r.park != NULL && r.said.errors == 0);
    cg_rules *pack = of->rules != NULL ? pack_of(&r, of->rules) : CG_NEW(arena, cg_rules);
    const cg_law *law = cg_law_new(arena, &r.said, pack, &(cg_law_options){.date = "2026-06-30"});
    const cg_matches *matches = cg_matches_find(
        arena, &r.said, r.park, law, (cg_wanted){CG_KEEP_USABLE, CG_NONE, CG_NONE, NULL, of->prospects});
    r.prospects = cg_prospects_count(matches->prospects);
    r.candidates = matches->candidates.count;
    const cg_plan_options options = {of->objective, {.node_limit = 50000}};
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

/* Whether two plans say the same of a member and what is below it. Duals are not unique where a
 * flow is all that its ends have: what rests on them is left out. */
static bool rests_on_duals(const char *key) {
    static const char *const keys[] = {"shadow_prices", "not_chosen", "certificate", "policy",
                                       "worth",         "names",      "cited",       NULL};
    for (int i = 0; keys[i] != NULL; i++) {
        if (key != NULL && strcmp(key, keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

static const char *difference(const cg_json *a, const cg_json *b, double scale) {
    if (rests_on_duals(a->key)) {
        return NULL;
    }
    if (a->type != b->type) {
        return "type";
    }
    if (a->type == CG_JSON_NUMBER) {
        return fabs(a->number - b->number) <= 1e-7 * fmax(scale, fabs(a->number)) ? NULL : "number";
    }
    if (a->type == CG_JSON_STRING) {
        return strcmp(a->text, b->text) == 0 ? NULL : a->text;
    }
    const cg_json *y = b->first;
    for (const cg_json *x = a->first; x != NULL; x = x->next) {
        if (y == NULL) {
            return "length";
        }
        const char *found = difference(x, y, scale);
        if (found != NULL) {
            return x->key != NULL ? x->key : found;
        }
        y = y->next;
    }
    return y == NULL ? NULL : "length";
}

static const char *plans_differ(const road *a, const road *b) {
    size_t length = 0;
    const char *x = cg_plan_json(a->arena, a->plan, &length);
    const cg_json *first = read_json(a->arena, "rich", x, length);
    const char *y = cg_plan_json(a->arena, b->plan, &length);
    return difference(first, read_json(a->arena, "small", y, length), 1);
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
    cr_expect_leq(fabs(b->plan->bound - a->plan->bound), SAME * fabs(scale), "%u", seed);
    cr_expect(near(a->plan->totals.net_saving, b->plan->totals.net_saving, scale), "%u", seed);
}

/* How much of the parks that were compared was what. */
typedef struct met {
    int prospects, candidates, small_programs, same_plans, plans;
} met;

static void compare_park(const char *text, const asked *how, unsigned seed, met *all) {
    cg_arena *arena = test_arena();
    asked of = *how;
    of.park = text;
    const road rich = solve(arena, &of);
    of.prospects = true;
    const road small = solve(arena, &of);
    compare(&rich, &small, seed);
    all->plans++;
    all->same_plans += plans_differ(&rich, &small) == NULL;
    all->prospects += small.prospects;
    all->candidates += small.candidates;
    all->small_programs +=
        small.solved->model->program->columns.count < rich.solved->model->program->columns.count;
    cg_arena_free(arena);
}

/* Numbers that no two things share, so that one plan alone is the best: plain ones leave many. */
static void roughen(cg_json *node, chance *luck) {
    static const char *const keys[] = {"quantity", "price", "disposal_cost", "at_km"};
    bool moved = false;
    for (const cg_json *at = node; at != NULL && node->type == CG_JSON_NUMBER; at = at->parent) {
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            moved = moved || (at->key != NULL && strcmp(at->key, keys[i]) == 0);
        }
    }
    node->number *= moved ? 1 + chance_number(luck, 0, 0.01, 1e-8) : 1;
    for (cg_json *child = node->first; child != NULL; child = child->next) {
        roughen(child, luck);
    }
}

static const char *rough_park(cg_arena *arena, unsigned seed, int firms) {
    const char *park = random_park_of(arena, seed, firms);
    cg_json *root = read_json(arena, "random park", park, strlen(park));
    chance luck = {seed};
    size_t length = 0;
    roughen(root, &luck);
    cg_json_writer writer = cg_json_write_start(arena);
    cg_json_tree(&writer, NULL, root);
    return cg_json_finish(&writer, &length);
}

static met compare_parks(const asked *how, int firms, unsigned parks) {
    met all = {0};
    for (unsigned seed = 1; seed <= parks; seed++) {
        cg_arena *arena = test_arena();
        const char *text = rough_park(arena, firms > 0 ? 3 * seed : seed, firms);
        compare_park(text, how, seed, &all);
        cg_arena_free(arena);
    }
    return all;
}

Test(prospects, the_plan_of_least_cost_is_the_same, .timeout = 240) {
    met all = compare_parks(&(asked){.objective = CG_MEASURE_COST}, 0, PARKS);
    cr_expect_gt(all.prospects, 5 * PARKS, "%d", all.prospects);
    cr_expect_eq(all.same_plans, PARKS, "%d", all.same_plans);
}

Test(prospects, the_plan_under_rules_is_the_same, .timeout = 240) {
    cg_arena *arena = test_arena();
    char *file = write_pack(arena);
    met all = compare_parks(&(asked){.rules = file, .objective = CG_MEASURE_COST}, 0, PARKS);
    unlink(file);
    cg_arena_free(arena);
    cr_expect_gt(all.prospects, PARKS, "%d", all.prospects);
    cr_expect_eq(all.same_plans, PARKS, "%d", all.same_plans);
}

Test(prospects, the_plan_of_a_larger_park_is_the_same, .timeout = 240) {
    met all = compare_parks(&(asked){.objective = CG_MEASURE_COST}, FIRMS, LARGE_PARKS);
    cr_expect_eq(all.small_programs, LARGE_PARKS, "%d", all.small_programs);
    /* Where a way costs nothing, several plans are the best. */
    cr_expect_geq(all.same_plans, LARGE_PARKS * 3 / 4, "%d", all.same_plans);
}

Test(prospects, the_larger_plan_of_another_objective_is_the_same, .timeout = 240) {
    compare_parks(&(asked){.objective = CG_MEASURE_EMISSIONS}, FIRMS, LARGE_PARKS / 2);
    compare_parks(&(asked){.objective = CG_MEASURE_WASTE_DISPOSED}, FIRMS, LARGE_PARKS / 2);
}

Test(prospects, the_plan_of_least_emissions_is_the_same, .timeout = 240) {
    compare_parks(&(asked){.objective = CG_MEASURE_EMISSIONS}, 0, PARKS);
}
