/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which a park's file lists things says nothing: any other gives the same plan, byte
 * for byte. */
#include "support/random_park.h"
#include "support/solved.h"

#include <criterion/criterion.h>

#include <string.h>

#define PARKS 60

/* Puts the children of a list into an order made by chance (Fisher and Yates). */
static void shuffle(cg_arena *arena, chance *luck, cg_json *list) {
    int count = list == NULL ? 0 : list->count;
    cg_json **children = CG_ARRAY(arena, cg_json *, count + 1);
    for (int i = 0; i < count; i++) {
        children[i] = list->first;
        cg_json_remove(children[i]);
    }
    for (int i = count - 1; i >= 0; i--) {
        int taken = chance_below(luck, i + 1);
        cg_json_append(list, children[taken]);
        children[taken] = children[i];
    }
}

/* The same park with everything that has an id, and its links, in another order. */
static const char *shuffled(cg_arena *arena, const char *park, unsigned seed) {
    chance luck = {seed + 1000};
    cg_json *root = read_json(arena, "random park", park, strlen(park));
    cg_json *firms = cg_json_member(root, "firms");
    for (cg_json *firm = firms->first; firm != NULL; firm = firm->next) {
        shuffle(arena, &luck, cg_json_member(firm, "outputs"));
        shuffle(arena, &luck, cg_json_member(firm, "inputs"));
    }
    shuffle(arena, &luck, firms);
    shuffle(arena, &luck, cg_json_member(root, "facilities"));
    shuffle(arena, &luck, cg_json_member(root, "links"));
    shuffle(arena, &luck, cg_json_member(root, "exchanges"));
    cg_json *models = cg_json_member(root, "models");
    for (cg_json *list = models == NULL ? NULL : models->first; list != NULL; list = list->next) {
        shuffle(arena, &luck, list);
    }
    cg_json_writer writer = cg_json_write_start(arena);
    size_t length = 0;
    cg_json_tree(&writer, NULL, root);
    return cg_json_finish(&writer, &length);
}

/* The first line in which two texts differ, of the second. */
static const char *first_difference(cg_arena *arena, const char *one, const char *other) {
    size_t at = 0;
    while (one[at] != '\0' && one[at] == other[at]) {
        at++;
    }
    size_t start = at;
    while (start > 0 && other[start - 1] != '\n') {
        start--;
    }
    size_t of_one = strcspn(one + start, "\n"), of_other = strcspn(other + start, "\n");
    return cg_format(arena, "%.*s  |  %.*s", (int)of_one, one + start, (int)of_other,
                     other + start);
}

static int differing(const char *rules) {
    static const char *const settings[] = {"models.resources.used-water.wastewater=true",
                                           "models.resources.dirty-water.wastewater=true"};
    int differing = 0;
    for (unsigned seed = 1; seed <= PARKS; seed++) {
        cg_arena *arena = test_arena();
        const char *park = random_park(arena, seed);
        question asked = question_about(park);
        asked.options.law.rules = rules;
        asked.settings = settings;
        asked.setting_count = 2;
        solved one = solve_question(arena, &asked);
        asked.park = shuffled(arena, park, seed);
        cr_assert_str_neq(asked.park, park, "park %u was not shuffled", seed);
        solved other = solve_question(arena, &asked);
        cr_assert(one.plan != NULL && other.plan != NULL, "park %u has no plan: %s", seed,
                  other.sayings);
        bool same = strcmp(one.bytes, other.bytes) == 0;
        cr_expect(same, "park %u under %s: %s", seed, rules,
                  same ? "" : first_difference(arena, one.bytes, other.bytes));
        differing += !same;
        cg_arena_free(arena);
    }
    return differing;
}

Test(order, of_a_file_changes_no_plan, .timeout = 240) {
    cr_expect_eq(differing("none"), 0);
}

Test(order, of_a_file_changes_no_plan_under_the_law, .timeout = 240) {
    cr_expect_eq(differing("vn"), 0);
}

#define LINKS_PARK(links)                                                                          \
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"p\", \"year\": 2026, \"currency\": "   \
    "\"VND\"}, \"firms\": [{\"id\": \"s\", \"at_km\": [0, 0], \"outputs\": [{\"id\": \"o\", "      \
    "\"resource\": \"w\", \"quantity\": 9}]}, {\"id\": \"t\", \"at_km\": [1, 0], \"inputs\": "     \
    "[{\"id\": \"i\", \"resource\": \"w\", \"quantity\": 3, \"price\": 5}, {\"id\": \"j\", "       \
    "\"resource\": \"w\", \"quantity\": 3, \"price\": 6}]}], \"links\": [" links                   \
    "], \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\"}], \"modes\": "         \
    "[{\"id\": "                                                                                   \
    "\"m\", \"family\": \"water\", \"investment\": {\"per_unit\": 100, \"life\": 1}}]}}"
#define FULL "{\"from\": \"s\", \"to\": \"t\", \"existing\": true, \"capacity\": 4}"
#define BACK "{\"from\": \"t\", \"to\": \"s\", \"existing\": true, \"capacity\": 3}"

/* A link has no id: what more of it is worth is told of its ends, not of its number in the file. */
Test(order, of_links_names_none_of_them) {
    static const char *const parks[] = {LINKS_PARK(FULL ", " BACK), LINKS_PARK(BACK ", " FULL)};
    cg_arena *arena = test_arena();
    const char *plans[2];
    for (int i = 0; i < 2; i++) {
        question asked = question_about(parks[i]);
        solved answer = solve_question(arena, &asked);
        cr_assert_not_null(answer.plan, "%s", answer.sayings);
        plans[i] = answer.bytes;
    }
    cr_expect_str_eq(plans[0], plans[1]);
    cr_expect_not_null(strstr(plans[0], "\"subject\": \"s > t\""), "%s", plans[0]);
    cg_arena_free(arena);
}
