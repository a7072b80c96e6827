/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arenas: memory that is allocated piecemeal and freed as one, with a single way out when it ends.
 * */
#ifndef CG_BASE_MEMORY_H
#define CG_BASE_MEMORY_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Where control goes when memory ends. Each public function of the library that allocates arms one
 * (`if (setjmp(failure->point)) { clean up; return CONGSINH_NO_MEMORY; }`), so that nothing below
 * it has to check an allocation. A foreign object (glp_prob, igraph_t, cJSON, FILE) must never be
 * alive across an arena allocation: see docs/decisions/0002-one-way-out-of-memory.md. */
typedef struct cg_failure {
    jmp_buf point;
} cg_failure;

typedef struct cg_arena cg_arena;

/* A new, empty arena, or NULL when memory has ended. `failure` is borrowed and must outlive the
 * arena. */
cg_arena *cg_arena_new(cg_failure *failure);
/* Frees everything ever allocated from it. Accepts NULL. */
void cg_arena_free(cg_arena *arena);

/* An arena for what is needed for a while: freed with `arena` or before it, and emptied before as
 * often as one likes. Never NULL. */
cg_arena *cg_arena_within(cg_arena *arena);
/* Sends what jumps when memory ends, of `arena` and those within it, to another place: for the time
 * that another thread allocates from it. Returns the place before. */
cg_failure *cg_arena_send(cg_arena *arena, cg_failure *failure);
/* Frees everything allocated from it; the arena can be used again. */
void cg_arena_empty(cg_arena *arena);
/* The bytes it holds now, with those of the arenas within it: what has been asked of the system. */
size_t cg_arena_bytes(const cg_arena *arena);

/* An arena that `holder` holds, and whoever else asks to: freed with the last of its holders, or
 * when that is emptied. Never NULL. Not for holders of two threads. */
cg_arena *cg_arena_shared(cg_arena *holder);
/* Lets `holder` hold it too. Never in a circle. */
void cg_arena_hold(cg_arena *holder, cg_arena *shared);

/* `count` items of `size` bytes, zeroed, aligned for any type. Never NULL: jumps to failure->point
 * when memory ends or count * size overflows. */
void *cg_allocate(cg_arena *arena, size_t count, size_t size);
/* The same for the few places that must hold a foreign object while they allocate: NULL instead of
 * the jump. Give the foreign object back, then call cg_memory_ended. */
void *cg_try_allocate(cg_arena *arena, size_t count, size_t size);
/* Jumps to failure->point. */
_Noreturn void cg_memory_ended(cg_arena *arena);
/* A NUL-terminated copy of `length` bytes of `text`. */
char *cg_copy(cg_arena *arena, const char *text, size_t length);
/* A copy of a whole text; NULL for NULL. */
const char *cg_copy_text(cg_arena *arena, const char *text);
/* strcmp() == 0, for names that are mostly told apart by their first byte. */
static inline bool cg_same_text(const char *a, const char *b) {
    return a[0] == b[0] && strcmp(a, b) == 0;
}
/* A list of such copies, with one more place behind it. */
const char **cg_copy_texts(cg_arena *arena, const char *const *texts, int count);
/* As printf, into the arena. Only %s %d %zu %c and the like: numbers a person or a file reads go
 * through base/number.h. */
char *cg_format(cg_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define CG_NEW(arena, type) ((type *)cg_allocate((arena), 1, sizeof(type)))
#define CG_ARRAY(arena, type, count) ((type *)cg_allocate((arena), (size_t)(count), sizeof(type)))

/* A growable array of one type, living in an arena: `CG_VECTOR(cg_firm) firms;`, `firms.items[i]`.
 * */
#define CG_VECTOR(type)                                                                            \
    struct {                                                                                       \
        type *items;                                                                               \
        int count, capacity;                                                                       \
    }
/* An array of `count` items that begins with the first `kept` of `items` (kept < count; may be NULL
 * where `kept` is 0); what follows is not set. `items` must not be used afterwards: a large array
 * is given back. */
void *cg_enlarge(cg_arena *arena, void *items, size_t kept, size_t count, size_t size);
/* Appends `value`; pointers into the vector do not survive this. */
#define CG_PUSH(arena, vector, value)                                                              \
    do {                                                                                           \
        if ((vector)->count == (vector)->capacity) {                                               \
            (vector)->items =                                                                      \
                cg_grow((arena), (vector)->items, &(vector)->capacity, sizeof(*(vector)->items));  \
        }                                                                                          \
        (vector)->items[(vector)->count++] = (value);                                              \
    } while (0)
/* Doubles an array in the arena; for CG_PUSH. */
void *cg_grow(cg_arena *arena, void *items, int *capacity, size_t size);

/* For tests alone: lets `after` more allocations of the process succeed, then fails all; 0 switches
 * this off. Compiled in only where CG_TEST_ALLOCATION is defined (the library's test copy). */
void cg_fail_allocation_after(long after);

#endif
