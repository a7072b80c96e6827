/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantities with units: what is read, to the last bit, and what is refused, with what to write. */
#include "unit/quantity.h"

#include "one_arena.h"

#include <criterion/criterion.h>

#include <string.h>

static cg_map *others;
/* 3.5 is not whole: it goes by another way than the others. */
static const double RATES[] = {25000, 28000, 3.5};
static cg_currency currency;

static void start(void) {
    open_arena();
    others = cg_map_new(arena);
    cg_map_add(others, "USD", 0);
    cg_map_add(others, "EUR", 1);
    cg_map_add(others, "CNY", 2);
    currency = (cg_currency){"VND", others, RATES};
}

TestSuite(quantity, .init = start, .fini = close_arena);

typedef struct right {
    const char *text;
    cg_kind kind;
    cg_family family;
    double value;
} right;

/* Compared with ==: whatever is written here as a decimal is the double nearest to the true value.
 */
static const right RIGHT[] = {
    {"1200 m3/d", CG_KIND_FLOW, CG_WATER, 438000}, /* × 365 */
    {"1.2e3 m3/d", CG_KIND_FLOW, CG_WATER, 438000},
    {"+1200 m3/d", CG_KIND_FLOW, CG_WATER, 438000},
    {" 1200  m3 / d ", CG_KIND_FLOW, CG_WATER, 438000},
    {"1200m3/d", CG_KIND_FLOW, CG_WATER, 438000},
    {"1200 m³/d", CG_KIND_FLOW, CG_WATER, 438000},
    {"1200 m^3/d", CG_KIND_FLOW, CG_WATER, 438000},
    {"1200 m3.d-1", CG_KIND_FLOW, CG_WATER, 438000},
    {"1200 m³·d⁻¹", CG_KIND_FLOW, CG_WATER, 438000},
    {"1200 m3 d^-1", CG_KIND_FLOW, CG_WATER, 438000},
    {"1200 m3*(1/d)", CG_KIND_FLOW, CG_WATER, 438000},
    {"1200 m3/ngày", CG_KIND_FLOW, CG_WATER, 438000},
    {"1200 m3/nga\xCC\x80y", CG_KIND_FLOW, CG_WATER, 438000}, /* decomposed, as macOS writes */
    {"1200 m3/ngày đêm", CG_KIND_FLOW, CG_WATER, 438000},
    {"1200 m3/ngày.đêm", CG_KIND_FLOW, CG_WATER, 438000},
    {"1200 m3/ng.đ", CG_KIND_FLOW, CG_WATER, 438000},
    {"1200\xC2\xA0m3/day", CG_KIND_FLOW, CG_WATER, 438000}, /* a no-break space */
    {"50 m3/h", CG_KIND_FLOW, CG_WATER, 438000},            /* × 8760 */
    {"50 m3/giờ", CG_KIND_FLOW, CG_WATER, 438000},
    {"10 L/s", CG_KIND_FLOW, CG_WATER, 315360}, /* 0.01 m3 × 31536000 s */
    {"0.1 m3/d", CG_KIND_FLOW, CG_WATER, 36.5},
    {"0.7 m3/d", CG_KIND_FLOW, CG_WATER, 255.5}, /* 0.7 * 365 in doubles is 255.49999999999997 */
    {"36500 m3/month", CG_KIND_FLOW, CG_WATER, 438000}, /* × 8760/730 = 12 */
    {"1 m3/s", CG_KIND_FLOW, CG_WATER, 31536000},       /* 3600 × 8760 */
    {"5 m3/năm", CG_KIND_FLOW, CG_WATER, 5},
    {"0 m3/d", CG_KIND_FLOW, CG_WATER, 0},
    {"-3 m3/yr", CG_KIND_FLOW, CG_WATER, -3},
    {"\xE2\x88\x92"
     "3 m3/yr",
     CG_KIND_FLOW, CG_WATER, -3},              /* U+2212 */
    {"6 MWh/h", CG_KIND_FLOW, CG_HEAT, 52560}, /* × 8760 */
    {"500 kW", CG_KIND_FLOW, CG_HEAT, 4380},   /* 0.5 × 8760 */
    {"500 kW.h/h", CG_KIND_FLOW, CG_HEAT, 4380},
    {"3.6 GJ/h", CG_KIND_FLOW, CG_HEAT, 8760},   /* 1 MWh/h */
    {"1 Gcal/yr", CG_KIND_FLOW, CG_HEAT, 1.163}, /* 4.1868/3.6 */
    {"100 toe/yr", CG_KIND_FLOW, CG_HEAT, 1163}, /* 41.868/3.6 each */
    {"9 TJ/yr", CG_KIND_FLOW, CG_HEAT, 2500},
    {"1 MMBtu/yr", CG_KIND_FLOW, CG_HEAT, 0.29307107017222222}, /* 1.05505585262/3.6 */
    {"3 t/h", CG_KIND_FLOW, CG_MATERIAL, 26280},                /* × 8760 */
    {"3 tấn/giờ", CG_KIND_FLOW, CG_MATERIAL, 26280},
    {"2 kt/yr", CG_KIND_FLOW, CG_MATERIAL, 2000},
    {"1 Mt/yr", CG_KIND_FLOW, CG_MATERIAL, 1000000},
    {"70 kg/week", CG_KIND_FLOW, CG_MATERIAL, 3.65}, /* 10 kg/d */
    {"7000 VND/m3", CG_KIND_PRICE, CG_WATER, 7000},
    {"7000 đồng/m3", CG_KIND_PRICE, CG_WATER, 7000},
    {"7000 đ/m³", CG_KIND_PRICE, CG_WATER, 7000},
    {"7 nghìn đồng/m3", CG_KIND_PRICE, CG_WATER, 7000},
    {"0.3 USD/m3", CG_KIND_PRICE, CG_WATER, 7500}, /* × 25000 */
    {"900000 VND/MWh", CG_KIND_PRICE, CG_HEAT, 900000},
    {"900 VND/kWh", CG_KIND_PRICE, CG_HEAT, 900000},
    {"900 VND/kW.h", CG_KIND_PRICE, CG_HEAT, 900000},
    {"3 EUR/GJ", CG_KIND_PRICE, CG_HEAT, 302400}, /* × 28000 × 3.6 */
    {"2 CNY/t", CG_KIND_PRICE, CG_MATERIAL, 7},   /* × 3.5 */
    {"1500 VND/kg", CG_KIND_PRICE, CG_MATERIAL, 1500000},
    {"0.3 kgCO2e/m3", CG_KIND_EMISSIONS, CG_WATER, 0.3},
    {"0.3 kg CO2e/m3", CG_KIND_EMISSIONS, CG_WATER, 0.3},
    {"0.3 kg CO₂-eq/m³", CG_KIND_EMISSIONS, CG_WATER, 0.3},
    {"300 gCO2/m3", CG_KIND_EMISSIONS, CG_WATER, 0.3},
    {"0.6592 tCO2/MWh", CG_KIND_EMISSIONS, CG_HEAT, 659.2}, /* × 1000 */
    {"230 kg/MWh", CG_KIND_EMISSIONS, CG_HEAT, 230},
    {"94600 kg/TJ", CG_KIND_EMISSIONS, CG_HEAT, 340.56}, /* × 9/2500 */
    {"0.9 t/t", CG_KIND_EMISSIONS, CG_MATERIAL, 900},
    {"0.9 tCO2tđ/tấn", CG_KIND_EMISSIONS, CG_MATERIAL, 900},
    {"1500 VND/t/km", CG_KIND_TRANSPORT_COST, CG_MATERIAL, 1500},
    {"1500 VND/(t.km)", CG_KIND_TRANSPORT_COST, CG_MATERIAL, 1500},
    {"1500 VND/t-km", CG_KIND_TRANSPORT_COST, CG_MATERIAL, 1500},
    {"1500 VND/t.km", CG_KIND_TRANSPORT_COST, CG_MATERIAL, 1500},
    {"1500 VND/t km", CG_KIND_TRANSPORT_COST, CG_MATERIAL, 1500},
    {"1500 VND/tấn.km", CG_KIND_TRANSPORT_COST, CG_MATERIAL, 1500},
    {"1.5 VND/kg/km", CG_KIND_TRANSPORT_COST, CG_MATERIAL, 1500},
    {"0.062 kgCO2e/t-km", CG_KIND_TRANSPORT_EMISSIONS, CG_MATERIAL, 0.062},
    {"62 g/(t km)", CG_KIND_TRANSPORT_EMISSIONS, CG_MATERIAL, 0.062},
    {"850 m", CG_KIND_DISTANCE, CG_WATER, 0.85},
    {"12 km", CG_KIND_DISTANCE, CG_WATER, 12},
    {"35 degC", CG_KIND_TEMPERATURE, CG_WATER, 35},
    {"35 °C", CG_KIND_TEMPERATURE, CG_WATER, 35},
    {"35 ℃", CG_KIND_TEMPERATURE, CG_WATER, 35},
    {"35oC", CG_KIND_TEMPERATURE, CG_WATER, 35},
    {"308.15 K", CG_KIND_TEMPERATURE, CG_WATER, 35},
    {"293.25 K", CG_KIND_TEMPERATURE, CG_WATER,
     20.1}, /* in doubles 293.25 - 273.15 is 20.100000000000023 */
    {"-5 degC", CG_KIND_TEMPERATURE, CG_WATER, -5},
    {"263.15 K", CG_KIND_TEMPERATURE, CG_WATER, -10},
    {"10 K", CG_KIND_TEMPERATURE_DIFFERENCE, CG_HEAT, 10},
    {"10 degC", CG_KIND_TEMPERATURE_DIFFERENCE, CG_HEAT,
     10}, /* a difference has no zero to shift */
    {"2 degC/km", CG_KIND_TEMPERATURE_PER_KM, CG_HEAT, 2},
    {"0.002 K/m", CG_KIND_TEMPERATURE_PER_KM, CG_HEAT, 2},
    {"4000000 VND", CG_KIND_MONEY, CG_WATER, 4000000},
    {"4 triệu đồng", CG_KIND_MONEY, CG_WATER, 4000000},
    {"1.5 tỷ đồng", CG_KIND_MONEY, CG_WATER, 1500000000},
    {"2 USD", CG_KIND_MONEY, CG_WATER, 50000},
    {"80 USD/m", CG_KIND_MONEY_PER_KM, CG_WATER, 2000000000}, /* × 25000 × 1000 */
    {"9 VND/(m3/yr)", CG_KIND_MONEY_PER_CAPACITY, CG_WATER, 9},
    {"3285 VND/(m3/d)", CG_KIND_MONEY_PER_CAPACITY, CG_WATER, 9}, /* / 365 */
    {"876 USD/kW", CG_KIND_MONEY_PER_CAPACITY, CG_HEAT, 2500000}, /* × 25000 / 8.76 MWh/yr */
    {"9 VND/(m3/yr)/km", CG_KIND_MONEY_PER_CAPACITY_KM, CG_WATER, 9},
    {"9 VND/((m3/yr) km)", CG_KIND_MONEY_PER_CAPACITY_KM, CG_WATER, 9},
    {"20 yr", CG_KIND_YEARS, CG_WATER, 20},
    {"20 năm", CG_KIND_YEARS, CG_WATER, 20},
    {"6 months", CG_KIND_YEARS, CG_WATER, 0.5},
    {"4380 h", CG_KIND_HOURS, CG_WATER, 4380},
    {"10 d", CG_KIND_HOURS, CG_WATER, 240},
    {"10 %", CG_KIND_SHARE, CG_WATER, 0.1},
    {"57%", CG_KIND_SHARE, CG_WATER, 0.57}, /* 57 * 0.01 in doubles is 0.5700000000000001 */
    {"0.1", CG_KIND_SHARE, CG_WATER, 0.1},
    {"2 %/km", CG_KIND_SHARE_PER_KM, CG_WATER, 0.02},
    {"0.02 /km", CG_KIND_SHARE_PER_KM, CG_WATER, 0.02},
    {"0 VND/t", CG_KIND_CARBON_PRICE, CG_WATER, 0},
    {"20 USD/tCO2e", CG_KIND_CARBON_PRICE, CG_WATER, 500000},
    {"500 VND/kgCO2e", CG_KIND_CARBON_PRICE, CG_WATER, 500000},
    {"5000 t/yr", CG_KIND_MASS_EMISSIONS, CG_WATER, 5000},
    {"5000 tCO2e", CG_KIND_MASS_EMISSIONS, CG_WATER, 5000},
    {"10 t/d", CG_KIND_MASS_EMISSIONS, CG_WATER, 3650},
    {"25000 VND", CG_KIND_EXCHANGE_RATE, CG_WATER, 25000},
    {"1.5", CG_KIND_NUMBER, CG_WATER, 1.5},
    /* 20 digits: read as the double nearest to them, then × 365 */
    {"1.0000000000000000000 m3/d", CG_KIND_FLOW, CG_WATER, 365},
    {"1e300 m3/yr", CG_KIND_FLOW, CG_WATER, 1e300},
};

Test(quantity, reads_what_is_right_to_the_last_bit) {
    for (size_t i = 0; i < sizeof(RIGHT) / sizeof(RIGHT[0]); i++) {
        const right *row = &RIGHT[i];
        double value = 0;
        cg_quantity_problem problem = {0};
        bool read = cg_quantity_read(
            &value, row->text, (cg_meaning){row->kind, row->family, &currency}, arena, &problem);
        cr_expect(read, "%s: status %d at \"%s\"", row->text, problem.status, problem.unit);
        cr_expect(!read || value == row->value, "%s: %.17g, expected %.17g", row->text, value,
                  row->value);
    }
}

typedef struct wrong {
    const char *text;
    cg_kind kind;
    cg_family family;
    cg_quantity_status status;
    const char *unit, *suggestion;
} wrong;

#define FLOW_EXAMPLE "1200 m3/d"

static const wrong WRONG[] = {
    {"", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_NO_NUMBER, "", FLOW_EXAMPLE},
    {"m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_NO_NUMBER, "m3/d", FLOW_EXAMPLE},
    {"nan m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_NO_NUMBER, "nan m3/d", FLOW_EXAMPLE},
    {"inf m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_NO_NUMBER, "inf m3/d", FLOW_EXAMPLE},
    {"about 5 m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_NO_NUMBER, "about 5 m3/d", FLOW_EXAMPLE},
    {"1200", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_NO_UNIT, "1200", FLOW_EXAMPLE},
    {"7000", CG_KIND_PRICE, CG_WATER, CG_QUANTITY_NO_UNIT, "7000", "7000 VND/m3"},
    {"1200 m3", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_WRONG_DIMENSION, "m3", FLOW_EXAMPLE},
    {"1200 t/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_WRONG_DIMENSION, "t/d", FLOW_EXAMPLE},
    {"1200 m2/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_WRONG_DIMENSION, "m2/d", FLOW_EXAMPLE},
    {"1200 m.m.m/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_WRONG_DIMENSION, "m.m.m/d", FLOW_EXAMPLE},
    {"6 MWh", CG_KIND_FLOW, CG_HEAT, CG_QUANTITY_WRONG_DIMENSION, "MWh", "6 MWh/h"},
    {"3 tCO2e/h", CG_KIND_FLOW, CG_MATERIAL, CG_QUANTITY_WRONG_DIMENSION, "tCO2e/h", "3 t/h"},
    {"7000 m3/VND", CG_KIND_PRICE, CG_WATER, CG_QUANTITY_WRONG_DIMENSION, "m3/VND", "7000 VND/m3"},
    {"0.9 m3/m3", CG_KIND_EMISSIONS, CG_MATERIAL, CG_QUANTITY_WRONG_DIMENSION, "m3/m3",
     "900 kgCO2e/t"},
    {"90 %", CG_KIND_EMISSIONS, CG_MATERIAL, CG_QUANTITY_WRONG_DIMENSION, "%", "900 kgCO2e/t"},
    {"5 m3/t", CG_KIND_NUMBER, CG_WATER, CG_QUANTITY_WRONG_DIMENSION, "m3/t", "1.5"},
    {"25000 VND/USD", CG_KIND_EXCHANGE_RATE, CG_WATER, CG_QUANTITY_NO_RATE, "USD", "USD"},
    {"20 yr", CG_KIND_SHARE, CG_WATER, CG_QUANTITY_WRONG_DIMENSION, "yr", "10 %"},
    {"3 ton/h", CG_KIND_FLOW, CG_MATERIAL, CG_QUANTITY_REFUSED_UNIT, "ton", "t"},
    {"3 T/h", CG_KIND_FLOW, CG_MATERIAL, CG_QUANTITY_REFUSED_UNIT, "T", "t"},
    {"3 t/a", CG_KIND_FLOW, CG_MATERIAL, CG_QUANTITY_REFUSED_UNIT, "a", "yr"},
    {"500 kVA", CG_KIND_FLOW, CG_HEAT, CG_QUANTITY_REFUSED_UNIT, "kVA", "kW"},
    {"500 RT", CG_KIND_FLOW, CG_HEAT, CG_QUANTITY_REFUSED_UNIT, "RT", "kW"},
    {"6 barg", CG_KIND_FLOW, CG_HEAT, CG_QUANTITY_REFUSED_UNIT, "barg", NULL},
    {"100 Nm3/h", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_REFUSED_UNIT, "Nm3", NULL},
    {"100 Nm³/h", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_REFUSED_UNIT, "Nm3", NULL},
    {"2 $", CG_KIND_MONEY, CG_WATER, CG_QUANTITY_REFUSED_UNIT, "$", "USD"},
    {"35 C", CG_KIND_TEMPERATURE, CG_WATER, CG_QUANTITY_REFUSED_UNIT, "C", "degC"},
    {"7 JPY/m3", CG_KIND_PRICE, CG_WATER, CG_QUANTITY_NO_RATE, "JPY", "JPY"},
    {"6 kwh/h", CG_KIND_FLOW, CG_HEAT, CG_QUANTITY_UNKNOWN_UNIT, "kwh", "kWh"},
    {"6 MWH/h", CG_KIND_FLOW, CG_HEAT, CG_QUANTITY_UNKNOWN_UNIT, "MWH", "MWh"},
    {"7000 vnd/m3", CG_KIND_PRICE, CG_WATER, CG_QUANTITY_UNKNOWN_UNIT, "vnd", "VND"},
    {"3 tonness/h", CG_KIND_FLOW, CG_MATERIAL, CG_QUANTITY_UNKNOWN_UNIT, "tonness", "tonnes"},
    {"3 barrels/h", CG_KIND_FLOW, CG_MATERIAL, CG_QUANTITY_UNKNOWN_UNIT, "barrels", NULL},
    {"1,5 m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, ",5 m3/d", "1.5 m3/d"},
    {"-1,25 m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, ",25 m3/d", "-1.25 m3/d"},
    {"1,200 m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, ",200 m3/d",
     FLOW_EXAMPLE}, /* 1200 or 1.2? */
    {"1,200,000 m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, ",200,000 m3/d", "1200000 m3/d"},
    {"1.200.000 m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, ".000 m3/d", "1200000 m3/d"},
    {"1.200,5 m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, ",5 m3/d", "1200.5 m3/d"},
    {"1,200.5 m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, ",200.5 m3/d", "1200.5 m3/d"},
    {"12.000.200,55 m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, ".200,55 m3/d",
     "12000200.55 m3/d"},
    {"1200 M3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_REFUSED_UNIT, "M3", "m3"},
    {"1200 CMD", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_WRONG_DIMENSION, "CMD", FLOW_EXAMPLE},
    {"1 200 m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, " 200 m3/d", "1200 m3/d"},
    {"1_200 m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, "_200 m3/d", "1200 m3/d"},
    {"10³ m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, "³ m3/d", FLOW_EXAMPLE},
    {"10^3 m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, "^3 m3/d", FLOW_EXAMPLE},
    {"5-10 m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, "-10 m3/d", FLOW_EXAMPLE},
    {"5 m3//d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, "/d", FLOW_EXAMPLE},
    {"5 m3/", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, "", FLOW_EXAMPLE},
    {"5 (m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, "", FLOW_EXAMPLE},
    {"5 m3/d)", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, ")", FLOW_EXAMPLE},
    {"5 m^/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, "^/d", FLOW_EXAMPLE},
    {"5 m0/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, "/d", FLOW_EXAMPLE},
    {"5 m33/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, "33/d", FLOW_EXAMPLE},
    {"5 m3/d; 6 m3/d", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, "; 6 m3/d", FLOW_EXAMPLE},
    {"5 m3/d\xFF", CG_KIND_FLOW, CG_WATER, CG_QUANTITY_SYNTAX, "", FLOW_EXAMPLE},
    {"1e308 Mt/s", CG_KIND_FLOW, CG_MATERIAL, CG_QUANTITY_NOT_FINITE, "1e308 Mt/s", "3 t/h"},
    {"5 km9.km9.km9", CG_KIND_DISTANCE, CG_WATER, CG_QUANTITY_WRONG_DIMENSION, "km9.km9.km9",
     "850 m"},
    {"5 m9.m9.m9", CG_KIND_DISTANCE, CG_WATER, CG_QUANTITY_NOT_FINITE, "", "850 m"}, /* 1000^-27 */
};

static bool same(const char *a, const char *b) {
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

Test(quantity, refuses_what_is_wrong_and_says_what_to_write) {
    for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++) {
        const wrong *row = &WRONG[i];
        double value = 42;
        cg_quantity_problem problem = {0};
        bool read = cg_quantity_read(
            &value, row->text, (cg_meaning){row->kind, row->family, &currency}, arena, &problem);
        cr_expect(!read && value == 42, "%s was read as %.17g", row->text, value);
        cr_expect(read || problem.status == row->status, "%s: status %d, expected %d", row->text,
                  problem.status, row->status);
        cr_expect(read || same(problem.unit, row->unit), "%s: at \"%s\", expected \"%s\"",
                  row->text, problem.unit, row->unit);
        cr_expect(read || same(problem.suggestion, row->suggestion),
                  "%s: suggests \"%s\", expected \"%s\"", row->text,
                  problem.suggestion == NULL ? "(none)" : problem.suggestion,
                  row->suggestion == NULL ? "(none)" : row->suggestion);
    }
}

Test(quantity, every_example_is_right) {
    for (int kind = 0; kind < CG_KINDS; kind++) {
        for (int family = 0; family < CG_FAMILIES; family++) {
            const char *example = cg_kind_example((cg_kind)kind, (cg_family)family);
            const cg_meaning meaning = {(cg_kind)kind, (cg_family)family, &currency};
            double value;
            cg_quantity_problem problem;
            cr_expect(cg_quantity_read(&value, example, meaning, arena, &problem), "%s", example);
        }
    }
}

/* 1 in the base unit, written with the base unit that reports show, is 1. */
Test(quantity, base_units_are_read_as_one) {
    for (int kind = 0; kind < CG_KINDS; kind++) {
        for (int family = 0; family < CG_FAMILIES; family++) {
            const char *unit = cg_kind_unit(arena, (cg_kind)kind, (cg_family)family, "VND");
            const char *text = cg_format(arena, "1 %s", unit[0] == '1' ? unit + 1 : unit);
            const cg_meaning meaning = {(cg_kind)kind, (cg_family)family, &currency};
            double value = 0;
            cg_quantity_problem problem;
            cr_expect(cg_quantity_read(&value, text, meaning, arena, &problem) && value == 1,
                      "%s: %g", text, value);
        }
    }
}

Test(quantity, money_without_a_currency_has_no_rate) {
    double value;
    cg_quantity_problem problem;
    const cg_meaning meaning = {CG_KIND_PRICE, CG_WATER, NULL};
    cr_assert_not(cg_quantity_read(&value, "7000 VND/m3", meaning, arena, &problem));
    cr_assert_eq(problem.status, CG_QUANTITY_NO_RATE);
    cr_assert_str_eq(problem.suggestion, "VND");
}

Test(quantity, dong_in_a_park_of_dollars_needs_a_rate) {
    const double rates[] = {0.00004};
    cg_map *known = cg_map_new(arena);
    const cg_currency dollars = {"USD", known, rates};
    const cg_meaning meaning = {CG_KIND_MONEY, CG_WATER, &dollars};
    double value;
    cg_quantity_problem problem;
    cr_assert_not(cg_quantity_read(&value, "1 triệu đồng", meaning, arena, &problem));
    cr_assert_eq(problem.status, CG_QUANTITY_NO_RATE);
    cr_assert_str_eq(problem.suggestion, "VND");
    cg_map_add(known, "VND", 0);
    cr_assert(cg_quantity_read(&value, "1 triệu đồng", meaning, arena, &problem));
    cr_assert_float_eq(value, 40, 1e-12);
}

Test(quantity, deep_parentheses_are_refused) {
    char text[4096] = "5 ";
    memset(text + 2, '(', 4000);
    double value;
    cg_quantity_problem problem;
    const cg_meaning meaning = {CG_KIND_FLOW, CG_WATER, &currency};
    cr_assert_not(cg_quantity_read(&value, text, meaning, arena, &problem));
    cr_assert_eq(problem.status, CG_QUANTITY_SYNTAX);
}

Test(quantity, families_have_names_and_units) {
    cg_family family = CG_FAMILIES;
    cr_assert(cg_family_find(&family, "heat"));
    cr_assert_eq(family, CG_HEAT);
    cr_assert_str_eq(cg_family_unit(CG_WATER), "m3");
    cr_assert_str_eq(cg_family_id(CG_MATERIAL), "material");
    cr_assert_not(cg_family_find(&family, "Heat"));
    cr_assert_not(cg_family_find(&family, NULL));
}

typedef struct quality {
    const char *text;
    bool right;
    cg_quality_kind kind;
    double value;
} quality;

static const quality QUALITY[] = {
    {"60 mg/L", true, CG_CONCENTRATION, 60},
    {"60 mg/l", true, CG_CONCENTRATION, 60},
    {"0.06 g/L", true, CG_CONCENTRATION, 60},
    {"60 g/m3", true, CG_CONCENTRATION, 60},
    {"50 µg/L", true, CG_CONCENTRATION, 0.05},
    {"5 %", true, CG_FRACTION, 5},
    {"50 g/kg", true, CG_FRACTION, 5},
    {"200 mg/kg", true, CG_FRACTION, 0.02},
    {"18 MJ/kg", true, CG_HEATING_VALUE, 18},
    {"18 GJ/t", true, CG_HEATING_VALUE, 18},
    {"5000 kcal/kg", true, CG_HEATING_VALUE, 20.934}, /* × 0.0041868 */
    {"7", true, CG_PLAIN, 7},
    {"5 mL/L", false, CG_PLAIN, CG_QUANTITY_WRONG_DIMENSION}, /* a share of volume */
    {"5 ppm", false, CG_PLAIN, CG_QUANTITY_REFUSED_UNIT},
    {"5 VND/m3", false, CG_PLAIN, CG_QUANTITY_NO_RATE},
    {"5 m3/d", false, CG_PLAIN, CG_QUANTITY_WRONG_DIMENSION},
    {"3000 MPN/100mL", false, CG_PLAIN, CG_QUANTITY_NO_RATE},
    {"6,5", false, CG_PLAIN, CG_QUANTITY_SYNTAX},
};

Test(quantity, quality_is_known_by_its_unit) {
    for (size_t i = 0; i < sizeof(QUALITY) / sizeof(QUALITY[0]); i++) {
        const quality *row = &QUALITY[i];
        double value = 0;
        cg_quality_kind kind = CG_QUALITY_KINDS;
        cg_quantity_problem problem = {0};
        bool read = cg_quality_read(&value, &kind, row->text, arena, &problem);
        cr_expect_eq(read, row->right, "%s", row->text);
        cr_expect(!read || (kind == row->kind && value == row->value), "%s: kind %d, %.17g",
                  row->text, kind, value);
        cr_expect(read || problem.status == (cg_quantity_status)row->value, "%s: status %d",
                  row->text, problem.status);
    }
}

Test(quantity, quality_units_give_the_factor_of_bare_numbers) {
    double factor = 0;
    cg_quality_kind kind;
    cg_quantity_problem problem;
    cr_assert(cg_quality_unit_read(&factor, &kind, "g/kg", arena, &problem));
    cr_assert(kind == CG_FRACTION && factor == 0.1);
    cr_assert(cg_quality_unit_read(&factor, &kind, NULL, arena, &problem));
    cr_assert(kind == CG_PLAIN && factor == 1);
    cr_assert_not(cg_quality_unit_read(&factor, &kind, "furlong", arena, &problem));
}

/* Every problem that can be read above has its sentence, which names the text and what to write. */
Test(quantity, every_problem_is_said_in_both_languages) {
    for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++) {
        const cg_meaning meaning = {WRONG[i].kind, WRONG[i].family, &currency};
        double value;
        cg_quantity_problem problem;
        cr_assert_not(cg_quantity_read(&value, WRONG[i].text, meaning, arena, &problem));
        cg_diagnostics diagnostics = {.arena = arena};
        cg_quantity_say(&diagnostics, (cg_place){0}, WRONG[i].text, meaning, &problem);
        cr_assert_eq(diagnostics.errors, 1);
        for (int language = 0; language < CG_LANGUAGES; language++) {
            const char *sentence =
                cg_diagnostic_sentence(arena, &diagnostics.items.items[0], (cg_language)language);
            cr_expect(strstr(sentence, WRONG[i].text) != NULL, "%s", sentence);
            /* A range is told its own two ends in place of the example. */
            bool is_range = diagnostics.items.items[0].message == CG_MSG_QUANTITY_RANGE;
            const char *named = is_range ? "10 m3/d" : WRONG[i].suggestion;
            cr_expect(named == NULL || strstr(sentence, named) != NULL, "%s", sentence);
            cr_expect_null(strchr(sentence, '{'), "%s", sentence);
        }
    }
}

static const char *said_of(const char *text) {
    const cg_meaning meaning = {CG_KIND_FLOW, CG_WATER, &currency};
    double value;
    cg_quantity_problem problem;
    cr_assert_not(cg_quantity_read(&value, text, meaning, arena, &problem), "%s", text);
    cg_diagnostics diagnostics = {.arena = arena};
    cg_quantity_say(&diagnostics, (cg_place){0}, text, meaning, &problem);
    return cg_diagnostic_sentence(arena, &diagnostics.items.items[0], CG_ENGLISH);
}

/* What people write who do not know the format: the sentence is about what they meant. */
Test(quantity, sentences_are_about_what_was_meant) {
    static const struct {
        const char *text, *sentence;
    } rows[] = {
        {"1,200 m3/d", "\"1,200 m3/d\" can be read in two ways; write \"1200 m3/d\" if the comma "
                       "parts thousands, or \"1.2 m3/d\" if it is the decimal comma"},
        {"-12,050 m3/d", "\"-12,050 m3/d\" can be read in two ways; write \"-12050 m3/d\" if the "
                         "comma parts thousands, or \"-12.05 m3/d\" if it is the decimal comma"},
        {"3,000 m3/d", "\"3,000 m3/d\" can be read in two ways; write \"3000 m3/d\" if the comma "
                       "parts thousands, or \"3 m3/d\" if it is the decimal comma"},
        {"1200-1500 m3/d", "\"1200-1500 m3/d\" is a range; write an object with \"value\" (the "
                           "likely figure), \"low\": \"1200 m3/d\" and \"high\": \"1500 m3/d\""},
        {"1200 – 1500 m3/d", "\"1200 – 1500 m3/d\" is a range; write an object with \"value\" (the "
                             "likely figure), \"low\": \"1200 m3/d\" and \"high\": \"1500 m3/d\""},
        {"1200 m3", "\"1200 m3\" does not say in what time; write \"1200 m3/yr\" if it is a year's "
                    "amount, or a rate such as \"1200 m3/d\""},
        {"1200 t",
         "\"1200 t\": the unit \"t\" does not fit here; write for instance \"1200 m3/d\""},
        {"1200 M", "\"1200 M\": the unit \"M\" does not mean the same to everyone; write for "
                   "instance \"1200 m3/d\""},
        {"1200 CMD",
         "\"1200 CMD\": the unit \"CMD\" does not fit here; write for instance \"1200 m3/d\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *sentence = said_of(rows[i].text);
        cr_expect_str_eq(sentence, rows[i].sentence, "%s", sentence);
    }
}

/* "khối" is what a cubic metre is called in talk and on water bills. */
Test(quantity, words_for_a_cubic_metre) {
    static const char *const texts[] = {
        "1200 khối/ngày",     "1200 mét khối/ngày", "1200 m³/ngày đêm", "1.2 nghìn m3/ngày",
        "0.438 triệu m³/năm", "1200 m3/ngđ",        "1200 m^3/d"};
    const cg_meaning meaning = {CG_KIND_FLOW, CG_WATER, &currency};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        double value = 0;
        cg_quantity_problem problem;
        cr_expect(cg_quantity_read(&value, texts[i], meaning, arena, &problem), "%s", texts[i]);
        cr_expect_float_eq(value, 438000, 0, "%s: %g", texts[i], value); /* x 365 */
    }
}

Test(quantity, words_for_many_tonnes) {
    static const struct {
        const char *text;
        double t;
    } rows[] = {{"5 nghìn tấn/năm", 5000},
                {"5 ngàn tấn/năm", 5000},
                {"5 triệu tấn/năm", 5e6},
                {"5 tạ/năm", 0.5}};
    const cg_meaning meaning = {CG_KIND_FLOW, CG_MATERIAL, &currency};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double value = 0;
        cg_quantity_problem problem;
        cr_expect(cg_quantity_read(&value, rows[i].text, meaning, arena, &problem), "%s",
                  rows[i].text);
        cr_expect_float_eq(value, rows[i].t, 0, "%s: %g", rows[i].text, value);
    }
}

Test(quantity, a_wrong_quality_is_said) {
    double value;
    cg_quality_kind kind;
    cg_quantity_problem problem;
    cr_assert_not(cg_quality_read(&value, &kind, "5 m3/d", arena, &problem));
    cg_diagnostics diagnostics = {.arena = arena};
    cg_quality_say(&diagnostics, (cg_place){0}, "5 m3/d", NULL, &problem);
    cr_assert_eq(diagnostics.errors, 1);
    cr_assert_eq(diagnostics.items.items[0].message, CG_MSG_QUALITY_WRONG_UNIT);
}
