/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program solved again and again while its numbers change. */
#include "program/warm.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "program/blocks.h"
#include "program/crew.h"
#include "program/sift.h"

/* What the problem of a block holds and has no use for is put out once it outweighs the rest. */
#define OUTWEIGHED 2
#define ALWAYS_KEPT 50
/* What rounding leaves of a scaled row, whose terms are about 100. */
#define NOTHING 1e-12
/* Costs that are off a direction by more than this share of their largest change have turned. */
#define TURNED 1e-9

typedef struct warm_block {
    cg_scaled scaled;
    cg_sifting *sifting; /* NULL: never from a basis */
    bool has_basis;      /* the basis of the last optimum stands in the sifting's run */
    bool costs_changed, sides_changed, unsolved;
    /* Costs at the last optimum; the direction in which they went to it, how its duals follow that
     * direction, and room for duals to try. */
    double *solved_cost, *direction, *duals_follow, *tried;
    bool has_direction;
    int kept_columns; /* of its problem, when it was last trimmed */
    int iterations;   /* of the last time from a basis */
    bool solved_again;
    cg_outcome outcome;
    double objective, bound; /* in the program's own units, without the constant */
    char message[CG_RUN_MESSAGE_ROOM];
} warm_block;

struct cg_warm {
    cg_arena *arena;
    cg_arena *scratch; /* of one call */
    cg_program *program;
    cg_blocks *blocks;
    cg_solve_settings settings;
    const char *misuse; /* NULL: none */
    warm_block *items;
    int *column_block, *column_place, *row_block;
    int *order;   /* blocks, the largest first */
    int *changed; /* of them those to be solved now */
    double started;
    double *x, *reduced, *dual;
    cg_solution solution;
    cg_warm_work worked;
};

static bool is_changed(const warm_block *b) {
    return b->costs_changed || b->sides_changed || b->unsolved;
}

/* ---- made once */

static void find_places(cg_warm *w) {
    const cg_blocks *blocks = w->blocks;
    w->column_block = CG_ARRAY(w->arena, int, w->program->columns.count + 1);
    w->column_place = CG_ARRAY(w->arena, int, w->program->columns.count + 1);
    w->row_block = CG_ARRAY(w->arena, int, w->program->rows.count + 1);
    for (int b = 0; b < blocks->count; b++) {
        for (int at = blocks->columns.start[b]; at < blocks->columns.start[b + 1]; at++) {
            w->column_block[blocks->columns.items[at]] = b;
            w->column_place[blocks->columns.items[at]] = at - blocks->columns.start[b];
        }
        for (int at = blocks->rows.start[b]; at < blocks->rows.start[b + 1]; at++) {
            w->row_block[blocks->rows.items[at]] = b;
        }
    }
}

static void make_block(cg_warm *w, int index) {
    warm_block *b = &w->items[index];
    b->unsolved = true;
    b->scaled = cg_block_program(w->arena, w->blocks, index);
    cg_scale(w->arena, &b->scaled);
    b->scaled.constant = w->program->constant / fmax(1, w->blocks->count);
    if (b->scaled.rows > 0 && b->scaled.columns > 0 && !cg_has_integers(&b->scaled)) {
        cg_solver solver = {
            .arena = w->arena, .scaled = &b->scaled, .settings = &w->settings, .started = 0};
        b->sifting = cg_sifting_new(&solver);
        b->solved_cost = CG_ARRAY(w->arena, double, b->scaled.columns + 1);
        b->direction = CG_ARRAY(w->arena, double, b->scaled.columns + 1);
        b->duals_follow = CG_ARRAY(w->arena, double, b->scaled.rows + 1);
        b->tried = CG_ARRAY(w->arena, double, b->scaled.rows + 1);
        b->sifting->growing.duals_follow = b->duals_follow;
    }
}

typedef struct sized {
    int block, entries;
} sized;

static int largest_first(const void *a, const void *b) {
    const sized *x = a, *y = b;
    return x->entries != y->entries ? (x->entries < y->entries ? 1 : -1) : x->block - y->block;
}

static void set_order(cg_warm *w) {
    int count = w->blocks->count;
    sized *order = CG_ARRAY(w->scratch, sized, count + 1);
    for (int b = 0; b < count; b++) {
        order[b] = (sized){b, w->blocks->entries[b]};
    }
    qsort(order, (size_t)count, sizeof *order, largest_first);
    w->order = CG_ARRAY(w->arena, int, count + 1);
    w->changed = CG_ARRAY(w->arena, int, count + 1);
    for (int b = 0; b < count; b++) {
        w->order[b] = order[b].block;
    }
    cg_arena_empty(w->scratch);
}

cg_warm *cg_warm_new(cg_arena *arena, cg_program *program, const cg_solve_settings *settings) {
    static const cg_solve_settings plain = {0};
    cg_warm *w = CG_NEW(arena, cg_warm);
    *w = (cg_warm){.arena = arena,
                   .scratch = cg_arena_within(arena),
                   .program = program,
                   .settings = settings == NULL ? plain : *settings,
                   .misuse = cg_program_misuse(program)};
    if (w->settings.jobs > 1) {
        w->settings.progress = NULL; /* which several threads would call at once */
    }
    if (w->misuse != NULL) {
        return w;
    }
    w->x = CG_ARRAY(arena, double, program->columns.count + 1);
    w->reduced = CG_ARRAY(arena, double, program->columns.count + 1);
    w->dual = CG_ARRAY(arena, double, program->rows.count + 1);
    w->blocks = cg_blocks_find(arena, program, NULL);
    find_places(w);
    w->items = CG_ARRAY(arena, warm_block, w->blocks->count + 1);
    for (int b = 0; b < w->blocks->count; b++) {
        make_block(w, b);
    }
    set_order(w);
    return w;
}

/* ---- changes */

static double side(double value) {
    return value <= -CG_UNBOUNDED ? -INFINITY : value >= CG_UNBOUNDED ? INFINITY : value;
}

void cg_warm_set_cost(cg_warm *w, int column, double cost) {
    cg_column *own = &w->program->columns.items[column];
    if (own->cost == cost || w->misuse != NULL) {
        return;
    }
    own->cost = cost;
    warm_block *b = &w->items[w->column_block[column]];
    int j = w->column_place[column];
    b->scaled.cost[j] = cost * b->scaled.column_scale[j] * b->scaled.objective_scale;
    b->costs_changed = true;
}

void cg_warm_set_bounds(cg_warm *w, int column, double lower, double upper) {
    cg_column *own = &w->program->columns.items[column];
    if ((own->lower == lower && own->upper == upper) || w->misuse != NULL) {
        return;
    }
    own->lower = lower;
    own->upper = upper;
    warm_block *b = &w->items[w->column_block[column]];
    int j = w->column_place[column];
    cg_scaled *s = &b->scaled;
    s->lower[j] = (own->integer ? ceil(side(lower)) : side(lower)) / s->column_scale[j];
    s->upper[j] = (own->integer ? floor(side(upper)) : side(upper)) / s->column_scale[j];
    b->sides_changed = true;
    if (b->sifting != NULL) {
        b->sifting->growing.run->lower[j] = s->lower[j];
        b->sifting->growing.run->upper[j] = s->upper[j];
        if (s->lower[j] != 0) {
            cg_sift_hold(b->sifting, j); /* what is not in the problem stands at 0 */
        }
    }
}

void cg_warm_set_sides(cg_warm *w, int row, double lower, double upper) {
    cg_row *own = &w->program->rows.items[row];
    if ((own->lower == lower && own->upper == upper) || w->misuse != NULL) {
        return;
    }
    own->lower = lower;
    own->upper = upper;
    warm_block *b = &w->items[w->row_block[row]];
    int i = w->blocks->place[row];
    b->scaled.row_lower[i] = side(lower) * b->scaled.row_scale[i];
    b->scaled.row_upper[i] = side(upper) * b->scaled.row_scale[i];
    b->sides_changed = true;
}

/* ---- one block */

/* Writes what was found where the whole keeps it. x and duals are scaled. */
static void take_values(cg_warm *w, int index, const double *x, const double *dual) {
    const cg_scaled *s = &w->items[index].scaled;
    const int *columns = w->blocks->columns.items + w->blocks->columns.start[index];
    const int *rows = w->blocks->rows.items + w->blocks->rows.start[index];
    for (int i = 0; i < s->rows; i++) {
        w->dual[rows[i]] = dual[i] * s->row_scale[i] / s->objective_scale;
    }
    for (int j = 0; j < s->columns; j++) {
        w->x[columns[j]] = x[j] * s->column_scale[j];
    }
}

/* Reduced costs; `scaled` NULL: from the block's own numbers. */
static void take_reduced(cg_warm *w, int index, const double *scaled) {
    const cg_scaled *s = &w->items[index].scaled;
    const int *columns = w->blocks->columns.items + w->blocks->columns.start[index];
    const int *rows = w->blocks->rows.items + w->blocks->rows.start[index];
    for (int j = 0; j < s->columns; j++) {
        double back = s->column_scale[j] * s->objective_scale;
        if (scaled != NULL) {
            w->reduced[columns[j]] = scaled[j] / back;
            continue;
        }
        long double reduced = s->cost[j];
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            int i = s->index[k] - 1;
            double dual = w->dual[rows[i]] / s->row_scale[i] * s->objective_scale;
            reduced -= (long double)s->value[k] * (long double)dual;
        }
        w->reduced[columns[j]] = (double)reduced / back;
    }
}

static void take_answer(cg_warm *w, int index, const cg_answer *answer) {
    warm_block *b = &w->items[index];
    b->outcome = answer->outcome;
    b->objective = answer->objective / b->scaled.objective_scale;
    b->bound = answer->bound / b->scaled.objective_scale;
    b->message[0] = '\0';
    if (answer->message != NULL) {
        strncat(b->message, answer->message, sizeof b->message - 1);
    }
    if (answer->x != NULL) {
        take_values(w, index, answer->x, answer->dual);
        take_reduced(w, index, NULL);
    }
}

/* What the certificate of an optimum is made of, from what pricing and checking left behind. */
typedef struct proof {
    double objective, bound, largest; /* the largest money of a column */
    bool holds;                       /* no row is broken by more than rounding */
} proof;

/* The least that `price` times what lies between two bounds can be. */
static double least_of(double price, double lower, double upper) {
    return price > 0 ? price * lower : price < 0 ? price * upper : 0;
}

static proof proof_of(const cg_sifting *f, const double *dual) {
    const cg_scaled *s = f->scaled;
    const cg_run *run = f->growing.run;
    cg_sum objective = {0}, bound = {0};
    proof p = {.holds = true};
    for (int j = 0; j < s->columns; j++) {
        if (run->x[j] != 0) {
            double money = s->cost[j] * run->x[j];
            p.largest = fmax(p.largest, fabs(money));
            cg_sum_add(&objective, money);
        }
        if (f->reduced[j] < 0 || s->lower[j] != 0) {
            cg_sum_add(&bound, least_of(f->reduced[j], s->lower[j], s->upper[j]));
        }
    }
    for (int i = 0; i < s->rows; i++) {
        double lower = s->row_lower[i], upper = s->row_upper[i], at = f->activity[i];
        if (dual[i] != 0) {
            cg_sum_add(&bound, least_of(dual[i], lower, upper));
        }
        p.holds = p.holds && at >= lower - CG_CLEAN * fabs(lower) - NOTHING &&
                  at <= upper + CG_CLEAN * fabs(upper) + NOTHING;
    }
    p.objective = cg_sum_value(&objective);
    p.bound = cg_sum_value(&bound);
    return p;
}

static bool is_closed(const proof *p) {
    return p->holds && fabs(p->objective - p->bound) <= CG_CLEAN * p->largest;
}

static void take_proven(cg_warm *w, int index, const proof *p) {
    warm_block *b = &w->items[index];
    cg_sifting *f = b->sifting;
    b->outcome = CG_OPTIMAL;
    b->message[0] = '\0';
    b->objective = p->objective / b->scaled.objective_scale;
    b->bound = p->bound / b->scaled.objective_scale;
    memcpy(b->solved_cost, b->scaled.cost, (size_t)b->scaled.columns * sizeof(double));
    take_values(w, index, f->growing.run->x, f->growing.run->dual);
    take_reduced(w, index, f->reduced);
}

/* The optimum that stands in the sifting; where plain arithmetic is not content with it, it is
 * polished. */
static void take_optimum(cg_warm *w, int index, cg_solver *solver) {
    warm_block *b = &w->items[index];
    proof p = proof_of(b->sifting, b->sifting->growing.run->dual);
    if (is_closed(&p)) {
        take_proven(w, index, &p);
        return;
    }
    b->has_direction = false;
    memcpy(b->solved_cost, b->scaled.cost, (size_t)b->scaled.columns * sizeof(double));
    take_answer(w, index, cg_polished(solver, b->sifting->growing.run));
}

/* After an optimum of the sifting. */
static void trim(warm_block *b) {
    const cg_growing *growing = &b->sifting->growing;
    if (growing->column_count > OUTWEIGHED * b->kept_columns + ALWAYS_KEPT) {
        cg_sift_trim(b->sifting);
        b->kept_columns = growing->column_count;
    }
}

/* How far the costs went on in the direction that they took before; NaN where they turned. */
static double further(const warm_block *b) {
    const double *cost = b->scaled.cost;
    double along = 0, length = 0, largest = 0, away = 0;
    for (int j = 0; j < b->scaled.columns; j++) {
        along += (cost[j] - b->solved_cost[j]) * b->direction[j];
        length += b->direction[j] * b->direction[j];
    }
    double far = along / length;
    for (int j = 0; j < b->scaled.columns; j++) {
        double change = cost[j] - b->solved_cost[j];
        largest = fmax(largest, fabs(change));
        away = fmax(away, fabs(change - far * b->direction[j]));
    }
    return away <= TURNED * largest ? far : (double)NAN;
}

/* Costs that go on in a direction, as in a sweep, leave the basis as it is most of the time: then
 * the duals follow in proportion. Whether they do is not asked but proven, by pricing every column
 * with them: x has not changed, and a closed certificate makes it the optimum, wherever the duals
 * came from. */
static bool follow(cg_warm *w, int index) {
    warm_block *b = &w->items[index];
    if (!b->has_direction || b->sides_changed) {
        return false;
    }
    double far = further(b);
    if (!isfinite(far)) {
        return false;
    }
    cg_run *run = b->sifting->growing.run;
    for (int i = 0; i < b->scaled.rows; i++) {
        b->tried[i] = run->dual[i] + far * b->duals_follow[i];
    }
    cg_price_all(&b->scaled, b->tried, b->sifting->reduced);
    proof p = proof_of(b->sifting, b->tried);
    if (!is_closed(&p)) {
        return false;
    }
    memcpy(run->dual, b->tried, (size_t)b->scaled.rows * sizeof(double));
    take_proven(w, index, &p);
    return true;
}

/* Asks for a direction where only costs changed. */
static void set_direction(warm_block *b) {
    b->sifting->growing.direction = b->sides_changed ? NULL : b->direction;
    b->has_direction = !b->sides_changed;
    for (int j = 0; j < b->scaled.columns && b->has_direction; j++) {
        b->direction[j] = b->scaled.cost[j] - b->solved_cost[j];
    }
}

/* From the basis that was best before the change. False: the solver has no clear word. */
static bool solve_again(cg_warm *w, int index, cg_solver *solver) {
    warm_block *b = &w->items[index];
    cg_growing *growing = &b->sifting->growing;
    b->iterations = 0;
    b->solved_again = true;
    if (follow(w, index)) {
        return true;
    }
    int before = growing->iterations;
    set_direction(b);
    growing->dual_first = !b->costs_changed;
    growing->run->started = w->started;
    cg_run_growing(growing);
    b->iterations = growing->iterations - before;
    b->solved_again = growing->run->verdict == CG_RUN_OPTIMAL;
    if (b->solved_again) {
        take_optimum(w, index, solver);
        trim(b);
    }
    return b->solved_again;
}

/* From nothing, keeping the basis found. */
static void begin_sifted(cg_warm *w, int index, cg_solver *solver) {
    warm_block *b = &w->items[index];
    cg_guess guess = cg_sift_guess(solver);
    cg_sift_begin(b->sifting, solver, &guess);
    b->sifting->growing.dual_first = false;
    cg_run_growing(&b->sifting->growing);
    b->has_basis = b->sifting->growing.run->verdict == CG_RUN_OPTIMAL;
    if (b->has_basis) {
        take_optimum(w, index, solver);
        trim(b);
    }
}

static void begin_whole(cg_warm *w, int index, cg_solver *solver) {
    warm_block *b = &w->items[index];
    cg_run *run = b->sifting->growing.run;
    cg_run_until_clear(solver, run);
    b->has_basis = run->verdict == CG_RUN_OPTIMAL;
    memcpy(b->solved_cost, b->scaled.cost, (size_t)b->scaled.columns * sizeof(double));
    take_answer(w, index,
                b->has_basis ? cg_polished(solver, run) : cg_without_optimum(solver, run, false));
    cg_sift_hold_all(b->sifting);
    cg_set_attempt(run, (cg_attempt){.basis = CG_BASIS_GIVEN, .tolerance = CG_CLEAN});
}

/* A plan of nothing where that is one, so that a search that is stopped always has a plan. */
static const double *nothing(const cg_scaled *s, cg_arena *arena) {
    for (int i = 0; i < s->rows; i++) {
        if (s->row_lower[i] > 0 || s->row_upper[i] < 0) {
            return NULL;
        }
    }
    return CG_ARRAY(arena, double, s->columns + 1);
}

static void solve_cold(cg_warm *w, int index, cg_solver *solver) {
    warm_block *b = &w->items[index];
    b->has_basis = b->has_direction = b->solved_again = false;
    if (b->sifting != NULL) {
        b->sifting->growing.direction = NULL;
    }
    if (b->sifting == NULL || cg_is_crossed(&b->scaled)) {
        take_answer(w, index, cg_solve_block(solver, nothing(&b->scaled, solver->arena)));
        return;
    }
    b->sifting->growing.run->started = w->started;
    if (cg_is_siftable(&b->scaled)) {
        begin_sifted(w, index, solver);
    }
    if (!b->has_basis) {
        begin_whole(w, index, solver);
    }
}

/* Always true: a block that has no solution leaves the others to be solved, so that what stands of
 * each is of its numbers now. */
static bool visit(void *payload, cg_arena *work, cg_arena *kept, int at) {
    (void)kept;
    cg_warm *w = payload;
    int index = w->changed[at];
    warm_block *b = &w->items[index];
    cg_solver solver = {
        .arena = work, .scaled = &b->scaled, .settings = &w->settings, .started = w->started};
    bool crossed = b->sides_changed && cg_is_crossed(&b->scaled);
    if (!b->has_basis || crossed || !solve_again(w, index, &solver)) {
        solve_cold(w, index, &solver);
    }
    b->costs_changed = b->sides_changed = b->unsolved = false;
    cg_arena_empty(work);
    return true;
}

/* ---- the whole */

static const cg_solution *without_values(cg_warm *w, cg_outcome outcome, const char *message) {
    w->solution = (cg_solution){.outcome = outcome,
                                .objective = NAN,
                                .bound = outcome == CG_INFEASIBLE ? INFINITY : -INFINITY,
                                .message = message};
    return &w->solution;
}

static const cg_solution *put_together(cg_warm *w) {
    cg_sum objective = {0}, bound = {0};
    cg_solution *whole = &w->solution;
    bool bounded = true;
    *whole = (cg_solution){.x = w->x, .reduced = w->reduced, .dual = w->dual};
    for (int i = 0; i < w->blocks->count; i++) {
        const warm_block *b = &w->items[i];
        if (cg_outcome_weight(b->outcome) > cg_outcome_weight(whole->outcome)) {
            whole->outcome = b->outcome;
            whole->message = b->message[0] == '\0' ? NULL : b->message;
        }
        cg_sum_add(&objective, b->objective);
        bounded = bounded && !isinf(b->bound);
        cg_sum_add(&bound, isinf(b->bound) ? 0 : b->bound);
    }
    if (whole->outcome == CG_INFEASIBLE || whole->outcome == CG_NO_ANSWER) {
        return without_values(w, whole->outcome, whole->message);
    }
    cg_sum_add(&objective, w->program->constant);
    cg_sum_add(&bound, w->program->constant);
    whole->objective = cg_sum_value(&objective);
    whole->bound = bounded ? cg_sum_value(&bound) : -INFINITY;
    return whole;
}

const cg_solution *cg_warm_solve(cg_warm *w) {
    if (w->misuse != NULL) {
        return without_values(w, CG_NO_ANSWER, w->misuse);
    }
    int count = 0;
    for (int i = 0; i < w->blocks->count; i++) {
        if (is_changed(&w->items[w->order[i]])) {
            w->changed[count++] = w->order[i];
        }
    }
    w->started = cg_clock();
    cg_arena_empty(w->scratch);
    cg_crew_work(w->scratch, w->settings.jobs, count, visit, w);
    cg_arena_empty(w->scratch);
    for (int i = 0; i < count; i++) {
        const warm_block *b = &w->items[w->changed[i]];
        w->worked.again += b->solved_again;
        w->worked.cold += !b->solved_again;
        w->worked.iterations += b->solved_again ? b->iterations : 0;
    }
    return put_together(w);
}

cg_warm_work cg_warm_worked(const cg_warm *w) {
    return w->worked;
}
