/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Candidates as their readers see them: direct, passed through and treated in one list. */
#ifndef CG_REPORT_MATCH_ROWS_H
#define CG_REPORT_MATCH_ROWS_H

#include "match/reasons.h"

/* One candidate, told in full. */
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

/* Where a row is found among the matches: there may be millions, so no more than that is kept. */
typedef struct cg_match_place {
    int candidate;      /* CG_NONE: treated */
    int intake, supply; /* CG_NONE where not treated */
    cg_verdict verdict;
} cg_match_place;

typedef struct cg_match_rows {
    const cg_matches *matches;
    CG_VECTOR(cg_match_place) items; /* sorted by from, to, via, pass-through, mode */
    int counts[CG_VERDICTS];
    int impossible[CG_OBSTACLES]; /* by what stops them */
    int listed[CG_VERDICTS];      /* how many of the counted are among the items */
} cg_match_rows;

/* All candidates of a park whose matches were all kept; of a large one what is possible, and of the
 * rest the counts. */
cg_match_rows cg_match_rows_of(cg_arena *arena, const cg_matches *matches);
cg_match_row cg_match_row_at(const cg_match_rows *rows, int index);
/* The rule behind a row, or NULL. */
const cg_rule *cg_match_rule(const cg_matches *matches, const cg_match_row *row);
/* What the law says of a row. */
typedef struct cg_match_law {
    cg_ruled *behind; /* every rule that speaks, waived ones too */
    int behind_count;
    const cg_rule **rules; /* those behind the verdict */
    int rule_count;
    bool uncertain; /* one of these is one reading of the law */
} cg_match_law;
/* What physics or the park itself has closed the law is not asked about: nothing. */
cg_match_law cg_match_law_of(cg_arena *arena, const cg_matches *matches, const cg_match_row *row);
/* The law's exceptions on which a row's verdict rests, in their order. Returns how many. */
int cg_match_exceptions(cg_arena *arena, const cg_matches *matches, const cg_match_row *row,
                        int **out);
/* What stopped it, in words; NULL where nothing did. */
const char *cg_match_reason(cg_arena *arena, const cg_matches *matches, const cg_match_row *row,
                            cg_language language);
/* What the row's quality was held against; false where its finding is not about quality. */
bool cg_match_quality(cg_quality_case *out, const cg_matches *matches, const cg_match_row *row);
/* The name under which a law's pack is asked for: "vn", "none". */
const char *cg_match_pack(const cg_law *law);

#endif
