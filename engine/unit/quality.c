/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quality parameters: the unit decides the kind. */
#include "unit/quantity.h"

#include "unit/unit.h"

#include <string.h>

#define EXAMPLE "60 mg/L"

typedef struct quality_row {
    const char *unit;
    const char *dimension; /* as unit.c reads it */
} quality_row;

/* By mass: t/t cancels to nothing but says that shares here are of mass, so that mL/L does not fit.
 */
static const quality_row QUALITY[CG_QUALITY_KINDS] = {
    [CG_CONCENTRATION] = {"mg/L", "mg/L"},
    [CG_FRACTION] = {"%", "% t/t"},
    [CG_HEATING_VALUE] = {"MJ/kg", "MJ/kg"},
    [CG_PLAIN] = {"", ""},
};

const char *cg_quality_unit(cg_quality_kind kind) {
    return QUALITY[kind].unit;
}

static bool read_amount(double *out, cg_quality_kind *kind, const cg_amount *amount,
                        cg_arena *arena, cg_quantity_problem *problem) {
    cg_unit written;
    if (!cg_unit_read(&written, amount->unit, NULL, arena, problem)) {
        problem->suggestion =
            problem->suggestion != NULL || problem->status == CG_QUANTITY_UNKNOWN_UNIT
                ? problem->suggestion
                : EXAMPLE;
        return false;
    }
    for (int i = 0; i < CG_QUALITY_KINDS; i++) {
        cg_unit base;
        if (!cg_unit_read(&base, QUALITY[i].dimension, NULL, arena, problem)) {
            return false;
        }
        if ((i == CG_PLAIN) != (*amount->unit == '\0') || !cg_unit_fits(&written, &base)) {
            continue;
        }
        if (!cg_amount_convert(out, amount, &written, &base)) {
            return cg_problem_fill(problem, CG_QUANTITY_NOT_FINITE, amount->unit, EXAMPLE);
        }
        *kind = (cg_quality_kind)i;
        return true;
    }
    return cg_problem_fill(problem, CG_QUANTITY_WRONG_DIMENSION, amount->unit, EXAMPLE);
}

bool cg_quality_read(double *out, cg_quality_kind *kind, const char *text, cg_arena *arena,
                     cg_quantity_problem *problem) {
    cg_amount amount;
    return cg_amount_read(&amount, text, EXAMPLE, arena, problem) &&
           read_amount(out, kind, &amount, arena, problem);
}

bool cg_quality_unit_read(double *factor, cg_quality_kind *kind, const char *unit, cg_arena *arena,
                          cg_quantity_problem *problem) {
    return cg_quality_read(factor, kind, cg_format(arena, "1 %s", unit == NULL ? "" : unit), arena,
                           problem);
}
