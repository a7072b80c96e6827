/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a quantity, and what to write instead. */
#include "unit/quantity.h"

#include "unit/unit.h"

#include <string.h>

#define DIGITS "0123456789"

/* What the sentences need beside the problem. */
typedef struct expectation {
    const char *example;
    const char *bare; /* the unit of a bare number */
    bool unitless;
    cg_message_id range; /* what is said of a range */
} expectation;

static void say_refused(cg_diagnostics *diagnostics, cg_place place, const char *text,
                        const cg_quantity_problem *problem, const char *example) {
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
    if (why == CG_REFUSAL_AMBIGUOUS) {
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUANTITY_AMBIGUOUS_UNIT_AS, text, problem->unit,
               example, NULL);
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

/* True after saying that "1,200 m3/d" may be 1200 or 1.2. */
static bool say_two_readings(cg_diagnostics *diagnostics, cg_place place, const char *text) {
    const char *start = text + strspn(text, " +-");
    size_t whole = strspn(start, DIGITS);
    const char *comma = start + whole;
    if (*start == '0' || whole < 1 || whole > 3 || *comma != ',' ||
        strspn(comma + 1, DIGITS) != 3) {
        return false;
    }
    const char *rest = comma + 4;
    if (*rest != '\0' && strchr(",.'_", *rest) != NULL) {
        return false;
    }
    int decimals = comma[3] != '0' ? 3 : comma[2] != '0' ? 2 : comma[1] != '0' ? 1 : 0;
    int before = (int)(comma - text);
    cg_arena *arena = diagnostics->arena;
    cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUANTITY_TWO_READINGS, text,
           cg_format(arena, "%.*s%s", before, text, comma + 1),
           cg_format(arena, "%.*s%s%.*s%s", before, text, decimals > 0 ? "." : "", decimals,
                     comma + 1, rest),
           NULL);
    return true;
}

/* True after saying that "1200-1500 m3/d" is a range. */
static bool say_range(cg_diagnostics *diagnostics, cg_place place, const char *text,
                      cg_message_id message) {
    static const char *const dashes[] = {"-", "\xE2\x80\x93", "~"}; /* U+2013 */
    size_t first = strspn(text, DIGITS ".");
    const char *at = text + first + strspn(text + first, " ");
    size_t dash = 0;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes && dash == 0; i++) {
        dash = strncmp(at, dashes[i], strlen(dashes[i])) == 0 ? strlen(dashes[i]) : 0;
    }
    at += dash;
    at += strspn(at, " ");
    size_t second = strspn(at, DIGITS ".");
    if (first == 0 || dash == 0 || second == 0) {
        return false;
    }
    const char *unit = at + second + strspn(at + second, " ");
    const char *blank = *unit == '\0' ? "" : " ";
    cg_arena *arena = diagnostics->arena;
    cg_say(diagnostics, CG_ERROR, place, message, text,
           cg_format(arena, "%.*s%s%s", (int)first, text, blank, unit),
           cg_format(arena, "%.*s%s%s", (int)second, at, blank, unit), NULL);
    return true;
}

/* True after saying that "<5 mg/L", as laboratories and regulations write, is to lose its sign. */
static bool say_comparison(cg_diagnostics *diagnostics, cg_place place, const char *text) {
    static const char *const signs[] = {"<=", ">=", "<", ">", "\xE2\x89\xA4", "\xE2\x89\xA5"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strncmp(text, signs[i], strlen(signs[i])) == 0) {
            cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUANTITY_COMPARISON, text, signs[i], NULL);
            return true;
        }
    }
    return false;
}

static void say_problem(cg_diagnostics *diagnostics, cg_place place, const char *text,
                        const cg_quantity_problem *problem, expectation expected) {
    const char *example = problem->suggestion != NULL ? problem->suggestion : expected.example;
    bool unread =
        problem->status == CG_QUANTITY_SYNTAX || problem->status == CG_QUANTITY_UNKNOWN_UNIT;
    if (unread && (say_two_readings(diagnostics, place, text) ||
                   say_range(diagnostics, place, text, expected.range))) {
        return;
    }
    switch (problem->status) {
    case CG_QUANTITY_OK:
        return;
    case CG_QUANTITY_NO_NUMBER:
        if (say_comparison(diagnostics, place, text)) {
            return;
        }
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
        say_refused(diagnostics, place, text, problem, expected.example);
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

/* Whether `text` is an amount where a rate is asked for: a day's, a year's, nobody knows. */
static bool lacks_time(cg_arena *arena, const char *text, cg_meaning meaning) {
    double ignored = 0;
    cg_quantity_problem unheard;
    return meaning.kind == CG_KIND_FLOW &&
           cg_quantity_read(&ignored, cg_format(arena, "%s/yr", text), meaning, arena, &unheard);
}

void cg_quantity_say(cg_diagnostics *diagnostics, cg_place place, const char *text,
                     cg_meaning meaning, const cg_quantity_problem *problem) {
    if (problem->status == CG_QUANTITY_WRONG_DIMENSION &&
        lacks_time(diagnostics->arena, text, meaning)) {
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_QUANTITY_NO_TIME, text,
               cg_kind_example(meaning.kind, meaning.family), NULL);
        return;
    }
    const char *own = meaning.currency == NULL ? NULL : meaning.currency->own;
    const expectation expected = {
        .example = cg_kind_example(meaning.kind, meaning.family),
        .bare = cg_kind_unit(diagnostics->arena, meaning.kind, meaning.family,
                             own == NULL ? "VND" : own),
        .unitless = meaning.kind == CG_KIND_NUMBER,
        .range = CG_MSG_QUANTITY_RANGE,
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
    expectation expected = {.example = "60 mg/L", .bare = "mg/L", .range = CG_MSG_QUALITY_RANGE};
    if (meaning != NULL) {
        expected.example = cg_quality_example(diagnostics->arena, meaning);
        expected.bare = meaning->unit;
        /* The text put right stays; another kind's example goes. */
        own.suggestion = problem->status == CG_QUANTITY_SYNTAX ? problem->suggestion : NULL;
    }
    say_problem(diagnostics, place, text, &own, expected);
}
