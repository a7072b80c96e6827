/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park of many firms: what is kept of millions of pairs, and that nothing is missed by not
 * looking at them. */
#include "base/text.h"
#include "match_park.h"

enum { FIRMS = 300 };

/* Every firm gives and takes one resource, at a far end of which every tenth gives heat too cold
 * for any; every 50th states no place. Links tie between two of them, one exchange runs that
 * nothing opens, and one twice; a way is priced in money without a rate. */
static const char *large_park(cg_arena *arena) {
    cg_text park = cg_text_start(arena);
    cg_text_add(&park, "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"l\", \"year\": "
                       "2026, \"currency\": \"VND\"}, \"firms\": [");
    for (int f = 0; f < FIRMS; f++) {
        cg_text_addf(&park, "%s{\"id\": \"f%d\"", f > 0 ? "," : "", f);
        if (f % 50 != 7) {
            cg_text_addf(&park, ", \"at_km\": [%d, %d]", f % 20, f / 20);
        }
        bool heat = f % 10 == 3;
        cg_text_addf(&park,
                     ", \"outputs\": [{\"id\": \"o\", \"resource\": \"%s\", \"quantity\": 10%s}], "
                     "\"inputs\": [{\"id\": \"i\", \"resource\": \"%s\", \"quantity\": 10, "
                     "\"price\": 5%s}]}",
                     heat ? "h" : "w", heat ? ", \"from\": 60, \"to\": 50" : "", heat ? "h" : "w",
                     heat ? ", \"from\": 90, \"to\": 150" : "");
    }
    cg_text_add(
        &park,
        "], \"facilities\": [{\"id\": \"k\", \"at_km\": [4, 3], \"pass_through\": true, "
        "\"accepts\": {\"resources\": [\"w\"]}, \"gives\": {\"resource\": \"w\", \"yield\": 1}}],"
        " \"links\": [{\"from\": \"f1\", \"to\": \"f2\", \"length\": 7}, "
        "{\"from\": \"f2\", \"to\": \"f1\", \"length\": 8}, "
        "{\"from\": \"f3\", \"to\": \"k\", \"length\": 7}],"
        " \"exchanges\": [{\"from\": \"f4.o\", \"to\": \"f5.i\", \"quantity\": 1, \"status\": "
        "\"running\"}, {\"from\": \"f4.o\", \"to\": \"f5.i\", \"quantity\": 1, \"status\": "
        "\"running\"}, {\"from\": \"f4.o\", \"to\": \"f3.i\", \"quantity\": 1, \"status\": "
        "\"running\"}, {\"from\": \"f8.o\", \"to\": \"f9.i\", \"via\": \"k\", \"quantity\": 20, "
        "\"status\": \"running\", \"pass_through\": true}],"
        " \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\"}, {\"id\": \"h\", "
        "\"family\": \"heat\"}], \"modes\": [{\"id\": \"pipe\", \"family\": \"water\", "
        "\"transport_cost\": 3}, {\"id\": \"main\", \"family\": \"heat\"}]}}");
    return park.bytes;
}

/* What is said of the park where `keep` is kept, a line each; the matches where they are asked for.
 */
static const char *said_among(scratch *s, cg_keep keep, const cg_couples *among, cg_matches **out) {
    const cg_park *park = park_from(s, large_park(s->arena), NULL);
    cg_rules *none = CG_NEW(s->arena, cg_rules);
    const cg_law *law =
        cg_law_new(s->arena, &s->diagnostics, none, &(cg_law_options){.date = "2026-06-30"});
    cg_matches *matches = cg_matches_find(cg_arena_within(s->arena), &s->diagnostics, park, law,
                                          (cg_wanted){keep, CG_NONE, CG_NONE, among, false});
    *out = matches;
    return park_said(s);
}

static const char *said_where(scratch *s, cg_keep keep, cg_matches **out) {
    return said_among(s, keep, NULL, out);
}

Test(match_large, problems_are_the_same_whatever_is_kept) {
    SCRATCH_START(all);
    SCRATCH_START(running);
    cg_matches *matches;
    const char *expected = said_where(&all, CG_KEEP_ALL, &matches);
    static const char *const codes[] = {"LINKS_TIE", "RUNNING_TWICE", "NO_PLACE",
                                        "RUNNING_WITHOUT_WAY", "RUNNING_MORE_THAN_OUTPUT"};
    for (size_t c = 0; c < sizeof codes / sizeof *codes; c++) {
        cr_expect_not_null(strstr(expected, codes[c]), "%s is not met:\n%s", codes[c], expected);
    }
    cr_expect_str_eq(said_where(&running, CG_KEEP_RUNNING, &matches), expected);
    SCRATCH_END(all);
    SCRATCH_END(running);
}

/* 270 x 269 pairs of water, by 2 ways, and 30 x 29 of heat, which is too cold. */
Test(match_large, nothing_is_kept_but_what_is_asked_for) {
    SCRATCH_START(s);
    cg_matches *matches;
    said_where(&s, CG_KEEP_ALL, &matches);
    cr_expect_eq(matches->candidates.count, 2 * 270 * 269 + 30 * 29);
    size_t all = cg_arena_bytes(matches->arena);
    said_where(&s, CG_KEEP_POSSIBLE, &matches);
    cr_expect_eq(matches->candidates.count, 2 * 270 * 269);
    cr_expect_eq(matches->impossible[CG_TOO_COLD], 30 * 29);
    said_where(&s, CG_KEEP_RUNNING, &matches);
    cr_expect_leq(matches->candidates.count, 5);
    /* Room for each flow, none for each pair. */
    cr_expect_lt(cg_arena_bytes(matches->arena), 1 << 20);
    cr_expect_gt(all, 16 << 20);
    SCRATCH_END(s);
}

/* Outputs and inputs are in the order of ids: f0, f1, f10, f100 … give water; f103 heat. Three
 * couples, each by two ways, one of them asked for twice, and one that cannot be. */
Test(match_large, among_few_pairs_the_same_is_said_and_only_they_are_found) {
    SCRATCH_START(all);
    SCRATCH_START(few);
    cg_matches *every, *found;
    const char *expected = said_where(&all, CG_KEEP_USABLE, &every);
    cg_couple asked[] = {{3, 0}, {0, 1}, {0, 1}, {0, FIRMS - 1}, {6, 0}};
    const char *heat = every->park->outputs.items[6].ref;
    cr_assert_str_eq(heat, "f103.o");
    const cg_couples *among = cg_couples_new(all.arena, asked, 5, every->park->outputs.count);
    cr_expect_str_eq(said_among(&few, CG_KEEP_USABLE, among, &found), expected);
    int last = CG_NONE;
    for (int c = 0; c < found->candidates.count; c++) {
        const cg_candidate *candidate = &found->candidates.items[c];
        last = candidate->output == 0 && candidate->facility == CG_NONE ? candidate->input : last;
        bool runs = false;
        for (int e = 0; e < found->park->exchanges.count; e++) {
            const cg_exchange *exchange = &found->park->exchanges.items[e];
            runs = runs ||
                   (exchange->output == candidate->output && exchange->input == candidate->input);
        }
        cr_expect(runs || cg_couples_hold(among, candidate->output, candidate->input));
    }
    cr_expect_eq(last, FIRMS - 1);
    /* Three couples of water by two ways, and five exchanges that run or seem to. */
    cr_expect_geq(found->candidates.count, 6);
    cr_expect_leq(found->candidates.count, 11);
    SCRATCH_END(all);
    SCRATCH_END(few);
}
