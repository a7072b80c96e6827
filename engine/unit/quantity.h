/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantities with units: text in, one base unit a dimension out. */
#ifndef CG_UNIT_QUANTITY_H
#define CG_UNIT_QUANTITY_H

#include "base/diagnostic.h"
#include "base/map.h"

typedef enum cg_family { CG_WATER, CG_HEAT, CG_MATERIAL, CG_FAMILIES } cg_family;

/* "water", "heat", "material". */
const char *cg_family_id(cg_family family);
/* The base unit: "m3", "MWh", "t". */
const char *cg_family_unit(cg_family family);
/* False where `id` (may be NULL) is no family's. */
bool cg_family_find(cg_family *out, const char *id);

/* What a number stands for: decides its dimension, and its base unit, in which a bare (JSON) number
 * is given too. CG_KIND_FLOW, CG_KIND_PRICE …: the list with units is quantity_kinds.def. */
typedef enum cg_kind {
#define CG_QUANTITY_KIND(id, base, water, heat, material) CG_KIND_##id,
#include "unit/quantity_kinds.def"
#undef CG_QUANTITY_KIND
    CG_KINDS
} cg_kind;

/* A right text of this kind, for sentences: "1200 m3/d". */
const char *cg_kind_example(cg_kind kind, cg_family family);
/* The base unit in words of the park: "VND/m3" for a price of water; "" for a plain number. */
const char *cg_kind_unit(cg_arena *arena, cg_kind kind, cg_family family, const char *currency);

/* The park's own currency, and what one unit of each other is worth in it: rates[value in others].
 * `others` and `rates` may be NULL together. Borrowed. */
typedef struct cg_currency {
    const char *own; /* "VND" */
    const cg_map *others;
    const double *rates;
} cg_currency;

/* What is to be read. `currency` may be NULL where no money can come: any is then without a rate.
 */
typedef struct cg_meaning {
    cg_kind kind;
    cg_family family; /* no matter where the kind has no family unit in it */
    const cg_currency *currency;
} cg_meaning;

typedef enum cg_quantity_status {
    CG_QUANTITY_OK,
    CG_QUANTITY_NO_NUMBER,       /* does not begin with a number */
    CG_QUANTITY_UNKNOWN_UNIT,    /* suggestion: the nearest known unit, or NULL */
    CG_QUANTITY_WRONG_DIMENSION, /* suggestion: an example of the kind */
    CG_QUANTITY_REFUSED_UNIT,    /* ton, T, a, kVA …; suggestion: the unit to write, or NULL */
    CG_QUANTITY_NO_RATE,         /* suggestion: the code that exchange_rates lacks */
    CG_QUANTITY_NO_UNIT,         /* a number in quotes without a unit; suggestion: an example */
    CG_QUANTITY_SYNTAX,          /* suggestion: the text put right, or an example */
    CG_QUANTITY_NOT_FINITE       /* beyond what a number can hold */
} cg_quantity_status;

typedef struct cg_quantity_problem {
    cg_quantity_status status;
    const char *unit; /* what was written: the unit at fault, or all of it; never NULL on failure */
    const char *suggestion; /* see the status */
} cg_quantity_problem;

/* Reads text such as "1.2e3 m3/d" (docs/decisions/0003) into the kind's base unit, rounded once:
 * the double nearest to the exact value, except through exchange rates that are not whole. False
 * after filling `problem`; `*out` is then untouched. A bare JSON number needs no reading: it is in
 * the base unit. Text without a unit is refused, except where the kind has none (SHARE, NUMBER).
 * Signs are not judged. */
bool cg_quantity_read(double *out, const char *text, cg_meaning meaning, cg_arena *arena,
                      cg_quantity_problem *problem);
/* True where `text` is a number of any kind, of quality too, in money of any currency: what it is
 * for is not known yet. */
bool cg_quantity_is_any(const char *text, const cg_currency *currency, cg_arena *arena);
/* Says, as an error, what is wrong with `text` and what to write instead. */
void cg_quantity_say(cg_diagnostics *diagnostics, cg_place place, const char *text,
                     cg_meaning meaning, const cg_quantity_problem *problem);

/* Kinds of quality parameter; limits are of the same kind as what they bound. */
typedef enum cg_quality_kind {
    CG_CONCENTRATION, /* mg/L */
    CG_FRACTION,      /* % by mass; g/kg and mg/kg become this */
    CG_HEATING_VALUE, /* MJ/kg */
    CG_PLAIN,         /* no unit: pH, colour, coliform */
    CG_QUALITY_KINDS
} cg_quality_kind;

/* "mg/L", "%", "MJ/kg", "". */
const char *cg_quality_unit(cg_quality_kind kind);
/* Reads "60 mg/L", "5 %", "50 g/kg", "18 MJ/kg", "7" into its kind's unit; the caller compares the
 * kind with the parameter's. False after filling `problem`. */
bool cg_quality_read(double *out, cg_quality_kind *kind, const char *text, cg_arena *arena,
                     cg_quantity_problem *problem);
/* Reads a parameter's unit alone: "g/kg" is CG_FRACTION and 0.1 (% a g/kg): by this factor a bare
 * number, given in the parameter's unit, comes to its kind's. "" (or NULL) is CG_PLAIN and 1. */
bool cg_quality_unit_read(double *factor, cg_quality_kind *kind, const char *unit, cg_arena *arena,
                          cg_quantity_problem *problem);
/* What a quality parameter's number is to be. */
typedef struct cg_quality_meaning {
    const char *parameter; /* "COD" */
    const char *unit;      /* the parameter's own, in which it is given: "g/kg" */
    cg_quality_kind kind;
    double bare; /* what a bare number is multiplied with to come to the kind's unit */
} cg_quality_meaning;
/* A right text of such a number, for sentences: "60 mg/L". */
const char *cg_quality_example(cg_arena *arena, const cg_quality_meaning *meaning);
/* As cg_quantity_say; `meaning` NULL: a parameter's unit alone was read. */
void cg_quality_say(cg_diagnostics *diagnostics, cg_place place, const char *text,
                    const cg_quality_meaning *meaning, const cg_quantity_problem *problem);

#endif
