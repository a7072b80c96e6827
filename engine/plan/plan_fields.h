/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which numbers of a plan stand under which key: one table for writing and for reading. */
#ifndef CG_PLAN_PLAN_FIELDS_H
#define CG_PLAN_PLAN_FIELDS_H

#include "plan/plan.h"

typedef struct cg_plan_field {
    const char *key; /* NULL ends a table */
    size_t offset;   /* of a double */
} cg_plan_field;

extern const cg_plan_field cg_totals_fields[];  /* of cg_totals, all but payback_years */
extern const cg_plan_field cg_balance_fields[]; /* of cg_balance */
extern const cg_plan_field cg_parts_fields[];   /* of cg_parts */
extern const cg_plan_field cg_party_fields[];   /* of cg_party */
extern const cg_plan_field cg_item_fields[];    /* of cg_park_item */
extern const cg_plan_field cg_proof_fields[];   /* of cg_plan: the certificate */

/* The members of a table as those of the open object; where `less` is given, what they differ by.
 */
void cg_plan_write_fields(cg_json_writer *writer, const cg_plan_field *fields, const void *of,
                          const void *less);
void cg_plan_write_object(cg_json_writer *writer, const char *key, const cg_plan_field *fields,
                          const void *of);
/* The object "totals", payback_years with them. */
void cg_plan_write_totals(cg_json_writer *writer, const cg_totals *totals);

/* "net_saving" …: in the order of cg_range_figure. */
extern const char *const cg_range_figure_ids[CG_RANGE_FIGURES];

/* "new", "keep", "change", NULL: in the order of cg_change. */
extern const char *const cg_change_ids[];

#endif
