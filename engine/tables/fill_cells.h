/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one value of a document stands in cells, if it can stand there exactly; inside this room. */
#ifndef CG_TABLES_FILL_CELLS_H
#define CG_TABLES_FILL_CELLS_H

#include "base/json.h"
#include "tables/columns.h"
#include "tables/grid.h"

/* Cells have 32,767 characters at most; this many bytes are surely fewer. */
#define CG_CELL_BYTES 32000

/* A plain number of the data, parted: a spreadsheet keeps 15 digits. */
typedef struct cg_parted {
    double number;
    const char *unit; /* "" where bare */
    bool exact;       /* the number, a blank and the unit are the text again */
    bool whole;       /* without a decimal point: it reads the same in every country */
} cg_parted;
/* False where `node` is no number, or has more digits than a cell keeps, or where the number does
 * not end where its unit begins. */
bool cg_parted_of(cg_arena *arena, const cg_json *node, cg_parted *out);

/* A string that comes back from a cell as it was: not empty, no blanks at its ends, no blanks and
 * controls that a reader would even out, not too long. */
bool cg_text_fits_cell(const cg_json *node);
/* {"vi", "en"} or one of them alone, each a text that fits a cell. */
bool cg_languages_fit_cells(const cg_json *node);
/* The cell of `node` in a column of this kind (none of MEASURED and PLACE) and unit; false where it
 * would not come back as the same. `column` of the cell is not set. */
bool cg_cell_of(cg_arena *arena, cg_language language, const cg_json *node, cg_column_kind kind,
                const char *unit, cg_cell *out);
cg_cell cg_text_cell(const char *text);
cg_cell cg_number_cell(double number);
const char *cg_truth_word(bool truth, cg_language language);

/* A number with all that a line of tables can say of it. */
typedef struct cg_figure_cells {
    cg_cell value, unit, low, high, basis, source, source_vi, source_en,
        year; /* EMPTY where not said */
    cg_cell factor, times, confidence, confidential, note;
    bool extended; /* any of the second line is said */
} cg_figure_cells;
/* False where it cannot be said so; also where the cells of a lone value would be read as a plain
 * number. */
bool cg_figure_cells_of(cg_arena *arena, cg_language language, const cg_json *node,
                        cg_figure_cells *out);

#endif
