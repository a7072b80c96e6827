/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the whole park that bind nothing: the blocks are solved apart, which is their best. */
#include "program/without_common.h"

#include <string.h>

static bool is_common(const cg_program *program, int row) {
    const cg_row *one = &program->rows.items[row];
    return one->common && one->upper < CG_UNBOUNDED && one->lower <= -CG_UNBOUNDED;
}

/* The program with nothing in its common rows. */
static cg_program apart_of(cg_arena *arena, const cg_program *program) {
    cg_program apart = *program;
    apart.entries.items = CG_ARRAY(arena, cg_entry, program->entries.count + 1);
    apart.entries.count = 0;
    for (int e = 0; e < program->entries.count; e++) {
        if (!is_common(program, program->entries.items[e].row)) {
            apart.entries.items[apart.entries.count++] = program->entries.items[e];
        }
    }
    apart.rows.items = CG_ARRAY(arena, cg_row, program->rows.count + 1);
    for (int i = 0; i < program->rows.count; i++) {
        cg_row *row = &apart.rows.items[i];
        *row = program->rows.items[i];
        row->upper = is_common(program, i) ? CG_UNBOUNDED : row->upper;
        row->common = false;
    }
    return apart;
}

static cg_program relaxed_of(cg_arena *arena, const cg_program *program) {
    cg_program relaxed = *program;
    relaxed.columns.items = CG_ARRAY(arena, cg_column, program->columns.count + 1);
    for (int j = 0; j < program->columns.count; j++) {
        relaxed.columns.items[j] = program->columns.items[j];
        relaxed.columns.items[j].integer = false;
    }
    return relaxed;
}

static bool holds_common(cg_arena *arena, const cg_program *program, const double *x) {
    double *sum = CG_ARRAY(arena, double, program->rows.count + 1);
    for (int e = 0; e < program->entries.count; e++) {
        const cg_entry *entry = &program->entries.items[e];
        sum[entry->row] += entry->value * x[entry->column];
    }
    for (int i = 0; i < program->rows.count; i++) {
        if (is_common(program, i) && !(sum[i] <= program->rows.items[i].upper)) {
            return false;
        }
    }
    return true;
}

cg_solution *cg_solve_without_common(cg_arena *arena, const cg_program *program,
                                     const cg_solve_settings *settings, const double *start) {
    cg_program apart = apart_of(arena, program);
    cg_program relaxed = relaxed_of(arena, &apart);
    const cg_solution *guess = cg_program_solve(arena, &relaxed, settings, NULL);
    if (guess->x == NULL || !holds_common(arena, program, guess->x)) {
        return NULL;
    }
    cg_solution *found = cg_program_solve(arena, &apart, settings, start);
    return found->x != NULL && holds_common(arena, program, found->x) ? found : NULL;
}
