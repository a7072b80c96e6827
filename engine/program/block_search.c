/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A block with integers: a good solution first, then the search that proves how good it is. */
#include "program/block.h"
#include "program/fixed_charge.h"
#include "program/loosening.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* Objective and bound of a search meet when they are this near. */
#define MET 1e-6
/* What a search may leave unproven, as a share of the objective, and the least that arithmetic lets
 * it ask for. */
#define PRUNE 1e-9
#define FINEST 1e-13
/* GLPK's search goes on for so much work, counted as the nodes of ours, where nobody sets a limit.
 */
#define LAST_WORK 1e11

/* x itself, where it holds every row: the solver may fail to find again what it was given. */
static cg_answer *as_given(cg_solver *s, const double *x) {
    cg_certificate certificate;
    cg_answer *given = cg_answer_of(s, x, NULL, &certificate);
    return certificate.primal_residual <= CG_CLEAN ? given : NULL;
}

/* Values of a solution as a search takes them: from index 1. */
static double *as_start(cg_solver *s, const cg_answer *answer) {
    double *start = CG_ARRAY(s->arena, double, s->scaled->columns + 1);
    memcpy(start + 1, answer->x, (size_t)s->scaled->columns * sizeof *start);
    return start;
}

/* The bound that the relaxation's duals prove. */
static double relaxation_bound(cg_solver *s, cg_run *run) {
    cg_scaled relaxed = *s->scaled;
    relaxed.integer = CG_ARRAY(s->arena, bool, relaxed.columns + 1);
    cg_solver of_relaxed = *s;
    of_relaxed.scaled = &relaxed;
    cg_certificate certificate;
    cg_answer_of(&of_relaxed, run->x, run, &certificate);
    return certificate.bound;
}

/* Searches with cuts; a run with cuts that finds nothing, or whose solution does not stand when its
 * integers are fixed, is not believed: a second goes without. */
static cg_answer *searched(cg_solver *s, cg_run *run, const cg_answer *known, cg_run *relaxation) {
    const double *start = known != NULL ? as_start(s, known) : NULL;
    for (int pass = 0; pass < 2; pass++) {
        run->cuts = pass == 0;
        run->start = start;
        run->bound = -INFINITY;
        cg_set_attempt(run, (cg_attempt){.basis = CG_BASIS_GIVEN, .tolerance = 1e-7});
        memcpy(run->row_status, relaxation->row_status, (size_t)s->scaled->rows * sizeof(int));
        memcpy(run->column_status, relaxation->column_status,
               (size_t)s->scaled->columns * sizeof(int));
        cg_run_search(run);
        cg_keep_message(s, run);
        cg_answer *found = run->has_x ? cg_with_fixed_integers(s, run->x) : NULL;
        if (found != NULL || run->verdict == CG_RUN_STOPPED) {
            return found;
        }
    }
    return NULL;
}

/* Whether objective and bound meet. A search that may stop at a gap, or whose integers cost
 * something to fix because it had leant on its tolerances, has not proven its best: its word
 * "optimal" is not passed on. */
static bool is_proven(const cg_solver *s, const cg_answer *found) {
    double nothing = fmax(CG_CLEAN, CG_NOTHING * cg_scaled_order(s->scaled));
    return found->objective - found->bound <= MET * fabs(found->objective) + nothing;
}

/* Where nothing pays, what a search leaves between that and its bound is no share of anything: what
 * is rounding beside the sums of the program is told as nothing. */
static void conclude(const cg_solver *s, const cg_run *run, cg_answer *found) {
    bool optimal = run->verdict == CG_RUN_OPTIMAL && is_proven(s, found);
    found->outcome = optimal ? CG_OPTIMAL : CG_LIMIT;
    bool rounding = found->objective - found->bound <= CG_NOTHING * cg_scaled_order(s->scaled);
    if (optimal && found->objective == 0 && rounding) {
        found->bound = 0;
    }
}

/* The one with the lower objective; the first where they are equal. Either may be NULL. */
static cg_answer *better(cg_answer *a, cg_answer *b) {
    if (a == NULL || b == NULL) {
        return a != NULL ? a : b;
    }
    return b->objective < a->objective ? b : a;
}

/* A short search to a wide gap: asked for the last digit, GLPK's search may go on for long before
 * it has any good solution at all, and with one from the start it can leave out most of what it
 * would look at. */
static cg_answer *rough_search(cg_solver *s, const cg_answer *known, cg_run *relaxation) {
    cg_solve_settings rough = *s->settings;
    rough.gap = fmax(rough.gap, 0.01);
    rough.node_limit = rough.node_limit > 0 && rough.node_limit < 300 ? rough.node_limit : 300;
    cg_run *run = cg_new_run(s);
    run->settings = &rough;
    run->prune = PRUNE;
    cg_answer *found = searched(s, run, known, relaxation);
    /* A rough run that finds nothing says nothing. */
    s->message = NULL;
    return found;
}

/* What is left unproven is a share of 1 + |objective|: where the objective is small, or nothing
 * pays at all, that 1 would be all there is to see of the gap. */
static double prune_for(const cg_answer *known) {
    if (known == NULL) {
        return PRUNE;
    }
    double best = fabs(known->objective);
    return fmax(FINEST, PRUNE * best / (1 + best));
}

/* By GLPK's own search, where ours failed. */
static cg_answer *search_from(cg_solver *s, cg_run *relaxation, cg_answer *known) {
    double bound = relaxation_bound(s, relaxation);
    known = better(known, rough_search(s, known, relaxation));
    cg_solve_settings settings = *s->settings;
    if (!(settings.time_limit_s > 0) && settings.node_limit == 0) {
        double size = (double)s->scaled->rows + s->scaled->columns;
        settings.node_limit = (int)fmin(fmax(LAST_WORK / (size * size), 1), INT_MAX);
    }
    cg_run *run = cg_new_run(s);
    run->settings = &settings;
    run->prune = prune_for(known);
    cg_answer *found = better(searched(s, run, known, relaxation), known);
    if (found == NULL) {
        return cg_without_optimum(s, run, true);
    }
    found->bound = fmin(fmax(bound, run->bound), found->objective);
    conclude(s, run, found);
    return found;
}

/* By our own search; NULL where it found nothing that stands, or did not end as it should. Stopped
 * before it had a bound of its own, it is given that of the relaxation. */
static cg_answer *search_charges(cg_solver *s, cg_answer *known) {
    cg_run *run = cg_new_run(s);
    run->start = known != NULL ? as_start(s, known) : NULL;
    run->tolerance = CG_CLEAN;
    cg_run_fixed_charge(s->arena, run);
    cg_answer *found = run->has_x ? cg_with_fixed_integers(s, run->x) : NULL;
    if (run->verdict == CG_RUN_STOPPED && !run->has_x && known == NULL) {
        /* What it has not found GLPK's will not find: it is no better, and has no end. */
        return cg_without_optimum(s, run, true);
    }
    if (found == NULL || (run->verdict != CG_RUN_OPTIMAL && run->verdict != CG_RUN_STOPPED)) {
        return NULL;
    }
    if (isinf(run->bound)) {
        cg_run *relaxation = cg_new_run(s);
        cg_run_until_clear(s, relaxation);
        if (relaxation->verdict == CG_RUN_OPTIMAL) {
            run->bound = relaxation_bound(s, relaxation);
        }
    }
    found = better(found, known);
    found->hopeless = run->hopeless;
    found->spent = run->spent;
    found->node_work = run->node_work;
    found->bound = fmin(run->bound, found->objective);
    conclude(s, run, found);
    return found;
}

static cg_answer *known_from(cg_solver *s, const double *start) {
    if (start == NULL) {
        return NULL;
    }
    cg_answer *known = cg_with_fixed_integers(s, start);
    return known != NULL ? known : as_given(s, start);
}

/* With the integers that only loosen at their most. NULL where there are none, or no plan was
 * found so. */
static cg_answer *solve_loosened(cg_solver *s, const double *start) {
    cg_scaled *loosened = cg_loosened(s->arena, s->scaled);
    if (loosened == NULL) {
        return NULL;
    }
    cg_solver of_loosened = *s;
    of_loosened.scaled = loosened;
    cg_answer *answer = cg_solve_block(&of_loosened, cg_has_integers(loosened) ? start : NULL);
    if (answer->x == NULL) {
        return answer->outcome == CG_INFEASIBLE ? answer : NULL;
    }
    cg_take_back(s->arena, s->scaled, loosened, answer->x);
    return answer;
}

cg_answer *cg_solve_integers(cg_solver *s, const double *start) {
    cg_answer *loosened = solve_loosened(s, start);
    if (loosened != NULL) {
        return loosened;
    }
    cg_answer *known = known_from(s, start);
    cg_answer *found = search_charges(s, known);
    if (found != NULL) {
        return found;
    }
    cg_run *relaxation = cg_new_run(s);
    cg_run_until_clear(s, relaxation);
    return relaxation->verdict == CG_RUN_OPTIMAL ? search_from(s, relaxation, known)
                                                 : cg_without_optimum(s, relaxation, true);
}
