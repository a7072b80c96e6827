/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which prospects the program holds: first those that look best, then whatever its duals ask for,
 * until they ask for none. This is column generation (Gilmore & Gomory, Operations Research
 * 9(6):849-859, 1961) where pricing looks at every column there is. */
#include "plan/prospect_choice.h"

#include <math.h>

#include "base/number.h"

/* So many of an output, and of an input, are taken at once, at the start and later. */
#define FIRST_BEST 8
#define NEXT_BEST 3
/* A reduced cost below nothing by less than this share of its largest term is rounding. */
#define NO_GAIN 1e-9

cg_prospect_choice *cg_prospect_choice_new(cg_arena *arena, cg_model *model) {
    int count = cg_prospects_count(model->matches->prospects);
    cg_prospect_choice *choice = CG_NEW(arena, cg_prospect_choice);
    choice->arena = arena;
    choice->model = model;
    choice->solving = cg_arena_within(arena);
    choice->own_columns = model->program->columns.count;
    choice->held = CG_ARRAY(arena, bool, count + 1);
    cg_prospect_columns_start(&choice->columns, model);
    choice->rows = CG_ARRAY(arena, int, choice->columns.reserve.most_entries);
    choice->values = CG_ARRAY(arena, double, choice->columns.reserve.most_entries);
    return choice;
}

void cg_prospect_choice_aim(cg_prospect_choice *choice, cg_measure objective, int held_row,
                            cg_measure held) {
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

static void hold(cg_prospect_choice *choice, int prospect) {
    cg_model *model = choice->model;
    const cg_reserve *reserve = &choice->columns.reserve;
    int periods = model->park->periods.count;
    double measures[CG_MEASURES];
    choice->held[prospect] = true;
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
}

static void hold_all(cg_prospect_choice *choice) {
    for (int j = 0; j < cg_prospects_count(choice->model->matches->prospects); j++) {
        if (!choice->held[j]) {
            hold(choice, j);
        }
    }
}

/* ---- pricing */

/* The duals that a bound may rest on: none pulls at a side that its row does not have. */
static double *usable_duals(cg_prospect_choice *choice, const double *dual) {
    const cg_program *program = choice->model->program;
    double *usable = CG_ARRAY(choice->solving, double, program->rows.count + 1);
    for (int r = 0; r < program->rows.count && dual != NULL; r++) {
        const cg_row *row = &program->rows.items[r];
        bool pulls = (dual[r] > 0 && row->lower > -CG_UNBOUNDED) ||
                     (dual[r] < 0 && row->upper < CG_UNBOUNDED);
        usable[r] = pulls ? dual[r] : 0;
    }
    return usable;
}

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

/* The few of one flow that gain most, the best first. */
typedef struct best {
    int prospect[FIRST_BEST];
    double gain[FIRST_BEST];
    int count;
} best;

static void enter(best *among, int most, int prospect, double gain) {
    if (among->count == most && among->gain[most - 1] >= gain) {
        return;
    }
    int place = among->count < most ? among->count++ : most - 1;
    while (place > 0 && among->gain[place - 1] < gain) {
        among->gain[place] = among->gain[place - 1];
        among->prospect[place] = among->prospect[place - 1];
        place--;
    }
    among->gain[place] = gain;
    among->prospect[place] = prospect;
}

static int take(cg_prospect_choice *choice, const best *among) {
    int taken = 0;
    for (int i = 0; i < among->count; i++) {
        if (!choice->held[among->prospect[i]]) {
            hold(choice, among->prospect[i]);
            taken++;
        }
    }
    return taken;
}

/* Prices every prospect that the program does not hold, and holds the best of each flow. Returns
 * how many; choice->left is what the rest could add, were there room for all of each. */
static int price_all(cg_prospect_choice *choice, const double *duals, int most) {
    const cg_model *model = choice->model;
    const cg_prospects *prospects = model->matches->prospects;
    int periods = model->park->periods.count, taken = 0;
    const double *dual = usable_duals(choice, duals);
    best *outputs = CG_ARRAY(choice->solving, best, model->park->outputs.count + 1);
    best *inputs = CG_ARRAY(choice->solving, best, model->park->inputs.count + 1);
    cg_sum left = {0};
    for (int j = 0; j < cg_prospects_count(prospects); j++) {
        double gain = 0;
        for (int p = 0; p < periods && !choice->held[j]; p++) {
            cg_priced found = cg_prospect_price(choice, j * periods + p, dual);
            cg_sum_add(&left, fmin(0, found.reduced) * found.upper);
            gain = found.reduced < -NO_GAIN * found.term ? fmax(gain, -found.reduced) : gain;
        }
        if (gain > 0) {
            enter(&outputs[prospects->output.items[j]], most, j, gain);
            enter(&inputs[prospects->input.items[j]], most, j, gain);
        }
    }
    choice->left = cg_sum_value(&left);
    for (int o = 0; o < model->park->outputs.count; o++) {
        taken += take(choice, &outputs[o]);
    }
    for (int i = 0; i < model->park->inputs.count; i++) {
        taken += take(choice, &inputs[i]);
    }
    return taken;
}

/* ---- solving */

static double *copy_of(cg_arena *arena, const double *values, int count) {
    double *copy = CG_ARRAY(arena, double, count + 1);
    if (values != NULL && count > 0) {
        memcpy(copy, values, (size_t)count * sizeof *copy);
    }
    return values == NULL ? NULL : copy;
}

/* A solution outlives the round that found it. */
static cg_solution *keep(cg_prospect_choice *choice, const cg_solution *found) {
    const cg_program *program = choice->model->program;
    cg_solution *kept = CG_NEW(choice->arena, cg_solution);
    *kept = *found;
    kept->x = copy_of(choice->arena, found->x, program->columns.count);
    kept->reduced = copy_of(choice->arena, found->reduced, program->columns.count);
    kept->dual = copy_of(choice->arena, found->dual, program->rows.count);
    kept->message = cg_copy_text(choice->arena, found->message);
    return kept;
}

static double *nothing_flows(const cg_model *model, cg_arena *arena) {
    for (int r = 0; r < model->program->rows.count; r++) {
        if (model->program->rows.items[r].upper < 0 || model->program->rows.items[r].lower > 0) {
            return NULL;
        }
    }
    return CG_ARRAY(arena, double, model->program->columns.count + 1);
}

/* What its duals prove of a program with integers, they prove only of these integers; what may not
 * hold together without a prospect may hold with it. Both want all of them. */
static const cg_solution *solve_with_all(cg_prospect_choice *choice,
                                         const cg_solve_settings *settings) {
    hold_all(choice);
    choice->left = 0;
    cg_arena_empty(choice->solving);
    return cg_program_solve(choice->solving, choice->model->program, settings,
                            nothing_flows(choice->model, choice->solving));
}

cg_solution *cg_prospect_choice_solve(cg_prospect_choice *choice,
                                      const cg_solve_settings *settings) {
    const cg_program *program = choice->model->program;
    const cg_solution *found = NULL;
    if (cg_program_has_integers(program)) {
        return keep(choice, solve_with_all(choice, settings));
    }
    cg_arena_empty(choice->solving);
    if (choice->order.count == 0) {
        price_all(choice, NULL, FIRST_BEST);
    }
    do {
        cg_arena_empty(choice->solving);
        found = cg_program_solve(choice->solving, program, settings, NULL);
        if (found->outcome == CG_INFEASIBLE || found->outcome == CG_NO_ANSWER) {
            return keep(choice, solve_with_all(choice, settings));
        }
    } while (price_all(choice, found->dual, NEXT_BEST) > 0);
    return keep(choice, found);
}
