/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parks that are cut, mutated, absurd or empty: an answer or a list of errors, never a crash. */
#include "fault_help.h"
#include "support/random_park.h"

#include <math.h>

/* Blanks the plan's list of permits: what one costs may well not be known. */
static void forget_permits(char *plan) {
    char *start = strstr(plan, "\n  \"permits\": [");
    char *end = start != NULL ? strstr(start, "\n  ]") : NULL;
    if (end != NULL) {
        memset(start, ' ', (size_t)(end - start));
    }
}

/* One context for all parks of a test, as a long batch has it: what one park left behind must not
 * touch the next. */
static congsinh *shared_context(void) {
    static congsinh *context;
    if (context == NULL) {
        cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
    }
    congsinh_diagnostics_clear(context);
    return context;
}

/* The road; every sentence that was said is asked for. */
static congsinh_status road(const subject *of, int *errors) {
    congsinh *context = shared_context();
    made out;
    congsinh_status status = walk(context, of, &out);
    *errors += errors_told(context);
    if (out.plan != NULL) {
        forget_permits(out.plan);
        cr_assert_null(strstr(out.plan, "\"cost\": null"), "a cost that cannot be told:\n%s",
                       out.plan);
        cr_assert_null(strstr(out.plan, "\"gap\": null"), "a gap that cannot be told:\n%s",
                       out.plan);
    }
    congsinh_text_free(out.plan);
    return status;
}

/* Bad data has an error that says so, and an error is bad data. */
static congsinh_status expect_told(const subject *of, const char *what, int number) {
    int errors = 0;
    congsinh_status status = road(of, &errors);
    bool known =
        status == CONGSINH_OK || status == CONGSINH_BAD_DATA || status == CONGSINH_INFEASIBLE;
    cr_assert(known, "%s %d: status %d", what, number, (int)status);
    cr_assert_eq(status == CONGSINH_BAD_DATA, errors > 0, "%s %d: status %d with %d errors", what,
                 number, (int)status, errors);
    return status;
}

Test(hostile, a_cut_file_is_always_an_error, .timeout = 120) {
    size_t length = 0;
    char *text = sample_text(&length);
    size_t end = length;
    while (end > 0 && strchr(" \n\r\t", text[end - 1]) != NULL) {
        end--;
    }
    for (int i = 0; i < 200; i++) {
        /* A copy of just that length, so that a sanitizer sees one byte too many read. */
        size_t cut = (end - 1) * (size_t)i / 199;
        char *part = malloc(cut + 1);
        memcpy(part, text, cut);
        part = realloc(part, cut == 0 ? 1 : cut);
        subject of = {.bytes = part, .length = cut};
        cr_assert_eq(expect_told(&of, "cut", (int)cut), CONGSINH_BAD_DATA, "cut at %zu is accepted",
                     cut);
        free(part);
    }
    free(text);
}

/* One of: a bit turned, a byte anew, a byte out, a stretch said twice, a digit anew. */
static size_t mutate(chance *luck, char *text, size_t length) {
    size_t at = (size_t)chance_below(luck, (int)length);
    switch (chance_below(luck, 5)) {
    case 0:
        text[at] = (char)(text[at] ^ (1 << chance_below(luck, 8)));
        break;
    case 1:
        text[at] = "{}[]\",:-0e."[chance_below(luck, 11)];
        break;
    case 2:
        memmove(text + at, text + at + 1, length - at - 1);
        return length - 1;
    case 3: {
        size_t many = (size_t)chance_below(luck, 40);
        many = many > length - at ? length - at : many;
        memmove(text + at + many, text + at, length - at);
        return length + many;
    }
    default:
        for (; at < length; at++) {
            if (text[at] >= '0' && text[at] <= '9') {
                text[at] = (char)('0' + chance_below(luck, 10));
                break;
            }
        }
    }
    return length;
}

Test(hostile, two_thousand_mutations_of_the_sample, .timeout = 240) {
    size_t length = 0;
    char *text = sample_text(&length);
    chance luck = {20260630};
    int accepted = 0;
    for (int i = 0; i < 2000; i++) {
        char *copy = malloc(length + 400);
        memcpy(copy, text, length);
        size_t now = length;
        for (int m = chance_below(&luck, 3); m >= 0; m--) {
            now = mutate(&luck, copy, now);
        }
        /* To explain is to solve again: now and then is enough. */
        subject of = {.bytes = copy,
                      .length = now,
                      .rules = i % 2 == 0 ? "vn" : "none",
                      .from = i % 10 == 0 ? "power.steam" : NULL,
                      .to = "dyeing.steam"};
        accepted += expect_told(&of, "mutation", i) == CONGSINH_BAD_DATA ? 0 : 1;
        free(copy);
    }
    cr_expect(accepted > 20 && accepted < 1980, "%d of 2000 were accepted", accepted);
    free(text);
}

#define PARK(rest)                                                                                 \
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"p\", \"year\": 2026, \"currency\": "   \
    "\"VND\"}" rest "}"
#define MODELS                                                                                     \
    ", \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\"}], \"modes\": "          \
    "[{\"id\": \"m\", \"family\": "                                                                \
    "\"water\", \"transport_cost\": 1, \"investment\": {\"per_unit\": 1, \"fixed\": 1}}]}"
#define PAIR(out, in, more)                                                                        \
    PARK(", \"firms\": [{\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": [{\"id\": \"o\", "         \
         "\"resource\": \"w\", " out "}]}, {\"id\": \"b\", \"at_km\": [1, 0], \"inputs\": "        \
         "[{\"id\": \"i\", \"resource\": \"w\", " in "}]}]" more MODELS)

static const struct {
    const char *name, *park;
    bool accepted;
} parks[] = {
    {"no firm", PARK(", \"firms\": []"), true},
    {"no list of firms", PARK(""), true},
    {"one firm of nothing", PARK(", \"firms\": [{\"id\": \"a\"}]"), true},
    {"no output",
     PARK(", \"firms\": [{\"id\": \"a\"}, {\"id\": \"b\", \"inputs\": [{\"id\": \"i\", "
          "\"resource\": \"w\", "
          "\"quantity\": 5, \"price\": 1}]}]" MODELS),
     true},
    {"no input",
     PARK(", \"firms\": [{\"id\": \"a\", \"outputs\": [{\"id\": \"o\", \"resource\": \"w\", "
          "\"quantity\": 5, "
          "\"disposal_cost\": 1}]}]" MODELS),
     true},
    {"quantities of nothing",
     PAIR("\"quantity\": 0, \"disposal_cost\": 1", "\"quantity\": 0, \"price\": 1", ""), true},
    {"a quantity of nothing on one side",
     PAIR("\"quantity\": 1e6", "\"quantity\": 0, \"price\": 1", ""), true},
    {"tiny quantities", PAIR("\"quantity\": 1e-300", "\"quantity\": 1e-300, \"price\": 1", ""),
     true},
    {"no price", PAIR("\"quantity\": 5", "\"quantity\": 5, \"price\": 0", ""), true},
    {"less than nothing", PAIR("\"quantity\": -1", "\"quantity\": 5, \"price\": 1", ""), false},
    {"beyond a number", PAIR("\"quantity\": 1e999", "\"quantity\": 5, \"price\": 1", ""), false},
    {"not a number", PAIR("\"quantity\": \"NaN m3\"", "\"quantity\": 5, \"price\": 1", ""), false},
    {"infinity", PAIR("\"quantity\": \"inf m3/d\"", "\"quantity\": 5, \"price\": 1", ""), false},
    {"a period of no hours",
     PAIR("\"quantity\": 5", "\"quantity\": 5, \"price\": 1",
          ", \"periods\": [{\"id\": \"d\", \"hours\": 0}, {\"id\": \"w\", \"hours\": 8760}]"),
     false},
    {"hours beyond a year",
     PAIR("\"quantity\": 5", "\"quantity\": 5, \"price\": 1",
          ", \"periods\": [{\"id\": \"d\", \"hours\": 1e308}]"),
     false},
};

Test(hostile, empty_and_absurd_parks) {
    for (size_t i = 0; i < sizeof parks / sizeof *parks; i++) {
        subject of = {.bytes = parks[i].park, .length = strlen(parks[i].park)};
        congsinh_status status = expect_told(&of, parks[i].name, (int)i);
        cr_expect_eq(status == CONGSINH_OK, parks[i].accepted, "%s: status %d", parks[i].name,
                     (int)status);
    }
}

/* What cannot be added up is said to be so; what can is answered, however odd. */
static const struct {
    const char *park;
    bool accepted;
} extremes[] = {
    /* A figure of 1e300 is no bound to a solver; 1e308 m3 at 1e308 a m3 is no number at all. */
    {PAIR("\"quantity\": 2e300", "\"quantity\": 2e300, \"price\": 1", ""), false},
    {PAIR("\"quantity\": 1e308", "\"quantity\": 1e308, \"price\": 1e308", ""), false},
    {PAIR("\"quantity\": 1e308, \"disposal_cost\": 1e308", "\"quantity\": 1, \"price\": 1", ""),
     false},
    /* 1.7e308 disposed of and as much in the pipe: the sum is beyond 1.798e308 */
    {PAIR("\"quantity\": 1.7e308, \"disposal_cost\": 1", "\"quantity\": 1.7e308, \"price\": 1", ""),
     false},
    /* 1e308 m3 a second is 3e315 a year */
    {PAIR("\"quantity\": \"1e308 m3/s\"", "\"quantity\": 5, \"price\": 1", ""), false},
    {PAIR("\"quantity\": 5, \"disposal_cost\": -1e308", "\"quantity\": 5, \"price\": 1", ""),
     false},
    {PAIR("\"quantity\": 5", "\"quantity\": 5, \"price\": 1",
          ", \"assumptions\": {\"discount_rate\": 1e308}"),
     false},
    {PAIR("\"quantity\": 1e149, \"disposal_cost\": 1e149", "\"quantity\": 1e149, \"price\": 1e149",
          ""),
     true},
    {PAIR("\"quantity\": 1e-308", "\"quantity\": 1e299, \"price\": 1e-308", ""), true},
    {PAIR("\"quantity\": 5", "\"quantity\": 5, \"price\": 1",
          ", \"assumptions\": {\"carbon_price\": 1e308}"),
     true},
    {PAIR("\"quantity\": 5", "\"quantity\": 5, \"price\": 1",
          ", \"requirements\": {\"investment_max\": 1e308}"),
     true},
    {PAIR("\"quantity\": 5", "\"quantity\": 5, \"price\": 1",
          ", \"links\": [{\"from\": \"a\", \"to\": \"b\", \"length\": 1e308}]"),
     false},
};

Test(hostile, numbers_at_the_edge_of_what_can_be_written, .timeout = 60) {
    for (size_t i = 0; i < sizeof extremes / sizeof *extremes; i++) {
        int errors = 0;
        subject of = {.bytes = extremes[i].park, .length = strlen(extremes[i].park)};
        congsinh_status status = road(&of, &errors);
        congsinh_status expected = extremes[i].accepted ? CONGSINH_OK : CONGSINH_BAD_DATA;
        cr_expect_eq(status, expected, "%zu: status %d with %d errors", i, (int)status, errors);
        cr_expect_eq(status == CONGSINH_BAD_DATA, errors > 0, "%zu", i);
    }
}

/* A hundred thousand lists in each other would overflow the stack of a reader that calls itself. */
Test(hostile, nesting_without_end) {
    enum { DEPTH = 100000 };
    static const char open[] = "[{";
    for (int kind = 0; kind < 2; kind++) {
        char *text = malloc(DEPTH * 5 + 1);
        size_t length = 0;
        for (int i = 0; i < DEPTH; i++) {
            text[length++] = open[kind];
            if (kind == 1) {
                memcpy(text + length, "\"a\":", 4);
                length += 4;
            }
        }
        subject of = {.bytes = text, .length = length};
        cr_expect_eq(expect_told(&of, "nesting", kind), CONGSINH_BAD_DATA);
        free(text);
    }
}
