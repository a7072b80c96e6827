/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program solved again and again while its numbers change. */
#include "program/warm.h"

#include <math.h>

#include "program/blocks.h"
#include "program/crew.h"
#include "program/warm_block.h"

struct cg_warm {
    cg_arena *arena;
    cg_arena *scratch; /* of one call */
    cg_program *program;
    cg_blocks *blocks;
    cg_solve_settings settings;
    const char *misuse; /* NULL: none */
    cg_warm_block *items;
    int *column_block, *column_place, *row_block;
    int *order;   /* blocks, as cg_blocks_rank has them */
    int *changed; /* of them those to be solved now */
    double started;
    double *x, *reduced, *dual;
    cg_solution solution;
    cg_warm_work worked;
};

/* ---- made once */

static void find_places(cg_warm *w) {
    const cg_blocks *blocks = w->blocks;
    w->column_block = CG_ARRAY(w->arena, int, w->program->columns.count + 1);
    w->column_place = CG_ARRAY(w->arena, int, w->program->columns.count + 1);
    w->row_block = CG_ARRAY(w->arena, int, w->program->rows.count + 1);
    for (int b = 0; b < blocks->count; b++) {
        for (int at = blocks->columns.start[b]; at < blocks->columns.start[b + 1]; at++) {
            w->column_block[blocks->columns.items[at]] = b;
            w->column_place[blocks->columns.items[at]] = at - blocks->columns.start[b];
        }
        for (int at = blocks->rows.start[b]; at < blocks->rows.start[b + 1]; at++) {
            w->row_block[blocks->rows.items[at]] = b;
        }
    }
}

static void lay_on_line(cg_arena *arena, cg_warm_block *b, const cg_cost_line *line) {
    const cg_scaled *s = &b->scaled;
    b->at = line == NULL ? 0 : line->at;
    b->base = CG_ARRAY(arena, double, s->columns + 1);
    b->slope = CG_ARRAY(arena, double, s->columns + 1);
    for (int j = 0; j < s->columns; j++) {
        double scale = s->column_scale[j] * s->objective_scale;
        b->slope[j] = line == NULL ? 0 : line->slope[b->columns[j]] * scale;
        b->base[j] = s->cost[j] - b->at * b->slope[j];
    }
}

static void make_block(cg_warm *w, int index, const cg_cost_line *line) {
    cg_warm_block *b = &w->items[index];
    b->scaled = cg_block_program(w->arena, w->blocks, index);
    cg_scale(w->arena, &b->scaled);
    b->scaled.constant = w->program->constant / fmax(1, w->blocks->count);
    b->settings = &w->settings;
    b->rows = w->blocks->rows.items + w->blocks->rows.start[index];
    b->columns = w->blocks->columns.items + w->blocks->columns.start[index];
    lay_on_line(w->arena, b, line);
    b->x = w->x;
    b->reduced = w->reduced;
    b->dual = w->dual;
    cg_warm_block_start(w->arena, b);
}

cg_warm *cg_warm_new(cg_arena *arena, cg_program *program, const cg_cost_line *line,
                     const cg_solve_settings *settings) {
    static const cg_solve_settings plain = {0};
    cg_warm *w = CG_NEW(arena, cg_warm);
    *w = (cg_warm){.arena = arena,
                   .scratch = cg_arena_within(arena),
                   .program = program,
                   .settings = settings == NULL ? plain : *settings,
                   .misuse = cg_program_misuse(program)};
    if (w->settings.jobs > 1) {
        w->settings.progress = NULL; /* which several threads would call at once */
    }
    if (w->misuse != NULL) {
        return w;
    }
    w->x = CG_ARRAY(arena, double, program->columns.count + 1);
    w->reduced = CG_ARRAY(arena, double, program->columns.count + 1);
    w->dual = CG_ARRAY(arena, double, program->rows.count + 1);
    w->blocks = cg_blocks_find(arena, program, NULL);
    find_places(w);
    w->items = CG_ARRAY(arena, cg_warm_block, w->blocks->count + 1);
    for (int b = 0; b < w->blocks->count; b++) {
        make_block(w, b, line);
    }
    w->order = CG_ARRAY(arena, int, w->blocks->count + 1);
    w->changed = CG_ARRAY(arena, int, w->blocks->count + 1);
    cg_blocks_rank(arena, w->blocks, w->order);
    return w;
}

/* ---- changes */

static double side(double value) {
    return value <= -CG_UNBOUNDED ? -INFINITY : value >= CG_UNBOUNDED ? INFINITY : value;
}

void cg_warm_set_cost(cg_warm *w, int column, double apart) {
    if (w->misuse == NULL) {
        cg_warm_block *b = &w->items[w->column_block[column]];
        int j = w->column_place[column];
        double scale = b->scaled.column_scale[j] * b->scaled.objective_scale;
        cg_warm_block_set_cost(b, j, apart * scale);
    }
}

void cg_warm_set_at(cg_warm *w, double at) {
    for (int i = 0; w->misuse == NULL && i < w->blocks->count; i++) {
        w->items[i].at = at;
    }
}

void cg_warm_set_bounds(cg_warm *w, int column, double lower, double upper) {
    cg_column *own = &w->program->columns.items[column];
    if ((own->lower == lower && own->upper == upper) || w->misuse != NULL) {
        return;
    }
    own->lower = lower;
    own->upper = upper;
    cg_warm_block *b = &w->items[w->column_block[column]];
    int j = w->column_place[column];
    double least = own->integer ? ceil(side(lower)) : side(lower);
    double most = own->integer ? floor(side(upper)) : side(upper);
    double scale = b->scaled.column_scale[j];
    cg_warm_block_set_bounds(b, j, least / scale, most / scale);
}

void cg_warm_set_sides(cg_warm *w, int row, double lower, double upper) {
    cg_row *own = &w->program->rows.items[row];
    if ((own->lower == lower && own->upper == upper) || w->misuse != NULL) {
        return;
    }
    own->lower = lower;
    own->upper = upper;
    cg_warm_block *b = &w->items[w->row_block[row]];
    int i = w->blocks->place[row];
    double scale = b->scaled.row_scale[i];
    cg_warm_block_set_sides(b, i, side(lower) * scale, side(upper) * scale);
}

/* ---- solving */

/* Always true: a block that has no solution leaves the others to be solved, so that what stands of
 * each is of its numbers now. */
static bool visit(void *payload, cg_arena *work, cg_arena *kept, int at) {
    (void)kept;
    cg_warm *w = payload;
    cg_warm_block_solve(&w->items[w->changed[at]], work, w->started);
    cg_arena_empty(work);
    return true;
}

static const cg_solution *put_together(cg_warm *w) {
    cg_whole sums = {.outcome = CG_OPTIMAL};
    for (int i = 0; i < w->blocks->count; i++) {
        const cg_warm_block *b = &w->items[i];
        const char *message = b->message[0] == '\0' ? NULL : b->message;
        cg_whole_add(&sums, (cg_part){b->outcome, message, b->objective, b->bound});
    }
    w->solution = (cg_solution){.x = w->x, .reduced = w->reduced, .dual = w->dual};
    cg_whole_tell(&sums, w->program->constant, &w->solution);
    return &w->solution;
}

const cg_solution *cg_warm_solve(cg_warm *w) {
    if (w->misuse != NULL) {
        cg_whole_none(&w->solution, CG_NO_ANSWER, w->misuse);
        return &w->solution;
    }
    int count = 0;
    for (int i = 0; i < w->blocks->count; i++) {
        cg_warm_block *b = &w->items[w->order[i]];
        if (!cg_warm_block_is_changed(b)) {
            continue;
        }
        if (cg_warm_block_glides(b)) {
            w->worked.glided++;
        } else {
            w->changed[count++] = w->order[i];
        }
    }
    w->started = cg_clock();
    cg_arena_empty(w->scratch);
    cg_crew_work(w->scratch, w->settings.jobs, count, visit, w);
    cg_arena_empty(w->scratch);
    for (int i = 0; i < count; i++) {
        const cg_warm_block *b = &w->items[w->changed[i]];
        w->worked.again += b->solved_again;
        w->worked.cold += !b->solved_again;
        w->worked.iterations += b->solved_again ? b->iterations : 0;
    }
    return put_together(w);
}

void cg_warm_settle(cg_warm *w) {
    for (int i = 0; w->misuse == NULL && i < w->blocks->count; i++) {
        cg_warm_block *b = &w->items[i];
        cg_warm_block_settle(b);
        for (int j = 0; j < b->scaled.columns; j++) {
            double scale = b->scaled.column_scale[j] * b->scaled.objective_scale;
            w->program->columns.items[b->columns[j]].cost = b->scaled.cost[j] / scale;
        }
    }
}

int cg_warm_parts(const cg_warm *w) {
    return w->misuse != NULL ? 0 : w->blocks->count;
}

cg_warm_part cg_warm_part_at(const cg_warm *w, int part) {
    const cg_warm_block *b = &w->items[part];
    return (cg_warm_part){b->used, b->used_count, b->version};
}

cg_warm_work cg_warm_worked(const cg_warm *w) {
    return w->worked;
}
