/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Among the optima of a program whose linear relaxation proves them, the best by other costs. */
#include "program/program.h"

#include "base/number.h"

#include <math.h>

/* A reduced cost, or what a row's dual does to it, below this share of its column's largest term is
 * none. */
#define NONE 1e-9
/* A term below this share of the largest cost counts as if it were that large: a block without any
 * first cost has duals of 1e-47 in place of none. */
#define SMALLEST 1e-6
/* A row that is held at its side may give by this share of it: its value is a rounded sum. */
#define GIVES 1e-11
/* The first duals prove the first solution best when what they leave is below this share of it. */
#define PROVEN 1e-9

/* The optima of a linear program are its solutions at which whatever has a reduced cost stays at
 * its bound, and whatever row has a price stays at its side (complementary slackness). Of a program
 * with integers the same holds where the duals of its relaxation prove its optimum. */
typedef struct face {
    cg_arena *arena;
    const cg_program *program;
    const double *first_cost;
    const cg_solution *first;
    int held_row;
    cg_matrix matrix;
    double *dual;    /* of the first costs, by row; 0 where it is none */
    double *reduced; /* of the first costs, by column; 0 where it is none */
    int *place;      /* by column: in the program of the face, or CG_NONE where it is held */
} face;

/* The first duals, and the largest term of each column's reduced cost. */
static double *take_duals(face *f) {
    double *term = CG_ARRAY(f->arena, double, f->program->columns.count + 1);
    bool *counts = CG_ARRAY(f->arena, bool, f->program->rows.count + 1);
    for (int i = 0; i < f->program->rows.count; i++) {
        f->dual[i] = i == f->held_row ? 0 : f->first->dual[i];
    }
    double smallest = 0;
    for (int j = 0; j < f->program->columns.count; j++) {
        smallest = fmax(smallest, SMALLEST * fabs(f->first_cost[j]));
    }
    for (int j = 0; j < f->program->columns.count; j++) {
        term[j] = fmax(smallest, fabs(f->first_cost[j]));
        for (int k = f->matrix.start[j]; k < f->matrix.start[j + 1]; k++) {
            term[j] = fmax(term[j], fabs(f->matrix.value[k] * f->dual[f->matrix.row[k]]));
        }
        for (int k = f->matrix.start[j]; k < f->matrix.start[j + 1]; k++) {
            int i = f->matrix.row[k];
            counts[i] = counts[i] || fabs(f->matrix.value[k] * f->dual[i]) > NONE * term[j];
        }
    }
    for (int i = 0; i < f->program->rows.count; i++) {
        f->dual[i] = counts[i] ? f->dual[i] : 0;
    }
    return term;
}

static void set_reduced(face *f) {
    const double *term = take_duals(f);
    for (int j = 0; j < f->program->columns.count; j++) {
        long double reduced = f->first_cost[j];
        for (int k = f->matrix.start[j]; k < f->matrix.start[j + 1]; k++) {
            reduced -= (long double)f->matrix.value[k] * (long double)f->dual[f->matrix.row[k]];
        }
        f->reduced[j] = fabs((double)reduced) <= NONE * term[j] ? 0 : (double)reduced;
    }
}

/* Whether the first duals prove the first solution best whatever the integers are: the sum over the
 * columns of what each could save at its reduced cost, and over the rows at their duals. */
static bool is_proven(const face *f) {
    cg_sum left = {0}, size = {0};
    long double *value = CG_ARRAY(f->arena, long double, f->program->rows.count + 1);
    for (int j = 0; j < f->program->columns.count; j++) {
        const cg_column *column = &f->program->columns.items[j];
        double x = f->first->x[j], reduced = f->reduced[j];
        double saved = reduced == 0  ? 0
                       : reduced > 0 ? reduced * (x - column->lower)
                                     : reduced * (x - column->upper);
        cg_sum_add(&left, saved);
        cg_sum_add(&size, fabs(f->first_cost[j] * x));
        for (int k = f->matrix.start[j]; x != 0 && k < f->matrix.start[j + 1]; k++) {
            value[f->matrix.row[k]] += (long double)f->matrix.value[k] * (long double)x;
        }
    }
    for (int i = 0; i < f->program->rows.count; i++) {
        const cg_row *row = &f->program->rows.items[i];
        double side = f->dual[i] > 0 ? row->lower : row->upper;
        cg_sum_add(&left,
                   f->dual[i] == 0 ? 0 : fabs(f->dual[i] * (double)(value[i] - (long double)side)));
    }
    return cg_sum_value(&left) <= PROVEN * cg_sum_value(&size);
}

static void add_rows(const face *f, cg_program *on_face) {
    for (int i = 0; i < f->program->rows.count; i++) {
        const cg_row *row = &f->program->rows.items[i];
        double dual = f->dual[i];
        double lower = row->lower, upper = row->upper;
        if (dual < 0) {
            lower = upper - GIVES * fabs(upper);
        } else if (dual > 0) {
            upper = lower + GIVES * fabs(lower);
        }
        bool held = i == f->held_row;
        int at = cg_program_add_row(on_face, row->tag, held ? -CG_UNBOUNDED : lower,
                                    held ? CG_UNBOUNDED : upper);
        on_face->rows.items[at].common = row->common && !held && lower <= -CG_UNBOUNDED;
    }
}

/* What is held takes its part of each row. */
static void hold(const face *f, cg_program *on_face, int column) {
    for (int k = f->matrix.start[column]; k < f->matrix.start[column + 1]; k++) {
        cg_row *row = &on_face->rows.items[f->matrix.row[k]];
        double part = f->matrix.value[k] * f->first->x[column];
        row->lower -= row->lower > -CG_UNBOUNDED ? part : 0;
        row->upper -= row->upper < CG_UNBOUNDED ? part : 0;
    }
}

static void add_columns(const face *f, cg_program *on_face) {
    for (int j = 0; j < f->program->columns.count; j++) {
        const cg_column *column = &f->program->columns.items[j];
        f->place[j] = CG_NONE;
        if (f->reduced[j] != 0) {
            if (f->first->x[j] != 0) {
                hold(f, on_face, j);
            }
            continue;
        }
        f->place[j] =
            cg_program_add_column(on_face, column->tag, column->lower, column->upper, column->cost);
        on_face->columns.items[f->place[j]].integer = column->integer;
        for (int k = f->matrix.start[j]; k < f->matrix.start[j + 1]; k++) {
            if (f->matrix.row[k] != f->held_row) {
                cg_program_set(on_face, f->matrix.row[k], f->place[j], f->matrix.value[k]);
            }
        }
    }
}

static long double second_reduced(const face *f, const cg_solution *on_face, int column) {
    long double reduced = f->program->columns.items[column].cost;
    for (int k = f->matrix.start[column]; k < f->matrix.start[column + 1]; k++) {
        if (f->matrix.row[k] != f->held_row) {
            reduced -=
                (long double)f->matrix.value[k] * (long double)on_face->dual[f->matrix.row[k]];
        }
    }
    return reduced;
}

/* What a unit of the first objective is worth in the second, at the least: so dear that nothing
 * that is held would rather leave. */
static double exchange_rate(const face *f, const cg_solution *on_face) {
    double rate = 0;
    for (int j = 0; j < f->program->columns.count; j++) {
        if (f->place[j] == CG_NONE) {
            rate = fmax(rate, (double)-second_reduced(f, on_face, j) / f->reduced[j]);
        }
    }
    for (int i = 0; i < f->program->rows.count; i++) {
        if (f->dual[i] != 0) {
            rate = fmax(rate, -on_face->dual[i] / f->dual[i]);
        }
    }
    return rate;
}

/* The row that holds the first objective at its best has no price: it cannot be moved. */
static const cg_stage_prices *staged_of(const face *f, const cg_solution *on_face,
                                        const double *second_reduced) {
    double *second_dual = CG_ARRAY(f->arena, double, f->program->rows.count + 1);
    for (int i = 0; i < f->program->rows.count; i++) {
        second_dual[i] = i == f->held_row ? 0 : on_face->dual[i];
    }
    cg_stage_prices *staged = CG_NEW(f->arena, cg_stage_prices);
    *staged = (cg_stage_prices){f->dual, f->reduced, second_dual, second_reduced};
    return staged;
}

static cg_solution *whole_of(const face *f, const cg_solution *on_face) {
    int columns = f->program->columns.count, rows = f->program->rows.count;
    cg_solution *solution = CG_NEW(f->arena, cg_solution);
    *solution = (cg_solution){.outcome = on_face->outcome,
                              .x = CG_ARRAY(f->arena, double, columns + 1),
                              .reduced = CG_ARRAY(f->arena, double, columns + 1),
                              .dual = CG_ARRAY(f->arena, double, rows + 1)};
    double rate = exchange_rate(f, on_face);
    double *second = CG_ARRAY(f->arena, double, columns + 1);
    for (int j = 0; j < columns; j++) {
        bool held = f->place[j] == CG_NONE;
        solution->x[j] = held ? f->first->x[j] : on_face->x[f->place[j]];
        second[j] = (double)second_reduced(f, on_face, j);
        solution->reduced[j] = second[j] + rate * f->reduced[j];
    }
    for (int i = 0; i < rows; i++) {
        solution->dual[i] = i == f->held_row ? -rate : on_face->dual[i] + rate * f->dual[i];
    }
    solution->staged = staged_of(f, on_face, second);
    cg_certificate certificate = cg_program_certify(f->arena, f->program, solution);
    solution->objective = certificate.objective;
    /* With integers fixed where they are it would be no bound. */
    solution->bound = cg_program_has_integers(f->program) ? -INFINITY : certificate.bound;
    return certificate.primal_residual <= NONE ? solution : NULL;
}

cg_solution *cg_program_solve_among(cg_arena *arena, const cg_program *program,
                                    const double *first_cost, const cg_solution *first,
                                    int held_row, const cg_solve_settings *settings) {
    face f = {.arena = arena,
              .program = program,
              .first_cost = first_cost,
              .first = first,
              .held_row = held_row,
              .matrix = cg_program_matrix(arena, program),
              .dual = CG_ARRAY(arena, double, program->rows.count + 1),
              .reduced = CG_ARRAY(arena, double, program->columns.count + 1),
              .place = CG_ARRAY(arena, int, program->columns.count + 1)};
    cg_program *on_face = cg_program_new(arena);
    set_reduced(&f);
    if (cg_program_has_integers(program) && !is_proven(&f)) {
        return NULL;
    }
    add_rows(&f, on_face);
    add_columns(&f, on_face);
    double *start = CG_ARRAY(arena, double, on_face->columns.count + 1);
    for (int j = 0; j < program->columns.count; j++) {
        if (f.place[j] != CG_NONE) {
            start[f.place[j]] = first->x[j];
        }
    }
    bool searched = cg_program_has_integers(on_face);
    cg_solution *found = cg_program_solve(arena, on_face, settings, searched ? start : NULL);
    bool is_answer = found->outcome == CG_OPTIMAL || (found->outcome == CG_LIMIT && searched);
    return is_answer ? whole_of(&f, found) : NULL;
}
