/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept small is not kept less: with prospects or with candidates alone, a park has the same
 * best plan, proven alike, and the plan says the same of it. */
#include "plan/prospect_choice.h"
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
    const char *rules; /* a file; NULL: none */
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
    const cg_matches *matches =
        cg_matches_find(arena, &r.said, r.park, law,
                        (cg_wanted){CG_KEEP_USABLE, CG_NONE, CG_NONE, NULL, of->prospects});
    r.prospects = cg_prospects_count(matches->prospects);
    r.candidates = matches->candidates.count;
    /* As the road does it: what a plan was found in is gone before it is told. */
    const cg_plan_options options = {
        .objective = of->objective, .settings = {.node_limit = 50000}, .spends = of->prospects};
    cg_arena *work = of->prospects ? cg_arena_within(arena) : arena;
    r.solved = cg_plan_solve(cg_model_new(work, matches), &options);
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

/* ---- nothing of a candidate is lost */

static const cg_matches *matches_of(road *r, bool prospects) {
    cg_rules *pack = r->rules != NULL ? pack_of(r, r->rules) : CG_NEW(r->arena, cg_rules);
    const cg_law *law =
        cg_law_new(r->arena, &r->said, pack, &(cg_law_options){.date = "2026-06-30"});
    return cg_matches_find(r->arena, &r->said, r->park, law,
                           (cg_wanted){CG_KEEP_USABLE, CG_NONE, CG_NONE, NULL, prospects});
}

static bool is_same_way(const cg_way *a, const cg_way *b) {
    return a->mode == b->mode && a->link == b->link && a->existing == b->existing &&
           a->placed == b->placed && a->km == b->km && a->cost == b->cost &&
           a->emissions == b->emissions && a->loss == b->loss && a->drop_k == b->drop_k &&
           a->per_capacity == b->per_capacity && a->per_capacity_km == b->per_capacity_km &&
           a->fixed == b->fixed && a->annuity == b->annuity && a->build_months == b->build_months;
}

static int compare_candidates(road *r) {
    const cg_matches *rich = matches_of(r, false), *small = matches_of(r, true);
    int count = cg_prospects_count(small->prospects);
    int *all = CG_ARRAY(r->arena, int, count + 1), *place = CG_ARRAY(r->arena, int, count + 1);
    for (int j = 0; j < count; j++) {
        all[j] = j;
    }
    const cg_matches *made = cg_matches_with(r->arena, small, all, count, place);
    cr_assert_eq(made->candidates.count, rich->candidates.count);
    cr_assert_eq(made->running.count, rich->running.count);
    for (int c = 0; c < rich->candidates.count; c++) {
        const cg_candidate *a = &rich->candidates.items[c], *b = &made->candidates.items[c];
        cr_assert(cg_candidates_order(a, b) == 0 && a->delivered == b->delivered &&
                  a->finding.verdict == b->finding.verdict && a->running == b->running);
        cr_assert(is_same_way(&rich->pipes.items[a->first].way, &made->pipes.items[b->first].way));
    }
    for (int j = 0; j < count; j++) {
        cr_assert_eq(made->candidates.items[place[j]].output,
                     cg_prospect_output(small->prospects, j));
        cr_assert_eq(made->candidates.items[place[j]].input, small->prospects->input.items[j]);
    }
    return count;
}

/* A column of the reserve against the one that the candidate has. */
static void compare_column(const cg_reserve *reserve, int index, const cg_model *rich,
                           const cg_matrix *matrix, int at) {
    int rows[300];
    double values[300], cost, upper;
    cr_assert_leq(reserve->most_entries, 300);
    int count = reserve->column(reserve->owner, index, &cost, &upper, rows, values);
    cr_assert_eq(cost, rich->program->columns.items[at].cost, "%.17g %.17g", cost,
                 rich->program->columns.items[at].cost);
    cr_assert_eq(upper, rich->program->columns.items[at].upper);
    cr_assert_eq(count, matrix->start[at + 1] - matrix->start[at]);
    int own_rows[300];
    double own_values[300];
    cr_assert_eq(reserve->entries(reserve->owner, index, own_rows, own_values), count);
    cr_assert_eq(memcmp(own_rows, rows, (size_t)count * sizeof *rows), 0);
    cr_assert_eq(memcmp(own_values, values, (size_t)count * sizeof *values), 0);
    for (int e = 0; e < count; e++) {
        cr_assert_eq(rows[e], matrix->row[matrix->start[at] + e]);
        cr_assert_eq(values[e], matrix->value[matrix->start[at] + e], "%s %.17g %.17g",
                     rich->program->rows.items[rows[e]].tag.kind, values[e],
                     matrix->value[matrix->start[at] + e]);
    }
}

static void compare_columns(road *r, cg_measure objective) {
    const cg_matches *small = matches_of(r, true);
    int count = cg_prospects_count(small->prospects), periods = r->park->periods.count;
    int *all = CG_ARRAY(r->arena, int, count + 1), *place = CG_ARRAY(r->arena, int, count + 1);
    for (int j = 0; j < count; j++) {
        all[j] = j;
    }
    cg_matches_with(r->arena, small, all, count, place);
    cg_model *rich = cg_model_new(r->arena, matches_of(r, false));
    cg_model *model = cg_model_new(r->arena, small);
    cg_model_set_objective(rich, objective);
    cr_assert_eq(model->program->rows.count, rich->program->rows.count);
    for (int row = 0; row < rich->program->rows.count; row++) {
        const cg_row *a = &rich->program->rows.items[row], *b = &model->program->rows.items[row];
        cr_assert_str_eq(a->tag.kind, b->tag.kind);
        cr_assert_str_eq(a->tag.subject, b->tag.subject);
        cr_assert_eq(a->upper, b->upper);
    }
    cg_prospect_columns columns;
    cg_prospect_columns_start(&columns, model);
    columns.objective = objective;
    const cg_matrix matrix = cg_program_matrix(r->arena, rich->program);
    for (int index = 0; index < columns.reserve.count; index++) {
        int activity = rich->of_candidate[place[index / periods]];
        compare_column(&columns.reserve, index, rich, &matrix,
                       rich->activities.items[activity].column + index % periods);
    }
}

/* What is kept of pricing is what pricing says, and is not asked of other duals or costs. */
static int compare_prices(road *r) {
    cg_model *model = cg_model_new(r->arena, matches_of(r, true));
    cg_model_set_objective(model, CG_MEASURE_COST);
    if (model->prospects == NULL || cg_program_has_integers(model->program)) {
        return 0;
    }
    cg_prospect_choice *choice = cg_prospect_choice_new(r->arena, model);
    cg_prospect_choice_aim(choice, CG_MEASURE_COST, CG_NONE, CG_MEASURE_COST);
    static const cg_solve_settings settings = {0};
    const cg_solution *found = cg_prospect_choice_solve(choice, &settings, NULL);
    if (found->x == NULL || choice->priced_at != found->dual) {
        return 0;
    }
    int count = choice->columns.reserve.count, periods = r->park->periods.count, compared = 0;
    for (int index = 0; index < count; index++) {
        if (!choice->held[index / periods]) {
            double kept = cg_prospect_reduced(choice, index, found->dual);
            cr_assert_eq(kept, cg_prospect_price(choice, index, found->dual).reduced);
            compared++;
        }
    }
    cg_prospect_choice_aim(choice, CG_MEASURE_WASTE_DISPOSED, CG_NONE, CG_MEASURE_COST);
    for (int index = 0; index < count; index++) {
        cr_assert_eq(cg_prospect_reduced(choice, index, found->dual),
                     cg_prospect_price(choice, index, found->dual).reduced);
    }
    return compared;
}

/* To the last bit, whatever the park. */
Test(prospects, are_the_candidates_that_they_stand_for, .timeout = 120) {
    int prospects = 0, priced = 0;
    cg_arena *outer = test_arena();
    char *file = write_pack(outer);
    for (unsigned seed = 1; seed <= PARKS; seed++) {
        cg_arena *arena = test_arena();
        const char *text = rough_park(arena, seed, seed % 10 == 0 ? FIRMS : 0);
        road r = {.arena = arena, .said = {.arena = arena}, .rules = seed % 2 == 0 ? file : NULL};
        static const char *const settings[] = {"requirements.emissions_max=1e9",
                                               "requirements.investment_max=1e12"};
        cg_park_source source = {.file = "park.json",
                                 .bytes = text,
                                 .length = strlen(text),
                                 .settings = settings,
                                 .setting_count = seed % 3 == 0 ? 2 : 0};
        r.park = cg_park_read(arena, &r.said, &source);
        cr_assert(r.park != NULL && r.said.errors == 0);
        prospects += compare_candidates(&r);
        compare_columns(&r, CG_MEASURE_COST);
        compare_columns(&r, CG_MEASURE_WASTE_DISPOSED);
        priced += compare_prices(&r);
        cg_arena_free(arena);
    }
    cr_expect_gt(prospects, 1000, "%d", prospects);
    cr_expect_gt(priced, 100, "%d", priced);
    unlink(file);
    cg_arena_free(outer);
}
