/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prospects as columns of a park's program, derived whenever they are asked for: what a unit costs
 * and does is worked out as for any activity, where it stands was noted while the rows were made.
 */
#include "plan/prospects.h"

#include <math.h>

cg_activity cg_prospect_activity(const cg_model *model, int prospect) {
    const cg_prospects *prospects = model->matches->prospects;
    cg_activity activity = {.kind = CG_DIRECT,
                            .output = cg_prospect_output(prospects, prospect),
                            .input = prospects->input.items[prospect],
                            .facility = CG_NONE,
                            .piece_from = CG_NONE,
                            .piece_to = CG_NONE,
                            .substitution = cg_prospect_substitution(prospects, prospect),
                            .source = CG_NONE,
                            .first = CG_NONE,
                            .second = CG_NONE,
                            .delivered = cg_prospect_delivered(model->park, prospects, prospect),
                            .column = CG_NONE,
                            .open = true};
    return activity;
}

/* In the order in which plan/measures.c, charges.c and investments.c add them up. */
static void measure(const cg_model *model, const cg_activity *activity, const cg_way *way,
                    int period, double measures[CG_MEASURES]) {
    cg_unit_effect effect = cg_direct_effect(model, activity, way, period);
    for (int m = 0; m < CG_MEASURES; m++) {
        measures[m] = 0;
    }
    measures[CG_MEASURE_COST] = -cg_parts_saving(&effect.parts);
    measures[CG_MEASURE_EMISSIONS] = -effect.emissions_saved_kg / 1000;
    cg_activity_flows(model, activity, period, measures);
    int periods = model->park->periods.count;
    measures[CG_MEASURE_COST] += model->prospects->charged[activity->output * periods + period];
    measures[CG_MEASURE_COST] += way->per_capacity * way->annuity;
    measures[CG_MEASURE_INVESTMENT] += way->per_capacity;
}

void cg_prospect_measures(const cg_model *model, int prospect, int period,
                          double measures[CG_MEASURES]) {
    const cg_activity activity = cg_prospect_activity(model, prospect);
    const cg_way way = cg_prospect_way(model->matches->prospects, prospect);
    measure(model, &activity, &way, period, measures);
}

void cg_prospects_most(const cg_model *model, double most[CG_MEASURES]) {
    double measures[CG_MEASURES];
    bool numbers = true;
    for (int m = 0; m < CG_MEASURES; m++) {
        most[m] = 0;
    }
    for (int j = 0; j < cg_prospects_count(model->matches->prospects); j++) {
        const cg_activity activity = cg_prospect_activity(model, j);
        const cg_way way = cg_prospect_way(model->matches->prospects, j);
        for (int p = 0; p < model->park->periods.count; p++) {
            double upper = cg_activity_most(model, &activity, p);
            measure(model, &activity, &way, p, measures);
            for (int m = 0; m < CG_MEASURES; m++) {
                most[m] += fabs(measures[m]) * (upper < CG_UNBOUNDED ? upper : 1);
            }
        }
        numbers = numbers && isfinite(activity.delivered);
    }
    for (int m = 0;
         !(numbers && (model->prospects == NULL || model->prospects->finite)) && m < CG_MEASURES;
         m++) {
        most[m] = (double)NAN;
    }
}

/* The entries of one column, while they are put in order. */
typedef struct entries {
    int *rows;
    double *values;
    int count;
} entries;

/* Nearly in order already: those of one flow's rows come after one another. A row that comes again
 * adds up. */
static void put(entries *to, int row, double value) {
    if (value == 0 || row == CG_NONE) {
        return;
    }
    int place = to->count;
    while (place > 0 && to->rows[place - 1] > row) {
        place--;
    }
    if (place > 0 && to->rows[place - 1] == row) {
        to->values[place - 1] += value;
        return;
    }
    for (int i = to->count; i > place; i--) {
        to->rows[i] = to->rows[i - 1];
        to->values[i] = to->values[i - 1];
    }
    to->rows[place] = row;
    to->values[place] = value;
    to->count++;
}

static void put_ends(const cg_model *model, const cg_activity *activity, int period, entries *to) {
    const cg_prospect_rows *rows = model->prospects;
    int periods = model->park->periods.count, input = activity->input;
    put(to, rows->supply[activity->output * periods + period], 1);
    put(to, rows->demand[input * periods + period], activity->delivered);
    if (rows->share[input] != CG_NONE && !cg_is_own(model, activity)) {
        put(to, rows->share[input] + period, activity->delivered);
    }
    for (int b = rows->first_blend[input]; b < rows->first_blend[input + 1]; b++) {
        if (rows->blend_row[b] != CG_NONE) {
            put(to, rows->blend_row[b] + period, cg_blend_load(model, &rows->blends[b], activity));
        }
    }
}

static void put_leaving(const cg_model *model, int output, int period, entries *to) {
    const cg_leavings *leavings = &model->prospects->leavings[output];
    for (int i = 0; i < leavings->entries.count; i++) {
        const cg_leaving *leaving = &leavings->entries.items[i];
        if (leaving->period == period) {
            put(to, leaving->row, leaving->value);
        }
    }
}

static bool has_rows_of_measures(const cg_prospect_columns *columns) {
    bool any = columns->held_row != CG_NONE;
    for (int r = 0; r < CG_REQUIREMENT_COUNT; r++) {
        any = any || columns->model->requirement_row[r] != CG_NONE;
    }
    return any;
}

/* Of what the column does in each measure: its cost, and where it stands in rows of them. */
static void put_measures(const cg_prospect_columns *columns, const cg_activity *activity, int index,
                         double *cost, entries *to) {
    const cg_model *model = columns->model;
    bool rows = has_rows_of_measures(columns);
    if (cost == NULL && !rows) {
        return; /* half of what it takes to work a column out */
    }
    int periods = model->park->periods.count;
    const cg_way way = cg_prospect_way(model->matches->prospects, index / periods);
    double measures[CG_MEASURES];
    measure(model, activity, &way, index % periods, measures);
    if (cost != NULL) {
        *cost = measures[columns->objective];
    }
    for (int r = 0; rows && r < CG_REQUIREMENT_COUNT; r++) {
        if (model->requirement_row[r] != CG_NONE) {
            put(to, model->requirement_row[r], measures[cg_requirement_measure((cg_requirement)r)]);
        }
    }
    if (columns->held_row != CG_NONE) {
        put(to, columns->held_row, measures[columns->held]);
    }
}

/* Of a prospect that the program holds itself nothing is left: a column that is always 0. `cost`
 * and `upper` may be NULL. */
static int column(const void *owner, int index, double *cost, double *upper, int *rows,
                  double *values) {
    const cg_prospect_columns *columns = owner;
    const cg_model *model = columns->model;
    int periods = model->park->periods.count;
    int prospect = index / periods, period = index % periods;
    bool none = columns->taken != NULL && columns->taken[prospect];
    if (none && cost != NULL) {
        *cost = *upper = 0;
    }
    if (none) {
        return 0;
    }
    const cg_activity activity = cg_prospect_activity(model, prospect);
    entries to = {rows, values, 0};
    if (upper != NULL) {
        *upper = cg_activity_most(model, &activity, period);
    }
    put_ends(model, &activity, period, &to);
    put_leaving(model, activity.output, period, &to);
    put_measures(columns, &activity, index, cost, &to);
    return to.count;
}

static int entries_alone(const void *owner, int index, int *rows, double *values) {
    return column(owner, index, NULL, NULL, rows, values);
}

static int most_entries(const cg_model *model) {
    const cg_prospect_rows *rows = model->prospects;
    int blends = 0, leavings = 0;
    for (int i = 0; i < model->park->inputs.count; i++) {
        int here = rows->first_blend[i + 1] - rows->first_blend[i];
        blends = here > blends ? here : blends;
    }
    for (int o = 0; o < model->park->outputs.count; o++) {
        int here = rows->leavings[o].entries.count;
        leavings = here > leavings ? here : leavings;
    }
    return 3 + blends + leavings + CG_REQUIREMENT_COUNT + 1;
}

void cg_prospect_columns_start(cg_prospect_columns *columns, const cg_model *model) {
    *columns = (cg_prospect_columns){.model = model, .held_row = CG_NONE};
    columns->reserve = (cg_reserve){.owner = columns,
                                    .count = cg_prospects_count(model->matches->prospects) *
                                             model->park->periods.count,
                                    .most_entries = most_entries(model),
                                    .column = column,
                                    .entries = entries_alone};
}
