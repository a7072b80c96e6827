/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dress of a plan's workbook: titles, headings, cells by their kind, what is printed. */
#include "report/plan_book.h"

#include <math.h>
#include <string.h>

enum { INK = 0x1F2A25, PALE = 0x5B6862, GREEN = 0x14532D, WHITE = 0xFFFFFF, SUM = 0xDCEBE3 };
/* A cell holds 32,767 characters: no list of ids of a real park is near it. */
enum { LONGEST = 32000, LINE_HEIGHT = 15 };

static int style_of(const cg_plan_sheet *s, cg_book_style style) {
    return cg_book_style_of(s->book->telling->arena, s->book->book, style);
}

cg_book_sheet *cg_plan_sheet_of(const cg_plan_sheet *s) {
    return &s->book->book->sheets.items[s->sheet];
}

/* Without control characters, and no longer than a cell. */
static const char *safe(const cg_plan_sheet *s, const char *text) {
    const char *plain = cg_tell_plain(s->book->telling->arena, text);
    size_t length = strlen(plain);
    if (length <= LONGEST) {
        return plain;
    }
    length = LONGEST;
    while (((unsigned char)plain[length] & 0xc0) == 0x80) {
        length--;
    }
    return cg_format(s->book->telling->arena, "%.*s…", (int)length, plain);
}

static void put(cg_plan_sheet *s, int column, const char *text, cg_book_style style) {
    bool blank = text == NULL || *text == '\0';
    CG_PUSH(s->book->telling->arena, &cg_plan_sheet_of(s)->cells,
            ((cg_book_cell){.row = s->row,
                            .column = column,
                            .kind = blank ? CG_BOOK_BLANK : CG_BOOK_TEXT,
                            .text = blank ? "" : safe(s, text),
                            .style = style_of(s, style)}));
}

static double width_of(const cg_plan_sheet *s) {
    double width = 0;
    for (int i = 0; i < s->count; i++) {
        width += s->columns[i].width;
    }
    return width;
}

/* One name that stands on every page printed, and whether it is a draft. */
static const char *footer_of(const cg_telling *t) {
    return cg_format(t->arena, "%s · %s", cg_tell_state(t), cg_tell_park(t));
}

cg_plan_sheet cg_plan_sheet_start(cg_plan_book *book, cg_message_id name,
                                  const cg_plan_column *columns, int count) {
    const cg_telling *t = book->telling;
    const char *title = cg_tell(t, name, NULL);
    cg_book_sheet made = {.name = cg_book_sheet_name(t->arena, title),
                          .landscape = true,
                          .fitted = true,
                          .frozen_rows = 2,
                          .footer = footer_of(t),
                          .tab = CG_NO_COLOUR};
    for (int i = 0; i < count; i++) {
        CG_PUSH(t->arena, &made.columns,
                ((cg_book_column){.column = i, .width = columns[i].width, .style = CG_NONE}));
    }
    CG_PUSH(t->arena, &book->book->sheets, made);
    cg_plan_sheet s = {
        .book = book, .sheet = book->book->sheets.count - 1, .columns = columns, .count = count};
    put(&s, 0, title,
        (cg_book_style){.bold = true, .size = 16, .colour = GREEN, .background = CG_NO_COLOUR});
    s.row = 1;
    put(&s, 0, cg_format(t->arena, "%s · %s", cg_tell_park(t), cg_tell_edition(t)),
        (cg_book_style){.italic = true, .colour = PALE, .background = CG_NO_COLOUR});
    s.row = 2;
    return s;
}

/* Lines that a text takes in so many characters. Words do not break, and fonts differ: two of the
 * characters are kept. */
static int lines_in(const cg_plan_sheet *s, const char *text, double width) {
    double columns = cg_text_columns(safe(s, text));
    return 1 + (int)((columns - 1) / (width - 2));
}

static void set_height(cg_plan_sheet *s, double height) {
    CG_PUSH(s->book->telling->arena, &cg_plan_sheet_of(s)->rows, ((cg_book_row){s->row, height}));
}

/* Cells that are one have no height of their own: about so many lines as its width holds. */
void cg_plan_sentence(cg_plan_sheet *s, const char *text) {
    const cg_telling *t = s->book->telling;
    cg_book_sheet *sheet = cg_plan_sheet_of(s);
    put(s, 0, text,
        (cg_book_style){.wrap = true, .top = true, .colour = INK, .background = CG_NO_COLOUR});
    CG_PUSH(t->arena, &sheet->merged,
            ((cg_book_range){NULL, s->row, 0, s->row, s->count > 1 ? s->count - 1 : 1}));
    set_height(s, lines_in(s, text, width_of(s)) * LINE_HEIGHT + 3);
    s->row++;
}

void cg_plan_heading(cg_plan_sheet *s, const char *text) {
    s->row++;
    put(s, 0, text,
        (cg_book_style){.bold = true, .size = 13, .colour = GREEN, .background = CG_NO_COLOUR});
    s->row++;
    s->total = false;
}

static bool is_number(cg_plan_cells cells) {
    return cells > CG_PLAN_MARK;
}

void cg_plan_heads(cg_plan_sheet *s, bool stays) {
    cg_book_sheet *sheet = cg_plan_sheet_of(s);
    const cg_book_column *widths = sheet->columns.items;
    int lines = 1;
    for (int i = 0; i < s->count; i++) {
        const cg_plan_column *column = &s->columns[i];
        const char *head =
            cg_tell(s->book->telling, column->head, column->of == NULL ? "" : column->of, NULL);
        put(s, i, head,
            (cg_book_style){.bold = true,
                            .wrap = true,
                            .border = true,
                            .colour = WHITE,
                            .background = GREEN,
                            .align = CG_ALIGN_CENTRE});
        /* The buttons of a filter take their part. */
        int needs = lines_in(s, head, widths[i].width);
        lines = needs > lines ? needs : lines;
    }
    set_height(s, lines * LINE_HEIGHT + 6);
    s->head_row = s->row;
    s->row++;
    if (stays) {
        sheet->frozen_rows = s->row;
    }
}

void cg_plan_filter(cg_plan_sheet *s) {
    cg_book_sheet *sheet = cg_plan_sheet_of(s);
    sheet->filtered = s->row > s->head_row + 1;
    sheet->filter = (cg_book_range){NULL, s->head_row, 0, s->row - 1, s->count - 1};
}

static cg_book_style style_for(const cg_plan_sheet *s, cg_plan_cells cells) {
    bool label = cells == CG_PLAN_LABEL;
    return (cg_book_style){.bold = s->total || label,
                           .wrap = !is_number(cells),
                           .border = true,
                           .top = true,
                           .colour = INK,
                           .background = s->total ? SUM : CG_NO_COLOUR,
                           .align = cells == CG_PLAN_MARK ? CG_ALIGN_CENTRE : CG_ALIGN_USUAL};
}

void cg_plan_put(cg_plan_sheet *s, int column, const char *text) {
    cg_plan_cells cells = s->columns[column].cells;
    cg_book_style style = style_for(s, is_number(cells) ? CG_PLAN_TEXT : cells);
    style.align = is_number(cells) ? CG_ALIGN_RIGHT : style.align;
    style.indent = style.align != CG_ALIGN_CENTRE;
    put(s, column, text, style);
    int lines =
        text == NULL ? 1 : lines_in(s, text, cg_plan_sheet_of(s)->columns.items[column].width);
    s->lines = lines > s->lines ? lines : s->lines;
}

/* As many decimals as the size asks for; Excel puts in the separators of its reader. */
static const char *amount_format(double value) {
    double size = fabs(value);
    bool whole = !(fabs(value - round(value)) > 1e-9 * size);
    return whole || size >= 100 ? "#,##0"
           : size >= 1          ? "#,##0.00"
           : size >= 0.01       ? "0.000"
                                : "0.00E+00";
}

static const char *format_of(const cg_plan_sheet *s, double value, cg_plan_cells cells) {
    switch (cells) {
    case CG_PLAN_MONEY:
        return s->book->money_format;
    case CG_PLAN_COUNT:
        return "#,##0";
    case CG_PLAN_YEARS:
        return "0.0";
    case CG_PLAN_PLAIN:
        return "0";
    case CG_PLAN_SHARE:
        return "0.0%";
    default:
        return amount_format(value);
    }
}

void cg_plan_put_as(cg_plan_sheet *s, int column, double value, cg_plan_cells cells) {
    if (!isfinite(value)) {
        cg_plan_put(s, column,
                    isnan(value) ? "–" : cg_tell(s->book->telling, CG_MSG_REPORT_NEVER, NULL));
        return;
    }
    cg_book_style style = style_for(s, cells);
    style.format = format_of(s, value, cells);
    style.align = CG_ALIGN_RIGHT;
    style.indent = 1;
    CG_PUSH(s->book->telling->arena, &cg_plan_sheet_of(s)->cells,
            ((cg_book_cell){.row = s->row,
                            .column = column,
                            .kind = CG_BOOK_NUMBER,
                            .number = value == 0 ? 0 : value, /* never -0 */
                            .style = style_of(s, style)}));
}

void cg_plan_put_number(cg_plan_sheet *s, int column, double value) {
    cg_plan_put_as(s, column, value, s->columns[column].cells);
}

void cg_plan_next(cg_plan_sheet *s) {
    if (s->lines > 1) {
        set_height(s, s->lines * LINE_HEIGHT + 1);
    }
    s->lines = 0;
    s->row++;
}

const char *cg_plan_yearly(const cg_telling *t, const char *unit) {
    return cg_tell(t, CG_MSG_PLANBOOK_YEARLY, unit, NULL);
}

const char *cg_plan_money_unit(const cg_telling *t) {
    return cg_plan_yearly(t, cg_figure_currency(t->plan->currency, t->language));
}

static bool is_among(const char *id, const char **ids, int count) {
    for (int i = 0; i < count; i++) {
        if (strcmp(ids[i], id) == 0) {
            return true;
        }
    }
    return false;
}

const char *cg_plan_lines_with(const cg_telling *t, const char *rule, bool permits) {
    const char **numbers = CG_ARRAY(t->arena, const char *, t->plan->lines.count + 1);
    int count = 0;
    for (int i = 0; i < t->plan->lines.count; i++) {
        const cg_line *line = &t->plan->lines.items[i];
        bool has = permits ? is_among(rule, line->permits, line->permit_count)
                           : is_among(rule, line->rules, line->rule_count);
        if (has) {
            numbers[count++] = cg_line_number(t->arena, line->number);
        }
    }
    return count == 0 ? "" : cg_tell_list(t, numbers, count);
}
