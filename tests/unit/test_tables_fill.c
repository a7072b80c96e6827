/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park's document as tables: what stands where, cell by cell. */
#include "reading.h"
#include "tables/fill.h"

#include <math.h>

static const char park[] =
    "{\"format\": \"congsinh-park/1\","
    " \"park\": {\"id\": \"p\", \"year\": 2025, \"currency\": \"VND\", \"rules\": [\"vn\", \"eu\"],"
    "   \"facts\": {\"worker_housing\": true}},"
    " \"assumptions\": {\"exchange_rates\": {\"JPY\": \"170 VND\"}},"
    " \"periods\": [{\"id\": \"dry\", \"hours\": 4380}, {\"id\": \"wet\", \"hours\": \"4380 h\"}],"
    " \"firms\": [{\"id\": \"a\", \"name\": {\"vi\": \"Giấy\", \"en\": \"Paper\"}, \"at\": [106.7, "
    "10.9],"
    "   \"outputs\": [{\"id\": \"o\", \"resource\": \"treated-wastewater\","
    "     \"quantity\": {\"dry\": \"1200 m3/d\", \"wet\": 5000},"
    "     \"disposal_cost\": {\"value\": \"12000 VND/m3\", \"low\": \"9000 VND/m3\", \"basis\": "
    "\"billed\"},"
    "     \"quality\": {\"COD\": \"60 mg/L\", \"TSS\": \"0.02 g/L\", \"pH\": 7.5}}],"
    "   \"inputs\": [{\"id\": \"i\", \"resource\": \"cooling-water\", \"quantity\": 900,"
    "     \"price\": {\"value\": 7, \"confidential\": true},"
    "     \"limits\": {\"pH\": {\"min\": 6, \"max\": 9}, \"COD\": {\"max\": 80}}, \"max_share\": "
    "\"50 %\"}]}],"
    " \"corridors\": [{\"id\": \"c\"}]}";

/* The text of the cell under the heading, in the row-th row of data (from 0): numbers as %g. */
static const char *cell_under(cg_arena *arena, const cg_grids *grids, const char *sheet,
                              const char *heading, int row) {
    for (int g = 0; g < grids->grids.count; g++) {
        const cg_grid *grid = &grids->grids.items[g];
        if (strcmp(grid->name, sheet) != 0 || grid->rows.count < row + 3) {
            continue;
        }
        const cg_grid_row *headings = &grid->rows.items[1];
        for (int c = 0; c < headings->cells.count; c++) {
            if (strcmp(headings->cells.items[c].text, heading) == 0) {
                cg_cell cell =
                    cg_grid_cell(&grid->rows.items[row + 2], headings->cells.items[c].column);
                return cell.kind == CG_CELL_EMPTY ? ""
                       : cell.kind == CG_CELL_TEXT
                           ? cell.text
                           : cg_format(arena, "%d/1000", (int)lround(cell.number * 1000));
            }
        }
    }
    return "no such cell";
}

Test(tables_fill, every_value_stands_where_it_can_be_said_exactly) {
    static const struct {
        const char *sheet, *heading;
        int row;
        const char *expected;
    } rows[] = {
        {"Park", "Item", 0, "Park id"},
        {"Park", "Value", 0, "p"},
        {"Park", "Value", 3, "vn; eu"},
        /* A currency that the list of items has not stands there by its path. */
        {"Park", "Item", 4, "assumptions.exchange_rates.JPY"},
        {"Park", "Value: unit", 4, "VND"},
        {"Periods", "Hours a year [h]", 1, "4380000/1000"},
        {"Firms", "Name (Vietnamese)", 0, "Giấy"},
        {"Firms", "Longitude", 0, "106700/1000"},
        {"Outputs", "Firm", 0, "a"},
        {"Outputs", "Disposal cost", 0, "12000000/1000"},
        {"Outputs", "Disposal cost: unit", 0, "VND/m3"},
        {"Outputs", "Disposal cost: low", 0, "9000000/1000"},
        {"Outputs", "Disposal cost: basis", 0, "billed"},
        {"Outputs", "Quality: COD [mg/L]", 0, "60000/1000"},
        {"Outputs", "Quality: pH", 0, "7500/1000"},
        {"Inputs", "Quantity", 0, "900000/1000"},
        {"Inputs", "Largest share from others: unit", 0, "%"},
        {"Inputs", "Least: pH", 0, "6000/1000"},
        {"Inputs", "Most: pH", 0, "9000/1000"},
        {"Facts", "Fact", 0, "worker_housing"},
        {"Facts", "Value", 0, "yes"},
        /* By period, with a decimal point in a text of its own unit, in confidence: a line of
           figures. */
        {"Figures", "Where", 0, "firms.a.outputs.o.quantity"},
        {"Figures", "Period", 1, "wet"},
        {"Figures", "Value", 1, "5000000/1000"},
        {"Figures", "Where", 2, "firms.a.outputs.o.quality.TSS"},
        {"Figures", "Value: unit", 2, "g/L"},
        {"Figures", "Where", 3, "firms.a.inputs.i.price"},
        {"Figures", "Confidential", 3, "yes"},
        /* {"max": 80} alone would come back as 80. */
        {"Other", "Path", 0, "corridors"},
        {"Other", "Path", 1, "firms.a.inputs.i.limits.COD"},
        {"Other", "Value as JSON", 1, "{\"max\":80}"},
    };
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    const cg_knowledge_sources sources = {.models_folder = reading_models(&r)};
    const cg_fill how = {.knowledge = cg_knowledge_read(&r.reader, &sources),
                         .language = CG_ENGLISH};
    const cg_grids *grids = cg_fill_tables(s.arena, reading_json(&r, park), &how);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(cell_under(s.arena, grids, rows[i].sheet, rows[i].heading, rows[i].row),
                         rows[i].expected, "%s, %s, row %d: %s", rows[i].sheet, rows[i].heading,
                         rows[i].row,
                         cell_under(s.arena, grids, rows[i].sheet, rows[i].heading, rows[i].row));
    }
    SCRATCH_END(s);
}

/* Whoever fills in a template may leave the example: every sheet's begins with the mark. */
Test(tables_fill, the_example_of_a_template_is_marked) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    const cg_knowledge_sources sources = {.models_folder = reading_models(&r)};
    const cg_knowledge *knowledge = cg_knowledge_read(&r.reader, &sources);
    for (int language = 0; language < CG_LANGUAGES; language++) {
        const cg_fill how = {
            .knowledge = knowledge, .language = (cg_language)language, .empty = true};
        const cg_grids *grids = cg_fill_tables(s.arena, NULL, &how);
        cr_expect_eq(grids->grids.count, CG_TABLE_COUNT);
        cr_expect_str_eq(cell_under(s.arena, grids,
                                    language == CG_ENGLISH ? "Firms" : "Doanh nghiệp",
                                    language == CG_ENGLISH ? "Name" : "Tên", 0),
                         language == CG_ENGLISH ? "Paper mill" : "Nhà máy giấy");
        for (int g = 1; g < grids->grids.count; g++) {
            const cg_grid *grid = &grids->grids.items[g];
            for (int row = 2; row < grid->rows.count; row++) {
                cr_expect_eq(grid->rows.items[row].cells.items[0].text[0], CG_EXAMPLE_MARK[0], "%s",
                             grid->name);
            }
        }
    }
    SCRATCH_END(s);
}

/* Ids that no path can hold make JSON of the firms' list: still, only the firm that is asked for.
 */
Test(tables_fill, a_firm_is_told_of_itself_alone) {
    static const struct {
        const char *firm, *sheet, *heading, *expected;
    } rows[] = {
        {"paper", "Firms", "Firm", "paper"},
        {"a/b", "Other", "Value as JSON", "[{\"id\":\"a/b\",\"note\":\"secret\"}]"},
    };
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    const cg_knowledge_sources sources = {.models_folder = reading_models(&r)};
    const cg_knowledge *knowledge = cg_knowledge_read(&r.reader, &sources);
    const cg_json *document =
        reading_json(&r, "{\"firms\": [{\"id\": \"a/b\", \"note\": \"secret\"}, "
                         "{\"id\": \"paper\"}]}");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const cg_fill how = {.knowledge = knowledge, .language = CG_ENGLISH, .firm = rows[i].firm};
        const cg_grids *grids = cg_fill_tables(s.arena, document, &how);
        cr_expect_eq(grids->grids.count, 1, "%s: %d sheets", rows[i].firm, grids->grids.count);
        cr_expect_str_eq(cell_under(s.arena, grids, rows[i].sheet, rows[i].heading, 0),
                         rows[i].expected, "%s: %s", rows[i].firm,
                         cell_under(s.arena, grids, rows[i].sheet, rows[i].heading, 0));
    }
    SCRATCH_END(s);
}
