/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which prospects the program holds: those that a solution over all of them uses, once there is
 * one.
 */
#include "plan/prospect_choice.h"

#include <math.h>

#include "base/number.h"

cg_prospect_choice *cg_prospect_choice_new(cg_arena *arena, cg_model *model) {
    int count = cg_prospects_count(model->matches->prospects);
    cg_prospect_choice *choice = CG_NEW(arena, cg_prospect_choice);
    choice->arena = arena;
    choice->model = model;
    choice->solving = cg_arena_within(arena);
    choice->own_columns = model->program->columns.count;
    choice->held = CG_ARRAY(arena, bool, count + 1);
    cg_prospect_columns_start(&choice->columns, model);
    choice->columns.taken = choice->held;
    choice->rows = CG_ARRAY(arena, int, choice->columns.reserve.most_entries);
    choice->values = CG_ARRAY(arena, double, choice->columns.reserve.most_entries);
    return choice;
}

void cg_prospect_choice_aim(cg_prospect_choice *choice, cg_measure objective, int held_row,
                            cg_measure held) {
    choice->priced_at = NULL;
    choice->columns.objective = objective;
    choice->columns.held_row = held_row;
    choice->columns.held = held;
}

double cg_prospect_choice_left(const cg_prospect_choice *choice) {
    return choice->left;
}

int cg_prospect_choice_held(const cg_prospect_choice *choice) {
    return choice == NULL ? 0 : choice->order.count;
}

void cg_prospect_choice_forget(cg_prospect_choice *choice, int held) {
    if (choice == NULL || choice->order.count == held) {
        return;
    }
    choice->priced_at = NULL;
    cg_program *program = choice->model->program;
    int columns = choice->own_columns + held * choice->model->park->periods.count, kept = 0;
    for (int e = 0; e < program->entries.count; e++) {
        if (program->entries.items[e].column < columns) {
            program->entries.items[kept++] = program->entries.items[e];
        }
    }
    program->entries.count = kept;
    program->columns.count = columns;
    for (int i = held; i < choice->order.count; i++) {
        choice->held[choice->order.items[i]] = false;
    }
    choice->order.count = held;
}

/* ---- the program's columns */

void cg_prospect_hold(cg_prospect_choice *choice, int prospect) {
    cg_model *model = choice->model;
    const cg_reserve *reserve = &choice->columns.reserve;
    int periods = model->park->periods.count;
    double measures[CG_MEASURES];
    CG_PUSH(choice->arena, &choice->order, prospect);
    for (int p = 0; p < periods; p++) {
        double cost, upper;
        int count = reserve->column(reserve->owner, prospect * periods + p, &cost, &upper,
                                    choice->rows, choice->values);
        cg_tag tag = {"direct", NULL, NULL, p, CG_NONE, CG_NONE, CG_NONE};
        int at = cg_model_add_column(model, tag, upper, false);
        model->program->columns.items[at].cost = cost;
        cg_prospect_measures(model, prospect, p, measures);
        for (int m = 0; m < CG_MEASURES; m++) {
            model->measure[m][at] = measures[m];
        }
        for (int e = 0; e < count; e++) {
            cg_program_set(model->program, choice->rows[e], at, choice->values[e]);
        }
    }
    choice->held[prospect] = true; /* from now on the reserve has nothing of it */
}

void cg_prospect_choice_take_all(cg_prospect_choice *choice) {
    for (int j = 0; j < cg_prospects_count(choice->model->matches->prospects); j++) {
        if (!choice->held[j]) {
            cg_prospect_hold(choice, j);
        }
    }
    choice->all = true;
}

/* ---- pricing */

cg_priced cg_prospect_price(const cg_prospect_choice *choice, int index, const double *dual) {
    const cg_reserve *reserve = &choice->columns.reserve;
    cg_priced found;
    int count = reserve->column(reserve->owner, index, &found.reduced, &found.upper, choice->rows,
                                choice->values);
    found.term = fabs(found.reduced);
    for (int e = 0; e < count; e++) {
        double part = dual[choice->rows[e]] * choice->values[e];
        found.reduced -= part;
        found.term = fmax(found.term, fabs(part));
    }
    return found;
}

double cg_prospect_reduced(const cg_prospect_choice *choice, int index, const double *dual) {
    return dual == choice->priced_at ? choice->priced[index]
                                     : cg_prospect_price(choice, index, dual).reduced;
}

/* The duals that a bound may rest on: none pulls at a side that its row does not have. `same`: they
 * are those given. */
static double *usable_duals(const cg_prospect_choice *choice, const double *dual, bool *same) {
    const cg_program *program = choice->model->program;
    double *usable = CG_ARRAY(choice->solving, double, program->rows.count + 1);
    *same = true;
    for (int r = 0; r < program->rows.count; r++) {
        const cg_row *row = &program->rows.items[r];
        bool pulls = (dual[r] > 0 && row->lower > -CG_UNBOUNDED) ||
                     (dual[r] < 0 && row->upper < CG_UNBOUNDED);
        usable[r] = pulls ? dual[r] : 0;
        *same = *same && usable[r] == dual[r];
    }
    return usable;
}

/* What the prospects that are not held could add at these duals, were there room for all of each.
 * What they are priced at is asked once more, when it is looked for those nearest to the plan. */
static double left_by(cg_prospect_choice *choice, const double *duals) {
    int periods = choice->model->park->periods.count;
    bool same = false;
    const double *dual = usable_duals(choice, duals, &same);
    cg_sum left = {0};
    if (choice->priced == NULL) {
        choice->priced = CG_ARRAY(choice->arena, double, choice->columns.reserve.count + 1);
    }
    for (int index = 0; index < choice->columns.reserve.count; index++) {
        if (!choice->held[index / periods]) {
            cg_priced found = cg_prospect_price(choice, index, dual);
            cg_sum_add(&left, fmin(0, found.reduced) * found.upper);
            choice->priced[index] = found.reduced;
        }
    }
    choice->priced_at = same ? duals : NULL;
    return cg_sum_value(&left);
}

/* ---- solving */

double *cg_values_longer(cg_arena *arena, const double *values, int count, int length) {
    double *copy = CG_ARRAY(arena, double, length + 1);
    if (count > 0) {
        memcpy(copy, values, (size_t)count * sizeof *copy);
    }
    return copy;
}

/* The first column of a prospect that the program holds. */
static int column_of(const cg_prospect_choice *choice, const int *place, int prospect) {
    return choice->own_columns + place[prospect] * choice->model->park->periods.count;
}

/* The reduced costs of the columns behind the first so many, from the program's entries. */
static void set_reduced(const cg_prospect_choice *choice, const double *dual, int before,
                        double *reduced) {
    const cg_program *program = choice->model->program;
    for (int c = before; c < program->columns.count; c++) {
        reduced[c] = program->columns.items[c].cost;
    }
    for (int e = 0; e < program->entries.count; e++) {
        const cg_entry *entry = &program->entries.items[e];
        reduced[entry->column] -= entry->column >= before ? dual[entry->row] * entry->value : 0;
    }
}

/* Makes columns of the prospects that the solution uses, and the solution one of these columns. */
static cg_solution *taken_up(cg_prospect_choice *choice, const cg_solution *found) {
    const cg_program *program = choice->model->program;
    cg_arena *arena = choice->arena;
    int periods = choice->model->park->periods.count, before = program->columns.count;
    int first_new = choice->order.count;
    for (int t = 0; t < found->taken.count; t++) {
        int prospect = found->taken.items[t].index / periods;
        if (!choice->held[prospect]) {
            cg_prospect_hold(choice, prospect);
        }
    }
    cg_solution *solution = CG_NEW(arena, cg_solution);
    *solution = *found;
    solution->message = cg_copy_text(arena, found->message);
    solution->x = cg_values_longer(arena, found->x, before, program->columns.count);
    solution->reduced = cg_values_longer(arena, found->reduced, before, program->columns.count);
    solution->dual = cg_values_longer(arena, found->dual, program->rows.count, program->rows.count);
    solution->taken.count = 0;
    int *place = CG_ARRAY(choice->solving, int, choice->columns.reserve.count / periods + 1);
    for (int i = first_new; i < choice->order.count; i++) {
        place[choice->order.items[i]] = i;
    }
    set_reduced(choice, found->dual, before, solution->reduced);
    for (int t = 0; t < found->taken.count; t++) {
        const cg_taken *taken = &found->taken.items[t];
        int column = column_of(choice, place, taken->index / periods) + taken->index % periods;
        solution->x[column] = taken->x;
    }
    return solution;
}

cg_solution *cg_prospect_choice_solve(cg_prospect_choice *choice, const cg_solve_settings *settings,
                                      const double *start) {
    const cg_program *program = choice->model->program;
    choice->left = 0;
    if (choice->all) {
        return cg_program_solve(choice->arena, program, settings, start);
    }
    cg_arena_empty(choice->solving);
    const cg_solution *found =
        cg_program_solve_with(choice->solving, program, &choice->columns.reserve, settings, start);
    if (found->x == NULL) {
        cg_solution *nothing = CG_NEW(choice->arena, cg_solution);
        *nothing = *found;
        nothing->message = cg_copy_text(choice->arena, found->message);
        return nothing;
    }
    cg_solution *solution = taken_up(choice, found);
    if (!cg_program_has_integers(program)) { /* else the bound is the search's */
        choice->left = left_by(choice, solution->dual);
    }
    cg_arena_empty(choice->solving);
    return solution;
}
