/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a rule pack was read from, in words. */
#ifndef CG_REPORT_RULE_SOURCES_H
#define CG_REPORT_RULE_SOURCES_H

#include "base/text.h"
#include "knowledge/rules.h"

/* Adds the pack's instruments with their clauses, used or excused, and its effluent standards with
 * their limits. */
void cg_tell_sources(cg_text *out, const cg_rules *rules, cg_language language);

#endif
