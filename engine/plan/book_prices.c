/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the duals say: shadow prices in the domain's words, and the best exchanges left out. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "plan/book.h"
#include "plan/stage_prices.h"

/* A dual this small, against the largest cost of the program, is rounding. */
#define NO_PRICE 1e-9
#define HOURS_A_YEAR 8760.0

static const char *unit_of_row(const cg_model *model, const cg_tag *tag) {
    const cg_park *park = model->park;
    if (strcmp(tag->kind, "supply") == 0) {
        return cg_family_unit(park->outputs.items[tag->first].family);
    }
    if (strcmp(tag->kind, "demand") == 0 || strcmp(tag->kind, "share") == 0) {
        return cg_family_unit(park->inputs.items[tag->first].family);
    }
    if (strcmp(tag->kind, "capacity") == 0 || strcmp(tag->kind, "yield") == 0) {
        const cg_facility *facility = &park->facilities.items[tag->first];
        cg_family family = facility->accepted_count > 0
                               ? park->knowledge->resources.items[facility->accepted[0]].family
                               : CG_WATER;
        return cg_family_unit(family);
    }
    if (strcmp(tag->kind, "blend") == 0 || strcmp(tag->kind, "blend-least") == 0) {
        const cg_parameter *parameter = &park->knowledge->parameters.items[tag->second];
        return cg_format(model->arena, "%s x %s",
                         cg_family_unit(park->inputs.items[tag->first].family),
                         cg_quality_unit(parameter->kind));
    }
    if (strcmp(tag->kind, "requirement") == 0) {
        static const char *const units[CG_REQUIREMENT_COUNT] = {NULL, "t CO2e", "m3",
                                                                "m3", "t",      NULL};
        return units[tag->first] == NULL ? park->currency : units[tag->first];
    }
    return strcmp(tag->kind, "link") == 0 ? "unit" : NULL;
}

/* A piece of heat by the temperatures its own firm knows, to a tenth; others as their row says. */
static const char *detail_of_row(const cg_model *model, const cg_tag *tag) {
    bool supply = strcmp(tag->kind, "supply") == 0;
    if ((!supply && strcmp(tag->kind, "demand") != 0) || tag->second == CG_NONE) {
        return tag->detail;
    }
    const cg_pieces *pieces = supply ? &model->matches->heat.outputs[tag->first]
                                     : &model->matches->heat.inputs[tag->first];
    double shift = supply ? model->park->outputs.items[tag->first].approach_k
                          : -model->park->inputs.items[tag->first].approach_k;
    const cg_piece *piece = &pieces->items[tag->second];
    char lower[CG_NUMBER_ROOM], upper[CG_NUMBER_ROOM];
    return cg_format(model->arena, "%s–%s °C",
                     cg_number_text(round((piece->lower_c + shift) * 10) / 10, lower),
                     cg_number_text(round((piece->upper_c + shift) * 10) / 10, upper));
}

/* The largest coefficient of what was made least. */
static double largest_cost(const cg_solved *solved) {
    const cg_model *model = solved->model;
    double largest = 0;
    for (int c = 0; c < model->program->columns.count; c++) {
        largest = fmax(largest, fabs(model->measure[solved->objective][c]));
    }
    return largest;
}

static int most_worth_first(const void *a, const void *b) {
    const cg_shadow_price *x = a, *y = b;
    if (x->worth != y->worth) {
        return x->worth < y->worth ? 1 : -1;
    }
    int order = strcmp(x->kind, y->kind);
    order = order != 0 ? order : strcmp(x->subject, y->subject);
    order = order != 0
                ? order
                : strcmp(x->detail == NULL ? "" : x->detail, y->detail == NULL ? "" : y->detail);
    return order != 0
               ? order
               : strcmp(x->period == NULL ? "" : x->period, y->period == NULL ? "" : y->period);
}

void cg_book_add_prices(cg_plan *plan, const cg_solved *solved) {
    const cg_model *model = solved->model;
    const cg_program *program = model->program;
    if (cg_prices_of_objective(solved).dual == NULL) {
        return;
    }
    plan->price_unit = cg_unit_of_objective(solved);
    const double *worth_of = cg_book_worth_of_rows(solved);
    double least = NO_PRICE * largest_cost(solved);
    for (int r = 0; r < program->rows.count; r++) {
        const cg_tag *tag = &program->rows.items[r].tag;
        double worth = worth_of[r];
        const char *unit = unit_of_row(model, tag);
        if (worth <= least || unit == NULL) {
            continue;
        }
        cg_shadow_price price = {tag->kind,
                                 tag->subject,
                                 detail_of_row(model, tag),
                                 tag->period == CG_NONE || model->park->periods.count == 1
                                     ? NULL
                                     : model->period_ids[tag->period],
                                 worth,
                                 unit};
        CG_PUSH(plan->arena, &plan->prices, price);
    }
    if (plan->prices.count > 0) {
        qsort(plan->prices.items, (size_t)plan->prices.count, sizeof(cg_shadow_price),
              most_worth_first);
    }
}

/* A candidate that carries nothing, with what ranks it. */
typedef struct left_out {
    int candidate;
    bool open;
    double shortfall; /* open ones: the smallest reduced cost of its activities by the duals that
                         prove, which weigh the objective first and money after it */
    double rank;      /* larger first */
} left_out;

static int higher_first(const void *a, const void *b) {
    const left_out *x = a, *y = b;
    if (x->rank != y->rank) {
        return x->rank < y->rank ? 1 : -1;
    }
    return x->candidate - y->candidate;
}

/* Reduced cost of the room that a unit a year of an activity takes in its pipes. */
static double reduced_of_room(const cg_solved *solved, const double *reduced_costs,
                              const cg_activity *activity) {
    const int pipes[] = {activity->first, activity->second};
    const double shares[] = {1, activity->enters_second};
    double reduced = 0;
    for (int i = 0; i < 2; i++) {
        int column = pipes[i] == CG_NONE ? CG_NONE : solved->model->pipes[pipes[i]].capacity_column;
        reduced += column == CG_NONE ? 0 : shares[i] * reduced_costs[column];
    }
    return reduced;
}

/* By how much a unit of an activity would have to be better: over one period, or over the whole
 * year. The duals may lay what must be built on any of the periods, so the sum along the way counts
 * and no single column does. */
double cg_shortfall_of_periods(const cg_park *park, const double *reduced, double room) {
    double year = room, hours = 0, least = INFINITY;
    for (int p = 0; p < park->periods.count; p++) {
        double share = park->periods.items[p].hours / HOURS_A_YEAR;
        least = fmin(least, reduced[p] + room / share);
        year += share * reduced[p];
        hours += share;
    }
    return fmin(least, year / hours);
}

static double shortfall_of_activity(const cg_solved *solved, const double *reduced,
                                    const cg_activity *activity) {
    return cg_shortfall_of_periods(solved->model->park, reduced + activity->column,
                                   reduced_of_room(solved, reduced, activity));
}

double cg_rank_of_shortfall(const cg_park *park, int input, double delivered, double shortfall) {
    return -shortfall / fmax(park->inputs.items[input].price[0] * delivered, 1e-9);
}

/* The smallest amount per unit by which any of its activities would have to be better; -1 where it
 * is in the plan. */
static double shortfall_of(const cg_solved *solved, const double *reduced, int candidate) {
    const cg_model *model = solved->model;
    int first = model->of_candidate[candidate];
    double least = INFINITY;
    for (int a = first; a != CG_NONE && a < model->activities.count; a++) {
        const cg_activity *activity = &model->activities.items[a];
        if (activity->source != candidate || activity->kind > CG_PASS) {
            break;
        }
        for (int p = 0; p < model->park->periods.count; p++) {
            if (solved->x[activity->column + p] > 0) {
                return -1;
            }
        }
        least = fmin(least, fmax(0, shortfall_of_activity(solved, reduced, activity)));
    }
    return least;
}

/* By how much a unit would have to be better, and in what: in the objective where it is short of
 * that, else in money. A shortfall this small, against what the input is bought at or what the
 * objective weighs most, is rounding. */
static void tell_shortfall(const cg_solved *solved, const left_out *out, double largest,
                           cg_rejected *rejected) {
    const cg_model *model = solved->model;
    const cg_candidate *candidate = &model->matches->candidates.items[out->candidate];
    double price = NO_PRICE * fmax(1, fabs(model->park->inputs.items[candidate->input].price[0]));
    cg_prices objective = cg_prices_of_objective(solved), money = cg_prices_of_money(solved);
    if (solved->objective != CG_MEASURE_COST && objective.reduced != NULL) {
        rejected->shortfall = shortfall_of(solved, objective.reduced, out->candidate);
        rejected->shortfall_unit = cg_unit_of_objective(solved);
        rejected->has_shortfall = rejected->shortfall > NO_PRICE * largest;
    }
    if (!rejected->has_shortfall && money.reduced != NULL) {
        double shortfall = shortfall_of(solved, money.reduced, out->candidate);
        rejected->shortfall = shortfall <= price ? 0 : shortfall;
        rejected->shortfall_unit = model->park->currency;
        rejected->has_shortfall = true;
    }
}

/* Whether something must be built, or a permit paid for, before the first unit; the shortfall does
 * not count that. */
static bool must_build(const cg_solved *solved, const left_out *out) {
    const cg_model *model = solved->model;
    const cg_candidate *candidate = &model->matches->candidates.items[out->candidate];
    const int pipes[] = {candidate->first, candidate->second};
    for (int i = 0; i < 2 && out->open; i++) {
        int opens = pipes[i] == CG_NONE ? CG_NONE : model->pipes[pipes[i]].fixed_column;
        if (opens != CG_NONE && solved->x[opens] < 0.5) {
            return true;
        }
    }
    int activity = model->of_candidate[out->candidate];
    const cg_permits *permits =
        out->open && activity != CG_NONE ? cg_permits_of(model, activity) : NULL;
    return permits != NULL && solved->x[permits->column] < 0.5;
}

/* What a unit would be worth by itself, before any pipe: ranks what is not allowed. */
static double worth_alone(const cg_model *model, const cg_candidate *candidate) {
    const cg_flow *output = &model->park->outputs.items[candidate->output];
    const cg_flow *input = &model->park->inputs.items[candidate->input];
    double worth = 0;
    for (int p = 0; p < model->park->periods.count; p++) {
        double most = fmin(output->amount[p],
                           candidate->delivered > 0 ? input->amount[p] / candidate->delivered : 0);
        double unit = input->price[p] * candidate->delivered +
                      cg_disposal_cost(model, candidate->output, p) -
                      model->matches->pipes.items[candidate->first].way.cost;
        worth += most * unit;
    }
    return worth;
}

static bool rank(const cg_solved *solved, int index, left_out *out) {
    const cg_model *model = solved->model;
    const cg_candidate *candidate = &model->matches->candidates.items[index];
    *out = (left_out){.candidate = index, .open = cg_is_open(&candidate->finding)};
    if (!out->open) {
        out->rank = worth_alone(model, candidate);
        return candidate->finding.verdict != CG_IMPOSSIBLE && candidate->running == CG_NONE &&
               out->rank > 0;
    }
    out->shortfall = shortfall_of(solved, solved->solution->reduced, index);
    if (out->shortfall < 0 || !isfinite(out->shortfall)) {
        return false;
    }
    out->rank =
        cg_rank_of_shortfall(model->park, candidate->input, candidate->delivered, out->shortfall);
    return true;
}

static void add_rejected(cg_plan *plan, const cg_solved *solved, const left_out *out,
                         double largest) {
    const cg_model *model = solved->model;
    const cg_candidate *candidate = &model->matches->candidates.items[out->candidate];
    int mode = model->matches->pipes.items[candidate->first].way.mode;
    cg_rejected rejected = {.from = model->park->outputs.items[candidate->output].ref,
                            .to = model->park->inputs.items[candidate->input].ref,
                            .via = candidate->facility == CG_NONE
                                       ? NULL
                                       : model->park->facilities.items[candidate->facility].id,
                            .mode = mode == CG_NONE ? NULL
                                                    : model->park->knowledge->modes.items[mode].id,
                            .verdict = cg_verdict_id(candidate->finding.verdict)};
    if (out->open) {
        tell_shortfall(solved, out, largest, &rejected);
    }
    rejected.must_build = must_build(solved, out);
    if (candidate->finding.rule != CG_NONE) {
        rejected.rules = (const char **)CG_ARRAY(plan->arena, const char *, 1);
        rejected.rules[0] = model->matches->law->rules[candidate->finding.rule]->id;
        rejected.rule_count = 1;
    }
    CG_PUSH(plan->arena, &plan->rejected, rejected);
}

/* The ten nearest to paying, then the ten worth most that may not be or are not known well enough.
 */
void cg_book_add_rejected(cg_plan *plan, const cg_solved *solved) {
    const cg_model *model = solved->model;
    int count = 0;
    cg_arena *scratch = cg_arena_within(plan->arena);
    left_out *all = CG_ARRAY(scratch, left_out, model->matches->candidates.count + 1);
    for (int c = 0; c < model->matches->candidates.count; c++) {
        count += rank(solved, c, &all[count]) ? 1 : 0;
    }
    qsort(all, (size_t)count, sizeof *all, higher_first);
    double largest = largest_cost(solved);
    for (int open = 1; open >= 0; open--) {
        int taken = 0;
        for (int i = 0; i < count && taken < CG_REJECTED_TOLD; i++) {
            if (all[i].open == (open == 1)) {
                add_rejected(plan, solved, &all[i], largest);
                taken++;
            }
        }
    }
    cg_arena_free(scratch);
}
