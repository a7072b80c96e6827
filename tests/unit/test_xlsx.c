/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks as bytes: whatever a book holds, and what cannot be written. */
#include "scratch.h"
#include "workbook/xlsx.h"

#include <string.h>

/* A book with one of everything, its names such as a formula would begin with. */
static cg_book *make_book(cg_arena *arena) {
    cg_book *book = CG_NEW(arena, cg_book);
    book->title = "=1+1";
    int bold = cg_book_style_of(
        arena, book,
        (cg_book_style){.bold = true, .colour = 0, .background = 0xEEEEEE, .format = "#,##0.0"});
    cg_book_sheet sheet = {.name = cg_book_sheet_name(arena, "a/b: [c]?"),
                           .tab = 0x3F9168,
                           .frozen_rows = 1,
                           .frozen_columns = 1,
                           .filtered = true,
                           .filter = {NULL, 0, 0, 2, 1}};
    for (int row = 0; row < 3; row++) {
        CG_PUSH(arena, &sheet.cells,
                ((cg_book_cell){.row = row,
                                .kind = CG_BOOK_TEXT,
                                .text = "=HYPERLINK(\"http://example.org\")",
                                .style = bold,
                                .note = row == 0 ? "=1+1" : NULL}));
        CG_PUSH(
            arena, &sheet.cells,
            ((cg_book_cell){
                .row = row, .column = 1, .kind = CG_BOOK_NUMBER, .number = row, .style = bold}));
    }
    CG_PUSH(arena, &sheet.cells, ((cg_book_cell){.row = 4, .kind = CG_BOOK_BLANK, .style = bold}));
    CG_PUSH(arena, &sheet.columns, ((cg_book_column){0, 20, bold, false}));
    CG_PUSH(arena, &sheet.columns, ((cg_book_column){1, 12, CG_NONE, true}));
    CG_PUSH(arena, &sheet.rows, ((cg_book_row){0, 30}));
    CG_PUSH(arena, &sheet.merged, ((cg_book_range){NULL, 4, 0, 4, 2}));
    CG_PUSH(arena, &sheet.checks,
            ((cg_book_check){.cells = {NULL, 5, 0, 9, 0},
                             .check = CG_CHECK_LIST,
                             .severity = CG_CHECK_REFUSES,
                             .list = {sheet.name, 0, 0, 2, 0},
                             .title = "a title that is longer than thirty-two characters",
                             .message = "=1+1"}));
    for (int kind = CG_CHART_BAR; kind <= CG_CHART_PIE; kind++) {
        cg_book_chart chart = {.row = 6,
                               .column = 3,
                               .width = 600,
                               .height = 300,
                               .kind = (cg_chart_kind)kind,
                               .title = "=1+1",
                               .x_title = "=x",
                               .y_title = "y"};
        cg_book_range names = {sheet.name, 0, 0, 2, 0}, values = {sheet.name, 0, 1, 2, 1};
        CG_PUSH(arena, &chart.series, ((cg_book_series){"=A1", names, values, 0x14532D}));
        CG_PUSH(arena, &sheet.charts, chart);
    }
    CG_PUSH(arena, &book->sheets, sheet);
    return book;
}

Test(xlsx, of_one_book_is_the_same_bytes) {
    SCRATCH_START(s);
    size_t lengths[2];
    const char *bytes[2];
    for (int i = 0; i < 2; i++) {
        bytes[i] = cg_book_bytes(s.arena, &s.diagnostics, make_book(s.arena), &lengths[i]);
        cr_assert_not_null(bytes[i], "%s", scratch_said(&s));
    }
    cr_expect_eq(memcmp(bytes[0], "PK", 2), 0);
    cr_expect_eq(lengths[0], lengths[1]);
    cr_expect_eq(memcmp(bytes[0], bytes[1], lengths[0]), 0);
    SCRATCH_END(s);
}

Test(xlsx, names_of_sheets_are_such_as_a_sheet_may_have) {
    SCRATCH_START(s);
    cr_expect_str_eq(cg_book_sheet_name(s.arena, "a/b: [c]?"), "a b   c  ");
    /* 31 characters, not bytes. */
    cr_expect_str_eq(cg_book_sheet_name(s.arena, "Trao đổi hiện có và đã thỏa thuận từ trước"),
                     "Trao đổi hiện có và đã thỏa thu");
    cr_expect_str_eq(cg_book_sheet_name(s.arena, ""), "-");
    SCRATCH_END(s);
}

Test(xlsx, what_no_workbook_holds_is_said) {
    SCRATCH_START(s);
    size_t length;
    cg_book *book = make_book(s.arena);
    char *text = CG_ARRAY(s.arena, char, 32769);
    memset(text, 'x', 32767);
    book->sheets.items[0].cells.items[2].text = text;
    cr_expect_not_null(cg_book_bytes(s.arena, &s.diagnostics, book, &length));
    text[32767] = 'x';
    cr_expect_null(cg_book_bytes(s.arena, &s.diagnostics, book, &length));
    cr_expect_str_eq(scratch_said(&s), "BOOK_TEXT_TOO_LONG");
    s.diagnostics.items.count = 0;
    book = make_book(s.arena);
    book->sheets.items[0].cells.items[0].row = 1048576; /* a sheet's rows are as many */
    cr_expect_null(cg_book_bytes(s.arena, &s.diagnostics, book, &length));
    cr_expect_str_eq(scratch_said(&s), "BOOK_TOO_LARGE");
    SCRATCH_END(s);
}
