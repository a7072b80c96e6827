/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the assessment that a plan carries. */
#include "report/criteria.h"

#include <string.h>

static const char *word(const cg_telling *t, cg_message_id id) {
    return cg_tell(t, id, NULL);
}

static const char *integer(const cg_telling *t, int value) {
    return cg_figure(t->arena, value, 0, t->language);
}

static bool is_met(const char *result) {
    return result != NULL && strcmp(result, "met") == 0;
}

const char *cg_criteria_word(const cg_telling *t, const char *result) {
    if (result == NULL) {
        return "–";
    }
    return word(t, is_met(result)                   ? CG_MSG_ASSESS_MET
                   : strcmp(result, "not-met") == 0 ? CG_MSG_ASSESS_NOT_MET
                                                    : CG_MSG_ASSESS_NO_DATA);
}

const char *cg_criteria_change(const cg_telling *t, const cg_plan_firm_assessed *firm,
                               int criterion) {
    const char *today = firm->at[0] != NULL ? firm->at[0][criterion] : NULL;
    const char *after = firm->at[1] != NULL ? firm->at[1][criterion] : NULL;
    if (today == NULL || after == NULL || strcmp(today, after) == 0) {
        return cg_criteria_word(t, today == NULL ? after : today);
    }
    return cg_format(t->arena, "%s → %s", cg_criteria_word(t, today), cg_criteria_word(t, after));
}

bool cg_criteria_is_open(const cg_plan_criterion *criterion) {
    return !is_met(criterion->at[0].result) ||
           (criterion->at[1].result != NULL && !is_met(criterion->at[1].result));
}

bool cg_criteria_moves(const cg_plan_criterion *criterion) {
    const char *today = criterion->at[0].result, *after = criterion->at[1].result;
    return today != NULL && after != NULL && strcmp(today, after) != 0;
}

const char *cg_criteria_missing(const cg_telling *t, const cg_plan_criterion *criterion) {
    const char *today = cg_tell_name(t, criterion->at[0].missing, "");
    const char *after = cg_tell_name(t, criterion->at[1].missing, "");
    if (criterion->at[1].result == NULL || strcmp(today, after) == 0) {
        return today;
    }
    const char *nothing = word(t, CG_MSG_CRITERIA_NOTHING);
    return cg_tell(t, CG_MSG_CRITERIA_MISSING_BOTH, *today == '\0' ? nothing : today,
                   *after == '\0' ? nothing : after, NULL);
}

const char *cg_criteria_changed(const cg_telling *t) {
    const cg_plan_assessment *a = t->plan->assessment;
    const char **ids = CG_ARRAY(t->arena, const char *, a->criteria.count + 1);
    int count = 0;
    for (int i = 0; i < a->criteria.count; i++) {
        if (cg_criteria_moves(&a->criteria.items[i])) {
            ids[count++] = cg_tell_plain(t->arena, a->criteria.items[i].id);
        }
    }
    return count > 0 ? cg_tell_list(t, ids, count) : word(t, CG_MSG_CRITERIA_CHANGED_NONE);
}

const char *cg_criteria_met_by(const cg_telling *t, int criterion) {
    const cg_plan_assessment *a = t->plan->assessment;
    int met[CG_PLAN_TIMES] = {0};
    for (int f = 0; f < a->firms.count; f++) {
        for (int time = 0; time < CG_PLAN_TIMES; time++) {
            const char **results = a->firms.items[f].at[time];
            met[time] += results != NULL && is_met(results[criterion]);
        }
    }
    const char *today = integer(t, met[0]), *of = integer(t, a->firms.count);
    return a->has_after ? cg_tell(t, CG_MSG_CRITERIA_MET_BY, today, of, integer(t, met[1]), NULL)
                        : cg_tell(t, CG_MSG_CRITERIA_MET_BY_TODAY, today, of, NULL);
}

const char *cg_criteria_lead(const cg_telling *t) {
    const cg_plan_assessment *a = t->plan->assessment;
    return cg_tell(t, CG_MSG_CRITERIA_LEAD, cg_tell_name(t, a->title, a->framework),
                   cg_tell_plain(t->arena, a->date), NULL);
}

const char *cg_criteria_met(const cg_telling *t, int time) {
    const cg_plan_assessment *a = t->plan->assessment;
    return cg_tell(t, CG_MSG_CRITERIA_OF, integer(t, cg_plan_criteria_that(a, time, "met")),
                   integer(t, a->criteria.count), NULL);
}

const char *cg_criteria_rest(const cg_telling *t, int time) {
    const cg_plan_assessment *a = t->plan->assessment;
    return cg_tell(t, CG_MSG_CRITERIA_REST, integer(t, cg_plan_criteria_that(a, time, "not-met")),
                   integer(t, cg_plan_criteria_that(a, time, "no-data")), NULL);
}

const char *cg_criteria_eco_firms(const cg_telling *t) {
    const cg_plan_assessment *a = t->plan->assessment;
    const char *today = integer(t, cg_plan_firms_met(a, 0)), *of = integer(t, a->firms.count);
    if (!a->has_after) {
        return cg_tell(t, CG_MSG_CRITERIA_OF, today, of, NULL);
    }
    return cg_tell(t, CG_MSG_CRITERIA_FROM_TO, today, integer(t, cg_plan_firms_met(a, 1)), of,
                   NULL);
}
