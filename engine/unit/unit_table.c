/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single units by name: the table, currencies, masses of CO2e, and what is refused. */
#include "unit/unit_table.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

typedef enum measure {
    VOLUME,
    MASS,
    ENERGY,
    POWER,
    TIME,
    LENGTH,
    KELVIN,
    CELSIUS,
    DONG,
    SHARE
} measure;

typedef struct listed_unit {
    const char *name;
    measure measures;
    cg_ratio ratio;
} listed_unit;

typedef struct refused_unit {
    const char *name, *instead;
    cg_refusal why;
} refused_unit;

static const listed_unit LISTED[] = {
#define CG_UNIT(name, measures, numerator, denominator)                                            \
    {name, measures, {UINT64_C(numerator), UINT64_C(denominator)}},
#define CG_REFUSED(name, instead, why)
#include "unit/units.def"
#undef CG_REFUSED
#undef CG_UNIT
};

static const refused_unit REFUSED[] = {
#define CG_UNIT(name, measures, numerator, denominator)
#define CG_REFUSED(name, instead, why) {name, instead, CG_REFUSAL_##why},
#include "unit/units.def"
#undef CG_REFUSED
#undef CG_UNIT
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

cg_unit cg_unit_one(void) {
    return (cg_unit){.ratio = {1, 1}, .rate = 1};
}

static const listed_unit *find_listed(const char *name) {
    for (size_t i = 0; i < COUNT(LISTED); i++) {
        if (cg_same_text(LISTED[i].name, name)) {
            return &LISTED[i];
        }
    }
    return NULL;
}

bool cg_unit_listed(const char *name) {
    return find_listed(name) != NULL;
}

cg_refusal cg_unit_refusal(const char *name, const char **instead) {
    for (size_t i = 0; i < COUNT(REFUSED); i++) {
        if (cg_same_text(REFUSED[i].name, name)) {
            if (instead != NULL) {
                *instead = REFUSED[i].instead;
            }
            return REFUSED[i].why;
        }
    }
    return CG_REFUSAL_NONE;
}

static void count_dimension(cg_unit *unit, cg_dimension dimension, int exponent) {
    unit->exponent[dimension] += exponent;
    unit->uses[dimension] = true;
}

static void count_measure(cg_unit *unit, measure measures) {
    switch (measures) {
    case VOLUME:
        count_dimension(unit, CG_VOLUME, 1);
        return;
    case MASS:
        count_dimension(unit, CG_MASS, 1);
        return;
    case ENERGY:
        count_dimension(unit, CG_ENERGY, 1);
        return;
    case POWER:
        count_dimension(unit, CG_ENERGY, 1);
        count_dimension(unit, CG_TIME, -1);
        return;
    case TIME:
        count_dimension(unit, CG_TIME, 1);
        return;
    case LENGTH:
        count_dimension(unit, CG_LENGTH, 1);
        return;
    case CELSIUS:
        unit->celsius = true;
        count_dimension(unit, CG_TEMPERATURE, 1);
        return;
    case KELVIN:
        count_dimension(unit, CG_TEMPERATURE, 1);
        return;
    case DONG:
        count_dimension(unit, CG_MONEY, 1);
        return;
    case SHARE:
        count_dimension(unit, CG_SHARE, 1);
        return;
    }
}

/* Three capitals: whether known or not, that is how a currency is written. */
static bool looks_like_currency(const char *name) {
    return strlen(name) == 3 && isupper((unsigned char)name[0]) &&
           isupper((unsigned char)name[1]) && isupper((unsigned char)name[2]);
}

/* Whether `code` is money of this park; then with its worth in `out`. */
static bool convert_currency(cg_unit *out, const char *code, const cg_currency *currency) {
    count_dimension(out, CG_MONEY, 1);
    if (currency == NULL) {
        return false;
    }
    if (currency->own != NULL && strcmp(currency->own, code) == 0) {
        return true;
    }
    int index = currency->others == NULL ? CG_NONE : cg_map_find(currency->others, code);
    if (index == CG_NONE) {
        return false;
    }
    double rate = currency->rates[index];
    /* whole rates stay exact; 2^53 is where doubles stop holding every whole number */
    if (rate >= 1 && rate <= 9007199254740992.0 && floor(rate) == rate) {
        return cg_ratio_multiply(&out->ratio, out->ratio, (cg_ratio){(uint64_t)rate, 1});
    }
    out->rate = rate;
    return true;
}

/* "CO2", "tCO2e", "kgCO2eq", "tCO2tđ": false where `name` is no such mass. */
static bool find_carbon(cg_unit *out, const char *name, cg_arena *arena) {
    static const char *const ENDINGS[] = {"", "e", "eq", "-e", "-eq", "tđ"};
    const char *formula = strstr(name, "CO2");
    if (formula == NULL) {
        return false;
    }
    const char *ending = formula + strlen("CO2");
    bool known = false;
    for (size_t i = 0; i < COUNT(ENDINGS); i++) {
        known = known || strcmp(ENDINGS[i], ending) == 0;
    }
    if (!known) {
        return false;
    }
    *out = cg_unit_one();
    count_dimension(out, CG_CARBON, 1);
    if (formula == name) {
        return true;
    }
    const listed_unit *mass = find_listed(cg_copy(arena, name, (size_t)(formula - name)));
    if (mass == NULL || mass->measures != MASS) {
        return false;
    }
    out->ratio = mass->ratio;
    count_dimension(out, CG_MASS, 1);
    return true;
}

/* The nearest name among units and the park's currencies, or NULL. */
static const char *nearest_unit(const char *name, const cg_currency *currency, cg_arena *arena) {
    int others = currency == NULL || currency->others == NULL ? 0 : cg_map_count(currency->others);
    const char **names = CG_ARRAY(arena, const char *, (int)COUNT(LISTED) + others + 2);
    int count = 0;
    for (size_t i = 0; i < COUNT(LISTED); i++) {
        names[count++] = LISTED[i].name;
    }
    for (int i = 0; i < others; i++) {
        names[count++] = cg_map_key(currency->others, i);
    }
    if (currency != NULL && currency->own != NULL) {
        names[count++] = currency->own;
    }
    names[count] = NULL;
    return cg_nearest(names, name);
}

/* Whether `name` is a unit or a currency of the park but for capitals: "KWH" is no currency. */
static bool is_otherwise_spelled(const char *name, const cg_currency *currency) {
    for (size_t i = 0; i < COUNT(LISTED); i++) {
        if (strcasecmp(LISTED[i].name, name) == 0) {
            return true;
        }
    }
    int others = currency == NULL || currency->others == NULL ? 0 : cg_map_count(currency->others);
    for (int i = 0; i < others; i++) {
        if (strcasecmp(cg_map_key(currency->others, i), name) == 0) {
            return true;
        }
    }
    return currency != NULL && currency->own != NULL && strcasecmp(currency->own, name) == 0;
}

bool cg_unit_named(cg_unit *out, const char *name, const cg_currency *currency, cg_arena *arena,
                   cg_quantity_problem *problem) {
    *out = cg_unit_one();
    const listed_unit *listed = find_listed(name);
    if (listed != NULL && listed->measures == DONG) {
        out->ratio = listed->ratio;
        return convert_currency(out, "VND", currency) ||
               cg_problem_fill(problem, CG_QUANTITY_NO_RATE, name, "VND");
    }
    if (listed != NULL) {
        out->ratio = listed->ratio;
        count_measure(out, listed->measures);
        return true;
    }
    const char *instead = NULL;
    if (cg_unit_refusal(name, &instead) != CG_REFUSAL_NONE) {
        return cg_problem_fill(problem, CG_QUANTITY_REFUSED_UNIT, name, instead);
    }
    if (find_carbon(out, name, arena)) {
        return true;
    }
    *out = cg_unit_one();
    if (convert_currency(out, name, currency)) {
        return true;
    }
    /* The shipped packs state prices in currencies of many countries: for these no park pays the
     * search for the nearest name. */
    if (looks_like_currency(name) && !is_otherwise_spelled(name, currency)) {
        return cg_problem_fill(problem, CG_QUANTITY_NO_RATE, name, name);
    }
    return cg_problem_fill(problem, CG_QUANTITY_UNKNOWN_UNIT, name,
                           nearest_unit(name, currency, arena));
}
