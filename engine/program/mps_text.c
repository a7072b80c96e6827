/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program as free MPS: the same names, rows and exact numbers as its LP text (lp_text.c). GLPK's
 * writers are not used: they round to 15 digits, so that what is read back is another program than
 * the one solved, and write to files alone. */
#include "program/program.h"

#include "base/number.h"
#include "program/names.h"

#include <math.h>

typedef struct writer {
    const cg_program *program;
    cg_program_names names;
    cg_matrix matrix;
    cg_text out;
    bool whole; /* within a stretch of integer columns */
} writer;

static bool has_lower(const cg_row *row) {
    return row->lower > -CG_UNBOUNDED;
}

static bool has_upper(const cg_row *row) {
    return row->upper < CG_UNBOUNDED;
}

/* A row with two bounds is two rows, for a range would round upper - lower. */
static bool is_split(const cg_row *row) {
    return has_lower(row) && has_upper(row) && row->lower != row->upper;
}

static void add_number(writer *w, double value) {
    char room[CG_NUMBER_ROOM];
    cg_text_addf(&w->out, " %s\n", cg_number_text(value, room));
}

static void add_entry(writer *w, const char *column, const char *row, const char *ending,
                      double value) {
    cg_text_addf(&w->out, " %s %s%s", column, row, ending);
    add_number(w, value);
}

static void add_rows(writer *w) {
    cg_text_add(&w->out, "ROWS\n N objective\n");
    for (int i = 0; i < w->program->rows.count; i++) {
        const cg_row *row = &w->program->rows.items[i];
        const char *name = w->names.rows[i];
        if (is_split(row)) {
            cg_text_addf(&w->out, " G %s~from\n L %s~to\n", name, name);
        } else if (has_lower(row) || has_upper(row)) {
            cg_text_addf(&w->out, " %s %s\n",
                         row->lower == row->upper ? "E"
                         : has_lower(row)         ? "G"
                                                  : "L",
                         name);
        } /* a row without bounds says nothing to a solver */
    }
}

/* Integer columns stand between markers. */
static void mark(writer *w, bool whole) {
    if (whole != w->whole) {
        cg_text_addf(&w->out, " marker 'MARKER' %s\n", whole ? "'INTORG'" : "'INTEND'");
        w->whole = whole;
    }
}

static void add_column(writer *w, int j) {
    const cg_column *column = &w->program->columns.items[j];
    const char *name = w->names.columns[j];
    mark(w, column->integer);
    /* Also where it is 0: that there is such a column is said here alone. */
    add_entry(w, name, "objective", "", column->cost);
    for (int k = w->matrix.start[j]; k < w->matrix.start[j + 1]; k++) {
        const cg_row *row = &w->program->rows.items[w->matrix.row[k]];
        const char *row_name = w->names.rows[w->matrix.row[k]];
        if (is_split(row)) {
            add_entry(w, name, row_name, "~from", w->matrix.value[k]);
            add_entry(w, name, row_name, "~to", w->matrix.value[k]);
        } else if (has_lower(row) || has_upper(row)) {
            add_entry(w, name, row_name, "", w->matrix.value[k]);
        }
    }
}

static void add_sides(writer *w) {
    cg_text_add(&w->out, "RHS\n");
    for (int i = 0; i < w->program->rows.count; i++) {
        const cg_row *row = &w->program->rows.items[i];
        bool split = is_split(row);
        if (has_lower(row) && row->lower != 0) {
            add_entry(w, "side", w->names.rows[i], split ? "~from" : "", row->lower);
        }
        if (has_upper(row) && row->upper != 0 && row->lower != row->upper) {
            add_entry(w, "side", w->names.rows[i], split ? "~to" : "", row->upper);
        }
    }
}

static void add_bound(writer *w, const char *kind, int j, double value) {
    cg_text_addf(&w->out, " %s bound %s", kind, w->names.columns[j]);
    add_number(w, value);
}

/* Always said of an integer column: readers differ on what it has where nothing is. Its bounds are
 * whole, as in LP text. */
static void add_bounds(writer *w, int j) {
    const cg_column *column = &w->program->columns.items[j];
    bool low = column->lower > -CG_UNBOUNDED, high = column->upper < CG_UNBOUNDED;
    double lower = column->integer ? ceil(column->lower) : column->lower;
    double upper = column->integer ? floor(column->upper) : column->upper;
    if (!low && !high) {
        cg_text_addf(&w->out, " FR bound %s\n", w->names.columns[j]);
        return;
    }
    if (low && high && lower == upper) {
        add_bound(w, "FX", j, lower);
        return;
    }
    if (!low) {
        cg_text_addf(&w->out, " MI bound %s\n", w->names.columns[j]);
    } else if (lower != 0 || high || column->integer) {
        add_bound(w, "LO", j, lower);
    }
    if (high) {
        add_bound(w, "UP", j, upper);
    } else if (column->integer) {
        cg_text_addf(&w->out, " PL bound %s\n", w->names.columns[j]);
    }
}

const char *cg_program_mps_text(cg_arena *arena, const cg_program *program,
                                const char *const *periods) {
    writer w = {.program = program, .out = cg_text_start(arena)};
    w.names = cg_program_name(arena, program, periods);
    w.matrix = cg_program_matrix(arena, program);
    /* Readers differ on constants in an objective; a column fixed at 1 is understood by all. */
    bool constant = program->constant != 0 || program->columns.count == 0;
    cg_text_add(&w.out, "NAME congsinh\n");
    add_rows(&w);
    cg_text_add(&w.out, "COLUMNS\n");
    for (int j = 0; j < program->columns.count; j++) {
        add_column(&w, j);
    }
    mark(&w, false);
    if (constant) {
        add_entry(&w, "constant", "objective", "", program->constant);
    }
    add_sides(&w);
    cg_text_add(&w.out, "BOUNDS\n");
    for (int j = 0; j < program->columns.count; j++) {
        add_bounds(&w, j);
    }
    cg_text_add(&w.out, constant ? " FX bound constant 1\nENDATA\n" : "ENDATA\n");
    return w.out.bytes;
}
