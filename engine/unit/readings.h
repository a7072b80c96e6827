/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the numbers of a document were read as, for a digest of what it says and not of how it says
 * it.
 */
#ifndef CG_UNIT_READINGS_H
#define CG_UNIT_READINGS_H

#include "base/json.h"

typedef struct cg_number_reading {
    const cg_json *node;
    double value; /* in the base unit of what it stands for */
    bool amount;
} cg_number_reading;

typedef struct cg_readings {
    cg_arena *arena;
    CG_VECTOR(cg_number_reading) items;
    int *slots; /* index in items plus 1; 0 is free */
    size_t slot_count;
    bool amounts; /* numbers read now without a unit are a period's amount, with one still a rate:
                     one number, two meanings */
} cg_readings;

/* Remembers that `node`, a number or a text, was read as `value`. */
void cg_readings_add(cg_readings *readings, const cg_json *node, double value);
/* Adds the canonical text of a document (cg_json_canonical) with every number that was read as what
 * it was read as: "60 mg/L" and 60, "1200.0 m3/d" and "438000 m3/yr" are one text. No JSON; for
 * digests. */
void cg_readings_add_canonical(cg_text *out, const cg_readings *readings, const cg_json *document);

#endif
