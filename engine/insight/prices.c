/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much cheaper, nearer or cleaner an exchange would have to be. */
#include "insight/prices.h"

#include <math.h>
#include <string.h>

#define HOURS_A_YEAR 8760.0

/* Rows of investment: what a unit must pay for being built is asked apart from what it is worth. */
static bool is_of_building(const cg_tag *tag)
{
    return strcmp(tag->kind, "size") == 0 || strcmp(tag->kind, "opens") == 0 || strcmp(tag->kind, "serves") == 0;
}

/* A unit of an activity at the plan's shadow prices. */
typedef struct unit_price {
    double cost;       /* of a unit, what is scarce included: above 0 it does not pay */
    double build;      /* yearly cost of a unit of capacity, where it is no part of `cost` */
    double fixed;      /* yearly money that must be spent before the first unit */
    double blend;      /* part of `cost` that one limit makes: the dearest */
    double blend_dual; /* money per unit x parameter, of that limit */
    int parameter;
    double per_km;     /* money by which a unit gets better for each km less */
} unit_price;

static void add_pipe(const cg_model *model, int pipe, double share, int period, unit_price *price)
{
    if (pipe == CG_NONE) {
        return;
    }
    const cg_way *way = &model->matches->pipes.items[pipe].way;
    const cg_building *building = &model->pipes[pipe];
    double rate = HOURS_A_YEAR / model->park->periods.items[period].hours;
    if (building->capacity_column != CG_NONE) {
        price->build += way->per_capacity * way->annuity * share * rate;
    }
    if (building->fixed_column != CG_NONE) {
        price->fixed += way->fixed * way->annuity;
    }
    if (way->km > 0) {
        double carbon = model->park->carbon_price * way->emissions / 1000;
        price->per_km += share * (way->cost + carbon + way->per_capacity * way->annuity * rate) / way->km;
    }
}

/* Walks a column's entries: its cost less what the binding rows charge it. */
static unit_price price_of(const cg_solved *solved, const cg_matrix *matrix, const cg_activity *activity, int period)
{
    const cg_model *model = solved->model;
    int column = activity->column + period;
    unit_price price = {.cost = model->measure[CG_MEASURE_COST][column], .parameter = CG_NONE};
    for (int e = matrix->start[column]; e < matrix->start[column + 1]; e++) {
        const cg_tag *tag = &model->program->rows.items[matrix->row[e]].tag;
        double charge = -solved->solution->dual[matrix->row[e]] * matrix->value[e];
        if (is_of_building(tag)) {
            continue;
        }
        price.cost += charge;
        if (strcmp(tag->kind, "blend") == 0 && charge > price.blend) {
            price.blend = charge;
            price.blend_dual = -solved->solution->dual[matrix->row[e]];
            price.parameter = tag->second;
        }
    }
    add_pipe(model, activity->first, 1, period, &price);
    add_pipe(model, activity->second, activity->enters_second, period, &price);
    return price;
}

static void add_price(unit_price *into, const unit_price *more, double times)
{
    into->cost += more->cost * times;
    into->build += more->build * times;
    into->fixed += more->fixed;
    into->per_km += more->per_km * times;
    if (more->blend * times > into->blend) {
        into->blend = more->blend * times;
        into->blend_dual = more->blend_dual;
        into->parameter = more->parameter;
    }
}

/* A unit that leaves the output, over all the way. */
static unit_price price_of_way(const cg_solved *solved, const cg_matrix *matrix, const cg_way_answer *way, int activity,
                               int period)
{
    const cg_model *model = solved->model;
    if (way->candidate != CG_NONE) {
        return price_of(solved, matrix, &model->activities.items[activity], period);
    }
    const cg_intake *intake = &model->matches->intakes.items[way->intake];
    double handed_on = (1 - model->matches->pipes.items[intake->pipe].way.loss) *
                       model->park->facilities.items[intake->facility].yield;
    unit_price price = {.parameter = CG_NONE};
    if (model->of_intake[way->intake] != CG_NONE) {
        price = price_of(solved, matrix, &model->activities.items[model->of_intake[way->intake]], period);
    }
    unit_price out = price_of(solved, matrix, &model->activities.items[model->of_supply[way->supply]], period);
    add_price(&price, &out, handed_on);
    return price;
}

static double delivered_by(const cg_model *model, const cg_way_answer *way)
{
    if (way->candidate != CG_NONE) {
        return model->matches->candidates.items[way->candidate].delivered;
    }
    const cg_intake *intake = &model->matches->intakes.items[way->intake];
    return (1 - model->matches->pipes.items[intake->pipe].way.loss) *
           model->park->facilities.items[intake->facility].yield * model->matches->supplies.items[way->supply].delivered;
}

/* The most that the two ends could send over a way in a period, if nothing else used them. */
static double most_by(const cg_explanation *explanation, double delivered, int period)
{
    const cg_park *park = explanation->solved->model->park;
    return fmin(park->outputs.items[explanation->output].amount[period],
                park->inputs.items[explanation->input].amount[period] / delivered);
}

/* What must be built is weighed against all that its two ends could carry in a year: a unit is worth something else in each
 * period, and what it is worth less than nothing nobody would send. */
static void say_building(const cg_explanation *explanation, cg_way_answer *way, const unit_price *best,
                         const unit_price *by_period)
{
    double delivered = delivered_by(explanation->solved->model, way);
    way->must_build = best->fixed > 0 && best->cost + best->build < 0 && delivered > 0;
    if (!way->must_build) {
        return;
    }
    way->unit_worth = -(best->cost + best->build);
    way->build_yearly = best->fixed;
    for (int p = 0; p < explanation->solved->model->park->periods.count; p++) {
        double most = most_by(explanation, delivered, p);
        way->quantity_most += most;
        way->gain_most += fmax(0, -(by_period[p].cost + by_period[p].build)) * most;
    }
}

static void say_shortfall(const cg_explanation *explanation, cg_way_answer *way, const unit_price *price, int period)
{
    const cg_model *model = explanation->solved->model;
    double delivered = delivered_by(model, way);
    double short_by = price->cost + price->build;
    way->shortfall = fmax(0, short_by);
    way->has_price = delivered > 0 && way->shortfall > 0;
    way->price_now = model->park->inputs.items[explanation->input].price[period];
    way->price_needed = way->price_now + (way->has_price ? way->shortfall / delivered : 0);
    way->has_nearer = way->shortfall > 0 && price->per_km > 0 && way->shortfall / price->per_km < way->distance_km;
    way->nearer_km = way->has_nearer ? way->shortfall / price->per_km : 0;
    if (way->candidate != CG_NONE && price->parameter != CG_NONE && price->blend_dual > 0) {
        const cg_activity *activity = &model->activities.items[model->of_candidate[way->candidate]];
        cg_quality now = cg_activity_quality(model, activity, price->parameter);
        double needed = now.value - way->shortfall / price->blend_dual;
        way->has_cleaner = now.known && way->shortfall > 0 && needed >= 0;
        way->parameter = price->parameter;
        way->quality_now = now.value;
        way->quality_needed = needed;
    }
}

void cg_price_way(const cg_explanation *explanation, cg_way_answer *way)
{
    const cg_solved *solved = explanation->solved;
    const cg_model *model = solved->model;
    cg_matrix matrix = cg_program_matrix(model->arena, model->program);
    int first = way->candidate != CG_NONE ? model->of_candidate[way->candidate] : 0;
    int periods = model->park->periods.count;
    unit_price *by_period = CG_ARRAY(model->arena, unit_price, periods);
    for (int p = 0; p < periods; p++) {
        by_period[p] = (unit_price){.cost = INFINITY};
    }
    int best = 0;
    for (int a = first; a < model->activities.count; a++) {
        const cg_activity *activity = &model->activities.items[a];
        if (way->candidate != CG_NONE && (activity->kind > CG_PASS || activity->source != way->candidate)) {
            break;
        }
        for (int p = 0; p < periods; p++) {
            unit_price price = price_of_way(solved, &matrix, way, a, p);
            if (price.cost + price.build < by_period[p].cost + by_period[p].build) {
                by_period[p] = price;
            }
        }
        if (way->candidate == CG_NONE) {
            break;
        }
    }
    for (int p = 1; p < periods; p++) {
        best = by_period[p].cost + by_period[p].build < by_period[best].cost + by_period[best].build ? p : best;
    }
    if (isfinite(by_period[best].cost)) {
        say_shortfall(explanation, way, &by_period[best], best);
        say_building(explanation, way, &by_period[best], by_period);
    }
}
