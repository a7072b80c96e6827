/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first sheets of a plan's workbook: what it is, its main figures, today and planned; charts.
 */
#include "report/plan_book.h"

#include <math.h>
#include <string.h>

enum { WHAT, VALUE, UNIT, LOW, HIGH, NOTE, COLUMNS };

static void add_fact(cg_plan_sheet *s, cg_message_id label, const char *text) {
    const cg_telling *t = s->book->telling;
    if (text == NULL || *text == '\0') {
        return;
    }
    cg_plan_put(s, WHAT, cg_tell(t, label, NULL));
    cg_book_sheet *sheet = cg_plan_sheet_of(s);
    CG_PUSH(t->arena, &sheet->merged, ((cg_book_range){NULL, s->row, VALUE, s->row, COLUMNS - 1}));
    cg_plan_put(s, NOTE, text);
    s->lines = 0; /* it goes over all that follow, whose frames stay */
    sheet->cells.items[sheet->cells.count - 1].column = VALUE;
    for (int c = UNIT; c < COLUMNS; c++) {
        cg_plan_put(s, c, "");
    }
    cg_plan_next(s);
}

static void add_facts(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    const cg_edition *edition = &t->edition;
    add_fact(s, CG_MSG_FIRM_PARK, cg_tell_park(t));
    add_fact(s, CG_MSG_HTML_PERIOD, cg_format(t->arena, "%d", t->plan->year));
    add_fact(s, CG_MSG_HTML_LAW, cg_tell_law(t));
    add_fact(s, CG_MSG_HTML_OBJECTIVE, cg_tell_objective(t));
    add_fact(s, CG_MSG_HTML_STATE, cg_tell_state(t));
    add_fact(s, CG_MSG_HTML_AUDIENCE, cg_tell_audience(t));
    add_fact(s, CG_MSG_HTML_PREPARED, edition->prepared);
    add_fact(s, CG_MSG_HTML_CHECKED, edition->checked);
    add_fact(s, CG_MSG_HTML_APPROVED, edition->approved);
}

typedef struct figure {
    cg_message_id label;
    double value;
    cg_plan_cells cells;
    const char *unit;
    const cg_low_high *range; /* NULL: none */
    const char *note;
} figure;

static void add_figure(cg_plan_sheet *s, const figure *f) {
    const cg_telling *t = s->book->telling;
    bool ranges = f->range != NULL && f->range->given;
    cg_plan_put(s, WHAT, cg_tell(t, f->label, NULL));
    cg_plan_put_as(s, VALUE, f->value, f->cells);
    cg_plan_put(s, UNIT, f->unit);
    if (ranges) {
        cg_plan_put_as(s, LOW, f->range->low, f->cells);
        cg_plan_put_as(s, HIGH, f->range->high, f->cells);
    } else {
        cg_plan_put(s, LOW, "");
        cg_plan_put(s, HIGH, "");
    }
    cg_plan_put(s, NOTE, f->note);
    cg_plan_next(s);
}

static const char *share_note(const cg_telling *t, double saved, double today, const char *unit) {
    return cg_tell(t, CG_MSG_HTML_SHARE_NOTE,
                   cg_figure_share(t->arena, today > 0 ? saved / today : (double)NAN, t->language),
                   cg_figure_quantity(t->arena, today, unit, t->language), NULL);
}

/* What a firm's edition begins with: its own. */
static void add_own(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    if (t->plan->parties.count == 0) {
        return;
    }
    const cg_party *own = &t->plan->parties.items[0];
    const char *currency = cg_figure_currency(t->plan->currency, t->language);
    cg_sum emissions = {0};
    for (int i = 0; i < t->plan->lines.count; i++) {
        cg_sum_add(&emissions, t->plan->lines.items[i].emissions_saving);
    }
    const figure figures[] = {
        {CG_MSG_FIRM_GAIN, own->saving, CG_PLAN_MONEY, cg_plan_money_unit(t), NULL,
         cg_tell(t, CG_MSG_FIRM_GAIN_NOTE, NULL)},
        {CG_MSG_FIRM_INVESTS, own->investment, CG_PLAN_MONEY, currency, NULL, ""},
        {CG_MSG_FIRM_CO2, cg_sum_value(&emissions), CG_PLAN_AMOUNT,
         cg_plan_yearly(t, cg_tell(t, CG_MSG_REPORT_CO2, NULL)), NULL,
         cg_tell(t, CG_MSG_FIRM_CO2_NOTE, NULL)}};
    cg_plan_heading(s, cg_tell_firm(t));
    cg_plan_heads(s, false);
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        add_figure(s, &figures[i]);
    }
}

static double payback_of(const cg_plan *plan) {
    return isnan(plan->totals.net_saving) || plan->totals.investment == 0 ? (double)NAN
           : plan->totals.pays_back ? plan->totals.payback_years
                                    : (double)INFINITY;
}

static void add_gains(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    const cg_plan *plan = t->plan;
    const cg_balance *today = &plan->baseline, *planned = &plan->planned;
    const cg_low_high *ranges = plan->ranges.figures;
    const char *currency = cg_figure_currency(plan->currency, t->language);
    const char *cubic = cg_plan_yearly(t, cg_figure_unit("m3", t->language));
    const char *tonnes = cg_plan_yearly(t, cg_figure_unit("t", t->language));
    const char *carbon = cg_plan_yearly(t, cg_tell(t, CG_MSG_REPORT_CO2, NULL));
    double water = today->water_purchased - planned->water_purchased;
    double waste_water = today->wastewater_discharged - planned->wastewater_discharged;
    double waste = today->waste_disposed - planned->waste_disposed;
    const figure figures[] = {
        {CG_MSG_REPORT_NET_SAVING, plan->totals.net_saving, CG_PLAN_MONEY, cg_plan_money_unit(t),
         &ranges[CG_RANGE_NET_SAVING],
         cg_tell(t, CG_MSG_HTML_MONEY_NOTE, cg_tell_saving_share(t), NULL)},
        {CG_MSG_HTML_WATER, water, CG_PLAN_AMOUNT, cubic, &ranges[CG_RANGE_WATER],
         share_note(t, water, today->water_purchased, "m3")},
        {CG_MSG_RANGES_WASTEWATER, waste_water, CG_PLAN_AMOUNT, cubic, &ranges[CG_RANGE_WASTEWATER],
         share_note(t, waste_water, today->wastewater_discharged, "m3")},
        {CG_MSG_HTML_WASTE, waste, CG_PLAN_AMOUNT, tonnes, &ranges[CG_RANGE_WASTE],
         share_note(t, waste, today->waste_disposed, "t")},
        {CG_MSG_REPORT_EMISSIONS_SAVING, plan->totals.emissions_saving, CG_PLAN_AMOUNT, carbon,
         &ranges[CG_RANGE_EMISSIONS],
         cg_tell(t, CG_MSG_REPORT_SHARE_OF_EMISSIONS, cg_tell_emissions_share(t), NULL)},
        {CG_MSG_REPORT_INVESTMENT, plan->totals.investment, CG_PLAN_MONEY, currency,
         &ranges[CG_RANGE_INVESTMENT], cg_tell(t, CG_MSG_HTML_INVESTMENT_NOTE, NULL)},
        {CG_MSG_REPORT_PAYBACK, payback_of(plan), CG_PLAN_YEARS,
         cg_tell(t, CG_MSG_PLANBOOK_YEARS, NULL), &ranges[CG_RANGE_PAYBACK],
         cg_tell(t, CG_MSG_HTML_PAYBACK_NOTE, NULL)}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        add_figure(s, &figures[i]);
    }
}

static void add_counts(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    const char *exchanges = cg_tell(t, CG_MSG_PLANBOOK_EXCHANGE_COUNT, NULL);
    cg_estimate_share estimates = cg_tell_estimate_share(t);
    const figure figures[] = {
        {CG_MSG_REPORT_EXCHANGE_COUNT, t->park.exchanges, CG_PLAN_COUNT, exchanges, NULL, ""},
        {CG_MSG_HTML_FIRMS, t->park.firms_in, CG_PLAN_COUNT,
         cg_tell(t, CG_MSG_PLANBOOK_FIRM_COUNT, NULL), NULL,
         cg_tell(t, CG_MSG_HTML_FIRMS_NOTE, cg_format(t->arena, "%d", t->park.firms), NULL)},
        {CG_MSG_PLANBOOK_WITH_PERMITS, t->park.with_permits, CG_PLAN_COUNT, exchanges, NULL, ""},
        {CG_MSG_HTML_ESTIMATES,
         estimates.figures == 0 ? (double)NAN : (double)estimates.estimated / estimates.figures,
         CG_PLAN_SHARE, "", NULL,
         cg_tell(t, CG_MSG_HTML_ESTIMATES_NOTE, cg_format(t->arena, "%d", estimates.estimated),
                 cg_format(t->arena, "%d", estimates.figures), NULL)}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        add_figure(s, &figures[i]);
    }
}

/* A table with headings of its own below the sheet's first: the same columns, other words. */
static void add_heads(cg_plan_sheet *s, const cg_message_id *heads, int count) {
    cg_plan_column columns[COLUMNS];
    const cg_plan_column *own = s->columns;
    memcpy(columns, own, sizeof columns);
    for (int i = 0; i < count; i++) {
        columns[i].head = heads[i];
    }
    s->columns = columns;
    s->count = count;
    cg_plan_heads(s, false);
    s->columns = own;
    s->count = COLUMNS;
}

/* Quantities of one kind stand together, so that a chart can show them. */
static void add_balance(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    const cg_balance *today = &t->plan->baseline, *planned = &t->plan->planned;
    static const cg_message_id heads[] = {CG_MSG_REPORT_YEARLY, CG_MSG_REPORT_TODAY,
                                          CG_MSG_PLANBOOK_UNIT, CG_MSG_REPORT_PLANNED,
                                          CG_MSG_REPORT_DIFFERENCE};
    const char *carbon = cg_tell(t, CG_MSG_REPORT_CO2, NULL);
    const char *money = cg_figure_currency(t->plan->currency, t->language);
    const struct {
        cg_message_id label;
        const char *unit;
        double today, planned;
    } rows[] = {
        {CG_MSG_REPORT_WATER_PURCHASED, "m3", today->water_purchased, planned->water_purchased},
        {CG_MSG_REPORT_WASTEWATER, "m3", today->wastewater_discharged,
         planned->wastewater_discharged},
        {CG_MSG_REPORT_WASTE, "t", today->waste_disposed, planned->waste_disposed},
        {CG_MSG_REPORT_MATERIAL_PURCHASED, "t", today->material_purchased,
         planned->material_purchased},
        {CG_MSG_REPORT_HEAT_PURCHASED, "MWh", today->heat_purchased, planned->heat_purchased},
        {CG_MSG_REPORT_HEAT_DISPOSED, "MWh", today->heat_disposed, planned->heat_disposed},
        {CG_MSG_REPORT_EMISSIONS, carbon, today->emissions, planned->emissions},
        {CG_MSG_REPORT_COST, money, today->cost, planned->cost}};
    cg_plan_heading(s, cg_tell(t, CG_MSG_HTML_BALANCE, NULL));
    add_heads(s, heads, HIGH + 1);
    s->book->balance_row = s->row;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool money_row = rows[i].label == CG_MSG_REPORT_COST;
        cg_plan_cells cells = money_row ? CG_PLAN_MONEY : CG_PLAN_AMOUNT;
        const char *unit = cg_figure_unit(rows[i].unit, t->language);
        cg_plan_put(s, WHAT, cg_tell(t, rows[i].label, unit, NULL));
        cg_plan_put_as(s, VALUE, rows[i].today, cells);
        cg_plan_put(s, UNIT, unit);
        cg_plan_put_as(s, LOW, rows[i].planned, cells);
        cg_plan_put_as(s, HIGH, rows[i].planned - rows[i].today, cells);
        cg_plan_next(s);
    }
}

static void add_parts(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    static const cg_message_id heads[] = {CG_MSG_PLANBOOK_ITEM, CG_MSG_CONTENT_VALUE,
                                          CG_MSG_PLANBOOK_UNIT};
    cg_part_row rows[CG_PART_ROWS];
    cg_tell_parts(&t->plan->totals.parts, rows);
    cg_plan_heading(s, cg_tell(t, CG_MSG_REPORT_PARTS, NULL));
    add_heads(s, heads, UNIT + 1);
    for (int i = 0; i <= CG_PART_ROWS; i++) {
        s->total = i == CG_PART_ROWS;
        cg_plan_put(s, WHAT, cg_tell(t, s->total ? CG_MSG_REPORT_NET_SAVING : rows[i].label, NULL));
        cg_plan_put_as(s, VALUE, s->total ? t->plan->totals.net_saving : rows[i].value,
                       CG_PLAN_MONEY);
        cg_plan_put(s, UNIT, cg_plan_money_unit(t));
        cg_plan_next(s);
    }
    s->total = false;
}

static void add_conflicts(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    cg_plan_next(s);
    cg_plan_sentence(s, cg_tell_no_plan(t));
    for (int i = 0; i < t->plan->conflicts.count; i++) {
        cg_plan_sentence(s, cg_tell_conflict(t, &t->plan->conflicts.items[i]));
    }
}

static void add_figures(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    if (t->edition.audience == CG_FOR_FIRM) {
        add_own(s);
    }
    cg_plan_heading(s, cg_tell(t,
                               t->edition.audience == CG_FOR_FIRM ? CG_MSG_FIRM_PARK_TOTALS
                                                                  : CG_MSG_PLANBOOK_HEADLINE,
                               NULL));
    cg_plan_heads(s, false);
    add_gains(s);
    add_counts(s);
    add_balance(s);
    if (cg_shows_to(t, CG_SEEN_BY_ALL_BUT_FIRM)) {
        add_parts(s);
    }
    cg_plan_next(s);
    const char *ranges = t->plan->ranges.given
                             ? cg_tell(t, CG_MSG_PLANBOOK_RANGES,
                                       cg_format(t->arena, "%d", t->plan->ranges.own), NULL)
                             : cg_tell_ranges(t);
    if (ranges != NULL) {
        cg_plan_sentence(s, ranges);
    }
    if (strcmp(t->plan->status, "limit") == 0) {
        cg_plan_sentence(s, cg_tell_limit(t));
    }
    if (t->withholds) {
        cg_plan_sentence(s, cg_tell(t, CG_MSG_EDITION_WITHHELD, NULL));
    }
}

void cg_plan_book_summary(cg_plan_book *book) {
    const cg_telling *t = book->telling;
    static const cg_plan_column columns[COLUMNS] = {
        [WHAT] = {CG_MSG_RANGES_FIGURE, NULL, 46, CG_PLAN_LABEL},
        [VALUE] = {CG_MSG_CONTENT_VALUE, NULL, 21, CG_PLAN_AMOUNT},
        [UNIT] = {CG_MSG_PLANBOOK_UNIT, NULL, 14, CG_PLAN_MARK},
        [LOW] = {CG_MSG_RANGES_LOW, NULL, 21, CG_PLAN_AMOUNT},
        [HIGH] = {CG_MSG_RANGES_HIGH, NULL, 21, CG_PLAN_AMOUNT},
        [NOTE] = {CG_MSG_PLANBOOK_NOTE, NULL, 48, CG_PLAN_TEXT}};
    cg_plan_sheet s = cg_plan_sheet_start(book, CG_MSG_PLANBOOK_SUMMARY, columns, COLUMNS);
    /* A first page is headed by what it is about, not by "summary". */
    cg_plan_sheet_of(&s)->cells.items[0].text =
        cg_tell(t, CG_MSG_REPORT_TITLE, cg_tell_park(t), NULL);
    add_facts(&s);
    if (cg_tells_no_plan(t)) {
        add_conflicts(&s);
    } else {
        add_figures(&s);
    }
    cg_plan_next(&s);
    cg_plan_sentence(&s, cg_tell(t, CG_MSG_HTML_NO_SUBSTITUTE, NULL));
    cg_plan_sentence(&s, cg_tell(t, CG_MSG_REPORT_NOT_ADVICE, NULL));
}
