/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of congsinh-tables share: limits, refusals, a workbook as the check sees it. */
#ifndef CONGSINH_TABLES_H
#define CONGSINH_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* The limits. A park of 1,000 firms takes some 240,000 cells in 7,000 rows and 40 columns. */
enum {
    TABLES_MAX_SHEETS = 64,
    TABLES_MAX_ROWS = 200000, /* of a sheet: the last row that holds anything */
    TABLES_MAX_COLUMNS = 256,
    TABLES_MAX_CELLS = 2000000,  /* with content, all sheets together */
    TABLES_MAX_FIELDS = 8000000, /* rows times columns up to the last ones used: OGR's memory */
    TABLES_MAX_CELL_TEXT = 200 * 1024,   /* bytes; Excel's own limit is 32,767 characters */
    TABLES_MAX_TEXT = 64 * 1024 * 1024,  /* bytes of all cells, each repetition counted */
    TABLES_MAX_FILE = 64 * 1024 * 1024,  /* bytes of a workbook, or of all CSV files of a folder */
    TABLES_MAX_PART = 128 * 1024 * 1024, /* bytes of one unpacked part, and of all that are read */
    TABLES_MAX_PARTS = 4000,             /* entries of a container */
    TABLES_RATIO_FROM = 1024 * 1024, /* a part smaller than this may shrink as much as it likes */
    TABLES_MAX_RATIO = 250,          /* unpacked to packed; sheets of like rows reach about 60 */
    TABLES_MAX_DEPTH = 64,           /* of XML elements within each other */
    TABLES_MEMORY =
        512 * 1024 * 1024, /* bytes of address space beyond what the program starts with */
    TABLES_SECONDS = 60,   /* of processor time */
    TABLES_MAX_OUTPUT = 512 * 1024 * 1024,
};

/* ---- guard.c: the work is done in a child that can be lost */

/* Runs `work` in a child with bounded memory and time, and copies what it wrote to stdout: whole,
 * or a refusal instead. Returns the status to exit with: 0 done, 1 refused, 3 this machine could
 * not. */
int tables_guarded(void (*work)(char **arguments), char **arguments, const char *format);

/* Where `work` writes. */
FILE *tables_output(void);

/* From here on the child opens no file and no socket, and starts no process: the kernel refuses. */
void tables_lock_files(void);

/* Says why the input is not read, instead of anything written before, and ends the child. `reason`
 * is an id of docs/formats.md. */
_Noreturn void tables_refuse(const char *reason, const char *detail, ...)
    __attribute__((format(printf, 2, 3)));

/* Memory that is there, or a refusal. What is not freed goes with the child. */
void *tables_grown(void *old, size_t count, size_t size);
char *tables_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* ---- input.c: files, whole */

typedef struct tables_bytes {
    unsigned char *data; /* a NUL stands behind it */
    size_t length;
} tables_bytes;

/* Reads a plain file relative to the folder `at` (or AT_FDCWD), `limit` bytes at most. Within a
 * folder symbolic links are not followed. */
tables_bytes tables_read_file(int at, const char *path, bool follow, size_t limit);

/* Whether `name` ends so, in capitals or not. */
bool tables_has_ending(const char *name, const char *ending);

/* Writes a file whole or not at all. Returns false with errno set. */
bool tables_write_file(const char *path, const void *data, size_t length);

/* ---- json.c */

void tables_json_text(FILE *to, const char *text);
void tables_json_number(FILE *to, double number);

/* The place of the first byte that is no UTF-8, or NULL. */
const unsigned char *tables_not_utf8(const unsigned char *text, size_t length);
/* Takes off a letter that was cut in its middle at the end of a text. */
void tables_cut_between_letters(char *text);

/* ---- book.c: which cells there are, and what kind each is; never their values */

typedef enum tables_kind {
    TABLES_TEXT,
    TABLES_NUMBER,
    TABLES_PERCENT,
    TABLES_DATE, /* XLSX: a number of days; else an ISO day or time */
    TABLES_TIME, /* ODS: a duration, told as a share of a day, as XLSX stores it */
    TABLES_TRUTH,
    TABLES_ERROR,
    TABLES_FORMULA, /* without a stored value */
} tables_kind;

typedef struct tables_cell {
    int row, column; /* from 1 */
    tables_kind kind;
    char *formula; /* of TABLES_FORMULA */
} tables_cell;

typedef struct tables_sheet {
    char *name;
    bool hidden;
    tables_cell *cells; /* by row, then column */
    size_t cell_count, cell_room;
    char **merged;
    size_t merged_count, merged_room;
    int last_row, last_column;
} tables_sheet;

typedef struct tables_problem {
    const char *sheet, *cell, *problem;
} tables_problem;

typedef struct tables_book {
    tables_sheet sheets[TABLES_MAX_SHEETS];
    int sheet_count;
    tables_problem *problems;
    size_t problem_count, problem_room;
    size_t cells, fields, text; /* against the limits */
    bool from_1904;             /* days count from 1904-01-01 */
} tables_book;

tables_sheet *tables_book_sheet(tables_book *book, const char *name);
void tables_book_cell(tables_book *book, tables_sheet *sheet, tables_cell cell, size_t text);
void tables_book_merged(tables_sheet *sheet, const char *range);
void tables_book_problem(tables_book *book, const char *sheet, const char *cell,
                         const char *problem);

/* "B7". In `into`, which holds 24 bytes. */
const char *tables_cell_name(char *into, int row, int column);

/* ---- container.c: the zip file */

typedef struct tables_container tables_container;

/* Opens a zip file in memory after looking at every entry: names, sizes, ratios, encryption,
 * macros. */
tables_container *tables_container_open(tables_bytes file);
bool tables_container_has(const tables_container *container, const char *name);
/* Unpacks a part; refuses where it is not there. */
tables_bytes tables_container_part(tables_container *container, const char *name);
void tables_container_close(tables_container *container);

typedef struct tables_part {
    const char *name;
    tables_bytes bytes;
} tables_part;

/* A zip file of these parts and nothing else, not compressed. Frees the parts' bytes. */
tables_bytes tables_container_made(tables_part *parts, size_t count);

/* ---- check_xlsx.c, check_ods.c: from the file to the book, and to the container that OGR reads */

tables_bytes tables_check_xlsx(tables_container *container, tables_book *book);
tables_bytes tables_check_ods(tables_container *container, tables_book *book);

/* ---- number_format.c: what a cell of this format of XLSX shows */

tables_kind tables_format_kind(long id, const char *code);

/* ---- csv.c */

typedef struct tables_csv {
    char *name;         /* of the sheet */
    tables_bytes bytes; /* for OGR: headed by names of our own, without empty lines */
    int *rows;          /* the row of each record */
    int count, columns; /* of records */
} tables_csv;

tables_csv tables_csv_prepare(const char *file_name, tables_bytes bytes, tables_book *book);

/* ---- read_ogr.c: the values */

void tables_ogr_begin(void);
/* Prints the whole answer. `driver`: "XLSX" or "ODS". */
void tables_ogr_book(const char *driver, tables_bytes bytes, tables_book *book);
void tables_ogr_csv(tables_csv *files, int count, tables_book *book);

/* ---- the verbs */

void tables_cells(char **arguments);
void tables_geopackage(char **arguments);

#endif
