/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a quantity, and what to write instead. */
#include "unit/quantity.h"

#include "unit/unit.h"

#include <string.h>

/* What the sentences need beside the problem. */
typedef struct expectation {
    const char *example;
    const char *bare; /* the unit of a bare number */
    bool unitless;
} expectation;

static void say_refused(cg_diagnostics *diagnostics, cg_place place, const char *text,
                        const cg_quantity_problem *problem) {
    const char *instead = NULL;
    cg_refusal why = cg_unit_refusal(problem->unit, &instead);
    if (why == CG_REFUSAL_OTHER_SCALE) {
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUANTITY_OTHER_SCALE, text, problem->unit,
               NULL);
        return;
    }
    if (why == CG_REFUSAL_AMBIGUOUS && instead != NULL) {
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUANTITY_AMBIGUOUS_UNIT, text, problem->unit,
               instead, NULL);
        return;
    }
    if (instead != NULL) {
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUANTITY_UNIT_NEEDS_MORE_WRITE, text,
               problem->unit, instead, NULL);
        return;
    }
    cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUANTITY_UNIT_NEEDS_MORE, text, problem->unit,
           NULL);
}

static void say_unknown(cg_diagnostics *diagnostics, cg_place place, const char *text,
                        const cg_quantity_problem *problem, const char *example) {
    if (problem->suggestion != NULL) {
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUANTITY_UNKNOWN_UNIT_NEAR, text, problem->unit,
               problem->suggestion, NULL);
        return;
    }
    cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUANTITY_UNKNOWN_UNIT, text, problem->unit, example,
           NULL);
}

static void say_problem(cg_diagnostics *diagnostics, cg_place place, const char *text,
                        const cg_quantity_problem *problem, expectation expected) {
    const char *example = problem->suggestion != NULL ? problem->suggestion : expected.example;
    switch (problem->status) {
    case CG_QUANTITY_OK:
        return;
    case CG_QUANTITY_NO_NUMBER:
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUANTITY_NO_NUMBER, text, example, NULL);
        return;
    case CG_QUANTITY_UNKNOWN_UNIT:
        say_unknown(diagnostics, place, text, problem, expected.example);
        return;
    case CG_QUANTITY_WRONG_DIMENSION:
        cg_say(diagnostics, CG_ERROR, place,
               expected.unitless ? CG_MSG_QUANTITY_NOT_PLAIN : CG_MSG_QUANTITY_WRONG_DIMENSION,
               text, problem->unit, example, NULL);
        return;
    case CG_QUANTITY_REFUSED_UNIT:
        say_refused(diagnostics, place, text, problem);
        return;
    case CG_QUANTITY_NO_RATE:
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUANTITY_NO_RATE, text, problem->suggestion,
               NULL);
        return;
    case CG_QUANTITY_NO_UNIT:
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUANTITY_NO_UNIT, text, example, expected.bare,
               NULL);
        return;
    case CG_QUANTITY_SYNTAX:
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUANTITY_SYNTAX, text, example, NULL);
        return;
    case CG_QUANTITY_NOT_FINITE:
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUANTITY_NOT_FINITE, text, example, NULL);
        return;
    }
}

void cg_quantity_say(cg_diagnostics *diagnostics, cg_place place, const char *text,
                     cg_meaning meaning, const cg_quantity_problem *problem) {
    const char *own = meaning.currency == NULL ? NULL : meaning.currency->own;
    const expectation expected = {
        .example = cg_kind_example(meaning.kind, meaning.family),
        .bare = cg_kind_unit(diagnostics->arena, meaning.kind, meaning.family,
                             own == NULL ? "VND" : own),
        .unitless = meaning.kind == CG_KIND_NUMBER,
    };
    say_problem(diagnostics, place, text, problem, expected);
}

const char *cg_quality_example(cg_arena *arena, const cg_quality_meaning *meaning) {
    static const char *const numbers[CG_QUALITY_KINDS] = {[CG_CONCENTRATION] = "60",
                                                          [CG_FRACTION] = "5",
                                                          [CG_HEATING_VALUE] = "18",
                                                          [CG_PLAIN] = "7"};
    const char *unit = meaning->unit == NULL ? "" : meaning->unit;
    return cg_format(arena, "%s%s%s", numbers[meaning->kind], *unit == '\0' ? "" : " ", unit);
}

/* Whether what was written has another unit than the parameter's. The nearest known unit, or what a
 * refused one is to be replaced by, may not fit the parameter either ("ppm" by "mg/kg"). */
static bool is_unfit(const cg_quantity_problem *problem) {
    return problem->status == CG_QUANTITY_WRONG_DIMENSION ||
           problem->status == CG_QUANTITY_NO_RATE || problem->status == CG_QUANTITY_REFUSED_UNIT ||
           problem->status == CG_QUANTITY_UNKNOWN_UNIT;
}

static void say_unfit(cg_diagnostics *diagnostics, cg_place place, const char *text,
                      const cg_quality_meaning *meaning) {
    const char *example = cg_quality_example(diagnostics->arena, meaning);
    if (meaning->kind == CG_PLAIN) {
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUALITY_PLAIN, text, meaning->parameter,
               example, NULL);
        return;
    }
    bool bare = text[strspn(text, "0123456789. ")] == '\0';
    cg_say(diagnostics, CG_ERROR, place, bare ? CG_MSG_QUALITY_NO_UNIT : CG_MSG_QUALITY_OTHER_UNIT,
           text, meaning->parameter, meaning->unit, example, NULL);
}

void cg_quality_say(cg_diagnostics *diagnostics, cg_place place, const char *text,
                    const cg_quality_meaning *meaning, const cg_quantity_problem *problem) {
    if (meaning != NULL && is_unfit(problem)) {
        say_unfit(diagnostics, place, text, meaning);
        return;
    }
    if (problem->status == CG_QUANTITY_WRONG_DIMENSION || problem->status == CG_QUANTITY_NO_RATE) {
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUALITY_WRONG_UNIT, text, NULL);
        return;
    }
    cg_quantity_problem own = *problem;
    expectation expected = {.example = "60 mg/L", .bare = "mg/L"};
    if (meaning != NULL) {
        expected.example = cg_quality_example(diagnostics->arena, meaning);
        expected.bare = meaning->unit;
        /* The text put right stays; another kind's example goes. */
        own.suggestion = problem->status == CG_QUANTITY_SYNTAX ? problem->suggestion : NULL;
    }
    say_problem(diagnostics, place, text, &own, expected);
}
