/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every telling of a comparison says in the same words: figures, differences, laws, changes.
 */
#ifndef CG_REPORT_STUDY_ROWS_H
#define CG_REPORT_STUDY_ROWS_H

#include "report/telling.h"
#include "study/result.h"

/* One comparison being told; `telling` has no plan. */
typedef struct cg_study_telling {
    cg_telling telling;
    const cg_comparison *comparison;
} cg_study_telling;
cg_study_telling cg_study_telling_start(cg_arena *arena, const cg_comparison *comparison,
                                        cg_language language);

/* The figures of a row, in the order of their columns. */
enum { CG_STUDY_FIGURES = 10 };
/* NaN where the row has no such figure. */
double cg_study_value(const cg_result *row, int figure);
/* Against the park as it stands; NaN where there is nothing to compare. */
double cg_study_difference(const cg_comparison *comparison, const cg_result *row, int figure);
/* False where a difference would tell nothing (payback). */
bool cg_study_compares(int figure);
const char *cg_study_label(const cg_study_telling *t, int figure);
/* As people read it, in the tables' unit ("million VND"). */
const char *cg_study_unit(const cg_study_telling *t, int figure);
/* As a spreadsheet has it: whole units, "VND/yr". */
const char *cg_study_unit_exact(const cg_study_telling *t, int figure);
const char *cg_study_cell(const cg_study_telling *t, int figure, double value);
const char *cg_study_cell_difference(const cg_study_telling *t, int figure, double value);

/* "leave: steel; set: assumptions.carbon_price=250000"; "" where the law alone changes. */
const char *cg_study_changes(const cg_study_telling *t, const cg_result *row);
/* Its title; where it has none, what it changes. */
const char *cg_study_title(const cg_study_telling *t, const cg_result *row);
/* "rules vn as of 2021-06-30, read as contract-suffices; least emissions"; "" where failed. */
const char *cg_study_law(const cg_study_telling *t, const cg_result *row);
/* "optimal" in words. */
const char *cg_study_status(const cg_study_telling *t, const cg_result *row);
/* Why it has no plan, and what is odd about it that is not odd about the park as it stands: a
 * sentence each. Returns how many. */
int cg_study_notes(const cg_study_telling *t, const cg_result *row, const char ***out);
/* Why there is no plan, in one text; "" where there is one. */
const char *cg_study_reason(const cg_study_telling *t, const cg_result *row);
/* "3 exchanges gained, 2 lost, 1 by another way, 4 in another quantity". */
const char *cg_study_counts(const cg_study_telling *t, const cg_result *row);
/* What the park states against the rules, a sentence each, and last where; 0 where nothing is. */
int cg_study_exceptions(const cg_study_telling *t, const char ***out);
/* Changed pairs that go by another way, and those that only carry another quantity. */
int cg_study_rerouted(const cg_result *row);
/* One change: "+ paper.effluent → dyeing.rinse (1,234 m³, via wwtp)". */
const char *cg_study_change(const cg_study_telling *t, const cg_pair_change *change);
/* "paper.effluent>dyeing.rinse; …"; `rerouted`: of these alone. */
const char *cg_study_pairs(cg_arena *arena, const cg_pair_change *changes, int count,
                           bool rerouted);
/* All of a row, as "+ paper.effluent → dyeing.rinse (1,234 m³, via wwtp)": gained, then lost, then
 * by another way, then in another quantity, a line each; what a plant hands on to one input of
 * several outputs is one. Returns how many. */
int cg_study_exchanges(const cg_study_telling *t, const cg_result *row, const char ***out);

#endif
