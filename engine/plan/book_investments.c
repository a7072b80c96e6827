/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be built, entered in the books: a pipe on the lines that use it, a facility as an item
 * of the park. */
#include <math.h>

#include "plan/book.h"

#define HOURS_A_YEAR 8760.0
/* An excess this small against what runs is rounding, not a pipe. */
#define NO_EXCESS 1e-9

/* What a pipe or facility must be built for: its largest yearly rate beyond what is free. */
static double excess_rate(const cg_model *model, const double *x, const cg_uses *uses,
                          const double *running, const cg_building *building) {
    double largest = 0;
    for (int p = 0; p < model->park->periods.count; p++) {
        double flow = 0;
        for (int u = 0; u < uses->count; u++) {
            flow += x[model->activities.items[uses->items[u].activity].column + p] *
                    uses->items[u].share;
        }
        double free = running == NULL ? 0 : running[p];
        if (building->free_column != CG_NONE) {
            free += x[building->free_column + p];
        }
        double excess = flow - free;
        if (excess > NO_EXCESS * flow) {
            largest = fmax(largest, excess * HOURS_A_YEAR / model->park->periods.items[p].hours);
        }
    }
    return largest;
}

void cg_book_share_pipe(cg_book *book, int pipe, double one_off, double yearly) {
    const cg_book_carried *carried = book->carried.items;
    double all = 0;
    for (int c = book->first_carried[pipe]; c != CG_NONE; c = carried[c].next) {
        all += carried[c].quantity;
    }
    for (int c = book->first_carried[pipe]; c != CG_NONE && all > 0; c = carried[c].next) {
        double share = carried[c].quantity / all;
        cg_book_pay(book, carried[c].line, one_off * share, yearly * share);
    }
}

static void enter_pipe(cg_book *book, const double *x, int index) {
    const cg_model *model = book->model;
    const cg_pipe *pipe = &model->matches->pipes.items[index];
    const cg_way *way = &pipe->way;
    bool existing = way->existing != CG_NONE;
    if ((way->per_capacity == 0 && way->fixed == 0) ||
        (existing && !model->park->links.items[way->existing].limited)) {
        return;
    }
    double rate = excess_rate(model, x, &model->by_pipe[index], existing ? NULL : pipe->running,
                              &model->pipes[index]);
    if (rate == 0) {
        return;
    }
    double one_off = way->per_capacity * rate + way->fixed;
    const cg_book_carried *carried = book->carried.items;
    for (int c = book->first_carried[index]; c != CG_NONE; c = carried[c].next) {
        cg_months_take(&book->plan->lines.items[carried[c].line].build, way->build_months);
    }
    cg_book_share_pipe(book, index, one_off, one_off * way->annuity);
}

static void enter_facility(cg_book *book, const double *x, int index) {
    const cg_model *model = book->model;
    const cg_facility *facility = &model->park->facilities.items[index];
    if (facility->exists || !facility->investment.given) {
        return;
    }
    double rate =
        excess_rate(model, x, &model->by_facility[index], NULL, &model->facilities[index]);
    double one_off = facility->investment.per_unit.value * rate + facility->investment.fixed.value;
    if (rate == 0 || one_off == 0) {
        return;
    }
    double yearly =
        one_off * cg_annuity(model->park->discount_rate, facility->investment.life.value);
    cg_park_item item = {.kind = "facility-investment",
                         .subject = facility->id,
                         .name = facility->name,
                         .saving = -yearly,
                         .investment = one_off,
                         .annualised_investment = yearly};
    cg_months_take(&item.build, facility->investment.build_months.given
                                    ? &facility->investment.build_months
                                    : NULL);
    CG_PUSH(book->plan->arena, &book->plan->items, item);
    cg_party *party = &book->plan->parties.items[model->park->firms.count + index];
    party->annualised_investment -= yearly;
    party->investment += one_off;
    cg_sum_add(&book->annualised_investment, yearly);
    cg_sum_add(&book->investment, one_off);
}

void cg_book_enter_investments(cg_book *book, const double *x) {
    for (int i = 0; i < book->model->matches->pipes.count; i++) {
        enter_pipe(book, x, i);
    }
    for (int f = 0; f < book->model->park->facilities.count; f++) {
        enter_facility(book, x, f);
    }
}
