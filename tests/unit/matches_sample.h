/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park in which every pair is stopped by something else, on a plane, with models of its own. */
#ifndef CG_TESTS_MATCHES_SAMPLE_H
#define CG_TESTS_MATCHES_SAMPLE_H

#include "match/reasons.h"
#include "park_sample.h"
#include "reading.h"

static const char matches_park[] =
    "{\"format\": \"congsinh-park/1\","
    " \"park\": {\"id\": \"pairs\", \"year\": 2026, \"currency\": \"VND\"},"
    " \"firms\": ["
    "  {\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": ["
    "   {\"id\": \"effluent\", \"resource\": \"treated-wastewater\", \"quantity\": 100, "
    "\"quality\": {\"COD\": 60}},"
    "   {\"id\": \"warm\", \"resource\": \"heat\", \"quantity\": 100, \"from\": 60, \"to\": 60}]},"
    "  {\"id\": \"b\", \"at_km\": [1, 0], \"inputs\": ["
    "   {\"id\": \"rinse\", \"resource\": \"process-water\", \"quantity\": 100, \"price\": 9000,"
    "    \"limits\": {\"COD\": 100, \"colour\": 10}},"
    "   {\"id\": \"shut\", \"resource\": \"process-water\", \"quantity\": 100, \"price\": 9000, "
    "\"accepts\": false,"
    "    \"reason\": \"for food\"},"
    "   {\"id\": \"steam\", \"resource\": \"heat\", \"quantity\": 100, \"price\": 9000, \"from\": "
    "90, \"to\": 90}]},"
    "  {\"id\": \"c\", \"at_km\": [0, 7], \"inputs\": ["
    "   {\"id\": \"far\", \"resource\": \"process-water\", \"quantity\": 100, \"price\": 9000}]},"
    "  {\"id\": \"d\", \"at_km\": [0, 2], \"inputs\": ["
    "   {\"id\": \"wash\", \"resource\": \"process-water\", \"quantity\": 100, \"price\": 9000},"
    "   {\"id\": \"fine\", \"resource\": \"process-water\", \"quantity\": 100, \"price\": 9000,"
    "    \"limits\": {\"colour\": 3}}]}],"
    " \"facilities\": [{\"id\": \"plant\", \"kind\": \"central-wastewater\", \"at_km\": [0, 1], "
    "\"mode\": \"pipe\","
    "   \"accepts\": {\"resources\": [\"treated-wastewater\"]},"
    "   \"gives\": {\"resource\": \"reclaimed-water\", \"yield\": 0.9, \"quality\": {\"COD\": 30, "
    "\"colour\": 5}}}],"
    " \"links\": [{\"from\": \"a\", \"to\": \"d\", \"forbidden\": \"a railway\"}],"
    " \"models\": {"
    "  \"resources\": [{\"id\": \"treated-wastewater\", \"family\": \"water\", \"wastewater\": "
    "true},"
    "   {\"id\": \"process-water\", \"family\": \"water\"}, {\"id\": \"reclaimed-water\", "
    "\"family\": \"water\"},"
    "   {\"id\": \"heat\", \"family\": \"heat\"}],"
    "  \"substitutions\": [{\"output\": \"treated-wastewater\", \"input\": \"process-water\", "
    "\"reach\": 5},"
    "   {\"output\": \"reclaimed-water\", \"input\": \"process-water\"}],"
    "  \"modes\": [{\"id\": \"pipe\", \"family\": \"water\"}, {\"id\": \"main\", \"family\": "
    "\"heat\"}],"
    "  \"parameters\": [{\"id\": \"COD\", \"unit\": \"mg/L\"}, {\"id\": \"colour\", \"unit\": "
    "\"\", \"mixes\": false}],"
    "  \"attributes\": [{\"id\": \"wastewater\", \"type\": \"boolean\", \"on\": [\"resource\", "
    "\"flow\"]}]}}";

/* All candidates under a shipped pack ("vn", "none") as it stood on a day. */
static inline const cg_matches *sample_matches_on(scratch *s, const char *pack, const char *date) {
    reading r;
    reading_start(&r, s);
    cg_park *park = park_from(s, matches_park, NULL);
    /* The park knows nothing of what is shipped, so that most rules ask about names it has not. */
    cg_diagnostics unheard = {.arena = s->arena};
    cg_reader reader = park->reader;
    reader.diagnostics = &unheard;
    const cg_rules *rules = cg_rules_read(&r.reader, NULL, reading_models(&r), pack, (cg_place){0});
    for (int i = 0; i < rules->items.count; i++) {
        cg_rule *rule = &rules->items.items[i];
        cg_effect_of(rule->effect_kind)->read(&reader, park, rule);
    }
    cr_assert_eq(s->diagnostics.errors, 0, "%s", reading_sentences(&r));
    const cg_law *law =
        cg_law_new(s->arena, &s->diagnostics, rules, &(cg_law_options){.date = date});
    const cg_matches *matches =
        cg_matches_find(s->arena, &s->diagnostics, park, law,
                        (cg_wanted){CG_KEEP_ALL, CG_NONE, CG_NONE, NULL, false});
    cr_assert_eq(s->diagnostics.errors, 0, "%s", reading_sentences(&r));
    return matches;
}

/* On a day on which the way by the plant needed no paper: each verdict then has one reason. */
static inline const cg_matches *sample_matches(scratch *s, const char *pack) {
    return sample_matches_on(s, pack, "2025-06-30");
}

#endif
