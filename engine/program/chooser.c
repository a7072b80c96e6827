/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program with a column for each plan of a block, which takes one for each block. */
#include "program/chooser.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A search among plans: a share of the objective, and how many nodes, are enough. */
#define CHOICE_GAP 1e-6
#define CHOICE_NODES 2000

static int *blocks_of(cg_arena *arena, const cg_blocks *blocks, const cg_members *members) {
    int *block_of = CG_ARRAY(arena, int, members->start[blocks->count] + 1);
    for (int b = 0; b < blocks->count; b++) {
        for (int k = members->start[b]; k < members->start[b + 1]; k++) {
            block_of[members->items[k]] = b;
        }
    }
    return block_of;
}

static int *blocks_of_reserved(cg_arena *arena, const cg_blocks *blocks) {
    const cg_spans *reserved = &blocks->reserved;
    int *block_of =
        CG_ARRAY(arena, int, (blocks->reserve == NULL ? 0 : blocks->reserve->count) + 1);
    for (int b = 0; b < blocks->count; b++) {
        for (int n = reserved->start[b]; n < reserved->start[b + 1]; n++) {
            for (int i = 0; i < reserved->spans[n].count; i++) {
                block_of[reserved->spans[n].first + i] = b;
            }
        }
    }
    return block_of;
}

cg_chooser *cg_chooser_new(cg_arena *arena, const cg_chooser *parts) {
    cg_chooser *c = CG_NEW(arena, cg_chooser);
    *c = *parts;
    c->arena = arena;
    c->work = cg_arena_within(arena);
    c->block_of = blocks_of(arena, c->blocks, &c->blocks->columns);
    c->block_of_reserved = blocks_of_reserved(arena, c->blocks);
    c->whole = CG_ARRAY(arena, bool, c->blocks->count + 1);
    c->objective = INFINITY;
    for (int j = 0; j < c->program->columns.count; j++) {
        int b = c->block_of[j];
        c->whole[b] = c->whole[b] || c->program->columns.items[j].integer;
    }
    return c;
}

static void add_taken(const cg_chooser *c, cg_block_plans *plans, const cg_taken *taken,
                      int count) {
    int *rows = CG_ARRAY(c->work, int, c->reserve->most_entries + 1);
    double *values = CG_ARRAY(c->work, double, c->reserve->most_entries + 1);
    for (int t = 0; t < count; t++) {
        double cost, upper;
        int entries =
            c->reserve->column(c->reserve->owner, taken[t].index, &cost, &upper, rows, values);
        int b = c->block_of_reserved[taken[t].index];
        plans->cost[b] += cost * taken[t].x;
        for (int e = 0; e < entries; e++) {
            int r = c->common[rows[e]];
            if (r != CG_NONE) {
                plans->use[b * c->count + r] += values[e] * taken[t].x;
            }
        }
    }
    cg_arena_empty(c->work);
}

void cg_chooser_add(cg_chooser *c, const double *x, const cg_taken *taken, int taken_count) {
    const cg_program *program = c->program;
    int columns = program->columns.count;
    cg_block_plans plans = {
        .x = CG_ARRAY(c->arena, double, columns + 1),
        .cost = CG_ARRAY(c->arena, double, c->blocks->count + 1),
        .use = CG_ARRAY(c->arena, double, (size_t)(c->blocks->count + 1) * (size_t)c->count)};
    memcpy(plans.x, x, (size_t)columns * sizeof *x);
    plans.taken = CG_ARRAY(c->arena, cg_taken, taken_count + 1);
    plans.taken_count = taken_count;
    if (taken_count > 0) {
        memcpy(plans.taken, taken, (size_t)taken_count * sizeof *taken);
    }
    for (int j = 0; j < columns; j++) {
        plans.cost[c->block_of[j]] += program->columns.items[j].cost * x[j];
    }
    for (int e = 0; e < program->entries.count; e++) {
        const cg_entry *entry = &program->entries.items[e];
        int r = c->common[entry->row];
        if (r != CG_NONE) {
            plans.use[c->block_of[entry->column] * c->count + r] += entry->value * x[entry->column];
        }
    }
    if (taken_count > 0) {
        add_taken(c, &plans, taken, taken_count);
    }
    CG_PUSH(c->arena, &c->plans, plans);
}

static double priced_cost(const cg_chooser *c, const cg_block_plans *plans, int block,
                          const double *price) {
    double cost = plans->cost[block];
    for (int r = 0; r < c->count; r++) {
        cost += price[r] * plans->use[block * c->count + r];
    }
    return cost;
}

double *cg_chooser_start(const cg_chooser *c, cg_arena *arena, const double *price) {
    int *best = CG_ARRAY(arena, int, c->blocks->count + 1);
    for (int b = 0; b < c->blocks->count; b++) {
        for (int k = 1; k < c->plans.count; k++) {
            if (priced_cost(c, &c->plans.items[k], b, price) <
                priced_cost(c, &c->plans.items[best[b]], b, price)) {
                best[b] = k;
            }
        }
    }
    double *start = CG_ARRAY(arena, double, c->program->columns.count + 1);
    for (int j = 0; j < c->program->columns.count; j++) {
        start[j] = c->plans.items[best[c->block_of[j]]].x[j];
    }
    return start;
}

typedef enum choice_aim { AIM_MIXTURE, AIM_CHOICE, AIM_LEAST_VIOLATION } choice_aim;

/* The program of the choice. Columns: those of (plan, block) pairs, then those that stand in common
 * rows alone, then for the least violation what each common row lacks. */
typedef struct choice {
    cg_program *program;
    int *plan, *block; /* by column */
    int pairs;
} choice;

/* Whether an earlier plan of the block is the same to the chooser. */
static bool is_known(const cg_chooser *c, int k, int b) {
    const double *use = c->plans.items[k].use + b * c->count;
    for (int before = 0; before < k; before++) {
        const cg_block_plans *other = &c->plans.items[before];
        if (other->cost[b] == c->plans.items[k].cost[b] &&
            memcmp(other->use + b * c->count, use, (size_t)c->count * sizeof *use) == 0) {
            return true;
        }
    }
    return false;
}

static void add_pair(const cg_chooser *c, choice *to, int k, int b, choice_aim aim) {
    cg_tag tag = {"choice", NULL, NULL, CG_NONE, k, b, CG_NONE};
    const cg_block_plans *plans = &c->plans.items[k];
    double cost = aim == AIM_LEAST_VIOLATION ? 0 : plans->cost[b];
    int at = cg_program_add_column(to->program, tag, 0, 1, cost);
    to->program->columns.items[at].integer = aim == AIM_CHOICE && c->whole[b];
    to->plan[at] = k;
    to->block[at] = b;
    to->pairs = at + 1;
    cg_program_set(to->program, b, at, 1);
    for (int r = 0; r < c->count; r++) {
        cg_program_set(to->program, c->blocks->count + r, at, plans->use[b * c->count + r]);
    }
}

static void add_alone(const cg_chooser *c, choice *to, choice_aim aim) {
    int first = to->program->columns.count;
    int *place = CG_ARRAY(c->work, int, c->program->columns.count + 1);
    for (int a = 0; a < c->alone_count; a++) {
        const cg_column *column = &c->program->columns.items[c->alone[a]];
        double cost = aim == AIM_LEAST_VIOLATION ? 0 : column->cost;
        cg_program_add_column(to->program, column->tag, column->lower, column->upper, cost);
        place[c->alone[a]] = first + a;
    }
    for (int e = 0; c->alone_count > 0 && e < c->program->entries.count; e++) {
        const cg_entry *entry = &c->program->entries.items[e];
        if (place[entry->column] > 0) {
            cg_program_set(to->program, c->blocks->count + c->common[entry->row],
                           place[entry->column], entry->value);
        }
    }
}

static void add_violations(const cg_chooser *c, choice *to) {
    cg_tag tag = {"violation", NULL, NULL, CG_NONE, CG_NONE, CG_NONE, CG_NONE};
    for (int r = 0; r < c->count; r++) {
        double size = fabs(c->program->rows.items[c->row[r]].upper);
        int at = cg_program_add_column(to->program, tag, 0, CG_UNBOUNDED, size > 0 ? 1 / size : 1);
        cg_program_set(to->program, c->blocks->count + r, at, -1);
    }
}

static choice choice_of(const cg_chooser *c, choice_aim aim) {
    size_t most = (size_t)c->blocks->count * (size_t)c->plans.count;
    choice to = {.program = cg_program_new(c->work),
                 .plan = CG_ARRAY(c->work, int, most + 1),
                 .block = CG_ARRAY(c->work, int, most + 1)};
    cg_tag tag = {"choice", NULL, NULL, CG_NONE, CG_NONE, CG_NONE, CG_NONE};
    for (int b = 0; b < c->blocks->count; b++) {
        cg_program_add_row(to.program, tag, 1, 1);
    }
    for (int r = 0; r < c->count; r++) {
        cg_program_add_row(to.program, tag, -CG_UNBOUNDED, c->program->rows.items[c->row[r]].upper);
    }
    for (int b = 0; b < c->blocks->count; b++) {
        for (int k = 0; k < c->plans.count; k++) {
            if (!is_known(c, k, b)) {
                add_pair(c, &to, k, b, aim);
            }
        }
    }
    add_alone(c, &to, aim);
    if (aim == AIM_LEAST_VIOLATION) {
        add_violations(c, &to);
    }
    return to;
}

/* Solves a mixture; what a unit of each common row's side is worth goes to `price`. Its objective,
 * or NaN. */
static double solve_mixture(cg_chooser *c, choice_aim aim, double *price) {
    choice of = choice_of(c, aim);
    cg_solution *found = cg_program_solve(c->work, of.program, NULL, NULL);
    bool balanced = found->outcome == CG_OPTIMAL;
    for (int r = 0; balanced && r < c->count; r++) {
        price[r] = fmax(0, -found->dual[c->blocks->count + r]);
    }
    double objective = balanced ? found->objective : NAN;
    cg_arena_empty(c->work);
    return objective;
}

double cg_chooser_violation(cg_chooser *c, double *price) {
    return solve_mixture(c, AIM_LEAST_VIOLATION, price);
}

bool cg_chooser_prices(cg_chooser *c, double *price, double *objective) {
    *objective = solve_mixture(c, AIM_MIXTURE, price);
    return !isnan(*objective);
}

static int by_index(const void *a, const void *b) {
    const cg_taken *x = a, *y = b;
    return x->index - y->index;
}

/* What the plans take of the reserve, each by its weight, ascending and no column twice. */
static void mix_taken(cg_chooser *c, double *const *weight, cg_solution *solution) {
    for (int k = 0; k < c->plans.count; k++) {
        for (int t = 0; t < c->plans.items[k].taken_count; t++) {
            cg_taken taken = c->plans.items[k].taken[t];
            taken.x *= weight[k][c->block_of_reserved[taken.index]];
            if (taken.x != 0) {
                CG_PUSH(c->arena, &solution->taken, taken);
            }
        }
    }
    if (solution->taken.count == 0) {
        return;
    }
    cg_taken *all = solution->taken.items;
    qsort(all, (size_t)solution->taken.count, sizeof *all, by_index);
    int kept = 0;
    for (int t = 1; t < solution->taken.count; t++) {
        if (all[t].index == all[kept].index) {
            all[kept].x += all[t].x;
        } else {
            all[++kept] = all[t];
        }
    }
    solution->taken.count = kept + 1;
}

bool cg_chooser_choose(cg_chooser *c, const cg_solve_settings *asked, cg_solution *solution) {
    cg_solve_settings settings = *asked;
    settings.gap = fmax(settings.gap, CHOICE_GAP);
    settings.node_limit = CHOICE_NODES;
    settings.stages = NULL;
    settings.progress = NULL;
    choice of = choice_of(c, AIM_CHOICE);
    const cg_solution *found = cg_program_solve(c->work, of.program, &settings, NULL);
    bool chosen = found->x != NULL;
    if (chosen) {
        double *x = CG_ARRAY(c->arena, double, c->program->columns.count + 1);
        double **weight = CG_ARRAY(c->work, double *, c->plans.count + 1);
        for (int k = 0; k < c->plans.count; k++) {
            weight[k] = CG_ARRAY(c->work, double, c->blocks->count + 1);
        }
        for (int at = 0; at < of.pairs; at++) {
            weight[of.plan[at]][of.block[at]] = found->x[at];
        }
        for (int k = 0; k < c->plans.count; k++) {
            for (int j = 0; j < c->program->columns.count; j++) {
                x[j] += weight[k][c->block_of[j]] * c->plans.items[k].x[j];
            }
        }
        for (int a = 0; a < c->alone_count; a++) {
            x[c->alone[a]] = found->x[of.pairs + a];
        }
        *solution = (cg_solution){.x = x, .objective = found->objective + c->program->constant};
        mix_taken(c, weight, solution);
        c->objective = solution->objective;
    }
    cg_arena_empty(c->work);
    return chosen;
}
