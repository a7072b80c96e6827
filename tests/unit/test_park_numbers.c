/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every number of the park format, field by field: what is below its least, over its most, no
 * number, or of the wrong dimension is an error that names the place and what was expected. */
#include "park_sample.h"

/* What a negative number there is. */
typedef enum sign { REFUSED, ALLOWED } sign;

/* `right` is a right text; `negative` one below the field's least, in a unit that is not the base
 * unit where there is one. */
typedef struct field {
    const char *path, *right, *negative;
    sign sign;
} field;

#define E "firms.paper.outputs.effluent"
#define R "firms.dyeing.inputs.rinse"
#define S "firms.paper.inputs.steam"
#define H "firms.paper.outputs.warmth"
#define W "facilities.wwtp"
#define M "models.modes.water-pipe"
#define P "models.resources.process-water"
#define X "models.substitutions.0"

/* What stands in the sample beside what it has: heat to be rid of, a substitution, an exchange. */
static const char *const also[] = {
    R ".limits.COD={\"max\": 5}",
    "firms.paper.outputs=[{\"id\": \"effluent\", \"resource\": \"treated-wastewater\", "
    "\"quantity\": 5, \"disposal_cost\": 5, \"disposed_at\": \"wwtp\"}, {\"id\": \"warmth\", "
    "\"resource\": \"heat\", \"quantity\": 5, \"from\": 60, \"to\": 40}]",
    "models.substitutions=[{\"output\": \"treated-wastewater\", \"input\": \"process-water\"}]",
    "exchanges=[{\"from\": \"paper.effluent\", \"to\": \"dyeing.rinse\", \"status\": \"studied\"}]",
};

static const field fields[] = {
    {"assumptions.discount_rate", "12 %", "-12 %", REFUSED},
    {"assumptions.carbon_price", "50000 VND/tCO2e", "-5 VND/kgCO2e", REFUSED},
    {"assumptions.minimum_approach", "5 K", "-5 K", REFUSED},
    {"assumptions.temperature_step", "5 K", "-5 K", REFUSED},
    {"assumptions.exchange_rates.USD", "26300 VND", "-26300 VND", REFUSED},
    {"periods.dry.hours", "4380 h", "-4380 h", REFUSED},
    {"requirements.investment_max", "5 VND", "-5 VND", REFUSED},
    {"requirements.emissions_max", "5 tCO2e", "-5 tCO2e", REFUSED},
    {"requirements.water_purchased_max", "5 m3/d", "-5 m3/d", REFUSED},
    {"requirements.wastewater_discharged_max", "5 m3/d", "-5 m3/d", REFUSED},
    {"requirements.waste_disposed_max", "5 t/d", "-5 t/d", REFUSED},
    {"requirements.net_saving_min", "5 VND", "-5 VND", ALLOWED},

    {E ".quantity", "5 m3/d", "-5 m3/d", REFUSED},
    {E ".quality.COD", "5 mg/L", "-5 mg/L", REFUSED},
    {E ".temperature", "35 degC", "-300 degC", REFUSED},
    {E ".disposal_cost", "5 VND/m3", "-5 VND/m3", ALLOWED},
    {E ".cost", "5 VND/m3", "-5 VND/m3", REFUSED},
    {E ".cost_emissions", "5 kgCO2e/m3", "-5 kgCO2e/m3", REFUSED},
    {E ".emissions", "5 kgCO2e/m3", "-5 kgCO2e/m3", REFUSED},
    {E ".disposal_emissions", "5 kgCO2e/m3", "-5 kgCO2e/m3", REFUSED},
    {H ".quantity", "5 MW", "-5 MW", REFUSED},
    {H ".from", "60 degC", "-5 K", REFUSED},
    {H ".to", "40 degC", "-274 degC", REFUSED},
    {H ".approach", "5 K", "-5 K", REFUSED},
    {R ".quantity", "5 m3/d", "-5 m3/d", REFUSED},
    {R ".quantity.dry", "5 m3/d", "-5 m3/d", REFUSED},
    {R ".price", "5 VND/m3", "-5 VND/m3", REFUSED},
    {R ".limits.COD", "5 mg/L", "-5 mg/L", REFUSED},
    {R ".limits.COD.max", "5 mg/L", "-5 mg/L", REFUSED},
    {R ".max_share", "50 %", "-50 %", REFUSED},
    {S ".price.low", "900 VND/kWh", "-5 VND/MWh", REFUSED},
    {S ".from", "90 degC", "-300 degC", REFUSED},

    {W ".capacity", "5 m3/d", "-5 m3/d", REFUSED},
    {W ".accepts.limits.COD", "5 mg/L", "-5 mg/L", REFUSED},
    {W ".gives.yield", "90 %", "-90 %", REFUSED},
    {W ".gives.quality.COD", "5 mg/L", "-5 mg/L", REFUSED},
    {W ".operating_cost", "5 VND/m3", "-5 VND/m3", REFUSED},
    {W ".operating_emissions", "5 kgCO2e/m3", "-5 kgCO2e/m3", REFUSED},
    {W ".pass_through_cost", "5 VND/m3", "-5 VND/m3", REFUSED},
    {W ".reach", "5 km", "-5 km", REFUSED},
    {W ".transport_cost", "5 VND/m3/km", "-5 VND/m3/km", REFUSED},
    {W ".transport_emissions", "5 kgCO2e/m3/km", "-5 kgCO2e/m3/km", REFUSED},
    {W ".loss", "5 %/km", "-5 %/km", REFUSED},
    {W ".investment.per_unit", "5 VND/(m3/yr)", "-5 VND/(m3/yr)", REFUSED},
    {W ".investment.fixed", "5 VND", "-5 VND", REFUSED},
    {W ".investment.life", "5 yr", "-5 yr", REFUSED},
    {W ".investment.life", "5 yr", "0 yr", REFUSED},
    {W ".link_investment.per_unit_km", "5 VND/(m3/yr)/km", "-5 VND/(m3/yr)/km", REFUSED},
    {W ".link_investment.fixed_per_km", "5 VND/km", "-5 VND/km", REFUSED},
    {"links.0.length", "850 m", "-850 m", REFUSED},
    {"links.0.capacity", "5 m3/d", "-5 m3/d", REFUSED},
    {"exchanges.0.quantity", "5 m3/d", "-5 m3/d", REFUSED},
    {"exchanges.0.price", "5 VND/m3", "-5 VND/m3", REFUSED},

    {P ".quality.COD", "5 mg/L", "-5 mg/L", REFUSED},
    {P ".emissions", "5 kgCO2e/m3", "-5 kgCO2e/m3", ALLOWED},
    {P ".disposal_emissions", "5 kgCO2e/m3", "-5 kgCO2e/m3", ALLOWED},
    {X ".ratio", "0.9", "-0.9", REFUSED},
    {X ".ratio", "0.9", "0", REFUSED},
    {X ".treatment_cost", "5 VND/m3", "-5 VND/m3", REFUSED},
    {X ".treatment_emissions", "5 kgCO2e/m3", "-5 kgCO2e/m3", ALLOWED},
    {X ".quality.COD", "5 mg/L", "-5 mg/L", REFUSED},
    {X ".removal.COD", "90 %", "-90 %", REFUSED},
    {X ".removal.COD", "90 %", "101 %", REFUSED},
    {X ".reach", "5 km", "-5 km", REFUSED},
    {X ".transport_cost", "5 VND/m3/km", "-5 VND/m3/km", REFUSED},
    {X ".transport_emissions", "5 kgCO2e/m3/km", "-5 kgCO2e/m3/km", REFUSED},
    {X ".loss", "5 %/km", "-5 %/km", REFUSED},
    {X ".temperature_drop", "5 K/km", "-5 K/km", REFUSED},
    {X ".investment.per_unit", "5 VND/(m3/yr)", "-5 VND/(m3/yr)", REFUSED},
    {M ".transport_cost", "5 VND/m3/km", "-5 VND/m3/km", REFUSED},
    {M ".transport_emissions", "5 kgCO2e/m3/km", "-5 kgCO2e/m3/km", REFUSED},
    {M ".detour", "1.3", "-1.3", REFUSED},
    {M ".detour", "1.3", "0", REFUSED},
    {M ".loss", "5 %/km", "-5 %/km", REFUSED},
    {M ".temperature_drop", "5 K/km", "-5 K/km", REFUSED},
    {M ".investment.per_unit", "5 VND/(m3/yr)", "-5 VND/(m3/yr)", REFUSED},
    {M ".investment.per_unit_km", "5 VND/(m3/yr)/km", "-5 VND/(m3/yr)/km", REFUSED},
    {M ".investment.fixed", "5 VND", "-5 VND", REFUSED},
    {M ".investment.fixed_per_km", "5 VND/km", "-5 VND/km", REFUSED},
    {M ".investment.life", "5 yr", "-5 yr", REFUSED},
};

/* The sample with `value` put at the field. */
static void read_with(scratch *s, const field *at, const char *value) {
    s->diagnostics = (cg_diagnostics){.arena = s->arena};
    const char *settings[sizeof also / sizeof *also + 2] = {NULL};
    size_t count = 0;
    for (; count < sizeof also / sizeof *also; count++) {
        settings[count] = also[count];
    }
    settings[count] = cg_format(s->arena, "%s=\"%s\"", at->path, value);
    park_from(s, park_sample, settings);
}

/* The first error at the field (or in it, or of the object that holds it); NULL where there is
 * none. */
static const cg_diagnostic *error_at(const scratch *s, const field *at) {
    for (int i = 0; i < s->diagnostics.items.count; i++) {
        const cg_diagnostic *one = &s->diagnostics.items.items[i];
        const char *path = one->place.path == NULL ? "" : one->place.path;
        size_t length = strlen(path);
        bool here = length > 0 && strncmp(path, at->path, length) == 0 &&
                    (at->path[length] == '\0' || at->path[length] == '.');
        if (one->severity == CG_ERROR && here) {
            return one;
        }
    }
    return NULL;
}

/* One error at least at the field, which quotes what was written in both languages. */
static void expect_refused(scratch *s, const field *at, const char *value) {
    read_with(s, at, value);
    const cg_diagnostic *said = error_at(s, at);
    if (said == NULL) {
        cr_expect(false, "%s=%s is taken: %s", at->path, value, park_said(s));
        return;
    }
    for (cg_language language = CG_ENGLISH; language < CG_LANGUAGES; language++) {
        const char *sentence = cg_diagnostic_sentence(s->arena, said, language);
        cr_expect_not_null(strstr(sentence, value), "%s=%s: %s", at->path, value, sentence);
    }
}

Test(park_numbers, right_ones_are_taken) {
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        read_with(&s, &fields[i], fields[i].right);
        cr_expect_null(error_at(&s, &fields[i]), "%s=%s: %s", fields[i].path, fields[i].right,
                       park_said(&s));
    }
    SCRATCH_END(s);
}

Test(park_numbers, none_is_below_its_least) {
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (fields[i].sign == REFUSED) {
            expect_refused(&s, &fields[i], fields[i].negative);
            continue;
        }
        read_with(&s, &fields[i], fields[i].negative);
        cr_expect_null(error_at(&s, &fields[i]), "%s=%s: %s", fields[i].path, fields[i].negative,
                       park_said(&s));
    }
    SCRATCH_END(s);
}

Test(park_numbers, what_is_no_number_is_refused) {
    static const char *const texts[] = {"NaN", "nan",  "Infinity", "-inf", "1e999",
                                        "",    "none", "1,5",      "0x10"};
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
            expect_refused(&s, &fields[i], texts[t]);
        }
    }
    SCRATCH_END(s);
}

/* Two units that fit no field, and one that nobody knows. */
Test(park_numbers, a_unit_of_another_dimension_is_refused) {
    static const char *const texts[] = {"5 m3/t", "5 h2", "5 furlong"};
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
            expect_refused(&s, &fields[i], texts[t]);
        }
    }
    SCRATCH_END(s);
}

/* What a person reads: what was written, what the field is given in, what to write. */
Test(park_numbers, sentences_say_what_to_write) {
    static const struct {
        field at;
        const char *value, *sentence;
    } rows[] = {
        {{.path = E ".quantity"},
         "-5 m3/d",
         "found \"-5 m3/d\", which is too small; the least that makes sense here is 0"},
        {{.path = E ".temperature"},
         "95 degF",
         "\"95 degF\": temperatures are read in degC or K, not in \"degF\"; convert it: degC = "
         "(degF - 32) / 1.8"},
        {{.path = E ".temperature"},
         "-300 degC",
         "found \"-300 degC\", which is too small; the least that makes sense here is -273.15 "
         "degC"},
        {{.path = E ".quality.COD"},
         "60 kg",
         "\"60 kg\" does not fit here: COD is given in mg/L; write for instance \"60 mg/L\""},
        {{.path = E ".quality.COD"},
         "60 %",
         "\"60 %\" does not fit here: COD is given in mg/L; write for instance \"60 mg/L\""},
        {{.path = E ".quality.COD"},
         "60 ppm",
         "\"60 ppm\" does not fit here: COD is given in mg/L; write for instance \"60 mg/L\""},
        {{.path = E ".quality.COD"},
         "60 mgl",
         "\"60 mgl\" does not fit here: COD is given in mg/L; write for instance \"60 mg/L\""},
        {{.path = E ".quality.COD"},
         "60",
         "\"60\" has no unit; COD is given in mg/L: write for instance \"60 mg/L\", or the number "
         "without quotation marks"},
        {{.path = E ".quality.COD"},
         "6,5 mg/L",
         "\"6,5 mg/L\" cannot be read; write the number with a decimal point and without "
         "separators between thousands, then the unit, as in \"6.5 mg/L\""},
        {{.path = E ".quality.COD"},
         "<5 mg/L",
         "\"<5 mg/L\": write the number without \"<\"; a limit is a most by itself, and for a "
         "result below the detection limit write that limit"},
        {{.path = R ".limits.COD.max"},
         "≤ 100 mg/L",
         "\"≤ 100 mg/L\": write the number without \"≤\"; a limit is a most by itself, and for a "
         "result below the detection limit write that limit"},
        {{.path = R ".limits.COD.max"},
         "60-90 mg/L",
         "\"60-90 mg/L\" is a range; write an object, of a limit with \"min\": \"60 mg/L\" and "
         "\"max\": \"90 mg/L\", of a measurement with \"value\", \"low\" and \"high\""},
        {{.path = R ".limits.pH.max"},
         "7 mg/L",
         "\"7 mg/L\" does not fit here: pH is a number without unit; write for instance \"7\""},
        {{.path = W ".investment.life"}, "0 yr", "found \"0 yr\"; \"life\" must be more than 0"},
    };
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        read_with(&s, &rows[i].at, rows[i].value);
        const cg_diagnostic *said = error_at(&s, &rows[i].at);
        cr_assert_not_null(said, "%s is taken", rows[i].value);
        const char *sentence = cg_diagnostic_sentence(s.arena, said, CG_ENGLISH);
        cr_expect_str_eq(sentence, rows[i].sentence, "%s", sentence);
    }
    SCRATCH_END(s);
}
