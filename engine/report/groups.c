/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan's lines as a reader counts them. */
#include "report/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_mixed(const cg_line *line) {
    return line->via != NULL && !line->pass_through && !line->service && !line->running;
}

static bool same(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool belongs(const cg_group *group, const cg_line *line) {
    const cg_line *first = group->lines[0];
    return is_mixed(first) && is_mixed(line) && same(first->to, line->to) &&
           same(first->via, line->via) && same(first->mode, line->mode) &&
           same(first->unit, line->unit) && first->outside == line->outside;
}

static void add_line(cg_group *group, const cg_line *line) {
    group->lines[group->count++] = line;
    group->total = group->lines[0];
}

/* A line of its own for the sums, where there are any: large plans have thousands of groups of one.
 */
static void add_up(cg_arena *arena, cg_group *group) {
    if (group->count == 1) {
        return;
    }
    cg_line *total = CG_NEW(arena, cg_line);
    *total = *group->lines[0];
    for (int i = 1; i < group->count; i++) {
        const cg_line *line = group->lines[i];
        total->quantity += line->quantity;
        total->delivered += line->delivered;
        total->saving += line->saving;
        total->emissions_saving += line->emissions_saving;
        total->investment += line->investment;
    }
    group->total = total;
}

/* Lines of one saving keep their order; those whose saving is withheld come last. */
static int largest_first(const void *a, const void *b) {
    const cg_group *x = a, *y = b;
    double left = isnan(x->total->saving) ? (double)-INFINITY : x->total->saving;
    double right = isnan(y->total->saving) ? (double)-INFINITY : y->total->saving;
    if (left != right) {
        return left < right ? 1 : -1;
    }
    return (x->lines[0] > y->lines[0]) - (x->lines[0] < y->lines[0]);
}

/* The group of a mixed line among those of mixed lines, or CG_NONE. Others have none but their own:
 * a large plan has thousands. */
static int group_of(const cg_groups *groups, const int *mixed, int count, const cg_line *line) {
    for (int m = 0; is_mixed(line) && m < count; m++) {
        if (belongs(&groups->items[mixed[m]], line)) {
            return mixed[m];
        }
    }
    return CG_NONE;
}

/* Gives every group the room for its lines, and forgets that it has any. */
static void set_room(cg_groups *groups, const cg_line **room) {
    for (int g = 0; g < groups->count; g++) {
        groups->items[g].lines = room;
        room += groups->items[g].count;
        groups->items[g].count = 0;
    }
}

cg_groups cg_groups_of(const cg_telling *telling) {
    const cg_plan *plan = telling->plan;
    int lines = plan->lines.count;
    cg_groups groups = {0};
    const cg_line **all = (const cg_line **)CG_ARRAY(telling->arena, const cg_line *, lines);
    const cg_line **room = (const cg_line **)CG_ARRAY(telling->arena, const cg_line *, lines);
    int *group = CG_ARRAY(telling->arena, int, lines);
    int *mixed = CG_ARRAY(telling->arena, int, lines);
    int mixed_count = 0;
    for (int i = 0; i < lines; i++) {
        all[i] = &plan->lines.items[telling->order[i]];
        group[i] = group_of(&groups, mixed, mixed_count, all[i]);
        if (group[i] == CG_NONE) {
            cg_group fresh = {.lines = &all[i]};
            group[i] = groups.count;
            mixed[mixed_count] = groups.count;
            mixed_count += is_mixed(all[i]);
            CG_PUSH(telling->arena, &groups, fresh);
        }
        groups.items[group[i]].count++;
    }
    set_room(&groups, room);
    for (int i = 0; i < lines; i++) {
        add_line(&groups.items[group[i]], all[i]);
    }
    for (int g = 0; g < groups.count; g++) {
        add_up(telling->arena, &groups.items[g]);
    }
    if (groups.count > 0) {
        qsort(groups.items, (size_t)groups.count, sizeof *groups.items, largest_first);
    }
    return groups;
}
