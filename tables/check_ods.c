/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cells a workbook of ODS has and what they are, and the part of it that OGR reads right.
 *
 * The values are OGR's to read. What it gets wrong (found by trying GDAL 3.6.2) is seen to here:
 * comments and texts in shapes become the cell's text; several blanks become one; covered cells of
 * a merge count once however many they are; many empty cells or rows told at once move what stands
 * behind them; a formula without a value is computed. So all empty cells and rows are cut, and told
 * again in numbers that it takes. */
#include "xml.h"

#include <stdlib.h>
#include <string.h>

enum {
    OGR_ROWS_AT_ONCE = 300,        /* it refuses some 100,000 fields at once: 390 rows of 256 */
    OGR_LIKE_FIELDS = 50000,       /* rows told once, times columns; it refuses some 100,000 */
    OGR_MEMORY = 10 * 1024 * 1024, /* of texts, each and each empty cell between at least ... */
    OGR_LEAST = 16,
    MAX_BLANKS = 1000,
    FAR = 20000000, /* beyond every limit, and far from the end of the numbers */
};

typedef struct ods_reader {
    tables_book *book;
    tables_sheet *sheet;
    char *hidden_styles[TABLES_MAX_SHEETS];
    int hidden_count;
    char *style; /* the style of tables being read */
    /* within a sheet */
    long row, row_repeat; /* the row that is read, and how often it stands there */
    long empty_rows;      /* before it, since the last that was kept */
    size_t row_start, row_mark;
    size_t row_first; /* the index of its first cell */
    bool in_row, row_filled;
    /* within a row */
    long column, column_repeat, empty_columns;
    size_t cell_start, cell_mark;
    bool in_cell, covered, has_type, has_value, is_string, is_true;
    tables_kind kind;
    char *formula;
    size_t length; /* of the cell's text */
    int paragraphs;
    char begins[5]; /* the text */
    size_t memory;  /* that OGR counts, of all sheets */
    /* what is passed over: a comment, a shape, changes that were tracked */
    int skipping;
    size_t skip_start;
    size_t blank_start;
    char *blank; /* what <text:s/>, <text:tab/>, <text:line-break/> stand for */
} ods_reader;

static long repeated(const char **attributes, const char *name) {
    const char *text = tables_attribute(attributes, name);
    long number = text == NULL ? 1 : strtol(text, NULL, 10);
    return number < 1 ? 1 : number > FAR ? FAR : number;
}

static bool is_skipped(const char *name) {
    return strcmp(name, "office:annotation") == 0 || strncmp(name, "draw:", 5) == 0 ||
           strcmp(name, "table:shapes") == 0 || strcmp(name, "table:tracked-changes") == 0 ||
           strcmp(name, "office:forms") == 0 || strcmp(name, "table:detective") == 0;
}

/* ---- tables */

static bool is_hidden_style(const ods_reader *reader, const char *style) {
    for (int i = 0; style != NULL && i < reader->hidden_count; i++) {
        if (strcmp(reader->hidden_styles[i], style) == 0) {
            return true;
        }
    }
    return false;
}

static void start_table(ods_reader *reader, const char **attributes) {
    if (reader->sheet != NULL) {
        tables_refuse("odd-dialect", "%s: a table within a table", reader->sheet->name);
    }
    const char *name = tables_attribute(attributes, "table:name");
    reader->sheet = tables_book_sheet(reader->book, name == NULL ? "" : name);
    reader->sheet->hidden =
        is_hidden_style(reader, tables_attribute(attributes, "table:style-name"));
    reader->row = reader->row_repeat = reader->empty_rows = 0;
}

static void start_style(ods_reader *reader, const char *name, const char **attributes) {
    if (strcmp(name, "style:style") == 0) {
        const char *family = tables_attribute(attributes, "style:family");
        const char *title = tables_attribute(attributes, "style:name");
        free(reader->style);
        reader->style = family != NULL && strcmp(family, "table") == 0 && title != NULL
                            ? tables_format("%s", title)
                            : NULL;
        return;
    }
    const char *shown = tables_attribute(attributes, "table:display");
    if (strcmp(name, "style:table-properties") == 0 && reader->style != NULL && shown != NULL &&
        strcmp(shown, "false") == 0 && reader->hidden_count < TABLES_MAX_SHEETS) {
        reader->hidden_styles[reader->hidden_count++] = tables_format("%s", reader->style);
    }
}

/* ---- rows */

static void start_row(ods_reader *reader, tables_xml *xml, const char **attributes) {
    reader->row += reader->row_repeat;
    reader->row = reader->row == 0 ? 1 : reader->row > FAR ? FAR : reader->row;
    reader->row_repeat = repeated(attributes, "table:number-rows-repeated");
    reader->row_start = tables_xml_tag_start(xml);
    reader->row_mark = tables_xml_mark(xml, reader->row_start);
    reader->row_first = reader->sheet->cell_count;
    reader->row_filled = false;
    reader->column = 1;
    reader->column_repeat = reader->empty_columns = 0;
    reader->in_row = true;
}

/* The cells of a row that stands there several times, told again. */
static void repeat_cells(ods_reader *reader) {
    size_t last = reader->sheet->cell_count;
    if (last > reader->row_first &&
        reader->row_repeat > OGR_LIKE_FIELDS / reader->sheet->last_column) {
        char name[24];
        tables_refuse("too-many-rows", "%s!%s: the same row %ld times", reader->sheet->name,
                      tables_cell_name(name, (int)reader->row, 1), reader->row_repeat);
    }
    for (long i = 1; last > reader->row_first && i < reader->row_repeat; i++) {
        for (size_t k = reader->row_first; k < last; k++) { /* cells may move */
            tables_cell cell = reader->sheet->cells[k];
            cell.row += (int)i;
            tables_book_cell(reader->book, reader->sheet, cell, 0);
        }
    }
}

static void fill_rows(ods_reader *reader, tables_xml *xml) {
    char *rows = tables_format("%s", "");
    while (reader->empty_rows > 0) {
        long some = reader->empty_rows > OGR_ROWS_AT_ONCE ? OGR_ROWS_AT_ONCE : reader->empty_rows;
        char *more = tables_format("%s<table:table-row table:number-rows-repeated=\"%ld\">"
                                   "<table:table-cell/></table:table-row>",
                                   rows, some);
        free(rows);
        rows = more;
        reader->empty_rows -= some;
    }
    tables_xml_fill(xml, reader->row_mark, rows);
    free(rows);
}

static void end_row(ods_reader *reader, tables_xml *xml) {
    reader->in_row = false;
    repeat_cells(reader);
    if (!reader->row_filled) {
        tables_xml_cut(xml, reader->row_start, tables_xml_tag_end(xml));
        reader->empty_rows += reader->row_repeat;
        return;
    }
    reader->memory += OGR_LEAST * (size_t)(reader->row_repeat + reader->empty_rows);
    if (reader->empty_rows > 0) {
        fill_rows(reader, xml);
    } else {
        tables_xml_drop(xml, reader->row_mark);
    }
}

/* ---- cells */

static void read_kind(ods_reader *reader, const char **attributes) {
    static const struct {
        const char *type, *value;
        tables_kind kind;
    } types[] = {
        {"float", "office:value", TABLES_NUMBER},
        {"currency", "office:value", TABLES_NUMBER},
        {"percentage", "office:value", TABLES_PERCENT},
        {"date", "office:date-value", TABLES_DATE},
        {"time", "office:time-value", TABLES_TIME},
        {"boolean", "office:boolean-value", TABLES_TRUTH},
    };
    const char *type = tables_attribute(attributes, "office:value-type");
    const char *shown = tables_attribute(attributes, "calcext:value-type");
    reader->kind = shown != NULL && strcmp(shown, "error") == 0 ? TABLES_ERROR : TABLES_TEXT;
    reader->has_type = type != NULL;
    reader->is_string = reader->has_value = type != NULL && strcmp(type, "string") == 0;
    for (size_t i = 0; type != NULL && i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(type, types[i].type) == 0) {
            const char *value = tables_attribute(attributes, types[i].value);
            reader->kind = types[i].kind;
            reader->has_value = value != NULL && value[0] != '\0';
            reader->length = reader->has_value ? strlen(value) : 0;
            reader->is_true = reader->has_value && strcmp(value, "true") == 0;
        }
    }
}

static void tell_merged(const ods_reader *reader, const char **attributes) {
    long columns = repeated(attributes, "table:number-columns-spanned");
    long rows = repeated(attributes, "table:number-rows-spanned");
    if (columns > 1 || rows > 1) {
        char from[24], to[24];
        char *range =
            tables_format("%s:%s", tables_cell_name(from, (int)reader->row, (int)reader->column),
                          tables_cell_name(to, (int)(reader->row + rows - 1),
                                           (int)(reader->column + columns - 1)));
        tables_book_merged(reader->sheet, range);
        free(range);
    }
}

static void start_cell(ods_reader *reader, tables_xml *xml, const char *name,
                       const char **attributes) {
    reader->column += reader->column_repeat;
    reader->column = reader->column > FAR ? FAR : reader->column;
    reader->column_repeat = repeated(attributes, "table:number-columns-repeated");
    reader->cell_start = tables_xml_tag_start(xml);
    reader->cell_mark = tables_xml_mark(xml, reader->cell_start);
    reader->in_cell = true;
    reader->covered = strcmp(name, "table:covered-table-cell") == 0;
    reader->length = 0;
    reader->paragraphs = 0;
    memset(reader->begins, 0, sizeof reader->begins);
    read_kind(reader, attributes);
    const char *formula = tables_attribute(attributes, "table:formula");
    free(reader->formula);
    reader->formula = formula == NULL ? NULL : tables_format("%s", formula);
    tell_merged(reader, attributes);
}

/* The beginning of the formula as people write it: without the name of its language. */
static char *formula_text(const ods_reader *reader) {
    enum { MOST_BYTES = 256 }; /* as much as is kept of one in an .xlsx */
    const char *colon = strchr(reader->formula, ':'), *equals = strchr(reader->formula, '=');
    const char *from = colon != NULL && equals == colon + 1 ? equals : reader->formula;
    char *text = tables_format("%.*s", MOST_BYTES, from);
    tables_cut_between_letters(text);
    return text;
}

/* OGR's own limits, so that the cell is named where they are met. */
static void check_for_ogr(ods_reader *reader) {
    char name[24];
    tables_cell_name(name, (int)reader->row, (int)reader->column);
    size_t each = reader->length > OGR_LEAST ? reader->length : OGR_LEAST;
    reader->memory += (size_t)reader->row_repeat * (each * (size_t)reader->column_repeat +
                                                    OGR_LEAST * (size_t)reader->empty_columns);
    if (reader->memory > OGR_MEMORY) {
        tables_refuse("too-much-text", "%s!%s: more than can be read of an .ods; save it as .xlsx",
                      reader->sheet->name, name);
    }
    if (reader->kind == TABLES_TEXT && strcmp(reader->begins, "of:=") == 0) {
        tables_refuse("odd-dialect", "%s!%s: a text that begins with of:= would be computed",
                      reader->sheet->name, name);
    }
}

static void add_cells(ods_reader *reader, tables_kind kind) {
    for (long i = 0; i < reader->column_repeat; i++) {
        tables_cell cell = {.row = (int)reader->row,
                            .column = (int)(reader->column + i),
                            .kind = kind,
                            .formula = kind == TABLES_FORMULA ? formula_text(reader) : NULL};
        tables_book_cell(reader->book, reader->sheet, cell, reader->length);
        /* The text of a row that repeats is made as often. */
        reader->book->text += reader->length * (size_t)(reader->row_repeat - 1);
    }
}

/* The empty cells before this one. OGR gives of a truth the word that is shown, in whatever
 * language: it is shown as its value. */
static void put_gap(ods_reader *reader, tables_xml *xml) {
    char *gap = reader->empty_columns == 0
                    ? tables_format("%s", "")
                    : tables_format("<table:table-cell table:number-columns-repeated=\"%ld\"/>",
                                    reader->empty_columns);
    if (reader->kind == TABLES_TRUTH) {
        char *cell = tables_format("%s<table:table-cell table:number-columns-repeated=\"%ld\" "
                                   "office:value-type=\"string\"><text:p>%s</text:p>"
                                   "</table:table-cell>",
                                   gap, reader->column_repeat, reader->is_true ? "true" : "false");
        tables_xml_replace(xml, reader->cell_start, tables_xml_tag_end(xml), cell);
        free(cell);
    } else if (reader->empty_columns > 0) {
        tables_xml_fill(xml, reader->cell_mark, gap);
    } else {
        tables_xml_drop(xml, reader->cell_mark);
    }
    free(gap);
    reader->empty_columns = 0;
}

static void end_cell(ods_reader *reader, tables_xml *xml) {
    reader->in_cell = false;
    bool filled = !reader->covered && reader->length > 0 && reader->has_type;
    if (!reader->covered && reader->formula != NULL && !reader->has_value) {
        add_cells(reader, TABLES_FORMULA);
        filled = false;
    } else if (filled) {
        add_cells(reader, reader->kind);
        check_for_ogr(reader);
    }
    if (!filled) {
        tables_xml_cut(xml, reader->cell_start, tables_xml_tag_end(xml));
        reader->empty_columns += reader->column_repeat;
        return;
    }
    reader->row_filled = true;
    put_gap(reader, xml);
}

/* ---- within a cell */

static void start_blank(ods_reader *reader, tables_xml *xml, const char *name,
                        const char **attributes) {
    long count = strcmp(name, "text:s") == 0 ? repeated(attributes, "text:c") : 1;
    if (count > MAX_BLANKS) {
        tables_refuse("too-much-text", "%s: %ld blanks at once", reader->sheet->name, count);
    }
    reader->blank = tables_grown(NULL, (size_t)count + 1, 1);
    char letter = strcmp(name, "text:s") == 0 ? ' ' : strcmp(name, "text:tab") == 0 ? '\t' : '\n';
    memset(reader->blank, letter, (size_t)count);
    reader->blank[count] = '\0';
    reader->blank_start = tables_xml_tag_start(xml);
    reader->length += (size_t)count;
}

static bool is_blank(const char *name) {
    return strcmp(name, "text:s") == 0 || strcmp(name, "text:tab") == 0 ||
           strcmp(name, "text:line-break") == 0;
}

static bool is_cell(const char *name) {
    return strcmp(name, "table:table-cell") == 0 || strcmp(name, "table:covered-table-cell") == 0;
}

static void start(void *into, tables_xml *xml, const char *name, const char **attributes) {
    ods_reader *reader = into;
    if (reader->skipping > 0 || is_skipped(name)) {
        reader->skip_start =
            reader->skipping++ == 0 ? tables_xml_tag_start(xml) : reader->skip_start;
        return;
    }
    if (strcmp(name, "table:table") == 0) {
        start_table(reader, attributes);
    } else if (reader->sheet == NULL) {
        start_style(reader, name, attributes);
    } else if (strcmp(name, "table:table-row") == 0) {
        start_row(reader, xml, attributes);
    } else if (reader->in_row && is_cell(name)) {
        start_cell(reader, xml, name, attributes);
    } else if (reader->in_cell && strcmp(name, "text:p") == 0) {
        /* The end of a line. */
        reader->length += reader->is_string && reader->paragraphs++ > 0;
    } else if (reader->in_cell && is_blank(name) && reader->blank == NULL) {
        start_blank(reader, xml, name, attributes);
    }
}

static void end(void *into, tables_xml *xml, const char *name) {
    ods_reader *reader = into;
    if (reader->skipping > 0) {
        if (--reader->skipping == 0) {
            tables_xml_cut(xml, reader->skip_start, tables_xml_tag_end(xml));
        }
        return;
    }
    if (strcmp(name, "table:table") == 0) {
        reader->sheet = NULL;
    } else if (reader->sheet == NULL) {
        return;
    } else if (strcmp(name, "table:table-row") == 0) {
        end_row(reader, xml);
    } else if (reader->in_cell && is_cell(name)) {
        end_cell(reader, xml);
    } else if (reader->blank != NULL && is_blank(name)) {
        tables_xml_replace(xml, reader->blank_start, tables_xml_tag_end(xml), reader->blank);
        free(reader->blank);
        reader->blank = NULL;
    }
}

static void text(void *into, const char *bytes, size_t length) {
    ods_reader *reader = into;
    if (!reader->in_cell || !reader->is_string || reader->skipping > 0 || reader->paragraphs == 0) {
        return;
    }
    for (size_t i = 0; i < length && reader->length + i < 4; i++) {
        reader->begins[reader->length + i] = bytes[i];
    }
    reader->length += length;
}

/* ---- the whole */

static void start_manifest(void *into, tables_xml *xml, const char *name, const char **attributes) {
    (void)into, (void)xml, (void)attributes;
    if (strcmp(name, "manifest:encryption-data") == 0) {
        tables_refuse("encrypted", "it is locked with a password");
    }
}

static void check_manifest(tables_container *container) {
    const char *name = "META-INF/manifest.xml";
    if (!tables_container_has(container, name)) {
        return;
    }
    tables_part part = {.name = name, .bytes = tables_container_part(container, name)};
    tables_xml_read(&part, &(tables_xml_reader){.start = start_manifest}, NULL);
    free(part.bytes.data);
}

tables_bytes tables_check_ods(tables_container *container, tables_book *book) {
    check_manifest(container);
    tables_part parts[2] = {
        {.name = "mimetype", .bytes = tables_container_part(container, "mimetype")},
        {.name = "content.xml", .bytes = tables_container_part(container, "content.xml")}};
    ods_reader reader = {.book = book};
    tables_xml_read(&parts[1], &(tables_xml_reader){.start = start, .end = end, .text = text},
                    &reader);
    tables_container_close(container);
    return tables_container_made(parts, 2);
}
