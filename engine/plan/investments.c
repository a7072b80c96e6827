/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be built: pipes and facilities, sized by their largest flow or paid for as soon as
 * anything runs. */
#include <math.h>

#include "plan/prospects.h"

#define HOURS_A_YEAR 8760.0

/* What a thing to be built costs, and what runs in it. */
typedef struct project {
    const char *subject, *detail;
    int index;
    double per_capacity, fixed, annuity; /* one-off money; share of it a year */
    cg_uses uses;
    double *running; /* by period, free of investment; NULL */
    int free_link;   /* limited existing link that carries some of it free, or CG_NONE */
    double *most;    /* by period, the most that may run in it */
} project;

static double yearly(const cg_model *model, int period) {
    return HOURS_A_YEAR / model->park->periods.items[period].hours;
}

static void set_cost(cg_model *model, int column, double one_off, double annuity) {
    model->measure[CG_MEASURE_COST][column] += one_off * annuity;
    model->measure[CG_MEASURE_INVESTMENT][column] += one_off;
}

static int column_of(const cg_model *model, const cg_use *use, int period) {
    return model->activities.items[use->activity].column + period;
}

static void set_flow(cg_model *model, int row, const project *what, int period, double times) {
    for (int u = 0; u < what->uses.count; u++) {
        cg_program_set(model->program, row, column_of(model, &what->uses.items[u], period),
                       times * what->uses.items[u].share);
    }
}

/* In a park of one period, with nothing free and nothing fixed, a unit of flow is a unit of
 * capacity: no column of its own. */
static void fold(cg_model *model, const project *what) {
    for (int u = 0; u < what->uses.count; u++) {
        set_cost(model, column_of(model, &what->uses.items[u], 0),
                 what->per_capacity * what->uses.items[u].share, what->annuity);
    }
}

static void add_free(cg_model *model, const project *what, cg_building *building) {
    if (what->free_link == CG_NONE) {
        return;
    }
    const double *capacity = model->park->links.items[what->free_link].capacity;
    for (int p = 0; p < model->park->periods.count; p++) {
        cg_tag tag = {"existing",  what->subject,   what->detail, p,
                      what->index, what->free_link, CG_NONE};
        int column = cg_model_add_column(model, tag, fmin(capacity[p], what->most[p]), false);
        if (p == 0) {
            building->free_column = column;
        }
    }
}

static double running_in(const project *what, int period) {
    return what->running == NULL ? 0 : what->running[period];
}

/* sum of flow - what is free  <=  capacity built (as a yearly rate). */
static void add_capacity(cg_model *model, const project *what, cg_building *building) {
    double most = 0;
    for (int p = 0; p < model->park->periods.count; p++) {
        most = fmax(most, what->most[p] * yearly(model, p));
    }
    cg_tag tag = {"build", what->subject, what->detail, CG_NONE, what->index, CG_NONE, CG_NONE};
    building->capacity_column = cg_model_add_column(model, tag, most, false);
    set_cost(model, building->capacity_column, what->per_capacity, what->annuity);
    for (int p = 0; p < model->park->periods.count; p++) {
        double rate = yearly(model, p);
        cg_tag row_tag = {"size", what->subject, what->detail, p, what->index, CG_NONE, CG_NONE};
        int row =
            cg_program_add_row(model->program, row_tag, -CG_UNBOUNDED, running_in(what, p) * rate);
        set_flow(model, row, what, p, rate);
        cg_program_set(model->program, row, building->capacity_column, -1);
        if (building->free_column != CG_NONE) {
            cg_program_set(model->program, row, building->free_column + p, -rate);
        }
    }
}

/* sum of flow - what is free  <=  the most there can be, if it is built at all. */
static void add_fixed(cg_model *model, const project *what, cg_building *building) {
    cg_tag tag = {"open", what->subject, what->detail, CG_NONE, what->index, CG_NONE, CG_NONE};
    building->fixed_column = cg_model_add_column(model, tag, 1, true);
    set_cost(model, building->fixed_column, what->fixed, what->annuity);
    for (int p = 0; p < model->park->periods.count; p++) {
        double free = running_in(what, p);
        cg_tag row_tag = {"opens", what->subject, what->detail, p, what->index, CG_NONE, CG_NONE};
        int row = cg_program_add_row(model->program, row_tag, -CG_UNBOUNDED, free);
        if (p == 0) {
            building->open_row = row;
        }
        set_flow(model, row, what, p, 1);
        cg_program_set(model->program, row, building->fixed_column, -fmax(0, what->most[p] - free));
        if (building->free_column != CG_NONE) {
            cg_program_set(model->program, row, building->free_column + p, -1);
        }
    }
}

static bool is_for_nothing(const project *what) {
    return what->uses.count == 0 || (what->per_capacity == 0 && what->fixed == 0);
}

static bool is_folded(const cg_model *model, const project *what) {
    bool plain = what->fixed == 0 && what->running == NULL && what->free_link == CG_NONE;
    return plain && model->park->periods.count == 1 && !model->sized;
}

static void invest(cg_model *model, const project *what, cg_building *building) {
    if (is_for_nothing(what)) {
        return;
    }
    if (is_folded(model, what)) {
        fold(model, what);
        return;
    }
    add_free(model, what, building);
    if (what->per_capacity > 0) {
        add_capacity(model, what, building);
    }
    if (what->fixed > 0) {
        add_fixed(model, what, building);
    }
}

/* Bounded by the pipe's ends as much as by its activities. */
double cg_most_in_pipe(const cg_model *model, int index, int period) {
    const cg_pipe *pipe = &model->matches->pipes.items[index];
    const cg_uses *uses = &model->by_pipe[index];
    double sum = 0;
    for (int u = 0; u < uses->count; u++) {
        const cg_activity *activity = &model->activities.items[uses->items[u].activity];
        double alone = cg_activity_most(model, activity, period);
        sum += alone < CG_UNBOUNDED ? alone * uses->items[u].share : 0;
    }
    return pipe->output != CG_NONE
               ? fmin(sum, model->park->outputs.items[pipe->output].amount[period])
               : sum;
}

static double *most_in_pipe(const cg_model *model, int pipe) {
    int periods = model->park->periods.count;
    double *most = CG_ARRAY(model->arena, double, periods);
    for (int p = 0; p < periods; p++) {
        most[p] = cg_most_in_pipe(model, pipe, p);
    }
    return most;
}

static const char *name_of_pipe(const cg_model *model, const cg_pipe *pipe) {
    const cg_park *park = model->park;
    const char *from = pipe->output != CG_NONE ? park->outputs.items[pipe->output].ref
                                               : park->facilities.items[pipe->facility].id;
    const char *to = pipe->input != CG_NONE ? park->inputs.items[pipe->input].ref
                                            : park->facilities.items[pipe->facility].id;
    return cg_format(model->arena, "%s > %s", from, to);
}

static void invest_pipe(cg_model *model, int index) {
    const cg_pipe *pipe = &model->matches->pipes.items[index];
    const cg_park *park = model->park;
    const cg_link *link =
        pipe->way.existing == CG_NONE ? NULL : &park->links.items[pipe->way.existing];
    if (link != NULL && !link->limited) {
        return; /* all that runs over it is free */
    }
    project what = {.detail = pipe->way.mode == CG_NONE
                                  ? NULL
                                  : park->knowledge->modes.items[pipe->way.mode].id,
                    .index = index,
                    .per_capacity = pipe->way.per_capacity,
                    .fixed = pipe->way.fixed,
                    .annuity = pipe->way.annuity,
                    .uses = model->by_pipe[index],
                    /* What runs today over an existing link is part of what that link frees. */
                    .running = link == NULL ? pipe->running : NULL,
                    .free_link = link == NULL ? CG_NONE : pipe->way.existing};
    if (is_for_nothing(&what)) {
        return;
    }
    if (is_folded(model, &what)) {
        fold(model, &what);
        return;
    }
    /* Only what gets rows that a plan tells of is named: pipes are many. */
    what.subject = model->sized ? NULL : name_of_pipe(model, pipe);
    what.most = most_in_pipe(model, index);
    invest(model, &what, &model->pipes[index]);
}

/* The output whose way to its home runs over a link, or CG_NONE. */
static int home_on_link(const cg_model *model, int pipe, int link) {
    const cg_pipe *at = &model->matches->pipes.items[pipe];
    if (at->kind != CG_PIPE_IN || at->way.existing != link) {
        return CG_NONE;
    }
    int home = model->matches->home_intake[at->output];
    return home != CG_NONE && model->matches->intakes.items[home].pipe == pipe ? at->output
                                                                               : CG_NONE;
}

/* What is disposed of today takes its part of a link's capacity, as long as it stays. */
static double home_over_link(const cg_model *model, int link, int period) {
    double amount = 0;
    for (int i = 0; i < model->matches->pipes.count; i++) {
        int output = home_on_link(model, i, link);
        amount += output == CG_NONE ? 0 : model->park->outputs.items[output].amount[period];
    }
    return amount;
}

static void set_leaving_link(cg_model *model, int row, int link, int period) {
    for (int i = 0; i < model->matches->pipes.count; i++) {
        int output = home_on_link(model, i, link);
        for (int u = 0; output != CG_NONE && u < model->by_output[output].count; u++) {
            const cg_use *use = &model->by_output[output].items[u];
            /* What is passed through the same way stays on the link. */
            bool stays = model->activities.items[use->activity].first == i;
            cg_program_set(model->program, row, column_of(model, use, period), stays ? 0 : -1);
        }
        if (output != CG_NONE) {
            cg_prospects_leave(model, row, output, period, -1);
        }
    }
}

/* All that runs over an existing link is free up to its capacity. */
static void add_link_rows(cg_model *model) {
    for (int l = 0; l < model->park->links.count; l++) {
        const cg_link *link = &model->park->links.items[l];
        if (!link->existing || !link->limited) {
            continue;
        }
        /* By its ends: it has no id, and its number in the file is not of the park. */
        const char *subject =
            cg_format(model->arena, "%s > %s", cg_json_member_text(link->node, "from"),
                      cg_json_member_text(link->node, "to"));
        for (int p = 0; p < model->park->periods.count; p++) {
            int row = CG_NONE;
            double room = link->capacity[p] - home_over_link(model, l, p);
            for (int i = 0; i < model->matches->pipes.count; i++) {
                if (model->matches->pipes.items[i].way.existing != l ||
                    model->pipes[i].free_column == CG_NONE) {
                    continue;
                }
                if (row == CG_NONE) {
                    cg_tag tag = {"link", subject, link->mode, p, l, CG_NONE, CG_NONE};
                    row = cg_program_add_row(model->program, tag, -CG_UNBOUNDED, fmax(0, room));
                }
                cg_program_set(model->program, row, model->pipes[i].free_column + p, 1);
            }
            if (row != CG_NONE && room >= 0) {
                set_leaving_link(model, row, l, p);
            }
        }
    }
}

/* What arrives at a facility in a period, at the most. */
static double *most_at(const cg_model *model, int facility) {
    const cg_facility *place = &model->park->facilities.items[facility];
    const cg_uses *uses = &model->by_facility[facility];
    double *most = CG_ARRAY(model->arena, double, model->park->periods.count);
    for (int p = 0; p < model->park->periods.count; p++) {
        for (int u = 0; u < uses->count; u++) {
            if (uses->items[u].share > 0) {
                most[p] +=
                    uses->items[u].share *
                    cg_activity_most(model, &model->activities.items[uses->items[u].activity], p);
            }
        }
        if (place->limited) {
            most[p] = fmin(most[p], place->capacity[p]);
        }
    }
    return most;
}

/* Nothing is handed on by a facility that is not built: not needed for right answers, but each row
 * by itself tightens the relaxation (the strong formulation of facility location). */
static void add_strong_rows(cg_model *model, int facility, int open) {
    const cg_uses *uses = &model->by_facility[facility];
    const char *id = model->park->facilities.items[facility].id;
    for (int u = 0; u < uses->count; u++) {
        const cg_activity *activity = &model->activities.items[uses->items[u].activity];
        if (activity->kind != CG_SUPPLY) {
            continue;
        }
        for (int p = 0; p < model->park->periods.count; p++) {
            cg_tag tag = {"serves",
                          id,
                          model->park->inputs.items[activity->input].ref,
                          p,
                          facility,
                          activity->input,
                          activity->substitution};
            int row = cg_program_add_row(model->program, tag, -CG_UNBOUNDED, 0);
            cg_program_set(model->program, row, activity->column + p, 1);
            cg_program_set(model->program, row, open, -cg_activity_most(model, activity, p));
        }
    }
}

static void invest_facility(cg_model *model, int index) {
    const cg_facility *facility = &model->park->facilities.items[index];
    if (facility->exists || !facility->investment.given) {
        return;
    }
    project what = {.subject = facility->id,
                    .index = index,
                    .per_capacity = facility->investment.per_unit.value,
                    .fixed = facility->investment.fixed.value,
                    .annuity =
                        cg_annuity(model->park->discount_rate, facility->investment.life.value),
                    .uses = model->by_facility[index],
                    .free_link = CG_NONE,
                    .most = most_at(model, index)};
    invest(model, &what, &model->facilities[index]);
    if (model->facilities[index].fixed_column != CG_NONE) {
        add_strong_rows(model, index, model->facilities[index].fixed_column);
    }
}

static cg_building *start(cg_arena *arena, int count) {
    cg_building *buildings = CG_ARRAY(arena, cg_building, count + 1);
    for (int i = 0; i < count; i++) {
        buildings[i] = (cg_building){CG_NONE, CG_NONE, CG_NONE, CG_NONE};
    }
    return buildings;
}

void cg_model_add_investments(cg_model *model) {
    model->pipes = start(model->arena, model->matches->pipes.count);
    model->facilities = start(model->arena, model->park->facilities.count);
    for (int i = 0; i < model->matches->pipes.count; i++) {
        invest_pipe(model, i);
    }
    add_link_rows(model);
    for (int f = 0; f < model->park->facilities.count; f++) {
        invest_facility(model, f);
    }
}
