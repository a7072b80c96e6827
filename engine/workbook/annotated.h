/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy of a workbook's values with what was said of them, to be sent back to whoever filled it
 * in. */
#ifndef CG_WORKBOOK_ANNOTATED_H
#define CG_WORKBOOK_ANNOTATED_H

#include "base/diagnostic.h"
#include "tables/grid.h"

typedef struct cg_annotated {
    const cg_grids *grids; /* the book */
    const cg_diagnostics
        *said; /* of all that is about this book's file; NULL files: of every book */
    cg_language language;
} cg_annotated;

/* The bytes of the workbook: first a sheet that lists the problems, then the book's own sheets with
 * a comment and a colour on each cell that has one. Values alone are kept: no formats, no widths,
 * no merged cells. NULL after reporting. */
const char *cg_annotated_bytes(cg_arena *arena, cg_diagnostics *diagnostics,
                               const cg_annotated *what, size_t *length);

#endif
