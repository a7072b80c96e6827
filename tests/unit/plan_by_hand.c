/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small plan made by hand. */
#include "plan_by_hand.h"

#include <math.h>
#include <string.h>

static const char *periods[] = {"dry", "wet"};
static double hours[] = {4380, 4380};
static const char *models[] = {"resources", "rules/vn"};
static const char *rules[] = {"VN-WW-CENTRAL"};
static const char *assumed[] = {"chloride"};
static const char *notes[] = {"MADE_UP"};
static cg_words note_words[] = {{{"Prices are made up.", "Giá là giả định."}}};
static double effluent_by_period[] = {164250, 127750};

/* 292,000 m3 handed over: 292,000 x 14,000 VND of water no longer bought is 4,088 million; the
 * plant and the pipe cost 1,752 + 100 million; a pipe of 851 million is 100 million a year. Saving
 * 2,136 million. */
static cg_line effluent_line(void) {
    return (cg_line){.number = 1,
                     .from = "paper.effluent",
                     .to = "dyeing.rinse",
                     .from_firm = {{"Paper | mill", "Nhà máy giấy"}},
                     .to_firm = {{"Dye-house", "Nhà máy nhuộm"}},
                     .via = "wwtp",
                     .via_name = {{"Central plant", "Nhà máy XLNT tập trung"}},
                     .mode = "water-pipe",
                     .mode_name = {{"Water pipe", "Đường ống nước"}},
                     .resource = "treated-wastewater",
                     .input_resource = "process-water",
                     .resource_name = {{"treated waste water", "nước thải đã xử lý"}},
                     .input_resource_name = {{"process water", "nước sản xuất"}},
                     .unit = "m3",
                     .input_unit = "m3",
                     .quantity = 292000,
                     .delivered = 292000,
                     .quantity_by_period = effluent_by_period,
                     .saving = 2136e6,
                     .emissions_saving = 45.25,
                     .investment = 851e6,
                     .parts = {4088e6, 0, 100e6, 1752e6, 0, 100e6},
                     .distance_km = 1.25,
                     .rules = rules,
                     .rule_count = 1,
                     .from_saving = 0,
                     .to_saving = 2136e6};
}

static cg_line ash_line(void) {
    return (cg_line){.number = 2,
                     .from = "power.ash",
                     .to = "cement.raw-meal",
                     .from_firm = {{"=Power", NULL}},
                     .to_firm = {{NULL, "Xi măng"}},
                     .mode = "truck",
                     .resource = "fly-ash",
                     .input_resource = "fly-ash",
                     .unit = "t",
                     .input_unit = "t",
                     .quantity = 1200.5,
                     .delivered = 1200.5,
                     .saving = 300.5e6,
                     .emissions_saving = -2.5,
                     .parts = {120.5e6, 200e6, 20e6, 0, 0, 0},
                     .distance_km = NAN,
                     .outside = true,
                     .change = CG_CHANGE,
                     .running = true,
                     .running_quantity = 1000,
                     .assumed = assumed,
                     .assumed_count = 1,
                     .from_saving = 200e6,
                     .to_saving = 100.5e6};
}

static cg_line service_line(void) {
    return (cg_line){.number = 3,
                     .from = "beer.wash",
                     .to = "wwtp",
                     .mode = "water-pipe",
                     .resource = "raw-wastewater",
                     .unit = "m3",
                     .quantity = 50,
                     .delivered = 50,
                     .saving = 0.5e6,
                     .service = true,
                     .parts = {0, 0.75e6, 0, 0.25e6, 0, 0},
                     .from_saving = 0.5e6};
}

static void add_parties(cg_arena *arena, cg_plan *plan) {
    const cg_party parties[] = {
        {.id = "dyeing",
         .name = {{"Dye-house", "Nhà máy nhuộm"}},
         .saving = 2136e6,
         .purchase = 4088e6,
         .transport = -100e6,
         .treatment = -1752e6,
         .annualised_investment = -100e6,
         .investment = 851e6},
        {.id = "cement", .name = {{NULL, "Xi măng"}}, .saving = 301.5e6, .purchase = 301.5e6},
        {.id = "wwtp",
         .name = {{"Central plant", "Nhà máy XLNT tập trung"}},
         .facility = true,
         .saving = -0.5e6,
         .disposal = -0.5e6}};
    for (size_t i = 0; i < sizeof parties / sizeof *parties; i++) {
        CG_PUSH(arena, &plan->parties, parties[i]);
    }
}

static void add_reasons(cg_arena *arena, cg_plan *plan) {
    const cg_shadow_price prices[] = {{"supply", "paper.effluent", NULL, "dry", 7500.25, "m3"},
                                      {"blend", "dyeing.rinse", "COD", NULL, 12.5, "m3 x mg/L"},
                                      {"requirement", "investment_max", NULL, NULL, 0.125, "VND"}};
    const cg_rejected rejected[] = {{"beer.wash", "dyeing.rinse", NULL, "water-pipe", "forbidden",
                                     false, 0, NULL, false, rules, 1},
                                    {"steel.heat", "dyeing.steam", NULL, "steam-main", "allowed",
                                     true, 125000, "VND", false, NULL, 0},
                                    {"fish.brine", "dyeing.rinse", "wwtp", "water-pipe", "unknown",
                                     false, 0, NULL, false, NULL, 0}};
    plan->price_unit = "VND";
    for (size_t i = 0; i < 3; i++) {
        CG_PUSH(arena, &plan->prices, prices[i]);
        CG_PUSH(arena, &plan->rejected, rejected[i]);
    }
    /* The second is of a plan whose duals are not money. */
    const cg_waste wasted[] = {{.from = "dyeing.effluent",
                                .resource = "raw-wastewater",
                                .resource_name = {{"raw waste water", "nước thải chưa xử lý"}},
                                .unit = "m3",
                                .quantity = 120000,
                                .disposal = 1440e6,
                                .worth = 60e6,
                                .rules = rules,
                                .rule_count = 1},
                               {.from = "dyeing.sludge",
                                .resource = "sludge",
                                .unit = "t",
                                .quantity = 40,
                                .disposal = 20e6,
                                .worth = (double)NAN}};
    CG_PUSH(arena, &plan->wasted, wasted[0]);
    CG_PUSH(arena, &plan->wasted, wasted[1]);
    const cg_policy_question question = {.from = "beer.wash",
                                         .to = "dyeing.rinse",
                                         .mode = "water-pipe",
                                         .verdict = "open",
                                         .rules = rules,
                                         .rule_count = 1,
                                         .unit = "m3",
                                         .quantity = 50000,
                                         .worth = 350e6};
    CG_PUSH(arena, &plan->policy, question);
}

/* The plant stands 3 km east and 4 km north of the dye-house. */
static void add_places(cg_arena *arena, cg_plan *plan) {
    const cg_plan_place places[] = {
        {"dyeing", "firm", 0, 0}, {"cement", "outside", -40, 0}, {"wwtp", "facility", 3, 4}};
    plan->on_plane = true;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        CG_PUSH(arena, &plan->places, places[i]);
    }
    const cg_cited_rule rule = {"VN-WW-CENTRAL",
                                {{"Through the plant", "Qua nhà máy"}},
                                {{"Decree 08/2022/ND-CP", "Nghị định 08/2022/NĐ-CP"}},
                                {{"Article 49", "Điều 49"}}};
    CG_PUSH(arena, &plan->cited, rule);
}

static const char *results_today[] = {"met", "no-data"};
static const char *results_after[] = {"met", "met"};

/* One criterion met, one that the plan meets, one without data; one firm against two criteria. */
static cg_plan_assessment *assessment(cg_arena *arena, cg_words said, bool has_after) {
    cg_plan_assessment *made = CG_NEW(arena, cg_plan_assessment);
    *made = (cg_plan_assessment){
        .framework = "vn-eip", .date = "2026-06-30", .title = said, .has_after = has_after};
    const char *results[][CG_PLAN_TIMES] = {
        {"met", "met"}, {"not-met", "met"}, {"no-data", "no-data"}};
    const char *ids[] = {"C1a", "C2b", "C2c"};
    for (int i = 0; i < 3; i++) {
        cg_plan_criterion one = {.id = ids[i],
                                 .subject = "firms",
                                 .title = said,
                                 .clause = said,
                                 .threshold = said,
                                 .closes = said,
                                 .evidence = CG_ARRAY(arena, cg_words, 2),
                                 .evidence_count = 2};
        one.evidence[0] = one.evidence[1] = said;
        for (int time = 0; time < (has_after ? CG_PLAN_TIMES : 1); time++) {
            one.at[time] = (cg_plan_standing){results[i][time], said, said};
        }
        CG_PUSH(arena, &made->criteria, one);
    }
    for (int i = 0; i < 2; i++) {
        cg_plan_criterion one = {.id = i == 0 ? "E1" : "E3", .subject = "firm", .title = said};
        one.clause = one.closes = said;
        CG_PUSH(arena, &made->firm_criteria, one);
    }
    cg_plan_firm_assessed firm = {
        "dyeing", said, {results_today, has_after ? results_after : NULL}};
    CG_PUSH(arena, &made->firms, firm);
    CG_PUSH(arena, &made->outside, said);
    CG_PUSH(arena, &made->notes, said);
    return made;
}

void plan_assessed(cg_arena *arena, cg_plan *plan, cg_words said) {
    plan->assessment = assessment(arena, said, strcmp(plan->status, "infeasible") != 0);
}

static cg_plan *plan_head(cg_arena *arena, const char *status) {
    cg_plan *plan = CG_NEW(arena, cg_plan);
    plan->arena = arena;
    plan->park = "sample";
    plan->park_name = (cg_words){{"Sample park", "KCN Mẫu"}};
    plan->year = 2026;
    plan->currency = "VND";
    plan->status = status;
    plan->objective = "cost";
    plan->rules = "vn";
    plan->date = "2026-06-30";
    plan->periods = periods;
    plan->period_hours = hours;
    plan->period_count = 2;
    plan->baseline = (cg_balance){48740e6, 10000, 1e6, 900000, 1500.5, 0, 0, 0};
    plan->bound_of = "search";
    plan->program = "congsinh 0.1.0";
    plan->park_sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    plan->models = models;
    plan->model_count = 2;
    plan_assessed(arena, plan, (cg_words){{"As | stated", "Theo số liệu"}});
    return plan;
}

cg_plan *plan_by_hand(cg_arena *arena) {
    cg_plan *plan = plan_head(arena, "optimal");
    /* 2,136 + 300.5 + 0.5 = 2,437 million; 851 / (2,437 + 100) = 0.3354 years. */
    plan->totals = (cg_totals){.net_saving = 2437e6,
                               .parts = {4208.5e6, 200.75e6, 120e6, 1752.25e6, 0, 100e6},
                               .investment = 851e6,
                               .emissions_saving = 42.75,
                               .pays_back = true,
                               .payback_years = 851.0 / 2537.0};
    plan->planned = (cg_balance){46303e6, 9957.25, 708000, 608000, 1300, 0, 0, 0};
    CG_PUSH(arena, &plan->lines, ash_line());
    CG_PUSH(arena, &plan->lines, effluent_line());
    CG_PUSH(arena, &plan->lines, service_line());
    add_parties(arena, plan);
    add_reasons(arena, plan);
    add_places(arena, plan);
    cg_park_item item = {.kind = "rule-charge", .subject = "VN-FEE", .saving = 0};
    CG_PUSH(arena, &plan->items, item);
    plan->bound = 2437e6;
    plan->gap = 0;
    plan->primal_residual = 3.2e-15;
    plan->dual_residual = 1e-13;
    plan->basis_count[1] = 3;
    plan->basis_count[4] = 5;
    plan->basis_count[0] = 2;
    plan->notes = notes;
    plan->note_words = note_words;
    plan->note_count = 1;
    return plan;
}

cg_plan *plan_in_conflict(cg_arena *arena) {
    cg_plan *plan = plan_head(arena, "infeasible");
    plan->planned = plan->baseline;
    plan->bound = plan->gap = plan->primal_residual = plan->dual_residual = NAN;
    cg_conflict investment = {"investment_max", 100e6, 851e6, "VND", NULL};
    cg_conflict water = {"water_purchased_max", 700000, NAN, "m3", "none"};
    CG_PUSH(arena, &plan->conflicts, investment);
    CG_PUSH(arena, &plan->conflicts, water);
    return plan;
}
