/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the law asks for, entered in the books: permits on the lines that need them, charges on the
 * whole park as items of it. */
#include "plan/book.h"

static void enter_permits(cg_book *book, const double *x, const cg_permits *permits) {
    const cg_activity *activity = &book->model->activities.items[permits->activity];
    double yearly = permits->cost * permits->annuity;
    if (!cg_carries_more(book->model, x, permits->activity, permits->count)) {
        return;
    }
    if (activity->kind == CG_SUPPLY) {
        cg_book_share_pipe(book, activity->second, permits->cost, yearly);
        return;
    }
    int line = cg_book_line(book, activity->source, CG_NONE, CG_NONE);
    cg_book_pay(book, line, permits->cost, yearly);
}

/* What a rule charges the whole park, against today. */
static void enter_charge(cg_book *book, const double *x, int rule) {
    const cg_model *model = book->model;
    const cg_rule *of = model->matches->law->rules[rule];
    cg_sum more = {0};
    for (int e = 0; e < model->charges.count; e++) {
        const cg_charge_entry *entry = &model->charges.items[e];
        if (entry->rule != rule) {
            continue;
        }
        cg_party *party = &book->plan->parties.items[entry->party];
        party->charged_today +=
            entry->column == CG_NONE ? entry->money : entry->money * model->running[entry->column];
        if (entry->column == CG_NONE) {
            continue;
        }
        double money = entry->money * (x[entry->column] - model->running[entry->column]);
        cg_sum_add(&more, money);
        party->fees -= money;
    }
    double fees = cg_sum_value(&more);
    if (fees == 0) {
        return;
    }
    CG_PUSH(book->plan->arena, &book->plan->items,
            ((cg_park_item){.kind = "rule-charge",
                            .subject = of->id,
                            .name = of->title,
                            .saving = -fees,
                            .fees = fees}));
    cg_sum_add(&book->fees, fees);
}

/* What exchanges that run today are charged is the receiver's, as on their lines. */
static void enter_charged_exchanges(cg_book *book) {
    const cg_model *model = book->model;
    for (int a = 0; a < model->activities.count; a++) {
        const cg_activity *activity = &model->activities.items[a];
        double rate = cg_activity_charge(model, a);
        for (int p = 0; p < model->park->periods.count && rate > 0; p++) {
            int firm = model->park->inputs.items[activity->input].firm;
            book->plan->parties.items[firm].charged_today +=
                rate * model->running[activity->column + p];
        }
    }
}

void cg_book_enter_burdens(cg_book *book, const double *x) {
    const cg_model *model = book->model;
    for (int i = 0; i < model->permits.count; i++) {
        enter_permits(book, x, &model->permits.items[i]);
    }
    enter_charged_exchanges(book);
    for (int r = 0; r < model->matches->law->rule_count; r++) {
        if (model->matches->law->rules[r]->effect_kind == CG_EFFECT_charge) {
            enter_charge(book, x, r);
        }
    }
}
