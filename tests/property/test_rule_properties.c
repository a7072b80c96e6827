/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for any park under any rules: a rule dropped never costs, a rule added never saves,
 * and the books still close; a rule that is waived everywhere is as good as none. */
#include "support/random_park.h"
#include "support/solved.h"

#include "base/number.h"
#include "base/text.h"

#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PARKS 30
#define RULES 4
#define IDENTITY 1e-9
#define OPTIMUM 1e-7

static const char *any_predicate(cg_arena *arena, chance *luck) {
    switch (chance_below(luck, 5)) {
    case 0:
        return "{\"exchange.direct\": true}";
    case 1:
        return "{\"output.family\": \"water\"}";
    case 2:
        return cg_format(arena, "{\"exchange.distance_km\": {\"more_than\": %d}}",
                         1 + chance_below(luck, 4));
    case 3:
        return "{\"exchange.pass_through\": true}";
    default:
        return cg_format(arena, "{\"output.quantity\": {\"at_least\": %d}}",
                         100 * chance_below(luck, 9));
    }
}

static const char *any_effect(cg_arena *arena, chance *luck) {
    static const char *const sums[] = {"exchange", "sender", "receiver", "park"};
    switch (chance_below(luck, 8)) {
    case 0:
        return "{\"kind\": \"forbid\"}";
    case 1:
        return "{\"kind\": \"route\", \"via\": \"central-wastewater\"}";
    case 2:
        return "{\"kind\": \"require\", \"what\": {\"exchange.distance_km\": {\"at_most\": 3}}}";
    case 3:
        return cg_format(arena,
                         "{\"kind\": \"limit\", \"what\": \"quantity\", \"family\": \"%s\", "
                         "\"per\": \"%s\", \"at_most\": %d}",
                         chance_once_in(luck, 2) ? "water" : "material",
                         sums[chance_below(luck, 4)], 50 * (1 + chance_below(luck, 20)));
    case 4:
        return cg_format(arena, "{\"kind\": \"limit\", \"what\": \"share\", \"at_most\": 0.%d}",
                         1 + chance_below(luck, 9));
    case 5:
        return cg_format(arena, "{\"kind\": \"permit\", \"name\": \"n\", \"cost\": %d}",
                         100 * chance_below(luck, 50));
    case 6:
        return cg_format(arena,
                         "{\"kind\": \"charge\", \"on\": \"exchange\", \"family\": \"water\", "
                         "\"rate\": %d}",
                         1 + chance_below(luck, 5));
    default:
        return cg_format(arena,
                         "{\"kind\": \"charge\", \"on\": \"discharge\", \"family\": \"%s\", "
                         "\"rate\": %d}",
                         chance_once_in(luck, 2) ? "water" : "material", 1 + chance_below(luck, 5));
    }
}

static const char *any_pack(cg_arena *arena, chance *luck) {
    cg_text text = cg_text_start(arena);
    cg_text_add(&text, "{\"format\": \"congsinh-rules/1\", \"rules\": [");
    for (int r = 0; r < RULES; r++) {
        cg_text_addf(&text,
                     "%s{\"id\": \"R%d\", \"title\": \"t\", \"message\": \"m\", \"instrument\": "
                     "\"i\", \"clause\": \"c\", ",
                     r > 0 ? ", " : "", r);
        cg_text_addf(&text, "\"applies\": %s, \"effect\": %s}", any_predicate(arena, luck),
                     any_effect(arena, luck));
    }
    cg_text_add(&text, "]}");
    return text.bytes;
}

static double sum_of(const cg_json *plan, const char *list) {
    cg_sum sum = {0};
    for (const cg_json *one = cg_json_member(plan, list)->first; one != NULL; one = one->next) {
        cg_sum_add(&sum, cg_json_member(one, "saving")->number);
    }
    return cg_sum_value(&sum);
}

static void expect_closed_books(cg_arena *arena, const cg_json *plan, unsigned seed) {
    double baseline = plan_number(arena, plan, "baseline.cost");
    double saving = plan_number(arena, plan, "totals.net_saving");
    double scale = IDENTITY * fabs(baseline);
    double lines = sum_of(plan, "exchanges") + sum_of(plan, "park_items");
    cr_expect(fabs(saving - (baseline - plan_number(arena, plan, "planned.cost"))) <= scale,
              "park %u: saving is not baseline less planned", seed);
    cr_expect(fabs(saving - lines) <= scale, "park %u: saves %.12g, lines and items say %.12g",
              seed, saving, lines);
    /* The books add up flow by flow, the bound is the program's: they know nothing of each other.
     */
    cr_expect(fabs(saving - plan_number(arena, plan, "certificate.bound")) <=
                  OPTIMUM * fabs(baseline),
              "park %u: saves %.12g, proven is %.12g", seed, saving,
              plan_number(arena, plan, "certificate.bound"));
    double parties = sum_of(plan, "firms");
    if (cg_json_member(plan, "facilities") != NULL) {
        parties += sum_of(plan, "facilities");
    }
    cr_expect(fabs(saving - parties) <= scale, "park %u: saves %.12g, parties say %.12g", seed,
              saving, parties);
}

/* The planned cost under the rules of `file` less those left out. */
static double planned_cost(cg_arena *arena, const char *park, const char *file,
                           const char *const *without, int count, unsigned seed) {
    question asked = question_about(park);
    asked.options.law.rules = file;
    asked.options.law.without = without;
    asked.options.law.without_count = count;
    solved answer = solve_question(arena, &asked);
    cr_assert(answer.status == CONGSINH_OK, "park %u: %s", seed, answer.sayings);
    expect_closed_books(arena, answer.plan, seed);
    return plan_number(arena, answer.plan, "planned.cost");
}

/* Drops rule after rule in an order made by chance: each step may only cost less. Returns how many
 * steps did. */
static int drop_one_by_one(cg_arena *arena, const char *park, const char *file, chance *luck,
                           unsigned seed) {
    static const char *const ids[RULES] = {"R0", "R1", "R2", "R3"};
    const char *without[RULES];
    int steps = 0;
    int first = chance_below(luck, RULES);
    double before = planned_cost(arena, park, file, NULL, 0, seed);
    for (int r = 0; r < RULES; r++) {
        without[r] = ids[(first + r) % RULES];
        double after = planned_cost(arena, park, file, without, r + 1, seed);
        cr_expect(after <= before + OPTIMUM * fabs(before),
                  "park %u: without %s it costs %.12g, with it %.12g", seed, without[r], after,
                  before);
        steps += after < before - OPTIMUM * fabs(before);
        before = after;
    }
    return steps;
}

/* Holds random parks against random packs; the sum of what `check` returns. */
static int over_parks(int (*check)(cg_arena *arena, const char *park, const char *file,
                                   chance *luck, unsigned seed)) {
    char file[] = "/tmp/congsinh_rules_XXXXXX.json";
    int handle = mkstemps(file, 5);
    int bites = 0;
    cr_assert(handle >= 0);
    close(handle);
    for (unsigned seed = 1; seed <= PARKS; seed++) {
        cg_arena *arena = test_arena();
        chance luck = {seed * 7919u};
        FILE *out = fopen(file, "w");
        cr_assert_not_null(out);
        fputs(any_pack(arena, &luck), out);
        fclose(out);
        bites += check(arena, random_park(arena, seed), file, &luck, seed);
        cg_arena_free(arena);
    }
    unlink(file);
    return bites;
}

Test(rule_properties, a_dropped_rule_never_costs_and_books_close, .timeout = 240) {
    int bites = over_parks(drop_one_by_one);
    cr_expect(bites >= PARKS, "only %d of %d rules cost anything: too few to show it", bites,
              PARKS * RULES);
}

/* Waivers of all rules, for one firm or (NULL) everywhere. */
static const char *waivers(cg_arena *arena, const char *firm) {
    cg_text text = cg_text_start(arena);
    cg_text_add(&text, "{\"format\": \"congsinh-exceptions/1\", \"exceptions\": [");
    for (int r = 0; r < RULES; r++) {
        cg_text_addf(&text, "%s{\"kind\": \"waiver\", \"rule\": \"R%d\", \"because\": \"x\"",
                     r > 0 ? ", " : "", r);
        cg_text_addf(&text, firm == NULL ? "}" : ", \"firm\": \"%s\"}", firm);
    }
    cg_text_add(&text, "]}");
    return text.bytes;
}

static const cg_json *plan_with(cg_arena *arena, const char *park, const char *rules,
                                const char *exceptions) {
    question asked = question_about(park);
    asked.options.law.rules = rules;
    asked.options.law.exceptions_bytes = exceptions;
    asked.options.law.exceptions_length = exceptions == NULL ? 0 : strlen(exceptions);
    solved answer = solve_question(arena, &asked);
    cr_assert(answer.status == CONGSINH_OK, "%s", answer.sayings);
    return answer.plan;
}

static const char *text_at(cg_arena *arena, const cg_json *plan, const char *key) {
    return cg_json_canonical(arena, cg_json_member(plan, key));
}

static void expect_same_lines(cg_arena *arena, const cg_json *waived, const cg_json *none,
                              unsigned seed) {
    static const char *const keys[] = {"from",  "to",     "via",        "quantity", "delivered",
                                       "rules", "saving", "investment", "permits"};
    const cg_json *a = cg_json_member(waived, "exchanges")->first;
    const cg_json *b = cg_json_member(none, "exchanges")->first;
    for (; a != NULL && b != NULL; a = a->next, b = b->next) {
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            cr_expect_str_eq(text_at(arena, a, keys[k]), text_at(arena, b, keys[k]), "park %u: %s",
                             seed, keys[k]);
        }
    }
    cr_expect(a == NULL && b == NULL, "park %u: one plan has more exchanges", seed);
}

/* Returns whether the rules cost anything, and whether the firm's waivers save some of it. */
static int check_waivers(cg_arena *arena, const char *park, const char *file, chance *luck,
                         unsigned seed) {
    (void)luck; /* nothing here is left to it */
    static const char *const keys[] = {"totals", "baseline", "planned", "park_items", "firms"};
    const cg_json *none = plan_with(arena, park, "none", NULL);
    const cg_json *waived = plan_with(arena, park, file, waivers(arena, NULL));
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        cr_expect_str_eq(text_at(arena, waived, keys[k]), text_at(arena, none, keys[k]),
                         "park %u: %s", seed, keys[k]);
    }
    expect_same_lines(arena, waived, none, seed);
    const cg_json *ruled = plan_with(arena, park, file, NULL);
    const cg_json *partly = plan_with(arena, park, file, waivers(arena, "f0"));
    expect_closed_books(arena, partly, seed);
    double most = plan_number(arena, ruled, "planned.cost");
    double middle = plan_number(arena, partly, "planned.cost");
    double least = plan_number(arena, none, "planned.cost");
    double slack = OPTIMUM * fabs(most);
    cr_expect(middle <= most + slack && least <= middle + slack,
              "park %u: %.12g under the rules, %.12g with waivers for a firm, %.12g without rules",
              seed, most, middle, least);
    return middle < most - slack;
}

Test(rule_properties, what_is_waived_everywhere_is_no_rule, .timeout = 240) {
    int bites = over_parks(check_waivers);
    cr_expect(bites >= PARKS / 3, "a firm's waivers save something in %d of %d parks only", bites,
              PARKS);
}
