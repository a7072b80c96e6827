/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last few things that were made and will be asked for again, each under a key that says all it
 * was made of. */
#ifndef CG_BASE_STORE_H
#define CG_BASE_STORE_H

#include "base/memory.h"

typedef struct cg_store cg_store;

typedef struct cg_stored {
    cg_arena *arena; /* shared: whoever borrows the thing holds it */
    const void *thing;
    unsigned long long number; /* its own among all of the store, from 1: for keys of what is made
                                  of the thing */
} cg_stored;

/* Lives as long as `arena`. Not for two threads at a time. */
cg_store *cg_store_new(cg_arena *arena);
/* What is kept under `key`; NULL where nothing is. To borrow the thing for longer than until the
 * next cg_store_begin, hold its arena. */
const cg_stored *cg_store_find(cg_store *store, const char *key);
/* An arena in which to make a thing, in place of what has not been asked for the longest. It is
 * found only after cg_store_end; where memory ends before, or nothing is put there, its place is
 * taken again by and by. */
cg_stored *cg_store_begin(cg_store *store);
/* Puts it under `key`. `thing` may be NULL: that there is none to keep is worth knowing too. */
void cg_store_end(cg_stored *begun, const char *key, const void *thing);

#endif
