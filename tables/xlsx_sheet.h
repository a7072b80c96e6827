/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sheet of XLSX: what of the workbook its cells need, and what walks through it. */
#ifndef CONGSINH_TABLES_XLSX_SHEET_H
#define CONGSINH_TABLES_XLSX_SHEET_H

#include "xml.h"

typedef struct tables_xlsx {
    tables_book *book;
    const tables_kind *kinds; /* of numbers, by the number of their style */
    size_t kind_count;
    const size_t *string_lengths; /* of shared texts, in bytes, by their number */
    size_t string_count;
    bool uncomputed; /* it asks whoever opens it to compute: what stands in formulas is no value */
} tables_xlsx;

/* Tells the cells of the sheet to the book, and cuts from the part what OGR would misread. */
void tables_xlsx_sheet(tables_part *part, const tables_xlsx *workbook, tables_sheet *sheet);

#endif
