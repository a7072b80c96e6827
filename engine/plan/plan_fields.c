/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a plan's numbers, in the order in which they are written. */
#include "plan/plan_fields.h"

#include <math.h>

#define FIELD(type, name)                                                                          \
    { #name, offsetof(type, name) }
#define PART(name)                                                                                 \
    { #name, offsetof(cg_totals, parts.name) }

/* payback_years stands between investment and emissions_saving and may be null: written apart. */
const cg_plan_field cg_totals_fields[] = {
    FIELD(cg_totals, net_saving), PART(avoided_purchase),       PART(avoided_disposal),
    PART(transport_cost),         PART(treatment_cost),         PART(fees),
    PART(annualised_investment),  FIELD(cg_totals, investment), {NULL, 0}};

const cg_plan_field cg_balance_fields[] = {FIELD(cg_balance, cost),
                                           FIELD(cg_balance, emissions),
                                           FIELD(cg_balance, water_purchased),
                                           FIELD(cg_balance, wastewater_discharged),
                                           FIELD(cg_balance, waste_disposed),
                                           FIELD(cg_balance, heat_purchased),
                                           FIELD(cg_balance, heat_disposed),
                                           FIELD(cg_balance, material_purchased),
                                           {NULL, 0}};

const cg_plan_field cg_parts_fields[] = {FIELD(cg_parts, avoided_purchase),
                                         FIELD(cg_parts, avoided_disposal),
                                         FIELD(cg_parts, transport_cost),
                                         FIELD(cg_parts, treatment_cost),
                                         FIELD(cg_parts, fees),
                                         FIELD(cg_parts, annualised_investment),
                                         {NULL, 0}};

const cg_plan_field cg_party_fields[] = {FIELD(cg_party, saving),
                                         FIELD(cg_party, purchase),
                                         FIELD(cg_party, disposal),
                                         FIELD(cg_party, transport),
                                         FIELD(cg_party, treatment),
                                         FIELD(cg_party, fees),
                                         FIELD(cg_party, annualised_investment),
                                         FIELD(cg_party, investment),
                                         {NULL, 0}};

const cg_plan_field cg_item_fields[] = {FIELD(cg_park_item, saving),
                                        FIELD(cg_park_item, investment),
                                        FIELD(cg_park_item, annualised_investment),
                                        FIELD(cg_park_item, fees),
                                        {NULL, 0}};

const cg_plan_field cg_proof_fields[] = {FIELD(cg_plan, bound),
                                         FIELD(cg_plan, gap),
                                         FIELD(cg_plan, primal_residual),
                                         FIELD(cg_plan, dual_residual),
                                         {NULL, 0}};

const char *const cg_range_figure_ids[CG_RANGE_FIGURES] = {
    [CG_RANGE_NET_SAVING] = "net_saving", [CG_RANGE_EMISSIONS] = "emissions_saving",
    [CG_RANGE_WATER] = "water_saved",     [CG_RANGE_WASTEWATER] = "wastewater_avoided",
    [CG_RANGE_WASTE] = "waste_avoided",   [CG_RANGE_INVESTMENT] = "investment",
    [CG_RANGE_PAYBACK] = "payback_years",
};

const char *const cg_change_ids[] = {
    [CG_NEW] = "new", [CG_KEEP] = "keep", [CG_CHANGE] = "change", NULL};

static double at(const void *base, const cg_plan_field *field) {
    return *(const double *)((const char *)base + field->offset);
}

void cg_plan_write_fields(cg_json_writer *writer, const cg_plan_field *fields, const void *of,
                          const void *less) {
    for (const cg_plan_field *field = fields; field->key != NULL; field++) {
        cg_json_number(writer, field->key, at(of, field) - (less == NULL ? 0 : at(less, field)));
    }
}

void cg_plan_write_object(cg_json_writer *writer, const char *key, const cg_plan_field *fields,
                          const void *of) {
    cg_json_open_object(writer, key);
    cg_plan_write_fields(writer, fields, of, NULL);
    cg_json_close_object(writer);
}

void cg_plan_write_totals(cg_json_writer *writer, const cg_totals *totals) {
    cg_json_open_object(writer, "totals");
    cg_plan_write_fields(writer, cg_totals_fields, totals, NULL);
    cg_json_number(writer, "payback_years",
                   totals->pays_back ? totals->payback_years : (double)NAN);
    cg_json_number(writer, "emissions_saving", totals->emissions_saving);
    cg_json_close_object(writer);
}
