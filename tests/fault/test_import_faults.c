/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing where memory ends, and of cells that are mutated: a status and what is wrong, never a
 * crash. */
#include "base/memory.h"
#include "fault_help.h"
#include "support/random_park.h"

#define T(column, text) "[" #column ", \"text\", \"" text "\"]"
#define N(column, number) "[" #column ", \"number\", " #number "]"
#define ROW(number, ...) "{\"row\": " #number ", \"cells\": [" __VA_ARGS__ "]}"
#define SHEET(name, rows)                                                                          \
    "{\"name\": \"" name "\", \"hidden\": false, \"merged\": [\"A1:B1\"], \"rows\": [" rows "]}"

/* A bit of everything: a title, headings in both languages, units in cells, headings and columns,
 * facts, figures by period, anything as JSON. A row a line, which clang-format has no eye for. */
/* clang-format off */
static const char cells[] =
    "{\"format\": \"congsinh-cells/1\", \"problems\": [], \"sheets\": ["
    SHEET("Park",
        ROW(1, T(1, "TITLE")) ","
        ROW(2, T(1, "Item") "," T(2, "Value") "," T(3, "Value: unit")) ","
        ROW(3, T(1, "Park id") "," T(2, "p")) ","
        ROW(4, T(1, "Year of the figures") "," N(2, 2025)) ","
        ROW(5, T(1, "Currency") "," T(2, "VND")) ","
        ROW(6, T(1, "Discount rate") ",[2,\"percent\",0.1]")) ","
    SHEET("Thời kỳ",
        ROW(1, T(1, "Thời kỳ") "," T(2, "Số giờ trong năm [h]")) ","
        ROW(2, T(1, "dry") "," N(2, 4380)) ","
        ROW(3, T(1, "wet") "," T(2, "4380 h"))) ","
    SHEET("Firms",
        ROW(1, T(1, "Firm") "," T(2, "Name") "," T(3, "Longitude") "," T(4, "Latitude")) ","
        ROW(2, T(1, "a") "," T(2, "Giấy") "," T(3, "106,7215") "," T(4, "10,95")) ","
        ROW(3, T(1, "b") "," T(2, "=cmd") "," N(3, 106.73) "," N(4, 10.96))) ","
    SHEET("Outputs",
        ROW(1, T(1, "Firm") "," T(2, "Output") "," T(3, "Resource") ","
            T(4, "Quantity (m³/ngày)") "," T(5, "Disposal cost") ","
            T(6, "Quality: COD [mg/L]")) ","
        ROW(2, T(1, "a") "," T(2, "o") "," T(3, "treated-wastewater") ","
            T(5, "12.000,5 VND/m3") "," N(6, 60))) ","
    SHEET("Inputs",
        ROW(1, T(1, "Firm") "," T(2, "Input") "," T(3, "Resource") "," T(4, "Quantity") ","
            T(5, "Quantity: unit") "," T(6, "Price") "," T(7, "Most: pH") ","
            T(8, "Least: pH")) ","
        ROW(2, T(1, "b") "," T(2, "i") "," T(3, "cooling-water") "," N(4, 900) ","
            T(5, "m3/d") "," T(6, "14000 VND/m3") "," N(7, 9) "," N(8, 6))) ","
    SHEET("Facts",
        ROW(1, T(1, "Firm") "," T(2, "Fact") "," T(3, "Value")) ","
        ROW(2, T(2, "worker_housing") ",[3,\"truth\",true]")) ","
    SHEET("Figures",
        ROW(1, T(1, "Where") "," T(2, "Period") "," T(3, "Value") "," T(4, "Value: unit")) ","
        ROW(2, T(1, "firms.a.outputs.o.quantity") "," T(2, "dry") "," N(3, 500) ","
            T(4, "m3/d")) ","
        ROW(3, T(1, "firms.a.outputs.o.quantity") "," T(2, "wet") "," N(3, 700) ","
            T(4, "m3/d"))) ","
    SHEET("Other",
        ROW(1, T(1, "Path") "," T(2, "Value as JSON")) ","
        ROW(2, T(1, "corridors") "," T(2, "[]")))
    "]}";
/* clang-format on */

/* Imports twice the same, as two books, and makes the copy with comments. */
static congsinh_status import_twice(congsinh *context, const char *text, char **park) {
    const congsinh_book books[] = {{"a.xlsx", text, strlen(text)},
                                   {"b.xlsx", cells, strlen(cells)}};
    const congsinh_import source = {books, 2, CONGSINH_DECIMAL_PROVEN};
    congsinh_park_facts facts;
    size_t length = 0;
    congsinh_status status = congsinh_park_import(park, &length, context, &source, &facts);
    cr_assert_eq(*park != NULL, status == CONGSINH_OK);
    if (status != CONGSINH_OK && status != CONGSINH_BAD_DATA) {
        return status;
    }
    char *copy = NULL;
    congsinh_status annotated = congsinh_import_annotate(&copy, &length, context, &source, 1);
    cr_assert_eq(copy != NULL, annotated == CONGSINH_OK);
    congsinh_text_free(copy);
    return annotated != CONGSINH_OK ? annotated : status;
}

static const char *said(congsinh *context) {
    return congsinh_diagnostic_count(context) == 0 ? "nothing"
                                                   : congsinh_diagnostic_at(context, 0).sentence;
}

Test(import_faults, memory_ends, .timeout = 240) {
    congsinh *context = NULL;
    char *right = NULL;
    cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
    congsinh_status whole = import_twice(context, cells, &right);
    cr_assert_eq(whole, CONGSINH_OK, "status %d: %s", (int)whole, said(context));
    congsinh_free(context);
    int ended = 0;
    for (long after = 1;; after += after < 100 ? 1 : after / 40) {
        char *found = NULL, *again = NULL;
        cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
        cg_fail_allocation_after(after);
        congsinh_status status = import_twice(context, cells, &found);
        cg_fail_allocation_after(0);
        cr_assert(status == CONGSINH_OK || status == CONGSINH_NO_MEMORY,
                  "after %ld allocations: status %d", after, (int)status);
        congsinh_text_free(found);
        if (ended % 20 == 0) {
            cr_assert_eq(import_twice(context, cells, &again), CONGSINH_OK);
            cr_assert_str_eq(again, right, "after %ld allocations another park", after);
            congsinh_text_free(again);
        }
        congsinh_free(context);
        if (status == CONGSINH_OK) {
            break;
        }
        ended++;
    }
    congsinh_text_free(right);
    cr_expect_gt(ended, 100, "memory ended only %d times", ended);
}

/* Bytes changed for others that stand somewhere in the text, so that most of it is still cells. */
Test(import_faults, mutated_cells, .timeout = 240) {
    enum { TIMES = 600 };
    congsinh *context = NULL;
    cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
    int refused = 0;
    for (unsigned seed = 1; seed <= TIMES; seed++) {
        char text[sizeof cells];
        memcpy(text, cells, sizeof cells);
        chance luck = {seed};
        for (int changes = 1 + chance_below(&luck, 4); changes > 0; changes--) {
            int length = (int)sizeof cells - 1;
            text[chance_below(&luck, length)] = cells[chance_below(&luck, length)];
        }
        congsinh_diagnostics_clear(context);
        char *park = NULL;
        congsinh_status status = import_twice(context, text, &park);
        expect_read_or_told(context, status, seed);
        refused += status == CONGSINH_BAD_DATA;
        congsinh_text_free(park);
    }
    cr_expect_gt(refused, TIMES / 2, "only %d of %d are refused", refused, TIMES);
    congsinh_free(context);
}
