/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads congsinh-cells/1. A text that is not what its reader should write is refused, whole. */
#include "tables/cells_json.h"

#include "base/json.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FORMAT "congsinh-cells/1"
/* As many rows and columns as any spreadsheet has. */
#define MOST_ROWS 1048576
#define MOST_COLUMNS 16384

typedef struct reading {
    cg_arena *arena; /* of the grids */
    cg_arena *room;  /* of one row's tree, or of what is left of the text without its rows */
    cg_diagnostics *diagnostics;
    const char *file;
} reading;

static bool is_whole(const cg_json *node, double most) {
    return node != NULL && node->type == CG_JSON_NUMBER && node->number >= 1 &&
           node->number <= most && !(fmod(node->number, 1) > 0);
}

/* What a cell is called, and what stands in it. */
static const struct {
    const char *name;
    cg_cell_kind kind;
    cg_json_type value;
} kinds[] = {
    {"text", CG_CELL_TEXT, CG_JSON_STRING},       {"number", CG_CELL_NUMBER, CG_JSON_NUMBER},
    {"percent", CG_CELL_PERCENT, CG_JSON_NUMBER}, {"date", CG_CELL_DATE, CG_JSON_STRING},
    {"truth", CG_CELL_TRUTH, CG_JSON_BOOLEAN},    {"error", CG_CELL_ERROR, CG_JSON_STRING},
    {"formula", CG_CELL_FORMULA, CG_JSON_STRING},
};

/* [3, "date", "2026-06-30"]. */
static bool read_cell(const reading *r, const cg_json *node, cg_cell *out) {
    const cg_json *column = node->type == CG_JSON_ARRAY ? node->first : NULL;
    const cg_json *kind = column != NULL ? column->next : NULL;
    const cg_json *value = kind != NULL ? kind->next : NULL;
    if (!is_whole(column, MOST_COLUMNS) || kind == NULL || kind->type != CG_JSON_STRING ||
        value == NULL || value->next != NULL) {
        return false;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, kind->text) == 0 && kinds[i].value == value->type) {
            *out = (cg_cell){.kind = kinds[i].kind,
                             .column = (int)column->number,
                             .number = value->truth ? 1 : value->number,
                             .text = cg_copy_text(r->arena, value->text)};
            return true;
        }
    }
    return false;
}

static int by_column(const void *a, const void *b) {
    return ((const cg_cell *)a)->column - ((const cg_cell *)b)->column;
}

static bool read_row(const reading *r, const cg_json *node, cg_grid_row *out) {
    const cg_json *number = cg_json_member(node, "row");
    const cg_json *cells = cg_json_member(node, "cells");
    if (!is_whole(number, MOST_ROWS) || cells == NULL || cells->type != CG_JSON_ARRAY) {
        return false;
    }
    *out = (cg_grid_row){.number = (int)number->number};
    for (const cg_json *cell = cells->first; cell != NULL; cell = cell->next) {
        cg_cell read;
        if (!read_cell(r, cell, &read)) {
            return false;
        }
        CG_PUSH(r->arena, &out->cells, read);
    }
    if (out->cells.count > 1) {
        qsort(out->cells.items, (size_t)out->cells.count, sizeof *out->cells.items, by_column);
    }
    return true;
}

static bool read_sheet(const reading *r, const cg_json *node, cg_grid *out) {
    const char *name = cg_json_member_text(node, "name");
    const cg_json *hidden = cg_json_member(node, "hidden");
    const cg_json *merged = cg_json_member(node, "merged");
    if (name == NULL) {
        return false;
    }
    *out =
        (cg_grid){.name = cg_copy_text(r->arena, name), .hidden = hidden != NULL && hidden->truth};
    for (const cg_json *range = merged != NULL ? merged->first : NULL; range != NULL;
         range = range->next) {
        if (range->type == CG_JSON_STRING) {
            CG_PUSH(r->arena, &out->merged, cg_copy_text(r->arena, range->text));
        }
    }
    return true;
}

/* Why the reader would not read a workbook, by the name it gives for it. */
static const struct {
    const char *reason; /* or how it begins */
    cg_message_id message;
} refusals[] = {
    {"encrypted", CG_MSG_IMPORT_ENCRYPTED}, {"macros", CG_MSG_IMPORT_MACROS},
    {"too-", CG_MSG_IMPORT_TOO_BIG},        {"zip-bomb", CG_MSG_IMPORT_TOO_BIG},
    {"far-right", CG_MSG_IMPORT_TOO_BIG},   {"old-workbook", CG_MSG_IMPORT_OLD},
    {"not-found", CG_MSG_IMPORT_NOT_FOUND}, {"unknown-kind", CG_MSG_IMPORT_UNKNOWN_KIND},
    {"no-tables", CG_MSG_IMPORT_NO_TABLES}, {"not-utf-8", CG_MSG_IMPORT_NOT_UTF8},
};

static void say_refused(const reading *r, const cg_json *refused) {
    const char *reason = cg_json_member_text(refused, "reason");
    const char *detail = cg_json_member_text(refused, "detail");
    cg_message_id message = CG_MSG_IMPORT_REFUSED;
    for (size_t i = 0; reason != NULL && i < sizeof refusals / sizeof *refusals; i++) {
        if (strncmp(refusals[i].reason, reason, strlen(refusals[i].reason)) == 0) {
            message = refusals[i].message;
        }
    }
    cg_say(r->diagnostics, CG_ERROR, (cg_place){.file = r->file}, message,
           detail != NULL   ? detail
           : reason != NULL ? reason
                            : "",
           NULL);
}

/* Formulas without a value stand in the cells themselves; what else the reader noticed is said. */
static void say_problems(const reading *r, const cg_json *problems) {
    for (const cg_json *one = problems != NULL ? problems->first : NULL; one != NULL;
         one = one->next) {
        const char *sheet = cg_json_member_text(one, "sheet");
        const char *cell = cg_json_member_text(one, "cell");
        const char *problem = cg_json_member_text(one, "problem");
        if (problem == NULL || strcmp(problem, "formula-without-value") == 0) {
            continue;
        }
        cg_place place = {.file = r->file,
                          .path = cg_format(r->arena, "%s%s%s", sheet != NULL ? sheet : "",
                                            cell != NULL ? "!" : "", cell != NULL ? cell : "")};
        bool odd = strncmp(problem, "not-a-", strlen("not-a-")) == 0 && cell != NULL;
        bool unopened = strcmp(problem, "not-a-file") == 0;
        cg_say(r->diagnostics, CG_ERROR, place,
               unopened ? CG_MSG_IMPORT_UNOPENED
               : odd    ? CG_MSG_IMPORT_ODD_CELL
                        : CG_MSG_IMPORT_READER_SAYS,
               problem, NULL);
    }
}

/* The text parted: a row is an object five deep, in a list of an object of a list of the whole, and
 * nothing else is. As one tree a workbook's cells would take fifty times the memory of their text.
 */
typedef struct row_text {
    const char *bytes;
    size_t length;
    int sheet; /* the how-manieth object of its list */
} row_text;
typedef struct parting {
    cg_text rest; /* the text without its rows */
    CG_VECTOR(row_text) rows;
} parting;
enum { SHEET_DEPTH = 3, ROW_DEPTH = 5 };

/* The end of the string that begins at `at`. */
static const char *behind_string(const char *at, const char *end) {
    for (at++; at < end && *at != '"'; at++) {
        at += *at == '\\';
    }
    return at < end ? at + 1 : end;
}

static void part_rows(cg_arena *arena, parting *out, const char *bytes, size_t length) {
    const char *const end = bytes + length;
    const char *row = NULL;
    int depth = 0, sheet = CG_NONE;
    out->rest = cg_text_start(arena);
    for (const char *at = bytes; at < end;) {
        const char *next = *at == '"' ? behind_string(at, end) : at + 1;
        bool opens = *at == '{' || *at == '[', closes = *at == '}' || *at == ']';
        depth += opens;
        sheet += *at == '{' && depth == SHEET_DEPTH;
        if (*at == '{' && depth == ROW_DEPTH) {
            row = at;
        }
        /* With its rows a list loses the commas between them. */
        bool between = *at == ',' && depth == ROW_DEPTH - 1 && row != NULL;
        if (depth < ROW_DEPTH && !between) {
            cg_text_add_bytes(&out->rest, at, (size_t)(next - at));
        }
        if (*at == '}' && depth == ROW_DEPTH) {
            row_text found = {row, (size_t)(next - row), sheet};
            CG_PUSH(arena, &out->rows, found);
        }
        depth -= closes;
        row = depth < ROW_DEPTH - 1 ? NULL : row;
        at = next;
    }
}

static bool read_rows(const reading *r, const parting *parted, cg_grids *grids) {
    for (int i = 0; i < parted->rows.count; i++) {
        const row_text *text = &parted->rows.items[i];
        const cg_json *node =
            cg_json_read(r->room, r->diagnostics, r->file, text->bytes, text->length);
        cg_grid_row row;
        bool good = node != NULL && text->sheet < grids->grids.count && read_row(r, node, &row);
        if (good) {
            cg_grid *grid = &grids->grids.items[text->sheet];
            const cg_grid_row *last =
                grid->rows.count > 0 ? &grid->rows.items[grid->rows.count - 1] : NULL;
            good = last == NULL || last->number < row.number;
            CG_PUSH(r->arena, &grid->rows, row);
        }
        cg_arena_empty(r->room);
        if (!good) {
            return false;
        }
    }
    return true;
}

/* The grids of a whole document; NULL after reporting. */
static cg_grids *grids_of(const reading *r, const cg_json *document, const parting *parted) {
    const char *format = cg_json_member_text(document, "format");
    const cg_json *refused = cg_json_member(document, "refused");
    const cg_json *sheets = cg_json_member(document, "sheets");
    bool is_cells = format != NULL && strcmp(format, FORMAT) == 0;
    if (is_cells && refused != NULL) {
        say_refused(r, refused);
        return NULL;
    }
    is_cells = is_cells && sheets != NULL && sheets->type == CG_JSON_ARRAY;
    cg_grids *grids = CG_NEW(r->arena, cg_grids);
    grids->file = r->file;
    for (const cg_json *sheet = is_cells ? sheets->first : NULL; sheet != NULL && is_cells;
         sheet = sheet->next) {
        cg_grid read;
        is_cells = read_sheet(r, sheet, &read);
        if (is_cells) {
            CG_PUSH(r->arena, &grids->grids, read);
        }
    }
    say_problems(r, cg_json_member(document, "problems"));
    if (!is_cells || !read_rows(r, parted, grids)) {
        cg_say(r->diagnostics, CG_ERROR, (cg_place){.file = r->file}, CG_MSG_IMPORT_NO_CELLS,
               FORMAT, NULL);
        return NULL;
    }
    return grids;
}

cg_grids *cg_cells_read(cg_arena *arena, cg_diagnostics *diagnostics, const char *file,
                        const char *bytes, size_t length) {
    cg_arena *whole = cg_arena_within(arena);
    const reading r = {arena, cg_arena_within(arena), diagnostics, file};
    parting parted = {.rows = {0}};
    part_rows(whole, &parted, bytes, length);
    const cg_json *document =
        cg_json_read(whole, diagnostics, file, parted.rest.bytes, parted.rest.length);
    cg_grids *grids = document == NULL ? NULL : grids_of(&r, document, &parted);
    cg_arena_empty(whole);
    return grids;
}
