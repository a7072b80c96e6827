/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One block solved again and again: from where its costs are proven to lead, from its last basis,
 * from the one it had at first, or from nothing. */
#include "program/warm_block.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "program/sift.h"

/* What rounding leaves of a scaled row, whose terms are about 100. */
#define NOTHING 1e-12
/* How much of the way to where something would change is proven at once, and how many steps. */
#define SHORT_OF 0.999999
#define FURTHEST 1000
/* After more exchanges than this the next step will need some as well. */
#define FEW 4

/* ---- made once */

static void make_home(cg_arena *arena, cg_warm_block *b) {
    int rows = b->scaled.rows + 1, columns = b->scaled.columns + 1;
    b->home = (cg_home){.base = CG_ARRAY(arena, double, columns),
                        .at = b->at,
                        .lower = CG_ARRAY(arena, double, columns),
                        .upper = CG_ARRAY(arena, double, columns),
                        .row_lower = CG_ARRAY(arena, double, rows),
                        .row_upper = CG_ARRAY(arena, double, rows),
                        .x = CG_ARRAY(arena, double, columns),
                        .dual = CG_ARRAY(arena, double, rows),
                        .statuses = CG_ARRAY(arena, signed char, rows + columns),
                        .head = CG_ARRAY(arena, int, rows)};
    size_t by_column = (size_t)b->scaled.columns * sizeof(double);
    size_t by_row = (size_t)b->scaled.rows * sizeof(double);
    memcpy(b->home.base, b->base, by_column);
    memcpy(b->home.lower, b->scaled.lower, by_column);
    memcpy(b->home.upper, b->scaled.upper, by_column);
    memcpy(b->home.row_lower, b->scaled.row_lower, by_row);
    memcpy(b->home.row_upper, b->scaled.row_upper, by_row);
}

void cg_warm_block_start(cg_arena *arena, cg_warm_block *b) {
    b->unsolved = true;
    b->solved_at = b->at;
    b->used = CG_ARRAY(arena, int, b->scaled.columns + 1);
    for (int j = 0; j < b->scaled.columns; j++) {
        b->has_slope = b->has_slope || b->slope[j] != 0;
    }
    make_home(arena, b);
    if (b->scaled.rows > 0 && b->scaled.columns > 0 && !cg_has_integers(&b->scaled)) {
        b->walk = cg_walk_new(arena, &b->scaled);
    }
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

void cg_warm_block_set_cost(cg_warm_block *b, int j, double base) {
    b->since.costs += set_number(&b->base[j], base, b->home.base[j], &b->away.costs);
}

void cg_warm_block_set_bounds(cg_warm_block *b, int j, double lower, double upper) {
    b->since.sides += set_number(&b->scaled.lower[j], lower, b->home.lower[j], &b->away.sides);
    b->since.sides += set_number(&b->scaled.upper[j], upper, b->home.upper[j], &b->away.sides);
}

void cg_warm_block_set_sides(cg_warm_block *b, int i, double lower, double upper) {
    const cg_home *home = &b->home;
    b->since.sides +=
        set_number(&b->scaled.row_lower[i], lower, home->row_lower[i], &b->away.sides);
    b->since.sides +=
        set_number(&b->scaled.row_upper[i], upper, home->row_upper[i], &b->away.sides);
}

static bool is_moved(const cg_warm_block *b) {
    return b->has_slope && b->at != b->solved_at;
}

bool cg_warm_block_is_changed(const cg_warm_block *b) {
    return b->unsolved || b->since.costs + b->since.sides > 0 || is_moved(b);
}

static void set_costs(cg_warm_block *b) {
    for (int j = 0; j < b->scaled.columns; j++) {
        b->scaled.cost[j] = b->base[j] + b->at * b->slope[j];
    }
}

/* The same where the walk looks, which is all it needs to follow the line. */
static void set_costs_looked_at(cg_warm_block *b) {
    const cg_walk *w = b->walk;
    for (int n = b->scaled.rows; n < w->count; n++) {
        int j = w->variable[n];
        b->scaled.cost[j] = b->base[j] + b->at * b->slope[j];
    }
    for (int n = 0; n < w->near_count; n++) {
        int j = w->near[n];
        b->scaled.cost[j] = b->base[j] + b->at * b->slope[j];
    }
}

/* ---- what was found */

/* What was found goes, unscaled, where the whole keeps it. */
static void forget_x(cg_warm_block *b) {
    for (int n = 0; n < b->used_count; n++) {
        b->x[b->used[n]] = 0;
    }
    b->used_count = 0;
    b->version++;
}

static inline void take_one(cg_warm_block *b, int j, double x) {
    if (x != 0) {
        b->x[b->columns[j]] = x * b->scaled.column_scale[j];
        b->used[b->used_count++] = b->columns[j];
    }
}

static void take_x(cg_warm_block *b, const double *x) {
    forget_x(b);
    for (int j = 0; j < b->scaled.columns; j++) {
        take_one(b, j, x[j]);
    }
}

static void take_walk(cg_warm_block *b) {
    const cg_walk *w = b->walk;
    forget_x(b);
    for (int n = b->scaled.rows; n < w->count; n++) {
        take_one(b, w->variable[n], w->x[w->variable[n]]);
    }
}

static void take_dual(cg_warm_block *b, const double *dual) {
    const cg_scaled *s = &b->scaled;
    for (int i = 0; i < s->rows; i++) {
        b->dual[b->rows[i]] = dual[i] * s->row_scale[i] / s->objective_scale;
    }
    b->is_dual_behind = false;
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
    b->is_dual_behind = false;
}

void cg_warm_block_settle(cg_warm_block *b) {
    const cg_scaled *s = &b->scaled;
    set_costs(b);
    if (b->is_dual_behind) {
        cg_walk_price(b->walk, false);
        take_dual(b, b->walk->dual);
    }
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

/* ---- proof */

/* What plain arithmetic says of the walk's x with some duals. */
typedef struct proof {
    double objective, bound, largest; /* the largest money of a column */
    bool holds;                       /* no row is broken by more than rounding */
    int found; /* columns that would pay, and that the walk did not look at */
} proof;

/* The least that `price` times what lies between two bounds can be. Where there is no bound a price
 * that is rounding, `most` at the most, counts as none, as in certify.c. */
static double least_of(double price, double lower, double upper, double most) {
    double side = price > 0 ? lower : upper;
    return price == 0 || (isinf(side) && fabs(price) <= most) ? 0 : price * side;
}

static double largest_term(const cg_scaled *s, int j, double cost, const double *dual) {
    double largest = fabs(cost);
    for (int k = s->start[j]; k < s->start[j + 1]; k++) {
        largest = fmax(largest, fabs(s->value[k] * dual[s->index[k] - 1]));
    }
    return largest;
}

static bool is_within(double at, double lower, double upper) {
    return at >= lower - CG_CLEAN * fabs(lower) - NOTHING &&
           at <= upper + CG_CLEAN * fabs(upper) + NOTHING;
}

/* The least that all columns can be worth, of the costs that lie `on` further on the line than
 * those of the block. */
static void prove_bound(cg_warm_block *b, const double *dual, double on, proof *p) {
    const cg_scaled *s = &b->scaled;
    cg_sum bound = {0};
    if (on == 0) {
        cg_walk_price_begins(b->walk);
    }
    for (int j = 0; j < s->columns; j++) {
        double cost = b->base[j] + b->at * b->slope[j], reduced;
        cost += on == 0 ? 0 : on * b->slope[j];
        reduced = cost;
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            reduced -= s->value[k] * dual[s->index[k] - 1];
        }
        if (on == 0 && reduced < CG_WALK_NEAR * fabs(cost)) {
            s->cost[j] = cost;
            p->found += cg_walk_finds(b->walk, j, reduced);
        }
        if (reduced < 0 || s->lower[j] != 0) {
            double rounding = CG_CLEAN * largest_term(s, j, cost, dual);
            cg_sum_add(&bound, least_of(reduced, s->lower[j], s->upper[j], rounding));
        }
    }
    for (int i = 0; i < s->rows; i++) {
        if (dual[i] != 0) {
            cg_sum_add(&bound, least_of(dual[i], s->row_lower[i], s->row_upper[i], 0));
        }
    }
    p->bound = cg_sum_value(&bound);
}

/* What x costs there, and that it holds; what the walk does not look at is 0. */
static void prove_plan(const cg_warm_block *b, double on, proof *p) {
    const cg_scaled *s = &b->scaled;
    double *x = b->walk->x, *activity = b->walk->across;
    cg_sum objective = {0};
    memset(activity, 0, (size_t)s->rows * sizeof(double));
    for (int n = s->rows; n < b->walk->count; n++) {
        int j = b->walk->variable[n];
        if (x[j] == 0) {
            p->holds = p->holds && s->lower[j] <= 0 && s->upper[j] >= 0;
            continue;
        }
        x[j] = cg_snapped(x[j], s->lower[j], s->upper[j]);
        double money = (b->base[j] + b->at * b->slope[j] + on * b->slope[j]) * x[j];
        p->largest = fmax(p->largest, fabs(money));
        cg_sum_add(&objective, money);
        for (int k = b->walk->start[n]; k < b->walk->start[n + 1]; k++) {
            activity[b->walk->row[k]] += b->walk->value[k] * x[j];
        }
    }
    for (int i = 0; i < s->rows; i++) {
        p->holds = p->holds && is_within(activity[i], s->row_lower[i], s->row_upper[i]);
    }
    p->objective = cg_sum_value(&objective);
}

static proof prove(cg_warm_block *b, const double *dual, double on) {
    proof p = {.holds = true};
    prove_bound(b, dual, on, &p);
    prove_plan(b, on, &p);
    return p;
}

static bool is_closed(const proof *p) {
    return p->holds && fabs(p->objective - p->bound) <= CG_CLEAN * p->largest;
}

/* ---- along the line */

static double between(const double ends[2], double share) {
    return ends[0] + share * (ends[1] - ends[0]);
}

/* A plan that is certified at two prices is certified between them: its cost is linear there, and
 * the least that its duals, taken in proportion, prove is concave. */
bool cg_warm_block_glides(cg_warm_block *b) {
    const cg_stretch *s = &b->stretch;
    double first = fmin(s->from, s->to), last = fmax(s->from, s->to);
    if (b->unsolved || b->since.costs + b->since.sides > 0 || !s->known || b->at < first ||
        b->at > last) {
        return false;
    }
    double share = (b->at - s->from) / (s->to - s->from);
    b->objective = between(s->objective, share);
    b->bound = between(s->bound, share);
    b->solved_at = b->at;
    b->is_dual_behind = true;
    return true;
}

/* Proves, at the end of what no reduced cost turns on, what was just proven here. Steps like the
 * last are worth it. */
static void stretch_on(cg_warm_block *b, const proof *here, double before) {
    double sign = b->at > before ? 1 : -1, step = fabs(b->at - before);
    cg_walk_line line = {b->base, b->slope, b->at};
    double far = fmin(cg_walk_reach(b->walk, &line, sign, step) * SHORT_OF, FURTHEST * step);
    if (far < step) {
        return;
    }
    cg_walk_lean(b->walk, far);
    proof there = prove(b, b->walk->turn, sign * far);
    if (is_closed(&there)) {
        double scale = b->scaled.objective_scale;
        b->stretch = (cg_stretch){.known = true,
                                  .from = b->at,
                                  .to = b->at + sign * far,
                                  .objective = {here->objective / scale, there.objective / scale},
                                  .bound = {here->bound / scale, there.bound / scale}};
    }
}

/* ---- home */

static int weight(const cg_warm_block *b, cg_changes changes, double at) {
    return changes.costs + changes.sides + (b->has_slope && b->at != at ? b->scaled.columns : 0);
}

static bool is_at_home(const cg_warm_block *b) {
    return weight(b, b->away, b->home.at) == 0;
}

static void leave_home(cg_warm_block *b) {
    cg_home *home = &b->home;
    if (home->known || b->outcome != CG_OPTIMAL || !is_at_home(b)) {
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
    if (b->has_basis) {
        const cg_walk *w = b->walk;
        memcpy(home->statuses, w->at, (size_t)(b->scaled.rows + b->scaled.columns));
        memcpy(home->head, w->head, (size_t)b->scaled.rows * sizeof(int));
        home->made = cg_factor_exchanges(w->factor) == 0 ? w->made : CG_NONE;
    }
}

/* The basis of home, and what it costs there. */
static bool begin_at_home(cg_warm_block *b) {
    const cg_home *home = &b->home;
    for (int j = 0; j < b->scaled.columns; j++) {
        b->walk->cost[j] = home->base[j] + home->at * b->slope[j];
    }
    b->has_basis = cg_walk_return(b->walk, home->statuses, home->head, home->made);
    return b->has_basis;
}

/* The numbers are those of the first time, and so is what was found. */
static void come_home(cg_warm_block *b) {
    const cg_home *home = &b->home;
    for (int n = 0; n < b->used_count; n++) {
        b->x[b->used[n]] = 0;
    }
    b->used_count = 0;
    for (int j = 0; j < b->scaled.columns; j++) {
        if (home->x[j] != 0) {
            b->x[b->columns[j]] = home->x[j];
            b->used[b->used_count++] = b->columns[j];
        }
    }
    for (int i = 0; i < b->scaled.rows; i++) {
        b->dual[b->rows[i]] = home->dual[i];
    }
    b->version++;
    b->is_dual_behind = false;
    b->outcome = CG_OPTIMAL;
    b->message[0] = '\0';
    b->objective = home->objective;
    b->bound = home->bound;
    b->has_basis = false; /* begun again where it is needed */
}

/* ---- solving */

/* The proof of where the walk is; what is not closed at first has its rounding taken out. */
static proof prove_here(cg_warm_block *b) {
    cg_walk_price(b->walk, false);
    proof p = prove(b, b->walk->dual, 0);
    if (p.found == 0 && !is_closed(&p)) {
        cg_walk_price(b->walk, true);
        p = prove(b, b->walk->dual, 0);
    }
    return p;
}

/* To the numbers of the block and a proof, with what has to be looked at for one. False: the way
 * was lost. */
static bool follow(cg_warm_block *b, cg_solver *solver, bool sides, proof *p) {
    do {
        if (!cg_walk_follow(b->walk, solver, sides)) {
            return false;
        }
        *p = prove_here(b);
        sides = false;
    } while (p->found > 0);
    return true;
}

/* From the basis of the last optimum, or from that of home where fewer numbers have changed since.
 * False: the way there was lost. */
static bool solve_again(cg_warm_block *b, cg_solver *solver) {
    bool line_alone = b->has_basis && b->since.costs + b->since.sides == 0;
    bool sides = b->since.sides > 0;
    double before = b->solved_at;
    if (b->home.has_basis &&
        (!b->has_basis || weight(b, b->away, b->home.at) < weight(b, b->since, b->solved_at))) {
        line_alone = false;
        sides = true;
        if (!begin_at_home(b)) {
            return false;
        }
    }
    if (!b->has_basis) {
        return false;
    }
    bool is_outgrown = cg_walk_is_outgrown(b->walk);
    if (line_alone && !is_outgrown) {
        set_costs_looked_at(b);
    } else {
        set_costs(b);
    }
    if (is_outgrown && line_alone) {
        cg_walk_trim(b->walk);
    }
    int exchanges = b->walk->exchanges;
    proof p;
    if (!follow(b, solver, sides, &p)) {
        return false;
    }
    if (!is_closed(&p)) { /* once more, from what the basis says */
        set_costs(b);
        if (!cg_walk_renew(b->walk) || !follow(b, solver, true, &p)) {
            return false;
        }
        line_alone = false;
    }
    b->iterations = b->walk->exchanges - exchanges;
    if (!is_closed(&p)) {
        return false;
    }
    take_walk(b);
    b->is_dual_behind = true;
    b->outcome = CG_OPTIMAL;
    b->message[0] = '\0';
    b->objective = p.objective / b->scaled.objective_scale;
    b->bound = p.bound / b->scaled.objective_scale;
    if (line_alone && b->iterations <= FEW) {
        stretch_on(b, &p, before);
    }
    return true;
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

/* An optimum of the run, with its basis. */
static void take_run(cg_warm_block *b, cg_solver *solver, cg_run *run) {
    take_answer(b, cg_polished(solver, run));
    b->has_basis =
        b->outcome == CG_OPTIMAL && cg_walk_begin(b->walk, run->row_status, run->column_status);
}

static void solve_cold(cg_warm_block *b, cg_solver *solver) {
    b->has_basis = b->solved_again = false;
    set_costs(b);
    if (b->walk == NULL || cg_is_crossed(&b->scaled)) {
        take_answer(b, cg_solve_block(solver, nothing(&b->scaled, solver->arena)));
        return;
    }
    if (cg_is_siftable(&b->scaled)) {
        cg_sifting *sifting = cg_sifting_new(solver);
        if (!cg_sift_prepare(sifting, solver)) {
            take_answer(b, cg_no_answer(solver, CG_INFEASIBLE, NULL));
            return;
        }
        cg_sift_run(sifting);
        if (sifting->growing.run->verdict == CG_RUN_OPTIMAL) {
            take_run(b, solver, sifting->growing.run);
            return;
        }
    }
    cg_run *run = cg_new_run(solver);
    cg_run_until_clear(solver, run);
    if (run->verdict == CG_RUN_OPTIMAL) {
        take_run(b, solver, run);
    } else {
        take_answer(b, cg_without_optimum(solver, run, false));
    }
}

void cg_warm_block_solve(cg_warm_block *b, cg_arena *work, double started) {
    cg_solver solver = {
        .arena = work, .scaled = &b->scaled, .settings = b->settings, .started = started};
    b->iterations = 0;
    b->solved_again = true;
    b->stretch.known = false;
    if (b->home.known && is_at_home(b)) {
        come_home(b);
    } else {
        bool crossed = b->since.sides > 0 && cg_is_crossed(&b->scaled);
        if (b->walk == NULL || crossed || !solve_again(b, &solver)) {
            solve_cold(b, &solver);
        }
    }
    b->since = (cg_changes){0, 0};
    b->solved_at = b->at;
    b->unsolved = false;
    leave_home(b);
}
