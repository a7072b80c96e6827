/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arenas over blocks of zeroed memory, and the one way out when memory ends. */
#include "base/memory.h"

#include "base/print.h"

#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Blocks double from the first size to the last, so that a small arena stays small and a large one
 * asks the system rarely. */
enum { FIRST_BLOCK = 4096, LAST_BLOCK = 1 << 20, FIRST_CAPACITY = 8, SHORT_TEXT = 240 };

typedef struct block {
    struct block *next;
    size_t used, size;
    max_align_t bytes[];
} block;

/* One that an arena holds and shares with others; in the holder. */
typedef struct hold {
    cg_arena *shared;
    struct hold *next;
} hold;

struct cg_arena {
    cg_failure *failure;
    block *blocks; /* the first is the one being filled */
    block *alone;  /* each holds one large array, which may be enlarged where it lies */
    size_t next_size;
    cg_arena *outer;  /* the one it was made within; NULL: none */
    cg_arena *within; /* the arenas made within this one */
    cg_arena *beside; /* the next one made within the same */
    hold *held;
    int holders; /* of a shared one */
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

static void free_blocks(block *blocks) {
    block *next = NULL;
    for (block *b = blocks; b != NULL; b = next) {
        next = b->next;
        free(b);
    }
}

static void free_within(cg_arena *arena) {
    cg_arena *next = NULL;
    for (cg_arena *inner = arena->within; inner != NULL; inner = next) {
        next = inner->beside;
        inner->outer = NULL;
        cg_arena_free(inner);
    }
    arena->within = NULL;
}

static void let_go(cg_arena *arena) {
    for (hold *one = arena->held; one != NULL; one = one->next) {
        one->shared->holders--;
        if (one->shared->holders == 0) {
            cg_arena_free(one->shared);
        }
    }
    arena->held = NULL;
}

static void take_out(const cg_arena *arena) {
    cg_arena **at = &arena->outer->within;
    while (*at != arena) {
        at = &(*at)->beside;
    }
    *at = arena->beside;
}

void cg_arena_free(cg_arena *arena) {
    if (arena == NULL) {
        return;
    }
    if (arena->outer != NULL) {
        take_out(arena);
    }
    let_go(arena);
    free_within(arena);
    free_blocks(arena->alone);
    free_blocks(arena->blocks);
    free(arena);
}

cg_arena *cg_arena_within(cg_arena *arena) {
    cg_arena *inner = cg_arena_new(arena->failure);
    if (inner == NULL) {
        cg_memory_ended(arena);
    }
    inner->outer = arena;
    inner->beside = arena->within;
    arena->within = inner;
    return inner;
}

cg_failure *cg_arena_send(cg_arena *arena, cg_failure *failure) {
    cg_failure *before = arena->failure;
    arena->failure = failure;
    for (cg_arena *inner = arena->within; inner != NULL; inner = inner->beside) {
        cg_arena_send(inner, failure);
    }
    return before;
}

void cg_arena_hold(cg_arena *holder, cg_arena *shared) {
    hold *one = CG_NEW(holder, hold);
    *one = (hold){shared, holder->held};
    holder->held = one;
    shared->holders++;
}

cg_arena *cg_arena_shared(cg_arena *holder) {
    /* The place in the holder first: nothing is left behind where memory ends. */
    hold *one = CG_NEW(holder, hold);
    cg_arena *shared = cg_arena_new(holder->failure);
    if (shared == NULL) {
        cg_memory_ended(holder);
    }
    shared->holders = 1;
    *one = (hold){shared, holder->held};
    holder->held = one;
    return shared;
}

void cg_arena_empty(cg_arena *arena) {
    let_go(arena);
    free_within(arena);
    free_blocks(arena->alone);
    arena->alone = NULL;
    if (arena->blocks == NULL) {
        return;
    }
    /* The one being filled stays, so that emptying a small arena again and again costs little. */
    free_blocks(arena->blocks->next);
    arena->blocks->next = NULL;
    memset(arena->blocks->bytes, 0, arena->blocks->used);
    arena->blocks->used = 0;
}

static size_t bytes_of(const block *blocks) {
    size_t bytes = 0;
    for (const block *b = blocks; b != NULL; b = b->next) {
        bytes += b->size;
    }
    return bytes;
}

size_t cg_arena_bytes(const cg_arena *arena) {
    size_t bytes = bytes_of(arena->blocks) + bytes_of(arena->alone);
    for (const cg_arena *inner = arena->within; inner != NULL; inner = inner->beside) {
        bytes += cg_arena_bytes(inner);
    }
    return bytes;
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

static void *allocate_alone(cg_arena *arena, size_t size) {
    block *b = new_block(size);
    if (b == NULL) {
        return NULL;
    }
    b->used = size;
    b->next = arena->alone;
    arena->alone = b;
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

/* What `count` items take, rounded up to the alignment of all; 0 where that is more than can be. */
static size_t room_for(size_t count, size_t size) {
    const size_t alignment = _Alignof(max_align_t);
    /* PTRDIFF_MAX bounds every object; what is left to SIZE_MAX is room for rounding and the head.
     * */
    if (size != 0 && count > (size_t)PTRDIFF_MAX / 2 / size) {
        return 0;
    }
    size_t bytes = (count * size + alignment - 1) / alignment * alignment;
    return bytes == 0 ? alignment : bytes;
}

void *cg_try_allocate(cg_arena *arena, size_t count, size_t size) {
    size_t bytes = room_for(count, size);
    /* Here and not where a block is taken: so a test reaches every place that allocates. */
    if (bytes == 0 || refused()) {
        return NULL;
    }
    return allocate_bytes(arena, bytes);
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

const char *cg_copy_text(cg_arena *arena, const char *text) {
    return text == NULL ? NULL : cg_copy(arena, text, strlen(text));
}

const char **cg_copy_texts(cg_arena *arena, const char *const *texts, int count) {
    const char **copies = CG_ARRAY(arena, const char *, count + 1);
    for (int i = 0; i < count; i++) {
        copies[i] = cg_copy_text(arena, texts[i]);
    }
    return copies;
}

char *cg_format(cg_arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    /* Most texts are short, and one print takes half the time of two. */
    char short_text[SHORT_TEXT];
    int length = cg_print(short_text, sizeof short_text, format, arguments);
    va_end(arguments);
    if (length < 0) {
        va_end(again);
        cg_memory_ended(arena);
    }
    char *text = cg_try_allocate(arena, (size_t)length + 1, 1);
    if (text != NULL && length < SHORT_TEXT) {
        memcpy(text, short_text, (size_t)length);
    } else if (text != NULL) {
        cg_print(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    if (text == NULL) {
        cg_memory_ended(arena);
    }
    return text;
}

/* Where in the list of those that lie alone the block of `items` hangs; NULL: not there. */
static block **place_of(cg_arena *arena, const void *items) {
    for (block **at = &arena->alone; *at != NULL; at = &(*at)->next) {
        if ((const void *)(*at)->bytes == items) {
            return at;
        }
    }
    return NULL;
}

void *cg_enlarge(cg_arena *arena, void *items, size_t kept, size_t count, size_t size) {
    size_t bytes = room_for(count, size);
    block **at = kept * size < FIRST_BLOCK / 4 ? NULL : place_of(arena, items);
    if (at == NULL) {
        void *enlarged = cg_allocate(arena, count, size);
        if (kept > 0) {
            memcpy(enlarged, items, kept * size);
        }
        return enlarged;
    }
    /* The system moves the pages of a large block rather than its bytes, and the old ones are not
     * kept: a list of gigabytes is not there twice. */
    block *larger = bytes == 0 || refused() ? NULL : realloc(*at, sizeof(block) + bytes);
    if (larger == NULL) {
        cg_memory_ended(arena);
    }
    larger->used = larger->size = bytes;
    *at = larger;
    return larger->bytes;
}

void *cg_grow(cg_arena *arena, void *items, int *capacity, size_t size) {
    if (*capacity > INT_MAX / 2) {
        cg_memory_ended(arena);
    }
    int larger = *capacity == 0 ? FIRST_CAPACITY : *capacity * 2;
    void *grown = cg_enlarge(arena, items, (size_t)*capacity, (size_t)larger, size);
    *capacity = larger;
    return grown;
}
