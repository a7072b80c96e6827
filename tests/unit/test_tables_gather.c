/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets as people fill them in: what becomes of them, and what is said of which cell. */
#include "base/file.h"
#include "reading.h"
#include "tables/cells_json.h"
#include "tables/gather.h"

/* Sheets are written as lines: "== NAME" (with "!" behind it: hidden), rows of cells parted by |,
 * an empty line an empty row. A cell is text, or a number "#12", a percentage "%0.25", a day
 * "@2026-06-30", a truth "?1", an error "!#REF!", a formula without value "=A1". */
static cg_cell cell_of(cg_arena *arena, const char *text, size_t length, int column) {
    const char *whole = cg_copy(arena, text, length);
    cg_cell cell = {.kind = CG_CELL_TEXT, .column = column, .text = whole};
    static const char signs[] = "#%@?!=";
    static const cg_cell_kind kinds[] = {CG_CELL_NUMBER, CG_CELL_PERCENT, CG_CELL_DATE,
                                         CG_CELL_TRUTH,  CG_CELL_ERROR,   CG_CELL_FORMULA};
    const char *sign = length == 0 ? NULL : strchr(signs, whole[0]);
    if (length == 0) {
        return (cg_cell){.kind = CG_CELL_EMPTY, .column = column};
    }
    if (sign == NULL) {
        return cell;
    }
    cell.kind = kinds[sign - signs];
    cell.text = cell.kind == CG_CELL_FORMULA ? whole : whole + 1;
    if (cell.kind == CG_CELL_NUMBER || cell.kind == CG_CELL_PERCENT || cell.kind == CG_CELL_TRUTH) {
        cell.number = strtod(whole + 1, NULL);
    }
    return cell;
}

static void add_row(cg_arena *arena, cg_grid *grid, int number, const char *line, size_t length) {
    cg_grid_row row = {.number = number};
    int column = 1;
    for (size_t at = 0; at <= length; column++) {
        size_t size = 0;
        while (at + size < length && line[at + size] != '|') {
            size++;
        }
        cg_cell cell = cell_of(arena, line + at, size, column);
        if (cell.kind != CG_CELL_EMPTY) {
            CG_PUSH(arena, &row.cells, cell);
        }
        at += size + 1;
    }
    if (row.cells.count > 0) {
        CG_PUSH(arena, &grid->rows, row);
    }
}

static cg_grids *book_of(cg_arena *arena, const char *file, const char *lines) {
    cg_grids *book = CG_NEW(arena, cg_grids);
    book->file = file;
    int number = 0;
    while (*lines != '\0') {
        size_t length = strcspn(lines, "\n");
        if (strncmp(lines, "== ", 3) == 0) {
            bool hidden = lines[length - 1] == '!';
            cg_grid grid = {.name = cg_copy(arena, lines + 3, length - 3 - hidden),
                            .hidden = hidden};
            CG_PUSH(arena, &book->grids, grid);
            number = 0;
        } else {
            add_row(arena, &book->grids.items[book->grids.count - 1], ++number, lines, length);
        }
        lines += length + (lines[length] == '\n');
    }
    return book;
}

#define PARK "== Park\nItem|Value|Value: unit\nPark id|p\nYear of the figures|#2025\nCurrency|VND\n"
#define FIRMS "== Firms\nFirm|Name\na|Giấy\nb|Điện\n"

typedef struct gathered {
    cg_json *document;
    reading r;
} gathered;

static void gather_books(gathered *out, scratch *s, const char *const *texts,
                         cg_decimal_mark mark) {
    reading_start(&out->r, s);
    out->r.reader.lenient_rates = true;
    const cg_knowledge_sources sources = {.models_folder = reading_models(&out->r)};
    const cg_gather how = {.knowledge = cg_knowledge_read(&out->r.reader, &sources), .mark = mark};
    const cg_grids *books[3];
    int count = 0;
    for (; texts[count] != NULL; count++) {
        books[count] = book_of(s->arena, cg_format(s->arena, "%d.xlsx", count + 1), texts[count]);
    }
    out->document = cg_gather_tables(s->arena, &s->diagnostics, books, count, &how);
}

static const char *at_path(scratch *s, cg_json *node, const char *path) {
    while (node != NULL && *path != '\0') {
        size_t length = strcspn(path, ".");
        const char *name = cg_copy(s->arena, path, length);
        node =
            node->type == CG_JSON_ARRAY ? cg_json_element(node, name) : cg_json_member(node, name);
        path += length + (path[length] == '.');
    }
    return node == NULL ? "none" : cg_json_canonical(s->arena, node);
}

typedef struct value_row {
    const char *sheets, *path, *expected;
    cg_decimal_mark mark;
} value_row;

static const value_row values[] = {
    /* headings: any order, both languages, marks or none, blanks, the key itself */
    {"== DOANH NGHIEP\nTÊN|mã  doanh nghiệp *\nGiấy|a", "firms.a.name", "\"Giấy\"", 0},
    {"== firms\nid|name\na|Giấy", "firms.a.name", "\"Giấy\"", 0},
    {"== Firms\nTITLE\n\nWhat to fill in here\nFirm|Name\n\n\na|Giấy", "firms.a.name", "\"Giấy\"",
     0},
    {"== Firms\n(No.)|Firm|(own)\n#1|a|#7\n#2||", "firms", "[{\"id\":\"a\"}]", 0},
    {"== Firms\nFirm|Name\n(ví dụ) x|X\na|Giấy\nFirm|Name\nb|Điện", "firms.1.id", "\"b\"", 0},
    {"== Firms\nFirm|Name (Vietnamese)|Name (English)\na|Giấy|Paper", "firms.a.name",
     "{\"en\":\"Paper\",\"vi\":\"Giấy\"}", 0},
    {"== Firms\nFirm|Sector (VSIC)|Licences\na|#1701| x ;y;", "firms.a",
     "{\"id\":\"a\",\"licences\":[\"x\",\"y\"],\"sector\":\"1701\"}", 0},
    {"== Firms\nFirm|Longitude|Latitude\na|106,7215|10,9482", "firms.a.at", "[106.7215,10.9482]",
     0},
    /* numbers, units and what they rest on */
    {FIRMS "== Outputs\nFirm|Output|Quantity|Quantity: unit\na|o|#1200|m3/d",
     "firms.a.outputs.o.quantity", "\"1200 m3/d\"", 0},
    {FIRMS "== Outputs\nFirm|Output|Quantity\na|o|#1200", "firms.a.outputs.o.quantity", "1200", 0},
    {FIRMS "== Outputs\nFirm|Output|Lượng (m³/ngày đêm)\na|o|#5", "firms.a.outputs.o.quantity",
     "\"5 m³/ngày đêm\"", 0},
    {FIRMS "== Outputs\nFirm|Output|Quantity\na|o|1.200 m3/ngay\na|q|0,5 t/d",
     "firms.a.outputs.o.quantity", "\"1200 m3/ngày\"", 0},
    {FIRMS "== Outputs\nFirm|Output|Quantity\na|o|1.200 m3/d", "firms.a.outputs.o.quantity",
     "\"1200 m3/d\"", CG_MARK_COMMA},
    {FIRMS "== Outputs\nFirm|Output|Quantity\na|o|1.200 m3/d", "firms.a.outputs.o.quantity",
     "\"1.200 m3/d\"", CG_MARK_POINT},
    {FIRMS "== Outputs\nFirm|Output|Quantity|Quantity: unit|Quantity: low|Quantity: high|Quantity: "
           "basis|Quantity: source|Quantity: year\na|o|#12|t/d|#10|14 t/d|Measured|meter|#2024",
     "firms.a.outputs.o.quantity",
     "{\"basis\":\"measured\",\"high\":\"14 t/d\",\"low\":\"10 t/d\",\"source\":\"meter\","
     "\"value\":\"12 t/d\",\"year\":2024}",
     0},
    /* a bound headed by another unit than its value */
    {FIRMS "== Outputs\nFirm|Output|Quantity [m3/d]|Quantity: low [m3/h]|Quantity: high\n"
           "a|o|#1200|#40|#1300",
     "firms.a.outputs.o.quantity",
     "{\"high\":\"1300 m3/d\",\"low\":\"40 m3/h\",\"value\":\"1200 m3/d\"}", 0},
    {FIRMS "== Outputs\nFirm|Output|Quality: COD [mg/L]|Quality: TSS (g/L)\na|o|#60|#2",
     "firms.a.outputs.o.quality", "{\"COD\":\"60 mg/L\",\"TSS\":\"2 g/L\"}", 0},
    {FIRMS "== Outputs\nFirm|Output|COD (mg/L)\na|o|#60", "firms.a.outputs.o.quality",
     "{\"COD\":\"60 mg/L\"}", 0},
    {FIRMS "== Inputs\nFirm|Input|Most: pH|Least: pH|Most: COD\na|i|#9|#6|0,06 g/L",
     "firms.a.inputs.i.limits", "{\"COD\":\"0.06 g/L\",\"pH\":{\"max\":9,\"min\":6}}", 0},
    {FIRMS "== Inputs\nFirm|Input|Least: pH|Most: pH\na|i|#6|#9", "firms.a.inputs.i.limits",
     "{\"pH\":{\"max\":9,\"min\":6}}", 0},
    {FIRMS "== Inputs\nFirm|Input|Largest share from others|Takes from others\na|i|%0.25|không",
     "firms.a.inputs.i", "{\"accepts\":false,\"id\":\"i\",\"max_share\":\"25 %\"}", 0},
    {FIRMS "== Inputs\nFirm|Input|Largest share from others|Takes from others\na|i|25 %|?1",
     "firms.a.inputs.i", "{\"accepts\":true,\"id\":\"i\",\"max_share\":\"25 %\"}", 0},
    {"== Facilities\nFacility|Yield|Accepts resources\nw|#0.9|x", "facilities.w",
     "{\"accepts\":{\"resources\":[\"x\"]},\"gives\":{\"yield\":0.9},\"id\":\"w\"}", 0},
    {"== Exchanges\nFrom output|Since\na.o|5/2019", "exchanges.0.since", "\"2019-05\"", 0},
    {"== Exchanges\nFrom output|Since\na.o|#43831", "exchanges.0.since", "\"2020-01-01\"", 0},
    {"== Exchanges\nFrom output|Since\na.o|#2019", "exchanges.0.since", "\"2019\"", 0},
    /* the park's items, facts, figures, anything */
    {"", "park", "{\"currency\":\"VND\",\"id\":\"p\",\"year\":2025}", 0},
    {"== Facts\nFirm|Fact|Value|Evidence\n|worker_housing|có|giấy", "park.facts",
     "{\"worker_housing\":{\"evidence\":\"giấy\",\"value\":true}}", 0},
    {FIRMS
     "== Figures\nWhere|Period|Value|Value: unit\nfirms.a.note|dry|#1|t/d\nfirms.a.note|wet|#2|",
     "firms.a.note", "{\"dry\":\"1 t/d\",\"wet\":2}", 0},
    {FIRMS "== Figures\nWhere|Factor|Times\nfirms.a.note|f|#0.5", "firms.a.note",
     "{\"factor\":\"f\",\"times\":0.5}", 0},
    {FIRMS "== Figures\nWhere|Value|Confidential\nfirms.a.note|#5|yes", "firms.a.note",
     "{\"confidential\":true,\"value\":5}", 0},
    {"== Other\nPath|Value as JSON\nmodels.resources|[]\nmodels.resources.0|{\"id\":\"x\"}",
     "models", "{\"resources\":[{\"id\":\"x\"}]}", 0},
    /* hidden sheets and lists of choices are no tables */
    {"== Firms!\nFirm\na\n== Lists\nx|y", "firms", "none", 0},
    /* what looks like a formula or a command in a text cell is a text */
    {"== Firms\nFirm|Name\na|+cmd", "firms.a.name", "\"+cmd\"", 0},
};

Test(tables_gather, what_people_write_is_what_they_mean) {
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        gathered g;
        const char *texts[] = {cg_format(s.arena, "%s%s", PARK, values[i].sheets), NULL};
        gather_books(&g, &s, texts, values[i].mark);
        cr_assert_not_null(g.document, "%s", values[i].sheets);
        cr_expect_eq(s.diagnostics.errors, 0, "%s:%s", values[i].sheets, reading_sentences(&g.r));
        cr_expect_str_eq(at_path(&s, g.document, values[i].path), values[i].expected, "%s",
                         values[i].sheets);
        s.diagnostics = (cg_diagnostics){.arena = s.arena};
    }
    SCRATCH_END(s);
}

static const struct {
    const char *sheets, *said;
    cg_decimal_mark mark;
} slips[] = {
    {"== Firmss\nFirm\na", "IMPORT_SHEET_NEAR at Firmss", 0},
    {"== Sheet1\nFirm|Output|Resource|Quantity\na|o|x|#1", "IMPORT_SHEET_LOOKS at Sheet1", 0},
    {"== Diary\nToday it rained", "IMPORT_SHEET_PASSED at Diary", 0},
    {"== Firms\nnothing|here\na|b", "IMPORT_NO_HEADINGS at Firms", 0},
    {FIRMS "== firms\nFirm|Name\nc|C", "IMPORT_SHEET_TWICE at firms", 0},
    {"== Firms\nFirm|Sectr (VSIC)\na|x", "IMPORT_HEADING_NEAR at Firms!B1", 0},
    {"== Firms\nFirm|Favourite food\na|x", "IMPORT_HEADING_UNKNOWN at Firms!B1", 0},
    {"== Firms\nFirm|Name|Tên\na|x|y", "IMPORT_HEADING_TWICE at Firms!C1", 0},
    {"== Firms\nFirm|Name\na|x|y\nb|x|z", "IMPORT_HEADING_MISSING at Firms!C2", 0},
    {FIRMS "== Outputs\nFirm|Output|Quantity [bananas]\na|o|#1",
     "IMPORT_HEADING_UNIT at Outputs!C1", 0},
    {"== Firms\nFirm|Name\n|x", "IMPORT_CELL_NEEDED at Firms!A2", 0},
    {"== Firms\nFirm|Name\na|x\na|y", "IMPORT_ROW_TWICE at Firms!A3", 0},
    {"== Firms\nFirm|Longitude|Latitude\na|#106|", "IMPORT_HALF_PLACE at Firms!C2", 0},
    {"== Firms\nFirm|Name|Name (English)\na|x|y", "IMPORT_CELLS_CONFLICT at Firms!C2", 0},
    {"== Firms\nFirm|Name\na|=B1\nb|!#REF!",
     "IMPORT_FORMULA at Firms!B2; IMPORT_CELL_ERROR at Firms!B3", 0},
    {FIRMS "== Outputs\nFirm|Output|Quantity\na|o|1.200\na|q|1,5\na|r|2.5",
     "IMPORT_POINT_AMONG_COMMAS at Outputs!C4", 0},
    {FIRMS "== Outputs\nFirm|Output|Quantity\na|o|1.200\na|q|2.400",
     "IMPORT_NUMBER_AMBIGUOUS at Outputs!C2; IMPORT_NUMBER_AMBIGUOUS at Outputs!C3", 0},
    {FIRMS "== Outputs\nFirm|Output|Quantity\na|o|12,5", "IMPORT_NO_POINT_NUMBER at Outputs!C2",
     CG_MARK_POINT},
    {FIRMS "== Outputs\nFirm|Output|Quantity\na|o|12.5", "IMPORT_NO_COMMA_NUMBER at Outputs!C2",
     CG_MARK_COMMA},
    {FIRMS "== Outputs\nFirm|Output|Quantity\na|o|n/a\na|q|1.2.3,4\na|r|@2026-05-01",
     "IMPORT_NUMBER_EXPECTED at Outputs!C2; IMPORT_NUMBER_BROKEN at Outputs!C3; "
     "IMPORT_NUMBER_IS_DATE at Outputs!C4",
     0},
    {FIRMS "== Outputs\nFirm|Output|Quantity|Quantity: unit\na|o|5 t/d|kg/h",
     "IMPORT_UNIT_TWICE at Outputs!C2", 0},
    {FIRMS "== Outputs\nFirm|Output|Quantity|Quantity: source\na|o||meter",
     "IMPORT_WITHOUT_VALUE at Outputs!C2", 0},
    {FIRMS "== Inputs\nFirm|Input|Takes from others\na|i|maybe",
     "IMPORT_TRUTH_EXPECTED at Inputs!C2", 0},
    {FIRMS "== Outputs\nFirm|Output|Quantity|Quantity: year\na|o|#5|last year",
     "IMPORT_WHOLE_EXPECTED at Outputs!D2", 0},
    {"== Exchanges\nFrom output|Since\na.o|31/2/2025", "IMPORT_DAY_EXPECTED at Exchanges!B2", 0},
    {FIRMS "== Outputs\nFirm|Output|Quantity\nGiay|o|#1\nzzzzz|o|#1",
     "IMPORT_FIRM_NEAR at Outputs!A2; IMPORT_FIRM_UNKNOWN at Outputs!A3", 0},
    {FIRMS "== Outputs\nFirm|Output\na|x\n== Inputs\nFirm|Input\na|x",
     "IMPORT_ROW_TWICE at Inputs!A2", 0},
    {"== Facts\nFirm|Fact|Value\n|worker_housin|yes\n|qqqqqq|yes",
     "IMPORT_FACT_NEAR at Facts!B2; IMPORT_FACT_UNKNOWN at Facts!B3", 0},
    {FIRMS "== Figures\nWhere|Value\nfirms.c.quantity|#1\nfirms.a.name|#1",
     "IMPORT_PATH_NOWHERE at Figures!A2; IMPORT_PATH_TAKEN at Figures!A3", 0},
    {"== Other\nPath|Value as JSON\ncorridors|[1,", "IMPORT_JSON_BROKEN at Other!B2", 0},
};

Test(tables_gather, every_slip_is_told_with_its_cell) {
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        gathered g;
        const char *texts[] = {cg_format(s.arena, "%s%s", PARK, slips[i].sheets), NULL};
        gather_books(&g, &s, texts, slips[i].mark);
        cr_expect_str_eq(reading_said(&g.r), slips[i].said, "%s:%s", slips[i].sheets,
                         reading_sentences(&g.r));
        s.diagnostics = (cg_diagnostics){.arena = s.arena};
    }
    SCRATCH_END(s);
}

Test(tables_gather, items_of_the_park) {
    static const char *const rows[][2] = {
        {"Discount rate|%0.1", "\"10 %\""},
        {"assumptions.discount_rate|0,08", "0.08"},
        {"Lai suat chiet khau|#0.1", "0.1"},
    };
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        gathered g;
        const char *texts[] = {cg_format(s.arena, "%s%s\n", PARK, rows[i][0]), NULL};
        gather_books(&g, &s, texts, CG_MARK_PROVEN);
        cr_expect_eq(s.diagnostics.errors, 0, "%s", reading_sentences(&g.r));
        cr_expect_str_eq(at_path(&s, g.document, "assumptions.discount_rate"), rows[i][1]);
    }
    gathered g;
    const char *texts[] = {
        PARK "Discont rate|%0.1\nWeather|fine\nRules|vn\nYear of the figures|#2024\n", NULL};
    gather_books(&g, &s, texts, CG_MARK_PROVEN);
    cr_expect_str_eq(
        reading_said(&g.r),
        "IMPORT_ITEM_NEAR at Park!A5; IMPORT_ITEM_UNKNOWN at Park!A6; IMPORT_ROW_TWICE at "
        "Park!B8");
    cr_expect_str_eq(at_path(&s, g.document, "park.rules"), "\"vn\"");
    SCRATCH_END(s);
}

Test(tables_gather, books_of_firms_are_merged) {
    SCRATCH_START(s);
    gathered g;
    const char *const good[] = {
        PARK "== Firms\nFirm|Name\na|A\n== Outputs\nFirm|Output|Quantity\na|o|#1",
        "== Firms\nFirm|Name\nb|B\n== Inputs\nFirm|Input|Quantity\nb|i|#2\n"
        "== Facilities\nFacility|Name\nw|W",
        "== Facilities\nFacility|Name\nw|W", NULL};
    gather_books(&g, &s, good, CG_MARK_PROVEN);
    cr_expect_eq(s.diagnostics.errors, 0, "%s", reading_sentences(&g.r));
    cr_expect_str_eq(at_path(&s, g.document, "firms.b.inputs.i.quantity"), "2");
    cr_expect_str_eq(at_path(&s, g.document, "facilities"), "[{\"id\":\"w\",\"name\":\"W\"}]");
    const char *const bad[] = {PARK "== Firms\nFirm|Name|Note\na|A|x",
                               "== Firms\nName|Firm\nB|a\n== Park\nItem|Value\nCurrency|USD", NULL};
    gather_books(&g, &s, bad, CG_MARK_PROVEN);
    /* Both cells of each pair, those of the second book first. */
    cr_expect_str_eq(reading_said(&g.r),
                     "IMPORT_ROWS_CONFLICT at Park!B2; IMPORT_ROWS_CONFLICT at Park!B4; "
                     "IMPORT_ROWS_CONFLICT at Firms!A2; IMPORT_ROWS_CONFLICT at Firms!B2");
    cr_expect_str_eq(s.diagnostics.items.items[2].place.file, "2.xlsx");
    SCRATCH_END(s);
}

Test(tables_gather, a_document_may_be_there_before) {
    static const char base[] = "{\"park\": {\"id\": \"p\"}, \"firms\": [{\"id\": \"a\"}]}";
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    r.reader.lenient_rates = true;
    const cg_knowledge_sources sources = {.models_folder = reading_models(&r)};
    const cg_gather how = {.knowledge = cg_knowledge_read(&r.reader, &sources),
                           .base = reading_json(&r, base)};
    const cg_grids *books[] = {
        book_of(s.arena, "outputs.csv", "== outputs\nFirm|Output|Quantity\na|o|5 t/d")};
    cg_json *document = cg_gather_tables(s.arena, &s.diagnostics, books, 1, &how);
    cr_expect_eq(s.diagnostics.errors, 0, "%s", reading_sentences(&r));
    cr_expect_str_eq(
        cg_json_canonical(s.arena, document),
        "{\"firms\":[{\"id\":\"a\",\"outputs\":[{\"id\":\"o\",\"quantity\":\"5 t/d\"}]}],"
        "\"park\":{\"id\":\"p\"}}");
    SCRATCH_END(s);
}

Test(tables_gather, merged_cells_among_values) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    r.reader.lenient_rates = true;
    const cg_knowledge_sources sources = {.models_folder = reading_models(&r)};
    const cg_gather how = {.knowledge = cg_knowledge_read(&r.reader, &sources)};
    cg_grids *book = book_of(s.arena, "m.xlsx", PARK "== Firms\nTITLE\nFirm|Name\na|A\nb|B");
    CG_PUSH(s.arena, &book->grids.items[1].merged, "A1:F1");
    CG_PUSH(s.arena, &book->grids.items[1].merged, "B3:B4");
    const cg_grids *books[] = {book};
    cg_gather_tables(s.arena, &s.diagnostics, books, 1, &how);
    cr_expect_str_eq(reading_said(&r), "IMPORT_MERGED at Firms!B3");
    SCRATCH_END(s);
}

Test(tables_gather, cells_as_the_reader_prints_them) {
    static const struct {
        const char *text, *said; /* NULL: read */
    } rows[] = {
        {"{\"format\":\"congsinh-cells/"
         "1\",\"sheets\":[{\"name\":\"F\",\"hidden\":false,\"rows\":[{\"row\":"
         "2,\"cells\":[[2,\"percent\",0.5],[1,\"text\",\"a\"],[3,\"truth\",true]]}],\"merged\":[]}]"
         ","
         "\"problems\":[]}",
         NULL},
        {"{\"format\":\"congsinh-cells/"
         "1\",\"refused\":{\"reason\":\"encrypted\",\"detail\":\"x\"}}",
         "IMPORT_ENCRYPTED"},
        {"{\"format\":\"congsinh-cells/1\",\"refused\":{\"reason\":\"zip-bomb\",\"detail\":\"x\"}}",
         "IMPORT_TOO_BIG"},
        {"{\"format\":\"congsinh-cells/1\",\"refused\":{\"reason\":\"?\"}}", "IMPORT_REFUSED"},
        {"{\"format\":\"congsinh-cells/2\",\"sheets\":[]}", "IMPORT_NO_CELLS"},
        {"{\"format\":\"congsinh-cells/"
         "1\",\"sheets\":[{\"name\":\"F\",\"rows\":[{\"row\":0,\"cells\":[]}]}]}",
         "IMPORT_NO_CELLS"},
        {"{\"format\":\"congsinh-cells/"
         "1\",\"sheets\":[{\"name\":\"F\",\"rows\":[{\"row\":1,\"cells\":[[1,"
         "\"number\",\"5\"]]}]}]}",
         "IMPORT_NO_CELLS"},
        {"{", "JSON_CUT"},
    };
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const cg_grids *grids =
            cg_cells_read(s.arena, &s.diagnostics, "f.xlsx", rows[i].text, strlen(rows[i].text));
        cr_expect(rows[i].said != NULL ? grids == NULL : grids != NULL, "%s", rows[i].text);
        if (rows[i].said == NULL) {
            const cg_grid_row *row = &grids->grids.items[0].rows.items[0];
            cr_expect_eq(row->number, 2);
            cr_expect_eq(cg_grid_cell(row, 2).kind, CG_CELL_PERCENT);
            cr_expect_str_eq(cg_grid_cell(row, 1).text, "a");
        } else if (strncmp(rows[i].said, "JSON", 4) != 0) {
            cr_expect_str_eq(scratch_said(&s), rows[i].said, "%s", rows[i].text);
        }
        s.diagnostics = (cg_diagnostics){.arena = s.arena};
    }
    SCRATCH_END(s);
}

/* A cell may hold as much as it likes: it is one value, and a sentence shows the beginning of it.
 */
Test(tables_gather, long_texts_stay_texts) {
    SCRATCH_START(s);
    size_t length = 1 << 20;
    char *longest = CG_ARRAY(s.arena, char, length + 1);
    memset(longest, 'x', length);
    gathered g;
    const char *texts[] = {cg_format(s.arena,
                                     "%s== Firms\nFirm|Name\na|%s\n== Outputs\n"
                                     "Firm|Output|Quantity\na|o|%s",
                                     PARK, longest, longest),
                           NULL};
    gather_books(&g, &s, texts, CG_MARK_PROVEN);
    cr_expect_str_eq(reading_said(&g.r), "IMPORT_NUMBER_EXPECTED at Outputs!C2");
    cr_expect_lt(strlen(reading_sentences(&g.r)), 300);
    SCRATCH_END(s);
}
