/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of cells: numbers with either mark, days, truths, names of columns and units. */
#include "tables/cell_words.h"
#include "tables/fold.h"
#include "tables/numbers.h"

#include "unit/scratch.h"

#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\x89"

Test(tables_cells, numbers_with_either_mark) {
    static const struct {
        const char *text;
        cg_number_shape shape;
        const char *point, *comma, *rest; /* NULL: no number with this mark */
    } rows[] = {
        {"1200", CG_SHAPE_PLAIN, "1200", "1200", ""},
        {"-5", CG_SHAPE_PLAIN, "-5", "-5", ""},
        {"\xE2\x88\x92"
         "5",
         CG_SHAPE_PLAIN, "-5", "-5", ""},
        {"+7", CG_SHAPE_PLAIN, "7", "7", ""},
        {"007", CG_SHAPE_PLAIN, "7", "7", ""},
        {"1 200", CG_SHAPE_PLAIN, "1200", "1200", ""},
        {"1" NBSP "200" NBSP "000", CG_SHAPE_PLAIN, "1200000", "1200000", ""},
        {"1" THIN "200", CG_SHAPE_PLAIN, "1200", "1200", ""},
        {"1'200", CG_SHAPE_PLAIN, "1200", "1200", ""},
        {"1\xE2\x80\x99"
         "200",
         CG_SHAPE_PLAIN, "1200", "1200", ""},
        {"1200 m3/d", CG_SHAPE_PLAIN, "1200", "1200", " m3/d"},
        {"1200m³/ngày", CG_SHAPE_PLAIN, "1200", "1200", "m³/ngày"},
        {"25 %", CG_SHAPE_PLAIN, "25", "25", " %"},
        {"1e3 t/yr", CG_SHAPE_PLAIN, "1e3", "1e3", " t/yr"},
        {"2e", CG_SHAPE_PLAIN, "2", "2", "e"},
        /* one of the two alone */
        {"0.5", CG_SHAPE_POINT, "0.5", NULL, ""},
        {"0,5", CG_SHAPE_COMMA, NULL, "0.5", ""},
        {"12.25", CG_SHAPE_POINT, "12.25", NULL, ""},
        {"1.234,5", CG_SHAPE_COMMA, NULL, "1234.5", ""},
        {"1,234.5 t", CG_SHAPE_POINT, "1234.5", NULL, " t"},
        {"1.234.567", CG_SHAPE_COMMA, NULL, "1234567", ""},
        {"1,234,567", CG_SHAPE_POINT, "1234567", NULL, ""},
        {"1 234,56", CG_SHAPE_COMMA, NULL, "1234.56", ""},
        {"1234.567", CG_SHAPE_POINT, "1234.567", NULL, ""}, /* four digits make no group */
        {"0.125", CG_SHAPE_POINT, "0.125", NULL, ""},       /* nor does a zero */
        {"106,7215", CG_SHAPE_COMMA, NULL, "106.7215", ""},
        /* a thousand and some, or one and some thousandths */
        {"1.234", CG_SHAPE_AMBIGUOUS, "1.234", "1234", ""},
        {"1,234", CG_SHAPE_AMBIGUOUS, "1234", "1.234", ""},
        {"12.000 VND/m3", CG_SHAPE_AMBIGUOUS, "12.000", "12000", " VND/m3"},
        /* none */
        {"1.2.3,4", CG_SHAPE_BROKEN, NULL, NULL, NULL},
        {"12.", CG_SHAPE_BROKEN, NULL, NULL, NULL},
        {"1,2,3", CG_SHAPE_BROKEN, NULL, NULL, NULL},
        {"1 200.300 400", CG_SHAPE_POINT, "1200.300", NULL, " 400"},
        {"n/a", CG_SHAPE_NONE, NULL, NULL, NULL},
        {"~5", CG_SHAPE_NONE, NULL, NULL, NULL},
        {"=1+1", CG_SHAPE_NONE, NULL, NULL, NULL},
        {"", CG_SHAPE_NONE, NULL, NULL, NULL},
        {",5", CG_SHAPE_NONE, NULL, NULL, NULL},
    };
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text = rows[i].text;
        cr_expect_eq((int)cg_number_shape_of(s.arena, text), (int)rows[i].shape, "%s", text);
        const char *expected[] = {rows[i].point, rows[i].comma};
        const cg_decimal_mark marks[] = {CG_MARK_POINT, CG_MARK_COMMA};
        for (int m = 0; m < 2; m++) {
            const char *rest = NULL;
            const char *found = cg_number_plain(s.arena, text, marks[m], &rest);
            if (expected[m] == NULL) {
                cr_expect_null(found, "%s gave %s", text, found);
            } else {
                cr_assert_not_null(found, "%s", text);
                cr_expect_str_eq(found, expected[m], "%s", text);
                cr_expect_str_eq(rest, rows[i].rest, "%s", text);
            }
        }
    }
    SCRATCH_END(s);
}

Test(tables_cells, percentages_and_units) {
    static const struct {
        double number;
        const char *text;
    } percents[] = {{0.25, "25 %"}, {0.07, "7 %"},   {0.274, "27.4 %"}, {1, "100 %"},
                    {0, "0 %"},     {-0.1, "-10 %"}, {1e-9, "1e-7 %"}};
    static const char *const units[][2] = {{"m3/ngay dem", "m3/ngày đêm"},
                                           {"tan/nam", "tấn/năm"},
                                           {"m³/ngày", "m³/ngày"},
                                           {" nghin dong/tan", " nghìn đồng/tấn"},
                                           {"VND/m3", "VND/m3"},
                                           {"tank", "tank"},
                                           {"MWh/yr", "MWh/yr"},
                                           {"kg/gio", "kg/giờ"},
                                           {"", ""}};
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof percents / sizeof *percents; i++) {
        cr_expect_str_eq(cg_percent_text(s.arena, percents[i].number), percents[i].text);
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        cr_expect_str_eq(cg_unit_marked(s.arena, units[i][0]), units[i][1]);
    }
    SCRATCH_END(s);
}

Test(tables_cells, days) {
    static const char *const texts[][2] = {
        {"30/6/2026", "2026-06-30"},
        {"30.06.2026", "2026-06-30"},
        {"30-6-2026", "2026-06-30"},
        {"2026-06-30", "2026-06-30"},
        {"2026/6/30", "2026-06-30"},
        {"ngày 30/6/2026", "2026-06-30"},
        {"2026-06-30 00:00:00", "2026-06-30"},
        {"6/2026", "2026-06"},
        {"tháng 6/2026", "2026-06"},
        {"2019-05", "2019-05"},
        {"2019", "2019"},
        {"năm 2019", "2019"},
        /* the month comes second, so that this is no day; nor are those below */
        {"6/30/2026", NULL},
        {"31/6/2025", NULL},
        {"30/6/26", NULL},
        {"13/2026", NULL},
        {"29/2/2025", NULL},
        {"29/2/2024", "2024-02-29"},
        {"1/2/3/2026", NULL},
        {"30/6-2026", NULL},
        {"hôm qua", NULL},
        {"", NULL},
        {"20260630", NULL}};
    static const struct {
        double serial;
        const char *day;
    } serials[] = {/* 43831 is 2020-01-01 and 45000 is 2023-03-15 in every spreadsheet; 60 is the 29
                    * February 1900 that never was. */
                   {43831, "2020-01-01"},
                   {45000, "2023-03-15"},
                   {61, "1900-03-01"},
                   {2958465, "9999-12-31"},
                   {60, NULL},
                   {2958466, NULL},
                   {45000.5, NULL},
                   {-1, NULL}};
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *found = cg_date_read(s.arena, texts[i][0]);
        const char *expected = texts[i][1];
        cr_expect(expected == NULL ? found == NULL : found != NULL && strcmp(found, expected) == 0,
                  "%s: %s", texts[i][0], found == NULL ? "none" : found);
    }
    for (size_t i = 0; i < sizeof serials / sizeof *serials; i++) {
        const char *found = cg_date_of_serial(s.arena, serials[i].serial);
        const char *expected = serials[i].day;
        cr_expect(expected == NULL ? found == NULL : found != NULL && strcmp(found, expected) == 0,
                  "%f: %s", serials[i].serial, found == NULL ? "none" : found);
    }
    SCRATCH_END(s);
}

Test(tables_cells, truths) {
    static const char *const yes[] = {"yes", "Có", "CO", "x", "đúng", "TRUE", "Đã có", " có" NBSP};
    static const char *const no[] = {"no", "Không", "khong", "false", "chưa", "sai", "0"};
    static const char *const neither[] = {"có lẽ", "", "maybe", "2"};
    SCRATCH_START(s);
    bool truth = false;
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        cr_expect(cg_truth_read(s.arena, &truth, yes[i]) && truth, "%s", yes[i]);
    }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        cr_expect(cg_truth_read(s.arena, &truth, no[i]) && !truth, "%s", no[i]);
    }
    for (size_t i = 0; i < sizeof neither / sizeof *neither; i++) {
        cr_expect_not(cg_truth_read(s.arena, &truth, neither[i]), "%s", neither[i]);
    }
    SCRATCH_END(s);
}

Test(tables_cells, names_are_folded) {
    static const char *const texts[][2] = {{"Mã doanh nghiệp", "ma doanh nghiep"},
                                           {"Ma\xCC\x83 doanh nghie\xCC\xA3\xCC\x82p",
                                            "ma doanh nghiep"}, /* NFD, marks in this order */
                                           {"ĐIỆN", "dien"},
                                           {" Lượng" NBSP " (m³) *", "luong [m3]"},
                                           {"Loại tài\nnguyên:", "loai tai nguyen"},
                                           {"disposal_cost", "disposal cost"},
                                           {"COD[mg/L]", "cod [mg/l]"},
                                           {"( a )", "[a]"},
                                           {"", ""}};
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        cr_expect_str_eq(cg_folded(s.arena, texts[i][0]), texts[i][1]);
    }
    const char *bare = NULL;
    cr_expect_str_eq(cg_bracketed(s.arena, "Lượng [m3/(d)]", &bare), "m3/(d)");
    cr_expect_str_eq(bare, "Lượng");
    cr_expect_null(cg_bracketed(s.arena, "[m3]", &bare));
    cr_expect_null(cg_bracketed(s.arena, "a) b", &bare));
    cr_expect_str_eq(cg_cell_trimmed(s.arena, NBSP "\n a  b\t" NBSP), "a  b");
    SCRATCH_END(s);
}
