/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hash map in order of insertion, and the nearest known name to a mistyped one. */
#include "base/map.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { FIRST_SLOTS = 16, LONGEST_NAME = 64, MOST_EDITS = 3 };

typedef struct entry {
    const char *key;
    uint64_t hash;
    int value;
} entry;

struct cg_map {
    cg_arena *arena;
    CG_VECTOR(entry) entries;
    int *slots;        /* index into entries plus 1; 0 is free */
    size_t slot_count; /* a power of two, at least twice the entries */
};

/* FNV-1a, and a last stir so that the low bits depend on all: the same on every machine and run. */
static uint64_t hash_of(const char *key) {
    uint64_t hash = 14695981039346656037U;
    for (const char *at = key; *at != '\0'; at++) {
        hash = (hash ^ (unsigned char)*at) * 1099511628211U;
    }
    return hash ^ (hash >> 32);
}

cg_map *cg_map_new(cg_arena *arena) {
    cg_map *map = CG_NEW(arena, cg_map);
    map->arena = arena;
    map->slots = CG_ARRAY(arena, int, FIRST_SLOTS);
    map->slot_count = FIRST_SLOTS;
    return map;
}

/* The slot that holds `key`, or the free one where it belongs. */
static size_t slot_of(const cg_map *map, const char *key, uint64_t hash) {
    size_t mask = map->slot_count - 1;
    size_t slot = (size_t)hash & mask;
    while (map->slots[slot] != 0) {
        const entry *found = &map->entries.items[map->slots[slot] - 1];
        if (found->hash == hash && strcmp(found->key, key) == 0) {
            return slot;
        }
        slot = (slot + 1) & mask;
    }
    return slot;
}

static void widen(cg_map *map) {
    size_t slot_count = map->slot_count * 2;
    map->slots =
        cg_enlarge(map->arena, map->slots, map->slot_count, slot_count, sizeof *map->slots);
    memset(map->slots, 0, slot_count * sizeof *map->slots);
    map->slot_count = slot_count;
    for (int i = 0; i < map->entries.count; i++) {
        const entry *e = &map->entries.items[i];
        map->slots[slot_of(map, e->key, e->hash)] = i + 1;
    }
}

static void append(cg_map *map, const char *key, uint64_t hash, int value) {
    if ((size_t)map->entries.count >= map->slot_count / 2) {
        widen(map);
    }
    size_t slot = slot_of(map, key, hash);
    entry added = {.key = key, .hash = hash, .value = value};
    CG_PUSH(map->arena, &map->entries, added);
    map->slots[slot] = map->entries.count;
}

bool cg_map_add(cg_map *map, const char *key, int value) {
    uint64_t hash = hash_of(key);
    if (map->slots[slot_of(map, key, hash)] != 0) {
        return false;
    }
    append(map, key, hash, value);
    return true;
}

void cg_map_set(cg_map *map, const char *key, int value) {
    uint64_t hash = hash_of(key);
    int at = map->slots[slot_of(map, key, hash)];
    if (at != 0) {
        map->entries.items[at - 1].value = value;
        return;
    }
    append(map, key, hash, value);
}

int cg_map_find(const cg_map *map, const char *key) {
    if (key == NULL) {
        return CG_NONE;
    }
    int at = map->slots[slot_of(map, key, hash_of(key))];
    return at == 0 ? CG_NONE : map->entries.items[at - 1].value;
}

int cg_map_count(const cg_map *map) {
    return map->entries.count;
}

const char *cg_map_key(const cg_map *map, int i) {
    return map->entries.items[i].key;
}

int cg_map_value(const cg_map *map, int i) {
    return map->entries.items[i].value;
}

/* A name as code points, case folded. */
typedef struct spelling {
    int length; /* CG_NONE where the name is longer than anyone mistypes */
    utf8proc_int32_t points[LONGEST_NAME];
} spelling;

static utf8proc_int32_t lower(utf8proc_int32_t point) {
    if (point < 0x80) {
        return point >= 'A' && point <= 'Z' ? point - 'A' + 'a' : point;
    }
    return utf8proc_tolower(point);
}

static spelling spell(const char *name) {
    spelling spelled; /* its points beyond the length stay as they are: nobody reads them */
    spelled.length = 0;
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)name;
    while (*at != '\0') {
        utf8proc_int32_t point = 0;
        utf8proc_ssize_t size = *at < 0x80 ? 0 : utf8proc_iterate(at, -1, &point);
        if (size <= 0) {
            size = 1;
            point = *at;
        }
        if (spelled.length == LONGEST_NAME) {
            spelled.length = CG_NONE;
            return spelled;
        }
        spelled.points[spelled.length++] = lower(point);
        at += size;
    }
    return spelled;
}

static int least(int a, int b) {
    return a < b ? a : b;
}

/* Insertions, deletions, replacements and swaps of neighbours that make one of the other, no part
 * edited twice (optimal string alignment): Damerau 1964, doi:10.1145/363958.363994. */
static int edits(const spelling *a, const spelling *b) {
    int rows[3][LONGEST_NAME + 1];
    int *before = rows[0];
    int *above = rows[1];
    int *row = rows[2];
    for (int j = 0; j <= b->length; j++) {
        above[j] = before[j] = j;
    }
    for (int i = 1; i <= a->length; i++) {
        row[0] = i;
        for (int j = 1; j <= b->length; j++) {
            bool same = a->points[i - 1] == b->points[j - 1];
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + !same);
            if (i > 1 && j > 1 && a->points[i - 1] == b->points[j - 2] &&
                a->points[i - 2] == b->points[j - 1]) {
                row[j] = least(row[j], before[j - 2] + 1);
            }
        }
        int *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[b->length];
}

/* The search for the nearest: what is looked for, and the best so far. */
typedef struct search {
    spelling wanted;
    int fewest; /* a name must need fewer edits than this */
    const char *nearest;
} search;

static search search_for(const char *key) {
    search s = {.wanted = spell(key)};
    s.fewest = least(MOST_EDITS, s.wanted.length / 3) + 1;
    return s;
}

static void consider(search *s, const char *name) {
    spelling candidate = spell(name);
    if (s->wanted.length == CG_NONE || candidate.length == CG_NONE ||
        abs(candidate.length - s->wanted.length) >= s->fewest) {
        return;
    }
    int needed = edits(&s->wanted, &candidate);
    if (needed < s->fewest) {
        s->fewest = needed;
        s->nearest = name;
    }
}

const char *cg_map_nearest(const cg_map *map, const char *key) {
    search s = search_for(key);
    for (int i = 0; i < map->entries.count; i++) {
        consider(&s, map->entries.items[i].key);
    }
    return s.nearest;
}

const char *cg_nearest(const char *const *names, const char *key) {
    search s = search_for(key);
    for (int i = 0; names[i] != NULL; i++) {
        consider(&s, names[i]);
    }
    return s.nearest;
}
