/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park's document gathered from tables that people filled in. */
#ifndef CG_TABLES_GATHER_H
#define CG_TABLES_GATHER_H

#include "base/json.h"
#include "knowledge/knowledge.h"
#include "tables/grid.h"

typedef enum cg_decimal_mark { CG_MARK_PROVEN, CG_MARK_POINT, CG_MARK_COMMA } cg_decimal_mark;

typedef struct cg_gather {
    const cg_knowledge *knowledge; /* the shipped one: columns of parameters and attributes */
    cg_decimal_mark mark;          /* PROVEN: by each column's own texts, or it is an error */
    cg_decimal_mark unproven;      /* the mark of a column that proves none; PROVEN: an error */
    const cg_json *base;           /* a document whose other parts stay as they are, for the tables
                                      beside a park.json; NULL: none */
} cg_gather;

/* The park's document, lines 0, its nodes' places those of cells; NULL where nothing can be made of
 * it. Every problem is reported with its sheet and cell (the place's path is "Sheet!C12"), what was
 * found and what was expected, all in one go; who gets a document with errors must not use it but
 * to look for more. Several `books` are merged: a row that two of them give differently is an error
 * at both cells. */
cg_json *cg_gather_tables(cg_arena *arena, cg_diagnostics *diagnostics,
                          const cg_grids *const *books, int count, const cg_gather *how);

#endif
