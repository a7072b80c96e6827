/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the bounds of columns hide of shadow prices: an activity may carry no more than its output
 * has or its input needs, which its column's bound says as well as their rows. Where such a bound
 * binds, the solver may lay the worth of one unit more on either. Here it goes to the rows. */
#include <math.h>
#include <string.h>

#include "plan/book.h"
#include "plan/stage_prices.h"

/* Two ends of one size: one more of either alone would be worth nothing. */
#define SAME 1e-12
#define HOURS_A_YEAR 8760.0

enum { SUPPLY_ROWS, DEMAND_ROWS, SHARE_ROWS, CAPACITY_ROWS, LINK_ROWS, ROW_KINDS };
static const char *const row_kinds[ROW_KINDS] = {"supply", "demand", "share", "capacity", "link"};

typedef struct hidden {
    const cg_solved *solved;
    const cg_model *model;
    cg_prices prices;
    double *worth;         /* by row: what one unit more of its side is worth */
    int *first[ROW_KINDS]; /* by output, input, facility or link: its first row of the kind */
} hidden;

/* Rows of one flow stand together. */
static void find_rows(hidden *h) {
    const cg_park *park = h->model->park;
    const cg_program *program = h->model->program;
    const int counts[ROW_KINDS] = {park->outputs.count, park->inputs.count, park->inputs.count,
                                   park->facilities.count, park->links.count};
    for (int kind = 0; kind < ROW_KINDS; kind++) {
        h->first[kind] = CG_ARRAY(h->model->arena, int, counts[kind] + 1);
        for (int i = 0; i < counts[kind]; i++) {
            h->first[kind][i] = CG_NONE;
        }
    }
    for (int r = program->rows.count - 1; r >= 0; r--) {
        const cg_tag *tag = &program->rows.items[r].tag;
        for (int kind = 0; kind < ROW_KINDS; kind++) {
            if (strcmp(tag->kind, row_kinds[kind]) == 0) {
                h->first[kind][tag->first] = r;
            }
        }
    }
}

/* What a credit goes to: a row's kind, whose it is, its piece of heat and its period. */
typedef struct side {
    int kind, index, piece, period;
} side;

/* `any`: to the rows of every piece. False where there is no such row. */
static bool credit_rows(hidden *h, const side *of, bool any, double worth) {
    const cg_program *program = h->model->program;
    bool found = false;
    int first = h->first[of->kind][of->index];
    for (int r = first; r != CG_NONE && r < program->rows.count; r++) {
        const cg_tag *tag = &program->rows.items[r].tag;
        if (strcmp(tag->kind, row_kinds[of->kind]) != 0 || tag->first != of->index) {
            break;
        }
        if (tag->period == of->period && (any || tag->second == of->piece)) {
            h->worth[r] += worth;
            found = true;
        }
    }
    return found;
}

/* One unit more of a whole that no row holds as a whole is one more of any of its pieces. */
static void credit_row(hidden *h, side of, double worth) {
    if (!credit_rows(h, &of, false, worth) && of.piece == CG_NONE) {
        credit_rows(h, &of, true, worth);
    }
}

/* A flow of one piece of heat has a row for the whole. */
static int row_piece(const cg_pieces *pieces, int piece) {
    return pieces->count > 1 ? piece : CG_NONE;
}

static double share_of(const cg_pieces *pieces, int piece) {
    return piece == CG_NONE ? 1 : pieces->items[piece].share;
}

/* What one unit more of the most that an activity may carry is worth, to what holds that most:
 * its output, its input, or the share of it that others may deliver. */
static void credit_activity(hidden *h, const cg_activity *activity, int period, double worth) {
    const cg_heat *heat = &h->model->matches->heat;
    double has = CG_UNBOUNDED;
    if (activity->output != CG_NONE) {
        const cg_flow *output = &h->model->park->outputs.items[activity->output];
        has = output->amount[period] *
              share_of(&heat->outputs[activity->output], activity->piece_from);
    }
    double most = cg_activity_most(h->model, activity, period);
    if (has <= most * (1 + SAME)) {
        cg_activity other = *activity;
        other.output = CG_NONE;
        if (cg_activity_most(h->model, &other, period) > has * (1 + SAME)) {
            int piece = row_piece(&heat->outputs[activity->output], activity->piece_from);
            credit_row(h, (side){SUPPLY_ROWS, activity->output, piece, period}, worth);
        }
        return;
    }
    const cg_flow *input = &h->model->park->inputs.items[activity->input];
    const cg_pieces *pieces = &heat->inputs[activity->input];
    bool shared =
        input->max_share < share_of(pieces, activity->piece_to) && !cg_is_own(h->model, activity);
    int piece = shared ? CG_NONE : row_piece(pieces, activity->piece_to);
    credit_row(h, (side){shared ? SHARE_ROWS : DEMAND_ROWS, activity->input, piece, period},
               worth / activity->delivered);
}

static void credit_columns(hidden *h) {
    for (int a = 0; a < h->model->activities.count; a++) {
        const cg_activity *activity = &h->model->activities.items[a];
        for (int p = 0; activity->open && p < h->model->park->periods.count; p++) {
            double reduced = h->prices.reduced[activity->column + p];
            if (reduced < 0) {
                credit_activity(h, activity, p, -reduced);
            }
        }
    }
}

/* The same of the most that may run in something to be built, which is the sum of what its
 * activities may carry or, where that is less, one row's side. */
typedef struct built {
    const cg_building *building;
    const cg_uses *uses;
    int kind, index; /* of the rows that bound the sum too; index CG_NONE */
    const double *side;
} built;

static double sum_of_most(const hidden *h, const built *of, int period) {
    double sum = 0;
    for (int u = 0; u < of->uses->count; u++) {
        const cg_use *use = &of->uses->items[u];
        double most =
            cg_activity_most(h->model, &h->model->activities.items[use->activity], period);
        sum += use->share > 0 && most < CG_UNBOUNDED ? use->share * most : 0;
    }
    return sum;
}

static double most_of(const hidden *h, const built *of, int period) {
    double sum = sum_of_most(h, of, period);
    return of->index == CG_NONE ? sum : fmin(sum, of->side[period]);
}

static void credit_most(hidden *h, const built *of, int period, double worth) {
    if (of->index != CG_NONE && of->side[period] < sum_of_most(h, of, period) * (1 - SAME)) {
        credit_row(h, (side){of->kind, of->index, CG_NONE, period}, worth);
        return;
    }
    for (int u = 0; u < of->uses->count; u++) {
        const cg_use *use = &of->uses->items[u];
        const cg_activity *activity = &h->model->activities.items[use->activity];
        if (use->share > 0 && cg_activity_most(h->model, activity, period) < CG_UNBOUNDED) {
            credit_activity(h, activity, period, worth * use->share);
        }
    }
}

/* A size may be no larger than the largest flow there can be, as a yearly rate. */
static void credit_size(hidden *h, const built *of) {
    double reduced = h->prices.reduced[of->building->capacity_column];
    double largest = 0, rate = 0;
    int period = 0;
    for (int p = 0; p < h->model->park->periods.count; p++) {
        double yearly = HOURS_A_YEAR / h->model->park->periods.items[p].hours;
        double most = most_of(h, of, p) * yearly;
        if (most > largest) {
            largest = most;
            rate = yearly;
            period = p;
        }
    }
    if (reduced < 0) {
        credit_most(h, of, period, -reduced * rate);
    }
}

static void credit_building(hidden *h, const built *of) {
    if (of->building->capacity_column != CG_NONE) {
        credit_size(h, of);
    }
    if (of->building->open_row == CG_NONE) {
        return;
    }
    double open = h->solved->x[of->building->fixed_column];
    for (int p = 0; p < h->model->park->periods.count; p++) {
        double dual = h->prices.dual[of->building->open_row + p];
        if (dual < 0) {
            credit_most(h, of, p, -dual * open);
        }
    }
}

/* What an existing link may carry of a pipe is no more than the link's capacity, nor than what
 * there is for the pipe. */
static void credit_existing(hidden *h, const built *of, int link) {
    int column = of->building->free_column;
    for (int p = 0; column != CG_NONE && p < h->model->park->periods.count; p++) {
        double reduced = h->prices.reduced[column + p];
        double capacity = h->model->park->links.items[link].capacity[p];
        double most = most_of(h, of, p);
        if (reduced < 0 && capacity < most * (1 - SAME)) {
            credit_row(h, (side){LINK_ROWS, link, CG_NONE, p}, -reduced);
        } else if (reduced < 0 && most < capacity * (1 - SAME)) {
            credit_most(h, of, p, -reduced);
        }
    }
}

static void credit_buildings(hidden *h) {
    const cg_model *model = h->model;
    for (int i = 0; i < model->matches->pipes.count; i++) {
        int output = model->matches->pipes.items[i].output;
        const built of = {.building = &model->pipes[i],
                          .uses = &model->by_pipe[i],
                          .kind = SUPPLY_ROWS,
                          .index = output,
                          .side =
                              output == CG_NONE ? NULL : model->park->outputs.items[output].amount};
        credit_building(h, &of);
        credit_existing(h, &of, model->matches->pipes.items[i].way.existing);
    }
    for (int f = 0; f < model->park->facilities.count; f++) {
        const cg_facility *place = &model->park->facilities.items[f];
        const built of = {.building = &model->facilities[f],
                          .uses = &model->by_facility[f],
                          .kind = CAPACITY_ROWS,
                          .index = place->limited ? f : CG_NONE,
                          .side = place->capacity};
        credit_building(h, &of);
    }
}

/* What may flow only with its permits, or from a plant only where it is built, has a row of its own
 * that says the most. */
static void credit_permits(hidden *h) {
    for (int i = 0; i < h->model->permits.count; i++) {
        const cg_permits *permits = &h->model->permits.items[i];
        const cg_activity *activity = &h->model->activities.items[permits->activity];
        for (int p = 0; permits->count == 1 && p < h->model->park->periods.count; p++) {
            double dual = h->prices.dual[permits->row + p];
            if (dual < 0) {
                credit_activity(h, activity, p, -dual * h->solved->x[permits->column]);
            }
        }
    }
}

static void credit_serving(hidden *h) {
    const cg_program *program = h->model->program;
    for (int r = 0; r < program->rows.count; r++) {
        const cg_tag *tag = &program->rows.items[r].tag;
        double dual = h->prices.dual[r];
        if (!(dual < 0) || strcmp(tag->kind, "serves") != 0) {
            continue;
        }
        const cg_uses *uses = &h->model->by_facility[tag->first];
        double open = h->solved->x[h->model->facilities[tag->first].fixed_column];
        for (int u = 0; u < uses->count; u++) {
            const cg_activity *activity = &h->model->activities.items[uses->items[u].activity];
            if (activity->kind == CG_SUPPLY && activity->input == tag->second &&
                activity->substitution == tag->third) {
                credit_activity(h, activity, tag->period, -dual * open);
            }
        }
    }
}

double *cg_book_worth_of_rows(const cg_solved *solved) {
    const cg_model *model = solved->model;
    hidden h = {.solved = solved,
                .model = model,
                .prices = cg_prices_of_objective(solved),
                .worth = CG_ARRAY(model->arena, double, model->program->rows.count + 1)};
    for (int r = 0; r < model->program->rows.count; r++) {
        h.worth[r] = -h.prices.dual[r];
    }
    find_rows(&h);
    credit_columns(&h);
    credit_buildings(&h);
    credit_permits(&h);
    credit_serving(&h);
    return h.worth;
}
