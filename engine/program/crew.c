/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces of work done by several threads. */
#include "program/crew.h"

#include <pthread.h>
#include <stdatomic.h>

enum { MOST_WORKERS = 64 };

typedef struct crew {
    int count;
    cg_piece piece;
    void *payload;
    atomic_int next;
    atomic_bool in_vain, memory_ended;
} crew;

typedef struct worker {
    crew *crew;
    pthread_t thread;
    cg_failure failure;
    cg_arena *work, *kept;
} worker;

/* Its own function, so that the jump leaves the caller's variables as they are. */
static void work_on(worker *w) {
    crew *c = w->crew;
    if (setjmp(w->failure.point) != 0) {
        atomic_store(&c->memory_ended, true);
        return;
    }
    while (!atomic_load(&c->in_vain) && !atomic_load(&c->memory_ended)) {
        int index = atomic_fetch_add(&c->next, 1);
        if (index >= c->count) {
            return;
        }
        if (!c->piece(c->payload, w->work, w->kept, index)) {
            atomic_store(&c->in_vain, true);
        }
    }
}

static void *begin(void *payload) {
    work_on(payload);
    return NULL;
}

static void work_alone(cg_arena *arena, crew *c) {
    cg_arena *work = cg_arena_within(arena);
    for (int i = 0; i < c->count && c->piece(c->payload, work, arena, i); i++) {
    }
}

void cg_crew_work(cg_arena *arena, int jobs, int count, cg_piece piece, void *payload) {
    crew c = {.count = count, .piece = piece, .payload = payload};
    int workers = jobs < count ? jobs : count;
    workers = workers < MOST_WORKERS ? workers : MOST_WORKERS;
    if (workers <= 1) {
        work_alone(arena, &c);
        return;
    }
    worker *all = CG_ARRAY(arena, worker, workers);
    for (int i = 0; i < workers; i++) {
        all[i] =
            (worker){.crew = &c, .work = cg_arena_within(arena), .kept = cg_arena_within(arena)};
    }
    /* Nothing is allocated from `arena` itself while threads run. */
    cg_failure *own = NULL;
    for (int i = 0; i < workers; i++) {
        own = cg_arena_send(all[i].work, &all[i].failure);
        cg_arena_send(all[i].kept, &all[i].failure);
    }
    int started = 1;
    while (started < workers &&
           pthread_create(&all[started].thread, NULL, begin, &all[started]) == 0) {
        started++;
    }
    work_on(&all[0]);
    for (int i = 1; i < started; i++) {
        pthread_join(all[i].thread, NULL);
    }
    for (int i = 0; i < workers; i++) {
        cg_arena_send(all[i].work, own);
        cg_arena_send(all[i].kept, own);
    }
    if (atomic_load(&c.memory_ended)) {
        cg_memory_ended(arena);
    }
}
