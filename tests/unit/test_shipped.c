/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shipped below models/: reads without a word, and says where every figure comes from. */
#include "base/file.h"
#include "reading.h"

static cg_knowledge *read_shipped(reading *r) {
    const cg_knowledge_sources sources = {.models_folder = reading_models(r)};
    return cg_knowledge_read(&r->reader, &sources);
}

Test(shipped, reads_without_a_word) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    cg_knowledge *knowledge = read_shipped(&r);
    cr_expect_eq(s.diagnostics.items.count, 0, "%s", reading_sentences(&r));
    cr_expect(knowledge->resources.count > 50);
    cr_expect(knowledge->substitutions.count > 50);
    for (int family = 0; family < CG_FAMILIES; family++) {
        cr_expect_neq(knowledge->default_mode[family], CG_NONE);
    }
    SCRATCH_END(s);
}

/* Prices are in dong, so that a Vietnamese park needs no exchange rate for them. */
Test(shipped, needs_no_exchange_rate_in_vietnam) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    r.currency = (cg_currency){.own = "VND"};
    cg_knowledge *knowledge = read_shipped(&r);
    cr_expect_eq(s.diagnostics.items.count, 0, "%s", reading_sentences(&r));
    for (int i = 0; i < knowledge->modes.count; i++) {
        cr_expect_null(knowledge->modes.items[i].transport_cost.missing_rate);
        cr_expect_null(knowledge->modes.items[i].investment.per_unit_km.missing_rate);
    }
    SCRATCH_END(s);
}

/* In a park of another currency without a rate the packs still read; the price says what it lacks.
 */
Test(shipped, says_which_rate_a_price_lacks) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    r.currency = (cg_currency){.own = "DKK"};
    cg_knowledge *knowledge = read_shipped(&r);
    cr_expect_eq(s.diagnostics.errors, 0, "%s", reading_sentences(&r));
    const cg_mode *truck = &knowledge->modes.items[cg_map_find(knowledge->mode_ids, "truck")];
    cr_assert_not_null(truck->transport_cost.missing_rate);
    cr_expect_str_eq(truck->transport_cost.missing_rate, "VND");
    SCRATCH_END(s);
}

static const char *const evidence[] = {"source", "year", "confidence"};

static void expect_evidence(reading *r, const char *file, const cg_json *entry) {
    for (size_t i = 0; i < sizeof evidence / sizeof *evidence; i++) {
        cr_expect(cg_json_member(entry, evidence[i]) != NULL, "%s: %s has no %s", file,
                  cg_json_path(r->scratch->arena, entry), evidence[i]);
    }
}

static void expect_file_evidence(reading *r, const char *folder, const char *name) {
    static const char *const lists[] = {"resources", "substitutions", "modes", "factors"};
    const char *file = cg_format(r->scratch->arena, "%s/%s/%s", reading_models(r), folder, name);
    cg_json *root = cg_json_read_file(r->scratch->arena, &r->scratch->diagnostics, file);
    cr_assert_not_null(root);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const cg_json *list = cg_json_member(root, lists[i]);
        for (const cg_json *entry = list != NULL ? list->first : NULL; entry != NULL;
             entry = entry->next) {
            expect_evidence(r, file, entry);
        }
    }
}

Test(shipped, every_entry_has_source_year_and_confidence) {
    static const char *const folders[] = {"resources", "substitutions", "modes", "factors",
                                          "costs"};
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        int count;
        const char *folder = cg_format(s.arena, "%s/%s", reading_models(&r), folders[i]);
        const char **names = cg_folder_list(s.arena, folder, ".json", &count);
        cr_expect(count > 0, "%s is empty", folder);
        for (int n = 0; n < count; n++) {
            expect_file_evidence(&r, folders[i], names[n]);
        }
    }
    SCRATCH_END(s);
}

/* A factor is read where it is used: each must be right in at least one meaning. */
static bool fits_somewhere(reading *r, const char *id) {
    cg_json *use = reading_json(r, cg_format(r->scratch->arena, "{\"factor\": \"%s\"}", id));
    for (int kind = 0; kind < CG_KINDS; kind++) {
        for (int family = 0; family < CG_FAMILIES; family++) {
            cg_diagnostics quiet = {.arena = r->scratch->arena};
            cg_reader reader = r->reader;
            reader.diagnostics = &quiet;
            cg_value value;
            if (cg_value_read(&reader, use, (cg_kind)kind, (cg_family)family, &value) &&
                value.value > 0 && (!value.ranged || value.low <= value.high)) {
                return true;
            }
        }
    }
    return false;
}

Test(shipped, every_factor_can_be_used) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    cg_knowledge *knowledge = read_shipped(&r);
    for (int i = 0; i < knowledge->factors.count; i++) {
        cr_expect(fits_somewhere(&r, knowledge->factors.items[i].id), "%s",
                  knowledge->factors.items[i].id);
    }
    SCRATCH_END(s);
}

static double emissions_of(const cg_knowledge *knowledge, const char *resource) {
    return knowledge->resources.items[cg_map_find(knowledge->resource_ids, resource)]
        .emissions.value;
}

/* Hand computations from the sources named in the packs. */
Test(shipped, figures_come_out_as_worked_by_hand) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    cg_knowledge *knowledge = read_shipped(&r);
    /* 26.7 GJ/t x (98.3 + 28 x 0.010 + 265 x 0.0015) kg/GJ = 2642.7; printed to a tenth. */
    cr_expect_float_eq(emissions_of(knowledge, "coal"), 26.7 * (98.3 + 28 * 0.010 + 265 * 0.0015),
                       0.05);
    /* 0.45 kWh/m3 x 0.6592 kg/kWh */
    cr_expect_float_eq(emissions_of(knowledge, "process-water"), 0.45 * 0.6592, 5e-5);
    /* 56.1 + 28 x 0.001 + 265 x 0.0001 kg/GJ, boiler 0.90, 3.6 GJ/MWh */
    cr_expect_float_eq(emissions_of(knowledge, "heat"),
                       (56.1 + 28 * 0.001 + 265 * 0.0001) / 0.90 * 3.6, 0.05);
    const cg_mode *pipe = &knowledge->modes.items[knowledge->default_mode[CG_WATER]];
    /* The line from (0.4495 million m3/yr, 16 USD/m) to (3.6865, 80), at 26300 VND/USD; the sizes
     * carry pi/4 d2 x 1.5 m/s x 31.536 million s. Rounded to 10 VND and to a million. */
    const double small = 3.14159265 / 4 * 0.110 * 0.110 * 1.5 * 31.536e6;
    const double large = 3.14159265 / 4 * 0.315 * 0.315 * 1.5 * 31.536e6;
    const double slope = (80 - 16) * 1000 * 26300 / (large - small);
    cr_expect_float_eq(pipe->investment.per_unit_km.value, slope, 5);
    cr_expect_float_eq(pipe->investment.fixed_per_km.value, 16 * 1000 * 26300 - slope * small, 1e6);
    SCRATCH_END(s);
}

static const cg_json *look_up(const void *payload, const char *name) {
    return cg_json_member(payload, name);
}

static void expect_case(const cg_rule *rule, const cg_json *one) {
    const cg_asked asked = {look_up, cg_json_member(one, "facts"), false};
    const cg_json *applies = cg_json_member(one, "applies");
    cg_truth expected = applies->type != CG_JSON_BOOLEAN ? CG_UNKNOWN
                        : applies->truth                 ? CG_TRUE
                                                         : CG_FALSE;
    cr_expect_eq(cg_predicate_holds(rule->applies, &asked, NULL), expected, "%s, case in line %d",
                 rule->id, one->line);
    cr_expect(cg_json_member_text(one, "verdict") != NULL);
}

Test(shipped, rules_apply_as_their_own_cases_say) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    cg_knowledge *knowledge = read_shipped(&r);
    int packs;
    const char **names = reading_packs(&r, &packs);
    for (int p = 0; p < packs; p++) {
        cg_rules *rules =
            cg_rules_read(&r.reader, knowledge, reading_models(&r), names[p], (cg_place){0});
        cr_assert_not_null(rules, "%s", reading_sentences(&r));
        cr_expect(rules->items.count == 0 || rules->packs.items[0].checked_to != NULL, "%s",
                  names[p]);
        for (int i = 0; i < rules->items.count; i++) {
            const cg_rule *rule = &rules->items.items[i];
            cr_assert(rule->cases != NULL && rule->cases->count > 0, "%s has no cases", rule->id);
            for (const cg_json *one = rule->cases->first; one != NULL; one = one->next) {
                expect_case(rule, one);
            }
            for (int language = 0; language < CG_LANGUAGES; language++) {
                cr_expect_not_null(rule->title.in[language]);
                cr_expect_not_null(rule->message.in[language]);
                cr_expect_not_null(rule->source.in[language]);
            }
        }
    }
    cr_expect_eq(s.diagnostics.items.count, 0, "%s", reading_sentences(&r));
    SCRATCH_END(s);
}
