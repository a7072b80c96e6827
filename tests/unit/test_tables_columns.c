/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of a park's tables: each is told apart by its path and, in both languages, its heading.
 */
#include "base/file.h"
#include "reading.h"
#include "tables/columns.h"
#include "tables/grid.h"

static cg_knowledge *read_shipped(reading *r) {
    const cg_knowledge_sources sources = {.models_folder = reading_models(r)};
    return cg_knowledge_read(&r->reader, &sources);
}

static const cg_table_column *column_of(const cg_table_columns *columns, const char *path) {
    for (int i = 0; i < columns->count; i++) {
        if (strcmp(columns->items[i].path, path) == 0) {
            return &columns->items[i];
        }
    }
    return NULL;
}

static void expect_apart(reading *r, const cg_table_columns *columns) {
    cg_map *paths = cg_map_new(r->scratch->arena);
    for (int i = 0; i < columns->count; i++) {
        cr_expect(cg_map_add(paths, columns->items[i].path, i), "%s twice", columns->items[i].path);
    }
    for (int language = 0; language < CG_LANGUAGES; language++) {
        cg_map *headings = cg_map_new(r->scratch->arena);
        for (int i = 0; i < columns->count; i++) {
            const char *heading =
                cg_column_heading(r->scratch->arena, &columns->items[i], (cg_language)language);
            cr_expect(cg_map_add(headings, heading, i), "\"%s\" twice (%s)", heading,
                      columns->items[i].path);
        }
    }
}

Test(tables_columns, are_told_apart_by_path_and_by_heading) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    const cg_knowledge *knowledge = read_shipped(&r);
    for (int table = 0; table < CG_TABLE_COUNT; table++) {
        cg_table_columns columns = cg_columns_of(s.arena, knowledge, (cg_table_id)table);
        cr_expect_gt(columns.count, 1);
        expect_apart(&r, &columns);
    }
    SCRATCH_END(s);
}

Test(tables_columns, follow_what_is_known) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    const cg_knowledge *knowledge = read_shipped(&r);
    cg_table_columns outputs = cg_columns_of(s.arena, knowledge, CG_TABLE_OUTPUTS);
    const cg_table_column *cod = column_of(&outputs, "quality.COD");
    cr_assert_not_null(cod);
    cr_expect_str_eq(cg_column_heading(s.arena, cod, CG_VIETNAMESE), "Chất lượng: COD [mg/L]");
    /* An attribute of flows stands on them, one of firms does not. */
    cr_expect_not_null(column_of(&outputs, "wastewater"));
    cr_expect_null(column_of(&outputs, "iso_14001"));
    cg_table_columns inputs = cg_columns_of(s.arena, knowledge, CG_TABLE_INPUTS);
    cr_expect_not_null(column_of(&inputs, "limits.pH"));
    cr_expect_not_null(column_of(&inputs, "limits.pH.min"));
    /* A list to choose from holds what is shipped. */
    const cg_table_column *resource = column_of(&inputs, "resource");
    cr_assert_not_null(resource->choices);
    cr_expect_str_eq(resource->choices[0], knowledge->resources.items[0].id);
    SCRATCH_END(s);
}

Test(tables_columns, cells_are_named_as_spreadsheets_name_them) {
    SCRATCH_START(s);
    cr_expect_str_eq(cg_cell_name(s.arena, 1, 1), "A1");
    cr_expect_str_eq(cg_cell_name(s.arena, 26, 3), "Z3");
    cr_expect_str_eq(cg_cell_name(s.arena, 27, 3), "AA3");
    cr_expect_str_eq(cg_cell_name(s.arena, 702, 9), "ZZ9");
    cr_expect_str_eq(cg_cell_name(s.arena, 703, 9), "AAA9");
    cr_expect_str_eq(cg_cell_name(s.arena, 16384, 1048576), "XFD1048576"); /* a sheet's last cell */
    SCRATCH_END(s);
}

/* A unit as some number of a park may have it. */
static bool is_unit(reading *r, const char *unit) {
    static const cg_kind kinds[] = {CG_KIND_FLOW, CG_KIND_PRICE, CG_KIND_EMISSIONS, CG_KIND_MONEY,
                                    CG_KIND_SHARE};
    const char *text = cg_format(r->scratch->arena, "1 %s", unit);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        for (cg_family family = CG_WATER; family < CG_FAMILIES; family++) {
            cg_meaning meaning = {kinds[k], family, &r->currency};
            cg_quantity_problem problem;
            double ignored;
            if (cg_quantity_read(&ignored, text, meaning, r->scratch->arena, &problem)) {
                return true;
            }
        }
    }
    return false;
}

/* What a list offers the reader takes. */
Test(tables_columns, offer_units_that_are_read) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    r.rates[1] = 28000;
    cg_map_add(r.others, "EUR", 1);
    const cg_knowledge *knowledge = read_shipped(&r);
    int offered = 0;
    for (int table = 0; table < CG_TABLE_COUNT; table++) {
        cg_table_columns columns = cg_columns_of(s.arena, knowledge, (cg_table_id)table);
        for (int i = 0; i < columns.count; i++) {
            const char *part = strrchr(columns.items[i].path, '/');
            const char *const *units = columns.items[i].choices;
            for (int u = 0; part != NULL && strcmp(part, "/unit") == 0 && units && units[u]; u++) {
                cr_expect(is_unit(&r, units[u]), "%s offers \"%s\"", columns.items[i].path,
                          units[u]);
                offered++;
            }
        }
    }
    cr_expect_gt(offered, 50);
    SCRATCH_END(s);
}

/* The line of docs/formats.md that tells of a table: its names, its columns as columns.def has
 * them. */
static const char *line_of(reading *r, const cg_knowledge *knowledge, cg_table_id id) {
    cg_table table = cg_table_of(id);
    cg_table_columns columns = cg_columns_of(r->scratch->arena, knowledge, id);
    cg_text line = cg_text_start(r->scratch->arena);
    cg_text_addf(&line, "| %s, %s |", table.name.in[CG_ENGLISH], table.name.in[CG_VIETNAMESE]);
    const char *sign = " ";
    for (int i = 0; i < columns.count; i++) {
        const cg_table_column *column = &columns.items[i];
        const char *tail = strrchr(column->path, '.');
        bool language =
            i > 0 && tail != NULL && (strcmp(tail, ".vi") == 0 || strcmp(tail, ".en") == 0);
        if (column->dynamic || language || strchr(column->path, '/') != NULL) {
            continue;
        }
        cg_text_addf(&line, "%s`%s`%s", sign, column->path,
                     column->kind == CG_COLUMN_MEASURED ? "+" : "");
        sign = ", ";
    }
    cg_text_add(&line, " |\n");
    return line.bytes;
}

Test(tables_columns, are_told_in_the_documentation) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    const cg_knowledge *knowledge = read_shipped(&r);
    char *docs = NULL;
    size_t length = 0;
    const char *source = getenv("CONGSINH_SOURCE");
    const char *file = cg_format(s.arena, "%s/docs/formats.md", source != NULL ? source : "../..");
    cr_assert(cg_file_read(s.arena, &s.diagnostics, file, 1 << 22, &docs, &length));
    for (int table = 0; table < CG_TABLE_COUNT; table++) {
        const char *line = line_of(&r, knowledge, (cg_table_id)table);
        cr_expect_not_null(strstr(docs, line), "docs/formats.md lacks this line:\n%s", line);
    }
    SCRATCH_END(s);
}
