/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What permits cost: once for each exchange that needs them, as soon as it carries more than runs
 * today. */
#include <math.h>

#include "plan/model.h"

/* Where the way has no investment and so no life of its own: the contract's default. */
#define LIFE_YEARS 20

static double cost_of(const cg_model *model, const cg_behind *behind) {
    double cost = 0;
    for (int i = 0; i < behind->count; i++) {
        const cg_ruled *ruled = &behind->items[i];
        const cg_permit_terms *terms = model->matches->law->rules[ruled->rule]->terms;
        if (ruled->ruling.kind == CG_RULING_PERMIT) {
            cost += terms->cost.value;
        }
    }
    return cost;
}

static double annuity_of(const cg_model *model, const cg_activity *activity) {
    int pipe = activity->first != CG_NONE ? activity->first : activity->second;
    double annuity = model->matches->pipes.items[pipe].way.annuity;
    return annuity > 0 ? annuity : cg_annuity(model->park->discount_rate, LIFE_YEARS);
}

static void add_rows(cg_model *model, cg_permits *permits, const char *subject) {
    for (int p = 0; p < model->park->periods.count; p++) {
        double most = 0;
        cg_tag tag = {"permits", subject, NULL, p, permits->activity, CG_NONE, CG_NONE};
        int row = cg_program_add_row(model->program, tag, -CG_UNBOUNDED, permits->free[p]);
        if (p == 0) {
            permits->row = row;
        }
        for (int a = permits->activity; a < permits->activity + permits->count; a++) {
            const cg_activity *activity = &model->activities.items[a];
            double alone = cg_activity_most(model, activity, p);
            most += alone < CG_UNBOUNDED ? alone : 0;
            cg_program_set(model->program, row, activity->column + p, 1);
        }
        const cg_activity *first = &model->activities.items[permits->activity];
        if (first->output != CG_NONE) {
            most = fmin(most, model->park->outputs.items[first->output].amount[p]);
        }
        cg_program_set(model->program, row, permits->column, -fmax(0, most - permits->free[p]));
    }
}

const cg_permits *cg_permits_of(const cg_model *model, int activity) {
    for (int i = 0; i < model->permits.count; i++) {
        const cg_permits *permits = &model->permits.items[i];
        if (activity >= permits->activity && activity < permits->activity + permits->count) {
            return permits;
        }
    }
    return NULL;
}

static void add(cg_model *model, int activity_index, int count, double cost) {
    const cg_activity *activity = &model->activities.items[activity_index];
    cg_permits permits = {.activity = activity_index,
                          .count = count,
                          .cost = cost,
                          .annuity = annuity_of(model, activity),
                          .free = CG_ARRAY(model->arena, double, model->park->periods.count)};
    const char *from = activity->kind == CG_SUPPLY
                           ? model->park->facilities.items[activity->facility].id
                           : model->park->outputs.items[activity->output].ref;
    const char *subject =
        cg_format(model->arena, "%s > %s", from, model->park->inputs.items[activity->input].ref);
    for (int p = 0; p < model->park->periods.count; p++) {
        for (int a = activity_index; a < activity_index + count; a++) {
            permits.free[p] += model->running[model->activities.items[a].column + p];
        }
    }
    cg_tag tag = {"permit", subject, NULL, CG_NONE, activity_index, CG_NONE, CG_NONE};
    permits.column = cg_model_add_column(model, tag, 1, true);
    model->measure[CG_MEASURE_COST][permits.column] += cost * permits.annuity;
    model->measure[CG_MEASURE_INVESTMENT][permits.column] += cost;
    add_rows(model, &permits, subject);
    CG_PUSH(model->arena, &model->permits, permits);
}

void cg_model_add_permits(cg_model *model) {
    for (int a = 0; a < model->activities.count; a += cg_pieces_from(model, a)) {
        bool open = model->activities.items[a].open;
        double cost = open ? cost_of(model, &model->behind[a]) : 0;
        if (cost > 0) {
            add(model, a, cg_pieces_from(model, a), cost);
        }
    }
}
