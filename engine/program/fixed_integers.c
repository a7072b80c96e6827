/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The linear program that is left of a block when its integers stand: in a large one most of it
 * stands still with them, and is left out. */
#include "program/sift.h"

#include <math.h>
#include <string.h>

/* What is left, and where it stood. */
typedef struct rest {
    cg_solver *solver;             /* of the block */
    const double *whole;           /* by column of the block: what its integers are */
    double *row_lower, *row_upper; /* by row of the block: less what the integers take */
    bool *shut;                    /* by row of the block: nothing can run in it */
    bool *live;                    /* by column of the block: not at 0 for good */
    bool *needed;                  /* by row of the block */
    int *place;                    /* by row of the block: its row in what is left, or CG_NONE */
    int *rows, *columns;           /* back */
    cg_scaled program;
} rest;

static void move_integers(rest *r) {
    const cg_scaled *s = r->solver->scaled;
    memcpy(r->row_lower, s->row_lower, (size_t)s->rows * sizeof(double));
    memcpy(r->row_upper, s->row_upper, (size_t)s->rows * sizeof(double));
    for (int j = 0; j < s->columns; j++) {
        for (int k = s->start[j]; s->integer[j] && r->whole[j] != 0 && k < s->start[j + 1]; k++) {
            r->row_lower[s->index[k] - 1] -= s->value[k] * r->whole[j];
            r->row_upper[s->index[k] - 1] -= s->value[k] * r->whole[j];
        }
    }
}

/* Columns that a row holds at 0: none of its terms can be negative, and they may not be more. */
static void find_shut(rest *r) {
    const cg_scaled *s = r->solver->scaled;
    for (int i = 0; i < s->rows; i++) {
        r->shut[i] = r->row_upper[i] == 0;
    }
    for (int j = 0; j < s->columns; j++) {
        for (int k = s->start[j]; !s->integer[j] && k < s->start[j + 1]; k++) {
            r->shut[s->index[k] - 1] &= s->lower[j] == 0 && s->value[k] > 0;
        }
    }
    for (int j = 0; j < s->columns; j++) {
        r->live[j] = !s->integer[j] && (s->lower[j] != 0 || s->upper[j] != 0);
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            r->live[j] = r->live[j] && !r->shut[s->index[k] - 1];
        }
    }
}

/* A column that costs and only lets others run: of no use where none of them is live. */
static bool only_serves(const rest *r, int column) {
    const cg_scaled *s = r->solver->scaled;
    bool serves = s->cost[column] >= 0 && s->lower[column] == 0;
    for (int k = s->start[column]; serves && k < s->start[column + 1]; k++) {
        serves = s->value[k] < 0 && isinf(r->row_lower[s->index[k] - 1]);
    }
    return serves;
}

/* False where a row with nothing in it does not hold. */
static bool find_rows(rest *r) {
    const cg_scaled *s = r->solver->scaled;
    for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < s->columns; j++) {
            bool serves = r->live[j] && only_serves(r, j);
            bool needed = !serves;
            for (int k = s->start[j]; r->live[j] && k < s->start[j + 1]; k++) {
                bool *row = &r->needed[s->index[k] - 1];
                needed = needed || (pass == 1 && *row);
                *row = *row || (pass == 0 && !serves);
            }
            r->live[j] = r->live[j] && (pass == 0 || needed);
        }
    }
    for (int j = 0; j < s->columns; j++) {
        for (int k = s->start[j]; r->live[j] && k < s->start[j + 1]; k++) {
            r->needed[s->index[k] - 1] = true;
        }
    }
    for (int i = 0; i < s->rows; i++) {
        if (!r->needed[i] && (r->row_lower[i] > 0 || r->row_upper[i] < 0)) {
            return false;
        }
    }
    return true;
}

static void write_rows(rest *r) {
    cg_arena *arena = r->solver->arena;
    cg_scaled *p = &r->program;
    int rows = r->solver->scaled->rows;
    p->row_lower = CG_ARRAY(arena, double, rows + 1);
    p->row_upper = CG_ARRAY(arena, double, rows + 1);
    p->row_scale = CG_ARRAY(arena, double, rows + 1);
    for (int i = 0; i < rows; i++) {
        r->place[i] = r->needed[i] ? p->rows : CG_NONE;
        if (r->needed[i]) {
            p->row_lower[p->rows] = r->row_lower[i];
            p->row_upper[p->rows] = r->row_upper[i];
            p->row_scale[p->rows] = 1;
            r->rows[p->rows++] = i;
        }
    }
}

static void write_columns(rest *r) {
    const cg_scaled *s = r->solver->scaled;
    cg_arena *arena = r->solver->arena;
    cg_scaled *p = &r->program;
    int count = 0, entries = 0;
    for (int j = 0; j < s->columns; j++) {
        count += r->live[j];
        entries += r->live[j] ? s->start[j + 1] - s->start[j] : 0;
    }
    p->start = CG_ARRAY(arena, int, count + 1);
    p->index = CG_ARRAY(arena, int, entries + 1);
    p->value = CG_ARRAY(arena, double, entries + 1);
    p->lower = CG_ARRAY(arena, double, count + 1);
    p->upper = CG_ARRAY(arena, double, count + 1);
    p->cost = CG_ARRAY(arena, double, count + 1);
    p->integer = CG_ARRAY(arena, bool, count + 1);
    p->column_scale = CG_ARRAY(arena, double, count + 1);
    for (int j = 0, at = 0; j < s->columns; j++) {
        if (!r->live[j]) {
            continue;
        }
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            p->index[at] = r->place[s->index[k] - 1] + 1;
            p->value[at++] = s->value[k];
        }
        p->lower[p->columns] = s->lower[j];
        p->upper[p->columns] = s->upper[j];
        p->cost[p->columns] = s->cost[j];
        p->column_scale[p->columns] = 1;
        r->columns[p->columns++] = j;
        p->start[p->columns] = at;
    }
}

static rest *rest_of(cg_solver *s, const double *whole) {
    const cg_scaled *scaled = s->scaled;
    cg_arena *arena = s->arena;
    rest *r = CG_NEW(arena, rest);
    *r = (rest){
        .solver = s,
        .whole = whole,
        .row_lower = CG_ARRAY(arena, double, scaled->rows + 1),
        .row_upper = CG_ARRAY(arena, double, scaled->rows + 1),
        .shut = CG_ARRAY(arena, bool, scaled->rows + 1),
        .live = CG_ARRAY(arena, bool, scaled->columns + 1),
        .needed = CG_ARRAY(arena, bool, scaled->rows + 1),
        .place = CG_ARRAY(arena, int, scaled->rows + 1),
        .rows = CG_ARRAY(arena, int, scaled->rows + 1),
        .columns = CG_ARRAY(arena, int, scaled->columns + 1),
        .program = {.objective_scale = scaled->objective_scale, .constant = scaled->constant}};
    move_integers(r);
    find_shut(r);
    if (!find_rows(r)) {
        return NULL;
    }
    write_rows(r);
    write_columns(r);
    return r;
}

/* The price of a row that holds its columns at 0: what none of them would pay. */
static void price_shut_rows(const rest *r, cg_answer *answer) {
    const cg_scaled *s = r->solver->scaled;
    for (int j = 0; j < s->columns; j++) {
        double reduced = s->cost[j];
        int shut = CG_NONE;
        for (int k = s->start[j]; !s->integer[j] && k < s->start[j + 1]; k++) {
            int i = s->index[k] - 1;
            reduced -= s->value[k] * answer->dual[i];
            shut = r->shut[i] ? k : shut;
        }
        if (shut != CG_NONE && reduced < 0) {
            answer->dual[s->index[shut] - 1] += reduced / s->value[shut];
        }
    }
}

static cg_answer *large_with_fixed(cg_solver *s, const double *whole) {
    const rest *r = rest_of(s, whole);
    if (r == NULL) {
        return NULL;
    }
    cg_answer *answer = CG_NEW(s->arena, cg_answer);
    answer->x = CG_ARRAY(s->arena, double, s->scaled->columns + 1);
    answer->dual = CG_ARRAY(s->arena, double, s->scaled->rows + 1);
    for (int j = 0; j < s->scaled->columns; j++) {
        answer->x[j] = s->scaled->integer[j] ? whole[j] : 0;
    }
    if (r->program.columns > 0) {
        cg_solver of_rest = *s;
        of_rest.scaled = &r->program;
        cg_answer *found = cg_solve_linear(&of_rest, NULL);
        if (found->outcome != CG_OPTIMAL) {
            return NULL;
        }
        for (int at = 0; at < r->program.columns; at++) {
            answer->x[r->columns[at]] = found->x[at];
        }
        for (int at = 0; at < r->program.rows; at++) {
            answer->dual[r->rows[at]] = found->dual[at];
        }
    }
    price_shut_rows(r, answer);
    cg_certificate certificate = cg_scaled_certify(s->arena, s->scaled, answer->x, answer->dual);
    answer->objective = certificate.objective;
    answer->bound = certificate.bound;
    return certificate.primal_residual <= CG_CLEAN ? answer : NULL;
}

/* The whole numbers nearest to x, within their bounds; what is no integer is 0. */
static double *whole_of(cg_solver *s, const double *x) {
    double *whole = CG_ARRAY(s->arena, double, s->scaled->columns + 1);
    for (int j = 0; j < s->scaled->columns; j++) {
        if (s->scaled->integer[j]) {
            whole[j] = fmin(fmax(round(x[j]), s->scaled->lower[j]), s->scaled->upper[j]);
        }
    }
    return whole;
}

/* Below so many columns the linear program is solved as it is. */
#define LARGE 800

cg_answer *cg_with_fixed_integers(cg_solver *s, const double *x) {
    const double *whole = whole_of(s, x);
    cg_answer *answer = s->scaled->columns >= LARGE ? large_with_fixed(s, whole) : NULL;
    if (answer != NULL) {
        return answer;
    }
    cg_run *run = cg_new_run(s);
    cg_own_bounds(s, run);
    for (int j = 0; j < s->scaled->columns; j++) {
        if (s->scaled->integer[j]) {
            run->lower[j] = run->upper[j] = whole[j];
        }
    }
    cg_run_until_clear(s, run);
    return run->verdict == CG_RUN_OPTIMAL ? cg_polished(s, run) : NULL;
}
