/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a facility takes, and where what runs today is found, or why it cannot be. */
#include "match_park.h"

#define PLANT(output, accepts, more)                                                               \
    MATCH_PARK(output, "",                                                                         \
               ", \"facilities\": [{\"id\": \"k\", \"at_km\": [2, 0], \"mode\": \"pipe\", "        \
               "\"accepts\": {" accepts                                                            \
               "}, \"gives\": {\"resource\": \"r\", \"quality\": {\"COD\": 5}}" more "}]")
#define TAKES "\"resources\": [\"w\"]"

/* Limits hold for each output by itself, whether it mixes or not; and what is not stated is not
 * known to be within. */
static const struct {
    const char *what, *park;
    cg_obstacle obstacle;
    cg_verdict verdict;
} rows[] = {
    {"no limits", PLANT("", TAKES, ""), CG_CLEAR, CG_ALLOWED},
    {"another resource", PLANT("", "\"resources\": [\"r\"]", ""), CG_FACILITY_REFUSES,
     CG_IMPOSSIBLE},
    {"within", PLANT(", \"quality\": {\"COD\": 80}", TAKES ", \"limits\": {\"COD\": 80}", ""),
     CG_CLEAR, CG_ALLOWED},
    {"beyond", PLANT(", \"quality\": {\"COD\": 80.1}", TAKES ", \"limits\": {\"COD\": 80}", ""),
     CG_FACILITY_UNFIT, CG_IMPOSSIBLE},
    {"not stated", PLANT("", TAKES ", \"limits\": {\"COD\": 80}", ""), CG_FACILITY_UNKNOWN,
     CG_UNKNOWN_QUALITY},
    {"below the least",
     PLANT(", \"quality\": {\"pH\": 5}", TAKES ", \"limits\": {\"pH\": {\"min\": 6, \"max\": 9}}",
           ""),
     CG_FACILITY_UNFIT, CG_IMPOSSIBLE},
    {"one beyond, one not stated",
     PLANT(", \"quality\": {\"pH\": 5}",
           TAKES ", \"limits\": {\"COD\": 80, \"pH\": {\"min\": 6, \"max\": 9}}", ""),
     CG_FACILITY_UNFIT, CG_IMPOSSIBLE},
    {"treated there today, whatever it is",
     PLANT(", \"quality\": {\"COD\": 200}, \"disposed_at\": \"k\"",
           TAKES ", \"limits\": {\"COD\": 80}", ""),
     CG_CLEAR, CG_ALLOWED},
};

static const cg_intake *intake_of_e(const cg_matches *matches) {
    for (int i = 0; i < matches->intakes.count; i++) {
        if (matches->intakes.items[i].output == 0) {
            return &matches->intakes.items[i];
        }
    }
    return NULL;
}

static void expect_intake(scratch *s, size_t i) {
    const cg_intake *found = intake_of_e(match_all(s, rows[i].park));
    if (found == NULL) {
        /* What a facility never takes need not be listed. */
        cr_expect_eq(rows[i].obstacle, CG_FACILITY_REFUSES, "%s: no intake", rows[i].what);
        return;
    }
    cr_expect_eq(found->finding.obstacle, rows[i].obstacle, "%s: obstacle %d", rows[i].what,
                 (int)found->finding.obstacle);
    cr_expect_eq(found->finding.verdict, rows[i].verdict, "%s: verdict %d", rows[i].what,
                 (int)found->finding.verdict);
}

Test(match_facilities, take_what_they_accept) {
    match_each(MATCH_ROWS(rows), expect_intake);
}

#define RUNS(output, input, more)                                                                  \
    MATCH_PARK(output, input,                                                                      \
               ", \"facilities\": [{\"id\": \"k\", \"at_km\": [2, 0], \"mode\": \"pipe\", "        \
               "\"capacity\": 60, \"accepts\": {" TAKES                                            \
               "}, \"gives\": {\"resource\": \"r\", \"yield\": 0.8}}], \"exchanges\": [" more "]")
#define EXCHANGE(more) "{\"from\": \"a.e\", \"to\": \"b.i\", \"status\": \"running\"" more "}"

/* The capacity of k is 60, its yield 0.8; e has 100, i needs 100. */
static const struct {
    const char *what, *park, *said; /* said: the error, or NULL */
} running[] = {
    {"straight", RUNS("", "", EXCHANGE(", \"quantity\": 40")), NULL},
    {"all of it", RUNS("", "", EXCHANGE(", \"quantity\": 100")), NULL},
    {"more than there is", RUNS("", "", EXCHANGE(", \"quantity\": 100.1")),
     "RUNNING_MORE_THAN_OUTPUT"},
    {"by the plant", RUNS("", "", EXCHANGE(", \"via\": \"k\", \"quantity\": 60")), NULL},
    {"more than the plant holds", RUNS("", "", EXCHANGE(", \"via\": \"k\", \"quantity\": 61")),
     "FACILITY_OVERFLOWS"},
    {"passed through where nothing passes",
     RUNS("", "", EXCHANGE(", \"via\": \"k\", \"pass_through\": true, \"quantity\": 10")),
     "RUNNING_WITHOUT_WAY"},
    {"by a mode that is none of it",
     RUNS("", "", EXCHANGE(", \"mode\": \"road\", \"quantity\": 10")), "RUNNING_WITHOUT_WAY"},
    {"stated twice",
     RUNS("", "", EXCHANGE(", \"quantity\": 10") "," EXCHANGE(", \"quantity\": 20")),
     "PARK_EXCHANGE_TWICE"},
    {"agreed twice is nothing that runs",
     RUNS("", "",
          "{\"from\": \"a.e\", \"to\": \"b.i\", \"status\": \"agreed\", \"quantity\": 900}"),
     NULL},
    {"to an input that accepts nothing",
     RUNS("", ", \"accepts\": false, \"reason\": \"new\"", EXCHANGE(", \"quantity\": 40")), NULL},
};

static void expect_running(scratch *s, size_t i) {
    cg_park *park = park_from(s, running[i].park, NULL);
    if (s->diagnostics.errors == 0) {
        cg_rules *none = CG_NEW(s->arena, cg_rules);
        const cg_law *law =
            cg_law_new(s->arena, &s->diagnostics, none, &(cg_law_options){.date = "2026-06-30"});
        cg_matches_find(s->arena, &s->diagnostics, park, law,
                        (cg_wanted){CG_KEEP_ALL, CG_NONE, CG_NONE, NULL, false});
    }
    const char *said = park_said(s);
    if (running[i].said == NULL) {
        cr_expect_eq(s->diagnostics.errors, 0, "%s: %s", running[i].what, said);
        return;
    }
    cr_expect_not_null(strstr(said, running[i].said), "%s: %s", running[i].what, said);
}

Test(match_running, is_found_or_told) {
    match_each(MATCH_ROWS(running), expect_running);
}
