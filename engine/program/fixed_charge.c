/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way for programs with charges: take apart, plan, tighten, search. */
#include "program/fixed_charge.h"

#include "program/chosen.h"

#include <math.h>
#include <setjmp.h>
#include <string.h>

#define SLOPE_ROUNDS 60
/* From so many columns on a program is searched by few of its charges. */
#define MANY 6000 /* columns */
#define PER_ROW 5
/* A search of a part: the most nodes, and how often at most. */
#define PART_MOST 5000
#define PARTS 3
/* Of a first turn, a part is only searched where so many nodes are a first turn's work. */
#define SMALL 400
/* Solves of a node, trial branches and all, before any was measured. */
#define NODE_SOLVES 4
#define USUAL_SOLVE 500.0 /* of twenty steps, a row and column */
#define LOCAL_SOLVES 2000
#define CUT_ROUNDS 300
/* Of a choice, before the columns that would pay come in. */
#define PRICING_ROUNDS 5
/* Of a choice: its rows are many, and the first rounds bring the most. */
#define CHOICE_ROUNDS 4
/* Cuts stop once so many rounds in a row gained less than this share of what is open. */
#define IDLE_ROUNDS 10
#define IDLE_ROUNDS_LARGE 4 /* where they take more than IDLE_WORK */
#define IDLE_WORK 5e7
#define LEAST_GAIN 0.002

/* What the search may leave unproven, as a share of the objective, and the least of it. */
#define PRUNE 1e-9
#define FINEST 1e-12

typedef struct work {
    cg_arena *arena; /* of this run alone */
    cg_run *run;
    cg_mixed *mixed;
    cg_planner *planner;
    cg_relaxed *relaxed;
    cg_best best;
    cg_search search;
    double *x;
    double *dual, *unpaid; /* room for prices of rows, and by column */
    cg_remainder *rest;    /* what is to be searched in place of it; or NULL */
} work;

double cg_search_cutoff(const cg_search *s) {
    double best = s->best->objective;
    return s->best->known ? best - fmax(FINEST, PRUNE * fabs(best)) : INFINITY;
}

bool cg_search_is_near_enough(const cg_search *s, double bound) {
    const cg_scaled *scaled = s->run->scaled;
    if (!s->best->known || !(s->run->settings->gap > 0)) {
        return false;
    }
    double whole = fabs(s->best->objective / scaled->objective_scale + scaled->constant);
    double distance = (s->best->objective - bound) / scaled->objective_scale;
    return distance <= s->run->settings->gap * whole;
}

bool cg_search_is_proven(const cg_search *s) {
    return s->best->known && s->bound >= cg_search_cutoff(s);
}

double cg_search_work(const cg_search *s) {
    double planned = s->planner == NULL ? 0 : cg_session_work(s->planner->session);
    return planned + cg_session_work(s->relaxed->session);
}

double cg_search_node_work(const cg_search *s) {
    return s->nodes > 0 ? (cg_search_work(s) - s->begun) / s->nodes : NODE_SOLVES * s->root_solve;
}

bool cg_search_has_spent(const cg_search *s, double effort, double least_nodes) {
    return s->nodes >= least_nodes && cg_search_work(s) - s->begun >= effort;
}

/* The start, counted from 1, as the first plan. */
static void take_start(work *w) {
    const cg_mixed *m = w->mixed;
    if (w->run->start == NULL) {
        return;
    }
    double *x = CG_ARRAY(w->arena, double, m->columns + 1);
    memcpy(x, w->run->start + 1, (size_t)m->columns * sizeof(double));
    cg_mixed_complete(m, x);
    cg_best_offer(&w->best, m, x);
}

static void plan(work *w) {
    bool root_only = w->run->chosen != NULL && w->run->chosen->root_only;
    if (w->mixed->other_integers > 0 || w->mixed->charges.count == 0 || root_only) {
        return;
    }
    w->planner = cg_planner_open(w->mixed, w->run, NULL);
    if ((w->run->turn == CG_SECOND_TURN || w->run->remains) && w->best.known) {
        return;
    }
    cg_scale_slopes(w->planner, &w->best, SLOPE_ROUNDS);
    cg_search_locally(w->planner, &w->best, LOCAL_SOLVES);
}

/* Holds at 0, for good, what by its reduced cost is no part of a better plan. */
static void fix_for_good(work *w, double objective) {
    cg_mixed *m = w->mixed;
    double left = cg_search_cutoff(&w->search) - objective;
    for (int c = 0; c < m->charges.count && !isinf(left); c++) {
        const cg_charge *charge = &m->charges.items[c];
        /* Flows that are left out might use it. */
        bool shared = w->run->chosen != NULL && w->run->chosen->most[charge->column] > 0;
        if (shared || m->upper[charge->column] == 0 || w->x[charge->column] > 0 ||
            cg_relaxed_reduced(w->relaxed, charge->column) <= left) {
            continue;
        }
        cg_relaxed_hold(w->relaxed, charge->column, 0, 0);
        m->upper[charge->column] = 0;
        for (int f = charge->first; f < charge->first + charge->count; f++) {
            m->upper[m->flows.items[f].column] = 0;
        }
    }
}

/* What the bound loses to columns that the choice has left out. */
static double beyond(work *w) {
    const cg_mixed *m = w->mixed;
    if (w->run->chosen == NULL) {
        return 0;
    }
    memset(w->dual, 0, (size_t)m->rows * sizeof *w->dual);
    for (int i = 0, at = 0; i < m->rows; i++) {
        if (cg_mixed_stands(m, i)) {
            w->dual[i] = cg_session_dual(w->relaxed->session, at++);
        }
    }
    for (int c = 0; c < m->charges.count; c++) {
        int j = m->charges.items[c].column;
        w->unpaid[j] = fmax(0, cg_session_reduced(w->relaxed->session, j));
    }
    return w->run->chosen->beyond(w->run->chosen->payload, w->dual, w->unpaid);
}

/* Adds the cuts that are known of the choice. */
static cg_end add_known_cuts(work *w) {
    const cg_choice *choice = w->run->chosen;
    cg_cut cut = {.column = CG_ARRAY(w->arena, int, w->mixed->columns + 1),
                  .value = CG_ARRAY(w->arena, double, w->mixed->columns + 1)};
    int added = 0;
    while (
        choice->known_cut(choice->payload, added, &cut.count, cut.column, cut.value, &cut.most)) {
        cg_relaxed_add_cut(w->relaxed, &cut);
        added++;
    }
    return added == 0
               ? CG_END_OPTIMAL
               : cg_session_solve(w->relaxed->session, (cg_way){.dual = true, .cutoff = INFINITY});
}

/* Tells the choice of the cuts that are of use now. */
static void tell_cuts(work *w) {
    const cg_choice *choice = w->run->chosen;
    for (int k = 0; k < w->relaxed->pool.count; k++) {
        const cg_cut *cut = &w->relaxed->pool.items[k];
        int row = w->relaxed->cut_row[k];
        if (row != CG_NONE && !cg_session_row_is_basic(w->relaxed->session, row)) {
            choice->put_cut(choice->payload, cut->count, cut->column, cut->value, cut->most);
        }
    }
}

/* Adds cuts to the root until they bring little. */
static cg_end solve_root(work *w) {
    cg_relaxed *r = w->relaxed;
    cg_arena *room = cg_arena_within(w->arena);
    if (w->planner != NULL && w->planner->has_relaxed) {
        cg_session_set_basis(r->session, w->planner->relaxed, r->fixed_rows);
    }
    cg_end end = cg_session_solve(r->session, (cg_way){.cutoff = INFINITY});
    bool chosen = w->run->chosen != NULL;
    int most_rounds = !chosen                     ? CUT_ROUNDS
                      : w->run->chosen->root_only ? PRICING_ROUNDS
                                                  : CHOICE_ROUNDS;
    if (chosen && end == CG_END_OPTIMAL) {
        end = add_known_cuts(w);
    }
    double before = -INFINITY, solved = cg_session_work(r->session), gained = solved;
    int idle = 0;
    for (int round = 0; end == CG_END_OPTIMAL; round++) {
        double done = cg_session_work(r->session);
        w->search.root_solve = round == 0 ? w->search.root_solve : (done - solved) / round;
        double objective = cg_session_objective(r->session) + beyond(w);
        w->search.bound = fmax(w->search.bound, objective);
        cg_relaxed_point(r, w->x);
        fix_for_good(w, objective);
        double open = cg_search_cutoff(&w->search) - objective;
        bool gains = w->search.bound - before > LEAST_GAIN * open;
        idle = gains ? 0 : idle + 1;
        gained = gains ? done : gained;
        before = w->search.bound;
        int most_idle = done - gained > IDLE_WORK ? IDLE_ROUNDS_LARGE : IDLE_ROUNDS;
        if (round == most_rounds || idle >= most_idle || open <= 0 ||
            cg_search_is_near_enough(&w->search, objective)) {
            break;
        }
        cg_arena_empty(room);
        cg_cuts cuts = {0};
        cg_cuts_find(room, w->mixed, w->x, &cuts);
        if (cuts.count == 0) {
            break;
        }
        cg_relaxed_drop_slack(r);
        int most = 20 + r->fixed_rows;
        for (int k = 0; k < cuts.count && k < most; k++) {
            cg_relaxed_add_cut(r, &cuts.items[k]);
        }
        end = cg_session_solve(r->session, (cg_way){.dual = true, .cutoff = INFINITY});
        if (end == CG_END_BROKEN || end == CG_END_INFEASIBLE) {
            cg_session_slack_basis(r->session);
            end = cg_session_solve(r->session, (cg_way){.cutoff = INFINITY});
        }
    }
    return end;
}

/* Plans of the charges that the tightened relaxation pays in good part. */
static void round_root(work *w) {
    static const double shares[] = {0.6, 0.35, 0.2, 0.1};
    const cg_mixed *m = w->mixed;
    if (w->planner == NULL) {
        return;
    }
    double *found = CG_ARRAY(w->arena, double, m->columns + 1);
    cg_best one = {.x = found};
    for (size_t k = 0; k < sizeof shares / sizeof *shares; k++) {
        for (int c = 0; c < m->charges.count; c++) {
            int j = m->charges.items[c].column;
            w->planner->x[j] = w->x[j] > shares[k];
        }
        cg_planner_settle(w->planner, &one);
    }
    cg_search_locally(w->planner, &one, LOCAL_SOLVES);
    if (one.known) {
        cg_best_offer(&w->best, m, one.x);
    }
}

/* Searches among the charges that the best plan or the relaxation uses, for a better plan. The
 * relaxation is left as it was found. */
static bool search_part(work *w) {
    const cg_mixed *m = w->mixed;
    double was = w->best.objective;
    if (w->planner == NULL) {
        return false;
    }
    bool *closed = CG_ARRAY(w->arena, bool, m->columns + 1);
    cg_snapshot basis = {0};
    cg_relaxed_keep_basis(w->relaxed, &basis);
    for (int c = 0; c < m->charges.count; c++) {
        int j = m->charges.items[c].column;
        closed[j] = m->lower[j] == 0 && w->x[j] <= 1e-6 && !(w->best.x[j] > 0);
    }
    cg_search part = w->search;
    part.closed_columns = closed;
    part.most_nodes = PART_MOST;
    cg_search_tree(&part);
    for (int j = 0; j < m->columns; j++) {
        if (m->integer[j]) {
            cg_relaxed_hold(w->relaxed, j, m->lower[j], m->upper[j]);
        }
    }
    cg_relaxed_set_basis(w->relaxed, &basis);
    return w->best.objective < was &&
           !cg_session_should_stop(w->relaxed->session, w->best.objective, w->search.bound);
}

/* In a first turn where that is quick; later where its least nodes take no longer than all before.
 */
static bool is_part_worth_it(const work *w) {
    double node = cg_search_node_work(&w->search);
    return w->run->turn == CG_FIRST_TURN
               ? SMALL * node <= QUICK_WORK
               : PART_LEAST * node <= fmax(PART_WORK, w->search.root_work);
}

static void tell(work *w) {
    cg_run *run = w->run;
    bool proven = cg_search_is_proven(&w->search);
    run->node_work = cg_search_node_work(&w->search);
    run->spent = cg_search_work(&w->search);
    run->has_x = w->best.known;
    run->bound = w->best.known ? fmin(w->search.bound, w->best.objective) : w->search.bound;
    run->hopeless = w->search.hopeless;
    run->verdict = proven || w->search.closed ? CG_RUN_OPTIMAL
                   : w->search.stopped        ? CG_RUN_STOPPED
                                              : CG_RUN_UNCLEAN;
    if (w->best.known) {
        memcpy(run->x, w->best.x, (size_t)w->mixed->columns * sizeof(double));
    }
}

static void search_from_root(work *w) {
    cg_search *s = &w->search;
    if (!cg_search_is_proven(s)) {
        round_root(w);
    }
    s->root_work = cg_search_work(s);
    if (w->run->chosen == NULL && w->best.known && !cg_search_is_proven(s)) {
        /* What the reduced costs are of, and not the best bound of any round. */
        double objective = cg_session_objective(w->relaxed->session);
        fix_for_good(w, objective);
        w->rest = cg_remainder_of(w->run, w->relaxed, &w->best, objective);
        s->stopped = w->rest != NULL;
    }
    if (w->rest != NULL) {
        return;
    }
    if (is_part_worth_it(w)) {
        int parts = 0;
        while (parts < PARTS && search_part(w)) {
            parts++;
        }
    }
    double root = s->bound;
    cg_search_tree(s);
    if (w->run->chosen != NULL && root < cg_search_cutoff(s)) {
        s->bound = root;
        s->stopped = true;
    }
}

static void solve(work *w) {
    w->mixed = cg_mixed_new(w->arena, w->run);
    w->best.x = CG_ARRAY(w->arena, double, w->mixed->columns + 1);
    w->x = CG_ARRAY(w->arena, double, w->mixed->columns + 1);
    w->dual = CG_ARRAY(w->arena, double, w->mixed->rows + 1);
    w->unpaid = CG_ARRAY(w->arena, double, w->mixed->columns + 1);
    take_start(w);
    plan(w);
    w->relaxed = cg_relaxed_open(w->mixed, w->run, w->planner == NULL ? NULL : w->planner->session);
    w->search =
        (cg_search){.relaxed = w->relaxed,
                    .planner = w->planner,
                    .run = w->run,
                    .best = &w->best,
                    .gains = CG_ARRAY(w->arena, cg_gains, w->mixed->columns + 1),
                    .root_solve = USUAL_SOLVE * (w->mixed->columns + w->relaxed->fixed_rows),
                    .bound = -INFINITY};
    bool late = cg_session_should_stop(w->relaxed->session, w->best.objective, -INFINITY);
    cg_end end = late ? CG_END_STOPPED : solve_root(w);
    w->search.stopped = end == CG_END_STOPPED;
    if (end == CG_END_OPTIMAL && w->run->chosen != NULL && w->run->chosen->root_only) {
        tell_cuts(w);
    }
    if (end == CG_END_OPTIMAL && !(w->run->chosen != NULL && w->run->chosen->root_only)) {
        search_from_root(w);
    }
    tell(w);
}

static void close_all(work *w) {
    if (w->relaxed != NULL) {
        cg_session_close(w->relaxed->session);
        w->relaxed = NULL;
    }
    if (w->planner != NULL) {
        cg_session_close(w->planner->session);
        w->planner = NULL;
    }
}

void cg_run_fixed_charge(cg_arena *arena, cg_run *run) {
    /* GLPK's problems live while memory is asked for: this run has a way out of its own, which
     * closes them first. */
    cg_failure failure;
    work *w = CG_NEW(arena, work);
    w->run = run;
    run->verdict = CG_RUN_UNCLEAN;
    run->has_x = false;
    run->message[0] = '\0';
    if (!run->remains && cg_run_chosen(arena, run, (cg_many){MANY, PER_ROW})) {
        return;
    }
    w->arena = cg_arena_new(&failure);
    if (w->arena == NULL) {
        cg_memory_ended(arena);
    }
    if (setjmp(failure.point) != 0) {
        close_all(w);
        cg_arena_free(w->arena);
        cg_memory_ended(arena);
    }
    solve(w);
    close_all(w);
    if (w->rest != NULL) {
        cg_run_fixed_charge(w->arena, w->rest->run);
        cg_remainder_take(w->rest, run);
    }
    cg_arena_free(w->arena);
}
