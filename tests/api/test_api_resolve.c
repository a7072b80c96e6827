/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park solved again under other numbers, as a C program does it. */
#include "api_help.h"

#include <math.h>
#include <pthread.h>

#define SAME 1e-9

static congsinh_resolver *resolver_of(congsinh *context, const congsinh_park *park) {
    congsinh_resolver *resolver = NULL;
    cr_assert_eq(congsinh_resolver_new(&resolver, context, park, NULL), CONGSINH_OK);
    return resolver;
}

static double saving(congsinh_resolver *resolver, const congsinh_change *changes, int count) {
    congsinh_totals totals = {0};
    cr_assert_eq(congsinh_resolve(&totals, resolver, changes, count), CONGSINH_OK);
    return totals.net_saving;
}

/* The example of the documentation: what each call says is all that differs from the park. */
Test(resolve, changes_are_of_the_park_as_stated) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = api_park(context, API_PARK(""));
    congsinh_resolver *resolver = resolver_of(context, park);
    const congsinh_change less = {CONGSINH_QUANTITY_TIMES, "a.e", 0.4};
    const congsinh_change lost = {CONGSINH_QUANTITY_TIMES, "b.i", 0};
    const congsinh_change dear = {CONGSINH_PRICE, "b.i", 20};
    const congsinh_change cheap = {CONGSINH_PRICE_TIMES, "a.e", 0.2};
    const congsinh_change carbon = {CONGSINH_CARBON_PRICE, NULL, 50};
    const congsinh_change both[] = {less, dear};
    const congsinh_change twice[] = {{CONGSINH_PRICE, "b.i", 100}, dear};
    cr_expect_float_eq(saving(resolver, NULL, 0), 1500, SAME); /* 100 × (5 + 10) */
    cr_expect_float_eq(saving(resolver, &less, 1), 600, SAME); /* 40 × 15 */
    cr_expect_float_eq(saving(resolver, &lost, 1), 0, SAME);
    cr_expect_float_eq(saving(resolver, &dear, 1), 2500, SAME);   /* 100 × (5 + 20) */
    cr_expect_float_eq(saving(resolver, &cheap, 1), 1100, SAME);  /* 100 × (1 + 10) */
    cr_expect_float_eq(saving(resolver, both, 2), 1000, SAME);    /* 40 × 25 */
    cr_expect_float_eq(saving(resolver, twice, 2), 2500, SAME);   /* the later counts */
    cr_expect_float_eq(saving(resolver, &carbon, 1), 1500, SAME); /* nothing emits */
    cr_expect_float_eq(saving(resolver, NULL, 0), 1500, SAME);
    congsinh_resolver_free(resolver);
    congsinh_park_free(park);
    congsinh_free(context);
}

Test(resolve, what_cannot_be_is_said_and_the_next_call_goes_on) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = api_park(context, API_PARK(""));
    congsinh_resolver *resolver = resolver_of(context, park);
    congsinh_plan *plan = NULL;
    const congsinh_change unknown[] = {{CONGSINH_PRICE, "a.ee", 3}, {CONGSINH_PRICE, "zzz", 3}};
    const congsinh_change none = {CONGSINH_QUANTITY_TIMES, "a.e", (double)NAN};
    const congsinh_change negative = {CONGSINH_QUANTITY_TIMES, "a.e", -1};
    const congsinh_change nameless = {CONGSINH_PRICE, NULL, 1};
    congsinh_totals totals = {.net_saving = 7};
    cr_expect_eq(congsinh_resolve(&totals, resolver, unknown, 2), CONGSINH_BAD_DATA);
    int said = api_said(context, "CHANGE_OF_NOTHING_NEAR");
    cr_assert_geq(said, 0);
    cr_expect_not_null(strstr(congsinh_diagnostic_at(context, said).sentence, "a.e\""));
    cr_expect_geq(congsinh_diagnostic_count(context), 2);
    cr_expect_eq(congsinh_resolver_plan(&plan, resolver), CONGSINH_BAD_USAGE);
    cr_expect_null(plan);
    cr_expect_eq(congsinh_resolve(&totals, resolver, &none, 1), CONGSINH_BAD_USAGE);
    cr_expect_eq(congsinh_resolve(&totals, resolver, &negative, 1), CONGSINH_BAD_USAGE);
    cr_expect_eq(congsinh_resolve(&totals, resolver, &nameless, 1), CONGSINH_BAD_USAGE);
    cr_expect_eq(totals.net_saving, 7);
    cr_expect_float_eq(saving(resolver, NULL, 0), 1500, SAME);
    cr_expect_eq(congsinh_resolver_plan(&plan, resolver), CONGSINH_OK);
    congsinh_plan_free(plan);
    congsinh_resolver_free(resolver);
    congsinh_resolver_free(NULL);
    congsinh_park_free(park);
    congsinh_free(context);
}

/* Periods, a plant that is nearly full of what has its home there, limits, requirements of money
 * and water, an exchange that runs today, a pipe that there is. */
static const char busy_park[] =
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"busy\", \"year\": 2026, \"currency\": "
    "\"VND\"}, \"assumptions\": {\"carbon_price\": 10},"
    " \"periods\": [{\"id\": \"dry\", \"hours\": 4380}, {\"id\": \"wet\", \"hours\": 4380}],"
    " \"firms\": [{\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": ["
    "   {\"id\": \"e\", \"resource\": \"w\", \"quantity\": {\"dry\": 60, \"wet\": 40}, "
    "\"disposal_cost\": 5, \"disposed_at\": \"plant\", \"quality\": {\"COD\": 80}},"
    "   {\"id\": \"s\", \"resource\": \"w\", \"quantity\": 300, \"disposal_cost\": 2, \"quality\": "
    "{\"COD\": 60}},"
    "   {\"id\": \"h\", \"resource\": \"heat\", \"quantity\": 100, \"from\": 200, \"to\": 150}]},"
    "  {\"id\": \"b\", \"at_km\": [1, 0], \"inputs\": ["
    "   {\"id\": \"i\", \"resource\": \"c\", \"quantity\": 100, \"price\": 20, \"emissions\": 30, "
    "\"limits\": {\"COD\": 50}, \"max_share\": 0.9},"
    "   {\"id\": \"j\", \"resource\": \"c\", \"quantity\": 400, \"price\": 9, \"emissions\": 20},"
    "   {\"id\": \"t\", \"resource\": \"heat\", \"quantity\": 80, \"price\": 15, \"from\": 50, "
    "\"to\": 100}]}],"
    " \"facilities\": [{\"id\": \"plant\", \"kind\": \"central-wastewater\", \"at_km\": [1, 1], "
    "\"mode\": \"pipe\", \"accepts\": {\"resources\": [\"w\"]}, \"capacity\": 125, "
    "\"pass_through\": true, \"operating_cost\": 0.5,"
    "   \"gives\": {\"resource\": \"r\", \"yield\": 0.9, \"quality\": {\"COD\": 10}}}],"
    " \"links\": [{\"from\": \"a.s\", \"to\": \"b\", \"existing\": true, \"capacity\": 50}],"
    " \"exchanges\": [{\"from\": \"a.h\", \"to\": \"b.t\", \"quantity\": 10, \"status\": "
    "\"running\"}],"
    " \"requirements\": {\"water_purchased_max\": 350%s},"
    " \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\", \"wastewater\": true}, "
    "{\"id\": \"c\", \"family\": \"water\"},"
    "   {\"id\": \"r\", \"family\": \"water\"}, {\"id\": \"heat\", \"family\": \"heat\"}],"
    "  \"substitutions\": [{\"output\": \"w\", \"input\": \"c\"}, {\"output\": \"r\", \"input\": "
    "\"c\"}],"
    "  \"modes\": [{\"id\": \"pipe\", \"family\": \"water\", \"transport_cost\": 0.1,"
    "    \"investment\": {\"per_unit_km\": 1%s}}, {\"id\": \"main\", \"family\": \"heat\", "
    "\"temperature_drop\": 1}],"
    "  \"parameters\": [{\"id\": \"COD\", \"unit\": \"mg/L\"}]}}";

/* What a reader of the park would be asked for the same change. */
typedef struct pair {
    congsinh_change change;
    const char *settings[2];
} pair;

static const pair pairs[] = {
    {{CONGSINH_CARBON_PRICE, NULL, 500}, {"assumptions.carbon_price=500"}},
    {{CONGSINH_QUANTITY_TIMES, "a.s", 0.9}, {"firms.a.outputs.s.quantity=270"}},
    {{CONGSINH_QUANTITY_TIMES, "a.s", 2}, {"firms.a.outputs.s.quantity=600"}},
    {{CONGSINH_QUANTITY_TIMES, "a.e", 0.5},
     {"firms.a.outputs.e.quantity.dry=30", "firms.a.outputs.e.quantity.wet=20"}},
    {{CONGSINH_QUANTITY_TIMES, "a.e", 0}, {"firms.a.outputs.e.quantity=0"}},
    {{CONGSINH_QUANTITY_TIMES, "a.h", 0.2}, {"firms.a.outputs.h.quantity=20"}},
    {{CONGSINH_QUANTITY_TIMES, "b.i", 1.5}, {"firms.b.inputs.i.quantity=150"}},
    {{CONGSINH_QUANTITY_TIMES, "b.j", 0.7}, {"firms.b.inputs.j.quantity=280"}},
    {{CONGSINH_QUANTITY_TIMES, "b.t", 0.5}, {"firms.b.inputs.t.quantity=40"}},
    {{CONGSINH_PRICE, "b.i", 3}, {"firms.b.inputs.i.price=3"}},
    {{CONGSINH_PRICE_TIMES, "b.t", 3}, {"firms.b.inputs.t.price=45"}},
    {{CONGSINH_PRICE, "a.s", -1}, {"firms.a.outputs.s.disposal_cost=-1"}}, /* sold: no waste */
};
enum { PAIRS = sizeof pairs / sizeof *pairs };

static congsinh_plan *cold(congsinh *context, const char *text, const pair *with) {
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
    congsinh_park *park = NULL;
    congsinh_plan *plan = NULL;
    source.bytes = text;
    source.length = strlen(text);
    source.file = "busy.json";
    source.settings = with->settings;
    source.setting_count = with->settings[1] != NULL ? 2 : 1;
    options.no_ranges = true;
    cr_assert_eq(congsinh_park_read(&park, context, &source), CONGSINH_OK, "%s", with->settings[0]);
    cr_assert_eq(congsinh_solve(&plan, context, park, &options), CONGSINH_OK, "%s",
                 with->settings[0]);
    congsinh_park_free(park);
    return plan;
}

static char *json_of(congsinh *context, const congsinh_plan *plan) {
    char *text = NULL;
    cr_assert_eq(congsinh_plan_write(&text, NULL, context, plan, CONGSINH_JSON), CONGSINH_OK);
    return text;
}

/* The figures of two plans that follow from the park and the optimum alone. */
static void same_figures(congsinh *context, const congsinh_plan *a, const congsinh_plan *b,
                         const char *of) {
    static const char *const figures[][2] = {{"\"totals\"", "\"net_saving\":"},
                                             {"\"baseline\"", "\"cost\":"},
                                             {"\"baseline\"", "\"emissions\":"},
                                             {"\"baseline\"", "\"water_purchased\":"},
                                             {"\"baseline\"", "\"wastewater_discharged\":"},
                                             {"\"planned\"", "\"wastewater_discharged\":"},
                                             {"\"planned\"", "\"cost\":"}};
    char *one = json_of(context, a), *other = json_of(context, b);
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        double x = api_number_behind(one, figures[i][0], figures[i][1]);
        double y = api_number_behind(other, figures[i][0], figures[i][1]);
        cr_expect_leq(fabs(x - y), SAME * (1 + fabs(y)), "%s: %s is %.12g and not %.12g", of,
                      figures[i][1], x, y);
    }
    double gap = api_number_behind(one, "\"certificate\"", "\"gap\":");
    cr_expect_leq(gap, SAME, "%s: the proof does not close, %g", of, gap);
    congsinh_text_free(one);
    congsinh_text_free(other);
}

static void like_the_changed_park(const char *more, const char *fixed) {
    char text[sizeof busy_park + 100];
    snprintf(text, sizeof text, busy_park, more, fixed);
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = api_park(context, text);
    congsinh_resolver *resolver = resolver_of(context, park);
    double first = saving(resolver, NULL, 0);
    for (int i = 0; i < PAIRS; i++) {
        congsinh_plan *plan = NULL, *expected = cold(context, text, &pairs[i]);
        double found = saving(resolver, &pairs[i].change, 1);
        double right = congsinh_plan_totals(expected).net_saving;
        cr_expect_leq(fabs(found - right), SAME * fabs(right), "%s: %.12g and not %.12g",
                      pairs[i].settings[0], found, right);
        cr_assert_eq(congsinh_resolver_plan(&plan, resolver), CONGSINH_OK);
        same_figures(context, plan, expected, pairs[i].settings[0]);
        congsinh_plan_free(plan);
        congsinh_plan_free(expected);
    }
    cr_expect_float_eq(saving(resolver, NULL, 0), first, SAME * first);
    congsinh_resolver_free(resolver);
    congsinh_park_free(park);
    congsinh_free(context);
}

Test(resolve, has_the_plan_of_the_changed_park, .timeout = 60) {
    like_the_changed_park("", "");
    like_the_changed_park(", \"net_saving_min\": 100", "");
    like_the_changed_park("", ", \"fixed\": 30");
}

Test(resolve, todays_exchanges_and_requirements_hold) {
    char text[sizeof busy_park + 100];
    snprintf(text, sizeof text, busy_park, "", "");
    congsinh *context = api_context(CONGSINH_VIETNAMESE);
    congsinh_park *park = api_park(context, text);
    congsinh_resolver *resolver = resolver_of(context, park);
    double first = saving(resolver, NULL, 0);
    congsinh_totals totals;
    congsinh_plan *plan = NULL;
    const congsinh_change too_little = {CONGSINH_QUANTITY_TIMES, "a.h", 0.05};
    cr_expect_eq(congsinh_resolve(&totals, resolver, &too_little, 1), CONGSINH_BAD_DATA);
    cr_expect_geq(api_said(context, "CHANGE_OVERDRAWN"), 0);
    /* Without a.s more water must be bought than the park allows itself. */
    const congsinh_change lost = {CONGSINH_QUANTITY_TIMES, "a.s", 0};
    cr_expect_eq(congsinh_resolve(&totals, resolver, &lost, 1), CONGSINH_INFEASIBLE);
    cr_expect_eq(congsinh_resolver_plan(&plan, resolver), CONGSINH_INFEASIBLE);
    cr_expect_not_null(plan);
    congsinh_plan_free(plan);
    cr_expect_float_eq(saving(resolver, NULL, 0), first, SAME * first);
    congsinh_resolver_free(resolver);
    congsinh_park_free(park);
    congsinh_free(context);
}

/* A requirement forces an exchange that costs 25 a unit more than it saves, as much as is bought
 * beyond 70. */
Test(resolve, requirements_are_of_the_changed_park) {
    static const char text[] =
        "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"t\", \"year\": 2026, "
        "\"currency\": \"VND\"}, \"requirements\": {\"water_purchased_max\": 70}, \"firms\": ["
        "{\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": [{\"id\": \"e\", \"resource\": \"w\", "
        "\"quantity\": 100, \"disposal_cost\": 5}]}, {\"id\": \"b\", \"at_km\": [1, 0], "
        "\"inputs\": [{\"id\": \"i\", \"resource\": \"w\", \"quantity\": 100, \"price\": 10}]}], "
        "\"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\", \"mode\": \"p\"}], "
        "\"modes\": [{\"id\": \"p\", \"family\": \"water\", \"transport_cost\": 40}]}}";
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = api_park(context, text);
    congsinh_resolver *resolver = resolver_of(context, park);
    const congsinh_change more = {CONGSINH_QUANTITY_TIMES, "b.i", 1.2};
    const congsinh_change less = {CONGSINH_QUANTITY_TIMES, "b.i", 0.5};
    const congsinh_change dear = {CONGSINH_PRICE, "b.i", 30};
    const congsinh_change too_much = {CONGSINH_QUANTITY_TIMES, "b.i", 2};
    cr_expect_float_eq(saving(resolver, NULL, 0), -750, 1e-6);   /* 30 × 25 */
    cr_expect_float_eq(saving(resolver, &more, 1), -1250, 1e-6); /* 50 × 25 */
    cr_expect_float_eq(saving(resolver, &less, 1), 0, 1e-6);
    cr_expect_float_eq(saving(resolver, &dear, 1), -150, 1e-6); /* 30 × 5 */
    cr_expect_eq(congsinh_resolve(NULL, resolver, &too_much, 1), CONGSINH_INFEASIBLE);
    cr_expect_float_eq(saving(resolver, NULL, 0), -750, 1e-6);
    congsinh_resolver_free(resolver);
    congsinh_park_free(park);
    congsinh_free(context);
}

/* A plan is the caller's: what is solved afterwards does not change it. */
Test(resolve, leaves_its_plans_alone) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = api_park(context, API_PARK(""));
    congsinh_resolver *resolver = resolver_of(context, park);
    const congsinh_change changes[] = {{CONGSINH_QUANTITY_TIMES, "a.e", 0.4},
                                       {CONGSINH_CARBON_PRICE, NULL, 9}};
    congsinh_plan *plan = NULL;
    saving(resolver, changes, 2);
    cr_assert_eq(congsinh_resolver_plan(&plan, resolver), CONGSINH_OK);
    cr_expect_float_eq(congsinh_plan_totals(plan).net_saving, 600, SAME);
    char *before = json_of(context, plan);
    const congsinh_change other = {CONGSINH_PRICE, "b.i", 77};
    saving(resolver, &other, 1);
    char *after = json_of(context, plan);
    cr_expect_str_eq(before, after);
    congsinh_text_free(before);
    congsinh_text_free(after);
    congsinh_plan_free(plan);
    congsinh_resolver_free(resolver);
    congsinh_park_free(park);
    congsinh_free(context);
}

/* Another objective than cost is two programs, one after the other. */
Test(resolve, follows_any_objective) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park *park = api_park(context, API_PARK(""));
    congsinh_resolver *resolver = NULL;
    congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
    options.objective = CONGSINH_WATER;
    cr_assert_eq(congsinh_resolver_new(&resolver, context, park, &options), CONGSINH_OK);
    const congsinh_change less = {CONGSINH_QUANTITY_TIMES, "a.e", 0.4};
    cr_expect_float_eq(saving(resolver, &less, 1), 600, SAME);
    cr_expect_float_eq(saving(resolver, NULL, 0), 1500, SAME);
    congsinh_resolver_free(resolver);
    congsinh_park_free(park);
    congsinh_free(context);
}

typedef struct sweep {
    double savings[40];
    bool done;
} sweep;

static void *sweep_alone(void *payload) {
    sweep *s = payload;
    char text[sizeof busy_park + 100];
    snprintf(text, sizeof text, busy_park, "", "");
    congsinh *context = NULL;
    congsinh_park *park = NULL;
    congsinh_resolver *resolver = NULL;
    congsinh_park_source source = {"t.json", text, strlen(text), NULL, 0, NULL, NULL};
    if (congsinh_new(&context, NULL) != CONGSINH_OK ||
        congsinh_park_read(&park, context, &source) != CONGSINH_OK ||
        congsinh_resolver_new(&resolver, context, park, NULL) != CONGSINH_OK) {
        return NULL;
    }
    s->done = true;
    for (int i = 0; i < 40; i++) {
        const congsinh_change change = {i % 2 == 0 ? CONGSINH_CARBON_PRICE : CONGSINH_PRICE, "b.j",
                                        5 * i};
        congsinh_totals totals = {0};
        s->done = s->done && congsinh_resolve(&totals, resolver, &change, 1) == CONGSINH_OK;
        s->savings[i] = totals.net_saving;
    }
    congsinh_resolver_free(resolver);
    congsinh_park_free(park);
    congsinh_free(context);
    return NULL;
}

Test(resolve, sweeps_beside_each_other_find_the_same, .timeout = 60) {
    enum { THREADS = 3 };
    static sweep sweeps[THREADS + 1];
    pthread_t threads[THREADS];
    for (int t = 0; t < THREADS; t++) {
        cr_assert_eq(pthread_create(&threads[t], NULL, sweep_alone, &sweeps[t]), 0);
    }
    for (int t = 0; t < THREADS; t++) {
        pthread_join(threads[t], NULL);
    }
    sweep_alone(&sweeps[THREADS]);
    for (int t = 0; t <= THREADS; t++) {
        cr_expect(sweeps[t].done);
        cr_expect_eq(memcmp(sweeps[t].savings, sweeps[THREADS].savings, sizeof sweeps[t].savings),
                     0, "thread %d", t);
    }
}
