/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of base units: names, slashes and parentheses. */
#include "unit/base_unit.h"

#include <string.h>

typedef struct base_name {
    const char *name;
    cg_dimension dimensions[2]; /* the second as the first where there is one */
    cg_ratio ratio;
} base_name;

static const base_name NAMES[] = {
    {"yr", {CG_TIME, CG_TIME}, {8760, 1}},
    {"kgCO2e", {CG_CARBON, CG_MASS}, {1, 1000}},
    {"tCO2e", {CG_CARBON, CG_MASS}, {1, 1}},
    {"km", {CG_LENGTH, CG_LENGTH}, {1, 1}},
    {"h", {CG_TIME, CG_TIME}, {1, 1}},
    {"K", {CG_TEMPERATURE, CG_TEMPERATURE}, {1, 1}},
    {"degC", {CG_TEMPERATURE, CG_TEMPERATURE}, {1, 1}},
    {"share", {CG_SHARE, CG_SHARE}, {1, 1}},
    {"$", {CG_MONEY, CG_MONEY}, {1, 1}},
};

static const base_name FAMILY[CG_FAMILIES] = {
    [CG_WATER] = {"m3", {CG_VOLUME, CG_VOLUME}, {1, 1}},
    [CG_HEAT] = {"MWh", {CG_ENERGY, CG_ENERGY}, {1, 1}},
    [CG_MATERIAL] = {"t", {CG_MASS, CG_MASS}, {1, 1}},
};

static void multiply(cg_unit *unit, const base_name *by, int power) {
    cg_ratio ratio = power < 0 ? cg_ratio_inverse(by->ratio) : by->ratio;
    cg_ratio_multiply(&unit->ratio, unit->ratio, ratio); /* these few fit */
    int count = by->dimensions[1] == by->dimensions[0] ? 1 : 2;
    for (int i = 0; i < count; i++) {
        unit->exponent[by->dimensions[i]] += power;
        unit->uses[by->dimensions[i]] = true;
    }
    unit->celsius = unit->celsius || strcmp(by->name, "degC") == 0;
}

static const base_name *find(const char *name, size_t length, cg_family family) {
    if (*name == '#') {
        return &FAMILY[family];
    }
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (strncmp(NAMES[i].name, name, length) == 0 && NAMES[i].name[length] == '\0') {
            return &NAMES[i];
        }
    }
    return NULL;
}

cg_unit cg_base_unit(const char *base, cg_family family) {
    cg_unit unit = {.ratio = {1, 1}, .rate = 1};
    int outside = 1; /* the power of what stands before the parentheses that are open */
    int power = 1;
    for (const char *at = base; *at != '\0';) {
        if (*at == '/') {
            power = -outside;
            at++;
            continue;
        }
        if (*at == '(' || *at == ')') {
            outside = *at == '(' ? power : 1;
            at++;
            continue;
        }
        size_t length = strcspn(at, "/()");
        const base_name *name = find(at, length, family);
        if (name != NULL) {
            multiply(&unit, name, power);
        }
        at += length;
    }
    return unit;
}
