/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arenas over blocks of zeroed memory, and the one way out when memory ends. */
#include "base/memory.h"

#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blocks double from the first size to the last, so that a small arena stays small and a large one
 * asks the system rarely. */
enum { FIRST_BLOCK = 4096, LAST_BLOCK = 1 << 20, FIRST_CAPACITY = 8 };

typedef struct block {
    struct block *next;
    size_t used, size;
    max_align_t bytes[];
} block;

struct cg_arena {
    cg_failure *failure;
    block *blocks; /* the first is the one being filled */
    size_t next_size;
};

#ifdef CG_TEST_ALLOCATION
/* The one writable static of the engine; in the test copy alone. 0: off; n: the n-th from now
 * fails. */
static long countdown;

void cg_fail_allocation_after(long after) {
    countdown = after == 0 ? 0 : after + 1;
}

static bool refused(void) {
    if (countdown > 1) {
        countdown--;
        return false;
    }
    return countdown == 1;
}
#else
static bool refused(void) {
    return false;
}
#endif

cg_arena *cg_arena_new(cg_failure *failure) {
    cg_arena *arena = refused() ? NULL : calloc(1, sizeof(cg_arena));
    if (arena == NULL) {
        return NULL;
    }
    arena->failure = failure;
    arena->next_size = FIRST_BLOCK;
    return arena;
}

void cg_arena_free(cg_arena *arena) {
    if (arena == NULL) {
        return;
    }
    block *next = NULL;
    for (block *b = arena->blocks; b != NULL; b = next) {
        next = b->next;
        free(b);
    }
    free(arena);
}

_Noreturn void cg_memory_ended(cg_arena *arena) {
    longjmp(arena->failure->point, 1);
}

static block *new_block(size_t size) {
    /* calloc gives large blocks as untouched zero pages: cheaper than malloc and memset. */
    block *b = calloc(1, sizeof(block) + size);
    if (b != NULL) {
        b->size = size;
    }
    return b;
}

/* A block of its own goes behind the one being filled, whose rest stays in use. */
static void *allocate_alone(cg_arena *arena, size_t size) {
    block *b = new_block(size);
    if (b == NULL) {
        return NULL;
    }
    b->used = size;
    if (arena->blocks == NULL) {
        arena->blocks = b;
        return b->bytes;
    }
    b->next = arena->blocks->next;
    arena->blocks->next = b;
    return b->bytes;
}

static void *allocate_bytes(cg_arena *arena, size_t size) {
    block *current = arena->blocks;
    if (current == NULL || current->size - current->used < size) {
        if (size > arena->next_size / 4) {
            return allocate_alone(arena, size);
        }
        current = new_block(arena->next_size);
        if (current == NULL) {
            return NULL;
        }
        current->next = arena->blocks;
        arena->blocks = current;
        if (arena->next_size < LAST_BLOCK) {
            arena->next_size *= 2;
        }
    }
    void *bytes = (char *)current->bytes + current->used;
    current->used += size;
    return bytes;
}

void *cg_try_allocate(cg_arena *arena, size_t count, size_t size) {
    const size_t alignment = _Alignof(max_align_t);
    /* PTRDIFF_MAX bounds every object; what is left to SIZE_MAX is room for rounding and the head.
     * */
    if (size != 0 && count > (size_t)PTRDIFF_MAX / 2 / size) {
        return NULL;
    }
    /* Here and not where a block is taken: so a test reaches every place that allocates. */
    if (refused()) {
        return NULL;
    }
    size_t bytes = count * size;
    bytes = (bytes + alignment - 1) / alignment * alignment;
    return allocate_bytes(arena, bytes == 0 ? alignment : bytes);
}

void *cg_allocate(cg_arena *arena, size_t count, size_t size) {
    void *bytes = cg_try_allocate(arena, count, size);
    if (bytes == NULL) {
        cg_memory_ended(arena);
    }
    return bytes;
}

char *cg_copy(cg_arena *arena, const char *text, size_t length) {
    char *copy = cg_allocate(arena, length + 1, 1);
    if (length > 0) {
        memcpy(copy, text, length);
    }
    return copy;
}

char *cg_format(cg_arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        va_end(again);
        cg_memory_ended(arena);
    }
    char *text = cg_try_allocate(arena, (size_t)length + 1, 1);
    if (text != NULL) {
        vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    if (text == NULL) {
        cg_memory_ended(arena);
    }
    return text;
}

void *cg_grow(cg_arena *arena, void *items, int *capacity, size_t size) {
    if (*capacity > INT_MAX / 2) {
        cg_memory_ended(arena);
    }
    int larger = *capacity == 0 ? FIRST_CAPACITY : *capacity * 2;
    void *grown = cg_allocate(arena, (size_t)larger, size);
    if (*capacity > 0) {
        memcpy(grown, items, (size_t)*capacity * size);
    }
    *capacity = larger;
    return grown;
}
