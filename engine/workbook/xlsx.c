/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes workbooks: the only file that sees libxlsxwriter. */
#define _GNU_SOURCE /* memfd_create: the file is made in memory, and nothing is left behind */
#include "workbook/xlsx.h"

#include "base/map.h"
#include "base/text.h"
#include "tables/grid.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* 2020-01-01: no clock reaches what is written, and the same book is the same bytes. */
#define CREATED 1577836800
enum {
    LONGEST_NAME = 31,
    LONGEST_TITLE = 32,
    LONGEST_MESSAGE = 255,
    LONGEST_TEXT = 32767,
    MOST_ROWS = 1048576,
    MOST_COLUMNS = 16384,
    WIDEST_PAGE = 260
};

/* A sheet's references need no more than its name and four cells. */
#define REFERENCE_ROOM 160

int cg_book_style_of(cg_arena *arena, cg_book *book, cg_book_style style) {
    for (int i = 0; i < book->styles.count; i++) {
        const cg_book_style *other = &book->styles.items[i];
        bool formats =
            style.format == other->format || (style.format != NULL && other->format != NULL &&
                                              strcmp(style.format, other->format) == 0);
        if (formats && style.bold == other->bold && style.italic == other->italic &&
            style.wrap == other->wrap && style.border == other->border && style.top == other->top &&
            style.colour == other->colour && style.background == other->background &&
            style.align == other->align && style.indent == other->indent &&
            !(style.size < other->size) && !(style.size > other->size)) {
            return i;
        }
    }
    CG_PUSH(arena, &book->styles, style);
    return book->styles.count - 1;
}

/* The bytes of the first `most` characters. */
static size_t bytes_of(const char *text, size_t most) {
    size_t length = 0;
    for (size_t characters = 0; text[length] != '\0'; length++) {
        bool starts = ((unsigned char)text[length] & 0xc0) != 0x80;
        if (starts && characters++ == most) {
            break;
        }
    }
    return length;
}

const char *cg_book_sheet_name(cg_arena *arena, const char *name) {
    char *copy = cg_copy(arena, name, bytes_of(name, LONGEST_NAME));
    for (char *at = copy; *at != '\0'; at++) {
        /* An apostrophe would part the name in references. */
        if (strchr("[]:*?/\\'", *at) != NULL) {
            *at = ' ';
        }
    }
    return copy[0] != '\0' ? copy : "-";
}

/* --- what cannot be written, said before anything is
 * ------------------------------------------------
 */

static bool check_cell(cg_arena *arena, cg_diagnostics *diagnostics, const cg_book_sheet *sheet,
                       const cg_book_cell *cell) {
    if (cell->row >= MOST_ROWS || cell->column >= MOST_COLUMNS) {
        cg_say(diagnostics, CG_ERROR, (cg_place){0}, CG_MSG_BOOK_TOO_LARGE, sheet->name, NULL);
        return false;
    }
    bool fits =
        cell->kind != CG_BOOK_TEXT || strlen(cell->text) == bytes_of(cell->text, LONGEST_TEXT);
    if (!fits) {
        cg_say(diagnostics, CG_ERROR, (cg_place){0}, CG_MSG_BOOK_TEXT_TOO_LONG, sheet->name,
               cg_cell_name(arena, cell->column + 1, cell->row + 1), NULL);
    }
    return fits;
}

static bool check_book(cg_arena *arena, cg_diagnostics *diagnostics, const cg_book *book) {
    for (int s = 0; s < book->sheets.count; s++) {
        const cg_book_sheet *sheet = &book->sheets.items[s];
        for (int c = 0; c < sheet->cells.count; c++) {
            if (!check_cell(arena, diagnostics, sheet, &sheet->cells.items[c])) {
                return false;
            }
        }
    }
    return true;
}

/* --- the library's side: no allocation of ours between here and its end
 * ----------------------------
 */

/* One book under way. */
typedef struct writing {
    const cg_book *book;
    lxw_workbook *made;
    lxw_format **formats; /* by style */
    lxw_error error;      /* the first */
} writing;

static void note(writing *w, lxw_error error) {
    if (w->error == LXW_NO_ERROR) {
        w->error = error;
    }
}

static void make_format(lxw_format *format, const cg_book_style *style) {
    format_set_font_name(format, "Calibri");
    format_set_font_size(format, style->size > 0 ? style->size : 11);
    if (style->bold) {
        format_set_bold(format);
    }
    if (style->italic) {
        format_set_italic(format);
    }
    if (style->wrap) {
        format_set_text_wrap(format);
    }
    if (style->border) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, 0xBFC9C4);
    }
    if (style->colour != CG_NO_COLOUR) {
        /* The library takes 0 for "none set". */
        format_set_font_color(format,
                              style->colour == 0 ? LXW_COLOR_BLACK : (lxw_color_t)style->colour);
    }
    if (style->background != CG_NO_COLOUR) {
        format_set_bg_color(format, (lxw_color_t)style->background);
    }
    if (style->format != NULL) {
        format_set_num_format(format, style->format);
    }
    if (style->indent > 0) {
        format_set_indent(format, (uint8_t)style->indent);
    }
    static const uint8_t aligns[] = {
        [CG_ALIGN_USUAL] = LXW_ALIGN_NONE,
        [CG_ALIGN_LEFT] = LXW_ALIGN_LEFT,
        [CG_ALIGN_CENTRE] = LXW_ALIGN_CENTER,
        [CG_ALIGN_RIGHT] = LXW_ALIGN_RIGHT,
    };
    format_set_align(format, aligns[style->align]);
    format_set_align(format, style->top ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
}

static lxw_format *format_of(const writing *w, int style) {
    return style >= 0 && style < w->book->styles.count ? w->formats[style] : NULL;
}

static void put_cell(writing *w, lxw_worksheet *to, const cg_book_cell *cell) {
    lxw_row_t row = (lxw_row_t)cell->row;
    lxw_col_t column = (lxw_col_t)cell->column;
    lxw_format *format = format_of(w, cell->style);
    switch (cell->kind) {
    case CG_BOOK_BLANK:
        note(w, worksheet_write_blank(to, row, column, format));
        break;
    case CG_BOOK_TEXT:
        /* Never worksheet_write_formula or _url: text stays text whatever it begins with. */
        note(w, worksheet_write_string(to, row, column, cell->text, format));
        break;
    case CG_BOOK_NUMBER:
        note(w, worksheet_write_number(to, row, column, cell->number, format));
        break;
    }
    if (cell->note != NULL) {
        /* Wide enough for a sentence; the box stands closed. */
        lxw_comment_options options = {.width = 260, .height = 90, .author = "Congsinh"};
        note(w, worksheet_write_comment_opt(to, row, column, cell->note, &options));
    }
}

static void put_columns(writing *w, lxw_worksheet *to, const cg_book_sheet *sheet) {
    bool folded = false;
    for (int i = 0; i < sheet->columns.count; i++) {
        const cg_book_column *column = &sheet->columns.items[i];
        lxw_col_t at = (lxw_col_t)column->column;
        /* What stands behind a closed outline carries its button. */
        lxw_row_col_options options = {.hidden = column->folded,
                                       .level = column->folded,
                                       .collapsed = !column->folded && folded};
        note(w, worksheet_set_column_opt(to, at, at, column->width, format_of(w, column->style),
                                         &options));
        folded = column->folded;
    }
    for (int i = 0; i < sheet->rows.count; i++) {
        note(w, worksheet_set_row(to, (lxw_row_t)sheet->rows.items[i].row,
                                  sheet->rows.items[i].height, NULL));
    }
}

static void column_letters(char room[8], int column) {
    char letters[8];
    int at = 7;
    letters[at] = '\0';
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
        letters[--at] = (char)('A' + (rest - 1) % 26);
    }
    snprintf(room, 8, "%s", letters + at);
}

static void reference(char room[REFERENCE_ROOM], const cg_book_range *range) {
    char first[8], last[8];
    column_letters(first, range->first_column);
    column_letters(last, range->last_column);
    snprintf(room, REFERENCE_ROOM, "='%s'!$%s$%d:$%s$%d", range->sheet, first, range->first_row + 1,
             last, range->last_row + 1);
}

/* A text cut to so many characters; NULL stays. */
static char *cut(char *room, size_t size, const char *text, size_t most) {
    if (text == NULL || text[0] == '\0') {
        return NULL;
    }
    snprintf(room, size, "%.*s", (int)bytes_of(text, most), text);
    return room;
}

static void put_check(writing *w, lxw_worksheet *to, const cg_book_check *check) {
    static const uint8_t types[] = {
        [CG_CHECK_NOTHING] = LXW_VALIDATION_TYPE_ANY,
        [CG_CHECK_LIST] = LXW_VALIDATION_TYPE_LIST_FORMULA,
        [CG_CHECK_NUMBER] = LXW_VALIDATION_TYPE_DECIMAL,
        [CG_CHECK_WHOLE] = LXW_VALIDATION_TYPE_INTEGER,
    };
    char list[REFERENCE_ROOM], title[LONGEST_TITLE * 4 + 1], message[LONGEST_MESSAGE * 4 + 1];
    char error[LONGEST_MESSAGE * 4 + 1];
    bool numbers = check->check == CG_CHECK_NUMBER || check->check == CG_CHECK_WHOLE;
    lxw_data_validation rule = {
        .validate = types[check->check],
        .ignore_blank = LXW_VALIDATION_ON,
        .show_input = LXW_VALIDATION_ON,
        .show_error = check->severity == CG_CHECK_SUGGESTS ? LXW_VALIDATION_OFF : LXW_VALIDATION_ON,
        .error_type = check->severity == CG_CHECK_REFUSES ? LXW_VALIDATION_ERROR_TYPE_STOP
                                                          : LXW_VALIDATION_ERROR_TYPE_WARNING,
        .dropdown = LXW_VALIDATION_ON,
        .criteria = numbers ? LXW_VALIDATION_CRITERIA_BETWEEN : LXW_VALIDATION_CRITERIA_NONE,
        .minimum_number = check->least,
        .maximum_number = check->most,
        .input_title = cut(title, sizeof title, check->title, LONGEST_TITLE),
        .input_message = cut(message, sizeof message, check->message, LONGEST_MESSAGE),
        .error_message = cut(error, sizeof error, check->error, LONGEST_MESSAGE),
    };
    if (check->check == CG_CHECK_LIST) {
        reference(list, &check->list);
        rule.value_formula = list;
    }
    const cg_book_range *cells = &check->cells;
    note(w, worksheet_data_validation_range(
                to, (lxw_row_t)cells->first_row, (lxw_col_t)cells->first_column,
                (lxw_row_t)cells->last_row, (lxw_col_t)cells->last_column, &rule));
}

/* A name that began with "=" would be read as a reference. */
static const char *plain_name(char room[LONGEST_MESSAGE * 4 + 2], const char *name) {
    snprintf(room, LONGEST_MESSAGE * 4 + 2, "%s%.*s", name[0] == '=' ? " " : "",
             (int)bytes_of(name, LONGEST_MESSAGE), name);
    return room;
}

static void put_series(lxw_chart *chart, const cg_book_series *series) {
    char name[LONGEST_MESSAGE * 4 + 2];
    lxw_chart_series *made = chart_add_series(chart, NULL, NULL);
    if (made == NULL) {
        return;
    }
    const cg_book_range *at = &series->categories;
    chart_series_set_categories(made, at->sheet, (lxw_row_t)at->first_row,
                                (lxw_col_t)at->first_column, (lxw_row_t)at->last_row,
                                (lxw_col_t)at->last_column);
    at = &series->values;
    chart_series_set_values(made, at->sheet, (lxw_row_t)at->first_row, (lxw_col_t)at->first_column,
                            (lxw_row_t)at->last_row, (lxw_col_t)at->last_column);
    if (series->name != NULL) {
        chart_series_set_name(made, plain_name(name, series->name));
    }
    if (series->colour != CG_NO_COLOUR) {
        lxw_chart_fill fill = {.color = (lxw_color_t)series->colour};
        lxw_chart_line line = {.color = (lxw_color_t)series->colour, .width = 2.25};
        chart_series_set_fill(made, &fill);
        chart_series_set_line(made, &line);
    }
}

static void put_chart(writing *w, lxw_worksheet *to, const cg_book_chart *chart) {
    static const uint8_t kinds[] = {
        [CG_CHART_BAR] = LXW_CHART_BAR,
        [CG_CHART_COLUMN] = LXW_CHART_COLUMN,
        [CG_CHART_STACKED_COLUMN] = LXW_CHART_COLUMN_STACKED,
        [CG_CHART_LINE] = LXW_CHART_LINE,
        [CG_CHART_PIE] = LXW_CHART_PIE,
    };
    char name[LONGEST_MESSAGE * 4 + 2];
    lxw_chart *made = workbook_add_chart(w->made, kinds[chart->kind]);
    if (made == NULL) {
        note(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (int i = 0; i < chart->series.count; i++) {
        put_series(made, &chart->series.items[i]);
    }
    if (chart->title != NULL) {
        chart_title_set_name(made, plain_name(name, chart->title));
    } else {
        chart_title_off(made);
    }
    if (chart->x_title != NULL) {
        chart_axis_set_name(made->x_axis, plain_name(name, chart->x_title));
    }
    if (chart->y_title != NULL) {
        chart_axis_set_name(made->y_axis, plain_name(name, chart->y_title));
    }
    if (chart->kind == CG_CHART_BAR) {
        /* The first row on top, as in the table beside it. */
        chart_axis_set_reverse(made->x_axis);
    }
    if (chart->series.count < 2 && chart->kind != CG_CHART_PIE) {
        chart_legend_set_position(made, LXW_CHART_LEGEND_NONE);
    } else {
        chart_legend_set_position(made, LXW_CHART_LEGEND_BOTTOM);
    }
    /* The library's own size of a chart is 480 by 288 pixels. */
    lxw_chart_options options = {.x_scale = chart->width / 480.0, .y_scale = chart->height / 288.0};
    note(w, worksheet_insert_chart_opt(to, (lxw_row_t)chart->row, (lxw_col_t)chart->column, made,
                                       &options));
}

/* Of the columns that stand open, in characters: more than a page holds legibly stays at its size.
 */
static double width_of(const cg_book_sheet *sheet) {
    double width = 0;
    for (int i = 0; i < sheet->columns.count; i++) {
        width += sheet->columns.items[i].folded ? 0 : sheet->columns.items[i].width;
    }
    return width;
}

static void put_view(writing *w, lxw_worksheet *to, const cg_book_sheet *sheet) {
    if (sheet->hidden) {
        worksheet_hide(to);
    }
    if (sheet->tab != CG_NO_COLOUR) {
        worksheet_set_tab_color(to, (lxw_color_t)sheet->tab);
    }
    worksheet_set_paper(to, 9); /* A4 */
    if (sheet->landscape) {
        worksheet_set_landscape(to);
    }
    if (width_of(sheet) <= WIDEST_PAGE) {
        worksheet_fit_to_pages(to, 1, 0);
    }
    if (sheet->frozen_rows > 0 || sheet->frozen_columns > 0) {
        worksheet_freeze_panes(to, (lxw_row_t)sheet->frozen_rows, (lxw_col_t)sheet->frozen_columns);
    }
    if (sheet->frozen_rows > 0) {
        note(w, worksheet_repeat_rows(to, 0, (lxw_row_t)(sheet->frozen_rows - 1)));
    }
    if (sheet->filtered) {
        const cg_book_range *at = &sheet->filter;
        note(w, worksheet_autofilter(to, (lxw_row_t)at->first_row, (lxw_col_t)at->first_column,
                                     (lxw_row_t)at->last_row, (lxw_col_t)at->last_column));
    }
}

static void put_sheet(writing *w, const cg_book_sheet *sheet) {
    lxw_worksheet *to = workbook_add_worksheet(w->made, sheet->name);
    if (to == NULL) {
        note(w, LXW_ERROR_PARAMETER_VALIDATION);
        return;
    }
    put_columns(w, to, sheet);
    for (int i = 0; i < sheet->merged.count; i++) {
        const cg_book_range *at = &sheet->merged.items[i];
        note(w, worksheet_merge_range(to, (lxw_row_t)at->first_row, (lxw_col_t)at->first_column,
                                      (lxw_row_t)at->last_row, (lxw_col_t)at->last_column, NULL,
                                      NULL));
    }
    for (int i = 0; i < sheet->cells.count; i++) {
        put_cell(w, to, &sheet->cells.items[i]);
    }
    for (int i = 0; i < sheet->checks.count; i++) {
        put_check(w, to, &sheet->checks.items[i]);
    }
    for (int i = 0; i < sheet->charts.count; i++) {
        put_chart(w, to, &sheet->charts.items[i]);
    }
    put_view(w, to, sheet);
}

/* Makes the file behind the open descriptor. */
static lxw_error write_book(writing *w, int descriptor) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    w->made = workbook_new(path);
    if (w->made == NULL) {
        return LXW_ERROR_CREATING_XLSX_FILE;
    }
    char title[LONGEST_MESSAGE * 4 + 1];
    lxw_doc_properties properties = {
        .title = cut(title, sizeof title, w->book->title, LONGEST_MESSAGE), .created = CREATED};
    note(w, workbook_set_properties(w->made, &properties));
    for (int i = 0; i < w->book->styles.count; i++) {
        w->formats[i] = workbook_add_format(w->made);
        if (w->formats[i] != NULL) {
            make_format(w->formats[i], &w->book->styles.items[i]);
        }
    }
    for (int i = 0; i < w->book->sheets.count; i++) {
        put_sheet(w, &w->book->sheets.items[i]);
    }
    note(w, workbook_close(w->made));
    return w->error;
}

/* What was written, into the arena; NULL where memory ends. */
static char *read_back(cg_arena *arena, int descriptor, size_t *length) {
    struct stat about;
    if (fstat(descriptor, &about) != 0) {
        return NULL;
    }
    *length = (size_t)about.st_size;
    char *bytes = cg_try_allocate(arena, *length + 1, 1);
    size_t had = 0;
    while (bytes != NULL && had < *length) {
        ssize_t count = pread(descriptor, bytes + had, *length - had, (off_t)had);
        if (count <= 0 && errno != EINTR) {
            return NULL;
        }
        had += count > 0 ? (size_t)count : 0;
    }
    return bytes;
}

const char *cg_book_bytes(cg_arena *arena, cg_diagnostics *diagnostics, const cg_book *book,
                          size_t *length) {
    if (!check_book(arena, diagnostics, book)) {
        return NULL;
    }
    writing w = {.book = book, .formats = CG_ARRAY(arena, lxw_format *, book->styles.count + 1)};
    int descriptor = memfd_create("congsinh.xlsx", MFD_CLOEXEC);
    if (descriptor < 0) {
        cg_say(diagnostics, CG_ERROR, (cg_place){0}, CG_MSG_BOOK_UNWRITTEN, strerrorname_np(errno),
               NULL);
        return NULL;
    }
    lxw_error error = write_book(&w, descriptor);
    char *bytes = error == LXW_NO_ERROR ? read_back(arena, descriptor, length) : NULL;
    close(descriptor);
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED || (error == LXW_NO_ERROR && bytes == NULL)) {
        cg_memory_ended(arena);
    }
    if (error != LXW_NO_ERROR) {
        cg_say(diagnostics, CG_ERROR, (cg_place){0}, CG_MSG_BOOK_UNWRITTEN, lxw_strerror(error),
               NULL);
    }
    return bytes;
}
