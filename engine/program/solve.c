/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solving a program: takes it apart, solves each block by the way that fits it, and puts the
 * answers together. */
#include "program/any_plan.h"
#include "program/block.h"
#include "program/blocks.h"
#include "program/crew.h"
#include "program/priced.h"
#include "program/shares.h"
#include "program/without_common.h"

#include "base/number.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>

#define SELDOM_S 0.9
#define LEAST_S 0.05
#define SEARCHED_AS_ONE 5000 /* columns at most */
#define AS_ONE_SHARE 0.6     /* of a time limit */
/* Objective and bound of a search meet when they are this near: as in block_search.c. */
#define MET 1e-6
#define UNDECIDED                                                                                  \
    "no plan was found that meets all requirements, and it is not proven that there is none: "     \
    "what they ask for is too near to the best that can be"

const char *cg_program_misuse(const cg_program *program) {
    for (int j = 0; j < program->columns.count; j++) {
        const cg_column *column = &program->columns.items[j];
        if (!isfinite(column->cost) || isnan(column->lower) || isnan(column->upper)) {
            return "a cost or a bound of a column is not a finite number";
        }
    }
    for (int i = 0; i < program->rows.count; i++) {
        if (isnan(program->rows.items[i].lower) || isnan(program->rows.items[i].upper)) {
            return "a bound of a row is not a number";
        }
    }
    for (int k = 0; k < program->entries.count; k++) {
        const cg_entry *entry = &program->entries.items[k];
        if (!isfinite(entry->value)) {
            return "a coefficient is not a finite number";
        }
        if (entry->row < 0 || entry->row >= program->rows.count || entry->column < 0 ||
            entry->column >= program->columns.count) {
            return "a coefficient stands in a row or column that is not there";
        }
    }
    return NULL;
}

bool cg_is_crossed(const cg_scaled *s) {
    for (int j = 0; j < s->columns; j++) {
        if (s->lower[j] > s->upper[j]) {
            return true;
        }
    }
    for (int i = 0; i < s->rows; i++) {
        if (s->row_lower[i] > s->row_upper[i]) {
            return true;
        }
    }
    return false;
}

bool cg_has_integers(const cg_scaled *s) {
    for (int j = 0; j < s->columns; j++) {
        if (s->integer[j]) {
            return true;
        }
    }
    return false;
}

/* What became of a block. */
typedef struct part {
    cg_outcome outcome;
    double objective, bound; /* in the program's own units, without the constant */
    const char *message;
    cg_taken *taken;
    int taken_count;
    bool searched, hopeless;
    double spent, node_work; /* as in cg_run */
} part;

/* The whole being put together. Blocks write to places of their own, so that several may be solved
 * at once and nothing depends on the order. */
typedef struct assembly {
    const cg_blocks *blocks;
    cg_solve_settings settings;
    const double *start; /* by own column; NULL */
    double started;
    double constant; /* a block's part of it: a gap is a share of the whole objective */
    cg_solution *solution;
    part *parts; /* by block */
    int *order;  /* in which blocks are solved */
    int linear;  /* how many of them come first: those that are not searched */
    bool again;  /* blocks are searched a second time, by their shares */
    cg_share *shares;
} assembly;

/* Columns without rows stand at the bound that pays; rows without columns hold or do not. */
static cg_answer *solve_apart(cg_solver *s) {
    const cg_scaled *scaled = s->scaled;
    double *x = CG_ARRAY(s->arena, double, scaled->columns + 1);
    for (int i = 0; i < scaled->rows; i++) {
        if (scaled->row_lower[i] > CG_CLEAN || scaled->row_upper[i] < -CG_CLEAN) {
            return cg_no_answer(s, CG_INFEASIBLE, NULL);
        }
    }
    for (int j = 0; j < scaled->columns; j++) {
        double nearest = fmin(fmax(0, scaled->lower[j]), scaled->upper[j]);
        x[j] = scaled->cost[j] > 0   ? scaled->lower[j]
               : scaled->cost[j] < 0 ? scaled->upper[j]
                                     : nearest;
        if (isinf(x[j])) {
            return cg_no_answer(s, CG_NO_ANSWER, CG_ENDLESS);
        }
    }
    cg_certificate certificate;
    return cg_answer_of(s, x, NULL, &certificate);
}

cg_answer *cg_solve_block(cg_solver *s, const double *start) {
    if (cg_is_crossed(s->scaled)) {
        return cg_no_answer(s, CG_INFEASIBLE, NULL);
    }
    if (s->scaled->rows == 0 || s->scaled->columns == 0) {
        return solve_apart(s);
    }
    return cg_has_integers(s->scaled) ? cg_solve_integers(s, start) : cg_solve_linear(s, start);
}

/* The start of a block's columns, scaled; what is not the program's own starts at its bound. */
static const double *start_of(const assembly *whole, cg_solver *s, const int *columns, int own) {
    const double *known = whole->again ? whole->solution->x : whole->start;
    if (known == NULL) {
        return NULL;
    }
    double *start = CG_ARRAY(s->arena, double, s->scaled->columns + 1);
    for (int j = 0; j < own; j++) {
        start[j] = known[columns[j]] / s->scaled->column_scale[j];
    }
    return start;
}

static void take_reserved(part *of, cg_arena *kept, const cg_scaled *s, const cg_answer *answer,
                          const cg_spans *reserved, int block, int own) {
    for (int j = own; j < s->columns; j++) {
        of->taken_count += answer->x[j] != 0;
    }
    of->taken = CG_ARRAY(kept, cg_taken, of->taken_count + 1);
    int at = 0, j = own;
    for (int n = reserved->start[block]; n < reserved->start[block + 1]; n++) {
        const cg_span *span = &reserved->spans[n];
        for (int i = 0; i < span->count; i++, j++) {
            if (answer->x[j] != 0) {
                of->taken[at++] = (cg_taken){span->first + i, answer->x[j] * s->column_scale[j]};
            }
        }
    }
}

static void take(const assembly *whole, cg_arena *kept, const cg_scaled *s, const cg_answer *answer,
                 int block) {
    const cg_blocks *blocks = whole->blocks;
    part *of = &whole->parts[block];
    *of = (part){.outcome = answer->outcome,
                 .message = cg_copy_text(kept, answer->message),
                 .searched = cg_has_integers(s),
                 .hopeless = answer->hopeless,
                 .spent = answer->spent,
                 .node_work = answer->node_work};
    if (answer->x == NULL) {
        return;
    }
    of->objective = answer->objective / s->objective_scale;
    of->bound = answer->bound / s->objective_scale;
    const int *rows = blocks->rows.items + blocks->rows.start[block];
    const int *columns = blocks->columns.items + blocks->columns.start[block];
    int own = blocks->columns.start[block + 1] - blocks->columns.start[block];
    for (int i = 0; i < s->rows; i++) {
        whole->solution->dual[rows[i]] = answer->dual[i] * s->row_scale[i] / s->objective_scale;
    }
    for (int j = 0; j < own; j++) {
        whole->solution->x[columns[j]] = answer->x[j] * s->column_scale[j];
    }
    take_reserved(of, kept, s, answer, &blocks->reserved, block, own);
}

/* A block's answer, in the worker's arena, and the program it is of. */
static cg_answer *answer_of(const assembly *whole, cg_solver *s, cg_scaled *scaled, int block) {
    const cg_blocks *blocks = whole->blocks;
    *scaled = cg_block_program(s->arena, blocks, block);
    cg_scale(s->arena, scaled);
    scaled->constant = whole->constant;
    s->scaled = scaled;
    s->started = whole->started;
    const int *columns = blocks->columns.items + blocks->columns.start[block];
    int own = blocks->columns.start[block + 1] - blocks->columns.start[block];
    cg_answer *answer = cg_solve_block(s, start_of(whole, s, columns, own));
    return answer;
}

/* Solves one block; `work` is emptied, `kept` gets what is to last. False: the rest is in vain. */
static bool visit(void *payload, cg_arena *work, cg_arena *kept, int index) {
    const assembly *whole = payload;
    cg_scaled scaled;
    /* A single search needs no other to wait for. */
    bool first = whole->blocks->count - whole->linear > 1 && index >= whole->linear;
    cg_solver s = {
        .arena = work, .settings = &whole->settings, .turn = first ? CG_FIRST_TURN : CG_ONLY_TURN};
    cg_answer *answer = answer_of(whole, &s, &scaled, whole->order[index]);
    take(whole, kept, &scaled, answer, whole->order[index]);
    bool possible = answer->outcome != CG_INFEASIBLE;
    cg_arena_empty(work);
    return possible;
}

/* Searches a block again that is not proven yet, from its plan; what is proven of it stays. */
static bool visit_again(void *payload, cg_arena *work, cg_arena *kept, int index) {
    const assembly *whole = payload;
    const cg_share *share = &whole->shares[index];
    cg_solve_settings settings = whole->settings;
    double gone = cg_clock() - whole->started;
    if (settings.time_limit_s > 0) {
        int jobs = settings.jobs > 1 ? settings.jobs : 1;
        double left = fmax(0, settings.time_limit_s - gone);
        settings.time_limit_s = gone + left * fmin(1, share->part * jobs);
        if (left <= 0) {
            return true;
        }
    }
    cg_scaled scaled;
    cg_solver s = {
        .arena = work, .settings = &settings, .turn = CG_SECOND_TURN, .work = share->work};
    part before = whole->parts[share->block];
    cg_answer *answer = answer_of(whole, &s, &scaled, share->block);
    if (answer->x != NULL && (before.outcome == CG_NO_ANSWER ||
                              answer->objective / scaled.objective_scale <= before.objective)) {
        take(whole, kept, &scaled, answer, share->block);
    }
    if (before.outcome == CG_LIMIT) {
        part *now = &whole->parts[share->block];
        now->bound = fmin(fmax(now->bound, before.bound), now->objective);
    }
    cg_arena_empty(work);
    return true;
}

int cg_outcome_weight(cg_outcome outcome) {
    switch (outcome) {
    case CG_OPTIMAL:
        return 0;
    case CG_LIMIT:
        return 1;
    case CG_NO_ANSWER:
        return 2;
    case CG_INFEASIBLE:
        break;
    }
    return 3;
}

/* Reduced costs of the program's own columns, from its entries. */
static void set_reduced(const cg_blocks *blocks, cg_solution *solution) {
    for (int j = 0; j < blocks->program->columns.count; j++) {
        long double reduced = blocks->program->columns.items[j].cost;
        for (int k = blocks->matrix.start[j]; k < blocks->matrix.start[j + 1]; k++) {
            reduced -= (long double)blocks->matrix.value[k] *
                       (long double)solution->dual[blocks->matrix.row[k]];
        }
        solution->reduced[j] = (double)reduced;
    }
}

void cg_whole_none(cg_solution *solution, cg_outcome outcome, const char *message) {
    *solution = (cg_solution){.outcome = outcome,
                              .objective = NAN,
                              .bound = outcome == CG_INFEASIBLE ? INFINITY : -INFINITY,
                              .message = message};
}

void cg_whole_add(cg_whole *whole, cg_part one) {
    if (cg_outcome_weight(one.outcome) > cg_outcome_weight(whole->outcome)) {
        whole->outcome = one.outcome;
        whole->message = one.message;
    }
    cg_sum_add(&whole->objective, one.objective);
    whole->is_endless = whole->is_endless || isinf(one.bound);
    cg_sum_add(&whole->bound, isinf(one.bound) ? 0 : one.bound);
}

bool cg_whole_tell(cg_whole *whole, double constant, cg_solution *solution) {
    if (whole->outcome == CG_INFEASIBLE || whole->outcome == CG_NO_ANSWER) {
        cg_whole_none(solution, whole->outcome, whole->message);
        return false;
    }
    cg_sum_add(&whole->objective, constant);
    cg_sum_add(&whole->bound, constant);
    solution->outcome = whole->outcome;
    solution->message = whole->message;
    solution->objective = cg_sum_value(&whole->objective);
    solution->bound = whole->is_endless ? -INFINITY : cg_sum_value(&whole->bound);
    return true;
}

static int by_index(const void *a, const void *b) {
    const cg_taken *x = a, *y = b;
    return x->index - y->index;
}

static cg_solution *finished(cg_arena *arena, const assembly *whole) {
    cg_solution *solution = whole->solution;
    cg_whole sums = {.outcome = CG_OPTIMAL};
    for (int b = 0; b < whole->blocks->count; b++) {
        const part *of = &whole->parts[b];
        cg_whole_add(&sums, (cg_part){of->outcome, of->message, of->objective, of->bound});
        for (int t = 0; t < of->taken_count; t++) {
            CG_PUSH(arena, &solution->taken, of->taken[t]);
        }
    }
    if (!cg_whole_tell(&sums, whole->blocks->program->constant, solution)) {
        return solution;
    }
    if (solution->taken.count > 0) {
        qsort(solution->taken.items, (size_t)solution->taken.count, sizeof(cg_taken), by_index);
    }
    set_reduced(whole->blocks, solution);
    return solution;
}

/* Progress as several threads tell it: one at a time, as seldom as one alone would, and who wants
 * to stop stops them all. */
typedef struct shared_progress {
    pthread_mutex_t lock;
    const cg_solve_settings *asked;
    double told;
    bool stop;
} shared_progress;

static bool tell_one_at_a_time(void *payload, double elapsed_s, double best, double bound) {
    shared_progress *p = payload;
    pthread_mutex_lock(&p->lock);
    if (!p->stop && elapsed_s - p->told >= SELDOM_S) {
        p->told = elapsed_s;
        p->stop = p->asked->progress(p->asked->payload, elapsed_s, best, bound);
    }
    bool stop = p->stop;
    pthread_mutex_unlock(&p->lock);
    return stop;
}

/* Who is searched again; none where it is in vain, or was searched to its end. */
static int share_out(cg_arena *arena, assembly *whole) {
    int count = whole->blocks->count, open = 0;
    cg_standing *standings = CG_ARRAY(arena, cg_standing, count + 1);
    whole->shares = CG_ARRAY(arena, cg_share, count + 1);
    double objective = whole->blocks->program->constant;
    for (int b = 0; b < count && count - whole->linear > 1; b++) {
        const part *of = &whole->parts[b];
        if (of->outcome == CG_INFEASIBLE) {
            return 0;
        }
        bool has_plan = of->outcome == CG_OPTIMAL || of->outcome == CG_LIMIT;
        objective += has_plan ? of->objective : 0;
        if (of->searched && of->outcome != CG_OPTIMAL) {
            double gap = has_plan ? of->objective - of->bound : INFINITY;
            standings[open++] = (cg_standing){b, of->hopeless, gap, of->spent, of->node_work};
        }
    }
    return cg_shares_find(standings, open, &whole->settings, objective, whole->shares);
}

static void work(cg_arena *arena, assembly *whole) {
    cg_solve_settings asked = whole->settings;
    shared_progress progress = {.lock = PTHREAD_MUTEX_INITIALIZER, .asked = &asked};
    if (asked.jobs > 1 && asked.progress != NULL) {
        whole->settings.progress = tell_one_at_a_time;
        whole->settings.payload = &progress;
    }
    cg_crew_work(arena, asked.jobs, whole->blocks->count, visit, whole);
    int count = share_out(arena, whole);
    if (count > 0) {
        whole->again = true;
        cg_crew_work(arena, asked.jobs, count, visit_again, whole);
    }
    whole->settings = asked;
}

static void tell_size(cg_stages *stages, const cg_blocks *blocks) {
    const cg_program *program = blocks->program;
    int reserved = blocks->reserve == NULL ? 0 : blocks->reserve->count;
    cg_tally(stages, CG_TALLY_COLUMNS, (int64_t)program->columns.count + reserved);
    cg_tally(stages, CG_TALLY_ROWS, program->rows.count);
    cg_tally(stages, CG_TALLY_BLOCKS, blocks->count);
}

static cg_solution *solve_by_blocks(cg_arena *arena, const cg_program *program,
                                    const cg_reserve *reserve, const cg_solve_settings *settings,
                                    const double *start) {
    cg_solution *solution = CG_NEW(arena, cg_solution);
    solution->x = CG_ARRAY(arena, double, program->columns.count + 1);
    solution->reduced = CG_ARRAY(arena, double, program->columns.count + 1);
    solution->dual = CG_ARRAY(arena, double, program->rows.count + 1);
    cg_stages *stages = settings == NULL ? NULL : settings->stages;
    cg_stage_mark begun = cg_stage_begin(stages);
    cg_blocks *blocks = cg_blocks_find(arena, program, reserve);
    cg_stage_end(stages, CG_STAGE_BLOCKS, begun);
    tell_size(stages, blocks);
    assembly whole = {
        .blocks = blocks, .start = start, .started = cg_clock(), .solution = solution};
    if (settings != NULL) {
        whole.settings = *settings;
    }
    whole.parts = CG_ARRAY(arena, part, whole.blocks->count + 1);
    whole.order = CG_ARRAY(arena, int, blocks->count + 1);
    int searched = cg_blocks_rank(arena, blocks, whole.order);
    whole.linear = blocks->count - searched;
    whole.constant = program->constant / fmax(1, searched);
    work(arena, &whole);
    return finished(arena, &whole);
}

/* The settings with what is left of their time. */
static cg_solve_settings settings_left(const cg_solve_settings *settings, double begun) {
    cg_solve_settings left = settings == NULL ? (cg_solve_settings){0} : *settings;
    if (left.time_limit_s > 0) {
        left.time_limit_s = fmax(LEAST_S, left.time_limit_s - (cg_clock() - begun));
    }
    return left;
}

static cg_solution *no_plan(cg_arena *arena, cg_outcome outcome) {
    cg_solution *none = CG_NEW(arena, cg_solution);
    cg_whole_none(none, outcome, outcome == CG_INFEASIBLE ? NULL : UNDECIDED);
    return none;
}

/* A search as one from any plan, where costs led to none. */
static cg_solution *solve_from_any(cg_arena *arena, const cg_program *program,
                                   const cg_reserve *reserve, const cg_solve_settings *settings) {
    double begun = cg_clock();
    cg_any_plan any = {0};
    if (reserve == NULL) {
        any = cg_program_any_plan(arena, program, settings);
    }
    if (any.x == NULL) {
        return no_plan(arena, any.impossible ? CG_INFEASIBLE : CG_NO_ANSWER);
    }
    cg_solve_settings left = settings_left(settings, begun);
    cg_solution *found = solve_by_blocks(arena, program, reserve, &left, any.x);
    return found->outcome == CG_NO_ANSWER ? no_plan(arena, CG_NO_ANSWER) : found;
}

static bool is_near_enough(const cg_solution *solution, double asked) {
    double gap = solution->objective - solution->bound;
    return asked > 0 && gap <= asked * fabs(solution->objective);
}

/* By blocks, where common rows bind nothing; else as one block, and what such a search leaves open
 * prices may close, by a plan or by a bound. */
static cg_solution *solve_small(cg_arena *arena, const cg_program *program,
                                const cg_reserve *reserve, const cg_solve_settings *settings,
                                const double *start) {
    double begun = cg_clock();
    cg_solve_settings first = settings_left(settings, begun);
    cg_solution *loose =
        reserve == NULL ? cg_solve_without_common(arena, program, &first, start) : NULL;
    if (loose != NULL) {
        return loose;
    }
    first = settings_left(settings, begun);
    first.time_limit_s *= AS_ONE_SHARE;
    cg_solution *found = solve_by_blocks(arena, program, reserve, &first, start);
    cg_solve_settings left = settings_left(settings, begun);
    if (found->outcome == CG_NO_ANSWER) {
        found = solve_from_any(arena, program, reserve, &left);
        left = settings_left(settings, begun);
    }
    if (found->outcome != CG_LIMIT || is_near_enough(found, left.gap)) {
        return found;
    }
    cg_solution *priced = cg_solve_priced(arena, program, reserve, &left, found->x);
    if (priced == NULL || priced->x == NULL) {
        return found;
    }
    double bound = fmax(found->bound, priced->bound);
    cg_solution *better = priced->objective < found->objective ? priced : found;
    better->bound = fmin(bound, better->objective);
    bool proven = better->objective - better->bound <= MET * fabs(better->objective);
    better->outcome = proven ? CG_OPTIMAL : CG_LIMIT;
    return better;
}

/* Common rows by their prices, where the whole is too large for one search. */
static cg_solution *solve_with_common(cg_arena *arena, const cg_program *program,
                                      const cg_reserve *reserve, const cg_solve_settings *settings,
                                      const double *start) {
    double begun = cg_clock();
    int columns = program->columns.count + (reserve == NULL ? 0 : reserve->count);
    bool searched = cg_program_has_integers(program);
    if (searched && columns <= SEARCHED_AS_ONE) {
        return solve_small(arena, program, reserve, settings, start);
    }
    cg_solution *priced = cg_solve_priced(arena, program, reserve, settings, start);
    if (priced != NULL) {
        return priced;
    }
    cg_solve_settings left = settings_left(settings, begun);
    bool limited = start != NULL || left.time_limit_s > 0;
    return searched && !limited ? no_plan(arena, CG_NO_ANSWER)
                                : solve_by_blocks(arena, program, reserve, &left, start);
}

cg_solution *cg_program_solve_with(cg_arena *arena, const cg_program *program,
                                   const cg_reserve *reserve, const cg_solve_settings *settings,
                                   const double *start) {
    const char *trouble = cg_program_misuse(program);
    if (trouble != NULL) {
        cg_solution *none = CG_NEW(arena, cg_solution);
        cg_whole_none(none, CG_NO_ANSWER, trouble);
        return none;
    }
    return cg_is_priced(program, reserve)
               ? solve_with_common(arena, program, reserve, settings, start)
               : solve_by_blocks(arena, program, reserve, settings, start);
}

cg_solution *cg_program_solve(cg_arena *arena, const cg_program *program,
                              const cg_solve_settings *settings, const double *start) {
    return cg_program_solve_with(arena, program, NULL, settings, start);
}
