/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small made-up programs with charges, of every shape that the plan makes. */
#ifndef CG_TESTS_UNIT_FIXED_CHARGE_PROGRAMS_H
#define CG_TESTS_UNIT_FIXED_CHARGE_PROGRAMS_H

#include "program_help.h"

#include "program/solver.h"

enum { MOST_BINARIES = 12 };

typedef struct charge_shape {
    const char *name;
    int sources, sinks, periods, pieces;
    bool blended;  /* sinks limit two qualities */
    bool sized;    /* pipes have a capacity that costs too */
    bool running;  /* some runs free of the charge today */
    bool plant;    /* a plant to be built takes from all sources and serves all sinks */
    bool excluded; /* the plant serves the first sink or takes from the first source, not both */
    double budget; /* of what all costs that there is; 0: none */
    double least;  /* of what all sinks can take, that much at the least; 0: none */
} charge_shape;

/* Rows of supply and demand, one for each end, period and piece. */
static inline int end_row(const charge_shape *s, int end, int period, int piece) {
    return (end * s->periods + period) * s->pieces + piece;
}

static inline void add_pipe(cg_program *program, chance *c, const charge_shape *s, int source,
                            int sink) {
    int open = binary(program, between(c, 20, 150) * s->pieces * s->periods);
    int build = CG_NONE;
    double most[12] = {0};
    int flows[12][9], counts[12] = {0};
    for (int p = 0; p < s->periods; p++) {
        for (int from = 0; from < s->pieces; from++) {
            for (int to = 0; to <= from; to++) {
                int up = end_row(s, source, p, from);
                int down = end_row(s, s->sources + sink, p, to);
                double upper = fmin(program->rows.items[up].upper, program->rows.items[down].upper);
                int flow = column(program, 0, upper, -between(c, 0, 12));
                cg_program_set(program, up, flow, 1);
                cg_program_set(program, down, flow, between(c, 0.9, 1));
                if (s->blended) {
                    int blends = (s->sources + s->sinks) * s->periods * s->pieces;
                    int at = blends + 2 * end_row(s, sink, p, to);
                    cg_program_set(program, at, flow, between(c, 0.2, 3));
                    cg_program_set(program, at + 1, flow, between(c, 0.2, 3));
                }
                most[p] += upper;
                flows[p][counts[p]++] = flow;
            }
        }
    }
    for (int p = 0; p < s->periods; p++) {
        double free = s->running && below(c, 2) == 0 ? most[p] * 0.1 : 0;
        int opens = row(program, -NO_BOUND, free);
        cg_program_set(program, opens, open, -(most[p] - free));
        for (int f = 0; f < counts[p]; f++) {
            cg_program_set(program, opens, flows[p][f], 1);
        }
        if (!s->sized) {
            continue;
        }
        build = build == CG_NONE ? column(program, 0, 12 * most[p] + 500, 0.3) : build;
        int size = row(program, -NO_BOUND, 0);
        cg_program_set(program, size, build, -1);
        for (int f = 0; f < counts[p]; f++) {
            cg_program_set(program, size, flows[p][f], 1);
        }
    }
}

/* A plant that loses a tenth of what it takes: opens, serves and yield rows. */
static inline void add_plant(cg_program *program, chance *c, const charge_shape *s) {
    int open = binary(program, between(c, 100, 600));
    int yield = row(program, -NO_BOUND, 0);
    int opens = row(program, -NO_BOUND, 0);
    int choice = s->excluded ? binary(program, 0) : CG_NONE;
    double most = 0;
    for (int i = 0; i < s->sources; i++) {
        double upper = program->rows.items[end_row(s, i, 0, 0)].upper;
        int intake = column(program, 0, upper, between(c, 0, 1));
        cg_program_set(program, end_row(s, i, 0, 0), intake, 1);
        cg_program_set(program, yield, intake, -0.9);
        cg_program_set(program, opens, intake, 1);
        most += upper;
        if (s->excluded && i == 0) {
            int kept_out = row(program, -NO_BOUND, upper);
            cg_program_set(program, kept_out, intake, 1);
            cg_program_set(program, kept_out, choice, upper);
        }
    }
    cg_program_set(program, opens, open, -most);
    for (int k = 0; k < s->sinks; k++) {
        int demand = end_row(s, s->sources + k, 0, 0);
        double upper = program->rows.items[demand].upper;
        int supply = column(program, 0, upper, -between(c, 4, 14));
        cg_program_set(program, demand, supply, 1);
        cg_program_set(program, yield, supply, 1);
        int serves = row(program, -NO_BOUND, 0);
        cg_program_set(program, serves, supply, 1);
        cg_program_set(program, serves, open, -upper);
        if (s->excluded && k == 0) {
            int mixed = row(program, -NO_BOUND, 0);
            cg_program_set(program, mixed, supply, 1);
            cg_program_set(program, mixed, choice, -upper);
        }
    }
}

/* Rows of the whole: a budget of what costs, and how much flows at the least. */
static inline void add_whole(cg_program *program, const charge_shape *s) {
    double costs = 0, taken = 0;
    for (int j = 0; j < program->columns.count; j++) {
        costs += program->columns.items[j].integer ? program->columns.items[j].cost : 0;
    }
    for (int k = 0; k < s->sinks * s->periods * s->pieces; k++) {
        taken += program->rows.items[s->sources * s->periods * s->pieces + k].upper;
    }
    int budget = row(program, -NO_BOUND, s->budget * costs);
    int least = row(program, -NO_BOUND, -s->least * taken);
    for (int j = 0; j < program->columns.count; j++) {
        double cost = program->columns.items[j].cost;
        cg_program_set(program, budget, j, fmax(0, cost));
        cg_program_set(program, least, j, cost < 0 ? -1 : 0);
    }
}

static inline cg_program *charge_program(cg_arena *arena, chance *c, const charge_shape *s) {
    cg_program *program = cg_program_new(arena);
    for (int end = 0; end < s->sources + s->sinks; end++) {
        for (int k = 0; k < s->periods * s->pieces; k++) {
            row(program, -NO_BOUND, between(c, 10, 60));
        }
    }
    for (int k = 0; s->blended && k < s->sinks * s->periods * s->pieces; k++) {
        row(program, -NO_BOUND, between(c, 15, 60));
        row(program, -NO_BOUND, between(c, 15, 60));
    }
    for (int source = 0; source < s->sources; source++) {
        for (int sink = 0; sink < s->sinks; sink++) {
            add_pipe(program, c, s, source, sink);
        }
    }
    if (s->plant) {
        add_plant(program, c, s);
    }
    if (s->budget > 0) {
        add_whole(program, s);
    }
    return program;
}

static const charge_shape charge_shapes[] = {
    {.name = "plain", .sources = 3, .sinks = 3, .periods = 1, .pieces = 1},
    {.name = "blended", .sources = 4, .sinks = 2, .periods = 1, .pieces = 1, .blended = true},
    {.name = "pieces", .sources = 2, .sinks = 3, .periods = 1, .pieces = 3, .sized = true},
    {.name = "periods",
     .sources = 2,
     .sinks = 3,
     .periods = 3,
     .pieces = 1,
     .blended = true,
     .sized = true},
    {.name = "running", .sources = 2, .sinks = 3, .periods = 2, .pieces = 1, .running = true},
    {.name = "plant", .sources = 3, .sinks = 2, .periods = 1, .pieces = 1, .plant = true},
    {.name = "excluded",
     .sources = 2,
     .sinks = 2,
     .periods = 1,
     .pieces = 1,
     .plant = true,
     .excluded = true},
    {.name = "budget", .sources = 3, .sinks = 3, .periods = 1, .pieces = 1, .budget = 0.3},
    {.name = "budget and more",
     .sources = 2,
     .sinks = 3,
     .periods = 2,
     .pieces = 1,
     .sized = true,
     .running = true,
     .budget = 0.5,
     .least = 0.35},
    {.name = "budget of a plant",
     .sources = 3,
     .sinks = 2,
     .periods = 1,
     .pieces = 1,
     .plant = true,
     .budget = 0.4,
     .least = 0.2},
};

/* The program with its binaries held as the bits of `choice` say. */
static inline cg_program *with_choice(cg_arena *arena, const cg_program *program, int choice) {
    cg_program *fixed = CG_NEW(arena, cg_program);
    *fixed = *program;
    fixed->columns.items = CG_ARRAY(arena, cg_column, program->columns.count);
    for (int j = 0, b = 0; j < program->columns.count; j++) {
        cg_column *item = &fixed->columns.items[j];
        *item = program->columns.items[j];
        if (item->integer) {
            item->integer = false;
            item->lower = item->upper = (choice >> b++) & 1;
        }
    }
    return fixed;
}

static inline int binaries_of(const cg_program *program) {
    int count = 0;
    for (int j = 0; j < program->columns.count; j++) {
        count += program->columns.items[j].integer;
    }
    return count;
}

/* A run of a program as cg_run_fixed_charge takes it, without limits; in `turn`. */
static inline cg_run *charge_run(cg_arena *arena, const cg_program *program, cg_turn turn) {
    static const cg_solve_settings no_limits = {0};
    cg_scaled *scaled = CG_NEW(arena, cg_scaled);
    *scaled = cg_program_arrays(arena, program);
    cg_scale(arena, scaled);
    cg_run *run = CG_NEW(arena, cg_run);
    *run = (cg_run){.scaled = scaled,
                    .settings = &no_limits,
                    .started = cg_clock(),
                    .lower = scaled->lower,
                    .upper = scaled->upper,
                    .tolerance = 1e-9,
                    .turn = turn,
                    .x = CG_ARRAY(arena, double, scaled->columns + 1)};
    return run;
}

#endif
