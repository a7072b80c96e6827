/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a neutral program and viewing its entries column by column. */
#include "program/program.h"

cg_program *cg_program_new(cg_arena *arena) {
    cg_program *program = CG_NEW(arena, cg_program);
    program->arena = arena;
    program->entries_arena = cg_arena_within(arena);
    return program;
}

int cg_program_add_column(cg_program *program, cg_tag tag, double lower, double upper,
                          double cost) {
    cg_column column = {.tag = tag, .lower = lower, .upper = upper, .cost = cost};
    CG_PUSH(program->arena, &program->columns, column);
    return program->columns.count - 1;
}

int cg_program_add_row(cg_program *program, cg_tag tag, double lower, double upper) {
    cg_row row = {.tag = tag, .lower = lower, .upper = upper};
    CG_PUSH(program->arena, &program->rows, row);
    return program->rows.count - 1;
}

void cg_program_set(cg_program *program, int row, int column, double value) {
    if (value == 0) {
        return;
    }
    cg_entry entry = {.row = row, .column = column, .value = value};
    CG_PUSH(program->entries_arena, &program->entries, entry);
}

void cg_program_forget_entries(cg_program *program) {
    cg_arena_empty(program->entries_arena);
    program->entries.items = NULL;
    program->entries.count = program->entries.capacity = 0;
}

bool cg_program_has_integers(const cg_program *program) {
    for (int j = 0; j < program->columns.count; j++) {
        if (program->columns.items[j].integer) {
            return true;
        }
    }
    return false;
}

const char *cg_tag_text(cg_arena *arena, const cg_tag *tag, const char *const *periods) {
    cg_text text = cg_text_start(arena);
    cg_text_add(&text, tag->kind != NULL ? tag->kind : "?");
    if (tag->subject != NULL) {
        cg_text_addf(&text, " %s", tag->subject);
    }
    if (tag->detail != NULL) {
        cg_text_addf(&text, " %s", tag->detail);
    }
    if (tag->period != CG_NONE && periods != NULL) {
        cg_text_addf(&text, " @%s", periods[tag->period]);
    }
    if (tag->period != CG_NONE && periods == NULL) {
        cg_text_addf(&text, " @%d", tag->period);
    }
    return text.bytes;
}

/* The order of the entries by one of their two places, stable: a counting sort. `count` places. */
static int *sorted_by_place(cg_arena *arena, const cg_program *program, const int *order,
                            bool by_row) {
    int places = by_row ? program->rows.count : program->columns.count;
    int total = program->entries.count;
    int *next = CG_ARRAY(arena, int, places + 1);
    int *sorted = CG_ARRAY(arena, int, total);
    const cg_entry *entries = program->entries.items;
    for (int k = 0; k < total; k++) {
        next[(by_row ? entries[k].row : entries[k].column) + 1]++;
    }
    for (int i = 0; i < places; i++) {
        next[i + 1] += next[i];
    }
    for (int k = 0; k < total; k++) {
        int at = order != NULL ? order[k] : k;
        sorted[next[by_row ? entries[at].row : entries[at].column]++] = at;
    }
    return sorted;
}

cg_matrix cg_program_matrix(cg_arena *arena, const cg_program *program) {
    int total = program->entries.count;
    cg_matrix matrix = {.start = CG_ARRAY(arena, int, program->columns.count + 1),
                        .row = CG_ARRAY(arena, int, total),
                        .value = CG_ARRAY(arena, double, total)};
    const int *order = sorted_by_place(arena, program, NULL, true);
    order = sorted_by_place(arena, program, order, false);
    int used = 0;
    int at = 0;
    for (int j = 0; j < program->columns.count; j++) {
        matrix.start[j] = used;
        for (; at < total && program->entries.items[order[at]].column == j; at++) {
            const cg_entry *entry = &program->entries.items[order[at]];
            if (used > matrix.start[j] && matrix.row[used - 1] == entry->row) {
                matrix.value[used - 1] += entry->value;
                continue;
            }
            matrix.row[used] = entry->row;
            matrix.value[used++] = entry->value;
        }
    }
    matrix.start[program->columns.count] = used;
    return matrix;
}
