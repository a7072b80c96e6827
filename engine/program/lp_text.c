/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program as CPLEX LP text, with names people can read and numbers that read back exactly. */
#include "program/program.h"

#include "base/number.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define LINE_WIDTH 96
/* Readers of the format refuse names over 255 bytes; the rest is for what keeps names apart. */
#define NAME_LIMIT 200

typedef struct writer {
    cg_arena *arena;
    const cg_program *program;
    cg_text out;
    size_t line_start;
    const char **column_names, **row_names;
    cg_matrix matrix;
    int *row_start, *row_column; /* the same entries row by row */
    double *row_value;
} writer;

/* One byte of a name, or '_' where the format has no room for it. */
static char legal(char byte) {
    if (isalnum((unsigned char)byte) && (unsigned char)byte < 128) {
        return byte;
    }
    return byte != '\0' && strchr("!#$%&,.;?@_{}~", byte) != NULL ? byte : '_';
}

/* " > " between two ids becomes a comma, whatever else is not legal an underscore. */
static void add_legal(cg_text *text, const char *piece) {
    for (const char *at = piece; *at != '\0'; at++) {
        if (strncmp(at, " > ", 3) == 0) {
            cg_text_add(text, ",");
            at += 2;
            continue;
        }
        char byte = legal(*at);
        cg_text_add_bytes(text, &byte, 1);
    }
}

/* kind(subject,detail)@period. The brackets are always there: they keep a name from being a keyword
 * of the format ("free", "end") or a number ("e12"). */
static const char *plain_name(cg_arena *arena, const cg_tag *tag, const char *const *periods) {
    cg_text text = cg_text_start(arena);
    const char *kind = tag->kind != NULL ? tag->kind : "unnamed";
    if (!isalpha((unsigned char)kind[0])) {
        cg_text_add(&text, "_");
    }
    add_legal(&text, kind);
    cg_text_add(&text, "(");
    if (tag->subject != NULL) {
        add_legal(&text, tag->subject);
    }
    if (tag->detail != NULL) {
        cg_text_add(&text, ",");
        add_legal(&text, tag->detail);
    }
    cg_text_add(&text, ")");
    if (tag->period != CG_NONE && periods != NULL) {
        cg_text_add(&text, "@");
        add_legal(&text, periods[tag->period]);
    }
    if (tag->period != CG_NONE && periods == NULL) {
        cg_text_addf(&text, "@%d", tag->period);
    }
    if (text.length > NAME_LIMIT) {
        text.bytes[NAME_LIMIT] = '\0';
    }
    return text.bytes;
}

/* The name, with ~2, ~3 … behind it where it is taken. */
static const char *unique_name(cg_arena *arena, cg_map *taken, const char *name) {
    const char *result = name;
    int copy = cg_map_find(taken, name);
    for (copy = copy == CG_NONE ? 1 : copy; !cg_map_add(taken, result, 1); copy++) {
        result = cg_format(arena, "%s~%d", name, copy + 1);
    }
    if (result != name) {
        cg_map_set(taken, name, copy);
    }
    return result;
}

static void name_all(writer *w, const char *const *periods) {
    const cg_program *program = w->program;
    cg_map *columns = cg_map_new(w->arena);
    cg_map *rows = cg_map_new(w->arena);
    cg_map_add(columns, "constant", 1);
    cg_map_add(rows, "objective", 1);
    w->column_names = CG_ARRAY(w->arena, const char *, program->columns.count);
    w->row_names = CG_ARRAY(w->arena, const char *, program->rows.count);
    for (int j = 0; j < program->columns.count; j++) {
        const char *name = plain_name(w->arena, &program->columns.items[j].tag, periods);
        w->column_names[j] = unique_name(w->arena, columns, name);
    }
    for (int i = 0; i < program->rows.count; i++) {
        const char *name = plain_name(w->arena, &program->rows.items[i].tag, periods);
        w->row_names[i] = unique_name(w->arena, rows, name);
    }
}

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
            term(w, cost, w->column_names[j]);
            any = true;
        }
    }
    /* Readers differ on bare numbers in an objective; a column fixed at 1 is understood by all. */
    if (w->program->constant != 0) {
        term(w, w->program->constant, "constant");
    }
    if (!any) {
        cg_text_add(&w->out, w->program->columns.count > 0 ? " 0 " : " 0 constant");
        cg_text_add(&w->out, w->program->columns.count > 0 ? w->column_names[0] : "");
    }
    line(w, "");
}

static void row_terms(writer *w, int i) {
    for (int k = w->row_start[i]; k < w->row_start[i + 1]; k++) {
        term(w, w->row_value[k], w->column_names[w->row_column[k]]);
    }
    if (w->row_start[i] == w->row_start[i + 1]) {
        cg_text_addf(&w->out, " 0 %s",
                     w->program->columns.count > 0 ? w->column_names[0] : "constant");
    }
}

static void row_line(writer *w, int i, const char *ending, const char *relation, double side) {
    cg_text_addf(&w->out, " %s%s:", w->row_names[i], ending);
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
        cg_text_addf(&w->out, "\\ %s has no bound", w->row_names[i]);
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
        cg_text_add(&w->out, w->column_names[j]);
        line(w, " free");
        return;
    }
    if (low && high && column->lower == column->upper) {
        cg_text_addf(&w->out, "%s = ", w->column_names[j]);
        number(w, column->lower);
        line(w, "");
        return;
    }
    if (low) {
        number(w, column->lower);
    }
    cg_text_addf(&w->out, "%s <= %s", low ? "" : "-inf", w->column_names[j]);
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
            line(w, w->column_names[j]);
        }
    }
}

const char *cg_program_lp_text(cg_arena *arena, const cg_program *program,
                               const char *const *periods) {
    writer w = {.arena = arena, .program = program, .out = cg_text_start(arena)};
    w.matrix = cg_program_matrix(arena, program);
    name_all(&w, periods);
    by_rows(&w);
    objective(&w);
    line(&w, "Subject To");
    for (int i = 0; i < program->rows.count; i++) {
        row(&w, i);
    }
    all_bounds(&w);
    if (cg_program_has_integers(program)) {
        integers(&w);
    }
    line(&w, "End");
    return w.out.bytes;
}
