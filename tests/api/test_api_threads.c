/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two contexts in two threads, and a search that its caller stops. */
#include "api_help.h"

#include <pthread.h>

typedef struct job {
    char *document;
    char *plan;
    size_t length;
    int rounds;
} job;

static void *solve_again_and_again(void *payload) {
    job *of = payload;
    for (int i = 0; i < of->rounds; i++) {
        congsinh *context = NULL;
        congsinh_park *park = NULL;
        congsinh_plan *plan = NULL;
        congsinh_park_source source = {"t.json", of->document, strlen(of->document), NULL, 0,
                                       NULL,     NULL};
        if (congsinh_new(&context, NULL) != CONGSINH_OK ||
            congsinh_park_read(&park, context, &source) != CONGSINH_OK ||
            congsinh_solve(&plan, context, park, NULL) != CONGSINH_OK) {
            return of;
        }
        congsinh_text_free(of->plan);
        of->plan = NULL;
        if (congsinh_plan_write(&of->plan, &of->length, context, plan, CONGSINH_JSON) !=
            CONGSINH_OK) {
            return of;
        }
        congsinh_plan_free(plan);
        congsinh_park_free(park);
        congsinh_free(context);
    }
    return NULL;
}

/* No corridors in these, as the header asks. */
Test(threads, solve_beside_each_other_and_find_the_same, .timeout = 120) {
    enum { THREADS = 2 };
    char plain[] = API_PARK("");
    job jobs[THREADS + 1] = {{plain, NULL, 0, 40}, {plain, NULL, 0, 40}, {plain, NULL, 0, 1}};
    pthread_t threads[THREADS];
    for (int t = 0; t < THREADS; t++) {
        cr_assert_eq(pthread_create(&threads[t], NULL, solve_again_and_again, &jobs[t]), 0);
    }
    for (int t = 0; t < THREADS; t++) {
        void *failed = NULL;
        pthread_join(threads[t], &failed);
        cr_assert_null(failed, "thread %d", t);
    }
    cr_assert_null(solve_again_and_again(&jobs[THREADS]));
    for (int t = 0; t <= THREADS; t++) {
        cr_expect(jobs[t].length == jobs[THREADS].length &&
                      memcmp(jobs[t].plan, jobs[THREADS].plan, jobs[t].length) == 0,
                  "thread %d found another plan", t);
        if (t < THREADS) {
            congsinh_text_free(jobs[t].plan);
        }
    }
    congsinh_text_free(jobs[THREADS].plan);
}

typedef struct listener {
    int calls;
    bool said_something;
} listener;

static bool stop_at_once(void *payload, const char *sentence) {
    listener *who = payload;
    who->calls++;
    who->said_something = sentence != NULL && sentence[0] != '\0';
    return true;
}

/* A caller is asked during work of more than a second, so the search here has to be one of several.
 */
Test(progress, can_stop_a_search, .timeout = 120) {
    listener who = {0, false};
    congsinh_options options = CONGSINH_OPTIONS_INIT;
    options.progress = stop_at_once;
    options.payload = &who;
    congsinh *context = NULL;
    cr_assert_eq(congsinh_new(&context, &options), CONGSINH_OK);
    char *document = park_of_choices(900);
    congsinh_park *park = api_park(context, document);
    congsinh_plan *plan = NULL;
    congsinh_solve_options limited = CONGSINH_SOLVE_OPTIONS_INIT;
    limited.time_limit = 60;
    congsinh_status status = congsinh_solve(&plan, context, park, &limited);
    cr_assert_not_null(plan);
    /* Stopped, or found before it was asked at all. */
    cr_expect_eq(status, who.calls > 0 ? CONGSINH_LIMIT : CONGSINH_OK, "status %d after %d calls",
                 (int)status, who.calls);
    cr_expect_gt(who.calls, 0, "the search ends before anybody is asked: make it harder");
    cr_expect(who.said_something);
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    congsinh_free(context);
    free(document);
}
