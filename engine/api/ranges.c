/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The road walked twice more for a plan that is found: with every ranged number at its adverse end,
 * and at its favourable one. */
#include "api/context.h"
#include "study/ranges.h"

#include <string.h>

enum { ENDS = CG_WORLDS };
static const cg_range_end ends[ENDS] = {CG_ADVERSE, CG_FAVOURABLE};

typedef struct ranging {
    const cg_park *park;
    const congsinh_solve_options *asked;
    const cg_solved *solved;
    cg_arena *kept; /* for what is told */
    cg_arena *work; /* of one world */
    int at;         /* which of the ends */
    cg_moved moved;
    bool may_print;
    cg_print_of_world prints[ENDS];
    bool known[ENDS];
    cg_worlds *worlds;
} ranging;

/* The park with its numbers at one end, and its program; NULL after reporting. */
static cg_model *read_world(congsinh *context, ranging *r) {
    const cg_park_text *text = r->park->text;
    cg_park_source source = {.file = r->park->file,
                             .models_folder = context->models,
                             .shelf = context->shelf,
                             .rules = r->asked->law.rules,
                             .framework = r->park->framework,
                             .end = ends[r->at],
                             .moved = &r->moved};
    if (text == NULL) {
        source.document = (cg_json *)r->park->document; /* reading changes nothing but the order */
        source.in_order = true;
    } else {
        source.bytes = text->bytes;
        source.length = text->length;
        source.settings = text->settings;
        source.setting_count = text->setting_count;
    }
    cg_park *park = cg_park_read(r->work, &context->diagnostics, &source);
    if (park == NULL || context->diagnostics.errors > 0) {
        return NULL;
    }
    if (r->moved.own + r->moved.shipped == 0) {
        return NULL; /* the world is the park */
    }
    cg_held_run_today(park, r->park);
    const cg_law *law = cg_context_law(context, r->work, park, &r->asked->law);
    if (law == NULL) {
        return NULL;
    }
    const cg_couples *among = cg_held_couples(r->work, r->solved);
    cg_matches *matches =
        cg_matches_find(r->work, &context->diagnostics, park, law,
                        (cg_wanted){CG_KEEP_USABLE, CG_NONE, CG_NONE, among, false});
    return context->diagnostics.errors > 0 ? NULL : cg_model_new_sized(r->work, matches);
}

/* The first error that was said, for the plan to keep. */
static void take_reason(const congsinh *context, ranging *r) {
    r->worlds->left_out = "contradiction";
    for (int i = 0; i < context->diagnostics.items.count; i++) {
        const cg_diagnostic *item = &context->diagnostics.items.items[i];
        for (int l = 0; item->severity == CG_ERROR && l < CG_LANGUAGES; l++) {
            r->worlds->why.in[l] = cg_diagnostic_sentence(r->kept, item, (cg_language)l);
        }
        if (item->severity == CG_ERROR) {
            return;
        }
    }
}

/* Shipped numbers have ranges that many a park has nothing to do with, above all one that brings
 * its own models. Where one end's program is the other's to the last number, nothing lies between
 * them: there is no low and no high, and nothing to solve. The first end is taken to be so until
 * the second is known. */
static bool is_as_before(ranging *r, cg_model *world) {
    r->prints[r->at] = cg_held_print(world, r->solved);
    return r->at == 0 || memcmp(&r->prints[0], &r->prints[r->at], sizeof r->prints[0]) == 0;
}

static congsinh_status walk_end(congsinh *context, void *payload) {
    ranging *r = payload;
    cg_model *world = read_world(context, r);
    if (world == NULL) {
        if (context->diagnostics.errors > 0) {
            take_reason(context, r);
        }
        return CONGSINH_OK;
    }
    if (r->may_print && r->moved.own == 0 && is_as_before(r, world)) {
        return CONGSINH_OK;
    }
    cg_plan_options options = cg_context_plan_options(context, r->asked);
    if (!cg_model_is_finite(world) ||
        !cg_held_gains(world, r->solved, &options, r->worlds->gains[r->at])) {
        r->worlds->left_out = "no-proof";
    }
    r->known[r->at] = true;
    return CONGSINH_OK;
}

/* One world in an arena of its own; what is wrong in it is no problem of the park's. */
static congsinh_status visit(congsinh *context, ranging *r) {
    r->work = cg_context_arena(context);
    if (r->work == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    cg_diagnostics outer = context->diagnostics;
    context->diagnostics = (cg_diagnostics){.arena = r->work, .errors_alone = true};
    r->moved = (cg_moved){0};
    congsinh_status status = cg_guard(context, walk_end, r);
    context->diagnostics = outer;
    cg_arena_free(r->work);
    return status;
}

/* Until an end has no answer, or no number of the park has two. */
static bool goes_on(const ranging *r) {
    return r->worlds->left_out == NULL && (r->at == 0 || r->moved.own + r->moved.shipped > 0);
}

congsinh_status cg_context_worlds(congsinh *context, cg_arena *arena, const cg_solved *solved,
                                  const congsinh_solve_options *asked, cg_worlds *worlds) {
    *worlds = (cg_worlds){0};
    if (solved->outcome != CG_OPTIMAL) {
        worlds->left_out = solved->outcome == CG_INFEASIBLE ? "infeasible" : "limit";
        return CONGSINH_OK;
    }
    ranging r = {.park = solved->model->park,
                 .asked = asked,
                 .solved = solved,
                 .kept = arena,
                 .may_print = true,
                 .worlds = worlds};
    congsinh_status status = CONGSINH_OK;
    for (r.at = 0; r.at < ENDS && status == CONGSINH_OK && goes_on(&r); r.at++) {
        status = visit(context, &r);
    }
    bool same = !r.known[0] && !r.known[ENDS - 1];
    if (status == CONGSINH_OK && goes_on(&r) && !same && !r.known[0]) {
        r.at = 0;
        r.may_print = false;
        status = visit(context, &r);
    }
    worlds->known = status == CONGSINH_OK && goes_on(&r) && !same;
    worlds->own = r.moved.own;
    return status;
}

void cg_worlds_tell(const cg_worlds *worlds, cg_plan *plan) {
    plan->ranges.left_out = worlds->left_out;
    plan->ranges.why = worlds->why;
    if (worlds->known) {
        plan->ranges.own = worlds->own;
        cg_ranges_span(plan, worlds->gains, ENDS);
    }
}
