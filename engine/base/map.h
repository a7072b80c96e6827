/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map from text to index that keeps the order of insertion. */
#ifndef CG_BASE_MAP_H
#define CG_BASE_MAP_H

#include "base/memory.h"

/* "No such index": what look-ups answer, and what an optional reference holds when it is empty. */
#define CG_NONE (-1)

typedef struct cg_map cg_map;

cg_map *cg_map_new(cg_arena *arena);
/* Adds key (borrowed, must live as long as the map) with value >= 0; false when it was there
 * already (the old value stays). */
bool cg_map_add(cg_map *map, const char *key, int value);
/* Adds or replaces. */
void cg_map_set(cg_map *map, const char *key, int value);
/* The value, or CG_NONE. `key` may be NULL. */
int cg_map_find(const cg_map *map, const char *key);
int cg_map_count(const cg_map *map);
/* The i-th key in order of insertion. */
const char *cg_map_key(const cg_map *map, int i);
int cg_map_value(const cg_map *map, int i);
/* The known key nearest to `key` (edit distance with transpositions, case folded, at most a third
 * of its length and at most 3), or NULL where none is near. Ties: the first inserted. */
const char *cg_map_nearest(const cg_map *map, const char *key);
/* The same over a plain NULL-terminated list. */
const char *cg_nearest(const char *const *names, const char *key);

#endif
