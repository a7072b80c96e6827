/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps in order of insertion, and the nearest known name. */
#include "base/map.h"

#include "unit/scratch.h"

Test(map, keeps_order_and_first_value) {
    SCRATCH_START(s);
    cg_map *map = cg_map_new(s.arena);
    for (int i = 0; i < 5000; i++) {
        cr_assert(cg_map_add(map, cg_format(s.arena, "key-%d", i * 7), i));
    }
    cr_assert_not(cg_map_add(map, "key-7", 99));
    cr_assert_eq(cg_map_find(map, "key-7"), 1);
    cg_map_set(map, "key-7", 99);
    cr_assert_eq(cg_map_find(map, "key-7"), 99);
    cg_map_set(map, "new", 5);
    cr_assert_eq(cg_map_count(map), 5001);
    for (int i = 0; i < 5000; i++) {
        cr_assert_str_eq(cg_map_key(map, i), cg_format(s.arena, "key-%d", i * 7));
        cr_assert_eq(cg_map_value(map, i), i == 1 ? 99 : i);
    }
    cr_assert_str_eq(cg_map_key(map, 5000), "new");
    cr_assert_eq(cg_map_find(map, "key-1"), CG_NONE);
    cr_assert_eq(cg_map_find(map, ""), CG_NONE);
    cr_assert_eq(cg_map_find(map, NULL), CG_NONE);
    SCRATCH_END(s);
}

Test(map, nearest_name) {
    static const char *const names[] = {"quantity",    "quality",     "id",
                                        "price",       "temperature", "disposal_cost",
                                        "disposed_at", "nước",        NULL};
    static const struct {
        const char *given, *expected;
    } cases[] = {
        {"quantty", "quantity"},  /* one missing, of 7: up to 2 */
        {"qauntity", "quantity"}, /* a swap is one edit */
        {"qualiti", "quality"},   /* one from quality, three from quantity */
        {"quanlity", "quantity"}, /* one from either: the first */
        {"Price", "price"},       /* case costs nothing */
        {"ID", "id"},
        {"ix", NULL},       /* a third of 2 letters is none */
        {"prics", "price"}, /* 5 letters: one */
        {"prixx", NULL},    /* two */
        {"temperatrue", "temperature"},
        {"temprature_", "temperature"},
        {"disposalcosts", "disposal_cost"},
        {"disposxxxxcost", NULL}, /* four, the most is three */
        {"NƯỚC", "nước"},
        {"", NULL},
        {"a-name-that-is-longer-than-anything-that-a-person-would-mistype-in-a-park-file", NULL},
    };
    SCRATCH_START(s);
    cg_map *map = cg_map_new(s.arena);
    for (int i = 0; names[i] != NULL; i++) {
        cg_map_add(map, names[i], i);
    }
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *found = cg_nearest(names, cases[i].given);
        const char *in_map = cg_map_nearest(map, cases[i].given);
        cr_assert(found == in_map, "%s", cases[i].given);
        if (cases[i].expected == NULL) {
            cr_assert_null(found, "%s found %s", cases[i].given, found);
            continue;
        }
        cr_assert_not_null(found, "%s", cases[i].given);
        cr_assert_str_eq(found, cases[i].expected);
    }
    SCRATCH_END(s);
}

Test(map, nearest_tie_is_the_first) {
    static const char *const names[] = {"bat", "cat", NULL};
    cr_assert_str_eq(cg_nearest(names, "rat"), "bat");
}
