/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample of docs/formats, whole and with its own models, so that no shipped pack is needed to
 * read it. */
#ifndef CG_TESTS_PARK_SAMPLE_H
#define CG_TESTS_PARK_SAMPLE_H

#include "park/park.h"
#include "scratch.h"

static const char park_sample[] =
    "{\n"
    "  \"format\": \"congsinh-park/1\",\n"
    "  \"park\": {\"id\": \"sample\", \"name\": {\"vi\": \"KCN Mẫu\", \"en\": \"Sample park\"},"
    " \"country\": \"VN\",\n"
    "           \"year\": 2026, \"date\": \"2026-06-30\", \"currency\": \"VND\", \"rules\": "
    "\"vn\"},\n"
    "  \"assumptions\": {\"discount_rate\": 0.1, \"carbon_price\": \"0 VND/t\","
    " \"exchange_rates\": {\"USD\": \"25000 VND\"},\n"
    "                  \"minimum_approach\": \"10 K\"},\n"
    "  \"periods\": [{\"id\": \"dry\", \"hours\": 4380}, {\"id\": \"wet\", \"hours\": 4380}],\n"
    "  \"firms\": [\n"
    "    {\"id\": \"paper\", \"name\": \"…\", \"sector\": \"C1702\", \"at\": [106.751, 10.632],"
    " \"licences\": [],\n"
    "     \"outputs\": [\n"
    "       {\"id\": \"effluent\", \"resource\": \"treated-wastewater\", \"quantity\": \"1200 "
    "m3/d\",\n"
    "        \"quality\": {\"COD\": \"60 mg/L\", \"TSS\": \"40 mg/L\"}, \"temperature\": \"35 "
    "degC\",\n"
    "        \"disposal_cost\": \"7000 VND/m3\", \"disposed_at\": \"wwtp\"}],\n"
    "     \"inputs\": [\n"
    "       {\"id\": \"steam\", \"resource\": \"heat\", \"quantity\": \"6 MWh/h\", \"from\": \"90 "
    "degC\","
    " \"to\": \"150 degC\",\n"
    "        \"price\": {\"value\": \"900000 VND/MWh\", \"low\": \"800000 VND/MWh\","
    " \"high\": \"1000000 VND/MWh\", \"basis\": \"billed\", \"year\": 2025}}]},\n"
    "    {\"id\": \"dyeing\", \"at\": [106.748, 10.630],\n"
    "     \"inputs\": [\n"
    "       {\"id\": \"rinse\", \"resource\": \"process-water\","
    " \"quantity\": {\"dry\": \"900 m3/d\", \"wet\": \"700 m3/d\"},\n"
    "        \"limits\": {\"COD\": \"100 mg/L\", \"pH\": {\"min\": 6, \"max\": 9}},"
    " \"price\": \"14000 VND/m3\"}]}],\n"
    "  \"facilities\": [\n"
    "    {\"id\": \"wwtp\", \"kind\": \"central-wastewater\", \"at\": [106.760, 10.640],"
    " \"mode\": \"water-pipe\", \"capacity\": \"20000 m3/d\",\n"
    "     \"accepts\": {\"resources\": [\"treated-wastewater\", \"raw-wastewater\"],"
    " \"limits\": {\"COD\": \"150 mg/L\"}},\n"
    "     \"gives\": {\"resource\": \"reclaimed-water\", \"yield\": 0.9,"
    " \"quality\": {\"COD\": \"30 mg/L\"}},\n"
    "     \"operating_cost\": \"5000 VND/m3\"}],\n"
    "  \"links\": [{\"from\": \"paper\", \"to\": \"wwtp\", \"mode\": \"water-pipe\","
    " \"length\": \"850 m\", \"existing\": true, \"capacity\": \"1500 m3/d\"}],\n"
    "  \"corridors\": [], \"exchanges\": [], \"requirements\": {},\n"
    "  \"models\": {\n"
    "    \"resources\": [\n"
    "      {\"id\": \"treated-wastewater\", \"family\": \"water\", \"wastewater\": true,\n"
    "       \"quality\": {\"TSS\": \"99 mg/L\", \"BOD5\": \"25 mg/L\"},"
    " \"disposal_emissions\": \"0.4 kgCO2e/m3\"},\n"
    "      {\"id\": \"raw-wastewater\", \"family\": \"water\", \"wastewater\": true},\n"
    "      {\"id\": \"process-water\", \"family\": \"water\", \"emissions\": \"0.3 kgCO2e/m3\"},\n"
    "      {\"id\": \"reclaimed-water\", \"family\": \"water\", \"quality\": {\"TSS\": \"10 "
    "mg/L\"}},\n"
    "      {\"id\": \"heat\", \"family\": \"heat\", \"emissions\": \"230 kgCO2e/MWh\"},\n"
    "      {\"id\": \"fly-ash\", \"family\": \"material\"}],\n"
    "    \"substitutions\": [],\n"
    "    \"modes\": [{\"id\": \"water-pipe\", \"family\": \"water\"},\n"
    "              {\"id\": \"truck\", \"family\": \"material\"}],\n"
    "    \"factors\": [{\"id\": \"bare-use\", \"value\": 5000, \"source\": \"test\"}],\n"
    "    \"parameters\": [{\"id\": \"COD\", \"unit\": \"mg/L\"}, {\"id\": \"TSS\", \"unit\": "
    "\"mg/L\"},\n"
    "                   {\"id\": \"BOD5\", \"unit\": \"mg/L\"},"
    " {\"id\": \"pH\", \"unit\": \"\", \"mixes\": false}],\n"
    "    \"attributes\": [{\"id\": \"wastewater\", \"type\": \"boolean\","
    " \"on\": [\"resource\", \"flow\"]}]}\n"
    "}\n";

/* Reads `bytes` after `settings` ("PATH=VALUE", NULL-terminated; may be NULL). */
static inline cg_park *park_from(scratch *s, const char *bytes, const char *const *settings) {
    int count = 0;
    while (settings != NULL && settings[count] != NULL) {
        count++;
    }
    cg_park_source source = {.file = "park.json",
                             .bytes = bytes,
                             .length = strlen(bytes),
                             .settings = settings,
                             .setting_count = count,
                             .models_folder = NULL};
    return cg_park_read(s->arena, &s->diagnostics, &source);
}

/* All that was said, a line each: "ERROR UNKNOWN_KEY firms.paper.nmae". */
static inline const char *park_said(scratch *s) {
    cg_text text = cg_text_start(s->arena);
    for (int i = 0; i < s->diagnostics.items.count; i++) {
        const cg_diagnostic *said = &s->diagnostics.items.items[i];
        cg_text_addf(&text, "%s %s %s\n",
                     said->severity == CG_ERROR     ? "ERROR"
                     : said->severity == CG_WARNING ? "WARNING"
                                                    : "NOTE",
                     cg_message_name(said->message), said->place.path ? said->place.path : "");
    }
    return text.bytes;
}

#endif
