/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solving a program: takes it apart, solves each block by the way that fits it, and puts the
 * answers together. */
#include "program/block.h"
#include "program/blocks.h"

#include "base/number.h"

#include <math.h>
#include <stdlib.h>

/* NULL where every number is one and every entry has its place, else what is wrong. */
static const char *misuse_of(const cg_program *program) {
    for (int j = 0; j < program->columns.count; j++) {
        const cg_column *column = &program->columns.items[j];
        if (!isfinite(column->cost) || isnan(column->lower) || isnan(column->upper)) {
            return "a cost or a bound of a column is not a finite number";
        }
    }
    for (int i = 0; i < program->rows.count; i++) {
        if (isnan(program->rows.items[i].lower) || isnan(program->rows.items[i].upper)) {
            return "a bound of a row is not a number";
        }
    }
    for (int k = 0; k < program->entries.count; k++) {
        const cg_entry *entry = &program->entries.items[k];
        if (!isfinite(entry->value)) {
            return "a coefficient is not a finite number";
        }
        if (entry->row < 0 || entry->row >= program->rows.count || entry->column < 0 ||
            entry->column >= program->columns.count) {
            return "a coefficient stands in a row or column that is not there";
        }
    }
    return NULL;
}

/* Bounds that exclude each other, which GLPK takes for misuse. */
static bool is_crossed(const cg_scaled *s) {
    for (int j = 0; j < s->columns; j++) {
        if (s->lower[j] > s->upper[j]) {
            return true;
        }
    }
    for (int i = 0; i < s->rows; i++) {
        if (s->row_lower[i] > s->row_upper[i]) {
            return true;
        }
    }
    return false;
}

static bool has_integers(const cg_scaled *s) {
    for (int j = 0; j < s->columns; j++) {
        if (s->integer[j]) {
            return true;
        }
    }
    return false;
}

/* The whole being put together. */
typedef struct assembly {
    cg_arena *arena;
    const cg_blocks *blocks;
    const cg_solve_settings *settings;
    const double *start; /* by own column; NULL */
    double started;
    cg_solution *solution;
    cg_arena *work;          /* of one block */
    double constant;         /* a block's part of it: a gap is a share of the whole objective */
    cg_sum objective, bound; /* constant not included */
    bool unbounded_bound;    /* no bound of some block */
} assembly;

/* Columns without rows stand at the bound that pays; rows without columns hold or do not. */
static cg_answer *solve_apart(cg_solver *s) {
    const cg_scaled *scaled = s->scaled;
    double *x = CG_ARRAY(s->arena, double, scaled->columns + 1);
    for (int i = 0; i < scaled->rows; i++) {
        if (scaled->row_lower[i] > CG_CLEAN || scaled->row_upper[i] < -CG_CLEAN) {
            return cg_no_answer(s, CG_INFEASIBLE, NULL);
        }
    }
    for (int j = 0; j < scaled->columns; j++) {
        double nearest = fmin(fmax(0, scaled->lower[j]), scaled->upper[j]);
        x[j] = scaled->cost[j] > 0   ? scaled->lower[j]
               : scaled->cost[j] < 0 ? scaled->upper[j]
                                     : nearest;
        if (isinf(x[j])) {
            return cg_no_answer(s, CG_NO_ANSWER, CG_ENDLESS);
        }
    }
    cg_certificate certificate;
    return cg_answer_of(s, x, NULL, &certificate);
}

static cg_answer *solve_block(cg_solver *s, const double *start) {
    if (is_crossed(s->scaled)) {
        return cg_no_answer(s, CG_INFEASIBLE, NULL);
    }
    if (s->scaled->rows == 0 || s->scaled->columns == 0) {
        return solve_apart(s);
    }
    return has_integers(s->scaled) ? cg_solve_integers(s, start) : cg_solve_linear(s);
}

/* The start of a block's columns, scaled; what is not the program's own starts at its bound. */
static const double *start_of(const assembly *whole, cg_solver *s, const int *columns, int own) {
    if (whole->start == NULL) {
        return NULL;
    }
    double *start = CG_ARRAY(s->arena, double, s->scaled->columns + 1);
    for (int j = 0; j < own; j++) {
        start[j] = whole->start[columns[j]] / s->scaled->column_scale[j];
    }
    return start;
}

/* Infeasible beats no answer, which beats a limit, which beats an optimum. */
static int weight(cg_outcome outcome) {
    switch (outcome) {
    case CG_OPTIMAL:
        return 0;
    case CG_LIMIT:
        return 1;
    case CG_NO_ANSWER:
        return 2;
    case CG_INFEASIBLE:
        break;
    }
    return 3;
}

static void take_values(assembly *whole, const cg_scaled *s, const cg_answer *answer, int block) {
    cg_solution *solution = whole->solution;
    const cg_blocks *blocks = whole->blocks;
    const int *rows = blocks->rows.items + blocks->rows.start[block];
    const int *columns = blocks->columns.items + blocks->columns.start[block];
    const int *reserved = blocks->reserved.items + blocks->reserved.start[block];
    int own = blocks->columns.start[block + 1] - blocks->columns.start[block];
    for (int i = 0; i < s->rows; i++) {
        solution->dual[rows[i]] = answer->dual[i] * s->row_scale[i] / s->objective_scale;
    }
    for (int j = 0; j < own; j++) {
        solution->x[columns[j]] = answer->x[j] * s->column_scale[j];
    }
    for (int j = own; j < s->columns; j++) {
        if (answer->x[j] != 0) {
            cg_taken taken = {reserved[j - own], answer->x[j] * s->column_scale[j]};
            CG_PUSH(whole->arena, &solution->taken, taken);
        }
    }
}

static void take(assembly *whole, const cg_scaled *s, const cg_answer *answer, int block) {
    cg_solution *solution = whole->solution;
    if (weight(answer->outcome) > weight(solution->outcome)) {
        solution->outcome = answer->outcome;
        solution->message = cg_copy_text(whole->arena, answer->message);
    }
    if (answer->x == NULL) {
        return;
    }
    take_values(whole, s, answer, block);
    cg_sum_add(&whole->objective, answer->objective / s->objective_scale);
    if (isinf(answer->bound)) {
        whole->unbounded_bound = true;
    } else {
        cg_sum_add(&whole->bound, answer->bound / s->objective_scale);
    }
}

static void visit(assembly *whole, int block) {
    cg_arena *arena = whole->work;
    const cg_blocks *blocks = whole->blocks;
    cg_scaled scaled = cg_block_program(arena, blocks, block);
    cg_scale(arena, &scaled);
    scaled.constant = whole->constant;
    cg_solver s = {
        .arena = arena, .scaled = &scaled, .settings = whole->settings, .started = whole->started};
    const int *columns = blocks->columns.items + blocks->columns.start[block];
    int own = blocks->columns.start[block + 1] - blocks->columns.start[block];
    cg_answer *answer = solve_block(&s, start_of(whole, &s, columns, own));
    take(whole, &scaled, answer, block);
    cg_arena_empty(arena);
}

static int searched_blocks(const cg_blocks *blocks) {
    int count = 0;
    for (int b = 0; b < blocks->count; b++) {
        bool any = false;
        for (int c = blocks->columns.start[b]; c < blocks->columns.start[b + 1]; c++) {
            any = any || blocks->program->columns.items[blocks->columns.items[c]].integer;
        }
        count += any;
    }
    return count;
}

typedef struct ranked {
    int block, entries;
} ranked;

/* Small ones first: where time ends, the most blocks are done. */
static int smallest_first(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    return x->entries != y->entries ? x->entries - y->entries : x->block - y->block;
}

static ranked *in_order(cg_arena *arena, const cg_blocks *blocks) {
    ranked *order = CG_ARRAY(arena, ranked, blocks->count + 1);
    for (int b = 0; b < blocks->count; b++) {
        order[b] = (ranked){b, blocks->entries[b]};
    }
    qsort(order, (size_t)blocks->count, sizeof *order, smallest_first);
    return order;
}

/* Reduced costs of the program's own columns, from its entries. */
static void set_reduced(const cg_blocks *blocks, cg_solution *solution) {
    for (int j = 0; j < blocks->program->columns.count; j++) {
        long double reduced = blocks->program->columns.items[j].cost;
        for (int k = blocks->matrix.start[j]; k < blocks->matrix.start[j + 1]; k++) {
            reduced -= (long double)blocks->matrix.value[k] *
                       (long double)solution->dual[blocks->matrix.row[k]];
        }
        solution->reduced[j] = (double)reduced;
    }
}

static cg_solution *without_values(cg_solution *solution, cg_outcome outcome, const char *message) {
    *solution = (cg_solution){.outcome = outcome,
                              .objective = NAN,
                              .bound = outcome == CG_INFEASIBLE ? INFINITY : -INFINITY,
                              .message = message};
    return solution;
}

static cg_solution *finished(assembly *whole) {
    cg_solution *solution = whole->solution;
    if (solution->outcome == CG_INFEASIBLE || solution->outcome == CG_NO_ANSWER) {
        return without_values(solution, solution->outcome, solution->message);
    }
    double constant = whole->blocks->program->constant;
    cg_sum_add(&whole->objective, constant);
    cg_sum_add(&whole->bound, constant);
    solution->objective = cg_sum_value(&whole->objective);
    solution->bound = whole->unbounded_bound ? -INFINITY : cg_sum_value(&whole->bound);
    set_reduced(whole->blocks, solution);
    return solution;
}

cg_solution *cg_program_solve_with(cg_arena *arena, const cg_program *program,
                                   const cg_reserve *reserve, const cg_solve_settings *settings,
                                   const double *start) {
    static const cg_solve_settings no_limits = {0};
    cg_solution *solution = CG_NEW(arena, cg_solution);
    const char *trouble = misuse_of(program);
    if (trouble != NULL) {
        return without_values(solution, CG_NO_ANSWER, trouble);
    }
    solution->x = CG_ARRAY(arena, double, program->columns.count + 1);
    solution->reduced = CG_ARRAY(arena, double, program->columns.count + 1);
    solution->dual = CG_ARRAY(arena, double, program->rows.count + 1);
    cg_blocks *blocks = cg_blocks_find(arena, program, reserve);
    assembly whole = {.arena = arena,
                      .blocks = blocks,
                      .work = cg_arena_within(arena),
                      .settings = settings != NULL ? settings : &no_limits,
                      .start = start,
                      .started = cg_clock(),
                      .solution = solution};
    whole.constant = program->constant / fmax(1, searched_blocks(blocks));
    const ranked *order = in_order(arena, blocks);
    for (int i = 0; i < blocks->count && solution->outcome != CG_INFEASIBLE; i++) {
        visit(&whole, order[i].block);
    }
    return finished(&whole);
}

cg_solution *cg_program_solve(cg_arena *arena, const cg_program *program,
                              const cg_solve_settings *settings, const double *start) {
    return cg_program_solve_with(arena, program, NULL, settings, start);
}
