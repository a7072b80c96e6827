/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small parks made by chance from a seed: every kind of thing the format knows, in plain numbers.
 */
#ifndef SUPPORT_RANDOM_PARK_H
#define SUPPORT_RANDOM_PARK_H

#include "base/json.h"

#include <stdint.h>

typedef struct chance {
    uint64_t state;
} chance;

/* The next whole number in 0 .. below - 1. */
int chance_below(chance *luck, int below);
/* True once in `times`. */
bool chance_once_in(chance *luck, int times);
/* low + step × a whole number, at most high. */
double chance_number(chance *luck, double low, double high, double step);

/* A park of 4 to 7 firms with water, heat and material, a water plant with pass-through that treats
 * some of it today, a workshop that does not exist yet, links, losses, blends and, in two of three,
 * periods; in one of three, fixed investments. The same text for the same seed. No corridors,
 * running exchanges, requirements or rules. All numbers are bare. */
const char *random_park(cg_arena *arena, unsigned seed);
/* The same with so many firms. */
const char *random_park_of(cg_arena *arena, unsigned seed, int firms);

#endif
