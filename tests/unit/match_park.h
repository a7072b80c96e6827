/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two firms on a plane, 4 km apart, and whatever a test adds. */
#ifndef CG_TESTS_MATCH_PARK_H
#define CG_TESTS_MATCH_PARK_H

#include "match/matches.h"
#include "park_sample.h"
#include "reading.h"

#define MATCH_PARK(output, input, more)                                                            \
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"m\", \"year\": 2026, \"currency\": "   \
    "\"VND\"},"                                                                                    \
    " \"firms\": [{\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": ["                               \
    "   {\"id\": \"e\", \"resource\": \"w\", \"quantity\": 100" output "},"                        \
    "   {\"id\": \"g\", \"resource\": \"w\", \"quantity\": 10}]},"                                 \
    "  {\"id\": \"b\", \"at_km\": [4, 0], \"inputs\": ["                                           \
    "   {\"id\": \"i\", \"resource\": \"c\", \"quantity\": 100, \"price\": 10" input "}]}],"       \
    " \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\"}, {\"id\": \"c\", "       \
    "\"family\": \"water\"},"                                                                      \
    "   {\"id\": \"r\", \"family\": \"water\"}],"                                                  \
    "  \"substitutions\": [{\"output\": \"w\", \"input\": \"c\"}, {\"output\": \"r\", \"input\": " \
    "\"c\"}],"                                                                                     \
    "  \"modes\": [{\"id\": \"pipe\", \"family\": \"water\", \"detour\": 1.3}, {\"id\": "          \
    "\"road\", \"family\": \"material\"}],"                                                        \
    "  \"parameters\": [{\"id\": \"COD\", \"unit\": \"mg/L\"}, {\"id\": \"pH\", \"unit\": \"\", "  \
    "\"mixes\": false}]}" more "}"

/* The park, which must have no error of its own. */
static inline cg_park *match_park(scratch *s, const char *text) {
    cg_park *park = park_from(s, text, NULL);
    cr_assert_eq(s->diagnostics.errors, 0, "%s\n%s", park_said(s), text);
    return park;
}

/* All candidates without any law. */
static inline cg_matches *match_all(scratch *s, const char *text) {
    cg_park *park = match_park(s, text);
    cg_rules *none = CG_NEW(s->arena, cg_rules);
    const cg_law *law =
        cg_law_new(s->arena, &s->diagnostics, none, &(cg_law_options){.date = "2026-06-30"});
    return cg_matches_find(s->arena, &s->diagnostics, park, law,
                           (cg_wanted){CG_KEEP_ALL, CG_NONE, CG_NONE, NULL, false});
}

/* One row of a table with a scratch of its own; no loop around the jump, which would not know its
 * place again. */
__attribute__((noinline)) static void match_row(void (*one)(scratch *s, size_t row), size_t row) {
    SCRATCH_START(s);
    one(&s, row);
    SCRATCH_END(s);
}

static inline void match_each(size_t count, void (*one)(scratch *s, size_t row)) {
    for (size_t row = 0; row < count; row++) {
        match_row(one, row);
    }
}

#define MATCH_ROWS(table) (sizeof(table) / sizeof *(table))

#endif
