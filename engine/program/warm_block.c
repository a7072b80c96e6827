/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One block solved again and again: from where its costs went on to, from its last basis, from the
 * one it had at first, or from nothing. */
#include "program/warm_block.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

/* What the problem of a block holds and has no use for is put out once it outweighs the rest. */
#define OUTWEIGHED 2
#define ALWAYS_KEPT 50
/* What rounding leaves of a scaled row, whose terms are about 100. */
#define NOTHING 1e-12
/* Costs that are off a direction by more than this share of their largest change have turned. */
#define TURNED 1e-9

/* ---- made once */

static void make_home(cg_arena *arena, cg_warm_block *b) {
    int rows = b->scaled.rows + 1, columns = b->scaled.columns + 1;
    b->home = (cg_home){.cost = CG_ARRAY(arena, double, columns),
                        .lower = CG_ARRAY(arena, double, columns),
                        .upper = CG_ARRAY(arena, double, columns),
                        .row_lower = CG_ARRAY(arena, double, rows),
                        .row_upper = CG_ARRAY(arena, double, rows),
                        .x = CG_ARRAY(arena, double, columns),
                        .dual = CG_ARRAY(arena, double, rows),
                        .row_status = CG_ARRAY(arena, int, rows),
                        .column_status = CG_ARRAY(arena, int, columns),
                        .rows = CG_ARRAY(arena, int, rows),
                        .columns = CG_ARRAY(arena, int, columns)};
    size_t by_column = (size_t)b->scaled.columns * sizeof(double);
    size_t by_row = (size_t)b->scaled.rows * sizeof(double);
    memcpy(b->home.cost, b->scaled.cost, by_column);
    memcpy(b->home.lower, b->scaled.lower, by_column);
    memcpy(b->home.upper, b->scaled.upper, by_column);
    memcpy(b->home.row_lower, b->scaled.row_lower, by_row);
    memcpy(b->home.row_upper, b->scaled.row_upper, by_row);
}

void cg_warm_block_start(cg_arena *arena, cg_warm_block *b) {
    b->unsolved = true;
    make_home(arena, b);
    if (b->scaled.rows == 0 || b->scaled.columns == 0 || cg_has_integers(&b->scaled)) {
        return;
    }
    cg_solver solver = {.arena = arena, .scaled = &b->scaled, .settings = b->settings};
    b->sifting = cg_sifting_new(&solver);
    b->solved_cost = CG_ARRAY(arena, double, b->scaled.columns + 1);
    b->direction = CG_ARRAY(arena, double, b->scaled.columns + 1);
    b->duals_follow = CG_ARRAY(arena, double, b->scaled.rows + 1);
    b->tried = CG_ARRAY(arena, double, b->scaled.rows + 1);
    b->sifting->growing.duals_follow = b->duals_follow;
}

/* ---- changes */

/* Sets a number, and counts whether it is away from home now. */
static bool set_number(double *number, double value, double home, int *away) {
    if (*number == value) {
        return false;
    }
    *away += (value != home) - (*number != home);
    *number = value;
    return true;
}

void cg_warm_block_set_cost(cg_warm_block *b, int j, double cost) {
    b->since.costs += set_number(&b->scaled.cost[j], cost, b->home.cost[j], &b->away.costs);
}

/* The same for each, with nothing in the loop that a sweep could do without. */
void cg_warm_block_set_costs(cg_warm_block *b, const double *costs) {
    const double *scale = b->scaled.column_scale, *home = b->home.cost;
    double objective_scale = b->scaled.objective_scale;
    double *cost = b->scaled.cost;
    int since = 0, away = 0;
    for (int j = 0; j < b->scaled.columns; j++) {
        double now = costs[b->columns[j]] * (scale[j] * objective_scale);
        since += now != cost[j];
        away += now != home[j];
        cost[j] = now;
    }
    b->since.costs += since;
    b->away.costs = away;
}

void cg_warm_block_set_bounds(cg_warm_block *b, int j, double lower, double upper) {
    b->since.sides += set_number(&b->scaled.lower[j], lower, b->home.lower[j], &b->away.sides);
    b->since.sides += set_number(&b->scaled.upper[j], upper, b->home.upper[j], &b->away.sides);
    if (b->sifting == NULL) {
        return;
    }
    b->sifting->growing.run->lower[j] = lower;
    b->sifting->growing.run->upper[j] = upper;
    if (lower != 0) {
        cg_sift_hold(b->sifting, j); /* what is not in the problem stands at 0 */
    }
}

void cg_warm_block_set_sides(cg_warm_block *b, int i, double lower, double upper) {
    const cg_home *home = &b->home;
    b->since.sides +=
        set_number(&b->scaled.row_lower[i], lower, home->row_lower[i], &b->away.sides);
    b->since.sides +=
        set_number(&b->scaled.row_upper[i], upper, home->row_upper[i], &b->away.sides);
}

bool cg_warm_block_is_changed(const cg_warm_block *b) {
    return b->unsolved || b->since.costs + b->since.sides > 0;
}

/* ---- what was found */

/* Write what was found, which is scaled, where the whole keeps it. */
static void take_x(cg_warm_block *b, const double *x) {
    for (int j = 0; j < b->scaled.columns; j++) {
        b->x[b->columns[j]] = x[j] * b->scaled.column_scale[j];
    }
}

static void take_dual(cg_warm_block *b, const double *dual) {
    const cg_scaled *s = &b->scaled;
    for (int i = 0; i < s->rows; i++) {
        b->dual[b->rows[i]] = dual[i] * s->row_scale[i] / s->objective_scale;
    }
}

void cg_warm_block_price(const cg_warm_block *b) {
    const cg_scaled *s = &b->scaled;
    for (int j = 0; j < s->columns; j++) {
        long double reduced = s->cost[j];
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            int i = s->index[k] - 1;
            double dual = b->dual[b->rows[i]] / s->row_scale[i] * s->objective_scale;
            reduced -= (long double)s->value[k] * (long double)dual;
        }
        b->reduced[b->columns[j]] = (double)reduced / (s->column_scale[j] * s->objective_scale);
    }
}

static void take_answer(cg_warm_block *b, const cg_answer *answer) {
    b->outcome = answer->outcome;
    b->objective = answer->objective / b->scaled.objective_scale;
    b->bound = answer->bound / b->scaled.objective_scale;
    b->message[0] = '\0';
    if (answer->message != NULL) {
        strncat(b->message, answer->message, sizeof b->message - 1);
    }
    if (answer->x != NULL) {
        take_x(b, answer->x);
        take_dual(b, answer->dual);
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

static proof proof_of(const cg_sifting *f) {
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
        if (run->dual[i] != 0) {
            cg_sum_add(&bound, least_of(run->dual[i], lower, upper));
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

/* x is as it was. */
static void take_proven(cg_warm_block *b, const proof *p) {
    b->outcome = CG_OPTIMAL;
    b->message[0] = '\0';
    b->objective = p->objective / b->scaled.objective_scale;
    b->bound = p->bound / b->scaled.objective_scale;
    memcpy(b->solved_cost, b->scaled.cost, (size_t)b->scaled.columns * sizeof(double));
    take_dual(b, b->sifting->growing.run->dual);
}

/* The optimum that stands in the sifting; where plain arithmetic is not content with it, it is
 * polished. */
static void take_optimum(cg_warm_block *b, cg_solver *solver) {
    proof p = proof_of(b->sifting);
    if (is_closed(&p)) {
        take_x(b, b->sifting->growing.run->x);
        take_proven(b, &p);
        return;
    }
    b->has_direction = false;
    memcpy(b->solved_cost, b->scaled.cost, (size_t)b->scaled.columns * sizeof(double));
    take_answer(b, cg_polished(solver, b->sifting->growing.run));
}

/* ---- home */

static void leave_home(cg_warm_block *b) {
    cg_home *home = &b->home;
    if (home->known || b->outcome != CG_OPTIMAL || b->away.costs + b->away.sides > 0) {
        return;
    }
    home->known = true;
    home->objective = b->objective;
    home->bound = b->bound;
    for (int i = 0; i < b->scaled.rows; i++) {
        home->dual[i] = b->dual[b->rows[i]];
    }
    for (int j = 0; j < b->scaled.columns; j++) {
        home->x[j] = b->x[b->columns[j]];
    }
    home->has_basis = b->has_basis;
    if (!b->has_basis) {
        return;
    }
    const cg_growing *g = &b->sifting->growing;
    home->row_count = g->row_count;
    home->column_count = g->column_count;
    memcpy(home->rows, g->rows, (size_t)g->row_count * sizeof(int));
    memcpy(home->columns, g->columns, (size_t)g->column_count * sizeof(int));
    memcpy(home->row_status, g->run->row_status, (size_t)b->scaled.rows * sizeof(int));
    memcpy(home->column_status, g->run->column_status, (size_t)b->scaled.columns * sizeof(int));
}

static void begin_at_home(cg_warm_block *b) {
    const cg_home *home = &b->home;
    cg_run *run = b->sifting->growing.run;
    cg_sift_hold_these(b->sifting, home->rows, home->row_count, home->columns, home->column_count);
    memcpy(run->row_status, home->row_status, (size_t)b->scaled.rows * sizeof(int));
    memcpy(run->column_status, home->column_status, (size_t)b->scaled.columns * sizeof(int));
    for (int j = 0; j < b->scaled.columns; j++) {
        if (b->scaled.lower[j] != 0) {
            cg_sift_hold(b->sifting, j);
        }
    }
    memcpy(b->solved_cost, home->cost, (size_t)b->scaled.columns * sizeof(double));
    b->has_basis = true;
    b->has_direction = false;
    b->kept_columns = home->column_count;
}

/* The numbers are those of the first time, and so is what was found. */
static void come_home(cg_warm_block *b) {
    const cg_home *home = &b->home;
    for (int i = 0; i < b->scaled.rows; i++) {
        b->dual[b->rows[i]] = home->dual[i];
    }
    for (int j = 0; j < b->scaled.columns; j++) {
        b->x[b->columns[j]] = home->x[j];
    }
    b->outcome = CG_OPTIMAL;
    b->message[0] = '\0';
    b->objective = home->objective;
    b->bound = home->bound;
    b->has_basis = false;
    if (home->has_basis) {
        begin_at_home(b);
    }
}

/* ---- solving */

/* After an optimum of the sifting. */
static void trim(cg_warm_block *b) {
    const cg_growing *growing = &b->sifting->growing;
    if (growing->column_count > OUTWEIGHED * b->kept_columns + ALWAYS_KEPT) {
        cg_sift_trim(b->sifting);
        b->kept_columns = growing->column_count;
    }
}

/* How far the costs went on in the direction that they took before, by the column that went
 * furthest; NaN where others turned. */
static double further(const cg_warm_block *b) {
    const double *cost = b->scaled.cost, *before = b->solved_cost, *direction = b->direction;
    int lead = b->leading;
    double far = (cost[lead] - before[lead]) / direction[lead];
    double allowed = TURNED * fabs(cost[lead] - before[lead]);
    int turned = 0;
    for (int j = 0; j < b->scaled.columns; j++) {
        turned += fabs(cost[j] - before[j] - far * direction[j]) > allowed;
    }
    return turned == 0 ? far : (double)NAN;
}

/* Whether the tried duals suit the columns that the problem holds: few, and the first to show that
 * the basis is no longer the best. */
static bool suits_problem(const cg_warm_block *b) {
    const cg_scaled *s = &b->scaled;
    const cg_growing *growing = &b->sifting->growing;
    for (int at = 0; at < growing->column_count; at++) {
        int j = growing->columns[at];
        double reduced = s->cost[j];
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            reduced -= s->value[k] * b->tried[s->index[k] - 1];
        }
        double most = CG_CLEAN * (1 + fabs(s->cost[j]));
        double x = growing->run->x[j];
        if ((reduced < -most && x < s->upper[j]) || (reduced > most && x > s->lower[j])) {
            return false;
        }
    }
    return true;
}

/* The proof of the x that stands in the run with the tried duals: that no row is broken was proven
 * of it before, and what is not in the problem stands at 0. */
static proof proof_of_tried(const cg_warm_block *b) {
    const cg_scaled *s = &b->scaled;
    const cg_growing *growing = &b->sifting->growing;
    cg_sum objective = {0}, bound = {0};
    proof p = {.holds = true};
    for (int at = 0; at < growing->column_count; at++) {
        int j = growing->columns[at];
        double money = s->cost[j] * growing->run->x[j];
        if (money != 0) {
            p.largest = fmax(p.largest, fabs(money));
            cg_sum_add(&objective, money);
        }
    }
    for (int j = 0; j < s->columns; j++) {
        double reduced = s->cost[j];
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            reduced -= s->value[k] * b->tried[s->index[k] - 1];
        }
        if (reduced < 0 || s->lower[j] != 0) {
            cg_sum_add(&bound, least_of(reduced, s->lower[j], s->upper[j]));
        }
    }
    for (int i = 0; i < s->rows; i++) {
        if (b->tried[i] != 0) {
            cg_sum_add(&bound, least_of(b->tried[i], s->row_lower[i], s->row_upper[i]));
        }
    }
    p.objective = cg_sum_value(&objective);
    p.bound = cg_sum_value(&bound);
    return p;
}

/* Costs that go on in a direction, as in a sweep, leave the basis as it is most of the time: then
 * the duals follow in proportion. Whether they do is not asked but proven, by pricing every column
 * with them: x has not changed, and a closed certificate makes it the optimum, wherever the duals
 * came from. */
static bool follow(cg_warm_block *b) {
    if (!b->has_direction || b->since.sides > 0) {
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
    if (!suits_problem(b)) {
        return false;
    }
    proof p = proof_of_tried(b);
    if (!is_closed(&p)) {
        return false;
    }
    memcpy(run->dual, b->tried, (size_t)b->scaled.rows * sizeof(double));
    take_proven(b, &p);
    return true;
}

/* Asks for a direction where only costs changed. */
static void set_direction(cg_warm_block *b, bool costs_alone) {
    b->sifting->growing.direction = costs_alone ? b->direction : NULL;
    b->has_direction = costs_alone;
    b->leading = 0;
    for (int j = 0; j < b->scaled.columns && b->has_direction; j++) {
        b->direction[j] = b->scaled.cost[j] - b->solved_cost[j];
        b->leading = fabs(b->direction[j]) > fabs(b->direction[b->leading]) ? j : b->leading;
    }
}

/* From the basis of the last optimum, or from that of home where fewer numbers have changed since.
 * False: the solver has no clear word. */
static bool solve_again(cg_warm_block *b, cg_solver *solver) {
    cg_growing *growing = &b->sifting->growing;
    cg_changes changed = b->since;
    if (b->home.has_basis && b->away.costs + b->away.sides < b->since.costs + b->since.sides) {
        begin_at_home(b);
        changed = b->away;
    }
    if (!b->has_basis) {
        return false;
    }
    if (follow(b)) {
        return true;
    }
    int before = growing->iterations;
    set_direction(b, changed.sides == 0);
    growing->dual_first = changed.costs == 0;
    growing->run->started = solver->started;
    cg_run_growing(growing);
    b->iterations = growing->iterations - before;
    if (growing->run->verdict != CG_RUN_OPTIMAL) {
        return false;
    }
    take_optimum(b, solver);
    trim(b);
    return true;
}

/* From nothing, keeping the basis found. */
static void begin_sifted(cg_warm_block *b, cg_solver *solver) {
    cg_sift_guess(b->sifting, solver);
    b->sifting->growing.dual_first = false;
    cg_sift_run(b->sifting);
    b->has_basis = b->sifting->growing.run->verdict == CG_RUN_OPTIMAL;
    if (b->has_basis) {
        take_optimum(b, solver);
        trim(b);
    }
}

static void begin_whole(cg_warm_block *b, cg_solver *solver) {
    cg_run *run = b->sifting->growing.run;
    cg_run_until_clear(solver, run);
    b->has_basis = run->verdict == CG_RUN_OPTIMAL;
    memcpy(b->solved_cost, b->scaled.cost, (size_t)b->scaled.columns * sizeof(double));
    take_answer(b,
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

static void solve_cold(cg_warm_block *b, cg_solver *solver) {
    b->has_basis = b->has_direction = b->solved_again = false;
    if (b->sifting == NULL || cg_is_crossed(&b->scaled)) {
        take_answer(b, cg_solve_block(solver, nothing(&b->scaled, solver->arena)));
        return;
    }
    b->sifting->growing.run->started = solver->started;
    b->sifting->growing.direction = NULL;
    if (cg_is_siftable(&b->scaled)) {
        begin_sifted(b, solver);
    }
    if (!b->has_basis) {
        begin_whole(b, solver);
    }
}

void cg_warm_block_solve(cg_warm_block *b, cg_arena *work, double started) {
    cg_solver solver = {
        .arena = work, .scaled = &b->scaled, .settings = b->settings, .started = started};
    bool at_home = b->home.known && b->away.costs + b->away.sides == 0;
    b->iterations = 0;
    b->solved_again = true;
    if (at_home) {
        come_home(b);
    } else if (b->sifting == NULL || (b->since.sides > 0 && cg_is_crossed(&b->scaled)) ||
               !solve_again(b, &solver)) {
        solve_cold(b, &solver);
    }
    b->since = (cg_changes){0, 0};
    b->unsolved = false;
    leave_home(b);
}
