/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The relaxation of a program with very many charges, solved as a large linear program. */
#include "program/chosen.h"

#include "program/sift.h"

#include <math.h>

/* How often it is solved, with the rows that did not hold the time before. */
#define TIMES 4
/* Of the guess that a bound is taken from where time was up. */
#define PER_ROW 6
#define ROUNDS 4
#define ITERATIONS 50

/* Whether a column is left to decide: no charge, and not fixed. */
static bool is_open(const cg_mixed *m, int column) {
    return m->charge_of[column] == CG_NONE && m->lower[column] < m->upper[column];
}

static bool is_of_the_kind(const cg_mixed *m) {
    for (int c = 0; c < m->charges.count; c++) {
        const cg_charge *charge = &m->charges.items[c];
        if (charge->stands || m->lower[charge->column] != 0) {
            return false;
        }
    }
    for (int j = 0; j < m->columns; j++) {
        /* What stands fixed counts in the rows alone: its cost would be missing from the bound. */
        bool fixed = m->charge_of[j] == CG_NONE && m->lower[j] == m->upper[j];
        if ((is_open(m, j) && m->lower[j] != 0) || (fixed && m->lower[j] * m->cost[j] != 0)) {
            return false;
        }
    }
    return m->other_integers == 0 && m->taking == 0;
}

/* What fixed columns take of the rows' sides. */
static double *fixed_part(const cg_mixed *m) {
    double *part = CG_ARRAY(m->arena, double, m->rows + 1);
    for (int j = 0; j < m->columns; j++) {
        bool fixed = m->charge_of[j] == CG_NONE && m->lower[j] == m->upper[j] && m->lower[j] != 0;
        for (int k = m->by_column.start[j]; fixed && k < m->by_column.start[j + 1]; k++) {
            part[m->by_column.other[k]] += m->by_column.value[k] * m->lower[j];
        }
    }
    return part;
}

static void put_rows(const cg_mixed *m, cg_spread *spread) {
    cg_scaled *s = &spread->program;
    const double *part = fixed_part(m);
    s->row_lower = CG_ARRAY(m->arena, double, m->rows + 1);
    s->row_upper = CG_ARRAY(m->arena, double, m->rows + 1);
    s->row_scale = CG_ARRAY(m->arena, double, m->rows + 1);
    for (int i = 0; i < m->rows; i++) {
        spread->place[i] = CG_NONE;
        if (!cg_mixed_stands(m, i) || spread->without[i]) {
            continue;
        }
        int at = s->rows++;
        spread->place[i] = at;
        spread->row[at] = i;
        s->row_lower[at] = m->row_lower[i] - part[i];
        s->row_upper[at] = cg_mixed_side(m, i) - part[i];
        s->row_scale[at] = 1;
    }
}

static void put_columns(const cg_mixed *m, cg_spread *spread) {
    cg_scaled *s = &spread->program;
    int count = m->columns, entries = m->by_column.start[count];
    s->start = CG_ARRAY(m->arena, int, count + 1);
    s->index = CG_ARRAY(m->arena, int, entries + 1);
    s->value = CG_ARRAY(m->arena, double, entries + 1);
    s->lower = CG_ARRAY(m->arena, double, count + 1);
    s->upper = CG_ARRAY(m->arena, double, count + 1);
    s->cost = CG_ARRAY(m->arena, double, count + 1);
    s->integer = CG_ARRAY(m->arena, bool, count + 1);
    s->column_scale = CG_ARRAY(m->arena, double, count + 1);
    int at = 0;
    for (int j = 0; j < count; j++) {
        if (!is_open(m, j)) {
            continue;
        }
        for (int k = m->by_column.start[j]; k < m->by_column.start[j + 1]; k++) {
            int row = spread->place[m->by_column.other[k]];
            if (row != CG_NONE) {
                s->index[at] = row + 1;
                s->value[at++] = m->by_column.value[k];
            }
        }
        spread->column[s->columns] = j;
        s->upper[s->columns] = m->upper[j];
        s->cost[s->columns] = cg_mixed_full_cost(m, j);
        s->column_scale[s->columns++] = 1;
        s->start[s->columns] = at;
    }
}

static void write(const cg_mixed *m, cg_spread *spread) {
    spread->program.rows = spread->program.columns = 0;
    put_rows(m, spread);
    put_columns(m, spread);
}

bool cg_spread_of(const cg_mixed *m, cg_spread *spread, const cg_scaled *scaled) {
    if (!is_of_the_kind(m)) {
        return false;
    }
    *spread = (cg_spread){
        .program = {.objective_scale = scaled->objective_scale, .constant = scaled->constant},
        .row = CG_ARRAY(m->arena, int, m->rows + 1),
        .column = CG_ARRAY(m->arena, int, m->columns + 1),
        .place = CG_ARRAY(m->arena, int, m->rows + 1),
        .without = CG_ARRAY(m->arena, bool, m->rows + 1)};
    for (int f = 0; f < m->folded.count; f++) {
        spread->without[m->folded.items[f].row] = true;
    }
    write(m, spread);
    return true;
}

/* Puts rows in that were left out and do not hold at x; how many those are. */
static int put_in_broken(const cg_mixed *m, cg_spread *spread, const double *x) {
    double *activity = CG_ARRAY(m->arena, double, m->rows + 1);
    for (int at = 0; at < spread->program.columns; at++) {
        int j = spread->column[at];
        for (int k = m->by_column.start[j]; x[at] != 0 && k < m->by_column.start[j + 1]; k++) {
            activity[m->by_column.other[k]] += m->by_column.value[k] * x[at];
        }
    }
    const double *part = fixed_part(m);
    int count = 0;
    for (int i = 0; i < m->rows; i++) {
        double most = m->row_upper[i] - part[i];
        if (spread->without[i] && !m->implied[i] && activity[i] > most + 1e-9 * (1 + fabs(most))) {
            spread->without[i] = false;
            count++;
        }
    }
    return count;
}

cg_answer *cg_spread_solve(cg_arena *arena, const cg_run *run, const cg_mixed *m,
                           cg_spread *spread) {
    cg_solver solver = {.arena = arena,
                        .scaled = &spread->program,
                        .settings = run->settings,
                        .started = run->started,
                        .punctual = run->start != NULL};
    for (int times = 1;; times++) {
        if (solver.punctual && cg_must_stop(&solver)) {
            return NULL;
        }
        cg_answer *answer = cg_solve_linear(&solver, NULL);
        if (answer->outcome != CG_OPTIMAL) {
            return NULL;
        }
        /* With rows left out it is a relaxation still. */
        if (times == TIMES || cg_must_stop(&solver) || put_in_broken(m, spread, answer->x) == 0) {
            return answer;
        }
        write(m, spread);
    }
}

double cg_spread_bound(cg_arena *arena, const cg_run *run, const cg_spread *spread) {
    cg_solver solver = {.arena = arena,
                        .scaled = &spread->program,
                        .settings = run->settings,
                        .started = run->started};
    if (!cg_is_siftable(&spread->program)) {
        return -INFINITY;
    }
    cg_guess guess = cg_first_order(&solver, PER_ROW, ROUNDS, ITERATIONS);
    return cg_scaled_certify(arena, &spread->program, guess.x, guess.dual).bound;
}
