/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the law asks of the plan, in its workbook: permits, rules, readings, exceptions, what it
 * forbids. */
#include "report/plan_book.h"

#include "report/sheet.h"

#include <math.h>
#include <string.h>

enum { PERMIT, AUTHORITY, CLAUSE, NEEDED, COST, LEAST, MOST, READING, LINES, PERMIT_COLUMNS };

static void add_permit(cg_plan_sheet *s, const cg_permit *permit) {
    const cg_telling *t = s->book->telling;
    cg_plan_put(s, PERMIT, cg_tell_name(t, permit->name, permit->id));
    cg_plan_put(s, AUTHORITY, cg_tell_name(t, permit->authority, ""));
    cg_plan_put(s, CLAUSE, cg_tell_name(t, permit->clause, ""));
    cg_plan_put_number(s, NEEDED, permit->needed);
    if (permit->cost_known) {
        cg_plan_put_number(s, COST, permit->cost);
    } else {
        cg_plan_put(s, COST, cg_tell(t, CG_MSG_PLANBOOK_COST_UNKNOWN, NULL));
    }
    cg_plan_put_number(s, LEAST, permit->has_months ? permit->months_least : (double)NAN);
    cg_plan_put_number(s, MOST, permit->has_months ? permit->months_most : (double)NAN);
    cg_plan_put(s, READING,
                cg_tell(t, permit->uncertain ? CG_MSG_ASSESS_YES : CG_MSG_ASSESS_NO, NULL));
    cg_plan_put(s, LINES, cg_plan_lines_with(t, permit->id, true));
    cg_plan_next(s);
}

void cg_plan_book_permits(cg_plan_book *book) {
    const cg_telling *t = book->telling;
    const cg_plan_column columns[PERMIT_COLUMNS] = {
        [PERMIT] = {CG_MSG_PLANBOOK_PERMIT, NULL, 42, CG_PLAN_LABEL},
        [AUTHORITY] = {CG_MSG_PLANBOOK_AUTHORITY, NULL, 32, CG_PLAN_TEXT},
        [CLAUSE] = {CG_MSG_PLANBOOK_CLAUSE, NULL, 32, CG_PLAN_TEXT},
        [NEEDED] = {CG_MSG_PLANBOOK_NEEDED, NULL, 9, CG_PLAN_COUNT},
        [COST] = {CG_MSG_PLANBOOK_COST_EACH, cg_figure_currency(t->plan->currency, t->language), 18,
                  CG_PLAN_MONEY},
        [LEAST] = {CG_MSG_PLANBOOK_MONTHS_LEAST, NULL, 11, CG_PLAN_AMOUNT},
        [MOST] = {CG_MSG_PLANBOOK_MONTHS_MOST, NULL, 11, CG_PLAN_AMOUNT},
        [READING] = {CG_MSG_PLANBOOK_READING, NULL, 15, CG_PLAN_MARK},
        [LINES] = {CG_MSG_PLANBOOK_EXCHANGES, NULL, 24, CG_PLAN_TEXT}};
    cg_plan_sheet s = cg_plan_sheet_start(book, CG_MSG_PLANBOOK_PERMITS, columns, PERMIT_COLUMNS);
    if (t->plan->permits.count == 0) {
        bool own = t->edition.audience == CG_FOR_FIRM;
        cg_plan_sentence(
            &s, cg_tell(t, own ? CG_MSG_FIRM_LAW_NO_PERMIT : CG_MSG_HTML_NO_PERMITS, NULL));
        return;
    }
    cg_plan_heads(&s, true);
    for (int i = 0; i < t->plan->permits.count; i++) {
        add_permit(&s, &t->plan->permits.items[i]);
    }
    cg_plan_filter(&s);
}

static void add_readings(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    if (t->plan->readings.count + t->plan->uncertain.count > 0) {
        cg_plan_heading(s, cg_tell(t, CG_MSG_REPORT_READINGS, NULL));
    }
    for (int i = 0; i < t->plan->readings.count; i++) {
        cg_plan_sentence(s, cg_tell_reading(t, i));
    }
    /* How much rests on it is a sum of savings: for those who see the exchanges. */
    for (int i = 0; i < t->plan->uncertain.count; i++) {
        const cg_uncertain_rule *rule = &t->plan->uncertain.items[i];
        cg_plan_sentence(
            s, cg_shows_firms(t)
                   ? cg_tell_uncertain(t, i)
                   : cg_tell(t, CG_MSG_CONFIRM_RULE, cg_tell_name(t, rule->title, rule->id), NULL));
    }
}

static void add_exceptions(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    if (t->plan->exceptions_file == NULL || !cg_shows_firms(t)) {
        return;
    }
    cg_plan_heading(s, cg_tell(t, CG_MSG_REPORT_EXCEPTIONS, NULL));
    cg_plan_sentence(s, cg_tell_exceptions_from(t));
    for (int e = 0; e < t->plan->exceptions.count; e++) {
        cg_plan_sentence(s, cg_tell_exception(t, e));
    }
}

void cg_plan_book_rules(cg_plan_book *book) {
    const cg_telling *t = book->telling;
    static const cg_plan_column columns[] = {{CG_MSG_PLANBOOK_RULE, NULL, 26, CG_PLAN_LABEL},
                                             {CG_MSG_PLANBOOK_TITLE, NULL, 56, CG_PLAN_TEXT},
                                             {CG_MSG_PLANBOOK_INSTRUMENT, NULL, 42, CG_PLAN_TEXT},
                                             {CG_MSG_PLANBOOK_CLAUSE, NULL, 32, CG_PLAN_TEXT},
                                             {CG_MSG_PLANBOOK_BEARS_ON, NULL, 28, CG_PLAN_TEXT}};
    cg_plan_sheet s = cg_plan_sheet_start(book, CG_MSG_PLANBOOK_RULES, columns, 5);
    if (t->plan->cited.count == 0) {
        cg_plan_sentence(&s, cg_tell(t, CG_MSG_PLANBOOK_NO_RULES, NULL));
    } else {
        cg_plan_heads(&s, true);
    }
    for (int i = 0; i < t->plan->cited.count; i++) {
        const cg_cited_rule *rule = &t->plan->cited.items[i];
        cg_plan_put(&s, 0, rule->id);
        cg_plan_put(&s, 1, cg_tell_name(t, rule->title, ""));
        cg_plan_put(&s, 2, cg_tell_name(t, rule->instrument, ""));
        cg_plan_put(&s, 3, cg_tell_name(t, rule->clause, ""));
        cg_plan_put(&s, 4, cg_plan_lines_with(t, rule->id, false));
        cg_plan_next(&s);
    }
    if (t->plan->cited.count > 0) {
        cg_plan_filter(&s);
    }
    add_readings(&s);
    add_exceptions(&s);
}

void cg_plan_book_policy(cg_plan_book *book) {
    const cg_telling *t = book->telling;
    if (!cg_shows_policy(t)) {
        return;
    }
    const char *money = cg_plan_money_unit(t);
    const cg_plan_column columns[] = {{CG_MSG_REPORT_FROM, NULL, 30, CG_PLAN_TEXT},
                                      {CG_MSG_REPORT_TO, NULL, 30, CG_PLAN_TEXT},
                                      {CG_MSG_POLICY_RULE, NULL, 40, CG_PLAN_TEXT},
                                      {CG_MSG_POLICY_QUANTITY, NULL, 16, CG_PLAN_AMOUNT},
                                      {CG_MSG_PLANBOOK_UNIT, NULL, 12, CG_PLAN_MARK},
                                      {CG_MSG_PLANBOOK_MONEY_AT_STAKE, money, 22, CG_PLAN_MONEY}};
    cg_sheet_block told = cg_sheet_of_policy(t);
    cg_plan_sheet s = cg_plan_sheet_start(book, CG_MSG_PLANBOOK_POLICY, columns, 6);
    cg_plan_sentence(&s, told.lead);
    if (told.rows.count > 0) {
        cg_plan_heads(&s, true);
    }
    for (int i = 0; i < told.rows.count; i++) {
        const cg_policy_question *question = &t->plan->policy.items[i];
        for (int c = 0; c < 3; c++) {
            cg_plan_put(&s, c, told.rows.items[i].cells[c]);
        }
        cg_plan_put_number(&s, 3, question->quantity);
        cg_plan_put(&s, 4, cg_figure_unit(question->unit, t->language));
        cg_plan_put_number(&s, 5, question->worth);
        cg_plan_next(&s);
    }
}
