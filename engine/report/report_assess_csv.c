/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An assessment for spreadsheets: one row a criterion, then one a firm and criterion. */
#include "report/report_assess.h"

#include "report/assess_rows.h"
#include "report/csv.h"

#include <math.h>

static void add_head(cg_csv *csv, const cg_assess_telling *t) {
    static const cg_message_id heads[] = {
        CG_MSG_ASSESS_FIRM,       CG_MSG_ASSESS_ID,          CG_MSG_ASSESS_CRITERION,
        CG_MSG_ASSESS_SUBJECT,    CG_MSG_ASSESS_CLAUSE,      CG_MSG_ASSESS_THRESHOLD,
        CG_MSG_ASSESS_TODAY,      CG_MSG_ASSESS_VALUE_TODAY, CG_MSG_ASSESS_GAP_TODAY,
        CG_MSG_ASSESS_AFTER_LONG, CG_MSG_ASSESS_VALUE_AFTER, CG_MSG_ASSESS_GAP_AFTER,
        CG_MSG_ASSESS_CLOSES};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        cg_csv_text(csv, cg_tell(&t->telling, heads[i], NULL));
    }
    cg_csv_end_row(csv);
}

/* `firm`: CG_NONE for the park's. */
static void add_row(cg_csv *csv, const cg_assess_telling *t, const cg_assessed *item, int firm) {
    const cg_criterion *criterion = item->criterion;
    const cg_park *park = t->assessment->park;
    cg_csv_text(csv, firm == CG_NONE ? NULL : park->firms.items[firm].id);
    cg_csv_text(csv, criterion->id);
    cg_csv_text(csv, cg_tell_name(&t->telling, criterion->title, NULL));
    cg_csv_text(csv, cg_subject_id(criterion->subject));
    cg_csv_text(csv, cg_assess_clause(t, criterion));
    cg_csv_number(csv, criterion->test == CG_TEST_CRITERIA ? NAN : criterion->at_least);
    for (int time = 0; time < CG_TIMES; time++) {
        const cg_standing *s = &item->at[time];
        bool there = time == CG_TODAY || t->assessment->has_after;
        cg_csv_text(csv, there ? cg_met_id(s->met) : NULL);
        cg_csv_number(csv, there && s->has_value ? s->value : NAN);
        cg_csv_number(csv, there && s->has_value ? s->gap : NAN);
    }
    cg_csv_text(csv, cg_tell_name(&t->telling, criterion->closes, NULL));
    cg_csv_end_row(csv);
}

const char *cg_report_assess_csv(cg_arena *arena, const cg_assessment *assessment,
                                 cg_language language, size_t *length) {
    cg_assess_telling t = cg_assess_telling_start(arena, assessment, language);
    cg_csv csv = cg_csv_start(arena);
    add_head(&csv, &t);
    for (int i = 0; i < assessment->items.count; i++) {
        add_row(&csv, &t, &assessment->items.items[i], CG_NONE);
    }
    for (int f = 0; f < assessment->firms.count; f++) {
        for (int c = 0; c < assessment->firm_criteria.count; c++) {
            add_row(&csv, &t, &assessment->firms.items[f].items[c],
                    assessment->firms.items[f].firm);
        }
    }
    *length = csv.out.length;
    return csv.out.bytes;
}
