/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Factors of a basis solve with it, before and after exchanges, whatever the basis: each answer is
 * multiplied out again. */
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

/* The ways to solve that know what they are asked say what the plain ones do. */
static void other_ways_agree(cg_arena *arena, cg_factor *factor, const cg_scaled *s, chance *c) {
    double *plain = CG_ARRAY(arena, double, s->rows), *v = CG_ARRAY(arena, double, s->rows);
    double *together = CG_ARRAY(arena, double, s->rows *CG_TOGETHER), worst = 0;
    double *pair = CG_ARRAY(arena, double, 2 * s->rows);
    int *filled = CG_ARRAY(arena, int, s->rows), count = 0, entering[CG_TOGETHER];
    for (int n = 0; n < CG_TOGETHER - 1; n++) { /* the last stays empty */
        entering[n] = (int)(uniform(c) * s->columns);
        for (int k = s->start[entering[n]]; k < s->start[entering[n] + 1]; k++) {
            int row = s->index[k] - 1, at = 0;
            together[row * CG_TOGETHER + n] = s->value[k];
            while (at < count && filled[at] != row) {
                at++;
            }
            filled[at] = row;
            count += at == count;
        }
    }
    count = cg_factor_together(factor, together, filled, count);
    for (int n = 0; n < CG_TOGETHER; n++) {
        memset(plain, 0, (size_t)s->rows * sizeof *plain);
        for (int k = n < CG_TOGETHER - 1 ? s->start[entering[n]] : 0;
             n < CG_TOGETHER - 1 && k < s->start[entering[n] + 1]; k++) {
            plain[s->index[k] - 1] = s->value[k];
        }
        memcpy(v, plain, (size_t)s->rows * sizeof *v);
        cg_factor_forward(factor, plain);
        cg_factor_column(factor, v);
        for (int k = 0; k < count; k++) {
            double *own = &together[filled[k] * CG_TOGETHER + n];
            worst = fmax(worst, fabs(*own - plain[filled[k]]));
            *own = plain[filled[k]];
        }
        for (int i = 0; i < s->rows; i++) { /* nor is there anything where nothing was told */
            worst = fmax(worst, fabs(together[i * CG_TOGETHER + n] - plain[i]));
            worst = fmax(worst, fabs(v[i] - plain[i]));
        }
    }
    cr_expect_lt(worst, SMALL, "columns are off by %g", worst);
    int place = (int)(uniform(c) * s->rows);
    memset(plain, 0, (size_t)s->rows * sizeof *plain);
    plain[place] = 1;
    cg_factor_back(factor, plain);
    cg_factor_row(factor, place, v);
    pair[2 * place] = 1;
    pair[2 * place + 1] = -2;
    cg_factor_back_pair(factor, pair);
    worst = 0;
    for (int i = 0; i < s->rows; i++) {
        worst = fmax(worst, fabs(v[i] - plain[i]));
        worst = fmax(worst, fabs(pair[2 * i] - plain[i]) + fabs(pair[2 * i + 1] + 2 * plain[i]));
    }
    cr_expect_lt(worst, SMALL, "rows are off by %g", worst);
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
            cr_assert(cg_factor_exchange(factor, place, entering, pivot));
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
        other_ways_agree(arena, factor, &s, &c);
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

/* Any variable that is not basic, a slack or not, for any place with a firm pivot, until the
 * factors ask to be made anew; then once more. */
static void on_and_on(cg_arena *arena, void *payload) {
    (void)payload;
    cg_scaled s = cg_program_arrays(arena, several(arena));
    cg_factor *factor = cg_factor_new(arena, &s);
    int *head = CG_ARRAY(arena, int, s.rows), made = 0, most = 0;
    bool *basic = CG_ARRAY(arena, bool, s.rows + s.columns);
    double *solved = CG_ARRAY(arena, double, s.rows);
    chance c = {.state = 5};
    for (int i = 0; i < s.rows; i++) {
        head[i] = s.columns + i;
        basic[head[i]] = true;
    }
    cr_assert(cg_factor_make(factor, head));
    for (int tries = 0; made < 3; tries++) {
        cr_assert_lt(tries, 100000);
        int entering = (int)(uniform(&c) * (s.columns + s.rows));
        int place = (int)(uniform(&c) * s.rows);
        memset(solved, 0, (size_t)s.rows * sizeof(double));
        if (entering >= s.columns) {
            solved[entering - s.columns] = 1;
        }
        for (int k = entering < s.columns ? s.start[entering] : 0;
             entering < s.columns && k < s.start[entering + 1]; k++) {
            solved[s.index[k] - 1] = s.value[k];
        }
        cg_factor_column(factor, solved);
        if (basic[entering] || fabs(solved[place]) < 0.1) {
            continue;
        }
        basic[head[place]] = false;
        basic[entering] = true;
        head[place] = entering;
        if (!cg_factor_exchange(factor, place, entering, solved[place])) {
            cr_assert(cg_factor_make(factor, head));
            made++;
        }
        most = cg_factor_exchanges(factor) > most ? cg_factor_exchanges(factor) : most;
        if (tries % 10 == 0) {
            solves(arena, factor, &s, head, &c);
            other_ways_agree(arena, factor, &s, &c);
        }
    }
    cr_expect_gt(most, 50, "at the most %d exchanges", most);
}

Test(factor, goes_on_from_exchange_to_exchange, .timeout = 60) {
    with_arena(on_and_on, NULL);
}

static void what_cannot_be(cg_arena *arena, void *payload) {
    (void)payload;
    /* Columns (1, 2), (2, 4) and (1, 1): the first two say the same. */
    int start[] = {0, 2, 4, 6}, index[] = {1, 2, 1, 2, 1, 2};
    double value[] = {1, 2, 2, 4, 1, 1};
    cg_scaled s = {.rows = 2, .columns = 3, .start = start, .index = index, .value = value};
    cg_factor *factor = cg_factor_new(arena, &s);
    int same[] = {0, 1}, head[] = {0, 2};
    cr_expect_not(cg_factor_make(factor, same));
    cr_expect_eq(same[0], 0);
    cr_expect_eq(same[1], 1);
    cr_assert(cg_factor_make(factor, head));
    int place = head[0] == 2 ? 0 : 1; /* of the third; the second has nothing there but the first */
    cr_expect_not(cg_factor_exchange(factor, place, 1, 1), "a pivot that is none is believed");
    chance c = {.state = 9};
    solves(arena, factor, &s, head, &c);
}

Test(factor, tells_what_cannot_be_a_basis, .timeout = 60) {
    with_arena(what_cannot_be, NULL);
}
