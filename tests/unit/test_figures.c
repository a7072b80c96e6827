/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as readers of either language write them. */
#include "text/figures.h"

#include "one_arena.h"

#include <criterion/criterion.h>
#include <math.h>

TestSuite(figures, .init = open_arena, .fini = close_arena);

Test(figures, fixed_decimals) {
    static const struct {
        double value;
        int decimals;
        const char *english, *vietnamese;
    } rows[] = {{0, 0, "0", "0"},
                {-0.0, 1, "0.0", "0,0"},
                {1234.5, 1, "1,234.5", "1.234,5"},
                {-1234567, 0, "-1,234,567", "-1.234.567"},
                {999.5, 0, "1,000", "1.000"},
                {-0.04, 1, "0.0", "0,0"}, /* no minus before what is printed as nothing */
                {0.05, 2, "0.05", "0,05"},
                {12, 3, "12.000", "12,000"},
                {100, 0, "100", "100"},
                {1e15, 0, "1,000,000,000,000,000", "1.000.000.000.000.000"},
                {1e21, 2, "1e21", "1e21"},
                {NAN, 1, "–", "–"},
                {-INFINITY, 1, "–", "–"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(cg_figure(arena, rows[i].value, rows[i].decimals, CG_ENGLISH),
                         rows[i].english);
        cr_expect_str_eq(cg_figure(arena, rows[i].value, rows[i].decimals, CG_VIETNAMESE),
                         rows[i].vietnamese);
    }
}

/* Four significant digits, none of them a zero behind the sign. */
Test(figures, no_false_precision) {
    static const struct {
        double value;
        const char *text;
    } rows[] = {{0, "0"},
                {1, "1"},
                {12.3456, "12.35"},
                {1234.56, "1,235"},
                {0.0501, "0.0501"},
                {99.999, "100"},
                {9.9996, "10"},
                {0.1 + 0.2, "0.3"},
                {1e-12, "0"},
                {-2.5, "-2.5"},
                {1200.5, "1,201"},
                {1e-7, "0"},
                {123456789, "123,456,789"},
                {NAN, "–"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(cg_figure_short(arena, rows[i].value, CG_ENGLISH), rows[i].text);
    }
}

Test(figures, money) {
    static const struct {
        double value;
        const char *currency, *english, *vietnamese;
    } rows[] = {{2437e6, "VND", "2.437 billion VND", "2,437 tỷ đồng"},
                {851e6, "VND", "851 million VND", "851 triệu đồng"},
                {-300.5e6, "VND", "-300.5 million VND", "-300,5 triệu đồng"},
                {512300, "VND", "512,300 VND", "512.300 đồng"},
                {999999999.0, "VND", "1 billion VND", "1 tỷ đồng"},
                {999960, "VND", "1 million VND", "1 triệu đồng"},
                {7500.25, "VND", "7,500 VND", "7.500 đồng"},
                {1.25e6, "USD", "1.25 million USD", "1,25 triệu USD"},
                {12.5, NULL, "12.5", "12,5"},
                {0, "VND", "0 VND", "0 đồng"},
                {NAN, "VND", "–", "–"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const double value = rows[i].value;
        cr_expect_str_eq(cg_figure_money(arena, value, rows[i].currency, CG_ENGLISH),
                         rows[i].english);
        cr_expect_str_eq(cg_figure_money(arena, value, rows[i].currency, CG_VIETNAMESE),
                         rows[i].vietnamese);
    }
}

Test(figures, money_in_a_table) {
    cg_money_column large = cg_money_column_for(arena, 2437e6, "VND", CG_VIETNAMESE);
    cr_expect_str_eq(large.unit, "triệu đồng");
    cr_expect_str_eq(cg_money_cell(arena, &large, 2136.04e6, CG_VIETNAMESE), "2.136,0");
    cr_expect_str_eq(cg_money_cell(arena, &large, NAN, CG_VIETNAMESE), "–");
    cg_money_column small = cg_money_column_for(arena, 9500, "USD", CG_ENGLISH);
    cr_expect_str_eq(small.unit, "USD");
    cr_expect_str_eq(cg_money_cell(arena, &small, 9499.6, CG_ENGLISH), "9,500");
}

Test(figures, shares_units_and_residuals) {
    cr_expect_str_eq(cg_figure_share(arena, 0.05, CG_ENGLISH), "5.0%");
    cr_expect_str_eq(cg_figure_share(arena, 0.05, CG_VIETNAMESE), "5,0%");
    cr_expect_str_eq(cg_figure_share(arena, NAN, CG_VIETNAMESE), "–");
    cr_expect_str_eq(cg_figure_quantity(arena, 1200.5, "t", CG_VIETNAMESE), "1.201 tấn");
    cr_expect_str_eq(cg_figure_quantity(arena, 12, "m3", CG_ENGLISH), "12 m³");
    cr_expect_str_eq(cg_figure_quantity(arena, 12, NULL, CG_ENGLISH), "12");
    cr_expect_str_eq(cg_figure_most(arena, 3.2e-15), "1e-14");
    cr_expect_str_eq(cg_figure_most(arena, 0), "0");
}
