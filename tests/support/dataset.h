/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shipped datasets, asked through the public header alone; answers are read back from JSON. */
#ifndef SUPPORT_DATASET_H
#define SUPPORT_DATASET_H

#include "base/json.h"

#include <congsinh/congsinh.h>

/* A shipped park with the context it was read in. Every function ends the test where something
 * fails. */
typedef struct dataset {
    cg_arena *arena;
    cg_failure *failure;
    congsinh *context;
    congsinh_park *park;
} dataset;

/* `file` is below datasets/: "sample/park.json". `settings` ("PATH=VALUE") end with NULL, or are
 * NULL. */
dataset dataset_open(const char *file, const char *const *settings);
void dataset_close(dataset *set);

/* The matches and the plan under `rules` (NULL: the park's), as JSON. */
cg_json *dataset_matches(const dataset *set, const char *rules);
cg_json *dataset_plan(const dataset *set, const char *rules);
/* Any JSON file below datasets/. */
cg_json *dataset_json(const dataset *set, const char *file);

/* The next item of the list `items` with these ends after `from_item` (NULL: the first); via "" is
 * direct, NULL any way. NULL where there is none. */
const cg_json *dataset_find(const cg_json *items, const cg_json *from_item, const char *from,
                            const char *to, const char *via);
/* The number at a path such as "totals.net_saving"; fails the test where there is none. */
double dataset_number(const cg_json *object, const char *name, const char *inner);

#endif
