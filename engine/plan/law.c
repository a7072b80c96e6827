/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the law says of each thing that may flow, asked once. */
#include "plan/model.h"

bool cg_is_in_mix(const cg_model *model, int intake) {
    return model->matches->intakes.items[intake].home || model->of_intake[intake] != CG_NONE;
}

/* Room for every rule once. */
static void add_rulings(cg_behind *behind, const cg_ruled *items, int count) {
    for (int i = 0; i < count; i++) {
        int known = 0;
        while (known < behind->count && behind->items[known].rule != items[i].rule) {
            known++;
        }
        if (known == behind->count) {
            behind->items[behind->count++] = items[i];
        }
        /* An exception for one output in a mix is none for the mix. */
        if (behind->items[known].exception != CG_NONE && items[i].exception == CG_NONE) {
            behind->items[known] = items[i];
        }
        /* Sure of one output in a mix is sure of the mix. */
        behind->items[known].certain = behind->items[known].certain || items[i].certain;
    }
}

static void ask_candidate(cg_model *model, const cg_activity *activity, cg_behind *behind) {
    cg_exchange_case exchange =
        cg_case_of(model->matches, &model->matches->candidates.items[activity->source]);
    behind->count = cg_law_behind(model->arena, model->matches->law, &exchange, &behind->items);
}

/* `asking` holds what is said of each pair: every output for every input would be too much to keep.
 */
static void ask_supply(cg_model *model, cg_arena *asking, const cg_activity *activity,
                       cg_behind *behind) {
    const cg_matches *matches = model->matches;
    const cg_supply *supply = &matches->supplies.items[activity->source];
    behind->items = CG_ARRAY(model->arena, cg_ruled, matches->law->rule_count + 1);
    for (int i = 0; i < matches->intakes.count; i++) {
        const cg_intake *intake = &matches->intakes.items[i];
        /* What cannot be brought is in no mix, whatever the law would ask of it. */
        if (intake->facility != supply->facility || !cg_is_in_mix(model, i)) {
            continue;
        }
        cg_ruled *items;
        cg_exchange_case exchange = cg_case_treated(matches, intake, supply);
        int count = cg_law_behind(asking, matches->law, &exchange, &items);
        add_rulings(behind, items, count);
        cg_arena_empty(asking);
    }
}

void cg_model_ask_law(cg_model *model) {
    model->behind = CG_ARRAY(model->arena, cg_behind, model->activities.count + 1);
    if (model->matches->law->rule_count == 0) {
        return;
    }
    cg_arena *asking = cg_arena_within(model->arena);
    for (int a = 0; a < model->activities.count; a++) {
        const cg_activity *activity = &model->activities.items[a];
        const cg_activity *before = a > 0 ? &model->activities.items[a - 1] : NULL;
        if (before != NULL && before->kind == activity->kind &&
            before->source == activity->source && activity->kind != CG_TREAT) {
            model->behind[a] = model->behind[a - 1]; /* pieces of one exchange of heat */
        } else if (activity->kind == CG_SUPPLY) {
            ask_supply(model, asking, activity, &model->behind[a]);
        } else if (activity->kind != CG_TREAT) {
            ask_candidate(model, activity, &model->behind[a]);
        }
    }
}
