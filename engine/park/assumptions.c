/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The park's assumptions: discount rate, price of carbon, exchange rates, approach. */
#include "park/build.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

static const char *const keys[] = {"discount_rate",
                                   "carbon_price",
                                   "exchange_rates",
                                   "minimum_approach",
                                   "temperature_step",
                                   "own_reuse",
                                   NULL};

/* Three capital letters, as ISO 4217 has them. */
static bool is_currency(const char *code) {
    for (int i = 0; i < 3; i++) {
        if (code[i] < 'A' || code[i] > 'Z') {
            return false;
        }
    }
    return code[3] == '\0';
}

static void read_rate(cg_build *build, const cg_json *node, cg_map *others, double *rates) {
    const char *own = build->park->currency;
    if (!is_currency(node->key)) {
        CG_ERROR_AT(build, node, CG_MSG_PARK_CURRENCY_CODE, node->key);
        return;
    }
    cg_value rate = {0};
    /* The reader knows the park's own currency alone yet: a rate in any other is reported. */
    if (!cg_value_read_least(&build->reader, node, CG_KIND_EXCHANGE_RATE, CG_WATER, 0, &rate)) {
        return;
    }
    if (!rate.missing_rate && !cg_build_positive(build, node, rate.value)) {
        return;
    }
    if (strcmp(node->key, own) == 0) {
        CG_ERROR_AT(build, node, CG_MSG_PARK_RATE_OF_OWN, own);
        return;
    }
    rates[cg_map_count(others)] = rate.value;
    cg_map_add(others, node->key, cg_map_count(others));
}

void cg_exchange_rates_read(cg_build *build, const cg_json *document) {
    cg_park *park = build->park;
    const cg_json *head = cg_json_member(document, "park");
    const cg_json *stated = cg_json_member(head, "currency");
    const char *own = cg_reader_text(&build->reader, head, "currency", NULL);
    if (own && !is_currency(own)) {
        CG_ERROR_AT(build, stated, CG_MSG_PARK_CURRENCY_CODE, own);
    }
    /* Without a currency no price can be judged: one error then, and not one more for each price.
     */
    bool known = own && is_currency(own);
    park->currency = known ? own : "XXX"; /* ISO 4217: no currency */
    build->reader.lenient_rates = !known;
    park->rates = CG_NEW(build->arena, cg_currency);
    park->rates->own = park->currency;
    build->reader.currency = park->rates;
    /* A wrong type of "assumptions" is reported by cg_assumptions_read. */
    const cg_json *list =
        cg_build_object(build, cg_json_member(document, "assumptions"), "exchange_rates");
    if (!list) {
        return;
    }
    cg_map *others = cg_map_new(build->arena);
    double *rates = CG_ARRAY(build->arena, double, list->count + 1);
    for (const cg_json *node = list->first; node; node = node->next) {
        if (strcmp(node->key, "note") != 0) {
            read_rate(build, node, others, rates);
        }
    }
    park->rates->others = others;
    park->rates->rates = rates;
}

void cg_assumptions_read(cg_build *build, const cg_json *document) {
    cg_park *park = build->park;
    const cg_json *object = cg_build_object(build, document, "assumptions");
    if (object) {
        cg_reader_check_keys(&build->reader, object, keys);
    }
    park->discount_rate = cg_build_number(build, object, "discount_rate",
                                          (cg_expected){CG_KIND_SHARE, CG_WATER, 0, 0.1});
    park->carbon_price = cg_build_number(build, object, "carbon_price",
                                         (cg_expected){CG_KIND_CARBON_PRICE, CG_WATER, 0, 0});
    cg_expected kelvin = {CG_KIND_TEMPERATURE_DIFFERENCE, CG_WATER, 0, 10};
    park->minimum_approach_k = cg_build_number(build, object, "minimum_approach", kelvin);
    kelvin.otherwise = 0;
    park->temperature_step_k = cg_build_number(build, object, "temperature_step", kelvin);
    cg_build_positive(build, cg_json_member(object, "temperature_step"), park->temperature_step_k);
    park->own_reuse = cg_reader_truth(&build->reader, object, "own_reuse", false);
}

/* More than any thermometer tells apart in a park, and what a program of pairs of pieces can hold:
 * as many outputs as inputs make a million pairs of them. */
#define MOST_PIECES 2000

/* What the park's flows of heat reach over. */
typedef struct reach {
    double spans_k; /* of all flows together */
    double lowest_c, highest_c;
} reach;

static void add_spans(reach *of, const cg_flow *flows, int count) {
    for (int f = 0; f < count; f++) {
        if (flows[f].family == CG_HEAT) {
            of->spans_k += fabs(flows[f].from_c - flows[f].to_c);
            of->lowest_c = fmin(of->lowest_c, fmin(flows[f].from_c, flows[f].to_c));
            of->highest_c = fmax(of->highest_c, fmax(flows[f].from_c, flows[f].to_c));
        }
    }
}

void cg_temperature_step_check(cg_build *build) {
    const cg_park *park = build->park;
    const cg_json *step =
        cg_json_member(cg_json_member(park->document, "assumptions"), "temperature_step");
    if (!step || !(park->temperature_step_k > 0)) {
        return;
    }
    reach of = {0, INFINITY, -INFINITY};
    add_spans(&of, park->outputs.items, park->outputs.count);
    add_spans(&of, park->inputs.items, park->inputs.count);
    /* Multiples that lie between flows cut nothing, but are as many to look at. */
    double cut_k = fmax(of.spans_k, of.highest_c - of.lowest_c);
    if (!(cut_k / park->temperature_step_k > MOST_PIECES)) {
        return;
    }
    char least[CG_NUMBER_ROOM], most[CG_NUMBER_ROOM];
    CG_ERROR_AT(build, step, CG_MSG_STEP_TOO_FINE, cg_number_text(MOST_PIECES, most),
                cg_number_text(ceil(cut_k / MOST_PIECES * 1000) / 1000, least));
}
