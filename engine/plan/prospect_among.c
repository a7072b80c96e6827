/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second stage over prospects. At an optimum of the first only those that cost it nothing could
 * carry anything in another: these become columns, and no more than these are looked at. */
#include <math.h>

#include "plan/prospect_choice.h"

/* A reduced cost below this share of its largest term is none, and a term below this share of the
 * largest cost counts as if it were that large: as in program/among.c. */
#define NONE 1e-9
#define SMALLEST 1e-6

typedef struct staged {
    cg_prospect_choice *choice;
    cg_prospect_columns first, second; /* what the columns are in either stage */
    const double *dual;                /* of the first */
} staged;

static cg_priced price_first(const staged *s, int index) {
    s->choice->columns = s->first;
    cg_priced found = cg_prospect_price(s->choice, index, s->dual);
    s->choice->columns = s->second;
    return found;
}

static double smallest_term(const staged *s) {
    const cg_model *model = s->choice->model;
    double smallest = 0;
    for (int c = 0; c < model->program->columns.count; c++) {
        smallest = fmax(smallest, SMALLEST * fabs(model->measure[s->first.objective][c]));
    }
    return smallest;
}

static void hold_open(const staged *s) {
    double smallest = smallest_term(s);
    int periods = s->choice->model->park->periods.count;
    for (int index = 0; index < s->choice->columns.reserve.count; index++) {
        if (s->choice->held[index / periods]) {
            continue;
        }
        cg_priced found = price_first(s, index);
        if (found.reduced <= NONE * fmax(smallest, found.term)) {
            cg_prospect_hold(s->choice, index / periods);
        }
    }
}

/* By how much dearer a unit of the first objective must be in the second, for nothing that is left
 * out to be worth it. */
static double rise(const staged *s, const cg_solution *second) {
    int periods = s->choice->model->park->periods.count;
    double most = 0;
    for (int index = 0; index < s->choice->columns.reserve.count; index++) {
        if (!s->choice->held[index / periods]) {
            double reduced = cg_prospect_price(s->choice, index, second->dual).reduced;
            most = reduced < 0 ? fmax(most, -reduced / price_first(s, index).reduced) : most;
        }
    }
    return most;
}

static void make_dearer(const staged *s, cg_solution *second, double by) {
    const cg_model *model = s->choice->model;
    const cg_program *program = model->program;
    for (int r = 0; r < program->rows.count; r++) {
        second->dual[r] += r == s->second.held_row ? -by : by * s->dual[r];
    }
    for (int c = 0; c < program->columns.count; c++) {
        second->reduced[c] = program->columns.items[c].cost;
    }
    for (int e = 0; e < program->entries.count; e++) {
        const cg_entry *entry = &program->entries.items[e];
        second->reduced[entry->column] -= second->dual[entry->row] * entry->value;
    }
}

cg_solution *cg_prospect_choice_among(cg_prospect_choice *choice, const cg_solution *first,
                                      const cg_solve_settings *settings) {
    const cg_program *program = choice->model->program;
    cg_arena *arena = choice->arena;
    int before = program->columns.count, held_row = choice->columns.held_row;
    cg_measure objective = choice->columns.held;
    /* The first solution knows nothing of the row that holds it. */
    staged s = {choice, choice->columns, choice->columns,
                cg_values_longer(arena, first->dual, held_row, program->rows.count)};
    s.first.objective = objective;
    s.first.held_row = CG_NONE;
    hold_open(&s);
    cg_solution all = *first;
    all.x = cg_values_longer(arena, first->x, before, program->columns.count);
    all.reduced = cg_values_longer(arena, first->reduced, before, program->columns.count);
    all.dual = cg_values_longer(arena, first->dual, held_row, program->rows.count);
    cg_solution *second = cg_program_solve_among(arena, program, choice->model->measure[objective],
                                                 &all, held_row, settings);
    if (second == NULL) {
        bool searched = cg_program_has_integers(program);
        return cg_prospect_choice_solve(choice, settings, searched ? all.x : NULL);
    }
    double by = rise(&s, second);
    if (by > 0) {
        make_dearer(&s, second, by);
    }
    return second;
}
