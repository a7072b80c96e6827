/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parks to measure on are made of: their sizes, resources and substitutions. Typical
 * quantities are a year's, in m3, MWh or t; money is EUR; emissions are kg CO2e. They are orders of
 * magnitude of a mixed industrial park, not data: only their proportions matter, which decide how
 * many exchanges pay and how many limits on quality bind. */
#ifndef BENCH_PARK_SHAPE_H
#define BENCH_PARK_SHAPE_H

#include <stddef.h>

/* Firms lie in zones; `distances` picks the reaches of this size. */
typedef struct size_shape {
    const char *name;
    int firms, zones, distances;
    double side_km, spread_km; /* of the square; of a zone around its middle */
    double scattered;          /* share of the firms that lie in no zone */
} size_shape;

static const size_shape sizes[] = {
    {"S", 60, 3, 0, 12, 1.5, 0},        {"M", 600, 12, 1, 110, 5, 0.2},
    {"K", 2000, 30, 2, 520, 5, 0.2},    {"L", 6000, 90, 2, 520, 5, 0.2},
    {"XL", 12000, 150, 3, 640, 5, 0.2},
};

enum { DISTANCES = 4, PARAMETERS = 3 };

typedef enum family { WATER, HEAT, MATERIAL } family;

/* A quality or a limit is drawn around `base`; no part of a material is more than `most`. */
typedef struct family_shape {
    const char *name;
    const char *parameters[PARAMETERS]; /* NULL: of a stream of heat its temperature alone counts */
    double base, most;
} family_shape;

static const family_shape families[] = {
    [WATER] = {"water", {"COD", "TSS", "TDS"}, 100, 100000},
    [HEAT] = {"heat", {NULL}, 0, 0},
    [MATERIAL] = {"material", {"moisture", "ash", "chlorine-content"}, 6, 95},
};

/* `share`: how often it is met. Heat has a temperature in low_c .. high_c; anything else a quality
 * `load` times that of its family. */
typedef struct output_shape {
    const char *id;
    family family;
    double share, quantity, disposal_cost, load, low_c, high_c;
} output_shape;

static const output_shape outputs[] = {
    {"strong_effluent", WATER, 4, 60000, 2.4, 5.5, 0, 0}, /* for central plants alone */
    {"grey_effluent", WATER, 6, 75000, 1.5, 1.3, 0, 0},
    {"clean_effluent", WATER, 5, 90000, 0.9, 0.6, 0, 0},
    {"flue_heat", HEAT, 4, 28000, 1.1, 0, 180, 400},
    {"condensate_heat", HEAT, 6, 42000, 0.8, 0, 90, 180},
    {"cooling_heat", HEAT, 5, 52000, 0.5, 0, 40, 90},
    {"boiler_ash", MATERIAL, 3, 12000, 18, 0.9, 0, 0},
    {"furnace_slag", MATERIAL, 2, 19000, 14, 0.9, 0, 0},
    {"grate_ash", MATERIAL, 2, 6500, 16, 0.9, 0, 0},
    {"concrete_rubble", MATERIAL, 4, 15000, 9, 0.9, 0, 0},
    {"scrubber_gypsum", MATERIAL, 2, 8000, 15, 0.9, 0, 0},
    {"bark", MATERIAL, 4, 3000, 20, 0.9, 0, 0},
    {"shavings", MATERIAL, 3, 1800, 18, 0.9, 0, 0},
    {"vegetable_residue", MATERIAL, 4, 2600, 35, 0.9, 0, 0},
    {"treatment_sludge", MATERIAL, 2, 4000, 40, 0.9, 0, 0},
    {"digested_slurry", MATERIAL, 2, 5000, 12, 0.9, 0, 0},
    {"used_solvent", MATERIAL, 2, 400, 260, 0.9, 0, 0},
    {"waste_oil", MATERIAL, 2, 600, 120, 0.9, 0, 0},
    {"pickling_acid", MATERIAL, 2, 900, 150, 0.9, 0, 0},
    {"spent_lye", MATERIAL, 2, 800, 130, 0.9, 0, 0},
    {"used_catalyst", MATERIAL, 1, 60, 500, 0.9, 0, 0},
    {"captured_co2", MATERIAL, 2, 15000, 5, 0.9, 0, 0},
    {"purge_hydrogen", MATERIAL, 1, 300, 20, 0.9, 0, 0},
    {"steel_cuttings", MATERIAL, 4, 2200, 5, 0.9, 0, 0},
    {"aluminium_cuttings", MATERIAL, 2, 400, 5, 0.9, 0, 0},
    {"plastic_trimmings", MATERIAL, 4, 900, 90, 0.9, 0, 0},
    {"broken_glass", MATERIAL, 3, 1500, 30, 0.9, 0, 0},
    {"paper_rejects", MATERIAL, 3, 1700, 45, 0.9, 0, 0},
    {"textile_ends", MATERIAL, 2, 350, 80, 0.9, 0, 0},
    {"whey", MATERIAL, 2, 6000, 12, 0.9, 0, 0},
    {"draff", MATERIAL, 2, 3500, 10, 0.9, 0, 0},
    {"recovered_sulphur", MATERIAL, 1, 700, 25, 0.9, 0, 0},
    {"salt_brine", MATERIAL, 1, 9000, 11, 0.9, 0, 0},
    {"shredded_tyres", MATERIAL, 1, 800, 70, 0.9, 0, 0},
};

/* `emissions`: of a unit of what is bought today. Heat is asked for at low_c .. high_c at least. */
typedef struct input_shape {
    const char *id;
    family family;
    double share, quantity, price, emissions, low_c, high_c;
} input_shape;

static const input_shape inputs[] = {
    {"process_water", WATER, 5, 90000, 2.4, 0.4, 0, 0},
    {"cooling_water", WATER, 6, 105000, 1.3, 0.3, 0, 0},
    {"washing_water", WATER, 4, 40000, 1.9, 0.4, 0, 0},
    {"process_steam", HEAT, 4, 40000, 38, 230, 120, 250},
    {"hot_water", HEAT, 5, 38000, 30, 210, 70, 110},
    {"room_heat", HEAT, 6, 35000, 26, 200, 35, 60},
    {"clinker_feed", MATERIAL, 5, 22000, 32, 600, 0, 0},
    {"aggregate", MATERIAL, 6, 25000, 14, 8, 0, 0},
    {"gypsum", MATERIAL, 2, 8000, 24, 20, 0, 0},
    {"solid_biomass", MATERIAL, 5, 3500, 62, 90, 0, 0},
    {"board_chips", MATERIAL, 3, 2500, 58, 60, 0, 0},
    {"digester_feed", MATERIAL, 5, 4000, 34, 30, 0, 0},
    {"fertiliser", MATERIAL, 2, 5000, 48, 120, 0, 0},
    {"solvent", MATERIAL, 2, 450, 780, 1900, 0, 0},
    {"heating_oil", MATERIAL, 2, 700, 520, 3100, 0, 0},
    {"acid", MATERIAL, 2, 1000, 180, 250, 0, 0},
    {"alkali", MATERIAL, 2, 900, 260, 900, 0, 0},
    {"metal_concentrate", MATERIAL, 1, 80, 1800, 4000, 0, 0},
    {"carbon_dioxide", MATERIAL, 2, 12000, 70, 400, 0, 0},
    {"hydrogen", MATERIAL, 1, 300, 2600, 9500, 0, 0},
    {"steel_charge", MATERIAL, 4, 2600, 310, 1400, 0, 0},
    {"aluminium_charge", MATERIAL, 2, 450, 1500, 8000, 0, 0},
    {"polymer", MATERIAL, 4, 950, 880, 1900, 0, 0},
    {"glass_charge", MATERIAL, 3, 1600, 95, 400, 0, 0},
    {"fibre", MATERIAL, 4, 1600, 150, 500, 0, 0},
    {"animal_feed", MATERIAL, 4, 4500, 60, 300, 0, 0},
    {"sulphur", MATERIAL, 1, 800, 140, 200, 0, 0},
    {"industrial_salt", MATERIAL, 1, 8000, 55, 60, 0, 0},
    {"kiln_fuel", MATERIAL, 2, 1500, 75, 300, 0, 0},
};

/* How a kind of thing travels. A pipe costs per_unit_km, or as it is fixed. */
typedef struct way_shape {
    double reach_km[DISTANCES];
    double cost, emissions; /* of a unit and km */
    double loss, drop_c;    /* per km */
    double per_unit_km, fixed, fixed_per_km;
} way_shape;

typedef enum way { WATER_PIPE, HEAT_PIPE, GAS_PIPE, BULK, LORRY, TANKER } way;

static const way_shape ways[] = {
    [WATER_PIPE] = {{6, 10, 15, 18}, 0.012, 0.0004, 0, 0, 0.03, 4000, 5000},
    [HEAT_PIPE] = {{4, 6, 10, 12}, 0.05, 0.002, 0.015, 1, 0.55, 12000, 20000},
    [GAS_PIPE] = {{8, 20, 40, 50}, 0.1, 0.01, 0, 0, 0.4, 15000, 16000},
    [BULK] = {{20, 90, 90, 140}, 0.17, 0.062, 0, 0, 0, 0, 0},
    [LORRY] = {{20, 110, 110, 180}, 0.2, 0.07, 0, 0, 0, 0, 0},
    [TANKER] = {{20, 150, 175, 280}, 0.24, 0.08, 0, 0, 0, 0, 0},
};

typedef struct substitution_shape {
    const char *output, *input;
    double ratio, treatment_cost;
    way way;
} substitution_shape;

static const substitution_shape substitutions[] = {
    {"grey_effluent", "cooling_water", 1, 0.25, WATER_PIPE},
    {"grey_effluent", "washing_water", 1, 0.45, WATER_PIPE},
    {"clean_effluent", "process_water", 1, 0.35, WATER_PIPE},
    {"clean_effluent", "cooling_water", 1, 0.1, WATER_PIPE},
    {"clean_effluent", "washing_water", 1, 0.2, WATER_PIPE},
    {"flue_heat", "process_steam", 1, 1.5, HEAT_PIPE},
    {"flue_heat", "hot_water", 1, 1.5, HEAT_PIPE},
    {"flue_heat", "room_heat", 1, 1.5, HEAT_PIPE},
    {"condensate_heat", "process_steam", 1, 1.5, HEAT_PIPE},
    {"condensate_heat", "hot_water", 1, 1.5, HEAT_PIPE},
    {"condensate_heat", "room_heat", 1, 1.5, HEAT_PIPE},
    {"cooling_heat", "hot_water", 1, 1.5, HEAT_PIPE},
    {"cooling_heat", "room_heat", 1, 1.5, HEAT_PIPE},
    {"boiler_ash", "clinker_feed", 0.85, 3, BULK},
    {"furnace_slag", "clinker_feed", 0.95, 5, BULK},
    {"furnace_slag", "aggregate", 1, 2, BULK},
    {"grate_ash", "aggregate", 0.9, 3, BULK},
    {"concrete_rubble", "aggregate", 1, 3, BULK},
    {"scrubber_gypsum", "gypsum", 1, 2, BULK},
    {"bark", "solid_biomass", 1, 4, LORRY},
    {"bark", "board_chips", 0.9, 8, LORRY},
    {"shavings", "board_chips", 1, 5, LORRY},
    {"shavings", "solid_biomass", 0.95, 2, LORRY},
    {"shavings", "kiln_fuel", 0.8, 6, LORRY},
    {"vegetable_residue", "digester_feed", 1, 6, LORRY},
    {"treatment_sludge", "digester_feed", 0.6, 8, BULK},
    {"digested_slurry", "fertiliser", 0.7, 6, BULK},
    {"used_solvent", "solvent", 0.8, 190, TANKER},
    {"waste_oil", "heating_oil", 0.85, 60, TANKER},
    {"pickling_acid", "acid", 0.75, 40, TANKER},
    {"spent_lye", "alkali", 0.75, 45, TANKER},
    {"used_catalyst", "metal_concentrate", 0.5, 300, TANKER},
    {"captured_co2", "carbon_dioxide", 1, 25, GAS_PIPE},
    {"purge_hydrogen", "hydrogen", 0.9, 200, GAS_PIPE},
    {"steel_cuttings", "steel_charge", 1, 15, TANKER},
    {"aluminium_cuttings", "aluminium_charge", 0.95, 60, TANKER},
    {"plastic_trimmings", "polymer", 0.9, 110, TANKER},
    {"plastic_trimmings", "kiln_fuel", 1, 30, TANKER},
    {"broken_glass", "glass_charge", 1, 20, LORRY},
    {"paper_rejects", "fibre", 0.9, 25, LORRY},
    {"textile_ends", "fibre", 0.8, 40, LORRY},
    {"whey", "animal_feed", 0.3, 6, LORRY},
    {"draff", "animal_feed", 0.6, 4, LORRY},
    {"recovered_sulphur", "sulphur", 1, 15, TANKER},
    {"salt_brine", "industrial_salt", 0.4, 6, LORRY},
    {"shredded_tyres", "kiln_fuel", 1, 20, TANKER},
};

/* Central plants take effluents, and their treated water may stand in for any bought. */
static const double plant_reach_km[DISTANCES] = {12, 25, 40, 45};

#endif
