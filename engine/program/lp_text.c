/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program as CPLEX LP text, with names people can read and numbers that read back exactly. */
#include "program/program.h"

#include "base/number.h"
#include "program/names.h"

#include <math.h>
#include <string.h>

#define LINE_WIDTH 96

typedef struct writer {
    cg_arena *arena;
    const cg_program *program;
    cg_text out;
    size_t line_start;
    cg_program_names names;
    cg_matrix matrix;
    int *row_start, *row_column; /* the same entries row by row */
    double *row_value;
} writer;

static void by_rows(writer *w) {
    int rows = w->program->rows.count;
    int total = w->matrix.start[w->program->columns.count];
    w->row_start = CG_ARRAY(w->arena, int, rows + 2);
    w->row_column = CG_ARRAY(w->arena, int, total);
    w->row_value = CG_ARRAY(w->arena, double, total);
    for (int k = 0; k < total; k++) {
        w->row_start[w->matrix.row[k] + 2]++;
    }
    for (int i = 0; i < rows; i++) {
        w->row_start[i + 2] += w->row_start[i + 1];
    }
    for (int j = 0; j < w->program->columns.count; j++) {
        for (int k = w->matrix.start[j]; k < w->matrix.start[j + 1]; k++) {
            int at = w->row_start[w->matrix.row[k] + 1]++;
            w->row_column[at] = j;
            w->row_value[at] = w->matrix.value[k];
        }
    }
}

static void line(writer *w, const char *piece) {
    cg_text_add(&w->out, piece);
    cg_text_add(&w->out, "\n");
    w->line_start = w->out.length;
}

static void number(writer *w, double value) {
    char room[CG_NUMBER_ROOM];
    cg_text_add(&w->out, cg_number_text(value, room));
}

/* " + 2 name", on a new line where this one is full. */
static void term(writer *w, double value, const char *name) {
    if (w->out.length - w->line_start + strlen(name) + 12 > LINE_WIDTH) {
        line(w, "");
        cg_text_add(&w->out, "   ");
    }
    cg_text_add(&w->out, value < 0 ? " - " : " + ");
    if (fabs(value) != 1) {
        number(w, fabs(value));
        cg_text_add(&w->out, " ");
    }
    cg_text_add(&w->out, name);
}

static void objective(writer *w) {
    bool any = w->program->constant != 0;
    line(w, "Minimize");
    cg_text_add(&w->out, " objective:");
    for (int j = 0; j < w->program->columns.count; j++) {
        double cost = w->program->columns.items[j].cost;
        if (cost != 0) {
            term(w, cost, w->names.columns[j]);
            any = true;
        }
    }
    /* Readers differ on bare numbers in an objective; a column fixed at 1 is understood by all. */
    if (w->program->constant != 0) {
        term(w, w->program->constant, "constant");
    }
    if (!any) {
        cg_text_add(&w->out, w->program->columns.count > 0 ? " 0 " : " 0 constant");
        cg_text_add(&w->out, w->program->columns.count > 0 ? w->names.columns[0] : "");
    }
    line(w, "");
}

static void row_terms(writer *w, int i) {
    for (int k = w->row_start[i]; k < w->row_start[i + 1]; k++) {
        term(w, w->row_value[k], w->names.columns[w->row_column[k]]);
    }
    if (w->row_start[i] == w->row_start[i + 1]) {
        cg_text_addf(&w->out, " 0 %s",
                     w->program->columns.count > 0 ? w->names.columns[0] : "constant");
    }
}

static void row_line(writer *w, int i, const char *ending, const char *relation, double side) {
    cg_text_addf(&w->out, " %s%s:", w->names.rows[i], ending);
    row_terms(w, i);
    cg_text_add(&w->out, relation);
    number(w, side);
    line(w, "");
}

/* A row without bounds says nothing to a solver and stays out; one with two is two lines, for not
 * every reader takes a range and a slack column would round upper - lower. */
static void row(writer *w, int i) {
    const cg_row *r = &w->program->rows.items[i];
    bool low = r->lower > -CG_UNBOUNDED;
    bool high = r->upper < CG_UNBOUNDED;
    if (low && high && r->lower == r->upper) {
        row_line(w, i, "", " = ", r->lower);
        return;
    }
    if (low) {
        row_line(w, i, high ? "~from" : "", " >= ", r->lower);
    }
    if (high) {
        row_line(w, i, low ? "~to" : "", " <= ", r->upper);
    }
    if (!low && !high) {
        cg_text_addf(&w->out, "\\ %s has no bound", w->names.rows[i]);
        line(w, "");
    }
}

/* The bounds of an integer column are written whole: GLPK refuses others, and they mean the same.
 */
static void bounds_of(writer *w, int j) {
    cg_column whole = w->program->columns.items[j];
    const cg_column *column = &whole;
    bool low = column->lower > -CG_UNBOUNDED;
    bool high = column->upper < CG_UNBOUNDED;
    whole.lower = whole.integer && low ? ceil(whole.lower) : whole.lower;
    whole.upper = whole.integer && high ? floor(whole.upper) : whole.upper;
    cg_text_add(&w->out, " ");
    if (!low && !high) {
        cg_text_add(&w->out, w->names.columns[j]);
        line(w, " free");
        return;
    }
    if (low && high && column->lower == column->upper) {
        cg_text_addf(&w->out, "%s = ", w->names.columns[j]);
        number(w, column->lower);
        line(w, "");
        return;
    }
    if (low) {
        number(w, column->lower);
    }
    cg_text_addf(&w->out, "%s <= %s", low ? "" : "-inf", w->names.columns[j]);
    if (high) {
        cg_text_add(&w->out, " <= ");
        number(w, column->upper);
    }
    line(w, "");
}

static void all_bounds(writer *w) {
    line(w, "Bounds");
    for (int j = 0; j < w->program->columns.count; j++) {
        const cg_column *column = &w->program->columns.items[j];
        if (column->lower != 0 || column->upper < CG_UNBOUNDED) {
            bounds_of(w, j);
        }
    }
    if (w->program->constant != 0 || w->program->columns.count == 0) {
        line(w, " constant = 1");
    }
}

static void integers(writer *w) {
    line(w, "Generals");
    for (int j = 0; j < w->program->columns.count; j++) {
        if (w->program->columns.items[j].integer) {
            cg_text_add(&w->out, " ");
            line(w, w->names.columns[j]);
        }
    }
}

static bool says_a_row(const cg_program *program) {
    for (int i = 0; i < program->rows.count; i++) {
        const cg_row *r = &program->rows.items[i];
        if (r->lower > -CG_UNBOUNDED || r->upper < CG_UNBOUNDED) {
            return true;
        }
    }
    return false;
}

const char *cg_program_lp_text(cg_arena *arena, const cg_program *program,
                               const char *const *periods) {
    writer w = {.arena = arena, .program = program, .out = cg_text_start(arena)};
    w.matrix = cg_program_matrix(arena, program);
    w.names = cg_program_name(arena, program, periods);
    by_rows(&w);
    objective(&w);
    line(&w, "Subject To");
    for (int i = 0; i < program->rows.count; i++) {
        row(&w, i);
    }
    if (!says_a_row(program)) {
        /* GLPK's reader does not take a program without any. */
        const char *column = program->columns.count > 0 ? w.names.columns[0] : "constant";
        line(&w, cg_format(arena, " nothing: 0 %s <= 0", column));
    }
    all_bounds(&w);
    if (cg_program_has_integers(program)) {
        integers(&w);
    }
    line(&w, "End");
    return w.out.bytes;
}
