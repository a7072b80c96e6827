/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes parks to measure on: congsinh-park/1 to standard output, the same bytes for the same
 * arguments on every machine.
 *
 *     make_park [--size S|M|K|L|XL] [--firms N] [--seed N] [--periods N]
 *               [--fixed-charge] [--pure-network]
 *
 * Firms lie in zones on a square; five streams a firm, outputs and inputs in turn, of resources
 * drawn by their shares (park_shape.h). Water and materials carry three parameters, and inputs
 * limit them: about every second limit binds in the optimum, which makes the program far harder
 * than a transport problem. Heat carries a temperature and loses some on the way. A plant for each
 * three hundred firms takes effluents up to its capacity and gives water back. What travels in a
 * pipe pays for it by the unit and km. `--firms` keeps the geography of the size.
 *
 * --fixed-charge: a pipe costs what it is long, whatever flows in it (whole numbers are then part
 * of the program). --pure-network: no limits, ratio 1, no plants, nothing lost: a transport
 * problem. --periods: quantities that go with the seasons, and pipes that all periods share. None
 * of these draws from the numbers of chance: a park with them is the same park without.
 *
 * Investments have life 1 at no interest, so that they are a year's money; solve with --rules none.
 */
#include "bench/park_shape.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STREAMS_EACH = 5, FIRMS_A_PLANT = 300, MOST_PERIODS = 366 };
#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

typedef struct stream {
    int resource, next; /* next: of the same firm and direction, or -1 */
    double quantity, money, temperature_c, quality[PARAMETERS];
    double season, swing; /* where in the year the most is, and how much more, as shares */
} stream;

typedef struct place {
    double x_km, y_km, weight;
} place;

typedef struct maker {
    size_shape size;
    long seed;
    int periods;
    bool fixed_charge, pure_network;
    uint64_t state; /* of the numbers of chance */
    place *zones, *firms;
    stream *streams; /* outputs at even places, inputs at odd ones */
    int *first;      /* by firm: its first output, its first input */
} maker;

/* ---- chance: whole-number arithmetic and + - x / alone, which are exact on every machine ---- */

/* Steele, Lea and Flood's SplitMix64. */
static uint64_t chance_next(maker *m) {
    uint64_t z = (m->state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* In 0 .. 1, without 1. */
static double chance(maker *m) {
    return (double)(chance_next(m) >> 11) * 0x1p-53;
}

static double chance_between(maker *m, double low, double high) {
    return low + (high - low) * chance(m);
}

/* Nearly normal, mean 0, deviation 1: a sum of twelve, and so never beyond 6. */
static double chance_normal(maker *m) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
        sum += chance(m);
    }
    return sum;
}

/* e to the power of x, |x| < 8; the library's differs in the last bit from machine to machine. */
static double power_of_e(double x) {
    double part = x / 256, term = 1, sum = 1;
    for (int i = 1; i < 10; i++) {
        term *= part / i;
        sum += term;
    }
    for (int i = 0; i < 8; i++) {
        sum *= sum;
    }
    return sum;
}

/* A factor around 1: most quantities of a park are small, and few are very large. */
static double chance_factor(maker *m, double deviation) {
    return power_of_e(deviation * chance_normal(m));
}

static double rounded(double value) {
    return floor(value * 1000 + 0.5) / 1000;
}

/* Which of `count` weights, read by `weight_of`, a draw falls on. */
static int chance_of_shares(maker *m, int count, double (*weight_of)(const maker *m, int i)) {
    double total = 0;
    for (int i = 0; i < count; i++) {
        total += weight_of(m, i);
    }
    double drawn = chance(m) * total;
    int i = 0;
    while (i < count - 1 && drawn >= weight_of(m, i)) {
        drawn -= weight_of(m, i);
        i++;
    }
    return i;
}

static double share_of_output(const maker *m, int i) {
    (void)m;
    return outputs[i].share;
}

static double share_of_input(const maker *m, int i) {
    (void)m;
    return inputs[i].share;
}

static double weight_of_zone(const maker *m, int i) {
    return m->zones[i].weight;
}

/* ---- what there is ---- */

static void place_zones(maker *m) {
    for (int i = 0; i < m->size.zones; i++) {
        double side = m->size.side_km;
        m->zones[i].x_km = rounded(chance_between(m, 0.05, 0.95) * side);
        m->zones[i].y_km = rounded(chance_between(m, 0.05, 0.95) * side);
        m->zones[i].weight = chance_factor(m, 0.5);
    }
}

static void place_firms(maker *m) {
    for (int i = 0; i < m->size.firms; i++) {
        const place *zone = &m->zones[chance_of_shares(m, m->size.zones, weight_of_zone)];
        bool scattered = chance(m) < m->size.scattered;
        double x = zone->x_km + m->size.spread_km * chance_normal(m);
        double y = zone->y_km + m->size.spread_km * chance_normal(m);
        double anywhere_x = chance(m) * m->size.side_km, anywhere_y = chance(m) * m->size.side_km;
        m->firms[i].x_km = rounded(scattered ? anywhere_x : x);
        m->firms[i].y_km = rounded(scattered ? anywhere_y : y);
    }
}

static void draw_quality(maker *m, stream *one, family of, double load, double deviation) {
    for (int k = 0; k < PARAMETERS; k++) {
        double drawn = families[of].base * load * chance_factor(m, deviation);
        one->quality[k] = rounded(drawn < families[of].most ? drawn : families[of].most);
    }
}

static void draw_output(maker *m, stream *one) {
    one->resource = chance_of_shares(m, COUNT(outputs), share_of_output);
    const output_shape *shape = &outputs[one->resource];
    one->quantity = rounded(shape->quantity * chance_factor(m, 0.8));
    one->money = rounded(shape->disposal_cost * chance_factor(m, 0.2));
    one->temperature_c = rounded(chance_between(m, shape->low_c, shape->high_c));
    draw_quality(m, one, shape->family, shape->load, 0.7);
}

static void draw_input(maker *m, stream *one) {
    one->resource = chance_of_shares(m, COUNT(inputs), share_of_input);
    const input_shape *shape = &inputs[one->resource];
    one->quantity = rounded(shape->quantity * chance_factor(m, 0.8));
    one->money = rounded(shape->price * chance_factor(m, 0.18));
    one->temperature_c = rounded(chance_between(m, shape->low_c, shape->high_c));
    draw_quality(m, one, shape->family, 1, 0.5);
}

static void draw_streams(maker *m) {
    int firms = m->size.firms, count = firms * STREAMS_EACH;
    for (int i = 0; i < 2 * firms; i++) {
        m->first[i] = -1;
    }
    for (int i = 0; i < count; i++) {
        stream *one = &m->streams[i];
        bool in_turn = chance(m) < 0.5;
        int anyone = (int)(chance(m) * firms);
        int *first = &m->first[2 * (in_turn ? i % firms : anyone) + i % 2];
        (i % 2 == 0 ? draw_output : draw_input)(m, one);
        one->season = chance(m);
        one->swing = chance_between(m, 0, 0.5);
        one->next = *first;
        *first = i;
    }
}

/* ---- how it is told ---- */

static void tell(const char *key, double value) {
    printf(", \"%s\": %.10g", key, rounded(value));
}

/* The part of a stream that falls into a period: a season up and down in straight lines. */
static double season_of(const maker *m, const stream *one, int period) {
    double at = (double)period / m->periods + one->season;
    double from_top = fabs(2 * (at - floor(at)) - 1); /* 1, down to 0, up to 1 */
    return 1 + one->swing * (2 * from_top - 1);
}

static void tell_quantity(const maker *m, const stream *one) {
    if (m->periods == 1) {
        tell("quantity", one->quantity);
        return;
    }
    double whole = 0;
    for (int i = 0; i < m->periods; i++) {
        whole += season_of(m, one, i);
    }
    printf(", \"quantity\": {");
    for (int i = 0; i < m->periods; i++) {
        printf("%s\"p%d\": %.10g", i > 0 ? ", " : "", i + 1,
               rounded(one->quantity * season_of(m, one, i) / whole));
    }
    printf("}");
}

static void tell_quality(const maker *m, const stream *one, family of, const char *key) {
    if (of == HEAT) {
        tell("from", one->temperature_c);
        tell("to", one->temperature_c);
    } else if (!m->pure_network) {
        printf(", \"%s\": {", key);
        for (int k = 0; k < PARAMETERS; k++) {
            printf("%s\"%s\": %.10g", k > 0 ? ", " : "", families[of].parameters[k],
                   one->quality[k]);
        }
        printf("}");
    }
}

static void tell_streams(const maker *m, int firm, bool are_inputs) {
    printf(", \"%s\": [", are_inputs ? "inputs" : "outputs");
    const char *between = "";
    for (int i = m->first[2 * firm + are_inputs]; i >= 0; i = m->streams[i].next) {
        const stream *one = &m->streams[i];
        const char *resource = are_inputs ? inputs[one->resource].id : outputs[one->resource].id;
        printf("%s\n    {\"id\": \"s%d\", \"resource\": \"%s\"", between, i + 1, resource);
        tell_quantity(m, one);
        tell(are_inputs ? "price" : "disposal_cost", one->money);
        tell_quality(m, one,
                     are_inputs ? inputs[one->resource].family : outputs[one->resource].family,
                     are_inputs ? "limits" : "quality");
        printf("}");
        between = ",";
    }
    printf("]");
}

static void tell_firms(const maker *m) {
    printf(",\n\"firms\": [");
    for (int i = 0; i < m->size.firms; i++) {
        printf("%s\n  {\"id\": \"f%d\", \"name\": \"Firm %d\", \"at_km\": [%.10g, %.10g]",
               i > 0 ? "," : "", i + 1, i + 1, m->firms[i].x_km, m->firms[i].y_km);
        tell_streams(m, i, false);
        tell_streams(m, i, true);
        printf("}");
    }
    printf("]");
}

/* Plants stand in the first zones, one after the other, and then in these again. */
static void tell_plants(maker *m) {
    int count = m->size.firms / FIRMS_A_PLANT;
    count = m->pure_network ? 0 : count > 0 ? count : 1;
    printf(",\n\"facilities\": [");
    for (int i = 0; i < count; i++) {
        const place *zone = &m->zones[i % m->size.zones];
        printf("%s\n  {\"id\": \"plant%d\", \"name\": \"Central plant %d\", \"kind\": "
               "\"central-wastewater\", \"mode\": \"direct\", \"at_km\": [%.10g, %.10g]",
               i > 0 ? "," : "", i + 1, i + 1, zone->x_km, zone->y_km);
        /* Between a half and nine tenths of what about a fortieth of the streams would fill. */
        double share = STREAMS_EACH * m->size.firms * 0.025 / count;
        tell("capacity", floor(60000 * share * chance_between(m, 0.5, 0.9)));
        tell("reach", plant_reach_km[m->size.distances]);
        tell("transport_cost", 0.01);
        tell("operating_cost", chance_between(m, 0.5, 1));
        printf(",\n   \"transport_emissions\": 0.0004, \"accepts\": {\"resources\": "
               "[\"strong_effluent\", \"grey_effluent\"]}, \"serves\": [\"process_water\", "
               "\"cooling_water\", \"washing_water\"],\n   \"gives\": {\"resource\": "
               "\"treated_water\", \"yield\": 0.85, \"quality\": {");
        for (int k = 0; k < PARAMETERS; k++) {
            printf("%s\"%s\": %.10g", k > 0 ? ", " : "", families[WATER].parameters[k],
                   rounded(chance_between(m, 10, 40)));
        }
        printf("}}}");
    }
    printf("]");
}

static void tell_resources(void) {
    printf("\"resources\": [");
    for (int i = 0; i < COUNT(outputs); i++) {
        printf("\n  {\"id\": \"%s\", \"family\": \"%s\"},", outputs[i].id,
               families[outputs[i].family].name);
    }
    for (int i = 0; i < COUNT(inputs); i++) {
        printf("\n  {\"id\": \"%s\", \"family\": \"%s\", \"emissions\": %.10g},", inputs[i].id,
               families[inputs[i].family].name, inputs[i].emissions);
    }
    printf("\n  {\"id\": \"treated_water\", \"family\": \"water\"}]");
}

/* Small figures per unit and km need all their digits: not by `tell`. */
static void tell_substitution(const maker *m, const substitution_shape *one) {
    const way_shape *going = &ways[one->way];
    printf("\n  {\"output\": \"%s\", \"input\": \"%s\", \"mode\": \"direct\"", one->output,
           one->input);
    tell("ratio", m->pure_network ? 1 : one->ratio);
    tell("treatment_cost", one->treatment_cost);
    tell("reach", going->reach_km[m->size.distances]);
    tell("transport_cost", going->cost);
    printf(", \"transport_emissions\": %.10g", going->emissions);
    tell("loss", m->pure_network ? 0 : going->loss);
    tell("temperature_drop", going->drop_c);
    if (going->fixed > 0 && m->fixed_charge) {
        printf(", \"investment\": {\"fixed\": %.10g, \"fixed_per_km\": %.10g, \"life\": 1}",
               going->fixed, going->fixed_per_km);
    } else if (going->fixed > 0) {
        printf(", \"investment\": {\"per_unit_km\": %.10g, \"life\": 1}", going->per_unit_km);
    }
    printf("},");
}

static void tell_models(const maker *m) {
    printf(",\n\"models\": {");
    tell_resources();
    printf(",\n\"substitutions\": [");
    for (int i = 0; i < COUNT(substitutions); i++) {
        tell_substitution(m, &substitutions[i]);
    }
    printf("\n  {\"output\": \"treated_water\", \"input\": \"process_water\"},"
           "\n  {\"output\": \"treated_water\", \"input\": \"cooling_water\"},"
           "\n  {\"output\": \"treated_water\", \"input\": \"washing_water\"}],"
           "\n\"modes\": [{\"id\": \"direct\", \"transport_cost\": 0, \"transport_emissions\": "
           "0}]}");
}

static void tell_park(maker *m) {
    printf("{\"format\": \"congsinh-park/1\",\n\"park\": {\"id\": \"made\", \"name\": \"A park "
           "to measure on: %s, %d firms, seed %ld\", \"country\": \"VN\", \"year\": 2026, "
           "\"currency\": \"EUR\", \"rules\": \"none\"},\n\"assumptions\": {\"discount_rate\": "
           "0, \"minimum_approach\": 10}",
           m->size.name, m->size.firms, m->seed);
    if (m->periods > 1) {
        printf(",\n\"periods\": [");
        for (int i = 0; i < m->periods; i++) {
            printf("%s{\"id\": \"p%d\", \"hours\": %d}", i > 0 ? ", " : "", i + 1,
                   8760 / m->periods);
        }
        printf("]");
    }
    tell_firms(m);
    tell_plants(m);
    tell_models(m);
    printf("}\n");
}

/* ---- the command ---- */

static int complain(const char *what) {
    fprintf(stderr,
            "make_park: %s\nUsage: make_park [--size S|M|K|L|XL] [--firms N] [--seed N] "
            "[--periods N] [--fixed-charge] [--pure-network]\n",
            what);
    return 2;
}

static bool read_number(const char *text, long most, long *out) {
    char *end = NULL;
    *out = text == NULL ? 0 : strtol(text, &end, 10);
    return text != NULL && end != text && *end == '\0' && *out >= 1 && *out <= most;
}

static bool read_size(const char *name, size_shape *out) {
    for (int i = 0; name != NULL && i < COUNT(sizes); i++) {
        if (strcmp(sizes[i].name, name) == 0) {
            *out = sizes[i];
            return true;
        }
    }
    return false;
}

/* Zones are as many as firms need, so that a zone is always about as full. */
static void take_firms(maker *m, int firms) {
    int zones = (int)((double)m->size.zones * firms / m->size.firms);
    m->size.zones = zones > 0 ? zones : 1;
    m->size.firms = firms;
}

/* What is wrong with the words, or NULL. */
static const char *read_words(maker *m, int count, char **words) {
    long firms = 0, periods = 1;
    for (int i = 1; i < count; i++) {
        const char *value = words[i + 1]; /* NULL behind the last */
        if (strcmp(words[i], "--fixed-charge") == 0) {
            m->fixed_charge = true;
            continue;
        }
        if (strcmp(words[i], "--pure-network") == 0) {
            m->pure_network = true;
            continue;
        }
        bool known =
            (strcmp(words[i], "--size") == 0 && read_size(value, &m->size)) ||
            (strcmp(words[i], "--firms") == 0 && read_number(value, 1000000, &firms)) ||
            (strcmp(words[i], "--seed") == 0 && read_number(value, 1000000000, &m->seed)) ||
            (strcmp(words[i], "--periods") == 0 && read_number(value, MOST_PERIODS, &periods));
        if (!known) {
            return words[i];
        }
        i++;
    }
    if (firms > 0) {
        take_firms(m, (int)firms);
    }
    m->periods = (int)periods;
    return NULL;
}

int main(int count, char **words) {
    maker m = {.size = sizes[0], .seed = 1};
    const char *wrong = read_words(&m, count, words);
    if (wrong != NULL) {
        return complain(wrong);
    }
    /* Sizes and seeds draw each their own numbers. */
    m.state = (uint64_t)m.seed * UINT64_C(1000003) + (uint64_t)m.size.firms;
    m.zones = calloc((size_t)m.size.zones, sizeof *m.zones);
    m.firms = calloc((size_t)m.size.firms, sizeof *m.firms);
    m.streams = calloc((size_t)m.size.firms * STREAMS_EACH, sizeof *m.streams);
    m.first = calloc((size_t)m.size.firms * 2, sizeof *m.first);
    bool room = m.zones != NULL && m.firms != NULL && m.streams != NULL && m.first != NULL;
    if (room) {
        place_zones(&m);
        place_firms(&m);
        draw_streams(&m);
        tell_park(&m);
    }
    free(m.zones);
    free(m.firms);
    free(m.streams);
    free(m.first);
    return room && fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
