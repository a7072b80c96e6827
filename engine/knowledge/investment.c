/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Investments: what a way or a plant costs to build, by size, by length, and at all. */
#include "knowledge/read.h"

/* Years, where nobody says. */
static const double default_life = 20;

void cg_investment_read(const cg_reader *reader, const cg_json *object, cg_family family,
                        cg_investment *into) {
    static const char *const known[] = {"per_unit", "per_unit_km",  "fixed", "fixed_per_km",
                                        "life",     "build_months", NULL};
    *into = (cg_investment){.life = {.value = default_life}};
    if (object == NULL || !cg_reader_is(reader, object, CG_JSON_OBJECT)) {
        return;
    }
    cg_reader_check_keys(reader, object, known);
    into->given = object->count > 0;
    const cg_asked_value asked[] = {
        {"per_unit", CG_KIND_MONEY_PER_CAPACITY, family, 0, 0},
        {"per_unit_km", CG_KIND_MONEY_PER_CAPACITY_KM, family, 0, 0},
        {"fixed", CG_KIND_MONEY, family, 0, 0},
        {"fixed_per_km", CG_KIND_MONEY_PER_KM, family, 0, 0},
    };
    cg_value *const values[] = {&into->per_unit, &into->per_unit_km, &into->fixed,
                                &into->fixed_per_km};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        cg_member_value(reader, object, asked[i], values[i]);
    }
    cg_member_positive(reader, object,
                       (cg_asked_value){"life", CG_KIND_YEARS, family, 0, default_life},
                       &into->life);
    cg_member_value(reader, object, (cg_asked_value){"build_months", CG_KIND_NUMBER, family, 0, 0},
                    &into->build_months);
}
