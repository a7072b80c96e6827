/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows cannot hold together: an elastic filter, then a deletion filter (Chinneck 2008, ch.
 * 6). */
#include "program/solver.h"

#include <math.h>

/* Giving way by less than this share of a row's own size is rounding. */
#define GIVING 1e-7

/* Of what is left of a time limit one solve gets this share, and at least so much: there are
 * several. */
#define SHARE 0.4
#define LEAST_S 0.1

typedef enum row_role { ROW_HELD, ROW_ELASTIC, ROW_DROPPED } row_role;

typedef struct filter {
    cg_arena *arena;
    const cg_program *program;
    const cg_solve_settings *settings;
    double started; /* by cg_clock */
    const int *soft;
    int soft_count;
    row_role *role;   /* by soft row */
    bool *named;      /* by soft row: in a conflict found before */
    double *size;     /* by soft row: what its violation is measured by */
    int *give_column; /* by soft row: the first of its two columns in the last elastic program */
} filter;

/* The largest bound of a row; for one that has only zero its largest coefficient. */
static void set_sizes(filter *f) {
    int rows = f->program->rows.count;
    double *largest = CG_ARRAY(f->arena, double, rows);
    for (int k = 0; k < f->program->entries.count; k++) {
        const cg_entry *entry = &f->program->entries.items[k];
        largest[entry->row] = fmax(largest[entry->row], fabs(entry->value));
    }
    for (int s = 0; s < f->soft_count; s++) {
        const cg_row *row = &f->program->rows.items[f->soft[s]];
        double lower = row->lower > -CG_UNBOUNDED ? fabs(row->lower) : 0;
        double upper = row->upper < CG_UNBOUNDED ? fabs(row->upper) : 0;
        f->size[s] = fmax(lower, upper);
        if (f->size[s] == 0) {
            f->size[s] = largest[f->soft[s]] > 0 ? largest[f->soft[s]] : 1;
        }
    }
}

/* The program without its objective; elastic rows may be missed from below and from above at a
 * price of one a size, dropped rows have no bounds. */
static cg_program *variant(filter *f) {
    cg_program *copy = cg_program_new(f->arena);
    cg_tag tag = {
        .kind = "give", .period = CG_NONE, .first = CG_NONE, .second = CG_NONE, .third = CG_NONE};
    for (int j = 0; j < f->program->columns.count; j++) {
        cg_column column = f->program->columns.items[j];
        column.cost = 0;
        CG_PUSH(f->arena, &copy->columns, column);
    }
    for (int i = 0; i < f->program->rows.count; i++) {
        CG_PUSH(f->arena, &copy->rows, f->program->rows.items[i]);
    }
    bool *dropped = CG_ARRAY(f->arena, bool, f->program->rows.count + 1);
    for (int s = 0; s < f->soft_count; s++) {
        dropped[f->soft[s]] = f->role[s] == ROW_DROPPED;
    }
    for (int k = 0; k < f->program->entries.count; k++) {
        /* Even without sides a row would tie together what falls apart. */
        if (!dropped[f->program->entries.items[k].row]) {
            CG_PUSH(f->arena, &copy->entries, f->program->entries.items[k]);
        }
    }
    for (int s = 0; s < f->soft_count; s++) {
        cg_row *row = &copy->rows.items[f->soft[s]];
        if (f->role[s] == ROW_DROPPED) {
            row->lower = -CG_UNBOUNDED;
            row->upper = CG_UNBOUNDED;
        }
        if (f->role[s] == ROW_ELASTIC) {
            double price = 1 / f->size[s];
            f->give_column[s] = cg_program_add_column(copy, tag, 0, CG_UNBOUNDED, price);
            cg_program_add_column(copy, tag, 0, CG_UNBOUNDED, price);
            cg_program_set(copy, f->soft[s], f->give_column[s], 1);
            cg_program_set(copy, f->soft[s], f->give_column[s] + 1, -1);
        }
    }
    return copy;
}

static cg_solution *solve(filter *f) {
    cg_solve_settings settings = f->settings == NULL ? (cg_solve_settings){0} : *f->settings;
    if (settings.time_limit_s > 0) {
        double left = settings.time_limit_s - (cg_clock() - f->started);
        settings.time_limit_s = fmax(LEAST_S, SHARE * left);
    }
    return cg_program_solve(f->arena, variant(f), &settings, NULL);
}

static bool has_x(const cg_solution *solution) {
    return solution->outcome == CG_OPTIMAL || solution->outcome == CG_LIMIT;
}

/* By how much a row gives in the last elastic solution, in its own unit. */
static double giving(const filter *f, const cg_solution *solution, int s) {
    return fmax(solution->x[f->give_column[s]], solution->x[f->give_column[s] + 1]);
}

/* All but those of conflicts found before, which are out of the way. */
static void set_roles(filter *f, row_role role) {
    for (int s = 0; s < f->soft_count; s++) {
        f->role[s] = f->named[s] ? ROW_DROPPED : role;
    }
}

/* Holds, round after round, the rows that had to give: when nothing can be solved any more, those
 * held contain a conflict. Their number, or 0 where there is no conflict among the soft rows. */
static int elastic_filter(filter *f, bool *suspect) {
    int held = 0;
    set_roles(f, ROW_ELASTIC);
    for (int round = 0; round <= f->soft_count; round++) {
        cg_solution *solution = solve(f);
        if (!has_x(solution)) {
            return solution->outcome == CG_INFEASIBLE ? held : 0;
        }
        int before = held;
        for (int s = 0; s < f->soft_count; s++) {
            if (f->role[s] == ROW_ELASTIC && giving(f, solution, s) > GIVING * f->size[s]) {
                f->role[s] = ROW_HELD;
                suspect[s] = true;
                held++;
            }
        }
        if (held == before) {
            return 0;
        }
    }
    return held;
}

/* Drops suspects one by one as long as the rest still cannot hold. */
static void deletion_filter(filter *f, bool *suspect) {
    for (int s = 0; s < f->soft_count; s++) {
        f->role[s] = suspect[s] ? ROW_HELD : ROW_DROPPED;
    }
    for (int s = 0; s < f->soft_count; s++) {
        if (!suspect[s]) {
            continue;
        }
        f->role[s] = ROW_DROPPED;
        suspect[s] = solve(f)->outcome != CG_INFEASIBLE;
        f->role[s] = suspect[s] ? ROW_HELD : ROW_DROPPED;
    }
}

/* How much the one row must give: with every other row held where that can be, else with the other
 * rows of the conflict alone (there is then a second conflict beside this one). */
static cg_conflicting least_of(filter *f, const bool *suspect, int s, bool alone) {
    int with = 0;
    for (int pass = alone ? 1 : 0; pass < 2; pass++) {
        with = 0;
        for (int other = 0; other < f->soft_count; other++) {
            f->role[other] = pass == 0 || suspect[other] ? ROW_HELD : ROW_DROPPED;
            with += other != s && suspect[other];
        }
        f->role[s] = ROW_ELASTIC;
        cg_solution *solution = solve(f);
        if (has_x(solution)) {
            cg_held held = pass == 0 ? CG_HELD_ALL : with > 0 ? CG_HELD_ITS_CONFLICT : CG_HELD_NONE;
            return (cg_conflicting){f->soft[s], giving(f, solution, s), held};
        }
    }
    return (cg_conflicting){f->soft[s], INFINITY, with > 0 ? CG_HELD_ITS_CONFLICT : CG_HELD_NONE};
}

/* One conflict among the rows not named yet, its rows named and told. Whether there may be another.
 */
static bool find_one(filter *f, cg_conflicting *rows, int *count) {
    bool *suspect = CG_ARRAY(f->arena, bool, f->soft_count + 1);
    if (elastic_filter(f, suspect) == 0) {
        return false;
    }
    deletion_filter(f, suspect);
    bool first = *count == 0, more = false;
    for (int s = 0; s < f->soft_count; s++) {
        if (suspect[s]) {
            f->named[s] = true;
            rows[*count] = least_of(f, suspect, s, !first);
            more = more || rows[*count].held != CG_HELD_ALL;
            ++*count;
        }
    }
    return more;
}

cg_conflicting *cg_program_conflict(cg_arena *arena, const cg_program *program, const int *soft,
                                    int soft_count, const cg_solve_settings *settings, int *count) {
    filter f = {.arena = arena,
                .program = program,
                .settings = settings,
                .started = cg_clock(),
                .soft = soft,
                .soft_count = soft_count,
                .role = CG_ARRAY(arena, row_role, soft_count + 1),
                .named = CG_ARRAY(arena, bool, soft_count + 1),
                .size = CG_ARRAY(arena, double, soft_count + 1),
                .give_column = CG_ARRAY(arena, int, soft_count + 1)};
    cg_conflicting *rows = CG_ARRAY(arena, cg_conflicting, soft_count + 1);
    set_sizes(&f);
    *count = 0;
    while (*count < soft_count && find_one(&f, rows, count)) {
    }
    return rows;
}
