/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads CSV by libcsv into memory that was made before: no allocation may jump out of its calls. */
#include "tables/csv.h"

#include "base/json_scan.h"

#include <csv.h>
#include <string.h>

/* MOST_CELLS are counted by what could part them, within quotes too. A cell of a spreadsheet has
 * 32,767 characters at most, of four bytes. */
enum { MOST_CELLS = 8000000, MOST_COLUMNS = 1024, MOST_CELL_BYTES = 4 * 32767, MOST_TOLD = 20 };

typedef struct scan {
    char *text; /* where the next cell's text goes */
    cg_cell *cells;
    cg_grid_row *rows;
    int *widths; /* of rows, in fields */
    int row_count, column;
    int last;                /* what ended the row before, while nothing of this one is read */
    int bad_row, bad_column; /* the first cell over a bound, or 0 */
} scan;

/* Blanks at the ends of a field are the field's (RFC 4180, 2.4); libcsv would take them off. */
static int is_never_blank(unsigned char sign) {
    (void)sign;
    return 0;
}

static void take_field(void *bytes, size_t length, void *payload) {
    scan *s = payload;
    cg_grid_row *row = &s->rows[s->row_count];
    s->last = 0;
    s->column++;
    if (s->bad_row == 0 && (s->column > MOST_COLUMNS || length > MOST_CELL_BYTES)) {
        s->bad_row = s->row_count + 1;
        s->bad_column = s->column;
    }
    if (length == 0 || s->bad_row != 0) {
        return;
    }
    memcpy(s->text, bytes, length);
    s->text[length] = '\0';
    if (row->cells.items == NULL) {
        row->cells.items = s->cells;
    }
    *s->cells++ = (cg_cell){.kind = CG_CELL_TEXT, .column = s->column, .text = s->text};
    row->cells.count++;
    row->cells.capacity++;
    s->text += length + 1;
}

static void end_row(int ended_by, void *payload) {
    scan *s = payload;
    if (s->column == 0 && s->last == CSV_CR && ended_by == CSV_LF) {
        s->last = CSV_LF;
        return; /* the second half of one line's end */
    }
    s->rows[s->row_count].number = s->row_count + 1;
    s->widths[s->row_count++] = s->column;
    s->column = 0;
    s->last = ended_by;
}

static bool parse(scan *s, cg_arena *arena, const cg_csv *csv, const char *bytes, size_t length) {
    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_delim(&parser, (unsigned char)csv->separator);
    csv_set_space_func(&parser, is_never_blank);
    csv_set_blk_size(&parser, 65536); /* it grows by so much at a time */
    bool whole = csv_parse(&parser, bytes, length, take_field, end_row, s) == length &&
                 csv_fini(&parser, take_field, end_row, s) == 0;
    int error = csv_error(&parser);
    csv_free(&parser);
    if (error == CSV_ENOMEM) {
        cg_memory_ended(arena);
    }
    return whole;
}

static cg_place place_of(cg_arena *arena, const cg_csv *csv, int column, int row) {
    return (cg_place){.file = csv->book,
                      .path =
                          cg_format(arena, "%s!%s", csv->name, cg_cell_name(arena, column, row))};
}

/* The JSON door's words about encodings, but for what it says of JSON. */
static bool is_text(cg_diagnostics *diagnostics, const cg_csv *csv) {
    cg_diagnostics apart = {.arena = diagnostics->arena};
    bool reads = cg_json_scan_encoding(&apart, csv->file, csv->bytes, csv->length);
    for (int i = 0; i < apart.items.count; i++) {
        cg_message_id message = apart.items.items[i].message;
        if (message == CG_MSG_JSON_IS_WORKBOOK || message == CG_MSG_JSON_IS_PDF ||
            message == CG_MSG_JSON_BINARY) {
            cg_say(diagnostics, CG_ERROR, (cg_place){.file = csv->file}, CG_MSG_TABLE_NO_TEXT,
                   NULL);
            return false;
        }
        cg_say_again(diagnostics, &apart.items.items[i]);
    }
    if (reads && memchr(csv->bytes, '\0', csv->length) != NULL) {
        cg_say(diagnostics, CG_ERROR, (cg_place){.file = csv->file}, CG_MSG_TABLE_NO_TEXT, NULL);
        return false;
    }
    return reads;
}

/* One column whose heading holds what parts fields elsewhere: all of it would be one text a row. */
static bool has_other_sign(cg_arena *arena, cg_diagnostics *diagnostics, const cg_csv *csv,
                           const scan *s) {
    const cg_grid_row *first = s->rows;
    while (first < s->rows + s->row_count && first->cells.count == 0) {
        first++;
    }
    if (first == s->rows + s->row_count || s->widths[first - s->rows] != 1) {
        return false;
    }
    const char *heading = first->cells.items[0].text;
    const char *sign = strpbrk(heading, ",;\t");
    if (sign != NULL) {
        cg_say(diagnostics, CG_ERROR, place_of(arena, csv, 1, first->number),
               CG_MSG_TABLE_OTHER_SIGN, *sign == '\t' ? "\\t" : cg_copy(arena, sign, 1), NULL);
    }
    return sign != NULL;
}

static bool has_even_rows(cg_arena *arena, cg_diagnostics *diagnostics, const cg_csv *csv,
                          const scan *s) {
    int first = 0, told = 0;
    while (first < s->row_count && s->widths[first] == 0) {
        first++;
    }
    for (int i = first; i < s->row_count && told < MOST_TOLD; i++) {
        if (s->widths[i] == 0 || s->widths[i] == s->widths[first]) {
            continue;
        }
        told++;
        cg_say(diagnostics, CG_ERROR, place_of(arena, csv, 1, i + 1), CG_MSG_TABLE_UNEVEN,
               cg_format(arena, "%d", s->widths[i]), cg_format(arena, "%d", s->widths[first]),
               NULL);
    }
    return told == 0;
}

bool cg_csv_read(cg_arena *arena, cg_diagnostics *diagnostics, const cg_csv *csv, cg_grid *grid) {
    static const char mark[] = {'\xEF', '\xBB', '\xBF'};
    if (!is_text(diagnostics, csv)) {
        return false;
    }
    bool marked = csv->length >= sizeof mark && memcmp(csv->bytes, mark, sizeof mark) == 0;
    const char *bytes = csv->bytes + (marked ? sizeof mark : 0);
    size_t length = csv->length - (marked ? sizeof mark : 0);
    size_t lines = 1, cells = 1;
    for (size_t i = 0; i < length; i++) {
        lines += bytes[i] == CSV_LF || bytes[i] == CSV_CR;
        cells += bytes[i] == csv->separator;
    }
    cells += lines;
    if (cells > MOST_CELLS) {
        cg_say(diagnostics, CG_ERROR, (cg_place){.file = csv->file}, CG_MSG_TABLE_TOO_MANY,
               cg_format(arena, "%d", MOST_CELLS), NULL);
        return false;
    }
    scan s = {.text = CG_ARRAY(arena, char, length + cells + 1),
              .cells = CG_ARRAY(arena, cg_cell, cells),
              .rows = CG_ARRAY(arena, cg_grid_row, lines + 1),
              .widths = CG_ARRAY(arena, int, lines + 1)};
    grid->rows.items = s.rows;
    if (!parse(&s, arena, csv, bytes, length)) {
        cg_say(diagnostics, CG_ERROR, place_of(arena, csv, s.column + 1, s.row_count + 1),
               CG_MSG_TABLE_QUOTES, NULL);
        return false;
    }
    grid->rows.count = grid->rows.capacity = s.row_count;
    if (s.bad_row != 0) {
        cg_say(diagnostics, CG_ERROR, place_of(arena, csv, s.bad_column, s.bad_row),
               CG_MSG_TABLE_CELL_BOUNDS, cg_format(arena, "%d", MOST_COLUMNS),
               cg_format(arena, "%d", MOST_CELL_BYTES), NULL);
        return false;
    }
    return !has_other_sign(arena, diagnostics, csv, &s) &&
           has_even_rows(arena, diagnostics, csv, &s);
}
