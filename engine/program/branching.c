/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Branch and bound, best bound first with dives, on pseudo-costs that trial branches make reliable:
 * Achterberg, Koch and Martin, "Branching rules revisited", Operations Research Letters 33 (2005).
 * Ours and not GLPK's, whose relaxation would hold a row for each charge and start without a plan.
 * Nothing here depends on the clock but where the search stops. */
#include "program/branching.h"

#include <string.h>

/* Plans on the way: how often the flows of a node are settled, and solves of a local search. */
#define PLAN_EVERY 20
#define LOCAL_SOLVES 300
/* Cuts on the way: at which nodes, how many, and how deep. */
#define CUT_EVERY 4
#define CUT_MOST 10
#define CUT_DEPTH 0.01
static bool is_before(const cg_node *a, const cg_node *b) {
    return a->bound != b->bound ? a->bound < b->bound : a->hold < b->hold;
}

static void push(cg_tree *t, cg_node n) {
    CG_PUSH(t->arena, &t->heap, n);
    int at = t->heap.count - 1;
    while (at > 0 && is_before(&n, &t->heap.items[(at - 1) / 2])) {
        t->heap.items[at] = t->heap.items[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    t->heap.items[at] = n;
}

static cg_node pop(cg_tree *t) {
    cg_node first = t->heap.items[0];
    cg_node last = t->heap.items[--t->heap.count];
    int at = 0;
    for (;;) {
        int child = 2 * at + 1;
        if (child >= t->heap.count) {
            break;
        }
        if (child + 1 < t->heap.count &&
            is_before(&t->heap.items[child + 1], &t->heap.items[child])) {
            child++;
        }
        if (!is_before(&t->heap.items[child], &last)) {
            break;
        }
        t->heap.items[at] = t->heap.items[child];
        at = child;
    }
    t->heap.items[at] = last;
    return first;
}

static cg_snapshot *take_basis(cg_tree *t, int users) {
    cg_snapshot *s = t->spare;
    if (s != NULL) {
        t->spare = s->next;
    } else {
        s = CG_NEW(t->arena, cg_snapshot);
    }
    s->users = users;
    cg_relaxed_keep_basis(t->relaxed, s);
    return s;
}

static void leave_basis(cg_tree *t, cg_snapshot *s) {
    if (s != NULL && --s->users == 0) {
        s->next = t->spare;
        t->spare = s;
    }
}

static int add_hold(cg_tree *t, int parent, int column, double lower, double upper) {
    CG_PUSH(t->arena, &t->holds, ((cg_hold){parent, column, lower, upper}));
    return t->holds.count - 1;
}

/* Brings the relaxation to a node: the nearest hold of each integer counts. */
static void go_to(cg_tree *t, const cg_node *n) {
    for (int k = 0; k < t->integer_count; k++) {
        int j = t->integers[k];
        t->lower[j] = t->m->lower[j];
        t->upper[j] = t->m->upper[j];
    }
    for (int h = n->hold; h != CG_NONE; h = t->holds.items[h].parent) {
        const cg_hold *held = &t->holds.items[h];
        t->lower[held->column] = fmax(t->lower[held->column], held->lower);
        t->upper[held->column] = fmin(t->upper[held->column], held->upper);
    }
    for (int k = 0; k < t->integer_count; k++) {
        int j = t->integers[k];
        cg_relaxed_hold(t->relaxed, j, t->lower[j], t->upper[j]);
    }
    if (n->basis != NULL) {
        cg_relaxed_set_basis(t->relaxed, n->basis);
    }
}

/* Solves the relaxation; one that the dual method cannot is tried from scratch, and a word that
 * there is no solution is only taken twice. */
static cg_end solve(cg_tree *t, double cutoff) {
    cg_session *session = t->relaxed->session;
    cg_end end = cg_session_solve(session, (cg_way){.dual = true, .cutoff = cutoff});
    if (end != CG_END_BROKEN && end != CG_END_INFEASIBLE) {
        return end;
    }
    cg_session_slack_basis(session);
    return cg_session_solve(session, (cg_way){.cutoff = INFINITY});
}

/* Whether all integers that are no charges are whole. */
static bool is_plan(const cg_tree *t) {
    for (int k = 0; k < t->integer_count; k++) {
        int j = t->integers[k];
        if (t->m->charge_of[j] == CG_NONE && !cg_is_whole(t->x[j])) {
            return false;
        }
    }
    return true;
}

/* Takes the node's own flows as a plan, each charge paid that carries anything. Its objective, or
 * infinity where it is no plan. */
static double offer(cg_tree *t) {
    const cg_mixed *m = t->m;
    if (!is_plan(t)) {
        return INFINITY;
    }
    memcpy(t->plan, t->x, (size_t)m->columns * sizeof(double));
    cg_mixed_complete(m, t->plan);
    double objective = cg_mixed_objective(m, t->plan);
    bool better = cg_best_offer(t->search->best, m, t->plan);
    cg_planner *planner = t->search->planner;
    if (planner != NULL && (better || t->search->nodes % PLAN_EVERY == 0)) {
        memcpy(planner->x, t->plan, (size_t)m->columns * sizeof(double));
        if (cg_planner_settle(planner, t->search->best) || better) {
            cg_search_locally(planner, t->search->best, LOCAL_SOLVES);
        }
    }
    return objective;
}

/* Charges that cost more than is left to gain are held at 0 below this node. */
static int fix_below(cg_tree *t, int parent, double objective) {
    double left = cg_search_cutoff(t->search) - objective;
    for (int k = 0; k < t->integer_count && !isinf(left); k++) {
        int j = t->integers[k];
        if (t->m->charge_of[j] == CG_NONE || t->x[j] > CG_WHOLE || t->relaxed->upper[j] == 0 ||
            t->relaxed->lower[j] == 1 || cg_relaxed_reduced(t->relaxed, j) <= left) {
            continue;
        }
        parent = add_hold(t, parent, j, 0, 0);
        cg_relaxed_hold(t->relaxed, j, 0, 0);
    }
    return parent;
}

/* Cuts that the node's point breaks; they hold everywhere. */
static bool cut_here(cg_tree *t) {
    if (t->search->nodes % CUT_EVERY != 0) {
        return false;
    }
    cg_arena_empty(t->room);
    cg_cuts cuts = {0};
    cg_cuts_find(t->room, t->m, t->x, &cuts);
    int k = 0;
    while (k < cuts.count && k < CUT_MOST && cuts.items[k].depth > CUT_DEPTH) {
        cg_relaxed_add_cut(t->relaxed, &cuts.items[k++]);
    }
    return k > 0;
}

typedef enum result { PRUNED, BRANCHED, STOPPED } result;

/* Keeps both sides of a branch: one to go on with, the other on the heap. */
static void branch(cg_tree *t, cg_node *n, const cg_branching *c, double objective,
                   cg_snapshot *basis) {
    /* A hair off a whole number stands for the hair's side. */
    double value =
        fmin(fmax(t->x[c->column], t->relaxed->lower[c->column]), t->relaxed->upper[c->column]);
    double low = fmin(floor(value), t->relaxed->upper[c->column] - 1);
    double high = low + 1;
    cg_node child = {.bound = fmax(n->bound, objective),
                     .basis = basis,
                     .branched = c->column,
                     .from = objective};
    bool up_first = value - low > 0.5;
    for (int turn = 0; turn < 2; turn++) {
        bool up = (turn == 0) != up_first; /* the other side first: it goes on the heap */
        child.up = up;
        child.distance = up ? high - value : value - low;
        child.hold = add_hold(t, n->hold, c->column, up ? high : t->relaxed->lower[c->column],
                              up ? t->relaxed->upper[c->column] : low);
        if (turn == 0) {
            push(t, child);
        }
    }
    *n = child;
}

/* A part is searched for so much work. */
static bool is_part_done(const cg_search *search) {
    return search->closed_columns != NULL && cg_search_has_spent(search, PART_WORK, PART_LEAST);
}

static bool is_limit(cg_tree *t) {
    cg_search *search = t->search;
    const cg_solve_settings *settings = search->run->settings;
    double bound = fmin(t->lost, t->plunging);
    if (t->heap.count > 0) {
        bound = fmin(bound, t->heap.items[0].bound);
    }
    search->bound = fmax(search->bound, fmin(bound, cg_search_cutoff(search)));
    search->closed = cg_search_is_near_enough(search, search->bound);
    search->stopped =
        (settings->node_limit > 0 && search->nodes >= settings->node_limit) ||
        (search->most_nodes > 0 && search->nodes >= search->most_nodes) || is_part_done(search) ||
        cg_search_has_done_its_work(search, t->root) ||
        cg_session_should_stop(t->relaxed->session, search->best->objective, search->bound);
    return search->closed || search->stopped;
}

/* Solves node n, and where it is not done with, leaves in n one of its children. */
static result work(cg_tree *t, cg_node *n, bool at_hand) {
    cg_search *search = t->search;
    search->nodes++;
    if (!at_hand) {
        go_to(t, n);
    } else if (n->hold != CG_NONE) {
        const cg_hold *held = &t->holds.items[n->hold];
        cg_relaxed_hold(t->relaxed, held->column, held->lower, held->upper);
    }
    leave_basis(t, n->basis);
    n->basis = NULL;
    bool cut = false;
    for (;;) {
        double cutoff = cg_search_cutoff(search);
        cg_end end = solve(t, cutoff);
        if (end == CG_END_STOPPED) {
            search->stopped = true;
            return STOPPED;
        }
        if (end == CG_END_BROKEN || end == CG_END_PARTLY) {
            t->lost = fmin(t->lost, n->bound);
            return PRUNED;
        }
        double objective = cg_session_objective(t->relaxed->session);
        if (n->branched != CG_NONE && end == CG_END_OPTIMAL) {
            cg_branching_learn(t, n->branched, n->up, objective - n->from, n->distance);
        }
        n->branched = CG_NONE;
        if (end != CG_END_OPTIMAL || objective >= cutoff) {
            return PRUNED;
        }
        n->bound = fmax(n->bound, objective);
        t->plunging = n->bound;
        cg_relaxed_point(t->relaxed, t->x);
        double plan = offer(t);
        if (objective >= cg_search_cutoff(search)) {
            return PRUNED;
        }
        n->hold = fix_below(t, n->hold, objective);
        if (t->relaxed->extras.count > t->relaxed->fixed_rows / 2) {
            cg_relaxed_drop_slack(t->relaxed);
        }
        if (!cut && cut_here(t)) {
            cut = true;
            continue;
        }
        cg_snapshot *basis = take_basis(t, 2);
        cg_branching c = cg_branching_choose(t, objective, basis);
        if (c.column == CG_NONE &&
            plan > objective + search->best->objective - cg_search_cutoff(search)) {
            c = cg_branching_least_whole(t);
            t->lost = c.column == CG_NONE ? fmin(t->lost, objective) : t->lost;
        }
        if (c.column == CG_NONE) {
            leave_basis(t, basis);
            leave_basis(t, basis);
            return PRUNED;
        }
        if (!c.shut[0] && !c.shut[1]) {
            branch(t, n, &c, objective, basis);
            return BRANCHED;
        }
        leave_basis(t, basis);
        leave_basis(t, basis);
        if (c.shut[0] && c.shut[1]) {
            return PRUNED;
        }
        double lower = c.shut[0] ? ceil(t->x[c.column]) : t->relaxed->lower[c.column];
        double upper = c.shut[0] ? t->relaxed->upper[c.column] : floor(t->x[c.column]);
        n->hold = add_hold(t, n->hold, c.column, lower, upper);
        cg_relaxed_hold(t->relaxed, c.column, lower, upper);
    }
}

static cg_tree *new_tree(cg_search *search) {
    const cg_mixed *m = search->relaxed->mixed;
    cg_arena *arena = m->arena;
    cg_tree *t = CG_NEW(arena, cg_tree);
    *t = (cg_tree){.search = search,
                   .relaxed = search->relaxed,
                   .m = m,
                   .arena = arena,
                   .gains = search->gains,
                   .x = CG_ARRAY(arena, double, m->columns + 1),
                   .plan = CG_ARRAY(arena, double, m->columns + 1),
                   .lower = CG_ARRAY(arena, double, m->columns + 1),
                   .upper = CG_ARRAY(arena, double, m->columns + 1),
                   .integers = CG_ARRAY(arena, int, m->columns + 1),
                   .room = cg_arena_within(arena),
                   .root = search->bound,
                   .lost = INFINITY};
    for (int j = 0; j < m->columns; j++) {
        if (m->integer[j] && m->lower[j] < m->upper[j]) {
            t->integers[t->integer_count++] = j;
        }
    }
    return t;
}

/* The open node of the least bound; false where none can hold anything better. */
static bool next(cg_tree *t, cg_node *n) {
    if (t->heap.count == 0) {
        return false;
    }
    *n = pop(t);
    return n->bound < cg_search_cutoff(t->search);
}

void cg_search_tree(cg_search *search) {
    cg_tree *t = new_tree(search);
    search->begun = cg_search_work(search);
    cg_node n = {.hold = CG_NONE, .bound = search->bound, .branched = CG_NONE};
    for (int k = 0; search->closed_columns != NULL && k < t->integer_count; k++) {
        int j = t->integers[k];
        if (search->closed_columns[j]) {
            n.hold = add_hold(t, n.hold, j, 0, 0);
            cg_relaxed_hold(t->relaxed, j, 0, 0);
        }
    }
    bool at_hand = search->closed_columns == NULL;
    bool left = true;
    while (left) {
        t->plunging = n.bound;
        if (is_limit(t)) {
            return;
        }
        result r = work(t, &n, at_hand);
        if (r == STOPPED) {
            return;
        }
        at_hand = r == BRANCHED;
        left = at_hand || next(t, &n);
    }
    t->plunging = INFINITY;
    search->bound = fmax(search->bound, fmin(t->lost, cg_search_cutoff(search)));
}
