/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Candidates as their readers see them: direct, passed through and treated in one list. */
#ifndef CG_REPORT_MATCH_ROWS_H
#define CG_REPORT_MATCH_ROWS_H

#include "match/reasons.h"

typedef struct cg_match_row {
    const char *from, *to, *via; /* via: NULL where direct */
    bool pass_through;
    int mode; /* of the (first) way, or CG_NONE */
    int resource, input_resource;
    double km;        /* of all ways together */
    double delivered; /* of the input, per unit that leaves the output */
    bool running, assumed;
    cg_finding finding;
    const cg_candidate *candidate; /* NULL: treated */
    const cg_intake *intake;
    const cg_supply *supply;
} cg_match_row;

typedef struct cg_match_rows {
    CG_VECTOR(cg_match_row) items; /* sorted by from, to, via, pass-through, mode */
    int counts[CG_VERDICTS];
} cg_match_rows;

cg_match_rows cg_match_rows_of(cg_arena *arena, const cg_matches *matches);
/* The rule behind a row, or NULL. */
const cg_rule *cg_match_rule(const cg_matches *matches, const cg_match_row *row);
/* What stopped it, in words; NULL where nothing did. */
const char *cg_match_reason(cg_arena *arena, const cg_matches *matches, const cg_match_row *row,
                            cg_language language);
/* What the row's quality was held against; false where its finding is not about quality. */
bool cg_match_quality(cg_quality_case *out, const cg_matches *matches, const cg_match_row *row);
/* The name under which a law's pack is asked for: "vn", "none". */
const char *cg_match_pack(const cg_law *law);

#endif
