/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule packs and their rules, with legal sources and dates. */
#ifndef CG_REPORT_REPORT_RULES_H
#define CG_REPORT_REPORT_RULES_H

#include "match/rule_cases.h"

/* The shipped packs below `models_folder`, whole text in the reader's arena; what is wrong in a
 * pack is reported there. */
const char *cg_report_packs(const cg_reader *reader, const char *models_folder,
                            cg_language language, bool json, size_t *length);
/* A pack's rules, in force or not, and how their own cases came out. */
const char *cg_report_rules(cg_arena *arena, const cg_rules *rules, const cg_case_results *cases,
                            cg_language language, bool json, size_t *length);

#endif
