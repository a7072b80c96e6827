/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of a program its prospects stand in, and which are made for them alone. */
#include "plan/prospects.h"

#include <math.h>
#include <string.h>

static int *no_rows(cg_arena *arena, int count) {
    int *rows = CG_ARRAY(arena, int, count + 1);
    for (int i = 0; i < count; i++) {
        rows[i] = CG_NONE;
    }
    return rows;
}

/* Every limit of every input, in the order of their rows. */
static void list_blends(const cg_model *model, cg_prospect_rows *rows) {
    const cg_park *park = model->park;
    cg_arena *arena = rows->arena;
    cg_blend *room = CG_ARRAY(arena, cg_blend, 2 * park->knowledge->parameters.count + 1);
    CG_VECTOR(cg_blend) all = {0};
    rows->first_blend = CG_ARRAY(arena, int, park->inputs.count + 1);
    for (int i = 0; i < park->inputs.count; i++) {
        int count = cg_input_blends(model, i, room);
        rows->first_blend[i] = all.count;
        for (int b = 0; b < count; b++) {
            CG_PUSH(arena, &all, room[b]);
        }
    }
    rows->first_blend[park->inputs.count] = all.count;
    rows->blends = all.items;
    rows->binds = CG_ARRAY(arena, bool, all.count + 1);
    rows->blend_row = no_rows(arena, all.count);
}

static void look_at(const cg_model *model, cg_prospect_rows *rows, int prospect) {
    const cg_activity activity = cg_prospect_activity(model, prospect);
    rows->leaves[activity.output] = true;
    rows->arrives[activity.input] = true;
    int end = rows->first_blend[activity.input + 1];
    for (int b = rows->first_blend[activity.input]; b < end; b++) {
        double load = cg_blend_load(model, &rows->blends[b], &activity);
        rows->binds[b] = rows->binds[b] || load > 0;
        rows->finite = rows->finite && isfinite(load);
    }
}

cg_prospect_rows *cg_prospect_rows_asked(cg_arena *arena, const cg_model *model) {
    const cg_park *park = model->park;
    const cg_prospect_rows *rows = model->prospects;
    int blends = rows->first_blend[park->inputs.count];
    cg_prospect_rows *asked = CG_NEW(arena, cg_prospect_rows);
    asked->leaves = CG_ARRAY(arena, bool, park->outputs.count + 1);
    asked->arrives = CG_ARRAY(arena, bool, park->inputs.count + 1);
    asked->binds = CG_ARRAY(arena, bool, blends + 1);
    memcpy(asked->leaves, rows->leaves, (size_t)park->outputs.count * sizeof(bool));
    memcpy(asked->arrives, rows->arrives, (size_t)park->inputs.count * sizeof(bool));
    memcpy(asked->binds, rows->binds, (size_t)blends * sizeof(bool));
    asked->finite = rows->finite;
    return asked;
}

static void take_asked(const cg_park *park, cg_prospect_rows *rows, const cg_prospect_rows *like) {
    int blends = rows->first_blend[park->inputs.count];
    memcpy(rows->leaves, like->leaves, (size_t)park->outputs.count * sizeof(bool));
    memcpy(rows->arrives, like->arrives, (size_t)park->inputs.count * sizeof(bool));
    memcpy(rows->binds, like->binds, (size_t)blends * sizeof(bool));
    rows->finite = like->finite;
}

cg_prospect_rows *cg_prospect_rows_new(const cg_model *model, const cg_prospect_rows *like) {
    const cg_park *park = model->park;
    int periods = park->periods.count;
    if (model->matches->prospects == NULL) {
        return NULL;
    }
    cg_arena *arena = cg_arena_within(model->arena);
    cg_prospect_rows *rows = CG_NEW(arena, cg_prospect_rows);
    rows->arena = arena;
    rows->leaves = CG_ARRAY(arena, bool, park->outputs.count + 1);
    rows->arrives = CG_ARRAY(arena, bool, park->inputs.count + 1);
    rows->supply = no_rows(arena, park->outputs.count * periods);
    rows->demand = no_rows(arena, park->inputs.count * periods);
    rows->share = no_rows(arena, park->inputs.count);
    rows->leavings = CG_ARRAY(arena, cg_leavings, park->outputs.count + 1);
    rows->charged = CG_ARRAY(arena, double, park->outputs.count *periods + 1);
    rows->finite = true;
    list_blends(model, rows);
    if (like != NULL) {
        take_asked(park, rows, like);
        return rows;
    }
    for (int j = 0; j < cg_prospects_count(model->matches->prospects); j++) {
        look_at(model, rows, j);
    }
    return rows;
}

void cg_prospect_rows_let_go(cg_model *model) {
    cg_arena_free(model->prospects->arena);
    model->prospects = NULL;
}

void cg_prospects_leave(cg_model *model, int row, int output, int period, double value) {
    if (model->prospects != NULL && value != 0) {
        CG_PUSH(model->prospects->arena, &model->prospects->leavings[output].entries,
                ((cg_leaving){row, period, value}));
    }
}
