/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tree of a network means for its block: duals, x and basis in the program's own numbers. */
#include "program/transport.h"

#include <math.h>

/* Nodes so that each comes after its parent; the root is left out. */
static void set_order(cg_transport *t, const cg_network_simplex *simplex) {
    const cg_branch *branch = simplex->branch;
    int node = branch[t->network.nodes].child;
    for (int count = 0; count < t->network.nodes; count++) {
        t->order[count] = node;
        if (branch[node].child >= 0) {
            node = branch[node].child;
            continue;
        }
        while (branch[node].next < 0 && branch[node].parent < t->network.nodes) {
            node = branch[node].parent;
        }
        node = branch[node].next;
    }
}

/* The column's coefficient in the row of the node, 0 at the root. */
static double coefficient(const cg_scaled *s, int j, int node) {
    int k = s->start[j];
    int last = s->start[j + 1] - 1;
    return s->index[k] == node + 1 ? s->value[k] : s->index[last] == node + 1 ? s->value[last] : 0;
}

/* Each basic column's reduced cost is to be nothing: from the root outwards. */
static void set_duals(cg_transport *t, const cg_network_simplex *simplex) {
    const cg_scaled *s = t->run->scaled;
    double *dual = t->run->dual;
    for (int at = 0; at < s->rows; at++) {
        int node = t->order[at];
        const cg_branch *branch = &simplex->branch[node];
        dual[node] = 0;
        if (branch->arc >= t->network.arcs) {
            dual[node] = (branch->upward ? t->penalty : -t->penalty) * t->factor[node];
        }
        if (branch->arc < t->columns) {
            int j = t->owner[branch->arc];
            long double cost = s->cost[j];
            if (branch->parent < s->rows) {
                cost -= (long double)coefficient(s, j, branch->parent) *
                        (long double)dual[branch->parent];
            }
            dual[node] = (double)(cost / (long double)coefficient(s, j, node));
        }
    }
}

/* The basis in neutral words, then in GLPK's: see solver.h. */
static int column_status(const cg_run *run, int j, int state) {
    if (state == CG_ARC_IN_TREE) {
        return CG_BASIC;
    }
    if (run->lower[j] == run->upper[j]) {
        return CG_AT_BOTH;
    }
    bool at_upper = isinf(run->lower[j]) || state == CG_ARC_FULL;
    return at_upper ? CG_AT_UPPER : CG_AT_LOWER;
}

static int row_status(const cg_transport *t, const cg_network_simplex *simplex, int i) {
    int arc = t->network.slack[i];
    if (simplex->state[t->network.arcs + i] == CG_ARC_IN_TREE ||
        (arc >= 0 && simplex->state[arc] == CG_ARC_IN_TREE)) {
        return CG_BASIC;
    }
    if (arc < 0) {
        return CG_AT_BOTH;
    }
    bool upper_side = (t->network.source[arc] == i) == (simplex->state[arc] == CG_ARC_EMPTY);
    return upper_side == (t->factor[i] > 0) ? CG_AT_UPPER : CG_AT_LOWER;
}

static void set_basis(cg_transport *t, const cg_network_simplex *simplex) {
    cg_run *run = t->run;
    for (int arc = 0; arc < t->columns; arc++) {
        int j = t->owner[arc];
        run->column_status[j] = column_status(run, j, simplex->state[arc]);
        run->x[j] = run->column_status[j] == CG_AT_UPPER ? run->upper[j] : run->lower[j];
    }
    for (int i = 0; i < run->scaled->rows; i++) {
        run->row_status[i] = row_status(t, simplex, i);
    }
}

/* What is left for the basic columns of the rows that stand on a side. */
static void set_remainders(cg_transport *t) {
    const cg_scaled *s = t->run->scaled;
    long double *left = t->run->sums;
    for (int i = 0; i < s->rows; i++) {
        bool upper = t->run->row_status[i] == CG_AT_UPPER;
        bool basic = t->run->row_status[i] == CG_BASIC;
        left[i] = basic ? 0 : upper ? s->row_upper[i] : s->row_lower[i];
    }
    for (int j = 0; j < s->columns; j++) {
        if (t->run->column_status[j] == CG_BASIC || t->run->x[j] == 0) {
            continue;
        }
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            left[s->index[k] - 1] -= (long double)s->value[k] * (long double)t->run->x[j];
        }
    }
}

/* Each row's sum is to be what it is: from the leaves inwards. */
static void set_x(cg_transport *t, const cg_network_simplex *simplex) {
    const cg_scaled *s = t->run->scaled;
    long double *left = t->run->sums;
    for (int at = s->rows - 1; at >= 0; at--) {
        int node = t->order[at];
        const cg_branch *branch = &simplex->branch[node];
        if (branch->arc >= t->columns) {
            continue;
        }
        int j = t->owner[branch->arc];
        double x = (double)(left[node] / (long double)coefficient(s, j, node));
        t->run->x[j] = fmin(fmax(x, t->run->lower[j]), t->run->upper[j]);
        if (branch->parent < s->rows) {
            left[branch->parent] -=
                (long double)coefficient(s, j, branch->parent) * (long double)t->run->x[j];
        }
    }
}

void cg_transport_read(cg_transport *t, const cg_network_simplex *simplex) {
    set_order(t, simplex);
    set_duals(t, simplex);
    set_basis(t, simplex);
    set_remainders(t);
    set_x(t, simplex);
}

/* By row, times its factor: the largest of its sides and of what its columns bring. */
static const double *terms_of(const cg_transport *t) {
    const cg_scaled *s = t->run->scaled;
    double *terms = t->run->work;
    for (int i = 0; i < s->rows; i++) {
        double lower = isinf(s->row_lower[i]) ? 0 : fabs(s->row_lower[i]);
        double upper = isinf(s->row_upper[i]) ? 0 : fabs(s->row_upper[i]);
        terms[i] = fabs(t->factor[i]) * fmax(lower, upper);
    }
    for (int j = 0; j < s->columns; j++) {
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            int i = s->index[k] - 1;
            terms[i] = fmax(terms[i], fabs(t->factor[i] * s->value[k] * t->run->x[j]));
        }
    }
    return terms;
}

double cg_transport_missing(const cg_transport *t, const cg_network_simplex *simplex) {
    const double *terms = NULL;
    double most = 0;
    for (int i = 0; i < t->network.nodes; i++) {
        const cg_branch *branch = &simplex->branch[i];
        if (branch->arc >= t->network.arcs && branch->flow != 0) {
            terms = terms != NULL ? terms : terms_of(t);
            most = fmax(most, (double)branch->flow * t->flow_unit / terms[i]);
        }
    }
    return most;
}
