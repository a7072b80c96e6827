/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much cheaper, nearer or cleaner an exchange would have to be. */
#include "insight/prices.h"

#include "plan/stage_prices.h"

#include <math.h>
#include <string.h>

#define HOURS_A_YEAR 8760.0

/* Rows of investment: what a unit must pay for being built is asked apart from what it is worth. */
static bool is_of_building(const cg_tag *tag) {
    return strcmp(tag->kind, "size") == 0 || strcmp(tag->kind, "opens") == 0 ||
           strcmp(tag->kind, "permits") == 0 || strcmp(tag->kind, "serves") == 0;
}

/* A short fall below this share of the largest thing that it is made of is rounding. */
#define NO_SHORTFALL 1e-9

/* What units are priced in: money, or the objective's own unit. */
typedef struct pricing {
    const cg_model *model;
    const cg_matrix *matrix;
    cg_measure measure;
    const double *dual;
} pricing;

/* A unit of an activity at the plan's shadow prices. */
typedef struct unit_price {
    double cost;       /* of a unit, what is scarce included: above 0 it does not pay */
    double term;       /* the largest of what that is made of */
    double build;      /* yearly cost of a unit of capacity, where it is no part of `cost` */
    double fixed;      /* yearly money that must be spent before the first unit */
    double blend;      /* part of `cost` that one limit makes: the dearest */
    double blend_dual; /* money per unit x parameter, of that limit */
    int parameter;
    bool full; /* the input takes all it can from others: a dearer input would be worth as much more
                  to them */
    double per_km;   /* money by which a unit gets cheaper to bring for each km less */
    double build_km; /* yearly money by which a unit a year of capacity does */
} unit_price;

static void add_pipe(const cg_model *model, int pipe, double share, int period, unit_price *price) {
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
        price->per_km += share * (way->cost + carbon) / way->km;
        price->build_km += share * way->per_capacity_km * way->annuity;
    }
}

/* Walks a column's entries: its cost less what the binding rows charge it. */
static unit_price price_of(const pricing *by, const cg_activity *activity, int period) {
    const cg_model *model = by->model;
    const cg_matrix *matrix = by->matrix;
    int column = activity->column + period;
    unit_price price = {.cost = model->measure[by->measure][column], .parameter = CG_NONE};
    price.term = fabs(price.cost);
    for (int e = matrix->start[column]; e < matrix->start[column + 1]; e++) {
        const cg_tag *tag = &model->program->rows.items[matrix->row[e]].tag;
        double charge = -by->dual[matrix->row[e]] * matrix->value[e];
        if (is_of_building(tag)) {
            continue;
        }
        price.cost += charge;
        price.term = fmax(price.term, fabs(charge));
        price.full =
            price.full ||
            (charge > 0 && (strcmp(tag->kind, "demand") == 0 || strcmp(tag->kind, "share") == 0));
        if (strcmp(tag->kind, "blend") == 0 && charge > price.blend) {
            price.blend = charge;
            price.blend_dual = -by->dual[matrix->row[e]];
            price.parameter = tag->second;
        }
    }
    const cg_permits *permits = cg_permits_of(model, (int)(activity - model->activities.items));
    price.fixed += permits == NULL ? 0 : permits->cost * permits->annuity;
    add_pipe(model, activity->first, 1, period, &price);
    add_pipe(model, activity->second, activity->enters_second, period, &price);
    return price;
}

static void add_price(unit_price *into, const unit_price *more, double times) {
    into->cost += more->cost * times;
    into->term = fmax(into->term, more->term * times);
    into->build += more->build * times;
    into->fixed += more->fixed;
    into->per_km += more->per_km * times;
    into->build_km += more->build_km * times;
    into->full = into->full || more->full;
    if (more->blend * times > into->blend) {
        into->blend = more->blend * times;
        into->blend_dual = more->blend_dual;
        into->parameter = more->parameter;
    }
}

/* A unit that leaves the output, over all the way. */
static unit_price price_of_way(const pricing *by, const cg_way_answer *way, int activity,
                               int period) {
    const cg_model *model = by->model;
    if (way->candidate != CG_NONE) {
        return price_of(by, &model->activities.items[activity], period);
    }
    const cg_intake *intake = &model->matches->intakes.items[way->intake];
    double handed_on = (1 - model->matches->pipes.items[intake->pipe].way.loss) *
                       model->park->facilities.items[intake->facility].yield;
    unit_price price = {.parameter = CG_NONE};
    if (model->of_intake[way->intake] != CG_NONE) {
        price = price_of(by, &model->activities.items[model->of_intake[way->intake]], period);
    }
    unit_price out = price_of(by, &model->activities.items[model->of_supply[way->supply]], period);
    add_price(&price, &out, handed_on);
    return price;
}

static double delivered_by(const cg_model *model, const cg_way_answer *way) {
    if (way->candidate != CG_NONE) {
        return model->matches->candidates.items[way->candidate].delivered;
    }
    const cg_intake *intake = &model->matches->intakes.items[way->intake];
    return (1 - model->matches->pipes.items[intake->pipe].way.loss) *
           model->park->facilities.items[intake->facility].yield *
           model->matches->supplies.items[way->supply].delivered;
}

/* The most that the two ends could send over a way in a period, if nothing else used them. */
static double most_by(const cg_explanation *explanation, double delivered, int period) {
    const cg_park *park = explanation->solved->model->park;
    return fmin(park->outputs.items[explanation->output].amount[period],
                park->inputs.items[explanation->input].amount[period] / delivered);
}

static double share_of_year(const cg_model *model, int period) {
    return model->park->periods.items[period].hours / HOURS_A_YEAR;
}

/* By how much every unit would have to be better for the way to pay, below 0 by how much it is
 * better: what is built serves all periods, so s solves  sum over periods of max(0, s - cost) x
 * share of the year = what a unit of capacity costs a year. `per_km` gets how much each km less
 * takes off s. */
static double shortfall_of(const cg_model *model, const unit_price *by_period, double *per_km) {
    int periods = model->park->periods.count;
    double build = by_period[0].build * share_of_year(model, 0), best = INFINITY;
    for (int first = 0; first < periods; first++) {
        /* The periods that are no dearer than this one; the right number of them gives the least.
         */
        double sum = build, shares = 0;
        for (int p = 0; p < periods; p++) {
            if (by_period[p].cost <= by_period[first].cost) {
                sum += by_period[p].cost * share_of_year(model, p);
                shares += share_of_year(model, p);
            }
        }
        if (sum / shares < best) {
            best = sum / shares;
            *per_km = by_period[first].per_km + by_period[first].build_km / shares;
        }
    }
    return best;
}

/* A way that is asked about: its unit prices by period, and what of a unit arrives. */
typedef struct asked {
    const cg_explanation *explanation;
    const unit_price *by_period;
    double delivered;
} asked;

/* What the two ends would earn, were every unit better by so much, with the capacity that fits one
 * period's flow. */
static double gain_with(const asked *ask, double better, int fits) {
    const cg_model *model = ask->explanation->solved->model;
    double delivered = ask->delivered;
    double capacity = most_by(ask->explanation, delivered, fits) / share_of_year(model, fits);
    double gain = -ask->by_period[0].build * share_of_year(model, 0) * capacity;
    for (int p = 0; p < model->park->periods.count; p++) {
        double most =
            fmin(most_by(ask->explanation, delivered, p), capacity * share_of_year(model, p));
        gain += fmax(0, better - ask->by_period[p].cost) * most;
    }
    return gain;
}

/* The best of all capacities: the gain bends only where a period's flow fits. */
static double most_gain(const asked *ask, double better) {
    double gain = 0;
    for (int p = 0; p < ask->explanation->solved->model->park->periods.count; p++) {
        gain = fmax(gain, gain_with(ask, better, p));
    }
    return gain;
}

/* By how much every unit would have to be better for all that can flow to pay what must be built
 * once, too. */
static double shortfall_with_fixed(const asked *ask, double short_by) {
    double low = short_by, high = short_by + fmax(1, fabs(short_by));
    for (int i = 0; i < 200 && most_gain(ask, high) < ask->by_period[0].fixed; i++) {
        low = high;
        high += high - short_by;
    }
    for (int i = 0; i < 200; i++) {
        double middle = low + (high - low) / 2;
        *(most_gain(ask, middle) < ask->by_period[0].fixed ? &low : &high) = middle;
    }
    return high;
}

/* What must be built once is weighed against all that its two ends could carry in a year. */
static void say_building(const asked *ask, cg_way_answer *way, double short_by) {
    way->build_yearly = ask->by_period[0].fixed;
    way->must_build = way->build_yearly > 0 && short_by < 0 && ask->delivered > 0;
    if (!way->must_build) {
        return;
    }
    way->unit_worth = -short_by;
    way->gain_most = most_gain(ask, 0);
    for (int p = 0; p < ask->explanation->solved->model->park->periods.count; p++) {
        way->quantity_most += most_by(ask->explanation, ask->delivered, p);
    }
}

static void say_shortfall(const cg_explanation *explanation, cg_way_answer *way,
                          const unit_price *price, int period, double short_by) {
    const cg_model *model = explanation->solved->model;
    double delivered = delivered_by(model, way);
    way->shortfall = fmax(0, short_by);
    way->has_price = delivered > 0 && way->shortfall > 0 && !price->full;
    way->price_now = model->park->inputs.items[explanation->input].price[period];
    way->price_needed = way->price_now + (way->has_price ? way->shortfall / delivered : 0);
    /* A nearer way costs less to build, too, by no fixed amount a unit: then nothing is said of it.
     */
    way->has_nearer = way->shortfall > 0 && !(price->fixed > 0) && price->per_km > 0 &&
                      way->shortfall / price->per_km < way->distance_km;
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

/* The cheapest activity of a way, period by period; infinite where it has none. */
static unit_price *prices_by_period(const pricing *by, const cg_way_answer *way) {
    const cg_model *model = by->model;
    int first = way->candidate != CG_NONE ? model->of_candidate[way->candidate] : 0;
    int periods = model->park->periods.count;
    unit_price *by_period = CG_ARRAY(model->arena, unit_price, periods);
    for (int p = 0; p < periods; p++) {
        by_period[p] = (unit_price){.cost = INFINITY};
    }
    for (int a = first; a < model->activities.count; a++) {
        const cg_activity *activity = &model->activities.items[a];
        if (way->candidate != CG_NONE &&
            (activity->kind > CG_PASS || activity->source != way->candidate)) {
            break;
        }
        for (int p = 0; p < periods; p++) {
            unit_price price = price_of_way(by, way, a, p);
            if (price.cost < by_period[p].cost) {
                by_period[p] = price;
            }
        }
        if (way->candidate == CG_NONE) {
            break;
        }
    }
    return by_period;
}

static int cheapest_period(const unit_price *by_period, int periods) {
    int best = 0;
    for (int p = 1; p < periods; p++) {
        best = by_period[p].cost < by_period[best].cost ? p : best;
    }
    return best;
}

/* Where something else than cost was made least: by how much of that a unit is worse than what the
 * plan does instead. False where it is not, so that money decides. */
static bool falls_short_by_objective(const cg_explanation *explanation, const cg_matrix *matrix,
                                     cg_way_answer *way) {
    const cg_solved *solved = explanation->solved;
    const pricing by = {solved->model, matrix, solved->objective,
                        cg_prices_of_objective(solved).dual};
    if (solved->objective == CG_MEASURE_COST || by.dual == NULL) {
        return false;
    }
    const unit_price *prices = prices_by_period(&by, way);
    const unit_price *best = &prices[cheapest_period(prices, solved->model->park->periods.count)];
    if (!isfinite(best->cost) || best->cost <= NO_SHORTFALL * best->term) {
        return false;
    }
    way->shortfall = best->cost;
    way->shortfall_unit = cg_unit_of_objective(solved);
    way->by_objective = true;
    return true;
}

void cg_price_way(const cg_explanation *explanation, cg_way_answer *way) {
    const cg_solved *solved = explanation->solved;
    const cg_model *model = solved->model;
    cg_matrix matrix = cg_program_matrix(model->arena, model->program);
    const pricing by = {model, &matrix, CG_MEASURE_COST, cg_prices_of_money(solved).dual};
    way->is_priced = by.dual != NULL;
    if (!way->is_priced || falls_short_by_objective(explanation, &matrix, way)) {
        return;
    }
    way->shortfall_unit = model->park->currency;
    const unit_price *by_period = prices_by_period(&by, way);
    int best = cheapest_period(by_period, model->park->periods.count);
    if (isfinite(by_period[best].cost)) {
        asked ask = {explanation, by_period, delivered_by(model, way)};
        double per_km = 0;
        double short_by = shortfall_of(model, by_period, &per_km);
        unit_price price = by_period[best];
        price.per_km = per_km;
        bool once = short_by > 0 && by_period[0].fixed > 0 && ask.delivered > 0;
        say_shortfall(explanation, way, &price, best,
                      once ? shortfall_with_fixed(&ask, short_by) : short_by);
        say_building(&ask, way, short_by);
    }
}
