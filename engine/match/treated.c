/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the law and the park say of one output's way to one input through a facility's treatment. */
#include "match/reasons.h"

static cg_finding ask_law(const cg_matches *matches, const cg_intake *intake,
                          const cg_supply *supply) {
    cg_exchange_case exchange = cg_case_treated(matches, intake, supply);
    cg_finding finding = {CG_ALLOWED, CG_CLEAR, CG_NONE, CG_NONE, NULL, CG_NONE};
    cg_finding_take(&finding, cg_law_ask(matches->law, &exchange));
    return finding;
}

/* Another input of this facility that what `intake` brings may not reach: a plant mixes what it
 * treats, so then nothing of it is handed on to anybody. */
static cg_finding ask_others(const cg_matches *matches, const cg_intake *intake,
                             const cg_supply **other) {
    for (int s = 0; s < matches->supplies.count; s++) {
        const cg_supply *supply = &matches->supplies.items[s];
        if (supply->facility != intake->facility || !cg_is_open(&supply->finding)) {
            continue;
        }
        cg_finding finding = ask_law(matches, intake, supply);
        if (!cg_is_open(&finding)) {
            *other = supply;
            return finding;
        }
    }
    return (cg_finding){CG_ALLOWED, CG_CLEAR, CG_NONE, CG_NONE, NULL, CG_NONE};
}

cg_treated cg_treated_of(const cg_matches *matches, const cg_intake *intake,
                         const cg_supply *supply) {
    cg_treated treated = {intake->finding, CG_DECIDED_BY_INTAKE, CG_NONE};
    if (!cg_is_open(&intake->finding)) {
        return treated;
    }
    treated.finding = ask_law(matches, intake, supply);
    treated.by = CG_DECIDED_BY_LAW;
    bool allowed = cg_is_open(&treated.finding);
    if (!cg_is_open(&supply->finding) && (allowed || supply->finding.rule == CG_NONE)) {
        return (cg_treated){supply->finding, CG_DECIDED_BY_SUPPLY, CG_NONE};
    }
    if (!allowed || (intake->handed_on && !intake->choice)) {
        return treated;
    }
    const cg_supply *other = NULL;
    cg_finding mixed = ask_others(matches, intake, &other);
    return other == NULL ? treated : (cg_treated){mixed, CG_DECIDED_BY_MIXING, other->input};
}

cg_finding cg_finding_of_treated(const cg_matches *matches, const cg_intake *intake,
                                 const cg_supply *supply) {
    return cg_treated_of(matches, intake, supply).finding;
}
