/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory ends somewhere in a sweep: a status, and the same call made again has the right answer. */
#include "base/memory.h"
#include "support/random_park.h"
#include "support/solved.h"

#include <criterion/criterion.h>

#include <math.h>
#include <string.h>

enum { CALLS = 5 };

static const char *any_flow(cg_arena *arena, const char *text) {
    const cg_json *firm =
        cg_json_member(read_json(arena, "park", text, strlen(text)), "firms")->first;
    while (cg_json_member(firm, "inputs") == NULL ||
           cg_json_member(firm, "inputs")->first == NULL) {
        firm = firm->next;
    }
    return cg_format(arena, "%s.%s", cg_json_member_text(firm, "id"),
                     cg_json_member_text(cg_json_member(firm, "inputs")->first, "id"));
}

/* One more change a call; returns at the first status that is not OK. */
static congsinh_status sweep(congsinh_resolver *resolver, const char *flow, int from,
                             double *savings, int *done) {
    congsinh_plan *plan = NULL;
    for (int i = from; i < CALLS; i++) {
        const congsinh_change changes[] = {
            {CONGSINH_CARBON_PRICE, NULL, 10 * i},
            {CONGSINH_QUANTITY_TIMES, flow, 1 - 0.2 * i},
            {CONGSINH_PRICE_TIMES, flow, 1 + i},
        };
        congsinh_totals totals = {0};
        congsinh_status status = congsinh_resolve(&totals, resolver, changes, i % 4);
        if (status != CONGSINH_OK) {
            return status;
        }
        savings[i] = totals.net_saving;
        *done = i + 1;
    }
    congsinh_status status = congsinh_resolver_plan(&plan, resolver);
    cr_assert_eq(plan == NULL, status != CONGSINH_OK);
    congsinh_plan_free(plan);
    return status;
}

static congsinh_status make(congsinh_resolver **resolver, congsinh *context,
                            const congsinh_park *park) {
    congsinh_status status = congsinh_resolver_new(resolver, context, park, NULL);
    cr_assert_eq(*resolver == NULL, status != CONGSINH_OK);
    return status;
}

static void run_out(congsinh *context, const congsinh_park *park, const char *flow) {
    congsinh_resolver *resolver = NULL;
    double right[CALLS], found[CALLS];
    int done = 0, ended = 0;
    cr_assert_eq(make(&resolver, context, park), CONGSINH_OK);
    congsinh_status whole = sweep(resolver, flow, 0, right, &done);
    cr_assert_eq(
        whole, CONGSINH_OK, "status %d in call %d: %s", (int)whole, done,
        congsinh_diagnostic_count(context) == 0
            ? ""
            : congsinh_diagnostic_at(context, congsinh_diagnostic_count(context) - 1).sentence);
    congsinh_resolver_free(resolver);
    for (long after = 1;; after += 1 + after / 40) {
        resolver = NULL;
        done = 0;
        cg_fail_allocation_after(after);
        congsinh_status status = make(&resolver, context, park);
        if (status == CONGSINH_OK) {
            status = sweep(resolver, flow, 0, found, &done);
        }
        cg_fail_allocation_after(0);
        cr_assert(status == CONGSINH_OK || status == CONGSINH_NO_MEMORY, "status %d", (int)status);
        if (resolver != NULL) {
            cr_assert_eq(sweep(resolver, flow, done, found, &done), CONGSINH_OK);
        }
        for (int i = 0; i < CALLS && resolver != NULL; i++) {
            cr_expect(fabs(found[i] - right[i]) <= 1e-9 * fabs(right[i]), "after %ld, call %d",
                      after, i);
        }
        congsinh_resolver_free(resolver);
        if (status == CONGSINH_OK) {
            break;
        }
        ended++;
    }
    cr_expect_gt(ended, 100, "memory ended only %d times", ended);
}

Test(memory_ends, in_a_sweep, .timeout = 240) {
    cg_arena *arena = test_arena();
    const char *text = random_park(arena, 3);
    congsinh *context = NULL;
    congsinh_park *park = NULL;
    congsinh_park_source source = {.file = "park.json", .bytes = text, .length = strlen(text)};
    cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
    cr_assert_eq(congsinh_park_read(&park, context, &source), CONGSINH_OK);
    run_out(context, park, any_flow(arena, text));
    congsinh_park_free(park);
    congsinh_free(context);
    cg_arena_free(arena);
}
