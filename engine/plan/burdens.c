/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the law says of each thing that may flow, asked once; which activities are one exchange. */
#include "plan/model.h"

bool cg_is_in_mix(const cg_model *model, int intake) {
    return model->matches->intakes.items[intake].home || model->of_intake[intake] != CG_NONE;
}

/* More than runs today by this little is rounding. */
#define NO_EXCESS 1e-9

int cg_first_piece(const cg_model *model, int activity) {
    const cg_activity *of = &model->activities.items[activity];
    return of->kind == CG_TREAT    ? activity
           : of->kind == CG_SUPPLY ? model->of_supply[of->source]
                                   : model->of_candidate[of->source];
}

int cg_pieces_from(const cg_model *model, int activity) {
    int first = cg_first_piece(model, activity);
    int end = activity + 1;
    while (end < model->activities.count && cg_first_piece(model, end) == first) {
        end++;
    }
    return end - activity;
}

bool cg_carries_more(const cg_model *model, const double *x, int activity, int count) {
    for (int p = 0; p < model->park->periods.count; p++) {
        double flow = 0, today = 0;
        for (int a = activity; a < activity + count; a++) {
            int column = model->activities.items[a].column + p;
            flow += x[column];
            today += model->running[column];
        }
        if (flow - today > NO_EXCESS * flow) {
            return true;
        }
    }
    return false;
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
        int first = cg_first_piece(model, a);
        if (first != a) {
            model->behind[a] = model->behind[first];
        } else if (activity->kind == CG_SUPPLY) {
            ask_supply(model, asking, activity, &model->behind[a]);
        } else if (activity->kind != CG_TREAT) {
            ask_candidate(model, activity, &model->behind[a]);
        }
    }
}
