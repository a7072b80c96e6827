/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan held while the park's numbers turn out otherwise. */
#include "study/held.h"

#include <math.h>
#include <string.h>

#define HOURS_A_YEAR 8760.0
/* What a flow is above what needs no investment by less than this share of it is rounding. */
#define NO_FLOW 1e-9

typedef struct holding {
    cg_model *world;
    const cg_model *stated;    /* the program the plan was found in */
    const double *x;           /* and the plan, by its columns */
    int *match;                /* by activity of the world: the plan's; CG_NONE: not in the plan */
    int *pipe;                 /* by pipe of the plan's program: the world's, or CG_NONE */
    double investment, yearly; /* of all that is built, at the world's prices */
} holding;

/* ---- what runs today */

static double share_left(double now, double stated) {
    return stated > 0 ? fmin(1, now / stated) : 1;
}

void cg_held_run_today(cg_park *world, const cg_park *stated) {
    for (int e = 0; e < world->exchanges.count; e++) {
        cg_exchange *exchange = &world->exchanges.items[e];
        const double *given = world->outputs.items[exchange->output].amount;
        const double *taken = world->inputs.items[exchange->input].amount;
        for (int p = 0; p < world->periods.count && exchange->amount != NULL; p++) {
            double share =
                fmin(share_left(given[p], stated->outputs.items[exchange->output].amount[p]),
                     share_left(taken[p], stated->inputs.items[exchange->input].amount[p]));
            exchange->amount[p] *= share;
        }
    }
}

/* ---- the plan's own exchanges, found again */

static bool is_used(const cg_model *stated, const double *x, const cg_activity *activity) {
    for (int p = 0; p < stated->park->periods.count; p++) {
        if (x[activity->column + p] > 0) {
            return true;
        }
    }
    return false;
}

cg_couples *cg_held_couples(cg_arena *arena, const cg_solved *plan) {
    const cg_model *stated = plan->model;
    CG_VECTOR(cg_couple) couples = {0};
    for (int a = 0; a < stated->activities.count; a++) {
        const cg_activity *activity = &stated->activities.items[a];
        if (activity->output != CG_NONE && activity->input != CG_NONE &&
            is_used(stated, plan->x, activity)) {
            CG_PUSH(arena, &couples, ((cg_couple){activity->output, activity->input}));
        }
    }
    return cg_couples_new(arena, couples.items, couples.count, stated->park->outputs.count);
}

/* Outputs and facilities are numbered alike in both programs: the park's document is the same. */
static int shelf_of(const cg_model *model, const cg_activity *activity) {
    return activity->output != CG_NONE ? activity->output
                                       : model->park->outputs.count + activity->facility;
}

/* Pieces of heat count as one: where other temperatures cut them otherwise, none has its like. */
static bool is_same(const cg_activity *a, const cg_activity *b) {
    return a->kind == b->kind && a->output == b->output && a->input == b->input &&
           a->facility == b->facility && a->substitution == b->substitution &&
           a->handed_on == b->handed_on;
}

static void match_pipe(const holding *h, int stated, int world) {
    if (stated != CG_NONE && world != CG_NONE) {
        h->pipe[stated] = world;
    }
}

static void close(const holding *h, const cg_activity *activity) {
    for (int p = 0; p < h->world->park->periods.count; p++) {
        h->world->program->columns.items[activity->column + p].upper = 0;
    }
}

static int *none_of(cg_arena *arena, int count) {
    int *list = CG_ARRAY(arena, int, count + 1);
    for (int i = 0; i < count; i++) {
        list[i] = CG_NONE;
    }
    return list;
}

static void match_activities(holding *h) {
    cg_arena *arena = h->world->arena;
    const cg_model *stated = h->stated;
    int *first = none_of(arena, stated->park->outputs.count + stated->park->facilities.count);
    int *next = none_of(arena, stated->activities.count);
    for (int a = stated->activities.count - 1; a >= 0; a--) {
        const cg_activity *activity = &stated->activities.items[a];
        if (is_used(stated, h->x, activity)) {
            next[a] = first[shelf_of(stated, activity)];
            first[shelf_of(stated, activity)] = a;
        }
    }
    for (int a = 0; a < h->world->activities.count; a++) {
        const cg_activity *activity = &h->world->activities.items[a];
        int found = first[shelf_of(h->world, activity)];
        while (found != CG_NONE && !is_same(&stated->activities.items[found], activity)) {
            found = next[found];
        }
        h->match[a] = found;
        if (found == CG_NONE) {
            close(h, activity);
            continue;
        }
        match_pipe(h, stated->activities.items[found].first, activity->first);
        match_pipe(h, stated->activities.items[found].second, activity->second);
    }
}

/* ---- what was built */

/* A column whose value is no longer a choice, and whose money is counted apart. */
static void fix(cg_model *model, int column, double value) {
    if (column == CG_NONE) {
        return;
    }
    cg_column *at = &model->program->columns.items[column];
    at->lower = at->upper = value;
    at->integer = false;
    for (int m = 0; m < CG_MEASURES; m++) {
        model->measure[m][column] = 0;
    }
}

static void fix_building(cg_model *model, const cg_building *building, double size, bool open) {
    fix(model, building->capacity_column, size);
    fix(model, building->fixed_column, open ? 1 : 0);
}

static void build_nothing(cg_model *world) {
    for (int i = 0; i < world->matches->pipes.count; i++) {
        fix_building(world, &world->pipes[i], 0, false);
    }
    for (int f = 0; f < world->park->facilities.count; f++) {
        fix_building(world, &world->facilities[f], 0, false);
    }
    for (int i = 0; i < world->permits.count; i++) {
        fix(world, world->permits.items[i].column, 0);
    }
}

/* Something to be built in the plan's program, and what it carries without being built. */
typedef struct site {
    const cg_building *building;
    const cg_uses *uses;
    const double *running; /* by period; NULL: nothing */
    const cg_link *link;   /* that carries some of it; NULL: none */
} site;

static double beyond_free(const holding *h, const site *at, int period) {
    double flow = 0;
    for (int u = 0; u < at->uses->count; u++) {
        const cg_use *use = &at->uses->items[u];
        int column = h->stated->activities.items[use->activity].column;
        flow += use->share * h->x[column + period];
    }
    double free = at->running == NULL ? 0 : at->running[period];
    if (at->building->free_column != CG_NONE) {
        free = h->x[at->building->free_column + period];
    } else if (at->link != NULL) {
        free = at->link->capacity[period];
    }
    return flow - free > NO_FLOW * flow ? flow - free : 0;
}

/* The yearly rate that the plan builds. */
static double size_of(const holding *h, const site *at) {
    if (at->building->capacity_column != CG_NONE) {
        return h->x[at->building->capacity_column];
    }
    double size = 0;
    for (int p = 0; p < h->stated->park->periods.count; p++) {
        double rate = HOURS_A_YEAR / h->stated->park->periods.items[p].hours;
        size = fmax(size, rate * beyond_free(h, at, p));
    }
    return size;
}

static bool is_open(const holding *h, const site *at, double size) {
    int column = at->building->fixed_column;
    return column != CG_NONE ? h->x[column] > 0.5 : size > 0;
}

static void owe(holding *h, double one_off, double annuity) {
    h->investment += one_off;
    h->yearly += one_off * annuity;
}

/* What the plan's pipes cost, at the world's prices; at the stated ones where nothing of the plan
 * can run there any more. */
static void hold_pipe(holding *h, int index) {
    const cg_model *stated = h->stated;
    const cg_pipe *pipe = &stated->matches->pipes.items[index];
    int existing = pipe->way.existing;
    const cg_link *link = existing == CG_NONE ? NULL : &stated->park->links.items[existing];
    if (link != NULL && !link->limited) {
        return;
    }
    site at = {&stated->pipes[index], &stated->by_pipe[index], link == NULL ? pipe->running : NULL,
               link};
    double size = size_of(h, &at);
    bool open = is_open(h, &at, size);
    int world = h->pipe[index];
    const cg_way *way = world == CG_NONE ? &pipe->way : &h->world->matches->pipes.items[world].way;
    owe(h, way->per_capacity * size + (open ? way->fixed : 0), way->annuity);
    if (world != CG_NONE) {
        fix_building(h->world, &h->world->pipes[world], size, open);
    }
}

static void hold_facility(holding *h, int index) {
    const cg_facility *facility = &h->world->park->facilities.items[index];
    if (facility->exists || !facility->investment.given) {
        return;
    }
    site at = {&h->stated->facilities[index], &h->stated->by_facility[index], NULL, NULL};
    double size = size_of(h, &at);
    bool open = is_open(h, &at, size);
    owe(h,
        facility->investment.per_unit.value * size + (open ? facility->investment.fixed.value : 0),
        cg_annuity(h->world->park->discount_rate, facility->investment.life.value));
    fix_building(h->world, &h->world->facilities[index], size, open);
}

/* The plan's activity that stands behind any of the pieces, or CG_NONE. */
static int match_of(const holding *h, const cg_permits *permits) {
    for (int a = permits->activity; a < permits->activity + permits->count; a++) {
        if (h->match[a] != CG_NONE) {
            return cg_first_piece(h->stated, h->match[a]);
        }
    }
    return CG_NONE;
}

static void hold_permits(holding *h) {
    const cg_model *stated = h->stated;
    bool *told = CG_ARRAY(h->world->arena, bool, stated->permits.count + 1);
    for (int i = 0; i < h->world->permits.count; i++) {
        const cg_permits *here = &h->world->permits.items[i];
        int activity = match_of(h, here);
        if (activity == CG_NONE) {
            continue;
        }
        const cg_permits *planned = cg_permits_of(stated, activity);
        bool had = planned != NULL
                       ? h->x[planned->column] > 0.5
                       : cg_carries_more(stated, h->x, activity, cg_pieces_from(stated, activity));
        if (planned != NULL) {
            told[planned - stated->permits.items] = true;
        }
        if (had) {
            owe(h, here->cost, here->annuity);
            fix(h->world, here->column, 1);
        }
    }
    for (int i = 0; i < stated->permits.count; i++) {
        const cg_permits *planned = &stated->permits.items[i];
        if (!told[i] && h->x[planned->column] > 0.5) {
            owe(h, planned->cost, planned->annuity);
        }
    }
}

/* ---- how the park then runs */

static cg_row *requirement_row(const cg_model *model, int requirement) {
    int row = model->requirement_row[requirement];
    return row == CG_NONE ? NULL : &model->program->rows.items[row];
}

/* Money is what is asked about, so it can be no condition: what is built is built, and what it
 * saves is the answer. */
static void drop_money(cg_model *world) {
    static const cg_requirement money[] = {CG_INVESTMENT_MAX, CG_NET_SAVING_MIN};
    for (int i = 0; i < 2; i++) {
        cg_row *row = requirement_row(world, (int)money[i]);
        if (row != NULL) {
            row->upper = CG_UNBOUNDED;
            world->requirement_row[money[i]] = CG_NONE;
        }
    }
}

/* A requirement that these numbers let nobody keep is kept as nearly as can be, one after the other
 * in the park's order. False where the program has no answer even without them. */
static bool ease(cg_model *world, const cg_plan_options *options) {
    double side[CG_REQUIREMENT_COUNT] = {0};
    int kept[CG_REQUIREMENT_COUNT];
    for (int r = 0; r < CG_REQUIREMENT_COUNT; r++) {
        kept[r] = world->requirement_row[r];
        if (kept[r] != CG_NONE) {
            side[r] = world->program->rows.items[kept[r]].upper;
            world->program->rows.items[kept[r]].upper = CG_UNBOUNDED;
        }
        world->requirement_row[r] = CG_NONE;
    }
    cg_plan_options cheapest = *options;
    cheapest.objective = CG_MEASURE_COST;
    if (cg_plan_solve(world, &cheapest)->x == NULL) { /* lets facilities overflow that must */
        return false;
    }
    for (int r = 0; r < CG_REQUIREMENT_COUNT; r++) {
        if (kept[r] == CG_NONE) {
            continue;
        }
        cg_measure measure = cg_requirement_measure((cg_requirement)r);
        cg_model_set_objective(world, measure);
        const cg_solution *best =
            cg_program_solve(world->arena, world->program, &options->settings, NULL);
        if (best->outcome != CG_OPTIMAL) {
            return false;
        }
        double least = cg_model_measure(world, measure, best->x);
        double slack = NO_FLOW * fmax(fabs(least), fabs(world->constant[measure]));
        world->program->rows.items[kept[r]].upper = fmax(side[r], least + slack);
    }
    return true;
}

static const cg_solved *run(cg_model *world, const cg_plan_options *options) {
    drop_money(world);
    const cg_solved *solved = cg_plan_solve(world, options);
    if (solved->outcome == CG_INFEASIBLE && ease(world, options)) {
        solved = cg_plan_solve(world, options);
    }
    return solved;
}

static double gain(const cg_model *world, cg_measure measure, const double *x) {
    return world->running_measure[measure] - cg_model_measure(world, measure, x);
}

/* What flows in the plan, in the world's columns: what is best there will not be far. */
static const double *values_of_plan(const holding *h) {
    const cg_model *world = h->world;
    double *values = CG_ARRAY(world->arena, double, world->program->columns.count + 1);
    for (int a = 0; a < world->activities.count; a++) {
        for (int p = 0; p < world->park->periods.count && h->match[a] != CG_NONE; p++) {
            int stated = h->stated->activities.items[h->match[a]].column + p;
            values[world->activities.items[a].column + p] = h->x[stated];
        }
    }
    return values;
}

static holding hold(cg_model *world, const cg_solved *plan) {
    cg_arena *arena = world->arena;
    holding h = {.world = world,
                 .stated = plan->model,
                 .x = plan->x,
                 .match = CG_ARRAY(arena, int, world->activities.count + 1),
                 .pipe = none_of(arena, plan->model->matches->pipes.count)};
    match_activities(&h);
    build_nothing(world);
    for (int i = 0; i < h.stated->matches->pipes.count; i++) {
        hold_pipe(&h, i);
    }
    for (int f = 0; f < h.stated->park->facilities.count; f++) {
        hold_facility(&h, f);
    }
    hold_permits(&h);
    return h;
}

/* Each number is mixed into two halves by multipliers of good generators (Knuth's MMIX; L'Ecuyer
 * 1999), and what a product's high bits say comes down. For equality alone, of numbers
 * that nobody chooses to deceive: a digest in the sense of cryptography takes ten times as long. */
static void add_number(cg_print_of_world *print, double value) {
    uint64_t bits = 0;
    memcpy(&bits, &value, sizeof bits);
    uint64_t one = (print->halves[0] ^ bits) * 6364136223846793005U;
    uint64_t other = (print->halves[1] + bits) * 3935559000370003845U;
    print->halves[0] = one ^ one >> 32;
    print->halves[1] = other ^ other >> 29;
}

cg_print_of_world cg_held_print(cg_model *world, const cg_solved *plan) {
    holding h = hold(world, plan);
    const cg_program *program = world->program;
    cg_print_of_world print = {{1, 1}};
    add_number(&print, h.investment);
    add_number(&print, h.yearly);
    add_number(&print, program->rows.count);
    for (int i = 0; i < program->rows.count; i++) {
        add_number(&print, program->rows.items[i].lower);
        add_number(&print, program->rows.items[i].upper);
    }
    add_number(&print, program->columns.count);
    for (int j = 0; j < program->columns.count; j++) {
        const cg_column *column = &program->columns.items[j];
        add_number(&print, column->lower);
        add_number(&print, column->upper);
        add_number(&print, column->integer);
    }
    add_number(&print, program->entries.count);
    for (int e = 0; e < program->entries.count; e++) {
        const cg_entry *entry = &program->entries.items[e];
        add_number(&print, entry->row);
        add_number(&print, entry->column);
        add_number(&print, entry->value);
    }
    for (int m = 0; m < CG_MEASURES; m++) {
        add_number(&print, world->constant[m]);
        add_number(&print, world->running_measure[m]);
        for (int j = 0; j < program->columns.count; j++) {
            add_number(&print, world->measure[m][j]);
        }
    }
    return print;
}

bool cg_held_gains(cg_model *world, const cg_solved *plan, const cg_plan_options *options,
                   double gains[CG_RANGE_FIGURES]) {
    holding h = hold(world, plan);
    cg_plan_options near = *options;
    near.start = values_of_plan(&h);
    const cg_solved *solved = run(world, &near);
    if (solved->outcome != CG_OPTIMAL || solved->x == NULL) {
        return false;
    }
    double before = gain(world, CG_MEASURE_COST, solved->x);
    gains[CG_RANGE_NET_SAVING] = before - h.yearly;
    gains[CG_RANGE_EMISSIONS] = gain(world, CG_MEASURE_EMISSIONS, solved->x);
    gains[CG_RANGE_WATER] = gain(world, CG_MEASURE_WATER_PURCHASED, solved->x);
    gains[CG_RANGE_WASTEWATER] = gain(world, CG_MEASURE_WASTEWATER_DISCHARGED, solved->x);
    gains[CG_RANGE_WASTE] = gain(world, CG_MEASURE_WASTE_DISPOSED, solved->x);
    gains[CG_RANGE_INVESTMENT] = h.investment;
    gains[CG_RANGE_PAYBACK] = h.investment <= 0 ? 0
                              : before > 0      ? h.investment / before
                                                : (double)INFINITY;
    return true;
}
