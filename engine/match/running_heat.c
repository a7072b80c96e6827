/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the heat that is said to run today can pass at all: a linear program over the pieces of
 * the flows concerned. */
#include "base/number.h"
#include "match/matches.h"
#include "program/program.h"

#define SAME 1e-9

/* One running exchange of heat: its columns are those from `first` up to `end`. */
typedef struct span {
    int exchange, first, end;
} span;

/* One period: what each piece has or can take, and what each running exchange is said to carry. */
typedef struct check {
    cg_finder *finder;
    cg_program *program;
    int period;
    cg_map *piece_rows; /* "flow|piece" -> row */
    CG_VECTOR(span) spans;
} check;

static int piece_row(check *of, const cg_flow *flow, const cg_pieces *pieces, int piece) {
    cg_arena *arena = of->finder->arena;
    const char *key = cg_format(arena, "%s|%d", flow->ref, piece);
    int row = cg_map_find(of->piece_rows, key);
    if (row == CG_NONE) {
        cg_tag tag = {"piece", flow->ref, NULL, of->period, piece, CG_NONE, CG_NONE};
        row = cg_program_add_row(of->program, tag, -CG_UNBOUNDED,
                                 flow->amount[of->period] * pieces->items[piece].share);
        cg_map_add(of->piece_rows, key, row);
    }
    return row;
}

/* One column a pair of pieces that heat may pass; a row of the exchange holds their sum to what is
 * said to run. */
static void add_exchange(check *of, const cg_candidate *candidate, int exchange) {
    const cg_matches *matches = of->finder->matches;
    const cg_park *park = matches->park;
    const cg_pieces *from = &matches->heat.outputs[candidate->output],
                    *to = &matches->heat.inputs[candidate->input];
    double drop_k = matches->pipes.items[candidate->first].way.drop_k;
    double amount = park->exchanges.items[exchange].amount[of->period];
    cg_tag tag = {
        "running", park->outputs.items[candidate->output].ref, NULL, of->period, exchange, CG_NONE,
        CG_NONE};
    int row = cg_program_add_row(of->program, tag, -CG_UNBOUNDED, amount);
    span columns = {exchange, of->program->columns.count, 0};
    for (int a = 0; a < from->count; a++) {
        for (int b = 0; b < to->count; b++) {
            if (!cg_heat_passes(&from->items[a], &to->items[b], drop_k)) {
                continue;
            }
            int column = cg_program_add_column(of->program, tag, 0, amount, -1);
            cg_program_set(of->program, row, column, 1);
            cg_program_set(of->program,
                           piece_row(of, &park->outputs.items[candidate->output], from, a), column,
                           1);
            cg_program_set(of->program, piece_row(of, &park->inputs.items[candidate->input], to, b),
                           column, candidate->delivered);
        }
    }
    columns.end = of->program->columns.count;
    CG_PUSH(of->finder->arena, &of->spans, columns);
}

static bool is_heat(const cg_park *park, const cg_candidate *candidate) {
    return park->outputs.items[candidate->output].family == CG_HEAT &&
           park->inputs.items[candidate->input].family == CG_HEAT;
}

static void report(check *of, const cg_exchange *exchange, double said, double possible) {
    cg_arena *arena = of->finder->arena;
    const cg_park *park = of->finder->matches->park;
    char stated[CG_NUMBER_ROOM], most[CG_NUMBER_ROOM];
    cg_number_text(said, stated);
    cg_number_text(possible, most);
    cg_say(of->finder->diagnostics, CG_ERROR, cg_json_place(arena, park->file, exchange->node),
           CG_MSG_RUNNING_TOO_COLD, park->outputs.items[exchange->output].ref,
           park->inputs.items[exchange->input].ref, stated, most,
           park->periods.items[of->period].id, NULL);
}

/* All running exchanges of heat at once: they share the pieces. Reports the first that falls short.
 */
static void check_period(cg_finder *finder, int period) {
    const cg_matches *matches = finder->matches;
    const cg_park *park = matches->park;
    check of = {.finder = finder,
                .program = cg_program_new(finder->arena),
                .period = period,
                .piece_rows = cg_map_new(finder->arena)};
    for (int r = 0; r < matches->running.count; r++) {
        const cg_running *running = &matches->running.items[r];
        if (running->candidate != CG_NONE &&
            is_heat(park, &matches->candidates.items[running->candidate]) &&
            park->exchanges.items[running->exchange].amount[period] > 0) {
            add_exchange(&of, &matches->candidates.items[running->candidate], running->exchange);
        }
    }
    if (of.program->columns.count == 0) {
        return;
    }
    const cg_solution *solution = cg_program_solve(finder->arena, of.program, NULL, NULL);
    for (int s = 0; s < of.spans.count && solution->outcome == CG_OPTIMAL; s++) {
        const cg_exchange *exchange = &park->exchanges.items[of.spans.items[s].exchange];
        cg_sum carried = {0};
        for (int c = of.spans.items[s].first; c < of.spans.items[s].end; c++) {
            cg_sum_add(&carried, solution->x[c]);
        }
        if (cg_sum_value(&carried) < exchange->amount[period] * (1 - SAME)) {
            report(&of, exchange, exchange->amount[period], cg_sum_value(&carried));
            return;
        }
    }
}

void cg_check_running_heat(cg_finder *finder) {
    for (int p = 0; p < finder->matches->park->periods.count; p++) {
        check_period(finder, p);
    }
}
