/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park solved again and again under other numbers. */
#include <math.h>

#include "api/assess.h"
#include "plan/resolve.h"

struct congsinh_resolver {
    cg_arena *arena;
    congsinh *context;
    cg_park *park; /* the changed one */
    congsinh_solve_options options;
    cg_plan_options plan_options;
    cg_resolve *resolve;
    CG_VECTOR(cg_number_change) changes;
    cg_arena *again;  /* of the road where it is walked once more */
    cg_totals totals; /* of the last plan */
    const cg_solution
        *at; /* the program's; NULL: the road was walked again, or nothing was found */
    congsinh_status status;
};

static bool has_plan(congsinh_status status) {
    return status == CONGSINH_OK || status == CONGSINH_LIMIT;
}

/* ---- what is asked */

static int find_flow(const congsinh_resolver *r, const char *ref) {
    int output = cg_map_find(r->park->output_refs, ref);
    int input = output == CG_NONE ? cg_map_find(r->park->input_refs, ref) : CG_NONE;
    return input == CG_NONE ? output : r->park->outputs.count + input;
}

static void say_no_flow(congsinh_resolver *r, const char *ref) {
    const char *nearest = cg_map_nearest(r->park->output_refs, ref);
    nearest = nearest == NULL ? cg_map_nearest(r->park->input_refs, ref) : nearest;
    cg_message_id message =
        nearest == NULL ? CG_MSG_CHANGE_OF_NOTHING : CG_MSG_CHANGE_OF_NOTHING_NEAR;
    cg_say(&r->context->diagnostics, CG_ERROR, (cg_place){NULL, "changes", 0}, message, ref,
           nearest, NULL);
}

static bool can_be(const congsinh_change *change) {
    return isfinite(change->value) &&
           (change->kind == CONGSINH_CARBON_PRICE || change->flow != NULL) &&
           (change->kind != CONGSINH_QUANTITY_TIMES || change->value >= 0);
}

static cg_change_kind kind_of(congsinh_change_kind kind) {
    switch (kind) {
    case CONGSINH_QUANTITY_TIMES:
        return CG_CHANGE_QUANTITY_TIMES;
    case CONGSINH_PRICE:
        return CG_CHANGE_PRICE;
    case CONGSINH_PRICE_TIMES:
        return CG_CHANGE_PRICE_TIMES;
    case CONGSINH_CARBON_PRICE:
        break;
    }
    return CG_CHANGE_CARBON;
}

/* Reads all of them, so that all that is wrong is said. */
static congsinh_status read_changes(congsinh_resolver *r, const congsinh_change *asked, int count) {
    congsinh_status status = CONGSINH_OK;
    r->changes.count = 0;
    for (int i = 0; i < count; i++) {
        if (!can_be(&asked[i])) {
            return CONGSINH_BAD_USAGE;
        }
        cg_number_change change = {kind_of(asked[i].kind), CG_NONE, asked[i].value};
        if (change.kind != CG_CHANGE_CARBON) {
            change.flow = find_flow(r, asked[i].flow);
            if (change.flow == CG_NONE) {
                say_no_flow(r, asked[i].flow);
                status = CONGSINH_BAD_DATA;
                continue;
            }
        }
        CG_PUSH(r->arena, &r->changes, change);
    }
    return status;
}

static bool is_overdrawn(congsinh_resolver *r) {
    int flow = cg_resolve_overdrawn(r->resolve);
    if (flow == CG_NONE) {
        return false;
    }
    int outputs = r->park->outputs.count;
    const char *ref = flow < outputs ? r->park->outputs.items[flow].ref
                                     : r->park->inputs.items[flow - outputs].ref;
    cg_say(&r->context->diagnostics, CG_ERROR, (cg_place){NULL, "changes", 0},
           CG_MSG_CHANGE_OVERDRAWN, ref, NULL);
    return true;
}

/* ---- solving */

/* The plan of the park as it is now, by the whole road; NULL after reporting. */
static cg_plan *walk(congsinh_resolver *r, cg_arena *arena, congsinh_status *status) {
    cg_model *model = cg_context_model(r->context, arena, r->park, &r->options.law, NULL);
    if (model == NULL) {
        *status = CONGSINH_BAD_DATA;
        return NULL;
    }
    const cg_solved *solved = cg_plan_solve(model, &r->plan_options);
    *status = cg_context_outcome(r->context, solved);
    return cg_plan_account(solved);
}

/* What cannot be, and what the solver is not sure of, is left to the whole road, which knows what
 * to do about it. */
static congsinh_status solve_changed(congsinh_resolver *r) {
    r->at = NULL;
    if (cg_resolve_follows(r->resolve)) {
        const cg_solution *found = cg_resolve_solve(r->resolve);
        if (found->outcome == CG_OPTIMAL || found->outcome == CG_LIMIT) {
            r->at = found;
            r->totals = cg_resolve_totals(r->resolve, found);
            return found->outcome == CG_OPTIMAL ? CONGSINH_OK : CONGSINH_LIMIT;
        }
    }
    congsinh_status status = CONGSINH_OK;
    cg_arena_empty(r->again);
    const cg_plan *plan = walk(r, r->again, &status);
    if (plan != NULL) {
        r->totals = plan->totals;
    }
    cg_arena_empty(r->again);
    return status;
}

typedef struct resolve_job {
    congsinh_resolver *resolver;
    const congsinh_park *park;
    const congsinh_change *changes;
    int count;
    congsinh_plan *made;
} resolve_job;

static congsinh_status start(congsinh *context, void *payload) {
    congsinh_resolver *r = ((resolve_job *)payload)->resolver;
    r->again = cg_arena_within(r->arena);
    r->park = cg_park_to_change(r->arena, ((resolve_job *)payload)->park->park);
    if (!cg_context_keep_exceptions(context, r->arena, &r->options.law)) {
        return CONGSINH_BAD_DATA;
    }
    r->plan_options = cg_context_plan_options(context, &r->options);
    cg_model *model = cg_context_model(context, r->arena, r->park, &r->options.law, NULL);
    if (model == NULL) {
        return CONGSINH_BAD_DATA;
    }
    r->resolve = cg_resolve_new(r->arena, r->park, model, &r->plan_options);
    r->status = solve_changed(r);
    return r->status;
}

congsinh_status congsinh_resolver_new(congsinh_resolver **out, congsinh *context,
                                      const congsinh_park *park,
                                      const congsinh_solve_options *options) {
    *out = NULL;
    congsinh_resolver *made = cg_handle_new(context, sizeof *made);
    if (made == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    made->context = context;
    made->options = *cg_solve_options(options);
    resolve_job job = {.resolver = made, .park = park};
    congsinh_status status = cg_guard(context, start, &job);
    if (!has_plan(status) && status != CONGSINH_INFEASIBLE) {
        congsinh_resolver_free(made);
        return status;
    }
    *out = made;
    return status;
}

void congsinh_resolver_free(congsinh_resolver *resolver) {
    cg_handle_free(resolver);
}

static congsinh_status resolve(congsinh *context, void *payload) {
    (void)context;
    const resolve_job *job = payload;
    congsinh_resolver *r = job->resolver;
    congsinh_status status = read_changes(r, job->changes, job->count);
    if (status != CONGSINH_OK) {
        return status;
    }
    cg_resolve_change(r->resolve, r->changes.items, r->changes.count);
    return is_overdrawn(r) ? CONGSINH_BAD_DATA : solve_changed(r);
}

congsinh_status congsinh_resolve(congsinh_totals *totals, congsinh_resolver *resolver,
                                 const congsinh_change *changes, int count) {
    resolve_job job = {.resolver = resolver, .changes = changes, .count = count};
    resolver->status = CONGSINH_BAD_USAGE; /* what stands if memory ends */
    congsinh_status status = cg_guard(resolver->context, resolve, &job);
    resolver->status = status;
    if (has_plan(status) && totals != NULL) {
        *totals = cg_totals_told(&resolver->totals);
    }
    return status;
}

static congsinh_status tell_plan(congsinh *context, void *payload) {
    const resolve_job *job = payload;
    congsinh_resolver *r = job->resolver;
    congsinh_plan *made = job->made;
    congsinh_status status = r->status;
    if (r->at != NULL) {
        made->plan = cg_plan_account(cg_resolve_solved(made->arena, r->resolve, r->at));
    } else {
        made->plan = walk(r, made->arena, &status);
    }
    if (made->plan != NULL) {
        cg_context_assess(context, made->plan, r->park);
    }
    return status;
}

congsinh_status congsinh_resolver_plan(congsinh_plan **out, congsinh_resolver *resolver) {
    *out = NULL;
    if (!has_plan(resolver->status) && resolver->status != CONGSINH_INFEASIBLE) {
        return CONGSINH_BAD_USAGE;
    }
    congsinh_plan *plan = cg_handle_new(resolver->context, sizeof *plan);
    if (plan == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    resolve_job job = {.resolver = resolver, .made = plan};
    congsinh_status status = cg_guard(resolver->context, tell_plan, &job);
    if (!has_plan(status) && status != CONGSINH_INFEASIBLE) {
        congsinh_plan_free(plan);
        return status;
    }
    *out = plan;
    return status;
}
