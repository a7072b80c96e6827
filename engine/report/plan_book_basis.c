/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the plan rests on, in its workbook: figures, what was not chosen, what to confirm, origin.
 */
#include "report/plan_book.h"

#include "report/content.h"
#include "report/sheet.h"

#include <math.h>
#include <string.h>

enum {
    GROUP,
    FIGURE,
    VALUE,
    UNIT,
    LOW,
    HIGH,
    BASIS,
    FACTOR,
    SOURCE,
    YEAR,
    CONFIDENCE,
    USES,
    FIGURE_COLUMNS
};

static void add_figure(cg_plan_sheet *s, const cg_plan_figure *figure) {
    const cg_telling *t = s->book->telling;
    const cg_evidence *evidence = &figure->evidence;
    bool share = cg_figure_is_share(figure);
    cg_plan_cells cells = share ? CG_PLAN_SHARE : CG_PLAN_AMOUNT;
    bool loss = share && strcmp(figure->kind, "loss") == 0;
    const char *unit = share ? (loss ? "1/km" : "") : cg_tell_unit(t, figure->unit);
    cg_plan_put(s, GROUP, cg_tell(t, cg_figure_group_title(cg_figure_group_of(figure)), NULL));
    cg_plan_put(s, FIGURE, cg_figure_label(t, figure));
    cg_plan_put_as(s, VALUE, figure->value, cells);
    cg_plan_put(s, UNIT, unit);
    cg_plan_put_as(s, LOW, figure->low, cells);
    cg_plan_put_as(s, HIGH, figure->high, cells);
    cg_plan_put(s, BASIS, cg_tell_basis_word(t, evidence->basis));
    cg_plan_put(s, FACTOR, evidence->factor);
    cg_plan_put(s, SOURCE, cg_tell_name(t, evidence->source, ""));
    cg_plan_put_number(s, YEAR, evidence->year > 0 ? evidence->year : (double)NAN);
    cg_plan_put(s, CONFIDENCE, cg_tell_confidence(t, evidence->confidence));
    cg_plan_put_number(s, USES, figure->lines);
    cg_plan_next(s);
}

void cg_plan_book_figures(cg_plan_book *book) {
    const cg_telling *t = book->telling;
    static const cg_plan_column columns[FIGURE_COLUMNS] = {
        [GROUP] = {CG_MSG_PLANBOOK_GROUP, NULL, 20, CG_PLAN_TEXT},
        [FIGURE] = {CG_MSG_CONTENT_FIGURE, NULL, 48, CG_PLAN_LABEL},
        [VALUE] = {CG_MSG_CONTENT_VALUE, NULL, 13, CG_PLAN_AMOUNT},
        [UNIT] = {CG_MSG_PLANBOOK_UNIT, NULL, 18, CG_PLAN_MARK},
        [LOW] = {CG_MSG_RANGES_LOW, NULL, 12, CG_PLAN_AMOUNT},
        [HIGH] = {CG_MSG_RANGES_HIGH, NULL, 12, CG_PLAN_AMOUNT},
        [BASIS] = {CG_MSG_CONTENT_BASIS, NULL, 14, CG_PLAN_TEXT},
        [FACTOR] = {CG_MSG_PLANBOOK_FACTOR, NULL, 22, CG_PLAN_TEXT},
        [SOURCE] = {CG_MSG_CONTENT_SOURCE, NULL, 52, CG_PLAN_TEXT},
        [YEAR] = {CG_MSG_PLANBOOK_YEAR, NULL, 8, CG_PLAN_PLAIN},
        [CONFIDENCE] = {CG_MSG_PLANBOOK_CONFIDENCE, NULL, 14, CG_PLAN_TEXT},
        [USES] = {CG_MSG_CONTENT_USES, NULL, 10, CG_PLAN_COUNT}};
    if (!cg_shows_firms(t)) {
        return;
    }
    cg_plan_sheet s = cg_plan_sheet_start(book, CG_MSG_PLANBOOK_FIGURES, columns, FIGURE_COLUMNS);
    cg_plan_sentence(&s, cg_tell(t,
                                 t->plan->figures.count == 0 ? CG_MSG_CONTENT_FIGURES_NONE
                                                             : CG_MSG_CONTENT_FIGURES_LEAD,
                                 NULL));
    if (t->plan->figures.count == 0) {
        return;
    }
    cg_plan_heads(&s, true);
    for (int group = 0; group < CG_FIGURE_GROUPS; group++) {
        for (int i = 0; i < t->plan->figures.count; i++) {
            const cg_plan_figure *figure = &t->plan->figures.items[i];
            if (cg_figure_group_of(figure) == (cg_figure_group)group) {
                add_figure(&s, figure);
            }
        }
    }
    cg_plan_filter(&s);
}

void cg_plan_book_rejected(cg_plan_book *book) {
    const cg_telling *t = book->telling;
    static const cg_plan_column columns[] = {{CG_MSG_REPORT_FROM, NULL, 44, CG_PLAN_TEXT},
                                             {CG_MSG_REPORT_TO, NULL, 44, CG_PLAN_TEXT},
                                             {CG_MSG_REPORT_VIA, NULL, 18, CG_PLAN_TEXT},
                                             {CG_MSG_REPORT_REJECTED_HOW, NULL, 64, CG_PLAN_TEXT},
                                             {CG_MSG_REPORT_RULES, NULL, 28, CG_PLAN_TEXT}};
    if (!cg_shows_firms(t)) {
        return;
    }
    cg_plan_sheet s = cg_plan_sheet_start(book, CG_MSG_PLANBOOK_REJECTED, columns, 5);
    if (t->plan->rejected.count == 0) {
        cg_plan_sentence(&s, cg_tell(t, CG_MSG_REPORT_REJECTED_NONE, NULL));
        return;
    }
    cg_plan_heads(&s, true);
    for (int i = 0; i < t->plan->rejected.count; i++) {
        const cg_rejected *one = &t->plan->rejected.items[i];
        cg_plan_put(&s, 0, cg_tell_end(t, one->from));
        cg_plan_put(&s, 1, cg_tell_end(t, one->to));
        cg_plan_put(&s, 2, one->via == NULL ? cg_tell(t, CG_MSG_REPORT_DIRECT, NULL) : one->via);
        cg_plan_put(&s, 3, cg_tell_rejected(t, one));
        cg_plan_put(&s, 4,
                    one->rule_count == 0 ? "" : cg_tell_list(t, one->rules, one->rule_count));
        cg_plan_next(&s);
    }
    cg_plan_filter(&s);
}

/* What is still open, in sentences; then what to measure, and figures that are no measurement. */
static void add_measurings(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    cg_measurings rows = cg_measurings_of(t);
    cg_plan_heading(s, cg_tell(t, CG_MSG_CONTENT_MEASURE, NULL));
    cg_plan_sentence(s, cg_tell(t,
                                !t->plan->unknowns_sought ? CG_MSG_CONTENT_MEASURE_LARGE
                                : rows.count == 0         ? CG_MSG_CONTENT_MEASURE_NONE
                                                          : CG_MSG_CONTENT_MEASURE_LEAD,
                                NULL));
    if (rows.count > 0) {
        cg_plan_heads(s, false);
    }
    for (int i = 0; i < rows.count; i++) {
        const cg_measuring *row = &rows.items[i];
        cg_plan_put(s, 0, row->where);
        cg_plan_put(s, 1, row->what);
        cg_plan_put(s, 2, row->opens);
        cg_plan_put_number(s, 3, row->worth);
        cg_plan_next(s);
    }
}

static void add_doubtfuls(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    cg_doubtfuls rows = cg_doubtfuls_of(t);
    cg_plan_heading(s, cg_tell(t, CG_MSG_CONTENT_CONFIRM, NULL));
    cg_plan_sentence(
        s, cg_tell(t, rows.count == 0 ? CG_MSG_CONTENT_CONFIRM_NONE : CG_MSG_CONTENT_CONFIRM_LEAD,
                   NULL));
    const cg_plan_column columns[] = {{CG_MSG_CONTENT_CONFIRM_FIGURE, NULL, 0, CG_PLAN_TEXT},
                                      {CG_MSG_CONTENT_BASIS, NULL, 0, CG_PLAN_TEXT},
                                      {CG_MSG_CONTENT_CONFIRM_MONEY,
                                       cg_figure_currency(t->plan->currency, t->language), 0,
                                       CG_PLAN_MONEY}};
    const cg_plan_column *own = s->columns;
    int count = s->count;
    s->columns = columns;
    s->count = 3;
    if (rows.count > 0) {
        cg_plan_heads(s, false);
    }
    for (int i = 0; i < rows.count; i++) {
        cg_plan_put(s, 0, rows.items[i].figure);
        cg_plan_put(s, 1, rows.items[i].basis);
        cg_plan_put_number(s, 2, rows.items[i].money);
        cg_plan_next(s);
    }
    s->columns = own;
    s->count = count;
}

void cg_plan_book_confirm(cg_plan_book *book) {
    const cg_telling *t = book->telling;
    const cg_plan_column columns[] = {{CG_MSG_CONTENT_MEASURE_WHERE, NULL, 64, CG_PLAN_TEXT},
                                      {CG_MSG_CONTENT_MEASURE_WHAT, NULL, 40, CG_PLAN_TEXT},
                                      {CG_MSG_CONTENT_MEASURE_OPENS, NULL, 48, CG_PLAN_TEXT},
                                      {CG_MSG_CONTENT_MEASURE_WORTH,
                                       cg_figure_currency(t->plan->currency, t->language), 26,
                                       CG_PLAN_MONEY}};
    cg_sheet_block open = cg_sheet_to_confirm(t, 1000);
    if (open.rows.count == 0 && !cg_shows_firms(t)) {
        return;
    }
    cg_plan_sheet s = cg_plan_sheet_start(book, CG_MSG_PLANBOOK_CONFIRM, columns, 4);
    s.row++;
    for (int i = 0; i < open.rows.count; i++) {
        cg_plan_sentence(&s, cg_format(t->arena, "%d. %s", i + 1, open.rows.items[i].cells[0]));
    }
    if (cg_shows_firms(t)) {
        add_measurings(&s);
        add_doubtfuls(&s);
    }
}

static void add_fact(cg_plan_sheet *s, cg_message_id label, const char *text) {
    const cg_telling *t = s->book->telling;
    cg_plan_put(s, 0, cg_tell(t, label, NULL));
    cg_plan_put(s, 1, text);
    cg_plan_next(s);
}

static void add_assumptions(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    const cg_plan *plan = t->plan;
    add_fact(s, CG_MSG_PLANBOOK_METHOD,
             cg_tell(t, CG_MSG_REPORT_METHOD_WHAT, cg_tell_objective(t), NULL));
    add_fact(s, CG_MSG_PLANBOOK_METHOD,
             cg_tell(t, CG_MSG_REPORT_METHOD_MONEY, cg_format(t->arena, "%d", plan->year), NULL));
    const char *basis = cg_tell_basis(t);
    if (basis != NULL) {
        add_fact(s, CG_MSG_PLANBOOK_METHOD, basis);
    }
    for (int i = 0; i < plan->note_count; i++) {
        add_fact(s, CG_MSG_PLANBOOK_ASSUMED, cg_tell_name(t, plan->note_words[i], plan->notes[i]));
    }
}

void cg_plan_book_provenance(cg_plan_book *book) {
    const cg_telling *t = book->telling;
    const cg_plan *plan = t->plan;
    static const cg_plan_column columns[] = {{CG_MSG_PLANBOOK_ITEM, NULL, 32, CG_PLAN_LABEL},
                                             {CG_MSG_PLANBOOK_DETAIL, NULL, 120, CG_PLAN_TEXT}};
    cg_plan_sheet s = cg_plan_sheet_start(book, CG_MSG_PLANBOOK_PROVENANCE, columns, 2);
    cg_plan_heads(&s, true);
    add_fact(&s, CG_MSG_REPORT_PROGRAM, plan->program);
    add_fact(&s, CG_MSG_REPORT_DIGEST, plan->park_sha256);
    add_fact(&s, CG_MSG_REPORT_MODELS, cg_tell_list(t, plan->models, plan->model_count));
    add_fact(&s, CG_MSG_HTML_LAW, cg_tell_law(t));
    if (!cg_tells_no_plan(t)) {
        bool optimal = strcmp(plan->status, "optimal") == 0;
        add_fact(&s, CG_MSG_PLANBOOK_RESULT,
                 cg_tell(t, optimal ? CG_MSG_PLANBOOK_OPTIMAL : CG_MSG_PLANBOOK_STOPPED, NULL));
        if (cg_shows_to(t, CG_SEEN_BY_ALL_BUT_FIRM)) {
            add_fact(&s, CG_MSG_HTML_CERTIFICATE, cg_tell_proof(t));
        }
    }
    add_assumptions(&s);
    add_fact(&s, CG_MSG_PLANBOOK_NOTE, cg_tell(t, CG_MSG_HTML_NO_SUBSTITUTE, NULL));
}
