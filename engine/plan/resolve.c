/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same park with other numbers, solved again. */
#include "plan/resolve_state.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

#define HOURS_A_YEAR 8760.0
/* More runs today than there is, by more than rounding. */
#define OVERDRAWN 1e-9

/* ---- a park to change */

static double *copied(cg_arena *arena, const double *from, int count) {
    double *to = CG_ARRAY(arena, double, count + 1);
    memcpy(to, from, (size_t)count * sizeof *to);
    return to;
}

static cg_flow *copied_flows(cg_arena *arena, const cg_flow *from, int count, int periods) {
    cg_flow *flows = CG_ARRAY(arena, cg_flow, count + 1);
    for (int i = 0; i < count; i++) {
        flows[i] = from[i];
        flows[i].amount = copied(arena, from[i].amount, periods);
        flows[i].price = copied(arena, from[i].price, periods);
    }
    return flows;
}

cg_park *cg_park_to_change(cg_arena *arena, const cg_park *park) {
    cg_park *copy = CG_NEW(arena, cg_park);
    *copy = *park;
    int periods = park->periods.count;
    copy->outputs.items = copied_flows(arena, park->outputs.items, park->outputs.count, periods);
    copy->inputs.items = copied_flows(arena, park->inputs.items, park->inputs.count, periods);
    return copy;
}

/* ---- made once */

static int flow_count(const cg_park *park) {
    return park->outputs.count + park->inputs.count;
}

static cg_flow *flow_at(const cg_park *park, int flow) {
    return flow < park->outputs.count ? &park->outputs.items[flow]
                                      : &park->inputs.items[flow - park->outputs.count];
}

const cg_uses *cg_resolve_uses(const cg_resolve *r, int flow) {
    int outputs = r->park->outputs.count;
    return flow < outputs ? &r->model->by_output[flow] : &r->model->by_input[flow - outputs];
}

static cg_flow_list new_list(cg_arena *arena, int flows) {
    return (cg_flow_list){CG_ARRAY(arena, int, flows + 1), 0, CG_ARRAY(arena, bool, flows + 1)};
}

static void put(cg_flow_list *list, int flow) {
    if (!list->holds[flow]) {
        list->holds[flow] = true;
        list->items[list->count++] = flow;
    }
}

static void empty(cg_flow_list *list) {
    for (int i = 0; i < list->count; i++) {
        list->holds[list->items[i]] = false;
    }
    list->count = 0;
}

/* The flow whose quantity a row's side grows with, in proportion; CG_NONE. */
static int flow_of_row(const cg_resolve *r, const cg_row *row) {
    static const char *const of_input[] = {"demand", "share", "blend", "blend-least"};
    if (strcmp(row->tag.kind, "supply") == 0) {
        return row->tag.first;
    }
    for (size_t i = 0; i < sizeof of_input / sizeof *of_input; i++) {
        if (strcmp(row->tag.kind, of_input[i]) == 0) {
            return r->park->outputs.count + row->tag.first;
        }
    }
    return CG_NONE;
}

static bool is_shared(const cg_row *row) {
    return strcmp(row->tag.kind, "capacity") == 0 || strcmp(row->tag.kind, "yield") == 0 ||
           strcmp(row->tag.kind, "requirement") == 0;
}

static void list_rows(cg_resolve *r) {
    const cg_program *program = r->model->program;
    int flows = flow_count(r->park);
    r->rows = CG_ARRAY(r->arena, cg_uses, flows + 1);
    r->row_upper = CG_ARRAY(r->arena, double, program->rows.count + 1);
    r->shared = CG_ARRAY(r->arena, int, program->rows.count + 1);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < program->rows.count; i++) {
            int flow = flow_of_row(r, &program->rows.items[i]);
            r->row_upper[i] = program->rows.items[i].upper;
            if (pass == 1 && is_shared(&program->rows.items[i])) {
                r->shared[r->shared_count++] = i;
            }
            if (flow != CG_NONE && pass == 1) {
                r->rows[flow].items[r->rows[flow].count] = (cg_use){i, 1};
            }
            r->rows[flow == CG_NONE ? flows : flow].count++;
        }
        for (int f = 0; f < flows && pass == 0; f++) {
            r->rows[f].items = CG_ARRAY(r->arena, cg_use, r->rows[f].count + 1);
            r->rows[f].count = 0;
        }
    }
}

static void keep_stated(cg_resolve *r) {
    int periods = r->park->periods.count, flows = flow_count(r->park);
    r->stated = CG_ARRAY(r->arena, cg_flow_stated, flows + 1);
    r->factor = CG_ARRAY(r->arena, double, flows + 1);
    for (int f = 0; f < flows; f++) {
        const cg_flow *flow = flow_at(r->park, f);
        r->factor[f] = 1;
        r->stated[f] = (cg_flow_stated){copied(r->arena, flow->amount, periods),
                                        copied(r->arena, flow->price, periods), flow->amount_year,
                                        flow->quantity_value, flow->price_value};
    }
    const cg_model *model = r->model;
    int columns = model->program->columns.count;
    r->uncarboned = CG_ARRAY(r->arena, double, columns + 1);
    for (int c = 0; c < columns; c++) {
        r->uncarboned[c] = model->measure[CG_MEASURE_COST][c] -
                           r->park->carbon_price * model->measure[CG_MEASURE_EMISSIONS][c];
    }
}

/* What of each flow runs today. */
static void keep_running(cg_resolve *r) {
    const cg_model *model = r->model;
    int periods = r->park->periods.count;
    r->running = CG_ARRAY(r->arena, double, flow_count(r->park) * periods + 1);
    for (int f = 0; f < flow_count(r->park); f++) {
        const cg_uses *uses = cg_resolve_uses(r, f);
        for (int u = 0; u < uses->count; u++) {
            int column = model->activities.items[uses->items[u].activity].column;
            for (int p = 0; p < periods; p++) {
                double runs = model->running[column + p] * uses->items[u].share;
                r->running[f * periods + p] += runs;
                r->has_running = r->has_running || runs != 0;
            }
        }
    }
}

cg_resolve *cg_resolve_new(cg_arena *arena, cg_park *park, cg_model *model,
                           const cg_plan_options *options) {
    cg_resolve *r = CG_NEW(arena, cg_resolve);
    *r = (cg_resolve){.arena = arena,
                      .park = park,
                      .model = model,
                      .options = *options,
                      .stated_carbon = park->carbon_price,
                      .running_cost = model->running_measure[CG_MEASURE_COST],
                      .followed_carbon = park->carbon_price,
                      .changed = new_list(arena, flow_count(park)),
                      .behind = new_list(arena, flow_count(park))};
    keep_stated(r);
    cg_resolve_keep_effects(r);
    keep_running(r);
    list_rows(r);
    if (options->objective != CG_MEASURE_COST) {
        return r; /* two programs one after the other: the road is walked each time */
    }
    cg_model_set_objective(model, CG_MEASURE_COST);
    cg_cost_line line = {model->measure[CG_MEASURE_EMISSIONS], park->carbon_price};
    r->warm = cg_warm_new(arena, model->program, &line, &options->settings);
    cg_resolve_prepare_totals(r);
    return r;
}

/* ---- the park */

static void scale_value(cg_value *value, double factor) {
    value->value *= factor;
    value->low *= factor;
    value->high *= factor;
}

static void state_again(cg_resolve *r, int f) {
    cg_flow *flow = flow_at(r->park, f);
    size_t size = (size_t)r->park->periods.count * sizeof(double);
    memcpy(flow->amount, r->stated[f].amount, size);
    memcpy(flow->price, r->stated[f].price, size);
    flow->amount_year = r->stated[f].amount_year;
    flow->quantity_value = r->stated[f].quantity_value;
    flow->price_value = r->stated[f].price_value;
    r->factor[f] = 1;
}

static void change_quantity(cg_resolve *r, int f, double factor) {
    cg_flow *flow = flow_at(r->park, f);
    for (int p = 0; p < r->park->periods.count; p++) {
        flow->amount[p] = r->stated[f].amount[p] * factor;
    }
    flow->amount_year = r->stated[f].amount_year * factor;
    flow->quantity_value = r->stated[f].quantity_value;
    scale_value(&flow->quantity_value, factor);
    r->factor[f] = factor;
    r->quantities_change = r->quantities_change || factor != 1;
}

static void change_price(cg_resolve *r, int f, const cg_number_change *change) {
    cg_flow *flow = flow_at(r->park, f);
    bool times = change->kind == CG_CHANGE_PRICE_TIMES;
    for (int p = 0; p < r->park->periods.count; p++) {
        double before = r->stated[f].price[p];
        flow->price[p] = times ? before * change->value : change->value;
        r->prices_change = r->prices_change || flow->price[p] != before;
        /* What is sold today is no waste, and that is another program. */
        r->signs_change = r->signs_change || (flow->price[p] < 0) != (before < 0);
    }
    flow->price_value = r->stated[f].price_value;
    scale_value(&flow->price_value, times ? change->value : 0);
    if (!times) {
        flow->price_value.value = flow->price_value.low = flow->price_value.high = change->value;
    }
}

void cg_resolve_change(cg_resolve *r, const cg_number_change *changes, int count) {
    for (int i = 0; i < r->changed.count; i++) {
        state_again(r, r->changed.items[i]);
        put(&r->behind, r->changed.items[i]);
    }
    empty(&r->changed);
    r->park->carbon_price = r->stated_carbon;
    r->quantities_change = r->prices_change = r->signs_change = false;
    for (int i = 0; i < count; i++) {
        const cg_number_change *change = &changes[i];
        if (change->kind == CG_CHANGE_CARBON) {
            r->park->carbon_price = change->value;
            continue;
        }
        put(&r->changed, change->flow);
        put(&r->behind, change->flow);
        if (change->kind == CG_CHANGE_QUANTITY_TIMES) {
            change_quantity(r, change->flow, change->value);
        } else {
            change_price(r, change->flow, change);
        }
    }
}

int cg_resolve_overdrawn(const cg_resolve *r) {
    int periods = r->park->periods.count;
    for (int i = 0; i < r->changed.count && r->has_running; i++) {
        int f = r->changed.items[i];
        const cg_flow *flow = flow_at(r->park, f);
        for (int p = 0; p < periods; p++) {
            double runs = r->running[f * periods + p];
            if (r->factor[f] < 1 && runs > flow->amount[p] + OVERDRAWN * runs) {
                return f;
            }
        }
    }
    return CG_NONE;
}

/* ---- the program */

static bool is_built(const cg_building *building) {
    return building->capacity_column != CG_NONE || building->fixed_column != CG_NONE;
}

/* Whether what an activity runs in has terms that depend on how much a flow is: a share of the most
 * that may run, in the row that opens it. */
static bool opens_something(const cg_model *model, const cg_activity *activity) {
    int pipes[] = {activity->first, activity->second};
    for (int i = 0; i < 2; i++) {
        if (pipes[i] != CG_NONE && model->pipes[pipes[i]].fixed_column != CG_NONE) {
            return true;
        }
    }
    return activity->facility != CG_NONE && is_built(&model->facilities[activity->facility]);
}

static bool quantity_follows(const cg_resolve *r, int f) {
    const cg_uses *uses = cg_resolve_uses(r, f);
    for (int u = 0; u < uses->count; u++) {
        if (opens_something(r->model, &r->model->activities.items[uses->items[u].activity])) {
            return false;
        }
    }
    int home = f < r->park->outputs.count ? r->model->matches->home_intake[f] : CG_NONE;
    if (home == CG_NONE) {
        return true;
    }
    const cg_intake *intake = &r->model->matches->intakes.items[home];
    int link = r->model->matches->pipes.items[intake->pipe].way.existing;
    return link == CG_NONE || !r->park->links.items[link].limited;
}

bool cg_resolve_follows(const cg_resolve *r) {
    const cg_model *model = r->model;
    bool carbon_changes = r->park->carbon_price != r->stated_carbon;
    bool costs_change = carbon_changes || r->prices_change;
    if (r->options.objective != CG_MEASURE_COST || r->signs_change ||
        (costs_change && model->requirement_row[CG_NET_SAVING_MIN] != CG_NONE)) {
        return false;
    }
    if (!r->quantities_change) {
        return true;
    }
    bool follows = model->matches->law->rule_count == 0;
    for (int i = 0; i < r->changed.count && follows; i++) {
        int f = r->changed.items[i];
        follows = r->factor[f] == 1 || quantity_follows(r, f);
    }
    return follows;
}

double cg_resolve_cheaper(const cg_resolve *r, const cg_activity *activity, int period,
                          bool output) {
    if (output) {
        bool priced = activity->output != CG_NONE &&
                      r->model->matches->home_intake[activity->output] == CG_NONE;
        return priced ? r->park->outputs.items[activity->output].price[period] -
                            r->stated[activity->output].price[period]
                      : 0;
    }
    if (activity->input == CG_NONE) {
        return 0;
    }
    const cg_flow_stated *before = &r->stated[r->park->outputs.count + activity->input];
    double more = r->park->inputs.items[activity->input].price[period] - before->price[period];
    return more * activity->delivered;
}

static double cheaper(const cg_resolve *r, const cg_activity *activity, int period) {
    return cg_resolve_cheaper(r, activity, period, true) +
           cg_resolve_cheaper(r, activity, period, false);
}

/* A pipe whose size is paid for: the most it can be, and what an existing link carries of it. */
static void follow_pipe(cg_resolve *r, int pipe) {
    const cg_building *building = &r->model->pipes[pipe];
    int existing = r->model->matches->pipes.items[pipe].way.existing;
    double largest = 0;
    for (int p = 0; p < r->park->periods.count; p++) {
        double most = cg_most_in_pipe(r->model, pipe, p);
        largest = fmax(largest, most * (HOURS_A_YEAR / r->park->periods.items[p].hours));
        if (building->free_column != CG_NONE) {
            double free = r->park->links.items[existing].capacity[p];
            cg_warm_set_bounds(r->warm, building->free_column + p, 0, fmin(free, most));
        }
    }
    if (building->capacity_column != CG_NONE) {
        cg_warm_set_bounds(r->warm, building->capacity_column, 0, largest);
    }
}

static void follow_activity(cg_resolve *r, int index, bool amounts) {
    const cg_activity *activity = &r->model->activities.items[index];
    for (int p = 0; p < r->park->periods.count; p++) {
        int column = activity->column + p;
        cg_warm_set_cost(r->warm, column, r->uncarboned[column] - cheaper(r, activity, p));
        if (amounts && activity->open) {
            cg_warm_set_bounds(r->warm, column, 0, cg_activity_most(r->model, activity, p));
        }
    }
    if (amounts && activity->first != CG_NONE && is_built(&r->model->pipes[activity->first])) {
        follow_pipe(r, activity->first);
    }
    if (amounts && activity->second != CG_NONE && is_built(&r->model->pipes[activity->second])) {
        follow_pipe(r, activity->second);
    }
}

static void follow_rows(cg_resolve *r, int f) {
    for (int i = 0; i < r->rows[f].count; i++) {
        int row = r->rows[f].items[i].activity;
        double upper = r->row_upper[row];
        cg_warm_set_sides(r->warm, row, -CG_UNBOUNDED,
                          r->factor[f] == 1 ? upper : upper * r->factor[f]);
    }
}

/* Capacities and yields count what is at home there, and requirements what would be without any
 * exchange. */
static void follow_shared_rows(cg_resolve *r) {
    const cg_model *model = r->model;
    for (int s = 0; s < r->shared_count; s++) {
        int i = r->shared[s];
        const cg_tag *tag = &model->program->rows.items[i].tag;
        double upper = 0;
        if (strcmp(tag->kind, "capacity") == 0) {
            upper = cg_capacity_left(model, tag->first, tag->period);
        } else if (strcmp(tag->kind, "yield") == 0) {
            upper = r->park->facilities.items[tag->first].yield *
                    cg_home_amount(model, tag->first, tag->period);
        } else {
            upper = cg_requirement_most(model, (cg_requirement)tag->first);
        }
        cg_warm_set_sides(r->warm, i, -CG_UNBOUNDED, upper);
    }
}

/* By how much costs differ from the stated ones: what runs today is free of investment, which may
 * be part of them. */
static void follow_running(cg_resolve *r) {
    cg_model *model = r->model;
    int periods = r->park->periods.count;
    double dearer = r->park->carbon_price - r->stated_carbon;
    cg_sum sum = {0};
    cg_sum_add(&sum, r->running_cost);
    for (int c = 0; c < model->activities.count * periods; c++) {
        if (model->running[c] != 0) {
            const cg_activity *activity = &model->activities.items[c / periods];
            double more = dearer * model->measure[CG_MEASURE_EMISSIONS][c] -
                          cheaper(r, activity, c - activity->column);
            cg_sum_add(&sum, model->running[c] * more);
        }
    }
    model->running_measure[CG_MEASURE_COST] = cg_sum_value(&sum);
}

/* Brings the program to where the park is. */
static void follow(cg_resolve *r) {
    bool carbon = r->park->carbon_price != r->followed_carbon;
    bool any = carbon || r->behind.count > 0;
    bool amounts = false;
    cg_warm_set_at(r->warm, r->park->carbon_price);
    for (int i = 0; i < r->behind.count; i++) {
        const cg_uses *uses = cg_resolve_uses(r, r->behind.items[i]);
        for (int u = 0; u < uses->count; u++) {
            follow_activity(r, uses->items[u].activity, true);
        }
        follow_rows(r, r->behind.items[i]);
        amounts = true;
    }
    empty(&r->behind);
    r->followed_carbon = r->park->carbon_price;
    if (any) {
        cg_model_set_constants(r->model);
    }
    if (any && r->has_running) {
        follow_running(r);
    }
    if (amounts) {
        follow_shared_rows(r);
    }
}

const cg_solution *cg_resolve_solve(cg_resolve *r) {
    follow(r);
    return cg_warm_solve(r->warm);
}

/* Brings to the park as it is what only a plan asks for. */
static void settle_costs(const cg_resolve *r) {
    const cg_program *program = r->model->program;
    cg_warm_settle(r->warm);
    for (int c = 0; c < program->columns.count; c++) {
        r->model->measure[CG_MEASURE_COST][c] = program->columns.items[c].cost;
    }
}

const cg_solved *cg_resolve_solved(cg_arena *arena, const cg_resolve *r,
                                   const cg_solution *solution) {
    settle_costs(r);
    cg_model *model = CG_NEW(arena, cg_model);
    *model = *r->model;
    model->arena = arena;
    cg_solved *solved = CG_NEW(arena, cg_solved);
    *solved = (cg_solved){.model = model,
                          .objective = r->options.objective,
                          .outcome = solution->outcome,
                          .by_search = cg_program_has_integers(model->program),
                          .message = solution->message};
    if (solution->x == NULL) {
        return solved;
    }
    cg_solution *copy = CG_NEW(arena, cg_solution);
    *copy = *solution;
    copy->x = copied(arena, solution->x, model->program->columns.count);
    copy->reduced = copied(arena, solution->reduced, model->program->columns.count);
    copy->dual = copied(arena, solution->dual, model->program->rows.count);
    cg_plan_tidy(model, copy);
    solved->certificate = cg_program_certify(arena, model->program, copy);
    solved->bound = model->constant[solved->objective] +
                    (solved->by_search ? copy->bound : solved->certificate.bound);
    solved->solution = copy;
    solved->x = copy->x;
    return solved;
}
