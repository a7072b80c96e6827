/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of pairs that cannot or may not be. */
#include "matches_sample.h"

typedef struct expected {
    const char *pack, *from, *to;
    bool treated;
    const char *code;
    const char *said[4]; /* each stands in the English sentence */
} expected;

/* Distances and limits are those stated in the sample. a.warm at 60 °C less 5 K of approach on each
 * side arrives at 50 °C. */
static const expected table[] = {
    {"vn",
     "a.effluent",
     "b.rinse",
     false,
     "rule",
     {"VN-WW-CENTRAL", "53(1)(a)", "ask the authority"}},
    {"vn", "a.effluent", "b.rinse", true, "rule", {"VN-WW-CENTRAL"}},
    {"none",
     "a.effluent",
     "b.rinse",
     false,
     "quality-unknown",
     {"colour (at most 10)", "Measure it at a.effluent"}},
    {"none", "a.effluent", "b.shut", false, "not-accepted", {"b.shut", "\"for food\""}},
    {"none", "a.effluent", "b.shut", true, "not-accepted", {"b.shut", "\"for food\""}},
    {"none", "a.effluent", "c.far", false, "beyond-reach", {"7 km", "5 km"}},
    {"none",
     "a.effluent",
     "d.wash",
     false,
     "link-forbidden",
     {"a.effluent to d.wash", "\"a railway\""}},
    {"none", "a.effluent", "d.fine", true, "quality-unfit", {"colour of plant is 5", "at most 3"}},
    {"none",
     "a.warm",
     "b.steam",
     false,
     "too-cold",
     {"arrives at 50 °C", "needs is at 90 °C", "10 K"}},
};

/* The one way of the pair, direct or treated, and what is said of it. */
static const char *reason_of(scratch *s, const cg_matches *matches, const expected *e,
                             cg_language language, cg_finding *out) {
    int output = cg_map_find(matches->park->output_refs, e->from);
    int input = cg_map_find(matches->park->input_refs, e->to);
    for (int c = 0; c < matches->candidates.count && !e->treated; c++) {
        const cg_candidate *candidate = &matches->candidates.items[c];
        if (candidate->output == output && candidate->input == input) {
            *out = candidate->finding;
            return cg_reason_of_candidate(s->arena, matches, candidate, language);
        }
    }
    for (int i = 0; i < matches->intakes.count && e->treated; i++) {
        for (int d = 0; d < matches->supplies.count; d++) {
            const cg_intake *intake = &matches->intakes.items[i];
            const cg_supply *supply = &matches->supplies.items[d];
            if (intake->output == output && supply->input == input) {
                *out = cg_finding_of_treated(matches, intake, supply);
                return cg_reason_of_treated(s->arena, matches, intake, supply, language);
            }
        }
    }
    cr_assert_fail("no candidate %s to %s", e->from, e->to);
    return NULL;
}

static void check_row(size_t row) {
    SCRATCH_START(s);
    const expected *e = &table[row];
    const cg_matches *matches = sample_matches(&s, e->pack);
    cg_finding finding;
    const char *english = reason_of(&s, matches, e, CG_ENGLISH, &finding);
    const char *vietnamese = reason_of(&s, matches, e, CG_VIETNAMESE, &finding);
    cr_assert(english != NULL && vietnamese != NULL, "row %zu says nothing", row);
    cr_expect_str_eq(cg_reason_code(&finding), e->code, "row %zu: %s", row,
                     cg_reason_code(&finding));
    for (int part = 0; part < 4 && e->said[part] != NULL; part++) {
        cr_expect(strstr(english, e->said[part]) != NULL, "row %zu lacks \"%s\": %s", row,
                  e->said[part], english);
    }
    cr_expect_str_neq(english, vietnamese);
    SCRATCH_END(s);
}

Test(reasons, say_what_stopped_a_pair) {
    for (size_t row = 0; row < sizeof table / sizeof *table; row++) {
        check_row(row);
    }
}

Test(reasons, say_nothing_of_what_is_allowed) {
    SCRATCH_START(s);
    const cg_matches *matches = sample_matches(&s, "none");
    const expected open = {"none", "a.effluent", "b.rinse", true, "allowed", {NULL}};
    cg_finding finding;
    cr_assert_null(reason_of(&s, matches, &open, CG_ENGLISH, &finding));
    cr_assert_str_eq(cg_reason_code(&finding), "allowed");
    SCRATCH_END(s);
}
