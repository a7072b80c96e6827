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
    int *held_at;    /* by prospect: its place in the order of columns, or CG_NONE */
    double *reduced; /* room for one prospect's periods */
    CG_VECTOR(int) chosen;
    int *place; /* by chosen: its candidate */
    cg_model *to;
} settling;

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
        s->reduced[p] =
            cg_prospect_price(s->choice, prospect * periods + p, s->solution->dual).reduced;
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
    if (prospects->output.items[a] != prospects->output.items[b]) {
        return prospects->output.items[a] < prospects->output.items[b];
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
    cg_arena *arena = s->from->arena;
    nearest near = {.count = 0};
    for (int j = 0; j < count; j++) {
        if (carries(s, j)) {
            CG_PUSH(arena, &s->chosen, j);
        } else {
            enter(s, &near, j);
        }
    }
    for (int i = 0; i < near.count; i++) {
        CG_PUSH(arena, &s->chosen, near.prospect[i]);
    }
}

/* Rows stand alike in both programs, but for what was asked of them later: sides that were moved,
 * and the objective that is held. */
static void take_rows(const settling *s, const cg_solved *solved) {
    const cg_program *from = s->from->program;
    cg_program *to = s->to->program;
    int alike = to->rows.count;
    for (int r = 0; r < from->rows.count; r++) {
        const cg_row *row = &from->rows.items[r];
        if (r >= alike) {
            cg_program_add_row(to, row->tag, row->lower, row->upper);
            for (int c = 0; c < to->columns.count; c++) {
                cg_program_set(to, r, c, s->to->measure[solved->objective][c]);
            }
        }
        to->rows.items[r].lower = row->lower;
        to->rows.items[r].upper = row->upper;
    }
}

/* The column of a program's that each of the other's was. Those of activities come first, in their
 * order, and what was a prospect is one more among them; what follows stands in the same order. */
static int *origins(const settling *s) {
    int periods = s->from->park->periods.count, columns = s->to->program->columns.count;
    int *origin = CG_ARRAY(s->from->arena, int, columns + 1);
    int own = s->from->activities.count * periods, all = s->to->activities.count * periods;
    for (int c = 0; c < columns; c++) {
        origin[c] = c < all ? CG_NONE : own + c - all;
    }
    for (int i = 0; i < s->chosen.count; i++) {
        int activity = s->to->of_candidate[s->place[i]];
        for (int p = 0; p < periods; p++) {
            origin[activity * periods + p] = -2 - i; /* not of the program's own */
        }
    }
    for (int c = 0, next = 0; c < all; c++) {
        origin[c] = origin[c] == CG_NONE ? next++ : origin[c];
    }
    return origin;
}

static void take_solution(const settling *s, cg_solved *solved) {
    cg_arena *arena = s->from->arena;
    int periods = s->from->park->periods.count, columns = s->to->program->columns.count;
    const int *origin = origins(s);
    cg_solution *told = CG_NEW(arena, cg_solution);
    *told = *s->solution;
    told->x = CG_ARRAY(arena, double, columns + 1);
    told->reduced = CG_ARRAY(arena, double, columns + 1);
    for (int c = 0; c < columns; c++) {
        if (origin[c] >= 0) {
            told->x[c] = s->solution->x[origin[c]];
            told->reduced[c] = s->solution->reduced[origin[c]];
            continue;
        }
        int prospect = s->chosen.items[-2 - origin[c]], held = first_column(s, prospect);
        told->x[c] = held == CG_NONE ? 0 : s->solution->x[held + c % periods];
        told->reduced[c] = reduced_of(s, prospect)[c % periods];
    }
    solved->model = s->to;
    solved->solution = told;
    solved->x = told->x;
}

void cg_prospect_choice_settle(cg_prospect_choice *choice, cg_solved *solved) {
    cg_arena *arena = choice->arena;
    int count = cg_prospects_count(choice->model->matches->prospects);
    settling s = {.choice = choice,
                  .from = choice->model,
                  .solution = solved->solution,
                  .held_at = CG_ARRAY(arena, int, count + 1),
                  .reduced = CG_ARRAY(arena, double, choice->model->park->periods.count)};
    if (solved->solution == NULL) {
        return;
    }
    for (int j = 0; j < count; j++) {
        s.held_at[j] = CG_NONE;
    }
    for (int i = 0; i < choice->order.count; i++) {
        s.held_at[choice->order.items[i]] = i;
    }
    choose(&s);
    s.place = CG_ARRAY(arena, int, s.chosen.count + 1);
    s.to = cg_model_new(
        arena, cg_matches_with(arena, s.from->matches, s.chosen.items, s.chosen.count, s.place));
    take_rows(&s, solved);
    cg_model_set_objective(s.to, choice->columns.objective);
    take_solution(&s, solved);
}
