/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says on a terminal, each second, that work which takes longer than one is still under way: much
 * of it (reading, matching, writing) has nothing of its own to tell. A thread, for a signal's
 * handler could reach nothing but writable globals. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EVERY_S = 1 };

bool cli_can_tick(const cli *run) {
    const char *terminal = getenv("TERM");
    return !run->quiet && isatty(STDERR_FILENO) &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

static struct timespec now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at;
}

/* With the lock held. */
static void put(cli_ticker *ticker, const char *sentence) {
    fputs("\r\033[K", stderr);
    if (sentence != NULL) {
        fputs(sentence, stderr);
    } else {
        char seconds[24];
        snprintf(seconds, sizeof seconds, "%ld", (long)(now().tv_sec - ticker->begun.tv_sec));
        cli_say(stderr, ticker->language, CLI_WORD_WORKING, seconds, NULL);
    }
    fflush(stderr);
    ticker->shown = true;
    ticker->told = now();
}

static void *tick(void *payload) {
    cli_ticker *ticker = payload;
    pthread_mutex_lock(&ticker->lock);
    struct timespec next = ticker->begun;
    while (!ticker->stop) {
        next.tv_sec += EVERY_S;
        pthread_cond_timedwait(&ticker->wake, &ticker->lock, &next);
        /* What the solver tells says more: it is left alone for a while. */
        bool quiet_long = now().tv_sec - ticker->told.tv_sec > EVERY_S;
        if (!ticker->stop && (!ticker->shown || quiet_long || !ticker->solver)) {
            ticker->solver = false;
            put(ticker, NULL);
        }
    }
    pthread_mutex_unlock(&ticker->lock);
    return NULL;
}

void cli_ticker_start(cli_ticker *ticker, congsinh_language language) {
    pthread_condattr_t monotonic;
    *ticker = (cli_ticker){.language = language, .begun = now(), .told = now()};
    pthread_mutex_init(&ticker->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&ticker->wake, &monotonic);
    pthread_condattr_destroy(&monotonic);
    /* Without a thread there is only less to see. */
    ticker->running = pthread_create(&ticker->thread, NULL, tick, ticker) == 0;
}

void cli_ticker_tell(cli_ticker *ticker, const char *sentence) {
    pthread_mutex_lock(&ticker->lock);
    ticker->solver = true;
    put(ticker, sentence);
    pthread_mutex_unlock(&ticker->lock);
}

void cli_ticker_stop(cli_ticker *ticker) {
    if (!ticker->running) {
        return;
    }
    pthread_mutex_lock(&ticker->lock);
    ticker->stop = true;
    pthread_cond_signal(&ticker->wake);
    pthread_mutex_unlock(&ticker->lock);
    pthread_join(ticker->thread, NULL);
    pthread_cond_destroy(&ticker->wake);
    pthread_mutex_destroy(&ticker->lock);
    ticker->running = false;
    if (ticker->shown) {
        fputs("\r\033[K", stderr);
    }
}
