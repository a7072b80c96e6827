/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers a park's document from the sheets of one book or of several. */
#include "tables/gather.h"

#include "tables/fold.h"
#include "tables/gathering.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define FORMAT "congsinh-park/1"

/* In this order, so that what a row refers to is there; each for all books together. */
static const struct {
    cg_table_id table;
    void (*gather)(cg_gathering *g, const cg_row *row);
} readers[] = {
    {CG_TABLE_PARK, cg_gather_item},      {CG_TABLE_PERIODS, cg_gather_plain},
    {CG_TABLE_FIRMS, cg_gather_firm},     {CG_TABLE_OUTPUTS, cg_gather_flow},
    {CG_TABLE_INPUTS, cg_gather_flow},    {CG_TABLE_FACILITIES, cg_gather_plain},
    {CG_TABLE_LINKS, cg_gather_plain},    {CG_TABLE_EXCHANGES, cg_gather_plain},
    {CG_TABLE_FACTS, cg_gather_fact},     {CG_TABLE_OTHER, cg_gather_other},
    {CG_TABLE_FIGURES, cg_gather_figure},
};

static bool is_headed(const cg_found_sheet *sheet, int column) {
    for (int i = 0; i < sheet->headings.count; i++) {
        if (sheet->headings.items[i].column == column) {
            return true;
        }
    }
    return false;
}

/* A value under no heading would be lost without a word; the first of each column is said. */
static void say_unheaded(cg_gathering *g, const cg_found_sheet *sheet) {
    cg_map *said = cg_map_new(g->arena);
    int heading_row = sheet->grid->rows.items[sheet->heading_row].number;
    for (int i = sheet->heading_row + 1; i < sheet->grid->rows.count; i++) {
        const cg_grid_row *row = &sheet->grid->rows.items[i];
        for (int c = 0; c < row->cells.count; c++) {
            const cg_cell *cell = &row->cells.items[c];
            if (is_headed(sheet, cell->column) || cg_cell_is_empty(g->arena, cell) ||
                !cg_map_add(said, cg_format(g->arena, "%d", cell->column), 0)) {
                continue;
            }
            cg_say(g->diagnostics, CG_ERROR,
                   cg_cell_place(g->arena, sheet, cell->column, row->number),
                   CG_MSG_IMPORT_HEADING_MISSING, cg_cell_shown(g->arena, cell),
                   cg_format(g->arena, "%d", heading_row), NULL);
        }
    }
}

/* The number of the last row of "A1:F3". */
static int last_row_of(const char *range) {
    const char *colon = strchr(range, ':');
    const char *at = colon != NULL ? colon + 1 : range;
    while (isalpha((unsigned char)*at) || *at == '$') {
        at++;
    }
    return (int)strtol(at, NULL, 10);
}

/* Titles may be merged; where values stand, all but the first would be empty. */
static void say_merged(cg_gathering *g, const cg_found_sheet *sheet) {
    int heading_row = sheet->grid->rows.items[sheet->heading_row].number;
    for (int i = 0; i < sheet->grid->merged.count; i++) {
        const char *range = sheet->grid->merged.items[i];
        if (last_row_of(range) > heading_row) {
            const char *first = cg_copy(g->arena, range, strcspn(range, ":"));
            cg_place place = {.file = sheet->file,
                              .path = cg_format(g->arena, "%s!%s", sheet->grid->name, first)};
            cg_say(g->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_MERGED,
                   cg_cell_text_shown(g->arena, range), NULL);
        }
    }
}

/* A sheet with what is known of it before its rows are read. */
typedef struct ready {
    cg_found_sheet sheet;
    const cg_decimal_mark *marks;
    int book;
} ready;
typedef CG_VECTOR(ready) ready_list;

static void gather_sheet(cg_gathering *g, const ready *of, size_t reader) {
    const cg_grid *grid = of->sheet.grid;
    for (int i = of->sheet.heading_row + 1; i < grid->rows.count; i++) {
        cg_row row = {&of->sheet, &grid->rows.items[i], of->marks, of->book};
        if (cg_row_counts(g->arena, &of->sheet, row.cells)) {
            readers[reader].gather(g, &row);
        }
    }
}

static void name_items(cg_gathering *g) {
    g->items = cg_park_items_of(g->arena, g->how->knowledge);
    g->item_names = cg_map_new(g->arena);
    for (int i = 0; i < g->items.count; i++) {
        const cg_park_entry *item = &g->items.items[i];
        for (int language = 0; language < CG_LANGUAGES; language++) {
            cg_map_add(
                g->item_names,
                cg_folded(g->arena, cg_words_in(item->name, (cg_language)language, item->path)), i);
        }
    }
    for (int i = 0; i < g->items.count; i++) {
        cg_map_add(g->item_names, cg_folded(g->arena, g->items.items[i].path), i);
    }
}

/* The firms that a document had before its tables came. */
static void know_firms(cg_gathering *g) {
    const cg_json *list = cg_json_member(g->document, "firms");
    for (cg_json *firm = list != NULL ? list->first : NULL; firm != NULL; firm = firm->next) {
        const char *id = cg_json_member_text(firm, "id");
        if (id != NULL && cg_map_add(g->firms, id, g->firm_nodes.count)) {
            CG_PUSH(g->arena, &g->firm_nodes, firm);
        }
    }
}

static cg_json *document_of(cg_arena *arena, const cg_json *base) {
    if (base != NULL) {
        return cg_json_copy(arena, base);
    }
    cg_json *document = CG_NEW(arena, cg_json);
    document->type = CG_JSON_OBJECT;
    cg_json *format = CG_NEW(arena, cg_json);
    *format = (cg_json){.type = CG_JSON_STRING, .key = "format", .text = FORMAT};
    cg_json_append(document, format);
    return document;
}

/* Where no sheet speaks of the park itself, everything it lacks would be said for itself. A
 * document that was there before is asked for it by its reader. */
static void check_park(cg_gathering *g, const cg_grids *const *books, int count) {
    if (cg_json_member(g->document, "park") != NULL || count == 0 || g->how->base != NULL) {
        return;
    }
    cg_table table = cg_table_of(CG_TABLE_PARK);
    cg_say(g->diagnostics, CG_ERROR, (cg_place){.file = books[0]->file}, CG_MSG_IMPORT_NO_PARK,
           cg_words_in(table.name, CG_VIETNAMESE, table.list), table.list, NULL);
}

cg_json *cg_gather_tables(cg_arena *arena, cg_diagnostics *diagnostics,
                          const cg_grids *const *books, int count, const cg_gather *how) {
    cg_gathering g = {.arena = arena,
                      .diagnostics = diagnostics,
                      .how = how,
                      .names = cg_names_new(arena, how->knowledge),
                      .document = document_of(arena, how->base),
                      .seen = cg_map_new(arena),
                      .firms = cg_map_new(arena),
                      .firm_names = cg_map_new(arena),
                      .period_maps = cg_map_new(arena)};
    name_items(&g);
    know_firms(&g);
    ready_list sheets = {0};
    for (int book = 0; book < count; book++) {
        cg_found_sheets found = cg_found_sheets_of(g.names, diagnostics, books[book]);
        for (int i = 0; i < found.count; i++) {
            say_unheaded(&g, &found.items[i]);
            say_merged(&g, &found.items[i]);
            ready one = {found.items[i], cg_column_marks(&g, &found.items[i]), book};
            CG_PUSH(arena, &sheets, one);
        }
    }
    for (size_t reader = 0; reader < sizeof readers / sizeof *readers; reader++) {
        for (int i = 0; i < sheets.count; i++) {
            if (sheets.items[i].sheet.table == readers[reader].table) {
                gather_sheet(&g, &sheets.items[i], reader);
            }
        }
    }
    if (sheets.count == 0) {
        return NULL;
    }
    check_park(&g, books, count);
    return g.document;
}
