/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The legs of a line, for maps: what of them is there today and which corridors they follow; noted,
 * written, read. */
#include <math.h>

#include "plan/book.h"
#include "plan/plan_reader.h"

/* The places of a pipe's two ends. */
static void places_of(const cg_park *park, const cg_pipe *pipe, cg_position *from,
                      cg_position *to) {
    cg_position plant = {0};
    if (pipe->facility != CG_NONE) {
        plant = park->facilities.items[pipe->facility].at;
    }
    *from = pipe->output == CG_NONE ? plant
                                    : park->firms.items[park->outputs.items[pipe->output].firm].at;
    *to =
        pipe->input == CG_NONE ? plant : park->firms.items[park->inputs.items[pipe->input].firm].at;
}

static cg_line_leg leg_of(const cg_model *model, int pipe_index) {
    const cg_pipe *pipe = &model->matches->pipes.items[pipe_index];
    cg_position from, to, *nodes = NULL;
    places_of(model->park, pipe, &from, &to);
    cg_line_leg leg = {.existing = pipe->way.existing != CG_NONE || pipe->running != NULL};
    leg.nodes = cg_ways_path(model->matches->ways, &pipe->way, from, to, &nodes);
    leg.path = leg.nodes == 0 ? NULL : CG_ARRAY(model->arena, double, 2 * leg.nodes);
    for (int n = 0; n < leg.nodes; n++) {
        leg.path[2 * n] = nodes[n].x;
        leg.path[2 * n + 1] = nodes[n].y;
    }
    return leg;
}

void cg_line_note_legs(const cg_model *model, int first, int second, cg_line *line) {
    line->legs[line->leg_count++] = leg_of(model, first);
    if (second != CG_NONE) {
        line->legs[line->leg_count++] = leg_of(model, second);
    }
}

bool cg_line_stands(const cg_line *line) {
    bool stands = line->leg_count > 0;
    for (int i = 0; i < line->leg_count; i++) {
        stands = stands && line->legs[i].existing;
    }
    return stands || line->running;
}

static bool says_something(const cg_line *line) {
    for (int i = 0; i < line->leg_count; i++) {
        if (line->legs[i].existing || line->legs[i].nodes > 0) {
            return true;
        }
    }
    return false;
}

static void write_leg(cg_json_writer *writer, const cg_line_leg *leg) {
    cg_json_open_object(writer, NULL);
    cg_json_boolean(writer, "existing", leg->existing);
    if (leg->nodes > 0) {
        cg_json_open_flat_array(writer, "path");
        for (int n = 0; n < leg->nodes; n++) {
            cg_json_open_flat_array(writer, NULL);
            cg_json_number(writer, NULL, leg->path[2 * n]);
            cg_json_number(writer, NULL, leg->path[2 * n + 1]);
            cg_json_close_array(writer);
        }
        cg_json_close_array(writer);
    }
    cg_json_close_object(writer);
}

void cg_line_write_legs(cg_json_writer *writer, const cg_line *line) {
    if (!says_something(line)) {
        return;
    }
    cg_json_open_array(writer, "legs");
    for (int i = 0; i < line->leg_count; i++) {
        write_leg(writer, &line->legs[i]);
    }
    cg_json_close_array(writer);
}

/* A node is a pair of numbers; a path with any that is not is reported and left out. */
static void read_path(const cg_plan_reader *r, const cg_json *node, cg_line_leg *leg) {
    const cg_json *list = cg_plan_stated(r, node, "path", CG_JSON_ARRAY);
    leg->path = CG_ARRAY(r->arena, double, 2 * (list == NULL ? 0 : list->count) + 1);
    for (const cg_json *at = list == NULL ? NULL : list->first; at != NULL; at = at->next) {
        const cg_json *x = at->type == CG_JSON_ARRAY && at->count == 2 ? at->first : NULL;
        if (x == NULL || x->type != CG_JSON_NUMBER || x->next->type != CG_JSON_NUMBER) {
            cg_plan_say_type(r, x == NULL ? at : x, x == NULL ? CG_JSON_ARRAY : CG_JSON_NUMBER);
            leg->nodes = 0;
            return;
        }
        leg->path[2 * leg->nodes] = x->number;
        leg->path[2 * leg->nodes + 1] = x->next->number;
        leg->nodes++;
    }
}

void cg_line_read_legs(const cg_plan_reader *r, const cg_json *node, cg_line *line) {
    const cg_json *list = cg_plan_stated(r, node, "legs", CG_JSON_ARRAY);
    for (const cg_json *one = cg_plan_first_object(r, list);
         one != NULL && line->leg_count < CG_LINE_LEGS; one = cg_plan_next_object(r, one->next)) {
        cg_line_leg leg = {.existing = cg_plan_truth(r, one, "existing")};
        read_path(r, one, &leg);
        line->legs[line->leg_count++] = leg;
    }
}
