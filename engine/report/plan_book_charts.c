/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts of a plan's workbook, drawn by the spreadsheet itself of cells that it holds. */
#include "report/plan_book.h"

#include <math.h>

enum { MOST = 10, TOP_HEIGHT = 420, ROW_HEIGHT = 20, TODAY = 0x9AA5A0, PLANNED = 0x14532D };
/* Of the summary's balance: water and waste water; waste and materials. */
enum { WATER_ROW = 0, WASTE_ROW = 2, SUMMARY_TODAY = 1, SUMMARY_PLANNED = 3 };

static const char *name_of(const cg_telling *t, const cg_line *line) {
    return cg_format(t->arena, "%s → %s: %s", cg_tell_name(t, line->from_firm, line->from),
                     cg_tell_name(t, line->to_firm, line->to),
                     cg_tell_name(t, line->resource_name, line->resource));
}

/* Lines by their saving, as far as it is told: the rows of the table, 0 where there is none. */
static int add_top(cg_plan_sheet *s) {
    const cg_telling *t = s->book->telling;
    int rows = 0;
    for (int i = 0; i < t->plan->lines.count && rows < MOST; i++) {
        const cg_line *line = &t->plan->lines.items[t->order[i]];
        if (!(line->saving > 0)) {
            continue;
        }
        if (rows++ == 0) {
            cg_plan_heads(s, false);
        }
        cg_plan_put(s, 0, cg_line_number(t->arena, line->number));
        cg_plan_put(s, 1, name_of(t, line));
        cg_plan_put_number(s, 2, line->saving);
        cg_plan_next(s);
    }
    return rows;
}

/* The axis says in millions or billions what cells say in full. */
static const char *axis_format(const cg_telling *t) {
    return t->money.divide >= 1e9 ? "#,##0.0,,," : t->money.divide >= 1e6 ? "#,##0,," : "#,##0";
}

static void chart_top(cg_plan_sheet *s, int rows) {
    const cg_telling *t = s->book->telling;
    cg_book_sheet *sheet = cg_plan_sheet_of(s);
    int first = s->head_row + 1;
    cg_book_chart chart = {.row = s->head_row,
                           .column = 4,
                           .width = 700,
                           .height = TOP_HEIGHT,
                           .kind = CG_CHART_BAR,
                           .title = cg_tell(t, CG_MSG_PLANBOOK_CHART_TOP, NULL),
                           .y_title = cg_plan_yearly(t, t->money.unit),
                           .number_format = axis_format(t)};
    CG_PUSH(t->arena, &chart.series,
            ((cg_book_series){.name = cg_tell(t, CG_MSG_REPORT_NET_SAVING, NULL),
                              .categories = {sheet->name, first, 0, first + rows - 1, 0},
                              .values = {sheet->name, first, 2, first + rows - 1, 2},
                              .colour = PLANNED}));
    CG_PUSH(t->arena, &sheet->charts, chart);
}

static void chart_balance(cg_plan_sheet *s, cg_message_id title, int row, int column) {
    const cg_telling *t = s->book->telling;
    cg_book_sheet *sheet = cg_plan_sheet_of(s);
    const char *summary = s->book->book->sheets.items[0].name;
    int first = s->book->balance_row + row;
    cg_book_chart chart = {.row = s->row,
                           .column = column,
                           .width = column == 0 ? 600 : 700,
                           .height = 330,
                           .kind = CG_CHART_COLUMN,
                           .title = cg_tell(t, title, NULL),
                           .number_format = "#,##0"};
    static const struct {
        cg_message_id name;
        int column, colour;
    } times[] = {{CG_MSG_REPORT_TODAY, SUMMARY_TODAY, TODAY},
                 {CG_MSG_REPORT_PLANNED, SUMMARY_PLANNED, PLANNED}};
    for (int i = 0; i < 2; i++) {
        int at = times[i].column;
        CG_PUSH(t->arena, &chart.series,
                ((cg_book_series){.name = cg_tell(t, times[i].name, NULL),
                                  .categories = {summary, first, 0, first + 1, 0},
                                  .values = {summary, first, at, first + 1, at},
                                  .colour = times[i].colour}));
    }
    CG_PUSH(t->arena, &sheet->charts, chart);
}

/* Below the table and the chart beside it, whichever is higher; in pixels. */
static void go_below(cg_plan_sheet *s, int chart) {
    const cg_book_sheet *sheet = cg_plan_sheet_of(s);
    double table = (s->row - s->head_row) * ROW_HEIGHT;
    for (int i = 0; i < sheet->rows.count; i++) {
        bool beside = sheet->rows.items[i].row >= s->head_row;
        table += beside ? sheet->rows.items[i].height * 4 / 3 - ROW_HEIGHT : 0;
    }
    s->row += table < chart ? 2 + (int)((chart - table) / ROW_HEIGHT) : 1;
}

void cg_plan_book_charts(cg_plan_book *book) {
    const cg_telling *t = book->telling;
    const cg_balance *today = &t->plan->baseline;
    const cg_plan_column columns[] = {
        {CG_MSG_HTML_NUMBER, NULL, 7, CG_PLAN_MARK},
        {CG_MSG_PLANBOOK_EXCHANGE, NULL, 58, CG_PLAN_TEXT},
        {t->edition.audience == CG_FOR_FIRM ? CG_MSG_PLANBOOK_OWN_SAVING : CG_MSG_PLANBOOK_SAVING,
         cg_plan_money_unit(t), 18, CG_PLAN_MONEY}};
    cg_plan_sheet s = cg_plan_sheet_start(book, CG_MSG_PLANBOOK_CHARTS, columns, 3);
    s.row++;
    int rows = add_top(&s);
    if (rows > 0) {
        chart_top(&s, rows);
        go_below(&s, TOP_HEIGHT);
    }
    if (today->water_purchased + today->wastewater_discharged > 0) {
        chart_balance(&s, CG_MSG_PLANBOOK_CHART_WATER, WATER_ROW, 0);
    }
    if (today->waste_disposed + today->material_purchased > 0) {
        chart_balance(&s, CG_MSG_PLANBOOK_CHART_WASTE, WASTE_ROW, 4);
    }
}
