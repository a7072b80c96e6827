/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Common rows by their prices: Dantzig and Wolfe, "Decomposition principle for linear programs"
 * (1960), with the bound of Geoffrion, "Lagrangean relaxation for integer programming" (1974).
 *
 * At given prices of the common rows' upper sides every block is solved by itself; what all blocks
 * cost at them, less the sides at the same prices, is a bound of the whole. The blocks' plans so
 * found go to a small program, the chooser, which takes one plan for each block (of a block
 * without integers a mixture) such that the common rows hold; the duals of its relaxation are the
 * next prices. The integers of its choice stand, and all else is solved once more as one linear
 * program with the common rows in it. */
#include "program/priced.h"

#include "program/chooser.h"
#include "program/solver.h"

#include <math.h>
#include <string.h>

#define FEW_COLUMNS 1000
#define FEW_LINEAR 5000 /* the same without integers */
#define ROUNDS 10
#define LINEAR_ROUNDS 40
/* A linear program's bound and mixture meet when they are nearer than this share. */
#define CLOSED 1e-10
/* Prices nearer than this share of each other are the same, */
#define SAME_PRICE 1e-3
/* and this share of the objective between bound and chooser is near enough to stop, */
#define NEAR_ENOUGH 1e-5
/* or what the blocks' own searches leave open, so many times. */
#define SEARCHED 1.0
/* Objective and bound of a search meet when they are this near: as in block_search.c. */
#define MET 1e-6
/* A reduced cost above this share of its largest term is rounding. */
#define ROUNDING 1e-9
/* Rows that lack less than this share of their size are held: as in conflict.c. */
#define GIVING 1e-7
/* Of what is left of a time limit a round gets this share, */
#define ROUND_SHARE 0.3
/* and at least so much. */
#define LEAST_S 0.05

typedef struct priced {
    cg_arena *arena;
    const cg_program *program;
    const cg_reserve *reserve;
    const cg_solve_settings *asked;
    double started;
    int count;     /* of common rows */
    int *row;      /* which they are */
    int *common;   /* by row of the program: its place among them, or CG_NONE */
    bool by_cost;  /* the blocks' own costs count; else the prices alone */
    double *price; /* of each, not negative */
    double *best_price;
    double *best_dual; /* of all other rows, at the best price */
    bool searched;     /* there are integers */
    double **part;     /* by common row, then by column: its coefficients */
    int *alone;        /* columns that stand in common rows alone */
    int alone_count;
    cg_program apart; /* the program without them, at the prices */
    cg_reserve apart_reserve;
    cg_blocks *blocks; /* of that */
    cg_chooser *chooser;
    double bound;    /* the best so far, constant included, */
    double unproven; /* and what the blocks' searches left open in it */
} priced;

bool cg_is_priced(const cg_program *program, const cg_reserve *reserve) {
    bool any = false;
    for (int i = 0; i < program->rows.count; i++) {
        const cg_row *row = &program->rows.items[i];
        if (row->common && row->lower > -CG_UNBOUNDED) {
            return false;
        }
        any = any || (row->common && row->upper < CG_UNBOUNDED);
    }
    int columns = program->columns.count + (reserve == NULL ? 0 : reserve->count);
    return any && columns > (cg_program_has_integers(program) ? FEW_COLUMNS : FEW_LINEAR);
}

/* A column of the reserve without the common rows, at their prices. */
static int apart_column(const void *owner, int index, double *cost, double *upper, int *rows,
                        double *values) {
    const priced *p = owner;
    int count = p->reserve->column(p->reserve->owner, index, cost, upper, rows, values);
    int kept = 0;
    *cost = p->by_cost ? *cost : 0;
    for (int e = 0; e < count; e++) {
        int common = p->common[rows[e]];
        if (common != CG_NONE) {
            *cost += p->price[common] * values[e];
            continue;
        }
        rows[kept] = rows[e];
        values[kept++] = values[e];
    }
    return kept;
}

static void find_common(priced *p) {
    const cg_program *program = p->program;
    p->common = CG_ARRAY(p->arena, int, program->rows.count + 1);
    p->row = CG_ARRAY(p->arena, int, program->rows.count + 1);
    for (int i = 0; i < program->rows.count; i++) {
        const cg_row *row = &program->rows.items[i];
        p->common[i] = CG_NONE;
        if (row->common && row->upper < CG_UNBOUNDED) {
            p->common[i] = p->count;
            p->row[p->count++] = i;
        }
    }
    p->price = CG_ARRAY(p->arena, double, p->count);
    p->best_price = CG_ARRAY(p->arena, double, p->count);
    p->best_dual = CG_ARRAY(p->arena, double, program->rows.count + 1);
    p->part = CG_ARRAY(p->arena, double *, p->count);
    for (int r = 0; r < p->count; r++) {
        p->part[r] = CG_ARRAY(p->arena, double, program->columns.count + 1);
    }
}

/* Copies of the columns, to be changed. */
static cg_column *copied_columns(cg_arena *arena, const cg_program *program) {
    cg_column *columns = CG_ARRAY(arena, cg_column, program->columns.count + 1);
    memcpy(columns, program->columns.items, (size_t)program->columns.count * sizeof *columns);
    return columns;
}

/* Columns of nothing but common rows, as what a row may give, are left to the chooser. */
static void set_aside(priced *p) {
    int columns = p->program->columns.count;
    bool *common = CG_ARRAY(p->arena, bool, columns + 1);
    bool *other = CG_ARRAY(p->arena, bool, columns + 1);
    for (int e = 0; e < p->program->entries.count; e++) {
        const cg_entry *entry = &p->program->entries.items[e];
        bool *stands = p->common[entry->row] != CG_NONE ? common : other;
        stands[entry->column] = true;
    }
    p->alone = CG_ARRAY(p->arena, int, columns + 1);
    for (int j = 0; j < columns; j++) {
        cg_column *column = &p->apart.columns.items[j];
        if (common[j] && !other[j] && !column->integer && column->lower == 0) {
            p->alone[p->alone_count++] = j;
            column->upper = 0;
        }
    }
}

static void take_apart(priced *p) {
    const cg_program *program = p->program;
    p->apart = *program;
    p->apart.columns.items = copied_columns(p->arena, program);
    p->apart.entries.items = CG_ARRAY(p->arena, cg_entry, program->entries.count + 1);
    p->apart.entries.count = 0;
    for (int e = 0; e < program->entries.count; e++) {
        const cg_entry *entry = &program->entries.items[e];
        int common = p->common[entry->row];
        if (common != CG_NONE) {
            p->part[common][entry->column] += entry->value;
        } else {
            p->apart.entries.items[p->apart.entries.count++] = *entry;
        }
    }
    p->apart.rows.items = CG_ARRAY(p->arena, cg_row, program->rows.count + 1);
    for (int i = 0; i < program->rows.count; i++) {
        cg_row *row = &p->apart.rows.items[i];
        *row = program->rows.items[i];
        row->common = false;
        if (p->common[i] != CG_NONE) {
            row->upper = CG_UNBOUNDED;
        }
    }
    if (p->reserve != NULL) {
        p->apart_reserve = *p->reserve;
        p->apart_reserve.owner = p;
        p->apart_reserve.column = apart_column;
        p->apart_reserve.entries = NULL;
    }
    set_aside(p);
    p->blocks = cg_blocks_find(p->arena, &p->apart, p->reserve != NULL ? &p->apart_reserve : NULL);
}

static void set_costs(priced *p) {
    for (int j = 0; j < p->program->columns.count; j++) {
        double cost = p->by_cost ? p->program->columns.items[j].cost : 0;
        for (int r = 0; r < p->count; r++) {
            cost += p->price[r] * p->part[r][j];
        }
        p->apart.columns.items[j].cost = cost;
    }
}

/* What the sides take from the bound at the prices, and the columns left to the chooser. */
static double price_of_sides(const priced *p) {
    double sum = 0;
    for (int r = 0; r < p->count; r++) {
        sum += p->price[r] * p->program->rows.items[p->row[r]].upper;
    }
    for (int a = 0; a < p->alone_count; a++) {
        int j = p->alone[a];
        double cost = p->apart.columns.items[j].cost;
        double upper = p->program->columns.items[j].upper;
        double term = p->by_cost ? fabs(p->program->columns.items[j].cost) : 0;
        for (int r = 0; r < p->count; r++) {
            term = fmax(term, fabs(p->price[r] * p->part[r][j]));
        }
        if (cost < 0 && upper < CG_UNBOUNDED) {
            sum -= cost * upper;
        } else if (cost < -ROUNDING * term) {
            sum = INFINITY;
        }
    }
    return sum;
}

static double elapsed(const priced *p) {
    return cg_clock() - p->started;
}

static bool is_late(const priced *p) {
    double limit = p->asked->time_limit_s;
    return limit > 0 && elapsed(p) >= limit;
}

/* Blocks of a round tell the progress of the round; what the caller hears is of the whole. */
static bool tell(void *payload, double elapsed_s, double best, double bound) {
    const priced *p = payload;
    (void)elapsed_s;
    (void)best;
    (void)bound;
    return p->asked->progress(p->asked->payload, elapsed(p), p->chooser->objective, p->bound);
}

static cg_solve_settings settings_for(priced *p, double share) {
    cg_solve_settings settings = *p->asked;
    if (settings.time_limit_s > 0) {
        settings.time_limit_s = fmax(LEAST_S, share * (settings.time_limit_s - elapsed(p)));
    }
    if (settings.progress != NULL) {
        settings.progress = tell;
        settings.payload = p;
    }
    return settings;
}

/* All blocks at the prices; what they found goes to the chooser. From the best of its plans, or
 * from `start` (or NULL) where it has none. */
static cg_solution *solve_round(priced *p, cg_arena *arena, double share, const double *start) {
    set_costs(p);
    cg_solve_settings settings = settings_for(p, share);
    /* A linear block is sooner solved from a guess of its own than from a plan at other prices. */
    bool known = p->chooser->plans.count > 0 && p->searched;
    start = known ? cg_chooser_start(p->chooser, arena, p->price) : start;
    cg_solution *found = cg_program_solve_with(
        arena, &p->apart, p->reserve != NULL ? &p->apart_reserve : NULL, &settings, start);
    if (found->x == NULL) {
        return found;
    }
    double bound = found->bound - price_of_sides(p);
    if (p->by_cost && bound > p->bound) {
        p->bound = bound;
        p->unproven = found->objective - found->bound;
        memcpy(p->best_price, p->price, (size_t)p->count * sizeof(double));
        memcpy(p->best_dual, found->dual, (size_t)p->program->rows.count * sizeof(double));
    }
    cg_chooser_add(p->chooser, found->x, found->taken.items, found->taken.count);
    return found;
}

static cg_column *relaxed_columns(cg_arena *arena, const cg_program *program) {
    cg_column *columns = copied_columns(arena, program);
    for (int j = 0; j < program->columns.count; j++) {
        columns[j].integer = false;
    }
    return columns;
}

/* The whole with its integers taken as continuous: its duals are good prices to begin with. */
static cg_solution *solve_relaxed(priced *p, cg_arena *arena) {
    cg_program relaxed = *p->program;
    relaxed.columns.items = relaxed_columns(arena, p->program);
    cg_solve_settings settings = settings_for(p, ROUND_SHARE);
    return cg_program_solve_with(arena, &relaxed, p->reserve, &settings, NULL);
}

/* The whole with its integers where the choice has them. */
static cg_solution *solve_fixed(priced *p, const double *x) {
    cg_program fixed = *p->program;
    fixed.columns.items = relaxed_columns(p->arena, p->program);
    for (int j = 0; j < fixed.columns.count; j++) {
        cg_column *column = &fixed.columns.items[j];
        if (p->program->columns.items[j].integer) {
            column->lower = column->upper = fmin(fmax(round(x[j]), column->lower), column->upper);
        }
    }
    cg_solve_settings settings = settings_for(p, 1);
    return cg_program_solve_with(p->arena, &fixed, p->reserve, &settings,
                                 p->reserve == NULL ? x : NULL);
}

/* Whether the last plan holds the common rows. */
static bool holds(const priced *p) {
    const cg_block_plans *plans = &p->chooser->plans.items[p->chooser->plans.count - 1];
    for (int r = 0; r < p->count; r++) {
        double use = 0;
        for (int b = 0; b < p->blocks->count; b++) {
            use += plans->use[b * p->count + r];
        }
        if (use > p->program->rows.items[p->row[r]].upper) {
            return false;
        }
    }
    return true;
}

/* The next prices: half way between the best so far and those that the chooser asks for. Where no
 * mixture holds the rows, dearer ones. False where nothing new comes of it. */
static bool move_prices(priced *p) {
    double objective;
    bool moved = false;
    double *next = CG_ARRAY(p->arena, double, p->count);
    bool balanced = cg_chooser_prices(p->chooser, next, &objective);
    double open = objective + p->program->constant - p->bound;
    double enough = p->searched ? fmax(fmax(NEAR_ENOUGH, p->asked->gap) * fabs(p->bound),
                                       SEARCHED * p->unproven)
                                : CLOSED * fabs(p->bound);
    if (balanced && open <= enough && open >= -enough) {
        return false;
    }
    for (int r = 0; r < p->count; r++) {
        double between = p->searched ? (next[r] + p->best_price[r]) / 2 : next[r];
        double to = balanced ? between : 2 * p->price[r];
        double same = p->searched ? SAME_PRICE * fmax(to, p->price[r]) : 0;
        moved = moved || fabs(to - p->price[r]) > same;
        p->price[r] = to;
    }
    return moved;
}

/* The plan with its integers settled by the choice. */
static cg_solution *settled(priced *p) {
    cg_solution chosen;
    cg_solve_settings settings = settings_for(p, 1);
    if (!cg_chooser_choose(p->chooser, &settings, &chosen)) {
        return NULL;
    }
    cg_solution *found = solve_fixed(p, chosen.x);
    if (found->x == NULL) {
        return NULL;
    }
    found->bound = fmin(p->bound, found->objective);
    double open = found->objective - found->bound;
    bool nothing = open <= CG_NOTHING * cg_program_order(p->program);
    found->outcome = nothing || open <= MET * fabs(found->objective) ? CG_OPTIMAL : CG_LIMIT;
    if (nothing && found->objective == 0) {
        found->bound = 0;
    }
    return found;
}

/* Without integers the best mixture itself, where the duals at the best prices prove it. */
static cg_solution *mixed(priced *p) {
    const cg_program *program = p->program;
    cg_solution *found = CG_NEW(p->arena, cg_solution);
    cg_solve_settings settings = settings_for(p, 1);
    if (!cg_chooser_choose(p->chooser, &settings, found) ||
        fabs(found->objective - p->bound) > CLOSED * fabs(found->objective)) {
        return NULL;
    }
    found->bound = fmin(p->bound, found->objective);
    found->dual = CG_ARRAY(p->arena, double, program->rows.count + 1);
    memcpy(found->dual, p->best_dual, (size_t)program->rows.count * sizeof(double));
    for (int r = 0; r < p->count; r++) {
        found->dual[p->row[r]] = -p->best_price[r];
    }
    found->reduced = CG_ARRAY(p->arena, double, program->columns.count + 1);
    for (int j = 0; j < program->columns.count; j++) {
        found->reduced[j] = program->columns.items[j].cost;
    }
    for (int e = 0; e < program->entries.count; e++) {
        const cg_entry *entry = &program->entries.items[e];
        found->reduced[entry->column] -= found->dual[entry->row] * entry->value;
    }
    return found;
}

/* Whether plans were found that go together, as mixtures at least: by rounds that aim at nothing
 * but the common rows, as long as each tells of less. `*impossible`: it is proven that none do. */
static bool find_fitting(priced *p, cg_arena *work, bool *impossible) {
    double *price = CG_ARRAY(p->arena, double, p->count);
    double least = INFINITY;
    memcpy(price, p->price, (size_t)p->count * sizeof(double));
    bool fits = false;
    for (int round = 0; round < ROUNDS; round++) {
        double lacking = cg_chooser_violation(p->chooser, p->price);
        fits = lacking <= GIVING;
        if (fits || !(lacking < least) || is_late(p)) {
            break;
        }
        least = lacking;
        p->by_cost = false;
        cg_solution *found = solve_round(p, work, ROUND_SHARE, NULL);
        double bound = found->bound - p->program->constant - price_of_sides(p);
        *impossible = found->outcome == CG_INFEASIBLE || bound > GIVING;
        bool solved = found->x != NULL;
        p->by_cost = true;
        cg_arena_empty(work);
        if (*impossible || !solved) {
            break;
        }
    }
    if (!fits && !*impossible) {
        fits = cg_chooser_violation(p->chooser, p->price) <= GIVING;
    }
    memcpy(p->price, price, (size_t)p->count * sizeof(double));
    return fits;
}

/* Rounds of prices until they are in balance. */
static void balance(priced *p, cg_arena *work) {
    int rounds = p->searched ? ROUNDS : LINEAR_ROUNDS;
    for (int round = 0; round < rounds && !is_late(p); round++) {
        cg_solution *found = solve_round(p, work, ROUND_SHARE, NULL);
        bool solved = found->x != NULL;
        cg_arena_empty(work);
        if (!solved || !move_prices(p)) {
            return;
        }
    }
}

/* The first prices: the duals of the relaxation. Without integers that is the whole itself, and
 * what the chooser asks for must do. */
static void begin_prices(priced *p, cg_arena *work) {
    double objective;
    if (!p->searched) {
        cg_chooser_prices(p->chooser, p->price, &objective);
        return;
    }
    const cg_solution *relaxed = solve_relaxed(p, work);
    for (int r = 0; relaxed->x != NULL && r < p->count; r++) {
        p->price[r] = fmax(0, -relaxed->dual[p->row[r]]);
    }
    cg_arena_empty(work);
}

static cg_solution *without_plan(cg_arena *arena) {
    cg_solution *solution = CG_NEW(arena, cg_solution);
    *solution = (cg_solution){.outcome = CG_INFEASIBLE, .objective = NAN, .bound = INFINITY};
    return solution;
}

cg_solution *cg_solve_priced(cg_arena *arena, const cg_program *program, const cg_reserve *reserve,
                             const cg_solve_settings *settings, const double *start) {
    static const cg_solve_settings nothing_asked = {0};
    priced *p = CG_NEW(arena, priced);
    *p = (priced){.arena = arena,
                  .program = program,
                  .reserve = reserve,
                  .asked = settings == NULL ? &nothing_asked : settings,
                  .started = cg_clock(),
                  .by_cost = true,
                  .bound = -INFINITY};
    p->searched = cg_program_has_integers(program);
    find_common(p);
    take_apart(p);
    p->chooser = cg_chooser_new(arena, &(cg_chooser){.program = program,
                                                     .reserve = reserve,
                                                     .blocks = p->blocks,
                                                     .row = p->row,
                                                     .common = p->common,
                                                     .count = p->count,
                                                     .alone = p->alone,
                                                     .alone_count = p->alone_count});
    if (start != NULL && p->searched) {
        cg_chooser_add(p->chooser, start, NULL, 0);
    }
    /* First as if the common rows were not there. */
    cg_arena *work = cg_arena_within(arena);
    cg_solution *free = solve_round(p, arena, ROUND_SHARE, start);
    if (free->x != NULL && free->outcome == CG_LIMIT && holds(p) && settings != NULL &&
        settings->time_limit_s > 0) {
        free = solve_round(p, arena, 1, NULL);
    }
    if (free->outcome == CG_INFEASIBLE || (free->x != NULL && price_of_sides(p) == 0 && holds(p))) {
        return free;
    }
    if (p->chooser->plans.count == 0) {
        return NULL; /* perhaps the common rows alone keep it from having no end */
    }
    bool impossible = false;
    if (!find_fitting(p, work, &impossible)) {
        return impossible ? without_plan(arena) : NULL;
    }
    if (!is_late(p)) {
        begin_prices(p, work);
        balance(p, work);
    }
    return p->searched ? settled(p) : mixed(p);
}
