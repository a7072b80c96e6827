/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unit expressions ("VND/(m3/yr)/km") as exact ratios to base units; inside this room only. */
#ifndef CG_UNIT_UNIT_H
#define CG_UNIT_UNIT_H

#include "unit/quantity.h"

#include <stdint.h>

/* An exact positive fraction in lowest terms. */
typedef struct cg_ratio {
    uint64_t numerator, denominator;
} cg_ratio;

/* a × b; false where it does not fit. */
bool cg_ratio_multiply(cg_ratio *out, cg_ratio a, cg_ratio b);
cg_ratio cg_ratio_inverse(cg_ratio ratio);
/* The decimal number in [text, end), JSON's grammar without its sign; false where it does not fit
 * or is 0. */
bool cg_ratio_from_decimal(cg_ratio *out, const char *text, const char *end);
/* The nearest double; true, as both parts are doubles, only up to 2^53: false beyond. */
bool cg_ratio_value(double *out, cg_ratio ratio);

/* The last two are marks rather than dimensions: CO2e and shares may be stated or left unsaid. */
typedef enum cg_dimension {
    CG_VOLUME,
    CG_MASS,
    CG_ENERGY,
    CG_TIME,
    CG_LENGTH,
    CG_TEMPERATURE,
    CG_MONEY,
    CG_CARBON,
    CG_SHARE,
    CG_DIMENSIONS
} cg_dimension;

typedef struct cg_unit {
    cg_ratio ratio; /* to m3, t, MWh, h, km, K, the park's currency */
    double rate;    /* exchange rates that are not whole; else 1 */
    int exponent[CG_DIMENSIONS];
    bool uses[CG_DIMENSIONS]; /* also what has cancelled: m3/m3 is not t/t */
    bool celsius;
} cg_unit;

/* `text` (UTF-8) in NFKC with one kind of blank, dot and minus, so that m³, °C, CO₂ and tấn have
 * one spelling; NULL where it is not UTF-8. */
const char *cg_unit_normalise(cg_arena *arena, const char *text);
/* Reads a whole normalised expression; false after filling `problem`. `currency` may be NULL. */
bool cg_unit_read(cg_unit *out, const char *text, const cg_currency *currency, cg_arena *arena,
                  cg_quantity_problem *problem);
/* Whether a quantity in `written` can be expressed in `base`. */
bool cg_unit_fits(const cg_unit *written, const cg_unit *base);

typedef enum cg_refusal {
    CG_REFUSAL_NONE,
    CG_REFUSAL_AMBIGUOUS,
    CG_REFUSAL_NEEDS_MORE,
    CG_REFUSAL_OTHER_SCALE /* Fahrenheit: its zero is not the kelvin's, so no factor converts it */
} cg_refusal;
/* Why a unit is refused, and in `instead` (may be NULL) what to write: NULL where nothing. */
cg_refusal cg_unit_refusal(const char *name, const char **instead);

/* The number at the start of a quantity: its sign, its digits and what is behind it. */
typedef struct cg_amount {
    double value;             /* signed */
    const char *digits, *end; /* the unsigned number in the text */
    const char *unit;         /* normalised, without blanks before it; "" where none */
} cg_amount;
/* Reads it; false after filling `problem` (`example` is its suggestion). */
bool cg_amount_read(cg_amount *out, const char *text, const char *example, cg_arena *arena,
                    cg_quantity_problem *problem);
/* The amount, given in `written`, in `base`; false where it leaves the range of doubles. */
bool cg_amount_convert(double *out, const cg_amount *amount, const cg_unit *written,
                       const cg_unit *base);
bool cg_problem_fill(cg_quantity_problem *problem, cg_quantity_status status, const char *unit,
                     const char *suggestion); /* always false */

#endif
