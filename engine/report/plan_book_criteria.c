/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assessment that a plan carries, in its workbook: criteria, and each firm against its own. */
#include "report/plan_book.h"

#include "report/criteria.h"

enum {
    ID,
    CRITERION,
    CLAUSE,
    THRESHOLD,
    TODAY,
    TODAY_VALUE,
    AFTER,
    AFTER_VALUE,
    GAP,
    CLOSES,
    COLUMNS
};

static void add_criterion(cg_plan_sheet *s, const cg_plan_criterion *one) {
    const cg_telling *t = s->book->telling;
    bool open = cg_criteria_is_open(one);
    cg_plan_put(s, ID, one->id);
    cg_plan_put(s, CRITERION, cg_tell_name(t, one->title, one->id));
    cg_plan_put(s, CLAUSE, cg_tell_name(t, one->clause, ""));
    cg_plan_put(s, THRESHOLD, cg_tell_name(t, one->threshold, ""));
    cg_plan_put(s, TODAY, cg_criteria_word(t, one->at[0].result));
    cg_plan_put(s, TODAY_VALUE, cg_tell_name(t, one->at[0].standing, ""));
    cg_plan_put(s, AFTER, cg_criteria_word(t, one->at[1].result));
    cg_plan_put(s, AFTER_VALUE, cg_tell_name(t, one->at[1].standing, ""));
    cg_plan_put(s, GAP, open ? cg_criteria_missing(t, one) : "");
    cg_plan_put(s, CLOSES, open ? cg_tell_name(t, one->closes, "") : "");
    cg_plan_next(s);
}

static void add_count(cg_plan_sheet *s, cg_message_id label, const char *text) {
    cg_plan_sentence(s, cg_tell(s->book->telling, CG_MSG_ASSESS_LINE,
                                cg_tell(s->book->telling, label, NULL), text, NULL));
}

static void add_counts(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    const cg_plan_assessment *a = t->plan->assessment;
    cg_plan_sentence(s, cg_criteria_lead(t));
    static const cg_message_id labels[] = {CG_MSG_CRITERIA_MET_TODAY, CG_MSG_CRITERIA_MET_AFTER};
    for (int time = 0; time < (a->has_after ? CG_PLAN_TIMES : 1); time++) {
        add_count(s, labels[time],
                  cg_tell(t, CG_MSG_REPORT_OF, cg_criteria_met(t, time), cg_criteria_rest(t, time),
                          NULL));
    }
}

/* A row for each firm and criterion: what a filter can be set on. */
static void add_firms(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    const cg_plan_assessment *a = t->plan->assessment;
    if (!cg_shows_firms(t) || a->firms.count == 0) {
        return;
    }
    static const cg_plan_column columns[] = {{CG_MSG_ASSESS_ID, NULL, 0, CG_PLAN_MARK},
                                             {CG_MSG_ASSESS_CRITERION, NULL, 0, CG_PLAN_TEXT},
                                             {CG_MSG_ASSESS_FIRM, NULL, 0, CG_PLAN_TEXT},
                                             {CG_MSG_PLANBOOK_RESULT, NULL, 0, CG_PLAN_TEXT}};
    const cg_plan_column *own = s->columns;
    cg_plan_heading(s, cg_tell(t, CG_MSG_CRITERIA_FIRMS, NULL));
    s->columns = columns;
    s->count = 4;
    cg_plan_heads(s, false);
    for (int c = 0; c < a->firm_criteria.count; c++) {
        const cg_plan_criterion *one = &a->firm_criteria.items[c];
        for (int f = 0; f < a->firms.count; f++) {
            const cg_plan_firm_assessed *firm = &a->firms.items[f];
            cg_plan_put(s, 0, one->id);
            cg_plan_put(s, 1, cg_tell_name(t, one->title, one->id));
            cg_plan_put(s, 2, cg_tell_name(t, firm->name, firm->id));
            cg_plan_put(s, 3, cg_criteria_change(t, firm, c));
            cg_plan_next(s);
        }
    }
    s->columns = own;
    s->count = COLUMNS;
}

void cg_plan_book_criteria(cg_plan_book *book) {
    const cg_telling *t = book->telling;
    const cg_plan_assessment *a = t->plan->assessment;
    if (a == NULL || !cg_shows_to(t, CG_SEEN_BY_ALL_BUT_FIRM)) {
        return;
    }
    static const cg_plan_column columns[COLUMNS] = {
        [ID] = {CG_MSG_ASSESS_ID, NULL, 10, CG_PLAN_MARK},
        [CRITERION] = {CG_MSG_ASSESS_CRITERION, NULL, 50, CG_PLAN_TEXT},
        [CLAUSE] = {CG_MSG_ASSESS_CLAUSE, NULL, 24, CG_PLAN_TEXT},
        [THRESHOLD] = {CG_MSG_ASSESS_THRESHOLD, NULL, 22, CG_PLAN_TEXT},
        [TODAY] = {CG_MSG_ASSESS_TODAY, NULL, 13, CG_PLAN_MARK},
        [TODAY_VALUE] = {CG_MSG_ASSESS_VALUE_TODAY, NULL, 22, CG_PLAN_TEXT},
        [AFTER] = {CG_MSG_ASSESS_AFTER_LONG, NULL, 13, CG_PLAN_MARK},
        [AFTER_VALUE] = {CG_MSG_ASSESS_VALUE_AFTER, NULL, 22, CG_PLAN_TEXT},
        [GAP] = {CG_MSG_PLANBOOK_GAP, NULL, 26, CG_PLAN_TEXT},
        [CLOSES] = {CG_MSG_ASSESS_CLOSES, NULL, 44, CG_PLAN_TEXT}};
    cg_plan_sheet s = cg_plan_sheet_start(book, CG_MSG_PLANBOOK_CRITERIA, columns, COLUMNS);
    add_counts(&s);
    if (a->criteria.count > 0) {
        cg_plan_heads(&s, true);
        for (int i = 0; i < a->criteria.count; i++) {
            add_criterion(&s, &a->criteria.items[i]);
        }
        cg_plan_filter(&s);
    }
    add_firms(&s);
    for (int i = 0; i < a->notes.count; i++) {
        cg_plan_sentence(&s, cg_tell_name(t, a->notes.items[i], ""));
    }
}
