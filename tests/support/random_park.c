/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small parks made by chance from a seed: every kind of thing the format knows, in plain numbers.
 */
#include "support/random_park.h"

typedef struct maker {
    cg_json_writer out;
    cg_arena *arena;
    chance luck;
    int firms;
    bool periods, fixed_charges, sold;
} maker;

/* Steele, Lea and Flood's SplitMix64: small, and the same on every machine. */
static uint64_t chance_next(chance *luck) {
    uint64_t z = (luck->state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

int chance_below(chance *luck, int below) {
    return (int)((chance_next(luck) >> 11) % (uint64_t)below);
}

bool chance_once_in(chance *luck, int times) {
    return chance_below(luck, times) == 0;
}

double chance_number(chance *luck, double low, double high, double step) {
    int steps = (int)((high - low) / step + 0.5);
    return low + step * chance_below(luck, steps + 1);
}

static void number(maker *m, const char *key, double low, double high, double step) {
    cg_json_number(&m->out, key, chance_number(&m->luck, low, high, step));
}

/* The same, but only once in `times`. */
static void now_and_then(maker *m, int times, const char *key, double low, double high,
                         double step) {
    if (chance_once_in(&m->luck, times)) {
        number(m, key, low, high, step);
    }
}

/* One number, or one for each period. */
static void by_period(maker *m, const char *key, double low, double high, double step,
                      double parts) {
    if (!m->periods || !chance_once_in(&m->luck, 2)) {
        number(m, key, low, high, step);
        return;
    }
    cg_json_open_object(&m->out, key);
    number(m, "dry", low / parts, high / parts, step);
    number(m, "wet", low / parts, high / parts, step);
    cg_json_close_object(&m->out);
}

static void investment(maker *m, const char *key, double scale) {
    cg_json_open_object(&m->out, key);
    number(m, "per_unit", 0, 2 * scale, 0.25 * scale);
    number(m, "per_unit_km", 0, 1 * scale, 0.125 * scale);
    if (m->fixed_charges) {
        number(m, "fixed", 0, 400 * scale, 50 * scale);
        now_and_then(m, 2, "fixed_per_km", 10 * scale, 100 * scale, 10 * scale);
    }
    now_and_then(m, 2, "life", 5, 30, 5);
    cg_json_close_object(&m->out);
}

static void write_head(maker *m, unsigned seed) {
    cg_json_string(&m->out, "format", "congsinh-park/1");
    cg_json_open_object(&m->out, "park");
    cg_json_string(&m->out, "id", cg_format(m->arena, "random-%u", seed));
    cg_json_string(&m->out, "name", "A park made by chance");
    cg_json_string(&m->out, "country", "VN");
    cg_json_integer(&m->out, "year", 2026);
    cg_json_string(&m->out, "currency", "USD");
    cg_json_close_object(&m->out);
    cg_json_open_object(&m->out, "assumptions");
    number(m, "discount_rate", 0, 0.12, 0.04);
    now_and_then(m, 2, "carbon_price", 5, 50, 5);
    now_and_then(m, 2, "minimum_approach", 4, 20, 2);
    now_and_then(m, 3, "temperature_step", 20, 40, 10);
    if (chance_once_in(&m->luck, 4)) {
        cg_json_boolean(&m->out, "own_reuse", true);
    }
    cg_json_close_object(&m->out);
}

static void write_periods(maker *m) {
    static const double dry_hours[] = {4380, 2000, 5000};
    if (!m->periods) {
        return;
    }
    double dry = dry_hours[chance_below(&m->luck, 3)];
    cg_json_open_array(&m->out, "periods");
    cg_json_open_object(&m->out, NULL);
    cg_json_string(&m->out, "id", "dry");
    cg_json_number(&m->out, "hours", dry);
    cg_json_close_object(&m->out);
    cg_json_open_object(&m->out, NULL);
    cg_json_string(&m->out, "id", "wet");
    cg_json_number(&m->out, "hours", 8760 - dry);
    cg_json_close_object(&m->out);
    cg_json_close_array(&m->out);
}

/* "load" and "salt" mix, "acid" does not. Once in ten something is left unsaid. */
static void write_quality(maker *m) {
    cg_json_open_object(&m->out, "quality");
    number(m, "load", 10, 200, 10);
    if (!chance_once_in(&m->luck, 10)) {
        number(m, "salt", 0, 80, 5);
    }
    if (!chance_once_in(&m->luck, 10)) {
        number(m, "acid", 4, 10, 1);
    }
    cg_json_close_object(&m->out);
}

static void write_limits(maker *m) {
    cg_json_open_object(&m->out, "limits");
    number(m, "load", 10, 150, 10);
    if (chance_once_in(&m->luck, 2)) {
        cg_json_open_object(&m->out, "salt");
        number(m, "max", 20, 60, 5);
        now_and_then(m, 2, "min", 1, 5, 1);
        cg_json_close_object(&m->out);
    }
    if (chance_once_in(&m->luck, 3)) {
        cg_json_open_object(&m->out, "acid");
        number(m, "min", 4, 6, 1);
        number(m, "max", 8, 9, 1);
        cg_json_close_object(&m->out);
    }
    cg_json_close_object(&m->out);
}

static void open_flow(maker *m, const char *id, const char *resource) {
    cg_json_open_object(&m->out, NULL);
    cg_json_string(&m->out, "id", id);
    cg_json_string(&m->out, "resource", resource);
    by_period(m, "quantity", 40, 400, 20, m->periods ? 2 : 1);
}

static void write_water_output(maker *m, const char *id) {
    open_flow(m, id, chance_once_in(&m->luck, 2) ? "used-water" : "dirty-water");
    write_quality(m);
    by_period(m, "disposal_cost", 0, 4, 0.5, 1);
    if (chance_once_in(&m->luck, 2)) {
        cg_json_string(&m->out, "disposed_at", "plant");
    }
    cg_json_close_object(&m->out);
}

static void write_material_output(maker *m, const char *id) {
    bool sold = m->sold && chance_once_in(&m->luck, 3);
    open_flow(m, id, chance_once_in(&m->luck, 2) ? "ash" : "scrap");
    write_quality(m);
    number(m, "disposal_cost", sold ? -3 : 0, sold ? -1 : 12, 1);
    if (sold) {
        cg_json_number(&m->out, "disposal_emissions", 0);
    }
    cg_json_close_object(&m->out);
}

static void write_heat_output(maker *m, const char *id) {
    double from = chance_number(&m->luck, 60, 200, 5);
    open_flow(m, id, "heat");
    cg_json_number(&m->out, "from", from);
    cg_json_number(&m->out, "to", from - chance_number(&m->luck, 0, 60, 10));
    now_and_then(m, 2, "approach", 2, 8, 1);
    number(m, "disposal_cost", 0, 1, 0.25);
    now_and_then(m, 3, "cost", 0.5, 4, 0.5);
    now_and_then(m, 3, "cost_emissions", 10, 50, 10);
    cg_json_close_object(&m->out);
}

static void write_water_input(maker *m, const char *id) {
    open_flow(m, id, chance_once_in(&m->luck, 2) ? "clean-water" : "used-water");
    write_limits(m);
    by_period(m, "price", 4, 20, 0.5, 1);
    now_and_then(m, 4, "max_share", 0.25, 0.75, 0.25);
    cg_json_close_object(&m->out);
}

static void write_material_input(maker *m, const char *id) {
    open_flow(m, id, chance_once_in(&m->luck, 2) ? "filler" : "ash");
    if (chance_once_in(&m->luck, 2)) {
        write_limits(m);
    }
    number(m, "price", 5, 40, 1);
    now_and_then(m, 4, "emissions", 0, 300, 25);
    cg_json_close_object(&m->out);
}

static void write_heat_input(maker *m, const char *id) {
    double from = chance_number(&m->luck, 20, 120, 5);
    open_flow(m, id, "heat");
    cg_json_number(&m->out, "from", from);
    cg_json_number(&m->out, "to", from + chance_number(&m->luck, 0, 60, 10));
    now_and_then(m, 2, "approach", 2, 8, 1);
    by_period(m, "price", 5, 30, 1, 1);
    cg_json_close_object(&m->out);
}

typedef void write_flow(maker *m, const char *id);

static void write_flows(maker *m, const char *key, write_flow *const kinds[3]) {
    static const char *const ids[] = {"water", "material", "heat"};
    cg_json_open_array(&m->out, key);
    for (int kind = 0; kind < 3; kind++) {
        if (chance_once_in(&m->luck, 2)) {
            kinds[kind](m, cg_format(m->arena, "%s-%s", ids[kind], key));
        }
    }
    cg_json_close_array(&m->out);
}

static void write_place(maker *m) {
    cg_json_open_flat_array(&m->out, "at_km");
    number(m, NULL, 0, 6, 0.5);
    number(m, NULL, 0, 6, 0.5);
    cg_json_close_array(&m->out);
}

static void write_firms(maker *m) {
    static write_flow *const outputs[] = {write_water_output, write_material_output,
                                          write_heat_output};
    static write_flow *const inputs[] = {write_water_input, write_material_input, write_heat_input};
    cg_json_open_array(&m->out, "firms");
    for (int f = 0; f < m->firms; f++) {
        cg_json_open_object(&m->out, NULL);
        cg_json_string(&m->out, "id", cg_format(m->arena, "f%d", f));
        /* A firm without a place: its ways are free. */
        if (f > 0 || !chance_once_in(&m->luck, 4)) {
            write_place(m);
        }
        write_flows(m, "outputs", outputs);
        write_flows(m, "inputs", inputs);
        cg_json_close_object(&m->out);
    }
    cg_json_close_array(&m->out);
}

static void write_strings(maker *m, const char *key, const char *one, const char *other) {
    cg_json_open_flat_array(&m->out, key);
    cg_json_string(&m->out, NULL, one);
    if (other != NULL) {
        cg_json_string(&m->out, NULL, other);
    }
    cg_json_close_array(&m->out);
}

/* Large enough for all that goes there today, tight enough to bind now and then. */
static void write_plant(maker *m) {
    cg_json_open_object(&m->out, NULL);
    cg_json_string(&m->out, "id", "plant");
    cg_json_string(&m->out, "kind", "central-wastewater");
    cg_json_string(&m->out, "mode", "water-main");
    write_place(m);
    number(m, "capacity", 400.0 * m->firms * (m->periods ? 3 : 1),
           500.0 * m->firms * (m->periods ? 3 : 1), 50);
    cg_json_open_object(&m->out, "accepts");
    write_strings(m, "resources", "used-water", "dirty-water");
    cg_json_open_object(&m->out, "limits");
    number(m, "load", 100, 200, 20);
    cg_json_close_object(&m->out);
    cg_json_close_object(&m->out);
    cg_json_open_object(&m->out, "gives");
    cg_json_string(&m->out, "resource", "reclaimed-water");
    number(m, "yield", 0.6, 1, 0.1);
    cg_json_open_object(&m->out, "quality");
    number(m, "load", 5, 40, 5);
    number(m, "salt", 0, 40, 5);
    number(m, "acid", 6, 8, 1);
    cg_json_close_object(&m->out);
    cg_json_close_object(&m->out);
    number(m, "operating_cost", 0, 3, 0.25);
    now_and_then(m, 2, "operating_emissions", 100, 900, 100);
    if (chance_once_in(&m->luck, 2)) {
        cg_json_boolean(&m->out, "pass_through", true);
        number(m, "pass_through_cost", 0, 1, 0.125);
    }
    now_and_then(m, 3, "reach", 3, 7, 1);
    now_and_then(m, 3, "loss", 0.01, 0.03, 0.01);
    if (chance_once_in(&m->luck, 3)) {
        investment(m, "link_investment", 1);
    }
    cg_json_close_object(&m->out);
}

static void write_workshop(maker *m) {
    cg_json_open_object(&m->out, NULL);
    cg_json_string(&m->out, "id", "workshop");
    cg_json_string(&m->out, "kind", "sorting");
    cg_json_string(&m->out, "mode", "lorry");
    write_place(m);
    cg_json_boolean(&m->out, "existing", chance_once_in(&m->luck, 2));
    number(m, "capacity", 100, 900, 100);
    cg_json_open_object(&m->out, "accepts");
    write_strings(m, "resources", "scrap", "ash");
    cg_json_close_object(&m->out);
    cg_json_open_object(&m->out, "gives");
    cg_json_string(&m->out, "resource", "filler");
    number(m, "yield", 0.5, 0.9, 0.1);
    cg_json_open_object(&m->out, "quality");
    number(m, "load", 5, 40, 5);
    number(m, "salt", 0, 40, 5);
    number(m, "acid", 6, 8, 1);
    cg_json_close_object(&m->out);
    cg_json_close_object(&m->out);
    number(m, "operating_cost", 0, 6, 0.5);
    investment(m, "investment", 2);
    cg_json_close_object(&m->out);
}

/* One link a pair, so that none ties. Where `existing`, what runs the other way is new. */
static void write_links(maker *m) {
    cg_json_open_array(&m->out, "links");
    for (int f = 1; f < m->firms; f++) {
        if (!chance_once_in(&m->luck, 2)) {
            continue;
        }
        int other = chance_below(&m->luck, f);
        bool to_plant = chance_once_in(&m->luck, 4);
        cg_json_open_object(&m->out, NULL);
        cg_json_string(&m->out, "from", cg_format(m->arena, "f%d", f));
        cg_json_string(&m->out, "to", to_plant ? "plant" : cg_format(m->arena, "f%d", other));
        switch (chance_below(&m->luck, 4)) {
        case 0:
            cg_json_string(&m->out, "forbidden", "a road between");
            break;
        case 1:
            number(m, "length", 0.5, 4, 0.5);
            break;
        case 2:
            cg_json_string(&m->out, "mode", "water-main");
            cg_json_boolean(&m->out, "existing", true);
            number(m, "capacity", 20, 200, 20);
            break;
        default:
            cg_json_string(&m->out, "mode", "lorry");
            number(m, "length", 0.5, 4, 0.5);
            cg_json_boolean(&m->out, "existing", true);
            break;
        }
        cg_json_close_object(&m->out);
    }
    cg_json_close_array(&m->out);
}

static void write_resource(maker *m, const char *id, const char *family, double emissions) {
    cg_json_open_object(&m->out, NULL);
    cg_json_string(&m->out, "id", id);
    cg_json_string(&m->out, "family", family);
    if (emissions > 0) {
        number(m, "emissions", 0, emissions, emissions / 10);
        /* A flow that is sold states 0 of its own. */
        number(m, "disposal_emissions", 0, emissions, emissions / 5);
    }
    if (chance_once_in(&m->luck, 3)) {
        cg_json_open_object(&m->out, "quality");
        number(m, "load", 0, 20, 5);
        number(m, "salt", 0, 30, 10);
        cg_json_close_object(&m->out);
    }
    cg_json_close_object(&m->out);
}

static void write_resources(maker *m) {
    cg_json_open_array(&m->out, "resources");
    write_resource(m, "clean-water", "water", 1000);
    write_resource(m, "used-water", "water", 500);
    write_resource(m, "dirty-water", "water", 500);
    write_resource(m, "reclaimed-water", "water", 0);
    write_resource(m, "ash", "material", 400);
    write_resource(m, "scrap", "material", 400);
    write_resource(m, "filler", "material", 800);
    cg_json_open_object(&m->out, NULL);
    cg_json_string(&m->out, "id", "heat");
    cg_json_string(&m->out, "family", "heat");
    number(m, "emissions", 0, 400, 50);
    cg_json_close_object(&m->out);
    cg_json_close_array(&m->out);
}

/* A treatment of quality, both ways of stating it. */
static void write_treatment(maker *m) {
    if (chance_once_in(&m->luck, 2)) {
        cg_json_open_object(&m->out, "removal");
        number(m, "load", 0.2, 0.9, 0.1);
        cg_json_close_object(&m->out);
        return;
    }
    cg_json_open_object(&m->out, "quality");
    number(m, "load", 10, 60, 10);
    number(m, "acid", 6, 8, 1);
    cg_json_close_object(&m->out);
}

static void write_substitution(maker *m, const char *output, const char *input) {
    cg_json_open_object(&m->out, NULL);
    cg_json_string(&m->out, "output", output);
    cg_json_string(&m->out, "input", input);
    now_and_then(m, 2, "ratio", 0.5, 1, 0.1);
    number(m, "treatment_cost", 0, 4, 0.5);
    now_and_then(m, 2, "treatment_emissions", 50, 200, 50);
    now_and_then(m, 4, "reach", 3, 7, 1);
    now_and_then(m, 4, "transport_cost", 0, 1, 0.25);
    now_and_then(m, 4, "loss", 0, 0.04, 0.01);
    if (chance_once_in(&m->luck, 2)) {
        write_treatment(m);
    }
    if (chance_once_in(&m->luck, 3)) {
        investment(m, "investment", 1);
    }
    cg_json_close_object(&m->out);
}

static void write_substitutions(maker *m) {
    static const char *const pairs[][2] = {
        {"used-water", "clean-water"},
        {"dirty-water", "used-water"},
        {"dirty-water", "clean-water"},
        {"reclaimed-water", "clean-water"},
        {"reclaimed-water", "used-water"},
        {"ash", "filler"},
        {"scrap", "filler"},
        {"scrap", "heat"},
    };
    cg_json_open_array(&m->out, "substitutions");
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (!chance_once_in(&m->luck, 4)) {
            write_substitution(m, pairs[i][0], pairs[i][1]);
        }
    }
    cg_json_close_array(&m->out);
}

static void write_mode(maker *m, const char *id, const char *family, bool invested) {
    cg_json_open_object(&m->out, NULL);
    cg_json_string(&m->out, "id", id);
    cg_json_string(&m->out, "family", family);
    number(m, "transport_cost", 0, 1, 0.125);
    now_and_then(m, 2, "transport_emissions", 10, 100, 10);
    now_and_then(m, 2, "detour", 1.1, 1.5, 0.1);
    now_and_then(m, 2, "loss", 0.01, 0.04, 0.01);
    if (family[0] == 'h') {
        now_and_then(m, 2, "temperature_drop", 1, 4, 1);
    }
    if (invested) {
        investment(m, "investment", 1);
    }
    cg_json_close_object(&m->out);
}

static void write_parameter(maker *m, const char *id, bool mixes) {
    cg_json_open_object(&m->out, NULL);
    cg_json_string(&m->out, "id", id);
    cg_json_boolean(&m->out, "mixes", mixes);
    cg_json_close_object(&m->out);
}

static void write_models(maker *m) {
    cg_json_open_object(&m->out, "models");
    write_resources(m);
    write_substitutions(m);
    cg_json_open_array(&m->out, "modes");
    write_mode(m, "water-main", "water", true);
    write_mode(m, "lorry", "material", chance_once_in(&m->luck, 3));
    write_mode(m, "steam-main", "heat", true);
    cg_json_close_array(&m->out);
    cg_json_open_array(&m->out, "parameters");
    write_parameter(m, "load", true);
    write_parameter(m, "salt", true);
    write_parameter(m, "acid", false);
    cg_json_close_array(&m->out);
    cg_json_close_object(&m->out);
}

const char *random_park(cg_arena *arena, unsigned seed) {
    return random_park_of(arena, seed, 0);
}

const char *random_park_of(cg_arena *arena, unsigned seed, int firms) {
    maker m = {.out = cg_json_write_start(arena), .arena = arena, .luck = {seed}};
    size_t length = 0;
    m.firms = 4 + chance_below(&m.luck, 4);
    m.firms = firms > 0 ? firms : m.firms;
    m.periods = seed % 3 != 0;
    m.fixed_charges = seed % 3 == 1;
    m.sold = seed % 2 == 0;
    cg_json_open_object(&m.out, NULL);
    write_head(&m, seed);
    write_periods(&m);
    write_firms(&m);
    cg_json_open_array(&m.out, "facilities");
    write_plant(&m);
    write_workshop(&m);
    cg_json_close_array(&m.out);
    write_links(&m);
    write_models(&m);
    cg_json_close_object(&m.out);
    return cg_json_finish(&m.out, &length);
}
