/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the values with OGR, from memory, and tells them as congsinh-cells/1; held against what the
 * check saw. */
#include "tables.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Declared in a header for C++ only. Other drivers are not there at all: nothing else can be
 * opened. */
void RegisterOGRCSV(void);
void RegisterOGRODS(void);
void RegisterOGRXLSX(void);

/* OGR goes on after an error; the answer would be wrong. */
static void CPL_STDCALL on_error(CPLErr class, CPLErrorNum number, const char *message) {
    (void)number;
    if (class == CE_Failure || class == CE_Fatal) {
        tables_refuse("reader-failed", "%s", message);
    }
}

void tables_ogr_begin(void) {
    static const char *const settings[][2] = {
        {"OGR_XLSX_HEADERS", "DISABLE"}, {"OGR_XLSX_FIELD_TYPES", "STRING"},
        {"OGR_ODS_HEADERS", "DISABLE"},  {"OGR_ODS_FIELD_TYPES", "STRING"},
        {"GDAL_DRIVER_PATH", "disable"}, {"GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR"},
        {"GDAL_PAM_ENABLED", "NO"},      {"GDAL_CACHEMAX", "1"},
    };
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        CPLSetConfigOption(settings[i][0], settings[i][1]);
    }
    CPLSetErrorHandler(on_error);
    RegisterOGRXLSX();
    RegisterOGRODS();
    RegisterOGRCSV();
}

static GDALDatasetH open_bytes(const char *driver, const char *name, tables_bytes bytes,
                               const char *const *options) {
    VSILFILE *file = VSIFileFromMemBuffer(name, bytes.data, bytes.length, FALSE);
    if (file != NULL) {
        VSIFCloseL(file);
    }
    const char *const drivers[] = {driver, NULL};
    GDALDatasetH found =
        GDALOpenEx(name, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options, NULL);
    if (found == NULL) {
        tables_refuse("reader-failed", "GDAL's reader for %s does not take it", driver);
    }
    return found;
}

/* ---- one cell */

typedef struct teller {
    tables_book *book;
    const tables_sheet *sheet;
    bool row_open, any_row, any_cell;
    int row;
} teller;

_Noreturn static void disagree(const teller *tell, int row, int column, const char *what) {
    char name[24];
    tables_refuse("readers-disagree", "%s!%s: %s; open it in Excel or LibreOffice and save it anew",
                  tell->sheet->name, tables_cell_name(name, row, column), what);
}

static void put_start(teller *tell, int row, int column, const char *kind) {
    FILE *to = tables_output();
    if (!tell->row_open || tell->row != row) {
        fputs(tell->row_open ? "]}" : "", to);
        fprintf(to, "%s\n    {\"row\": %d, \"cells\": [", tell->any_row ? "," : "", row);
        tell->row_open = tell->any_row = true;
        tell->any_cell = false;
        tell->row = row;
    }
    fprintf(to, "%s[%d, \"%s\", ", tell->any_cell ? ", " : "", column, kind);
    tell->any_cell = true;
}

static void put_text(teller *tell, int row, int column, const char *kind, const char *text) {
    put_start(tell, row, column, kind);
    tables_json_text(tables_output(), text);
    putc(']', tables_output());
}

static void put_number(teller *tell, int row, int column, const char *kind, double number) {
    put_start(tell, row, column, kind);
    tables_json_number(tables_output(), number);
    putc(']', tables_output());
}

/* A value of another kind than its cell: told as the text it is. */
static void put_odd(teller *tell, const tables_cell *cell, const char *text, const char *problem) {
    char name[24];
    tables_book_problem(tell->book, tell->sheet->name,
                        tables_cell_name(name, cell->row, cell->column), problem);
    put_text(tell, cell->row, cell->column, "text", text);
}

static bool read_number(const char *text, double *number) {
    char *end;
    *number = strtod(text, &end);
    bool any = end != text && strpbrk(text, "xXnNiI") == NULL && isfinite(*number);
    return any && end[strspn(end, " \t\r\n")] == '\0';
}

static bool is_day(const char *text) {
    static const char form[] = "0000-00-00";
    for (int i = 0; i < 10; i++) {
        if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) {
            return false;
        }
    }
    return text[10] == '\0' || text[10] == 'T';
}

/* Days from 1899-12-30, or from 1904-01-01, as Excel counts them from 1900-03-01 on: before, it
 * holds 1900 to be a leap year (ECMA-376, 18.17.4.1). */
static bool day_of_serial(double serial, bool from_1904, char *into, size_t size) {
    double first = from_1904 ? 0 : 61, to_1970 = from_1904 ? 24107 : 25569;
    if (serial < first || serial > 2958465) {
        return false;
    }
    time_t seconds = (time_t)(floor(serial) - to_1970) * 86400;
    struct tm day;
    return gmtime_r(&seconds, &day) != NULL && strftime(into, size, "%Y-%m-%d", &day) > 0;
}

static void put_date(teller *tell, const tables_cell *cell, const char *text) {
    char day[32];
    double serial;
    if (is_day(text)) {
        snprintf(day, sizeof day, "%.10s", text);
    } else if (!read_number(text, &serial) ||
               !day_of_serial(serial, tell->book->from_1904, day, sizeof day)) {
        put_odd(tell, cell, text, "not-a-date");
        return;
    }
    put_text(tell, cell->row, cell->column, "date", day);
}

/* "PT13H45M00S" as a share of a day. */
static void put_time(teller *tell, const tables_cell *cell, const char *text) {
    double hours, minutes, seconds;
    if (sscanf(text, "PT%lfH%lfM%lfS", &hours, &minutes, &seconds) != 3) {
        put_odd(tell, cell, text, "not-a-number");
        return;
    }
    double share = (hours * 3600 + minutes * 60 + seconds) / 86400;
    put_number(tell, cell->row, cell->column, "number", share);
}

static void put_truth(teller *tell, const tables_cell *cell, const char *text) {
    bool yes = strcmp(text, "1") == 0 || strcmp(text, "true") == 0;
    bool no = strcmp(text, "0") == 0 || strcmp(text, "false") == 0;
    if (!yes && !no) {
        put_odd(tell, cell, text, "not-a-truth");
        return;
    }
    put_start(tell, cell->row, cell->column, "truth");
    fputs(yes ? "true]" : "false]", tables_output());
}

static void put_cell(teller *tell, const tables_cell *cell, const char *text) {
    double number;
    switch (cell->kind) {
    case TABLES_NUMBER:
    case TABLES_PERCENT:
        if (!read_number(text, &number)) {
            put_odd(tell, cell, text, "not-a-number");
            return;
        }
        put_number(tell, cell->row, cell->column,
                   cell->kind == TABLES_NUMBER ? "number" : "percent", number);
        return;
    case TABLES_DATE:
        put_date(tell, cell, text);
        return;
    case TABLES_TIME:
        put_time(tell, cell, text);
        return;
    case TABLES_TRUTH:
        put_truth(tell, cell, text);
        return;
    case TABLES_ERROR:
        put_text(tell, cell->row, cell->column, "error", text);
        return;
    case TABLES_FORMULA:
    case TABLES_TEXT:
        put_text(tell, cell->row, cell->column, "text", text);
        return;
    }
}

/* ---- sheets */

static void begin_sheet(const tables_sheet *sheet, bool first) {
    FILE *to = tables_output();
    fputs(first ? "\n  {\"name\": " : ",\n  {\"name\": ", to);
    tables_json_text(to, sheet->name);
    fprintf(to, ", \"hidden\": %s, \"rows\": [", sheet->hidden ? "true" : "false");
}

static void end_sheet(const teller *tell) {
    FILE *to = tables_output();
    fputs(tell->row_open ? "]}],\n   \"merged\": [" : "],\n   \"merged\": [", to);
    for (size_t i = 0; i < tell->sheet->merged_count; i++) {
        fputs(i == 0 ? "" : ", ", to);
        tables_json_text(to, tell->sheet->merged[i]);
    }
    fputs("]}", to);
}

/* The field of a cell; NULL where OGR has none. */
static const char *field_text(OGRFeatureH feature, int column) {
    if (feature == NULL || column > OGR_F_GetFieldCount(feature) ||
        !OGR_F_IsFieldSetAndNotNull(feature, column - 1)) {
        return NULL;
    }
    return OGR_F_GetFieldAsString(feature, column - 1);
}

static int filled_fields(OGRFeatureH feature) {
    int filled = 0;
    for (int i = 1; feature != NULL && i <= OGR_F_GetFieldCount(feature); i++) {
        const char *text = field_text(feature, i);
        filled += text != NULL && text[0] != '\0';
    }
    return filled;
}

/* Tells the cells of one row, from `at` on; returns the first of the next row. */
static size_t tell_row(teller *tell, OGRFeatureH feature, size_t at) {
    const tables_sheet *sheet = tell->sheet;
    int row = sheet->cells[at].row, told = 0, column = 0;
    for (; at < sheet->cell_count && sheet->cells[at].row == row; at++) {
        const tables_cell *cell = &sheet->cells[at];
        column = cell->column;
        const char *text = field_text(feature, cell->column);
        if (cell->kind == TABLES_FORMULA) {
            put_text(tell, row, column, "formula", cell->formula);
            told += text != NULL && text[0] != '\0';
            continue;
        }
        if (text == NULL || text[0] == '\0') {
            disagree(tell, row, cell->column, "GDAL finds nothing in a cell that holds something");
        }
        put_cell(tell, cell, text);
        told++;
    }
    if (told != filled_fields(feature)) {
        disagree(tell, row, column, "GDAL finds more in this row than there is");
    }
    return at;
}

/* The layer's rows and the check's, side by side: both go down the sheet. */
static void tell_sheet(teller *tell, OGRLayerH layer) {
    OGRFeatureH feature = NULL;
    size_t at = 0;
    bool more = layer != NULL;
    while (more || at < tell->sheet->cell_count) {
        OGR_F_Destroy(feature);
        feature = more ? OGR_L_GetNextFeature(layer) : NULL;
        more = feature != NULL;
        GIntBig row = more ? OGR_F_GetFID(feature) : (GIntBig)TABLES_MAX_ROWS + 1;
        while (at < tell->sheet->cell_count && tell->sheet->cells[at].row < row) {
            at = tell_row(tell, NULL, at);
        }
        bool same = more && at < tell->sheet->cell_count && tell->sheet->cells[at].row == row;
        if (same) {
            at = tell_row(tell, feature, at);
        } else if (more && filled_fields(feature) > 0) {
            disagree(tell, (int)row, 1, "GDAL finds something in a row that is empty");
        }
    }
}

static void put_end(const tables_book *book) {
    FILE *to = tables_output();
    fputs("],\n \"problems\": [", to);
    for (size_t i = 0; i < book->problem_count; i++) {
        const tables_problem *problem = &book->problems[i];
        fputs(i == 0 ? "\n  {\"sheet\": " : ",\n  {\"sheet\": ", to);
        tables_json_text(to, problem->sheet);
        if (problem->cell != NULL) {
            fputs(", \"cell\": ", to);
            tables_json_text(to, problem->cell);
        }
        fputs(", \"problem\": ", to);
        tables_json_text(to, problem->problem);
        putc('}', to);
    }
    fputs("]}\n", to);
}

static const char start_of_answer[] = "{\"format\": \"congsinh-cells/1\",\n \"sheets\": [";

/* The layer of a sheet; NULL where OGR has none, for it leaves out sheets that are empty. XLSX is
 * given to it with numbers for names. */
static OGRLayerH next_layer(GDALDatasetH found, int *at, const tables_sheet *sheet, int number) {
    OGRLayerH layer =
        *at < GDALDatasetGetLayerCount(found) ? GDALDatasetGetLayer(found, *at) : NULL;
    char name[16];
    snprintf(name, sizeof name, "%d", number);
    if (layer == NULL || strcmp(OGR_L_GetName(layer), number > 0 ? name : sheet->name) != 0) {
        return NULL;
    }
    (*at)++;
    return layer;
}

void tables_ogr_book(const char *driver, tables_bytes bytes, tables_book *book) {
    bool is_xlsx = strcmp(driver, "XLSX") == 0;
    GDALDatasetH found =
        open_bytes(driver, is_xlsx ? "/vsimem/book.xlsx" : "/vsimem/book.ods", bytes, NULL);
    fputs(start_of_answer, tables_output());
    int layer = 0;
    for (int i = 0; i < book->sheet_count; i++) {
        teller tell = {.book = book, .sheet = &book->sheets[i]};
        begin_sheet(tell.sheet, i == 0);
        tell_sheet(&tell, next_layer(found, &layer, &book->sheets[i], is_xlsx ? i + 1 : 0));
        end_sheet(&tell);
    }
    if (layer != GDALDatasetGetLayerCount(found)) {
        tables_refuse("readers-disagree", "GDAL finds more sheets than there are");
    }
    put_end(book);
}

/* ---- CSV: every cell is a text */

static void tell_csv(teller *tell, const tables_csv *csv) {
    const char *const options[] = {"HEADERS=YES", "AUTODETECT_TYPE=NO", NULL};
    GDALDatasetH found = open_bytes("CSV", "/vsimem/table.csv", csv->bytes, options);
    OGRLayerH layer = GDALDatasetGetLayer(found, 0);
    OGRFeatureH feature;
    int record = 0;
    while ((feature = OGR_L_GetNextFeature(layer)) != NULL) {
        if (record == csv->count || OGR_F_GetFieldCount(feature) != csv->columns + 1) {
            disagree(tell, record == csv->count ? TABLES_MAX_ROWS : csv->rows[record], 1,
                     "GDAL parts the lines in another way");
        }
        for (int column = 1; column <= csv->columns; column++) {
            const char *text = field_text(feature, column);
            if (text != NULL && text[0] != '\0') {
                put_text(tell, csv->rows[record], column, "text", text);
            }
        }
        record++;
        OGR_F_Destroy(feature);
    }
    if (record != csv->count) {
        disagree(tell, csv->rows[record], 1, "GDAL parts the lines in another way");
    }
    GDALClose(found);
    VSIUnlink("/vsimem/table.csv");
}

void tables_ogr_csv(tables_csv *files, int count, tables_book *book) {
    fputs(start_of_answer, tables_output());
    for (int i = 0; i < count; i++) {
        tables_sheet sheet = {.name = files[i].name};
        teller tell = {.book = book, .sheet = &sheet};
        begin_sheet(&sheet, i == 0);
        if (files[i].count > 0) {
            tell_csv(&tell, &files[i]);
        }
        end_sheet(&tell);
    }
    put_end(book);
}
