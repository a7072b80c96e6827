/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sheet of XLSX: the place and kind of every cell, and the cuts that let OGR read it right. */
#include "xlsx_sheet.h"

#include <stdlib.h>
#include <string.h>

enum { OGR_ROW_GAP = 300 }; /* it refuses some 100,000 fields at once: 390 rows of 256 */

typedef struct sheet_reader {
    const tables_xlsx *from;
    tables_sheet *sheet;
    int row, column;           /* where we stand */
    int told_row, told_column; /* the last told of; they must grow */
    int filled_row;            /* the last with content */
    size_t row_start, row_mark, cell_start, text_end;
    bool in_cell, in_formula, in_value, in_text, has_formula, has_value, row_filled;
    char type; /* of the cell: s(hared), i(nline), t(ext), b, e, d, n */
    long style;
    int texts;         /* <t> within an inline text */
    size_t phonetic;   /* where it starts; 0: not within one */
    size_t length;     /* of the value's text */
    char value[16];    /* its beginning: the number of a shared text */
    char formula[256]; /* its beginning, after the sign */
    size_t formula_length;
} sheet_reader;

/* Reads "B7". Returns whether it is a place. */
static bool read_place(const char *text, int *row, int *column) {
    *column = 0;
    for (; *text >= 'A' && *text <= 'Z' && *column < 20000; text++) {
        *column = *column * 26 + (*text - 'A' + 1);
    }
    char *end;
    long number = strtol(text, &end, 10);
    *row = (int)number;
    return *column > 0 && *column < 20000 && *text >= '1' && *text <= '9' && *end == '\0' &&
           number > 0 && number < 2000000;
}

static void start_row(sheet_reader *reader, tables_xml *xml, const char **attributes) {
    const char *place = tables_attribute(attributes, "r");
    long row = place == NULL ? 0 : strtol(place, NULL, 10);
    if (row <= reader->told_row || row > 2000000) {
        tables_refuse("odd-dialect", "%s: rows do not say where they are, or not in order (row %s)",
                      reader->sheet->name, place == NULL ? "?" : place);
    }
    reader->told_row = reader->row = (int)row;
    reader->told_column = 0;
    reader->row_start = tables_xml_tag_start(xml);
    reader->row_mark = tables_xml_mark(xml, reader->row_start);
    reader->row_filled = false;
}

/* Empty rows below the last filled one, so that OGR counts right. */
static void fill_gap(sheet_reader *reader, tables_xml *xml) {
    char *rows = tables_format("%s", "");
    for (int row = reader->filled_row + OGR_ROW_GAP; row < reader->row; row += OGR_ROW_GAP) {
        char *more = tables_format("%s<row r=\"%d\"/>", rows, row);
        free(rows);
        rows = more;
    }
    tables_xml_fill(xml, reader->row_mark, rows);
    free(rows);
}

static void end_row(sheet_reader *reader, tables_xml *xml) {
    if (!reader->row_filled) {
        tables_xml_cut(xml, reader->row_start, tables_xml_tag_end(xml));
        return;
    }
    if (reader->row - reader->filled_row > OGR_ROW_GAP) {
        fill_gap(reader, xml);
    } else {
        tables_xml_drop(xml, reader->row_mark);
    }
    reader->filled_row = reader->row;
}

static char cell_type(const char *type) {
    static const struct {
        const char *name;
        char type;
    } types[] = {{"s", 's'}, {"inlineStr", 'i'}, {"str", 't'}, {"b", 'b'}, {"e", 'e'}, {"d", 'd'}};
    for (size_t i = 0; type != NULL && i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(type, types[i].name) == 0) {
            return types[i].type;
        }
    }
    return 'n';
}

static void start_cell(sheet_reader *reader, tables_xml *xml, const char **attributes) {
    const char *place = tables_attribute(attributes, "r");
    int row = 0, column = 0;
    if (place == NULL || !read_place(place, &row, &column) || row != reader->row ||
        column <= reader->told_column) {
        tables_refuse("odd-dialect", "%s: cells do not say where they are, or not in order (%s)",
                      reader->sheet->name, place == NULL ? "?" : place);
    }
    const char *style = tables_attribute(attributes, "s");
    reader->told_column = reader->column = column;
    reader->cell_start = tables_xml_tag_start(xml);
    reader->type = cell_type(tables_attribute(attributes, "t"));
    reader->style = style == NULL ? 0 : strtol(style, NULL, 10);
    reader->in_cell = true;
    reader->has_formula = reader->has_value = false;
    reader->texts = 0;
    reader->length = reader->formula_length = 0;
    reader->value[0] = reader->formula[0] = '\0';
}

/* OGR gives the first run of an inline text: from its end to the start of the next goes. */
static void start_text(sheet_reader *reader, tables_xml *xml) {
    if (reader->texts++ > 0) {
        tables_xml_cut(xml, reader->text_end, tables_xml_tag_end(xml));
    }
    reader->in_text = true;
}

static void start_sheet(void *into, tables_xml *xml, const char *name, const char **attributes) {
    sheet_reader *reader = into;
    if (strchr(name, ':') != NULL && strcmp(strchr(name, ':'), ":worksheet") == 0) {
        tables_refuse("odd-dialect", "%s: its elements have a prefix (%s)", reader->sheet->name,
                      name);
    }
    if (strcmp(name, "row") == 0) {
        start_row(reader, xml, attributes);
    } else if (strcmp(name, "c") == 0) {
        start_cell(reader, xml, attributes);
    } else if (strcmp(name, "mergeCell") == 0 && tables_attribute(attributes, "ref") != NULL) {
        tables_book_merged(reader->sheet, tables_attribute(attributes, "ref"));
    }
    if (!reader->in_cell) {
        return;
    }
    if (strcmp(name, "f") == 0) {
        reader->has_formula = reader->in_formula = true;
    } else if (strcmp(name, "v") == 0) {
        reader->has_value = reader->in_value = true;
    } else if (strcmp(name, "rPh") == 0) {
        reader->phonetic = tables_xml_tag_start(xml);
    } else if (strcmp(name, "t") == 0 && reader->phonetic == 0) {
        start_text(reader, xml);
    }
}

static void text_sheet(void *into, const char *text, size_t length) {
    sheet_reader *reader = into;
    if (reader->in_formula) {
        size_t room = sizeof reader->formula - 1 - reader->formula_length;
        size_t more = length < room ? length : room;
        memcpy(reader->formula + reader->formula_length, text, more);
        reader->formula_length += more;
        reader->formula[reader->formula_length] = '\0';
    } else if (reader->in_value || reader->in_text) {
        size_t have = strlen(reader->value), room = sizeof reader->value - 1 - have;
        size_t more = length < room ? length : room;
        memcpy(reader->value + have, text, more);
        reader->value[have + more] = '\0';
        reader->length += length;
    }
}

static size_t shared_length(const sheet_reader *reader) {
    char *end, name[24];
    unsigned long index = strtoul(reader->value, &end, 10);
    if (*end != '\0' || end == reader->value || index >= reader->from->string_count) {
        tables_refuse("broken-workbook", "%s!%s: text number %s, which there is not",
                      reader->sheet->name, tables_cell_name(name, reader->row, reader->column),
                      reader->value);
    }
    return reader->from->string_lengths[index];
}

static tables_kind cell_kind(const sheet_reader *reader) {
    const tables_xlsx *from = reader->from;
    switch (reader->type) {
    case 'b':
        return TABLES_TRUTH;
    case 'e':
        return TABLES_ERROR;
    case 'd':
        return TABLES_DATE;
    case 'n':
        return reader->style >= 0 && (size_t)reader->style < from->kind_count
                   ? from->kinds[reader->style]
                   : TABLES_NUMBER;
    default:
        return TABLES_TEXT;
    }
}

static char *formula_text(sheet_reader *reader) {
    tables_cut_between_letters(reader->formula);
    return tables_format("=%s", reader->formula);
}

static void end_cell(sheet_reader *reader, tables_xml *xml) {
    reader->in_cell = false;
    size_t length =
        reader->type == 's' && reader->length > 0 ? shared_length(reader) : reader->length;
    /* A formula whose result is the empty text has a value: that. */
    bool valued = reader->has_value && (reader->type == 't' || reader->length > 0) &&
                  !reader->from->uncomputed;
    if (reader->has_formula && !valued) {
        tables_cell cell = {.row = reader->row,
                            .column = reader->column,
                            .kind = TABLES_FORMULA,
                            .formula = formula_text(reader)};
        tables_book_cell(reader->from->book, reader->sheet, cell, reader->formula_length);
        length = 0;
    }
    if (length == 0) {
        tables_xml_cut(xml, reader->cell_start, tables_xml_tag_end(xml));
        return;
    }
    reader->row_filled = true;
    tables_cell cell = {.row = reader->row, .column = reader->column, .kind = cell_kind(reader)};
    tables_book_cell(reader->from->book, reader->sheet, cell, length);
}

static void end_sheet(void *into, tables_xml *xml, const char *name) {
    sheet_reader *reader = into;
    if (strcmp(name, "row") == 0) {
        end_row(reader, xml);
    } else if (strcmp(name, "c") == 0) {
        end_cell(reader, xml);
    } else if (strcmp(name, "rPh") == 0 && reader->phonetic != 0) {
        tables_xml_cut(xml, reader->phonetic, tables_xml_tag_end(xml));
        reader->phonetic = 0;
    } else if (strcmp(name, "t") == 0 && reader->in_text) {
        reader->text_end = tables_xml_tag_start(xml);
    }
    reader->in_formula = reader->in_value = reader->in_text = false;
}

void tables_xlsx_sheet(tables_part *part, const tables_xlsx *workbook, tables_sheet *sheet) {
    sheet_reader reader = {.from = workbook, .sheet = sheet};
    tables_xml_read(
        part, &(tables_xml_reader){.start = start_sheet, .end = end_sheet, .text = text_sheet},
        &reader);
}
