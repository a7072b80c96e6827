/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the law asks for, entered in the books: permits on the lines that need them, charges on the
 * whole park as items of it. */
#include "plan/book.h"

/* More than runs today by this little is rounding. */
#define NO_EXCESS 1e-9

static bool is_needed(const cg_model *model, const cg_permits *permits, const double *x) {
    for (int p = 0; p < model->park->periods.count; p++) {
        double flow = 0;
        for (int a = permits->activity; a < permits->activity + permits->count; a++) {
            flow += x[model->activities.items[a].column + p];
        }
        if (flow - permits->free[p] > NO_EXCESS * flow) {
            return true;
        }
    }
    return false;
}

static void enter_permits(cg_book *book, const double *x, const cg_permits *permits) {
    double yearly = permits->cost * permits->annuity;
    if (!is_needed(book->model, permits, x)) {
        return;
    }
    if (permits->supply == CG_NONE) {
        int line = cg_book_line(book, permits->candidate, CG_NONE, CG_NONE);
        cg_book_pay(book, line, permits->cost, yearly);
        return;
    }
    int pipe = book->model->matches->supplies.items[permits->supply].pipe;
    cg_book_share_pipe(book, pipe, permits->cost, yearly);
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
        enter_charge(book, x, r);
    }
}
