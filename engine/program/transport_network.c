/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A block as a network of whole numbers. */
#include "program/transport.h"

#include "base/map.h"

#include <math.h>

/* A bound at or beyond this share of what rows let a column be is none. */
#define NO_LIMIT (1 - 1e-12)
/* A bound so many times all sides together is none, either: no flow comes near it but round a
 * circle that gains, and what does is left to another way. */
#define PLENTY 0x1p20
/* An arc gains when its cost lacks more than this share of its largest term. */
#define PRICED 1e-14
/* What the arc that gains most is made, in whole units. */
#define MAGNIFIED 0x1p20

/* Of the bounds of a column the one from which its flow is counted. */
static double base_of(const cg_transport *t, int j) {
    return isinf(t->run->lower[j]) ? t->run->upper[j] : t->run->lower[j];
}

double cg_transport_unit(const cg_transport *t, int j) {
    const cg_scaled *s = t->run->scaled;
    int k = s->start[j];
    bool any = k < s->start[j + 1];
    double unit = any ? fabs(t->factor[s->index[k] - 1] * s->value[k]) : 1;
    return isinf(t->run->lower[j]) ? -unit : unit;
}

/* The nodes between which the column's arc leads: out of the row where its flow counts as such. */
static void ends_of(const cg_transport *t, int j, int *source, int *target) {
    const cg_scaled *s = t->run->scaled;
    bool from_upper = t->run->lower[j] == -INFINITY;
    *source = s->rows;
    *target = s->rows;
    for (int k = s->start[j]; k < s->start[j + 1]; k++) {
        int i = s->index[k] - 1;
        bool out = t->factor[i] * s->value[k] > 0;
        *(out != from_upper ? source : target) = i;
    }
}

/* Sides of the nodes' balances, less what the columns do at the bounds they are counted from. */
static void set_sides(cg_transport *t) {
    const cg_scaled *s = t->run->scaled;
    long double *taken = t->run->sums;
    for (int i = 0; i < s->rows; i++) {
        taken[i] = 0;
    }
    for (int j = 0; j < s->columns; j++) {
        for (int k = s->start[j]; base_of(t, j) != 0 && k < s->start[j + 1]; k++) {
            taken[s->index[k] - 1] += (long double)s->value[k] * (long double)base_of(t, j);
        }
    }
    for (int i = 0; i < s->rows; i++) {
        double a = (double)(((long double)s->row_lower[i] - taken[i]) * (long double)t->factor[i]);
        double b = (double)(((long double)s->row_upper[i] - taken[i]) * (long double)t->factor[i]);
        t->lower[i] = fmin(a, b);
        t->upper[i] = fmax(a, b);
    }
}

/* Columns sorted by source, as many passes as it takes: counted, placed, ended. */
static void set_arcs(cg_arena *arena, cg_transport *t) {
    const cg_scaled *s = t->run->scaled;
    cg_network *n = &t->network;
    int *first = CG_ARRAY(arena, int, s->rows + 2);
    int source = 0;
    int target = 0;
    for (int j = 0; j < s->columns; j++) {
        ends_of(t, j, &source, &target);
        first[source + 1]++;
    }
    for (int i = 0; i <= s->rows; i++) {
        first[i + 1] += first[i];
    }
    for (int j = 0; j < s->columns; j++) {
        ends_of(t, j, &source, &target);
        int arc = first[source]++;
        n->source[arc] = source;
        n->target[arc] = target;
        t->owner[arc] = j;
    }
}

static void add_slacks(cg_transport *t) {
    cg_network *n = &t->network;
    n->arcs = t->columns;
    for (int i = 0; i < n->nodes; i++) {
        n->slack[i] = CG_NONE;
        if (t->lower[i] == t->upper[i]) {
            continue;
        }
        n->slack[i] = n->arcs;
        n->source[n->arcs] = isinf(t->upper[i]) ? n->nodes : i;
        n->target[n->arcs] = isinf(t->upper[i]) ? i : n->nodes;
        t->owner[n->arcs++] = i;
    }
}

/* By node: what no arc at it can exceed, as all of them lead the same way. The root's is none. */
static double *limits_of(cg_arena *arena, const cg_transport *t) {
    const cg_network *n = &t->network;
    bool *gives = CG_ARRAY(arena, bool, n->nodes + 1);
    bool *takes = CG_ARRAY(arena, bool, n->nodes + 1);
    double *limit = CG_ARRAY(arena, double, n->nodes + 1);
    for (int arc = 0; arc < t->columns; arc++) {
        gives[n->source[arc]] = true;
        takes[n->target[arc]] = true;
    }
    for (int i = 0; i < n->nodes; i++) {
        limit[i] = !takes[i] ? t->upper[i] : !gives[i] ? -t->lower[i] : INFINITY;
    }
    limit[n->nodes] = INFINITY;
    return limit;
}

/* What the column's arc may carry; infinite where its rows say no more than its bound does, or
 * where it is `plenty`: such a bound means none, and would leave the flows no digits. */
static double width_of(const cg_transport *t, const double *limit, double plenty, int arc) {
    int j = t->owner[arc];
    double width = (t->run->upper[j] - t->run->lower[j]) * fabs(cg_transport_unit(t, j));
    double most = fmin(limit[t->network.source[arc]], limit[t->network.target[arc]]);
    return width >= most * NO_LIMIT || width > plenty ? INFINITY : width;
}

static double balance_of(const cg_transport *t, int i) {
    return isinf(t->upper[i]) ? t->lower[i] : t->upper[i];
}

/* All sides together, without the infinite. */
static double sum_of_sides(const cg_transport *t) {
    double sum = 0;
    for (int i = 0; i < t->network.nodes; i++) {
        sum += isinf(t->upper[i]) ? 0 : fabs(t->upper[i]);
        sum += isinf(t->lower[i]) ? 0 : fabs(t->lower[i]);
    }
    return sum;
}

/* A power of two, so that no number that has the room is rounded. */
static void set_flow_unit(cg_transport *t, const double *limit, double plenty) {
    double sum = sum_of_sides(t);
    for (int arc = 0; arc < t->columns; arc++) {
        double width = width_of(t, limit, plenty, arc);
        sum += isinf(width) ? 0 : width;
    }
    int exponent = 0;
    (void)frexp(sum, &exponent);
    t->flow_unit = sum > 0 ? ldexp(2.0 / (double)CG_MOST_FLOW, exponent) : 1;
}

static int64_t whole(double value, double unit) {
    return isinf(value) ? CG_UNLIMITED : (int64_t)rint(value / unit);
}

static void set_flows(cg_arena *arena, cg_transport *t) {
    cg_network *n = &t->network;
    const double *limit = limits_of(arena, t);
    double sides = sum_of_sides(t);
    double plenty = sides > 0 ? PLENTY * sides : INFINITY;
    set_flow_unit(t, limit, plenty);
    for (int arc = 0; arc < t->columns; arc++) {
        double width = width_of(t, limit, plenty, arc);
        n->capacity[arc] = whole(width, t->flow_unit);
        int j = t->owner[arc];
        bool bounded = !isinf(t->run->upper[j]) && !isinf(t->run->lower[j]);
        t->is_bounded = t->is_bounded || (bounded && isinf(width));
    }
    for (int arc = t->columns; arc < n->arcs; arc++) {
        int i = t->owner[arc];
        bool both = !isinf(t->lower[i]) && !isinf(t->upper[i]);
        n->capacity[arc] = both
                               ? whole(t->upper[i], t->flow_unit) - whole(t->lower[i], t->flow_unit)
                               : CG_UNLIMITED;
    }
    for (int i = 0; i < n->nodes; i++) {
        n->supply[i] = whole(balance_of(t, i), t->flow_unit);
    }
}

cg_transport *cg_transport_new(cg_arena *arena, cg_run *run, const double *factor) {
    int rows = run->scaled->rows;
    int columns = run->scaled->columns;
    cg_transport *t = CG_NEW(arena, cg_transport);
    *t = (cg_transport){.run = run,
                        .factor = factor,
                        .columns = columns,
                        .lower = CG_ARRAY(arena, double, rows),
                        .upper = CG_ARRAY(arena, double, rows),
                        .owner = CG_ARRAY(arena, int, columns + rows),
                        .order = CG_ARRAY(arena, int, rows)};
    t->network = (cg_network){.nodes = rows,
                              .source = CG_ARRAY(arena, int, columns + rows),
                              .target = CG_ARRAY(arena, int, columns + rows),
                              .cost = CG_ARRAY(arena, int64_t, columns + rows),
                              .capacity = CG_ARRAY(arena, int64_t, columns + rows),
                              .supply = CG_ARRAY(arena, int64_t, rows),
                              .slack = CG_ARRAY(arena, int, rows)};
    set_sides(t);
    set_arcs(arena, t);
    add_slacks(t);
    set_flows(arena, t);
    return t;
}

/* The most that a cost may be, in whole units. */
static double most_cost(const cg_transport *t) {
    return (double)(CG_MOST_COST / (t->network.nodes + 2));
}

void cg_transport_cost(cg_transport *t) {
    const cg_scaled *s = t->run->scaled;
    double largest = 0;
    for (int j = 0; j < s->columns; j++) {
        largest = fmax(largest, fabs(s->cost[j] / cg_transport_unit(t, j)));
    }
    int exponent = 0;
    (void)frexp(largest / most_cost(t), &exponent);
    double unit = largest > 0 ? ldexp(1, exponent) : 1;
    for (int arc = 0; arc < t->network.arcs; arc++) {
        int j = t->owner[arc];
        t->network.cost[arc] =
            arc < t->columns ? whole(s->cost[j] / cg_transport_unit(t, j), unit) : 0;
    }
    t->penalty = unit;
}

/* What a unit of flow on the arc costs more than its way through the tree, and the largest of the
 * terms that this is the sum of. */
static double reduced_cost(const cg_transport *t, int arc, double *term) {
    const cg_scaled *s = t->run->scaled;
    int j = t->owner[arc];
    if (arc >= t->columns) {
        double dual = t->run->dual[j] / t->factor[j];
        *term = fabs(dual);
        return t->network.source[arc] == j ? -dual : dual;
    }
    double unit = cg_transport_unit(t, j);
    long double reduced = s->cost[j];
    *term = fabs(s->cost[j]);
    for (int k = s->start[j]; k < s->start[j + 1]; k++) {
        double share = s->value[k] * t->run->dual[s->index[k] - 1];
        reduced -= (long double)s->value[k] * (long double)t->run->dual[s->index[k] - 1];
        *term = fmax(*term, fabs(share));
    }
    *term /= fabs(unit);
    return (double)reduced / unit;
}

/* How much the arc that gains most gains; 0 where what there is to gain is rounding. A slack's own
 * term is its dual, so it is measured by those of the columns at its row. */
static double largest_gain(const cg_transport *t, const cg_network_simplex *simplex) {
    const cg_network *n = &t->network;
    double *terms = t->run->work;
    double largest = 0;
    for (int i = 0; i <= n->nodes; i++) {
        terms[i] = 0;
    }
    for (int arc = 0; arc < n->arcs; arc++) {
        double term = 0;
        double gain = -simplex->state[arc] * reduced_cost(t, arc, &term);
        if (arc < t->columns) {
            terms[n->source[arc]] = fmax(terms[n->source[arc]], term);
            terms[n->target[arc]] = fmax(terms[n->target[arc]], term);
        } else {
            term = terms[t->owner[arc]];
        }
        largest = gain > PRICED * term ? fmax(largest, gain) : largest;
    }
    return largest;
}

bool cg_transport_reprice(cg_transport *t, const cg_network_simplex *simplex) {
    double gain = largest_gain(t, simplex);
    if (gain == 0) {
        return false;
    }
    double most = most_cost(t);
    double unit = gain / MAGNIFIED;
    for (int arc = 0; arc < t->network.arcs; arc++) {
        double term = 0;
        double reduced = simplex->state[arc] == 0 ? 0 : reduced_cost(t, arc, &term) / unit;
        t->network.cost[arc] = (int64_t)rint(fmax(-most, fmin(most, reduced)));
    }
    return true;
}
