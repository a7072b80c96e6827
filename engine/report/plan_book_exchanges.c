/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan's exchanges, a row each, with their sums; for the public a row a family. */
#include "report/plan_book.h"

#include <math.h>
#include <string.h>

/* Those from KIND on are for filters and for "explain": on the screen alone. */
enum {
    NUMBER,
    FROM,
    TO,
    VIA,
    RESOURCE,
    REPLACES,
    QUANTITY,
    UNIT,
    SAVING,
    INVESTMENT,
    PAYBACK,
    EMISSIONS,
    STATE,
    PERMITS,
    RULES,
    KIND,
    FROM_FLOW,
    TO_FLOW,
    DISTANCE,
    COLUMNS
};

static const char *kind_of(const cg_telling *t, const cg_line *line) {
    return cg_tell(t,
                   line->service   ? CG_MSG_PLANBOOK_KIND_SERVICE
                   : line->outside ? CG_MSG_PLANBOOK_KIND_OUTSIDE
                                   : CG_MSG_PLANBOOK_KIND_INSIDE,
                   NULL);
}

static const char *way_of(const cg_telling *t, const cg_line *line) {
    if (line->via == NULL) {
        return cg_tell(t, CG_MSG_REPORT_DIRECT, NULL);
    }
    const char *name = cg_tell_name(t, line->via_name, line->via);
    return line->pass_through ? cg_tell(t, CG_MSG_REPORT_PASSED, name, NULL) : name;
}

static const char *replaces(const cg_telling *t, const cg_line *line) {
    bool other = line->input_resource != NULL && strcmp(line->input_resource, line->resource) != 0;
    return other ? cg_tell_name(t, line->input_resource_name, line->input_resource) : "";
}

static const char *permits_of(const cg_telling *t, const cg_line *line) {
    const char **names = CG_ARRAY(t->arena, const char *, line->permit_count + 1);
    for (int i = 0; i < line->permit_count; i++) {
        names[i] = line->permits[i];
        for (int p = 0; p < t->plan->permits.count; p++) {
            const cg_permit *permit = &t->plan->permits.items[p];
            if (strcmp(permit->id, line->permits[i]) == 0) {
                names[i] = cg_tell_name(t, permit->name, permit->id);
            }
        }
    }
    return line->permit_count == 0 ? "" : cg_tell_list(t, names, line->permit_count);
}

static const char *rules_of(const cg_telling *t, const cg_line *line) {
    const char *exceptions = cg_tell_line_exceptions(t, line);
    const char *rules = line->rule_count == 0 ? "" : cg_tell_list(t, line->rules, line->rule_count);
    return *exceptions == '\0' ? rules
           : *rules == '\0'    ? exceptions
                               : cg_format(t->arena, "%s; %s", rules, exceptions);
}

/* Years; NaN where nothing is invested or withheld, without end where it never pays back. */
static double payback_of(double investment, double saving, double annualised) {
    double yearly = saving + annualised;
    if (investment == 0 || isnan(yearly) || isnan(investment)) {
        return (double)NAN;
    }
    return yearly > 0 ? investment / yearly : (double)INFINITY;
}

static void add_line(cg_plan_sheet *s, const cg_line *line) {
    const cg_telling *t = s->book->telling;
    cg_plan_put(s, NUMBER, cg_line_number(t->arena, line->number));
    cg_plan_put(s, KIND, kind_of(t, line));
    cg_plan_put(s, FROM, cg_tell_name(t, line->from_firm, line->from));
    cg_plan_put(s, FROM_FLOW, line->from);
    cg_plan_put(s, TO, cg_tell_name(t, line->to_firm, line->to));
    cg_plan_put(s, TO_FLOW, line->to);
    cg_plan_put(s, VIA, way_of(t, line));
    cg_plan_put(s, RESOURCE, cg_tell_name(t, line->resource_name, line->resource));
    cg_plan_put(s, REPLACES, replaces(t, line));
    cg_plan_put_number(s, QUANTITY, line->quantity);
    cg_plan_put(s, UNIT, cg_figure_unit(line->unit, t->language));
    cg_plan_put_number(s, SAVING, line->saving);
    cg_plan_put_number(s, INVESTMENT, line->investment);
    cg_plan_put_number(
        s, PAYBACK, payback_of(line->investment, line->saving, line->parts.annualised_investment));
    cg_plan_put_number(s, EMISSIONS, line->emissions_saving);
    cg_plan_put_number(s, DISTANCE, line->distance_km);
    cg_plan_put(s, STATE, cg_tell_change(t, line->change));
    cg_plan_put(s, PERMITS, permits_of(t, line));
    cg_plan_put(s, RULES, rules_of(t, line));
    cg_plan_next(s);
}

typedef struct sums {
    const char *label;
    double saving, investment, payback, emissions;
} sums;

static void add_sums(cg_plan_sheet *s, const sums *row) {
    for (int c = 0; c < COLUMNS; c++) {
        if (c != FROM && (c < SAVING || c > EMISSIONS)) {
            cg_plan_put(s, c, "");
        }
    }
    cg_plan_put(s, FROM, row->label);
    cg_plan_put_number(s, SAVING, row->saving);
    cg_plan_put_number(s, INVESTMENT, row->investment);
    cg_plan_put_number(s, PAYBACK, row->payback);
    cg_plan_put_number(s, EMISSIONS, row->emissions);
    cg_plan_next(s);
}

static sums of_lines(const cg_telling *t) {
    cg_sum saving = {0}, investment = {0}, emissions = {0}, annualised = {0};
    for (int i = 0; i < t->plan->lines.count; i++) {
        const cg_line *line = &t->plan->lines.items[i];
        cg_sum_add(&saving, line->saving);
        cg_sum_add(&investment, line->investment);
        cg_sum_add(&emissions, line->emissions_saving);
        cg_sum_add(&annualised, line->parts.annualised_investment);
    }
    double all = cg_sum_value(&saving), once = cg_sum_value(&investment);
    return (sums){cg_tell(t, CG_MSG_PLANBOOK_TOTAL_LINES, NULL), all, once,
                  payback_of(once, all, cg_sum_value(&annualised)), cg_sum_value(&emissions)};
}

static void add_item(cg_plan_sheet *s, const cg_park_item *item) {
    const cg_telling *t = s->book->telling;
    bool charge = strcmp(item->kind, "rule-charge") == 0;
    const char *name = cg_tell_name(t, item->name, item->subject);
    const sums row = {
        cg_tell(t, charge ? CG_MSG_REPORT_ITEM_CHARGE : CG_MSG_REPORT_ITEM_FACILITY, name, NULL),
        item->saving, item->investment, (double)NAN, 0};
    add_sums(s, &row);
}

/* The exchanges, what belongs to none of them, and what the plan comes to. */
static void add_totals(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    const cg_totals *totals = &t->plan->totals;
    s->total = true;
    const sums lines = of_lines(t);
    add_sums(s, &lines);
    if (!cg_shows_firms(t)) {
        return; /* a firm's own lines are no plan */
    }
    s->total = false;
    for (int i = 0; i < t->plan->items.count; i++) {
        add_item(s, &t->plan->items.items[i]);
    }
    s->total = true;
    const sums plan = {
        cg_tell(t, CG_MSG_PLANBOOK_TOTAL_PLAN, NULL), totals->net_saving, totals->investment,
        payback_of(totals->investment, totals->net_saving, totals->parts.annualised_investment),
        totals->emissions_saving};
    add_sums(s, &plan);
}

static void add_lines(cg_plan_book *book) {
    const cg_telling *t = book->telling;
    const char *money = cg_figure_currency(t->plan->currency, t->language);
    bool own = t->edition.audience == CG_FOR_FIRM;
    const cg_plan_column columns[COLUMNS] = {
        [NUMBER] = {CG_MSG_HTML_NUMBER, NULL, 7, CG_PLAN_MARK},
        [KIND] = {CG_MSG_PLANBOOK_KIND, NULL, 14, CG_PLAN_TEXT},
        [FROM] = {CG_MSG_REPORT_FROM, NULL, 20, CG_PLAN_TEXT},
        [FROM_FLOW] = {CG_MSG_PLANBOOK_OUTPUT, NULL, 24, CG_PLAN_TEXT},
        [TO] = {CG_MSG_REPORT_TO, NULL, 20, CG_PLAN_TEXT},
        [TO_FLOW] = {CG_MSG_PLANBOOK_INPUT, NULL, 24, CG_PLAN_TEXT},
        [VIA] = {CG_MSG_REPORT_VIA, NULL, 15, CG_PLAN_TEXT},
        [RESOURCE] = {CG_MSG_REPORT_RESOURCE, NULL, 18, CG_PLAN_TEXT},
        [REPLACES] = {CG_MSG_PLANBOOK_REPLACES, NULL, 16, CG_PLAN_TEXT},
        [QUANTITY] = {CG_MSG_PLANBOOK_QUANTITY, NULL, 11, CG_PLAN_AMOUNT},
        [UNIT] = {CG_MSG_PLANBOOK_UNIT, NULL, 7, CG_PLAN_MARK},
        [SAVING] = {own ? CG_MSG_PLANBOOK_OWN_SAVING : CG_MSG_PLANBOOK_SAVING,
                    cg_plan_money_unit(t), 17, CG_PLAN_MONEY},
        [INVESTMENT] = {CG_MSG_PLANBOOK_INVESTMENT, money, 17, CG_PLAN_MONEY},
        [PAYBACK] = {CG_MSG_HTML_PAYBACK_YEARS, NULL, 10, CG_PLAN_YEARS},
        [EMISSIONS] = {CG_MSG_PLANBOOK_EMISSIONS, NULL, 10, CG_PLAN_AMOUNT},
        [DISTANCE] = {CG_MSG_PLANBOOK_DISTANCE, NULL, 12, CG_PLAN_AMOUNT},
        [STATE] = {CG_MSG_REPORT_CHANGE, NULL, 10, CG_PLAN_TEXT},
        [PERMITS] = {CG_MSG_PLANBOOK_PERMIT_NAMES, NULL, 32, CG_PLAN_TEXT},
        [RULES] = {CG_MSG_REPORT_RULES, NULL, 24, CG_PLAN_TEXT}};
    cg_plan_sheet s = cg_plan_sheet_start(book, CG_MSG_PLANBOOK_EXCHANGES, columns, COLUMNS);
    if (t->plan->lines.count == 0) {
        cg_plan_sentence(
            &s, cg_tell(t, own ? CG_MSG_FIRM_LINES_NONE : CG_MSG_REPORT_NO_EXCHANGES, NULL));
        return;
    }
    cg_plan_heads(&s, true);
    cg_plan_sheet_of(&s)->frozen_columns = 1;
    cg_plan_sheet_of(&s)->printed_columns = KIND;
    for (int i = 0; i < t->plan->lines.count; i++) {
        add_line(&s, &t->plan->lines.items[t->order[i]]);
    }
    cg_plan_filter(&s);
    add_totals(&s);
}

static void add_families(cg_plan_book *book) {
    const cg_telling *t = book->telling;
    static const cg_plan_column columns[] = {{CG_MSG_PUBLIC_FAMILY, NULL, 40, CG_PLAN_TEXT},
                                             {CG_MSG_PUBLIC_EXCHANGES, NULL, 16, CG_PLAN_COUNT},
                                             {CG_MSG_PUBLIC_QUANTITY, NULL, 24, CG_PLAN_AMOUNT},
                                             {CG_MSG_PLANBOOK_UNIT, NULL, 12, CG_PLAN_MARK}};
    cg_plan_sheet s = cg_plan_sheet_start(book, CG_MSG_PLANBOOK_EXCHANGES, columns, 4);
    cg_plan_heads(&s, true);
    for (cg_family family = CG_WATER; family < CG_FAMILIES; family++) {
        cg_plan_put(&s, 0, cg_tell_family(t, family));
        cg_plan_put_number(&s, 1, t->park.families[family].exchanges);
        cg_plan_put_number(&s, 2, t->park.families[family].quantity);
        cg_plan_put(&s, 3, cg_figure_unit(cg_family_unit(family), t->language));
        cg_plan_next(&s);
    }
}

void cg_plan_book_exchanges(cg_plan_book *book) {
    if (cg_shows_to(book->telling, CG_SEEN_BY_PUBLIC)) {
        add_families(book);
    } else {
        add_lines(book);
    }
}
