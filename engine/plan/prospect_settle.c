/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A solution over prospects told of a model without: those that carry anything, and those nearest
 * to it, become candidates; all others carry nothing and are named nowhere. */
#include <math.h>

#include "plan/book.h"
#include "plan/prospect_choice.h"

/* A prospect that carries nothing, with what ranks it as plan/book_prices.c ranks what is left out.
 */
typedef struct nearest {
    int prospect[CG_REJECTED_TOLD];
    double rank[CG_REJECTED_TOLD];
    int count;
} nearest;

typedef struct settling {
    cg_prospect_choice *choice;
    const cg_model *from;
    const cg_solution *solution;
    cg_arena *scratch;
    int *held_at;    /* by prospect: its place in the order of columns, or CG_NONE */
    double *reduced; /* room for one prospect's periods */
    CG_VECTOR(int) chosen;
} settling;

/* What of the solution and of its model is needed once that model is gone. */
typedef struct found {
    cg_arena *scratch;
    int periods, chosen, activities;   /* activities: of that model */
    double *x, *reduced;               /* by its own columns */
    double *chosen_x, *chosen_reduced; /* by chosen prospect, by period */
    int *place;                        /* by chosen: its candidate */
    cg_row *rows;
    int row_count;
    cg_measure objective; /* the one that the columns' costs are */
    cg_prospect_rows *like;
    cg_matches *matches; /* with what is chosen */
} found;

static int first_column(const settling *s, int prospect) {
    int held = s->held_at[prospect];
    return held == CG_NONE ? CG_NONE : s->choice->own_columns + held * s->from->park->periods.count;
}

/* The reduced costs of a prospect's columns, whether the program holds them or not. */
static const double *reduced_of(const settling *s, int prospect) {
    int column = first_column(s, prospect), periods = s->from->park->periods.count;
    if (column != CG_NONE) {
        return s->solution->reduced + column;
    }
    for (int p = 0; p < periods; p++) {
        s->reduced[p] = cg_prospect_reduced(s->choice, prospect * periods + p, s->solution->dual);
    }
    return s->reduced;
}

static bool carries(const settling *s, int prospect) {
    int column = first_column(s, prospect);
    for (int p = 0; p < s->from->park->periods.count && column != CG_NONE; p++) {
        if (s->solution->x[column + p] > 0) {
            return true;
        }
    }
    return false;
}

/* Before another where their ranks are the same: in the order of candidates. */
static bool is_before(const cg_prospects *prospects, int a, int b) {
    int from_a = cg_prospect_output(prospects, a), from_b = cg_prospect_output(prospects, b);
    if (from_a != from_b) {
        return from_a < from_b;
    }
    if (prospects->input.items[a] != prospects->input.items[b]) {
        return prospects->input.items[a] < prospects->input.items[b];
    }
    return cg_prospect_substitution(prospects, a) < cg_prospect_substitution(prospects, b);
}

static void enter(const settling *s, nearest *among, int prospect) {
    const cg_prospects *prospects = s->from->matches->prospects;
    double rank = cg_rank_of_shortfall(
        s->from->park, prospects->input.items[prospect],
        cg_prospect_delivered(s->from->park, prospects, prospect),
        fmax(0, cg_shortfall_of_periods(s->from->park, reduced_of(s, prospect), 0)));
    int place = among->count;
    while (place > 0 && (among->rank[place - 1] < rank ||
                         (among->rank[place - 1] == rank &&
                          is_before(prospects, prospect, among->prospect[place - 1])))) {
        place--;
    }
    if (place == CG_REJECTED_TOLD) {
        return;
    }
    among->count += among->count < CG_REJECTED_TOLD;
    for (int i = among->count - 1; i > place; i--) {
        among->rank[i] = among->rank[i - 1];
        among->prospect[i] = among->prospect[i - 1];
    }
    among->rank[place] = rank;
    among->prospect[place] = prospect;
}

static void choose(settling *s) {
    int count = cg_prospects_count(s->from->matches->prospects);
    nearest near = {.count = 0};
    for (int j = 0; j < count; j++) {
        if (carries(s, j)) {
            CG_PUSH(s->scratch, &s->chosen, j);
        } else {
            enter(s, &near, j);
        }
    }
    for (int i = 0; i < near.count; i++) {
        CG_PUSH(s->scratch, &s->chosen, near.prospect[i]);
    }
}

static found *keep(const settling *s, cg_arena *arena) {
    const cg_prospect_choice *choice = s->choice;
    const cg_program *program = s->from->program;
    cg_arena *scratch = s->scratch;
    found *f = CG_NEW(scratch, found);
    int periods = s->from->park->periods.count, count = s->chosen.count;
    *f = (found){.scratch = scratch,
                 .periods = periods,
                 .chosen = count,
                 .activities = s->from->activities.count,
                 .objective = choice->columns.objective,
                 .row_count = program->rows.count,
                 .like = cg_prospect_rows_asked(scratch, s->from)};
    f->x = cg_values_longer(scratch, s->solution->x, choice->own_columns, choice->own_columns);
    f->reduced =
        cg_values_longer(scratch, s->solution->reduced, choice->own_columns, choice->own_columns);
    f->rows = CG_ARRAY(scratch, cg_row, program->rows.count + 1);
    memcpy(f->rows, program->rows.items, (size_t)program->rows.count * sizeof *f->rows);
    f->chosen_x = CG_ARRAY(scratch, double, count *periods + 1);
    f->chosen_reduced = CG_ARRAY(scratch, double, count *periods + 1);
    for (int i = 0; i < count; i++) {
        int prospect = s->chosen.items[i], held = first_column(s, prospect);
        const double *reduced = reduced_of(s, prospect);
        for (int p = 0; p < periods; p++) {
            f->chosen_x[i * periods + p] = held == CG_NONE ? 0 : s->solution->x[held + p];
            f->chosen_reduced[i * periods + p] = reduced[p];
        }
    }
    f->place = CG_ARRAY(scratch, int, count + 1);
    f->matches = cg_matches_with(arena, s->from->matches, s->chosen.items, count, f->place);
    return f;
}

/* Rows stand alike in both programs, but for what was asked of them later: sides that were moved,
 * and the objective that is held, whose tag is of no arena. */
static void take_rows(const found *f, cg_model *model, cg_measure held) {
    cg_program *to = model->program;
    int alike = to->rows.count;
    for (int r = 0; r < f->row_count; r++) {
        const cg_row *row = &f->rows[r];
        if (r >= alike) {
            cg_program_add_row(to, row->tag, row->lower, row->upper);
            for (int c = 0; c < to->columns.count; c++) {
                cg_program_set(to, r, c, model->measure[held][c]);
            }
        }
        to->rows.items[r].lower = row->lower;
        to->rows.items[r].upper = row->upper;
    }
}

/* The column of a program's that each of the other's was. Those of activities come first, in their
 * order, and what was a prospect is one more among them; what follows stands in the same order. */
static int *origins(const found *f, const cg_model *model) {
    int periods = f->periods, columns = model->program->columns.count;
    int *origin = CG_ARRAY(f->scratch, int, columns + 1);
    int own = f->activities * periods, all = model->activities.count * periods;
    for (int c = 0; c < columns; c++) {
        origin[c] = c < all ? CG_NONE : own + c - all;
    }
    for (int i = 0; i < f->chosen; i++) {
        int activity = model->of_candidate[f->place[i]];
        for (int p = 0; p < periods; p++) {
            origin[activity * periods + p] = -2 - i; /* not of the program's own */
        }
    }
    for (int c = 0, next = 0; c < all; c++) {
        origin[c] = origin[c] == CG_NONE ? next++ : origin[c];
    }
    return origin;
}

/* `told` has everything but what goes by columns. */
static void take_solution(const found *f, const cg_model *model, cg_solution *told) {
    int columns = model->program->columns.count;
    const int *origin = origins(f, model);
    told->x = CG_ARRAY(model->arena, double, columns + 1);
    told->reduced = CG_ARRAY(model->arena, double, columns + 1);
    for (int c = 0; c < columns; c++) {
        bool own = origin[c] >= 0;
        int from = own ? origin[c] : (-2 - origin[c]) * f->periods + c % f->periods;
        told->x[c] = own ? f->x[from] : f->chosen_x[from];
        told->reduced[c] = own ? f->reduced[from] : f->chosen_reduced[from];
    }
}

static void list_held(settling *s) {
    int count = cg_prospects_count(s->from->matches->prospects);
    s->held_at = CG_ARRAY(s->scratch, int, count + 1);
    for (int j = 0; j < count; j++) {
        s->held_at[j] = CG_NONE;
    }
    for (int i = 0; i < s->choice->order.count; i++) {
        s->held_at[s->choice->order.items[i]] = i;
    }
}

void cg_prospect_choice_settle(cg_prospect_choice *choice, cg_solved *solved, bool spends) {
    if (solved->solution == NULL) {
        return;
    }
    cg_arena *arena = choice->model->matches->arena;
    settling s = {.choice = choice,
                  .from = choice->model,
                  .solution = solved->solution,
                  .scratch = cg_arena_within(arena)};
    s.reduced = CG_ARRAY(s.scratch, double, choice->model->park->periods.count);
    list_held(&s);
    choose(&s);
    found *f = keep(&s, arena);
    cg_solution *told = CG_NEW(arena, cg_solution);
    *told = *solved->solution;
    told->taken.items = NULL;
    told->taken.count = told->taken.capacity = 0;
    told->message = cg_copy_text(arena, told->message);
    told->dual = cg_values_longer(arena, told->dual, f->row_count, f->row_count);
    solved->solution = told;
    solved->message = cg_copy_text(arena, solved->message);
    if (spends) {
        cg_prospects_let_go(choice->model->matches->prospects);
        cg_arena_free(choice->model->arena); /* choice and s.from with it */
    }
    cg_model *model = cg_model_new_like(arena, f->matches, f->like);
    take_rows(f, model, solved->objective);
    cg_model_set_objective(model, f->objective);
    take_solution(f, model, told);
    solved->model = model;
    solved->x = told->x;
    if (spends) {
        cg_prospect_rows_let_go(model);
        cg_program_forget_entries(model->program);
    }
    cg_arena_free(f->scratch);
}
