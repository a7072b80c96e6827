/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample park and what its numbers come to. */
#include "park_sample.h"

#include <math.h>

#define NEAR(found, expected) check_near(#found, found, expected)

static void check_near(const char *what, double found, double expected) {
    cr_assert(fabs(found - expected) <= 1e-12 * fabs(expected), "%s is %.17g, not %.17g", what,
              found, expected);
}

static const cg_flow *output_named(const cg_park *park, const char *ref) {
    int index = cg_map_find(park->output_refs, ref);
    cr_assert(index != CG_NONE, "no output %s", ref);
    return &park->outputs.items[index];
}

static const cg_flow *input_named(const cg_park *park, const char *ref) {
    int index = cg_map_find(park->input_refs, ref);
    cr_assert(index != CG_NONE, "no input %s", ref);
    return &park->inputs.items[index];
}

static int parameter(const cg_park *park, const char *id) {
    int index = cg_map_find(park->knowledge->parameter_ids, id);
    cr_assert(index != CG_NONE, "no parameter %s", id);
    return index;
}

Test(park_sample, reads_without_a_word) {
    SCRATCH_START(s);
    cg_park *park = park_from(&s, park_sample, NULL);
    cr_assert_str_eq(park_said(&s), "");
    cr_assert_str_eq(park->id, "sample");
    cr_assert_str_eq(park->name.in[CG_VIETNAMESE], "KCN Mẫu");
    cr_assert_str_eq(park->currency, "VND");
    cr_assert_str_eq(park->rules, "vn");
    cr_assert_str_eq(park->date, "2026-06-30");
    cr_assert_eq(park->year, 2026);
    cr_assert_eq(park->firms.count, 2);
    cr_assert_eq(park->periods.count, 2);
    cr_assert_eq(strlen(park->sha256), 64);
    cr_assert_not(park->on_plane);
    NEAR(park->discount_rate, 0.1);
    NEAR(park->minimum_approach_k, 10);
    SCRATCH_END(s);
}

Test(park_sample, flows) {
    SCRATCH_START(s);
    cg_park *park = park_from(&s, park_sample, NULL);
    const cg_flow *effluent = output_named(park, "paper.effluent");
    /* 1200 m3/d x 365 d (8760 h / 24) = 438 000 m3 a year, half in each period of 4380 h. */
    NEAR(effluent->amount[0], 219000);
    NEAR(effluent->amount[1], 219000);
    NEAR(effluent->amount_year, 438000);
    NEAR(effluent->price[0], 7000);
    NEAR(effluent->price[1], 7000);
    NEAR(effluent->temperature->value, 35);
    NEAR(effluent->disposal_emissions, 0.4); /* its resource's */
    cr_assert_eq(effluent->disposed_at, 0);
    /* Own COD and TSS over the resource's TSS 99 and BOD5 25; pH is nowhere. */
    NEAR(cg_quality_at(effluent->quality, parameter(park, "COD")).value, 60);
    NEAR(cg_quality_at(effluent->quality, parameter(park, "TSS")).value, 40);
    NEAR(cg_quality_at(effluent->quality, parameter(park, "BOD5")).value, 25);
    cr_assert_not(cg_quality_at(effluent->quality, parameter(park, "pH")).known);
    const cg_json *wastewater = cg_flow_attribute(park, effluent, "wastewater");
    cr_assert(wastewater != NULL && wastewater->truth, "an attribute of its resource");

    const cg_flow *steam = input_named(park, "paper.steam");
    /* 6 MWh/h x 8760 h = 52 560 MWh. */
    NEAR(steam->amount_year, 52560);
    NEAR(steam->from_c, 90);
    NEAR(steam->to_c, 150);
    NEAR(steam->approach_k, 5); /* half of 10 K */
    NEAR(steam->emissions, 230);
    NEAR(steam->price_value.low, 800000);
    NEAR(steam->price_value.high, 1000000);
    cr_assert_eq(steam->price_value.basis, CG_BASIS_BILLED);
    cr_assert_eq(steam->price_value.year, 2025);

    const cg_flow *rinse = input_named(park, "dyeing.rinse");
    /* 900 m3/d x 4380 h / 24 = 164 250 m3; 700 x 182.5 = 127 750 m3. */
    NEAR(rinse->amount[0], 164250);
    NEAR(rinse->amount[1], 127750);
    NEAR(rinse->amount_year, 292000);
    NEAR(cg_limit_at(rinse->limits, parameter(park, "COD")).max, 100);
    cr_assert(cg_limit_at(rinse->limits, parameter(park, "pH")).has_min);
    NEAR(cg_limit_at(rinse->limits, parameter(park, "pH")).min, 6);
    cr_assert_not(cg_limit_at(rinse->limits, parameter(park, "TSS")).has_max);
    NEAR(rinse->max_share, 1);
    cr_assert(rinse->accepts);
    SCRATCH_END(s);
}

Test(park_sample, facility_and_link) {
    SCRATCH_START(s);
    cg_park *park = park_from(&s, park_sample, NULL);
    const cg_facility *wwtp = &park->facilities.items[0];
    cr_assert_str_eq(wwtp->kind, "central-wastewater");
    cr_assert_str_eq(wwtp->mode, "water-pipe");
    cr_assert(wwtp->exists);
    cr_assert(wwtp->limited);
    NEAR(wwtp->capacity[0], 3650000); /* 20 000 m3/d x 182.5 d */
    cr_assert_eq(wwtp->accepted_count, 2);
    NEAR(cg_limit_at(wwtp->limits, parameter(park, "COD")).max, 150);
    cr_assert(wwtp->gives);
    NEAR(wwtp->yield, 0.9);
    NEAR(wwtp->operating_cost, 5000);
    NEAR(cg_quality_at(wwtp->given_quality, parameter(park, "COD")).value, 30);
    NEAR(cg_quality_at(wwtp->given_quality, parameter(park, "TSS")).value,
         10); /* the given resource's */

    const cg_link *link = &park->links.items[0];
    cr_assert_eq(link->from.kind, CG_END_FIRM);
    cr_assert_eq(link->to.kind, CG_END_FACILITY);
    NEAR(link->length_km, 0.85);
    cr_assert(link->existing);
    NEAR(link->capacity[1], 273750); /* 1500 m3/d x 182.5 d */
    SCRATCH_END(s);
}

/* A bare number for the year is spread by hours; one inside a period map is that period's amount.
 */
Test(park_sample, bare_numbers) {
    SCRATCH_START(s);
    const char *settings[] = {
        "periods.dry.hours=2190",
        "periods.wet.hours=6570",
        "firms.paper.outputs.effluent.quantity=1000",
        "firms.dyeing.inputs.rinse.quantity={\"dry\": 300, \"wet\": {\"value\": 500}}",
        "firms.dyeing.inputs.rinse.price={\"dry\": 20000, \"wet\": \"0.5 USD/m3\"}",
        "facilities.wwtp.capacity=8000",
        "firms.paper.inputs.steam.quantity={\"dry\": {\"factor\": \"bare-use\"}, "
        "\"wet\": {\"factor\": \"bare-use\", \"times\": 2}}",
        NULL};
    cg_park *park = park_from(&s, park_sample, settings);
    cr_assert_str_eq(park_said(&s), "");
    const cg_flow *effluent = output_named(park, "paper.effluent");
    NEAR(effluent->amount[0], 250); /* 1000 x 2190 / 8760 */
    NEAR(effluent->amount[1], 750);
    const cg_flow *rinse = input_named(park, "dyeing.rinse");
    NEAR(rinse->amount[0], 300);
    NEAR(rinse->amount[1], 500);
    NEAR(rinse->price[0], 20000);
    NEAR(rinse->price[1], 12500);                      /* 0.5 USD x 25 000 VND, not spread */
    NEAR(park->facilities.items[0].capacity[0], 2000); /* 8000 x 2190 / 8760 */
    const cg_flow *steam = input_named(park, "paper.steam");
    NEAR(steam->amount[0], 5000); /* a factor without a unit is bare too */
    NEAR(steam->amount[1], 10000);
    SCRATCH_END(s);
}

Test(park_sample, straight_distances) {
    SCRATCH_START(s);
    cg_park *park = park_from(&s, park_sample, NULL);
    cg_position paper = park->firms.items[cg_map_find(park->firm_ids, "paper")].at;
    cg_position plant = park->facilities.items[0].at;
    /* Near points are nearly plane: 0.008 deg x 111.195080 km = 0.889561 km north; 0.009 deg x
     * 111.195080 km x cos(10.636 deg) = 0.983564 km east; hypotenuse 1.32617 km. */
    cr_assert_float_eq(cg_straight_km(park, paper, plant), 1.32617, 1e-5);
    cr_assert_float_eq(cg_straight_km(park, paper, paper), 0, 0);
    /* A quarter of the way round: pi / 2 x 6371.0088 km. */
    cg_position pole = {true, 0, 90};
    cg_position equator = {true, 40, 0};
    cr_assert_float_eq(cg_straight_km(park, pole, equator), 10007.557221017962, 1e-9);
    park->on_plane = true;
    cr_assert_float_eq(cg_straight_km(park, (cg_position){true, 1, 2}, (cg_position){true, 4, 6}),
                       5, 0);
    SCRATCH_END(s);
}

Test(park_sample, digest_follows_settings) {
    SCRATCH_START(s);
    cg_park *plain = park_from(&s, park_sample, NULL);
    cg_park *again = park_from(&s, park_sample, NULL);
    const char *settings[] = {"park.year=2027", NULL};
    cg_park *changed = park_from(&s, park_sample, settings);
    cr_assert_str_eq(plain->sha256, again->sha256);
    cr_assert_str_neq(plain->sha256, changed->sha256);
    SCRATCH_END(s);
}

/* The digest of the sample with one of its numbers written otherwise. */
static const char *digest_with(scratch *s, const char *setting) {
    const char *settings[] = {setting, NULL};
    return park_from(s, park_sample, settings)->sha256;
}

static void expect_digests(const char *one, const char *other, bool same) {
    SCRATCH_START(s);
    bool found = strcmp(digest_with(&s, one), digest_with(&s, other)) == 0;
    cr_expect_eq(s.diagnostics.errors, 0, "%s, %s", one, other);
    cr_expect(found == same, "%s, %s", one, other);
    SCRATCH_END(s);
}

/* How a number is written says nothing; what it says does. */
Test(park_sample, digest_is_of_what_was_read) {
    static const struct {
        const char *one, *other;
        bool same;
    } rows[] = {
        /* 1200 m3/d x 365 d = 438,000 m3/yr, which is also what a bare number is in. */
        {"firms.paper.outputs.effluent.quantity=1200 m3/d",
         "firms.paper.outputs.effluent.quantity=1200.0 m3/d", true},
        {"firms.paper.outputs.effluent.quantity=1200 m3/d",
         "firms.paper.outputs.effluent.quantity=438000 m3/yr", true},
        {"firms.paper.outputs.effluent.quantity=1200 m3/d",
         "firms.paper.outputs.effluent.quantity=438000", true},
        {"firms.paper.outputs.effluent.quantity=1200 m3/d",
         "firms.paper.outputs.effluent.quantity=1201 m3/d", false},
        /* By period a bare number is the period's amount, one with a unit the rate over a year. */
        {"firms.paper.outputs.effluent.quantity={\"dry\": 5000, \"wet\": 5000}",
         "firms.paper.outputs.effluent.quantity={\"dry\": \"5000 m3/yr\", \"wet\": 5000}", false},
        {"firms.paper.outputs.effluent.quality={\"COD\": \"60 mg/L\"}",
         "firms.paper.outputs.effluent.quality={\"COD\": 60}", true},
        {"firms.paper.outputs.effluent.quality={\"COD\": \"0.06 g/L\"}",
         "firms.paper.outputs.effluent.quality={\"COD\": 60}", true},
        {"firms.paper.outputs.effluent.quality={\"COD\": 61}",
         "firms.paper.outputs.effluent.quality={\"COD\": 60}", false},
        {"assumptions.discount_rate=10 %", "assumptions.discount_rate=0.1", true},
        {"firms.paper.name=60 mg/L", "firms.paper.name=0.06 g/L", false},
        {"firms.paper.outputs.effluent.disposal_cost={\"value\": 9, \"low\": \"0.008 VND/L\"}",
         "firms.paper.outputs.effluent.disposal_cost={\"value\": \"9 VND/m3\", \"low\": 8}", true},
        {"firms.paper.outputs.effluent.disposal_cost={\"value\": 9, \"basis\": \"billed\"}",
         "firms.paper.outputs.effluent.disposal_cost={\"value\": 9, \"basis\": \"permit\"}", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_digests(rows[i].one, rows[i].other, rows[i].same);
    }
}
