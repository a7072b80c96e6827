/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The candidate exchanges of a park, each with its legal verdict and what is behind it. */
#ifndef CG_REPORT_REPORT_MATCHES_H
#define CG_REPORT_REPORT_MATCHES_H

#include "match/matches.h"

/* "congsinh-matches/1": see docs/formats; candidates sorted by from, to, via. Whole text in
 * `arena`. */
const char *cg_report_matches_json(cg_arena *arena, const cg_matches *matches, size_t *length);
/* For spreadsheets: a row a candidate in the same order. What is counted and not listed has none.
 */
const char *cg_report_matches_csv(cg_arena *arena, const cg_matches *matches, cg_language language,
                                  size_t *length);
/* For a terminal of 80 columns: counts, then what is allowed and what must be measured in full, of
 * the rest the first. */
const char *cg_report_matches_text(cg_arena *arena, const cg_matches *matches, cg_language language,
                                   size_t *length);

#endif
