/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first phase of a search: the same program with what each common row lacks as a column, and no
 * other costs. Every choice of integers is a plan of it, so that a local search finds its way to
 * one of the program where costs lead nowhere near. */
#include "program/any_plan.h"

#include <math.h>

/* Lacking less than this share of the rows' sizes is rounding, and more than the second is not. */
#define HELD 1e-9
#define LACKING 1e-7
/* What a search does before it is given up, in nodes of a program of one row and column: a node
 * takes time as the square of its size. */
#define WORK 2e10
#define LEAST_NODES 500
/* Of a time limit the first phase gets this share. */
#define SHARE 0.5

static double size_of(const cg_row *row) {
    return row->upper != 0 ? fabs(row->upper) : 1;
}

/* The constant makes the gap that a search may stop at an absolute one. */
static cg_program *lacking_program(cg_arena *arena, const cg_program *program) {
    cg_program *with = cg_program_new(arena);
    cg_tag tag = {"lacking", NULL, NULL, CG_NONE, CG_NONE, CG_NONE, CG_NONE};
    with->constant = 1;
    for (int j = 0; j < program->columns.count; j++) {
        cg_column column = program->columns.items[j];
        column.cost = 0;
        CG_PUSH(arena, &with->columns, column);
    }
    for (int e = 0; e < program->entries.count; e++) {
        CG_PUSH(arena, &with->entries, program->entries.items[e]);
    }
    for (int i = 0; i < program->rows.count; i++) {
        cg_row row = program->rows.items[i];
        row.common = false;
        CG_PUSH(arena, &with->rows, row);
        if (program->rows.items[i].common && row.upper < CG_UNBOUNDED) {
            int lacks = cg_program_add_column(with, tag, 0, CG_UNBOUNDED, 1 / size_of(&row));
            cg_program_set(with, i, lacks, -1);
        }
    }
    return with;
}

/* What is lacking is no objective to tell of: there is no plan yet. */
static bool tell(void *payload, double elapsed_s, double best, double bound) {
    const cg_solve_settings *asked = payload;
    (void)best;
    (void)bound;
    return asked->progress(asked->payload, elapsed_s, INFINITY, -INFINITY);
}

cg_any_plan cg_program_any_plan(cg_arena *arena, const cg_program *program,
                                const cg_solve_settings *asked) {
    cg_solve_settings settings = asked == NULL ? (cg_solve_settings){0} : *asked;
    double size = (double)program->columns.count + program->rows.count + 1;
    settings.gap = HELD;
    settings.node_limit = (int)fmax(LEAST_NODES, WORK / (size * size));
    settings.time_limit_s *= SHARE;
    settings.stages = NULL;
    cg_solve_settings heard = settings;
    if (settings.progress != NULL) {
        settings.progress = tell;
        settings.payload = &heard;
    }
    cg_program *with = lacking_program(arena, program);
    const cg_solution *found = cg_program_solve(arena, with, &settings, NULL);
    bool held = found->x != NULL && found->objective - with->constant <= LACKING;
    return (cg_any_plan){.x = held ? found->x : NULL,
                         .impossible =
                             found->outcome == CG_INFEASIBLE ||
                             (found->x != NULL && found->bound - with->constant > LACKING)};
}
