/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The effluent class of a flow against Cmax = C x Kq x Kf, computed by hand from QCVN 40:2011. */
#include "effluent.h"
#include "match_park.h"

/* Every parameter of the table, far below column A. */
#define CLEAN                                                                                      \
    "\"pH\": 7, \"colour\": 10, \"BOD5\": 1, \"TSS\": 1, \"As\": 0, \"Hg\": 0, \"Pb\": 0, "        \
    "\"Cd\": 0, \"Cr(VI)\": 0, \"Cr(III)\": 0, \"Cu\": 0, \"Zn\": 0, \"Ni\": 0, \"Mn\": 0, "       \
    "\"Fe\": 0, \"cyanide\": 0, \"phenol\": 0, \"oil\": 0, \"sulphide\": 0, \"fluoride\": 0, "     \
    "\"NH4-N\": 0, \"TN\": 0, \"TP\": 0, \"residual-chlorine\": 0, "                               \
    "\"organochlorine-pesticides\": 0, \"organophosphorus-pesticides\": 0, \"PCB\": 0, "           \
    "\"coliform\": 100, \"gross-alpha\": 0, \"gross-beta\": 0, "

static const struct {
    const char *quality;  /* beside CLEAN */
    const char *quantity; /* Kf */
    const char *water;    /* of the park: Kq */
    const char *class_id; /* NULL: unknown, and then `missing` */
    const char *missing;
} rows[] = {
    /* 1,000 m3/d: Kf 1.0; a river of 120 m3/s: Kq 1.0. COD: A 75, B 150. */
    {"\"COD\": 75, \"chloride\": 0", "1000 m3/d", "\"receiving_river_flow\": 120", "A", NULL},
    {"\"COD\": 75.1, \"chloride\": 0", "1000 m3/d", "\"receiving_river_flow\": 120", "B", NULL},
    {"\"COD\": 150.1, \"chloride\": 0", "1000 m3/d", "\"receiving_river_flow\": 120", "none", NULL},
    /* 50 m3/d: Kf 1.2; a river of 50 m3/s: Kq 0.9. 75 x 1.08 = 81. */
    {"\"COD\": 80.9, \"chloride\": 0", "50 m3/d", "\"receiving_river_flow\": 50", "A", NULL},
    {"\"COD\": 81.1, \"chloride\": 0", "50 m3/d", "\"receiving_river_flow\": 50", "B", NULL},
    /* 51 m3/d: Kf 1.1; a lake of 10 million m3: Kq 0.6. B: 150 x 0.66 = 99. */
    {"\"COD\": 98.9, \"chloride\": 0", "51 m3/d", "\"receiving_lake_volume\": 1e7", "B", NULL},
    {"\"COD\": 99.1, \"chloride\": 0", "51 m3/d", "\"receiving_lake_volume\": 1e7", "none", NULL},
    /* 6,000 m3/d: Kf 0.9; Kq as the permit states it, 1.2. A: 75 x 1.08 = 81. */
    {"\"COD\": 81.1, \"chloride\": 0", "6000 m3/d", "\"receiving_kq\": 1.2", "B", NULL},
    /* pH 5.8: within 5.5 to 9 of B, below 6 of A; no factor moves it, not even one unknown. */
    {"\"pH\": 5.8, \"COD\": 1, \"chloride\": 0", "1000 m3/d", "\"receiving_kq\": 1", "B", NULL},
    {"\"pH\": 9.5, \"COD\": 1, \"chloride\": 0", "1000 m3/d", "\"receiving_salt_water\": false",
     "none", NULL},
    /* Chloride is not asked of what goes into salt water. */
    {"\"COD\": 1", "1000 m3/d", "\"receiving_kq\": 1", NULL, "output.quality.chloride"},
    {"\"COD\": 1", "1000 m3/d", "\"receiving_kq\": 1, \"receiving_salt_water\": true", "A", NULL},
    {"\"COD\": 75.1", "1000 m3/d", "\"receiving_kq\": 1, \"receiving_salt_water\": true", "B",
     NULL},
    /* What is missing is named; what is too high decides whatever is missing. */
    {"\"chloride\": 0", "1000 m3/d", "\"receiving_kq\": 1", NULL, "output.quality.COD"},
    {"\"COD\": 151", "1000 m3/d", "\"receiving_kq\": 1", "none", NULL},
    {"\"chloride\": 1001", "1000 m3/d", "\"receiving_kq\": 1", "none", NULL},
    {"\"COD\": 1, \"chloride\": 0", "1000 m3/d", "\"receiving_salt_water\": false", NULL,
     "park.receiving_river_flow"},
};

static const char *park_of(scratch *s, size_t row, const char *clean) {
    return cg_format(s->arena,
                     "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"e\", \"year\": 2026, "
                     "\"currency\": \"VND\", %s}, \"firms\": [{\"id\": \"a\", \"outputs\": "
                     "[{\"id\": \"o\", \"resource\": \"treated-wastewater\", \"quantity\": \"%s\", "
                     "\"temperature\": \"30 degC\", \"quality\": {%s%s}}]}]}",
                     rows[row].water, rows[row].quantity, clean, rows[row].quality);
}

/* The shipped table in force today, and the park's one output. */
static cg_effluent classify(scratch *s, const char *text, const char *date) {
    reading r;
    reading_start(&r, s);
    cg_park_source source = {.file = "park.json",
                             .bytes = text,
                             .length = strlen(text),
                             .models_folder = reading_models(&r)};
    cg_park *park = cg_park_read(s->arena, &s->diagnostics, &source);
    cg_reader reader = park->reader;
    reader.diagnostics = &s->diagnostics;
    const cg_rules *rules =
        cg_rules_read(&reader, park->knowledge, reading_models(&r), "vn", (cg_place){0});
    cr_assert_not_null(rules, "%s", reading_sentences(&r));
    const cg_effluent_standards *standards = cg_effluent_read(&reader, park->knowledge, rules);
    cr_assert_eq(s->diagnostics.errors, 0, "%s", reading_sentences(&r));
    return cg_effluent_of(cg_effluent_standard_on(standards, date), park, &park->outputs.items[0]);
}

static void expect_row(scratch *s, size_t row) {
    /* A pH of the row's own stands in place of the clean one: no key stands twice. */
    const char *clean =
        strstr(rows[row].quality, "\"pH\"") != NULL ? CLEAN + strlen("\"pH\": 7, ") : CLEAN;
    cg_effluent found = classify(s, park_of(s, row, clean), "2026-06-30");
    if (rows[row].class_id == NULL) {
        cr_expect_null(found.class_id, "row %zu is %s", row, found.class_id);
        cr_assert_not_null(found.missing, "row %zu does not say what is missing", row);
        cr_expect_str_eq(found.missing, rows[row].missing, "row %zu misses %s", row, found.missing);
        return;
    }
    cr_assert_not_null(found.class_id, "row %zu is unknown: %s", row, found.missing);
    cr_expect_str_eq(found.class_id, rows[row].class_id, "row %zu is %s", row, found.class_id);
}

Test(effluent, follows_the_table_with_its_factors) {
    match_each(MATCH_ROWS(rows), expect_row);
}

/* A flow that states COD alone is never fine: the table counts all its parameters. */
Test(effluent, one_parameter_is_not_enough) {
    SCRATCH_START(s);
    cg_effluent found = classify(&s, park_of(&s, 0, ""), "2026-06-30");
    cr_expect_null(found.class_id);
    cr_expect_str_eq(found.missing, "output.quality.colour");
    SCRATCH_END(s);
}

/* The table ends with the transition of existing facilities; the next one was not found. */
Test(effluent, no_table_no_class) {
    SCRATCH_START(s);
    cg_effluent found = classify(&s, park_of(&s, 0, CLEAN), "2032-01-01");
    cr_expect_null(found.class_id);
    cr_expect_null(found.missing);
    SCRATCH_END(s);
}

/* A rule that asks for the class is told what to measure. */
Test(effluent, a_rule_asks_and_names_what_is_missing) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    static const char *const asking =
        "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"e\", \"year\": 2026, \"currency\": "
        "\"VND\", \"receiving_kq\": 1}, \"firms\": [{\"id\": \"a\", \"outputs\": [{\"id\": \"o\", "
        "\"resource\": \"treated-wastewater\", \"quantity\": 1, \"temperature\": 30, \"quality\": "
        "{\"COD\": 30, \"colour\": 10}}]}, {\"id\": \"b\", \"inputs\": [{\"id\": \"i\", "
        "\"resource\": \"process-water\", \"quantity\": 1, \"price\": 1}]}]}";
    cg_park_source source = {.file = "park.json",
                             .bytes = asking,
                             .length = strlen(asking),
                             .models_folder = reading_models(&r)};
    cg_park *park = cg_park_read(s.arena, &s.diagnostics, &source);
    cg_rules *pack =
        cg_rules_read(&r.reader, park->knowledge, reading_models(&r), "vn", (cg_place){0});
    pack->effluent = cg_effluent_read(&r.reader, park->knowledge, pack);
    cg_rule rule = {.id = "X",
                    .question = CG_NONE,
                    .applies = reading_json(&r, "{\"output.effluent_class\": \"none\"}"),
                    .effect_kind = CG_EFFECT_forbid};
    const cg_rule *alone = &rule;
    cg_ruled ruled;
    const cg_law law = {
        .pack = pack, .date = "2026-06-30", .rules = &alone, .rule_count = 1, .scratch = &ruled};
    cg_exchange_case exchange = {
        .park = park, .via = CG_NONE, .mode = CG_NONE, .link = CG_NONE, .output = 0, .input = 0};
    cg_legal legal = cg_law_ask(&law, &exchange);
    cr_expect_eq(legal.verdict, CG_UNKNOWN_QUALITY);
    cr_assert_not_null(legal.missing);
    cr_expect_str_eq(legal.missing, "output.quality.pH");
    SCRATCH_END(s);
}
