/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a facility would mix what the law forbids for one of its inputs, the plan chooses: either
 * the input gets nothing of the mix, or what it may not get stays out of it. */
#include "plan/model.h"

/* 1 where the facility hands on to this input. */
static int add_choice(cg_model *model, int supply_index) {
    const cg_supply *supply = &model->matches->supplies.items[supply_index];
    const cg_activity *activity = &model->activities.items[model->of_supply[supply_index]];
    const char *facility = model->park->facilities.items[supply->facility].id;
    const char *input = model->park->inputs.items[supply->input].ref;
    cg_tag tag = {"hands-on",          facility, input, CG_NONE, supply->facility, supply->input,
                  supply->substitution};
    int choice = cg_model_add_column(model, tag, 1, true);
    for (int p = 0; p < model->park->periods.count; p++) {
        cg_tag row_tag = {
            "mixed", facility, input, p, supply->facility, supply->input, supply->substitution};
        int row = cg_program_add_row(model->program, row_tag, -CG_UNBOUNDED, 0);
        cg_program_set(model->program, row, activity->column + p, 1);
        cg_program_set(model->program, row, choice, -cg_activity_most(model, activity, p));
    }
    return choice;
}

/* What is brought is at most all of it, and nothing where the input is served. At home, what is
 * brought is what does not leave: all of it must leave. */
static void keep_out(cg_model *model, int intake_index, int choice) {
    const cg_intake *intake = &model->matches->intakes.items[intake_index];
    const cg_flow *output = &model->park->outputs.items[intake->output];
    for (int p = 0; p < model->park->periods.count; p++) {
        cg_tag tag = {
            "kept-out", output->ref,    model->park->facilities.items[intake->facility].id,
            p,          intake->output, intake->facility,
            CG_NONE};
        int row = cg_program_add_row(model->program, tag, -CG_UNBOUNDED,
                                     intake->home ? 0 : output->amount[p]);
        cg_program_set(model->program, row, choice, output->amount[p]);
        if (!intake->home) {
            cg_program_set(model->program, row,
                           model->activities.items[model->of_intake[intake_index]].column + p, 1);
            continue;
        }
        cg_model_set_leaving(model, row, intake->output, p, -1);
    }
}

void cg_model_add_mixing(cg_model *model) {
    const cg_matches *matches = model->matches;
    int *choice = CG_ARRAY(model->arena, int, matches->supplies.count + 1);
    for (int s = 0; s < matches->supplies.count; s++) {
        choice[s] = CG_NONE;
    }
    for (int u = 0; u < matches->unlawful.count; u++) {
        const cg_unlawful_mix *pair = &matches->unlawful.items[u];
        if (choice[pair->supply] == CG_NONE) {
            choice[pair->supply] = add_choice(model, pair->supply);
        }
        keep_out(model, pair->intake, choice[pair->supply]);
    }
}
