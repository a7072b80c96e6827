/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the last few things made, by key; what is in use lives on with those who hold it. */
#include "base/store.h"

#include <string.h>

/* A run of many parks, each read at both ends of its ranges, with the cases of a rule pack between,
 * goes round in less; one thing takes about half a megabyte. */
enum { MOST = 24 };

typedef struct place {
    cg_stored kept;           /* first: who began it knows it by this */
    const char *key;          /* NULL: nothing is to be found here */
    cg_arena *holder;         /* holds it for the store */
    unsigned long long asked; /* when, counted in questions */
} place;

struct cg_store {
    cg_arena *arena;
    unsigned long long questions;
    place places[MOST];
};

cg_store *cg_store_new(cg_arena *arena) {
    cg_store *store = CG_NEW(arena, cg_store);
    store->arena = arena;
    return store;
}

const cg_stored *cg_store_find(cg_store *store, const char *key) {
    for (int i = 0; i < MOST; i++) {
        place *at = &store->places[i];
        if (at->key != NULL && strcmp(at->key, key) == 0) {
            at->asked = ++store->questions;
            return &at->kept;
        }
    }
    return NULL;
}

cg_stored *cg_store_begin(cg_store *store) {
    place *oldest = &store->places[0];
    for (int i = 1; i < MOST; i++) {
        place *at = &store->places[i];
        oldest = at->asked < oldest->asked ? at : oldest;
    }
    oldest->key = NULL;
    oldest->asked = ++store->questions;
    oldest->kept = (cg_stored){.number = store->questions};
    if (oldest->holder == NULL) {
        oldest->holder = cg_arena_within(store->arena);
    }
    cg_arena_empty(oldest->holder);
    oldest->kept.arena = cg_arena_shared(oldest->holder);
    return &oldest->kept;
}

void cg_store_end(cg_stored *begun, const char *key, const void *thing) {
    place *at = (place *)begun;
    begun->thing = thing;
    at->key = cg_copy_text(begun->arena, key);
}
