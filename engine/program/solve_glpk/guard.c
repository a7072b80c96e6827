/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GLPK's ways out armed around a piece of work, what it says heard, its limits. */
#include "program/solve_glpk/guard.h"

#include <limits.h>
#include <math.h>
#include <string.h>
#include <time.h>

#define PROGRESS_EVERY_S 1.0
/* GLPK can go round for ever on a badly scaled program, complaining of numerical instability each
 * time. Counted, not timed, so that the same program always takes the same way. */
#define COMPLAINTS 200
#define COMPLAINTS_IN_SEARCH 20000

double cg_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double cg_unscaled_objective(const cg_scaled *scaled, double objective) {
    return objective / scaled->objective_scale + scaled->constant;
}

bool cg_guard_wants_stop(cg_guard *g, double best, double bound) {
    const cg_solve_settings *settings = g->run->settings;
    double now = cg_clock();
    if (settings->progress == NULL || now - g->told < PROGRESS_EVERY_S) {
        return false;
    }
    g->told = now;
    return settings->progress(settings->payload, now - g->run->started,
                              cg_unscaled_objective(g->run->scaled, best),
                              cg_unscaled_objective(g->run->scaled, bound));
}

/* True where GLPK has complained more often than there is hope. */
static bool is_hopeless(cg_guard *g, const char *text) {
    if (strstr(text, "numerical instability") != NULL) {
        g->complaints++;
    }
    return g->complaints > (g->searching ? COMPLAINTS_IN_SEARCH : COMPLAINTS);
}

/* Swallows GLPK's text and keeps that of an error. The simplex method has no callback of its own,
 * but says a line now and then: progress is told, and stopping done, from here. */
static int hear(void *info, const char *text) {
    cg_guard *g = info;
    if (!glp_at_error()) {
        if (is_hopeless(g, text)) {
            longjmp(g->out, 1);
        }
        if (!g->searching && cg_guard_wants_stop(g, INFINITY, -INFINITY)) {
            g->stopped = true;
            longjmp(g->out, 1);
        }
        return 1;
    }
    size_t length = strlen(text);
    if (g->length + length < CG_RUN_MESSAGE_ROOM) {
        memcpy(g->run->message + g->length, text, length + 1);
        g->length += length;
    }
    return 1;
}

static void fail(void *info) {
    cg_guard *g = info;
    longjmp(g->out, 1);
}

void cg_guard_arm(cg_guard *g) {
    /* With GLP_OFF the text of an error would be lost. */
    glp_term_out(GLP_ON);
    glp_term_hook(hear, g);
    glp_error_hook(fail, g);
}

void cg_guard_disarm(void) {
    glp_error_hook(NULL, NULL);
    glp_term_hook(NULL, NULL);
}

/* Its own function, so that everything it changes lives in its callers' frames and survives the
 * jump. */
static void armed(cg_guard *g, void (*job)(glp_prob *problem, cg_guard *g)) {
    if (setjmp(g->out) != 0) {
        /* Frees every object of this thread, the problem included. */
        glp_error_hook(NULL, NULL);
        glp_free_env();
        g->run->verdict = g->stopped ? CG_RUN_STOPPED : CG_RUN_UNCLEAN;
        g->run->has_x = false;
        return;
    }
    glp_prob *problem = glp_create_prob();
    job(problem, g);
    glp_delete_prob(problem);
    cg_guard_disarm();
    if (g->made_environment) {
        glp_free_env();
    }
}

void cg_glpk_guarded(cg_run *run, cg_growing *growing,
                     void (*job)(glp_prob *problem, cg_guard *g)) {
    cg_guard g = {.run = run, .growing = growing, .told = cg_clock()};
    /* GLPK keeps an environment for each thread and frees none when the thread ends. One that was
     * there before is the caller's, with his own problems in it. */
    g.made_environment = glp_init_env() == 0;
    run->verdict = CG_RUN_UNCLEAN;
    run->has_x = false;
    run->message[0] = '\0';
    cg_guard_arm(&g);
    armed(&g, job);
}

int cg_glpk_bounds(double lower, double upper) {
    if (isinf(lower) && isinf(upper)) {
        return GLP_FR;
    }
    if (isinf(upper)) {
        return GLP_LO;
    }
    if (isinf(lower)) {
        return GLP_UP;
    }
    return lower == upper ? GLP_FX : GLP_DB;
}

int cg_glpk_milliseconds_left(const cg_run *run, double beyond_s, int least) {
    double limit = run->settings->time_limit_s;
    if (!(limit > 0)) {
        return INT_MAX;
    }
    double left = 1000 * (limit + beyond_s - (cg_clock() - run->started));
    return left < least ? least : left > 1e9 ? INT_MAX : (int)left;
}
