/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Knowledge: a park's entries on top of others, defaults, quality, and what is said of wrong
 * entries. */
#include "reading.h"

static cg_knowledge *read_models(reading *r, const char *models) {
    const cg_json *document = reading_json(r, models);
    const cg_knowledge_sources sources = {.park_models = document, .park = document};
    return cg_knowledge_read(&r->reader, &sources);
}

static cg_knowledge *read_over_shipped(reading *r, const char *models) {
    const cg_json *document = reading_json(r, models);
    const cg_knowledge_sources sources = {
        .models_folder = reading_models(r), .park_models = document, .park = document};
    return cg_knowledge_read(&r->reader, &sources);
}

static const cg_resource *resource_of(const cg_knowledge *knowledge, const char *id) {
    int index = cg_map_find(knowledge->resource_ids, id);
    cr_assert(index != CG_NONE, "no resource %s", id);
    return &knowledge->resources.items[index];
}

Test(knowledge, a_park_replaces_the_whole_entry) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    cg_knowledge *knowledge = read_over_shipped(
        &r, "{\"resources\": [{\"id\": \"fly-ash\", \"family\": \"material\"},"
            "                 {\"id\": \"treated-wastewater\", \"family\": \"water\"},"
            "                 {\"id\": \"moon-dust\", \"family\": \"material\", \"emissions\": \"5 "
            "kgCO2e/t\"}],"
            " \"factors\": [{\"id\": \"truck-cost-vn\", \"value\": \"9 VND/t/km\"}],"
            " \"substitutions\": [{\"output\": \"fly-ash\", \"input\": \"cement-additive\", "
            "\"ratio\": 0.5},"
            "                     {\"output\": \"fly-ash\", \"input\": \"cement-additive\", "
            "\"mode\": \"truck\"}]}");
    cr_expect_eq(s.diagnostics.items.count, 0, "%s", reading_sentences(&r));
    /* The shipped one bears the attribute; the park's, which replaces all of it, does not. */
    const cg_resource *water = resource_of(knowledge, "treated-wastewater");
    cr_expect_str_eq(water->pack, "park");
    cr_expect_null(cg_attribute_value(knowledge, &water->attributes, "wastewater"));
    cr_expect_not_null(cg_attribute_value(
        knowledge, &resource_of(knowledge, "raw-wastewater")->attributes, "wastewater"));
    cr_expect_float_eq(resource_of(knowledge, "moon-dust")->emissions.value, 5, 1e-12);
    /* A shipped mode takes the park's factor. */
    const cg_mode *truck = &knowledge->modes.items[knowledge->default_mode[CG_MATERIAL]];
    cr_expect_float_eq(truck->transport_cost.value, 9, 1e-12);
    int found = 0;
    for (int i = 0; i < knowledge->substitutions.count; i++) {
        const cg_substitution *one = &knowledge->substitutions.items[i];
        if (one->output == cg_map_find(knowledge->resource_ids, "fly-ash") &&
            one->input == cg_map_find(knowledge->resource_ids, "cement-additive")) {
            found++;
            cr_expect_float_eq(one->ratio.value, one->mode == NULL ? 0.5 : 1, 1e-12);
        }
    }
    cr_expect_eq(found, 2, "without mode replaced, with a mode added");
    SCRATCH_END(s);
}

Test(knowledge, defaults_of_the_contract) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    cg_knowledge *knowledge = read_models(
        &r,
        "{\"resources\": [{\"id\": \"a\", \"family\": \"water\"}, {\"id\": \"b\", \"family\": "
        "\"water\"}],"
        " \"modes\": [{\"id\": \"pipe\", \"family\": \"water\", \"investment\": {\"fixed\": 5}}],"
        " \"substitutions\": [{\"output\": \"a\", \"input\": \"b\"}]}");
    cr_expect_eq(s.diagnostics.items.count, 0, "%s", reading_sentences(&r));
    const cg_mode *pipe = &knowledge->modes.items[0];
    cr_expect_eq(pipe->detour.value, 1);
    cr_expect_eq(pipe->investment.life.value, 20);
    cr_expect(pipe->investment.given);
    cr_expect_eq(pipe->transport_cost.value, 0);
    const cg_substitution *one = &knowledge->substitutions.items[0];
    cr_expect_eq(one->ratio.value, 1);
    cr_expect_not(one->ratio.given);
    cr_expect_not(one->has_reach);
    cr_expect_not(one->investment.given);
    cr_expect_eq(one->investment.life.value, 20);
    SCRATCH_END(s);
}

Test(knowledge, a_parks_own_default_mode_comes_first) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    cg_knowledge *knowledge =
        read_over_shipped(&r, "{\"modes\": [{\"id\": \"canal\", \"family\": \"water\"}]}");
    cr_expect_eq(s.diagnostics.items.count, 0, "%s", reading_sentences(&r));
    cr_expect_str_eq(knowledge->modes.items[knowledge->default_mode[CG_WATER]].id, "canal");
    cr_expect_str_eq(knowledge->modes.items[knowledge->default_mode[CG_HEAT]].id, "steam-main");
    SCRATCH_END(s);
}

Test(knowledge, a_mode_without_family_is_measured_by_its_units) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    cg_knowledge *knowledge = read_models(
        &r, "{\"modes\": [{\"id\": \"tank\", \"transport_cost\": \"5 VND/m3/km\"},"
            "             {\"id\": \"any\", \"transport_cost\": 5},"
            "             {\"id\": \"dear\", \"investment\": {\"per_unit\": \"5 EUR/(t/yr)\"}}]}");
    const cg_mode *modes = knowledge->modes.items;
    cr_expect(cg_mode_carries(&modes[0], CG_WATER));
    cr_expect_not(cg_mode_carries(&modes[0], CG_MATERIAL));
    cr_expect(cg_mode_carries(&modes[1], CG_WATER) && cg_mode_carries(&modes[1], CG_MATERIAL));
    cr_expect(cg_mode_carries(&modes[2], CG_MATERIAL) && !cg_mode_carries(&modes[2], CG_WATER));
    SCRATCH_END(s);
}

static const char with_quality[] =
    "{\"parameters\": [{\"id\": \"fine\", \"unit\": \"g/kg\"}, {\"id\": \"COD\", \"unit\": "
    "\"mg/L\"},"
    "                  {\"id\": \"pH\", \"unit\": \"\", \"mixes\": false}],"
    " \"resources\": [{\"id\": \"w\", \"family\": \"water\", \"quality\": {\"COD\": \"0.06 g/L\", "
    "\"pH\": 7,"
    "   \"odd\": \"3 %\", \"fine\": 50, \"free\": {\"value\": 4, \"basis\": \"measured\"}}}],"
    " \"limits\": {\"COD\": 100, \"pH\": {\"min\": 6, \"max\": \"9\"}, \"odd\": {\"min\": 1}}}";

static cg_quality quality_of(const cg_knowledge *knowledge, const cg_resource *resource,
                             const char *id) {
    int index = cg_map_find(knowledge->parameter_ids, id);
    cr_assert(index != CG_NONE, "no parameter %s", id);
    return resource->quality[index];
}

Test(knowledge, quality_in_the_parameters_own_kind) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    const cg_json *document = reading_json(&r, with_quality);
    cg_json *models =
        cg_json_read(s.arena, &s.diagnostics, "m", with_quality, strlen(with_quality));
    const cg_json *limits_node = cg_json_member(document, "limits");
    const cg_knowledge_sources sources = {.park_models = models, .park = document};
    cg_knowledge *knowledge = cg_knowledge_read(&r.reader, &sources);
    /* "limits" is no list of models: the one thing said. */
    cr_expect(s.diagnostics.errors == 1, "%s", reading_sentences(&r));
    const cg_resource *w = resource_of(knowledge, "w");
    cr_expect_float_eq(quality_of(knowledge, w, "COD").value, 60, 1e-9); /* g/L to mg/L */
    cr_expect_eq(quality_of(knowledge, w, "pH").value, 7);
    cr_expect_float_eq(quality_of(knowledge, w, "fine").value, 5, 1e-12); /* 50 g/kg is 5 % */
    cr_expect_float_eq(quality_of(knowledge, w, "odd").value, 3, 1e-12);
    cr_expect_eq(quality_of(knowledge, w, "free").basis, CG_BASIS_MEASURED);
    const cg_parameter *odd =
        &knowledge->parameters.items[cg_map_find(knowledge->parameter_ids, "odd")];
    cr_expect(!odd->declared && odd->mixes && odd->kind == CG_FRACTION);
    const cg_parameter *free_one =
        &knowledge->parameters.items[cg_map_find(knowledge->parameter_ids, "free")];
    cr_expect(!free_one->declared && free_one->kind == CG_CONCENTRATION);
    cg_limit *limits = CG_ARRAY(s.arena, cg_limit, knowledge->parameters.count);
    cg_limits_read_object(&r.reader, knowledge, limits_node, limits);
    const cg_limit *cod = &limits[cg_map_find(knowledge->parameter_ids, "COD")];
    cr_expect(cod->has_max && !cod->has_min && cod->max == 100);
    const cg_limit *ph = &limits[cg_map_find(knowledge->parameter_ids, "pH")];
    cr_expect(ph->has_max && ph->has_min && ph->min == 6 && ph->max == 9);
    const cg_limit *least = &limits[cg_map_find(knowledge->parameter_ids, "odd")];
    cr_expect(!least->has_max && least->has_min && least->min == 1);
    SCRATCH_END(s);
}

/* Each row is put into {"resources": [a, b of water], …row…}. */
static const struct {
    const char *row, *said;
} wrong_rows[] = {
    {"\"resorces\": []", "UNKNOWN_KEY_NEAREST at resorces"},
    {"\"modes\": {}", "LIST_EXPECTED at modes"},
    {"\"modes\": [5]", "OBJECT_EXPECTED at modes.0"},
    {"\"modes\": [{}]", "ENTRY_WITHOUT at modes.0"},
    {"\"modes\": [{\"id\": \"\"}]", "ENTRY_ID_EMPTY at modes..id"},
    {"\"modes\": [{\"id\": \"m\"}, {\"id\": \"m\"}]", "ENTRY_TWICE at modes.m"},
    {"\"modes\": [{\"id\": \"m\", \"family\": \"wtaer\"}]",
     "FAMILY_UNKNOWN_NEAREST at modes.m.family"},
    {"\"modes\": [{\"id\": \"m\", \"family\": \"electricity\"}]",
     "FAMILY_UNKNOWN at modes.m.family"},
    {"\"modes\": [{\"id\": \"m\", \"detour\": 0}]", "NOT_POSITIVE at modes.m.detour"},
    {"\"modes\": [{\"id\": \"m\", \"transport_cost\": -1}]",
     "VALUE_TOO_SMALL at modes.m.transport_cost"},
    {"\"modes\": [{\"id\": \"m\", \"investment\": {\"life\": \"0 yr\"}}]",
     "NOT_POSITIVE at modes.m.investment.life"},
    {"\"modes\": [{\"id\": \"m\", \"investment\": {\"fixd\": 1}}]",
     "UNKNOWN_KEY_NEAREST at modes.m.investment.fixd"},
    {"\"modes\": [{\"id\": \"m\", \"family\": \"water\"}, {\"id\": \"n\", \"family\": \"water\"}]",
     "MODE_TWO_DEFAULTS at modes.n.family"},
    {"\"substitutions\": [{\"output\": \"a\"}]", "ENTRY_WITHOUT at substitutions.0"},
    {"\"substitutions\": [{\"output\": \"aa\", \"input\": \"zzzz\"}]", "RESOURCE_UNKNOWN"},
    {"\"substitutions\": [{\"output\": \"treated\", \"input\": \"b\"}]", "RESOURCE_UNKNOWN"},
    {"\"substitutions\": [{\"output\": \"a\", \"input\": \"b\", \"ratio\": 0}]",
     "NOT_POSITIVE at substitutions.0.ratio"},
    {"\"substitutions\": [{\"output\": \"a\", \"input\": \"b\", \"ratio\": -1}]",
     "VALUE_TOO_SMALL at substitutions.0.ratio"},
    {"\"substitutions\": [{\"output\": \"a\", \"input\": \"b\", \"mode\": \"walk\"}]",
     "MODE_UNKNOWN at substitutions.0.mode"},
    {"\"substitutions\": [{\"output\": \"a\", \"input\": \"b\"}, {\"output\": \"a\", \"input\": "
     "\"b\"}]",
     "ENTRY_TWICE at substitutions.1"},
    {"\"substitutions\": [{\"output\": \"a\", \"input\": \"b\", \"removal\": {\"COD\": 1.1}}]",
     "REMOVAL_OVER_ALL"},
    {"\"substitutions\": [{\"output\": \"a\", \"input\": \"b\", \"removal\": {\"COD\": -0.1}}]",
     "VALUE_TOO_SMALL"},
    {"\"modes\": [{\"id\": \"m\", \"transport_cost\": \"1 VND/t/km\"}],"
     "\"substitutions\": [{\"output\": \"a\", \"input\": \"b\", \"mode\": \"m\"}]",
     "MODE_UNFIT at substitutions.0.mode"},
    {"\"parameters\": [{\"id\": \"x\", \"unit\": \"furlong\"}]",
     "QUANTITY_UNKNOWN_UNIT at parameters.x.unit"},
    {"\"attributes\": [{\"id\": \"x\", \"type\": \"colour\"}]",
     "CHOICE_UNKNOWN at attributes.x.type"},
    {"\"attributes\": [{\"id\": \"x\", \"on\": [\"roof\"]}]",
     "CHOICE_UNKNOWN at attributes.x.on.0"},
    {"\"attributes\": [{\"id\": \"price\"}]", "ATTRIBUTE_TAKEN at attributes.price"},
    /* Every problem of an entry, also where its ends are unknown. */
    {"\"substitutions\": [{\"output\": \"x\", \"input\": \"a\", \"ratio\": 0}]",
     "RESOURCE_UNKNOWN at substitutions.0.output; NOT_POSITIVE at substitutions.0.ratio"},
    {"\"factors\": [{\"id\": \"x\"}]", "ENTRY_WITHOUT at factors.x"},
    {"\"factors\": [{\"id\": \"x\", \"value\": \"5 apples\"}]",
     "VALUE_EXPECTED at factors.x.value"},
    {"\"factors\": [{\"id\": \"x\", \"value\": [5]}]", "VALUE_EXPECTED at factors.x.value"},
    {"\"factors\": [{\"id\": \"x\", \"value\": 5, \"low\": true}]",
     "VALUE_EXPECTED at factors.x.low"},
};

static void expect_said(const char *row, const char *said) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    read_models(&r, cg_format(s.arena,
                              "{\"resources\": [{\"id\": \"a\", \"family\": \"water\"},"
                              "{\"id\": \"b\", \"family\": \"water\"}], %s}",
                              row));
    cr_expect(strncmp(reading_said(&r), said, strlen(said)) == 0, "%s said: %s", row,
              reading_said(&r));
    SCRATCH_END(s);
}

Test(knowledge, says_what_is_wrong) {
    for (size_t i = 0; i < sizeof wrong_rows / sizeof *wrong_rows; i++) {
        expect_said(wrong_rows[i].row, wrong_rows[i].said);
    }
}

/* As above, with attributes and parameters declared beside the resource. */
static const struct {
    const char *keys, *said;
} resource_rows[] = {
    {"\"family\": \"water\", \"wet\": true", ""},
    {"\"family\": \"water\", \"wet\": \"yes\"", "TRUTH_EXPECTED at resources.r.wet"},
    {"\"family\": \"water\", \"wett\": true", "UNKNOWN_KEY_NEAREST at resources.r.wett"},
    {"\"family\": \"water\", \"iso\": true", "ATTRIBUTE_MISPLACED at resources.r.iso"},
    {"\"wet\": true", "ENTRY_WITHOUT at resources.r"},
    {"\"family\": \"water\", \"quality\": {\"COD\": \"5 %\"}", "QUALITY"},
    {"\"family\": \"water\", \"quality\": {\"COD\": -5}",
     "QUALITY_NEGATIVE at resources.r.quality.COD"},
    {"\"family\": \"water\", \"quality\": {\"mud\": \"150 %\"}",
     "QUALITY_OVER_ALL at resources.r.quality.mud"},
    {"\"family\": \"water\", \"quality\": {\"CDO\": 5}",
     "PARAMETER_UNDECLARED at resources.r.quality.CDO"},
    /* One parameter in two kinds of unit. */
    {"\"family\": \"water\", \"quality\": {\"odd\": \"5 %\"}}, {\"id\": \"q\", \"family\": "
     "\"water\", "
     "\"quality\": {\"odd\": \"5 mg/L\"}",
     "QUALITY"},
};

static void expect_resource(const char *keys, const char *said) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    read_models(
        &r,
        cg_format(s.arena,
                  "{\"parameters\": [{\"id\": \"COD\", \"unit\": \"mg/L\"}, {\"id\": \"mud\", "
                  "\"unit\": \"%%\"}],"
                  "\"attributes\": [{\"id\": \"wet\", \"type\": \"boolean\", \"on\": [\"flow\"]},"
                  "{\"id\": \"iso\", \"on\": \"firm\"}], \"resources\": [{\"id\": \"r\", %s}]}",
                  keys));
    bool right = said[0] == '\0' ? s.diagnostics.items.count == 0
                                 : strncmp(reading_said(&r), said, strlen(said)) == 0;
    cr_expect(right, "%s said: %s", keys, reading_said(&r));
    SCRATCH_END(s);
}

Test(knowledge, says_what_is_wrong_with_a_resource) {
    for (size_t i = 0; i < sizeof resource_rows / sizeof *resource_rows; i++) {
        expect_resource(resource_rows[i].keys, resource_rows[i].said);
    }
}

/* The park's own price in a currency without a rate is an error, a shipped one is not. */
Test(knowledge, a_parks_own_price_needs_its_rate) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    read_models(&r, "{\"modes\": [{\"id\": \"m\", \"transport_cost\": \"1 EUR/t/km\"}]}");
    cr_expect_eq(s.diagnostics.errors, 1, "%s", reading_said(&r));
    SCRATCH_END(s);
}
