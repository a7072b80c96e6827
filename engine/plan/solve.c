/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a park's program to its proven best plan. */
#include "plan/solve.h"

#include <math.h>
#include <string.h>

#include "plan/prospects.h"
#include "plan/stage_prices.h"

/* "Among the plans within 1e-9 of the least, the cheapest" (contract, "The command line"). */
#define SAME_OBJECTIVE 1e-9
/* Up to so many columns a program with integers is searched as one, what is within 1e-9 and all;
 * larger ones fall apart once the objective is held at the least itself, which takes seconds in
 * place of hours (docs/decisions/0025). */
#define FEW_COLUMNS 5000
/* A flow this small against the most it could be is the solver's rounding, not an exchange. */
#define NO_FLOW 1e-9

/* A stage that begins at the limit or later still gets so much, in seconds: to stop in order; to
 * name the requirements that conflict, without which that there is no plan says little. */
#define LEAST_S 1e-6
#define LEAST_CONFLICT_S 1.0

/* The settings of a stage that begins now. */
static cg_solve_settings settings_now(const cg_plan_options *options, double least_s) {
    cg_solve_settings settings = options->settings;
    if (options->until > 0) {
        settings.time_limit_s = fmax(least_s, options->until - cg_clock());
    }
    return settings;
}

/* Values within their bounds, integers whole, and flows below a share of the most they could be
 * cleared. */
static double *cleared(const cg_model *model, const double *x, double share) {
    const cg_program *program = model->program;
    double *clean = CG_ARRAY(model->arena, double, program->columns.count + 1);
    for (int c = 0; c < program->columns.count; c++) {
        const cg_column *column = &program->columns.items[c];
        double value = fmin(fmax(x[c], column->lower), column->upper);
        if (column->integer) {
            value = round(value);
        }
        clean[c] = value - column->lower <= share * (column->upper - column->lower) ? column->lower
                                                                                    : value;
    }
    return clean;
}

/* A flow may be small against what it could be and still be all that another lives on, so what
 * clearing would unbalance stays as it was found. */
void cg_plan_tidy(const cg_model *model, cg_solution *solution) {
    double *found = solution->x;
    solution->x = cleared(model, found, NO_FLOW);
    if (cg_program_certify(model->arena, model->program, solution).primal_residual > NO_FLOW) {
        solution->x = cleared(model, found, 0);
    }
}

static void find_conflict(cg_solved *solved, const cg_plan_options *options) {
    const cg_model *model = solved->model;
    int soft[CG_REQUIREMENT_COUNT], soft_count = 0;
    for (int r = 0; r < CG_REQUIREMENT_COUNT; r++) {
        if (model->requirement_row[r] != CG_NONE) {
            soft[soft_count++] = model->requirement_row[r];
        }
    }
    cg_solve_settings settings = settings_now(options, LEAST_CONFLICT_S);
    solved->gives = cg_program_conflict(model->arena, model->program, soft, soft_count, &settings,
                                        &solved->conflict_count);
    int *requirements = CG_ARRAY(model->arena, int, solved->conflict_count + 1);
    for (int i = 0; i < solved->conflict_count; i++) {
        requirements[i] = model->program->rows.items[solved->gives[i].row].tag.first;
    }
    solved->conflict = requirements;
}

/* Of two stages' plan that one search found: its duals are of both at once. */
static cg_solution *priced(cg_model *model, const cg_plan_options *options, cg_solution *cheapest,
                           int held_row) {
    if (cheapest->staged == NULL && cheapest->x != NULL &&
        model->program->columns.count <= FEW_COLUMNS) {
        /* Of few columns, so without a limit. */
        cg_solve_settings settings = options->settings;
        settings.time_limit_s = 0;
        cheapest->staged =
            cg_stage_prices_at(model, options->objective, held_row, cheapest->x, &settings);
    }
    return cheapest;
}

/* Holds the objective at its best and asks for the cheapest plan there. The row stays in the
 * program. */
static cg_solution *solve_cheapest(cg_model *model, const cg_plan_options *options,
                                   const cg_solution *best, cg_prospect_choice *choice) {
    cg_measure objective = options->objective;
    double found = cg_model_measure(model, objective, best->x);
    double slack = SAME_OBJECTIVE * fmax(fabs(found + model->constant[objective]),
                                         1e-9 * fabs(model->constant[objective]));
    cg_tag tag = {"objective", "held", NULL, CG_NONE, (int)objective, CG_NONE, CG_NONE};
    int row = cg_program_add_row(model->program, tag, -CG_UNBOUNDED, found + slack);
    model->program->rows.items[row].common = model->program->columns.count > FEW_COLUMNS;
    for (int c = 0; c < model->program->columns.count; c++) {
        cg_program_set(model->program, row, c, model->measure[objective][c]);
    }
    cg_model_set_objective(model, CG_MEASURE_COST);
    cg_solve_settings settings = settings_now(options, LEAST_S);
    bool apart = best->outcome == CG_OPTIMAL && (!cg_program_has_integers(model->program) ||
                                                 model->program->columns.count > FEW_COLUMNS);
    if (choice != NULL) {
        cg_prospect_choice_aim(choice, CG_MEASURE_COST, row, objective);
        return apart ? cg_prospect_choice_among(choice, best, &settings)
                     : cg_prospect_choice_solve(choice, &settings, best->x);
    }
    cg_solution *cheapest =
        apart ? cg_program_solve_among(model->arena, model->program, model->measure[objective],
                                       best, row, &settings)
              : NULL;
    if (cheapest == NULL) {
        cheapest = cg_program_solve(model->arena, model->program, &settings, best->x);
    }
    return priced(model, options, cheapest, row);
}

/* A plan to start from: where no row asks for anything, no exchange at all is one, so a search that
 * is stopped always has a plan. */
static double *plan_of_nothing(const cg_model *model) {
    for (int r = 0; r < model->program->rows.count; r++) {
        if (model->program->rows.items[r].upper < 0 || model->program->rows.items[r].lower > 0) {
            return NULL;
        }
    }
    return CG_ARRAY(model->arena, double, model->program->columns.count + 1);
}

/* A load that fits today only because of an exchange that may not go on has nowhere to go: only the
 * park's requirements can make a plan impossible, so what is there today may stay there. False
 * where that changes nothing. */
static bool let_overflow(const cg_model *model, cg_solved *solved) {
    for (int r = 0; r < model->program->rows.count; r++) {
        cg_row *row = &model->program->rows.items[r];
        if (strcmp(row->tag.kind, "capacity") == 0 && row->upper < 0) {
            solved->overfull_row = r;
            solved->overfull_by = fmax(solved->overfull_by, -row->upper);
            row->upper = 0;
            solved->overflows = true;
        }
    }
    return solved->overflows;
}

static cg_solution *solve_first(cg_model *model, const cg_plan_options *options,
                                cg_prospect_choice *choice) {
    bool known = options->start != NULL && !cg_program_has_integers(model->program);
    const double *start = known                                     ? options->start
                          : cg_program_has_integers(model->program) ? plan_of_nothing(model)
                                                                    : NULL;
    cg_solve_settings settings = settings_now(options, LEAST_S);
    return choice != NULL ? cg_prospect_choice_solve(choice, &settings, start)
                          : cg_program_solve(model->arena, model->program, &settings, start);
}

static void take_certificate(const cg_model *model, cg_solved *solved, const cg_solution *solution,
                             const cg_prospect_choice *choice) {
    solved->certificate = cg_program_certify(model->arena, model->program, solution);
    if (choice != NULL) {
        solved->certificate.bound += cg_prospect_choice_left(choice);
    }
    solved->bound = model->constant[solved->objective] +
                    (solved->by_search ? solution->bound : solved->certificate.bound);
}

/* Of a plan that no second stage followed: nothing is known of money. */
static const cg_stage_prices *first_prices(const cg_model *model, const cg_solution *first) {
    cg_stage_prices *prices = CG_NEW(model->arena, cg_stage_prices);
    *prices = (cg_stage_prices){.first_dual = first->dual, .first_reduced = first->reduced};
    return prices;
}

/* From the first solution on: the cheapest of the plans that are as good, for another objective
 * than cost. */
static cg_solution *finish(cg_model *model, const cg_plan_options *options, cg_solution *solution,
                           cg_solved *solved, cg_prospect_choice *choice) {
    cg_plan_tidy(model, solution);
    take_certificate(model, solved, solution, choice);
    if (options->objective == CG_MEASURE_COST) {
        return solution;
    }
    if (options->until > 0 && cg_clock() >= options->until) {
        solved->outcome = CG_LIMIT; /* as good by the objective, and maybe not the cheapest */
        solution->staged = first_prices(model, solution);
        return solution;
    }
    int held = cg_prospect_choice_held(choice);
    cg_solution *cheapest = solve_cheapest(model, options, solution, choice);
    if (cheapest->outcome != CG_OPTIMAL && cheapest->outcome != CG_LIMIT) {
        cg_prospect_choice_forget(choice, held);
        solved->outcome = CG_LIMIT;
        return solution;
    }
    cg_plan_tidy(model, cheapest);
    cg_certificate second = cg_program_certify(model->arena, model->program, cheapest);
    solved->certificate.primal_residual = second.primal_residual;
    if (cheapest->outcome == CG_LIMIT) {
        solved->outcome = CG_LIMIT;
    }
    return cheapest;
}

cg_solved *cg_plan_solve(cg_model *model, const cg_plan_options *options) {
    cg_solved *solved = CG_NEW(model->matches->arena, cg_solved);
    cg_prospect_choice *choice = NULL;
    solved->model = model;
    solved->objective = options->objective;
    solved->by_search = cg_program_has_integers(model->program);
    cg_model_set_objective(model, options->objective);
    if (model->prospects != NULL) {
        choice = cg_prospect_choice_new(model->arena, model);
        cg_prospect_choice_aim(choice, options->objective, CG_NONE, options->objective);
    }
    cg_solution *solution = solve_first(model, options, choice);
    solved->outcome = solution->outcome;
    solved->message = solution->message;
    if (solution->outcome == CG_INFEASIBLE) {
        if (choice != NULL) {
            cg_prospect_choice_take_all(choice);
        }
        find_conflict(solved, options);
        if (solved->conflict_count > 0 || !let_overflow(model, solved)) {
            return solved;
        }
        solution = solve_first(model, options, choice);
        solved->outcome = solution->outcome;
        if (solution->outcome == CG_INFEASIBLE) {
            find_conflict(solved, options);
            return solved;
        }
    }
    if (solution->outcome == CG_NO_ANSWER) {
        return solved;
    }
    solved->solution = finish(model, options, solution, solved, choice);
    solved->x = solved->solution->x;
    if (choice != NULL) {
        solved->conflict = NULL; /* what could not hold was let go */
        solved->gives = NULL;
        cg_prospect_choice_settle(choice, solved, options->spends);
    }
    return solved;
}
