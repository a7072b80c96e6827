/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook as it is to look: sheets of styled cells, lists to choose from, charts. xlsx.c alone
 * sees libxlsxwriter. Rows and columns count from 0 here. */
#ifndef CG_WORKBOOK_XLSX_H
#define CG_WORKBOOK_XLSX_H

#include "base/diagnostic.h"

#define CG_NO_COLOUR (-1)

typedef enum cg_book_align {
    CG_ALIGN_USUAL,
    CG_ALIGN_LEFT,
    CG_ALIGN_CENTRE,
    CG_ALIGN_RIGHT
} cg_book_align;

typedef struct cg_book_style {
    bool bold, italic, wrap, border, top; /* top: at the cell's upper edge, else in its middle */
    int colour, background;               /* 0xRRGGBB or CG_NO_COLOUR */
    double size;                          /* in points; 0: 11 */
    const char *format;                   /* of numbers, "#,##0.0"; NULL: as they are */
    cg_book_align align;
    int indent; /* of text, in characters */
} cg_book_style;

typedef enum cg_book_kind { CG_BOOK_BLANK, CG_BOOK_TEXT, CG_BOOK_NUMBER } cg_book_kind;
typedef struct cg_book_cell {
    int row, column;
    cg_book_kind kind;
    const char *text; /* never read as a formula or a link, whatever it begins with */
    double number;
    int style;        /* of the book's */
    const char *note; /* a comment on the cell; NULL: none */
} cg_book_cell;

typedef struct cg_book_column {
    int column;
    double width; /* in characters */
    int style;    /* of cells that stand empty; CG_NONE */
    bool folded;  /* in an outline that is closed: one click shows it */
} cg_book_column;

typedef struct cg_book_row {
    int row;
    double height; /* in points */
} cg_book_row;

/* A block of cells of a sheet of the same book. */
typedef struct cg_book_range {
    const char *sheet; /* NULL: the one it stands on */
    int first_row, first_column, last_row, last_column;
} cg_book_range;

typedef enum cg_check {
    CG_CHECK_NOTHING, /* the message alone */
    CG_CHECK_LIST,    /* one of `list` */
    CG_CHECK_NUMBER,  /* from `least` to `most` */
    CG_CHECK_WHOLE
} cg_check;
typedef enum cg_severity_of_check {
    CG_CHECK_SUGGESTS, /* anything else goes in without a word */
    CG_CHECK_ASKS,     /* asked whether it is meant */
    CG_CHECK_REFUSES
} cg_severity_of_check;
/* What may be typed into cells. */
typedef struct cg_book_check {
    cg_book_range cells;
    cg_check check;
    cg_severity_of_check severity;
    cg_book_range list;
    double least, most;
    const char *title,
        *message;      /* shown where the cell is chosen; cut to 32 and 255 characters; NULL */
    const char *error; /* shown where something else was typed; NULL */
} cg_book_check;

typedef enum cg_chart_kind {
    CG_CHART_BAR, /* lying */
    CG_CHART_COLUMN,
    CG_CHART_STACKED_COLUMN,
    CG_CHART_LINE,
    CG_CHART_PIE
} cg_chart_kind;
typedef struct cg_book_series {
    const char *name;
    cg_book_range categories, values; /* with their sheet */
    int colour;                       /* or CG_NO_COLOUR */
} cg_book_series;
typedef struct cg_book_chart {
    int row, column;   /* of its upper left corner */
    int width, height; /* in pixels */
    cg_chart_kind kind;
    const char *title, *x_title, *y_title; /* NULL: none */
    const char *number_format;             /* of its values' axis; NULL: as the cells' */
    CG_VECTOR(cg_book_series) series;
} cg_book_chart;

typedef struct cg_book_sheet {
    const char *name; /* cg_book_sheet_name */
    bool hidden, landscape;
    bool fitted;                     /* printed one page wide, however wide it is */
    int printed_columns;             /* columns behind stay on the screen; 0: all are printed */
    const char *footer;              /* printed at the foot of each page, with its number; NULL */
    int tab;                         /* colour or CG_NO_COLOUR */
    int frozen_rows, frozen_columns; /* these stay in sight */
    bool filtered;                   /* `filter` has a row of headings with buttons */
    cg_book_range filter;
    CG_VECTOR(cg_book_cell) cells; /* in any order */
    CG_VECTOR(cg_book_column) columns;
    CG_VECTOR(cg_book_row) rows;
    CG_VECTOR(cg_book_range) merged; /* their upper left cell is in `cells` */
    CG_VECTOR(cg_book_check) checks;
    CG_VECTOR(cg_book_chart) charts;
} cg_book_sheet;

typedef struct cg_book {
    const char *title; /* in the file's properties */
    CG_VECTOR(cg_book_style) styles;
    CG_VECTOR(cg_book_sheet) sheets;
} cg_book;

/* A style's number; the same for the same style. */
int cg_book_style_of(cg_arena *arena, cg_book *book, cg_book_style style);
/* A name that a sheet may have: at most 31 characters, none of []:*?/\ . */
const char *cg_book_sheet_name(cg_arena *arena, const char *name);
/* The whole file, the same bytes each time. NULL after saying why: a text of more than 32,767
 * characters (with its cell), too many rows, no room for temporary files. */
const char *cg_book_bytes(cg_arena *arena, cg_diagnostics *diagnostics, const cg_book *book,
                          size_t *length);

#endif
