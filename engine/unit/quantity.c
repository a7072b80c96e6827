/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a quantity by what it stands for. */
#include "unit/quantity.h"

#include "base/text.h"
#include "unit/base_unit.h"
#include "unit/unit.h"

#include <string.h>

/* 0 degC in K. */
#define KELVIN_OF_ZERO_CELSIUS 273.15

typedef struct family_row {
    const char *id, *unit;
} family_row;

static const family_row FAMILY[CG_FAMILIES] = {
    [CG_WATER] = {"water", "m3"},
    [CG_HEAT] = {"heat", "MWh"},
    [CG_MATERIAL] = {"material", "t"},
};

typedef struct kind_row {
    const char *base;
    const char *example[CG_FAMILIES];
} kind_row;

static const kind_row KIND[CG_KINDS] = {
#define CG_QUANTITY_KIND(id, base, water, heat, material) {base, {water, heat, material}},
#include "unit/quantity_kinds.def"
#undef CG_QUANTITY_KIND
};

const char *cg_family_id(cg_family family) {
    return FAMILY[family].id;
}

const char *cg_family_unit(cg_family family) {
    return FAMILY[family].unit;
}

bool cg_family_find(cg_family *out, const char *id) {
    for (int i = 0; id != NULL && i < CG_FAMILIES; i++) {
        if (strcmp(FAMILY[i].id, id) == 0) {
            *out = (cg_family)i;
            return true;
        }
    }
    return false;
}

const char *cg_kind_example(cg_kind kind, cg_family family) {
    return KIND[kind].example[family];
}

const char *cg_kind_unit(cg_arena *arena, cg_kind kind, cg_family family, const char *currency) {
    if (kind == CG_KIND_SHARE) {
        return "";
    }
    if (kind == CG_KIND_SHARE_PER_KM) {
        return "1/km";
    }
    cg_text unit = cg_text_start(arena);
    for (const char *at = KIND[kind].base; *at != '\0'; at++) {
        if (*at == '#') {
            cg_text_add(&unit, cg_family_unit(family));
        } else if (*at == '$') {
            cg_text_add(&unit, currency);
        } else {
            cg_text_add_bytes(&unit, at, 1);
        }
    }
    return unit.bytes;
}

/* The unit that `written` is converted to. A year's emissions may be written without the year. */
static cg_unit base_unit(cg_meaning meaning, const cg_unit *written) {
    if (meaning.kind == CG_KIND_MASS_EMISSIONS && !written->uses[CG_TIME]) {
        return cg_base_unit("tCO2e", meaning.family);
    }
    return cg_base_unit(KIND[meaning.kind].base, meaning.family);
}

/* An exchange rate is in the park's own money, or rates would hang on each other. */
static cg_currency allowed_currency(cg_meaning meaning) {
    if (meaning.currency == NULL) {
        return (cg_currency){0};
    }
    if (meaning.kind == CG_KIND_EXCHANGE_RATE) {
        return (cg_currency){.own = meaning.currency->own};
    }
    return *meaning.currency;
}

/* degC from K: a point of the scale, so that the zeros differ. */
static bool convert_kelvin_point(double *out, const cg_amount *amount) {
    cg_ratio kelvin;
    cg_ratio hundredths;
    if (amount->value > 0 && cg_ratio_from_decimal(&kelvin, amount->digits, amount->end) &&
        cg_ratio_multiply(&hundredths, kelvin, (cg_ratio){100, 1}) && hundredths.denominator == 1 &&
        hundredths.numerator < (UINT64_C(1) << 53)) {
        /* in whole hundredths, so that 308.15 K is exactly 35 degC */
        *out = ((double)hundredths.numerator - 27315.0) / 100.0;
        return true;
    }
    *out = amount->value - KELVIN_OF_ZERO_CELSIUS;
    return true;
}

static bool is_money(cg_kind kind) {
    return strchr(KIND[kind].base, '$') != NULL;
}

/* The amount in the kind's base unit; false after filling `problem`. */
static bool convert(double *out, const cg_amount *amount, const cg_unit *written,
                    cg_meaning meaning, cg_quantity_problem *problem) {
    const char *example = cg_kind_example(meaning.kind, meaning.family);
    const cg_unit base = base_unit(meaning, written);
    if (!cg_unit_fits(written, &base)) {
        return cg_problem_fill(problem, CG_QUANTITY_WRONG_DIMENSION, amount->unit, example);
    }
    if (meaning.kind == CG_KIND_TEMPERATURE && !written->celsius) {
        return convert_kelvin_point(out, amount);
    }
    return cg_amount_convert(out, amount, written, &base) ||
           cg_problem_fill(problem, CG_QUANTITY_NOT_FINITE, amount->unit, example);
}

bool cg_quantity_read(double *out, const char *text, cg_meaning meaning, cg_arena *arena,
                      cg_quantity_problem *problem) {
    const char *example = cg_kind_example(meaning.kind, meaning.family);
    cg_amount amount;
    if (!cg_amount_read(&amount, text, example, arena, problem)) {
        return false;
    }
    bool unitless = meaning.kind == CG_KIND_SHARE || meaning.kind == CG_KIND_NUMBER;
    if (*amount.unit == '\0' && !unitless) {
        return cg_problem_fill(problem, CG_QUANTITY_NO_UNIT, text, example);
    }
    const cg_currency currency = allowed_currency(meaning);
    cg_unit written;
    if (!cg_unit_read(&written, amount.unit, &currency, arena, problem)) {
        if (problem->status == CG_QUANTITY_SYNTAX || problem->status == CG_QUANTITY_NOT_FINITE) {
            problem->suggestion = example;
        }
        /* Any three capitals may be a currency, but not where no money can be. */
        if (problem->status == CG_QUANTITY_NO_RATE && !is_money(meaning.kind)) {
            return cg_problem_fill(problem, CG_QUANTITY_WRONG_DIMENSION, amount.unit, example);
        }
        return false;
    }
    if (!convert(out, &amount, &written, meaning, problem)) {
        problem->unit = problem->status == CG_QUANTITY_NOT_FINITE ? text : problem->unit;
        return false;
    }
    return true;
}

bool cg_quantity_is_any(const char *text, const cg_currency *currency, cg_arena *arena) {
    cg_quantity_problem problem = {.status = CG_QUANTITY_OK};
    cg_amount amount;
    if (!cg_amount_read(&amount, text, "", arena, &problem)) {
        return false;
    }
    cg_unit written;
    if (!cg_unit_read(&written, amount.unit, currency, arena, &problem)) {
        return problem.status == CG_QUANTITY_NO_RATE;
    }
    double value;
    for (int kind = 0; kind < CG_KINDS; kind++) {
        /* A kind that names no family's unit is the same for all of them. */
        int families = strchr(KIND[kind].base, '#') != NULL ? CG_FAMILIES : 1;
        for (int family = 0; family < families; family++) {
            cg_meaning meaning = {(cg_kind)kind, (cg_family)family, currency};
            if (convert(&value, &amount, &written, meaning, &problem)) {
                return true;
            }
        }
    }
    cg_quality_kind quality;
    return cg_quality_read(&value, &quality, text, arena, &problem);
}
