/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which inputs an output could serve directly. A large park has millions of pairs, and most lie
 * further apart than their reach: a grid a resource leaves them out unseen. */
#include "match/reach.h"

#include "match/grid.h"

#include <math.h>
#include <stdlib.h>

/* Below so many inputs a grid saves nothing. */
#define INPUTS_FOR_A_GRID 16
/* The rounding of places in space: a micrometre. */
#define ROUNDING_KM 1e-9

/* The inputs of one resource. */
typedef struct taken {
    int *inputs, count; /* ascending */
    cg_grid *grid;      /* of those whose firm states a place; NULL: not asked for yet */
    int *unplaced, unplaced_count;
    int *linked, linked_count; /* those that a link could speak of */
} taken;

struct cg_reach {
    const cg_finder *finder;
    taken *of_resource;
    int *firm;    /* by input */
    bool *linked; /* by input */
    int *found;   /* room for every input twice, and every exchange */
};

bool cg_reach_takes(const cg_reach *reach, int resource) {
    return reach->of_resource[resource].count > 0;
}

bool cg_reach_linked(const cg_reach *reach, int input) {
    return reach->linked[input];
}

int cg_reach_firm(const cg_reach *reach, int input) {
    return reach->firm[input];
}

cg_reach *cg_reach_new(cg_finder *finder) {
    cg_arena *arena = finder->arena;
    const cg_park *park = finder->matches->park;
    cg_reach *reach = CG_NEW(arena, cg_reach);
    *reach = (cg_reach){
        .finder = finder,
        .of_resource = CG_ARRAY(arena, taken, park->knowledge->resources.count + 1),
        .firm = CG_ARRAY(arena, int, park->inputs.count + 1),
        .linked = CG_ARRAY(arena, bool, park->inputs.count + 1),
        .found = CG_ARRAY(arena, int, 2 * park->inputs.count + park->exchanges.count + 2)};
    for (int i = 0; i < park->inputs.count; i++) {
        reach->of_resource[park->inputs.items[i].resource].count++;
        reach->firm[i] = park->inputs.items[i].firm;
        reach->linked[i] = cg_ways_linked(finder->ways, (cg_end){CG_END_INPUT, i});
    }
    for (int r = 0; r < park->knowledge->resources.count; r++) {
        taken *of = &reach->of_resource[r];
        of->inputs = CG_ARRAY(arena, int, of->count + 1);
        of->count = 0;
    }
    for (int i = 0; i < park->inputs.count; i++) {
        taken *of = &reach->of_resource[park->inputs.items[i].resource];
        of->inputs[of->count++] = i;
    }
    return reach;
}

static cg_point place_of(const cg_park *park, int firm) {
    cg_point point;
    cg_position_in_space(park, park->firms.items[firm].at, point.along);
    return point;
}

static void make_grid(const cg_reach *reach, taken *of) {
    cg_arena *arena = reach->finder->arena;
    const cg_park *park = reach->finder->matches->park;
    cg_point *points = CG_ARRAY(arena, cg_point, of->count + 1);
    int *names = CG_ARRAY(arena, int, of->count + 1);
    int placed = 0;
    of->unplaced = CG_ARRAY(arena, int, of->count + 1);
    of->linked = CG_ARRAY(arena, int, of->count + 1);
    for (int i = 0; i < of->count; i++) {
        int input = of->inputs[i], firm = park->inputs.items[input].firm;
        if (reach->linked[input]) {
            of->linked[of->linked_count++] = input;
        }
        if (!park->firms.items[firm].at.given) {
            of->unplaced[of->unplaced_count++] = input;
            continue;
        }
        points[placed] = place_of(park, firm);
        names[placed++] = input;
    }
    of->grid = cg_grid_new(arena, points, names, placed);
}

/* How far apart the ends of anything can lie that is to be kept, or counted as more than beyond its
 * reach. What loses all on its way is as impossible as what lies beyond its reach, and only where
 * what is possible is listed does anybody ask which of the two it was. */
static double furthest_km(const cg_reach *reach, const cg_offer *of) {
    const cg_ways *ways = reach->finder->ways;
    double km = cg_terms_reach_km(ways, &of->terms);
    double loss = cg_terms_loss(ways, &of->terms);
    if (reach->finder->wanted.keep == CG_KEEP_USABLE && loss > 0) {
        double ratio = of->substitution == NULL ? 1 : of->substitution->ratio.value;
        km = fmin(km, cg_straight_within_km(ways, &of->terms, ratio / loss));
    }
    return km + ROUNDING_KM;
}

static int smaller_first(const void *a, const void *b) {
    int x = *(const int *)a, y = *(const int *)b;
    return x < y ? -1 : x > y;
}

/* Behind what lies near: what states no place, what may be joined by a link, what runs today, and
 * what is asked about; some of it twice. */
static int add_others(const cg_reach *reach, const cg_offer *of, const taken *inputs, int count) {
    const cg_finder *finder = reach->finder;
    const cg_flow *all = finder->matches->park->inputs.items;
    for (int i = 0; i < inputs->unplaced_count; i++) {
        reach->found[count++] = inputs->unplaced[i];
    }
    for (int i = 0; of->linked && i < inputs->linked_count; i++) {
        reach->found[count++] = inputs->linked[i];
    }
    for (int e = finder->first_running[of->output]; e != CG_NONE; e = finder->next_running[e]) {
        int input = finder->matches->park->exchanges.items[e].input;
        if (all[input].resource == of->resource) {
            reach->found[count++] = input;
        }
    }
    int asked = finder->wanted.output == of->output ? finder->wanted.input : CG_NONE;
    if (asked != CG_NONE && all[asked].resource == of->resource) {
        reach->found[count++] = asked;
    }
    return count;
}

/* In order, each once. */
static int tidied(int *found, int count) {
    int kept = 0;
    qsort(found, (size_t)count, sizeof *found, smaller_first);
    for (int i = 0; i < count; i++) {
        if (i == 0 || found[i] != found[i - 1]) {
            found[kept++] = found[i];
        }
    }
    return kept;
}

/* What is kept of every pair, and problems that any pair could have, are asked of every pair. */
static bool asks_all(const cg_reach *reach, const cg_offer *of) {
    const cg_finder *finder = reach->finder;
    cg_keep keep = finder->wanted.keep;
    return (keep != CG_KEEP_USABLE && keep != CG_KEEP_POSSIBLE) ||
           reach->of_resource[of->resource].count < INPUTS_FOR_A_GRID ||
           !finder->matches->park->firms.items[of->sender].at.given;
}

int cg_reach_inputs(cg_reach *reach, const cg_offer *of, const int **inputs, int *beyond) {
    taken *all = &reach->of_resource[of->resource];
    double km = asks_all(reach, of) ? (double)INFINITY : furthest_km(reach, of);
    *beyond = 0;
    *inputs = all->inputs;
    if (!isfinite(km)) {
        return all->count;
    }
    if (all->grid == NULL) {
        make_grid(reach, all);
    }
    *inputs = reach->found;
    cg_point at = place_of(reach->finder->matches->park, of->sender);
    int near = cg_grid_near(all->grid, at, km, reach->found);
    int count = add_others(reach, of, all, near);
    if (count > near) {
        count = tidied(reach->found, count);
    }
    *beyond = all->count - count;
    return count;
}
