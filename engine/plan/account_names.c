/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of the flows that a plan speaks of beside its exchanges: what was left out, what is scarce,
 * what is to be measured. */
#include "plan/book.h"
#include "plan/solve.h"

typedef struct naming {
    cg_plan *plan;
    const cg_park *park;
    cg_map *named;
} naming;

/* What stands for no flow (a facility, a requirement, nothing) has its name elsewhere. */
static void add_name(naming *n, const char *id) {
    int output = id == NULL ? CG_NONE : cg_map_find(n->park->output_refs, id);
    int input = id == NULL ? CG_NONE : cg_map_find(n->park->input_refs, id);
    if ((output == CG_NONE && input == CG_NONE) || cg_map_find(n->named, id) != CG_NONE) {
        return;
    }
    const cg_flow *flow =
        output != CG_NONE ? &n->park->outputs.items[output] : &n->park->inputs.items[input];
    const cg_resource *resource = &n->park->knowledge->resources.items[flow->resource];
    cg_words name = {0};
    for (int i = 0; i < CG_LANGUAGES; i++) { /* one without a name goes by its id */
        name.in[i] = cg_words_in(resource->name, (cg_language)i, resource->id);
    }
    cg_map_add(n->named, id, 0);
    CG_PUSH(n->plan->arena, &n->plan->names, ((cg_plan_name){flow->ref, name}));
}

void cg_account_names(cg_plan *plan, const cg_solved *solved) {
    cg_arena *scratch = cg_arena_within(plan->arena);
    naming n = {plan, solved->model->park, cg_map_new(scratch)};
    for (int i = 0; i < plan->flows.count; i++) {
        cg_map_add(n.named, plan->flows.items[i].id, 0);
    }
    for (int i = 0; i < plan->prices.count; i++) {
        add_name(&n, plan->prices.items[i].subject);
    }
    for (int i = 0; i < plan->rejected.count; i++) {
        add_name(&n, plan->rejected.items[i].from);
        add_name(&n, plan->rejected.items[i].to);
    }
    for (int i = 0; i < plan->unknowns.count; i++) {
        add_name(&n, plan->unknowns.items[i].from);
        add_name(&n, plan->unknowns.items[i].to);
    }
    cg_arena_free(scratch);
}
