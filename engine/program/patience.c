/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a search over charges goes on where nobody has set a limit. */
#include "program/fixed_charge.h"

#include <math.h>

/* A search without any limit is looked at after about so much work, or this share of what its root
 * took, and again after each time so much more: it must have closed this share of its gap, then as
 * much again. */
#define LOOK_WORK 2e9
#define LOOK_ROOT 0.25
#define LOOK_LEAST 50 /* nodes */
#define LOOK_TIMES 4
#define LOOK_SHARE 0.2
/* Of what its root took, the work of a first search; what that must have closed for a longer one to
 * be worth it; and the fewest nodes of both: the bound stands still while a first plan is sought.
 */
#define QUICK_ROOT 0.25
#define QUICK_SHARE 0.05
#define QUICK_LEAST 20
/* What is open by more than this share of the objective is worth looking for up to so many times
 * that work, a plan where there is none yet up to more. */
#define WIDE 0.01
#define WIDE_TIMES 4
#define NO_PLAN_TIMES 16

/* Whether the whole, which the block all but is, lies far from its bound. */
static bool is_wide(const cg_search *search) {
    const cg_scaled *scaled = search->run->scaled;
    double whole = fabs(search->best->objective / scaled->objective_scale + scaled->constant);
    double open = (search->best->objective - search->bound) / scaled->objective_scale;
    return search->run->turn == CG_ONLY_TURN && open > WIDE * whole;
}

/* Whether this is a time to look, and the search has closed less than its share of the gap by now:
 * it would go on for hours. By counted work and not by time, so that it ends the same everywhere.
 */
static bool is_hopeless(cg_search *search, double root) {
    double share = LOOK_SHARE * (search->looks + 1);
    double times = pow(LOOK_TIMES, search->looks);
    if (share >= 1 ||
        !cg_search_has_spent(search, times * fmax(LOOK_WORK, LOOK_ROOT * search->root_work),
                             times * LOOK_LEAST)) {
        return false;
    }
    search->looks++;
    if (times <= WIDE_TIMES && is_wide(search)) {
        return false;
    }
    return search->bound - root < share * (search->best->objective - root);
}

/* The same at the end of a quick search, of fewer nodes, from which less may be asked. */
static bool seems_hopeless(const cg_search *search, double root) {
    return search->bound - root < QUICK_SHARE * (search->best->objective - root);
}

static bool is_limited(const cg_search *search) {
    const cg_solve_settings *settings = search->run->settings;
    return settings->time_limit_s > 0 || settings->gap > 0;
}

/* Whether a first search has done enough. One of a choice finds plans and proves nothing: it is had
 * where it is quick. */
static bool is_quick_done(const cg_search *search) {
    if (search->run->chosen != NULL) {
        return QUICK_LEAST * cg_search_node_work(search) > QUICK_WORK ||
               cg_search_has_spent(search, QUICK_WORK, 0);
    }
    return cg_search_has_spent(search, fmax(QUICK_WORK, QUICK_ROOT * search->root_work),
                               QUICK_LEAST);
}

/* Whether the search has done what it was sent for, or is hopeless; sets search->hopeless. */
bool cg_search_has_done_its_work(cg_search *search, double root) {
    if (search->closed_columns != NULL) {
        return false;
    }
    if (!search->best->known) {
        return !is_limited(search) &&
               cg_search_has_spent(search, NO_PLAN_TIMES * LOOK_WORK, LOOK_LEAST);
    }
    if (search->run->turn == CG_FIRST_TURN) {
        bool done = is_quick_done(search);
        search->hopeless = done && seems_hopeless(search, root);
        return done;
    }
    double work = search->run->search_work;
    if (work > 0) {
        return cg_search_has_spent(search, work, QUICK_LEAST);
    }
    search->hopeless = !is_limited(search) && is_hopeless(search, root);
    return search->hopeless;
}
