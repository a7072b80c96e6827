/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was told in confidence leaves no trace: parks that differ in nothing else have the same
 * editions, for all whom it is kept from. */
#include "support/random_park.h"
#include "support/solved.h"

#include "plan/plan.h"
#include "report/plan_book.h"
#include "report/report.h"

#include <criterion/criterion.h>

#include <math.h>
#include <string.h>

#define PARKS 40
/* A told price changes by more than this, a sum made in another order by less. */
#define CHANGE 1e-6
#define ROUNDING 1e-11

/* A number of a random park that may be told in confidence. */
typedef struct secret {
    const char *path;  /* "firms.f1.inputs.i.price" */
    const char *party; /* whose it is */
    double value;
} secret;

typedef struct secrets {
    secret items[64];
    int count;
} secrets;

static void take(cg_arena *arena, secrets *all, const char *path, const char *party,
                 const cg_json *node) {
    if (node != NULL && node->type == CG_JSON_NUMBER && node->number != 0 && all->count < 64) {
        all->items[all->count++] = (secret){cg_format(arena, "%s", path), party, node->number};
    }
}

static void take_flows(cg_arena *arena, secrets *all, const cg_json *firm, const char *list,
                       const char *key) {
    const char *id = cg_json_member_text(firm, "id");
    const cg_json *flows = cg_json_member(firm, list);
    for (const cg_json *flow = flows == NULL ? NULL : flows->first; flow != NULL;
         flow = flow->next) {
        const char *path =
            cg_format(arena, "firms.%s.%s.%s.%s", id, list, cg_json_member_text(flow, "id"), key);
        take(arena, all, path, id, cg_json_member(flow, key));
    }
}

static secrets secrets_of(cg_arena *arena, const char *park) {
    secrets all = {.count = 0};
    const cg_json *root = read_json(arena, "park", park, strlen(park));
    for (const cg_json *firm = cg_json_member(root, "firms")->first; firm != NULL;
         firm = firm->next) {
        take_flows(arena, &all, firm, "inputs", "price");
        take_flows(arena, &all, firm, "outputs", "disposal_cost");
        take_flows(arena, &all, firm, "outputs", "cost");
    }
    const cg_json *plants = cg_json_member(root, "facilities");
    for (const cg_json *plant = plants == NULL ? NULL : plants->first; plant != NULL;
         plant = plant->next) {
        const char *id = cg_json_member_text(plant, "id");
        take(arena, &all, cg_format(arena, "facilities.%s.operating_cost", id), id,
             cg_json_member(plant, "operating_cost"));
    }
    return all;
}

static const cg_plan *plan_with(cg_arena *arena, const char *park, const secret *one,
                                double value) {
    const char *setting =
        cg_format(arena, "%s={\"value\": %.17g, \"confidential\": true}", one->path, value);
    question asked = question_about(park);
    asked.settings = &setting;
    asked.setting_count = 1;
    solved answer = solve_question(arena, &asked);
    cr_assert_not_null(answer.plan, "no plan with %s: %s", setting, answer.sayings);
    cg_diagnostics diagnostics = {.arena = arena};
    const cg_plan *plan = cg_plan_from_json(arena, &diagnostics, "plan.json", answer.plan);
    cr_assert_not_null(plan);
    return plan;
}

static bool flow_alike(const cg_plan *a, const cg_plan *b) {
    bool alike = a->lines.count == b->lines.count;
    for (int i = 0; i < a->lines.count && alike; i++) {
        alike = a->lines.items[i].quantity == b->lines.items[i].quantity &&
                strcmp(a->lines.items[i].from, b->lines.items[i].from) == 0 &&
                strcmp(a->lines.items[i].to, b->lines.items[i].to) == 0;
    }
    return alike;
}

/* Everything an edition has, as a text, without the sums of many, which are told to all. */
static const cg_json *told(cg_arena *arena, const cg_plan *plan, cg_edition edition) {
    cg_plan seen = *cg_plan_for(arena, plan, &edition);
    seen.totals = (cg_totals){0};
    seen.baseline = seen.planned = (cg_balance){0};
    seen.bound = seen.gap = seen.primal_residual = seen.dual_residual = 0;
    seen.park_sha256 = NULL;
    size_t length = 0;
    const char *text = cg_plan_json(arena, &seen, &length);
    return read_json(arena, "edition", text, length);
}

/* The same as a map, which has all that a graph or a diagram of flows has. */
static const cg_json *mapped(cg_arena *arena, const cg_plan *plan, cg_edition edition) {
    const cg_report_wish wish = {.format = CG_REPORT_GEOJSON, .edition = edition};
    size_t length = 0;
    const char *text = cg_report_write_for(arena, plan, &wish, &length);
    return read_json(arena, "map", text, length);
}

/* The same as a workbook: every cell of every sheet, without the sums of many. */
static cg_book *booked(cg_arena *arena, const cg_plan *plan, cg_edition edition) {
    cg_telling *telling = CG_NEW(arena, cg_telling);
    *telling = cg_telling_for(arena, plan, &edition, CG_ENGLISH);
    cg_plan *seen = CG_NEW(arena, cg_plan);
    *seen = *telling->plan;
    seen->totals = (cg_totals){0};
    seen->baseline = seen->planned = (cg_balance){0};
    seen->bound = seen->gap = seen->primal_residual = seen->dual_residual = 0;
    seen->park_sha256 = NULL;
    telling->plan = seen;
    return cg_plan_book_of(telling);
}

static bool cells_alike(const cg_book_sheet *a, const cg_book_sheet *b) {
    bool same = a->cells.count == b->cells.count;
    for (int i = 0; same && i < a->cells.count; i++) {
        const cg_book_cell *x = &a->cells.items[i], *y = &b->cells.items[i];
        same = x->kind == y->kind && x->row == y->row && x->column == y->column &&
               (x->kind != CG_BOOK_TEXT || strcmp(x->text, y->text) == 0) &&
               fabs(x->number - y->number) <= ROUNDING * fmax(1, fabs(x->number));
    }
    return same;
}

static bool books_alike(const cg_book *a, const cg_book *b) {
    bool same = a->sheets.count == b->sheets.count;
    for (int i = 0; same && i < a->sheets.count; i++) {
        same = cells_alike(&a->sheets.items[i], &b->sheets.items[i]);
    }
    return same;
}

/* Alike but for the rounding of sums. */
static bool alike(const cg_json *a, const cg_json *b) {
    if (a == NULL || b == NULL || a->type != b->type || a->count != b->count) {
        return a == b;
    }
    if (a->type == CG_JSON_NUMBER) {
        return fabs(a->number - b->number) <= ROUNDING * fmax(1, fabs(a->number));
    }
    if (a->type == CG_JSON_STRING) {
        return strcmp(a->text, b->text) == 0;
    }
    const cg_json *x = a->first, *y = b->first;
    while (x != NULL && alike(x, y)) {
        x = x->next;
        y = y->next;
    }
    return x == NULL && (a->type != CG_JSON_BOOLEAN || a->truth == b->truth);
}

static bool told_alike(cg_arena *arena, const cg_plan *plan, const cg_plan *other,
                       cg_edition edition) {
    return alike(told(arena, plan, edition), told(arena, other, edition)) &&
           alike(mapped(arena, plan, edition), mapped(arena, other, edition)) &&
           books_alike(booked(arena, plan, edition), booked(arena, other, edition));
}

/* How many editions were held against each other. */
static int check_secret(cg_arena *arena, const char *park, const secret *one, unsigned seed) {
    /* So small a change that the plan stays the same, and larger than any rounding of a sum. */
    const cg_plan *plan = plan_with(arena, park, one, one->value);
    const cg_plan *other = plan_with(arena, park, one, one->value * (1 + CHANGE));
    if (!flow_alike(plan, other)) {
        return 0;
    }
    const cg_edition board = {.audience = CG_FOR_BOARD}, public = {.audience = CG_FOR_PUBLIC};
    cr_expect(told_alike(arena, plan, other, board), "park %u: the board can tell %s", seed,
              one->path);
    cr_expect(told_alike(arena, plan, other, public), "park %u: the public can tell %s", seed,
              one->path);
    int checked = 2;
    for (int i = 0; i < plan->parties.count; i++) {
        const cg_party *party = &plan->parties.items[i];
        const cg_edition firm = {.audience = CG_FOR_FIRM, .firm = party->id};
        if (!party->facility && strcmp(party->id, one->party) != 0) {
            cr_expect(told_alike(arena, plan, other, firm), "park %u: firm %s can tell %s", seed,
                      party->id, one->path);
            checked++;
        }
    }
    return checked;
}

Test(editions, tell_nobody_what_was_told_in_confidence) {
    int checked = 0;
    for (unsigned seed = 1; seed <= PARKS; seed++) {
        cg_arena *arena = test_arena();
        const char *park = random_park(arena, seed);
        secrets all = secrets_of(arena, park);
        chance luck = {seed};
        for (int i = 0; i < 3 && all.count > 0; i++) {
            checked += check_secret(arena, park, &all.items[chance_below(&luck, all.count)], seed);
        }
        cg_arena_free(arena);
    }
    cr_expect_gt(checked, PARKS * 3, "only %d editions were compared", checked);
}

/* The test itself must be able to see: the analyst and the firm itself are told. */
Test(editions, tell_those_it_may_be_told_to) {
    cg_arena *arena = test_arena();
    int analyst = 0, own = 0, mapped_own = 0;
    for (unsigned seed = 1; seed <= 10; seed++) {
        const char *park = random_park(arena, seed);
        secrets all = secrets_of(arena, park);
        for (int i = 0; i < all.count; i++) {
            const secret *one = &all.items[i];
            const cg_plan *plan = plan_with(arena, park, one, one->value);
            const cg_plan *other = plan_with(arena, park, one, one->value * (1 + CHANGE));
            const cg_edition whole = {.audience = CG_FOR_ANALYST};
            const cg_edition firm = {.audience = CG_FOR_FIRM, .firm = one->party};
            analyst += !alike(told(arena, plan, whole), told(arena, other, whole));
            own += !alike(told(arena, plan, firm), told(arena, other, firm));
            mapped_own += !alike(mapped(arena, plan, firm), mapped(arena, other, firm));
        }
    }
    cr_expect_gt(analyst, 0);
    cr_expect_gt(own, 0);
    cr_expect_gt(mapped_own, 0);
    cg_arena_free(arena);
}
