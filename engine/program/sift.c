/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A large linear block by few of its rows and columns, until nothing is missed. */
#include "program/sift.h"

#include "program/feasible.h"

#include <limits.h>
#include <math.h>

/* Below this the simplex method has done before a guess is made. */
#define LARGE 800 /* columns */
/* The first-order start: columns a row, rounds, and iterations each: some, and more in larger
 * blocks. */
#define PER_ROW 5
#define ROUNDS 6
#define ITERATIONS 30
#define ROWS_AN_ITERATION 60
/* A guess is near enough to a corner when so few of the columns that it uses well hang on others:
 * a share of the rows, and in large blocks, where each makes dozens of long steps, so many. Else it
 * goes on for so many rounds, so often, or twice where it holds far more columns than rows: with
 * 33,000 on 8,400 the simplex method took 38,000 steps in place of 900. It does not where nearly as
 * many hang on others as before, most do not, and few columns are worth a look: what periods share
 * makes such blocks, whose optima are many. */
#define CORNER 0.05
#define FEW 60
#define MORE_ROUNDS 3
#define MORE 6
#define AS_MANY 0.95 /* of those before */
#define BLUNT 1.5    /* columns a row */
#define MOST 0.1     /* of the rows */
/* Columns worth a look from the start: those that would lose less than this share of what they
 * earn.
 */
#define NEAR 0.0005
/* Rows worth a look: so much of their side used; or so little, by which a guess says nothing. */
#define CLOSE 0.9
#define UNTRIED 0.5
/* Columns a row that one round adds. */
#define ADDED 3
/* A row is broken, and a column pays, where more than this is missing. */
#define TOLERANCE 1e-9

bool cg_is_siftable(const cg_scaled *s) {
    if (s->columns < LARGE) {
        return false;
    }
    for (int j = 0; j < s->columns; j++) {
        if (s->lower[j] != 0 || s->integer[j]) {
            return false;
        }
    }
    return true;
}

/* Nothing is in the problem, and all that is in none stands at 0. */
static void clear(cg_sifting *f) {
    f->growing.row_count = f->growing.column_count = 0;
    for (int i = 0; i < f->scaled->rows; i++) {
        f->growing.row_place[i] = CG_NONE;
        f->growing.run->dual[i] = 0;
    }
    memset(f->in, 0, (size_t)f->scaled->columns * sizeof *f->in);
    double *x = f->growing.run->x;
    for (int j = 0; j < f->scaled->columns; j++) {
        if (x[j] != 0) { /* what is not written takes no memory */
            x[j] = 0;
        }
    }
}

static void add_row(cg_sifting *f, int row) {
    f->growing.row_place[row] = f->growing.row_count;
    f->growing.rows[f->growing.row_count++] = row;
}

static void add_column(cg_sifting *f, int column) {
    f->in[column] = true;
    f->growing.columns[f->growing.column_count++] = column;
}

static void set_activity(cg_sifting *f, const double *x) {
    const cg_scaled *s = f->scaled;
    memset(f->activity, 0, (size_t)s->rows * sizeof *f->activity);
    for (int j = 0; j < s->columns; j++) {
        for (int k = s->start[j]; x[j] != 0 && k < s->start[j + 1]; k++) {
            f->activity[s->index[k] - 1] += s->value[k] * x[j];
        }
    }
}

static bool is_broken(const cg_sifting *f, int row) {
    double lower = f->scaled->row_lower[row], upper = f->scaled->row_upper[row],
           at = f->activity[row];
    return at < lower - TOLERANCE * (1 + fabs(lower)) || at > upper + TOLERANCE * (1 + fabs(upper));
}

/* Adds the rows that are broken; false where there are none. */
static bool add_broken(cg_sifting *f) {
    int before = f->growing.row_count;
    set_activity(f, f->growing.run->x);
    for (int i = 0; i < f->scaled->rows; i++) {
        if (f->growing.row_place[i] == CG_NONE && is_broken(f, i)) {
            add_row(f, i);
        }
    }
    return f->growing.row_count > before;
}

/* Adds, for each row, the columns that would pay most; false where none would. */
static bool add_paying(cg_sifting *f) {
    const cg_scaled *s = f->scaled;
    bool any = false;
    cg_selection_clear(&f->selection);
    for (int j = 0; j < s->columns; j++) {
        double reduced = cg_price_one(s, f->growing.run->dual, j);
        if (!f->once) {
            f->reduced[j] = reduced;
        }
        if (!f->in[j] && s->upper[j] > 0 && reduced < -TOLERANCE * (1 + fabs(s->cost[j]))) {
            cg_selection_offer(&f->selection, j, reduced / fmax(1e-9, fabs(s->cost[j])));
            any = true;
        }
    }
    if (!any) {
        return false;
    }
    memset(f->marked, 0, (size_t)s->columns * sizeof *f->marked);
    cg_selection_mark(&f->selection, f->marked);
    for (int j = 0; j < s->columns; j++) {
        if (f->marked[j]) {
            add_column(f, j);
        }
    }
    return true;
}

static bool grow(void *payload, cg_growing *growing) {
    cg_sifting *f = payload;
    for (int at = 0; at < growing->column_count; at++) {
        cg_snap_column(growing->run, growing->columns[at]);
    }
    return add_broken(f) || add_paying(f);
}

static bool is_close(const cg_sifting *f, const cg_guess *guess, int row) {
    double lower = f->scaled->row_lower[row], upper = f->scaled->row_upper[row],
           at = f->activity[row];
    return guess->dual[row] != 0 || lower > 0 || upper < 0 || at >= CLOSE * upper ||
           (isfinite(lower) && at <= lower / CLOSE);
}

static void begin_columns(cg_sifting *f, const cg_guess *guess) {
    const cg_scaled *s = f->scaled;
    for (int j = 0; j < s->columns; j++) {
        f->growing.run->column_status[j] = CG_AT_LOWER;
        bool used = guess->x[j] > 0 && guess->x[j] > CG_USED * cg_guess_most(s, guess, j);
        bool near = used || cg_price_one(s, guess->dual, j) < NEAR * fabs(s->cost[j]);
        if (near && s->upper[j] > 0) {
            add_column(f, j);
        }
    }
}

/* Rows that columns of the problem stand in and that the guess hardly uses: it says nothing of how
 * far they hold. Where all limits on what an input takes were left out together, its columns
 * carried a hundred times too much, and the steps that took that back were half of all. */
static bool is_untried(const cg_sifting *f, int row) {
    double upper = f->scaled->row_upper[row];
    return upper > 0 && isfinite(upper) && f->activity[row] <= UNTRIED * upper;
}

static void begin_untried(cg_sifting *f) {
    const cg_scaled *s = f->scaled;
    for (int at = 0; at < f->growing.column_count; at++) {
        int j = f->growing.columns[at];
        for (int k = s->start[j]; k < s->start[j + 1]; k++) {
            int i = s->index[k] - 1;
            if (f->growing.row_place[i] == CG_NONE && is_untried(f, i)) {
                add_row(f, i);
            }
        }
    }
}

/* The rows and columns that the guess points to. */
static void begin(cg_sifting *f, const cg_guess *guess) {
    begin_columns(f, guess);
    set_activity(f, guess->x);
    for (int i = 0; i < f->scaled->rows; i++) {
        f->growing.run->row_status[i] = CG_BASIC;
        if (is_close(f, guess, i)) {
            add_row(f, i);
        }
    }
    begin_untried(f);
}

/* The basis of all slacks, where the solver could do nothing with a better one. */
static void take_slacks(cg_sifting *f) {
    for (int i = 0; i < f->scaled->rows; i++) {
        f->growing.run->row_status[i] = CG_BASIC;
    }
    for (int j = 0; j < f->scaled->columns; j++) {
        f->growing.run->column_status[j] = CG_AT_LOWER;
    }
}

cg_sifting *cg_sifting_new(cg_solver *solver) {
    const cg_scaled *s = solver->scaled;
    cg_arena *arena = solver->arena;
    cg_sifting *f = CG_NEW(arena, cg_sifting);
    *f = (cg_sifting){.scaled = s,
                      .growing = {.run = cg_new_run(solver),
                                  .rows = CG_ARRAY(arena, int, s->rows + 1),
                                  .columns = CG_ARRAY(arena, int, s->columns + 1),
                                  .row_place = CG_ARRAY(arena, int, s->rows + 1),
                                  .grow = grow,
                                  .payload = f},
                      .selection = cg_selection_new(arena, s, ADDED),
                      .activity = CG_ARRAY(arena, double, s->rows + 1),
                      .reduced = CG_ARRAY(arena, double, s->columns + 1),
                      .in = CG_ARRAY(arena, bool, s->columns + 1),
                      .marked = CG_ARRAY(arena, bool, s->columns + 1)};
    f->growing.run->tolerance = TOLERANCE;
    return f;
}

int cg_sift_begin(cg_sifting *f, cg_solver *solver, const cg_guess *guess) {
    clear(f);
    begin(f, guess);
    return cg_crash(solver, guess, &f->growing, f->activity);
}

void cg_sift_run(cg_sifting *f) {
    cg_run_growing(&f->growing);
    if (f->growing.run->verdict == CG_RUN_UNCLEAN) {
        take_slacks(f);
        cg_run_growing(&f->growing);
    }
}

void cg_sift_hold_all(cg_sifting *f) {
    clear(f);
    for (int i = 0; i < f->scaled->rows; i++) {
        add_row(f, i);
    }
    for (int j = 0; j < f->scaled->columns; j++) {
        add_column(f, j);
    }
}

void cg_sift_hold(cg_sifting *f, int column) {
    if (!f->in[column]) {
        f->growing.run->column_status[column] = CG_AT_LOWER;
        add_column(f, column);
    }
}

static cg_answer *answer_of(cg_sifting *f, cg_solver *solver) {
    f->once = true;
    cg_sift_run(f);
    cg_keep_message(solver, f->growing.run);
    return f->growing.run->verdict == CG_RUN_OPTIMAL ? cg_polished(solver, f->growing.run) : NULL;
}

cg_answer *cg_sift_from(cg_solver *solver, const cg_guess *guess) {
    cg_sifting *f = cg_sifting_new(solver);
    cg_sift_begin(f, solver, guess);
    return answer_of(f, solver);
}

/* Whether a guess needs no more rounds than it had. */
static bool is_enough(const cg_sifting *f, int left_out, int before, int rounds) {
    const cg_growing *now = &f->growing;
    bool near = left_out <= fmin(CORNER * f->scaled->rows, FEW);
    bool stuck = left_out > AS_MANY * before && left_out <= MOST * f->scaled->rows;
    bool blunt = now->column_count > BLUNT * now->row_count;
    return near || (stuck && now->column_count <= now->row_count) ||
           rounds >= (blunt ? 2 * MORE : MORE);
}

void cg_sift_guess(cg_sifting *f, cg_solver *solver) {
    /* A guess of millions of columns is given back before the simplex method begins. */
    cg_solver guessing = *solver;
    guessing.arena = cg_arena_within(solver->arena);
    int iterations = ITERATIONS + solver->scaled->rows / ROWS_AN_ITERATION;
    cg_guess guess = cg_first_order(&guessing, PER_ROW, ROUNDS, iterations);
    int left_out = cg_sift_begin(f, solver, &guess), before = INT_MAX;
    for (int more = 0; !is_enough(f, left_out, before, more) && !cg_must_stop(&guessing); more++) {
        cg_first_order_goes_on(&guessing, &guess, PER_ROW, MORE_ROUNDS, iterations);
        before = left_out;
        left_out = cg_sift_begin(f, solver, &guess);
    }
    cg_arena_empty(guessing.arena);
}

/* A row is taken for full at this share of its side by a point without prices. */
#define BRIMFUL 0.9999

/* What a point says of its rows, without prices of its own. */
static cg_guess guess_of(cg_sifting *f, cg_arena *arena, const double *x) {
    const cg_scaled *s = f->scaled;
    cg_guess guess = {CG_ARRAY(arena, double, s->columns + 1), CG_ARRAY(arena, double, s->rows + 1),
                      CG_ARRAY(arena, double, s->columns + 1), 1};
    for (int j = 0; j < s->columns; j++) {
        guess.x[j] = fmin(fmax(x[j], s->lower[j]), s->upper[j]);
        guess.most[j] = s->upper[j] > 0 && isfinite(s->upper[j]) ? s->upper[j] : 1;
    }
    set_activity(f, guess.x);
    for (int i = 0; i < s->rows; i++) {
        double upper = s->row_upper[i];
        guess.dual[i] = isfinite(upper) && f->activity[i] >= BRIMFUL * upper ? -1 : 0;
    }
    return guess;
}

cg_answer *cg_solve_near(cg_solver *solver, const double *x) {
    cg_sifting *f = cg_sifting_new(solver);
    cg_guess guess = guess_of(f, solver->arena, x);
    take_slacks(f);
    cg_sift_hold_all(f);
    cg_crash(solver, &guess, &f->growing, f->activity);
    return answer_of(f, solver);
}

/* Few columns may have no solution where all have, so those of one come in. */
static void hold_used(cg_sifting *f, const double *x) {
    for (int j = 0; x != NULL && j < f->scaled->columns; j++) {
        if (x[j] > 0) {
            cg_sift_hold(f, j);
        }
    }
}

bool cg_sift_prepare(cg_sifting *f, cg_solver *solver) {
    const double *known = NULL;
    if (cg_find_solution(solver, &known) == CG_HAS_NONE) {
        return false;
    }
    cg_sift_guess(f, solver);
    hold_used(f, known);
    return true;
}

cg_answer *cg_solve_sifted(cg_solver *solver) {
    cg_stages *stages = solver->settings->stages;
    cg_stage_mark begun = cg_stage_begin(stages);
    cg_sifting *f = cg_sifting_new(solver);
    bool possible = cg_sift_prepare(f, solver);
    cg_stage_end(stages, CG_STAGE_FIRST_ORDER, begun);
    if (!possible) {
        return cg_no_answer(solver, CG_INFEASIBLE, NULL);
    }
    begun = cg_stage_begin(stages);
    cg_answer *answer = answer_of(f, solver);
    cg_stage_end(stages, CG_STAGE_SIFTING, begun);
    return answer;
}
