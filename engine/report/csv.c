/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables for spreadsheets. */
#include "report/csv.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

cg_csv cg_csv_start(cg_arena *arena) {
    cg_csv csv = {cg_text_start(arena), true};
    cg_text_add(&csv.out, "\xEF\xBB\xBF");
    return csv;
}

static void next_cell(cg_csv *csv) {
    cg_text_add(&csv->out, csv->first ? "" : ",");
    csv->first = false;
}

void cg_csv_text(cg_csv *csv, const char *text) {
    next_cell(csv);
    if (text == NULL) {
        return;
    }
    /* A cell that begins like a formula would be run as one by a spreadsheet. */
    bool formula = *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
    if (!formula && strpbrk(text, ",\"\r\n") == NULL) {
        cg_text_add(&csv->out, text);
        return;
    }
    cg_text_add(&csv->out, formula ? "\"'" : "\"");
    for (const char *c = text; *c != '\0'; c++) {
        cg_text_add(&csv->out, *c == '"' ? "\"" : "");
        cg_text_add_bytes(&csv->out, c, 1);
    }
    cg_text_add(&csv->out, "\"");
}

void cg_csv_number(cg_csv *csv, double value) {
    char room[CG_NUMBER_ROOM];
    next_cell(csv);
    cg_text_add(&csv->out, isfinite(value) ? cg_number_text(value, room) : "");
}

void cg_csv_end_row(cg_csv *csv) {
    cg_text_add(&csv->out, "\r\n");
    csv->first = true;
}
