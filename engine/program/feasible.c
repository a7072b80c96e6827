/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first phase for large blocks: the same block with what each row lacks where nothing flows as
 * a column, and no other costs, is solved by the same way. */
#include "program/feasible.h"

#include "program/sift.h"

#include <math.h>
#include <string.h>

/* Lacking less than this share of a side is rounding, and more than the second is not. */
#define HELD 1e-9
#define LACKING 1e-7

/* By how much a row is missed where nothing flows; negative where it is too much. */
static double missed(const cg_scaled *s, int row) {
    return s->row_lower[row] > 0 ? s->row_lower[row] : fmin(0, s->row_upper[row]);
}

static int missed_rows(const cg_scaled *s) {
    int count = 0;
    for (int i = 0; i < s->rows; i++) {
        count += missed(s, i) != 0;
    }
    return count;
}

/* The block with `more` columns behind its own: shares of what the rows lack, 1 for all of it. */
static cg_scaled with_lacking(cg_arena *arena, const cg_scaled *s, int more) {
    size_t own = (size_t)s->columns, all = own + (size_t)more;
    int entries = s->start[own];
    cg_scaled with = *s;
    with.columns += more;
    with.start = CG_ARRAY(arena, int, all + 1);
    with.index = CG_ARRAY(arena, int, entries + more);
    with.value = CG_ARRAY(arena, double, entries + more);
    with.lower = CG_ARRAY(arena, double, all);
    with.upper = CG_ARRAY(arena, double, all);
    with.cost = CG_ARRAY(arena, double, all);
    with.integer = CG_ARRAY(arena, bool, all);
    with.column_scale = CG_ARRAY(arena, double, all);
    memcpy(with.start, s->start, (own + 1) * sizeof *with.start);
    memcpy(with.index, s->index, (size_t)entries * sizeof *with.index);
    memcpy(with.value, s->value, (size_t)entries * sizeof *with.value);
    memcpy(with.upper, s->upper, own * sizeof *with.upper);
    memcpy(with.column_scale, s->column_scale, own * sizeof *with.column_scale);
    int j = s->columns;
    for (int i = 0; i < s->rows; i++) {
        double lacks = missed(s, i);
        if (lacks == 0) {
            continue;
        }
        with.index[with.start[j]] = i + 1;
        with.value[with.start[j]] = lacks;
        with.start[j + 1] = with.start[j] + 1;
        with.upper[j] = 1;
        with.cost[j] = 1;
        with.column_scale[j] = 1;
        j++;
    }
    return with;
}

cg_feasibility cg_find_solution(cg_solver *solver, const double **x) {
    const cg_scaled *s = solver->scaled;
    int missing = missed_rows(s);
    *x = NULL;
    if (missing == 0) {
        return CG_HAS_SOLUTION; /* nothing flows */
    }
    cg_scaled with = with_lacking(solver->arena, s, missing);
    cg_solver first = *solver;
    first.scaled = &with;
    cg_sifting *f = cg_sifting_new(&first);
    cg_sift_guess(f, &first);
    for (int j = s->columns; j < with.columns; j++) {
        cg_sift_hold(f, j);
    }
    cg_sift_run(f);
    if (f->growing.run->verdict != CG_RUN_OPTIMAL) {
        return CG_NOT_KNOWN;
    }
    const cg_answer *answer = cg_polished(&first, f->growing.run);
    *x = answer->objective <= HELD ? answer->x : NULL;
    return answer->objective <= HELD ? CG_HAS_SOLUTION
           : answer->bound > LACKING ? CG_HAS_NONE
                                     : CG_NOT_KNOWN;
}
