/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a search over charges goes on where nobody has set a limit. */
#include "program/fixed_charge.h"

#include <math.h>

/* A search without any limit is looked at after about so much work, and again after each time so
 * many more nodes: it must have closed this share of its gap, then as much again. */
#define LOOK_WORK 1e9
#define LOOK_LEAST 50
#define LOOK_TIMES 4
#define LOOK_SHARE 0.2
/* What is open by more than this share of the objective is worth looking for up to so many times
 * that work, a plan where there is none yet up to more. */
#define WIDE 0.01
#define WIDE_TIMES 16
#define NO_PLAN_TIMES 64
/* Where a first search would have fewer nodes than these it has none, and is hopeless; and what it
 * must have closed for a longer one to be worth it. */
#define QUICK_LEAST 10
#define QUICK_SHARE 0.05

/* Whether the whole, which the block all but is, lies far from its bound. */
static bool is_wide(const cg_search *search) {
    const cg_scaled *scaled = search->run->scaled;
    double whole = fabs(search->best->objective / scaled->objective_scale + scaled->constant);
    double open = (search->best->objective - search->bound) / scaled->objective_scale;
    return search->run->turn == CG_ONLY_TURN && open > WIDE * whole;
}

/* Whether this is a time to look, and the search has closed less than its share of the gap by now:
 * it would go on for hours. By nodes and not by time, so that it ends the same everywhere. */
static bool is_hopeless(const cg_search *search, double root) {
    double share = LOOK_SHARE;
    double first = cg_search_nodes(search, LOOK_WORK, LOOK_LEAST);
    for (double nodes = first; nodes <= search->nodes && share < 1; nodes *= LOOK_TIMES) {
        if (nodes == (double)search->nodes) {
            bool early = nodes <= WIDE_TIMES * first;
            return !(early && is_wide(search)) &&
                   search->bound - root < share * (search->best->objective - root);
        }
        share += LOOK_SHARE;
    }
    return false;
}

/* The same at the end of a quick search, of fewer nodes, from which less may be asked. */
static bool seems_hopeless(const cg_search *search, double root) {
    return search->bound - root < QUICK_SHARE * (search->best->objective - root);
}

static bool is_limited(const cg_search *search) {
    const cg_solve_settings *settings = search->run->settings;
    return settings->time_limit_s > 0 || settings->gap > 0;
}

/* Whether the search has done what it was sent for, or is hopeless; sets search->hopeless. */
bool cg_search_has_done_its_work(cg_search *search, double root) {
    if (search->closed_columns != NULL) {
        return false;
    }
    if (!search->best->known) {
        return !is_limited(search) &&
               search->nodes >= cg_search_nodes(search, NO_PLAN_TIMES * LOOK_WORK, LOOK_LEAST);
    }
    if (search->run->turn == CG_FIRST_TURN) {
        int most = cg_search_nodes(search, QUICK_WORK, 0);
        bool done = search->nodes >= most || most < QUICK_LEAST;
        search->hopeless = done && seems_hopeless(search, root);
        return done;
    }
    double work = search->run->search_work;
    if (work > 0) {
        return search->nodes >= cg_search_nodes(search, work, QUICK_LEAST);
    }
    search->hopeless = !is_limited(search) && is_hopeless(search, root);
    return search->hopeless;
}
