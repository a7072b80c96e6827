/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the plan does to each party, and what they throw away today, in a plan's workbook. */
#include "report/plan_book.h"

enum {
    NAME,
    ID,
    KIND,
    OPERATOR,
    SAVING,
    INVESTMENT,
    PURCHASE,
    DISPOSAL,
    TRANSPORT,
    TREATMENT,
    FEES,
    ANNUALISED,
    COLUMNS
};

/* The parts of a firm's money, for those who may see them. */
static void add_parts(cg_plan_sheet *s, const cg_party *party) {
    if (s->count < COLUMNS) {
        return;
    }
    cg_plan_put_number(s, INVESTMENT, party->investment);
    cg_plan_put_number(s, PURCHASE, party->purchase);
    cg_plan_put_number(s, DISPOSAL, party->disposal);
    cg_plan_put_number(s, TRANSPORT, party->transport);
    cg_plan_put_number(s, TREATMENT, party->treatment);
    cg_plan_put_number(s, FEES, party->fees);
    cg_plan_put_number(s, ANNUALISED, party->annualised_investment);
}

static bool in_words(const cg_plan_sheet *s) {
    return s->columns[SAVING].cells == CG_PLAN_TEXT;
}

static void add_party(cg_plan_sheet *s, const cg_party *party) {
    const cg_telling *t = s->book->telling;
    cg_plan_put(s, NAME, cg_tell_name(t, party->name, party->id));
    cg_plan_put(s, ID, party->id);
    cg_plan_put(s, KIND,
                cg_tell(t, party->facility ? CG_MSG_PLANBOOK_PLANT : CG_MSG_PLANBOOK_FIRM, NULL));
    cg_plan_put(s, OPERATOR, cg_tell_operator(t, party));
    if (in_words(s)) {
        cg_plan_put(s, SAVING, cg_tell_gain(t, party));
    } else {
        cg_plan_put_number(s, SAVING, party->saving);
    }
    add_parts(s, party);
    cg_plan_next(s);
}

static void add_total(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    cg_sum saving = {0}, investment = {0};
    for (int i = 0; i < t->plan->parties.count; i++) {
        cg_sum_add(&saving, t->plan->parties.items[i].saving);
        cg_sum_add(&investment, t->plan->parties.items[i].investment);
    }
    if (in_words(s) || t->plan->parties.count < 2) {
        return;
    }
    s->total = true;
    for (int c = ID; c < s->count; c++) {
        if (c != SAVING && c != INVESTMENT) {
            cg_plan_put(s, c, "");
        }
    }
    cg_plan_put(s, NAME, cg_tell(t, CG_MSG_PLANBOOK_PARTIES_TOTAL, NULL));
    cg_plan_put_number(s, SAVING, cg_sum_value(&saving));
    if (s->count == COLUMNS) {
        cg_plan_put_number(s, INVESTMENT, cg_sum_value(&investment));
    }
    cg_plan_next(s);
    s->total = false;
}

void cg_plan_book_parties(cg_plan_book *book) {
    const cg_telling *t = book->telling;
    if (t->plan->parties.count == 0) {
        return;
    }
    bool own = t->edition.audience == CG_FOR_FIRM;
    bool words = t->withholds && !own;
    bool parts = own || cg_shows_costs(t);
    const char *yearly = cg_plan_money_unit(t);
    const char *money = cg_figure_currency(t->plan->currency, t->language);
    const cg_plan_column columns[COLUMNS] = {
        [NAME] = {CG_MSG_REPORT_PARTY, NULL, 32, CG_PLAN_LABEL},
        [ID] = {CG_MSG_PLANBOOK_ID, NULL, 16, CG_PLAN_TEXT},
        [KIND] = {CG_MSG_PLANBOOK_PARTY_KIND, NULL, 16, CG_PLAN_TEXT},
        [OPERATOR] = {CG_MSG_PLANBOOK_OPERATOR, NULL, 24, CG_PLAN_TEXT},
        [SAVING] = {words ? CG_MSG_EDITION_SIDE : CG_MSG_PLANBOOK_SAVING, yearly, 18,
                    words ? CG_PLAN_TEXT : CG_PLAN_MONEY},
        [INVESTMENT] = {CG_MSG_PLANBOOK_INVESTMENT, money, 18, CG_PLAN_MONEY},
        [PURCHASE] = {CG_MSG_REPORT_PARTY_PURCHASE, NULL, 18, CG_PLAN_MONEY},
        [DISPOSAL] = {CG_MSG_REPORT_PARTY_DISPOSAL, NULL, 18, CG_PLAN_MONEY},
        [TRANSPORT] = {CG_MSG_REPORT_TRANSPORT, NULL, 18, CG_PLAN_MONEY},
        [TREATMENT] = {CG_MSG_REPORT_TREATMENT, NULL, 18, CG_PLAN_MONEY},
        [FEES] = {CG_MSG_REPORT_FEES, NULL, 18, CG_PLAN_MONEY},
        [ANNUALISED] = {CG_MSG_REPORT_ANNUALISED, NULL, 18, CG_PLAN_MONEY}};
    cg_plan_sheet s =
        cg_plan_sheet_start(book, CG_MSG_PLANBOOK_PARTIES, columns, parts ? COLUMNS : INVESTMENT);
    cg_plan_sentence(&s, cg_tell(t, CG_MSG_PLANBOOK_PARTIES_LEAD, NULL));
    cg_plan_heads(&s, true);
    for (int i = 0; i < t->plan->parties.count; i++) {
        add_party(&s, &t->plan->parties.items[i]);
    }
    cg_plan_filter(&s);
    add_total(&s);
    const char *losers[2];
    int count = cg_tell_losers(t, losers);
    for (int i = 0; i < count && cg_shows_firms(t); i++) {
        cg_plan_next(&s);
        cg_plan_sentence(&s, losers[i]);
    }
}

void cg_plan_book_wasted(cg_plan_book *book) {
    const cg_telling *t = book->telling;
    if (t->plan->wasted.count == 0) {
        return;
    }
    const char *money = cg_plan_money_unit(t);
    const cg_plan_column columns[] = {{CG_MSG_PLANBOOK_OUTPUT, NULL, 28, CG_PLAN_TEXT},
                                      {CG_MSG_PLANBOOK_RESOURCE, NULL, 36, CG_PLAN_TEXT},
                                      {CG_MSG_PLANBOOK_QUANTITY, NULL, 16, CG_PLAN_AMOUNT},
                                      {CG_MSG_PLANBOOK_UNIT, NULL, 12, CG_PLAN_MARK},
                                      {CG_MSG_PLANBOOK_PAID, money, 20, CG_PLAN_MONEY},
                                      {CG_MSG_PLANBOOK_WORTH, money, 20, CG_PLAN_MONEY},
                                      {CG_MSG_REPORT_RULES, NULL, 34, CG_PLAN_TEXT}};
    cg_plan_sheet s = cg_plan_sheet_start(book, CG_MSG_PLANBOOK_WASTED, columns, 7);
    cg_plan_sentence(&s, cg_tell(t, CG_MSG_FIRM_WASTE_NOTE, NULL));
    cg_plan_heads(&s, true);
    for (int i = 0; i < t->plan->wasted.count; i++) {
        const cg_waste *waste = &t->plan->wasted.items[i];
        cg_plan_put(&s, 0, waste->from);
        cg_plan_put(&s, 1, cg_tell_name(t, waste->resource_name, waste->resource));
        cg_plan_put_number(&s, 2, waste->quantity);
        cg_plan_put(&s, 3, cg_figure_unit(waste->unit, t->language));
        cg_plan_put_number(&s, 4, waste->disposal);
        cg_plan_put_number(&s, 5, waste->worth);
        cg_plan_put(&s, 6,
                    waste->rule_count == 0 ? "" : cg_tell_list(t, waste->rules, waste->rule_count));
        cg_plan_next(&s);
    }
    cg_plan_filter(&s);
}
