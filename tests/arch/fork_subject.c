/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thread allocates, and the process forks meanwhile: each child must be able to allocate too. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    FORKS = 40,
    BLOCK = 60000, /* so large that the sanitizer's threads keep none of their own: each is had
                      under its lock */
    BLOCKS = 50,
    SECONDS_TO_ALLOCATE = 10
};

static void pause_ms(long milliseconds) {
    nanosleep(&(struct timespec){.tv_nsec = milliseconds * 1000000}, NULL);
}

/* Bursts, with a rest between them as a thread that waits for messages has. */
static void *allocate(void *payload) {
    enum { BURSTS = 20, REST_MS = 50 };
    atomic_bool *stop = payload;
    while (!atomic_load(stop)) {
        for (int burst = 0; burst < BURSTS; burst++) {
            void *volatile blocks[BLOCKS];
            for (int i = 0; i < BLOCKS; i++) {
                blocks[i] = malloc(BLOCK);
            }
            for (int i = 0; i < BLOCKS; i++) {
                free(blocks[i]);
            }
        }
        pause_ms(REST_MS);
    }
    return NULL;
}

/* What a child does: it ends with 0, or by the alarm. */
static _Noreturn void allocate_as_child(void) {
    alarm(SECONDS_TO_ALLOCATE);
    for (int i = 0; i < BLOCKS; i++) {
        void *volatile block = malloc(BLOCK);
        (void)block;
    }
    _exit(0);
}

int main(void) {
    atomic_bool stop = false;
    pthread_t thread;
    if (pthread_create(&thread, NULL, allocate, &stop) != 0) {
        return 2;
    }
    int stuck = 0;
    for (int i = 0; i < FORKS && stuck == 0; i++) {
        pause_ms(i % 7);
        int ending = 0;
        pid_t child = fork();
        if (child == 0) {
            allocate_as_child();
        }
        if (child < 0 || waitpid(child, &ending, 0) != child || ending != 0) {
            fprintf(stderr, "child %d of %d did not allocate: it ended with %d\n", i + 1, FORKS,
                    ending);
            stuck++;
        }
    }
    atomic_store(&stop, true);
    pthread_join(thread, NULL);
    return stuck == 0 ? 0 : 1;
}
