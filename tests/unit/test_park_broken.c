/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Broken and odd parks: each problem is said, with its place, and nothing else is. */
#include "park_sample.h"

#include <stdlib.h>

#define E "firms.paper.outputs.effluent"
#define R "firms.dyeing.inputs.rinse"
#define S "firms.paper.inputs.steam"
#define W "facilities.wwtp"

/* What is changed in the sample, and all that is then said. */
typedef struct row {
    const char *setting;
    const char *said;
} row;

/* What was expected and said where the two differ; "" where all rows are right. */
static const char *differences(scratch *s, const row *rows) {
    cg_text report = cg_text_start(s->arena);
    for (const row *at = rows; at->setting; at++) {
        s->diagnostics = (cg_diagnostics){.arena = s->arena};
        const char *settings[] = {at->setting, NULL};
        park_from(s, park_sample, settings);
        const char *said = park_said(s);
        if (strcmp(said, at->said) != 0) {
            cg_text_addf(&report, "%s\n  expected: %s\n  said: %s\n", at->setting, at->said, said);
        }
    }
    return report.bytes;
}

static void check_rows(const row *rows) {
    SCRATCH_START(s);
    const char *report = differences(&s, rows);
    cr_assert_str_eq(report, "", "%s", report);
    SCRATCH_END(s);
}

Test(park_broken, head) {
    static const row rows[] = {
        {"format=congsinh-park/2", "ERROR PARK_FORMAT format\n"},
        {"format=1", "ERROR TEXT_EXPECTED format\n"},
        {"firmz=[]", "ERROR UNKNOWN_KEY_NEAREST firmz\n"},
        {"criteria={}", "ERROR UNKNOWN_KEY criteria\n"},
        {"note=anything may stand in a note", ""},
        {"park.note=here too", ""},
        /* What tells an editor the schema stands at the top alone. */
        {"$schema=models/schema/park.json", ""},
        {"$schema=5", "ERROR TEXT_EXPECTED $schema\n"},
        {"park.$schema=park.json", "ERROR UNKNOWN_KEY park.$schema\n"},
        {"park.curency=VND", "ERROR UNKNOWN_KEY_NEAREST park.curency\n"},
        {"park={\"year\": 2026, \"currency\": \"VND\"}", "ERROR ENTRY_WITHOUT park\n"},
        {"park={\"id\": \"a\", \"currency\": \"VND\"}", "ERROR ENTRY_WITHOUT park\n"},
        /* Without a currency each price is not one more error. */
        {"park={\"id\": \"a\", \"year\": 2026}", "ERROR ENTRY_WITHOUT park\n"},
        {"park=here", "ERROR OBJECT_EXPECTED park\n"},
        {"park.id=", "ERROR PARK_ID_EMPTY park.id\n"},
        {"park.id=a park", "ERROR PARK_ID_SIGNS park.id\n"},
        {"park.id=7", "ERROR TEXT_EXPECTED park.id\n"},
        {"park.year=2026.5", "ERROR PARK_YEAR park.year\n"},
        {"park.year=\"2026\"", "ERROR PARK_YEAR park.year\n"},
        {"park.year=26", "ERROR PARK_YEAR park.year\n"},
        {"park.date=2026-02-29", "ERROR PARK_DATE park.date\n"},
        {"park.date=2024-02-29", ""},
        {"park.date=30/06/2026", "ERROR PARK_DATE park.date\n"},
        {"park.date=2026-6-30", "ERROR PARK_DATE park.date\n"},
        {"park.country=Vietnam", "WARNING PARK_COUNTRY park.country\n"},
        {"park.country=vn", "WARNING PARK_COUNTRY park.country\n"},
        {"park.currency=dong", "ERROR PARK_CURRENCY_CODE park.currency\n"},
        {"park.name={\"vn\": \"KCN\"}", "ERROR UNKNOWN_KEY park.name.vn\n"},
        {NULL, NULL},
    };
    check_rows(rows);
}

Test(park_broken, assumptions_and_requirements) {
    static const row rows[] = {
        {"assumptions=0.1", "ERROR OBJECT_EXPECTED assumptions\n"},
        {"assumptions.discount_rate=-0.1", "ERROR VALUE_TOO_SMALL assumptions.discount_rate\n"},
        {"assumptions.discount_rate=10 %", ""},
        {"assumptions.carbon_price=-1", "ERROR VALUE_TOO_SMALL assumptions.carbon_price\n"},
        {"assumptions.carbon_price=5 VND/m3",
         "ERROR QUANTITY_WRONG_DIMENSION assumptions.carbon_price\n"},
        {"assumptions.minimum_approach=-5 K",
         "ERROR VALUE_TOO_SMALL assumptions.minimum_approach\n"},
        {"assumptions.temperature_step=0", "ERROR NOT_POSITIVE assumptions.temperature_step\n"},
        {"assumptions.temperature_step=-1 K", "ERROR VALUE_TOO_SMALL assumptions.temperature_step\n"
                                              "ERROR NOT_POSITIVE assumptions.temperature_step\n"},
        {"assumptions.temperature_step=1e-5 K",
         "ERROR STEP_TOO_FINE assumptions.temperature_step\n"},
        {"assumptions.temperature_step=1e-300 K",
         "ERROR STEP_TOO_FINE assumptions.temperature_step\n"},
        {"assumptions.temperature_step=5 K", ""},
        {"assumptions.own_reuse=yes", "ERROR TRUTH_EXPECTED assumptions.own_reuse\n"},
        {"assumptions.discount=0.1", "ERROR UNKNOWN_KEY assumptions.discount\n"},
        {"assumptions.exchange_rates.USD=0", "ERROR NOT_POSITIVE assumptions.exchange_rates.USD\n"},
        {"assumptions.exchange_rates.VND=1",
         "ERROR PARK_RATE_OF_OWN assumptions.exchange_rates.VND\n"},
        {"assumptions.exchange_rates.usd=25000",
         "ERROR PARK_CURRENCY_CODE assumptions.exchange_rates.usd\n"},
        {"assumptions.exchange_rates.EUR=1.1 USD",
         "ERROR QUANTITY_NO_RATE assumptions.exchange_rates.EUR\n"},
        {"requirements.water_purchased_max=1000 t",
         "ERROR QUANTITY_WRONG_DIMENSION requirements.water_purchased_max\n"},
        {"requirements.water_purchased_max=-1",
         "ERROR VALUE_TOO_SMALL requirements.water_purchased_max\n"},
        {"requirements.emissions_max=5000", ""},
        {"requirements.waste_disposed_max=100 t/d", ""},
        {"requirements.investment_max=4 USD", ""},
        {"requirements.net_saving_min=-4", ""},
        {"requirements.water_max=1", "ERROR UNKNOWN_KEY requirements.water_max\n"},
        {NULL, NULL},
    };
    check_rows(rows);
}

Test(park_broken, periods) {
    static const row rows[] = {
        {"periods.dry.hours=4379", "ERROR PARK_PERIODS_HOURS periods\n"},
        {"periods.dry.hours=4380.0000005", ""},
        {"periods.dry.id=dri", "ERROR PARK_UNKNOWN_PERIOD_NEAR " R ".quantity.dry\n"
                               "ERROR PARK_PERIOD_MISSING " R ".quantity\n"},
        {"periods.dry.id=wet", "ERROR PARK_PERIOD_TWICE periods.wet\n"
                               "ERROR PARK_PERIODS_HOURS periods\n"
                               "ERROR PARK_UNKNOWN_PERIOD " R ".quantity.dry\n"},
        {"periods.dry={\"id\": \"dry\"}", "ERROR ENTRY_WITHOUT periods.dry\n"
                                          "ERROR PARK_PERIODS_HOURS periods\n"},
        {"periods.dry.hours=0", "ERROR NOT_POSITIVE periods.dry.hours\n"
                                "ERROR PARK_PERIODS_HOURS periods\n"},
        {"periods=[]", "ERROR PARK_NO_PERIODS " R ".quantity\n"},
        {"periods={\"dry\": 8760}",
         "ERROR LIST_EXPECTED periods\nERROR PARK_NO_PERIODS " R ".quantity\n"},
        {R ".quantity={\"dry\": 5}", "ERROR PARK_PERIOD_MISSING " R ".quantity\n"},
        {R ".quantity={\"dry\": 5, \"wet\": 6, \"wett\": 7}",
         "ERROR PARK_UNKNOWN_PERIOD_NEAR " R ".quantity.wett\n"},
        {R ".quantity={\"dry\": 5, \"wet\": \"6 t/d\"}",
         "ERROR QUANTITY_WRONG_DIMENSION " R ".quantity.wet\n"},
        {R ".quantity={\"low\": 5, \"high\": 6}", "ERROR VALUE_MISSING " R ".quantity\n"},
        {NULL, NULL},
    };
    check_rows(rows);
}

Test(park_broken, ways) {
    static const row rows[] = {
        {"models.modes.truck.detour=0.9", "WARNING DETOUR_UNDER_ONE models.modes.truck.detour\n"},
        {"models.modes.truck.detour=1", ""},
        {"models.modes.truck.loss=2", "WARNING LOSS_OVER_ONE models.modes.truck.loss\n"},
        {"models.modes.truck.loss=2 %/km", ""},
        {NULL, NULL},
    };
    check_rows(rows);
}

Test(park_broken, firms) {
    static const row rows[] = {
        {"firms={}", "ERROR LIST_EXPECTED firms\nERROR PARK_UNKNOWN_END links.0.from\n"
                     "WARNING PARK_WITHOUT_FLOWS \n"},
        {"firms.paper.id=", "ERROR PARK_ID_EMPTY firms..id\nERROR PARK_UNKNOWN_END links.0.from\n"},
        {"firms.paper.id=pa.per", "ERROR PARK_ID_SIGNS firms.pa.per.id\n"
                                  "ERROR PARK_UNKNOWN_END_NEAR links.0.from\n"},
        {"firms.dyeing.id=paper", "ERROR PARK_FIRM_TWICE firms.paper\n"},
        {"firms.dyeing.id=wwtp", "ERROR PARK_FIRM_AND_FACILITY firms.wwtp\n"},
        {"firms.dyeing.outside=citi", "ERROR PARK_UNKNOWN_WORD_NEAR firms.dyeing.outside\n"},
        {"firms.dyeing.outside=farm", ""},
        {"firms.dyeing.park=other", ""},
        {"firms.dyeing={\"id\": \"dyeing\", \"at\": [106.7, 10.6], \"park\": \"b\", \"outside\": "
         "\"city\"}",
         "ERROR PARK_FIRM_OUTSIDE_TWICE firms.dyeing.park\n"},
        {"firms.dyeing.licence=[]", "ERROR UNKNOWN_KEY_NEAREST firms.dyeing.licence\n"},
        {"firms.paper.licences=[\"a\", 5]", "ERROR TEXT_EXPECTED firms.paper.licences.1\n"},
        {"firms.dyeing.at=[10.630, 106.748]", "ERROR PARK_AT_RANGE firms.dyeing.at\n"},
        {"firms.dyeing.at=[106.748]", "ERROR PARK_POINT_SHAPE firms.dyeing.at\n"},
        {"firms.dyeing.at=[\"106.748\", 10.6]", "ERROR PARK_POINT_SHAPE firms.dyeing.at\n"},
        {"firms.dyeing.at=106.748", "ERROR PARK_POINT_SHAPE firms.dyeing.at\n"},
        {"firms.dyeing.at_km=[1, 2]", "ERROR PARK_AT_MIXED firms.dyeing.at_km\n"},
        {"firms.paper.wastewater=true", "ERROR ATTRIBUTE_MISPLACED firms.paper.wastewater\n"},
        {"firms.paper.outputs={}", "ERROR LIST_EXPECTED firms.paper.outputs\n"},
        {"firms.paper.outputs=[5]", "ERROR OBJECT_EXPECTED firms.paper.outputs.0\n"},
        {NULL, NULL},
    };
    check_rows(rows);
}

Test(park_broken, flows) {
    static const row rows[] = {
        {E ".id=steam", "ERROR PARK_FLOW_TWICE " S "\n"},
        {E ".id=a.b", "ERROR PARK_ID_SIGNS firms.paper.outputs.a.b.id\n"},
        {E ".resource=treated-wastwater", "ERROR RESOURCE_UNKNOWN_NEAREST " E ".resource\n"},
        {E ".resource=xenon", "ERROR RESOURCE_UNKNOWN " E ".resource\n"},
        /* resource and quantity */
        {E "={\"id\": \"effluent\"}", "ERROR ENTRY_WITHOUT " E "\nERROR ENTRY_WITHOUT " E "\n"},
        {E ".quantity=1200 t/d", "ERROR QUANTITY_WRONG_DIMENSION " E ".quantity\n"},
        {E ".quantity=1200 m3/dd", "ERROR QUANTITY_UNKNOWN_UNIT " E ".quantity\n"},
        {E ".quantity=\"1200\"", "ERROR QUANTITY_NO_UNIT " E ".quantity\n"},
        {E ".quantity=-5", "ERROR VALUE_TOO_SMALL " E ".quantity\n"},
        {E ".quantity=true", "ERROR VALUE_EXPECTED " E ".quantity\n"},
        {E ".quantity=0", "WARNING PARK_NOTHING_FLOWS " E ".quantity\n"},
        {E ".quantity={\"value\": 5, \"low\": 6}", "ERROR VALUE_RANGE_LOW " E ".quantity.low\n"},
        {E ".quantity={\"value\": 5, \"high\": 4}", "ERROR VALUE_RANGE_HIGH " E ".quantity.high\n"},
        {E ".quantity={\"value\": 5, \"basis\": \"guess\"}",
         "ERROR VALUE_BASIS " E ".quantity.basis\n"},
        {E ".quantity={\"factor\": \"bare-us\"}",
         "ERROR FACTOR_UNKNOWN_NEAREST " E ".quantity.factor\n"},
        {E ".disposal_cost=-7000", ""},
        {E ".disposal_cost=7 EUR/m3", "ERROR QUANTITY_NO_RATE " E ".disposal_cost\n"},
        {E ".disposal_cost=7 USD/m3", ""},
        {E ".disposed_at=wwpt", "ERROR PARK_UNKNOWN_FACILITY_NEAR " E ".disposed_at\n"},
        {E ".disposed_at=paper", "ERROR PARK_UNKNOWN_FACILITY " E ".disposed_at\n"},
        {E ".price=5", "ERROR UNKNOWN_KEY " E ".price\n"},
        {E ".quality.COD=60 kg", "ERROR QUALITY_OTHER_UNIT " E ".quality.COD\n"},
        {E ".from=60 degC", "WARNING PARK_ONLY_ON_HEAT " E ".from\n"},
        {E ".temperature=-300 degC", "ERROR VALUE_TOO_SMALL " E ".temperature\n"},
        {E ".wastewater=true", ""},
        {E ".wastewater=1", "ERROR TRUTH_EXPECTED " E ".wastewater\n"},
        {E ".cost=-1", "ERROR VALUE_TOO_SMALL " E ".cost\n"},
        {E ".emissions=-1", "ERROR VALUE_TOO_SMALL " E ".emissions\n"},
        {R ".price=-5", "ERROR VALUE_TOO_SMALL " R ".price\n"},
        {R ".price=0", "WARNING PARK_PRICE_ZERO " R ".price\n"},
        {R "={\"id\": \"rinse\", \"resource\": \"process-water\", \"quantity\": 5}",
         "ERROR ENTRY_WITHOUT " R "\n"},
        {R ".max_share=1.5", "ERROR PARK_SHARE_OVER_ONE " R ".max_share\n"},
        {R ".max_share=150 %", "ERROR PARK_SHARE_OVER_ONE " R ".max_share\n"},
        {R ".max_share=-0.5", "ERROR VALUE_TOO_SMALL " R ".max_share\n"},
        {R ".max_share=50 %", ""},
        {R ".accepts=no", "ERROR TRUTH_EXPECTED " R ".accepts\n"},
        {R ".accepts=false", ""},
        {R ".reason=hot", "WARNING PARK_REASON_IDLE " R ".reason\n"},
        {R ".limits.pH={\"min\": 9, \"max\": 6}", "ERROR LIMIT_REVERSED " R ".limits.pH\n"},
        {R ".limits={\"COD\": {\"min\": 5}}", "WARNING PARK_BOUGHT_BREAKS_LIMIT " R ".limits\n"},
        {R ".disposed_at=wwtp", "ERROR UNKNOWN_KEY " R ".disposed_at\n"},
        {S ".to=80 degC", "ERROR PARK_INPUT_COOLS " S ".from\n"},
        {S ".to=90 degC", ""},
        /* One slip is one error: 150 degC is not held against nothing. */
        {S ".to=90", ""},
        {S ".from=\"200\"", "ERROR QUANTITY_NO_UNIT " S ".from\n"},
        {S ".to=\"15o degC\"", "ERROR QUANTITY_UNKNOWN_UNIT " S ".to\n"},
        {S ".approach=-1 K", "ERROR VALUE_TOO_SMALL " S ".approach\n"},
        {S ".temperature=90", "WARNING PARK_TEMPERATURE_ON_HEAT " S ".temperature\n"},
        {S "={\"id\": \"steam\", \"resource\": \"heat\", \"quantity\": 5, \"price\": 1}",
         "ERROR ENTRY_WITHOUT " S "\nERROR ENTRY_WITHOUT " S "\n"},
        {"firms.paper.outputs=[{\"id\": \"warm\", \"resource\": \"heat\", \"quantity\": 5, "
         "\"from\": 40, "
         "\"to\": 60, \"disposed_at\": \"wwtp\"}]",
         "ERROR PARK_OUTPUT_HEATS firms.paper.outputs.warm.from\n"
         "ERROR PARK_DISPOSED_HEAT firms.paper.outputs.warm.disposed_at\n"},
        {"firms.paper.outputs=[{\"id\": \"ash\", \"resource\": \"fly-ash\", \"quantity\": 5, "
         "\"disposed_at\": \"wwtp\"}]",
         "ERROR PARK_DISPOSED_FAMILY firms.paper.outputs.ash.disposed_at\n"},
        {NULL, NULL},
    };
    check_rows(rows);
}

Test(park_broken, facilities) {
    static const row rows[] = {
        {W ".mode=water-pip", "ERROR MODE_UNKNOWN_NEAREST " W ".mode\n"},
        {W ".mode=truck", "ERROR MODE_UNFIT " W ".mode\n"},
        {W ".capacity=-1", "ERROR VALUE_TOO_SMALL " W ".capacity\n"},
        {W ".capacity={\"dry\": 1, \"wet\": 2}", "ERROR PARK_CAPACITY_BY_PERIOD " W ".capacity\n"},
        {W ".capacity=20000 t/d", "ERROR QUANTITY_WRONG_DIMENSION " W ".capacity\n"},
        {W ".accepts.resources=[\"heat\"]", "ERROR PARK_FACILITY_HEAT " W ".accepts.resources.0\n"},
        {W ".accepts.resources=[\"fly-ash\", \"raw-wastewater\"]",
         "WARNING PARK_FACILITY_MIXED " W ".accepts.resources.1\n"
         "ERROR MODE_UNFIT " W ".mode\n"
         "ERROR QUANTITY_WRONG_DIMENSION " W ".capacity\n"
         "ERROR QUANTITY_WRONG_DIMENSION " W ".operating_cost\n"
         "ERROR QUANTITY_WRONG_DIMENSION links.0.capacity\n"},
        {W ".accepts.resources=[\"raw-wastewater\", \"raw-wastewater\"]",
         "WARNING PARK_NAMED_TWICE " W ".accepts.resources.1\n"},
        {W ".accepts.resources=[\"raw-wastewater\", \"fly-ash\"]",
         "WARNING PARK_FACILITY_MIXED " W ".accepts.resources.1\n"},
        {W ".accepts.resources=[\"ras-wastewater\"]",
         "ERROR RESOURCE_UNKNOWN_NEAREST " W ".accepts.resources.0\n"},
        {W ".accepts.resource=[]", "ERROR UNKNOWN_KEY_NEAREST " W ".accepts.resource\n"},
        {W ".gives.yield=-0.1", "ERROR VALUE_TOO_SMALL " W ".gives.yield\n"},
        {W ".gives.yield=1.1", "WARNING PARK_YIELD_OVER_ONE " W ".gives.yield\n"},
        {W ".gives={\"yield\": 1}", "ERROR ENTRY_WITHOUT " W ".gives\n"},
        {W ".serves=[\"process-water\"]", ""},
        {W ".serves=[\"proces-water\"]", "ERROR RESOURCE_UNKNOWN_NEAREST " W ".serves.0\n"},
        {W ".serves=process-water", "ERROR LIST_EXPECTED " W ".serves\n"},
        {W ".existing=false", "ERROR PARK_DISPOSED_AT_FUTURE " E ".disposed_at\n"},
        {W ".investment={\"fixed\": 5}", "WARNING PARK_INVESTMENT_IDLE " W ".investment\n"},
        {W ".investment={\"fixed\": -5}", "ERROR VALUE_TOO_SMALL " W ".investment.fixed\n"
                                          "WARNING PARK_INVESTMENT_IDLE " W ".investment\n"},
        {W ".link_investment={\"life\": 0}", "ERROR NOT_POSITIVE " W ".link_investment.life\n"},
        {W ".loss=-0.1", "ERROR VALUE_TOO_SMALL " W ".loss\n"},
        {W ".loss=2", "WARNING PARK_LOSS_OVER_ONE " W ".loss\n"},
        {W ".reach=-1 km", "ERROR VALUE_TOO_SMALL " W ".reach\n"},
        {W ".pass_through_cost=5", "WARNING PARK_PASS_THROUGH_COST_IDLE " W ".pass_through_cost\n"},
        {W ".operating_cost=5000 VND/t", "ERROR QUANTITY_WRONG_DIMENSION " W ".operating_cost\n"},
        {W ".operator=Công ty hạ tầng", ""},
        {W ".kinds=a", "ERROR UNKNOWN_KEY_NEAREST " W ".kinds\n"},
        {"facilities=[{\"id\": \"wwtp\", \"at\": [106, 10]}, {\"id\": \"wwtp\", \"at\": [106, "
         "10]}]",
         "ERROR PARK_FACILITY_TWICE facilities.wwtp\n"
         "WARNING PARK_FACILITY_TAKES_NOTHING facilities.wwtp\n"},
        {NULL, NULL},
    };
    check_rows(rows);
}

#define LINK(rest) "links=[{\"from\": \"paper\", \"to\": \"wwtp\"" rest "}]"

Test(park_broken, links_and_corridors) {
    static const row rows[] = {
        {"links=[{\"from\": \"paper.effluent\", \"to\": \"dyeing.rinse\", \"forbidden\": \"a "
         "road\"}]",
         ""},
        {"links=[{\"to\": \"wwtp\"}]", "ERROR ENTRY_WITHOUT links.0\n"},
        {"links=[{\"from\": \"papier\", \"to\": \"wwtp\"}]",
         "ERROR PARK_UNKNOWN_END_NEAR links.0.from\n"},
        {"links=[{\"from\": \"paper.effluents\", \"to\": \"wwtp\"}]",
         "ERROR PARK_UNKNOWN_END_NEAR links.0.from\n"},
        {"links=[{\"from\": \"paper\", \"to\": \"paper\"}]", "ERROR PARK_LINK_SELF links.0\n"},
        {"links=[{\"from\": \"dyeing.rinse\", \"to\": \"paper.steam\"}]",
         "WARNING PARK_LINK_IDLE links.0\n"},
        {LINK(", \"length\": \"-850 m\""), "ERROR VALUE_TOO_SMALL links.0.length\n"},
        {LINK(", \"length\": \"850 m2\""), "ERROR QUANTITY_WRONG_DIMENSION links.0.length\n"},
        {LINK(", \"forbidden\": true"), "ERROR WORDS_EXPECTED links.0.forbidden\n"},
        {LINK(", \"forbidden\": \"\""), "ERROR PARK_FORBIDDEN_EMPTY links.0.forbidden\n"},
        {LINK(", \"forbidden\": {}"), "ERROR PARK_FORBIDDEN_EMPTY links.0.forbidden\n"},
        {LINK(", \"forbidden\": {\"vi\": \"\"}"), "ERROR PARK_FORBIDDEN_EMPTY links.0.forbidden\n"},
        {LINK(", \"forbidden\": {\"vi\": \"đường cấm\"}"), ""},
        {LINK(", \"capacity\": 5"), "WARNING PARK_LINK_CAPACITY_IDLE links.0.capacity\n"},
        {LINK(", \"capacity\": \"5 t/d\", \"existing\": true"),
         "ERROR QUANTITY_WRONG_DIMENSION links.0.capacity\n"},
        {LINK(", \"mode\": \"pipe\""), "ERROR MODE_UNKNOWN links.0.mode\n"},
        {LINK(", \"lenght\": 5"), "ERROR UNKNOWN_KEY_NEAREST links.0.lenght\n"},
        {LINK("}, {\"from\": \"paper\", \"to\": \"wwtp\", \"length\": 1"),
         "ERROR PARK_LINK_TWICE links.1\n"},
        {LINK("}, {\"from\": \"wwtp\", \"to\": \"paper\", \"forbidden\": \"a road\""),
         "ERROR PARK_LINK_TWICE links.1\n"},
        /* A pipe there and a pipe back, and one for another mode, are no tie. */
        {LINK("}, {\"from\": \"wwtp\", \"to\": \"paper\", \"existing\": true"), ""},
        {LINK("}, {\"from\": \"paper\", \"to\": \"wwtp\", \"mode\": \"truck\""), ""},
        {"corridors=[{\"nodes\": [[106.7, 10.6], [106.8, 10.6]], \"modes\": [\"truck\"]}]", ""},
        {"corridors=[{\"id\": null, \"name\": 5, \"nodes\": [[106.7, 10.6], [106.8, 10.6]]}]",
         "ERROR TEXT_EXPECTED corridors.0.id\nERROR WORDS_EXPECTED corridors.0.name\n"},
        {"corridors=[{\"nodes\": [[106.7, 10.6]]}]",
         "ERROR PARK_CORRIDOR_SHORT corridors.0.nodes\n"},
        {"corridors=[{\"nodes\": [[10.6, 106.7], [106.8, 10.6]]}]",
         "ERROR PARK_AT_RANGE corridors.0.nodes.0\n"},
        {"corridors=[{\"modes\": [\"truk\"]}]",
         "ERROR ENTRY_WITHOUT corridors.0\nERROR MODE_UNKNOWN_NEAREST corridors.0.modes.0\n"},
        {NULL, NULL},
    };
    check_rows(rows);
}

#define EXCHANGE(from, to, rest)                                                                   \
    "exchanges=[{\"from\": \"" from "\", \"to\": \"" to "\", \"status\": \"running\"" rest "}]"
#define RUNNING(rest) EXCHANGE("paper.effluent", "dyeing.rinse", ", \"quantity\": 5" rest)

Test(park_broken, exchanges) {
    static const row rows[] = {
        {RUNNING(", \"via\": \"wwtp\", \"since\": \"2019\""), ""},
        {RUNNING(", \"via\": [\"wwtp\"], \"since\": 2019"), ""},
        {RUNNING(", \"price\": 5, \"evidence\": {\"vi\": \"hợp đồng\"}"), ""},
        {RUNNING(", \"price\": -5"), "ERROR VALUE_TOO_SMALL exchanges.0.price\n"},
        {RUNNING(", \"via\": [\"wwtp\", \"wwtp\"]"), "ERROR PARK_VIA_MANY exchanges.0.via\n"},
        {RUNNING(", \"via\": \"wwt\""), "ERROR PARK_UNKNOWN_FACILITY_NEAR exchanges.0.via\n"},
        {RUNNING(", \"since\": \"May\""), "ERROR PARK_SINCE exchanges.0.since\n"},
        {RUNNING(", \"since\": \"2019-13\""), "ERROR PARK_SINCE exchanges.0.since\n"},
        {RUNNING(", \"since\": 2019.5"), "ERROR PARK_SINCE exchanges.0.since\n"},
        {RUNNING(", \"pass_through\": true"),
         "ERROR PARK_PASS_THROUGH_ALONE exchanges.0.pass_through\n"},
        {RUNNING(", \"modes\": \"truck\""), "ERROR UNKNOWN_KEY_NEAREST exchanges.0.modes\n"},
        {RUNNING("}, {\"from\": \"paper.effluent\", \"to\": \"dyeing.rinse\", "
                 "\"status\": \"running\", \"quantity\": 7"),
         "ERROR PARK_EXCHANGE_TWICE exchanges.1\n"},
        {EXCHANGE("paper.effluent", "dyeing.rinse", ""), "ERROR ENTRY_WITHOUT exchanges.0\n"},
        {EXCHANGE("paper.effluent", "dyeing.rinse", ", \"quantity\": -5"),
         "ERROR VALUE_TOO_SMALL exchanges.0.quantity\n"},
        {EXCHANGE("paper.steam", "paper.effluent", ", \"quantity\": 5"),
         "ERROR PARK_FROM_IS_INPUT exchanges.0.from\nERROR PARK_TO_IS_OUTPUT exchanges.0.to\n"},
        {EXCHANGE("paper.efluent", "dyeing.rinze", ", \"quantity\": 5"),
         "ERROR PARK_UNKNOWN_OUTPUT_NEAR exchanges.0.from\n"
         "ERROR PARK_UNKNOWN_INPUT_NEAR exchanges.0.to\n"},
        {EXCHANGE("paper.effluent", "paper.steam", ", \"quantity\": 5, \"via\": \"wwtp\""),
         "ERROR PARK_EXCHANGE_OWN exchanges.0\nERROR PARK_EXCHANGE_HEAT_VIA exchanges.0.via\n"},
        {"exchanges=[{\"from\": \"paper.effluent\", \"to\": \"dyeing.rinse\"}]",
         "ERROR ENTRY_WITHOUT exchanges.0\n"},
        {"exchanges=[{\"from\": \"paper.effluent\", \"to\": \"dyeing.rinse\", \"status\": "
         "\"runing\"}]",
         "ERROR PARK_UNKNOWN_WORD_NEAR exchanges.0.status\n"},
        {"exchanges=[{\"from\": \"paper.effluent\", \"to\": \"dyeing.rinse\", \"status\": "
         "\"studied\"}]",
         ""},
        {NULL, NULL},
    };
    check_rows(rows);
}

/* The number that each problem is about stands in its sentence, and the line is the file's. */
Test(park_broken, all_at_once_with_lines) {
    static const char text[] =
        "{\"format\": \"congsinh-park/1\",\n"
        "\"park\": {\"id\": \"p\", \"year\": 2026, \"currency\": \"VND\"},\n"
        "\"firms\": [{\"id\": \"a\", \"nmae\": \"A\",\n"
        "  \"outputs\": [{\"id\": \"x\", \"resource\": \"water\",\n"
        "    \"quantity\": \"5 t/d\"}],\n"
        "  \"inputs\": [{\"id\": \"x\", \"resource\": \"water\",\n"
        "    \"quantity\": -5}]}],\n"
        "\"links\": [{\"from\": \"a\",\n"
        "  \"to\": \"b.c\"}],\n"
        "\"models\": {\"resources\": [{\"id\": \"water\", \"family\": \"water\"}]}}";
    static const char *const said[] = {
        "3 unknown key \"nmae\"; did you mean \"name\"?",
        "5 ",
        "6 \"x\" is already a flow of the firm \"a\" (line 4); outputs and inputs of one firm need "
        "ids of "
        "their own",
        "6 \"price\" is missing here and must be stated",
        "7 ",
        "9 \"b.c\" is no firm, facility or flow of this park; write a firm, a facility, or a flow "
        "as "
        "firm.flow",
    };
    SCRATCH_START(s);
    cr_assert_not_null(park_from(&s, text, NULL));
    int count = (int)(sizeof said / sizeof *said);
    cr_assert_eq(s.diagnostics.errors, count, "%s", park_said(&s));
    for (int i = 0; i < count; i++) {
        const cg_diagnostic *item = &s.diagnostics.items.items[i];
        const char *found = cg_format(s.arena, "%d %s", item->place.line,
                                      cg_diagnostic_sentence(s.arena, item, CG_ENGLISH));
        cr_assert(strncmp(found, said[i], strlen(said[i])) == 0, "%s", found);
        cr_assert_str_eq(item->place.file, "park.json");
    }
    SCRATCH_END(s);
}

/* A park is read in the order of its ids and complained of in the order of its lines. */
Test(park_broken, is_told_from_top_to_bottom) {
    static const char text[] =
        "{\"format\": \"congsinh-park/1\",\n"
        "\"park\": {\"id\": \"p\", \"year\": 2026, \"currency\": \"VND\"},\n"
        "\"firms\": [{\"id\": \"z\", \"odd\": 1},\n"
        "  {\"id\": \"b\", \"outputs\": [{\"id\": \"y\", \"resource\": \"water\"},\n"
        "    {\"id\": \"x\", \"resource\": \"water\"}]},\n"
        "  {\"id\": \"a\", \"odd\": 1}],\n"
        "\"models\": {\"resources\": [{\"id\": \"water\", \"family\": \"water\"}]}}";
    SCRATCH_START(s);
    const cg_park *park = park_from(&s, text, NULL);
    cr_assert_not_null(park);
    cr_assert_str_eq(park->firms.items[0].id, "a");
    cr_assert_str_eq(park->outputs.items[0].ref, "b.x");
    cr_assert_str_eq(park_said(&s), "ERROR UNKNOWN_KEY firms.z.odd\n"
                                    "ERROR ENTRY_WITHOUT firms.b.outputs.y\n"
                                    "ERROR ENTRY_WITHOUT firms.b.outputs.x\n"
                                    "ERROR UNKNOWN_KEY firms.a.odd\n");
    SCRATCH_END(s);
}

/* A name that stands twice hides nothing: all else is said with it. */
Test(park_broken, duplicate_names_hide_nothing) {
    static const char text[] =
        "{\"format\": \"congsinh-park/1\",\n"
        "\"park\": {\"id\": \"p\", \"year\": 2026, \"year\": 2025, \"currency\": \"VND\"},\n"
        "\"firms\": [{\"id\": \"a\", \"nmae\": \"A\",\n"
        "  \"outputs\": [{\"id\": \"x\", \"resource\": \"water\", \"quantity\": 5,\n"
        "    \"quantity\": \"5 t/d\"}]}],\n"
        "\"models\": {\"resources\": [{\"id\": \"water\", \"family\": \"water\"}]}}";
    SCRATCH_START(s);
    cr_assert_not_null(park_from(&s, text, NULL));
    cr_assert_str_eq(park_said(&s), "ERROR JSON_DUPLICATE park.year\n"
                                    "ERROR JSON_DUPLICATE firms.a.outputs.x.quantity\n"
                                    "ERROR UNKNOWN_KEY_NEAREST firms.a.nmae\n");
    const cg_diagnostic *second = &s.diagnostics.items.items[1];
    cr_assert_eq(second->place.line, 5);
    cr_assert_str_eq(second->arguments[1], "4");
    SCRATCH_END(s);
}

Test(park_broken, documents_that_are_none) {
    static const char *const texts[] = {"", "[]", "{\"format\": ", "7"};
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        s.diagnostics = (cg_diagnostics){.arena = s.arena};
        cr_assert_null(park_from(&s, texts[i], NULL), "%s", texts[i]);
        cr_assert_eq(s.diagnostics.errors, 1, "%s: %s", texts[i], park_said(&s));
    }
    s.diagnostics = (cg_diagnostics){.arena = s.arena};
    cr_assert_null(park_from(&s, "[]", NULL));
    cr_assert_str_eq(park_said(&s), "ERROR PARK_IS_NONE \n");
    s.diagnostics = (cg_diagnostics){.arena = s.arena};
    cr_assert_not_null(park_from(&s, "{}", NULL));
    cr_assert_str_eq(park_said(&s),
                     "ERROR ENTRY_WITHOUT \nERROR ENTRY_WITHOUT \nWARNING PARK_WITHOUT_FLOWS \n");
    SCRATCH_END(s);
}

/* A --set that leads nowhere is said, and the park is read all the same. */
Test(park_broken, settings) {
    SCRATCH_START(s);
    const char *settings[] = {"firms.papr.name=A", "firms.paper.nmae=A", NULL};
    cr_assert_not_null(park_from(&s, park_sample, settings));
    cr_assert_str_eq(park_said(&s), "ERROR SET_UNKNOWN_NEAREST firms.papr.name\n"
                                    "ERROR UNKNOWN_KEY_NEAREST firms.paper.nmae\n");
    SCRATCH_END(s);
}

/* The shipped ranges: water is sold to firms at 8000 to 15 000 VND/m3 and far is beyond half or
 * twice that. */
Test(park_broken, figures_far_from_usual) {
    static const row rows[] = {
        {"park.name=as it is", ""},
        {R ".price=30000 VND/m3", ""},
        {R ".price=30001 VND/m3", "WARNING PARK_FIGURE_FAR " R ".price\n"},
        {R ".price=3999 VND/m3", "WARNING PARK_FIGURE_FAR " R ".price\n"},
        /* 14 000 VND a litre, meant a cubic metre */
        {R ".price=14000 VND/L", "WARNING PARK_FIGURE_FAR " R ".price\n"},
        {E ".disposal_cost=38000 VND/m3", "WARNING PARK_FIGURE_FAR " E ".disposal_cost\n"},
        {"firms.paper={\"id\": \"paper\", \"sector\": \"C1312\", \"at\": [106.7, 10.6], "
         "\"outputs\": "
         "[{\"id\": \"effluent\", \"resource\": \"treated-wastewater\", \"quantity\": 5, "
         "\"disposal_cost\": 38000}]}",
         ""}, /* dyeing pays more: up to 2 x 19 000 */
        {"park.country=DK", ""},
        /* Meant 10 %; 24 % is twice what is usual. */
        {"assumptions.discount_rate=10",
         "WARNING PARK_FIGURE_ODD_OVER assumptions.discount_rate\n"},
        {"assumptions.discount_rate=0.25", "WARNING PARK_FIGURE_FAR assumptions.discount_rate\n"},
        {"assumptions.discount_rate=24 %", ""},
        {"assumptions.discount_rate=0", ""},
        /* A tenth of its weight. */
        {E ".quality.COD=600000 mg/L", "WARNING PARK_FIGURE_ODD_OVER " E ".quality.COD\n"},
        {E ".quality.COD=100000 mg/L", ""},
        {W ".gives.quality.COD=600000", "WARNING PARK_FIGURE_ODD_OVER " W ".gives.quality.COD\n"},
        {E ".quality.pH=15", "WARNING PARK_FIGURE_ODD_OVER " E ".quality.pH\n"},
        {E ".quality.pH=-1", "WARNING PARK_FIGURE_ODD_UNDER " E ".quality.pH\n"},
        {E ".quality.pH=75", "ERROR PARK_FIGURE_IMPOSSIBLE_OVER " E ".quality.pH\n"},
        {E ".quality.pH=14", ""},
        {E ".quality.colour=-5", "ERROR PARK_FIGURE_IMPOSSIBLE_UNDER " E ".quality.colour\n"},
        {E ".temperature=350 degC", "WARNING PARK_FIGURE_ODD_OVER " E ".temperature\n"},
        {E ".temperature=-5 degC", "WARNING PARK_FIGURE_ODD_UNDER " E ".temperature\n"},
        /* 374 degC is just over the critical point. */
        {E ".temperature=374 degC", "ERROR PARK_FIGURE_IMPOSSIBLE_OVER " E ".temperature\n"},
        {E ".temperature=100 degC", ""},
        {S ".to=2100 degC", "WARNING PARK_FIGURE_ODD_OVER " S ".to\n"},
        {NULL, NULL},
    };
    SCRATCH_START(s);
    const char *models = cg_format(s.arena, "%s/models", getenv("CONGSINH_SOURCE"));
    for (const row *at = rows; at->setting; at++) {
        s.diagnostics = (cg_diagnostics){.arena = s.arena};
        cg_park_source source = {.file = "park.json",
                                 .bytes = park_sample,
                                 .length = strlen(park_sample),
                                 .settings = &at->setting,
                                 .setting_count = 1,
                                 .models_folder = models};
        cg_park_read(s.arena, &s.diagnostics, &source);
        cr_assert_str_eq(park_said(&s), at->said, "%s: %s", at->setting, park_said(&s));
    }
    SCRATCH_END(s);
}

/* Memory that ends at any point of reading leads out, and nothing is left behind. */
Test(park_broken, memory_ends_anywhere) {
    static int ended;
    static bool whole;
    for (ended = 0; !whole; ended++) {
        scratch s = {0};
        if (setjmp(s.failure.point) == 0) {
            s.arena = cg_arena_new(&s.failure);
            s.diagnostics.arena = s.arena;
            cg_fail_allocation_after(ended + 1);
            whole = park_from(&s, park_sample, NULL) != NULL;
        }
        cg_fail_allocation_after(0);
        cg_arena_free(s.arena);
    }
    cr_assert_gt(ended, 5, "reading took only %d allocations", ended);
}

/* What everyone after the reader relies on where it found no error. */
static void check_sound(const cg_diagnostics *diagnostics, const cg_park *park,
                        const char *setting) {
    cr_assert_geq(park->periods.count, 1, "%s", setting);
    for (int i = 0; diagnostics->errors == 0 && i < park->outputs.count; i++) {
        cr_assert_neq(park->outputs.items[i].resource, CG_NONE, "%s", setting);
        cr_assert_geq(park->outputs.items[i].amount[0], 0, "%s", setting);
        cr_assert_not_null(park->outputs.items[i].quality, "%s", setting);
    }
    for (int i = 0; diagnostics->errors == 0 && i < park->inputs.count; i++) {
        cr_assert_neq(park->inputs.items[i].resource, CG_NONE, "%s", setting);
        cr_assert_geq(park->inputs.items[i].price[0], 0, "%s", setting);
        cr_assert_not_null(park->inputs.items[i].limits, "%s", setting);
    }
    for (int i = 0; diagnostics->errors == 0 && i < park->exchanges.count; i++) {
        const cg_exchange *exchange = &park->exchanges.items[i];
        cr_assert(exchange->status != CG_RUNNING || exchange->amount, "%s", setting);
    }
}

/* Whatever stands wherever is read or refused, and never followed blindly: for the sanitizers. */
static int replace_everywhere(scratch *s, const cg_json *node, const char *bytes) {
    static const char *const values[] = {"null",
                                         "true",
                                         "-1e300",
                                         "7",
                                         "\"\"",
                                         "\"wwtp\"",
                                         "\"9 m3/d\"",
                                         "[]",
                                         "{}",
                                         "[null]",
                                         "[{}]",
                                         "{\"value\": {}}",
                                         "{\"factor\": \"bare-use\", \"times\": -1}"};
    int count = 0;
    const char *path = cg_json_path(s->arena, node);
    for (size_t i = 0; *path && i < sizeof values / sizeof *values; i++) {
        const char *settings[] = {cg_format(s->arena, "%s=%s", path, values[i]), NULL};
        s->diagnostics = (cg_diagnostics){.arena = s->arena};
        cg_park *park = park_from(s, bytes, settings);
        cr_assert_not_null(park, "%s", settings[0]);
        check_sound(&s->diagnostics, park, settings[0]);
        count++;
    }
    for (const cg_json *child = node->first; child; child = child->next) {
        count += replace_everywhere(s, child, bytes);
    }
    return count;
}

Test(park_broken, anything_anywhere) {
    SCRATCH_START(s);
    const char *settings[] = {
        RUNNING(", \"via\": \"wwtp\", \"since\": \"2019\", \"price\": 5, \"mode\": \"water-pipe\""),
        "corridors=[{\"nodes\": [[106.7, 10.6], [106.8, 10.6]], \"modes\": [\"truck\"]}]", NULL};
    const cg_park *park = park_from(&s, park_sample, settings);
    cr_assert_str_eq(park_said(&s), "");
    cg_json_writer writer = cg_json_write_start(s.arena);
    cg_json_tree(&writer, NULL, park->document);
    const char *bytes = cg_json_finish(&writer, &(size_t){0});
    cr_assert_gt(replace_everywhere(&s, park->document, bytes), 1500);
    SCRATCH_END(s);
}
