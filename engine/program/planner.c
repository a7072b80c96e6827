/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Good plans fast, by linear programs alone: slope scaling (Kim and Pardalos, "A solution approach
 * to the fixed charge network flow problem using a dynamic slope scaling procedure", Operations
 * Research Letters 24, 1999), then a local search over single charges. */
#include "program/fixed_charge.h"

#include <math.h>
#include <string.h>

/* An improvement below this share is none. */
#define BETTER 1e-10
/* Rounds of slopes end after so many without a better plan, where they took so much work. */
#define IDLE_SLOPES 8
#define IDLE_WORK 1e8

bool cg_best_offer(cg_best *best, const cg_mixed *m, const double *x) {
    double objective = cg_mixed_objective(m, x);
    if ((best->known && objective >= best->objective) || !cg_mixed_holds(m, x)) {
        return false;
    }
    best->known = true;
    best->objective = objective;
    memcpy(best->x, x, (size_t)m->columns * sizeof *x);
    return true;
}

static void add_columns(cg_planner *p) {
    const cg_mixed *m = p->mixed;
    for (int j = 0; j < m->columns; j++) {
        bool charge = m->charge_of[j] != CG_NONE && !m->charges.items[m->charge_of[j]].stands;
        p->upper[j] = charge ? 0 : m->upper[j];
        cg_session_add_column(p->session, charge ? 0 : m->lower[j], p->upper[j],
                              charge ? 0 : m->cost[j]);
    }
}

/* A row that charges take from, without their binaries. */
static int without_charges(const cg_planner *p, int row) {
    const cg_mixed *m = p->mixed;
    int count = 0;
    for (int k = m->by_row.start[row]; k < m->by_row.start[row + 1]; k++) {
        if (m->charge_of[m->by_row.other[k]] == CG_NONE) {
            p->index[++count] = m->by_row.other[k] + 1;
            p->value[count] = m->by_row.value[k];
        }
    }
    return count;
}

static void add_rows(cg_planner *p) {
    const cg_mixed *m = p->mixed;
    int rows = 0, taking = 0;
    for (int i = 0; i < m->rows; i++) {
        if (!cg_mixed_stands(m, i)) {
            continue;
        }
        int count = m->takes[i] ? without_charges(p, i) : cg_mixed_row(m, i, p->index, p->value);
        cg_session_add_row(p->session, m->row_lower[i], cg_mixed_side(m, i), count, p->index,
                           p->value);
        if (m->takes[i]) {
            p->taking[taking] = i;
            p->taking_row[taking] = rows;
            p->left[taking++] = m->row_upper[i];
        }
        rows++;
    }
}

cg_planner *cg_planner_open(const cg_mixed *m, const cg_run *run, cg_session *elder) {
    cg_planner *p = CG_NEW(m->arena, cg_planner);
    *p = (cg_planner){.mixed = m,
                      .open = CG_ARRAY(m->arena, bool, m->charges.count + 1),
                      .price = CG_ARRAY(m->arena, double, m->charges.count + 1),
                      .x = CG_ARRAY(m->arena, double, m->columns + 1),
                      .upper = CG_ARRAY(m->arena, double, m->columns + 1),
                      .basis = CG_ARRAY(m->arena, unsigned char, m->columns + m->rows + 1),
                      .relaxed = CG_ARRAY(m->arena, unsigned char, m->columns + m->rows + 1),
                      .worth = CG_ARRAY(m->arena, bool, m->charges.count + 1),
                      .index = CG_ARRAY(m->arena, int, m->columns + 1),
                      .value = CG_ARRAY(m->arena, double, m->columns + 1),
                      .taking = CG_ARRAY(m->arena, int, m->taking + 1),
                      .taking_row = CG_ARRAY(m->arena, int, m->taking + 1),
                      .left = CG_ARRAY(m->arena, double, m->taking + 1),
                      .rate = CG_ARRAY(m->arena, double, m->charges.count + 1),
                      .slope = CG_ARRAY(m->arena, double, m->columns + 1)};
    /* Nothing is allocated from here until the caller knows the session, and can close it. */
    p->session = cg_session_open(m->arena, run, elder);
    add_columns(p);
    add_rows(p);
    return p;
}

static bool is_possible(const cg_mixed *m, const cg_charge *charge) {
    return m->upper[charge->column] > 0;
}

/* Costs of all flows, by the prices of what carries them. */
static void set_costs(cg_planner *p) {
    const cg_mixed *m = p->mixed;
    for (int j = 0; j < m->columns; j++) {
        if (m->carriers.start[j] == m->carriers.start[j + 1]) {
            continue;
        }
        double cost = m->cost[j];
        for (int k = m->carriers.start[j]; k < m->carriers.start[j + 1]; k++) {
            int c = m->flows.items[m->carriers.other[k]].charge;
            cost += m->charges.items[c].stands ? 0 : p->price[c] * m->carriers.value[k];
        }
        cg_session_set_cost(p->session, j, cost);
    }
    for (int c = 0; c < m->charges.count; c++) {
        if (m->charges.items[c].stands) {
            cg_session_set_cost(p->session, m->charges.items[c].column, p->price[c]);
        }
    }
}

/* What a flow may be with what is open. One that stands closes by its own bound. */
static double upper_of(const cg_planner *p, int j) {
    const cg_mixed *m = p->mixed;
    for (int k = m->carriers.start[j]; k < m->carriers.start[j + 1]; k++) {
        int c = m->flows.items[m->carriers.other[k]].charge;
        if (!m->charges.items[c].stands && !p->open[c]) {
            return m->lower[j];
        }
    }
    return m->upper[j];
}

static void set_upper(cg_planner *p, int j, double upper) {
    if (upper != p->upper[j]) {
        p->upper[j] = upper;
        cg_session_set_column(p->session, j, p->mixed->lower[j], upper);
    }
}

/* Lets each flow run that is carried by open charges alone. */
static void set_bounds(cg_planner *p) {
    const cg_mixed *m = p->mixed;
    for (int j = 0; j < m->columns; j++) {
        int c = m->charge_of[j];
        if (c == CG_NONE) {
            set_upper(p, j, upper_of(p, j));
        } else if (m->charges.items[c].stands) {
            set_upper(p, j, p->open[c] ? m->upper[j] : 0);
        }
    }
}

static void set_left(cg_planner *p, int at, double left) {
    if (left != p->left[at]) {
        p->left[at] = left;
        cg_session_set_row(p->session, p->taking_row[at], -INFINITY, left);
    }
}

/* What a charge takes from a row. */
static double taken(const cg_mixed *m, const cg_charge *charge, int row) {
    for (int k = m->by_column.start[charge->column]; k < m->by_column.start[charge->column + 1];
         k++) {
        if (m->by_column.other[k] == row) {
            return m->by_column.value[k];
        }
    }
    return 0;
}

/* What the open charges leave of the rows that they take from. */
static void set_takings(cg_planner *p) {
    const cg_mixed *m = p->mixed;
    for (int at = 0; at < m->taking; at++) {
        int row = p->taking[at];
        double left = m->row_upper[row];
        for (int k = m->by_row.start[row]; k < m->by_row.start[row + 1]; k++) {
            int c = m->charge_of[m->by_row.other[k]];
            left -= c != CG_NONE && p->open[c] ? m->by_row.value[k] : 0;
        }
        set_left(p, at, left);
        if (p->sloped) {
            int count = without_charges(p, row);
            cg_session_set_entries(p->session, p->taking_row[at], count, p->index, p->value);
        }
    }
    p->sloped = false;
}

/* The same rows with what the charges take by their loads, at their rates. */
static void slope_takings(cg_planner *p) {
    const cg_mixed *m = p->mixed;
    for (int at = 0; at < m->taking; at++) {
        int row = p->taking[at], count = 0;
        for (int k = m->by_row.start[row]; k < m->by_row.start[row + 1]; k++) {
            int c = m->charge_of[m->by_row.other[k]];
            const cg_charge *charge = c == CG_NONE ? NULL : &m->charges.items[c];
            double value = m->by_row.value[k];
            if (charge == NULL) {
                p->slope[m->by_row.other[k]] += value;
            } else if (charge->stands) {
                p->slope[charge->column] += value * p->rate[c];
            }
            for (int f = 0; charge != NULL && !charge->stands && f < charge->count; f++) {
                const cg_flow *flow = &m->flows.items[charge->first + f];
                p->slope[flow->column] += value * p->rate[c] * flow->share;
            }
        }
        for (int j = 0; j < m->columns; j++) {
            if (p->slope[j] != 0) {
                p->index[++count] = j + 1;
                p->value[count] = p->slope[j];
                p->slope[j] = 0;
            }
        }
        cg_session_set_entries(p->session, p->taking_row[at], count, p->index, p->value);
        set_left(p, at, m->row_upper[row]);
    }
    p->sloped = m->taking > 0;
}

/* A basis may be singular once the entries of a row are others. */
static bool solve_flows(cg_planner *p) {
    cg_way way = {.cutoff = INFINITY};
    cg_end end = cg_session_solve(p->session, way);
    if (end == CG_END_BROKEN && p->mixed->taking > 0) {
        cg_session_slack_basis(p->session);
        end = cg_session_solve(p->session, way);
    }
    return end == CG_END_OPTIMAL;
}

/* Reads the last solve into p->x as a whole plan: what hardly runs does not. */
static void read_plan(cg_planner *p) {
    const cg_mixed *m = p->mixed;
    for (int j = 0; j < m->columns; j++) {
        p->x[j] = m->charge_of[j] == CG_NONE ? cg_session_value(p->session, j) : 0;
    }
    cg_mixed_complete(m, p->x);
}

/* Prices for the next round, from what ran in this; true where any changed. */
static bool set_prices(cg_planner *p) {
    const cg_mixed *m = p->mixed;
    bool changed = false;
    for (int c = 0; c < m->charges.count; c++) {
        const cg_charge *charge = &m->charges.items[c];
        double load = cg_charge_load(m, charge, p->x);
        double price = load > 0 ? charge->fixed / load : p->price[c];
        changed = changed || fabs(price - p->price[c]) > 1e-9 * price;
        p->price[c] = price;
        p->rate[c] = load > 0 ? 1 / load : p->rate[c];
    }
    return changed;
}

static void open_all(cg_planner *p) {
    const cg_mixed *m = p->mixed;
    for (int c = 0; c < m->charges.count; c++) {
        p->open[c] = is_possible(m, &m->charges.items[c]);
    }
}

bool cg_planner_settle(cg_planner *p, cg_best *best) {
    const cg_mixed *m = p->mixed;
    for (int c = 0; c < m->charges.count; c++) {
        p->open[c] = p->x[m->charges.items[c].column] > 0;
        p->price[c] = 0;
    }
    set_bounds(p);
    set_costs(p);
    set_takings(p);
    if (!solve_flows(p)) {
        return false;
    }
    read_plan(p);
    return cg_best_offer(best, m, p->x);
}

void cg_scale_slopes(cg_planner *p, cg_best *best, int rounds) {
    const cg_mixed *m = p->mixed;
    double *kept = CG_ARRAY(m->arena, double, m->charges.count + 1);
    for (int c = 0; c < m->charges.count; c++) {
        const cg_charge *charge = &m->charges.items[c];
        p->price[c] = is_possible(m, charge) ? charge->fixed / charge->most : 0;
        p->rate[c] = is_possible(m, charge) ? 1 / charge->most : 0;
    }
    open_all(p);
    double gained = 0;
    int idle = 0;
    bool settled = false; /* better, in the last round */
    for (int round = 0; round < rounds; round++) {
        set_bounds(p);
        set_costs(p);
        slope_takings(p);
        if (!solve_flows(p)) {
            break;
        }
        if (round == 0) {
            cg_session_keep_basis(p->session, p->relaxed);
            p->has_relaxed = true;
        }
        read_plan(p);
        bool gains = cg_best_offer(best, m, p->x) || settled;
        double work = cg_session_work(p->session);
        if (gains || round == 0) {
            gained = work;
            idle = 0;
        } else if (++idle >= IDLE_SLOPES && work - gained > IDLE_WORK) {
            break;
        }
        bool changed = set_prices(p);
        if (!changed || m->taking > 0) {
            /* It stands still; or what the charges took by their loads is not what they take. */
            memcpy(kept, p->price, (size_t)m->charges.count * sizeof *kept);
            settled = cg_planner_settle(p, best) && m->taking > 0;
            memcpy(p->price, kept, (size_t)m->charges.count * sizeof *kept);
            open_all(p);
        }
        if (!changed) {
            /* On from prices halfway back. */
            for (int c = 0; c < m->charges.count; c++) {
                const cg_charge *charge = &m->charges.items[c];
                double first = p->open[c] ? charge->fixed / charge->most : 0;
                p->price[c] = (kept[c] + first) / 2;
                p->rate[c] = (p->rate[c] + (p->open[c] ? 1 / charge->most : 0)) / 2;
            }
        }
    }
    memcpy(p->x, best->x, (size_t)m->columns * sizeof(double));
    cg_planner_settle(p, best);
}

static void hold_charge(cg_planner *p, int index, bool open) {
    const cg_mixed *m = p->mixed;
    const cg_charge *charge = &m->charges.items[index];
    for (int at = 0; at < m->taking && open != p->open[index]; at++) {
        double takes = taken(m, charge, p->taking[at]);
        set_left(p, at, p->left[at] + (open ? -takes : takes));
    }
    p->open[index] = open;
    if (charge->stands) {
        set_upper(p, charge->column, open ? m->upper[charge->column] : 0);
        return;
    }
    for (int f = charge->first; f < charge->first + charge->count; f++) {
        int j = m->flows.items[f].column;
        set_upper(p, j, upper_of(p, j));
    }
}

/* Whether opening a charge could gain more than it costs, by the reduced costs of its flows. */
static bool could_pay(const cg_planner *p, const cg_charge *charge) {
    const cg_mixed *m = p->mixed;
    double costs = charge->fixed;
    for (int at = 0; at < m->taking; at++) {
        double takes = taken(m, charge, p->taking[at]);
        costs -= takes * cg_session_dual(p->session, p->taking_row[at]);
    }
    if (charge->stands) {
        return -cg_session_reduced(p->session, charge->column) > costs;
    }
    double best = 0;
    for (int f = charge->first; f < charge->first + charge->count; f++) {
        const cg_flow *flow = &m->flows.items[f];
        best = fmax(best, -cg_session_reduced(p->session, flow->column) / flow->share);
    }
    return best * charge->most > costs;
}

static double paid(const cg_planner *p) {
    const cg_mixed *m = p->mixed;
    double sum = 0;
    for (int c = 0; c < m->charges.count; c++) {
        sum += p->open[c] ? m->charges.items[c].fixed : 0;
    }
    return sum;
}

/* Tries one charge the other way round; true, and everything left so, where that is better. */
static bool toggle(cg_planner *p, cg_best *best, int index) {
    const cg_mixed *m = p->mixed;
    bool open = p->open[index];
    hold_charge(p, index, !open);
    double cutoff = open ? best->objective - paid(p) : INFINITY;
    cg_end end = cg_session_solve(p->session, (cg_way){.dual = open, .cutoff = cutoff});
    double was = best->objective;
    if (end == CG_END_OPTIMAL) {
        read_plan(p);
        if (cg_mixed_objective(m, p->x) < was - BETTER * fabs(was)) {
            cg_best_offer(best, m, p->x);
            return true;
        }
    }
    hold_charge(p, index, open);
    cg_session_set_basis(p->session, p->basis, cg_session_rows(p->session));
    return false;
}

/* Closes what does not run any more. */
static void close_idle(cg_planner *p) {
    const cg_mixed *m = p->mixed;
    for (int c = 0; c < m->charges.count; c++) {
        if (p->open[c] && p->x[m->charges.items[c].column] == 0) {
            hold_charge(p, c, false);
        }
    }
}

/* The best flows of what is open, the basis there, and which charges are worth a try. */
static bool look_around(cg_planner *p) {
    const cg_mixed *m = p->mixed;
    if (cg_session_solve(p->session, (cg_way){.cutoff = INFINITY}) != CG_END_OPTIMAL) {
        return false;
    }
    cg_session_keep_basis(p->session, p->basis);
    for (int c = 0; c < m->charges.count; c++) {
        const cg_charge *charge = &m->charges.items[c];
        p->worth[c] = is_possible(m, charge) && (p->open[c] || could_pay(p, charge));
    }
    return true;
}

void cg_search_locally(cg_planner *p, cg_best *best, int solves) {
    const cg_mixed *m = p->mixed;
    int count = m->charges.count;
    if (!best->known || count == 0) {
        return;
    }
    memcpy(p->x, best->x, (size_t)m->columns * sizeof(double));
    cg_planner_settle(p, best);
    if (!look_around(p)) {
        return;
    }
    /* Ends once every charge was tried since the last gain. */
    for (int c = 0, since = 0; since < count && solves > 0; c = (c + 1) % count, since++) {
        if (!p->worth[c]) {
            continue;
        }
        if (cg_session_should_stop(p->session, best->objective, -INFINITY)) {
            return;
        }
        solves--;
        if (toggle(p, best, c)) {
            close_idle(p);
            since = -1;
            if (!look_around(p)) {
                return;
            }
        }
    }
}
