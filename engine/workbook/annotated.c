/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays a book's cells out again, each with what was said of it. */
#include "workbook/annotated.h"

#include "base/text.h"
#include "tables/fold.h"
#include "tables/problems.h"
#include "workbook/xlsx.h"

#include <string.h>

enum { NARROWEST = 8, WIDEST = 48, LONGEST_NOTE = 1000, ERROR_COLOUR = 0xFFD966 };
enum { LINE_HEIGHT = 15, PROBLEM_WIDTH = 100, PROBLEM_FILLED = 105 };
enum { WARNING_COLOUR = 0xFFF2CC, HEAD_COLOUR = 0xD9E2EC };

typedef struct annotating {
    cg_arena *arena;
    const cg_annotated *what;
    cg_book *book;
    cg_map *names; /* folded names of the copy's sheets -> 0 */
    cg_map *notes; /* "SHEET!ROW!COLUMN" -> index in texts */
    CG_VECTOR(cg_text) texts;
    CG_VECTOR(bool) wrong; /* an error is among them */
    CG_VECTOR(cg_cell_at) places;
} annotating;

static cg_book_style plain_style(void) {
    return (cg_book_style){.colour = CG_NO_COLOUR, .background = CG_NO_COLOUR, .top = true};
}

static int style_of(annotating *a, bool bold, bool wrap, int background, const char *format) {
    cg_book_style style = plain_style();
    style.bold = bold;
    style.wrap = wrap;
    style.background = background;
    style.format = format;
    return cg_book_style_of(a->arena, a->book, style);
}

static const char *key_of(cg_arena *arena, cg_cell_at at) {
    return cg_format(arena, "%d!%d!%d", at.sheet, at.row, at.column);
}

/* Whether something said is about this book, or about none. */
static bool is_ours(const annotating *a, const cg_diagnostic *item, cg_cell_at *at) {
    const cg_grids *books[] = {a->what->grids};
    return cg_cell_at_place(at, item->place, books, 1) || item->place.file == NULL;
}

static void add_note(annotating *a, const cg_diagnostic *item, cg_cell_at at) {
    const char *key = key_of(a->arena, at);
    int found = cg_map_find(a->notes, key);
    if (found == CG_NONE) {
        found = a->texts.count;
        cg_map_add(a->notes, key, found);
        CG_PUSH(a->arena, &a->texts, cg_text_start(a->arena));
        CG_PUSH(a->arena, &a->wrong, false);
        CG_PUSH(a->arena, &a->places, at);
    }
    const char *sentence = cg_diagnostic_sentence(a->arena, item, a->what->language);
    cg_text *text = &a->texts.items[found];
    if (text->length + strlen(sentence) < LONGEST_NOTE) {
        cg_text_addf(text, "%s%s", text->length > 0 ? "\n" : "", sentence);
    }
    a->wrong.items[found] = a->wrong.items[found] || item->severity == CG_ERROR;
}

static void collect_notes(annotating *a) {
    for (int i = 0; i < a->what->said->items.count; i++) {
        const cg_diagnostic *item = &a->what->said->items.items[i];
        cg_cell_at at;
        if (is_ours(a, item, &at) && at.sheet != CG_NONE && at.row > 0) {
            add_note(a, item, at);
        }
    }
}

/* The name of a sheet in the copy, with a number before it where another one has it: a workbook
 * holds a name once, whatever its capitals, and only the beginning of a long one. */
static const char *name_in_copy(annotating *a, const char *name) {
    const char *fitting = cg_book_sheet_name(a->arena, name);
    for (int number = 2; !cg_map_add(a->names, cg_folded(a->arena, fitting), 0); number++) {
        fitting = cg_book_sheet_name(a->arena, cg_format(a->arena, "%d %s", number, name));
    }
    return fitting;
}

/* ---- the list */

static void put_text(annotating *a, cg_book_sheet *sheet, int row, int column, const char *text,
                     int style) {
    cg_book_cell cell = {
        .row = row, .column = column, .kind = CG_BOOK_TEXT, .text = text, .style = style};
    CG_PUSH(a->arena, &sheet->cells, cell);
}

/* Not every program that opens the file finds by itself how high a row of several lines is. */
static void add_height(annotating *a, cg_book_sheet *sheet, int row, int lines) {
    if (lines > 1) {
        CG_PUSH(a->arena, &sheet->rows, ((cg_book_row){row, LINE_HEIGHT * lines}));
    }
}

static const char *word(annotating *a, cg_message_id id) {
    return cg_message(a->arena, id, a->what->language, NULL);
}

static void list_problem(annotating *a, cg_book_sheet *list, int row, const cg_diagnostic *item,
                         cg_cell_at at) {
    static const cg_message_id severities[] = {CG_MSG_ANNOTATED_NOTE, CG_MSG_ANNOTATED_WARNING,
                                               CG_MSG_ANNOTATED_ERROR};
    int plain = style_of(a, false, true, CG_NO_COLOUR, NULL);
    int colour = item->severity == CG_ERROR ? ERROR_COLOUR : WARNING_COLOUR;
    const char *cell = item->place.path;
    const char *sheet = at.sheet == CG_NONE ? "" : a->what->grids->grids.items[at.sheet].name;
    cell = at.sheet == CG_NONE ? (cell != NULL ? cell : "")
           : at.row > 0        ? cell + strlen(sheet) + 1
                               : "";
    put_text(a, list, row, 0, word(a, severities[item->severity]),
             style_of(a, false, false, colour, NULL));
    put_text(a, list, row, 1, sheet, plain);
    put_text(a, list, row, 2, cell, plain);
    const char *sentence = cg_diagnostic_sentence(a->arena, item, a->what->language);
    put_text(a, list, row, 3, sentence, plain);
    add_height(a, list, row, 1 + cg_text_columns(sentence) / PROBLEM_FILLED);
}

static void add_list(annotating *a) {
    static const cg_message_id heads[] = {CG_MSG_ANNOTATED_KIND, CG_MSG_ANNOTATED_SHEET,
                                          CG_MSG_ANNOTATED_CELL, CG_MSG_ANNOTATED_PROBLEM};
    static const double widths[] = {12, 20, 12, PROBLEM_WIDTH};
    cg_words name = cg_problems_sheet_name();
    cg_book_sheet list = {
        .name = name_in_copy(a, name.in[a->what->language]), .tab = ERROR_COLOUR, .frozen_rows = 2};
    int head = style_of(a, true, false, HEAD_COLOUR, NULL);
    int row = 2;
    for (int i = 0; i < 4; i++) {
        put_text(a, &list, 1, i, word(a, heads[i]), head);
        cg_book_column column = {.column = i, .width = widths[i], .style = CG_NONE};
        CG_PUSH(a->arena, &list.columns, column);
    }
    for (int i = 0; i < a->what->said->items.count; i++) {
        const cg_diagnostic *item = &a->what->said->items.items[i];
        cg_cell_at at;
        if (is_ours(a, item, &at)) {
            list_problem(a, &list, row++, item, at);
        }
    }
    put_text(a, &list, 0, 0, word(a, row == 2 ? CG_MSG_ANNOTATED_CLEAN : CG_MSG_ANNOTATED_ABOUT),
             style_of(a, false, false, CG_NO_COLOUR, NULL));
    CG_PUSH(a->arena, &a->book->sheets, list);
}

/* ---- the copy */

static cg_book_cell copied(annotating *a, const cg_cell *cell, int row) {
    cg_book_cell copy = {.row = row - 1,
                         .column = cell->column - 1,
                         .kind = CG_BOOK_TEXT,
                         .text = cell->text,
                         .style = style_of(a, false, false, CG_NO_COLOUR, NULL)};
    if (cell->kind == CG_CELL_NUMBER || cell->kind == CG_CELL_PERCENT) {
        copy.kind = CG_BOOK_NUMBER;
        copy.number = cell->number;
    } else if (cell->kind == CG_CELL_TRUTH) {
        copy.text = cell->number > 0 ? "TRUE" : "FALSE";
    } else if (cell->kind == CG_CELL_EMPTY) {
        copy.kind = CG_BOOK_BLANK;
    }
    return copy;
}

/* The colour, comment and number format of a cell. */
static void dress(annotating *a, cg_book_cell *copy, cg_cell_kind kind, int sheet) {
    const char *format = kind == CG_CELL_PERCENT ? "0.##%" : NULL;
    cg_cell_at at = {0, sheet, copy->row + 1, copy->column + 1};
    int note = cg_map_find(a->notes, key_of(a->arena, at));
    int background = CG_NO_COLOUR;
    if (note != CG_NONE) {
        copy->note = a->texts.items[note].bytes;
        background = a->wrong.items[note] ? ERROR_COLOUR : WARNING_COLOUR;
    }
    bool lines = copy->text != NULL && strchr(copy->text, '\n') != NULL;
    copy->style = style_of(a, false, lines, background, format);
}

static int lines_of(const cg_book_cell *cell) {
    int lines = 1;
    for (const char *at = cell->text; at != NULL && *at != '\0'; at++) {
        lines += *at == '\n';
    }
    return lines;
}

static bool is_filled(const cg_grid *grid, cg_cell_at at) {
    for (int i = 0; i < grid->rows.count; i++) {
        if (grid->rows.items[i].number == at.row) {
            return cg_grid_cell(&grid->rows.items[i], at.column).kind != CG_CELL_EMPTY;
        }
    }
    return false;
}

/* Comments on cells where nothing stands: there is something to be filled in. */
static void add_empty_cells(annotating *a, cg_book_sheet *sheet, int index) {
    for (int i = 0; i < a->places.count; i++) {
        cg_cell_at at = a->places.items[i];
        if (at.sheet != index || is_filled(&a->what->grids->grids.items[index], at)) {
            continue;
        }
        cg_book_cell cell = {
            .row = at.row - 1, .column = at.column - 1, .kind = CG_BOOK_TEXT, .text = ""};
        dress(a, &cell, CG_CELL_EMPTY, index);
        CG_PUSH(a->arena, &sheet->cells, cell);
    }
}

/* Columns as wide as their texts, within reason. */
static void add_widths(annotating *a, cg_book_sheet *sheet) {
    cg_map *widths = cg_map_new(a->arena);
    for (int i = 0; i < sheet->cells.count; i++) {
        const cg_book_cell *cell = &sheet->cells.items[i];
        int width = cell->kind == CG_BOOK_TEXT ? cg_text_columns(cell->text) + 2 : NARROWEST;
        width = width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
        const char *key = cg_format(a->arena, "%d", cell->column);
        int before = cg_map_find(widths, key);
        /* A title over the table makes no column wide. */
        if (cell->row > 0 && width > before) {
            cg_map_set(widths, key, width);
            bool known = false;
            for (int c = 0; c < sheet->columns.count; c++) {
                if (sheet->columns.items[c].column == cell->column) {
                    sheet->columns.items[c].width = width;
                    known = true;
                }
            }
            if (!known) {
                cg_book_column column = {.column = cell->column, .width = width, .style = CG_NONE};
                CG_PUSH(a->arena, &sheet->columns, column);
            }
        }
    }
}

static void add_copy(annotating *a, int index) {
    const cg_grid *grid = &a->what->grids->grids.items[index];
    cg_book_sheet sheet = {
        .name = name_in_copy(a, grid->name), .tab = CG_NO_COLOUR, .hidden = grid->hidden};
    for (int i = 0; i < grid->rows.count; i++) {
        const cg_grid_row *row = &grid->rows.items[i];
        int lines = 1;
        for (int c = 0; c < row->cells.count; c++) {
            cg_book_cell copy = copied(a, &row->cells.items[c], row->number);
            dress(a, &copy, row->cells.items[c].kind, index);
            lines = lines_of(&copy) > lines ? lines_of(&copy) : lines;
            CG_PUSH(a->arena, &sheet.cells, copy);
        }
        add_height(a, &sheet, row->number - 1, lines);
    }
    add_empty_cells(a, &sheet, index);
    add_widths(a, &sheet);
    CG_PUSH(a->arena, &a->book->sheets, sheet);
}

const char *cg_annotated_bytes(cg_arena *arena, cg_diagnostics *diagnostics,
                               const cg_annotated *what, size_t *length) {
    annotating a = {.arena = arena, .what = what, .book = CG_NEW(arena, cg_book)};
    a.names = cg_map_new(arena);
    a.notes = cg_map_new(arena);
    a.book->title = what->grids->file;
    collect_notes(&a);
    add_list(&a);
    for (int i = 0; i < what->grids->grids.count; i++) {
        /* But for the list of an earlier copy that was sent back. */
        if (!cg_is_problems_sheet(arena, what->grids->grids.items[i].name)) {
            add_copy(&a, i);
        }
    }
    return cg_book_bytes(arena, diagnostics, a.book, length);
}
