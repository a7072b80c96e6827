/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Factors of a basis solve with it, before and after exchanges, whatever the basis. */
#include "made_up_park.h"

#include "program/factor/factor.h"

#include <string.h>

enum { EXCHANGES = 25, BASES = 12 };
#define SMALL 1e-8 /* of numbers near 1 */

/* A basis multiplied from the right by `v`, by place: what forward undoes. */
static void multiply(const cg_scaled *s, const int *head, const double *v, double *result) {
    memset(result, 0, (size_t)s->rows * sizeof(double));
    for (int place = 0; place < s->rows; place++) {
        int j = head[place];
        if (j >= s->columns) {
            result[j - s->columns] += v[place];
            continue;
        }
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            result[s->index[k] - 1] += s->value[k] * v[place];
        }
    }
}

/* One column of the basis times `v`, by row: what back undoes. */
static double dot(const cg_scaled *s, int j, const double *v) {
    double sum = 0;
    for (int k = j < s->columns ? s->start[j] : 0; j < s->columns && k < s->start[j + 1]; k++) {
        sum += s->value[k] * v[s->index[k] - 1];
    }
    return j < s->columns ? sum : v[j - s->columns];
}

static void solves(cg_arena *arena, const cg_factor *factor, const cg_scaled *s, const int *head,
                   chance *c) {
    double *v = CG_ARRAY(arena, double, s->rows), *right = CG_ARRAY(arena, double, s->rows);
    double *result = CG_ARRAY(arena, double, s->rows), worst = 0;
    for (int i = 0; i < s->rows; i++) {
        v[i] = right[i] = uniform(c) < 0.3 ? between(c, -1, 1) : 0;
    }
    cg_factor_forward(factor, v);
    multiply(s, head, v, result);
    for (int i = 0; i < s->rows; i++) {
        worst = fmax(worst, fabs(result[i] - right[i]));
        v[i] = right[i];
    }
    cr_expect_lt(worst, SMALL, "forward is off by %g", worst);
    cg_factor_back(factor, v);
    worst = 0;
    for (int place = 0; place < s->rows; place++) {
        worst = fmax(worst, fabs(dot(s, head[place], v) - right[place]));
    }
    cr_expect_lt(worst, SMALL, "back is off by %g", worst);
}

/* Columns enter a basis of slacks wherever their pivot allows. Returns how many did. */
static int exchange_some(cg_arena *arena, cg_factor *factor, const cg_scaled *s, int *head,
                         chance *c) {
    double *solved = CG_ARRAY(arena, double, s->rows);
    int done = 0;
    for (int tries = 0; tries < EXCHANGES; tries++) {
        int entering = (int)(uniform(c) * s->columns), place = 0;
        memset(solved, 0, (size_t)s->rows * sizeof(double));
        for (int k = s->start[entering]; k < s->start[entering + 1]; k++) {
            solved[s->index[k] - 1] = s->value[k];
        }
        cg_factor_column(factor, solved);
        for (int i = 0; i < s->rows; i++) {
            place = head[i] >= s->columns && fabs(solved[i]) > fabs(solved[place]) ? i : place;
        }
        if (head[place] >= s->columns && fabs(solved[place]) > 0.05) {
            double pivot = solved[place];
            cg_factor_row(factor, place, solved);
            cr_assert(cg_factor_exchange(factor, pivot));
            head[place] = entering;
            done++;
        }
    }
    return done;
}

static void whatever_the_basis(cg_arena *arena, void *payload) {
    (void)payload;
    cg_scaled s = cg_program_arrays(arena, several(arena));
    cg_factor *factor = cg_factor_new(arena, &s);
    int *head = CG_ARRAY(arena, int, s.rows), *before = CG_ARRAY(arena, int, s.rows), all = 0;
    size_t size = (size_t)s.rows * sizeof *head;
    chance c = {.state = 3};
    for (int i = 0; i < s.rows; i++) {
        head[i] = s.columns + i;
    }
    for (int basis = 0; basis < BASES; basis++) {
        cr_assert(cg_factor_make(factor, head));
        solves(arena, factor, &s, head, &c);
        memcpy(before, head, size);
        int done = exchange_some(arena, factor, &s, head, &c);
        cr_expect_eq(cg_factor_exchanges(factor), done);
        all += done;
        solves(arena, factor, &s, head, &c);
        cg_factor_undo(factor);
        solves(arena, factor, &s, before, &c);
    }
    cr_expect_gt(all, BASES * EXCHANGES / 2, "%d exchanges", all);
    head[0] = head[1]; /* one variable twice */
    cr_expect_not(cg_factor_make(factor, head));
}

Test(factor, solves_with_any_basis, .timeout = 60) {
    with_arena(whatever_the_basis, NULL);
}
