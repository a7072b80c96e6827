/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A CSV file made ready for OGR, which drops empty lines, and columns that the first line does not
 * have.
 *
 * What parts the fields is found here, over all lines and not in the first alone, and told to OGR
 * by a line of names put before the others; a title above the table, or a decimal comma in a file
 * parted by semicolons, misleads nobody. */
#include "tables.h"

#include <stdlib.h>
#include <string.h>

static const char separators[] = {'\t', ';', ','};
enum { SEPARATORS = sizeof separators };

typedef struct record {
    const unsigned char *start;
    size_t length;          /* without the end of the line */
    int counts[SEPARATORS]; /* outside quotes */
} record;

typedef struct csv_reader {
    const char *file;
    const unsigned char *at, *end;
    int row; /* of the record */
} csv_reader;

/* Reads one record, lines within quotes counted in. Returns false at the end. */
static bool next_record(csv_reader *reader, record *found) {
    if (reader->at >= reader->end) {
        return false;
    }
    *found = (record){.start = reader->at};
    reader->row++;
    bool quoted = false;
    const unsigned char *at = reader->at;
    for (; at < reader->end && (quoted || *at != '\n'); at++) {
        quoted = quoted != (*at == '"');
        for (int i = 0; i < SEPARATORS && !quoted; i++) {
            found->counts[i] += *at == (unsigned char)separators[i];
        }
    }
    if (quoted) {
        tables_refuse("open-quote", "%s, row %d: a quotation mark is opened and never closed",
                      reader->file, reader->row);
    }
    found->length = (size_t)(at - reader->at);
    found->length -= found->length > 0 && at[-1] == '\r';
    if (found->length > (size_t)TABLES_MAX_CELL_TEXT * 8) {
        tables_refuse("too-much-text", "%s, row %d: %zu bytes", reader->file, reader->row,
                      found->length);
    }
    reader->at = at + 1;
    return true;
}

/* The separator in most records; where two are alike, a comma may be a decimal mark, and a tab is
 * never text. */
static int find_separator(csv_reader reader) {
    long records[SEPARATORS] = {0};
    record found;
    while (next_record(&reader, &found)) {
        for (int i = 0; i < SEPARATORS; i++) {
            records[i] += found.counts[i] > 0;
        }
    }
    int best = SEPARATORS - 1;
    for (int i = SEPARATORS - 1; i >= 0; i--) {
        best = records[i] >= records[best] ? i : best;
    }
    return records[best] == 0 ? SEPARATORS - 1 : best;
}

static void check_text(const char *file, tables_bytes bytes) {
    const unsigned char *bad = tables_not_utf8(bytes.data, bytes.length);
    const unsigned char *none = memchr(bytes.data, '\0', bytes.length);
    bad = none != NULL && (bad == NULL || none < bad) ? none : bad;
    if (bad == NULL) {
        return;
    }
    if (bytes.length >= 4 && memcmp(bytes.data, "PK\3\4", 4) == 0) {
        tables_refuse("wrong-kind", "%s is named as a text but is a zip file", file);
    }
    int line = 1;
    for (const unsigned char *at = bytes.data; at < bad; at++) {
        line += *at == '\n';
    }
    tables_refuse("not-utf-8", "%s, line %d: not UTF-8", file, line);
}

/* "sep=;", which Excel takes as an instruction. */
static int told_separator(const record *first) {
    for (int i = 0; i < SEPARATORS && first->length == 5; i++) {
        if (memcmp(first->start, "sep=", 4) == 0 &&
            first->start[4] == (unsigned char)separators[i]) {
            return i;
        }
    }
    return -1;
}

static void put(tables_bytes *to, const void *bytes, size_t length) {
    memcpy(to->data + to->length, bytes, length);
    to->length += length;
}

/* One column more than there are: OGR takes a line without any separator for no table. */
static void put_names(tables_bytes *to, int columns, char separator) {
    for (int i = 1; i <= columns + 1; i++) {
        char name[16];
        int length = snprintf(name, sizeof name, "c%d%c", i, i <= columns ? separator : '\n');
        put(to, name, (size_t)length);
    }
}

static void count_record(tables_csv *csv, tables_book *book, const record *found, int separator,
                         int row) {
    int columns = found->counts[separator] + 1;
    if (columns > TABLES_MAX_COLUMNS) {
        tables_refuse("too-many-columns", "%s, row %d: %d fields, where %d may be", csv->name, row,
                      columns, TABLES_MAX_COLUMNS);
    }
    csv->columns = columns > csv->columns ? columns : csv->columns;
    book->cells += (size_t)columns;
    if (row > TABLES_MAX_ROWS || book->cells > TABLES_MAX_CELLS) {
        tables_refuse(row > TABLES_MAX_ROWS ? "too-many-rows" : "too-many-cells",
                      "%s, row %d: %d rows and %d cells may be", csv->name, row, TABLES_MAX_ROWS,
                      TABLES_MAX_CELLS);
    }
}

tables_csv tables_csv_prepare(const char *file_name, tables_bytes bytes, tables_book *book) {
    check_text(file_name, bytes);
    size_t mark = bytes.length >= 3 && memcmp(bytes.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    const char *slash = strrchr(file_name, '/');
    const char *base = slash == NULL ? file_name : slash + 1;
    tables_csv csv = {.name = tables_format("%.*s", (int)strlen(base) - 4, base)};
    csv_reader reader = {
        .file = file_name, .at = bytes.data + mark, .end = bytes.data + bytes.length};
    csv_reader ahead = reader;
    record found;
    int separator = next_record(&ahead, &found) ? told_separator(&found) : -1;
    if (separator >= 0) {
        reader = ahead;
    } else {
        separator = find_separator(reader);
    }
    ahead = reader;
    int rows = 0;
    while (next_record(&ahead, &found)) {
        rows += found.length > 0;
        count_record(&csv, book, &found, separator, ahead.row);
    }
    csv.rows = tables_grown(NULL, (size_t)rows, sizeof *csv.rows);
    csv.bytes.data =
        tables_grown(NULL, bytes.length + (size_t)rows + 6 * TABLES_MAX_COLUMNS + 6, 1);
    put_names(&csv.bytes, csv.columns, separators[separator]);
    while (next_record(&reader, &found)) {
        if (found.length > 0) {
            csv.rows[csv.count++] = reader.row;
            put(&csv.bytes, found.start, found.length);
            put(&csv.bytes, "\n", 1);
        }
    }
    return csv;
}
