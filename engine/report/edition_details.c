/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan tells beyond its sums, without what the readers of an edition may not see. */
#include "report/edition.h"

#include "report/telling.h"
#include "unit/value.h"

#include <math.h>
#include <string.h>

/* A price of the models' own is nobody's cost. */
static bool is_own_cost(const cg_evidence *evidence) {
    return evidence->basis != CG_BASIS_DEFAULT;
}

static bool confides_at(const cg_plan *whole, const char *end) {
    int party = cg_tell_party_of(whole, end);
    return party >= 0 && whole->parties.items[party].confidential;
}

static void take_flows_of_board(cg_plan *into, const cg_plan *whole) {
    for (int i = 0; i < whole->flows.count; i++) {
        cg_plan_flow flow = whole->flows.items[i];
        if (is_own_cost(&flow.of_price) || confides_at(whole, flow.id)) {
            flow.price = (double)NAN;
        }
        CG_PUSH(into->arena, &into->flows, flow);
    }
    for (int i = 0; i < whole->names.count; i++) {
        CG_PUSH(into->arena, &into->names, whole->names.items[i]);
    }
}

/* The figures of what a firm or a plant pays. */
static bool is_cost(const cg_plan_figure *figure) {
    static const char *const kinds[] = {"price", "disposal_cost", "cost", "operating_cost",
                                        "pass_through_cost"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i], figure->kind) == 0) {
            return true;
        }
    }
    return false;
}

static void take_figures_of_board(cg_plan *into, const cg_plan *whole) {
    for (int i = 0; i < whole->figures.count; i++) {
        const cg_plan_figure *figure = &whole->figures.items[i];
        bool withheld = is_cost(figure) &&
                        (is_own_cost(&figure->evidence) || confides_at(whole, figure->subject));
        if (!withheld) {
            CG_PUSH(into->arena, &into->figures, *figure);
        }
    }
}

/* What a pair could be worth is made of the prices at its ends. */
static void take_unknowns_of_board(cg_plan *into, const cg_plan *whole, bool confides) {
    into->unknowns_sought = whole->unknowns_sought;
    into->unknowns_left = whole->unknowns_left;
    for (int i = 0; i < whole->unknowns.count; i++) {
        cg_plan_unknown unknown = whole->unknowns.items[i];
        unknown.worth = confides ? (double)NAN : unknown.worth;
        CG_PUSH(into->arena, &into->unknowns, unknown);
    }
}

static void take_flows_of_firm(cg_plan *into, const cg_plan *whole, const char *firm) {
    for (int i = 0; i < whole->flows.count; i++) {
        const cg_plan_flow *flow = &whole->flows.items[i];
        int party = cg_tell_party_of(whole, flow->id);
        if (party >= 0 && strcmp(whole->parties.items[party].id, firm) == 0) {
            CG_PUSH(into->arena, &into->flows, *flow);
        }
    }
}

void cg_details_for(cg_plan *into, const cg_plan *whole, const cg_edition *edition, bool confides) {
    if (edition->audience == CG_FOR_BOARD) {
        take_flows_of_board(into, whole);
        take_figures_of_board(into, whole);
        take_unknowns_of_board(into, whole, confides);
    } else if (edition->audience == CG_FOR_FIRM) {
        take_flows_of_firm(into, whole, edition->firm);
    }
}
