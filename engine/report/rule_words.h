/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Predicates and effects of rules in words. */
#ifndef CG_REPORT_RULE_WORDS_H
#define CG_REPORT_RULE_WORDS_H

#include "knowledge/rules.h"

/* What a predicate asks, by the names that a park states: "output.wastewater: yes and
 * exchange.same_park: yes". */
const char *cg_tell_predicate(cg_arena *arena, const cg_json *predicate, cg_language language);
/* What a rule does where it applies, read from its object: no park is needed. */
const char *cg_tell_effect(cg_arena *arena, const cg_rules *rules, const cg_rule *rule,
                           cg_language language);
/* "1 January 2021 to 30 June 2025", "since …", "until …"; NULL where neither day is stated. */
const char *cg_rule_days(cg_arena *arena, const char *from, const char *to, cg_language language);

#endif
