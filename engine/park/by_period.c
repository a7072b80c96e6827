/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The periods of the year, and quantities and prices that differ between them. */
#include "park/build.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

/* Hours come from divisions such as 8760 / 12 written with few digits. */
#define HOURS_TOLERANCE 1e-6
/* {"factor": …} may name a factor that names a factor; more steps than this are a circle. */
#define FACTOR_DEPTH 16

static void add_period(cg_build *build, const cg_json *node) {
    static const char *const keys[] = {"id", "hours", NULL};
    static const char *const taken[] = {"value", "factor", "note", NULL};
    if (!cg_reader_is(&build->reader, node, CG_JSON_OBJECT)) {
        return;
    }
    cg_reader_check_keys(&build->reader, node, keys);
    cg_expected hours = {CG_KIND_HOURS, CG_WATER, 0, 0};
    cg_period period = {cg_build_id(build, node), cg_build_number(build, node, "hours", hours)};
    cg_build_positive(build, cg_build_required(build, node, "hours"), period.hours);
    if (!period.id) {
        period.id = cg_format(build->arena, "#%d", build->park->periods.count);
    }
    for (int i = 0; taken[i]; i++) {
        /* {"value": …} would be both a period's map and a number with its source. */
        if (strcmp(period.id, taken[i]) == 0) {
            CG_ERROR_AT(build, node, CG_MSG_PARK_PERIOD_ID_TAKEN, period.id);
        }
    }
    if (!cg_map_add(build->period_ids, period.id, build->park->periods.count)) {
        CG_ERROR_AT(build, node, CG_MSG_PARK_PERIOD_TWICE, period.id);
        return;
    }
    CG_PUSH(build->arena, &build->park->periods, period);
}

void cg_periods_read(cg_build *build, const cg_json *document) {
    build->period_ids = cg_map_new(build->arena);
    cg_park *park = build->park;
    const cg_json *list = cg_build_list(build, document, "periods");
    for (const cg_json *node = list ? list->first : NULL; node; node = node->next) {
        add_period(build, node);
    }
    build->periods_stated = park->periods.count > 0;
    if (!build->periods_stated) {
        CG_PUSH(build->arena, &park->periods, ((cg_period){"year", CG_HOURS_A_YEAR}));
        return;
    }
    cg_sum hours = {0};
    for (int i = 0; i < park->periods.count; i++) {
        cg_sum_add(&hours, park->periods.items[i].hours);
    }
    if (fabs(cg_sum_value(&hours) - CG_HOURS_A_YEAR) > HOURS_TOLERANCE) {
        char room[CG_NUMBER_ROOM];
        CG_ERROR_AT(build, list, CG_MSG_PARK_PERIODS_HOURS,
                    cg_number_text(cg_sum_value(&hours), room));
    }
}

/* Whether the number behind `node` is written without a unit. */
static bool is_bare(const cg_build *build, const cg_json *node) {
    for (int depth = 0; node && depth < FACTOR_DEPTH; depth++) {
        if (node->type != CG_JSON_OBJECT) {
            return node->type == CG_JSON_NUMBER;
        }
        const char *factor = cg_json_member_text(node, "factor");
        if (factor && build->reader.find_factor) {
            node = build->reader.find_factor(build->reader.payload, factor);
            node = node ? cg_json_member(node, "value") : NULL;
            continue;
        }
        node = cg_json_member(node, "value");
    }
    return false;
}

/* Whether an object is a map by period and not a number with its source. Where neither is sure, it
 * is the one whose complaint helps more. */
static bool is_by_period(cg_build *build, const cg_json *node) {
    static const char *const of_a_value[] = {"low",  "high",  "basis", "source",
                                             "year", "times", NULL};
    if (node->type != CG_JSON_OBJECT || cg_json_member(node, "value") ||
        cg_json_member(node, "factor")) {
        return false;
    }
    bool meant = false;
    for (const cg_json *member = node->first; member; member = member->next) {
        if (cg_map_find(build->period_ids, member->key) != CG_NONE) {
            return true;
        }
        meant = meant || strcmp(member->key, "note") != 0;
    }
    for (int i = 0; of_a_value[i]; i++) {
        if (cg_json_member(node, of_a_value[i])) {
            return false;
        }
    }
    return build->periods_stated || meant;
}

/* One wish to read a number for every period. */
typedef struct wish {
    cg_kind kind;
    cg_family family;
    double least;
    bool spread; /* a rate over the year: each period gets its hours' part */
} wish;

static double read_one(cg_build *build, const cg_json *node, const wish *wished, cg_value *value) {
    *value = (cg_value){0};
    bool right = cg_value_read_least(&build->reader, node, wished->kind, wished->family,
                                     wished->least, value);
    value->given = right;
    return value->value;
}

/* True for a right number of a known period. */
static bool read_member(cg_build *build, const cg_json *member, const wish *wished,
                        cg_by_period *out) {
    int period = cg_map_find(build->period_ids, member->key);
    if (period == CG_NONE) {
        cg_unknown say = {CG_MSG_PARK_UNKNOWN_PERIOD, CG_MSG_PARK_UNKNOWN_PERIOD_NEAR};
        cg_build_say_unknown(build, member, say, member->key,
                             cg_map_nearest(build->period_ids, member->key));
        return false;
    }
    cg_value value;
    cg_readings *readings = build->reader.readings;
    if (readings != NULL) {
        readings->amounts = wished->spread;
    }
    double number = read_one(build, member, wished, &value);
    if (readings != NULL) {
        readings->amounts = false;
    }
    if (wished->spread && !is_bare(build, member)) {
        number *= build->park->periods.items[period].hours / CG_HOURS_A_YEAR;
    }
    out->of[period] = number;
    out->confidential = out->confidential || value.confidential;
    if (period == 0) {
        out->first = value;
    }
    return value.given;
}

static void read_map(cg_build *build, const cg_json *node, const wish *wished, cg_by_period *out) {
    if (!build->periods_stated) {
        CG_ERROR_AT(build, node, CG_MSG_PARK_NO_PERIODS);
        return;
    }
    bool right = true;
    for (const cg_json *member = node->first; member; member = member->next) {
        if (strcmp(member->key, "note") != 0) {
            right = read_member(build, member, wished, out) && right;
        }
    }
    for (int i = 0; i < build->park->periods.count; i++) {
        const char *id = build->park->periods.items[i].id;
        if (!cg_json_member(node, id)) {
            CG_ERROR_AT(build, node, CG_MSG_PARK_PERIOD_MISSING, id);
            right = false;
        }
    }
    out->first.given = out->first.given && right;
}

static cg_by_period read_by_period(cg_build *build, const cg_json *node, const wish *wished) {
    int count = build->park->periods.count;
    cg_by_period out = {.of = CG_ARRAY(build->arena, double, count)};
    if (!node) {
        return out;
    }
    if (is_by_period(build, node)) {
        read_map(build, node, wished, &out);
        return out;
    }
    double number = read_one(build, node, wished, &out.first);
    out.confidential = out.first.confidential;
    for (int i = 0; i < count; i++) {
        double hours = build->park->periods.items[i].hours;
        out.of[i] = wished->spread ? number * (hours / CG_HOURS_A_YEAR) : number;
    }
    return out;
}

cg_by_period cg_amounts_read(cg_build *build, const cg_json *node, cg_family family) {
    return read_by_period(build, node, &(wish){CG_KIND_FLOW, family, 0, true});
}

cg_by_period cg_prices_read(cg_build *build, const cg_json *node, cg_family family, double least) {
    return read_by_period(build, node, &(wish){CG_KIND_PRICE, family, least, false});
}

double *cg_capacity_read(cg_build *build, const cg_json *node, cg_family family) {
    double *capacity = CG_ARRAY(build->arena, double, build->park->periods.count);
    if (is_by_period(build, node)) {
        CG_ERROR_AT(build, node, CG_MSG_PARK_CAPACITY_BY_PERIOD);
        return capacity;
    }
    cg_value value;
    double rate = read_one(build, node, &(wish){CG_KIND_FLOW, family, 0, true}, &value);
    for (int i = 0; i < build->park->periods.count; i++) {
        capacity[i] = rate * (build->park->periods.items[i].hours / CG_HOURS_A_YEAR);
    }
    return capacity;
}

double cg_periods_total(const cg_build *build, const double *of) {
    cg_sum total = {0};
    for (int i = 0; i < build->park->periods.count; i++) {
        cg_sum_add(&total, of[i]);
    }
    return cg_sum_value(&total);
}
