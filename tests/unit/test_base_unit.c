/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The short reader of base units says of every kind what the reader of all units says. */
#include "unit/base_unit.h"

#include "base/text.h"
#include "one_arena.h"

#include <criterion/criterion.h>

#include <string.h>

TestSuite(base_unit, .init = open_arena, .fini = close_arena);

static const char *const BASES[] = {
#define CG_QUANTITY_KIND(id, base, water, heat, material) base,
#include "unit/quantity_kinds.def"
#undef CG_QUANTITY_KIND
    "tCO2e", /* a year's emissions may be written without the year */
};

/* # and $ as a person would write them. */
static const char *written(const char *base, cg_family family) {
    cg_text text = cg_text_start(arena);
    for (const char *at = base; *at != '\0'; at++) {
        if (*at == '#') {
            cg_text_add(&text, cg_family_unit(family));
        } else if (*at == '$') {
            cg_text_add(&text, "XXX");
        } else {
            cg_text_add_bytes(&text, at, 1);
        }
    }
    return text.bytes;
}

static void check(const char *base, cg_family family) {
    const cg_currency own = {.own = "XXX"};
    const char *text = written(base, family);
    cg_unit expected;
    cg_quantity_problem problem;
    cr_assert(cg_unit_read(&expected, text, &own, arena, &problem), "%s", text);
    cg_unit found = cg_base_unit(base, family);
    cr_expect_eq(found.ratio.numerator, expected.ratio.numerator, "%s", text);
    cr_expect_eq(found.ratio.denominator, expected.ratio.denominator, "%s", text);
    cr_expect(found.rate == expected.rate, "%s", text);
    cr_expect_eq(found.celsius, expected.celsius, "%s", text);
    for (int i = 0; i < CG_DIMENSIONS; i++) {
        cr_expect_eq(found.exponent[i], expected.exponent[i], "%s: dimension %d", text, i);
        cr_expect_eq(found.uses[i], expected.uses[i], "%s: dimension %d", text, i);
    }
}

Test(base_unit, every_kind_of_every_family) {
    for (size_t i = 0; i < sizeof BASES / sizeof *BASES; i++) {
        for (int family = 0; family < CG_FAMILIES; family++) {
            check(BASES[i], (cg_family)family);
        }
    }
}
