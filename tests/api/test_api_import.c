/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parks out of tables, as the public header promises them. */
#include "api_help.h"

#define SHEET(name, rows)                                                                          \
    "{\"name\": \"" name "\", \"hidden\": false, \"merged\": [], \"rows\": [" rows "]}"
#define BOOK(sheets)                                                                               \
    "{\"format\": \"congsinh-cells/1\", \"problems\": [], \"sheets\": [" sheets "]}"
#define PARK                                                                                       \
    SHEET("Park",                                                                                  \
          "{\"row\": 1, \"cells\": [[1, \"text\", \"Item\"], [2, \"text\", \"Value\"]]},"          \
          "{\"row\": 2, \"cells\": [[1, \"text\", \"Park id\"], [2, \"text\", \"p\"]]},"           \
          "{\"row\": 3, \"cells\": [[1, \"text\", \"Currency\"], [2, \"text\", \"VND\"]]},"        \
          "{\"row\": 4, \"cells\": [[1, \"text\", \"Year of the figures\"], [2, \"number\", "      \
          "2025]]}")
#define INPUT(resource)                                                                            \
    SHEET("Firms", "{\"row\": 1, \"cells\": [[1, \"text\", \"Firm\"]]},"                           \
                   "{\"row\": 2, \"cells\": [[1, \"text\", \"a\"]]}")                              \
    "," SHEET(                                                                                     \
        "Inputs",                                                                                  \
        "{\"row\": 1, \"cells\": [[1, \"text\", \"Firm\"], [2, \"text\", \"Input\"], [3, "         \
        "\"text\", \"Resource\"], [4, \"text\", \"Quantity\"], [5, \"text\", \"Price\"]]},"        \
        "{\"row\": 2, \"cells\": [[1, \"text\", \"a\"], [2, \"text\", \"i\"], [3, \"text\", "      \
        "\"" resource "\"], [4, \"text\", \"900 m3/d\"], [5, \"text\", \"12.000 VND/m3\"]]}")

static congsinh_status import(congsinh *context, const char *cells, congsinh_decimal decimal,
                              char **text, congsinh_park_facts *facts) {
    const congsinh_book book = {"lan.xlsx", cells, strlen(cells)};
    const congsinh_import source = {&book, 1, decimal};
    size_t length = 0;
    congsinh_status status = congsinh_park_import(text, &length, context, &source, facts);
    cr_assert(*text == NULL || strlen(*text) == length);
    return status;
}

Test(import, makes_a_park_that_can_be_read) {
    congsinh *context = api_context(CONGSINH_ENGLISH);
    congsinh_park_facts facts;
    congsinh_park *park = NULL;
    char *text = NULL;
    cr_assert_eq(import(context, BOOK(PARK "," INPUT("cooling-water")), CONGSINH_DECIMAL_COMMA,
                        &text, &facts),
                 CONGSINH_OK);
    cr_expect_str_eq(facts.id, "p");
    cr_expect_eq(facts.inputs, 1);
    cr_expect_not_null(strstr(text, "\"price\": \"12000 VND/m3\""), "%s", text);
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    source.file = "p.json";
    source.bytes = text;
    source.length = strlen(text);
    cr_expect_eq(congsinh_park_read(&park, context, &source), CONGSINH_OK);
    congsinh_park_free(park);
    congsinh_text_free(text);
    congsinh_free(context);
}

/* The table's problem and the park's, each at its cell; and the copy that says so is a workbook. */
Test(import, tells_every_problem_at_its_cell) {
    static const char cells[] = BOOK(PARK "," INPUT("coolin-water"));
    congsinh *context = api_context(CONGSINH_ENGLISH);
    char *text = NULL;
    cr_assert_eq(import(context, cells, CONGSINH_DECIMAL_PROVEN, &text, NULL), CONGSINH_BAD_DATA);
    cr_expect_null(text);
    cr_assert_eq(congsinh_diagnostic_count(context), 2);
    static const char *const expected[][2] = {{"RESOURCE_UNKNOWN_NEAREST", "Inputs!C2"},
                                              {"IMPORT_NUMBER_AMBIGUOUS", "Inputs!E2"}};
    for (int i = 0; i < 2; i++) {
        congsinh_diagnostic found = congsinh_diagnostic_at(context, i);
        cr_expect_str_eq(found.code, expected[i][0]);
        cr_expect_str_eq(found.path, expected[i][1]);
        cr_expect_str_eq(found.file, "lan.xlsx");
        cr_expect_eq(found.line, 0);
    }
    const congsinh_book book = {"lan.xlsx", cells, sizeof cells - 1};
    const congsinh_import source = {&book, 1, CONGSINH_DECIMAL_PROVEN};
    size_t length = 0;
    cr_assert_eq(congsinh_import_annotate(&text, &length, context, &source, 0), CONGSINH_OK);
    cr_expect(length > 1000 && memcmp(text, "PK", 2) == 0);
    congsinh_text_free(text);
    cr_expect_eq(congsinh_import_annotate(&text, &length, context, &source, 1), CONGSINH_BAD_USAGE);
    cr_expect_null(text);
    congsinh_free(context);
}

Test(import, of_nothing_is_a_wrong_usage) {
    congsinh *context = api_context(CONGSINH_VIETNAMESE);
    const congsinh_import none = CONGSINH_IMPORT_INIT;
    char *text = NULL;
    size_t length = 0;
    cr_expect_eq(congsinh_park_import(&text, &length, context, &none, NULL), CONGSINH_BAD_USAGE);
    cr_expect_eq(import(context, "{", CONGSINH_DECIMAL_PROVEN, &text, NULL), CONGSINH_BAD_DATA);
    cr_expect_eq(import(context, BOOK(""), CONGSINH_DECIMAL_PROVEN, &text, NULL),
                 CONGSINH_BAD_DATA);
    cr_expect_null(text);
    congsinh_free(context);
}

/* Sheets whose names a workbook holds only once: the list of an earlier copy however it is written,
 * two that differ in capitals or behind the 31st character alone. */
Test(import, copies_sheets_whatever_they_are_called) {
    static const char cells[] =
        BOOK(PARK "," SHEET("PROBLEMS", "") "," SHEET("van de", "") "," SHEET("a/b", "") "," SHEET(
            "A b", "") "," SHEET("a name of more than thirty-one characters",
                                 "") "," SHEET("a name of more than thirty-one letters", ""));
    congsinh *context = api_context(CONGSINH_ENGLISH);
    const congsinh_book book = {"lan.xlsx", cells, sizeof cells - 1};
    const congsinh_import source = {&book, 1, CONGSINH_DECIMAL_PROVEN};
    char *text = NULL;
    size_t length = 0;
    cr_expect_eq(congsinh_import_annotate(&text, &length, context, &source, 0), CONGSINH_OK);
    for (int i = 0; i < congsinh_diagnostic_count(context); i++) {
        cr_expect(false, "%s", congsinh_diagnostic_at(context, i).code);
    }
    congsinh_text_free(text);
    congsinh_free(context);
}
